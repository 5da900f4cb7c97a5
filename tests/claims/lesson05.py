"""What lesson 05 says about the tables: who is tied to whom.

A pair of countries is a set of two codes; two are tied where one partnership has both.
"""

from itertools import combinations

import summit

from . import Page, kept, start, word

page = Page("05")
claims = page.claims


def all_pairs(countries):
    return [set(pair) for pair in combinations(sorted(countries), 2)]


def tied(rows):
    """Return the pairs that share a partnership."""
    groups = list(rows.groupby("partnership_id")["iso3"].agg(set))
    return [
        pair
        for pair in all_pairs(set(rows["iso3"]))
        if any(pair <= group for group in groups)
    ]


def aside(rows):
    """Return the tied pairs without the United States: the dark ties of the maps."""
    return [pair for pair in tied(rows) if "USA" not in pair]


def same(pairs, others):
    return sorted(map(sorted, pairs)) == sorted(map(sorted, others))


def of_article(*more):
    """Return the memberships of the five groupings of the article, and of others."""
    partnerships, rows = summit.load("partnerships"), summit.load("memberships")
    wanted = [*partnerships.loc[partnerships["in_article"], "partnership_id"], *more]
    return rows[rows["partnership_id"].isin(wanted)]


@kept
def security():
    partnerships, rows = summit.load("partnerships"), summit.load("memberships")
    rows = rows.merge(
        partnerships[["partnership_id", "kind", "mutual_defense"]], on="partnership_id"
    )
    return rows[~rows["kind"].isin(["forum", "economic framework"])]


@kept
def in_year(year):
    rows = security()
    return rows[(rows["joined"] <= year) & (rows["left"].fillna(year) >= year)]


def treaties():
    return in_year(2025)[lambda rows: rows["mutual_defense"]]


def agreements():
    return in_year(2025)[lambda rows: ~rows["mutual_defense"]]


@kept
def groups_of_agreements():
    return agreements().groupby("partnership_id").agg({"iso3": set, "kind": "first"})


@kept
def alone():
    """Return the agreements of 2025 without the United States."""
    kinds = groups_of_agreements()
    return kinds[[("USA" not in group) for group in kinds["iso3"]]]


def weighted(country, *more):
    """Return the weighted degree: over all groupings, how many others are in it."""
    groups = of_article(*more).groupby("partnership_id")["iso3"].agg(set)
    return sum(len(group) - 1 for group in groups if country in group)


def ended():
    rows = summit.load("memberships")
    rows = rows[rows["left"].notna()]
    return rows.groupby("partnership_id")["left"].agg(["min", "max"]).astype(int)


@page.says
def the_six():
    rows = of_article()
    every, ties = all_pairs(set(rows["iso3"])), tied(rows)
    loose = [pair for pair in every if pair not in ties]
    six, five = rows["iso3"].nunique(), rows["partnership_id"].nunique()
    yield f"The article names {word(five)} groupings"
    yield f"{start(six)} countries sit in them, so there are {len(every)} pairs of countries"
    yield (
        f"How many of the {len(every)} pairs sit together in at least one of the "
        f"{word(five)}?"
    )
    yield f"How many of the {word(five)} groupings do **Australia and the United States**"
    yield f"The {word(len(loose))} that are not"
    yield (
        f"{start(len(ties))} of {len(every)} pairs share at least one of the article's "
        f"{word(five)} groupings"
    )
    yield f"to the {word(five)} groupings", six == 6
    yield f"{start(len(ties))} of {len(every)} pairs are tied"
    yield (
        f"{len(ties)}, the tied pairs; {len(ties) / len(every):.1f}, the fraction; "
        f"{100 * len(ties) / 36:.1f}, with 36"
    )
    yield (
        f"{start(len(loose))} pairs are not tied; each has two shortest ways",
        same(
            loose,
            [
                pair
                for pair in all_pairs(["AUS", "IND", "KOR", "PHL"])
                if pair != {"AUS", "IND"}
            ],
        ),
    )


@page.says
def the_table_chose():
    groups = of_article().groupby("partnership_id")["iso3"].agg(set)
    yield "so both sit in every one", all({"USA", "JPN"} <= group for group in groups)
    both = sum({"AUS", "USA"} <= group for group in groups)
    also = sum({"AUS", "USA"} <= group for group in [*groups, {"AUS", "NZL", "USA"}])
    yield (
        f"1, the Quad alone, or the line as it stood; {also}, with ANZUS, which is not among the five",
        both == 2,
    )


@page.says
def with_ipef():
    six = set(of_article()["iso3"])
    ties = tied(of_article("ipef"))
    every = all_pairs(six)
    yield (
        f"all {len(every)} pairs of the six are tied",
        all(pair in ties for pair in every),
    )


@page.says
def betweenness():
    rows = of_article()
    ties, six = tied(rows), set(rows["iso3"])
    loose = [pair for pair in all_pairs(six) if pair not in ties]
    ways = [
        [who for who in six if all({who, end} in ties for end in pair)]
        for pair in loose
    ]
    value = sum(1 / len(way) for way in ways if "JPN" in way)
    same_for_usa = all("USA" in way for way in ways if "JPN" in way)
    yield f"Japan has a betweenness of {value:g}, like the United States", same_for_usa
    yield f"get {word(len(loose))} halves each, {value:g}", same_for_usa


