"""Charts that a student draws: what one shows is read from its Axes, never from its pixels.

``chart`` is the reader of such an exercise, ``Chart`` what it expects and what its traps give.
"""

import itertools
import math
import numbers
import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.container import BarContainer, Container
from matplotlib.figure import FigureBase
from matplotlib.patches import Wedge
from matplotlib.ticker import NullFormatter, ScalarFormatter

from ...pictures.style import label as in_figures
from .values import ARRAYS, LISTS, Refusal, describe, only_value
from .wording import counted, in_words, listed, printable

KINDS = {"barh": "horizontal bars", "bar": "vertical bars", "line": "lines"}
OTHERS = {
    "pie": "a pie",
    "scatter": "points",
    "area": "areas",
    "hist": "a histogram",
    "other": "another kind of chart",
}
CALLS = {"barh": ".plot.barh", "bar": ".plot.bar", "line": ".plot"}
ASKS = "The question asks for a chart"
WRITE = 'Write `answer = ` and your table with `{}(title="...")` behind it.'
NO_WORDS = {"title", "titles", "untitled", "タイトル"}
READ_TITLE = (
    "Whether your title says what is true, only a reader can tell: read it once more"
    " beside the chart."
)
MOST_SETS = 40
# what is said of a chart whose data are right: it goes before every trap
DATA_RIGHT = ("no-title", "title-too-short", "title-of-example", "other-order")


@dataclass(eq=False)
class Chart:
    """What an exercise expects of a chart that a student draws.

    kind: "barh", "bar" or "line". data: a Series (one set of bars, one line) or a DataFrame
    (one a column). by: None where the order of bars does not matter, "value" where they
    must stand in the order of their length, "order" where they must stand as in data; each
    from either end. digits: how many decimals count; None for all. examples: the titles that
    stand in the lesson: a chart of one's own needs another.
    """

    kind: str
    data: pd.Series | pd.DataFrame
    by: str | None = None
    digits: int | None = None
    examples: tuple = ()

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(
                f"kind is one of {listed(KINDS, 'or')}, not {self.kind!r}."
            )
        if self.by not in (None, "value", "order"):
            raise ValueError('by is None, "value" or "order".')


@dataclass
class Drawn:
    """What a chart shows.

    kind: one of KINDS or OTHERS. sets: (name, [(label, value), ...]) of each set of bars or
    line. title: its words. over: whether one set lies upon another.
    """

    kind: str
    sets: list = field(default_factory=list)
    title: str = ""
    over: bool = False


# What is in an Axes


def axes_of(answer):
    """Return the Axes of an answer that is a chart, or charts, as a list; empty for anything else."""
    answer = only_value(answer)
    if isinstance(answer, Axes):
        return [answer]
    if isinstance(answer, FigureBase):
        return list(answer.axes)
    if isinstance(answer, np.ndarray) and answer.dtype == object:
        answer = list(answer.flat[:MOST_SETS])
    if (
        isinstance(answer, (list, tuple))
        and answer
        and not isinstance(answer, Container)
    ):
        parts = [one for one in answer[:MOST_SETS] if type(one) is not str]
        if parts and all(isinstance(one, Axes) for one in parts):
            return parts  # texts may stand beside a chart: a question of one's own
    return []


def figure_of(axes):
    """Return the Figure in which an Axes is drawn, or None."""
    figure = getattr(axes, "figure", None)
    while figure is not None and getattr(figure, "figure", figure) is not figure:
        figure = figure.figure
    return figure


def title_of(axes):
    """Return the title of a chart, from wherever it stands."""
    texts = [axes.get_title(place) for place in ("left", "center", "right")]
    figure = figure_of(axes)
    if not any(text.strip() for text in texts) and figure is not None:
        above = getattr(figure, "_suptitle", None)
        texts = [above.get_text() if above is not None else ""]
    return " ".join(" ".join(texts).split())


