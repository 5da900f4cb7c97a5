"""Is this computer, or this browser, ready for the lessons?"""

import sys

import pandas as pd

from ..data import DATA, load, tables

IN_A_BROWSER = sys.platform == "emscripten"
KEPT = (
    "OK: this browser keeps it, on this device only. To hand it in or take it along: "
    "File, Download"
)


def ready():
    """Return a DataFrame with a row for each thing the lessons need: OK, or how to mend it.

    It looks at the version of Python, the packages of requirements.txt and every table of
    the data package, foreign keys included; in a browser, also where the work is kept. It installs nothing and
    downloads nothing. Raises DataError where a table cannot be read.
    """
    rows = [_python()]
    rows += [_package(line) for line in _requirements()]
    names = list(tables()["table"])
    for name in names:
        load(name)  # a broken table raises DataError, which says what to mend
    rows.append({"needed": f"the {len(names)} tables of data/", "result": "OK"})
    if IN_A_BROWSER:
        rows.append({"needed": "a place for your work", "result": KEPT})
    return pd.DataFrame(rows)


def _python():
    found = ".".join(map(str, sys.version_info[:2]))
    good = sys.version_info >= (3, 11)
    return {
        "needed": "Python 3.11 or newer" + IN_A_BROWSER * ", in this browser",
        "result": "OK"
        if good
        else f"found {found}: install a newer Python from python.org",
    }


def _requirements():
    text = (DATA.parent / "requirements.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    lines = [line for line in lines if line]
    # where no JupyterLab runs beside the lesson: the page itself is the program
    return [line for line in lines if not (IN_A_BROWSER and "jupyterlab" in line)]


def _package(line):
    # loaded here, since no later lesson needs them; packaging comes with JupyterLab
    from importlib.metadata import PackageNotFoundError, version

    from packaging.requirements import Requirement

    requirement = Requirement(line)
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        found = None
    good = found is not None and requirement.specifier.contains(found, prereleases=True)
    mend = f"found {found or 'none'}: run the line that starts the lessons again"
    return {"needed": line, "result": "OK" if good else mend}
