"""Is a lesson built and written as the others are? Nothing here stops a class.

A teacher who has changed a lesson leaves these out: ``pytest --nbval -m "not style"``. What
the open code may use, and how dense it is, is for test_ladder.py.
"""

import ast
import importlib
import re
import subprocess

import nbformat
import pytest

from conftest import LESSONS, NOTEBOOKS, ROOT, code, markdown, tagged

pytestmark = pytest.mark.style

SLIDES = {"slide", "subslide", "fragment", "skip", "notes"}


def headings(lesson):
    text = "\n".join(
        re.sub(r"```.*?```", "", cell.source, flags=re.S) for cell in markdown(lesson)
    )
    return re.findall(r"^(#{1,6}) (.+)$", text, re.M)


def place(lesson, cell):
    return f"{lesson.path.name}, {cell.id}"


def header(lesson):
    """Return the cell that holds the title, the question and the line of facts."""
    heads = [cell for cell in lesson.cells if cell.source.startswith("# ")]
    assert heads, (
        f"{lesson.path.name} has no title: begin a text cell with `# 1. Title`."
    )
    return heads[0]


# --- its parts ------------------------------------------------------------------------


def test_headings(lesson):
    found = headings(lesson)
    levels = [len(marks) for marks, _ in found]
    assert levels[:1] == [1] and levels.count(1) == 1, (
        f"{lesson.path.name}: begin with the title, `# 1. ...`, and let every other heading "
        "have two marks or more, `## ...`."
    )
    for (_, title), before, after in zip(found[1:], levels, levels[1:]):
        assert after - before <= 1, (
            f"{lesson.path.name}: the heading {title!r} leaves out a level. Give it "
            f"{'#' * (before + 1)}: who hears the page moves by its headings."
        )


def test_anatomy(lesson):
    titles = [title for marks, title in headings(lesson) if len(marks) == 2]
    # the two explanations in lesson 00 are ours: nobody's readings
    discussed = "Length or choice?" if lesson.path == LESSONS[0] else "Two readings"
    for wanted in ("By the end you can", "Predict", discussed, "What you can now say"):
        assert wanted in titles, f"{lesson.path.name}: add the section `## {wanted}`."
    text = "\n".join(cell.source for cell in markdown(lesson))
    for wanted in ("### Discuss\n", "### Check yourself\n", "**Next:**"):
        assert wanted in text, f"{lesson.path.name}: add `{wanted.strip()}`."
    assert "<summary>Answer</summary>" in text, (
        f"{lesson.path.name}: give each question of *Check yourself* its folded answer, "
        "`<details><summary>Answer</summary>`."
    )
    assert re.search(r"^\*\*The question: .+\?\*\*$", header(lesson).source, re.M), (
        f"{lesson.path.name}: below the title stands `**The question: ...?**`."
    )
    assert tagged(lesson, "exercise"), (
        f"{lesson.path.name}: ask something, `Your turn`."
    )


def test_metadata(lesson):
    assert "version" not in lesson.metadata.language_info, (
        f"{lesson.path.name} has the version of its author's Python: save it in JupyterLab "
        "as the README starts it."
    )
    for cell in lesson.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        assert kind in SLIDES, f"{place(lesson, cell)}: choose its slide type."
        assert (kind == "notes") == ("notes" in cell.metadata.get("tags", [])), (
            f"{place(lesson, cell)}: notes have the slide type and the tag notes."
        )


def test_every_code_cell_has_been_run_in_order(lesson):
    counts = [cell.execution_count for cell in code(lesson)]
    assert counts == list(range(1, len(counts) + 1)), (
        f"{lesson.path.name}: restart the kernel, run all cells and save, so that its "
        "outputs are those of one run from top to bottom."
    )


def test_every_lesson_says_whose_copy_it_is_and_how_to_come_back(lesson):
    first = lesson.cells[0]
    assert first.metadata.get("tags") == ["instructor"], (
        f"{lesson.path.name}: its first cell says whose copy it is (tag instructor)."
    )
    for words in ("This is the instructor's copy", "notebooks/mine"):
        assert words in first.source, f"{place(lesson, first)}: say `{words}`."
    text = "\n".join(cell.source for cell in markdown(lesson)[:4])
    for words in ("**Back another day?**", "*Run > Run All Above Selected Cell*"):
        assert words in text, (
            f"{lesson.path.name}: say above the first code how to come back, `{words}`."
        )


