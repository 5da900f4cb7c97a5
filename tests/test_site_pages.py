"""The pages of the browser edition that need no Python: true, whole, and open to everyone.

They are built once for this file, without JupyterLite; what runs is tested in test_site.py.
"""

import html
import re
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from PIL import Image

from browser import pages, parts, search  # notebooks/browser
from editions import students

from chromium import ONE_SPAN_A_COLOR, barriers
from conftest import LESSONS, NOTEBOOKS, tagged

TAG = re.compile(r"<[^>]+>")
SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.S)
LOADED = re.compile(r'<script\b[^>]*\bsrc="([^"]*)"')
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
    """The pages in a folder: .folder, .pages {address: HTML without scripts}, .scripts, .decks, .searched."""
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
        scripts={name: LOADED.findall(text) for name, text in made.items()},
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
                found = found or file.is_file()
                anchor = unquote(parts_of_it.fragment)
                found = found and (not anchor or anchor in names[address])
            if not found:
                lost.append(f"{page}: {link}")
    assert lost == []


def test_every_script_of_a_page_is_there(site):
    of_the_search = set() if site.searched else {"minisearch.js", "index.js"}
    for page, addresses in site.scripts.items():
        assert addresses, page
        for address in addresses:
            file = (site.folder / page).parent / address
            assert file.is_file() or file.name in of_the_search, f"{page}: {address}"


def test_every_picture_has_words_that_stand_for_it(site):
    for page, text in site.pages.items():
        for image in IMAGE.findall(text):
            alt = ALT.search(image)
            assert alt and len(alt[1] or alt[2]) > 40, f"{page}: {image[:200]}"
    assert len(IMAGE.findall(site.pages["pages/figures.html"])) >= 25


def title_of(name):
    """Return the title that is drawn in a figure, as its file holds it."""
    with Image.open(NOTEBOOKS.parent / "figures" / f"{name}.png") as image:
        return " ".join(image.info["Title"].split())


def test_a_figure_can_be_enlarged_and_is_named_in_full(site):
    shown = set()
    for page, text in site.pages.items():
        files = re.findall(r'<img\b[^>]*\bsrc="([./]*figures/[\w-]+\.png)"', text)
        links = dict(re.findall(r'<a href="([./]*figures/[^"]*)">(.*?)</a>', text))
        assert set(files) == set(links), page
        for file, link in links.items():
            name = re.search(r"([\w-]+)\.png", file)[1]
            assert words(link) == f"Enlarge : {title_of(name)}"
            shown.add(name)
    assert len(shown) >= 25
    gallery = site.pages["pages/figures.html"]
    headings = [words(h) for h in re.findall(r"<h2\b.*?</h2>", gallery, re.S)]
    figures = re.findall(r'<img\b[^>]*figures/([\w-]+)\.png"', gallery)
    assert headings == [title_of(name) for name in figures]


def test_the_page_of_figures_says_nothing_twice(site):
    gallery = site.pages["pages/figures.html"]
    for image in IMAGE.findall(gallery):
        assert gallery.count(ALT.search(image)[1][60:] or "-" * 99) == 0


def test_code_and_its_result_are_told_apart_by_ear(site):
    for path in LESSONS:
        text = site.pages[f"pages/{path.stem}.html"]
        shown = text.count('<div class="input_area">')
        assert len(re.findall(r'aria-label="Code( to complete)?"', text)) == shown > 5
        results = text.count('<div class="output_wrapper">')
        assert 0 < text.count(">Result:</p>") <= results


def test_of_a_cell_about_running_only_the_heading_is_read():
    make = nbformat.v4.new_markdown_cell
    cells = [
        make("## Run it\n\nPress Shift + Enter.", metadata={"tags": ["running"]}),
        make("Click on it.", metadata={"tags": ["running"]}),
        make("Each tile is a commitment."),
    ]
    read = pages.to_read(nbformat.v4.new_notebook(cells=cells))
    said = ["## Run it", "Each tile is a commitment."]
    assert [cell.source for cell in read] == said


