"""The page for marking: every open answer, beside the task and one way to say it; with names or without."""

import re

from nbconvert.filters import markdown2html

from . import marks, page, safe

LOOK = """\
.answer { border-left: 6px solid #0072B2; padding: 0.1rem 0 0.1rem 1rem; margin: 1.2rem 0; }
.answer pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
.model { border-left: 6px solid #009E73; padding-left: 1rem; white-space: pre-wrap; }
.about { color: #444; margin: 0; }
.task { background: #f4f4f4; padding: 0.1rem 1rem; }
"""


def open_answers(people, lessons, exercises, given, names=True):
    """Return the page. exercises: those with a column; names: whether it shows who wrote what."""
    how = (
        "With names."
        if names
        else "Without names: the numbers are those of the marksheet, in no order of names."
        " What students wrote was not searched for names."
    )
    parts = [
        f"<p>{how} A check looks for the parts of an answer; whether it is good, only a"
        " reader can tell. Nothing here was run again.</p>"
    ]
    people = sorted(
        people, key=lambda one: (one.name.casefold() if names else "", one.number)
    )
    for number, lesson in sorted(lessons.items()):
        some = [one for one in people if number in one.works]
        told = []
        for exercise in lesson.exercises:
            if exercise in exercises:
                told.append(_exercise(exercise, lesson, some, given, names))
        told = [one for one in told if one]
        notes = _notes(some, number, names)
        if told or notes:
            parts.append(f"<h2>{number} {page.words(lesson.title)}</h2>")
            parts += [*told, notes]
    title = "Open answers" if names else "Open answers, without names"
    return page.page(title, "For marking", "\n".join(parts), LOOK)


def _exercise(exercise, lesson, people, given, names):
    """Return one exercise: the task, one way to answer, and what there is to read and to mark."""
    rows = []
    for student in people:
        answer = student.answer(exercise)
        if given.of(exercise, answer) == marks.TO_MARK or (
            exercise in lesson.open and answer.status in ("Complete", "Not yet")
        ):
            rows.append((student, answer))
    if not rows:
        return ""
    task = re.sub(r"^### .*\n", "", lesson.prompts.get(exercise, ""))
    most = page.counted(1, "point") if given.most[exercise] == 1 else (
        f"{safe.number(given.most[exercise])} points"
    )  # fmt: skip
    unread = ""
    if exercise in given.complete:
        unread = f" (Complete has {safe.number(given.complete[exercise])} unread)"
    parts = [f"<h3>{exercise} <small>({most})</small></h3>"]
    if exercise in lesson.open:
        parts.append(f'<div class="task">{_markdown(task)}</div>')
        if model := lesson.models.get(exercise):
            parts.append(
                f'<p class="about">One way to say it, for {most}{unread}</p>'
                f'<div class="model">{page.words(model)}</div>'
            )
    for student, answer in rows:
        parts.append(
            _answer(
                student, names, answer.status, marks.shown(answer.value), answer.doubt
            )
        )
    return "\n".join(parts)


def _answer(student, names, status, value, doubt=""):
    who = student.name if names else f"No. {student.number}"
    about = ". ".join(one.rstrip(".") for one in (status, doubt) if one)
    value = "(nothing stored)" if value is None or value == "" else value
    return (
        f'<div class="answer"><p class="about"><strong>{page.words(who)}</strong>'
        f"{' · ' if about else ''}{page.words(about)}</p>"
        f"<pre>{page.words(value)}</pre></div>"
    )


def _notes(people, number, names):
    """Return what students wrote for themselves and for the discussion."""
    found = [
        _answer(student, names, name.replace("_", " "), text)
        for student in people
        for name, text in student.works[number].work.notes
    ]
    if not found:
        return ""
    return "\n".join(["<h3>Notes, for the discussion; not marked</h3>", *found])


def _markdown(text):
    """Return a task of ours as HTML; its links would lead nowhere from here."""
    return markdown2html(re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text))
