"""What is known of an error: where it arose in a student's cell, the words for things, and the nearest name."""

import ast
import builtins
import collections
import difflib
import functools
import inspect
import json
import linecache
import numbers
import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

FEW = 12  # so many columns or rows are all named
PACKAGE = Path(__file__).resolve().parents[2]
PACKAGES = (
    "summit",
    "pandas",
    "numpy",
    "matplotlib",
    "networkx",
    "ipywidgets",
)  # what the lessons import
CHECKED = re.compile(r"""\bsummit\.check\(\s*["']?([0-9]+\.[0-9]+)""")
FOLDED = re.compile(r"```python\n(.*)\n```", re.S)
RUN_ABOVE = "`Run > Run All Above Selected Cell`"


# What is known of an error

EMPTY = ast.Module([], [])


@dataclass
class Slip:
    """An error, and where it arose: in the student's own last line, and what ran below it."""

    error: Exception
    names: dict  # what the student's names hold
    source: str = ""  # of the cell
    line: int = 0  # in the cell
    node: ast.AST = None  # the expression that failed
    statement: ast.AST = None
    tree: ast.AST = None
    below: list = field(default_factory=list)  # the frames below, the outermost first

    def parent(self, node):
        """Return what a part of the statement stands in."""
        for each in ast.walk(self.statement or EMPTY):
            if node in ast.iter_child_nodes(each):
                return each
        return None


def at_line(sentence, source, line):
    """Put the line before a sentence, where a cell has more than one."""
    lines = [
        text
        for text in source.splitlines()
        if text.strip() and not text.lstrip().startswith("#")
    ]
    return f"Line {line}: {sentence}" if len(lines) > 1 else sentence


