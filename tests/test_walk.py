"""The user's path: the line of the README in a fresh clone, and a real JupyterLab in headless Chromium.

One JupyterLab serves all tests here. It has a home folder of its own, so that nothing of this computer's settings
helps or hinders it, and lies under a path with spaces and Japanese.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from chromium import browser, new_page, watched  # noqa: F401 - fixtures
from conftest import LESSONS, ROOT

GIT = ["git", "-c", "user.name=A student", "-c", "user.email=student@example.org"]


def start_line():
    """Return what a newcomer on Linux or macOS types, by the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return next(
        line for line in text.splitlines() if line.startswith("python3 -m venv")
    )


def git(folder, *words):
    done = subprocess.run([*GIT, *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def clone(tmp_path_factory):
    """A fresh clone of what is here: of the files that git knows, or would take up."""
    folder = tmp_path_factory.mktemp("walk") / "サミット を読む"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: the walk needs one")
    origin = folder.with_name("origin")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, origin / name)
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "The collection")
    git(folder.parent, "clone", "-q", str(origin), str(folder))
    return folder


class Lab:
    """A JupyterLab started by the line of the README, and the address that the browser was given."""

    def __init__(self, clone, home):
        self.clone, self.home = clone, home
        words = start_line().split(" && ")[-1].split()
        assert words[0] == ".venv/bin/jupyter", words
        words[0] = str(
            Path(sys.executable).with_name("jupyter")
        )  # this environment stands for the line's own
        caught, opener = home / "address.txt", home / "browser.sh"
        caught.unlink(missing_ok=True)
        opener.write_text(
            f'#!/bin/sh\nprintf "%s" "$1" > "{caught}.part" && mv "{caught}.part" "{caught}"\n'
        )
        opener.chmod(opener.stat().st_mode | stat.S_IXUSR)
        kept = {
            name: os.environ[name]
            for name in ("PATH", "LANG", "LC_ALL")
            if name in os.environ
        }
        self.log = home / "log.txt"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                words,
                cwd=clone,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**kept, "HOME": str(home), "BROWSER": f"{opener} %s"},
            )
        deadline = time.monotonic() + 60
        while not caught.exists():
            assert self.process.poll() is None and time.monotonic() < deadline, (
                self.log.read_text()[-3000:]
            )
            time.sleep(0.1)
        self.address = caught.read_text()

    def at(self, path):
        """Return the address of a file, as JupyterLab gives it."""
        parts = urlsplit(self.address)
        token = re.search(r"token=\w+", parts.query)[0]
        return f"{parts.scheme}://{parts.netloc}/lab/tree/{quote(path)}?file-browser-path=/&reset&{token}"

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:  # it waits for pages that are still open
            self.process.kill()


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    settings = (
        home
        / ".jupyter"
        / "lab"
        / "user-settings"
        / "@jupyterlab"
        / "notebook-extension"
    )
    settings.mkdir(parents=True)
    # all cells are in the page, not only those on the screen; and root may start it, as in a container
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    # the tests open files and run cells by JupyterLab's own commands, where they do not type
    (home / ".jupyter" / "jupyter_config.json").write_text(
        '{"ServerApp": {"allow_root": true}, "LabApp": {"expose_app_in_browser": true}}'
    )
    return home


@pytest.fixture(scope="session")
def lab(browser, clone, home):  # noqa: F811
    if os.name == "nt":
        pytest.skip("the walk catches the browser's address with a shell script")
    lab = Lab(clone, home)
    yield lab
    lab.stop()


PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
IDLE = f"() => document.querySelector('{PANEL} .jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"


def opened(page, address):
    """Open an address of JupyterLab, and wait until its notebook can be run."""
    page.goto(address)
    page.wait_for_selector(f"{PANEL} .jp-Notebook .jp-Cell")
    page.wait_for_function(IDLE)
    page.wait_for_selector("#jp-main-statusbar >> text=/ipykernel.*Idle/")


OPEN = """async ([path, run]) => {
  const panel = await jupyterapp.commands.execute('docmanager:open', { path });
  await panel.context.ready;
  await panel.revealed;
  await panel.sessionContext.ready;
  if (run) {
    await jupyterapp.commands.execute('notebook:run-all-cells');
  }
}"""
CLOSE = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await panel.context.save();
  await panel.sessionContext.shutdown();
  panel.dispose();
}"""


def saved_and_closed(page):
    """Save the notebook, end its kernel, close it."""
    page.wait_for_function(IDLE)
    page.evaluate(CLOSE)


def unforced(problems):
    """Leave out what our own quick closing brings: a debugger without an answer, a picture asked for twice."""
    return [
        problem
        for problem in problems
        if "debugger state" not in problem and "net::ERR_ABORTED" not in problem
    ]


@pytest.fixture(scope="module")
def workbench(lab, browser):  # noqa: F811
    """One JupyterLab page, in which lesson after lesson is opened, and the list of what went wrong in it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    problems = watched(page)
    opened(page, lab.address)
    saved_and_closed(page)
    yield page, problems
    context.close()


