"""Build what a class needs from the lessons: slides, answer key, handout, student notebook.

    python notebooks/editions              every lesson, the cheat sheet, reading list and bibliography
    python notebooks/editions --lesson 01  only that lesson, and the cheat sheet that it links to

The files go to notebooks/build/. They need no network and no second file.
"""

import argparse
import ast
import base64
import copy
import mimetypes
import re
import sys
import time
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from urllib.parse import unquote

MISSING = (
    "The package {} is missing. In the collection's top folder, type: "
    "python -m pip install -r requirements.txt"
)

try:
    import nbformat
    from nbconvert import HTMLExporter, SlidesExporter
    from nbconvert.preprocessors import TagRemovePreprocessor
    from traitlets.config import Config
except ImportError as error:
    sys.exit(MISSING.format(error.name or error))

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # a test, or another folder, may have started this file
import cheat_sheet  # noqa: E402
import readings  # noqa: E402
import student  # noqa: E402

NOTEBOOKS = HERE.parent
BUILD = NOTEBOOKS / "build"
SLIDES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
NOTES = re.compile(r"<details>\s*<summary>[^<]*</summary>\s*(.*\S)\s*</details>", re.S)
# what is folded in a lesson is an answer, in whatever language its fold is named
ANSWER = re.compile(r"(?:\A|\n) *<details\b.*?</details>", re.S)
ASKS = re.compile(r"^#{2,3} (?:Predict|Discuss)\b|<details\b", re.M)
EXERCISE = re.compile(r"^# Solution|summit\.check\(", re.M)
FIGURE = re.compile(
    r'(?P<tag><img\b[^>]*\bsrc=")(?P<file>[\w./%() -]+\.(?:png|jpe?g|gif|svg|webp))(?=")'
)
# Japanese with its figures and signs; what stands before it in LEFT is no prose, or marked
LEFT = (
    r"```.*?```|`[^`]*`|<(?P<element>\w+)\b[^>]*\blang=.*?</(?P=element)>|<[^>]*>"
    r"|!\[[^\]]*\]|\]\([^)]*\)|https?://[^\s)]+"
)
LETTER = "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
SIGN = "[\u3000-\u303f\uff00-\uff65\u2010-\u2026]"
JAPANESE = re.compile(
    rf"{LEFT}|(?P<ja>[0-9]*{SIGN}*{LETTER}(?:[0-9 ]*(?:{LETTER}|{SIGN}))*)", re.S
)
SHEET = re.compile(r'(<a\b[^>]*\bhref=")cheat-sheet\.md(?=[#"])')
# how the output of check, hint and guess begins
FEEDBACK = re.compile(r'\s*<p role="status">')
# what nbformat raises for a file that is no notebook
DAMAGED = (
    nbformat.ValidationError,
    ValueError,
    KeyError,
    AttributeError,
    TypeError,
)


class LessonError(ValueError):
    """A lesson that does not follow the anatomy; the message names the lesson and the cell."""


class WriteError(OSError):
    """An edition that could not be written; the message says where and why."""


def tags_of(cell):
    return cell.metadata.get("tags", [])


def read(path):
    """Return a lesson as a notebook, or raise LessonError if none can be built from it."""
    try:
        lesson = nbformat.read(path, 4)
    except OSError as error:
        raise LessonError(
            f"{path.name} cannot be read ({error.strerror or error})."
        ) from error
    except DAMAGED as error:
        raise LessonError(
            f"{path.name} is damaged: it is no notebook that Jupyter can open."
        ) from error
    lesson = student.completed(lesson)
    numbers = {"exercise": [], "solution": []}
    for n, cell in enumerate(lesson.cells, 1):
        place = f"{path.name}, cell {n} ({cell.id})"
        tags = tags_of(cell)
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDES:
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


def edited(lesson, change):
    """Return a copy of a lesson in which change(cell) has taken the place of every cell.

    change returns a list of cells: none to drop the cell, several to split it.
    """
    lesson = copy.deepcopy(lesson)
    lesson.cells = [new for cell in lesson.cells for new in change(cell)]
    return lesson


