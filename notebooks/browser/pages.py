"""The pages of the site that need no Python: the first page, the lessons to read, and what stands beside them.

All are made with nbconvert and one template (templates/site), in one look (look.css).
"""

import csv
import functools
import html
import json
import re
import shutil
from datetime import date
from pathlib import Path

import nbformat
from PIL import Image

from editions import cheat_sheet, lessons, pages, readings, slides, student

from . import notice

HERE = Path(__file__).resolve().parent
ROOT = lessons.NOTEBOOKS.parent
APP = "lite/notebooks/index.html?path=notebooks/"
RUN = f"{APP}mine/{{name}}.ipynb"
WORKBOOK = f"{APP}workbook/another-summit.ipynb"
# in the head of every page: words and address
WAYS = [
    ("Lessons", "index.html"),
    ("Cheat sheet", "pages/cheat-sheet.html"),
    ("Glossary", "pages/glossary.html"),
    ("Figures", "pages/figures.html"),
    ("Data", "pages/data.html"),
    ("Reading list", "pages/readings.html"),
    ("Saving your work", "pages/saving.html"),
    ("Search", "pages/search.html"),
]
SCRIPTS = ["site.js"]
IMAGE = re.compile(r"!\[.*?\]\(\.\./figures/(?P<name>[\w-]+)\.png\)")
HEADING = re.compile(r"<h(?P<level>[123])>(?P<words>.*?)</h(?P=level)>", re.S)
TABLE = re.compile(r"<table\b.*?</table>", re.S)
ROW = re.compile(r"<tr>.*?</tr>", re.S)
CELL = re.compile(r"<t[dh]\b[^>]*>.*?</t[dh]>", re.S)
CODE = re.compile(r"<pre>(?P<lines>.*?)</pre>", re.S)
LONG_WORD = re.compile(r"[^\s<>]{19,}(?=[^<>]*</code>)")
# where a line of code may go on in the next line: behind a bracket or an underscore, before a point
BREAK = re.compile(r"(?<=[(\[_/])(?=[\w&\"'])|(?<=[\w)\]])(?=\.[a-z])")
# the same where each sign has its color
BREAK_IN_COLOR = re.compile(
    r'(?<=[(\[]</span>)(?=<span)|(?<=</span>)(?=<span class="o">\.<)'
)
FIGURE = re.compile(
    r'<img\b[^>]*\bsrc="(?P<file>[./]*figures/(?P<name>[\w-]+)\.png)"[^>]*>'
)
NAME_LENGTH = 40  # what is longer, in letters, is a sentence and names no row
GUESS = re.compile(r'<p role="status"><strong>Your guess')
IN_WORDS = re.compile(r'<p role="status"><strong>In words\.</strong>(.*?)</p>', re.S)
MARKUP = re.compile(r"<[^>]+>")
MINUTES = re.compile(r"^Time: (\d+) minutes", re.M)
QUESTION = re.compile(r"^\*\*The question: (.+\?)\*\*$", re.M)


@functools.cache
def package():
    """Return datapackage.json."""
    return json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


def as_of():
    """Return the day as of which the collection is true, as prose writes it."""
    day = date.fromisoformat(package()["as_of"])
    return f"{day.day} {day:%B %Y}"


@functools.cache
def course():
    """Return the lessons in their order: a dict each, with what the pages say of it."""
    found = []
    for path in student.lessons(lessons.NOTEBOOKS):
        notebook = lessons.read(path)
        texts = (cell.source for cell in notebook.cells)
        head = next((text for text in texts if text.startswith("# ")), "")
        question, minutes = QUESTION.search(head), MINUTES.search(head)
        found.append(
            {
                "name": path.stem,
                "number": path.stem[:2],
                "title": lessons.title(notebook),
                "question": _capital(question[1]) if question else "",
                "minutes": minutes[1] if minutes else "?",
                "notebook": notebook,
                "read": f"pages/{path.stem}.html",
                "slides": f"slides/{path.stem}.html",
                "run": RUN.format(name=path.stem),
            }
        )
    return found