def is_title(text):
    """Say whether a title has at least two words that do not merely stand in for one."""
    words = [
        word
        for word in re.findall(r"\w+", unicodedata.normalize("NFKC", text))
        if word.casefold() not in NO_WORDS and word.strip("_")
    ]
    without_spaces = any(len(word) >= 4 and not word.isascii() for word in words)
    return len(words) >= 2 or without_spaces


def read(axes):
    """Return what an Axes shows as Drawn."""
    title = title_of(axes)
    bars = [
        one
        for one in axes.containers
        if isinstance(one, BarContainer) and len(one.patches)
    ]
    if bars:
        return _bars(axes, bars, title)
    if any(isinstance(patch, Wedge) for patch in axes.patches):
        return Drawn("pie", title=title)
    if any(
        isinstance(one, PolyCollection) and any(len(way) for way in one.get_paths())
        for one in axes.collections
    ):
        return Drawn("area", title=title)
    if any(
        isinstance(one, PathCollection) and len(one.get_offsets())
        for one in axes.collections
    ):
        return Drawn("scatter", title=title)
    lines = [(line, _points(axes, line)) for line in axes.lines]
    sets = [(str(line.get_label()), points) for line, points in lines if points]
    if sets:
        return Drawn("line", sets, title)
    return Drawn("other" if axes.patches or axes.images else "", title=title)


def _bars(axes, containers, title):
    lying = getattr(containers[0], "orientation", "vertical") == "horizontal"
    axis = axes.yaxis if lying else axes.xaxis
    ticks = _ticks(axis)
    sets, places, ends = [], [], []
    for container in containers[:MOST_SETS]:
        pairs, middles = [], []
        for bar in container.patches:
            start, size = (
                (bar.get_y(), bar.get_height())
                if lying
                else (bar.get_x(), bar.get_width())
            )
            value = bar.get_width() if lying else bar.get_height()
            middles.append(start + size / 2)
            ends.append((start, start + size))
            pairs.append((_at(ticks, middles[-1]), float(value)))
        sets.append((str(container.get_label()), pairs))
        starts = [bar.get_x() if lying else bar.get_y() for bar in container.patches]
        if any(value for _, value in pairs):
            places.append(np.round([middles, starts], 6))
    touching = len(ends) > 1 and all(
        math.isclose(left[1], right[0], abs_tol=1e-9 + 1e-9 * abs(left[1]))
        for left, right in zip(ends, ends[1:])
    )
    if not lying and ticks is None and touching and len(containers) == 1:
        return Drawn("hist", sets, title)
    over = any(
        np.array_equal(one[:, :least], other[:, :least])
        for one, other in itertools.combinations(places, 2)
        for least in [min(one.shape[1], other.shape[1])]
    )
    return Drawn("barh" if lying else "bar", sets, title, over)


def _ticks(axis):
    """Return the labels of an axis by their places, or None where it counts or measures."""
    if isinstance(axis.get_major_formatter(), (ScalarFormatter, NullFormatter)):
        return None
    places = axis.get_majorticklocs()
    texts = [tick.get_text() for tick in axis.get_ticklabels()]
    return {float(place): text for place, text in zip(places, texts) if text.strip()}


def _at(ticks, place):
    """Return the label of the tick that is nearest to a bar, or its place as a number."""
    if ticks:
        nearest = min(ticks, key=lambda tick: abs(tick - place))
        if abs(nearest - place) < 0.5:
            return name_of(ticks[nearest])
    return name_of(float(f"{place:.9g}"))


def _points(axes, line):
    """Return the points of a line; a line of two points across the whole picture is none."""
    if line.get_transform() != axes.transData:
        return []  # axhline, axvline
    xs, ys = line.get_xdata(orig=True), line.get_ydata(orig=True)
    ys = np.ma.filled(np.ma.asarray(ys, dtype=float), np.nan)
    formatter, ticks = axes.xaxis.get_major_formatter(), None
    if not isinstance(formatter, (ScalarFormatter, NullFormatter)):
        ticks = _ticks(axes.xaxis)
    points = []
    for x, y in zip(xs, ys):
        if math.isnan(y):
            continue
        if isinstance(x, numbers.Real) and hasattr(formatter, "freq"):
            x = pd.Period(ordinal=int(x), freq=formatter.freq)
        elif isinstance(x, numbers.Real) and ticks:
            x = ticks.get(float(x), x)
        points.append((name_of(x), float(y)))
    return points


