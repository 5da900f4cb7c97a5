"""Errors in plain words: what a beginner's red box says instead of a traceback.

After ``install()``, a message of Python that beginners meet becomes two lines of output: a sentence
that says what to do next, and Python's own last line. ``%tb`` shows the full traceback afterwards.
What no sentence is known for is shown as IPython shows it. Python's wording changes from release to
release, so a cell that Python cannot read is looked at token by token, and its message is not used.
"""

import ast
import builtins
import calendar
import collections
import difflib
import functools
import inspect
import json
import keyword
import linecache
import numbers
import os
import re
import sys
import textwrap
import unicodedata
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from IPython import get_ipython

WIDTH = 88  # JupyterLab breaks longer lines in the middle of a word
LONGEST = 240  # characters of Python's own last line
FEW = 12  # so many columns or rows are all named
PACKAGE = Path(__file__).resolve().parents[1]
PACKAGES = ("summit", "pandas", "numpy", "matplotlib", "networkx", "ipywidgets")  # what the lessons import
RUN_ABOVE = "`Run > Run All Above Selected Cell`"


# 1. The hook

def install():
    """Let IPython answer the errors that beginners meet in plain words. Does nothing outside IPython."""
    shell = get_ipython()
    if shell is None:
        return
    shell.set_custom_exc((Exception,), _answer)
    # Python warns of 100 (3) in lines of its own, with a path, before the error that is explained here
    warnings.filterwarnings("ignore", r".*(is not callable|is not subscriptable|indices must be integers)",
                            SyntaxWarning)


def _answer(shell, kind, error, trace, tb_offset=None):
    """Show an error as a sentence and Python's last line, or as IPython shows it."""
    try:
        sentence = explain(error, trace, shell.user_ns)
        shown = sentence and [_wrapped(sentence), _last_line(error)]
    except Exception:  # noqa: BLE001 - a slip of ours must never hide the student's
        shown = None
    if not shown or getattr(shell, "call_pdb", False):
        return _as_ipython_does(shell, kind, error, trace)
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, trace  # what %tb shows
    sys.last_exc = error
    shell._showtraceback(kind, error, shown)
    return shown


def _as_ipython_does(shell, kind, error, trace):
    running = trace is not None and trace.tb_frame.f_code.co_name == "run_code"
    if running:
        shell.showtraceback((kind, error, trace), running_compiled_code=True)
    elif issubclass(kind, IndentationError):
        shell.showindentationerror()
    else:
        shell.showsyntaxerror()


