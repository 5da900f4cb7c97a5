"""The data package: valid, complete, and described as it is."""

import csv
import json
import re
import shutil

import nbformat
import pandas as pd
import pytest

import summit
from summit.data import DataError

import course
import documents
from conftest import LESSONS, ROOT

PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
TABLES = {
    resource["name"]: resource
    for resource in PACKAGE["resources"]
    if "schema" in resource
}


def test_frictionless_finds_the_package_valid():
    from frictionless import Package

    report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_frictionless_sees_a_broken_foreign_key(collection):
    from frictionless import Package

    file = collection / "data" / "mentions.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("O1,indo-pacific", "O1,indo-pazific"),
        encoding="utf-8",
    )
    report = Package(str(collection / "data" / "datapackage.json")).validate()
    assert [row[0] for row in report.flatten(["type"])] == ["foreign-key"]


BROKEN = [  # (table, column, a value that must be refused) by frictionless as by the loader
    ("sources", "url", "javascript:alert(1)"),
    ("sources", "url", "https://example.org/(a)"),
    ("sources", "date", "9999-01-01"),
    ("sources", "language", "English"),
    ("events", "date", "1025-02-07"),
    ("follow_through", "as_of", "2052-05-26"),
    ("follow_through", "evidence_date", "2025-01-01"),
    ("partnerships", "founded", "9999-01-01"),
    ("memberships", "joined", "9999"),
    ("countries", "latitude", "139.69"),
    ("countries", "name_ja", "??"),
    ("entities", "name_ja", "Japan"),
    ("entities", "latitude", "-77.04"),
    ("glossary", "japanese", "????"),
    ("glossary", "romaji", "d?mei"),
    ("statements", "statement_id", "foo"),
    ("statements", "date", "9999-01-01"),
    ("statements", "words", "999999999"),
    ("indicators", "iso3", "JNP"),
    ("indicators", "partner", "JNP"),
    ("points", "lesson", "1"),
    ("article", "words", "1" * 400),
    ("term_counts", "count", "999999999"),
    ("sources", "doi", "https://doi.org/10.2307/2010183"),
    ("sources", "accessed", "2025-02-07"),
    ("sources", "carrier", "newspaper"),
    ("sources", "year", "1493"),
    ("sentences", "fingerprint", "0123456789ABCDEF"),
    ("commitments", "sentence", "first"),
]


def test_frictionless_and_the_loader_refuse_the_same(tmp_path):
    from frictionless import Package

    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    for number, (table, column, value) in enumerate(BROKEN):
        file = folder / f"{table}.csv"
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        rows[number + 1 if len(rows) > len(BROKEN) else 1][rows[0].index(column)] = (
            value
        )
        with file.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target, lineterminator="\n").writerows(rows)
    report = Package(str(folder / "datapackage.json")).validate()
    found = {
        (task.name, error.field_name)
        for task in report.tasks
        for error in task.errors
        if hasattr(error, "field_name")
    }
    assert {(table, column) for table, column, _ in BROKEN} <= found
    for table in {table for table, _, _ in BROKEN}:
        with pytest.raises(DataError):
            summit.load(table, folder)


def test_every_file_is_declared_and_every_table_has_its_file():
    files = {path.name for path in (ROOT / "data").iterdir()} - {
        "README.md",
        "datapackage.json",
    }
    assert files == {resource["path"] for resource in PACKAGE["resources"]}


def test_dictionary_is_that_of_the_package():
    assert (ROOT / "data" / "README.md").read_text(
        encoding="utf-8"
    ) == documents.data_readme()


def source_fields(name):
    return [
        field
        for field in TABLES[name]["schema"]["fields"]
        if field["name"].endswith("source_id")
    ]


@pytest.mark.parametrize(
    "name", sorted(set(TABLES) - {"sources", "terms", "points"})
)  # the patterns in terms and the questions in points are ours
def test_every_row_names_its_source(name):
    fields = source_fields(name)
    assert fields and all(field["constraints"]["required"] for field in fields)
    linked = {
        key["fields"][0]
        for key in TABLES[name]["schema"]["foreignKeys"]
        if key["reference"]["resource"] == "sources"
    }
    assert linked >= {field["name"] for field in fields}


