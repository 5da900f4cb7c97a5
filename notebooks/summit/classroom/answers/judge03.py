"""What is looked for in the sentence of 3.3: a deficit of our tables, its year, its object, its basis."""

import re
from dataclasses import dataclass

from ..sentences import (
    Review,
    any_of,
    clause,
    numbers,
    plain,
    review,
    said,
    too_long,
)
from . import load, once

GOODS, BOTH = "goods", "goods and services"
CENSUS, PAYMENTS = "Census Bureau", "balance of payments"
FLOWS = {  # the parts of the names of exports and imports, and what they count
    ("us-goods", ""): (GOODS, CENSUS, 1e6),
    ("us-goods", "-april-2025"): (GOODS, CENSUS, 1e6),
    ("us-goods", "-bop"): (GOODS, PAYMENTS, 1e9),
    ("us-goods-services", ""): (BOTH, PAYMENTS, 1e9),
}
BASES = {
    CENSUS: any_of("census"),
    PAYMENTS: any_of("payment payments bop crs congress* bea"),
}
WITHOUT = (
    r"\b(?:without|excluding|except|not counting|not including|no|not|leaving out)"
    r" (?:any |the )?services\b|\bservices (?:are )?(?:not|excluded|left out)\b(?: counted)?"
)
GOODS_WORDS = any_of("goods merchandise products")
DEFICIT = any_of("deficit gap shortfall") + r"|\bbalance\b(?! of payments?\b)"
TRADED = any_of("export* import* bought buys sold sells came went worth")
_FAR = r"(?:[^,;]|,(?=\d))*"  # as far as the clause goes
SOLD_MORE = (
    rf"\b(?:sold|sells|exported|exports)\b{_FAR} more\b|"
    rf"\b(?:sold|exported)\b{_FAR} exceed\w*\b|"
    rf"\bexports\b{_FAR} (?:exceed\w*|higher|larger)\b"
)
BOUGHT_MORE = (
    rf"\b(?:bought|buys|imported|imports|spent)\b{_FAR} more\b|"
    rf"\b(?:bought|imported)\b{_FAR} exceed\w*\b|"
    rf"\bimports\b{_FAR} (?:exceed\w*|higher|larger)\b"
)
_LESS = rf"{_FAR} (?:less|fewer)\b"
SOLD_LESS = (
    rf"\b(?:sold|sells|exported|exports){_LESS}|"
    rf"\bexports\b{_FAR} (?:lower|smaller|below)\b"
)
BOUGHT_LESS = (
    rf"\b(?:bought|buys|imported|imports|spent){_LESS}|"
    rf"\bimports\b{_FAR} (?:lower|smaller|below)\b"
)
BUYER_FIRST = f"{BOUGHT_MORE}|{SOLD_LESS}"  # who bought more is named before it
SELLER_FIRST = f"{SOLD_MORE}|{BOUGHT_LESS}"
OTHERS = any_of("""china prc korea rok mexico canada germany european_union eu vietnam taiwan india
    world""")


@dataclass(frozen=True)
class Fact:
    """A sum between the two countries in dollars: what the United States bought more than it sold.

    deficit: False where it is only one of the two parts, the exports or the imports.
    """

    year: int
    object: str
    basis: str
    value: float
    deficit: bool = True
    edition: str = ""


@once
def facts():
    """Return every deficit with Japan that the tables give, and the exports and imports behind it."""
    rows = load("indicators")
    rows = rows[(rows["iso3"] == "USA") & (rows["partner"] == "JPN")]
    cells = dict(zip(zip(rows["series_id"], rows["year"]), rows["value"]))
    found = []
    for (name, ending), (what, basis, unit) in FLOWS.items():
        for (series, year), sold in cells.items():
            bought = cells.get((f"{name}-imports{ending}", year))
            if series == f"{name}-exports{ending}" and bought is not None:
                edition = "April 2025" if ending.startswith("-april") else ""
                about = year, what, basis
                # where the office gives the balance itself, it is that one
                balance = cells.get((f"{name}-balance{ending}", year), sold - bought)
                found += [
                    Fact(*about, unit * -balance, True, edition),
                    Fact(*about, unit * sold, False),
                    Fact(*about, unit * bought, False),
                ]
    return found


def model():
    """Return a sentence to compare with, its number from the tables."""
    fact = next(fact for fact in facts() if fact.edition)
    return (
        f"In {fact.year} the U.S. deficit in {fact.object} with Japan was"
        f" {fact.value / 1e9:.1f} billion dollars ({fact.basis}, {fact.edition})."
    )


