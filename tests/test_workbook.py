"""Does a class break? The workbook: any text, sheets of two coders, and a sentence for whatever goes wrong."""

import csv
import re

import nbformat
import pandas as pd
import pytest

import summit
from workbook import sheets, texts, tools

from conftest import NOTEBOOKS, copy_collection
from rerun import execute_each

WORKBOOK = NOTEBOOKS / "workbook"
NOTEBOOK = WORKBOOK / "another-summit.ipynb"
# an unseen text, of another kind than the example: we, points of a list, abbreviations
UNSEEN = """The Accord of Nine Bridges

We, the mayors of Uplow and Netherby, met under Dr. K. Marl’s roof. We will build
nine bridges by 2040. Uplow pledges to pay for four of them; Netherby pledges to pay
for five. We call on the rail companies to stop at both ends. We regret the floods of
last year.

- to share one map of the river
- to ring the bells on the same hour

We deplore litter. We thank the fishers. We note that ferries are slow. We hereby
name the first bridge “Marl’s Hope.” Netherby accepts the key to it. We will meet
again. We shall print this text in both dialects. We confirm the rule of odd days.
"""
CHOSEN = [2, 3, 3, 4, 5, 6, 7, 9, 10, 12]
ROWS = [
    ["C1", 2, "", "will build", "intends", "both", "river", "2040"],
    ["C2", 3, "Four bridges", "pledges", "Intends ", "Uplow", "river", "None"],
    ["C3", 3, "Five", "pledges", "intends", "netherby", "river", "none"],
    ["C4", 4, "Trains, stopping", "call on", "responds", "all", "Rail", "none"],
    ["C5", 5, "", "regret", "affirms", "all", "river", "none"],
    ["C6", 6, "", "deplore", "responds", "all", "town life", "none"],
    ["C7", 7, "", "thank", "responds", "all", "town life", "none"],
    ["C8", 9, "", "name", "acts", "all", "river", "none"],
    ["C9", 10, "", "accepts", "acts", "Netherby", "town-life", "none"],
    ["C10", 12, "", "shall print", "intends", "all", "town life", "none"],
]
HEAD = (WORKBOOK / "blank" / "first-coder.csv").read_bytes()
OWN = [
    ["actor", "Uplow", "The mayor"],
    ["actor", "Netherby", "The mayor"],
    ["field", "river", "Water"],
    ["field", "rail", "Trains"],
    ["field", "town life", "The rest"],
]


def write(path, rows, mark=",", encoding="utf-8"):
    """Write rows under the first line of the blank sheet of this name."""
    head = (WORKBOOK / "blank" / path.name).read_text(encoding="utf-8").strip()
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark).writerows([head.split(","), *rows])


def changed(row, column, value):
    """Return the rows with one cell changed."""
    at = sheets.columns("coder").index(column)
    return [
        [*r[:at], value, *r[at + 1 :]] if n == row else r for n, r in enumerate(ROWS, 1)
    ]


@pytest.fixture
def said(monkeypatch):
    """Return the list of what the tools have said."""
    found = []
    for module in (texts, tools):
        monkeypatch.setattr(
            module, "display", lambda data, raw: found.append(data["text/plain"])
        )
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch, said):
    """A student's folder with the unseen text and both sheets filled in."""
    monkeypatch.setattr(texts, "MINE", tmp_path)
    tools.open_text("bridges")
    said.clear()
    path = tmp_path / "bridges"
    (path / "text.txt").write_text(UNSEEN, encoding="utf-8")
    write(path / "own-codes.csv", OWN)
    write(path / "first-coder.csv", ROWS)
    write(path / "second-coder.csv", changed(5, "strength", "responds"))
    return path


def opened():
    return tools.open_text("bridges")


def sheet(name="first-coder", text=UNSEEN):
    return tools.sheet("bridges", name, text)


# --- the codebook ---------------------------------------------------------------------


