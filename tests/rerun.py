"""Run lessons from the top and save them, as JupyterLab does: python tests/rerun.py [01 05 workbook]

Without a name, all lessons and the workbook. Figures are written anew where they differ; then come
`python tests/documents.py` and the tests, which name each sentence that no longer fits.
"""

import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from conftest import LESSONS, NOTEBOOKS

WORKBOOK = NOTEBOOKS / "workbook" / "another-summit.ipynb"
WIDGET = "application/vnd.jupyter.widget-view+json"  # a slider lives in its kernel only


def execute(notebook, folder=NOTEBOOKS, **options):
    """Run the cells of a notebook in a folder, as JupyterLab would; return the notebook."""
    return NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],  # no warning that the kernel is local
        **{"timeout": 120, **options},
    ).execute()


def execute_each(notebooks, folder):
    """Run the code of notebooks, one after the other in one kernel, which forgets every name between; an error ends none.

    To start Python and to import pandas takes longer than most lessons.
    """
    cells = []
    for notebook in notebooks:
        cells.append(nbformat.v4.new_code_cell("%reset -f"))
        cells += [cell for cell in notebook.cells if cell.cell_type == "code"]
    execute(nbformat.v4.new_notebook(cells=cells), folder, allow_errors=True)


def rerun(path):
    """Execute a lesson and write it back; a lesson that stops at an error is not written."""
    lesson = execute(nbformat.read(path, 4), path.parent)
    lesson.metadata.language_info.pop("version", None)
    lesson.metadata.pop("widgets", None)
    for cell in lesson.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    nbformat.write(lesson, path)


def main(names):
    """Run the notebooks with these names; return what is wrong, or None."""
    known = {path.name[:2]: path for path in LESSONS} | {"workbook": WORKBOOK}
    unknown = set(names) - set(known)
    if unknown:
        return f"There is no lesson {', '.join(sorted(unknown))}: write 01, 02 and so on, or workbook."
    chosen = [path for name, path in known.items() if not names or name in names]
    stopped = []
    for path in chosen:
        print(path.name, end=" ... ", flush=True)
        try:
            rerun(path)
        except CellExecutionError as error:
            print("stopped")
            stopped.append(f"{path.name} was not saved. {error.ename}: {error.evalue}")
        else:
            print("saved")
    return "\n".join(stopped) or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
