"""The browser edition as a student meets it: opened, run, answered, saved, taken away; every other host is blocked.

It tries a site that is built, and builds none: the one of notebooks/build/site, or of the folder that the
environment variable SUMMIT_SITE names. All lessons: ``pytest tests/test_site.py``; some of them, and what holds for
all: ``-k "00 or 05 or not lesson"``.
"""

import io
import json
import os
import re
import threading
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from browser import serve  # notebooks/browser

from chromium import FLAGS, chromium, watched
from conftest import LESSONS, NOTEBOOKS, tagged

SITE = Path(os.environ.get("SUMMIT_SITE") or NOTEBOOKS / "build" / "site").resolve()
APP = "lite/notebooks/index.html?path=notebooks/mine/"
pytestmark = pytest.mark.skipif(
    not (SITE / "lite" / "notebooks" / "index.html").exists(),
    reason=f"no site is built in {SITE}: python notebooks/browser builds one",
)
# lan.test stands for a school's web server without https
BLOCKED = "MAP lan.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost"
# what is on the console and harms nobody, each with its reason
KNOWN = {}
MINUTES = 60_000  # milliseconds
READY = """() => { const widget = window.jupyterapp?.shell.currentWidget;
  return Boolean(widget?.context?.isReady && widget.sessionContext?.session?.kernel); }"""
WIDGET = "window.jupyterapp.shell.currentWidget"
MODEL = f"() => {WIDGET}.content.model.sharedModel.toJSON()"
# a picture in Markdown: its address differs from place to place, its words do not
ADDRESS = re.compile(r"\]\((?:\.\./figures/[^)]*\.png|data:image/png;base64,[^)]*)\)")


@pytest.fixture(scope="module")
def site():
    """The site's address on this computer."""
    served = serve.server(SITE)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://localhost:{served.server_port}/"
    served.shutdown()


@pytest.fixture
def visit(browser, tmp_path):
    """A function: visit(profile) opens a browser with a student's profile, and returns a page and its problems."""
    contexts = []

    def open_browser(profile="student", width=1366, height=768, **options):
        contexts.append(
            browser.browser_type.launch_persistent_context(
                tmp_path / profile,
                executable_path=chromium(),
                args=[*FLAGS, f"--host-resolver-rules={BLOCKED}"],
                viewport={"width": width, "height": height},
                **options,
            )
        )
        page = contexts[-1].pages[0]
        page.set_default_timeout(3 * MINUTES)
        return page, watched(page)

    yield open_browser
    for context in contexts:
        context.close()


def started(page):
    """Wait until a lesson is on the screen and its Python has begun."""
    page.wait_for_function(READY)


def opened(page, site, name):
    """Open a lesson as a student does: by the link of the first page."""
    page.goto(site)
    page.locator(f'a.run[href="{APP}{name}"]').last.click()
    started(page)


def unexplained(problems):
    return [said for said in problems if not any(part in said for part in KNOWN)]


def solve(page, lesson):
    """Paste each exercise's solution into its cell."""
    solutions = {
        cell.metadata["exercise"]: cell.source for cell in tagged(lesson, "solution")
    }
    pasted = page.evaluate(
        f"""(solutions) => {{
          const found = [];
          for (const cell of {WIDGET}.content.model.cells) {{
            const number = cell.type === "code" && cell.getMetadata("exercise");
            if (!number) continue;
            cell.sharedModel.setSource(solutions[number]);
            found.push(number);
          }}
          return found;
        }}""",
        solutions,
    )
    assert sorted(pasted) == sorted(solutions)


def run_all(page):
    """Run all cells, with all of them in the page, and wait until the last is done."""
    page.evaluate(
        f"""async () => {{
          const notebook = {WIDGET}.content;
          notebook.notebookConfig = {{ ...notebook.notebookConfig, windowingMode: "none" }};
          await window.jupyterapp.commands.execute("notebook:run-all-cells");
          await {WIDGET}.sessionContext.session.kernel.requestKernelInfo();
        }}"""
    )


