"""The handout as it is printed: on A4 and on Letter, with the browser's own settings, without backgrounds.

Chromium says on which page each element stands: an element that a link of the page leads to
becomes a destination in the PDF, and the PDF names the page of each.
"""

import re
import zlib

import nbformat
import pytest
from bs4 import BeautifulSoup

from editions import answers, lessons, paper, paper_tables

from conftest import LESSONS

SIZES = {"A4": 794, "Letter": 816}  # the width of the sheet in CSS pixels
MARGINS = 2 * 64  # of @page, 17 mm each
MOST_PAGES = 18
# gives every element that a rule speaks of a name, and a link without words that leads to it
NAME_THEM = """
() => {
  const links = document.createElement("div");
  links.style.cssText = "position: absolute; top: 0; height: 0; overflow: hidden";
  let n = 0;
  const named = (element) => {
    if (!element.id || !element.id.startsWith("at-")) {
      element.id = `at-${n++}`;
      const link = document.createElement("a");
      link.href = `#${element.id}`;
      links.append(link);
    }
    return element.id;
  };
  const ends = (list) => [named(list[0]), named(list[list.length - 1])];
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const found = {
    figures: all(".jp-OutputArea-child:has(img)").map((output) =>
      ends(all("img, p", output).filter((one) => one.tagName === "IMG" || one.textContent))),
    tables: all("table").map((table) => all("tbody tr", table)).filter(
      (rows) => rows.length && rows.length < 10).map(ends),
    rooms: all(".room:not(.sketch)").map((room) => all(".line", room)).filter(
      (lines) => lines.length < 20).map(ends),
    answered: all("li:has(> .room)").map((item) => [named(item), named(item.querySelector(".line"))]),
    guess: named(document.querySelector(".guess .room")),
    after: named(document.querySelector(".guess").nextElementSibling.querySelector("h2, h3, p, pre")),
    questions: {},
    told: [],
  };
  const place = all("main *");
  for (const cell of all(".question")) {
    const number = cell.querySelector("h3").textContent.match(/[0-9]+[.][0-9]+/)[0];
    const heading = cell.querySelector("h3");
    found.questions[number] = [named(heading), place.indexOf(heading)];
  }
  for (const one of all("main :is(p, li, td, pre, img, h2, h3)")) {
    const text = one.tagName === "IMG" ? one.alt : one.textContent;
    if (!one.closest(".question")) found.told.push([named(one), place.indexOf(one), text]);
  }
  document.body.append(links);
  return found;
}
"""


@pytest.fixture(scope="module")
def handouts():
    """The handout of every lesson: {path of the lesson: text}."""
    return {
        path: paper.handout(lessons.plain(lessons.read(path)), path.stem)
        for path in LESSONS
    }


@pytest.fixture(scope="module")
def printed(browser, handouts):
    """A function: printed(path of a lesson, size of paper) returns what Chromium's PDF says of it."""
    known = {}
    page = browser.new_page()

    def ask(path, size):
        if (path, size) not in known:
            page.set_content(handouts[path])
            found = page.evaluate(NAME_THEM)
            pdf = page.pdf(format=size)
            found["pages"], found["page of"] = pages_of(pdf)
            known[path, size] = found
        return known[path, size]

    yield ask
    page.close()


def pages_of(pdf):
    """Return how many pages a PDF of Chromium has, and {name of a destination: number of its page}."""
    pages = re.findall(rb"\n(\d+) 0 obj\n<</Type /Page\n", pdf)
    order = {name: n for n, name in enumerate(sorted(pages, key=int), 1)}
    found = re.findall(rb"/(at-\d+) \[(\d+) 0 R /XYZ", pdf)
    return len(pages), {name.decode(): order[page] for name, page in found}


@pytest.fixture(params=SIZES)
def sheet(request, printed, lesson):
    found = printed(lesson.path, request.param)
    found["size"] = request.param
    return found


@pytest.fixture(scope="module")
def screen(browser):
    page = browser.new_page(viewport={"width": SIZES["A4"] - MARGINS, "height": 900})
    yield page
    page.close()


@pytest.fixture
def opened(screen, handouts, lesson):
    """The handout of a lesson in an open page, as it is laid out for print."""
    screen.emulate_media(media="print", forced_colors="none")
    screen.set_content(handouts[lesson.path])
    return screen


def test_every_element_has_its_page(sheet):
    """Otherwise the tests below would compare nothing with nothing."""
    assert 5 <= sheet["pages"] <= MOST_PAGES
    assert len(sheet["page of"]) > 100 and max(sheet["page of"].values()) > 4


