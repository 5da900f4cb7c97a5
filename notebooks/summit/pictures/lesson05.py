"""The pictures of lesson 05: networks of countries, on a page, on a map and through the years."""

from .. import network
from .maps import alliance_map, draw_network, draw_networks, layout
from .style import COUNTRIES, Picture, figure, label, needs, needs_network

YEARS = (1951, 1960, 1980, 2007, 2017, 2025)  # those of the six panels
HUB = "USA"


def bipartite(members, named):
    """Take members: the network of countries and groupings; named: the groupings, with their sources."""
    needs_network(members, "members")
    needs(named, ["source_id"], name="named")
    kinds = dict(members.nodes(data="bipartite"))
    groupings = sum(kind == 1 for kind in kinds.values())
    seats = {name: members.degree(name) for name, kind in kinds.items() if kind == 0}
    everywhere = [name for name, n in seats.items() if n == groupings]
    most = max((n for n in seats.values() if n < groupings), default=0)
    who = " and ".join(map(_called, everywhere)) or "no country"
    sit = "sit" if len(everywhere) > 1 else "sits"
    title = (
        f"{_capital(who)} {sit} in all {groupings} groupings; "
        f"{'no other country' if everywhere else 'none'} sits in more than {most}"
    )
    fig, ax = figure(title)
    draw_network(ax, members, layout(members))
    words = f"Lines from groupings to their members. Seats: {_counts(seats)}."
    return Picture(fig, words, named["source_id"])


def projection(ties, named):
    """Take ties: the network of countries alone; named: the groupings they share, with their sources."""
    needs_network(ties, "ties")
    needs(named, ["source_id"], name="named")
    everyone = list(ties.nodes)
    pairs = [(a, b) for n, a in enumerate(everyone) for b in everyone[n + 1 :]]
    none = [pair for pair in pairs if not ties.has_edge(*pair)]
    fig, ax = figure(
        f"{len(ties.edges)} of {len(pairs)} pairs of countries share a grouping;"
        f" {len(none)} share none"
    )
    draw_network(ax, ties, layout(ties), numbers=True)
    shared = ", ".join(
        f"{label(a)}-{label(b)} {n}" for a, b, n in ties.edges(data="weight")
    )
    apart = ", ".join("-".join(map(label, pair)) for pair in none) or "no pair"
    words = f"Shared: {shared}. None: {apart}."
    return Picture(fig, words, named["source_id"])


def lattice(treaties, agreements, today):
    """Take treaties and agreements: two networks of countries; today: the rows they are made from."""
    needs_network(treaties, "treaties")
    needs_network(agreements, "agreements")
    needs(today, ["source_id"], name="today")
    firm, loose = (network.ties_without(each, HUB) for each in (treaties, agreements))
    title = (
        f"In 2025 the United States is at one end of {len(treaties.edges) - len(firm)}"
        f" of {len(treaties.edges)} treaty ties, but of only"
        f" {len(agreements.edges) - len(loose)} of the {len(agreements.edges)} other"
        " security ties"
    )
    hub = ["; ".join(_names(each, each[HUB])) for each in (treaties, agreements)]
    words = (
        f"Without the United States, by treaty: {network.in_words(treaties, firm)}."
        f" Otherwise: {network.in_words(agreements, loose)}. Drawn thin, with the"
        f" United States: by treaty {hub[0]}; otherwise {hub[1]}."
    )
    fig = alliance_map(treaties, agreements, title, light=HUB)
    return Picture(fig, words, today["source_id"])


