"""What lesson 03 says about the tables."""

import pandas as pd

import summit

import course
from . import Page, kept, word

page = Page("03")
claims = page.claims


@kept
def numbers():
    """Return the table of indicators as {(series_id, year, partner): value}."""
    rows = summit.load("indicators")
    # as objects: to go through a column of pandas takes five times as long
    *keys, values = (
        rows[name].to_numpy(object)
        for name in ("series_id", "year", "partner", "value")
    )
    return dict(zip(zip(*keys), values))


def value(series_id, year, partner):
    """Return one number of the table of indicators."""
    return float(numbers()[series_id, year, partner])


def both_ways(year, partner, ending=""):
    ways = ("exports", "imports")
    return sum(value(f"us-goods-{way}{ending}", year, partner) for way in ways)


def gap(kind, ending=""):
    """Return the balance with Japan in 2024, in the unit of its series."""
    sold, bought = (
        value(f"us-{kind}-{way}{ending}", 2024, "JPN") for way in ("exports", "imports")
    )
    return sold - bought


def shares():
    """Return Japan's share of U.S. trade in goods in 1987 and in 2024, in percent."""
    late = "-april-2025"  # as known at the summit
    return (
        100 * both_ways(1987, "JPN") / both_ways(1987, "WLD"),
        100 * both_ways(2024, "JPN", late) / both_ways(2024, "WLD", late),
    )


def four_balances():
    """Return the deficits of 2024 in billion dollars, each above 0."""
    return (
        -gap("goods", "-april-2025") / 1000,
        -gap("goods") / 1000,
        -gap("goods", "-bop"),
        -gap("goods-services"),
    )


@kept
def balances():
    rows = summit.load("indicators").set_index(["series_id", "partner"]).sort_index()
    return rows.loc[("us-goods-balance", "JPN")].set_index("year")["value"]


def rate(first, last, years):
    """Return the growth a year, in percent."""
    return 100 * ((last / first) ** (1 / years) - 1)


def event(event_id):
    """Return the day and the description of an event."""
    row = summit.load("events").set_index("event_id").loc[event_id]
    return f"{row['date'].day} {row['date']:%B}", row["description"]


def day(event_id):
    return event(event_id)[0]


@page.says
def pillar():
    commitments = summit.load("commitments")
    growth = commitments[commitments["pillar"] == "growth"]
    absent = (growth["article_coverage"] == "absent").sum()
    yield f"The pillar has {len(growth)} commitments"
    yield f"leaves out {absent} of {len(growth)} Growth commitments"


@page.says
def the_word_trade():
    counts = summit.load("term_counts").set_index(["term_id", "statement_id"])["count"]
    trade = counts["trade"]
    recent = ["statement-2023", "statement-2024", "statement-2025"]
    yield (
        "The word does not occur in the statement, nor in those of 2023 and 2024",
        (trade[recent] == 0).all(),
    )
    yield "has it seven times", trade["statement-2021"] == 7


@page.says
def japans_share():
    old, new = shares()
    sums = both_ways(1987, "JPN"), both_ways(2024, "JPN", "-april-2025")
    yield (
        "Of every 100 dollars of U.S. goods trade in 1987, exports and imports together, "
        f"{old:.0f} were traded with Japan"
    )
    yield "Does Japan matter a quarter as much?", 0.24 < new / old < 0.26
    yield (
        f"the sum with Japan doubled, from {sums[0] / 1000:.0f} to "
        f"{sums[1] / 1000:.0f} billion",
        1.9 < sums[1] / sums[0] < 2.1,
    )
    yield "goods trade fell by three quarters", 0.74 < 1 - new / old < 0.76
    yield "The rest grew faster", new < old
    yield (
        f"in all {len(balances())} years, while Japan's share of its goods trade fell "
        f"from {old:.0f} to {new:.0f} percent",
        (balances() < 0).all(),
    )


@page.says
def balance_of_2025():
    yield f"The goods deficit of 2025 is {-balances()[2025] / 1000:.1f}"
    yield f"a deficit of {-balances()[2025] / 1000:.1f} billion dollars"


@page.says
def below_zero():
    below = (balances() < 0).sum()
    yield (
        f"the condition is True in all {below} years",
        below == len(balances()),
    )
    yield f"The balance was lowest in {balances().idxmin()}"


@page.says
def the_fall():
    old, new = shares()
    between = 100 * both_ways(2009, "JPN") / both_ways(2009, "WLD")
    yield "Most of the fall came before 2010", old - between > between - new > 0


@page.says
def the_offices_own_balance():
    """The lesson subtracts; the balance that the office publishes must agree."""
    apart = [
        value("us-goods-exports", year, "JPN")
        - value("us-goods-imports", year, "JPN")
        - balance
        for year, balance in balances().items()
    ]
    yield "had a goods deficit with Japan in all", max(map(abs, apart)) < 0.2