@pytest.mark.parametrize("kind", ["figures", "tables", "rooms", "answered"])
def test_what_belongs_together_stands_on_one_page(sheet, kind):
    parted = [
        (start, end)
        for start, end in sheet[kind]
        if sheet["page of"][start] != sheet["page of"][end]
    ]
    assert sheet[kind] and not parted, f"{kind} in two parts: {parted}"


def test_a_guess_has_one_place(opened):
    assert opened.locator(".guess").count() == 1
    assert opened.locator(".page-ends").first.get_attribute("class").count("guess")


def test_a_prediction_stands_before_the_page_on_which_the_evidence_begins(sheet):
    assert sheet["page of"][sheet["guess"]] < sheet["page of"][sheet["after"]]


def right_answer(number):
    """Return patterns of which a text that tells the answer to an exercise has all, or [] where none can."""
    exercise = paper_tables.known(number)
    if not exercise.expected:
        return []
    right = exercise.expected()
    if isinstance(right, (set, frozenset)):
        return [rf"\b{one}\b" for one in right]
    if isinstance(right, str):
        return [re.escape(right)]
    if hasattr(right, "data"):
        lengths = [value for value in right.data.to_numpy().ravel() if value == value]
        return [rf"\b{value:g}\b" for value in lengths] if len(lengths) < 10 else []
    if right == int(right) and right < 13:
        return []  # stands everywhere
    digits = 0 if right == int(right) else 1
    return [rf"(?<![\w.]){abs(right):.{digits}f}(?![\w]|\.[0-9])"]


def test_no_answer_stands_below_its_question_on_one_page(sheet):
    for number, (heading, place) in sheet["questions"].items():
        wanted, page = right_answer(number), sheet["page of"][heading]
        for name, where, text in sheet["told"] if wanted else ():
            below = where > place and sheet["page of"].get(name) == page
            told = all(re.search(one, text) for one in wanted)
            assert not (below and told), f"{number} is told: {text[:200]}"


def test_our_codes_stand_on_another_page_than_the_coding(printed):
    for size in SIZES:
        sheet = printed(LESSONS[6], size)
        ours = [
            name
            for name, _, text in sheet["told"]
            if text.startswith("Of 47 commitments")
        ]
        page = sheet["page of"][sheet["questions"]["6.1"][0]]
        assert ours and all(sheet["page of"][name] > page for name in ours)


def test_lines_are_borders_and_stand_in_forced_colors(opened):
    for forced in ("none", "active"):
        opened.emulate_media(media="print", forced_colors=forced)
        drawn = opened.evaluate("""() => [...document.querySelectorAll(".line, .sketch")].map((one) => {
          const style = getComputedStyle(one), line = style.borderBottomWidth;
          return [style.borderBottomStyle, parseFloat(line) >= 0.5,
                  style.borderBottomColor !== getComputedStyle(document.body).backgroundColor,
                  style.backgroundImage, one.getAttribute("role"), one.getBoundingClientRect().height >= 20];
        })""")
        assert len(drawn) > 12
        assert {tuple(one) for one in drawn} == {
            ("solid", True, True, "none", None, True)
        }


def strokes(pdf):
    """Return how many lines and rectangles a PDF draws: its streams are packed by zlib."""
    drawn = 0
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        drawn += len(re.findall(rb"\bre\n|\bl\n", text)) if b"\nBT\n" in text else 0
    return drawn


def test_lines_are_in_what_chromium_prints(browser, handouts):
    """By default a browser prints no backgrounds; so the lines must be no background."""
    page = browser.new_page()
    page.set_content(handouts[LESSONS[1]])
    lines = page.locator(".line").count()
    with_lines = strokes(page.pdf(format="A4", print_background=False))
    page.add_style_tag(content=".line { border-color: transparent !important; }")
    without = strokes(page.pdf(format="A4", print_background=False))
    page.close()
    assert with_lines >= without + lines > lines


def test_each_sheet_has_a_name_line_and_numbered_pages(opened):
    assert opened.locator(".name .line").count() == 2
    assert opened.locator(".name").inner_text().split() == ["Name:", "Date:"]
    rules = opened.evaluate("""() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.type === CSSRule.PAGE_RULE).map((rule) => rule.cssText).join(" ")""")
    styles = opened.evaluate(
        "[...document.querySelectorAll('style')].map((one) => one.textContent).join('')"
    )
    assert "@bottom-right" in rules + styles and "counter(pages)" in rules + styles


def test_nothing_is_wider_than_the_sheet(opened):
    """Chromium would print everything smaller."""
    wide = opened.evaluate("""() => [...document.querySelectorAll("main *")].filter(
      (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    ).map((one) => one.outerHTML.slice(0, 120))""")
    assert not wide


