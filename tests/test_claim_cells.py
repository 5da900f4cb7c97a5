"""For every claim one changed cell makes it false."""

import pytest

import summit

import claims
from claims.cells import Search
from claims.reasons import SEVERAL

pytestmark = pytest.mark.style
PAGES = claims.all_pages()


@pytest.mark.parametrize("where", PAGES)
def test_one_changed_cell_makes_a_claim_false(where):
    told, several = [], dict(SEVERAL.get(where, {}))
    for group in PAGES[where].groups:
        with pytest.MonkeyPatch.context() as patch:
            search = Search(PAGES[where], group, patch)
        for claim in search.left():
            turn = search.found.get(claim)
            if turn and several.pop(claim.sentence, None):
                continue
            found = (
                f"{len(turn.rows)} rows of {turn.table}, {turn.column}"
                if turn
                else "nothing"
            )
            told.append(f"{claim.group}: {claim.sentence}\n    turned by {found}")
    assert not told, (
        "no one cell makes these false; compute them from a table, delete them, use "
        "@page.reckons for what no table carries, or, where several cells turn them, "
        "give the reason in SEVERAL of tests/claims/reasons.py:\n" + "\n".join(told)
    )
    assert not several, f"delete from SEVERAL, {where}: {list(several)}"


def test_a_sentence_that_no_cell_turns_is_found(monkeypatch):
    page = claims.Page("00")

    def sentences():
        coverage = summit.load("commitments")["article_coverage"]
        yield f"carries {(coverage == 'full').sum()} in full"
        yield "has nine rows at least", len(coverage) >= 9
        yield "it is a table"

    search = Search(page, sentences, monkeypatch)
    assert [claim.sentence for claim in search.left()][1:] == ["it is a table"]
    one, several = list(search.found.values())
    assert (one.table, one.column, len(one.rows)) == (
        "commitments",
        "article_coverage",
        1,
    )
    assert several.column == "a row less" and len(several.rows) > 9
