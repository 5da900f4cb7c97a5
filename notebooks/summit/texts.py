"""Counting words and terms in a text."""

import re

WORD = r"\w[\w.'-]*"  # a hyphenated word is one word, and so is "U.S.-Japan"; a dash alone is none


def count(pattern, text):
    """Return how often a pattern occurs in a text.

    pattern: a regular expression of Python, such as those of the table terms; capitals do not
    matter unless it says (?-i:...). Curly apostrophes count as straight ones, and a line break as a space.
    """
    text = re.sub(r"\s+", " ", text.replace("\u2019", "'"))
    return len(re.findall(pattern, text, re.IGNORECASE))


def words(text):
    """Return the number of words in a text, by the rule that gave the column words of the table statements."""
    return count(WORD, text)
