"""The value of one cell: what it may be, and what a spreadsheet or a copy can do to it."""

import datetime
import difflib
import re
import unicodedata

SAVE = "save it as 'CSV UTF-8 (comma delimited)'"
AGAIN = f"take the file from the collection again, change it, and {SAVE}."


class Refusal(ValueError):
    """A cell that cannot be taken: what was found, as a sentence, and how to mend it."""

    def __init__(self, found, mend):
        self.found, self.mend = found, mend
        super().__init__(f"{found} {mend}")


# --- damage: what no cell of any table may hold ----------------------------------------------

LOST = "\ufffd"
# a byte of UTF-8 after the first, as Windows-1252 or Latin-1 shows it
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# text in UTF-8 as Windows, a Macintosh and a Japanese Windows show it
MOJIBAKE = re.compile(
    f"[ÃÂÄÅ]{_REST}|â€{_REST}|ã[\x81-\x83‚ƒ]{_REST}|(?:[ä-é]{_REST}{{2}}){{2}}|ï[¼½¿»]{_REST}"
    "|‚Ä[^ ]"
    "|[縺繧繝][^ ]{0,3}[縺繧繝]"
)
ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
# in other languages, and of LibreOffice
ERROR_CELL = re.compile(r"#(?:[A-ZÀ-Þ/0-9¡¿]+[!?]|N/?[ADV]|#+)|Err:[0-9]{3}")
# what programs write where there is nothing
NOTHING = {"nan", "NaN", "NaT", "<NA>", "NULL", "null"}
FORMULA = re.compile(r"[=@]|\+(?![0-9])")
NO_BREAK_HYPHEN = "\u2011"
# letters, marks and signs that nobody sees: joiners, fillers, selectors of a variant
UNSEEN = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
UNSEEN |= {chr(n) for n in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}


def damage(text):
    """Return (what was found, how to mend it) where a text is damaged, otherwise None."""
    if LOST in text:
        return (
            f"{_around(text, LOST)} the sign U+FFFD, which stands for a letter that was lost.",
            AGAIN,
        )
    if "??" in text:
        return (
            "there are several question marks in a row: a spreadsheet saved the file as "
            "plain CSV, which turns Japanese into question marks.",
            AGAIN,
        )
    if not text.isascii() and (match := MOJIBAKE.search(text)):
        return (
            f"the cell holds {match[0]!r}, which is text in UTF-8 that a program read as "
            "something else.",
            f"take the file from the collection again; open it as UTF-8, and {SAVE}.",
        )
    if (match := ERROR.search(text)) or (match := ERROR_CELL.fullmatch(text)):
        return (
            f"the cell holds {match[0]!r}, an error message of a spreadsheet.",
            "write the value itself, not a formula, and save again.",
        )
    if text in NOTHING:
        return (
            f"the cell holds {text!r}, which a program wrote where there was nothing.",
            "leave the cell empty.",
        )
    if FORMULA.match(text):
        return (
            f"it begins with {text[0]!r}, so that a spreadsheet would take it for a formula.",
            "write the value itself, or begin with another sign.",
        )
    for sign in "" if text.isascii() and text.isprintable() else text:
        if problem := _odd(sign):
            return (
                f"{_around(text, sign)} {problem}.",
                "delete it, or type the cell again by hand, on one line.",
            )
    if text != unicodedata.normalize("NFC", text):
        return (
            "a letter and its accent stand there as two characters.",
            "type the letter again by hand, as one character.",
        )
    return None


def _around(text, sign):
    before = text[: text.index(sign)][-15:]
    return f"after {before!r} stands" if before else "it begins with"


def _odd(sign):
    code = f"U+{ord(sign):04X}"
    if sign in "\r\n":
        return "a line break"
    if sign == NO_BREAK_HYPHEN:
        return f"a hyphen of an unusual kind ({code})"
    kind = unicodedata.category(sign)
    if kind == "Zs" and sign not in " \u3000":
        return f"a space of an unusual kind ({code})"
    if kind[0] == "C" or kind in ("Zl", "Zp") or sign in UNSEEN:
        return f"a character that cannot be seen ({code})"
    return None


