"""What is looked for in the sentence of 5.4: a partnership, a measure, a country, how much, what does not follow."""

import math
import re

from ... import network
from ..sentences import (
    NOT,
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

TREATIES = ("anzus", "usa-kor-treaty", "usa-phl-treaty")  # those of 5.3
MEASURES = {  # the first that fits at a place of the text counts there
    "weighted": r"\bweighted(?: degrees?)?\b",
    "degree": r"\bdegrees?\b",
    "betweenness": r"\bbetweenn?ess\b",
}
WHOLE = r"\b(?:density|densities|dense|cliques?)\b"  # of no country by itself
COUNTRIES = {  # beside the code, the name and the capital of each
    "JPN": "japanese",
    "USA": "usa|washington",
    "AUS": "australian?",
    "KOR": "rok|(?:south )?korean?",
    "PHL": "filipino",
    "GBR": "uk|britain|british",
}
POWER = any_of("""power* strong* strength* weak* important importance influen* dominan*
    safe* secur* hub hubs leader* trust* ally allies alliance""")
CONCLUDES = any_of("""so therefore thus hence consequently prove* show* mean* demonstrat*
    impl* confirm* make* become*""")
LIMIT = (
    f"(?:{NOT}|"
    + any_of("little only whether remains_open stays_open is_open far_from unknown")
    + ")"
)
RISES, FALLS = any_of("rise* rose grow* grew increas*"), any_of("fall* fell decreas*")


@once
def _five():
    named = load("partnerships").query("in_article")["partnership_id"]
    rows = load("memberships")
    return rows[rows["partnership_id"].isin(named)]


def _measured(*more):
    """Return the measures of the article's groupings, and of more partnerships."""
    rows = load("memberships")
    wanted = {*_five()["partnership_id"], *more}
    return network.measures(rows[rows["partnership_id"].isin(wanted)])


def model():
    """Return a sentence to compare with, its numbers from the two tables."""
    old, new = (
        table.loc["USA", "weighted"] for table in (_measured(), _measured("aukus"))
    )
    return (
        f"With AUKUS the weighted degree of the United States goes from {old:g} to"
        f" {new:g}; it does not follow that it has more power."
    )


@once
def _patterns():
    """Return {id: pattern} of the partnerships and of the countries, as a plain text has them."""
    partnerships = {
        row.partnership_id: rf"(?<![\w-])(?:{row.partnership_id}"
        rf"|{re.escape(plain(row.name_))})(?![\w-])"
        for row in load("partnerships").rename(columns={"name": "name_"}).itertuples()
    }
    countries = {}
    for row in load("countries").rename(columns={"name": "name_"}).itertuples():
        names = (row.iso3, row.name_, row.capital.split(",")[0])
        names = "|".join(re.escape(plain(name)) for name in names)
        more = COUNTRIES.get(row.iso3, names)
        countries[row.iso3] = rf"(?<![\w-])(?:{names}|{more})(?:'s?)?(?![\w-])"
    return partnerships, countries


def _blanked(text, patterns):
    """Return the ids whose pattern a text has, and the text with blanks in their place."""
    found = []
    for name, pattern in sorted(patterns.items(), key=lambda item: -len(item[1])):
        there = re.search(pattern, text)
        if there:
            found.append(name)
            text = re.sub(pattern, lambda match: " " * len(match[0]), text)
    return found, text


def _places(text, patterns):
    """Return [(place in the text, id)]; where two patterns fit at one place, the first counts."""
    found = {}
    for name, pattern in patterns.items():
        for match in re.finditer(pattern, text):
            if not any(
                start <= match.start() < end for start, (end, _) in found.items()
            ):
                found[match.start()] = match.end(), name
    return sorted((start, name) for start, (_, name) in found.items())


def _nearest(found, place):
    """Return the last id before a place of the text, or else the first after it."""
    before = [name for start, name in found if start <= place]
    return before[-1] if before else found[0][1]


def _concludes(text):
    """Return the word that draws a conclusion on power from a count, or None."""
    for match in said(CONCLUDES, text):
        rest = text[match.end() : clause(text, match.start())[1]]
        if re.search(POWER, rest) and not re.search(LIMIT, match[0] + rest):
            return match[0]
    return None


def _modest(text):
    """Return a text with blanks for what it says does not follow: a country there is nobody's measure."""
    for match in re.finditer(LIMIT, text):
        end = clause(text, match.start())[1]
        text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    return text


def _is(number, value):
    """Return whether a number is a value of the table, to one decimal at least: 6 is not 5.5."""
    near = any(abs(one - value) <= 0.05 + 1e-9 for one, _ in number.readings)
    return number.fits(value) and (near or bool(number.hedge))


def _misfits(text, measures, countries, claims, changed):
    """Return the numbers and verbs that do not fit the measure and the country nearest to each."""
    told = roles(text, claims)
    wrong = []
    for place, number in enumerate(claims):
        old, new = changed(
            _nearest(measures, number.start), _nearest(countries, number.start)
        )
        true = {"before": [old], "after": [new], "change": [abs(new - old)]}
        if not any(_is(number, one) for one in true.get(told.get(place), [old, new])):
            wrong.append(number.text)
    for pattern, sign in ((RISES, 1), (FALLS, -1)):
        for match in said(pattern, text):
            old, new = changed(
                _nearest(measures, match.start()), _nearest(countries, match.start())
            )
            if (new > old) - (new < old) != sign:
                wrong.append(match[0])
    return wrong


def judge(sentence):
    """Return the Review of a sentence on what one partnership more changes in the network."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    partnerships, names = _patterns()
    added, bare = _blanked(text, partnerships)
    if conclusion := _concludes(bare):
        return Review(
            False,
            f'"{conclusion.capitalize()}" draws a conclusion from a count in a table.'
            " Say instead what does not follow from it.",
            "conclusion",
        )
    if added and set(added) <= set(_five()["partnership_id"]):
        return Review(
            False,
            "That one is already among the groupings of the article, so nothing"
            " changes. Add another, such as AUKUS.",
            "already-there",
        )
    modest = _modest(bare)
    measures, countries = _places(modest, MEASURES), _places(modest, names)
    if not measures and re.search(WHOLE, modest):
        return Review(
            False,
            "Density and cliques are of the whole network, and stand in neither table."
            " Name one of the three measures of a country: degree, weighted degree or"
            " betweenness.",
            "part-missing",
        )
    claims = [number for number in numbers(modest) if number.kind == "number"]
    if added and measures and countries and claims:
        before, after = _measured(), _measured(*added)

        def changed(measure, country):
            column = before[measure]
            new = after[measure].get(country, math.nan)
            return float(column.get(country, 0)), float(new)

        wrong = _misfits(modest, measures, countries, claims, changed)
        if wrong:
            shown = " and ".join(f'"{name}"' for name in dict.fromkeys(wrong))
            call = ", ".join(f'"{name}"' for name in added)
            verb = "do" if len(set(wrong)) > 1 else "does"
            return Review(
                False,
                f"{shown} {verb} not fit the measure, the country and the partnership"
                f" that you name. Put `{call}` into the brackets of `rows_of`, and compare"
                " the rows with those of `network.measures(five)`.",
                "wrong-number",
            )
    return review(
        {
            "the measure": measures,
            "the partnership added": added,
            "for whom": countries,
            "by how much (the number before and after)": claims,
            "what does not follow": re.search(LIMIT, bare),
        },
        "All parts are there, and the numbers are those of the table.",
    )
