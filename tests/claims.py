"""Every number that stands in a lesson's prose and comes from a table, computed from the tables.

One function a lesson; each returns pairs of the lesson's number and the exact words of the lesson.
"""

import pandas as pd

import summit


def all_claims():
    """Return the claims of all lessons."""
    found = [function for name, function in sorted(globals().items()) if name.startswith("claims_")]
    return [claim for function in found for claim in function()]


def claims_00_01():
    commitments, article = summit.load("commitments"), summit.load("article")
    checks = summit.load("article_check")
    coverage, strength = (commitments[name].value_counts() for name in ("article_coverage", "strength"))
    peace = commitments[commitments["pillar"] == "peace"]
    verdict = checks["verdict"].value_counts()
    acts = commitments[commitments["strength"] == "acts"]
    readout = article.loc[article["drawn_from"] == "readout", "paragraph_id"]
    total, absent = len(commitments), coverage["absent"]
    words = {1: "one", 2: "two", 3: "three", 9: "nine"}

    def left_out(pillar):
        absent = commitments.loc[commitments["pillar"] == pillar, "article_coverage"] == "absent"
        return f"{absent.sum()} of {len(absent)} ({100 * absent.mean():.0f})"

    return [
        ("00", f"We divided it into {total} commitments"),
        ("00", f"summarizes the meeting in {article['words'].sum()} words"),
        ("00", f"the article has {article['words'].sum()} words, and about "
               f"{round(article.loc[article['drawn_from'] == 'statement', 'words'].sum(), -1)} of them follow the statement"),
        ("00", f"carries {coverage['full']} of {total} commitments in full, {coverage['partial']} in part, and leaves out {absent}"),
        ("00", f"The line with the most empty tiles is {summit.label(commitments[commitments['article_coverage'] == 'absent']['pillar'].mode()[0])}"),
        ("00", f"holds {len(summit.load('glossary'))} terms"),
        ("01", f"how many of the {total} commitments"),
        ("01", f"compared its {words[len(article)]} paragraphs"),
        ("01", f"Paragraphs {readout.iloc[0]} to {readout.iloc[-1]} follow the readout"),
        ("01", f"leaves out {(peace['article_coverage'] == 'absent').sum()} of the {len(peace)} Peace commitments"),
        ("01", f"Of {total} commitments, in and outside the pillars, {strength['intends']} intend, {strength['affirms']} affirm and {strength['acts']} act"),
        ("01", f"omits {words[(acts['article_coverage'] == 'absent').sum()]} of the {words[len(acts)]} acts"),
        ("01", f"weaker in {verdict['weaker']} places and firmer in {verdict['firmer']}"),
        ("01", f"in {len(checks)} places"),
        ("01", f"it leaves out {left_out('peace')}, of Growth {left_out('growth')}, of the Indo-Pacific {left_out('indo-pacific')}"
               .replace(")", " percent)", 1)),
        ("01", f"Peace has more of them ({(peace['strength'] == 'intends').sum()}), but a smaller share (of {len(peace)})"),
        ("01", f"so {verdict['accurate']} in {len(checks)} is not a rate"),
        ("01", f"Which of the {absent} would you carry"),
    ]


