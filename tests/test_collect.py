"""A class collected: sixty made-up notebooks, one command, every cell of the marksheet; and nothing is run.

The notebooks are the students' copies of the lessons, with what the real checks leave in them.
"""

import copy
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import zipfile

import nbformat
import psutil
import pytest

from editions import __main__ as editions
from editions import student
from editions.collect import (
    agreement,
    class_list,
    class_page,
    command,
    course,
    marks,
    names,
    records,
    rerun,
    safe,
    submissions,
    typed,
)
from summit.classroom import exercises

from conftest import NOTEBOOKS, ROOT

ASKED = course.course()
COPIES = {
    path.stem[:2]: (path.stem, student.student_copy(nbformat.read(path, 4)))
    for path in student.lessons(NOTEBOOKS)
}
SCRIPT = '<script>document.title="ran"</script><img src=x onerror="document.title=1">'
OPEN = "Both will seek significantly more two-way investment and employment."
TEN = "restated restated done under_way restated stalled done restated restated done"
RIGHT = {  # of lesson 01: what a cell says, and what its check is given
    "1.1": ('len(events[events["date"] > "2025-02-07"])', 73),
    "1.2": ("100 * 6 / 19", 600 / 19),
    "1.3": ('["P19", "G13"]', ["P19", "G13"]),
    "1.4": (repr(OPEN), OPEN),
    "1.6": ('["A6", "A7", "A8"]', ["A6", "A7", "A8"]),
}
WRONG = {
    "1.1": ("74", 74),
    "1.2": ("68.4", 68.4),
    "1.3": ('["P19"]', ["P19"]),
    "1.4": ('"Both agreed to invest."', "Both agreed to invest."),
}


RECORDS = {}


def record(number, value):
    """Return the output that check leaves in a notebook, made by check itself, once for each value."""
    if (number, repr(value)) in RECORDS:
        return copy.deepcopy(RECORDS[number, repr(value)])
    kept = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            exercises, "display", lambda one, metadata: kept.append((one, metadata))
        )
        exercises.check(number, value)
    (result, metadata) = kept[0]
    made = nbformat.v4.new_output(
        "display_data", {"text/plain": str(result)}, metadata=metadata
    )
    RECORDS[number, repr(value)] = copy.deepcopy(made)
    return made


def notebook(lesson="01", name="", answers=None, guess=None, charts=False, notes=""):
    """Return a student's notebook. answers: {exercise: (what the cell says, what check is given)}."""
    made = copy.deepcopy(COPIES[lesson][1])
    answers = dict(answers or {})
    for cell in made.cells:
        number = cell.metadata.get("exercise")
        if cell.id == "your-name":
            cell.source = name
        elif number in answers:
            said, value = answers[number]
            cell.source = cell.source.replace("answer = ...", f"answer = {said}", 1)
            cell.outputs = [record(number, value)]
        elif number and charts and "exercise" in cell.metadata.tags:
            model = ASKED[lesson].models[number]
            if isinstance(model, str) and "titled" in model:
                line = 'answer = counts.plot.barh(title="What I see")'
                cell.source = cell.source.replace("answer = ...", line, 1)
                kept = {"exercise": number, "status": "Correct", "answer": model}
                kept |= {"misconception": None}
                cell.outputs = [
                    nbformat.v4.new_output(
                        "display_data", {}, metadata={"summit": kept}
                    )
                ]
        elif guess is not None and "my_guess = " in cell.source:
            cell.source = f"my_guess = {guess}"
        elif guess is not None and "summit.guess(" in cell.source:
            kept = {"guess": guess, "actual": 3, "what": "acts"}
            cell.outputs = [
                nbformat.v4.new_output("display_data", {}, metadata={"summit": kept})
            ]
        elif notes and cell.source.startswith("my_notes"):
            cell.source = f"my_notes = {notes!r}"
    return made


def written(made):
    return nbformat.writes(made, 4).encode("utf-8")


GOOD = [1, 1, 1, "to mark", 1, 1, 1]
UNFINISHED = [1, 0, 0, 0, 0, 0, 0]
FALSE = [0, 0, 0, "to mark", 0, 0, 0]
NOTHING = [0] * 7
FAMILY = (
    "Sato Suzuki Tanaka Ito Watanabe Yamamoto Nakamura Kobayashi Kato Yoshida".split()
)
GIVEN = "Yuki Ken Hana Ren Aoi".split()


def class_of_sixty(folder):
    """Write sixty files as Moodle, Canvas and mail bring them; return {name: the seven cells, or None}."""
    expected, moodle = {}, {}
    file = "01-summit-context.ipynb"
    for n in range(45):  # Moodle: a ZIP with a folder a student
        family, given = FAMILY[n % 10], GIVEN[n // 10]
        kind = n % 3
        answers = [RIGHT, WRONG, {"1.1": RIGHT["1.1"]}][kind]
        made = notebook(
            name=f"{given} {family}", answers=answers, guess=n, charts=kind == 0
        )
        moodle[f"{family} {given}_{1000 + n}_assignsubmission_file_/{file}"] = written(
            made
        )
        expected[f"{given} {family}"] = [GOOD, FALSE, UNFINISHED][kind]
    some = {"1.1": RIGHT["1.1"]}
    # renamed by JupyterLite; names in Japanese; a script in an answer, a name and a note
    lite = notebook(name="山田花子", answers=RIGHT, charts=True)
    moodle["山田 花子_1050_assignsubmission_file_/notebooks_mine_homework.ipynb"] = (
        written(lite)
    )
    expected["山田花子"] = GOOD
    evil = {**WRONG, "1.4": (repr(SCRIPT), SCRIPT), "1.3": ("'=1+1'", "=1+1")}
    made = notebook(name=f"=cmd|' /C calc'!A0 {SCRIPT}", answers=evil, notes=SCRIPT)
    moodle[f"Mallory Eve_1051_assignsubmission_file_/{file}"] = written(made)
    expected["Mallory Eve"] = FALSE
    made = notebook(name="Dana Late", answers=some)
    made.cells[0:0] = [
        nbformat.v4.new_code_cell(f"open({str(folder / 'ran')!r}, 'w')", id="evil")
    ]
    moodle[f"Late Dana_1052_assignsubmission_file_/{file}"] = written(made)
    expected["Dana Late"] = UNFINISHED
    # nothing that can be read
    moodle["Empty Emil_1053_assignsubmission_file_/work.ipynb"] = b""
    moodle["Word Wanda_1054_assignsubmission_file_/essay.docx"] = b"PK"
    moodle["Broken Bo_1055_assignsubmission_file_/01.ipynb"] = b'{"cells": ['
    expected |= {"Empty Emil": None, "Word Wanda": None, "Broken Bo": None}
    # another lesson; another course; the copy as it was handed out
    six = notebook("06", "Otto Other", {"6.1": (repr(TEN.split()), TEN.split())})
    moodle["Other Otto_1056_assignsubmission_file_/01-summit-context.ipynb"] = written(
        six
    )
    expected["Otto Other"] = None
    foreign = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    moodle["Foreign Finn_1057_assignsubmission_file_/hw.ipynb"] = written(foreign)
    expected["Foreign Finn"] = None
    moodle[f"Untouched Una_1058_assignsubmission_file_/{file}"] = written(notebook())
    expected["Untouched Una"] = NOTHING
    folder.mkdir()
    with zipfile.ZipFile(folder / "Lesson 01 セミナー.zip", "w") as archive:
        for name, data in moodle.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 12, 0, 0)), data)
    # Canvas, flat; two of one student, the newer one better
    one = notebook(name="", answers=some)
    two = notebook(name="", answers=RIGHT, charts=True)
    (folder / "twicetina_77_500_01-summit-context.ipynb").write_bytes(written(one))
    (folder / "twicetina_77_612_01-summit-context-1.ipynb").write_bytes(written(two))
    expected["twicetina"] = GOOD
    late = notebook(name="Lars Slow", answers=RIGHT, charts=True)
    (folder / "slowlars_LATE_78_501_my work.ipynb").write_bytes(written(late))
    expected["Lars Slow"] = GOOD
    # Moodle, flat; by mail, in a folder; 40 MB
    flat = folder / f"Flat Fay_1059_assignsubmission_file_{file}"
    flat.write_bytes(written(notebook(answers=WRONG)))
    expected["Flat Fay"] = FALSE
    (folder / "by mail").mkdir()
    mailed = notebook(name="Mia Mail", answers=some)
    (folder / "by mail" / "Untitled (3).ipynb").write_bytes(written(mailed))
    expected["Mia Mail"] = UNFINISHED
    huge = folder / f"Huge Hal_1060_assignsubmission_file_{file}"
    huge.write_bytes(b'{"cells": [' + b" " * 40_000_000 + b"]}")
    expected["Huge Hal"] = None
    return expected


