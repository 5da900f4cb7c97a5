"""The student's copy: nothing spoiled, nothing run by accident, nothing of the student's ever overwritten."""

import importlib.util
import json
import os
import re
import sys
from urllib.parse import unquote

import nbformat
import pytest

from conftest import LESSONS, NOTEBOOKS, ROOT, configured, copy_collection
from rerun import execute_each

spec = importlib.util.spec_from_file_location(
    "student", NOTEBOOKS / "editions" / "student.py"
)
student = importlib.util.module_from_spec(spec)
spec.loader.exec_module(student)


@pytest.fixture
def made(lesson):
    made = student.student_copy(lesson)
    del made["path"]  # the tests' own
    return made


def tagged(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def test_nothing_is_spoiled(made, lesson):
    assert not tagged(made, "notes") and not tagged(made, "instructor")
    assert not [
        cell
        for cell in made.cells
        if cell.get("outputs") or cell.get("execution_count")
    ]
    text = json.dumps(made)
    assert (
        "For the instructor" not in text and "This is the instructor's copy" not in text
    )
    assert nbformat.validate(made) is None


def test_solutions_are_folded_text_with_highlighted_code(made, lesson):
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    assert not [cell for cell in code if "# Solution" in cell.source]
    folded, solutions = (
        tagged(made, "solution"),
        tagged(student.completed(lesson), "solution"),
    )
    assert len(folded) == len(solutions)
    for text, solution in zip(folded, solutions):
        assert text.cell_type == "markdown"
        assert text.source.startswith(
            f"<details>\n<summary>Solution {solution.metadata.exercise}</summary>\n\n```python\n"
        )
        assert "summit.check(" not in text.source and re.search(
            r"answer = ", text.source
        )


def test_text_is_locked_and_what_students_write_is_not(made):
    for cell in made.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and "yours" not in tags:
            assert cell.metadata.editable is False and cell.metadata.deletable is False
        else:
            assert "editable" not in cell.metadata
    names = tagged(made, "name")
    # whatever is typed into a raw cell is the name: there is nothing to leave out or to run
    assert [(name.cell_type, name.source) for name in names] == [("raw", "")]
    label = made.cells[made.cells.index(names[0]) - 1]
    assert label.source.startswith("**Your name**")
    assert made.cells[-1].source.startswith("*The lesson ends here.")


def test_a_slip_in_an_exercise_does_not_stop_run_all(made):
    for cell in tagged(made, "exercise"):
        assert "raises-exception" in cell.metadata.tags


def test_every_link_leads_somewhere(made, lesson):
    copies = {path.name for path in LESSONS}
    for cell in made.cells:
        for link in (
            re.findall(r"\]\(([^)\s]+)\)", cell.source)
            if cell.cell_type == "markdown"
            else []
        ):
            if not re.match(r"https?://|mailto:|data:|attachment:|#", link):
                assert (
                    link in copies
                    or (NOTEBOOKS / "mine" / unquote(link)).resolve().exists()
                ), (
                    f"{lesson.path.name}, {cell.id}: {link} is not there. Correct the link."
                )


def test_links_are_moved_to_where_the_copy_stands():
    moved = [
        student._moved(link, "../", ".student")
        for link in (
            "../data/README.md",
            "01-summit-context.ipynb",
            "TEACHING.md#top",
            "cheat-sheet.md",
        )
    ]
    assert moved == [
        "../../data/README.md",
        "01-summit-context.student.ipynb",
        "../TEACHING.md#top",
        "../cheat-sheet.md",
    ]


def test_the_cheat_sheet_opens_as_a_page_and_is_there():
    lesson = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("The [cheat sheet](cheat-sheet.md).")]
    )
    made = student.student_copy(lesson)
    assert made.cells[0].source == "The [cheat sheet](../cheat-sheet.md)."
    assert (NOTEBOOKS / "mine" / "../cheat-sheet.md").resolve().exists()
    settings = ROOT / ".jupyter" / "settings" / "overrides.json"
    viewers = json.loads(settings.read_text(encoding="utf-8"))
    name = "@jupyterlab/docmanager-extension:plugin"
    assert viewers[name]["defaultViewers"] == {"markdown": "Markdown Preview"}


