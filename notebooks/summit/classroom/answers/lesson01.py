"""Feedback for lesson 01, The summit in context."""

import types

import pandas as pd

from ...pictures.style import label
from ..exercises import Exercise, Number, Trap, row_count, text
from . import judge01, load
from .charts import Chart, Charts
from .reading import Identifiers, paragraphs
from .slips import of_filter, of_percent, or_for_and
from .values import Refusal
from .wording import counted, in_words, listed

SUMMIT = pd.Timestamp("2025-02-07")
TITLES = ("Commitments in each part of the statement",)  # the lesson's own


class _Counts(Charts):
    """Reads a chart of counts; says where a table was drawn that was not counted, or one that is empty."""

    def near(self, value, right):
        """Return (what a chart says beside the right one, its name), or None where it is right."""
        if any(name == "sentence" for name, _ in value.sets):
            return (
                "You drew the table itself, with its columns of numbers. Count first:"
                ' `["pillar"].value_counts()`, and draw the counts.',
                "not-counted",
            )
        bars = [length for _, pairs in value.sets for _, length in pairs]
        if bars and not any(length > 0 for length in bars):
            return (
                "No bar of your chart has a length: what stands between the square"
                " brackets is no column. The name of a column needs quotation marks:"
                ' `["absent"]`.',
                "quotation-marks-missing",
            )
        return super().near(value, right)


class _Names(Identifiers):
    """Reads identifiers; says where list stands before square brackets."""

    def __call__(self, answer):
        if isinstance(answer, types.GenericAlias):
            raise Refusal(
                "`list` is a command: it takes round brackets, with the column between"
                ' them, such as `list(both["commitment_id"])`.',
                "square-brackets",
            )
        return super().__call__(answer)


CHART = _Counts("barh")


def _events(condition):
    return lambda: int(condition(load("events")["date"]).sum())


def _after(date):
    return _events(lambda dates: dates > pd.Timestamp(date))


def _carried(*how, pillar="peace"):
    """Return how many commitments of a pillar the article treats so.

    how: none of them counts all. pillar: None counts those of all pillars.
    """
    rows = load("commitments")
    rows = rows[rows["pillar"] == pillar] if pillar else rows
    return int(rows["article_coverage"].isin(how).sum()) if how else len(rows)


def _share(*how, pillar="peace", of="peace"):
    """Return a function that computes a part of a pillar in percent of another pillar, or of all (None)."""
    return lambda: 100 * _carried(*how, pillar=pillar) / _carried(pillar=of)


def _six_of_nineteen():
    part, whole, absent = _carried("full", "partial"), _carried(), _carried("absent")
    return (
        f"{part} of {whole}: a reader of the article alone has not met the other"
        f" {in_words(absent)}."
    )


def _ids(strength=("acts",), coverage=("absent",), pillar=None):
    """Return a function that chooses commitments; None for a condition that is left out."""

    def chosen():
        rows = load("commitments")
        for column, values in (
            ("strength", strength),
            ("article_coverage", coverage),
            ("pillar", pillar),
        ):
            rows = rows[rows[column].isin(values)] if values else rows
        return frozenset(rows["commitment_id"])

    return chosen


def _acts_left_out():
    acts = load("commitments").query("strength == 'acts'")
    left = acts[acts["article_coverage"] == "absent"]
    orders = (
        " Each is an order to ministers, and an order can be checked later; lesson 06"
        " does."
        if (left["verb"] == "instructed").all()
        else ""
    )
    return (
        f"Of {counted(len(acts), 'act')} in the text the article leaves out"
        f" {in_words(len(left))}.{orders}"
    )


def _bars(*coverage, column="pillar"):
    """Return a function that computes the bars of a column; none of coverage counts all commitments."""

    def counted_rows():
        rows = load("commitments")
        rows = rows[rows["article_coverage"].isin(coverage)] if coverage else rows
        return Chart("barh", rows[column].value_counts(), examples=TITLES)

    return counted_rows


def _most_left_out():
    counts = _bars("absent")().data
    return (
        f"The article leaves out most of the pillar {label(counts.idxmax())},"
        f" {counts.max()} commitments. A bar counts; it does not weigh."
    )


def _longest(first=3, by="words", ascending=False):
    """Return a function that chooses paragraphs of the article: the first ones in some order."""

    def chosen():
        rows = load("article")
        if by:
            rows = rows.sort_values(by, ascending=ascending, kind="stable")
        return frozenset(rows["paragraph_id"][:first])

    return chosen


