"""Feedback for lesson 01, The summit in context."""

import re

import pandas as pd

from ..exercises import Exercise, names, rounded, text, whole_number
from ..tables import load

SUMMIT = pd.Timestamp("2025-02-07")


def _events(condition):
    return lambda: int(condition(load("events")["date"]).sum())


def _share(of_pillar, carried):
    """Return a percentage of the Peace commitments (or of all), rounded as the answer is."""
    def percent():
        commitments = load("commitments")
        peace = commitments["pillar"] == "peace"
        hits = (peace & commitments["article_coverage"].isin(carried)).sum()
        return round(100 * float(hits) / float(peace.sum() if of_pillar else len(commitments)), 1)
    return percent


def _ids(*conditions):
    def chosen():
        commitments = load("commitments")
        for column, value in conditions:
            commitments = commitments[commitments[column] == value]
        return names(commitments["commitment_id"])
    return chosen


def _mended(sentence):
    if "agree" in sentence:
        return "\"Agreed\" says that a deal was made. The statement uses a weaker verb for all four economic lines."
    if "seek" not in sentence:
        return "Which verb does the statement use? Look at the column verb in the row of G4, and use it."
    if not re.search(r"\bsignificant", sentence):
        return "The verb is right. One word of degree from the statement is still missing: how much do they want to increase?"
    if "invest" not in sentence or not ("employ" in sentence or "job" in sentence):
        return "Verb and degree are right. Say what is to increase: the statement names two things."
    return None


EXERCISES = {
    "1.1": Exercise(
        read=whole_number,
        expected=_events(lambda date: date > SUMMIT),
        right="These are the events from which lesson 06 asks whether the statement was kept.",
        traps=[
            (_events(lambda date: date >= SUMMIT), "That counts the day of the summit too: >= means on or after. "
             "The question asks for after."),
            (_events(lambda date: date < SUMMIT), "Those are the events before the summit. Turn the sign round."),
            (_events(lambda date: date == date), "That is every event in the table. Keep only those after the summit."),
        ],
        hints=["A comparison such as `events[\"date\"] > \"2025-02-07\"` is true or false for each row.",
               "Put the comparison between the brackets: `events[events[\"date\"] > \"2025-02-07\"]`.",
               "`len(...)` around that table counts its rows."],
    ),
    "1.2": Exercise(
        read=rounded(1),
        expected=_share(True, ["full", "partial"]),
        right="Fewer than one in three: a reader of the article alone has not met two thirds of the Peace pillar.",
        traps=[
            (_share(True, ["full"]), "That counts only those carried in full. The question asks for full and partial."),
            (_share(True, ["absent"]), "That is the share left out. The question asks for the share carried."),
            (_share(False, ["full", "partial"]), "You divided by all commitments. Divide by those of the Peace pillar."),
            (lambda: round(_share(True, ["full", "partial"])() / 100, 1),
             "That is a fraction. Multiply by 100 to get a percentage."),
        ],
        hints=["The row Peace of the table above has all you need.",
               "Add full and partial, divide by the total of the row, multiply by 100.",
               "`100 * (row[\"full\"] + row[\"partial\"]) / row.sum()`, where `row = by_pillar.loc[\"peace\"]`."],
    ),
    "1.3": Exercise(
        read=names,
        expected=_ids(("strength", "acts"), ("article_coverage", "absent")),
        right="Two orders to ministers, the only ones in the text, and the article has neither. "
              "An order can be checked later; lesson 06 does.",
        traps=[
            (_ids(("strength", "acts")), "Those are all that act. One of them, the invitation, is in the article; "
             "add the second condition."),
            (_ids(("article_coverage", "absent")), "Those are all that the article leaves out. "
             "Keep only the ones whose strength is acts."),
            (lambda: _ids(("strength", "acts"))() | _ids(("article_coverage", "absent"))(),
             "That joins the two conditions with or. Both must hold: use &."),
        ],
        hints=["Two conditions are joined by `&`, each in brackets of its own.",
               "`(commitments[\"strength\"] == \"acts\") & (commitments[\"article_coverage\"] == \"absent\")`",
               "`list(commitments[condition][\"commitment_id\"])` gives the identifiers."],
    ),
    "1.4": Exercise(
        read=text,
        judge=_mended,
        right="The words that carry the promise are there: the verb, the degree and the two things. "
              "Read your sentence once more: does anything in it add to the promise?",
        hints=["Run `commitments[commitments[\"commitment_id\"] == \"G4\"]` in a new cell: its verb and its summary are what you need.",
               "The statement's verb is \"will seek to\"; its word of degree is \"significantly\"."],
    ),
}
