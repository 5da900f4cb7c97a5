"""Print how fast the lessons and the loader are, as ratios within one run: python tests/bench.py

Times depend on the machine, so nothing here is a test.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
IMPORTS = "import pandas as pd\nimport matplotlib.pyplot as plt"


def seconds(work, times=3):
    """Return the shortest of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def execute(notebook):
    NotebookClient(notebook, timeout=300, kernel_name="python3",
                   resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()


def lessons():
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORTS)])
    base = seconds(lambda: execute(empty))
    print(f"a notebook that only imports pandas and matplotlib: {base:.2f} s = 1")
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        notebook = nbformat.read(path, 4)
        print(f"  {path.stem}: {seconds(lambda: execute(notebook)) / base:.2f} (aim: at most 2)")


def importing():
    code = f"import time\n{IMPORTS}\nfrom IPython.display import display\n" \
           "start = time.perf_counter()\nimport summit\nprint(time.perf_counter() - start)"
    runs = [float(subprocess.run([sys.executable, "-c", code], cwd=ROOT / "notebooks", check=True,
                                 capture_output=True, text=True).stdout) for _ in range(3)]
    print(f"import summit adds {min(runs):.3f} s (aim: under 0.1)")


def loading():
    sys.path.insert(0, str(ROOT / "notebooks"))
    import summit

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data)
        package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
        fields = next(r for r in package["resources"] if r["name"] == "events")["schema"]["fields"]
        header = ",".join(field["name"] for field in fields)
        base = None
        for rows in (100, 1_000, 10_000, 100_000):
            lines = [f"2025-02-07-event-{n},2025-02-07,day,A title,What happened,peace,statement-2025" for n in range(rows)]
            (data / "events.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
            taken = seconds(lambda: summit.load("events", data))
            base = base or taken
            print(f"load() of {rows:>7,} rows: {taken / base:8.1f} times that of 100, "
                  f"{1e6 * taken / rows:6.1f} microseconds a row (aim: linear)")


if __name__ == "__main__":
    lessons()
    importing()
    loading()