# --- reading -------------------------------------------------------------------------------


def _text(text):
    if text != text.strip():
        raise ValueError
    return text


def _yes_or_no(text):
    # Excel writes TRUE and FALSE; the data package standard allows both spellings
    if text not in ("true", "True", "TRUE", "false", "False", "FALSE"):
        raise ValueError
    return text.lower() == "true"


def _as(form, read):
    # int() and float() would take 1_951, 1e5, +5, and the digits of other scripts
    def reader(text):
        if not re.fullmatch(form, text):
            raise ValueError
        return read(text)

    return reader


WHOLE = r"-?(?:0|[1-9][0-9]{0,14})"
DIGITS = "no comma, no space, no plus sign, no underscore, no letter"

# type of the data package: (reader, what is expected, how to mend it)
TYPES = {
    "string": (_text, "text without a space before or after it", "delete the space."),
    "integer": (
        _as(WHOLE, int),
        "a whole number",
        f"write plain digits, such as 1951: {DIGITS}, no decimal point.",
    ),
    "year": (_as("[0-9]{4}", int), "a year", "write four digits, for example 1951."),
    "number": (
        _as(WHOLE + r"(?:\.[0-9]{1,15})?", float),
        "a number",
        f"write plain digits and a decimal point, such as 35.69: {DIGITS}.",
    ),
    "boolean": (_yes_or_no, "true or false", "write true or false."),
    "date": (
        _as("[0-9]{4}-[0-9]{2}-[0-9]{2}", datetime.date.fromisoformat),
        "a date (year-month-day)",
        "write 2025-02-07 for 7 February 2025; format the column as text first, so that the "
        "spreadsheet leaves it alone.",
    ),
}


def read(field, text):
    """Return the value of a cell, None where it is empty.

    field: the column, as the data package describes it. Raises Refusal.
    """
    rules = field.get("constraints", {})
    if text == "":
        if rules.get("required"):
            raise Refusal(
                "the cell is empty.",
                "write a value: every row needs one in this column.",
            )
        return None
    if problem := damage(text):
        raise Refusal(*problem)
    reader, _, mend = TYPES[field["type"]]
    try:
        value = reader(text)
    except ValueError:
        if any(sign.isdigit() and not sign.isascii() for sign in text):
            mend = f"type the digits again with the English keyboard: {mend}"
        raise Refusal(_found(text, field), mend) from None
    if "enum" in rules and value not in rules["enum"]:
        raise Refusal(_found(text, field), _nearest(text, rules["enum"]))
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise Refusal(_found(text, field), _mend(field))
    if not _within(value, rules, field["type"]):
        raise Refusal(_found(text, field), _mend(field))
    return value


def expected(field):
    """Return what a column takes, in words: its type, its values or form, and its bounds."""
    rules = field.get("constraints", {})
    if "enum" in rules:
        return "one of: " + ", ".join(rules["enum"])
    low, high = rules.get("minimum"), rules.get("maximum")
    what = field.get("form", TYPES[field["type"]][1])
    if low is not None and high is not None:
        return f"{what} between {low} and {high}"
    if low is not None:
        return f"{what} of at least {low}"
    return what if high is None else f"{what} of at most {high}"


def _found(text, field):
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    return f"the cell holds {shown!r}, but this column takes {expected(field)}."


def _mend(field):
    return field.get(
        "mend", "correct the cell; data/README.md says what the column holds."
    )


def did_you_mean(typed, known, otherwise):
    """Return a question with the name that is nearest to what was typed; otherwise, where none is near."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(str(typed).casefold(), names, 1)
    return f"Did you mean {names[near[0]]!r}?" if near else otherwise


def _nearest(text, allowed):
    for form in (text, text.lower()):
        for near in difflib.get_close_matches(form, allowed, 1):
            return f"did you mean {near}? If so, write it."
    return (
        "write one of these; another one must first stand in the list of this column "
        "in datapackage.json."
    )


def _within(value, rules, kind):
    low, high = rules.get("minimum", value), rules.get("maximum", value)
    if kind == "date":  # as text a date is compared as a date, year first
        low, value, high = str(low), str(value), str(high)
    return low <= value <= high
