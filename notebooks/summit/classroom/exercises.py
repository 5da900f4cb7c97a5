"""Exercises: instant feedback that never stops a lesson.

What each exercise asks, expects and answers to a wrong value stands in answers/, one file
a lesson; the expected values are computed from the tables each time, never typed in.
"""

import importlib
import math
import numbers
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from IPython.display import display

from ..data import DataError
from . import answers as room
from . import charts_shown, own
from .answers import cells, wording
from .answers.charts import DATA_RIGHT, READ_TITLE, Chart, Charts, chart
from .answers.number import Number
from .answers.reading import (
    fits,
    names,
    near,
    phrase,
    rounded,
    row_count,
    same,
    text,
    whole_number,
)
from .answers.slips import Trap
from .answers.values import Refusal, describe, only_value, plain, values_of

__all__ = [
    "Chart",
    "Charts",
    "Exercise",
    "Feedback",
    "Number",
    "Refusal",
    "Trap",
    "chart",
    "check",
    "describe",
    "feedback",
    "guess",
    "hint",
    "names",
    "phrase",
    "rounded",
    "row_count",
    "text",
    "whole_number",
]

STUCK = "Stuck? Remove `# stuck?` from the last line."
ONE_CELL_TABLE = (
    "Your answer is a table of one cell: `.loc[row, column]` gives the number alone."
)
UNANSWERED = "Replace the three dots with your answer and run the cell again."


@dataclass
class Exercise:
    """What an exercise expects.

    read: turns an answer into the value that is compared, or raises Refusal.
    expected: computes the right value from the tables.
    right: a sentence on why it matters; a text, or a function that computes it.
    traps: plausible wrong values, and what each suggests.
    hints: two or three, each saying more; texts, or functions that compute them.
    judge: for open answers, instead of expected and traps: returns a sentences.Review,
        of which only "Complete" or "Not yet" is said, never "Correct".
    model: for open answers, a sentence to compare with; a text, or a function that computes it.
    """

    read: Callable
    right: str | Callable
    hints: list
    expected: Callable = None
    traps: list = field(default_factory=list)
    judge: Callable = None
    model: str | Callable = None


@dataclass(frozen=True)
class Feedback:
    """The answer to an answer: a status, a message in plain words, and the short name of what went wrong.

    status: "Correct", "Complete", "Not yet", "Not answered yet", "Hint n of m" or "Your guess".
    """

    status: str
    message: str
    misconception: str | None = None

    def __str__(self):
        return f"{self.status}. {self.message}"

    __repr__ = __str__

    def _repr_html_(self):
        return wording.as_html(self.status, self.message)


def check(number, answer=...):
    """Show whether an answer is right, and if not, what it suggests. Never raises.

    number: the number of the exercise, such as "1.2". answer: what you found; ``...`` if nothing yet.
    Uses the answer up: the name ``answer`` is three dots again afterwards.
    """
    result = feedback(number, answer)
    if result.status == "Not answered yet" and (
        slip := cells.slip(cells.source(_number(number)))
    ):
        result = Feedback(result.status, f"{slip[0]} {STUCK}", slip[1])
    if result.status == "Not yet" and (
        changed := cells.changed_table(cells.source(_number(number)))
    ):
        result = Feedback(result.status, *changed)
    if re.search(
        r"^\s*summit\.hint", cells.source(_number(number)), re.M
    ):  # the hint follows below
        result = replace(result, message=result.message.replace(STUCK, "").strip())
    if said := charts_shown.words(answer):
        charts_shown.show(answer)
        result = replace(result, message=f"{result.message}\nYour chart: {said}")
    display(result, metadata={"summit": _record(number, answer, result)})
    cells.forget(answer)


def hint(number):
    """Show the next hint of an exercise; after the last one, the last one again. Never raises."""
    exercise = _exercise(number)
    if isinstance(exercise, Feedback):
        display(exercise)
        return
    number, last = _number(number), len(exercise.hints)
    shown = _hints_shown[number] = min(_hints_shown.get(number, 0) + 1, last)
    try:
        words = _said(exercise.hints[shown - 1])
    except Exception as error:  # noqa: BLE001 - a hint must never stop a lesson
        words = f"This hint needs a table that cannot be read. {error}"
    display(Feedback(f"Hint {shown} of {last}", words))


_hints_shown = {}


def guess(yours, actual, what):
    """Show a prediction beside what the table says. Never raises.

    yours: a number, or ``...`` for none. actual: the number from the table. what: its unit, in the plural.
    """
    value, truth = None, None
    what = what if issubclass(type(what), str) else ""
    try:
        truth = _plain_number(actual)
        value = None if yours is ... else _plain_number(Number(12, "a number")(yours))
        message = _compared(value, truth, what)
    except Refusal as refusal:
        message = str(refusal)
    except Exception as error:  # noqa: BLE001 - a guess must never stop a lesson
        message = (
            f"A value of the type {type(yours).__name__} is no number"
            f" ({type(error).__name__}). Write one in digits."
        )
    record = {
        "guess": wording.as_json(value, describe),
        "actual": wording.as_json(truth, describe),
        "what": what,
    }
    display(Feedback("Your guess", message), metadata={"summit": record})


