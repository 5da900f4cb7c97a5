"""Does a class break? The lesson opens, shows its pictures, answers rightly, and gives nothing away.

Each message says what is wrong and what to do. How a lesson is built and written is for
test_house_style.py.
"""

import re
from urllib.parse import unquote

import nbformat
import pytest

from summit.classroom.exercises import feedback

from conftest import LESSONS, NOTEBOOKS, code, completed, markdown, outputs, tagged

RUN = "Run the lesson from top to bottom (Run > Run All Cells) and save it."


def place(lesson, cell):
    """Return where a cell stands, as a teacher counts."""
    return f"{lesson.path.name}, cell {lesson.cells.index(cell) + 1} ({cell.id})"


def plain(cell):
    """Return what the last output of a cell says as plain text, "" where there is none."""
    return (
        cell.outputs[-1].get("data", {}).get("text/plain", "") if cell.outputs else ""
    )


def test_jupyter_opens_it_without_a_question(lesson):
    for key, name in (("kernelspec", "python3"), ("language_info", "python")):
        assert lesson.metadata.get(key, {}).get("name") == name, (
            f"{lesson.path.name} does not say that it is written in Python, so JupyterLab "
            "asks students for a kernel. Open it, choose Kernel > Change Kernel > Python 3, "
            "and save it."
        )
    ids = [cell.id for cell in lesson.cells]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    assert not twice, (
        f"{lesson.path.name} has two cells with the id {', '.join(twice)}: delete one of "
        "them and paste its text into a new cell."
    )


def test_no_stored_error(lesson):
    for cell in code(lesson):
        if "raises-exception" not in cell.metadata.get("tags", []):
            errors = [each for each in cell.outputs if each.output_type == "error"]
            assert not errors, (
                f"{place(lesson, cell)} ended in an error: {errors[0].evalue}. Mend the "
                f"cell. {RUN}"
            )


def test_its_tools_are_found_before_they_are_used(lesson):
    """From any folder, and past any file of a student's that has the name of one of ours."""
    cells = code(lesson)
    first = next((cell for cell in cells if "import summit\n" in cell.source), None)
    assert first is not None, (
        f"{lesson.path.name} never imports its tools: copy the first folded code cell of "
        "another lesson to its top."
    )
    for cell in cells[: cells.index(first)]:
        assert "summit." not in cell.source, (
            f"{place(lesson, cell)} uses the lesson's tools above the folded cell that "
            "loads them: move it below."
        )
    others = [code(nbformat.read(path, 4)) for path in LESSONS]
    known = [
        next((c.source for c in cells if "import summit\n" in c.source), "")
        for cells in others
    ]
    ours = first.source.splitlines()[1:11]
    assert sum(ours == other.splitlines()[1:11] for other in known) > 1, (
        f"{place(lesson, first)} finds the tools in another way than all other lessons, and "
        "may not find them in notebooks/mine: copy its first eleven lines from one of them."
    )


def test_the_mistake_made_on_purpose_is_stored_as_one():
    cells = nbformat.read(LESSONS[0], 4).cells
    cell = next((cell for cell in cells if cell.id == "lesson00-red-cell"), None)
    if cell is None:
        pytest.skip("lesson 00 no longer has it")
    told = f"{LESSONS[0].name}, the cell with the mistake made on purpose: {RUN}"
    assert [output.output_type for output in cell.outputs] == ["error"], told
    (output,) = cell.outputs
    assert output.ename == "NameError" and len(output.traceback) == 2, told
    assert "commitments" in output.traceback[0], told
    said = "NameError: name 'comitments' is not defined"
    assert output.traceback[1].endswith(said), told


def test_nothing_is_installed_or_downloaded(lesson):
    for cell in code(lesson):
        found = re.search(
            r"^\s*[!%].*|\bpip\b|\bconda\b|urlopen|requests|http|\burllib\b",
            cell.source,
            re.M,
        )
        assert not found, (
            f"{place(lesson, cell)} has {found[0]!r}: it installs or downloads something, "
            "or leaves Python, and fails in a room without network. Save what it needs in "
            "data/ and read it from there."
        )


