"""Feedback for lesson 00, Start here."""

from ..exercises import Exercise, Trap, phrase, row_count
from . import load
from .slips import of_counting, of_filter
from .wording import in_words


def _commitments():
    return load("commitments")


def _treated(*how):
    """Return a function that counts the commitments that the article treats so."""
    return lambda: int(_commitments()["article_coverage"].isin(how).sum())


def _in_pillars():
    return int(_commitments()["pillar"].isin(["peace", "growth", "indo-pacific"]).sum())


def _source_of_p5():
    return _commitments().set_index("commitment_id").loc["P5", "source_id"]


def _cell(source_id, column):
    return load("sources").set_index("source_id").loc[source_id, column]


def _other_cells_of_p5():
    row = _commitments().set_index("commitment_id").loc["P5"].drop("source_id")
    return {"P5", *row.dropna().astype(str)}


def _sentence(commitment_id):
    return int(_commitments().set_index("commitment_id").loc[commitment_id, "sentence"])


def _in_sentence(commitment_id):
    """Return how many commitments stand in the sentence of one of them, itself included."""
    return int((_commitments()["sentence"] == _sentence(commitment_id)).sum())


def _place(commitment_id):
    return load("sentences").set_index("sentence").loc[_sentence(commitment_id)]


def _in_paragraph():
    """Return how many commitments stand in the paragraph of P10."""
    places, here = load("sentences"), _place("P10")
    same = (places["section"] == here["section"]) & (
        places["paragraph"] == here["paragraph"]
    )
    return int(_commitments()["sentence"].isin(places.loc[same, "sentence"]).sum())


def _left_out(place):
    """Return how many commitments left out stand before, in or after a sentence: place(sentences)."""
    rows = _commitments()
    return int((rows["article_coverage"].eq("absent") & place(rows["sentence"])).sum())


def _absent():
    return _commitments().query("article_coverage == 'absent'")


def _middle():
    """Return the number of the sentence in the middle of the statement."""
    return (len(load("sentences")) + 1) // 2


def _before_the_middle():
    return _left_out(lambda sentence: sentence < _middle())


def _after_the_middle():
    return _left_out(lambda sentence: sentence > _middle())


def _not_at_the_end():
    sentence = _commitments()["sentence"]
    return (
        f"{_before_the_middle()} of the {int((sentence < _middle()).sum())} commitments"
        f" before the middle are left out, and {_after_the_middle()} of the"
        f" {int((sentence > _middle()).sum())} after it; with"
        f" {_left_out(lambda place: place == _middle())} in the middle sentence, that"
        f" makes {_treated('absent')()}. So the article does not stop early. Why it leaves out what it does, a count by place does not say."
    )


def _term(column, term_id="extended-deterrence"):
    return load("glossary").set_index("term_id").loc[term_id, column]


