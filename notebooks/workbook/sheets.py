"""The coding sheets: what their columns take, by codebook.csv and codes.csv, and what is wrong in them."""

import csv
import io
import re
from datetime import date

import pandas as pd

from summit.classroom import saved
from summit.classroom.answers.wording import counted, listed, printable
from summit.classroom.coders import one_code
from summit.counting import count
from summit.loading.values import did_you_mean

from .texts import (
    EXAMPLE,
    HERE,
    HOW,
    Problem,
    empty_table,
    is_text,
    numbered,
    pattern,
    say,
    student_folder,
)

TEN = 10
# the file of a sheet: the table of the codebook that describes it
SHEETS = {
    "own-codes": "own-codes",
    "first-coder": "coder",
    "second-coder": "coder",
    "article-check": "article-check",
    "follow-through": "follow-through",
    "second-status": "second-status",
}
CODERS = ("first-coder", "second-coder")
MOST = 6  # sentences on what is wrong that are read at once


# --- the rules ------------------------------------------------------------------------


def rows_of(path):
    """Return the rows of one of our own CSV files, each as {column: text}."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def codebook(table):
    """Return the columns of a table: what each means, what it takes, and how to decide."""
    rows = [row for row in rows_of(HERE / "codebook.csv") if row["table"] == table]
    return pd.DataFrame(rows).drop(columns="table").set_index("column")


def rules(column):
    """Return the codes of a column as a table, in the order in which they are tried."""
    column = str(column)
    known = [row for row in rows_of(HERE / "codes.csv") if row["column"] == column]
    if known:
        return pd.DataFrame(known)[["order", "code", "rule"]].set_index("order")
    columns = list(dict.fromkeys(r["column"] for r in rows_of(HERE / "codes.csv")))
    asked = did_you_mean(column, columns, "")
    say(
        "No rules",
        f"The columns with a list of codes are {listed(columns)}. {asked}".strip(),
    )
    return empty_table(["code", "rule"], "order")


def codes_of(column, folder=None):
    """Return the codes that a column takes, those of a student's own list last."""
    known = [r["code"] for r in rows_of(HERE / "codes.csv") if r["column"] == column]
    if folder is not None:
        known += [r["code"] for r in _own(folder) if one_code(r["column"]) == column]
    return list(dict.fromkeys(known))


def _own(folder):
    rows, problems = _read(folder / "own-codes.csv", "own-codes")
    if problems:
        raise Problem(f"own-codes.csv: {problems[0]}")
    return rows


# --- the sheets -----------------------------------------------------------------------


def sheet(folder, name, text=None):
    """Return a sheet as a table, a row a commitment; empty, with its columns, where it is not in order.

    folder: the student's; name: that of a sheet, such as "first-coder". text: where it is given, the
    words of the verb are looked for in the sentence. All that is wrong is said, row by row.
    """
    key = str(name).strip().removesuffix(".csv")
    if key not in SHEETS:
        asked = did_you_mean(key, SHEETS, "")
        say("No sheet", f"The sheets are {listed(SHEETS)}. {asked}".strip())
        return _as_table([], "coder")
    head = columns(SHEETS[key])
    try:
        folder = student_folder(folder)
        rows, problems = _read(folder / f"{key}.csv", SHEETS[key])
        last = len(numbered(text)) if isinstance(text, str) and text.strip() else None
        problems = problems or _wrong(rows, SHEETS[key], folder, last)
    except Problem as problem:
        rows, problems = [], [str(problem)]
    if problems:
        more = len(problems) - MOST
        message = "\n".join(problems[:MOST]) + (
            f"\nAnd {more} more." if more > 0 else ""
        )
        say(f"{key}.csv is not in order", f"{message}\n{HOW}")
        return _as_table([], SHEETS[key])
    table = _as_table(rows, SHEETS[key])
    said = f"{counted(len(table), 'row')}, each code in its list."
    if "verb" in head:
        said += _on_verbs(table, text if last else None)
    say(f"{key}.csv", said)
    return table


def _as_table(rows, table):
    """Return rows as a table whose index names them, where they have a name."""
    head = columns(table)
    frame = pd.DataFrame(rows, columns=head, dtype=object)
    return frame.set_index(head[0]) if head[0].endswith("_id") else frame


def columns(table):
    """Return the names of the columns of a table."""
    return [r["column"] for r in rows_of(HERE / "codebook.csv") if r["table"] == table]


