"""The student's copy of a lesson: no results, no notes, solutions as folded text that cannot be run by accident.

JupyterLab's configuration makes the copies in notebooks/mine/ at each start, and the editions make them for
a class; so this file imports nothing but the standard library and nbformat, and may run twice.
"""

import copy
import hashlib
import json
import os
import platform
import re
from pathlib import Path

import nbformat

LESSON = re.compile(r"[0-9]{2}-[a-z-]+")
COPY = re.compile(rf"(?:NEW (?:[0-9]+ )?)?{LESSON.pattern}")
LINK = re.compile(r"(\]\()(?!https?:|mailto:|data:|attachment:|#|/)([^)\s]+)(\))")
CHECK = re.compile(r"\bsummit\.check\(\s*[\"']?([0-9]+[.,][0-9]+)")
DOTS = re.compile(r"^answer\s*=\s*\.\.\.", re.M)
SOLUTION = re.compile(r"^# Solution ([0-9]+[.,][0-9]+)")
NAME = "**Your name**, in the next box:"
END = "*The lesson ends here. What appears below it is an empty cell, with nothing to do.*"
# what nbformat raises for a file that is no notebook
DAMAGED = (
    nbformat.ValidationError,
    ValueError,
    KeyError,
    AttributeError,
    TypeError,
)
FOLD = "<details>\n<summary>Solution {number}</summary>\n\n```python\n{code}\n```\n\n</details>"


def lessons(notebooks):
    """Return the paths of the lessons in a folder, in their order; copies that JupyterLab or we made are left out."""
    return sorted(
        path for path in Path(notebooks).glob("*.ipynb") if LESSON.fullmatch(path.stem)
    )


def completed(lesson):
    """Return a copy of a lesson in which each cell says what it is, as far as it shows.

    A teacher's own cell may come without metadata. It becomes a slide of its own, and its
    code is shown on it; a cell that checks an exercise is its stub where answer is three
    dots, and a solution otherwise, and neither is a slide; speaker notes have the slide type and the tag notes.
    """
    lesson = copy.deepcopy(lesson)
    for cell in lesson.cells:
        tags = set(cell.metadata.get("tags", []))
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
        new = _roles(cell, tags)
        if "notes" in tags | new or kind == "notes":
            new, kind = {"notes"}, "notes"
        elif kind == "":
            heads = cell.cell_type == "markdown" and re.match("##? ", cell.source)
            kind = "slide" if heads else "subslide"
            if {"exercise", "solution"} & (tags | new):
                kind = "skip"  # the prompt is the slide; the answer is no slide
            new |= (
                {"show-code"} if cell.cell_type == "code" and not tags | new else set()
            )
        cell.metadata["slideshow"] = {"slide_type": kind}
        if new - tags:
            cell.metadata["tags"] = sorted(tags | new)
    return lesson


def _roles(cell, tags):
    """Return the tags that a cell without them needs, and note the number of its exercise."""
    if cell.cell_type != "code":
        return set()
    found = SOLUTION.match(cell.source) or CHECK.search(cell.source)
    if not {"exercise", "solution"} & tags and found:
        stub = DOTS.search(cell.source) and not SOLUTION.match(cell.source)
        tags = {"exercise" if stub else "solution"}
    else:
        tags &= {"exercise", "solution"}
    if tags and found and "exercise" not in cell.metadata:
        cell.metadata["exercise"] = found[1].replace(",", ".")
    return tags


def student_copy(lesson, up="../", ending=""):
    """Return the student's copy of a lesson, as a notebook.

    lesson: a notebook of nbformat 4; it is not changed. up: the way from the folder of the copy to that of
    the lessons. ending: what the copies' file names have before .ipynb, so that links lead from copy to copy.
    """
    made = completed(lesson)
    made.cells = [cell for old in made.cells for cell in _cells(old, up, ending)]
    made.cells[1:1] = _name_cells()
    made.cells.append(_locked(END, "the-end"))
    made.metadata["summit"] = {"copy": fingerprint(made)}
    return made


def student_copy_text(lesson, up="../", ending=""):
    """Return the student's copy of a lesson as the text of its file; the arguments are those of ``student_copy``."""
    return nbformat.writes(student_copy(lesson, up, ending), 4) + "\n"


def edition(lesson, _name):
    """Return the copy that a class is given, beside the copies of the other lessons."""
    return student_copy_text(lesson, ending=".student")


def _cells(cell, up, ending):
    """Return what becomes of a cell: none, or one."""
    tags = set(cell.metadata.get("tags", []))
    if tags & {"notes", "instructor"}:
        return []
    cell.metadata.pop("slideshow", None)
    if "solution" in tags:
        cell = nbformat.v4.new_markdown_cell(
            _folded(cell), id=cell.id, metadata={"tags": ["solution"]}
        )
    if cell.cell_type == "markdown":
        cell.source = LINK.sub(
            lambda link: f"{link[1]}{_moved(link[2], up, ending)}{link[3]}", cell.source
        )
        if "yours" not in tags:
            cell.metadata.update(editable=False, deletable=False)
        return [cell]
    if cell.cell_type != "code":
        return [cell]
    cell.update(outputs=[], execution_count=None)
    cell.metadata.pop("collapsed", None)
    cell.metadata.get("jupyter", {}).pop("outputs_hidden", None)
    if tags & {"exercise", "yours"}:
        cell.metadata["tags"] = sorted(
            tags | {"raises-exception"}
        )  # a slip must not stop Run All
        cell.metadata["deletable"] = False
    return [cell]


