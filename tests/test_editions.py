"""The four editions of every lesson, the reading list and the bibliography: complete, self-contained, readable, or refused."""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from editions import __main__ as command
from editions import cheat_sheet, lessons, pages, readings, slides

from chromium import ONE_SPAN_A_COLOR, barriers, watched
from conftest import LESSONS, NOTEBOOKS, ROOT, completed

HTML = ("slides.html", "answers.html", "handout.html")
PAGES = HTML[1:]
JAPANESE = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+"
)


def build_into(folder, *arguments):
    """Build editions into a folder, with no network in sight; return {file name: text}.

    students.zip is no text: tests/test_students.py looks into it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "BUILD", folder)
        patch.setattr(
            "socket.socket.connect", lambda *_: pytest.fail("the network was used")
        )
        command.main([*arguments])
    return texts_in(folder)


def texts_in(folder):
    texts = [path for path in folder.iterdir() if path.suffix != ".zip"]
    return {path.name: path.read_bytes().decode("utf-8") for path in texts}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Every edition as {file name: text}; tests/test_teacher.py has built them already."""
    if "SUMMIT_BUILT" in os.environ:
        return texts_in(Path(os.environ["SUMMIT_BUILT"]))
    return build_into(tmp_path_factory.mktemp("build"))


@pytest.mark.parametrize("number", ["00", "05"])
def test_a_second_build_gives_the_same_bytes(built, tmp_path, number):
    again = build_into(tmp_path, "--lesson", number)
    assert len(again) == 5  # with the cheat sheet, which the lesson links to
    assert again == {name: built[name] for name in again}


def editions_of(built, lesson):
    return {
        ending: built[f"{lesson.path.stem}.{ending}"]
        for ending in (*HTML, "student.ipynb")
    }


def exercises(lesson):
    return [
        cell.metadata.exercise
        for cell in completed(lesson).cells
        if "exercise" in cell.metadata.get("tags", [])
    ]


def figures(lesson):
    """Return the words of each figure of a lesson: the first line of its plain text."""
    return [
        output.data["text/plain"].splitlines()[0]
        for cell in lesson.cells
        for output in cell.get("outputs", [])
        if "![" in output.get("data", {}).get("text/markdown", "")
    ]


def test_every_lesson_has_its_four_editions(built):
    assert set(built) == {
        f"{path.stem}.{ending}"
        for path in LESSONS
        for ending in (*HTML, "student.ipynb")
    } | {"cheat-sheet.html", "readings.html", "sources.bib", "to-print.html"}


def test_nothing_is_loaded_from_elsewhere(built, lesson):
    for ending, text in editions_of(built, lesson).items():
        if ending in HTML:
            markup = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
            loaded = re.findall(
                r"<(?:script|link|iframe|object|embed|source|video|audio)\b[^>]*(?:src|href|data)=[^>]*>",
                markup,
            )
            assert not loaded, loaded
            assert all(
                src.startswith("data:image/png;base64,")
                for src in re.findall(r"<img\b[^>]*\bsrc=\"([^\"]*)", markup)
            )
            assert not re.search(
                r"@import|url\(\s*['\"]?(?!data:)[^)]*\)",
                re.sub(r"data:[^)\"']+", "data:", markup),
            )


def test_alt_text_survives(built, lesson):
    for ending in HTML:
        found = {
            image.get("alt")
            for image in soup(editions_of(built, lesson)[ending])("img")
        }
        lost = set(figures(lesson)) - found
        assert not lost, f"{lesson.path.stem}.{ending} lacks the words of {lost}"


def soup(text):
    """Return a page as a tree, without its pictures' bytes and its scripts."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>", "", text, flags=re.S)
    return BeautifulSoup(re.sub(r'"data:image/[^"]*"', '""', text), "html.parser")


def words(text):
    """Return what a page says, with its runs of blanks as one."""
    return " ".join(soup(text).get_text().split())


def asks(text, number):
    """Say whether a page asks an exercise, under a heading of its own, in any language."""
    return re.search(rf"<h3[^>]*>(?:(?!</h3>).)*\b{re.escape(number)}\b", text)


@pytest.mark.parametrize("ending", HTML)
def test_japanese_is_marked_as_japanese(built, lesson, ending):
    """It changes a screen reader's voice and the letter forms; code cannot be marked."""
    text = editions_of(built, lesson)[ending]
    text = re.sub(r"<(pre|code)\b.*?</\1>", "", text, flags=re.S)
    unmarked = []
    for run in soup(text).find_all(string=JAPANESE):
        marked = run.find_parent(lang=True)
        if marked is None or marked["lang"] != "ja":
            unmarked.append(run.strip()[:80])
    assert not unmarked, unmarked


