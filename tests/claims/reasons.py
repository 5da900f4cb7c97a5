"""Numbers in prose that no claim has, each with its reason.

PATTERNS explain a number wherever it stands. SENTENCES explain one by the words around
it: {lesson or page: {words: reason}}; the words must stand there. LEFT counts the
sentences that have neither a claim nor a reason yet, and is to become empty. STEADY
holds claims that no change of a table makes false: {words of the claim: reason}.
"""

MONTH = (
    "(January|February|March|April|May|June|July|August|September|October|November"
    "|December)"
)
WORD = "([Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en|[Ff]ifteen|[Tt]wenty|[Tt]hirty)"
A = r"(\w+ )?"  # perhaps an adjective

PATTERNS = {
    "a heading, or the title of a section": [
        r"^#.*$",
        r"^<summary>.*$",
        r"Two readings",
        r"Four questions to a network",
        r"Two coders, one table",
        r"Seven decades in one picture",
        r"Five statements compared",
        r"How the six vote",
        r"What became of \d+ commitments",
    ],
    "the plan of a lesson, which test_lessons.py adds up": [
        r"^Minutes: .*$",
        r"Time: .*$",
        r"That is \d+ minutes",
        r"^\| \d+ \|",
        r"\| \d+ \|$",
    ],
    "minutes or seconds of a class": [
        rf"\b({WORD}|\d+|[Hh]alf a) {A}(minutes?|seconds?)\b",
        r"\b[Ff]ive seconds each\b",
        rf"\b{WORD} together\b",
    ],
    "a guess that a class may make": [r"Likely guess(es)?:\*\*.*$"],
    "the six partners, a claim of lesson 05": [
        r"\b[Tt]he six( partners| countries)?(?=[ ,.?:])(?! (codes|rules|panels))",
    ],
    "a day, a month, a time of an event": [
        rf"\b\d\d?( (or|and|to) \d\d?)? {MONTH}( \d{{4}})?\b",
        rf"\b{MONTH} \d{{4}}\b",
        r"\b\d\d:\d\d\b",
    ],
    "a year, or a span of years": [
        r"\b(1[89]|20)\d\d(s|/\d\d)?\b(?![,.]\d)",
    ],
    "the id of a row, a paragraph or a comparison": [r"\b[A-Z]{1,2}\d{1,2}\b"],
    "the number of a lesson": [
        r"\b[Ll]essons? \d\d(( to|,| and) \d\d)*\b",
        r"\[(lesson )?\d\d\b",
        r"\*\*\d\d\b",
    ],
    "the number of an exercise": [
        r"(?<![\d.,])\d\.\d(?=:)",
        r"\b(exercises?|turn|out|set|[Dd]o|not|up to|[Kk]eep|codes of) \d\.\d\b"
        r"(, \d\.\d\b)*( and \d\.\d\b)?",
        r"\b(shares of|judge our row;) \d\.\d\b(, \d\.\d)?",
        r"(?<=in )0\.\d(?= the number)",
        r"\*Evidence: .*\d\.\d\.\*",
    ],
    "the number of an entry of a list": [
        r"^\W*\d+[.:](?!\d)",
        r"\b(question|step|rule|[Ss]teps|to|at|answer to) \d(( and|,) \d)?(?=[.,:;)]? ?\D)(?! percent)",
        r"(?<![\w.,])\d:(?=\s)",
    ],
    "a name": [
        r"2\+2",
        r"\bCrew-\d+\b",
        r"\bSection \d+\b",
        r"\bFive Power Defence Arrangements\b",
        r"\b(Python|JupyterLab|version|Windows|CC BY) \d+(\.\d+)?",
    ],
    "what is done at the keyboard": [
        r"(Enter\*\*|Ctrl \+ C) twice",
        r"\bthree (dots|quotation marks)\b",
        r"\b[Ww]rite three\b",
    ],
    "what a class or a student says, writes or draws": [
        rf"\b{WORD} (of the )?{A}(students?|sentences|answers|guesses|aims|hands|boxes)\b",
        rf"\b{WORD} (of the )?{A}(questions|words|memberships|commitments of it)\b",
        r"\bWrite (two|three)\b",
        r"\bwrite (two|three) (guesses|on)\b",
        rf"\b([Aa]sk|name|for) {WORD} claims\b",
    ],
    "what the lesson itself shows: its cells, figures, columns and conditions": [
        rf"\b{WORD} (of the )?{A}(cells?|conditions|columns|lines|decimals|points)\b",
        rf"\b{WORD} (of the )?{A}(figures?|pictures|panels|bars|tables|rows|layers)\b",
        rf"\b{WORD} (of the )?{A}(steps|rules|codes|cautions|verdicts|ways|views)\b",
        rf"\b(first|last|after the) {WORD}\b",
    ],
    "two or more of what the sentence names, not a row of a table": [
        r"\b[Tt]he two\b(?! (orders|files))",
        r"\b([Tt]hese|[Tt]hose|[Bb]oth|between|which|each|of|its|their|any|with) two\b",
        rf"\b{WORD} (\w+ )?(kinds?|things?|fears?|readings?|sides?|sums|claims|texts)\b",
        rf"\b{WORD} (\w+ )?(others?|assumptions|findings|choices|cases|stories|dates)\b",
        rf"\b{WORD} (\w+ )?(governments|leaders|countries|forces|states|allies|groups)\b",
        rf"\b{WORD} (\w+ )?(orders to ministers|missions|measures|treaty allies|years?)\b",
        rf"\b(of the|which|the|any of the) {WORD}( else)?(?=[?,.;:*]| (do|are|is|would|by)\b)",
        r"\bthat no\s+check can catch\b|\b(two|three) that no\s+check can catch\b",
        r"\b(other|first|second) half\b|\bHalf of the lesson\b|\bhalf as much again\b",
    ],
}

