"""What is looked for in the sentence of 2.4: a number reported, its host, its years, how it was counted."""

import re

from ..sentences import (
    FALL,
    NOT,
    RISE,
    Review,
    any_of,
    clause,
    matches,
    numbers,
    plain,
    review,
    roles,
    said,
    too_long,
)
from . import load, once

FROM, TO = 2007, 2009  # the classmate's years
HOW = (
    r"(?:report|count|defin|method|rule|record|measur|classif|categor|procedure|criteri|"
    r"system|basis|collect|statistic|survey|source|series|data\b|include|assign)"
)
CHANGE = (
    r"(?:chang|differ|\bnew\b|\banother\b|\bother way|compar|break|broke|revis|switch|"
    r"alter|modif|reform|adapt|shift|\b(?:became|becomes?|was|were|is|are) other\b|"
    r"\bsince then|from then on|\bno longer|\bupdat|introduc|replac|"
    r"\bfrom 200[789] on|\bnow\b|only in)"
)
CREWS = r"\bcrews?\b|\bhome[ -]?port"
SHIPS = (  # counted, or not before a year; "not counted" alone denies the change
    r"\bships?\b(?: \w+){0,4} (?:count|includ|report)\w*|"
    r"\b(?:count|includ|report)\w*(?: \w+){0,4} ships?\b"
)
DIFFERENCE = r"\b(?:difference|gap)\b"
ROSE_SO_MUCH = (
    r"\b(?:rose|increas\w*|grew|grow\w*|climbed|jumped)(?: of| with)?"
    r"(?: about| around| nearly| almost| roughly| approximately| some)? $"
)
SAME = (
    r"\b(?:same (?:way|method|rule|reporting|counting|definition|manner|basis)|unchanged|"
    r"identical|alike\b|equally\b)|"
    r"(?:report|count|method|rule)\w* (?:\w+ )?(?:stay|remain)\w* (?:the same|as)\b"
)
NOT_ALIKE = (
    r"\bnot (?:\w+ )?(?:be )?(?:directly |fully )?compar|\bincomparable|"
    r"(?:report|count|method|rule|defin|basis)[^,;.]*\bnot (?:\w+ )?the same\b"
)
A_NUMBER = any_of("""number numbers figure figures data statistic statistics series total totals
    reported recorded counted count counts value values amount amounts quantit* level levels
    report reports""")
ACT = any_of("""sent send sends sending dispatch* transferr* relocat* reinforc* moved moves moving
    brought arriv* came_to""")
STATIONED = (
    r"\b(?:usa|washington|pentagon|they|it|government|military)(?: has| had)? "
    r"(?:deploy(?:ed|s)|stationed|added|put)\b|"
    r"\bwere (?:newly )?(?:deployed|stationed|added|put)\b"
)
NOT_KNOWN = any_of("""not no never nothing nobody unclear unknown whether if compar* careful*
    question open may might could perhaps possibly maybe hard difficult classmate""")
CAUSE = any_of("""because due_to as_a_result_of owing_to thanks_to caused_by on_account_of
    explained_by resulted_from comes_from came_from""")
CAUSE += (
    r"|\bsince (?!then|that|200\d|the change|1\d\d\d)"
    r"|\bas (?:the|its) (?:way of |method of )?(?:report|count|source)"
)
EFFECT = any_of("""led_to leads_to lead_to caused causes causing resulted_in results_in produced
    explain explains made_the made_it made_this is_the_reason is_why that_is_why this_is_why
    brought_about drove pushed reason_for reason_of reason_why cause_of result_of effect_of
    stem_from stems_from arise_from arises_from follows_from result_from results_from""")
EFFECT += (
    r"|(?:report|count|method|definition|chang|rule)\w*(?: \w+){0,4} "
    r"(?:increased|raised|lifted|boosted|inflated|enlarged|added to) (?:the|its|japan)"
)
SO = (
    r"(?:\bso|\btherefore|\bthus|\bhence|\bconsequently),? (?!that)(?:the |its |this )?"
    r"(?:(?!does|do|did|can|is not)\w+ ){0,5}?"
)
ROSE = any_of("""rose rise rises grew grow grows increased increases went_up goes_up jumped jumps
    climbed is_higher was_higher""")
