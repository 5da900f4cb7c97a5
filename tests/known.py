"""The tables with the codes of one day, for tests that compare words with numbers.

A check computes what it says from the tables, and a yearly round changes them. Tests that
hold a number of a coded column, or of the events, ask for ``known``: a new code in data/
turns none of them red, a change of the code that computes does.
"""

import pandas as pd
import pytest

from summit.classroom import answers
from summit.data import load

AS_OF = pd.Timestamp("2026-05-26")
COVERAGE = {  # all others: absent
    "full": "O1 P1 P2 P4 P9 P15 G1 G4 G5 G6 I1 I2 I3 V1",
    "partial": "P7 G7 I4 I5 I6 I7 I9 I12",
}
STATUS = {  # all others: restated
    "done": "V1",
    "overtaken": "G7",
    "stalled": "P19",
    "under way": "P3 P10 P12 P14 P15 P17 P18 G4 G5 G10 G11 G12 G13 I2 I3 I10 I11",
    "nothing found": "G2 G3 G9",
}
SECOND_STATUS = {  # all others: under way
    "done": "V1",
    "overtaken": "G7",
    "stalled": "P19",
    "restated": "P1 P2 P4 P5 P6 P7 P8 P9 G1 I1 I4 I5 I6 I7 I8 I9 I12",
    "nothing found": "G2 G9",
}


def coded(commitment_ids, codes, others):
    """Return the code of each commitment."""
    of = {name: code for code, names in codes.items() for name in names.split()}
    return [of.get(name, others) for name in commitment_ids]


def read_table(name):
    """Return a table as ``summit.load`` does, with the codes and the events of AS_OF."""
    rows = load(name)
    if name == "events":
        return rows[rows["date"] <= AS_OF].reset_index(drop=True)
    if name == "commitments":
        codes = coded(rows["commitment_id"], COVERAGE, "absent")
        return rows.assign(article_coverage=codes)
    if name == "follow_through":
        ids = rows["commitment_id"]
        return rows.assign(
            status=coded(ids, STATUS, "restated"),
            second_status=coded(ids, SECOND_STATUS, "under way"),
            as_of=AS_OF,
        )
    return rows


@pytest.fixture
def known(monkeypatch):
    """Let every check of a test read the tables as they are known here."""
    monkeypatch.setattr(answers, "read_table", read_table)
