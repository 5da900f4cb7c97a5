"""Who handed in what, and how many points it is: a row a student, a column an exercise."""

import csv
import hashlib
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from . import class_list, names, records, safe
from .course import CODING, by_number

TO_MARK = class_list.TO_MARK


@dataclass
class Student:
    """A student. works: {lesson: Submission} that count; row: of the class list, or None."""

    key: tuple
    name: str = ""
    row: int | None = None
    handed_in: list = field(default_factory=list)
    works: dict = field(default_factory=dict)
    remarks: list = field(default_factory=list)
    number: int = 0

    def answer(self, exercise):
        """Return the Answer to an exercise, or None where its lesson was not handed in."""
        lesson = exercise.split(".")[0].zfill(2)
        made = self.works.get(lesson)
        return made.work.answers.get(exercise) if made else None


# --- points -----------------------------------------------------------------------------


@dataclass
class Points:
    """most: {exercise: points}; complete: {exercise: points of an open answer that is complete}.

    typed: {(key of a Student, exercise): points that the instructor has typed}.
    """

    most: dict
    complete: dict
    open: set
    typed: dict = field(default_factory=dict)

    def have(self, student, exercise):
        """Return the points of a Student as ``of`` does; where it has none, those typed."""
        value = self.of(exercise, student.answer(exercise))
        if value is None or value == TO_MARK:
            return self.typed.get((student.key, exercise), value)
        return value

    def of(self, exercise, answer):
        """Return the points of an Answer: a number, TO_MARK, or None where nothing was handed in."""
        if answer is None:
            return None
        empty = answer.status == "Not answered yet" and not answer.doubt
        if empty or answer.status == records.NOT_FOUND:
            return 0
        if not answer.sure:
            return TO_MARK
        if exercise in self.open:
            if answer.status == "Complete" and exercise in self.complete:
                return self.complete[exercise]
            return TO_MARK
        return self.most[exercise] if answer.status in ("Correct", "Complete") else 0


def points(course, path=None):
    """Return the Points of all exercises; path: a CSV of the instructor's. Raises ListError."""
    asked = {one for lesson in course.values() for one in lesson.exercises}
    made = Points(
        dict.fromkeys(asked, 1),
        {},
        {one for lesson in course.values() for one in lesson.open},
    )
    if path is None:
        return made
    rows, _, _ = class_list.table(path, "table of points")
    header = [one.strip().casefold() for one in rows[0]]
    if "exercise" not in header or "points" not in header:
        raise class_list.ListError(
            f"The table of points {path.name} needs a first line: exercise,points"
        )
    for n, row in enumerate(rows[1:], 2):
        held = dict(zip(header, (one.strip() for one in row)))
        exercise = held.get("exercise", "").replace(",", ".")
        if exercise not in asked:
            raise class_list.ListError(
                f"The table of points {path.name}, line {n}: there is no exercise"
                f" {safe.line(exercise, 20) or '(none named)'}. Write it as 1.1."
            )
        made.most[exercise] = _points(path, n, held.get("points", ""))
        if held.get("complete"):
            made.complete[exercise] = _points(path, n, held["complete"])
    return made


def _points(path, n, written):
    number = class_list.as_number(written)
    if number is None or not 0 <= number <= 1000:
        raise class_list.ListError(
            f"The table of points {path.name}, line {n}: write a number of points, such as"
            f" 2, for {safe.line(written, 20) or 'the empty place'}."
        )
    return number


# --- students ---------------------------------------------------------------------------


def students(found, listed=None):
    """Return (the Students, the Submissions that count for nobody as [(Submission, why)]).

    found: the Submissions; listed: a ClassList, or None. Of two of one student for one
    lesson the newest counts, and a copy in which nothing was done counts against no other.
    """
    finder = class_list.Finder(listed) if listed else None
    twins = _twins(found)
    made, odd, spelled = {}, [], {}
    for one in sorted(found, key=lambda one: (not one.sender.system, one.path)):
        if rows := _together(one, finder):
            for row in rows:
                made.setdefault(
                    ("row", row), Student(("row", row), listed.who(row), row)
                )
                made["row", row].handed_in.append(one)
                others = [listed.who(other) for other in rows if other != row]
                _say(made["row", row], f"Handed in with {' and '.join(others)}.")
            continue
        student = _student(one, finder, twins, made, spelled)
        if student is None:
            odd.append((one, one.why))
        else:
            student.handed_in.append(one)
    for student in made.values():
        odd += _chosen(student)
    if listed:
        for row in listed.people:
            key = "row", row
            if key not in made:
                made[key] = Student(key, listed.who(row), row)
                made[key].remarks.append("Nothing was handed in.")
    people = sorted(made.values(), key=lambda one: (one.name.casefold(), one.key))
    shuffled = sorted(people, key=lambda one: _scattered(repr(one.key)))
    for n, student in enumerate(shuffled, 1):
        student.number = n  # says nothing of a name
    return people, odd


