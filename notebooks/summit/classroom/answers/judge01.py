"""What is looked for in the sentence of 1.4: neither more nor less than commitment G4."""

import re

from ..sentences import (
    Review,
    any_of,
    clause,
    denied,
    matches,
    numbers,
    plain,
    review,
    said,
    too_long,
)

WHO = any_of("""leaders countries governments sides both nations partners allies they we
    each_other heads states jointly together parties statesmen politicians duo""")
# "two-way investment" names nobody
WHO += (
    r"|\b(?:two|2|joint|mutual\w*|bilateral\w*)\b(?![ -](?:way|invest|employ|jobs?\b))"
)
PAIRS = (
    (r"\bjapan\b|\btokyo\b", r"\busa\b|\bwashington\b"),
    (r"\bishiba\b|\bprime minister\b", r"\btrump\b|\bpresident\b"),
)
SEEK = any_of("""seek* sought try tries trying tried aim* striv* strove endeavor* endeavour*
    attempt* intend* intent* plan* pursu* look_to looks_to looking_to look_for looking_for
    work_to works_to working_to work_toward* working_toward* work_for working_for
    work_on working_on set_out_to make_efforts makes_efforts make_an_effort made_efforts
    make_every_effort""")
WEAK_VERB = any_of("""hope hopes hoped hoping want* wish* would_like dream* consider* discuss*
    talk_about talked_about""")
PROMISE = any_of("""agree* guarant* pledg* commit commits committed vow* swear swore ensur* assur*
    decid* oblig* bound_to must undertak* undertook certainly surely definitely""")
PROMISE += r"|\bpromis\w+(?! (?:is|was|only))"
RESULT = r"(?<!that )(?<!which )\bwill (?:\w+ly |also |both |then )?" + any_of("""increase raise
    rise boost expand grow succeed achieve reach deliver happen create""")
INCREASE = any_of("""increas* rais* rise rises rising grow* boost* expan* enlarg* more higher
    greater bigger enhanc* augment* lift* strengthen* widen* step_up stepping_up scale_up
    scaling_up upward""")
AGAINST = any_of("""prevent* avoid* hinder* stop* block* restrict* decreas* reduc* lower* cut*
    shrink* shrunk diminish* limit*""")
DEGREE = any_of("""significan* considerabl* substantial* great greatly marked markedly notabl* much
    strongly large largely big sizabl* a_lot important* meaningful* major""")
OTHER_DEGREE = (
    any_of("""slight* little modest* somewhat a_bit moderate* gradual* massive* huge*
    enormous* dramatic* drastic* insignificant* minimal*""")
    + r"|\bchanges \S+ times\b"
)
INVESTMENT = any_of("invest* fdi")
EMPLOYMENT = any_of("employ* job jobs hiring workplace* work_place* workforce")
# what is denied is the deal, not the thing: "did not agree to increase them, but will seek to"
NO_DEAL = r"\bnot (?:agree|promis|guarant|pledg|commit)"
# where the money goes or comes from is nobody who seeks it: "in the United States", "Japanese investment"
NAME = r"(?:the )?(?:usa|japan)\b"
PLACE = rf"\b(?:in|within|inside|into|to|from) {NAME}(?! and (?:in )?{NAME})"
PLACE += rf"|\b{NAME}(?: and {NAME})?(?= (?:invest|employ|jobs?\b|compan|firms?\b))"
NEGATION = any_of("""not never no_longer nor neither without refus*_to fail*_to declin*_to stop*
    unwilling_to instead_of""")


def _reported(match):
    """Return whether a word is only said of the article, or put in quotation marks."""
    start, end = clause(match.string, match.start())
    return bool(
        re.search(
            r"\b(?:article|journalists?|author|newspaper|press)\b",
            match.string[start:end],
        )
    ) or match.string[: match.start()].endswith('"')


