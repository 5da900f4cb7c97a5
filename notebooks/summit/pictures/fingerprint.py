"""The fingerprint of a picture: of the tables it is given, and of the code that draws it.

What a picture shows follows from these two, so nothing visible can change unseen; and
both are known before anything is drawn, so a picture that is up to date need not be.
It is the same under every version of Python and pandas: what they write differently
(repr, ast.dump, ast.unparse) is written here in one way.
"""

import ast
import functools
import hashlib
import json
import numbers
import sys
from pathlib import Path

import pandas as pd

from ..data import DATA, load
from ..loading.table import read_package, resources_of

HERE = Path(__file__).resolve().parent
SHARED = ("style", "charts", "maps")
ROOM = f"{__package__}."
# what a lesson's pictures may compute with; load and levels are covered by their data
BELOW = {"summit.network": "../network", "summit.counting": "../counting"}


def fingerprint(function, tables):
    """Return the fingerprint of the picture that a function of lessonNN.py draws of some tables."""
    module = sys.modules[function.__module__]
    used = {
        getattr(value, "__module__", None) or getattr(value, "__name__", None)
        for value in vars(module).values()
    }
    beside = {name for name in (*used, module.__name__) if f"{name}".startswith(ROOM)}
    files = {*SHARED, *(name.removeprefix(ROOM) for name in beside)}
    files |= {BELOW[name] for name in used & BELOW.keys()}
    parts = [function.__name__, *map(code_of, sorted(files))]
    parts += [as_text(table) for table in (*tables, *_what_pictures_load())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _what_pictures_load():
    """Return the data that pictures read by themselves: places, outlines, the order of values."""
    outlines = hashlib.sha256((DATA / "outlines.geojson").read_bytes()).hexdigest()
    order = [
        field["constraints"]["enum"]
        for resource in resources_of(read_package(DATA)).values()
        for field in resource["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    ]
    return load("countries"), outlines, order


# Code: its syntax tree, so that a comment, a docstring or a line break changes nothing


@functools.cache  # as it was when it was imported: what runs, not what was edited since
def source_of(name):
    return (HERE / f"{name}.py").resolve().read_text(encoding="utf-8")


@functools.cache  # with the first picture: reading a syntax tree takes its time
def code_of(name):
    """Return the code of a file of pictures/ as one text that every Python writes alike."""
    return canonical(source_of(name))


def canonical(source):
    """Return Python code without its comments, docstrings and layout."""
    return _node(ast.parse(source))


def _node(node):
    if isinstance(node, list):
        return f"[{' '.join(map(_node, node))}]"
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if not isinstance(node, ast.AST):
        return ascii(node)
    fields = dict(ast.iter_fields(node))
    for name in ("ctx", "type_comment", "type_ignores"):
        fields.pop(name, None)
    if isinstance(node, ast.JoinedStr):
        fields["values"] = _joined(node.values)
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
        fields["body"] = node.body[ast.get_docstring(node, clean=False) is not None :]
    # newer Pythons have more fields; where they are empty, they say nothing
    kept = {
        name: held for name, held in fields.items() if held is not None and held != []
    }
    inside = " ".join(f"{name}={_node(held)}" for name, held in sorted(kept.items()))
    return f"{type(node).__name__}({inside})"


def _constant(value):
    if isinstance(value, frozenset):
        return f"{{{' '.join(sorted(map(_constant, value)))}}}"
    return ascii(value)


def _joined(values):
    """Return the parts of an f-string with the texts that stand side by side in one."""
    parts = []
    for part in values:
        text = isinstance(part, ast.Constant)
        if text and parts and isinstance(parts[-1], ast.Constant):
            parts[-1] = ast.Constant(parts[-1].value + part.value)
        elif not text or part.value:
            parts.append(part)
    return parts


# Tables, networks and other values


def as_text(value):
    """Return a table, a network or another value as one text that every pandas writes alike."""
    if isinstance(value, pd.DataFrame):
        columns = [value.iloc[:, n] for n in range(value.shape[1])]
        return f"table({_labels(value.columns)} {_labels(value.index)} {_all(map(_column, columns))})"
    if isinstance(value, pd.Series):
        return f"column({as_text(value.name)} {_labels(value.index)} {_column(value)})"
    if isinstance(value, pd.Index):
        return _labels(value)
    if hasattr(value, "nodes") and hasattr(value, "edges"):  # of networkx
        nodes, edges = value.nodes(data=True), value.edges(data=True)
        parts = as_text(value.graph), as_text(list(nodes)), as_text(list(edges))
        return f"network({value.is_directed()} {' '.join(parts)})"
    if isinstance(value, dict):
        return f"dict({_all(map(as_text, value.items()))})"
    if isinstance(value, (set, frozenset)):
        return f"set({' '.join(sorted(map(as_text, value)))})"
    if isinstance(value, (list, tuple)):
        return f"list({_all(map(as_text, value))})"
    if hasattr(value, "tolist"):  # an array, or a number of numpy
        return as_text(value.tolist())
    return _single(value)


def _single(value):
    if value is None or pd.isna(value) is True:
        return "missing"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (bool, numbers.Integral)):
        return str(value)
    if isinstance(value, numbers.Real):
        return f"{float(value):.12g}." if value else "0."  # the dot: 3.0 is not 3
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return f"{type(value).__name__} {value!r}"


def _all(texts):
    return f"[{' '.join(texts)}]"


def _labels(index):
    return f"{as_text(list(index.names))} {as_text(index.tolist())}"


def _column(column):
    values = as_text(column.tolist())
    kinds = getattr(column.dtype, "categories", None)
    return values if kinds is None else f"{values} of {as_text(kinds.tolist())}"


for shared in (*SHARED, *BELOW.values()):
    source_of(shared)
