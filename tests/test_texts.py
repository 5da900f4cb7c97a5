"""Words and places in a text: on sentences of our own, since the official texts are not part of the collection."""

import html
import re
import textwrap
from pathlib import Path

import pytest

import summit
from summit.classroom import official, saved
from summit.data import DataError, levels

import documents

PATTERNS = summit.load("terms").set_index("term_id")["pattern"]

SENTENCES = [
    (
        "china-prc",
        "The PRC and China disagree about the South China Sea and the East and South China Seas.",
        2,
    ),
    ("china-prc", "The People's Republic of China (PRC) was named.", 1),
    (
        "south-china-sea",
        "In the South China Sea, and in the East and South China Seas.",
        2,
    ),
    (
        "east-china-sea",
        "In the East China Sea, and in the East and South China Seas.",
        2,
    ),
    ("north-korea-dprk", "North Korea launched. The DPRK\u2019s programs grew.", 2),
    ("rok", "The Republic of Korea (ROK) met South Korea's partners.", 2),
    ("rok", "The Democratic People\u2019s Republic of Korea was named.", 0),
    (
        "democracy",
        "Democracy and democratic values, but not the Democratic People's Republic of Korea.",
        2,
    ),
    ("article-v", "Article V covers it; an article very much does not.", 1),
    ("quad", "The Quad met; a quad bike did not.", 1),
    ("ai", "AI, artificial intelligence, and a plan that said so again.", 2),
    ("india", "India and Indian firms by the Indian Ocean.", 2),
    ("modal-will", "They will act, willingly.", 1),
    ("free-and-open-indo-pacific", "A free and open\nIndo-Pacific.", 1),
    ("status-quo", "Nothing here.", 0),
]


@pytest.mark.parametrize(("term", "sentence", "expected"), SENTENCES)
def test_patterns_on_made_up_sentences(term, sentence, expected):
    assert summit.count(PATTERNS[term], sentence) == expected


def test_every_pattern_is_a_valid_one():
    for pattern in PATTERNS:
        re.compile(pattern, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("The U.S.-Japan alliance - a cornerstone.", 5),
        ("Japan\u2019s well-known role", 3),
    ],
)
def test_words(text, expected):
    assert summit.words(text) == expected


# --- sentences, by the rule of data/README.md -----------------------------------------------------

DIVIDED = [
    ("Japan agreed. The U.S. Navy stayed in Washington, D.C., and went.", 2),
    ("President Joseph R. Biden, Jr. and Mr. Suga met in St. Louis.", 1),
    ("They met in Washington D.C. During the meeting they spoke.", 2),
    ("The two leaders will seek to: do one thing; do another; and do a third.", 1),
    (
        "A Heading Without a Mark\n\nA sentence.\nIt goes on? Yes! (And ends.) \u201cHere.\u201d 5G came.",
        6,
    ),
    ("The treaty holds.President Kishida met in the \u201c2+2.\u201d We go on.", 3),
    ("Up to $2.9 billion. energy security*.*\n\nNothing", 1),
    ("", 0),
]


@pytest.mark.parametrize(("text", "number"), DIVIDED)
def test_sentences_of_made_up_texts(text, number):
    assert len(summit.sentences(text)) == number, summit.sentences(text)


# --- places: what the tables say of them ----------------------------------------------------------

PLACES = summit.load("sentences")


def test_the_places_of_the_sentences_count_up_without_a_gap():
    assert list(PLACES["sentence"]) == list(range(1, len(PLACES) + 1))
    assert list(PLACES["section"].drop_duplicates()) == levels("sentences", "section")
    before = None
    for row in PLACES.itertuples():
        new_section = before is None or row.section != before.section
        goes_on = not new_section and (row.paragraph, row.position) == (
            before.paragraph,
            before.position + 1,
        )
        begins = row.position == 1 and row.paragraph == (
            1 if new_section else before.paragraph + 1
        )
        assert goes_on or begins, row
        before = row
    assert (
        PLACES["fingerprint"].is_unique
        and (PLACES["letters"] > 2 * PLACES["words"]).all()
    )


def test_places_agree_with_the_other_tables():
    statement = (
        summit.load("statements").set_index("statement_id").loc["statement-2025"]
    )
    assert (
        len(PLACES) == statement["sentences"]
        and PLACES["words"].sum() < statement["words"]
    )  # headings are words, too
    assert f"each of the {len(PLACES)} sentences" in documents.DATA_INTRODUCTION
    commitments = summit.load("commitments").merge(
        PLACES, on="sentence", suffixes=("", "_of_sentence")
    )
    assert (commitments["pillar"] == commitments["section"]).all()
    assert set(commitments["sentence"]) == set(
        PLACES["sentence"]
    )  # no sentence without a commitment
    assert summit.load("commitments")["sentence"].is_monotonic_increasing


