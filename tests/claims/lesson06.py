"""What lesson 06 says about the tables."""

import statistics
from collections import Counter

import pandas as pd

import summit
from summit import data

import course
import known
from . import Page, kept, start, word

page = Page("06")
claims = page.claims

STEPS = ["done", "under way"]
COVERAGE = ("full", "partial", "absent")


@kept
def rows():
    """Return what became of the commitments, beside how the article carries them."""
    return summit.load("follow_through").merge(
        summit.load("commitments"), on="commitment_id"
    )


@kept
def with_a_step(coders="status"):
    """Return how many commitments have a step, and how many there are, by coverage."""
    table = rows()
    step = table[coders].isin(STEPS)
    return {how: step[table["article_coverage"] == how] for how in COVERAGE}


def shares(coders="status"):
    return {how: 100 * step.mean() for how, step in with_a_step(coders).items()}


def steps(coders="status"):
    """Return how many steps lie outside the article, and how many there are."""
    step = with_a_step(coders)
    return int(step["absent"].sum()), int(sum(part.sum() for part in step.values()))


def before():
    """Return how many codes were alike before P6 was mended, and kappa: history."""
    table = known.read_table("follow_through")
    former = table["status"].mask(table["commitment_id"] == "P6", "nothing found")
    return (
        (former == table["second_status"]).sum(),
        summit.agreement(former, table["second_status"]).kappa,
    )


def open_case():
    """Return whether the meeting of P19 has still to be found."""
    status = rows().set_index("commitment_id")["status"]
    return status["P19"] in ("stalled", "nothing found")


def waits():
    """Return the days from the summit to six events and to the end of our table."""
    day = summit.load("events").set_index("event_id")["date"]
    ends = [
        day["2025-02-12-manila-open-ran-grant"],
        day["2025-03-14-crew-10-launch"],
        day["2025-03-24-japan-joint-operations-command"],
        day["2025-10-27-trump-visits-japan"],
        day["2025-10-28-minerals-framework"],
        day["2026-02-17-first-investment-projects"],
        rows()["as_of"].max(),
    ]
    return [(end - pd.Timestamp("2025-02-07")).days for end in ends]


@page.says
def what_became_of_them():
    table = rows()
    seen = Counter(table["status"])
    end = table["as_of"].max()
    yield (
        f"has {len(table)} commitments. We looked for what became of each, up to "
        f"{end.day} {end:%B %Y}"
    )
    yield (
        f"Of {len(table)} commitments {word(seen['done'])} is done, "
        f"{seen['under way']} are under way, {seen['restated']} were only said again, "
        f"{word(seen['stalled'])} is stalled, {word(seen['overtaken'])} overtaken, and "
        f"on {word(seen['nothing found'])} we found nothing"
    )
    yield f"{start(seen['nothing found'])} are **nothing found**"
    yield f"How many of the {len(table)} were done, in full?"
    yield f"We coded all {len(table)} by this rule"
    yield f"How many of the {len(table)} have seen a step"
    yield f"And that {seen['done']} of {len(table)} is a score"
    months = (end - pd.Timestamp("2025-02-07")).days / 30.4
    yield f"{end.day} {end:%B %Y}, fifteen months later", 15 <= months < 16
    yield "What can be listed fifteen months later?", 15 <= months < 16


@page.says
def the_rule():
    codes = data.levels("follow_through", "status")
    yield f"Ours has {word(len(codes))}; take the **first that fits**"
    yield f"The {word(len(codes))} codes: done, overtaken, stalled, under way, restated, nothing"


@page.says
def single_rows():
    status = rows().set_index("commitment_id")["status"]
    yield "One is done: the visit (V1)", list(status.index[status == "done"]) == ["V1"]
    yield '"On G9, nothing was found', status["G9"] == "nothing found"
    yield "Is G7 *overtaken*, as our rule says?", status["G7"] == "overtaken"


@page.says
def the_meeting():
    row = summit.load("commitments").set_index("commitment_id").loc["P19"]
    yield "The seventh is still open: the **2+2** of P19", open_case()
    yield f"As of {course.as_of()} we found no 2+2 meeting", open_case()
    yield "3: P19 (a joint statement of the 2+2)", open_case()
    yield (
        "No 2+2 meeting, which the statement orders and the article omits, was found",
        open_case() and row["article_coverage"] == "absent",
    )


@page.says
def steps_outside():
    left_out, all_of_them = steps()
    table = rows()
    peace = table["status"].isin(STEPS)[table["pillar"] == "peace"]
    yield f"For Peace it was {100 * peace.mean():.1f} percent"
    yield (
        "Two commitments in three with a step are not in the article",
        round(3 * left_out / all_of_them, 1) == 2,
    )
    yield f"are not in the article: {left_out} of {all_of_them}"
    yield f"{left_out} of the {all_of_them} commitments with a step were not in the article"
    yield (
        f"({left_out} of {all_of_them}, or {steps('second_status')[0]} of "
        f"{steps('second_status')[1]})"
    )


