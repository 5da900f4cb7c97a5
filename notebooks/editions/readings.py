"""The reading list of the lessons, and BibTeX of every source: both from data/sources.csv.

A document is on the list of a lesson that links to its address, in prose or under a figure.
"""

import csv
import html
import re
import unicodedata

import nbformat

from . import lessons, pages

LINK = re.compile(r"\]\((https?://[^)\s]+)\)|\bhref=\"(https?://[^\"]+)\"")
GROUPS = {  # kind in sources.csv: heading
    "official": "Statements and official texts",
    "dataset": "Data",
    "press": "Press",
    "article": "Analyses of think tanks, firms, parties and magazines",
    "scholarly": "Scholarship",
}
LANGUAGES = {"en": "english", "ja": "japanese", "es": "spanish", "sw": "swahili"}
CARRIERS = {
    "archive": "read in an archive",
    "database": "read in a database",
    "reprint": "read in a reprint",
    "press release service": "read through a press release service",
    "portal": "read in a portal",
    "scan": "read in a scan",
    "repost": "read in a repost",
}
INTRODUCTION = """\
# Reading list

What each lesson links to, in its text or under its figures. A figure that rests on many documents names them row by
row in the tables; `sources.bib`, beside this page, has every source of the collection for a reference manager.

Each entry ends with the day on which we read it, in a stored copy where the page was no longer at hand, with how we
read it where that was not its publisher's own page, and with how far it carries a claim, in our judgment: *strong*,
*fair* or *weak*. What the words mean stands in `data/README.md`, under *sources*."""


def editions(paths):
    """Return the reading list of lessons and the bibliography as {file name: text}.

    Raises LessonError or OSError where a lesson or sources.csv cannot be read.
    """
    data = lessons.NOTEBOOKS.parent / "data"
    listed = reading_list([(path, lessons.read(path)) for path in paths], data)
    return {
        "readings.html": pages.page(listed, "readings", "Reading list"),
        "sources.bib": bibtex(data),
    }


def sources(data):
    """Return the rows of sources.csv in a folder as dicts, in their order."""
    with (data / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- the reading list -----------------------------------------------------------------


def reading_list(read, data):
    """Return the reading list as a notebook of text cells.

    read: [(path, notebook)] in their order; data: the folder of sources.csv.
    """
    by_url = {row["url"]: row for row in sources(data)}
    cells = [INTRODUCTION]
    for path, lesson in read:
        rows = [by_url[url] for url in linked(lesson) if url in by_url]
        cells.append(_lesson(path, lesson, rows))
    make = nbformat.v4.new_markdown_cell
    cells = [make(cell, id=f"readings-{n}") for n, cell in enumerate(cells)]
    return nbformat.v4.new_notebook(cells=cells)


def linked(lesson):
    """Return the addresses that a lesson's prose and the words under its figures link to, each once."""
    texts = []
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            texts.append(cell.source)
        for output in cell.get("outputs", []):
            texts += [
                output.get("data", {}).get(kind, "")
                for kind in ("text/markdown", "text/html")
            ]
    found = (
        html.unescape(match[1] or match[2])
        for text in texts
        for match in LINK.finditer(text)
    )
    return list(dict.fromkeys(found))


def _lesson(path, lesson, rows):
    parts = [f"## {path.name[:2]} {lessons.title(lesson) or path.stem}"]
    for kind, heading in GROUPS.items():
        some = sorted((row for row in rows if row["kind"] == kind), key=_order)
        if some:
            parts += [f"### {heading}", "\n".join(f"- {_entry(row)}" for row in some)]
    if not rows:
        parts.append("This lesson links to no document.")
    return "\n\n".join(parts)


def _order(row):
    return (
        (row["author"] or row["publisher"]).casefold(),
        row["date"] or row["year"],
        row["title"].casefold(),
    )


def _entry(row):
    """Return one document as Markdown, with nothing in it that would be markup."""
    when = f" ({row['date'] or row['year']})" if row["date"] or row["year"] else ""
    who = _names(row["author"]) or row["publisher"]
    rest = ["" if row["publisher"] == who else row["publisher"], row["venue"]]
    link = f'<a href="{html.escape(row["url"])}">{_marked(row["title"], row["language"])}</a>'
    how = [CARRIERS[row["carrier"]]] if row["carrier"] else []
    how.append(f"reliability: {row['reliability']}")
    if row["language"] != "en":
        how.insert(0, f"in {LANGUAGES.get(row['language'], row['language']).title()}")
    rest += [f"doi:{row['doi']}" if row["doi"] else "", f"Read on {row['accessed']}"]
    rest = [_marked(part) for part in rest if part] + [
        how[0][0].upper() + "; ".join(how)[1:]
    ]
    return f"{_marked(who)}{when}: {link}. {'. '.join(rest)}."


def _names(author):
    *others, last = author.split(" and ")
    return f"{', '.join(others)} and {last}" if others else last


def _marked(text, language="en"):
    """Return a text as HTML that Markdown leaves alone, Japanese marked as Japanese."""
    signs = re.sub(r"([\\`*_{}\[\]#|~])", r"\\\1", html.escape(text, quote=False))
    return (
        f'<span lang="ja">{signs}</span>'
        if language == "ja" or re.search(pages.LETTER, text)
        else signs
    )


# --- BibTeX ---------------------------------------------------------------------------

ARTICLE = re.compile(
    r"(?P<journal>.+?) (?P<volume>[0-9]+), no[.] (?P<number>[0-9]+)(?: \([^)]*\))?"
    r"(?:, pages (?P<pages>[0-9]+-[0-9]+))?"
)
CHAPTER = re.compile(r"(?P<booktitle>.+?), chapter (?P<chapter>[0-9]+)")
SPECIAL = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "¥": r"\textyen{}", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''",
    "ß": r"{\ss}", "ø": r"{\o}", "ł": r"{\l}", "ı": r"{\i}",
}  # fmt: skip
SPECIAL |= {sign: f"\\{sign}" for sign in "{}%#&$_"}
ACCENTS = {  # a mark after its letter, as Unicode has it: before its letter, as TeX has it
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=",
    "\u0306": "u ", "\u0308": '"', "\u030a": "r ", "\u030c": "v ", "\u0327": "c ",
}  # fmt: skip


