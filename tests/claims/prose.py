"""Where words stand: the cells of a lesson, the paragraphs of a page."""

import difflib
import re
from dataclasses import dataclass

import nbformat

from conftest import LESSONS, NOTEBOOKS, ROOT

FILES = {path.name[:2]: path for path in LESSONS} | {
    "README.md": ROOT / "README.md",
    "TEACHING.md": NOTEBOOKS / "TEACHING.md",
}


@dataclass(frozen=True)
class Block:
    """A cell of a lesson or a paragraph of a page.

    place: the id of the cell, or the line of the page.
    code: whether it is code, or prose.
    text: what stands there; a comment that goes over several lines in one.
    """

    place: str
    code: bool
    text: str


def blocks(where):
    """Return the blocks of a lesson or page, in order."""
    path = FILES[where]
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, 4).cells
        return [
            Block(cell.id, True, re.sub(r"\n\s*#", " ", cell.source))
            if cell.cell_type == "code"
            else Block(cell.id, False, cell.source)
            for cell in cells
        ]
    found, line = [], 1
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        found.append(Block(f"line {line}", "```" in part, part.strip("\n")))
        line += part.count("\n") + 2
    return found


def pattern(words):
    """Return the pattern of words that begin and end where a word or number does."""
    before = r"(?<![^\W_])(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?![^\W_])(?![.,]\d)" if words[-1].isalnum() else ""
    return re.compile(before + r"\s+".join(map(re.escape, words.split())) + after)


def sentences(text):
    """Yield the begin and end of each sentence; a line of a table or list is one."""
    lines = r"\s*\n\s*(?=[-|#>]|\* |\d+\. |</?\w|\n)"
    ends = r"(?<=[.?!:])(?<!U\.S\.)(?<!Mr\.)[*_\")]*\s+(?=\W*[A-Z0-9])"
    begin = 0
    for found in re.finditer(f"{lines}|{ends}|$", text):
        if text[begin : found.start()].strip():
            yield begin, found.start()
        begin = found.end()


def nearest(words, where):
    """Return the place and the sentence that has most of some words, in their order."""
    wanted = set(re.findall(r"\w+", words))
    found = [
        (len(wanted & set(re.findall(r"\w+", text))), block.place, text)
        for block in blocks(where)
        for begin, end in sentences(block.text)
        if (text := " ".join(block.text[begin:end].split()))
    ]
    best = sorted(found, key=lambda each: -each[0])[:20]

    def alike(each):
        matcher = difflib.SequenceMatcher(None, words, each[2], autojunk=False)
        return sum(part.size for part in matcher.get_matching_blocks() if part.size > 2)

    _, place, sentence = max(best, key=alike)
    return place, sentence