def _scattered(text):
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _twins(found):
    """Return the names that Moodle gave to several students of one assignment."""
    numbers = defaultdict(set)
    for one in found:
        if one.sender.system == "Moodle" and one.sender.name:
            numbers[one.room, names.joined(one.sender.name)].add(one.sender.number)
    return {name for (_, name), several in numbers.items() if len(several) > 1}


def _together(one, finder):
    """Return the rows of the students who handed a file in together, by what stands in its box for the name."""
    if (
        not finder
        or not one.work
        or finder.row(one.sender, one.work.name)[0] is not None
    ):
        return []
    return finder.together(one.work.name)


def _student(one, finder, twins, made, spelled):
    """Return the Student of a Submission, a new one where there is none; None where nobody can be known."""
    sender, written = one.sender, one.work.name if one.work else ""
    row, why, known = None, "", False
    if finder:
        row, why = finder.row(sender, written)
    if row is not None:
        key, known = ("row", row), True
    elif sender.system and not sender.name:
        key = sender.system, sender.number
    elif sender.system == "Canvas":
        key = "Canvas", sender.number
    elif sender.system == "Moodle" and names.joined(sender.name) in twins:
        key = "Moodle", names.joined(sender.name), one.room, sender.number
    elif sender.name or names.joined(written):
        name = sender.name or written
        key = spelled.get(names.joined(name), ("name", names.joined(name)))
    elif written:
        key = "name", written.casefold()
    elif one.work:
        key = "file", one.path
    else:
        return None
    if key not in made:
        made[key] = Student(key, _shown(one, written), row)
        if known:
            made[key].name = finder.listed.who(row)
        elif finder:
            made[key].remarks.append(f"{why[0].upper()}{why[1:]}.")
        for name in (sender.name, written if not sender.name else ""):
            for spelling in names.spellings(name):
                if spelling not in twins:
                    spelled.setdefault(spelling, key)
    student = made[key]
    if key[0] == "Moodle" and len(key) == 4:
        _say(
            student, "Another student has the same name: tell them apart by the number."
        )
    if known and sender.name and not _is(sender.name, student.name):
        _say(student, f"By the class list; the file is named for {sender.name}.")
    theirs = student.name if known else sender.name
    if theirs and names.joined(written):
        if names.same(written, theirs):
            if not known:
                student.name = written  # with its spaces and capitals
                for spelling in names.spellings(written) - twins:
                    spelled.setdefault(spelling, key)
        else:
            _say(student, f"The box for the name says: {written}.")
    elif not written and one.work and not sender.system:
        _say(student, "No name: known by the name of the file.")
    if sender.late:
        _say(student, "Canvas says late.")
    return student


def _is(sender, name):
    """Say whether a name of a file is that of a student; Moodle may write a group before it."""
    return names.same(sender, name) or names.same(sender.rpartition("-")[2], name)


def _shown(one, written):
    name = one.sender.name or written
    if not name and one.sender.system:
        return f"{one.sender.system} {one.sender.number}"
    return safe.line(name) or f"({one.path})"


def _say(student, remark):
    if remark not in student.remarks:
        student.remarks.append(remark)


def _chosen(student):
    """Choose what counts of what a student handed in; return the rest as [(Submission, why)]."""
    odd = [(one, one.why) for one in student.handed_in if not one.work]
    read = [one for one in student.handed_in if one.work]
    some = any(one.work.touched for one in read)
    by_lesson = defaultdict(list)
    for one in read:
        if some and not one.work.touched:
            odd.append((one, "nothing in it was answered; not counted"))
        else:
            by_lesson[one.work.lesson].append(one)
    for lesson, several in sorted(by_lesson.items()):
        alike = all(one.sender.upload for one in several)
        several.sort(key=lambda one: _age(one, alike))
        newest = several[-1]
        student.works[lesson] = newest
        for older in several[:-1]:
            if older.digest == newest.digest:
                why = f"the same file as {newest.path}"
            elif alike or _age(older, alike)[0] < _age(newest, alike)[0]:
                why = f"older than {newest.path}, which counts"
            else:
                why = (
                    f"as old as {newest.path}, by the time of the file; that one has more"
                    " answers, or comes later by name, and counts"
                )
            odd.append((older, why))
        for remark in newest.remarks:
            _say(student, remark)
        if not newest.work.touched:
            _say(student, f"Nothing in lesson {lesson} was answered.")
    for one in student.handed_in:
        if not one.work:
            _say(student, f"Not read: {one.file}, {one.why}.")
    return odd


