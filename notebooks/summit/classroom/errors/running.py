"""Errors that arise while a cell runs: names, columns and rows, kinds of values, packages."""

import ast
import builtins
import inspect
import linecache
import numbers
import re
import sys
from pathlib import Path

from ..ladder import STEPS
from .reading import tokens_of
from .slip import (
    BUILTINS,
    EMPTY,
    FEW,
    FUNCTIONS,
    KINDS,
    NOTHING,
    PACKAGE,
    PACKAGES,
    RUN_ABOVE,
    as_code,
    as_words,
    called_thing,
    exercise_in,
    in_a_list,
    in_brackets,
    in_quotes,
    is_column,
    is_ours,
    is_table,
    known_names,
    made_below,
    made_in_lessons,
    name_of,
    nearest,
    public,
    this_lesson,
    value_of,
)

# What is known of an error


def sentence_on(slip):
    """Return what is said of an error that arose while a cell ran, or None."""
    kind, ours = type(slip.error).__name__, bool(slip.below) and is_ours(slip.below[0])
    innermost = bool(slip.below) and is_ours(slip.below[-1])
    if kind == "DataError" and innermost:
        return _table_for_its_name(slip) or _data_error(slip)
    if kind == "ModuleNotFoundError":
        return _no_package(slip)
    if ours and (innermost or kind in (*SENTENCES, "error", "PatternError")):
        return _in_ours(slip)
    if kind not in SENTENCES:
        return None
    if kind in ("TypeError", "ValueError"):
        return _brackets_beside_and(slip) or _three_dots(slip) or SENTENCES[kind](slip)
    return SENTENCES[kind](slip)


# Names

# words of spreadsheets and other languages
INSTEAD = dict.fromkeys(
    ("count", "counta", "length", "lenght", "size", "nrow"),
    "To count the rows of a table, write `len(...)`.",
)
INSTEAD |= dict.fromkeys(
    ("average", "mean"), "For the mean of a column, write `.mean()` after it."
)
INSTEAD |= {"median": "For the median of a column, write `.median()` after it."}


def _name_error(slip):
    name = (
        getattr(slip.error, "name", None)
        or re.findall("'(.*?)'", str(slip.error) + "''")[0]
    )
    known = known_names(slip.names)
    annotated = any(
        isinstance(node, ast.AnnAssign) and getattr(node.target, "id", None) == name
        for node in ast.walk(slip.tree or EMPTY)
    )
    if annotated:
        return f"Write = and not a colon between {name} and its value: `{name} = ...`"
    if re.search("[ー－‐]", name):
        return (
            f"In {name}, the sign of the Japanese keyboard is a letter and no minus. "
            "Type - in its place."
        )
    figures = _in_figures(_hyphenated(name, slip)) or _in_figures(name)
    if figures is not None and this_lesson(slip.names) not in made_in_lessons().get(
        name, []
    ):
        return f"Write the number in figures: {figures}"
    return (
        _title_without_marks(slip)
        or _text_in_place(name, slip)
        or _other_capitals(name, known)
        or _of_a_lesson(name, slip)
        or _text_somewhere(name, slip)
        or _of_a_package(name, slip)
        or _of_this_cell(name, slip)
        or _of_an_exercise(name, slip)
        or _near_name(name, slip, known)
    )


DIGITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
DIGITS |= {
    word: 10 * n
    for n, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety hundred".split(), 2
    )
}


def _in_figures(word):
    """Return the number that a word such as "fourteen" or "twenty-two" names, or None."""
    parts = [DIGITS.get(part) for part in word.casefold().split("-")]
    if None in parts or len(parts) > 2 or len(parts) == 2 and not parts[1] < 10:
        return None
    return sum(parts)


OF_TABLES = ("summit.load", "summit.columns")


def _did_you_mean(near, otherwise=""):
    return f" Did you mean {near}?" if near else otherwise


def _put_quotation_marks(text):
    return f'Put quotation marks around {text}: `"{text}"`'


def _title_without_marks(slip):
    """Return a sentence where the failing name stands in a title of several words, or None."""
    for each in ast.walk(slip.statement or EMPTY):
        if (
            isinstance(each, ast.keyword)
            and each.arg == "title"
            and isinstance(each.value, (ast.Attribute, ast.Compare))
            and slip.node in ast.walk(each.value)
        ):
            return 'Put the title between quotation marks: `title="..."`'
    return None


def _text_in_place(name, slip):
    """Return a sentence where a name is a label, or a value of the very column it is compared with."""
    whole = _hyphenated(name, slip)
    parent = slip.node and slip.parent(slip.node)
    if (
        isinstance(parent, ast.Call)
        and as_code(parent.func) in OF_TABLES
        and nearest(name, _table_names())
    ):
        return _put_quotation_marks(nearest(name, _table_names()))
    if whole != name:
        outer = isinstance(parent, ast.BinOp) and _outermost(parent, slip)
        called = isinstance(outer, ast.Call) and as_code(outer.func)
        if _is_label(whole, slip.names) or called == "summit.series":
            return _put_quotation_marks(whole)
        if all(
            part not in slip.names for part in whole.split("-") if not part.isdigit()
        ):
            return f'If {whole} is a text, put quotation marks around it: `"{whole}"`'
        return None
    if isinstance(parent, ast.Compare):
        sides = [
            value_of(side, slip.names) for side in (parent.left, *parent.comparators)
        ]
        if any(name in set(held) for held in sides if is_column(held)):
            return _put_quotation_marks(name)
        return _column_without_table(name, slip) if parent.left is slip.node else None
    if isinstance(parent, ast.BinOp) and _column_without_table(name, slip):
        return _column_without_table(name, slip)
    labels = _labels_asked(slip)
    label = nearest(name, labels or [], 0.88)
    if labels is None and _is_label(name, slip.names):
        return _put_quotation_marks(name)
    return _put_quotation_marks(label) if label and len(name) > 2 else None


def _outermost(node, slip):
    """Return what the arithmetic stands in that a node is part of."""
    while isinstance(node, ast.BinOp):
        node = slip.parent(node)
    return node


def _column_without_table(name, slip):
    """Return a sentence where a column stands in a condition without its table, or None."""
    for node in ast.walk(slip.statement):
        held = slip.names.get(node.id) if isinstance(node, ast.Name) else None
        if is_table(held) and name in held.columns:
            return (
                f'A column stands in the brackets of its table: `{node.id}["{name}"]`'
            )
    return None


def _labels_asked(slip):
    """Return the rows and columns of the table between whose brackets the failing name stands, if any.

    None where these are the brackets of a table that has no name.
    """
    node, parent = slip.node, slip.node and slip.parent(slip.node)
    while isinstance(parent, (ast.Tuple, ast.List)):
        node, parent = parent, slip.parent(parent)
    if not isinstance(parent, ast.Subscript) or parent.slice is not node:
        return []
    held = value_of(
        parent.value.value if isinstance(parent.value, ast.Attribute) else parent.value,
        slip.names,
    )
    if held is NOTHING:
        return None
    return (
        [*getattr(held, "columns", ()), *held.index]
        if is_table(held) or is_column(held)
        else []
    )


def _hyphenated(name, slip):
    """Return the hyphenated word in the failing line that a name is part of, or the name."""
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    words = re.findall(r"[^\W\d]\w*(?:-\w+)+", re.sub(r'"[^"]*"|\'[^\']*\'', " ", line))
    return next((word for word in words if name in word.split("-")), name)


def _is_label(text, names):
    """Return whether a text is a column, a row or a value of the student's tables."""
    for held in list(names.values()):
        if is_table(held) and (
            text in held.columns or text in held.index or _column_with(text, held)
        ):
            return True
        if is_column(held) and text in held.index:
            return True
    return False


def _column_with(value, table):
    """Return the first column of a table that holds a value, or None."""
    if not isinstance(value, str):
        return None
    for column in table.columns:
        if (
            str(table[column].dtype) in ("object", "str", "string")
            and (table[column] == value).any()
        ):
            return column
    return None


def _other_capitals(name, known):
    same = [each for each in known if each.casefold() == name.casefold()]
    return f"Capitals count in code: write {same[0]}, not {name}." if same else None


