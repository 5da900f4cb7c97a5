"""A table that does not keep its promise is refused, with the place and the remedy."""

import copy
import csv
import io
import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

import summit
from summit.data import DataError, levels
from summit.loading import values
from summit.loading.package import LEVELS, package

from conftest import ROOT, edit

# a row of the table as it stands, whatever it says today
ROW = next(
    line
    for line in (ROOT / "data" / "commitments.csv").read_text("utf-8").splitlines()
    if line.startswith("P5,")
)
VERB, COVERAGE = (next(csv.reader([ROW]))[column] for column in (3, 8))


PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {
    resource["name"]: resource["schema"]["fields"]
    for resource in PACKAGE["resources"]
    if "schema" in resource
}


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def refused(data, table, file=None):
    """Load a table that must be refused, in sentences and without a regular expression; return (error, message)."""
    with pytest.raises(DataError) as caught:
        summit.load(table, data)
    error, message = caught.value, str(caught.value)
    assert (
        message.startswith(f"data/{file or table + '.csv'}")
        and "How to mend it:" in message
    )
    assert (
        error.found.endswith(".") and error.mend.endswith(".") and "\n" not in message
    )
    assert not re.search(r"\[\^|\]\+|\]\{|\)\*|\\[dwsb.]|\(\?", message), message
    return error, message


