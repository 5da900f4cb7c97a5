"""Every exercise: stub, solution, wrong answers with their own message, and anything a student may give."""

import collections
import dataclasses
import functools
import importlib
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys
import time
import unicodedata
from decimal import Decimal
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from summit.classroom import answers as room
from summit.classroom import exercises
from summit.classroom.answers import cells, reading
from summit.classroom.sentences import Review

from conftest import LESSONS, NOTEBOOKS
from known import known  # noqa: F401 - a fixture: tables whose codes do not change

EXERCISES, PLACES = {}, {}
for path in LESSONS:
    lesson = importlib.import_module(f"summit.classroom.answers.lesson{path.name[:2]}")
    EXERCISES.update(lesson.EXERCISES)
    PLACES.update(dict.fromkeys(lesson.EXERCISES, lesson.EXERCISES))
OPEN = [number for number, exercise in EXERCISES.items() if exercise.judge]
CLOSED = [number for number in EXERCISES if number not in OPEN]


def reads(kind):
    return [number for number in CLOSED if isinstance(EXERCISES[number].read, kind)]


NUMBERS, NAMES, TEXTS = map(
    reads, (exercises.Number, reading.Identifiers, reading.Phrase)
)
CHARTS = reads(exercises.Charts)
COUNTS = [number for number in NUMBERS if EXERCISES[number].read is reading.row_count]
PERCENT = [number for number in NUMBERS if EXERCISES[number].read.digits == 1]


@pytest.fixture
def quick(monkeypatch):
    """Read each table once for the whole test: for tests that call a check thousands of times."""
    monkeypatch.setattr(room, "read_table", functools.cache(room.read_table))


@functools.cache
def computed_once(number):
    """Return a closed exercise whose right value and traps are computed once for all tests."""
    exercise = EXERCISES[number]
    traps = [
        dataclasses.replace(trap, value=functools.cache(trap.value))
        for trap in exercise.traps
    ]
    return dataclasses.replace(
        exercise, expected=functools.cache(exercise.expected), traps=traps
    )


@pytest.fixture
def computed(number, quick, monkeypatch):
    """Compute what an answer is compared with once: for a thousand answers by our own tables."""
    if number in CLOSED:
        monkeypatch.setitem(PLACES[number], number, computed_once(number))


@pytest.fixture
def shown(monkeypatch):
    """Collect what check, hint and guess display, as pairs of Feedback and metadata."""
    found = []
    monkeypatch.setattr(
        exercises, "display", lambda what, metadata=None: found.append((what, metadata))
    )
    return found


def right(exercise_number):
    return EXERCISES[exercise_number].expected()


def a_wrong_answer(number):
    return (
        exercises.Chart("barh", pd.Series([98765], index=["none"]))
        if number in CHARTS
        else "nothing of the kind"
        if number in TEXTS
        else ["P1"]
        if number in NAMES
        else 98765
    )


def values_of(trap):
    """Return the values of a trap as a list: at most four of those that share a message."""
    value = trap.value()
    return (
        [one for one in value if one == one][:4]
        if isinstance(value, list)
        else sorted(map(str, value))[:4]
        if isinstance(value, set)
        else [value]
    )


# What an exercise expects


@pytest.mark.parametrize("number", EXERCISES)
def test_stub_is_not_answered_yet(number):
    result = exercises.feedback(number, ...)
    assert result.status == "Not answered yet"
    assert "three dots" in result.message and "`# stuck?`" in result.message


@pytest.mark.parametrize("number", CLOSED)
def test_expected_value_is_correct(number):
    result = exercises.feedback(number, right(number))
    assert (result.status, result.misconception) == ("Correct", None)


@pytest.mark.parametrize("number", CLOSED)
@pytest.mark.usefixtures("computed")
def test_every_trap_gets_its_message_or_steps_aside(number):
    exercise, said = EXERCISES[number], set()
    for trap in exercise.traps:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", trap.name)
        message = trap.message() if callable(trap.message) else trap.message
        for value in values_of(trap):
            result = exercises.feedback(number, value)
            if reading.same(exercise.read, exercise.read(value), right(number)):
                assert result.status == "Correct"
                continue
            assert result.status == "Not yet" and result.misconception
            said |= {message} if message in result.message else set()
    assert len(said) >= 5, "a beginner is wrong in more ways than that"
    assert len(said) >= 0.6 * len({trap.message for trap in exercise.traps}), (
        "too many traps hide each other"
    )


@pytest.mark.parametrize("number", CLOSED)
def test_each_table_is_read_at_most_once_a_check(number, monkeypatch):
    read, names = room.read_table, []
    monkeypatch.setattr(
        room, "read_table", lambda name: (names.append(name), read(name))[1]
    )
    assert exercises.feedback(number, a_wrong_answer(number)).status == "Not yet"
    assert len(names) == len(set(names)), names
    assert names or number == "6.4"


# A changed table changes what is said


def changed(monkeypatch, table, change):
    read = room.read_table
    monkeypatch.setattr(
        room,
        "read_table",
        lambda name: change(read(name).copy()) if name == table else read(name),
    )


def with_values(column, value, **conditions):
    """Return a function that sets a column of the rows that meet the conditions."""

    def change(rows):
        keep = pd.Series(True, index=rows.index)
        for name, wanted in conditions.items():
            keep &= rows[name].isin(wanted if isinstance(wanted, list) else [wanted])
        rows.loc[keep, column] = value
        return rows

    return change


def without(count):
    return lambda rows: rows.iloc[:-count].reset_index(drop=True)