EXERCISES = {
    "0.1": Exercise(
        read=row_count,
        expected=lambda: len(_commitments()),
        right=(
            "Each row is one commitment, so the number of rows is the number of"
            " commitments."
        ),
        traps=[
            Trap(
                _treated("absent"),
                "That is how many the article leaves out. Count all rows, whatever the "
                "article did with them.",
                "absent-only",
            ),
            Trap(
                _treated("full"),
                "That is how many the article carries in full. Count all rows.",
                "full-only",
            ),
            Trap(
                _treated("partial"),
                "That is how many the article carries in part. Count all rows.",
                "partial-only",
            ),
            Trap(
                _treated("full", "partial"),
                "That is how many the article carries, in full or in part. "
                "Count all rows.",
                "carried-only",
            ),
            Trap(
                lambda: len(_commitments()) - 1,
                "One too few: Python numbers the rows from 0, so the last "
                "row's number is one less than the count.",
                "last-row-number",
            ),
            Trap(
                lambda: len(_commitments()) + 1,
                "One too many: the line with the names of the columns is no row.",
                "header-counted",
            ),
            Trap(
                _in_pillars,
                "That is the sum of the pillars. The opening and the invitation"
                " are rows of the table, too.",
                "pillars-only",
            ),
            Trap(
                lambda: int((_commitments()["pillar"] == "peace").sum()),
                "That is the number of rows of one pillar, Peace. Count all rows.",
                "one-pillar",
            ),
            Trap(
                lambda: int(load("article")["words"].sum()),
                "That is the number of words of the article.",
                "words-counted",
            ),
            *of_counting(
                _commitments,
                "commitments",
                ("article", "sentences", "sources", "glossary"),
            ),
        ],
        hints=[
            (
                "`len` counts the rows of the table whose name stands between its"
                " brackets."
            ),
            (
                "In the line `len(article)`, write `commitments` for `article`:"
                " `answer = len(commitments)`."
            ),
        ],
    ),
    "0.2": Exercise(
        read=phrase,
        expected=lambda: _cell(_source_of_p5(), "publisher"),
        right=(
            "From a claim to its row, from the row to its source_id, from the source_id"
            " to a document: that path is open for every fact in the course."
        ),
        traps=[
            Trap(
                _source_of_p5,
                "That is the source_id. Look it up in the table sources: who published"
                " the document with that id?",
                "source-id",
            ),
            Trap(
                lambda: _cell("article-2025", "publisher"),
                "That is who published the article. The claim about "
                "the Senkaku Islands does not stand there at all.",
                "publisher-of-article",
            ),
            Trap(
                lambda: "White House",
                "Nearly: copy the publisher exactly as the table writes it.",
                "not-as-written",
            ),
            Trap(
                lambda: _cell(_source_of_p5(), "title"),
                "That is the title of the document. The question asks "
                "who published it: the column publisher.",
                "title",
            ),
            Trap(
                lambda: {
                    _cell(_source_of_p5(), column)
                    for column in ("url", "kind", "reliability", "language")
                },
                "You found the row of the document. The question asks for its column"
                " publisher.",
                "other-column",
            ),
            Trap(
                _other_cells_of_p5,
                "That stands in the row of P5. It names a source_id; follow that one to"
                " the table sources.",
                "row-of-commitment",
            ),
            Trap(
                lambda: "publisher",
                "That is the name of the column. Copy what stands in it.",
                "column-name",
            ),
            Trap(
                lambda: set(load("sources")["publisher"]),
                "That is the publisher of another document. The row "
                "of P5 says which document it rests on.",
                "other-publisher",
            ),
            Trap(
                lambda: set(load("sources")["source_id"]),
                "That is the source_id of another document. Look at "
                "the row of P5 again.",
                "other-source",
            ),
        ],
        hints=[
            "The row of P5 names a source_id; the cell above it shows which.",
            (
                "Copy the line that begins with `row`, and write that source_id for"
                ' "article-2025".'
            ),
            (
                'Write `row = sources[sources["source_id"] == "statement-2025"]`, and in'
                ' a second line `answer = row["publisher"]`.'
            ),
        ],
    ),
    "0.3": Exercise(
        read=row_count,
        expected=lambda: _in_sentence("P10"),
        right=lambda: (
            "One sentence, and we made"
            f" {in_words(_in_sentence('P10'))} rows of it: one for each thing that can"
            " be kept or broken by itself. Whoever divides it otherwise gets other"
            " totals."
        ),
        traps=[
            Trap(
                lambda: _in_sentence("P10") - 1,
                "Those are the others in the sentence. P10 itself stands in it, too.",
                "others-only",
            ),
            Trap(
                lambda: _sentence("P10"),
                "That is the number of the sentence. Count the rows of commitments that"
                " have this number.",
                "number-of-sentence",
            ),
            Trap(
                lambda: 0,
                "No row meets the condition. The number of the sentence stands without"
                " quotation marks, and the name of the column with them.",
                "no-row",
            ),
            Trap(
                lambda: 10,
                "That is the number in the name P10. Count the rows of commitments that"
                " stand in its sentence.",
                "number-of-commitment",
            ),
            Trap(
                lambda: 1,
                "One row has the number in your condition. Is it that of the sentence?"
                ' `summit.find_sentence("P10")` gives the number of the sentence in the'
                " whole statement in round brackets.",
                "number-of-paragraph",
            ),
            Trap(
                lambda: _in_sentence("P5"),
                "That is the sentence of the example. P10 stands in another one.",
                "example-copied",
            ),
            Trap(
                lambda: int(_place("P10")["words"]),
                "That is the number of words of the sentence. Count commitments.",
                "words-counted",
            ),
            Trap(
                _in_paragraph,
                "Those are the commitments of the whole paragraph. Count those of one"
                " sentence.",
                "whole-paragraph",
            ),
            Trap(
                lambda: len(_commitments()) - _in_sentence("P10"),
                "Those are the commitments of all other sentences: `==` keeps the rows"
                " that are equal, `!=` the others.",
                "the-rest",
            ),
            *of_filter(_commitments, "commitments", "sentence"),
        ],
        hints=[
            (
                '`summit.find_sentence("P10")` gives the number of the sentence, of'
                " all sentences of the statement."
            ),
            (
                "Copy the condition of the example, and write that number in the place of"
                " its own. How many rows are there?"
            ),
            lambda: (
                "Write"
                f' `answer = len(commitments[commitments["sentence"] == {_sentence("P10")}])`.'
            ),
        ],
    ),
    "0.4": Exercise(
        read=phrase,
        expected=lambda: _term("japanese"),
        right=(
            "With the term in both languages you can check one text of the statement"
            " against the other."
        ),
        traps=[
            Trap(
                lambda: _term("romaji"),
                "That is how to say it. The question asks for the Japanese writing, in "
                "the column japanese.",
                "romaji",
            ),
            Trap(
                lambda: _term("japanese", "deterrence-and-response-capabilities"),
                "That is deterrence and "
                "response capabilities. Extended deterrence is another row.",
                "neighboring-term",
            ),
            Trap(
                lambda: {_term("term"), "extended-deterrence"},
                "That is the English. The question asks for the "
                "Japanese writing, in the column japanese.",
                "english",
            ),
            Trap(
                lambda: _term("definition"),
                "That is what it means. The question asks for the term in Japanese.",
                "definition",
            ),
            Trap(
                lambda: {"japanese", "Japanese"},
                "That is the name of the column. Copy what stands in it.",
                "column-name",
            ),
            Trap(
                lambda: set(load("glossary")["japanese"]),
                "That is the Japanese of another term. Look for "
                "the row of extended deterrence.",
                "other-term",
            ),
            Trap(
                lambda: set(load("glossary")["romaji"]),
                "That is how to say another term. Look for "
                "the row of extended deterrence, and for its column japanese.",
                "other-term",
            ),
        ],
        hints=[
            "The column term holds the English, the column japanese the Japanese.",
            (
                'First `glossary = summit.load("glossary")`, then `row ='
                ' glossary[glossary["term"] == "extended deterrence"]`.'
            ),
            'The last line is `answer = row["japanese"]`.',
        ],
    ),
    "0.5": Exercise(
        read=row_count,
        expected=_before_the_middle,
        right=_not_at_the_end,
        traps=[
            Trap(
                _after_the_middle,
                "Those stand after the middle sentence, as in the example. Turn the"
                " sign: `<` asks for smaller.",
                "example-copied",
            ),
            Trap(
                lambda: _left_out(lambda sentence: sentence <= _middle()),
                "That counts the middle sentence, too. `<` asks for smaller.",
                "middle-counted",
            ),
            Trap(
                lambda: _left_out(lambda sentence: sentence >= _middle()),
                "Those stand in the middle sentence and after it. `<` asks for smaller.",
                "sign-turned",
            ),
            Trap(
                lambda: _left_out(lambda sentence: sentence == _middle()),
                "Those stand in the middle sentence itself. `<` asks for smaller.",
                "in-the-middle",
            ),
            Trap(
                lambda: _left_out(lambda sentence: sentence != _middle()),
                "Those are all but the ones in the middle sentence. `<` asks for"
                " smaller.",
                "the-rest",
            ),
            Trap(
                lambda: int((_commitments()["sentence"] < _middle()).sum()),
                "Those are all commitments before the middle. Count the ones left out:"
                " the table is absent, twice.",
                "all-commitments",
            ),
            Trap(
                _treated("absent"),
                "Those are all that are left out: the condition keeps every row, or it"
                " stands by itself. Count the ones before the middle sentence.",
                "counted-all-rows",
            ),
            Trap(
                lambda: 0,
                "No row meets the condition. The number stands without quotation marks.",
                "no-row",
            ),
            Trap(
                _middle,
                "That is the number of the middle sentence. Count commitments.",
                "number-of-sentence",
            ),
            *of_filter(_absent, "absent", "sentence"),
        ],
        hints=[
            "`>` asks for larger, `<` for smaller.",
            lambda: f'Write `answer = len(absent[absent["sentence"] < {_middle()}])`.',
        ],
    ),
}