HOOK = """
import runpy, sys
def hook(event, told):
    if event.startswith("socket.") or event in ("subprocess.Popen", "os.system"):
        raise SystemExit(f"not allowed: {event} {told}")
sys.addaudithook(hook)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def collected(folder, to, *more, hook=True):
    """Run the command in a process of its own, in which a socket or another process ends it."""
    start = ["-c", HOOK] if hook else []
    return subprocess.run(
        [sys.executable, *start, "notebooks/editions", "collect", str(folder)]
        + ["--to", str(to), *map(str, more)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def rows_of(path):
    """Return a CSV as its header and a list of rows."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark of UTF-8."
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return header, rows


@pytest.fixture(scope="module")
def sixty(tmp_path_factory):
    """The folder of sixty, what is expected of it, where it was written to, and what was said."""
    top = tmp_path_factory.mktemp("学級")
    expected = class_of_sixty(top / "handed in")
    start = sum(os.times()[2:4])  # what it computes; others may use the machine, too
    done = collected(top / "handed in", top / "out", "--lesson", "01")
    took = sum(os.times()[2:4]) - start
    assert done.returncode == 0, done.stdout + done.stderr
    return top, expected, done.stdout, took


def test_sixty_files_are_collected_in_seconds(sixty):
    top, expected, said, took = sixty
    assert "60 files found" in said
    assert took < 20
    assert len(expected) == 59  # one of them handed in twice


def test_every_cell_of_the_marksheet_is_right(sixty):
    top, expected, _, _ = sixty
    header, rows = rows_of(top / "out" / "marksheet.csv")
    assert header[4:11] == [f"Exercise 1.{n}" for n in range(1, 8)]
    assert sorted(int(row[0]) for row in rows) == list(range(1, 60))
    got = {row[1]: row[4:13] for row in rows}
    wanted = {
        name: [str(one) for one in cells]
        + [str(sum(one for one in cells if one != "to mark"))]
        + [str(cells.count("to mark") or "")]
        if cells
        else [""] * 9
        for name, cells in expected.items()
    }
    assert got == wanted


ODD = {
    "Empty Emil": "the file is empty",
    "Word Wanda": "not a notebook",
    "Broken Bo": "it is no notebook, or was cut off",
    "Other Otto": "of lesson 06, not 01",
    "Foreign Finn": "no cell in it is of a lesson",
    "twicetina_77_500": "older than twicetina_77_612",
    "Huge Hal": "it has 40 MB",
}


def test_what_does_not_count_is_named_with_its_reason(sixty):
    top, _, said, _ = sixty
    report = (top / "out" / "report.html").read_text(encoding="utf-8")
    for who, why in ODD.items():
        lines = [line for line in said.splitlines() if who in line and why in line]
        assert lines, f"{who}: {why} is not said."
        assert any(who in row and why in row for row in report.split("<tr>")), who
    assert f"Files that do not count ({len(ODD)}):" in said
    assert "Its file is named as one of lesson 01; it is lesson 06." in report
    assert "Nothing in lesson 01 was answered." in report
    assert "Canvas says late." in report
    assert "not a proof" in report


class Harmless(html.parser.HTMLParser):
    """Reads a page, and keeps what could run or load something."""

    def __init__(self):
        super().__init__()
        self.found, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag in (
            "script",
            "iframe",
            "img",
            "object",
            "embed",
            "link",
            "form",
            "base",
        ):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcset", "action", "data"):
                self.found.append(f"{tag} {name}={value}")
            if name == "href" and not value.startswith(("https://", "#")):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("name", ["class.html", "open-answers.html", "report.html"])
def test_no_page_runs_or_loads_anything(sixty, name):
    text = (sixty[0] / "out" / name).read_text(encoding="utf-8")
    reader = Harmless()
    reader.feed(text)
    assert not reader.found and {"h1", "p"} <= reader.seen
    assert "default-src 'none'" in text
    if name != "class.html":
        assert safe.escaped(SCRIPT) in text or safe.escaped(SCRIPT)[:40] in text


def test_nothing_that_a_student_wrote_is_run(sixty):
    assert not (sixty[0] / "handed in" / "ran").exists()


def test_no_cell_is_a_formula(sixty):
    for name in ("marksheet.csv", "answers.csv"):
        _, rows = rows_of(sixty[0] / "out" / name)
        cells = [cell for row in rows for cell in row]
        assert not [one for one in cells if re.match(r"\s*[=+\-@]", one)]
    assert any("'=1+1" == cell for row in rows for cell in row)
    assert safe.cell("-63") == "-63" and safe.cell(-63) == "-63"
    assert safe.cell("\t=1") == "'\t=1" and safe.cell("@SUM(A1)") == "'@SUM(A1)"


def test_every_answer_stands_with_its_status_and_slip(sixty):
    header, rows = rows_of(sixty[0] / "out" / "answers.csv")
    of = {(row[1], row[2]): dict(zip(header, row)) for row in rows}
    one = of["Ken Suzuki", "1.1"]  # the twelfth, who has finished nothing more
    assert one["Status"] == "Correct" and one["Answer"] == "73" and one["Points"] == "1"
    slip = exercises.feedback("1.1", 74).misconception
    wrong = of["Yuki Suzuki", "1.1"]
    assert (wrong["Status"], wrong["Answer"], wrong["Slip"]) == ("Not yet", "74", slip)
    assert of["Yuki Tanaka", "1.2"]["Status"] == "Not answered yet"
    counted = [name for name, cells in sixty[1].items() if cells]
    assert len(rows) == 7 * len(counted)


