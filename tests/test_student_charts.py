"""Charts that students draw: what is read from them, what a check says, and that each is shown once."""

import itertools
import json

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest

from summit.classroom import charts_shown, exercises
from summit.classroom.answers import charts, lesson01
from summit.classroom.answers.charts import Chart, chart
from summit.classroom.answers.slips import Trap

from conftest import NOTEBOOKS
from rerun import execute

COUNTS = pd.Series([13, 8, 4], index=["peace", "growth", "indo-pacific"], name="count")
ALL = pd.Series([19, 13, 13, 1], index=["peace", "growth", "indo-pacific", "opening"])
TABLE = pd.DataFrame(
    {"absent": [13, 8, 4], "full": [5, 4, 3]}, index=["peace", "growth", "indo-pacific"]
)
YEARS = pd.Series([1.5, 2.25, 4.0], index=[2023, 2024, 2025], name="JPN")
LINES = pd.DataFrame({"JPN": YEARS, "USA": YEARS * 2})
TITLE = "Commitments that the article leaves out"
BEYOND_WORDS = "Whether your title says what is true, only a reader can tell"


@pytest.fixture(autouse=True)
def no_chart_left_open():
    plt.close("all")  # what another file has left
    yield
    plt.close("all")


@pytest.fixture
def says(monkeypatch):
    """Return a function that checks an answer against a made-up exercise, as (status, message, name)."""

    def say(expected, answer, *traps):
        made_up = exercises.Exercise(
            read=chart,
            expected=lambda: expected,
            right="A reader has not met these.",
            traps=list(traps),
            hints=["Count.", "Draw."],
        )
        monkeypatch.setitem(lesson01.EXERCISES, "1.98", made_up)
        result = exercises.feedback("1.98", answer)
        return result.status, result.message, result.misconception

    return say


def bars(data=COUNTS, **more):
    return data.plot.barh(**{"title": TITLE, **more})


@pytest.mark.parametrize("title", ["", "..."])
def test_right_bars_lack_a_title_whatever_a_trap_says(says, title):
    same_bars = Trap(lambda: COUNTS, "Those are all rows.", "all-counted")
    _, message, name = says(Chart("barh", COUNTS), bars(title=title), same_bars)
    assert name in ("no-title", "title-too-short") and "bars are right" in message


def test_a_title_of_the_lesson_is_none_of_ones_own(says):
    expected = Chart("barh", COUNTS, examples=("What the verbs do",))
    status, message, name = says(expected, bars(title="What the  verbs do"))
    assert (status, name) == ("Not yet", "title-of-example") and "your own" in message
    plt.close("all")
    assert says(expected, bars())[0] == "Correct"


def test_a_refusal_suggests_the_kind_that_is_asked_for():
    for answer in (LINES, 3, LINES.plot):
        with pytest.raises(
            charts.Refusal, match=r"`\.plot\(title=|`answer = "
        ) as found:
            charts.Charts("line")(answer)
        assert "barh" not in str(found.value)


def test_a_right_chart_is_correct_in_any_dress(says):
    for draw in (
        lambda: bars(),
        lambda: bars(COUNTS[::-1]),
        lambda: bars().figure,
        lambda: np.array([bars()]),
        lambda: [bars()],
        lambda: bars(COUNTS.to_frame()),
        lambda: bars(COUNTS.rename({"peace": "Peace", "indo-pacific": "Indo-Pacific"})),
        lambda: bars(pd.concat([COUNTS, pd.Series({"opening": 0})])),  # cannot be seen
        lambda: bars(COUNTS, color="red", figsize=(3, 3), legend=True),
        lambda: bars(title="記事が省いた約束"),
        lambda: plt.barh(COUNTS.index, COUNTS) and plt.title("Left out") and plt.gca(),
        lambda: Chart("barh", COUNTS),
    ):
        answer = draw()
        status, message, name = says(Chart("barh", COUNTS), answer)
        assert (status, name) == ("Correct", None), message
        assert message.startswith("A reader has not met these.")
        assert BEYOND_WORDS in message
        plt.close("all")


