"""Feedback for lesson 01, The summit in context."""

import pandas as pd

from ..exercises import Exercise, Trap, names, rounded, row_count, text
from . import judge01, load
from .slips import of_filter, of_percent
from .wording import counted, in_words

SUMMIT = pd.Timestamp("2025-02-07")


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
                "Those are the events before the summit. Turn the sign round.",
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
                "figure. Count from the day of the summit.",
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
            (
                'A comparison such as `events["date"] > "2025-02-07"` is true or false'
                " for each row."
            ),
            (
                'Put the comparison between the brackets: `events[events["date"] >'
                ' "2025-02-07"]`.'
            ),
            "`len(...)` around that table counts its rows.",
        ],
    ),
    "1.2": Exercise(
        read=rounded(1),
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
            "The row Peace of the table above has all you need.",
            "Add full and partial, divide by the total of the row, multiply by 100.",
            (
                '`100 * (row["full"] + row["partial"]) / row.sum()`, where `row ='
                ' by_pillar.loc["peace"]`.'
            ),
        ],
    ),
    "1.3": Exercise(
        read=names,
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
            Trap(
                lambda: _ids(coverage=None)() | _ids(strength=None)(),
                "That joins the two conditions with or. Both must hold: use &.",
                "or-for-and",
            ),
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
                "That is the example in the text above. Change its columns and values.",
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
            "Two conditions are joined by `&`, each in brackets of its own.",
            (
                '`(commitments["strength"] == "acts") &'
                ' (commitments["article_coverage"] == "absent")`'
            ),
            '`list(commitments[condition]["commitment_id"])` gives the identifiers.',
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
            "The two leaders will seek to increase investment and employment"
            " significantly."
        ),
        hints=[
            (
                'Run `commitments[commitments["commitment_id"] == "G4"]` in a new cell:'
                " its verb and its summary are what you need."
            ),
            (
                'The statement\'s verb is "will seek to"; its word of degree is'
                ' "significantly".'
            ),
        ],
    ),
}
