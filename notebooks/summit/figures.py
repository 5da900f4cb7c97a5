"""The house style, the few figures the lessons share, and show, which gives every picture its words."""

import base64
import hashlib
import html
import io
import json
import re

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import display
from matplotlib.collections import Collection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon, Rectangle
from PIL import Image

from .tables import DATA, levels, load

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
# one color a country or partner, and one line style, so that color is never alone
COUNTRIES = {
    "JPN": ("Japan", "#D55E00", "-"),
    "USA": ("United States", "#0072B2", "-"),
    "KOR": ("ROK", "#009E73", "--"),
    "AUS": ("Australia", "#B07800", "-."),
    "IND": ("India", "#A3457D", ":"),
    "PHL": ("Philippines", "#56A5D0", (0, (7, 3))),
    "CHN": ("PRC", "#1a1a1a", (0, (6, 1, 1, 1, 1, 1))),
}
INK, PAPER, RULE, TIE = "#1a1a1a", "#ffffff", "#c8c8c8", "#8a8a8a"
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}  # so that a line does not run through a text
LABELS = {
    "peace": "Peace",
    "growth": "Growth and\nProsperity",
    "indo-pacific": "Indo-Pacific",
    "opening": "Opening",
    "invitation": "Invitation",
    "context": "Context",
}
# how much of a tile or bar is filled: never color alone
FILLS = [{"alpha": 1.0, "hatch": ""}, {"alpha": 0.35, "hatch": "///"}, {"alpha": 0.0, "hatch": ""}]
# the six statuses of follow_through, from done to nothing found: the more ink, the more was done
STATUS_FILLS = [{"alpha": 1.0, "hatch": ""}, {"alpha": 0.45, "hatch": "///"}, {"alpha": 0.18, "hatch": ""},
                {"alpha": 0.0, "hatch": "---"}, {"alpha": 0.0, "hatch": "xx"}, {"alpha": 0.0, "hatch": ""}]

plt.rcParams.update({
    "figure.figsize": (10, 5.625),  # 16:9
    "figure.dpi": 160,
    "savefig.dpi": 160,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.12,  # inches
    "figure.constrained_layout.w_pad": 0.12,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so every machine draws the same
    "font.size": 13,
    "figure.titlesize": 16,
    "figure.titleweight": "bold",
    "axes.titlesize": 16,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.labelsize": 13,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.labelsize": 13,
    "ytick.labelsize": 13,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 1.2,
    "axes.prop_cycle": plt.cycler(color=["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"]),
})


def label(value):
    """Return the words a figure uses for a pillar, a theme or a country code, on one line."""
    name = COUNTRIES[value][0] if value in COUNTRIES else LABELS.get(value, str(value))
    return name.replace("\n", " ")


def spell(counts, zeros=True):
    """Return numbers as words for an alt text.

    A Series gives "full 13, partial 8"; a DataFrame gives one such list a row:
    "Peace: full 5, partial 1; Growth: ...". zeros: whether to say what occurs 0 times.
    """
    if isinstance(counts, pd.DataFrame):
        return "; ".join(f"{label(name)}: {spell(row, zeros)}" for name, row in counts.iterrows())
    return ", ".join(f"{label(name)} {value:g}" for name, value in counts.items() if value or zeros)


def show(fig, name, alt, sources=()):
    """Save a figure as figures/NAME.png and display it with its alt text and its source line.

    alt: what the figure shows, in words computed from the plotted data; the title, which states the
    finding, is put before it. sources: the source_id values behind it. The file is written only if the drawing differs from the one it holds,
    so running a lesson again changes nothing. Raises ValueError without an alt text.
    """
    alt = " ".join(str(alt).split()).replace("[", "(").replace("]", ")")
    if not alt:
        raise ValueError(f"show(fig, {name!r}, alt=...): describe the figure in words computed from its data.")
    title = " ".join((fig.get_suptitle() or fig.axes[0].get_title("left")).split())
    alt = f"{title}. {alt}"
    line = _source_line(sources)
    file = FIGURES / f"{name}.png"
    drawing = _drawing(fig, alt)
    if not file.exists() or _kept(file).get("Comment") != drawing:
        FIGURES.mkdir(exist_ok=True)
        fig.savefig(file, metadata={"Software": None, "Title": title, "Description": alt, "Comment": drawing})
    plt.close(fig)
    display({
        "text/markdown": f"![{alt}](../figures/{name}.png)\n\n{line}".strip(),
        "text/plain": f"{alt}\n{line}".strip(),
    }, raw=True)


