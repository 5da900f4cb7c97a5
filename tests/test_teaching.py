"""TEACHING.md for tomorrow morning: found at once, plans that fit, points for every exercise.

What its numbers say of the tables is in tests/claims/pages.py; its minutes are written by
tests/documents.py.
"""

import itertools
import math
import re
from fractions import Fraction

import nbformat
import pytest
from bs4 import BeautifulSoup

import summit
from editions import to_print
from editions.collect import command, marks
from editions.collect import course as asked

import course
import documents
from conftest import NOTEBOOKS

pytestmark = pytest.mark.style
TEXT = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
EXERCISE = re.compile(r"\b\d\.\d\b")


def part(name):
    """Return what stands under a heading, up to the next one of its level."""
    found = re.search(rf"^(##+) {re.escape(name)}\n", TEXT, re.M)
    assert found, f"TEACHING.md has no part {name}"
    return re.split(rf"^{found[1]} ", TEXT[found.end() :], maxsplit=1, flags=re.M)[0]


def rows(text):
    """Return the rows of the tables in a text as lists of cells, without the heads."""
    lines = re.findall(r"(?<!\|\n)^\|.*\n\| ---.*\n((?:\|.*\n)+)", text, re.M)
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for table in lines
        for line in table.splitlines()
    ]


# --- found within a minute ------------------------------------------------------------


@pytest.mark.parametrize(
    "need",
    [
        "one lesson",
        "three lessons",
        "a term",
        "absent",
        "tomorrow",
        "without computers",
        "a grade",
        "sensitive topics",
        "negotiation",
        "whether it taught",
        "collect",
        "slides",
        "another summit",
    ],
)
def test_a_need_stands_in_the_list_at_the_top_and_leads_to_its_part(need):
    first = TEXT.split("\n## ")[0]
    (row,) = [row for row in rows(first) if need in row[0]]
    assert re.search(r"\]\(#[\w-]+\)", row[1]), row


def test_every_link_within_the_page_leads_to_a_heading_on_the_web_and_in_jupyterlab():
    # JupyterLab knows the anchor only, GitHub makes one of the heading: they are the same
    anchors = re.findall(r'^<a id="([\w-]+)"></a>\n\n##+ (.+)$', TEXT, re.M)
    for anchor, heading in anchors:
        assert anchor == re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
    known = [anchor for anchor, _ in anchors]
    assert len(known) == len(set(known)) == TEXT.count("<a id=")
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= set(known)
    headings = re.findall(r"^## (.+)$", TEXT, re.M)
    assert set(headings) <= {heading for _, heading in anchors}


# --- plans with a clock ---------------------------------------------------------------


def plans():
    """Yield (minutes of a class, its rows as [(at, what, minutes)]) for every class of every plan."""
    head = "| class | at | what | minutes |"
    before, *tables = TEXT.split(head)
    for table in tables:
        length = int(re.findall(r"(?:of|\*\*:) (\d+) minutes", before)[-1])
        before = table
        rest = (head + table).split("\n\n")[0] + "\n"
        for number, at, what, minutes in rows(rest):
            if number:
                held = []
            hours, left = at.split(":")
            held.append((60 * int(hours) + int(left), what, int(minutes or 0)))
            if what == "over":
                yield length, held


def test_every_class_ends_in_time_with_ten_percent_of_slack():
    found = list(plans())
    assert len(found) >= 1 + 3 + 1 + 12 + 9 + 1
    for length, held in found:
        spent = 0
        for at, what, minutes in held:
            assert at == math.ceil(spent * Fraction(11, 10)), held
            assert minutes or what == "over", held
            spent += minutes
        assert held[-1][0] <= length, f"{held}: over after {length} minutes"


def test_a_term_has_every_lesson_the_questions_twice_and_the_workbook_whole():
    for name in ("Twelve classes", "Nine classes"):
        text = part("A term").split(f"**{name}")[1].split("\n\n")[1]
        for lesson in course.lessons():
            assert f"| Lesson {lesson.number}" in text
        assert "questions, after" in text and "before" in text and "Role play" in text
        taken = re.findall(r"\| Workbook: .* \| (\d+) \|", text)
        book = nbformat.read(NOTEBOOKS / "workbook" / "another-summit.ipynb", 4)
        whole = re.search(r"Time: (\d+) minutes", book.cells[0].source)[1]
        assert sum(map(int, taken)) == int(whole)


def test_two_halves_of_a_lesson_are_the_whole():
    course_ = course.lessons()
    halves = re.findall(r"Lesson 06 (?:up|from)[^|]*", part("A term"))
    minutes = [documents.part_of_lesson(f"{half}", course_) for half in halves]
    assert len(halves) == 2 and sum(minutes) == course_[-1].minutes()[0]