def _age(one, alike):
    """Return what sorts the newest last: Canvas' own number, or the time in steps of a ZIP."""
    when = one.sender.upload if alike else int((one.when or 0) // 2)
    done = sum(
        answer.status in records.STATUSES[1:] for answer in one.work.answers.values()
    )
    return when, done, one.path


# --- tables -----------------------------------------------------------------------------


def columns(people, course, only=None):
    """Return the exercises that get a column: those of the lessons that were handed in, or of one."""
    handed_in = {lesson for one in people for lesson in one.works}
    wanted = {only} if only else handed_in
    asked = [one for lesson in wanted for one in course[lesson].exercises]
    return sorted(asked, key=by_number)


def doubts(people, judge, course):
    """Mark the answers whose stored status the collection's own checks do not bear out."""
    open_ones = {one for lesson in course.values() for one in lesson.open} | {CODING}
    for answer in _answers(people):
        other = "Correct" if answer.number in open_ones else "Complete"
        if not answer.sure:
            continue
        if answer.status == other and answer.number in {*judge.models, *open_ones}:
            answer.doubt = f"The check of this exercise never says {other}."
        elif judge.doubts(answer):
            answer.doubt = (
                "It is stored as correct; with the tables of this collection the stored"
                " answer is not."
            )


def open_without_model(people, course):
    """Return the exercises without a solution that was run of which a check says Complete: a teacher's own."""
    models = {one for lesson in course.values() for one in lesson.models}
    return {
        answer.number
        for answer in _answers(people)
        if answer.status == "Complete" and answer.number not in models
    }


def _answers(people):
    for student in people:
        for made in student.works.values():
            yield from made.work.answers.values()


def marksheet(people, exercises, given):
    """Return the marksheet as the text of a CSV: points, and in words what has none."""
    most = sum(given.most[one] for one in exercises)
    header = ["No.", "Name", "Number", "Lessons"]
    header += [class_list.EXERCISE.format(one) for one in exercises]
    header += [f"Points of {safe.number(most)}", "To mark", "Remarks"]
    rows = [header]
    for student in people:
        held = [given.have(student, one) for one in exercises]
        numbers = [one for one in held if isinstance(one, (int, float))]
        row = [student.number, student.name, number(student)]
        row.append(" ".join(sorted(student.works)))
        row += held
        some = student.works or numbers
        row += [sum(numbers) if some else None, held.count(TO_MARK) or None]
        row.append(" ".join(student.remarks + _answer_doubts(student, exercises)))
        rows.append(row)
    return as_csv(rows)


def number(student):
    numbers = {one.sender.number for one in student.handed_in if one.sender.number}
    return numbers.pop() if len(numbers) == 1 else ""


def _answer_doubts(student, exercises):
    """Return remarks on answers, each once, with the exercises that it is about."""
    about = defaultdict(list)
    for exercise in exercises:
        answer = student.answer(exercise)
        if answer and answer.doubt:
            about[answer.doubt].append(exercise)
    return [f"{', '.join(several)}: {doubt}" for doubt, several in about.items()]


def answers(people, exercises, given):
    """Return every answer as the text of a CSV: a row an answer of a student."""
    rows = [
        [
            "No.",
            "Name",
            "Exercise",
            "Status",
            "Points",
            "Answer",
            "Slip",
            "Remark",
            "File",
        ]
    ]
    for student in people:
        for exercise in exercises:
            answer = student.answer(exercise)
            if answer is None:
                continue
            file = student.works[exercise.split(".")[0].zfill(2)].path
            rows.append(
                [
                    student.number, student.name, exercise, answer.status,
                    given.have(student, exercise), shown(answer.value),
                    answer.misconception, answer.doubt, file,
                ]
            )  # fmt: skip
    return as_csv(rows)


def shown(value):
    """Return a stored answer as it is shown: a list with commas."""
    return ", ".join(value) if isinstance(value, list) else value


def as_csv(rows):
    """Return rows as a CSV that Excel opens as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe.cell(one) for one in row] for row in rows)
    return "\ufeff" + out.getvalue()


def for_list(listed, people, exercises, given):
    """Return what ``class_list.filled`` does, for these students."""
    held = {}
    for student in people:
        values = {one: given.have(student, one) for one in exercises}
        if student.row is not None and any(v is not None for v in values.values()):
            held[student.row] = values
    return class_list.filled(listed, exercises, held, given.most)


def lonely(people, course):
    """Return sentences on lessons that hardly anybody handed in."""
    handed_in = Counter(lesson for one in people for lesson in one.works)
    if not handed_in or max(handed_in.values()) < 10:
        return []
    few = [lesson for lesson, count in handed_in.items() if count <= 2]
    return [
        f"Lesson {lesson} ({course[lesson].title}) was handed in by "
        + " and ".join(one.name for one in people if lesson in one.works)
        + " only."
        for lesson in sorted(few)
    ]


def coding(people):
    """Return the codes of exercise 6.1, one list of texts a student."""
    found = [one.answer(CODING) for one in people]
    return [
        one.value
        for one in found
        if one and one.status == "Complete" and isinstance(one.value, list)
    ]
