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

from summit.loading.values import expected  # noqa: E402

IMAGE = re.compile(r"!\[(?P<alt>.*)\]\(\.\./figures/(?P<name>.+)\.png\)")

DATA_INTRODUCTION = """\
# The data

A [Data Package](https://datapackage.org): one CSV file a table, and `datapackage.json`, which says what each
table holds. This page is made from it (`python tests/documents.py`); change the package, not this page.

**{title}.** {description}

Every row that states a fact ends in a `source_id`, which leads to `sources`. Nine columns are judgments of
ours and say so: `article_coverage` and `strength` in `commitments`, `verdict` in `article_check`, `drawn_from` in
`article`, `status`, `second_status` and `confidence` in `follow_through`, `reading` in `viewpoints`, `reliability` in `sources`. Where a table does not name a thing, that is not evidence that the thing did not happen.

## To change the data

1. Edit the CSV in a text editor or a spreadsheet. Save it as *CSV UTF-8 (comma delimited)*: plain *CSV* turns
   Japanese into question marks. A byte-order mark and Windows line ends do no harm. Before you type a date or a
   lesson's number in a spreadsheet, format the column as text: otherwise 01 becomes 1.
2. A new fact needs its source first: add a row to `sources.csv`, then use its `source_id`. `accessed` is the day on
   which you read it; where that was not on the publisher's own page, `carrier` says how.
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

## How readings are chosen

`points` asks, `viewpoints` lets speak: under each question stand two readings, with voices on both sides, and
`summit.readings("04")` prints those of a lesson. The rules:

1. A party that the statement or a lesson names speaks for itself where we found its words; a report of what others
   think of it does not stand for it.
2. Each voice has a person or a body, a day and a place. What we could not confirm on a page is left out.
3. The two sides of a point have about the same length, and no point has a verdict. Verbs are neutral: said, held, called, asked.
4. The question, the words of a reading and the side on which a voice stands are ours; a speaker may agree with parts of both.

Nobody speaks for the whole of a country: a government is not its opposition, and a sentence of one day is not a policy.

## How what became of a commitment is coded

`status` in `follow_through` is the first of these that fits, as of the day in `as_of`:

1. **done**: all that was promised has happened.
2. **overtaken**: a later act, not a remark, of one of the two governments goes against it.
3. **stalled**: a dated attempt fell through, and no later step was found.
4. **under way**: a dated step was taken (an act, an agreement, a law, a contract, an exercise, a payment), but not all
   has happened, or it has no end.
5. **restated**: said again later, by either of the two governments in its official voice, without a step; a joint text is
   not needed.
6. **nothing found**: none of these. It does not say that nothing happened.

`second_status` is that of a second coder, who saw the evidence as it was written then and these rules, and neither
`status` nor the sources: it tests the rules, not the search. Where the two differ,
`status` was left as it was: the difference is part of the record, and lesson 06 works with it.

Rows that can be argued:

- O1, P11 and P16: by rule 4 as it is printed the second coder is right, for it names an agreement, an exercise and a law as
  steps. `status` is left as it was, since an agreement that is mended after the fact measures nothing.
- P2, P5 and P6: rule 5 once read "by those who said it", and left open whether one government is enough. It is now said:
  it is. By it, and with its evidence mended, P6 is *restated*, as P2 and P5 are on the same remark; it had been *nothing found*. This is the one
  `status` that was changed after the second coder, whose code for P6 it now meets (before: 38 of 47 alike, kappa 0.69).
- V1 is done: the statement speaks of an official visit and names no rank; Japan's government invited the President,
  announced him as a guest on an official working visit (next below a state guest), and received him. Whoever takes
  "official visit" as a rank above that one finds that not all of it has happened: so the confidence is medium.
- The evidence of P2, P5, P6, P7, P14, P15, G2, G4, G7, G10, G12, I2, I3, I5 and V1 was mended after the second coder had seen it; by the rules
  as they are printed, the new sentences change no code but that of P6.

## How coverage is coded

`article_coverage` asks what a reader who has only the article learns of a commitment. The first of these that fits:

1. **full**: the article has the subject and what is said of it. A weaker or firmer verb, a word of degree or a reason
   that is missing, and an addition of the article's own take nothing from it; they are judged in `article_check`.
2. **partial**: the article has the subject, without the position or with another one. That issues of a place were
   discussed is the subject of each position on that place, and of no position on what the article does not name.
3. **absent**: neither.

Rows that can be argued:

- G1 and P4 are full: what the article adds to them ("and trade agreements", a better military alliance) is its own, and
  `article_check` has it (S14, S12).
- I7 is partial, as I4, I5, I6 and I9 are: A4 has the issues of the Taiwan Strait, the seas and the Korean Peninsula.
  P5 and P6 (the Senkaku Islands), I8 (international organizations), I10, I11 and I13 (cyber activities, Russia, the
  abductions) are absent: A4 names none of these.
- G10 is absent: "harness energy" in A3 names neither energy security nor U.S. energy, nor liquefied natural gas, nor
  exports to Japan, and S3 says that it can be read in two ways.
- P7 is partial by a hair: the article has guidelines for cooperation under the treaty, but new ones, and nothing of
  Japan's role (S10). Whoever holds that Japan's role is the subject codes it absent.

## How verbs are coded

`strength` sorts the verb of a commitment on a ladder from saying to doing. The rules, in this order:

1. *instructed* and *accepted* act.
2. *reaffirmed* and *reiterated* affirm, whatever they are joined with: to say a thing again is to affirm it, also where
   the thing is an intention (I13, Japan's determination).
3. What is stated as an intention intends, whatever verb introduces it: *intend*, *will seek to*, *resolved*,
   *determination*, *desire*, *confirmed intention*, *announced intention*.
4. *affirmed*, *emphasized*, *underscored*, *confirmed importance* and *expressed concern* affirm.
5. *opposed*, *welcomed*, *encouraged* and *expressed support* respond to what others do.
6. A sentence that only says how things are, or can be, notes.

One verb, as it stands in the column `verb`, always has one strength.

## How mentions are counted

A commitment names an entity where the words that its row is made from have the entity's name, as a noun, an adjective
or a possessive (*Japanese*, *Japan's*, *lunar*, *cross-Strait*), also inside a longer name: *U.S.-Japan Alliance* names
the alliance and both countries. A pronoun, *both countries*, *the region* and the name of a person name nobody. The name
of a sea or strait names that water alone: *Taiwan Strait* does not name Taiwan. `in_article` in `entities` follows the
same rule.

## How places are counted

The table `sentences` says where each of the 35 sentences of the Joint Statement stands on the official page: its section (what
stands above the first heading is the opening), its paragraph in the section, its position in the paragraph, and its
number in the whole text. Headings are not counted. A sentence is counted by the rule of `summit.sentences`, which
also gave the column `sentences` of `statements`:

1. A sentence ends with a period, a question mark or an exclamation mark, before a capital letter, a digit or the end of
   the paragraph. A list divided by commas or semicolons is one sentence.
2. The period of an abbreviation (U.S., D.C., Mr., St., Jr.) or of an initial (Joseph R.) ends none, unless the next word is
   one that goes on with no name, such as *The* or *During*.
3. A paragraph without a closing mark, such as a heading, has no sentence.

A commitment has the place of the sentence that holds its verb; several may stand in one sentence, and the sentence
before may be needed to understand it (P8, I3). A mention has the sentence in which the commitment names the entity. A
comparison has the sentence of the commitment it is made with, and a second one where the record is in two; where the
statement has no sentence to compare with, none. The places in the article are counted by the same rule, in the
paragraphs of the table `article`, headings left out.

No text of the statement is stored. `fingerprint` is made of the letters and digits of a sentence, in small letters and
in Unicode's form NFKC, so that quotation marks, hyphens, spaces and line ends make no difference.
`summit.find_sentence("P5", text)` finds a row in a text that a reader has saved. A row that you move to
another sentence is found there; a new text needs new fingerprints (`summit.classroom.official.fingerprint(sentence)`).

## License

What we wrote (codings, summaries, descriptions, definitions): CC BY 4.0. Facts and figures belong to their
sources; follow the `url` of each.

"""


def data_readme():
    """Return the text of data/README.md, made from datapackage.json."""
    package = json.loads(
        (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    parts = [DATA_INTRODUCTION.format(**package), "## The tables\n"]
    for resource in package["resources"]:
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
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        if "-Copy" in path.name:
            continue
        for cell in nbformat.read(path, 4).cells:
            for output in cell.get("outputs", []):
                for match in IMAGE.finditer(
                    output.get("data", {}).get("text/markdown", "")
                ):
                    found.append((path.stem, match["name"], match["alt"]))
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


def main():
    for path, text in [
        (ROOT / "data" / "README.md", data_readme()),
        (ROOT / "figures" / "README.md", gallery()),
    ]:
        path.write_text(text, encoding="utf-8", newline="\n")
        print("wrote", path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