def _one_a_pillar():
    chosen = _longest()()
    rows = load("article").sort_values("words", ascending=False, kind="stable")
    words = rows[rows["paragraph_id"].isin(chosen)].set_index("paragraph_id")["words"]
    told = load("commitments")
    told = told[told["article_paragraph"].isin(chosen)]
    pillars = told.groupby("article_paragraph")["pillar"].agg(set)
    if len(set().union(*pillars)) < len(chosen) or (pillars.map(len) > 1).any():
        return f"The longest are {listed(sorted(chosen))}."
    each = [
        f"{name} has {count} words on the pillar {label(*pillars[name])}"
        for name, count in words.items()
    ]
    cut = _bars("absent")().data.idxmax()
    more = (
        f" {label(cut)} has the longest paragraph and the most commitments left out:"
        " room alone does not explain it."
        if pillars[words.index[0]] == {cut}
        else ""
    )
    return f"{listed(each)}.{more}"


def _of_how_many():
    left, whole = (_bars(*how, column="strength")().data for how in (["absent"], []))
    first, second = left.index[:2]
    return (
        f"The longest bar is {first}. But {left[first]} of {whole[first]} are missing"
        f" there, and {left[second]} of {whole[second]} at {second}: a long bar may only"
        " mean that there was more to leave out."
    )