@pytest.mark.parametrize("known", course.lessons(), ids=lambda one: one.number)
def test_the_table_of_a_lesson_says_when_each_section_is_over(known):
    spent, held = 0, [row for row in rows(part(known.name)) if row[0].isdigit()]
    for minutes, *_, over in held:
        spent += int(minutes)
        assert int(over) == math.ceil(spent * Fraction(11, 10))
    assert f"minutes, and {over} with slack" in part(known.name)
    wanted = rf"\| {known.name} \|.*\| {spent} \| {over} \| {math.ceil(spent * 1.5)} \|"
    assert re.search(wanted, part("Which class do you have?"))


# --- assessment -----------------------------------------------------------------------

LESSONS = asked.course()


def points(tmp_path):
    """Return the Points of the file that the page gives."""
    lines = re.search(r"```\n(exercise,points,complete\n.*?)```", TEXT, re.S)[1]
    (tmp_path / "points.csv").write_text(lines, encoding="utf-8")
    return marks.points(LESSONS, tmp_path / "points.csv")


def aims():
    """Return the rows of the table of aims."""
    return [row for row in rows(part("Assessment")) if re.fullmatch(r"\d\d", row[0])][
        :-7
    ]


def test_every_exercise_stands_in_the_table_of_aims_once_with_its_lesson():
    held = [(row[0], number) for row in aims() for number in EXERCISE.findall(row[2])]
    wanted = {(key, one) for key, lesson in LESSONS.items() for one in lesson.exercises}
    assert len(held) == len(set(held)) and set(held) == wanted


def test_points_are_those_that_the_marksheet_counts(tmp_path):
    most = points(tmp_path).most
    for _, aim, shown_by, given in aims():
        numbers = EXERCISE.findall(shown_by)
        if numbers:
            assert sum(most[one] for one in numbers) == int(given), aim
    tasks = [int(row[3]) for row in aims() if "follow-up" in row[2]]
    said = re.search(r"have (\d+) points together, the follow-up tasks (\d+)\.", TEXT)
    parts_of = part("Assessment").split("If you give one grade: ")[1].split("\n\n")[0]
    assert "without\nthe ten points of 6.5" in parts_of and most["6.5"] == 10
    assert [sum(most.values()), sum(tasks)] == [int(said[1]), int(said[2])]


def test_every_open_exercise_and_every_follow_up_task_has_its_criteria():
    text = part("Assessment").split("**Open exercises.**")[1]
    held = {row[0] for row in rows(text)}
    open_ones = {one for lesson in LESSONS.values() for one in lesson.open}
    assert open_ones - held == {"4.4", "6.5"}  # checked in full; a rubric of its own
    assert "4.4 is checked in full" in text and "rubric of the lesson" in text
    assert set(LESSONS) <= held
    marked = [row for row in aims() if "(open)" in row[2]]
    assert len(marked) == len(open_ones) - 1


def test_there_are_as_many_aims_as_the_lessons_have():
    for lesson in course.lessons():
        cell = next(
            c for c in lesson.notebook.cells if "## By the end you can" in c.source
        )
        there = len(re.findall(r"^- \*\*", cell.source, re.M))
        said = [r for r in aims() if r[0] == lesson.number and r[1] != "all of them"]
        extra = lesson.number == "06"  # to ask and to write are one aim there
        assert len(said) == there + extra, lesson.number


# --- the other parts ------------------------------------------------------------------


def test_every_voice_on_a_sensitive_topic_is_one_of_a_source_of_ours():
    links = re.findall(r"\]\((http[^)\s]+)\)", part("Sensitive topics"))
    known = set(summit.load("sources")["url"])
    assert len(links) > 10 and set(links) <= known


def test_six_lines_are_drafted_and_every_step_of_the_ladder_is_among_them():
    commitments = summit.load("commitments").set_index("commitment_id")
    sheet = part("Role play").split("### To print: the sheet")[1].split("\n### ")[0]
    lines = [row for row in rows(sheet) if row[0] in commitments.index]
    assert len(lines) == 6
    assert {row[4] for row in lines} == set(commitments["strength"])
    for name in ("Tokyo", "Washington"):
        card = part("Role play").split(f"### To print: the card of {name}")[1]
        card = card.split("\n### ")[0]
        assert all(row[0] in card for row in lines)
        given = [int(row[2]) for row in rows(card)]
        assert sum(given) == 11  # both have as much to win


