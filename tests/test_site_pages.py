"""The pages of the browser edition that need no Python: true, whole, and open to everyone.

They are built once for this file, without JupyterLite; what runs is tested in test_site.py.
"""

import html
import re
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

from browser import pages, parts, search  # notebooks/browser
from editions import students

from chromium import barriers
from conftest import LESSONS, NOTEBOOKS, tagged

TAG = re.compile(r"<[^>]+>")
SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.S)
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
NAMED = re.compile(r'\bid="([^"]+)"')
IMAGE = re.compile(r"<img\b[^>]*>")
ALT = re.compile(r"""\balt=(?:"([^"]*)"|'([^']*)')""")
HEADING = re.compile(r"<h([1-6])\b")
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
MARKED = re.compile(r'<(\w+)\b[^>]*\blang="ja"[^>]*>.*?</\1>', re.S)
# of students.zip, as the lessons that run find it
FILES, APP = "lite/files/", "lite/notebooks/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages in a folder: .folder, .pages {address: HTML without scripts}, .decks, .searched."""
    folder = tmp_path_factory.mktemp("site")
    made = pages.write(folder)
    try:
        search.write(folder, made)
        searched = True
    except parts.BuildError:  # no npm here, or no network
        searched = False
    decks = {f"slides/{path.name}": path for path in folder.glob("slides/*.html")}
    return SimpleNamespace(
        folder=folder,
        pages={name: SCRIPT.sub("", text) for name, text in made.items()},
        decks={
            name: SCRIPT.sub("", path.read_text(encoding="utf-8"))
            for name, path in decks.items()
        },
        searched=searched,
    )


@pytest.fixture(scope="module")
def carried():
    return set(students.files())


def words(text):
    """Return the words of HTML, with one space between."""
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def joined(text):
    """Return a text without its spaces, so that colors of code make no difference."""
    return "".join(html.unescape(TAG.sub("", text)).split())


def test_every_lesson_has_a_page_and_slides_and_is_on_the_first_page(site):
    first = site.pages["index.html"]
    for path in LESSONS:
        for address in (f"pages/{path.stem}.html", f"slides/{path.stem}.html"):
            assert (site.folder / address).exists()
            assert f'href="{address}"' in first
        assert f'href="{APP}?path=notebooks/mine/{path.name}"' in first
    minutes = [re.search(r"^Time: (\d+) minutes", _source(p), re.M)[1] for p in LESSONS]
    assert re.findall(r"<span>(\d+) minutes</span>", first) == minutes


def _source(path):
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells)


def test_every_link_and_picture_leads_somewhere(site, carried):
    everything = {**site.pages, **site.decks}
    names = {name: set(NAMED.findall(text)) for name, text in everything.items()}
    lost = []
    for page, text in everything.items():
        for link in map(html.unescape, LINK.findall(text)):
            parts_of_it = urlsplit(link)
            if parts_of_it.scheme or link.startswith("#/"):  # #/2 is a slide
                continue
            file = site.folder / page
            if parts_of_it.path:
                file = (file.parent / unquote(parts_of_it.path)).resolve()
            address = file.relative_to(site.folder.resolve()).as_posix()
            if address.startswith(FILES):
                found = address.removeprefix(FILES) in carried
            elif address == APP:
                found = parts_of_it.query.removeprefix("path=") in carried
            else:
                found = address in ("students.zip", "lite/tree/index.html")
                found = found or address in ("minisearch.js", "index.js", "site.js")
                found = found or file.is_file()
                anchor = unquote(parts_of_it.fragment)
                found = found and (not anchor or anchor in names[address])
            if not found:
                lost.append(f"{page}: {link}")
    assert lost == []


def test_every_picture_has_words_that_stand_for_it(site):
    for page, text in site.pages.items():
        for image in IMAGE.findall(text):
            alt = ALT.search(image)
            assert alt and len(alt[1] or alt[2]) > 40, f"{page}: {image[:200]}"
    assert len(IMAGE.findall(site.pages["pages/figures.html"])) >= 25


def test_a_chart_that_a_cell_draws_is_shown_with_its_words(site):
    shown = site.pages["pages/01-summit-context.html"]
    assert re.search(r"<img alt='Horizontal bars[^>]*src=\"data:image/png", shown)
    assert "In words." not in shown


def test_no_solution_note_or_feedback_stands_on_a_page(site):
    everything = "".join(joined(text) for text in site.pages.values())
    for path in LESSONS:
        lesson = nbformat.read(path, 4)
        stays = "".join(
            "".join(cell.source.split())
            for cell in lesson.cells
            if not {"solution", "notes"} & set(cell.metadata.get("tags", []))
        )
        for cell in tagged(lesson, "solution"):
            for line in cell.source.splitlines():
                line = "".join(line.split())
                if "answer=" in line and line not in stays:
                    assert line not in everything, f"{path.name}: {cell.id}"
        for cell in tagged(lesson, "notes"):
            for line in cell.source.splitlines():
                line = joined(re.sub(r"[*`]|\]\([^)]*\)|\[", "", line))
                if len(line) > 60 and line not in stays:
                    assert line not in everything, f"{path.name}: {cell.id}"
    for said in ("Fortheinstructor", "Yourguess.Nonerecorded", "instructor'scopy"):
        assert said not in everything
    for text in site.pages.values():
        assert not re.search(r'<p role="status"><strong>', text)  # what a check says


def test_the_stub_of_every_exercise_is_shown_as_it_stands(site):
    for path in LESSONS:
        shown = joined(site.pages[f"pages/{path.stem}.html"])
        for cell in tagged(nbformat.read(path, 4), "exercise"):
            assert "".join(cell.source.split()) in shown, f"{path.name}: {cell.id}"