EXERCISES = {
    "1.1": Exercise(
        read=row_count,
        expected=_after(SUMMIT),
        right=(
            "These are the events from which lesson 06 asks whether the statement was"
            " kept."
        ),
        traps=[
            Trap(
                _events(lambda dates: dates >= SUMMIT),
                "That counts the day of the summit too: >= means on or after. "
                "The question asks for after.",
                "on-or-after",
            ),
            Trap(
                _events(lambda dates: dates < SUMMIT),
                "Those are the events before the summit: the line as it stands. Turn the"
                " sign round.",
                "before",
            ),
            Trap(
                _events(lambda dates: dates <= SUMMIT),
                "Those are the events up to the day of the summit. Turn "
                "the sign round: > means after.",
                "up-to",
            ),
            Trap(
                _events(lambda dates: dates == SUMMIT),
                "Those are the events of the day itself. The question asks "
                "for later ones: >",
                "on-the-day",
            ),
            Trap(
                _events(lambda dates: dates != SUMMIT),
                "Those are all but the events of the day itself. The "
                "question asks for later ones: >",
                "not-on-the-day",
            ),
            Trap(
                _after("2025-02-08"),
                "That counts from the day after: it is the date of the meeting in Japan."
                ' Our tables have the one in Washington, "2025-02-07".',
                "date-in-tokyo",
            ),
            Trap(
                _after("2025-07-02"),
                "That counts from 2 July 2025: the day was written first, and pandas"
                ' reads the month first. Write "2025-02-07".',
                "day-first",
            ),
            Trap(
                _after("2025-01-01"),
                'That counts from 1 January 2025. Write the whole date, "2025-02-07".',
                "year-only",
            ),
            Trap(
                _after("2024-02-07"),
                "That counts from 2024. The summit was in 2025.",
                "other-year",
            ),
            Trap(
                _after("2025-12-31"),
                'That counts from 2026. Write the whole date, "2025-02-07".',
                "other-year",
            ),
            Trap(
                _events(lambda dates: dates >= "2021-01-01"),
                "Those are the events since 2021, in the title of the "
                "figure. Count from the day after the summit.",
                "number-of-figure",
            ),
            Trap(
                _events(lambda dates: dates < "2021-01-01"),
                "Those are the events until 2020. Count those after the summit.",
                "number-of-figure",
            ),
            Trap(
                _events(lambda dates: dates < "1961-01-01"),
                "Those are the early events of the table above. Count "
                "those after the summit.",
                "example-counted",
            ),
            *of_filter(lambda: load("events"), "events", "date"),
        ],
        hints=[
            "Replace the first line of the cell with the given one, and change one sign.",
            "`<` asks for earlier dates. The other sign asks for later ones.",
            '`answer = len(events[events["date"] > "2025-02-07"])`',
        ],
    ),
    "1.2": Exercise(
        read=Number(
            1,
            advice="Count its rows, and those of `peace`: the percentage comes from"
            " the two counts.",
        ),
        expected=_share("full", "partial"),
        right=_six_of_nineteen,
        traps=[
            Trap(
                _share("full"),
                "That counts only those carried in full. The question asks for full and"
                " partial.",
                "full-only",
            ),
            Trap(
                _share("partial"),
                "That counts only those carried in part. The question asks for full and"
                " partial.",
                "partial-only",
            ),
            Trap(
                _share("absent"),
                "That is the share left out. The question asks for the share carried.",
                "the-rest",
            ),
            Trap(
                lambda: _share("absent")() / 100,
                "That is the share left out, as a fraction. Multiply it by 100, and take"
                " it from 100.",
                "the-rest",
            ),
            Trap(
                lambda: [
                    times * _share("full", "partial", of=None)()
                    for times in (1, 1 / 100)
                ],
                "You divided by all commitments. Divide by those of the Peace pillar.",
                "divided-by-all",
            ),
            Trap(
                lambda: 100 * _carried("full", "partial") / _carried("absent"),
                "You divided by those left out. Divide by all of the Peace pillar.",
                "divided-by-the-rest",
            ),
            Trap(
                lambda: (
                    100
                    * _carried("full", "partial")
                    / _carried("full", "partial", pillar=None)
                ),
                "That is the share of Peace among all that the article carries. Divide"
                " by the Peace commitments.",
                "divided-by-carried",
            ),
            Trap(
                _share("full", "partial", pillar=None, of=None),
                "That is the share of all commitments, not of those of "
                "the Peace pillar.",
                "all-pillars",
            ),
            Trap(
                _share("full", "partial", pillar="growth", of="growth"),
                "That is the share of the pillar Growth. Take the row Peace.",
                "other-pillar",
            ),
            Trap(
                _share("full", "partial", pillar="indo-pacific", of="indo-pacific"),
                "That is the share of the pillar Indo-Pacific. Take the row Peace.",
                "other-pillar",
            ),
            Trap(
                lambda: 100 * _carried("absent", pillar=None) / _carried(),
                "You counted the absent ones of all pillars. Filter `peace`:"
                ' `peace[peace["article_coverage"] == "absent"]`.',
                "part-of-all",
            ),
            Trap(
                lambda: 100 - 100 * _carried("absent", pillar=None) / _carried(),
                "You counted the absent ones of all pillars. Filter `peace`:"
                ' `peace[peace["article_coverage"] == "absent"]`.',
                "part-of-all",
            ),
            Trap(
                lambda: 100 - _carried("absent") / _carried(),
                "You took a fraction from 100. Multiply it by 100 first, and then take"
                " it from 100.",
                "fraction-from-hundred",
            ),
            Trap(
                lambda: [
                    times * (1 - _carried("absent") / _carried(pillar=None))
                    for times in (100, 1)
                ],
                "You divided by all commitments. Divide the absent ones of Peace by all"
                " of Peace: `len(peace)`.",
                "divided-by-all",
            ),
            Trap(
                lambda: [
                    times * _carried() / _carried(pillar=None) for times in (100, 1)
                ],
                "That is the share of the pillar Peace in the statement. Keep the absent"
                " ones of `peace`, and divide by `len(peace)`.",
                "share-of-pillar",
            ),
            Trap(
                lambda: 100 * _carried("full") + _carried("partial") / _carried(),
                "Put round brackets around full and "
                "partial: Python divides before it adds.",
                "brackets-missing",
            ),
            Trap(
                lambda: _carried("full") + _carried("partial") / _carried(),
                "Put round brackets around full and partial: "
                "Python divides before it adds. Then multiply by 100.",
                "brackets-missing",
            ),
            Trap(
                lambda: 100 * _carried("full", "partial"),
                "That is not divided yet. Divide by the number of Peace commitments.",
                "not-divided",
            ),
            Trap(
                lambda: _carried("full", "partial"),
                "That is how many the article carries, the part. Divide it by "
                "the whole, and multiply by 100.",
                "part-alone",
            ),
            Trap(
                lambda: _carried(),
                "That is the number of Peace commitments, the whole. Divide the part"
                " by it.",
                "whole-alone",
            ),
            Trap(
                lambda: _carried("absent"),
                "That is how many the article leaves out. Take those that it carries,"
                " and divide by the whole.",
                "count-left-out",
            ),
            Trap(
                lambda: _carried("full"),
                "That is how many it carries in full. Add those in part, divide by the"
                " whole, and multiply by 100.",
                "full-only",
            ),
            Trap(
                lambda: _carried("partial"),
                "That is how many it carries in part. Add those in full, divide by the "
                "whole, and multiply by 100.",
                "partial-only",
            ),
            *of_percent(_share("full", "partial")),
        ],
        hints=[
            (
                'Keep the rows twice: `peace = commitments[commitments["pillar"] =='
                ' "peace"]`, then `gone = peace[peace["article_coverage"] == "absent"]`.'
            ),
            "`100 * len(gone) / len(peace)` is the percentage that it leaves out.",
            "`answer = 100 - 100 * len(gone) / len(peace)`",
        ],
    ),
    "1.3": Exercise(
        read=_Names(),
        expected=_ids(),
        right=_acts_left_out,
        traps=[
            Trap(
                _ids(coverage=None),
                "Those are all that act. Some of them are in the article; add the"
                " second condition.",
                "one-condition",
            ),
            Trap(
                _ids(strength=None),
                "Those are all that the article leaves out. Keep only the ones whose"
                " strength is acts.",
                "one-condition",
            ),
            or_for_and(_ids(coverage=None), _ids(strength=None)),
            Trap(
                _ids(coverage=("full", "partial")),
                "Those act, but the article has them. The question asks for the ones "
                "that it leaves out: absent.",
                "condition-turned",
            ),
            Trap(
                lambda: _ids(strength=None)() - _ids()(),
                "Those are left out, but do not act. The strength must be "
                "acts: == and not !=.",
                "condition-turned",
            ),
            Trap(
                _ids(pillar=("peace",)),
                "One is missing: these are the ones of the Peace pillar. Start from all"
                " commitments.",
                "one-pillar",
            ),
            Trap(
                _ids(pillar=("growth",)),
                "That is the Growth pillar alone. Start from all commitments.",
                "one-pillar",
            ),
            Trap(
                _ids(None, ("full",), ("growth",)),
                "That is the example in the cells above. Change its columns and values.",
                "example-unchanged",
            ),
            Trap(
                _ids(("intends",)),
                "Those intend. The question asks for the strength acts.",
                "other-strength",
            ),
            Trap(
                _ids(("affirms",)),
                "Those affirm. The question asks for the strength acts.",
                "other-strength",
            ),
            Trap(
                _ids(None, ("absent",), ("peace",)),
                "Those are all of the Peace pillar that are left out. Look at the "
                "strength, and at all pillars.",
                "one-condition",
            ),
            Trap(
                _ids(None, None),
                "Those are all commitments. Put a condition between the brackets of the"
                " table.",
                "no-condition",
            ),
        ],
        hints=[
            (
                "Give each condition a name, as in the cells above:"
                ' `acts = commitments["strength"] == "acts"`.'
            ),
            (
                'The other one is `absent = commitments["article_coverage"] =='
                ' "absent"`. Then `chosen = commitments[acts & absent]`.'
            ),
            '`answer = list(chosen["commitment_id"])` gives the identifiers.',
        ],
    ),
    "1.4": Exercise(
        read=text,
        judge=judge01.judge,
        right=(
            "A check reads words, not their sense: read your sentence once more. Does"
            " anything in it add to the promise, or take from it?"
        ),
        model=(
            "The two leaders will seek to increase two-way investment and employment"
            " significantly."
        ),
        hints=[
            (
                "Run the two lines of the exercise in a new cell: the verb, the actor"
                " and the summary of G4 are what you need."
            ),
            (
                'The statement\'s verb is "will seek to"; its word of degree is'
                ' "significantly".'
            ),
        ],
    ),
    "1.5": Exercise(
        read=CHART,
        expected=_bars("absent"),
        right=_most_left_out,
        traps=[
            Trap(
                _bars(),
                "Those are all commitments. Keep the ones that are absent from the"
                " article first.",
                "all-counted",
            ),
            Trap(
                _bars("full"),
                "Those are the ones carried in full. The question asks for the ones left"
                " out: absent.",
                "other-level",
            ),
            Trap(
                _bars("partial"),
                "Those are the ones carried in part. The question asks for the ones left"
                " out: absent.",
                "other-level",
            ),
            Trap(
                _bars("full", "partial"),
                "Those are the ones that the article carries. The question asks for the"
                " ones left out: == and absent.",
                "condition-turned",
            ),
            Trap(
                _bars("absent", column="strength"),
                "Those are left out, counted by strength. Count the column pillar.",
                "other-column",
            ),
            Trap(
                _bars("absent", column="domain"),
                "Those are left out, counted by domain. Count the column pillar.",
                "other-column",
            ),
            Trap(
                _bars(column="strength"),
                "Those are all commitments, counted by strength. Keep the absent ones,"
                " and count their pillar.",
                "other-column",
            ),
            Trap(
                _bars(column="article_coverage"),
                "That counts the levels of coverage. Keep the absent ones, and count"
                " their pillar.",
                "other-column",
            ),
        ],
        hints=[
            (
                "Keep the rows first: `absent ="
                ' commitments[commitments["article_coverage"] == "absent"]`.'
            ),
            '`counts = absent["pillar"].value_counts()` has one number a pillar.',
            (
                '`answer = counts.plot.barh(title="...")` draws it; write your own title'
                " between the quotation marks."
            ),
        ],
    ),
    "1.6": Exercise(
        read=paragraphs,
        expected=_longest(),
        right=_one_a_pillar,
        traps=[
            Trap(
                _longest(ascending=True),
                "Those are the shortest. `ascending=False` puts the largest first.",
                "order-turned",
            ),
            Trap(
                _longest(by=None),
                "Those are the first in the article's own order. Sort by words before"
                " you take the first rows.",
                "not-sorted",
            ),
            Trap(
                _longest(None),
                "Those are all paragraphs. `.head(3)` takes the first rows alone.",
                "all-rows",
            ),
            Trap(
                _longest(by="paragraph_id"),
                "Those are sorted by paragraph_id. Sort by the column words.",
                "other-column",
            ),
            Trap(
                _longest(by="summary"),
                "Those are sorted by summary. Sort by the column words.",
                "other-column",
            ),
            Trap(
                _longest(by="drawn_from"),
                "Those are sorted by drawn_from. Sort by the column words.",
                "other-column",
            ),
            Trap(
                _longest(1),
                "That is the longest one. The question asks for more: `.head(3)`.",
                "too-few",
            ),
            Trap(
                _longest(2),
                "One more is asked for: `.head(3)`.",
                "too-few",
            ),
            Trap(
                _longest(5),
                "Those are as many as in the example above. The question asks for fewer:"
                " `.head(3)`.",
                "example-unchanged",
            ),
        ],
        hints=[
            (
                'Start from `newest = events.sort_values("date", ascending=False,'
                ' kind="stable")`: change the table, the column and the name.'
            ),
            (
                '`longest = article.sort_values("words", ascending=False,'
                ' kind="stable")`, then `three = longest.head(3)`.'
            ),
            '`answer = list(three["paragraph_id"])` gives the identifiers.',
        ],
    ),
    "1.7": Exercise(
        read=CHART,
        expected=_bars("absent", column="strength"),
        right=_of_how_many,
        traps=[
            Trap(
                _bars("full", column="strength"),
                "Those are the ones carried in full. Take the column absent.",
                "other-level",
            ),
            Trap(
                _bars("partial", column="strength"),
                "Those are the ones carried in part. Take the column absent.",
                "other-level",
            ),
            Trap(
                _bars(column="strength"),
                "Those are all commitments, also the ones that the article carries. Take"
                " the column absent of your table.",
                "all-counted",
            ),
            Trap(
                _bars("absent"),
                "Those are left out, counted by pillar. Put strength where pillar"
                " stands.",
                "example-unchanged",
            ),
            Trap(
                _bars("absent", column="domain"),
                "Those are left out, counted by domain. Count the column strength.",
                "other-column",
            ),
            Trap(
                _bars(),
                "Those are all commitments, counted by pillar. Count strength against"
                " article_coverage, and take the column absent.",
                "other-column",
            ),
            Trap(
                _bars(column="article_coverage"),
                "That counts the levels of coverage alone. Count strength against them.",
                "one-column",
            ),
        ],
        hints=[
            "The first line needs the two columns that the question names: first the one"
            " for the rows, `strength`, then the one for the columns.",
            '`by_verb = pd.crosstab(commitments["strength"],'
            ' commitments["article_coverage"])` counts them.',
            '`answer = by_verb["absent"].plot.barh(title="...")` draws one column of it;'
            " write your own title.",
        ],
    ),
}