def test_a_mention_and_a_comparison_stand_where_their_commitment_stands():
    here = summit.load("commitments").set_index("commitment_id")["sentence"]
    mentions, checks = summit.load("mentions"), summit.load("article_check")
    assert (mentions["commitment_id"].map(here) == mentions["sentence"]).all()
    compared = checks.dropna(subset=["commitment_id"])
    assert (compared["commitment_id"].map(here) == compared["sentence"]).all()
    assert checks["sentence"].isna().equals(checks["commitment_id"].isna())
    also = checks.dropna(subset=["sentence_also"])
    assert len(also) and (also["sentence_also"] > also["sentence"]).all()


def test_a_place_in_the_article_is_whole():
    commitments, checks = summit.load("commitments"), summit.load("article_check")
    for paragraph, sentence in (
        ("article_paragraph", "article_sentence"),
        ("article_also", "article_also_sentence"),
    ):
        assert commitments[paragraph].isna().equals(commitments[sentence].isna())
    assert checks["article_sentence"].max() <= 3  # no paragraph of the article has more
    # a row that is compared in the paragraph that carries it is compared in the sentence that carries it, or beside it
    both = checks.merge(
        commitments,
        left_on=["commitment_id", "paragraph_id"],
        right_on=["commitment_id", "article_paragraph"],
    )
    assert (
        len(both) > 10
        and (both["article_sentence_x"] == both["article_sentence_y"]).all()
    )


# --- finding: in a made-up statement of six sentences, in three sections --------------------------

STATEMENT = """\
The King of Atlantis and the Queen of Thule met today on the island\u2019s shore, where they affirmed their friendship.

Thule-Atlantis Cooperation for Peace

The two rulers reaffirmed that the treaty covers the Isles of the Blest. Thule welcomed Atlantis\u2019s new \u201cnavy\u201d of ten well-built ships.

They will seek to: trade; fish together; and \u2013 above all \u2013 learn from each other.

Invitation to Visit Thule

The King accepted an invitation to Thule. He will come in the spring."""

NAVIGATION = "Skip to content\nMenu\nNews. Contact us. Search\n\n"
FOOTER = "\n\nShare this page. All rights reserved.\n"
SECTIONS = ["opening", "peace", "peace", "peace", "invitation", "invitation"]
SENTENCES_OF_IT = [
    sentence for part in STATEMENT.split("\n\n") for sentence in summit.sentences(part)
]


@pytest.fixture
def said(monkeypatch, tmp_path):
    """Put a made-up statement in the place of ours; return a list that gets what is shown."""
    places = PLACES.head(6).copy()
    places["section"] = SECTIONS
    places["paragraph"], places["position"] = [1, 1, 1, 2, 1, 1], [1, 1, 2, 1, 1, 2]
    places["words"] = [summit.words(sentence) for sentence in SENTENCES_OF_IT]
    places["letters"] = [
        sum(map(str.isalnum, sentence)) for sentence in SENTENCES_OF_IT
    ]
    places["fingerprint"] = [
        official.fingerprint(sentence) for sentence in SENTENCES_OF_IT
    ]
    shown, load = [], official.load
    monkeypatch.setattr(
        official, "load", lambda name: places if name == "sentences" else load(name)
    )
    monkeypatch.setattr(official, "display", lambda data, raw: shown.append(data))
    monkeypatch.chdir(tmp_path)
    return shown


def last(said):
    """Return what was shown last; the page says the same."""
    words, page = (
        said[-1]["text/plain"],
        html.unescape(re.sub(r"<[^>]+>", "", said[-1]["text/html"])),
    )
    assert re.sub(r"\W", "", page).startswith(re.sub(r"\W", "", words))
    return words


def saved_as(name, data):
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return name


def page_of(text):
    blocks = "".join(
        f"<p><strong>{html.escape(part[:9])}</strong>{html.escape(part[9:])}<br></p>"
        for part in text.split("\n\n")
    )
    return (
        "<!DOCTYPE html>\n<html><head><title>A page. It is ours</title><style>p {}</style></head><body><nav>Menu</nav>"
        f"<script>var a = 'He will come in the spring.';</script>{blocks}<footer>Imprint.</footer></body></html>"
    )


