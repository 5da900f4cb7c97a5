"""Feedback for lesson 03, Growth and Prosperity."""

from ...pictures.style import label
from ..exercises import Exercise, Trap, rounded, text
from . import judge03, load, once
from .charts import Chart, chart
from .slips import of_percent

IMPORTS, EXPORTS = "us-goods-imports", "us-goods-exports"
BOUGHT, SOLD = "us-goods-services-imports", "us-goods-services-exports"
NOW, THEN = 2024, 1987
START, YEARS = 2024, 5  # of exercise 3.4, to the end of 2029


@once
def _indicators():
    rows = load("indicators")
    return dict(
        zip(zip(rows["series_id"], rows["partner"], rows["year"]), rows["value"])
    )


def _value(series_id, year, partner="JPN"):
    """Return one observation, in the unit of its series."""
    return float(_indicators()[series_id, partner, year])


def _sum(*series, year=THEN, partner="JPN"):
    return sum(_value(name, year, partner) for name in series)


def _share(*series, year=THEN, of=()):
    """Return a function that computes Japan's percentage of the world.

    series: added up, in both places. of: other series of the world.
    """
    return lambda: (
        100 * _sum(*series, year=year) / _sum(*(of or series), year=year, partner="WLD")
    )


def _share_now():
    return _share(f"{IMPORTS}-april-2025", year=NOW)()


def _other_years():
    years = [
        year
        for series_id, partner, year in _indicators()
        if (series_id, partner) == (IMPORTS, "WLD") and year != THEN
    ]
    return [_share(IMPORTS, year=year)() for year in years]


def _then_and_now():
    then, now = _share(IMPORTS)(), _share_now()
    other = (
        "the quarrels over trade of the 1980s were about a partner with a far larger"
        " share"
        if then > 1.5 * now
        else "compare the two before you compare the quarrels over trade"
    )
    return (
        f"Of every 100 dollars that the United States spent on foreign goods in {THEN},"
        f" {then:.0f} went to Japan; in {NOW} it was {now:.0f}: {other}."
    )


def _balance(kind):
    """Return a function that computes a balance of the year of the summit's debate, in billion dollars."""
    return lambda: _value(f"us-{kind}-exports", NOW) - _value(f"us-{kind}-imports", NOW)


def _payments():
    return _value("us-goods-exports-bop", NOW) - _value("us-goods-imports-bop", NOW)


def _census(series_id="us-goods-balance"):
    return _value(series_id, NOW) / 1000


def _mixed():
    return _census("us-goods-balance-april-2025") + _balance("services")()


def _both_ways():
    both, services = _balance("goods-services")(), _balance("services")()
    sells = (
        "The gap is smaller than in goods alone, because the United States sells more"
        " services to Japan than it buys. Whoever leaves services out chooses a larger"
        " number, knowingly or not."
        if both < 0 < services
        else "Whoever leaves services out chooses another number, knowingly or not."
    )
    return sells


def _goal():
    return _value("claim-japan-investment-goal", 2025, "USA")


def _owner(year=START):
    return _value("japan-fdi-in-us-by-owner", year, "USA")


def _parent(year):
    return _value("japan-fdi-in-us-by-parent", year, "USA")


def _yearly(first=_owner, last=_goal, years=YEARS):
    """Return a function that computes the yearly growth in percent from one stock to another."""
    return lambda: 100 * ((last() / first()) ** (1 / years) - 1)


def _two_rates():
    owner, parent = _yearly()(), _yearly(lambda: _parent(2021), years=8)()
    near = (
        "nearly the same rate, and the two agree by chance"
        if abs(owner - parent) < 0.3
        else "another rate"
    )
    return (
        f"By parent it was {parent:.1f} percent a year, from another start, another"
        f" year and another count: {near}. The date is our assumption; with another"
        " date, both change."
    )


def _articles():
    rows = load("indicators")
    return rows[rows["series_id"] == "ai-publications"]


def _bars(rows=_articles, by="iso3", unit=1000):
    """Return a function that computes the bars of 3.5: articles, added up by a column."""
    return lambda: Chart("barh", rows().groupby(by)["value"].sum() / unit)


