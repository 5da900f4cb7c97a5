"""What a notebook that was handed in holds, read and never run."""

import ast
import json
import math
import re
import warnings
from collections import Counter
from dataclasses import dataclass, field

from .. import student
from . import safe

STATUSES = ("Not answered yet", "Not yet", "Complete", "Correct")  # the best last
NOT_CHECKED = "Not checked"  # written and not run, or changed since it was
NOT_FOUND = "Not found"  # neither its cell nor its record is there
NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
SLUG = re.compile(r"[a-z0-9-]{1,60}")
ID = re.compile(r"lesson([0-9]{2})-")
HEADING = re.compile(r"^# ([0-9]{1,2})\. ", re.M)
NOTES = re.compile(r"^(my_[a-z_]+)\s*=", re.M)
LONGEST_CELL = 20_000  # a cell that is longer is not looked into
OLD_NAME = re.compile(r"\*\*Your name:\*\*|\*\(click here[^)]*\)\*|\*\*")


class NoNotebook(ValueError):
    """Why a file is no notebook of a lesson, in plain words."""


@dataclass
class Answer:
    """One exercise of one student. status: one of STATUSES, NOT_CHECKED or NOT_FOUND.

    value: what check stored of the answer, or what the cell holds where nothing is stored.
    doubt: why the record may not belong to what the cell says, or "".
    """

    number: str
    status: str
    value: object = None
    misconception: str = ""
    doubt: str = ""

    @property
    def sure(self):
        return not self.doubt and self.status in STATUSES


@dataclass
class Work:
    """What a notebook holds. guess: a number, None for none, or nan for one that is no number."""

    lesson: str
    name: str = ""
    answers: dict = field(default_factory=dict)
    guess: float | None = None
    notes: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    @property
    def touched(self):
        done = any(
            one.status not in ("Not answered yet", NOT_FOUND)
            for one in self.answers.values()
        )
        return done or self.guess is not None or bool(self.notes)


def parsed(data):
    """Return a notebook as a dict from its bytes, and a remark on its encoding or "".

    Raises NoNotebook.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise NoNotebook("the file is empty")
    remark = ""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        remark = "The file is not UTF-8: some letters may be wrong."
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise NoNotebook("it is nested so deeply that it is no notebook") from None
    except ValueError:
        raise NoNotebook("it is no notebook, or was cut off") from None
    if isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        raise NoNotebook("it is a notebook of an old kind: open it in Jupyter, save it")
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NoNotebook("it is no notebook")
    return notebook, remark


def read(notebook, file_name, course):
    """Return the Work in a notebook. Raises NoNotebook where it belongs to no lesson.

    notebook: a dict, in which anything may stand; course: {"01": Lesson}.
    """
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    number = lesson_of(cells, file_name, course)
    lesson = course[number]
    work = Work(number)
    named = _named(file_name, course)
    if named and named != number:
        work.remarks.append(
            f"Its file is named as one of lesson {named}; it is lesson {number}."
        )
    work.name = _name(cells)
    found, places, solved = {}, {}, False
    for cell in cells:
        source, tags = source_of(cell), tags_of(cell)
        if "notes" in tags or "instructor" in tags:
            solved = True
        if "solution" in tags and cell.get("cell_type") == "code":
            solved = True  # the lesson itself, in which the solutions are run
            continue
        if cell.get("cell_type") != "code":
            continue
        own = meta(cell).get("exercise") if "exercise" in tags else None
        checked = student.CHECK.findall(source[:LONGEST_CELL])
        for number_of in [own] * isinstance(own, str) + checked:
            places.setdefault(number_of.replace(",", "."), source)
        for record in stored(cell):
            if "guess" in record:
                if record["guess"] is not None:
                    work.guess = finite(record["guess"], math.nan)
            elif answer := _answer(record, source):
                found.setdefault(answer.number, []).append(answer)
        work.notes += _notes(source)
    if solved:
        work.remarks.append("It is the instructor's lesson, with notes and solutions.")
    strange = sorted(set(found) - set(lesson.exercises))
    if strange:
        work.remarks.append(
            f"It has answers to {', '.join(strange[:5])}, which lesson {number} does not"
            " ask."
        )
    for exercise in lesson.exercises:
        work.answers[exercise] = _best(
            exercise, found.get(exercise, []), places.get(exercise)
        )
    return work


def lesson_of(cells, file_name, course):
    """Return the number of the lesson that most of the cells belong to. Raises NoNotebook."""
    votes = Counter()
    for cell in cells:
        name, source = cell.get("id"), source_of(cell)
        if isinstance(name, str) and (found := ID.match(name)):
            votes[found[1]] += 1
        for checked in student.CHECK.findall(source[:LONGEST_CELL]):
            votes[re.split("[.,]", checked)[0].zfill(2)] += 1
        if cell.get("cell_type") == "markdown" and (found := HEADING.match(source)):
            votes[found[1].zfill(2)] += 1
    known = [number for number, _ in votes.most_common() if number in course]
    if known:
        return known[0]
    named = _named(file_name, course)
    if named and any(stored(cell) for cell in cells):
        return named
    raise NoNotebook("it is a notebook, and no cell in it is of a lesson")


def _named(file_name, course):
    """Return the lesson whose file name stands in another, or ""."""
    return next((n for n, one in course.items() if one.file in file_name), "")


def source_of(cell):
    """Return what a cell says, "" where that is no text."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def meta(of):
    found = of.get("metadata")
    return found if isinstance(found, dict) else {}


