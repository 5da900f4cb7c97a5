"""The slides: composed from a lesson's own structure, and looked at slide by slide in Chromium.

A slide has one question, its evidence and its finding; what is said stands in its notes.
"""

import html
import re
from importlib.metadata import PackageNotFoundError

import nbformat
import pytest

from editions import lessons, slides
from editions import sentences as text
from editions.outline import outline

from chromium import watched
from conftest import LESSONS

MOST_SLIDES, MOST_WORDS = 26, 45
SIZES = [(1280, 720), (1920, 1080)]
text_cell, code_cell = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell


def read(path):
    return lessons.plain(lessons.read(path))


@pytest.fixture(scope="module")
def composed():
    """The slides of every lesson: {name of the lesson: sections}."""
    return {path.stem: outline(read(path)) for path in LESSONS}


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """The decks of all lessons as files: {name of the lesson: path}."""
    folder = tmp_path_factory.mktemp("decks")
    found = {}
    for path in LESSONS:
        found[path.stem] = folder / f"{path.stem}.slides.html"
        made = slides.slides(read(path), path.stem)
        found[path.stem].write_text(made, encoding="utf-8")
    return found


def slides_of(sections):
    return [slide for section in sections for slide in section.slides]


def place(name, number, slide):
    return f"{name}, slide {number} ({slide.title[:50]!r}, cell {slide.cell})"


def numbered(composed, name):
    for number, slide in enumerate(slides_of(composed[name]), 1):
        yield place(name, number, slide), slide


# --- what is on them ------------------------------------------------------------------


@pytest.mark.style
def test_a_lesson_has_few_slides(composed, lesson):
    count = len(slides_of(composed[lesson.path.stem]))
    assert count <= MOST_SLIDES, (
        f"{lesson.path.name} makes {count} slides. Choose the slide type Skip for a code "
        "cell that a lecture does without, or for a text that is only said."
    )


@pytest.mark.style
def test_a_figure_has_its_question_and_its_finding(composed, lesson):
    for where, slide in numbered(composed, lesson.path.stem):
        if slide.kind == "figure":
            assert text.is_question(slide.title), f"{where}: ask before the figure."
            assert slide.finding, f"{where}: say after the figure what it shows."
            assert not text.points_elsewhere(slide.title + slide.finding), where


def test_every_figure_of_a_lesson_is_on_a_slide_with_its_words(composed, lesson):
    wanted = [
        output.data["text/markdown"]
        for cell in lesson.cells
        for output in cell.get("outputs", [])
        if "![" in output.get("data", {}).get("text/markdown", "")
    ]
    shown = "".join(
        output.get("data", {}).get("text/markdown", "")
        for slide in slides_of(composed[lesson.path.stem])
        for output in slide.outputs
    )
    for markdown in wanted:
        assert markdown.split("\n\n")[0] in shown


def test_every_exercise_is_on_a_slide_with_what_it_asks(composed, lesson):
    asked = [
        cell.metadata.exercise
        for cell in lesson.cells
        if "exercise" in cell.metadata.get("tags", [])
    ]
    found = {
        slide.number: slide
        for slide in slides_of(composed[lesson.path.stem])
        if slide.kind == "exercise"
    }
    assert sorted(found) == sorted(asked)
    for number, slide in found.items():
        assert number in slide.title and slide.body, f"{number} asks nothing"


def test_no_slide_points_to_what_is_not_on_it(composed, lesson):
    for where, slide in numbered(composed, lesson.path.stem):
        parts = [slide.finding, *map(str, slide.body)]
        if slide.outputs:
            parts.append(slide.title)
        for part in parts:
            for sentence in text.sentences(part):
                assert not text.points_elsewhere(sentence), f"{where}: {sentence}"


def test_the_time_of_the_slides_is_the_time_of_the_lesson(composed, lesson):
    """The minutes are those that documents.py writes into the first note."""
    notes = "\n".join(cell.source for cell in lesson.cells)
    minutes = re.search(r"^Minutes: (.+)\.$", notes, re.M)[1]
    told = sum(map(int, re.findall(r" ([0-9]+)(?:,|$)", minutes)))
    seconds = sum(slide.seconds for slide in slides_of(composed[lesson.path.stem]))
    unseen = [s for s in composed[lesson.path.stem] if s.title and not s.minutes]
    assert not unseen, f"no minutes for {[section.title for section in unseen]}"
    assert told * 60 - 120 <= seconds <= told * 60 + 60