def _reversed(text):
    """Return what turns the sense round, in words, or None."""
    for seek in matches(SEEK, text):
        before = text[clause(text, seek.start())[0] : seek.start()]
        if re.search(
            r"\b(?:neither|none|nobody|no|not)(?: of)?(?: the)?(?: 2)?(?: leaders?|"
            r" sides?| countr\w+| governments?| them|"
            r" one)?(?: will| would| is going to)? $",
            before,
        ) or re.search(
            rf"\b{NEGATION} (?:(?!only)\w+ly |both |even |ever |will |would |ha[sv]e? |are |is"
            r" |were |said |say |that |they |really )*$|\b(?:not"
            r" true|untrue|false|wrong|den\w+|doubt\w*|unlikely)\b",
            before,
        ):
            return "it says that they do not seek it"
        rise = re.compile(INCREASE).search(text, seek.end())
        if rise and re.search(
            r"\b(?:not|no|never)(?! (?:only|just|less))\b",
            text[seek.end() : rise.start()],
        ):
            return "it says that they seek no increase"
    if re.search(r"\bkeep\w* .*\bfrom (?:increas|ris|grow)", text) or re.search(
        rf"\b{AGAINST} (?:\w+ ){{0,6}}?(?:investment|employment|jobs)", text
    ):
        return "it speaks of less, or of holding it back"
    if said(r"\bunemploy\w*", text):
        return "it speaks of unemployment, which is the opposite"
    for thing in (INVESTMENT, EMPLOYMENT):
        if (
            matches(thing, text)
            and not said(thing, text, 5)
            and not re.search(NO_DEAL, text)
        ):
            return "it takes one of the two things out"
    if matches(DEGREE, text) and not said(DEGREE, text, 3):
        return "it takes the degree, significantly, back"
    return None


def judge(sentence):
    """Return the Review of a sentence on what the leaders will seek."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    extra = [
        number
        for number in numbers(text)
        if number.kind == "year"
        and number.year != 2025
        or number.kind == "number"
        and number.text not in ("2", "1.4")
    ]
    turned = _reversed(text)
    if turned:
        return Review(
            False,
            f"That seems to turn the sense of G4 round: {turned}. G4 says what both will seek.",
            "reversed",
        )
    promises = [
        match for match in said(PROMISE, text, 4) if not _reported(match)
    ] + said(RESULT, text, 3)
    if promises:
        return Review(
            False,
            f'"{promises[0][0].capitalize()}" says more than G4, which makes no deal'
            " and promises no result. Its verb is weaker: look at the column verb.",
            "says-more",
        )
    if extra:
        return Review(
            False,
            f'"{extra[0].text}" adds to G4, which names no number and no date to'
            " reach.",
            "says-more",
        )
    if said(OTHER_DEGREE, text):
        return Review(
            False,
            f'"{said(OTHER_DEGREE, text)[0][0].capitalize()}" is another degree than'
            " that of G4: look for its word in the column summary.",
            "other-degree",
        )
    named = re.sub(PLACE, " ", text)
    who = matches(WHO, text) or any(
        re.search(one, named) and re.search(other, named) for one, other in PAIRS
    )
    if not who and any(re.search(name, named) for pair in PAIRS for name in pair):
        return Review(
            False,
            "That names one side only. G4 is made by both: look at the column actor.",
            "one-side",
        )
    if not matches(SEEK, text) and matches(WEAK_VERB, text):
        return Review(
            False,
            f'"{matches(WEAK_VERB, text)[0][0].strip().capitalize()}" says less than'
            " G4: look at the column verb.",
            "says-less",
        )
    increase = [match for match in matches(INCREASE, text) if not denied(match, 3)]
    no_deal = re.search(NO_DEAL, text)
    return review(
        {
            "who seeks it": who,
            "the verb (seek)": matches(SEEK, text),
            "the increase": increase,
            "the degree (significantly)": said(DEGREE, text, 3),
            "investment": said(INVESTMENT, text, 5)
            or no_deal
            and matches(INVESTMENT, text),
            "employment": said(EMPLOYMENT, text, 5)
            or no_deal
            and matches(EMPLOYMENT, text),
        },
        "All parts of G4 that a check can look for are there.",
    )
