"""Feedback for lesson 04, Coordination in the Indo-Pacific."""

from ..exercises import Exercise, Trap, names, rounded, row_count, text
from . import judge04, load
from .charts import Chart, chart
from .slips import of_filter
from .wording import in_words, listed


def _entities(kind=None, in_article=None, on_map=None):
    """Return a function that counts entities; None leaves a condition out."""
    return lambda: len(_chosen(kind, in_article, on_map))


def _chosen(kind=None, in_article=None, on_map=None):
    entities = load("entities")
    for wanted, values in (
        (kind, entities["kind"]),
        (in_article, entities["in_article"]),
        (on_map, entities["latitude"].notna()),
    ):
        entities = (
            entities
            if wanted is None
            else entities[values.loc[entities.index] == wanted]
        )
    return entities


def _either():
    entities = load("entities")
    return int(((entities["kind"] == "place") | entities["in_article"]).sum())


def _places():
    gone, kept = (
        listed(_chosen("place", in_article)["name"]) for in_article in (False, True)
    )
    return f"They are {kept}. The article leaves out {gone}."


def _naming(*entities):
    def chosen():
        mentions = load("mentions")
        return frozenset(
            mentions.loc[mentions["entity_id"].isin(entities), "commitment_id"]
        )

    return chosen


def _how_often(term):
    """Return what is remarkable about the commitments that name the DPRK, where it is true."""
    mentions, entities = load("mentions"), load("entities").set_index("entity_id")
    actors = entities.index[entities["kind"] == "actor"].difference(
        ["japan", "united-states"]
    )
    counts = mentions["entity_id"].value_counts().reindex(actors, fill_value=0)
    number = int(counts[term])
    words = f"{in_words(number).capitalize()} commitments name it"
    if number > counts.drop(term).max():
        words += ", more than name any other actor but the two speakers"
    if not entities.loc[term, "in_article"]:
        peninsula = load("article")["summary"].str.contains("Korean Peninsula").any()
        words += (
            "; the article"
            + (", which says Korean Peninsula," if peninsula else "")
            + " does not name it"
        )
    return f"{words}."


def _count(year, term="alliance"):
    return int(
        load("term_counts").set_index(["statement_id", "term_id"])["count"][
            f"statement-{year}", term
        ]
    )


def _words(year):
    return int(
        load("statements").set_index("statement_id")["words"][f"statement-{year}"]
    )


def _rate(year=2025, per=1000, words_of=None, term="alliance"):
    """Return a function that computes the rate of a term in a statement."""
    return lambda: per * _count(year, term) / _words(words_of or year)


def _count_and_rate():
    counts, rates = (
        [_count(year) for year in (2024, 2025)],
        [_rate(year)() for year in (2024, 2025)],
    )
    words = "The count goes from {} to {} within a year, the rate from {:.1f} to {:.1f}.".format(
        *counts, *rates
    )
    if counts[1] / counts[0] < 0.5 < rates[1] / rates[0]:
        words += (
            " A count would have told you that the alliance had all but vanished from"
            " the text."
        )
    return words


SHARED = ("democracy", "human-rights", "rule-of-law")
TITLES = ("The two seas, times per 1,000 words",)  # of the chart above 4.5


def _bars(*terms, column="rate"):
    """Return a function that computes the bars of some terms, one a statement; none of terms adds all up."""

    def added():
        rows = load("term_counts").merge(
            load("statements")[["statement_id", "words"]], on="statement_id"
        )
        rows["rate"] = 1000 * rows["count"] / rows["words"]
        rows = rows[rows["term_id"].isin(terms)] if terms else rows
        shown = rows.groupby("statement_id")[column].sum()
        return Chart("barh", shown, digits=1, examples=TITLES)

    return added


def _none_left():
    rates = _bars(*SHARED)().data
    first, last = rates.iloc[0], rates.iloc[-1]
    words = f"From {rates.index[0][-4:]} to {rates.index[-1][-4:]} the rate of the three goes from {first:.1f} to {last:.1f}."
    if not last:
        words += " A text without the words is not yet a policy without the values."
    return words


