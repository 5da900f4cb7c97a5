"""The pictures of lesson 04: one function a figure, which takes the tables the lesson has made."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from ..data import levels
from .charts import grid, lines, tiles
from .maps import draw_land
from .style import (
    COUNTRIES,
    INK,
    PAPER,
    SOURCE,
    Picture,
    figure,
    in_words,
    needs,
    titled,
)

GREEN = "#00785A"
MARKS = {"IND": "o", "PHL": "^", "CHN": "s"}
# the crowded sea, drawn a second time and larger: west, east, south, north
WHOLE = (60, 166)  # west and east of the other map
SEA = (117.0, 130.6, 22.2, 31.2)
# where a name stands beside its mark: shift in points, and the side of the text that is there
BESIDE = {
    "India": ((8, 0), "left"),
    "Australia": ((-10, 0), "right"),
    "Japan": ((10, 2), "left"),
    "ROK": ((-9, -7), "right"),
    "DPRK": ((8, 12), "left"),
    "PRC": ((-8, 11), "right"),
    "Philippines": ((10, 0), "left"),
    "South China Sea": ((-10, 0), "right"),
    "East China Sea": ((0, 17), "center"),
    "Senkaku Islands": ((0, 17), "center"),
    "Taiwan": ((7, -9), "left"),
    "Taiwan Strait": ((0, -19), "center"),
}


def map(located):
    """Take located: the rows of entities that have a latitude and a longitude."""
    needs(located, ["name", "latitude", "longitude", "in_article"], name="located")
    names = located["name"].map(_short)
    also = located["in_article"]
    fig, (whole, sea) = plt.subplots(1, 2, width_ratios=[1, 1.06])
    _map_of_land(whole, (*WHOLE, -45, 56))
    _map_of_land(sea, SEA)
    west, east, south, north = SEA
    whole.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor=INK)
    )
    outside, islands = [], {}
    for name, row in zip(names, located.itertuples()):
        x, y = row.longitude % 360, row.latitude
        if not WHOLE[0] < x < WHOLE[1]:
            outside.append(f"{_mark(row.in_article)} {name}")
            continue
        crowded = west < x < east and south < y < north
        for ax in (whole, sea) if crowded else (whole,):
            ax.plot(
                [x],
                [y],
                "o",
                color=GREEN,
                fillstyle="full" if row.in_article else "none",
                markersize=9 if ax is sea else 4 if crowded else 4.8,
                markeredgewidth=1.6 if ax is sea else 1.1,
            )
        if name in BESIDE:
            shift, side = BESIDE[name]
            _name(sea if crowded else whole, name, (x, y), shift, side)
        elif crowded:
            islands[name] = (x, y)
    if islands:  # a few kilometers apart: one text
        _name(
            sea, ",\n".join(islands), min(islands.values()), (-9, -14), "center", "top"
        )
    key = "● the article too   ○ statement only"
    if outside:
        key += f"\nOutside: {', '.join(outside)}"
    sea.set_title("The crowded sea, enlarged", weight="normal", loc="center")
    sea.set_xlabel(key, loc="left", labelpad=10, color=GREEN)
    whole.set_xlabel(
        "Outlines: Natural Earth. They take\nno position on borders.",
        fontsize=SOURCE,
        loc="left",
    )
    titled(
        fig, f"The article names {also.sum()} of these {len(located)} places and actors"
    )
    return Picture(
        fig,
        f"Two maps: the Indo-Pacific, and the sea between Taiwan and Okinawa enlarged. "
        f"In the article too: {', '.join(names[also])}. "
        f"In the statement only: {', '.join(names[~also])}.",
        ["statement-2025", "article-2025"],
    )


def ladder(region):
    """Take region: the rows of commitments of the pillar indo-pacific."""
    needs(region, ["commitment_id", "strength", "article_coverage"], name="region")
    coverage = levels("commitments", "article_coverage")
    kinds = set(region["strength"])
    order = [step for step in levels("commitments", "strength") if step in kinds]
    rows = region.sort_values(
        "strength", key=lambda column: column.map(order.index), kind="stable"
    )
    steps = pd.crosstab(rows["strength"], rows["article_coverage"])
    steps = steps.reindex(index=order, columns=coverage, fill_value=0)
    positions = rows[rows["strength"].isin(["affirms", "responds"])]
    kept = (positions["article_coverage"] == "full").sum() or "none"
    title = f"The article carries {kept} of the {len(positions)} positions in full"
    return Picture(
        tiles(rows, "strength", "article_coverage", coverage, title, GREEN),
        f"{in_words(steps)}.",
        ["statement-2025", "article-2025"],
    )


def named(who, places):
    """Take who: a row a name, a column a strength, counts; and places, which says who is in the article."""
    columns = ["affirms", "responds", "intends"]
    needs(who, columns, name="who")
    needs(places, ["name", "in_article"], name="places")
    also = dict(zip(places["name"], places["in_article"]))
    rows = who[columns].sort_values(columns, ascending=False, kind="stable")
    short = rows.rename(_short)
    opposed = short[short.index.isin(["PRC", "DPRK", "Russia"])]
    positions, plans = opposed[columns[:2]].sum(axis=1), opposed["intends"].sum()
    fig, ax = figure(
        f"Named in positions: {in_words(positions)}. "
        f"In plans: {plans or 'none of the three'}"
    )
    ax.imshow(rows, cmap="Greens", vmax=8, aspect="auto")
    for y, row in enumerate(rows.to_numpy()):
        for x, number in enumerate(row):
            ax.text(
                x,
                y,
                number,
                ha="center",
                va="center",
                weight="bold" if number else "normal",
            )
    ax.set_xticks(range(len(columns)), columns)
    marks = [
        f"{_mark(also.get(full, False))} {name}"
        for full, name in zip(rows.index, short.index)
    ]
    ax.set_yticks(range(len(rows)), marks)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("● named in the article too   ○ in the statement only")
    said = short.set_axis(
        [
            f"{name}, {'article too' if also.get(full, False) else 'statement only'}"
            for full, name in zip(rows.index, short.index)
        ]
    )
    return Picture(
        fig,
        f"Commitments of this pillar by verb and by whom they name. {in_words(said, zeros=False)}.",
        ["statement-2025", "article-2025"],
    )


def defense(joined):
    """Take joined: a row a statement, with the count of the word, the words of the text, and the rate."""
    needs(
        joined, ["statement_id", "term_id", "count", "rate", "source_id"], name="joined"
    )
    rows = joined.assign(year=joined["statement_id"].str[-4:]).set_index("year")
    times, rate = rows["count"], rows["rate"].round(1)
    fig, axes = plt.subplots(1, 2, sharey=True)
    for ax, values, unit in zip(
        axes, (times, rate), ("times", "times per 1,000 words")
    ):
        bars = ax.barh(values.index[::-1], values.iloc[::-1], color="#4d4d4d")
        ax.bar_label(bars, padding=4)
        ax.set_title(unit, weight="normal")
        ax.set_xticks([])
        ax.tick_params(axis="y", length=0)
        ax.spines["bottom"].set_visible(False)
        ax.margins(x=0.12)
    first, last = rows.index[-2], rows.index[-1]
    titled(
        fig,
        f'From {first} to {last} "{rows["term_id"].iloc[0]}" goes from {times[first]} to {times[last]} times, '
        f"and its rate goes from {rate[first]} to {rate[last]} per 1,000 words",
    )
    return Picture(
        fig,
        f"Bars. Times: {in_words(times)}. Rate: {in_words(rate)}.",
        joined["source_id"],
    )


# how a term is written beside a line of the grid, in the order of the lines
WRITTEN = {
    "golden-age": "golden age",
    "open-ran": "Open RAN",
    "immigration": "immigration",
    "democracy": "democracy",
    "human-rights": "human rights",
    "climate": "climate",
    "asean": "ASEAN",
    "g7": "G7",
    "rules-based": "rules-based",
}


def terms(nine):
    """Take nine: rows of rates, one a term and statement, with statement_id, term_id and rate."""
    needs(nine, ["statement_id", "term_id", "rate", "source_id"], name="nine")
    rates = nine.assign(year=nine["statement_id"].str[-4:])
    rates = rates.pivot(index="year", columns="term_id", values="rate").round(1)
    known = [term for term in WRITTEN if term in rates]
    rates = rates[known + [term for term in rates if term not in WRITTEN]]
    earlier, now = rates.iloc[:-1].max() > 0, rates.iloc[-1] > 0
    title = (
        f"Of these {rates.shape[1]} terms {(now & ~earlier).sum()} are new "
        f"in {rates.index[-1]}, and {(earlier & ~now).sum()} are gone"
    )
    return Picture(
        grid(rates.rename(columns=WRITTEN).T, title, "#4d4d4d"),
        f"Rates per 1,000 words: {in_words(rates, zeros=False)}.",
        nine["source_id"],
    )


def votes(points, low, high):
    """Take points, low and high: a row a year, a column a country, estimates and their two bounds."""
    for table, name in ((points, "points"), (low, "low"), (high, "high")):
        needs(table, list(COUNTRIES), [2024], name)
    year = points.index.max()
    us, india = (
        abs(points.loc[year, "JPN"] - points.loc[year, c]) for c in ("USA", "IND")
    )
    fig = lines(
        points,
        f"In UN votes of {year} Japan stands {us:.1f} from the United States, {india:.1f} from India",
        "ideal point, no unit (higher: nearer the U.S.-led order), and bounds",
        zero=False,
    )
    for line, iso in zip(fig.axes[0].lines, points):
        # three lines cross: a mark every five years, the last at the end, tells them apart
        line.set(
            marker=MARKS.get(iso, ""),
            markevery=((len(points) - 1) % 5, 5),
            markersize=7,
        )
    fig.axes[0].set_ylim(low.min().min() - 0.1, high.max().max() + 0.1)
    for iso, (_, color, _) in COUNTRIES.items():
        fig.axes[0].fill_between(
            low.index, low[iso], high[iso], color=color, alpha=0.15, linewidth=0
        )
    last = pd.DataFrame(
        {"low": low.loc[year], "estimate": points.loc[year], "high": high.loc[year]}
    )
    first = points.index.min()
    return Picture(
        fig,
        f"Lines, with a band of bounds. In {year}: {in_words(last.round(2))}. "
        f"In {first}: {in_words(points.loc[first].dropna().round(2))}.",
        ["voeten-ideal-points-2025"],
    )


def _short(name):
    """Return what stands in brackets behind a long name, as PRC does, or the name."""
    return name.split("(")[-1].strip(")")


def _mark(in_article):
    return "●" if in_article else "○"


def _map_of_land(ax, edges):
    west, east, south, north = edges
    draw_land(ax)
    ax.set(xlim=(west, east), ylim=(south, north), aspect=1.1, xticks=[], yticks=[])
    ax.spines[:].set_visible(True)


def _name(ax, name, place, shift, side, va="center"):
    ax.annotate(
        name.replace("South China", "South\nChina"),
        place,
        shift,
        textcoords="offset points",
        ha=side,
        va=va,
        path_effects=[withStroke(linewidth=4, foreground=PAPER)],
    )