def _read(path, table):
    """Return the rows of a CSV as dictionaries of clean texts, and what is wrong with its form."""
    head = columns(table)
    if not path.is_file():
        return [], [
            f"There is no file {path.name} in {path.parent.name}. Copy it from "
            "notebooks/workbook/blank."
        ]
    try:
        if path.read_bytes()[:4] == b"PK\x03\x04":
            return [], [
                f"{path.name} is a workbook of a spreadsheet program, not a CSV. In that "
                "program, save it as CSV UTF-8 (comma delimited)."
            ]
        lines = saved.read(path).strip("\n").splitlines()
    except saved.Problem as problem:
        return [], [f"{problem} The first line of a sheet is: `{','.join(head)}`."]
    except OSError as error:
        return [], [
            f"It cannot be read ({error.strerror or error}). Close it elsewhere."
        ]
    first = lines[0] if lines else ""
    # a spreadsheet in some languages writes semicolons, and a pasted table has tabs
    mark = max(",;\t", key=first.count)
    try:
        cells = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    except csv.Error as error:
        return [], [f"It cannot be read as a table ({error})."]
    for row in cells:
        if any("\n" in cell for cell in row):
            return [], [
                f"{row[0]}: a cell goes on in the next line. Close its quotation marks, or "
                "take its line ends out."
            ]
    cells = [[" ".join(cell.split()) for cell in row] for row in cells]
    cells = [row for row in cells if any(row)]
    names = [re.sub(r"[\s-]+", "_", name.casefold()) for name in (cells or [[]])[0]]
    while names and not names[-1]:
        names.pop()
    if names != head:
        return [], [f"The first line must be `{','.join(head)}`. Put it back."]
    rows, problems = [], []
    for row in cells[1:]:
        if len(row) > len(head) and any(row[len(head) :]):
            problems.append(
                f"{row[0] or 'A row'}: {len(row)} cells for {len(head)} columns. A comma "
                'inside a cell divides it: put that cell in straight quotation marks, "...".'
            )
        row = row[: len(head)] + [""] * (len(head) - len(row))
        rows.append(dict(zip(head, row)))
    return rows, problems


def _wrong(rows, table, folder, last):
    """Return what is wrong with the rows of a sheet, in sentences; mend the spelling of codes in place."""
    named = {"coder", "follow-through", "second-status"}
    if not rows:
        return ["It has no rows yet, only its first line."]
    problems = []
    if table in named:
        problems += _not_ten(rows)
    fields = [r for r in rows_of(HERE / "codebook.csv") if r["table"] == table]
    for row in rows:
        where = row.get("code") or next(iter(row.values())) or "A row without a name"
        lacking = [
            field["column"]
            for field in fields
            if not row[field["column"]] and not field["allowed"].endswith("or nothing")
        ]
        if lacking:
            many = "is" if len(lacking) == 1 else "are"
            problems.append(f"{where}: {listed(lacking)} {many} empty.")
        for field in fields:
            said = row[field["column"]] and _wrong_cell(row, field, folder, last)
            problems += [f"{where}, {field['column']}: {said}"] if said else []
    return problems


def _not_ten(rows):
    """Return what is wrong with the names of ten commitments; write them as C1 to C10."""
    wanted = [f"C{n}" for n in range(1, TEN + 1)]
    for row in rows:
        row["commitment_id"] = row["commitment_id"].upper().replace(" ", "")
    given = [row["commitment_id"] for row in rows]
    twice = [name for name in dict.fromkeys(given) if given.count(name) > 1]
    lacking = [name for name in wanted if name not in given]
    others = [name or "one without a name" for name in given if name not in wanted]
    said = []
    if len(rows) != TEN:
        many = "too few" if len(rows) < TEN else "too many"
        said.append(
            f"It has {counted(len(rows), 'row')}, {many}: code ten commitments."
        )
    if twice:
        said.append(f"{listed(twice)} stands more than once: each has one row.")
    if lacking:
        said.append(f"There is no row for {listed(lacking)}.")
    if others:
        said.append(f"The names go from C1 to C10; there is {listed(others)}.")
    return said


def _wrong_cell(row, field, folder, last):
    """Return what is wrong with a cell, "" where nothing is; write a code as its list does."""
    name, allowed = field["column"], field["allowed"]
    given = row[name]
    if (
        "of the codes" in allowed
        or "own codes" in allowed
        or allowed == "actor or field"
    ):
        own = folder if "own codes" in allowed else None
        known = (
            codes_of(name, own) if allowed != "actor or field" else ["actor", "field"]
        )
        if not known:
            return (
                f"own-codes.csv has no code for {name} yet: write your list there before "
                f"you code, a line each, such as `{name},energy,What belongs in it`."
            )
        found = {one_code(code): code for code in known}
        key = (
            "all" if name == "actor" and one_code(given) == "both" else one_code(given)
        )
        if key not in found:
            asked = did_you_mean(given, known, f"Its codes are {listed(known, 'or')}.")
            return f"{printable(given, 40)!r} is not in the list. {asked}"
        row[name] = found[key]
    elif "date" in allowed:
        return _wrong_date(row, name, "none" in allowed)
    elif allowed.startswith("a number"):
        if not re.fullmatch(r"\d{1,4}", given) or int(given) < 1:
            return f"{printable(given, 40)!r} is no number. {_help(field)}"
        if "list" in allowed and last and int(given) > last:
            return f"there is no sentence {given}: the list goes from 1 to {last}."
    elif allowed.endswith("and a number") and not re.fullmatch(r"[A-Za-z] ?\d+", given):
        return f"{printable(given, 40)!r}. It takes {allowed}, such as {allowed[0]}3."
    return ""


