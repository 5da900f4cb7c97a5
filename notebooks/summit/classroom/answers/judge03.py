"""What is looked for in the sentence of 3.3: a number of our tables, its year, its object, its basis."""

import re
from dataclasses import dataclass

from ..sentences import (
    FALL,
    RISE,
    Review,
    any_of,
    clause,
    numbers,
    plain,
    review,
    roles,
    said,
    too_long,
)
from . import load, once

GOODS, BOTH, SERVICES = "goods", "goods and services", "services"
CENSUS, PAYMENTS, CUSTOMS = "Census", "balance of payments", "Japan's customs"
# series: what is counted, on whose basis; and for flows, the two parts of their names
BALANCES = {
    "us-goods-balance": (GOODS, CENSUS),
    "us-goods-balance-april-2025": (GOODS, CENSUS),
    "japan-surplus-with-us": (GOODS, CUSTOMS),
}
FLOWS = {
    ("us-goods", ""): (GOODS, CENSUS),
    ("us-goods", "-april-2025"): (GOODS, CENSUS),
    ("us-goods", "-bop"): (GOODS, PAYMENTS),
    ("us-services", ""): (SERVICES, PAYMENTS),
    ("us-goods-services", ""): (BOTH, PAYMENTS),
}
REVISED_FROM = 2024  # the first year of which the file of April 2025 and the revised one give different sums

NO_SERVICES = (
    r"\b(?:without|excluding|except(?: for)?|not counting|not including|no|not|minus|"
    r"leaving out|nor|ignoring|but not) (?:the |any |counting |including )?"
    r"(?:trade in )?services?\b(?: trade)?|\bservices? (?:\w+ )?"
    r"(?:not|excluded|left out|aside|apart)(?: (?:counted|included))?\b"
)
GOODS_WORDS = any_of(
    "goods merchandise commodit* product products visible_trade visibles"
)
CENSUS_WORDS = any_of("census")
PAYMENTS_WORDS = any_of("""payment payments bop crs congress* bea bureau_of_economic_analysis
    change_of_ownership changes_owner""")
CUSTOMS_WORDS = any_of("customs ministry_of_finance mof kyodo")
DEFICIT = any_of("""deficit deficits gap gaps shortfall shortfalls minus imbalance imbalances
    difference differences""")
SURPLUS = any_of("surplus*")
BUY = any_of("buy buys buying bought spend spends spent import* purchas*")
SELL = any_of("sell sells selling sold export*")
OTHERS = any_of("""china prc korea rok mexico canada germany european_union eu vietnam taiwan india
    world russia britain france australia philippines""")


@dataclass(frozen=True)
class Fact:
    """One sum in our tables, in dollars or yen; a balance is negative where the United States bought more."""

    year: int
    object: str
    basis: str
    value: float
    balance: bool = True
    revised: bool | None = None  # None where there is one edition only
    money: str = "dollars"


@once
def facts():
    """Return every balance with Japan that the tables give, and the exports and imports behind it."""
    cells = _cells()
    found = [
        _balance(series, year, value)
        for (series, year), value in cells.items()
        if series in BALANCES
    ]
    for (name, edition), (what, basis) in FLOWS.items():
        for (series, year), sold in cells.items():
            bought = cells.get((f"{name}-imports{edition}", year))
            if series != f"{name}-exports{edition}" or bought is None:
                continue
            revised = _revised(series, year) if basis == CENSUS else None
            found += [
                Fact(year, what, basis, value, False, revised)
                for value in (sold, bought)
            ]
            if basis == PAYMENTS:  # those of the Census Bureau are series of their own
                found.append(Fact(year, what, basis, sold - bought))
    return found


