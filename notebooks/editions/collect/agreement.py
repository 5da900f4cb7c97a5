"""Krippendorff's alpha: how far any number of coders agree, beyond chance.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), University of
Pennsylvania, repository.upenn.edu/asc_papers/43.
"""

from collections import Counter


def alpha(units, metric="nominal", order=None):
    """Return Krippendorff's alpha of codings, from below 0 to 1; None where it is not defined.

    units: one list a unit, of the codes that its coders gave; a coder who gave none is
    left out, or None. metric: "nominal", "ordinal" or "interval", for numbers. order: the
    codes from low to high, for "ordinal"; without it, sorted. It is not defined where no
    unit has two codes, or where all codes are the same: nothing can differ then.
    """
    pairs = Counter()  # the coincidences: every ordered pair of codes within a unit
    for unit in units:
        codes = [code for code in unit if code is not None]
        for n, one in enumerate(codes):
            for other in codes[:n] + codes[n + 1 :]:
                pairs[one, other] += 1 / (len(codes) - 1)
    totals = Counter()
    for (one, _), count in pairs.items():
        totals[one] += count
    whole = sum(totals.values())
    distance = _distance(metric, totals, order)
    seen = sum(count * distance(*pair) for pair, count in pairs.items())
    by_chance = sum(
        totals[one] * totals[other] * distance(one, other)
        for one in totals
        for other in totals
    )
    return 1 - (whole - 1) * seen / by_chance if by_chance else None


def _distance(metric, totals, order):
    """Return the function that says how far two codes differ, squared."""
    if metric == "nominal":
        return lambda one, other: float(one != other)
    if metric == "interval":
        return lambda one, other: (one - other) ** 2
    if metric != "ordinal":
        raise ValueError(f"{metric!r} is none of nominal, ordinal, interval.")
    listed = list(order or sorted(totals))
    place = {code: n for n, code in enumerate(listed)}

    def ranks(one, other):
        low, high = sorted((place[one], place[other]))
        between = sum(totals[code] for code in listed[low : high + 1])
        return (between - (totals[one] + totals[other]) / 2) ** 2

    return ranks