def test_the_page_to_project_names_nobody(sixty):
    top, expected, _, _ = sixty
    text = (top / "out" / "class.html").read_text(encoding="utf-8")
    for name in expected:
        for part in name.split():
            assert not re.search(rf"\b{part}\b", text), f"{part} is on the page."
    assert "ran&quot;" not in text  # what one student alone has typed
    assert "Of 47 commitments, how many are acts?" in text
    assert "45 guesses from 0 to 44, half of them up to 22." in text
    assert "The table says 3 acts. Exactly right: 1; too high: 41; too low: 3." in text
    advice = exercises.feedback("1.1", 74).message
    assert advice.split(":")[0][:30] in html.unescape(text)


def test_words_that_one_student_typed_are_not_projected(tmp_path, capsys):
    one, two = "Both agreed to invest.", "Both agreed to invest, says Kim."
    slips = {exercises.feedback("1.4", said).misconception for said in (one, two)}
    assert len(slips) == 1
    files = {
        f"{n}.ipynb": notebook(
            name=f"S {'abc'[n]}", answers={"1.4": (repr(said), said)}
        )
        for n, said in enumerate([one, two, OPEN])
    }
    run(capsys, hand_in(tmp_path / "in", files), "--to", tmp_path / "out")
    text = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert "2 of 3" in text and "agreed to invest" not in text
    files["3.ipynb"] = notebook(name="S d", answers={"1.4": (repr(one), one)})
    run(capsys, hand_in(tmp_path / "in", files), "--to", tmp_path / "out")
    text = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert "3 of 4" in text and one in text and "Kim" not in text


def test_the_open_answers_are_all_there_with_names_or_without(sixty, capsys):
    top, expected, _, _ = sixty
    text = (top / "out" / "open-answers.html").read_text(encoding="utf-8")
    opened = [name for name, cells in expected.items() if cells and "to mark" in cells]
    assert text.count('class="answer"') == len(opened) + 1  # a note
    assert all(name in re.sub("<span[^>]*>|</span>", "", text) for name in opened)
    assert text.count(OPEN) >= 17 and "Both agreed to invest." in text
    assert "One way to say it, for 1 point<" in text
    more = ["--lesson", "01", "--without-names", "--to", top / "without"]
    run(capsys, top / "handed in", *more)
    text = (top / "without" / "open-answers.html").read_text(encoding="utf-8")
    assert text.count('class="answer"') == len(opened) + 1
    assert not [name for name in opened if name.split()[0] in text]
    _, rows = rows_of(top / "without" / "marksheet.csv")
    assert all(f"No. {row[0]}<" in text for row in rows if row[1] in opened)


# --- class lists --------------------------------------------------------------------------


def hand_in(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made if isinstance(made, bytes) else written(made))
    return folder


def run(capsys, *arguments):
    """Run the command in this process; return what it said."""
    editions.main(["collect", *map(str, arguments)])
    return capsys.readouterr().out


MOODLE = (
    "\ufeffIdentifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\","
    "\"Last modified (grade)\",\"Feedback comments\"\r\n"
    "\"Participant 11\",\"Yuki Sato\",yuki@example.org,Submitted,,{most},-,\r\n"
    "\"Participant 12\",\"山田 花子\",hanako@example.org,Submitted,,{most},-,\r\n"
    "\"Participant 13\",\"=HYPERLINK(1)\",x@example.org,\"No submission\",,{most},-,\r\n"
)  # fmt: skip


def test_a_worksheet_of_moodle_comes_back_filled(tmp_path, capsys):
    """Its upload asks for Identifier, Grade and Last modified (grade), by their names."""
    folder = hand_in(
        tmp_path / "in",
        {
            "Sato Yuki_11_assignsubmission_file_/01.ipynb": notebook(
                name="someone else", answers=RIGHT, charts=True
            ),
            "Group A-Doe Jo_13_assignsubmission_file_/1.ipynb": b"",
            "mail/x.ipynb": notebook(name="山田花子", answers={"1.1": RIGHT["1.1"]}),
            "mail/y.ipynb": notebook(name="Nobody Known", answers=WRONG),
        },
    )
    listed = tmp_path / "grades.csv"
    listed.write_bytes(MOODLE.format(most=7).encode())
    said = run(capsys, folder, "--class-list", listed, "--to", tmp_path / "out")
    header, rows = rows_of(tmp_path / "out" / "for-moodle.csv")
    assert header[:8] == next(csv.reader([MOODLE[1:].splitlines()[0]]))
    assert header[8:] == [f"Exercise 1.{n}" for n in range(1, 8)]
    assert [row[0] for row in rows] == [f"Participant 1{n}" for n in (1, 2, 3)]
    assert rows[0][8:] == [
        "1",
        "1",
        "1",
        "",
        "1",
        "1",
        "1",
    ]  # 1.4 is still to be marked
    assert rows[1][8:] == ["1", "0", "0", "0", "0", "0", "0"]
    assert rows[2][8:] == [""] * 7 and rows[2][1] == "'=HYPERLINK(1)"
    assert [row[4] for row in rows] == [
        "",
        "1",
        "",
    ]  # Grade: where nothing is to be marked
    assert [row[6] for row in rows] == ["-"] * 3
    assert "empty for 1 student" in said and "Nobody Known" in said
    _, all_of_them = rows_of(tmp_path / "out" / "marksheet.csv")
    assert {row[1] for row in all_of_them} == {
        "Yuki Sato", "山田 花子", "'=HYPERLINK(1)", "Nobody Known",
    }  # fmt: skip
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "The box for the name says: someone else." in report
    assert "Not in the class list: Nobody Known." not in report  # nobody is missing
    assert "By the class list; the file is named for Group A-Doe Jo." in report
    listed.write_bytes(MOODLE.format(most=100).encode())
    said = run(capsys, folder, "--class-list", listed, "--to", tmp_path / "out")
    _, rows = rows_of(tmp_path / "out" / "for-moodle.csv")
    assert [row[4] for row in rows] == ["", "", ""] and "maximum is 100" in said


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Exercise 1.2 (88),Final Score\n"
    "    Points Possible,,,,,1,(read only)\n"
    '"Sato, Yuki",501,s24001,ysato,A,,\n'
    '"Tanaka, Ken",502,s24002,ktanaka,A,0.5,\n'
    '"Student, Test",9,,test,A,,\n'
)