def _wrapped(sentence):
    """Break a sentence into lines; what stands between backticks stays on one line, and loses them."""
    kept = re.sub("`([^`]*)`", lambda code: code[1].replace(" ", "\0"), sentence)
    lines = textwrap.wrap(kept, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\0", " ")


def _last_line(error):
    """Return the line in which Python names the error, without the paths that may stand in it."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    # since 3.13 a cell that ends too early has a class with a private name
    kind = next(each.__name__ for each in type(error).__mro__ if each.__name__[0] != "_")
    line = " ".join(f"{kind}: {said}".split()).removesuffix(":")
    line = re.sub(r" \([^()]*[/\\][^()]*\.py\)", "", line)
    return "\n".join(textwrap.wrap(_cut(line, LONGEST), WIDTH, break_on_hyphens=False))


# 2. What is known of an error

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


def explain(error, trace, names):
    """Return a sentence in plain words on an error, or None where none is known.

    error, trace: an exception and its traceback. names: the namespace of the student's cells.
    """
    if isinstance(error, SyntaxError):
        return _unreadable(error, names)
    slip = _slip(error, trace, names)
    if slip is None or isinstance(slip.statement, ast.Raise):
        return None
    sentence = _sentence(slip)
    return sentence and _at_line(sentence, slip.source, slip.line)


def _at_line(sentence, source, line):
    """Put the line before a sentence, where a cell has more than one."""
    lines = [text for text in source.splitlines() if text.strip() and not text.lstrip().startswith("#")]
    return f"Line {line}: {sentence}" if len(lines) > 1 else sentence


def _slip(error, trace, names):
    steps = []
    while trace is not None:
        steps.append(trace)
        trace = trace.tb_next
    own = [n for n, step in enumerate(steps) if step.tb_frame.f_globals is names]
    if not own:
        return None
    step, below = steps[own[-1]], [step.tb_frame for step in steps[own[-1] + 1:]]
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
            slip.node = slip.node or (node if place == (line, end, column, stop) else None)
        elif isinstance(node, ast.stmt) and node.lineno <= step.tb_lineno <= node.end_lineno:
            slip.statement = node  # the walk goes from the outside in, so the innermost is last
    return slip


def _sentence(slip):
    """Return what is said of an error that arose while a cell ran, or None."""
    kind, ours = type(slip.error).__name__, bool(slip.below) and _is_ours(slip.below[0])
    innermost = bool(slip.below) and _is_ours(slip.below[-1])
    if kind == "DataError" and innermost:
        return _data_error(slip)
    if kind == "ModuleNotFoundError":
        return _no_package(slip)
    if ours and (innermost or kind in (*SENTENCES, "error", "PatternError")):
        return _in_ours(slip)
    if kind not in SENTENCES:
        return None
    if kind in ("TypeError", "ValueError"):
        return _brackets_beside_and(slip) or _three_dots(slip) or SENTENCES[kind](slip)
    return SENTENCES[kind](slip)


def _is_ours(frame):
    return Path(frame.f_code.co_filename).is_relative_to(PACKAGE)


# 3. Words for things

def _quoted(value):
    """Return a label as it is written in code."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, numbers.Integral):
        return str(int(value))
    return str(value)


def _listed(values):
    return _words([_quoted(value) for value in values])


def _words(names):
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _in_brackets(values):
    return ", ".join(map(_quoted, values))


def _thing(value):
    """Return what a beginner calls a value."""
    if value is None:
        return "nothing (None)"
    if value is ...:
        return "three dots"
    if _is_table(value):
        return "a table"
    if _is_column(value):
        return "a column"
    if isinstance(value, bool):
        return f"the value {value}"
    if isinstance(value, numbers.Number):
        return f"the number {value:.12g}" if isinstance(value, numbers.Real) else "a number"
    if isinstance(value, str):
        return f'the text "{value}"' if len(value) < 30 else "a text"
    if isinstance(value, (list, tuple, set)):
        return "a list"
    return "a function" if callable(value) else f"a value of the type {type(value).__name__}"


KINDS = {  # how Python names a type, and what a beginner calls it
    "int": "a number", "float": "a number", "int64": "a number", "float64": "a number",
    "bool": "True or False", "str": "a text", "list": "a list", "tuple": "a list", "dict": "a dictionary",
    "NoneType": "nothing (None)", "DataFrame": "a table", "Series": "a column", "function": "a function",
    "method": "a function", "builtin_function_or_method": "a function", "module": "a package",
    "ellipsis": "three dots", "Timestamp": "a date",
}
FUNCTIONS = ("function", "method", "builtin_function_or_method", "type")


def _is_table(value):
    return type(value).__name__ == "DataFrame" and hasattr(value, "columns")


def _is_column(value):
    return type(value).__name__ == "Series" and hasattr(value, "index")


def _code(node):
    """Return a piece of code as it is usually written, with double quotation marks; short, or cut."""
    text = ast.unparse(node)
    text = text if '"' in text else text.replace("'", '"')
    return text if len(text) < 60 else text[:57] + "..."


def _value(node, names):
    """Return what a simple expression holds, without running it; NOTHING where that cannot be looked up."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id, getattr(builtins, node.id, NOTHING))
    if isinstance(node, ast.Attribute):
        base = _value(node.value, names)
        if inspect.ismodule(base) or (_is_table(base) or _is_column(base)) and hasattr(type(base), node.attr):
            return getattr(base, node.attr, NOTHING)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        base, key = _value(node.value, names), node.slice.value
        if _is_table(base) and key in base.columns or _is_column(base) and key in base.index:
            return base[key]
    return NOTHING


NOTHING = object()


def _name_of(value, slip, default):
    """Return the student's name for a table or a column, or a default."""
    own = [name for name, held in slip.names.items() if held is value and not name.startswith("_")]
    used = {node.id for node in ast.walk(slip.statement or EMPTY) if isinstance(node, ast.Name)}
    return next((name for name in own if name in used), own[0] if own else default)


# 4. The nearest

def _folded(text):
    """Return a text without what a beginner overlooks: capitals, spaces, hyphens, full-width letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text)).casefold())


@functools.cache
def _countries():
    """Return {what a country may be called: its code}."""
    from ..tables import load

    codes = {"us": "USA", "america": "USA", "korea": "KOR", "southkorea": "KOR", "rok": "KOR", "prc": "CHN"}
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
    holds = [label for key, label in folded.items() if plain in key] if len(plain) > 3 else []
    begins = [label for label in holds if _folded(label).startswith(plain)]
    for labels in (begins, holds):
        if len(labels) == 1:
            return labels[0]
    if len(plain) <= 3 and not plain.isalpha():
        return None  # P20 is as near to P2 as to P10
    close = difflib.get_close_matches(plain, folded, 1, 0.6 if len(plain) <= 3 else cutoff)
    return folded[close[0]] if close else None


def _country_code(plain, labels):
    try:
        countries = _countries()
    except Exception:  # noqa: BLE001 - without its table, a country has no code
        return None
    names = [label for label in labels if countries.get(_folded(label)) == plain.upper()]
    return countries[plain] if countries.get(plain) in labels else names[0] if names else None


def _known(names):
    """Return the names a student can know: those of the cells, and the functions of a first lesson."""
    hidden = {"In", "Out", "exit", "quit", "get_ipython", "open"}
    return [name for name in names if not name.startswith("_") and name not in hidden] + list(BUILTINS)


BUILTINS = ("len", "list", "print", "sum", "round", "max", "min", "sorted", "range", "abs", "str", "int",
            "float", "set", "dict", "type", "help", "True", "False", "None")


def _public(module):
    return [name for name in getattr(module, "__all__", dir(module)) if not name.startswith("_")]


@functools.cache
def _made_in_lessons():
    """Return {a name: the lessons whose cells make it}, from the lessons here and those beside this one."""
    made = collections.defaultdict(set)
    for path in {*PACKAGE.parent.glob("[0-9][0-9]-*.ipynb"), *Path.cwd().glob("[0-9][0-9]-*.ipynb")}:
        for source in _code_cells(path):
            for name in _names_made(source):
                made[name].add(path.name[:2])
    return {name: sorted(lessons) for name, lessons in made.items()}


def _code_cells(path):
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):  # a notebook that is being saved, or a broken one
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


def _this_lesson(names):
    """Return the number of the lesson that is open, such as "03", or None where nobody says so."""
    file = os.environ.get("JPY_SESSION_NAME") or names.get("__vsc_ipynb_file__") or ""
    found = re.match(r"[0-9]{2}(?=-)", re.split(r"[/\\]", str(file))[-1])
    return found[0] if found else None


# 5. Names

# words of spreadsheets and other languages
INSTEAD = dict.fromkeys(("count", "counta", "length", "lenght", "size", "nrow"),
                        "To count the rows of a table, write `len(...)`.")
INSTEAD |= dict.fromkeys(("average", "mean"), "For the mean of a column, write `.mean()` after it.")
INSTEAD |= {"median": "For the median of a column, write `.median()` after it."}


def _name_error(slip):
    name = getattr(slip.error, "name", None) or re.findall("'(.*?)'", str(slip.error) + "''")[0]
    known = _known(slip.names)
    annotated = any(isinstance(node, ast.AnnAssign) and getattr(node.target, "id", None) == name
                    for node in ast.walk(slip.tree or EMPTY))
    if annotated:
        return f"Write = and not a colon between {name} and its value: `{name} = ...`"
    if re.search("[ー－‐]", name):
        return (f"In {name}, the sign of the Japanese keyboard is a letter and no minus. "
                "Type - in its place.")
    return (_text_in_place(name, slip) or _other_capitals(name, known) or _of_a_lesson(name, slip)
            or _text_somewhere(name, slip) or _of_a_package(name, slip) or _near_name(name, slip, known))


OF_TABLES = ("summit.load", "summit.columns", "summit.levels")


def _did_you_mean(near, otherwise=""):
    return f" Did you mean {near}?" if near else otherwise


def _put_quotation_marks(text):
    return f'Put quotation marks around {text}: `"{text}"`'


def _text_in_place(name, slip):
    """Return a sentence where a name is a label, or a value of the very column it is compared with."""
    whole = _hyphenated(name, slip)
    parent = slip.node and slip.parent(slip.node)
    if isinstance(parent, ast.Call) and _code(parent.func) in OF_TABLES and nearest(name, _table_names()):
        return _put_quotation_marks(nearest(name, _table_names()))
    if whole != name:
        if _is_label(whole, slip.names):
            return _put_quotation_marks(whole)
        if all(part not in slip.names for part in whole.split("-") if not part.isdigit()):
            return f"If {whole} is a text, put quotation marks around it: `\"{whole}\"`"
        return None
    if isinstance(parent, ast.Compare):
        sides = [_value(side, slip.names) for side in (parent.left, *parent.comparators)]
        if any(name in set(held) for held in sides if _is_column(held)):
            return _put_quotation_marks(name)
        return _column_without_table(name, slip) if parent.left is slip.node else None
    labels = _labels_asked(slip)
    label = nearest(name, labels or [], 0.88)
    if labels is None and _is_label(name, slip.names):
        return _put_quotation_marks(name)
    return _put_quotation_marks(label) if label and len(name) > 2 else None


def _column_without_table(name, slip):
    """Return a sentence where a column stands in a condition without its table, or None."""
    for node in ast.walk(slip.statement):
        held = slip.names.get(node.id) if isinstance(node, ast.Name) else None
        if _is_table(held) and name in held.columns:
            return f"A column stands in the brackets of its table: `{node.id}[\"{name}\"]`"
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
    held = _value(parent.value.value if isinstance(parent.value, ast.Attribute) else parent.value, slip.names)
    if held is NOTHING:
        return None
    return [*getattr(held, "columns", ()), *held.index] if _is_table(held) or _is_column(held) else []


def _hyphenated(name, slip):
    """Return the hyphenated word in the failing line that a name is part of, or the name."""
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    words = re.findall(r"[^\W\d]\w*(?:-\w+)+", re.sub(r'"[^"]*"|\'[^\']*\'', " ", line))
    return next((word for word in words if name in word.split("-")), name)


def _is_label(text, names):
    """Return whether a text is a column, a row or a value of the student's tables."""
    for held in list(names.values()):
        if _is_table(held) and (text in held.columns or text in held.index or _column_with(text, held)):
            return True
        if _is_column(held) and text in held.index:
            return True
    return False


def _column_with(value, table):
    """Return the first column of a table that holds a value, or None."""
    if not isinstance(value, str):
        return None
    for column in table.columns:
        if str(table[column].dtype) in ("object", "str", "string") and (table[column] == value).any():
            return column
    return None


def _other_capitals(name, known):
    same = [each for each in known if each.casefold() == name.casefold()]
    return f"Capitals count in code: write {same[0]}, not {name}." if same else None


def _of_a_lesson(name, slip):
    lessons, here = _made_in_lessons().get(name, []), _this_lesson(slip.names)
    if name == "answer":
        return ("There is no answer yet. Write `answer =` and your answer in the line above, "
                "and run the cell again.")
    if not lessons or len(name) < 2:
        return None
    if here in lessons:
        return f"There is no {name} yet. Run the cells above first: {RUN_ABOVE}."
    near = nearest(name, _known(slip.names), 0.88)
    if near:
        otherwise = f" If not, run the cells above first: {RUN_ABOVE}." if here is None else ""
        return f"There is no {name}. Did you mean {near}?{otherwise}"
    where = f"lesson{'s' if len(lessons) > 1 else ''} {_words(lessons)}"
    if here is None:
        return (f"There is no {name} yet: a cell of {where} makes it. "
                f"Run the cells above first: {RUN_ABOVE}.")
    if name in _table_names():
        return (f"This lesson has not loaded {name}. To do so, run: "
                f"`{name} = summit.load(\"{name}\")`")
    near = nearest(name, _known(slip.names))
    return f"{name} is a name of {where}, and not of this lesson." + _did_you_mean(near)


def _table_names():
    from ..tables import tables

    return list(tables()["table"])


def _text_somewhere(name, slip):
    parent = slip.node and slip.parent(slip.node)
    called = isinstance(parent, ast.Call) and parent.func is slip.node
    if called or isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is slip.node:
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
        near = inspect.ismodule(module) and (nearest(name, _public(module), 0.8) if alias == "summit" else
                                             name if name in _public(module) else None)
        if near:
            return f"Write {alias} and a period before it: `{alias}.{near}(...)`"
    pandas = sys.modules.get("pandas")
    if pandas and any(hasattr(kind, name) for kind in (pandas.DataFrame, pandas.Series)):
        return (f"{name} stands after a table or a column, with a period between: "
                f"`table.{name}(...)`")
    return None


def _near_name(name, slip, known):
    parent = slip.node and slip.parent(slip.node)
    near = nearest(name, known)
    if near:
        return f"There is no name {name}. Did you mean {near}?"
    here = _this_lesson(slip.names)
    near = here and nearest(name, [each for each, lessons in _made_in_lessons().items() if here in lessons])
    if near:
        return (f"There is no name {name}. Did you mean {near}? If so, "
                f"run the cells above first: {RUN_ABOVE}.")
    as_name = isinstance(parent, ast.Call) and parent.func is slip.node \
        or isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is slip.node
    if as_name:
        return (f"There is no name {name}. Compare its spelling with the cells above, "
                f"and run them first: {RUN_ABOVE}.")
    return (f"There is no name {name}. If it is a text, put quotation marks around it: `\"{name}\"`. "
            f"If it is a name, run the cells above first: {RUN_ABOVE}.")


def _undefined_in_query(slip):
    name = re.findall("'(.*?)'", str(slip.error) + "''")[0]
    table = _table_below(slip)
    if table is None:
        return None
    return _no_column(name, table, slip) + " A text in a condition needs quotation marks of its own."


# 6. Tables: columns, rows, entries

def _table_below(slip):
    """Return the table or column that the failing line asked something of, or None."""
    for frame in slip.below:
        asked = frame.f_locals.get("self")
        for held in (asked, getattr(asked, "obj", None)):
            if _is_table(held) or _is_column(held):
                return held
    return None


def _called_table(table, slip):
    """Return the name of a table, as it stands in the failing line where it can be found."""
    base = slip.node
    while base is not None and not isinstance(base, ast.Name):
        base = getattr(base, "value", None) or getattr(base, "func", None)
    held = slip.names.get(base.id) if base is not None else None
    if held is table or _is_table(held) and _is_table(table) and list(held.columns) == list(table.columns):
        return base.id
    return _name_of(table, slip, None)


def _no_column(key, table, slip):
    name = _called_table(table, slip)
    return _choice(f"{_subject(table, name)} has no column {_quoted(key)}.", key, list(table.columns),
                   "columns", f"list({name})" if name else None)


def _no_row(key, table, slip):
    name = _called_table(table, slip)
    what = "row" if _is_table(table) else "entry"
    return _choice(f"{_subject(table, name)} has no {what} {_quoted(key)}.", key, list(table.index),
                   {"row": "rows", "entry": "entries"}[what], f"list({name}.index)" if name else None)


def _subject(table, name):
    if _is_table(table):
        return f"The table {name}" if name else "This table"
    return name or "This row or column"


def _method_as_label(key, table, name):
    """Return a sentence where a function of a table or column was asked for as a label, or None."""
    if not isinstance(key, str) or not key.isidentifier() or not callable(getattr(type(table), key, None)):
        return None
    return f"{key} is a function: write a period before it, and round brackets after it: `{name}.{key}()`"


def _choice(begin, key, labels, what, code):
    """Return a sentence that names the nearest label, or all of them where they are few."""
    twin = next((label for label in labels if type(label) is not type(key) and str(label) == str(key)), None)
    if isinstance(key, str) and isinstance(twin, numbers.Number):
        return f"{begin} Its {what} are numbers: write {twin} without quotation marks."
    if isinstance(twin, str) and isinstance(key, numbers.Number):
        return f"{begin} Its {what} are text: write \"{twin}\" in quotation marks."
    near = nearest(key, labels) if isinstance(key, str) else None
    if near:
        return f"{begin} Did you mean {_quoted(near)}?"
    if labels and all(isinstance(label, numbers.Number) for label in labels) and len(labels) > 2:
        return f"{begin} Its {what} go from {_quoted(min(labels))} to {_quoted(max(labels))}."
    if 0 < len(labels) <= FEW and len(_listed(labels)) < 200:
        return f"{begin} It has {_listed(labels)}."
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
    located = isinstance(place.value, ast.Attribute) and place.value.attr in ("loc", "at")
    asked = next((frame.f_locals["key"] for frame in slip.below if "key" in frame.f_locals), key)
    if isinstance(key, bool):
        return _lost_condition(table, slip)
    if _is_column(table):
        key = _first_missing(asked, table.index, key)
        whole = _value(place.value.value, slip.names) if isinstance(place.value, ast.Subscript) else None
        known = _is_table(whole) and _value_for_row(key, whole, slip)
        called = _method_as_label(key, table, _called_table(table, slip) or "")
        return known or called or _no_row(key, table, slip)
    if located:
        return _not_located(asked, key, table, slip)
    return _not_a_column(asked, key, table, slip)


def _missing(asked, labels):
    """Return what of a key, or of a list of keys, is not among some labels."""
    asked = asked if isinstance(asked, (list, tuple)) else [asked]
    return [each for each in asked if isinstance(each, (str, numbers.Number)) and each not in labels]


def _twin(key, labels):
    """Return the label that is written like a key, with or without quotation marks, or None."""
    return next((label for label in labels if str(label) == str(key)), None)


def _first_missing(asked, labels, default):
    return next(iter(_missing(asked, labels)), default)


def _lost_condition(table, slip):
    name = _called_table(table, slip) or "table"
    inside = slip.node.slice
    if isinstance(inside, ast.Compare) and isinstance(inside.ops[0], (ast.Is, ast.IsNot)):
        word, sign = ("is", "==") if isinstance(inside.ops[0], ast.Is) else ("is not", "!=")
        return f"To compare, write {sign} in place of {word}."
    sign = "!=" if isinstance(inside, ast.Compare) and isinstance(inside.ops[0], ast.NotEq) else "=="
    text = next((node.value for node in ast.walk(inside)
                 if isinstance(node, ast.Constant) and node.value in list(table.columns)), "...")
    return ("In a condition, the table's name and brackets stand around the column: "
            f"`{name}[{name}[\"{text}\"] {sign} ...]`")


def _not_located(asked, key, table, slip):
    name = _called_table(table, slip) or "table"
    row, column = (asked if isinstance(asked, tuple) and len(asked) == 2 else (asked, None))
    rows, columns = _missing(row, table.index), _missing(column, table.columns) if column is not None else []
    if column is None and rows and rows[0] in table.columns:
        return (f"{_quoted(rows[0])} is a column, and .loc asks for a row first. Write: "
                f"`{name}[{_quoted(rows[0])}]`")
    turned = [_twin(columns[0], table.index), _twin(rows[0], table.columns)] if rows and columns else [None]
    if None not in turned:
        turned = ", ".join(map(_quoted, turned))
        return f"First the row, then the column: `{name if name != 'table' else ''}.loc[{turned}]`"
    if rows:
        return _value_for_row(rows[0], table, slip) or _no_row(rows[0], table, slip)
    return _no_column(columns[0] if columns else key, table, slip)


def _value_for_row(key, table, slip):
    """Return a sentence where a value of a column was taken for a row, or None."""
    column, name = _column_with(key, table), _called_table(table, slip)
    if column is None or not name:
        return None
    return (f"{_quoted(key)} is a value of the column {_quoted(column)}. For its row, write: "
            f"`{name}[{name}[{_quoted(column)}] == {_quoted(key)}]`")


def _not_a_column(asked, key, table, slip):
    known, columns = _called_table(table, slip), list(table.columns)
    name = known or "table"
    if isinstance(asked, tuple) and len(asked) == 2:
        if asked[0] in table.index and asked[1] in columns:
            return f"For one cell of a table, write .loc: `{known or ''}.loc[{_in_brackets(asked)}]`"
        if asked[1] in table.index and asked[0] in columns:
            turned = _in_brackets(asked[::-1])
            return f"For one cell, write .loc, the row before the column: `{known or ''}.loc[{turned}]`"
        if not _missing(asked, columns):
            return f"Several columns stand in a list: `{name}[[{_in_brackets(asked)}]]`"
    key = _first_missing(list(asked) if isinstance(asked, tuple) else asked, columns, key)
    if isinstance(key, str) and re.search("[=<>]", key):
        return ("Only the words stand in quotation marks, not the whole condition: "
                f"`{name}[{name}[\"...\"] == \"...\"]`")
    if isinstance(key, str) and nearest(key, columns):
        return _no_column(key, table, slip)
    row = _twin(key, table.index)
    counted = isinstance(key, int) and not any(isinstance(column, numbers.Number) for column in columns)
    if counted and (row is None or key < len(table) == len(set(table.index)) and table.index[key] == key):
        return ("Between the brackets of a table stands a column. For a row by its place, "
                f"write: `{name}.iloc[{key}]`")
    if row is not None:
        return (f"{_quoted(row)} is a row of {name}, and no column. Write: "
                f"`{name}.loc[{_quoted(row)}]`")
    return _value_for_row(key, table, slip) or _no_column(key, table, slip)


def _no_label_in_call(table, slip):
    """Return a sentence on a column that a function was asked for and that its table does not have."""
    tables = [table, *(frame.f_locals[name] for frame in slip.below[:1] for name in ("right", "other")
                       if _is_table(frame.f_locals.get(name)))]
    key = _quoted(slip.error.args[0]) if slip.error.args else "of this name"
    if not _is_table(table) or slip.node is None:
        return (f"There is no column or row {key} here. Compare it, letter by letter, "
                "with the table.")
    said = str(slip.error.args[0]) if slip.error.args else ""
    for node in ast.walk(slip.node):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in said:
            lacking = [each for each in tables if node.value not in each.columns]
            if lacking:
                return _no_column(node.value, lacking[0], slip)
            if isinstance(slip.node.func, ast.Attribute) and slip.node.func.attr == "drop":
                return ("drop takes rows out. For a column, write: "
                        f"`drop(columns={_quoted(node.value)})`")
    return f"There is no column or row {key} here. Compare it, letter by letter, with the table."


def _no_entry(key, slip):
    """Return a sentence on a key that a dictionary does not have."""
    node = slip.node
    held = _value(node.value, slip.names) if isinstance(node, ast.Subscript) else None
    if not isinstance(held, dict):
        return (f"There is no entry {_quoted(key)} here. Compare it, letter by letter, "
                "with the lesson.")
    return _choice(f"{_code(node.value)} has no entry {_quoted(key)}.", key, list(held), "entries",
                   f"list({_code(node.value)})")


def _no_node(key, slip):
    graph = next((frame.f_locals["self"] for frame in slip.below if "self" in frame.f_locals), None)
    nodes = getattr(graph, "_nodes", None) or getattr(graph, "_adj", None) or getattr(graph, "_atlas", None)
    if not isinstance(nodes, dict):
        return (f"There is no entry {_quoted(key)} here. Compare it, letter by letter, "
                "with the lesson.")
    return _choice(f"The network has no point {_quoted(key)}.", key, list(nodes), "points", None)


def _index_error(slip):
    node = slip.node
    if not isinstance(node, ast.Subscript):
        return None
    empty = _no_row_fits(slip)
    if empty:
        return empty
    table = _table_below(slip)
    held = table if table is not None else _value(node.value, slip.names)
    if hasattr(held, "__len__"):
        counted = isinstance(node.value, ast.Attribute) and node.value.attr == "iloc"
        inside = [each.value for each in ast.walk(node.slice) if isinstance(each, ast.Constant)]
        if counted and any(each in held.index for each in inside):
            return (".iloc counts places from 0. For a row by its name, write .loc: "
                    f"`.loc[{_in_brackets(inside)}]`")
        if _is_column(held) and not counted and isinstance(node.slice, ast.Constant):
            return _no_row(node.slice.value, held, slip)
        what = "rows" if _is_table(held) else "letters" if isinstance(held, str) else "entries"
        if len(held) == 0:
            return f"There is nothing in it: it has no {what}. Look at the line that made it."
        return (f"It has {len(held)} {what}, and Python counts them from 0: "
                f"the last one has the number {len(held) - 1}.")
    if "scalar" in str(slip.error):
        return "This is one number already: leave out the last pair of square brackets."
    return ("There are not so many entries. Python counts them from 0; len(...) tells how many "
            "there are.")


def _no_row_fits(slip):
    """Return a sentence where a first row was asked for and no row met the condition, or None."""
    for node in ast.walk(slip.tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            column, wanted = _value(node.left, slip.names), _value(node.comparators[0], slip.names)
            if _is_column(column) and isinstance(wanted, str) and wanted not in set(column):
                near = nearest(wanted, set(column))
                where = f" in the column {_quoted(column.name)}"
                return f"No row has {_quoted(wanted)}{where}." + _did_you_mean(near and _quoted(near))
    asked = _table_below(slip)
    if asked is None or len(asked):
        return None
    return ("No row fits the condition, so there is no first one. Compare its words, letter by letter, with "
            "the table.")


# 7. Attributes

def _attribute_error(slip):
    error = slip.error
    name, held = getattr(error, "name", None), getattr(error, "obj", None)
    node = slip.node if isinstance(slip.node, ast.Attribute) else getattr(slip.node, "func", None)
    if "accessor" in str(error) or name is None:
        return _wrong_accessor(slip)
    if slip.below and not (isinstance(node, ast.Attribute) and node.attr == name):
        return _cannot_work_with(held, slip)
    before = _code(node.value) if isinstance(node, ast.Attribute) else None
    if held is None:
        return (f"There is nothing before .{name}: a function such as summit.table only shows, "
                "and gives nothing back.")
    if type(held).__name__ in FUNCTIONS:
        return f"Round brackets are missing after {before}: `{before}().{name}`" if before else None
    if inspect.ismodule(held):
        return _not_in_package(name, held, before or held.__name__)
    if _is_table(held):
        return _not_of_table(name, held, before, slip)
    if isinstance(held, str) and held in slip.names:
        return f"{held} is a name: leave out the quotation marks around it."
    if isinstance(held, str) and isinstance(node, ast.Attribute) and isinstance(node.value, ast.Constant):
        return f"Write a comma, not a period, between \"{held}\" and {name}."
    if _is_column(held) and name in CHARTS:
        return f"Write .plot before .{name}: `{before or '...'}.plot.{name}()`"
    near = "sort_values" if _is_column(held) and name == "sort" else nearest(name, _public(held), 0.75)
    if _is_column(held) and not near and before:
        rows = list(held.index)
        return _choice(f"{before} has no .{name}.", name, rows, "entries", f"list({before}.index)")
    kind = KINDS.get(type(held).__name__)
    begin = f"{before} is {kind}, and has no .{name}." if before and kind else f"There is no .{name} here."
    return begin + (f" Did you mean .{near}?" if near else "")


def _cannot_work_with(held, slip):
    """Return a sentence where a function of a package was given what it cannot use."""
    if not isinstance(slip.node, ast.Call):
        return UNSURE
    if isinstance(held, str) and held in slip.names:
        return f"{held} is a name: leave out the quotation marks around it."
    return (f"{_code(slip.node.func)} cannot work with {_thing(held)}. "
            "Look at what stands between its brackets.")


def _wrong_accessor(slip):
    found = re.search(r"\.(str|dt) accessor", str(slip.error))
    if found:
        what = {"str": "text", "dt": "dates"}[found[1]]
        return (f".{found[1]} works with a column of {what} only. "
                "Look at the name of the column before it.")
    return UNSURE


CHARTS = ("bar", "barh", "line", "hist", "pie", "scatter")


def _not_in_package(name, module, called):
    if called == PACKAGE.name and name in _table_names():
        return f"{name} is a table. Load it: `{name} = summit.load(\"{name}\")`"
    near = nearest(name, _public(module), 0.78)
    if near:
        return f"There is no {called}.{name}. Did you mean {called}.{near}?"
    return f"There is no {called}.{name}. Compare it, letter by letter, with the lesson."


def _not_of_table(name, table, before, slip):
    columns = list(table.columns)
    line = slip.source.splitlines()[slip.line - 1]
    whole = re.search(rf"\.({re.escape(name)}(?:-\w+)+)", line)
    if whole and nearest(whole[1], columns):
        return ("A column with a hyphen in its name stands in brackets: "
                f"`{before}[\"{nearest(whole[1], columns)}\"]`")
    if name in BUILTINS and callable(getattr(builtins, name)):
        return f"{name} stands before the table, with round brackets around it: `{name}({before or '...'})`"
    column = nearest(name, columns)
    methods = [each for each in _public(table) if each not in columns]
    method = "sort_values" if name == "sort" else nearest(name, methods, 0.8)
    if name in ("length", "lenght", "rows", "row", "nrow", "number"):
        return f"To count the rows, write: `len({before})`"
    if column:
        return (f"The table {before} has no {name}. Did you mean the column {_quoted(column)}? "
                f"Write: `{before}[\"{column}\"]`")
    if method:
        return f"A table has no .{name}. Did you mean .{method}?"
    if callable(getattr(sys.modules["pandas"].Series, name, None)):
        return f".{name} is for one column. Pick the column first: `{before}[\"...\"].{name}`"
    return _choice(f"The table {before} has no {name}.", name, columns, "columns", f"list({before})")


UNSURE = ("The kinds of values in this line do not go together. Compare it, sign by sign, with the line in "
          "the lesson.")


# 8. Kinds of values that do not go together

def _three_dots(slip):
    """Return a sentence where the three dots of an exercise still stand for an answer, or None."""
    if "ellipsis" not in str(slip.error):
        return None
    name = next((name for name, held in slip.names.items() if held is ... and not name.startswith("_")), None)
    where = f"in {name}: write" if name else "there. Write"
    return f"The three dots still stand {where} your answer in their place."


def _brackets_beside_and(slip):
    """Return a sentence where == stands beside & without brackets of its own, or None."""
    for node in ast.walk(slip.statement or EMPTY):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.BinOp) and isinstance(side.op, (ast.BitAnd, ast.BitOr)):
                    sign = "&" if isinstance(side.op, ast.BitAnd) else "|"
                    return (f"Put round brackets around each condition beside {sign}: "
                            f"`(... == ...) {sign} (... == ...)`")
    return None


def _type_error(slip):
    if isinstance(slip.node, ast.BinOp) and isinstance(slip.node.op, ast.BitXor):
        return "For a power, write ** in place of ^: `2 ** 3`"
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    comma = re.search(r"(?<![\w.\"'-])([0-9]{1,3}),([0-9]{3})(?![\w\"'])", line)
    if comma:
        return f"Write a large number without commas: {comma[1]}{comma[2]}"
    return ("'tuple'" in str(slip.error) and _decimal_point(line)) or _from_words(slip, TYPES) or UNSURE


def _from_words(slip, known):
    """Return the sentence of the first pattern that Python's words match and that has something to say."""
    for pattern, said in known:
        found = re.search(pattern, str(slip.error))
        sentence = found and (said if isinstance(said, str) else said(slip, found))
        if sentence:
            return sentence
    return None


NUMBER = re.compile(r"\s*[-+]?[0-9]+([.,][0-9]+)?\s*%?")


def _operation(slip, found):
    """Return a sentence on a sign between two values that it does not join."""
    node = slip.node
    kinds = set(re.findall(r"['\"]([\w.]+)['\"]|\b(str|list)\b", slip.error.args[0]))
    kinds = {kind.rpartition(".")[2] for pair in kinds for kind in pair if kind}
    if isinstance(getattr(node, "op", None), (ast.BitAnd, ast.BitOr)):
        return _between_conditions(node, slip)
    if kinds & set(FUNCTIONS):
        return _brackets_missing(slip)
    if "NoneType" in kinds:
        return ("One side of the sign is nothing (None). Look at the line that made it: "
                "does it only show something?")
    if any("Datetime" in kind or "datetime" in kind or kind == "Timestamp" for kind in kinds):
        return _with_dates(slip, None)
    if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "sum":
        return "sum adds numbers, and this holds text. To count rows, write `len(...)`."
    if "str" in kinds:
        texts = [each.value for each in ast.walk(node or EMPTY) if isinstance(each, ast.Constant)]
        text = next((each for each in texts if isinstance(each, str) and NUMBER.fullmatch(each)), None)
        if text:
            plain = text.strip(" %").replace(",", ".")
            return f"\"{text}\" in quotation marks is a text. To calculate with it, write {plain}."
        if kinds == {"str"}:
            return "Both sides of the sign are text. Pick a number on each side of it, and then calculate."
        return ("One side of the sign is text, the other a number. Calculate with numbers only: "
                "look at the column you picked.")
    if "list" in kinds:
        return "A list does not calculate. Pick one number from it, or use the column itself."
    return None


def _between_conditions(node, slip):
    """Return a sentence on & or | between two things that are not both conditions."""
    sign = "&" if isinstance(node.op, ast.BitAnd) else "|"
    table = next((each for each in (node.left, node.right) if _is_filter(each, slip)), None)
    if table is not None:
        name = _code(table.value)
        return f"Both conditions stand inside the brackets of the table: `{name}[(...) {sign} (...)]`"
    return f"Each side of {sign} is a condition, in round brackets: `(... == ...) {sign} (... == ...)`"


def _is_filter(node, slip):
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Compare) \
        and _is_table(_value(node.value, slip.names))