SCREEN = re.compile(
    r"(?<!empty )(?<!from )\bcells?\b(?! of the table| from cell)|\bclick|\b(?:shift|ctrl) ?\+"
    r"|\bpress (?:enter|shift|ctrl)|\brun (?:it|this|the|each)\b|\bslider\b|\bscroll|\bJupyterLab\b"
    r"|\bgray line\b|\bThe check (?:looks|compares|sees)|summit\.(?:check|hint)\(",
    re.I,
)


def test_no_word_speaks_of_a_screen(opened):
    opened.evaluate(
        "document.querySelectorAll('svg, style').forEach((one) => one.remove())"
    )
    said = " ".join(opened.locator("main").inner_text().split())
    said = said.replace("takes two cells of the table", "")
    found = [
        said[max(0, one.start() - 60) : one.end() + 30] for one in SCREEN.finditer(said)
    ]
    assert not found, found


def test_no_folded_answer_is_printed(lesson, handouts):
    text = re.sub(r"<[^>]*>|\s", "", handouts[lesson.path])
    folded = 0
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and "notes" not in cell.metadata.get(
            "tags", []
        ):
            for answer in re.findall(
                r"</summary>(.{40,}?)</details>", cell.source, re.S
            ):
                folded += 1
                assert re.sub(r"<[^>]*>|[\s*`]", "", answer)[:40] not in text
    assert folded > 1


ROOM = """
(question) => {
  const label = (words) => [...question.querySelectorAll(".room")].filter(
    (room) => room.textContent.startsWith(words));
  const lines = (words) => label(words).flatMap((room) => [...room.querySelectorAll(".line")]).length;
  const sketch = question.querySelector(".sketch");
  return {
    number: question.querySelector("h3").textContent.match(/[0-9]+[.][0-9]+/)[0],
    code: lines("Your code"), value: lines("The answer"), list: lines("The list"),
    sentence: lines("In a sentence"), text: lines("Your text"),
    items: question.querySelectorAll(".items .line").length,
    chart: sketch ? sketch.getBoundingClientRect().height : 0,
    tables: question.querySelectorAll(".from, table").length,
  };
}
"""


def test_there_is_room_by_need_and_what_the_question_asks(opened, lesson):
    """A number has one line, a sentence three, a brief most of a page; a count has the table it counts."""
    wanted = {"value": (1, 1), "list": (2, 3), "sentence": (3, 3), "text": (20, 30)}
    solutions = {
        cell.metadata.exercise: cell.source
        for cell in lesson.cells
        if "solution" in cell.metadata.get("tags", [])
    }
    seen = 0
    for question in opened.locator(".question").all():
        found = question.evaluate(ROOM)
        number, solution = found["number"], solutions[found["number"]]
        exercise = paper_tables.known(number)
        kinds = {base.__name__ for base in type(exercise.read).__mro__}
        if "Charts" in kinds:
            assert found["chart"] > 150, number
        elif kinds & {"Number", "Phrase"}:
            assert found["value"] == 1, number
        elif "Identifiers" in kinds:
            assert found["list"] == 2, number
        elif number == "6.1":
            assert found["items"] == 10
        elif number == "6.5":
            assert 20 <= found["text"] <= 30
        else:
            assert found["sentence"] == 3, number
        if exercise.expected:
            assert found["code"] == solution.count("\n") - 1, number
            assert found["tables"], f"{number}: there is no table to answer it from"
        assert not [
            kind for kind, (least, most) in wanted.items() if found[kind] > most
        ]
        seen += 1
    assert seen == len(solutions)