def unfolded(cell):
    """Show speaker notes as text: outside JupyterLab there is nothing to fold."""
    if "notes" in tags_of(cell):
        cell.source = NOTES.sub(r"\1", cell.source)
    return cell


def for_key(cell):
    """Notes as text, and the answers of Check yourself open, so that they print."""
    cell = unfolded(cell)
    if cell.cell_type == "markdown":
        cell.source = cell.source.replace("<details>", "<details open>")
    return [cell]


def tag(cell, *names):
    cell.metadata["tags"] = [*tags_of(cell), *names]
    return cell


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


def for_handout(cell):
    """The reading, the figures and tables a class sees, the questions with room to write."""
    if "setup" in tags_of(cell):
        return []
    if cell.cell_type == "code":
        if "exercise" in tags_of(cell):
            cell.outputs = []
            return [tag(cell, "hide-code", "write")]
        on_a_slide = cell.metadata.slideshow.slide_type != "skip"
        if on_a_slide or "handout" in tags_of(cell):
            cell.outputs = [output for output in cell.outputs if is_for_paper(output)]
            return [tag(cell, "hide-code")] if cell.outputs else []
        return []
    room = ASKS.search(cell.source) or "minutes_given" in cell.metadata
    cell.source = ANSWER.sub("", cell.source)
    return [tag(cell, "write") if room else cell]


def is_for_paper(output):
    """Say whether an output is a figure or a table, not what a check or a guess says."""
    data = output.get("data", {})
    if "text/html" in data:
        return not FEEDBACK.match(data["text/html"])
    return "![" in data.get("text/markdown", "")


