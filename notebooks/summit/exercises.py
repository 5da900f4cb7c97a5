"""Exercises: instant feedback that never stops a lesson.

What each exercise asks, expects and answers to a wrong value stands in feedback/, one file
a lesson; the expected values are computed from the tables each time, never typed in.
"""

import importlib
import math
import numbers
from dataclasses import dataclass, field
from typing import Callable

import numpy as np
import pandas as pd
from IPython.display import display

from .tables import DataError


class Refusal(ValueError):
    """An answer of the wrong kind; the message says what to give instead."""


@dataclass
class Exercise:
    """What an exercise expects.

    read: turns an answer into the value that is compared, or raises Refusal.
    expected: computes the right value from the tables.
    right: one sentence on why it matters.
    traps: pairs (computes a plausible wrong value, what that value suggests).
    hints: two or three, each saying more.
    judge: for open answers, instead of expected and traps: returns None where the value
        will do, otherwise what is missing.
    """

    read: Callable
    right: str
    hints: list
    expected: Callable = None
    traps: list = field(default_factory=list)
    judge: Callable = None


@dataclass(frozen=True)
class Feedback:
    """The answer to an answer: a status, and a message in plain words."""

    status: str  # "Correct", "Not yet", "Not answered yet" or "Hint"
    message: str

    def __str__(self):
        return f"{self.status}. {self.message}"

    __repr__ = __str__

    def _repr_markdown_(self):
        return f"**{self.status}.** {self.message}"


def check(number, answer):
    """Show whether an answer is right, and if not, what it suggests. Never raises.

    number: the number of the exercise, such as "1.2". answer: what you found; ``...`` if nothing yet.
    """
    display(feedback(number, answer))


def hint(number):
    """Show the next hint of an exercise; after the last one, the last one again. Never raises."""
    exercise = _exercise(number)
    if isinstance(exercise, Feedback):
        display(exercise)
        return
    shown = _hints_shown[number] = min(_hints_shown.get(number, 0) + 1, len(exercise.hints))
    display(Feedback(f"Hint {shown} of {len(exercise.hints)}", exercise.hints[shown - 1]))


_hints_shown = {}


def guess(yours, actual, what):
    """Show a prediction beside what the table says. Never raises.

    yours: a number, or ``...`` for none. actual: the number from the table. what: its unit.
    """
    try:
        value = whole_number(yours) if yours is not ... else None
    except Refusal as refusal:
        display(Feedback("Your guess", str(refusal)))
        return
    if value is None:
        message = f"None recorded. The table says {actual} {what}."
    else:
        gap = actual - value
        verdict = "exactly right" if gap == 0 else f"{abs(gap)} too {'low' if gap > 0 else 'high'}"
        message = f"You guessed {value}; the table says {actual} {what}. Your guess is {verdict}."
    display(Feedback("Your guess", message))


def feedback(number, answer):
    """Return the Feedback that check shows. Never raises."""
    exercise = _exercise(number)
    if isinstance(exercise, Feedback):
        return exercise
    if answer is ...:
        return Feedback("Not answered yet", "Replace the three dots with your answer and run "
                        f"the cell again. For a hint, run `summit.hint(\"{number}\")`.")
    try:
        return _judge(exercise, exercise.read(answer), number)
    except Refusal as refusal:
        return Feedback("Not yet", str(refusal))
    except DataError as error:
        return Feedback("Not yet", f"A table cannot be read, so nothing can be checked. {error}")
    except Exception as error:  # noqa: BLE001 - a check must never stop a lesson
        return Feedback("Not yet", f"A value of the type {type(answer).__name__} cannot be compared here "
                        f"({type(error).__name__}). Look again at what the question asks for.")


def _judge(exercise, value, number):
    if exercise.judge:
        missing = exercise.judge(value)
        return Feedback("Not yet", missing) if missing else Feedback("Correct", exercise.right)
    right = exercise.expected()
    if value == right:
        return Feedback("Correct", exercise.right)
    for trap, suggestion in exercise.traps:
        if value == trap():
            return Feedback("Not yet", suggestion)
    if isinstance(value, frozenset):
        return Feedback("Not yet", f"{len(value & right)} of yours belong, {len(value - right)} do not, and {len(right - value)} "
                        f"are missing. For a hint, run `summit.hint(\"{number}\")`.")
    shown = describe(value)
    return Feedback("Not yet", f"{shown[0].upper()}{shown[1:]} is not what the question asks for. For a hint, run "
                    f"`summit.hint(\"{number}\")`.")


