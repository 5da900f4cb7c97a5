"""Write what is made from the data and the lessons, wherever it stands.

Whole pages: data/README.md, figures/README.md, the cheat sheet. In pages written by hand:
the minutes, the tables of lessons, the links between lessons, version and day in README.md.

Run `python tests/documents.py` after a change; the tests compare the files with what it would write.
"""

import math
import re
import sys
from pathlib import Path

import nbformat
from PIL import Image

from course import NOTEBOOKS, ROOT, as_of, lessons, package

sys.path.insert(0, str(NOTEBOOKS))

from editions.cheat_sheet import cheat_sheet  # noqa: E402
from summit.loading.values import expected  # noqa: E402

IMAGE = re.compile(r"!\[(?P<alt>.*)\]\(\.\./figures/(?P<name>.+)\.png\)")

DATA_INTRODUCTION = (Path(__file__).parent / "templates" / "data-README.md").read_text(
    encoding="utf-8"
)


# --- whole pages ----------------------------------------------------------------------


def data_readme():
    """Return the text of data/README.md, made from datapackage.json."""
    found = package()
    introduction = DATA_INTRODUCTION.format(**{**found, "as_of": as_of()})
    parts = [introduction, "## The tables\n"]
    for resource in found["resources"]:
        if "schema" not in resource:
            parts.append(
                f"### {resource['name']}\n\n`{resource['path']}`: {resource['description']}. Source: "
                f"{resource['sources'][0]['title']} ({resource['licenses'][0]['title']}).\n"
            )
            continue
        schema = resource["schema"]
        foreign = {
            key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])
        }
        parts.append(
            f"### {resource['name']}\n\nOne row is {resource['description']}. "
            f"Key: {', '.join(f'`{name}`' for name in schema['primaryKey'])}.\n"
        )
        parts.append("| column | type | what it holds |\n| --- | --- | --- |")
        parts += [_field(field, foreign) for field in schema["fields"]]
        parts.append(
            "\nA place outside its box in `datapackage.json` is refused.\n"
            if "boxes" in schema
            else ""
        )
    return "\n".join(parts)


def _field(field, foreign):
    rules = field.get("constraints", {})
    notes = [field["description"]]
    if "unit" in field:
        notes.append(f"Unit: {field['unit']}.")
    if "form" in field or {"minimum", "maximum"} & set(rules):
        notes.append(f"Takes {expected(field)}.")
    if "enum" in rules:
        notes.append(f"One of {', '.join(f'`{value}`' for value in rules['enum'])}.")
    if field["name"] in foreign:
        target = foreign[field["name"]]
        notes.append(f"Points to `{target['resource']}.{target['fields'][0]}`.")
    if not rules.get("required"):
        notes.append("May be empty.")
    return f"| `{field['name']}` | {field['type']} | {' '.join(notes)} |"


def lesson_figures():
    """Return (lesson, figure name, alt text) for every figure the lessons show, in their order."""
    found = []
    for lesson in lessons():
        for cell in lesson.notebook.cells:
            for output in cell.get("outputs", []):
                for match in IMAGE.finditer(
                    output.get("data", {}).get("text/markdown", "")
                ):
                    found.append((lesson.path.stem, match["name"], match["alt"]))
    return found


def gallery():
    """Return the text of figures/README.md, made from the lessons and the pictures."""
    parts = [
        "# The figures\n",
        "What the lessons draw, with the words that stand for each picture. The lessons "
        "write the pictures; `python tests/documents.py` writes this page.\n",
    ]
    for lesson, name, alt in lesson_figures():
        with Image.open(ROOT / "figures" / f"{name}.png") as image:
            title = image.info["Title"]
        parts.append(
            f"## {title}\n\n![{alt}]({name}.png)\n\n{alt}\n\n"
            f"From [{lesson}](../notebooks/{lesson}.ipynb).\n"
        )
    return "\n".join(parts)


# --- spots in pages that are written by hand ------------------------------------------