CHANGES = [
    (
        "1.2",
        "commitments",
        with_values("article_coverage", "full", commitment_id=["P5", "P6"]),
        "8 of 19",
        "6 of 19",
    ),
    (
        "1.3",
        "commitments",
        with_values("article_coverage", "full", commitment_id="G13"),
        "leaves out one",
        "leaves out two",
    ),
    (
        "1.3",
        "commitments",
        with_values("verb", "invited", commitment_id="G13"),
        "",
        "order",
    ),
    (
        "1.5",
        "commitments",
        with_values("article_coverage", "full", pillar="peace"),
        "Growth and Prosperity, 8 commitments",
        "Peace, 13 commitments",
    ),
    (
        "1.6",
        "article",
        with_values("words", 400, paragraph_id="A5"),
        "The longest are A5, A6 and A7",
        "room alone",
    ),
    (
        "1.7",
        "commitments",
        with_values("article_coverage", "full", strength="intends"),
        "longest bar is affirms",
        "longest bar is intends",
    ),
    (
        "2.1",
        "commitments",
        with_values("actor", "Japan", commitment_id="P10"),
        "Japan's four",
        "Every intention",
    ),
    (
        "2.2",
        "commitments",
        with_values("article_coverage", "absent", commitment_id="P15"),
        "keeps two",
        "space. What",
    ),
    (
        "2.3",
        "indicators",
        with_values(
            "value",
            90_000.0,
            series_id="milex-constant-2024-usd",
            iso3="JPN",
            year=2025,
        ),
        "",
        "50 percent",
    ),
    (
        "2.3",
        "indicators",
        with_values(
            "value",
            10_000.0,
            series_id="milex-constant-2024-usd",
            iso3="JPN",
            year=2025,
        ),
        "percent less",
        "more",
    ),
    (
        "2.5",
        "indicators",
        with_values("value", 90_000.0, series_id="us-troops", partner="KOR", year=2015),
        "Since 2016",
        "2005",
    ),
    (
        "2.5",
        "indicators",
        with_values("value", 90_000.0, series_id="us-troops", partner="KOR", year=2025),
        "not below that of Japan",
        "Since",
    ),
    (
        "2.6",
        "commitments",
        with_values("strength", "affirms", commitment_id="P12"),
        "P11 intends, and P12 and P18 affirm",
        "P11 and P12",
    ),
    (
        "3.1",
        "indicators",
        with_values(
            "value", 20_000.0, series_id="us-goods-imports", partner="JPN", year=1987
        ),
        "5 went to Japan",
        "far larger",
    ),
    (
        "3.2",
        "indicators",
        with_values("value", 10.0, series_id="us-services-exports"),
        "another number",
        "smaller",
    ),
    (
        "3.4",
        "indicators",
        with_values("value", 600.0, series_id="japan-fdi-in-us-by-owner", year=2024),
        "another rate",
        "by chance",
    ),
    (
        "3.5",
        "indicators",
        with_values("value", 900_000.0, series_id="ai-publications", iso3="JPN"),
        "are Japan with",
        "are PRC with",
    ),
    (
        "4.1",
        "entities",
        with_values("in_article", True, entity_id="henoko"),
        "Okinawa and Futenma",
        "Okinawa, Henoko",
    ),
    (
        "4.2",
        "mentions",
        lambda rows: rows.drop(rows.index[rows["entity_id"] == "dprk"][:2]),
        "Two commitments",
        "more than",
    ),
    (
        "4.2",
        "entities",
        with_values("in_article", True, entity_id="dprk"),
        "",
        "does not name it",
    ),
    (
        "4.3",
        "term_counts",
        with_values("count", 14, statement_id="statement-2025", term_id="alliance"),
        "15 to 14",
        "vanished",
    ),
    (
        "4.5",
        "term_counts",
        with_values("count", 2, statement_id="statement-2025", term_id="democracy"),
        "from 4.3 to 1.7",
        "A text without",
    ),
    (
        "5.1",
        "partnerships",
        with_values("in_article", False, partnership_id="jpn-usa-aus"),
        "in Quad.",
        "Australia",
    ),
    (
        "5.2",
        "memberships",
        lambda rows: rows[
            ~((rows["partnership_id"] == "quad") & (rows["iso3"] == "IND"))
        ],
        "7 of 10 pairs",
        "10 of 15",
    ),
    (
        "5.3",
        "memberships",
        lambda rows: rows[
            ~((rows["partnership_id"] == "quad") & (rows["iso3"] == "USA"))
        ],
        "",
        "broken",
    ),
    (
        "6.2",
        "follow_through",
        with_values("status", "restated", status="done"),
        "it is 35.7",
        "are close",
    ),
    (
        "6.3",
        "follow_through",
        with_values("as_of", pd.Timestamp("2025-02-09")),
        "below the middle",
        "nobody knows",
    ),
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("number", "table", "change", "then", "now"), CHANGES)
def test_praise_is_computed_and_follows_the_tables(
    number, table, change, then, now, monkeypatch
):
    before = exercises.feedback(number, right(number))
    assert now in before.message and (not then or then not in before.message)
    changed(monkeypatch, table, change)
    after = exercises.feedback(number, right(number))
    assert after.status == "Correct"
    assert then in after.message and now not in after.message


@pytest.mark.parametrize("seed", range(12))
def test_no_trap_hides_the_right_answer_of_other_tables(seed, quick, monkeypatch):
    pick = random.Random(seed)

    def shuffle(name):
        rows = tables[name].copy()
        for column in (
            "article_coverage",
            "strength",
            "actor",
            "status",
            "kind",
            "in_article",
            "count",
            "entity_id",
        ):
            if column in rows:
                rows[column] = pick.sample(list(rows[column]), len(rows))
        return rows

    tables = {
        name: room.read_table(name)
        for name in (
            "commitments",
            "follow_through",
            "entities",
            "term_counts",
            "mentions",
        )
    }
    shuffled = {name: shuffle(name) for name in tables}
    read = room.read_table
    monkeypatch.setattr(
        room,
        "read_table",
        lambda name: shuffled[name] if name in shuffled else read(name),
    )
    for number in CLOSED:
        result = exercises.feedback(number, right(number))
        assert result.status == "Correct", (number, result)
        assert not re.search(r"\b(nan|None|inf)\b", result.message)


def test_a_trap_that_equals_the_right_answer_steps_aside(monkeypatch):
    exercise = EXERCISES["1.1"]
    trap = exercises.Trap(exercise.expected, "That is wrong.", "same-as-right")
    gone = exercises.Trap(lambda: 1 / 0, "That is gone.", "not-computable")
    monkeypatch.setattr(exercise, "traps", [gone, trap, *exercise.traps])
    assert exercises.feedback("1.1", right("1.1")).status == "Correct"
    assert exercises.feedback("1.1", right("1.1") + 1).misconception == "on-or-after"


TYPED = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:three|four|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter)s?\b"
)
# how a percentage, a rate or a root is made, and the by-hand numbers that a prompt itself gives
FORMULA = {"1", "0", "100", "1,000"}


