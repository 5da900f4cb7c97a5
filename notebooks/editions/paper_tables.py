"""What an exercise needs on paper: the tables that its lines ask, the number of those lines, the kind of its answer."""

import ast
import builtins
import html
import importlib
import re

import pandas as pd

from .lessons import tags_of

MOST = 200  # rows; of a longer table only those that the solution keeps are printed
BOLD = 1.25  # what a letter of a head takes beside one of the table
WIDE = 126  # characters that stand side by side on a sheet
FEW = 5  # rows of a long table that stand beside those that are kept
LABELED = 60  # a longer table is printed without the names of its rows
SENTENCE, WHOLE_TEXT = 3, 24  # ruled lines; the second fills most of a page
# an edition writes no file, asks nobody and needs no network, whatever a lesson's lines do
REFUSED = {"open", "input", "exec", "eval", "compile", "breakpoint", "exit", "quit"}
FILES = re.compile(
    r"(?:read|write|savefig|urlopen|system)(?:_|$)|to_(?:csv|excel|html|json)"
)
CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.S)


def parsed(source):
    """Return the statements of a cell's code, or none where it is no Python."""
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError):
        return []


# commands of ours that draw, tell or ask something: paper has what they show, or nothing
SHOWS = set(
    "check columns find_sentence guess hint readings ready show slider tables".split()
)


def called(statement):
    """Return the command of ours that a line is, such as "show", or "" where it is another line."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    name = call.func if isinstance(call, ast.Call) else None
    ours = isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name)
    ours = ours and name.value.id == "summit" and name.attr in SHOWS
    return name.attr if ours else ""


def named(source, uses=False):
    """Return the names that a cell gives, or those that it uses."""
    kind = ast.Load if uses else ast.Store
    found = {one.id for one in nodes(source, ast.Name) if isinstance(one.ctx, kind)}
    return found - {"answer"}


class Desk:
    """The names that the lines of a lesson have given so far, as a student has them at an exercise."""

    def __init__(self):
        kept = {name: vars(builtins)[name] for name in vars(builtins).keys() - REFUSED}
        self.names = {"__builtins__": kept}

    def learn(self, cell):
        """Keep what a cell's lines name. What cannot be run here is left out: nothing is printed of it."""
        for statement in parsed(cell.source):
            self.run(statement, self.names, only_imports="setup" in tags_of(cell))

    @staticmethod
    def run(statement, names, only_imports=False):
        """Run a line that imports or gives a name; say whether it did."""
        kinds = (ast.Import, ast.ImportFrom)
        kinds = kinds if only_imports else (*kinds, ast.Assign)
        reads = [one.attr for one in nodes(statement, ast.Attribute)]
        if not isinstance(statement, kinds) or any(FILES.match(name) for name in reads):
            return False
        line = ast.Module([statement], [])
        try:
            exec(compile(line, "<lesson>", "exec"), names)
        except Exception:  # noqa: BLE001 - a lesson that stops still has its handout
            return False
        return True

    def tables(self, solution):
        """Return the tables that a solution asks: {name: DataFrame of the columns it names}.

        Numbers with a name of their own, such as goal, are in it as numbers.
        """
        names = {
            name: value.copy()
            if isinstance(value, (pd.DataFrame, pd.Series))
            else value
            for name, value in self.names.items()
        }
        words = {node.value for node in nodes(solution, ast.Constant)}
        asked, given = {}, set()
        for statement in parsed(solution):
            if called(statement) == "check":
                break
            if self.known_already(statement, names):
                continue
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    value = names.get(node.id)
                    known = node.id in self.names and node.id not in given
                    if known and isinstance(value, (pd.DataFrame, int, float)):
                        asked.setdefault(node.id, value)
            target = getattr(statement, "targets", [None])[0]
            if draws(statement) or not self.run(statement, names):
                continue
            if not isinstance(target, ast.Name):
                continue
            given.add(target.id)
            made = names[target.id]
            if not isinstance(made, pd.DataFrame):
                continue
            if loads(statement.value):
                asked[target.id] = made
            elif isinstance(statement.value, ast.Subscript):
                whole = statement.value.value
                if isinstance(whole, ast.Name) and len(asked.get(whole.id, ())) > MOST:
                    rest = asked.pop(whole.id)
                    if (
                        len(made) < FEW
                    ):  # among others, or the table would be the answer
                        made = pd.concat([rest.head(FEW), made])
                        made = made[~made.index.duplicated()]
                    asked[whole.id] = made
        return {
            name: fitted(value, set() if name in whole_rows(solution) else words)
            for name, value in asked.items()
            if not isinstance(value, pd.DataFrame) or len(value) <= MOST
        }

    def known_already(self, statement, names):
        """Say whether a line makes a table anew that the lesson has made."""
        target = getattr(statement, "targets", [None])[0]
        if not isinstance(target, ast.Name) or draws(statement):
            return False
        old = self.names.get(target.id)
        return (
            isinstance(old, pd.DataFrame)
            and self.run(statement, names)
            and old.equals(names[target.id])
        )

    def shown(self, prompt):
        """Return what the lines of a prompt show as they stand: {line: DataFrame}."""
        names = dict(self.names)
        found = {}
        for block, word in CODE.findall(prompt):
            for statement in parsed(block or word):
                if self.run(statement, names) or not isinstance(statement, ast.Expr):
                    continue
                value = statement.value
                if isinstance(value, ast.Subscript) and len(nodes(value, ast.Name)) > 0:
                    line = ast.get_source_segment(block or word, value)
                    try:
                        made = eval(line, names)  # noqa: S307 - the lesson's own line
                    except Exception:  # noqa: BLE001, S112 - a line with a gap in it
                        continue
                    if isinstance(made, pd.DataFrame) and len(made) <= 12:
                        found[line] = fitted(
                            made, {node.value for node in nodes(line, ast.Constant)}
                        )
        return found