def name_of(value):
    """Return a label as it is read: a year without decimals, a day without its hour."""
    if isinstance(value, tuple):
        return f"({', '.join(map(name_of, value))})"
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, numbers.Real):
        whole = math.isfinite(value) and value == int(value)
        return str(int(value)) if whole else f"{float(value):.9g}"
    if isinstance(value, pd.Period):
        return str(value)
    text = unicodedata.normalize("NFKC", str(value))
    text = re.sub(
        r"(\d{4}-\d\d-\d\d)[ T]00:00:00(\.0+)?", r"\1", " ".join(text.split())
    )
    return (
        re.sub(r"(-?\d+)\.0+", r"\1", text)
        if re.fullmatch(r"-?\d+\.0+", text)
        else text
    )


def value_of(value):
    """Return a value as it is read: at most four digits that count after the point."""
    if not math.isfinite(value):
        return "no value"
    value = float(f"{value:.10g}")
    if value == int(value):
        return f"{int(value):,}"
    places = 1 if abs(value) >= 1000 else 2 if abs(value) >= 1 else 4
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") else f"{value:.2g}"


# A chart beside what is expected


class Charts:
    """Reads a chart: what ``.plot`` gave, or a Figure or a list that holds one.

    kind: what a refusal suggests; None where it may be any.
    """

    def __init__(self, kind=None):
        self.kind = kind

    def __call__(self, answer):
        answer = only_value(answer)
        if isinstance(answer, Chart):  # what an exercise expects, as if it were drawn
            return Drawn(answer.kind, _sets(answer), "As expected")
        if of_groups(answer):
            raise Refusal(
                "These are many small charts, one a group: the groups were not added up."
                " Write `.sum()` at the end of the line with `groupby`.",
                "groups-not-added-up",
            )
        axes = axes_of(answer)
        if len(axes) > 1:
            raise Refusal(
                f"{ASKS}; these are {in_words(len(axes))}. Draw one, without"
                " `subplots`.",
                "several-charts",
            )
        if not axes:
            raise _no_chart(answer, self.kind)
        drawn = read(axes[0])
        if not drawn.kind:
            raise Refusal(
                "The chart is empty: nothing is drawn in it. Is your table empty? Draw"
                " it anew in this cell.",
                "empty-chart",
            )
        return drawn

    def same(self, value, right):
        """Say whether a chart is the right one, and has a title."""
        return self.near(value, right) is None

    def fits(self, value, trap):
        """Say whether a chart shows the data of a trap; its kind matters where the trap is a Chart."""
        if isinstance(trap, Chart):
            return value.kind == trap.kind and not _differs(value, trap)
        kind = value.kind if value.kind in KINDS else "bar"
        return not _differs(value, Chart(kind, trap))

    def near(self, value, right):
        """Return (what a chart says beside the right one, its name), or None where it is right."""
        return (
            _other_kind(value, right)
            or _differs(value, right)
            or _bad_title(value, right)
        )


chart = Charts()


def of_groups(answer):
    """Return whether an answer is what ``.plot`` gives of groups that nothing was computed of."""
    return (
        isinstance(answer, pd.Series)
        and len(answer) > 0
        and all(isinstance(one, Axes) for one in answer)
    )