def test_every_column_of_every_sheet_is_in_the_codebook():
    files = {path.stem for path in (WORKBOOK / "blank").glob("*.csv")}
    assert files == set(sheets.SHEETS)
    for name, table in sheets.SHEETS.items():
        text = (WORKBOOK / "blank" / f"{name}.csv").read_text(encoding="utf-8")
        assert text == ",".join(sheets.columns(table)) + "\n", f"blank/{name}.csv"
        example = (WORKBOOK / "example" / f"{name}.csv").read_text(encoding="utf-8")
        assert example.startswith(text), f"example/{name}.csv"
    for row in sheets.rows_of(WORKBOOK / "codebook.csv"):
        assert all(row.values()), row
        assert row["table"] in sheets.SHEETS.values(), row
        listed = "of the codes" in row["allowed"]
        assert listed == bool(sheets.codes_of(row["column"])), row


def test_the_codes_are_those_of_the_data_package_and_each_has_its_rule():
    for table, column in (
        ("commitments", "strength"),
        ("article_check", "verdict"),
        ("follow_through", "status"),
    ):
        ours = summit.data.levels(table, column)
        assert set(sheets.codes_of(column)) == set(ours), column
        assert all(tools.rules(column)["rule"])
    assert tools.FULL_FIRST == summit.data.levels("commitments", "strength")[::-1]
    readme = (NOTEBOOKS.parent / "data" / "README.md").read_text(encoding="utf-8")
    part = readme.partition("## How what became of a commitment is coded")[2]
    order = re.findall(r"^\d\. \*\*(.+?)\*\*", part.partition("\n## ")[0], re.M)
    assert order == list(tools.rules("status")["code"])


def test_the_readme_names_every_file():
    readme = (WORKBOOK / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in WORKBOOK.rglob("*.*") if path.suffix != ".pyc"}
    for name in names - {"README.md"}:
        assert name in readme, f"notebooks/workbook/README.md does not name {name}"


def test_nothing_of_our_summit_stands_in_it():
    ours = {"Ishiba", "Trump", "Washington", "Tokyo", "Quad", "2025", "summit-context"}
    for name in summit.load("entities")["name"]:
        ours |= {name} if name[0].isupper() else set()
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(ours)))
    for path in WORKBOOK.rglob("*"):
        if path.suffix in (".csv", ".txt", ".md", ".py", ".ipynb"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r'"image/png": "[^"]*"', "", text)
            found = pattern.search(text)
            assert not found, f"{path.name} speaks of {found[0]}"


def test_the_sentences_on_the_example_are_true(said):
    prose = " ".join(
        cell.source
        for cell in nbformat.read(NOTEBOOK, 4).cells
        if cell.cell_type == "markdown"
    )
    text, other = tools.open_text("example"), tools.open_text("example", "other.txt")
    rates = []
    for each in (text, other):
        table = tools.count_terms(["energy", "ferr*"], each)
        rates.append((table["times"], 1000 * table["times"] / summit.words(each)))
    (times, rate), (times_2, rate_2) = rates
    assert list(times) == [3, 2] and list(times_2) == [1, 1]
    assert rate["ferr*"] < rate_2["ferr*"]
    assert (
        f"nearly the same rate, {rate['energy']:.1f} and {rate_2['energy']:.1f}"
        in prose
    )
    assert f"In a text of {summit.words(other)} words" in prose
    assert f"moves a rate by {1000 / summit.words(other):.1f}" in prose
    first = tools.sheet("example", "first-coder", text)
    second = tools.sheet("example", "second-coder", text)
    assert not any("look again" in each for each in said)
    none = (first["date"] == "none").sum()
    assert f"{none} of 10 have none" in prose
    apart = tools.differences(tools.paired(first, second))
    assert apart.loc["C9", "column"] == "strength"
    assert first.loc["C9", "verb"] == "decided"
    assert second.loc["C9", "verb"] == "gives"
    notebook = nbformat.read(NOTEBOOK, 4)
    heads = "\n".join(cell.source for cell in notebook.cells)
    parts = re.findall(r"^## \d\. .*\((\d+) minutes\)$", heads, re.M)
    assert sum(map(int, parts)) == 50 and "Time: 50 minutes" in prose
    told = re.search(r"\((text \d.*?)\)", prose)[1]
    assert re.findall(r"\d+", told) == parts
    assert f"it takes {parts[3]} more" in prose


# --- a text that nobody has seen ------------------------------------------------------


