"""Readers: each takes whatever a student may give and returns a plain value, or refuses politely.

A reader is a function that may also be asked ``same`` (is this the right value?), ``fits`` (is this
the value of a trap?) and ``near`` (what else does this value suggest?). The plain ones compare with ==.
"""

import difflib
import numbers
import operator
import re

import numpy as np
import pandas as pd

from . import load
from .number import Number
from .values import (
    ARRAYS,
    COUNT_ROWS,
    LISTS,
    NO_ROW,
    ONE_CELL,
    Refusal,
    are_columns,
    describe,
    no_row,
    only_value,
    plain,
    values_of,
)
from .wording import in_words, listed, printable

row_count = Number(advice=COUNT_ROWS)
whole_number = Number()


def rounded(digits):
    """Return a reader of numbers that are compared after rounding."""
    return Number(digits)


def text(answer):
    """Read a text; spaces, capitals and the width of letters do not matter."""
    answer = only_value(answer)
    if isinstance(answer, str):
        words = " ".join(plain(answer).split()).casefold()
        if not words:
            raise Refusal(
                "The text is empty. Write your answer between the quotation marks.",
                "empty-text",
            )
        return words
    if answer is None:
        raise Refusal(
            "The question asks for a text in quotation marks; your code gives no value."
            " A command that only shows something, as `print(...)` does, gives nothing"
            " back: leave it out.",
            "no-value",
        )
    more = f" {ONE_CELL}" if isinstance(answer, (*ARRAYS, *LISTS, pd.DataFrame)) else ""
    if more and isinstance(answer, (*ARRAYS, pd.DataFrame)) and not len(answer):
        more = f" {NO_ROW}"
    elif isinstance(answer, pd.DataFrame) and len(answer) == 1:
        more = " Pick one of its columns: write its name behind it, in square brackets."
    raise Refusal(
        "The question asks for a text in quotation marks; this is"
        f" {describe(answer)}.{more}",
        "no-text",
    )


class Phrase:
    """Reads a name or a term, which is compared as a whole; marks around it do not matter."""

    def __call__(self, answer):
        words = text(answer)
        return words.strip("\"'`\u201c\u201d\u2018\u2019\u300c\u300d .") or words

    def same(self, value, right):
        """Say whether two texts are the same; Japanese has no spaces, so they do not count there."""
        right = self(right)
        return value == right or not right.isascii() and value.replace(" ", "") == right

    def fits(self, value, trap):
        """Say whether a value is that of a trap."""
        return isinstance(trap, str) and value == self(trap)

    def near(self, value, right):
        """Return (what a value says beside the right one, its name), or None."""
        right = self(right)
        # Japanese has no spaces between words; "us" is no part of "the white house"
        whole = (
            value in right
            if not value.isascii()
            else re.search(rf"\b{re.escape(value)}\b", right)
        )
        if whole and len(value) > 1:
            return "That is a part of it. Copy the whole of it.", "part-only"
        if right in value:
            return (
                "It stands in your text, with more around it. Copy it alone.",
                "more-around-it",
            )
        letters = difflib.SequenceMatcher(None, value[:200], right, autojunk=False)
        if letters.ratio() >= 0.7:
            return "Nearly: some letters differ. Copy it from the table.", "misspelled"
        return None


phrase = Phrase()


# Lists of identifiers