def claims_02():
    """Return ("02", sentence) for every number of the lesson's prose that comes from a table."""
    commitments, checks = summit.load("commitments"), summit.load("article_check")
    article, indicators = summit.load("article").set_index("paragraph_id"), summit.load("indicators")
    events = summit.load("events").set_index("event_id")["date"]
    peace = commitments[commitments["pillar"] == "peace"]
    strength, left_out = peace["strength"].value_counts(), peace["article_coverage"] == "absent"
    intends, joint = peace["strength"] == "intends", peace["actor"] == "both"
    fields, touched = peace["domain"].nunique(), peace[~left_out]["domain"].nunique()
    words = {6: "six", 7: "seven", 14: "fourteen"}
    terms = ["article-v", "senkaku", "extended-deterrence", "command-and-control", "cyber", "okinawa-futenma", "lunar-artemis"]
    counts = summit.load("term_counts").pivot(index="term_id", columns="statement_id", values="count").loc[terms]
    assert (counts["statement-2024"] > 0).all()  # "All seven stand in the text of April 2024"
    assert peace[intends]["actor"].eq("both").all()  # "every intention is joint"
    assert counts.loc["command-and-control"].drop(["statement-2024", "statement-2025"]).sum() == 0

    def series(name, column):
        rows = indicators[indicators["series_id"] == name]
        return rows.pivot(index="year", columns=column, values="value")

    share, troops = series("milex-share-gdp", "iso3"), series("us-troops", "partner")
    japan = share.loc[:2022, "JPN"]
    assert japan.between(0.85, 1.05).all() and share.loc[2025, "USA"] < share.loc[2010, "USA"]
    dollars = series("milex-constant-2024-usd", "iso3")
    assert (dollars.loc[2025] / dollars.loc[2022]).idxmax() == "JPN"  # "bends up most at the end"
    government = series("japan-security-spending-share-fy2022-gdp", "iso3").loc[2025, "JPN"]
    target = series("japan-security-spending-share-fy2022-gdp-target", "iso3")["JPN"]
    edition = summit.load("series").set_index("series_id").loc["milex-share-gdp", "not_comparable_with"]
    assert f"gave Japan 1.37 for 2024 where this one gives {share.loc[2024, 'JPN']:.2f}" in edition
    assert troops.loc[1993:, "PHL"].max() < 600 and 2008 not in troops.index
    assert troops.loc[1951:1953, "KOR"].nunique() == 1
    on_peace = checks[checks["commitment_id"].str.startswith("P", na=False)]
    assert len(on_peace) == on_peace["verdict"].nunique() == 6
    crew = events["2025-03-14-crew-10-launch"] - pd.Timestamp("2025-02-07")
    back, moon = events["2025-08-09-crew-10-return"], events["2026-02-27-artemis-reordered"]

    return [
        ("02", f"The Peace pillar has {len(peace)} commitments. We sorted them into {fields} fields"),
        ("02", f"gives the pillar one paragraph of {article.loc['A6', 'words']} words"),
        ("02", f"{words[int(joint.sum())].capitalize()} commitments are made by both sides. How many of the {len(peace)}"),
        ("02", f"We counted {words[len(terms)]} terms of this pillar"),
        ("02", f"of {len(peace)} Peace commitments, the article leaves out {left_out.sum()}"),
        ("02", f"{words[fields - touched].capitalize()} fields are missing whole"),
        ("02", f"{words[len(on_peace)].capitalize()} places, {words[on_peace['verdict'].nunique()]} verdicts"),
        ("02", f"aims at {target.iloc[0]:g} percent in fiscal {target.index[0]}"),
        ("02", f"for 2024 it gave 1.37 in its edition of 2025, and {share.loc[2024, 'JPN']:.2f} in that of 2026"),
        ("02", f"the difference of the shares, {share.loc[2025, 'JPN'] - share.loc[2022, 'JPN']:.2f}"),
        ("02", f"{100 * dollars.loc[2025, 'JPN'] / dollars.loc[2022, 'JPN']:.1f}, the new as a percentage of the old"),
        ("02", f"From {troops.loc[1953, 'KOR'] / 1000:.0f} thousand in the ROK (1953) and "
               f"{troops['JPN'].max() / 1000:.0f} thousand in Japan ({troops['JPN'].idxmax()})"),
        ("02", f"sent {round(troops.loc[2009, 'JPN'] - troops.loc[2007, 'JPN'], -3):,.0f} more troops"),
        ("02", f"flew {crew.days} days after the summit"),
        ("02", f"came back on {back.day} {back:%B %Y}"),
        ("02", f"on {moon.day} {moon:%B %Y} NASA"),
        ("02", f"follows the other {len(commitments) - 1}"),
        ("02", f"The pillar affirms {strength['affirms']} times and intends {strength['intends']} times"),
        ("02", f"silent on {fields - touched} of {fields} fields and on {(intends & left_out).sum()} of {intends.sum()} intentions"),
        ("02", f"share is {share.loc[2025, 'JPN']:.2f} percent by SIPRI and {government:g} by the government's count"),
        ("02", f"by SIPRI's, {share.loc[2025, 'JPN']:.2f} percent for 2025"),
    ]