def test_the_notebook_runs_on_an_unseen_text_and_on_none(tmp_path, monkeypatch, said):
    root = copy_collection(tmp_path / "collection")
    mine = root / "notebooks" / "mine"
    monkeypatch.setattr(texts, "MINE", mine)
    for name in ("bridges", "nothing-yet"):
        tools.open_text(name)
    path = mine / "bridges"
    (path / "text.txt").write_text(UNSEEN, encoding="utf-8")
    write(path / "own-codes.csv", OWN)
    write(path / "first-coder.csv", ROWS)
    write(path / "second-coder.csv", changed(5, "strength", "responds"))
    full = nbformat.read(path / "bridges.ipynb", 4)
    for cell in full.cells:
        cell.source = cell.source.replace("chosen = ...", f"chosen = {CHOSEN}")
    empty = nbformat.read(mine / "nothing-yet" / "nothing-yet.ipynb", 4)
    begun = nbformat.read(NOTEBOOK, 4)
    for cell in begun.cells:
        cell.source = cell.source.replace('folder = "example"', 'folder = "begun"')
    notebooks = [full, empty, begun]
    ids = [[cell.id for cell in notebook.cells] for notebook in notebooks]
    for n, notebook in enumerate(notebooks):  # all are run as one notebook
        for cell in notebook.cells:
            cell.id += f"-{n}"
    execute_each(notebooks, path)
    shown = []
    for names, notebook in zip(ids, notebooks):
        told = dict.fromkeys(names, "")
        for name, cell in zip(names, notebook.cells):
            for output in cell.get("outputs", []):
                assert output.output_type != "error", f"{name}: {output}"
                assert output.get("name") != "stderr", f"{name}: {output}"
                told[name] += output.get("data", {}).get("text/plain", "")
        shown.append(told)
    full, empty, begun = shown
    assert "Tarvenia" not in " ".join(full.values())
    assert "0.90 coded alike" in full["workbook-kappa"]
    assert (
        "Of 10 commitments, 2 act, 4 intend, 3 respond and 1 affirms"
        in (full["workbook-draw"])
    )
    assert "text.txt in nothing-yet is empty" in empty["workbook-open"]
    assert "mine/begun has just been made" in begun["workbook-open"]
    for told in (empty, begun):
        assert "Go back to part 1" in told["workbook-numbered"]
        assert "It has no rows yet" in told["workbook-first"]
        assert "No kappa." in told["workbook-kappa"]


def test_a_students_own_notebook_is_blank_and_names_their_folder():
    text = NOTEBOOK.read_text(encoding="utf-8")
    own = nbformat.reads(texts._own_notebook(text, "bridges"), 4)
    sources = "\n".join(cell.source for cell in own.cells)
    assert 'folder = "bridges"' in sources and "terms = [" in sources
    assert re.search(r"^chosen = \.\.\.", sources, re.M)
    assert not re.search("Tarvenia|In the example|the one line to change", sources)
    assert not any(cell.get("outputs") for cell in own.cells)
    assert len(own.cells) > 30
    for notebook, folder in (
        (own, NOTEBOOKS / "mine" / "bridges"),
        (nbformat.reads(text, 4), WORKBOOK),
    ):
        for cell in notebook.cells:
            for link in re.findall(r"\]\(([^)\s]+)\)", cell.source):
                there = (folder / link).resolve()
                assert there.exists() and WORKBOOK in there.parents, link
    for line, _ in texts.BLANKED:
        cells = nbformat.reads(text, 4).cells
        found = re.findall(line, "\n".join(cell.source for cell in cells), re.M)
        assert len(found) == 1, line


def test_no_sentence_of_a_text_is_lost_and_the_numbers_are_ours(folder, said):
    table = tools.numbered(opened())
    found = summit.sentences(UNSEEN)
    assert list(table["text"])[: len(found)] == found and table.index[0] == 1
    assert summit.words(UNSEEN) == table["words"].sum()
    assert list(table["text"])[-2:] == [
        "- to share one map of the river",
        "- to ring the bells on the same hour",
    ]
    bulleted = "Point one. And then a rest without an end\n\nHeading"
    assert list(tools.numbered(bulleted)["text"])[1:] == [
        "And then a rest without an end",
        "Heading",
    ]