def put(data, table, row, column, value):
    """Write a value into a cell of a table; return the line it stands on. Row 0 is the first below the header."""
    file = data / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    rows[row + 1][rows[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return row + 2


def row_of(table, key):
    frame = summit.load(table)
    return list(frame.iloc[:, 0]).index(key)


def line_of(data, table, text):
    lines = (data / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(text))


def test_missing_file(data):
    (data / "events.csv").unlink()
    assert "missing" in refused(data, "events")[1]


def test_unknown_table():
    with pytest.raises(DataError, match="choose one of .*commitments"):
        summit.load("comitments")


def test_missing_package(data):
    (data / "datapackage.json").unlink()
    with pytest.raises(DataError, match="datapackage.json: the file is missing"):
        summit.load("events", data)


def test_broken_package(data):
    edit(
        data / "datapackage.json",
        '"name": "reading-a-summit",',
        '"name": "reading-a-summit"',
    )
    with pytest.raises(DataError, match="not valid JSON"):
        summit.load("events", data)


def test_missing_column(data):
    file = data / "article.csv"
    rows = [
        line.rsplit(",", 1)[0] for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    error, message = refused(data, "article")
    assert error.line == 1 and error.column == "source_id" and "missing" in message


def test_extra_column(data):
    file = data / "article.csv"
    rows = [line + ",x" for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    error, message = refused(data, "article")
    assert (error.line, error.column) == (
        1,
        "x",
    ) and "not in datapackage.json" in message


def test_misspelt_column(data):
    edit(data / "commitments.csv", "article_coverage", "article_covrage")
    error, message = refused(data, "commitments")
    assert (error.line, error.column) == (
        1,
        "article_covrage",
    ) and "rename it to article_coverage" in message


def test_wrong_type(data):
    edit(data / "memberships.csv", "JPN,1951,", "JPN,since 1951,")
    error, message = refused(data, "memberships")
    assert (
        error.line == 2
        and error.column == "joined"
        and "'since 1951'" in message
        and "four digits" in message
    )


@pytest.mark.parametrize(
    "bad", ["2/7/2025", "2025-2-7", "20250207", "2025-02-30", "7 February 2025"]
)
def test_bad_date(data, bad):
    line = line_of(data, "events", "2025-02-07-ishiba-trump-summit")
    edit(
        data / "events.csv",
        "2025-02-07-ishiba-trump-summit,2025-02-07,",
        f"2025-02-07-ishiba-trump-summit,{bad},",
    )
    error, message = refused(data, "events")
    assert (
        (error.line, error.column) == (line, "date")
        and bad in message
        and "2025-02-07" in message
    )


def test_duplicate_id(data):
    edit(data / "commitments.csv", "\nP6,", "\nP5,")
    error, message = refused(data, "commitments")
    assert (
        error.line == line_of(data, "commitments", "P5") + 1
        and f"line {error.line - 1}" in message
    )


def test_unknown_foreign_key(data):
    edit(data / "commitments.csv", ROW, ROW.replace("statement-2025", "statement-2052"))
    error, message = refused(data, "commitments")
    assert (error.line, error.column) == (
        line_of(data, "commitments", "P5"),
        "source_id",
    )
    assert (
        "did you mean statement-2025? If not, add it" in message
        and "data/sources.csv" in message
    )


def test_value_outside_the_allowed_ones(data):
    edit(data / "commitments.csv", ROW, ROW.replace(COVERAGE, f"{COVERAGE}x"))
    error, message = refused(data, "commitments")
    assert (
        error.column == "article_coverage"
        and "full, partial, absent" in message
        and f"did you mean {COVERAGE}? If so" in message
    )


def test_empty_required_cell(data):
    edit(data / "commitments.csv", ROW, ROW.replace(f",{VERB},", ",,"))
    assert refused(data, "commitments")[0].column == "verb"


def test_number_out_of_range(data):
    edit(data / "countries.csv", "35.69", "135.69")
    error, message = refused(data, "countries")
    assert (
        error.column == "latitude"
        and "between -56 and 72" in message
        and "swap" in message
    )


NO_NUMBERS = [
    "1_951",
    "19_5",
    "１９５１",
    "nan",
    "inf",
    "35,69",
    "35.69 N",
    "1_0",
    "３５",
    "٣٥",
    "1e1",
    "+35.69",
    "035.69",
    ".5",
    "35.",
    "--35",
    "−35",
    "0x23",
    "1/2",
    "1" * 400,
    "0." + "1" * 400,
    "35.69\u00a0",
    "½",
]


@pytest.mark.parametrize(
    ("table", "column", "more"),
    [
        ("countries", "latitude", []),
        ("article", "words", ["1.0"]),
        ("memberships", "joined", ["2001.0"]),
        ("events", "date", ["2025"]),
    ],
)
def test_not_a_number(data, table, column, more):
    for bad in [*NO_NUMBERS, *more]:
        line = put(data, table, 0, column, bad)
        error, message = refused(data, table)
        assert (error.line, error.column) == (line, column) and len(message) < 500, bad


def test_digits_of_another_script_are_named(data):
    put(data, "article", 0, "words", "７７")
    assert "English keyboard" in refused(data, "article")[1]


def bounded():
    return [
        (table, field)
        for table, fields in FIELDS.items()
        for field in fields
        if field["type"] in ("date", "year", "integer")
    ]


@pytest.mark.parametrize(
    ("table", "field"),
    bounded(),
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_every_date_year_and_count_has_bounds(data, table, field):
    shapes = {
        "date": ("1025-02-07", "9999-12-31"),
        "year": ("0025", "9999"),
        "integer": ("-1", "999999999"),
    }
    for bad in shapes[field["type"]]:
        line = put(data, table, 0, field["name"], bad)
        error, message = refused(data, table)
        assert (
            (error.line, error.column) == (line, field["name"])
            and f"'{bad}'" in message
            and " between " in message
        )


@pytest.mark.parametrize(
    ("table", "column", "bad"),
    [
        ("statements", "statement_id", "statement-1999"),
        ("statements", "statement_id", "foo"),
        ("term_counts", "statement_id", "statement-2052"),
        ("indicators", "iso3", "JNP"),
        ("indicators", "partner", "XXX"),
        ("follow_through", "event_id", "2025-02-07-no-event"),
        ("points", "lesson", "1"),
        ("sources", "language", "English"),
    ],
)
def test_a_name_that_names_nothing(data, table, column, bad):
    line = put(data, table, 0, column, bad)
    error, message = refused(data, table)
    assert (error.line, error.column) == (line, column) and f"'{bad}'" in message


def places():
    return [
        (table, key)
        for table in ("countries", "entities")
        for key in summit.load(table).dropna(subset=["latitude"]).iloc[:, 0]
    ]


@pytest.mark.parametrize(("table", "key"), places())
def test_a_misplaced_place_is_refused(data, table, key):
    row = row_of(table, key)
    lat, lon = (summit.load(table)[column][row] for column in ("latitude", "longitude"))
    for bad in [(lon, lat), (-lat, lon), (lat, -lon), (lat / 10, lon), (lat, lon / 10)]:
        if max(abs(bad[0] - lat), abs(bad[1] - lon)) <= 2:
            continue  # a minus sign before 2.35 is no more than a short way
        for column, value in zip(("latitude", "longitude"), bad):
            line = put(data, table, row, column, f"{value:.2f}")
        error, message = refused(data, table)
        assert (
            error.line == line
            and "swap" in message
            and ("latitude" in error.column or "longitude" in error.column)
        )


def test_half_a_place_is_refused(data):
    row = row_of("entities", "moon")
    put(data, "entities", row, "latitude", "1.0")
    assert "write both, or neither" in refused(data, "entities")[1]


def test_a_place_that_lost_its_coordinates_is_refused(data):
    row = row_of("entities", "japan")
    for column in ("latitude", "longitude"):
        put(data, "entities", row, column, "")
    assert refused(data, "entities")[0].line == row + 2


# --- what a spreadsheet, a keyboard or a copy does to a cell -----------------------------------------------------

INVISIBLE = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u0001",
    "\t",
    "\x0b",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u2007",
    "\u202f",
    "\u2009",
    "\u2011",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\U000e0100",
    "\U000e0041",
    "\ue000",
    "\ufffe",
    "\n",
    "\r",
]
DAMAGED = [
    *(f"Article{sign}V" for sign in INVISIBLE),
    "Article \ufffd",
    "\ufffd",
    "??",
    "the ??? of 2025",
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#BEZUG!",
    "#NV",
    "#####",
    "Err:502",
    "see #REF! there",
    "=A1",
    "=1+1",
    "=HYPERLINK(A1)",
    "@SUM(A1)",
    "+A1",
    "nan",
    "NaN",
    "NULL",
    "<NA>",
    *(
        "Café, the Prime Minister’s “statement” – 日米同盟ー".encode()
        .decode("latin-1")
        .split(" ")[n]
        for n in (0, 3, 4, 5, 6)
    ),
    "Café".encode().decode("cp1252"),
    "minister’s".encode().decode("cp1252"),
    "—".encode().decode("cp1252"),
    "ūō".encode().decode("latin-1"),
    "日本".encode().decode("latin-1"),
    "日米".encode().decode("cp1252"),
    "minister’s".encode().decode("mac-roman"),
    "これはペンです".encode().decode("cp932", "ignore"),
    unicodedata.normalize("NFD", "shunō"),
    unicodedata.normalize("NFD", "が"),
]


def test_damaged_text_is_refused(data):
    row = row_of("commitments", "P5")
    for bad in DAMAGED:
        line = put(data, "commitments", row, "summary", bad)
        error, message = refused(data, "commitments")
        assert (error.line, error.column) == (line, "summary") and not set(
            message
        ) & set(INVISIBLE), ascii(bad)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("two\nlines", "after 'two' stands a line break"),
        ("\u200bx", "it begins with a character that cannot be seen (U+200B)"),
        ("x\u00a0y", "after 'x' stands a space of an unusual kind (U+00A0)"),
        ("=A1", "begins with '='"),
        ("#REF!", "'#REF!', an error"),
    ],
)
def test_damage_is_said_in_words(bad, words):
    assert words in values.damage(bad)[0]


@pytest.mark.parametrize(
    "good",
    [
        "Café",
        "naïve",
        "São Tomé",
        "SÃO",
        "Île-de-France",
        "Ångström",
        "Ägypten",
        "Côte d’Ivoire",
        "“Café” – a “déjà vu”…",
        "Łódź",
        "shunō kyōdō",
        "Türkiye",
        "CAFÉ",
        "São Paulo’s",
        "日米豪印(「クアッド」)",
        "重要鉱物、ほか",
        "第5条",
        "ガイドライン　指針",
        "縺れ",
        "What next?",
        "100 %",
        "#1 partner",
        "#AUKUS",
        "the “café…”",
        "the Quad (+ 2)",
        "+81",
        "-5",
        "3 = 3",
        "a@b",
        "N/A for 2025",
        "None",
        "é",
        "½",
        "€5",
        "À la carte",
        "ß",
        "straße",
        "Ψ",
        "Москва",
        "한국",
        "ﬁ",
    ],
)
def test_sound_text_is_taken(good):
    assert values.damage(good) is None


@pytest.mark.parametrize("table", FIELDS)
def test_every_cell_of_every_table_is_looked_at(data, table):
    before = (data / f"{table}.csv").read_bytes()
    for field in FIELDS[table]:
        for bad in ("#REF!", "x\u200by", "=A1"):
            line = put(data, table, 1, field["name"], bad)
            error, message = refused(data, table)
            assert (error.line, error.column) == (line, field["name"])
            assert re.search(
                r"error message of a spreadsheet|cannot be seen \(U\+200B\)|take it for a formula",
                message,
            )
            (data / f"{table}.csv").write_bytes(before)


JAPANESE = [
    (table, field["name"])
    for table, fields in FIELDS.items()
    for field in fields
    if field["name"] in ("japanese", "name_ja")
]


@pytest.mark.parametrize(("table", "column"), [*JAPANESE, ("glossary", "romaji")])
def test_japanese_that_became_question_marks(data, table, column):
    for bad in ("?", "5?", "Quad ?", "??10", "Кvad"):
        line = put(data, table, 2, column, bad)
        error, message = refused(data, table)
        assert (
            (error.line, error.column) == (line, column)
            and "CSV UTF-8" in message
            and "question mark" in message
        ), bad


@pytest.mark.parametrize(("table", "column"), JAPANESE)
def test_a_japanese_column_needs_japanese(data, table, column):
    put(data, table, 2, column, "Japan")
    assert "at least one Japanese character" in refused(data, table)[1]


@pytest.mark.parametrize("table", ["glossary", "entities", "countries"])
def test_plain_csv_of_excel_is_refused(data, table):
    file = data / f"{table}.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252", "replace"))
    assert "CSV UTF-8" in refused(data, table)[1]