def _brackets_missing(slip):
    """Return a sentence on a function that stands without its round brackets."""
    for node in ast.walk(slip.node or slip.statement):
        called = isinstance(slip.parent(node), ast.Call) and slip.parent(node).func is node
        if isinstance(node, (ast.Name, ast.Attribute)) and not called:
            held = _value(node, slip.names)
            if held is not NOTHING and callable(held) and not _is_table(held) and not inspect.isclass(held):
                return (f"{_code(node)} is a function: put round brackets after it, "
                        f"`{_code(node)}(...)`")
    return "A function stands there without its round brackets ( )."


def _with_dates(slip, found):
    if found and found.re.groups > 1 and found[2] == "str":
        return ("Python cannot read this date. Write it as year-month-day, for example: "
                "`\"2025-02-07\"`")
    if isinstance(slip.node, ast.BinOp):
        return ("To calculate with dates, put the date into pd.Timestamp: "
                "`pd.Timestamp(\"2025-02-07\")`")
    columns = [_code(each) for each in ast.walk(slip.node or EMPTY) if isinstance(each, ast.Subscript)]
    return ("Compare dates with a date in quotation marks, year-month-day: "
            f"`{columns[0] if columns else '...'} > \"2025-02-07\"`")


def _comparison(slip, found):
    kinds = {found[1], found[2]}
    if "datetime" in found[0]:
        return _with_dates(slip, found)
    if kinds & set(FUNCTIONS):
        return _brackets_missing(slip)
    if "str" in kinds or "dtype=str" in found[0]:
        return ("A text and a number cannot be compared. A number stands without quotation "
                "marks, a text with them.")
    return None


