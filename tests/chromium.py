"""One Chromium for the whole test session; where there is none, its tests are skipped.

conftest.py gives the fixtures to every test. A test takes ``new_page`` and calls it
with a width and a height::

    def test_something(new_page):
        page, problems = new_page(1280, 720)
        page.goto("http://127.0.0.1:8888/lab")
        assert not problems

While the browser is open, an event loop runs in this thread: ``asyncio.run`` is refused
until the session ends.
"""

import shutil
from importlib.metadata import PackageNotFoundError, files

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPENED = pytest.StashKey()
# a browser that asks nobody anything and looks nothing up
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium():
    """Return the path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser(request):
    """The session's browser, as the package playwright drives it."""
    stash = request.config.stash
    if OPENED not in stash:  # a module that imports this fixture has one of its own
        stash[OPENED] = opened(request.config)
    return stash[OPENED]


def opened(config):
    """Return a browser that is open until pytest ends, or skip the test."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        pytest.skip("no browser here: pip install playwright")
    if not chromium():
        pytest.skip("no browser here: install Chromium")
    driver = sync_playwright().start()
    try:
        launched = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
    except Error as error:
        driver.stop()
        reason = error.message.splitlines()[0]
        pytest.skip(f"no browser here: {chromium()} does not start ({reason})")
    config.add_cleanup(driver.stop)
    return launched


@pytest.fixture
def new_page(browser):
    """A function: new_page(width, height) opens an empty page in a profile of its own.

    It returns the page and a list that grows with what goes wrong in it: errors on the
    console, exceptions nobody catches, requests that fail. Further keywords go to
    ``browser.new_context``. The pages are closed after the test.
    """
    contexts = []

    def open_page(width=1280, height=820, **options):
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, **options)
        )
        page = contexts[-1].new_page()
        return page, watched(page)

    yield open_page
    for context in contexts:
        context.close()


def watched(page):
    """Return a list to which a page adds each problem, in words."""
    problems = []

    def on_console(said):
        if said.type == "error":
            problems.append(f"console: {said.text}")

    def on_failure(request):
        problems.append(f"failed: {request.url[:200]} ({request.failure})")

    def on_response(got):
        if got.status >= 400:
            problems.append(f"{got.status}: {got.url[:200]}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(f"exception: {error}"))
    page.on("requestfailed", on_failure)
    page.on("response", on_response)
    return problems


def axe_source():
    """Return the script axe-core, which axe-playwright-python carries, or skip the test."""
    try:
        path = next(
            file for file in files("axe-playwright-python") if file.name == "axe.min.js"
        )
    except (PackageNotFoundError, StopIteration, TypeError):
        pytest.skip("no axe-core here: pip install --no-deps axe-playwright-python")
    return path.locate().read_text(encoding="utf-8")


# Most of axe's time goes to the colors of code, one span a word: one span a color will do
ONE_SPAN_A_COLOR = """
() => {
  const colors = new Set();
  for (const span of document.querySelectorAll("pre span")) {
    const style = getComputedStyle(span);
    const ground = getComputedStyle(span.closest("pre").parentElement).backgroundColor;
    const color = [style.color, style.backgroundColor, style.fontWeight, ground].join(" ");
    if (colors.has(color)) span.replaceWith(...span.childNodes);
    colors.add(color);
  }
}
"""


def barriers(page):
    """Return what axe-core finds serious or critical in a page: rule and element of each."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(axe_source())
    found = page.evaluate("""async () => {
      const found = await axe.run(document, { resultTypes: ["violations"] });
      return found.violations.filter((rule) => ["serious", "critical"].includes(rule.impact))
        .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)}`));
    }""")
    return sorted(found)
