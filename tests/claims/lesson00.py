"""What lesson 00 says about the tables."""

from collections import Counter

import summit
from summit.pictures.style import label

import course
from . import Page, word

page = Page("00")
claims = page.claims


@page.says
def sizes():
    commitments, article = summit.load("commitments"), summit.load("article")
    statement = article.loc[article["drawn_from"] == "statement", "words"].sum()
    yield f"We divided it into {len(commitments)} commitments"
    yield f"summarizes the meeting in {article['words'].sum()} words"
    yield (
        f"the article has {article['words'].sum()} words, and about "
        f"{round(statement, -1)} of them follow the statement"
    )
    full = summit.load("statements").set_index("statement_id")["words"]
    inside = summit.load("sentences")["words"].sum()
    yield (
        f"the statement, which has about {round(inside, -1):,} "
        f"({full['statement-2025']:,} with its headings, as lesson 04 counts)"
    )
    yield (
        "Whoever retells a text in less than half its length",
        2 * statement < full["statement-2025"],
    )


@page.says
def coverage():
    commitments = summit.load("commitments")
    kinds = Counter(commitments["article_coverage"])
    absent = commitments[commitments["article_coverage"] == "absent"]
    yield (
        f"carries {kinds['full']} of {len(commitments)} commitments in full, "
        f"{kinds['partial']} in part, and leaves out {kinds['absent']}"
    )
    yield f"How many of the {len(commitments)} does it carry in full?"
    yield f"give a wrong answer first ({kinds['absent']})"
    yield (f"The line with the most empty tiles is {label(absent['pillar'].mode()[0])}")


@page.says
def a_line():
    """The numbers of the line that is built up step by step, and of the code in it."""
    commitments, article = summit.load("commitments"), summit.load("article")
    kinds = Counter(commitments["article_coverage"])
    yield f"carried = {kinds['full']} + {kinds['partial']}"
    yield f"left_out = {len(commitments)} - carried"
    yield f"left_out / {len(commitments)}"
    yield f"It gives {len(article)}, one answer for each paragraph"
    yield (
        "The table `article` has a row for each paragraph",
        article["paragraph_id"].is_unique,
    )
    yield (
        "Which paragraphs have more than 100 words",
        0 < (article["words"] > 100).sum() < len(article),
    )


@page.says
def middle():
    places = summit.load("sentences")["sentence"]
    yield (
        f"The statement has {len(places)} sentences, and sentence "
        f"{round(places.median())} is its middle"
    )


@page.says
def terms():
    yield f"holds {len(summit.load('glossary'))} terms"


@page.says
def as_of():
    newest = summit.load("events")["date"].max()
    day = f"{newest.day} {newest:%B %Y}"
    yield f"as of {course.as_of()}, the date of our newest event", day == course.as_of()


@page.says
def sentence_of_p5():
    here = summit.load("commitments").set_index("commitment_id")["sentence"]
    place = here["P5"]
    rows = list(here[here == place].index)
    section = summit.load("sentences").set_index("sentence").loc[place, "section"]
    yield "go to the heading *U.S.-Japan Cooperation for Peace*", section == "peace"
    yield f"keeps the rows of sentence {place}: {' and '.join(rows)}"
    yield (
        f"{' and '.join(rows)} stand in one sentence, and we made {word(len(rows))} "
        f"commitments of it; whoever makes one has {len(here) - 1}"
    )
    yield f"count to sentence {place} and read it aloud"
    yield f"to the White House and to sentence {place}"


@page.says
def p5():
    row = summit.load("commitments").set_index("commitment_id").loc["P5"]
    yield (
        "Take one commitment that the article leaves out, P5",
        row["article_coverage"] == "absent",
    )
    yield (
        "In P5 both sides reaffirm that Article V of the 1960 security treaty covers "
        "the Senkaku Islands",
        (row["actor"], row["verb"]) == ("both", "reaffirmed")
        and "covers the Senkaku Islands" in row["summary"],
    )


@page.says
def not_evenly():
    rows = summit.load("commitments")
    rows = rows[rows["pillar"].isin(["peace", "growth", "indo-pacific"])]
    absent = rows["article_coverage"].eq("absent").groupby(rows["pillar"]).mean()
    yield "What is left out is not spread evenly", absent.max() - absent.min() > 0.1


@page.says
def not_named():
    named = summit.load("entities").set_index("entity_id")["in_article"]
    yield "the article names none of them", not named[["prc", "dprk", "russia"]].any()