def _cells():
    """Return {(series, year): a sum between the two countries, in dollars or yen}."""
    rows = load("indicators")
    rows = rows[rows["series_id"].str.contains("goods|services|surplus")]
    units = load("series").set_index("series_id")["unit"].str.split().str[0]
    factors = units.map({"million": 1e6, "billion": 1e9, "trillion": 1e12})
    return {
        (row.series_id, row.year): row.value * factors[row.series_id]
        for row in rows.itertuples()
        if {row.iso3, row.partner} == {"USA", "JPN"}
    }


def _balance(series, year, value):
    mirrored = (
        "surplus" in series
    )  # Japan's surplus is the deficit of the United States
    return Fact(
        year,
        *BALANCES[series],
        value=-value if mirrored else value,
        revised=_revised(series, year),
        money="other money" if mirrored else "dollars",
    )


def model():
    """Return a sentence to compare with, its number from the tables."""
    counted = [fact for fact in facts() if fact.balance and fact.basis == CENSUS]
    fact = next((fact for fact in counted if fact.revised is False), counted[-1])
    edition = ", April 2025" if fact.revised is False else ""
    return (
        f"In {fact.year} the U.S. deficit in {fact.object} with Japan was"
        f" {-fact.value / 1e9:.1f} billion dollars ({fact.basis}{edition})."
    )


def _revised(series, year):
    return None if year < REVISED_FROM else not series.endswith("april-2025")


def _named(text, choices):
    return [name for name, pattern in choices.items() if said(pattern, text, 3)]


def _objects(text):
    """Return what a text counts: goods, services, or goods and services."""
    without = re.sub(NO_SERVICES, " goods ", text)
    if re.search(r"\bservices?\b", without):
        alone = not re.search(GOODS_WORDS, without) and re.search(
            r"\b(?:in|of|for|trade in|only) services\b|\bservices?"
            r" (?:deficit|surplus|balance|trade|gap|alone|only)\b",
            without,
        )
        return [SERVICES] if alone else [BOTH]
    return [GOODS] if re.search(GOODS_WORDS, without) else []


def _around(text, number, reads):
    """Return what a function reads in the clause of a number, else before it, else in the whole text."""
    start, end = clause(text, number.start)
    return reads(text[start:end]) or reads(text[:end]) or reads(text)


def _bases(text):
    return _named(
        text, {CENSUS: CENSUS_WORDS, PAYMENTS: PAYMENTS_WORDS, CUSTOMS: CUSTOMS_WORDS}
    )


def _editions(text, year):
    """Return the editions that a text names: of April 2025, revised, or any."""
    if year < REVISED_FROM:
        return (None,)
    april = bool(
        re.search(
            r"\bapril 2025\b|\b(?:first|before (?:the )?revis\w+|unrevised|not"
            r" revised|originally) ?(?:published)?",
            text,
        )
    )
    revised = bool(
        said(
            r"(?<!un)\brevis\w+|\bautumn 2026\b",
            re.sub(r"before (?:the )?revis\w+", "", text),
            2,
        )
    )
    return (
        (None, False)
        if april and not revised
        else (None, True)
        if revised and not april
        else (None, False, True)
    )


def _sign(text):
    """Return -1 where the United States is said to buy more, 1 to sell more, 0 where neither is said."""
    for pattern, sign in ((DEFICIT, -1), (SURPLUS, 1)):
        for match in said(pattern, text, 3):
            owner = _owner(text, match)
            return sign * (-1 if owner == "japan" else 1)
    than = re.search(r"\b(?:than|exceed\w*|over|outweigh\w*|surpass\w*|above)\b", text)
    if than:
        first = [
            match
            for pattern in (BUY, SELL)
            for match in said(pattern, text[: than.start()], 2)
        ]
        first = max(first, key=lambda match: match.start(), default=None)
        second = re.search(BUY + "|" + SELL, text[than.end() :])
        if first and (second or "more" in text[: than.start()]):
            names = re.findall(
                r"\bjapan\b(?!'s (?:goods|products))|\busa\b", text[: first.start()]
            )
            subject = names[-1] if names else "usa"
            if re.search(r"\bfrom japan\b", text[: first.start()]) and "usa" in names:
                subject = "usa"
            if re.search(
                r"\bless|fewer|smaller|lower\b", text[first.start() : than.start()]
            ):
                return 0
            buys = bool(re.match(BUY, first[0]))
            return (-1 if buys else 1) * (1 if subject == "usa" else -1)
    if re.search(r"\bbalance\b", text):
        return (
            -1
            if re.search(r"\bminus\b|\bnegative\b|below (?:zero|0)|-\s?\$?\d", text)
            else 0
        )
    return 0


