"""What lesson 01 says about the tables."""

from collections import Counter

import pandas as pd

import summit

from . import Page, start, word

page = Page("01")
claims = page.claims


@page.says
def longest_part():
    parts = summit.load("commitments")["pillar"].value_counts()
    yield "The longest part is Peace", parts.idxmax() == "peace"


@page.says
def sizes():
    commitments, article = summit.load("commitments"), summit.load("article")
    readout = article.loc[article["drawn_from"] == "readout", "paragraph_id"]
    yield f"how many of the {len(commitments)} commitments"
    yield f"compared its {word(len(article))} paragraphs"
    yield f"Paragraphs {readout.iloc[0]} to {readout.iloc[-1]} follow the readout"


@page.says
def left_out():
    commitments = summit.load("commitments")
    absent = commitments["article_coverage"] == "absent"
    peace, growth, region = (
        absent[commitments["pillar"] == pillar]
        for pillar in ("peace", "growth", "indo-pacific")
    )

    def told(part, unit=""):
        return f"{part.sum()} of {len(part)} ({100 * part.mean():.0f}{unit})"

    yield (
        f"leaves out {peace.sum()} of the {len(peace)} Peace commitments, the largest gap",
        peace.sum() > max(growth.sum(), region.sum()),
    )
    yield (
        "Peace is the longest pillar and the one the article cuts most",
        len(peace) > max(len(growth), len(region))
        and peace.mean() > max(growth.mean(), region.mean()),
    )
    yield (
        f"it leaves out {told(peace, ' percent')}, of Growth {told(growth)}, of the "
        f"Indo-Pacific {told(region)}"
    )
    senkaku = commitments["commitment_id"] == "P5"
    yield "1: Article V and the Senkaku Islands (P5)", absent[senkaku].all()
    words = summit.load("article")["words"].sum()
    yield f"You have {words} words. Which of the {absent.sum()} left out would you carry"


@page.says
def wrong_answers():
    commitments = summit.load("commitments")
    peace = commitments[commitments["pillar"] == "peace"]
    full = (peace["article_coverage"] == "full").sum()
    yield (
        f"only the {word(full)} in full; a fraction instead of a percentage; a share of "
        f"all {len(commitments)}"
    )


@page.says
def pillars():
    sections = set(summit.load("commitments")["pillar"]) - {"opening", "invitation"}
    yield f"The Joint Statement has {word(len(sections))} pillars"
    yield f"It has an opening, {word(len(sections))} pillars and an invitation"


@page.says
def ladder():
    rows = summit.load("commitments").set_index("commitment_id")

    def is_example(name, strength, verb):
        row = rows.loc[name]
        return row["strength"] == strength and verb in row["verb"]

    yield "it **notes** how things are", is_example("I3", "notes", "can deliver")
    yield "it **affirms**, that is", is_example("P5", "affirms", "reaffirmed")
    yield "it **responds** to what others do", is_example("P17", "responds", "welcomed")
    yield "it **intends**: they *intend*", is_example("P15", "intends", "intend")
    yield "it **acts** in the text itself", is_example("P19", "acts", "instructed")


@page.says
def outside_the_pillars():
    rows = summit.load("commitments")
    outside = rows[rows["pillar"].isin(["opening", "invitation"])]
    yield (
        "The opening and the invitation are one commitment each, O1 and V1; the article "
        "has both",
        list(outside["commitment_id"]) == ["O1", "V1"],
        outside["article_coverage"].eq("full").all(),
    )


@page.says
def unclear():
    rows = summit.load("article_check").set_index("check_id")
    yield (
        'In A3 the leaders "agreed" to strengthen deterrence',
        rows.loc["S4", "verdict"] == "unclear",
        rows.loc["S4", "paragraph_id"] == "A3",
    )


@page.says
def groupings():
    partnerships, rows = summit.load("partnerships"), summit.load("memberships")
    named = partnerships.loc[partnerships["in_statement"], "mutual_defense"]
    treaties = set(partnerships.loc[partnerships["mutual_defense"], "partnership_id"])
    sizes, since = (
        rows.groupby("partnership_id")["iso3"].size(),
        rows.groupby("partnership_id")["joined"].min(),
    )
    some = sizes.isin([3, 4]) & ~sizes.index.isin(treaties)
    yield f"The statement names a treaty and {word((~named).sum())} groupings"
    yield (
        f"with one partner, with {word(sizes['anzus'] - 1)} (ANZUS), and once with "
        f"{word(sizes['seato'] - 1)} (the Manila Pact)"
    )
    yield (f"groupings of three and four without a treaty begin in {since[some].min()}")


@page.says
def metals():
    row = summit.load("events").set_index("event_id").loc["2025-02-10-metals-tariffs"]
    days = (row["date"] - pd.Timestamp("2025-02-07")).days
    yield (
        f'{start(days)} days after the words on a "free and fair economic order" the '
        "U.S. President ordered tariffs of 25 percent on steel and aluminum",
        "25%" in row["description"],
    )


@page.says
def minutes():
    rows = summit.load("indicators").set_index("series_id")["value"]
    yield f"lasted about {rows['claim-summit-minutes']:.0f} minutes"


@page.says
def verbs():
    commitments = summit.load("commitments")
    strength = Counter(commitments["strength"])
    absent = commitments["article_coverage"] == "absent"
    acts = absent[commitments["strength"] == "acts"]
    peace = commitments.loc[commitments["pillar"] == "peace", "strength"]
    yield (
        f"Of {len(commitments)} commitments, in and outside the pillars, "
        f"{strength['intends']} intend, {strength['affirms']} affirm and "
        f"{strength['acts']} act"
    )
    yield f"omits {word(acts.sum())} of the {word(len(acts))} acts"
    yield (
        f"Peace has more of them ({(peace == 'intends').sum()}), but a smaller share "
        f"(of {len(peace)})"
    )


@page.says
def verdicts():
    checks = summit.load("article_check")
    verdict = Counter(checks["verdict"])
    yield f"weaker in {verdict['weaker']} places and firmer in {verdict['firmer']}"
    yield f"in {len(checks)} places"
    yield f"so {verdict['accurate']} in {len(checks)} is not a rate"


@page.says
def newest_events():
    """What is explained of the titles of the five newest events."""
    rows = summit.load("events").sort_values("date", kind="stable").tail(5)
    told = rows.set_index("title")["description"]
    yield (
        "*Balikatan* is an exercise of the armed forces of the Philippines and the "
        "United States",
        any("Balikatan" in title for title in told.index),
        any(
            "exercise of the Philippines and the United States" in each for each in told
        ),
    )
    yield (
        "and *Section 122* a U.S. law on import duties",
        any("Section 122 duty" in title for title in told.index),
    )


@page.says
def where_intentions_are():
    rows = summit.load("commitments")
    intends = rows["strength"].eq("intends").groupby(rows["pillar"])
    number, share = intends.sum(), intends.mean()[["peace", "growth", "indo-pacific"]]
    yield (
        "that Peace promises most (true by number; by share it is Growth)",
        number.idxmax() == "peace",
        share.idxmax() == "growth",
    )
