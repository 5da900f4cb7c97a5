"""A lesson as all editions read it, and what several of them change in it."""

import copy
import re
from pathlib import Path

import nbformat

from . import student

NOTEBOOKS = Path(__file__).resolve().parents[1]
TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
TITLE = re.compile(r"^# (?:[0-9]+[.] )?(.+)$", re.M)
NOTES = re.compile(r"<details>\s*<summary>[^<]*</summary>\s*(.*\S)\s*</details>", re.S)
# how the output of check, hint and guess begins
FEEDBACK = re.compile(r'\s*<p role="status">')
EXERCISE = re.compile(r"^# Solution|summit\.check\(", re.M)


class LessonError(ValueError):
    """A lesson that does not follow the anatomy; the message names the lesson and the cell."""


def read(path):
    """Return a lesson as a notebook, or raise LessonError if none can be built from it."""
    try:
        lesson = nbformat.read(path, 4)
    except OSError as error:
        raise LessonError(
            f"{path.name} cannot be read ({error.strerror or error})."
        ) from error
    except student.DAMAGED as error:
        raise LessonError(
            f"{path.name} is damaged: it is no notebook that Jupyter can open."
        ) from error
    lesson = student.completed(lesson)
    numbers = {"exercise": [], "solution": []}
    for n, cell in enumerate(lesson.cells, 1):
        place = f"{path.name}, cell {n} ({cell.id})"
        tags = tags_of(cell)
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in TYPES:
            raise LessonError(
                f"{place}: {kind!r} is no slide type. Choose one in JupyterLab's "
                "property inspector."
            )
        for tag in numbers:
            if tag in tags and "exercise" not in cell.metadata:
                raise LessonError(
                    f"{place}: tagged {tag}, but it has no exercise number. Let it "
                    'check its answer, such as summit.check("1.91", answer).'
                )
            if tag in tags:
                numbers[tag].append(cell.metadata.exercise)
        untagged = cell.cell_type == "code" and not {"exercise", "solution"} & set(tags)
        if untagged and ("exercise" in cell.metadata or EXERCISE.search(cell.source)):
            raise LessonError(
                f"{place}: an exercise or solution without its number. Let it check its "
                'answer, such as summit.check("1.91", answer), or begin it with '
                "# Solution 1.91."
            )
    alone = ", ".join(sorted(set(numbers["solution"]) - set(numbers["exercise"])))
    if alone:
        raise LessonError(
            f"{path.name}: the solution of exercise {alone} is there, and the cell in "
            "which students write is not. Delete the solution too, or write a cell "
            f'with answer = ... and summit.check("{alone.split(",")[0]}", answer).'
        )
    return lesson


def title(lesson):
    """Return the title of a lesson without its number, or "" where it has none."""
    texts = [cell.source for cell in lesson.cells if cell.cell_type == "markdown"]
    found = TITLE.search("\n".join(texts))
    return found[1] if found else ""


def tags_of(cell):
    return cell.metadata.get("tags", [])


def tag(cell, *names):
    cell.metadata["tags"] = [*tags_of(cell), *names]
    return cell


def edited(lesson, change):
    """Return a copy of a lesson in which change(cell) has taken the place of every cell.

    change returns a list of cells: none to drop the cell, several to split it.
    """
    lesson = copy.deepcopy(lesson)
    lesson.cells = [new for cell in lesson.cells for new in change(cell)]
    return lesson


def plain(lesson):
    """Return a copy of a lesson without what speaks of its own file: the cells tagged instructor."""
    return edited(lesson, lambda cell: [] if "instructor" in tags_of(cell) else [cell])


def unfolded(cell):
    """Show speaker notes as text: outside JupyterLab there is nothing to fold."""
    if "notes" in tags_of(cell):
        cell.source = NOTES.sub(r"\1", cell.source)
    return cell
