"""Feedback for lesson 02, Cooperation for Peace."""

from ..exercises import Exercise, Trap, names, rounded, row_count, text
from . import judge02, load, once
from .charts import Chart, Charts
from .slips import of_filter, or_for_and
from .wording import counted, in_words, listed

DOLLARS, SHARE = "milex-constant-2024-usd", "milex-share-gdp"
BASE, LAST = 2022, 2025


@once
def _peace():
    commitments = load("commitments")
    return commitments[commitments["pillar"] == "peace"]


def _made_by(*actors):
    return lambda: int(_peace()["actor"].isin(actors).sum())


def _who_alone():
    """Return what one side commits to alone, by field, and whether every intention is joint."""
    peace = _peace()
    fields = {
        actor: list(dict.fromkeys(peace.loc[peace["actor"] == actor, "domain"]))
        for actor in ("Japan", "United States")
    }
    joint = (peace.loc[peace["strength"] == "intends", "actor"] == "both").all()
    return (
        f"Japan's {in_words(_made_by('Japan')())} are about {listed(fields['Japan'])},"
        f" the United States' {in_words(_made_by('United States')())} about"
        f" {listed(fields['United States'])}."
        + (" Every intention in the pillar is joint." if joint else "")
    )


def _ids(strength=("intends",), coverage=("absent",), pillar="peace"):
    """Return a function that chooses commitments; None for a condition that is left out."""

    def chosen():
        rows = load("commitments") if pillar is None else _peace()
        rows = rows[rows["strength"].isin(strength)] if strength else rows
        return frozenset(
            (rows[rows["article_coverage"].isin(coverage)] if coverage else rows)[
                "commitment_id"
            ]
        )

    return chosen


def _kept_and_dropped():
    rows = _peace().query("strength == 'intends'")
    gone = rows["article_coverage"] == "absent"
    kept, dropped = (
        list(dict.fromkeys(rows.loc[keep, "domain"])) for keep in (~gone, gone)
    )
    return (
        f"Of {counted(len(rows), 'intention')} the article keeps"
        f" {in_words(int((~gone).sum()))}, on {listed(kept)}. What it drops is about"
        f" {listed(dropped)}."
    )


@once
def _indicators():
    rows = load("indicators")
    return dict(zip(zip(rows["series_id"], rows["iso3"], rows["year"]), rows["value"]))


def _spent(year=LAST, iso3="JPN", series_id=DOLLARS):
    return float(_indicators()[series_id, iso3, year])


def _growth(base=BASE, last=LAST, over=None, iso3="JPN", series_id=DOLLARS):
    """Return a function that computes a growth in percent; over: the year that it is divided by."""

    def percent():
        old, new = (_spent(year, iso3, series_id) for year in (base, last))
        return 100 * (new - old) / _spent(over or base, iso3, series_id)

    return percent


def _other_years():
    years = [
        year
        for series_id, iso3, year in _indicators()
        if (series_id, iso3) == (DOLLARS, "JPN")
    ]
    return [
        _growth(year)() for year in years if BASE - 3 <= year < LAST and year != BASE
    ] + [_growth(last=year)() for year in years if BASE < year < LAST]


def _other_countries():
    first, last = (
        {
            iso3
            for series_id, iso3, of in _indicators()
            if (series_id, of) == (DOLLARS, year)
        }
        for year in (BASE, LAST)
    )
    return [_growth(iso3=iso3)() for iso3 in (first & last) - {"JPN"}]


def _mixed():
    """Return the growth from one country's first value to the other's last."""
    japan, other = (
        [_spent(year, iso3) for year in (BASE, LAST)] for iso3 in ("JPN", "USA")
    )
    return [100 * (other[1] / japan[0] - 1), 100 * (japan[1] / other[0] - 1)]


def _times():
    return _spent() / _spent(BASE)


