"""The shared module of the lessons. A lesson starts with ``import summit``.

Four floors, and no import runs up: the data and how to count in them (data, with
loading below it; counting), the network (network, which a lesson imports by itself),
pictures, and
the classroom: exercises and their answers, errors in plain words, what a student sees.
Importing it changes how tables and errors look in a notebook, and nothing elsewhere.
"""

from .classroom import charts_shown, display, errors
from .classroom.coders import compare
from .classroom.display import show, slider, table
from .classroom.exercises import check, guess, hint
from .classroom.official import find_sentence, open_text
from .classroom.readings import readings
from .classroom.setup_check import ready
from .counting import agreement, count, sentences, words
from .data import DataError, columns, levels, load, series, tables
from .pictures.charts import bars, coverage_by_field, grid, lines, tiles, timeline
from .pictures.maps import alliance_map, draw_network, draw_networks, pacific_map
from .pictures.style import COLORS, COUNTRIES, figure, in_words, label

__all__ = [
    "COLORS",
    "COUNTRIES",
    "DataError",
    "agreement",
    "bars",
    "coverage_by_field",
    "check",
    "columns",
    "compare",
    "count",
    "slider",
    "draw_network",
    "figure",
    "find_sentence",
    "grid",
    "guess",
    "hint",
    "label",
    "alliance_map",
    "levels",
    "lines",
    "load",
    "draw_networks",
    "open_text",
    "pacific_map",
    "readings",
    "ready",
    "sentences",
    "series",
    "show",
    "in_words",
    "table",
    "tables",
    "tiles",
    "timeline",
    "words",
]

display.install()
charts_shown.install()
errors.install()
