"""The slides of a lesson: one file with reveal.js in it, and the notes in the speaker view."""

import html
import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import jinja2
from nbconvert.filters import Highlight2HTML, markdown2html

from . import lessons, pages, student
from .outline import outline

LESSON_LINK = re.compile(r'href="([0-9]{2}-[a-z-]+)\.ipynb(?=[#"])')
PARAGRAPH = re.compile(r"\A\s*<p>(.*)</p>\s*\Z", re.S)
# what would begin a list, a heading or a quotation at the beginning of a line
BEGINS_A_BLOCK = re.compile(r"^([0-9]*)([.)#>+-])(?=\s|#)")
ELEMENT = re.compile(r"</?(?:p|h[1-6])\b[^>]*>")


def slides(lesson, name, deck="{}.slides.html", around=()):
    """Return the slides of a lesson as the text of one HTML file.

    lesson: as lessons.read returns it. name: its file's name without the ending. deck: the
    address of the slides of a lesson, {} standing for its name. around: further links on
    the first and the last slide, as [(words, address)].
    Raises PackageNotFoundError where reveal.js is missing, OSError where a picture cannot
    be read.
    """
    sections = outline(lesson)
    title = lessons.title(lesson) or name
    page = template().render(
        title=plain(title),
        sections=sections,
        clock=clock(sections),
        total=sum(len(section.slides) for section in sections),
        others=decks(name, deck),
        around=around,
        reveal_js=reveal("dist/reveal.js"),
        reveal_css=reveal("dist/reveal.css"),
        notes_js=reveal("plugin/notes/notes.js"),
    )
    page = pages.FIGURE.sub(pages.embedded, page)
    page = LESSON_LINK.sub(lambda link: f'href="{deck.format(link[1])}', page)
    return pages.SHEET.sub(r"\1cheat-sheet.html", page)


def reveal(name):
    """Return a file of reveal.js, which the package sphinx-revealjs carries.

    Raises PackageNotFoundError where that package is not installed, or only in part.
    """
    for file in files("sphinx-revealjs") or ():
        if str(file).replace("\\", "/").endswith(f"revealjs/{name}"):
            return Path(file.locate()).read_text(encoding="utf-8")
    raise PackageNotFoundError("sphinx-revealjs")


def decks(name, deck):
    """Return the lessons that have slides: [(number, words, address, whether it is this one)]."""
    found = [path.stem for path in student.lessons(lessons.NOTEBOOKS)]
    return [
        (one[:2], one[3:].replace("-", " "), deck.format(one), one == name)
        for one in found
    ]


def clock(sections):
    """Return what the speaker is told of the time of each slide of a lesson.

    Each is (place in its section, slides of the section, minutes left, minutes in all).
    """
    told = []
    for section in sections:
        whole = left = sum(slide.seconds for slide in section.slides)
        for n, slide in enumerate(section.slides, 1):
            told.append((n, len(section.slides), _minutes(left), _minutes(whole)))
            left -= slide.seconds
    return told


def _minutes(seconds):
    """Return seconds as whole and half minutes, at least a half."""
    whole, half = divmod(max(1, round(seconds / 30)), 2)
    return f"{whole or ''}{'½' if half else ''}"


# --- what stands in the template ------------------------------------------------------


def template():
    """Return the template of a deck, with the filters that it uses."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(pages.TEMPLATES / "slides"),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    made.filters |= {
        "blocks": blocks,
        "inline": inline,
        "code": code,
        "shown": shown,
        "plain": plain,
    }
    return made.get_template("deck.html.j2")


def blocks(text):
    """Return Markdown as HTML, Japanese marked as Japanese."""
    return jinja2.utils.markupsafe.Markup(markdown2html(in_its_language(text)))


def inline(text):
    """Return Markdown of one line as HTML that may stand in a heading."""
    text = BEGINS_A_BLOCK.sub(r"\1\\\2", text)
    made = markdown2html(in_its_language(text))
    inside = PARAGRAPH.match(made)
    return jinja2.utils.markupsafe.Markup(
        inside[1] if inside else ELEMENT.sub("", made).strip()
    )


def in_its_language(text):
    return pages.JAPANESE.sub(
        lambda found: (
            f'<span lang="ja">{found["ja"]}</span>' if found["ja"] else found[0]
        ),
        text,
    )


def code(source):
    """Return lines of Python as HTML, colored."""
    made = Highlight2HTML(pygments_lexer="python3")(source)
    return jinja2.utils.markupsafe.Markup(made)


def plain(text):
    """Return Markdown or HTML as the words of it."""
    return html.unescape(re.sub(r"<[^>]*>", "", inline(text)))


def shown(output):
    """Return an output of a cell as HTML: a figure, a table, a value or what was printed."""
    data = output.get("data", {})
    markup = jinja2.utils.markupsafe.Markup
    if "text/markdown" in data:
        return blocks(data["text/markdown"])
    if "image/png" in data:
        picture = "".join(data["image/png"].split())
        alt = html.escape(output.get("alt") or data.get("text/plain", "A chart."))
        return markup(f'<img src="data:image/png;base64,{picture}" alt="{alt}">')
    if "text/html" in data:
        return markup(data["text/html"])
    text = data.get("text/plain") or output.get("text", "")
    return markup(f"<pre>{html.escape(text.rstrip())}</pre>")