def _not_callable(slip, found):
    kind, node = found[1], slip.node
    func = node.func if isinstance(node, ast.Call) else None
    if func is None:
        return None
    if isinstance(func, ast.Name) and hasattr(builtins, func.id):
        return (f"{func.id} is no longer the function: a cell has written `{func.id} = ...`. To get it "
                f"back, run `del {func.id}`, and take another name there.")
    code = f"({_code(func)})" if isinstance(func, ast.BinOp) else _code(func)
    if kind in ("DataFrame", "Series", "_LocIndexer", "_iLocIndexer"):
        inside = ", ".join(_code(each) for each in node.args)
        return f"{KINDS.get(kind, 'this').capitalize()} takes square brackets: `{code}[{inside}]`"
    if kind == "module":
        return _called_module(node, code, slip)
    if kind in ("int", "float", "float64", "int64"):
        return f"A sign is missing before the brackets. For times, write: `{code} * (...)`"
    if kind == "str":
        return f"A comma or a sign is missing between the text {code} and the bracket after it."
    if kind in ("list", "tuple", "dict"):
        return f"{KINDS[kind].capitalize()} takes square brackets, to pick an entry: `{code}[...]`"
    return f"{code} is no function: leave out the round brackets after it."


def _called_module(node, code, slip):
    first = node.args[0] if node.args else None
    what = "load" if isinstance(first, ast.Constant) and first.value in _table_names() else \
        "check" if isinstance(first, ast.Constant) and re.match(r"[0-9]\.[0-9]", str(first.value)) else "..."
    return f"After {code} stand a period and the function: `{code}.{what}(...)`"


def _not_subscriptable(slip, found):
    node, kind = slip.node, found[1]
    code = _code(node.value) if isinstance(node, ast.Subscript) else "it"
    if kind in FUNCTIONS:
        inside = _code(node.slice).strip("()") if isinstance(node, ast.Subscript) else "..."
        return f"{code} is a function and takes round brackets: `{code}({inside})`"
    if kind == "NoneType":
        return (f"{code} is nothing (None). Look at the line that made it: "
                "does it only show something?")
    return (f"{code} is {KINDS.get(kind, 'one value')}: no square brackets can follow it. "
            "Put them after a table's name.")


def _list_by_text(slip, found):
    inside = slip.node.slice if isinstance(slip.node, ast.Subscript) else None
    if isinstance(inside, ast.Constant) and isinstance(inside.value, str):
        what = "a text" if found[1] == "string" else "a list"
        return (f"{_code(slip.node.value)} is {what} and has no column {_quoted(inside.value)}. "
                "Put a table's name before the square brackets.")
    return "The entries of a list are picked by whole numbers, counted from 0."


def _arguments(slip, found):
    """Return a sentence on too few or too many things between the brackets of a function."""
    node = slip.node
    if not isinstance(node, ast.Call):
        return None
    code, func = _code(node.func), _value(node.func, slip.names)
    if "_LocationIndexer" in found[0]:
        inside = ", ".join(_code(each) for each in node.args)
        return f".loc takes square brackets: `{code}[{inside}]`"
    if _decimal_comma(node):
        return f"Python writes a decimal point, not a comma: {_decimal_comma(node)}."
    unknown = re.search(r"unexpected keyword argument '(\w+)'", found[0])
    needed = _parameters(func)
    if unknown:
        near = nearest(unknown[1], _parameters(func, every=True))
        return f"{code} does not know {unknown[1]}=." + _did_you_mean(near and f"{near}=")
    missing = re.findall(r"'(\w+)'", found[0]) if "missing" in found[0] else []
    tokens = [token for token in _tokens(slip.source) if token.line == slip.line]
    if missing and any(one.kind == other.kind == "text" for one, other in zip(tokens, tokens[1:])):
        return "A comma is missing between the two texts."
    example = f", as in `{code}({_example(func, needed)})`" if needed else ""
    if missing and not needed:
        wanted = _words([WANTED.get(name, name) for name in missing])
        return f"Something is missing between the brackets: {code} also needs {wanted}."
    if missing:
        return ("Something is missing between the brackets: "
                f"{code} also needs {_words(missing)}{example}")
    if "keyword" in found[0]:
        return f"{code} takes no = between its brackets. To compare, write =="
    if needed:
        return f"{code} takes {_words(needed)} between its brackets{example}"
    one = re.search(r"exactly one argument|1 positional argument", found[0])
    return f"{code} takes {'one thing' if one else 'more or fewer things'} between its brackets."


