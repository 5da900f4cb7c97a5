"""Counting: words, terms and sentences of a text, and how far two coders agree."""

import re
from dataclasses import dataclass

import pandas as pd

# a hyphenated word is one word, and so is "U.S.-Japan"; a dash alone is none
WORD = r"\w[\w.'-]*"
CURLY = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
# a closing mark, with the quotation marks, brackets and footnote stars that follow it
CLOSING = re.compile(r"""[.?!]["')\]*.]*""")
# what a sentence can begin with: a capital or a digit, after a space; the space may be
# missing after a small letter
OPENING = re.compile(r"""\s+["'(\[]*[A-Z0-9]|(?<=[a-z]\.)[A-Z]""")
# a period that abbreviates: of a single letter, as in U.S. and Joseph R., or of one of
# these words
ABBREVIATION = re.compile(
    r"(?:(?<![A-Za-z0-9])[A-Za-z]|(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|No))\."
)
# a sentence may still end there, where the next word is one that does not go on with a
# name
NEXT = re.compile(
    r"\s+(?:The|This|These|They|It|We|He|She|In|On|At|As|To|During|After|Before)\s"
)


def count(pattern, text):
    """Return how often a pattern occurs in a text.

    pattern: a regular expression of Python, such as those of the table terms; capitals
    do not matter unless it says (?-i:...). Curly apostrophes count as straight ones,
    and a line break as a space.
    """
    text = re.sub(r"\s+", " ", text.replace("\u2019", "'"))
    return len(re.findall(pattern, text, re.IGNORECASE))


def words(text):
    """Return the number of words in a text, by the rule that gave the column words of
    the table statements.
    """
    return count(WORD, text)


def sentences(text):
    """Return the sentences of a text as a list, by the rule of the tables statements
    and sentences.

    A sentence ends with a period, a question mark or an exclamation mark before a
    capital, a digit or the end of its paragraph. The period of an abbreviation ends
    none, unless a word like The or In follows. A list divided by semicolons is one
    sentence. Paragraphs are divided by blank lines; one without a closing mark (a
    heading) has none.
    """
    return [
        sentence
        for paragraph in re.split(r"\n\s*\n", text)
        for sentence in _of_paragraph(paragraph)
    ]


def _of_paragraph(paragraph):
    paragraph = " ".join(paragraph.translate(CURLY).split())
    found, start = [], 0
    for mark in CLOSING.finditer(paragraph):
        if mark.end() == len(paragraph) or (
            OPENING.match(paragraph, mark.end()) and not _abbreviates(paragraph, mark)
        ):
            found.append(paragraph[start : mark.end()].strip())
            start = mark.end()
    return found


def _abbreviates(paragraph, mark):
    before = paragraph[max(0, mark.start() - 4) : mark.start() + 1]
    short = re.search(ABBREVIATION.pattern + "$", before)
    return mark[0] == "." and bool(short) and not NEXT.match(paragraph, mark.end())


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree: shares from 0 to 1, and Cohen's kappa, or NaN where it
    is not defined.
    """

    items: int
    observed: float
    chance: float
    kappa: float

    def __str__(self):
        text = (
            f"Of {self.items} items, {self.observed:.2f} coded alike, {self.chance:.2f}"
            " expected by chance"
        )
        if pd.isna(self.kappa):
            return (
                f"{text}. Kappa is not defined: both used one code throughout, so that"
                " chance alone would give full agreement and nothing is left to"
                " measure."
            )
        return f"{text}: kappa {self.kappa:.2f}."

    __repr__ = __str__


def agreement(first, second):
    """Return the Agreement of two codings of the same items.

    first, second: lists or columns of the same length, in the same order. The share
    expected by chance is that of two coders who use each code as often as these two,
    and no eye on the item (Cohen 1960, Educational and Psychological Measurement 20,
    37-46). Raises ValueError where the two cannot be compared.
    """
    first, second = (
        pd.Series(list(first), dtype=object),
        pd.Series(list(second), dtype=object),
    )
    if len(first) != len(second) or first.empty:
        raise ValueError(
            "Two codings of the same items have the same length; these have"
            f" {len(first)} and {len(second)}."
        )
    if first.isna().any() or second.isna().any():
        raise ValueError(
            "A code is missing: give every item one, or leave the item out of both."
        )
    observed = float((first == second).mean())
    shares = pd.concat(
        [first.value_counts(normalize=True), second.value_counts(normalize=True)],
        axis=1,
    ).fillna(0)
    chance = float(shares.prod(axis=1).sum())
    kappa = (observed - chance) / (1 - chance) if chance < 1 else float("nan")
    return Agreement(len(first), observed, chance, kappa)
