"""The class list that Moodle or Canvas exports: read, and given back with the points in it.

Its columns, their order and what stands in them stay; columns for exercises are added at
the end, or filled where they are there.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from . import names, safe

# a column of a list, in small letters, and what it holds
COLUMNS = {
    "moodle id": {"identifier"},
    "canvas id": {"id"},
    "name": {
        "full name", "fullname", "student", "student name", "name", "フルネーム", "姓名", "氏名", "名前",
    },
    "first": {"first name", "firstname", "given name", "名"},
    "last": {"last name", "lastname", "surname", "family name", "姓"},
    "other id": {
        "id number", "idnumber", "student id", "student number", "username", "login id",
        "email address", "email", "e-mail", "sis user id", "sis login id", "integration id",
        "idナンバー", "学籍番号", "メールアドレス", "ユーザ名",
    },
    "grade": {"grade", "評点", "評定"},
    "most": {"maximum grade", "最大評点"},
}  # fmt: skip
KIND = {name: kind for kind, several in COLUMNS.items() for name in several}
# as Moodle knows a student within an assignment, in any language: Participant 123
PARTICIPANT = re.compile(r"(\D{3,}?)\s*[0-9]+")
TOGETHER = re.compile(r"[,;&/+、，・]| and | と ")
POINTS_POSSIBLE = "points possible"
TEST_STUDENT = "student, test"
EXERCISE = "Exercise {}"
TO_MARK = "to mark"
LIMIT = 20_000_000
NUMBER = re.compile(r"[-+]?[0-9]{1,9}(?:[.,][0-9]{1,9})?|[.,][0-9]{1,9}", re.A)


class ListError(ValueError):
    """Why a list cannot be used, in plain words."""


@dataclass
class ClassList:
    """A list of students. rows: as they stand, the header first; people: {row: {what: text}}."""

    name: str
    system: str
    rows: list
    people: dict
    kinds: list
    delimiter: str
    bom: bool

    @property
    def header(self):
        return self.rows[0]

    def who(self, row):
        return self.people[row]["name"]


def table(path, what):
    """Return the rows of a CSV, its delimiter, and whether it has a byte order mark. Raises ListError.

    what: what the file is, for the sentences, such as "class list".
    """
    name = path.name
    try:
        if path.stat().st_size > LIMIT:
            raise ListError(f"The {what} {name} is too large to be one.")
        data = path.read_bytes()
    except OSError as error:
        raise ListError(
            f"The {what} {path} cannot be read ({error.strerror or error})."
        ) from None
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise ListError(
            f"The {what} {name} is a workbook of Excel. Save it as CSV UTF-8 (File > Save"
            " As), and name that file."
        )
    try:
        text = data.decode(
            "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        )
    except UnicodeDecodeError:
        raise ListError(
            f"The {what} {name} is not written in UTF-8. Save it as CSV UTF-8 (in Excel:"
            " File > Save As), and run the command again."
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ListError(f"The {what} {name} is no CSV ({error}).") from None
    rows = [row for row in rows if any(one.strip() for one in row)]
    if not rows or "\0" in text:
        raise ListError(f"The {what} {name} is empty, or no CSV.")
    return rows, delimiter, data[:3] == b"\xef\xbb\xbf"


def read(path):
    """Return a ClassList. Raises ListError."""
    rows, delimiter, bom = table(path, "class list")
    header = [one.strip().casefold() for one in rows[0]]
    kinds = [KIND.get(one, "") for one in header]
    canvas = "id" in header and bool({"student", "lastname"} & {*header[:1]})
    if not canvas:  # only Canvas names its numbers so
        kinds = ["other id" if one == "canvas id" else one for one in kinds]
        first = [PARTICIPANT.fullmatch(row[0].strip()) for row in rows[1:]]
        if kinds[0] in ("", "other id") and first and all(first):
            if len({found[1] for found in first}) == 1:
                kinds[0] = "moodle id"
    if not {"name", "first", "last", "moodle id", "canvas id"} & set(kinds):
        raise ListError(
            f"The class list {path.name} has no column with names. The first line must"
            " name the columns, as Moodle and Canvas export them: Full name, First name"
            " and Last name, Student, or Name."
        )
    system = "Canvas" if canvas else "Moodle" if "moodle id" in kinds else ""
    people = {}
    for n, row in enumerate(rows[1:], 1):
        row += [""] * (len(rows[0]) - len(row))
        held = {kind: "" for kind in COLUMNS}
        ids = set()
        for kind, cell in zip(kinds, row):
            if kind == "other id" and cell.strip():
                ids.add(cell.strip().casefold())
                ids.add(cell.strip().casefold().partition("@")[0])
            elif kind:
                held[kind] = held[kind] or cell.strip()
        whole = " ".join(one for one in (held["last"], held["first"]) if one)
        name = held["name"] or whole
        if canvas and (
            not held["canvas id"] or name.casefold() in (POINTS_POSSIBLE, TEST_STUDENT)
        ):
            continue  # a line for Canvas itself
        if not name and not held["moodle id"]:
            continue
        number = re.search("[0-9]+$", held["moodle id"])
        people[n] = {
            "name": safe.line(name or held["moodle id"]),
            "number": held["canvas id"] if canvas else number[0] if number else "",
            "ids": ids - {""},
        }
    if not people:
        raise ListError(f"The class list {path.name} has no students in it.")
    return ClassList(path.name, system, rows, people, kinds, delimiter, bom)


class Finder:
    """Finds a student in a list."""

    def __init__(self, listed):
        self.listed = listed
        self.numbers, self.ids, self.named = {}, {}, {}
        for row, one in listed.people.items():
            self.numbers.setdefault(one["number"], set()).add(row)
            for number in one["ids"]:
                self.ids.setdefault(number, set()).add(row)
            for spelling in names.spellings(one["name"]):
                self.named.setdefault(spelling, set()).add(row)
        self.numbers.pop("", None)

    def row(self, sender, written):
        """Return (the row of a student or None, why there is none or "").

        sender: by the names of files; written: what stands in the box for the name. What
        the system says goes before what a student writes.
        """
        if sender.system and sender.system == self.listed.system:
            found = self.numbers.get(sender.number, set())
            if len(found) == 1:
                return next(iter(found)), ""
        for name in (sender.name, written):
            if not name:
                continue
            found = set()
            for number in names.numbers(name):
                found |= self.ids.get(number, set())
            found = found or self.named.get(names.joined(name), set())
            # Moodle writes the group of a student before the name
            if not found and name is sender.name and "-" in name:
                found = self.named.get(names.joined(name.rpartition("-")[2]), set())
            if len(found) == 1:
                return next(iter(found)), ""
            if len(found) > 1:
                return None, f"{len(found)} students of the class list have this name"
        return None, "not in the class list"

    def together(self, written):
        """Return the rows of several students whose names stand in one box, or none."""
        names_ = [one for one in TOGETHER.split(written) if one.strip()]
        found = [self.row(names.Sender(), one)[0] for one in names_]
        return sorted(set(found)) if len(found) > 1 and None not in found else []


def column_of(header, exercise):
    """Return where a list has the points of an exercise, or None: Canvas and Moodle add words to its name."""
    wanted = re.compile(
        rf"(?:^|\b){re.escape(EXERCISE.format(exercise))}(?![0-9.])", re.I
    )
    found = [n for n, name in enumerate(header) if wanted.search(name)]
    return found[0] if found else None


def filled(listed, exercises, points, most):
    """Return (the list with points in it as the text of a CSV, sentences on what was left).

    exercises: the columns; points: {row: {exercise: number, a text where it is still to
    be marked, or None where there is none}}; most: {exercise: the most points}.
    """
    header = [*listed.header]
    places = {}
    for exercise in exercises:
        at = column_of(header, exercise)
        if at is None:
            at = len(header)
            header.append(EXERCISE.format(exercise))
        places[exercise] = at
    rows, kept, totals = [header], 0, {}
    for n, row in enumerate(listed.rows[1:], 1):
        row = [*row, *[""] * (len(header) - len(row))]
        if n in listed.people:
            stand = []  # what the row says in the end, for its sum
            for exercise, at in places.items():
                value = points.get(n, {}).get(exercise)
                if row[at].strip() not in ("", "-"):
                    kept += 1
                    value, why = mark(row[at], most[exercise])
                    value = why or value
                elif isinstance(value, (int, float)):
                    row[at] = safe.number(value)
                stand.append(value)
            if n in points:
                whole = not any(isinstance(one, str) for one in stand)
                totals[n] = sum(one for one in stand if one) if whole else None
        elif row[0].strip().casefold() == POINTS_POSSIBLE:
            for exercise, at in places.items():
                row[at] = row[at].strip() or safe.number(most[exercise])
        rows.append(row)
    said = _grades(listed, rows, totals, sum(most[one] for one in exercises))
    if kept:
        said.append(
            f"Points stood in {listed.name} already in {kept}"
            f" {'place' if kept == 1 else 'places'}; they were left as they are."
        )
    return _text(listed, rows), said


def _grades(listed, rows, totals, most):
    """Fill Moodle's column Grade, where it means the same; return sentences."""
    if "grade" not in listed.kinds:
        return []
    at, limit = listed.kinds.index("grade"), None
    if "most" in listed.kinds:
        limits = {
            as_number(row[listed.kinds.index("most")])
            for n, row in enumerate(rows)
            if n in listed.people
        }
        limit = limits.pop() if len(limits) == 1 else None
    if limit is not None and abs(limit - most) > 1e-9:
        return [
            f"The column {listed.header[at]} was left as it is: Moodle's maximum is"
            f" {safe.number(limit)}, and these exercises have {safe.number(most)} points."
            f" Set the maximum in Moodle to {safe.number(most)}, or give points that add"
            f" up to {safe.number(limit)} with --points."
        ]
    left = 0
    for n, row in enumerate(rows):
        if (
            n not in listed.people
            or n not in totals
            or row[at].strip() not in ("", "-")
        ):
            continue
        if totals[n] is None:
            left += 1
        else:
            row[at] = safe.number(totals[n])
    if left:
        return [
            f"The column {listed.header[at]} is empty for {left}"
            f" {'student' if left == 1 else 'students'} of whom something is still to be"
            " marked."
        ]
    return []


def as_number(written):
    """Return what is written as a number, with a point or a comma, or None."""
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None


def mark(written, most):
    """Return (what is typed as points or None, why it cannot be or "").

    A point or a comma, digits of any width; None without a why is an empty place.
    """
    written = unicodedata.normalize("NFKC", written).strip()
    shown = safe.line(written, 30)
    if written.casefold() in ("", "-", TO_MARK):
        return None, ""
    if not NUMBER.fullmatch(written):
        return None, f"{shown} is no number"
    number = as_number(written)
    if number < 0:
        return None, f"{shown} is below zero"
    if number > most + 1e-9:
        return None, f"{shown} is more than the {safe.number(most)} it can have"
    return number, ""


def _text(listed, rows):
    """Return rows as a CSV. What Moodle and Canvas know a student by stays as it is, letter by letter."""
    keys = {n for n, kind in enumerate(listed.kinds) if kind.endswith("id")}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=listed.delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow(
            one if n in keys else safe.cell(one) for n, one in enumerate(row)
        )
    # Excel needs the mark of UTF-8; Canvas reads it where it writes it itself
    mark = listed.bom or listed.system != "Canvas"
    return "\ufeff" * mark + out.getvalue()