def _owner(text, match):
    """Return whose deficit or surplus it is: "usa", "japan", or None where nothing tells."""
    before, after = (
        text[max(0, match.start() - 60) : match.start()],
        text[match.end() : match.end() + 90],
    )
    partner = re.match(
        r"(?:(?!\b(?:of|for)"
        r" (?:usa|japan)\b)[^;]){0,60}?\b(?:with|against|toward|towards|vis-a-vis|to)"
        r" (usa|japan)\b",
        after,
    ) or re.search(
        r"\b(?:with|against|toward|towards|vis-a-vis) (usa|japan)\b[^;,]*$", before
    )
    if partner:
        return "japan" if partner[1] == "usa" else "usa"
    of = re.match(r"(?:[^;]){0,30}?\b(?:of|for) (usa|japan)\b", after)
    if of:
        return of[1]
    names = re.findall(
        r"\b(usa|japan)(?:'s| has| had| ran| runs| recorded| reported|"
        r" posted)\b|\b(usa)\b",
        before,
    )
    return next(filter(None, names[-1]), None) if names else None


def _true(claim, text, pool, years):
    """Return the facts that a number of the text can stand for."""
    whats, bases = _around(text, claim, _objects), _around(text, claim, _bases)
    flows = not re.match(
        r"over|more|above|under|less|below", claim.hedge
    ) and re.search(rf"{BUY}|{SELL}|\b(?:came|went|worth|ship\w*)\b", text)
    return [
        fact
        for fact in pool
        if fact.year in years
        and (fact.balance or flows)
        and (not whats or fact.object in whats)
        and (not bases or fact.basis in bases)
        and fact.revised in _editions(text, fact.year)
        and (claim.money or "dollars") == fact.money
        and any(
            claim.fits(value)
            for value in (
                {fact.value, abs(fact.value)} if fact.value < 0 else {fact.value}
            )
        )
    ]


def _year_sets(text, claims, years):
    """Return the ways to give each number its years, most natural first."""

    def far(claim, year):
        between = text[min(claim.end, year.end) : max(claim.start, year.start)]
        return (
            len(between)
            + 40 * len(re.findall(r"[,;]", between))
            + 20 * (" and " in between)
        )

    nearest = [{min(years, key=lambda year: far(claim, year)).year} for claim in claims]
    ways = [nearest]
    if len(claims) == len(years):
        ways.append([{year.year} for year in years])
    if len(years) > len(claims):
        ways.append([{year.year for year in years}] * len(claims))
    return ways


def _difference(text, number):
    """Return whether a number compares two years, as in "5 billion less than in 2023"."""
    return re.match(
        r" (?:\w+ )?(?:less|more|higher|lower|smaller|larger|bigger|greater) than (?:in"
        r" |(?:that|the (?:deficit|gap|one|sum)) "
        r"(?:of|in) )?(?:19|20)\d\d\b",
        text[number.end :],
    )


def _one_for_all(text, claims, years, pool):
    """Return whether "in 2024 and 2025" gives several years one number that does not fit each of them."""
    joined = re.search(
        r"(?<!between )\b((?:19|20)\d\d)(?:,| and| as well as|, and) (?:in |of"
        r" )?((?:19|20)\d\d)\b",
        text,
    )
    if not joined or len(years) <= len(claims) or len(claims) != 1:
        return False
    return not all(
        _true(claims[0], text, pool, {int(year)}) for year in joined.groups()
    )


