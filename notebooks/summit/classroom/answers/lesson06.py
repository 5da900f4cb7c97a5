"""Feedback for lesson 06, Follow-through."""

import math
import re
import statistics

import pandas as pd

from ...counting import agreement
from ...data import levels
from ..coders import one_code
from ..exercises import Exercise, Number, Refusal, Trap, describe, text
from . import judge06, load, once
from .charts import Chart, Charts, axes_of, chart, of_groups
from .slips import of_percent
from .values import only_value, values_of
from .wording import in_words

STEPS = ("done", "under way")
TEN = ("P4", "P10", "P15", "P16", "P19", "G7", "G9", "G10", "I2", "V1")
SUMMIT = pd.Timestamp("2025-02-07")
WAITS = (
    "2025-02-12-manila-open-ran-grant",
    "2025-03-14-crew-10-launch",
    "2025-03-24-japan-joint-operations-command",
    "2025-10-27-trump-visits-japan",
    "2025-10-28-minerals-framework",
    "2026-02-17-first-investment-projects",
)


def ten_codes(answer):
    """Read a list of ten statuses, each as ``coding.one_code`` does; a list of any kind will do."""
    values = values_of(answer)
    if values is None or len(values) > 50:
        raise Refusal(
            "The question asks for a list of ten statuses in quotation marks, such as"
            ' ["done", "restated", ...], in the order of the table; this is'
            f" {describe(answer)}.",
            "no-list",
        )
    return Codes(values)


class Codes(list):
    """The statuses of a list, each as the table writes it; respelled: whether one was written otherwise."""

    def __init__(self, values):
        super().__init__(one_code(value) for value in values)
        self.respelled = any(
            isinstance(value, str) and value != code
            for value, code in zip(values, self)
        )


class ShareOfRows(Number):
    """Reads a share, the mean of a condition, which is no number where no row was kept."""

    def __call__(self, answer):
        try:
            return super().__call__(answer)
        except Refusal as found:
            if found.name != "missing-value":
                raise
            raise Refusal(
                "This is NaN, the mean of no row at all: your condition keeps none."
                ' No row has "Absent" or "left out"; the table writes "absent", in small'
                " letters, in the column article_coverage.",
                "missing-value",
            ) from None


class Percentages(Charts):
    """Reads a chart of percentages, whose title says so."""

    def __call__(self, answer):
        drawn = super().__call__(answer)
        if isinstance(answer, Chart):  # what the exercise expects, as if it were drawn
            drawn.title = "Percent, as expected"
        return drawn

    def near(self, value, right):
        """Return (what a chart says beside the right one, its name), or None where it is right."""
        found = super().near(value, right)
        if found or re.search(r"%|per ?cent|share|パーセント|割合", value.title, re.I):
            return found
        return (
            'The bars are right. Nothing says what they measure: write "percent" in the'
            " title, too.",
            "no-unit",
        )


def a_text(answer):
    """Read a text of several lines as it is."""
    text(answer)  # refuses what is no text, or an empty one
    return only_value(answer)


def chart_and_sentence(answer):
    """Read a list of a chart and a sentence, in either order, as what is drawn and a text."""
    parts = values_of(answer)
    parts = [answer] if parts is None or of_groups(answer) else parts
    drawn = [one for one in parts if axes_of(one)]
    texts = [one for one in map(only_value, parts) if isinstance(one, str)]
    write = 'Write `answer = [chart, "..."]`, with your sentence in quotation marks.'
    if not drawn and not any(one.strip() for one in texts):
        raise Refusal(
            "The question asks for a chart and a sentence; this is"
            f" {describe(answer)}. {write}",
            "no-chart",
        )
    if not drawn:
        for one in parts:
            if of_groups(one):
                chart(one)  # says what is missing
        held = next(
            (one for one in parts if isinstance(one, (pd.Series, pd.DataFrame))), None
        )
        raise Refusal(
            "Your sentence is there, and the chart is missing."
            + (
                " The name chart stands in quotation marks: leave them out."
                if "chart" in [one.strip() for one in texts]
                else f" Beside it stands {describe(held)}: draw it, such as with"
                ' `.plot.barh(title="...")`, and give the name `chart` to that.'
                if held is not None
                else f" Give what `.plot` draws a name, `chart`. {write}"
            ),
            "chart-missing",
        )
    if len(drawn) > 1:
        raise Refusal(
            f"These are {in_words(len(drawn))} charts. Choose the one that answers your"
            " question.",
            "several-charts",
        )
    if len(texts) != 1 or not texts[0].strip():
        raise Refusal(
            "Your chart is there, and one sentence is wanted beside it. " + write,
            "sentence-missing",
        )
    return chart(drawn[0]), texts[0]