def test_no_external_image_or_script(lesson):
    for cell in lesson.cells:
        shown = [str(output.get("data", "")) for output in cell.get("outputs", [])]
        prose = [cell.source] if cell.cell_type == "markdown" else []
        for text in prose + shown:
            found = re.search(
                r"!\[[^\]]*\]\(https?:[^)]*\)?|<img|<script|<iframe|<link", text
            )
            assert not found, (
                f"{place(lesson, cell)} shows {found[0]!r}, which is not there without "
                "network. Save the picture in notebooks/ and write ![what it shows](its "
                "name), or link to the page."
            )


def test_links_resolve(lesson):
    for cell in lesson.cells:
        texts = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            texts.append(output.get("data", {}).get("text/markdown", ""))
        for link in re.findall(r"\]\(([^)\s]+)\)", "\n".join(texts)):
            elsewhere = re.match(r"https?://|mailto:|data:|attachment:|#", link)
            assert (
                elsewhere or (NOTEBOOKS / unquote(link.partition("#")[0])).exists()
            ), (
                f"{place(lesson, cell)} links to {link}, which is not there. Correct the "
                "link: it starts from the folder notebooks/."
            )


# what a chart drawn by hand says of itself, computed from it
CHART = re.compile(r'(bars|lines?)( in \d+ sets)?, titled ".+": .*\d')


def test_every_picture_has_words_for_who_cannot_see_it(lesson):
    for cell in lesson.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            image = any(kind.startswith("image/") for kind in data)
            assert not image or CHART.search(data.get("text/plain", "")), (
                f"{place(lesson, cell)} shows a picture without words. End the cell with a "
                'chart that has a title, as in table.plot.barh(title="..."), or describe '
                'the picture by summit.show("NN-name", table).'
            )
        texts = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            texts.append(output.get("data", {}).get("text/markdown", ""))
        for text in texts:
            assert not re.search(r"!\[\s*\]", text), (
                f"{place(lesson, cell)} has a picture without words: write what it shows "
                "between the square brackets of ![...](...)."
            )


def test_every_exercise_answers_and_gives_nothing_away(lesson):
    lesson_ = completed(lesson)
    for cell in tagged(lesson_, "exercise"):
        number, where = cell.metadata.get("exercise"), place(lesson_, cell)
        result = feedback(number, ...)
        assert result.status == "Not answered yet", f"{where}: {result.message}"
        assert f'summit.check("{number}", answer)' in cell.source, (
            f"{where} does not check its answer: it needs a line "
            f'summit.check("{number}", answer).'
        )
        assert not cell.outputs or plain(cell).startswith("Not answered yet"), (
            f"{where} is answered: put the three dots back, as in answer = ..., run the "
            "cell and save."
        )


def test_every_solution_is_right(lesson):
    lesson_ = completed(lesson)
    for cell in tagged(lesson_, "solution"):
        assert plain(cell).startswith(("Correct", "Complete")), (
            f"{place(lesson_, cell)}: the solution of exercise {cell.metadata.exercise} "
            f"says {plain(cell)[:200] or 'nothing'!r}. Mend it, or the exercise's entry, "
            "run the cell and save."
        )


def test_a_students_copy_tells_no_answer(lesson):
    """The solutions are folded in it, and the notes are not in it at all."""
    made = completed(lesson, student=True)
    for cell in markdown(made):
        assert "For the instructor" not in cell.source, (
            f"{lesson.path.name}, cell {cell.id} is a note for you, and students would read "
            "it: give it the slide type Notes in JupyterLab's property inspector."
        )
    for cell in code(made):
        assert not re.match(r"# Solution", cell.source), (
            f"{lesson.path.name}, cell {cell.id}: a solution that students could read. "
            'Begin it with its number, as in "# Solution 1.91".'
        )
    assert not outputs(made), f"the copy of {lesson.path.name} shows results"