@pytest.mark.parametrize(
    "expected, draw",
    [
        (Chart("bar", COUNTS), lambda: COUNTS.plot.bar(title=TITLE)),
        (Chart("bar", YEARS), lambda: YEARS.plot(kind="bar", title=TITLE)),
        (Chart("line", YEARS), lambda: YEARS.plot(title=TITLE)),
        (Chart("line", LINES), lambda: LINES.plot(title=TITLE)),
        (Chart("line", LINES), lambda: LINES[["USA", "JPN"]].plot.line(title=TITLE)),
        (Chart("barh", TABLE), lambda: TABLE.plot.barh(title=TITLE)),
        (Chart("barh", TABLE), lambda: TABLE.plot.barh(title=TITLE, stacked=True)),
        (Chart("bar", TABLE), lambda: TABLE.sort_index().plot.bar(title=TITLE)),
        (
            Chart("barh", YEARS, digits=1),
            lambda: bars(YEARS.round(1)),
        ),
        (Chart("barh", COUNTS, by="value"), lambda: bars(COUNTS.sort_values())),
        (Chart("barh", YEARS, by="order"), lambda: bars(YEARS[::-1])),
    ],
)
def test_every_kind_is_read(says, expected, draw):
    assert says(expected, draw())[0] == "Correct"


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["2023", "2024", "2025"]),
        pd.Index([2023.0, 2024.0, 2025.0]),
        pd.to_datetime(["2023-01-01", "2024-01-01", "2025-01-01"]),
        pd.to_datetime(["2023-01-01", "2023-05-17", "2025-02-07"]),
        pd.period_range("2023", periods=3, freq="Y"),
        pd.Index(["a", "b", "c"], dtype="category"),
        pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)]),
        pd.Index([True, False, None], dtype=object),
    ],
    ids=lambda index: str(index.dtype),
)
@pytest.mark.parametrize("kind", ["barh", "bar", "line"])
def test_labels_of_any_kind(says, kind, index):
    data = pd.Series([1.0, 2.0, 5.5], index=index)
    axes = data.plot(kind=kind, title=TITLE)
    assert says(Chart(kind, data), axes)[0] == "Correct"
    words = charts_shown.words(axes)
    assert "00:00:00" not in words and ".0 " not in words and "2025.0" not in words


