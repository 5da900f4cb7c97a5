"""What the lessons say of themselves: title, question, sections, and how long each takes.

Minutes are computed, never typed: see ``sections``.
"""

import functools
import importlib
import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
sys.path.insert(0, str(NOTEBOOKS))

WORDS_A_MINUTE = 150
FIGURE = 1
STARTING = 3
EXERCISE = {"code": 1.5, "open": 3}
CHECK_YOURSELF = "### Check yourself"


@dataclass
class Section:
    """One section of a lesson. read: words and figures; do: all else, in minutes."""

    title: str
    read: float = 0
    do: float = 0

    @property
    def minutes(self):
        """Whole minutes, at least one."""
        return max(1, _whole(self.read + self.do))


class Lesson:
    """A lesson as its file says it: its head, its sections and their minutes."""

    def __init__(self, path):
        self.path = Path(path)
        self.number = self.path.name[:2]
        self.notebook = nbformat.read(self.path, 4)

    @property
    def head(self):
        """Return the cell that holds the title, the question and the line of facts."""
        return next(c for c in self.notebook.cells if c.source.startswith("# "))

    @property
    def title(self):
        """Return the title without the number."""
        return self._read(r"\A# \d+\. (.+)$", "# 1. A title")

    @property
    def question(self):
        """Return the question, as it stands in the head."""
        return self._read(
            r"^\*\*The question: (.+\?)\*\*$", "**The question: what ...?**"
        )

    def _read(self, pattern, example):
        """Return what the head says in a line of its own."""
        if found := re.search(pattern, self.head.source, re.M):
            return found[1]
        raise ValueError(
            f"{self.path.name}: the head of the lesson has no line as `{example}`. Minutes "
            "and tables of lessons are written from it; a lesson of your own, or in another "
            "language, does without them."
        )

    @property
    def name(self):
        """Return number and title, as links show them."""
        return f"{self.number} {self.title}"

    def sections(self):
        """Return the sections in their order, with what each takes.

        Prose takes a minute for 150 words, a figure one minute, an exercise 1.5 (an open
        one: 3), starting 3. A cell may say in its metadata what its instruction takes
        instead: {"minutes_given": 5}.
        """
        found = [Section("")]
        for cell in self.notebook.cells:
            heading = re.search(r"^## (.+)$", cell.source, re.M)
            if cell.cell_type == "markdown" and heading:
                found.append(Section(heading[1]))
            found[-1].read += _words(cell) / WORDS_A_MINUTE + FIGURE * _figures(cell)
            found[-1].do += cell.metadata.get("minutes_given", self._exercise(cell))
        before, *found = found
        found[0].read += before.read
        found[0].do += before.do
        starts = "Run your first cell" if self.number == "00" else found[0].title
        next(part for part in found if part.title == starts).do += STARTING
        return found

    def minutes(self):
        """Return (all, read, do) in whole minutes; all is the sum of the sections."""
        sections = self.sections()
        whole = sum(section.minutes for section in sections)
        do = _whole(sum(section.do for section in sections))
        return whole, whole - do, do

    def homework(self, exercise):
        """Return the minutes of an exercise and of Check yourself together."""
        minutes = 0
        for cell in self.notebook.cells:
            if cell.source.startswith(f"### Your turn {exercise}\n"):
                minutes += _words(cell) / WORDS_A_MINUTE
            if cell.metadata.get("exercise") == exercise:
                minutes += cell.metadata.get("minutes_given", self._exercise(cell))
            if CHECK_YOURSELF in cell.source:
                check = cell.source.split(CHECK_YOURSELF)[1].split("**Next:**")[0]
                minutes += _count(check) / WORDS_A_MINUTE
        return _whole(minutes)

    def _exercise(self, cell):
        if "exercise" not in cell.metadata.get("tags", []):
            return 0
        answers = importlib.import_module(
            f"summit.classroom.answers.lesson{self.number}"
        )
        # a teacher's own question is in none of our files
        known = answers.EXERCISES.get(cell.metadata.get("exercise"))
        return EXERCISE["open" if known and known.judge else "code"]


def lessons():
    """Return the lessons in their order."""
    paths = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    return [Lesson(path) for path in paths if "-Copy" not in path.name]


def _whole(minutes):
    return int(minutes + 0.5)


def _words(cell):
    """Count the words that a student reads: prose, and the readings that a cell prints."""
    if {"notes", "instructor"} & set(cell.metadata.get("tags", [])):
        return 0
    if cell.cell_type == "markdown":
        return _count(cell.source)
    shown = (output.get("data", {}) for output in cell.get("outputs", []))
    texts = (data.get("text/markdown", "") for data in shown)
    return sum(_count(text) for text in texts if "![" not in text)


@functools.cache  # documents.py asks for the minutes of all lessons in every cell
def _count(text):
    text = re.sub(r"\]\([^)]*\)|<[^>]*>", " ", text)
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def _figures(cell):
    if cell.cell_type != "code" or "solution" in cell.metadata.get("tags", []):
        return 0
    return len(re.findall(r"\bsummit\.show\(", cell.source))


# --- the day as of which everything is told -------------------------------------------

DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
TOLD = re.compile(rf"\b(?:[Aa]s of|[Uu]p to|[Nn]ewer than|Claim: By) ({DAY})")


def package():
    """Return datapackage.json."""
    return json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


def as_of():
    """Return the day as of which the collection is true, as prose writes it."""
    day = date.fromisoformat(package()["as_of"])
    return f"{day.day} {day:%B %Y}"


def dated_sentences():
    """Return (file, sentence, day) for every sentence that says to which day it is true."""
    texts = [("data/datapackage.json", package()["description"])]
    for path in (ROOT / "README.md", NOTEBOOKS / "TEACHING.md"):
        texts.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
    for lesson in lessons():
        where = f"notebooks/{lesson.path.name}"
        texts += [(f"{where}, {c.id}", c.source) for c in lesson.notebook.cells]
    found = []
    for where, text in texts:
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z*(])|\n\n|\n(?=[-|] )", text):
            sentence = " ".join(sentence.split())
            found += [(where, sentence, day) for day in TOLD.findall(sentence)]
    return found
