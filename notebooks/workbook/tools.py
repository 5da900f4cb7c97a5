"""What the workbook's notebook uses: a text, the sheets of two coders, and how far they agree.

Nothing here knows a text or a summit: the tables and their rules stand in codebook.csv and
codes.csv. Nothing raises: what is wrong with what a student gave is said in a sentence, and what
is returned is empty. texts.py reads the text, sheets.py the sheets; here the codes are drawn and
compared.
"""

import base64
import io
from textwrap import wrap

import pandas as pd
from IPython.display import display

from summit.classroom.answers.wording import listed
from summit.counting import agreement as agreed
from summit.pictures import charts
from summit.pictures.style import in_words

from .sheets import choose, codebook, rules, sheet
from .texts import count_terms, empty_table, numbered, open_text, say

__all__ = [
    "agreement",
    "choose",
    "codebook",
    "count_terms",
    "differences",
    "numbered",
    "open_text",
    "paired",
    "rules",
    "sheet",
    "tiles",
]

COMPARED = ["strength", "actor", "field", "date"]
WIDE = 14  # letters of a field's name in one line
FIELDS = 6  # more lines of tiles than that are too low to read
# how each step of the ladder is said of several
PLURAL = {
    "acts": "act",
    "intends": "intend",
    "responds": "respond",
    "affirms": "affirm",
    "notes": "note",
}
FULL_FIRST = list(PLURAL)
COLOR = "#0072B2"


# --- tiles ----------------------------------------------------------------------------


def tiles(coded):
    """Show one tile for each commitment, in lines by field, filled by what its verb does."""
    if not _is_sheet(coded):
        return
    fields = coded["field"].nunique()
    if fields > FIELDS:
        say("No tiles", f"{fields} fields are too many to draw: make them at most six.")
        return
    counts = coded["strength"].value_counts().reindex(FULL_FIRST, fill_value=0)
    title = f"Of {len(coded)} commitments, {_said(counts)}"
    table = coded.assign(field=[_beside(name, fields) for name in coded["field"]])
    table = table.reset_index()  # the names stand on the tiles
    figure = charts.tiles(table, "field", "strength", FULL_FIRST, title, COLOR)
    by_field = pd.crosstab(coded["field"], coded["strength"])
    by_field = by_field.reindex(columns=FULL_FIRST, fill_value=0)
    said = f"{title}. One tile for each, in lines by field; the fuller, the nearer to "
    said += f"an act. {in_words(by_field, zeros=False)}."
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=100)
    picture = base64.b64encode(data.getvalue()).decode()
    display({"image/png": picture, "text/plain": said}, raw=True)
    say("In words", said)


def _beside(name, fields):
    """Return a field's name as it stands beside its tiles: in two lines, or one where lines are low."""
    lines = wrap(name, WIDE)
    most = 2 if fields <= FIELDS - 2 else 1
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: WIDE - 3]}..."]
    return "\n".join(lines)


def _said(counts):
    """Return how many commitments act, intend and so on, where there are any."""
    return listed(
        f"{number} {name if number == 1 else PLURAL[name]}"
        for name, number in counts.items()
        if number
    )


def _is_sheet(table):
    """Say whether there is a sheet in order; where there is none, say what to do."""
    if isinstance(table, pd.DataFrame) and len(table) and "strength" in table:
        return True
    say("No codes", "The sheet is not in order yet: mend it where it is read, above.")
    return False


# --- two coders -----------------------------------------------------------------------


def paired(first, second):
    """Return the codes of two coders side by side, a row a commitment; those of the second end in _2.

    Empty where the two have not coded the same commitments in the same sentences.
    """
    whole = [
        isinstance(t, pd.DataFrame) and t.index.name == "commitment_id"
        for t in (first, second)
    ]
    compared = [
        c for c in [*COMPARED, "status"] if all(whole) and c in first and c in second
    ]
    columns = [name + end for name in compared for end in ("", "_2")]
    empty = empty_table(columns or [n + e for n in COMPARED for e in ("", "_2")])
    empty = empty.rename_axis("commitment_id")
    if not all(whole) or not len(first) or not len(second):
        which = "first" if not whole[0] or not len(first) else "second"
        say("Not compared", f"The sheet of the {which} coder is not in order yet.")
        return empty
    if set(first.index) != set(second.index):
        apart = sorted(set(first.index) ^ set(second.index))
        say("Not compared", f"Only one of the two has coded {listed(apart)}.")
        return empty
    second = second.loc[first.index]
    if "sentence" in first and "sentence" in second:
        apart = list(first.index[first["sentence"] != second["sentence"]])
        if apart:
            say(
                "Not compared",
                f"The two coded different sentences as {listed(apart)}. Kappa needs the "
                "same ten: agree on the sentences, not on the codes.",
            )
            return empty
    return pd.DataFrame(
        {
            name + end: t[name]
            for name in compared
            for end, t in (("", first), ("_2", second))
        },
        index=first.index,
    )


def differences(both):
    """Return the commitments on which two coders differ, with both codes: what to talk about."""
    if not isinstance(both, pd.DataFrame) or not len(both):
        return empty_table(["column", "first coder", "second coder"], "commitment_id")
    rows = [
        (name, column, both.loc[name, column], both.loc[name, column + "_2"])
        for name in both.index
        for column in both.columns
        if column + "_2" in both
        and both.loc[name, column] != both.loc[name, column + "_2"]
    ]
    names = ["commitment_id", "column", "first coder", "second coder"]
    return pd.DataFrame(rows, columns=names).set_index("commitment_id")


def agreement(both, column):
    """Say how often two coders agree on a column, kappa, and how far one commitment moves it."""
    if not isinstance(both, pd.DataFrame) or not len(both):
        say("No kappa", "There are no codes of two coders side by side yet.")
        return
    column = str(column)
    if column not in both or f"{column}_2" not in both:
        known = [name for name in both.columns if f"{name}_2" in both]
        say(
            "No kappa",
            f"Both coders have coded {listed(known)}, each in quotation marks.",
        )
        return
    one, two = both[column], both[f"{column}_2"]
    found = agreed(one, two)
    said = str(found)
    if pd.notna(found.kappa):
        without = [agreed(one.drop(n), two.drop(n)).kappa for n in both.index]
        known = [kappa for kappa in without if pd.notna(kappa)] or [found.kappa]
        low, high = f"{min(known):.2f}", f"{max(known):.2f}"
        said += f" Leave out one of the {len(both)}, and kappa "
        if low == high:
            said += f"is {low}, whichever it is."
        else:
            said += f"lies between {low} and {high}, depending on which."
    say(column.capitalize(), said)
