"""How a number is read, compared and told apart from what is nearly one."""

import ast
import math
import numbers
import re
from decimal import Decimal

import numpy as np
import pandas as pd

from ...data import tables
from .values import (
    ARRAYS,
    COUNT_ROWS,
    LISTS,
    MOST,
    ONE_CELL,
    ONE_NUMBER,
    Refusal,
    are_columns,
    describe,
    described_value,
    kind,
    no_row,
    only_value,
    plain,
)
from .wording import counted, in_words


class Number:
    """Reads a number.

    digits: decimals that are compared; 0 for a whole number. wanted: what the question asks for.
    advice: what to do with a table or a list.
    """

    def __init__(self, digits=0, wanted=None, advice=ONE_NUMBER):
        self.digits, self.advice = digits, advice
        self.wanted = wanted or ("a number" if digits else "a whole number")

    def __call__(self, answer):
        value = _number(only_value(answer), self)
        if self.digits:
            return value
        if value != int(value):
            more = " Count, without a division." if self.advice == COUNT_ROWS else ""
            raise Refusal(
                f"The question asks for {self.wanted}; this is"
                f" {described_value(value)}.{more}",
                "not-whole",
            )
        return int(value)

    def same(self, value, right):
        """Say whether a value is the right one, rounded to the digits that are compared or to more."""
        decimals = max(self.digits, _decimals(value))
        return (
            half_up(value, self.digits) == half_up(right, self.digits)
            or self.digits
            and value == half_up(right, decimals)
        )

    def fits(self, value, trap):
        """Say how well a value is that of a trap: 2 exactly, 1 rounded, 0 not at all."""
        if math.isclose(value, trap, rel_tol=1e-9, abs_tol=1e-12):
            return 2
        precise = self.digits and (_decimals(value) >= self.digits or abs(value) >= 10)
        return int(bool(precise) and value == half_up(trap, _decimals(value)))

    def near(self, value, right):
        """Return (what a value says beside the right one, its name), or None."""
        if self.digits:
            decimals = (
                f"{in_words(self.digits)} decimal{'s' if self.digits > 1 else ''}"
            )
            # a zero has no digit of the right value: it is wrong, and not coarse
            if (
                value
                and _decimals(value) < self.digits
                and value == half_up(right, _decimals(value))
            ):
                return f"Right as far as it goes. Give {decimals}.", "too-few-decimals"
            if (
                value
                and value == half_up(value, self.digits)
                and value in [_cut(right, d) for d in range(self.digits + 1)]
            ):
                return (
                    (
                        f"Near, but cut off instead of rounded. Give {decimals}, and"
                        " look at the digit that follows."
                    ),
                    "cut-off",
                )
            if (
                abs(value - right)
                <= max(min(abs(right) / 100, 0.5), 1.1 * 10**-self.digits)
                and value * right > 0
            ):
                return (
                    (
                        "Very near. Calculate with the full numbers, and round only at"
                        " the end."
                    ),
                    "rounded-too-early",
                )
        if (
            value == -right
            or self.digits
            and right
            and half_up(value, self.digits) == half_up(-right, self.digits)
        ):
            return (
                "The size is right, the sign is not. Which is taken from which?",
                "sign-turned",
            )
        if value == 0 and self.advice == COUNT_ROWS:
            return f"That is 0: nothing was counted. {no_row()}", "no-row"
        return None


def half_up(value, digits):
    """Return a number rounded to some decimals, a half away from zero, as it is done by hand."""
    if not math.isfinite(value):
        return value
    return (
        math.copysign(
            math.floor(abs(value) * 10**digits + 0.5 + 1e-9) / 10**digits, value
        )
        + 0.0
    )


def _cut(value, digits):
    return math.trunc(value * 10**digits + math.copysign(1e-9, value)) / 10**digits


def _decimals(value):
    """Return how many decimals a number shows, at most 6: a calculation shows more than anyone types."""
    if not math.isfinite(value) or value == int(value):
        return 0
    return min(6, max(0, -Decimal(repr(float(value))).as_tuple().exponent))


