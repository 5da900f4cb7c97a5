"""Both sides in the room: every contested point has two readings, and every voice says who, when and where."""

import re

import pandas as pd
import pytest

import summit
from summit.classroom import readings as room
from summit.data import levels

import course

POINTS, VOICES, SOURCES = (
    summit.load(name) for name in ("points", "viewpoints", "sources")
)
AS_OF = pd.Timestamp(course.package()["as_of"])
LOADED = re.compile(
    r"\b(claim|claims|claimed|admit|admits|admitted|allege|alleged|insist|insisted|boast|boasted|rant|slam|slammed|blast|blasted|"
    r"refuse|refused|pretend|pretended|of course|rightly|wrongly|finally|merely)\b",
    re.I,
)


@pytest.fixture
def shown(monkeypatch):
    """Collect what summit.readings displays."""
    found = []
    monkeypatch.setattr(room, "display", lambda data, raw: found.append(data))
    return found


def sides(point):
    return VOICES[VOICES["point_id"] == point].groupby("reading", sort=False)


def number(names):
    return [int(re.sub(r"\D", "", name)) for name in names]


def test_every_lesson_has_one_to_three_points_in_their_order():
    counts = POINTS["lesson"].value_counts()
    assert (
        sorted(counts.index) == ["01", "02", "03", "04", "05", "06"]
        and counts.between(1, 3).all()
    )
    assert number(POINTS["point_id"]) == list(range(1, len(POINTS) + 1)) and list(
        POINTS["lesson"]
    ) == sorted(POINTS["lesson"])
    assert POINTS["point"].str.endswith("?").all()


@pytest.mark.parametrize("point", list(POINTS["point_id"]))
def test_a_point_has_two_readings_of_like_length(point):
    """If a side has much more to say, a reader sees a verdict: give the other a voice, or cut this one."""
    words = [side["view"].str.split().str.len().sum() for _, side in sides(point)]
    assert len(words) == 2 and max(words) <= 1.6 * min(words), words


def test_voices_stand_with_their_point_and_in_its_order():
    assert (VOICES["viewpoint_id"].str[:-1] == VOICES["point_id"]).all()
    letters = VOICES.groupby("point_id", sort=False)["viewpoint_id"].apply(
        lambda names: "".join(name[-1] for name in names)
    )
    assert all("abcdefgh".startswith(run) for run in letters)
    assert number(VOICES["point_id"]) == sorted(number(VOICES["point_id"]))


@pytest.mark.parametrize("column", ["who", "date", "place", "view"])
def test_every_voice_says_who_when_and_where(column):
    assert VOICES[column].notna().all()
    assert (
        not VOICES[column]
        .astype(str)
        .str.fullmatch(r"(?i)unknown|various|n/?a|\?|-")
        .any()
    )


def test_no_voice_speaks_after_the_day_of_the_collection_or_after_its_source():
    assert (VOICES["date"] <= AS_OF).all()
    assert (VOICES.loc[VOICES["date_precision"] == "month", "date"].dt.day == 1).all()
    known = VOICES.merge(
        SOURCES[["source_id", "date"]], on="source_id", suffixes=("", "_of_source")
    ).dropna(subset=["date_of_source"])
    early = known[known["date_of_source"] < known["date"]]
    assert early.empty, list(early["viewpoint_id"])


def test_the_parties_that_the_lessons_name_have_a_voice():
    named = {
        "Japan's government",
        "U.S. government",
        "Okinawa",
        "opposition in Japan",
        "China",
        "Taiwan",
        "DPRK",
        "ROK",
        "India",
        "Philippines",
    }
    heard = set(VOICES["party"])
    assert named <= heard and heard == set(levels("viewpoints", "party"))


def test_views_are_short_and_their_verbs_neutral():
    for voice in VOICES.itertuples():
        assert len(voice.view.split()) <= 40 and re.fullmatch(
            r"[A-Z].*\.", voice.view
        ), voice.viewpoint_id
        assert not LOADED.search(voice.view), voice.viewpoint_id


@pytest.mark.parametrize("row", list(POINTS.itertuples()), ids=lambda row: row.point_id)
def test_a_point_is_printed_with_its_question_its_sides_and_every_voice(row, shown):
    assert summit.readings(row.lesson, row.point_id) is None
    (output,) = shown
    assert (
        set(output) == {"text/markdown", "text/plain"}
        and len(output["text/plain"].split()) <= 160
    )
    text, page = output["text/plain"], output["text/markdown"].replace("\\", "")
    assert text.startswith(row.point) and page.startswith(f"**{row.point}**")
    assert [text.count(turn) for turn in ("One reading: ", "The other reading: ")] == [
        1,
        1,
    ]
    for voice in (
        VOICES[VOICES["point_id"] == row.point_id]
        .merge(SOURCES, on="source_id", suffixes=("", "_of_source"))
        .itertuples()
    ):
        when = (
            f"{voice.date:%B %Y}"
            if voice.date_precision == "month"
            else f"{voice.date.day} {voice.date:%B %Y}"
        )
        assert f"- {voice.who}, {when}, {voice.place}: {voice.view}" in text
        assert (
            f"- **{voice.who}**, {when}, {voice.place}: {voice.view}" in page
            and f"]({voice.url})" in page
        )


@pytest.mark.parametrize("two_digits", sorted(set(POINTS["lesson"])))
def test_a_lesson_prints_all_of_its_points(two_digits, shown):
    summit.readings(two_digits)
    text = shown[0]["text/plain"]
    places = [
        text.index(point)
        for point in POINTS.loc[POINTS["lesson"] == two_digits, "point"]
    ]
    assert places == sorted(places) and text.count("One reading: ") == len(places)


def test_a_lesson_may_be_given_as_a_number(shown):
    summit.readings(4)
    summit.readings("04")
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            ("07",),
            [
                "no readings for lesson '07'",
                "01, 02, 03, 04, 05, 06",
                'summit.readings("01")',
            ],
        ),
        ((None,), ["no readings for lesson None"]),
        (("lesson 04",), ["no readings for lesson 'lesson 04'"]),
        ((4.0,), ["no readings for lesson 4.0"]),
        (
            ("04", "C1"),
            [
                "Lesson 04 has no point 'C1'",
                "C8, C9, C10",
                'summit.readings("04", "C8")',
            ],
        ),
        (("04", 8), ["no point 8"]),
    ],
)
def test_what_is_not_there_is_refused_in_plain_words(asked, words, shown):
    with pytest.raises(ValueError) as caught:
        summit.readings(*asked)
    assert all(word in str(caught.value) for word in words) and not shown


def test_what_comes_from_a_table_is_never_markup_and_japanese_is_marked(
    monkeypatch, shown
):
    voice = VOICES.iloc[[0, 2]].assign(
        who="*A* 玉城", place="<b>x</b>", view="a [link](x) | $y$"
    )
    tables = {
        "points": POINTS,
        "viewpoints": voice,
        "sources": SOURCES.assign(url="javascript:alert(1)"),
    }
    monkeypatch.setattr(room, "load", tables.__getitem__)
    summit.readings("01")
    page = shown[0]["text/markdown"]
    assert (
        r"**\*A\* " in page
        and '<span lang="ja">玉城</span>' in page
        and r"\<b\>x" in page
        and r"\[link\](x) \| \$y\$" in page
    )
    assert "javascript" not in page