def _of_a_lesson(name, slip):
    lessons, here = made_in_lessons().get(name, []), this_lesson(slip.names)
    if name == "answer":
        return (
            "There is no answer yet. Write `answer =` and your answer in the line above, "
            "and run the cell again."
        )
    if not lessons and name in _table_names():
        return (
            f"{name} is not loaded yet. To load it, write in a line above: "
            f'`{name} = summit.load("{name}")`'
        )
    if not lessons or len(name) < 2:
        return None
    number = exercise_in(slip.source)
    if number and made_below(name, number, here or number.partition(".")[0].zfill(2)):
        return (
            f"{name} is made further down in this lesson. This question needs only what "
            "stands above it."
        )
    if here in lessons:
        return f"There is no {name} yet. Run the cells above first: {RUN_ABOVE}."
    near = nearest(name, known_names(slip.names), 0.88)
    if near:
        otherwise = (
            f" If not, run the cells above first: {RUN_ABOVE}." if here is None else ""
        )
        return f"There is no {name}. Did you mean {near}?{otherwise}"
    where = f"lesson{'s' if len(lessons) > 1 else ''} {as_words(lessons)}"
    if here is None:
        return (
            f"There is no {name} yet: a cell of {where} makes it. "
            f"Run the cells above first: {RUN_ABOVE}."
        )
    if name in _table_names():
        return (
            f"This lesson has not loaded {name}. To do so, run: "
            f'`{name} = summit.load("{name}")`'
        )
    near = nearest(name, known_names(slip.names))
    return f"{name} is a name of {where}, and not of this lesson." + _did_you_mean(near)


def _of_this_cell(name, slip):
    """Return a sentence where the cell has given another name, and never used it, or None."""
    above = list(ast.walk(slip.tree or EMPTY))
    used = {
        node.id
        for node in above
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    given = [
        (node.lineno, node.id)
        for node in above
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Store)
        and node.lineno < slip.line
        and node.id not in used
        and node.id != "answer"
    ]
    if not given:
        return None
    line, other = max(given)
    return (
        f"There is no name {name}. You wrote `{other} =` in line {line}: "
        f"write {other} here, too."
    )


def _of_an_exercise(name, slip):
    """Return a sentence on a name that no cell makes, but the line that an exercise asks for, or None."""
    if not made_in_lessons("solution").get(name) or nearest(
        name, known_names(slip.names), 0.88
    ):
        return None
    return (
        f"There is no {name} yet. The exercise asks you to make it: write `{name} = ...` "
        "in a line above, with what it is in the place of the dots."
    )


def _table_names():
    from ...data import tables

    return list(tables()["table"])


def _text_somewhere(name, slip):
    parent = slip.node and slip.parent(slip.node)
    called = isinstance(parent, ast.Call) and parent.func is slip.node
    if (
        called
        or isinstance(parent, (ast.Attribute, ast.Subscript))
        and parent.value is slip.node
    ):
        return None
    return _put_quotation_marks(name) if _is_label(name, slip.names) else None


def _of_a_package(name, slip):
    """Return a sentence where a function stands without the name that belongs before it."""
    parent = slip.node and slip.parent(slip.node)
    if not (isinstance(parent, ast.Call) and parent.func is slip.node):
        return None
    if name.casefold() in INSTEAD:
        return INSTEAD[name.casefold()]
    for alias in ("summit", "network", "pd", "nx", "np"):
        module = slip.names.get(alias)
        near = inspect.ismodule(module) and (
            nearest(name, public(module), 0.8)
            if alias == "summit"
            else name
            if name in public(module)
            else None
        )
        if near:
            return f"Write {alias} and a period before it: `{alias}.{near}(...)`"
    pandas = sys.modules.get("pandas")
    if pandas and any(
        hasattr(kind, name) for kind in (pandas.DataFrame, pandas.Series)
    ):
        return (
            f"{name} stands after a table or a column, with a period between: "
            f"`table.{name}(...)`"
        )
    return None


def _near_name(name, slip, known):
    parent = slip.node and slip.parent(slip.node)
    near = nearest(name, known)
    if near:
        return f"There is no name {name}. Did you mean {near}?"
    here = this_lesson(slip.names)
    near = here and nearest(
        name, [each for each, lessons in made_in_lessons().items() if here in lessons]
    )
    if near:
        return (
            f"There is no name {name}. Did you mean {near}? If so, "
            f"run the cells above first: {RUN_ABOVE}."
        )
    as_name = (
        isinstance(parent, ast.Call)
        and parent.func is slip.node
        or isinstance(parent, (ast.Attribute, ast.Subscript))
        and parent.value is slip.node
    )
    if as_name:
        return (
            f"There is no name {name}. Compare its spelling with the cells above, "
            f"and run them first: {RUN_ABOVE}."
        )
    return (
        f'There is no name {name}. If it is a text, put quotation marks around it: `"{name}"`. '
        f"If it is a name, run the cells above first: {RUN_ABOVE}."
    )


def _undefined_in_query(slip):
    name = re.findall("'(.*?)'", str(slip.error) + "''")[0]
    table = _table_below(slip)
    if table is None:
        return None
    return (
        _no_column(name, table, slip)
        + " A text in a condition needs quotation marks of its own."
    )


# Tables: columns, rows, entries


def _table_below(slip):
    """Return the table or column that the failing line asked something of, or None."""
    for frame in slip.below:
        asked = frame.f_locals.get("self")
        for held in (asked, getattr(asked, "obj", None)):
            if is_table(held) or is_column(held):
                return held
    return None


def _called_table(table, slip):
    """Return the name of a table, as it stands in the failing line where it can be found."""
    base = slip.node
    while base is not None and not isinstance(base, ast.Name):
        base = getattr(base, "value", None) or getattr(base, "func", None)
    held = slip.names.get(base.id) if base is not None else None
    if (
        held is table
        or is_table(held)
        and is_table(table)
        and list(held.columns) == list(table.columns)
    ):
        return base.id
    return name_of(table, slip, None)


def _no_column(key, table, slip):
    name = _called_table(table, slip)
    begin = f"{_subject(table, name)} has no column {in_quotes(key)}"
    if isinstance(key, str) and (other := _table_with(key, table, slip)):
        near = nearest(key, list(table.columns))
        ask = f" Or did you mean {in_quotes(near)}?" if near else ""
        return f"{begin}; the table {other} has it.{ask}"
    return _choice(
        f"{begin}.",
        key,
        list(table.columns),
        "columns",
        f"list({name})" if name else None,
    )


def _table_with(column, table, slip):
    """Return the name of the student's longest table with a column that this one lacks, or None."""
    found = [
        (len(held), name)
        for name, held in slip.names.items()
        if is_table(held)
        and not name.startswith("_")
        and held is not table
        and column in held.columns
    ]
    return max(found, key=lambda one: one[0], default=(0, None))[1]


def _no_row(key, table, slip):
    name = _called_table(table, slip)
    what = "row" if is_table(table) else "entry"
    return _choice(
        f"{_subject(table, name)} has no {what} {in_quotes(key)}.",
        key,
        list(table.index),
        {"row": "rows", "entry": "entries"}[what],
        f"list({name}.index)" if name else None,
    )


def _subject(table, name):
    if is_table(table):
        return f"The table {name}" if name else "This table"
    return name or "This row or column"


def _method_as_label(key, table, name):
    """Return a sentence where a function of a table or column was asked for as a label, or None."""
    if (
        not isinstance(key, str)
        or not key.isidentifier()
        or not callable(getattr(type(table), key, None))
    ):
        return None
    return f"{key} is a function: write a period before it, and round brackets after it: `{name}.{key}()`"


