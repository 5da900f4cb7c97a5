"""Print how fast the lessons and the loader are, as ratios within one run: python tests/bench.py

Times depend on the machine, so nothing here is a test.
"""

import importlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from rerun import execute

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


def lessons():
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORTS)])
    base = seconds(lambda: execute(empty))
    print(f"a notebook that only imports pandas and matplotlib: {base:.2f} s = 1")
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        notebook = nbformat.read(path, 4)
        print(
            f"  {path.stem}: {seconds(lambda: execute(notebook)) / base:.2f} (aim: at most 1.8)"
        )


def importing():
    code = (
        f"import time\n{IMPORTS}\nfrom IPython.display import display\n"
        "start = time.perf_counter()\nimport summit\nprint(time.perf_counter() - start)"
    )
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT / "notebooks",
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for _ in range(3)
    ]
    print(f"import summit adds {min(runs):.3f} s (aim: under 0.1)")


def fresh(data):
    """Load a table as for the first time: nothing is remembered from the last."""
    rooms = importlib.import_module("summit.loading.table")
    rooms.checked.cache_clear()
    rooms._cells.cache_clear()
    importlib.import_module("summit").load("events", data)


def loading():
    sys.path.insert(0, str(ROOT / "notebooks"))

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data)
        package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
        fields = next(r for r in package["resources"] if r["name"] == "events")[
            "schema"
        ]["fields"]
        header = ",".join(field["name"] for field in fields)
        base = None
        for rows in (100, 1_000, 10_000, 100_000):
            lines = [
                f"2025-02-07-event-{n},2025-02-07,day,A title,What happened,peace,statement-2025"
                for n in range(rows)
            ]
            (data / "events.csv").write_text(
                "\n".join([header, *lines]) + "\n", encoding="utf-8"
            )
            taken = seconds(lambda: fresh(data))
            base = base or taken
            print(
                f"load() of {rows:>7,} rows: {taken / base:8.1f} times that of 100, "
                f"{1e6 * taken / rows:6.1f} microseconds a row (aim: linear)"
            )


def networks():
    """Show how building and drawing grow with the countries and with the partnerships, each of four members."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    import pandas as pd

    import summit
    from summit import network
    from summit.pictures.maps import draw_network, layout
    from summit.pictures.style import figure

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data)
        headers = {
            name: ",".join(summit.load(name).columns)
            for name in ("countries", "partnerships", "memberships")
        }
        base = None
        for countries, partnerships in (
            (6, 5),
            (25, 5),
            (100, 5),
            (6, 50),
            (6, 500),
            (25, 50),
            (100, 500),
        ):
            codes = [
                f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(countries)
            ]
            rows = [
                f"{code},{code},国,{code},0,{n - 50},other,statement-2025"
                for n, code in enumerate(codes)
            ]
            (data / "countries.csv").write_text(
                "\n".join([headers["countries"], *rows]) + "\n", encoding="utf-8"
            )
            rows = [
                f"p{n},P{n},forum,2000-01-01,day,false,false,false,A test.,statement-2025"
                for n in range(partnerships)
            ]
            (data / "partnerships.csv").write_text(
                "\n".join([headers["partnerships"], *rows]) + "\n", encoding="utf-8"
            )
            draws = random.Random(1)
            members = pd.DataFrame(
                [
                    (f"p{n}", code)
                    for n in range(partnerships)
                    for code in draws.sample(codes, 4)
                ],
                columns=["partnership_id", "iso3"],
            ).assign(joined=2000, left=pd.NA)
            rows = [
                f"{row.partnership_id},{row.iso3},2000,,A test.,statement-2025"
                for row in members.itertuples()
            ]
            (data / "memberships.csv").write_text(
                "\n".join([headers["memberships"], *rows]) + "\n", encoding="utf-8"
            )

            def build():
                return network.project(network.bipartite(members, data))

            def draw():
                fig, ax = figure("A network")
                draw_network(ax, tied, layout(tied))
                fig.canvas.draw()
                plt.close(fig)

            tied = build()
            taken = seconds(build), seconds(draw)
            base = base or taken
            print(
                f"{countries:>4} countries, {partnerships:>4} partnerships, {len(tied.edges):>5} ties: building {taken[0] / base[0]:6.1f}, "
                f"drawing {taken[1] / base[1]:6.1f} times that of the first line"
            )


if __name__ == "__main__":
    lessons()
    importing()
    loading()
    networks()
