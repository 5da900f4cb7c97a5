"""From a row of ours to its sentence in the Joint Statement, in a text that the reader has saved from the official page.

The statement is not part of the collection. The table sentences holds where each of its sentences stands, the
number of its letters and digits, and a fingerprint of these: enough to find it in a text, not enough to write it.
Only letters and digits are compared, so that quotation marks, hyphens, headings and line breaks hide nothing.
"""

import bisect
import functools
import hashlib
import html
import os
import re
from numbers import Integral

from IPython.display import display

from ..counting import count, words
from ..data import DataError, load
from ..pictures.style import label
from . import saved
from .answers.wording import as_html, counted, listed
from .display import in_japanese

STATEMENT = "statement-2025"
READ = "Open the official page, count to the place, and read."
AGREE = "Do you agree with our words and our coding? Where you do not, note the row, the sentence and your reason."
CODED = {
    "verb": "verb",
    "strength": "strength",
    "actor": "who",
    "article_coverage": "in the article",
}


class SavedText(str):
    """A text that was read from a file. In a cell, it shows its length instead of itself."""

    def __repr__(self):
        return f"A text of {counted(words(self), 'word')}."


def open_text(file):
    """Return the text of a file that you have saved from the official page; say what it holds. Never raises.

    file: its name, such as "statement.txt"; a text (.txt) or a page (.html), in the folder of the lesson.
    """
    try:
        text = SavedText(saved.read(file))
        message = _what_it_is(text)
    except (saved.Problem, DataError) as problem:
        _say("Not read", str(problem))
        return SavedText()
    _say("Read" if _spans(str(text), _table()) else "Not the text expected", message)
    return text


def find_sentence(row, text=None):
    """Show where a row of ours stands in the statement and, in a text of yours, its sentence beside our coding. Never raises.

    row: a commitment ("P5"), a comparison ("S5"), an entity ("taiwan") or the number of a sentence (5).
    text: what ``open_text`` returned, or the name of a file.
    """
    try:
        title, numbers, coded = _row(row)
        text = None if text is None else _text(text)
        places = load("sentences").set_index("sentence").loc[numbers]
        quotes = {} if text is None else _quotes(numbers, text)
        source = load("sources").set_index("source_id").loc[STATEMENT]
    except (saved.Problem, DataError) as problem:
        _say("Not found", str(problem))
        return
    lines = [
        (_place(place), quotes.get(place.Index, "")) for place in places.itertuples()
    ]
    after = [] if not numbers else [READ if text is None else AGREE]
    if text is not None and not set(numbers) <= set(_spans(str(text), _table())):
        after = [_what_it_is(text)]
    _show(title, lines, coded, after, source["url"])


# --- what a row is -----------------------------------------------------------------------------


def _row(row):
    """Return (title, numbers of sentences, {what: our words}) of a row. Raises saved.Problem."""
    name = (
        saved.clean(str(row)).strip()
        if isinstance(row, (str, Integral)) and not isinstance(row, bool)
        else ""
    )
    commitments, total = load("commitments"), len(load("sentences"))
    if re.fullmatch(r"\d{1,9}", name):
        if not 1 <= int(name) <= total:
            raise saved.Problem(
                f"The statement has {total} sentences: give a number from 1 to {total}."
            )
        here = commitments[commitments["sentence"] == int(name)]
        return (
            f"Sentence {int(name)}",
            [int(name)],
            dict(zip(here["commitment_id"], here["summary"])),
        )
    rows = commitments[commitments["commitment_id"] == name.upper()]
    if len(rows):
        return (
            name.upper(),
            list(rows["sentence"]),
            _of_commitment(rows.iloc[0], commitments),
        )
    checks = load("article_check")
    rows = checks[checks["check_id"] == name.upper()]
    if len(rows):
        return name.upper(), *_of_check(rows.iloc[0])
    mentions, entities = load("mentions"), load("entities").set_index("entity_id")
    rows = mentions[mentions["entity_id"] == name.lower()]
    if len(rows):
        by_sentence = rows.groupby("sentence")["commitment_id"].agg(", ".join)
        return (
            entities.loc[name.lower(), "name"],
            list(by_sentence.index),
            {"named by": ", ".join(by_sentence)},
        )
    raise saved.Problem(
        'Give first a row of ours in quotation marks, such as "P5" (a commitment), "S5" (a comparison) or "taiwan" '
        f"(an entity), or the number of a sentence, 1 to {total}."
    )


