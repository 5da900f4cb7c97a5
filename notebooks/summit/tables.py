"""The data package as typed tables.

``datapackage.json`` says what each table holds; nothing about a table is repeated here.
A table that does not keep its promise is refused whole, with the place and the remedy.
"""

import csv
import datetime
import difflib
import io
import json
import math
import re
from pathlib import Path

import pandas as pd

pd.set_option("display.max_colwidth", None)  # a sentence in a table is there to be read

DATA = Path(__file__).resolve().parents[2] / "data"


class DataError(ValueError):
    """A table that cannot be trusted.

    Says the file, the line and the column where they are known, what was found there,
    what was expected, and how to mend it. Lines count from 1, the header being line 1.
    """

    def __init__(self, file, found, mend, line=None, column=None):
        self.file, self.found, self.mend = Path(file).name, found, mend
        self.line, self.column = line, column
        where = "".join([
            f"data/{self.file}",
            f", line {line}" if line else "",
            f", column {column}" if column else "",
        ])
        super().__init__(f"{where}: {found} How to mend it: {mend}")


def load(name, data=DATA):
    """Return one table of the data package as a typed DataFrame.

    name: a table of ``tables()``, for example "commitments".
    data: the folder that holds datapackage.json and the CSV files.

    One row of the frame is one row of the file, in the file's order. Text is str, missing
    text is NaN; dates are datetime64; whole numbers are int64 (Int64 where some are missing);
    booleans are bool. Raises DataError where file and data package disagree.
    """
    resource, file = _resource(name, data)
    fields = resource["schema"]["fields"]
    cells, lines = _cells(file, [field["name"] for field in fields])
    frame = {}
    for field in fields:
        values = _convert(file, field, cells[field["name"]], lines)
        frame[field["name"]] = _series(field["type"], values)
    _refuse_duplicates(file, resource["schema"], cells, lines)
    _refuse_unknown_keys(file, resource["schema"], cells, lines, data)
    return pd.DataFrame(frame)


def tables(data=DATA):
    """Return a DataFrame with a row for each table: its name, and what one row of it is. Raises DataError."""
    resources = [resource for resource in _package(data)["resources"] if "schema" in resource]
    return pd.DataFrame({
        "table": [resource["name"] for resource in resources],
        "one row is": [resource["description"] for resource in resources],
    })


def columns(name, data=DATA):
    """Return a DataFrame with a row for each column of a table: its name, type and meaning. Raises DataError."""
    fields = _resource(name, data)[0]["schema"]["fields"]
    return pd.DataFrame({
        "column": [field["name"] for field in fields],
        "type": [field["type"] for field in fields],
        "meaning": [field["description"] for field in fields],
    })


def levels(name, column, data=DATA):
    """Return the allowed values of a column, in the order the data package gives them. Raises DataError."""
    file = _resource(name, data)[1]
    for field in _resource(name, data)[0]["schema"]["fields"]:
        if field["name"] == column and "enum" in field.get("constraints", {}):
            return list(field["constraints"]["enum"])
    raise DataError(file, f"{column!r} is not a column with a fixed list of values.",
                    "summit.columns() lists the columns of a table.", column=column)


def _package(data):
    file = Path(data) / "datapackage.json"
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(file, "the file is missing.",
                        "keep the folders data and notebooks side by side.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(file, f"this is not valid JSON ({error}).",
                        "restore the file from the collection.") from None


def _resource(name, data):
    resources = {resource["name"]: resource for resource in _package(data)["resources"] if "schema" in resource}
    if name not in resources:
        raise DataError(f"{name}.csv", "the data package has no such table.",
                        f"choose one of {', '.join(resources)}.")
    return resources[name], Path(data) / resources[name]["path"]


def _text(file):
    try:
        return file.read_bytes().decode("utf-8-sig")  # -sig: Excel puts a byte-order mark first
    except FileNotFoundError:
        raise DataError(file, "the file is missing.",
                        "copy it from the collection into the folder data.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(file, "this line is not UTF-8 text.",
                        "save it again as 'CSV UTF-8 (comma delimited)'.", line) from None


def _cells(file, names):
    """Return the cells of a file as {column: list of str}, and the line each row starts on."""
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    rows, lines, line = [], [], 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(file, f"the quotation marks do not match ({error}).",
                        'write a quotation mark inside a cell twice: "".', line) from None
    if not rows:
        raise DataError(file, "the file is empty.", f"its first line must be {','.join(names)}.", 1)
    header = rows.pop(0)
    _refuse_header(file, header, names)
    for row, line in zip(rows, lines[1:]):
        if len(row) != len(header):
            found = f"{len(row)} cells, expected {len(header)}." if row else "the line is blank."
            raise DataError(file, found, "give every row one cell a column; put a text that "
                            "contains a comma in quotation marks; delete blank lines.", line)
    return dict(zip(header, map(list, zip(*rows)) if rows else [[] for _ in header])), lines[1:]