WRONG = {  # what is drawn: the name, words of the message
    "no title": (lambda: COUNTS.plot.barh(), "no-title", ["bars are right", "title="]),
    "dots for a title": (lambda: bars(title="..."), "title-too-short", ['"..."']),
    "the word title": (lambda: bars(title="My title"), "title-too-short", ["My title"]),
    "standing": (
        lambda: COUNTS.plot.bar(title=TITLE),
        "other-kind",
        ["These bars are vertical", "draws horizontal ones"],
    ),
    "lines": (lambda: COUNTS.plot(title=TITLE), "other-kind", ["You drew lines"]),
    "pie": (lambda: COUNTS.plot.pie(title=TITLE), "other-kind", ["You drew a pie"]),
    "histogram": (lambda: COUNTS.plot.hist(), "other-kind", ["a histogram"]),
    "areas": (lambda: COUNTS.plot.area(), "other-kind", ["You drew areas"]),
    "a value": (
        lambda: bars(COUNTS.replace(8, 9)),
        "other-values",
        ["growth", "drawn as 9", "asks for 8", "The other bars are right"],
    ),
    "two values": (
        lambda: bars(COUNTS.replace({8: 9, 4: 5})),
        "other-values",
        ["growth", "1 of the other 2 differs"],
    ),
    "a small difference": (
        lambda: bars(COUNTS + 1e-7),
        "other-values",
        ["13.0000001"],
    ),
    "missing": (lambda: bars(COUNTS[:2]), "bars-missing", ["missing: indo-pacific"]),
    "too many": (
        lambda: bars(pd.concat([COUNTS, pd.Series({"opening": 1})])),
        "bars-too-many",
        ["1 bar is too many: opening"],
    ),
    "other names": (
        lambda: bars(pd.Series({"acts": 3, "intends": 22})),
        "other-labels",
        ["acts and intends"],
    ),
    "hundredths": (lambda: bars(COUNTS / 100), "fraction-for-percent", ["hundredth"]),
    "sets": (lambda: bars(TABLE), "several-sets", ["2 sets of bars: absent and full"]),
    "stacked": (lambda: bars(TABLE, stacked=True), "several-sets", ["asks for one"]),
    "twice": (lambda: bars() and bars(), "drawn-twice", ["lie on each other"]),
    "subplots": (
        lambda: TABLE.plot.barh(subplots=True),
        "several-charts",
        ["these are two"],
    ),
    "two charts": (lambda: [bars(TABLE), bars(TABLE)], "several-charts", ["two"]),
    "table": (lambda: TABLE, "table-for-chart", ["a table", '.plot.barh(title="..."']),
    "column": (lambda: COUNTS, "table-for-chart", ["a column of 3 values"]),
    "nothing": (lambda: None, "no-value", ["gives no value"]),
    "method": (lambda: COUNTS.plot.barh, "no-brackets", ["`.plot.barh` without"]),
    "accessor": (lambda: COUNTS.plot, "no-brackets", ["`.plot` without"]),
    "cleared": (lambda: plt.figure().subplots(), "empty-chart", ["empty"]),
    "no axes": (lambda: plt.figure(), "empty-chart", ["empty"]),
    "no rows": (lambda: bars(pd.Series([], dtype=float)), "empty-chart", ["empty"]),
    "a title alone": (lambda: bars().set_title("A b"), "part-of-chart", ["a part"]),
    "the bars alone": (lambda: plt.barh(["a"], [1]), "part-of-chart", ["a part"]),
    "a number": (lambda: 25, "no-chart", ["this is 25", ".plot.barh"]),
    "a text": (lambda: "bars", "no-chart", ['the text "bars"']),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_chart_gets_its_sentence(says, case):
    draw, name, words = WRONG[case]
    try:
        answer = draw()
    except (TypeError, IndexError):  # pandas refuses to draw an empty column
        assert case == "no rows"
        return
    status, message, found = says(Chart("barh", COUNTS), answer)
    assert (status, found) == ("Not yet", name), message
    assert all(word in message for word in words), message
    assert "object at" not in message and "Axes" not in message


def test_a_closed_chart_is_read_and_a_cleared_one_is_empty(says):
    axes = bars()
    plt.close(axes.figure)
    assert says(Chart("barh", COUNTS), axes)[0] == "Correct"
    axes.clear()
    assert says(Chart("barh", COUNTS), axes)[2] == "empty-chart"
    axes.remove()
    assert says(Chart("barh", COUNTS), axes)[0] == "Not yet"


@pytest.mark.parametrize("kind", ["scatter", "area"])
def test_a_chart_of_another_kind_without_a_row_is_read_as_empty(kind):
    table = LINES.reset_index()[:0]
    drawn = getattr(table.plot, kind)(x="index", y="JPN", title=TITLE)
    assert charts.read(drawn).kind == ""
    with pytest.raises(charts.Refusal, match="The chart is empty"):
        charts.Charts("barh")(drawn)


def test_several_sets_and_lines(says):
    for expected, draw, name, word in (
        (Chart("barh", TABLE), lambda: bars(TABLE.T), "turned", "changed places"),
        (Chart("barh", TABLE), lambda: bars(COUNTS), "set-missing", "absent"),
        (Chart("barh", TABLE.T), lambda: bars(TABLE.T[:1]), "bars-missing", "of peace"),
        (
            Chart("line", LINES),
            lambda: LINES[["JPN"]].plot(title=TITLE),
            "set-missing",
            "yours has 1 line",
        ),
        (
            Chart("line", LINES),
            lambda: LINES.assign(KOR=1).plot(title=TITLE),
            "set-too-many",
            "KOR",
        ),
        (
            Chart("line", YEARS),
            lambda: YEARS.replace(4.0, 5.0).plot(title=TITLE),
            "other-values",
            "The point 2025 is drawn as 5",
        ),
        (
            Chart("line", YEARS),
            lambda: YEARS.loc[2024:].plot(title=TITLE),
            "points-missing",
            "2023",
        ),
        (Chart("line", YEARS), lambda: YEARS.plot(), "no-title", "The line is right"),
        (
            Chart("barh", COUNTS, by="value"),
            lambda: bars(COUNTS.sort_index()),
            "other-order",
            "sort_values",
        ),
    ):
        status, message, found = says(expected, draw())
        assert (status, found) == ("Not yet", name), message
        assert word in message
        plt.close("all")


def test_a_trap_of_the_exercise_speaks_first(says):
    traps = [
        Trap(lambda: Chart("barh", ALL), "Those are all of them.", "all-counted"),
        Trap(lambda: TABLE["full"], "Those are carried in full.", "other-level"),
        Trap(lambda: 1 / 0, "Never.", "never"),
    ]
    for data, name in ((ALL, "all-counted"), (TABLE["full"], "other-level")):
        status, message, found = says(
            Chart("barh", COUNTS), bars(data, title=""), *traps
        )
        assert (status, found) == ("Not yet", name), message
        plt.close("all")
    assert says(Chart("barh", COUNTS), bars(), *traps)[0] == "Correct"


def test_a_kind_that_cannot_be_asked_for():
    with pytest.raises(ValueError, match="barh, bar or line"):
        Chart("pie", COUNTS)
    with pytest.raises(ValueError, match="by is"):
        Chart("bar", COUNTS, by="size")


# In words


def test_an_axis_that_counts_has_whole_numbers():
    few = pd.Series([1, 2, 9], index=["a", "b", "c"])
    for data, whole in ((few, True), (few + 0.5, False)):
        drawn = data.plot.barh(title=TITLE, figsize=(3, 2))
        drawn.set_xticks([0, 2.5, 5])
        charts_shown._whole_numbers(drawn)
        assert all(float(at).is_integer() for at in drawn.get_xticks()) is whole
        plt.close("all")


def test_words_of_a_chart():
    words = charts_shown.words
    assert words(bars()) == (
        f'Horizontal bars, titled "{TITLE}": peace 13, growth 8, indo-pacific 4.'
    )
    plt.close("all")
    assert words(YEARS.plot.bar()) == (
        "Vertical bars, without a title: 2023: 1.5, 2024: 2.25, 2025: 4."
    )
    plt.close("all")
    assert words(bars(TABLE, title="A b.")) == (
        'Horizontal bars in 2 sets, titled "A b": peace: absent 13, full 5; growth:'
        " absent 8, full 4; indo-pacific: absent 4, full 3."
    )
    many = pd.Series(
        range(1, 21), index=[f"row {letter}" for letter in "abcdefghijklmnopqrst"]
    )
    plt.close("all")
    assert words(bars(many)).endswith("row a 1, row b 2, row c 3 and 17 more.")
    plt.close("all")
    assert words(pd.Series(many.values, index=range(2001, 2021)).plot()) == (
        "A line, without a title: from 1 in 2001 to 20 in 2020, lowest 1 in 2001,"
        " highest 20 in 2020."
    )
    plt.close("all")
    ties = pd.Series([3, 2, 2, 1], index=["d", "c", "b", "a"])  # by length
    assert words(bars(ties)).endswith(": d 3, b 2, c 2, a 1.")
    plt.close("all")
    assert words(bars(ties[list("cbda")])).endswith(": c 2, b 2, d 3, a 1.")
    assert words(COUNTS) == words(None) == words([]) == ""


class Hostile:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError("no")

    __hash__ = None


def odd_answers():
    """Yield more than sixty odd answers."""
    yield from (
        draw() for draw, _, _ in WRONG.values() if draw is not WRONG["no rows"][0]
    )
    yield from (47, 4.5, "", "title", True, [], {}, (), set(), b"x", 1j, float("nan"))
    yield from (pd.NA, pd.NaT, pd.DataFrame(), pd.Series(dtype=float), len, print, plt)
    yield from (
        Hostile(),
        [Hostile()],
        [[]],
        np.zeros((2, 2)),
        np.array(None),
        range(9),
    )
    yield from (
        itertools.count(),
        plt.Axes,
        plt.Figure,
        type,
        lambda: 1,
        object(),
        "x" * 99999,
    )
    axes = bars()
    yield from (
        [axes, 1],
        [1, axes],
        {"a": axes},
        {axes},
        axes.containers,
        axes.patches,
    )
    yield from (axes.yaxis, axes.title, axes.spines, axes.transData, axes.barh)
    yield np.array([[axes, axes]], dtype=object)
    figure, empty = plt.subplots()
    empty.scatter([1, 2], [3, 4])
    yield from (figure, empty)
    other = plt.figure().add_subplot(projection="3d")
    yield other
    for draw in (
        lambda one: one.imshow([[1, 2], [3, 4]]),
        lambda one: one.plot([1, np.nan], [np.nan, np.inf]),
        lambda one: one.bar([1, 2], [np.nan, np.inf]),
        lambda one: one.barh(["a", "a"], [1, 2]),
        lambda one: one.axhline(3),
        lambda one: one.plot(["a", "b"], [1, 2]),
        lambda one: one.bar([1, 2], [1, 2]) and one.set_xticks([]),
        lambda one: one.plot(pd.to_datetime(["2025-02-07", "2025-02-08"]), [1, 2]),
        lambda one: one.boxplot([1, 2, 3]),
        lambda one: one.set_title("$x_{$ broken"),
        lambda one: one.figure.delaxes(one),
    ):
        one = plt.figure().subplots()
        draw(one)
        yield one


def test_odd_answers_never_raise_and_never_pass(says, monkeypatch):
    shown, number = [], 0
    monkeypatch.setattr(
        exercises, "display", lambda what, metadata=None: shown.append((what, metadata))
    )
    says(Chart("barh", COUNTS), ...)
    for number, answer in enumerate(odd_answers(), 1):
        exercises.check("1.98", answer)
        result, metadata = shown.pop()
        assert result.status in ("Not yet", "Correct")
        if result.status == "Correct":
            assert "peace 13, growth 8, indo-pacific 4" in result.message
            assert axes_in(answer)
        json.dumps(metadata, allow_nan=False)
        assert len(result.message) < 1500 and "object at 0x" not in result.message
        result._repr_html_().encode()
        if number % 10 == 0:
            plt.close("all")
    assert number >= 60


def axes_in(answer):
    return len(charts.axes_of(answer)) == 1


# In a kernel

START = f"""
import os, sys
sys.path.insert(0, {str(NOTEBOOKS)!r})
os.environ.pop("JPY_SESSION_NAME", None)
import pandas as pd
import summit
from summit.classroom import exercises
from summit.classroom.answers import lesson01
from summit.classroom.answers.charts import Chart, chart
counts = pd.Series([13, 8, 4], index=["peace", "growth", "indo-pacific"])
lesson01.EXERCISES["1.98"] = exercises.Exercise(
    read=chart, expected=lambda: Chart("barh", counts), right="So it is.", hints=["h"])
"""
CELLS = {
    "checked": 'answer = counts.plot.barh(title="Left out")\nsummit.check("1.98", answer)',
    "the name is used up": "answer",
    "wrong": 'answer = counts.plot.bar(title="Left out")\nsummit.check("1.98", answer)',
    "unchecked": 'counts.plot.barh(title="Left out")',
    "of an earlier cell": 'mine = counts.plot.barh(title="Left out")',
    "checked later": 'summit.check("1.98", mine)',
    "with a new title": 'mine.set_title("Quite another")\nsummit.check("1.98", mine)',
    "two of them": (
        'counts.to_frame().plot.bar(title="First one")\n'
        'answer = counts.to_frame().plot.barh(title="Left out")\n'
        'summit.check("1.98", answer)'
    ),
    "figure": 'counts.plot.barh(title="Left out").figure',
    "unanswered": 'answer = ...\nsummit.check("1.98", answer)',
    "afterwards": "1 + 1",
}


def run(folder):
    cells = [nbformat.v4.new_code_cell(source) for source in (START, *CELLS.values())]
    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    return execute(notebook, folder)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    return run(tmp_path_factory.mktemp("charts"))


def outputs(notebook, name):
    cell = notebook.cells[1 + list(CELLS).index(name)]
    assert all("data" in output for output in cell.outputs), cell.outputs
    return [output["data"] for output in cell.outputs]


def pictures(shown):
    return [data["text/plain"] for data in shown if "image/png" in data]


BARS = 'Horizontal bars, titled "Left out": peace 13, growth 8, indo-pacific 4.'


def test_a_checked_chart_is_shown_once_before_its_feedback(notebook):
    picture, said = outputs(notebook, "checked")
    assert set(picture) == {"image/png", "text/plain"} and picture["text/plain"] == BARS
    assert said["text/plain"].startswith("Correct. So it is.")
    assert f"Your chart: {BARS}" in said["text/plain"]
    assert 'role="status"' in said["text/html"] and "peace 13" in said["text/html"]
    (used_up,) = outputs(notebook, "the name is used up")
    assert used_up["text/plain"] == "Ellipsis"


def test_a_wrong_chart_is_shown_once_too(notebook):
    picture, said = outputs(notebook, "wrong")
    assert picture["text/plain"].startswith("Vertical bars")
    assert said["text/plain"].startswith("Not yet. These bars are vertical;")


def test_an_unchecked_chart_is_shown_once_with_its_words(notebook):
    for name in ("unchecked", "of an earlier cell"):
        picture, said = outputs(notebook, name)
        assert pictures([picture]) == [BARS]
        assert said["text/plain"] == f"In words. {BARS}"
        assert "<strong>In words.</strong>" in said["text/html"]


def test_a_chart_of_an_earlier_cell_is_not_shown_again(notebook):
    (said,) = outputs(notebook, "checked later")
    assert said["text/plain"].startswith("Correct.")
    picture, said = outputs(notebook, "with a new title")
    assert "Quite another" in picture["text/plain"] and "Correct" in said["text/plain"]


def test_two_charts_in_a_cell_are_each_shown_once(notebook):
    shown = outputs(notebook, "two of them")
    assert sorted(words.split(",")[0] for words in pictures(shown)) == [
        "Horizontal bars",
        "Vertical bars",
    ]
    assert len(shown) == 4


def test_other_cells(notebook):
    assert len(pictures(outputs(notebook, "figure"))) == 1
    assert len(outputs(notebook, "unanswered")) == 1
    (two,) = outputs(notebook, "afterwards")
    assert two["text/plain"] == "2"


def test_no_output_holds_an_address_or_a_name_of_matplotlib(notebook):
    for cell in notebook.cells:
        for output in cell.outputs:
            text = output["data"]["text/plain"]
            assert "<" not in text and "0x" not in text and "Axes" not in text


def test_the_outputs_are_the_same_when_they_are_run_again(notebook, tmp_path):
    again = run(tmp_path)
    for name in CELLS:
        one, other = (
            [{**data, "image/png": ""} for data in outputs(each, name)]
            for each in (notebook, again)
        )
        assert one == other


def test_nothing_breaks_outside_ipython(monkeypatch, capsys):
    monkeypatch.setattr(charts_shown, "get_ipython", lambda: None)
    charts_shown.install()
    charts_shown.show(bars())
    assert not capsys.readouterr().out


def test_lesson_01_says_what_was_drawn_in_place_of_counts():
    table = lesson01.load("commitments")
    absent = table[table["article_coverage"] == "absent"]
    by_verb = pd.crosstab(table["strength"], table["article_coverage"])
    example = "Commitments in each part of the statement"
    for number, drawn, title, name in (
        ("1.5", absent, TITLE, "not-counted"),
        ("1.5", absent["pillar"].value_counts(), example, "title-of-example"),
        ("1.7", by_verb[absent], TITLE, "quotation-marks-missing"),
    ):
        answer = drawn.plot.barh(title=title)
        assert exercises.feedback(number, answer).misconception == name
        plt.close("all")
