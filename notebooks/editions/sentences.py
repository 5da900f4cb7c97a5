"""Sentences of Markdown: where they end, what they point at, and what fits on a slide."""

import re

MOST_WORDS = 45  # of a slide

# a sentence ends where a capital, a quotation or a bracket follows; U.S. and initials do not end one
END = re.compile(
    r"(?<=[.?!。？！])(?P<close>[\"”’')*_\]]*)(?:\s+|(?<=[。？！]))(?=[\"“(*_\[<]*[A-Z0-9\u3040-\u9fff\0])"
)
SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:e\.g|i\.e|vs|cf|No|St|Mr|Mrs|Ms|Dr|Sen|Gen|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
CITATION = re.compile(
    r"\s*\((?:[^()\[]*)(?P<link>\[(?:[^\[\]]|\[[^\]]*\])*\]\([^)\s]+\))(?P<more>[^()\[]*(?:\[[^\]]*\]\([^)\s]+\)[^()\[]*)*)\)"
)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
IN_A_LIST = re.compile(
    r", (?!(?:by|in|with|on|at|for) )[^,*]{1,40}(?:,| and | or )"
)  # a comma between things
# what stands before a first comma and says nothing yet
SETTING = re.compile(
    r"(?:Of|In|On|By|At|For|With|After|From|Under|If|When|Where|Since) [^,]*$"
)
ELSEWHERE = re.compile(
    r"\b(?:below|above|[Cc]lick|[Pp]ress (?:\*\*|Enter|Shift)|[Cc]opy|[Rr]un (?:it|the|each|this)|[Ss]hift \+ Enter|cheat sheet"
    r"|(?:next|first|second|third|fourth|last|previous|folded|gray) (?:cell|line|box)s?|next (?:figure|table|lines|two)|new cell|[Ww]rite here"
    r"|[Tt]h(?:is|ese) (?:lines?|cell)|three dots|[Rr]eplace|[Hh]ere is|[Hh]ere are)\b"
)


def sentences(text):
    """Return the sentences of a paragraph of Markdown, each in one line."""
    text = " ".join(text.split())
    hidden = []

    def hide(match):
        hidden.append(match[0])
        return f"\0{len(hidden) - 1}\0"

    masked = re.sub(r"`[^`]*`|(?<=\])\([^)\s]*\)", hide, text)
    parts, start = [], 0
    for end in END.finditer(masked):
        before = masked[start : end.start()]
        if SHORT.search(before) or _depth(masked[: end.end("close")]):
            continue
        parts.append(masked[start : end.end("close")])
        start = end.end()
    parts.append(masked[start:])
    parts = [
        re.sub("\0([0-9]+)\0", lambda m: hidden[int(m[1])], part) for part in parts
    ]
    return [_balanced(part.strip()) for part in parts if part.strip()] or [text]


def _depth(text):
    """Say whether a bracket is still open at the end of a text."""
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _balanced(text):
    """Take out a bold sign whose partner is in another sentence."""
    return text.replace("**", "") if text.count("**") % 2 else text


def is_question(sentence):
    return bool(re.search(r"[?？][\"”’')*_]*(?:\s*\([^)]*\))?$", sentence.strip()))


def points_elsewhere(sentence):
    """Say whether a sentence speaks of what is not on a slide: a cell, a click, a line above."""
    return bool(ELSEWHERE.search(re.sub(r"`[^`]*`", "", sentence)))


def plain(text):
    """Return Markdown as the words that are read."""
    text = LINK.sub(r"\1", re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", text))
    return re.sub(r"<[^>]*>|[*`#]+", " ", text)


def words(text):
    """Count the words of Markdown as a reader sees them."""
    return sum(
        bool(re.search(r"\w", word))
        for word in re.sub(r"<[^>]*>", "", LINK.sub(r"\1", text)).split()
    )


def without_citations(sentence):
    """Return a sentence without the documents in its brackets, and these as links."""
    found = []

    def leave(match):
        found.extend(
            f"[{name}]({url})" for name, url in LINK.findall(match[0]) if "://" in url
        )
        return ""

    return CITATION.sub(leave, sentence).strip(), found


def cut(text, most):
    """Return as many whole sentences as have room; of a first one too long, its first clause."""
    shown, count = [], 0
    for sentence in sentences(text):
        count += words(sentence)
        if count > most:
            break
        shown.append(sentence)
    return " ".join(shown) or clause(text, most)


def clause(text, most, least=3, anywhere=False):
    """Return a sentence up to its last pause that has room, or "" where none has so many words."""
    if words(text) <= most:
        return text
    # a term or a date, and what it means or brought follows
    term = re.match(r"(?:\*\*[^*]+\*\*[^:]{0,70}|[0-9]+ \w+(?: [0-9]{4})?):", text)
    begins = term.end() if term else 0
    for pause in (
        r"; ",
        r": ",
        r", (?=and |but |or |not |so |that |which |who |with |after |because )",
        r", ",
    ):
        places = [m.start() for m in re.finditer(pause, text)]
        for place in reversed(places):
            if place < begins or _depth(text[:place]):
                continue
            listed = not anywhere and IN_A_LIST.match(text[place:])
            if pause == ", " and (listed or SETTING.match(text[:place])):
                continue
            if least <= words(text[:place]) <= most:
                end = (
                    "?"
                    if is_question(text)
                    else "."
                    if text.rstrip("*").endswith(".")
                    else ""
                )
                return _balanced(text[:place].rstrip()) + end
    return ""
