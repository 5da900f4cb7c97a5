"""What a check can honestly say of a sentence: which parts it found, which numbers fit.

No program can judge a sentence. These helpers bring one into a plain form, read its numbers with their
units, and tell what is said from what is denied; what a lesson looks for stands in its own judge.
"""

import math
import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Review:
    """What was found in an open answer.

    complete: every part that a program can look for is there, and no number in it is wrong.
    message: what is missing or does not fit, or, where it is complete, what is left for a reader to judge.
    misconception: the short name of what went wrong, or None.
    """

    complete: bool
    message: str
    misconception: str | None = None


def review(parts, done):
    """Return the Review of a sentence by its parts.

    parts: {what a part is called: whether it was found}. done: the message where none is missing.
    """
    missing = [name for name, there in parts.items() if not there]
    if not missing:
        return Review(True, done)
    found = [name for name, there in parts.items() if there]
    begin = f"Found: {', '.join(found)}. " if found else ""
    return Review(
        False,
        f"{begin}Not found by the check: {', '.join(missing)}. It knows few words: if"
        " your sentence says it, say it in plainer ones.",
        "part-missing",
    )


def too_long(sentence):
    """Return the Review of what is too long for a sentence, or None."""
    return (
        Review(
            False,
            f"This text has {len(sentence):,} characters; one sentence is wanted, of at"
            f" most {LONGEST}.",
            "too-long",
        )
        if len(sentence) > LONGEST
        else None
    )


LONGEST = 800


def any_of(vocabulary):
    """Return a pattern that finds any word of a list.

    vocabulary: the words of a plain text, with spaces between them; a star stands for any letters,
    an underscore for the space of words that belong together, such as "each_other".
    """
    words = "|".join(vocabulary.split()).replace("*", r"\w*").replace("_", " ")
    return rf"\b(?:{words})\b"


