"""The pictures of lesson 06: one function a figure, which takes the table the lesson has made."""

import pandas as pd

from ..data import levels
from .charts import bars, grid, tiles
from .style import TEXT, Picture, figure, in_lines, in_words, needs

GRAY = "#4d4d4d"  # of what belongs to no pillar
STEPS = ["done", "under way"]
COVERAGE = {
    "full": "carried\nin full",
    "partial": "carried\nin part",
    "absent": "left out",
}


def status(coded):
    """Take coded: a row a commitment, with its pillar, its status, and until when we looked."""
    needs(
        coded,
        ["commitment_id", "pillar", "status", "as_of", "source_id_x"],
        name="coded",
    )
    statuses, as_of = levels("follow_through", "status"), _as_of(coded)
    seen = coded["status"].value_counts().reindex(statuses, fill_value=0)
    title = (
        f"Of {len(coded)} commitments {_word(seen['done'])} {_is(seen['done'])} done, "
        f"{seen['under way']} {_is(seen['under way'])} under way, "
        f"and {seen['restated']} {'was' if seen['restated'] == 1 else 'were'} "
        "only said again"
    )
    fig = tiles(coded, "pillar", "status", statuses, title)
    _note(fig, coded)
    counts = pd.crosstab(coded["pillar"], coded["status"])
    counts = counts.reindex(columns=statuses, fill_value=0)
    return Picture(
        fig, f"{as_of}. {in_words(counts, zeros=False)}.", coded["source_id_x"]
    )


def article(by_coverage, coded):
    """Take by_coverage: a row for full, partial and absent, a column a status, and counts; coded: its rows."""
    needs(by_coverage, STEPS, list(COVERAGE), "by_coverage")
    needs(coded, ["as_of"], name="coded")
    statuses = levels("follow_through", "status")
    counts = by_coverage.reindex(columns=statuses, fill_value=0).loc[list(COVERAGE)]
    step, whole = counts[STEPS].sum(axis=1), counts.sum(axis=1)
    title = (
        f"Done or under way: {step['full']} of {whole['full']} commitments that the "
        f"article carries in full, {step['partial']} of {whole['partial']} in part, "
        f"{step['absent']} of {whole['absent']} that it leaves out"
    )
    fig = bars(counts.rename(COVERAGE), title)
    _note(fig, coded)
    words = in_words(counts, zeros=False)
    return Picture(
        fig, f"{_as_of(coded)}. {words}.", ["article-2025", "statement-2025"]
    )


def days(cases, still_open):
    """Take cases: a row an event, and its days after the summit; still_open: the row that goes on."""
    needs(cases, ["title", "days", "source_id"], name="cases")
    needs(still_open, ["so_far", "as_of"], name="still_open")
    if len(still_open) > 1:
        raise ValueError(
            f"One commitment is still open here, and still_open has {len(still_open)} "
            "rows. Look at the condition that chose them."
        )
    cases = cases.sort_values("days", kind="stable")
    so_far, as_of = int(still_open["so_far"].iloc[0]), _as_of(still_open)
    title = (
        f"{_word(len(cases)).capitalize()} events came {cases['days'].min()} to {cases['days'].max()} days "
        f"after the summit; after {so_far} days we had found no 2+2 meeting"
    )
    names = [*cases["title"], "2+2 meeting: still open"]
    lengths = [*cases["days"], so_far]
    fig, ax = figure(title)
    colors = [GRAY] * len(cases) + ["white"]
    drawn = ax.barh(range(len(names)), lengths, color=colors, edgecolor=GRAY)
    said = [*map(str, cases["days"]), f"at least {so_far}"]
    ax.bar_label(drawn, said, padding=5)
    ax.set_yticks(
        range(len(names)), [in_lines(name, 26) for name in names], linespacing=1
    )
    ax.set(ylim=(len(names) - 0.4, -0.6), xlim=(0, 1.4 * max(lengths)))
    ax.set_xticks([])
    ax.set_xlabel(f"days after the summit, a{as_of[1:]}")
    words = f"{as_of}. Days: {in_words(pd.Series(lengths, names))}, so far."
    return Picture(fig, words, cases["source_id"])


def agreement(both, coded):
    """Take both: a row for each code of the first coder, a column for each of the second; coded: its rows."""
    statuses = levels("follow_through", "status")
    needs(both, ["restated"], ["restated"], "both")
    needs(coded, ["as_of", "source_id_x"], name="coded")
    counts = both.reindex(index=statuses, columns=statuses, fill_value=0)
    alike = sum(counts.loc[code, code] for code in statuses)
    title = f"Two coders gave {alike} of {counts.to_numpy().sum()} commitments the same code"
    words = f"{_as_of(coded)}. Our code: second coder. {in_words(counts, zeros=False)}."
    fig = grid(
        counts.rename(index=_in_lines, columns=_in_lines),
        title,
        GRAY,
        "our code",
        "the second coder's code",
    )
    return Picture(fig, words, coded["source_id_x"])


def _is(number):
    return "is" if number == 1 else "are"


def _word(number):
    """Return a small number as a word."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
    return words[number] if number < len(words) else str(number)


def _as_of(table):
    """Return until when a table looks, in words."""
    return f"As of {table['as_of'].max():%d %B %Y}"


def _note(fig, table):
    """Write at the foot of a figure until when its table looks."""
    fig.supxlabel(_as_of(table), x=0.98, ha="right", fontsize=TEXT)


def _in_lines(name):
    return name.replace(" ", "\n")