def _no_chart(answer, asked=None):
    """Return the refusal of an answer that is no chart; asked: the kind to suggest."""
    one, usual = only_value(answer), CALLS[asked or "barh"]
    if answer is None:
        return Refusal(
            f"{ASKS}; your code gives no value. Give answer what `.plot` draws, and"
            " leave out `print(...)` and `show()`.",
            "no-value",
        )
    if isinstance(answer, FigureBase):
        return Refusal("The chart is empty: nothing is drawn in it.", "empty-chart")
    if isinstance(answer, (pd.DataFrame, *ARRAYS)) and not isinstance(one, Artist):
        return Refusal(
            f"{ASKS}; your answer is {describe(answer)}. Add"
            + (
                f' `{usual}(title="...")` behind it.'
                if asked
                else f' `.plot` and its kind behind it, such as `{usual}(title="...")`.'
            ),
            "table-for-chart",
        )
    accessor = type(getattr(one, "__self__", one)).__name__ == "PlotAccessor"
    if accessor or callable(one) and not isinstance(one, type):
        end = getattr(one, "__name__", "") if hasattr(one, "__self__") else ""
        end = f".plot.{end}" if accessor and end else ".plot" if accessor else ""
        name = f"`{end}`" if end else "a function"
        kind = end if end not in ("", ".plot") else usual
        return Refusal(
            f"{ASKS}; this is {name} without round brackets, so that nothing is drawn."
            f' Write the whole call, such as `{kind}(title="...")`.',
            "no-brackets",
        )
    parts = list(one)[:9] if isinstance(one, (list, tuple)) else [one]
    if isinstance(one, Container) or parts and isinstance(parts[0], Artist):
        return Refusal(
            f"{ASKS}; this is a part of one. Give answer what `.plot` gives, and end"
            f' the line there: `{usual}(title="...")`.',
            "part-of-chart",
        )
    more = (
        f" {WRITE.format(usual)}"
        if isinstance(one, (str, numbers.Real, *LISTS))
        else " Look again at what the question asks for."
    )
    return Refusal(f"{ASKS}; this is {describe(answer)}.{more}", "no-chart")


def _sets(expected):
    """Return what a Chart would draw, as the sets of Drawn."""
    data, bars = expected.data, expected.kind != "line"
    table = data.to_frame() if isinstance(data, pd.Series) else data
    sets = []
    for n, name in enumerate(table.columns):
        values = pd.to_numeric(table.iloc[:, n]).astype(float)
        pairs = [
            (name_of(one), 0.0 if math.isnan(value) else value)
            for one, value in zip(table.index, values)
            if bars or not math.isnan(value)
        ]
        sets.append((name_of(name), pairs))
    return sets


def _other_kind(value, right):
    if value.kind == right.kind:
        return None
    call, asks = CALLS[right.kind], KINDS[right.kind]
    turned = {
        ("bar", "barh"): f"These bars are vertical; `{call}()` draws horizontal ones.",
        ("barh", "bar"): f"These bars are horizontal; `{call}()` draws vertical ones.",
    }
    found = {**KINDS, **OTHERS}.get(value.kind, OTHERS["other"])
    return (
        turned.get((value.kind, right.kind))
        or f"You drew {found}; the question asks for {asks}: `{call}()` draws them."
    ), "other-kind"