EXERCISES = {
    "4.1": Exercise(
        read=row_count,
        expected=_entities("place", True),
        right=_places,
        traps=[
            Trap(
                _entities("place", True, True),
                "Those are the places with a point on the map. In the first line start"
                " from entities and not from located.",
                "number-of-figure",
            ),
            Trap(
                _entities("place", False),
                "Those are the places that the article does not name. In the first line"
                " keep `== True`.",
                "condition-turned",
            ),
            Trap(
                _entities("place"),
                "Those are all places. Count the rows of kept, as the example does.",
                "one-condition",
            ),
            Trap(
                _entities(None, True),
                "That counts everything the article names: actors, documents and"
                " technologies too. Keep only the kind place.",
                "one-condition",
            ),
            Trap(
                _entities(None, False),
                "That counts everything the article leaves out. In the first line keep"
                " `== True`, and in the second the kind place.",
                "condition-turned",
            ),
            Trap(
                _entities(None, True, True),
                "That is the number of filled marks on the map, actors and places"
                " together. Start from entities, and keep only the kind place.",
                "number-of-figure",
            ),
            Trap(
                _either,
                "That joins the two conditions with or. Both must hold.",
                "or-for-and",
            ),
            Trap(
                _entities("actor", True),
                "Those are the actors that the article names. Change the kind in the"
                " second line.",
                "example-unchanged",
            ),
            Trap(
                lambda: len(load("entities")) - _entities("place")(),
                "Those are all entities but the places. The condition on the kind "
                "is ==.",
                "condition-turned",
            ),
            *(
                trap
                for trap in of_filter(lambda: load("entities"), "entities", "kind")
                if trap.name not in ("counted-columns", "counted-values")
            ),
        ],
        hints=[
            "Copy both lines of the example, and change the kind in the second.",
            'The kind is "place", in small letters.',
            '`answer = len(kept[kept["kind"] == "place"])`',
        ],
    ),
    "4.2": Exercise(
        read=names,
        expected=_naming("dprk"),
        right=lambda: _how_often("dprk"),
        traps=[
            Trap(
                lambda: _naming("dprk")() | {"I13"},
                "I13 is about the abductions issue, which concerns the DPRK, but does"
                " not name it. List what the table holds.",
                "named-not-meant",
            ),
            Trap(
                _naming("prc"),
                "Those are the commitments that name the PRC. Change the entity.",
                "example-unchanged",
            ),
            Trap(
                frozenset,
                "The condition picks no row. The entity_id is in small letters: dprk.",
                "no-row",
            ),
            Trap(
                _naming("republic-of-korea"),
                "Those name the Republic of Korea (ROK). The DPRK is the other state on"
                " the peninsula.",
                "other-korea",
            ),
            Trap(
                _naming("dprk", "republic-of-korea"),
                "Those name one of the two Koreas. Keep only those that name the DPRK.",
                "both-koreas",
            ),
            Trap(
                _naming("japan-us-rok"),
                "That names the grouping with the ROK. The question asks for the DPRK.",
                "other-korea",
            ),
            Trap(
                _naming("dprk", "prc"),
                "Those name the DPRK or the PRC. Keep only those that name the DPRK.",
                "two-states",
            ),
            Trap(
                _naming("russia"),
                "That names Russia. Change the entity.",
                "other-state",
            ),
            Trap(
                lambda: _naming(*set(load("mentions")["entity_id"]) - {"dprk"})(),
                "Those name anyone but the DPRK. The condition is == and not !=.",
                "condition-turned",
            ),
            Trap(
                lambda: frozenset(load("mentions")["commitment_id"]),
                "Those are all commitments that name anything. Put a condition "
                "between the brackets of the table.",
                "no-condition",
            ),
        ],
        hints=[
            "Copy both lines in the text above, and change the entity_id in the first.",
            'The entity_id of the DPRK is "dprk".',
            '`dprk = mentions[mentions["entity_id"] == "dprk"]`, and then'
            ' `answer = list(dprk["commitment_id"])`',
        ],
    ),
    "4.3": Exercise(
        read=rounded(1),
        expected=_rate(),
        right=_count_and_rate,
        traps=[
            Trap(
                lambda: _count(2025),
                "That is the count. Divide it by the words of the same statement, and"
                " multiply by 1,000.",
                "part-alone",
            ),
            Trap(
                lambda: _words(2025),
                "That is the number of words of the statement. Divide the count by it,"
                " and multiply by 1,000.",
                "whole-alone",
            ),
            Trap(
                lambda: 1000 * _count(2025),
                "That is not divided yet. Divide by the number of words of the same"
                " statement.",
                "not-divided",
            ),
            Trap(
                _rate(2024),
                "That is the rate in 2024. Keep the row of statement-2025.",
                "other-year",
            ),
            Trap(
                lambda: [_rate(year)() for year in (2021, 2022, 2023)],
                "That is the rate of another year. The question is about 2025.",
                "other-year",
            ),
            Trap(
                _rate(2025, words_of=2024),
                "Count and words are of two different years: the words are those of"
                " 2024.",
                "two-years",
            ),
            Trap(
                _rate(2024, words_of=2025),
                "Count and words are of two different years: the count is that of"
                " 2024.",
                "two-years",
            ),
            Trap(
                _rate(2024, term="defense"),
                "That is the rate of defense in 2024: joined holds the rows of defense. Make it"
                " with `alliance.merge(`, and keep the row of statement-2025.",
                "example-unchanged",
            ),
            Trap(
                _rate(2025, term="defense"),
                "That is the rate of defense: joined holds the rows of defense. Make it anew,"
                " with `alliance.merge(`, and its column rate after it.",
                "other-term",
            ),
            Trap(
                lambda: _count(2025, "defense"),
                "That is the count of defense: joined holds the rows of defense. Make it with"
                " `alliance.merge(`, and answer with the rate.",
                "other-term",
            ),
            Trap(
                _rate(2025, 100),
                "That is per 100 words. Multiply by 1,000.",
                "per-hundred",
            ),
            Trap(
                lambda: [_rate(2025, 1)(), 0.0],
                "That is per word, so small that it rounds to zero. Multiply by 1,000.",
                "per-word",
            ),
            Trap(
                lambda: _words(2025) / _count(2025),
                "You divided the words by the count: one in so many words. Turn the"
                " division round, and multiply by 1,000.",
                "division-turned",
            ),
            Trap(
                lambda: 1000 * _words(2025) / _count(2025),
                "You divided the words by the count. Turn the division round.",
                "division-turned",
            ),
        ],
        hints=[
            "Copy the lines named in the text above the cell. Write alliance in"
            " place of defense in the line that keeps the rows and in the line that"
            " joins.",
            "Keep the rows: `alliance ="
            ' term_counts[term_counts["term_id"] == "alliance"]`. Join them:'
            ' `joined = alliance.merge(lengths, on="statement_id")`.',
            'The rate: `joined["rate"] = 1000 * joined["count"] / joined["words"]`.'
            ' Then keep the row of 2025: `answer = last["rate"]`.',
        ],
    ),
    "4.4": Exercise(
        read=text,
        judge=judge04.judge,
        right=(
            "In a short text each word weighs a lot: compare rates only of texts long"
            " enough, and look at the count too."
        ),
        model="Coercion breeds coercion.",
        hints=[
            judge04.how_many,
            '"Coercion" and "coercive" count, "coerce" does not.',
            '"Coercion breeds coercion." has two matches in three words.',
        ],
    ),
    "4.5": Exercise(
        read=chart,
        expected=_bars(*SHARED),
        right=_none_left,
        traps=[
            Trap(
                _bars("south-china-sea", "east-china-sea"),
                "Those are the two seas of the example. Change the letters in"
                " .str.contains.",
                "example-unchanged",
            ),
            Trap(
                _bars(),
                "Those are all terms added up. Keep the rows of the terms asked for,"
                " by .str.contains.",
                "no-condition",
            ),
            Trap(
                _bars(*SHARED, column="count"),
                "Those are counts. The texts differ in length: add up the rates.",
                "count-for-rate",
            ),
            Trap(
                _bars("democracy"),
                "That is democracy alone. Add the other two, with | between them and"
                " no space.",
                "one-term",
            ),
            Trap(
                _bars("human-rights"),
                "Those are human rights alone. Add the other two, with | between them"
                " and no space.",
                "one-term",
            ),
            Trap(
                _bars("rule-of-law"),
                "That is the rule of law alone. Add the other two, with | between them"
                " and no space.",
                "one-term",
            ),
            Trap(
                _bars("democracy", "human-rights"),
                "The rule of law is missing: its term_id is rule-of-law.",
                "two-terms",
            ),
            Trap(
                _bars("democracy", "rule-of-law"),
                "Human rights are missing: the term_id is human-rights.",
                "two-terms",
            ),
            Trap(
                _bars("human-rights", "rule-of-law"),
                "Democracy is missing: its term_id is democracy.",
                "two-terms",
            ),
            Trap(
                _bars("democracy", "human-rights", "rule-of-law", "values"),
                "The term values is in it, too. Keep the terms of the question alone.",
                "other-term",
            ),
            Trap(
                _bars(*SHARED, column="words"),
                "Those are the words of the texts. Add up the column rate.",
                "other-column",
            ),
        ],
        hints=[
            "Keep the rows: `values ="
            ' rates[rates["term_id"].str.contains("democracy|human-rights|rule-of-law")]`.',
            'Add up: `by_text = values.groupby("statement_id")["rate"].sum().round(1)`.',
            '`answer = by_text.plot.barh(title="...")` draws it; write your own title.',
        ],
    ),
}