@once
def _coded():
    return load("follow_through").merge(load("commitments"), on="commitment_id")


def _with_a_step(
    statuses=("done", "under way"), part="left out", of="left out", times=100
):
    """Return a function that computes a share of the commitments with some statuses.

    part: those that are looked at. of: the whole (None: the number itself).
    times: 100 for percent.
    """

    def percent():
        rows = _coded()
        absent, step = rows["article_coverage"] == "absent", rows["status"].isin(STEPS)
        parts = {
            "left out": absent,
            "with a step": step,
            "all": absent | True,
            "in full": rows["article_coverage"] == "full",
            "in part": rows["article_coverage"] == "partial",
            "peace": rows["pillar"] == "peace",
        }
        found = float((parts[part] & rows["status"].isin(statuses)).sum())
        return times * found / float(parts[of].sum()) if of else found

    return percent


def _like_with_like():
    """Return how the share left out compares with the other two."""
    shares = {
        part: _with_a_step(part=part, of=part)()
        for part in ("left out", "in full", "in part")
    }
    apart = abs(shares["left out"] - shares["in full"])
    alike, close = apart < 1, apart < 10
    words = (
        "The same share as of those carried in full"
        if alike
        else f"Of those carried in full it is {shares['in full']:.1f} percent"
    )
    words += (
        "; of those carried in part none has a step."
        if not shares["in part"]
        else f"; of those carried in part it is {shares['in part']:.1f}."
    )
    outside = _with_a_step(of="with a step")() > 50
    most = _share_left_out() > 50
    if close and outside and most:
        words += (
            " Most steps are outside the article because most commitments are."
            if alike
            else " The shares of full and absent are close: most steps are outside the"
            " article mainly because most commitments are."
        )
    return words


def _shares_drawn(
    by="article_coverage", how="mean", times=100, coder="status", statuses=STEPS
):
    """Return a function that computes the bars of a share, or of a count, in each group.

    by: the column that makes the groups. how: mean, sum or count. coder: whose codes.
    """

    def drawn():
        rows = _coded()
        step = rows[coder].isin(statuses)
        return Chart("barh", times * step.groupby(rows[by]).agg(how))

    return drawn


def _what_shares_say():
    sizes = load("commitments")["article_coverage"].value_counts()
    shares = _shares_drawn()().data
    least = sizes.idxmin()
    turns = 100 / sizes[least]
    return (
        f"Full has {shares['full']:.1f} percent, absent {shares['absent']:.1f}: three"
        " shares, each with its own whole. But a share hides how small its whole is:"
        f" of the {sizes[least]} that are {least}, one more step would be"
        f" {turns:.1f} percent."
    )


def _share_left_out():
    return 100 * float((load("commitments")["article_coverage"] == "absent").mean())


@once
def _waits():
    """Return the days to the seven cases of the figure, the open one last."""
    dates = load("events").set_index("event_id")["date"]
    return [(dates[event] - SUMMIT).days for event in WAITS] + [
        (load("follow_through")["as_of"].max() - SUMMIT).days
    ]


def _median():
    return float(statistics.median(_waits()))


def _middle_stays():
    return (
        "The open bar can end anywhere to the right of where it stands: the middle"
        " stays. A mean would need its end, which nobody knows."
        if _waits()[-1] >= _median()
        else "The open bar stands below the middle: its end may move the middle, too."
    )


BOTH_KEPT, BOTH_NOT, FIRST_ONLY, SECOND_ONLY = (
    20,
    15,
    5,
    10,
)  # the promises of exercise 6.4, as its prompt says


@once
def _two_by_two():
    first = ["kept"] * (BOTH_KEPT + FIRST_ONLY) + ["not kept"] * (
        SECOND_ONLY + BOTH_NOT
    )
    second = (
        ["kept"] * BOTH_KEPT
        + ["not kept"] * FIRST_ONLY
        + ["kept"] * SECOND_ONLY
        + ["not kept"] * BOTH_NOT
    )
    return agreement(first, second)


