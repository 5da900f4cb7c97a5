"""What README.md, TEACHING.md, data/README.md and the cheat sheet say of the tables."""

import summit
from summit import data

import course
from . import Page, start, word
from .lesson03 import event, four_balances, value
from .lesson05 import all_pairs, aside, in_year, tied
from .lesson06 import before, open_case
from .lesson06 import rows as followed
from conftest import LESSONS
from documents import with_slack

readme, teaching = Page("README.md"), Page("TEACHING.md")
data_page, cheat_sheet = Page("data/README.md"), Page("cheat-sheet.md")


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


@readme.reckons
def as_of():
    yield f"What can change is true as of {course.as_of()}"


@readme.reckons
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
    there = tied(later)
    added = [pair for pair in powers if pair not in there]
    dark, ties = len(aside(later)), len(there)
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
    codes = data.levels("follow_through", "status")
    yield f"What became of {len(table)} commitments"
    yield f"read the {word(len(codes))} rules aloud, once"
    yield f"Left: the {word(len(codes))} codes"
    yield f"ten commitments of it, our {word(len(codes))} rules"
    yield f"kappa {before()[1]:.2f} before, {now:.2f} now"
    yield f"filled twice, for {len(table)} and for 50"


@teaching.says
def a_sample_answer():
    commitments = summit.load("commitments")
    p5 = commitments["commitment_id"] == "P5"
    left_out = commitments[p5]["article_coverage"].eq("absent").all()
    yield "1: Article V and the Senkaku Islands (P5)", left_out


@teaching.says
def the_open_case():
    yield "3: P19, a joint statement of the 2+2", open_case()


@teaching.says
def role_play():
    rows = summit.load("commitments").set_index("commitment_id")
    for line in ("G2", "P5", "P17", "G10", "P11", "P19"):
        row = rows.loc[line]
        said = f"{row['actor']} | {row['summary']} | {row['verb']} | {row['strength']}"
        yield f"| {line} | {said} |"
    yield f"a year after {rows.loc['P17', 'summary'].split('fiscal year ')[1][:4]}"


@teaching.says
def sensitive_topics():
    summary = summit.load("commitments").set_index("commitment_id")["summary"]
    mentions = summit.load("mentions")
    strait = mentions[mentions["commitment_id"].isin(["I6", "I7"])]["entity_id"]
    voices = summit.load("viewpoints").set_index("viewpoint_id")
    days = [voices.loc[voice, "date"] for voice in ("C8a", "C8c")]
    taipei, beijing = (f"{day.day} {day:%B %Y}" for day in days)
    yield (
        "I6 and I7 speak of peace across the Strait and against change by force or "
        "coercion, and name nobody",
        set(strait) <= {"taiwan-strait", "cross-strait"},
    )
    yield (
        "I8 supports Taiwan's participation in international organizations",
        "Taiwan's meaningful participation" in summary["I8"],
    )
    yield f"[welcomed the attention](https://taiwannews.com.tw/news/6032887) ({taipei})"
    yield f"to take care ({beijing})"
    yield "P5: Article V of the treaty covers them", "Senkaku" in summary["P5"]
    yield "P18: the realignment of U.S. forces", "realignment" in summary["P18"]
    yield (
        "P11 and P12: presence on the Southwest Islands, exercises",
        "Southwest Islands" in summary["P11"] and "exercises" in summary["P12"],
    )
    yield "P4: Japan is defended with nuclear", "nuclear" in summary["P4"]
    yield "I13: Japan is determined to resolve", "abductions" in summary["I13"]
    yield "G9, on vetting travelers", "travelers" in summary["G9"]


@teaching.says
def names():
    mentions, events = summit.load("mentions"), summit.load("events")
    where = mentions.groupby("entity_id")["commitment_id"].agg(set)
    treaty = events[events["event_id"] == "1954-12-02-us-roc-treaty"]["title"]
    yield (
        "in one place, where it supports Taiwan's participation in international "
        "organizations (I8)",
        where["taiwan"] == {"I8"},
    )
    yield "I6 and I7 name the Strait", {"I6", "I7"} <= where["taiwan-strait"]
    yield (
        "The event of the treaty of 1954 keeps the name of the signatory, the *Republic "
        "of China*",
        treaty.str.contains("Republic of China").all() and len(treaty) == 1,
    )


@teaching.reckons
def points():
    given = {"1.4": 3, "2.4": 3, "3.3": 3, "4.4": 1, "5.4": 3, "6.5": 10, "6.7": 3}
    asked = [
        cell.metadata["exercise"]
        for lesson in course.lessons()
        for cell in lesson.notebook.cells
        if "exercise" in cell.metadata.get("tags", [])
    ]
    whole = sum(given.get(number, 1) for number in asked)
    first = sum(given.get(n, 1) for n in asked if n.startswith("1."))
    yield f"lesson 01 with those of [Assessment](#assessment): {first})"
    brief = given["6.5"]
    yield f"without the {word(brief)} points of 6.5, which is the brief"
    yield f"Without the brief, the exercises have {whole - brief}"
    yield f"(the brief of 06 has its own {word(brief)})"
    yield f"All exercises have {whole} points together, the follow-up tasks {6 * 6}"
    yield "**Follow-up tasks**, six points each"