class Identifiers:
    """Reads a list of ids of rows; order, repetition, capitals and the width of letters do not matter.

    table, key: where the ids stand. one: what a row is called. such: two ids as an example.
    """

    def __init__(
        self,
        table="commitments",
        key="commitment_id",
        one="commitment",
        such=("P1", "G2"),
    ):
        self.table, self.key, self.one = table, key, one
        self.asks = (
            "The question asks for a list of identifiers, such as"
            f' `["{such[0]}", "{such[1]}"]`'
        )
        self.column = (
            f'Take the one column that holds them: `list(table["{key}"])`, with your'
            " table's name."
        )

    def __call__(self, answer):
        if isinstance(answer, str):
            raise self._one_text(answer)
        if isinstance(answer, pd.DataFrame) and answer.shape[1] != 1 and len(answer):
            raise Refusal(
                f"{self.asks}; this is {describe(answer)}. {self.column}", "whole-table"
            )
        if isinstance(answer, (pd.DataFrame, pd.Series)) and not len(answer):
            return frozenset()
        if answer is None:
            raise Refusal(
                f"{self.asks}; your code gives no value. A command that only shows"
                " something, as `print(...)` does, gives nothing back: leave it out.",
                "no-value",
            )
        values = values_of(answer)
        if values is None:
            more = (
                " Not how many there are: which."
                if isinstance(answer, numbers.Real)
                else ""
            )
            raise Refusal(f"{self.asks}; this is {describe(answer)}.{more}")
        return self._read(values, answer)

    def _read(self, values, answer):
        if any(value is ... for value in values):
            raise Refusal(
                "Three dots are still in your list: replace them with identifiers.",
                "dots-left",
            )
        if len(values) > 1 and all(
            isinstance(value, (bool, np.bool_)) for value in values
        ):
            raise Refusal(
                f"{self.asks}; this is {describe(answer)}. It holds one True or False a"
                " row: put it between the brackets of its table, and take the column"
                f" {self.key} of that.",
                "condition-alone",
            )
        if are_columns(values):
            raise Refusal(
                f"{self.asks}; these are names of columns: `list(...)` of a table gives"
                f" its columns. {self.column}",
                "columns-listed",
            )
        if values and all(isinstance(value, (int, np.integer)) for value in values):
            raise Refusal(
                f"{self.asks}; these are numbers. An identifier has a letter and stands"
                f" in quotation marks. {self.column}",
                "numbers-for-identifiers",
            )
        if not all(isinstance(value, str) for value in values):
            raise Refusal(
                f"{self.asks}; this is {describe(answer)}. {self.column}",
                "no-identifiers",
            )
        return frozenset(plain(value).upper() for value in values)

    def _one_text(self, answer):
        inside = self._inside(plain(answer).upper())
        if len(inside) == 1:
            return Refusal(
                f"{self.asks}. Put square brackets around it, also where it is only"
                " one.",
                "no-brackets",
            )
        if inside:
            return Refusal(
                f"{self.asks}; this is one text with {in_words(len(inside))}"
                " identifiers. Each needs its own quotation marks, with square"
                " brackets around them all.",
                "one-text",
            )
        return Refusal(f"{self.asks}; this is {describe(answer)}.", "no-list")

    def _inside(self, text):
        """Return the identifiers in a text that holds nothing else."""
        parts = [
            part for part in re.split(r"[\s,;.'\"\[\]()&/+]+|\bAND\b", text) if part
        ]
        return parts if parts and set(parts) <= self._known() else []

    def _known(self):
        return set(load(self.table)[self.key])

    def same(self, value, right):
        """Say whether two sets of identifiers are the same."""
        return value == {one.upper() for one in right}

    fits = same

    def near(self, value, right):
        """Return (what a value says beside the right one, its name), or None."""
        if not value:
            return f"Your list is empty. {no_row()}", "no-row"
        unknown = sorted(value - self._known())
        if unknown:
            return self._of_unknown(unknown)
        yours, more, missing = (
            len(value & right),
            len(value - right),
            len(right - value),
        )
        parts = [f"{yours or 'none'} of yours {'belong' if yours > 1 else 'belongs'}"]
        parts += [f"{more} {'does' if more == 1 else 'do'} not"] if more else []
        parts += (
            [f"{missing} {'is' if missing == 1 else 'are'} missing"] if missing else []
        )
        return f"{listed(parts)}.".capitalize(), None

    def _of_unknown(self, unknown):
        joined = [(one, self._inside(one)) for one in unknown]
        for one, inside in joined:
            if len(inside) > 1:
                return (
                    (
                        f'"{printable(one, 40)}" is one text with'
                        f" {in_words(len(inside))} identifiers. Each needs its own"
                        " quotation marks."
                    ),
                    "one-text",
                )
        for name in dict.fromkeys([self.table, "commitments", "mentions"]):
            for column, cells in (
                load(name).select_dtypes(exclude=["number", "bool", "datetime"]).items()
            ):
                if column != self.key and set(unknown) <= set(
                    cells.dropna().str.upper()
                ):
                    return (
                        (
                            f"Those are values of the column {column}. The identifiers"
                            f" stand in the column {self.key}."
                        ),
                        "wrong-column",
                    )
        shown = listed([f'"{printable(one, 30)}"' for one in unknown[:3]])
        more = f" (and {len(unknown) - 3} more)" if len(unknown) > 3 else ""
        none = f"is no {self.one}" if len(unknown) == 1 else f"are no {self.one}s"
        return (
            (
                f"There {none} {shown}{more}. An identifier is a letter and a number,"
                f" as in the column {self.key}."
            ),
            "unknown-identifier",
        )


names = Identifiers()
paragraphs = Identifiers("article", "paragraph_id", "paragraph", ("A1", "A2"))


def same(reader, value, right):
    """Say whether a value is the right one, as its reader compares them."""
    return getattr(reader, "same", operator.eq)(value, right)


def fits(reader, value, trap):
    """Say how well a value is that of a trap (or of one in a list): 2, 1 or 0."""
    compare = getattr(reader, "fits", operator.eq)
    return max(
        (
            2 * one if (one := compare(value, each)) is True else int(one)
            for each in (trap if isinstance(trap, (list, set)) else [trap])
        ),
        default=0,
    )


def near(reader, value, right):
    """Return (what a value says beside the right one, its name), or None."""
    return reader.near(value, right) if hasattr(reader, "near") else None