def _refuse_header(file, header, names):
    if sorted(header) == sorted(names):
        return
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise DataError(file, "the cells are not separated by commas.",
                        "save it again as 'CSV UTF-8 (comma delimited)'.", 1)
    for name in header:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            mend = f"rename it to {near[0]}." if near else "delete it, or declare it in datapackage.json."
            raise DataError(file, f"the column {name!r} is not in datapackage.json.", mend, 1, name)
        if header.count(name) > 1:
            raise DataError(file, "the column stands there twice.", "delete one.", 1, name)
    missing = next(name for name in names if name not in header)
    raise DataError(file, "the column is missing.", "add it, or restore the file.", 1, missing)


def _yes_or_no(text):
    # Excel writes TRUE and FALSE; the data package standard allows both spellings
    return {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}[text]


def _whole_number(text):
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError
    return int(text)


def _number(text):
    if not math.isfinite(value := float(text)):
        raise ValueError
    return value


def _date(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    return datetime.date.fromisoformat(text)


def _plain(text):
    if text != text.strip():
        raise ValueError
    return text


# type of the data package: (reader, what is expected, how to mend it)
TYPES = {
    "string": (_plain, "text without a space before or after it", "delete the space."),
    "integer": (_whole_number, "a whole number", "write digits only, without commas or decimals."),
    "year": (_whole_number, "a year", "write four digits, for example 1951."),
    "number": (_number, "a number", "write digits and a decimal point, without units or commas."),
    "boolean": (_yes_or_no, "true or false", "write true or false."),
    "date": (_date, "a date as year-month-day", "write 2025-02-07 for 7 February 2025; format "
             "the column as text first, so that the spreadsheet leaves it alone."),
}


def _convert(file, field, texts, lines):
    """Return the values of one column, None where a cell is empty; refuse the first bad cell."""
    read, expected, mend = TYPES[field["type"]]
    rules = field.get("constraints", {})
    values = []
    for text, line in zip(texts, lines):
        if text == "":
            if rules.get("required"):
                raise DataError(file, "the cell is empty.", "every row needs a value here.",
                                line, field["name"])
            values.append(None)
            continue
        try:
            value = read(text)
        except (ValueError, KeyError):
            raise DataError(file, f"found {text!r}, expected {expected}.", mend,
                            line, field["name"]) from None
        problem = _broken_rule(rules, text, value)
        if problem:
            raise DataError(file, f"found {text!r}, expected {problem}.",
                            _nearest(text, rules), line, field["name"])
        values.append(value)
    return values


def _broken_rule(rules, text, value):
    if "enum" in rules and value not in rules["enum"]:
        return "one of " + ", ".join(rules["enum"])
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        return f"text of the form {rules['pattern']}"
    if "minimum" in rules and value < rules["minimum"]:
        return f"at least {rules['minimum']}"
    if "maximum" in rules and value > rules["maximum"]:
        return f"at most {rules['maximum']}"
    return None


def _nearest(text, rules):
    near = difflib.get_close_matches(text.lower(), rules.get("enum", []), 1)
    return f"did you mean {near[0]}?" if near else "correct the cell; data/README.md says what it holds."


def _series(type_, values):
    if type_ == "date":
        return pd.to_datetime(pd.Series(values, dtype=object))
    if type_ == "number":
        return pd.Series(values, dtype="float64")
    if type_ in ("integer", "year"):
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if type_ == "boolean":
        return pd.Series(values, dtype="boolean" if None in values else "bool")
    return pd.Series([float("nan") if value is None else value for value in values],
                     dtype=None if values else "str")


def _refuse_duplicates(file, schema, cells, lines):
    seen = {}
    key = schema["primaryKey"]
    for row, line in zip(zip(*(cells[name] for name in key)), lines):
        if row in seen:
            raise DataError(file, f"{', '.join(row)} is already on line {seen[row]}.",
                            "give each row an identifier of its own, or delete one of the two.",
                            line, ", ".join(key))
        seen[row] = line


def _refuse_unknown_keys(file, schema, cells, lines, data):
    for foreign in schema.get("foreignKeys", []):
        (name,), target = foreign["fields"], foreign["reference"]
        resource, other = _resource(target["resource"], data)
        names = [field["name"] for field in resource["schema"]["fields"]]
        known = set(_cells(other, names)[0][target["fields"][0]])
        for text, line in zip(cells[name], lines):
            if text and text not in known:
                near = difflib.get_close_matches(text, known, 1)
                hint = f"did you mean {near[0]}? If not, " if near else ""
                raise DataError(file, f"found {text!r}, which is not in data/{other.name}.",
                                f"{hint}add it to data/{other.name} first.", line, name)