def _choice(begin, key, labels, what, code):
    """Return a sentence that names the nearest label, or all of them where they are few."""
    twin = next(
        (
            label
            for label in labels
            if type(label) is not type(key) and str(label) == str(key)
        ),
        None,
    )
    if isinstance(key, str) and isinstance(twin, numbers.Number):
        return f"{begin} Its {what} are numbers: write {twin} without quotation marks."
    if isinstance(twin, str) and isinstance(key, numbers.Number):
        return f'{begin} Its {what} are text: write "{twin}" in quotation marks.'
    near = nearest(key, labels) if isinstance(key, str) else None
    if near:
        return f"{begin} Did you mean {in_quotes(near)}?"
    if (
        labels
        and all(isinstance(label, numbers.Number) for label in labels)
        and len(labels) > 2
    ):
        return f"{begin} Its {what} go from {in_quotes(min(labels))} to {in_quotes(max(labels))}."
    if 0 < len(labels) <= FEW and len(in_a_list(labels)) < 200:
        return f"{begin} It has {in_a_list(labels)}."
    return begin + (f" To see its {what}, run: `{code}`" if code else "")


def _key_error(slip):
    key = slip.error.args[0] if slip.error.args else None
    if not slip.below:
        return _no_entry(key, slip)
    table = _table_below(slip)
    if table is None:
        return _no_node(key, slip)
    place = slip.node if isinstance(slip.node, ast.Subscript) else None
    if place is None:
        return _no_label_in_call(table, slip)
    located = isinstance(place.value, ast.Attribute) and place.value.attr in (
        "loc",
        "at",
    )
    asked = next(
        (frame.f_locals["key"] for frame in slip.below if "key" in frame.f_locals), key
    )
    if is_column(table) and str(table.dtype) in ("bool", "boolean"):
        return _answers_for_rows(table, slip)
    if isinstance(key, bool):
        return _lost_condition(table, slip)
    if is_column(table):
        key = _first_missing(asked, table.index, key)
        whole = (
            value_of(place.value.value, slip.names)
            if isinstance(place.value, ast.Subscript)
            else None
        )
        known = is_table(whole) and _value_for_row(key, whole, slip)
        called = _method_as_label(key, table, _called_table(table, slip) or "")
        return known or called or _no_row(key, table, slip)
    if located:
        return _not_located(asked, key, table, slip)
    return _not_a_column(asked, key, table, slip)


def _missing(asked, labels):
    """Return what of a key, or of a list of keys, is not among some labels."""
    asked = asked if isinstance(asked, (list, tuple)) else [asked]
    return [
        each
        for each in asked
        if isinstance(each, (str, numbers.Number)) and each not in labels
    ]


def _twin(key, labels):
    """Return the label that is written like a key, with or without quotation marks, or None."""
    return next((label for label in labels if str(label) == str(key)), None)


def _first_missing(asked, labels, default):
    return next(iter(_missing(asked, labels)), default)


def _answers_for_rows(answers, slip):
    """Return a sentence where a column was asked of a condition, which holds no columns."""
    name = _called_table(answers, slip) or "This"
    inside = next(
        (
            node.value
            for node in ast.walk(slip.tree or EMPTY)
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", None) == name
            and isinstance(node.value, ast.Compare)
        ),
        None,
    )
    base = getattr(getattr(inside, "left", None), "value", None)
    if isinstance(base, ast.Name) and is_table(slip.names.get(base.id)):
        mended = f"`{name} = {base.id}[{as_code(inside)}]`"
    else:
        mended = f"`table[{'condition' if name == 'This' else name}]`"
    return (
        f"{name} holds True or False for each row, and no columns. Put the condition "
        f"between the brackets of its table first: {mended}"
    )


def _lost_condition(table, slip):
    name = _called_table(table, slip) or "table"
    inside = slip.node.slice
    if isinstance(inside, ast.Compare) and isinstance(
        inside.ops[0], (ast.Is, ast.IsNot)
    ):
        word, sign = (
            ("is", "==") if isinstance(inside.ops[0], ast.Is) else ("is not", "!=")
        )
        return f"To compare, write {sign} in place of {word}."
    sign = (
        "!="
        if isinstance(inside, ast.Compare) and isinstance(inside.ops[0], ast.NotEq)
        else "=="
    )
    text = next(
        (
            node.value
            for node in ast.walk(inside)
            if isinstance(node, ast.Constant) and node.value in list(table.columns)
        ),
        "...",
    )
    return (
        "In a condition, the table's name and brackets stand around the column: "
        f'`{name}[{name}["{text}"] {sign} ...]`'
    )


def _not_located(asked, key, table, slip):
    name = _called_table(table, slip) or "table"
    row, column = (
        asked if isinstance(asked, tuple) and len(asked) == 2 else (asked, None)
    )
    rows, columns = (
        _missing(row, table.index),
        _missing(column, table.columns) if column is not None else [],
    )
    if column is None and rows and rows[0] in table.columns:
        return (
            f"{in_quotes(rows[0])} is a column, and .loc asks for a row first. Write: "
            f"`{name}[{in_quotes(rows[0])}]`"
        )
    turned = (
        [_twin(columns[0], table.index), _twin(rows[0], table.columns)]
        if rows and columns
        else [None]
    )
    if None not in turned:
        turned = ", ".join(map(in_quotes, turned))
        return f"First the row, then the column: `{name if name != 'table' else ''}.loc[{turned}]`"
    if rows and columns and not nearest(columns[0], list(table.columns)):
        return (
            f"The table {name} has neither a row {in_quotes(rows[0])} nor a column "
            f"{in_quotes(columns[0])}. Which line makes the table that has them?"
        )
    if rows:
        return _value_for_row(rows[0], table, slip) or _no_row(rows[0], table, slip)
    return _no_column(columns[0] if columns else key, table, slip)


def _value_for_row(key, table, slip):
    """Return a sentence where a value of a column was taken for a row, or None."""
    column, name = _column_with(key, table), _called_table(table, slip)
    if column is None or not name:
        return None
    return (
        f"{in_quotes(key)} is a value of the column {in_quotes(column)}. For its row, write: "
        f"`{name}[{name}[{in_quotes(column)}] == {in_quotes(key)}]`"
    )


def _not_a_column(asked, key, table, slip):
    known, columns = _called_table(table, slip), list(table.columns)
    name = known or "table"
    inside = getattr(slip.node, "slice", None)
    if isinstance(inside, ast.Name) and is_column(asked) and inside.id in columns:
        return f'Put quotation marks around {inside.id}: `{name}["{inside.id}"]`'
    if isinstance(asked, tuple) and len(asked) == 2:
        if asked[0] in table.index and asked[1] in columns:
            return f"For one cell of a table, write .loc: `{known or ''}.loc[{in_brackets(asked)}]`"
        if asked[1] in table.index and asked[0] in columns:
            turned = in_brackets(asked[::-1])
            return f"For one cell, write .loc, the row before the column: `{known or ''}.loc[{turned}]`"
        if not _missing(asked, columns):
            return f"Several columns stand in a list: `{name}[[{in_brackets(asked)}]]`"
    key = _first_missing(
        list(asked) if isinstance(asked, tuple) else asked, columns, key
    )
    if isinstance(key, str) and key.startswith("None of [Index("):
        return (  # pandas took the values of a column for names of columns
            "The condition stands between the brackets, the whole of it: "
            f'`{name}[{name}["..."] == ...]`'
        )
    if isinstance(key, str) and re.search("[=<>]", key):
        return (
            "Only the words stand in quotation marks, not the whole condition: "
            f'`{name}[{name}["..."] == "..."]`'
        )
    if isinstance(key, str) and nearest(key, columns):
        return _no_column(key, table, slip)
    row = _twin(key, table.index)
    counted = isinstance(key, int) and not any(
        isinstance(column, numbers.Number) for column in columns
    )
    if counted and (
        row is None
        or key < len(table) == len(set(table.index))
        and table.index[key] == key
    ):
        inside = getattr(slip.node, "slice", None)
        if isinstance(inside, ast.Call) and getattr(inside.func, "id", None) == "len":
            return (
                "len stands outside, around the table and its brackets: "
                f'`len({name}[{name}["..."] == ...])`'
            )
        return (
            "Between the brackets of a table stands a column, or a condition: "
            f'`{name}["..."]` or `{name}[{name}["..."] == ...]`'
        )
    if row is not None and table.index.name and not _taught(".loc[row, column]", slip):
        return (
            f"{in_quotes(row)} is a row of {name}, and no column: rows and columns have "
            "changed places. Exchange the two columns in the line that made it, "
            "`pd.crosstab(...)`: the second gives the columns."
        )
    if row is not None:
        return (
            f"{in_quotes(row)} is a row of {name}, and no column. Write: "
            f"`{name}.loc[{in_quotes(row)}]`"
        )
    return _value_for_row(key, table, slip) or _no_column(key, table, slip)