def static(words):
    """Return the numbers typed in a text, without code, years, lessons, identifiers and quotations."""
    words = re.sub(
        r"`[^`]*`|\"[^\"]*\"|\b[A-Z]\d+\b|(?:\b\d{1,2} (?:January|July) )?\b(?:19|20)\d\d\b|lesson \d+",
        "",
        words,
    )
    return set(TYPED.findall(words)) - FORMULA


@pytest.mark.parametrize("number", CLOSED)
def test_no_number_is_typed_into_what_is_said(number):
    exercise = EXERCISES[number]
    for words in [
        exercise.right,
        *exercise.hints,
        *(trap.message for trap in exercise.traps),
    ]:
        if isinstance(words, str):
            found = static(words)
            allowed = {"3.4": set("345689"), "2.3": {"three"}}.get(
                number, set()
            )  # computed once, in constants
            assert found <= allowed, (words, found)


# Right values in any container, and in plain type


def containers(value):
    text = isinstance(value, str)
    yield from ([value], (value,), {value}, {"a": value}.values(), [[value]])
    yield from (
        pd.Series([value]),
        pd.Series([value], index=["x"]),
        pd.Index([value]),
        pd.DataFrame({"a": [value]}),
    )
    yield from (
        np.array([value]),
        np.array([[value]]),
        np.array(value),
        pd.array([value]),
        pd.Categorical([value]),
    )
    yield pd.Series([value], dtype=object)
    if not text:
        yield from (
            np.float64(value),
            np.float32(value),
            Decimal(repr(value)),
            Fraction(value).limit_denominator(10**6),
        )
    if isinstance(value, int):
        yield from (
            float(value),
            np.int64(value),
            np.int16(value),
            range(value, value + 1),
        )
        yield from (pd.array([value], dtype="Int64"), pd.Series([value], dtype="Int64"))


@pytest.mark.parametrize("number", [*NUMBERS, *TEXTS])
@pytest.mark.usefixtures("computed")
def test_a_container_of_one_value_is_that_value(number):
    value = right(number)
    if number in NUMBERS and EXERCISES[number].read.digits:
        value = round(float(value), 4)
    for answer in containers(value):
        assert exercises.feedback(number, answer).status == "Correct", repr(answer)


@pytest.mark.parametrize("number", NAMES)
@pytest.mark.usefixtures("computed")
def test_identifiers_are_taken_from_any_container(number):
    ids = sorted(right(number))
    column = pd.Series(ids)
    wide = [
        "".join(chr(ord(letter) + 0xFEE0) for letter in one) for one in ids
    ]  # full-width letters
    for answer in [
        ids,
        tuple(ids),
        set(ids),
        frozenset(ids),
        ids[::-1] + ids,
        column,
        column.values,
        column.array,
        column.unique(),
        np.array(ids),
        np.array(ids, dtype=object),
        np.array([ids]),
        np.array(ids).reshape(-1, 1),
        pd.Index(ids),
        column.astype("category"),
        pd.Categorical(ids),
        column.to_frame(),
        dict.fromkeys(ids),
        dict.fromkeys(ids).keys(),
        dict(enumerate(ids)).values(),
        [[one] for one in ids],
        [tuple(ids)],
        [f" {one.lower()} " for one in ids],
        wide,
        column.astype("string"),
        column.to_frame().to_numpy(),
    ]:
        assert exercises.feedback(number, answer).status == "Correct", repr(answer)


@pytest.mark.parametrize("number", PERCENT)
def test_more_decimals_are_right_and_fewer_are_named(number):
    value = right(number)
    for digits in (1, 2, 3, 6):
        assert exercises.feedback(number, round(value, digits)).status == "Correct"
    coarse = float(f"{value:.0f}")
    if coarse != round(value, 1) and abs(value) > 5:
        assert exercises.feedback(number, coarse).misconception == "too-few-decimals"
    cut = math.trunc(value * 10) / 10
    if cut not in (round(value, 1), coarse):
        assert exercises.feedback(number, cut).misconception == "cut-off"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (" the  white house ", None),
        ("The White House.", None),
        ("\u201cThe White House\u201d", None),
        ("\uff34\uff48\uff45 White House", None),
        ("The Withe House", "misspelled"),
        ("White", "part-only"),
        ("White House, The White House", "more-around-it"),
        (47, "no-text"),
        (None, "no-value"),
        ("", "empty-text"),
    ],
)
def test_a_name_is_compared_without_its_dress(answer, word):
    result = exercises.feedback("0.2", answer)
    assert (result.status == "Correct", result.misconception) == (word is None, word)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("\u62e1\u5927 \u6291\u6b62", None),
        ("\u300c\u62e1\u5927\u6291\u6b62\u300d", None),
        ("\u6269\u5927\u6291\u6b62", "misspelled"),
        ("\u6291\u6b62", "part-only"),
        ("Extended deterrence", "english"),
    ],
)
def test_japanese_is_compared_letter_by_letter(answer, word):
    result = exercises.feedback("0.4", answer)
    assert (result.status == "Correct", result.misconception) == (word is None, word)


# What a beginner gives gets a way on