def _source_line(sources):
    ids = list(dict.fromkeys(sources))
    if not ids:
        return ""
    if len(ids) > 3:
        return f"Sources: {len(ids)} documents, named row by row in data/sources.csv."
    table = load("sources").set_index("source_id").loc[ids]
    return "Source: " + "; ".join(f"[{row.title}]({row.url}), {row.publisher}" for row in table.itertuples()) + "."


def _kept(file):
    with Image.open(file) as image:
        return dict(image.info)


def _drawing(fig, alt):
    """Return a fingerprint of what a figure draws: texts, shapes, positions, colors.

    Pixels will not do: another version of matplotlib draws the same letters differently.
    """
    fig.canvas.draw()
    placed = {text for axes in fig.axes for text in axes.texts}
    parts = [alt, tuple(fig.get_size_inches())]
    parts += [line.get_visible() for ax in fig.axes for line in (*ax.get_xgridlines(), *ax.get_ygridlines())]
    for artist in fig.findobj(lambda artist: artist.get_visible()):
        if hasattr(artist, "get_text") and artist.get_text():
            parts += [artist.get_text(), artist.get_fontsize(), artist.get_color()]
            parts += [np.asarray(artist.get_position(), dtype=object)] if artist in placed else []
        elif isinstance(artist, Line2D) and artist.axes and artist in artist.axes.lines:
            parts += [artist.get_xydata(), artist.get_color(), artist.get_marker(), artist.get_linestyle(), artist.get_linewidth()]
        elif isinstance(artist, Patch) and artist.axes and artist in artist.axes.patches:
            vertices = artist.get_patch_transform().transform(artist.get_path().vertices)
            parts += [vertices, artist.get_facecolor(), artist.get_edgecolor(), artist.get_hatch()]
        elif isinstance(artist, Collection):
            parts += [artist.get_offsets(), artist.get_facecolor(), *(p.vertices for p in artist.get_paths())]
    return hashlib.sha256("\n".join(map(_stable, parts)).encode()).hexdigest()[:16]


def _stable(part):
    if isinstance(part, (np.ndarray, tuple)):
        return " ".join(_stable(value) for value in np.ravel(np.ma.filled(part, np.nan)).tolist()) \
            if not isinstance(part, tuple) else " ".join(map(_stable, part))
    return f"{part:.5g}" if isinstance(part, (float, int)) else str(part)


def _ink_on(color, alpha):
    """Return the text colour that is readable on a fill."""
    mixed = (channel * alpha + 1 - alpha for channel in to_rgb(color))
    red, green, blue = (((channel + 0.055) / 1.055) ** 2.4 for channel in mixed)  # as WCAG 2 defines it
    return PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.2 else INK


def table(frame):
    """Display a DataFrame as a table to be read: text starts at the left, and nothing is cut off.

    The first cell of each row is its header, so that a screen reader says which row a number is in.
    """
    named = frame.index.name is not None
    frame = frame.reset_index() if named else frame
    left = 'style="text-align: left"'
    rows = frame.iloc[:, 0] if named else frame.index
    short = 'style="text-align: left; white-space: nowrap"' if max(map(len, map(str, rows)), default=0) < 25 else left
    head, body = frame.to_html(index=not named, border=0).split("<tbody>")
    body = re.sub(r"(<tr>\s*)<t[dh]>(.*?)</t[dh]>", rf'\1<th scope="row" {short}>\2</th>', body, flags=re.S)
    page = head.replace("<th>", f'<th scope="col" {left}>') + "<tbody>" + body.replace("<td>", f"<td {left}>")
    display({"text/html": page, "text/plain": frame.to_string(index=not named)}, raw=True)


def figure(title):
    """Return an empty figure in the house style and its axes."""
    fig, ax = plt.subplots()
    ax.set_title(title)
    return fig, ax


def panels(rows, columns, title):
    """Return an empty figure of several parts in the house style, and its axes as a list."""
    fig, axes = plt.subplots(rows, columns, squeeze=False)
    fig.suptitle(title, x=0.02, ha="left")
    for ax in axes.flat:
        ax.axis("off")
    return fig, list(axes.flat)