def _no_label_in_call(table, slip):
    """Return a sentence on a column that a function was asked for and that its table does not have."""
    tables = [
        table,
        *(
            frame.f_locals[name]
            for frame in slip.below[:1]
            for name in ("right", "other")
            if is_table(frame.f_locals.get(name))
        ),
    ]
    key = in_quotes(slip.error.args[0]) if slip.error.args else "of this name"
    if not is_table(table) or slip.node is None:
        return (
            f"There is no column or row {key} here. Compare it, letter by letter, "
            "with the table."
        )
    said = str(slip.error.args[0]) if slip.error.args else ""
    for node in ast.walk(slip.node):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value in said
        ):
            lacking = [each for each in tables if node.value not in each.columns]
            if lacking:
                return _no_column(node.value, lacking[0], slip)
            if (
                isinstance(slip.node.func, ast.Attribute)
                and slip.node.func.attr == "drop"
            ):
                return (
                    "drop takes rows out. For a column, write: "
                    f"`drop(columns={in_quotes(node.value)})`"
                )
    return f"There is no column or row {key} here. Compare it, letter by letter, with the table."


def _no_entry(key, slip):
    """Return a sentence on a key that a dictionary does not have."""
    node = slip.node
    held = value_of(node.value, slip.names) if isinstance(node, ast.Subscript) else None
    if not isinstance(held, dict):
        return (
            f"There is no entry {in_quotes(key)} here. Compare it, letter by letter, "
            "with the lesson."
        )
    return _choice(
        f"{as_code(node.value)} has no entry {in_quotes(key)}.",
        key,
        list(held),
        "entries",
        f"list({as_code(node.value)})",
    )


def _no_node(key, slip):
    graph = next(
        (frame.f_locals["self"] for frame in slip.below if "self" in frame.f_locals),
        None,
    )
    nodes = (
        getattr(graph, "_nodes", None)
        or getattr(graph, "_adj", None)
        or getattr(graph, "_atlas", None)
    )
    if not isinstance(nodes, dict):
        return (
            f"There is no entry {in_quotes(key)} here. Compare it, letter by letter, "
            "with the lesson."
        )
    return _choice(
        f"The network has no point {in_quotes(key)}.", key, list(nodes), "points", None
    )


NOTHING_TO_DRAW = (
    "No row meets the condition, so there is nothing to draw. Look at the text or the "
    "number in the condition: is it written as in the table?"
)
NO_ROW_TO_DRAW = (
    "No row is left in this table, so there is nothing to draw. Look at the lines that "
    "make it, one after another: `len(...)` counts the rows of each."
)


def _nothing_to_draw(slip):
    """Return a sentence where a table or column without rows was to be drawn, or None."""
    func = getattr(slip.node, "func", None)
    if not isinstance(func, ast.Attribute) or ".plot" not in ast.unparse(func):
        return None
    frames = [frame.f_locals for frame in slip.below]
    drawn = [
        held
        for found in frames
        for held in (found.get("data"), getattr(found.get("self"), "_parent", None))
        if is_table(held) or is_column(held)
    ]
    if not any(len(held) == 0 for held in drawn[:2]):
        return None
    _drop_figures()
    asks = any(isinstance(each, ast.Compare) for each in ast.walk(slip.tree or EMPTY))
    return NOTHING_TO_DRAW if asks else NO_ROW_TO_DRAW


def _no_numbers_to_draw():
    _drop_figures()
    return (
        "A chart needs a column of numbers. Count first: `.value_counts().plot.barh()`"
    )