def test_a_row_of_a_table_is_named_by_its_first_words(site):
    for page, text in site.pages.items():
        assert not re.search(r"<th\b[^>]*></th>", text), page
    lesson = site.pages["pages/03-growth-and-prosperity.html"]
    assert re.search(r'<td [^>]*>20</td>\s*<th scope="row"[^>]*>G1</th>', lesson)
    listed = site.pages["pages/data.html"]
    assert re.search(r'<th scope="row"><a href="#events">events</a></th>', listed)
    assert (
        '<th scope="row"><strong>first: kept'
        in site.pages[f"pages/{LESSONS[6].stem}.html"]
    )


def test_a_table_whose_rows_have_no_name_stays_as_it_is():
    for rows in (
        ["A", "A"],
        ["A", ""],
        ["A", "A sentence that is far too long for a name"],
    ):
        body = "".join(f"<tr><td>{row}</td><td>1</td></tr>" for row in rows)
        table = f"<table><thead></thead><tbody>{body}</tbody></table>"
        assert pages.named(table) == table


def test_the_time_to_wait_is_said_in_the_same_words_everywhere(site):
    wait = "about 15 seconds, on a small computer a minute"
    assert wait in words(site.pages["index.html"])
    assert wait in (NOTEBOOKS / "browser" / "run.js").read_text(encoding="utf-8")
    assert "half a minute" not in "".join(site.pages.values())


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


