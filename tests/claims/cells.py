"""Which cell of a table makes a claim false: found by trying.

A column is changed whole; where that makes a claim false, halves of it are tried, and
halves of these, down to one cell. A row less or a row twice counts as a cell, too, and
so does a value less in a list of allowed values.
"""

import contextlib
import functools
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from summit import data

load = functools.cache(data.load)
levels = functools.cache(data.levels)


@dataclass(frozen=True)
class Turn:
    """What makes a claim false: a column of a table, and the fewest rows found."""

    table: str
    column: str
    rows: tuple


class Tables:
    """The tables and lists of values that claims read, one of which may be another."""

    def __init__(self):
        self.read, self.other = {}, {}

    def load(self, name):
        self.read[name] = load(name)
        return self.other.get(name, self.read[name]).copy(deep=False)

    def levels(self, name, column):
        self.read[name, column] = levels(name, column)
        return list(self.other.get((name, column), self.read[name, column]))

    @contextlib.contextmanager
    def instead(self, name, other):
        self.other[name] = other
        try:
            yield
        finally:
            del self.other[name]


def allowed(name, column):
    """Return the values that a column may hold, [] where there is no list of them."""
    try:
        return levels(name, column)
    except data.DataError:
        return []


def others(old, values):
    """Yield a column again and again, each time with other cells."""
    number = np.arange(len(old))
    if pd.api.types.is_bool_dtype(old):
        yield ~old
    elif pd.api.types.is_numeric_dtype(old):
        thirds = [(number % 3 == each) * 400 for each in range(3)]
        for factor in (3, 400, *thirds, np.linspace(9, 1, len(old)), -1, 0):
            yield (old * factor + 1).astype(old.dtype)
    elif pd.api.types.is_datetime64_any_dtype(old):
        for days in (777, -777, 40, -9000):
            yield (old + pd.Timedelta(days=days)).astype(old.dtype)
    else:
        if not values:
            yield old.str.replace(r"\d", "0", regex=True)
            values = ["another", *old.value_counts().index[:12]]
        for value in values:
            yield pd.Series(value, old.index, old.dtype)
    if old.isna().any():
        yield old.ffill().bfill()


def by_kind(name, column, old):
    """Sort the columns: those that claims count first, to find soon."""
    kinds = (pd.api.types.is_float_dtype, pd.api.types.is_bool_dtype)
    return [not kind(old) for kind in kinds] + [not allowed(name, column)]


def changes(name, table, matters):
    """Yield (column, rows, change): change(rows) is the table with these rows changed.

    matters: says of a table whether the claims differ with it.
    """
    number = np.arange(len(table))
    for column, old in sorted(table.items(), key=lambda each: by_kind(name, *each)):
        if not matters(table.drop(columns=column)):
            continue
        for new in others(old, allowed(name, column)):
            same = (old == new).fillna(False) | (old.isna() & new.isna())

            def change(rows, column=column, old=old, new=new):
                values = old.copy()
                values.iloc[rows] = new.iloc[rows]
                return table.assign(**{column: values})

            yield column, number[~same.to_numpy(bool)], change
    yield "a row less", number, lambda rows: table.drop(index=table.index[rows])
    yield "a row twice", number, lambda rows: pd.concat([table, table.iloc[rows]])


def fewer(name, values):
    """Yield the one change of a list of allowed values: some less."""
    number = np.arange(len(values))
    yield "values", number, lambda rows: [values[row] for row in set(number) - {*rows}]


def stated(claim, computed):
    """Return whether a claim that could not be computed may be this one."""
    parts = [re.escape(part) for part in computed.sentence.split("...")]
    return computed.error and re.fullmatch(".+".join(parts), claim.sentence)


class Search:
    """Find for each claim of a function what turns it false."""

    def __init__(self, page, group, patch):
        self.page, self.group, self.tables = page, group, Tables()
        patch.setattr("summit.load", self.tables.load)
        patch.setattr("summit.data.load", self.tables.load)
        patch.setattr("summit.data.levels", self.tables.levels)
        self.claims = list(page.computed(group))
        self.found = {}
        for name, ours in list(self.tables.read.items()):
            for change in self.changes(name, ours):
                if self.left():
                    self.narrow(name, *change)

    def changes(self, name, ours):
        if isinstance(ours, list):
            return fewer(name, ours)
        return changes(name, ours, lambda other: self.with_other(name, other)[1])

    def left(self):
        """Return the claims that no one cell has turned; one already false is no more."""
        done = {claim for claim, turn in self.found.items() if len(turn.rows) == 1}
        return [claim for claim in self.claims if claim.holds and claim not in done]

    def with_other(self, name, other):
        """Return the claims that another table turns false, and whether any differs."""
        with self.tables.instead(name, other):
            now = list(self.page.computed(self.group))
        hold = {claim.sentence for claim in now if claim.holds}
        turned = {
            claim
            for claim in self.claims
            if claim.sentence not in hold
            and not any(stated(claim, each) for each in now)  # an error turns nothing
        }
        return turned, now != self.claims

    def narrow(self, name, column, rows, change):
        """Turn claims by many rows of a change, and then by as few of them as it takes."""

        tried = {}

        def turned(some):
            key = tuple(map(int, some))
            if key not in tried:  # claims that turn together are narrowed alike
                tried[key] = self.with_other(name, change(some))[0]
            claims = tried[key]
            for claim in claims:
                if claim not in self.found or len(some) < len(self.found[claim].rows):
                    self.found[claim] = Turn(name, column, key)
            return claims

        if not len(rows):
            return
        left = self.left()
        for claim in [each for each in left if each in turned(rows)]:
            some = rows
            while len(some) > 1 and claim in self.left():
                halves = np.array_split(some, 2)
                some = next((half for half in halves if claim in turned(half)), [])
        if "row" in column and self.left():  # what all rows less or twice cannot show
            turned(rows[:1])
            turned(rows[-1:])