def nodes(source, kind):
    tree = ast.Module(parsed(source), []) if isinstance(source, str) else source
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def draws(statement):
    return any(node.attr == "plot" for node in nodes(statement, ast.Attribute))


def loads(value):
    """Say whether a line fetches a table that the student has not had before."""
    call = value.func if isinstance(value, ast.Call) else None
    return isinstance(call, ast.Attribute) and call.attr in (
        "load",
        "series",
        "rows_of",
    )


def whole_rows(solution):
    """Return the names of the tables that are given to a command of ours, which reads all of a row."""
    return {
        one.id
        for call in nodes(solution, ast.Call)
        if getattr(getattr(call.func, "value", None), "id", "") == "network"
        for one in call.args
        if isinstance(one, ast.Name)
    }


def fitted(value, words):
    """Return the columns and rows of a table that a solution names; all where it names none."""
    if not isinstance(value, pd.DataFrame):
        return value
    rows = [label for label in value.index if label in words]
    if rows and value.index.name:
        value = value.loc[rows]
    columns = [column for column in value.columns if column in words]
    if value.index.name:
        return (value[columns] if columns else value).reset_index()
    first = value.columns[0]
    label = columns and len(value) <= LABELED and value[first].is_unique
    if label and not any(named_by(value[column]) for column in columns):
        columns = list(dict.fromkeys([first, *columns]))
    value = value[columns] if columns else value[list(value.columns)[:3]]
    if len(value) > 2 * FEW:  # what is the same in all rows says nothing
        value = value.loc[:, value.nunique(dropna=False) > 1]
    return value


def named_by(column):
    """Say whether a column tells its rows apart by words."""
    return column.is_unique and not pd.api.types.is_numeric_dtype(column)