@page.says
def wrong_answers():
    table, share = rows(), shares()
    left_out, all_of_them = steps()
    absent = table[table["article_coverage"] == "absent"]
    wider = absent["status"].isin([*STEPS, "restated"])
    full = with_a_step()["full"]
    turned = 100 * (int(full.sum()) + 1) / len(full) > share["absent"] > share["full"]
    yield (
        f"{100 * left_out / all_of_them:.1f}, the share of the steps that is left out; "
        f"{100 * left_out / len(table):.1f}, of all {len(table)}; "
        f"{100 * wider.mean():.1f}, with what was only said again. The right one, "
        f"{share['absent']:.1f}, is a little above the {share['full']:.1f} of those "
        f"carried in full: ask how many more steps among those {len(full)} would turn "
        "the order round (one)",
        turned,
    )


@page.says
def no_finding():
    full, share = with_a_step("second_status")["full"], shares("second_status")
    two, three = (100 * (int(full.sum()) + more) / len(full) for more in (2, 3))
    mine = with_a_step()["full"]
    yield (
        "no finding by our codes, since one more step there would turn it (by the second "
        "coder's it would take three)",
        two < share["absent"] < three
        and 100 * (int(mine.sum()) + 1) / len(mine) > shares()["absent"],
    )


@page.says
def by_coverage():
    step, share = with_a_step(), shares()
    yield (
        f"{step['full'].sum()} of {len(step['full'])} commitments carried in full and "
        f"{step['absent'].sum()} of {len(step['absent'])} left out have seen a step, "
        f"{share['full']:.0f} and {share['absent']:.0f} percent; of the "
        f"{word(len(step['partial']))} carried in part none has",
        share["partial"] == 0,
    )
    yield (
        f"of the {word(len(step['partial']))} carried in part none has one",
        share["partial"] == 0,
    )
    yield f"It leaves out {len(step['absent'])} of {len(rows())}, so most steps"
    yield (
        f"{start(step['absent'].sum())} of the {steps()[1]} with a step are not in the "
        f"article. The share with a step is {share['full']:.0f} percent of what it "
        f"carries in full and {share['absent']:.0f} of what it leaves out"
    )


@page.says
def by_the_second_coder():
    share, other = shares(), shares("second_status")
    table = rows()
    low = (table["confidence"] == "low").sum()
    under_way = [
        (table[column] == "under way").sum() for column in ("status", "second_status")
    ]
    yield (
        f"By the second coder's codes it is {other['full']:.0f}, {other['absent']:.0f} "
        f"and {other['partial']:.0f}"
    )
    yield (
        f"here, {under_way[0]} or {under_way[1]} under way, and the shares of 6.2 "
        f"({share['full']:.0f} and {share['absent']:.0f} percent) become "
        f"{other['full']:.0f} and {other['absent']:.0f}"
    )
    yield (
        f"a second coder has {other['full']:.0f} and {other['absent']:.0f} percent; "
        f"{word(low)} of {len(table)} codes are of low confidence"
    )


@page.says
def days():
    ends = waits()
    middle = statistics.median(ends[:-1])
    yield f"it says **at least** {ends[-1]} days"
    yield f"The grant in Manila, after {word(ends[0])} days"
    yield (
        f"{statistics.mean(ends):.0f}, the mean, as if the open bar had ended; "
        f"{middle}, the median without it"
    )


@page.reckons
def cases():
    """The events of ``waits`` are our choice."""
    ends = waits()
    yield f"we chose {word(len(ends))} cases. {start(len(ends) - 1)} have come"
    yield (
        f"What is the median of all **{word(len(ends))}** cases? `waits` has all "
        f"{word(len(ends))}"
    )
    yield f"puts the open case under the {word(len(ends) - 1)} others"
    yield f"takes the median of the {word(len(ends) - 1)} alone: as their number is even"


@page.says
def where_they_differ():
    table = rows()
    differ = table[table["status"] != table["second_status"]]
    talk = differ[
        (differ["status"] == "restated") & (differ["second_status"] == "under way")
    ]
    yield (
        f"Of the {word(len(differ))} others, {word(len(talk))} are *restated* for us "
        "and *under way* for the second coder: talks (P13, G6, G8, I13), exercises (P11), a law "
        "of one side (P16), a signed paper (O1). The other is G3, *nothing found* for us",
        set(differ["commitment_id"]) - set(talk["commitment_id"]) == {"G3"}
        and set(talk["commitment_id"])
        == {"P13", "G6", "G8", "I13", "P11", "P16", "O1"},
    )


