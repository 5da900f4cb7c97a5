"""Is this computer ready for the lessons?"""

import sys

import pandas as pd

from ..data import DATA, load, tables


def ready():
    """Return a DataFrame with a row for each thing the lessons need: OK, or how to mend it.

    It looks at the version of Python, the packages of requirements.txt and every table of
    the data package, foreign keys included. It installs nothing and downloads nothing. Raises DataError where a table
    cannot be read.
    """
    rows = [_python()]
    rows += [_package(line) for line in _requirements()]
    names = list(tables()["table"])
    for name in names:
        load(name)  # a broken table raises DataError, which says what to mend
    rows.append({"needed": f"the {len(names)} tables of data/", "result": "OK"})
    return pd.DataFrame(rows)


def _python():
    found = ".".join(map(str, sys.version_info[:2]))
    good = sys.version_info >= (3, 11)
    return {
        "needed": "Python 3.11 or newer",
        "result": "OK"
        if good
        else f"found {found}: install a newer Python from python.org",
    }


def _requirements():
    text = (DATA.parent / "requirements.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


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
    mend = f"found {found or 'none'}: run the first command of README.md again"
    return {"needed": line, "result": "OK" if good else mend}
