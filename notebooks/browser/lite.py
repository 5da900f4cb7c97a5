"""JupyterLite: JupyterLab's single-document app and the student's copies, as a static folder."""

import importlib.util
import json
import re
import shutil
import sys

from . import parts, runtime

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# as the pages have it (templates/site), so that a browser does not look for another
ICON = re.search(
    r"<link rel=\"icon\"[^\n]*",
    (parts.HERE / "templates/site/index.html.j2").read_text(),
)[0]
# JupyterLite drops the cells that wait when one ends in an error, also where its tag raises-exception lets
# JupyterLab go on: the condition under which it does so
DROPS = '"error"===e.content.status&&"interrupt"!==e.metadata.cause&&('
DATE = re.compile(r'("(?:created|last_modified)": ")[^"]*')
DAY = "1970-01-01T00:00:00Z"
# what every lesson reads; run.js lays it over the files of the site
COURSE = ("notebooks/summit", "data")
PACKAGES = ["jupyterlite_core", "jupyterlite_pyodide_kernel"]
# only what a lesson needs: the notebook, and the list and the viewer of its files
BUILD = {
    "LiteBuildConfig": {
        "no_sourcemaps": True,
        "contents": ["files"],
        "apps": ["notebooks", "tree", "edit"],
        "settings_overrides": ["overrides.json"],
    }
}


def write(folder, carried, by_courier=False):
    """Write JupyterLite into a new folder. Raises BuildError.

    carried: the files of students.zip, {path: bytes}; it holds them, but for what only a computer with Python needs.
    """
    if not all(map(importlib.util.find_spec, PACKAGES)):
        raise parts.BuildError(
            "JupyterLite is missing. In the collection's top folder, type: "
            "python -m pip install -r notebooks/browser/requirements.txt"
        )
    work = folder.with_name(f"{folder.name}.parts")
    shutil.rmtree(work, ignore_errors=True)
    files = {
        name: data
        for name, data in carried.items()
        if not name.startswith((".", "START", "notebooks/editions/"))
    }
    inside = tuple(f"{folder}/" for folder in COURSE)
    course = {name: files[name] for name in files if name.startswith(inside)}
    packages = runtime.write(work / "static" / "pyodide", course, by_courier)
    for name, data in files.items():
        path = work / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (work / "overrides.json").write_text(json.dumps(settings()))
    (work / "jupyter_lite_config.json").write_text(json.dumps(BUILD))
    (work / "jupyter-lite.json").write_text(json.dumps(configuration(packages)))
    parts.run(
        [sys.executable, "-m", "jupyterlite_core", "build"]
        + ["--lite-dir", work, "--output-dir", folder],
        "JupyterLite could not be built.",
        cwd=work,
    )
    shutil.rmtree(work)
    without_dates(folder / "api" / "contents")
    shutil.copy(parts.HERE / "run.js", folder)
    app = folder / "notebooks" / "index.html"
    text = app.read_text(encoding="utf-8")
    if "</head>" not in text:
        raise parts.BuildError("JupyterLite's page for a notebook has no head.")
    folders = " ".join(COURSE)
    ours = (
        f'{ICON}<script defer src="../run.js" data-course="{folders}"></script></head>'
    )
    app.write_text(text.replace("</head>", ours, 1), encoding="utf-8")
    go_on_after_an_error(folder / "build")


def without_dates(lists):
    """Give every file in JupyterLite's lists the day of the files: a second build is to give the same bytes."""
    for path in lists.rglob("all.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(DATE.sub(rf"\g<1>{DAY}", text), encoding="utf-8")


def go_on_after_an_error(scripts):
    """Let *Run All* go on after a cell that ends in an error: an exercise with a slip must not stop the lesson."""
    found = [
        path
        for path in scripts.glob("*.js")
        if DROPS in path.read_text(encoding="utf-8")
    ]
    if len(found) != 1:
        raise parts.BuildError(
            "JupyterLite's way of stopping after an error has changed, so Run All would stop at the first slip. "
            "Look for execute_reply in its scripts, and mend DROPS in notebooks/browser/lite.py."
        )
    text = found[0].read_text(encoding="utf-8")
    found[0].write_text(text.replace(DROPS, "false&&("), encoding="utf-8")


def settings():
    """Return the settings of the lessons' JupyterLab, as its single-document app knows them."""
    file = parts.HERE.parents[1] / ".jupyter" / "settings" / "overrides.json"
    ours = json.loads(file.read_text(encoding="utf-8"))
    # it has no preview of Markdown, and says so on the console; a tab is closed sooner than a program
    ours["@jupyterlab/docmanager-extension:plugin"] = {"autosaveInterval": 10}
    # light or dark, as the pages of the site
    ours["@jupyterlab/apputils-extension:themes"] = {"adaptive-theme": True}
    return ours


def configuration(packages):
    """Return JupyterLite's settings: packages are loaded by name, since ``import summit`` does not show pandas."""
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Reading a Summit",
            "exposeAppInBrowser": True,
            # a file of the site has no day and no signature
            "disabledExtensions": [
                "@jupyter-notebook/notebook-extension:checkpoints",
                "@jupyter-notebook/notebook-extension:trusted",
            ],
            "litePluginSettings": {
                KERNEL: {
                    "disablePyPIFallback": True,
                    "loadPyodideOptions": {"packages": packages},
                }
            },
        },
    }
