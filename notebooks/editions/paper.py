"""The handout: what a class reads and answers on paper."""

import re

from .lessons import edited, tag, tags_of
from .pages import page

# what is folded in a lesson is an answer, in whatever language its fold is named
ANSWER = re.compile(r"(?:\A|\n) *<details\b.*?</details>", re.S)
ASKS = re.compile(r"^#{2,3} (?:Predict|Discuss)\b|<details\b", re.M)
# how the output of check, hint and guess begins
FEEDBACK = re.compile(r'\s*<p role="status">')


def handout(lesson, name):
    """Return the handout of a lesson as the text of one HTML file."""
    lesson = edited(lesson, for_handout)
    return page(lesson, name, "Handout", drop=["notes", "solution"])


def for_handout(cell):
    """The reading, the figures and tables a class sees, the questions with room to write."""
    if "setup" in tags_of(cell):
        return []
    if cell.cell_type == "code":
        if "exercise" in tags_of(cell):
            cell.outputs = []
            return [tag(cell, "hide-code", "write")]
        on_a_slide = cell.metadata.slideshow.slide_type != "skip"
        if on_a_slide or "handout" in tags_of(cell):
            cell.outputs = [output for output in cell.outputs if is_for_paper(output)]
            return [tag(cell, "hide-code")] if cell.outputs else []
        return []
    room = ASKS.search(cell.source) or "minutes_given" in cell.metadata
    cell.source = ANSWER.sub("", cell.source)
    return [tag(cell, "write") if room else cell]


def is_for_paper(output):
    """Say whether an output is a figure or a table, not what a check or a guess says."""
    data = output.get("data", {})
    if "text/html" in data:
        return not FEEDBACK.match(data["text/html"])
    return "![" in data.get("text/markdown", "")
