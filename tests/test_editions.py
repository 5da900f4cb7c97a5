"""The four editions of every lesson: complete, self-contained, readable, and refused where the lesson is not in order."""

import html
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, files

import nbformat
import pytest
from conftest import LESSONS, NOTEBOOKS, ROOT
from nbclient import NotebookClient

spec = importlib.util.spec_from_file_location("editions", NOTEBOOKS / "editions" / "__main__.py")
editions = importlib.util.module_from_spec(spec)
spec.loader.exec_module(editions)

HTML = ("slides.html", "answers.html", "handout.html")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Build every edition twice, with no network in sight; return {file name: text} after comparing the two."""
    folder = tmp_path_factory.mktemp("build")
    texts = []
    for run in ("first", "second"):
        (folder / run).mkdir()
        patch = pytest.MonkeyPatch()
        patch.setattr(editions, "BUILD", folder / run)
        patch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was used"))
        editions.main([])
        patch.undo()
        texts.append({path.name: path.read_bytes() for path in (folder / run).iterdir()})
    assert texts[0] == texts[1]
    return {name: data.decode("utf-8") for name, data in texts[0].items()}


def editions_of(built, lesson):
    return {ending: built[f"{lesson.path.stem}.{ending}"] for ending in (*HTML, "student.ipynb")}


def exercises(lesson):
    return [cell.metadata.exercise for cell in lesson.cells if "exercise" in cell.metadata.get("tags", [])]


def figures(lesson):
    return [re.search(r"!\[(.*)\]\(", output.data["text/markdown"])[1] for cell in lesson.cells
            for output in cell.get("outputs", []) if "![" in output.get("data", {}).get("text/markdown", "")]


def test_every_lesson_has_its_four_editions(built):
    assert set(built) == {f"{path.stem}.{ending}" for path in LESSONS for ending in (*HTML, "student.ipynb")}


def test_nothing_is_loaded_from_elsewhere(built, lesson):
    for ending, text in editions_of(built, lesson).items():
        if ending in HTML:
            markup = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
            loaded = re.findall(r"<(?:script|link|iframe|object|embed|source|video|audio)\b[^>]*(?:src|href|data)=[^>]*>", markup)
            assert not loaded, loaded
            assert all(src.startswith("data:image/png;base64,") for src in re.findall(r"<img\b[^>]*\bsrc=\"([^\"]*)", markup))
            assert not re.search(r"@import|url\(\s*['\"]?(?!data:)[^)]*\)", re.sub(r"data:[^)\"']+", "data:", markup))


def test_alt_text_survives(built, lesson):
    for ending in HTML:
        found = {html.unescape(alt) for alt in re.findall(r'alt="([^"]*)"', editions_of(built, lesson)[ending])}
        assert set(figures(lesson)) <= found


def test_answer_key_holds_every_exercise_solution_and_note(built, lesson):
    text = editions_of(built, lesson)["answers.html"]
    for number in exercises(lesson):
        assert f"Your turn {number}." in text and f"# Solution {number}" in text
    for cell in lesson.cells:
        if "solution" in cell.metadata.get("tags", []):
            message = cell.outputs[-1].data["text/plain"].removeprefix("Correct. ")
            assert html.escape(message.split("\"")[0].split("`")[0], quote=False)[:60] in text
    assert text.count("cell notes") == sum("notes" in cell.metadata.get("tags", []) for cell in lesson.cells)
    assert "Sample answer" in text or "sample answer" in text


def test_handout_asks_and_does_not_tell(built, lesson):
    text = editions_of(built, lesson)["handout.html"]
    for number in exercises(lesson):
        assert f"Your turn {number}." in text
    for secret in ("# Solution", "summit.check(", "Not answered yet", "Likely wrong", "<details", "jp-Cell-inputWrapper\">\n<div class=\"highlight"):
        assert secret not in text
    assert text.count('class="room"') >= len(exercises(lesson)) + 2
    assert text.count("<img") == len(figures(lesson))


def test_student_notebook_runs_and_gives_nothing_away(built, lesson, collection):
    text = editions_of(built, lesson)["student.ipynb"]
    notebook = nbformat.reads(text, 4)
    assert not [cell for cell in notebook.cells if {"notes", "solution"} & set(cell.metadata.get("tags", []))]
    assert "# Solution" not in text and "For the instructor" not in text
    assert not [output for cell in notebook.cells for output in cell.get("outputs", [])]
    NotebookClient(notebook, timeout=120, kernel_name="python3",
                   resources={"metadata": {"path": str(collection / "notebooks")}}).execute()
    stubs = [cell for cell in notebook.cells if "exercise" in cell.metadata.get("tags", [])]
    assert [cell.metadata.exercise for cell in stubs] == exercises(lesson)
    assert all(cell.outputs[-1].data["text/plain"].startswith("Not answered yet") for cell in stubs)


def spoiled(tmp_path, change):
    path = tmp_path / "01-summit-context.ipynb"
    lesson = nbformat.read(LESSONS[1], 4)
    change(lesson)
    nbformat.write(lesson, path)
    with pytest.raises(editions.LessonError) as caught:
        editions.read(path)
    assert "01-summit-context.ipynb" in str(caught.value)
    return str(caught.value)


def find(lesson, tag):
    return next(cell for cell in lesson.cells if tag in cell.metadata.get("tags", []))


def test_a_cell_without_slide_type_is_refused(tmp_path):
    message = spoiled(tmp_path, lambda lesson: lesson.cells[4].metadata.pop("slideshow"))
    assert "cell 5" in message and "no slide type" in message


def test_an_exercise_without_its_number_is_refused(tmp_path):
    assert "no exercise number" in spoiled(tmp_path, lambda lesson: find(lesson, "exercise").metadata.pop("exercise"))


@pytest.mark.parametrize("tag", ["exercise", "solution"])
def test_an_exercise_or_solution_without_its_tag_is_refused(tmp_path, tag):
    message = spoiled(tmp_path, lambda lesson: find(lesson, tag).metadata.pop("tags"))
    assert "without its tag" in message and re.search(r"cell \d+", message)


def test_an_exercise_without_solution_is_refused(tmp_path):
    assert "exercise 1.1 lacks" in spoiled(tmp_path, lambda lesson: lesson.cells.remove(find(lesson, "solution")))


def test_notes_without_their_slide_type_are_refused(tmp_path):
    message = spoiled(tmp_path, lambda lesson: find(lesson, "notes").metadata.slideshow.update(slide_type="slide"))
    assert "speaker notes" in message


def test_one_lesson_only_and_an_unknown_lesson(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(editions, "BUILD", tmp_path / "build")
    editions.main(["--lesson", "00"])
    assert len(list((tmp_path / "build").iterdir())) == 4
    with pytest.raises(SystemExit, match="no lesson 99"):
        editions.main(["--lesson", "99"])


# --- what only a browser can tell -------------------------------------------------------------------------------

MEASURE = """
<script>
const measured = [];
function visible(element) { return !element.closest("aside") && element.getClientRects().length; }
function measure(slide) {
  const scale = Reveal.getScale(), top = slide.getBoundingClientRect();
  const seen = { text: slide.innerText.slice(0, 50), small: [], out: [] };
  for (const element of slide.querySelectorAll("*")) {
    if (!visible(element)) continue;
    const box = element.getBoundingClientRect(), words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if ((box.bottom - top.top) / scale > 716 || (box.right - top.left) / scale > 1278 || box.left < top.left - 1
        || element.scrollWidth > element.clientWidth + 1 && element.clientWidth && getComputedStyle(element).display !== "inline")
      seen.out.push(element.tagName + " " + element.textContent.trim().slice(0, 40));
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (words && size < (element.closest("pre, code") ? 14 : 17.99)) seen.small.push(size + " " + element.textContent.slice(0, 40));
  }
  const notes = slide.querySelector("aside.notes");
  seen.notes = notes ? notes.textContent.trim().length : 0;
  seen.notesShown = [...document.querySelectorAll("aside.notes, .speaker-notes")].some((n) => n.getClientRects().length);
  return seen;
}
async function all() {
  for (const slide of Reveal.getSlides()) {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v);
    await new Promise((done) => setTimeout(done, 30));
    const seen = measure(slide);
    if (window.axe) seen.axe = await violations(measured.length ? slide : document);  // the page once, then slide by slide
    measured.push(seen);
  }
  return measured;
}
</script>
"""
AXE = """
<script>
async function violations(part = document) {
  const found = await axe.run(part, { resultTypes: ["violations"] });
  return found.violations.filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | "));
}
</script>
"""
RUN = """
<script>
(async () => {
  const result = await %s;
  const box = document.createElement("textarea");
  box.id = "result"; box.textContent = JSON.stringify(result);
  document.body.append(box);
})();
</script>
"""


def axe_source():
    try:
        path = next(file for file in files("axe-playwright-python") if file.name == "axe.min.js")
    except (PackageNotFoundError, StopIteration):
        return None
    return f"<script>{path.locate().read_text(encoding='utf-8')}</script>{AXE}"


def in_browser(text, scripts, expression, folder):
    """Open a page in headless Chromium with scripts added; return the value of an expression."""
    if not BROWSER:
        pytest.skip("no browser here: install Chromium to measure the slides")
    page = folder / "page.html"
    before, _, after = text.rpartition("</body>")  # the last one: the notes plugin holds a page of its own
    page.write_text(before + scripts + RUN % expression + "</body>" + after, encoding="utf-8")
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         f"--user-data-dir={folder / 'profile'}", "--window-size=1280,820", "--virtual-time-budget=300000", "--dump-dom",
         page.as_uri()], capture_output=True, text=True, encoding="utf-8", timeout=300)
    found = re.search(r'<textarea id="result">(.*?)</textarea>', done.stdout, re.S)
    assert found, done.stderr[-2000:]
    return json.loads(html.unescape(found[1]))


def slides_in_browser(text, folder, scripts=""):
    return in_browser(text, scripts + MEASURE, 'new Promise((done) => Reveal.isReady() ? done() : Reveal.on("ready", done)).then(all)', folder)


def test_every_slide_fits_is_readable_and_has_its_notes(built, lesson, tmp_path):
    slides = slides_in_browser(editions_of(built, lesson)["slides.html"], tmp_path)
    assert len(slides) > 10
    for number, slide in enumerate(slides, 1):
        assert not slide["out"], (number, slide)
        assert not slide["small"], (number, slide)
        assert slide["notes"] > 40, (number, slide)
        assert not slide["notesShown"], (number, slide)


def test_the_measure_sees_a_slide_that_overflows_and_small_text(built, tmp_path):
    text = built["00-start-here.slides.html"]
    slides = slides_in_browser(text.replace("<h1", "<p style='font-size: 12px'>small</p><div style='height: 900px'>tall</div><h1", 1), tmp_path)
    assert slides[0]["out"] and slides[0]["small"] and not slides[1]["out"]


def test_the_measure_sees_notes_in_the_audience_view(built, tmp_path):
    text = built["00-start-here.slides.html"].replace("aside.notes { display: none; }", "aside.notes { display: block !important; }")
    assert any(slide["notesShown"] for slide in slides_in_browser(text, tmp_path))


@pytest.mark.parametrize("ending", HTML)
def test_axe_finds_no_serious_violation(built, lesson, ending, tmp_path):
    axe = axe_source()
    if not axe:
        pytest.skip("no axe-core here: pip install --no-deps axe-playwright-python")
    text = editions_of(built, lesson)[ending]
    if ending == "slides.html":
        found = [problem for slide in slides_in_browser(text, tmp_path, axe) for problem in slide["axe"]]
    else:
        found = in_browser(text, axe, "violations()", tmp_path)
    assert not found, sorted(set(found))


def test_axe_sees_a_picture_without_alt_text(built, tmp_path):
    axe = axe_source() or pytest.skip("no axe-core here: pip install --no-deps axe-playwright-python")
    text = re.sub(r' alt="[^"]*"', "", built["00-start-here.handout.html"])
    assert any("image-alt" in problem for problem in in_browser(text, axe, "violations()", tmp_path))
    text = re.sub(r' alt="[^"]*"', "", built["00-start-here.slides.html"])
    assert any("image-alt" in problem for slide in slides_in_browser(text, tmp_path, axe)[1:] for problem in slide["axe"])


# --- TEACHING.md ------------------------------------------------------------------------------------------------


def test_teaching_gives_the_minutes_of_every_section(lesson):
    text = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    title = lesson.cells[0].source.splitlines()[0]
    part = text.split(f"## {lesson.path.name[:2]} {re.sub(r'^# [0-9]+[.] ', '', title)}\n", 1)[1].split("\n## ")[0]
    sections = []
    for cell in lesson.cells:
        heading = re.search(r"^## (.+)$", cell.source, re.M) if cell.cell_type == "markdown" else None
        if heading:
            sections.append([0, heading[1]])
        if "minutes" in cell.metadata:
            sections[-1][0] += cell.metadata.minutes["read"] + cell.metadata.minutes["do"]
    assert [[int(n), name] for n, name in re.findall(r"^\| (\d+) \| ([^|]+?) \|", part, re.M)] == sections
    for number in exercises(lesson):
        assert number in part.split("**Misconceptions.**")[1].split("**Board plan.**")[0], number
    for wanted in ("When time is short", "Board plan", "Sample answer", "Follow-up"):
        assert f"**{wanted}" in part


def test_the_command_of_the_readme_builds_the_editions(collection):
    shutil.copy(ROOT / "README.md", collection)
    done = subprocess.run([sys.executable, "notebooks/editions", "--lesson", "01"], cwd=collection, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.count("notebooks/build/01-summit-context.") == 4, done.stderr
    assert ".venv/bin/python notebooks/editions" in (ROOT / "README.md").read_text(encoding="utf-8")
