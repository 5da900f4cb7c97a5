"""The shared module of the lessons: typed tables, figures with alt text, exercises with feedback.

A lesson starts with ``import summit``. Four rooms, each small enough to read:
tables (the data package), figures (house style and show), exercises (check and hint),
machine (is this computer ready).
"""

from .exercises import check, guess, hint
from .figures import COLORS, bars, figure, grid, label, show, spell, table, tiles, timeline
from .machine import ready
from .tables import DataError, columns, levels, load, tables

__all__ = [
    "COLORS", "DataError", "bars", "check", "columns", "figure", "grid", "guess", "hint", "label",
    "levels", "load", "ready", "show", "spell", "table", "tables", "tiles", "timeline",
]
