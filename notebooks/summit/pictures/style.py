"""The house style: colors, labels, fills; what a picture is, and what it asks of its table."""

import difflib
from dataclasses import dataclass
from textwrap import wrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from ..data import DATA

FIGURES = DATA.parent / "figures"

# Okabe-Ito: of the palettes compared, the easiest to tell apart for color-blind readers
COLORS = {
    "peace": "#0072B2",
    "growth": "#E69F00",
    "indo-pacific": "#009E73",
    "opening": "#767676",
    "invitation": "#767676",
    "context": "#767676",
}
# the outline of a fill that stands out too little from white: graphics need 3:1
OUTLINES = {"#E69F00": "#9A6A00"}
# points: on a slide a figure of 10 inches has 996 of 1280 px, so that these are 24 px of 720 or more
TEXT, TITLE, SOURCE = 17.5, 18, 12
WIDE = 62  # letters of a title in one line
# one color a country or partner, and one line style, so that color is never alone
COUNTRIES = {
    "JPN": ("Japan", "#D55E00", "-"),
    "USA": ("United States", "#0072B2", "-"),
    "KOR": ("ROK", "#009E73", "--"),
    "AUS": ("Australia", "#B07800", "-."),
    "IND": ("India", "#A3457D", ":"),
    "PHL": ("Philippines", "#3A86B0", (0, (7, 3))),
    "CHN": ("PRC", "#1a1a1a", (0, (6, 1, 1, 1, 1, 1))),
}
INK, PAPER, RULE, TIE = "#1a1a1a", "#ffffff", "#c8c8c8", "#8a8a8a"
BEHIND = {
    "facecolor": PAPER,
    "edgecolor": "none",
    "pad": 1.5,
}  # so that a line does not run through a text
LABELS = {
    "peace": "Peace",
    "growth": "Growth and\nProsperity",
    "indo-pacific": "Indo-Pacific",
    "opening": "Opening",
    "invitation": "Invitation",
    "context": "Context",
}
# how much of a tile or bar is filled: never color alone
FILLS = [
    {"alpha": 1.0, "hatch": ""},
    {"alpha": 0.35, "hatch": "///"},
    {"alpha": 0.0, "hatch": ""},
]
# the six statuses of follow_through, from done to nothing found: the more ink, the more was done
STATUS_FILLS = [
    {"alpha": 1.0, "hatch": ""},
    {"alpha": 0.45, "hatch": "///"},
    {"alpha": 0.18, "hatch": ".."},
    {"alpha": 0.0, "hatch": "---"},
    {"alpha": 0.0, "hatch": "xx"},
    {"alpha": 0.0, "hatch": ""},
]

plt.rcParams.update(
    {
        "figure.figsize": (10, 5.625),  # 16:9
        "figure.dpi": 160,
        "savefig.dpi": 160,
        "figure.constrained_layout.use": True,
        "figure.constrained_layout.h_pad": 0.12,  # inches
        "figure.constrained_layout.w_pad": 0.12,
        "font.family": "DejaVu Sans",  # comes with matplotlib, so every machine draws the same
        "font.size": TEXT,
        "figure.titlesize": TITLE,
        "figure.titleweight": "bold",
        "axes.titlesize": TEXT,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 8,
        "axes.labelsize": TEXT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": RULE,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.labelsize": TEXT,
        "ytick.labelsize": TEXT,
        "legend.fontsize": TEXT,
        "xtick.color": INK,
        "ytick.color": INK,
        "hatch.linewidth": 1.2,
        "lines.linewidth": 2.5,
        # each a line style, too, so that color is never alone
        "axes.prop_cycle": plt.cycler(
            color=["#0072B2", "#D55E00", "#009E73", "#A3457D", "#1a1a1a", "#B07800"],
            linestyle=["-", "--", "-.", ":", (0, (7, 3)), (0, (6, 1, 1, 1, 1, 1))],
        ),
    }
)


@dataclass
class Picture:
    """What a function of lessonNN.py returns: a figure, what it shows in words, and what it rests on.

    fig: a figure, whose title states the finding. words: what is seen, computed from the plotted
    table; the title is put before them. sources: ids of the table sources, or a column of them.
    """

    fig: plt.Figure
    words: str
    sources: object = ()

    def __post_init__(self):
        """Put the title of a figure of one part at the left edge, where all titles begin."""
        fig = self.fig
        title = fig.axes[0].get_title("left").strip() if fig.axes else ""
        if title and not fig.get_suptitle():
            fig.axes[0].set_title("", loc="left")
            titled(fig, title)


FEW = 100  # characters of a list of names; an error has room for 280


