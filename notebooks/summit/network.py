"""Partnerships as a network: countries, and what joins them.

The one room that needs networkx; only a lesson that builds a network imports it.
"""

import itertools
from collections import Counter

import networkx as nx
import pandas as pd

from .data import DATA, DataError, load
from .loading.values import did_you_mean


def in_force(memberships, year):
    """Return the rows of memberships that hold in a year; the first and the last year
    of each count.
    """
    return memberships[
        (memberships["joined"] <= year) & (memberships["left"].fillna(year) >= year)
    ]


def rows_of(*partnerships, data=DATA):
    """Return the rows of memberships of some partnerships, named by their
    partnership_id; capitals do not matter.

    Raises ValueError where a partnership is not in the table, with the nearest one that
    is.
    """
    memberships = load("memberships", data)
    known = {name.casefold(): name for name in memberships["partnership_id"]}
    for name in partnerships:
        if str(name).casefold() not in known:
            parts = [part.strip(" \"'") for part in str(name).split(",")]
            if len(parts) > 1 and all(part.casefold() in known for part in parts):
                each = ", ".join(f'"{part}"' for part in parts)
                raise ValueError(
                    "Each name needs quotation marks of its own:"
                    f" `network.rows_of({each})`"
                )
            choose = f"Choose from {', '.join(sorted(known.values()))}."
            wanted = did_you_mean(name, known.values(), choose)
            raise ValueError(f"There is no partnership {name!r}. {wanted}")
    return memberships[
        memberships["partnership_id"].isin(
            [known[str(name).casefold()] for name in partnerships]
        )
    ]


def without(memberships, iso3, dissolve=False):
    """Return memberships after a country is gone.

    Its partnerships live on between the others, and end where only one member is left;
    with dissolve=True, all of its partnerships end. Raises ValueError where there is no
    such country.
    """
    known = {*load("countries")["iso3"], *memberships["iso3"]}
    if iso3 not in known:
        letters = "Codes have three letters: 'USA'."
        wanted = did_you_mean(iso3, sorted(known), letters)
        raise ValueError(f"There is no country {iso3!r}. {wanted}")
    rest = memberships[memberships["iso3"] != iso3]
    theirs = set(memberships.loc[memberships["iso3"] == iso3, "partnership_id"])
    members = rest["partnership_id"].value_counts()
    ended = (
        theirs if dissolve else {name for name in theirs if members.get(name, 0) < 2}
    )
    return rest[~rest["partnership_id"].isin(ended)]


def bipartite(memberships, data=DATA):
    """Return a networkx graph of two kinds of nodes: countries, and the partnerships
    they belong to.

    memberships: rows of the table memberships, all or some. A country is named by its
    iso3 code, a partnership by its partnership_id, in the order of their own tables;
    each node has a name, and
    the attribute bipartite: 0 for a country, 1 for a partnership; a country also the
    longitude of its capital, in degrees east. Raises DataError, and builds nothing,
    where a country or a partnership is not in its table, a row stands twice, a
    partnership has one member only, or a member leaves before it joins; ValueError
    where the file has no such fault, so that it came in with the rows given.
    """
    countries, partnerships = load("countries", data), load("partnerships", data)
    _refuse(
        memberships,
        set(countries["iso3"]),
        set(partnerships["partnership_id"]),
        load("memberships", data),
    )
    graph = nx.Graph()
    for table, key, kind in (
        (countries, "iso3", 0),
        (partnerships, "partnership_id", 1),
    ):
        table = table[table[key].isin(memberships[key])]
        graph.add_nodes_from(
            (node, {"name": name, "bipartite": kind})
            for node, name in zip(table[key], table["name"])
        )
    nx.set_node_attributes(
        graph,
        {
            row.iso3: row.longitude
            for row in countries.itertuples()
            if row.iso3 in graph
        },
        "longitude",
    )
    graph.add_edges_from(zip(memberships["iso3"], memberships["partnership_id"]))
    return graph


def project(graph):
    """Return the network of countries: a tie joins two that share a partnership; its
    weight is how many they share.

    graph: of bipartite. Countries and ties stand in the order of its countries.
    """
    countries = [node for node, kind in graph.nodes(data="bipartite") if kind == 0]
    if not countries:
        return nx.Graph()
    tied = nx.bipartite.weighted_projected_graph(graph, countries)
    ordered = (
        nx.Graph()
    )  # networkx walks over sets here, so its order of ties changes from run to run
    ordered.add_nodes_from(tied.nodes(data=True))
    ordered.add_edges_from(
        (one, other, tied.edges[one, other])
        for one, other in itertools.combinations(countries, 2)
        if tied.has_edge(one, other)
    )
    return ordered