def test_a_gradebook_of_canvas_comes_back_filled(tmp_path, capsys):
    folder = hand_in(
        tmp_path / "in",
        {
            "satoyuki_501_900_01-summit-context.ipynb": notebook(answers=RIGHT),
            "mail.ipynb": notebook(name="S24002", answers=RIGHT),
        },
    )
    listed = tmp_path / "canvas.csv"
    listed.write_text(CANVAS, encoding="utf-8")
    points = tmp_path / "points.csv"
    points.write_text("exercise,points,complete\n1.1,2,\n1.4,3,1.5\n")
    more = ["--class-list", listed, "--points", points, "--to", tmp_path / "out"]
    said = run(capsys, folder, *more)
    filled = (tmp_path / "out" / "for-canvas.csv").read_text(encoding="utf-8")
    assert not filled.startswith("\ufeff")  # as it came
    header, *rows = csv.reader(io.StringIO(filled, newline=""))
    assert header[:7] == CANVAS.splitlines()[0].split(",")
    assert header[7:] == [f"Exercise 1.{n}" for n in (1, 3, 4, 5, 6, 7)]
    assert rows[0][5:] == ["1", "(read only)", "2", "1", "3", "1", "1", "1"]
    assert rows[1] == ["Sato, Yuki", "501", "s24001", "ysato", "A", "1", ""] + [
        "2", "1", "1.5", "0", "1", "0",
    ]  # fmt: skip
    assert rows[2][5] == "0.5" and rows[2][7] == "2"  # what stood there stays
    assert rows[3][5:] == [""] * 8
    assert "Points stood in canvas.csv already in 1 place" in said


# --- points typed by the instructor -------------------------------------------------------


@pytest.fixture
def marked(tmp_path, capsys):
    """A folder of three, collected with a worksheet of Moodle, and the options of that."""
    folder = hand_in(
        tmp_path / "in",
        {
            "Sato Yuki_11_assignsubmission_file_/01.ipynb": notebook(
                answers=RIGHT, charts=True
            ),
            "山田 花子_12_assignsubmission_file_/01.ipynb": notebook(answers=WRONG),
            "x_13_assignsubmission_file_/01.docx": b"PK",
        },
    )
    listed, points = tmp_path / "grades.csv", tmp_path / "points.csv"
    listed.write_bytes(MOODLE.format(most=9).encode())
    points.write_text("exercise,points\n1.4,3\n")
    options = [folder, "--class-list", listed, "--points", points]
    options += ["--to", tmp_path / "my marks"]
    run(capsys, *options)
    return tmp_path / "my marks", options


def retyped(path, change, delimiter=","):
    """Change the rows of a CSV as Excel saves them: {(name, column): text}, and sorted backwards."""
    header, rows = rows_of(path)
    for (name, column), text in change.items():
        row = next(one for one in rows if one[1] == name)
        row[header.index(column)] = text
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([header, *sorted(rows, reverse=True)])
    path.write_text("\ufeff" + out.getvalue(), encoding="utf-8", newline="")


def points_in(out, name="Exercise 1.4"):
    """Return {student: what stands in a column of the marksheet}."""
    header, rows = rows_of(out / "marksheet.csv")
    at = next(n for n, one in enumerate(header) if one.startswith(name))
    return {row[1]: row[at] for row in rows}


OPEN_COLUMN = "Exercise 1.4"


def test_typed_points_are_taken_and_nothing_typed_is_lost(marked, capsys):
    out, options = marked
    said = run(capsys, *options)
    assert not list(out.glob("marksheet-typed*"))  # nothing was typed
    assert "2 answers to mark: " in said and f'--marks "{out}' in said
    some = {("Yuki Sato", OPEN_COLUMN): "2,5", ("山田 花子", OPEN_COLUMN): "１"}
    some |= {("'=HYPERLINK(1)", f"Exercise 1.{n}"): "1" for n in (1, 4)}  # by hand
    retyped(out / "marksheet.csv", some, ";")
    typed_in = (out / "marksheet.csv").read_bytes()
    said = run(capsys, *options)  # the next step forgotten
    assert (out / "marksheet-typed.csv").read_bytes() == typed_in
    line = f'--marks "{out / "marksheet-typed.csv"}"'
    assert "not as collect wrote it" in said and line in said
    assert points_in(out)["Yuki Sato"] == "to mark"
    assert line in run(capsys, *options)  # said as long as it is not read
    said = run(capsys, *options, "--marks", out / "marksheet-typed.csv")
    assert "4 typed marks taken from marksheet-typed.csv.\n" in said
    assert "was not read" not in said
    totals = points_in(out, "Points of 9")
    assert totals == {"Yuki Sato": "8.5", "山田 花子": "1", "'=HYPERLINK(1)": "2"}
    _, rows = rows_of(out / "for-moodle.csv")
    assert [row[4] for row in rows] == ["8.5", "1", "2"]  # the column Grade
    assert [row[11] for row in rows] == ["2.5", "1", "1"]
    retyped(out / "marksheet.csv", {("Yuki Sato", OPEN_COLUMN): "3"})
    run(capsys, *options, "--marks", out / "marksheet.csv")
    assert points_in(out)["Yuki Sato"] == "3"
    assert (out / "marksheet-typed-2.csv").exists()
    assert (out / "marksheet-typed.csv").read_bytes() == typed_in


def test_what_cannot_be_taken_is_named_and_left_to_mark(marked, capsys, tmp_path):
    out, options = marked
    sheet = tmp_path / "copy.csv"
    for text, why in {
        "good": "good is no number",
        "nan": "nan is no number",
        "1. May": "1. May is no number",
        "-1": "-1 is below zero",
        "3,5": "3,5 is more than the 3 it can have",
    }.items():
        sheet.write_bytes((out / "marksheet.csv").read_bytes())
        retyped(sheet, {("Yuki Sato", OPEN_COLUMN): text}, ";")
        said = run(capsys, *options, "--marks", sheet)
        assert f"(Yuki Sato), Exercise 1.4: {why}." in said
        assert points_in(out)["Yuki Sato"] == "to mark" and "Still to mark: 2" in said
    sheet.write_text(  # columns in another order, one more, and two rows too many
        "Exercise 1.4;Mine;Exercise 1.1;Exercise 2.1;Name;Number\n"
        "3;well said;0;;YUKI SATO;11\n2;;;;Yuki Sato;11\n1;;;;Somebody Else;\n"
    )
    said = run(capsys, *options, "--marks", sheet)
    assert points_in(out)["Yuki Sato"] == "3" and points_in(out, "Points")
    assert "row 2 (YUKI SATO), Exercise 1.1: 0 stands there, the check gives 1" in said
    assert "row 3 (Yuki Sato): the same student as row 2" in said
    assert "row 4 (Somebody Else): no such student here" in said
    assert "not read in copy.csv: Exercise 2.1" in said
    for text in ("Name\nx\n", "Exercise 1.1\n1\n"):
        sheet.write_text(text)
        assert "needs the columns Name" in stopped(capsys, *options, "--marks", sheet)
    sheet.write_text("Name,Exercise 1.1,exercise 1.1\nx,1,2\n")
    assert "two columns" in stopped(capsys, *options, "--marks", sheet)