def test_every_note_is_on_a_slide(composed, lesson):
    told = "\n".join(
        note for slide in slides_of(composed[lesson.path.stem]) for note in slide.notes
    )
    for cell in lesson.cells:
        if "notes" in cell.metadata.get("tags", []):
            note = lessons.NOTES.sub(r"\1", cell.source)
            for paragraph in note.strip().split("\n\n"):
                assert paragraph.startswith("Minutes: ") or paragraph in told, paragraph


def bare(markdown):
    """Return the letters of Markdown, without signs, blanks and citations."""
    said = [text.without_citations(one)[0] for one in text.sentences(markdown)]
    return re.sub(r"\W", "", text.plain(" ".join(said)))


def test_what_is_not_shown_is_said(composed, lesson):
    """No paragraph is lost: what carries it is on a slide, or it is in the notes of one."""
    parts = [
        part
        for slide in slides_of(composed[lesson.path.stem])
        for part in [*slide.say, slide.title, *map(str, slide.body), slide.finding]
    ]
    said = "".join(bare(part) for part in parts)
    hidden = {"setup", "instructor", "notes", "yours"}
    for cell in lesson.cells:
        if cell.cell_type != "markdown" or hidden & set(cell.metadata.get("tags", [])):
            continue
        for block in re.split(
            r"\n\n+", re.sub(r"<details.*?</details>", "", cell.source, flags=re.S)
        ):
            if re.match(r"[#|`*<-]|[0-9]+[.]|---", block.strip()) or not block.strip():
                continue
            for sentence in text.sentences(block):
                short = bare(sentence)
                assert short[:40] in said or short[8:40] in said, (cell.id, sentence)


# --- a teacher's own cells ------------------------------------------------------------


def composed_of(*cells):
    """Return the slides of a lesson of these cells, as a teacher's file may be."""
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    return slides_of(outline(lessons.student.completed(notebook)))


def test_a_text_of_ones_own_without_anything_is_a_slide():
    (slide,) = composed_of(text_cell("My own words."))
    assert (slide.kind, slide.body) == ("text", ["My own words."])


def test_a_long_text_is_cut_at_the_end_of_a_sentence_and_the_rest_is_said():
    long = " ".join(
        f"This is sentence number {n} of a text that goes on." for n in range(20)
    )
    (slide,) = composed_of(text_cell(f"## Mine\n\n{long}"))
    assert slide.title == "Mine" and slide.count() <= MOST_WORDS
    assert slide.body[0].endswith(".") and slide.body[0] in long and slide.say == [long]


def test_one_sentence_that_is_too_long_is_cut_at_a_pause():
    long = (
        "A sentence that is long, " + "and goes on and on with words that follow, " * 9
    )
    (slide,) = composed_of(text_cell(long + "to its end."))
    assert 3 < slide.count() <= MOST_WORDS and slide.say


def test_code_of_ones_own_is_shown_with_what_it_gave():
    cell = code_cell(
        "6 * 7",
        outputs=[nbformat.v4.new_output("execute_result", data={"text/plain": "42"})],
    )
    (slide,) = composed_of(text_cell("What is six times seven?"), cell)
    assert (slide.kind, slide.code, slide.title) == (
        "value",
        "6 * 7",
        "What is six times seven?",
    )
    (bare,) = composed_of(code_cell("6 * 7"))
    assert bare.code == "6 * 7"


def test_two_pictures_need_no_words_around_them():
    picture = {"text/markdown": "![A dot.](../figures/01-timeline.png)"}
    shown = [nbformat.v4.new_output("display_data", data=picture)]
    one, two = code_cell("show()", outputs=shown), code_cell("show()", outputs=shown)
    made = composed_of(text_cell("# 1. A title"), one, two)
    assert [slide.kind for slide in made] == ["title", "figure", "figure"]


def test_the_finding_is_the_first_sentence_after_the_evidence():
    picture = {
        "text/markdown": "![A dot.](../figures/01-timeline.png)\n\nSource: a table."
    }
    cell = code_cell(
        "show()", outputs=[nbformat.v4.new_output("display_data", data=picture)]
    )
    (slide,) = composed_of(
        text_cell("Some words. And where is the dot? It is small."),
        cell,
        text_cell(
            "In the middle ([Paper](https://a.example)). Why there, nobody knows."
        ),
    )
    assert (slide.title, slide.finding) == ("Where is the dot?", "In the middle.")
    assert slide.sources == ["a table", "[Paper](https://a.example)"]
    assert slide.say == ["Some words. It is small.", "Why there, nobody knows."]