FORMS = {
    "utf-8.txt": STATEMENT.encode(),
    "with-a-mark.txt": b"\xef\xbb\xbf" + STATEMENT.encode(),
    "utf-16.txt": STATEMENT.encode("utf-16"),
    "utf-16-be.txt": b"\xfe\xff" + STATEMENT.encode("utf-16-be"),
    "windows.txt": STATEMENT.replace("\n", "\r\n").encode("cp1252"),
    "windows-in-japan.txt": STATEMENT.replace("\u2013", "-").encode("cp932"),
    "straight.txt": STATEMENT.translate(
        str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
    ).encode(),
    "wrapped.txt": "\n\n".join(
        textwrap.fill(part, 30) for part in STATEMENT.split("\n\n")
    ).encode(),
    "one-line.txt": " ".join((NAVIGATION + STATEMENT + FOOTER).split()).encode(),
    "around.txt": (NAVIGATION + STATEMENT + FOOTER).encode(),
    "old-macintosh.txt": STATEMENT.replace("\n", "\r").encode(),
    "odd-spaces.txt": STATEMENT.replace(" ", "\u00a0")
    .replace("-", "\u2011")
    .replace("treaty", "trea\u00adty")
    .replace("ten", "\uff54\uff45\uff4e")
    .encode(),
    "page.html": page_of(STATEMENT).encode(),
    "page.htm": page_of(STATEMENT).replace("\u2019", "&rsquo;").encode("utf-16"),
    "a page named.txt": page_of(STATEMENT).encode(),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_sentence_is_found_however_the_text_was_saved(said, name):
    text = summit.open_text(saved_as(name, FORMS[name]))
    assert last(said) == "Read. All 6 sentences of the statement are in it." and str(
        STATEMENT[:20]
    ) not in repr(text)
    letters = re.compile(r"\W|\u00ad")
    for number, sentence in enumerate(SENTENCES_OF_IT, 1):
        summit.find_sentence(number, text)
        quoted = re.search("\u201c(.+)\u201d\n", last(said))[1]
        assert letters.sub("", quoted) == letters.sub("", sentence)
    assert (
        "var a" not in text and "p {}" not in text
    )  # a page's script and style are no text
    assert [path.name for path in Path().iterdir()] == [name]  # nothing is written


def test_a_row_is_shown_with_its_place_its_sentence_and_our_coding(said):
    summit.find_sentence(" p2", STATEMENT)
    for words in (
        "P2: section Peace, paragraph 1, sentence 1 (number 2 of 6, 13 words)",
        f"\u201c{SENTENCES_OF_IT[1]}\u201d",
        "Our summary: ",
        "Our coding: verb: emphasized; strength: affirms",
        "In the same sentence: P1",
        "The article: paragraph A6, sentence 1",
        "Do you agree",
    ):
        assert words in last(said)
    assert "The official page</a>" in said[-1]["text/html"]
    summit.find_sentence("P5")  # without a text: the place alone
    assert (
        "number 5 of 6" in last(said)
        and "\u201c" not in last(said)
        and "Open the official page" in last(said)
    )


def test_a_comparison_an_entity_and_a_row_without_a_sentence(said):
    summit.find_sentence("S9", STATEMENT)
    assert SENTENCES_OF_IT[1] in last(said) and "Our verdict: weaker" in last(said)
    summit.find_sentence("S2", STATEMENT)
    assert "the statement has no sentence for it" in last(
        said
    ) and "Not in your text" not in last(said)
    summit.find_sentence("Senkaku-Islands", STATEMENT)
    assert SENTENCES_OF_IT[4] in last(said) and "Named by: P5, P6" in last(said)


def test_what_a_text_holds_is_markup_nowhere(said):
    summit.find_sentence(
        2,
        STATEMENT.replace("Thule welcomed", "<b onclick='x'>Thule</b> & co. welcomed"),
    )
    summit.find_sentence(
        3,
        STATEMENT.replace("Thule welcomed", "<b onclick='x'>Thule</b> & co. welcomed"),
    )
    assert (
        "other words at this place: \u201c<b onclick" in last(said)
        and "&lt;b onclick" in said[-1]["text/html"]
    )


def test_a_part_of_the_text_gives_the_sentences_that_are_there(said):
    part = STATEMENT[: STATEMENT.index("They will seek")]
    text = summit.open_text(saved_as("part.txt", part))
    assert last(said) == (
        "Read. 3 of the 6 sentences of the statement are in it. Not in it: 4 to 6. Was only a part of the page copied? "
        "The sentences that are there can be found."
    )
    summit.find_sentence(3, text)
    assert SENTENCES_OF_IT[2] in last(said).replace(
        "\u201cnavy\u201d", '"navy"'
    ).replace("\u2019", "'")
    summit.find_sentence(5, text)
    assert "Not in your text." in last(said) and "Not in it: 4 to 6" in last(said)


def test_a_changed_word_is_seen_and_what_stands_there_is_shown(said):
    summit.find_sentence(2, STATEMENT.replace("reaffirmed that", "doubted whether"))
    assert "Your text has other words at this place: \u201c" in last(
        said
    ) and "doubted whether the treaty" in last(said)
    assert "Not in it: 2. Was a word changed there" in last(said)


OTHERS = {
    "President Biden and Prime Minister Kishida met. "
    * 20: "names Biden and Kishida: is it a statement of another year?",
    "President Trump and Prime Minister Ishiba met in the city. "
    * 20: "is it the article, a readout or a report?",
    "The weather of the week, and what to do in the rain. " * 20: "Is it another page?",
    "\u65e5\u7c73\u9996\u8133\u5171\u540c\u58f0\u660e\u3002"
    * 20: "in Japanese or Chinese",
    "Les dirigeants ont affirm\u00e9 leur amiti\u00e9 et leur alliance. "
    * 20: "does not look like English",
    "Please enable JavaScript.": "holds only 3 words",
}


@pytest.mark.parametrize("text", OTHERS)
def test_another_text_is_named_as_such(said, text):
    found = summit.open_text(saved_as("other.txt", text))
    assert last(said).startswith(
        "Not the text expected. None of the 6 sentences"
    ) and OTHERS[text] in last(said)
    assert "The official page is https://www.whitehouse.gov/" in last(said)
    summit.find_sentence("P2", found)
    assert "Not in your text." in last(said) and OTHERS[text] in last(said)


BAD_FILES = {
    "a.pdf": (b"%PDF-1.7 ...", "is a PDF, not a text"),
    "a.docx": (b"PK\x03\x04...", "is a Word file"),
    "a.rtf": (b"{\\rtf1 ...}", "RTF"),
    "a.webarchive": (b"bplist00...", "web archive"),
    "a.txt": (b" \n", "is empty"),
    "b.txt": (b"a\0b\0", "is not a text"),
    "c.png": (b"\x89PNG...", "is a picture"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_text_gets_a_sentence(said, name):
    data, words = BAD_FILES[name]
    assert summit.open_text(saved_as(name, data)) == ""
    assert last(said).startswith("Not read. ") and words in last(said)
    summit.find_sentence("P2", name)
    assert last(said).startswith("Not found. ")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("no.txt", "There is no file no.txt"),
        ("statment", "Did you mean statement.txt?"),
        (".", "is a folder"),
        ("", "in quotation marks"),
        (None, "in quotation marks"),
        (..., "in quotation marks"),
        (PLACES, "in quotation marks"),
        (5, "in quotation marks"),
        ("https://www.whitehouse.gov/x", "nothing is downloaded"),
        ("a\0b", "There is no file"),
        ("x" * 5000, "There is no file"),
        ("~nobody/x.txt", "There is no file"),
    ],
)
def test_a_name_that_leads_to_no_file_gets_a_sentence(said, file, words):
    saved_as("statement.txt", STATEMENT)
    assert summit.open_text(file) == ""
    assert (
        last(said).startswith("Not read. ")
        and words in last(said)
        and len(last(said)) < 400
    )


def test_a_file_is_found_in_the_places_where_a_student_saves_it(
    said, collection, monkeypatch
):
    monkeypatch.setattr(saved, "DATA", collection / "data")
    for folder in (
        collection,
        collection / "notebooks",
        collection / "notebooks" / "mine",
    ):
        folder.mkdir(exist_ok=True)
        (folder / f"of-{folder.name}.txt").write_text(STATEMENT, encoding="utf-8")
        for name in (
            f"of-{folder.name}.txt",
            f"of-{folder.name}",
            str(folder / f"of-{folder.name}.txt"),
            folder / f"of-{folder.name}.txt",
        ):
            assert summit.words(summit.open_text(name)) == summit.words(STATEMENT), name


@pytest.mark.parametrize(
    "row",
    [
        "X9",
        "P99",
        "",
        None,
        ...,
        0,
        7,
        -1,
        True,
        2.5,
        ["P5"],
        PLACES,
        "10" * 20,
        "P5; S2",
    ],
)
def test_a_row_that_is_not_there_gets_a_sentence(said, row):
    summit.find_sentence(row, STATEMENT)
    assert last(said).startswith("Not found. ") and len(last(said)) < 300


@pytest.mark.parametrize(
    "text", [PLACES, 5, ..., ["a"], "", "  ", "nothing.txt", "nothing"]
)
def test_what_is_no_text_gets_a_sentence(said, text):
    summit.find_sentence("P2", text)
    assert last(said).startswith("Not found. ")


def test_a_table_that_cannot_be_read_is_said(said, monkeypatch):
    def broken(name):
        raise DataError(f"{name}.csv", "the file is missing.", "copy it.")

    monkeypatch.setattr(official, "load", broken)
    summit.find_sentence("P2", STATEMENT)
    assert "is missing. How to mend it: copy it." in last(said)
    assert summit.open_text(
        saved_as("statement.txt", STATEMENT)
    ) == "" and "is missing." in last(said)
