"""Figures: alt text that follows the data, files that change only when the drawing does, a true gallery."""

import ast
import colorsys
import hashlib
import os
import re
import shutil
from datetime import date

import matplotlib.pyplot as plt
import nbformat
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from nbconvert.filters.markdown import markdown2html
from PIL import Image

import summit
from summit import network
from summit.classroom import display as shown_by
from summit.classroom import errors
from summit.pictures import charts, fingerprint, lesson01, style

import documents
from conftest import NOTEBOOKS, ROOT, edit, nbval
from rerun import execute


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for pictures, written to as by a lesson that runs in notebooks/."""
    monkeypatch.setattr(shown_by, "FIGURES", tmp_path)
    monkeypatch.chdir(NOTEBOOKS)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    """What was displayed, in order."""
    shown = []
    monkeypatch.setattr(shown_by, "display", lambda data, raw: shown.append(data))
    return shown


def contents(folder):
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    return {path: path.read_bytes() for path in files}


STRENGTHS = ["notes", "affirms", "responds", "intends", "acts"]


@pytest.fixture
def verbs():
    """A table as lesson 01 makes it, for the picture 01-verbs."""
    rows = [[1, 7, 1, 9, 1], [2, 1, 2, 7, 1], [1, 8, 2, 2, 0]]
    return pd.DataFrame(rows, ["peace", "growth", "indo-pacific"], STRENGTHS)


def note(words, sources=("statement-2025",)):
    """Take words and sources: a picture that says what a test wants."""
    return style.Picture(style.figure("A title")[0], words, sources)


@pytest.fixture
def noted(monkeypatch):
    """The name of a picture whose words and sources are what it is given."""
    monkeypatch.setattr(shown_by, "drawn_by", lambda *_: {"01-note": note})
    return "01-note"


@pytest.mark.style
def test_gallery_is_that_of_the_lessons():
    assert (ROOT / "figures" / "README.md").read_text(
        encoding="utf-8"
    ) == documents.gallery()


@pytest.mark.style
def test_pictures_are_those_the_lessons_show():
    shown = documents.lesson_figures()
    assert sorted(path.stem for path in (ROOT / "figures").glob("*.png")) == sorted(
        name for _, name, _ in shown
    )
    for lesson, name, alt in shown:
        with Image.open(ROOT / "figures" / f"{name}.png") as image:
            assert image.info["Description"] == alt and image.info["Title"]
            assert image.size == (1600, 900) and "Software" not in image.info
        assert name.startswith(lesson[:2])


@pytest.mark.style
def test_figures_of_what_became_of_it_say_as_of_when():
    as_of = f"As of {summit.load('follow_through')['as_of'].max():%d %B %Y}"
    alts = [
        alt for lesson, _, alt in documents.lesson_figures() if lesson.startswith("06")
    ]
    assert len(alts) == 4 and all(as_of in alt for alt in alts)


@pytest.mark.style
def test_the_open_case_of_lesson_06_is_still_open():
    rows = summit.load("follow_through").set_index("commitment_id")
    status = rows.loc["P19", "status"]
    assert status in ("stalled", "nothing found"), (
        f"P19 is {status} in data/follow_through.csv, but the picture 06-days says that no "
        "2+2 meeting was found. Mend title and last bar in days() of "
        "notebooks/summit/pictures/lesson06.py; if the meeting was held, it is one of the "
        "cases of lesson 06 and of WAITS in summit/classroom/answers/lesson06.py."
    )


def test_changed_data_turn_a_cell_red_and_redraw_the_figure(collection):
    picture = collection / "figures" / "00-tiles.png"
    before = picture.read_bytes()
    edit(collection / "data" / "commitments.csv", ",absent,,,,,", ",full,A6,1,,,")
    result = nbval(collection, "00-start-here")
    assert result.returncode == 1 and " failed" in result.stdout, result.stdout[-2000:]
    assert picture.read_bytes() != before


def test_running_the_lessons_changes_no_file(collection):
    before = contents(collection)
    lesson = nbformat.read(collection / "notebooks" / "01-summit-context.ipynb", 4)
    execute(lesson, collection / "notebooks")
    assert contents(collection) == before


def test_words_are_cleaned_and_stand_before_the_sources(folder, shown, noted):
    summit.show(noted, "Two bars [a, b]\n in one line.")
    assert shown[0]["text/plain"].startswith(
        "A title. Two bars (a, b) in one line.\nSource: [United States-Japan"
    )
    assert shown[0]["text/markdown"].startswith(
        "![A title. Two bars (a, b) in one line.](../figures/01-note.png)\n\nSource: "
    )
    assert not plt.get_fignums()


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_picture_without_words_is_refused(folder, noted, words):
    with pytest.raises(ValueError, match='"01-note" has no words. Describe what'):
        summit.show(noted, words)
    assert not list(folder.iterdir()) and not plt.get_fignums()


def test_spell():
    assert (
        style.in_words(pd.Series({"full": 13, "partial": 8.5}))
        == "full 13, partial 8.5"
    )
    counts = pd.DataFrame(
        {"full": [5, 3], "absent": [13, 8]}, index=["peace", "growth"]
    )
    assert (
        style.in_words(counts)
        == "Peace: full 5, absent 13; Growth and Prosperity: full 3, absent 8"
    )
    assert style.in_words(pd.Series({"JPN": 2, "USA": 0}), zeros=False) == "Japan 2"


@pytest.mark.parametrize("damage", [2000, 300, 0])
def test_a_picture_cut_off_by_a_full_disk_is_drawn_again(folder, shown, verbs, damage):
    summit.show("01-verbs", verbs)
    file = folder / "01-verbs.png"
    whole = file.read_bytes()
    file.write_bytes(whole[:damage])
    summit.show("01-verbs", verbs)
    assert file.read_bytes() == whole and list(folder.iterdir()) == [file]


def test_a_disk_that_is_full_is_a_sentence_and_the_picture_is_shown(
    folder, shown, verbs, monkeypatch
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shown_by.Path, "write_bytes", full)
    summit.show("01-verbs", verbs)
    assert (
        "could not be saved as figures/01-verbs.png (No space left on device)"
        in shown[0]["text/plain"]
    )
    assert "](data:image/png;base64," in shown[0]["text/markdown"] and not list(
        folder.iterdir()
    )


@pytest.mark.parametrize(
    ("where", "opened"),
    [
        ("mine", ""),
        (".", "notebooks/01-summit-context-Copy1.ipynb"),
        (".", "notebooks/my own.ipynb"),
        ("..", ""),
    ],
)
def test_only_a_lesson_run_in_notebooks_writes_pictures(
    folder, shown, verbs, where, opened, monkeypatch, tmp_path
):
    if where == "mine":
        monkeypatch.chdir(tmp_path)
    else:
        monkeypatch.chdir(NOTEBOOKS / where)
    monkeypatch.setenv("JPY_SESSION_NAME", opened)
    summit.show("01-verbs", verbs)
    assert not list(folder.glob("*.png")) and not plt.get_fignums()
    assert shown[0]["text/markdown"].startswith("![In Growth, 7 of 13 commitments")
    assert "](data:image/png;base64," in shown[0]["text/markdown"]


def test_a_lesson_opened_in_jupyterlab_writes_its_pictures(
    folder, shown, verbs, monkeypatch
):
    monkeypatch.setenv(
        "JPY_SESSION_NAME", r"C:\summit\notebooks\01-summit-context.ipynb"
    )
    summit.show("01-verbs", verbs)
    assert (folder / "01-verbs.png").exists()
    assert "](../figures/01-verbs.png)" in shown[0]["text/markdown"]


EVIL = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `b` *c*"


def test_what_comes_from_a_table_is_never_markup(folder, shown, noted, monkeypatch):
    sources = pd.DataFrame(
        [
            {
                "source_id": "a",
                "title": EVIL,
                "publisher": EVIL,
                "url": "https://x.org/) <img src=x onerror=alert(1)>",
            },
            {
                "source_id": "b",
                "title": "B",
                "publisher": "P",
                "url": "javascript:alert(1)",
            },
        ]
    )
    monkeypatch.setattr(shown_by, "load", lambda name: sources)
    summit.show(noted, f"Words {EVIL}", ["a", "b"])
    page = markdown2html(shown[0]["text/markdown"])
    assert "<img src=" not in page.replace(
        '<img src="../figures/01-note.png"', ""
    ) and "javascript:" not in re.findall(r'href="([^"]*)', page)
    assert "<a " not in page and "<code>" not in page and "<em>" not in page
    summit.table(pd.DataFrame({"a": [EVIL]}).rename_axis(EVIL))
    assert "<img" not in shown[1]["text/html"]


def test_an_unknown_source_is_refused_by_name(folder, noted):
    with pytest.raises(ValueError, match="no source 'statement-2052'"):
        summit.show(noted, "Two bars.", ["statement-2052"])
    assert not list(folder.iterdir()) and not plt.get_fignums()


def test_a_table_says_which_row_and_column_a_number_is_in(shown):
    summit.table(pd.DataFrame({"count": [3]}, index=["peace"]).rename_axis("pillar"))
    assert re.search(
        r'<th scope="row"[^>]*>peace</th>\s*<td[^>]*>3</td>', shown[0]["text/html"]
    )
    assert re.search(r'<th scope="col"[^>]*>count</th>', shown[0]["text/html"])


def test_empty_cells_are_empty_and_japanese_is_marked(shown):
    summit.table(
        pd.DataFrame(
            {
                "when": [pd.NaT],
                "how much": [float("nan")],
                "whole": pd.array([pd.NA], "Int64"),
                "term": ["尖閣諸島, 外務省"],
            }
        )
    )
    for text in shown[0].values():
        assert not re.search(r"NaT|NaN|<NA>|&lt;NA", text)
    assert (
        '<span lang="ja">尖閣諸島</span>, <span lang="ja">外務省</span>'
        in shown[0]["text/html"]
    )


@pytest.fixture
def shell():
    """A shell in which summit has been imported."""
    from IPython.testing.globalipapp import get_ipython, start_ipython

    shell = start_ipython() or get_ipython()
    shell.display_formatter.active_types = (
        shell.display_formatter.format_types
    )  # as in a notebook
    shown_by.install()
    return shell


def as_shown(shell, value):
    return shell.display_formatter.format(value)[0]


def test_a_table_of_ones_own_looks_like_that_of_the_lesson(shell, shown):
    frame = pd.crosstab(
        pd.Series(["a", "b"], name="row"), pd.Series(["x", "y"], name="column")
    )
    summit.table(frame)
    found = as_shown(shell, frame)
    assert (
        found["text/html"] == shown[0]["text/html"]
        and found["text/plain"] == shown[0]["text/plain"]
    )
    assert (
        '<th scope="col"' in found["text/html"]
        and "<th></th>" not in found["text/html"]
    )
    assert "dtype" not in as_shown(shell, frame["x"])["text/plain"]


def test_a_long_table_says_how_many_rows_it_leaves_out(shell, shown):
    events = summit.load("events")
    found = as_shown(shell, events)
    for text in found.values():
        assert f"The first 20 of {len(events)} rows." in text
    assert found["text/html"].count("<tr") == 21
    summit.table(events)
    assert (
        shown[0]["text/html"].count("<tr") == len(events) + 1
        and "The first" not in shown[0]["text/plain"]
    )
    assert "The first" not in as_shown(shell, events.head(30))["text/plain"]


def test_a_condition_that_fits_no_row_says_so(shell):
    events = summit.load("events")
    for text in as_shown(shell, events[events["theme"] == "pease"]).values():
        assert (
            "No rows. If a condition chose them, no row meets it: look at its column, its sign and its value."
            in text
            and "Empty" not in text
        )


@pytest.mark.parametrize(
    "odd",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.Series([], dtype=float),
        pd.DataFrame({"a": [[1], {}]}),
        pd.DataFrame([[1]], index=pd.MultiIndex.from_tuples([("a", 1)])),
        pd.DataFrame({("a", "b"): [1]}),
        pd.DataFrame({"a": [1]}).rename_axis("a"),
        pd.Series([1], name="a").rename_axis("a"),
        pd.DataFrame({1: [2], "b": ["$1 and $2"]}),
    ],
)
def test_any_table_can_be_shown(odd, shell, shown):
    assert as_shown(shell, odd)["text/html"]
    summit.table(odd)


def test_a_chart_that_ends_a_cell_is_not_drawn_twice():
    for fig in (
        charts.bars(
            pd.DataFrame({"full": [1], "absent": [2]}, index=["peace"]), "title"
        ),
        charts.lines(
            pd.DataFrame({"JPN": [1.0, 2.0]}, index=[2000, 2001]), "title", "unit"
        ),
    ):
        assert not plt.fignum_exists(fig.number)


def test_text_is_readable_on_every_fill():
    def luminance(color):
        channels = (
            (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in color
        )
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels))

    for color in style.COLORS.values():
        rgb = plt.matplotlib.colors.to_rgb(color)
        ink = plt.matplotlib.colors.to_rgb(style.ink_on(color, 1.0))
        low, high = sorted([luminance(rgb), luminance(ink)])
        assert (high + 0.05) / (low + 0.05) >= 4.5, color


def test_pillars_have_different_colors():
    hues = {
        colorsys.rgb_to_hls(*plt.matplotlib.colors.to_rgb(style.COLORS[name]))[0]
        for name in ("peace", "growth", "indo-pacific")
    }
    assert len(hues) == 3


# A picture by its name: summit.show("01-verbs", verbs)

PICTURES = NOTEBOOKS / "summit" / "pictures"
LESSON_FILES = sorted(PICTURES.glob("lesson[0-9][0-9].py"))


def test_a_picture_is_drawn_by_its_name_and_shown_with_words_and_sources(
    folder, shown, verbs
):
    summit.show("01-verbs", verbs)
    title = "In Growth, 7 of 13 commitments intend; in the Indo-Pacific, 8 of 13 affirm"
    words = f"{title}. Commitments by pillar and by what their verb does. {style.in_words(verbs)}."
    assert shown[0]["text/plain"].startswith(f"{words}\nSource: [United States-Japan")
    assert shown[0]["text/markdown"].startswith(f"![{title}")
    assert "](../figures/01-verbs.png)\n\nSource: " in shown[0]["text/markdown"]
    with Image.open(folder / "01-verbs.png") as image:
        assert image.size == (1600, 900) and "Software" not in image.info
        assert image.info["Title"] == title and image.info["Description"] == words
        assert image.info["Source"] == "statement-2025"
    assert not plt.get_fignums()


def test_a_picture_that_is_up_to_date_is_not_drawn(folder, shown, verbs, monkeypatch):
    summit.show("01-verbs", verbs)
    os.utime(folder / "01-verbs.png", (1, 1))
    monkeypatch.setattr(lesson01, "grid", None)
    summit.show("01-verbs", verbs.copy())
    assert shown[1] == shown[0] and (folder / "01-verbs.png").stat().st_mtime == 1
    with pytest.raises(TypeError):  # it would be drawn
        summit.show("01-verbs", verbs + 1)


@pytest.mark.parametrize("changed", ["table", "code"])
def test_a_picture_of_another_table_or_code_is_written(
    folder, shown, verbs, changed, monkeypatch
):
    summit.show("01-verbs", verbs)
    before = (folder / "01-verbs.png").read_bytes()
    if changed == "code":
        monkeypatch.setattr(fingerprint, "code_of", lambda name: "another")
    summit.show("01-verbs", verbs.replace(9, 10) if changed == "table" else verbs)
    assert (folder / "01-verbs.png").read_bytes() != before


def test_a_figure_or_a_keyword_is_told_how_show_is_called(folder, verbs):
    fig, _ = style.figure("A title")
    plt.close(fig)
    for given, named in (((fig, "01-verbs", "Words."), {}), (("01-verbs",), {"t": 1})):
        with pytest.raises(ValueError, match="as in: summit.show..01-verbs., verbs"):
            summit.show(*given, **named)
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda t: ("01-verb", t), "no picture '01-verb'. Did you mean '01-verbs'"),
        (lambda t: ("1-Verbs", t), "Did you mean '01-verbs'"),
        (lambda t: ("01-zzzzzz", t), "Those of lesson 01 are "),
        (lambda t: ("99-zzzzzz", t), "There is no picture '99-zzzzzz'.$"),
        (lambda t: (t,), "Write the name of the picture in quotation marks"),
        (lambda t: ("01-verbs",), "one table, and none was given. Write: summit.show("),
        (lambda t: ("01-verbs", t, t), "and 2 were given. .*Take verbs: a row a pil"),
        (lambda t: ("01-verbs", 3), "drawn from a table, and verbs is the value 3."),
        (lambda t: ("01-verbs", ...), "and verbs is still three dots."),
        (lambda t: ("01-verbs", t["acts"]), "and verbs is one column."),
        (lambda t: ("01-verbs", t.head(0)), "verbs has no rows."),
        (lambda t: ("01-verbs", t.T), "Rows and columns are exchanged here."),
        (
            lambda t: ("01-verbs", t.rename(columns={"intends": "intend"})),
            'There is no column "intends" in verbs. Its columns are "notes", .* Is it "intend"?',
        ),
        (
            lambda t: ("01-verbs", t.drop("growth")),
            'There is no row "growth" in verbs. Its rows are "peace", "indo-pacific".',
        ),
    ],
)
def test_what_cannot_be_drawn_is_said_in_plain_words(folder, verbs, call, says):
    says = says.replace("?", "[?]").replace("(", "[(]")
    with pytest.raises(ValueError, match=says) as told:
        summit.show(*call(verbs))
    assert len(str(told.value)) <= 280  # what an error has room for
    assert not list(folder.iterdir()) and not plt.get_fignums()


def test_a_cell_says_in_plain_words_what_a_picture_misses(shell, capsys):
    errors.install()
    shell.run_cell(
        'import pandas as pd, summit; mine = pd.DataFrame({"intend": [1]}, ["growth"])'
    )
    shell.run_cell('summit.show("01-verbs", mine)')
    text = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    first = (
        'There are no columns "intends", "affirms" in verbs. Its columns are "intend".'
    )
    assert " ".join(text.split()).startswith(first) and "Traceback" not in text


def test_needs_names_years_and_takes_a_column():
    with pytest.raises(ValueError, match="no row 2024 in the table. Its rows are 2023"):
        style.needs(pd.Series([1], [2023]), index=[2024])
    many = pd.DataFrame([range(40)], columns=[f"column {n}" for n in range(40)])
    with pytest.raises(ValueError, match=r"and 32 more\. Is it \"column 3\"") as told:
        style.needs(many, ["column_3"])
    assert len(str(told.value)) <= 280
    style.needs(many, ["column 3"], [0])


def test_needs_network_says_what_was_given():
    for wrong, says in ((pd.DataFrame({"a": [1]}), "a table"), (..., "three dots")):
        with pytest.raises(ValueError, match=f"from a network, and ties is .*{says}"):
            style.needs_network(wrong, "ties")
    with pytest.raises(ValueError, match="ties has nobody in it"):
        style.needs_network(nx.Graph(), "ties")
    style.needs_network(nx.Graph([("JPN", "USA")]), "ties")


@pytest.mark.parametrize("path", LESSON_FILES, ids=lambda path: path.stem)
def test_every_picture_says_and_checks_what_it_takes_and_loads_nothing(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 2:
            taken = {alias.name for alias in node.names}
            assert node.module != "data" or taken == {"levels"}, ast.unparse(node)
            assert node in tree.body, "import at the top: the fingerprint looks there"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            said = ast.get_docstring(node) or ""
            assert said.startswith("Take ") and len(said.split("\n")[0]) < 120, (
                node.name
            )
            called = {getattr(part, "id", "") for part in ast.walk(node)}
            assert called & {"needs", "needs_network"}, node.name


@pytest.mark.style
def test_every_picture_has_its_place_in_a_lesson():
    names = {name for _, name, _ in documents.lesson_figures()}
    assert shown_by.drawn_by().keys() <= names


# The fingerprint: of the tables, and of the code that draws


def printed(*tables):
    return fingerprint.fingerprint(lesson01.verbs, tables)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace(9, 10),
        lambda t: t.astype(float),
        lambda t: t.iloc[::-1],
        lambda t: t[STRENGTHS[::-1]],
        lambda t: t.rename(columns={"acts": "act"}),
        lambda t: t.rename(index={"peace": "Peace"}),
        lambda t: t.rename_axis("pillar"),
        lambda t: t.rename_axis(columns="strength"),
        lambda t: t.where(t > 0),
        lambda t: t["acts"],
        lambda t: t.astype(str),
    ],
)
def test_every_change_of_a_table_changes_the_fingerprint(verbs, change):
    assert printed(change(verbs)) != printed(verbs)


def test_every_cell_of_a_table_counts(verbs):
    found = {printed(verbs)}
    for row in range(3):
        for column in range(5):
            other = verbs.copy()
            other.iloc[row, column] += 1
            found.add(printed(other))
    assert len(found) == 16


NAN, DAY = float("nan"), pd.Timestamp("2025-02-07")
ALIKE = [
    (pd.Series(["a", None]), pd.Series(["a", NAN], dtype=object)),
    (pd.Series([NAN, 1.5]), pd.Series([None, 1.5], dtype=object)),
    (pd.Series([DAY, pd.NaT]), pd.Series([DAY, pd.NaT]).astype("datetime64[s]")),
    (pd.Series([1, None], dtype="Int64"), pd.Series([1, None], dtype=object)),
    (pd.Series([0.1 + 0.2]), pd.Series([0.3])),
    (pd.Series([0.0]), pd.Series([-0.0])),
    (pd.Series(["a"]), pd.Series(["a"], dtype="string")),
    (np.int64(3), 3),
    ((1, 2), [1, 2]),
    ({"b", "a"}, {"a", "b"}),
    (nx.Graph([("JPN", "USA")]), nx.Graph([("JPN", "USA")])),
]
DIFFERENT = [
    (pd.Series([1]), pd.Series(["1"])),
    (pd.Series([True]), pd.Series([1])),
    (pd.Series(["missing"]), pd.Series([None])),
    (pd.Series([1.00000001]), pd.Series([1.0])),
    (pd.Series([DAY]), pd.Series([DAY + pd.Timedelta(days=1)])),
    (pd.Series(["a b"]), pd.Series(["a", "b"])),
    (date(2025, 2, 7), date(2025, 2, 8)),
    ({"a": 1}, {"a": 2}),
    (pd.Categorical(["a"], ["a", "b"]), pd.Categorical(["a"], ["b", "a"])),
    (nx.Graph([("JPN", "USA")]), nx.Graph([("JPN", "AUS")])),
    (nx.Graph([("JPN", "USA")]), nx.Graph([("JPN", "USA", {"weight": 2})])),
    (nx.Graph([("JPN", "USA")]), nx.DiGraph([("JPN", "USA")])),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_drawn_alike_has_the_same_fingerprint(one, other):
    assert fingerprint.as_text(one) == fingerprint.as_text(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_may_be_drawn_differently_has_another_fingerprint(one, other):
    one, other = (
        pd.Series(value) if isinstance(value, pd.Categorical) else value
        for value in (one, other)
    )
    assert fingerprint.as_text(one) != fingerprint.as_text(other)


# what Pythons read or write differently: f-strings, empty fields, letters outside ASCII
ODD = """
def f(a, /, *b, c=1.5, **d) -> "x":
    'words'
    with open(a) as g, g: pass
    return f"{a!r:>{c}} {{x}} {c:g}" "two" f'{d["k"]}' + '\u65e5' + "\\n" + str(-1e16)
