"""Feedback for lesson 05, The partnership network."""

from ... import network
from ...pictures.style import label
from ..exercises import Exercise, Number, Trap, rounded, row_count, text
from . import judge05, load, once
from .charts import Chart, chart
from .judge05 import TREATIES
from .slips import of_percent
from .wording import in_words, listed


@once
def _all_members():
    """Return {partnership: its members}, and the names of the article's groupings."""
    rows = load("memberships").groupby("partnership_id")["iso3"].agg(set).to_dict()
    return rows, list(load("partnerships").query("in_article")["partnership_id"])


def _members(*more):
    """Return {partnership: its members} of the article's groupings, and of more."""
    rows, named = _all_members()
    return {name: rows[name] for name in (*named, *more)}


def _named(*partnerships):
    return (
        load("partnerships").set_index("partnership_id").loc[list(partnerships), "name"]
    )


def _shared(one, other, *more):
    """Return a function that counts the groupings two countries share."""
    return lambda: sum({one, other} <= members for members in _members(*more).values())


def _seats(country):
    """Return a function that counts the article's groupings in which a country sits."""
    return lambda: sum(country in members for members in _members().values())


def _where_they_meet():
    both = [name for name, members in _members().items() if {"AUS", "USA"} <= members]
    return (
        f"They meet in {listed(_named(*both))}. You have just worked out the weight of"
        " one tie; the projection does it for every pair."
    )


def _pairs():
    """Return the number of tied pairs and of countries, for the article's groupings."""
    groups = _members().values()
    countries = sorted(set().union(*groups))
    tied = sum(
        any({one, other} <= members for members in groups)
        for one in countries
        for other in countries
        if one < other
    )
    return tied, len(countries)


def _possible():
    countries = _pairs()[1]
    return countries * (countries - 1) // 2


def _density():
    return 100 * _pairs()[0] / _possible()


def _weights():
    return sum(
        len(members) * (len(members) - 1) // 2 for members in _members().values()
    )


def _tied_of_possible():
    return (
        f"{_pairs()[0]} of {_possible()} pairs sit together somewhere. Whether that is"
        " much depends on the list: a longer one can only raise the number for the"
        " same countries."
    )


def _weighted(country, *more):
    """Return a function that adds up the weights of a country's ties."""
    return lambda: sum(
        len(members) - 1 for members in _members(*more).values() if country in members
    )


def _other_countries():
    countries = set().union(*_members(*TREATIES).values()) - {"USA"}
    return [_weighted(country, *TREATIES)() for country in countries]


def _degree(country, *more):
    """Return a function that counts the countries with which one shares a grouping."""
    return lambda: (
        len(
            set().union(
                *(members for members in _members(*more).values() if country in members)
            )
        )
        - 1
    )


def _added(*treaties):
    """Return what treaties add to the weighted degree of the United States."""
    return _weighted("USA", *treaties)() - _weighted("USA")()


def _tie_broken():
    before, after = (
        [_weighted(country, *more)() for country in ("JPN", "USA")]
        for more in ((), TREATIES)
    )
    japan = (
        "Japan's stays where it was."
        if before[0] == after[0]
        else f"Japan's goes from {before[0]} to {after[0]}."
    )
    tie = (
        f" The tie between the two is broken by {in_words(len(TREATIES))} rows that"
        " Washington signed and Tokyo did not: a center is made by the list."
        if before[0] == before[1] and before[0] == after[0] < after[1]
        else ""
    )
    return japan + tie


def _how_many_sit():
    australia, both = _seats("AUS")(), _shared("AUS", "USA")()
    return (
        f"Australia sits in {in_words(australia)} of the groupings. In how many of"
        " these does the United States sit?"
        if both != 1
        else (
            "Look for the rows in which Australia has a 1, and at the United States in"
            " each."
        )
    )


def _anzus_adds():
    return (
        f"ANZUS adds {in_words(_added('anzus'))}: one for each country it ties to the"
        " United States. And the other two treaties?"
    )


def _security(year):
    """Return the memberships of security groupings and agreements in a year."""
    kinds = load("partnerships").set_index("partnership_id")["kind"]
    rows = load("memberships")
    kind = rows["partnership_id"].map(kinds)
    rows = rows[~kind.isin(["forum", "economic framework"])]
    return network.in_force(rows, year)


def _bars(year=2025, gone="USA", dissolve=True, column="iso3", rows=_security):
    """Return a function that counts the seats, or another column, after a country is gone."""

    def counted():
        left = rows(year)
        if gone:
            left = network.without(left, gone, dissolve)
        return Chart("barh", left[column].value_counts())

    return counted


def _all_but_the_hub(year):
    rows = _security(year)
    return rows[rows["iso3"] != "USA"]


def _five(year):
    return network.rows_of(*_all_members()[1])