def of_the_ten():
    """Return the rows of the ten commitments of exercise 6.1."""
    ten = ["P4", "P10", "P15", "P16", "P19", "G7", "G9", "G10", "I2", "V1"]
    table = rows()
    return table[table["commitment_id"].isin(ten)]


@page.says
def the_ten():
    ten = of_the_ten()
    number = Counter(ten["pillar"])
    peace, growth = word(number["peace"]), word(number["growth"])
    rest = word(len(ten) - number["peace"] - number["growth"])
    yield f"{peace} of Peace, {growth} of Growth, and the last {rest}"
    yield f"The last {rest} are of the Indo-Pacific and of the invitation"


@page.says
def the_small_table():
    ten, two = of_the_ten(), ["restated", "under way"]
    small = ten[ten["status"].isin(two)]
    alike = small[small["status"] == small["second_status"]]
    first, second = Counter(small["status"]), Counter(small["second_status"])
    again, step = (Counter(alike["status"])[code] for code in two)
    n = len(small)
    found = summit.agreement(small["status"], small["second_status"])
    yield (
        f"Of the ten commitments of 6.1, {word(n)} have no other code than *restated* or "
        "*under way*, from either coder",
        small["second_status"].isin(two).all(),
    )
    yield f"How many of the {word(n)} are coded alike?"
    yield (
        f"{start(len(alike))} of the {word(n)} are alike: {word(again)} *restated*, "
        f"{word(step)} *under way*"
    )
    yield f"two hats with {word(n)} slips of paper each. Our {word(n)} codes are in"
    yield f"draw the two hats with {word(n)} slips each"
    yield (
        f"Ours says *restated* in {first[two[0]]} of {n} draws, the other in "
        f"{second[two[0]]} of {n}: both say it in {first[two[0]]}/{n} times "
        f"{second[two[0]]}/{n} of all draws. Both say *under way* in {first[two[1]]}/{n} "
        f"times {second[two[1]]}/{n}"
    )
    yield f"alike = {len(alike)} / {n}"
    yield (
        f"chance = ({first[two[0]]} / {n}) * ({second[two[0]]} / {n}) + "
        f"({first[two[1]]} / {n}) * ({second[two[1]]} / {n})"
    )
    yield (
        f"Kappa is {found.kappa:.2f} here. Chance alone gives {found.chance:.2f}, because "
        f"both coders say *under way* so often. It leaves {1 - found.chance:.2f} up to "
        f"full agreement, and of these {1 - found.chance:.2f} the coders have gone "
        f"{100 * found.kappa:.0f} percent"
    )
    yield f"{found.kappa:.2f}, the lines of the small table as they stand"
    yield f"Now all {len(rows())} commitments, with all six codes"


@page.says
def kappa():
    table = rows()
    alike = (table["status"] == table["second_status"]).sum()
    now = summit.agreement(table["status"], table["second_status"]).kappa
    alike_before, kappa_before = before()
    yield f"Two coders agree on {alike} of {len(table)}, kappa {now:.2f}"
    yield f"is {now:.2f} good?"
    yield (
        f"by the codes before, {alike_before} of {len(table)} were alike and kappa was "
        f"{kappa_before:.2f}"
    )
    yield f"quote both numbers, {kappa_before:.2f} before and {now:.2f} now"


@page.reckons
def ninety_five():
    """An example that is no table's: nothing but arithmetic."""
    one, two = ["a"] * 98 + ["b"] * 2, ["a"] * 95 + ["b"] * 3 + ["a"] * 2
    found = summit.agreement(one, two)
    yield (
        f"chance alone gives {100 * found.chance:.1f} of 100, and kappa is a little "
        "below 0",
        found.observed == 0.95 and -0.1 < found.kappa < 0,
    )


@page.says
def tariffs():
    rows = summit.load("indicators").set_index("series_id")["value"]
    told = summit.load("events").set_index("event_id")["description"]
    yield (
        f"the tariffs (G7), {rows['claim-us-tariff-announced']:.0f} percent announced, "
        f"then 25, and {rows['claim-us-tariff-deal']:.0f} agreed",
        "25%" in told["2025-07-07-tariff-letter"],
    )


@page.reckons
def by_hand():
    """Exercise 6.4: fifty promises that are no table's."""
    one = ["kept"] * 25 + ["not"] * 25
    two = ["kept"] * 20 + ["not"] * 5 + ["kept"] * 10 + ["not"] * 15
    found = summit.agreement(one, two)
    yield (
        f"{found.observed:.1f}, the share alike; {found.observed - found.chance:.1f}, "
        "more than chance"
    )
    yield (
        f"(The first says *kept* for {one.count('kept')} of {len(one)}, the second for "
        f"{two.count('kept')}.)"
    )


@page.reckons
def headline():
    month = course.as_of().split(" ", 1)[1]
    yield f"would you put into a headline in {month}"
