# Settings for `jupyter lab --config=.jupyter/lab.py`. A student's copies of the lessons are made or renewed in
# notebooks/mine/, and the one worked on last opens; opening and running a lesson in notebooks/ changes nothing
# in its file, so that `git status` stays clean and `git pull` works. JupyterLab runs this file twice at each start.
import base64
import os
import re
import sys
import warnings
from pathlib import Path
from urllib.parse import quote

from jupyter_server.serverapp import ServerApp

if sys.version_info < (3, 11):
    sys.exit(
        "The lessons need Python 3.11 or newer; this is {}.{}. Install a newer one from python.org, delete the folder "
        ".venv, and begin again with the line that starts the lessons.".format(
            *sys.version_info
        )
    )

ROOT = Path(__file__).resolve().parents[1]
WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURE = re.compile(r"\]\(\.\./(figures/[\w-]+\.png)\)")

sys.path.insert(0, str(ROOT / "notebooks" / "editions"))
from student import last_worked_on, make_copies  # noqa: E402

sys.path.pop(0)


def keep_lesson(model, path="", **_):
    """Put back what JupyterLab changes by itself when a lesson is run and saved."""
    if model["type"] != "notebook" or model.get("content") is None:
        return
    notebook = model["content"]
    if "/mine/" not in path:
        notebook["metadata"].get("language_info", {}).pop(
            "version", None
        )  # this machine's Python
    notebook["metadata"].pop(
        "widgets", None
    )  # a slider belongs to the kernel that drew it
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
        cell["metadata"].pop(
            "collapsed", None
        )  # another word for outputs_hidden, which some versions add
        if cell["cell_type"] == "code" and "solution" in cell["metadata"].get(
            "tags", []
        ):
            cell["metadata"].setdefault("jupyter", {})["outputs_hidden"] = (
                True  # running a cell unfolds it
            )


def with_pictures(notebook, resources):
    """Put the pictures of a lesson into the page that Save and Export Notebook As writes."""

    def embedded(match):
        file = ROOT / match[1]
        return (
            f"](data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()})"
            if file.exists()
            else match[0]
        )

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "text/markdown" in output.get("data", {}):
                output.data["text/markdown"] = PICTURE.sub(
                    embedded, output.data["text/markdown"]
                )
    return notebook, resources


def first_page():
    """Return the address of the copy worked on last, or of lesson 00, with the whole collection in the file list."""
    mine = ROOT / "notebooks" / "mine"
    for sentence in make_copies(ROOT / "notebooks", mine):
        print(sentence, flush=True)
    name = last_worked_on(mine) or "00-start-here.ipynb"
    folder = "mine/" if (mine / name).exists() else ""
    return f"/lab/tree/notebooks/{folder}{quote(name)}?file-browser-path=/"


def one_question_mark(self, *arguments, _parts=ServerApp._get_urlparts, **more):
    """Return the parts of the address that is printed; jupyter_server puts ?token behind the ? of default_url."""
    parts = _parts(self, *arguments, **more)
    path, _, query = parts.path.partition("?")
    return parts._replace(path=path, query="&".join(filter(None, [query, parts.query])))


ServerApp._get_urlparts = one_question_mark
os.environ["PYTHONSTARTUP"] = str(
    ROOT / ".jupyter" / "kernel.py"
)  # for the kernels that JupyterLab starts
c = get_config()  # noqa: F821 - JupyterLab provides it
c.ServerApp.root_dir = str(ROOT)
c.ServerApp.use_redirect_file = (
    False  # some browsers may not read the file that JupyterLab would open
)
c.LabApp.default_url = first_page()
c.ContentsManager.pre_save_hook = keep_lesson
warnings.filterwarnings(
    "ignore", message="Overriding existing pre_save_hook"
)  # it is the same one
c.HTMLExporter.preprocessors = [with_pictures]
# the lessons need no network, so JupyterLab neither looks for news nor asks whether it may
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# settings/ also turns off the keys that change or delete a cell at one stroke: who types at the wrong moment loses nothing
c.LabApp.app_settings_dir = str(ROOT / ".jupyter" / "settings")
c.LabApp.workspaces_dir = str(
    ROOT / ".jupyter" / "workspaces"
)  # tabs of other projects stay where they are
