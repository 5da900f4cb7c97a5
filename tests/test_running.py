"""The lessons run from any folder, and the set-up check says what is wrong."""

import json
import shutil
from types import SimpleNamespace

import nbformat
import pytest
from conftest import LESSONS, ROOT, copy_collection
from nbclient import NotebookClient

import summit
from summit import machine


def run(path, folder):
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=120, kernel_name="python3",
                   resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
@pytest.mark.parametrize("folder", [".", "notebooks"])
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
                output["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "1"}
    return {"type": "notebook", "content": content}


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_saving_in_jupyterlab_changes_nothing_but_answers(path):
    config = SimpleNamespace(ContentsManager=SimpleNamespace(), LabApp=SimpleNamespace())
    file = ROOT / ".jupyter" / "lab.py"
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), {"get_config": lambda: config, "__file__": str(file)})
    model = saved_by_jupyterlab(path)
    assert model["content"] != json.loads(path.read_text(encoding="utf-8"))
    config.ContentsManager.pre_save_hook(model=model, path="", contents_manager=None)
    assert model["content"] == json.loads(path.read_text(encoding="utf-8"))


def test_ready_says_ok_here():
    assert set(summit.ready()["result"]) == {"OK"}


def test_ready_says_what_is_wrong(monkeypatch):
    monkeypatch.setattr(machine, "_requirements", lambda: ["pandas>=99", "no-such-package>=1"])
    results = dict(summit.ready().to_numpy().tolist())
    assert results["pandas>=99"].endswith("run the first command of README.md again")
    assert results["no-such-package>=1"].startswith("found none")