def test_the_first_code_cell_is_folded_and_the_only_one_that_looks_for_the_module(
    lesson,
):
    first, *rest = code(lesson)
    folded = first.metadata.get("jupyter", {}).get("source_hidden")
    assert folded and "import summit\n" in first.source, (
        f"{place(lesson, first)}: the first code cell is folded and imports summit."
    )
    for cell in rest:
        assert "sys.path" not in cell.source, (
            f"{place(lesson, cell)}: leave sys.path be."
        )


def frame_of_the_first_cell(lesson):
    """Return the lines of the first code cell that are the same in every lesson."""
    own = re.compile(r"\s*(import |from \S+ import |\w+ = summit\.(load|series)\()")
    lines = code(lesson)[0].source.splitlines()
    return [line for line in lines if line.strip() and not own.match(line)]


def test_first_code_cells_are_the_same_but_for_imports_and_tables(lesson):
    first, model = code(lesson)[0], nbformat.read(LESSONS[0], 4)
    assert first.source.count("print(") == 1 and first.source.endswith(
        '\n\nprint("Ready.")'
    ), f'{place(lesson, first)}: end it with one `print("Ready.")`, and print no more.'
    assert frame_of_the_first_cell(lesson) == frame_of_the_first_cell(model), (
        f"{place(lesson, first)}: but for imports and tables, let it be as in "
        f"{LESSONS[0].name}: copy that one."
    )


def test_exercises_have_stub_check_and_folded_solution(lesson):
    number = lesson.path.name[:2]
    known = importlib.import_module(
        f"summit.classroom.answers.lesson{number}"
    ).EXERCISES
    file = f"summit/classroom/answers/lesson{number}.py"
    stubs, solutions = tagged(lesson, "exercise"), tagged(lesson, "solution")
    for kind, found in (("exercise", stubs), ("solution", solutions)):
        numbers = [cell.metadata.get("exercise") for cell in found]
        assert numbers == list(known), (
            f"{lesson.path.name} has the cells tagged {kind} {numbers}, and {file} has "
            f"{list(known)}: make them the same, in the same order."
        )
    prose = "\n".join(cell.source for cell in markdown(lesson))
    for name, stub, solution in zip(known, stubs, solutions):
        assert f"### Your turn {name}\n\n" in prose, (
            f"{lesson.path.name}: ask exercise {name} under `### Your turn {name}`."
        )
        end = f'summit.check("{name}", answer)\n# stuck? summit.hint("{name}")'
        assert "answer = ..." in stub.source and stub.source.endswith(end), (
            f"{place(lesson, stub)}: write `answer = ...`, and end it with\n{end}"
        )
        assert solution.source.startswith(f"# Solution {name}\n"), (
            f"{place(lesson, solution)}: begin it with `# Solution {name}`."
        )
        assert solution.metadata.get("jupyter") == {
            "source_hidden": True,
            "outputs_hidden": True,
        }, f"{place(lesson, solution)}: fold its code and its output, and save."


def test_notes_are_folded_and_give_a_sample_answer(lesson):
    notes = tagged(lesson, "notes")
    for cell in notes:
        begin = "<details>\n<summary>For the instructor</summary>\n\n"
        folded = cell.source.startswith(begin) and cell.source.endswith(
            "\n\n</details>"
        )
        assert folded, (
            f"{place(lesson, cell)}: fold it, so that no class reads it on a screen:\n"
            f"{begin}...\n\n</details>"
        )
    assert any("sample answer" in cell.source.lower() for cell in notes), (
        f"{lesson.path.name}: give the discussion a sample answer in a note."
    )


# --- code and outputs -----------------------------------------------------------------


def test_code_is_not_cut_off_at_the_right(lesson):
    for cell in code(lesson):
        for line in cell.source.splitlines():
            assert len(line) <= 104, (
                f"{place(lesson, cell)}: break this line, which runs off a screen: {line}"
            )