def test_points_typed_into_a_list_fill_the_grade(marked, capsys, tmp_path):
    out, options = marked
    listed = tmp_path / "typed in.csv"
    text = (out / "for-moodle.csv").read_text(encoding="utf-8")
    lines = text.splitlines()
    lines[1] = lines[1].removesuffix("1,1,1,,1,1,1") + "0.5,1,1,2,1,1,1"
    lines[2] = lines[2].removesuffix("0,0,0,,0,0,0") + "0,0,0,4,0,0,0"
    listed.write_text("\n".join(lines), encoding="utf-8")
    said = run(capsys, *options, "--class-list", listed)
    _, rows = rows_of(out / "for-moodle.csv")
    assert [row[4] for row in rows] == ["7.5", "", ""]  # the sum of what stands there
    assert points_in(out)["Yuki Sato"] == "2"
    assert "(山田 花子), Exercise 1.4: 4 is more than the 3" in said


def test_two_of_one_name_are_told_apart_in_a_marksheet():
    people = [marks.Student((n,), "Li Wei", number=n) for n in (1, 2)]
    for one, number in zip(people, ("31", "32")):
        one.handed_in = [submissions.Submission("", names.Sender("", "", number))]
    row = {"name": "Li  Wei", "number": "32", "no.": "1"}
    assert typed._student(row, people) is people[1]
    assert typed._student(row | {"number": "3.2E+1"}, people) is people[0]
    assert typed._student(row | {"number": "33"}, people) is None
    assert typed._student({"number": "31"}, people) is people[0]
    for one in people:
        one.handed_in = []
    assert typed._student(row | {"number": ""}, people) is people[0]


def test_a_marksheet_is_the_same_however_it_is_saved():
    one = typed.digest('\ufeffName,Lessons,P\r\na,01,2.50\r\n"b, c",01,\r\n')
    rows = [["b, c", "1"], ["a", "1", "2,5"], ["Name", "Lessons", "P"]]
    assert typed._digest(rows) == one
    assert typed._digest([["b, c", "1", "0"], *rows[1:]]) != one


def test_output_that_nobody_reads_ends_quietly(tmp_path, monkeypatch):
    """As where it is piped into head."""
    folder = hand_in(tmp_path / "in", {"a.ipynb": notebook(name="A B")})
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        editions.main(["collect", str(folder), "--to", str(tmp_path / "out")])
    assert (tmp_path / "out" / "report.html").exists()


def test_a_nameless_row_may_be_the_student_who_is_missing(marked, capsys):
    out, options = marked
    (options[0] / "山田 花子_12_assignsubmission_file_" / "01.ipynb").unlink()
    hand_in(options[0], {"x.ipynb": notebook(answers=WRONG)})
    run(capsys, *options)
    text = (out / "report.html").read_text(encoding="utf-8")
    assert "Not in the class list: (x.ipynb)." in text
    assert "Nothing was handed in." in text


# --- what a notebook holds ----------------------------------------------------------------


def work(made, file="01-summit-context.ipynb"):
    return records.read(json.loads(nbformat.writes(made, 4)), file, ASKED)


def test_a_record_that_is_not_of_its_cell_is_doubted():
    made = notebook(answers=RIGHT, charts=True)
    honest = work(made)
    assert all(one.sure for one in honest.answers.values())
    of = {
        cell.metadata.exercise: cell
        for cell in made.cells
        if "exercise" in cell.metadata.get("tags", [])
    }
    of["1.1"].source = of["1.1"].source.replace("len(", "len((")  # cannot be run
    of["1.2"].source = 'answer = ...\nsummit.check("1.2", answer)'
    of["1.3"].source = 'answer = ["P19"]\nsummit.check("1.3", answer)'
    of["1.4"].source = "print(1)"
    doubted = work(made)
    assert [n for n, one in doubted.answers.items() if one.doubt] == [
        "1.1", "1.2", "1.3", "1.4",
    ]  # fmt: skip
    given = marks.points(ASKED)
    assert given.of("1.1", doubted.answers["1.1"]) == "to mark"


def test_a_status_that_the_check_would_not_give_is_doubted():
    made = notebook(answers={"1.1": ("len(early)", 12), "1.2": RIGHT["1.2"]})
    for cell in made.cells:
        for output in cell.get("outputs", []):
            kept = output.metadata.summit
            kept.status = "Correct" if kept.exercise == "1.1" else "Complete"
    one = submissions.Submission("x", names.Sender(), work=work(made))
    person = marks.Student(("x",), works={"01": one})
    marks.doubts([person], course.Judge(ASKED), ASKED)
    assert "stored answer is not" in one.work.answers["1.1"].doubt
    assert "never says Complete" in one.work.answers["1.2"].doubt


def test_an_answer_that_was_written_and_never_run_is_to_be_marked():
    made = notebook(answers=RIGHT)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    answers = work(made).answers
    assert answers["1.1"].status == records.NOT_CHECKED
    assert answers["1.4"].value == OPEN
    assert answers["1.5"].status == "Not answered yet"
    del made.cells[[cell.metadata.get("exercise") for cell in made.cells].index("1.1")]
    assert work(made).answers["1.1"].status == records.NOT_FOUND


def test_of_two_cells_for_one_exercise_the_better_counts():
    made = notebook(answers={"1.1": WRONG["1.1"], "1.2": RIGHT["1.2"]})
    for number, value in (("1.1", 73), ("1.2", 68.4)):  # tried again, in a new cell
        cell = nbformat.v4.new_code_cell(
            f'summit.check("{number}", {value})', id=f"n{value}"[:3]
        )
        cell.outputs = [record(number, value)]
        made.cells.append(cell)
    answers = work(made).answers
    assert [answers[one].status for one in ("1.1", "1.2")] == ["Correct", "Correct"]


def test_a_notebook_that_lost_its_metadata_is_read():
    """As a service may hand it back: no ids, no tags, the lesson by its checks."""
    made = json.loads(nbformat.writes(notebook(answers=RIGHT), 4))
    for cell in made["cells"]:
        cell.pop("id")
        cell["metadata"] = {}
        if 'check("1.2"' in "".join(cell["source"]):
            cell["outputs"] = []
    answers = records.read(made, "Untitled.ipynb", ASKED).answers
    assert answers["1.1"].status == "Correct" and answers["1.2"].status == "Not checked"
    assert answers["1.5"].status == "Not answered yet"


def test_a_solution_of_the_lesson_itself_earns_nothing():
    lesson = nbformat.read(NOTEBOOKS / "01-summit-context.ipynb", 4)
    got = work(lesson)
    assert {one.status for one in got.answers.values()} == {"Not answered yet"}
    assert "instructor's lesson" in " ".join(got.remarks)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"cells": ' + b"[" * 100_000,
        b"[]",
        b"1e999",
        b"\xff\xfe\x00",
        b'{"cells": [1, null, {"source": 5, "outputs": {"a": 1}, "metadata": []}]}',
        b'{"cells": [{"id": "lesson01-18", "cell_type": "code", "outputs": [{"metadata":'
        b' {"summit": {"exercise": ["1.1"], "status": {}, "guess": {}}}}]}]}',
        b'{"worksheets": []}',
    ],
)
def test_no_file_stops_the_others(tmp_path, data):
    hand_in(tmp_path / "in", {"a.ipynb": data, "b.ipynb": notebook(answers=RIGHT)})
    found = submissions.Reader(tmp_path / "in", ASKED).read()
    assert [bool(one.work or one.why) for one in found] == [True, True]
    assert "Error" not in found[0].why
    assert found[1].work.answers["1.1"].status == "Correct"


