"""What `python tests/documents.py` writes stands where it belongs, and is up to date."""

import re
from datetime import date

import pandas as pd
import pytest

import course
import documents
import due
from conftest import NOTEBOOKS, ROOT

pytestmark = pytest.mark.style
LESSONS = course.lessons()
NUMBERS = [lesson.number for lesson in LESSONS]
every_lesson = pytest.mark.parametrize("known", LESSONS, ids=NUMBERS)


def read(path):
    return path.read_text(encoding="utf-8")


def teaching(lesson):
    """Return the part of TEACHING.md on a lesson."""
    part = read(NOTEBOOKS / "TEACHING.md").split(f"\n## {lesson.name}\n", 1)[1]
    return part.split("\n## ")[0]


def test_every_document_is_as_the_command_writes_it():
    stale = [str(path.relative_to(ROOT)) for path in documents.stale()]
    assert not stale, f"run `python tests/documents.py`: it would write {stale}"


# --- minutes --------------------------------------------------------------------------


@every_lesson
def test_minutes_are_the_same_wherever_they_are_shown(known):
    minutes, read_, do = known.minutes()
    sections = [(part.title, part.minutes) for part in known.sections()]
    assert minutes == read_ + do == sum(n for _, n in sections)
    shown = f"Time: {minutes} minutes (read {read_}, do {do})"
    assert shown in known.head.source

    notes = [c for c in known.notebook.cells if "notes" in c.metadata.get("tags", [])]
    plan = ", ".join(f"{title} {n}" for title, n in sections)
    assert f"Minutes: {plan}." in notes[0].source

    row = f"| [{known.name}](notebooks/{known.path.name}) | "
    line = next(x for x in read(ROOT / "README.md").splitlines() if x.startswith(row))
    assert line.endswith(f"? | {minutes} |")
    text = "\n".join(cell.source for cell in LESSONS[0].notebook.cells)
    assert re.search(
        rf"^\| (\*\*|\[){re.escape(known.name)}.* \| {minutes} \|$", text, re.M
    )

    part = teaching(known)
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", part, re.M)
    assert [(title, int(n)) for n, title in rows] == sections
    assert f"That is {minutes} minutes" in part
    for exercise, n in re.findall(r"set (\d\.\d) [^(]*homework \((\d+) min", part):
        assert int(n) == known.homework(exercise)


@every_lesson
def test_no_minutes_are_typed_but_those_of_an_instruction(known):
    for cell in known.notebook.cells:
        assert "minutes" not in cell.metadata, cell.id
        given = cell.metadata.get("minutes_given")
        asks = re.search(r"^###? (Predict|Discuss)$", cell.source, re.M)
        exercise = "exercise" in cell.metadata.get("tags", [])
        assert bool(given) == bool(asks) or (given and exercise), cell.id


# --- tables and links -----------------------------------------------------------------


@every_lesson
def test_a_lesson_leads_to_those_it_needs_and_to_the_next(known):
    links = re.findall(r"\[(\d\d) ([^\]]+)\]\(([^)]+)\)", known.head.source)
    needed = [LESSONS[NUMBERS.index(number)] for number, _, _ in links]
    assert needed or known is LESSONS[0]
    assert links == [(other.number, other.title, other.path.name) for other in needed]
    assert all(other.number < known.number for other in needed)

    text = "\n".join(cell.source for cell in known.notebook.cells)
    assert text.count("**Next:**") == 1
    if known is not LESSONS[-1]:
        after = LESSONS[NUMBERS.index(known.number) + 1]
        name, question = f"[{after.name}]({after.path.name})", after.question
        assert f"\n**Next:** {name}: {question}" in text


@pytest.mark.parametrize("folder", ["", "notebooks/"])
def test_the_table_of_lessons_has_them_all_in_their_order(folder):
    text = "\n".join(cell.source for cell in LESSONS[0].notebook.cells)
    text = read(ROOT / "README.md") if folder else text
    (found,) = documents.TABLE.findall(text)
    rows = found.splitlines()[2:]
    assert [re.search(r"\d\d", row)[0] for row in rows] == NUMBERS
    for row, lesson in zip(rows, LESSONS):
        assert f" | {lesson.question[0].upper()}{lesson.question[1:]} | " in row


# --- the day as of which everything is told -------------------------------------------


def test_every_sentence_that_tells_the_day_tells_the_same():
    stale = [
        f"{where}: {sentence}"
        for where, sentence, day in course.dated_sentences()
        if day != course.as_of()
    ]
    assert not stale, (
        f"data/datapackage.json has as_of {course.as_of()}; these sentences have "
        "another day:\n" + "\n".join(stale)
    )


def test_the_day_stands_where_a_reader_looks_for_it():
    places = [where for where, _, _ in course.dated_sentences()]
    assert places.count("README.md") == 2 and "data/datapackage.json" in places
    assert any(where.startswith("notebooks/06-") for where in places)
    assert f"change, {course.as_of()})" in read(ROOT / "data" / "README.md")


def test_a_stale_sentence_is_named(monkeypatch):
    later = pd.Timestamp(course.package()["as_of"]) + pd.DateOffset(years=1)
    newer = {**course.package(), "as_of": f"{later:%Y-%m-%d}"}
    monkeypatch.setattr(course, "package", lambda: newer)
    with pytest.raises(AssertionError, match=r"README\.md: What can change is true as"):
        test_every_sentence_that_tells_the_day_tells_the_same()


def test_the_citation_has_the_version():
    version = course.package()["version"]
    assert f"version = {{{version}}}," in read(ROOT / "README.md")


# --- what is due ----------------------------------------------------------------------


def test_what_is_due_lists_every_commitment_the_oldest_evidence_first():
    rows = due.due("2026-11-26")
    assert len(rows) == 47 and rows["url"].str.startswith("http").all()
    days = rows["days"].dropna()
    assert days.is_monotonic_decreasing
    assert (rows["days"].isna() == (rows["status"] == "nothing found")).all()
    assert list(rows["days"].isna()) == sorted(rows["days"].isna(), reverse=True)
    first = rows.loc[days.index[0]]
    assert first["evidence_date"] + pd.Timedelta(days=days.iloc[0]) == pd.Timestamp(
        date(2026, 11, 26)
    )


def test_what_is_due_can_be_read_in_a_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    due.main(["2027-02-07"])
    lines = capsys.readouterr().out.splitlines()
    assert "2027-02-07" in lines[0]
    starts = [line.split()[0] for line in lines if re.match(r"[OPGIV]\d+ ", line)]
    assert len(starts) == len(set(starts)) == 47
    assert all(
        len(line) <= 100 or "http" in line
        for line in lines[
            : lines.index("Sentences that say to which day they are true:")
        ]
    )
