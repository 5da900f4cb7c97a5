"""What a teacher changes builds, runs and checks: a slide, a question, a dropped section, a translation.

Each change is made in a lesson of one copy of the collection, as JupyterLab would leave it;
then the editions are built, the lessons run, and the tests that a teacher runs are run.
"""

import ast
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup

from editions.pages import in_its_language
from summit.classroom import exercises, own

from conftest import LESSONS, NOTEBOOKS, ROOT, completed, copy_collection, nbval, tagged
from rerun import execute

SLIDED, ASKED, TRANSLATED = LESSONS[1], LESSONS[2], LESSONS[4]
text_cell, code_cell = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
SLIDES = [f"My own words, number {n}." for n in range(3)]
EXAMPLE = re.search(
    r"```python\n(from summit import load\n.*?)```",
    (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8"),
    re.S,
)[1]
ANSWER = 'answer = len(events[events["theme"] == "peace"])'


# --- the four changes -----------------------------------------------------------------


def with_slides(lesson):
    """Put a text first, in the middle and last, and code behind the cell that loads the tools."""
    tools = next(
        n for n, cell in enumerate(lesson.cells) if "import summit\n" in cell.source
    )
    for place, cell in [
        (len(lesson.cells), text_cell(SLIDES[2])),
        (tools + 9, text_cell(SLIDES[1] + "\n\n![A dot](own%20dot.png)")),
        (tools + 1, code_cell('print("my own", 6 * 7)')),
        (tools + 1, text_cell("## A section of mine\n\nWith 日本語 in it.")),
        (0, text_cell(SLIDES[0])),
    ]:
        lesson.cells.insert(place, cell)


def with_question(lesson):
    """Put the question of TEACHING.md before the last section; a solution has been run."""
    last = max(
        n for n, cell in enumerate(lesson.cells) if cell.source.startswith("## ")
    )
    check = 'summit.check("1.91", answer)'
    lesson.cells[last:last] = [
        text_cell("### Your turn 1.91\n\nHow many events are about peace?"),
        code_cell(f'answer = ...\n{check}\n# stuck? summit.hint("1.91")'),
        code_cell(
            f'# Solution 1.91\nevents = summit.load("events")\n{ANSWER}\n{check}'
        ),
    ]


def standing_alone(lesson):
    """Return (start, end) of a section with an exercise whose names no later cell needs, or None."""
    starts = [n for n, cell in enumerate(lesson.cells) if cell.source.startswith("## ")]
    for start, end in zip(starts, starts[1:]):
        asks = any("exercise" in cell.metadata for cell in lesson.cells[start:end])
        given = names(lesson.cells[start:end], ast.Store)
        if asks and not given & names(lesson.cells[end:], ast.Load):
            return start, end
    return None


def without_section(lesson):
    """Drop a section; return its heading and the number of its exercise."""
    start, end = standing_alone(lesson)
    gone = lesson.cells[start:end]
    del lesson.cells[start:end]
    number = next(
        cell.metadata.exercise for cell in gone if "exercise" in cell.metadata
    )
    return gone[0].source.splitlines()[0], number


def names(cells, context):
    """Return the names that cells give (ast.Store) or read (ast.Load); every cell gives answer anew."""
    sources = [cell.source for cell in cells if cell.cell_type == "code"]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    found = {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }
    return found - {"answer"}


TRANSLATIONS = [
    (r"^# (\d+)\. .+$", r"# \1. 首脳会談とインド太平洋"),
    (
        r"^\*\*The question: .+$",
        "**問い: 2025年2月7日の声明は、どの国と groupings を挙げたか。**",
    ),
    (r"^## Predict$", "## 予想"),
    (r"^### Discuss$", "### 話し合い"),
    (r"^### Your turn (\d)", r"### やってみよう \1"),
    (r"<summary>Answer</summary>", "<summary>答え</summary>"),
    (r"<summary>For the instructor</summary>", "<summary>教員用</summary>"),
]


def in_japanese(lesson):
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            for old, new in TRANSLATIONS:
                cell.source = re.sub(old, new, cell.source, flags=re.M)
    last = max(
        n for n, cell in enumerate(lesson.cells) if cell.source.startswith("## ")
    )
    lesson.cells[last].source += "\n\n訳した段落である。1960年の条約から始める。"


SHORTENED = next(
    path
    for path in (LESSONS[3], *LESSONS[5:], LESSONS[0])
    if standing_alone(nbformat.read(path, 4))
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A copy of the collection, tests included, after the four changes; and what was dropped."""
    root = copy_collection(tmp_path_factory.mktemp("teacher") / "collection")
    shutil.copytree(
        ROOT / "tests", root / "tests", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("README.md", ".constraints.txt"):
        shutil.copy(ROOT / name, root / name)
    shutil.copy(
        next((ROOT / "figures").glob("*.png")), root / "notebooks" / "own dot.png"
    )
    (root / "notebooks" / "own_questions.py").write_text(EXAMPLE, encoding="utf-8")
    dropped = None
    for path, change in {
        SLIDED: with_slides,
        ASKED: with_question,
        SHORTENED: without_section,
        TRANSLATED: in_japanese,
    }.items():
        lesson = nbformat.read(root / "notebooks" / path.name, 4)
        dropped = change(lesson) or dropped
        if change is with_question:  # a teacher runs what answers, and saves
            execute(lesson, root / "notebooks")
        nbformat.write(lesson, root / "notebooks" / path.name)
    return root, dropped


def run(root, *command, **environment):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done


@pytest.fixture(scope="module")
def built(changed):
    """What `python notebooks/editions` writes: {(lesson, ending): text}."""
    root, _ = changed
    run(root, "notebooks/editions")
    found = (root / "notebooks" / "build").iterdir()
    texts = {
        tuple(path.name.split(".", 1)): path.read_text(encoding="utf-8")
        for path in found
        if path.suffix != ".zip"
    }
    assert {path.stem for path in LESSONS} <= {lesson for lesson, _ in texts}
    return texts


# --- all of them ----------------------------------------------------------------------


def test_changed_lessons_run(changed):
    root, _ = changed
    # in the translated one no code has changed: nbval runs it as it is
    result = nbval(root, SLIDED.stem, ASKED.stem, SHORTENED.stem)
    assert result.returncode == 0, result.stdout[-4000:]


def test_the_tests_that_a_teacher_runs_are_green(changed, built):
    root, _ = changed
    numbers = " or ".join(
        path.name[:3] for path in (SLIDED, ASKED, SHORTENED, TRANSLATED)
    )
    files = [f"tests/test_{name}.py" for name in ("lessons", "editions", "student")]
    # what opens a browser has its own tests, and what runs lessons ran above
    run(
        root,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not style", *files),
        *("-k", f"({numbers}) and not it_runs"),
        PATH="",
        SUMMIT_BUILT=str(root / "notebooks" / "build"),
    )


# --- a slide of one's own -------------------------------------------------------------


def test_a_slide_of_ones_own_is_on_the_slides_and_in_every_edition(built):
    for ending in ("slides.html", "answers.html", "handout.html", "student.ipynb"):
        text = built[SLIDED.stem, ending]
        for words in (*SLIDES, "A section of mine"):
            assert words in text, (ending, words)
    page = BeautifulSoup(built[SLIDED.stem, "slides.html"], "html.parser")
    (code,) = [pre for pre in page.find_all("pre") if "my own" in pre.get_text()]
    own_slide = code.find_parent("section")
    assert "42" not in own_slide.get_text()  # it has not been run; its code is shown
    assert SLIDES[1] not in own_slide.get_text()
    assert "own%20dot.png" not in built[SLIDED.stem, "handout.html"]


# --- a question of one's own ----------------------------------------------------------


def shown(root, *sources):
    """Return what cells show behind the cell that loads the tools, in a student's copy."""
    make = "import student; student.make_copies('notebooks', 'notebooks/mine')"
    run(root, "-c", f"import sys; sys.path.insert(0, 'notebooks/editions'); {make}")
    mine = root / "notebooks" / "mine"
    lesson = nbformat.read(mine / ASKED.name, 4)
    assert len([cell for cell in lesson.cells if "1.91" in cell.source]) == 3
    tools = next(cell for cell in lesson.cells if "import summit\n" in cell.source)
    lesson.cells = [tools, *map(code_cell, sources)]
    execute(lesson, mine)
    return [cell.outputs[-1].data["text/plain"] for cell in lesson.cells[1:]]


def test_a_question_of_ones_own_is_answered_in_the_students_copy_too(changed):
    root, _ = changed
    load, check = 'events = summit.load("events")', 'summit.check("1.91", answer)'
    right, all_of_them, wrong, hint, ours = shown(
        root,
        f"{load}\n{ANSWER}\n{check}",
        f"{load}\nanswer = len(events)\n{check}",
        f"answer = 7\n{check}",
        'summit.hint("1.91")',
        'answer = ...\nsummit.check("1.1", answer)',
    )
    assert right.startswith("Correct. A theme is our reading")
    assert all_of_them.startswith("Not yet. Those are all events")
    assert wrong.startswith("Not yet. 7 is not what the question asks for")
    assert hint.startswith("Hint 1 of 2. ")
    assert ours.startswith("Not answered yet")


def test_a_question_of_ones_own_gives_nothing_away(built):
    assert "1.91" in built[ASKED.stem, "slides.html"]
    for ending in ("slides.html", "handout.html"):
        assert "# Solution 1.91" not in built[ASKED.stem, ending]
        assert "A theme is our reading" not in built[ASKED.stem, ending]
    assert "# Solution 1.91" in built[ASKED.stem, "answers.html"]
    copy = nbformat.reads(built[ASKED.stem, "student.ipynb"], 4)
    (solution,) = [cell for cell in copy.cells if "Solution 1.91" in cell.source]
    assert solution.cell_type == "markdown" and solution.source.startswith("<details>")
    assert "summit.check" not in solution.source


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A teacher's file that a test may write."""
    monkeypatch.setattr(own, "FILE", tmp_path / "own_questions.py")
    return own.FILE


def says(number, answer=37):
    result = exercises.feedback(number, answer)
    assert result.status == "Not yet"
    return result.message


def entry(text):
    return (
        "from summit.classroom.exercises import Exercise, row_count\n"
        f"EXERCISES = {{'1.91': {text}}}\n"
    )


def test_a_number_without_an_entry_says_where_to_write_it(file):
    for number in ("1.99", "9.1"):
        assert says(number).endswith(
            "stands in notebooks/own_questions.py: TEACHING.md, *Make it yours*, shows how."
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EXERCISES = {", "stops at line 1 (SyntaxError: '{' was never closed)"),
        ("x = 1\nimport no_such", "stops at line 2 (ModuleNotFoundError: No module"),
        ("raise SystemExit", "stops at line 1 (SystemExit"),
        ("QUESTIONS = {}", "has no dictionary named EXERCISES"),
        (entry("12"), "1.91 is no `Exercise(...)`"),
        (entry("Exercise(row_count, 'Yes.', [], expected=3)"), "1.91 has no hints"),
        (entry("Exercise(row_count, 'Yes.', ['Count.'])"), "says nowhere what is"),
        (entry("Exercise(row_count, hints=['Count.'])"), "argument: 'right'"),
        (
            entry(
                "Exercise(row_count, 'Yes.', ['Count.'], expected=lambda: {}['peace'])"
            ),
            "cannot be computed (KeyError: 'peace'). Tell your instructor.",
        ),
    ],
)
def test_a_mistake_in_the_file_is_said_and_stops_nothing_else(file, text, words):
    file.write_text(text, encoding="utf-8")
    said = says("1.91")
    assert words in said and "notebooks/own_questions.py" in said, said
    assert exercises.feedback("1.1", ...).status == "Not answered yet"
    assert "is not what the question asks for" in says("1.1", 9876)


def test_a_file_that_is_no_text_is_said(file):
    file.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in says("1.91") and "Save it as UTF-8" in says("1.91")


def test_a_mended_file_counts_at_once_and_short_forms_are_written_out(file, capsys):
    file.write_text("EXERCISES = {", encoding="utf-8")
    assert "stops at line 1" in says("1.91")
    file.write_text(entry("Exercise(row_count, 'Yes.', 'Count.', 3)"), encoding="utf-8")
    assert str(exercises.feedback("1.91", 3)) == "Correct. Yes."
    exercises._hints_shown.clear()
    exercises.hint("1.91")
    assert "Hint 1 of 1. Count." in capsys.readouterr().out


def test_a_question_of_ones_own_takes_the_place_of_one_of_ours(file):
    text = entry("Exercise(row_count, 'Mine.', 'Count.', 3)").replace("1.91", "1.1")
    file.write_text(text, encoding="utf-8")
    assert str(exercises.feedback("1.1", 3)) == "Correct. Mine."


# --- a dropped section, a translation -------------------------------------------------


def test_a_dropped_section_is_in_no_edition(changed, built):
    _, (heading, number) = changed
    for ending in ("slides.html", "answers.html", "handout.html", "student.ipynb"):
        text = built[SHORTENED.stem, ending]
        assert f"{heading.removeprefix('## ')}</h2>" not in text
        assert f"Your turn {number}" not in text and f"# Solution {number}" not in text


def test_a_translation_is_marked_and_gives_no_answer_away(built):
    for ending in ("slides.html", "answers.html", "handout.html"):
        page = BeautifulSoup(built[TRANSLATED.stem, ending], "html.parser")
        assert page.html["lang"] == "en"  # what is not marked is English
        title = page.find("h1")
        assert title.get_text().strip() == "4. 首脳会談とインド太平洋"
        assert title.find("span", lang="ja").get_text() == "首脳会談とインド太平洋"
        marked = [span.get_text() for span in page.find_all("span", lang="ja")]
        assert "訳した段落である。1960年の条約から始める。" in marked
        assert "2025年2月7日の声明は、どの国と" in " ".join(marked)
        assert "groupings" not in " ".join(marked)
    handout = built[TRANSLATED.stem, "handout.html"]
    assert "答え" not in handout and "教員用" not in handout
    assert "教員用" not in built[TRANSLATED.stem, "student.ipynb"]
    lesson = completed(nbformat.read(TRANSLATED, 4))
    rooms = len(tagged(lesson, "exercise")) + 3  # Predict, Discuss, Check yourself
    assert handout.count('class="room"') >= rooms


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The 日本 side", 'The <span lang="ja">日本</span> side'),
        (
            "**問い:** 2025年",
            '**<span lang="ja">問い</span>:** <span lang="ja">2025年</span>',
        ),
        ("# 第1回 会談", '# <span lang="ja">第1回 会談</span>'),
        ("日本 2025", '<span lang="ja">日本</span> 2025'),
        (
            "[外務省](https://example.jp/日本)",
            '[<span lang="ja">外務省</span>](https://example.jp/日本)',
        ),
        ('<span lang="ja">日本</span>', '<span lang="ja">日本</span>'),
        ("`日本` and ![日本](x.png)", "`日本` and ![日本](x.png)"),
        ("```\n日本\n```", "```\n日本\n```"),
    ],
)
def test_japanese_in_prose_is_marked_and_nothing_else(text, marked):
    assert in_its_language(text_cell(text))[0].source == marked
