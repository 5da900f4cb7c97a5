"""What the cells of a lesson have shown: figures, tables, values, and the readings of a question."""

import re

from .lessons import FEEDBACK
from .sentences import MOST_WORDS, clause, words

CHART = re.compile(r'\s*<p role="status"><strong>(?:In words|Your chart)', re.S)
VOICE = re.compile(
    r"^ +- (?P<who>\*\*.+?\*\*), (?P<when>[^:]+): (?P<said>.+?)"
    r"(?: \((?P<source>\[.+\]\(.+\))\))?$"
)


def shown(cell):
    """Return the outputs of a cell that a class sees, and the source lines under its figures.

    What a check or a guess says is for the student who runs it.
    """
    shown, sources = [], []
    told = ""
    for output in cell.outputs:
        data = output.get("data", {})
        text = data.get("text/html", "")
        if CHART.match(text):
            told = re.sub(r"<[^>]*>", "", text).strip()
        if FEEDBACK.match(text) or output["output_type"] == "error":
            continue
        if "application/vnd.jupyter.widget-view+json" in data:
            continue
        markdown = data.get("text/markdown", "")
        if "![" in markdown:
            parts = markdown.split("\n\n")
            under = [
                part for part in parts if part.startswith(("Source: ", "Sources: "))
            ]
            sources += [re.sub(r"^Sources?: ", "", part).rstrip(".") for part in under]
            output = {
                **output,
                "data": {
                    **data,
                    "text/markdown": "\n\n".join(p for p in parts if p not in under),
                },
            }
        shown.append({**output})
    words_of_it = re.sub(r"^In words\.\s*", "", told)
    for output in shown:
        if "image/png" in output.get("data", {}) and words_of_it:
            output["alt"] = words_of_it
    return shown, sources


def kind_of(outputs):
    kinds = [output.get("data", {}) for output in outputs]
    if any(
        "![" in data.get("text/markdown", "") or "image/png" in data for data in kinds
    ):
        return "figure"
    if any("<table" in data.get("text/html", "") for data in kinds):
        return "table"
    return "value"


def rows(outputs):
    return sum(o.get("data", {}).get("text/html", "").count("<tr") for o in outputs)


def two_readings(output):
    """Return (question, [(name of the reading, [(who and when, what, source)])]), or None."""
    text = output.get("data", {}).get("text/markdown", "")
    head = re.match(r"\*\*(.+\?)\*\*\n\n", text)
    if not head:
        return None
    sides = []
    for line in text[head.end() :].splitlines():
        if name := re.fullmatch(r"- \*\*(?:[^:*]+: )?(.+?)\*\*", line):
            sides.append((name[1], []))
        elif (voice := VOICE.match(line)) and sides:
            who = f"{voice['who']}, {voice['when']}"
            sides[-1][1].append((who, voice["said"], voice["source"] or ""))
        elif line.strip():
            return None
    return (head[1], sides) if len(sides) > 1 and all(v for _, v in sides) else None


def heard(asked, sides):
    """Return the readings with who speaks for each, and with what one of each said, if all have room."""
    room = MOST_WORDS - words(asked) - sum(words(name) for name, _ in sides)
    spoken = [
        min((words(said), n, said) for n, (_, said, _) in enumerate(voices))
        for _, voices in sides
    ]
    first = {}
    for left, side in enumerate(sorted(range(len(sides)), key=lambda k: spoken[k])):
        _, n, said = spoken[side]
        short = clause(said, room // (len(sides) - left), 5, True)
        first[side] = n, short if short in ("", said) else short.rstrip(".") + " …"
        room -= words(short)
    if not all(said for _, said in first.values()):  # none is heard if one is not
        first = {side: (0, "") for side in first}
    found = []
    for side, (name, voices) in enumerate(sides):
        n, said = first[side]
        told = [(who, said if k == n else "") for k, (who, _, _) in enumerate(voices)]
        found.append((name, sorted(told, key=lambda one: not one[1])))
    return found