def write(site):
    """Write every page into the folder of the site; return {address: its HTML}."""
    made = {"index.html": first_page()}
    for lesson in course():
        made[lesson["read"]] = reading(lesson)
    for name, (title, text) in others(site).items():
        text = page([text], title, f"pages/{name}.html")
        # in a table of Markdown a | in code stands behind a \, which nbconvert shows
        made[f"pages/{name}.html"] = text.replace("\\|", "|")
    made["pages/search.html"] = page(
        [SEARCH], "Search", "pages/search.html", scripts=["minisearch.js", "index.js"]
    )
    for address, text in made.items():
        _write(site / address, text)
    for lesson in course():
        _write(site / lesson["slides"], deck(lesson))
    (site / "figures").mkdir(exist_ok=True)
    for file in sorted((ROOT / "figures").glob("*.png")):
        shutil.copy(file, site / "figures")
    for name in ["look.css", *SCRIPTS]:
        _write(site / name, (HERE / name).read_text(encoding="utf-8"))
    return made


def deck(lesson):
    """Return the slides of a lesson without the instructor's notes, with a way back to the first page."""
    read = lessons.edited(lessons.plain(lesson["notebook"]), without_notes)
    ways = [
        ("Read this lesson", f"../{lesson['read']}"),
        ("All lessons", "../index.html"),
    ]
    text = slides.slides(read, lesson["name"], "{}.html", ways)
    return text.replace('href="cheat-sheet.html', 'href="../pages/cheat-sheet.html')


def without_notes(cell):
    return [] if "notes" in lessons.tags_of(cell) else [cell]


# --- one page -------------------------------------------------------------------------


