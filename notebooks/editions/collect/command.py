"""Collect a class: read the notebooks in a folder, and write a marksheet, a page to project and one for marking.

    python notebooks/editions collect FOLDER

Reads notebooks in FOLDER, its subfolders and the ZIPs of Moodle and Canvas. It runs nothing that a student wrote,
unless --rerun is given, and uses no network. What it writes names students.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from .. import lessons, student
from . import (
    class_list,
    class_page,
    course,
    marks,
    open_answers,
    page,
    report,
    rerun,
    submissions,
    typed,
)

DEFAULT = lessons.NOTEBOOKS / "build" / "class"
MANY = 20  # lines on files that do not count; the report has all
SHEET, ANSWERS, PROJECT = "marksheet.csv", "answers.csv", "class.html"
OPEN, REPORT = "open-answers.html", "report.html"
FILLED = {"Moodle": "for-moodle.csv", "Canvas": "for-canvas.csv", "": "class-list.csv"}


def options():
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="python notebooks/editions collect",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("folder", type=Path, help="where the notebooks or the downloaded ZIPs are")
    add(
        "--class-list",
        type=Path,
        metavar="FILE",
        help="a CSV of students as Moodle or Canvas exports it; it comes back filled in",
    )
    add(
        "--points",
        type=Path,
        metavar="FILE",
        help="a CSV with the columns exercise,points; without it, one point each. A third"
        " column, complete, gives points to open answers that are complete, unread",
    )
    add(
        "--marks",
        type=Path,
        metavar="FILE",
        help='the marksheet.csv in which you typed points in place of "to mark": it'
        " comes back with them and the totals, and so does the class list",
    )
    add("--lesson", help="two digits, such as 01; without it, every lesson handed in")
    add(
        "--without-names",
        action="store_true",
        help="the page of open answers shows numbers of the marksheet, no names",
    )
    add(
        "--rerun",
        action="store_true",
        help="run the answers again, and say what differs. This runs students' code",
    )
    add("--yes", action="store_true", help="with --rerun: do not ask")
    add(
        "--to",
        type=Path,
        metavar="FOLDER",
        default=DEFAULT,
        help="where to write; without it, notebooks/build/class",
    )
    return parser


def main(arguments=None):
    """Run the command; stop with a sentence where it cannot. Raises ImportError, which __main__ tells."""
    parser = options()
    wanted = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        made, said, odd = _made(wanted)
    except (class_list.ListError, lessons.LessonError) as error:
        sys.exit(str(error))
    except OSError as error:
        reason = error.strerror or error
        sys.exit(f"{error.filename or wanted.folder} cannot be read ({reason}).")
    except KeyboardInterrupt:
        sys.exit("Stopped. Nothing was written.")
    said += _write(wanted.to, made, wanted.marks)
    for one in said:
        _say(one)
    if odd:
        _say(f"Files that do not count ({len(odd)}):")
        for one, why in report.sorted_odd(odd)[:MANY]:
            _say(f"  {one.path}: {why}")
        if len(odd) > MANY:
            _say(f"  ... and {len(odd) - MANY} more, in {REPORT}")
    _say(f"Written to {wanted.to}, in {time.perf_counter() - start:.1f} s:")
    for name in made:
        _say(f"  {name}: {WHAT.get(name) or 'your class list, filled in'}")
    _say(
        "All but class.html can tell who a student is. Nothing has left this computer:"
        " keep the folder out of shared drives and repositories."
    )


WHAT = {
    SHEET: "a row a student, a column an exercise",
    ANSWERS: "every answer with its status",
    PROJECT: "the page to project, which names nobody",
    OPEN: "the open answers, for marking",
    REPORT: "what does not count and why, and what to look at twice",
}


def _made(wanted):
    """Return ({file name: text}, sentences, what does not count). Raises what main answers."""
    asked = _asked(wanted)
    listed = class_list.read(wanted.class_list) if wanted.class_list else None
    given = marks.points(asked, wanted.points)
    sheet = typed.read(wanted.marks) if wanted.marks else None
    left_out = [wanted.class_list, wanted.points, wanted.marks]
    left_out = [one for one in left_out if one]
    reader = submissions.Reader(wanted.folder, asked, left_out, keep=wanted.rerun)
    found = reader.read()
    if not any(one.work for one in found):
        for one in found[:MANY]:
            _say(f"  {one.path}: {one.why}")
        sys.exit(
            f"No notebook of a lesson was found in {wanted.folder}"
            + (f", among {page.counted(len(found), 'file')}." if found else ".")
        )
    people, odd = marks.students(found, listed)
    left = _leave_out(people, wanted.lesson, odd) if wanted.lesson else []
    judge = course.Judge(asked)
    marks.doubts(people, judge, asked)
    given.open |= marks.open_without_model(people, asked)
    for lesson in asked.values():
        lesson.open |= given.open & set(lesson.exercises)
    exercises = marks.columns(people, asked, wanted.lesson)
    reruns = _again(wanted, people, asked) if wanted.rerun else None
    said = _counted(found, people, reader) + left + marks.lonely(people, asked)
    if listed:
        said += typed.from_list(listed, people, exercises, given)
    if sheet:
        said += typed.from_sheet(sheet, people, exercises, given)
    files = {SHEET: marks.marksheet(people, exercises, given)}
    if listed:
        name = FILLED[listed.system]
        files[name], more = marks.for_list(listed, people, exercises, given)
        said += more + _strangers(people, listed)
    files[ANSWERS] = marks.answers(people, exercises, given)
    ours = course.table("follow_through"), course.table("commitments")
    files[PROJECT] = class_page.class_page(people, asked, judge, ours)
    files[OPEN] = open_answers.open_answers(
        people, asked, exercises, given, not wanted.without_names
    )
    if not sheet and (left := typed.left(people, exercises, given)):
        said.append(
            f"{page.counted(left, 'answer')} to mark: type points in place of"
            f' "{marks.TO_MARK}" in {SHEET}, save it, and run this command again with'
            f" --marks {typed.quoted(wanted.to / SHEET)}"
        )
    record = typed.digest(files[SHEET])
    files[REPORT] = report.report(people, odd, said, reruns, record)
    return files, said, odd


def _asked(wanted):
    """Return what the lessons ask, or stop with a sentence where the command asks for what is not there."""
    if not wanted.folder.is_dir():
        what = "is a file" if wanted.folder.exists() else "is not there"
        sys.exit(
            f"{wanted.folder} {what}. Name the folder that holds the notebooks or ZIPs."
        )
    asked = course.course()
    if wanted.lesson and wanted.lesson not in asked:
        sys.exit(
            f"There is no lesson {wanted.lesson} in notebooks/. Write two digits, such as 01."
        )
    return asked


def _strangers(people, listed):
    """Return a sentence on who is not in the class list."""
    found = [one.name for one in people if one.row is None]
    if not found:
        return []
    more = "; ..." if len(found) > MANY else "."
    return [
        f"Not found in {listed.name}, and in {SHEET} only: {'; '.join(found[:MANY])}{more}"
    ]


def _leave_out(people, lesson, odd):
    """Leave out what is of other lessons than the one that is collected.

    Who handed in that one, too, is no odd case: a sentence says how many notebooks of
    theirs are left out. The others are added to odd.
    """
    count = 0
    for one in people:
        others = [one.works.pop(other) for other in sorted(set(one.works) - {lesson})]
        if one.works:
            count += len(others)
            continue
        for made in others:
            odd.append((made, f"of lesson {made.work.lesson}, not {lesson}"))
            one.remarks.append(
                f"Lesson {made.work.lesson} was handed in, not {lesson}."
            )
    if not count:
        return []
    return [
        f"{page.counted(count, 'notebook')} of other lessons left out, of students who"
        f" handed in lesson {lesson}, too."
    ]


def _counted(found, people, reader):
    """Return a sentence on how much was read."""
    counted = sum(len(one.works) for one in people)
    here = sum(bool(one.handed_in) for one in people)
    said = (
        f"{page.counted(len(found), 'file')} found, of {page.counted(here, 'student')};"
        f" {page.counted(counted, 'notebook counts', 'notebooks count')}."
    )
    if reader.litter:
        said += f" {page.counted(reader.litter, 'file')} of computers passed by."
    return [said] + _warned(reader.folder)


def _warned(folder):
    """Return a sentence where a folder lies in the collection and is not git-ignored."""
    top, folder = lessons.NOTEBOOKS.parent, folder.resolve()
    if folder == lessons.NOTEBOOKS / "mine":
        return [
            f"CAREFUL: {folder} holds the copies of whoever works in this collection. Was"
            " that meant? A class that was handed in lies in a folder outside."
        ]
    hidden = lessons.NOTEBOOKS / "build"
    if not folder.is_relative_to(top) or folder.is_relative_to(hidden):
        return []
    return [
        f"CAREFUL: {folder} lies in the collection: move it elsewhere, so that no test runs"
        " what students wrote and no repository keeps it."
    ]


def _again(wanted, people, asked):
    """Run the answers again where the instructor says yes; return what differs, or None."""
    count = page.counted(sum(len(one.works) for one in people), "notebook")
    if not wanted.yes and not rerun.asked(count):
        _say("Nothing was run.")
        return None
    return rerun.rerun(people, asked, _say)


def _write(folder, made, taken=None):
    """Write the files whole; take away those of an earlier run that this one does not make.

    taken: the marksheet that was read with --marks. Return sentences on what was kept.
    """
    said = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        said = typed.kept(folder, SHEET, REPORT, taken)
        for name in {*FILLED.values(), *WHAT} - set(made):
            (folder / name).unlink(missing_ok=True)
        for name, text in made.items():
            student.write_whole(folder / name, text)
    except OSError as error:
        sys.exit(
            f"{error.filename or folder} could not be written ({error.strerror or error})."
            " Make room on the disk, or close the file where it is open. Then run the"
            " command again."
        )
    return said


def _say(text):
    """Print a line on any terminal: what it has no letters for becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding), flush=True)
    except OSError:  # nobody reads on, as where it is piped into head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
