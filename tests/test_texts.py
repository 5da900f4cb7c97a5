"""The patterns count what they say: on sentences of our own, since the official texts are not part of the collection."""

import re

import pytest

import summit

PATTERNS = summit.load("terms").set_index("term_id")["pattern"]

SENTENCES = [
    ("china-prc", "The PRC and China disagree about the South China Sea and the East and South China Seas.", 2),
    ("china-prc", "The People's Republic of China (PRC) was named.", 1),
    ("south-china-sea", "In the South China Sea, and in the East and South China Seas.", 2),
    ("east-china-sea", "In the East China Sea, and in the East and South China Seas.", 2),
    ("north-korea-dprk", "North Korea launched. The DPRK\u2019s programs grew.", 2),
    ("rok", "The Republic of Korea (ROK) met South Korea's partners.", 2),
    ("rok", "The Democratic People\u2019s Republic of Korea was named.", 0),
    ("democracy", "Democracy and democratic values, but not the Democratic People's Republic of Korea.", 2),
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


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("The U.S.-Japan alliance - a cornerstone.", 5),
                                                ("Japan\u2019s well-known role", 3)])
def test_words(text, expected):
    assert summit.words(text) == expected