# nothing that is stored fits: as if each table had been changed before its figure is drawn
CHANGE = """
from summit.classroom import display as _display
_display._stored = lambda *_: None
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Every copy, run with a slip left in its first exercise: (folder of the copies, {name: copy}, files before)."""
    root = copy_collection(tmp_path_factory.mktemp("runs") / "collection")
    before = files_of_ours(root)
    folder = root / "notebooks" / "mine"
    student.make_copies(root / "notebooks", folder)
    copies = {path.name: nbformat.read(folder / path.name, 4) for path in LESSONS}
    for name, copy in copies.items():
        first = next(cell for cell in copy.cells if "import summit\n" in cell.source)
        first.source = first.source.replace(
            "import summit\n", "import summit\n" + CHANGE, 1
        )
        stubs = tagged(copy, "exercise")
        assert stubs, f"{name} asks nothing: give it one exercise at least"
        rest = stubs[0].source.partition("\n")[2]
        stubs[0].source = "answer = no_such_name\n" + rest
    execute_each(copies.values(), folder)
    return root, copies, before


def files_of_ours(root):
    return {
        path: path.read_bytes()
        for name in ("figures", "data")
        for path in (root / name).iterdir()
    }


def test_it_runs_with_a_slip_left_open_and_other_figures(lesson, runs):
    """One kernel runs all copies: that a lesson imports what it needs is shown by nbval, with a kernel for each."""
    copy = runs[1][lesson.path.name]
    stubs = tagged(copy, "exercise")
    assert [
        output.ename
        for cell in copy.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" and cell.id != "lesson00-red-cell"
    ] == ["NameError"]
    assert all(
        cell.outputs[-1].data["text/plain"].startswith("Not answered yet")
        for cell in stubs[1:]
    )
    pictures = [
        output.data["text/markdown"]
        for cell in copy.cells
        for output in cell.get("outputs", [])
        if "![" in output.get("data", {}).get("text/markdown", "")
    ]
    assert pictures and all(
        re.search(r"!\[.+\]\(data:image/png;base64,[\w+/=]{2000,}\)", text)
        for text in pictures
    )


def test_where_it_runs_no_file_of_ours_changes(runs):
    root, _, before = runs
    assert files_of_ours(root) == before


# --- making, renewing, never overwriting ------------------------------------------------------------------------


@pytest.fixture
def folder(collection):
    """The folder of the copies, made once from a copy of the collection."""
    folder = collection / "notebooks" / "mine"
    assert student.make_copies(collection / "notebooks", folder) == []
    return folder