def _drop_figures():
    """Close the figures that were only begun, so that they are not shown."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _index_error(slip):
    node = slip.node
    drawn = _nothing_to_draw(slip)
    if drawn:
        return drawn
    if not isinstance(node, ast.Subscript):
        return None
    empty = _no_row_fits(slip)
    if empty:
        return empty
    table = _table_below(slip)
    held = table if table is not None else value_of(node.value, slip.names)
    if hasattr(held, "__len__"):
        counted = isinstance(node.value, ast.Attribute) and node.value.attr == "iloc"
        inside = [
            each.value
            for each in ast.walk(node.slice)
            if isinstance(each, ast.Constant)
        ]
        if counted and any(each in held.index for each in inside):
            return (
                ".iloc counts places from 0. For a row by its name, write .loc: "
                f"`.loc[{in_brackets(inside)}]`"
            )
        if is_column(held) and not counted and isinstance(node.slice, ast.Constant):
            return _no_row(node.slice.value, held, slip)
        what = (
            "rows"
            if is_table(held)
            else "letters"
            if isinstance(held, str)
            else "entries"
        )
        if len(held) == 0:
            return f"There is nothing in it: it has no {what}. Look at the line that made it."
        return (
            f"It has {len(held)} {what}, and Python counts them from 0: "
            f"the last one has the number {len(held) - 1}."
        )
    if "scalar" in str(slip.error):
        return "This is one number already: leave out the last pair of square brackets."
    return (
        "There are not so many entries. Python counts them from 0; len(...) tells how many "
        "there are."
    )


def _no_row_fits(slip):
    """Return a sentence where a first row was asked for and no row met the condition, or None."""
    for node in ast.walk(slip.tree):
        if (
            isinstance(node, ast.Compare)
            and len(node.ops) == 1
            and isinstance(node.ops[0], ast.Eq)
        ):
            column, wanted = (
                value_of(node.left, slip.names),
                value_of(node.comparators[0], slip.names),
            )
            if (
                is_column(column)
                and isinstance(wanted, str)
                and wanted not in set(column)
            ):
                near = nearest(wanted, set(column))
                where = f" in the column {in_quotes(column.name)}"
                return f"No row has {in_quotes(wanted)}{where}." + _did_you_mean(
                    near and in_quotes(near)
                )
    asked = _table_below(slip)
    if asked is None or len(asked):
        return None
    return (
        "No row fits the condition, so there is no first one. Compare its words, letter by letter, with "
        "the table."
    )


# Attributes


def _named_without_brackets(name, held, source):
    """Return the line that gives a name to a function such as .sum, its brackets forgotten, or None."""
    end = rf"{re.escape(str(name))}\s*=.*\.{getattr(held, '__name__', '?')}\s*(#.*)?"
    lines = enumerate(source.splitlines(), 1)
    return next((n for n, text in lines if re.fullmatch(end, text.strip())), None)


def _attribute_error(slip):
    error = slip.error
    name, held = getattr(error, "name", None), getattr(error, "obj", None)
    node = (
        slip.node
        if isinstance(slip.node, ast.Attribute)
        else getattr(slip.node, "func", None)
    )
    if "accessor" in str(error) or name is None:
        return _wrong_accessor(slip)
    if slip.below and not (isinstance(node, ast.Attribute) and node.attr == name):
        return _cannot_work_with(held, slip)
    before = as_code(node.value) if isinstance(node, ast.Attribute) else None
    if held is None:
        return (
            f"There is nothing before .{name}: a function such as summit.table only shows, "
            "and gives nothing back."
        )
    if type(held).__name__ in FUNCTIONS:
        line = _named_without_brackets(before, held, slip.source)
        if line:
            end = held.__name__
            return (
                f"{before} is no table yet. In line {line}, round brackets are missing"
                f" after .{end}: `.{end}()`"
            )
        return (
            f"Round brackets are missing after {before}: `{before}().{name}`"
            if before
            else None
        )
    if inspect.ismodule(held):
        return _not_in_package(name, held, before or held.__name__)
    if is_table(held):
        return _not_of_table(name, held, before, slip)
    if isinstance(held, str) and held in slip.names:
        return f"{held} is a name: leave out the quotation marks around it."
    if (
        isinstance(held, str)
        and isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Constant)
    ):
        return f'Write a comma, not a period, between "{held}" and {name}.'
    if is_column(held) and name in CHARTS:
        return f"Write .plot before .{name}: `{before or '...'}.plot.{name}()`"
    near = (
        "sort_values"
        if is_column(held) and name == "sort"
        else nearest(name, public(held), 0.75)
    )
    if is_column(held) and not near and before:
        rows = list(held.index)
        return _choice(
            f"{before} has no .{name}.", name, rows, "entries", f"list({before}.index)"
        )
    kind = KINDS.get(type(held).__name__)
    begin = (
        f"{before} is {kind}, and has no .{name}."
        if before and kind
        else f"There is no .{name} here."
    )
    return begin + (f" Did you mean .{near}?" if near else "")


def _cannot_work_with(held, slip):
    """Return a sentence where a function of a package was given what it cannot use."""
    if not isinstance(slip.node, ast.Call):
        return UNSURE
    if isinstance(held, str) and held in slip.names:
        return f"{held} is a name: leave out the quotation marks around it."
    return (
        f"{as_code(slip.node.func)} cannot work with {called_thing(held)}. "
        "Look at what stands between its brackets."
    )


def _wrong_accessor(slip):
    found = re.search(r"\.(str|dt) accessor", str(slip.error))
    if found:
        what = {"str": "text", "dt": "dates"}[found[1]]
        return (
            f".{found[1]} works with a column of {what} only. "
            "Look at the name of the column before it."
        )
    return UNSURE


CHARTS = ("bar", "barh", "line", "hist", "pie", "scatter")


def _not_in_package(name, module, called):
    if called == PACKAGE.name and name in _table_names():
        return f'{name} is a table. Load it: `{name} = summit.load("{name}")`'
    near = nearest(name, public(module), 0.78)
    if near:
        return f"There is no {called}.{name}. Did you mean {called}.{near}?"
    return (
        f"There is no {called}.{name}. Compare it, letter by letter, with the lesson."
    )


def _not_of_table(name, table, before, slip):
    columns = list(table.columns)
    line = slip.source.splitlines()[slip.line - 1]
    whole = re.search(rf"\.({re.escape(name)}(?:-\w+)+)", line)
    if whole and nearest(whole[1], columns):
        return (
            "A column with a hyphen in its name stands in brackets: "
            f'`{before}["{nearest(whole[1], columns)}"]`'
        )
    if name in BUILTINS and callable(getattr(builtins, name)):
        return f"{name} stands before the table, with round brackets around it: `{name}({before or '...'})`"
    column = nearest(name, columns)
    methods = [each for each in public(table) if each not in columns]
    method = "sort_values" if name == "sort" else nearest(name, methods, 0.8)
    if name in ("length", "lenght", "rows", "row", "nrow", "number"):
        return f"To count the rows, write: `len({before})`"
    if column:
        return (
            f"The table {before} has no {name}. Did you mean the column {in_quotes(column)}? "
            f'Write: `{before}["{column}"]`'
        )
    if method:
        return f"A table has no .{name}. Did you mean .{method}?"
    if callable(getattr(sys.modules["pandas"].Series, name, None)):
        return f'.{name} is for one column. Pick the column first: `{before}["..."].{name}`'
    return _choice(
        f"The table {before} has no {name}.",
        name,
        columns,
        "columns",
        f"list({before})",
    )


UNSURE = (
    "The kinds of values in this line do not go together. Compare it, sign by sign, with the line in "
    "the lesson."
)


# Kinds of values that do not go together


def _three_dots(slip):
    """Return a sentence where the three dots of an exercise still stand for an answer, or None."""
    if "ellipsis" not in str(slip.error):
        return None
    name = next(
        (
            name
            for name, held in slip.names.items()
            if held is ... and not name.startswith("_")
        ),
        None,
    )
    where = f"in {name}: write" if name else "there. Write"
    return f"The three dots still stand {where} your answer in their place."


def _brackets_beside_and(slip):
    """Return a sentence where == stands beside & without brackets of its own, or None."""
    for node in ast.walk(slip.statement or EMPTY):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.BinOp) and isinstance(
                    side.op, (ast.BitAnd, ast.BitOr)
                ):
                    sign = "&" if isinstance(side.op, ast.BitAnd) else "|"
                    return (
                        f"Put round brackets around each condition beside {sign}: "
                        f"`(... == ...) {sign} (... == ...)`"
                    )
    return None


def _type_error(slip):
    if isinstance(slip.node, ast.BinOp) and isinstance(slip.node.op, ast.BitXor):
        return "For a power, write ** in place of ^: `2 ** 3`"
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    comma = re.search(r"(?<![\w.\"'-])([0-9]{1,3}),([0-9]{3})(?![\w\"'])", line)
    if comma:
        return f"Write a large number without commas: {comma[1]}{comma[2]}"
    return (
        ("'tuple'" in str(slip.error) and _decimal_point(line))
        or _from_words(slip, TYPES)
        or UNSURE
    )


def _from_words(slip, known):
    """Return the sentence of the first pattern that Python's words match and that has something to say."""
    for pattern, said in known:
        found = re.search(pattern, str(slip.error))
        sentence = found and (said if isinstance(said, str) else said(slip, found))
        if sentence:
            return sentence
    return None


NUMBER = re.compile(r"\s*[-+]?[0-9]+([.,][0-9]+)?\s*%?")


def _name_as_text(slip, found):
    """Return a sentence where a table was given by its name in quotation marks, or None."""
    for each in ast.walk(slip.statement or EMPTY):
        text = each.value if isinstance(each, ast.Constant) else None
        if isinstance(text, str) and is_table(slip.names.get(text)):
            return f"{text} is a name: leave out the quotation marks around it."
    return None


def _operation(slip, found):
    """Return a sentence on a sign between two values that it does not join."""
    node = slip.node
    kinds = set(re.findall(r"['\"]([\w.]+)['\"]|\b(str|list)\b", slip.error.args[0]))
    kinds = {kind.rpartition(".")[2] for pair in kinds for kind in pair if kind}
    if isinstance(getattr(node, "op", None), (ast.BitAnd, ast.BitOr)):
        return _between_conditions(node, slip)
    if kinds & set(FUNCTIONS):
        return _brackets_missing(slip)
    if "EdgeView" in kinds:
        ties = [
            each for each in ast.walk(node or EMPTY) if isinstance(each, ast.Attribute)
        ]
        shown = as_code(ties[0]) if ties else "ties.edges"
        return f"{shown} are ties and no number. To count them: `len({shown})`"
    if "NoneType" in kinds:
        return (
            "One side of the sign is nothing (None). Look at the line that made it: "
            "does it only show something?"
        )
    if any(
        "Datetime" in kind or "datetime" in kind or kind == "Timestamp"
        for kind in kinds
    ):
        return _with_dates(slip, None)
    if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "sum":
        return "sum adds numbers, and this holds text. To count rows, write `len(...)`."
    if "str" in kinds:
        if any(
            is_table(value_of(each, slip.names))
            for each in (getattr(node, "left", None), getattr(node, "right", None))
            if each is not None
        ):
            return "A table does not calculate. To count its rows, write `len(...)` around it."
        texts = [
            each.value
            for each in ast.walk(node or EMPTY)
            if isinstance(each, ast.Constant)
        ]
        text = next(
            (
                each
                for each in texts
                if isinstance(each, str) and NUMBER.fullmatch(each)
            ),
            None,
        )
        if text:
            plain = text.strip(" %").replace(",", ".")
            return f'"{text}" in quotation marks is a text. To calculate with it, write {plain}.'
        if kinds == {"str"}:
            return "Both sides of the sign are text. Pick a number on each side of it, and then calculate."
        return (
            "One side of the sign is text, the other a number. Calculate with numbers only: "
            "look at the column you picked."
        )
    if "list" in kinds:
        return "A list does not calculate. Pick one number from it, or use the column itself."
    return None


