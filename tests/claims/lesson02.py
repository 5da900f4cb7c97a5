"""What lesson 02 says about the tables."""

from collections import Counter

import pandas as pd

import summit

from . import Page, start, word

page = Page("02")
claims = page.claims


def peace_pillar():
    commitments = summit.load("commitments")
    return commitments[commitments["pillar"] == "peace"]


def table(series_id, by):
    """Return one series as a table of years by country."""
    rows = summit.load("indicators")
    rows = rows[rows["series_id"] == series_id]
    return rows.pivot(index="year", columns=by, values="value")


def described(series_id, column):
    return summit.load("series").set_index("series_id").loc[series_id, column]


@page.says
def pillar():
    commitments, peace = summit.load("commitments"), peace_pillar()
    joint = (peace["actor"] == "both").sum()
    paragraphs = summit.load("article").set_index("paragraph_id")["words"]
    yield (
        f"The Peace pillar has {len(peace)} commitments. We sorted them into "
        f"{peace['domain'].nunique()} fields"
    )
    yield f"gives the pillar one paragraph of {paragraphs['A6']} words"
    yield (
        f"{start(joint)} commitments are made by both sides. How many of the "
        f"{len(peace)}"
    )
    yield f"follows the other {len(commitments) - 1}"
    yield f"How many of the {peace['domain'].nunique()} fields does it not touch at all"
    yield f"{joint}, the joint ones"


@page.says
def intentions():
    peace = peace_pillar()
    strength = Counter(peace["strength"])
    intends = peace[peace["strength"] == "intends"]
    yield (
        f"The pillar affirms {strength['affirms']} times and intends "
        f"{strength['intends']} times; every intention is joint",
        intends["actor"].eq("both").all(),
    )


@page.says
def terms():
    wanted = ["command-and-control", "cyber", "lunar-artemis", "okinawa-futenma"]
    counts = summit.load("term_counts").set_index(["statement_id", "term_id"])["count"]
    april = counts["statement-2024"].loc[wanted] > 0
    yield (
        f"None of the {word(len(wanted))} is new: all {word(len(wanted))} stand in the "
        "[text of April 2024](",
        april.all(),
    )
    yield "(None is.)", april.all()


@page.says
def command_and_control():
    counts = summit.load("term_counts").set_index(["term_id", "statement_id"])["count"]
    other = counts["command-and-control"].drop(["statement-2024", "statement-2025"])
    day = summit.load("statements").set_index("statement_id")["date"]
    months = (day["statement-2025"] - day["statement-2024"]).days / 30.4
    yield (
        f"that intention had been announced {word(round(months))} months before",
        other.sum() == 0,
    )


@page.says
def left_out():
    peace = peace_pillar()
    absent, intends = (
        peace["article_coverage"] == "absent",
        peace["strength"] == "intends",
    )
    fields, kept = peace["domain"].nunique(), peace.loc[~absent, "domain"].nunique()
    yield f"of {len(peace)} Peace commitments, the article leaves out {absent.sum()}"
    missing = set(peace["domain"]) - set(peace.loc[~absent, "domain"])
    yield (
        f"{start(fields - kept)} fields are missing completely, among them territory (the "
        "Senkaku Islands), command and control, force posture (the Southwest Islands), "
        "bases (Okinawa) and cyber",
        missing
        >= {"territory", "command and control", "force posture", "bases", "cyber"},
    )
    row = peace.set_index("commitment_id")["article_coverage"]
    yield (
        "The Senkaku Islands, P5, and Henoko and Futenma, P18, are not in the article",
        row["P5"] == row["P18"] == "absent",
    )
    yield (
        f"silent on {fields - kept} of {fields} fields and on "
        f"{(intends & absent).sum()} of {intends.sum()} intentions"
    )


@page.says
def verdicts():
    checks = summit.load("article_check")
    places = checks[checks["paragraph_id"] == "A6"]
    verdicts = places["verdict"].nunique()
    yield f"{start(len(places))} places, {word(verdicts)} verdicts"


@page.says
def share_of_gdp():
    share = table("milex-share-gdp", "iso3")
    japan, usa = share["JPN"], share["USA"]
    yield (
        "Japan stayed near one percent for three decades and rises from 2022",
        japan.loc[1992:2022].between(0.85, 1.05).all() and japan[2025] > japan[2022],
    )
    yield f"the difference of the shares, {japan[2025] - japan[2022]:.2f}"
    yield f"by SIPRI's, it was {japan[2025]:.2f} percent for 2025"
    yield f"For 2025 SIPRI has {japan[2025]:.2f} percent"
    yield (
        f"for 2024 it gave 1.37 in its edition of 2025, and {japan[2024]:.2f} in that "
        "of 2026",
        f"gave Japan 1.37 for 2024 where this one gives {japan[2024]:.2f}"
        in described("milex-share-gdp", "not_comparable_with"),
    )
    yield "the U.S. share is lower than in 2010", usa[2025] < usa[2010]