def test_a_statement_is_named_by_its_year_and_is_its_own_source():
    statements = summit.load("statements")
    assert (
        statements["statement_id"]
        == "statement-" + statements["date"].dt.year.astype(str)
    ).all()
    assert (statements["statement_id"] == statements["source_id"]).all()


@pytest.mark.parametrize("name", ["countries", "entities"])
def test_every_place_has_a_box_that_notices_a_swap(name):
    boxes, rows = (
        TABLES[name]["schema"]["boxes"],
        summit.load(name).dropna(subset=["latitude"]),
    )
    assert list(boxes) == list(rows.iloc[:, 0]), (
        'give each place a box under "boxes" of the table in datapackage.json'
    )
    for lat, lon, (south, north, west, east) in zip(
        rows["latitude"], rows["longitude"], boxes.values()
    ):
        assert (
            not (south <= lon <= north and west <= lat <= east)
            and north - south <= 4
            and east - west <= 4
        )


def cited_in_prose():
    """Return the addresses that the lessons' prose links to."""
    cells = [
        cell
        for path in LESSONS
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "markdown"
    ]
    return {
        url
        for cell in cells
        for url in re.findall(r"\]\((https?://[^)\s]+)\)", cell.source)
    }


@pytest.mark.style
def test_every_source_is_used():
    used = set().union(
        *(
            set(summit.load(name)[field["name"]])
            for name in TABLES
            if name != "sources"
            for field in source_fields(name)
        )
    )
    sources = summit.load("sources")
    assert set(sources.loc[~sources["url"].isin(cited_in_prose()), "source_id"]) <= used


@pytest.mark.style
def test_prose_cites_only_known_sources():
    assert cited_in_prose() <= set(summit.load("sources")["url"])


VIA = {
    "reprint",
    "portal",
    "repost",
    "press release service",
    "database",
}  # the publisher says what we read it in
AT_MOST = {
    "portal": {"fair", "weak"},
    "scan": {"fair", "weak"},
    "press release service": {"fair", "weak"},
    "repost": {"weak"},
}
NOT_PUBLIC = re.compile(
    r"//[^/]*:\d|//([^/]*[.-])?(origin|staging|stage|dev|test|cdn)[.-]|[/.]amp([/.]|$)|[?&]amp\b"
)


def source_problems(row):
    """Return what is wrong with one row of sources: address, carrier, reliability, dates, a work's record."""
    given = {name for name, value in row.items() if not pd.isna(value)}
    return [
        problem
        for problem, wrong in {
            "an origin server, a port or an AMP page": NOT_PUBLIC.search(row["url"]),
            "more reliable than its carrier lets it be": row["reliability"]
            not in AT_MOST.get(row["carrier"], {row["reliability"]}),
            "the publisher and the carrier disagree": (", via " in row["publisher"])
            != (row["carrier"] in VIA)
            and row["carrier"] != "archive",
            "a portal whose outlet is not named is weak": row["publisher"].startswith(
                "Outlet not named"
            )
            and row["reliability"] != "weak",
            "read before it was published": "date" in given
            and row["accessed"] < row["date"],
            "a date and a year": {"date", "year"} <= given,
            "a work without year, publisher, or a DOI that its address leads to": row[
                "kind"
            ]
            == "scholarly"
            and "author" in given
            and not (
                {"date", "year"} & given
                and {"publisher", "url"} <= given
                and (pd.isna(row["doi"]) or row["doi"] in row["url"])
            ),
            "several authors are joined by 'and'": "author" in given
            and re.search(r"[,;&]", row["author"]),
        }.items()
        if wrong
    ]


def test_every_source_says_what_it_is_and_how_it_was_read():
    sources = summit.load("sources")
    found = {row["source_id"]: source_problems(row) for _, row in sources.iterrows()}
    assert not {
        source_id: problems for source_id, problems in found.items() if problems
    }
    twice = sources.loc[sources["url"].duplicated(keep=False), "source_id"]
    assert twice.empty, f"the same address twice: {list(twice)}"