def _exercise(number):
    """Return an Exercise, or the Feedback that says why there is none."""
    lesson, _, rest = str(number).partition(".")
    if not (lesson.isdigit() and rest.isdigit()):
        return Feedback("Not yet", "Name the exercise by its number in quotation marks, such as \"1.2\".")
    try:
        exercises = importlib.import_module(f".feedback.lesson{int(lesson):02d}", __package__).EXERCISES
    except ModuleNotFoundError:
        return Feedback("Not yet", f"There is no lesson {int(lesson)} here.")
    if number not in exercises:
        return Feedback("Not yet", f"Lesson {int(lesson)} has no exercise {number}; "
                        f"it has {', '.join(exercises)}.")
    return exercises[number]


# Readers: each takes whatever a student may give and returns a plain value, or refuses politely.

def describe(answer):
    """Return a short description of any answer, however large."""
    if isinstance(answer, pd.DataFrame):
        return f"a table of {len(answer)} rows and {len(answer.columns)} columns"
    if isinstance(answer, pd.Series):
        return f"a column of {len(answer)} values"
    if isinstance(answer, str):
        return f"the text \"{answer if len(answer) < 60 else answer[:57] + '...'}\""
    if isinstance(answer, (list, tuple, set, frozenset)):
        if len(answer) > 12:
            return f"a list of {len(answer):,} values"
        return ", ".join(sorted(map(str, answer))) or "an empty list"
    if isinstance(answer, bool) or answer is None:
        return f"the value {answer}"
    if isinstance(answer, numbers.Real):
        return f"{answer:.12g}"
    return f"a value of the type {type(answer).__name__}"


def _real(answer, wanted):
    if not isinstance(answer, numbers.Real) or isinstance(answer, bool):
        tip = {str: " Leave out the quotation marks and any sign.", type(None): " Does your code end in a value?"}
        more = tip.get(type(answer), "")
        if isinstance(answer, pd.Series) and answer.dtype == bool:
            more = " It holds one True or False a row. Put it between the brackets of its table, and len(...) around that."
        elif isinstance(answer, (pd.DataFrame, pd.Series, list)):
            more = f" To count its rows, write len(...): here that is {len(answer):,}." if "whole" in wanted \
                else " Pick one value: a row and a column."
        raise Refusal(f"The question asks for {wanted}; this is {describe(answer)}.{more}")
    if math.isnan(answer) or math.isinf(answer):
        raise Refusal(f"The question asks for {wanted}; this is {answer}, which stands for no number. "
                      "Look for an empty cell in the calculation.")
    return float(answer)


def whole_number(answer):
    """Read a whole number; 47.0 will do for 47."""
    value = _real(answer, "a whole number")
    if value != int(value):
        raise Refusal(f"The question asks for a whole number; this is {describe(answer)}.")
    return int(value)


def rounded(digits):
    """Return a reader of numbers that are compared after rounding."""
    return lambda answer: round(_real(answer, "a number") + 1e-9, digits)  # 46.15 is 46.1499... inside


def text(answer):
    """Read a text; spaces and capitals do not matter."""
    if not isinstance(answer, str):
        raise Refusal(f"The question asks for a text in quotation marks; this is {describe(answer)}.")
    if not answer.strip():
        raise Refusal("The text is empty. Write your answer between the quotation marks.")
    return " ".join(answer.split()).casefold()


def names(answer):
    """Read a list of identifiers; order, repetition and capitals do not matter."""
    if isinstance(answer, pd.DataFrame):
        raise Refusal(f"The question asks for a list of identifiers; this is {describe(answer)}. Take one column "
                      "of it, the one that holds them: `list(table[\"commitment_id\"])`, with your table's name.")
    if not isinstance(answer, (list, tuple, set, frozenset, pd.Series, pd.Index, np.ndarray)):
        raise Refusal("The question asks for a list of identifiers, such as [\"P1\", \"G2\"]; "
                      f"this is {describe(answer)}.")
    values = list(answer)
    if not all(isinstance(value, str) for value in values):
        raise Refusal("The question asks for a list of identifiers in quotation marks, such as "
                      f"[\"P1\", \"G2\"]; this is {describe(answer)}.")
    return frozenset(value.strip().upper() for value in values)