TABLE = pd.DataFrame({"commitment_id": ["P1", "P2"], "b": [3.0, 4.0]})
SLIPS = [
    ("2.1", TABLE["b"] > 3, "len(...)` around that"),
    ("2.3", TABLE["b"], "Pick one value"),
    ("2.3", TABLE.loc[0], "Pick one value"),
    ("2.3", TABLE["b"] > 3, "True or False"),
    ("2.2", TABLE, "Take the one column"),
    ("2.2", TABLE["b"] > 3, "True or False"),
    ("2.2", ["p2", "P3"], "None of yours belongs, 2 do not and 6 are missing."),
    ("2.2", ["P10", "P4"], "1 of yours belongs, 1 does not and 5 are missing."),
    ("2.2", ["P10", "P11", "P12", "P13", "P14"], "5 of yours belong and 1 is missing."),
    ("2.2", ["P15, P19"], "one text with two identifiers"),
    ("2.2", "P15, P19", "one text with two identifiers"),
    ("2.2", "P15", "square brackets"),
    ("2.2", ["P20", "Q1"], 'no commitments "P20" and "Q1"'),
    ("2.2", ["P20"], 'There is no commitment "P20"'),
    ("2.2", [10, 11], "these are numbers"),
    ("2.2", [], "no row meets both conditions"),
    ("2.2", TABLE[TABLE["b"] > 9], "no row meets both conditions"),
    ("2.2", ["cyber", "space"], "column domain"),
    ("2.2", ["P1", ...], "Three dots"),
    ("2.2", 6, "Not how many"),
    ("2.5", TABLE, "chart"),
    ("2.5", 2005, "chart"),
    ("2.6", ["P11", "P12"], "| between the two conditions"),
    ("2.6", [], "Use | in place of &"),
    ("2.6", "P11", "square brackets"),
    ("4.1", TABLE[TABLE["b"] > 9], "round brackets of its own"),
    ("4.1", 0, "round brackets of its own"),
    ("1.3", list(TABLE), "column"),
    ("0.1", ["commitment_id", "pillar", "verb"], "names of columns"),
    ("0.2", TABLE[TABLE["b"] > 3], "Pick one of its columns"),
    ("0.5", TABLE["b"] > 3, "len(...)` around that"),
    ("0.1", (47, 11), ".shape"),
    ("0.1", TABLE.count(), "len(...)"),
    ("0.1", TABLE["b"].value_counts(), "one count for each group"),
    ("0.1", "47", "Leave out the quotation marks: 47"),
    ("0.1", "\uff14\uff17", "Leave out the quotation marks: 47"),
    ("0.1", "forty-seven", "in digits"),
    ("0.1", "47 rows", "alone, without sign, unit or quotation marks: 47"),
    ("0.1", "len(commitments)", "calculates nothing"),
    ("0.1", "commitments", "calculates nothing"),
    ("0.1", "1,234", "thousands without a comma: 1234"),
    ("0.1", (1, 234), "thousands without a comma: 1234"),
    ("0.1", True, "Does == stand"),
    ("0.1", None, "print(...)"),
    ("0.1", len, "round brackets"),
    ("0.1", 46.5, "whole number"),
    ("0.1", len("commitments"), "quotation marks"),
    ("1.2", (31, 6), "decimal point: 31.6"),
    ("1.2", "31,6", "decimal point: 31.6"),
    ("1.2", "31.6%", "without sign, unit or quotation marks: 31.6"),
    ("1.2", "1,234,567.5", "thousands without commas: 1234567.5"),
    ("1.2", (1, 234), "a decimal point, 1.234, and thousands without a comma: 1234"),
    ("1.2", float("nan"), "empty cell"),
    ("1.2", float("inf"), "division by zero"),
    ("1.2", complex(1, 2), "imaginary"),
    ("3.2", "\u221263", "-63"),
    ("3.2", "minus 63", "-63"),
    ("6.3", pd.Timedelta(days=262), ".days"),
    ("5.3", TABLE, "the row USA, the column weighted"),
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("number", "answer", "words"), SLIPS)
def test_what_a_beginner_gives_gets_a_way_on(number, answer, words):
    result = exercises.feedback(number, answer)
    assert (
        result.status == "Not yet"
        and words in result.message
        and result.message.count("  ") == 0
    )


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("number", "line", "name"),
    [
        ("0.1", "14", "full-only"),
        ("1.2", "6", "part-alone"),
        ("1.2", "19", "whole-alone"),
        ("1.2", "32", "too-few-decimals"),
        ("1.2", "68", "the-rest"),
        ("1.2", "6 / 19", "fraction-for-percent"),
        ("2.1", "19", "counted-all-rows"),
        ("2.3", "50", "too-few-decimals"),
        ("2.3", "-33.2", "division-turned"),
        ("2.3", "20", "example-unchanged"),
        ("3.1", "84.6", "part-alone"),
        ("3.1", "406.2", "whole-alone"),
        ("3.1", "4.8", "division-turned"),
        ("3.2", "63", "sign-turned"),
        ("4.3", "3", "part-alone"),
        ("5.2", "66.6", "cut-off"),
        ("6.2", "36.8", "example-unchanged"),
        ("6.4", "0.6", "one-coder"),
    ],
)
def test_intermediate_values_have_names(number, line, name):
    assert exercises.feedback(number, eval(line)).misconception == name


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("number", "line", "name"),
    [
        ("5.2", "100 * 6 / 15", "countries-counted"),
        ("6.3", "7 * right('6.3')", "multiplied"),
        ("6.4", "4 / 7", "example-unchanged"),
        ("6.4", "0.347826", "mispaired"),
    ],
)
def test_wrong_steps_of_a_calculation_have_names(number, line, name):
    assert exercises.feedback(number, eval(line)).misconception == name


@pytest.mark.parametrize(
    ("number", "title", "status", "name"),
    [
        ("6.6", "Steps by coverage", "Not yet", "no-unit"),
        ("6.6", "Steps, in %, by coverage", "Correct", None),
        (
            "4.5",
            "The two seas, times per 1,000 words",
            "Not yet",
            "title-of-example",
        ),
    ],
)
def test_right_bars_need_a_title_that_is_ones_own_and_has_the_unit(
    number, title, status, name
):
    drawn = right(number).data.plot.barh(title=title)
    result = exercises.feedback(number, drawn)
    plt.close("all")
    assert (result.status, result.misconception) == (status, name)


def test_three_dots_in_quotation_marks_are_no_answer():
    assert exercises.feedback("0.2", "...").status == "Not answered yet"


@pytest.mark.parametrize(
    ("number", "answer", "signs"),
    [
        ("0.1", 0, ""),
        ("0.3", 0, ""),
        ("0.5", 0, ""),
        ("0.5", pd.DataFrame(), ""),
        ("1.2", pd.DataFrame(), ""),
        ("2.1", pd.DataFrame(), "&"),
    ],
)
def test_an_answer_without_a_row_names_only_the_signs_that_were_met(
    number, answer, signs
):
    result = exercises.feedback(number, answer)
    assert result.misconception == "no-row"
    assert [sign for sign in "&|" if sign in result.message] == list(signs), result


def test_the_date_of_the_meeting_in_japan_is_named():
    events = room.load("events")
    later = len(events[events["date"] > "2025-02-08"])
    assert exercises.feedback("1.1", later).misconception == "date-in-tokyo"


def test_a_date_written_day_first_is_named():
    events = room.load("events")
    assert (
        exercises.feedback(
            "1.1", len(events[events["date"] > "7/2/2025"])
        ).misconception
        == "day-first"
    )


