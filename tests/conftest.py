"""What the tests share: where things are, the lessons as notebooks, and a copy to break."""

import functools
import importlib.util
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_server.serverapp import ServerApp

from chromium import browser, new_page  # noqa: F401 - fixtures for every test

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
LESSONS = [path for path in LESSONS if "-Copy" not in path.name]

sys.path.insert(0, str(NOTEBOOKS))

import matplotlib  # noqa: E402

matplotlib.use("agg")


# two workers take files in this order: a long one that came last would keep one waiting
LONG = (
    "walk teacher slides students collect workbook exercises claim_cells figures paper "
    "student errors editions network tables site_pages"
).split()


def pytest_configure(config):
    if hasattr(config.option, "loadscopereorder"):  # where there is pytest-xdist
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Put the files that take longest first, and leave the others in their order."""
    names = [f"test_{name}" for name in LONG]
    items.sort(
        key=lambda item: (
            names.index(item.path.stem) if item.path.stem in names else len(names)
        )
    )


def pytest_generate_tests(metafunc):
    """Give every test that asks for a lesson each of the lessons in turn."""
    if "lesson" in metafunc.fixturenames:
        names = [path.stem for path in LESSONS]
        metafunc.parametrize("lesson", LESSONS, ids=names, indirect=True)


@functools.cache
def _pickled(path):
    notebook = nbformat.read(path, 4)
    notebook.path = path
    return pickle.dumps(notebook)


@pytest.fixture
def lesson(request):
    """A lesson as a notebook: read once, and a copy of its own for every test."""
    return pickle.loads(_pickled(request.param))  # noqa: S301 - our own bytes


def code(lesson):
    return [cell for cell in lesson.cells if cell.cell_type == "code"]


def markdown(lesson):
    return [cell for cell in lesson.cells if cell.cell_type == "markdown"]


def tagged(lesson, tag):
    return [cell for cell in lesson.cells if tag in cell.metadata.get("tags", [])]


def outputs(lesson):
    return [output for cell in code(lesson) for output in cell.outputs]


def completed(lesson, student=False):
    """Return a lesson whose cells all say what they are, or the student's copy of it."""
    spec = importlib.util.spec_from_file_location(
        "student", NOTEBOOKS / "editions" / "student.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return (module.student_copy if student else module.completed)(lesson)


def copy_collection(target):
    """Copy what a lesson needs to run: notebooks, data, figures, requirements.txt, JupyterLab's configuration."""
    for name in ("notebooks", "data", "figures", ".jupyter"):
        shutil.copytree(
            ROOT / name,
            target / name,
            ignore=shutil.ignore_patterns(
                "__pycache__", "build", "mine", "workspaces", "*-Copy*"
            ),
        )
    for name in ("requirements.txt", ".pytest.ini"):
        shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture
def collection(tmp_path):
    """A copy of the collection that a test may change."""
    return copy_collection(tmp_path / "collection")


def nbval(root, *lessons):
    """Run strict nbval on lessons of a copy; return the finished process."""
    names = [f"notebooks/{lesson}.ipynb" for lesson in lessons]
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "-q",
            "-p",
            "no:cacheprovider",
            *names,
        ],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def edit(path, old, new):
    """Replace a text that must be in the file, byte for byte."""
    data = path.read_bytes()
    old, new = (
        text if isinstance(text, bytes) else text.encode() for text in (old, new)
    )
    assert old in data, f"{old!r} is not in {path.name}"
    path.write_bytes(data.replace(old, new, 1))


class Settings:
    """Stand for traitlets' configuration: an attribute that is not there yet is a section."""

    def __getattr__(self, name):
        self.__dict__[name] = Settings()
        return self.__dict__[name]


def configured(root):
    """Return what JupyterLab's configuration in a copy of the collection sets."""
    settings = Settings()
    file = root / ".jupyter" / "lab.py"
    with (
        pytest.MonkeyPatch.context() as undone
    ):  # what it sets for its own process, and for the kernels of it
        undone.setenv("PYTHONSTARTUP", "")
        undone.setattr(ServerApp, "_get_urlparts", ServerApp._get_urlparts)
        exec(
            compile(file.read_text(encoding="utf-8"), str(file), "exec"),
            {"get_config": lambda: settings, "__file__": str(file)},
        )
    return settings