@pytest.mark.parametrize(
    "source",
    [
        "-" * 19_000 + "1",
        "(" * 9_000,
        "a" + ".b" * 9_000,
        "x" * 30_000,
        "\0",
        "1+" * 9_000,
    ],
)
def test_a_cell_that_is_a_trap_for_a_parser_is_only_a_cell(source):
    made = notebook(answers=RIGHT)
    for cell in made.cells:
        if cell.metadata.get("exercise") == "1.1" and cell.cell_type == "code":
            cell.source = f'answer = {source}\nsummit.check("1.1", answer)'
    assert work(made).answers["1.2"].status == "Correct"


def test_python_says_nothing_on_what_a_student_wrote(recwarn):
    made = notebook(answers={"1.1": (r"'\d' is 1 or 73", 73)}, notes=r"C:\data")
    assert work(made).answers["1.1"].status == "Correct" and not recwarn.list


def test_letters_of_other_systems_are_read(tmp_path):
    plain = written(notebook(name="José Nuñez", answers=RIGHT)).decode()
    files = {
        "bom.ipynb": b"\xef\xbb\xbf" + plain.encode(),
        "utf16.ipynb": plain.encode("utf-16"),
        "latin.ipynb": plain.encode("latin-1", "replace"),
        "half.ipynb": plain.replace("Nuñez", "\\ud83d").encode(),
    }
    found = submissions.Reader(hand_in(tmp_path / "in", files), ASKED).read()
    assert all(one.work.answers["1.1"].status == "Correct" for one in found)
    of = {one.file: one for one in found}
    assert "not UTF-8" in " ".join(of["latin.ipynb"].remarks)
    assert of["utf16.ipynb"].work.name == "José Nuñez"
    of["half.ipynb"].work.name.encode("utf-8")  # half a character cannot be stored


def test_links_zips_in_zips_and_bombs_stay_inside_their_limits(tmp_path, monkeypatch):
    outside = hand_in(tmp_path / "out", {"secret.ipynb": notebook(answers=RIGHT)})
    folder = hand_in(tmp_path / "in", {"a.ipynb": notebook(answers=RIGHT)})
    try:
        (folder / "link.ipynb").symlink_to(outside / "secret.ipynb")
        (folder / "all").symlink_to(outside)
        linked = 2
    except OSError:  # Windows lets only some users make links
        linked = 0
    packed = written(notebook(name="Zoe Zip", answers=RIGHT))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("mine/01-summit-context.ipynb", packed)
        archive.writestr("mine/photo.png", b"")
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Zip Zoe_5_assignsubmission_file_/my.zip", inner.getvalue())
        archive.writestr("Bomb Bo_6_assignsubmission_file_/b.ipynb", b" " * 30_000_000)
        link = zipfile.ZipInfo("Link Lo_7_assignsubmission_file_/l.ipynb")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "../../secret.ipynb")
        archive.writestr("__MACOSX/._b.ipynb", b"x")
    (folder / "torn.zip").write_bytes(b"PK\x03\x04 not one")
    reader = submissions.Reader(folder, ASKED)
    why = {one.path: one.why for one in reader.read()}
    assert [path for path, said in why.items() if not said] == [
        "a.ipynb",
        "all.zip/Zip Zoe_5_assignsubmission_file_/my.zip/mine/01-summit-context.ipynb",
    ]
    assert sum("link" in said for said in why.values()) == linked + 1
    assert "30 MB" in why["all.zip/Bomb Bo_6_assignsubmission_file_/b.ipynb"]
    assert why["torn.zip"] == "a ZIP that is damaged" and reader.litter == 1


# --- names --------------------------------------------------------------------------------


def test_names_of_files_say_who():
    of = names.sender
    moodle = names.Sender("Moodle", "Sato Yuki", "12345")
    assert (
        of("Sato Yuki_12345_assignsubmission_file_/01-summit-context.ipynb") == moodle
    )
    assert of("a.zip/Sato Yuki_12345_assignsubmission_file_01-x.ipynb") == moodle
    canvas = of("satoyuki_LATE_12345_67890_01-summit-context-1.ipynb")
    assert canvas == names.Sender("Canvas", "satoyuki", "12345", 67890, True)
    assert of("Participant_7_assignsubmission_file_/x.ipynb").name == ""
    # what a student packs inside says nothing
    inside = (
        "Sato Yuki_1_assignsubmission_file_/w.zip/Doe Jo_2_assignsubmission_file_/x"
    )
    assert of(inside).number == "1"
    assert of("01-summit-context.ipynb") == names.Sender()


def test_spellings_of_one_name_are_one():
    for one, other in [
        ("Sato Yuki", "Yuki SATO"),
        ("SATO, Yuki", "ｙｕｋｉ sato"),
        ("山田花子", "山田　花子"),
        ("satoyuki", "Yuki Sato"),
        ("José Núñez", "Jose Nunez"),
        ("O'Brien Pat", "Pat OBrien"),
        ("Yuki Sato s2412", "Sato Yuki"),
    ]:
        assert names.same(one, other), (one, other)
    assert not names.same("Sato Yuki", "Sato Yuka")
    assert not names.same("ハナ", "バナ") and not names.same("", "")


def test_two_students_of_one_name_stay_two(tmp_path, capsys):
    folder = hand_in(
        tmp_path / "in",
        {
            f"Li Wei_{n}_assignsubmission_file_/01.ipynb": notebook(answers=answers)
            for n, answers in ((31, RIGHT), (32, WRONG))
        },
    )
    run(capsys, folder, "--to", tmp_path / "out")
    _, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    assert sorted((row[2], row[4]) for row in rows) == [("31", "1"), ("32", "0")]
    assert "Another student has the same name" in rows[0][-1]


def test_a_pair_of_the_class_list_shares_its_points(tmp_path, capsys):
    made = notebook(name="Yuki Sato and 山田花子", answers=RIGHT)
    folder = hand_in(tmp_path / "in", {"a.ipynb": made})
    listed = tmp_path / "grades.csv"
    listed.write_bytes(MOODLE.format(most=7).encode())
    said = run(capsys, folder, "--class-list", listed, "--to", tmp_path / "out")
    _, rows = rows_of(tmp_path / "out" / "for-moodle.csv")
    assert [row[8] for row in rows] == ["1", "1", ""] and "Not found in" not in said
    _, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    assert "Handed in with 山田 花子." in {row[1]: row[-1] for row in rows}["Yuki Sato"]


