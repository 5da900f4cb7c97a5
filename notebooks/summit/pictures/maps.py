"""The map of the Pacific, and networks drawn on it or by themselves."""

import json
import math

import matplotlib.pyplot as plt
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from ..data import DATA, load
from .style import BEHIND, COUNTRIES, INK, PAPER, TIE, closed, panels


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
    fig, ax = plt.subplots()
    draw_land(ax)
    ax.set(
        xlim=(60, 240), ylim=(-50, 65), aspect=1.1, title=title, xticks=[], yticks=[]
    )
    ax.spines[:].set_visible(False)
    ax.text(
        0,
        -0.02,
        "Outlines: Natural Earth. They take no position on borders.",
        transform=ax.transAxes,
        fontsize=12,
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

    treaties, others: of summit.network.project. light: a country whose ties are drawn lightly. Countries
    stand at their capitals, the United States at its west coast; who lies outside the map is named below it.
    """
    fig, ax = pacific_map(title)
    ax.set(xlim=(62, 246), ylim=(-46, 60), aspect=0.9)
    low, high = ax.get_xlim()
    place = {
        row.iso3: (row.longitude % 360, row.latitude)
        for row in load("countries").itertuples()
    } | {"USA": (237, 40)}
    looks = (
        (treaties, "#0072B2", "-", "treaty of mutual defense"),
        (others, "#B07800", (0, (3, 1)), "other security tie"),
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
                    linewidth=2.5,
                    alpha=0.45 if light in (one, other) else 1,
                )
        ax.plot([66, 76], [-26 - 7 * n] * 2, color=color, linestyle=style, linewidth=3)
        ax.text(78, -26 - 7 * n, text, va="center", fontsize=15)
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
                "USA": ((0, -20), "center"),
                "IND": ((-2, -19), "center"),
                "THA": ((4, 19), "center"),
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
                fontsize=15,
                path_effects=[withStroke(linewidth=4, foreground=PAPER)],
                zorder=4,
            )
    if outside:
        ax.text(
            1,
            -0.02,
            f"Not on the map: {', '.join(outside)}.",
            transform=ax.transAxes,
            fontsize=12,
            ha="right",
            va="top",
        )
    return closed(fig)


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


def draw_network(
    ax, graph, place, numbers=False, dashed=(), bold=(), codes=False, size=14
):
    """Draw a network into axes: its ties, wider for a larger weight, then its nodes and their names.

    graph: of summit.network. place: {node: (x, y)}, as layout gives it. numbers: print
    weights above 1 on the ties. dashed, bold: pairs of nodes whose tie is drawn as a broken line,
    or dark. codes: print the codes of countries instead of their names. size: of the texts, in points.
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
                fontsize=size,
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
        if not columns and (x, y) == (0, 0):
            # the middle of a circle: its code stands in the point, where no tie runs
            ax.plot([0], [0], "o", color=PAPER, markersize=37, zorder=2)
            ax.plot([0], [0], "o", color=color, markersize=32, zorder=2)
            ax.text(
                *(0, 0, node),
                ha="center",
                va="center_baseline",
                fontsize=13,
                weight="bold",
                color=PAPER,
                zorder=3,
            )
            continue
        ax.annotate(
            node if codes and not grouping else name,
            (x, y),
            shift,
            textcoords="offset points",
            ha={-1: "right", 0: "center", 1: "left"}[side],
            va="center",
            fontsize=size,
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
    for n, (ax, (name, graph)) in enumerate(zip(axes, graphs.items())):
        draw_network(
            ax,
            graph,
            places[n] if isinstance(places, list) else places,
            codes=True,
            size=15,
            dashed=(dashed or {}).get(name, ()),
            bold=(bold or {}).get(name, ()),
        )
        ax.set_title(f"{name}: {captions[name]}" if captions else name, fontsize=16)
    return closed(fig)