def _between_conditions(node, slip):
    """Return a sentence on & or | between two things that are not both conditions."""
    sign = "&" if isinstance(node.op, ast.BitAnd) else "|"
    table = next(
        (each for each in (node.left, node.right) if _is_filter(each, slip)), None
    )
    if table is not None:
        name = as_code(table.value)
        return f"Both conditions stand inside the brackets of the table: `{name}[(...) {sign} (...)]`"
    names = [each for each in (node.left, node.right) if isinstance(each, ast.Name)]
    if len(names) == 2:
        return (
            f"Each side of {sign} is a condition. Look at the lines that made "
            f"{names[0].id} and {names[1].id}: a condition asks, as in "
            '`peace = commitments["pillar"] == "peace"`.'
        )
    return f"Each side of {sign} is a condition, in round brackets: `(... == ...) {sign} (... == ...)`"


def _is_filter(node, slip):
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Compare)
        and is_table(value_of(node.value, slip.names))
    )


def _needs_nothing(func):
    """Say whether a function can be called with empty brackets."""
    try:
        needed = inspect.signature(func).parameters.values()
    except (TypeError, ValueError):
        return False
    return all(
        one.default is not one.empty
        or one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD)
        for one in needed
    )


def _brackets_missing(slip):
    """Return a sentence on a function that stands without its round brackets."""
    for node in ast.walk(slip.node or slip.statement):
        called = (
            isinstance(slip.parent(node), ast.Call) and slip.parent(node).func is node
        )
        if isinstance(node, (ast.Name, ast.Attribute)) and not called:
            held = value_of(node, slip.names)
            if (
                held is not NOTHING
                and callable(held)
                and not is_table(held)
                and not inspect.isclass(held)
            ):
                brackets = "()" if _needs_nothing(held) else "(...)"
                return (
                    f"{as_code(node)} is a function: put round brackets after it, "
                    f"`{as_code(node)}{brackets}`"
                )
    return "A function stands there without its round brackets ( )."


def _with_dates(slip, found):
    if found and found.re.groups > 1 and found[2] == "str":
        return (
            "Python cannot read this date. Write it as year-month-day, for example: "
            '`"2025-02-07"`'
        )
    if isinstance(slip.node, ast.BinOp):
        return (
            "To calculate with dates, put the date into pd.Timestamp: "
            '`pd.Timestamp("2025-02-07")`'
        )
    columns = [
        as_code(each)
        for each in ast.walk(slip.node or EMPTY)
        if isinstance(each, ast.Subscript)
    ]
    return (
        "Compare dates with a date in quotation marks, year-month-day: "
        f'`{columns[0] if columns else "..."} > "2025-02-07"`'
    )


def _comparison(slip, found):
    kinds = {found[1], found[2]}
    if "datetime" in found[0]:
        return _with_dates(slip, found)
    if kinds & set(FUNCTIONS):
        return _brackets_missing(slip)
    if "str" in kinds or "dtype=str" in found[0]:
        return (
            "A text and a number cannot be compared. A number stands without quotation "
            "marks, a text with them."
        )
    return None


def _not_callable(slip, found):
    kind, node = found[1], slip.node
    func = node.func if isinstance(node, ast.Call) else None
    if func is None:
        return None
    if isinstance(func, ast.Name) and hasattr(builtins, func.id):
        return (
            f"{func.id} is no longer the function: a cell has written `{func.id} = ...`. To get it "
            f"back, run `del {func.id}`, and take another name there."
        )
    code = f"({as_code(func)})" if isinstance(func, ast.BinOp) else as_code(func)
    if kind in ("DataFrame", "Series", "_LocIndexer", "_iLocIndexer"):
        inside = ", ".join(as_code(each) for each in node.args)
        at = (
            ".loc" if kind == "DataFrame" and len(node.args) > 1 else ""
        )  # a row and a column
        return f"{KINDS.get(kind, 'this').capitalize()} takes square brackets: `{code}{at}[{inside}]`"
    if kind == "module":
        return _called_module(node, code, slip)
    if kind in ("int", "float", "float64", "int64"):
        return (
            f"A sign is missing before the brackets. For times, write: `{code} * (...)`"
        )
    if kind == "str":
        return f"A comma or a sign is missing between the text {code} and the bracket after it."
    if kind in ("list", "tuple", "dict"):
        return f"{KINDS[kind].capitalize()} takes square brackets, to pick an entry: `{code}[...]`"
    return f"{code} is no function: leave out the round brackets after it."


def _called_module(node, code, slip):
    first = node.args[0] if node.args else None
    what = (
        "load"
        if isinstance(first, ast.Constant) and first.value in _table_names()
        else "check"
        if isinstance(first, ast.Constant)
        and re.match(r"[0-9]\.[0-9]", str(first.value))
        else "..."
    )
    return f"After {code} stand a period and the function: `{code}.{what}(...)`"


def _not_subscriptable(slip, found):
    node, kind = slip.node, found[1]
    code = as_code(node.value) if isinstance(node, ast.Subscript) else "it"
    if kind in FUNCTIONS:
        inside = (
            as_code(node.slice).strip("()")
            if isinstance(node, ast.Subscript)
            else "..."
        )
        return f"{code} is a function and takes round brackets: `{code}({inside})`"
    if kind == "NoneType":
        return (
            f"{code} is nothing (None). Look at the line that made it: "
            "does it only show something?"
        )
    return (
        f"{code} is {KINDS.get(kind, 'one value')}: no square brackets can follow it. "
        "Put them after a table's name."
    )


def _list_by_text(slip, found):
    inside = slip.node.slice if isinstance(slip.node, ast.Subscript) else None
    if isinstance(inside, ast.Constant) and isinstance(inside.value, str):
        what = "a text" if found[1] == "string" else "a list"
        return (
            f"{as_code(slip.node.value)} is {what} and has no column {in_quotes(inside.value)}. "
            "Put a table's name before the square brackets."
        )
    return "The entries of a list are picked by whole numbers, counted from 0."


def _arguments(slip, found):
    """Return a sentence on too few or too many things between the brackets of a function."""
    node = slip.node
    if not isinstance(node, ast.Call):
        return None
    code, func = as_code(node.func), value_of(node.func, slip.names)
    if "_LocationIndexer" in found[0]:
        inside = ", ".join(as_code(each) for each in node.args)
        return f".loc takes square brackets: `{code}[{inside}]`"
    if code == "pd.concat" and len(node.args) > 1:
        inside = ", ".join(as_code(each) for each in node.args)
        return f"Put square brackets around the tables: `{code}([{inside}])`"
    if _decimal_comma(node):
        return f"Python writes a decimal point, not a comma: {_decimal_comma(node)}."
    unknown = re.search(r"unexpected keyword argument '(\w+)'", found[0])
    needed = _parameters(func)
    if unknown:
        near = nearest(unknown[1], _parameters(func, every=True))
        return f"{code} does not know {unknown[1]}=." + _did_you_mean(
            near and f"{near}="
        )
    missing = re.findall(r"'(\w+)'", found[0]) if "missing" in found[0] else []
    tokens = [token for token in tokens_of(slip.source) if token.line == slip.line]
    if missing and any(
        one.kind == other.kind == "text" for one, other in zip(tokens, tokens[1:])
    ):
        return "A comma is missing between the two texts."
    example = f", as in `{code}({_example(func, needed)})`" if needed else ""
    if missing and not needed:
        wanted = as_words([WANTED.get(name, name) for name in missing])
        return f"Something is missing between the brackets: {code} also needs {wanted}."
    if missing:
        return (
            "Something is missing between the brackets: "
            f"{code} also needs {as_words(missing)}{example}"
        )
    if "keyword" in found[0]:
        return f"{code} takes no = between its brackets. To compare, write =="
    if needed:
        return f"{code} takes {as_words(needed)} between its brackets{example}"
    one = re.search(r"exactly one argument|1 positional argument", found[0])
    return f"{code} takes {'one thing' if one else 'more or fewer things'} between its brackets."


WANTED = {
    "by": "the column to sort by, in quotation marks",
    "columns": "a second column",
    "index": "a column",
    "right": "a second table",
    "other": "something to compare with",
}