def _moved_wrongly(text, claims):
    """Return whether "grew from A to B" or "fell from A to B" goes against its own two numbers."""
    told = roles(text, claims, weak=False)
    old, new = (
        [claims[place] for place, role in told.items() if role == wanted]
        for wanted in ("before", "after")
    )
    if len(old) != 1 or len(new) != 1 or not (old[0].readings and new[0].readings):
        return False
    start, _ = clause(text, old[0].start)
    up, down = (
        said(pattern, text[start : old[0].start], 3) for pattern in (RISE, FALL)
    )
    gap = abs(new[0].readings[0][0]) - abs(old[0].readings[0][0])
    return bool(up and not down and gap < 0 or down and not up and gap > 0)


def _other_numbers(text, found, pool, years):
    """Return the first share or rate that the balances do not give, or None."""
    balances = {
        fact.year: abs(fact.value)
        for fact in pool
        if fact.balance and fact.basis == CENSUS
    }
    pairs = [
        (balances[one], balances[other])
        for one in years
        for other in years
        if one < other and {one, other} <= set(balances)
    ]
    for number in found:
        if _difference(text, number) and not any(
            number.fits(abs(new - old)) for old, new in pairs
        ):
            return number
        if number.unit == "percent" and not any(
            number.fits(100 * abs(new / old - 1)) for old, new in pairs
        ):
            return number
        if number.unit == "times" and not any(
            number.fits(new / old) or number.fits(old / new) for old, new in pairs
        ):
            return number
    return None