def write(path, text, cell=-1):
    """Add a text to a cell of a notebook, as a student or an author would."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    source = notebook["cells"][cell]["source"]
    notebook["cells"][cell]["source"] = (
        "".join(source) if isinstance(source, list) else source
    ) + text
    path.write_text(json.dumps(notebook), encoding="utf-8")


def renew(folder):
    return student.make_copies(folder.parent, folder)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_there_is_a_copy_of_each_lesson_and_a_second_start_changes_nothing(folder):
    assert names(folder) == [path.name for path in LESSONS]
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert renew(folder) == []
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_an_untouched_copy_follows_its_lesson_even_after_it_was_run(folder):
    copy = folder / LESSONS[1].name
    notebook = json.loads(copy.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")[
        "execution_count"
    ] = 1
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    write(folder.parent / LESSONS[1].name, "\n\nA new sentence.", cell=3)
    assert renew(folder) == []
    assert "A new sentence." in copy.read_text(encoding="utf-8") and len(
        names(folder)
    ) == len(LESSONS)


def test_a_touched_copy_is_never_overwritten_and_the_new_one_is_put_beside_it(folder):
    copy = folder / LESSONS[1].name
    write(copy, "\nmine")
    kept = copy.read_bytes()
    assert renew(folder) == [] and len(names(folder)) == len(
        LESSONS
    )  # the lesson has not changed
    write(folder.parent / LESSONS[1].name, "\n\nA new sentence.", cell=3)
    said = renew(folder)
    beside = folder / "NEW 01-summit-context.ipynb"
    assert len(said) == 1 and beside.name in said[0]
    assert copy.read_bytes() == kept
    text = beside.read_text(encoding="utf-8")
    assert (
        "A new sentence." in text
        and "What you wrote is in 01-summit-context.ipynb" in text
    )
    assert renew(folder) == []  # said once
    write(folder.parent / LESSONS[1].name, "\n\nAnother one.", cell=3)
    renew(folder)
    assert (
        "Another one." in beside.read_text(encoding="utf-8")
        and len(names(folder)) == len(LESSONS) + 1
    )
    write(beside, "\nmine too")
    write(folder.parent / LESSONS[1].name, "\n\nA third one.", cell=3)
    renew(folder)
    assert (
        folder / "NEW 2 01-summit-context.ipynb"
    ).exists() and "mine too" in beside.read_text(encoding="utf-8")


def test_a_clean_copy_is_there_after_the_old_one_was_renamed(folder):
    copy = folder / LESSONS[2].name
    clean = copy.read_bytes()
    write(copy, "\nmine")
    copy.rename(folder / "my lesson.ipynb")
    assert renew(folder) == [] and copy.read_bytes() == clean
    assert (
        student.last_worked_on(folder) is None
    )  # the clean copy is wanted, not the renamed one
    assert "mine" in (folder / "my lesson.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"cells": 3, "metadata": {"summit": {"copy": "x"}}}',
    ],
)
def test_a_damaged_copy_is_left_alone(folder, damage):
    copy = folder / LESSONS[1].name
    copy.write_bytes(damage)
    renew(folder)
    assert copy.read_bytes() == damage
    assert (folder / "NEW 01-summit-context.ipynb").exists()


@pytest.mark.parametrize("damage", ["{", "{}", "[]", ""])
def test_a_damaged_lesson_is_a_sentence(folder, damage):
    (folder.parent / LESSONS[1].name).write_text(damage, encoding="utf-8")
    assert renew(folder) == [
        f"{LESSONS[1].name} cannot be read: it is damaged. Download the collection again."
    ]


def test_a_folder_that_cannot_be_written_is_a_sentence_for_each_lesson(collection):
    (collection / "notebooks" / "mine").write_text(
        "a file where the folder should be", encoding="utf-8"
    )
    said = student.make_copies(
        collection / "notebooks", collection / "notebooks" / "mine"
    )
    assert len(said) == len(LESSONS) and all(
        "could not be written" in sentence for sentence in said
    )


def test_another_day_the_copy_worked_on_last_opens(folder):
    assert student.last_worked_on(folder) is None
    for time, lesson in ((2_000_000_000, LESSONS[3]), (2_000_000_100, LESSONS[1])):
        write(folder / lesson.name, "\nmine")
        os.utime(folder / lesson.name, (time, time))
    os.utime(
        folder / LESSONS[5].name, (2_000_000_200, 2_000_000_200)
    )  # opened, but nothing was done in it
    assert student.last_worked_on(folder) == LESSONS[1].name


def test_the_module_of_the_copies_needs_nothing_but_nbformat():
    imported = re.findall(
        r"^(?:import|from) (\w+)",
        (NOTEBOOKS / "editions" / "student.py").read_text(encoding="utf-8"),
        re.M,
    )
    assert set(imported) - set(sys.stdlib_module_names) == {"nbformat"}


# --- JupyterLab's configuration ---------------------------------------------------------------------------------


def test_the_start_makes_the_copies_and_opens_the_first(collection, capsys):
    for _ in range(2):  # JupyterLab runs its configuration twice
        settings = configured(collection)
    assert settings.ServerApp.root_dir == str(collection)
    assert (
        settings.LabApp.default_url
        == "/lab/tree/notebooks/mine/00-start-here.ipynb?file-browser-path=/"
    )
    assert names(collection / "notebooks" / "mine") == [path.name for path in LESSONS]
    assert capsys.readouterr() == ("", "")
    write(collection / "notebooks" / "mine" / LESSONS[4].name, "\nmine")
    assert "/mine/04-" in configured(collection).LabApp.default_url


def test_without_lessons_the_start_opens_the_copies_that_are_there(collection):
    configured(collection)
    for path in (collection / "notebooks").glob("*.ipynb"):
        path.unlink()
    assert configured(collection).LabApp.default_url.startswith(
        "/lab/tree/notebooks/mine/00-start-here.ipynb"
    )


def test_a_saved_page_holds_its_pictures(collection):
    lesson = nbformat.read(LESSONS[0], 4)
    notebook, _ = configured(collection).HTMLExporter.preprocessors[0](lesson, {})
    texts = [
        output.data["text/markdown"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "![" in output.get("data", {}).get("text/markdown", "")
    ]
    assert texts and all("](data:image/png;base64," in text for text in texts)