@page.says
def one_gap():
    known, revised, payments, everything = four_balances()
    yield f"| **{known:.1f}** | a news report"
    yield f"**First, {known:.1f}.** The Census Bureau"
    yield f"{-known:.1f} as published near the summit, {-revised:.1f} as revised since"
    yield f"**Next, nearly {payments:.0f}.** There is a second way to count"
    yield f"By this definition the balance is {-payments:.0f}"
    yield (
        "In services, the United States sold more than it bought",
        gap("services") > 0 and gap("services") - payments == -everything,
    )
    yield (
        f"{known:.1f}, {revised:.1f}, {payments:.0f} and {everything:.0f} are all sound"
    )
    yield (
        f"goods only; {gap('services'):.0f}, services only; "
        f"{gap('services') - known:.1f}, which adds services"
    )
    yield f"bought {everything:.0f} billion dollars more in goods and services"
    yield (
        f'{known:.1f}, "U.S. deficit in goods in 2024, Census basis"; the other side '
        f"will want goods and services, {everything:.0f}"
    )
    yield f"The deficit was {known:.1f} billion in one file and {revised:.1f} in another"
    yield f'"Nearly {payments:.0f}" fits {known:.1f} and {payments:.0f}'


@page.says
def near_70():
    last = -balances().loc[2014:2024] / 1000
    yield "the gap has stood near 70 for long", last.median().round(-1) == 70


@page.says
def two_claims():
    trump = value("claim-us-trade-deficit-trump", 2025, "JPN")
    press = value("claim-us-trade-deficit-press", 2025, "JPN")
    none = f"{press:.0f}" not in {f"{number:.0f}" for number in four_balances()}
    above = trump > max(four_balances())
    yield f"| **over {trump:.0f}** | President Trump"
    yield f"| **around {press:.0f}** | a market report"
    yield f"**Over {trump:.0f}** is above all four", above
    yield f"**Around {press:.0f}** meets none of ours for 2024", none
    yield f"around {press:.0f} and over {trump:.0f} match none of ours", none and above
    yield (
        "Four definitions give a U.S. deficit of {} to {} billion dollars in 2024; two "
        "claims match none of them",
        none and above,
    )
    yield f"We know no definition that gives over {trump:.0f}", above
    yield "Neither claim meets one of our definitions", none and above


@page.says
def the_trillion():
    goal = value("claim-japan-investment-goal", 2025, "USA")
    owner, before = (
        value("japan-fdi-in-us-by-owner", year, "USA") for year in (2024, 2023)
    )
    yield f"investment in the United States to {goal:,.0f} billion dollars"
    yield f"from {before:g} to {owner:g}, was {rate(before, owner, 1):.1f} percent"
    yield f"The {before:g} is rounded, from the trade press"
    yield '"The leaders agreed on 1 trillion dollars of investment', goal == 1000
    yield f"The answer, {rate(owner, goal, 5):.1f} percent"
    yield f"(the end of 2028) it would be {rate(owner, goal, 4):.1f}"
    yield f"{100 * (goal / owner - 1) / 5:.1f}, the total growth divided by five"


@page.says
def by_parent():
    goal = value("claim-japan-investment-goal", 2025, "USA")
    owner = value("japan-fdi-in-us-by-owner", 2024, "USA")
    first, last = (
        value("japan-fdi-in-us-by-parent", year, "USA") for year in (2012, 2021)
    )
    rows = summit.load("indicators").groupby("series_id").size()
    known = [rows[f"japan-fdi-in-us-by-{who}"] for who in ("parent", "owner")]
    yield f"We have {word(known[0])} scattered years by parent and {word(known[1])} by owner"
    yield f"the stock grew by {rate(first, last, 9):.1f} percent a year"
    yield (
        "By parent, the stock grew faster than it would need to",
        rate(first, last, 9) > rate(last, goal, 8),
    )
    yield (
        f"takes {rate(last, goal, 8):.1f} percent a year by parent, "
        f"{rate(owner, goal, 5):.1f} by owner"
    )
    yield (
        f"{100 * (goal / owner - 1):.1f}, the total; {rate(last, goal, 5):.1f}, which "
        "starts"
    )


@page.says
def largest_investors():
    japan, canada, germany = (
        value(f"{name}-fdi-in-us-by-owner", 2024, "USA")
        for name in ("japan", "canada", "germany")
    )
    yield (
        f"{japan:g}, Canada {canada:g}, Germany {germany:g}",
        japan > canada > germany,
    )


@page.says
def metals():
    when, told = event("2025-02-10-metals-tariffs")
    yield f"{when} 2025: 25 percent ordered on steel", "from 10% to 25%" in told
    yield (
        "Aluminum had paid 10, and steel 25 since 2018",
        "from 10%" in told and "25% duty on steel of 2018" in told,
    )


@page.says
def reciprocal_tariffs():
    announced = value("claim-us-tariff-announced", 2025, "JPN")
    when, told = event("2025-07-07-tariff-letter")
    yield (
        f'{day("2025-04-02-reciprocal-tariffs")} 2025: a "reciprocal" rate of '
        f"{announced:.0f} percent for Japan"
    )
    yield (
        f"{when}: the {announced:.0f} to be 25 from 1 August",
        "25%" in told and "from 1 August" in told,
    )