@pytest.mark.parametrize(
    ("source_id", "change", "problem"),
    [
        (
            "yomiuri-infoseek-summit-2025",
            {"reliability": "strong"},
            "carrier lets it be",
        ),
        ("reuters-lng-2022", {"reliability": "fair"}, "carrier lets it be"),
        ("ostp-technology-2025", {"reliability": "strong"}, "carrier lets it be"),
        ("asahi-abductees-2025", {"url": "https://ajw-origin.example.org/1"}, "origin"),
        (
            "trt-defense-2025",
            {"url": "https://www.trtworld.com:443/article/1"},
            "a port",
        ),
        ("aip-tech-deal-2025", {"url": "https://www.aip.org/amp/fyi"}, "AMP"),
        ("nippon-budget-2023", {"carrier": None}, "disagree"),
        ("statement-2025", {"carrier": "portal"}, "disagree"),
        ("tcom-hegseth-2025", {"reliability": "fair"}, "not named"),
        (
            "statement-2025",
            {"accessed": pd.Timestamp("2025-02-06")},
            "before it was published",
        ),
        ("statement-2025", {"year": 2025}, "a date and a year"),
        ("burt-1992", {"year": None}, "a work without"),
        ("burt-1992", {"doi": "10.1000/1"}, "a work without"),
        (
            "keohane-nye-1977",
            {"author": "Robert O. Keohane, Joseph S. Nye"},
            "joined by",
        ),
    ],
)
def test_what_is_wrong_with_a_source_is_seen(source_id, change, problem):
    row = (
        summit.load("sources").set_index("source_id", drop=False).loc[source_id].copy()
    )
    assert not source_problems(row)
    for name, value in change.items():
        row[name] = value
    assert any(problem in found for found in source_problems(row))


def test_the_readme_says_how_to_cite_this_version():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    entry = re.search(r"```bibtex\n(.+?)\n```", readme, re.S)[1]
    for wanted in (
        f"{{{{{PACKAGE['title']}}}}}",
        f"version = {{{PACKAGE['version']}}}",
        f"year    = {{{PACKAGE['created'][:4]}}}",
        f"As of {course.as_of()}",
        PACKAGE["licenses"][0]["name"].replace("CC-BY-", "CC BY "),
    ):
        assert wanted in entry, (
            f"write {wanted} into the entry under 'To cite' in README.md"
        )


def test_a_work_that_the_lessons_name_is_complete():
    works = summit.load("sources").dropna(subset=["author", "year"])
    works = works[works["kind"] == "scholarly"]
    assert len(works) >= 13
    articles = works[works["venue"].str.contains(r" \d+, no[.] \d", na=False)]
    assert (
        len(articles) >= 7
        and (articles["doi"].notna() | (articles["source_id"] == "cha-2010")).all()
    )  # no DOI of Cha's was found


def test_commitments_are_all_there():
    commitments = summit.load("commitments")
    expected = [
        "O1",
        *(f"P{n}" for n in range(1, 20)),
        *(f"G{n}" for n in range(1, 14)),
        *(f"I{n}" for n in range(1, 14)),
        "V1",
    ]
    assert list(commitments["commitment_id"]) == expected
    pillar = {
        "O": "opening",
        "P": "peace",
        "G": "growth",
        "I": "indo-pacific",
        "V": "invitation",
    }
    assert list(commitments["pillar"]) == [pillar[name[0]] for name in expected]


def test_a_commitment_names_a_paragraph_if_and_only_if_the_article_carries_it():
    commitments = summit.load("commitments")
    absent = commitments["article_coverage"] == "absent"
    other = commitments.loc[commitments["article_paragraph"].isna() != absent]
    assert other.empty, (
        "commitments.csv: what is absent has no article_paragraph, all else has one; look "
        f"at {list(other['commitment_id'])}"
    )
    assert (
        commitments["article_also"].isna() | commitments["article_paragraph"].notna()
    ).all()


