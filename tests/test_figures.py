"""Figures: alt text that follows the data, files that change only when the drawing does, a true gallery."""

import colorsys
import re

import documents
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import ROOT, edit, nbval
from PIL import Image

import summit
from summit import figures


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "FIGURES", tmp_path)
    return tmp_path


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path: path.read_bytes() for path in files}


def drawn(height=3, color="#0072B2", text="note"):
    fig, ax = summit.figure("A title")
    ax.bar(["a", "b"], [1, height], color=color)
    ax.text(0, 0.5, text)
    return fig


def test_gallery_is_that_of_the_lessons():
    assert (ROOT / "figures" / "README.md").read_text(encoding="utf-8") == documents.gallery()


def test_pictures_are_those_the_lessons_show():
    shown = documents.lesson_figures()
    assert sorted(path.stem for path in (ROOT / "figures").glob("*.png")) == sorted(name for _, name, _ in shown)
    for lesson, name, alt in shown:
        with Image.open(ROOT / "figures" / f"{name}.png") as image:
            assert image.info["Description"] == alt and image.info["Title"]
            assert image.size == (1600, 900) and "Software" not in image.info
        assert name.startswith(lesson[:2])


def test_figures_of_what_became_of_it_say_as_of_when():
    as_of = f"As of {summit.load('follow_through')['as_of'].max():%d %B %Y}"
    alts = [alt for lesson, _, alt in documents.lesson_figures() if lesson.startswith("06")]
    assert len(alts) == 4 and all(as_of in alt for alt in alts)


def test_changed_data_turn_a_cell_red_and_redraw_the_figure(collection):
    picture = collection / "figures" / "00-tiles.png"
    before = picture.read_bytes()
    edit(collection / "data" / "commitments.csv",
         "Article V of the treaty covers the Senkaku Islands,absent,,",
         "Article V of the treaty covers the Senkaku Islands,full,A6,")
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
    file = folder / "x.png"
    file.write_bytes(file.read_bytes() + b" ")
    marked = file.read_bytes()
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    assert file.read_bytes() == marked


@pytest.mark.parametrize("change", [{"height": 4}, {"color": "#E69F00"}, {"text": "other"}])
def test_another_drawing_is_written(folder, change, capsys):
    summit.show(drawn(), "x", "Two bars: a 1, b 3.")
    before = (folder / "x.png").read_bytes()
    summit.show(drawn(**change), "x", "Two bars: a 1, b 3.")
    assert (folder / "x.png").read_bytes() != before


def test_show_closes_the_figure_and_cleans_the_alt_text(folder, monkeypatch):
    shown = []
    monkeypatch.setattr(figures, "display", lambda data, raw: shown.append(data))
    fig = drawn()
    summit.show(fig, "x", "Two bars [a, b]\n in one line.", ["statement-2025"])
    assert not plt.fignum_exists(fig.number)
    assert shown[0]["text/plain"].startswith("A title. Two bars (a, b) in one line.\nSource: [United States-Japan")
    assert shown[0]["text/markdown"].startswith("![A title. Two bars (a, b) in one line.](../figures/x.png)\n\nSource: ")


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_figure_without_alt_text_is_refused(folder, alt):
    with pytest.raises(ValueError, match="describe the figure"):
        summit.show(drawn(), "x", alt)
    plt.close("all")


def test_spell():
    assert summit.spell(pd.Series({"full": 13, "partial": 8.5})) == "full 13, partial 8.5"
    counts = pd.DataFrame({"full": [5, 3], "absent": [13, 8]}, index=["peace", "growth"])
    assert summit.spell(counts) == "Peace: full 5, absent 13; Growth and Prosperity: full 3, absent 8"
    assert summit.spell(pd.Series({"JPN": 2, "USA": 0}), zeros=False) == "Japan 2"


def test_a_table_says_which_row_and_column_a_number_is_in(monkeypatch):
    shown = []
    monkeypatch.setattr(figures, "display", lambda data, raw: shown.append(data["text/html"]))
    summit.table(pd.DataFrame({"count": [3]}, index=["peace"]).rename_axis("pillar"))
    assert re.search(r'<th scope="row"[^>]*>peace</th>\s*<td[^>]*>3</td>', shown[0])
    assert re.search(r'<th scope="col"[^>]*>count</th>', shown[0])


def test_text_is_readable_on_every_fill():
    def luminance(color):
        channels = ((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in color)
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels))

    for color in figures.COLORS.values():
        rgb = plt.matplotlib.colors.to_rgb(color)
        ink = plt.matplotlib.colors.to_rgb(figures.ink_on(color, 1.0))
        low, high = sorted([luminance(rgb), luminance(ink)])
        assert (high + 0.05) / (low + 0.05) >= 4.5, color


def test_pillars_have_different_colors():
    hues = {colorsys.rgb_to_hls(*plt.matplotlib.colors.to_rgb(figures.COLORS[name]))[0]
            for name in ("peace", "growth", "indo-pacific")}
    assert len(hues) == 3
