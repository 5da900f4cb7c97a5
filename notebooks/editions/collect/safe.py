"""What students wrote, made harmless: as text, as a cell of a table, and as HTML."""

import html
import re
import unicodedata

# a spreadsheet takes what begins so for a formula
FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")
# a number, a telephone number, a date or a dash is none
HARMLESS = re.compile(r"^[-+]?[0-9][0-9 ,.:/()-]*$|^-+$")
KEPT = "\n\t\u200c\u200d"  # some scripts write names with the last two
LONGEST = 4_000  # as much as a check records of an open answer


def text(value, longest=LONGEST):
    """Return anything as a text that can be stored and shown, at most so many letters.

    Half characters, invisible ones and those that turn the direction of writing are left
    out; line ends and tabs stay.
    """
    value = str(value)[: longest + 1].replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        sign
        for sign in value
        if sign in KEPT or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
    )
    return kept if len(kept) <= longest else f"{kept[: longest - 3]}..."


def line(value, longest=200):
    """Return anything as a text of one line."""
    return " ".join(text(value, longest * 4).split())[:longest]


def cell(value):
    """Return a value for a CSV: a number as it is, a text that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value)
    value = text(value)
    if FORMULA.match(value) and not HARMLESS.match(value):
        return f"'{value}"
    return value


def number(value):
    """Return a number in digits: 3, 2.5, without the noise of its last digits."""
    value = float(value)
    return (
        str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.6g}"
    )


def escaped(value):
    """Return a text as HTML in which nothing is markup."""
    return html.escape(text(value), quote=True)
