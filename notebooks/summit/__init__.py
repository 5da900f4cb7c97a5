"""The shared module of the lessons. A lesson starts with ``import summit``.

Four floors, and no import runs up: the data and how to count in them (data, with
loading below it; counting), the network (network, which a lesson imports by itself),
pictures, and the classroom: exercises and their answers, errors in plain words, what a
student sees. Here stand the names that a lesson or a student's own question uses; what
draws is imported from its room. Importing it changes how tables and errors look in a
notebook, and nothing elsewhere.
"""

from .classroom import charts_shown, display, errors
from .classroom.coders import compare
from .classroom.display import show, slider, table
from .classroom.exercises import check, guess, hint
from .classroom.official import find_sentence, open_text
from .classroom.readings import readings
from .classroom.setup_check import ready
from .counting import agreement, count, sentences, words
from .data import columns, load, series, tables

__all__ = [
    "agreement",
    "check",
    "columns",
    "compare",
    "count",
    "find_sentence",
    "guess",
    "hint",
    "load",
    "open_text",
    "readings",
    "ready",
    "sentences",
    "series",
    "show",
    "slider",
    "table",
    "tables",
    "words",
]

display.install()
charts_shown.install()
errors.install()