@pytest.mark.parametrize("table", ["glossary", "entities", "countries", "sources"])
@pytest.mark.parametrize(
    "encoding",
    ["shift_jis", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "gb18030", "utf-32"],
)
def test_another_encoding_is_refused(data, table, encoding):
    file = data / f"{table}.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding, "replace"))
    error, message = refused(data, table)
    assert (
        "Unicode text" in message
        if encoding == "utf-16-le"
        else error.line or encoding.startswith("utf")
    )


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252", "cp932", "mac-roman"])
@pytest.mark.parametrize("table", ["glossary", "entities", "countries", "sources"])
def test_utf_8_read_as_something_else_and_saved_again_is_refused(data, table, read_as):
    file = data / f"{table}.csv"
    file.write_text(
        file.read_bytes().decode(read_as, "replace"), encoding="utf-8", newline="\n"
    )
    refused(data, table)


BAD_ADDRESSES = [
    "javascript:alert(1)",
    "http://",
    "https://x",
    "ftp://example.org/",
    "https://example.org/a b",
    "https://example.org/(a)",
    'https://example.org/"',
    "https://example.org/'",
    "https://example.org/<b>",
    "https://example.org/[a]",
    "https://example.org\\a",
    "https://example.org/`",
    "https://example.org/{a}",
    "https://example.org/|",
    "https://example.org/%zz",
    "https://user@example.org/",
    "HTTPS://example.org/\u65e5\u672c",
    " https://example.org/",
    "https://example.org/)![x](y",
    "//example.org/",
    "data:text/html,x",
    "https://example.org/\njavascript:alert(1)",
    "jaVaScRiPt:x//https://example.org/",
    "https://example.org/^",
]