def test_the_numbers_of_paragraphs_are_no_words_and_no_sentences(folder, said):
    plain = "We will meet. We will talk in 2031.\n\nWe will part. 12 of us stay."
    numbered = plain.replace("We will meet", "1. We will meet").replace(
        "We will part", " (2) We will part"
    )
    (folder / "text.txt").write_text(numbered, encoding="utf-8")
    text = opened()
    assert text == plain and "2 numbers of paragraphs left out" in said[0]


def test_codes_are_read_in_whatever_spelling_and_from_any_spreadsheet(folder, said):
    for mark, encoding in ((",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")):
        write(folder / "first-coder.csv", ROWS, mark, encoding)
        table = sheet()
        assert said.pop() == "first-coder.csv. 10 rows, each code in its list.", mark
        assert list(table["actor"])[:3] == ["all", "Uplow", "Netherby"]
        assert set(table["field"]) == {"river", "rail", "town life"}
        assert (
            table.loc["C2", "strength"] == "intends"
            and table.loc["C2", "date"] == "none"
        )


def test_terms_are_whole_words_and_a_star_is_any_ending(said):
    text = (
        "Willing ferries will ferry. A ferry-man, an in-\nfree trade; FREE\ntrade U.S."
    )
    table = tools.count_terms(["will", "ferr*", "free trade", "U.S.", "x"], text)
    assert list(table["times"]) == [1, 3, 2, 1, 0] and table.index.name == "term"


def test_kappa_is_that_of_summit_and_says_how_far_one_commitment_moves_it(folder, said):
    both = tools.paired(sheet(), sheet("second-coder"))
    said.clear()
    tools.agreement(both, "strength")
    found = summit.agreement(both["strength"], both["strength_2"])
    without = [
        summit.agreement(both["strength"].drop(n), both["strength_2"].drop(n)).kappa
        for n in both.index
    ]
    assert said == [
        f"Strength. {found} Leave out one of the 10, and kappa lies between "
        f"{min(without):.2f} and {max(without):.2f}, depending on which."
    ]
    assert tools.differences(both).to_dict("records") == [
        {"column": "strength", "first coder": "affirms", "second coder": "responds"}
    ]


# --- what goes wrong gets a sentence --------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (..., "Give the name of your folder in quotation marks"),
        ("", "Give the name of your folder in quotation marks"),
        ("../data", "no name for a folder here"),
        ("blank", "no name for a folder here"),
        ("new one", "mine/new one has just been made for you"),
        ("bridges", "text.txt in bridges is empty. Open it"),
    ],
)
def test_no_text_yet(folder, said, name, sentence):
    (folder / "text.txt").write_text(" \n", encoding="utf-8")
    text = tools.open_text(name)
    assert text == "" and sentence in said[0] and said[0].startswith("No text yet.")
    for empty in (
        tools.numbered(text),
        tools.choose("bridges", CHOSEN, text),
    ):
        assert len(empty) == 0 and "Go back to part 1" in said.pop()
    assert tools.count_terms(["we"], text)["times"].tolist() == [0]


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        ("text.txt", b"%PDF-1.7 ...", "text.txt is a PDF, not a text"),
        ("accord.pdf", b"%PDF-1.7 ...", "accord.pdf is a PDF, not a text"),
        ("accord.docx", b"PK\x03\x04...", "accord.docx is a Word file"),
        ("accord.html", b"<html><p>We will.", 'open_text(folder, "accord.html")'),
    ],
)
def test_a_pdf_and_other_files(folder, said, file, data, sentence):
    (folder / "text.txt").write_text("", encoding="utf-8")
    (folder / file).write_bytes(data)
    assert opened() == "" and sentence in said[0]