def settled(page):
    """Wait until every cell that was asked to run has run."""
    page.wait_for_function(
        "() => ![...document.querySelectorAll('.jp-InputPrompt')].some((prompt) => prompt.innerText.includes('*'))",
        timeout=60_000,
    )


def widths(page, at_least=0):
    """Return the width of each picture in the notebook, once all have loaded."""
    pictures = f"[...document.querySelectorAll('{PANEL} .jp-Notebook img')]"
    page.wait_for_function(
        f"() => {pictures}.length >= {at_least} && {pictures}.every((image) => image.complete)"
    )
    return page.evaluate(f"() => {pictures}.map((image) => image.naturalWidth)")


def figures(path):
    """Return how many figures a lesson stores."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return sum(
        "](../figures/" in json.dumps(output)
        for cell in cells
        for output in cell.get("outputs", [])
    )


def texts(page, selector):
    return page.eval_on_selector_all(
        selector, "elements => elements.map((element) => element.innerText)"
    )


def test_the_line_of_the_readme_opens_the_students_lesson_00(lab, new_page):  # noqa: F811
    assert urlsplit(lab.address).path == "/lab/tree/notebooks/mine/00-start-here.ipynb"
    page, problems = new_page(1366, 768)
    opened(page, lab.address)
    assert not texts(page, ".jp-OutputArea-output") and not widths(
        page
    )  # nothing is spoiled
    page.wait_for_selector(".jp-DirListing-itemText >> text=README.md")
    listed = texts(page, ".jp-DirListing-itemText")
    for name in ("data", "figures", "notebooks", "README.md"):
        assert name in listed
    page.locator(
        f"{PANEL} .jp-MarkdownCell", has_text="folded up to one gray line"
    ).first.click()
    # as the texts say: to the folded cell, run it, to the guess, past it, to the figure, run it
    for _ in range(6):
        page.keyboard.press("Shift+Enter")
    assert widths(page, at_least=1) == [1600]
    assert not problems, problems


def test_starting_prints_no_warning_of_ours(lab):
    log = lab.log.read_text()
    assert (
        "UserWarning" not in log and "Traceback" not in log and "Overriding" not in log
    ), log


def test_the_address_that_the_terminal_shows_opens_the_lesson_too(lab, new_page):  # noqa: F811
    """Where no browser opens, a newcomer copies one of the two printed lines."""
    printed = re.findall(r"^\s+(http://\S+)$", lab.log.read_text(), re.M)
    assert len(printed) == 2, printed
    page, problems = new_page(1366, 768)
    opened(page, printed[-1])
    assert page.locator(f"{PANEL} h1").first.inner_text().startswith("0. Start here")
    assert not page.locator(
        ".lm-TabBar-tab.jp-mod-dirty"
    ).count()  # an untouched copy is not called unsaved
    assert not unforced(problems)


def test_every_students_copy_runs_and_shows_its_pictures(workbench, lesson):
    page, problems = workbench
    problems.clear()
    page.evaluate(OPEN, [f"notebooks/mine/{lesson.path.name}", True])
    settled(page)
    pictures = widths(page, at_least=figures(lesson.path))
    assert min(pictures) >= 700, pictures
    red = texts(
        page,
        f"{PANEL} [data-mime-type$='jupyter.error'], {PANEL} [data-mime-type$='jupyter.stderr']",
    )
    assert len(red) == lesson.path.name.startswith("00"), (
        red
    )  # the mistake made on purpose
    saved_and_closed(page)
    assert not unforced(problems)


def test_a_lesson_as_stored_shows_its_pictures(workbench):
    """The one with most; test_figures.py looks for the files of all the others."""
    page, problems = workbench
    problems.clear()
    path = max(LESSONS, key=figures)
    page.evaluate(OPEN, [f"notebooks/{path.name}", False])
    # a chart that a student would draw has another width
    found = widths(page, at_least=figures(path))
    assert found.count(1600) == figures(path) and all(found)
    saved_and_closed(page)
    assert not unforced(problems)


@pytest.mark.parametrize("folder", ["", "mine/"])
def test_a_page_that_jupyterlab_exports_holds_its_pictures(lab, folder):
    """After the walk: the lesson as stored, and the student's copy as it was run and saved."""
    address = lab.at(f"notebooks/{folder}{LESSONS[1].name}")
    with urlopen(address.replace("/lab/tree/", "/nbconvert/html/")) as page:
        text = page.read().decode("utf-8")
    pictures = re.findall(r'<img[^>]*src="([^"]{30})', text)
    assert len(pictures) >= figures(LESSONS[1]) and all(
        source.startswith("data:image/png;base64,") for source in pictures
    )


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has_text=text).first


