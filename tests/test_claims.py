"""What the lessons and pages say is what the tables say."""

import functools
import re

import pytest

import summit

import claims
from claims import Claim
from claims.prose import FILES, Block, blocks, nearest, pattern, sentences, texts
from claims.reasons import OF_PAGE, PATTERNS, SENTENCES, WORDS
from conftest import ROOT

pytestmark = (
    pytest.mark.style
)  # what a lesson of ours says; another may say other things
PAGES = claims.all_pages()


def complaint(claim, found):
    """Return what is wrong with a claim, "" where nothing is."""
    stands = any(pattern(claim.sentence).search(block.text) for block in found)
    if stands and claim.holds:
        return ""
    if claim.error:
        problem = f"cannot be computed ({claim.error})"
    elif not stands:
        problem = "by the tables, these words should stand there"
    else:
        problem = "stands there, but the tables do not bear it out any more"
    place, sentence = nearest(claim.sentence, claim.where)
    return (
        f"\n{FILES[claim.where].relative_to(ROOT)}: {problem}\n"
        f"  claim:    {claim.sentence}\n"
        f"  computed: tests/claims/{claim.group.replace('.', '.py, ')}\n"
        f"  nearest:  {sentence}   [{place}]"
    )


@functools.cache
def claims_of(where):
    """Return the claims on a page by our own tables; asked for by five tests."""
    return PAGES[where].claims() if where in PAGES else []


def complaints(where, claimed=claims_of):
    found = blocks(where)
    told = [complaint(claim, found) for claim in claimed(where)]
    return [each for each in told if each]


def test_every_lesson_and_page_has_its_claims():
    assert {*FILES} - {*PAGES} == {"feedback"}  # it has reasons only
    assert all(page.claims() for page in PAGES.values())


@pytest.mark.parametrize("where", PAGES)
def test_what_is_said_is_what_the_tables_say(where):
    wrong = complaints(where)
    assert not wrong, f"{len(wrong)} sentences no longer fit:\n" + "\n".join(wrong)


@pytest.fixture
def new_complaints(monkeypatch):
    """Return what is complained of since the tables have been changed."""
    load, before = summit.load, {where: complaints(where) for where in PAGES}

    def told(change):
        monkeypatch.setattr(summit, "load", lambda name: change(name, load(name)))
        return {
            where: "\n".join(
                each
                for each in complaints(where, lambda where: PAGES[where].claims())
                if each not in before[where]
            )
            for where in PAGES
        }

    return told


def test_two_changed_cells_are_told_with_all_that_no_longer_fits(new_complaints):
    rows = summit.load("follow_through").merge(
        summit.load("commitments"), on="commitment_id"
    )
    step = rows["status"].isin(["done", "under way"])
    absent = rows["article_coverage"] == "absent"
    carried = rows.loc[absent & ~step & (rows["pillar"] == "peace"), "commitment_id"]
    follows = rows.loc[absent & ~step, "commitment_id"].iloc[-1]

    def change(name, table):
        if name == "commitments":
            here = table["commitment_id"] == carried.iloc[0]
            table.loc[here, "article_coverage"] = "full"
        if name == "follow_through":
            table.loc[table["commitment_id"] == follows, "status"] = "under way"
        return table

    told = new_complaints(change)
    full = (rows["article_coverage"] == "full").sum()
    peace = absent[rows["pillar"] == "peace"]
    assert all(told[where] for where in ("00", "01", "02", "06", "TEACHING.md"))
    assert not told["05"] and not told["README.md"]
    (line,) = re.findall(
        rf"claim:    (carries {full + 1} of {len(rows)} .+)", told["00"]
    )
    assert f"and leaves out {absent.sum() - 1}" in line
    assert re.search(r"nearest:  .*carries \d+ of \d+ .* \[lesson00-\w+\]", told["00"])
    assert f"{peace.sum() - 1} of the {len(peace)} Peace commitments" in told["01"]
    assert f"{(step & absent).sum() + 1} of {step.sum() + 1}" in told["06"]
    assert "cannot be computed" not in "".join(told.values())


def test_what_cannot_be_computed_hides_nothing_else(new_complaints):
    told = new_complaints(
        lambda _, table: table.drop(columns="verdict", errors="ignore")
    )["01"].split("\n\n")
    assert all("KeyError: 'verdict'" in each and "claim:    " in each for each in told)
    assert any("..." in each for each in told)
    assert len(told) < len(PAGES["01"].claims()) / 2


def test_a_condition_that_does_not_hold_is_told():
    said = "The whole statement has"
    found = [Block("lesson00-01", False, f"{said} 47 commitments.")]
    assert complaint(Claim("00", said, True), found) == ""
    assert "do not bear it out" in complaint(Claim("00", said, False), found)
    assert "should stand there" in complaint(Claim("00", "It has 46", True), found)


