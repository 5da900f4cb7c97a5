"""The shared module of the lessons: typed tables, figures with alt text, exercises with feedback.

A lesson starts with ``import summit``. Its rooms, each small enough to read:
tables (the data package), figures (house style and show), charts and maps (what lessons share),
texts (counting words), coding (two coders), exercises (check and hint), machine (is this computer
ready); and network, which lesson 05 imports by itself.
"""

from .charts import bars, carried, grid, lines, tiles, timeline
from .coding import agreement
from .exercises import check, guess, hint
from .figures import COLORS, COUNTRIES, drag, figure, label, show, spell, table
from .machine import ready
from .maps import draw, lattice, networks, pacific
from .tables import DataError, columns, levels, load, tables
from .texts import count, words

__all__ = [
    "COLORS", "COUNTRIES", "DataError", "agreement", "bars", "carried", "check", "columns", "count", "drag", "draw", "figure", "grid",
    "guess", "hint", "label", "lattice", "levels", "lines", "load", "networks", "pacific", "ready", "show", "spell",
    "table", "tables", "tiles", "timeline", "words",
]
