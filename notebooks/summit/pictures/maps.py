"""The map of the Pacific, and networks drawn on it or by themselves."""

import json
import math

from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from ..data import DATA, load
from .style import (
    BEHIND,
    COUNTRIES,
    INK,
    PAPER,
    SOURCE,
    TIE,
    closed,
    figure,
    label,
    panels,
)


def draw_land(ax):
    """Draw the land of the Pacific and around it into axes, longitudes from 0 to 360.

    Outlines: Natural Earth 1:110m (public domain). They take no position on borders; a
    figure says so.
    """
    for feature in json.loads((DATA / "outlines.geojson").read_text(encoding="utf-8"))[
        "features"
    ]:
        shape = feature["geometry"]
        parts = (
            shape["coordinates"]
            if shape["type"] == "MultiPolygon"
            else [shape["coordinates"]]
        )
        for part in parts:
            ax.add_patch(
                Polygon(
                    part[0], facecolor="#e4e4e0", edgecolor="#b5b5b0", linewidth=0.5
                )
            )


def pacific_map(title):
    """Return a figure with the land from 60 to 240 degrees east, the Pacific whole, and its axes.

    Place marks with longitudes from 0 to 360. Outlines as in ``draw_land``; the figure says
    that they take no position on borders.
    """
    fig, ax = figure(title)
    draw_land(ax)
    ax.set(xlim=(60, 240), ylim=(-50, 65), aspect=1.1, xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.text(
        0,
        -0.02,
        "Outlines: Natural Earth.\nThey take no position on borders.",
        transform=ax.transAxes,
        fontsize=SOURCE,
        va="top",
    )
    return fig, ax


# How far a tie bends off its straight line, in parts of its length: first that of a
# treaty, then another. So that ties which run side by side can be counted.
BENDS = {
    ("JPN", "USA"): (0.03, -0.04),
    ("KOR", "USA"): (0.12, 0.19),
    ("IND", "USA"): (0.0, 0.27),
    ("PHL", "USA"): (-0.09, -0.03),
    ("THA", "USA"): (0.03, 0.0),
    ("AUS", "USA"): (0.05, -0.03),
    ("NZL", "USA"): (-0.05, 0.0),
    ("IND", "KOR"): (0.0, 0.12),
    ("AUS", "KOR"): (0.0, 0.03),
    ("JPN", "AUS"): (0.0, 0.05),
}


def alliance_map(treaties, others, title, light=None):
    """Return a figure with two networks of countries on one map of the Pacific: treaties firm, others broken.

    treaties, others: of summit.network.project. light: a country whose ties are drawn thin. Countries
    stand at their capitals, the United States at its west coast; who lies outside the map is named below it.
    """
    fig, ax = pacific_map(title)
    ax.set(xlim=(62, 246), ylim=(-46, 60), aspect=0.9, anchor="W")
    low, high = ax.get_xlim()
    place = {
        row.iso3: (row.longitude % 360, row.latitude)
        for row in load("countries").itertuples()
    } | {"USA": (237, 40)}
    looks = (
        (treaties, "#0072B2", "-", "treaty of\nmutual defense"),
        (others, "#B07800", (0, (3, 1)), "other\nsecurity tie"),
    )
    marks = {
        node: _name_and_color(node, name)
        for graph in (treaties, others)
        for node, name in graph.nodes(data="name")
    }
    for n, (graph, color, style, text) in enumerate(looks):
        for one, other in graph.edges:
            if low < place[one][0] < high and low < place[other][0] < high:
                bend = BENDS.get((one, other)) or [
                    -part for part in BENDS.get((other, one), (0, 0))
                ]
                ax.plot(
                    *_bent(place[one], place[other], bend[n]),
                    linestyle=style,
                    color=color,
                    linewidth=1.2 if light in (one, other) else 3,
                )
        _key(ax, 10 - 16 * n, text, [(color, style, 3)])
    if light:
        _key(
            ax,
            -22,
            f"thin: with the\n{label(light)}",
            [(color, style, 1.2) for _, color, style, _ in looks],
        )
    outside = [
        name for node, (name, _) in marks.items() if not low < place[node][0] < high
    ]
    for node, (name, color) in marks.items():
        x, y = place[node]
        if name not in outside:
            ax.plot(
                [x],
                [y],
                "o",
                color=color,
                markersize=14,
                markeredgecolor=PAPER,
                zorder=3,
            )
            shift, side = {
                "JPN": ((12, -10), "left"),
                "KOR": ((-12, 10), "right"),
                "USA": ((13, 0), "left"),
                "IND": ((6, 19), "right"),
                "THA": ((-14, -15), "right"),
                "PHL": ((11, -9), "left"),
                "AUS": ((-12, -10), "right"),
                "NZL": ((12, -6), "left"),
            }.get(node, ((0, -20), "center"))
            ax.annotate(
                name,
                (x, y),
                shift,
                textcoords="offset points",
                ha=side,
                va="center",
                weight="bold",
                path_effects=[withStroke(linewidth=4, foreground=PAPER)],
                zorder=4,
            )
    if outside:
        ax.text(
            1.2,
            -0.02,
            f"Not on the map: {', '.join(outside)}",
            transform=ax.transAxes,
            ha="right",
            va="top",
        )
    return closed(fig)


def _key(ax, y, text, looks):
    """Explain a kind of line at the right of the map, at a latitude."""
    for n, (color, style, width) in enumerate(looks):
        at = y - 4 * (n - (len(looks) - 1) / 2)
        ax.plot([222, 232], [at, at], color=color, linestyle=style, linewidth=width)
    ax.text(235, y, text, va="center", linespacing=1.0)


def _bent(start, end, bend):
    """Return the x and the y of a curve between two places, bent to its left by a part of its length."""
    (x, y), (u, v) = start, end
    mx, my = (x + u) / 2 - bend * (v - y), (y + v) / 2 + bend * (u - x)
    steps = [n / 40 for n in range(41)]
    return (
        [(1 - t) ** 2 * x + 2 * t * (1 - t) * mx + t**2 * u for t in steps],
        [(1 - t) ** 2 * y + 2 * t * (1 - t) * my + t**2 * v for t in steps],
    )


def _name_and_color(node, name):
    """Return what a country is called in figures and its color, or its own name and gray."""
    return COUNTRIES.get(node, (name, "#767676"))[:2]


def layout(graph, middle=None):
    """Return a place (x, y) for each node: the same each time, and on every machine.

    A graph of two kinds of nodes gets two columns, partnerships at x = 0 and countries
    at x = 1, from y = 0 down to -1, each in the order of a table that counts them. A
    network of countries gets a circle of radius 1, clockwise from the top from west to
    east, or with one of them in the middle.
    """
    kinds = dict(graph.nodes(data="bipartite"))
    countries = sorted(node for node in graph if not kinds[node])
    partnerships = sorted(node for node in graph if kinds[node])
    if not partnerships:
        around = sorted(
            (node for node in countries if node != middle),
            key=lambda node: graph.nodes[node]["longitude"],
        )
        place = {node: _on_circle(n / len(around)) for n, node in enumerate(around)}
        return {**place, middle: (0.0, 0.0)} if middle in graph else place
    return {
        node: (x, -(n + 0.5) / len(column))
        for x, column in ((0.0, partnerships), (1.0, countries))
        for n, node in enumerate(column)
    }


def _on_circle(turn):
    # rounded, because the last digits of a sine differ between systems; + 0 turns -0.0
    # into 0.0
    return round(math.sin(2 * math.pi * turn), 6) + 0, round(
        math.cos(2 * math.pi * turn), 6
    ) + 0


def draw_network(ax, graph, place, numbers=False, dashed=(), bold=(), codes=False):
    """Draw a network into axes: its ties, wider for a larger weight, then its nodes and their names.

    graph: of summit.network. place: {node: (x, y)}, as layout gives it. numbers: print
    weights above 1 on the ties. dashed, bold: pairs of nodes whose tie is drawn as a broken line,
    or dark. codes: print the codes of countries instead of their names; who stands in the middle has none.
    """
    broken, dark = set(map(frozenset, dashed)), set(map(frozenset, bold))
    middle = {node for node in graph if place[node] == (0, 0)}
    for one, other, weight in graph.edges(data="weight", default=1):
        (x, y), (u, v), pair = place[one], place[other], {one, other}
        around = middle - pair and abs(x * v - y * u) < 0.3 * math.dist((x, y), (u, v))
        bend = (0.22 if x * v - y * u < 0 else -0.22) if around else 0
        ax.plot(
            *_bent((x, y), (u, v), bend),
            linestyle="--" if pair in broken else "-",
            color=INK if pair in dark else TIE,
            linewidth=0.6 + 1.2 * weight,
            zorder=1,
        )
        if numbers and weight > 1:
            ax.text(
                (x + u) / 2,
                (y + v) / 2,
                weight,
                ha="center",
                va="center",
                bbox=BEHIND,
            )
    columns = any(kind == 1 for _, kind in graph.nodes(data="bipartite"))
    center = 0.5 if columns else 0
    for node, data in graph.nodes(data=True):
        (x, y), grouping = place[node], data["bipartite"] == 1
        name, color = _name_and_color(node, data["name"])
        ax.plot(
            [x],
            [y],
            "s" if grouping else "o",
            color=INK if grouping else color,
            markersize=13,
            zorder=2,
        )
        side = 0 if abs(x - center) < 0.1 else 1 if x > center else -1
        shift = (12 * side, 0 if side else 18 if y >= 0 else -18)
        if side and not columns and abs(y) > 0.75:
            # above or below its point, out of the way of the ties to its neighbors
            shift = (6 * side, 13 if y > 0 else -13)
        if not columns and (x, y) == (0, 0):
            # the middle of a circle, where ties run on all sides: the title says who it is
            ax.plot([0], [0], "o", color=PAPER, markersize=27, zorder=2)
            ax.plot([0], [0], "o", color=color, markersize=22, zorder=2)
            continue
        ax.annotate(
            node if codes and not grouping else name,
            (x, y),
            shift,
            textcoords="offset points",
            ha={-1: "right", 0: "center", 1: "left"}[side],
            va="center",
            bbox=BEHIND,
            zorder=1.5,
        )
    ax.set(
        xlim=(-1.2, 1.8) if columns else (-1.35, 1.35),
        ylim=(-1, 0) if columns else (-1.35, 1.35),
        aspect="auto" if columns else "equal",
    )
    ax.axis("off")


def draw_networks(graphs, places, title, captions=None, dashed=None, bold=None):
    """Return a figure with one network a part, three in a line.

    graphs: {name of the part: a network}. places: one layout for all, or a list of them. captions:
    {name: what stands after it over the part}. dashed, bold: {name: pairs of nodes}, as draw takes them.
    """
    fig, axes = panels(-(-len(graphs) // 3), min(3, len(graphs)), title)
    if len(graphs) > 3:
        fig.get_layout_engine().set(h_pad=0.06)
    for n, (ax, (name, graph)) in enumerate(zip(axes, graphs.items())):
        draw_network(
            ax,
            graph,
            places[n] if isinstance(places, list) else places,
            codes=True,
            dashed=(dashed or {}).get(name, ()),
            bold=(bold or {}).get(name, ()),
        )
        # a part is wider than high, and so is its ring; room above and below it for a name
        ax.set(aspect="auto", ylim=(-1.55, 1.6))
        ax.set_title(f"{name}: {captions[name]}" if captions else name, loc="center")
    return closed(fig)