def _of_year(place):
    """Return a function that keeps the articles of one year: 0 the first, -1 the last."""

    def kept():
        rows = _articles()
        return rows[rows["year"] == sorted(set(rows["year"]))[place]]

    return kept


def _counted():
    return Chart("barh", _articles()["iso3"].value_counts())


def _means():
    return Chart("barh", _articles().groupby("iso3")["value"].mean() / 1000)


def _everything():
    return Chart("barh", load("indicators").groupby("iso3")["value"].sum() / 1000)


def _grown():
    values = _articles().pivot(index="year", columns="iso3", values="value")
    return Chart("barh", values.iloc[-1] / values.iloc[0])


def _most_articles():
    totals = _bars()().data.sort_values(ascending=False, kind="stable")
    years = sorted(set(_articles()["year"]))
    first, second = totals.index[:2]
    return (
        f"The longest bars of {years[0]} to {years[-1]} are {label(first)} with"
        f" {totals[first]:.0f} thousand articles and {label(second)} with"
        f" {totals[second]:.0f} thousand. A joint article counts once for each of its countries, so"
        " the bars must not be added up."
    )


EXERCISES = {
    "3.1": Exercise(
        read=rounded(1),
        expected=_share(IMPORTS),
        right=_then_and_now,
        traps=[
            Trap(
                _share(EXPORTS),
                "That is the share of exports. The question is about what the United"
                " States bought.",
                "exports",
            ),
            Trap(
                _share(EXPORTS, IMPORTS),
                "That is exports and imports together, the line of the figure. The"
                " question is about imports alone.",
                "both-together",
            ),
            Trap(
                _share(IMPORTS, of=(EXPORTS, IMPORTS)),
                "You divided by exports and imports of the world. Take its imports"
                " alone.",
                "other-whole",
            ),
            Trap(
                _share(IMPORTS, of=(EXPORTS,)),
                "You divided by the exports to the world: the word stands twice in the line."
                " Write `imports` in the second place, too.",
                "other-whole",
            ),
            Trap(
                _share(EXPORTS, of=(IMPORTS,)),
                "You divided exports to Japan by imports from the world. Take imports"
                " in both places.",
                "other-part",
            ),
            Trap(
                lambda: 100 * _sum(EXPORTS, IMPORTS) / _sum(IMPORTS, partner="WLD"),
                "You divided Japan's exports and imports by the "
                "imports of the world. Take imports in both places.",
                "other-part",
            ),
            Trap(
                lambda: 100 * _sum(IMPORTS) / _sum(EXPORTS),
                "You divided imports by exports. The part and the whole are both in "
                "`imports`.",
                "other-whole",
            ),
            Trap(
                lambda: 100 * _sum(EXPORTS) / _sum(IMPORTS),
                "You divided exports by imports. The part and the whole are both in "
                "`imports`.",
                "other-whole",
            ),
            Trap(
                _share_now,
                f"That is the share in {NOW}. The question is about {THEN}.",
                "other-year",
            ),
            Trap(
                lambda: _sum(IMPORTS),
                "That is the part alone, in million dollars. Divide it by the column"
                " `WLD` of the same year, and multiply by 100.",
                "part-alone",
            ),
            Trap(
                lambda: _sum(IMPORTS) / 1000,
                "That is the part alone, in billion dollars. A share is Japan's sum"
                " divided by the world's.",
                "part-alone",
            ),
            Trap(
                lambda: _sum(IMPORTS, partner="WLD"),
                "That is the whole alone, in million dollars. Divide Japan's number by"
                " it, and multiply by 100.",
                "whole-alone",
            ),
            Trap(
                lambda: _sum(IMPORTS, partner="WLD") / 1000,
                "That is the whole alone, in billion dollars. Divide Japan's sum by "
                "it.",
                "whole-alone",
            ),
            Trap(
                lambda: 100 * _sum(IMPORTS),
                "That is the part, times 100. Divide it by the column `WLD` of the same"
                " year.",
                "not-divided",
            ),
            *of_percent(_share(IMPORTS)),
            Trap(
                _other_years,
                f"That is the share of another year. The question is about {THEN}.",
                "other-year",
            ),
        ],
        hints=[
            "Copy the line that computes the share of exports. Which word in it says"
            " exports?",
            "Write imports for exports, before both `.loc`; begin with `answer =`.",
            '`answer = 100 * imports.loc[1987, "JPN"] / imports.loc[1987, "WLD"]`',
        ],
    ),
    "3.2": Exercise(
        read=rounded(1),
        expected=_balance("goods-services"),
        right=_both_ways,
        traps=[
            Trap(
                lambda: -_balance("goods-services")(),
                "The size is right. The sign is not: the United States bought more than"
                " it sold, and exports minus imports is below zero.",
                "sign-turned",
            ),
            Trap(
                _payments,
                "That is goods only. Services are part of the question.",
                "goods-only",
            ),
            Trap(
                lambda: -_payments(),
                "That is goods only, with the sign turned. Services are part of the"
                " question.",
                "goods-only",
            ),
            Trap(
                _balance("services"),
                "That is services only. Goods are part of the question.",
                "services-only",
            ),
            Trap(
                lambda: -_balance("services")(),
                "That is services only, with the sign turned. Goods are part of the"
                " question.",
                "services-only",
            ),
            Trap(
                _mixed,
                "That adds services from the balance of payments to goods of the Census"
                " Bureau: two definitions in one sum. Take both from one.",
                "two-definitions",
            ),
            Trap(
                lambda: _census() + _balance("services")(),
                "That adds services from the balance of payments to goods of the Census"
                " Bureau, as revised: two definitions in one sum. Take both from one.",
                "two-definitions",
            ),
            *(
                Trap(
                    lambda series=series, sign=sign: sign * _census(series),
                    f"That is the Census Bureau's balance in goods{of}. "
                    "Services are part of the question.",
                    "goods-only",
                )
                for series, of in (
                    ("us-goods-balance-april-2025", ""),
                    ("us-goods-balance", ", as revised"),
                )
                for sign in (1, -1)
            ),
            Trap(
                lambda: [
                    1000 * _census(series)
                    for series in ("us-goods-balance-april-2025", "us-goods-balance")
                ],
                "That is the Census Bureau's balance in goods, in million dollars. The"
                " question asks for goods and services, in billions.",
                "goods-only",
            ),
            Trap(
                lambda: [
                    sign * _value("us-goods-balance", NOW + 1) / 1000
                    for sign in (1, -1)
                ],
                "That is the balance in goods of "
                f"{NOW + 1}. The question is about goods and services in {NOW}.",
                "other-year",
            ),
            Trap(
                lambda: _value(SOLD, NOW),
                "That is what the United States sold, the exports. Take the imports"
                " from it.",
                "part-alone",
            ),
            Trap(
                lambda: _value(BOUGHT, NOW),
                "That is what the United States bought, the imports. Take it from the"
                " exports.",
                "part-alone",
            ),
            Trap(
                lambda: _value(SOLD, NOW) + _value(BOUGHT, NOW),
                "You added. A balance is what is left when imports are taken from "
                "exports.",
                "added",
            ),
            Trap(
                lambda: _value(SOLD, NOW) / _value(BOUGHT, NOW),
                "You divided. A balance is what is left when imports are taken from "
                "exports.",
                "divided",
            ),
            Trap(
                lambda: 100 * _value(SOLD, NOW) / _value(BOUGHT, NOW),
                "You divided. A balance is what is left when imports are taken "
                "from exports.",
                "divided",
            ),
            Trap(
                lambda: _balance("goods-services")() / 1000,
                "These two sums are in billions already: no division by 1,000.",
                "thousand-twice",
            ),
            Trap(
                lambda: _balance("goods-services")() * 1000,
                "That is in million dollars. The question asks for billions.",
                "in-millions",
            ),
            Trap(
                lambda: _value(SOLD, NOW) - _value("us-goods-imports-bop", NOW),
                "One series is left from the cell above: `bought` counts goods alone."
                ' Load "us-goods-services-imports", too.',
                "one-left-old",
            ),
            Trap(
                lambda: _value("us-goods-exports-bop", NOW) - _value(BOUGHT, NOW),
                "One series is left from the cell above: `sold` counts goods alone."
                ' Load "us-goods-services-exports", too.',
                "one-left-old",
            ),
            Trap(
                lambda: _payments() - _balance("services")(),
                "You took the balance of services away. It belongs to the sum: add it.",
                "services-taken-away",
            ),
            Trap(
                lambda: _payments() + _balance("goods-services")(),
                "Goods are in this sum twice. The two series hold goods and services "
                "already.",
                "goods-twice",
            ),
        ],
        hints=[
            "Copy the lines that subtract one series from another. Only the names of the"
            " two change.",
            '`sold = summit.series("us-goods-services-exports", by="partner")`, and the'
            " same for `bought`.",
            '`answer = sold.loc[2024, "JPN"] - bought.loc[2024, "JPN"]`',
        ],
    ),
    "3.3": Exercise(
        read=text,
        judge=judge03.judge,
        right=(
            "Whoever doubts it can look it up. Read it once more: does"
            ' "deficit" stand for a fact there, or for a verdict?'
        ),
        model=judge03.model,
        hints=[
            "Take one of the filled bars, and write down everything its label says.",
            (
                "Six parts: a number in dollars, its year, Japan, the word deficit, goods"
                " (or goods and services), and the Census Bureau or the balance of"
                " payments."
            ),
            (
                'Begin with "In 2024 the U.S. deficit in goods with Japan was ...", and'
                " end with the basis in brackets."
            ),
        ],
    ),
    "3.4": Exercise(
        read=rounded(1),
        expected=_yearly(),
        right=_two_rates,
        traps=[
            Trap(
                lambda: 100 * (_goal() / _owner() - 1) / YEARS,
                "You divided the total growth by the years. Each year grows on the one "
                "before: use `** (1 / 5)`.",
                "divided-by-years",
            ),
            Trap(
                lambda: 100 * (_goal() / _owner() - 1),
                "That is the growth over all the years. The question is about one.",
                "total-growth",
            ),
            Trap(
                lambda: 100 * (_goal() / _owner()) ** (1 / YEARS),
                "That is the new stock as a percentage of the old, a year later. "
                "Subtract 1 before you multiply by 100.",
                "percentage-of-old",
            ),
            Trap(
                lambda: (_goal() / _owner()) ** (1 / YEARS),
                "That is how many times as large it is, a year later. Subtract 1, and "
                "multiply by 100.",
                "ratio-for-growth",
            ),
            Trap(
                lambda: 100 * (_goal() / _owner()) ** (1 / YEARS) - 1,
                "Subtract 1 inside the brackets, before you multiply by 100.",
                "brackets-missing",
            ),
            Trap(
                lambda: 100 * ((_goal() / _owner()) ** 1 / YEARS - 1),
                "Write the power with two stars and brackets, ** (1 / 5): one star multiplies,"
                " and without brackets Python takes the power before it divides.",
                "power-first",
            ),
            Trap(
                lambda: 100 * ((_goal() / _owner() - 1) ** (1 / YEARS)),
                "Subtract 1 after the power, not before it.",
                "power-last",
            ),
            Trap(
                lambda: 100 * ((_goal() / _owner()) ** YEARS - 1),
                "That is the power 5. The root of five years is the power 1 / 5.",
                "power-turned",
            ),
            *(
                Trap(
                    _yearly(years=years),
                    f"That takes {years} years. From the end of {START} to the end of"
                    f" {START + YEARS} there are {YEARS}.",
                    "other-years",
                )
                for years in (8, 9, 4, 6, 3)
            ),
            Trap(
                lambda: [
                    _yearly(lambda: _owner(START - 1), years=years)()
                    for years in (YEARS, YEARS + 1)
                ],
                f"That starts from the stock of {START - 1}. The question starts from"
                f" that of {START}.",
                "other-start",
            ),
            Trap(
                lambda: 100 * (_goal() / _owner()) ** (1 / YEARS - 1),
                "The 1 that is subtracted stands inside the power. Close the "
                "bracket after 1 / 5.",
                "brackets-missing",
            ),
            Trap(
                _yearly(_goal, _owner),
                "You divided the stock by the goal. Turn the division round: the last"
                " number by the first.",
                "division-turned",
            ),
            Trap(
                lambda: _goal() / _owner(),
                "That is how many times as large it is in the end. Take the root of the"
                " years, subtract 1, and multiply by 100.",
                "ratio-for-growth",
            ),
            Trap(
                lambda: 100 * _goal() / _owner(),
                "That is the goal as a percentage of the stock. Take the root of the"
                " years first.",
                "percentage-of-old",
            ),
            Trap(
                lambda: 100 * _owner() / _goal(),
                "That is the stock as a percentage of the goal. The question is how"
                " fast it must grow.",
                "percentage-of-goal",
            ),
            Trap(
                lambda: _goal() - _owner(),
                "That is what is missing, in billion dollars. The question is about a"
                " yearly rate.",
                "missing-dollars",
            ),
            Trap(
                lambda: (_goal() - _owner()) / YEARS,
                "That is what is missing, in billion dollars a year. The question is"
                " about a rate in percent.",
                "missing-dollars",
            ),
            Trap(
                _owner,
                "That is the stock alone, the first number. The rate leads from it to"
                " the goal.",
                "part-alone",
            ),
            Trap(
                _goal,
                "That is the goal alone, the last number. The rate leads to it from the"
                " stock.",
                "whole-alone",
            ),
            Trap(
                _yearly(lambda: _parent(2021)),
                "That starts from the stock by parent. The question is about the stock"
                " by owner.",
                "by-parent",
            ),
            Trap(
                _yearly(lambda: _parent(2021), years=8),
                "That is the rate by parent, which the cell above shows. The question"
                " is about the stock by owner.",
                "by-parent",
            ),
            Trap(
                _yearly(lambda: _parent(2012), lambda: _parent(2021), 9),
                "That is the rate by parent of the past, which a cell above "
                "shows. The question is about the way to the goal.",
                "by-parent",
            ),
            Trap(
                _yearly(lambda: _owner(START - 1), _owner, 1),
                f"That is the growth from {START - 1} to {START}, the one step we see. "
                "The question is about the way to the goal.",
                "one-step",
            ),
            Trap(
                lambda: _yearly()() / 100,
                "That is a fraction. Multiply by 100 to get a percentage.",
                "fraction-for-percent",
            ),
        ],
        hints=[
            (
                "The formula is the one of the cell above; only the first number and"
                " the years are others."
            ),
            'The last number is `goal`, the first `owner.loc[2024, "JPN"]`, the years'
            " are 5.",
            '`answer = 100 * ((goal / owner.loc[2024, "JPN"]) ** (1 / 5) - 1)`',
        ],
    ),
    "3.5": Exercise(
        read=chart,
        expected=_bars(),
        right=_most_articles,
        traps=[
            Trap(
                _bars(unit=1),
                "Those are articles, not thousands. Sum up the new column, `thousand`.",
                "not-in-thousands",
            ),
            Trap(
                _bars(unit=1 / 1000),
                "Those are articles times a thousand. To count in thousands, divide:"
                ' `indicators["value"] / 1000`.',
                "multiplied",
            ),
            Trap(
                _means,
                "Those are means, the articles of one year on average. The question is"
                " about all years together: `.sum()`.",
                "mean-for-sum",
            ),
            Trap(
                _bars(by="year"),
                "Those are sums by year. Group by `iso3`, the column of the countries.",
                "grouped-by-year",
            ),
            Trap(
                _bars(by="year", unit=1),
                "Those are sums by year, and in articles. Group by `iso3`, and sum up"
                " `thousand`.",
                "grouped-by-year",
            ),
            Trap(
                _everything,
                "That adds up all series of the table, dollars and soldiers among them."
                ' Keep the rows of "ai-publications" first, and use `rows`.',
                "not-filtered",
            ),
            Trap(
                _counted,
                "Those are numbers of rows, one a year. Add up the values:"
                ' `["thousand"].sum()`.',
                "counted-rows",
            ),
            Trap(
                _bars(_of_year(-1)),
                "Those are the articles of the last year alone. Add up all years.",
                "one-year",
            ),
            Trap(
                _bars(_of_year(0)),
                "Those are the articles of the first year alone. Add up all years.",
                "one-year",
            ),
            Trap(
                _grown,
                "Those say how many times as many there were in the last year as in the"
                " first. The question is about all years together.",
                "growth",
            ),
        ],
        hints=[
            'The rows: `rows = indicators[indicators["series_id"] == "ai-publications"]`.',
            'The sums: `totals = rows.groupby("iso3")["thousand"].sum()`.',
            'The chart: `answer = totals.plot.barh(title="...")`; write your own title.',
        ],
    ),
}
