"""Errors in plain words: what a beginner's red box says instead of a traceback.

After ``install()``, a message of Python that beginners meet becomes two lines of output: a sentence
that says what to do next, and Python's own last line. ``%tb`` shows the full traceback afterwards.
What no sentence is known for is shown as IPython shows it. Python's wording changes from release to
release, so a cell that Python cannot read is looked at token by token, and its message is not used.
The sentences are loaded with the first error: a lesson in a browser should not wait for them.
"""

import ast
import re
import sys
import textwrap
import warnings

from IPython import get_ipython

WIDTH = 88  # JupyterLab breaks longer lines in the middle of a word
LONGEST = 240  # characters of Python's own last line
IN_A_BROWSER = sys.platform == "emscripten"


def install():
    """Let IPython answer the errors that beginners meet in plain words. Does nothing outside IPython."""
    shell = get_ipython()
    if shell is None:
        return
    shell.set_custom_exc((Exception,), _answer)
    if IN_A_BROWSER:  # its kernel asks for jedi, which the site does without
        shell.Completer.use_jedi = False
    known = shell.events.callbacks["post_run_cell"]
    if not any(getattr(each, "__name__", "") == "_after_cell" for each in known):
        shell.events.register("post_run_cell", _after_cell)
    # Python warns of 100 (3) in lines of its own, with a path, before the error that is explained here
    warnings.filterwarnings(
        "ignore",
        r".*(is not callable|is not subscriptable|indices must be integers"
        r"|\"is( not)?\" with .* literal)",
        SyntaxWarning,
    )
    # pandas does so of groupby("a", "b")
    warnings.filterwarnings("ignore", r"Starting with pandas version .* groupby ")


def _answer(shell, kind, error, trace, tb_offset=None):
    """Show an error as a sentence and Python's last line, or as IPython shows it."""
    try:
        sentence = explain(error, trace, shell.user_ns)
        shown = sentence and [_wrapped(sentence), _last_line(error)]
    except Exception:  # noqa: BLE001 - a slip of ours must never hide the student's
        shown = None
    if not shown or getattr(shell, "call_pdb", False):
        return _as_ipython_does(shell, kind, error, trace)
    sys.last_type, sys.last_value, sys.last_traceback = (
        kind,
        error,
        trace,
    )  # what %tb shows
    sys.last_exc = error
    # in a browser the kernel writes what it is given, and not its name
    shell._showtraceback(kind.__name__ if IN_A_BROWSER else kind, error, shown)
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
    from .running import shortened

    said = error.msg if isinstance(error, SyntaxError) else str(error)
    # since 3.13 a cell that ends too early has a class with a private name
    kind = next(
        each.__name__ for each in type(error).__mro__ if each.__name__[0] != "_"
    )
    if said.count("\n") > 3:  # a table that a message quotes
        said = said.splitlines()[0]
    # of a list that a message quotes, the beginning is enough
    said = re.sub(r"\[\s*((?:[^][,]+,){3})[^][]{30,}\]", r"[\1 ...]", said)
    line = " ".join(f"{kind}: {said}".split()).removesuffix(":")
    line = re.sub(r" \([^()]*[/\\][^()]*\.py\)", "", line)
    return "\n".join(
        textwrap.wrap(shortened(line, LONGEST), WIDTH, break_on_hyphens=False)
    )


def changed(source, names, last=None):
    """Return a sentence on a line such as `name = table["column"] = value`, or None.

    last: the line up to which the cell has run; None for the whole cell.
    """
    try:
        lines = ast.walk(ast.parse(source))
    except (SyntaxError, ValueError):
        return None
    for line in lines:
        if not isinstance(line, ast.Assign) or len(line.targets) < 2:
            continue
        from .slip import at_line, is_table

        for target in line.targets:
            if (
                isinstance(target, ast.Subscript)
                and isinstance(target.value, ast.Name)
                and isinstance(target.slice, ast.Constant)
                and is_table(names.get(target.value.id))
                and (last is None or line.lineno <= last)
            ):
                return at_line(CHANGED, source, line.lineno)
    return None


CHANGED = (
    "Write == where you ask; this line has changed the table. Run the cell that loads"
    " it again."
)


def _after_cell(result):
    """Say it where a cell has changed a table, and nothing was raised."""
    shell = get_ipython()
    source = getattr(getattr(result, "info", None), "raw_cell", None)
    if shell is None or not source or not result.success:
        return
    sentence = changed(source, shell.user_ns)
    if sentence:
        print(_wrapped(sentence))


def explain(error, trace, names):
    """Return a sentence in plain words on an error, or None where none is known.

    error, trace: an exception and its traceback. names: the namespace of the student's cells.
    """
    from .reading import unreadable
    from .running import sentence_on
    from .slip import at_line, where_it_arose

    if isinstance(error, SyntaxError):
        return unreadable(error, names)
    slip = where_it_arose(error, trace, names)
    if slip is None or isinstance(slip.statement, ast.Raise):
        return None
    damage = changed(slip.source, names, slip.line)
    if damage:
        return damage
    sentence = sentence_on(slip)
    return sentence and at_line(sentence, slip.source, slip.line)
