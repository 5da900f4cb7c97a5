"""The anatomy of a lesson: the numbers that hold it together, its metadata, its links."""

import ast
import importlib
import re
import subprocess
from pathlib import Path

import nbformat
import pytest

from conftest import LESSONS, NOTEBOOKS, ROOT

SLIDES = {"slide", "subslide", "fragment", "skip", "notes"}


def code(lesson):
    return [cell for cell in lesson.cells if cell.cell_type == "code"]


def markdown(lesson):
    return [cell for cell in lesson.cells if cell.cell_type == "markdown"]


def tagged(lesson, tag):
    return [cell for cell in lesson.cells if tag in cell.metadata.get("tags", [])]


def headings(lesson):
    text = "\n".join(
        re.sub(r"```.*?```", "", cell.source, flags=re.S) for cell in markdown(lesson)
    )
    return re.findall(r"^(#{1,6}) (.+)$", text, re.M)


def outputs(lesson):
    return [output for cell in code(lesson) for output in cell.outputs]


def header(lesson):
    """Return the cell that holds the title, the question and the line of facts."""
    return next(cell for cell in lesson.cells if cell.source.startswith("# "))


def test_open_cells_are_short(lesson):
    lines = [
        len(cell.source.splitlines())
        for cell in code(lesson)
        if not cell.metadata.get("jupyter", {}).get("source_hidden")
    ]
    assert sum(n <= 12 for n in lines) >= 0.85 * len(lines)
    assert max(lines) <= 22


def test_code_is_not_cut_off_at_the_right(lesson):
    too_long = [
        line
        for cell in code(lesson)
        for line in cell.source.splitlines()
        if len(line) > 104
    ]
    assert not too_long


def test_never_more_than_two_code_cells_in_a_row(lesson):
    kinds = "".join(cell.cell_type[0] for cell in lesson.cells)
    assert "ccc" not in kinds


def test_headings(lesson):
    levels = [len(marks) for marks, _ in headings(lesson)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert 6 <= levels.count(2) <= 9
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))


def test_anatomy(lesson):
    titles = [title for marks, title in headings(lesson) if len(marks) == 2]
    # the two explanations in lesson 00 are ours: nobody's readings
    discussed = (
        "Length or choice?" if Path(lesson.path) == LESSONS[0] else "Two readings"
    )
    for wanted in ("By the end you can", "Predict", discussed, "What you can now say"):
        assert wanted in titles
    text = "\n".join(cell.source for cell in markdown(lesson))
    for wanted in ("### Discuss\n", "### Check yourself\n", "**Next:**"):
        assert wanted in text
    assert text.count("<summary>Answer</summary>") == 3
    assert re.search(r"^\*\*The question: .+\?\*\*$", header(lesson).source, re.M)
    assert 3 <= len(tagged(lesson, "exercise")) <= 5


def test_metadata(lesson):
    assert lesson.metadata.kernelspec.name == "python3"
    assert lesson.metadata.language_info.name == "python"
    assert (
        "version" not in lesson.metadata.language_info
    )  # that of the author's machine
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    for cell in lesson.cells:
        assert cell.metadata.get("slideshow", {}).get("slide_type") in SLIDES, cell.id
        assert (cell.metadata.slideshow.slide_type == "notes") == (
            "notes" in cell.metadata.get("tags", [])
        )


def test_every_code_cell_has_been_run_in_order(lesson):
    assert [cell.execution_count for cell in code(lesson)] == list(
        range(1, len(code(lesson)) + 1)
    )


def test_no_stored_error(lesson):
    for cell in code(lesson):
        if "raises-exception" not in cell.metadata.get("tags", []):
            assert not [
                output for output in cell.outputs if output.output_type == "error"
            ]


def test_every_lesson_says_whose_copy_it_is_and_how_to_come_back(lesson):
    assert (
        lesson.cells[0].metadata.tags == ["instructor"]
        and "notebooks/mine" in lesson.cells[0].source
    )
    text = "\n".join(cell.source for cell in markdown(lesson)[:4])
    assert (
        "**Back another day?**" in text
        and "*Run > Run All Above Selected Cell*" in text
    )


def test_the_first_code_cell_finds_the_module_and_lets_nothing_hide_it(lesson):
    first, ours = code(lesson)[0], code(nbformat.read(LESSONS[1], 4))[0]
    assert first.metadata.jupyter.source_hidden
    assert (
        first.source.splitlines()[1:11] == ours.source.splitlines()[1:11]
        and "import summit\n" in first.source
    )
    assert "sys.path" not in "\n".join(cell.source for cell in code(lesson)[1:])


