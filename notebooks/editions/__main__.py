"""Build what a class needs from the lessons: slides, answer key, handout, student notebook, students.zip.

    python notebooks/editions              every lesson, the cheat sheet, reading list and bibliography, students.zip
    python notebooks/editions --lesson 01  only that lesson, and the cheat sheet that it links to
    python notebooks/editions students     only students.zip: all that a class elsewhere needs
    python notebooks/editions collect ...  what a class handed in, as a marksheet and pages; collect --help says more

The files go to notebooks/build/. They need no network and no second file.
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # in which this folder is the package editions
MISSING = (
    "The package {} is missing. In the collection's top folder, type: "
    "python -m pip install -r requirements.txt"
)

try:
    from editions import (
        answers,
        cheat_sheet,
        collect,
        lessons,
        paper,
        readings,
        slides,
        student,
        students,
        to_print,
    )
except ImportError as error:
    sys.exit(MISSING.format(error.name or error))

BUILD = HERE.parent / "build"
# of a lesson: what its file's name ends in, and what makes the text of it
EDITIONS = {
    "slides.html": slides.slides,
    "answers.html": answers.answers,
    "handout.html": paper.handout,
    "student.ipynb": student.edition,
}


def editions_of(path):
    """Return the editions of a lesson as {file name: text}.

    Raises LessonError where the lesson is not in order.
    """
    lesson = lessons.plain(lessons.read(path))
    return {
        f"{path.stem}.{ending}": make(lesson, path.stem)
        for ending, make in EDITIONS.items()
    }


def jobs(wanted):
    """Return what is to be made, in its order: [(name, function)].

    wanted: the words of the command line. Each function takes nothing and returns
    {file name: text or bytes}.
    """
    packed = ("students.zip", lambda: students.edition(wanted.without_solutions))
    if wanted.what:
        return [packed]
    paths = student.lessons(lessons.NOTEBOOKS)
    paths = [path for path in paths if path.name.startswith(wanted.lesson or "")]
    if not paths:
        sys.exit(f"There is no lesson {wanted.lesson or 'at all'} in notebooks/.")
    made = [(path.name, lambda path=path: editions_of(path)) for path in paths]
    made.append(("cheat sheet", cheat_sheet.edition))
    if not wanted.lesson:
        name = "reading list and bibliography"
        made.append((name, lambda: readings.editions(paths)))
        made.append(("papers of TEACHING.md", to_print.edition))
        made.append(packed)
    return made


def run(name, make):
    """Make what a job makes and write it, or stop with a sentence; return the paths."""
    try:
        return [written(BUILD / file, content) for file, content in make().items()]
    except lessons.LessonError as error:
        sys.exit(str(error))
    except ImportError as error:
        sys.exit(MISSING.format(error.name or error))
    except OSError as error:  # a picture, a look, a table or a library's file
        reason = error.strerror or error
        sys.exit(f"{name}: {error.filename} cannot be read ({reason}).")


def written(path, content):
    """Write a file whole, or stop with a sentence: until it is complete, the old one stays."""
    try:
        path.parent.mkdir(exist_ok=True)
        student.write_whole(path, content)
    except OSError as error:
        sys.exit(
            f"notebooks/build/{path.name} could not be written "
            f"({error.strerror or error}). Make room on the disk, allow writing in "
            "notebooks/, or close the file where it is open. Then run the command again."
        )
    return path


def two_digits(text):
    """Return the number of a lesson as it is typed, or refuse it."""
    if not re.fullmatch("[0-9]{2}", text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no lesson's number. Write two digits, such as 01."
        )
    return text


def main(arguments=None):
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["collect"]:
        try:
            return collect.main(arguments[1:])
        except ImportError as error:
            sys.exit(MISSING.format(error.name or error))
    parser = argparse.ArgumentParser(
        prog="python notebooks/editions",
        description=__doc__.split("\n")[0],
        epilog="collect FOLDER reads what a class handed in: see collect --help.",
    )
    parser.add_argument(
        "--lesson",
        type=two_digits,
        help="two digits, such as 01; without it, every lesson",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=["students"],
        help="only students.zip; without it, all",
    )
    parser.add_argument(
        "--without-solutions",
        action="store_true",
        help="leave the solutions out of students.zip",
    )
    wanted = parser.parse_args(arguments)
    if wanted.lesson and (wanted.what or wanted.without_solutions):
        parser.error("students.zip holds all lessons: leave out --lesson.")
    listed = jobs(wanted)
    for n, (name, make) in enumerate(listed, 1):
        start = time.perf_counter()
        print(f"[{n}/{len(listed)}] {name} ...", flush=True)
        for file in run(name, make):
            size = f"{file.stat().st_size / 1e6:.1f} MB"
            print(f"      notebooks/build/{file.name} ({size})")
        print(f"      {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # nobody reads on, as where it is piped into head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
