"""Any answer as a plain value: out of its container, as a list, as a few words."""

import itertools
import math
import numbers
import unicodedata
from collections.abc import ItemsView, KeysView, ValuesView
from decimal import Decimal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from ...data import columns, tables
from . import met, once
from .wording import counted, printable

ARRAYS = (pd.Series, pd.Index, ExtensionArray, np.ndarray)
LISTS = (list, tuple, set, frozenset, dict, range, KeysView, ValuesView, ItemsView)
MOST = 1_000  # values that a list is looked through for
LONGEST = 20_000  # letters of a text
NO_ROW = "No row meets the condition. Is each value spelled as in the table?"
ONE_CELL = "Pick one value: keep one row, and then one column of it."
ONE_NUMBER = "Pick one value of it, or calculate one from its values."
COUNT_ROWS = "To count its rows, write `len(...)` around it."


class Refusal(ValueError):
    """An answer of the wrong kind.

    message: what to give instead. name: the short name of the misconception.
    """

    def __init__(self, message, name="wrong-kind"):
        super().__init__(message)
        self.name = name


def no_row():
    """Return what is said of an answer without a row, with those signs alone that a student has met."""
    signs = " and ".join(f"`{sign}`" for sign in "&|" if met(sign))
    if not signs:
        return NO_ROW
    return f"{NO_ROW} Beside {signs} each condition needs round brackets of its own."


# What holds one value is that value, what is a list of any kind is a list


def only_value(answer):
    """Return the one value of a container that holds one, at any depth; anything else as it is."""
    for _ in range(6):
        if isinstance(answer, pd.DataFrame) and answer.shape == (1, 1):
            answer = answer.iat[0, 0]
        elif isinstance(answer, np.ndarray) and answer.size == 1:
            answer = answer.flat[0]
        elif isinstance(answer, pd.Series) and len(answer) == 1:
            answer = answer.iloc[0]
        elif isinstance(answer, (pd.Index, ExtensionArray)) and len(answer) == 1:
            answer = answer[0]
        elif (
            isinstance(answer, LISTS)
            and not isinstance(answer, dict)
            and len(answer) == 1
        ):
            answer = next(iter(answer))
        else:
            break
    return answer


def values_of(answer):
    """Return the values of a list of any kind, each out of its own container.

    None for what is no list. Raises Refusal for a list that is far too long.
    """
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 1:
        answer = answer.iloc[:, 0]
    if isinstance(answer, np.ndarray) and answer.ndim != 1:
        answer = (
            answer.reshape(-1)
            if answer.size == max(answer.shape, default=0)
            else list(answer)
        )
    if not isinstance(answer, (*ARRAYS, *LISTS)):
        return None
    if len(answer) > MOST:
        raise Refusal(
            f"This is {describe(answer)}, far more than the question asks for. Keep"
            " only the rows that meet the condition.",
            "too-many",
        )
    values = [only_value(value) for value in itertools.islice(answer, MOST)]
    if len(values) == 1 and isinstance(values[0], (*ARRAYS, *LISTS)):
        return values_of(values[0]) if values[0] is not answer else None
    return values


def describe(answer):
    """Return a short description of any answer, however large, in words that begin with a small letter."""
    if isinstance(answer, pd.DataFrame):
        size = (
            f"{counted(len(answer), 'row')} and"
            f" {counted(len(answer.columns), 'column')}"
        )
        return f"a table of {size}" if len(answer) else "an empty table"
    if isinstance(answer, pd.Series):
        return (
            f"a column of {counted(len(answer), 'value')}"
            if len(answer)
            else "an empty column"
        )
    if isinstance(answer, str):
        return f'the text "{printable(answer, 57)}"'
    if isinstance(answer, (*ARRAYS, *LISTS)):
        return _described_list(answer)
    return described_value(answer)


def kind(answer):
    if isinstance(answer, pd.DataFrame):
        return "a whole table"
    return "a whole column" if isinstance(answer, pd.Series) else "a whole list"


def _described_list(answer):
    size = len(answer)
    if size > 12 or isinstance(answer, np.ndarray) and answer.ndim > 1:
        return f"a list of {counted(size, 'value')}"
    if not size:
        return "an empty list"
    values = [described_value(value) for value in itertools.islice(answer, 12)]
    return f"a list of {counted(size, 'value')}: {printable(', '.join(values), 120)}"


def described_value(value):
    if isinstance(value, str):
        return f'"{printable(value, 30)}"'
    if isinstance(value, (bool, np.bool_)) or value is None:
        return f"the value {value}"
    if value is pd.NA or value is pd.NaT:
        return "a missing value"
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return f"the date {str(value)[:10]}"
    if isinstance(value, (pd.Timedelta, np.timedelta64)):
        return "a length of time"
    if isinstance(value, (numbers.Real, Decimal)):
        large = value == value and 10**15 <= abs(value) != math.inf
        return "a very large number" if large else f"{float(value):.12g}"
    if isinstance(value, (*ARRAYS, *LISTS, pd.DataFrame)):
        return "a list within a list"
    if callable(value):
        return "a function"
    return f"a value of the type {printable(type(value).__name__, 40)}"


def plain(text):
    """Return a text with full-width letters and digits as plain ones, and no space around it."""
    if len(text) > LONGEST:
        raise Refusal(
            f"This text has {len(text):,} letters, far more than the question asks"
            " for.",
            "too-long",
        )
    return unicodedata.normalize("NFKC", text).strip()


def are_columns(answer):
    """Say whether all values of a list are names of columns of our tables."""
    if isinstance(answer, pd.DataFrame) or not 1 < len(answer) <= 30:
        return False
    return all(isinstance(value, str) for value in answer) and {*answer} <= _columns()


@once
def _columns():
    return {column for name in tables()["table"] for column in columns(name)["column"]}