class A: pass
x = lambda y: {**y, 1: None, "s": (1, *b)}
t = [n async for n in z if n] if a[1:2, ::3] else {1j, b"b", ..., True}
"""


def test_code_is_written_alike_by_every_python():
    found = hashlib.sha256(fingerprint.canonical(ODD).encode()).hexdigest()[:16]
    assert found == "4bb7615df94b7f38"


def test_comments_docstrings_and_layout_change_no_fingerprint():
    one = "def f(x):\n    'Words.'\n    return g(x, 'a')  # why\n"
    other = '"""A file."""\n\n\ndef f(x):\n    return g(\n        x, "a",\n    )\n'
    assert fingerprint.canonical(one) == fingerprint.canonical(other)


@pytest.mark.parametrize(
    "path",
    [*(PICTURES / f"{name}.py" for name in fingerprint.SHARED), *LESSON_FILES],
    ids=lambda path: path.stem,
)
def test_every_number_text_and_name_of_the_code_counts(path):
    """Each is changed in turn, in the source; only a docstring may be."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    words = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and ast.get_docstring(node)
    }
    same = []
    for statement in tree.body:
        before = fingerprint._node(statement)
        for node in ast.walk(statement):
            for field in ("value", "id", "attr", "arg", "op", "name"):
                held = getattr(node, field, None)
                if held is None or isinstance(held, (ast.expr, list)):
                    continue
                setattr(node, field, "another")
                if node not in words and fingerprint._node(statement) == before:
                    same.append(ast.dump(node))
                setattr(node, field, held)
    assert not same


