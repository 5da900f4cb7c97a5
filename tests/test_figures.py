"""Figures: alt text that follows the data, files that change only when the drawing does, a true gallery."""

import colorsys
import os
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from nbconvert.filters.markdown import markdown2html
from PIL import Image

import summit
from summit.classroom import display as shown_by
from summit.pictures import style

import documents
from conftest import NOTEBOOKS, ROOT, edit, nbval


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


def drawn(height=3, color="#0072B2", text="note"):
    fig, ax = summit.figure("A title")
    ax.bar(["a", "b"], [1, height], color=color)
    ax.text(0, 0.5, text)
    return fig


def test_gallery_is_that_of_the_lessons():
    assert (ROOT / "figures" / "README.md").read_text(
        encoding="utf-8"
    ) == documents.gallery()


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


def test_figures_of_what_became_of_it_say_as_of_when():
    as_of = f"As of {summit.load('follow_through')['as_of'].max():%d %B %Y}"
    alts = [
        alt for lesson, _, alt in documents.lesson_figures() if lesson.startswith("06")
    ]
    assert len(alts) == 4 and all(as_of in alt for alt in alts)


def test_changed_data_turn_a_cell_red_and_redraw_the_figure(collection):
    picture = collection / "figures" / "00-tiles.png"
    before = picture.read_bytes()
    edit(
        collection / "data" / "commitments.csv",
        "Article V of the treaty covers the Senkaku Islands,absent,,",
        "Article V of the treaty covers the Senkaku Islands,full,A6,",
    )
    result = nbval(collection, "00-start-here", "01-summit-context")
    assert result.returncode == 1 and " failed" in result.stdout, result.stdout[-2000:]
    assert picture.read_bytes() != before


def test_running_the_lessons_changes_no_file(collection):
    before = contents(collection)
    result = nbval(collection, "00-start-here", "01-summit-context")
    assert result.returncode == 0, result.stdout[-2000:]
    assert contents(collection) == before


def test_the_same_drawing_is_not_written_twice(folder, capsys):
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    os.utime(folder / "x.png", (1, 1))
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert (folder / "x.png").stat().st_mtime == 1


@pytest.mark.parametrize(
    "change", [{"height": 4}, {"color": "#E69F00"}, {"text": "other"}]
)
def test_another_drawing_is_written(folder, change, capsys):
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    before = (folder / "x.png").read_bytes()
    summit.show(drawn(**change), "x", "Two bars: a 1, b 3.")
    assert (folder / "x.png").read_bytes() != before


def test_show_closes_the_figure_and_cleans_the_alt_text(folder, shown):
    fig = drawn()
    summit.show(fig, "x", "Two bars [a, b]\n in one line.", ["statement-2025"])
    assert not plt.fignum_exists(fig.number)
    assert shown[0]["text/plain"].startswith(
        "A title. Two bars (a, b) in one line.\nSource: [United States-Japan"
    )
    assert shown[0]["text/markdown"].startswith(
        "![A title. Two bars (a, b) in one line.](../figures/x.png)\n\nSource: "
    )


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_figure_without_alt_text_is_refused(folder, alt):
    with pytest.raises(ValueError, match="describe the figure"):
        summit.show(drawn(), "x", alt)
    plt.close("all")


def test_spell():
    assert (
        summit.in_words(pd.Series({"full": 13, "partial": 8.5}))
        == "full 13, partial 8.5"
    )
    counts = pd.DataFrame(
        {"full": [5, 3], "absent": [13, 8]}, index=["peace", "growth"]
    )
    assert (
        summit.in_words(counts)
        == "Peace: full 5, absent 13; Growth and Prosperity: full 3, absent 8"
    )
    assert summit.in_words(pd.Series({"JPN": 2, "USA": 0}), zeros=False) == "Japan 2"


@pytest.mark.parametrize("damage", [2000, 300, 0])
def test_a_picture_cut_off_by_a_full_disk_is_drawn_again(folder, shown, damage):
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    file = folder / "x.png"
    whole = file.read_bytes()
    file.write_bytes(whole[:damage])
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert file.read_bytes() == whole and [path.name for path in folder.iterdir()] == [
        "x.png"
    ]


def test_a_disk_that_is_full_is_a_sentence_and_the_picture_is_shown(
    folder, shown, monkeypatch
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shown_by.Path, "write_bytes", full)
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert (
        "could not be saved as figures/x.png (No space left on device)"
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
    folder, shown, where, opened, monkeypatch, tmp_path
):
    if where == "mine":
        monkeypatch.chdir(tmp_path)
    else:
        monkeypatch.chdir(NOTEBOOKS / where)
    monkeypatch.setenv("JPY_SESSION_NAME", opened)
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert not list(folder.glob("*.png"))
    assert shown[0]["text/markdown"].startswith(
        "![A title. Two bars: a 1, b 3.](data:image/png;base64,"
    )


def test_a_lesson_opened_in_jupyterlab_writes_its_pictures(folder, shown, monkeypatch):
    monkeypatch.setenv(
        "JPY_SESSION_NAME", r"C:\summit\notebooks\01-summit-context.ipynb"
    )
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert (folder / "x.png").exists() and "](../figures/x.png)" in shown[0][
        "text/markdown"
    ]


EVIL = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `b` *c*"


def test_what_comes_from_a_table_is_never_markup(folder, shown, monkeypatch):
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
    summit.show(drawn(), "x", f"Words {EVIL}", ["a", "b"])
    page = markdown2html(shown[0]["text/markdown"])
    assert "<img src=" not in page.replace(
        '<img src="../figures/x.png"', ""
    ) and "javascript:" not in re.findall(r'href="([^"]*)', page)
    assert "<a " not in page and "<code>" not in page and "<em>" not in page
    summit.table(pd.DataFrame({"a": [EVIL]}).rename_axis(EVIL))
    assert "<img" not in shown[1]["text/html"]


def test_an_unknown_source_is_refused_by_name(folder):
    with pytest.raises(ValueError, match="no source 'statement-2052'"):
        summit.show(drawn(), "x", "Two bars.", ["statement-2052"])
    plt.close("all")


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
        summit.bars(
            pd.DataFrame({"full": [1], "absent": [2]}, index=["peace"]), "title"
        ),
        summit.lines(
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