def as_html(name, table):
    """Return a table as HTML, a long one in parts that stand side by side."""
    label = f"<code>{html.escape(name)}</code>"
    if not isinstance(table, pd.DataFrame):
        return f'<p class="from">{label} is {table:,}.</p>'
    cells = [[written(cell) for cell in row] for row in table.itertuples(index=False)]
    heads = [str(column) for column in table.columns]
    widths = [
        max(BOLD * len(head), *map(wide, column), 0)
        for head, column in zip(heads, zip(*cells))
    ]
    beside = max(1, min(6, int(WIDE // (sum(widths) + 3 * len(widths) + 2))))
    beside = beside if len(cells) > 9 else 1
    size = -(-len(cells) // beside) or 1
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    parts = []
    for start in range(0, len(cells), size):
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in cells[start : start + size]
        )
        parts.append(
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
    said = f'<p class="from">From {label}:</p>'
    return f'<div class="data">{said}<div class="parts">{"".join(parts)}</div></div>'


def wide(text):
    """Return how many letters a text takes; one of Japanese takes two."""
    return sum(1 + (letter > "\u2e80") for letter in text)


def written(value):
    """Return what stands in a field of a table."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{round(value, 3):,.10g}"
    return "" if value is None or value is pd.NA else str(value)


def answer_kind(number, solution, prompt):
    """Return (kind, number of ruled lines) of the answer to an exercise.

    kind: "value", "list", "chart", "sentence", "chart and sentence", "items" or "text".
    solution: the code of the solution, or "" where the lesson has none.
    """
    exercise = known(number)
    kind = {base.__name__ for base in type(getattr(exercise, "read", None)).__mro__}
    asked = [block for block, _ in CODE.findall(prompt)]
    listed = [
        len(found.elts)
        for block in asked
        for found in nodes(block, ast.List)
        if len(found.elts) > 3
    ]
    if listed:
        return "items", listed[0]
    if "Charts" in kind:
        return "chart", 0
    if (
        getattr(exercise, "judge", None)
        and nodes(solution, ast.List)
        and "plot" in solution
    ):
        return "chart and sentence", SENTENCE
    texts = [node.value for node in nodes(solution, ast.Constant)]
    if longest := max(
        (text for text in texts if isinstance(text, str)), key=len, default=""
    ):
        if getattr(exercise, "judge", None) and len(longest.split()) > 40:
            return "text", WHOLE_TEXT
    if kind & {"Number", "Phrase"}:
        return "value", 1
    if "Identifiers" in kind:
        return "list", 2
    return "sentence", SENTENCE


def tells(cells, number, kind, prompt):
    """Say whether the page after an exercise would tell its answer; True where nobody can know.

    cells: what follows on the exercise. prompt: what it asks.
    """
    if kind in ("sentence", "chart and sentence", "text"):
        return False
    exercise, shown = known(number), following(cells)
    if kind == "items" or not getattr(exercise, "expected", None):
        return True
    try:
        right = exercise.expected()
    except Exception:  # noqa: BLE001 - the table may be gone
        return True
    if isinstance(right, (set, frozenset, list, tuple)):
        return all(re.search(rf"\b{re.escape(str(one))}\b", shown) for one in right)
    if hasattr(right, "data"):  # a chart
        wanted = right.data.to_numpy().ravel()
        return all(in_text(length, shown) for length in wanted if pd.notna(length))
    if isinstance(right, str) or right != int(right) or right >= len(WORDS):
        return in_text(right, shown)
    # a small number stands everywhere: is it said of what the exercise asks?
    about = {word.casefold() for word in re.findall(r"[A-Za-z]{6,}", prompt)}
    return any(
        in_text(right, one) and sum(word in one.casefold() for word in about) > 1
        for one in re.split(r"(?<=[.?!;:])\s", shown)
    )


def following(cells):
    """Return what stands on about a page after an exercise, with the words of its figures."""
    parts, room = [], 4500
    for cell in cells:
        said = [cell.source]
        for output in cell.get("outputs", []):
            said.append(output.get("data", {}).get("text/plain", ""))
            room -= 1000 if "image" in str(output.get("data", {}).keys()) else 0
        parts += said
        room -= sum(map(len, said))
        if room < 0:
            break
    return "\n".join(parts)


WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def in_text(value, shown):
    """Say whether a text holds a number as one would read it in a sentence, or a phrase."""
    if isinstance(value, str):
        return value.casefold() in shown.casefold()
    whole = value == int(value)
    forms = {f"{value:.{digits}f}" for digits in ([0] if whole else [1, 2])}
    if whole and 0 <= value < len(WORDS):
        forms.add(WORDS[int(value)])
    return any(
        re.search(
            rf"(?<![\w.]){re.escape(form.lstrip('-'))}(?![\w]|\.[0-9])", shown, re.I
        )
        for form in forms
    )


def known(number):
    """Return the exercise as the lessons check it, or None: a teacher's own stands elsewhere."""
    try:
        name = f"summit.classroom.answers.lesson{int(number.split('.')[0]):02d}"
        return importlib.import_module(name).EXERCISES.get(number)
    except (ImportError, ValueError, AttributeError):
        return None


def code_lines(solution):
    """Return how many lines of code a solution has, without its heading, its check and texts to write."""
    body = [one for one in parsed(solution) if called(one) != "check"]
    body = [
        one
        for one in body
        if not (
            isinstance(one, ast.Assign)
            and getattr(one.targets[0], "id", "") == "answer"
            and isinstance(one.value, (ast.Constant, ast.List))
        )
    ]
    return sum(one.end_lineno - one.lineno + 1 for one in body)
