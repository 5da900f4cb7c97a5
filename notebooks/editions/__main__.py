"""Build what a class needs from the lessons: slides, answer key, handout, student notebook.

    python notebooks/editions              every lesson
    python notebooks/editions --lesson 01  only that one

The files go to notebooks/build/. They need no network and no second file.
"""

import argparse
import copy
import re
import sys
import time
from importlib.metadata import files
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter, NotebookExporter, SlidesExporter
from nbconvert.preprocessors import ClearOutputPreprocessor, TagRemovePreprocessor
from traitlets.config import Config

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parent
BUILD = NOTEBOOKS / "build"
SLIDES = {"slide", "subslide", "fragment", "skip", "notes"}
NOTES = re.compile(r"<details>\n<summary>For the instructor</summary>\n\n(.*)\n\n</details>", re.S)
ANSWER = re.compile(r"\n *<details><summary>Answer</summary>.*?</details>", re.S)


class LessonError(ValueError):
    """A lesson that does not follow the anatomy; the message names the lesson and the cell."""


def read(path):
    """Return a lesson as a notebook, or raise LessonError where an edition could not be built from it."""
    lesson = nbformat.read(path, 4)
    numbers = {"exercise": [], "solution": []}
    for n, cell in enumerate(lesson.cells, 1):
        place = f"{path.name}, cell {n} ({cell.id})"
        tags = cell.metadata.get("tags", [])
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDES:
            raise LessonError(f"{place}: no slide type. Choose one in JupyterLab's property inspector.")
        if (kind == "notes") != ("notes" in tags):
            raise LessonError(f"{place}: speaker notes need both the slide type and the tag notes.")
        for tag in numbers:
            if tag in tags and "exercise" not in cell.metadata:
                raise LessonError(f"{place}: tagged {tag}, but its metadata has no exercise number.")
            if tag in tags:
                numbers[tag].append(cell.metadata.exercise)
        if cell.cell_type == "code" and "exercise" not in tags and "solution" not in tags \
                and ("exercise" in cell.metadata or re.search(r"^# Solution|summit\.check\(", cell.source, re.M)):
            raise LessonError(f"{place}: an exercise or solution without its tag.")
    missing = set(numbers["exercise"]) ^ set(numbers["solution"])
    if missing:
        raise LessonError(f"{path.name}: exercise {', '.join(sorted(missing))} lacks its stub or its solution.")
    return lesson


def edited(lesson, change):
    """Return a copy of a lesson in which change(cell) has been applied to every cell that it does not drop.

    change returns a list of cells: none to drop the cell, several to split it.
    """
    lesson = copy.deepcopy(lesson)
    lesson.cells = [new for cell in lesson.cells for new in change(cell)]
    return lesson


def unfolded(cell):
    """Show speaker notes as text: outside JupyterLab there is nothing to fold."""
    cell.source = NOTES.sub(r"\1", cell.source)
    return cell


def tag(cell, *names):
    cell.metadata["tags"] = [*cell.metadata.get("tags", []), *names]
    return cell


def for_slides(cell):
    """A line --- in the prose begins a new slide; code is shown only where the code is the point."""
    cell = unfolded(cell)
    if cell.cell_type == "code":
        return [cell if "show-code" in cell.metadata.get("tags", []) else tag(cell, "hide-code")]
    first, *rest = cell.source.split("\n\n---\n\n")
    parts = [cell]
    cell.source = first
    for n, source in enumerate(rest, 2):
        part = copy.deepcopy(cell)
        part.id, part.source = f"{cell.id}-{n}", source
        part.metadata["slideshow"] = {"slide_type": "subslide"}
        parts.append(part)
    return parts


def with_notes_everywhere(lesson):
    """Give each slide of a section the section's notes: reveal.js shows only those of the slide itself."""
    sections = []
    for cell in lesson.cells:
        kind = cell.metadata.slideshow.slide_type
        if kind == "slide" or not sections:
            sections.append({"notes": [], "slides": []})
        if kind == "notes":
            sections[-1]["notes"].append(cell)
        elif kind in ("slide", "subslide") or not sections[-1]["slides"]:
            sections[-1]["slides"].append([cell])
        else:
            sections[-1]["slides"][-1].append(cell)
    lesson.cells = []
    for section in sections:
        title = re.search(r"^#+ (?:\d+\. )?(.+)$", section["slides"][0][0].source, re.M)
        for n, slide in enumerate(section["slides"]):
            if n and title:
                slide.insert(0, running_head(title[1], slide[0]))
            notes = copy.deepcopy(section["notes"])
            for cell in notes:
                cell.id = f"{cell.id}-slide{n}"
            lesson.cells += [*slide, *notes]
    return lesson


