"""The student's folder and the text in it: read, counted, its sentences numbered."""

import json
import re
from pathlib import Path

import pandas as pd
from IPython.display import display

from summit.classroom import saved
from summit.classroom.answers.wording import as_html, counted, listed, printable
from summit.classroom.official import SavedText
from summit.counting import CURLY, count, sentences, words

HERE = Path(__file__).resolve().parent
MINE = HERE.parent / "mine"
BLANK = HERE / "blank"
NOTEBOOK = HERE / "another-summit.ipynb"
EXAMPLE = "example"
OTHER = "other.txt"
TEXTS = ("text.txt", OTHER)
# lines of the example, and what stands for them in a student's own notebook
BLANKED = [
    (r"^folder = .*$", 'folder = "{name}"'),
    (r"^terms = .*$", 'terms = ["...", "...", "..."]'),
    (r"^chosen = .*$", "chosen = ...  # ten numbers between square brackets"),
]
FEW_WORDS = 50  # a text that is shorter is hardly a whole one
HOW = "Save it with Ctrl + S and run this cell again."
POINT = r"[^\S\n]*[-*\u2013\u2022\u25aa\u25cf\u00b7][^\S\n]"
# the number of a paragraph or of a point, which is no word and no sentence of the text
NUMBER = re.compile(r"^[^\S\n]*\(?\d{1,3}[.)][^\S\n]+(?=\S)", re.M)
EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Problem(ValueError):
    """What is wrong with what a student gave, and what to do, in a sentence."""


def say(status, message):
    """Show a sentence as the checks of the lessons show theirs."""
    html = as_html(status, message)
    display({"text/html": html, "text/plain": f"{status}. {message}"}, raw=True)


# --- the folder and its texts ---------------------------------------------------------


def open_text(folder, file="text.txt"):
    """Return the text in a student's folder, empty where there is none; say what it holds.

    folder: its name in notebooks/mine, or "example"; one that is not there is made, with an
    empty text and empty sheets. file: a text (.txt) or a page (.html) in it.
    """
    try:
        text = _text(student_folder(folder), file)
    except (Problem, saved.Problem) as problem:
        second = "second text" in str(problem)
        say("No second text" if second else "No text yet", str(problem))
        return SavedText()
    text, left_out = NUMBER.subn("", text)
    found, number = sentences(text), words(text)
    message = f"{_shown(folder)}/{file}: {counted(number, 'word')} in "
    message += f"{counted(len(found), 'sentence')}."
    if left_out:
        message += f" {counted(left_out, 'number')} of paragraphs left out."
    if len(EAST.findall(text)) > number:
        message += " Words and sentences are counted by rules for English here: they do"
        message += " not hold for this text. Look for its English version."
    elif number < FEW_WORDS:
        message += " That is very short. Is it the whole text?"
    say("Read", message)
    return SavedText(text)


def student_folder(name):
    """Return a student's folder, made where it is not there. Raises Problem."""
    if not isinstance(name, str) or not name.strip():
        raise Problem(
            'Give the name of your folder in quotation marks: `folder = "my-summit"`.'
        )
    name = name.strip().strip("/")
    if name == EXAMPLE:
        return HERE / EXAMPLE
    if not re.fullmatch(r"\w[\w -]{0,40}", name) or name == BLANK.name:
        raise Problem(
            f"{printable(name, 40)!r} is no name for a folder here: use letters, digits"
            " and hyphens, and give it a name of its own, such as my-summit."
        )
    folder = MINE / name
    try:
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        for file in TEXTS:
            if not (folder / file).exists():
                (folder / file).write_text("", encoding="utf-8")
        for file in sorted(BLANK.glob("*.csv")):
            if not (folder / file.name).exists():
                (folder / file.name).write_bytes(file.read_bytes())
        if new:
            own = _own_notebook(NOTEBOOK.read_text(encoding="utf-8"), name)
            (folder / f"{name}.ipynb").write_text(own, encoding="utf-8")
    except OSError as error:
        raise Problem(
            f"The folder {_shown(name)} cannot be written ({error.strerror or error})."
        ) from None
    if new:
        raise Problem(
            f"The folder {_shown(name)} has just been made for you, with an empty text, "
            "empty sheets and a blank notebook. In the list of files (on the left, or File > Open), open "
            f"notebooks, mine, {name}, and double-click {name}.ipynb: go on in that one. "
            "This one stays as it is; close it without saving."
        )
    return folder


def _own_notebook(text, name):
    """Return the text of this notebook as a student's own: no example, no results, their folder named."""
    notebook = json.loads(text)
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if "example" not in cell["metadata"].get("tags", [])
    ]
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        source = source.replace("](../workbook/", "](../../workbook/")
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
            for line, own in BLANKED:
                source = re.sub(line, own.format(name=name), source, flags=re.M)
        cell["source"] = source
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _shown(name):
    """Return how a student finds a folder in the list of files."""
    name = str(name).strip().strip("/")
    return f"workbook/{name}" if name == EXAMPLE else f"mine/{name}"