def said(cell):
    """Return what a cell says, as nbval would compare it: a list of kinds and texts."""
    found = []
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            if found and found[-1][0] == output["name"]:
                found[-1] = (output["name"], found[-1][1] + output["text"])
            else:
                found.append((output["name"], output["text"]))
        elif output["output_type"] == "error":
            found.append(("error", f"{output['ename']}: {output['evalue']}"))
        else:
            for kind, text in sorted(output["data"].items()):
                if kind.startswith("text/"):
                    text = "".join(text)
                    found.append((kind, ADDRESS.sub("](PICTURE)", text)))
                elif kind.startswith("image/"):
                    found.append((kind, ""))
    return found


def wanted(lesson):
    """Return {the id of a cell of the copy: what it says in the stored lesson, its solution pasted}."""
    numbers = {cell.metadata["exercise"]: cell for cell in tagged(lesson, "solution")}
    stored = {}
    for cell in lesson.cells:
        if cell.cell_type != "code" or cell in numbers.values():
            continue
        if "exercise" in cell.metadata.get("tags", []):
            stored[cell.id] = said(numbers[cell.metadata["exercise"]])
        else:
            stored[cell.id] = said(cell)
    return stored


def test_lesson_says_what_it_says_here(lesson, site, visit):
    """Every text of every cell, by its id, and every picture; nothing on the console."""
    page, problems = visit()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    opened(page, site, lesson.path.name)
    solve(page, lesson)
    run_all(page)
    one_by_one = [
        url for url in asked if re.search("/lite/files/(data|notebooks/summit)/", url)
    ]
    assert not one_by_one, "course.zip should have brought it"
    cells = {cell["id"]: cell for cell in page.evaluate(MODEL)["cells"]}
    differ = []
    for name, stored in wanted(lesson).items():
        cell = cells[name]
        if "summit.ready()" in cell["source"]:
            text = dict(said(cell))["text/plain"]
            assert "browser" in text and not re.search("found|missing", text), text
        elif "summit.slider(" in cell["source"]:
            kinds = {kind for output in cell["outputs"] for kind in output["data"]}
            assert "application/vnd.jupyter.widget-view+json" in kinds
        elif said(cell) != stored:
            differ.append((name, stored, said(cell)))
    assert not differ, "\n".join(map(str, differ))
    seen_all(page, cells)
    for cell in cells.values():
        numbers = {one.get("execution_count") for one in cell.get("outputs", [])}
        assert numbers <= {None, cell.get("execution_count")}, cell["source"]
    if any("summit.slider(" in cell["source"] for cell in cells.values()):
        slides(page)
    assert not unexplained(problems)


def seen_all(page, cells):
    """Every picture that a cell holds is on the page, with a width."""
    held = json.dumps([cell.get("outputs", []) for cell in cells.values()])
    count = len(re.findall(r"\]\(data:image/png", held)) + held.count('"image/png":')
    assert count, "no cell holds a picture"
    shown = page.locator(".jp-OutputArea-output img:not(.widget-image)")
    page.wait_for_function(
        """(count) => {
          const all = [...document.querySelectorAll(".jp-OutputArea-output img:not(.widget-image)")];
          return all.length >= count && all.every((image) => image.complete);
        }""",
        arg=count,
    )
    unseen = shown.evaluate_all(
        """all => all.filter(i => i.checkVisibility())
          .filter(i => !(i.naturalWidth > 0 && i.getBoundingClientRect().width > 0))
          .map(i => `${i.alt.slice(0, 80)}: ${i.naturalWidth}, ${i.outerHTML.slice(0, 200)}`)"""
    )
    assert not unseen, "\n".join(unseen)
    assert not shown.evaluate_all(
        "all => all.filter(i => !i.naturalWidth).map(i => i.alt)"
    )


