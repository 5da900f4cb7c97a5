"""datapackage.json, read and checked: it says what each table holds, so it must say it well."""

import difflib
import functools
import json
import re
from datetime import date
from pathlib import Path

from .values import TYPES, damage


class DataError(ValueError):
    """A table that cannot be trusted.

    Says the file, the line and the column where they are known, what was found there,
    what was expected, and how to mend it. Lines count from 1, the header being line 1.
    """

    def __init__(self, file, found, mend, line=None, column=None):
        self.file, self.found, self.mend = Path(file).name, found, mend
        self.line, self.column = line, column
        where = "".join(
            [
                f"data/{self.file}",
                f", line {line}" if line else "",
                f", column {column}" if column else "",
            ]
        )
        super().__init__(f"{where}: {found} How to mend it: {mend}")


def content(file, missing="copy it from the collection into the folder data."):
    """Return the bytes of a file. Raises DataError where it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise DataError(file, "the file is missing.", missing) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DataError(
            file,
            f"the file cannot be read ({reason}).",
            "close it in other programs and see that you may open it; "
            "if that does not help, copy it from the collection.",
        ) from None


@functools.lru_cache(maxsize=16)
def package(raw):
    """Return the data package that the bytes of a datapackage.json describe. Raises DataError."""
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object)
    except DataError:
        raise
    except json.JSONDecodeError as error:
        raise _refuse(
            f"this is not valid JSON ({error.msg}).",
            "look at this line and the one above for a comma, "
            "a bracket or a quotation mark, or restore the file from the collection.",
            error.lineno,
        ) from None
    except (ValueError, RecursionError):
        # bytes that are no UTF-8, a number of 5,000 digits, brackets 5,000 deep
        raise _refuse(
            "this is not JSON in UTF-8 that can be read.",
            "restore the file from the collection.",
        ) from None
    _check_package(found)
    return found


# --- what each level must hold ------------------------------------------------------------


def _is_day(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


KINDS = {
    "text": (
        lambda value: isinstance(value, str) and value.strip(),
        "text in quotation marks",
    ),
    "day": (
        lambda value: isinstance(value, str) and _is_day(value),
        "a day, such as 2026-05-26",
    ),
    "yes or no": (
        lambda value: isinstance(value, bool),
        "true or false, without quotation marks",
    ),
    "list": (lambda value: isinstance(value, list), "a list in square brackets"),
    "texts": (
        lambda value: (
            isinstance(value, list) and value and all(map(KINDS["text"][0], value))
        ),
        'a list of texts, such as ["one", "two"]',
    ),
    "object": (lambda value: isinstance(value, dict), "entries in curly brackets"),
    "bound": (
        lambda value: (
            isinstance(value, (int, float, str)) and not isinstance(value, bool)
        ),
        "a number or a date",
    ),
}

# level: {key: (kind, whether it must be there)}
LEVELS = {
    "package": {
        "name": ("text", True),
        "title": ("text", True),
        "description": ("text", True),
        "as_of": ("day", False),
        "resources": ("list", True),
    },
    "resource": {
        "name": ("text", True),
        "path": ("text", True),
        "description": ("text", True),
        "schema": ("object", False),
    },
    "schema": {
        "fields": ("list", True),
        "primaryKey": ("texts", True),
        "foreignKeys": ("list", False),
        "boxes": ("object", False),
    },
    "column": {
        "name": ("text", True),
        "type": ("text", True),
        "description": ("text", True),
        "unit": ("text", False),
        "form": ("text", False),
        "mend": ("text", False),
        "constraints": ("object", False),
    },
    "constraints": {
        "required": ("yes or no", False),
        "enum": ("texts", False),
        "pattern": ("text", False),
        "minimum": ("bound", False),
        "maximum": ("bound", False),
    },
    "foreign key": {"fields": ("texts", True), "reference": ("object", True)},
    "reference": {"resource": ("text", True), "fields": ("texts", True)},
}
OPEN = {
    "package",
    "resource",
}  # the standard allows more there, which the loader does not use
RESTORE = "correct the entry, or restore datapackage.json from the collection."


def _object(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _refuse(
            f"the entry {twice!r} stands twice in the same curly brackets.",
            "delete one of the two.",
        )
    return dict(pairs)


def _refuse(found, mend=RESTORE, line=None):
    return DataError("datapackage.json", found, mend, line)


def _shape(thing, level, place):
    """Refuse a level that lacks an entry, or holds one that is not of the right kind."""
    if not isinstance(thing, dict):
        raise _refuse(
            f"{place} is {_short(thing)}, but must be entries in curly brackets."
        )
    for key, (kind, needed) in LEVELS[level].items():
        if key not in thing:
            if needed:
                raise _refuse(
                    f"{place} has no entry {key!r}.",
                    f"add it ({KINDS[kind][1]}), or restore datapackage.json from the collection.",
                )
            continue
        fits, words = KINDS[kind]
        if not fits(thing[key]):
            raise _refuse(
                f"the entry {key!r} of {place} is {_short(thing[key])}, but must be {words}."
            )
        for text in thing[key] if kind == "texts" else [thing[key]]:
            # a regular expression may well name the characters that no text may hold
            if isinstance(text, str) and key != "pattern" and (problem := damage(text)):
                raise _refuse(
                    f"in the entry {key!r} of {place}, {problem[0]}", problem[1]
                )
    unknown = [key for key in thing if key not in LEVELS[level]]
    missing = [key for key in LEVELS[level] if key not in thing]
    for key in unknown if level in OPEN else []:
        if near := difflib.get_close_matches(key, missing, 1, 0.8):
            raise _refuse(
                f"{place} has an entry {key!r} and none that is called {near[0]!r}.",
                f"rename it to {near[0]}.",
            )
    if unknown and level not in OPEN:
        raise _refuse(
            f"{place} has an entry {unknown[0]!r}, which the loader does not know.",
            f"delete it, or correct it: the loader knows {', '.join(LEVELS[level])}.",
        )


def _place(what, thing, number):
    name = thing.get("name") if isinstance(thing, dict) else None
    return (
        f"the {what} {name!r}"
        if isinstance(name, str)
        else f"the {what} number {number}"
    )


def _short(value):
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _check_package(found):
    _shape(found, "package", "the data package")
    tables = {}  # {table: its columns}
    for number, resource in enumerate(found["resources"], 1):
        _shape(resource, "resource", _place("resource", resource, number))
        name, place = resource["name"], f"the table {resource['name']!r}"
        if name in tables:
            raise _refuse(
                f"there are two resources with the name {name!r}.",
                "rename or delete one of the two.",
            )
        if not re.fullmatch(r"[\w-]+\.\w+", resource["path"]):
            raise _refuse(
                f"the path of {place} is {_short(resource['path'])}, but must be the name "
                'of a file in the folder data, such as "events.csv".'
            )
        if "schema" in resource:
            _check_schema(resource["schema"], place)
        elif resource["path"].endswith(".csv"):
            raise _refuse(
                f"{place} has no entry 'schema', so nothing says what its columns hold."
            )
        tables[name] = {
            field["name"] for field in resource.get("schema", {"fields": []})["fields"]
        }
    for resource in found["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", []):
            target = key["reference"]
            if target["fields"][0] not in tables.get(target["resource"], ()):
                raise _refuse(
                    f"a foreign key of the table {resource['name']!r} points to the column "
                    f"{target['fields'][0]!r} of the table {target['resource']!r}, "
                    "which does not exist."
                )


def _check_schema(schema, place):
    _shape(schema, "schema", f"the schema of {place}")
    for number, field in enumerate(schema["fields"], 1):
        _shape(field, "column", f"{_place('column', field, number)} of {place}")
        _check_column(field, f"the column {field['name']!r} of {place}")
    names = [field["name"] for field in schema["fields"]]
    if not names:
        raise _refuse(f"{place} declares no column.")
    if len(set(names)) < len(names):
        raise _refuse(
            f"{place} declares one of its columns twice.",
            "rename or delete one of the two.",
        )
    used = [("the primary key", name) for name in schema["primaryKey"]]
    for number, key in enumerate(schema.get("foreignKeys", []), 1):
        here = f"the foreign key number {number}"
        _shape(key, "foreign key", f"{here} of {place}")
        _shape(key["reference"], "reference", f"the reference of {here} of {place}")
        if len(key["fields"]) != 1 or len(key["reference"]["fields"]) != 1:
            raise _refuse(
                f"{here} of {place} must name one column, and point to one column."
            )
        used.append((here, key["fields"][0]))
    for what, name in used:
        if name not in names:
            raise _refuse(
                f"{what} of {place} names the column {name!r}, which does not exist."
            )
    if "boxes" in schema:
        _check_boxes(schema, place)


def _check_column(field, place):
    kind, rules = field["type"], field.get("constraints", {})
    if kind not in TYPES:
        raise _refuse(
            f"the type of {place} is {_short(kind)}, but must be one of {', '.join(TYPES)}."
        )
    if "constraints" in field:
        _shape(rules, "constraints", f"the entry 'constraints' of {place}")
    for key in ("enum", "pattern"):
        if key in rules and kind != "string":
            raise _refuse(
                f"{place} has an entry {key!r}, but only a column of the type string may have one."
            )
    if "pattern" in rules:
        _check_pattern(rules["pattern"], place)
        if "form" not in field:
            raise _refuse(
                f"{place} has a pattern, but no entry 'form' that says in words what it asks for.",
                'add one, such as "form": "two digits, such as 01".',
            )
    bounds = [
        _bound(rules[key], kind, key, place)
        for key in ("minimum", "maximum")
        if key in rules
    ]
    if bounds != sorted(bounds):
        raise _refuse(
            f"the minimum of {place} is greater than its maximum.",
            "correct one of the two.",
        )


def _check_pattern(pattern, place):
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise _refuse(
            f"the pattern of {place} is not a regular expression of Python ({error})."
        ) from None


def _bound(value, kind, key, place):
    try:
        if kind == "date":
            return TYPES[kind][0](value)
        if (
            kind in ("integer", "year", "number")
            and not isinstance(value, str)
            and abs(value) < 10**15
            and (kind == "number" or isinstance(value, int))
        ):
            return value
    except (ValueError, TypeError):
        pass
    words = {
        "date": 'a date, such as "2025-02-07"',
        "number": "a number of at most 15 digits",
        "integer": "a whole number of at most 15 digits",
        "year": "a year, such as 1951",
    }.get(kind, f"left out: the type is {kind}")
    raise _refuse(f"the {key} of {place} is {_short(value)}, but must be {words}.")


def _check_boxes(schema, place):
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "number"}
    if len(schema["primaryKey"]) != 1 or not {"latitude", "longitude"} <= numbers:
        raise _refuse(
            f"{place} has boxes, but not what they need: a key of one column, and the columns latitude "
            "and longitude of the type number."
        )
    for name, box in schema["boxes"].items():
        if not (
            isinstance(box, list)
            and len(box) == 4
            and all(type(edge) in (int, float) for edge in box)
            and -90 <= box[0] <= box[1] <= 90
            and -180 <= box[2] <= box[3] <= 180
        ):
            raise _refuse(
                f"the box of {name!r} of {place} is {_short(box)}, but must be four degrees in square "
                "brackets: south, north, west, east."
            )