def page(template, exporter=HTMLExporter, drop=()):
    """Return an nbconvert exporter of one self-contained HTML file."""
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = set(drop)
    config.TagRemovePreprocessor.remove_input_tags = {"hide-code"}
    made = exporter(
        config=config,
        template_name=template,
        extra_template_basedirs=[str(HERE / "templates")],
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    made.register_preprocessor(TagRemovePreprocessor, enabled=True)
    return made


def reveal(name):
    """Return a file of reveal.js, which the package sphinx-revealjs carries.

    Raises PackageNotFoundError where that package is not installed, or only in part.
    """
    for file in files("sphinx-revealjs") or ():
        if str(file).replace("\\", "/").endswith(f"revealjs/{name}"):
            return Path(file.locate()).read_text(encoding="utf-8")
    raise PackageNotFoundError("sphinx-revealjs")


def export(exporter, lesson, path, **resources):
    """Return an edition as text."""
    resources = {"metadata": {"name": path.stem}, **resources}
    return exporter.from_notebook_node(edited(lesson, in_its_language), resources)[0]


def in_its_language(cell):
    """Mark Japanese that no one has marked yet, so that it is read and drawn as Japanese."""
    if cell.cell_type == "markdown":
        cell.source = JAPANESE.sub(
            lambda found: (
                f'<span lang="ja">{found["ja"]}</span>' if found["ja"] else found[0]
            ),
            cell.source,
        )
    return [cell]


def export_page(exporter, lesson, path, **resources):
    """Return an edition as the text of one file, its pictures inside it.

    nbconvert could put them there, but its embed_images closes an inline element such as
    <span lang="ja"> before the words that stand in it.
    """
    text = FIGURE.sub(embedded, export(exporter, lesson, path, **resources))
    return SHEET.sub(r"\1cheat-sheet.html", text)  # which stands beside the page


def embedded(image):
    """Return the beginning of an <img> up to its address, with the bytes for the address."""
    file = NOTEBOOKS / unquote(image["file"])
    kind = mimetypes.guess_type(file.name)[0] or "image/png"
    picture = base64.b64encode(file.read_bytes()).decode()
    return f"{image['tag']}data:{kind};base64,{picture}"


def slides(lesson, path):
    """Return the slides of a lesson, with reveal.js in them."""
    carried = {
        "reveal_js": reveal("dist/reveal.js"),
        "reveal_css": reveal("dist/reveal.css"),
        "notes_js": reveal("plugin/notes/notes.js"),
    }
    lesson = with_notes_everywhere(edited(lesson, for_slides))
    exporter = page("slides", SlidesExporter, drop=["solution"])
    return export_page(exporter, lesson, path, **carried)


def build(path):
    """Write the four editions of a lesson; return their paths.

    Raises LessonError where the lesson is not in order, WriteError where a file cannot
    be written.
    """
    lesson = read(path)
    # what is tagged instructor speaks of the lesson's own file, not of what is made of it
    lesson.cells = [cell for cell in lesson.cells if "instructor" not in tags_of(cell)]
    editions = {
        "slides.html": slides(lesson, path),
        "answers.html": export_page(
            page("page"),
            edited(lesson, for_key),
            path,
            edition="Answer key",
        ),
        "handout.html": export_page(
            page("page", drop=["notes", "solution"]),
            edited(lesson, for_handout),
            path,
            edition="Handout",
        ),
        "student.ipynb": student.student_copy_text(lesson, ending=".student"),
    }
    return [
        written(BUILD / f"{path.stem}.{ending}", text)
        for ending, text in editions.items()
    ]


def build_cheat_sheet(_paths):
    """Write the cheat sheet as a page; return its path. Raises WriteError or OSError."""
    path = BUILD / "cheat-sheet.html"
    text = export_page(page("page"), cheat_sheet.page(), path, edition="Cheat sheet")
    # in a table of Markdown a | in code stands behind a \, which nbconvert would show
    return [written(path, text.replace("\\|", "|"))]


def build_readings(paths):
    """Write the reading list of the lessons and the bibliography; return their paths.

    Raises LessonError, WriteError or OSError.
    """
    data = NOTEBOOKS.parent / "data"
    listed = readings.reading_list([(path, read(path)) for path in paths], data)
    path = BUILD / "readings.html"
    text = export_page(page("page"), listed, path, edition="Reading list")
    return [written(path, text), written(BUILD / "sources.bib", readings.bibtex(data))]


def written(path, text):
    """Write a file whole or not at all: until it is complete, the old one stays."""
    try:
        path.parent.mkdir(exist_ok=True)
        student.write_whole(path, text)
    except OSError as error:
        raise WriteError(
            f"{NOTEBOOKS.name}/build/{path.name} could not be written "
            f"({error.strerror or error}). Make room on the disk, allow writing in "
            f"{NOTEBOOKS.name}/, or close the file where it is open. Then run the "
            "command again."
        ) from error
    return path


def two_digits(text):
    """Return the number of a lesson as it is typed, or refuse it."""
    if not re.fullmatch("[0-9]{2}", text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no lesson's number. Write two digits, such as 01."
        )
    return text


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python notebooks/editions", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--lesson",
        type=two_digits,
        help="two digits, such as 01; without it, every lesson",
    )
    wanted = parser.parse_args(arguments).lesson
    paths = [
        path
        for path in student.lessons(NOTEBOOKS)
        if path.name.startswith(wanted or "")
    ]
    if not paths:
        sys.exit(f"There is no lesson {wanted or 'at all'} in {NOTEBOOKS.name}/.")
    jobs = [(path.name, build, path) for path in paths]
    jobs.append(("cheat sheet", build_cheat_sheet, paths))
    if not wanted:
        jobs.append(("reading list and bibliography", build_readings, paths))
    for n, (name, make, what) in enumerate(jobs, 1):
        start = time.perf_counter()
        print(f"[{n}/{len(jobs)}] {name} ...", flush=True)
        try:
            files_written = make(what)
        except (LessonError, WriteError) as error:
            sys.exit(str(error))
        except ImportError as error:
            sys.exit(MISSING.format(error.name or error))
        except OSError as error:  # a picture, a look, a table or a library's file
            reason = error.strerror or error
            sys.exit(f"{name}: {error.filename} cannot be read ({reason}).")
        for file in files_written:
            size = f"{file.stat().st_size / 1e6:.1f} MB"
            print(f"      {NOTEBOOKS.name}/build/{file.name} ({size})")
        print(f"      {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
