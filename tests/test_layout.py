"""Can every figure be read from the back row? Its texts, its title, its squares, its ties, its colors."""

import itertools
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color, to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text

import summit
from summit.classroom import charts_shown
from summit.classroom import display as shown_by
from summit.pictures import style

pytestmark = pytest.mark.style

BOX = 1200, 560  # of a slide of 1280 x 720, in pixels
LEAST, SOURCE = 24, 16  # pixels of a slide: any text, and a line on sources
SQUARES = {"01-verbs", "02-fields", "04-terms", "06-agreement"}
# the sea is too narrow: two ties stop at this name, and go on behind it
CROSSED = {("05-lattice", "Philippines")}


@pytest.fixture
def figures(lesson, monkeypatch):
    """The figures of a lesson by name, each drawn once, and one year of its slider."""
    found = {}

    def show(name, *tables):
        found[name] = style.closed(shown_by._function(name)(*tables).fig)

    def slider(name, table, first, last):
        found[f"{name}, {last}"] = style.closed(
            shown_by._function(name)(table, last).fig
        )

    monkeypatch.setattr(summit, "show", show)
    monkeypatch.setattr(summit, "slider", slider)
    names = {"__name__": "__main__"}
    for cell in lesson.cells:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "code" and not tags & {
            "exercise",
            "solution",
            "raises-exception",
        }:
            exec(cell.source, names)
    return found


def texts(fig):
    """Return each text that is drawn, and the box it takes, in pixels."""
    drawn, draw = {}, Text.draw
    canvas = FigureCanvasAgg(fig)
    canvas.draw()  # now all have their places

    def noted(text, renderer, *args, **named):
        if text.get_visible() and text.get_text().strip():
            drawn[id(text)] = text
        return draw(text, renderer, *args, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Text, "draw", noted)
        canvas.draw()
    renderer = canvas.get_renderer()
    return [(text, Text.get_window_extent(text, renderer)) for text in drawn.values()]


def said(text):
    return " ".join(text.get_text().split())


def problems(fig, drawn):
    """Return what keeps the texts of a figure from being read, in words."""
    found = []
    wide, high = fig.get_size_inches()
    pixels = min(BOX[0] / wide, BOX[1] / high) / 72  # of a point, on a slide
    for text, box in drawn:
        least = SOURCE if said(text).startswith("Outlines: ") else LEAST
        if text.get_fontsize() * pixels < least:
            found.append(f"{said(text)!r} has {text.get_fontsize():g} points")
        if box.x0 < 0 or box.y0 < 0 or box.x1 > fig.bbox.x1 or box.y1 > fig.bbox.y1:
            found.append(f"{said(text)!r} leaves the page")
        color = text.get_color()
        if not same_color(color, style.PAPER) and contrast(color) < 4.5:
            found.append(f"{said(text)!r} is too pale: {contrast(color):.2f}")
    for (one, a), (other, b) in itertools.combinations(drawn, 2):
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 < min(a.y1, b.y1) - max(a.y0, b.y0):
            found.append(f"{said(one)!r} lies on {said(other)!r}")
    return found


def contrast(color):
    """Return the contrast of a color to white, as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    ]
    return 1.05 / (np.dot((0.2126, 0.7152, 0.0722), parts) + 0.05)


def test_every_figure_can_be_read_from_the_back_row(figures):
    for name, fig in figures.items():
        drawn = texts(fig)
        assert not problems(fig, drawn), (
            f"{name}: {problems(fig, drawn)}. Use fewer or shorter words, or two lines, "
            f"and no size below {style.TEXT} points."
        )
        (title,) = [text for text, _ in drawn if text is fig._suptitle]
        box = dict(drawn)[title]
        assert box.x0 < 0.02 * fig.bbox.width, f"{name}: begin the title at the left."
        assert title.get_fontsize() >= style.TITLE and not said(title)[0].islower(), (
            name
        )
        squares(name, fig)
        crossed(name, fig, drawn)


def squares(name, fig):
    """Refuse a picture whose squares are oblong."""
    drawn = [
        patch.get_window_extent()
        for ax in fig.axes
        for patch in ax.patches
        if isinstance(patch, Rectangle)
    ]
    if name in SQUARES:
        assert drawn, f"{name}: no squares"
        for box in drawn:
            assert abs(box.width - box.height) < 1.5, (
                f"{name}: a square is {box.width:.0f} by {box.height:.0f} pixels. Give "
                "the figure its title first: it takes room from the squares."
            )


def crossed(name, fig, drawn):
    """Refuse a network in which a tie runs through a name."""
    if name[:2] != "05":
        return
    for ax in fig.axes:
        ties = [
            line.get_transform().transform(line.get_xydata())
            for line in ax.lines
            if len(line.get_xydata()) > 1
        ]
        for text, box in drawn:
            if text.axes is not ax or re.fullmatch("[0-9]+", said(text)):
                continue  # a number stands on its tie
            for path in ties:
                steps = np.linspace(path[:-1], path[1:], 30).reshape(-1, 2)
                inside = (steps > (box.x0 + 3, box.y0 + 5)) & (
                    steps < (box.x1 - 3, box.y1 - 5)
                )
                assert (name, said(text)) in CROSSED or not inside.all(axis=1).any(), (
                    f"{name}: a tie runs through {said(text)!r}. Put the name elsewhere."
                )


def test_a_small_text_one_on_another_and_one_that_leaves_the_page_are_found():
    fig, ax = style.figure("A title")
    ax.text(0.5, 0.5, "small", fontsize=13)
    ax.text(0.5, 0.5, "other", color="#E69F00")
    fig.text(0.9, 0.1, "a long way out")
    found = " ".join(problems(fig, texts(fig)))
    plt.close(fig)
    for says in ("'small' has 13 points", "lies on", "leaves the page", "too pale"):
        assert says in found


def test_a_long_title_goes_on_in_the_next_line():
    fig, ax = style.figure("A title that is longer than a line of the page " * 3)
    ax.axis("off")
    drawn = texts(fig)
    plt.close(fig)
    assert fig.get_suptitle().count("\n") == 2 and not problems(fig, drawn)


def test_the_chart_of_a_student_can_be_read_from_the_back_row(monkeypatch):
    monkeypatch.setattr(charts_shown, "display", lambda data, raw: None)
    counts = pd.Series({"indo-pacific": 13, "growth": 13, "peace": 19})
    title = "Commitments in each part of the statement, and not of the article at all"
    for kind in ("barh", "bar", "line"):
        fig = getattr(counts.plot, kind)(title=title, figsize=(10, 5.625)).figure
        charts_shown._picture(fig)
        drawn = texts(fig)
        plt.close(fig)
        assert not problems(fig, drawn)


def test_lines_and_fills_stand_out_from_the_page():
    colors = [color for _, color, _ in style.COUNTRIES.values()]
    colors += [style.outline_of(color) for color in style.COLORS.values()]
    colors += [style.TIE, *plt.rcParams["axes.prop_cycle"].by_key()["color"]]
    pale = [color for color in colors if contrast(color) < 3]
    assert not pale, f"{pale}: graphics need a contrast of 3 to white."


@pytest.mark.parametrize("fills", [style.FILLS, style.STATUS_FILLS])
def test_fills_differ_by_more_than_a_tint(fills):
    for one, other in itertools.combinations(fills, 2):
        full_or_empty = {one["alpha"], other["alpha"]} == {0.0, 1.0}
        assert one["hatch"] != other["hatch"] or full_or_empty