def test_a_condition_that_is_counted_by_itself_is_named():
    peace = room.load("commitments").query("pillar == 'peace'")
    message = exercises.feedback("2.1", len(peace["actor"] != "both")).message
    assert "stands by itself" in message and "`len(peace[...])`" in message


@pytest.mark.parametrize("number", COUNTS)
def test_forgetting_len_does_not_give_the_count_away(number):
    rows = pd.DataFrame({"a": range(right(number)), "b": "x"})
    for answer in (rows, rows["b"], list(rows["a"]), rows["a"] > 1, rows.index):
        message = exercises.feedback(number, answer).message
        assert (
            str(right(number)) not in re.findall(r"\d+", message)
            and "len(...)" in message
        )


@pytest.mark.parametrize(
    "number", [number for number in NUMBERS if number not in COUNTS]
)
def test_advice_to_count_comes_only_where_a_count_is_asked_for(number):
    rows = pd.DataFrame({"a": [1, 2, 3], "b": "x"})
    for answer in (rows, rows["a"], list(rows["a"]), rows["a"] > 1):
        assert "len(" not in exercises.feedback(number, answer).message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pd.DataFrame({"a": [1], "b": [2]}), "1 row and 2 columns"),
        (pd.DataFrame({"a": [1, 2]}), "2 rows and 1 column"),
        (pd.Series([1, 2]), "2 values"),
        ([1], "1 value"),
        ((1, 2), "2 values"),
        (pd.DataFrame(), "an empty table"),
        ([], "an empty list"),
    ],
)
def test_singular_and_plural(answer, words):
    assert re.search(rf"\b{words}(?!s)", exercises.describe(answer))


# A check never raises, and never calls wrong what is right or right what is wrong


