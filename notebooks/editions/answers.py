"""The answer key: the whole lesson to read and to print, with solutions and notes."""

from .lessons import edited, unfolded
from .pages import page


def answers(lesson, name):
    """Return the answer key of a lesson as the text of one HTML file."""
    return page(edited(lesson, for_key), name, "Answer key", beside="answers.html")


def for_key(cell):
    """Notes as text, and the answers of Check yourself open, so that they print."""
    cell = unfolded(cell)
    if cell.cell_type == "markdown":
        cell.source = cell.source.replace("<details>", "<details open>")
    return [cell]