def rows_under(text, number):
    """Return what the tables under an exercise hold, as dictionaries."""
    cells = BeautifulSoup(text, "html.parser").select(".question")
    under = next(one for one in cells if f"Your turn {number}" in one.h3.get_text())
    rows = []
    for table in under("table"):
        heads = [head.get_text() for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            rows.append(dict(zip(heads, (cell.get_text() for cell in row("td")))))
    return rows


def sentence_of_p10(rows):
    (wanted,) = {row["sentence"] for row in rows if row["commitment_id"] == "P10"}
    return len({row["commitment_id"] for row in rows if row["sentence"] == wanted})


def percent(rows, condition):
    return 100 * sum(map(condition, rows)) / len(rows)


BY_HAND = {
    "0.3": sentence_of_p10,
    "0.5": lambda rows: sum(int(row["sentence"]) < 18 for row in rows),
    "1.1": lambda rows: sum(row["date"] > "2025-02-07" for row in rows),
    "1.2": lambda rows: percent(
        [row for row in rows if row["pillar"] == "peace"],
        lambda row: row["article_coverage"] != "absent",
    ),
    "1.3": lambda rows: {
        row["commitment_id"]
        for row in rows
        if row["strength"] == "acts" and row["article_coverage"] == "absent"
    },
    "2.1": lambda rows: sum(row["actor"] != "both" for row in rows),
    "3.1": lambda rows: 100 * float(rows[0]["JPN"]) / float(rows[0]["WLD"]),
    "4.1": lambda rows: sum(
        row["kind"] == "place" and row["in_article"] == "True" for row in rows
    ),
    "4.2": lambda rows: {
        row["commitment_id"] for row in rows if row["entity_id"] == "dprk"
    },
    "5.1": lambda rows: sum(row["AUS"] == row["USA"] == "1" for row in rows),
    "6.2": lambda rows: percent(
        [row for row in rows if row["article_coverage"] == "absent"],
        lambda row: row["step"] == "True",
    ),
}


@pytest.mark.parametrize("number", BY_HAND)
def test_an_exercise_can_be_worked_out_from_what_is_printed_under_it(handouts, number):
    rows = rows_under(handouts[LESSONS[int(number[0])]], number)
    right = paper_tables.known(number).expected()
    found = BY_HAND[number](rows)
    assert found == (
        right if isinstance(found, set) else pytest.approx(right, abs=0.01)
    )


def test_a_table_that_would_be_the_answer_stands_among_others(handouts):
    assert len(rows_under(handouts[LESSONS[0]], "0.2")) > 4


def test_columns_that_are_the_students_are_empty(handouts):
    row = re.search(
        r"<th[^>]*>P4</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>",
        handouts[LESSONS[6]],
    )
    assert row[1] == "" and row[2] == "restated"


def test_links_lead_to_the_pages_beside(handouts):
    links = set()
    for text in handouts.values():
        links |= set(re.findall(r'href="([0-9]{2}-[^"]*)"', text))
    assert links == {f"{path.stem}.handout.html" for path in LESSONS} & links and links


def test_a_lesson_that_stops_still_has_its_handout():
    """A teacher's own line may be wrong: then no table is printed, and the question stands."""
    broken = lessons.read(LESSONS[1])
    for cell in broken.cells:
        cell.source = cell.source.replace(
            'summit.load("events")', 'summit.load("gone")'
        )
    text = paper.handout(broken, "broken")
    assert "Your turn 1.1" in text and "From <code>events" not in text


def test_a_lesson_of_ones_own_has_its_handout(tmp_path):
    """Stubs without a question above them, code that is none, a guess under a heading of its own."""
    code, text = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    stub = 'answer = ...\nsummit.check("1.9{}", answer)'
    mine = {"tags": ["yours"]}
    own = nbformat.v4.new_notebook(
        cells=[
            code("%matplotlib inline\nimport summit"),
            text("## 予想"),
            code("my_guess = ...", metadata=mine),
            code(stub.format(1)),
            code(stub.format(2)),
            code("x = 1 +"),
            code('# Solution 1.91\nanswer = 1 / 0\nsummit.check("1.91", answer)'),
            text("## 質問\n\nどう思いますか。", metadata={"minutes_given": 3}),
        ]
    )
    path = tmp_path / "07-own.ipynb"
    nbformat.write(own, path)
    text = paper.handout(lessons.plain(lessons.read(path)), path.stem)
    page = BeautifulSoup(text, "html.parser")
    assert len(page.select(".question .room")) == 2
    assert len(page.select(".room")) == 4 and len(page.select(".guess.page-ends")) == 1


def test_lines_that_read_or_write_files_are_left_alone(tmp_path):
    desk, file = paper_tables.Desk(), tmp_path / "made"
    lines = [
        "import pandas as pd",
        f"file = open({str(file)!r}, 'w')",
        "table = pd.DataFrame({'a': [1]})",
        f"wrote = table.to_csv({str(file)!r})",
        "web = pd.read_csv('https://example.org/x.csv')",
        "typed = input()",
    ]
    desk.learn(nbformat.v4.new_code_cell("\n".join(lines)))
    assert set(desk.names) - {"__builtins__"} == {"pd", "table"}
    assert not file.exists()


def test_the_answer_key_has_numbered_pages_and_no_room():
    path = LESSONS[0]
    text = answers.answers(lessons.plain(lessons.read(path)), path.stem)
    assert "counter(pages)" in text and 'class="room' not in text
    assert 'class="name"' not in text