def _decimal_comma(node):
    last = node.args[-2:]
    if len(last) == 2 and all(
        isinstance(each, ast.Constant) and type(each.value) is int for each in last
    ):
        return f"{last[0].value}.{last[1].value}"
    return None


def _parameters(func, every=False):
    """Return the names of what a function of ours needs between its brackets, or of all it takes."""
    try:
        taken = inspect.signature(func).parameters.values()
    except (TypeError, ValueError):
        return []
    if every:
        return [each.name for each in taken]
    if not str(getattr(func, "__module__", "")).startswith(PACKAGE.name):
        return []
    return [
        each.name
        for each in taken
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]


def _example(func, needed):
    if needed[:1] == ["number"]:  # of an exercise
        return '"1.1", answer' if func.__name__ == "check" else '"1.1"'
    return ", ".join(needed)


def _no_length(slip, found):
    return (
        "len counts the rows of a table, the entries of a list or the letters of a text; "
        f"this is {KINDS.get(found[1], 'one value')}."
    )


def _not_iterable(slip, found):
    return (
        "A column or a list is needed between these brackets; this is "
        f"{KINDS.get(found[1], 'one value')}."
    )


def _unary(slip, found):
    if found[1] == "~" and found[2] in ("str", "float"):
        return "~ turns a condition round. Put the condition in round brackets: `~(... == ...)`"
    return f"The sign {found[1]} cannot stand before {KINDS.get(found[2], 'this')}."


def _two_conditions(slip, found=None):
    inside = getattr(slip.node, "slice", None)
    if isinstance(inside, ast.Tuple) and any(
        isinstance(each, ast.Compare) for each in inside.elts
    ):
        if not _taught("&", slip):
            return ONE_QUESTION
        return "Two conditions are joined by &, not by a comma: `(... == ...) & (... == ...)`"
    return UNSURE if found is None else None


TYPES = [  # what Python's words match, in order, and who knows what to say, or what to say
    (
        r"unsupported operand type|can only concatenate|must be str, not|Cannot perform 'r?(?:and|or|xor)_'",
        _operation,
    ),
    (
        r"with (?:DatetimeArray|Timestamp)|cannot (?:add|subtract) DatetimeArray",
        _with_dates,
    ),
    (r"not supported between instances of '(\w+)' and '(\w+)'", _comparison),
    (r"Invalid comparison between (dtype=\w+).* and (\w+)", _comparison),
    (r"_LocationIndexer.*", _arguments),
    (r"Can only merge .*'str'", _name_as_text),
    (
        r"not '(?:builtin_function_or_)?method'$",
        lambda slip, found: _brackets_missing(slip),
    ),
    (r"'(?:[\w.]*\.)?(\w+)' object is not callable", _not_callable),
    (r"'(?:[\w.]*\.)?(\w+)' object is not subscriptable", _not_subscriptable),
    (r"type '(?:[\w.]*\.)?(\w+)' has no len", _no_length),
    (r"'(?:[\w.]*\.)?(\w+)' object is not iterable", _not_iterable),
    (r"(list|string|tuple) ?ind\w+ must be integers", _list_by_text),
    (
        r".*(?:missing \d+ required|positional argument|takes (?:exactly|at most|at least|no)|keyword arg).*",
        _arguments,
    ),
    (r"bad operand type for unary (.): '(\w+)'", _unary),
    (
        r"no numeric data to plot",
        lambda slip, found: _nothing_to_draw(slip) or _no_numbers_to_draw(),
    ),
    (
        r"reduction '(\w+)'|Could not convert string|dtype 'str' does not support|agg function failed",
        "This works with numbers only, and the column holds text. To count its values, write .value_counts()",
    ),
    (
        r"type str doesn't define __round__",
        "round takes a number, without quotation marks.",
    ),
    (
        r"index by location index with a non-integer",
        ".iloc counts places from 0. For a row or column by its name, write .loc",
    ),
    (r"unhashable type", _two_conditions),
    (
        r"unhashable type",
        "Put one text or one number there, and not a list or a column.",
    ),
]


# Values that will not do


def _value_error(slip):
    return _from_words(slip, VALUES)


ONE_QUESTION = (
    "Ask one question at a time: one condition stands between the brackets of a table, "
    '`table[table["..."] == ...]`'
)


def _taught(step, slip):
    """Return whether the lesson that is open, or one before it, teaches a step of the ladder."""
    here = this_lesson(slip.names)
    taught = next((each.lesson for each in STEPS if each.id == step), None)
    return here is None or taught is not None and taught <= here


def _ambiguous(slip, found):
    for node in ast.walk(slip.statement or EMPTY):
        if isinstance(node, ast.BoolOp):
            word, sign = ("and", "&") if isinstance(node.op, ast.And) else ("or", "|")
            if not _taught(sign, slip):
                return ONE_QUESTION
            if all(isinstance(each, ast.Name) for each in node.values):
                names = f" {sign} ".join(each.id for each in node.values)
                return f"Between conditions write {sign} in place of {word}: `{names}`"
            return (
                f"Between conditions write {sign} in place of {word}, "
                f"each in round brackets: `(... == ...) {sign} (... == ...)`"
            )
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return "To turn a condition round, write ~ in place of not: `~(... == ...)`"
        if isinstance(node, ast.Compare) and any(
            isinstance(op, (ast.In, ast.NotIn)) for op in node.ops
        ):
            return (
                "To ask of each row whether its value is in a list, write: "
                '`table["column"].isin([...])`'
            )
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            if not _taught("&", slip):
                return ONE_QUESTION
            return (
                "Write two conditions joined by &, each in round brackets: "
                "`(... > ...) & (... < ...)`"
            )
    return (
        "A condition on a column gives True or False for each row. "
        "Put it between the brackets of its table: `table[condition]`"
    )


def _no_number(slip, found):
    text = found[1] or found[2] or ""
    if NUMBER.fullmatch(text.strip("$ ")):
        thousands = re.fullmatch("[0-9]+,[0-9]{3}", text)
        plain = text.strip("$ %").replace(",", "" if thousands else ".")
        return (
            f'"{text}" is not a number that Python reads. Write the number itself, '
            f"without quotation marks: {plain}"
        )
    return (
        f'"{text}" is text and no number. Between these brackets stands a number, '
        "written in digits."
    )


def _no_axis(slip, found):
    func = getattr(slip.node, "func", None)
    if isinstance(func, ast.Attribute) and func.attr in ("loc", "iloc"):
        inside = ", ".join(as_code(each) for each in slip.node.args)
        return f".{func.attr} takes square brackets: `{as_code(func)}[{inside}]`"
    return (
        "Several columns stand in a list, in square brackets of their own: "
        f'`["...", "{found[1]}"]`'
    )


def _table_for_label(slip, found):
    for node in ast.walk(slip.node) if slip.node else ():
        if isinstance(node, ast.Name) and slip.parent(node) in (
            slip.node,
            getattr(slip.node, "slice", None),
        ):
            return (
                f"{node.id} is a name here. If it is a row or a column, "
                f'put quotation marks around it: `"{node.id}"`'
            )
    return UNSURE


def _name_for_text(slip):
    """Return a sentence where a name stands for a value of the column it is compared with, or None."""
    for side in slip.node.comparators if isinstance(slip.node, ast.Compare) else ():
        column = value_of(slip.node.left, slip.names)
        if isinstance(side, ast.Name) and is_column(column) and side.id in set(column):
            return _put_quotation_marks(side.id)
    return None


def _two_pairs_of_brackets(slip, found):
    """Return a sentence where each condition has square brackets of its own, or None."""
    if isinstance(slip.node, ast.BinOp) and isinstance(
        slip.node.op, (ast.BitAnd, ast.BitOr)
    ):
        return (
            "Both conditions, with the sign between them, stand inside one pair of square brackets: "
            "`table[(... == ...) & (... == ...)]`"
        )
    return None