def test_an_address_that_could_break_out_is_refused(data):
    for bad in BAD_ADDRESSES:
        line = put(data, "sources", 3, "url", bad)
        error, _ = refused(data, "sources")
        assert (error.line, error.column) == (line, "url"), bad


@pytest.mark.parametrize(
    "good",
    [
        "https://example.org",
        "http://example.co.jp:8080/a_b/%E6%97%A5%27.html?x=1&y=2#z",
        "https://a.org?x=1",
    ],
)
def test_an_address_of_the_usual_kinds_is_taken(data, good):
    put(data, "sources", 3, "url", good)
    assert summit.load("sources", data)["url"][3] == good


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (table, field)
        for table, fields in FIELDS.items()
        for field in fields
        if "pattern" in field.get("constraints", {})
    ],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_a_pattern_is_said_in_words(data, table, field):
    put(data, table, 0, field["name"], "!")
    _, message = refused(data, table)
    assert field["form"] in message and field["constraints"]["pattern"] not in message


def test_a_lost_zero(data):
    file = data / "points.csv"  # what LibreOffice makes of it
    file.write_text(
        re.sub(
            r"^(C\w+),0(\d),", r"\1,\2,", file.read_text(encoding="utf-8"), flags=re.M
        ),
        encoding="utf-8",
    )
    error, message = refused(data, "points")
    assert (
        (error.line, error.column) == (2, "lesson")
        and "two digits, such as 01" in message
        and "as text" in message
    )