@page.says
def the_deal():
    vehicle = value("claim-japan-investment-vehicle", 2025, "USA")
    deal = value("claim-us-tariff-deal", 2025, "JPN")
    order = day("2025-09-04-trade-deal-order")
    yield (
        f"{day('2025-07-22-trade-deal')}: a deal, with {deal:.0f} percent and "
        f"{vehicle:.0f} billion dollars"
    )
    yield f"by the deal of July, {deal:.0f} in all"
    yield f"the year's is trade ({deal:.0f} percent)"
    yield f"memorandums, one of them on the {vehicle:.0f}"
    yield f"The {vehicle:.0f} billion are **not progress toward the trillion**"
    yield f"the {vehicle:.0f}, by Japanese officials, are loans, guarantees"
    yield f"that {vehicle:.0f} is more than half of the trillion", vehicle > 500
    yield f"one of the two readings of the {vehicle:.0f} must be false"
    yield f"the {vehicle:.0f} billion are another thing"
    yield f"the two negotiators signed a memorandum on the {vehicle:.0f} billion"
    yield f"On {order} came an order"
    yield f"On {order} a U.S. order put the tariff of the deal into effect"


@page.says
def the_projects():
    first = value("claim-japan-investment-first-projects", 2026, "USA")
    when, told = event("2026-03-19-second-investment-round")
    yield (
        f"{day('2026-02-17-first-investment-projects')} 2026: the first projects under "
        f"it, {first:.0f} billion dollars"
    )
    yield (
        f"{when}: candidates for a second round, up to 73 billion",
        "up to 73 billion" in told,
    )


@page.says
def the_courts():
    day_of_ruling, _ = event("2026-02-20-supreme-court-tariffs")
    when, told = event("2026-05-07-trade-court-section-122")
    yield f"{day_of_ruling}: the U.S. Supreme Court"
    yield (
        f"{when}: the U.S. Court of International Trade held, by two to one",
        "By 2-1" in told,
    )


@page.says
def the_inquiry():
    when, told = event("2026-03-11-section-301-cases")
    yield (
        f'{when}: a U.S. inquiry into "excess capacity" in 16 economies',
        "16 economies" in told,
    )
    _, labor = event("2026-03-12-section-301-forced-labor")
    yield "a day later another, into 60, on forced labor", "60 economies" in labor


@page.says
def beyond_our_date():
    newest = summit.load("events")["date"].max()
    yield (
        "What came on 24 July lies beyond our date",
        newest < pd.Timestamp("2026-07-24"),
    )


@page.says
def jera():
    evidence = summit.load("follow_through").set_index("commitment_id")["evidence"]
    told = evidence["G10"]
    yield (
        "JERA announced contracts for up to 5.5 million tons a year",
        "5.5 million tons" in told,
    )
    yield "after more than 15 months of work on them", "more than 15 months" in told


@page.says
def other_events():
    gas = summit.load("events").set_index("event_id")["date"]
    yield f"On {day('2026-01-06-china-dual-use-curbs')} 2026 Beijing"
    yield f"in {gas['2025-10-24-tokyo-gas-alaska-lng']:%B %Y} Tokyo Gas"


@page.says
def gas():
    usa, all_of_it = (
        {year: value("japan-lng-imports", year, who) for year in (2021, 2022, 2024)}
        for who in ("USA", "WLD")
    )
    share = {year: 100 * usa[year] / all_of_it[year] for year in usa}
    times = value("japan-lng-imports", 2024, "AUS") / usa[2024]
    yield (
        f"sold {share[2024]:.1f} percent of Japan's LNG (preliminary), about as in 2021 "
        f"({share[2021]:.1f}), after {share[2022]:.1f} in 2022"
    )
    yield "Australia sold four times as much", 3.9 < times < 4.1


@page.says
def papers():
    rows = summit.load("indicators")
    rows = rows[rows["series_id"] == "ai-publications"]
    papers = rows.pivot(index="year", columns="iso3", values="value")
    papers = papers[["CHN", "IND", "JPN", "KOR", "USA"]]
    yield (
        "The PRC publishes most; of these five, India has grown fastest, from a small "
        "start",
        papers.loc[2023].idxmax() == "CHN"
        and (papers.loc[2023] / papers.loc[2013]).idxmax() == "IND",
    )


@page.says
def what_the_article_has_nothing_on():
    rows = summit.load("commitments")
    absent = rows["article_coverage"].eq("absent").groupby(rows["domain"]).all()
    left_out = ["energy", "supply chains", "travel security", "economic cooperation"]
    yield (
        "The article has nothing on energy, supply chains, travel security and the order "
        "to the ministers (economic cooperation)",
        absent[left_out].all(),
    )
    named = summit.load("entities").set_index("entity_id")["in_article"]
    yield (
        "The article never names liquefied natural gas",
        not named["liquefied-natural-gas"],
    )


@page.says
def newest_of_the_lesson():
    yield (
        f"in this lesson it alone is newer than {course.as_of()}",
        summit.load("events")["date"].max() < pd.Timestamp("2026-09-01"),
    )