def test_notes_and_texts_without_a_slide_of_their_own_go_to_the_next_or_the_last():
    note = text_cell("Words first.", metadata={"slideshow": {"slide_type": "notes"}})
    said = text_cell("Only said.", metadata={"slideshow": {"slide_type": "skip"}})
    (slide,) = composed_of(note, text_cell("Shown."))
    assert (slide.body, slide.say) == (["Shown."], ["Words first."])
    (slide,) = composed_of(text_cell("Shown."), text_cell("## Last"), said)
    assert (slide.body, slide.say) == (["Shown."], ["Only said."])


def test_of_several_voices_none_is_cut_more_than_the_others():
    """Where not all of a list has room, a term or a voice stands without its words: each of them."""
    long = (
        "said what it had to say about this in many words that do not end at any pause"
    )
    items = "\n".join(f"- **Party {n}**, 8 February: it {long}." for n in range(4))
    (slide,) = composed_of(text_cell(f"## Voices\n\n{items}"))
    assert slide.body == ["\n".join(f"- **Party {n}**" for n in range(4))]
    assert slide.say == [items]


def test_what_is_for_those_who_run_the_lesson_is_said():
    cell = text_cell("Press a key. It runs.", metadata={"tags": ["running"]})
    made = composed_of(text_cell("## A section\n\nIts first words."), cell)
    assert [slide.body for slide in made] == [["Its first words."]]
    assert made[0].say == ["Press a key. It runs."]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("The U.S. Navy went. It came back.", 2),
        ("J. L. Austin wrote it. Others read it.", 2),
        ("It grew (by 2.5 percent. Or so.) and fell. Then not.", 2),
        ("He said so ([A. B](https://a.b/c.D)). Did he?", 2),
        ("`a.b(). C` is code. **Bold ends.** New one.", 3),
        ("訳した段落である。次の文。", 2),
    ],
)
def test_sentences_end_where_a_reader_sees_it(paragraph, expected):
    assert len(text.sentences(paragraph)) == expected


def test_a_list_in_a_sentence_is_not_cut_in_the_middle():
    assert (
        text.clause("say what degree, density, betweenness and cliques measure", 6)
        == ""
    )
    assert text.clause("It rose, and then it fell for years on end", 4) == ""
    assert (
        text.clause("It rose for years, and then it fell again", 6)
        == "It rose for years"
    )


# --- what only a browser can tell -----------------------------------------------------

LOOK = """
async () => {
  await new Promise((done) => Reveal.isReady() ? done() : Reveal.on("ready", done));
  const drawn = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const reached = (element) => element.checkVisibility({ visibilityProperty: true });  // by Tab
  const apart = "table, .source, .top, .decks, .more, aside";
  function look(slide) {
    const scale = Reveal.getScale(), frame = slide.getBoundingClientRect();
    const seen = { small: [], out: [], words: 0, pictures: [], title: "" };
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const element = node.parentElement;
      if (!node.data.trim() || !drawn(element)) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < 24 && !element.closest(".source")) seen.small.push(`${size} ${node.data.slice(0, 40)}`);
      if (!element.closest(apart)) seen.words += node.data.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length;
      const range = document.createRange();
      range.selectNodeContents(node);
      const shown = element.closest(".cut")?.getBoundingClientRect() ?? { bottom: Infinity };
      for (const box of [...range.getClientRects()].filter((box) => box.bottom <= shown.bottom + 1))
        if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1 || box.left < frame.left || box.top < frame.top)
          seen.out.push(node.data.trim().slice(0, 40));
    }
    for (const image of slide.querySelectorAll("img")) {
      const box = image.getBoundingClientRect();
      seen.pictures.push({ alt: image.alt, width: box.width / scale, height: box.height / scale });
      if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1) seen.out.push(image.alt);
    }
    for (const box of slide.querySelectorAll(".sheet, .sheet > *, .sides > *"))
      if (drawn(box) && box.scrollWidth > box.clientWidth + 1 && box.clientWidth) seen.out.push(box.textContent.slice(0, 40));
    seen.title = slide.querySelector("h1, h2").textContent;
    seen.finding = Boolean(slide.querySelector(".finding"));
    return seen;
  }
  const found = [];
  for (const slide of Reveal.getSlides()) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    const one = { kind: slide.className.split(" ")[1], states: [], notes: "", spoken: [] };
    one.closed = document.querySelector(".aria-status").textContent;
    slide.querySelectorAll("details").forEach((fold) => { fold.open = true; });
    one.states.push(look(slide));
    while (Reveal.availableFragments().next) {
      Reveal.nextFragment();
      one.states.push(look(slide));
      one.spoken.push(document.querySelector(".aria-status").textContent);
    }
    slide.querySelectorAll("details").forEach((fold) => { fold.open = false; });
    one.answers = [...slide.querySelectorAll("details p")].map((p) => p.textContent);
    one.alts = [...slide.querySelectorAll("img")].map((image) => image.alt);
    one.notes = slide.querySelector("aside.notes").textContent;
    one.timing = Number(slide.dataset.timing);
    one.notesShown = [...document.querySelectorAll("aside.notes")].some((note) => note.getClientRects().length);
    one.elsewhere = [...document.querySelectorAll(".slides a[href], .slides summary")]
      .filter((element) => !slide.contains(element) && reached(element)).map((element) => element.textContent);
    found.push(one);
  }
  return { slides: found, total: Reveal.getTotalSlides(), role: document.querySelector(".reveal").getAttribute("role"),
           pacing: Reveal.getConfig().defaultTiming, heading: document.title };
}
"""


