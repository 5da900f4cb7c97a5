"""The code a student sees: only what has been taught, all that is taught, short lines, nothing hidden.

The ladder is notebooks/summit/classroom/ladder.py; steps.py reads what a line uses. A lesson
says in its metadata, under "ladder", which steps it teaches.
"""

import ast
import re
import statistics
from collections import Counter
from pathlib import Path

import nbformat
import pytest

import summit
from summit import network
from summit.classroom.ladder import STEPS

from conftest import LESSONS, ROOT
from steps import steps_of

pytestmark = pytest.mark.style
IDS = {step.id for step in STEPS}
FILE = "notebooks/summit/classroom/ladder.py"


@pytest.fixture
def moved(lesson):
    """A lesson that says what it teaches."""
    assert "ladder" in lesson.metadata, (
        "The lesson does not say what it teaches: give the notebook's metadata a list "
        f'"ladder" with the ids of its steps in {FILE}.'
    )
    return lesson


@pytest.fixture
def all_moved():
    return [nbformat.read(path, 4) for path in LESSONS]


def number_of(lesson):
    return Path(lesson.path).name[:2]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def is_open(cell):
    """Say whether a student sees a code cell as it is: exercises, but no setup, no notes, nothing folded."""
    return (
        cell.cell_type == "code"
        and not tags(cell) & {"setup", "notes", "solution"}
        and not cell.metadata.get("jupyter", {}).get("source_hidden")
    )


def is_solution(cell):
    return cell.cell_type == "code" and "solution" in tags(cell)


def cells(lesson, *kinds):
    return [cell for cell in lesson.cells if any(kind(cell) for kind in kinds)]


# --- the rules, each a function that returns what breaks it ---------------------------


def too_early(lesson, number):
    """Return a sentence for each use that has not been taught by then."""
    taught = {step.id: step.lesson for step in STEPS}
    wrong = []
    for cell in cells(lesson, is_open, is_solution):
        for use in steps_of(cell.source):
            place = f"lesson {number}, cell {cell.id}, line {use.line}: `{use.text}` uses {use.id}"
            if use.id not in taught:
                wrong.append(
                    f"{place}, which is untaught: write it with what the cheat sheet has, move it "
                    f"into the folded cell or the pictures, or teach it by a step in {FILE}."
                )
            elif taught[use.id] > number:
                wrong.append(
                    f"{place}, which lesson {taught[use.id]} teaches: write it without, "
                    f"or move the step to lesson {number} in {FILE}."
                )
    return wrong


def unnamed(lesson, number):
    """Return the lessons whose steps are used here and that *Needs* leaves out, and those it names for nothing.

    Lesson 00, which 01 needs, is left aside.
    """
    taught = {step.id: step.lesson for step in STEPS}
    used = {
        taught.get(use.id, number)
        for cell in cells(lesson, is_open, is_solution)
        for use in steps_of(cell.source)
    }
    text = "\n".join(cell.source for cell in lesson.cells)
    (needs,) = re.findall(r"Needs: (.*?) · ", text)
    named = set(re.findall(r"\b0\d\b(?!-)", needs))
    for first, last in re.findall(r"\b(0\d) to (0\d)\b", needs):
        named |= {f"0{between}" for between in range(int(first), int(last))}
    return sorted((used - {number} ^ named) - {"00"})


def unexercised(lessons, number):
    """Return a sentence for each step of a lesson that no open cell, or no solution, from there on uses.

    lessons: {number: notebook}.
    """
    later = [lesson for n, lesson in lessons.items() if n >= number]

    def used(kind):
        sources = [cell.source for lesson in later for cell in cells(lesson, kind)]
        return {use.id for source in sources for use in steps_of(source)}, sources

    (seen, sources), (solved, _) = used(is_open), used(is_solution)
    wrong = []
    for step in STEPS:
        if step.lesson != number:
            continue
        said = f"lesson {number} teaches {step.id} ({step.line}), and "
        # a hint stands behind a # until a student takes it away
        offered = not step.solved and any(f"# stuck? {step.id}(" in s for s in sources)
        if step.id not in seen and not offered:
            wrong.append(
                f"{said}no open cell from there on uses it: use it, or delete the step in {FILE}."
            )
        if step.solved and step.id not in solved:
            wrong.append(
                f"{said}no solution from there on uses it: ask for it in an exercise, or delete "
                f"the step in {FILE}."
            )
    return wrong


