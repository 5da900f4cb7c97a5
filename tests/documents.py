"""Write the documents that are made from the data and the lessons: data/README.md, figures/README.md.

Run `python tests/documents.py` after a change; the tests compare the files with what it would write.
"""

import json
import re
import sys
from pathlib import Path

import nbformat
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "notebooks"))

from summit.values import expected  # noqa: E402

IMAGE = re.compile(r"!\[(?P<alt>.*)\]\(\.\./figures/(?P<name>.+)\.png\)")

DATA_INTRODUCTION = """\
# The data

A [Data Package](https://datapackage.org): one CSV file a table, and `datapackage.json`, which says what each
table holds. This page is made from it (`python tests/documents.py`); change the package, not this page.

**{title}.** {description}

Every row that states a fact ends in a `source_id`, which leads to `sources`. Eight columns are judgments of
ours and say so: `article_coverage` and `strength` in `commitments`, `verdict` in `article_check`, `drawn_from` in
`article`, `status`, `second_status` and `confidence` in `follow_through`, `reliability` in `sources`. Where a table does not name a thing, that is not evidence that the thing did not happen.

## To change the data

1. Edit the CSV in a text editor or a spreadsheet. Save it as *CSV UTF-8 (comma delimited)*: plain *CSV* turns
   Japanese into question marks. A byte-order mark and Windows line ends do no harm. Before you type a date or a
   lesson's number in a spreadsheet, format the column as text: otherwise 01 becomes 1.
2. A new fact needs its source first: add a row to `sources.csv`, then use its `source_id`.
3. `frictionless validate data/datapackage.json` checks every table, foreign keys included.
   `summit.load("...")` refuses a table with an error, and says the line, the column and the remedy. It looks for
   more: numbers in plain digits, no formula, no error message of a spreadsheet, no line break, no character
   that cannot be seen, no text in another encoding, and no place outside its box.
4. Run the lessons again and save them; figures and alt texts follow the data. The tests tell you which
   sentence of a lesson still has the old number. Then run `python tests/documents.py`.

`datapackage.json` is checked as strictly as a table. Of its entries, `unit`, `form` (what a pattern asks for, in
words), `mend` (what to do where a cell does not fit) and `boxes` (the south, north, west and east of a place, in
degrees) are ours; the others are the standard's.

## To add a country or a partnership

A **country** is two rows: one in `countries.csv`, and one in `memberships.csv` for each partnership it joins. A **new
partnership** is one row in `partnerships.csv`, and one in `memberships.csv` for each member, two at least. A country
may have a box under `boxes` in `datapackage.json`, and the tests ask for one: without it, nothing notices a
latitude and a longitude that are swapped, as long as both are possible.

```
countries.csv     ATL,Atlantis,アトランティス,Poseidonia,-10.0,170.0,other,statement-2025
memberships.csv   quad,ATL,2026,,,statement-2025
```

(Atlantis is made up, and so is its source: a real row needs a real one.) The figures of lesson 05 take it from there;
a membership of an unknown country, a partnership with one member, or a member who leaves before it joins is refused
with the place and the remedy. Where a country has left, write its last year under `left`.

## How what became of a commitment is coded

`status` in `follow_through` is the first of these that fits, as of the day in `as_of`:

1. **done**: all that was promised has happened.
2. **overtaken**: a later act, not a remark, of one of the two governments goes against it.
3. **stalled**: a dated attempt fell through, and no later step was found.
4. **under way**: a dated step was taken (an act, an agreement, a law, a contract, an exercise, a payment), but not all
   has happened, or it has no end.
5. **restated**: said again later by those who said it, without a step.
6. **nothing found**: none of these. It does not say that nothing happened.

`second_status` is that of a second coder, who saw the evidence as it is written here and these rules, and neither
`status` nor the sources: it tests the rules, not the search. Where the two differ,
`status` was left as it was: the difference is part of the record, and lesson 06 works with it.

## How verbs are coded

`strength` sorts the verb of a commitment on a ladder from saying to doing. The rules, in this order:

1. *instructed* and *accepted* act.
2. What is stated as an intention intends, whatever verb introduces it: *intend*, *will seek to*, *resolved*,
   *determination*, *desire*, *confirmed intention*.
3. A verb that begins with *re-* (reaffirm, reiterate) affirms, whatever it is joined with; so do *affirmed*,
   *emphasized*, *underscored*, *confirmed importance* and *expressed concern*.
4. *opposed*, *welcomed*, *encouraged* and *expressed support* respond to what others do.
5. A sentence that only says how things are, or can be, notes.

One verb always has one strength.

## License

What we wrote (codings, summaries, descriptions, definitions): CC BY 4.0. Facts and figures belong to their
sources; follow the `url` of each.

"""


def data_readme():
    """Return the text of data/README.md, made from datapackage.json."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    parts = [DATA_INTRODUCTION.format(**package), "## The tables\n"]
    for resource in package["resources"]:
        if "schema" not in resource:
            parts.append(f"### {resource['name']}\n\n`{resource['path']}`: {resource['description']}. Source: "
                         f"{resource['sources'][0]['title']} ({resource['licenses'][0]['title']}).\n")
            continue
        schema = resource["schema"]
        foreign = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])}
        parts.append(f"### {resource['name']}\n\nOne row is {resource['description']}. "
                     f"Key: {', '.join(f'`{name}`' for name in schema['primaryKey'])}.\n")
        parts.append("| column | type | what it holds |\n| --- | --- | --- |")
        parts += [_field(field, foreign) for field in schema["fields"]]
        parts.append("\nA place outside its box in `datapackage.json` is refused.\n" if "boxes" in schema else "")
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
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        if "-Copy" in path.name:
            continue
        for cell in nbformat.read(path, 4).cells:
            for output in cell.get("outputs", []):
                for match in IMAGE.finditer(output.get("data", {}).get("text/markdown", "")):
                    found.append((path.stem, match["name"], match["alt"]))
    return found


def gallery():
    """Return the text of figures/README.md, made from the lessons and the pictures."""
    parts = ["# The figures\n", "What the lessons draw, with the words that stand for each picture. The lessons "
             "write the pictures; `python tests/documents.py` writes this page.\n"]
    for lesson, name, alt in lesson_figures():
        with Image.open(ROOT / "figures" / f"{name}.png") as image:
            title = image.info["Title"]
        parts.append(f"## {title}\n\n![{alt}]({name}.png)\n\n{alt}\n\n"
                     f"From [{lesson}](../notebooks/{lesson}.ipynb).\n")
    return "\n".join(parts)


def main():
    for path, text in [(ROOT / "data" / "README.md", data_readme()), (ROOT / "figures" / "README.md", gallery())]:
        path.write_text(text, encoding="utf-8", newline="\n")
        print("wrote", path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
