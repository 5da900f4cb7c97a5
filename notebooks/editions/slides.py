"""The slides of a lesson, with reveal.js in them and the notes in the speaker view."""

import ast
import copy
import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

from .lessons import edited, tag, tags_of, unfolded
from .pages import export, exporter


def slides(lesson, name):
    """Return the slides of a lesson as the text of one HTML file.

    Raises PackageNotFoundError where reveal.js is missing.
    """
    carried = {
        "reveal_js": reveal("dist/reveal.js"),
        "reveal_css": reveal("dist/reveal.css"),
        "notes_js": reveal("plugin/notes/notes.js"),
    }
    lesson = with_notes_everywhere(edited(lesson, for_slides))
    deck = exporter("slides", SlidesExporter, drop=["solution"])
    return export(deck, lesson, name, **carried)


def reveal(name):
    """Return a file of reveal.js, which the package sphinx-revealjs carries.

    Raises PackageNotFoundError where that package is not installed, or only in part.
    """
    for file in files("sphinx-revealjs") or ():
        if str(file).replace("\\", "/").endswith(f"revealjs/{name}"):
            return Path(file.locate()).read_text(encoding="utf-8")
    raise PackageNotFoundError("sphinx-revealjs")


def for_slides(cell):
    """A line --- in prose begins a new slide; code is shown where there is room."""
    if "setup" in tags_of(cell):
        return []
    cell = unfolded(cell)
    if cell.cell_type == "code":
        shown = "show-code" in tags_of(cell) or not (
            cell.outputs and (only_shows(cell) or fills_a_slide(cell))
        )
        return [cell if shown else tag(cell, "hide-code")]
    first, *rest = cell.source.split("\n\n---\n\n")
    parts = [cell]
    cell.source = first
    for n, source in enumerate(rest, 2):
        part = copy.deepcopy(cell)
        part.id, part.source = f"{cell.id}-{n}", source
        part.metadata["slideshow"] = {"slide_type": "subslide"}
        parts.append(part)
    return parts


def fills_a_slide(cell):
    """Say whether a cell shows a table so long that its code has no room beside it."""
    tables = [output.get("data", {}).get("text/html", "") for output in cell.outputs]
    lines = len(cell.source.splitlines())
    return any(
        table.count("<tr") + lines > 12 or len(re.sub(r"<[^>]*>", "", table)) > 1000
        for table in tables
    )


def only_shows(cell):
    """Say whether a code cell only shows what summit makes: summit.show(...), summit.readings(...)."""
    try:
        lines = ast.parse(cell.source).body
    except SyntaxError:
        return False
    return bool(lines) and all(
        isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Call)
        and ast.unparse(line.value.func).startswith("summit.")
        for line in lines
    )


def with_notes_everywhere(lesson):
    """Give each slide of a section the section's notes: reveal.js shows only a slide's own."""
    sections = []
    for cell in lesson.cells:
        kind = cell.metadata.slideshow.slide_type
        if not sections or (kind == "slide" and sections[-1]["slides"]):
            sections.append({"notes": [], "slides": []})
        if kind == "notes":
            sections[-1]["notes"].append(cell)
        elif kind in ("slide", "subslide") or not sections[-1]["slides"]:
            sections[-1]["slides"].append([cell])
        else:
            sections[-1]["slides"][-1].append(cell)
    first = next(filter(None, map(heading, lesson.cells)), "")
    lesson.cells = []
    for section in sections:
        title = heading(section["slides"][0][0])
        for n, slide in enumerate(section["slides"]):
            # a slide of one's own before the lesson's title has that title
            if (n or not title) and (title or first):
                slide.insert(0, running_head(title or first, slide[0]))
            notes = copy.deepcopy(section["notes"])
            for cell in notes:
                cell.id = f"{cell.id}-slide{n}"
            lesson.cells += [*slide, *notes]
    return lesson


def heading(cell):
    """Return the first heading of a text cell without its number, or ""."""
    found = re.search(r"^#+ (?:\d+\. )?(.+)$", cell.source, re.M)
    return found[1] if found and cell.cell_type == "markdown" else ""


def running_head(title, first):
    """Return a cell that heads a slide with its section's title: no slide without heading."""
    head = nbformat.v4.new_markdown_cell(
        f'<h2 class="section">{title}</h2>',
        id=f"{first.id}-head",
        metadata={"slideshow": first.metadata["slideshow"]},
    )
    first.metadata["slideshow"] = {"slide_type": "-"}
    return head