def _of_commitment(row, commitments):
    coded = {"our summary": row["summary"]}
    coded["our coding"] = "; ".join(
        f"{words}: {row[column]}" for column, words in CODED.items()
    )
    mentions = load("mentions").merge(load("entities"), on="entity_id")
    names = list(
        mentions.loc[mentions["commitment_id"] == row["commitment_id"], "name"]
    )
    coded["it names"] = "; ".join(names) or "none of our entities"
    others = commitments[
        (commitments["sentence"] == row["sentence"])
        & (commitments["commitment_id"] != row["commitment_id"])
    ]
    if len(others):
        coded["in the same sentence"] = ", ".join(others["commitment_id"])
    if row["article_coverage"] != "absent":
        coded["the article"] = _in_article(
            row["article_paragraph"], row["article_sentence"]
        )
        if isinstance(row["article_also"], str):
            coded["the article"] += "; also " + _in_article(
                row["article_also"], row["article_also_sentence"]
            )
    return coded


def _of_check(row):
    numbers = [int(number) for number in row[["sentence", "sentence_also"]].dropna()]
    return numbers, {
        "the article": f"{_in_article(row['paragraph_id'], row['article_sentence'])}: {row['article_says']}",
        "the official record": row["statement_says"],
        "our verdict": row["verdict"],
    }


def _in_article(paragraph, sentence):
    return f"paragraph {paragraph}, sentence {int(sentence)}"


def _place(place):
    return (
        f"section {label(place.section)}, paragraph {place.paragraph}, sentence {place.position} "
        f"(number {place.Index} of {len(load('sentences'))}, {counted(place.words, 'word')})"
    )


# --- where a sentence is -----------------------------------------------------------------------


def _text(text):
    """Return the text to look in, from a text or the name of a file. Raises saved.Problem."""
    how = '`text = summit.open_text("statement.txt")` reads yours.'
    if not isinstance(text, (str, os.PathLike)):
        raise saved.Problem(f"Give as the second a text: {how}")
    if not isinstance(text, SavedText) and re.fullmatch(
        r"\S{1,200}|[^\n]{1,200}\.(?:txt|html?)", str(text).strip()
    ):
        return saved.read(text)
    if not text.strip():
        raise saved.Problem(f"The text is empty: {how}")
    return text if isinstance(text, SavedText) else saved.clean(text)


def _table():
    return tuple(
        load("sentences")[["sentence", "letters", "fingerprint"]].itertuples(
            index=False, name=None
        )
    )


def _letters(text):
    """Return the letters and digits of a clean text in small letters, and where each of them stands."""
    pairs = [
        (small, place)
        for place, sign in enumerate(text)
        if sign.isalnum()
        for small in sign.casefold()
    ]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]


def fingerprint(text):
    """Return the fingerprint of a sentence: that of the table sentences."""
    return hashlib.sha256(_letters(saved.clean(text))[0].encode()).hexdigest()[:16]


@functools.lru_cache(maxsize=8)
def _spans(text, table):
    """Return {sentence: (start, end)} for each sentence of the table that a text holds."""
    letters, places = _letters(text)
    begins = {
        n
        for n, place in enumerate(places)
        if place == 0 or not text[place - 1].isalnum()
    }
    found = {}
    for mark in re.finditer(r"[.?!]", text):
        end = bisect.bisect_left(places, mark.start())
        for sentence, length, wanted in table:
            start = end - length
            if (
                sentence not in found
                and start in begins
                and hashlib.sha256(letters[start:end].encode()).hexdigest()[:16]
                == wanted
            ):
                found[sentence] = (places[start], mark.end())
    return found


def _quotes(numbers, text):
    """Return {number: the sentence as it stands in a text, or what to say where it is not there}."""
    spans = _spans(str(text), _table())
    return {number: _quoted(number, text, spans) for number in numbers}