def test_stray_space(data):
    edit(data / "commitments.csv", ROW, ROW.replace(VERB, f"{VERB} "))
    assert "delete the space" in refused(data, "commitments")[1]


def test_short_row(data):
    edit(data / "commitments.csv", ROW, ROW.rsplit(",", 2)[0])
    error, message = refused(data, "commitments")
    assert (
        error.line == line_of(data, "commitments", "P5")
        and "has 12 cells, but the header has 14" in message
    )


def test_blank_line(data):
    edit(data / "commitments.csv", ROW + "\n", ROW + "\n\n")
    error, message = refused(data, "commitments")
    assert error.line == line_of(data, "commitments", "P5") + 1 and "blank" in message


def test_empty_file(data):
    (data / "events.csv").write_bytes(b"")
    error, message = refused(data, "events")
    assert error.line == 1 and "empty" in message


def test_latin_1_bytes(data):
    line = line_of(data, "glossary", "quad")
    edit(data / "glossary.csv", "\nquad,Quad", b"\nquad,Qu\xe9d")
    error, message = refused(data, "glossary")
    assert error.line == line and "CSV UTF-8" in message


def test_semicolons(data):
    file = data / "article.csv"
    file.write_bytes(file.read_bytes().replace(b",", b";"))
    error, message = refused(data, "article")
    assert error.line == 1 and "not separated by commas" in message


def test_unmatched_quotation_mark(data):
    edit(
        data / "events.csv",
        "First Japan-U.S. security treaty signed",
        '"First" Japan-U.S. security treaty signed',
    )
    error, message = refused(data, "events")
    assert (
        error.line == line_of(data, "events", "1951-09-08")
        and "quotation marks" in message
    )


def test_line_numbers_count_lines_of_the_file_not_rows(data):
    edit(
        data / "commitments.csv",
        "\nP5,",
        '\nP50,peace,5,noted,notes,both,test,"two\nlines",absent,,,,,statement-2025\nP5,',
    )
    edit(data / "commitments.csv", ROW, ROW.rsplit(",", 2)[0])
    assert refused(data, "commitments")[0].line == line_of(data, "commitments", "P5,")


def test_what_excel_saves_loads_without_complaint(data):
    expected = summit.load("entities", data)
    file = data / "entities.csv"
    text = (
        file.read_bytes()
        .replace(b"\n", b"\r\n")
        .replace(b",true,", b",TRUE,")
        .replace(b",false,", b",FALSE,")
    )
    file.write_bytes(b"\xef\xbb\xbf" + text)
    pd.testing.assert_frame_equal(summit.load("entities", data), expected)


def test_columns_may_stand_in_another_order(data):
    expected = summit.load("article", data)
    pd.read_csv(data / "article.csv")[expected.columns[::-1]].to_csv(
        data / "article.csv", index=False
    )
    pd.testing.assert_frame_equal(summit.load("article", data), expected)


def test_nothing_is_dropped_or_changed():
    package = json.loads(
        (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    for resource in package["resources"]:
        if "schema" not in resource:
            continue
        raw = pd.read_csv(
            ROOT / "data" / resource["path"], dtype=str, keep_default_na=False
        )
        frame = summit.load(resource["name"])
        assert len(frame) == len(raw) and list(frame.columns) == list(raw.columns)
        for field in resource["schema"]["fields"]:
            name = field["name"]
            assert frame[name].isna().tolist() == (raw[name] == "").tolist()
            if field["type"] == "string":
                assert frame[name].fillna("").tolist() == raw[name].tolist()
            if field["type"] == "date":
                assert (
                    frame[name].dt.strftime("%Y-%m-%d").fillna("").tolist()
                    == raw[name].tolist()
                )


def test_types():
    assert str(summit.load("events")["date"].dtype).startswith("datetime64")
    assert summit.load("partnerships")["mutual_defense"].dtype == bool
    assert summit.load("memberships")["joined"].dtype == "int64"
    assert summit.load("entities")["latitude"].dtype == "float64"


def test_levels_and_columns():
    assert levels("commitments", "article_coverage") == [
        "full",
        "partial",
        "absent",
    ]
    assert "verb" in set(summit.columns("commitments")["column"])
    with pytest.raises(DataError, match="not a column with a fixed list"):
        levels("commitments", "summary")
    with pytest.raises(
        DataError, match="choose one of pillar, strength, actor, article_coverage"
    ):
        levels("commitments", "no such column")


@pytest.mark.parametrize(
    "name", [None, 1, ["events"], "", "outlines", "../data/events", "events.csv"]
)
def test_a_name_that_is_no_table(name):
    for ask in (summit.load, summit.columns, lambda name: levels(name, "kind")):
        with pytest.raises(DataError, match="no such table"):
            ask(name)


# --- files that cannot be read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["events.csv", "sources.csv", "datapackage.json"])
def test_a_folder_in_the_place_of_a_file(data, file):
    (data / file).unlink()
    (data / file).mkdir()
    assert "cannot be read" in refused(data, "events", file)[1]


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied"),
        OSError(5, "Input/output error"),
        OSError("odd"),
        TimeoutError(),
    ],
)
@pytest.mark.parametrize("file", ["events.csv", "sources.csv", "datapackage.json"])
def test_a_file_that_cannot_be_read(data, monkeypatch, file, error):
    read = Path.read_bytes

    def read_bytes(path):
        if path.name == file:
            raise error
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    _, message = refused(data, "events", file)
    assert (error.strerror or type(error).__name__) in message


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "data").write_text("")
    refused(tmp_path / "data", "events", "datapackage.json")