def test_answer_key_holds_every_exercise_solution_and_note(built, lesson):
    text = editions_of(built, lesson)["answers.html"]
    said = words(text)
    lesson = completed(lesson)
    for number in exercises(lesson):
        assert asks(text, number), (
            f"exercise {number} is asked under no heading of its own: write "
            f"### Your turn {number} above its cell"
        )
    for cell in lesson.cells:
        if "solution" in cell.metadata.get("tags", []):
            told = cell.outputs[-1].data["text/plain"]
            told = told.partition(". ")[2]  # what follows on Correct.
            assert " ".join(re.split('["`]', told)[0].split())[:60] in said
    assert text.count("cell notes") == sum(
        "notes" in cell.metadata.get("tags", []) for cell in lesson.cells
    )


def test_handout_asks_and_does_not_tell(built, lesson):
    """tests/test_paper.py prints it."""
    text = editions_of(built, lesson)["handout.html"]
    for number in exercises(lesson):
        assert asks(text, number)
    for secret in (
        "# Solution",
        "summit.check(",
        "Not answered yet",
        "Likely wrong",
        "<details",
        'role="status"',
    ):
        assert secret not in text
    assert text.count('class="room') >= len(exercises(lesson)) + 2
    assert text.count("<img") >= len(figures(lesson))


