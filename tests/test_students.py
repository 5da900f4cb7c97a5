"""students.zip: all that a class elsewhere needs, in an empty folder, and nothing that gives answers away.

Then the ways in of TEACHING.md: the files that each needs are there, and lead a student to a copy.
"""

import functools
import importlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
import yaml

from editions import __main__ as command
from editions import lessons, students

from conftest import LESSONS, NOTEBOOKS, ROOT, configured, tagged
from rerun import execute, execute_each

MINE = "notebooks/mine"
LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)|(?:href|src)=\"([^\"]+)\"")
ELSEWHERE = re.compile(r"https?:|mailto:|data:|attachment:|#")
NO_SOLUTION = re.compile(r"\bsolution", re.I)


@functools.cache
def edition(without_solutions=False):
    """Return students.zip, which is built once for this file."""
    return students.edition(without_solutions)["students.zip"]


def unpacked(folder, without_solutions=False):
    """Unpack students.zip in a folder; return its top folder."""
    with zipfile.ZipFile(io.BytesIO(edition(without_solutions))) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()  # one folder, so that unpacking fills no one's desktop
    return top


@pytest.fixture(scope="module", params=[False, True], ids=["solutions", "without"])
def top(request, tmp_path_factory):
    """students.zip, unpacked in an empty folder: with the solutions and without them."""
    top = unpacked(tmp_path_factory.mktemp("学生"), request.param)
    yield top


@pytest.fixture(scope="module")
def with_solutions(tmp_path_factory):
    return unpacked(tmp_path_factory.mktemp("whole"))


def copies(top):
    return [nbformat.read(path, 4) for path in sorted((top / MINE).glob("*.ipynb"))]


# --- what is in it --------------------------------------------------------------------


def test_there_is_a_copy_of_each_lesson_and_no_lesson(top):
    found = sorted(path.relative_to(top) for path in top.rglob("*.ipynb"))
    # the blank course for another summit has no results that it could give away
    found.remove(Path("notebooks/workbook/another-summit.ipynb"))
    assert found == [Path(MINE, path.name) for path in LESSONS]


def test_a_second_build_gives_the_same_bytes():
    assert students.edition() == {"students.zip": edition()}


def test_who_unpacks_it_may_read_it_and_run_what_runs():
    packed = zipfile.ZipFile(io.BytesIO(edition()))
    modes = {member.external_attr >> 16 & 0o777 for member in packed.infolist()}
    assert modes == {0o644, 0o755}
    runs = packed.getinfo(f"{students.TOP}/.binder/postBuild")
    assert runs.external_attr >> 16 & 0o111


def test_no_notebook_has_a_result_a_note_or_a_solution_that_runs(top):
    for copy in copies(top):
        assert not tagged(copy, "notes") and not tagged(copy, "instructor")
        for cell in copy.cells:
            assert not cell.get("outputs") and not cell.get("execution_count")
            assert "For the instructor" not in cell.source
            assert "instructor's copy" not in cell.source
            if cell.cell_type == "code":
                assert not cell.source.startswith("# Solution")


def test_without_solutions_there_is_none_and_no_sentence_speaks_of_one(tmp_path):
    top = unpacked(tmp_path, without_solutions=True)
    for copy in copies(top):
        assert not tagged(copy, "solution")
        for cell in copy.cells:
            said = cell.source.replace("only solution", "")  # a phrase of 2021
            assert not NO_SOLUTION.search(said), f"{cell.id}: {cell.source}"
            assert "folded up below" not in said
    start = (top / "START.html").read_text(encoding="utf-8")
    assert students.LEFT_OUT in start and students.FOLDED not in start
    for path in (NOTEBOOKS / "summit" / "classroom" / "answers").glob("lesson*.py"):
        code = importlib.import_module(f"summit.classroom.answers.{path.stem}")
        for number, exercise in code.EXERCISES.items():
            for words in [exercise.right, *exercise.hints]:
                said = words if isinstance(words, str) else ""
                assert not NO_SOLUTION.search(said), f"{number}: {said}"


def test_with_solutions_the_sentence_that_they_are_there_is_there(with_solutions):
    first, *_ = copies(with_solutions)
    assert sum(students.SOLUTIONS_ARE_HERE in cell.source for cell in first.cells) == 1
    lesson = nbformat.read(LESSONS[0], 4)
    assert len(tagged(first, "solution")) == len(tagged(lesson, "solution"))