def test_what_the_article_carries_in_full_names_nothing_that_it_leaves_out():
    commitments = summit.load("commitments").query("article_coverage == 'full'")
    named = summit.load("mentions").merge(commitments["commitment_id"])
    named = named.merge(summit.load("entities"), on="entity_id")
    missing = named.loc[~named["in_article"], ["commitment_id", "entity_id"]]
    assert missing.empty, (
        "commitments.csv has these as full, but by in_article in entities.csv the article "
        f"does not name what they name; look at the article:\n{missing.to_string()}"
    )


def test_one_verb_has_one_strength():
    assert (summit.load("commitments").groupby("verb")["strength"].nunique() == 1).all()


RULES = [  # those of data/README.md, in their order
    (r"\b(?:instructed|accepted)\b", "acts"),
    (r"\b(?:reaffirmed|reiterated)\b", "affirms"),
    (r"\b(?:intend|will seek to|resolved|determination|desire|intention)\b", "intends"),
    (
        r"\b(?:affirmed|emphasized|underscored|confirmed importance|expressed concern)\b",
        "affirms",
    ),
    (r"\b(?:opposed|welcomed|encouraged|expressed support)\b", "responds"),
    ("", "notes"),
]


def test_strength_follows_its_rules():
    for row in summit.load("commitments").itertuples():
        assert row.strength == next(
            strength for rule, strength in RULES if re.search(rule, row.verb)
        ), row.commitment_id


def test_every_entity_is_mentioned():
    assert set(summit.load("mentions")["entity_id"]) == set(
        summit.load("entities")["entity_id"]
    )


def test_events_cover_the_period_and_match_their_ids():
    events = summit.load("events")
    assert len(events) >= 60
    assert events["date"].min().year == 1951
    late = list(events.loc[events["date"] > pd.Timestamp(PACKAGE["as_of"]), "event_id"])
    assert not late, (
        f"events.csv goes beyond {PACKAGE['as_of']}, as_of in datapackage.json: {late}. "
        "Move as_of on (data/README.md, The yearly round), or leave them out."
    )
    assert (events["event_id"].str[:10] == events["date"].dt.strftime("%Y-%m-%d")).all()
    assert (
        events.sort_values(["date", "event_id"], kind="stable").index == events.index
    ).all()
    assert (events.loc[events["date_precision"] == "month", "date"].dt.day == 1).all()


def test_every_commitment_has_a_status_from_a_dated_source():
    rows = summit.load("follow_through").merge(summit.load("sources"), on="source_id")
    assert sorted(rows["commitment_id"]) == sorted(
        summit.load("commitments")["commitment_id"]
    )
    assert rows["date"].notna().all() and (rows["date"] <= rows["as_of"]).all()
    found = rows["status"] != "nothing found"
    assert (
        rows.loc[found, "evidence_date"].notna().all()
        and rows.loc[~found, "evidence_date"].isna().all()
    )
    assert (rows.loc[found, "evidence_date"] > pd.Timestamp("2025-02-07")).all()
    assert (
        rows.loc[found, "date"] >= rows.loc[found, "evidence_date"]
    ).all()  # no source is older than what it reports
    other = list(
        rows.loc[rows["as_of"] != pd.Timestamp(PACKAGE["as_of"]), "commitment_id"]
    )
    assert not other, (
        f"datapackage.json has as_of {PACKAGE['as_of']}; these rows of follow_through.csv "
        f"have another day, look at each again: {other}"
    )


UNTIL = re.compile(
    r"\b(?:[Uu]p to|[Uu]ntil|[Aa]s of|[Bb]y) (?:\d+ )?([A-Z][a-z]+ \d{4})"
)


def until_another_month(evidence, as_of):
    """Return the months up to which an evidence says that nothing was found, as_of's left out."""
    months = UNTIL.findall(evidence) if "found" in evidence else []
    return [month for month in months if month != f"{as_of:%B %Y}"]


def test_evidence_that_says_until_when_we_looked_says_the_month_of_as_of():
    rows = summit.load("follow_through").set_index("commitment_id")
    stale = {
        name: months
        for name, row in rows.iterrows()
        if (months := until_another_month(row["evidence"], row["as_of"]))
    }
    assert not stale, (
        f"data/follow_through.csv has another as_of; look again, and rewrite: {stale}"
    )
    evidence = "A date was set; none was found up to May 2026."
    assert until_another_month(evidence, pd.Timestamp("2027-05-26")) == ["May 2026"]
    assert not until_another_month(evidence, pd.Timestamp("2026-05-26"))