def test_other_texts(folder, said):
    assert tools.open_text("bridges", "other.txt") == ""
    assert said.pop().startswith("No second text. other.txt in bridges is empty")
    assert tools.open_text("bridges", "accord.txt") == ""
    assert "There is no file accord.txt in bridges" in said.pop()
    assert tools.open_text("bridges", "../text.txt") == ""
    (folder / "text.txt").write_text("We will meet.", encoding="utf-8")
    assert opened() and "very short" in said.pop()
    (folder / "text.txt").write_text("両首脳は会談した。" * 20, encoding="utf-8")
    assert opened() and "rules for English" in said.pop()


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (CHOSEN[:9], "You gave 9 numbers, which is too few: choose ten"),
        ([*CHOSEN, 13], "You gave 11 numbers, which is too many: choose ten"),
        ([*CHOSEN[:9], 99], "There is no sentence 99"),
        (..., "Write ten numbers between square brackets"),
        ("2, 3", "Write ten numbers between square brackets"),
        ([3, 4, 5, 6, 7, 9, 11, 11, 13, 14], "the ten numbers of the example"),
    ],
)
def test_the_ten_that_are_chosen(folder, said, numbers, sentence):
    before = (folder / "first-coder.csv").read_bytes()
    assert not len(tools.choose("bridges", numbers, UNSEEN)) and sentence in said[0]
    assert (folder / "first-coder.csv").read_bytes() == before


def test_ten_rows_are_prepared_and_a_sheet_that_is_begun_is_left_as_it_is(folder, said):
    before = (folder / "first-coder.csv").read_bytes()
    write(folder / "second-coder.csv", [])
    ten = tools.choose("bridges", CHOSEN, UNSEEN)
    assert list(ten["sentence"]) == CHOSEN and list(ten.index)[-1] == "C10"
    assert (folder / "first-coder.csv").read_bytes() == before
    assert "first-coder.csv is begun and left as it is." in said[0]
    assert "second-coder.csv has its ten rows." in said[0]
    lines = (folder / "second-coder.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "C1,2," and len(lines) == 11
    tools.choose("bridges", [*CHOSEN[:9], 13], UNSEEN)  # nobody has coded: a new choice
    assert "C10,13," in (folder / "second-coder.csv").read_text(encoding="utf-8")
    assert "for other sentences: delete its rows" in said[-1]
    assert len(sheet("second-coder")) == 0 and (
        "C1: verb, strength, actor, field and date are empty." in said[-1]
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "It has no rows yet"),
        (
            ROWS[:9],
            "It has 9 rows, too few: code ten commitments.\nThere is no row for C10",
        ),
        ([*ROWS, ["C11", *ROWS[0][1:]]], "It has 11 rows, too many"),
        ([*ROWS[:9], ROWS[0]], "C1 stands more than once"),
        (
            changed(2, "strength", "intend"),
            "C2, strength: 'intend' is not in the list. Did you mean 'intends'?",
        ),
        (changed(2, "strength", "promises"), "'promises' is not in the list"),
        (changed(2, "strength", ""), "C2: strength is empty."),
        (changed(3, "actor", "Nethrby"), "Did you mean 'Netherby'?"),
        (changed(4, "field", "trade"), "C4, field: 'trade' is not in the list"),
        (changed(5, "date", "soon"), "C5, date: 'soon' is no date"),
        (changed(5, "date", "2031-13"), "'2031-13' is no date"),
        (changed(5, "date", "1.10.2031"), "format the column as text"),
        (changed(6, "sentence", "99"), "there is no sentence 99: the list goes from 1"),
        (changed(6, "sentence", "six"), "'six' is no number"),
        (
            [[*ROWS[0], "more"], *ROWS[1:]],
            "9 cells for 8 columns. A comma inside a cell",
        ),
    ],
)
def test_a_sheet_that_is_not_in_order(folder, said, rows, sentence):
    write(folder / "first-coder.csv", rows)
    table = sheet()
    assert (
        said[0].startswith("first-coder.csv is not in order.") and sentence in said[0]
    )
    assert len(table) == 0 and list(table) == sheets.columns("coder")[1:]
    tools.tiles(table)
    assert said[-1].startswith("No codes.")
    both = tools.paired(table, sheet("second-coder"))
    assert "The sheet of the first coder is not in order yet" in said[-1]
    tools.agreement(both, "strength")
    assert said[-1].startswith("No kappa.") and not len(tools.differences(both))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "There is no file first-coder.csv"),
        (b"", "is empty"),
        (b"PK\x03\x04...", "a workbook of a spreadsheet program, not a CSV"),
        (b"C1,2,3\n", "The first line must be `commitment_id,"),
        (b",,,\n", "The first line must be `commitment_id,"),
        (HEAD + b'C1,2,"Nine,will\nC2,3,', "C1: a cell goes on in the next line"),
    ],
)
def test_a_file_that_is_no_sheet(folder, said, monkeypatch, data, sentence):
    (folder / "first-coder.csv").unlink()
    if data is None:  # the next look at the folder would put a blank one there
        monkeypatch.setattr(sheets, "student_folder", lambda name: folder)
    else:
        (folder / "first-coder.csv").write_bytes(data)
    assert len(sheet()) == 0 and sentence in said[0]