def test_one_lesson_of_several_is_collected(tmp_path, capsys):
    folder = hand_in(
        tmp_path / "in",
        {
            "a.ipynb": notebook(name="A B", answers=RIGHT),
            "b.ipynb": notebook("06", "A B", {"6.2": ("48", 48)}),
            "c.ipynb": notebook("06", "C D", {"6.2": ("48", 48)}),
        },
    )
    said = run(capsys, folder, "--lesson", "01", "--to", tmp_path / "out")
    assert "1 notebook of other lessons left out" in said
    assert "c.ipynb: of lesson 06, not 01" in said and "b.ipynb" not in said
    header, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    assert len(rows) == 2 and not [
        one for one in header if one.startswith("Exercise 6")
    ]
    run(capsys, folder, "--to", tmp_path / "out")
    header, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    points = {row[1]: dict(zip(header, row))["Exercise 6.2"] for row in rows}
    assert points == {"A B": "1", "C D": "1"}
    assert {row[1]: row[3] for row in rows} == {"A B": "01 06", "C D": "06"}


def test_the_newest_counts_by_the_time_of_its_file(tmp_path, capsys):
    better, older = notebook(name="Al Bo", answers=RIGHT), notebook(name="Bo Al")
    for cell in older.cells:
        if cell.source.startswith("my_notes"):
            cell.source = 'my_notes = "draft"'
    folder = hand_in(tmp_path / "in", {"z.ipynb": older, "a.ipynb": better})
    os.utime(folder / "z.ipynb", (1e9, 1e9))
    os.utime(folder / "a.ipynb", (2e9, 2e9))
    said = run(capsys, folder, "--to", tmp_path / "out")
    _, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    assert len(rows) == 1 and rows[0][4] == "1"
    assert "z.ipynb: older than a.ipynb, which counts" in said


# --- the map of 6.1 and alpha -------------------------------------------------------------

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": A, B and C
BINARY = list(zip("0100000010", "1110010000"))
NOMINAL = list(zip("aabbdcccedda", "babbbcccеddd".replace("е", "e")))
FOUR = ["123321412...", "1233224125.3", ".33323422 51.".replace(" ", ""), "1233244125 1.".replace(" ", "")]  # fmt: skip
UNITS = [[None if one == "." else int(one) for one in unit] for unit in zip(*FOUR)]


@pytest.mark.parametrize(
    ["units", "metric", "published"],
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (UNITS, "nominal", 0.743),
        (UNITS, "ordinal", 0.815),
        (UNITS, "interval", 0.849),
    ],
)
def test_alpha_is_that_of_the_published_examples(units, metric, published):
    assert agreement.alpha(units, metric) == pytest.approx(published, abs=5e-4)


def test_alpha_is_not_defined_where_nothing_can_differ():
    assert agreement.alpha([]) is None
    assert agreement.alpha([["a"], ["b", None]]) is None
    assert agreement.alpha([["a", "a"], ["a", "a"]]) is None
    assert agreement.alpha([["a", "a"], ["b", "b"]]) == 1


def test_the_map_counts_the_codes_of_a_class(tmp_path, capsys):
    """Two students; the third has nine codes, which cannot be laid beside the others."""
    other = ["done", *TEN.split()[1:]]
    folder = hand_in(
        tmp_path / "in",
        {
            f"{n}.ipynb": notebook("06", f"S {'abc'[n]}", {"6.1": (repr(codes), codes)})
            for n, codes in enumerate([TEN.split(), other, TEN.split()[:9]])
        },
    )
    run(capsys, folder, "--to", tmp_path / "out")
    text = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr><th scope="row">(\w+) <small>.*?</tr>', text, re.S)
    assert rows == ASKED["06"].chosen and len(rows) == 10
    counts = [
        [int(one) for one in re.findall(r"<td [^>]*>(\d+)</td>", row)]
        for row in re.findall(r'<tr><th scope="row">\w+ <small>.*?</tr>', text, re.S)
    ]
    assert [sum(one) for one in counts] == [2] * 10
    assert sorted(counts[0], reverse=True) == [1, 1, 0, 0, 0, 0]
    assert counts[3] == [0, 2, 0, 0, 0, 0]  # under_way is under way
    assert "Least: P4 (50 percent)" in text
    units = [[one, two] for one, two in zip(TEN.split(), other)]
    assert f"the class {agreement.alpha(units):.2f}" in text
    assert text.count("ours second") + text.count('class="ours"') == 10


@pytest.mark.parametrize(
    ["guesses", "truth"],
    [([1, 2, 3], 3), ([1e12, 3, -5], 3), ([0], 0), ([0.5, 0.25], 0.1), ([7], None), ([-1e300], 5)],
)  # fmt: skip
def test_any_guesses_can_be_drawn(guesses, truth):
    text = class_page.drawn(sorted(guesses), truth, "words & <more>")
    for x in re.findall(r' c?x1?="(-?[0-9.]+)"', text):
        assert 0 <= float(x) <= class_page.WIDTH
    assert 'aria-label="words &amp; &lt;more&gt;"' in text
    shown = text.count("<circle")
    assert shown == len(guesses) or "farther" in text
    if 1e12 in guesses:  # one must not press the others together
        assert shown == len(guesses) - 1 and "farther right: 1e+12" in text


# --- what a user may get wrong ------------------------------------------------------------


def stopped(capsys, *arguments):
    """Return the sentence with which the command stops."""
    with pytest.raises(SystemExit) as stop:
        run(capsys, *arguments)
    assert stop.value.code not in (0, None)
    return str(stop.value.code)


def test_what_cannot_be_used_gets_a_sentence(tmp_path, capsys, monkeypatch):
    folder = hand_in(tmp_path / "in", {"a.ipynb": notebook(name="A B", answers=RIGHT)})
    empty = hand_in(tmp_path / "empty", {"readme.txt": b"x"})
    to = ["--to", tmp_path / "out"]
    assert "is not there" in stopped(capsys, tmp_path / "no", *to)
    assert "is a file" in stopped(capsys, folder / "a.ipynb", *to)
    assert "No notebook of a lesson" in stopped(capsys, empty, *to)
    assert "no lesson 09" in stopped(capsys, folder, "--lesson", "09", *to)
    lists = {
        "none.csv": (None, "cannot be read"),
        "book.csv": (b"PK\x03\x04", "workbook of Excel"),
        "sjis.csv": ("氏名\r\n山田\r\n".encode("cp932"), "not written in UTF-8"),
        "zero.csv": (b"", "is empty"),
        "odd.csv": (b"color,size\r\nred,1\r\n", "no column with names"),
        "head.csv": (b"Full name\r\n", "no students"),
    }
    for name, (data, said) in lists.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        assert said in stopped(capsys, folder, "--class-list", tmp_path / name, *to)
    tables = {
        "exercise;points\n9.9;1\n": "line 2: there is no exercise 9.9",
        "exercise,points\n1.1,many\n": "write a number of points",
        "a,b\n": "needs a first line",
    }
    for text, said in tables.items():
        (tmp_path / "points.csv").write_text(text)
        points = ["--points", tmp_path / "points.csv"]
        assert said in stopped(capsys, folder, *points, *to)
    monkeypatch.setattr(submissions, "MEMBERS", 0)
    assert "it holds over 0 files" in stopped(capsys, folder, *to)
    (tmp_path / "taken").write_text("a file")
    monkeypatch.undo()
    assert "could not be written" in stopped(
        capsys, folder, "--to", tmp_path / "taken" / "out"
    )