def _more_in_percent():
    growth, sign = _growth()(), "more" if _growth()() >= 0 else "less"
    return (
        f"{abs(growth):.0f} percent {sign} in {in_words(LAST - BASE)} years, with price"
        ' changes taken out. The statement speaks of "a favorable trend" in the budget'
        " and gives no number; this is one way to put a number on it."
    )


HOSTS = ("JPN", "KOR")
FORCES = ("force posture", "bases")


def _lines(*countries, series_id="us-troops", by="partner", unit=1):
    """Return a function that computes the lines of some countries; none of them takes all."""

    def drawn():
        rows = load("indicators")
        rows = rows[rows["series_id"] == series_id]
        table = rows.pivot(index="year", columns=by, values="value") / unit
        shown = table[list(countries)] if countries else table
        return Chart(
            "line", shown, examples=("Military spending in billion dollars of 2024",)
        )

    return drawn


def _last_crossing():
    """Return since which year the line of Japan is always the higher one, and what to mind."""
    table = _lines(*HOSTS)().data
    lower = table.index[table["JPN"] <= table["KOR"]]
    since = [year for year in table.index if not len(lower) or year > lower.max()]
    if not since:
        return (
            f"In {table.index.max()} the line of the ROK is not below that of Japan. Mind"
            " what is counted: ships' crews only from 2008."
        )
    return (
        f"Since {min(since)} the line of Japan is always the higher one. Mind what is"
        " counted: ships' crews only from 2008."
    )


def _of_fields(*fields, others=False, pillar="peace"):
    """Return a function that chooses the commitments of some fields, or of all the others."""

    def chosen():
        rows = load("commitments") if pillar is None else _peace()
        of = rows["domain"].isin(fields)
        return frozenset(rows[~of if others else of]["commitment_id"])

    return chosen


def _what_they_say():
    rows = _peace()
    rows = rows[rows["domain"].isin(FORCES)]
    said = [
        f"{listed(part)} {verb[:-1] if len(part) > 1 else verb}"
        for verb in dict.fromkeys(rows["strength"])
        for part in [list(rows.loc[rows["strength"] == verb, "commitment_id"])]
    ]
    gone = int((rows["article_coverage"] == "absent").sum())
    out = (
        "all of them"
        if gone == len(rows)
        else f"{in_words(gone)} of {in_words(len(rows))}"
    )
    return f"{', and '.join(said)}. The article leaves out {out}."


