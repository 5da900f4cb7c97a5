"""What the instructor has typed: points in place of "to mark", taken in, and never overwritten."""

import csv
import hashlib
import io
import os
import re
from dataclasses import dataclass

from . import class_list, marks, names, page, safe

EXERCISE = re.compile(r"exercise ([0-9]+\.[0-9]+)")
RECORD = "<!-- marksheet {} -->"  # in the report: what collect itself wrote
KEPT = re.compile(r"marksheet-typed(?:-([0-9]+))?\.csv")
MANY = 20  # sentences on what cannot be used


@dataclass
class Sheet:
    """A marksheet with points typed into it. rows: [{column in small letters: text}]."""

    name: str
    rows: list
    columns: dict


def read(path):
    """Return a Sheet. Raises ListError."""
    rows, _, _ = class_list.table(path, "marksheet")
    header = [one.strip().casefold() for one in rows[0]]
    found = [EXERCISE.fullmatch(one) for one in header]
    columns = {one[1]: one[0] for one in found if one}
    if "name" not in header or not columns:
        raise class_list.ListError(
            f"The marksheet {path.name} needs the columns Name and Exercise 1.1 (or another"
            " number), as collect writes them. Type your points into a copy of"
            " marksheet.csv."
        )
    if len(set(columns)) < sum(bool(one) for one in found):
        raise class_list.ListError(
            f"The marksheet {path.name} has two columns for one exercise. Take one out."
        )
    held = [dict(zip(header, (one.strip() for one in row))) for row in rows[1:]]
    return Sheet(path.name, held, columns)


def from_sheet(sheet, people, exercises, given):
    """Put the points of a Sheet into the Points; return sentences on them.

    They count where collect has none of its own; what it has, a file cannot change.
    """
    wrong, taken, seen = [], 0, {}
    for n, row in enumerate(sheet.rows, 2):
        name = row.get("name", "")
        where = f"row {n} ({safe.line(name, 60) or 'no name'})"
        student = _student(row, people)
        if student is None:
            if any(row.get(one) for one in sheet.columns.values()):
                wrong.append(f"{where}: no such student here")
            continue
        if student.key in seen:
            wrong.append(f"{where}: the same student as row {seen[student.key]}")
            continue
        seen[student.key] = n
        for exercise, column in sheet.columns.items():
            place = f"{where}, Exercise {exercise}"
            if exercise not in exercises:
                continue
            number, why = class_list.mark(row.get(column, ""), given.most[exercise])
            own = given.of(exercise, student.answer(exercise))
            if own is None or own == marks.TO_MARK:
                if why:
                    wrong.append(f"{place}: {why}")
                elif number is not None:
                    given.typed[student.key, exercise] = number
                    taken += 1
            elif why or (number is not None and abs(number - own) > 1e-9):
                written = safe.line(row[column], 30)
                wrong.append(
                    f"{place}: {written} stands there, the check gives {safe.number(own)},"
                    " which counts (what shall be otherwise, change in the file that you"
                    " upload)"
                )
    others = sorted(set(sheet.columns) - set(exercises))
    said = [f"{page.counted(taken, 'typed mark')} taken from {sheet.name}."]
    if count := left(people, exercises, given):
        said[0] += f" Still to mark: {page.counted(count, 'answer')}."
    if others:
        said.append(
            f"Not collected now, and not read in {sheet.name}: Exercise"
            f" {', '.join(others)}."
        )
    return said + _named(sheet.name, wrong)


def left(people, exercises, given):
    """Return how many answers are still to be marked."""
    return sum(
        given.have(one, exercise) == marks.TO_MARK
        for one in people
        for exercise in exercises
    )