@page.says
def government_count():
    share = table("milex-share-gdp", "iso3").loc[2025, "JPN"]
    name = "japan-security-spending-share-fy2022-gdp"
    government, target = table(name, "iso3"), table(f"{name}-target", "iso3")["JPN"]
    yield f"at {target.iloc[0]:g} percent in fiscal {target.index[0]}"
    yield (
        f"share is {share:.2f} percent by SIPRI and {government.loc[2025, 'JPN']:g} by "
        "the government's count"
    )


@page.says
def dollars():
    dollars = table("milex-constant-2024-usd", "iso3")
    growth = 100 * dollars.loc[2025] / dollars.loc[2022]
    yield "The line that rises most after 2022 is Japan's", growth.idxmax() == "JPN"
    yield f"{growth['JPN']:.1f}, the new as a percentage of the old"
    more = dollars.index[dollars["KOR"] > dollars["JPN"]]
    yield (
        f"The ROK spent more than Japan from {more.min()} to {more.max()}; in "
        f"{more.max() + 1} Japan is ahead again",
        list(more) == list(range(more.min(), more.max() + 1)),
    )


@page.says
def troops():
    troops = table("us-troops", "partner")
    korea, japan = troops["KOR"], troops["JPN"]
    yield (
        "The series has one report a year",
        list(troops.index) == [1950, *range(1953, 2026)] and troops.notna().all().all(),
    )
    yield (
        f"In {japan.idxmax()} there were {korea[1953] / 1000:.0f} thousand in the ROK and "
        f"{japan.max() / 1000:.0f} thousand in Japan; today there are far fewer in both",
        2 * korea[2025] < korea[1953] and 2 * japan[2025] < japan[1953],
    )
    yield (
        "The line of the Philippines is near zero from 1993, with a peak in 2008",
        troops.loc[1993:, "PHL"].drop(2008).max() < 600 < troops.loc[2008, "PHL"],
    )
    yield (
        "The numbers for Australia and India, which are not drawn, were never above three "
        "thousand",
        troops[["AUS", "IND"]].max().max() < 3000,
    )
    yield f"the series has {korea[2025] / 1000:.1f} thousand on active duty that September"
    yield f"sent {round(japan[2009] - japan[2007], -3):,.0f} more troops"


@page.says
def troops_by_the_notes():
    rows = summit.load("indicators")
    rows = rows[rows["series_id"] == "us-troops"].set_index(["partner", "year"])
    notes, values = rows.loc["JPN", "note"], rows.loc["JPN", "value"]
    yield (
        "the Navy in Japan goes from 3,789 to 18,594",
        notes[2008].startswith("18,594 of these Navy, against 3,789 in 2007"),
    )
    yield (
        "in the Philippines from 3 to 4,084, for that one year",
        rows.loc[("PHL", 2008), "note"].startswith("4,084 of these Navy, against 3 in"),
    )
    yield (
        "a peak of 71,567 for Japan in December 2015, between reports of 52 to 56 "
        "thousand",
        "71,567" in notes[2015] and "52 to 56 thousand" in notes[2015],
    )
    yield (
        f"in September 1972 they have 41,171 of {values[1972]:,.0f} there",
        notes[1972].startswith("Of these, 41,171"),
    )
    yield (
        "In 2016 and 2017 some 77,000 to 105,000 people",
        "between 77,000 and 105,000" in described("us-troops", "not_comparable_with"),
    )


@page.says
def astronauts():
    days = summit.load("events").set_index("event_id")["date"]
    crew = days["2025-03-14-crew-10-launch"] - pd.Timestamp("2025-02-07")
    back, moon = days["2025-08-09-crew-10-return"], days["2026-02-27-artemis-reordered"]
    yield f"flew {crew.days} days after the summit"
    yield f"came back on {back.day} {back:%B %Y}"
    yield f"On {moon.day} {moon:%B %Y} NASA"


@page.says
def the_moon():
    status = summit.load("follow_through").set_index("commitment_id")["status"]
    yield "The lunar surface is still to come", status["P15"] == "under way"
    yield (
        "one sentence of the statement has one part kept and one still open",
        status["P15"] == "under way",
    )


@page.says
def firmer():
    checks = summit.load("article_check")
    p15 = checks.loc[checks["commitment_id"] == "P15", "verdict"]
    yield "At P15 *firmer* is about the promise", p15.eq("firmer").all()


@page.says
def wrong_answer():
    absent = (peace_pillar()["article_coverage"] == "absent").sum()
    yield f"all {start(absent).lower()} that are absent"
