"""The cheat sheet: every line that the lessons teach, by lesson, on one page.

It is made of the ladder (summit/classroom/ladder.py) and the titles of the lessons.
"""

import importlib.util
import re
from itertools import groupby

import nbformat

from . import lessons, pages, student

INTRODUCTION = """\
# Cheat sheet

Every line that the lessons teach. Copy one, and change a word. A line of a later lesson may use all that stands
above it."""


def ladder():
    """Return the steps, without loading the rest of the module that students import."""
    file = lessons.NOTEBOOKS / "summit" / "classroom" / "ladder.py"
    spec = importlib.util.spec_from_file_location("ladder", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.STEPS


def edition(steps=None):
    """Return the cheat sheet as a page: {file name: text}."""
    make = nbformat.v4.new_markdown_cell
    cells = [
        make(part, id=f"cheat-{n}", metadata={"tags": ["cheat"]})
        for n, part in enumerate(parts(steps))
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    text = pages.page(notebook, "cheat-sheet", "Cheat sheet")
    # in a table of Markdown a | in code stands behind a \, which nbconvert would show
    return {"cheat-sheet.html": text.replace("\\|", "|")}


def cheat_sheet(steps=None):
    """Return the cheat sheet as Markdown: for each lesson what to write, and what it does."""
    return "\n\n".join(parts(steps)) + "\n"


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
    for path in student.lessons(lessons.NOTEBOOKS):
        try:
            found[path.name[:2]] = lessons.title(nbformat.read(path, 4))
        except (OSError, *student.DAMAGED):
            continue
    return found


def _code(line):
    """Return a line as code for a cell of a table in Markdown, in which | would end the cell."""
    code = line.replace("|", "\\|")
    return f"`{code}`"


def _words(text):
    """Return a sentence for a cell of a table, with nothing in it that would be markup."""
    return re.sub(r"([\\`*_|<\[\]])", r"\\\1", text)