class Hostile:
    """An object that fails whatever one does with it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    __eq__ = __hash__ = __bool__ = __iter__ = __len__ = __float__ = lambda self, *_: (
        1 / 0
    )


class LyingList(list):
    def __len__(self):
        return 1

    def __iter__(self):
        return itertools.count()


class LyingText(str):
    def casefold(self):
        raise ValueError


class Odd(int):
    __eq__ = __float__ = __int__ = lambda self, *_: 1 / 0
    __hash__ = int.__hash__


def recursive():
    one = []
    one.append(one)
    return one


def nested(depth):
    value = 47
    for _ in range(depth):
        value = [value]
    return value


STRANGE = {
    "None": None,
    "text": "forty-two",
    "empty text": "  ",
    "table": pd.DataFrame({"a": [1, 2]}),
    "empty table": pd.DataFrame(),
    "column": pd.Series([1, 2]),
    "NaN": float("nan"),
    "infinite": float("inf"),
    "missing": pd.NA,
    "no time": pd.NaT,
    "huge list": list(range(1_000_000)),
    "huge range": range(10**30),
    "huge number": 10**400,
    "huge digits": 10**5000,
    "truth": True,
    "array": np.arange(4),
    "dict": {"a": 1},
    "function": len,
    "endless": itertools.count(),
    "hostile": Hostile(),
    "hostile list": [Hostile(), Hostile()],
    "complex": 1j,
    "bytes": b"47",
    "nested": [[1], [2]],
    "deep": nested(900),
    "recursive": recursive(),
    "lying list": LyingList([1]),
    "lying text": LyingText("x"),
    "odd": Odd(3),
    "long text": "word " * 200_000,
    "half a letter": "\ud800",
    "no letter": "\x00\x07",
    "markup": "<img src=x>",
    "signaling": Decimal("sNaN"),
    "decimal": Decimal("1e999999"),
    "fraction": Fraction(10**400, 3),
    "type": int,
    "dots in list": [...],
    "masked": np.ma.masked_all(1),
    "structured": np.zeros(1, dtype=[("a", int)]),
    "timedelta": np.timedelta64(3, "D"),
    "interval": pd.Interval(0, 1),
    "frames": {"a": pd.DataFrame()},
    "exception": ValueError("x"),
    "module": sys,
    "multi": pd.MultiIndex.from_tuples([(1, 2), (3, 4)]),
    "generator": (n for n in range(3)),
    "sparse": pd.arrays.SparseArray([1, 1]),
    "wide": pd.DataFrame(np.ones((3, 400))),
    "same names": pd.DataFrame([[1, 2]], columns=["a", "a"]),
}


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.usefixtures("computed")
def test_strange_answers_are_refused_politely(number, kind):
    start = time.perf_counter()
    result = exercises.feedback(number, STRANGE[kind])
    assert time.perf_counter() - start < 2
    assert result.status == "Not yet"
    assert 20 < len(result.message) < 500 and "Traceback" not in result.message


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize(
    "kind", ["None", "table", "NaN", "huge list", "text", "column", "recursive"]
)
@pytest.mark.usefixtures("computed")
def test_common_slips_get_more_than_the_last_resort(number, kind):
    assert "cannot be compared" not in exercises.feedback(number, STRANGE[kind]).message


PER_EXERCISE = 250


def leaves(value, depth=0):
    """Return the single values in an answer, however it is packed."""
    if depth > 8:
        return [None, None]
    if isinstance(value, pd.DataFrame):
        value = value.to_numpy().ravel().tolist()
    if (
        isinstance(value, (str, bytes))
        or not hasattr(value, "__iter__")
        or isinstance(value, np.ndarray)
        and not value.ndim
    ):
        return [value]
    return [
        leaf for one in itertools.islice(value, 1000) for leaf in leaves(one, depth + 1)
    ]


def plainly_right(number, answer):
    """Say whether an answer holds the right value and nothing else, without the code that is tested."""
    found, truth = leaves(answer), right(number)
    if number in NAMES:
        return {
            unicodedata.normalize("NFKC", one).strip().upper() for one in found
        } == set(truth)
    if len(found) != 1:
        return False
    if number in CHARTS:
        return found[0].kind == truth.kind and found[0].data.equals(truth.data)
    if number in TEXTS:
        bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", found[0])).casefold()
        return bare == re.sub(r"[\W_]+", "", truth).casefold()
    return (
        abs(float(found[0]) - float(truth))
        <= 0.5 * 10 ** -EXERCISES[number].read.digits + 1e-6
    )


def odd_answers(number, pick):
    """Yield odd answers to an exercise without end, some of them right in an odd dress."""
    letters = "aZ0 9.,%-+'\"()[]{}<>&|=~#\\\n\t`$*\u00b2\u0663\uff14\u62e1\u5927\u200b\u202e\ud83d\ude00\x00\ud800"
    words = [
        "P1",
        "p19",
        "G13",
        "47",
        "31,6",
        "1,234",
        "len(x)",
        "both",
        "the",
        "white",
        "house",
        "not",
        "seek",
        "2007",
        "billion",
        "degree",
        "AUKUS",
        "coercion",
        "done",
        "restated",
        "Claim:",
        "Figures:",
        "Sources:",
        "Brief:",
        "06-status",
        "statement-2025",
    ]
    closed = number in CLOSED

    def scalar():
        return pick.choice(
            [
                lambda: pick.randint(-200, 700),
                lambda: pick.uniform(-100, 700),
                lambda: round(pick.uniform(-80, 80), pick.randint(0, 3)),
                lambda: "".join(pick.choices(letters, k=pick.randint(0, 40))),
                lambda: " ".join(pick.choices(words, k=pick.randint(1, 30))),
                lambda: pick.choice(words),
                lambda: None,
                lambda: pick.random() < 0.5,
                lambda: Decimal(pick.randint(-999, 999)) / 10,
                lambda: Fraction(pick.randint(-99, 99), pick.randint(1, 50)),
                lambda: np.float64(pick.uniform(-5, 500)),
                lambda: np.int64(pick.randint(0, 120)),
                lambda: pick.choice([10**400, -(10**5000), 1e308, -0.0, 5e-324]),
                lambda: (
                    pd.Timestamp("2025-02-07") + pd.Timedelta(days=pick.randint(0, 500))
                ),
                lambda: complex(pick.random(), 1),
                lambda: pick.choice(
                    [STRANGE[kind] for kind in STRANGE if kind != "lying list"]
                ),  # no table can hold that
                lambda: (
                    right(number)
                    if closed and number not in NAMES
                    else pick.choice(words)
                ),
                lambda: (
                    right(number) * pick.choice([1, -1, 100, 0.01, 1.01])
                    if number in NUMBERS
                    else pick.choice(words)
                ),
            ]
        )()

    def pack(value):
        return pick.choice(
            [
                lambda: [value],
                lambda: (value, value),
                lambda: pd.Series([value, value], dtype=object),
                lambda: {"a": value},
                lambda: np.array([value], dtype=object),
                lambda: pd.DataFrame({"a": [value]}),
                lambda: [[value]],
                lambda: {1: value}.values(),
                lambda: pd.Index([value], dtype=object),
                lambda: [value] * pick.randint(0, 60),
            ]
        )()

    while True:
        value = (
            sorted(right(number))[: pick.choice([99, 99, 2])]
            if number in NAMES and pick.random() < 0.2
            else scalar()
        )
        for _ in range(pick.choice([0, 0, 1, 1, 2, 4])):
            try:
                value = pack(value)
            except Exception:
                break
        yield value


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.usefixtures("computed")
def test_odd_answers_never_raise_and_never_pass(number, shown):
    answers = odd_answers(number, random.Random(f"2025-02-07 {number}"))
    statuses = collections.Counter()
    for answer in itertools.islice(answers, PER_EXERCISE):
        start = time.perf_counter()
        exercises.check(number, answer)
        assert time.perf_counter() - start < 2, type(answer)
        result, metadata = shown.pop()
        statuses[result.status] += 1
        assert result.status in ("Not yet", "Complete" if number in OPEN else "Correct")
        assert "AttributeError" not in result.message
        if result.status == "Correct":
            assert plainly_right(number, answer), repr(answer)
        record = json.loads(
            json.dumps(metadata, ensure_ascii=False, allow_nan=False).encode("utf-8")
        )["summit"]
        assert record["exercise"] == number and record["status"] == result.status
        result._repr_html_().encode("utf-8")
        str(result).encode("utf-8")
        assert len(result.message) < 1200
    assert statuses["Not yet"] > PER_EXERCISE / 2 and (
        number in OPEN or statuses["Correct"]
    )


def test_there_are_enough_odd_answers():
    assert PER_EXERCISE * len(EXERCISES) > 8_000


def test_a_broken_table_is_reported_not_raised(monkeypatch, shown):
    def broken(name):
        raise exercises.DataError(f"{name}.csv", "the file is missing.", "copy it.")

    monkeypatch.setattr(room, "read_table", broken)
    for number in CLOSED:
        if number == "6.4":
            continue
        result = exercises.feedback(number, a_wrong_answer(number))
        assert result.status == "Not yet" and "the file is missing" in result.message
        exercises.hint(number)
        assert shown.pop()[0].message


# Names of exercises, hints, guesses


@pytest.mark.parametrize("number", EXERCISES)
def test_hints_come_one_by_one_and_the_last_one_stays(number, shown):
    hints = EXERCISES[number].hints
    assert 2 <= len(hints) <= 3
    exercises._hints_shown.clear()
    for _ in range(len(hints) + 1):
        exercises.hint(number)
    words = [hint() if callable(hint) else hint for hint in hints]
    assert [str(found) for found, _ in shown] == [
        f"Hint {n} of {len(hints)}. {text}"
        for n, text in [*enumerate(words, 1), (len(hints), words[-1])]
    ]


@pytest.mark.parametrize(
    "written",
    [
        "1.2",
        1.2,
        "1.2 ",
        " 1.2",
        "01.2",
        "1,2",
        "\uff11.\uff12",
        "\u00b9.\u00b2",
        np.float64(1.2),
    ],
)
def test_the_number_of_an_exercise_may_be_written_in_many_ways(written, shown):
    exercises.check(written, right("1.2"))
    exercises.hint(written)
    (found, metadata), (hint, _) = shown
    assert (
        found.status == "Correct"
        and metadata["summit"]["exercise"] == "1.2"
        and hint.status.startswith("Hint")
    )


@pytest.mark.parametrize(
    "number",
    [
        "9.1",
        "1.99",
        "one",
        "",
        None,
        1,
        "../x.1",
        "1.1.1",
        "\u0661.\u0661",
        "huge digits",
        "hostile",
        "long text",
        True,
        "1.2\n3",
        "1." + "1" * 500,
    ],
)
def test_unknown_exercises_are_refused_politely(number, shown):
    number = STRANGE.get(number, number)
    exercises.check(number, 1)
    exercises.hint(number)
    assert [found.status for found, _ in shown] == ["Not yet"] * 2


def test_check_without_an_answer_is_not_answered_yet(shown):
    exercises.check("1.2")
    assert shown[0][0].status == "Not answered yet"


@pytest.mark.parametrize(
    ("yours", "words"),
    [
        (..., "None recorded. The table says 13 commitments."),
        (13, "exactly right"),
        (10, "3 too low"),
        (20, "7 too high"),
        ("many", "Write a number in digits"),
        (None, "gives no value"),
        ("13", "Leave out the quotation marks: 13"),
        ([13], "exactly right"),
        (12.5, "0.5 too low"),
        (Fraction(1, 3), "12.6666666667 too low"),
        (Decimal("13.0"), "exactly right"),
        ((12, 5), "12.5"),
        ("huge number", "very large"),
        ("recursive", "a list"),
        ("NaN", "NaN"),
        ("hostile", "Hostile"),
        (True, "True"),
        (b"13", "bytes"),
        ("thirteen", "in digits"),
        ("huge digits", "very large"),
        ("column", "2 values"),
        ("fraction", "very large"),
    ],
)
def test_guesses(yours, words, shown):
    yours = STRANGE.get(yours, yours) if isinstance(yours, str) else yours
    exercises.guess(yours, np.int64(13), "commitments")
    found, metadata = shown[0]
    assert found.status == "Your guess" and words in found.message
    record = json.loads(json.dumps(metadata, allow_nan=False))["summit"]
    assert record["actual"] == 13 and record["what"] == "commitments"


@pytest.mark.parametrize(
    ("actual", "what", "words"),
    [
        (1, "acts", "says 1 act."),
        (1, "commitments carried in full", "says 1 commitment carried in full."),
        (0, "acts", "says 0 acts."),
        (0.1 + 0.2, "points", "says 0.3 points."),
        (np.float64(6), "acts", "says 6 acts."),
        (None, "acts", "None acts"),
        (float("nan"), "acts", "acts"),
        ("hostile", "acts", ""),
        ([6], "acts", "says 6 acts."),
    ],
)
def test_what_a_guess_is_compared_with_may_be_anything(actual, what, words, shown):
    actual = STRANGE.get(actual, actual) if isinstance(actual, str) else actual
    exercises.guess(..., actual, what)
    exercises.guess(3, actual, what)
    exercises.guess(3, actual, STRANGE["hostile"])
    assert words in shown[0][0].message
    json.dumps([metadata for _, metadata in shown], allow_nan=False)


# What is displayed


def test_feedback_is_escaped_and_announced():
    answer = "<img src=x onerror=alert(1)>"
    markup = exercises.feedback("0.2", answer)._repr_html_()
    assert markup.startswith(
        '<p role="status"><strong>Not yet.</strong> '
    ) and markup.endswith("</p>")
    assert "<img" not in markup and "&lt;img src=x onerror=alert(1)&gt;" in markup


def test_feedback_marks_code_and_japanese():
    markup = exercises.Feedback(
        "Not yet", 'Write `a["<b>"]` for \u62e1\u5927\u6291\u6b62 & go.'
    )._repr_html_()
    assert (
        markup
        == '<p role="status"><strong>Not yet.</strong> Write <code>a[&quot;&lt;b&gt;&quot;]</code> for '
        '<span lang="ja">\u62e1\u5927\u6291\u6b62</span> &amp; go.</p>'
    )
    assert not hasattr(exercises.Feedback, "_repr_markdown_")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("number", "answer", "record"),
    [
        ("0.1", 14, {"status": "Not yet", "misconception": "full-only", "answer": 14}),
        (
            "0.1",
            ...,
            {"status": "Not answered yet", "misconception": None, "answer": None},
        ),
        (
            "0.1",
            np.int64(47),
            {"status": "Correct", "misconception": None, "answer": 47},
        ),
        ("0.1", [47], {"status": "Correct", "misconception": None, "answer": 47}),
        (
            "0.1",
            TABLE,
            {
                "status": "Not yet",
                "misconception": "whole-table",
                "answer": "a table of 2 rows and 2 columns",
            },
        ),
        (
            "0.1",
            "47",
            {
                "status": "Not yet",
                "misconception": "number-in-quotation-marks",
                "answer": "47",
            },
        ),
        (
            "0.1",
            10**40,
            {
                "status": "Not yet",
                "misconception": "too-large",
                "answer": "a very large number",
            },
        ),
        (
            "1.2",
            Decimal("31.6"),
            {"status": "Correct", "misconception": None, "answer": 31.6},
        ),
        (
            "1.3",
            pd.Series(["G13", "P19"]),
            {"status": "Correct", "misconception": None, "answer": ["G13", "P19"]},
        ),
        (
            "1.3",
            {"P19", "G13"},
            {"status": "Correct", "misconception": None, "answer": ["G13", "P19"]},
        ),
        (
            "0.2",
            "x" * 1000,
            {"status": "Not yet", "misconception": None, "answer": "x" * 300},
        ),
    ],
)
def test_the_record_beside_an_output(number, answer, record, shown):
    exercises.check(number, answer)
    assert shown[0][1] == {"summit": {"exercise": number, **record}}
    json.dumps(shown[0][1], allow_nan=False)


def test_an_open_text_is_recorded_whole(shown):
    answer = "Line one.\n" + "word " * 900
    exercises.check("6.5", answer)
    assert shown[0][1]["summit"]["answer"] == answer[:4000]


# An answer is used up, and a slip in the cell is named

CHECK = 'summit.check("0.1", answer)'
CELLS = [
    ("answer == 47", "== asks a question", "two-equals-signs"),
    ("answer != 47", "compares", "other-sign"),
    ("Answer = 47", "capitals", "capital"),
    ("answer: 47", "colon", "colon"),
    ("publisher = 47", "`publisher`", "other-name"),
    ("anwser = 47", "`anwser`", "misspelled-name"),
    ("# answer = 47", "begins with #", "answer-in-remark"),
    ("47", "no name for it", "no-name"),
    ("", "uses its answer up", "no-answer-line"),
    ("answer = 47\nanswer = ...", "Delete that line", "dots-below-answer"),
    ("answer = ...", "three dots", None),
    ("answer = ...\nmine = answer", "three dots", None),
]


@pytest.mark.parametrize(("lines", "words", "name"), CELLS)
def test_a_used_answer_does_not_count_again(lines, words, name, monkeypatch, shown):
    names = {"answer": 47, "In": ["", f"answer = 47\n{CHECK}"]}
    monkeypatch.setattr(
        cells, "get_ipython", lambda: type("Shell", (), {"user_ns": names})
    )
    exercises.check("0.1", names["answer"])
    assert shown[-1][0].status == "Correct" and names["answer"] is ...
    names["In"].append(f'{lines}\n{CHECK}\n# stuck? summit.hint("0.1")')
    exercises.check("0.1", names["answer"])
    found, metadata = shown[-1]
    assert (
        found.status == "Not answered yet"
        and words in found.message
        and "`# stuck?`" in found.message
    )
    assert metadata["summit"]["misconception"] == name


def test_an_answer_below_the_check_is_named(monkeypatch, shown):
    names = {"In": [f"{CHECK}\nanswer = 47"]}
    monkeypatch.setattr(
        cells, "get_ipython", lambda: type("Shell", (), {"user_ns": names})
    )
    exercises.check("0.1", ...)
    assert shown[0][1]["summit"]["misconception"] == "answer-below-check"


@pytest.mark.parametrize(
    "inputs",
    [
        None,
        [],
        [3],
        ["len("],
        ["summit.check('9.9', answer)\nx = 3"],
        [f"{CHECK}\nlen("],
        [f"{CHECK}\x00"],
        [f"%run x\n{CHECK}"],
    ],
)
def test_a_cell_that_does_not_show_a_slip_is_left_alone(inputs, monkeypatch, shown):
    monkeypatch.setattr(
        cells, "get_ipython", lambda: type("Shell", (), {"user_ns": {"In": inputs}})
    )
    exercises.check("0.1", ...)
    assert "Replace the three dots" in shown[0][0].message


def test_a_column_that_a_single_equals_sign_has_overwritten_is_named(
    monkeypatch, shown
):
    commitments = room.load("commitments")
    peace = commitments[commitments["pillar"] == "peace"].copy()
    names = {"peace": peace, "In": ['answer = len(peace)\nsummit.check("2.1", answer)']}
    monkeypatch.setattr(
        cells, "get_ipython", lambda: type("Shell", (), {"user_ns": names})
    )
    exercises.check("2.1", 19)
    assert "the number of all rows" in shown[-1][0].message, "one pillar is no slip"
    peace["strength"] = "intends"
    exercises.check("2.1", 19)
    assert "the same strength" in shown[-1][0].message
    assert shown[-1][0].misconception == "table-changed"
    exercises.check("2.1", 5)
    assert shown[-1][0].status == "Correct"
    commitments = commitments.assign(strength="acts")
    names.update(
        both=commitments[commitments["actor"] == "both"],
        In=['answer = len(both)\nsummit.check("2.1", answer)'],
    )
    exercises.check("2.1", 19)
    assert "Run the cell that loads commitments again" in shown[-1][0].message


def test_only_the_answer_that_was_checked_is_used_up(monkeypatch, shown):
    names = {"answer": 47, "mine": 47}
    monkeypatch.setattr(
        cells, "get_ipython", lambda: type("Shell", (), {"user_ns": names})
    )
    exercises.check("0.1", 46)
    assert names == {"answer": 47, "mine": 47}


SHELL = """
import sys
sys.path.insert(0, sys.argv[1])
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
shell.run_cell("import summit", store_history=True)
for cell in ["answer = 47", "mine = answer", "Answer = 47", "answer == 47", "publisher = 47"]:
    with capture_output() as found:
        shell.run_cell(cell + '\\nsummit.check("0.1", answer)', store_history=True)
    print(found.outputs[0].data["text/plain"] if found.outputs else found.stdout)
    if found.outputs:
        print(sorted(found.outputs[0].data), found.outputs[0].metadata)
