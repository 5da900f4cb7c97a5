"""A chart that a student draws, shown once and in words.

JupyterLab shows each chart at the end of its cell; after ``install()`` it does so with the words of
the chart, computed from its Axes. A chart that is checked is shown by the check, and not again.
"""

import base64
import io
import warnings
import weakref

import matplotlib.pyplot as plt
import numpy as np
from IPython import get_ipython
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from .answers import wording
from .answers.charts import axes_of, figure_of, read, title_of, value_of

MOST = 12  # labels that words name
FEW = 3  # and of more than that, only so many
NAMES = {"barh": "Horizontal bars", "bar": "Vertical bars", "line": "A line"}
OTHERS = {
    "pie": "A pie",
    "scatter": "Points",
    "area": "Areas",
    "hist": "A histogram",
}
DPI = 100

_shown = weakref.WeakKeyDictionary()  # the words with which each figure was shown


def install():
    """Let IPython show a chart with its words, and no address of it. Does nothing outside IPython."""
    shell = get_ipython()
    if shell is None:
        return
    formatter = shell.display_formatter.ipython_display_formatter
    formatter.for_type(Figure, _unchecked)
    # the last line of a cell: its picture follows by itself
    formatter.for_type(Axes, lambda axes: None)


def words(answer):
    """Return what a chart shows in words, or "" for what is no chart. Never raises."""
    axes = []
    try:
        axes = axes_of(answer)[:MOST]
        return " ".join(filter(None, map(_of_axes, axes)))
    except Exception:  # noqa: BLE001 - words must never stop a lesson
        return "A chart." if axes else ""


def show(answer):
    """Show a chart that is checked, where it has not been shown as it is now. Never raises.

    Does nothing outside IPython.
    """
    if get_ipython() is None:
        return
    try:
        for figure in dict.fromkeys(map(figure_of, axes_of(answer))):
            if isinstance(figure, Figure):
                if _shown.get(figure) != words(figure):
                    _picture(figure)
                plt.close(figure)  # or it would be shown again at the end of the cell
    except Exception:  # noqa: BLE001, S110 - JupyterLab shows it at the end of the cell
        pass


def _unchecked(figure):
    """Show a figure that no check has shown, and its words below it."""
    try:
        _picture(figure)
        said = words(figure)
        if said:
            page = wording.as_html("In words", said.replace("`", "'"))
            display({"text/html": page, "text/plain": f"In words. {said}"}, raw=True)
    except Exception as error:  # noqa: BLE001 - a chart must never stop a lesson
        text = f"This chart cannot be drawn ({type(error).__name__})."
        display({"text/plain": text}, raw=True)
    plt.close(figure)  # where a cell ends in it, it would be shown again


def _picture(figure):
    data, said = io.BytesIO(), words(figure)
    for axes in figure.axes:
        _whole_numbers(axes)
        for title in (axes.title, axes._left_title, axes._right_title):
            title.set_wrap(True)  # a long one goes on in the next line
    with (
        warnings.catch_warnings()
    ):  # of a chart with too many bars: its words say how many
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(data, format="png", dpi=DPI)
    # as text: the kernel of a browser passes bytes on as they are, and no picture comes of them
    picture = base64.b64encode(data.getvalue()).decode()
    display({"image/png": picture, "text/plain": said or "An empty chart."}, raw=True)
    _shown[figure] = said


def _whole_numbers(axes):
    """Let an axis along which bars count things have no 2.5 of them."""
    for bars in axes.containers:
        if not isinstance(bars, BarContainer) or not len(bars.datavalues):
            return
        if not np.array_equal(bars.datavalues, np.round(bars.datavalues)):
            return
    for bars in axes.containers[:1]:
        lying = bars.orientation == "horizontal"
        axis = axes.xaxis if lying else axes.yaxis
        steps = axis.get_majorticklocs()
        if isinstance(axis.get_major_formatter(), ScalarFormatter) and not (
            np.array_equal(steps, np.round(steps))
        ):
            axis.set_major_locator(MaxNLocator(integer=True))


def _of_axes(axes):
    if not axes.get_visible():
        return ""
    drawn = read(axes)
    title = title_of(axes)
    title = title.rstrip(".") or title
    titled = f'titled "{title}"' if title else "without a title"
    if not drawn.kind:
        return f"An empty chart, {titled}. Has its table any row?"
    if drawn.kind not in NAMES:
        return f"{OTHERS.get(drawn.kind, 'A picture')}, {titled}."
    sets, name = drawn.sets, NAMES[drawn.kind]
    if len(sets) == 1:
        return f"{name}, {titled}: {_of_set(drawn.kind, sets[0][1])}."
    if drawn.kind == "line":
        each = [
            f"{name}: {_of_set('line', pairs)}" for name, pairs in sets[: _named(sets)]
        ]
        return f"{len(sets)} lines, {titled}: {'; '.join(each)}{_more(sets)}."
    labels = list(dict.fromkeys(label for _, pairs in sets for label, _ in pairs))
    each = []
    for label in labels[: _named(labels)]:
        values = [
            f"{_as_head(name)} {value_of(value)}"
            for name, pairs in sets[:MOST]
            for at, value in pairs
            if at == label
        ]
        each.append(f"{label}: {', '.join(values)}")
    return f"{name} in {len(sets)} sets, {titled}: {'; '.join(each)}{_more(labels)}."


def _of_set(kind, pairs):
    """Return a set of bars, or a line, in words; a long line by its ends and its extremes."""
    if kind == "line" and len(pairs) > MOST:
        low, high = (
            f"{value_of(value)} in {label}"
            for label, value in (
                min(pairs, key=lambda pair: pair[1]),
                max(pairs, key=lambda pair: pair[1]),
            )
        )
        first, last = (f"{value_of(pairs[n][1])} in {pairs[n][0]}" for n in (0, -1))
        return f"from {first} to {last}, lowest {low}, highest {high}"
    pairs = pairs if kind == "line" else _ties_by_name(pairs)
    named = [
        f"{_as_head(label)} {value_of(value)}"
        for label, value in pairs[: _named(pairs)]
    ]
    return ", ".join(named) + _more(pairs)


def _ties_by_name(pairs):
    """Return bars that stand by length with equal ones by name: pandas 2 and 3 count them in another order."""
    values = [value for _, value in pairs]
    for sign in (-1, 1):
        if values == sorted(values, key=lambda value: sign * value):
            return sorted(pairs, key=lambda pair: (sign * pair[1], pair[0]))
    return pairs


def _as_head(label):
    """Return a label that stands before its value: a year would be heard as a part of it."""
    return f"{label}:" if label[-1:].isdigit() else label


def _named(names):
    """Return how many of some labels words name: a long list is heard by nobody."""
    return len(names) if len(names) <= MOST else FEW


def _more(names):
    return f" and {len(names) - FEW} more" if len(names) > MOST else ""