def test_the_mistake_made_on_purpose_is_stored_as_one():
    cell = next(
        cell
        for cell in nbformat.read(LESSONS[0], 4).cells
        if cell.id == "lesson00-red-cell"
    )
    (output,) = cell.outputs
    assert output.output_type == "error" and output.ename == "NameError"
    assert len(output.traceback) == 2 and "commitments" in output.traceback[0]
    assert output.traceback[1].endswith("NameError: name 'comitments' is not defined")


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
    assert len(found) > 5
    for name, call in found:
        kinds = [word.value.value for word in call.keywords if word.arg == "kind"]
        assert kinds == ["stable"], f"{name}: {ast.unparse(call)}"


def test_japanese_is_marked_as_such(lesson):
    for cell in markdown(lesson):
        text = re.sub(
            r"`[^`]*`|<span lang=\"ja\">[^<]*</span>|\]\([^)]*\)", "", cell.source
        )
        assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text), cell.id


def test_nothing_is_installed_or_downloaded(lesson):
    source = "\n".join(cell.source for cell in code(lesson))
    assert not re.search(
        r"^\s*[!%]|\bpip\b|\bconda\b|urlopen|requests|http|\burllib\b", source, re.M
    )


def test_no_external_image_or_script(lesson):
    text = "\n".join(
        [cell.source for cell in markdown(lesson)]
        + [str(output.get("data", "")) for output in outputs(lesson)]
    )
    assert not re.search(r"!\[[^\]]*\]\(https?:|<img|<script|<iframe|<link", text)


def test_outputs_are_the_same_everywhere(lesson):
    for output in outputs(lesson):
        plain = output.get("text", "") + str(
            output.get("data", {}).get("text/plain", "")
        )
        assert not re.search(
            r"0x[0-9a-f]{6,}|dtype:|/home/|/root/|/tmp/|C:\\", plain
        ), plain[:200]
        assert (
            "image/svg+xml" not in output.get("data", {})
            and output.get("name") != "stderr"
        )


def test_links_resolve(lesson):
    text = "\n".join(
        [cell.source for cell in markdown(lesson)]
        + [
            output.get("data", {}).get("text/markdown", "")
            for output in outputs(lesson)
        ]
    )
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert links
    for link in links:
        if not link.startswith(("http://", "https://")):
            assert (NOTEBOOKS / link.partition("#")[0]).exists(), link


def test_every_figure_has_alt_text_and_follows_a_question(lesson):
    pictures = 0
    question = ""
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and "notes" not in cell.metadata.get(
            "tags", []
        ):
            question = cell.source
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert not any(kind.startswith("image/") for kind in data), (
                "a figure without alt text"
            )
            if "![" in data.get("text/markdown", ""):
                pictures += 1
                alt = re.search(r"!\[(.*)\]", data["text/markdown"])[1]
                assert (
                    len(alt) > 40
                    and re.search(r"\d", alt)
                    and data["text/plain"].startswith(alt)
                )
                assert "Source" in data["text/markdown"]
                assert "?" in question, cell.id
    assert pictures >= 1


def test_exercises_have_stub_check_and_folded_solution(lesson):
    number = Path(lesson.path).name[:2]
    known = importlib.import_module(
        f"summit.classroom.answers.lesson{number}"
    ).EXERCISES
    stubs, solutions = tagged(lesson, "exercise"), tagged(lesson, "solution")
    assert [cell.metadata.exercise for cell in stubs] == list(known)
    assert [cell.metadata.exercise for cell in solutions] == list(known)
    prose = "\n".join(cell.source for cell in markdown(lesson))
    for name, stub, solution in zip(known, stubs, solutions):
        assert f"### Your turn {name}\n\n" in prose
        assert "answer = ..." in stub.source
        assert stub.source.endswith(
            f'summit.check("{name}", answer)\n# stuck? summit.hint("{name}")'
        )
        assert stub.outputs[-1].data["text/plain"].startswith("Not answered yet")
        assert solution.source.startswith(f"# Solution {name}\n")
        assert solution.metadata.jupyter == {
            "source_hidden": True,
            "outputs_hidden": True,
        }
        assert (
            solution.outputs[-1].data["text/plain"].startswith(("Correct", "Complete"))
        )


def test_notes_are_folded(lesson):
    notes = tagged(lesson, "notes")
    assert len(notes) >= 5
    for cell in notes:
        assert cell.source.startswith(
            "<details>\n<summary>For the instructor</summary>\n\n"
        )
        assert cell.source.endswith("\n\n</details>")


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
    }


def test_links_of_the_documents_resolve():
    for path in [
        ROOT / "README.md",
        NOTEBOOKS / "TEACHING.md",
        *(
            ROOT / name / "README.md"
            for name in ("data", "figures", "notebooks", "tests")
        ),
    ]:
        for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            if not link.startswith("http"):
                assert (path.parent / link.partition("#")[0]).exists(), (path, link)


def test_ci_runs_exactly_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(
        line for line in readme.splitlines() if line.endswith("pytest --nbval")
    )
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
