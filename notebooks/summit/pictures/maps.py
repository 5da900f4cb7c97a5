"""The map of the Pacific, and networks drawn on it or by themselves."""

import json

import matplotlib.pyplot as plt
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from ..data import DATA, load
from .style import BEHIND, COUNTRIES, INK, PAPER, TIE, closed, panels


def pacific_map(title):
    """Return a figure with the land from 60 to 240 degrees east, the Pacific whole, and its axes.

    Place marks with longitudes from 0 to 360. Outlines: Natural Earth 1:110m (public domain);
    they take no position on borders, and the figure says so.
    """
    fig, ax = plt.subplots()
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


def alliance_map(treaties, others, title, light=None):
    """Return a figure with two networks of countries on one map of the Pacific: treaties firm, others broken.

    treaties, others: of summit.network.project. light: a country whose ties are drawn lightly. Countries
    stand at their capitals, the United States at its west coast; who lies outside the map is named below it.
    """
    fig, ax = pacific_map(title)
    low, high = ax.get_xlim()
    place = {
        row.iso3: (row.longitude % 360, row.latitude)
        for row in load("countries").itertuples()
    } | {"USA": (237, 40)}
    looks = (
        (others, "#B07800", (0, (3, 1)), -1.1, "other security tie"),
        (treaties, "#0072B2", "-", 1.1, "treaty of mutual defense"),
    )
    marks = {
        node: _name_and_color(node, name)
        for graph in (treaties, others)
        for node, name in graph.nodes(data="name")
    }
    for n, (graph, color, style, apart, text) in enumerate(looks):
        for one, other, weight in graph.edges(data="weight"):
            (x, y), (u, v) = place[one], place[other]
            if low < x < high and low < u < high:
                ax.plot(
                    [x, u],
                    [y + apart, v + apart],
                    linestyle=style,
                    color=color,
                    linewidth=1.5 + weight,
                    alpha=0.35 if light in (one, other) else 1,
                )
        ax.plot([64, 76], [-38 + 7 * n] * 2, color=color, linestyle=style, linewidth=3)
        ax.text(78, -38 + 7 * n, text, va="center", fontsize=12)
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
                "JPN": ((12, 13), "left"),
                "KOR": ((-8, 15), "right"),
                "USA": ((0, 18), "right"),
                "THA": ((0, 19), "center"),
                "PHL": ((30, -20), "right"),
            }.get(node, ((0, -20), "center"))
            ax.annotate(
                name,
                (x, y),
                shift,
                textcoords="offset points",
                ha=side,
                va="center",
                weight="bold",
                bbox=BEHIND,
                zorder=4,
            )
    if outside:
        ax.text(
            0,
            -0.075,
            f"Not on the map: {', '.join(outside)}.",
            transform=ax.transAxes,
            fontsize=12,
            va="top",
        )
    return closed(fig)


def _name_and_color(node, name):
    """Return what a country is called in figures and its color, or its own name and gray."""
    return COUNTRIES.get(node, (name, "#767676"))[:2]


def draw_network(ax, graph, place, numbers=False, dashed=(), bold=(), codes=False):
    """Draw a network into axes: its ties, wider for a larger weight, then its nodes and their names.

    graph: of summit.network. place: {node: (x, y)}, as summit.network.layout gives it. numbers: print
    weights above 1 on the ties. dashed, bold: pairs of nodes whose tie is drawn as a broken line,
    or dark. codes: print the codes of countries instead of their names.
    """
    broken, dark = set(map(frozenset, dashed)), set(map(frozenset, bold))
    for one, other, weight in graph.edges(data="weight", default=1):
        (x, y), (u, v), pair = place[one], place[other], {one, other}
        ax.plot(
            [x, u],
            [y, v],
            "--" if pair in broken else "-",
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
                fontsize=13,
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
        shift, behind = (12 * side, 0 if side else 18 if y >= 0 else -18), BEHIND
        middle = not columns and (x, y) == (
            0,
            0,
        )  # of a circle: beside the point, with a thin edge, so that ties are seen
        if middle:
            side, shift, behind = 1, (9, -15), None
        ax.annotate(
            node if codes and not grouping else name,
            (x, y),
            shift,
            textcoords="offset points",
            ha={-1: "right", 0: "center", 1: "left"}[side],
            va="center",
            bbox=behind,
            zorder=3,
            path_effects=[withStroke(linewidth=5, foreground=PAPER)]
            if middle
            else None,
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
            dashed=(dashed or {}).get(name, ()),
            bold=(bold or {}).get(name, ()),
        )
        ax.set_title(f"{name}: {captions[name]}" if captions else name, fontsize=14)
    return closed(fig)
