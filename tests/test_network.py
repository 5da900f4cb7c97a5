"""The network: its numbers against a small computation of our own, what it refuses, and a grouping that nobody has."""

import csv
import itertools
import os
import re
import shutil
import subprocess
import sys

import matplotlib.pyplot as plt
import nbformat
import networkx as nx
import pandas as pd
import pytest

import summit
from summit import network
from summit.classroom import display as shown_by
from summit.data import DataError
from summit.pictures.lesson05 import YEARS
from summit.pictures.maps import draw_network, layout
from summit.pictures.style import Picture, figure

from conftest import ROOT, copy_collection
from rerun import execute

MEMBERSHIPS, PARTNERSHIPS = summit.load("memberships"), summit.load("partnerships")
FIVE = MEMBERSHIPS[
    MEMBERSHIPS["partnership_id"].isin(
        PARTNERSHIPS.loc[PARTNERSHIPS["in_article"], "partnership_id"]
    )
]
CASES = {"five": FIVE, **{str(year): MEMBERSHIPS for year in YEARS}}


# --- a second computation, in plain Python on the rows -----------------------------------------------------------


def rows_of(case):
    """Return (partnership, country) pairs; the year is applied here, not by the module."""
    return [
        (row.partnership_id, row.iso3)
        for row in CASES[case].itertuples()
        if case == "five"
        or row.joined <= int(case)
        and (pd.isna(row.left) or row.left >= int(case))
    ]


def weights(rows):
    """Return {pair of countries: partnerships they share}, pairs that share none included."""
    groups = {}
    for partnership, country in rows:
        groups.setdefault(partnership, set()).add(country)
    countries = sorted({country for _, country in rows})
    return {
        frozenset(pair): sum(set(pair) <= members for members in groups.values())
        for pair in itertools.combinations(countries, 2)
    }


def shortest_ways(rows, start, end):
    """Return every shortest way between two countries, as a list of lists, by growing all ways step by step."""
    tied = {pair for pair, weight in weights(rows).items() if weight}
    countries = {country for _, country in rows}
    ways = [[start]]
    while ways:
        found = [way for way in ways if way[-1] == end]
        if found:
            return found
        ways = [
            [*way, other]
            for way in ways
            for other in countries - set(way)
            if frozenset((way[-1], other)) in tied
        ]
        if ways and len(ways[0]) > 4:
            return []
    return []


def between(rows, country):
    total = 0
    for start, end in itertools.combinations(
        sorted({name for _, name in rows} - {country}), 2
    ):
        ways = shortest_ways(rows, start, end)
        total += sum(country in way for way in ways) / len(ways) if ways else 0
    return total


def largest_sets(rows):
    """Return the sets of countries that are all tied with one another and that no country could join."""
    tied = {pair for pair, weight in weights(rows).items() if weight}
    countries = sorted({country for _, country in rows})
    found = set()

    def grow(inside, possible):
        if not any(
            all(frozenset((other, name)) in tied for name in inside)
            for other in countries
            if other not in inside
        ):
            found.add(frozenset(inside))
        for n, other in enumerate(possible):
            grow(
                [*inside, other],
                [
                    later
                    for later in possible[n + 1 :]
                    if frozenset((other, later)) in tied
                ],
            )

    grow([], countries)
    return found - {frozenset()}


@pytest.mark.parametrize("case", CASES)
def test_numbers_are_those_of_a_second_computation(case):
    rows = rows_of(case)
    tied = network.project(
        network.bipartite(
            FIVE if case == "five" else network.in_force(MEMBERSHIPS, int(case))
        )
    )
    pairs = weights(rows)
    assert {frozenset((a, b)): w for a, b, w in tied.edges(data="weight")} == {
        pair: w for pair, w in pairs.items() if w
    }
    assert nx.density(tied) == pytest.approx(
        sum(map(bool, pairs.values())) / len(pairs)
    )
    betweenness = nx.betweenness_centrality(tied, normalized=False)
    for country in {name for _, name in rows}:
        own = [weight for pair, weight in pairs.items() if country in pair]
        assert tied.degree(country) == sum(map(bool, own)) and tied.degree(
            country, weight="weight"
        ) == sum(own)
        assert betweenness[country] == pytest.approx(between(rows, country))
    assert set(map(frozenset, nx.find_cliques(tied))) == largest_sets(rows)