def _number(answer, reader):
    """Return an answer as int or float, or raise the Refusal that fits what it is."""
    asks = f"The question asks for {reader.wanted}"
    if isinstance(answer, str):
        raise _text_for_number(answer, asks)
    if answer is None:
        raise Refusal(
            f"{asks}; your code gives no value. A command that only shows something,"
            " as `print(...)` does, gives nothing back: leave it out.",
            "no-value",
        )
    if isinstance(answer, (bool, np.bool_)):
        raise Refusal(
            f"{asks}; this is the value {answer}, which a comparison gives. Does =="
            " stand where one = is meant?",
            "comparison",
        )
    if (
        answer is pd.NA
        or answer is pd.NaT
        or isinstance(answer, (numbers.Real, Decimal))
        and answer != answer
    ):
        raise Refusal(
            f"{asks}; this is NaN, which stands for no number. Look for an empty cell"
            " in the calculation.",
            "missing-value",
        )
    if isinstance(answer, (numbers.Real, Decimal)):
        return _finite(answer, asks)
    if isinstance(answer, numbers.Complex):
        raise Refusal(
            f"{asks}; this has an imaginary part. Is there a power of a negative"
            " number?",
            "complex-number",
        )
    if isinstance(answer, (pd.Timedelta, np.timedelta64)):
        raise Refusal(
            f"{asks}; this is a length of time. Write `.days` after it for the number"
            " of days.",
            "length-of-time",
        )
    if isinstance(answer, (*ARRAYS, *LISTS, pd.DataFrame)):
        raise _many_for_one(answer, asks, reader.advice)
    if callable(answer):
        raise Refusal(
            f"{asks}; this is a function. Its round brackets are missing: they make it"
            " do its work.",
            "not-called",
        )
    raise Refusal(f"{asks}; this is {describe(answer)}.")


def _finite(answer, asks):
    try:
        value = int(answer) if isinstance(answer, int) else float(answer)
        large = math.inf > abs(value) >= 10**15
    except OverflowError:
        large = True
    if large:
        raise Refusal(
            f"{asks}; this is a very large number. Look again at the calculation.",
            "too-large",
        )
    if math.isinf(value):
        raise Refusal(
            f"{asks}; this is infinite. Look for a division by zero in the"
            " calculation.",
            "infinite",
        )
    return value


def _many_for_one(answer, asks, advice):
    counting = advice == COUNT_ROWS
    shown = (
        kind(answer) if counting and len(answer) else describe(answer)
    )  # a size would give the count away
    if _is_condition(answer):
        more = {
            COUNT_ROWS: (
                "Put it between the brackets of its table, and `len(...)` around that."
            ),
            ONE_NUMBER: (
                "Put it between the brackets of its table, then pick one value."
            ),
        }.get(advice, advice)
        return Refusal(
            f"{asks}; this is {shown}. It holds one True or False a row. {more}",
            "condition-alone",
        )
    if not len(answer):
        return Refusal(f"{asks}; this is {shown}. {no_row()}", "no-row")
    if isinstance(answer, tuple) and (told := _comma(answer, counting)):
        return Refusal(
            f"{told} With a comma you gave {in_words(len(answer))} values.",
            "decimal-comma",
        )
    if (
        isinstance(answer, tuple)
        and counting
        and len(answer) == 2
        and all(isinstance(n, int) for n in answer)
    ):
        return Refusal(
            f"{asks}; these are two, with a comma between them. `.shape` gives rows and"
            " columns, `len(...)` the rows alone.",
            "shape",
        )
    if are_columns(answer):
        more = (
            " Write `len(...)` around the table itself." if counting else f" {ONE_CELL}"
        )
        return Refusal(
            f"{asks}; these are names of columns: `list(...)` of a table gives its"
            f" columns, not its rows.{more}",
            "columns-listed",
        )
    if isinstance(answer, pd.Series) and are_columns(answer.index):
        if len(answer) > 1 and counting:
            return Refusal(
                f"{asks}; this has a value for each column. `len(...)` counts rows"
                " once.",
                "counted-by-column",
            )
        return Refusal(
            f"{asks}; this is one row, a value for each of its"
            f" {counted(len(answer), 'column')}. {ONE_CELL}",
            "whole-row",
        )
    if isinstance(answer, pd.Series) and answer.name == "count":
        return Refusal(
            f"{asks}; this is {shown}, one count for each group. Pick or add the ones"
            " you need.",
            "counts-by-group",
        )
    return Refusal(
        f"{asks}; this is {shown}. {advice}",
        "whole-table" if isinstance(answer, pd.DataFrame) else "many-values",
    )