# --- a table is checked once, and a change is noticed ------------------------------------------------------------


@pytest.mark.parametrize("table", FIELDS)
def test_every_load_gives_a_frame_of_its_own(table):
    kept = summit.load(table).copy()
    mine = summit.load(table)
    mine.iloc[:, :] = mine.iloc[::-1].to_numpy()
    mine.columns = [name.upper() for name in mine.columns]
    mine.columns.name, mine.index.name, mine.attrs["mine"] = "mine", "mine", 1
    del mine[mine.columns[0]]
    again = summit.load(table)
    pd.testing.assert_frame_equal(again, kept)
    assert again.columns.name is None and again.index.name is None and not again.attrs


def test_a_list_of_levels_is_a_new_one():
    levels("commitments", "actor").clear()
    assert levels("commitments", "actor")


def test_a_changed_file_is_noticed_even_where_its_size_and_its_time_are_the_same(data):
    file = data / "article.csv"
    summit.load("article", data)
    before = file.stat()
    edit(file, ",77,", ",78,")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert summit.load("article", data)["words"][0] == 78


def test_a_table_it_points_to_and_the_package_are_looked_at_again(data):
    summit.load("article", data)
    edit(data / "sources.csv", "\narticle-2025,", "\narticle-2052,")
    assert "not in data/sources.csv" in refused(data, "article")[1]
    edit(data / "sources.csv", "\narticle-2052,", "\narticle-2025,")
    summit.load("article", data)
    edit(data / "datapackage.json", '"name": "words"', '"name": "wordz"')
    assert "rename it to wordz" in refused(data, "article")[1]


def test_a_table_is_read_cell_by_cell_only_once(data, monkeypatch):
    edit(data / "article.csv", ",77,", ",79,")
    summit.load("article", data)
    monkeypatch.setattr(values, "read", lambda field, text: pytest.fail("read again"))
    summit.load("article", data)


# --- datapackage.json is checked as strictly ---------------------------------------------------------------------

