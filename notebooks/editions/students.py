"""students.zip: the student's copies of all lessons with what they need, for a class elsewhere.

What is in it, and where, is the same on a computer, on a hub and in the browser edition. Unpacked, it can be
published as a repository of its own: for nbgitpuller, Binder or Codespaces.
"""

import copy
import io
import re
import zipfile

import nbformat

from . import lessons, pages, student

TOP = "reading-a-summit"  # the one folder in the ZIP
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a second build gives the same bytes
ROOT = lessons.NOTEBOOKS.parent
# what the lessons read and each way in needs; never a lesson itself, its notes or its results
CARRIED = [
    ".binder/*",
    ".constraints.txt",
    ".devcontainer/*",
    ".gitattributes",
    ".gitignore",
    ".jupyter/*.py",
    ".jupyter/settings/*",
    "data/*",
    "figures/*.png",
    "figures/README.md",
    "notebooks/cheat-sheet.md",
    "notebooks/editions/student.py",
    "notebooks/own_questions.py",
    "notebooks/summit/**/*.py",
    "notebooks/workbook/**/*",
    "requirements.txt",
]
COPIES = "notebooks/mine"
# the rest of requirements.txt is for tests and editions
NOT_FOR_STUDENTS = re.compile(r"^# Below: .*students\.zip leaves it out.*", re.M | re.S)
SOLUTIONS_ARE_HERE = (
    " The solution is folded up below each exercise; open it when you have tried."
)
START = """\
# Reading a Summit: start here

{lessons} lessons on the Japan-U.S. summit of 7 February 2025, with data. You need Python 3.11 to 3.14
([python.org](https://www.python.org/downloads/)) and, the first time, the internet.

1. Unpack the ZIP (Windows: right-click, *Extract All*), and on Windows move the folder `{top}` to a short place such
   as `C:\\summit`.
2. Open a terminal in that folder. Windows: click into the address bar of the Explorer, type `powershell`, press Enter.
   macOS: right-click the folder, *Services > New Terminal at Folder*. Linux: right-click, *Open in Terminal*.
3. Copy one line into it and press Enter. The first time takes one to five minutes.

Linux and macOS:

```
{unix}
```

Windows (where `py` is not recognized, write `python` for it):

```
{windows}
```

With the program uv, on any system: `{uv}`

The first lesson opens in your browser; if it does not, copy the address that the terminal shows into one. Leave the
terminal open while you work. **Stop**: Ctrl + S, close the tab, then Ctrl + C twice in the terminal. **Come back**:
steps 2 and 3 again.

What you write is in `{copies}/`. A new version of this ZIP goes into a folder of its own: unpacked over this one, it
would replace what you wrote. {solutions}

The folder `notebooks/summit/` holds what checks your answers. It computes what it expects from the tables in `data/`, and
nothing in it is hidden: whoever reads it can work the answers out, and learns less than whoever tries.

Prose, figures and our coding of the data: CC BY 4.0. Code:
MIT. Facts belong to their sources.
"""
FOLDED = "Each exercise has its solution, folded up below it."
LEFT_OUT = "The solutions are left out: your instructor has them."


def files(without_solutions=False):
    """Return what students.zip holds: {path in its top folder, with slashes: bytes}.

    without_solutions: leave out the folded solutions, too. Raises LessonError where a lesson is not in order.
    """
    held = {}
    for pattern in CARRIED:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                held[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    for name, change in CHANGED.items():
        if name in held:  # a copy of the folder may have lost its dotfiles
            held[name] = change(held[name].decode()).encode()
    paths = student.lessons(lessons.NOTEBOOKS)
    for path in paths:
        made = student.student_copy(lessons.read(path))
        if without_solutions:
            made = unsolved(made)
        text = nbformat.writes(made, 4) + "\n"
        held[f"{COPIES}/{path.name}"] = text.encode()
    held["START.html"] = start(len(paths), without_solutions).encode()
    return dict(sorted(held.items()))


def _requirements(text):
    return NOT_FOR_STUDENTS.sub("", text)


def _ignored(text):
    """Return .gitignore for a repository of students.zip, whose lessons are the copies."""
    return text.replace(f"{COPIES}/\n", "").replace("the student's copies, and ", "")


def _gallery(text):
    """Return figures/README.md with links to the copies of the lessons."""
    return text.replace("](../notebooks/", f"](../{COPIES}/")


CHANGED = {
    "requirements.txt": _requirements,
    ".gitignore": _ignored,
    "figures/README.md": _gallery,
}


def unsolved(notebook):
    """Return a student's copy without its folded solutions, and without the sentence that they are there."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [
        cell for cell in notebook.cells if "solution" not in lessons.tags_of(cell)
    ]
    for cell in notebook.cells:
        cell.source = cell.source.replace(SOLUTIONS_ARE_HERE, "")
    notebook.metadata["summit"] = {"copy": student.fingerprint(notebook)}
    return notebook


def start(count, without_solutions=False):
    """Return START.html: how to begin, in half a page, with the line of README.md."""
    text = START.format(
        lessons=count,
        top=TOP,
        copies=COPIES,
        solutions=LEFT_OUT if without_solutions else FOLDED,
        unix=_line("bash", "python3 -m venv"),
        windows=_line("powershell", "py -m venv"),
        uv=_line("bash", "uv run"),
    )
    cell = nbformat.v4.new_markdown_cell(text, id="start")
    return pages.page(nbformat.v4.new_notebook(cells=[cell]), "Start", "START")


def _line(language, beginning):
    """Return the line that README.md gives for a terminal."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(
        rf"```{language}\n({re.escape(beginning)}.*)\n```|^`({re.escape(beginning)}.*)`$",
        readme,
        re.M,
    )
    if found is None:
        raise lessons.LessonError(
            f"README.md has no line that begins with `{beginning}`, as START.html repeats "
            f"it. Put it back, in a block that begins with ```{language}."
        )
    return found[1] or found[2]


def packed(carried):
    """Return files as the bytes of a ZIP with one folder at its top; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in carried.items():
            member = zipfile.ZipInfo(f"{TOP}/{name}", FIRST_DAY)
            member.create_system = 3  # the same bytes on every system
            runs = data.startswith(b"#!")
            member.external_attr = (0o100755 if runs else 0o100644) << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED, 9)
    return written.getvalue()


def edition(without_solutions=False):
    """Return the ZIP: {file name: bytes}."""
    return {"students.zip": packed(files(without_solutions))}