def _is_condition(answer):
    if isinstance(answer, pd.DataFrame):
        return bool(len(answer.columns)) and all(
            pd.api.types.is_bool_dtype(dtype) for dtype in answer.dtypes
        )
    if isinstance(answer, ARRAYS):
        return answer.dtype == bool or str(answer.dtype) == "boolean"
    return 1 < len(answer) <= MOST and all(
        isinstance(value, (bool, np.bool_)) for value in answer
    )


WORDS = {
    *(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen"
        " fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty"
        " fifty sixty seventy eighty ninety hundred thousand and minus percent point"
    ).split()
}


def _text_for_number(answer, asks):
    text = re.sub("^(?:[\u2212\u2013]|minus )", "-", plain(answer))
    if not text:
        return Refusal(
            "The text is empty. Write a number, without quotation marks.", "empty-text"
        )
    if _python_number(text):
        return Refusal(
            f"{asks}; this is a text. Leave out the quotation marks: {text}",
            "number-in-quotation-marks",
        )
    if told := _comma(text):
        return Refusal(f"{told} It has no quotation marks.", "decimal-comma")
    if {*re.split(r"[\s-]+", text.casefold())} <= WORDS:
        return Refusal(
            f"{asks}. Write it in digits, without quotation marks.", "number-in-words"
        )
    if _is_code(text):
        return Refusal(
            f"{asks}; this is {describe(text)}. In quotation marks Python reads letters"
            " and calculates nothing: leave the quotation marks out.",
            "code-in-quotation-marks",
        )
    found = re.findall(r"[+-]?[0-9]+(?:\.[0-9]+)?", text)
    if len(found) == 1 and _python_number(found[0]):
        return Refusal(
            f"{asks}. Write the number alone, without sign, unit or quotation marks:"
            f" {found[0].lstrip('+')}",
            "number-with-words",
        )
    return Refusal(
        f"{asks}; this is {describe(text)}. Write a number in digits, without quotation"
        " marks.",
        "text-for-number",
    )


def _python_number(text):
    try:
        return len(text) < 40 and type(ast.literal_eval(text)) in (int, float)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False


def _is_code(text):
    """Say whether a text is a line of code: it calls, picks or calculates, or it is the name of a table."""
    try:
        tree = ast.parse(text, mode="eval").body if len(text) < 400 else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    if isinstance(tree, ast.Name):
        return tree.id in {*tables()["table"]}
    return (
        isinstance(tree, (ast.Call, ast.Subscript, ast.Compare))
        or isinstance(tree, ast.BinOp)
        and not any(isinstance(node, ast.Name) for node in ast.walk(tree))
    )


def _comma(given, counting=False):
    """Return how Python writes a number with a comma in it; None for others.

    given: a text, or the tuple that Python makes of such a number.
    """
    if not isinstance(given, str):
        plain_numbers = (int, float, np.int64, np.float64)
        if len(given) > 5 or not all(type(part) in plain_numbers for part in given):
            return None
        given = ",".join(str(part) for part in given)
    sign, digits = re.match(r"([+-]?)(.*)", given, re.S).groups()
    sign = sign.replace("+", "")
    bare = digits.replace(",", "")
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits):
        point = (
            ""
            if counting
            else f"a decimal point, {sign}{digits.replace(',', '.')}, and "
        )
        return f"Python writes {point}thousands without a comma: {sign}{bare}."
    if re.fullmatch(r"[1-9][0-9]{0,2}(,[0-9]{3}){1,4}(\.[0-9]{1,12})?", digits):
        return f"Python writes thousands without commas: {sign}{bare}."
    if re.fullmatch(r"[0-9]{1,12},[0-9]{1,12}", digits) and not counting:
        return f"Python writes a decimal point: {sign}{digits.replace(',', '.')}."
    return None
