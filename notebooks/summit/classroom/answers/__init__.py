"""What each exercise expects and says, one file a lesson: lesson00.py, lesson01.py, ...

values and number and reading turn any answer into a plain value, slips holds the wrong values that many
exercises share, cells looks at the student's own cell, wording turns a message into HTML, words and JSON;
judge01.py, ... look at the sentences of open answers.
"""

import functools
from contextlib import contextmanager

from ...data import load as read_table
from ..ladder import STEPS

_read = None  # what the check that is running has read and computed
_lesson, _cell = None, ""  # of its exercise: "01", None where nobody says so; its cell


@contextmanager
def one_reading(lesson=None, cell=""):
    """Keep every table that load() reads until the end of the block: a check reads each at most once.

    lesson: the lesson of the exercise, such as "01". cell: what its cell says; both for ``met``.
    """
    global _read, _lesson, _cell
    before = _read, _lesson, _cell
    _read = {} if _read is None else _read
    _lesson, _cell = lesson or _lesson, cell or _cell
    try:
        yield
    finally:
        _read, _lesson, _cell = before


def met(sign):
    """Say whether a student has met a sign: in a lesson before that of the exercise, or in the cell."""
    before = any(each.id == sign and each.lesson < (_lesson or "") for each in STEPS)
    return before or sign in _cell


def once(function):
    """Make a function without arguments compute its value once within ``one_reading``."""

    @functools.wraps(function)
    def value():
        if _read is None:
            return function()
        if function not in _read:
            _read[function] = function()
        return _read[function]

    return value


def load(name):
    """Return a table as ``summit.load`` does, read once within ``one_reading``.

    Whoever reads it must not change it. Raises DataError.
    """
    if _read is None:
        return read_table(name)
    if name not in _read:
        _read[name] = read_table(name)
    return _read[name]