# A plain form: one spelling for quotation marks, dashes, negation, the two countries, and numbers in words.

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
VALUES = {word: value for value, word in enumerate(UNITS)}
VALUES |= {
    word: 10 * tens
    for tens, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
VALUES |= {"fourty": 40, "hundred": 100, "thousand": 1000}
_WORD = "(?:" + "|".join(VALUES) + ")"
_IN_WORDS = re.compile(
    rf"\b{_WORD}\b(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and ){_WORD}\b)*"
    rf"(?: (?:point|comma)(?: {_WORD}\b)+)?(?!-(?:way|sided|plus))"
)
# "one" is more often a pronoun than a number
_ONE_COUNTS = re.compile(
    r"(?:\b(?:by|from|to|is|at|now|only|just|plus|of|than|becomes?|equals|was|has|have|gets?|gains?)|"
    r"[+=>]) $"
)
_ONE_STANDS_FOR = re.compile(
    r" (?:of|can|could|should|must|may|might|would|who|that|which|another|other|partnership|"
    r"grouping|country|list|sentence|measure|treaty|agreement)\b"
)

_ROUGHLY = (
    "(?:about|around|approximately|roughly|nearly|almost|over|more than|at"
    " least|under|less than)"
)
_SPELLINGS = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[\u2018\u2019\u02bc`\u00b4]", "'"),
        (r"[\u201c-\u201f\u00ab\u00bb\u300c\u300d]", '"'),
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"\u2192|[-=]+>", " -> "),
        (r"\u3002", ". "),
        (r"\u3001", ", "),
        (r"\u2044", "/"),
        (r"\bwon't\b", "will not"),
        (r"\bcan(?:'t|not)\b", "can not"),
        (r"n't\b", " not"),
        (
            r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)nt\b",
            r"\1 not",
        ),
        (
            (
                r"\b(tells?|told|shows?|gives?|lets?|teach(?:es)?|helps?|allows?|for|about|reminds?)"
                r" us\b(?! (?:trade|goods|deficit|troops))"
            ),
            r"\1 people",
        ),
        (
            (
                r"\b(?:united states(?: of america)?|u\.? ?s\.? ?a\b\.?|u\."
                r" ?s\b\.?|us\b|americans?\b|america\b)"
            ),
            "usa",
        ),
        (r"\bjapanese\b", "japan"),
        (r"\bthe (?=usa\b)", ""),
        (r"\b(?:a|one) third\b", "about 33 percent"),
        (r"\btwo[ -]thirds\b", "about 67 percent"),
        (r"\bby (?:a )?half\b", "by 50 percent"),
        (r"\b(?:a|one) quarter\b", "25 percent"),
        (r"\b((?:19|20)\d\d)[-/](\d\d)\b(?![-/\d]|[.,]\d)", r"\1-20\2"),
        (r"(?<!\w)'(\d\d)\b", r"20\1"),
        (r"\b((?:19|20)\d\d),(?=(?:19|20)\d\d\b)", r"\1, "),
        (r"(?<![\w.,])\.(?=\d)", "0."),
        (r"\d\+\d", ""),
        (r"\b(mid|pre|post|early|late|fy)-?(?=(?:19|20)\d\d\b)", r"\1 "),
        (r"\b(two|three|four|five|six|ten)-?fold\b", r"\1 times"),
        (r"\btwice\b", "2 times"),
        (rf"\b({_ROUGHLY} )?doubl(?:es?|ed|ing)\b", r"changes \g<1>2 times"),
        (rf"\b({_ROUGHLY} )?tripl(?:es?|ed|ing)\b", r"changes \g<1>3 times"),
        (rf"\b({_ROUGHLY} )?quadrupl(?:es?|ed|ing)\b", r"changes \g<1>4 times"),
        (rf"\b({_ROUGHLY} )?halv(?:es?|ed|ing)\b", r"changes \g<1>0.5 times"),
    )
]


def plain(sentence):
    """Return a sentence in small letters and one spelling: numbers in digits, U.S. as "usa"."""
    sentence = " ".join(unicodedata.normalize("NFKC", sentence).casefold().split())
    for pattern, new in _SPELLINGS:
        sentence = pattern.sub(new, sentence)
    sentence = _IN_WORDS.sub(_digits, sentence)
    return " ".join(re.sub(r"(\d) and (?:a|1) half\b", r"\1.5", sentence).split())


def _digits(match):
    """Return a number in words as digits; "one" where it counts, and not where it stands for somebody."""
    text = match[0]
    before, after = match.string[: match.start()], match.string[match.end() :]
    if (
        text in ("hundred", "thousand")
        or text == "one"
        and not (_ONE_COUNTS.search(before) and not _ONE_STANDS_FOR.match(after))
    ):
        return text
    whole, _, decimals = re.sub(r" (?:point|comma) ", "|", text).partition("|")
    parts = [VALUES[word] for word in re.split(r" and |[ -]", whole)]
    if (
        len(parts) in (2, 3) and parts[0] in (19, 20) and 10 <= parts[1] < 100
    ):  # nineteen eighty-seven
        return str(100 * parts[0] + sum(parts[1:]))
    total = current = 0
    for part in parts:
        if part == 1000:
            total, current = total + max(current, 1) * part, 0
        else:
            current = max(current, 1) * part if part == 100 else current + part
    shown = str(total + current)
    if parts[-1] == 1000:  # the scale says how far the number is rounded
        shown = f"{total // 1000} thousand"
    return shown + (
        "." + "".join(str(VALUES[word]) for word in decimals.split())
        if decimals
        else ""
    )


# What is said, and what is denied

NOT = r"\b(?:not(?! (?:only|just|merely|simply|more|less)\b)|no(?! (?:doubt|less|more)\b))\b|"
NOT = (
    f"(?:{NOT}"
    + any_of("""never neither nor none nobody nothing without hardly refus*
    declin*_to fail*_to instead_of rather_than stop* avoid* unable unwilling untrue false wrong
    wrongly deny denies denied doubt*""")
    + ")"
)
_BREAK = re.compile(
    r"[;:!?()\"]|\.(?!\d)|,(?!\d)|"
    + any_of("""but however although though whereas
    while yet because since""")
)


def clause(text, position):
    """Return the start and the end of the clause that a position of a plain text lies in."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    start = max([end for _, end in breaks if end <= position], default=0)
    return start, min(
        [begin for begin, _ in breaks if begin > position], default=len(text)
    )


def denied(match, reach=8):
    """Return whether a "not" stands before a match in its own clause, at most so many words away."""
    start, _ = clause(match.string, match.start())
    before = match.string[start : match.start()]
    near = " ".join(before.split()[-reach:])
    return bool(re.search(NOT, near))


def matches(pattern, text):
    """Return all matches of a pattern in a plain text."""
    return list(re.finditer(pattern, text))


def said(pattern, text, reach=8):
    """Return the matches of a pattern that the text does not deny."""
    return [match for match in matches(pattern, text) if not denied(match, reach)]


# Numbers

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\.? (?:of )?)?{MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:of"
    r" )?(?:19|20)\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b(?! \d)|\b{MONTH}"
    r" \d{1,2}\b(?![\d.])"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b"
)
_MONEY = r"(?:(?:usa?\s?)?\$|\busd\b|\u00a5|\bjpy\b|\u20ac|\beur\b|\u00a3)"
_SCALES = (
    ("thousand", "k", 1e3),
    ("million", "m|mn|mio|mln", 1e6),
    ("billion", "b|bn|bln|milliard", 1e9),
    ("trillion", "t|tn|trn", 1e12),
    ("hundred", "hundreds", 1e2),
)
_SCALE = "(?:" + "|".join(f"{word}s?|{short}" for word, short, _ in _SCALES) + r")\b\.?"
_NUMBER = re.compile(
    rf"""
    (?P<hedge>(?:\b(?:about|around|approximately|approx\.|roughly|nearly|almost|some|
        circa|ca\.?|close\ to|over|more\ than|above|at\ least|exceeds|exceeding|under|
        less\ than|below|not\ quite)\ |[~\u2248<]\ ?|(?<!-)>\ ?)(?:the\ |only\ |just\ )?)?
    (?P<minus>(?:(?<![\w)])-(?=[\d$])|\b(?:minus|negative)\ ))?
    (?:(?P<money>{_MONEY}\s?)(?P<minus2>-\s?)?)?
    (?<![\w.,])(?<![a-z]-)(?P<digits>\d{{1,3}}(?:\ \d{{3}})+(?![\d\w])|\d+(?:[.,]\d+)*)
    (?!\d|st\b|nd\b|rd\b|th\b|-(?!{_SCALE}|fold)[a-z])
    (?P<scale>(?:\s?-?{_SCALE})*)
    (?P<unit>\s?(?:%|per\s?cent\b|pct\b|percentage\ points?\b|times\b|-?fold\b|x\b))?
    (?P<after>\s?(?:of\ )?(?:usa\s)?(?:dollars?\b|usd\b|\$|yen\b|jpy\b|euros?\b|pounds?\b|won\b|yuan\b))?
    """,
    re.X,
)


@dataclass(frozen=True)
class Number:
    """A number in a plain text. readings: (value, how far it may be rounded); "12,110" has two."""

    text: str
    start: int
    end: int
    kind: str  # "number", "year" or "date"
    readings: tuple = ()
    scaled: bool = False
    unit: str = ""  # "percent" or "times"
    money: str = ""  # "dollars", "other money"
    hedge: str = ""

    def fits(self, actual):
        """Return whether a true value can be written so: rounded, or with "about", "over" or "under"."""
        return any(self._fits(value, step, actual) for value, step in self.readings)

    def _fits(self, value, step, actual):
        exact = abs(actual - value) <= step / 2 + 1e-9 * max(1, abs(value))
        if re.match(r"over|more|above|at least|exceed|>", self.hedge):
            return (
                actual > value - (self.hedge.startswith("at")) * step / 2
                and actual <= 1.25 * value
            )
        if re.match(r"under|less|below|not quite|<", self.hedge):
            return 0.8 * value <= actual < value
        return exact or bool(self.hedge) and abs(actual - value) <= 0.05 * abs(value)

    @property
    def year(self):
        """The year, where it is one."""
        return int(self.readings[0][0])


def numbers(text):
    """Return the numbers of a plain text, years and dates among them, in their order."""
    dates = [Number(match[0], *match.span(), "date") for match in _DATE.finditer(text)]
    blank = text
    for date in dates:
        blank = blank[: date.start] + " " * (date.end - date.start) + blank[date.end :]
    return sorted(
        [*dates, *map(_read, _NUMBER.finditer(blank))], key=lambda number: number.start
    )


def _read(match):
    digits, scale = match["digits"], 1.0
    for word in re.findall(r"[a-z]+", match["scale"] or ""):
        scale *= next(
            factor
            for long, short, factor in _SCALES
            if word.rstrip("s") == long or word in short.split("|")
        )
    unit, money = (
        (match["unit"] or "").strip(" -"),
        (match["money"] or "") + (match["after"] or ""),
    )
    bare = not (match["scale"] or unit or match["money"] or match["minus"])
    followed = match["after"] or re.match(
        r" (?:personnel|persons|people|troops|soldiers|servicemen|men|more)\b",
        match.string[match.end() :],
    )
    dated = re.search(
        r"\b(?:in|since|until|between|from|after|before|for|during|of|to) $",
        match.string[: match.start("digits")],
    )
    is_year = (
        bare and re.fullmatch(r"(?:19|20)\d\d", digits) and (dated or not followed)
    )
    sign = -1 if match["minus"] or match["minus2"] else 1
    kind = (
        ""
        if not money
        else "dollars"
        if re.search(r"\$|dollar|usd", money)
        else "other money"
    )
    finest = (
        0.1 if unit in ("times", "fold", "x") else math.inf
    )  # "doubles" is not 2.2 times
    readings = tuple(
        (sign * value * scale, min(step * scale, finest))
        for value, step in _readings(digits)
    )
    shown = " ".join(match[0].split()).strip(" .,")
    return Number(
        shown if len(shown) < 40 else f"{shown[:36]}...",
        match.start("digits"),
        match.end(),
        "year" if is_year else "number",
        readings,
        scale > 1,
        "times" if unit in ("times", "fold", "x") else "percent" if unit else "",
        kind,
        (match["hedge"] or "").strip(),
    )


def _readings(digits):
    """Return the values that digits can stand for; a comma or a dot may group, or begin the decimals."""
    found = []
    if len(digits) > 20:  # nobody counts so far, and a float cannot
        return found
    if re.fullmatch(r"\d+", digits):
        return [_whole(digits)]
    if re.fullmatch(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?", digits):
        grouped = re.fullmatch(
            r"(\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?", digits
        )
        whole, decimals = re.sub(r"\D", "", grouped[1]), grouped[3]
        found.append(
            (float(f"{whole}.{decimals}"), 10.0 ** -len(decimals))
            if decimals
            else _whole(whole)
        )
    if re.fullmatch(r"\d+[.,]\d+", digits):
        decimals = re.split(r"[.,]", digits)[1]
        found.append((float(digits.replace(",", ".")), 10.0 ** -len(decimals)))
    return found


def _whole(digits):
    """Return a whole number and its step: zeros at the end are rounding, but two digits count at least."""
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(digits), 10.0 ** max(
        0, min(zeros, len(digits) - 2) if len(digits) > 3 else 0
    )


def masked(text, found):
    """Return a plain text with <0>, <1>, ... for the numbers of a list."""
    for place in reversed(range(len(found))):
        text = text[: found[place].start] + f"<{place}>" + text[found[place].end :]
    return text


_N = rf"(?:{_ROUGHLY} |some |[~$-])*<(\d+)>"
_BETWEEN = r"(?:(?!<|;|\bfrom\b).){0,60}?"
_ROLES = [
    (re.compile(pattern), names)
    for pattern, *names in (  # patterns, and the roles of their groups
        (rf"\bby {_N} to {_N}", "change", "after"),
        (
            (
                r"\bfrom (?:(?!<)\S+"
                rf" ){{0,3}}?{_N}{_BETWEEN}(?:\b(?:to|until)\b|->|-)(?:"
                rf" (?!<)\w+){{0,2}}? ?{_N}"
            ),
            "before",
            "after",
        ),
        (
            r"\b(?:to|is|at|now|be|has|had) (?:(?!<)\w+"
            rf" ){{0,2}}?{_N}{_BETWEEN}(?:\bfrom|\binstead of|\brather than) "
            rf"(?:(?!<)\w+ )?{_N}",
            "after",
            "before",
        ),
        (
            rf"{_N}(?: \w+){{0,3}}?,? (?:instead of|rather than|and not|not|up"
            r" from|down from|compared (?:to|with)|against|versus|"
            rf"vs\.?|after|from)(?: \w+){{0,2}}? {_N}",
            "after",
            "before",
        ),
        (rf"{_N} (?:before|without|previously|earlier)\b(?! <)", "before"),
        (
            (
                r"\b(?:instead of|rather than|up from|down from|compared (?:to|with))"
                rf" {_N}"
            ),
            "before",
        ),
        (rf"{_N}(?: \w+){{0,2}} ?(?:->|\bto\b) ?{_N}", "before", "after"),
        (rf"\bby (?:just |only |exactly |a total of )?{_N}", "change"),
        (
            (
                r"(?:\bplus |\+"
                r" ?|\b(?:increase|rise|growth|jump|gain|difference|change|drop|fall|decrease)"
                rf" of ){_N}"
            ),
            "change",
        ),
        (
            (
                rf"{_N} (?:(?!<)\w+"
                r" )?(?:more|higher|additional|extra|larger|greater|fewer|lower)\b"
            ),
            "change",
        ),
        (rf"\b(?:to|reach\w*|becomes?) (?:only |just )?{_N}", "after"),
        (rf"{_N} (?:after|with|now|then|afterwards)\b(?! <)", "after"),
    )
]
_WEAK = [
    (re.compile(pattern), names)
    for pattern, *names in (
        (
            rf"\b(?:before|was|were|previously|without it|at first|used to be|had"
            rf" been|originally)[,:]? (?:it |this )?"
            rf"(?:was |only |just |still )?{_N}",
            "before",
        ),
        (
            rf"\b(?:is|are|now|at|after|would be|will be|remains?|stays?|gets?)[,:]?"
            rf" (?:it |this )?"
            rf"(?:is |now |only |just |still |at |on |then |equal to )?{_N}",
            "after",
        ),
    )
]


def roles(text, found, weak=True):
    """Return {place in the list: "before", "after" or "change"} for the numbers of which the text tells it.

    weak: whether "was" and "is" count, too, and not only "from", "to", "by", "more" and their like.
    """
    told, hidden = {}, masked(text, found)
    for pattern, names in _ROLES + (_WEAK if weak else []):
        for match in pattern.finditer(hidden):
            places = [int(place) for place in match.groups()]
            if not any(place in told for place in places):
                told.update(zip(places, names))
    return told


RISE = any_of("""rose rise rises rising risen grow grows grew grown growing growth increas* go_up
    goes_up went_up going_up climb* jump* gain* higher larger bigger greater more add adds added
    rais* lift lifts lifted up""")
FALL = any_of("""fall falls fell fallen falling drop* decreas* declin* sink sinks sank go_down
    goes_down went_down lose loses lost reduc* lower* shrink shrinks shrank shrunk fewer smaller
    less down diminish*""")
