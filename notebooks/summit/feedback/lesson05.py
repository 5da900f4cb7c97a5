"""Feedback for lesson 05, The partnership network."""

import re

from ..exercises import Exercise, rounded, text, whole_number
from ..tables import load

LIMIT = r"(?:\bnot\b|n['\u2019]t\b|\bcannot\b|\bnothing\b|\bno\b)" \
        r".*(?:follow|mean|show|prove|sa[yi]|tell|make|power|strong|strength|weak|matter)" \
        r"|\bfails? to\b|\bopen\b|\bonly\b|\bhardly\b|\b(?:says?|shows?|proves?|means?|tells?) (?:nothing|little)\b"
TREATIES = ("anzus", "usa-kor-treaty", "usa-phl-treaty")


def _members(*more):
    """Return {partnership: its members} of the article's groupings, and of more."""
    named = load("partnerships").query("in_article")["partnership_id"]
    rows = load("memberships").groupby("partnership_id")["iso3"].agg(set)
    return {name: rows[name] for name in (*named, *more)}


def _shared(one, other, *more):
    """Return a function that counts the groupings two countries share."""
    return lambda: sum({one, other} <= members for members in _members(*more).values())


def _pairs():
    """Return the number of tied pairs and of countries, for the article's groupings."""
    groups = _members().values()
    countries = sorted(set().union(*groups))
    tied = sum(any({one, other} <= members for members in groups) for one in countries for other in countries if one < other)
    return tied, len(countries)


def _density(possible, times=100, digits=1):
    def value():
        tied, countries = _pairs()
        return round(times * tied / possible(countries), digits)
    return value


def _weighted(country, *more):
    """Return a function that adds up the weights of a country's ties."""
    return lambda: sum(len(members) - 1 for members in _members(*more).values() if country in members)


def _modest(sentence):
    if not re.search(r"degree|density|betweenness|clique|weight|strength|central|\bties?\b|\bpairs?\b", sentence):
        return "Which measure? Name one: degree, weighted degree, density, betweenness, or the tied pairs."
    if not re.search(r"aukus|\braas?\b|reciprocal|access|ipef|\bg7\b|anzus|treat", sentence):
        return "Which partnership did you add? Name it."
    if not re.search(r"\d|\bone\b|\btwo\b|\bthree\b|doubl|\bhalf\b", sentence):
        return "By how much? Give the number before and after."
    if not re.search(LIMIT, sentence):
        return "The change is there. Now the other half: what does not follow from it?"
    if re.search(r"\bso\b[^.;]*(?:matter|power|strong|weak|important)", sentence):
        return "\"So\" draws a conclusion from a count in a table. Say instead what does not follow from it."
    return None


EXERCISES = {
    "5.1": Exercise(
        read=whole_number,
        expected=_shared("AUS", "USA"),
        right="The Quad and the trilateral with Japan. You have just worked out the weight of one tie; "
              "the projection does it for every pair.",
        traps=[
            (lambda: _shared("AUS", "USA")() - 1, "One more: the two sit in the Quad and in another of the five."),
            (_shared("AUS", "USA", "anzus"), "ANZUS joins them, too, but it is not one of the article's five."),
            (_shared("JPN", "USA"), "That is Japan and the United States. Put the columns of Australia and the United States side by side."),
        ],
        hints=["Put the columns AUS and USA side by side, and count the rows in which both have a 1.",
               "Australia sits in two of the five. In how many of these does the United States sit?"],
    ),
    "5.2": Exercise(
        read=rounded(1),
        expected=_density(lambda n: n * (n - 1) / 2),
        right="Two pairs in three sit together somewhere. Whether that is much depends on the list: a longer one can only "
              "raise the number for the same six.",
        traps=[
            (lambda: float(_pairs()[0]), "That is the number of tied pairs. Divide by the possible pairs, and multiply by 100."),
            (_density(lambda n: n * (n - 1) / 2, times=1), "That is a fraction. Multiply by 100 to get a percentage."),
            (_density(lambda n: n * n), "You divided by all cells of a table of six by six. No country pairs with itself, and each pair counts once."),
            (_density(lambda n: n * (n - 1)), "You counted each possible pair from both sides. Six countries make 15 pairs."),
            (lambda: 15.0, "That is the number of possible pairs. Divide the tied pairs by it."),
            (lambda: 66.6, "Nearly: 66.66... rounds up to 66.7."),
            (lambda: 67.0, "Nearly: give one decimal. 10 / 15 is 0.6666..."),
            (lambda: 66.0, "Nearly: give one decimal, and do not cut it off. 10 / 15 is 0.6666..."),
        ],
        hints=["Density is tied pairs divided by possible pairs. Six countries make 6 * 5 / 2 pairs.",
               "`100 * nx.density(ties)`"],
    ),
    "5.3": Exercise(
        read=whole_number,
        expected=_weighted("USA", *TREATIES),
        right="Japan's stays where it was. The tie between the two is broken by three rows that Washington signed and Tokyo did not: "
              "a center is made by the list.",
        traps=[
            (_weighted("USA"), "That is the value for the five alone, Japan's and the United States' alike. Add the three treaties."),
            (lambda: _weighted("USA", *TREATIES)() - 1, "One too few: ANZUS also ties the United States to New Zealand."),
            (lambda: _weighted("USA", *TREATIES)() - 2, "Three treaties: ANZUS adds two, the other two add one each."),
            (lambda: _weighted("USA", *TREATIES)() - _weighted("USA")(), "That is what the treaties add. Add it to the value of the five."),
            (lambda: len(set().union(*(m for m in _members(*TREATIES).values() if "USA" in m))) - 1,
             "That is the degree, which counts countries. The weighted degree counts shared groupings."),
        ],
        hints=["ANZUS adds two shared groupings, one with Australia and one with New Zealand. And the other two treaties?",
               "Run the line of the prompt, and read the row USA in the column weighted."],
    ),
    "5.4": Exercise(
        read=text,
        judge=_modest,
        right="A measure, a partnership, a number and a limit: the four parts of a sentence about a network. "
              "Read it once more: would it still be true with another list?",
        hints=["Run `network.measures(five)` and the line of the prompt, and put the two tables side by side.",
               "\"With ... the weighted degree of ... rises from ... to ...; it does not follow that ...\""],
    ),
}