HOSTS = {
    "JPN": r"\bjapan\b|\btokyo\b",
    "KOR": r"\bkorea\w*|\brok\b",
    "PHL": r"\bphilippin\w*",
    "AUS": r"\baustralia\b",
    "IND": r"\bindia\b",
}


@once
def _troops():
    """Return {year: persons reported} for Japan."""
    rows = load("indicators")
    rows = rows[(rows["series_id"] == "us-troops") & (rows["partner"] == "JPN")]
    return dict(zip(rows["year"], rows["value"]))


def model():
    """Return a sentence to compare with, its numbers from the series."""
    old, new = _troops()[FROM], _troops()[TO]
    verb = "rose" if new > old else "fell"
    return (
        f"The number reported for Japan {verb} from {old:,.0f} in {FROM} to {new:,.0f}"
        f" in {TO}, but in between the reporting changed: ships' crews began to count"
        " at their home ports."
    )


def _parts_of(text):
    """Return the parts of a text that a "but" or a full stop divides."""
    return re.split(
        r"[.;](?!\d)|\b(?:but|however|although|though|while|whereas|yet)\b", text
    )


def _cause(text):
    """Return the words that claim a cause of the rise, or None. What may be, or is not known, is no claim."""
    turned = re.search(
        r"\b(so|therefore|thus|hence),? the (?:way of |method of )?(?:report|count)\w*"
        r" (?:\w+ )?changed",
        text,
    )
    if turned:
        return turned[1]
    for part in _parts_of(text):
        moves = matches(RISE, part)
        if not moves or re.search(NOT_KNOWN, part):
            continue
        for pattern in (CAUSE, EFFECT, SO + ROSE):
            if matches(pattern, part):
                return re.split(r" (?:the|its)\b", matches(pattern, part)[0][0])[
                    0
                ].strip()
    return None


def _changed(text):
    """Return True where a change of the counting is said, False where it is denied, None where nothing is."""
    if re.search(CREWS, text) and re.search(HOW, text) or re.search(NOT_ALIKE, text):
        return True
    ships = re.search(SHIPS, text)
    if ships and (
        not re.search(NOT, ships[0])
        or re.search(r"^ (?:before|until|in) 200[5-8]\b", text[ships.end() :])
    ):
        return True
    denied = False
    for match in [*re.finditer(HOW, text)]:
        for change in re.finditer(CHANGE, text):
            between = text[
                min(match.start(), change.start()) : max(match.end(), change.end())
            ]
            if len(between) > 90:
                continue
            before = text[clause(text, change.start())[0] : change.start()]
            if re.search(
                r"\b(?:not|no|nothing|nobody|never|without|nor|neither)(?!"
                r" (?:only|longer))\b(?: \w+){0,3} $|\b(?:not|nothing|nobody) $",
                before,
            ) and not re.search(r"compar|longer", change[0]):
                denied = True
            else:
                return True
    same = re.search(SAME, text)
    if same:
        return bool(re.search(r"\bnot (?:\w+ ){0,4}(?:the )?$", text[: same.start()]))
    return False if denied else None


def _wrong(text, found):
    """Return the first number that the series does not hold for Japan in the years named, or None."""
    series = _troops()
    old, new = series[FROM], series[TO]
    years = [number for number in found if number.kind == "year"]
    claims = [number for number in found if number.kind == "number"]
    near = (
        [min(years, key=lambda year: _distance(text, claim, year)) for claim in claims]
        if years
        else []
    )
    told_of = [year for claim, year in zip(claims, near) if not claim.unit]
    for year in years:
        if not FROM <= year.year <= TO and (
            year not in told_of or year.year not in series
        ):
            return year
    told = roles(text, claims, weak=False)
    ordered = len(claims) == len(years) and all(
        claim.fits(series.get(year.year, 0)) for claim, year in zip(claims, years)
    )
    for place, (claim, nearest) in enumerate(zip(claims, near or [None] * len(claims))):
        small = (
            not (claim.scaled or claim.unit)
            and claim.readings
            and abs(claim.readings[0][0]) <= 10
            and place not in told
        )
        if small:
            continue
        beside = nearest and clause(text, nearest.start) == clause(text, claim.start)
        at_year = (
            [series[nearest.year]] if nearest and nearest.year in series else [old, new]
        )
        true = {"before": [old], "after": [new], "change": [new - old]}.get(
            told.get(place), at_year if beside else [new - old, *at_year]
        )
        if place not in told and (
            re.search(DIFFERENCE, text[slice(*clause(text, claim.start))])
            or re.search(ROSE_SO_MUCH, text[: claim.start])
        ):
            true = [new - old]
        if claim.unit == "percent":
            true = (
                [100 * (new / old - 1)]
                if told.get(place) in ("change", None)
                else [100 * new / old]
            )
        elif claim.unit == "times":
            true = [new / old]
        fits = [
            value
            for value in true
            if claim.fits(value) or not claim.scaled and claim.fits(value / 1000)
        ]
        if not fits and not (ordered and place not in told):
            return claim
    return None


