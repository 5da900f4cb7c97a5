"""The rooms of summit/: four floors, no import that runs up, and a module that stays small."""

import ast
import subprocess
import sys

import pytest

from conftest import NOTEBOOKS, ROOT

pytestmark = pytest.mark.style
SUMMIT = ROOT / "notebooks" / "summit"
FLOORS = [{"loading", "data", "counting"}, {"network"}, {"pictures"}, {"classroom"}]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(path for path in SUMMIT.rglob("*.py") if path != SUMMIT / "__init__.py")


def rooms_that_are_imported(path):
    """Return the rooms of summit/ that a file imports, inside functions, too."""
    here = ["summit", *path.relative_to(SUMMIT).with_suffix("").parts]
    here = here if path.name != "__init__.py" else here[:-1] + ["__init__"]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level] if node.level else []
            module = [*above, *(node.module.split(".") if node.module else [])]
            names = [[*module, alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        found += [name[1] for name in names if name[0] == "summit" and len(name) > 1]
    return found


@pytest.mark.parametrize(
    "path", FILES, ids=[str(path.relative_to(SUMMIT)) for path in FILES]
)
def test_no_import_runs_up_a_floor(path):
    room = path.relative_to(SUMMIT).parts[0].removesuffix(".py")
    assert room in FLOOR, (
        f"{room} is a new room: give it a floor in FLOORS, and a line in notebooks/README.md."
    )
    for other in rooms_that_are_imported(path):
        assert other in FLOOR, (
            f"{path.name} imports {other} from summit itself: import it from its room."
        )
        assert FLOOR[other] <= FLOOR[room], (
            f"{path.name} imports {other}, which stands on a floor above it."
        )


def test_the_small_data_module_stays_small():
    """What is data itself: the files of summit/, at 88 columns. Checks of a table are in loading/."""
    lines = [
        line
        for path in SUMMIT.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) <= 600, (
        "Move what is not data, counting or network into its room."
    )
    assert not [line for line in lines if len(line) > 88]


# What only some lessons need: all of it is read again, line by line, where a browser runs a lesson
LATE = """
    frictionless importlib.metadata ipywidgets networkx
    summit.network summit.pictures.charts summit.pictures.maps
    summit.classroom.sentences summit.classroom.errors.slip
    summit.classroom.errors.reading summit.classroom.errors.running
""".split()


def test_what_a_lesson_may_not_need_is_loaded_late():
    told = "import sys, pandas; before = set(sys.modules); import summit"
    done = subprocess.run(
        [sys.executable, "-c", f"{told}; print(*(set(sys.modules) - before))"],
        cwd=NOTEBOOKS,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = sorted(set(LATE) & set(done.stdout.split()))
    assert not loaded, f"`import summit` loads {loaded}: import it where it is used."