TABLE = re.compile(r"\| Lesson \| Question \| Minutes \|\n(?:\|.*\n)+")
# in TEACHING.md: what a lesson needs; a row of a plan, and what it names of a lesson
NEEDS_HEAD = (
    "| lesson | needs | minutes | with slack | alone |\n| --- | --- | --- | --- | --- |"
)
NEEDS = re.compile(re.escape(NEEDS_HEAD) + r"\n(?:\|.*\n)*")
CLOCK = re.compile(
    r"^\|(?: (?P<number>\d+))? \| (?P<at>\d:\d\d) \| (?P<what>.+?) \|"
    r"(?: (?P<minutes>\d+))? \|$",
    re.M,
)
LESSON_PART = re.compile(
    r"Lesson (?P<number>\d\d)(?: up to \*(?P<last>[^*]+)\*)?"
    r"(?: from \*(?P<first>[^*]+)\*)?(?: without (?P<out>\d\.\d) and \*Check)?"
)


def link(lesson, folder=""):
    """Return the link to a lesson: number and title as they stand in its head."""
    return f"[{lesson.name}]({folder}{lesson.path.name})"


def table(course, folder="", here=None):
    """Return the table of lessons. here: the lesson in which it stands, without a link."""
    rows = ["| Lesson | Question | Minutes |", "| --- | --- | --- |"]
    for lesson in course:
        name = f"**{lesson.name}**" if lesson is here else link(lesson, folder)
        question = lesson.question[0].upper() + lesson.question[1:]
        rows.append(f"| {name} | {question} | {lesson.minutes()[0]} |")
    return "\n".join(rows) + "\n"


def plan(lesson):
    """Return the line of the first note: the minutes of each section."""
    parts = [f"{section.title} {section.minutes}" for section in lesson.sections()]
    return f"Minutes: {', '.join(parts)}."


def write_links(lesson, course):
    """Write the links of a lesson to those it needs and to the next one."""
    links = {other.number: link(other) for other in course}
    lesson.head.source = re.sub(
        r"\[(\d\d) [^\]]*\]\([^)]*\)",
        lambda match: links.get(match[1], match[0]),
        lesson.head.source,
    )
    after = course[course.index(lesson) + 1 :]
    if after:
        line = f"**Next:** {link(after[0])}: {after[0].question}"
        for cell in lesson.notebook.cells:
            cell.source = _put(r"^\*\*Next:\*\* .*$", line, cell.source)


def write_minutes(lesson, course):
    """Write the minutes into the head and the first note, and the table of lessons."""
    whole, read, do = lesson.minutes()
    lesson.head.source = _put(
        r"Time: \d+ minutes \(read \d+, do \d+\)",
        f"Time: {whole} minutes (read {read}, do {do})",
        lesson.head.source,
    )
    notes = [c for c in lesson.notebook.cells if "notes" in c.metadata.get("tags", [])]
    notes[0].source = _put(r"^Minutes: .*$", plan(lesson), notes[0].source)
    for cell in lesson.notebook.cells:
        if TABLE.search(cell.source):
            cell.source = _put(TABLE, table(course, here=lesson), cell.source)


