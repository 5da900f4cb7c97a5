"""The handout: what a class reads and answers on paper."""

import copy
import re

import nbformat
from bs4 import BeautifulSoup

from . import paper_tables as asked
from .lessons import FEEDBACK, tag, tags_of
from .pages import page

# what is folded in a lesson is an answer, in whatever language its fold is named
ANSWER = re.compile(r"(?P<before>\A|\n)(?P<indent> *)<details\b.*?</details>", re.S)
PREDICT = re.compile(r"^#{2,3} Predict\b", re.M)
DISCUSS = re.compile(r"^#{2,3} Discuss\b", re.M)
ITEM = re.compile(r"^([0-9]+\. .*(?:\n {2,}\S.*)*)$", re.M)
RULE = re.compile(r"\n+---\n+")
# what speaks of the place above, in words that are true on paper
ON_PAPER = [
    (re.compile(r" in a new cell\b| in the place of the three dots below"), ""),
    (re.compile(r"\bof the cell above\b"), "of the code above"),
    (re.compile(r"\ba few cells above\b"), "above"),
    (re.compile(r"\bIn the cell with `[^`]*`, s"), "S"),
]
# a sentence that is true at a screen only; the cell of a table is on paper, too
AT_SCREEN = re.compile(
    r"(?i:(?<!empty )(?<!from )\bcells?\b(?! of the table| from cell)|\bclick\b"
    r"|\banother tab\b|\brun (?:it|each|all|this)\b)|\bThe check\b|\bJupyterLab\b"
    r"|\bpress (?:\*\*|Enter)|\bShift \+|\bCtrl\b"
)
ENDS = re.compile(r"(?<=[.?!])\s+|(?<=[.?!]\*\*)\s+|(?<=[.?!]\))\s+")
ITEMS = re.compile(
    r"^(?P<mark>[-*]|[0-9]+\.) (?P<said>.*(?:\n {2,}\S.*)*)(?:\n|\Z)", re.M
)
ON_A_SCREEN = {
    "setup",
    "running",
    "screen",
    "yours",
    "notes",
    "solution",
    "instructor",
}
LABELS = {
    "value": "The answer",
    "list": "The list",
    "sentence": "In a sentence",
    "text": "Your text",
}


def handout(lesson, name):
    """Return the handout of a lesson as the text of one HTML file."""
    return page(for_paper(lesson), name, "Handout", beside="handout.html")


def for_paper(lesson):
    """Return a copy of a lesson that holds what a class reads on paper, with room to write.

    A new page begins after the prediction, and after an exercise whose answer follows, so
    that no answer stands on the page of its question.
    """
    lesson = copy.deepcopy(lesson)
    solutions = {
        cell.metadata.exercise: cell.source
        for cell in lesson.cells
        if "solution" in tags_of(cell)
    }
    desk, printed, made, mine, guessed = asked.Desk(), {}, [], set(), False
    for cell, following in zip(lesson.cells, [*lesson.cells[1:], None]):
        tags = set(tags_of(cell))
        if cell.cell_type == "code" and "exercise" in tags:
            if not made or not may_ask(made[-1]):
                made.append(text("", cell.id))
            prompt = made[-1]
            number = cell.metadata.exercise
            mine |= asked.named(cell.source)
            solution = solutions.get(number, "")
            tag(prompt, "question")
            kind = asked.answer_kind(number, solution, prompt.source)[0]
            prompt.metadata["asks"] = [number, kind]
            prompt.source += "\n\n" + exercise(
                number, solution, prompt.source, desk, printed
            )
        elif cell.cell_type == "code" and not tags & (ON_A_SCREEN - {"setup"}):
            if "setup" not in tags:
                made += code(cell, mine)
            desk.learn(cell)
        elif cell.cell_type == "code":
            mine |= asked.named(cell.source)
        elif cell.cell_type == "markdown" and not tags & ON_A_SCREEN:
            made += reading(cell, None if guessed else following)
            guessed = guessed or any("guess" in tags_of(one) for one in made)
    lesson.cells = paged(made)
    return lesson


def may_ask(cell):
    """Say whether a cell can be the question of the stub that follows on it."""
    other = "asks" in cell.metadata or "guess" in tags_of(cell)
    return cell.cell_type == "markdown" and not other


def text(source, number, *tags):
    return nbformat.v4.new_markdown_cell(source, id=number, metadata={"tags": [*tags]})


def reading(cell, following):
    """Return the parts of a text cell, each question with its room.

    following: the cell after it, which takes the guess where this one asks for it; None
    where the guess has been asked for.
    """
    takes = following is not None and "yours" in tags_of(following)
    takes = takes and "guess" in following.source
    minutes = "minutes_given" in cell.metadata
    parts = RULE.split(cell.source)
    made = []
    for n, part in enumerate(parts):
        kinds = [*tags_of(cell)]
        folded = "<details" in part
        part = without_screen(ANSWER.sub(answer_room, part))
        if not part.strip():
            continue
        if folded:
            pass
        elif PREDICT.search(part) or (takes and n == len(parts) - 1):
            questions = max(1, len(re.findall(r"\?(?:\*\*)?(?:\s|$)", part)))
            part += "\n\n" + room("Your guess", questions)
            kinds.append("guess")
        elif DISCUSS.search(part) or (minutes and n == len(parts) - 1):
            wide = room("", asked.SENTENCE)
            with_room = ITEM.sub(rf"\1\n   {wide}", part)
            part = with_room if with_room != part else f"{part}\n\n{wide}"
        made.append(text(part, f"{cell.id}-{n}"[-64:], *kinds))
    return made