@pytest.mark.parametrize("name", [*fingerprint.SHARED, "lesson01"])
def test_a_changed_file_changes_the_fingerprint_of_its_pictures(
    name, verbs, tmp_path, monkeypatch
):
    before = printed(verbs)
    room = tmp_path / "summit" / "pictures"
    shutil.copytree(PICTURES, room)
    for below in fingerprint.BELOW.values():
        shutil.copy(PICTURES / f"{below}.py", room.parent)
    monkeypatch.setattr(fingerprint, "HERE", room)
    source = (room / f"{name}.py").read_text(encoding="utf-8")
    for more, same in (("\n# a comment\n", True), ("\nWIDTH = 3\n", False)):
        (room / f"{name}.py").write_text(source + more, encoding="utf-8")
        forget_the_code()
        try:
            assert (printed(verbs) == before) is same
        finally:
            forget_the_code()


def forget_the_code():
    fingerprint.source_of.cache_clear()
    fingerprint.code_of.cache_clear()


def test_the_places_on_the_map_change_the_fingerprint(verbs, monkeypatch):
    before = printed(verbs)
    places = summit.load("countries")
    places.loc[0, "longitude"] += 1
    monkeypatch.setattr(fingerprint, "load", lambda name: places)
    assert printed(verbs) != before


def test_a_picture_that_computes_with_the_network_has_its_code_in_the_fingerprint(
    verbs, monkeypatch
):
    before = printed(verbs)
    monkeypatch.setattr(lesson01, "network", network, raising=False)
    assert printed(verbs) != before


def test_all_pictures_are_drawn_and_are_those_in_the_folder(lesson, folder, shown):
    """Every lesson runs with an empty folder for its pictures, so that each is drawn."""
    names = {"__name__": "__main__"}
    for cell in lesson.cells:
        tags = {"exercise", "solution", "raises-exception"} & set(
            cell.metadata.get("tags", [])
        )
        if cell.cell_type == "code" and not tags:
            exec(cell.source, names)
    drawn = {path.stem: path for path in folder.glob("*.png")}
    expected = [
        name for stem, name, _ in documents.lesson_figures() if stem == lesson.path.stem
    ]
    assert drawn.keys() == set(expected)
    for name, path in drawn.items():
        with (
            Image.open(path) as new,
            Image.open(ROOT / "figures" / f"{name}.png") as old,
        ):
            for key in ("Title", "Description", "Comment", "Source"):
                assert new.info.get(key) == old.info.get(key), f"{name}: {key}"
            assert new.size == old.size