EXERCISES = {
    "2.1": Exercise(
        read=row_count,
        expected=_made_by("Japan", "United States"),
        right=_who_alone,
        traps=[
            Trap(
                _made_by("both"),
                "Those are the joint ones. Turn the condition round: != instead of ==.",
                "condition-turned",
            ),
            Trap(
                _made_by("Japan"),
                "Those are Japan's alone. The United States makes some alone too.",
                "japan-only",
            ),
            Trap(
                _made_by("United States"),
                "Those are the United States' alone. Japan makes some alone too.",
                "united-states-only",
            ),
            Trap(
                lambda: int((load("commitments")["actor"] != "both").sum()),
                "That takes in the other pillars. Start from "
                "the table peace, not from commitments.",
                "all-pillars",
            ),
            Trap(
                lambda: int((load("commitments")["actor"] == "both").sum()),
                "Those are the joint ones of all pillars. Start "
                "from the table peace, and turn the condition round.",
                "all-pillars",
            ),
            Trap(
                lambda: len(load("commitments")),
                "Those are all commitments. Start from the table peace, and put the "
                "condition between its brackets.",
                "all-pillars",
            ),
            Trap(
                lambda: len(load("commitments")) - _made_by("both")(),
                "You took the joint ones from all commitments. Take them from "
                "those of the Peace pillar.",
                "all-pillars",
            ),
            Trap(
                lambda: len(_peace()) + _made_by("both")(),
                "You added. Take the joint ones away.",
                "added",
            ),
            *(  # the table has as many columns as joint commitments, the likelier answer
                trap
                for trap in of_filter(_peace, "peace", "actor")
                if trap.name != "counted-columns"
            ),
        ],
        hints=[
            "Copy the line above the exercise, and write `answer =` before it.",
            'Change one sign: `peace["actor"] != "both"` keeps those of one side.',
            '`answer = len(peace[peace["actor"] != "both"])`',
        ],
    ),
    "2.2": Exercise(
        read=names,
        expected=_ids(),
        right=_kept_and_dropped,
        traps=[
            Trap(
                _ids(coverage=None),
                "Those are all Peace commitments that intend. Keep only the ones the"
                " article leaves out.",
                "one-condition",
            ),
            Trap(
                frozenset,
                "Your list is empty: no row meets both conditions. Does the last line name"
                " your own two, and none of the example's? Write the values as the tables"
                " do: intends in the column strength, absent in the column"
                " article_coverage.",
                "no-row",
            ),
            Trap(
                _ids(coverage=("partial", "absent")),
                "Not in full is also in part. Ask for what is left out: == and absent.",
                "condition-turned",
            ),
            Trap(
                _ids(strength=None),
                "Those are all Peace commitments the article leaves out. Keep only the"
                " ones that intend.",
                "one-condition",
            ),
            or_for_and(_ids(coverage=None), _ids(strength=None)),
            Trap(
                _ids(pillar=None),
                "That takes in the other pillars. Start from the table peace, not from"
                " commitments.",
                "all-pillars",
            ),
            Trap(
                _ids(("affirms",), ("full",)),
                "That is the example above. Change its two values.",
                "example-unchanged",
            ),
            Trap(
                _ids(("affirms",)),
                "Those affirm. Change the other value too: the strength must be"
                " intends.",
                "half-changed",
            ),
            Trap(
                _ids(coverage=("full",)),
                "Those are carried in full. Change the other value too: the article"
                " leaves them out: absent.",
                "half-changed",
            ),
            Trap(
                _ids(coverage=("full", "partial")),
                "Those intend, but the article has them. The question asks for the ones"
                " that it leaves out.",
                "condition-turned",
            ),
            Trap(
                lambda: _ids(strength=None)() - _ids()(),
                "Those are left out, but do not intend. The strength must be intends: "
                "== and not !=.",
                "condition-turned",
            ),
            Trap(
                _ids(("acts",)),
                "Those act. The strength must be intends.",
                "other-strength",
            ),
            Trap(
                _ids(None, None),
                "Those are all Peace commitments. Put a condition between the brackets"
                " of the table.",
                "no-condition",
            ),
            Trap(
                _ids(None, None, None),
                "Those are all commitments. Put a condition between the brackets of the"
                " table peace.",
                "no-condition",
            ),
        ],
        hints=[
            "Copy the lines above the exercise, and change the two values.",
            (
                '`intends = peace["strength"] == "intends"` is one condition; the other'
                ' asks `article_coverage` for "absent".'
            ),
            '`answer = list(peace[intends & absent]["commitment_id"])`',
        ],
    ),
    "2.3": Exercise(
        read=rounded(1),
        expected=_growth(),
        right=_more_in_percent,
        traps=[
            Trap(
                lambda: 100 * _times(),
                "That is the new value as a percentage of the old. Growth is what was"
                " added: subtract 1 before you multiply by 100.",
                "percentage-of-old",
            ),
            Trap(
                _mixed,
                "You changed the country in one of the two lines only. Old and new must"
                " both be Japan's.",
                "half-changed",
            ),
            Trap(
                lambda: _growth()() / 100,
                "That is a fraction. Multiply by 100 to get a percentage.",
                "fraction-for-percent",
            ),
            Trap(
                _times,
                "That is how many times as large it is. Subtract 1, then multiply by"
                " 100.",
                "ratio-for-growth",
            ),
            Trap(
                lambda: 100 * _times() - 1,
                "Subtract 1 inside the brackets, before you multiply by 100.",
                "brackets-missing",
            ),
            Trap(
                lambda: (_spent() - _spent(BASE)) / 1000,
                "That is the growth in billion dollars. Divide it by the value of the "
                "first year, and multiply by 100.",
                "growth-in-dollars",
            ),
            Trap(
                _growth(over=LAST),
                "You divided by the later year. Growth is measured against where it"
                " started.",
                "divided-by-later",
            ),
            Trap(
                _growth(LAST, BASE),
                "You took the years the other way round: new divided by old.",
                "division-turned",
            ),
            Trap(
                _growth(LAST, BASE, BASE),
                "You took the new value from the old one. Turn the subtraction round.",
                "sign-turned",
            ),
            Trap(
                lambda: 100 / _times(),
                "That is the old value as a percentage of the new. Turn the division"
                " round, and subtract 1.",
                "division-turned",
            ),
            Trap(
                lambda: _spent() / 1000,
                "That is what was spent in the last year, in billion dollars. Divide it"
                " by the first year's, subtract 1, and multiply by 100.",
                "part-alone",
            ),
            Trap(
                lambda: _spent(BASE) / 1000,
                "That is what was spent in the first year, in billion dollars. Divide"
                " the last year's by it, subtract 1, and multiply by 100.",
                "whole-alone",
            ),
            Trap(
                lambda: _growth()() / (LAST - BASE),
                "That is the growth divided by the years. The question asks for all "
                f"{in_words(LAST - BASE)} together.",
                "per-year",
            ),
            Trap(
                lambda: 100 * (_times() ** (1 / (LAST - BASE)) - 1),
                "That is the growth of one year. The question asks for "
                f"all {in_words(LAST - BASE)} together.",
                "per-year",
            ),
            Trap(
                lambda: 100 * (60 / 50 - 1),
                "That is the example in the text above. Put the two cells of the table"
                " in it.",
                "example-unchanged",
            ),
            Trap(
                _growth(series_id=SHARE),
                "That is the growth of the share of GDP. The question is about constant"
                " dollars.",
                "share-of-gdp",
            ),
            Trap(
                lambda: _spent(LAST, "JPN", SHARE) - _spent(BASE, "JPN", SHARE),
                "That is the change of the share, in percentage "
                "points. The question is about growth in constant dollars.",
                "share-of-gdp",
            ),
            Trap(
                _other_years,
                f"That is the growth between other years. The question is about {BASE}"
                f" to {LAST}.",
                "other-year",
            ),
            Trap(
                _other_countries,
                "That is the growth of another country. Take the column JPN in both lines,"
                " and keep the line that computes growth below them.",
                "other-country",
            ),
        ],
        hints=[
            "You need two cells of the table dollars: Japan's in 2022 and in 2025.",
            "New divided by old, minus 1, times 100.",
            '`answer = 100 * (dollars.loc[2025, "JPN"] / dollars.loc[2022, "JPN"] - 1)`',
        ],
    ),
    "2.4": Exercise(
        read=text,
        judge=judge02.judge,
        right=(
            "A check reads words and numbers, not their sense: read your sentence once"
            " more. Does anything in it claim an act, or a cause?"
        ),
        model=judge02.model,
        hints=[
            (
                "The series holds what was reported. Who moved where, and why, it does"
                " not say."
            ),
            "Read the cautions under the figure: what changed after 2007?",
            (
                'Use "the number reported for Japan", both years, and a second half'
                ' that begins with "but".'
            ),
        ],
    ),
    "2.5": Exercise(
        read=Charts("line"),
        expected=_lines(*HOSTS, unit=1000),
        right=_last_crossing,
        traps=[
            Trap(
                _lines(*HOSTS),
                "The two lines are right, in persons. Divide the table by 1,000 before you"
                " take the two columns: the axis is then in thousands, as in the figure.",
                "other-unit",
            ),
            Trap(
                _lines("JPN", "KOR", "PHL"),
                "Those are the hosts of the figure. Leave out the Philippines: take the"
                " columns JPN and KOR.",
                "all-three",
            ),
            Trap(
                _lines(),
                "Those are all hosts. Take two columns first, those of Japan and the"
                " ROK, and draw them.",
                "all-hosts",
            ),
            Trap(
                _lines("JPN"),
                "That is Japan alone. Take the column of the ROK, KOR, too.",
                "one-host",
            ),
            Trap(
                _lines("KOR"),
                "That is the ROK alone. Take the column of Japan, JPN, too.",
                "one-host",
            ),
            Trap(
                _lines("JPN", "PHL"),
                "Those are Japan and the Philippines. The ROK has the code KOR.",
                "other-host",
            ),
            Trap(
                _lines("KOR", "PHL"),
                "Those are the ROK and the Philippines. Japan has the code JPN.",
                "other-host",
            ),
            Trap(
                _lines(*HOSTS, series_id=DOLLARS, by="iso3", unit=1000),
                "That is what the two spend. The question is about U.S. personnel:"
                " start from the table troops.",
                "other-series",
            ),
            Trap(
                _lines(*HOSTS, series_id=DOLLARS, by="iso3"),
                "That is what the two spend, in millions. The question is about U.S."
                " personnel: start from the table troops.",
                "other-series",
            ),
            Trap(
                _lines(*HOSTS, series_id=SHARE, by="iso3"),
                "Those are the shares of GDP. The question is about U.S. personnel:"
                " start from the table troops.",
                "other-series",
            ),
        ],
        hints=[
            "Divide the table troops by 1,000; then take two columns of it: JPN and KOR.",
            '`thousands = troops / 1000`, and below it `two = thousands[["JPN", "KOR"]]`',
            '`answer = two.plot(title="...")` draws a line for each; write your own title.',
        ],
    ),
    "2.6": Exercise(
        read=names,
        expected=_of_fields(*FORCES),
        right=_what_they_say,
        traps=[
            Trap(
                frozenset,
                "Your list is empty: no commitment has two fields at once. Use | in"
                " place of &, and write both fields as the table does: force posture,"
                " with a space, and bases.",
                "and-for-or",
            ),
            Trap(
                _of_fields("force posture"),
                "Those are about force posture alone. Keep bases, too, spelled as in the"
                " table, with | between the two conditions.",
                "one-condition",
            ),
            Trap(
                _of_fields("bases"),
                "That is about bases alone. Keep force posture, too, spelled as in the"
                " table (with a space), with | between the two conditions.",
                "one-condition",
            ),
            Trap(
                _of_fields("space", "cyber"),
                "That is the example. Change its two fields.",
                "example-unchanged",
            ),
            Trap(
                _of_fields("force posture", "cyber"),
                "One field is still that of the example: write bases in place of cyber.",
                "half-changed",
            ),
            Trap(
                _of_fields("space", "bases"),
                "One field is still that of the example: write force posture in place of"
                " space.",
                "half-changed",
            ),
            Trap(
                _of_fields("bases", "cyber"),
                "One field is still that of the example: write force posture in place of"
                " cyber.",
                "half-changed",
            ),
            Trap(
                _of_fields("space", "force posture"),
                "One field is still that of the example: write bases in place of space.",
                "half-changed",
            ),
            Trap(
                _of_fields(*FORCES, others=True),
                "Those are all the others. Ask with == and not with !=.",
                "condition-turned",
            ),
            Trap(
                _of_fields("territory", "bases"),
                "Those are about territory and bases. The two fields are force posture"
                " and bases.",
                "other-field",
            ),
            Trap(
                _of_fields(others=True),
                "Those are all Peace commitments. Put the name of your condition between"
                " the brackets.",
                "no-condition",
            ),
            Trap(
                _of_fields(others=True, pillar=None),
                "Those are all commitments. Put the name of your condition between the"
                " brackets of the table peace.",
                "no-condition",
            ),
        ],
        hints=[
            "Copy the lines, and change the two fields, between the quotation marks.",
            '`chosen = (field == "force posture") | (field == "bases")`',
            '`answer = list(peace[chosen]["commitment_id"])`',
        ],
    ),
}
