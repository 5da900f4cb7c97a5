"""The cheat sheet: every line that the lessons teach, by lesson, on one page.

It is made of the ladder (summit/classroom/ladder.py) and the titles of the lessons.
"""

import importlib.util
import re
from itertools import groupby
from pathlib import Path

import nbformat
import student

NOTEBOOKS = Path(__file__).resolve().parents[1]
TITLE = re.compile(r"^# (?:[0-9]+[.] )?(.+)$", re.M)
INTRODUCTION = """\
# Cheat sheet

Every line that the lessons teach. Copy one, and change a word. A line of a later lesson may use all that stands
above it."""


def ladder():
    """Return the steps, without loading the rest of the module that students import."""
    file = NOTEBOOKS / "summit" / "classroom" / "ladder.py"
    spec = importlib.util.spec_from_file_location("ladder", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.STEPS


def cheat_sheet(steps=None):
    """Return the cheat sheet as Markdown: for each lesson what to write, and what it does."""
    return "\n\n".join(parts(steps)) + "\n"


def page(steps=None):
    """Return the cheat sheet as a notebook of text cells, for an edition."""
    make = nbformat.v4.new_markdown_cell
    cells = [
        make(part, id=f"cheat-{n}", metadata={"tags": ["cheat"]})
        for n, part in enumerate(parts(steps))
    ]
    return nbformat.v4.new_notebook(cells=cells)


def parts(steps=None):
    """Return the introduction, and the table of each lesson under its title."""
    titles = _titles()
    found = [INTRODUCTION]
    for lesson, some in groupby(steps or ladder(), key=lambda step: step.lesson):
        rows = [f"| {_code(step.line)} | {_words(step.meaning)} |" for step in some]
        heading = f"## {lesson} {titles.get(lesson, '')}".rstrip()
        table = ["| Write this | It does this |", "| --- | --- |", *rows]
        found.append(heading + "\n\n" + "\n".join(table))
    return found


def _titles():
    """Return {number: title} of the lessons; a lesson that cannot be read has none."""
    found = {}
    for path in student.lessons(NOTEBOOKS):
        try:
            title = TITLE.search(
                "\n".join(
                    cell.source
                    for cell in nbformat.read(path, 4).cells
                    if cell.cell_type == "markdown"
                )
            )
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            continue
        found[path.name[:2]] = title[1] if title else ""
    return found


def _code(line):
    """Return a line as code for a cell of a table in Markdown, in which | would end the cell."""
    code = line.replace("|", "\\|")
    return f"`{code}`"


def _words(text):
    """Return a sentence for a cell of a table, with nothing in it that would be markup."""
    return re.sub(r"([\\`*_|<\[\]])", r"\\\1", text)