def test_evidence_has_the_date_of_its_event():
    rows = (
        summit.load("follow_through")
        .dropna(subset=["event_id"])
        .merge(summit.load("events"), on="event_id")
    )
    other = list(rows.loc[rows["evidence_date"] != rows["date"], "commitment_id"])
    assert len(rows) > 20 and not other, (
        f"evidence_date in follow_through.csv is not the day of the event: {other}"
    )


def test_nothing_found_says_what_was_looked_for_and_never_that_nothing_was_done():
    rows = summit.load("follow_through")
    for evidence in rows.loc[rows["status"] == "nothing found", "evidence"]:
        assert re.search(r"\bfound\b|not measured", evidence) and not re.search(
            r"not done|nothing happened|failed", evidence
        )


def test_glossary_has_forty_terms():
    assert len(summit.load("glossary")) == 40


def test_partnerships_have_members_who_leave_after_they_join():
    memberships = summit.load("memberships")
    assert (memberships["partnership_id"].value_counts() >= 2).all()
    assert set(memberships["partnership_id"]) == set(
        summit.load("partnerships")["partnership_id"]
    )
    assert (
        memberships["left"].isna() | (memberships["left"] >= memberships["joined"])
    ).all()


def test_files_are_plain_utf_8_with_unix_line_ends():
    for resource in TABLES.values():
        data = (ROOT / "data" / resource["path"]).read_bytes()
        assert (
            not data.startswith(b"\xef\xbb\xbf")
            and b"\r" not in data
            and data.endswith(b"\n")
        )
        assert (
            len(set(map(len, csv.reader(data.decode("utf-8").splitlines(True))))) == 1
        )


def observations(series_id):
    indicators = summit.load("indicators")
    indicators = indicators[indicators["series_id"] == series_id]
    return indicators.set_index(["iso3", "partner", "year"])["value"]


@pytest.mark.parametrize(("vintage", "tolerance"), [("", 0.11), ("-april-2025", 0.11)])
def test_trade_balances_are_exports_minus_imports(vintage, tolerance):
    balance = observations(f"us-goods-balance{vintage}")
    gap = (
        observations(f"us-goods-exports{vintage}")
        - observations(f"us-goods-imports{vintage}")
        - balance
    )
    assert len(balance) and gap.reindex(balance.index).abs().max() <= tolerance


def test_bounds_enclose_the_ideal_points():
    point, low, high = (
        observations(f"un-ideal-point{bound}") for bound in ("", "-low", "-high")
    )
    assert (
        (low < point).all()
        and (point < high).all()
        and low.index.equals(point.index)
        and high.index.equals(point.index)
    )


def test_goods_and_services_add_up_to_the_rounding():
    for flow in ("exports", "imports"):
        parts = observations(f"us-goods-{flow}-bop") + observations(
            f"us-services-{flow}"
        )
        assert (parts - observations(f"us-goods-services-{flow}")).abs().max() <= 1


def test_every_series_is_observed_and_every_term_is_counted_in_every_statement():
    assert set(summit.load("series")["series_id"]) == set(
        summit.load("indicators")["series_id"]
    )
    counts = summit.load("term_counts")
    assert len(counts) == len(summit.load("terms")) * len(summit.load("statements"))


def test_outlines_have_no_seam():
    features = json.loads(
        (ROOT / "data" / "outlines.geojson").read_text(encoding="utf-8")
    )["features"]
    for feature in features:
        shape = feature["geometry"]
        for part in (
            shape["coordinates"]
            if shape["type"] == "MultiPolygon"
            else [shape["coordinates"]]
        ):
            assert all(60 <= x <= 240 for x, _ in part[0])
            inside = [
                (a, b)
                for (a, y), (b, z) in zip(part[0], part[0][1:])
                if not y == z == 65
            ]  # 65: the cut edge
            assert max((abs(a - b) for a, b in inside), default=0) < 60, feature[
                "properties"
            ]