@teaching.reckons
def ten_questions():
    longer, shorter = 1000 * 20 // 5000, 1000 * 10 // 1000
    yield "20 times in a text of 5,000 words, and ten times in a text of 1,000 words"
    yield f"the second: {word(shorter)} per 1,000 words against {word(longer)}"


@teaching.reckons
def role_play_without_its_cards():
    yield f"45 minutes with slack become {with_slack(45)}"


@data_page.says
def newest_event():
    newest = summit.load("events")["date"].max()
    holds = f"{newest.day} {newest:%B %Y}" == course.as_of()
    yield f"As of {course.as_of()}, the date of the newest event", holds


@data_page.reckons
def judgments():
    judged = (
        "commitments article_coverage, commitments strength, article_check verdict, "
        "article drawn_from, follow_through status, follow_through second_status, "
        "follow_through confidence, viewpoints reading, sources reliability"
    ).split(", ")
    there = [
        column in set(summit.columns(table)["column"])
        for table, column in (each.split() for each in judged)
    ]
    yield f"{start(len(judged))} columns are judgments", all(there)


@data_page.says
def statement():
    yield f"each of the {len(summit.load('sentences'))} sentences of the Joint Statement"


@data_page.says
def argued_status():
    table = followed().set_index("commitment_id")
    status, second = table["status"], table["second_status"]
    yield (
        "O1, P11 and P16: by rule 4 as it is printed the second coder is right",
        status[["O1", "P11", "P16"]].eq("restated").all(),
        second[["O1", "P11", "P16"]].eq("under way").all(),
    )
    yield (
        "P6 is *restated*, as P2 and P5 are on the same remark",
        status[["P2", "P5", "P6"]].eq("restated").all(),
    )
    yield "whose code for P6 it now meets", status["P6"] == second["P6"]
    yield "V1 is done: the statement speaks of", status["V1"] == "done"
    yield "so the confidence is medium", table.loc["V1", "confidence"] == "medium"


@data_page.reckons
def the_codes_before():
    alike, kappa = before()
    yield f"before: {alike} of 47 alike, kappa {kappa:.2f}"


@data_page.says
def argued_coverage():
    of = summit.load("commitments").set_index("commitment_id")["article_coverage"]
    absent = ["P5", "P6", "I8", "I10", "I11", "I13"]
    yield "G1 and P4 are full", of[["G1", "P4"]].eq("full").all()
    yield (
        "I7 is partial, as I4, I5, I6 and I9 are",
        of[["I4", "I5", "I6", "I7", "I9"]].eq("partial").all(),
    )
    yield (
        "P5 and P6 (the Senkaku Islands), I8 (international organizations), I10, I11 and "
        "I13 (cyber activities, Russia, the abductions) are absent",
        of[absent].eq("absent").all(),
    )
    yield "G10 is absent", of["G10"] == "absent"
    yield "P7 is partial by a hair", of["P7"] == "partial"


@data_page.says
def argued_comparisons():
    checks = summit.load("article_check").set_index("check_id")["commitment_id"]
    yield (
        "`article_check` has it (S14, S12)",
        list(checks[["S14", "S12"]]) == ["G1", "P4"],
    )
    yield "nothing of Japan's role (S10)", checks["S10"] == "P7"


@data_page.says
def verbs():
    rows = summit.load("commitments")
    strength = rows.set_index("commitment_id")["strength"]
    verb = rows["verb"]
    acts = verb.str.contains("instructed|accepted")
    yield (
        "*instructed* and *accepted* act",
        rows.loc[acts, "strength"].eq("acts").all(),
    )
    yield (
        "the thing is an intention (I13, Japan's determination)",
        strength["I13"] == "affirms",
    )
    yield (
        "One verb, as it stands in the column `verb`, always has one strength",
        rows.groupby("verb")["strength"].nunique().eq(1).all(),
    )


@cheat_sheet.says
def numbers():
    commitments = summit.load("commitments")
    full = (commitments["article_coverage"] == "full").sum()
    part = (commitments["article_coverage"] == "partial").sum()
    whole = len(commitments)
    yield f"`{whole}`"
    yield f"`{full} + {part}`"
    yield f"`{whole} - {full}`"
    yield f"`100 * {full} / {whole}`"
    yield f"`whole = {whole}`"
    yield f'`summit.guess(10, {full}, "commitments")`'