def too_long(lesson, number):
    wrong = []
    for cell in cells(lesson, is_open, is_solution):
        lines = cell.source.splitlines()
        place = f"lesson {number}, cell {cell.id}"
        if len(lines) > 12 and is_open(cell):
            wrong.append(
                f"{place} has {len(lines)} lines: split it at 12, or draw it in the pictures."
            )
        wrong += [
            f"{place}, line {n} has {len(line)} columns: break it at 79. `{line}`"
            for n, line in enumerate(lines, 1)
            if len(line) > 79
        ]
    return wrong


def hidden(lesson, number):
    """Return a sentence for each call in an open cell that takes the analysis out of the student's sight.

    A function of ours may be called if a step names it. ``summit.show`` gets the figure's
    name and tables, each by its name: made in an open cell, or loaded as it is.
    """
    made, wrong = set(), []
    for cell in cells(lesson, lambda cell: cell.cell_type == "code"):
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue  # too_early names it
        place = f"lesson {number}, cell {cell.id}"
        if is_open(cell):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    wrong += [f"{place}: {said}" for said in _hides(node, made, tree)]
        if not is_solution(cell):
            made |= _assigned(tree, anything=is_open(cell))
    return wrong


def _hides(call, made, tree):
    text, name = ast.unparse(call), ast.unparse(call.func)
    parts = name.split(".")
    ours = len(parts) == 2 and parts[0] in ("summit", "network")
    if ours and name not in IDS:
        yield (
            f"`{text}` calls {name}, which no step teaches: show the analysis in open lines, "
            f"or make it a step in {FILE} where it hides none."
        )
    if name != "summit.show":
        return
    made = made | _assigned(tree, anything=True)
    if call.keywords or not call.args or not isinstance(call.args[0], ast.Constant):
        yield f'`{text}` should be summit.show("name", table): words and sources belong to the pictures.'
    for table in call.args[1:]:
        if not isinstance(table, ast.Name):
            yield f"`{text}` makes a table where it is drawn: give `{ast.unparse(table)}` a name in a line of its own."
        elif table.id not in made:
            yield f"`{text}` draws {table.id}, which is made out of sight: make it in an open cell."


def _assigned(tree, anything):
    """Return the names that a cell gives; where it is folded, only those of a table loaded as it is."""
    given, changed = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            loaded = (
                isinstance(node.value, ast.Call)
                and ast.unparse(node.value.func) == "summit.load"
            )
            for target in node.targets:
                base = target.value if isinstance(target, ast.Subscript) else target
                if isinstance(base, ast.Name):
                    (given if loaded else changed).add(base.id)
    return given | changed if anything else given - changed


def names_and_calls(source):
    """Return how many names and calls a source has: ast.Name, ast.Attribute and ast.Call, each counted once.

    ``verbs = pd.crosstab(a, b)`` has 6: verbs, pd, a, b; .crosstab; the call.
    """
    kinds = (ast.Name, ast.Attribute, ast.Call)
    return sum(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))


def density(lessons):
    """Return {measure: value} of the open cells of some lessons.

    A line is one that is neither empty nor only a comment.
    """
    sources = [cell.source for lesson in lessons for cell in cells(lesson, is_open)]
    kept = [
        [
            line
            for line in source.splitlines()
            if line.strip() and line.strip()[0] != "#"
        ]
        for source in sources
    ]
    widths = sorted(len(line) for lines in kept for line in lines)
    counts = sorted(len(lines) for lines in kept)
    return {
        "median width": statistics.median(widths),
        "p90 of width": _p90(widths),
        "p90 of lines a cell": _p90(counts),
        "names and calls a line": sum(map(names_and_calls, sources)) / len(widths),
    }