def test_texts_of_code_are_those_that_a_person_reads(tmp_path):
    file = tmp_path / "lesson01.py"
    file.write_text(
        '"""Of the 3 docstrings none counts."""\n'
        'NAME, PLACES = "1.2", r"\\d of 3"\n'
        'told = f"That is {len(NAME) + 2} of 47: " f"look at {PLACES!r} again."\n'
        'more = ("Count the 12 " "that are left.")\n',
        encoding="utf-8",
    )
    assert [block.text for block in texts(file)] == [
        "That is {} of 47: look at {} again.",
        "Count the 12 that are left.",
    ]


NUMBER = re.compile(
    r"\d[\d.,]*|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|hundreds?|thousands?|half|halves|twice|thirds"
    r"|quarters?|fifths|doubled?|doubles|dozens?)\b",
    re.I,
)


def blotted(text, patterns):
    """Return a text with what the patterns find blotted out, as long as before."""
    left = text
    for each in patterns:
        for found in each.finditer(text):
            begin, end = found.span()
            left = left[:begin] + "·" * (end - begin) + left[end:]
    return left


def of_page(where):
    return [each for group in OF_PAGE.get(where, {}).values() for each in group]


def unexplained(where):
    """Return the sentences with a number that no claim has and no reason explains."""
    patterns = [
        *(pattern(claim.sentence) for claim in claims_of(where)),
        *(pattern(words) for words in SENTENCES.get(where, {})),
        re.compile(r"\]\([^)\s]*\)|`[^`]*`|<[^>]*>|\{[^{}]*\}"),
        # addresses, code, tags, and what a text of code computes
        *(re.compile(each, re.M) for group in PATTERNS.values() for each in group),
        *(re.compile(each, re.M) for each in of_page(where)),
    ]
    found = []
    for block in blocks(where):
        if block.code:
            continue
        left = blotted(block.text, patterns)
        for begin, end in sentences(block.text):
            numbers = [each[0] for each in NUMBER.finditer(left, begin, end)]
            if numbers:
                found.append((block.place, block.text[begin:end], numbers))
    return found


@pytest.mark.parametrize("where", FILES)
def test_every_number_in_prose_has_a_claim_or_a_reason(where):
    told = [
        f"[{place}] {', '.join(numbers)}:  {' '.join(sentence.split())}"
        for place, sentence, numbers in unexplained(where)
    ]
    assert not told, (
        f"{FILES[where].relative_to(ROOT)}: {len(told)} sentences have a number of which no claim "
        "(tests/claims) says it and no reason (tests/claims/reasons.py) explains it:\n"
        + "\n".join(told)
    )


@pytest.mark.parametrize("where", sorted({*SENTENCES, *WORDS}))
def test_every_reason_is_needed(where):
    found = [block.text for block in blocks(where) if not block.code]
    stale = [
        words
        for words in [*SENTENCES.get(where, {}), *WORDS.get(where, {})]
        if not any(pattern(words).search(text) for text in found)
    ]
    stale += [
        each
        for each in of_page(where)
        if not any(re.search(each, text, re.M) for text in found)
    ]
    assert not stale, f"delete from SENTENCES or WORDS, {where}: {stale}"


# what a changed table can make false without a number
WINS = re.compile(
    r"\b(most|majority|largest|smallest|longest|highest|lowest|none|neither|never"
    r"|nobody|nothing|rises|rose|falls|fell|grows|grew|halved|silent|still|evenly)\b",
    re.I,
)
ASKED = re.compile(r"\s*([#|<]|\W*(Ask|Likely|If|To be said)\b)")  # no assertion


def unclaimed(where):
    """Return the first sentences that compare, and that no claim or reason has.

    The first sentence of a paragraph carries it. Feedback speaks of an answer.
    """
    patterns = [
        *(pattern(claim.sentence) for claim in claims_of(where)),
        *(pattern(words) for words in WORDS.get(where, {})),
    ]
    found = []
    for block in blocks(where):
        feedback = ", line " in block.place
        for part in [] if block.code or feedback else re.split(r"\n\s*\n", block.text):
            first = next(sentences(part), None)
            if first is None or ASKED.match(part) or "?" in part[slice(*first)]:
                continue
            if WINS.search(blotted(part, patterns), *first):
                found.append((block.place, part[slice(*first)]))
    return found


@pytest.mark.parametrize("where", [where for where in FILES if where != "feedback"])
def test_every_first_sentence_that_compares_has_a_claim_or_a_reason(where):
    told = [f"[{place}]  {' '.join(text.split())}" for place, text in unclaimed(where)]
    assert not told, (
        f"{FILES[where].relative_to(ROOT)}: {len(told)} first sentences compare, or say "
        "none or never, and neither a claim nor a reason (WORDS in "
        "tests/claims/reasons.py) has them:\n" + "\n".join(told)
    )