def running_head(title, first):
    """Return a cell that begins a slide with the title of its section, so that nobody has to ask where they are."""
    head = nbformat.v4.new_markdown_cell(f'<p class="section">{title}</p>', id=f"{first.id}-head",
                                         metadata={"slideshow": first.metadata["slideshow"]})
    first.metadata["slideshow"] = {"slide_type": "-"}
    return head


def for_handout(cell):
    """The reading, the figures and tables a class sees, the questions with room to write."""
    if cell.cell_type == "code":
        shown = [output for output in cell.outputs if "text/html" in output.get("data", {})
                 or "![" in output.get("data", {}).get("text/markdown", "")]
        exercise = "exercise" in cell.metadata.get("tags", [])
        kept = cell.metadata.slideshow.slide_type != "skip" or "handout" in cell.metadata.get("tags", [])
        cell.outputs = shown if kept else []
        return [tag(cell, "hide-code", *(["write"] if exercise else []))] if cell.outputs or exercise else []
    room = re.search(r"^## Predict|^\*\*Discuss|<summary>Answer</summary>", cell.source, re.M)
    cell.source = ANSWER.sub("", cell.source)
    return [tag(cell, "write") if room else cell]


def page(template, exporter=HTMLExporter, drop=()):
    """Return an nbconvert exporter of one self-contained HTML file."""
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = set(drop)
    config.TagRemovePreprocessor.remove_input_tags = {"hide-code"}
    made = exporter(config=config, template_name=template, extra_template_basedirs=[str(HERE / "templates")],
                    embed_images=True, exclude_anchor_links=True, exclude_input_prompt=True, exclude_output_prompt=True)
    made.register_preprocessor(TagRemovePreprocessor, enabled=True)
    return made


def reveal(name):
    """Return a file of reveal.js, which sphinx-revealjs carries."""
    path = next(file for file in files("sphinx-revealjs") if str(file).replace("\\", "/").endswith(f"revealjs/{name}"))
    return Path(path.locate()).read_text(encoding="utf-8")


def export(exporter, lesson, path, **resources):
    lesson = copy.deepcopy(lesson)
    for cell in lesson.cells:
        for output in cell.get("outputs", []):
            if "text/markdown" in output.get("data", {}):  # nbconvert embeds only what lies below its path
                output.data["text/markdown"] = output.data["text/markdown"].replace("](../figures/", "](figures/")
    resources = {"metadata": {"name": path.stem, "path": str(NOTEBOOKS.parent)}, **resources}
    return exporter.from_notebook_node(lesson, resources)[0]


def build(path):
    """Write the four editions of a lesson; return their paths."""
    lesson = read(path)
    assets = {name: reveal(file) for name, file in {
        "reveal_js": "dist/reveal.js", "reveal_css": "dist/reveal.css", "notes_js": "plugin/notes/notes.js"}.items()}
    student = NotebookExporter(config=Config(TagRemovePreprocessor={
        "enabled": True, "remove_cell_tags": {"notes", "solution"}}))
    student.register_preprocessor(TagRemovePreprocessor, enabled=True)
    student.register_preprocessor(ClearOutputPreprocessor, enabled=True)
    editions = {
        "slides.html": export(page("slides", SlidesExporter, drop=["solution"]),
                              with_notes_everywhere(edited(lesson, for_slides)), path, **assets),
        "answers.html": export(page("page"), edited(lesson, lambda cell: [unfolded(cell)]), path, edition="Answer key"),
        "handout.html": export(page("page", drop=["notes", "solution"]), edited(lesson, for_handout), path, edition="Handout"),
        "student.ipynb": export(student, lesson, path),
    }
    BUILD.mkdir(exist_ok=True)
    written = []
    for ending, text in editions.items():
        written.append(BUILD / f"{path.stem}.{ending}")
        written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python notebooks/editions", description=__doc__.split("\n")[0])
    parser.add_argument("--lesson", help="two digits, such as 01; without it, every lesson")
    wanted = parser.parse_args(arguments).lesson
    paths = [path for path in sorted(NOTEBOOKS.glob(f"{wanted or '[0-9][0-9]'}-*.ipynb")) if "-Copy" not in path.name]
    if not paths:
        sys.exit(f"There is no lesson {wanted} in {NOTEBOOKS.name}/.")
    for n, path in enumerate(paths, 1):
        start = time.perf_counter()
        print(f"[{n}/{len(paths)}] {path.name} ...", flush=True)
        try:
            written = build(path)
        except LessonError as error:
            sys.exit(str(error))
        for file in written:
            print(f"      {NOTEBOOKS.name}/build/{file.name} ({file.stat().st_size / 1e6:.1f} MB)")
        print(f"      {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