def _p90(values):
    """Return the smallest value that nine in ten do not pass."""
    return values[-(-9 * len(values) // 10) - 1]


# --- the lessons ----------------------------------------------------------------------


def test_open_cells_and_solutions_use_only_what_has_been_taught(moved):
    wrong = too_early(moved, number_of(moved))
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_head_names_every_lesson_whose_code_is_used(moved):
    wrong = unnamed(moved, number_of(moved))
    assert not wrong, (
        f"*Needs* in the head of the lesson and the code differ for {wrong}: a lesson that "
        'teaches a line used here is linked, or is in "and the code of ... (cheat sheet)".'
    )


def test_metadata_names_the_steps_of_the_lesson(moved):
    number = number_of(moved)
    steps = [step.id for step in STEPS if step.lesson == number]
    assert sorted(moved.metadata["ladder"]) == sorted(steps), (
        f'the metadata "ladder" of lesson {number} and the steps of {number} in {FILE} differ: '
        "make them the same"
    )


def test_what_is_taught_is_used_in_an_open_cell_and_in_a_solution(moved):
    lessons = {path.name[:2]: nbformat.read(path, 4) for path in LESSONS}
    wrong = unexercised(lessons, number_of(moved))
    assert not wrong, "\n" + "\n".join(wrong)


def test_open_cells_and_lines_are_short(moved):
    wrong = too_long(moved, number_of(moved))
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_function_of_ours_hides_the_analysis(moved):
    wrong = hidden(moved, number_of(moved))
    assert not wrong, "\n" + "\n".join(wrong)


def test_open_code_is_no_denser_than_in_well_kept_collections(all_moved):
    limits = {
        "median width": 45,
        "p90 of width": 72,
        "p90 of lines a cell": 9,
        "names and calls a line": 4.0,
    }
    found = density(all_moved)
    wrong = [
        f"{name} is {found[name]:.1f}, at most {limit}: break long lines, give parts a name"
        for name, limit in limits.items()
        if found[name] > limit
    ]
    assert not wrong, "\n" + "\n".join(wrong)


# --- the ladder -----------------------------------------------------------------------


def test_steps_stand_in_the_order_of_the_lessons_and_each_once():
    numbers = [step.lesson for step in STEPS]
    assert numbers == sorted(numbers) and set(numbers) == {p.name[:2] for p in LESSONS}
    assert not [id for id, n in Counter(step.id for step in STEPS).items() if n > 1]


@pytest.mark.parametrize("step", STEPS, ids=[f"{s.lesson} {s.id}" for s in STEPS])
def test_an_example_shows_its_step_and_nothing_that_comes_later(step):
    used = {use.id for use in steps_of(step.line)}
    assert step.id in used, f"{step.line} uses {sorted(used)}"
    taught = {other.id for other in STEPS if other.lesson <= step.lesson}
    assert not used - taught, "use only what has been taught by then"
    assert len(step.line) <= 88 and len(step.meaning) <= 60, (
        "one line on the cheat sheet"
    )
    assert step.meaning.endswith(".")


@pytest.mark.parametrize("number", [path.name[:2] for path in LESSONS])
def test_every_example_runs_after_those_above_it(number, capsys):
    import matplotlib.pyplot as plt
    import pandas as pd

    names = {"summit": summit, "pd": pd, "network": network}
    names |= {name: summit.load(name) for name in summit.tables()["table"]}
    for step in STEPS:
        if step.lesson != number or step.id == "summit.show":
            continue  # the tests of the figures draw
        try:
            exec(step.line, names)
        except Exception as error:
            pytest.fail(f"{FILE}, {step.id}: `{step.line}` does not run ({error!r}).")
        for condition in conditions(step.line, names):
            assert condition.any() and not condition.all(), (
                f"{FILE}, {step.id}: `{step.line}` must keep at least one row and drop one."
            )
    plt.close("all")


def conditions(line, names):
    """Return each condition of a line: a column of True and False."""
    values = [
        eval(ast.unparse(node), names)
        for node in ast.walk(ast.parse(line))
        if isinstance(node, (ast.Compare, ast.BinOp, ast.Call))
        and not any(isinstance(part, ast.Store) for part in ast.walk(node))
    ]
    return [
        value
        for value in values
        if getattr(getattr(value, "dtype", None), "kind", "") == "b"
        and hasattr(value, "index")
    ]


def test_a_condition_that_keeps_no_row_is_found():
    names = {"commitments": summit.load("commitments")}
    wrong = 'commitments[(commitments["actor"] == "japan") | (commitments["actor"] == "us")]'
    found = conditions(wrong, names)
    assert len(found) == 3 and not any(condition.any() for condition in found)


# --- the reader of syntax -------------------------------------------------------------


def used(source):
    return {use.id for use in steps_of(source)}


KNOWN = {
    "# only words, f'{x}'": [],
    "verbs": [],
    "answer = ...": ["=", "..."],
    "100 * (14 - 8) / 47 + 1": ["number", "*", "-", "/", "+"],
    "-1.5": ["number", "-"],
    "2 ** 3": ["number", "**"],
    "len(a)": ["( )", "len"],
    "summit.load('x')": ["( )", "summit.load", "text"],
    "t['a']": ['t["c"]'],
    "t['a'] == 'b'": ['t["c"]', "==", "text"],
    "t[t['a'] != 'b']": ["t[condition]", 't["c"]', "!=", "text"],
    "t[chosen]": ["t[condition]"],
    "t[~t['a']]": ["t[condition]", "~", 't["c"]'],
    "t[t['in_article']]": ["t[condition]", 't["c"]'],
    "t[a | b]": ["t[condition]", "|"],
    "t[(a == 1) & (b < 2)]": ["t[condition]", "&", "==", "<", "number"],
    "t[['a', 'b']]": ['t[["a", "b"]]', "text"],
    "t['new'] = t['a'] / 2": ['t["new"] =', 't["c"]', "/", "number"],
    "t['date'] > '2025-02-07'": [">", "dates compared", 't["c"]', "text"],
    "t['a'] > 'b'": [">", 't["c"]', "text"],
    "t['a'].value_counts()": ["( )", ".value_counts", 't["c"]'],
    "t.head(ascending=False)": ["( )", ".head", "ascending=", "True, False"],
    "c.plot.barh(title='a')": ["( )", ".plot.barh", "title=", "text"],
    "c.plot(title='a')": ["( )", ".plot", "title=", "text"],
    "t.loc[2024, 'JPN']": [".loc[row, column]", "number", "text"],
    "t.loc['JPN']": [".loc[row]", "text"],
    "t.loc[1:2, 'JPN']": [".loc[row, column]", "a:b", "number", "text"],
    "t.iloc[0]": [".iloc[row]", "number"],
    "t[0]": ["t[number]", "number"],
    "t[0:2]": ["a:b", "number"],
    "t['a'].str.contains('x')": ["( )", ".str.contains", 't["c"]', "text"],
    "t[a.str.contains('x')]": ["t[condition]", "( )", ".str.contains", "text"],
    "(a - b).dt.days": ["-", ".dt.days"],
    "counts.index": [".index"],
    "pd.crosstab(a, b).max()": ["( )", "pd.crosstab", ".max"],
    "a.groupby('c')['v'].sum()": ["( )", ".groupby", ".sum", 't["c"]', "text"],
    "a.merge(b, on='k')": ["( )", ".merge", "on=", "text"],
    "network.rows_of('quad')": ["( )", "network.rows_of", "text"],
    "['a', 'b']": ["[ ]", "text"],
    "{'a': 1}": ["{ }", "text", "number"],
}


@pytest.mark.parametrize("source", KNOWN)
def test_the_reader_names_what_is_taught(source):
    assert used(source) == set(KNOWN[source])


@pytest.mark.parametrize(
    ("source", "id"),
    [
        ("f'{x}'", "f-string"),
        ("for x in y:\n    x", "for"),
        ("def f():\n    return 1", "def"),
        ("lambda x: x", "lambda"),
        ("import pandas as pd", "import"),
        ("[x for x in y]", "comprehension"),
        ("sum(x for x in y)", "comprehension"),
        ("t.iloc[0]", ".iloc[row]"),
        ("if x:\n    y", "if"),
        ("1 if x else 2", "if in a line"),
        ("with x:\n    y", "with"),
        ("f(*x)", "starred *"),
        ("f(**x)", "**words"),
        ("x += 1", "augmented assignment"),
        ("a, b = 1, 2", "assignment to (a, b)"),
        ("a = b = 1", "several ="),
        ("t.loc[1, 'a'] = 2", "assignment to t.loc[1, 'a']"),
        ("1 < x < 2", "a < b < c"),
        ("x and y", "and"),
        ("not x", "not"),
        ("x in y", "in"),
        ("None", "None"),
        ("assert x", "assert"),
        ("try:\n    x\nexcept E:\n    y", "try"),
        ("(x := 1)", ":="),
        ("t.T", ".T"),
        ("t.sum(axis=1)", "axis="),
        ("t.apply(f)", ".apply"),
        ("t['a'].between(x)", ".between"),
        ("int(x)", "int"),
        ("summit.count(x)", "summit.count"),
        ("await x", "await"),
        ("%matplotlib inline", "no Python"),
        ("del x", "del"),
        ("while x:\n    y", "while"),
        ("pass", "pass"),
        ("f()()", "call of f()"),
    ],
)
def test_the_reader_names_what_is_not_taught(source, id):
    assert id in used(source) and id not in IDS


def test_a_use_has_its_line():
    assert [(use.id, use.line) for use in steps_of("# a\n\nx = 1")] == [
        ("=", 3),
        ("number", 3),
    ]


# --- the rules turn red ---------------------------------------------------------------


def lesson_of(*sources, tag=None, folded=""):
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell(folded, metadata={"tags": ["setup"]})]
    for source in sources:
        metadata = {"tags": [tag]} if tag else {}
        made.cells.append(nbformat.v4.new_code_cell(source, metadata=metadata))
    return made


@pytest.mark.parametrize("tag", [None, "exercise", "solution"])
def test_an_f_string_is_found_wherever_it_stands(tag):
    (said,) = too_early(lesson_of("x = 1\nf'{x}'", tag=tag), "06")
    assert "line 2" in said and "f-string" in said and "untaught" in said
    assert not too_early(lesson_of("f'{x}'", tag="setup"), "06")


def test_what_a_later_lesson_teaches_is_found():
    (said,) = too_early(lesson_of("x.merge(y)"), "02")
    assert "which lesson 04 teaches" in said
    assert not too_early(lesson_of("x.merge(y)"), "04")


def test_a_lesson_that_the_head_leaves_out_or_names_for_nothing_is_found():
    made = lesson_of("x.merge(y, on='a')", "x[['a', 'b']]")
    link = "[01 The summit in context](01-summit-context.ipynb)"
    for needs, wrong in (
        (f"{link}, and the code of 04", []),
        (f"{link}, and the code of 02 to 04", ["02", "03"]),
        (link, ["04"]),
        ("the code of 04", ["01"]),
    ):
        head = nbformat.v4.new_markdown_cell(f"Time · Needs: {needs} · Data: x")
        made.cells[0] = head
        assert unnamed(made, "05") == wrong


def test_an_analysis_in_a_function_of_ours_is_found():
    (said,) = hidden(lesson_of("x = summit.left_out(t)"), "01")
    assert "no step teaches" in said
    (said,) = hidden(
        lesson_of('summit.show("01-a", t[t["a"] == 1])', folded="t = summit.load('x')"),
        "01",
    )
    assert "makes a table where it is drawn" in said
    (said,) = hidden(
        lesson_of('summit.show("01-a", t)', folded="t = pd.crosstab(x, y)"), "01"
    )
    assert "out of sight" in said
    (said,) = hidden(lesson_of('t = 1\nsummit.show("01-a", t, alt="a")'), "01")
    assert "words and sources" in said
    folded = "t = summit.load('x')\nt['a'] = 1"
    (said,) = hidden(lesson_of('summit.show("01-a", t)', folded=folded), "01")
    assert "out of sight" in said
    assert not hidden(lesson_of("t = summit.load('x').head(3)"), "01")
    assert not hidden(lesson_of("t = u.head(3)", 'summit.show("01-a", t)'), "01")
    assert not hidden(
        lesson_of('summit.show("01-a", t)', folded="t = summit.load('x')"), "01"
    )


def test_a_step_that_is_never_exercised_is_found():
    plain = {"06": lesson_of("(x - y).dt.days")}
    said = "\n".join(unexercised(plain, "06"))
    assert "no solution from there on uses it" in said and "teaches .dt.days" in said
    assert ".mean" in said and "no open cell from there on uses it" in said
    assert "summit.hint" not in "\n".join(
        unexercised({"00": lesson_of('# stuck? summit.hint("0.1")')}, "00")
    )


def test_long_cells_and_lines_are_found():
    assert "13 lines" in too_long(lesson_of("x\n" * 13), "01")[0]
    assert not too_long(lesson_of("x\n" * 13, tag="solution"), "01")
    assert "80 columns" in too_long(lesson_of("x" * 80, tag="solution"), "01")[0]


def test_the_measure_counts_names_and_calls():
    assert names_and_calls("verbs = pd.crosstab(a, b)") == 6
    found = density([lesson_of("# a comment\n\nx = f(y)\nz")])
    assert found["names and calls a line"] == 2.5 and found["p90 of lines a cell"] == 2


# --- the cheat sheet ------------------------------------------------------------------


def test_the_links_of_the_lessons_lead_to_the_cheat_sheet_of_this_ladder(moved):
    for cell in moved.cells:
        if cell.cell_type == "markdown" and "### Your turn" in cell.source:
            assert "[cheat sheet](cheat-sheet.md)" in cell.source, (
                f"{cell.id}: link the [cheat sheet](cheat-sheet.md) in each Your turn"
            )


def test_the_cheat_sheet_has_every_step():
    text = (ROOT / "notebooks" / "cheat-sheet.md").read_text(encoding="utf-8")
    for step in STEPS:
        line = step.line.replace("|", "\\|")
        assert f"| `{line}` | " in text, (
            f"{step.id} is missing in notebooks/cheat-sheet.md: run python tests/documents.py"
        )