WANTED = {"by": "the column to sort by, in quotation marks", "columns": "a second column",
          "index": "a column", "right": "a second table", "other": "something to compare with"}


def _decimal_comma(node):
    last = node.args[-2:]
    if len(last) == 2 and all(isinstance(each, ast.Constant) and type(each.value) is int for each in last):
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
    return [each.name for each in taken
            if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD]


def _example(func, needed):
    if needed[:1] == ["number"]:  # of an exercise
        return '"1.1", answer' if func.__name__ == "check" else '"1.1"'
    return ", ".join(needed)


def _no_length(slip, found):
    return ("len counts the rows of a table, the entries of a list or the letters of a text; "
            f"this is {KINDS.get(found[1], 'one value')}.")


def _not_iterable(slip, found):
    return ("A column or a list is needed between these brackets; this is "
            f"{KINDS.get(found[1], 'one value')}.")


def _unary(slip, found):
    if found[1] == "~" and found[2] in ("str", "float"):
        return "~ turns a condition round. Put the condition in round brackets: `~(... == ...)`"
    return f"The sign {found[1]} cannot stand before {KINDS.get(found[2], 'this')}."


def _two_conditions(slip, found=None):
    inside = getattr(slip.node, "slice", None)
    if isinstance(inside, ast.Tuple) and any(isinstance(each, ast.Compare) for each in inside.elts):
        return "Two conditions are joined by &, not by a comma: `(... == ...) & (... == ...)`"
    return UNSURE if found is None else None


TYPES = [  # what Python's words match, in order, and who knows what to say, or what to say
    (r"unsupported operand type|can only concatenate|must be str, not|Cannot perform 'r?(?:and|or|xor)_'",
     _operation),
    (r"with (?:DatetimeArray|Timestamp)|cannot (?:add|subtract) DatetimeArray", _with_dates),
    (r"not supported between instances of '(\w+)' and '(\w+)'", _comparison),
    (r"Invalid comparison between (dtype=\w+).* and (\w+)", _comparison),
    (r"_LocationIndexer.*", _arguments),
    (r"not '(?:builtin_function_or_)?method'$", lambda slip, found: _brackets_missing(slip)),
    (r"'(?:[\w.]*\.)?(\w+)' object is not callable", _not_callable),
    (r"'(?:[\w.]*\.)?(\w+)' object is not subscriptable", _not_subscriptable),
    (r"type '(?:[\w.]*\.)?(\w+)' has no len", _no_length),
    (r"'(?:[\w.]*\.)?(\w+)' object is not iterable", _not_iterable),
    (r"(list|string|tuple) ?ind\w+ must be integers", _list_by_text),
    (r".*(?:missing \d+ required|positional argument|takes (?:exactly|at most|at least|no)|keyword arg).*",
     _arguments),
    (r"bad operand type for unary (.): '(\w+)'", _unary),
    (r"no numeric data to plot",
     "A chart needs a column of numbers. Count first: `.value_counts().plot.barh()`"),
    (r"reduction '(\w+)'|Could not convert string",
     "This works with numbers only, and the column holds text. To count its values, write .value_counts()"),
    (r"type str doesn't define __round__", "round takes a number, without quotation marks."),
    (r"index by location index with a non-integer",
     ".iloc counts places from 0. For a row or column by its name, write .loc"),
    (r"unhashable type", _two_conditions),
    (r"unhashable type", "Put one text or one number there, and not a list or a column."),
]


# 9. Values that will not do

def _value_error(slip):
    return _from_words(slip, VALUES)


def _ambiguous(slip, found):
    for node in ast.walk(slip.statement or EMPTY):
        if isinstance(node, ast.BoolOp):
            word, sign = ("and", "&") if isinstance(node.op, ast.And) else ("or", "|")
            return (f"Between conditions write {sign} in place of {word}, "
                    f"each in round brackets: `(... == ...) {sign} (... == ...)`")
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return "To turn a condition round, write ~ in place of not: `~(... == ...)`"
        if isinstance(node, ast.Compare) and any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            return ("To ask of each row whether its value is in a list, write: "
                    "`table[\"column\"].isin([...])`")
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            return ("Write two conditions joined by &, each in round brackets: "
                    "`(... > ...) & (... < ...)`")
    return ("A condition on a column gives True or False for each row. "
            "Put it between the brackets of its table: `table[condition]`")


def _no_number(slip, found):
    text = found[1] or found[2] or ""
    if NUMBER.fullmatch(text.strip("$ ")):
        thousands = re.fullmatch("[0-9]+,[0-9]{3}", text)
        plain = text.strip("$ %").replace(",", "" if thousands else ".")
        return (f"\"{text}\" is not a number that Python reads. Write the number itself, "
                f"without quotation marks: {plain}")
    return (f"\"{text}\" is text and no number. Between these brackets stands a number, "
            "written in digits.")


def _no_axis(slip, found):
    func = getattr(slip.node, "func", None)
    if isinstance(func, ast.Attribute) and func.attr in ("loc", "iloc"):
        inside = ", ".join(_code(each) for each in slip.node.args)
        return f".{func.attr} takes square brackets: `{_code(func)}[{inside}]`"
    return ("Several columns stand in a list, in square brackets of their own: "
            f"`[\"...\", \"{found[1]}\"]`")


def _table_for_label(slip, found):
    for node in ast.walk(slip.node) if slip.node else ():
        if isinstance(node, ast.Name) and slip.parent(node) in (slip.node, getattr(slip.node, "slice", None)):
            return (f"{node.id} is a name here. If it is a row or a column, "
                    f"put quotation marks around it: `\"{node.id}\"`")
    return UNSURE


def _name_for_text(slip):
    """Return a sentence where a name stands for a value of the column it is compared with, or None."""
    for side in slip.node.comparators if isinstance(slip.node, ast.Compare) else ():
        column = _value(slip.node.left, slip.names)
        if isinstance(side, ast.Name) and _is_column(column) and side.id in set(column):
            return _put_quotation_marks(side.id)
    return None


VALUES = [
    (r"Cannot index with multidimensional key", _table_for_label),
    (r"truth value of an? .* is ambiguous", _ambiguous),
    (r"invalid literal for int\(\).*: '(.*)'|could not convert string to float: '(.*)'", _no_number),
    (r"No axis named (.*) for", _no_axis),
    (r"must match to compare|identically-labeled|Operands are not aligned",
     lambda slip, found: _name_for_text(slip)),
    (r"Lengths must match to compare",
     "To compare a column with several values, write: `table[\"column\"].isin([...])`"),
    (r"identically-labeled|Operands are not aligned",
     "These two do not have the same rows. Take both from the same table."),
    (r"all scalar values, you must pass an index",
     "Give the columns themselves, not only their names: `pd.crosstab(table[\"...\"], table[\"...\"])`"),
    (r"cannot assign without a target object", "To compare, write == in place of =: `... == ...`"),
]


def _no_date(slip):
    return "Python cannot read this date. Write it as year-month-day, for example: `\"2025-02-07\"`"


def _other_table(slip):
    if "boolean" in str(slip.error) and isinstance(slip.node, ast.Subscript):
        name = _code(slip.node.value)
        return (f"The condition belongs to another table. Inside the brackets of {name}, "
                f"write {name} again: `{name}[{name}[\"...\"] == ...]`")
    return "There are too many things between these square brackets."


def _division(slip):
    line = (slip.source.splitlines() or [""])[slip.line - 1]
    return _decimal_point(line) or \
        "This divides by zero. Look at the number after / or at the column it comes from."


def _decimal_point(line):
    """Return a sentence where a line holds a number with a decimal comma, or None."""
    comma = re.search(r"(?<![\w.\"'])([0-9]+),([0-9]+)(?![\w\"'])", line)
    return comma and f"Python writes a decimal point, not a comma: {comma[1]}.{comma[2]}"


# 10. Packages, and what lies in ours

def _no_package(slip):
    name = slip.error.name or ""
    top, _, rest = name.partition(".")
    if rest and top in sys.modules:
        near = nearest(rest, [path.stem for path in PACKAGE.glob("*.py")]) if top == PACKAGE.name else None
        near = near and f"{top}.{near}"
        return f"There is no {name}." + _did_you_mean(near, " Compare it with the lesson.")
    if top in PACKAGES or slip.below:
        return f"The package {top} is not installed here. Run the first command of README.md again."
    near = nearest(top, PACKAGES) or nearest(top, sorted(sys.stdlib_module_names), 0.85)
    if near:
        return f"There is no package {top}. Did you mean {near}?"
    return f"There is no package {top} here, and no lesson needs it. Delete this line."


def _import_error(slip):
    found = re.search("cannot import name '(\\w+)' from '([\\w.]+)'", str(slip.error))
    module = found and sys.modules.get(found[2])
    if not module:
        return None
    rooms = [path.stem for path in PACKAGE.glob("*.py")] if found[2] == PACKAGE.name else []
    near = nearest(found[1], _public(module) + rooms)
    return f"There is no {found[1]} in {found[2]}." + _did_you_mean(near, " Compare it with the lesson.")


def _no_magic(slip):
    name = re.findall("`%*(.*?)`", str(slip.error) + "``")[0]
    if "not found" not in str(slip.error):
        return None
    return (f"A line that begins with % is a command of the notebook, and there is none called %{name}. "
            "Delete the % or the line.")


def _data_error(slip):
    """Return what a table that cannot be trusted needs, or the nearest table or column."""
    error = slip.error
    stem, column = Path(getattr(error, "file", "")).stem, getattr(error, "column", None)
    if not hasattr(error, "found") or not hasattr(error, "mend"):
        return str(error)
    if getattr(error, "line", None) is None and slip.below and _called(slip) in ("load", "columns", "levels"):
        tables = _table_names()
        if stem not in tables:
            near = nearest(stem, tables)
            hint = f"Did you mean {_quoted(near)}?" if near else "To see the tables, run: `summit.tables()`"
            return f"There is no table {_quoted(stem)}. {hint}"
        if column is not None and _called(slip) == "levels":
            from ..tables import columns

            return _choice(f"The table {stem} has no list of values for {_quoted(column)}.", column,
                           list(columns(stem)["column"]), "columns", f'summit.columns("{stem}")')
    where = f" in line {error.line}" if getattr(error, "line", None) else ""
    where += f", column {column}," if column else ""
    return _cut(f"The table data/{error.file} has a fault{where}: {error.found} How to mend it: {error.mend}")


def _cut(text, longest=280):
    return text if len(text) <= longest else text[:longest - 3].rsplit(" ", 1)[0] + " ..."


def _called(slip):
    return slip.below[0].f_code.co_name


