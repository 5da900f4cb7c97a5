"""What lesson 04 says about the tables."""

from collections import Counter

import pandas as pd

import summit

from . import Page, kept, start, word

page = Page("04")
claims = page.claims


@kept
def counts():
    """Return how often each term occurs, terms by years."""
    rows = summit.load("term_counts").merge(
        summit.load("statements"), on="statement_id"
    )
    rows["year"] = rows["date"].dt.strftime("%Y")
    return rows.pivot(index="term_id", columns="year", values="count")


@kept
def words():
    """Return the number of words of each statement, by year."""
    statements = summit.load("statements")
    return pd.Series(
        statements["words"].to_numpy(), index=statements["date"].dt.strftime("%Y")
    )


def rates(term):
    return (1000 * counts().loc[term] / words()).round(1)


def new_and_gone():
    """Return which terms are new in 2025, and which of three texts or more are gone."""
    earlier, now = counts().drop(columns="2025") > 0, counts()["2025"] > 0
    new = now & ~earlier.any(axis=1)
    gone = ~now & (earlier.sum(axis=1) >= 3)
    return list(new.index[new]), list(gone.index[gone])


@page.says
def places():
    entities = summit.load("entities")
    located = entities[entities["latitude"].notna()]
    named = located["in_article"]
    yield f"gives coordinates to {len(located)} places and actors"
    yield f"How many of the {len(located)} does the article name too"
    yield f"names {named.sum()} of {len(located)} places and actors"
    yield "Half of the marks on the map are hollow", named.mean() == 0.5
    named = entities.set_index("entity_id")["in_article"]
    yield (
        "and not the PRC, the DPRK or Russia",
        not named[["prc", "dprk", "russia"]].any(),
    )
    yield (
        "It does not name the PRC, the DPRK or Russia",
        not named[["prc", "dprk", "russia"]].any(),
    )
    unplaced = (entities["kind"] == "place") & entities["latitude"].isna()
    yield f"{start(unplaced.sum())} places have no point"


@page.says
def positions():
    commitments = summit.load("commitments")
    region = commitments[commitments["pillar"] == "indo-pacific"]
    kinds = Counter(region["strength"])
    stated, planned = (
        Counter(region.loc[region["strength"].isin(group), "article_coverage"])
        for group in (["affirms", "responds"], ["intends", "notes"])
    )
    yield f"put the {len(region)} commitments of this pillar"
    yield (
        f"The other {word(stated.total())} are positions: {word(kinds['affirms'])} "
        f"affirm, {word(kinds['responds'])} respond. Of {word(stated['partial'])} the "
        f"article names the subject, but not what the leaders say on it; "
        f"{word(stated['absent'])} are left out"
    )
    yield (
        f"carries the {planned['full']} plans and notes in full and none of the "
        f"{stated.total()} positions",
        planned["full"] == planned.total() and stated["full"] == 0,
    )


@page.says
def naming():
    mentions = summit.load("mentions").set_index("entity_id")["commitment_id"]
    prc = list(mentions["prc"])
    yield f"list the commitments that name the PRC, {' and '.join(prc)}"
    yield "and nobody across the Taiwan Strait (I7)", "I7" not in prc
    kinds = summit.load("entities").set_index("entity_id")["kind"]
    named = mentions.index[(mentions == "I2").to_numpy()]
    partners = set(named[kinds[named] == "actor"]) - {"japan", "united-states"}
    yield f"The {word(len(partners))} partners stand in the plan I2"


@page.says
def lengths():
    size = words()
    yield (
        f"The longest has {size.max():,} words, the second shortest, that of 2025, "
        f"{size['2025']:,}",
        size.rank()["2025"] == 2,
    )
    yield f"moves a rate by {1000 / size['2025']:.1f}"


@page.says
def defense():
    count, rate = counts().loc["defense"], rates("defense")
    yield f"occurs {count['2024']} times in 2024 and {count['2025']} times in 2025"
    yield (
        'The count of "defense" is more than halved',
        2 * count["2025"] < count["2024"],
    )
    yield (
        f"the rate doubles, from {rate['2024']} to {rate['2025']}",
        1.9 < rate["2025"] / rate["2024"] < 2.2,
    )
    yield (
        f"falls from {count['2024']} to {count['2025']} in count and rises from "
        f"{rate['2024']} to {rate['2025']} in rate"
    )


@page.says
def seas():
    both = rates("east-china-sea") + rates("south-china-sea")
    yield (
        "By rate, the newest statement speaks of the two seas most",
        both.idxmax() == both.index.max(),
    )


@page.says
def alliance():
    count, rate = counts().loc["alliance"], rates("alliance")
    yield (
        f"{count['2024']} falls to {count['2025']}, a loss of four fifths, while the "
        f"rate only goes from {rate['2024']} to {rate['2025']}",
        count["2025"] * 5 == count["2024"],
    )


