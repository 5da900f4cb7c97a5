"""What a check can honestly say of a sentence: which parts it found, which numbers fit. Never that it is correct."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Review:
    """What was found in an open answer.

    complete: every part that a program can look for is there, and no number in it is wrong.
    message: what is missing or does not fit, or, where it is complete, what is left for a reader to judge.
    misconception: the short name of what went wrong, or None.
    """

    complete: bool
    message: str
    misconception: str | None = None
