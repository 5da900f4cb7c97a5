"""The student's own cell: what it says, and the name answer, which each check uses up."""

import ast
import difflib
import re

import pandas as pd
from IPython import get_ipython

from . import load

SLIPS = {
    "answer-below-check": "Your answer stands below the line that checks it. Move it above.",
    "dots-below-answer": "Below your answer stands a line that sets answer to three dots "
    "again. Delete that line.",
    "answer-in-remark": "A line that begins with # is a remark, which Python skips. Delete "
    "the # in front of your answer.",
    "colon": "Your cell has a colon after answer. Write one = there.",
    "two-equals-signs": "Your cell compares: == asks a question. One = gives answer its "
    "value.",
    "other-sign": "Your cell compares. One = gives answer its value.",
    "capital": "Your cell gives a value to `{}`. Python minds capitals: write `answer`.",
    "misspelled-name": "Your cell gives a value to `{}`. Write `answer`.",
    "other-name": "Your cell gives a value to `{}` and none to `answer`. Give it to `answer`.",
    "no-name": "Your cell has a value, but no name for it. Write `answer = ` in front of it.",
    "no-answer-line": "This cell gives no value to answer, and each check uses its answer "
    "up. Write `answer = ` and your value in the line above the check.",
}


def forget(answer):
    """Set the name answer back to three dots, where the answer that was checked came from it."""
    shell = get_ipython()
    if shell is not None and shell.user_ns.get("answer") is answer:
        shell.user_ns["answer"] = ...


def source(number):
    """Return the source of the cell that is running, where it checks this exercise, otherwise ""."""
    shell = get_ipython()
    cells = shell.user_ns.get("In") if shell is not None else None
    last = cells[-1] if isinstance(cells, list) and cells else ""
    checks = rf"check\(\s*[\"']?{re.escape(number)}\b"
    return last if isinstance(last, str) and re.search(checks, last) else ""


TABLES = {"commitments": "commitment_id", "events": "event_id"}


def changed_table(source):
    """Return (a sentence on a table of this cell whose column was overwritten, its name), or None.

    Such a column has one single value, where the rows of the loaded table have several.
    """
    shell = get_ipython()
    for name in _names_in(source) if shell is not None else ():
        table = shell.user_ns.get(name)
        for stem, key in TABLES.items() if isinstance(table, pd.DataFrame) else ():
            column = _overwritten(table, stem, key)
            if column:
                return (
                    f"In your table {name} every row now has the same {column}: a single"
                    f" = has changed it. Run the cell that loads {stem} again, and write"
                    " == where you ask.",
                    "table-changed",
                )
    return None


def _names_in(source):
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
    return list(dict.fromkeys(node.id for node in nodes if isinstance(node, ast.Name)))


def _overwritten(table, stem, key):
    """Return the first column of a table that has one value for rows that have several, or None."""
    try:
        whole = load(stem)
        if not set(whole.columns) <= set(table.columns) or len(table) < 2:
            return None
        if table[key].nunique() == 1 and list(table.columns) == list(whole.columns):
            return key
        rows = whole.set_index(key).loc[table[key]]
        return next(
            (
                column
                for column in rows
                if table[column].nunique(dropna=False) == 1
                and rows[column].nunique(dropna=False) > 1
            ),
            None,
        )
    except Exception:  # noqa: BLE001 - no table of ours
        return None


def slip(source):
    """Return (why a cell gives answer no value, the slip's short name), or None."""
    try:
        lines = ast.parse(source).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    name, word = (_slip(lines, source) if lines else None) or (None, "")
    return (SLIPS[name].format(word), name) if name else None


def _slip(lines, source):
    """Return the name of a cell's slip and the word that it is about, or None."""
    at = next((n for n, line in enumerate(lines) if _checks(line)), len(lines))
    before, after = lines[:at], lines[at + 1 :]
    if any(_answers(line) for line in after):
        return "answer-below-check", ""
    if any(_answers(line) for line in before):
        last = max(n for n, line in enumerate(before) if _answers(line))
        again = any("answer" in _given(line) for line in before[last + 1 :])
        return ("dots-below-answer", "") if again else None
    if re.search(r"^\s*#+\s*answer\s*=\s*[^.\s]", source, re.M):
        return "answer-in-remark", ""
    found = [slip for line in reversed(before) if (slip := _slip_of_line(line))]
    if found:
        return found[0]
    if not any("answer" in _given(line) for line in before):
        return "no-answer-line", ""
    return None


def _slip_of_line(line):
    """Return the name of the slip in a line above the check, and its word, or None."""
    value = getattr(line, "value", None)
    if isinstance(line, ast.AnnAssign) and value is None:
        return ("colon", "") if _name(line.target).casefold() == "answer" else None
    if isinstance(value, ast.Compare) and _name(value.left).casefold() == "answer":
        equals = isinstance(value.ops[0], ast.Eq)
        return "two-equals-signs" if equals else "other-sign", ""
    for name in () if _is_dots(line) else sorted(_given(line) - {"answer", "mine"}):
        if name.casefold() == "answer":
            return "capital", name
        near = difflib.SequenceMatcher(None, name.casefold(), "answer").ratio() >= 0.75
        return "misspelled-name" if near else "other-name", name
    if isinstance(line, ast.Expr) and not _is_dots(line):
        return "no-name", ""
    return None


def _checks(line):
    calls = [node.func for node in ast.walk(line) if isinstance(node, ast.Call)]
    return any(_name(function) == "check" for function in calls)


def _name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


def _given(line):
    """Return the names to which a line gives a value."""
    if getattr(line, "value", None) is None:
        return set()
    targets = getattr(line, "targets", [getattr(line, "target", None)])
    nodes = [node for target in targets if target for node in ast.walk(target)]
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def _answers(line):
    """Say whether a line gives answer anything but three dots."""
    return "answer" in _given(line) and not _is_dots(line)


def _is_dots(line):
    """Say whether a line gives three dots, or hands on the name answer."""
    value = getattr(line, "value", None)
    return getattr(value, "value", None) is ... or _name(value) == "answer"