def test_folded_answers_of_check_yourself_stay(site):
    for path in LESSONS:
        lesson = nbformat.read(path, 4)
        folded = sum(
            cell.source.count("<details")
            for cell in lesson.cells
            if cell.cell_type == "markdown"
            and not {"notes", "setup"} & set(cell.metadata.get("tags", []))
        )
        shown = site.pages[f"pages/{path.stem}.html"]
        assert shown.count("<details") == folded + 1  # the contents of the page
        assert len(re.findall(r"<details\b[^>]*\bopen", shown)) == 1


def test_a_reading_page_says_what_it_is_and_how_to_run_it(site):
    for path in LESSONS:
        page = site.pages[f"pages/{path.stem}.html"]
        above = page[: page.index("<h2")]
        assert "nothing on it runs" in words(above)
        assert f'href="../{APP}?path=notebooks/mine/{path.name}"' in above
        assert "Is this computer ready?" not in page


def test_headings_are_in_order(site):
    for page, text in site.pages.items():
        levels = [int(level) for level in HEADING.findall(text)]
        assert levels[0] == 1 and levels.count(1) == 1, page
        for before, after in zip(levels, levels[1:]):
            assert after <= before + 1, page


def test_japanese_is_marked(site):
    for page, text in site.pages.items():
        text = text[text.index("<main") :]
        text = MARKED.sub("", re.sub(r"<(code|pre)\b.*?</\1>", "", text, flags=re.S))
        found = JAPANESE.search(TAG.sub("", text))
        assert not found, f"{page}: {text[found.start() - 40 :][:80]}"


def test_every_deck_leads_back_to_the_first_page(site):
    assert len(site.decks) == len(LESSONS)
    for deck in site.decks.values():
        assert 'href="../index.html"' in deck


def test_the_first_page_does_not_spoil_the_first_prediction(site, new_page):
    page, problems = new_page(390, 844)
    page.goto((site.folder / "index.html").as_uri())
    picture = page.locator('img[src="figures/00-tiles.png"]')
    assert not picture.is_visible()
    finding = picture.get_attribute("alt").split(". ")[0]
    assert finding not in page.inner_text("main")
    tiles = page.locator(".tiles i")
    assert tiles.count() == len(pages.rows("commitments"))
    page.locator("summary").click()
    assert picture.is_visible()
    page.wait_for_function("() => document.querySelector('img').naturalWidth > 0")
    assert problems == []


def test_no_page_scrolls_sideways_or_shuts_anyone_out(site, new_page):
    """All pages, on a phone and on a projector, light and dark, with everything unfolded."""
    found = []
    like_the_first = {f"pages/{path.stem}.html" for path in LESSONS[1:]}
    page, _ = new_page(390, 844)  # axe asks for look.css, which a file:// page refuses
    for name in site.pages:
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="light")
        page.goto((site.folder / name).as_uri())
        page.evaluate(
            """() => { document.querySelectorAll("details").forEach((d) => { d.open = true; });
               document.querySelectorAll("img").forEach((i) => { i.loading = "eager"; }); }"""
        )
        wide = "() => document.documentElement.scrollWidth - innerWidth"
        for width in (1920, 390):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate(wide) > 0:
                found.append(f"{name} scrolls sideways at {width} px")
        found += [f"{name}: {barrier}" for barrier in barriers(page)]
        if name in like_the_first:  # the same parts in the same colors
            continue
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {faint}" for faint in page.evaluate(CONTRAST)]
    assert found == []


CONTRAST = """async () => {
  const found = await axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => node.html.slice(0, 160)));
}"""


@pytest.mark.parametrize(
    "asked, page",
    [
        ("deterrence", "glossary.html#extended-deterrence"),
        ("\u6291\u6b62", "glossary.html#extended-deterrence"),  # the end of a word
        ("detterence", "glossary.html#extended-deterrence"),
        ("Senkaku", "glossary.html#Senkaku-Islands"),
    ],
)
def test_the_search_finds_by_keyboard_and_without_a_server(site, new_page, asked, page):
    if not site.searched:
        pytest.skip("the search needs npm: install Node.js")
    opened, problems = new_page(390, 844)
    opened.goto((site.folder / "pages" / "search.html").as_uri())
    opened.wait_for_function("() => document.activeElement.id === 'words'")
    opened.keyboard.insert_text(asked)
    assert re.fullmatch(r"\d+ places?", opened.inner_text("#count"))
    found = [a.get_attribute("href") for a in opened.locator("#results a").all()]
    assert page in found
    again = opened.url
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/pages/{found[0]}")
    opened.goto(again)  # an address with ?q= can be kept and sent
    assert opened.locator("#results a").count() == len(found)
    assert opened.get_attribute("#count", "role") == "status"
    assert problems == []


def test_the_search_says_that_it_found_nothing(site, new_page):
    if not site.searched:
        pytest.skip("the search needs npm: install Node.js")
    page, _ = new_page()
    page.goto((site.folder / "pages" / "search.html").as_uri() + "?q=zzzzzz")
    assert page.inner_text("#count") == "Nothing found"


def test_the_notice_names_what_the_site_carries(site):
    said = words(site.pages["pages/notice.html"])
    assert "CC BY 4.0" in said or "Creative Commons Attribution 4.0" in said
    assert "outlines.geojson" in said and "reveal.js" in said
    texts = (site.folder / "LICENSES.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in texts
    assert (NOTEBOOKS / "browser" / "NOTICE-python.txt").exists()
