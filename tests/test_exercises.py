"""Every exercise: the stub, the solution, wrong answers with their own message, and anything a student may give."""

import importlib
import itertools

import numpy as np
import pandas as pd
import pytest
from conftest import LESSONS

from summit import exercises

EXERCISES = {}
for path in LESSONS:
    EXERCISES.update(importlib.import_module(f"summit.feedback.lesson{path.name[:2]}").EXERCISES)

BRIEF = """
Claim: 12 of 18 steps are not in the article.
Figures: 06-status, 06-article
Sources: statement-2025, article-2025, nippon-trump-arrives-2025
Counter-argument: It leaves out most, so most steps fall outside it whatever it chose.
Brief: The first line of a brief that says what its figures show and where its sources stand,
and the next line, which names what is not known: by whose code, as of when, and what the sources
that we read do not say of the other commitments at all.
"""
# wrong answers to open exercises, and a word of the message each must get
OPEN = {
    "1.4": [
        ("The leaders agreed to significantly increase investment and employment.", "deal"),
        ("They promise to increase investment and employment significantly.", "verb"),
        ("They will seek to increase investment and employment.", "degree"),
        ("They will seek to significantly increase trade.", "two things"),
    ],
    "2.4": [
        ("The United States sent 12,110 more troops to Japan between 2007 and 2009.", "verb"),
        ("The number for Japan in 2009 is higher than in 2007.", "how the source counts"),
        ("The number reported rose, but the way of counting changed.", "host"),
        ("The number reported for Japan rose, but the way of counting changed.", "two years"),
        ("The number for Japan rose from 2007 to 2009 because the reporting changed.", "cause"),
    ],
    "3.3": [
        ("The U.S. deficit with Japan was over 100 billion dollars.", "claims"),
        ("In 2024 the U.S. deficit in goods with Japan was 68.5 (Census).", "unit"),
        ("In 2024 the U.S. deficit in goods was 68.5 billion dollars (Census).", "With whom"),
        ("In 2024 the U.S. surplus in goods with Japan was 68.5 billion dollars (Census).", "Who bought"),
        ("The U.S. deficit in goods with Japan was 68.5 billion dollars (Census).", "year"),
        ("In 2024 the U.S. deficit with Japan was 68.5 billion dollars.", "goods alone"),
        ("In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars.", "basis"),
        ("In 2024 the U.S. deficit in goods with Japan was 70 billion dollars (Census).", "do not fit"),
    ],
    "5.4": [
        ("With AUKUS Australia has more friends.", "Which measure"),
        ("The degree of Australia rises from 3 to 4.", "Which partnership"),
        ("With AUKUS the degree of Australia rises.", "By how much"),
        ("With AUKUS the degree of Australia rises from 3 to 4.", "does not follow"),
        ("With AUKUS the weighted degree of Japan stays at 10, so Japan does not matter.", "draws a conclusion"),
    ],
    "6.1": [
        (["done"] * 9, "9 statuses"),
        (["kept"] * 10, "not one of the six"),
        ([1, 5, 4, 4, 3, 5, 2, 6, 4, 4], "not the numbers"),
        (["done", ..., "restated"], "Three dots"),
        (["restated"] * 10, "all ten the same"),
    ],
    "6.5": [
        ("It was a good summit.", "missing or empty"),
        (BRIEF.replace("06-status", "06-tiles"), "no figure"),
        (BRIEF.replace("06-status, ", ""), "Two different figures"),
        (BRIEF.replace("article-2025", "the article"), "no source \"the\""),
        (BRIEF.replace("article-2025", "statement-2025"), "Three different sources"),
        (BRIEF.replace("statement-2025", "cna-summit-2025"), "official"),
        (BRIEF.replace("so most steps fall outside it whatever it chose", ""), "too short"),
        (BRIEF + " word" * 250, "words; 250"),
        (BRIEF[:BRIEF.index("Brief:")] + "Brief: Too short.", "at least 40"),
        (BRIEF.replace("12 of 18 steps are not in the article", "one sentence that can be checked"), "template"),
    ],
    "4.4": [
        ("They coerce.", "coerci"),
        ("A calm sentence about the sea.", "finds nothing"),
        ("Coercion is one of a good many things that a statement of this kind can name.", "rate of"),
        ("coercion " * 21, "at most 20"),
    ],
}


def wrong_answers(number):
    exercise = EXERCISES[number]
    if exercise.judge:
        return OPEN[number]
    return [(trap(), suggestion) for trap, suggestion in exercise.traps]


@pytest.mark.parametrize("number", EXERCISES)
def test_stub_is_not_answered_yet(number):
    assert exercises.feedback(number, ...).status == "Not answered yet"


@pytest.mark.parametrize("number", EXERCISES)
def test_at_least_two_wrong_answers_have_their_own_message(number):
    answers = wrong_answers(number)
    messages = set()
    for answer, words in answers:
        result = exercises.feedback(number, answer)
        assert result.status == "Not yet" and words in result.message
        messages.add(result.message)
    assert len(messages) == len(answers) >= 2


@pytest.mark.parametrize("number", [number for number in EXERCISES if not EXERCISES[number].judge])
def test_expected_value_is_correct_and_no_trap(number):
    exercise = EXERCISES[number]
    assert exercises.feedback(number, exercise.expected()).status == "Correct"
    assert exercise.expected() not in [trap() for trap, _ in exercise.traps]


