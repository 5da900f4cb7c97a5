"""Messages as text, as HTML that a screen reader announces, and answers as short JSON values."""

import html
import math
import re

from ..display import in_japanese

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def counted(number, noun, plural=None):
    """Return a number with its noun, such as "1 row" or "2 rows"; plural: where it is not noun + s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number):
    """Return a whole number from 0 to 12 as a word, any other in digits."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def listed(names, last="and"):
    """Return names as "a, b and c"."""
    names = [str(name) for name in names]
    return f" {last} ".join(
        [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names
    )


def printable(text, longest):
    """Return a text that fits on a line: no line ends, no invisible characters, at most so many letters."""
    text = "".join(
        letter if letter.isprintable() else " " for letter in text[: longest + 1]
    )
    return text if len(text) <= longest else text[: longest - 3] + "..."


def as_html(status, message):
    """Return a message as an element that a screen reader announces; all of it is escaped."""
    parts = re.split(r"`([^`]+)`", message)
    parts[1::2] = [f"<code>{_marked(code)}</code>" for code in parts[1::2]]
    parts[::2] = [_marked(text).replace("\n", "<br>") for text in parts[::2]]
    return f'<p role="status"><strong>{_marked(status)}.</strong> {"".join(parts)}</p>'


def _marked(text):
    return in_japanese(html.escape(text))


def as_json(value, describe, longest=300):
    """Return a number, a text or a list of texts as it is, where it is short, and anything else described.

    value: what the answer holds. describe: turns it into a text. longest: in characters.
    """
    if value is None or value is ...:
        return None
    if isinstance(value, str):
        return (
            value[:longest].encode("utf-8", "replace").decode()
        )  # half a character cannot be stored
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if (
        isinstance(value, list)
        and all(isinstance(one, str) for one in value)
        and len(str(value)) <= longest
    ):
        return [one.encode("utf-8", "replace").decode() for one in value]
    return describe(value)[:longest].encode("utf-8", "replace").decode()
