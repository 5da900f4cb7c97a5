"""What is counted in the text of 4.4: the matches of a pattern, and the words."""

import unicodedata

from ...counting import count, words
from ..sentences import Review
from . import load

MOST, LEAST = (
    20,
    150,
)  # words at most, and the rate per 1,000 words at least, that the exercise asks for


def _highest():
    """Return the highest rate of the pattern in a statement of the table, per 1,000 words."""
    counts, lengths = (
        load("term_counts"),
        load("statements").set_index("statement_id")["words"],
    )
    counts = counts[counts["term_id"] == "coercion"].set_index("statement_id")["count"]
    return float((1000 * counts / lengths).max())


def how_many():
    """Return how many matches are needed, in a long text and in a short one."""
    short = 2 * 1000 // LEAST
    return (
        f"Count the matches you need: at a rate of {LEAST}, {-(-LEAST * MOST // 1000)}"
        f" in {MOST} words, or 2 in {short}."
    )


def judge(answer):
    """Return the Review of a text by its rate of the pattern for coercion."""
    answer = unicodedata.normalize("NFKC", answer)
    pattern = load("terms").set_index("term_id").loc["coercion", "pattern"]
    length, found = words(answer), count(pattern, answer)
    if not length:
        return Review(
            False,
            "There is no word in this text. Write a sentence between the quotation"
            " marks.",
            "no-word",
        )
    if length > MOST:
        return Review(
            False,
            f"This text has {length:,} words; at most {MOST} are wanted. In a shorter"
            " text each word weighs more.",
            "too-long",
        )
    if not found and count(r"\bcoerc", answer):
        return Review(
            False,
            '"Coerce" does not count: the pattern wants the letters coerci, as in'
            " coercion and coercive.",
            "other-spelling",
        )
    if not found:
        return Review(
            False,
            "The pattern finds nothing here. Use the word coercion, or a relative that"
            " begins with coerci.",
            "no-match",
        )
    rate = 1000 * found / length
    if rate < LEAST:
        return Review(
            False,
            f"Found {found}, in {length} words: a rate of {rate:.0f} per 1,000. Use the"
            " word more often, or fewer other words.",
            "low-rate",
        )
    return Review(
        True,
        f"Found {found}, in {length} {'word' if length == 1 else 'words'}: a rate of"
        f" {rate:,.0f} per 1,000. The highest of a statement in the table is"
        f" {_highest():.1f}.",
    )