def test_the_rules_of_the_referee_are_those_of_the_data():
    commitments = summit.load("commitments")
    sheet = part("Role play").split("### To print: the sheet")[1]
    rules = [row for row in rows(sheet) if row[0].isdigit() and len(row) == 3]
    assert len(rules) == 6
    rules = [(re.findall(r"\*([a-z ]+)\*", row[1]), row[2]) for row in rules]

    def judged(verb):
        fits = (
            n for n, (verbs, _) in enumerate(rules) if any(v in verb for v in verbs)
        )
        n = next(fits, len(rules) - 1)
        return n + 1, rules[n][1]

    for verb, strength in zip(commitments["verb"], commitments["strength"]):
        assert judged(verb)[1] == strength, verb
    for later in ("will", "commit to", "agree to", "decide to"):  # as in codes.csv
        assert judged(later)[1] == "intends"
    page = part("Role play").split("page of the referees and the press\n")[1]
    practice = [row for row in rows(page) if row[0] in "abc"]
    told = re.search(r"\*Practice, to be read last:\* (.*)\.", page)[1]
    said = []
    for letter, sentence in practice:
        number, step = judged(" ".join(re.findall(r"\*([a-z ]+)\*", sentence)))
        said.append(f"{letter} {step} (rule {number})")
    assert ", ".join(said) == told and len(said) == 3


# what an aim asks of a line: how many steps it went up (None: it is out), what is new in it
AIMS = {
    "it stays on its step or goes lower, and names no amount": (
        lambda up, new: up is not None and up <= 0 and "amount" not in new
    ),
    "it goes one step up, or names an amount": (
        lambda up, new: up == 1 or (up is not None and "amount" in new)
    ),
    "it stays in with *reaffirmed*, and with no word on what Japan does in return": (
        lambda up, new: up == 0 and "return" not in new
    ),
    "it stays in, and says what Japan does in return": (
        lambda up, new: up is not None and "return" in new
    ),
    "it goes out; or it names no year, goes no higher, and says that Japan decides for itself": (
        lambda up, new: up is None or (up <= 0 and "year" not in new and "own" in new)
    ),
    "it goes one step up, or names a year after 2027": (
        lambda up, new: up == 1 or (up is not None and "year" in new)
    ),
    "it says *to soften the impact on those who live there*": (
        lambda up, new: up is not None and "impact" in new
    ),
    "it stays on its step, without new words": lambda up, new: up == 0 and not new,
    "it names a month": lambda up, new: up is not None and "month" in new,
    "it goes out, or stays without a month": (
        lambda up, new: up is None or "month" not in new
    ),
    "it says that jobs were created in **both** countries, and promises nothing": (
        lambda up, new: up is not None and "jobs" in new and "promise" not in new
    ),
    "it says that Japan *will* invest more": (
        lambda up, new: up is not None and "promise" in new
    ),
}
WORDS = ["amount", "return", "year", "own", "impact", "month", "jobs", "promise"]
ENDS = [(None, ())] + [
    (up, new)
    for up in range(-4, 5)
    for size in (0, 1, 2)
    for new in itertools.combinations(WORDS, size)
]


def cards():
    """Return the two cards as {line: (aim, points)}."""
    for name in ("Tokyo", "Washington"):
        text = part("Role play").split(f"### To print: the card of {name}")[1]
        held = [row for row in rows(text.split("\n### ")[0]) if row[0] in text]
        yield {line: (aim, int(given)) for line, aim, given in held}


def test_no_end_of_a_line_gives_both_delegations_what_they_want():
    tokyo, washington = cards()
    assert set(tokyo) == set(washington) and len(tokyo) == 6
    for line in tokyo:
        one, other = AIMS[tokyo[line][0]], AIMS[washington[line][0]]
        met = [(bool(one(*end)), bool(other(*end))) for end in ENDS]
        assert (True, False) in met and (False, True) in met, line
        assert (True, True) not in met, f"{line}: both are met by one line"


def test_a_trade_gives_each_delegation_more_than_half_of_its_points():
    tokyo, washington = cards()
    best = max(
        min(
            sum(tokyo[line][1] for line in kept),
            sum(washington[line][1] for line in set(tokyo) - set(kept)),
        )
        for size in range(7)
        for kept in itertools.combinations(tokyo, size)
    )
    assert best > 11 / 2


def test_a_free_way_out_is_shut():
    sheet = part("Role play").split("### To print: the sheet")[1].split("\n### ")[0]
    sheet = " ".join(sheet.split())
    assert "it is left out, and nobody has points for it" in sheet
    assert "*it goes out* counts only where both heads agreed" in sheet
    assert "*One step up* is exactly one." in sheet
    head = next(line for line in sheet.split("| --- ") if "| line |" in line)
    assert "| line | who | what it said | verb | step |" in head