def look_at(browser, path, size):
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    try:
        problems = watched(page)
        page.goto(path.as_uri())
        return page.evaluate(LOOK) | {"problems": problems}
    finally:
        page.close()


@pytest.fixture(scope="module")
def seen(browser, decks):
    """A function: seen(name, size) looks at a deck, once, and returns what it saw."""
    looks = {}

    def see(name, size=SIZES[0]):
        if (name, size) not in looks:
            looks[name, size] = look_at(browser, decks[name], size)
        return looks[name, size]

    return see


def wrong_with(deck):
    """Return what is wrong with the slides of a deck, in words."""
    wrong = []
    for number, slide in enumerate(deck["slides"], 1):
        for state in slide["states"]:
            where = f"slide {number} ({state['title'][:50]!r})"
            if state["words"] > MOST_WORDS:
                wrong.append(f"{where} has {state['words']} words")
            if state["small"]:
                wrong.append(f"{where} has small letters: {state['small']}")
            if state["out"]:
                wrong.append(f"{where} runs off the screen: {state['out']}")
            for picture in state["pictures"]:
                if not picture["alt"]:
                    wrong.append(f"{where} has a picture without words")
                if (picture["width"], picture["height"]) < (995, 559):
                    wrong.append(f"{where} has a small picture: {picture}")
    return wrong


@pytest.mark.parametrize("size", SIZES, ids=["720", "1080"])
def test_every_slide_fits_and_is_readable_with_all_answers_open(seen, lesson, size):
    deck = seen(lesson.path.stem, size)
    assert not wrong_with(deck), f"{lesson.path.name}: shorten these"
    assert not deck["problems"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<p style='font-size: 20px'>small</p>", "small letters"),
        ("<div style='height: 900px; flex: none'></div><p>far</p>", "runs off"),
        (f"<p>{'word ' * 50}</p>", "words"),
        ("<p style='white-space: nowrap'>" + "wide " * 44 + "</p>", "runs off"),
        ("<img alt='' src='data:,' width='1000' height='600'>", "without words"),
        ("<img alt='x' src='data:,' style='width: 500px'>", "small picture"),
    ],
)
def test_the_measure_sees_what_is_wrong(browser, decks, tmp_path, broken, said):
    page = decks["00-start-here"].read_text(encoding="utf-8")
    bad = page.replace("<h1>", f"{broken}<h1>", 1).replace("slides.forEach(fit);", "")
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8")
    wrong = wrong_with(look_at(browser, tmp_path / "bad.html", SIZES[0]))
    assert any("slide 1 " in one and said in one for one in wrong), wrong


def test_a_screen_reader_hears_figures_and_no_closed_answer(seen, lesson):
    deck = seen(lesson.path.stem)
    assert deck["role"] is None
    for slide in deck["slides"]:
        said = [slide["closed"], *slide["spoken"]]
        assert slide["states"][0]["title"].split()[0] in slide["closed"]
        for alt in slide["alts"]:
            assert alt in slide["closed"]
        for answer in slide["answers"]:
            assert answer not in slide["closed"]
        assert not slide["elsewhere"] and not slide["notesShown"]
        assert len(said) == len(slide["states"])


def test_the_speaker_has_notes_and_a_pace(seen, composed, lesson):
    deck = seen(lesson.path.stem)
    made = slides_of(composed[lesson.path.stem])
    assert deck["total"] == len(made) and deck["pacing"] == 60
    for slide, seen_ in zip(made, deck["slides"]):
        assert seen_["timing"] == slide.seconds > 0
        assert " left when it begins." in seen_["notes"]
        if slide.kind == "figure" and slide.finding:
            assert "wait ten seconds" in seen_["notes"]
    assert deck["heading"] == f"{lessons.title(lesson)}: slides"