@page.says
def without_the_two():
    ties = tied(of_article())
    left = [pair for pair in ties if "USA" not in pair]
    yield (
        "Take out Japan or the United States, and either half of the ties is left, or"
        " nothing",
        2 * len(left) == len(ties),
    )
    yield f"Without Japan or the United States, {word(len(left))} ties are left, or none"


@page.says
def degrees():
    usa, japan = weighted("USA"), weighted("JPN")
    forgets = weighted("USA", "anzus", "usa-kor-treaty", "usa-phl-treaty") - 1
    yield f"{forgets}, which forgets New Zealand; {usa}, the five alone"
    yield f"Guess first, by hand: it was {usa}"
    before, after = (
        sum("AUS" in pair for pair in tied(of_article(*more)))
        for more in ((), ["aukus"])
    )
    yield f"With AUKUS the degree of AUS goes from {before} to {after}"
    yield "Japan and the United States are equal in every measure", usa == japan


@page.says
def one_treaty():
    partnerships = summit.load("partnerships")
    named = partnerships[partnerships["in_article"]]
    yield f"Of the article's {word(len(named))} groupings **one**, the alliance, is a treaty"
    yield (
        f"Only one of the {word(len(named))} is a treaty of mutual defense",
        named["mutual_defense"].sum() == 1,
    )


@page.says
def treaty_ties():
    ties, promised = tied(treaties()), aside(treaties())
    yield (
        f"Of the {word(len(ties))} treaty ties only Australia-New Zealand leaves out the"
        " United States",
        promised == [{"AUS", "NZL"}],
    )


@page.says
def other_ties():
    ties, between = tied(agreements()), aside(agreements())
    kinds = groups_of_agreements()["iso3"]
    with_hub = [group for group in kinds if "USA" in group]
    nothing_else = [
        pair for pair in between if not any(pair <= group for group in with_hub)
    ]
    japan = sum("JPN" in pair for pair in between)
    off_map = [pair for pair in between if "GBR" in pair]
    yield (
        f"Of the {len(ties)} other ties {word(len(between))} leave it out; {word(japan)}"
        f" of the {word(len(between))} are Japan's, and {word(len(off_map))},"
        f" Australia-United Kingdom, is not on the map",
        off_map == [{"AUS", "GBR"}],
    )
    yield (
        f"For **each** of the {word(len(between))} pairs we found an agreement without"
        " the United States",
        same(alone()["iso3"], between),
    )
    yield (
        f"{start(len(nothing_else))} of the {word(len(between))} pairs share nothing"
        " else: the ROK with Australia, India and the Philippines, and Australia with"
        " the Philippines",
        same(
            nothing_else,
            [*({"KOR", each} for each in ("AUS", "IND", "PHL")), {"AUS", "PHL"}],
        ),
    )


@page.says
def kinds_of_agreements():
    yield (
        "These agreements settle how forces visit, share supplies, keep secrets or build "
        "submarines",
        set(alone()["kind"])
        == {
            "access agreement",
            "logistics agreement",
            "information agreement",
            "security partnership",
        },
    )


@page.says
def in_2025():
    ties, others = tied(treaties()), tied(agreements())
    promised, between = aside(treaties()), aside(agreements())
    yield (
        f"In 2025, of {word(len(ties))} treaty ties {word(len(promised))} leaves out the"
        " United States, of "
        f"{len(others)} others {word(len(between))}; all {word(len(between))} rest on an "
        "agreement without it"
    )


@page.says
def agreements_of_the_six():
    six = set(of_article()["iso3"])
    wanted = [pair for pair in all_pairs(six) if "USA" not in pair]
    found = [pair for pair in wanted if pair in list(alone()["iso3"])]
    missing = [pair for pair in wanted if pair not in found]
    yield f"For {word(len(found))} of the {word(len(wanted))} pairs we found one."
    yield (
        f"whoever counts it ties all {word(len(wanted))} pairs",
        missing == [{"IND", "PHL"}],
    )


@page.says
def two_old_agreements():
    since = summit.load("memberships").groupby("partnership_id")["joined"]
    first = since.min().where(since.min() == since.max())
    yield (
        "for Australia and the ROK the memorandum on supplies, of "
        f"{first['aus-kor-logistics']:.0f}"
    )
    yield (
        "For the ROK and the Philippines a list of 2018 names an agreement of "
        f"{first['kor-phl-logistics']:.0f}"
    )


@page.says
def the_quad():
    joined = security().set_index("partnership_id").loc["quad", "joined"].unique()
    yield (
        f"the Quad counts from its first leaders' summit, in {joined.min()}",
        len(joined) == 1,
    )