def _folded(cell):
    """Return a solution as folded text: its lines without the heading and the check."""
    lines = [
        line
        for line in cell.source.splitlines()
        if not re.match(r"# Solution|summit\.check\(", line)
    ]
    return FOLD.format(number=cell.metadata["exercise"], code="\n".join(lines).strip())


def _moved(target, up, ending):
    """Return where a link of a lesson leads from the folder of its copy."""
    if LESSON.fullmatch(target.partition("#")[0].removesuffix(".ipynb")):
        return target.replace(".ipynb", f"{ending}.ipynb")
    return up + target


def _name_cells():
    """Return the cells for the name: a line that says so, and a raw cell, in which whatever is typed is the name."""
    box = nbformat.v4.new_raw_cell(
        "", id="your-name", metadata={"tags": ["name", "yours"], "deletable": False}
    )
    return [_locked(NAME, "your-name-label"), box]


def _locked(text, name):
    return nbformat.v4.new_markdown_cell(
        text, id=name, metadata={"editable": False, "deletable": False}
    )


def fingerprint(notebook):
    """Return what tells a touched copy from an untouched one: of the cells' kinds and sources, and of nothing else."""
    cells = [[cell["cell_type"], "".join(cell["source"])] for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:16]


def make_copies(notebooks, folder):
    """Make or renew the student's copies of all lessons; return sentences on what a student should know.

    An untouched copy follows its lesson; a touched one is never overwritten: the new version is put beside
    it. Raises nothing: a lesson or copy that cannot be read or written becomes a sentence, too.
    """
    said = []
    for lesson in lessons(notebooks):
        try:
            said += _renewed(lesson, Path(folder))
        except OSError as error:
            said.append(
                f"Your copy of {lesson.name} could not be written to {folder} ({error.strerror or error})."
            )
        except DAMAGED:
            said.append(
                f"{lesson.name} cannot be read: it is damaged. Download the collection again."
            )
    return said


def _renewed(lesson, folder):
    wanted = student_copy(nbformat.read(lesson, 4))
    print_of_it = wanted.metadata["summit"]["copy"]
    for path in _places(lesson, folder):
        state = _state(path)
        if state == "missing":
            break
        if state["copy"] == print_of_it:
            return []  # up to date, touched or not
        if not state["touched"]:
            break
    beside = path.name != lesson.name
    if beside:
        wanted.cells[
            0
        ].source += f"\n\n*This is a new version of the lesson. What you wrote is in {lesson.name}.*"
        wanted.metadata["summit"]["now"] = fingerprint(wanted)
    # what JupyterLab would add on opening, so that it does not call an untouched copy unsaved
    wanted.metadata.get("language_info", {})["version"] = platform.python_version()
    folder.mkdir(exist_ok=True)
    write_whole(path, nbformat.writes(wanted, 4) + "\n")
    return (
        [
            f"{lesson.name} has changed. Your copy with your answers stays as it is; "
            f"the new version is beside it: {path.name}."
        ]
        if beside
        else []
    )


def _places(lesson, folder):
    """Yield where a copy of a lesson may stand: under the lesson's name, then beside the touched ones.

    The name of a new version differs at its beginning, which is all that a narrow file list shows.
    """
    yield folder / lesson.name
    yield folder / f"NEW {lesson.name}"
    for n in range(2, 100):
        yield folder / f"NEW {n} {lesson.name}"


def _state(path):
    """Return "missing", or of which version a copy is and whether it is touched; what cannot be read counts as touched."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "missing"
    except (OSError, UnicodeDecodeError):
        return {"copy": None, "touched": True}
    try:
        notebook = json.loads(text)
        made = notebook["metadata"]["summit"]
        return {
            "copy": made["copy"],
            "touched": fingerprint(notebook) != made.get("now", made["copy"]),
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {"copy": None, "touched": True}


def write_whole(path, content):
    """Write a file, a text or bytes, whole or not at all. Raises OSError where it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def last_worked_on(folder):
    """Return the name of the copy that was worked on last: changed or run, and saved after that. None if none was."""
    worked = []
    for path in Path(folder).glob("*.ipynb"):
        if not COPY.fullmatch(path.stem):
            continue  # renamed, to have a clean copy in its place
        try:
            if _state(path)["touched"] or '"execution_count": 1' in path.read_text(
                encoding="utf-8"
            ):
                worked.append((path.stat().st_mtime, path.name))
        except (OSError, UnicodeDecodeError, TypeError):
            continue
    return max(worked)[1] if worked else None


if __name__ == "__main__":  # where JupyterLab does not start with our configuration
    here = Path(__file__).resolve().parents[1]
    print(
        "\n".join(make_copies(here, here / "mine"))
        or f"The copies are in {here / 'mine'}."
    )