VALUES = [
    (r"Unable to coerce", _two_pairs_of_brackets),
    (r"Cannot index with multidimensional key", _table_for_label),
    (
        r'"(\w+)" expected type bool, received type str',
        lambda slip, found: f"{found[1]} takes True or False, without quotation marks.",
    ),
    (r"truth value of an? .* is ambiguous", _ambiguous),
    (
        r"invalid literal for int\(\).*: '(.*)'|could not convert string to float: '(.*)'",
        _no_number,
    ),
    (r"No axis named (.*) for", _no_axis),
    (
        r"level name .* is not the name of the index",
        "`.groupby(...)` takes the name of one column here: each of its values makes a group",
    ),
    (
        r"must match to compare|identically-labeled|Operands are not aligned",
        lambda slip, found: _name_for_text(slip),
    ),
    (
        r"Lengths must match to compare",
        'To compare a column with several values, write: `table["column"].isin([...])`',
    ),
    (
        r"identically-labeled|Operands are not aligned",
        "These two do not have the same rows. Take both from the same table.",
    ),
    (
        r"all scalar values, you must pass an index",
        'Give the columns themselves, not only their names: `pd.crosstab(table["..."], table["..."])`',
    ),
    (
        r"cannot assign without a target object",
        "To compare, write == in place of =: `... == ...`",
    ),
]


def _no_date(slip):
    return 'Python cannot read this date. Write it as year-month-day, for example: `"2025-02-07"`'


def _other_table(slip):
    if "boolean" in str(slip.error) and isinstance(slip.node, ast.Subscript):
        name = as_code(slip.node.value)
        return (
            f"The condition belongs to another table. Inside the brackets of {name}, "
            f'write {name} again: `{name}[{name}["..."] == ...]`'
        )
    return "There are too many things between these square brackets."


def _division(slip):
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    return (
        _decimal_point(line)
        or "This divides by zero. Look at the number after / or at the column it comes from."
    )


def _decimal_point(line):
    """Return a sentence where a line holds a number with a decimal comma, or None."""
    comma = re.search(r"(?<![\w.\"'])([0-9]+),([0-9]+)(?![\w\"'])", line)
    return (
        comma and f"Python writes a decimal point, not a comma: {comma[1]}.{comma[2]}"
    )


# Packages, and what lies in ours


def _no_package(slip):
    name = slip.error.name or ""
    top, _, rest = name.partition(".")
    if rest and top in sys.modules:
        near = (
            nearest(rest, [path.stem for path in PACKAGE.glob("*.py")])
            if top == PACKAGE.name
            else None
        )
        near = near and f"{top}.{near}"
        return f"There is no {name}." + _did_you_mean(
            near, " Compare it with the lesson."
        )
    if top in PACKAGES or slip.below:
        return (
            f"The package {top} is not installed here. Close JupyterLab, and run the "
            "line that starts the lessons again: it installs what is missing."
        )
    near = nearest(top, PACKAGES) or nearest(top, sorted(sys.stdlib_module_names), 0.85)
    if near:
        return f"There is no package {top}. Did you mean {near}?"
    return f"There is no package {top} here, and no lesson needs it. Delete this line."


def _import_error(slip):
    found = re.search("cannot import name '(\\w+)' from '([\\w.]+)'", str(slip.error))
    module = found and sys.modules.get(found[2])
    if not module:
        return None
    rooms = (
        [path.stem for path in PACKAGE.glob("*.py")] if found[2] == PACKAGE.name else []
    )
    near = nearest(found[1], public(module) + rooms)
    return f"There is no {found[1]} in {found[2]}." + _did_you_mean(
        near, " Compare it with the lesson."
    )


def _no_magic(slip):
    name = re.findall("`%*(.*?)`", str(slip.error) + "``")[0]
    if "not found" not in str(slip.error):
        return None
    return (
        f"A line that begins with % is a command of the notebook, and there is none called %{name}. "
        "Delete the % or the line."
    )


def _table_for_its_name(slip):
    """Return a sentence where a table stands for the text that is its name, or None."""
    given = slip.node.args if isinstance(slip.node, ast.Call) else []
    for node in given:
        held = value_of(node, slip.names)
        if is_table(held) or is_column(held):
            name = node.id if isinstance(node, ast.Name) else as_code(node)
            if isinstance(node, ast.Name) and name in _table_names():
                return _put_quotation_marks(name)
            code = as_code(slip.node.func)
            return (
                f"{code} takes the name of a table, a text in quotation marks; {name} is "
                f'{called_thing(held)}. Write, for example: `{code}("commitments")`'
            )
    return None


def _data_error(slip):
    """Return what a table that cannot be trusted needs, or the nearest table or column."""
    error = slip.error
    stem, column = Path(getattr(error, "file", "")).stem, getattr(error, "column", None)
    if not hasattr(error, "found") or not hasattr(error, "mend"):
        return str(error)
    if (
        getattr(error, "line", None) is None
        and slip.below
        and _called(slip) in ("load", "columns", "levels")
    ):
        tables = _table_names()
        if stem not in tables:
            near = nearest(stem, tables)
            hint = (
                f"Did you mean {in_quotes(near)}?"
                if near
                else "To see the tables, run: `summit.tables()`"
            )
            return f"There is no table {in_quotes(stem)}. {hint}"
        if column is not None and _called(slip) == "levels":
            from ...data import columns

            return _choice(
                f"The table {stem} has no list of values for {in_quotes(column)}.",
                column,
                list(columns(stem)["column"]),
                "columns",
                f'summit.columns("{stem}")',
            )
    where = f" in line {error.line}" if getattr(error, "line", None) else ""
    where += f", column {column}," if column else ""
    return shortened(
        f"The table data/{error.file} has a fault{where}: {error.found} How to mend it: {error.mend}"
    )


def shortened(text, longest=280):
    return (
        text if len(text) <= longest else text[: longest - 3].rsplit(" ", 1)[0] + " ..."
    )


def _called(slip):
    return slip.below[0].f_code.co_name


def _in_ours(slip):
    """Return a sentence on an error below a function of ours: what it did not find, or what it was given."""
    frame, kind, innermost = slip.below[0], type(slip.error).__name__, slip.below[-1]
    _drop_figures()
    if isinstance(slip.error, OSError):
        return (
            f"A file could not be read or written ({slip.error.strerror or kind}). "
            "Ask your instructor."
        )
    quotes_a_table = str(slip.error).count("\n") > 3
    if is_ours(innermost) and _raised_by_us(slip) and not quotes_a_table:
        return shortened(str(slip.error))
    given = inspect.getargvalues(frame)
    values = [given.locals[name] for name in given.args if name in given.locals]
    if kind == "KeyError" and slip.error.args:
        table = next((held for held in values if is_table(held)), None)
        if table is not None and any(
            isinstance(held, str) and held == slip.error.args[0] for held in values
        ):
            return _no_column(slip.error.args[0], table, slip)
    texts = [each for each in values if isinstance(each, str)]
    quoted = next((each for each in texts if is_table(slip.names.get(each))), None)
    if quoted and kind in ("AttributeError", "TypeError"):
        return f"{quoted} is a name: leave out the quotation marks around it."
    code = (
        as_code(slip.node.func)
        if isinstance(slip.node, ast.Call)
        else f"{PACKAGE.name}.{_called(slip)}"
    )
    shown = ", ".join(
        f"{name} is {called_thing(value)}"
        for name, value in zip(given.args[:4], values)
    )
    return shortened(
        f"{code} cannot work with what stands between its brackets"
        + (f": {shown}" if shown else "")
        + f". To see what it needs, run: `help({code})`"
    )


def _raised_by_us(slip):
    trace = slip.error.__traceback__
    while trace.tb_next is not None:
        trace = trace.tb_next
    return (
        linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        .lstrip()
        .startswith("raise ")
    )


SENTENCES = {
    "NameError": _name_error,
    "UndefinedVariableError": _undefined_in_query,
    "KeyError": _key_error,
    "IndexError": _index_error,
    "IndexingError": _other_table,
    "InvalidIndexError": _two_conditions,
    "AttributeError": _attribute_error,
    "TypeError": _type_error,
    "ValueError": _value_error,
    "DateParseError": _no_date,
    "OutOfBoundsDatetime": _no_date,
    "ZeroDivisionError": _division,
    "ImportError": _import_error,
    "UsageError": _no_magic,
}