def _differs(value, right):
    """Return (in what the data of a chart differ from those expected, the name of it), or None."""
    wanted = _sets(right)
    one = "line" if right.kind == "line" else "set of bars"
    if value.over and len(value.sets) > len(wanted):
        return (
            "Two charts lie on each other: your cell draws twice, into one picture."
            " Keep one line with `.plot`.",
            "drawn-twice",
        )
    if len(wanted) == 1 and len(value.sets) == 1:
        return _of_set(value.sets[0][1], wanted[0][1], right, "")
    names = [key(name) for name, _ in value.sets]
    if len(wanted) == 1:
        return (
            f"Your chart has {counted(len(names), one, 'sets of bars' if ' ' in one else None)}:"
            f" {_first_names(name for name, _ in value.sets)}. The question asks for"
            " one: draw one column, and draw once in a cell.",
            "several-sets",
        )
    known = {alias: name for name, _ in wanted for alias in aliases(name)}
    found = {known[name]: n for n, name in enumerate(names) if name in known}
    if _is_turned(value, wanted):
        return (
            "All the numbers are there, but rows and columns have changed places:"
            f" your chart has a {one} for {value.sets[0][0]}, and the question asks"
            f" for one for {wanted[0][0]}. Turn the two columns round where you count.",
            "turned",
        )
    missing = [name for name, _ in wanted if name not in found]
    if missing and len(names) == len(wanted):
        more = [name for name, _ in value.sets if key(name) not in known]
        return (
            f"Your chart has no {one} for {missing[0]}; it has one for"
            f" {_first_names(more or names)}.",
            "set-missing",
        )
    if missing:
        return (
            f"The question asks for {counted(len(wanted), one, 'sets of bars' if ' ' in one else None)};"
            f" yours has {counted(len(names), one, 'sets of bars' if ' ' in one else None)}."
            f" {missing[0]} is missing.",
            "set-missing",
        )
    if len(names) > len(wanted):
        more = [name for name, _ in value.sets if key(name) not in known]
        return (
            f"Your chart has a {one} too many: {_first_names(more or names)}.",
            "set-too-many",
        )
    for name, pairs in wanted:
        differs = _of_set(value.sets[found[name]][1], pairs, right, f" of {name}")
        if differs:
            return differs
    return None


def _is_turned(value, wanted):
    labels = {key(label) for label, _ in wanted[0][1]}
    sets = {key(name) for name, _ in value.sets}
    inside = {key(label) for label, _ in value.sets[0][1]}
    return len(sets) > 1 and sets == labels and inside == {key(n) for n, _ in wanted}


def _first_names(names):
    names = [printable(str(name), 30) for name in names]
    more = f" and {len(names) - 3} more" if len(names) > 4 else ""
    return ", ".join(names[:3]) + more if more else listed(names)


def _of_set(drawn, wanted, right, whose):
    """Return (in what one set of bars or one line differs, the name of it), or None."""
    what = "point" if right.kind == "line" else "bar"
    drawn, wanted = _named_alike(drawn, wanted, right)
    zero = right.kind != "line"  # a bar of length 0 cannot be seen
    has = _by_label(drawn, zero)
    needs = _by_label(wanted, zero)
    missing = [one for one in needs if one not in has]
    more = [one for one in has if one not in needs]
    if needs and not set(needs) & set(has):
        return (
            f"The {what}s{whose} are {_first_names(has) if has else 'all of length 0'}."
            " The question asks for others: look at the column, and at the table that"
            " you draw.",
            "other-labels",
        )
    if missing or more:
        return _of_labels(what, whose, missing, more)
    wrong = [one for one in needs if not _alike(has[one], needs[one], right.digits)]
    if wrong:
        return _of_values(what, whose, wrong, has, needs)
    if right.by and not _in_order(drawn, wanted, right):
        how = "by their length" if right.by == "value" else "as in the table"
        more = ": `sort_values`" if right.by == "value" else ""
        return f"The {what}s are right. Put them in order, {how}{more}.", "other-order"
    return None


def _of_labels(what, whose, missing, more):
    said = []
    if missing:
        are = "is" if len(missing) == 1 else "are"
        among = ": " if len(missing) == 1 else ", among them "
        said.append(
            f"{counted(len(missing), what)}{whose} {are} missing{among}{missing[0]}."
        )
    if more:
        are = "is" if len(more) == 1 else "are"
        said.append(
            f"{counted(len(more), what)}{whose} {are} too many: {_first_names(more)}."
        )
    advice = (
        "Does your condition keep too little?"
        if not more
        else "Does your condition keep only what the question asks for?"
    )
    name = f"{what}s-missing" if missing else f"{what}s-too-many"
    return " ".join([*said, advice]), name