def needs(table, columns=(), index=(), name="the table"):
    """Raise ValueError in plain words where a table is none, has no rows, or lacks a column or a row.

    columns, index: the labels that a picture reads. name: what the lesson calls the table.
    """
    whole = isinstance(table, pd.DataFrame)
    if not whole and (columns or not isinstance(table, pd.Series)):
        raise ValueError(
            f"This picture is drawn from a table, and {name} is {_called(table)}. "
            "Write the name of the table, without quotation marks."
        )
    if not len(table):
        raise ValueError(
            f"There is nothing to draw: {name} has no rows. If a condition chose them, "
            "look at its column, its sign and its value."
        )
    for what, labels, known, other in (
        ("column", columns, table.columns if whole else (), table.index),
        ("row", index, table.index, table.columns if whole else ()),
    ):
        missing = [label for label in labels if label not in known]
        if missing:
            raise ValueError(_lacks(what, missing, list(known), list(other), name))


def _lacks(what, missing, known, other, name):
    """Return what is missing in a table, what there is, and what is nearest."""
    names = ", ".join(map(_quoted, missing))
    there = ""
    for n, label in enumerate(known):
        more = f"{', ' if n else ''}{_quoted(label)}"
        if there and len(there) + len(more) > FEW:
            there += f" and {len(known) - n} more"
            break
        there += more
    if all(label in other for label in missing):
        says = "Rows and columns are exchanged here. Exchange the two in the line that makes it."
    else:
        texts = [label for label in known if isinstance(label, str)]
        near = [
            found[0]
            for label in missing
            if isinstance(label, str)
            and (found := difflib.get_close_matches(label, texts, 1))
        ]
        says = f"Is it {_quoted(near[0])}?" if near else ""
    says = f" {says}" if says else ""
    begins = f"There are no {what}s" if len(missing) > 1 else f"There is no {what}"
    return f"{begins} {names} in {name}. Its {what}s are {there}.{says}"


def needs_network(graph, name="the network"):
    """Raise ValueError in plain words where a picture of a network is given something else."""
    if not (hasattr(graph, "nodes") and hasattr(graph, "edges")):
        raise ValueError(
            f"This picture is drawn from a network, and {name} is {_called(graph)}. "
            "A network is what network.bipartite(...) and network.project(...) make."
        )
    if not len(graph):
        raise ValueError(f"There is nothing to draw: {name} has nobody in it.")


def _quoted(value):
    return f'"{value}"' if isinstance(value, str) else str(value)


def _called(value):
    """Return what a beginner calls a value that is not what a picture is drawn from."""
    if value is None or value is ...:
        return "nothing (None)" if value is None else "still three dots"
    if isinstance(value, (pd.Series, pd.DataFrame)):
        return "one column" if isinstance(value, pd.Series) else "a table"
    if hasattr(value, "nodes"):
        return "a network"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, (bool, int, float, np.number)):
        return f"the value {value}"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"a value of the type {type(value).__name__}"


def label(value):
    """Return the words a figure uses for a pillar, a theme or a country code, on one line."""
    name = COUNTRIES[value][0] if value in COUNTRIES else LABELS.get(value, str(value))
    return name.replace("\n", " ")


def in_words(counts, zeros=True):
    """Return numbers as words for an alt text.

    A Series gives "full 13, partial 8"; a DataFrame gives one such list a row:
    "Peace: full 5, partial 1; Growth: ...". zeros: whether to say what occurs 0 times.
    """
    if isinstance(counts, pd.DataFrame):
        return "; ".join(
            f"{label(name)}: {in_words(row, zeros)}" for name, row in counts.iterrows()
        )
    return ", ".join(
        f"{label(name)} {value:g}" for name, value in counts.items() if value or zeros
    )


def ink_on(color, alpha):
    """Return the text color that is readable on a fill."""
    mixed = (channel * alpha + 1 - alpha for channel in to_rgb(color))
    red, green, blue = (
        ((channel + 0.055) / 1.055) ** 2.4 for channel in mixed
    )  # as WCAG 2 defines it
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.2 else INK


def figure(title):
    """Return an empty figure in the house style and its axes."""
    fig, ax = plt.subplots()
    titled(fig, title)
    return fig, ax


def titled(fig, title):
    """Write the title of a figure from its left edge, in as many lines as it needs."""
    fig.suptitle(in_lines(title, WIDE), x=0.012, ha="left", wrap=True)


def in_lines(text, width):
    """Return a text in as few lines of so many letters as hold it, evenly filled."""
    lines = wrap(text, width)
    while width > 1 and len(wrap(text, width - 1)) == len(lines):
        width -= 1
    return "\n".join(wrap(text, width))


def outline_of(color):
    """Return the color of the outline of a fill: its own, or a darker one where it is pale."""
    return OUTLINES.get(color, color)


def closed(fig):
    """Return a figure that a notebook does not draw a second time by itself."""
    plt.close(fig)
    return fig


def panels(rows, columns, title):
    """Return an empty figure of several parts in the house style, and its axes as a list."""
    fig, axes = plt.subplots(rows, columns, squeeze=False)
    titled(fig, title)
    for ax in axes.flat:
        ax.axis("off")
    return fig, list(axes.flat)