def test_every_deck_leads_back_to_the_first_page(site, new_page):
    assert len(site.decks) == len(LESSONS)
    for deck in site.decks.values():
        assert 'href="../index.html"' in deck
    page, _ = new_page()
    for width, height in ((1280, 720), (320, 568)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto((site.folder / next(iter(site.decks))).as_uri() + "#/0")
        back = page.locator("section.present nav a", has_text="All lessons").first
        back.wait_for()
        on_top = """(link) => {
          const box = link.getBoundingClientRect();
          return [0.1, 0.5, 0.9].every((part) => link.contains(
            document.elementFromPoint(box.x + part * box.width, box.y + box.height / 2)));
        }"""
        assert back.evaluate(on_top), width  # nothing lies over it


def test_no_deck_of_the_site_carries_the_notes(site):
    for path in LESSONS:
        lesson = nbformat.read(path, 4)
        shown = joined(site.decks[f"slides/{path.stem}.html"])
        stays = joined(
            "".join(
                cell.source
                for cell in lesson.cells
                if "notes" not in cell.metadata.get("tags", [])
            )
        )
        for cell in tagged(lesson, "notes"):
            for line in cell.source.splitlines():
                line = joined(re.sub(r"[*`]|\]\([^)]*\)|\[", "", line))
                if len(line) > 60 and line not in stays:
                    assert line not in shown, f"{path.name}: {cell.id}"


def test_the_first_page_does_not_spoil_the_first_prediction(site, new_page):
    page, problems = new_page(390, 844)
    page.goto((site.folder / "index.html").as_uri())
    picture = page.locator('img[src="figures/00-tiles.png"]')
    assert not picture.is_visible()
    finding = picture.get_attribute("alt").split(". ")[0]
    assert finding not in page.inner_text("main")
    tiles = page.locator(".tiles i")
    assert tiles.count() == len(pages.rows("commitments"))
    assert not page.locator("#told").inner_text()
    page.get_by_label("Your guess").fill("30")
    page.get_by_role("button", name="Look").press("Enter")
    full = sum(r["article_coverage"] == "full" for r in pages.rows("commitments"))
    assert f"carries {full} in full" in page.inner_text("#told")
    assert f"is {30 - full} too high" in page.inner_text("#told")
    assert picture.is_visible()
    assert "Hatched: in part, 8 (" in page.inner_text("details")
    assert "opened as a file" in page.inner_text("#warning")
    page.wait_for_function("() => document.querySelector('img').naturalWidth > 0")
    assert problems == []


def test_no_page_scrolls_sideways_or_shuts_anyone_out(site, new_page):
    """All pages, on a phone and on a projector, light and dark, with everything unfolded."""
    found, looked_at = [], set()
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
        found += [f"{name}: {broken}" for broken in page.evaluate(BROKEN)]
        regions = page.locator("[role=region]").evaluate_all(
            "(all) => all.map((one) => one.ariaLabel)"
        )
        if len(set(regions)) < len(regions):
            found.append(f"{name}: regions of one name")
        page.evaluate(ONE_SPAN_A_COLOR)
        found += [f"{name}: {barrier}" for barrier in barriers(page)]
        colored = set(re.findall(r'<span class="(\w+)"', site.pages[name]))
        if name in like_the_first and colored <= looked_at:
            continue  # the same parts in the same colors
        looked_at |= colored
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {faint}" for faint in page.evaluate(CONTRAST)]
    assert found == []


# words that are broken in a table, and wrapped lines of code that look like new ones
BROKEN = """() => {
  const found = [], range = document.createRange();
  for (const cell of document.querySelectorAll("main :is(td, th)")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      for (const word of node.data.matchAll(/[^\\s\u2013\u3040-\u9fff/-]+/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (tops.size > 1) found.push("broken: " + word[0]);
      }
    }
  }
  for (const line of document.querySelectorAll("pre .line")) {
    range.selectNodeContents(line);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    const below = boxes.filter((box) => box.top > boxes[0].bottom - 2);
    if (below.some((box) => box.left < boxes[0].left + 10)) found.push("not indented: " + line.textContent);
  }
  return found;
}"""


def test_buttons_keep_their_box_in_forced_colors(site, new_page):
    page, _ = new_page(390, 844, forced_colors="active")
    page.goto((site.folder / "index.html").as_uri())
    for button in page.locator("a.run, button").all():
        assert button.evaluate("(a) => getComputedStyle(a).borderTopWidth") != "0px"


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
    opened.wait_for_function("() => document.getElementById('count').textContent")
    said = opened.inner_text("#count")
    like = "with words like" if asked == "detterence" else "for"
    assert re.fullmatch(rf"\d+ places? {like} \u201c{asked}\u201d", said)
    found = [a.get_attribute("href") for a in opened.locator("#results a").all()]
    assert page in found
    again = opened.url
    opened.keyboard.press("Enter")  # to the first place
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
    assert page.inner_text("#count") == "Nothing found for \u201czzzzzz\u201d"
    page.locator("#words").press("Enter")
    assert page.evaluate("document.activeElement.id") == "count"


def test_the_search_offers_the_word_that_was_meant(site, new_page):
    if not site.searched:
        pytest.skip("the search needs npm: install Node.js")
    page, problems = new_page()
    address = (site.folder / "pages" / "search.html").as_uri()
    for slip, meant in (
        ("tarrif", "tariff"),
        ("aliance", "alliance"),
        ("ishba", "ishiba"),
    ):
        page.goto(f"{address}?q={slip}")
        assert page.inner_text("#meant") == f"Did you mean {meant}?"
    page.get_by_role("button", name="ishiba").press("Enter")
    assert re.match(r"\d+ places? for \u201cishiba", page.inner_text("#count"))
    assert not page.inner_text("#meant")
    page.goto(f"{address}?q=deterrence")
    page.locator("#results [lang=ja]").first.wait_for()
    left = page.evaluate(
        "() => [...document.querySelectorAll('#results *')].flatMap((e) => e.lang ? [] :"
        " [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)).join()"
    )
    assert not JAPANESE.search(left)
    assert page.get_by_role("list", name="Places found").count() == 1
    assert problems == []


def test_the_number_of_places_is_not_said_at_every_letter(site, new_page):
    if not site.searched:
        pytest.skip("the search needs npm: install Node.js")
    page, _ = new_page()
    page.goto((site.folder / "pages" / "search.html").as_uri())
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(document.getElementById("count").textContent))
           .observe(document.getElementById("count"), { childList: true }); }"""
    )
    page.locator("#words").press_sequentially("quad", delay=5)
    page.wait_for_function("() => said.length")
    assert len(page.evaluate("said")) == 1


def test_the_notice_names_what_the_site_carries(site):
    said = words(site.pages["pages/notice.html"])
    assert "CC BY 4.0" in said or "Creative Commons Attribution 4.0" in said
    assert "outlines.geojson" in said and "reveal.js" in said
    texts = (site.folder / "LICENSES.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in texts
    assert (NOTEBOOKS / "browser" / "NOTICE-python.txt").exists()