def _most_without():
    counts = _bars()().data
    most = counts[counts == counts.max()].index
    who = " and ".join(sorted(map(label, most)))
    have = "sits" if len(most) == 1 else "sit"
    return (
        f"{who} {have} in most of them, {counts.max()}. They are rows of our choice, and"
        " none of them promises defense."
    )


EXERCISES = {
    "5.1": Exercise(
        read=row_count,
        expected=_shared("AUS", "USA"),
        right=_where_they_meet,
        traps=[
            Trap(
                _shared("AUS", "USA", "anzus"),
                "ANZUS joins them, too, but it is not one of the article's groupings.",
                "list-of-ones-own",
            ),
            Trap(
                _shared("AUS", "USA", "anzus", "aukus"),
                "ANZUS and AUKUS join them, too, but neither is one of the article's"
                " groupings.",
                "list-of-ones-own",
            ),
            Trap(
                _shared("JPN", "USA"),
                "That is Japan and the United States. Put the columns of Australia and"
                " the United States side by side.",
                "other-pair",
            ),
            Trap(
                _shared("IND", "USA"),
                "That is India and the United States, as in the line above. Write"
                ' "AUS" in place of "IND".',
                "example-unchanged",
            ),
            Trap(
                _shared("AUS", "IND"),
                "That is Australia and India. Put the columns of Australia and the"
                " United States side by side.",
                "other-pair",
            ),
            Trap(
                _shared("AUS", "KOR"),
                "No row was kept, but Australia and the United States do share one. Does"
                " each 1 stand without quotation marks?",
                "none",
            ),
            Trap(
                lambda: _seats("AUS")() + _seats("USA")(),
                "You added the two columns. Count only the rows in which both have"
                " a 1.",
                "columns-added",
            ),
            Trap(
                lambda: len(_members()) - _shared("AUS", "USA")(),
                "Those are the rows in which one of the two has no 1. Count the "
                "others.",
                "condition-turned",
            ),
            Trap(
                _seats("USA"),
                "Those are all groupings of the United States. Count only those with"
                " Australia.",
                "one-column",
            ),
            Trap(
                _seats("AUS"),
                "Those are all groupings of Australia. Count only those with the United"
                " States.",
                "one-column",
            ),
            Trap(
                lambda: _shared("AUS", "USA")() - 1,
                "One more: go through the rows again, one by one.",
                "one-too-few",
            ),
            Trap(
                lambda: _shared("AUS", "USA")() + 1,
                "One too many: both must have a 1 in the same row.",
                "one-too-many",
            ),
            Trap(
                lambda: _pairs()[1],
                "That is the number of countries. Count groupings.",
                "countries-counted",
            ),
        ],
        hints=[
            (
                "Put the columns AUS and USA side by side, and count the rows in which"
                " both have a 1. In the line, one code changes: IND."
            ),
            _how_many_sit,
        ],
    ),
    "5.2": Exercise(
        read=rounded(1),
        expected=_density,
        right=_tied_of_possible,
        traps=[
            Trap(
                lambda: _pairs()[0],
                "That is the number of tied pairs. Divide by the possible pairs, and"
                " multiply by 100.",
                "part-alone",
            ),
            Trap(
                _possible,
                "That is the number of possible pairs. Divide the tied pairs by it.",
                "whole-alone",
            ),
            Trap(
                lambda: _possible() - _pairs()[0],
                "That is the number of pairs that are not tied. Take the tied ones.",
                "the-rest",
            ),
            Trap(
                lambda: 100 * _pairs()[0] / _pairs()[1] ** 2,
                "You divided by all cells of a table of all countries by all countries."
                " No country pairs with itself, and each pair counts once.",
                "all-cells",
            ),
            Trap(
                lambda: _density() / 2,
                "You counted each possible pair from both sides. Every pair counts"
                " once.",
                "pairs-twice",
            ),
            Trap(
                lambda: 2 * _density(),
                "You counted each tied pair from both sides. Every pair counts once.",
                "pairs-twice",
            ),
            Trap(
                lambda: 100 * _pairs()[0] / _pairs()[1],
                "You divided by the number of countries. Divide by the possible pairs.",
                "divided-by-countries",
            ),
            Trap(
                lambda: _pairs()[1],
                "That is the number of countries. Divide the tied pairs by the possible"
                " pairs.",
                "countries-counted",
            ),
            Trap(
                lambda: 100 * _weights() / _possible(),
                "You added the weights. A tie counts once, however many groupings are"
                " shared.",
                "weights-added",
            ),
            Trap(
                lambda: 100 * _pairs()[1] / _possible(),
                "That counts the countries: `len(ties)` has one for each. The ties are"
                " `len(ties.edges)`.",
                "countries-counted",
            ),
            Trap(
                lambda: 100 * _pairs()[0],
                "That is not divided yet. Divide by the possible pairs.",
                "not-divided",
            ),
            *of_percent(_density),
        ],
        hints=[
            lambda: (
                f"Density is tied pairs divided by possible pairs. {_pairs()[1]}"
                f" countries make {_pairs()[1]} * {_pairs()[1] - 1} / 2 pairs."
            ),
            "`answer = 100 * len(ties.edges) / ...`, with the possible pairs for the dots.",
        ],
    ),
    "5.3": Exercise(
        read=Number(advice="Pick one cell of it: the row USA, the column weighted."),
        expected=_weighted("USA", *TREATIES),
        right=_tie_broken,
        traps=[
            Trap(
                _weighted("USA"),
                "That is the value for the article's groupings alone. Add the treaties"
                " with `pd.concat`.",
                "groupings-alone",
            ),
            Trap(
                lambda: _weighted("USA")() + len(TREATIES),
                "One for each treaty is too few: ANZUS also ties the United States to"
                " New Zealand.",
                "one-a-treaty",
            ),
            Trap(
                _weighted("USA", "anzus"),
                "That is with ANZUS alone. Add the other two treaties.",
                "one-treaty",
            ),
            Trap(
                _weighted("USA", "usa-kor-treaty", "usa-phl-treaty"),
                "That is without ANZUS. Each member of it but the United States "
                "adds one.",
                "anzus-forgotten",
            ),
            Trap(
                _weighted("USA", "usa-kor-treaty"),
                "That is with one treaty of two members. Add the others.",
                "one-treaty",
            ),
            Trap(
                lambda: _added(*TREATIES),
                "That is what the treaties add. Add it to the value for the article's"
                " groupings.",
                "part-alone",
            ),
            Trap(
                _degree("USA", *TREATIES),
                "That is the degree, which counts countries. The weighted degree counts"
                " shared groupings.",
                "degree",
            ),
            Trap(
                _degree("USA"),
                "That is the degree for the article's groupings alone, which counts"
                " countries. The weighted degree counts shared groupings.",
                "degree",
            ),
            Trap(
                _other_countries,
                "That is the value of another country. The question asks for the United"
                " States.",
                "other-country",
            ),
            Trap(
                lambda: len(_members(*TREATIES)),
                "That is the number of groupings and treaties. The weighted degree adds"
                " up what the United States shares with each country.",
                "groupings-counted",
            ),
            Trap(
                lambda: _weighted("USA", *TREATIES)() + 1,
                "One too many: each treaty ties the United States to the other members,"
                " not to itself.",
                "itself-counted",
            ),
            Trap(
                lambda: len(set().union(*_members(*TREATIES).values())),
                "That is the number of countries, the rows of the table. Pick "
                "one cell: the row USA, the column weighted.",
                "rows-counted",
            ),
        ],
        hints=[
            _anzus_adds,
            (
                "Put the names of the treaties into the brackets of `rows_of`, run the"
                " lines, and read the row USA in the column weighted."
            ),
        ],
    ),
    "5.4": Exercise(
        read=text,
        judge=judge05.judge,
        right=(
            "Whether the limit is well put is for a reader to say. Would your sentence"
            " still be true with another list?"
        ),
        model=judge05.model,
        hints=[
            (
                "Run `network.measures(five)`, and the lines above with another name in"
                " the brackets of `rows_of`. Put the two tables side by side."
            ),
            (
                '"With ... the weighted degree of ... goes from ... to ...; it does'
                ' not follow that ..."'
            ),
        ],
    ),
    "5.5": Exercise(
        read=chart,
        expected=_bars(),
        right=_most_without,
        traps=[
            Trap(
                _bars(gone=None),
                "Those are all security groupings of that year. Take the United States"
                " out first.",
                "all-counted",
            ),
            Trap(
                _bars(dissolve=False),
                "Those are the groupings if they live on without the United States."
                " Let them fall: `dissolve=True`.",
                "live-on",
            ),
            Trap(
                _bars(gone=None, rows=_all_but_the_hub),
                "Those are all security groupings, only without the rows of the United"
                " States. Let its groupings fall: `network.without(..., dissolve=True)`.",
                "rows-only",
            ),
            Trap(
                _bars(gone="AUS", rows=_five),
                "That is the example, the article's groupings without Australia. Change"
                " the table and the country in the line.",
                "example-unchanged",
            ),
            Trap(
                _bars(gone="AUS"),
                "Australia is taken out, as in the line above. Take out the United"
                " States.",
                "example-unchanged",
            ),
            Trap(
                _bars(gone="JPN"),
                "Japan is taken out. Take out the United States.",
                "other-country",
            ),
            Trap(
                _bars(year=2017),
                "Those are the rows of another year. Take the rows of `today`.",
                "other-year",
            ),
            Trap(
                _bars(column="partnership_id"),
                "That counts the members of each agreement. Count the countries.",
                "other-column",
            ),
        ],
        hints=[
            "`fall = network.without(today, ..., dissolve=True)` leaves the agreements.",
            '`counts = fall["iso3"].value_counts()` has one number a country.',
            '`answer = counts.plot.barh(title="...")` draws it; write your own title.',
        ],
    ),
}