def _of_our_coders():
    rows = load("follow_through")
    found = agreement(rows["status"], rows["second_status"])
    return [found.kappa, found.observed, found.chance, found.observed * found.items]


def _of_what_chance_leaves():
    found = _two_by_two()
    alike, chance, kappa = (
        f"{100 * share:.0f}" for share in (found.observed, found.chance, found.kappa)
    )
    return (
        f"Of 100 promises {alike} are coded alike, but {chance} would be alike by"
        f" chance: of what chance leaves, {kappa} in 100. That is why a share alone"
        " flatters."
    )


def _kept_by_chance():
    """Return the chance that both coders of exercise 6.4 say kept."""
    return (
        (BOTH_KEPT + FIRST_ONLY) * (BOTH_KEPT + SECOND_ONLY) / _two_by_two().items ** 2
    )


def _by_chance():
    first, second = (
        (BOTH_KEPT + alone) / _two_by_two().items for alone in (FIRST_ONLY, SECOND_ONLY)
    )
    return (
        f"By chance: {first:g} * {second:g} for kept, plus {1 - first:g} *"
        f" {1 - second:g} for not kept."
    )


def _kappa(alike, chance):
    return (alike - chance) / (1 - chance)


@once
def _small():
    """Return the agreement on those of the ten commitments that the lesson begins with."""
    rows = _coded().loc[_coded()["commitment_id"].isin(TEN)]
    rows = rows[rows["status"].isin(["restated", "under way"])]
    return agreement(rows["status"], rows["second_status"])


def _with_lines_unchanged():
    """Return kappa where one line, or all, are still those of the small table."""
    small, new = _small(), _two_by_two()
    return [
        small.kappa,
        _kappa(small.observed, new.chance),
        _kappa(new.observed, small.chance),
    ]


def _kappas_mispaired():
    """Return kappa where shares of other codes, or twice those of one coder, are multiplied."""
    one, two = (
        (BOTH_KEPT + alone) / _two_by_two().items for alone in (FIRST_ONLY, SECOND_ONLY)
    )
    kinds = (one, 1 - one, two, 1 - two)
    products = {a * b for n, a in enumerate(kinds) for b in kinds[n + 1 :]}
    chances = {a + b for a in products for b in products}
    right = _two_by_two().chance
    return [
        _kappa(_two_by_two().observed, chance)
        for chance in chances
        if not math.isclose(chance, right)
    ]


def _chances_from_cells():
    """Return what one gets who multiplies the four cells instead of the sums of the coders."""
    items = _two_by_two().items ** 2
    return [
        (BOTH_KEPT * BOTH_NOT + FIRST_ONLY * SECOND_ONLY) / items,
        (BOTH_KEPT * FIRST_ONLY + SECOND_ONLY * BOTH_NOT) / items,
        (BOTH_KEPT * SECOND_ONLY + FIRST_ONLY * BOTH_NOT) / items,
    ]


def _kappas_from_cells():
    alike = _two_by_two().observed
    return [_kappa(alike, chance) for chance in _chances_from_cells()]


def _kappas_of_one_cell():
    """Return kappa where only one of the two cells that are alike was counted."""
    found = _two_by_two()
    return [_kappa(cell / found.items, found.chance) for cell in (BOTH_KEPT, BOTH_NOT)]


def _kappa_of_kept_alone():
    return (_two_by_two().observed - _kept_by_chance()) / (1 - _kept_by_chance())


