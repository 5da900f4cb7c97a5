"""The page for the instructor alone: what was read, what was not and why, and what to look at twice."""

import math

from . import marks, page, records, safe, typed

NOT_A_PROOF = (
    "The marks rest on what the checks left in the notebooks. Whoever can edit a file can"
    " change that, so it is not a proof. Where a cell spells its answer out, it was"
    " compared with what was checked; where a number, a text or a list is stored as"
    " correct, it was checked again. An answer that is computed cannot be compared without"
    " running it: --rerun does, and that runs students' code."
)
MAY_BE_ONE = (
    "Not in the class list: {}. A student of whom it says below that nothing was handed in"
    " may be one of these, with no name in the box, or another one. Where you know who it"
    " is, put the student's name into the box for the name, and collect again."
)


def report(people, odd, said, reruns=None, record=""):
    """Return the page. odd: [(Submission, why)]; said: sentences; reruns: as ``_reruns`` takes them.

    record: what typed.digest says of the marksheet that is written beside it.
    """
    parts = [
        "<p><strong>It names students: keep it where the marks are kept.</strong></p>",
        *(f"<p>{page.words(one)}</p>" for one in said),
        f"<p>{page.words(NOT_A_PROOF)}</p>",
        "<h2>Files that do not count</h2>",
    ]
    if odd:
        rows = [[page.words(one.path), page.words(why)] for one, why in sorted_odd(odd)]
        parts.append(page.table(["file", "why"], rows))
    else:
        parts.append("<p>None.</p>")
    parts.append("<h2>Students to look at</h2>")
    strangers = [one.name for one in people if one.row is None and one.works]
    absent = [one for one in people if one.row is not None and not one.handed_in]
    if strangers and absent:
        parts.append(f"<p>{page.words(MAY_BE_ONE.format('; '.join(strangers)))}</p>")
    rows = []
    for student in people:
        doubts = [
            f"{number}: {answer.doubt}"
            for made in student.works.values()
            for number, answer in made.work.answers.items()
            if answer.doubt
        ]
        rows += [
            [page.words(student.name), page.words(one)]
            for one in student.remarks + doubts
        ]
    parts.append(page.table(["student", "what"], rows) if rows else "<p>None.</p>")
    if reruns is not None:
        parts.append(_reruns(reruns))
    parts.append(typed.RECORD.format(record))
    return page.page("What was collected", "For the instructor alone", "\n".join(parts))


def sorted_odd(odd):
    return sorted(odd, key=lambda one: one[0].path)


def _reruns(reruns):
    """Return what differs where the answers were run again: [(Student, lesson, sentences)]."""
    rows = [
        [page.words(student.name), lesson, page.words(one)]
        for student, lesson, several in reruns
        for one in several
    ]
    head = (
        "<h2>Run again</h2><p>Each notebook was run from its first cell to its last, in a"
        " copy of the collection of its own. The marksheet keeps what was stored.</p>"
    )
    if not rows:
        return f"{head}<p>All answers came out as they were stored.</p>"
    return head + page.table(["student", "lesson", "what differs"], rows)


def _same(one, other):
    if all(isinstance(value, (int, float)) for value in (one, other)):
        return math.isclose(one, other, rel_tol=1e-9)
    return one == other


def differs(number, before, after):
    """Return a sentence where an answer came out otherwise, or ""."""
    if before.status == after.status:
        if before.status == "Not answered yet" or _same(before.value, after.value):
            return ""
        was, now = (safe.line(marks.shown(one.value)) for one in (before, after))
        return f"{number}: the stored answer was {was}, now it is {now}."
    if before.status in (records.NOT_FOUND, records.NOT_CHECKED) and (
        after.status in (records.NOT_FOUND, "Not answered yet")
    ):
        return ""
    return f"{number}: stored as {before.status}, now {after.status}."
