"""The lessons run from any folder, and the set-up check says what is wrong."""

import json
import shutil

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import summit
from summit.classroom import setup_check

import rerun
from conftest import LESSONS, ROOT, configured, copy_collection


def run(path, folder):
    return rerun.execute(nbformat.read(path, 4), folder)


# the walk runs all copies under such a path, nbval all lessons in their folder; here, one lesson from each of the two folders
@pytest.mark.parametrize(
    ("path", "folder"),
    [(LESSONS[5], "notebooks"), (LESSONS[1], ".")],
    ids=["05", "01 from the top folder"],
)
def test_lessons_run_under_a_path_with_spaces_and_japanese(path, folder, tmp_path):
    root = copy_collection(tmp_path / "サミット を読む (copy 2)")
    run(root / "notebooks" / path.name, root / folder)


def test_a_copy_in_a_folder_of_its_own_finds_the_module(collection):
    folder = collection / "notebooks" / "my answers"
    folder.mkdir()
    shutil.copy(collection / "notebooks" / LESSONS[0].name, folder)
    run(folder / LESSONS[0].name, folder)


def saved_by_jupyterlab(lesson):
    """Return the model of a lesson as JupyterLab hands it over for saving, after Run All: with all it changes by itself."""
    content = json.loads(lesson.read_text(encoding="utf-8"))
    content["metadata"]["language_info"]["version"] = "3.99"
    content["metadata"]["widgets"] = {"state": {}}
    for cell in content["cells"]:
        if "solution" in cell["metadata"].get("tags", []):
            cell["metadata"]["collapsed"] = True
            cell["metadata"]["jupyter"].pop("outputs_hidden")
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"]["application/vnd.jupyter.widget-view+json"] = {
                    "model_id": "1"
                }
    return {"type": "notebook", "content": content}


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_saving_in_jupyterlab_changes_nothing_but_answers(path, collection):
    config = configured(collection)
    model = saved_by_jupyterlab(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert model["content"] != stored
    stored["metadata"]["language_info"].pop("version", None)  # saved elsewhere
    config.ContentsManager.pre_save_hook(model=model, path="", contents_manager=None)
    assert model["content"] == stored


def test_ready_says_ok_here():
    assert set(summit.ready()["result"]) == {"OK"}


def test_ready_says_what_is_wrong(monkeypatch):
    monkeypatch.setattr(
        setup_check, "_requirements", lambda: ["pandas>=99", "no-such-package>=1"]
    )
    results = dict(summit.ready().to_numpy().tolist())
    assert results["pandas>=99"].endswith("run the line that starts the lessons again")
    assert results["no-such-package>=1"].startswith("found none")


def lines(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [
        line.partition("#")[0].strip()
        for line in text.splitlines()
        if line.partition("#")[0].strip()
    ]


def test_the_tested_versions_of_the_fallback_meet_the_requirements():
    tested = dict(line.split("==") for line in lines(".constraints.txt"))
    assert len(
        tested
    ) > 100 and "pip install -r requirements.txt -c .constraints.txt" in (
        ROOT / "README.md"
    ).read_text(encoding="utf-8")
    for line in lines("requirements.txt"):
        needed = Requirement(line)
        assert needed.specifier.contains(tested[canonicalize_name(needed.name)]), line
    assert all(canonicalize_name(name) == name for name in tested)


def first_cell(folder):
    """Run the first cell of lesson 01 in a folder; return its outputs."""
    cell = next(
        cell for cell in nbformat.read(LESSONS[1], 4).cells if cell.cell_type == "code"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.source)])
    rerun.execute(notebook, folder, allow_errors=True)
    return notebook.cells[0].outputs


def test_a_lesson_that_stands_elsewhere_says_what_to_do(tmp_path):
    (output,) = first_cell(tmp_path)
    assert output.ename == "ModuleNotFoundError" and len(output.traceback) == 1
    assert (
        "Move this file into the folder notebooks/mine" in output.evalue
        and "pip" not in output.evalue
    )


def test_files_of_a_student_do_not_hide_ours_or_pythons(collection):
    folder = collection / "notebooks" / "mine"
    folder.mkdir()
    for name in ("summit", "pandas", "csv", "random", "student"):
        (folder / f"{name}.py").write_text(
            "raise RuntimeError('the wrong file')\n", encoding="utf-8"
        )
    (output,) = first_cell(folder)
    assert output.text == "Ready.\n"


def test_a_lesson_that_is_not_there_is_not_run_again(monkeypatch):
    monkeypatch.setattr(rerun, "rerun", lambda path: pytest.fail("a lesson was run"))
    assert "no lesson 09" in rerun.main(["09"])


def test_lessons_are_run_again_one_or_all(monkeypatch):
    done = []
    monkeypatch.setattr(rerun, "rerun", lambda path: done.append(path.name[:2]))
    assert rerun.main(["03"]) is None and done == ["03"]
    assert rerun.main([]) is None and len(done) == 1 + len(LESSONS) + 1
    assert rerun.main(["workbook"]) is None and done[-1] == rerun.WORKBOOK.name[:2]


def test_a_lesson_that_stops_does_not_keep_the_others_from_being_run(monkeypatch):
    def stop(path):
        if path.name[:2] in ("01", "03"):
            raise rerun.CellExecutionError("", "KeyError", "'x'")

    monkeypatch.setattr(rerun, "rerun", stop)
    said = rerun.main([]).splitlines()
    assert [line[:2] for line in said] == ["01", "03"]
    assert "KeyError: 'x'" in said[0]