def slides(page):
    """The slider moves by the arrow keys, and its picture and words with it."""
    words = page.locator(".jp-OutputArea-output .widget-vbox")
    before = words.inner_html()
    handle = page.locator(".widget-slider .noUi-handle")
    year = handle.get_attribute("aria-valuetext") or handle.get_attribute(
        "aria-valuenow"
    )
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(before) => document.querySelector('.jp-OutputArea-output .widget-vbox').innerHTML !== before",
        arg=before,
    )
    page.wait_for_function(
        """() => document.querySelector(".jp-OutputArea-output .widget-vbox img")?.naturalWidth > 0"""
    )
    now = handle.get_attribute("aria-valuetext") or handle.get_attribute(
        "aria-valuenow"
    )
    assert now != year


ANSWER = "answer = 40 + 7  # mine"


def typed(page, text):
    """Type into the first exercise, as a student does."""
    stub = page.locator(".jp-CodeCell", has_text='summit.check("0.1"').first
    stub.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def sources(page):
    return [cell["source"] for cell in page.evaluate(MODEL)["cells"]]


def test_an_answer_is_there_after_a_restart_and_leaves_by_download(
    site, visit, tmp_path
):
    page, _ = visit("kept")
    opened(page, site, LESSONS[0].name)
    typed(page, ANSWER)
    page.wait_for_function(f"() => !{WIDGET}.context.model.dirty")  # it saves by itself
    page.context.close()

    page, _ = visit("kept", accept_downloads=True)
    opened(page, site, LESSONS[0].name)
    assert ANSWER in sources(page)
    with page.expect_download() as caught:
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.get_by_role("menuitem", name="Download", exact=True).click()
    assert caught.value.suggested_filename == LESSONS[0].name
    taken = tmp_path / LESSONS[0].name
    caught.value.save_as(taken)
    notebook = nbformat.read(taken, 4)
    nbformat.validate(notebook)
    assert ANSWER in [cell.source for cell in notebook.cells]

    # it runs where Python is installed: in the folder of students.zip
    with zipfile.ZipFile(io.BytesIO((SITE / "students.zip").read_bytes())) as packed:
        packed.extractall(tmp_path)
        place = tmp_path / packed.namelist()[0].split("/")[0] / "notebooks" / "mine"
    done = NotebookClient(notebook, resources={"metadata": {"path": place}}).execute()
    assert any("47" in str(cell.get("outputs")) for cell in done.cells)


def python(page, code):
    """Run a line of Python in the lesson's kernel; return what it prints."""
    return page.evaluate(
        f"""async (code) => {{
          const future = {WIDGET}.sessionContext.session.kernel.requestExecute({{ code }});
          let printed = "";
          future.onIOPub = (message) => (printed += message.content.text ?? "");
          await future.done;
          return printed.trim();
        }}""",
        code,
    )


def test_python_has_the_course_after_a_restart_too(site, visit):
    """Before any cell has run; and nothing can be written where a restart would lose it."""
    line = "import sys, os; print('summit' in sys.modules, os.access('/drive/data/terms.csv', os.W_OK))"
    page, _ = visit()
    page.goto(site + APP + LESSONS[0].name)
    told(page, "Python is ready")
    assert python(page, line) == "True False"
    page.evaluate(f"() => {WIDGET}.sessionContext.session.kernel.restart()")
    assert python(page, line) == "True False"


def test_a_phone_without_a_keyboard(site, visit):
    """The menus answer a finger, and the cheat sheet is a page."""
    page, _ = visit(width=390, height=800, has_touch=True, is_mobile=True)
    page.goto(site + APP + LESSONS[0].name)
    started(page)
    page.locator(".lm-MenuBar-item", has_text="File").tap()
    with page.expect_download():
        page.locator(".lm-Menu-item", has_text="Download").first.tap()
    sheet = page.locator(".jp-MarkdownOutput a", has_text="cheat sheet").first
    sheet.scroll_into_view_if_needed()
    with page.context.expect_page() as caught:
        sheet.click()
    assert caught.value.url.endswith("/pages/cheat-sheet.html")


