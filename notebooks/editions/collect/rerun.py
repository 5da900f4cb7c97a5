"""Students' answers run again: in a copy of the collection, in a process of its own, with a time limit.

It is no sandbox. What a student wrote can do on this computer what its user can, so the
command asks first.
"""

import json
import os
import site
import subprocess
import sys
import tempfile
from pathlib import Path

from .. import students
from . import records, report

WARNING = """\
This runs the code in {count}, one after the other. A student's code can do on this
computer what you can: read your files, delete them, send them away. Each notebook runs in
a copy of its own for at most {minutes} minutes; that is no protection against bad intent.
Type yes to run them: """
LIMIT = 180  # seconds for a notebook
CELL = 60  # seconds for a cell
# what a process needs of its surroundings; keys and tokens stay behind
KEPT = """
    PATH LANG LC_ALL SYSTEMROOT WINDIR COMSPEC PATHEXT NUMBER_OF_PROCESSORS
    PROCESSOR_ARCHITECTURE VIRTUAL_ENV
""".split()


def asked(count):
    """Return whether the instructor has typed yes."""
    words = WARNING.format(count=count, minutes=LIMIT // 60)
    try:
        return input(words).strip().casefold() == "yes"
    except (EOFError, OSError, KeyboardInterrupt):  # nobody is there to ask
        return False


def rerun(people, course, progress=print, limit=LIMIT):
    """Run every notebook that counts; return [(Student, lesson, what differs)].

    Raises LessonError or OSError where the collection cannot be copied.
    """
    found = []
    held = students.files()
    every = [(one, lesson) for one in people for lesson in sorted(one.works)]
    for n, (student, lesson) in enumerate(every, 1):
        made = student.works[lesson]
        progress(f"      running {n} of {len(every)} ...")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            said = _run(Path(folder), held, made.data, limit)
            if isinstance(said, str):
                found.append((student, lesson, [said]))
                continue
            try:
                after = records.read(said, f"{lesson}.ipynb", course)
            except Exception:  # noqa: BLE001 - a student's code may write anything
                found.append((student, lesson, ["What came out cannot be read."]))
                continue
        differences = [
            report.differs(number, before, after.answers[number])
            for number, before in made.work.answers.items()
            if after.lesson == made.work.lesson
        ]
        if after.lesson != made.work.lesson:
            differences = ["What came out is of another lesson."]
        found.append((student, lesson, [one for one in differences if one]))
    return [one for one in found if one[2]]


def _run(folder, held, data, limit):
    """Return a notebook as it comes out, as a dict, or a sentence on why it did not."""
    top = folder / students.TOP
    mine = f"{students.COPIES}/"
    for name, content in held.items():
        if not name.startswith(mine):
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    room = top / students.COPIES
    room.mkdir(parents=True, exist_ok=True)
    notebook, _ = records.parsed(data)
    for cell in notebook[
        "cells"
    ]:  # what was stored must not be taken for what comes out
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["outputs"] = []
    (room / "work.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    problem = _execute(room, folder, limit)
    if problem:
        return problem
    try:
        out = (room / "out.ipynb").read_bytes()
        return records.parsed(out)[0]
    except (OSError, records.NoNotebook):
        return "It could not be run: Jupyter refused it."


def _execute(room, folder, limit):
    """Run work.ipynb to out.ipynb in a folder; return a sentence where it was stopped, else ""."""
    around = {name: os.environ[name] for name in KEPT if name in os.environ}
    home = folder / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "TEMP", "TMP", "TMPDIR"):
        around[name] = str(home)
    around["PYTHONUSERBASE"] = (
        site.getuserbase()
    )  # where pip install --user puts things
    around |= {"IPYTHONDIR": str(home / "ipython"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute",
        "--allow-errors", f"--ExecutePreprocessor.timeout={CELL}",
        "--ExecutePreprocessor.kernel_name=python3", "--output", "out.ipynb", "work.ipynb",
    ]  # fmt: skip
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=room, env=around, stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        _stop(process)
        return f"It was stopped after {limit} seconds."
    if process.returncode:
        return f"It did not run to its end: a cell took over {CELL} seconds, or its kernel died."
    return ""


def _stop(process):
    """End a process and the kernel that it started."""
    import psutil  # which ipykernel brings

    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        started = []
    process.kill()
    for one in started:
        try:
            one.kill()
        except psutil.Error:
            continue
    process.wait()