class Hostile:
    """An object that fails whatever one does with it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    __eq__ = __hash__ = __bool__ = __iter__ = __len__ = __float__ = lambda self, *_: 1 / 0


STRANGE = {
    "None": None, "text": "forty-two", "empty text": "  ", "table": pd.DataFrame({"a": [1, 2]}),
    "empty table": pd.DataFrame(), "column": pd.Series([1, 2]), "NaN": float("nan"), "infinite": float("inf"),
    "missing": pd.NA, "huge list": list(range(1_000_000)), "huge number": 10 ** 400, "truth": True,
    "array": np.arange(4), "dict": {"a": 1}, "function": len, "endless": itertools.count(), "hostile": Hostile(),
    "complex": 1j, "bytes": b"47", "nested": [[1], [2]],
}


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("kind", STRANGE)
def test_strange_answers_are_refused_politely(number, kind):
    result = exercises.feedback(number, STRANGE[kind])
    assert result.status == "Not yet"
    assert 20 < len(result.message) < 400 and "Traceback" not in result.message


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("kind", ["None", "table", "NaN", "huge list"])
def test_common_slips_get_more_than_the_last_resort(number, kind):
    assert "cannot be compared" not in exercises.feedback(number, STRANGE[kind]).message


@pytest.mark.parametrize("number", EXERCISES)
def test_hints_come_one_by_one_and_the_last_one_stays(number, capsys):
    hints = EXERCISES[number].hints
    assert 2 <= len(hints) <= 3
    exercises._hints_shown.clear()
    for _ in range(len(hints) + 1):
        exercises.hint(number)
    lines = capsys.readouterr().out.splitlines()
    last = f"Hint {len(hints)} of {len(hints)}. {hints[-1]}"
    assert lines == [f"Hint {n} of {len(hints)}. {text}" for n, text in enumerate(hints, 1)] + [last]


@pytest.mark.parametrize("number", ["9.1", "1.99", "one", "", None, 1.2, "../x.1", "1.1.1"])
def test_unknown_exercises_are_refused_politely(number, capsys):
    exercises.check(number, 1)
    exercises.hint(number)
    assert capsys.readouterr().out.count("Not yet") == 2


def test_equal_answers_of_other_types_are_accepted():
    count = EXERCISES["0.1"].expected()
    for answer in (count, float(count), np.int64(count)):
        assert exercises.feedback("0.1", answer).status == "Correct"
    ids = sorted(EXERCISES["1.3"].expected())
    for answer in (ids, tuple(ids), set(ids), ids[::-1] + ids, pd.Series(ids), np.array(ids)):
        assert exercises.feedback("1.3", answer).status == "Correct"


@pytest.mark.parametrize(("number", "sentence"), [
    ("2.4", "U.S. troops stationed in Japan, as reported, rose from 2007 to 2009, but the reporting changed."),
    ("3.3", "In 2024 the U.S. bought 70.0 billion dollars more goods (without services) from Japan than it sold: balance of payments."),
    ("3.3", "In 2024 the U.S. deficit in goods and services with Japan was 63 billion dollars (CRS)."),
    ("5.4", "IPEF lifts the density to 1, which says nothing of friendship."),
    ("5.4", "With AUKUS Australia's degree is 4 instead of 3, which doesn\u2019t make it a hub."),
    ("6.1", ("Done ", "restated", "under_way", "underway") + ("restated",) * 6),
    ("6.5", BRIEF),
    ("6.5", BRIEF.replace("\n", "\r\n").lower()),
    ("6.5", BRIEF.replace("Claim:", "- **Claim:**").replace("Counter-argument:", "4. Counterargument:").replace("Figures:", "# Figure :")),
    ("6.5", BRIEF.replace("06-status, 06-article", "figures/06-status.png and 06-article.png; ").replace("statement-2025, ", "\n- Statement-2025\n- ")),
    ("6.5", BRIEF + "Sources: I used three."),
])
def test_other_sound_sentences_are_accepted(number, sentence):
    assert exercises.feedback(number, sentence).status == "Correct"


@pytest.mark.parametrize(("number", "answer", "words"), [
    ("2.1", "condition", "len(...) around that"),
    ("2.3", "row", "Pick one value"),
    ("2.2", "table", "Take one column"),
    ("2.2", ["p2", "P4"], "0 of yours belong, 2 do not, and 6 are missing"),
])
def test_what_a_beginner_gives_gets_a_way_on(number, answer, words):
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})
    answers = {"condition": table["a"] > 1, "row": table.loc[0], "table": table}
    given = answers[answer] if isinstance(answer, str) else answer
    assert words in exercises.feedback(number, given).message


def test_a_broken_table_is_reported_not_raised(monkeypatch):
    def broken(name):
        raise exercises.DataError("commitments.csv", "the file is missing.", "copy it.")
    monkeypatch.setattr("summit.feedback.lesson00.load", broken)
    result = exercises.feedback("0.1", 5)
    assert result.status == "Not yet" and "the file is missing" in result.message


@pytest.mark.parametrize(("guess", "words"), [(..., "None recorded"), (13, "exactly right"), (10, "3 too low"),
                                              (20, "7 too high"), ("many", "quotation marks"), (None, "whole number")])
def test_guesses(guess, words, capsys):
    exercises.guess(guess, 13, "commitments")
    assert words in capsys.readouterr().out