EXERCISES = {
    "6.1": Exercise(
        read=ten_codes,
        judge=judge06.judge_codes,
        right=(
            "None of them is right or wrong: further down you see which of the ten"
            " differ from ours."
        ),
        hints=[
            (
                "Take the rules in their order: is all of it done? Did a later act of a"
                " government go against it? Did an attempt fall through? Was a dated"
                " step taken? Was it said again?"
            ),
            (
                "Write ten statuses between square brackets, in the order of the table:"
                ' `["done", "restated", ...]`'
            ),
        ],
    ),
    "6.2": Exercise(
        read=ShareOfRows(
            1,
            advice="A share is the mean of the column step, `.mean()`, times 100.",
        ),
        expected=_with_a_step(),
        right=_like_with_like,
        traps=[
            Trap(
                _with_a_step(of="with a step"),
                "That is the share of the steps that the article leaves out. The"
                " question turns it round: of the commitments it leaves out, how many"
                " have a step?",
                "share-turned",
            ),
            Trap(
                lambda: [_with_a_step(of="all", times=times)() for times in (100, 1)],
                "You divided by all commitments. Divide by those that the article"
                " leaves out.",
                "divided-by-all",
            ),
            Trap(
                _with_a_step(part="peace", of="peace"),
                "That is the share of Peace, the example. Change the condition: take"
                " the commitments that the article leaves out.",
                "example-unchanged",
            ),
            Trap(
                _with_a_step(part="all", of="all"),
                "That is the share of all commitments. Take those that the article"
                " leaves out.",
                "all-for-part",
            ),
            Trap(
                _with_a_step(part="in full", of="in full"),
                "That is the share of those carried in full. Take the absent ones.",
                "other-row",
            ),
            Trap(
                _with_a_step(part="in part", of="in part"),
                "That is the share of those carried in part. Take the absent ones.",
                "other-row",
            ),
            Trap(
                _with_a_step((*STEPS, "restated")),
                "To say it again is not a step. Count done and under way only.",
                "restated-counted",
            ),
            Trap(
                _with_a_step(("restated",)),
                "That is the share restated. To say it again is not a step.",
                "restated-counted",
            ),
            Trap(
                _with_a_step(("done",)),
                "That is the share done. Under way is a step, too.",
                "done-only",
            ),
            Trap(
                _with_a_step(("under way",)),
                "That is the share under way. Done is a step, too.",
                "under-way-only",
            ),
            Trap(
                _share_left_out,
                "That is the share of all commitments that the article leaves out. How"
                " many of these have a step?",
                "share-left-out",
            ),
            Trap(
                _with_a_step(of=None),
                "That is how many of them have a step, the part. Divide it by all that"
                " the article leaves out, and multiply by 100.",
                "part-alone",
            ),
            Trap(
                lambda: 100 * _with_a_step(of=None)(),
                "That is not divided yet. Divide by all that the article leaves out.",
                "not-divided",
            ),
            Trap(
                _with_a_step(levels("follow_through", "status"), of=None),
                "That is how many commitments the article leaves out, the "
                "whole. Divide those with a step by it.",
                "whole-alone",
            ),
            *of_percent(_with_a_step()),
        ],
        hints=[
            "Keep the rows first: those whose `article_coverage` is absent.",
            'Write `absent = coded[coded["article_coverage"] == "absent"]`.',
            '`answer = 100 * absent["step"].mean()` is the share in percent.',
        ],
    ),
    "6.6": Exercise(
        read=Percentages("barh"),
        expected=_shares_drawn(),
        right=_what_shares_say,
        traps=[
            Trap(
                _shares_drawn("pillar"),
                "Those are the shares by pillar, the example. Change the one word: the"
                " column is article_coverage.",
                "example-unchanged",
            ),
            Trap(
                _shares_drawn(how="sum", times=1),
                "Those are counts, and the groups are of different size. Take the mean"
                " and not the sum.",
                "counts-for-shares",
            ),
            Trap(
                _shares_drawn(how="sum"),
                "Those are counts times 100. Take the mean and not the sum.",
                "counts-for-shares",
            ),
            Trap(
                _shares_drawn(how="count", times=1),
                "Those are all commitments of each group, with or without a step. Take"
                ' the mean of the column "step".',
                "all-counted",
            ),
            Trap(
                _shares_drawn(coder="second_status"),
                "Those are the second coder's shares. Take the column step, which comes"
                " from status.",
                "other-coder",
            ),
            Trap(
                _shares_drawn(statuses=("done",)),
                "Those are the shares done. Under way is a step, too.",
                "done-only",
            ),
            Trap(
                _shares_drawn(statuses=("under way",)),
                "Those are the shares under way. Done is a step, too.",
                "under-way-only",
            ),
            Trap(
                _shares_drawn(statuses=(*STEPS, "restated")),
                "To say it again is not a step. Count done and under way only.",
                "restated-counted",
            ),
        ],
        hints=[
            'The one word to change is "pillar": the groups are those of'
            " `article_coverage`.",
            '`shares = 100 * coded.groupby("article_coverage")["step"].mean()`',
            '`answer = shares.plot.barh(title="...")`, with a title of your own.',
        ],
    ),
    "6.3": Exercise(
        read=Number(1, advice="Write `.median()` behind it: the one in the middle."),
        expected=_median,
        right=_middle_stays,
        traps=[
            Trap(
                lambda: sum(_waits()) / len(_waits()),
                "That is the mean, which needs the true length of the open bar. The"
                " question is about the middle one.",
                "mean",
            ),
            Trap(
                lambda: sum(_waits()[:-1]) / (len(_waits()) - 1),
                "That is the mean of the closed bars. Put all bars in order, and take "
                "the one in the middle.",
                "mean",
            ),
            Trap(
                lambda: statistics.median(_waits()[:-1]),
                "You left the open bar out. It is longer than the others seen so far,"
                " and it counts as one.",
                "open-bar-left-out",
            ),
            Trap(
                lambda: _waits()[-1],
                "That is the open bar, the longest so far. Take the one with as many"
                " shorter as longer bars.",
                "longest",
            ),
            Trap(
                lambda: min(_waits()),
                "That is the shortest bar. Take the one with as many shorter as longer"
                " bars.",
                "shortest",
            ),
            Trap(
                lambda: sorted(_waits())[len(_waits()) // 2 + 1],
                "That is one bar too far. As many must be shorter as longer.",
                "one-too-far",
            ),
            Trap(
                lambda: sorted(_waits())[len(_waits()) // 2 - 1],
                "That is one bar too early. As many must be shorter as longer.",
                "one-too-early",
            ),
            Trap(
                lambda: (min(_waits()) + max(_waits())) / 2,
                "That lies midway between the shortest and the longest. The median is"
                " one of the bars.",
                "half-way",
            ),
            Trap(
                lambda: sum(_waits()),
                "That is the sum of all bars. Put them in order, and take the one in"
                " the middle.",
                "sum",
            ),
            Trap(
                lambda: max(_waits()) - min(_waits()),
                "That is the distance from the shortest to the longest. Take the bar in"
                " the middle.",
                "range",
            ),
            Trap(
                lambda: len(_waits()) // 2 + 1,
                "That is its place in the order. The question asks how many days it"
                " stands for.",
                "place-for-value",
            ),
            Trap(
                lambda: [times * _median() for times in (len(_waits()), 100)],
                "That is a multiple of the median. The median alone is the answer: it is"
                " one of the bars.",
                "multiplied",
            ),
            Trap(
                lambda: len(_waits()),
                "That is the number of bars. The question asks for the days of the one"
                " in the middle.",
                "bars-counted",
            ),
        ],
        hints=[
            lambda: (
                f"Put the {in_words(len(_waits()))} numbers in order; the one in the"
                f" middle has {in_words(len(_waits()) // 2)} on each side."
            ),
            "`waits.median()` gives it, and the figure shows the bars in order.",
        ],
    ),
    "6.4": Exercise(
        read=Number(2, advice="Calculate it from the four numbers of the table."),
        expected=lambda: _two_by_two().kappa,
        right=_of_what_chance_leaves,
        traps=[
            Trap(
                lambda: _two_by_two().observed,
                "That is the share coded alike. Take away what chance gives, and divide"
                " by what chance leaves.",
                "share-alike",
            ),
            Trap(
                lambda: _two_by_two().chance,
                "That is the share expected by chance, or what it leaves. Take it from"
                " the share coded alike, and divide by 1 minus chance.",
                "chance",
            ),
            Trap(
                lambda: _two_by_two().observed - _two_by_two().chance,
                "That is more than chance by so much. Divide it by 1 minus chance.",
                "not-divided",
            ),
            Trap(
                lambda: (
                    _two_by_two().observed
                    - _two_by_two().chance / (1 - _two_by_two().chance)
                ),
                "Put round brackets around the "
                "subtraction: Python divides before it subtracts.",
                "brackets-missing",
            ),
            Trap(
                lambda: 100 * _two_by_two().kappa,
                "Kappa is not a percentage. It is 1 for full agreement, 0 for what"
                " chance gives.",
                "percent-for-share",
            ),
            Trap(
                lambda: 100 * _two_by_two().observed,
                "That is the percentage coded alike. Write shares, take away what"
                " chance gives, and divide by what chance leaves.",
                "share-alike",
            ),
            Trap(
                lambda: _two_by_two().observed / _two_by_two().chance,
                "You divided by chance. Take chance away first, and divide by what "
                "it leaves.",
                "divided-by-chance",
            ),
            Trap(
                lambda: 1 - _two_by_two().observed,
                "That is the share coded differently. Kappa starts from the share coded"
                " alike.",
                "share-different",
            ),
            Trap(
                _with_lines_unchanged,
                "A line of the small table still has its old numbers. Change them all:"
                " alike, both shares of kept, and both shares of not kept.",
                "example-unchanged",
            ),
            Trap(
                _of_our_coders,
                "That is a number of our two coders, from the cell above. The question"
                " is about the promises in the text above.",
                "number-of-the-lesson",
            ),
            Trap(
                lambda: (BOTH_KEPT + SECOND_ONLY) / _two_by_two().items,
                "That is how often the second coder says kept. It is one part "
                "of what chance gives.",
                "one-coder",
            ),
            Trap(
                lambda: BOTH_KEPT + BOTH_NOT,
                "That is how many are coded alike. Divide by all of them, then take"
                " away what chance gives.",
                "part-alone",
            ),
            Trap(
                _kappa_of_kept_alone,
                "By chance they also agree on not kept. Add that to the chance of both"
                " saying kept.",
                "half-of-chance",
            ),
            Trap(
                lambda: [*_kappas_from_cells(), *_chances_from_cells()],
                "You took what chance gives from the single cells. Take it from what each"
                " coder says in all: the share of kept of the first times that of the"
                " second, plus the same for not kept.",
                "chance-from-cells",
            ),
            Trap(
                _kappas_mispaired,
                "In chance, multiply what the two coders say of the same code: first"
                " kept times second kept, plus first not kept times second not kept.",
                "mispaired",
            ),
            Trap(
                _kappas_of_one_cell,
                "Alike are both cells, those that both call kept and those that both"
                " call not kept. Add them, and divide by all.",
                "half-of-alike",
            ),
            Trap(
                lambda: _kept_by_chance(),
                "That is the chance that both say kept. Add the chance that both say"
                " not kept.",
                "half-of-chance",
            ),
        ],
        hints=[
            lambda: (
                f"Alike: {BOTH_KEPT} and {BOTH_NOT} of {_two_by_two().items}. By"
                f" chance: first coder kept {BOTH_KEPT + FIRST_ONLY} of"
                f" {_two_by_two().items}, second {BOTH_KEPT + SECOND_ONLY}."
            ),
            _by_chance,
            lambda: "`({0.observed:g} - {0.chance:g}) / (1 - {0.chance:g})`".format(
                _two_by_two()
            ),
        ],
    ),
    "6.7": Exercise(
        read=chart_and_sentence,
        judge=judge06.judge_own,
        right=(
            "Form is all that a check can see. Whether the chart answers your question,"
            " and whether the sentence names what it leaves open, is for a reader to"
            " say: show both to a neighbor, and ask what else the chart does not show."
        ),
        hints=[
            (
                "Begin with a count: one table, one column, `.value_counts()`. A filter"
                " before it makes the question yours."
            ),
            (
                'Draw it and give it a name: `chart = counts.plot.barh(title="...")`.'
                " Then ask: what would I need to know that is not in this table?"
            ),
            '`answer = [chart, "The chart does not show ..."]`',
        ],
    ),
    "6.5": Exercise(
        read=a_text,
        judge=judge06.judge_brief,
        right=(
            "Form is all that a check can see. Whether the figures and sources carry"
            " the claim is for a reader to say: swap briefs with a neighbor, and use"
            " the rubric."
        ),
        hints=[
            (
                "Copy the template as it stands, with its quotation marks, and change one"
                " line after the other: first the claim, last the brief."
            ),
            (
                "Figures are named like their files, such as 06-status; sources by"
                ' their source_id: `sources = summit.load("sources")`, and then'
                ' `sources[sources["kind"] == "official"]` shows the official ones.'
            ),
            "At least one source of the kind official: statement-2025 will do.",
        ],
    ),
}