def test_a_table_that_is_too_long_says_what_it_leaves_out(browser, tmp_path):
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(60))
    table = f"<table><tbody>{rows}</tbody></table>"
    cell = code_cell(
        "t",
        outputs=[nbformat.v4.new_output("execute_result", data={"text/html": table})],
    )
    lesson = nbformat.v4.new_notebook(cells=[text_cell("Which rows?"), cell])
    made = slides.slides(lessons.student.completed(lesson), "01-mine")
    (tmp_path / "long.html").write_text(made, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        page.goto((tmp_path / "long.html").as_uri())
        shown = page.locator("tbody tr").count()
        assert 8 < shown < 25
        assert page.locator(".more").inner_text() == f"… and {60 - shown} more rows"
    finally:
        page.close()


def test_print_has_one_page_a_slide_as_on_the_screen(browser, decks, composed):
    name = LESSONS[3].stem
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        page.goto(decks[name].as_uri() + "?print-pdf")
        page.wait_for_selector(".pdf-page")
        printed = page.evaluate("""() => [...document.querySelectorAll(".pdf-page")].map((one) => {
          const frame = one.getBoundingClientRect(), sheet = one.querySelector(".sheet").getBoundingClientRect();
          return { left: sheet.left - frame.left, top: sheet.top - frame.top, width: sheet.width, height: sheet.height,
            finding: [...one.querySelectorAll(".finding")].every((f) => getComputedStyle(f).opacity === "1"),
            answers: [...one.querySelectorAll("details")].some((f) => f.getClientRects().length) };
        })""")
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    finally:
        page.close()
    count = len(slides_of(composed[name]))
    assert len(printed) == count
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == count
    for one in printed:
        assert (one["width"], one["height"]) == (1280, 720)
        assert abs(one["left"]) < 1 and abs(one["top"]) < 1
        assert one["finding"] and not one["answers"]


def test_links_lead_to_the_other_decks_and_to_where_a_site_wants_them():
    made = slides.slides(read(LESSONS[3]), LESSONS[3].stem)
    hrefs = set(
        re.findall(
            r'href="([^"#]+)"', re.sub(r"<script>.*?</script>", "", made, flags=re.S)
        )
    )
    near = {html.unescape(one) for one in hrefs if "://" not in one}
    assert {f"{path.stem}.slides.html" for path in LESSONS} <= near
    assert not [one for one in near if one.endswith((".ipynb", ".md"))]
    site = slides.slides(
        read(LESSONS[3]), LESSONS[3].stem, "{}.html", [("All lessons", "../index.html")]
    )
    assert f'href="{LESSONS[4].stem}.html"' in site
    assert site.count('<a href="../index.html">All lessons</a>') == 2


def test_a_swipe_and_an_arrow_turn_the_page_on_a_telephone(browser, decks):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    try:
        page = context.new_page()
        page.goto(decks[LESSONS[1].stem].as_uri())
        page.wait_for_function("Reveal.isReady()")
        arrow = page.locator(".controls .navigate-right")
        assert arrow.is_visible()
        arrow.tap()
        assert page.evaluate("Reveal.getSlidePastCount()") == 1
        finger = context.new_cdp_session(page)
        for kind, x in [("Start", 300), ("Move", 200), ("Move", 100), ("End", None)]:
            points = [] if x is None else [{"x": x, "y": 400}]
            event = {"type": f"touch{kind}", "touchPoints": points}
            finger.send("Input.dispatchTouchEvent", event)
        assert page.evaluate("Reveal.getSlidePastCount()") == 2
    finally:
        context.close()


@pytest.mark.parametrize(
    "title", ["4. A title", "- A dash", "# A sign", "> Larger", "1) One"]
)
def test_a_title_may_begin_with_a_number_or_a_sign(title):
    made = slides.slides(nbformat.v4.new_notebook(cells=[text_cell(f"# {title}")]), "x")
    words = re.search(r"<h1>(.*?)</h1>", made, re.S)[1]
    assert html.unescape(words).strip() == title


@pytest.mark.parametrize("found", [None, []])  # what files() says of half a package
def test_reveal_that_is_missing_is_named(monkeypatch, found):
    monkeypatch.setattr(slides, "files", lambda name: found)
    with pytest.raises(PackageNotFoundError, match="sphinx-revealjs"):
        slides.reveal("dist/reveal.js")
