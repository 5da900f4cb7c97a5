"""What TEACHING.md has to print: the role play's sheet and cards, the ten questions, each on a page of its own."""

import re

import nbformat

from . import lessons, pages, paper

PART = re.compile(
    r"^### To print: (?P<title>.+)\n(?P<text>(?:(?!#{2,3} |<a id=).*\n)*)", re.M
)
ITEM = re.compile(r"^(\d+\. .*(?:\n {2,}\S.*)*)$", re.M)


def parts():
    """Return {title: Markdown} of what TEACHING.md has to print; nothing where it has none."""
    try:
        text = (lessons.NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # a course without it has the other editions
        return {}
    return {found["title"]: found["text"].strip() for found in PART.finditer(text)}


def edition():
    """Return the pages to print: {file name: text}."""
    cells = [
        nbformat.v4.new_markdown_cell(
            f"# {title[0].upper()}{title[1:]}\n\n{ITEM.sub(with_room, text)}",
            id=f"print-{n}",
            metadata={"tags": ["page-ends"]},
        )
        for n, (title, text) in enumerate(parts().items())
    ]
    if not cells:
        return {}
    notebook = nbformat.v4.new_notebook(cells=cells)
    return {"to-print.html": pages.page(notebook, "to-print", "To print")}


def with_room(found):
    """Return a question with lines to write on; one with answers to choose needs none."""
    question = found[1]
    return question if "(a)" in question else f"{question}\n    {paper.room('', 2)}"