SMALL = {
    "name": "small",
    "title": "A small package",
    "description": "For a test.",
    "as_of": "2026-05-26",
    "resources": [
        {
            "name": "places",
            "path": "places.csv",
            "description": "a place",
            "schema": {
                "fields": [
                    {
                        "name": "place",
                        "type": "string",
                        "description": "Its name.",
                        "form": "small letters",
                        "mend": "Write small letters.",
                        "constraints": {"required": True, "pattern": "[a-z]+"},
                    },
                    {
                        "name": "latitude",
                        "type": "number",
                        "description": "Latitude.",
                        "unit": "degrees",
                        "constraints": {"minimum": -56, "maximum": 72},
                    },
                    {
                        "name": "longitude",
                        "type": "number",
                        "description": "Longitude.",
                    },
                ],
                "primaryKey": ["place"],
                "boxes": {"tokyo": [34, 37, 138, 141]},
            },
        },
        {
            "name": "visits",
            "path": "visits.csv",
            "description": "a visit",
            "schema": {
                "fields": [
                    {"name": "place", "type": "string", "description": "Where."},
                    {
                        "name": "day",
                        "type": "date",
                        "description": "When.",
                        "constraints": {
                            "minimum": "1951-01-01",
                            "maximum": "2030-12-31",
                        },
                    },
                    {
                        "name": "year",
                        "type": "year",
                        "description": "When.",
                        "constraints": {"minimum": 1951},
                    },
                    {
                        "name": "kind",
                        "type": "string",
                        "description": "What.",
                        "constraints": {"enum": ["one", "two"]},
                    },
                    {
                        "name": "guests",
                        "type": "integer",
                        "description": "How many.",
                        "constraints": {"maximum": 9},
                    },
                    {"name": "open", "type": "boolean", "description": "Whether."},
                ],
                "primaryKey": ["place", "day"],
                "foreignKeys": [
                    {
                        "fields": ["place"],
                        "reference": {"resource": "places", "fields": ["place"]},
                    }
                ],
            },
        },
        {"name": "map", "path": "map.geojson", "description": "a map"},
    ],
}
ROWS = {
    "places.csv": "place,latitude,longitude\ntokyo,35.69,139.69\n",
    "visits.csv": "place,day,year,kind,guests,open\ntokyo,2025-02-07,2025,one,5,true\n",
}
GONE = object()
WRONG = [
    GONE,
    None,
    True,
    False,
    0,
    -1.5,
    "",
    " ",
    "x",
    "(",
    "a{99999999999}",
    [],
    {},
    [[]],
    [None],
    ["x"],
    [1],
    {"x": 1},
    {"x": None},
    int("9" * 400),
    float("inf"),
    float("nan"),
    "\ud800",
    "\u200b",
    "2025-02-07",
    1951,
    [1, 2, 3, 4],
    ["x", "x"],
]


def ways(thing, way=()):
    """Return the way to every entry of a nested thing, as tuples of keys and numbers."""
    entries = (
        thing.items()
        if isinstance(thing, dict)
        else enumerate(thing)
        if isinstance(thing, list)
        else ()
    )
    return [
        found
        for key, value in entries
        for found in ((*way, key), *ways(value, (*way, key)))
    ]


def altered(thing, way, value):
    thing = json.loads(json.dumps(thing))  # many times faster than copy.deepcopy
    inner = thing
    for key in way[:-1]:
        inner = inner[key]
    if value is GONE:
        del inner[way[-1]]
    else:
        inner[way[-1]] = copy.deepcopy(value)
    return thing


@pytest.fixture
def small(tmp_path):
    for name, text in ROWS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(SMALL), encoding="utf-8")
    return tmp_path


def ask_everything(data):
    """Ask all that can be asked of a package; return the errors, all of which must be DataErrors."""
    questions = [lambda: summit.tables(data)]
    for table in ("places", "visits"):
        questions += [
            lambda t=table: summit.load(t, data),
            lambda t=table: summit.columns(t, data),
        ]
    questions.append(lambda: levels("visits", "kind", data))
    errors = []
    for question in questions:
        try:
            question()
        except DataError as error:
            assert (
                error.found.endswith(".")
                and error.mend.endswith(".")
                and len(str(error)) < 600
            )
            errors.append(error)
    return errors


def test_the_small_package_holds_every_entry_that_the_loader_knows(small):
    keys = {key for way in ways(SMALL) for key in way if isinstance(key, str)}
    assert {key for level in LEVELS.values() for key in level} <= keys
    assert not ask_everything(small)


@pytest.mark.parametrize("way", ways(SMALL), ids=lambda way: ".".join(map(str, way)))
def test_nothing_but_a_data_error_leaves_a_half_edited_package(small, way):
    for value in WRONG:
        (small / "datapackage.json").write_text(
            json.dumps(altered(SMALL, way, value)), encoding="utf-8"
        )
        errors = ask_everything(small)
        if value is None:
            assert len(errors) == 6 and {error.file for error in errors} == {
                "datapackage.json"
            }


@pytest.mark.parametrize(
    "level",
    [way for way in ways(SMALL) if isinstance(way[-1], str)],
    ids=lambda way: ".".join(map(str, way)),
)
def test_a_misspelt_entry_is_not_passed_over(small, level):
    *above, key = level
    thing = copy.deepcopy(SMALL)
    inner = thing
    for step in above:
        inner = inner[step]
    inner[f"{key}x"] = inner.pop(key)
    (small / "datapackage.json").write_text(json.dumps(thing), encoding="utf-8")
    if key != "tokyo":  # a box for another place
        assert ask_everything(small)[0].file == "datapackage.json"


