"""List every commitment with its last evidence, how old that is, and where to look next.

`python tests/due.py` counts to today, `python tests/due.py 2027-02-07` to that day.
The oldest evidence comes first; below stand the sentences that say to which day they are true.
"""

import shutil
import sys
import textwrap
from datetime import date

import pandas as pd

import course

sys.path.insert(0, str(course.NOTEBOOKS))

from summit import load  # noqa: E402

COLUMNS = "{:<4} {:<13} {:<10} {:>5}  {}"


def due(day):
    """Return follow_through with the age of the evidence in days, and its source.

    What has no evidence comes first, then the oldest.
    """
    rows = load("follow_through").merge(
        load("sources")[["source_id", "publisher", "url"]], on="source_id"
    )
    rows["days"] = (pd.Timestamp(day) - rows["evidence_date"]).dt.days
    rows = rows.sort_values("days", ascending=False, na_position="first", kind="stable")
    return rows.reset_index(drop=True)


def main(words):
    day = date.fromisoformat(words[0]) if words else date.today()
    width = max(60, shutil.get_terminal_size().columns)
    print(f"As of {course.as_of()} in data/; days to {day}.\n")
    print(COLUMNS.format("", "status", "evidence", "days", "what it says; look next"))
    for row in due(day).itertuples():
        found = pd.notna(row.evidence_date)
        when, age = (f"{row.evidence_date:%Y-%m-%d}", int(row.days)) if found else "--"
        start = COLUMNS.format(row.commitment_id, row.status, when, age, "")
        says = textwrap.shorten(row.evidence, width - len(start), placeholder=" ...")
        print(f"{start}{says}\n{' ' * len(start)}{row.publisher}: {row.url}")
    print("\nSentences that say to which day they are true:")
    for where, sentence, _ in course.dated_sentences():
        print(f"{where}: {textwrap.shorten(sentence, 100, placeholder=' ...')}")


if __name__ == "__main__":
    main(sys.argv[1:])
