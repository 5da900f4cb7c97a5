# Settings for `jupyter lab --config=.jupyter/lab.py`: opening and running a lesson changes
# nothing in its file but your answers, so that `git status` stays clean and `git pull` works.
from pathlib import Path

WIDGET = "application/vnd.jupyter.widget-view+json"


def keep_lesson(model, **_):
    """Put back what JupyterLab changes by itself when a lesson is run and saved."""
    if model["type"] != "notebook" or model.get("content") is None:
        return
    notebook = model["content"]
    notebook["metadata"].get("language_info", {}).pop("version", None)  # this machine's Python
    notebook["metadata"].pop("widgets", None)  # a slider belongs to the kernel that drew it
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
        cell["metadata"].pop("collapsed", None)  # another word for outputs_hidden, which some versions add
        if "solution" in cell["metadata"].get("tags", []):
            cell["metadata"].setdefault("jupyter", {})["outputs_hidden"] = True  # running a cell unfolds it


c = get_config()  # noqa: F821 - JupyterLab provides it
c.ContentsManager.pre_save_hook = keep_lesson
# the lessons need no network, so JupyterLab neither looks for news nor asks whether it may
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.app_settings_dir = str(Path(__file__).resolve().parent / "settings")