def test_every_link_leads_to_a_file_in_the_zip(top):
    seen = 0
    texts = [
        (path, path.read_text(encoding="utf-8"))
        for path in [*top.rglob("*.md"), *top.rglob("*.html")]
    ]
    for path in (top / MINE).glob("*.ipynb"):
        cells = nbformat.read(path, 4).cells
        texts += [(path, c.source) for c in cells if c.cell_type == "markdown"]
    for path, text in texts:
        for link in ("".join(found) for found in LINK.findall(text)):
            if not ELSEWHERE.match(link):
                target = path.parent / unquote(link.partition("#")[0])
                name = path.relative_to(top)
                assert target.resolve().is_file(), f"{name}: {link} is not in the ZIP"
                seen += 1
    assert seen > 100


def test_start_gives_the_lines_of_the_readme_and_says_what_is_not_hidden(top):
    start = (top / "START.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", start).replace("&amp;", "&").replace("&gt;", ">")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^(?:python3|py) -m venv .*$", readme, re.M)
    assert len(lines) == 2 and all(line in text for line in lines)
    assert "computes what it expects from the tables" in " ".join(text.split())
    assert not re.search(r"https?://(?!www\.python\.org)", start)


def test_start_is_one_page_on_paper_and_fits_a_phone(with_solutions, new_page):
    page, problems = new_page(390, 800)
    page.goto((with_solutions / "START.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    assert not problems, problems


def test_a_student_installs_what_the_lessons_import_and_no_more(with_solutions):
    text = (with_solutions / "requirements.txt").read_text(encoding="utf-8")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    names = {re.split(r"[><=]", line)[0] for line in lines if line}
    assert names == {"jupyterlab", "pandas", "matplotlib", "networkx", "ipywidgets"}
    ours = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert set(text.splitlines()) <= set(ours)


# --- it runs --------------------------------------------------------------------------


def said(cell):
    """Return what a cell shows as text: pictures by their words, the rest as it stands."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        text = data.get("text/markdown") or data.get("text/html")
        text = text or data.get("text/plain") or output.get("text")
        text = text or (output.get("ename"), output.get("evalue"))
        found.append(re.sub(r"\]\((?:\.\./figures/|data:)[^)]*\)", "](...)", str(text)))
    return found


@pytest.fixture(scope="module")
def there(with_solutions):
    """The copies of students.zip, run with each solution pasted, {name: (copy, {id of a cell: its cell in the lesson})}."""
    made = {}
    for path in LESSONS:
        copy = nbformat.read(with_solutions / MINE / path.name, 4)
        stored = {cell.id: cell for cell in nbformat.read(path, 4).cells}
        solutions = {
            stored[cell.id].metadata.exercise: stored[cell.id]
            for cell in tagged(copy, "solution")
        }
        expected = {}
        for cell in copy.cells:
            if cell.cell_type != "code":
                continue
            solution = None
            if "exercise" in cell.metadata.get("tags", []):
                solution = solutions.get(cell.metadata.exercise)
            expected[cell.id] = solution or stored[cell.id]
            if solution:
                cell.source = solution.source
        made[path.name] = copy, expected
    execute_each([copy for copy, _ in made.values()], with_solutions / MINE)
    return made


def test_every_lesson_runs_there_and_says_what_the_stored_lesson_says(
    with_solutions, there, lesson
):
    """One kernel runs all copies: that a lesson imports what it needs is shown by nbval, with a kernel for each."""
    copy, expected = there[lesson.path.name]
    pictures = 0
    for cell in copy.cells:
        if cell.id not in expected:
            continue
        shown, wanted = said(cell), said(expected[cell.id])
        if "summit.ready()" in cell.source:  # which looks at fewer packages
            assert "OK" in shown[0] and "run the line" not in shown[0]
            continue
        assert shown == wanted, f"{lesson.path.name}, {cell.id}"
        for output in cell.outputs:
            text = output.get("data", {}).get("text/markdown", "")
            for source in re.findall(r"!\[[^\]]*\]\(([^)]{0,40})", text):
                held = source.startswith("data:image/png;base64,")
                assert held or (with_solutions / MINE / source).is_file()
                pictures += 1
    assert pictures


def test_a_name_that_a_later_cell_or_a_solution_makes_is_known_from_the_copies_alone(
    with_solutions,
):
    """The sentences on a missing name are those of the whole collection."""
    program = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from summit.classroom.errors import slip\n"
        "print(json.dumps([slip.made_in_lessons(k) for k in ('shown', 'solution')]))"
    )
    found = []
    for top in (ROOT, with_solutions):
        done = subprocess.run(
            [sys.executable, "-c", program, str(top / "notebooks")],
            cwd=top / "data",
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout))
    assert found[0] == found[1] and all(found[0])


def test_the_configuration_opens_the_copies_and_changes_none(tmp_path, capsys):
    top = unpacked(tmp_path)
    copy = top / MINE / LESSONS[2].name
    notebook = nbformat.read(copy, 4)
    notebook.cells[-1].source += "\nmine"
    nbformat.write(notebook, copy)
    before = {path: path.read_bytes() for path in (top / MINE).iterdir()}
    for _ in range(2):
        settings = configured(top)
    assert {path: path.read_bytes() for path in (top / MINE).iterdir()} == before
    assert settings.ServerApp.root_dir == str(top)
    assert settings.LabApp.default_url.startswith(f"/lab/tree/{MINE}/02-")
    assert capsys.readouterr() == ("", "")


def test_the_configuration_opens_lesson_00_first(with_solutions):
    address = configured(with_solutions).LabApp.default_url
    assert address.startswith(f"/lab/tree/{MINE}/00-start-here.ipynb")


# --- the command ----------------------------------------------------------------------


def test_the_command_writes_the_zip(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "BUILD", tmp_path)
    command.main(["students"])
    whole = (tmp_path / "students.zip").read_bytes()
    command.main(["students", "--without-solutions"])
    assert [path.name for path in tmp_path.iterdir()] == ["students.zip"]
    without = (tmp_path / "students.zip").read_bytes()
    assert whole == edition()
    assert without == edition(True) != whole
    assert "students.zip (4." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["students", "--lesson", "01"], "leave out --lesson"),
        (["--lesson", "01", "--without-solutions"], "leave out --lesson"),
        (["student"], "invalid choice"),
    ],
)
def test_the_command_refuses_in_a_sentence(words, sentence, capsys):
    with pytest.raises(SystemExit):
        command.main(words)
    assert sentence in capsys.readouterr().err


def test_a_readme_without_the_line_is_named(tmp_path, monkeypatch):
    (tmp_path / "README.md").write_text("# Reading a Summit\n", encoding="utf-8")
    monkeypatch.setattr(students, "ROOT", tmp_path)
    with pytest.raises(lessons.LessonError, match="README.md has no line"):
        students.start(7)


# --- the ways in ----------------------------------------------------------------------


def ways():
    """Return the part of TEACHING.md on the ways in."""
    text = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    found = re.search(r"^## A way in for every class\n(.*?)^## ", text, re.M | re.S)
    assert found, "TEACHING.md has no part `## A way in for every class`"
    return found[1]


@pytest.mark.parametrize(
    "name",
    [
        "pip",
        "uv",
        "conda",
        "GitHub Pages",
        "stick",
        "JupyterHub",
        "Binder",
        "Codespaces",
        "VS Code",
        "Colab",
    ],
)
def test_each_way_has_its_row(name):
    assert any(name in row for row in ways().splitlines() if row.startswith("| "))


def test_every_file_that_a_way_names_is_there():
    named = re.findall(r"`(\.(?:binder|devcontainer|github|jupyter)/[\w./]*)`", ways())
    assert {name.split("/")[0] for name in named} >= {
        ".binder",
        ".devcontainer",
        ".github",
    }
    for name in named:
        assert (ROOT / name).exists(), f"TEACHING.md: {name} is not there"


def test_a_student_of_a_hub_a_container_or_binder_lands_on_a_copy(collection):
    """Where JupyterLab does not start with our configuration, this makes the copies."""
    done = subprocess.run(
        [sys.executable, "notebooks/editions/student.py"],
        cwd=collection,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = [path.name for path in sorted((collection / MINE).iterdir())]
    assert made == [path.name for path in LESSONS]
    first = nbformat.read(collection / MINE / LESSONS[0].name, 4)
    assert not [cell for cell in first.cells if cell.get("outputs")]


def test_there_it_leaves_the_copies_of_students_zip_alone(with_solutions):
    before = {path: path.read_bytes() for path in (with_solutions / MINE).iterdir()}
    done = subprocess.run(
        [sys.executable, "notebooks/editions/student.py"],
        cwd=with_solutions,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr
    now = {path: path.read_bytes() for path in (with_solutions / MINE).iterdir()}
    assert now == before


def test_a_repository_of_the_unpacked_zip_holds_the_copies(tmp_path):
    """Published for nbgitpuller, Binder or Codespaces: git must not ignore them."""
    top = unpacked(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=top, check=True)
    subprocess.run(["git", "add", "-A"], cwd=top, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=top, capture_output=True, text=True
    ).stdout.split("\0")
    assert set(listed) - {""} == set(students.files())


def test_binder_builds_what_the_readme_installs_and_makes_the_copies():
    folder = ROOT / ".binder"
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1].split() == ["-r", "../requirements.txt"]
    version = (folder / "runtime.txt").read_text(encoding="utf-8").strip()
    assert version in {"python-3.11", "python-3.12", "python-3.13", "python-3.14"}
    build = (folder / "postBuild").read_text(encoding="utf-8")
    assert build.startswith("#!/bin/bash\n")
    assert "python3 notebooks/editions/student.py" in build


@pytest.mark.skipif(os.name == "nt", reason="Binder builds on Linux")
def test_what_binder_runs_makes_the_copies_and_sets_the_keys(collection, tmp_path):
    """postBuild, with a python3 of its own whose prefix is a folder of the test."""
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(
        "#!/bin/sh\n"
        f'if [ "$1" = -c ]; then echo "{tmp_path}/env"; else exec {sys.executable} "$@"; fi\n'
    )
    python.chmod(0o755)
    done = subprocess.run(
        ["bash", str(ROOT / ".binder" / "postBuild")],
        cwd=collection,
        env={**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (collection / MINE / LESSONS[0].name).exists()
    settings = tmp_path / "env" / "share" / "jupyter" / "lab" / "settings"
    assert json.loads((settings / "overrides.json").read_text())


def test_the_container_installs_the_requirements_and_makes_the_copies():
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    made = json.loads(text)
    assert set(made) <= {"name", "image", "postCreateCommand", "customizations"}
    install, _, copies_made = made["postCreateCommand"].partition(" && ")
    assert install == "pip install -r requirements.txt"
    assert copies_made == "python notebooks/editions/student.py"
    (opened,) = made["customizations"]["codespaces"]["openFiles"]
    assert opened == f"{MINE}/{LESSONS[0].name}"


def test_the_workflow_builds_the_site_and_publishes_it():
    path = ROOT / ".github" / "workflows" / "site.yml"
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = flow["jobs"]["build"]["steps"]
    run = [step["run"] for step in steps if "run" in step]
    assert run[-1] == "python notebooks/browser"
    needed = run[0].split()[-1]
    assert (ROOT / needed).exists() and (NOTEBOOKS / "browser/__main__.py").exists()
    published = next(s["with"]["path"] for s in steps if "path" in s.get("with", {}))
    assert published == "notebooks/build/site"
    builder = (NOTEBOOKS / "browser" / "__main__.py").read_text(encoding="utf-8")
    assert 'SITE = HERE.parent / "build" / "site"' in builder
    rights = flow["jobs"]["publish"]["permissions"]
    assert rights == {"pages": "write", "id-token": "write"}


def test_the_two_lines_that_a_lesson_alone_gives_for_colab_work(tmp_path):
    found = [tagged(nbformat.read(path, 4), "setup") for path in LESSONS]
    setups = [
        cell.source for cells in found for cell in cells if "rooms" in cell.source
    ]
    errors = {re.search(r"Error\(\n(.*?)\n\w", text, re.S)[1] for text in setups}
    assert len(setups) == len(LESSONS) and len(errors) == 1
    alone = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(setups[0])])
    execute(alone, tmp_path, allow_errors=True)
    lines = alone.cells[0].outputs[0].evalue.splitlines()
    given = [line for line in lines if line.startswith(("!", "%"))]
    assert len(given) == 2 and "students.zip" in given[0]
    (tmp_path / "students.zip").write_bytes(edition())
    alone.cells.insert(0, nbformat.v4.new_code_cell("\n".join(given)))
    execute(alone, tmp_path)
    assert alone.cells[1].outputs[0].text == "Ready.\n"
