"""One table of the data package, read and checked: cells, types, keys, and places."""

import csv
import difflib
import functools
import io
from pathlib import Path

import pandas as pd

from . import values
from .package import DataError, content, package


def read_package(data):
    """Return the bytes of the datapackage.json of a folder."""
    return content(
        Path(data) / "datapackage.json",
        "keep the folders data and notebooks side by side.",
    )


def resources_of(described):
    return {
        resource["name"]: resource
        for resource in package(described)["resources"]
        if "schema" in resource
    }


def _said(name):
    """Return what was asked for as a table, or its type: never the whole of a table."""
    return name if isinstance(name, (str, int)) else type(name).__name__


def resource_of(described, name):
    resources = resources_of(described)
    if str(name) not in resources:
        raise DataError(
            f"{_said(name)}.csv",
            "the data package has no such table.",
            f"choose one of {', '.join(resources)}.",
        )
    return resources[str(name)]


def schema_of(described, name):
    return resource_of(described, name)["schema"]


# --- one table -------------------------------------------------------------------------------


@functools.lru_cache(maxsize=64)
def checked(described, name, files):
    """Return a table.

    described: the bytes of datapackage.json.
    files: ((path, bytes), ...) of the table and of those it points to.
    """
    files = dict(files)
    resource = resource_of(described, name)
    file, schema = resource["path"], resource["schema"]
    fields = schema["fields"]
    texts, lines = _cells(file, files[file], tuple(field["name"] for field in fields))
    found = {
        field["name"]: _convert(file, field, texts[field["name"]], lines)
        for field in fields
    }
    _refuse_duplicates(file, schema["primaryKey"], texts, lines)
    _refuse_misplaced(file, schema, found, lines)
    for foreign in schema.get("foreignKeys", []):
        _refuse_unknown(file, foreign, texts, lines, described, files)
    return pd.DataFrame(
        {
            field["name"]: _series(field["type"], found[field["name"]])
            for field in fields
        }
    )


def _decoded(file, raw):
    if b"\0" in raw:
        raise DataError(
            file,
            "the file is not UTF-8 text, perhaps 'Unicode text' of a spreadsheet.",
            values.AGAIN,
        )
    try:
        return raw.decode("utf-8-sig")  # -sig: Excel puts a byte-order mark first
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(
            file,
            "this line is not UTF-8 text: a program saved the file in an older encoding.",
            values.AGAIN,
            line,
        ) from None


@functools.lru_cache(maxsize=64)
def _cells(file, raw, names):
    """Return the cells of a file as {column: list of str}, and the line each row starts on."""
    reader = csv.reader(io.StringIO(_decoded(file, raw), newline=""), strict=True)
    rows, lines, line = [], [], 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            file,
            f"the quotation marks do not match ({error}).",
            'write a quotation mark inside a cell twice: "".',
            line,
        ) from None
    if not rows:
        raise DataError(
            file,
            "the file is empty.",
            f"write {','.join(names)} as its first line, or copy the file from the collection.",
            1,
        )
    header = rows.pop(0)
    _refuse_header(file, header, names)
    for row, line in zip(rows, lines[1:]):
        if len(row) != len(header):
            found = f"the row has {len(row)} cells, but the header has {len(header)}."
            raise DataError(
                file,
                found if row else "the line is blank.",
                "give every row one cell a column; put a text that "
                "contains a comma in quotation marks; delete blank lines.",
                line,
            )
    return dict(
        zip(header, map(list, zip(*rows)) if rows else [[] for _ in header])
    ), lines[1:]


def _refuse_header(file, header, names):
    if sorted(header) == sorted(names):
        return
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise DataError(
            file, "the cells are not separated by commas.", f"{values.SAVE}.", 1
        )
    for name in header:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            mend = "delete it, or declare it in datapackage.json."
            mend = f"rename it to {near[0]}." if near else mend
            raise DataError(
                file, f"the column {name!r} is not in datapackage.json.", mend, 1, name
            )
        if header.count(name) > 1:
            raise DataError(
                file,
                "the column stands there twice.",
                "delete one of the two.",
                1,
                name,
            )
    missing = next(name for name in names if name not in header)
    raise DataError(
        file,
        "the column is missing.",
        "add it, or copy the file from the collection.",
        1,
        missing,
    )


def _convert(file, field, texts, lines):
    """Return the values of one column, None where a cell is empty; refuse the first bad cell."""
    known = {}
    for text, line in zip(texts, lines):
        if text not in known:
            try:
                known[text] = values.read(field, text)
            except values.Refusal as refusal:
                raise DataError(
                    file, refusal.found, refusal.mend, line, field["name"]
                ) from None
    return [known[text] for text in texts]


def _series(type_, values):
    if type_ == "date":
        return pd.to_datetime(pd.Series(values, dtype=object))
    if type_ == "number":
        return pd.Series(values, dtype="float64")
    if type_ in ("integer", "year"):
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if type_ == "boolean":
        return pd.Series(values, dtype="boolean" if None in values else "bool")
    return pd.Series(
        [float("nan") if value is None else value for value in values],
        dtype=None if values else "str",
    )


def _refuse_duplicates(file, key, texts, lines):
    seen = {}
    for row, line in zip(zip(*(texts[name] for name in key)), lines):
        if row in seen:
            raise DataError(
                file,
                f"{', '.join(row)} is already on line {seen[row]}.",
                "give each row an identifier of its own, or delete one of the two.",
                line,
                ", ".join(key),
            )
        seen[row] = line


def _refuse_misplaced(file, schema, found, lines):
    """Refuse a place outside its box: there a swap, a lost minus sign or a slip puts it."""
    if "boxes" not in schema:
        return
    (key,), boxes = schema["primaryKey"], schema["boxes"]
    for name, lat, lon, line in zip(
        found[key], found["latitude"], found["longitude"], lines
    ):
        if (lat is None) != (lon is None):
            raise DataError(
                file,
                "only one of latitude and longitude is there.",
                "write both, or neither.",
                line,
                "latitude, longitude",
            )
        if name not in boxes or _inside(boxes[name], lat, lon):
            continue
        south, north, west, east = boxes[name]
        mend = (
            "look for a swap, a lost minus sign or a wrong digit; if the place is right, "
            "correct its box in datapackage.json."
        )
        raise DataError(
            file,
            f"{name} has latitude {lat} and longitude {lon}, but its box in datapackage.json "
            f"goes from latitude {south} to {north} and from longitude {west} to {east}.",
            "swap the two numbers." if _inside(boxes[name], lon, lat) else mend,
            line,
            "latitude, longitude",
        )


def _inside(box, lat, lon):
    return lat is not None and box[0] <= lat <= box[1] and box[2] <= lon <= box[3]


def _refuse_unknown(file, foreign, texts, lines, described, files):
    (name,), target = foreign["fields"], foreign["reference"]
    other = resource_of(described, target["resource"])
    names = tuple(field["name"] for field in other["schema"]["fields"])
    known = set(
        _cells(other["path"], files[other["path"]], names)[0][target["fields"][0]]
    )
    for text, line in zip(texts[name], lines):
        if text and text not in known:
            near = difflib.get_close_matches(text, known, 1)
            hint = f"did you mean {near[0]}? If not, " if near else ""
            raise DataError(
                file,
                f"the cell holds {text!r}, which is not in data/{other['path']}.",
                f"{hint}add it to data/{other['path']} first.",
                line,
                name,
            )