def test_a_name_that_is_no_sheet_and_a_column_that_was_not_coded(folder, said):
    assert len(tools.sheet("bridges", "frist-coder")) == 0
    assert "Did you mean 'first-coder'?" in said.pop()
    both = tools.paired(sheet(), sheet("second-coder"))
    tools.agreement(both, "verb")
    assert "Both coders have coded strength, actor, field and date" in said.pop()
    assert len(tools.rules("strenght")) == 0 and "'strength'" in said.pop()


def test_own_codes_are_written_first(folder, said):
    write(folder / "own-codes.csv", [])
    assert len(sheet()) == 0
    assert "own-codes.csv has no code for field yet" in said[0]
    write(folder / "own-codes.csv", [["area", "river", "Water"]])
    assert len(sheet("own-codes")) == 0 and "'area' is not in the list" in said[-1]


def test_a_verb_that_is_not_in_its_sentence_is_said_and_refuses_nothing(folder, said):
    write(folder / "first-coder.csv", changed(8, "verb", "declare"))
    assert len(sheet()) == 10 and "look again at the verb of C8" in said[0]
    write(folder / "first-coder.csv", changed(3, "strength", "acts"))
    assert len(sheet()) == 10
    assert "'pledges' has two: look again at C2 and C3." in said[1]


def test_two_coders_of_different_sentences(folder, said):
    write(folder / "second-coder.csv", changed(8, "sentence", 8))
    assert not len(tools.paired(sheet(), sheet("second-coder")))
    assert "The two coded different sentences as C8" in said[-1]
    first, second = sheet(), sheet()
    second = second.rename(index={"C9": "C12"})
    assert not len(tools.paired(first, second))
    assert "Only one of the two has coded C12 and C9" in said[-1]
    assert not len(tools.paired(first, ...)) and "second coder" in said[-1]


def test_the_order_of_the_rows_does_not_matter(folder, said):
    write(folder / "second-coder.csv", ROWS[::-1])
    both = tools.paired(sheet(), sheet("second-coder"))
    assert len(both) == 10 and not len(tools.differences(both))


def test_all_codes_alike(folder, said):
    same = [[*row[:4], "intends", *row[5:]] for row in ROWS]
    for name in sheets.CODERS:
        write(folder / f"{name}.csv", same)
    tools.agreement(tools.paired(sheet(), sheet("second-coder")), "strength")
    assert "Kappa is not defined: both used one code throughout" in said[-1]
    assert "Leave out" not in said[-1]
    tools.tiles(sheet())
    assert "Of 10 commitments, 10 intend" in said[-1]


def test_a_long_name_of_a_field_keeps_to_its_line():
    name = "energy security and supply"
    assert tools._beside(name, 4) == "energy\nsecurity an..."
    assert tools._beside("defense build-up", 4) == "defense build-\nup"
    assert tools._beside(name, 6) == "energy..."
    assert tools._beside("town life", 6) == "town life"


def test_more_fields_than_lines_of_tiles(folder, said):
    first = sheet()
    first["field"] = [f"field {n}" for n in range(10)]
    tools.tiles(first)
    assert said[-1].startswith("No tiles. 10 fields are too many to draw")


@pytest.mark.parametrize(
    "terms", [..., [], 3, ["we", 5], ["we", " "], ["*"], pd.Series(["we"])]
)
def test_terms_that_are_none(said, terms):
    assert len(tools.count_terms(terms, UNSEEN)) == 0
    assert said[0].startswith("No terms.")
