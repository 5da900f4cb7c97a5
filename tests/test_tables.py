"""A table that does not keep its promise is refused, with the place and the remedy."""

import json

import pandas as pd
import pytest
from conftest import ROOT, edit

import summit
from summit import DataError

ROW = "P5,peace,reaffirmed,affirms,both,territory,Article V of the treaty covers the Senkaku Islands,absent,,,statement-2025"


@pytest.fixture
def data(collection):
    return collection / "data"


def refused(data, table):
    with pytest.raises(DataError) as caught:
        summit.load(table, data)
    message = str(caught.value)
    assert f"data/{table}.csv" in message and "How to mend it:" in message
    return caught.value, message


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
    edit(data / "datapackage.json", '"name": "reading-a-summit",', '"name": "reading-a-summit"')
    with pytest.raises(DataError, match="not valid JSON"):
        summit.load("events", data)


def test_missing_column(data):
    file = data / "article.csv"
    rows = [line.rsplit(",", 1)[0] for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    error, message = refused(data, "article")
    assert error.line == 1 and error.column == "source_id" and "missing" in message


def test_extra_column(data):
    file = data / "article.csv"
    rows = [line + ",x" for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    error, message = refused(data, "article")
    assert (error.line, error.column) == (1, "x") and "not in datapackage.json" in message


def test_misspelt_column(data):
    edit(data / "commitments.csv", "article_coverage", "article_covrage")
    error, message = refused(data, "commitments")
    assert (error.line, error.column) == (1, "article_covrage") and "rename it to article_coverage" in message


def test_wrong_type(data):
    edit(data / "memberships.csv", "JPN,1951,", "JPN,since 1951,")
    error, message = refused(data, "memberships")
    assert error.line == 2 and error.column == "joined" and "'since 1951'" in message and "four digits" in message


@pytest.mark.parametrize("bad", ["2/7/2025", "2025-2-7", "20250207", "2025-02-30", "7 February 2025"])
def test_bad_date(data, bad):
    line = line_of(data, "events", "2025-02-07-ishiba-trump-summit")
    edit(data / "events.csv", "2025-02-07-ishiba-trump-summit,2025-02-07,", f"2025-02-07-ishiba-trump-summit,{bad},")
    error, message = refused(data, "events")
    assert (error.line, error.column) == (line, "date") and bad in message and "2025-02-07" in message


def test_duplicate_id(data):
    edit(data / "commitments.csv", "\nP6,", "\nP5,")
    error, message = refused(data, "commitments")
    assert error.line == line_of(data, "commitments", "P5") + 1 and f"line {error.line - 1}" in message


def test_unknown_foreign_key(data):
    edit(data / "commitments.csv", ROW, ROW.replace("statement-2025", "statement-2052"))
    error, message = refused(data, "commitments")
    assert (error.line, error.column) == (line_of(data, "commitments", "P5"), "source_id")
    assert "did you mean statement-2025?" in message and "data/sources.csv" in message


def test_value_outside_the_allowed_ones(data):
    edit(data / "commitments.csv", ROW, ROW.replace("absent", "abscent"))
    error, message = refused(data, "commitments")
    assert error.column == "article_coverage" and "full, partial, absent" in message and "did you mean absent?" in message


def test_empty_required_cell(data):
    edit(data / "commitments.csv", ROW, ROW.replace("reaffirmed", ""))
    assert refused(data, "commitments")[0].column == "verb"


def test_number_out_of_range(data):
    edit(data / "countries.csv", "35.69", "135.69")
    error, message = refused(data, "countries")
    assert error.column == "latitude" and "at most 90" in message


@pytest.mark.parametrize("bad", ["nan", "inf", "35,69", "35.69 N"])
def test_not_a_number(data, bad):
    edit(data / "countries.csv", ",35.69,", f',"{bad}",')
    assert refused(data, "countries")[0].column == "latitude"


def test_stray_space(data):
    edit(data / "commitments.csv", ROW, ROW.replace("reaffirmed", "reaffirmed "))
    assert "delete the space" in refused(data, "commitments")[1]


def test_short_row(data):
    edit(data / "commitments.csv", ROW, ROW.rsplit(",", 2)[0])
    error, message = refused(data, "commitments")
    assert error.line == line_of(data, "commitments", "P5") and "9 cells, expected 11" in message


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
    edit(data / "events.csv", "First Japan-U.S. security treaty signed", '"First" Japan-U.S. security treaty signed')
    error, message = refused(data, "events")
    assert error.line == line_of(data, "events", "1951-09-08") and "quotation marks" in message


def test_line_numbers_count_lines_of_the_file_not_rows(data):
    edit(data / "commitments.csv", "\nP5,", '\nP50,peace,noted,notes,both,test,"two\nlines",absent,,,statement-2025\nP5,')
    edit(data / "commitments.csv", ROW, ROW.replace("absent", "abscent"))
    assert refused(data, "commitments")[0].line == line_of(data, "commitments", "P5,")


def test_what_excel_saves_loads_without_complaint(data):
    expected = summit.load("entities", data)
    file = data / "entities.csv"
    text = file.read_bytes().replace(b"\n", b"\r\n").replace(b",true,", b",TRUE,").replace(b",false,", b",FALSE,")
    file.write_bytes(b"\xef\xbb\xbf" + text)
    pd.testing.assert_frame_equal(summit.load("entities", data), expected)


def test_columns_may_stand_in_another_order(data):
    expected = summit.load("article", data)
    pd.read_csv(data / "article.csv")[expected.columns[::-1]].to_csv(data / "article.csv", index=False)
    pd.testing.assert_frame_equal(summit.load("article", data), expected)


def test_nothing_is_dropped_or_changed():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if "schema" not in resource:
            continue
        raw = pd.read_csv(ROOT / "data" / resource["path"], dtype=str, keep_default_na=False)
        frame = summit.load(resource["name"])
        assert len(frame) == len(raw) and list(frame.columns) == list(raw.columns)
        for field in resource["schema"]["fields"]:
            name = field["name"]
            assert frame[name].isna().tolist() == (raw[name] == "").tolist()
            if field["type"] == "string":
                assert frame[name].fillna("").tolist() == raw[name].tolist()
            if field["type"] == "date":
                assert frame[name].dt.strftime("%Y-%m-%d").fillna("").tolist() == raw[name].tolist()


def test_types():
    assert str(summit.load("events")["date"].dtype).startswith("datetime64")
    assert summit.load("partnerships")["mutual_defense"].dtype == bool
    assert summit.load("memberships")["joined"].dtype == "int64"
    assert summit.load("entities")["latitude"].dtype == "float64"


def test_levels_and_columns():
    assert summit.levels("commitments", "article_coverage") == ["full", "partial", "absent"]
    assert "verb" in set(summit.columns("commitments")["column"])
    with pytest.raises(DataError, match="not a column with a fixed list"):
        summit.levels("commitments", "summary")
