"""Cells that Python cannot read: looked at token by token, because Python's own words change."""

import ast
import calendar
import collections
import inspect
import keyword
import linecache
import numbers
import os
import re
import unicodedata
from dataclasses import dataclass

from .slip import NOTHING, at_line, is_column, is_table, nearest, value_of

# Cells that Python cannot read: the source, token by token

TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<text>[rRbBuUfF]{0,2}(?:\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}
                              |"(?!"")(?:\\.|[^"\\\n])*"|'(?!'')(?:\\.|[^'\\\n])*'))
    | (?P<open>[rRbBuUfF]{0,2}(?:\"{3}.*|'{3}.*|"[^\n]*|'[^\n]*))
    | (?P<number>(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W0-9]\w*)
    | (?P<bracket>[()\[\]{}])
    | (?P<space>[ \t\f\r]+|\\\n)
    | (?P<newline>\n)
    | (?P<sign>\.{3}|\*\*|//|[=!<>]=|->|:=|[-+*/%@&|^~<>=!,:;.?$`\\])
    | (?P<odd>.)
""",
    re.VERBOSE | re.DOTALL,
)
CLOSES = {"(": ")", "[": "]", "{": "}"}
NAMED = {"(": "round bracket", "[": "square bracket", "{": "curly bracket"}
CURLY = "“”„‟«»‹›〝〞〟「」『』＂＇‘’‚‛´｀"
SINGLE = "‘’‚‛´＇｀"
PLAIN = {
    "×": "*",
    "∗": "*",
    "⋅": "*",
    "·": "*",
    "÷": "/",
    "⁄": "/",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "…": "...",
    "、": ",",
    "。": ".",
    "〜": "~",
    "￥": "\\",
    "¥": "\\",
}
PLAIN |= (
    dict.fromkeys("−–—‒―‐‑", "-")
    | dict.fromkeys(CURLY, '"')
    | dict.fromkeys(SINGLE, "'")
)
TERMINAL = (
    "pip",
    "pip3",
    "python",
    "python3",
    "py",
    "conda",
    "jupyter",
    "git",
    "cd",
    "sudo",
    "uv",
)


@dataclass
class Token:
    """A piece of a cell: a word, a number, a text, a sign; what it follows, and the bracket it stands in."""

    kind: str
    text: str
    line: int
    gap: bool  # whether a space stands before it
    inside: str = ""  # the innermost bracket that is open here


def unreadable(error, names):
    """Return a sentence on a cell that Python cannot read, or None where it is not a cell."""
    source = "".join(linecache.getlines(error.filename or ""))
    if not source or os.path.exists(error.filename):
        return None
    tokens = tokens_of(source)
    line = min(error.lineno or 1, source.count("\n") + 1)
    for look in (_pasted_prompt, _odd_characters, _indented, _no_end_of_text):
        found = look(tokens, source, error)
        if found:
            return at_line(found[1], source, found[0])
    statement = _statement(tokens, line)
    sentence = _unquoted_sentence(statement, names)
    if not sentence:
        found = _unbalanced(tokens)
        if found:
            return at_line(found[1], source, found[0])
    for look in LINE_CHECKS:
        sentence = sentence or look(statement, names)
    if not sentence:
        sentence = (
            "Python cannot read this line. Compare it with the one in the lesson: quotation marks, "
            "brackets, commas."
        )
    return at_line(sentence, source, statement[0].line if statement else line)


def tokens_of(source):
    """Return the tokens of a source, comments and spaces left out."""
    tokens, line, gap, stack = [], 1, True, []
    for found in TOKEN.finditer(source):
        kind, text = found.lastgroup, found[0]
        if kind in ("space", "comment"):
            gap = True
        else:
            if kind == "bracket" and text in ")]}" and stack:
                stack.pop()
            tokens.append(Token(kind, text, line, gap, stack[-1] if stack else ""))
            if kind == "bracket" and text in CLOSES:
                stack.append(text)
            gap = kind == "newline"
        line += text.count("\n")
    return tokens


def _statement(tokens, line):
    """Return the tokens of the statement that a line belongs to."""
    statements, current = [], []
    for token in tokens:
        if token.kind == "newline":
            if not token.inside:
                statements.append(current)
                current = []
        else:
            current.append(token)
    statements = [each for each in [*statements, current] if each]
    before = [each for each in statements if each[0].line <= line]
    return (before or statements or [[]])[-1 if before else 0]


def _pasted_prompt(tokens, source, error):
    for number, text in enumerate(source.splitlines(), 1):
        found = re.match(r"\s*((?:In|Out)? ?\[ ?\d* ?\]:)", text)
        if found:
            return (
                number,
                f"Delete {found[1].strip()} at the line's beginning: it belongs to the page.",
            )
    return None


def _odd_characters(tokens, source, error):
    odd = [
        token
        for token in tokens
        if token.kind == "odd"
        or token.kind == "sign"
        and token.text in "`$"
        or token.kind == "word"
        and not token.text.isidentifier()
    ]
    half = [
        (token.line, mark)
        for token in tokens
        if token.kind == "open"
        for mark in re.findall(rf"([{CURLY}])\s*[)\]]*\s*(?:,|$)", token.text)
    ]
    if half and not odd:
        odd = [Token("odd", half[0][1], half[0][0], False)]
    if not odd:
        return None
    line = odd[0].line
    signs = list(
        dict.fromkeys(sign for token in odd for sign in _odd_signs(token.text))
    )
    if signs == ["…"]:
        return line, "Put your answer in the place of the dots."
    if "`" in signs:
        return (
            line,
            "Delete the marks ` around the code: they belong to the page, not to the code.",
        )
    money = [
        sign
        for sign in signs
        if unicodedata.category(sign) == "Sc" and sign not in "¥￥"
    ]
    if money or signs[0] in "¥￥" and any(token.kind == "number" for token in tokens):
        return (
            line,
            f"Leave out the sign {(money or signs)[0]}: write the number alone.",
        )
    if all(unicodedata.category(sign) in ("Cf", "Cc") for sign in signs):
        return line, (
            "There is a character that cannot be seen in this line. "
            "Delete the line and type it anew."
        )
    pairs = [(sign, _plain(sign)) for sign in signs]
    if all(plain == " " for _, plain in pairs):
        return line, (
            "A space in this line is not a plain one (a full-width one, or one from a page). "
            "Delete the spaces and type them anew."
        )
    known = [(sign, plain) for sign, plain in pairs if plain and plain != " "][:6]
    if not known:
        return line, f"Delete the character {signs[0]}: Python cannot read it here."
    typed, wanted = (" ".join(signs) for signs in zip(*known))
    instead = f"in place of `{typed}` type `{wanted}`"
    if any(unicodedata.east_asian_width(sign) in "FW" for sign, _ in known):
        return line, (
            "Code needs half-width characters, not the full-width ones of a Japanese "
            f"keyboard: {instead}"
        )
    if signs[0] in CURLY:
        return line, f"Code needs straight quotation marks, not curly ones: {instead}"
    return line, f"Code needs the plain signs of the keyboard: {instead}"


def _odd_signs(text):
    """Return the characters of a token that cannot stand in code."""
    if len(text) == 1:
        return [text]
    return [sign for sign in text if not f"a{sign}".isidentifier()] or [
        sign for sign in text if not sign.isidentifier()
    ]


def _plain(sign):
    """Return what to type for a character, or nothing."""
    plain = PLAIN.get(sign) or unicodedata.normalize("NFKC", sign)
    if sign in "²³":
        return f"** {plain}"
    return (
        plain if plain.isascii() else " " if unicodedata.category(sign) == "Zs" else ""
    )


def _indented(tokens, source, error):
    if not isinstance(error, IndentationError):
        return None
    line = error.lineno or 1
    if isinstance(error, TabError):
        return line, (
            "Spaces and tabs are mixed at the beginnings of lines. "
            "Delete them and type spaces."
        )
    if "expected an indented block" in str(error):
        return (
            line,
            "After a line that ends in a colon, the next line begins with four spaces.",
        )
    return line, (
        "This line begins with a space, or with more or fewer spaces than the lines above it. "
        "Delete the spaces at its beginning."
    )


def _no_end_of_text(tokens, source, error):
    """Return the line and a sentence on a text that has a quotation mark on one side only, or None."""
    place = next((n for n, token in enumerate(tokens) if token.kind == "open"), None)
    if place is None:
        return None
    token = tokens[place]
    mark, inside = re.match(
        "[a-zA-Z]*(\"\"\"|'''|[\"'])(.*)", token.text, re.DOTALL
    ).groups()
    before = [
        each
        for each in tokens[:place]
        if each.line == token.line and each.kind != "newline"
    ]
    if len(mark) == 3:
        return token.line, (
            f"The text that begins with {mark} has no end. "
            f"Type {mark} after its last word."
        )
    more = any(each.kind == "open" for each in tokens[place + 1 :])
    return token.line, _half_quoted(before, token, mark, inside, more)


def _half_quoted(before, token, mark, inside, more):
    last = before[-1] if before else None
    texts = [n for n, each in enumerate(before) if each.kind == "text"]
    if mark == "'":
        for n, each in enumerate(before[1:]):
            if (
                each.kind == "word"
                and each.text not in KEYWORDS
                and before[n].text[0] == "'"
            ):
                return (
                    "The apostrophe ends the text. Put double quotation marks around it: "
                    f'`"{before[n].text[1:-1]}\'{" " * each.gap}{each.text} ..."`'
                )
        if (
            last
            and last.kind == "word"
            and not token.gap
            and re.match(r"\w*\s+\w", inside)
        ):
            begin = f"{last.text}'{inside.split()[0]} ..."
            return f'Put the sentence between double quotation marks: `"{begin}"`'
    for n in texts:
        joins = re.fullmatch(
            r"[\s,\])=]+", before[n].text[1:-1]
        )  # what stands between two texts
        if n and joins and before[n - 1].kind == "word" and not before[n].gap:
            return (
                f"A quotation mark is missing before {before[n - 1].text}: "
                f'`"{before[n - 1].text}"`'
            )
        begun = _begun(before[n].text.lstrip("rRbBuUfF")[1:-1])
        if begun:
            return f'A quotation mark is missing after {begun[1]}: `"{begun[1]}"`'
    if (
        last
        and last.kind in ("word", "number")
        and not token.gap
        and re.match(r"\s*([,\])]|$)", inside)
    ):
        whole = _hyphenated_end(before)
        if " " in whole:
            return f'A quotation mark is missing before this text: `"{whole}"`'
        return f'A quotation mark is missing before {whole}: `"{whole}"`'
    other = "'" if mark == '"' else '"'
    if inside.rstrip(" )]},").endswith(other) or re.match(
        rf"[^{other}]+{other}\s*[,)\]]", inside
    ):
        return f"The text begins with {mark} and ends with {other}. Put the same mark at both ends."
    if more:
        return 'A text in quotation marks stays on one line. For a longer one, type """ before and after it.'
    begun = _begun(inside)
    if begun:
        return f'A quotation mark is missing after {begun[1]}: `"{begun[1]}"`'
    words = inside.split()
    if not re.search(r"\w", inside):
        return (
            "A quotation mark is missing: each text needs one before and one after it."
        )
    shown = " ".join(words[:3]) + (" ..." if len(words) > 3 else "")
    return f"A quotation mark is missing at the end of the text that begins with {mark}{shown}"


def _begun(inside):
    """Match the first word of a text that seems to run on into code, or return None."""
    return re.match(r"([\\\w.-]+)\s*(?:[\])]|[!=<>]=|[<>&]|,\s*\S*\s*$)", inside)


def _hyphenated_end(before):
    """Return the words at the end of some tokens that make one text: us-goods-imports, The White House."""
    words = [before[-1].text]
    for n in range(len(before) - 1, 0, -1):
        if before[n - 1].kind in ("word", "number") and before[n].gap:
            words.insert(0, before[n - 1].text + " ")
        elif before[n - 1].text == "-" and not before[n].gap:
            words.insert(0, "-")
        elif before[n].text == "-" and before[n - 1].kind in ("word", "number"):
            words.insert(0, before[n - 1].text)
        else:
            break
    return "".join(words)


def _unbalanced(tokens):
    """Return the line and a sentence on brackets that do not match, or None."""
    stack = []
    for token in tokens:
        if token.kind != "bracket":
            continue
        if token.text in CLOSES:
            stack.append(token)
        elif stack and CLOSES[stack[-1].text] == token.text:
            stack.pop()
        else:
            return _counted(tokens, stack[-1] if stack else token)
    return _counted(tokens, stack[0]) if stack else None


def _counted(tokens, at):
    """Return the line of a bracket that does not match, and what a count of all brackets says."""
    count = collections.Counter(
        token.text for token in tokens if token.kind == "bracket"
    )
    gap = {
        kind: count[kind] - count[close]
        for kind, close in CLOSES.items()
        if count[kind] != count[close]
    }
    if not gap:
        return (
            at.line,
            "The brackets close in the wrong order: what was opened last closes first.",
        )
    if len(gap) == 2 and sorted(gap.values()) == [-1, 1]:
        kind, other = max(gap, key=gap.get), CLOSES[min(gap, key=gap.get)]
        return at.line, (
            f"A {NAMED[kind]} {kind} is closed by {other}. "
            f"It closes with {CLOSES[kind]}."
        )
    said = []
    for kind, more in gap.items():
        bracket = CLOSES[kind] if more > 0 else kind
        many = "a" if abs(more) == 1 else str(abs(more))
        said.append((many, NAMED[kind] + ("s" if abs(more) > 1 else ""), bracket, more))
    many, name, bracket, more = said[0]
    verb = "is" if many == "a" else "are"
    if len(said) == 1 and more < 0:
        extra = {"(": ")", "[": "]", "{": "}"}[bracket]
        return at.line, (
            f"There {verb} {'one' if many == 'a' else many} {extra} too many, "
            f"or {many} {name} {bracket} {verb} missing before it."
        )
    listed = " and ".join(f"{many} {name} {bracket}" for many, name, bracket, _ in said)
    verb = "is" if len(said) == 1 and many == "a" else "are"
    return at.line, (
        f"{listed[0].upper()}{listed[1:]} {verb} missing: "
        f"each {' and '.join(gap)} needs its {' and '.join(CLOSES[k] for k in gap)}."
    )


# Cells that Python cannot read: one statement

KEYWORDS = {*keyword.kwlist}
STARTS = KEYWORDS - {"and", "or", "not", "in", "is", "as", "True", "False", "None"}


def _unquoted_sentence(statement, names):
    """Return a sentence where four words or more stand in a row without quotation marks, or None."""
    if (
        not statement
        or statement[0].text in STARTS
        and not any(token.text in ".," for token in statement)
    ):
        return None
    if statement[0].text in TERMINAL:
        return None
    run, longest, first = [], [], None
    for token in statement:
        goes_on = run and (token.text in "-'," or token.kind == "number")
        if token.kind == "word" and token.gap or goes_on:
            run.append(token)
        else:
            run = [token] if token.kind == "word" else []
        if sum(each.kind == "word" for each in run) > sum(
            each.kind == "word" for each in longest
        ):
            longest = list(run)
    words = [token for token in longest if token.kind == "word"]
    beside = any(
        one.kind == "word"
        and other.kind in ("word", "number")
        and not {one.text, other.text} & KEYWORDS
        for one, other in _pairs(longest)
    )
    parts = len(words) + sum(token.kind == "number" for token in longest)
    if not beside or len(words) < 4 and (len(words) < 2 or parts < 5):
        return None
    begin = 1 + next((n for n, token in enumerate(statement) if token.text == "="), -1)
    if words[0].inside:
        begin = next(n for n, token in enumerate(statement) if token is words[0])
    first = statement[begin]
    if first.kind == "number":
        return (
            f"If the answer is a number, write the number alone: {first.text}. "
            "If it is a sentence, put it between quotation marks."
        )
    if first.kind == "text":
        return "The text ends too early: put its second quotation mark after the last word."
    return (
        "Put the sentence between quotation marks: "
        f'`"{_as_typed(statement[begin : begin + 3]).strip()} ..."`'
    )


def _pairs(statement):
    return zip(statement, statement[1:])


def _terminal_line(statement, names):
    if (
        statement[0].text in TERMINAL
        and len(statement) > 1
        and statement[1].kind == "word"
        or statement[0].text in TERMINAL
        and len(statement) > 1
        and statement[1].text == "-"
    ):
        return (
            "This is a line for a terminal and not for a cell. Delete it: "
            "the line that starts the lessons installs what is needed."
        )
    return None


def _markdown(statement, names):
    words = [token.kind for token in statement[1:3]] == ["word", "word"]
    if words and statement[0].text in ("*", "**", "-", "+"):
        return "This is text and not code. Delete it, or put # before it."
    return None


def _as_typed(statement):
    """Return a statement as it was typed, its texts blanked."""
    return "".join(
        (" " if token.gap else "") + ('""' if token.kind == "text" else token.text)
        for token in statement
    )


def _bare_date(statement, names):
    typed = _as_typed(statement)
    found = re.search(
        r"(?<![\w.])([0-9]{4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,2})(?!\w)",
        typed,
    )
    if found:
        return f'A date stands in quotation marks: `"{found[1]}-{found[3]:0>2}-{found[4]:0>2}"`'
    if re.search(r"(?<![\w.])[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}(?!\w)", typed):
        return 'Write a date as year-month-day, in quotation marks, for example `"2025-02-07"`'
    if re.search(r"(?<![\w.])[0-9]{1,2}:[0-9]{2}(?!\w)", typed) and "[" not in typed:
        return 'A time of day stands in quotation marks, for example `"11:55"`'
    return None


def _number_with_more(statement, names):
    """Return a sentence on a number that is written with a sign, a unit or a word."""
    for n, token in enumerate(statement):
        if token.kind != "number":
            continue
        shown, comma = _whole_number(statement, n)
        after = statement[n + 1] if n + 1 < len(statement) else None
        more = statement[n + 2] if n + 2 < len(statement) else None
        if after and after.text == "%" and (more is None or more.text in ")],:;"):
            return f"Leave out the percent sign: write {shown}."
        if (
            after
            and after.text == ","
            and more
            and re.fullmatch(r"0[0-9]{2}(\.[0-9]+)?", more.text)
        ):
            return f"Write a large number without commas: {token.text}{more.text}"
        if re.fullmatch(r"0+[1-9][0-9]*", token.text):
            return f"A number does not begin with 0: write {token.text.lstrip('0')}."
        if comma and after and after.kind == "word" and after.text not in KEYWORDS:
            return f"Write the number alone, with a decimal point: {shown}"
        said = after and _number_and(token, after, more, statement, n, names)
        if said:
            return said
    return None


def _whole_number(statement, n):
    """Return a number as Python writes it, and whether it was typed with a decimal comma."""
    comma = (
        n > 1
        and statement[n - 1].text == ","
        and statement[n - 2].kind == "number"
        and not statement[n].gap
        and not statement[n - 1].gap
    )
    return (
        (f"{statement[n - 2].text}.{statement[n].text}", True)
        if comma
        else (statement[n].text, False)
    )


def _number_and(token, after, more, statement, n, names):
    if (
        after.text.title() in calendar.month_name
        or after.text.title() in calendar.month_abbr
    ):
        return 'Write a date as year-month-day, in quotation marks, for example `"2025-02-07"`'
    if after.kind == "number":
        if not after.gap:
            return f"{token.text}{after.text} has more than one decimal point."
        if re.fullmatch("[0-9]{3}", after.text) and "." not in token.text:
            return f"Write a large number without spaces: {token.text}{after.text}"
        return f"A sign or a comma is missing between {token.text} and {after.text}."
    if after.kind == "text":
        return (
            f"A comma or a sign is missing between {token.text} and the text after it."
        )
    if after.kind == "word" and after.text not in KEYWORDS:
        if n == 0 and not after.gap and more and more.text == "=":
            return (
                "A name cannot begin with a number. Write, for example, "
                f"`{after.text}{token.text} = ...`"
            )
        if (
            after.text in ("x", "X")
            and more
            and (more.kind == "number" or more.text == "(")
        ):
            return f"For times, write *: `{token.text} * {'(...)' if more.text == '(' else more.text}`"
        held = names.get(after.text, NOTHING)
        if (
            more
            and more.text == "("
            or not after.gap
            and len(after.text) == 1
            or isinstance(held, numbers.Number)
            or is_column(held)
            or more
            and more.text in ".["
        ):
            return (
                f"A sign is missing between {token.text} and {after.text}. For times, "
                f"write *: `{token.text} * {after.text}`"
            )
        minus = (
            "-"
            if n
            and statement[n - 1].text == "-"
            and (n == 1 or statement[n - 2].text in "=([,")
            else ""
        )
        return (
            f"Write the number alone, without the words after it: {minus}{token.text}"
        )
    if after.kind == "bracket" and after.text in "[{":
        return f"A sign is missing between {token.text} and {after.text}."
    return None


SIGNS = {
    "===": "==",
    "=!": "!=",
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
    "!==": "!=",
    "==!": "!=",
    "=/": "!=",
    "&&": "&",
    "||": "|",
}


def _wrong_sign(statement, names):
    signs = [
        (one, other)
        for one, other in _pairs(statement)
        if one.kind == other.kind == "sign"
    ]
    for one, other in signs:
        run = one.text + other.text
        if run == "==" and one is statement[1 % len(statement)] and not one.inside:
            return f"One = is enough, to give a name to a value: `{statement[0].text} = ...`"
        if run == "==":
            return "Write == without a space between, to compare."
        if run == "**":
            return "One * is enough for times; a power is written ** without a space."
        if run in ("!=", "<=", ">=", "//"):
            return f"Write {run} without a space between."
        if run in SIGNS:
            return f"Write {SIGNS[run]} in place of {run}."
        if run == ",,":
            return "There is one comma too many."
        if run in ("..", "....") and other is statement[-1]:
            return "Put your answer in the place of the dots."
        if run == "..":
            return "There is one period too many."
        if other.text in "*/%&|^<>=,;:" or other.text in ("==", "!=", "<=", ">=", "**"):
            return f"Between {one.text} and {other.text} something is missing."
    for n, token in enumerate(statement):
        if token.text == "!":
            return "For is not, write != with both signs: `... != ...`"
        if (
            token.text == "..."
            and n + 1 < len(statement)
            and statement[n + 1].kind != "sign"
        ):
            return "Put your answer in the place of the dots."
        if token.text == "?" and n and statement[n - 1].text == "stuck":
            return "Delete stuck and its question mark, too: the line begins with summit.hint"
        if token.text == "?":
            return "Put your answer in the place of the question mark."
        if token.text == "\\":
            after = statement[n + 1] if n + 1 < len(statement) else token
            if token.inside and after.kind == "word":
                return (
                    "A pattern stands in quotation marks, with r before them: "
                    f'`r"\\{after.text}"`'
                )
            return "Delete the sign \\ in this line."
        if token.text == ";" and token.inside:
            return "Write a comma in place of the semicolon."
        if token.text == ".." or token.text == "." and n + 1 == len(statement):
            return (
                "Something is missing after the period, or the period is one too many."
            )
    return None


def _equals_in_brackets(statement, names):
    """Return a sentence where = stands for ==."""
    for n, token in enumerate(statement):
        if token.text == "=" and token.inside:
            named = (
                token.inside == "("
                and statement[n - 1].kind == "word"
                and statement[n - 2].text in "(,"
            )
            if not named:
                return "To compare, write == in place of =: `... == ...`"
    if statement[0].text in ("if", "elif", "while") and any(
        token.text == "=" for token in statement
    ):
        return "To compare, write == in place of =: `... == ...`"
    return None


def _assignment(statement, names):
    """Return a sentence on what stands on the left of =, or after it."""
    first = statement[0]
    second = statement[1] if len(statement) > 1 else None
    if (
        second
        and first.kind == "word"
        and second.text in (":", ":=")
        and first.text not in KEYWORDS
    ):
        return f"Write = between {first.text} and its value: `{first.text} = ...`"
    place = next(
        (
            n
            for n, token in enumerate(statement)
            if token.text == "=" and not token.inside
        ),
        None,
    )
    if place is None:
        value = (
            second
            and second.kind in ("number", "text", "word")
            and second.text not in KEYWORDS
        )
        if value and first.text in ("answer", "my_guess"):
            return f"Write = between {first.text} and its value: `{first.text} = {second.text}`"
        return None
    left = statement[:place]
    if place == len(statement) - 1:
        return "After = something is missing: write your answer there."
    if not left:
        return "A name is missing before =, for example: `answer = ...`"
    if len(left) == 1 and left[0].kind == "text":
        return (
            "A name stands without quotation marks: "
            f"`{left[0].text.strip(chr(34) + chr(39))} = ...`"
        )
    if left[0].text in KEYWORDS:
        return f"{left[0].text} is a word of Python itself. Take another name."
    if len(left) == 1 and left[0].kind == "number" or left[-1].text == ")":
        right = statement[place + 1]
        name = (
            right.text
            if right.kind == "word" and place + 2 == len(statement)
            else "answer"
        )
        return (
            f"The name stands on the left of =, the value on the right: `{name} = ...`"
        )
    if (
        all(token.kind == "word" or token.text == "-" for token in left)
        and len(left) > 1
    ):
        name = "_".join(token.text for token in left if token.kind == "word")
        known = next(
            (
                token.text
                for token in left
                if token.text in names or token.text == "answer"
            ),
            None,
        )
        name = (
            nearest(name, [each for each in names if not each.startswith("_")], 0.9)
            or known
            or name
        )
        return f"A name is one word, without a space or a hyphen: `{name} = ...`"
    return None


def _two_values(statement, names):
    """Return a sentence where two things stand side by side and nothing joins them."""
    for n, (one, other) in enumerate(_pairs(statement)):
        kinds = (one.kind, other.kind)
        if (
            "text" in kinds
            and not other.gap
            and set(kinds) <= {"text", "word", "number"}
        ):
            return (
                "A quotation mark inside a text ends it. For those inside, "
                "use the other kind: `\"... 'word' ...\"`"
            )
        called = _dotted(statement, n)
        held = called and value_of(ast.parse(called, mode="eval").body, names)
        function = (
            called and callable(held) and not is_table(held) and not is_column(held)
        )
        if (
            function
            and other.kind in ("text", "word", "number")
            and other.text not in KEYWORDS
        ):
            return (
                f"{called} needs round brackets: "
                f"`{called}({other.text if len(other.text) < 20 else '...'})`"
            )
        if (
            one.kind == "word"
            and other.kind == "number"
            and other.text[0] == "."
            and not other.gap
        ):
            return f"A number after a name stands in square brackets: `{one.text}[{other.text[1:]}]`"
        run = _words_from(statement, n)
        if len(run) > 2 and not set(run) & set(names):
            return f'Put the text between quotation marks: `"{" ".join(run)}"`'
        module = value_of(ast.Name(one.text), names) if one.kind == "word" else None
        if inspect.ismodule(module) and hasattr(module, other.text):
            return f"A period is missing: `{one.text}.{other.text}`"
        ends = (
            one.kind in ("text", "number", "word")
            and one.text not in KEYWORDS
            or one.text in ")]"
        )
        begins = other.kind in ("text", "number", "word") and other.text not in KEYWORDS
        if ends and begins:
            return _side_by_side(one, other, " ".join(run))
    return None


def _words_from(statement, n):
    """Return the words that stand side by side from a place on."""
    words = []
    for token in statement[n:]:
        if token.kind != "word" or token.text in KEYWORDS:
            break
        words.append(token.text)
    return words


def _dotted(statement, n):
    """Return the dotted name that ends in a token, such as summit.check, or None."""
    if statement[n].kind != "word" or statement[n].text in KEYWORDS:
        return None
    text = statement[n].text
    while n >= 2 and statement[n - 1].text == "." and statement[n - 2].kind == "word":
        text, n = f"{statement[n - 2].text}.{text}", n - 2
    return None if n and statement[n - 1].text == "." else text


def _side_by_side(one, other, together):
    before, after = (
        token.text if len(token.text) < 20 else "the text" for token in (one, other)
    )
    shown = f"{before} and {after}"
    if one.kind == "word" and other.kind == "number" and not other.inside:
        return f"Write the number alone, without the words before it: {other.text}"
    if one.kind == other.kind == "word":
        if other.inside:
            return (
                f"If {together} is one text, put quotation marks around it: "
                f'`"{together}"`; if these are two, a comma is missing.'
            )
        return (
            f"If {together} is a text, put quotation marks around it: "
            f'`"{together}"`; if not, a sign is missing between them.'
        )
    if one.text == ")" and other.kind == "word" and not other.inside:
        return (
            f"If {other.text} begins a new command, put it on a line of its own; if not, a sign is "
            "missing before it."
        )
    if other.inside in ("(", "[") and (one.text not in ")]" or other.inside == "("):
        return f"A comma is missing between {shown}."
    return f"A sign or a comma is missing between {shown}."


def _block(statement, names):
    first = statement[0].text
    if first in (
        "if",
        "elif",
        "else",
        "for",
        "while",
        "def",
        "class",
        "with",
        "try",
    ) and not any(token.text == ":" and not token.inside for token in statement):
        return "A colon is missing at the end of this line."
    if first in ("import", "from"):
        return "This line imports a package. Copy it again from the lesson."
    if first == "return":
        return "Leave out return, and give the value a name: `answer = ...`"
    return None


def _word_for_sign(statement, names):
    """Return a sentence where not stands for a sign."""
    for n, (one, other) in enumerate(_pairs(statement)):
        if other.text == "not" and one.text in ("&", "|"):
            return f"To turn a condition round, write ~ in place of not: `{one.text} ~(...)`"
        after = statement[n + 2] if n + 2 < len(statement) else None
        if (
            other.text == "not"
            and (one.text == "]" or one.kind == "word" and one.text not in KEYWORDS)
            and after
            and after.text != "in"
        ):
            return "For is not, write !="
    return None


JOINING = ("*", "/", "%", "&", "|", "^", "==", "!=", "<", ">", "<=", ">=", ".", ",")


def _ends_in_sign(statement, names):
    last = statement[-1]
    if last.kind == "sign" and last.text not in (",", ":", ".", "..."):
        return f"After {last.text} something is missing."
    if last.text in ("and", "or", "not", "in", "is"):
        return f"After {last.text} something is missing."
    for one, other in _pairs(statement):
        joins = one.kind == "sign" and one.text not in (",", ":", ".", "...")
        if joins and other.text in (")", "]", "and", "or", "in"):
            return f"After {one.text} something is missing."
        if one.text in "([" and (other.text in JOINING or other.text == "="):
            return f"Between {one.text} and {other.text} something is missing."
    if statement[0].text in JOINING:
        return f"Before {statement[0].text} something is missing."
    return None


def _backslash_in_text(statement, names):
    if any(
        token.kind == "text" and re.search(r"\\[UuNx]", token.text)
        for token in statement
    ):
        return 'In a text, \\ has a meaning of its own. Put r before the text: `r"..."`'
    return None


def _wrong_bracket(statement, names):
    """Return a sentence on a curly bracket after a name, or a colon for a division."""
    for one, other in _pairs(statement):
        if (
            other.text == "{"
            and (one.kind == "word" or one.text in ")]")
            and one.text not in KEYWORDS
        ):
            return (
                "Curly brackets do not belong there: a table takes square ones, `[ ]`, and a function "
                "round ones, `( )`."
            )
        if (
            other.text == ":"
            and (one.text in ")]" or one.kind == "number")
            and not other.inside
        ):
            return "For a division, write / in place of the colon."
    return None


def _keyword_for_a_name(statement, names):
    """Return a sentence on import.loc, where the name of the table is imports, or None."""
    for one, other in _pairs(statement):
        if one.text in KEYWORDS and other.text == "." and not other.gap:
            meant = f"{one.text}s"
            return f"{one.text} is a word of Python itself, and no table. " + (
                f"Write `{meant}`"
                if meant in names
                else "Compare the line with the lesson."
            )
    return None


def _after_period(statement, names):
    for one, other in _pairs(statement):
        if one.text == "." and (other.kind == "text" or other.text in ("[", "(")):
            return (
                "Leave out the period before the brackets. "
                'A column stands in square brackets: `table["..."]`'
            )
        if one.text == "." and other.text in KEYWORDS:
            return (
                f"After the period stands {other.text}, a word of Python itself. "
                "Compare the line with the lesson."
            )
    return None


def _dots_left(statement, names):
    """Return a sentence where the three dots of an exercise stand beside what replaces them, or None."""
    for one, other in zip(statement, statement[1:]):
        texts = one.text, other.text
        dots = texts in ((".", "."), ("..", ".")) or "..." in texts
        beside = [each for each in (one, other) if each.text not in ("...", ".")]
        if dots and all(
            each.kind in ("word", "number", "text") or each.text in ")]("
            for each in beside
        ):
            return DELETE_DOTS
    return DELETE_DOTS if _dots_around(statement) else None


DELETE_DOTS = "Delete the three dots: your answer stands in their place."


def _dots_around(statement):
    """Return whether what a line gives to a name stands between the dots of an exercise, as in ..30."""
    if [each.text for each in statement[1:2]] != ["="]:
        return False
    value = "".join(each.text for each in statement[2:])
    return len(value) - len(value.strip(".")) > 1


def _nothing_before_period(statement, names):
    """Return a sentence where a line or a value begins with a period, or None."""
    for before, one, after in zip([None, *statement], statement, statement[1:]):
        begins = before is None or before.text in ("=", "(", "[", ",")
        if begins and one.text == "." and after.kind == "word":
            return (
                f"A table or a column stands before the period: `table.{after.text}`, "
                "with your table's name."
            )
    return None


LINE_CHECKS = (
    _dots_left,
    _nothing_before_period,
    _keyword_for_a_name,
    _terminal_line,
    _markdown,
    _bare_date,
    _number_with_more,
    _wrong_sign,
    _equals_in_brackets,
    _assignment,
    _word_for_sign,
    _block,
    _two_values,
    _ends_in_sign,
    _backslash_in_text,
    _wrong_bracket,
    _after_period,
)
