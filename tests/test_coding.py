"""Agreement of two coders, from a textbook case to what cannot be compared; and which codes differ."""

import math

import pandas as pd
import pytest

import summit
from summit.classroom import coders
from summit.counting import agreement

FIRST = ["yes"] * 25 + ["no"] * 25


def test_kappa_of_a_worked_example():
    # 50 items: both yes 20, both no 15, yes-no 5, no-yes 10; observed 0.7, chance 0.5, kappa 0.4
    found = summit.agreement(
        FIRST, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    )
    assert (
        found.items,
        round(found.observed, 9),
        round(found.chance, 9),
        round(found.kappa, 9),
    ) == (50, 0.7, 0.5, 0.4)
    assert (
        str(found)
        == "Of 50 items, 0.70 coded alike, 0.50 expected by chance: kappa 0.40."
    )


def test_kappa_of_cohens_three_categories():
    # the table of proportions in Cohen (1960), as 100 items: diagonal .44 .20 .06, observed .70, chance .41, kappa .49
    table = pd.DataFrame([[44, 5, 1], [7, 20, 3], [9, 5, 6]], list("abc"), list("abc"))
    pairs = [
        (row, column)
        for row in table.index
        for column in table
        for _ in range(table.loc[row, column])
    ]
    found = summit.agreement(*zip(*pairs))
    assert (
        round(found.observed, 2),
        round(found.chance, 2),
        round(found.kappa, 2),
    ) == (0.7, 0.41, 0.49)


def test_full_agreement_and_chance_and_worse():
    assert summit.agreement(FIRST, FIRST).kappa == 1
    assert summit.agreement(["a", "a", "b", "b"], ["a", "b", "a", "b"]).kappa == 0
    assert summit.agreement(["a", "b"], ["b", "a"]).kappa == -1


def test_the_order_of_the_coders_does_not_matter():
    one, other = (
        summit.load("follow_through")["status"],
        summit.load("follow_through")["second_status"],
    )
    assert summit.agreement(one, other) == summit.agreement(other, one)


@pytest.mark.parametrize("items", [1, 10])
def test_perfect_chance_agreement_is_explained_not_raised(items):
    found = summit.agreement(["restated"] * items, ["restated"] * items)
    assert math.isnan(found.kappa) and found.observed == found.chance == 1
    assert "not defined" in str(found) and "one code throughout" in str(found)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (["a"], ["a", "b"], "have 1 and 2"),
        ([], [], "have 0 and 0"),
        (["a", None], ["a", "b"], "missing"),
        (["a", "b"], ["a", float("nan")], "missing"),
    ],
)
def test_what_cannot_be_compared_is_refused(first, second, words):
    with pytest.raises(ValueError, match=words):
        summit.agreement(first, second)


# Which of the ten differ


@pytest.fixture
def ten():
    rows = summit.load("follow_through").set_index("commitment_id")
    return rows.loc[["V1", "P4", "P15", "P19", "I2", "P10", "P16", "G7", "G9", "G10"]]


def test_codes_stand_beside_ours_and_the_second_coder(ten):
    same = coders.compare(list(ten["status"]), ten)
    assert list(same.index) == list(ten.index) and list(same["yours"]) == list(
        same["ours"]
    )
    assert set(same["you agree with"]) == {"both", "ours"}
    # a table whose column names the commitments, as the lesson has it
    assert coders.compare(list(ten["status"]), ten.reset_index()).equals(same)
    second = coders.compare(ten["second_status"], ten)
    differ = ten["status"] != ten["second_status"]
    assert (
        list(second["you agree with"] == "second coder") == list(differ)
        and differ.any()
    )


def test_a_second_choice_is_told_where_only_it_is_ours(ten):
    mine = [
        "overtaken" if name == "P16" else code for name, code in ten["status"].items()
    ]
    table = coders.compare(
        mine, ten, {"P16": ten.loc["P16", "status"], "V1": "Underway"}
    )
    assert table.loc["P16", "you agree with"] == "ours, by your second choice"
    assert (
        table.loc["V1", "your second choice"] == "under way"
        and table.loc["P4", "your second choice"] == ""
    )
    assert coders.compare(mine, ten).loc["P16", "you agree with"] == "nobody"


@pytest.mark.parametrize(
    "mine",
    [
        ...,
        None,
        [],
        "done",
        5,
        {"a": 1},
        pd.DataFrame({"a": [1]}),
        ["done", ...],
        [[1], None, float("nan")],
        range(99),
    ],
)
def test_what_is_no_list_of_codes_gives_a_table_that_says_so(mine, ten):
    table = coders.compare(mine, ten, mine)
    assert len(table) == len(ten) and table.iloc[-1]["you agree with"] in ("", "nobody")
    assert set(table["yours"]) <= {"none given", "done"} | {
        code for code in table["yours"] if code.endswith("(no status)")
    }
    agreement(table["yours"], table["ours"])