def judge(sentence):
    """Return the Review of a sentence on the U.S. deficit with Japan."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    found = numbers(text)
    years = [number for number in found if number.kind == "year"]
    sums = [
        number
        for number in found
        if number.kind == "number"
        and not number.unit
        and (
            number.scaled
            or number.money
            or number.readings
            and abs(number.readings[0][0]) > 5
        )
    ]
    pool = facts()
    denials = [number for number in sums if _number_denied(text, number)]
    claims = [
        number
        for number in sums
        if number not in denials and not _difference(text, number)
    ]
    unclear = _the_two_claims(text, claims)
    claims = [number for number in claims if number not in unclear]
    if unclear and not claims:
        return Review(
            False,
            f'"{unclear[0].text}" is one of the two claims: no definition of ours gives'
            " it. Take one from a filled bar.",
            "claim",
        )
    if denials and not claims:
        return Review(
            False,
            "The sentence says what the number is not. Say what it is.",
            "reversed",
        )
    if re.search(rf"\bwith (?:the )?{OTHERS}", text) and not re.search(
        r"\b(?:with|from|to|and) japan\b|\bjapan's\b", text
    ):
        return Review(
            False,
            "With whom? The question is about the balance with Japan.",
            "other-partner",
        )
    bare = [
        number
        for number in claims
        if not number.scaled and abs((number.readings or ((0, 0),))[0][0]) < 1e6
    ]
    if claims and len(bare) == len(claims):
        return Review(False, "In which unit? The bars are in billion dollars.", "unit")
    if any(number.money == "other money" for number in claims) and not re.search(
        r"\byen\b|\bjpy\b|\u00a5", text
    ):
        return Review(False, "In which money? The bars are in billion dollars.", "unit")
    sign, whats, bases = _sign(text), _objects(text), _bases(text)
    asked = {
        "a number in dollars": claims,
        "the year": years,
        "Japan": re.search(r"\bjapan\b", text),
        "who bought more than it sold (deficit)": sign,
        "what is counted (goods, or goods and services)": whats,
        "the basis (Census Bureau or balance of payments)": bases,
    }
    if claims and years:
        wrong = _judge_numbers(text, claims, years, pool, sign)
        if wrong:
            return wrong
        if _one_for_all(text, claims, years, pool):
            return Review(
                False,
                f'"{claims[0].text}" is not the sum of each of the years that you'
                " name.",
                "wrong-year",
            )
        if _moved_wrongly(text, claims):
            return Review(
                False,
                "The verb and the two numbers go different ways. Read the two years"
                " again.",
                "wrong-direction",
            )
        balances = [
            abs(fact.value)
            for fact in pool
            if fact.balance
            and fact.money == "dollars"
            and fact.object in (whats or [fact.object])
            and fact.year in {year.year for year in years}
        ]
        low = [
            number
            for number in denials
            if re.match(r"over|more|above", number.hedge)
            and number.readings
            and number.readings[0][0] < min(balances, default=0)
        ]
        if low:
            return Review(
                False,
                f'"Not {low[0].text}" is not so: it was more than that.',
                "wrong-number",
            )
        other = _other_numbers(text, found, pool, [year.year for year in years])
        if other:
            return Review(
                False,
                f'Our tables do not give "{other.text}" for the years you name. Leave'
                " it out, or compute it from them.",
                "wrong-number",
            )
    return review(
        asked,
        "All parts are there, and the tables hold the number for that year, object and"
        " basis.",
    )


def _number_denied(text, number):
    before = text[clause(text, number.start)[0] : number.start]
    if re.search(
        r"\b(?:wrong|false|untrue|not true|far from|nowhere near|anything but)\b",
        before,
    ):
        return True
    return bool(
        re.search(
            r"\b(?:not|never|no|neither|nor|rather than|instead of)(?!"
            r" (?:only|just|less|more))(?: \S+){0,2} ?\S?$",
            before,
        )
    )


def _the_two_claims(text, claims):
    """Return the numbers that are one of the two claims without a definition, and no sum of ours."""
    rows = load("indicators")
    said_sums = rows.loc[
        rows["series_id"].str.contains("claim-us-trade-deficit"), "value"
    ]
    return [
        number
        for number in claims
        if number.readings
        and any(
            abs(abs(value) / 1e9 - given) < 1e-6
            for value, _ in number.readings
            for given in said_sums
        )
    ]


def _judge_numbers(text, claims, years, pool, sign):
    """Return the Review of numbers that the tables do not hold so, or None."""
    for way in _year_sets(text, claims, years):
        fits = [_true(claim, text, pool, chosen) for claim, chosen in zip(claims, way)]
        balances = [fact for facts_of in fits for fact in facts_of if fact.balance]
        if all(fits) and balances:
            if sign and not any((fact.value > 0) == (sign > 0) for fact in balances):
                return Review(
                    False,
                    "The size is right, and the direction is not: who bought more than"
                    " it sold?",
                    "reversed",
                )
            return None
    claim = next(
        (claim for claim, facts_of in zip(claims, fits) if not facts_of), claims[0]
    )
    named = {year.year for year in years}
    size = [
        fact
        for fact in pool
        if fact.balance
        and fact.money == (claim.money or "dollars")
        and (claim.fits(fact.value) or claim.fits(-fact.value))
    ]
    told = {fact.year for fact in size} & named
    if told:
        fact = next(fact for fact in size if fact.year in told)
        return Review(
            False,
            f'Number and words do not fit: "{claim.text}" is the sum for {fact.object},'
            f" by the {_by(fact)}.",
            "definition",
        )
    if size:
        return Review(
            False,
            f'Number and year do not fit: "{claim.text}" is not the balance of the year'
            " you name.",
            "wrong-year",
        )
    return Review(
        False,
        f'"{claim.text}" is not what our tables hold for the year, object and basis you'
        " name. Take one from a filled bar, or from the line of the balance.",
        "wrong-number",
    )


def _by(fact):
    edition = {None: "", True: ", revised", False: ", April 2025"}[fact.revised]
    return {
        CENSUS: f"Census Bureau{edition}",
        PAYMENTS: "balance of payments",
        CUSTOMS: "customs office of Japan",
    }[fact.basis]
