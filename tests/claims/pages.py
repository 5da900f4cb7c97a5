"""What README.md and notebooks/TEACHING.md say about the tables."""

import summit
from summit.data import levels

from . import Page, start, word
from .lesson03 import event, four_balances, value
from .lesson05 import all_pairs, aside, in_year, tied
from .lesson06 import rows as followed
from conftest import LESSONS

readme, teaching = Page("README.md"), Page("TEACHING.md")


@readme.says
def sizes():
    events = summit.load("events")
    yield f"{len(summit.load('commitments'))} commitments coded from the full text"
    yield (
        f"about {round(len(events), -1)} events from {events['date'].min().year} to "
        f"{events['date'].max().year}"
    )
    yield (
        f"word counts of {word(len(summit.load('statements')))} statements, "
        f"{len(summit.load('glossary'))} terms in English and Japanese"
    )


@readme.says
def as_of():
    newest = summit.load("events")["date"].max()
    yield f"What can change is true as of {newest.day} {newest:%B %Y}"


@readme.says
def lessons():
    yield f"{start(len(LESSONS))} Jupyter lessons"


@teaching.says
def lesson_00():
    commitments = summit.load("commitments").set_index("commitment_id")
    absent = (commitments["article_coverage"] == "absent").sum()
    yield f"give a wrong answer on purpose ({absent})"
    yield f"the official page on the screen, sentence {commitments.loc['P5', 'sentence']}"
    yield f"find sentence {commitments.loc['P5', 'sentence']} and judge our row"


@teaching.says
def lesson_03():
    goal = value("claim-japan-investment-goal", 2025, "USA")
    vehicle = value("claim-japan-investment-vehicle", 2025, "USA")
    announced, deal = (
        value(f"claim-us-tariff-{name}", 2025, "JPN") for name in ("announced", "deal")
    )
    known, _, _, everything = four_balances()
    _, letter = event("2025-07-07-tariff-letter")
    yield f"two boxes, {goal:,.0f} and {vehicle:.0f}, no arrow"
    yield f"that the {vehicle:.0f} billion are part of the trillion"
    yield f"*{goal:,.0f}: a stock, spoken, no date* and *{vehicle:.0f}: loans, guarantees"
    yield (
        f"the year's is trade ({announced:.0f}, then 25, then {deal:.0f} percent)",
        "25%" in letter,
    )
    yield (
        f'{known:.1f}, with the words "U.S. deficit in goods, 2024, Census basis"; the '
        f"other side will want goods and services, {everything:.0f}"
    )


@teaching.says
def lesson_05():
    first, later = in_year(1960), in_year(1980)
    apart = aside(first[first["partnership_id"] != "seato"])
    powers = all_pairs(["AUS", "GBR", "MYS", "NZL", "SGP"])
    added = [pair for pair in powers if pair not in tied(later)]
    dark, ties = len(aside(later)), len(tied(later))
    yield f"without SEATO the panel of 1960 shows {word(len(apart))} tie of two others"
    yield (
        f"gains {word(len(added))} dark ties (of their {word(len(powers))} pairs "
        "Australia-New Zealand is tied already), and shows "
        f"{word(dark + len(added))} of {ties + len(added)}"
    )


@teaching.says
def lesson_06():
    table = followed()
    now = summit.agreement(table["status"], table["second_status"]).kappa
    former = table["status"].mask(table["commitment_id"] == "P6", "nothing found")
    before = summit.agreement(former, table["second_status"]).kappa
    codes = levels("follow_through", "status")
    yield f"What became of {len(table)} commitments"
    yield f"read the {word(len(codes))} rules aloud, once"
    yield f"Left: the {word(len(codes))} codes"
    yield f"ten commitments of it, our {word(len(codes))} rules"
    yield f"kappa {before:.2f} before, {now:.2f} now"
    yield f"filled twice, for {len(table)} and for 50"


@teaching.says
def a_sample_answer():
    commitments = summit.load("commitments")
    p5 = commitments["commitment_id"] == "P5"
    left_out = commitments[p5]["article_coverage"].eq("absent").all()
    yield "1: Article V and the Senkaku Islands (P5)", left_out