def bibtex(data):
    """Return every source as BibTeX; the key of an entry is its source_id."""
    head = (
        "% Every source of Reading a Summit, made from data/sources.csv by python notebooks/editions.\n"
        "% urldate is the day on which we read it, in a stored copy where the page was no longer at hand;\n"
        "% note says how, and how far it carries a claim in our judgment.\n"
    )
    return head + "".join(f"\n{_bib_entry(row)}\n" for row in sources(data))


def _bib_entry(row):
    kind, fields = _kind(row)
    who = "publisher" if kind in ("book", "incollection", "article") else "organization"
    note = [f"Reliability: {row['reliability']}"]
    if row["carrier"]:
        note.insert(0, CARRIERS[row["carrier"]].capitalize())
    fields = {
        "author": " and ".join(escaped(name) for name in row["author"].split(" and "))
        if row["author"]
        else "",
        "title": f"{{{escaped(row['title'])}}}",
        **{name: escaped(value) for name, value in fields.items()},
        who: f"{{{escaped(row['publisher'])}}}",
        "year": row["year"] or row["date"][:4],
        "date": row["date"],
        "doi": row["doi"],
        "url": row["url"],
        "urldate": row["accessed"],
        "langid": LANGUAGES.get(row["language"], ""),
        "note": ". ".join(note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{row['source_id']},\n" + ",\n".join(lines) + "\n}"


def _kind(row):
    """Return the kind of entry, and what its venue says in fields of BibTeX."""
    if row["kind"] == "dataset":
        return "misc", {}
    if row["kind"] != "scholarly" or not (row["author"] or row["venue"]):
        return "online", {}
    if match := ARTICLE.fullmatch(row["venue"]):
        parts = match.groupdict("")
        return "article", parts | {"pages": parts["pages"].replace("-", "--")}
    if match := CHAPTER.fullmatch(row["venue"]):
        return "incollection", match.groupdict()
    if row["venue"] and row["doi"]:
        return "incollection", {"booktitle": row["venue"]}
    return ("article", {"journal": row["venue"]}) if row["venue"] else ("book", {})


def escaped(text):
    """Return a text as BibTeX reads it: signs and accents escaped, Japanese as it is."""
    return "".join(_escaped(sign) for sign in text)


def _escaped(sign):
    if sign in SPECIAL:
        return SPECIAL[sign]
    letter, *marks = unicodedata.normalize("NFD", sign)
    if len(marks) == 1 and marks[0] in ACCENTS and letter.isascii():
        accent = ACCENTS[marks[0]]
        return f"{{\\{accent}{letter}}}"
    return sign