@page.says
def new_terms():
    new, gone = new_and_gone()
    shown = ["democracy", "human-rights", "climate", "asean", "g7", "rules-based"]
    yield (
        f"**{start(len(new))}** terms occur in 2025 and in none of the four earlier texts; "
        f"**{len(gone)}** that three or four of the earlier texts use are gone. The "
        f"figure shows the {word(len(new))}, and {word(len(shown))} of the {len(gone)}"
    )
    yield f"We counted {len(counts())} terms in each of the texts"
    yield (
        f"{start(len(new))} terms occur in 2025 and in none of the four earlier texts, "
        f"once each; {len(gone)} that three or four of those use are gone",
        (counts().loc[new, "2025"] == 1).all(),
    )
    yield (
        '"Golden age" (<span lang="ja">新たな黄金時代</span>), Open RAN and immigration '
        "come",
        set(new) == {"golden-age", "open-ran", "immigration"},
    )
    yield (
        "of those that go, the figure has democracy, human rights, climate, ASEAN, the "
        'G7 and "rules-based"',
        set(shown) <= set(gone),
    )


@page.says
def lacking():
    lacking = (counts() == 0).sum()
    yield (
        f"of our {len(counts())} terms, that of 2025 lacks {lacking['2025']}, and that "
        "of 2023, shorter still and from another administration, lacks "
        f"{lacking['2023']}",
        words()["2023"] < words()["2025"],
    )


@page.says
def values():
    used = counts() > 0
    rights, rule, democracy = (
        used.loc[term] for term in ("human-rights", "rule-of-law", "democracy")
    )
    yield (
        "still had the rule of law and democracies",
        rule["2023"] and democracy["2023"] and not rights["2023"],
    )
    yield (
        "the rule of law, human rights and the word *democratic*",
        rule["2024"] and rights["2024"],
    )
    yield (
        "named freedom, democracy, human rights and the rule of law as what unites",
        not (rights | rule | democracy)["2025"],
    )


@page.says
def coercion():
    highest = rates("coercion").max()
    yield (
        f"In the five statements they reach at most {highest} per 1,000 words. Write a "
        "text of at most 20 words in which they reach at least 150 per 1,000",
        highest < 150 and len(words()) == 5,
    )


def ideal_points():
    """Return the estimates of 2024 by country: the point and its two bounds."""
    rows = summit.load("indicators")
    rows = rows[(rows["year"] == 2024) & rows["series_id"].str.startswith("un-ideal")]
    table = rows.pivot_table(index="iso3", columns="series_id", values="value")
    return [table[f"un-ideal-point{bound}"] for bound in ("", "-low", "-high")]


@page.says
def votes():
    point, _, _ = ideal_points()
    to_us, to_india = abs(point["JPN"] - point["USA"]), abs(point["JPN"] - point["IND"])
    yield (
        f"are {point['USA']:.1f} for the United States, {point['AUS']:.1f} for "
        f"Australia, {point['KOR']:.1f} for the ROK, {point['JPN']:.1f} for Japan, "
        f"{point['IND']:.1f} for India, {point['PHL']:.1f} for the Philippines, "
        f"{point['CHN']:.1f} for the PRC"
    )
    yield f"the ROK at {point['KOR']:.1f} and the Philippines at {point['PHL']:.1f}"
    yield (
        f"Japan was nearer to India (2024: {to_india:.1f} apart) than to the United "
        f"States ({to_us:.1f} apart)"
    )
    yield (
        f"In UN votes Japan is, by the estimates, {to_us:.1f} from the United States "
        f"and {to_india:.1f} from India"
    )
    yield f"The ROK stands at {point['KOR']:.1f} and Japan at {point['JPN']:.1f}"


@page.says
def bounds():
    _, low, high = ideal_points()

    def span(country):
        return f"{low[country]:.2f} to {high[country]:.2f}"

    yield (
        f"their bounds overlap ({span('IND')}, {span('PHL')})",
        low["IND"] < high["PHL"],
    )
    yield (
        f"Japan and the United States can ({span('JPN')}, {span('USA')})",
        high["JPN"] < low["USA"],
    )


@page.says
def doubt():
    _, low, high = ideal_points()
    to_us, to_india = low["USA"] - high["JPN"], high["JPN"] - low["IND"]
    yield (
        f"At these bounds Japan is nearer to the United States ({to_us:.1f}) than to India "
        f"({to_india:.1f}). Both orders lie within the bounds",
        to_us < to_india,
    )


@page.says
def manila():
    days = summit.load("events").set_index("event_id")["date"]
    wait = days["2025-02-12-manila-open-ran-grant"] - pd.Timestamp("2025-02-07")
    yield f"grant in Manila, {word(wait.days)} days after the statement of 2025"


@page.says
def hollow_places():
    named = summit.load("entities").set_index("entity_id")["in_article"]
    hollow = ["prc", "dprk", "russia", "taiwan", "okinawa", "henoko", "futenma"]
    hollow += ["southwest-islands", "senkaku-islands"]
    yield (
        "the PRC, the DPRK, Russia, Taiwan, and every island and base",
        not named[hollow].any(),
    )


@page.says
def halved():
    counts = summit.load("term_counts").set_index(["term_id", "statement_id"])["count"]
    defense = counts["defense"]
    yield (
        'The count of "defense" is more than halved',
        2 * defense["statement-2025"] < defense["statement-2024"],
    )


@page.says
def the_four_terms():
    words = ["democracy", "human-rights", "rule-of-law"]
    counts = summit.load("term_counts").set_index(["statement_id", "term_id"])["count"]
    yield "uses none of the four terms", counts["statement-2025"][words].eq(0).all()
    gone = counts["statement-2025"][["asean", "g7", "climate"]]
    yield "ASEAN, the G7 and climate are gone, too", gone.eq(0).all()