def judge(sentence):
    """Return the Review of a sentence on the U.S. deficit with Japan."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    found = numbers(text)
    years = {number.year for number in found if number.kind == "year"}
    other = [number for number in found if number.unit]
    sums = [number for number in found if _is_sum(number)]
    claims = [number for number in sums if not _denied(text, number)]
    whats, bases = _objects(text), [name for name in BASES if said(BASES[name], text)]
    if sums and not claims:
        return _no(
            "The sentence says what the number is not. Say what it is.", "reversed"
        )
    if re.search(rf"\bwith {OTHERS}", text) and not re.search(
        r"\b(?:with|from|to|and) japan\b", text
    ):
        return _no(
            "With whom? The question is about the balance with Japan.", "other-partner"
        )
    if len(years) > 1 or re.search(r"\b(?:less|more|\w+er) than in\b", text):
        return _no(
            "The check compares the numbers of one year. Write of one year only.",
            "two-years",
        )
    if other:
        return _no(
            f'The check cannot compare "{other[0].text}". Leave it out: a sum of dollars'
            " is enough.",
            "other-number",
        )
    if claims and not any(number.scaled or number.money for number in claims):
        return _no("In which unit? The bars are in billion dollars.", "unit")
    if claims:
        wrong = _compared(claims, years, whats, bases, re.search(TRADED, text))
        if wrong:
            return wrong
    if _turned(text):
        return _no(
            "The size may be right, and the direction is not: who bought more than it"
            " sold?",
            "reversed",
        )
    return review(
        {
            "a number in dollars": claims,
            "the year": years,
            "Japan": re.search(r"\bjapan\b", text),
            "who bought more than it sold (deficit)": _direction(text),
            "what is counted (goods, or goods and services)": whats,
            "the basis (Census Bureau or balance of payments)": bases,
        },
        "All parts are there, and the tables hold the number for that year, object and"
        " basis.",
    )


def _no(message, name):
    return Review(False, message, name)


def _is_sum(number):
    """Return whether a number of the text is a sum: in a unit, or too large for a small count."""
    if number.kind != "number" or number.unit or not number.readings:
        return False
    return number.scaled or bool(number.money) or abs(number.readings[0][0]) > 5


def _denied(text, number):
    before = text[clause(text, number.start)[0] : number.start]
    return bool(
        re.search(
            r"\b(?:not|never|rather than|instead of)(?: \S+){0,2} ?\S?$|\b(?:wrong|false)\b",
            before,
        )
    )


def _objects(text):
    """Return what a text counts: goods, or goods and services."""
    counted = re.sub(WITHOUT, " goods ", text)
    if re.search(
        r"\bservices (?:\w+ )?included\b|\b(?:including|with) services\b", counted
    ):
        return [BOTH]
    if re.search(r"\bservices?\b", counted):
        return [BOTH] if re.search(GOODS_WORDS, counted) else ["services"]
    return [GOODS] if re.search(GOODS_WORDS, counted) else []


def _direction(text):
    """Return whether a text says, one way or another, who bought more."""
    return re.search(rf"{DEFICIT}|\bsurplus|{BUYER_FIRST}|{SELLER_FIRST}", text)


def _turned(text):
    """Return whether a text gives the deficit to Japan, or the surplus to the United States."""
    japans = r"\bjapan(?:'s| has| had| ran)(?: \w+){0,2} %s|\b%s of japan\b"
    surplus = said(r"\bsurplus", text)
    if surplus and not re.search(japans % ("surplus", "surplus"), text):
        return True
    if said(japans % ("deficit", "deficit"), text) or said(
        r"\bdeficit in [^,;.]*\bof japan (?:with|to|against|toward) (?:the )?usa\b",
        text,
    ):
        return True
    more = re.search(SELLER_FIRST, text) or re.search(BUYER_FIRST, text)
    if not more:
        return False
    names = re.findall(r"\bjapan\b(?!')|\busa\b", text[: more.start() + 1])
    japan_first = bool(names) and names[-1] == "japan" and "usa" not in names
    return japan_first != bool(re.search(SELLER_FIRST, text))


def _in_billions(number):
    return round(abs(number.readings[0][0]) / 1e9, 6)


def _fits(number, fact):
    return number.fits(fact.value) or number.fits(-fact.value)


def _compared(claims, years, whats, bases, traded):
    """Return the Review of the first number that the tables do not hold so, or None."""
    said_sums = _the_two_claims()
    right = []
    for number in claims:
        size = [fact for fact in facts() if _fits(number, fact)]
        size = [fact for fact in size if fact.deficit or traded]
        if number.money == "other money":
            size = []
        told = [fact for fact in size if fact.year in years]
        fits = [
            fact
            for fact in told
            if fact.object in (whats or [fact.object])
            and fact.basis in (bases or [fact.basis])
        ]
        right += fits
        if fits:
            continue
        if _in_billions(number) in said_sums and not told:
            return _no(
                f'"{number.text}" is one of the two claims: no definition of ours gives'
                " it. Take one from a filled bar.",
                "claim",
            )
        if not years:
            continue  # the year that is missing is named with the other parts
        if told:
            return _no(
                f'Number and words do not fit: "{number.text}" is the sum for'
                f" {told[0].object}, by the {told[0].basis}.",
                "definition",
            )
        if any(fact.deficit for fact in size):
            return _no(
                f'Number and year do not fit: "{number.text}" is not the balance of the'
                " year you name.",
                "wrong-year",
            )
        return _no(
            f'"{number.text}" is none of the deficits in our tables for the year you name.'
            " Take one from a filled bar.",
            "wrong-number",
        )
    if years and not any(fact.deficit for fact in right):
        return _no(
            "That is only what was sold or bought. Give the deficit, too.",
            "wrong-number",
        )
    return None


def _the_two_claims():
    """Return the two sums that were said without a definition, in billions."""
    rows = load("indicators")
    wanted = rows["series_id"].str.contains("claim-us-trade-deficit")
    return set(rows.loc[wanted, "value"])
