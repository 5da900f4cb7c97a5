"""What TEACHING.md has to print: the role play, the follow-up tasks, the ten questions, each on a page of its own."""

import re

import nbformat

from . import lessons, pages, paper

PART = re.compile(
    r"^### To print: (?P<title>.+)\n(?P<text>(?:(?!#{2,3} |<a id=).*\n)*)", re.M
)
ITEM = re.compile(r"^((\d+)\. .*(?:\n {2,}\S.*)*)$", re.M)
TASK = re.compile(
    r"^## (?P<lesson>\d\d .+)\n(?:(?!## ).*\n)*?"
    r"\*\*Follow-up\.\*\* (?P<task>(?:\S.*(?:\n|\Z))+)",
    re.M,
)
MARKED = re.compile(r"^\*\*Follow-up tasks\*\*(?:(?!#{2,3} |<a id=).*(?:\n|\Z))*", re.M)
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)\s]*\)")
QUESTIONS, SHORT = "ten questions", {"2", "7", "10"}  # answered on one line
TASKS = "follow-up tasks, and how they are marked"


def parts():
    """Return {title: Markdown} of what TEACHING.md has to print; nothing where it has none."""
    try:
        text = (lessons.NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # a course without it has the other editions
        return {}
    made = {found["title"]: found["text"].strip() for found in PART.finditer(text)}
    if QUESTIONS in made:
        made[QUESTIONS] = ITEM.sub(with_room, made[QUESTIONS])
    tasks = [
        f"**{one['lesson']}.** {one['task'].strip()}" for one in TASK.finditer(text)
    ]
    if tasks:
        marked = MARKED.search(text)
        made[TASKS] = "\n\n".join(tasks + ([marked[0].strip()] if marked else []))
    return made


def edition():
    """Return the pages to print: {file name: text}."""
    cells = [
        nbformat.v4.new_markdown_cell(
            f"# {title[0].upper()}{title[1:]}\n\n" + LINK.sub(r"\1", text),
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
    """Return a question with lines to write on; one with answers to circle needs none."""
    question = found[1]
    lines = 1 if found[2] in SHORT else 2
    return question if "(a)" in question else f"{question}\n    {narrow(lines)}"


def narrow(lines):
    """Return ruled lines that leave ten questions on one sheet, with any margins."""
    room = paper.room("", lines)
    room = room.replace('class="room"', 'class="room" style="margin: 0 0 2mm"')
    return room.replace('class="line"', 'class="line" style="height: 7mm"')