def tags_of(cell):
    tags = meta(cell).get("tags")
    return (
        [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    )


def stored(cell):
    """Return the records that check and guess left in a cell's outputs."""
    outputs = cell.get("outputs")
    outputs = outputs if isinstance(outputs, list) else []
    found = [meta(one).get("summit") for one in outputs if isinstance(one, dict)]
    return [one for one in found if isinstance(one, dict)]


def finite(value, otherwise=None):
    """Return a number that can be drawn, or something else where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return otherwise
    try:
        value = float(value)
    except OverflowError:
        return otherwise
    return value if math.isfinite(value) else otherwise


def _name(cells):
    """Return what stands in the box for the name."""
    for cell in cells:
        if cell.get("id") == "your-name" or "name" in tags_of(cell):
            lines = OLD_NAME.sub("", source_of(cell)[:2_000]).splitlines()
            named = (safe.line(one.strip(" *:")) for one in lines)
            return next((one for one in named if one), "")
    return ""


def _answer(record, source):
    """Return what a record says as an Answer, or None where it is none of check's."""
    number, status = record.get("exercise"), record.get("status")
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        return None
    if status not in STATUSES:
        return None
    slip = record.get("misconception")
    slip = slip if isinstance(slip, str) and SLUG.fullmatch(slip) else ""
    answer = Answer(number, status, _value(record.get("answer")), slip)
    answer.doubt = doubt(answer, source)
    return answer


def _value(value):
    """Return a stored answer: a number, a text, a list of texts, or None."""
    if isinstance(value, list):
        return [safe.line(one) for one in value[:60]]
    if value is None or (isinstance(value, str) and not value):
        return None
    number = finite(value)
    return safe.text(value) if number is None else value


def _best(number, answers, source):
    """Return the answer that counts: the best that was checked, of two as good the last."""
    if answers:
        best = max(enumerate(answers), key=lambda one: (_rank(one[1]), one[0]))[1]
        if best.status == "Not answered yet" and best.doubt:
            return Answer(number, NOT_CHECKED, _written(number, source), "", best.doubt)
        return best
    if source is None:
        return Answer(number, NOT_FOUND)
    if student.DOTS.search(source) or _of(source, number)[0] == "dots":
        return Answer(number, "Not answered yet")
    return Answer(
        number,
        NOT_CHECKED,
        _written(number, source),
        "",
        "The answer was written and never checked.",
    )


def _rank(answer):
    return STATUSES.index(answer.status), not answer.doubt


def _written(number, source):
    """Return what a cell gives to answer: its value where that can be read, else its lines."""
    kind, value = _of(source or "", number)
    if kind == "value":
        return _value(sorted(value, key=str) if isinstance(value, set) else value)
    return safe.text(source or "")


def _of(source, number):
    """Return what ``_assigned`` says, ("unknown", None) where the cell cannot be read."""
    try:
        return _assigned(source[:LONGEST_CELL], number) or ("unknown", None)
    except SyntaxError:
        return "unknown", None


# --- does a record belong to what its cell says? ---------------------------------------


def doubt(answer, source):
    """Return why a record cannot be of what its cell says now, or "" where nothing speaks against it.

    The cell is read, never run: an answer that is computed cannot be compared.
    """
    if len(source) > LONGEST_CELL:
        return ""
    try:
        found = _assigned(source, answer.number)
    except SyntaxError:
        return "The cell cannot be run as it stands: it was changed after its check."
    if found is None:
        return "The cell no longer checks this exercise."
    kind, value = found
    if kind == "dots" and answer.status != "Not answered yet":
        return "The cell has no answer any more: it was changed after its check."
    if kind == "value" and (
        answer.status == "Not answered yet" or not _agrees(value, answer.value)
    ):
        return "The cell has another answer than the one that was checked."
    return ""


def _assigned(source, number):
    """Return ("dots", None), ("value", value) or ("unknown", None) for what a cell checks.

    None where it does not check this exercise. Raises SyntaxError.
    """
    body = _body(source)
    given, seen = ("unknown", None), False
    for one in body:
        call = next((node for node in ast.walk(one) if _checks(node, number)), None)
        if call is not None:
            seen = True
            wanted = call.args[1] if len(call.args) > 1 else None
            if wanted is None or not isinstance(wanted, ast.Name):
                given = _kind(wanted) if wanted is not None else ("unknown", None)
            elif wanted.id != "answer":
                given = ("unknown", None)
            break
        names = [
            node.id
            for node in ast.walk(one)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        if "answer" in names:
            simple = isinstance(one, ast.Assign) and all(
                isinstance(target, ast.Name) for target in one.targets
            )
            given = _kind(one.value) if simple else ("unknown", None)
    return given if seen else None


def _body(source):
    """Return the statements of a cell, lines for Jupyter left out. Raises SyntaxError."""
    lines = source.splitlines()
    lines = ["" if re.match(r"\s*[%!?]", one) else one for one in lines]
    with warnings.catch_warnings(action="ignore"):  # on what a student wrote
        try:
            return ast.parse("\n".join(lines)).body
        except (ValueError, MemoryError, RecursionError):
            raise SyntaxError from None


def _checks(node, number):
    if not isinstance(node, ast.Call) or not node.args:
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    first = getattr(node.args[0], "value", None)
    if called != "check" or not isinstance(first, (str, float)):
        return False
    return re.sub(r"\b0+(?=[0-9])", "", str(first).strip().replace(",", ".")) == number


def _kind(node):
    if isinstance(node, ast.Constant) and node.value is ...:
        return "dots", None
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return "unknown", None
    if isinstance(value, str) and value.strip() in ("...", "…"):
        return "dots", None
    return "value", value


def _agrees(value, stored):
    """Say whether a value that a cell spells out may be the one that was stored."""
    if isinstance(value, bool) or isinstance(value, complex):
        return True
    if isinstance(value, (int, float)):
        stored = finite(stored)
        value = finite(value)
        if value is None or abs(value) >= 2**53:
            return True
        return stored is not None and math.isclose(value, stored, rel_tol=1e-9)
    if isinstance(value, str):
        if not isinstance(stored, str):
            return stored is None and not value.strip()
        value, stored = (" ".join(one.split()) for one in (safe.text(value), stored))
        return value == stored or (
            len(stored) >= 290 and value.startswith(stored.removesuffix("..."))
        )
    if isinstance(value, (list, tuple, set)) and isinstance(stored, list):
        if all(isinstance(one, str) for one in value):
            return sorted(safe.line(one) for one in value) == sorted(stored)
    return True


def literal(source):
    """Return the value that a text spells out, or None."""
    try:
        return ast.literal_eval(source)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _notes(source):
    """Return the notes that a cell holds as [(name, text)]: what was written between quotation marks."""
    if len(source) > LONGEST_CELL or not NOTES.search(source):
        return []
    try:
        body = _body(source)
    except SyntaxError:
        return []
    found = []
    for one in body:
        if not isinstance(one, ast.Assign) or not isinstance(one.targets[0], ast.Name):
            continue
        name, (kind, value) = one.targets[0].id, _kind(one.value)
        if NOTES.match(f"{name} =") and kind == "value" and isinstance(value, str):
            value = value.strip(" .…\n\t")  # many write between the dots
            if value:
                found.append((name, safe.text(value)))
    return found