def readme(course):
    """Return the text of README.md, with the table of lessons, the version and the day."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = _put(TABLE, table(course, "notebooks/"), text)
    text = _put(r"true as of \d+ \w+ \d{4}", f"true as of {as_of()}", text)
    text = _put(r"\{As of \d+ \w+ \d{4}\.", f"{{As of {as_of()}.", text)
    return _put(r"version = \{.*\}", f"version = {{{package()['version']}}}", text)


def teaching(course):
    """Return the text of TEACHING.md, with all minutes in it and the clock of each plan."""
    text = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    text = _put(NEEDS, _needs(course), text)
    text = _with_a_clock(text, course)
    parts = re.split(r"^(?=## )", text, flags=re.M)
    for number, part in enumerate(parts):
        for lesson in course:
            if part.startswith(f"## {lesson.number} "):
                parts[number] = _plan_of_teaching(part, lesson)
    return "".join(parts)


def with_slack(minutes):
    """Return minutes with ten percent more, rounded up."""
    return math.ceil(minutes * 11 / 10)


def _needs(course):
    """Return the table of what each lesson needs and how long it takes."""
    rows = [NEEDS_HEAD]
    for lesson in course:
        needs = re.search(r"Needs: (.*?) · ", lesson.head.source)[1]
        needs = re.sub(r"\[(\d\d) [^]]*\]\([^)]*\)", r"\1", needs)
        needs = re.sub(r" \(\[cheat sheet\][^ ]*\)", "", needs)
        whole = lesson.minutes()[0]
        alone = math.ceil(whole * 3 / 2)
        rows.append(
            f"| {lesson.name} | {needs} | {whole} | {with_slack(whole)} | {alone} |"
        )
    return "\n".join(rows) + "\n"


def part_of_lesson(words, course):
    """Return the minutes of what a plan names, such as "Lesson 06 up to *The brief*".

    None where it names no lesson. Raises ValueError where there is no such section.
    """
    found = LESSON_PART.match(words)
    if not found:
        return None
    lesson = next(one for one in course if one.number == found["number"])
    sections = lesson.sections()
    titles = [section.title for section in sections]
    if found["last"]:
        sections = sections[: titles.index(found["last"]) + 1]
    if found["first"]:
        sections = sections[titles.index(found["first"]) :]
    whole = sum(section.minutes for section in sections)
    return whole - (lesson.homework(found["out"]) if found["out"] else 0)


def _with_a_clock(text, course):
    """Write the minutes of lessons into the plans, and when each part begins."""
    spent = 0

    def row(found):
        nonlocal spent
        number, what, typed = found["number"], found["what"], found["minutes"]
        spent = 0 if number else spent
        hours, minutes = divmod(with_slack(spent), 60)
        takes = part_of_lesson(what, course) or typed or ""
        spent += int(takes or 0)
        cells = [number, f"{hours}:{minutes:02}", what, str(takes)]
        return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)

    return CLOCK.sub(row, text)


def _plan_of_teaching(part, lesson):
    minutes = {section.title: section.minutes for section in lesson.sections()}
    part = _put(r"\A## .*$", f"## {lesson.name}", part)
    spent = 0

    def row(found):
        nonlocal spent
        takes = minutes.get(found[2], int(found[1]))
        spent += takes
        return f"| {takes} | {found[2]} |{found[3]}| {with_slack(spent)} |"

    part = re.sub(r"^\| (\d+) \| ([^|]+) \|(.*)\| \d+ \|$", row, part, flags=re.M)
    whole = lesson.minutes()[0]
    said = f"That is {whole} minutes, and {with_slack(whole)} with slack"
    part = _put(r"^That is \d+ minutes, and \d+ with slack", said, part)
    return re.sub(
        r"(\d\.\d)( and \*Check yourself\* as\s+homework) \(\d+ minutes\)",
        lambda match: f"{match[1]}{match[2]} ({lesson.homework(match[1])} minutes)",
        part,
    )


def _put(pattern, new, text):
    """Put new in the place of what the pattern finds."""
    flags = 0 if pattern in (TABLE, NEEDS) else re.M  # compiled ones have theirs
    return re.sub(pattern, lambda _: new, text, flags=flags)


def _file(lesson):
    """Return the text of a lesson's file; as it is, where no cell has changed."""
    text = lesson.path.read_text(encoding="utf-8")
    before = [cell.source for cell in nbformat.reads(text, 4).cells]
    if before == [cell.source for cell in lesson.notebook.cells]:
        return text
    return nbformat.writes(lesson.notebook) + "\n"


# --- all of it ------------------------------------------------------------------------


def written():
    """Return {file: text} for every file that this command writes, lessons first."""
    course = lessons()
    for lesson in course:
        write_links(lesson, course)
    for lesson in course:  # the words of a link count, so the minutes come second
        write_minutes(lesson, course)
    texts = {lesson.path: _file(lesson) for lesson in course}
    texts[ROOT / "README.md"] = readme(course)
    texts[NOTEBOOKS / "TEACHING.md"] = teaching(course)
    texts[ROOT / "data" / "README.md"] = data_readme()
    texts[ROOT / "figures" / "README.md"] = gallery()
    texts[NOTEBOOKS / "cheat-sheet.md"] = cheat_sheet()
    return texts


def stale():
    """Return {file: text} for every file that holds something else than it would write."""
    return {
        path: text
        for path, text in written().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main():
    changed = stale()
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print("wrote", path.relative_to(ROOT))
    if not changed:
        print(
            "Nothing to write: every document is as the data and the lessons have it."
        )


if __name__ == "__main__":
    sys.exit(main())
