"""The tables of the collection: one line loads one, typed and checked.
 ``datapackage.json`` says what each table holds; nothing about a table is repeated
here. A table that does not keep its promise is refused whole, with the place and the
remedy: the room ``loading`` reads and checks.
"""

from pathlib import Path

import pandas as pd

from .loading import table
from .loading.package import DataError, content
from .loading.values import did_you_mean

__all__ = ["DATA", "DataError", "columns", "levels", "load", "series", "tables"]

pd.set_option("display.max_colwidth", None)  # a sentence in a table is there to be read

DATA = Path(__file__).resolve().parents[2] / "data"


def load(name, data=DATA):
    """Return one table of the data package as a typed DataFrame.

    name: a table of ``tables()``, for example "commitments".
    data: the folder that holds datapackage.json and the CSV files.

    One row of the frame is one row of the file, in the file's order. Text is str,
    missing text is NaN; dates are datetime64; whole numbers are int64 (Int64 where some
    are missing); booleans are bool. Raises DataError where file and data package
    disagree.
    """
    described = table.read_package(data)
    keys = table.schema_of(described, name).get("foreignKeys", [])
    names = dict.fromkeys([name, *(key["reference"]["resource"] for key in keys)])
    paths = [table.resource_of(described, each)["path"] for each in names]
    files = tuple((path, content(Path(data) / path)) for path in paths)
    # a table is checked once, and again when a byte of a file has changed
    return table.checked(described, str(name), files).copy()


def tables(data=DATA):
    """Return a DataFrame with a row for each table: its name, and what one row of it
    is.

    Raises DataError.
    """
    resources = table.resources_of(table.read_package(data)).values()
    return pd.DataFrame(
        {
            "table": [resource["name"] for resource in resources],
            "one row is": [resource["description"] for resource in resources],
        }
    )


def columns(name, data=DATA):
    """Return a DataFrame with a row for each column of a table: its name, type and
    meaning.

    Raises DataError.
    """
    fields = table.schema_of(table.read_package(data), name)["fields"]
    return pd.DataFrame(
        {
            "column": [field["name"] for field in fields],
            "type": [field["type"] for field in fields],
            "meaning": [field["description"] for field in fields],
        }
    )


def levels(name, column, data=DATA):
    """Return the allowed values of a column, in the order the data package gives them.

    Raises DataError.
    """
    described = table.read_package(data)
    lists = {
        field["name"]: field["constraints"]["enum"]
        for field in table.schema_of(described, name)["fields"]
        if "enum" in field.get("constraints", {})
    }
    if str(column) in lists:
        return list(lists[str(column)])
    raise DataError(
        table.resource_of(described, name)["path"],
        f"{column!r} is not a column with a fixed list of values.",
        f"choose one of {', '.join(lists)}."
        if lists
        else "this table has no such column.",
        column=column,
    )


def series(name, by="iso3", data=DATA):
    """Return one series of the table indicators as a table: a row a year, a column a
    country.

    name: a series_id of the table series, which gives the unit and the definition.
    by: what the columns are, "iso3" (who reports or is measured) or "partner".

    Years are the index, in order; a value that is not there is NaN. Raises ValueError
    where there is no such series, or where a year has more than one value for a column.
    """
    known = list(load("series", data)["series_id"])
    if name not in known:
        wanted = did_you_mean(name, known, "The table series lists them.")
        raise ValueError(f"There is no series {name!r}. {wanted}")
    if by not in ("iso3", "partner"):
        raise ValueError(
            f'The columns can be by="iso3" or by="partner", not by={by!r}.'
        )
    rows = load("indicators", data)
    rows = rows[rows["series_id"] == name]
    if rows.duplicated(["year", by]).any() or rows[by].isna().any():
        other = "partner" if by == "iso3" else "iso3"
        raise ValueError(
            f'{name} has no one value a year and {by}: write by="{other}".'
        )
    table = rows.pivot(index="year", columns=by, values="value")
    return table.rename_axis(columns=None)  # a legend would say "iso3"