def _of_values(what, whose, wrong, has, needs):
    ratios = [
        mine / right
        for one in needs
        for mine, right in zip(has[one], needs[one])
        if right
    ]
    if ratios and len(wrong) == len([one for one in needs if any(needs[one])]):
        for times, said, name in (
            (
                100,
                "a hundred times too large: a percentage in place of a share, or",
                "hundred-twice",
            ),
            (
                0.01,
                "a hundredth of what is asked: a share in place of a percentage, or",
                "fraction-for-percent",
            ),
            (1000, "a thousand times too large:", "other-unit"),
            (0.001, "a thousandth of what is asked:", "other-unit"),
        ):
            if all(math.isclose(ratio, times, rel_tol=1e-6) for ratio in ratios):
                return f"Each {what}{whose} is {said} another unit.", name
    first = wrong[0]
    one, other = (
        ", ".join(map(value_of, has[first])),
        ", ".join(map(value_of, needs[first])),
    )
    if one == other:  # they differ behind the decimals that are said
        one, other = (", ".join(f"{v:.12g}" for v in at[first]) for at in (has, needs))
    others = (
        f" {len(wrong) - 1} of the other {len(needs) - 1}"
        f" {'differs' if len(wrong) == 2 else 'differ'}, too."
        if len(wrong) > 1
        else f" The other {what}s are right."
        if len(needs) > 1
        else ""
    )
    return (
        f"The {what} {first}{whose} is drawn as {one}; the question asks for"
        f" {other}.{others}",
        "other-values",
    )


def _by_label(pairs, zero):
    found = {}
    for name, value in pairs:
        if value or not zero:
            found.setdefault(name, []).append(value)
    return {name: sorted(values) for name, values in found.items()}


def _alike(mine, wanted, digits):
    slack = 0.5000001 * 10**-digits if digits is not None else 0
    return len(mine) == len(wanted) and all(
        math.isclose(one, other, rel_tol=1e-9, abs_tol=max(slack, 1e-9))
        for one, other in zip(mine, wanted)
    )


def _named_alike(drawn, wanted, right):
    """Return both sets with the labels of what is wanted where a drawn label means the same."""
    known = {}
    for name, _ in wanted:
        for alias in aliases(name):
            known[alias] = name if known.get(alias, name) == name else None
    index = [name_of(one) for one in right.data.index]
    count = pd.api.types.is_numeric_dtype(right.data.index.dtype)
    named = []
    for name, value in drawn:
        alike = known.get(key(name))
        if alike is None and right.kind == "line" and not count and name.isdecimal():
            # pandas draws a line of names over the numbers 0, 1, 2 ...
            alike = index[int(name)] if int(name) < len(index) else None
        named.append((alike or name, value))
    return named, wanted


def key(name):
    """Return what two labels have in common that mean the same."""
    return " ".join(unicodedata.normalize("NFKC", str(name)).split()).casefold()


def aliases(name):
    """Return the labels that mean the same: as in the table, as in our figures, a day as its year."""
    found = {key(name), key(in_figures(name))}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        found |= {name[:4], name[:7]}
    return found


def _in_order(drawn, wanted, right):
    if right.by == "value":
        mine = [value for _, value in drawn]
        order = sorted(mine)
    else:
        mine = [name for name, _ in drawn]
        order = [name for name, _ in wanted if name in mine]
    return mine in (order, order[::-1])


def _bad_title(value, right):
    what = "lines are" if right.kind == "line" else "bars are"
    what = "line is" if right.kind == "line" and len(value.sets) == 1 else what
    if key(value.title) in map(key, right.examples):
        return (
            f'The {what} right. The title "{printable(value.title, 60)}" is that of a'
            " chart in the lesson: say in your own words what your chart shows.",
            "title-of-example",
        )
    if is_title(value.title):
        return None
    if not value.title:
        return (
            f"The {what} right. The chart has no title, so that a reader cannot know"
            ' what it counts: write `title="..."` between the round brackets, with'
            " your own words.",
            "no-title",
        )
    return (
        f'The {what} right. Its title is "{printable(value.title, 40)}": say in a few'
        " words of your own what the chart shows.",
        "title-too-short",
    )