def without_screen(source):
    """Return a text without what is true at a screen only: sentences, items, and a heading with nothing left."""
    made = source
    for pattern, words in ON_PAPER:
        made = pattern.sub(words, made)
    parts = re.split(r"(```.*?```)", made, flags=re.S)
    parts[::2] = [
        "".join(map(line_on_paper, re.split(r"(\n)", ITEMS.sub(item_on_paper, part))))
        for part in parts[::2]
    ]
    made = re.sub(r"\n{3,}", "\n\n", "".join(parts))
    if "\n1. " in source and "\n1. " not in made:  # the first step is one at a screen
        made = re.sub(r"(?<=\n)2\. ", "1. ", made, count=1)
    return "" if made != source and re.fullmatch(r"\s*(?:#+ .*\s*)?", made) else made


def item_on_paper(item):
    """Return an item of a list, or nothing where it begins with a sentence on the screen."""
    return "" if AT_SCREEN.search(ENDS.split(item["said"])[0]) else item[0]


def line_on_paper(line):
    """Return a line of Markdown without its sentences on the screen."""
    if not AT_SCREEN.search(line) or re.match(r" *(?:#|\||<)", line):
        return line
    kept = [
        one
        for one in ENDS.split(line)
        if not AT_SCREEN.search(one)
        or one.count("**") % 2
        or one.count("(") != one.count(")")
    ]
    return " ".join(kept)


def answer_room(fold):
    """Return the room for a question whose answer is folded up below it; other folds are left out."""
    return f"\n{fold['indent']}{room('', 2)}" if fold["indent"] else ""


def room(label, lines):
    """Return ruled lines to write on, as HTML. They are borders: backgrounds do not print."""
    said = f'<span class="label">{label}:</span>' if label else ""
    ruled = '<div class="line"></div>' * lines
    one = " one" if label and lines == 1 else ""
    return f'<div class="room{one}">{said}{ruled}</div>'


def exercise(number, solution, prompt, desk, printed):
    """Return what stands under an exercise, as HTML: the tables it asks, and room to write.

    printed: which tables stand on the handout already, {table: number of the exercise}.
    """
    kind, lines = asked.answer_kind(number, solution, prompt)
    tables = (
        {} if kind in ("items", "text", "chart and sentence") else desk.tables(solution)
    )
    tables.update(desk.shown(prompt))
    parts = []
    for name, table in tables.items():
        known = asked.as_html(name, table)
        if known in printed:
            parts.append(
                f'<p class="from"><code>{name}</code> stands under exercise '
                f"{printed[known]}.</p>"
            )
        else:
            printed[known] = number
            parts.append(known)
    written = asked.code_lines(solution)
    if kind in ("value", "list", "chart", "chart and sentence") and written:
        parts.append(room("Your code", written))
    if kind == "items":
        slots = '<li><div class="line"></div></li>' * lines
        parts.append(f'<ol class="room items">{slots}</ol>')
    if "chart" in kind:
        parts.append(
            '<div class="room sketch"><span class="label">Your chart, with its title:</span></div>'
        )
    if kind == "chart and sentence":
        parts.append(room(LABELS["sentence"], lines))
    elif kind in LABELS:
        parts.append(room(LABELS[kind], lines))
    return "\n".join(parts)


def code(cell, mine):
    """Return a code cell with the lines that a class reads and what they showed, or none.

    mine: the names that a student gives. What is made of them is the student's to fill in.
    """
    on_a_slide = cell.metadata.slideshow.slide_type != "skip"
    body = asked.parsed(cell.source)
    ours = [one for one in body if asked.called(one)]
    lines = cell.source.splitlines()
    for one in reversed(ours):
        del lines[one.lineno - 1 : one.end_lineno]
    source = "\n".join(lines).strip()
    only_ours = len(ours) == len(body)
    if only_ours and not (on_a_slide or "handout" in tags_of(cell)):
        return []
    told = any(asked.called(one) == "readings" for one in ours)
    cell.outputs = [one for one in cell.outputs if told or is_for_paper(one)]
    if mine & asked.named(source, uses=True):
        mine |= asked.named(source)
        cell.outputs = [one for one in cell.outputs if emptied(one)]
        source = source if cell.outputs else ""
    if not source and not cell.outputs:
        return []
    cell.source = source
    return [cell if source else tag(cell, "hide-code")]


def emptied(output):
    """Empty the columns of a table that are the student's; return whether there are any."""
    table = BeautifulSoup(output.get("data", {}).get("text/html", ""), "html.parser")
    heads = [head.get_text() for head in table.select("thead th")]
    columns = [n for n, head in enumerate(heads) if re.match(r"yours?\b|you\b", head)]
    for row in table.select("tbody tr") if columns else ():
        for n in columns:
            row.find_all(["th", "td"])[n].string = ""
    if columns:
        output.data["text/html"] = str(table)
    return bool(columns)


def is_for_paper(output):
    """Say whether an output is a figure, a table or a value, not what a check or a guess says."""
    data = output.get("data", {})
    if "text/html" in data:
        return not FEEDBACK.match(data["text/html"])
    picture = "image/png" in data or "![" in data.get("text/markdown", "")
    return picture or set(data) == {"text/plain"}


def paged(cells):
    """Mark after which cells a new page begins: the prediction, and exercises whose answer follows."""
    for n, cell in enumerate(cells):
        if "guess" in tags_of(cell):
            tag(cell, "page-ends")
        elif "asks" in cell.metadata and asked.tells(
            cells[n + 1 :], *cell.metadata.asks, cell.source
        ):
            tag(cell, "page-ends")
    return cells