@page.says
def seato():
    rows = in_year(1960)
    pact = rows[rows["partnership_id"] == "seato"]
    apart = aside(rows[rows["partnership_id"] != "seato"])
    dark = len(aside(rows))
    yield (
        f"In 1960 **one** grouping of {word(len(pact))}, the [Manila Pact](",
        pact["iso3"].is_unique,
    )
    yield f"(SEATO), makes all {dark} dark ties", dark == len(aside(pact))
    yield (
        f"without SEATO, 1960 has {word(len(apart))} dark tie, as 1951 has",
        apart == aside(in_year(1951)) == [{"AUS", "NZL"}],
    )
    yield (f"without SEATO the panel of 1960 shows {word(len(apart))} dark tie")


@page.says
def hub_only():
    rows = in_year(1960)
    ties = tied(rows)
    only = {
        country
        for country in set(rows["iso3"])
        if [pair for pair in ties if country in pair] == [{country, "USA"}]
    }
    yield (
        "Japan, the ROK and Taiwan, the three of whom Cha writes, have one tie each, to "
        "Washington",
        only == {"JPN", "KOR", "TWN"},
    )


@page.says
def three_panels():
    first, middle, last = (in_year(year) for year in (1960, 1980, 2025))
    apart = aside(first[first["partnership_id"] != "seato"])
    yield (
        f"Ties that leave out the United States were {len(aside(first))} of {len(tied(first))} in 1960, "
        f"all but {word(len(apart))} of them by SEATO alone, "
        f"{word(len(aside(middle)))} of {word(len(tied(middle)))} in 1980, and "
        f"{word(len(aside(last)))} of {len(tied(last))} in 2025"
    )


@page.says
def what_ended():
    seato, taipei = ended().loc["seato"], ended().loc["usa-twn-treaty"]
    rows = summit.load("memberships").set_index("partnership_id").loc["seato"]
    first = list(rows.loc[rows["left"] == seato["min"], "iso3"])
    years = seato["max"] - seato["min"]
    yield (
        f"Pakistan left SEATO in {seato['min']}, its organization closed in "
        f"{seato['max']}",
        first == ["PAK"],
    )
    yield (
        f"Pakistan left SEATO in {seato['min']}, and the organization lived on for "
        f"{word(years)} years"
    )
    yield f"the treaty with Taipei ended on 1 January {taipei['max'] + 1}"
    yield (
        "The treaty with Taipei ended, and so did the organization of the Manila Pact",
        set(ended().index) == {"seato", "usa-twn-treaty"},
    )


@page.says
def thailand():
    yield (
        "which is why Thailand has a spoke",
        {"THA", "USA"} in tied(treaties()),
    )


@page.says
def without_australia():
    rows = of_article()
    groups = list(rows.groupby("partnership_id")["iso3"].agg(set))
    on, fall = (
        {
            frozenset(pair)
            for pair in tied(rows)
            for group in groups
            if pair <= group and "AUS" not in pair and (stays or "AUS" not in group)
        }
        for stays in (True, False)
    )
    yield (
        f"{start(len(on - fall))} ties hold only if they live on: those of India, which sits in the Quad"
        " alone",
        all("IND" in pair for pair in on - fall),
    )


@page.says
def the_five():
    groups = summit.load("partnerships")["in_article"].sum()
    for words in (
        "Which {} does it keep",
        "the memberships of these {}",
        "Back to the article's {}",
        "First Australia, in the article's {}",
    ):
        yield words.format(word(groups))


@page.says
def five_powers():
    """The Five Power Defence Arrangements, which are not in the table."""
    rows = in_year(1980)
    pairs = all_pairs(["AUS", "GBR", "MYS", "NZL", "SGP"])
    added = [pair for pair in pairs if pair not in tied(rows)]
    dark, ties = len(aside(rows)), len(tied(rows))
    yield (
        f"join {word(len(pairs))} pairs without the United States from 1971 on, and "
        f"Australia-New Zealand is tied already: {word(len(added))} dark ties are new "
        f"in the panel of 1980, which then shows {word(dark + len(added))} of "
        f"{ties + len(added)} and not {word(dark)} of {word(ties)}",
        [pair for pair in pairs if pair not in added] == [{"AUS", "NZL"}],
    )


@page.says
def only_their_own_ties():
    rows = of_article()
    lost = []
    for country in ("KOR", "PHL", "IND"):
        ended = rows.loc[rows["iso3"] == country, "partnership_id"]
        left = tied(rows[~rows["partnership_id"].isin(ended)])
        lost.append(same(left, [pair for pair in tied(rows) if country not in pair]))
    yield (
        "Take out the ROK, the Philippines or India, and only their own ties are lost",
        all(lost),
    )


@page.says
def nobody_left():
    rows = summit.load("memberships")
    anzus = rows[rows["partnership_id"] == "anzus"]
    yield (
        "Nobody left that treaty, so our table still has all three ties",
        anzus["left"].isna().all(),
        len(anzus) == 3,
    )


@page.says
def not_of_the_article():
    in_article = summit.load("partnerships").set_index("partnership_id")["in_article"]
    yield (
        "ANZUS and AUKUS join them, too, but neither is one of the article's groupings",
        not in_article[["anzus", "aukus"]].any(),
    )