def _text(folder, file):
    """Return the text of a file in a folder. Raises Problem or saved.Problem."""
    if not isinstance(file, str) or not file.strip() or re.search(r"[\\/]", file):
        raise Problem(
            f'Give the name of a file in {folder.name} in quotation marks: "text.txt".'
        )
    path = folder / file.strip()
    try:
        if path.is_file() and path.read_bytes().strip():
            return saved.read(path)
    except OSError as error:
        raise Problem(
            f"{path.name} cannot be read ({error.strerror or error})."
        ) from None
    other = [] if file == OTHER else _others(folder)
    if not path.is_file() and file not in TEXTS:
        raise Problem(
            f"There is no file {printable(file, 60)} in {folder.name}."
            + (f" It has {listed(other)}." if other else "")
        )
    if file == OTHER:
        raise Problem(
            f"{file} in {folder.name} is empty: there is no second text. Leave what "
            f"compares two texts out, or paste one into it. {HOW}"
        )
    message = f"{file} in {folder.name} is empty. Open it in the list of files on the "
    message += f"left and paste your text (Ctrl + V). {HOW}"
    if not other:
        raise Problem(message)
    try:  # what a PDF or a Word file is told, a student needs here, too
        saved.read(folder / other[0])
    except saved.Problem as problem:
        raise Problem(f"{message} And {other[0]}? {problem}") from None
    raise Problem(
        f'{message} Or read the other file: `open_text(folder, "{other[0]}")`.'
    )


def _others(folder):
    """Return the names of files in a folder that may hold the text."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.is_file()
        and path.name not in TEXTS
        and path.suffix.casefold() not in (".csv", ".ipynb")
        and not path.name.startswith(".")
    )


# --- count it -------------------------------------------------------------------------


def numbered(text):
    """Return a table of a text's sentences: the number of each, its words, and the text.

    The numbers are those of ``summit.sentences``. What has no closing mark, such as a heading or a
    point of a list, is no sentence by its rule, and may hold a commitment: it follows the last one.
    """
    if not is_text(text):
        return empty_table(["words", "text"], "sentence")
    rows, open_ended = [], []
    for paragraph in re.split(r"\n\s*\n", text):
        found = sentences(paragraph)
        rows += found
        if found:
            whole = " ".join(paragraph.split())
            open_ended.append(whole[_end_of(found[-1], whole) :])
        else:  # each point of a list is a row of its own
            open_ended += re.split(rf"\n(?={POINT})", paragraph)
    rows += [" ".join(line.split()) for line in open_ended if words(line)]
    table = pd.DataFrame({"words": list(map(words, rows)), "text": rows})
    table.index = pd.RangeIndex(1, len(rows) + 1, name="sentence")
    return table


def _end_of(sentence, paragraph):
    """Return where a paragraph's last sentence ends, whose quotation marks may have been made straight."""
    place = paragraph.translate(CURLY).rfind(sentence)
    return len(paragraph) if place < 0 else place + len(sentence)


def count_terms(terms, text):
    """Return a table with how often each term occurs in a text: a row a term, a column times.

    terms: a list of words or phrases. Capitals do not matter; a term is counted as a whole word,
    and a star stands for any ending: "cooperat*".
    """
    given = [terms] if isinstance(terms, str) else terms
    if not isinstance(given, (list, tuple)) or not given:
        say("No terms", 'Write them as a list: `terms = ["energy", "cooperat*"]`.')
        return empty_table(["times"], "term")
    odd = [term for term in given if not isinstance(term, str) or not words(term)]
    if odd:
        term = "..." if odd[0] in (..., "...") else printable(repr(odd[0]), 40)
        say(
            "No terms",
            f"{term} is no term: write each in quotation marks of its own, with commas "
            'between, such as `terms = ["energy", "cooperat*"]`.',
        )
        return empty_table(["times"], "term")
    text = text if is_text(text) else ""
    given = list(dict.fromkeys(" ".join(term.split()) for term in given))
    times = [count(pattern(term), text) for term in given]
    return pd.DataFrame({"times": times}, index=pd.Index(given, name="term"))


def pattern(term):
    """Return the regular expression of a term: whole words, and a star for any ending."""
    inner = r"\w*".join(map(re.escape, term.split("*")))
    return rf"(?<!\w){inner}(?!\w)"


def is_text(text):
    """Say whether there is a text; where there is none, say where to begin."""
    if isinstance(text, str) and text.strip():
        return True
    say("No text", "Go back to part 1 and read a text first.")
    return False


def empty_table(columns, index=None):
    """Return a table without rows, so that the lines that use it run."""
    empty = pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    return empty.rename_axis(index) if index else empty