print(shell.user_ns["mine"])
"""


def test_in_a_real_shell(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", SHELL, str(NOTEBOOKS)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"IPYTHONDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8", **os.environ},
    )
    lines = run.stdout.splitlines()
    assert run.returncode == 0, run.stderr
    assert (
        lines[0].startswith("Correct.")
        and "['text/html', 'text/plain']" in lines[1]
        and "'answer': 47" in lines[1]
    )
    for line, word in zip(
        lines[2::2], ["uses its answer up", "`Answer`", "==", "`publisher`"]
    ):
        assert line.startswith("Not answered yet.") and word in line


# Open answers


@pytest.mark.parametrize("number", OPEN)
def test_an_open_answer_is_never_called_correct(number, monkeypatch):
    exercise = EXERCISES[number]
    found = exercises.feedback(number, "A sentence about something else.")
    assert found.status == "Not yet"
    monkeypatch.setattr(
        exercise, "judge", lambda value: Review(True, "All parts are there.")
    )
    monkeypatch.setattr(exercise, "read", exercises.text)
    monkeypatch.setattr(exercise, "model", lambda: "This is the model.")
    found = exercises.feedback(number, "A sentence.")
    assert found.status == "Complete"
    assert found.message.startswith("All parts are there. ") and found.message.endswith(
        " One way to say it: This is the model."
    )
    assert "One way" not in exercises.feedback(number, "this is  the model.").message
    monkeypatch.setattr(
        exercise, "judge", lambda value: Review(False, "A part is missing.", "no-part")
    )
    assert exercises.feedback(number, "A sentence.") == exercises.Feedback(
        "Not yet", "A part is missing.", "no-part"
    )


@pytest.mark.parametrize(
    ("answer", "part"), [("us", False), ("house", True), ("White", True)]
)
def test_letters_inside_a_word_are_no_part_of_an_answer(answer, part):
    assert (exercises.feedback("0.2", answer).misconception == "part-only") == part


def test_a_text_is_quoted_as_it_was_typed():
    assert '"Japan"' in exercises.feedback("0.2", "Japan").message


@pytest.mark.usefixtures("known")
def test_two_slips_that_lead_to_one_number_are_told_apart():
    columns = len(room.load("commitments").columns)
    assert columns == (room.load("commitments")["article_coverage"] == "full").sum(), (
        "choose another number that two slips lead to"
    )
    message = exercises.feedback("0.1", columns).message
    assert (
        message.startswith("Two slips lead to this value. Either: ")
        and message.count(" Or: ") == 1
    )
