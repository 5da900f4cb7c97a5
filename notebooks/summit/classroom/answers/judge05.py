"""What is looked for in the sentence of 5.4: a measure, a partnership, how much, and what does not follow."""

import itertools
import re
from dataclasses import dataclass

import networkx as nx

from ... import network
from ..sentences import (
    FALL,
    NOT,
    RISE,
    STAY,
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

MEASURES = (  # the first that fits at a place of the text counts there
    (
        "weighted",
        (
            r"\bweighted(?: degree)?s?\b|\bdegrees?,? \(?weighted\)?|\bshared"
            r" (?:groupings?|partnerships?)\b"
        ),
    ),
    ("weight", r"\bweights?\b|\bstrengths? of (?:the |its )?(?:ties?|links?)\b"),
    ("degree", r"\bdegrees?\b|\bneighbou?rs?\b"),
    ("betweenness", r"\bbetweenn?ess\b|\bbetween-ness\b"),
    ("density", r"\bdensit\w+\b|\bdenser?\b"),
    ("cliques", r"\bcliques?\b"),
    ("central", r"\bcentralit\w+\b"),
    ("size", r"\bnumber of (?:countries|members|states)\b"),
    ("ties", r"\bties?\b|\btied\b|\bpairs?\b|\blinks?\b|\bconnections?\b"),
)
NETWORK = ("density", "cliques", "size", "ties")  # of the network, of no country alone
PARTNERSHIPS = {
    "aukus": r"\baukus\b",
    "anzus": r"\banzus\b",
    "ipef": r"\bipef\b|\bindo-pacific economic framework\b",
    "g7": r"\bg-?7\b|\bgroup of (?:7|seven)\b",
    "quad": r"\bquad\b",
    "seato": r"\bseato\b|\bmanila pact\b",
    "aus-gbr-geelong": r"\baus-gbr-geelong\b|\bgeelong(?: treaty)?\b",
    "aus-ind-logistics": r"\baus-ind-logistics\b|\bmutual logistics support arrangement\b",
    "jpn-ind-acsa": r"\bjpn-ind-acsa\b|\bacsa\b|\bacquisition and cross-servicing agreement\b",
    "jpn-kor-gsomia": r"\bjpn-kor-gsomia\b|\bgsomia\b",
}
TREATIES = ("anzus", "usa-kor-treaty", "usa-phl-treaty")  # those of 5.3: "the treaties"
COUNTRIES = {
    "JPN": r"japan|tokyo|jpn",
    "USA": r"usa|washington",
    "AUS": r"austral\w+|canberra|aus",
    "IND": r"indian?|delhi",
    "KOR": r"(?:south |republic of )?korean?s?|rok|seoul|kor",
    "PHL": r"(?:the )?(?:philippines?|filipino)|manila|phl",
    "GBR": r"uk|u\.k\.?|britain|british|united kingdom|london|gbr",
    "NZL": r"new zealand|nz|wellington|nzl",
}
_PLACE = (
    r"(?:the )?(?:japan|usa|austral\w+|philippin\w+|(?:south )?korea|rok|jpn|aus|phl|kor"
    r"|thailand|taiwan)\b"
)
_JOINED = (
    rf"(?:{_PLACE}(?:'s?)?(?:(?:[- /]| and )"
    rf"(?={_PLACE}|raa|reciprocal|access|mutual|defen|treat|new|pact))?)"
)
TREATY = re.compile(
    rf"{_JOINED}*\s?(?:the |new |mutual )*(?P<kind>(?:reciprocal )?"
    r"access (?:agreement|treaty|pact|deal)s?|\braas?\b|(?:status of )?visiting forces"
    r" agreements?|\bsovfas?\b|(?:defen[cs]e )?(?:treat(?:y|ies)|pacts?)\b)"
    rf"(?: \(raas?\))?(?:,? (?:with|of|between|for|joining) {_PLACE}(?:(?: and |-){_PLACE})?)?"
)
ALL = (
    r"\b(?:every|each|all)(?: of)?(?: the)?(?: (?:6|14|other))? ?(?:countr\w+|members?|states|"
    r"of them|have|share|get|reach)\b|\beverybody\b|\beveryone\b"
)
POWER = any_of("""power* strong* strength weak* important importance influen* dominan* safe* secur*
    friend* ally allies allied leader* hub hubs control* superior hegemon* trust* matter
    matters""")
CONCLUDES = any_of("""so therefore thus hence consequently prove proves proving show shows showing
    mean means meaning demonstrat* make makes making impl* indicate indicates confirm confirms
    become becomes as_a_result""")
INFER = (
    "(?:"
    + any_of("""follow* mean* show* prove* proving proof evidence say* said tell* imply implies
    implied conclu* infer* deduc* make* demonstrat* indicat* suggest* reveal* sign signs signif*
    guarant* establish* confirm* explain* know* measur* equal* read taken understood interpret*
    reason argument judg* claim* describ* impress* more_about caus* change*_who change*_what
    change*_how giv* predict*""")
    + f"|{POWER})"
)
OPEN = (
    r"\b(?:remains?|stays?|is|leaves?|left) (?:still )?(?:(?:an?|another|the) )?(?:open|"
    r"unclear|uncertain|unknown|unsaid|question|other question|different (?:question|matter))"
    r"\b|\b(?:says?|shows?|proves?|means?|tells?) (?:us |you )?(?:very )?(?:nothing|little)\b|"
    r"\bonly (?:a |the |that |how |counts?|shows?|says?|tells?|lists?|means?|describ\w+|"
    r"in (?:the|our) )|\bnothing (?:\w+ ){0,6}follows?\b|"
    + any_of(
        "far_from fail_to fails_to insufficient whether merely no_more_than_a just_a"
    )
)


@dataclass(frozen=True)
class Change:
    """What a measure was without a partnership, and what it is with it."""

    old: float
    new: float

    def holds(self, number, role, density):
        """Return whether a number of the text can stand for this change, in its role."""
        if number.unit == "times":
            return bool(self.old) and number.fits(self.new / self.old)

        def fits(
            value,
        ):  # a whole number is meant exactly: a density of 1 is not 0.57, and 2.5 is not 3
            exact = (
                number.hedge
                or number.unit
                or any(
                    step < 1 and abs(given - value) <= step / 2 + 1e-9 or given == value
                    for given, step in number.readings
                )
            )
            return number.fits(value) and exact

        true = {
            "before": [self.old],
            "after": [self.new],
            "change": [abs(self.new - self.old)],
        }.get(role, [self.old, self.new, abs(self.new - self.old)])
        rate = (
            [100 * abs(self.new / self.old - 1)]
            if self.old and role in ("change", None)
            else []
        )
        if number.unit == "percent":
            return any(
                map(number.fits, rate + [100 * value for value in true if density])
            )
        return (
            any(map(fits, true))
            or density
            and any(number.fits(100 * value) for value in true)
        )


class _Networks:
    """The network of the article's groupings, and the one with more partnerships added."""

    def __init__(self, added):
        memberships, named = (
            load("memberships"),
            load("partnerships").query("in_article")["partnership_id"],
        )
        self.added = added
        rows = [
            memberships[memberships["partnership_id"].isin([*named, *more])]
            for more in ((), added)
        ]
        self.graphs = [network.project(network.bipartite(part)) for part in rows]
        self.tables = [network.measures(part) for part in rows]
        self.countries = list(self.tables[1].index)

    def changes(self, measure, group, six):
        """Return the ways to read a measure of a group: lists of Changes, of which one must hold."""
        old, new = self.graphs
        if measure == "density" or measure == "ties" and not group:
            graphs = [self.graphs] + ([[old, new.subgraph(old)]] if six else [])
            counted = (
                nx.density
                if measure == "density"
                else lambda graph: graph.number_of_edges()
            )
            return [[Change(*map(counted, pair))] for pair in graphs]
        if measure == "size":
            return [[Change(len(old), len(new))]]
        if measure == "cliques":
            return [
                [Change(*(len(list(nx.find_cliques(graph))) for graph in self.graphs))]
            ]
        columns = {
            "weighted": ["weighted"],
            "degree": ["degree"],
            "betweenness": ["betweenness"],
            "weight": ["weighted"],
            "ties": ["degree", "weighted"],
            "central": ["degree", "weighted", "betweenness"],
        }[measure]
        group = self.countries if group == ("all",) else group
        before, after = self.tables
        known = [name for name in group if name in after.index]
        ways = [
            [
                Change(float(before[column].get(name, 0)), float(after[column][name]))
                for name in known
            ]
            for column in columns
            if known and len(known) == len(group)
        ]
        if len(group) == 2 and measure in (
            "weight",
            "weighted",
            "ties",
        ):  # the tie of a pair
            ways.append(
                [
                    Change(
                        *(
                            (
                                float(graph.edges[group]["weight"])
                                if graph.has_edge(*group)
                                else 0.0
                            )
                            for graph in self.graphs
                        )
                    )
                ]
            )
        return ways


def model():
    """Return a sentence to compare with, its numbers from the two networks."""
    change = _Networks({"aukus"}).changes("weighted", ("USA",), False)[0][0]
    return (
        f"With AUKUS the weighted degree of the United States goes from {change.old:g}"
        f" to {change.new:g}; it does not follow that it has more power."
    )


def _partnerships(text):
    """Return the sets of partnerships a text may add, whether it names any, and the text without them."""
    members = load("memberships").groupby("partnership_id")["iso3"].agg(set)
    kinds = load("partnerships").set_index("partnership_id")
    mentioned = []
    for name, pattern in PARTNERSHIPS.items():
        for match in re.finditer(pattern, text):
            mentioned.append(({name}, match.span()))
    for name in kinds.index[~kinds.index.isin(list(PARTNERSHIPS))]:
        for match in re.finditer(rf"\b{name}\b", text):
            mentioned.append(({name}, match.span()))
    for _, span in mentioned:
        text = text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
    for match in TREATY.finditer(text):
        visits, reciprocal = (
            bool(re.match(pattern, match["kind"]))
            for pattern in (r"access|status|visiting|sovfa", r"reciprocal|raa")
        )
        kind = "access agreement" if visits or reciprocal else "treaty alliance"
        signers = set(_countries_in(match[0]))
        fit = {
            name
            for name in kinds.index
            if kinds.loc[name, "kind"] == kind
            and signers <= members[name]
            and not kinds.loc[name, "in_article"]
            and (
                len(members[name]) == 2
                if signers
                else visits or reciprocal or name in TREATIES
            )
            and (name.endswith("-raa") or not reciprocal)
            and (
                name.endswith("-sovfa")
                or not re.match("status|visiting|sovfa", match["kind"])
            )
        }
        if fit and (signers or not mentioned):  # "the ANZUS treaty" has been read above
            mentioned.append((fit, match.span()))
            text = (
                text[: match.start()]
                + " " * (match.end() - match.start())
                + text[match.end() :]
            )
    named = [sorted(names) for names, _ in mentioned]
    sets = (
        {
            frozenset(choice)
            for choice in itertools.islice(itertools.product(*named), 50)
        }
        if named
        else set()
    )
    sets |= {frozenset([name]) for names in named for name in names} | {
        frozenset(names) for names in named
    }
    inside = set(kinds.index[kinds["in_article"]])
    return (
        [chosen for chosen in sorted(sets, key=sorted) if not chosen <= inside],
        bool(sets),
        text,
    )


@once
def _places():
    """Return {code: pattern} of all countries."""
    table = load("countries")
    found = {
        row.iso3: "|".join(
            re.escape(name.casefold())
            for name in (row.name_, row.capital.split(",")[0])
        )
        for row in table.rename(columns={"name": "name_"}).itertuples()
    }
    return {
        code: rf"\b(?:{pattern}|{COUNTRIES.get(code, pattern)})(?:'s?)?(?!\w)"
        for code, pattern in found.items()
    }


def _countries_in(text):
    return [code for code, pattern in _places().items() if re.search(pattern, text)]


def _groups(text):
    """Return [(place in the text, codes)]: countries that "and" or a comma joins make one group."""
    text = re.sub(
        r"\b(?:unlike|like|as with|not|other than|except|besides) " + _PLACE,
        lambda match: " " * len(match[0]),
        text,
    )
    found = sorted(
        (match.start(), match.end(), code)
        for code, pattern in _places().items()
        for match in re.finditer(pattern, text)
    )
    groups, last = [], None
    for start, end, code in found:
        joint = (
            re.fullmatch(
                r"(?:,|and|&|-|/|both|as well as|of|for|the|\s|degree|'s)*",
                text[last:start],
            )
            if last is not None
            else None
        )
        if (
            joint
            and re.search(r"and|&|,|-|/|as well", text[last:start])
            and " of " not in text[last:start]
        ):
            groups[-1][1].append(code)
        else:
            groups.append((start, [code]))
        last = end
    groups += [(match.start(), ["all"]) for match in re.finditer(ALL, text)]
    return sorted((start, tuple(dict.fromkeys(codes))) for start, codes in groups)


def _measures(text):
    """Return [(place in the text, measure)]."""
    found, taken = [], [False] * len(text)
    for name, pattern in MEASURES:
        for match in re.finditer(pattern, text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (
                    match.end() - match.start()
                )
                found.append((match.start(), name))
    if any(name != "ties" for _, name in found):
        found = [(start, name) for start, name in found if name != "ties"] or found
    return sorted(found)


def _before(items, place, default=None):
    """Return the last of [(place, item)] before a place, or else the first after it."""
    earlier = [item for start, item in items if start <= place]
    return earlier[-1] if earlier else items[0][1] if items else default


def _after(items, place, default=None):
    """Return the first of [(place, item)] after a place, or else the last before it."""
    later = [item for start, item in items if start > place]
    return later[0] if later else items[-1][1] if items else default


def _moves(text, found):
    """Return [(place, 1, -1 or 0)] for the verbs that stand in a clause with a number, and for what stays."""
    moves = []
    for pattern, sign in ((RISE, 1), (FALL, -1), (STAY, 0)):
        for match in said(pattern, text, 3):
            start, end = clause(text, match.start())
            inside = text[start:end]
            near = any(start <= number.start < end for number in found)
            if (
                re.search(rf"{NOT}|\b{INFER}", text[start : match.start()])
                or sign
                and not near
            ):
                continue
            if (
                not sign
                and not near
                and not re.search("|".join(pattern for _, pattern in MEASURES), inside)
            ):
                continue
            if match[0] in (
                "more",
                "less",
                "up",
                "added",
                "adds",
                "greater",
                "left",
                "fewer",
                "adding",
            ) and not re.search(r"\d\s?$|\d \w+ $", text[: match.start()]):
                continue
            moves.append((match.start(), sign))
    for match in re.finditer(
        r"\b(?:does|do|did|would|will) not (?:change|rise|grow|increase|move)\b|\bno"
        r" change\b",
        text,
    ):
        moves.append((match.start(), 0))
    return moves


def _context(text, number, sizes):
    """Return whether a number counts the groupings or the countries, and is no value of a measure."""
    if number.text == "2" and re.search(
        r"\b(?:the|these|those|both) $", text[: number.start]
    ):
        return True
    if not any(number.fits(size) for size in sizes):
        return False
    return bool(
        re.match(
            r" (?:\w+"
            r" )?(?:groupings?|partnerships?|countries|members|states|treaties|agreements|nations)\b(?!"
            r" more)",
            text[number.end : number.end + 30],
        )
        or re.search(r"\b(?:the|these|those|our|all) $", text[: number.start])
    )


def _claims(text):
    """Return [(number, its role)] of the numbers that can be a measure; the five groupings are none."""
    rows = load("memberships")
    five = rows[
        rows["partnership_id"].isin(
            load("partnerships").query("in_article")["partnership_id"]
        )
    ]
    sizes = five["partnership_id"].nunique(), five["iso3"].nunique(), 1
    found = [number for number in numbers(text) if number.kind == "number"]
    told = roles(text, found)
    return [
        (number, told.get(place))
        for place, number in enumerate(found)
        if not _context(text, number, sizes)
    ]


def _fits(text, networks, claims, moves, groups, measures, choose, six):
    """Return the numbers and verbs that do not hold, if each takes its country and its measure by a rule."""
    wrong = []
    for number, role in claims:
        counted = re.match(
            r" (?:\w+ )?(?:countries|members|states)\b", text[number.end :]
        )
        if counted and number.fits(len(networks.graphs[1])):
            continue
        measure = choose(measures, number.start)
        group = () if measure in NETWORK[:3] else choose(groups, number.start, ())
        ways = networks.changes(measure, group, six)
        pairs = (
            len(networks.graphs[0]) * (len(networks.graphs[0]) - 1) // 2,
            len(networks.graphs[1]) * (len(networks.graphs[1]) - 1) // 2,
        )
        possible = (
            measure in ("ties", "density")
            and any(number.fits(count) for count in pairs)
            and re.search(r"\b(?:of|all|possible)(?: the)? $", text[: number.start])
        )
        if not possible and not any(
            way
            and all(change.holds(number, role, measure == "density") for change in way)
            for way in ways
        ):
            wrong.append(number.text)
    for place, sign in moves:
        measure = choose(measures, place)
        group = () if measure in NETWORK[:3] else choose(groups, place, ())
        ways = networks.changes(measure, group, six)
        if not any(
            way
            and all(
                (change.new > change.old) - (change.new < change.old) == sign
                for change in way
            )
            for way in ways
        ):
            wrong.append({1: "rises", -1: "falls", 0: "stays"}[sign])
    return wrong


def _concludes(text):
    """Return the words that draw a conclusion on power from a count, or None."""
    for match in said(CONCLUDES, text):
        _, end = clause(text, match.start())
        rest = text[match.end() : end]
        if (
            re.search(POWER, rest)
            and not re.search(rf"{NOT}|\blittle\b|\bwhether\b|\bonly\b", rest)
            and not (
                match[0] in ("becomes", "become", "makes", "make")
                and not re.search(r"\b(?:more|the|a|an)\b|power|strong", rest)
            )
        ):
            return match[0]
    return None


def _limit(text):
    """Return whether the text says what does not follow."""
    return bool(
        re.search(OPEN, text)
        or re.search(rf"{NOT}[^.;]*?\b{INFER}", text)
        or any(
            re.search(NOT, part)
            and not re.search(
                r"\b(?:degree|densit|between|not (?:change|rise|grow|fall))", part
            )
            for part in re.split(r"[.;]|\b(?:but|yet|however|though|although)\b", text)[
                1:
            ]
        )
    )


def _without_limit(text):
    """Return a text with blanks for what it says does not follow: a country there is nobody's measure."""
    for match in re.finditer(rf"{NOT}|{OPEN}", text):
        start, end = clause(text, match.start())
        if re.search(rf"\b{INFER}", text[match.start() : end]) or re.match(
            OPEN, match[0]
        ):
            text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    return text


def judge(sentence):
    """Return the Review of a sentence on what one partnership more changes in the network."""
    if too_long(sentence):
        return too_long(sentence)
    text = plain(sentence)
    sets, named, bare = _partnerships(text)
    measures, groups = _measures(bare), _groups(_without_limit(bare)) or _groups(bare)
    modest = _without_limit(bare)
    claims = [
        (number, role)
        for number, role in _claims(bare)
        if number.unit != "times" or modest[number.start] != " "
    ]
    moves = _moves(bare, [number for number, _ in claims])
    limit = _limit(text)
    conclusion = _concludes(bare)
    if conclusion:
        return Review(
            False,
            f'"{conclusion.capitalize()}" draws a conclusion from a count in a table.'
            " Say instead what does not follow from it.",
            "conclusion",
        )
    if named and not sets:
        return Review(
            False,
            "That one is already among the groupings of the article, so nothing"
            " changes. Add another, such as AUKUS.",
            "already-there",
        )
    whom = groups or any(name in NETWORK for _, name in measures)
    stays = any(sign == 0 for _, sign in moves)
    if sets and measures and whom and (claims or moves):
        six = bool(re.search(r"\b(?:6|six|same)\b", text))
        tries = [
            (
                _fits(bare, networks, claims, moves, groups, measures, choose, six),
                networks,
            )
            for networks in map(_Networks, sets)
            for choose in (_before, _after)
        ]
        wrong, networks = min(tries, key=lambda found: len(found[0]))
        if wrong:
            shown = " and ".join(f'"{name}"' for name in dict.fromkeys(wrong))
            call = ", ".join(f'"{name}"' for name in sorted(networks.added))
            verb = "do" if len(set(wrong)) > 1 else "does"
            return Review(
                False,
                f"{shown} {verb} not fit the measure, the country and the partnership"
                f" that you name. Run `network.measures(plus({call}))` and"
                " `network.measures(five)`, and compare the rows.",
                "wrong-number",
            )
    return review(
        {
            "the measure": measures,
            "the partnership added": sets,
            "for whom": whom,
            "by how much (the number before and after)": claims or stays,
            "what does not follow": limit,
        },
        "All parts are there, and the numbers are those of the table.",
    )
