"""The shared module of the lessons: typed tables, figures with words, exercises with feedback.

A lesson starts with ``import summit``. Its rooms, each small enough to read:
tables (the data package), figures (house style), charts and maps (what lessons share),
texts (counting words, dividing sentences), coding (two coders), exercises (check and hint), classroom (what is
shown, the two readings, a text that a reader has saved, errors in plain words), machine (is this computer ready); and network, which lesson 05 imports by itself.
Importing it changes how tables and errors look in a notebook, and nothing elsewhere.
"""

from .charts import bars, carried, grid, lines, tiles, timeline
from .classroom import display, errors
from .classroom.display import drag, show, table
from .classroom.official import find_sentence, open_text
from .classroom.readings import readings
from .coding import agreement, compare
from .exercises import check, guess, hint
from .figures import COLORS, COUNTRIES, figure, label, spell
from .machine import ready
from .maps import draw, lattice, networks, pacific
from .tables import DataError, columns, levels, load, tables
from .texts import count, sentences, words

__all__ = [
    "COLORS", "COUNTRIES", "DataError", "agreement", "bars", "carried", "check", "columns", "compare", "count", "drag", "draw", "figure", "find_sentence", "grid",
    "guess", "hint", "label", "lattice", "levels", "lines", "load", "networks", "open_text", "pacific", "readings", "ready", "sentences", "show", "spell",
    "table", "tables", "tiles", "timeline", "words",
]

display.install()
errors.install()