def _plain_number(value):
    """Return a number as int where it is whole, otherwise as float without the noise of its last digits."""
    value = only_value(value)
    if (
        isinstance(value, (numbers.Real, Decimal))
        and value == value
        and abs(value) != float("inf")
    ):
        return int(value) if value == int(value) else float(f"{float(value):.12g}")
    return value


def _compared(value, truth, what):
    """Return what a guess of None or a number says beside the truth."""
    says = f"{describe(truth)} {what}"
    if isinstance(truth, int) and truth == 1 and " and " not in what:
        says = f"1 {re.sub(r's$', '', what.split(' ')[0])} {' '.join(what.split(' ')[1:])}".strip()
    if value is None:
        return f"None recorded. The table says {says}."
    gap = _plain_number(truth - value)
    verdict = (
        "exactly right"
        if gap == 0
        else f"{describe(abs(gap))} too {'low' if gap > 0 else 'high'}"
    )
    return (
        f"You guessed {describe(value)}; the table says {says}. Your guess is"
        f" {verdict}."
    )


def feedback(number, answer):
    """Return the Feedback that check shows. Never raises."""
    exercise = _exercise(number)
    if isinstance(exercise, Feedback):
        return exercise
    if answer is ... or type(answer) is str and answer.strip() in ("...", "…"):
        return Feedback("Not answered yet", f"{UNANSWERED} {STUCK}")
    try:
        with room.one_reading(*_written(number)):
            return _judge(exercise, exercise.read(answer), answer)
    except Refusal as refusal:
        return Feedback("Not yet", str(refusal), refusal.name)
    except DataError as error:
        return Feedback(
            "Not yet",
            f"A table cannot be read, so nothing can be checked. {error}",
            "table-unreadable",
        )
    except Exception as error:  # noqa: BLE001 - a check must never stop a lesson
        if problem := _mistake_of_its_own(exercise):
            return Feedback(
                "Not yet",
                f"The answer to exercise {_number(number)} in {own.NAME} cannot be"
                f" computed ({problem}). Tell your instructor.",
                "own-question-broken",
            )
        return Feedback(
            "Not yet",
            f"A value of the type {type(answer).__name__} cannot be compared here "
            f"({type(error).__name__}). Look again at what the question asks for.",
            "wrong-kind",
        )


def _written(number):
    """Return the lesson of an exercise, such as "01", and what the cell that checks it says."""
    number = _number(number)
    return number.partition(".")[0].zfill(2), cells.source(number)


def _mistake_of_its_own(exercise):
    """Return what stops a teacher's own exercise whatever the answer is, or ""."""
    if not isinstance(exercise, OwnExercise) or exercise.judge:
        return ""
    try:
        right = exercise.expected()
        _judge(exercise, exercise.read(right), right)
    except Exception as error:  # noqa: BLE001 - anything may stand there
        return f"{type(error).__name__}: {error}"
    return ""


def _judge(exercise, value, answer):
    if exercise.judge:
        return _reviewed(exercise, value)
    right = exercise.expected()
    if same(exercise.read, value, right):
        more = f" {READ_TITLE}" if isinstance(exercise.read, Charts) else ""
        if isinstance(exercise.read, Number) and hasattr(answer, "columns"):
            more = f" {ONE_CELL_TABLE}"
        return Feedback("Correct", _praise(exercise) + more)
    suggestion, name = near(exercise.read, value, right) or (None, None)
    found, exactly = _traps(exercise, value)
    almost = name in ("too-few-decimals", "cut-off")  # more likely than most traps
    drawn = isinstance(exercise.read, Charts) and name in DATA_RIGHT  # no trap, then
    if found and (exactly or not almost) and not drawn:
        messages = dict.fromkeys(_said(trap.message) for trap in found)
        words = " Or: ".join(messages)
        several = "Two slips lead to this value. Either: " if len(messages) > 1 else ""
        return Feedback("Not yet", several + words, found[0].name)
    if suggestion:
        return Feedback("Not yet", f"{suggestion} {STUCK}", name)
    shown = describe(
        answer if isinstance(answer, str) else value
    )  # a text as it was typed
    return Feedback(
        "Not yet",
        f"{shown[0].upper()}{shown[1:]} is not what the question asks for. {STUCK}",
    )


def _praise(exercise):
    """Return why an answer matters; a table may have changed so far that nothing can be said."""
    try:
        return _said(exercise.right)
    except DataError:
        raise
    except Exception:  # noqa: BLE001 - a right answer is right, whatever can be said of it
        return "What does it say, and what does it not say?"


def _reviewed(exercise, value):
    """Return what a check can say of an open answer: never that it is correct."""
    review = exercise.judge(value)
    if not review.complete:
        return Feedback("Not yet", review.message, review.misconception)
    model = _said(exercise.model) if exercise.model else None
    new = model and model.casefold().split() != value.casefold().split()
    words = [
        review.message,
        _said(exercise.right),
        new and f"One way to say it: {model}",
    ]
    return Feedback("Complete", " ".join(filter(None, words)), review.misconception)