def years(security, year=None, before=None):
    """Take security: the memberships of security groupings, with the years in which each was joined and left."""
    columns = ["partnership_id", "iso3", "joined", "left", "source_id"]
    needs(security, columns, name="security")
    shown = YEARS if year is None else (year,)
    tied = network.by_year(security, shown)
    dark = {each: network.ties_without(graph, HUB) for each, graph in tied.items()}
    told = {each: f"{len(dark[each])} of {len(tied[each].edges)}" for each in shown}
    around = layout(network.project(network.bipartite(security)), middle=HUB)
    # names beside the lowest points would touch those of their neighbors
    around = {node: (x, y - 0.22 if y < -0.9 else y) for node, (x, y) in around.items()}
    title = (
        f"Dark ties leave out the United States (in the middle): {told[1960]} in 1960, "
        f"{told[1980]} in 1980, {told[2025]} in 2025"
        if year is None
        else f"Dark ties leave out the United States (in the middle) in {year}"
    )
    fig = draw_networks(tied, around, title, told, bold=dark)
    words = "The United States in the middle. " + ". ".join(
        f"{each}: {told[each]} ({network.in_words(tied[each], dark[each])})"
        for each in shown
    )
    if before is not None:
        words += f". {_changed(security, before, year)}"
    return Picture(fig, f"{words}.", security["source_id"])


def take_one_out(five, named):
    """Take five: the memberships of the groupings; named: the groupings, with their sources."""
    needs(five, ["partnership_id", "iso3"], name="five")
    needs(named, ["source_id"], name="named")
    ties = network.project(network.bipartite(five))
    left = network.each_out(five)
    counts = {
        gone: f"{len(on.edges)} or {len(fall.edges)}"
        for gone, (on, fall) in left.items()
    }
    broken = {
        gone: set(on.edges) - set(fall.edges) for gone, (on, fall) in left.items()
    }
    low = min(left, key=lambda gone: [len(graph.edges) for graph in left[gone]])
    worst = " or ".join(_called(gone) for gone in left if counts[gone] == counts[low])
    on, fall = (len(graph.edges) for graph in left[low])
    title = (
        f"Without {worst}, {on} of {len(ties.edges)} ties are left if its "
        f"groupings live on, and {fall} if they fall with it"
    )
    fig = draw_networks(
        {f"{gone} out": on for gone, (on, _) in left.items()},
        layout(ties),
        title,
        {f"{gone} out": n for gone, n in counts.items()},
        {f"{gone} out": pairs for gone, pairs in broken.items()},
    )
    words = ", ".join(f"{label(gone)} {n}" for gone, n in counts.items())
    return Picture(fig, f"Left without {words}.", named["source_id"])


def same_table(ties, named):
    """Take ties: the network of countries alone; named: the groupings they share, with their sources."""
    needs_network(ties, "ties")
    needs(named, ["source_id"], name="named")
    places = {
        f"{who} in the middle": layout(ties, who) for who in (HUB, "JPN", "nobody")
    }
    title = (
        f"The same {len(ties.edges)} ties three times: we choose who is in the middle"
    )
    fig = draw_networks(dict.fromkeys(places, ties), list(places.values()), title)
    words = (
        "In the middle: the United States, Japan, nobody. Ties of each, in all three:"
        f" {_counts(dict(ties.degree))}."
    )
    return Picture(fig, words, named["source_id"])


def _changed(security, before, year):
    """Return the groupings that came in and went since the year shown before, by their names."""
    called = security["name" if "name" in security else "partnership_id"]
    names = dict(zip(security["partnership_id"], called))
    then, now = (
        set(network.in_force(security, each)["partnership_id"])
        for each in (before, year)
    )
    new = ", ".join(names[one] for one in names if one in now - then) or "none"
    gone = ", ".join(names[one] for one in names if one in then - now) or "none"
    since = f"since {before}, the year shown before"
    return f"New {since}: {new}. Gone: {gone}"


def _names(graph, nodes):
    return [graph.nodes[node]["name"] for node in nodes]


def _called(node):
    """Return the name of a country as it stands in a sentence."""
    article = "the " if node in ("USA", "KOR", "PHL", "GBR") else ""
    return article + (COUNTRIES[node][0] if node in COUNTRIES else node)


def _capital(words):
    return words[0].upper() + words[1:]


def _counts(counted):
    return ", ".join(f"{label(name)} {n}" for name, n in counted.items())