def by_year(memberships, years):
    """Return {year: the network of countries in that year}. Raises DataError as
    bipartite does.
    """
    return {year: project(bipartite(in_force(memberships, year))) for year in years}


def each_out(memberships):
    """Return {country: two networks without it}: one in which its partnerships live on,
    one in which they end.

    Raises DataError as bipartite does.
    """
    return {
        gone: tuple(
            project(bipartite(without(memberships, gone, dissolve)))
            for dissolve in (False, True)
        )
        for gone in project(bipartite(memberships))
    }


def measures(memberships):
    """Return a DataFrame with a row for each country of some memberships: its degree,
    its weighted degree, its betweenness.

    Betweenness counts shortest ways, as a number of pairs and not as a share (Freeman
    1977, Sociometry 40, 35-41). Raises DataError as bipartite does.
    """
    tied = project(bipartite(memberships))
    found = {
        "degree": dict(tied.degree),
        "weighted": dict(tied.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(tied, normalized=False),
    }
    return pd.DataFrame(found).rename_axis("country")


def ties_without(graph, country):
    """Return the ties of a network of countries that leave a country out, as pairs."""
    return [pair for pair in graph.edges if country not in pair]


def in_words(graph, pairs):
    """Return some ties of a network of countries as words, such as "Japan-India, Japan-
    Australia", or "none".

    Where the pairs are all those of four countries or more, the countries are named
    once.
    """
    called = dict(graph.nodes(data="name"))
    ends = {end for pair in pairs for end in pair}
    if len(ends) > 3 and len(pairs) == len(ends) * (len(ends) - 1) // 2:
        *most, last = (called[node] for node in graph if node in ends)
        return f"every pair of {', '.join(most)} and {last}"
    return ", ".join(f"{called[one]}-{called[other]}" for one, other in pairs) or "none"


def _refuse(memberships, countries, partnerships, ours):
    """Raise an error at the first membership that cannot stand: DataError where the
    file, ours, has the fault, else ValueError.
    """

    def refuse(in_file, found, mend, else_mend):
        if in_file:
            raise DataError("memberships.csv", found, mend)
        raise ValueError(f"In the rows that were given, {found} {else_mend}")

    anew = "The file is fine. Run the cells that make these rows once more."
    kept, seen = Counter(_rows(ours)), set()
    pairs = Counter(row[:2] for row in _rows(ours))
    for row in _rows(memberships):
        partnership, country, joined, left = row
        where = f"the membership of {country!r} in {partnership!r}"
        if country not in countries:
            refuse(
                row in kept,
                f"{where}: there is no such country.",
                "correct the code, or add the country to data/countries.csv first.",
                "Correct the code, or add the country to data/countries.csv first.",
            )
        if partnership not in partnerships:
            refuse(
                row in kept,
                f"{where}: there is no such partnership.",
                "correct it, or add it to data/partnerships.csv first.",
                "Correct it, or add it to data/partnerships.csv first.",
            )
        if (partnership, country) in seen:
            refuse(
                pairs[partnership, country] > 1,
                f"{where} stands there twice.",
                "delete one of the two rows.",
                f"Add {partnership!r} only once, and only if it is not there yet."
                " The file is fine: change nothing in it. If a table of yours has"
                " grown, run the cell that makes it again.",
            )
        if left is not None and left < joined:
            refuse(
                row in kept,
                f"{where}: it leaves in {left}, before it joins in {joined}.",
                "correct one of the two years.",
                anew,
            )
        seen.add((partnership, country))
    members = memberships.groupby("partnership_id", sort=False)["iso3"].agg(list)
    for partnership, names in members[members.map(len) < 2].items():
        refuse(
            sum(name == partnership for name, _ in pairs) < 2,
            f"{partnership!r} has one member only, {names[0]}.",
            "a partnership needs two: add the others, or leave it out.",
            "A partnership needs two: keep its other members, too, or leave it out;"
            " `network.without` takes a country out. The file is fine.",
        )


def _rows(memberships):
    """Return the memberships as (partnership, country, joined, left or None)."""
    return [
        (
            row.partnership_id,
            row.iso3,
            row.joined,
            row.left if pd.notna(row.left) else None,
        )
        for row in memberships.itertuples()
    ]
