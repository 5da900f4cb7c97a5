"""Markdown cut to what has room on a slide: blocks, lists, titles, exercises and lines of code."""

import re

from .sentences import (
    MOST_WORDS,
    clause,
    is_question,
    points_elsewhere,
    sentences,
    without_citations,
    words,
)

ITEM = re.compile(
    r"^(?:[-*+]|[0-9]+[.)]) +(?P<first>.*(?:\n(?![-*+] |[0-9]+[.)] ).*)*)", re.M
)
FOLD = re.compile(
    r"<details[^>]*>\s*<summary>(?P<title>.*?)</summary>(?P<text>.*?)</details>", re.S
)
FENCE = re.compile(r"```\w*\n(?P<code>.*?)```", re.S)


def blocks_of(source):
    """Return the blocks of a text: headings, paragraphs, lists, fenced code, folds."""
    kept = []

    def keep(match):
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"```.*?```|<details.*?</details>", keep, source, flags=re.S)
    text = re.sub(r"^(#{1,6} .+)$", r"\n\n\1\n\n", text, flags=re.M)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
    blocks = [re.sub("\0([0-9]+)\0", lambda m: kept[int(m[1])], b) for b in blocks]
    return [block for block in blocks if block]


def is_list(block):
    return bool(re.match(r"(?:[-*+]|[0-9]+[.)]) ", block))


def is_code(block):
    return bool(re.fullmatch(r"`[^`]+`", block))


def carried(slide, blocks):
    """Return what of blocks stands on a slide; the blocks that are more than that are said.

    First the questions, then the first sentence of each paragraph, then the sentences with
    a term in bold, as long as there is room.
    """
    room = MOST_WORDS - slide.count()
    wanted, shown, lists = [], {}, {}
    for n, block in enumerate(blocks):
        if fold := FOLD.search(block):
            slide.say.append(f"**{fold['title']}.** {' '.join(fold['text'].split())}")
            block = blocks[n] = FOLD.sub("", block).strip()
        if re.match(r"\||!\[|<(?!span|b\b|i\b|em\b|strong\b)", block):
            shown[n, 0] = block
        elif block and not FENCE.match(block) and not is_list(block):
            said = sentences(block)
            for k in range(len(said) - 1, 0, -1):  # Why? needs what stands before it
                if is_question(said[k]) and words(said[k]) < 3:
                    said[k - 1 : k + 1] = [f"{said[k - 1]} {said[k]}"]
            for k, sentence in enumerate(said):
                rank = 1 if k == 0 else 2 if "**" in sentence else 3
                if is_question(sentence):
                    rank = 0
                wanted.append((rank, n, k, sentence))
    listed = [n for n, block in enumerate(blocks) if is_list(block)]
    leads = (
        []
        if not listed or listed[0] == 0
        else [one for one in wanted if one[1:3] == (0, 0)]
    )
    for rank, n, k, sentence in [
        *leads,
        *((-1, n, 0, "") for n in listed),
        *sorted(wanted),
    ]:
        if rank < 0:
            lists[n] = short_list(blocks[n], room)
            room -= words(lists[n])
            continue
        text, sources = without_citations(sentence)
        if rank == 3 or (n, k) in shown or points_elsewhere(text):
            continue
        most = room // 2 if listed and not lists else room  # a list needs room, too
        text = clause(text, most, 5) if rank < 2 else text
        if text and words(text) <= room:
            shown[n, k] = text
            slide.sources += [one for one in sources if one not in slide.sources]
            room -= words(text)
    body = []
    for n, block in enumerate(blocks):
        text = lists.get(n) or " ".join(shown[at] for at in sorted(shown) if at[0] == n)
        if text:
            body.append(text)
        if block and "".join(text.split()) != "".join(block.split()):
            slide.say.append(block)
    return body


def short_list(block, room):
    """Return a list whose items are cut until all have room, or "" where two have none."""
    found = list(ITEM.finditer(block))
    items = [" ".join(item["first"].split()) for item in found]
    items = [without_citations(FOLD.sub("", item).strip())[0] for item in items]
    marks = [re.match(r"\S+", item[0])[0] for item in found]
    if sum(map(words, items)) <= room:
        kinds = [[item] for item in items]
    else:
        kinds = [_variants(item) for item in items]
    if sum(words(kind[0]) for kind in kinds) > room:
        # a term or a voice without its words, and then all of them: none is preferred
        terms = [
            re.match(r"\*\*[^*]+\*\*[^:,(]*(?=[^:]{0,70}:)", item) for item in items
        ]
        kinds = [
            [term[0].strip()] if term else _variants(item, True)
            for term, item in zip(terms, items)
        ]
    while kinds and sum(words(kind[0]) for kind in kinds) > room:
        kinds.pop()
    short = [kind[0] for kind in kinds]
    for n, kind in enumerate(kinds):  # what room is left goes to the first
        left = room - sum(map(words, short)) + words(short[n])
        short[n] = [one for one in kind if words(one) <= left][-1]
    short = [re.sub(r"[;,]$", "", item) for item in short]
    lines = [f"{mark} {item}" for mark, item in zip(marks, short)]
    return "\n".join(lines) if len(lines) > 1 else ""


def _variants(item, anywhere=False):
    """Return an item of a list in the ways it may be shortened, the shortest first.

    anywhere: also between things that are listed.
    """
    said = _carrying(item)
    cuts = [clause(said, most, 2, anywhere) for most in range(4, words(said))]
    kept = {one for one in cuts if words(one) > (4 if anywhere else 3)} or set(
        filter(None, cuts)
    )
    return sorted({said, *kept}, key=words)


def as_title(question):
    """Return a question as a title: without what leads to it, or "" where it needs more."""
    title = without_citations(question)[0].replace("**", "")
    if points_elsewhere(title):
        title = title.rpartition(": ")[2]
    if re.match(r"(?:Look|Go|Think|Come) ", title):
        title = title.rpartition(": ")[2]
    title = re.sub(r"^(?:And|So|But|Now|Then|Yet),? (?!then\b)", "", title)
    if points_elsewhere(title) or words(title) < 3:
        return ""
    return title[:1].upper() + title[1:]


def _carrying(item):
    """Return the sentence of an item that carries it: a question, or the first."""
    said = sentences(item)
    return next((s for s in said if is_question(s)), said[0])


ASIDE = re.compile(
    r"The (?:check|names?|columns?)\b|\(|\*At home|Its parts|Stuck|Others to try|Three quotation|A source_id"
)


def asked_of(sentence):
    """Return what a sentence of an exercise asks, without what the one who types needs, or ""."""
    if ASIDE.match(sentence):
        return ""
    if points_elsewhere(sentence):
        head, _, tail = sentence.partition(": ")
        sentence = tail if is_question(sentence) else head
        if points_elsewhere(sentence) or words(sentence) < 4:
            return ""
        end = "" if sentence.endswith(("?", ".")) else "."
        sentence = sentence[:1].upper() + sentence[1:] + end
    return sentence


def code_lines(blocks):
    """Return the lines of code that stand alone in the text of an exercise."""
    fenced = [
        fence["code"].strip() for block in blocks if (fence := FENCE.match(block))
    ]
    return "\n".join(fenced + [block.strip("`") for block in blocks if is_code(block)])


def cut_lines(code, most):
    """Return the first lines of code, at most so many words; comments go first."""
    lines = [line for line in code.splitlines() if not line.lstrip().startswith("#")]
    while lines and words("\n".join(lines)) > most:
        lines.pop()
    return "\n".join(lines)