def test_never_more_than_two_code_cells_in_a_row(lesson):
    for some in zip(lesson.cells, lesson.cells[1:], lesson.cells[2:]):
        assert {cell.cell_type for cell in some} != {"code"}, (
            f"{place(lesson, some[0])} and the two after it are code: say between them what "
            "comes next, or what was seen."
        )


def calls(source, name):
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


def test_every_sort_gives_the_same_order_on_every_processor():
    sources = {
        path.name: [
            cell.source
            for cell in code(nbformat.read(path, 4))
            if cell.source[:1] not in "%!"
        ]
        for path in LESSONS
    }
    sources |= {
        path.name: [path.read_text(encoding="utf-8")]
        for path in (NOTEBOOKS / "summit").rglob("*.py")
    }
    found = [
        (name, call)
        for name, texts in sources.items()
        for text in texts
        for call in calls(text, "sort_values")
    ]
    for name, call in found:
        kinds = [word.value.value for word in call.keywords if word.arg == "kind"]
        assert kinds == ["stable"], (
            f'{name}: `{ast.unparse(call)}` needs kind="stable": without it, rows of the '
            "same value change places from one computer to another."
        )


def test_outputs_are_the_same_everywhere(lesson):
    for cell in code(lesson):
        for output in cell.outputs:
            data = output.get("data", {})
            said = output.get("text", "") + str(data.get("text/plain", ""))
            found = re.search(r"0x[0-9a-f]{6,}|dtype:|/home/|/root/|/tmp/|C:\\", said)
            assert not found, (
                f"{place(lesson, cell)} prints {found[0]!r}, which differs from one "
                "computer to another: end the cell in summit.table(...), or in a table."
            )
            assert "image/svg+xml" not in data and output.get("name") != "stderr", (
                f"{place(lesson, cell)} stores a warning or a drawing that differs from "
                "one version to another."
            )


def test_japanese_is_marked_as_such(lesson):
    for cell in markdown(lesson):
        text = re.sub(
            r"`[^`]*`|<span lang=\"ja\">[^<]*</span>|\]\([^)]*\)", "", cell.source
        )
        found = re.search(r"[\u3040-\u30ff\u4e00-\u9fff]+", text)
        assert not found, (
            f'{place(lesson, cell)}: write <span lang="ja">{found[0]}</span>. The editions '
            "mark Japanese by themselves; JupyterLab does not."
        )


def test_every_figure_follows_a_question_and_says_what_it_shows(lesson):
    question = ""
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and "notes" not in cell.metadata.get(
            "tags", []
        ):
            question = cell.source
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            found = re.search(r"!\[(.*)\]", data.get("text/markdown", ""))
            if not found:
                continue
            where, alt = place(lesson, cell), found[1]
            assert len(alt) > 40 and re.search(r"\d", alt), (
                f"{where}: let the words of the figure say what it shows, with its numbers."
            )
            assert data["text/plain"].startswith(alt), (
                f"{where}: its plain text begins with other words. Run the cell and save."
            )
            assert "Source" in data["text/markdown"], (
                f"{where}: name the figure's source."
            )
            assert "?" in question, f"{where}: ask in the text above what to look for."


# --- the collection -------------------------------------------------------------------


def test_only_what_was_asked_for_stands_at_the_top():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.split("\n") if name}
    assert {name for name in top if not name.startswith(".")} == {
        "README.md",
        "requirements.txt",
        "notebooks",
        "data",
        "figures",
        "tests",
    }, "the top folder holds what the README names; put what is yours into notebooks/"


def test_links_of_the_documents_resolve():
    for path in [
        ROOT / "README.md",
        NOTEBOOKS / "TEACHING.md",
        *(
            ROOT / name / "README.md"
            for name in ("data", "figures", "notebooks", "notebooks/workbook", "tests")
        ),
    ]:
        text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            if not link.startswith("http"):
                assert (path.parent / link.partition("#")[0]).exists(), (
                    f"{path.relative_to(ROOT)} links to {link}, which is not there."
                )


def test_ci_runs_exactly_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(
        line for line in readme.splitlines() if line.endswith("pytest --nbval")
    )
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines(), (
        f".ci/run does not run the README's line `{command}`."
    )