def _wrong_date(row, name, none):
    given = one_code(row[name]) if one_code(row[name]) == "none" else row[name]
    if none and given == "none":
        row[name] = given
        return ""
    form = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", given)
    try:
        year, month, day = (int(part or 1) for part in form.groups())
        date(year, month, day)
    except (AttributeError, ValueError):
        other = ", or none" if none else ""
        return (
            f"{printable(given, 40)!r} is no date. Write 2033, 2033-06 or 2033-06-30"
            f"{other}; in a spreadsheet, format the column as text first."
        )
    return ""


def _help(field):
    return f"It takes {field['allowed']}: {field['meaning'][0].lower()}{field['meaning'][1:]}."


def _on_verbs(table, text):
    """Return what to look at again: verbs that are not in the text, or that have two strengths."""
    said, odd = "", []
    listing = None if text is None else numbered(text)["text"]
    for row in table.itertuples():
        parts = re.findall(r"\w+", row.verb) if text is not None else []
        if not all(count(pattern(part), listing[int(row.sentence)]) for part in parts):
            odd.append(row.Index)
    if odd:
        said += f" But look again at the verb of {listed(odd)}: not all of its words "
        said += "stand in its sentence."
    for verb, rows in table.groupby(table["verb"].str.casefold()):
        if rows["strength"].nunique() > 1:
            said += (
                f" By the rules one verb has one strength, and {verb!r} has two: look "
            )
            said += f"again at {listed(rows.index)}."
    return said


# --- ten to code ----------------------------------------------------------------------


def choose(folder, numbers, text):
    """Write the ten sentences that both coders code into their sheets; return them as a table.

    numbers: ten numbers of the list; one that stands twice is a sentence with two commitments.
    A sheet in which somebody has written a code is left as it is.
    """
    empty = empty_table(["sentence", "text"], "commitment_id")
    if not is_text(text):
        return empty
    listing = numbered(text)
    try:
        folder = student_folder(folder)
        numbers = _ten(numbers, len(listing))
        mine = folder.name != EXAMPLE
        example = _read(HERE / EXAMPLE / "first-coder.csv", "coder")[0]
        if mine and numbers == [int(row["sentence"]) for row in example]:
            raise Problem(
                "These are the ten numbers of the example. Write the numbers of ten "
                "sentences of your own text."
            )
        said = [_prepared(folder / f"{name}.csv", numbers) for name in CODERS]
    except (Problem, OSError) as problem:
        say("Not chosen", str(problem))
        return empty
    say("Chosen", " ".join(said))
    names = pd.Index([f"C{n}" for n in range(1, TEN + 1)], name="commitment_id")
    texts = list(listing.loc[numbers, "text"])
    return pd.DataFrame({"sentence": numbers, "text": texts}, index=names)


def _ten(numbers, last):
    """Return ten numbers of sentences. Raises Problem."""
    whole = isinstance(numbers, (list, tuple)) and all(
        isinstance(n, int) and not isinstance(n, bool) for n in numbers
    )
    if not whole:
        raise Problem(
            "Write ten numbers between square brackets, with commas between them, such "
            "as `chosen = [1, 2, 4, 4, 7, 8, 9, 12, 13, 15]`."
        )
    if len(numbers) != TEN:
        many = "too few" if len(numbers) < TEN else "too many"
        raise Problem(
            f"You gave {counted(len(numbers), 'number')}, which is {many}: choose ten. A "
            "sentence with two commitments may stand twice."
        )
    outside = [n for n in numbers if not 1 <= n <= last]
    if outside:
        raise Problem(
            f"There is no sentence {outside[0]}: the list of your text goes from 1 to "
            f"{last}."
        )
    return sorted(numbers)


def _prepared(path, numbers):
    """Write ten rows with a name and a sentence into a sheet; return what was done."""
    head = columns("coder")
    rows = _read(path, "coder")[0] if path.is_file() else []
    begun = [row for row in rows if any(row[name] for name in head[2:])]
    if begun:
        same = [row["sentence"] for row in rows] == list(map(str, numbers))
        return f"{path.name} is begun and left as it is" + (
            "." if same else ", for other sentences: delete its rows to choose anew."
        )
    lines = [",".join(head), *(f"C{n},{s}," for n, s in enumerate(numbers, 1))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{path.name} has its ten rows."