STATUS = "#summit-bar [role=status]"


def told(page, words):
    """Wait until the strip below a lesson says some words."""
    page.locator(STATUS, has_text=words).wait_for()


def covers_nothing(page):
    """The strip stands below the lesson, not on it."""
    strip, lesson = (
        page.locator(name).first.bounding_box()
        for name in ("#summit-bar", ".jp-NotebookPanel")
    )
    assert lesson["height"] > 200 and lesson["width"] > 200
    assert lesson["y"] + lesson["height"] <= strip["y"] + 1


@pytest.mark.parametrize("width, height", [(390, 800), (1366, 768)])
def test_the_strip_says_how_far_python_is_and_covers_nothing(
    width, height, site, visit
):
    page, _ = visit(width=width, height=height)
    page.goto(site + APP + LESSONS[0].name)
    told(page, "Python is loading")
    link = page.locator("#summit-bar a").first
    assert page.request.get(link.evaluate("link => link.href")).ok
    started(page)
    covers_nothing(page)
    page.locator(".jp-Cell").nth(2).click()
    focused = page.evaluate_handle("document.activeElement")
    told(page, "Python is ready")
    covers_nothing(page)
    assert page.evaluate("(one) => one === document.activeElement", focused)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    page.locator("#summit-bar button", has_text="Close").focus()
    page.keyboard.press("Enter")
    assert page.locator("#summit-bar").count() == 0
    room = page.locator(".jp-NotebookPanel").first.bounding_box()
    assert room["y"] + room["height"] >= height - 40


def test_python_that_does_not_come_is_told(site, visit):
    page, _ = visit()
    page.clock.install()
    # the service worker would ask for it, too
    page.context.route("**/pyodide.asm.wasm", lambda route: None)
    page.goto(site + APP + LESSONS[0].name)
    told(page, "Python is loading")
    page.clock.fast_forward(31_000)
    told(page, "still")
    page.clock.fast_forward(90_000)
    told(page, "has not started in two minutes")


def test_plain_http_is_told(site, visit):
    page, _ = visit()
    away = site.replace("localhost", "lan.test")
    page.goto(away + APP + LESSONS[0].name)
    told(page, "This page cannot run Python here")
    assert "http://" in page.locator(STATUS).inner_text()
    link = page.locator("#summit-bar a").first
    link.evaluate("link => link.removeAttribute('target')")
    link.click()
    page.locator("h1", has_text="Start here").wait_for()


def test_a_newer_version_is_put_beside_what_a_student_saved(site, visit):
    page, _ = visit("kept")
    name = LESSONS[0].name
    opened(page, site, name)
    typed(page, ANSWER)
    page.keyboard.press("Control+s")
    page.wait_for_function(f"() => !{WIDGET}.context.model.dirty")

    def renewed(route):
        lesson = json.loads((SITE / "lite/files/notebooks/mine" / name).read_text())
        lesson["metadata"]["summit"]["copy"] = "of-a-later-day"
        route.fulfill(json=lesson)

    page.context.route(f"**/lite/files/notebooks/mine/{name}", renewed)
    page.goto(site + APP + name)
    told(page, "This lesson has changed")
    assert ANSWER in sources(page)
    page.get_by_role("button", name="Open the new version beside it").click()
    page.wait_for_url("**NEW*")
    started(page)
    assert ANSWER not in sources(page)
    told(page, "Python is ready")
    page.goto(site + APP + name)
    started(page)
    assert ANSWER in sources(page)


def test_first_words_are_there_at_once(site, visit):
    """In 2 seconds on an idle computer; twice that here, where others work, too."""
    page, problems = visit()
    for place in ("index.html", f"pages/{LESSONS[0].stem}.html"):
        page.goto(site + place, wait_until="commit")
        page.locator("h1").wait_for(timeout=4000)
    assert not unexplained(problems)