def _distance(text, claim, year):
    """Return how far a year stands from a number; a comma or a semicolon between them counts as far."""
    between = text[min(claim.end, year.end) : max(claim.start, year.start)]
    return (
        len(between)
        + 40 * len(re.findall(r"[,;]", between))
        + 20 * (" and " in between)
    )


def _falls(text):
    """Return the words that let the number for Japan fall, stand still or not rise, or None."""
    for fall in said(FALL, text):
        start, end = clause(text, fall.start())
        other = any(
            re.search(name, text[start:end])
            for host, name in HOSTS.items()
            if host != "JPN"
        )
        if not other and re.search(
            r"number|figure|japan|troops|personnel|total|it\b", text[start:end]
        ):
            return fall[0]
    equal = re.search(
        r"\b(?:same|equal|identical) (?:numbers?|figures?|totals?|values?)\b", text
    )
    if equal and not re.search(rf"{NOT}[^,;.]*$", text[: equal.start()]):
        return equal[0]
    rises = said(RISE, text)
    stay = re.search(r"\b(?:stayed|remained|unchanged|constant)\b", text)
    if (
        stay
        and not rises
        and re.search(r"number|figure|japan", text[slice(*clause(text, stay.start()))])
    ):
        return stay[0]
    never = re.search(
        r"\b(?:did|has|have|had|does) not"
        r" (?:rise|risen|grow|grown|increase|increased|go up|change|changed)\b",
        text,
    )
    if (
        never
        and not rises
        and re.search(
            r"number|figure|japan|total", text[slice(*clause(text, never.start()))]
        )
    ):
        return never[0]
    return None


def judge(sentence):
    """Return the Review of a sentence on the number of U.S. troops reported for Japan."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    found = numbers(text)
    for act in [*said(ACT, text), *said(STATIONED, text)]:
        if not re.search(
            NOT_KNOWN, text[slice(*clause(text, act.start()))]
        ) and not re.search(CREWS, text[: act.start()]):
            return Review(
                False,
                f'"{act[0].strip().capitalize()}" still reports an act, which nobody'
                " counted. The series holds numbers: say what happens to the number.",
                "act",
            )
    cause = _cause(text)
    if cause:
        return Review(
            False,
            f'"{cause.capitalize()}" claims a cause of the rise. The series knows none:'
            " the two things happened at the same time.",
            "cause",
        )
    falls = _falls(text)
    if falls:
        return Review(
            False,
            f'"{falls.capitalize()}" does not fit: in the series the number for Japan'
            f" is higher in {TO} than in {FROM}.",
            "wrong-direction",
        )
    changed = _changed(text)
    if changed is False:
        return Review(
            False,
            "That seems to say that the counting stayed as it was. Read the cautions under the"
            " figure.",
            "reversed",
        )
    wrong = _wrong(text, found)
    if wrong:
        return Review(
            False,
            f'"{wrong.text}" is not what the series gives there. Read Japan\'s cells'
            f' again: `troops.loc[{FROM}, "JPN"]` and `troops.loc[{TO}, "JPN"]`.',
            "wrong-number",
        )
    named = {number.year for number in found if number.kind == "year"}
    figure = matches(A_NUMBER, re.sub(r"(?:way|method|rules?) of \w+", "", text)) or [
        n for n in found if n.kind == "number"
    ]
    return review(
        {
            "the number reported": figure,
            "the host, Japan": re.search(HOSTS["JPN"], text),
            f"both years, {FROM} and {TO}": {FROM, TO} <= named,
            "that the way of counting changed": changed,
        },
        "All parts that a check can look for are there.",
    )