def _in_ours(slip):
    """Return a sentence on an error below a function of ours: what it did not find, or what it was given."""
    frame, kind, innermost = slip.below[0], type(slip.error).__name__, slip.below[-1]
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")  # a figure that was only begun is not shown
    if isinstance(slip.error, OSError):
        return (f"A file could not be read or written ({slip.error.strerror or kind}). "
                "Ask your instructor.")
    if _is_ours(innermost) and _raised_by_us(slip):
        return _cut(str(slip.error))
    given = inspect.getargvalues(frame)
    values = [given.locals[name] for name in given.args if name in given.locals]
    if kind == "KeyError" and slip.error.args:
        table = next((held for held in values if _is_table(held)), None)
        if table is not None and any(isinstance(held, str) and held == slip.error.args[0] for held in values):
            return _no_column(slip.error.args[0], table, slip)
    texts = [each for each in values if isinstance(each, str)]
    quoted = next((each for each in texts if _is_table(slip.names.get(each))), None)
    if quoted and kind in ("AttributeError", "TypeError"):
        return f"{quoted} is a name: leave out the quotation marks around it."
    code = _code(slip.node.func) if isinstance(slip.node, ast.Call) else f"{PACKAGE.name}.{_called(slip)}"
    shown = ", ".join(f"{name} is {_thing(value)}" for name, value in zip(given.args[:4], values))
    return _cut(f"{code} cannot work with what stands between its brackets" + (f": {shown}" if shown else "")
                + f". To see what it needs, run: `help({code})`")


def _raised_by_us(slip):
    trace = slip.error.__traceback__
    while trace.tb_next is not None:
        trace = trace.tb_next
    return linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).lstrip().startswith("raise ")


SENTENCES = {
    "NameError": _name_error, "UndefinedVariableError": _undefined_in_query, "KeyError": _key_error,
    "IndexError": _index_error, "IndexingError": _other_table, "InvalidIndexError": _two_conditions,
    "AttributeError": _attribute_error, "TypeError": _type_error, "ValueError": _value_error,
    "DateParseError": _no_date, "OutOfBoundsDatetime": _no_date, "ZeroDivisionError": _division,
    "ImportError": _import_error, "UsageError": _no_magic,
}


# 11. Cells that Python cannot read: the source, token by token

TOKEN = re.compile(r"""
      (?P<comment>\#[^\n]*)
    | (?P<text>[rRbBuUfF]{0,2}(?:\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}
                              |"(?!"")(?:\\.|[^"\\\n])*"|'(?!'')(?:\\.|[^'\\\n])*'))
    | (?P<open>[rRbBuUfF]{0,2}(?:\"{3}.*|'{3}.*|"[^\n]*|'[^\n]*))
    | (?P<number>(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W0-9]\w*)
    | (?P<bracket>[()\[\]{}])
    | (?P<space>[ \t\f\r]+|\\\n)
    | (?P<newline>\n)
    | (?P<sign>\.{3}|\*\*|//|[=!<>]=|->|:=|[-+*/%@&|^~<>=!,:;.?$`\\])
    | (?P<odd>.)
""", re.VERBOSE | re.DOTALL)
CLOSES = {"(": ")", "[": "]", "{": "}"}
NAMED = {"(": "round bracket", "[": "square bracket", "{": "curly bracket"}
CURLY = "“”„‟«»‹›〝〞〟「」『』＂＇‘’‚‛´｀"
SINGLE = "‘’‚‛´＇｀"
PLAIN = {"×": "*", "∗": "*", "⋅": "*", "·": "*", "÷": "/", "⁄": "/", "≠": "!=", "≤": "<=", "≥": ">=",
         "…": "...", "、": ",", "。": ".", "〜": "~", "￥": "\\", "¥": "\\"}
PLAIN |= dict.fromkeys("−–—‒―‐‑", "-") | dict.fromkeys(CURLY, '"') | dict.fromkeys(SINGLE, "'")
TERMINAL = ("pip", "pip3", "python", "python3", "py", "conda", "jupyter", "git", "cd", "sudo", "uv")


@dataclass
class Token:
    """A piece of a cell: a word, a number, a text, a sign; what it follows, and the bracket it stands in."""

    kind: str
    text: str
    line: int
    gap: bool  # whether a space stands before it
    inside: str = ""  # the innermost bracket that is open here


def _unreadable(error, names):
    """Return a sentence on a cell that Python cannot read, or None where it is not a cell."""
    source = "".join(linecache.getlines(error.filename or ""))
    if not source or os.path.exists(error.filename):
        return None
    tokens = _tokens(source)
    line = min(error.lineno or 1, source.count("\n") + 1)
    for look in (_pasted_prompt, _odd_characters, _indented, _no_end_of_text):
        found = look(tokens, source, error)
        if found:
            return _at_line(found[1], source, found[0])
    statement = _statement(tokens, line)
    sentence = _unquoted_sentence(statement, names)
    if not sentence:
        found = _unbalanced(tokens)
        if found:
            return _at_line(found[1], source, found[0])
    for look in LINE_CHECKS:
        sentence = sentence or look(statement, names)
    if not sentence:
        sentence = ("Python cannot read this line. Compare it with the one in the lesson: quotation marks, "
                    "brackets, commas.")
    return _at_line(sentence, source, statement[0].line if statement else line)


def _tokens(source):
    """Return the tokens of a source, comments and spaces left out."""
    tokens, line, gap, stack = [], 1, True, []
    for found in TOKEN.finditer(source):
        kind, text = found.lastgroup, found[0]
        if kind in ("space", "comment"):
            gap = True
        else:
            if kind == "bracket" and text in ")]}" and stack:
                stack.pop()
            tokens.append(Token(kind, text, line, gap, stack[-1] if stack else ""))
            if kind == "bracket" and text in CLOSES:
                stack.append(text)
            gap = kind == "newline"
        line += text.count("\n")
    return tokens


def _statement(tokens, line):
    """Return the tokens of the statement that a line belongs to."""
    statements, current = [], []
    for token in tokens:
        if token.kind == "newline":
            if not token.inside:
                statements.append(current)
                current = []
        else:
            current.append(token)
    statements = [each for each in [*statements, current] if each]
    before = [each for each in statements if each[0].line <= line]
    return (before or statements or [[]])[-1 if before else 0]


def _pasted_prompt(tokens, source, error):
    for number, text in enumerate(source.splitlines(), 1):
        found = re.match(r"\s*((?:In|Out)? ?\[ ?\d* ?\]:)", text)
        if found:
            return number, f"Delete {found[1].strip()} at the line's beginning: it belongs to the page."
    return None


def _odd_characters(tokens, source, error):
    odd = [token for token in tokens if token.kind == "odd" or token.kind == "sign" and token.text in "`$"
           or token.kind == "word" and not token.text.isidentifier()]
    half = [(token.line, mark) for token in tokens if token.kind == "open"
            for mark in re.findall(rf"([{CURLY}])\s*[)\]]*\s*(?:,|$)", token.text)]
    if half and not odd:
        odd = [Token("odd", half[0][1], half[0][0], False)]
    if not odd:
        return None
    line = odd[0].line
    signs = list(dict.fromkeys(sign for token in odd for sign in _odd_signs(token.text)))
    if signs == ["…"]:
        return line, "Put your answer in the place of the dots."
    if "`" in signs:
        return line, "Delete the marks ` around the code: they belong to the page, not to the code."
    money = [sign for sign in signs if unicodedata.category(sign) == "Sc" and sign not in "¥￥"]
    if money or signs[0] in "¥￥" and any(token.kind == "number" for token in tokens):
        return line, f"Leave out the sign {(money or signs)[0]}: write the number alone."
    if all(unicodedata.category(sign) in ("Cf", "Cc") for sign in signs):
        return line, ("There is a character that cannot be seen in this line. "
                      "Delete the line and type it anew.")
    pairs = [(sign, _plain(sign)) for sign in signs]
    if all(plain == " " for _, plain in pairs):
        return line, ("A space in this line is not a plain one (a full-width one, or one from a page). "
                      "Delete the spaces and type them anew.")
    known = [(sign, plain) for sign, plain in pairs if plain and plain != " "][:6]
    if not known:
        return line, f"Delete the character {signs[0]}: Python cannot read it here."
    typed, wanted = (" ".join(signs) for signs in zip(*known))
    instead = f"in place of `{typed}` type `{wanted}`"
    if any(unicodedata.east_asian_width(sign) in "FW" for sign, _ in known):
        return line, ("Code needs half-width characters, not the full-width ones of a Japanese "
                      f"keyboard: {instead}")
    if signs[0] in CURLY:
        return line, f"Code needs straight quotation marks, not curly ones: {instead}"
    return line, f"Code needs the plain signs of the keyboard: {instead}"


def _odd_signs(text):
    """Return the characters of a token that cannot stand in code."""
    if len(text) == 1:
        return [text]
    return [sign for sign in text if not f"a{sign}".isidentifier()] or \
        [sign for sign in text if not sign.isidentifier()]


def _plain(sign):
    """Return what to type for a character, or nothing."""
    plain = PLAIN.get(sign) or unicodedata.normalize("NFKC", sign)
    if sign in "²³":
        return f"** {plain}"
    return plain if plain.isascii() else " " if unicodedata.category(sign) == "Zs" else ""


def _indented(tokens, source, error):
    if not isinstance(error, IndentationError):
        return None
    line = error.lineno or 1
    if isinstance(error, TabError):
        return line, ("Spaces and tabs are mixed at the beginnings of lines. "
                      "Delete them and type spaces.")
    if "expected an indented block" in str(error):
        return line, "After a line that ends in a colon, the next line begins with four spaces."
    return line, ("This line begins with a space, or with more or fewer spaces than the lines above it. "
                  "Delete the spaces at its beginning.")


def _no_end_of_text(tokens, source, error):
    """Return the line and a sentence on a text that has a quotation mark on one side only, or None."""
    place = next((n for n, token in enumerate(tokens) if token.kind == "open"), None)
    if place is None:
        return None
    token = tokens[place]
    mark, inside = re.match("[a-zA-Z]*(\"\"\"|'''|[\"'])(.*)", token.text, re.DOTALL).groups()
    before = [each for each in tokens[:place] if each.line == token.line and each.kind != "newline"]
    if len(mark) == 3:
        return token.line, (f"The text that begins with {mark} has no end. "
                            f"Type {mark} after its last word.")
    more = any(each.kind == "open" for each in tokens[place + 1:])
    return token.line, _half_quoted(before, token, mark, inside, more)