def test_a_folder_in_the_collection_is_warned_of(collection, capsys, monkeypatch):
    """pytest --nbval would run what stands there."""
    monkeypatch.setattr(command.lessons, "NOTEBOOKS", collection / "notebooks")
    for name, warned in {
        "handed in": "lies in the collection",
        "notebooks/mine": "the copies of whoever works in this collection",
        "notebooks/build/in": "",
    }.items():
        folder = hand_in(collection / name, {"a.ipynb": notebook(name="A B")})
        said = run(capsys, folder, "--to", collection / "out")
        assert warned in said and ("CAREFUL" in said) == bool(warned)


def test_the_rest_of_the_command_line_is_as_it_was(capsys):
    with pytest.raises(SystemExit):
        editions.main(["collected"])
    assert "students" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        editions.main(["collect", "--help"])
    assert stop.value.code == 0 and "--class-list" in capsys.readouterr().out


def test_a_plain_list_and_semicolons_are_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Surname;First name;ID number\nSato;Yuki;s1\n", encoding="utf-8")
    listed = class_list.read(path)
    assert listed.who(1) == "Sato Yuki" and listed.delimiter == ";"
    assert class_list.Finder(listed).row(names.Sender(), "S1") == (1, "")
    assert class_list.Finder(listed).row(names.Sender(), "Yuki Sato")[0] == 1
    assert class_list.Finder(listed).row(names.Sender(), "Ken")[0] is None


def test_lists_in_other_words_are_read(tmp_path):
    """Moodle writes Participant 12 in its own language; Canvas may have the names in two columns."""
    path = tmp_path / "list.csv"
    path.write_text(
        "ID,氏名,評定\n参加者12,山田 花子,\n参加者13,佐藤 健,\n", encoding="utf-8"
    )
    listed = class_list.read(path)
    assert listed.system == "Moodle" and listed.people[1]["number"] == "12"
    path.write_text(
        "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section\nSato,Yuki,501,s1,y,A\n"
    )
    listed = class_list.read(path)
    assert listed.system == "Canvas" and listed.who(1) == "Sato Yuki"
    assert class_list.Finder(listed).row(names.Sender("Canvas", "", "501"), "")[0] == 1
    path.write_text("Student number,Name\ns24001,Yuki Sato\ns24002,Ken Sato\n")
    listed = class_list.read(path)
    assert (
        listed.system == ""
        and class_list.Finder(listed).row(names.Sender(), "S24002")[0] == 2
    )


# --- run again ------------------------------------------------------------------------------


def test_answers_are_run_again_only_after_a_yes(tmp_path, capsys, monkeypatch):
    folder = hand_in(tmp_path / "in", {"a.ipynb": notebook(name="A B", answers=RIGHT)})
    monkeypatch.setattr(rerun, "rerun", lambda *_: pytest.fail("It was run."))
    monkeypatch.setattr("builtins.input", lambda asked: print(asked) or "no")
    said = run(capsys, folder, "--rerun", "--to", tmp_path / "out")
    assert "This runs the code in 1 notebook" in said and "Nothing was run." in said


def test_what_comes_out_otherwise_is_named(tmp_path, capsys, monkeypatch):
    """One kernel: an answer typed over, a table of its own, a key of ours, and a file that stays inside."""
    monkeypatch.setenv("SECRET_TOKEN", "1234")
    six = ('list(article.head(2)["paragraph_id"])', ["A6"])
    answers = {"1.1": ("len(events)", 73), "1.3": RIGHT["1.3"], "1.6": six}
    made = notebook(name="Re Run", answers=answers)
    for cell in made.cells:
        if cell.metadata.get("exercise") == "1.2" and cell.cell_type == "code":
            cell.source = (
                "import os\nanswer = 600 / 19 if 'SECRET_TOKEN' not in os.environ else 0\n"
                'open("../../here.txt", "w").write("x")\nsummit.check("1.2", answer)'
            )
    made.cells = [  # the other cells draw, and take the time
        cell
        for cell in made.cells
        if cell.cell_type != "code"
        or cell.metadata.get("exercise") in (*answers, "1.2")
        or "setup" in cell.metadata.get("tags", [])
        or "load(" in cell.source
    ]
    folder = hand_in(tmp_path / "in", {"a.ipynb": made})
    to = ["--to", tmp_path / "out"]
    said = run(capsys, folder, "--rerun", "--yes", *to)
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "1.1: stored as Correct, now Not yet." in report
    assert "1.2: stored as Not checked, now Correct." in report
    assert "1.6: the stored answer was A6, now it is A1, A2." in report
    assert "1.3: " not in report and "running 1 of 1" in said
    assert not list(ROOT.glob("here.txt")) + list(folder.rglob("here.txt"))
    _, rows = rows_of(tmp_path / "out" / "marksheet.csv")
    assert rows[0][4] == "1"  # the marksheet keeps what was stored


def test_a_notebook_that_never_ends_is_stopped(tmp_path):
    made = notebook(answers=RIGHT)
    made.cells.insert(0, nbformat.v4.new_code_cell("while True: pass", id="loop"))
    held = {"requirements.txt": b""}
    said = rerun._run(tmp_path, held, written(made), 2)
    assert said == "It was stopped after 2 seconds."


def test_what_a_stopped_process_has_started_is_stopped_too():
    """A kernel is in a session of its own, and outlives what has started it."""
    sleep = "[sys.executable, '-c', 'import time; time.sleep(600)']"
    start = f"subprocess.Popen({sleep}, start_new_session=True)"
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import subprocess, sys; p = {start}; print(p.pid, flush=True); p.wait()",
        ],
        stdout=subprocess.PIPE,
    )
    kernel = psutil.Process(int(process.stdout.readline()))
    rerun._stop(process)
    process.stdout.close()
    psutil.wait_procs([kernel], timeout=30)
    assert not kernel.is_running() or kernel.status() == psutil.STATUS_ZOMBIE


# --- as a class sees it -----------------------------------------------------------------------


def test_the_page_to_project_can_be_read_from_the_back_row(sixty, new_page):
    page, problems = new_page(1280, 720)
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto((sixty[0] / "out" / "class.html").as_uri(), timeout=60_000)
    assert page.title() == "What the class did"
    assert len(asked) == 1 and not problems
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('svg text, td, th, small, p')].map(
            one => parseFloat(getComputedStyle(one).fontSize)
                * (one.ownerSVGElement ? one.ownerSVGElement.getScreenCTM().a : 1))"""
    )
    assert min(sizes) >= 24
