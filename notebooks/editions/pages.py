"""A notebook as one HTML file that needs no network and no second file."""

import base64
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote

from nbconvert import HTMLExporter
from nbconvert.preprocessors import TagRemovePreprocessor
from traitlets.config import Config

from . import lessons

TEMPLATES = Path(__file__).resolve().parent / "templates"
FIGURE = re.compile(
    r'(?P<tag><img\b[^>]*\bsrc=")(?P<file>[\w./%() -]+\.(?:png|jpe?g|gif|svg|webp))(?=")'
)
# Japanese with its figures and signs; what stands before it in LEFT is no prose, or marked
LEFT = (
    r"```.*?```|`[^`]*`|<(?P<element>\w+)\b[^>]*\blang=.*?</(?P=element)>|<[^>]*>"
    r"|!\[[^\]]*\]|\]\([^)]*\)|https?://[^\s)]+"
)
LETTER = "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
SIGN = "[\u3000-\u303f\uff00-\uff65\u2010-\u2026]"
JAPANESE = re.compile(
    rf"{LEFT}|(?P<ja>[0-9]*{SIGN}*{LETTER}(?:[0-9 ]*(?:{LETTER}|{SIGN}))*)", re.S
)
LESSON = re.compile(r'(<a\b[^>]*\bhref="[0-9]{2}-[a-z-]+)\.ipynb(?=[#"])')
SHEET = re.compile(r'(<a\b[^>]*\bhref=")cheat-sheet\.md(?=[#"])')


def exporter(template, drop=(), folder=TEMPLATES):
    """Return an exporter of nbconvert for a template of ours.

    drop: the tags of cells that are left out; the code of a cell tagged hide-code always
    is. folder: where the template's folder stands.
    """
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = set(drop)
    config.TagRemovePreprocessor.remove_input_tags = {"hide-code"}
    made = HTMLExporter(
        config=config,
        template_name=template,
        extra_template_basedirs=[str(folder)],
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    made.register_preprocessor(TagRemovePreprocessor, enabled=True)
    return made


def page(notebook, name, edition, drop=(), beside=None):
    """Return a notebook as the text of a page to read and to print.

    name: the first words of its title; edition: what stands above it, such as "Handout".
    beside: what the pages of the other lessons end in, such as "handout.html".
    Raises OSError where a picture cannot be read.
    """
    text = export(exporter("page", drop=drop), notebook, name, edition=edition)
    return LESSON.sub(rf"\1.{beside}", text) if beside else text


def export(exporter, notebook, name, **resources):
    """Return a notebook as the text of one file, its pictures inside it.

    nbconvert could put them there, but its embed_images closes an inline element such as
    <span lang="ja"> before the words that stand in it.
    """
    resources = {"metadata": {"name": name}, **resources}
    notebook = lessons.edited(notebook, in_its_language)
    text = exporter.from_notebook_node(notebook, resources)[0]
    text = FIGURE.sub(embedded, text)
    return SHEET.sub(r"\1cheat-sheet.html", text)  # which stands beside the page


def in_its_language(cell):
    """Mark Japanese that no one has marked yet, so that it is read and drawn as Japanese."""
    if cell.cell_type == "markdown":
        cell.source = japanese(cell.source)
    return [cell]


def japanese(text):
    """Return Markdown or HTML in which Japanese that no one has marked is marked."""
    return JAPANESE.sub(
        lambda found: (
            f'<span lang="ja">{found["ja"]}</span>' if found["ja"] else found[0]
        ),
        text,
    )


def embedded(image):
    """Return the beginning of an <img> up to its address, with the bytes for the address."""
    file = lessons.NOTEBOOKS / unquote(image["file"])
    kind = mimetypes.guess_type(file.name)[0] or "image/png"
    picture = base64.b64encode(file.read_bytes()).decode()
    return f"{image['tag']}data:{kind};base64,{picture}"
