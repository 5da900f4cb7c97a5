"""Feedback for lesson 00, Start here."""

from ..exercises import Exercise, text, whole_number
from ..tables import load


def _left_out():
    commitments = load("commitments")
    return int((commitments["article_coverage"] == "absent").sum())


def _publisher_of(source_id):
    return text(load("sources").set_index("source_id").loc[source_id, "publisher"])


def _source_of_p5():
    return load("commitments").set_index("commitment_id").loc["P5", "source_id"]


def _japanese(term_id):
    return load("glossary").set_index("term_id").loc[term_id, "japanese"]


EXERCISES = {
    "0.1": Exercise(
        read=whole_number,
        expected=lambda: len(load("commitments")),
        right="Each row is one commitment, so the number of rows is the number of commitments. "
              "Before you read a share, ask what it is a share of: all of them, or one pillar.",
        traps=[
            (_left_out, "That is how many the article leaves out. Count all rows, whatever the article did with them."),
            (lambda: len(load("commitments")) - 1, "One too few: Python numbers the rows from 0, "
             "so the last row's number is one less than the count."),
            (lambda: len(load("commitments").columns), "That is the number of columns. The question is about rows."),
        ],
        hints=["`len` counts the rows of the table whose name stands between its brackets.", "Write `answer = len(commitments)`."],
    ),
    "0.2": Exercise(
        read=text,
        expected=lambda: _publisher_of(_source_of_p5()),
        right="From a claim to its row, from the row to its source_id, from the source_id to a document: "
              "that path is open for every fact in the course.",
        traps=[
            (lambda: text(_source_of_p5()), "That is the source_id. Look it up in the table sources: "
             "who published the document with that id?"),
            (lambda: _publisher_of("article-2025"), "That is who published the article. "
             "The claim about the Senkaku Islands does not stand there at all."),
            (lambda: text("White House"), "Nearly: copy the publisher exactly as the table writes it."),
            (lambda: text("P5"), "That is the commitment. Its row names a source_id; follow that one."),
        ],
        hints=["Run the cell above: the row of P5 ends in its source_id.",
               "Look for that source_id in the table sources, in the column publisher.",
               "`sources[sources[\"source_id\"] == \"statement-2025\"]` shows the one row you need."],
    ),
    "0.3": Exercise(
        read=text,
        expected=lambda: _japanese("extended-deterrence"),
        right="With the term in both languages you can check one text of the statement against the other.",
        traps=[
            (lambda: text(load("glossary").set_index("term_id").loc["extended-deterrence", "romaji"]),
             "That is how to say it. The question asks for the Japanese writing, in the column japanese."),
            (lambda: _japanese("deterrence-and-response-capabilities"),
             "That is deterrence and response capabilities. Extended deterrence is another row."),
        ],
        hints=["The column term holds the English, the column japanese the Japanese.",
               "`glossary[glossary[\"term\"] == \"extended deterrence\"]` shows the row; copy the Japanese "
               "in quotation marks."],
    ),
}
