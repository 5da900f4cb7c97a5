"""The ladder: all that the lessons teach of Python and pandas, in the order in which they teach it.

One step a line. Tests refuse a lesson whose open cells or solutions use what no step has
taught by then; the cheat sheet prints the steps. This file imports nothing of ours, so
that it can be read without the collection.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """One thing that a lesson teaches.

    id: how tests/steps.py names it in the syntax of a line. lesson: who teaches it.
    line: an example that runs where ``summit``, ``pd`` and ``network`` are imported and
    each table is loaded under its own name, after the lines above it in that lesson.
    meaning: what it does, in one plain sentence. solved: whether a solution must use it,
    too; not so with what belongs to the lesson itself, such as a hint.
    """

    id: str
    lesson: str
    line: str
    meaning: str
    solved: bool = True


# fmt: off
STEPS = [
    Step("number", "00", "47", "A number; write a point for decimals: 1.5."),
    Step("text", "00", '"absent"', "A text stands between quotation marks."),
    Step("+", "00", "14 + 8", "Adds."),
    Step("-", "00", "47 - 14", "Takes away."),
    Step("*", "00", "100 * 0.3", "Multiplies; 100 * turns a share into percent."),
    Step("/", "00", "100 * 14 / 47", "Divides."),
    Step("summit.load", "00", 'commitments = summit.load("commitments")', "Loads one of our tables."),
    Step("=", "00", "whole = 47", "Gives the name on the left to what is on the right."),
    Step("( )", "00", "len(commitments)", "Round brackets run a command on what is in them."),
    Step("len", "00", "number = len(commitments)", "Counts: the rows of a table, the things in a list."),
    Step('t["c"]', "00", 'commitments["pillar"]', "Takes one column of a table."),
    Step("==", "00", 'commitments["pillar"] == "peace"', "Asks each row whether it is equal: True or False."),
    Step("<", "00", 'commitments["sentence"] < 8', "Asks whether it is smaller (or earlier)."),
    Step(">", "00", 'commitments["sentence"] > 8', "Asks whether it is larger (or later)."),
    Step("t[condition]", "00", 'peace = commitments[commitments["pillar"] == "peace"]', "Keeps the rows where the condition is True."),
    Step("...", "00", "answer = ...", "Three dots hold a place: put your answer there.", solved=False),
    Step("summit.check", "00", 'summit.check("0.1", answer)', "Checks your answer, as often as you like."),
    Step("summit.hint", "00", 'summit.hint("0.1")', "Gives a hint, and a larger one the next time.", solved=False),
    Step("summit.guess", "00", 'summit.guess(10, 14, "commitments")', "Puts your guess beside the table's number.", solved=False),
    Step("summit.ready", "00", "summit.ready()", "Says whether this computer is ready.", solved=False),
    Step("summit.tables", "00", "summit.tables()", "Lists the tables, and what a row of each is.", solved=False),
    Step("summit.columns", "00", 'summit.columns("glossary")', "Says what each column of a table means.", solved=False),
    Step("summit.find_sentence", "00", 'summit.find_sentence("P5")', "Says where a row stands in the statement.", solved=False),
    Step("summit.show", "00", 'summit.show("00-tiles", commitments)', "Draws a figure of the lesson from your table.", solved=False),

    Step("dates compared", "01", 'later = events["date"] > "2025-02-07"', "Compares dates; write year-month-day."),
    Step(".sort_values", "01", 'events.sort_values("date")', "Puts the rows in the order of a column."),
    Step("kind=", "01", 'events.sort_values("date", kind="stable")', "Leaves equal rows as they stand."),
    Step("True, False", "01", "answer = False", "Yes and no; without quotation marks."),
    Step("ascending=", "01", 'events.sort_values("date", ascending=False, kind="stable")', "False: the largest (or latest) first."),
    Step(".head", "01", "events.head(5)", "Takes the first rows."),
    Step(".value_counts", "01", 'counts = commitments["strength"].value_counts()', "Counts each value of a column."),
    Step("pd.crosstab", "01", 'pd.crosstab(commitments["pillar"], commitments["strength"])', "Counts each pair of values of two columns."),
    Step("&", "01", 'both = commitments[(commitments["strength"] == "acts") & (commitments["sentence"] > 8)]', "And: both conditions, each in brackets of its own."),
    Step("list", "01", 'list(both["commitment_id"])', "Makes a list of a column."),
    Step('t[["a", "b"]]', "01", 'events[["date", "title"]]', "Takes several columns."),
    Step(".plot.barh", "01", "counts.plot.barh()", "Draws counts as bars."),
    Step("title=", "01", 'counts.plot.barh(title="What the verbs do")', "Writes a title above a chart."),
    Step("summit.readings", "01", 'summit.readings("01")', "Shows who reads the matter in which way.", solved=False),

    Step("summit.series", "02", 'dollars = summit.series("milex-constant-2024-usd")', "Loads numbers: a row a year, a column a country."),
    Step("by=", "02", 'troops = summit.series("us-troops", by="partner")', "Says whose numbers the columns are."),
    Step(".loc[row, column]", "02", 'dollars.loc[2024, "JPN"]', "Takes one cell: first the row, then the column."),
    Step("!=", "02", 'commitments[commitments["actor"] != "both"]', "Asks whether it is not equal."),
    Step("|", "02", 'commitments[(commitments["domain"] == "cyber") | (commitments["domain"] == "space")]', "Or: at least one of two conditions."),
    Step(".round", "02", "dollars.round(1)", "Rounds to so many decimals."),
    Step(".plot", "02", 'dollars.plot(title="Military spending")', "Draws a line for each column."),

    Step('t["new"] =', "03", 'indicators["billion"] = indicators["value"] / 1000', "Adds a column, computed row by row."),
    Step(".sum", "03", 'indicators["billion"].sum()', "Adds up; of True and False, counts the True."),
    Step(".groupby", "03", 'indicators.groupby("year")["value"].sum()', "Computes for each group of rows by itself."),
    Step("**", "03", "(1000 / 783) ** (1 / 6)", "To the power of; ** (1 / 6) is the sixth root."),

    Step(".merge", "04", 'mentions.merge(entities, on="entity_id")', "Joins two tables."),
    Step("on=", "04", 'named = mentions.merge(entities, on="entity_id")', "Says by which column rows belong together."),
    Step(".str.contains", "04", 'commitments[commitments["summary"].str.contains("Taiwan")]', "Asks whether a text has these letters."),

    Step("network.bipartite", "05", "members = network.bipartite(memberships)", "Makes a network of countries and partnerships."),
    Step("network.project", "05", "ties = network.project(members)", "Ties two countries that share a partnership."),
    Step(".edges", "05", "len(ties.edges)", "The ties of a network; len counts them."),
    Step("network.rows_of", "05", 'rows = network.rows_of("quad", "aukus")', "Takes the members of some partnerships."),
    Step("network.measures", "05", "network.measures(rows)", "Measures how each country is tied."),
    Step("network.in_force", "05", "today = network.in_force(memberships, 2025)", "Keeps the memberships of one year."),
    Step("network.without", "05", 'network.without(today, "USA")', "Takes a country out; its partnerships live on."),
    Step("dissolve=", "05", 'network.without(today, "USA", dissolve=True)', "True: its partnerships fall with it."),
    Step("[ ]", "05", "tables = [rows, today]", "A list: several things with commas between."),
    Step("pd.concat", "05", "pd.concat([rows, memberships])", "Puts tables one below the other."),
    Step("summit.slider", "05", 'summit.slider("05-years", memberships, 1951, 2026)', "Draws a figure anew for each year.", solved=False),

    Step(".isin", "06", 'ten = commitments[commitments["commitment_id"].isin(["P4", "V1"])]', "Asks each row whether its value is in a list."),
    Step(".mean", "06", '(follow_through["status"] == "done").mean()', "The mean; of True and False, the share of True."),
    Step("pd.Timestamp", "06", 'day_0 = pd.Timestamp("2025-02-07")', "Makes a date to count from.", solved=False),
    Step(".dt.days", "06", 'events["days"] = (events["date"] - day_0).dt.days', "Turns a difference of dates into days."),
    Step(".median", "06", 'events["days"].median()', "The number in the middle, when all stand in order."),
    Step("summit.agreement", "06", 'summit.agreement(follow_through["status"], follow_through["second_status"])', "Says how often two coders agree, and by chance.", solved=False),
    Step("summit.compare", "06", 'summit.compare(["restated"], follow_through)', "Puts your codes beside those of our coders.", solved=False),
]
# fmt: on