SENTENCES = {
    "00": {
        "30 to 40": "guesses",
        "more than 40, more than 30, more than 20, fewer": "a show of hands",
        "which has about 1,160": "counted without headings, as no table has it",
    },
    "01": {
        "some 30 in a small group, some 80 over": "the readout, linked there",
        "that the right half is crowded": "half of a figure",
        "Read two or three sentences aloud": "what a class does",
    },
    "02": {
        "*Evidence: the figure, 2.2, article_check": "an exercise",
        "the rise of 0.2 points that was given": "the source linked there",
        "[two percent of GDP](": "the text linked there",
        "which of the four the class believes": "the items listed in Predict",
        "A president had taken office 18 days before": "from 20 January to 7 February",
        "multiplies by ten": "a scale",
        "Draw 1, 10, 100, 1,000": "a scale",
        "growth from 50 to 60": "an example",
        "or 20 percent": "an example",
        "the five lie flat": "the five lines of the figure that are not the U.S.'s",
        "count reached 2 percent": "the source linked there",
        'says only "2 percent"': "a phrase of the debate",
        "Japan has reached 2 percent": "a phrase of the debate",
        "bad results for the three": "the three countries of the exercise",
        "you will meet 28,500": "the source linked there",
        "the 10th in Japan": "a day",
    },
    "03": {
        "**nearly 70** (": "the source linked there",
        "**68.5** (": "the source linked there",
        "six sums for one trade gap, two counts": "four definitions and two claims",
        "two **vintages**": "the two named there",
        "President Trump spoke of 800 billion": "the source linked there",
        "25 percent more on cars": "the source linked there",
        "A duty of 10 percent": "the source linked there",
        "for 150 days": "the source linked there",
        "the 10 percent came on top": "the source linked there",
    },
    "04": {
        "names two of them": "a rule of counting",
        "Which six would you have chosen": "what a class says",
        "times 1,000": "per thousand words",
        "per 1,000": "per thousand words",
        "gives 2, of 3 words": "an example",
        "at most 20 words": "what an exercise asks for",
        "a chance of 9 in 10": "the source linked there",
        "bounds of three positions": "the three named there",
        "more than 100 operators": "the source linked there",
        "had all four": "the four named there",
        "none of the four terms": "the four named there",
        "A statement twice as long has twice as many": "an example",
        "Is alliance twice as important": "an example",
    },
    "05": {
        "article's five groupings, which country's leaving": "the five of the article",
        "both have a 1": "a one in a cell",
        "falls from 5 to 4": "the ties without the alliance",
        "Take three groupings only": "a small case, worked out by hand",
        "Japan 3, the U.S. and the ROK 2, Australia 1": "the small case",
        "with weights 4, 3, 2, 1": "the small case",
        "Four of six pairs are tied, 0.67": "the small case",
        "each counts half": "a rule of counting",
        "possible pairs, times 100": "a formula",
        "two **other** countries": "a pair",
        "Whether two of the four": "the four named there",
        "which country's leaving would cost most": "the five of the article",
        "has all three ties": "the three of ANZUS",
        "either half is left": "what is left if groupings live on",
        "In the article's five": "the five of the article",
        "of the five groupings once more": "the five of the article",
        "All three": "the three pictures",
        "the density is 1": "what all tied means",
        "with the same four": "the four of the Quad",
        "of the three trilaterals": "the three of the article",
        "with the other three": "the other three of the Quad",
    },
    "06": {
        "Two coders agree on 95 of 100 items": "an example",
        "do you two differ": "two students",
        "Here are ten commitments": "the ten of exercise 6.1",
        "a list of ten statuses": "the ten of exercise 6.1",
        "on which of the ten": "the ten of exercise 6.1",
        "nine codes": "a wrong answer",
        "it was the 8th": "a day",
        "two who guess": "two coders",
        "two coders who give": "two coders",
        "1 is full agreement, 0 is what chance gives": "a scale",
        "Two coders read 50 promises": "the example of exercise 6.4",
        "Both say *kept* for 20, both *not kept* for 15": "the example of exercise 6.4",
        "*not kept* for 5, and the other way round for 10": "the same example",
        "Which three commitments": "what a class says",
        "three of a kind": "what a class says",
        "three sources": "what the brief asks for",
        "2 points | 1 point | 0 points": "the rubric",
        "two, read right": "the rubric",
        "three, one official, each used | three named": "the rubric",
        "three press reports": "a wrong answer",
        "95 of 100 items, and 95 of 100 items": "an example",
        "If 95 have the same code": "the same example",
        "the five fall three one way and two the other": "the same example",
        "yes, 95 percent": "the same example",
        "with 95 in one corner": "the same example",
    },
    "README.md": {
        "3.11 to 3.14": "versions, which test_running.py knows",
        "Windows 10 and 11": "versions",
        "about 150 packages (600 MB on the disk)": "what an installation was",
    },
    "TEACHING.md": {
        "zoom the browser to 150 percent": "a setting",
        "ask for hands at 40, 30, 20": "a show of hands",
        "read two of the class's sentences": "what a class does",
        "1, 10, 100, 1,000 at equal distances": "a scale",
        'Japan\'s "2 percent"': "a phrase of the debate",
        "three terms on the board": "what a class does",
        "the three cautions": "a list of the lesson",
        "nine codes for ten": "a wrong answer",
    },
}

LEFT = {}

STEADY = {
    "terms of this pillar": "a list of our choice",
    "we chose seven cases": "a list of our choice",
    "has all seven": "a list of our choice",
    "Ours has six": "the codes stand in the data package",
    "The six": "the codes stand in the data package",
    "the six": "the codes stand in the data package",
    "our six": "the codes stand in the data package",
    "chance alone gives": "an example",
    "the share alike": "an example",
    "The first says": "an example",
    "Jupyter lessons": "the lessons themselves",
}