def test_the_role_play_is_whole_on_paper():
    printed = to_print.parts()
    sheet = printed["the sheet for everybody"]
    for words in ("**The round.**", "| role |", "| 0:10 | First round", "count your"):
        assert words in sheet
    page = printed["the page of the referees and the press"]
    assert "**Questions for the end**" in page and "\n8. " in page


def test_the_follow_up_tasks_are_printed_as_the_lessons_have_them():
    page = to_print.parts()[to_print.TASKS]
    for lesson in course.lessons():
        task = part(lesson.name).split("**Follow-up.** ")[1].split("\n\n")[0]
        assert f"**{lesson.name}.** {task.strip()}" in page
    assert {row[0] for row in rows(page + "\n")} >= {
        *LESSONS,
        "source",
        "exact",
        "limit",
    }
    first = page.split("\n\n")[0]
    for words in ("by its id", "number of its sentence", "do not show", "to whom"):
        assert words in first  # what the criteria ask


def test_ten_questions_have_their_answers_apart():
    page, key = (
        part("Ten questions before and after"),
        part("Answers to the ten questions"),
    )
    printed = page.split("### To print: ten questions")[1]
    asked_ = re.findall(r"^(\d+)\. ", printed, re.M)
    assert asked_ == [row[0] for row in rows(key)] == [str(n) for n in range(1, 11)]
    assert {row[2] for row in rows(key)} == set(LESSONS)
    assert "right" not in printed.replace("both be right", "")
    assert printed.count("Circle one: (a)") == printed.count("(a)") == 2


def test_what_is_said_of_collecting_is_what_the_command_has():
    text = part("Collect the class")
    known = {
        one for action in command.options()._actions for one in action.option_strings
    }
    said = set(re.findall(r"`(--[a-z-]+)", text))
    assert said and said <= known
    files = {command.SHEET, command.ANSWERS, command.PROJECT, command.OPEN}
    files |= {command.REPORT, command.FILLED["Moodle"], command.FILLED["Canvas"]}
    files.add("marksheet-typed.csv")  # tests/test_collect.py writes one
    assert files == set(re.findall(r"`([\w-]+\.(?:csv|html))`", text))


def test_what_is_to_print_has_a_page_each_and_gives_no_answer():
    (page,) = to_print.edition().values()
    parts = BeautifulSoup(page, "html.parser").select("main > .page-ends")
    titles = [each.h1.get_text() for each in parts]
    said = re.findall(r"^### To print: (.+)$", TEXT, re.M)
    said.append(to_print.TASKS)
    assert titles == [f"{one[0].upper()}{one[1:]}" for one in said] and len(said) == 6
    assert [len(each.select("li .room")) for each in parts] == [0, 0, 0, 0, 8, 0]
    assert [len(each.select("li .line")) for each in parts] == [0, 0, 0, 0, 13, 0]
    assert "Answers to" not in page and "](" not in page
    assert not BeautifulSoup(page, "html.parser").select("main a[href]")
    assert "what you want" not in parts[0].get_text()


ONE_BY_ONE = """n => document.querySelectorAll("main > .page-ends").forEach((part, at) => {
  part.style.display = at === n ? "" : "none";
  part.style.breakAfter = "auto";
})"""


def test_each_part_fits_the_sheet_it_is_printed_on(new_page):
    (text,) = to_print.edition().values()
    page, problems = new_page()
    page.set_content(text)
    most = [2, 1, 1, 1, 1, 1]  # the sheet of the role play is printed on both sides
    for size, margin in itertools.product(("A4", "Letter"), ("1cm", "0.5in")):
        margins = dict.fromkeys(("top", "bottom", "left", "right"), margin)
        for n, allowed in enumerate(most):
            page.evaluate(ONE_BY_ONE, n)
            pdf = page.pdf(format=size, margin=margins)
            there = len(re.findall(rb"<</Type /Page\n", pdf))
            assert 1 <= there <= allowed, f"part {n}: {there} pages of {size}, {margin}"
    assert not problems


def test_a_course_without_the_page_has_the_other_editions(tmp_path, monkeypatch):
    monkeypatch.setattr(to_print.lessons, "NOTEBOOKS", tmp_path)
    assert to_print.edition() == {}
    (tmp_path / "TEACHING.md").write_text("# Mine\n", encoding="utf-8")
    assert to_print.edition() == {}