def _traps(exercise, value):
    """Return the traps that a value falls into, and whether exactly.

    One trap, or two where two ways lead to the same number. A trap that cannot be
    computed, because a table changed, steps aside.
    """
    found = {1: {}, 2: {}}
    for trap in exercise.traps:
        try:
            if how := fits(exercise.read, value, trap.value()):
                found[how].setdefault(trap.name, trap)
        except DataError:
            raise
        except Exception:  # noqa: BLE001, S112 - the table no longer has this mistake
            continue
    best = list((found[2] or found[1]).values())
    return best[: 2 if isinstance(exercise.read, Number) else 1], bool(found[2])


def _said(words):
    return words() if callable(words) else words


def _record(number, answer, result):
    """Return what an instructor's tools may read: JSON, a function of the answer alone."""
    record = {
        "exercise": _number(number) or None,
        "status": result.status,
        "misconception": result.misconception,
        "answer": None,
    }
    try:
        exercise = _exercise(number)
        is_open = isinstance(exercise, Exercise) and exercise.judge is not None
        if said := charts_shown.words(answer):
            beside = answer if isinstance(answer, (list, tuple)) else []
            said = [said, *(one for one in beside if isinstance(one, str))]
            answer = " ".join(said)
        record["answer"] = wording.as_json(
            _value(answer), describe, 4_000 if is_open else 300
        )
    except Exception:  # noqa: BLE001 - a record must never stop a lesson
        record["answer"] = f"a value of the type {type(answer).__name__}"[:300]
    return record


def _value(answer):
    """Return an answer out of its container: a number, a text, a list of texts, or the answer as it is."""
    value = only_value(answer)
    if isinstance(value, (numbers.Real, Decimal)) and not isinstance(value, bool):
        # JupyterLab saves -63.0 as -63, and saving a lesson must not change it
        return int(value) if math.isfinite(value) and value % 1 == 0 else float(value)
    try:
        listed = None if isinstance(value, str) else values_of(value)
    except Refusal:
        listed = None
    if listed and all(isinstance(one, str) for one in listed):
        return sorted(listed) if isinstance(value, (set, frozenset)) else listed
    return value


def _number(number):
    """Return the number of an exercise as "1.2", however it was written, or "" where it is none."""
    try:
        written = plain(str(number)[:40])
    except Exception:  # noqa: BLE001 - anything may stand there
        return ""
    found = re.fullmatch(r"([0-9]{1,3})[.,]([0-9]{1,3})", written)
    return f"{int(found[1])}.{int(found[2])}" if found else ""


def _exercise(number):
    """Return an Exercise, or the Feedback that says why there is none."""
    number = _number(number)
    if not number:
        return Feedback(
            "Not yet",
            'Name the exercise by its number in quotation marks, such as "1.2".',
        )
    lesson = int(number.partition(".")[0])
    exercises, problem = {}, ""
    try:
        exercises = importlib.import_module(
            f".answers.lesson{lesson:02d}", __package__
        ).EXERCISES
    except ModuleNotFoundError:
        pass
    try:
        mine = own.questions()
    except own.OwnError as error:
        mine, problem = {}, f" It may be your instructor's own: {error}"
    if number in mine:
        return _own(number, mine[number])
    if number in exercises:
        return exercises[number]
    if exercises:
        here = f"Lesson {lesson} has no exercise {number}; it has {wording.listed(exercises)}."
    else:
        here = f"There is no lesson {lesson} here."
    return Feedback(
        "Not yet",
        here
        + (
            problem
            or f" The answer to a question of an instructor's own stands in {own.NAME}:"
            f" {own.SHOWN}."
        ),
    )


def _own(number, exercise):
    """Return a teacher's own exercise, or the Feedback that says why it cannot be used.

    What is written short in it is written out: one hint for a list of hints, a value for a
    function that computes it.
    """
    if not isinstance(exercise, Exercise):
        lacks = "is no `Exercise(...)`"
    elif not exercise.hints:
        lacks = "has no hints"
    elif exercise.expected is None and exercise.judge is None:
        lacks = "says nowhere what is expected"
    else:
        short = isinstance(exercise.hints, str) or callable(exercise.hints)
        return OwnExercise(
            **{
                **vars(exercise),
                "hints": [exercise.hints] if short else list(exercise.hints),
                "expected": _computed(exercise.expected),
                "traps": [
                    replace(trap, value=_computed(trap.value))
                    for trap in exercise.traps
                ],
            }
        )
    return Feedback(
        "Not yet", f"In {own.NAME}, {number} {lacks}. {own.SHOWN} it should look."
    )


def _computed(value):
    return value if value is None or callable(value) else lambda: value


@dataclass
class OwnExercise(Exercise):
    """A teacher's own exercise, as it is used: a mistake in it is not the student's."""