def page(cells, title, here, kind="", scripts=(), lesson=None, contents=True):
    """Return a page as HTML.

    cells: texts of Markdown, or cells of a notebook. here: its address in the site. lesson: for a lesson, its dict.
    """
    make = nbformat.v4.new_markdown_cell
    cells = [
        make(cell, id=f"part-{n}") if isinstance(cell, str) else cell
        for n, cell in enumerate(cells)
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook = lessons.edited(notebook, pages.in_its_language)
    resources = {
        "metadata": {"name": title},
        "title": title,
        "root": "../" * here.count("/"),
        "here": here,
        "kind": kind,
        "ways": WAYS,
        "as_of": as_of(),
        "scripts": [*scripts, *SCRIPTS],
        "lesson": lesson,
    }
    text, _ = exporter().from_notebook_node(notebook, resources)
    text, headings = anchored(text)
    above = ABOUT.format(root=resources["root"], **lesson) if lesson else ""
    if contents and len(headings) > 3:
        listed = (f'<li><a href="#{a}">{words}</a></li>' for a, words in headings)
        above += CONTENTS.format("".join(listed))
    if headings:
        text = text.replace("<h2", f"{above}<h2", 1)
    text = TABLE.sub(
        lambda table: f'<div class="wide">{roomy(named(table[0]))}</div>', text
    )
    text = CODE.sub(lambda code: f"<pre>{hanging(code['lines'])}</pre>", text)
    text = FIGURE.sub(enlarged, text)
    return linked(text)


def roomy(table):
    """Return a table, as HTML, for a narrow page: a cell of many words keeps several in a line, and long code has joints."""
    table = LONG_WORD.sub(lambda word: BREAK.sub("<wbr>", word[0]), table)
    return CELL.sub(
        lambda cell: (
            cell[0].replace("<td", '<td class="long"', 1)
            if len(MARKUP.sub("", cell[0])) > NAME_LENGTH
            else cell[0]
        ),
        table,
    )


def named(table):
    """Return a table, as HTML, in which each row begins with its name, where the first words of its rows tell them apart.

    The number of a row stays, but does not name it.
    """
    head, begin, body = table.partition("<tbody>")
    head = head.replace("<th></th>", "<td></td>")  # an empty corner heads nothing
    found = [CELL.findall(row) for row in ROW.findall(body)]
    numbered = "<td></td>" in head and all(
        cells[0].startswith("<th") for cells in found
    )
    place = 1 if numbered else 0
    if min(map(len, found), default=0) < place + 2:
        return head + begin + body
    names = [MARKUP.sub("", cells[place]).strip() for cells in found]
    if not all(0 < len(html.unescape(name)) <= NAME_LENGTH for name in names):
        return head + begin + body
    if len(set(names)) < len(names):
        return head + begin + body

    def with_name(row):
        cells = iter(range(99))

        def changed(cell):
            n, cell = next(cells), cell[0]
            if n < place:
                cell = cell.replace("<th", "<td").replace("</th", "</td")
                return cell.replace(' scope="row"', "")
            if n == place and cell.startswith("<td"):
                return f'<th scope="row"{cell[3:-5]}</th>'
            return cell

        return CELL.sub(changed, row[0])

    return head + begin + ROW.sub(with_name, body)


def hanging(code):
    """Return lines of code as an element each, so that look.css can indent what a narrow page wraps."""
    lines = code.strip("\n").split("\n")
    if any(line.count("<span") != line.count("</span") for line in lines):
        return code  # a color that runs over several lines
    return "".join(
        f'<span class="line">{BREAK_IN_COLOR.sub("<wbr>", line)}\n</span>'
        for line in lines
    )


def enlarged(image):
    """Return a figure with a link to its file; look.css spreads the link over the figure."""
    title = html.escape(drawn(image["name"])[0])
    return (
        f'<span class="figure">{image[0]}<a href="{image["file"]}">'
        f'Enlarge<span class="hidden">: {title}</span></a></span>'
    )


@functools.cache
def drawn(name):
    """Return the title of a figure and the words that stand for the rest, as its file holds them."""
    with Image.open(ROOT / "figures" / f"{name}.png") as image:
        about = image.info
    title = " ".join(about.get("Title", name).split())
    title = title.replace("[", "(").replace("]", ")")
    words = about.get("Description", "").removeprefix(title)
    return title, words.removeprefix(".").strip()


@functools.cache
def exporter():
    """Return nbconvert's exporter for all pages; making one takes longer than a page."""
    return pages.exporter("site", drop=["notes", "solution"], folder=HERE / "templates")


def anchored(text):
    """Return HTML in which each heading can be linked to, and [(anchor, words)] of those of the second level."""
    found, taken = [], set()

    def with_anchor(match):
        level, words = match["level"], MARKUP.sub("", match["words"])
        anchor = name = re.sub(r"\W+", "-", html.unescape(words)).strip("-")
        n = 1
        while anchor in taken:
            n += 1
            anchor = f"{name}-{n}"
        taken.add(anchor)
        if level == "2":
            found.append((anchor, words))
        return f'<h{level} id="{anchor}">{match["words"]}</h{level}>'

    return HEADING.sub(with_anchor, text), found


def linked(text):
    """Let links between lessons and their files lead to pages of the site."""
    names = "|".join(re.escape(lesson["name"]) for lesson in course())
    text = re.sub(rf'href="({names})\.ipynb', r'href="\1.html', text)
    return text.replace('href="cheat-sheet.md', 'href="cheat-sheet.html')


ABOUT = """\
<nav class="ways" aria-label="This lesson"><a class="run" href="{root}{run}">Run it</a>
<a href="{root}{slides}">Slides</a> <span>{minutes} minutes</span></nav>
<p class="about"><strong>This page shows the lesson with its results; nothing on it runs.</strong> To answer the exercises, <a href="{root}{run}">run
the lesson</a>, in this browser, with nothing to install. What the text says of keys, clicks, hints and solutions holds there.</p>
"""
CONTENTS = """\
<details class="contents" open><summary>On this page</summary>
<ol>{}</ol>
</details>
"""


def reading(lesson):
    """Return a lesson as a page to read: its text, lines, figures and tables, and no solution."""
    all_of_them = course()
    n = all_of_them.index(lesson)
    around = [
        (f"{words}: {other['number']} {other['title']}", f"{other['name']}.html")
        for words, k in (("Before", n - 1), ("Next", n + 1))
        if 0 <= k < len(all_of_them)
        for other in [all_of_them[k]]
    ]
    return page(
        to_read(lessons.plain(lesson["notebook"])),
        lesson["title"],
        lesson["read"],
        "lesson",
        lesson={**lesson, "around": around},
    )


def to_read(notebook):
    """Return the cells of a lesson that are read: its text, lines, figures and tables."""
    cells = []
    for cell in lessons.edited(notebook, for_reading).cells:
        if cell.source.strip() == "summit.ready()":
            cells[-1:] = []  # what it says holds for the instructor's computer
        else:
            cells.append(cell)
    return cells


def for_reading(cell):
    """No tools, no feedback of a check, and the stub of an exercise as it stands.

    Of a cell tagged running, which says how to run something, only the heading stays.
    """
    tags = lessons.tags_of(cell)
    if {"setup", "notes", "solution"} & set(tags):
        return []
    if "running" in tags:
        cell.source = "\n".join(re.findall("^#+ .+", cell.source, re.M))
        return [cell] if cell.source else []
    if cell.cell_type == "code":
        if "exercise" in tags:
            cell.outputs = []
        cell.outputs = [
            output for output in cell.outputs if not GUESS.match(_html_of(output))
        ]
        charts_in_words(cell)
    return [cell]


def charts_in_words(cell):
    """Give a chart that a cell draws the words below it, as the text that stands for it."""
    words = [found[1] for o in cell.outputs if (found := IN_WORDS.match(_html_of(o)))]
    words = html.unescape(MARKUP.sub("", " ".join(words))).strip()
    for output in cell.outputs:
        if words and "image/png" in output.get("data", {}):
            picture = "".join(output.data.pop("image/png").split())
            output.data = {
                "text/html": f'<img src="data:image/png;base64,{picture}" alt="{html.escape(words)}">'
            }
    cell.outputs = [
        output
        for output in cell.outputs
        if not lessons.FEEDBACK.match(_html_of(output))
    ]


def _html_of(output):
    return output.get("data", {}).get("text/html", "")


# --- the first page -------------------------------------------------------------------

FIRST = """\
<h1>Reading a Summit</h1>

<p class="question">{question}</p>

<div class="begin">
<p class="told">On 7 February 2025 the leaders of Japan and the United States issued a Joint Statement. We divided it into {count}
commitments: the tiles. An article retells it in {words} words. <strong>How many tiles does it carry in full?</strong></p>
<div class="guess">{tiles}
{answer}</div>
<div class="go"><p><a class="run" href="{start[run]}">Begin: run lesson {start[number]}</a> <a href="{start[read]}">or read it first</a></p>
<p class="small">Nothing to install, no account. To read, nothing loads. To run, Python loads into this browser: about {size} MB, and
about 15 seconds, on a small computer a minute.</p>
<p class="small" id="warning" role="status"></p></div>
</div>

<h2 id="lessons">The lessons</h2>

<ol class="lessons" start="0">
{lessons}
</ol>

<p>Another summit? <a href="{workbook}">A blank workbook</a>: paste a statement, code ten commitments, compare two coders.</p>

<p>What you write stays in this browser: <a href="pages/saving.html">how to save it, hand it in, and take it along</a>.
With Python on your computer, <a href="students.zip">take the whole course with you</a> (ZIP; <code>START.html</code> in it says how).</p>
"""
SHOWN = ["number", "title", "question", "minutes", "read", "slides", "run"]
# the figure stands folded up, so that the first page does not spoil the first prediction
ANSWER = """\
<form id="guess" hidden><label for="number">Your guess</label> <input id="number" type="number" min="0" max="{count}" required>
<button>Look</button></form>
<p id="told" role="status" data-full="{full}"></p>
<details><summary>See what the article carries</summary>
<figure><img loading="lazy" src="figures/00-tiles.png" alt="{alt}" width="1000" height="562"></figure>
<p class="small">Filled tiles: carried in full, {full}. Hatched: in part, {part} ({ids}). Empty: left out, {absent}.</p></details>"""
LESSON = """\
<li><h3><span class="number">{number}</span> {title}</h3>
<p>{question}</p>
<p class="ways"><a class="run" href="{run}">Run it<span class="hidden">: {title}</span></a>
<a href="{read}">Read it<span class="hidden">: {title}</span></a>
<a href="{slides}">Slides<span class="hidden">: {title}</span></a> <span>{minutes} minutes</span></p></li>"""


def first_page(size=40):
    """Return the first page: the question, the tiles, the lessons with their questions and minutes.

    size: what a browser downloads to run a lesson, in MB.
    """
    start = course()[0]
    carried = {"full": [], "partial": [], "absent": []}
    for row in rows("commitments"):
        carried[row["article_coverage"]].append(row["commitment_id"])
    text = FIRST.format(
        question=html.escape(start["question"]),
        start=start,
        tiles=tiles(),
        answer=ANSWER.format(
            alt=html.escape(". ".join(drawn("00-tiles"))),
            count=len(rows("commitments")),
            full=len(carried["full"]),
            part=len(carried["partial"]),
            ids=", ".join(carried["partial"]),
            absent=len(carried["absent"]),
        ),
        count=len(rows("commitments")),
        words=sum(int(row["words"]) for row in rows("article")),
        size=size,
        workbook=WORKBOOK,
        lessons="\n".join(
            LESSON.format(**{key: html.escape(str(lesson[key])) for key in SHOWN})
            for lesson in course()
        ),
    )
    return page([text], "Start", "index.html", "first", contents=False)


def tiles():
    """Return an empty tile for each commitment, by part of the statement, in its order."""
    parts = {}
    for row in rows("commitments"):
        parts.setdefault(row["pillar"], []).append(row["commitment_id"])
    words = ", ".join(f"{_part(name)} {len(ids)}" for name, ids in parts.items())
    lines = "".join(
        f'<b>{_part(name)}</b><span class="{name}">'
        + "".join(f"<i>{one}</i>" for one in ids)
        + "</span>"
        for name, ids in parts.items()
    )
    return (
        f'<div class="tiles" role="img" aria-label="One tile for each commitment of the '
        f'statement, by part: {words}.">{lines}</div>'
    )


def _part(pillar):
    """Return the words for a part of the statement, as the figures write it."""
    return {"indo-pacific": "Indo-Pacific", "growth": "Growth and Prosperity"}.get(
        pillar, _capital(pillar)
    )


# --- what stands beside the lessons ---------------------------------------------------

FILES = "../lite/files/"  # of students.zip, as the lessons that run see them
FOR_MAINTAINERS = ("## To change the data", "## To add", "## The yearly round")


def others(site):
    """Return the other pages: name -> (title, Markdown)."""
    listed = readings.reading_list(
        [(ROOT / lesson["name"], lesson["notebook"]) for lesson in course()],
        ROOT / "data",
    )
    return {
        "cheat-sheet": (
            "Cheat sheet",
            cheat_sheet.cheat_sheet(),
        ),
        "glossary": ("Glossary", glossary()),
        "figures": ("Figures", gallery()),
        "data": ("Data", dictionary()),
        "readings": ("Reading list", "\n\n".join(c.source for c in listed.cells)),
        "saving": ("Saving your work", SAVING),
        "notice": ("Notice", notice.write(site, package())),
    }


def figures():
    """Return (lesson's name, figure's name) for every figure that the lessons show, in their order."""
    return [
        (lesson["name"], found["name"])
        for lesson in course()
        for cell in lesson["notebook"].cells
        for output in cell.get("outputs", [])
        for found in IMAGE.finditer(output.get("data", {}).get("text/markdown", ""))
    ]


def gallery():
    """Return the page of all figures, with the words that stand for each."""
    titles = {lesson["name"]: lesson["title"] for lesson in course()}
    parts = [
        "# The figures",
        "What the lessons draw, with the words that stand for each picture. The lessons ask for a guess before each: "
        "whoever looks here first has nothing left to guess.",
    ]
    for name, figure in figures():
        title, words = map(html.escape, drawn(figure))
        parts.append(
            f"## {title}\n\n![The figure with this title; its numbers stand below]"
            f"(../figures/{figure}.png)\n\n<p>{words}</p>\n\n"
            f"From [{name[:2]} {titles[name]}]({name}.html)."
        )
    return "\n\n".join(parts)


def glossary():
    """Return the page of the terms, in English and Japanese."""
    parts = [
        "# Glossary",
        "Terms of this summit. The table `glossary` names the source of each.",
    ]
    for row in rows("glossary"):
        parts.append(
            f'## {row["term"]}\n\n<span lang="ja">{row["japanese"]}</span> (*{row["romaji"]}*)\n\n{row["definition"]}'
        )
    return "\n\n".join(parts)


def dictionary():
    """Return the page of the tables: the rules and the columns of data/README.md, and the files."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    sections = re.split(r"^(?=## )", text, flags=re.M)[1:]
    told = [part for part in sections if not part.startswith(FOR_MAINTAINERS)]
    listed = [
        f"| [{table['name']}](#{table['name']}) | {_capital(table['description'])} "
        f"([{table['path']}]({FILES}data/{table['path']})) |"
        for table in package()["resources"]
    ]
    parts = [
        "# The data",
        package()["description"],
        "Every row that states a fact ends in a `source_id`, which leads to the table `sources`. Where a table does not "
        "name a thing, that is not evidence that the thing did not happen. Nothing has to be downloaded for a lesson.",
        "\n".join(["| table | one row is (and its file) |", "| --- | --- |", *listed]),
        *told,
    ]
    return "\n\n".join(parts)


def rows(table):
    """Return the rows of a table of data/ as dicts."""
    with (ROOT / "data" / f"{table}.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        return list(csv.DictReader(file))


SAVING = """\
# Saving your work

**What you write stays in this browser, on this computer.** A lesson is saved by itself every few seconds, and when you leave
the page. To be sure, press Ctrl + S (macOS: Cmd + S), or the disk in the bar above the lesson. It is kept in the browser's own
store, without an account, and nobody else sees it. It is there when you come back with the same browser.

## On a phone or a tablet

Touch a cell to write in it, and touch **▶** in the bar above the lesson to run it: that is Shift + Enter. The disk beside it
saves. The menus *File*, *Edit* and *Run* stand at the top of the lesson.

## Hand it in, or take it along

In the lesson choose *File > Download*. The file, such as `01-summit-context.ipynb`, opens in JupyterLab on a computer and in
this site on another. Do this at the end of each class: a browser that deletes its data at closing, a private window, or a
room that resets its computers deletes your work, too.

## Bring a file back

Open [the list of files](../lite/tree/index.html). Go to the folder `notebooks`, then `mine`, choose *Upload*, pick the file, and
choose *Overwrite* if it asks. A file of another name stands beside the lesson, and a double click opens it.

## Where your files are

Your lessons are in `notebooks/mine`, the tables in `data`, the figures in `figures`, all in
[the list of files](../lite/tree/index.html).

## A new version of a lesson

Where you have not saved a lesson, you get its newest version. Where you have, yours stays as it is; the page says so, and
offers the new version beside it.

## Begin again

*File > Download* first, if you want to keep anything. Then, in [the list of files](../lite/tree/index.html), delete the lesson in
`notebooks/mine` and open it again from the first page.

## When it does not start

A lesson takes about 15 seconds to load Python, on a small computer a minute.

| what you see | what to do |
| --- | --- |
| *This page was opened as a file* | open the site from its web address, or ask your instructor for it. Pages, slides and search work as files, too |
| *This page cannot run Python here* | the address begins with `http://` and is not this computer's own. A browser runs Python only on `https://` pages and on `localhost`. Reading and slides work; to run, ask for an `https://` address |
| `No module named 'summit'` | the same cause; or a private window that forbids the browser's store. Open the page in an ordinary window |
| nothing but a gray page | reload it once. An old browser cannot run it: Chrome, Edge or Firefox of the last two years can |
| *Python has not started in two minutes* | close other tabs: a lesson needs about 1 GB of memory. Read the lesson meanwhile |
| it stays at *Python is loading* for every student | the server sends files under a wrong type. Tell its keeper: `.mjs` must be `text/javascript`, `.wasm` must be `application/wasm` |
"""

SEARCH = """\
# Search

<form id="search" role="search"><label for="words">Words in the lessons, the glossary, the data and the figures</label>
<input id="words" name="q" type="search" autocomplete="off" autofocus></form>
<p id="count" role="status" tabindex="-1"></p>
<p id="meant"></p>
<ol id="results" role="list" aria-label="Places found"></ol>
<noscript>The search needs JavaScript.</noscript>
"""


def _capital(text):
    return text[:1].upper() + text[1:]


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