def test_student_edition_is_the_students_copy_with_links_to_its_neighbors(
    built, lesson
):
    """tests/test_student.py runs the copies; here they only bear another name."""
    text = editions_of(built, lesson)["student.ipynb"]
    assert (
        "For the instructor" not in text and "This is the instructor's copy" not in text
    )
    notebook = nbformat.reads(text, 4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
    assert [
        cell.metadata.exercise for cell in notebook.cells if "exercise" in cell.metadata
    ] == exercises(lesson)
    links = [
        link for link in re.findall(r"\]\(([^)\s]+\.ipynb)", text) if "://" not in link
    ]
    assert all(link in built for link in links)


def spoiled(tmp_path, change):
    path = tmp_path / "01-summit-context.ipynb"
    lesson = nbformat.read(LESSONS[1], 4)
    change(lesson)
    nbformat.write(lesson, path)
    with pytest.raises(lessons.LessonError) as caught:
        lessons.read(path)
    assert "01-summit-context.ipynb" in str(caught.value)
    return str(caught.value)


def find(lesson, tag):
    return next(cell for cell in lesson.cells if tag in cell.metadata.get("tags", []))


def test_a_slide_type_that_is_none_is_refused(tmp_path):
    message = spoiled(
        tmp_path,
        lambda lesson: lesson.cells[4].metadata.slideshow.update(slide_type="page"),
    )
    assert "cell 5" in message and "'page' is no slide type" in message


def unnumbered(lesson):
    cell = find(lesson, "exercise")
    cell.metadata.pop("exercise")
    cell.source = "answer = ..."


def untagged(lesson):
    cell = find(lesson, "solution")
    cell.metadata.pop("tags")
    cell.source = "answer = 1"


def test_an_exercise_without_any_number_is_refused(tmp_path):
    assert "it has no exercise number" in spoiled(tmp_path, unnumbered)


def test_what_may_be_a_solution_is_refused_where_nothing_shows_it(tmp_path):
    message = spoiled(tmp_path, untagged)
    assert "begin it with # Solution 1.91" in message and re.search(
        r"cell \d+", message
    )


def test_a_solution_without_its_exercise_is_refused(tmp_path):
    message = spoiled(
        tmp_path, lambda lesson: lesson.cells.remove(find(lesson, "exercise"))
    )
    assert "the solution of exercise 1.1" in message
    assert 'summit.check("1.1", answer)' in message


@pytest.mark.parametrize("tag", ["exercise", "solution", "notes"])
def test_what_a_cell_is_shows_without_its_metadata(tmp_path, tag):
    """Only JupyterLab's property inspector writes metadata, and a teacher may not know it."""
    path = tmp_path / LESSONS[1].name
    lesson = nbformat.read(LESSONS[1], 4)
    cell = find(lesson, tag)
    cell.metadata.pop("tags")
    cell.metadata.pop("exercise", None)
    nbformat.write(lesson, path)
    made = next(one for one in lessons.read(path).cells if one.id == cell.id)
    assert tag in made.metadata.tags
    assert made.metadata.get("exercise") == (None if tag == "notes" else "1.1")


def test_a_note_of_any_slide_type_is_a_note(tmp_path):
    texts = build_changed(
        tmp_path,
        lambda lesson: add(
            lesson,
            nbformat.v4.new_markdown_cell,
            "Ask the left half first.",
            "notes",
            kind="slide",
        ),
    )
    assert "left half" not in texts["student.ipynb"] + texts["handout.html"]
    assert "left half" in texts["answers.html"]


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    for name, text in {
        "01-torn.ipynb": '{"cells": [{"cell_ty',
        "01-list.ipynb": "[]",
        "01-other.ipynb": "{}",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(lessons.LessonError, match=f"{name} is damaged"):
            lessons.read(tmp_path / name)
    with pytest.raises(lessons.LessonError, match="02-gone.ipynb cannot be read"):
        lessons.read(tmp_path / "02-gone.ipynb")


# --- cells that are for some readers only ---------------------------------------------


def build_changed(tmp_path, change):
    """Build the editions of lesson 01 after change(lesson); return {ending: text}."""
    lesson = nbformat.read(LESSONS[1], 4)
    change(lesson)
    path = tmp_path / LESSONS[1].name
    nbformat.write(lesson, path)
    made = command.editions_of(path)
    return {name.split(".", 1)[1]: text for name, text in made.items()}


def add(lesson, make, source, *tags, kind="skip", outputs=()):
    """Put a cell at the top of a lesson."""
    cell = make(
        source, metadata={"slideshow": {"slide_type": kind}, "tags": list(tags)}
    )
    if outputs:
        cell.outputs = list(outputs)
    lesson.cells.insert(0, cell)


def shown(**data):
    """Return a stored output: shown(html="...", plain="...")."""
    return nbformat.v4.new_output(
        "display_data", data={f"text/{kind}": text for kind, text in data.items()}
    )


def test_the_instructors_line_is_in_no_edition(tmp_path):
    texts = build_changed(
        tmp_path,
        lambda lesson: add(
            lesson,
            nbformat.v4.new_markdown_cell,
            "This is the *instructor's* copy.",
            "instructor",
        ),
    )
    assert set(texts) == {*HTML, "student.ipynb"}
    assert not [
        ending
        for ending, text in texts.items()
        if "instructor</em>" in text or "instructor's* copy" in text
    ]


def test_setup_is_printed_in_the_key_only(tmp_path):
    def change(lesson):
        for kind in ("skip", "slide"):
            add(
                lesson,
                nbformat.v4.new_code_cell,
                f"made_ready = '{kind}'",
                "setup",
                "show-code",
                "handout",
                kind=kind,
                outputs=[shown(html="<p>ready as it can be</p>")],
            )

    texts = build_changed(tmp_path, change)
    assert words(texts["answers.html"]).count("made_ready") == 2
    assert texts["student.ipynb"].count("made_ready") == 2
    for ending in ("slides.html", "handout.html"):
        assert "made_ready" not in words(texts[ending])
        assert "ready as it can be" not in texts[ending]


def test_feedback_is_not_printed_on_the_handout(tmp_path):
    told = [
        shown(html='<p role="status"><strong>Your guess.</strong> 3 acts told</p>'),
        shown(markdown="3 acts told"),
    ]
    table = shown(html="<table><tr><td>a table with a status</td></tr></table>")
    texts = build_changed(
        tmp_path,
        lambda lesson: add(
            lesson,
            nbformat.v4.new_code_cell,
            "summit.guess(3)",
            "handout",
            outputs=[*told, table],
        ),
    )
    assert "acts told" not in texts["handout.html"]
    assert "a table with a status" in texts["handout.html"]
    assert texts["answers.html"].count("acts told") == 2


def test_a_picture_inside_an_output_passes_as_it_is(tmp_path):
    picture = "data:image/png;base64,cGl4ZWxz"
    outputs = [
        shown(markdown=f"![A dot.]({picture})"),
        shown(html=f'<p>text</p><img alt="A point." src="{picture}">'),
    ]
    texts = build_changed(
        tmp_path,
        lambda lesson: add(
            lesson,
            nbformat.v4.new_code_cell,
            "dot()",
            "handout",
            kind="slide",
            outputs=outputs,
        ),
    )
    for ending in HTML:
        for alt in ("A dot.", "A point."):
            assert re.search(
                rf'<img\b(?=[^>]*alt="{alt}")[^>]*src="{re.escape(picture)}"',
                texts[ending],
            ), (ending, alt)


# --- the command ----------------------------------------------------------------------


def test_an_unknown_lesson_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    with pytest.raises(SystemExit, match="no lesson 99"):
        command.main(["--lesson", "99"])


@pytest.mark.parametrize(
    "typed",
    ["*", "0?", "1", "001", "[0-9]1", "01-summit-context", "../01", "\uff10\uff11", ""],
)
def test_a_lesson_is_asked_for_by_two_digits_only(typed, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    with pytest.raises(SystemExit) as stopped:
        command.main(["--lesson", typed])
    assert stopped.value.code == 2
    assert "Write two digits, such as 01." in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def run_command(folder, before):
    """Run the command in a copy of the collection after a line of Python."""
    start = (
        "import runpy, sys; sys.argv[1:] = ['--lesson', '00']; "
        "runpy.run_path('notebooks/editions', run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", f"{before}\n{start}"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def refused(done):
    """Return the one sentence with which a command ended."""
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def test_a_missing_package_is_named(collection):
    said = refused(
        run_command(collection, "import sys; sys.modules['nbconvert'] = None")
    )
    assert "The package nbconvert is missing" in said and "requirements.txt" in said


@pytest.mark.parametrize("found", [None, []])  # what files() says of half a package
def test_a_missing_reveal_is_named(monkeypatch, tmp_path, found):
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    monkeypatch.setattr(slides, "files", lambda name: found)
    with pytest.raises(SystemExit, match="The package sphinx-revealjs is missing"):
        command.main(["--lesson", "00"])


def test_a_full_disk_leaves_the_old_edition(collection):
    pytest.importorskip("resource", reason="Windows cannot limit the size of a file")
    folder = collection / "notebooks" / "build"
    folder.mkdir()
    (folder / "00-start-here.slides.html").write_text("the old one", encoding="utf-8")
    full = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    )
    said = refused(run_command(collection, full))
    assert said.startswith("notebooks/build/00-start-here.slides.html could not be ")
    assert [path.name for path in folder.iterdir()] == ["00-start-here.slides.html"]
    assert (folder / "00-start-here.slides.html").read_text() == "the old one"


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "build").write_text("a file where the folder should be")
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    with pytest.raises(SystemExit, match="^notebooks/build/.* could not be "):
        command.main(["--lesson", "00"])


def test_a_picture_that_is_gone_is_named(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    shutil.copy(LESSONS[0], tmp_path / "notebooks")
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setattr(command, "BUILD", tmp_path / "notebooks" / "build")
    with pytest.raises(SystemExit, match="00-tiles.png cannot be read"):
        command.main([])
    assert not command.BUILD.exists()


# --- what only a browser can tell -----------------------------------------------------

# All slides below each other: axe then looks at the page once, not once a slide. The empty
# backgrounds go: axe thinks that they may hide the words, and would judge no contrast.
STACK = """
() => {
  const look = document.createElement("style");
  look.textContent = `
    html, body { height: auto !important; overflow: visible !important; }
    .reveal, .reveal .slides { position: static !important; }
    .reveal .slides section { position: relative !important; inset: 0 !important; }
    .reveal .slides section { display: block !important; }
    .reveal .slides section section { min-height: 720px !important; }
    .reveal, .reveal .slides, .reveal .slides section {
      overflow: visible !important; transform: none !important;
      width: 1280px !important; height: auto !important; }
    .reveal .slides section, .reveal .slides .fragment {
      visibility: visible !important; opacity: 1 !important; }`;
  document.head.append(look);
  document.querySelector(".reveal .backgrounds").remove();
  for (const slide of document.querySelectorAll(".slides section")) {
    slide.hidden = false;
    slide.removeAttribute("aria-hidden");
  }
  document.querySelectorAll(".slides details").forEach((fold) => { fold.open = true; });
}
"""
# The width of a page that is wider than the window, and what makes it so
TOO_WIDE = """
() => {
  const width = document.documentElement.scrollWidth;
  const scrolls = (element) => element && element !== document.body
    && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const wide = [...document.querySelectorAll("main *")].filter((element) =>
    element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element.parentElement));
  const words = wide.map((element) => element.outerHTML.slice(0, 100));
  return width <= innerWidth ? [] : [`${width} px`, ...words];
}
"""


def opened(browser, text, folder):
    """Open an edition in the browser; return the page and the list of its problems."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 820})
    problems = watched(page)
    page.goto(file.as_uri())
    return page, problems


def look_at(browser, text, folder):
    """Open an edition once and return all that a browser can tell of it.

    problems: errors while it was opened; barriers: what
    axe-core finds; wide: what does not fit into 320 pixels.
    """
    page, problems = opened(browser, text, folder)
    try:
        seen = {"problems": problems, "wide": []}
        if page.evaluate("typeof Reveal === 'undefined'"):
            page.evaluate(ONE_SPAN_A_COLOR)
            seen["barriers"] = axe_where_it_is(page)
            page.set_viewport_size({"width": 320, "height": 800})
            seen["wide"] = page.evaluate(TOO_WIDE)
        else:
            page.wait_for_function("Reveal.isReady()")
            page.evaluate(ONE_SPAN_A_COLOR)
            seen["barriers"] = axe_where_it_is(page)
            if seen["barriers"] is not None:
                page.evaluate(STACK)
                seen["barriers"] += barriers(page)
        return seen
    finally:
        page.close()


def axe_where_it_is(page):
    """Return what axe-core finds, or None without it: the other measures need no axe."""
    try:
        return barriers(page)
    except pytest.skip.Exception:
        return None


def found_by_axe(seen):
    if seen["barriers"] is None:
        pytest.skip("no axe-core here: pip install --no-deps axe-playwright-python")
    return seen["barriers"]


@pytest.fixture(scope="session")
def seen(browser, built, tmp_path_factory):
    """A function: seen(lesson, ending) looks at an edition, once, and returns what it saw."""
    looks, folder = {}, tmp_path_factory.mktemp("seen")

    def see(lesson, ending):
        name = f"{lesson.path.stem}.{ending}"
        if name not in looks:
            looks[name] = look_at(browser, built[name], folder)
        return looks[name]

    return see


@pytest.mark.parametrize("ending", HTML)
def test_an_edition_opens_without_an_error(seen, lesson, ending):
    assert not seen(lesson, ending)["problems"]


@pytest.mark.parametrize("ending", HTML)
def test_axe_finds_no_serious_violation(seen, lesson, ending):
    found = found_by_axe(seen(lesson, ending))
    assert not found, sorted(set(found))


def test_axe_sees_every_picture_without_alt_text_and_every_pale_word(
    browser, built, tmp_path
):
    for name in ("00-start-here.handout.html", "00-start-here.slides.html"):
        pictures = len(soup(built[name])("img"))
        text = re.sub(r' alt="[^"]*"', "", built[name])
        text, headings = re.subn(
            "<h2", '<p style="color: #ccc">a pale line of words</p><h2', text
        )
        found = found_by_axe(look_at(browser, text, tmp_path))
        rules = [problem.partition(":")[0] for problem in found]
        assert 0 < pictures <= rules.count("image-alt")
        assert 0 < headings <= rules.count("color-contrast")


@pytest.mark.parametrize("ending", PAGES)
def test_a_page_does_not_scroll_sideways_on_a_telephone(seen, lesson, ending):
    assert not seen(lesson, ending)["wide"]


def test_the_measure_sees_a_page_that_is_too_wide(browser, built, tmp_path):
    text = built["00-start-here.handout.html"].replace(
        "<h1", '<p style="width: 500px">wide</p><h1', 1
    )
    assert "wide" in look_at(browser, text, tmp_path)["wide"][1]


SCRIPT = '<img src=x onerror="window.ran = true">'


def with_script_in_its_outputs(lesson):
    """Put a text that would be a script into outputs, escaped as the module escapes it."""
    escaped, in_markdown = html.escape(SCRIPT), re.sub(r"([<>])", r"\\\1", SCRIPT)
    figure = "![{0}](../figures/01-timeline.png)\n\n[{0}](https://example.org)"
    add(
        lesson,
        nbformat.v4.new_code_cell,
        "show()",
        "show-code",
        "handout",
        kind="slide",
        outputs=[
            shown(html=f"<table><tr><td>{escaped}</td></tr></table>", plain=SCRIPT),
            shown(markdown=figure.format(in_markdown), plain=SCRIPT),
            shown(markdown=figure.format(escaped), plain=SCRIPT),
            shown(plain=SCRIPT),
            nbformat.v4.new_output("stream", name="stdout", text=SCRIPT),
        ],
    )


def test_text_from_a_table_does_not_run_as_script(new_page, tmp_path):
    texts = build_changed(tmp_path, with_script_in_its_outputs)
    for ending in HTML:
        page, _ = new_page(1280, 820)
        (tmp_path / ending).write_text(texts[ending], encoding="utf-8")
        page.goto((tmp_path / ending).as_uri())
        if ending == "slides.html":
            page.wait_for_function("Reveal.isReady()")
        said = page.evaluate("document.querySelector('main').textContent")
        assert said.count(SCRIPT) >= 3, ending
        assert page.locator("main img").count() > 2, ending
        assert page.locator('img[src="x"]').count() == 0, ending
        assert page.evaluate("window.ran === undefined"), ending


# --- the reading list and the bibliography --------------------------------------------


def rows_of_sources():
    return {row["source_id"]: row for row in readings.sources(ROOT / "data")}


def test_readings_list_what_each_lesson_links_to_and_how_it_was_read(built):
    page = soup(built["readings.html"])
    by_url = {row["url"]: row for row in rows_of_sources().values()}
    parts = page.select("div.cell")[1:]
    assert len(parts) == len(LESSONS)
    for path, part in zip(LESSONS, parts):
        assert part.h2.get_text().startswith(path.name[:2])
        urls = [url for url in readings.linked(nbformat.read(path, 4)) if url in by_url]
        assert len(urls) > 1 and sorted(urls) == sorted(a["href"] for a in part("a")), (
            path.name
        )
        for entry in part("li"):
            row, said = by_url[entry.a["href"]], " ".join(entry.get_text().split())
            assert entry.find_previous("h3").get_text() == readings.GROUPS[row["kind"]]
            assert " ".join(row["title"].split()) == " ".join(
                entry.a.get_text().split()
            )
            assert (
                f"Read on {row['accessed']}." in said
                and f"eliability: {row['reliability']}." in said
            )
            assert (row["date"] or row["year"]) in said and row["publisher"] in said
            assert (readings.CARRIERS.get(row["carrier"], "Read on")[1:]) in said
            assert (
                (row["language"] == "ja")
                == ("In Japanese" in said)
                == bool(entry.a.find(lang="ja"))
            )


def test_readings_take_a_link_from_prose_and_from_the_words_under_a_figure():
    lesson = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(
                "# 1. Title\n\n[one](https://a.example/1) and [again](https://a.example/1)"
            ),
            nbformat.v4.new_code_cell(
                "show()",
                outputs=[
                    shown(markdown="Source: [two](https://a.example/2)."),
                    shown(html='<a href="https://a.example/?x=1&amp;y=2">three</a>'),
                ],
            ),
        ]
    )
    assert readings.linked(lesson) == [
        "https://a.example/1",
        "https://a.example/2",
        "https://a.example/?x=1&y=2",
    ]


def test_readings_escape_what_would_be_markup():
    row = dict.fromkeys(("author", "venue", "date", "year", "doi", "carrier"), "")
    row |= {
        "title": "*A* <b>[title]</b> | ~~x~~",
        "publisher": "P & Q",
        "url": "https://a.example/?x=1&y=2",
        "language": "en",
        "accessed": "2026-11-26",
        "reliability": "fair",
        "kind": "press",
    }
    lesson = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(readings._entry(row))]
    )
    entry = soup(pages.page(lesson, "x", "x")).main
    assert row["title"] in entry.get_text() and "P & Q" in entry.get_text()
    assert entry.a["href"] == row["url"] and not entry("b") and not entry("em")


def test_readings_mark_japanese_and_load_nothing(built):
    text = built["readings.html"]
    assert not [
        run
        for run in soup(text).find_all(string=JAPANESE)
        if not run.find_parent(lang="ja")
    ]
    assert not re.search(r"<(?:script|link|iframe|img)\b|@import", text)


def test_readings_are_accessible_and_fit_a_telephone(browser, built, tmp_path):
    seen = look_at(browser, built["readings.html"], tmp_path)
    assert not seen["problems"] and not seen["wide"] and not found_by_axe(seen)


def bib_entries(text):
    """Return a bibliography as [(kind, key, {field: value})]; raise ValueError where it is not BibTeX."""
    entries, text = [], re.sub(r"^%.*$", "", text, flags=re.M)
    while text := text.strip():
        start = re.match(r"@([a-z]+)\{([a-z0-9-]+),\s*", text)
        if not start:
            raise ValueError(f"no entry begins here: {text[:60]!r}")
        fields, text = {}, text[start.end() :]
        while not text.startswith("}"):
            name = re.match(r"([a-z]+) = (?=\{)", text)
            if not name or name[1] in fields:
                raise ValueError(
                    f"{start[2]}: no field, or the same again: {text[:60]!r}"
                )
            value, text = braced(text[name.end() :])
            fields[name[1]] = value
            text = re.sub(r"^,?\s*", "", text)
        entries.append((start[1], start[2], fields))
        text = text[1:]
    return entries


def braced(text):
    """Return what stands in the braces at the beginning of a text, and what follows them."""
    depth = 0
    for place, sign in enumerate(text):
        if sign in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if sign == "{" else -1
        if not depth:
            return text[1:place], text[place + 1 :]
    raise ValueError(f"a brace is never closed: {text[:60]!r}")


NEEDED = {  # by kind of entry, beside title, url, urldate and note
    "article": {"journal"},
    "book": {"author", "publisher", "year"},
    "incollection": {"booktitle", "publisher"},
    "online": {"organization"},
    "misc": {"organization"},
}


def test_readings_bibliography_is_bibtex_and_has_every_source(built):
    entries, rows = bib_entries(built["sources.bib"]), rows_of_sources()
    assert [key for _, key, _ in entries] == list(rows)
    for kind, key, fields in entries:
        row = rows[key]
        assert {"title", "url", "urldate", "note", *NEEDED[kind]} <= set(fields), key
        assert (fields["url"], fields["urldate"]) == (row["url"], row["accessed"])
        assert (fields.get("year", ""), fields.get("doi", "")) == (
            row["year"] or row["date"][:4],
            row["doi"],
        )
        for name in set(fields) - {"url", "doi"}:
            assert not re.search(r"(?<!\\)[%#&$_~^]", fields[name]), (key, name)
            assert not [
                sign
                for sign in fields[name]
                if not sign.isascii() and not JAPANESE_TEXT.match(sign)
            ], (key, name)
    assert {kind for kind, _, _ in entries} == set(NEEDED)


# what no escape is needed for: Japanese, with its punctuation and wide forms
JAPANESE_TEXT = re.compile(
    "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2026\u2500]"
)


def test_readings_bibliography_has_a_work_as_it_is_cited(built):
    entries = {
        key: (kind, fields) for kind, key, fields in bib_entries(built["sources.bib"])
    }
    kind, snyder = entries["snyder-1984"]
    assert (
        kind == "article"
        and snyder["author"] == "Glenn H. Snyder"
        and snyder["journal"] == "World Politics"
    )
    assert (snyder["volume"], snyder["number"], snyder["pages"], snyder["year"]) == (
        "36",
        "4",
        "461--495",
        "1984",
    )
    assert (
        entries["naim-2009"][1]["author"] == r"Mois{\'e}s Na{\'i}m"
        and entries["burt-1992"][0] == "book"
    )
    assert (
        entries["keohane-nye-1977"][1]["author"]
        == "Robert O. Keohane and Joseph S. Nye"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% of {A} & B_C #1 $2", r"50\% of \{A\} \& B\_C \#1 \$2"),
        ("Moisés Naím", r"Mois{\'e}s Na{\'i}m"),
        ("Ōnishi, ü ñ ç ř", r"{\=O}nishi, {\"u} {\~n} {\c c} {\v r}"),
        ("日米が合意", "日米が合意"),
        ("ガイドライン", "ガイドライン"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
    ],
)
def test_readings_bibliography_escapes_signs_and_accents(text, expected):
    assert readings.escaped(text) == expected


@pytest.mark.parametrize(
    "broken",
    [
        "@online{a,\n  title = {{A}\n}",
        "@online{a,\n  title = {A}\n  title = {B}\n}",
        "online{a}",
        "@online{a b,\n  title = {A}\n}",
    ],
)
def test_readings_the_parser_sees_what_is_no_bibtex(broken):
    with pytest.raises(ValueError):
        bib_entries(broken)


def test_readings_name_a_table_that_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path / "notebooks")
    with pytest.raises(OSError, match="sources.csv"):
        readings.editions([])


# --- the cheat sheet ------------------------------------------------------------------


@pytest.mark.style
def test_cheat_sheet_is_what_the_ladder_makes():
    text = (NOTEBOOKS / "cheat-sheet.md").read_text(encoding="utf-8")
    assert text == cheat_sheet.cheat_sheet(), "run python tests/documents.py"


def test_cheat_sheet_has_every_line_under_the_title_of_its_lesson(built):
    page = soup(built["cheat-sheet.html"])
    rows = [[cell.get_text() for cell in row("td")] for row in page("tr") if row("td")]
    assert rows == [[step.line, step.meaning] for step in cheat_sheet.ladder()]
    titles = [heading.get_text() for heading in page("h2")]
    assert len(titles) == len(LESSONS) and "01 The summit in context" in titles
    assert not re.search(
        r"<(?:script|link|iframe|img)\b|@import", built["cheat-sheet.html"]
    )


def test_cheat_sheet_shows_signs_that_would_be_markup():
    step = type(cheat_sheet.ladder()[0])
    odd = step(
        "|", "01", "t[(a == 1) | (b ** 2 < 3)]", "One | two, *three*, <b> [four]."
    )
    text = cheat_sheet.edition([odd])["cheat-sheet.html"]
    cells = [cell.get_text() for cell in soup(text)("td")]
    assert cells == [odd.line, odd.meaning]


def test_cheat_sheet_of_a_lesson_that_cannot_be_read_has_no_title(
    tmp_path, monkeypatch
):
    (tmp_path / "01-torn.ipynb").write_text("{", encoding="utf-8")
    steps = cheat_sheet.ladder()
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path)
    assert "## 01\n" in cheat_sheet.cheat_sheet(steps)


def test_cheat_sheet_is_beside_the_pages_that_link_to_it(built):
    lesson = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("[cheat sheet](cheat-sheet.md)")]
    )
    text = pages.page(lesson, "x", "x")
    assert [link["href"] for link in soup(text)("a")] == ["cheat-sheet.html"]
    for name, text in built.items():
        if name.endswith(".html"):
            assert 'href="cheat-sheet.md' not in text, name


def test_cheat_sheet_is_accessible_and_prints_on_one_page(browser, built, tmp_path):
    seen = look_at(browser, built["cheat-sheet.html"], tmp_path)
    page, _ = opened(browser, built["cheat-sheet.html"], tmp_path)
    try:
        printed = page.pdf(format="A4")
    finally:
        page.close()
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert pages == 1, "more than one page: shorten lines, or the letters in look.css"
    assert not seen["problems"] and not seen["wide"] and not found_by_axe(seen)


# --- TEACHING.md ----------------------------------------------------------------------


@pytest.mark.style
def test_teaching_has_a_plan_for_every_lesson(lesson):
    text = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {lesson.path.name[:2]} ", 1)[1].split("\n## ")[0]
    for number in exercises(lesson):
        assert (
            number in part.split("**Misconceptions.**")[1].split("**Board plan.**")[0]
        ), number
    for wanted in ("When time is short", "Board plan", "Sample answer", "Follow-up"):
        assert f"**{wanted}" in part


def test_the_readme_names_the_command():
    """tests/test_teacher.py types it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert ".venv/bin/python notebooks/editions" in readme