# --- and a third, for the years that the lesson draws: from the rows of the CSV files, with nothing of ours or networkx --


def lesson05():
    return nbformat.read(ROOT / "notebooks" / "05-partnership-network.ipynb", 4)


def security_groups(year):
    """Return {partnership: its members} of a year; forums and economic frameworks are left out."""
    with (ROOT / "data" / "partnerships.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        kept = {
            row["partnership_id"]
            for row in csv.DictReader(file)
            if row["kind"] not in ("forum", "economic framework")
        }
    groups = {}
    with (ROOT / "data" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["partnership_id"] in kept and int(row["joined"]) <= year <= int(
                row["left"] or 9999
            ):
                groups.setdefault(row["partnership_id"], set()).add(row["iso3"])
    return groups


def counted(groups):
    """Return all measures of a network from its groups: every pair of a group is tied, once for each group they share."""
    names = sorted(set().union(*groups.values()))
    weight = {
        one: {
            other: shared
            for other in names
            if other != one
            and (
                shared := sum(
                    one in group and other in group for group in groups.values()
                )
            )
        }
        for one in names
    }
    between = dict.fromkeys(names, 0.0)
    for (
        start
    ) in names:  # Brandes (2001): how many shortest ways from here, and back over them
        ways, far, order = {start: 1}, {start: 0}, [start]
        for here in order:
            for there in weight[here]:
                if there not in far:
                    far[there], ways[there] = far[here] + 1, 0
                    order.append(there)
                if far[there] == far[here] + 1:
                    ways[there] += ways[here]
        part = dict.fromkeys(order, 0.0)
        for there in reversed(order[1:]):
            for here in weight[there]:
                if far[here] == far[there] - 1:
                    part[here] += ways[here] / ways[there] * (1 + part[there])
            between[there] += part[there] / 2  # each pair is met from both of its ends
    whole = [
        set(some)
        for size in range(1, len(names) + 1)
        for some in itertools.combinations(names, size)
        if all(other in weight[one] for one, other in itertools.combinations(some, 2))
    ]
    parts = []
    for name in names:
        joined = [part for part in parts if part & set(weight[name])]
        parts = [part for part in parts if part not in joined] + [{name}.union(*joined)]
    return {
        "weight": weight,
        "between": between,
        "parts": parts,
        "cliques": [some for some in whole if not any(some < other for other in whole)],
        "density": sum(map(len, weight.values())) / (len(names) * (len(names) - 1)),
    }


@pytest.mark.parametrize("year", YEARS)
def test_the_measures_of_each_year_that_is_drawn_are_those_of_a_count_without_networkx(
    year,
):
    own = counted(security_groups(year))
    kinds = PARTNERSHIPS[~PARTNERSHIPS["kind"].isin(["forum", "economic framework"])]
    security = MEMBERSHIPS.merge(kinds.drop(columns="source_id"), on="partnership_id")
    tied, table = (
        network.by_year(security, [year])[year],
        network.measures(network.in_force(security, year)),
    )
    assert {one: dict(tied[one]) for one in tied} == {
        one: {other: {"weight": w} for other, w in to.items()}
        for one, to in own["weight"].items()
    }
    assert set(table.index) == set(own["weight"])
    for name, row in table.iterrows():
        assert row["degree"] == len(own["weight"][name]) and row["weighted"] == sum(
            own["weight"][name].values()
        )
        assert row["betweenness"] == pytest.approx(own["between"][name])
    assert nx.density(tied) == pytest.approx(own["density"])
    assert sorted(map(sorted, nx.find_cliques(tied))) == sorted(
        map(sorted, own["cliques"])
    )
    assert sorted(map(sorted, nx.connected_components(tied))) == sorted(
        map(sorted, own["parts"])
    )
    pairs = {
        frozenset((one, other)) for one, to in own["weight"].items() for other in to
    }
    dark = {pair for pair in pairs if "USA" not in pair}
    assert {frozenset(pair) for pair in network.ties_without(tied, "USA")} == dark
    shown = next(
        output.data["text/markdown"]
        for cell in lesson05().cells
        for output in cell.get("outputs", [])
        if "05-years.png" in output.get("data", {}).get("text/markdown", "")
    )
    assert f" {year}: {len(dark)} of {len(pairs)} (" in shown


def test_the_count_without_networkx_is_right_on_a_case_worked_by_hand():
    own = counted(
        {
            "alliance": {"JPN", "USA"},
            "trilateral": {"JPN", "USA", "KOR"},
            "access": {"JPN", "AUS"},
        }
    )
    assert {
        name: (len(to), sum(to.values())) for name, to in own["weight"].items()
    } == {"JPN": (3, 4), "USA": (2, 3), "KOR": (2, 2), "AUS": (1, 1)}
    assert own["between"] == {"JPN": 2, "USA": 0, "KOR": 0, "AUS": 0} and own[
        "density"
    ] == pytest.approx(4 / 6)
    assert sorted(map(sorted, own["cliques"])) == [
        ["AUS", "JPN"],
        ["JPN", "KOR", "USA"],
    ] and own["parts"] == [{"AUS", "JPN", "KOR", "USA"}]


def test_pairs_that_are_all_there_are_named_once():
    four = nx.complete_graph(["a", "b", "c", "d"])
    nx.set_node_attributes(four, {name: name.upper() for name in four}, "name")
    assert network.in_words(four, list(four.edges)) == "every pair of A, B, C and D"
    assert (
        network.in_words(four, list(four.edges)[:2]) == "A-B, A-C"
        and network.in_words(four, []) == "none"
    )


def test_japan_and_the_united_states_are_equal_among_the_five():
    tied = network.project(network.bipartite(FIVE))
    assert (
        tied.degree("JPN", weight="weight") == tied.degree("USA", weight="weight") == 10
    )
    between_them = nx.betweenness_centrality(tied, normalized=False)
    assert between_them["JPN"] == between_them["USA"] == 2.5


@pytest.mark.parametrize("gone", sorted(set(FIVE["iso3"])))
def test_taking_out_rows_or_the_point_is_the_same_among_the_five(gone):
    point = network.project(network.bipartite(FIVE))
    point.remove_node(gone)
    rows = network.project(network.bipartite(network.without(FIVE, gone)))
    assert set(rows) == set(point) and nx.utils.edges_equal(
        list(rows.edges(data=True)), list(point.edges(data=True))
    )


def test_taking_out_rows_is_not_the_same_where_a_country_has_no_other_partnership():
    treaties = PARTNERSHIPS.loc[PARTNERSHIPS["mutual_defense"], "partnership_id"]
    rows = network.in_force(
        MEMBERSHIPS[MEMBERSHIPS["partnership_id"].isin(treaties)], 1960
    )
    point = network.project(network.bipartite(rows))
    point.remove_node("USA")
    rest = network.project(network.bipartite(network.without(rows, "USA")))
    assert set(point) - set(rest) == {"JPN", "KOR", "TWN"} and nx.utils.edges_equal(
        point.edges, rest.edges
    )


def test_without_japan_or_the_united_states_nothing_is_left_if_their_groupings_fall():
    for gone in ("JPN", "USA"):
        assert network.without(FIVE, gone, dissolve=True).empty
        assert (
            len(
                network.project(
                    network.bipartite(network.without(FIVE, gone, dissolve=True))
                )
            )
            == 0
        )


def test_a_member_that_has_left_counts_in_its_last_year_and_not_after():
    rows = MEMBERSHIPS.head(2).assign(joined=1951, left=1960)
    rows["left"] = rows["left"].astype("Int64")
    assert (
        len(network.in_force(rows, 1960)) == 2
        and network.in_force(rows, 1961).empty
        and network.in_force(rows, 1950).empty
    )


def test_the_same_network_and_layout_on_every_run():
    code = (
        "from summit import network; from summit.pictures.maps import layout; "
        "import summit; rows = summit.load('memberships'); "
        "t = network.project(network.bipartite(rows)); "
        "print(list(t.edges(data=True)), layout(t), layout(t, 'USA'), "
        "layout(network.bipartite(summit.load('memberships'))))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT / "notebooks",
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "MPLBACKEND": "agg"},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1 and not re.search(r"-0\.0\b", runs.pop())


# --- what it refuses ---------------------------------------------------------------------------------------------


def changed(**values):
    rows = FIVE.astype({"left": "object"}).copy()
    for column, value in values.items():
        rows.iloc[0, rows.columns.get_loc(column)] = value
    return rows


@pytest.mark.parametrize(
    ("rows", "found", "mend"),
    [
        (
            changed(iso3="XXX"),
            "'XXX' in 'jpn-usa-alliance': there is no such country",
            "data/countries.csv",
        ),
        (
            changed(partnership_id="nato"),
            "'nato': there is no such partnership",
            "data/partnerships.csv",
        ),
        (
            changed(left=1950),
            "leaves in 1950, before it joins in 1951",
            "The file is fine",
        ),
        (
            changed(iso3="USA"),
            "'USA' in 'jpn-usa-alliance' stands there twice",
            "The file is fine",
        ),
        (FIVE[1:], "'jpn-usa-alliance' has one member only, USA", "needs two"),
    ],
)
def test_bad_rows_are_refused_and_the_file_is_not_blamed(rows, found, mend):
    with pytest.raises(ValueError, match=re.escape(found)) as error:
        network.bipartite(rows)
    assert mend in str(error.value) and "memberships.csv" not in str(error.value)


@pytest.mark.parametrize(
    ("rows", "found", "mend"),
    [
        (changed(iso3="XXX"), "there is no such country", "data/countries.csv"),
        (changed(left=1950), "leaves in 1950", "correct one of the two years"),
        (changed(iso3="USA"), "stands there twice", "delete one"),
        (FIVE[1:], "has one member only, USA", "needs two"),
    ],
)
def test_a_fault_of_the_file_is_said_of_the_file(rows, found, mend, monkeypatch):
    tables = {"memberships": rows}
    monkeypatch.setattr(
        network, "load", lambda name, *_: tables.get(name, summit.load(name))
    )
    with pytest.raises(DataError, match=found) as error:
        network.bipartite(rows)
    assert mend in error.value.mend and "data/memberships.csv" in str(error.value)


def test_names_in_one_text_are_told_apart():
    with pytest.raises(ValueError, match="quotation marks of its own") as error:
        network.rows_of("anzus, aukus")
    assert 'network.rows_of("anzus", "aukus")' in str(error.value)


# --- a grouping that nobody has ----------------------------------------------------------------------------------


def add_rows(folder, **tables):
    for name, lines in tables.items():
        path = folder / "data" / f"{name}.csv"
        path.write_text(
            path.read_text(encoding="utf-8") + "\n".join(lines) + "\n",
            encoding="utf-8",
            newline="\n",
        )


@pytest.fixture(scope="module")
def fictional(tmp_path_factory):
    """Run lesson 05 on a copy with a new country in a new grouping; return the lesson and its folder."""
    folder = copy_collection(tmp_path_factory.mktemp("fictional") / "collection")
    add_rows(
        folder,
        countries=[
            "ATL,Atlantis,アトランティス,Poseidonia,-10.0,170.0,other,statement-2025"
        ],
        partnerships=[
            "sea-league,Sea League,consultative grouping,2020-01-01,day,false,true,false,A test.,statement-2025"
        ],
        memberships=[
            "sea-league,ATL,2020,,,statement-2025",
            "sea-league,PHL,2020,,,statement-2025",
            "sea-league,KOR,2020,,,statement-2025",
        ],
    )
    lesson = nbformat.read(folder / "notebooks" / "05-partnership-network.ipynb", 4)
    execute(lesson, folder / "notebooks")
    return lesson, folder


def test_the_figures_of_the_lesson_take_a_new_grouping_and_a_new_country(fictional):
    lesson, folder = fictional
    shown = [
        output.data["text/markdown"]
        for cell in lesson.cells
        for output in cell.get("outputs", [])
        if "![" in output.get("data", {}).get("text/markdown", "")
    ]
    alt = {re.search(r"figures/(.+)\.png", text)[1]: text for text in shown}
    assert len(alt) == 6
    assert (
        "13 of 21 pairs of countries share a grouping; 8 share none"
        in alt["05-projection"]
    )  # ten, and the three of the league
    assert (
        "No country sits in all 6" in alt["05-bipartite"]
        and "ATL 1" in alt["05-bipartite"]
    )
    assert "ATL 11 or 10" in alt["05-take-one-out"]
    assert "Philippines-Atlantis" in alt["05-lattice"]
    for name in alt:
        assert (folder / "figures" / f"{name}.png").read_bytes() != (
            ROOT / "figures" / f"{name}.png"
        ).read_bytes()


def test_a_country_is_the_two_rows_of_the_readme(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    example = re.findall(
        r"^(countries|memberships)\.csv +(.+)$",
        (folder / "README.md").read_text(encoding="utf-8"),
        re.M,
    )
    assert [name for name, _ in example] == ["countries", "memberships"]
    add_rows(tmp_path, **{name: [line] for name, line in example})
    tied = network.project(
        network.bipartite(summit.load("memberships", folder), folder)
    )
    assert set(tied["ATL"]) == {"JPN", "USA", "AUS", "IND"}


# --- drawing -----------------------------------------------------------------------------------------------------


def test_layout_gives_every_node_a_place_of_its_own():
    table = network.bipartite(MEMBERSHIPS)
    tied = network.project(table)
    for place in (
        layout(table),
        layout(tied),
        layout(tied, "USA"),
    ):
        assert len(set(place.values())) == len(place)
    assert layout(tied, "USA")["USA"] == (0.0, 0.0)


def test_draw_marks_ties_and_nodes(monkeypatch):
    tied = network.project(network.bipartite(FIVE))
    fig, ax = figure("A title")
    draw_network(
        ax,
        tied,
        layout(tied),
        numbers=True,
        dashed=[("USA", "JPN")],
        bold=[("AUS", "IND")],
    )
    styles = [line.get_linestyle() for line in ax.lines if line.get_marker() == "None"]
    assert styles.count("--") == 1 and len(styles) == len(tied.edges)
    assert sorted(
        text.get_text() for text in ax.texts if text.get_text().isdigit()
    ) == ["2", "2", "5"]
    plt.close(fig)


def test_drag_without_ipywidgets_says_so_and_goes_on(monkeypatch):
    shown = []
    monkeypatch.setattr(
        shown_by, "display", lambda data, raw: shown.append(data["text/plain"])
    )
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert shown_by.sliding(lambda *value: pytest.fail("nothing to draw"), 1, 5) is None
    assert "not installed" in shown[0]


def test_drag_redraws_with_alt_text_and_leaves_no_file(tmp_path, monkeypatch):
    shown = []
    plt.close("all")  # what another test left open
    monkeypatch.setattr(shown_by, "display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(shown_by, "FIGURES", tmp_path)

    def picture(value, before):
        words = f"The value is {value} < 9, after {before}."
        return Picture(figure("A <title>")[0], words)

    slider, image = shown_by.sliding(picture, 1, 5, "step").children
    assert shown[0]["text/plain"].startswith("Run this cell for a slider: step, 1 to 5")
    said = '<p role="status">A &lt;title&gt;. The value is {} &lt; 9, after {}.</p>'
    assert said.format(1, None) in image.value
    assert '<img alt="A &lt;title&gt;" src=' in image.value
    slider.value = 4
    assert said.format(4, 1) in image.value and "data:image/png;base64," in image.value
    assert not list(tmp_path.iterdir()) and not plt.get_fignums()


def test_partnerships_are_named_in_any_letter_case_and_unknown_ones_are_refused():
    rows = network.rows_of("AUKUS", "quad")
    assert set(rows["partnership_id"]) == {"aukus", "quad"}
    with pytest.raises(
        ValueError, match="There is no partnership 'aukuss'. Did you mean 'aukus'?"
    ):
        network.rows_of("aukuss")
    with pytest.raises(ValueError, match="Choose from anzus, aukus, aus-gbr-geelong"):
        network.rows_of("warsaw-pact")


def test_a_country_that_nobody_has_is_not_taken_out():
    with pytest.raises(ValueError, match="no country 'US'. Did you mean 'USA'?"):
        network.without(FIVE, "US")
    with pytest.raises(ValueError, match="Codes have three letters"):
        network.without(FIVE, "Japan and Korea")
    assert len(network.without(FIVE, "FRA")) == len(FIVE)