def rewrite(page, cell, text):
    """Type a new source into a cell, as a student does, and run it with the key that moves on."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")
    settled(page)


def test_a_beginner_who_mistypes_and_comes_back_another_day(lab, home, new_page):  # noqa: F811
    lesson = "notebooks/mine/01-summit-context.ipynb"
    page, problems = new_page(1366, 768)
    opened(page, lab.at(lesson))
    name = page.locator(f"{PANEL} .jp-RawCell").first
    name.click()
    page.keyboard.insert_text("Mina")
    page.keyboard.press("Shift+Enter")
    assert name.inner_text().strip() == "Mina"

    early = cell_with(page, "article = summit.load")  # before the tools are loaded
    early.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    red = early.locator(".jp-OutputArea-output")
    red.wait_for()
    assert (
        "Run the cells above first" in red.inner_text()
        and "Traceback" not in red.inner_text()
    )
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    settled(page)
    exercise = cell_with(page, 'summit.check("1.1"')
    stub = '\nsummit.check("1.1", answer)\n# stuck? summit.hint("1.1")'

    rewrite(page, exercise, 'answer = len(events[events["dat"] > "2025-02-07"])' + stub)
    red = exercise.locator(".jp-OutputArea-output")
    assert (
        red.count() == 1
        and "KeyError" in red.inner_text()
        and "date" in red.inner_text()
    )
    assert red.bounding_box()["height"] < 260  # twelve lines

    rewrite(page, exercise, "answer = 3" + stub)
    assert exercise.locator(".jp-OutputArea-output").inner_text().startswith("Not yet.")
    cells = page.locator(f"{PANEL} .jp-Cell").count()
    page.keyboard.type(
        "mrxddaby1"
    )  # at the wrong moment: no cell is made, changed, deleted or turned into text
    for _ in range(3):  # one key press too many: what follows is text, and runs nothing
        page.keyboard.press("Shift+Enter")
    settled(page)
    assert (
        page.locator(f"{PANEL} .jp-Cell").count() == cells
        and page.locator(f"{PANEL} .jp-RawCell").count() == 1  # the one for the name
    )
    assert "Correct." not in "".join(texts(page, ".jp-OutputArea-output"))

    rewrite(
        page, exercise, 'answer = len(events[events["date"] > "2025-02-07"])' + stub
    )
    assert exercise.locator(".jp-OutputArea-output").inner_text().startswith("Correct.")
    rewrite(page, exercise, "answer == 3" + stub)
    assert "Correct." not in exercise.locator(".jp-OutputArea-output").last.inner_text()

    page.keyboard.press("Control+S")
    page.wait_for_function(
        "() => !document.querySelector('.lm-TabBar-tab.jp-mod-dirty')"
    )
    page.context.close()
    lab.stop()
    again = Lab(lab.clone, home)
    lab.process, lab.address, lab.log = again.process, again.address, again.log
    assert urlsplit(lab.address).path.endswith(lesson)  # the lesson worked on last
    page, problems = new_page(1366, 768)
    opened(page, lab.address)
    assert "answer == 3" in cell_with(page, 'summit.check("1.1"').inner_text()
    assert not problems, problems


def test_a_whole_course_leaves_the_clone_clean_and_an_update_comes_in(lab):
    assert git(lab.clone, "status", "--porcelain") == ""
    changed = lab.clone.with_name("origin") / "notebooks" / LESSONS[1].name
    changed.write_text(
        changed.read_text(encoding="utf-8").replace(
            "**Back another day?**", "**Back again?**"
        ),
        encoding="utf-8",
    )
    git(changed.parent, "commit", "-q", "-a", "-m", "A changed lesson")
    git(lab.clone, "pull", "-q", "--ff-only")
    assert "**Back again?**" in (lab.clone / "notebooks" / LESSONS[1].name).read_text(
        encoding="utf-8"
    )