def tiles(table, group, fill, order, title, color=None):
    """Return a figure with one tile a row of the table, in lines by group, filled by a column.

    table: its first column holds the label of each tile. group: the column that makes the lines.
    fill: the column that fills the tiles. order: its values, from full to empty; three, or the six
    statuses. color: of all tiles; if None, each line has the color of its pillar.
    """
    fig, ax = plt.subplots()
    looks = FILLS if len(order) <= len(FILLS) else STATUS_FILLS
    groups = list(dict.fromkeys(table[group]))
    lines = [part.sort_values(fill, key=lambda s: s.map(order.index), kind="stable")
             for part in (table[table[group] == name] for name in groups)]
    for y, (name, part) in enumerate(zip(groups, lines)):
        ax.text(-0.25, -y, LABELS.get(name, name), ha="right", va="center", fontsize=13, weight="bold")
        for x, (text, value) in enumerate(zip(part.iloc[:, 0], part[fill])):
            _box(ax, x, -y, 0.88, 0.76, text, color or COLORS.get(name, INK), looks[order.index(value)], 12)
    bottom = -len(groups)
    counts = table[fill].value_counts().reindex(order, fill_value=0)
    wide = max(*map(len, lines), 14)
    _key(ax, bottom, counts, looks, color or INK, min(wide / min(len(order), 3), 6))
    ax.set(xlim=(-3.6, wide), ylim=(bottom - 0.6 - (len(order) - 1) // 3 * 0.75, 0.7), title=title)
    ax.axis("off")
    return fig


def _key(ax, y, counts, looks, color=INK, step=6):
    """Explain the fills in lines of three boxes, each with the total it stands for."""
    for n, (value, count) in enumerate(counts.items()):
        x, line = n % 3 * step, y - n // 3 * 0.75
        _box(ax, x, line, 0.88, 0.6, count, color, looks[n], 12)
        ax.text(x + 1.05, line, value, va="center", fontsize=13)


def bars(counts, title):
    """Return a figure with one stacked bar a row of a table of counts, each part labelled with its count.

    counts: a DataFrame whose rows are pillars, or other groups, and whose columns run from full to
    empty; three, or the six statuses.
    """
    fig, ax = plt.subplots()
    looks = FILLS if len(counts.columns) <= len(FILLS) else STATUS_FILLS
    for y, (name, row) in enumerate(counts.iterrows()):
        start = 0
        for look, value in zip(looks, row):
            if value:
                _box(ax, start, -y, value, 0.68, f"{value:g}", COLORS.get(name, INK), look, 15)
            start += value
    _key(ax, -len(counts), counts.sum(), looks)
    ax.set_yticks([-y for y in range(len(counts))], [LABELS.get(name, name) for name in counts.index])
    ax.set(title=title, xlim=(-0.05, counts.sum(axis=1).max() + 0.05), ylim=(-len(counts) - 0.45 - (len(counts.columns) - 1) // 3 * 0.75, 0.5))
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return fig


def _box(ax, x, y, width, height, text, color, look, size):
    """Draw a box from x, centered on y, filled as its look says, with a text that stays readable on it."""
    face = (*to_rgb(color), look["alpha"])
    ax.add_patch(Rectangle((x, y - height / 2), width, height, facecolor=face, edgecolor=color,
                           hatch=look["hatch"], linewidth=1.4))
    ax.text(x + width / 2, y, text, ha="center", va="center", fontsize=size, bbox=BEHIND if look["hatch"] else None,
            color=INK if look["hatch"] else _ink_on(color, look["alpha"]))


def grid(counts, title, color=None):
    """Return a figure with a square for each cell of a table of counts, its area the count.

    counts: a DataFrame; its rows are pillars, or other groups, its columns the steps of a ladder.
    color: of all squares; if None, each row has the color of its pillar.
    """
    fig, ax = plt.subplots()
    largest = counts.to_numpy().max()
    for y, (name, row) in enumerate(counts.iterrows()):
        fill = color or COLORS.get(name, INK)
        for x, value in enumerate(row):
            side = 0.86 * (value / largest) ** 0.5
            if value:
                ax.add_patch(Rectangle((x - side / 2, -y - side / 2), side, side, color=fill))
            text = f"{value:.1f}" if value % 1 or (counts % 1).to_numpy().any() and value else f"{value:g}"
            inside = side > (0.3 if len(text) == 1 else 0.42)
            ax.text(x if inside or not value else x + side / 2 + 0.06, -y, text, va="center",
                    ha="center" if inside or not value else "left", fontsize=15 if len(text) == 1 else 13,
                    weight="bold" if value else "normal", color=_ink_on(fill, 1) if inside else INK if value else "#767676")
    ax.set_xticks(range(len(counts.columns)), counts.columns)
    ax.set_yticks([-y for y in range(len(counts))], [LABELS.get(name, name) for name in counts.index])
    ax.set(title=title, xlim=(-0.6, len(counts.columns) - 0.4), ylim=(-len(counts) + 0.4, 0.6))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    return fig


def carried(commitments, pillar, title):
    """Return a figure of a pillar's commitments, each in the line of its field and the column of its coverage.

    commitments: rows of the table commitments; fields stand in their order. pillar: gives the color.
    """
    fig, ax = plt.subplots()
    fields, columns = list(dict.fromkeys(commitments["domain"])), levels("commitments", "article_coverage")
    for (field, how), ids in commitments.groupby(["domain", "article_coverage"])["commitment_id"]:
        x, share = columns.index(how), (0.3, 0.1, 0)[columns.index(how)]
        face = [channel * share + 1 - share for channel in to_rgb(COLORS[pillar])]
        for n, name in enumerate(ids):
            ax.text(x + 0.2 * (n - (len(ids) - 1) / 2), -fields.index(field), name, ha="center", va="center",
                    bbox={"facecolor": face, "edgecolor": COLORS[pillar], "linewidth": 1.4})
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks([-y for y in range(len(fields))], fields)
    ax.set(title=title, xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(fields), 0.5))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.spines[:].set_visible(False)
    return fig


def lines(table, title, unit, zero=True):
    """Return a figure with one line a column of a table, each labeled at its right end.

    table: a DataFrame whose index is the year; columns named by ISO code get the name, color and
    line style of the country; others keep their own name. Gaps in the data stay gaps.
    unit: printed above the axis. zero: whether the axis starts at 0.
    """
    fig, ax = plt.subplots()
    spare = [("#0072B2", "-"), ("#D55E00", "--"), ("#009E73", "-."), ("#A3457D", ":"), ("#1a1a1a", "-")]
    ends = []
    for n, name in enumerate(table.columns):
        text, color, style = COUNTRIES.get(name, (name, *spare[n % len(spare)]))
        column = table[name]
        known = column.dropna()
        ax.plot(table.index, column, color=color, linestyle=style, linewidth=2.5,
                marker="o" if len(known) < 12 else None)
        ends.append([known.iloc[-1], known.index[-1], text, color])
    if zero:
        ax.set_ylim(bottom=min(0, 1.06 * float(table.min().min())))
    _label_ends(ax, ends, table.index.min(), table.index.max())
    ax.set_title(f"{title}\n", fontsize=16)
    ax.text(0, 1.01, unit, transform=ax.transAxes, fontsize=12, va="bottom")
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    return fig


def _label_ends(ax, ends, first, last):
    """Write each name at the right, in the order of the line ends, far enough apart to be read."""
    low, high = ax.get_ylim()
    gap = (high - low) * 0.065
    place = -float("inf")
    for end in sorted(ends, key=lambda end: end[0]):
        place = max(end[0], place + gap)
        early = last - end[1] > 0.1 * (last - first)  # a line that ends early has its name beside its end
        ax.annotate(end[2], (end[1], end[0]), xytext=(end[1] + 0.2, end[0]) if early else (last + 0.04 * (last - first), place),
                    color=end[3], fontsize=13, weight="bold", va="center", annotation_clip=False,
                    arrowprops=None if early else {"arrowstyle": "-", "color": RULE, "linewidth": 0.8})
    ax.set_ylim(low, max(high, place + gap / 2))
    ax.set_xlim(right=last + 0.01 * (last - first))  # no grid line under the names


def pacific(title):
    """Return a figure with the land from 60 to 240 degrees east, the Pacific whole, and its axes.

    Place marks with longitudes from 0 to 360. Outlines: Natural Earth 1:110m (public domain);
    they take no position on borders, and the figure says so.
    """
    fig, ax = plt.subplots()
    for feature in json.loads((DATA / "outlines.geojson").read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for part in parts:
            ax.add_patch(Polygon(part[0], facecolor="#e4e4e0", edgecolor="#b5b5b0", linewidth=0.5))
    ax.set(xlim=(60, 240), ylim=(-50, 65), aspect=1.1, title=title, xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.text(0, -0.02, "Outlines: Natural Earth. They take no position on borders.", transform=ax.transAxes,
            fontsize=12, va="top")
    return fig, ax


def draw(ax, graph, place, numbers=False, dashed=(), bold=(), codes=False):
    """Draw a network into axes: its ties, wider for a larger weight, then its nodes and their names.

    graph: of summit.network. place: {node: (x, y)}, as summit.network.layout gives it. numbers: print
    weights above 1 on the ties. dashed, bold: pairs of nodes whose tie is drawn as a broken line,
    or dark. codes: print the codes of countries instead of their names.
    """
    broken, dark = set(map(frozenset, dashed)), set(map(frozenset, bold))
    for one, other, weight in graph.edges(data="weight", default=1):
        (x, y), (u, v), pair = place[one], place[other], {one, other}
        ax.plot([x, u], [y, v], "--" if pair in broken else "-", color=INK if pair in dark else TIE,
                linewidth=0.6 + 1.2 * weight, zorder=1)
        if numbers and weight > 1:
            ax.text((x + u) / 2, (y + v) / 2, weight, ha="center", va="center", fontsize=13, bbox=BEHIND)
    columns = any(graph.nodes(data="bipartite", default=0)[node] for node in graph)
    middle = 0.5 if columns else 0
    for node in graph:
        (x, y), grouping = place[node], graph.nodes[node].get("bipartite") == 1
        name, color, _ = COUNTRIES.get(node, (graph.nodes[node].get("name", node), "#767676", "-"))
        ax.plot([x], [y], "s" if grouping else "o", color=INK if grouping else color, markersize=13, zorder=2)
        side = 0 if abs(x - middle) < 0.1 else 1 if x > middle else -1
        shift = (12 * side, 0 if side else 18 if y >= 0 else -18)
        if (x, y) == (0, 0) and not columns:  # in the middle: where the fewest ties run
            side, shift = 1, (9, -15)
        ax.annotate(node if codes and not grouping else name, (x, y), shift, textcoords="offset points",
                    ha={-1: "right", 0: "center", 1: "left"}[side], va="center", bbox=None if shift == (9, -15) else BEHIND, zorder=3)
    ax.set(xlim=(-1.2, 1.8) if columns else (-1.35, 1.35), ylim=(-1, 0) if columns else (-1.35, 1.35),
           aspect="auto" if columns else "equal")
    ax.axis("off")


def networks(graphs, places, title, captions=None, dashed=None, bold=None):
    """Return a figure with one network a part, three in a line.

    graphs: {name of the part: a network}. places: one layout for all, or a list of them. captions:
    {name: what stands after it over the part}. dashed, bold: {name: pairs of nodes}, as draw takes them.
    """
    fig, axes = panels(-(-len(graphs) // 3), min(3, len(graphs)), title)
    for n, (ax, (name, graph)) in enumerate(zip(axes, graphs.items())):
        draw(ax, graph, places[n] if isinstance(places, list) else places, dashed=(dashed or {}).get(name, ()), bold=(bold or {}).get(name, ()), codes=True)
        ax.set_title(f"{name}: {captions[name]}" if captions else name, fontsize=14)
    return fig


def lattice(treaties, others, title, light=None):
    """Return a figure with two networks of countries on one map of the Pacific: treaties firm, others broken.

    treaties, others: of summit.network.project. light: a country whose ties are drawn lightly. Countries
    stand at their capitals, the United States at its west coast; who lies outside the map is named below it.
    """
    fig, ax = pacific(title)
    low, high = ax.get_xlim()
    place = {row.iso3: (row.longitude % 360, row.latitude) for row in load("countries").itertuples()} | {"USA": (237, 40)}
    looks = ((others, "#B07800", (0, (3, 1)), -1.1, "other security grouping"), (treaties, "#0072B2", "-", 1.1, "treaty of mutual defense"))
    names = {node: COUNTRIES.get(node, (name,))[0] for graph in (treaties, others) for node, name in graph.nodes(data="name")}
    for n, (graph, color, style, apart, text) in enumerate(looks):
        for one, other, weight in graph.edges(data="weight"):
            (x, y), (u, v) = place[one], place[other]
            if low < x < high and low < u < high:
                ax.plot([x, u], [y + apart, v + apart], linestyle=style, color=color, linewidth=1.5 + weight,
                        alpha=0.35 if light in (one, other) else 1)
        ax.plot([64, 76], [-38 + 7 * n] * 2, color=color, linestyle=style, linewidth=3)
        ax.text(78, -38 + 7 * n, text, va="center", fontsize=12)
    outside = [name for node, name in names.items() if not low < place[node][0] < high]
    for node, name in names.items():
        x, y = place[node]
        if name not in outside:
            ax.plot([x], [y], "o", color=COUNTRIES.get(node, (name, "#767676"))[1], markersize=14, markeredgecolor=PAPER, zorder=3)
            shift, side = {"JPN": ((12, 13), "left"), "KOR": ((-8, 15), "right"), "USA": ((0, 18), "right")}.get(node, ((0, -20), "center"))
            ax.annotate(name, (x, y), shift, textcoords="offset points", ha=side, va="center", weight="bold", bbox=BEHIND, zorder=4)
    if outside:
        ax.text(0, -0.075, f"Not on the map: {', '.join(outside)}.", transform=ax.transAxes, fontsize=12, va="top")
    return fig


def drag(picture, first, last, what="year"):
    """Show a slider that draws a picture anew for each value, and return both as a widget. Nothing is saved.

    picture: a function that takes a value and returns a figure and its alt text. first, last: the
    ends of the slider, which starts at first. Where no kernel runs, a line of text stands for it.
    """
    from ipywidgets import HTML, IntSlider, VBox  # only a lesson with a slider needs it

    slider, image = IntSlider(first, first, last, description=what, layout={"width": "800px"}), HTML()

    def redraw(value):
        fig, alt = picture(value)
        data = io.BytesIO()
        fig.savefig(data, dpi=90)
        plt.close(fig)
        source = base64.b64encode(data.getvalue()).decode()
        image.value = f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{source}">'

    slider.observe(lambda change: redraw(change["new"]), "value")
    redraw(first)
    text = f"Run this cell for a slider: {what}, {first} to {last}. The arrow keys move it, too."
    box = VBox([slider, image])
    display({**box._repr_mimebundle_(), "text/plain": text}, raw=True)
    return box


def timeline(events, named, since, title):
    """Return a figure with the events as marks in lanes by theme: all years above, the last ones below.

    events: a DataFrame with event_id, date and theme. named: {event_id: a few words to print}.
    since: the ISO date at which the lower part starts.
    """
    fig, axes = plt.subplots(2)
    since = pd.Timestamp(since)
    lanes = [theme for theme in ("peace", "growth", "indo-pacific", "context") if theme in set(events["theme"])]
    for ax, part in zip(axes, [events[events["date"] < since], events[events["date"] >= since]]):
        for y, theme in enumerate(lanes):
            dates = mdates.date2num(part.loc[part["theme"] == theme, "date"])
            ax.plot(dates, [-y] * len(dates), "|", color=COLORS[theme], markersize=19, markeredgewidth=2.5)
        for n, row in enumerate(part[part["event_id"].isin(list(named))].itertuples()):
            x, top = mdates.date2num(row.date), 0.7 + n % 2  # neighbors at two heights
            ax.plot([x, x], [-lanes.index(row.theme), top], color=INK, linewidth=0.8)
            ax.text(x, top, f" {named[row.event_id]}", fontsize=12, va="center")
        ax.set_yticks([-y for y in range(len(lanes))], [label(theme) for theme in lanes])
        ax.set_ylim(-len(lanes) + 0.4, 2.1)
        ax.margins(x=0.09)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes[0].xaxis.set_major_locator(mdates.YearLocator(10))
    axes[1].xaxis.set_major_locator(mdates.YearLocator())
    axes[0].set_title(title)
    return fig
