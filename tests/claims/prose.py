"""Where words stand: the cells of a lesson, the paragraphs of a page, texts in code."""

import ast
import difflib
import functools
import re
from dataclasses import dataclass

import nbformat

from conftest import LESSONS, NOTEBOOKS, ROOT

FILES = {path.name[:2]: path for path in LESSONS} | {
    "README.md": ROOT / "README.md",
    "TEACHING.md": NOTEBOOKS / "TEACHING.md",
    "data/README.md": ROOT / "data" / "README.md",
    "cheat-sheet.md": NOTEBOOKS / "cheat-sheet.md",
    "feedback": NOTEBOOKS / "summit" / "classroom",  # what all lessons share of it
}
NO_DATA = re.compile(r"errors/|(ladder|saved|sentences)\.py$")  # they speak of Python
MACHINE = re.compile(r"\\|\(\?|%\w|\w\* |!=|zero one two")  # patterns, lists of words
OWN = re.compile(r"(lesson|judge)(\d\d)$")  # a file of answers or pictures of a lesson


@dataclass(frozen=True)
class Block:
    """A cell of a lesson or a paragraph of a page.

    place: the id of the cell, or the line of the page or file.
    code: whether it is code, or prose.
    text: what stands there; a comment that goes over several lines in one; in a text
        of code, ``{}`` for what is computed.
    """

    place: str
    code: bool
    text: str


def texts(path):
    """Return the texts of a Python file that a person reads, with ``{}`` for values."""
    tree, inner = ast.parse(path.read_text(encoding="utf-8")), set()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [getattr(part, "value", None) for part in node.values]
            parts = [part if isinstance(part, str) else "{}" for part in parts]
            inner |= {id(each) for each in ast.walk(node)} - {id(node)}
            found.append((node, "".join(parts)))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(id(node.value))  # a docstring
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node, node.value))
    place = f"{path.parent.name}/{path.name}, line"
    return [
        Block(f"{place} {node.lineno}", False, text)
        for node, text in found
        if " " in text and id(node) not in inner and not MACHINE.search(text)
    ]


def spoken(where):
    """Return the texts in code that belong to a lesson, or to no one lesson."""
    summit = NOTEBOOKS / "summit"
    files = [*summit.glob("classroom/**/*.py"), *summit.glob("pictures/*.py")]
    files = [path for path in files if not NO_DATA.search(path.as_posix())]
    own = {path: (OWN.search(path.stem) or ["", "", ""])[2] for path in sorted(files)}
    wanted = "" if where == "feedback" else where
    return [text for path in own if own[path] == wanted for text in texts(path)]


@functools.cache
def blocks(where):
    """Return the blocks of a lesson or page, in order."""
    path = FILES[where]
    if path.is_dir():
        return spoken(where)
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, 4).cells
        return [
            Block(cell.id, True, re.sub(r"\n\s*#", " ", cell.source))
            if cell.cell_type == "code"
            else Block(cell.id, False, cell.source)
            for cell in cells
        ] + spoken(where)
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