def _half_quoted(before, token, mark, inside, more):
    last = before[-1] if before else None
    texts = [n for n, each in enumerate(before) if each.kind == "text"]
    if mark == "'":
        for n, each in enumerate(before[1:]):
            if each.kind == "word" and each.text not in KEYWORDS and before[n].text[0] == "'":
                return ("The apostrophe ends the text. Put double quotation marks around it: "
                        f"`\"{before[n].text[1:-1]}'{' ' * each.gap}{each.text} ...\"`")
        if last and last.kind == "word" and not token.gap and re.match(r"\w*\s+\w", inside):
            begin = f"{last.text}'{inside.split()[0]} ..."
            return f"Put the sentence between double quotation marks: `\"{begin}\"`"
    for n in texts:
        joins = re.fullmatch(r"[\s,\])=]+", before[n].text[1:-1])  # what stands between two texts
        if n and joins and before[n - 1].kind == "word" and not before[n].gap:
            return (f"A quotation mark is missing before {before[n - 1].text}: "
                    f"`\"{before[n - 1].text}\"`")
        begun = _begun(before[n].text.lstrip("rRbBuUfF")[1:-1])
        if begun:
            return f"A quotation mark is missing after {begun[1]}: `\"{begun[1]}\"`"
    if last and last.kind in ("word", "number") and not token.gap and re.match(r"\s*([,\])]|$)", inside):
        whole = _hyphenated_end(before)
        if " " in whole:
            return f"A quotation mark is missing before this text: `\"{whole}\"`"
        return f"A quotation mark is missing before {whole}: `\"{whole}\"`"
    other = "'" if mark == '"' else '"'
    if inside.rstrip(" )]},").endswith(other) or re.match(rf"[^{other}]+{other}\s*[,)\]]", inside):
        return f"The text begins with {mark} and ends with {other}. Put the same mark at both ends."
    if more:
        return 'A text in quotation marks stays on one line. For a longer one, type """ before and after it.'
    begun = _begun(inside)
    if begun:
        return f"A quotation mark is missing after {begun[1]}: `\"{begun[1]}\"`"
    words = inside.split()
    if not re.search(r"\w", inside):
        return "A quotation mark is missing: each text needs one before and one after it."
    shown = " ".join(words[:3]) + (" ..." if len(words) > 3 else "")
    return f"A quotation mark is missing at the end of the text that begins with {mark}{shown}"


def _begun(inside):
    """Match the first word of a text that seems to run on into code, or return None."""
    return re.match(r"([\\\w.-]+)\s*(?:[\])]|[!=<>]=|[<>&]|,\s*\S*\s*$)", inside)


def _hyphenated_end(before):
    """Return the words at the end of some tokens that make one text: us-goods-imports, The White House."""
    words = [before[-1].text]
    for n in range(len(before) - 1, 0, -1):
        if before[n - 1].kind in ("word", "number") and before[n].gap:
            words.insert(0, before[n - 1].text + " ")
        elif before[n - 1].text == "-" and not before[n].gap:
            words.insert(0, "-")
        elif before[n].text == "-" and before[n - 1].kind in ("word", "number"):
            words.insert(0, before[n - 1].text)
        else:
            break
    return "".join(words)


def _unbalanced(tokens):
    """Return the line and a sentence on brackets that do not match, or None."""
    stack = []
    for token in tokens:
        if token.kind != "bracket":
            continue
        if token.text in CLOSES:
            stack.append(token)
        elif stack and CLOSES[stack[-1].text] == token.text:
            stack.pop()
        else:
            return _counted(tokens, stack[-1] if stack else token)
    return _counted(tokens, stack[0]) if stack else None


def _counted(tokens, at):
    """Return the line of a bracket that does not match, and what a count of all brackets says."""
    count = collections.Counter(token.text for token in tokens if token.kind == "bracket")
    gap = {kind: count[kind] - count[close] for kind, close in CLOSES.items() if count[kind] != count[close]}
    if not gap:
        return at.line, "The brackets close in the wrong order: what was opened last closes first."
    if len(gap) == 2 and sorted(gap.values()) == [-1, 1]:
        kind, other = max(gap, key=gap.get), CLOSES[min(gap, key=gap.get)]
        return at.line, (f"A {NAMED[kind]} {kind} is closed by {other}. "
                         f"It closes with {CLOSES[kind]}.")
    said = []
    for kind, more in gap.items():
        bracket = CLOSES[kind] if more > 0 else kind
        many = "a" if abs(more) == 1 else str(abs(more))
        said.append((many, NAMED[kind] + ("s" if abs(more) > 1 else ""), bracket, more))
    many, name, bracket, more = said[0]
    verb = "is" if many == "a" else "are"
    if len(said) == 1 and more < 0:
        extra = {"(": ")", "[": "]", "{": "}"}[bracket]
        return at.line, (f"There {verb} {'one' if many == 'a' else many} {extra} too many, "
                         f"or {many} {name} {bracket} {verb} missing before it.")
    listed = " and ".join(f"{many} {name} {bracket}" for many, name, bracket, _ in said)
    verb = "is" if len(said) == 1 and many == "a" else "are"
    return at.line, (f"{listed[0].upper()}{listed[1:]} {verb} missing: "
                     f"each {' and '.join(gap)} needs its {' and '.join(CLOSES[k] for k in gap)}.")


# 12. Cells that Python cannot read: one statement

KEYWORDS = {*keyword.kwlist}
STARTS = KEYWORDS - {"and", "or", "not", "in", "is", "as", "True", "False", "None"}


def _unquoted_sentence(statement, names):
    """Return a sentence where four words or more stand in a row without quotation marks, or None."""
    if not statement or statement[0].text in STARTS and not any(token.text in ".," for token in statement):
        return None
    if statement[0].text in TERMINAL:
        return None
    run, longest, first = [], [], None
    for token in statement:
        goes_on = run and (token.text in "-'," or token.kind == "number")
        if token.kind == "word" and token.gap or goes_on:
            run.append(token)
        else:
            run = [token] if token.kind == "word" else []
        if sum(each.kind == "word" for each in run) > sum(each.kind == "word" for each in longest):
            longest = list(run)
    words = [token for token in longest if token.kind == "word"]
    beside = any(one.kind == "word" and other.kind in ("word", "number")
                 and not {one.text, other.text} & KEYWORDS for one, other in _pairs(longest))
    parts = len(words) + sum(token.kind == "number" for token in longest)
    if not beside or len(words) < 4 and (len(words) < 2 or parts < 5):
        return None
    begin = 1 + next((n for n, token in enumerate(statement) if token.text == "="), -1)
    if words[0].inside:
        begin = next(n for n, token in enumerate(statement) if token is words[0])
    first = statement[begin]
    if first.kind == "number":
        return (f"If the answer is a number, write the number alone: {first.text}. "
                "If it is a sentence, put it between quotation marks.")
    if first.kind == "text":
        return "The text ends too early: put its second quotation mark after the last word."
    return ("Put the sentence between quotation marks: "
            f"`\"{_as_typed(statement[begin:begin + 3]).strip()} ...\"`")


def _pairs(statement):
    return zip(statement, statement[1:])


def _terminal_line(statement, names):
    if statement[0].text in TERMINAL and len(statement) > 1 and statement[1].kind == "word" \
            or statement[0].text in TERMINAL and len(statement) > 1 and statement[1].text == "-":
        return ("This is a line for a terminal and not for a cell. Delete it: "
                "the first command of README.md installs what is needed.")
    return None


def _markdown(statement, names):
    words = [token.kind for token in statement[1:3]] == ["word", "word"]
    if words and statement[0].text in ("*", "**", "-", "+"):
        return "This is text and not code. Delete it, or put # before it."
    return None


def _as_typed(statement):
    """Return a statement as it was typed, its texts blanked."""
    return "".join((" " if token.gap else "") + ('""' if token.kind == "text" else token.text)
                   for token in statement)


def _bare_date(statement, names):
    typed = _as_typed(statement)
    found = re.search(r"(?<![\w.])([0-9]{4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,2})(?!\w)", typed)
    if found:
        return f"A date stands in quotation marks: `\"{found[1]}-{found[3]:0>2}-{found[4]:0>2}\"`"
    if re.search(r"(?<![\w.])[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}(?!\w)", typed):
        return 'Write a date as year-month-day, in quotation marks, for example `"2025-02-07"`'
    if re.search(r"(?<![\w.])[0-9]{1,2}:[0-9]{2}(?!\w)", typed) and "[" not in typed:
        return 'A time of day stands in quotation marks, for example `"11:55"`'
    return None


def _number_with_more(statement, names):
    """Return a sentence on a number that is written with a sign, a unit or a word."""
    for n, token in enumerate(statement):
        if token.kind != "number":
            continue
        shown, comma = _whole_number(statement, n)
        after = statement[n + 1] if n + 1 < len(statement) else None
        more = statement[n + 2] if n + 2 < len(statement) else None
        if after and after.text == "%" and (more is None or more.text in ")],:;"):
            return f"Leave out the percent sign: write {shown}."
        if after and after.text == "," and more and re.fullmatch(r"0[0-9]{2}(\.[0-9]+)?", more.text):
            return f"Write a large number without commas: {token.text}{more.text}"
        if re.fullmatch(r"0+[1-9][0-9]*", token.text):
            return f"A number does not begin with 0: write {token.text.lstrip('0')}."
        if comma and after and after.kind == "word" and after.text not in KEYWORDS:
            return f"Write the number alone, with a decimal point: {shown}"
        said = after and _number_and(token, after, more, statement, n, names)
        if said:
            return said
    return None


def _whole_number(statement, n):
    """Return a number as Python writes it, and whether it was typed with a decimal comma."""
    comma = n > 1 and statement[n - 1].text == "," and statement[n - 2].kind == "number" \
        and not statement[n].gap and not statement[n - 1].gap
    return (f"{statement[n - 2].text}.{statement[n].text}", True) if comma else (statement[n].text, False)


def _number_and(token, after, more, statement, n, names):
    if after.text.title() in calendar.month_name or after.text.title() in calendar.month_abbr:
        return 'Write a date as year-month-day, in quotation marks, for example `"2025-02-07"`'
    if after.kind == "number":
        if not after.gap:
            return f"{token.text}{after.text} has more than one decimal point."
        if re.fullmatch("[0-9]{3}", after.text) and "." not in token.text:
            return f"Write a large number without spaces: {token.text}{after.text}"
        return f"A sign or a comma is missing between {token.text} and {after.text}."
    if after.kind == "text":
        return f"A comma or a sign is missing between {token.text} and the text after it."
    if after.kind == "word" and after.text not in KEYWORDS:
        if n == 0 and not after.gap and more and more.text == "=":
            return ("A name cannot begin with a number. Write, for example, "
                    f"`{after.text}{token.text} = ...`")
        if after.text in ("x", "X") and more and more.kind == "number":
            return f"For times, write *: `{token.text} * {more.text}`"
        held = names.get(after.text, NOTHING)
        if more and more.text == "(" or not after.gap and len(after.text) == 1 \
                or isinstance(held, numbers.Number) or _is_column(held) or more and more.text in ".[":
            return (f"A sign is missing between {token.text} and {after.text}. For times, "
                    f"write *: `{token.text} * {after.text}`")
        minus = "-" if n and statement[n - 1].text == "-" and (n == 1 or statement[n - 2].text in "=([,") else ""
        return f"Write the number alone, without the words after it: {minus}{token.text}"
    if after.kind == "bracket" and after.text in "[{":
        return f"A sign is missing between {token.text} and {after.text}."
    return None


