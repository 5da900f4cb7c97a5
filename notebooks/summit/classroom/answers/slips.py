"""Wrong values that many exercises share, each with what it suggests."""

from collections.abc import Callable
from dataclasses import dataclass

from . import load


@dataclass(frozen=True)
class Trap:
    """A plausible wrong value.

    value: computes it from the tables (a list or set of them where several suggest the same).
    message: what it suggests; a text, or a function that computes it.
    name: the short name of the misconception.
    """

    value: Callable
    message: str | Callable
    name: str


def or_for_and(one, other):
    """Return the trap of two conditions, each a function for its rows' names as a set, joined with |."""
    return Trap(
        lambda: one() | other(),
        "That joins the two conditions with or. Both must hold: use &.",
        "or-for-and",
    )


def of_percent(expected):
    """Return the traps of a percentage: a fraction, the rest to 100, the inverse."""
    return [
        Trap(
            lambda: expected() / 100,
            "That is a fraction. Multiply by 100 to get a percentage.",
            "fraction-for-percent",
        ),
        Trap(
            lambda: expected() * 100,
            "That is multiplied by 100 twice.",
            "hundred-twice",
        ),
        Trap(
            lambda: 100 - expected(),
            "That is the rest to 100 percent, the share of all the others.",
            "the-rest",
        ),
        Trap(
            lambda: 1 - expected() / 100,
            "That is the rest, the share of all the others, as a fraction.",
            "the-rest",
        ),
        Trap(
            lambda: 100 * 100 / expected(),
            "You divided the whole by the part. Turn the division round.",
            "division-turned",
        ),
        Trap(
            lambda: 100 / expected(),
            "You divided the whole by the part. Turn the division round, and multiply"
            " by 100.",
            "division-turned",
        ),
    ]


def of_counting(table, name, others=()):
    """Return the traps of a count of rows.

    table: computes the table that is counted. name: its name in the lesson.
    others: names of other tables there.
    """
    return [
        Trap(
            lambda: len(table().columns),
            "That is the number of columns. The question is about rows.",
            "counted-columns",
        ),
        Trap(
            lambda: len(name),
            f'Those are the letters of "{name}". The name of a table stands without'
            " quotation marks.",
            "counted-letters",
        ),
        Trap(
            lambda: table().size,
            "That is the number of cells. `len(...)` counts rows.",
            "counted-cells",
        ),
        *(
            Trap(
                lambda other=other: len(load(other)),
                f"That is the number of rows of the table {other}, another table.",
                "another-table",
            )
            for other in others
        ),
    ]


def of_filter(table, name, column):
    """Return the traps of a count of rows that meet a condition; column: the one that it looks at."""
    return [
        Trap(
            lambda: len(table()),
            "That is the number of all rows: the condition keeps every row, or it"
            " stands by itself. Is its value spelled as in the table? Does it stand"
            f" between the brackets of its table, `len({name}[...])`?",
            "counted-all-rows",
        ),
        *of_counting(table, name),
        Trap(
            lambda: int(table()[column].nunique()),
            f"That is the number of different values in {column}. Count rows.",
            "counted-values",
        ),
    ]