def names_in(way):
    """Return the names of table and column that a way of the real package leads through."""
    here, names = PACKAGE, []
    for key in way:
        here = here[key]
        if isinstance(here, dict) and "name" in here and len(way) > 2:
            names.append(here["name"])
    return names


def test_the_message_names_the_table_and_the_column():
    known = {key for level in LEVELS.values() for key in level}
    checked = [
        way
        for way in ways(PACKAGE)
        if way[-1] in known and not {"licenses", "sources"} & set(way)
    ]
    assert len(checked) > 500
    for way in checked:
        with pytest.raises(DataError) as caught:
            package(json.dumps(altered(PACKAGE, way, None)).encode())
        message = str(caught.value)
        assert repr(way[-1]) in message and all(
            name in message for name in names_in(way[:-1]) if way[-1] != "name"
        )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"type": "string"', '"type": "text"', "must be one of string, integer"),
        (
            '"required": true',
            '"required": "true"',
            "true or false, without quotation marks",
        ),
        (
            '"required": true',
            '"requierd": true',
            "'requierd', which the loader does not know",
        ),
        ('"minimum": -56', '"minimum": 99', "greater than its maximum"),
        ('"minimum": -56', '"minimum": ' + "9" * 400, "at most 15 digits"),
        ('"minimum": -56', '"minimum": ' + "9" * 5000, "cannot|can be read|valid JSON"),
        ('"minimum": "1951-01-01"', '"minimum": "20250207"', "must be a date"),
        (
            '"pattern": "[a-z]+"',
            '"pattern": "[a-z"',
            "not a regular expression of Python",
        ),
        ('"form": "small letters", ', "", "no entry 'form'"),
        (
            '"primaryKey": ["place", "day"]',
            '"primaryKey": ["place", "day"], "boxes": {}',
            "not what they need",
        ),
        (
            '"name": "longitude", "type": "number"',
            '"name": "longitude", "type": "string"',
            "not what they need",
        ),
        (
            '"fields": [{"name": "place", "type": "string", "description": "Where."}',
            '"fields": [], "fieldz": [{}',
            "does not know|does not exist",
        ),
        (
            '"description": "How many.", "constraints": {"maximum": 9}',
            '"description": "How many.", "constraints": {"enum": ["1", "2"]}',
            "only a column of the type string",
        ),
        (
            '"resource": "places", "fields": ["place"]',
            '"resource": "places", "fields": ["place", "latitude"]',
            "point to one column",
        ),
        ('"For a test."', '"For a\u200btest."', "cannot be seen"),
        ('"a visit"', '"a \\ud800visit"', "cannot be seen"),
        (
            '"boxes": {"tokyo"',
            '"boxes": {}, "boxez": {"tokyo"',
            "'boxez', which the loader does not know",
        ),
        (
            '"path": "visits.csv"',
            '"path": "../visits.csv"',
            "must be the name of a file",
        ),
        ('"resource": "places"', '"resource": "place"', "does not exist"),
        ('"name": "visits"', '"name": "places"', "two resources"),
        ('"name": "guests"', '"name": "open"', "declares one of its columns twice"),
        ('"title": "A small package"', '"title": "A", "title": "B"', "stands twice"),
        ("[34, 37, 138, 141]", "[138, 141, 34, 37]", "south, north, west, east"),
        ('"resources"', '"resources', "not valid JSON"),
        ('"small"', "[" * 100_000, "JSON"),
    ],
)
def test_a_half_edited_package_is_told_what_to_do(small, old, new, words):
    edit(small / "datapackage.json", old, new)
    errors = ask_everything(small)
    assert (
        len(errors) == 6
        and errors[0].file == "datapackage.json"
        and re.search(words, str(errors[0]))
    ), errors


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "1", '"x"', "{", "{}", "nonsense", "\x00", "NaN"]
)
def test_a_package_that_is_something_else(small, text):
    (small / "datapackage.json").write_text(text, encoding="utf-8")
    assert len(ask_everything(small)) == 6


def test_a_package_cut_off_anywhere(small):
    whole = (small / "datapackage.json").read_bytes()
    for end in range(0, len(whole), 7):
        (small / "datapackage.json").write_bytes(whole[:end])
        assert len(ask_everything(small)) == 6


def test_a_package_of_notepad_is_taken(small):
    file = small / "datapackage.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b", ", b",\r\n"))
    assert not ask_everything(small)
