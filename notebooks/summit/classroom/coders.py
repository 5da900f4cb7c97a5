"""Codes that a reader gives, side by side with ours."""

import re
import unicodedata

import pandas as pd

from ..data import levels

NONE_GIVEN = "none given"


def one_code(given):
    """Return a status as the table writes it: "Under_way", "under-way" and "underway" are "under way".

    Capitals, full-width letters and spaces do not matter. What is no text becomes one, whatever it is;
    ``...`` and None become "none given".
    """
    if given is ... or given is None:
        return NONE_GIVEN
    try:
        words = unicodedata.normalize(
            "NFKC", given if type(given) is str else str(given)
        )
    except Exception:  # noqa: BLE001 - an object may fail at anything, and a student's list may hold it
        return "not readable"
    words = " ".join(
        re.sub(r"[_\-\u2010-\u2015\s]+", " ", words).strip(" \"'.,").casefold().split()
    )
    return {"underway": "under way"}.get(words, words)


def codes(given):
    """Return the codes of a list or column, each as ``one_code`` reads it, or none. Never raises."""
    try:
        if isinstance(given, (str, bytes, dict, pd.DataFrame)) or not hasattr(
            given, "__len__"
        ):
            return []
        return [one_code(code) for code in list(given)[:50]]
    except Exception:  # noqa: BLE001 - as above
        return []


def compare(yours, rows, second_choice=()):
    """Return a table of your codes beside ours and the second coder's, one row a commitment. Never raises.

    yours: a list of statuses in the order of rows; "none given" stands where it is too short, or no list.
    rows: rows of follow_through, one a commitment, with the columns status and second_status; the column
    commitment_id, or the index, names it.
    second_choice: {commitment_id: the other status that you thought of}, or nothing.

    The column "you agree with" says with whom: "both", "ours", "second coder", "nobody", or "ours, by
    your second choice" where only that status is ours. What is no status is marked as such.
    """
    statuses = set(levels("follow_through", "status"))
    if "commitment_id" in rows:
        rows = rows.set_index("commitment_id")
    given = [*codes(yours)[: len(rows)], *[NONE_GIVEN] * len(rows)][: len(rows)]
    table = pd.DataFrame(
        {
            "yours": given,
            "ours": list(rows["status"]),
            "second coder": list(rows["second_status"]),
        },
        index=rows.index,
    )
    other = (
        {name: one_code(code) for name, code in second_choice.items()}
        if isinstance(second_choice, dict)
        else {}
    )
    table["you agree with"] = [
        _with_whom(row, other.get(name))
        for name, row in zip(table.index, table.itertuples(index=False))
    ]
    if other:
        table.insert(
            1, "your second choice", [other.get(name, "") for name in table.index]
        )
    table["yours"] = [
        code if code in statuses or code == NONE_GIVEN else f"{code} (no status)"
        for code in given
    ]
    return table


def _with_whom(row, other):
    yours, ours, second = row[:3]
    if yours == NONE_GIVEN:
        return ""
    if yours in (ours, second):
        return "both" if ours == second else "ours" if yours == ours else "second coder"
    return "ours, by your second choice" if other == ours else "nobody"
