"""How far two coders agree."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree: shares from 0 to 1, and Cohen's kappa, or NaN where it is not defined."""

    items: int
    observed: float
    chance: float
    kappa: float

    def __str__(self):
        text = f"Of {self.items} items, {self.observed:.2f} coded alike, {self.chance:.2f} expected by chance"
        if pd.isna(self.kappa):
            return f"{text}. Kappa is not defined: both used one code throughout, so that chance alone would give full " \
                   "agreement and nothing is left to measure."
        return f"{text}: kappa {self.kappa:.2f}."

    __repr__ = __str__


def agreement(first, second):
    """Return the Agreement of two codings of the same items.

    first, second: lists or columns of the same length, in the same order. The share expected by chance is
    that of two coders who use each code as often as these two, and no eye on the item (Cohen 1960,
    Educational and Psychological Measurement 20, 37-46). Raises ValueError where the two cannot be compared.
    """
    first, second = pd.Series(list(first), dtype=object), pd.Series(list(second), dtype=object)
    if len(first) != len(second) or first.empty:
        raise ValueError(f"Two codings of the same items have the same length; these have {len(first)} and {len(second)}.")
    if first.isna().any() or second.isna().any():
        raise ValueError("A code is missing: give every item one, or leave the item out of both.")
    observed = float((first == second).mean())
    shares = pd.concat([first.value_counts(normalize=True), second.value_counts(normalize=True)], axis=1).fillna(0)
    chance = float(shares.prod(axis=1).sum())
    kappa = (observed - chance) / (1 - chance) if chance < 1 else float("nan")
    return Agreement(len(first), observed, chance, kappa)