SIGNS = {"===": "==", "=!": "!=", "=>": ">=", "=<": "<=", "<>": "!=", "!==": "!=", "==!": "!=", "=/": "!=",
         "&&": "&", "||": "|"}


def _wrong_sign(statement, names):
    signs = [(one, other) for one, other in _pairs(statement) if one.kind == other.kind == "sign"]
    for one, other in signs:
        run = one.text + other.text
        if run == "==" and one is statement[1 % len(statement)] and not one.inside:
            return f"One = is enough, to give a name to a value: `{statement[0].text} = ...`"
        if run == "==":
            return "Write == without a space between, to compare."
        if run == "**":
            return "One * is enough for times; a power is written ** without a space."
        if run in ("!=", "<=", ">=", "//"):
            return f"Write {run} without a space between."
        if run in SIGNS:
            return f"Write {SIGNS[run]} in place of {run}."
        if run == ",,":
            return "There is one comma too many."
        if run in ("..", "....") and other is statement[-1]:
            return "Put your answer in the place of the dots."
        if run == "..":
            return "There is one period too many."
        if other.text in "*/%&|^<>=,;:" or other.text in ("==", "!=", "<=", ">=", "**"):
            return f"Between {one.text} and {other.text} something is missing."
    for n, token in enumerate(statement):
        if token.text == "!":
            return ("For a condition turned round write ~ and round brackets, "
                    "`~(... == ...)`; for is not, write !=")
        if token.text == "..." and n + 1 < len(statement) and statement[n + 1].kind != "sign":
            return "Put your answer in the place of the dots."
        if token.text == "?" and n and statement[n - 1].text == "stuck":
            return "Delete stuck and its question mark, too: the line begins with summit.hint"
        if token.text == "?":
            return "Put your answer in the place of the question mark."
        if token.text == "\\":
            after = statement[n + 1] if n + 1 < len(statement) else token
            if token.inside and after.kind == "word":
                return ("A pattern stands in quotation marks, with r before them: "
                        f"`r\"\\{after.text}\"`")
            return "Delete the sign \\ in this line."
        if token.text == ";" and token.inside:
            return "Write a comma in place of the semicolon."
        if token.text == ".." or token.text == "." and n + 1 == len(statement):
            return "Something is missing after the period, or the period is one too many."
    return None


def _equals_in_brackets(statement, names):
    """Return a sentence where = stands for ==."""
    for n, token in enumerate(statement):
        if token.text == "=" and token.inside:
            named = token.inside == "(" and statement[n - 1].kind == "word" and statement[n - 2].text in "(,"
            if not named:
                return "To compare, write == in place of =: `... == ...`"
    if statement[0].text in ("if", "elif", "while") and any(token.text == "=" for token in statement):
        return "To compare, write == in place of =: `... == ...`"
    return None


def _assignment(statement, names):
    """Return a sentence on what stands on the left of =, or after it."""
    first = statement[0]
    second = statement[1] if len(statement) > 1 else None
    if second and first.kind == "word" and second.text in (":", ":=") and first.text not in KEYWORDS:
        return f"Write = between {first.text} and its value: `{first.text} = ...`"
    place = next((n for n, token in enumerate(statement) if token.text == "=" and not token.inside), None)
    if place is None:
        value = second and second.kind in ("number", "text", "word") and second.text not in KEYWORDS
        if value and first.text in ("answer", "my_guess"):
            return f"Write = between {first.text} and its value: `{first.text} = {second.text}`"
        return None
    left = statement[:place]
    if place == len(statement) - 1:
        return "After = something is missing: write your answer there."
    if not left:
        return "A name is missing before =, for example: `answer = ...`"
    if len(left) == 1 and left[0].kind == "text":
        return ("A name stands without quotation marks: "
                f"`{left[0].text.strip(chr(34) + chr(39))} = ...`")
    if left[0].text in KEYWORDS:
        return f"{left[0].text} is a word of Python itself. Take another name."
    if len(left) == 1 and left[0].kind == "number" or left[-1].text == ")":
        right = statement[place + 1]
        name = right.text if right.kind == "word" and place + 2 == len(statement) else "answer"
        return f"The name stands on the left of =, the value on the right: `{name} = ...`"
    if all(token.kind == "word" or token.text == "-" for token in left) and len(left) > 1:
        name = "_".join(token.text for token in left if token.kind == "word")
        known = next((token.text for token in left if token.text in names or token.text == "answer"), None)
        name = nearest(name, [each for each in names if not each.startswith("_")], 0.9) or known or name
        return f"A name is one word, without a space or a hyphen: `{name} = ...`"
    return None


def _two_values(statement, names):
    """Return a sentence where two things stand side by side and nothing joins them."""
    for n, (one, other) in enumerate(_pairs(statement)):
        kinds = (one.kind, other.kind)
        if "text" in kinds and not other.gap and set(kinds) <= {"text", "word", "number"}:
            return ("A quotation mark inside a text ends it. For those inside, "
                    "use the other kind: `\"... 'word' ...\"`")
        called = _dotted(statement, n)
        held = called and _value(ast.parse(called, mode="eval").body, names)
        function = called and callable(held) and not _is_table(held) and not _is_column(held)
        if function and other.kind in ("text", "word", "number") and other.text not in KEYWORDS:
            return (f"{called} needs round brackets: "
                    f"`{called}({other.text if len(other.text) < 20 else '...'})`")
        if one.kind == "word" and other.kind == "number" and other.text[0] == "." and not other.gap:
            return f"A number after a name stands in square brackets: `{one.text}[{other.text[1:]}]`"
        run = _words_from(statement, n)
        if len(run) > 2 and not set(run) & set(names):
            return f"Put the text between quotation marks: `\"{' '.join(run)}\"`"
        module = _value(ast.Name(one.text), names) if one.kind == "word" else None
        if inspect.ismodule(module) and hasattr(module, other.text):
            return f"A period is missing: `{one.text}.{other.text}`"
        ends = one.kind in ("text", "number", "word") and one.text not in KEYWORDS or one.text in ")]"
        begins = other.kind in ("text", "number", "word") and other.text not in KEYWORDS
        if ends and begins:
            return _side_by_side(one, other, " ".join(run))
    return None


def _words_from(statement, n):
    """Return the words that stand side by side from a place on."""
    words = []
    for token in statement[n:]:
        if token.kind != "word" or token.text in KEYWORDS:
            break
        words.append(token.text)
    return words


def _dotted(statement, n):
    """Return the dotted name that ends in a token, such as summit.check, or None."""
    if statement[n].kind != "word" or statement[n].text in KEYWORDS:
        return None
    text = statement[n].text
    while n >= 2 and statement[n - 1].text == "." and statement[n - 2].kind == "word":
        text, n = f"{statement[n - 2].text}.{text}", n - 2
    return None if n and statement[n - 1].text == "." else text


def _side_by_side(one, other, together):
    before, after = (token.text if len(token.text) < 20 else "the text" for token in (one, other))
    shown = f"{before} and {after}"
    if one.kind == "word" and other.kind == "number" and not other.inside:
        return f"Write the number alone, without the words before it: {other.text}"
    if one.kind == other.kind == "word":
        if other.inside:
            return (f"If {together} is one text, put quotation marks around it: "
                    f"`\"{together}\"`; if these are two, a comma is missing.")
        return (f"If {together} is a text, put quotation marks around it: "
                f"`\"{together}\"`; if not, a sign is missing between them.")
    if one.text == ")" and other.kind == "word" and not other.inside:
        return (f"If {other.text} begins a new command, put it on a line of its own; if not, a sign is "
                "missing before it.")
    if other.inside in ("(", "[") and (one.text not in ")]" or other.inside == "("):
        return f"A comma is missing between {shown}."
    return f"A sign or a comma is missing between {shown}."


def _block(statement, names):
    first = statement[0].text
    if first in ("if", "elif", "else", "for", "while", "def", "class", "with", "try") \
            and not any(token.text == ":" and not token.inside for token in statement):
        return "A colon is missing at the end of this line."
    if first in ("import", "from"):
        return "This line imports a package. Copy it again from the lesson."
    if first == "return":
        return "Leave out return, and give the value a name: `answer = ...`"
    return None


def _word_for_sign(statement, names):
    """Return a sentence where not stands for a sign."""
    for n, (one, other) in enumerate(_pairs(statement)):
        if other.text == "not" and one.text in ("&", "|"):
            return f"To turn a condition round, write ~ in place of not: `{one.text} ~(...)`"
        after = statement[n + 2] if n + 2 < len(statement) else None
        if other.text == "not" and (one.text == "]" or one.kind == "word" and one.text not in KEYWORDS) \
                and after and after.text != "in":
            return "For is not, write !="
    return None


JOINING = ("*", "/", "%", "&", "|", "^", "==", "!=", "<", ">", "<=", ">=", ".", ",")


def _ends_in_sign(statement, names):
    last = statement[-1]
    if last.kind == "sign" and last.text not in (",", ":", ".", "..."):
        return f"After {last.text} something is missing."
    if last.text in ("and", "or", "not", "in", "is"):
        return f"After {last.text} something is missing."
    for one, other in _pairs(statement):
        joins = one.kind == "sign" and one.text not in (",", ":", ".", "...")
        if joins and other.text in (")", "]", "and", "or", "in"):
            return f"After {one.text} something is missing."
        if one.text in "([" and (other.text in JOINING or other.text == "="):
            return f"Between {one.text} and {other.text} something is missing."
    if statement[0].text in JOINING:
        return f"Before {statement[0].text} something is missing."
    return None


def _backslash_in_text(statement, names):
    if any(token.kind == "text" and re.search(r"\\[UuNx]", token.text) for token in statement):
        return "In a text, \\ has a meaning of its own. Put r before the text: `r\"...\"`"
    return None


def _wrong_bracket(statement, names):
    """Return a sentence on a curly bracket after a name, or a colon for a division."""
    for one, other in _pairs(statement):
        if other.text == "{" and (one.kind == "word" or one.text in ")]") and one.text not in KEYWORDS:
            return ("Curly brackets do not belong there: a table takes square ones, `[ ]`, and a function "
                    "round ones, `( )`.")
        if other.text == ":" and (one.text in ")]" or one.kind == "number") and not other.inside:
            return "For a division, write / in place of the colon."
    return None


def _after_period(statement, names):
    for one, other in _pairs(statement):
        if one.text == "." and (other.kind == "text" or other.text in ("[", "(")):
            return ("Leave out the period before the brackets. "
                    "A column stands in square brackets: `table[\"...\"]`")
        if one.text == "." and other.text in KEYWORDS:
            return (f"After the period stands {other.text}, a word of Python itself. "
                    "Compare the line with the lesson.")
    return None


LINE_CHECKS = (
    _terminal_line, _markdown, _bare_date, _number_with_more, _wrong_sign, _equals_in_brackets, _assignment,
    _word_for_sign, _block, _two_values, _ends_in_sign, _backslash_in_text, _wrong_bracket,
    _after_period)
