"""The pictures of lesson 03: one function a figure, which takes the tables the lesson has made."""

import pandas as pd

from ..data import levels
from .charts import coverage_by_field, lines
from .style import (
    COLORS,
    INK,
    Picture,
    closed,
    figure,
    in_words,
    label,
    needs,
    outline_of,
)

SAID = {  # who said a sum, and the word before it
    "claim-us-trade-deficit-press": "market report (FXStreet): around",
    "claim-us-trade-deficit-trump": "President Trump: over",
}


def _all_or(part, whole):
    return f"all {whole}" if part == whole else f"{part} of {whole}"


def fields(growth, by_field):
    """Take growth: the commitments of the pillar; and by_field: how many of each field the article carries."""
    needs(growth, ["commitment_id", "domain", "article_coverage"], name="growth")
    needs(by_field, index=list(growth["domain"].unique()), name="by_field")
    order = levels("commitments", "article_coverage")
    places = growth["article_coverage"].map(order.index)
    growth = growth.loc[places.sort_values(kind="stable").index]
    counts = pd.crosstab(growth["domain"], growth["article_coverage"])
    counts = counts.loc[growth["domain"].unique()]
    never = (by_field == 0).sum()
    title = (
        f"{never} of the {len(by_field)} fields never reach the reader of the article"
    )
    return Picture(
        coverage_by_field(growth, "growth", title),
        f"Growth commitments by field and coverage: {in_words(counts, zeros=False)}.",
        ["statement-2025", "article-2025"],
    )


def balance(exports, imports, balance):
    """Take exports, imports and balance: each a row a year, a column a partner, billion dollars."""
    for name, table in {
        "exports": exports,
        "imports": imports,
        "balance": balance,
    }.items():
        needs(table, ["JPN"], name=name)
    flows = pd.DataFrame(
        {
            "imports": imports["JPN"],
            "exports": exports["JPN"],
            "balance": balance["JPN"],
        }
    )
    low, minus = flows["balance"].idxmin(), (flows["balance"] < 0).sum()
    title = (
        f"In {_all_or(minus, len(flows))} years the United States bought more goods "
        "from Japan than it sold to Japan"
    )
    told = flows.loc[[flows.index[0], low, flows.index[-1]]]
    return Picture(
        lines(
            flows,
            title,
            "U.S. goods trade with Japan, billion dollars",
        ),
        f"Three lines, billions. {in_words(told.round(1))}. The balance was lowest "
        f"in {low}.",
        ["census-goods-trade"],
    )


def share(both, april):
    """Take both and april: each a row a year, with a column share, in percent; april adds the last year."""
    needs(both, ["share"], name="both")
    needs(april, ["share"], name="april")
    percent = both["share"].dropna()
    percent = pd.concat([percent.drop(april.index, errors="ignore"), april["share"]])
    first, last = percent.index[0], percent.index[-1]
    moved = "fell" if percent[last] < percent[first] else "went"
    title = (
        f"Japan's share of U.S. goods trade {moved} from {percent[first]:.0f} percent "
        f"in {first} to {percent[last]:.0f} in {last}"
    )
    middle = percent.index[len(percent) // 2]
    fig = lines(
        percent.to_frame("JPN"),
        title,
        "percent of U.S. goods trade",
    )
    fig.axes[0].set_xlim(first, last)
    return Picture(
        closed(fig),
        f"One line. {in_words(percent[[first, middle, last]].round(1))}.",
        ["census-goods-trade"],
    )


def gap(census, revised, payments, with_services, claims):
    """Take four balances of 2024 in billion dollars; and claims: the rows with the sums that were said."""
    needs(claims, ["series_id", "value", "source_id"], name="claims")
    counted = pd.Series(
        {
            "goods, Census, April 2025": -census,
            "goods, Census, revised": -revised,
            "goods, balance of payments": -payments,
            "goods and services,\nbalance of payments": -with_services,
        }
    )
    said = claims.set_index("series_id")["value"]
    said = said.rename(SAID).sort_values(kind="stable")
    title = (
        f"Four definitions give a U.S. deficit of {counted.min():.0f} to "
        f"{counted.max():.0f} billion dollars in 2024; two claims match none of them"
    )
    bars = pd.concat([counted, said])
    fig, ax = figure(title)
    fills = [COLORS["growth"]] * len(counted) + ["white"] * len(said)
    drawn = ax.barh(
        range(len(bars)), bars, color=fills, edgecolor=outline_of(COLORS["growth"])
    )
    words = [who.partition(": ")[2] for who in bars.index]
    numbers = [f"{word} {bar:.3g}".strip() for word, bar in zip(words, bars)]
    ax.bar_label(drawn, numbers, padding=6)
    names = [who.partition(": ")[0] for who in bars.index]
    ax.set_yticks(range(len(bars)), names)
    ax.invert_yaxis()
    ax.set_xlabel("U.S. deficit with Japan, billion dollars a year")
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks([])
    told = bars.rename(lambda name: name.replace("\n", " ")).round(1)
    return Picture(
        closed(fig),
        f"U.S. deficit with Japan, billions: {in_words(told)}.",
        ["census-goods-trade", "crs-us-japan-trade-2025", *claims["source_id"]],
    )


def investment(parent, owner, goal):
    """Take parent and owner: each a row a year, a column JPN, billion dollars; and goal: a number."""
    needs(parent, ["JPN"], name="parent")
    needs(owner, ["JPN"], name="owner")
    parent, owner = parent["JPN"].dropna(), owner["JPN"].dropna()
    years = range(parent.index[0], max(parent.index[-1], owner.index[-1]) + 2)
    stock = pd.DataFrame({"by owner": owner, "by parent": parent}).reindex(years)
    title = (
        f"Of the goal of {goal:,.0f} billion dollars, {owner.iloc[-1]:.0f} were there "
        f"in {owner.index[-1]} by one count, {parent.iloc[-1]:.0f} in "
        f"{parent.index[-1]} by the other"
    )
    fig = lines(stock, title, "billion dollars at the end of the year")
    ax = fig.axes[0]
    ax.axhline(goal, color=INK, linestyle=":")
    ax.set_ylim(0, 1.08 * goal)
    ax.text(years[0], 0.925 * goal, "goal, without a date")
    return Picture(
        closed(fig),
        f"Billions. By parent {in_words(parent)}; by owner {in_words(owner)}; "
        f"goal {goal:g}.",
        ["bea-direct-investment", "tribune-readout-2025"],
    )


def ai(papers):
    """Take papers: a row a year, a column a country, thousand articles on AI."""
    needs(papers, ["IND", "CHN", "JPN"], name="papers")
    first, last = papers.index[0], papers.index[-1]
    times = papers.loc[last] / papers.loc[first]
    title = (
        f"India published {times['IND']:.1f} times as many articles on AI in {last} "
        f"as in {first}, the PRC {times['CHN']:.1f} times, Japan {times['JPN']:.1f}"
    )
    most = label(papers.loc[last].idxmax())
    middle = papers.index[len(papers) // 2]
    told = papers.loc[[first, middle, last]].round(1)
    return Picture(
        lines(
            papers,
            title,
            "thousand articles a year, English and Chinese",
        ),
        f"{len(papers.columns)} lines; the highest is {most}. "
        f"Thousands, {in_words(told)}.",
        ["cset-ai-publications"],
    )