def _quoted(number, text, spans):
    if number in spans:
        return _between(text, *spans[number])
    if number - 1 in spans and number + 1 in spans:
        start, end = spans[number - 1][1], spans[number + 1][0]
        if 0 < end - start < 2000 and words(text[start:end]):
            return (
                f"Your text has other words at this place: {_between(text, start, end)}"
            )
    return "Not in your text."


def _between(text, start, end):
    return f"\u201c{' '.join(text[start:end].split())}\u201d"


def _what_it_is(text):
    """Say in a sentence or two how much of the statement a text holds, and if none, what it may be."""
    table = _table()
    found, total = _spans(str(text), table), len(table)
    if len(found) == total:
        return f"All {total} sentences of the statement are in it."
    if not found:
        return (
            f"None of the {total} sentences of the statement is in it. {_guess(text)}"
        )
    missing = [number for number, _, _ in table if number not in found]
    why = (
        "Was only a part of the page copied?"
        if missing[-1] - missing[0] + 1 == len(missing) > 1 or len(missing) > total / 2
        else "Was a word changed there, or does something stand in between?"
    )
    return (
        f"{len(found)} of the {total} sentences of the statement are in it. Not in it: {_runs(missing)}. {why} "
        "The sentences that are there can be found."
    )


def _runs(numbers):
    """Return numbers as "3, 7 to 9 and 12"."""
    runs = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return listed(
        [f"{first}" if first == last else f"{first} to {last}" for first, last in runs]
    )


def _guess(text):
    statements = load("statements")
    ours = statements["statement_id"] == STATEMENT
    address = load("sources").set_index("source_id").loc[STATEMENT, "url"]
    again = f"The official page is {address}"
    letters = [sign for sign in text if sign.isalpha()]
    total = words(text)
    if sum(
        "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in letters
    ) > 0.2 * len(letters):
        return f"It is in Japanese or Chinese; our sentences are counted in the English text. {again}"
    if total < 50:
        return f"It holds only {counted(total, 'word')}. {saved.PASTE}. {again}"
    if count(r"\b(?:the|of|and|to|in)\b", text) < 0.1 * total:
        return f"It does not look like English; our sentences are counted in the English text. {again}"
    names = statements.loc[~ours, "leaders"].str.split(" and ")
    others = {
        pair[1]: pair
        for pair in names
        if all(count(rf"\b{name}\b", text) for name in pair)
    }
    mine = statements.loc[ours, "leaders"].iloc[0].split(" and ")
    if others and not count(rf"\b{mine[1]}\b", text):
        return f"It names {listed(next(iter(others.values())))}: is it a statement of another year? {again}"
    if all(count(rf"\b{name}\b", text) for name in mine):
        return f"It names {listed(mine)}: is it the article, a readout or a report? {again}"
    return f"Is it another page? {again}"


# --- what is shown -----------------------------------------------------------------------------


def _say(status, message):
    display(
        {"text/html": as_html(status, message), "text/plain": f"{status}. {message}"},
        raw=True,
    )


def _show(title, lines, coded, after, address):
    lines = lines or [("the statement has no sentence for it", "")]
    coded = [f"{what[0].upper()}{what[1:]}: {said}" for what, said in coded.items()]
    plain = [
        *(f"{title}: {place}. {quote}".strip() for place, quote in lines),
        *coded,
        *after,
    ]
    page = [
        f"<p><strong>{_safe(title)}</strong>: {_safe(place)}</p>"
        + (f"<blockquote><p>{_safe(quote)}</p></blockquote>" if quote else "")
        for place, quote in lines
    ]
    page += ["<ul>", *(f"<li>{_safe(said)}</li>" for said in coded), "</ul>"]
    page += [
        f'<p>{_safe(" ".join([*after, ""]))}<a href="{html.escape(address)}" target="_blank">The official page</a></p>'
    ]
    display({"text/html": "\n".join(page), "text/plain": "\n".join(plain)}, raw=True)


def _safe(text):
    return in_japanese(html.escape(text))