def where_it_arose(error, trace, names):
    steps = []
    while trace is not None:
        steps.append(trace)
        trace = trace.tb_next
    own = [n for n, step in enumerate(steps) if step.tb_frame.f_globals is names]
    if not own:
        return None
    step, below = steps[own[-1]], [step.tb_frame for step in steps[own[-1] + 1 :]]
    code = step.tb_frame.f_code
    source = "".join(linecache.getlines(code.co_filename))
    seen = collections.ChainMap(step.tb_frame.f_locals, names)
    slip = Slip(error, seen, source, step.tb_lineno, below=below)
    try:
        slip.tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return slip
    line, end, column, stop = list(code.co_positions())[step.tb_lasti // 2]
    for node in ast.walk(slip.tree):
        if not hasattr(node, "lineno"):
            continue
        if isinstance(node, ast.expr):
            place = node.lineno, node.end_lineno, node.col_offset, node.end_col_offset
            slip.node = slip.node or (
                node if place == (line, end, column, stop) else None
            )
        elif (
            isinstance(node, ast.stmt)
            and node.lineno <= step.tb_lineno <= node.end_lineno
        ):
            slip.statement = (
                node  # the walk goes from the outside in, so the innermost is last
            )
    return slip


def is_ours(frame):
    return Path(frame.f_code.co_filename).is_relative_to(PACKAGE)


# Words for things


def in_quotes(value):
    """Return a label as it is written in code."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, numbers.Integral):
        return str(int(value))
    return str(value)


def in_a_list(values):
    return as_words([in_quotes(value) for value in values])


def as_words(names):
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_brackets(values):
    return ", ".join(map(in_quotes, values))


def called_thing(value):
    """Return what a beginner calls a value."""
    if value is None:
        return "nothing (None)"
    if value is ...:
        return "three dots"
    if is_table(value):
        return "a table"
    if is_column(value):
        return "a column"
    if isinstance(value, bool):
        return f"the value {value}"
    if isinstance(value, numbers.Number):
        return (
            f"the number {value:.12g}"
            if isinstance(value, numbers.Real)
            else "a number"
        )
    if isinstance(value, str):
        return f'the text "{value}"' if len(value) < 30 else "a text"
    if isinstance(value, (list, tuple, set)):
        return "a list"
    return (
        "a function"
        if callable(value)
        else f"a value of the type {type(value).__name__}"
    )


KINDS = {  # how Python names a type, and what a beginner calls it
    "int": "a number",
    "float": "a number",
    "int64": "a number",
    "float64": "a number",
    "bool": "True or False",
    "str": "a text",
    "list": "a list",
    "tuple": "a list",
    "dict": "a dictionary",
    "NoneType": "nothing (None)",
    "DataFrame": "a table",
    "Series": "a column",
    "function": "a function",
    "method": "a function",
    "builtin_function_or_method": "a function",
    "module": "a package",
    "ellipsis": "three dots",
    "Timestamp": "a date",
}
FUNCTIONS = ("function", "method", "builtin_function_or_method", "type")


def is_table(value):
    return type(value).__name__ == "DataFrame" and hasattr(value, "columns")


def is_column(value):
    return type(value).__name__ == "Series" and hasattr(value, "index")


def as_code(node):
    """Return a piece of code as it is usually written, with double quotation marks; short, or cut."""
    text = ast.unparse(node)
    text = text if '"' in text else text.replace("'", '"')
    return text if len(text) < 60 else text[:57] + "..."


def value_of(node, names):
    """Return what a simple expression holds, without running it; NOTHING where that cannot be looked up."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id, getattr(builtins, node.id, NOTHING))
    if isinstance(node, ast.Attribute):
        base = value_of(node.value, names)
        if (
            inspect.ismodule(base)
            or (is_table(base) or is_column(base))
            and hasattr(type(base), node.attr)
        ):
            return getattr(base, node.attr, NOTHING)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        base, key = value_of(node.value, names), node.slice.value
        if (
            is_table(base)
            and key in base.columns
            or is_column(base)
            and key in base.index
        ):
            return base[key]
    return NOTHING


NOTHING = object()


def name_of(value, slip, default):
    """Return the student's name for a table or a column, or a default."""
    own = [
        name
        for name, held in slip.names.items()
        if held is value and not name.startswith("_")
    ]
    used = {
        node.id
        for node in ast.walk(slip.statement or EMPTY)
        if isinstance(node, ast.Name)
    }
    return next((name for name in own if name in used), own[0] if own else default)


# The nearest


def _folded(text):
    """Return a text without what a beginner overlooks: capitals, spaces, hyphens, full-width letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text)).casefold())


@functools.cache
def _countries():
    """Return {what a country may be called: its code}."""
    from ...data import load

    codes = {
        "us": "USA",
        "america": "USA",
        "korea": "KOR",
        "southkorea": "KOR",
        "rok": "KOR",
        "prc": "CHN",
    }
    table = load("countries")
    return codes | dict(zip(map(_folded, table["name"]), table["iso3"]))


def nearest(word, known, cutoff=0.72):
    """Return the one of some names or labels that is most like a word, or None where none is near."""
    word, labels = str(word), [label for label in known if isinstance(label, str)]
    plain, folded = _folded(word), {}
    for label in labels:
        folded.setdefault(_folded(label), label)
    if not plain or plain.isdigit():
        return None  # a year is near to every other
    if plain in folded:
        return folded[plain]
    code = _country_code(plain, labels)
    if code:
        return code
    holds = (
        [label for key, label in folded.items() if plain in key]
        if len(plain) > 3
        else []
    )
    begins = [label for label in holds if _folded(label).startswith(plain)]
    for labels in (begins, holds):
        if len(labels) == 1:
            return labels[0]
    if len(plain) <= 3 and not plain.isalpha():
        return None  # P20 is as near to P2 as to P10
    close = difflib.get_close_matches(
        plain, folded, 1, 0.6 if len(plain) <= 3 else cutoff
    )
    return folded[close[0]] if close else None


def _country_code(plain, labels):
    try:
        countries = _countries()
    except Exception:  # noqa: BLE001 - without its table, a country has no code
        return None
    names = [
        label for label in labels if countries.get(_folded(label)) == plain.upper()
    ]
    return (
        countries[plain]
        if countries.get(plain) in labels
        else names[0]
        if names
        else None
    )


def known_names(names):
    """Return the names a student can know: those of the cells, and the functions of a first lesson."""
    hidden = {"In", "Out", "exit", "quit", "get_ipython", "open"}
    return [
        name for name in names if not name.startswith("_") and name not in hidden
    ] + list(BUILTINS)


BUILTINS = (
    "len",
    "list",
    "print",
    "sum",
    "round",
    "max",
    "min",
    "sorted",
    "range",
    "abs",
    "str",
    "int",
    "float",
    "set",
    "dict",
    "type",
    "help",
    "True",
    "False",
    "None",
)


def public(module):
    return [
        name
        for name in getattr(module, "__all__", dir(module))
        if not name.startswith("_")
    ]


@functools.cache
def made_in_lessons(kind="shown"):
    """Return {a name: the lessons whose cells make it}, from the lessons here and those beside this one.

    kind: "shown" for the cells that a student runs, "solution" for what an exercise asks to write.
    """
    made = collections.defaultdict(set)
    for path in _lessons():
        for of, source in _code_cells(path):
            for name in _names_made(source) if of == kind else ():
                made[name].add(path.name[:2])
    return {name: sorted(lessons) for name, lessons in made.items()}


def exercise_in(source):
    """Return the number of the exercise that a cell checks, such as "1.2", or None."""
    found = CHECKED.search(source)
    return found and found[1]


def made_below(name, number, lesson):
    """Return whether the first cell of a lesson that makes a name stands below one of its exercises."""
    for path in _lessons(f"{lesson}-*.ipynb"):
        cells = _code_cells(path)
        here = [
            n for n, (_, source) in enumerate(cells) if exercise_in(source) == number
        ]
        made = [n for n, (_, source) in enumerate(cells) if name in _names_made(source)]
        if here and made:  # what its own solution makes is another matter
            return made[0] > here[0] and cells[made[0]][0] == "shown"
    return False


def _lessons(names="[0-9][0-9]-*.ipynb"):
    """Return the paths of the lessons that are here or beside this one."""
    folders = (PACKAGE.parent, PACKAGE.parent / "mine", Path.cwd())
    return dict.fromkeys(
        path for folder in folders for path in sorted(folder.glob(names))
    )


def _code_cells(path):
    """Return [(kind, code)] of the cells of a lesson that hold code; the kind is that of ``made_in_lessons``."""
    asked = {"exercise", "solution"}
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = []
        for cell in cells:
            source = "".join(cell["source"])
            tags = set(cell["metadata"].get("tags", ()))
            if cell["cell_type"] != "code":  # in a student's copy a solution is text
                if "solution" not in tags:
                    continue
                source = FOLDED.search(source)[1]
            found.append(("solution" if asked & tags else "shown", source))
        return found
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
    ):  # a notebook that is being saved, or a broken one
        return []


def _names_made(source):
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef):
            yield node.name


def this_lesson(names):
    """Return the number of the lesson that is open, such as "03", or None where nobody says so."""
    file = os.environ.get("JPY_SESSION_NAME") or names.get("__vsc_ipynb_file__") or ""
    found = re.match(r"[0-9]{2}(?=-)", re.split(r"[/\\]", str(file))[-1])
    return found[0] if found else None
