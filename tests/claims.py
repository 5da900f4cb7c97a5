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
