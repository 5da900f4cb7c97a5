"""The pictures of lesson 01: one function a figure, which takes the table the lesson has made."""

import pandas as pd

from ..data import levels
from .charts import bars, grid
from .charts import timeline as lanes
from .style import COLORS, Picture, figure, in_words, needs

NAMED = {
    "1951-09-08-first-security-treaty": "1951",
    "1960-01-19-revised-security-treaty": "1960 treaty",
    "1978-11-27-first-defense-guidelines": "1978 Guidelines",
    "2006-03-01-trilateral-strategic-dialogue": "Trilateral with Australia",
    "2023-08-18-camp-david-summit": "Camp David",
    "2025-02-07-ishiba-trump-summit": "The summit",
    "2025-10-27-trump-visits-japan": "Trump in Japan",
}  # the events that the timeline labels
PART = "2021-01-01"  # where its lower part begins
BOTH = ["statement-2025", "article-2025"]


def _in_order(labels, column, table="commitments"):
    """Return labels in the order of the data package, and after them those that it has not."""
    known = [level for level in levels(table, column) if level in labels]
    return known + [label for label in labels if label not in known]


def timeline(events):
    """Take events: a row an event, with its date, its theme and its source."""
    needs(events, ["event_id", "date", "theme", "source_id"], name="events")
    late = events["date"] >= PART
    period = late.map({False: "until 2020", True: "since 2021"})
    counts = pd.crosstab(events["theme"], period)
    counts = counts.reindex(columns=["until 2020", "since 2021"], fill_value=0)
    named = {key: text for key, text in NAMED.items() if key in set(events["event_id"])}
    labeled = ", ".join(f"{text} ({key[:4]})" for key, text in named.items())
    title = f"{late.sum()} of the {len(events)} events in our table fall after 2020"
    return Picture(
        lanes(events, named, PART, title),
        f"Timeline of {len(events)} events by theme, {events['date'].min().year} to "
        f"{events['date'].max().year}. {in_words(counts)}. Labeled: {labeled or 'none'}.",
        events["source_id"],
    )


def verbs(verbs):
    """Take verbs: a row a pillar, a column a strength, and how many commitments there are."""
    needs(verbs, ["intends", "affirms"], ["growth", "indo-pacific"], "verbs")
    verbs = verbs.loc[
        _in_order(verbs.index, "pillar"), _in_order(verbs.columns, "strength")
    ]
    growth, region = verbs.loc["growth"], verbs.loc["indo-pacific"]
    title = (
        f"In Growth, {growth['intends']} of {growth.sum()} commitments intend; "
        f"in the Indo-Pacific, {region['affirms']} of {region.sum()} affirm"
    )
    return Picture(
        grid(verbs, title),
        f"Commitments by pillar and by what their verb does. {in_words(verbs)}.",
        ["statement-2025"],
    )


def verdicts(verdicts):
    """Take verdicts: how many places of the article got each verdict."""
    needs(verdicts, index=["accurate", "weaker", "firmer"], name="verdicts")
    verdicts = verdicts[_in_order(verdicts.index, "verdict", "article_check")]
    title = (
        f"Of {verdicts.sum()} places compared, {verdicts['accurate']} are accurate, "
        f"{verdicts['weaker']} weaker and {verdicts['firmer']} firmer"
    )
    fig, ax = figure(title)
    shown = ax.barh(verdicts.index, verdicts, color=COLORS["peace"])
    ax.bar_label(shown, padding=5)
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.invert_yaxis()
    ax.xaxis.set_visible(False)
    return Picture(
        fig,
        f"Bar chart of {verdicts.sum()} places compared, by verdict: {in_words(verdicts)}.",
        BOTH,
    )


def coverage(by_pillar):
    """Take by_pillar: a row a pillar, and how many commitments are full, partial or absent."""
    needs(by_pillar, ["full", "partial", "absent"], ["peace"], "by_pillar")
    by_pillar = by_pillar.loc[
        _in_order(by_pillar.index, "pillar"),
        _in_order(by_pillar.columns, "article_coverage"),
    ]
    absent = by_pillar["absent"]
    title = (
        f"{absent['peace']} of the {absent.sum()} commitments that the article leaves "
        "out are about peace"
    )
    return Picture(
        bars(by_pillar, title),
        f"Commitments by pillar, and whether the article carries them. {in_words(by_pillar)}.",
        BOTH,
    )