def from_list(listed, people, exercises, given):
    """Put points that were typed into a class list where collect has none into the Points; return sentences."""
    wrong = []
    for exercise in exercises:
        at = class_list.column_of(listed.header, exercise)
        for student in people if at is not None else ():
            own = given.of(exercise, student.answer(exercise))
            if student.row is None or own not in (None, marks.TO_MARK):
                continue
            row = listed.rows[student.row]
            number, why = class_list.mark(row[at], given.most[exercise])
            if why:
                where = f"row {student.row + 1} ({student.name})"
                wrong.append(f"{where}, Exercise {exercise}: {why}")
            elif number is not None:
                given.typed[student.key, exercise] = number
    return _named(listed.name, wrong)


def _named(name, wrong):
    """Return what cannot be used as sentences, at most so many."""
    said = [f"{name}, {one}." for one in wrong[:MANY]]
    if len(wrong) > MANY:
        said.append(f"{name}: {len(wrong) - MANY} more places like these.")
    return said


def _student(row, people):
    """Return the Student of a row of a marksheet, or None: by name; of several, by the numbers."""
    name, number = _plain(row.get("name", "")), row.get("number", "")
    if not number.isdecimal():  # what a spreadsheet has rounded says nothing
        number = ""
    if number:
        people = [one for one in people if marks.number(one) in ("", number)]
    found = [one for one in people if _plain(safe.cell(one.name)) == name]
    if not found and name:  # since then it was spelled otherwise
        found = [one for one in people if names.same(one.name, name)]
    if not name and number:
        found = [one for one in people if marks.number(one) == number]
    for what, told in ((number, marks.number), (row.get("no.", ""), _no)):
        if what and len(found) > 1:
            found = [one for one in found if told(one) == what]
    return found[0] if len(found) == 1 else None


def _no(student):
    return str(student.number)


def _plain(name):
    return " ".join(name.split()).lstrip("'").casefold()


# --- what must not be overwritten -------------------------------------------------------


def digest(text):
    """Return what tells a marksheet from another: no order of rows, no separator, no way to write a number."""
    text = text.removeprefix("\ufeff")
    return _digest(list(csv.reader(io.StringIO(text, newline=""))))


def _digest(rows):
    plain = sorted("\t".join(_cell(one) for one in row).rstrip() for row in rows)
    return hashlib.sha256("\n".join(plain).encode("utf-8", "replace")).hexdigest()


def _cell(written):
    number = class_list.as_number(written)
    return " ".join(written.split()) if number is None else repr(number)


def kept(folder, sheet, report, taken=None):
    """Keep a marksheet that is not as collect wrote it, under another name; return sentences.

    folder: where it is written to; taken: the file that was read with --marks. Raises
    OSError where it cannot be kept.
    """
    path = folder / sheet
    if path.is_file() and not _as_written(path, folder / report):
        used = taken is not None and taken.resolve() == path.resolve()
        new = folder / f"marksheet-typed{_next(folder)}.csv"
        os.replace(path, new)
        said = f"{sheet} was not as collect wrote it. It is kept as {new.name}."
        return [said if used else f"{said} {_how(new)}"]
    if taken is None and (typed := _typed(folder)):
        return [f"{typed[-1].name} was not read. {_how(typed[-1])}"]
    return []


def _how(path):
    return f"To count what is typed in it, add: --marks {quoted(path)}"


def quoted(path):
    return f'"{path}"' if re.search(r"[\s&()']", str(path)) else str(path)


def _typed(folder):
    """Return the marksheets that were kept, the newest last."""
    found = [(KEPT.fullmatch(one.name), one) for one in folder.iterdir()]
    found = [(int(name[1] or 1), one) for name, one in found if name]
    return [one for _, one in sorted(found)]


def _next(folder):
    typed = _typed(folder)
    last = int(KEPT.fullmatch(typed[-1].name)[1] or 1) if typed else 0
    return f"-{last + 1}" if last else ""


def _as_written(path, report):
    """Say whether a marksheet is as the report beside it says that collect wrote it."""
    try:
        rows, _, _ = class_list.table(path, "marksheet")
        return RECORD.format(_digest(rows)) in report.read_text(encoding="utf-8")
    except (class_list.ListError, OSError, ValueError):
        return False
