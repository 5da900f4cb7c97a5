"""Errors in plain words: each slip gets its sentence, in a real kernel, and the rest is left alone."""

import re
import shutil
import subprocess
import sys
import warnings

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from summit.classroom import errors
from summit.classroom.errors import running, slip

from conftest import NOTEBOOKS, ROOT, edit
from rerun import execute

# tables as the lessons make them
TABLES = f"""
import os, sys
sys.path.insert(0, {str(NOTEBOOKS)!r})
os.environ.pop("JPY_SESSION_NAME", None)
import numpy as np
import pandas as pd
import networkx as nx
import summit
from summit import network
from summit.classroom import errors
errors.install()
commitments, sources, events = (summit.load(name) for name in ("commitments", "sources", "events"))
peace = commitments[commitments["pillar"] == "peace"]
by_pillar = pd.crosstab(commitments["pillar"], commitments["article_coverage"])
indicators = summit.load("indicators")
rows = indicators[indicators["series_id"] == "milex-constant-2024-usd"]
dollars = rows.pivot(index="year", columns="iso3", values="value") / 1000
usa = indicators[indicators["iso3"] == "USA"]
japan = usa[usa["partner"] == "JPN"].pivot(index="year", columns="series_id", values="value")
year = japan.loc[2024]
memberships = summit.load("memberships")
ties = network.project(network.bipartite(memberships))
statements = summit.load("statements")
words = statements.assign(year=statements["date"].dt.strftime("%Y")).set_index("year")["words"]
"""
ABOVE = "Run > Run All Above Selected Cell"
# name: (what is typed, the error, words of the sentence)
SLIPS = {
    # names
    "a word without quotation marks": (
        'peace[peace["actor"] == both]',
        "NameError",
        ['"both"'],
    ),
    "a column without quotation marks": (
        "commitments[pillar]",
        "NameError",
        ['"pillar"'],
    ),
    "a code without quotation marks": ("answer = [P1, G2]", "NameError", ['"P1"']),
    "a country without quotation marks": (
        "dollars.loc[2025, JPN]",
        "NameError",
        ['"JPN"'],
    ),
    "a hyphenated column": (
        "japan.loc[1987, us-goods-imports]",
        "NameError",
        ['"us-goods-imports"'],
    ),
    "a table to load": ("summit.load(sauces)", "NameError", ['"sources"']),
    "a wrong capital": ("len(Commitments)", "NameError", ["Capitals", "commitments"]),
    "a function in capitals": ("LEN(commitments)", "NameError", ["Capitals", "len"]),
    "true": ("answer = true", "NameError", ["True"]),
    "a missing letter": ("len(commitmnts)", "NameError", ["commitments"]),
    "an unknown word": ("answer = xyzzy", "NameError", ['"xyzzy"', ABOVE]),
    "count": ("count(commitments)", "NameError", ["len"]),
    "check without summit": ('check("0.1", 47)', "NameError", ["summit.check"]),
    "crosstab without pd": (
        'crosstab(peace["actor"], peace["verb"])',
        "NameError",
        ["pd.crosstab"],
    ),
    "a colon for =": (
        "question: 47\nlen(question)",
        "NameError",
        ["question = ", "colon"],
    ),
    "a Japanese long sign": ("answer = peaceー3", "NameError", ["-", "minus"]),
    "a number over twelve as a word": ("my_guess = fourteen", "NameError", ["14"]),
    "a number in two words": ("my_guess = twenty-two", "NameError", ["figures: 22"]),
    "another name than the one given": (
        'dprk = commitments[commitments["verb"] == "x"]\nlist(prc["verb"])',
        "NameError",
        ["dprk = in line 1", "write dprk"],
    ),
    "a table that only an exercise loads": (
        "len(glossary)",
        "NameError",
        ['glossary = summit.load("glossary")', "not loaded yet"],
    ),
    # marks of a keyboard
    "curly quotation marks": (
        "answer = “peace”",
        "SyntaxError",
        ["straight quotation marks", '"'],
    ),
    "one curly quotation mark": (
        'answer = "peace”',
        "SyntaxError",
        ["straight quotation marks"],
    ),
    "curly single marks": (
        "japan.loc[1987, ‘us-goods-imports’]",
        "SyntaxError",
        ["quotation marks", "'"],
    ),
    "Japanese quotation marks": (
        "answer = 「平和」",
        "SyntaxError",
        ["full-width", '"'],
    ),
    "full-width brackets": ("len（commitments）", "SyntaxError", ["full-width", "( )"]),
    "full-width square brackets": (
        'answer = ［"P1"］',
        "SyntaxError",
        ["full-width", "[ ]"],
    ),
    "a word of Python for a table": (
        'answer = import.loc[1987, "JPN"]',
        "SyntaxError",
        ["a word of Python itself"],
    ),
    "brackets forgotten a line before": (
        'totals = peace["actor"].value_counts\nanswer = totals.plot.barh(title="a b")',
        "AttributeError",
        ["In line 1", ".value_counts()"],
    ),
    "full-width equals sign": ("answer ＝ 47", "SyntaxError", ["full-width", "="]),
    "full-width comma": ('answer = ["P1"，"P2"]', "SyntaxError", ["full-width", ","]),
    "Japanese comma": ('answer = ["P1"、"P2"]', "SyntaxError", ["、", ","]),
    "full-width quotation marks": (
        "answer = ＂P1＂",
        "SyntaxError",
        ["full-width", '"'],
    ),
    "full-width digits": ("answer = ４７", "SyntaxError", ["full-width", "4 7"]),
    "full-width space": ("answer =\u300047", "SyntaxError", ["space", "full-width"]),
    "non-breaking space": ("answer =\u00a047", "SyntaxError", ["space"]),
    "invisible character": ("answer = \u200b47", "SyntaxError", ["cannot be seen"]),
    "dash for minus": ("answer = 5 – 3", "SyntaxError", ["–", "-"]),
    "minus sign": ("answer = −68.5", "SyntaxError", ["−", "-"]),
    "times sign": ("answer = 100 × 3", "SyntaxError", ["×", "*"]),
    "three dots of a word processor": ("answer = …", "SyntaxError", ["answer", "dots"]),
    "backticks": ("`len(commitments)`", "SyntaxError", ["`", "page"]),
    "prompt of a notebook": ("[3]: answer = 5", "SyntaxError", ["[3]:", "Delete"]),
    # quotation marks and brackets
    "no closing quotation mark": (
        'answer = "The White House',
        "SyntaxError",
        ["quotation mark", "end", "The White"],
    ),
    "no opening quotation mark": ('answer = P1"', "SyntaxError", ["before P1", '"P1"']),
    "none after a column": (
        'len(peace[peace["actor] != "both"])',
        "SyntaxError",
        ["after actor"],
    ),
    "none before a value": (
        'len(peace[peace["actor"] != both"])',
        "SyntaxError",
        ["before both"],
    ),
    "two kinds of marks": ("answer = \"P1'", "SyntaxError", ["same mark"]),
    "square brackets around each condition": (
        'commitments[(commitments["verb"] == "a")] & [(commitments["pillar"] == "peace")]',
        "ValueError",
        ["one pair of square brackets"],
    ),
    "the letter x before brackets": (
        "answer = 100 x (2 + 3)",
        "SyntaxError",
        ["write *", "100 * (...)"],
    ),
    "a partnership that is not there": (
        'network.rows_of("aukuss")',
        "ValueError",
        ["aukuss", "aukus"],
    ),
    "a table called for one cell": (
        'japan(1987, "us-goods-imports")',
        "TypeError",
        ['japan.loc[1987, "us-goods-imports"]'],
    ),
    "a number as a word": ("answer = seven", "NameError", ["figures", "7"]),
    "the hint line half opened": (
        'stuck? summit.hint("0.1")',
        "SyntaxError",
        ["Delete stuck", "summit.hint"],
    ),
    "words before a number": (
        "my_guess = about 30",
        "SyntaxError",
        ["number alone", "30"],
    ),
    "words after a negative number": (
        "answer = -63 billion dollars",
        "SyntaxError",
        ["number alone", "-63"],
    ),
    "a function for its value": (
        'int(commitments["verb"].nunique)',
        "TypeError",
        ["round brackets", "()"],
    ),
    "a plural's apostrophe": (
        "answer = 'The leaders' aim is to seek'",
        "SyntaxError",
        ["double quotation marks", "leaders' aim"],
    ),
    "an apostrophe": (
        "answer = 'Japan's share'",
        "SyntaxError",
        ["double quotation marks"],
    ),
    "marks inside a text": (
        'answer = "He said "yes" to it"',
        "SyntaxError",
        ["inside"],
    ),
    "a text over two lines": (
        'answer = "They will seek\nto increase"',
        "SyntaxError",
        ["Line 1", "one line"],
    ),
    "no end of a long text": ('answer = """Claim', "SyntaxError", ['"""', "no end"]),
    "a round bracket missing": (
        "len(commitments",
        "SyntaxError",
        ["round bracket )", "missing"],
    ),
    "a square bracket missing": (
        'len(peace[peace["actor"] != "both")',
        "SyntaxError",
        ["square bracket ]", "missing"],
    ),
    "a bracket too many": ("len(commitments))", "SyntaxError", [")", "too many"]),
    "a bracket of the wrong kind": (
        'peace[peace["actor") == "both"]',
        "SyntaxError",
        ["square bracket [", "closed by )"],
    ),
    "a sentence": (
        "answer = They will seek to increase investment",
        "SyntaxError",
        ["sentence", "quotation marks"],
    ),
    "a sentence with an apostrophe": (
        "answer = Japan's share rose",
        "SyntaxError",
        ["double quotation marks"],
    ),
    "two words": ("answer = under way", "SyntaxError", ['"under way"']),
    "not beside &": (
        'peace[(peace["actor"] == "both") & not (peace["verb"] == "x")]',
        "SyntaxError",
        ["~"],
    ),
    "no sign for is not": (
        'peace[peace["actor"] ! "both"]',
        "SyntaxError",
        ["write !="],
    ),
    "= for ==, and a table that has changed": (
        'mine = peace[peace["sentence"] > 0]\n'
        'intends = mine["strength"] = "intends"\n'
        'mine[intends & (mine["actor"] == "both")]',
        "TypeError",
        ["Line 2: Write == where you ask", "changed the table"],
    ),
    "a colon for a division": ("answer = (3 - 2) : (1 - 2)", "SyntaxError", ["/"]),
    "a title without marks": (
        "Claim: By 26 May 2026, 12 of 18",
        "SyntaxError",
        ["quotation marks"],
    ),
    "three words": ("answer = The White House", "SyntaxError", ['"The White House"']),
    # numbers and dates
    "percent sign": ("answer = 20.8%", "SyntaxError", ["percent", "20.8"]),
    "dollar sign": ("answer = $68.5", "SyntaxError", ["$", "number alone"]),
    "a unit": ("answer = 68.5 billion", "SyntaxError", ["number alone", "68.5"]),
    "thousands with a comma": (
        "answer = 1,034",
        "SyntaxError",
        ["without commas", "1034"],
    ),
    "thousands with a space": (
        "answer = 12 110",
        "SyntaxError",
        ["without spaces", "12110"],
    ),
    "a date": ('events[events["date"] > 2025-02-07]', "SyntaxError", ['"2025-02-07"']),
    "a date with slashes": (
        'events[events["date"] > 2025/2/07]',
        "SyntaxError",
        ['"2025-02-07"'],
    ),
    "a date that is a calculation": (
        'events[events["date"] > 2025-10-12]',
        "TypeError",
        ["quotation marks", 'events["date"]'],
    ),
    "a date that does not exist": (
        'events[events["date"] > "soon"]',
        "TypeError",
        ["date", "year-month-day"],
    ),
    "a missing times sign": ("x = 3\nanswer = 2x", "SyntaxError", ["Line 2", "2 * x"]),
    "a missing times sign before a bracket": (
        "answer = 100 (3 + 4)",
        "TypeError",
        ["100 * (...)"],
    ),
    "decimal comma in a call": (
        'summit.check("3.1", 46,2)',
        "TypeError",
        ["decimal point", "46.2"],
    ),
    # signs
    "= for ==": ('peace[peace["actor"] = "both"]', "SyntaxError", ["write =="]),
    "two = apart": ("answer = = 5", "SyntaxError", ["One = is enough"]),
    "=! for !=": ('peace[peace["actor"] =! "both"]', "SyntaxError", ["!="]),
    "&& for &": (
        'peace[(peace["actor"] == "both") && (peace["verb"] == "x")]',
        "SyntaxError",
        ["Write &"],
    ),
    "no =": ("answer 47", "SyntaxError", ["answer = 47"]),
    "a colon and a percent sign": ("answer: 47 percent", "SyntaxError", ["47"]),
    "the name on the right": ("47 = answer", "SyntaxError", ["left of ="]),
    "a name with a hyphen": ("my-guess = 13", "SyntaxError", ["my_guess"]),
    "nothing after =": ("answer =", "SyntaxError", ["After ="]),
    "no comma": ('summit.check("1.1" 47)', "SyntaxError", ["comma", "missing"]),
    "no comma in a cell of a table": (
        'japan.loc[1987 "us-goods-imports"]',
        "SyntaxError",
        ["comma"],
    ),
    "print without brackets": ('print "x"', "SyntaxError", ['print("x")']),
    "len without brackets": (
        "answer = len commitments",
        "SyntaxError",
        ["len(commitments)"],
    ),
    "a space at the beginning": (
        'answer = 5\n summit.check("0.1", answer)',
        "IndentationError",
        ["Line 2", "space"],
    ),
    "no block": ("if True:\nanswer = 3", "IndentationError", ["Line 2", "four spaces"]),
    "a line for a terminal": (
        "answer = 3\npip install pandas",
        "SyntaxError",
        ["Line 2", "terminal"],
    ),
    "^ for **": ("100 * ((3.2 / 2.1) ^ (1 / 5) - 1)", "TypeError", ["**"]),
    # tables
    "a misspelt column": (
        'commitments["pilar"]',
        "KeyError",
        ["table commitments", "column", '"pilar"', '"pillar"'],
    ),
    "a misspelt column of a part": (
        'peace[peace["actor"] == "both"]["vreb"]',
        "KeyError",
        ["table peace", '"verb"'],
    ),
    "one of two columns": ('commitments[["pilar", "verb"]]', "KeyError", ['"pillar"']),
    "a full-width column": ('commitments["ｐｉｌｌａｒ"]', "KeyError", ['"pillar"']),
    "few columns": (
        'by_pillar["all"]',
        "KeyError",
        ["by_pillar", '"absent", "full" and "partial"'],
    ),
    "a name for a code": (
        'dollars.loc[2025, "Japan"]',
        "KeyError",
        ["column", '"JPN"'],
    ),
    "a short name for a code": (
        'network.measures(memberships).loc["US"]',
        "KeyError",
        ["row", '"USA"'],
    ),
    "text for a year": (
        'dollars.loc["2025", "JPN"]',
        "KeyError",
        ["row", "2025 without quotation marks"],
    ),
    "a year for text": (
        "words.loc[2024]",
        "KeyError",
        ["words", '"2024" in quotation marks'],
    ),
    "a list for a column": ('by_pillar[["2024"]]', "KeyError", ['"absent"']),
    "a year that is not there": (
        'dollars.loc[2050, "JPN"]',
        "KeyError",
        ["row 2050", "2025"],
    ),
    "column before row": (
        'dollars.loc["JPN", 2025]',
        "KeyError",
        ['dollars.loc[2025, "JPN"]'],
    ),
    "no .loc": ('dollars[2025, "JPN"]', "KeyError", ['dollars.loc[2025, "JPN"]']),
    "a row as a column": ('by_pillar["peace"]', "KeyError", ['by_pillar.loc["peace"]']),
    "a column as a row": ('by_pillar.loc["full"]', "KeyError", ['by_pillar["full"]']),
    "an entry of a row": (
        'year["us-goods-import"]',
        "KeyError",
        ["year", '"us-goods-imports"'],
    ),
    "two columns without a list": (
        'commitments["pillar", "verb"]',
        "KeyError",
        ['[["pillar", "verb"]]'],
    ),
    "a value as a column": (
        'commitments["P1"]',
        "KeyError",
        ['commitments["commitment_id"] == "P1"'],
    ),
    "a condition without its table": (
        'commitments["pillar" == "growth"]',
        "KeyError",
        ['commitments[commitments["pillar"]'],
    ),
    "a column to sort by": (
        'events.sort_values("datee")',
        "KeyError",
        ["events", '"date"'],
    ),
    "a column to group by": (
        'commitments.groupby("pilar").size()',
        "KeyError",
        ['"pillar"'],
    ),
    "a column to merge on": (
        'commitments.merge(sources, on="sourceid")',
        "KeyError",
        ['"source_id"'],
    ),
    "a node": ('ties["JPX"]', "KeyError", ["network", '"JPN"']),
    "no row fits": (
        'sources[sources["source_id"] == "statement-2052"]["publisher"].iloc[0]',
        "IndexError",
        ["No row", '"source_id"', '"statement-2025"'],
    ),
    "too far": ("commitments.iloc[99]", "IndexError", ["47 rows", "46"]),
    "too far in a list": (
        'short = ["P1", "P2"]\nshort[2]',
        "IndexError",
        ["2 entries", "number 1"],
    ),
    "a value under another column": (
        'sources["publisher"]["statement-2025"]',
        "KeyError",
        ['sources[sources["source_id"] == "statement-2025"]'],
    ),
    "years and codes turned round": (
        'dollars.loc["JPN", "2025"]',
        "KeyError",
        ['dollars.loc[2025, "JPN"]'],
    ),
    "is not for !=": (
        'peace[peace["actor"] is not "both"]',
        "KeyError",
        ["write !=", "is not"],
    ),
    "a part of a column's name": (
        'commitments["coverage"]',
        "KeyError",
        ['"article_coverage"'],
    ),
    # kinds of values
    "a table as a function": (
        'commitments("pillar")',
        "TypeError",
        ['commitments["pillar"]'],
    ),
    ".loc as a function": (
        'dollars.loc(2025, "JPN")',
        "TypeError",
        ['dollars.loc[2025, "JPN"]'],
    ),
    "a function as a table": ("len[commitments]", "TypeError", ["len(commitments)"]),
    "a method as a table": (
        "commitments.head[5]",
        "TypeError",
        ["commitments.head(5)"],
    ),
    "len of a number": ("len(5)", "TypeError", ["len", "number"]),
    "text and number": ('answer = "13" / 47', "TypeError", ["quotation marks", "13"]),
    "text plus number": ('answer = "13" + 47', "TypeError", ["quotation marks", "13"]),
    "a column of text and a number": (
        'peace["actor"] / 2',
        "TypeError",
        ["text", "number"],
    ),
    "no brackets beside &": (
        'peace[peace["actor"] == "both" & peace["strength"] == "acts"]',
        "TypeError",
        ["round brackets", "&"],
    ),
    "a function without brackets": (
        "year.sum / 2",
        "TypeError",
        ["year.sum", "round brackets"],
    ),
    "len that was overwritten": (
        "len = 5\nlen(peace)",
        "TypeError",
        ["Line 2", "del len"],
    ),
    "three dots": ("answer = ...\nanswer + 1", "TypeError", ["three dots"]),
    "arguments missing": (
        "summit.check()",
        "TypeError",
        ["number", 'summit.check("1.1", answer)'],
    ),
    "an argument missing": (
        r'summit.count(r"\bcoerci")',
        "TypeError",
        ["text", "summit.count(pattern, text)"],
    ),
    "an argument missing in pandas": (
        'pd.crosstab(peace["actor"])',
        "TypeError",
        ["second column"],
    ),
    "an argument too many": ("len(commitments, 5)", "TypeError", ["len", "one thing"]),
    "a list by a column": (
        '[peace["actor"] == "both"]["verb"]',
        "TypeError",
        ["list", "table's name"],
    ),
    "and between conditions": (
        'peace[(peace["actor"] == "both") and (peace["verb"] == "x")]',
        "ValueError",
        ["&", "and"],
    ),
    "or between conditions": (
        'peace[(peace["actor"] == "both") or (peace["verb"] == "x")]',
        "ValueError",
        ["|", "or"],
    ),
    "not before a condition": (
        'peace[not peace["actor"] == "both"]',
        "ValueError",
        ["~", "not"],
    ),
    "int of a word": ('int("a")', "ValueError", ['"a"', "number"]),
    "float with a comma": ('float("46,2")', "ValueError", ["46.2"]),
    "several values": ('peace["actor"] == ["both", "Japan"]', "ValueError", ["isin"]),
    "a misspelt function of ours": (
        'summit.chek("1.1", 47)',
        "AttributeError",
        ["summit.check"],
    ),
    "a misspelt function of pandas": (
        'pd.crostab(peace["actor"], peace["verb"])',
        "AttributeError",
        ["pd.crosstab"],
    ),
    "a misspelt column as attribute": (
        "commitments.pilar",
        "AttributeError",
        ['commitments["pillar"]'],
    ),
    "a column with hyphens as attribute": (
        "japan.us-goods-imports",
        "AttributeError",
        ['japan["us-goods-imports"]'],
    ),
    "a misspelt method": (
        'events.sort_value("date")',
        "AttributeError",
        [".sort_values"],
    ),
    "a table that is nothing": (
        "shown = summit.table(by_pillar)\nshown.head()",
        "AttributeError",
        ["Line 2", "only shows"],
    ),
    ".str of numbers": (
        'indicators["value"].str.contains("1")',
        "AttributeError",
        [".str", "text"],
    ),
    "a misspelt package": ("import sumit", "ModuleNotFoundError", ["summit"]),
    "a package that nobody needs": (
        "import no_such_package",
        "ModuleNotFoundError",
        ["no lesson needs it"],
    ),
    "a misspelt room": ("from summit import netwrk", "ImportError", ["network"]),
    "a division by zero": ("answer = 47 / 0", "ZeroDivisionError", ["zero"]),
    "an unknown command": ("%foo", "UsageError", ["%", "command"]),
    "a condition beside a table": (
        'peace[peace["actor"] == "both"] & ~(peace["verb"] == "x")',
        "TypeError",
        ["inside the brackets", "peace[(...) & (...)]"],
    ),
    "len after a table": ("commitments.len()", "AttributeError", ["len(commitments)"]),
    "a name in quotation marks": (
        'nx.density("ties")',
        "AttributeError",
        ["leave out the quotation marks"],
    ),
    "a decimal comma": (
        "answer = 0,4 / 0,5",
        "ZeroDivisionError",
        ["decimal point", "0.4"],
    ),
    "dots left behind an answer": (
        "answer = len(commitments)...",
        "SyntaxError",
        ["Delete the three dots"],
    ),
    "dots left before an answer": (
        "my_guess = ...14",
        "SyntaxError",
        ["Delete the three dots"],
    ),
    **{
        f"an answer between the dots: {line}": (
            line,
            "SyntaxError",
            ["Delete the three dots"],
        )
        for line in (
            "my_guess = ..30.",
            "my_guess = .30..  # your number in place of the three dots",
            "my_guess = ..30",
            "my_guess = .30.",
            "my_guess = 30..",
            "answer = ..len(commitments).",
            "answer = .len(commitments).",
            'answer = ."full".',
            "my_guess = .thirty.",
        )
    },
    "a column of a condition": (
        'row = sources["source_id"] == "article-2025"\nrow["publisher"]',
        "KeyError",
        ["True or False", 'row = sources[sources["source_id"] == "article-2025"]'],
    ),
    "len between the brackets": (
        'commitments[len(commitments["sentence"] == 8)]',
        "KeyError",
        ["len stands outside"],
    ),
    "a number in quotation marks": (
        'commitments[commitments["sentence"] > "8"]',
        "TypeError",
        ["A number stands without quotation marks"],
    ),
    "no row to draw": (
        'commitments[commitments["verb"] == "x"].plot.barh()',
        "IndexError",
        ["No row meets the condition", "nothing to draw"],
    ),
    "nothing to count and to draw": (
        'commitments[commitments["verb"] == "x"]["verb"].value_counts().plot.barh()',
        "IndexError",
        ["No row meets the condition"],
    ),
    "texts to draw": (
        'commitments["verb"].plot.barh()',
        "TypeError",
        ["column of numbers"],
    ),
    # what lies in ours
    "a table for its name": ("summit.load(sources)", "DataError", ['"sources"']),
    "a column for the name of a table": (
        'summit.columns(commitments["verb"])',
        "DataError",
        ["summit.columns", "a column", 'summit.columns("commitments")'],
    ),
    "a table that does not exist": (
        'summit.load("commitment")',
        "DataError",
        ['"commitment"', '"commitments"'],
    ),
    "a number for a table": ("summit.load(5)", "DataError", ['"5"', "summit.tables()"]),
    "a number for a text": (
        "summit.words(3)",
        "AttributeError",
        ["summit.words", "number 3", "help(summit.words)"],
    ),
    "a text for a table": (
        'summit.table("commitments")',
        "AttributeError",
        ["quotation marks", "commitments"],
    ),
    "a column that a function of ours reads": (
        'summit.compare(["done"], commitments)',
        "KeyError",
        ["summit.compare", "rows is a table", "help(summit.compare)"],
    ),
    "a column named to a function of ours": (
        "from summit.pictures.charts import tiles\n"
        'tiles(commitments, "pilar", "verb", ["a"], "x")',
        "KeyError",
        ["commitments", '"pillar"'],
    ),
    "two codings of different length": (
        'summit.agreement(["a"], ["a", "b"])',
        "ValueError",
        ["same length"],
    ),
    # slips of beginners who walked through the lessons
    "a title without quotation marks": (
        "answer = words.plot(title=U.S. troops)",
        "NameError",
        ['title="..."'],
    ),
    "a column of another table": (
        'longest = sources.assign(weight=1)\ncommitments["weight"]',
        "KeyError",
        ['commitments has no column "weight"; the table longest has it'],
    ),
    "two columns to group by": (
        'commitments.groupby("pillar", "verb")',
        "ValueError",
        ["takes the name of one column"],
    ),
    "the mean of texts": (
        'commitments.groupby("pillar")["verb"].mean()',
        "TypeError",
        ["works with numbers only", ".value_counts()"],
    ),
    "an empty table that an earlier line made": (
        "commitments.iloc[:0].plot.barh()",
        "IndexError",
        ["No row is left in this table"],
    ),
    "True in quotation marks": (
        'sources.sort_values("date", ascending="False")',
        "ValueError",
        ["ascending takes True or False, without quotation marks."],
    ),
    "a condition that is broken in two": (
        'len(commitments[commitments["sentence"]] == 8)',
        "KeyError",
        ["The condition stands between the brackets, the whole of it"],
    ),
    "tables divided": (
        'taken = peace[peace["actor"] == "both"]\ntaken / peace * 100',
        "TypeError",
        ["A table does not calculate", "len(...)"],
    ),
    "a table divided by a number": (
        "100 * (taken / len(peace))",
        "TypeError",
        ["A table does not calculate"],
    ),
    "a table's name in quotation marks": (
        'statements.merge("sources", on="statement_id")',
        "TypeError",
        ["sources is a name: leave out the quotation marks"],
    ),
    "columns without their table": (
        'terms_in = statements.assign(count=5)\nterms_in["rate"] = 1000 * count / 3',
        "NameError",
        ['A column stands in the brackets of its table: terms_in["count"]'],
    ),
    "a column by its numbers": (
        'terms_in["rate"] = 2.5\nrate = terms_in["rate"]\nterms_in[rate]',
        "KeyError",
        ['Put quotation marks around rate: terms_in["rate"]'],
    ),
    "ties divided": (
        "ties.edges / 15 * 100",
        "TypeError",
        ["are ties and no number", "len(ties.edges)"],
    ),
    "neither row nor column": (
        'by_pillar.loc["USA", "weighted"]',
        "KeyError",
        ['neither a row "USA" nor a column "weighted"'],
    ),
    "nothing before the period": (
        'answer = .loc["USA", "weighted"]',
        "SyntaxError",
        ["A table or a column stands before the period"],
    ),
}
UNTOUCHED = {
    "an error that nobody foresaw": 'raise RuntimeError("mine")',
    "an error of a listed kind, raised on purpose": 'raise KeyError("mine")',
    "a class of one's own": 'class Mine(KeyError):\n    pass\n\ndef fail():\n    raise Mine("x")\n\nfail()',
    "a file": 'open("no such file")',
    "a ValueError that nobody foresaw": "list(zip([1], [2, 3], strict=True))",
    "a failed assertion": "assert False",
}


class Kernel:
    """A kernel, and what it answers."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(
            kernel_name="python3", cwd=str(NOTEBOOKS)
        )

    def run(self, source, interrupt=False):
        """Return the error outputs of a cell, and the reply to it."""
        sent, shown = self.client.execute(source), []
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != sent:
                continue
            if message["msg_type"] == "stream" and interrupt:
                self.manager.interrupt_kernel()
            assert "image/png" not in message["content"].get("data", ()), (
                "a figure that was only begun"
            )
            if message["msg_type"] == "error":
                shown.append(message["content"])
            if (
                message["msg_type"] == "status"
                and message["content"]["execution_state"] == "idle"
            ):
                break
        while True:
            reply = self.client.get_shell_msg(timeout=120)
            if reply["parent_header"].get("msg_id") == sent:
                return shown, reply["content"]

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel()
    shown, reply = kernel.run(TABLES)
    assert reply["status"] == "ok", shown
    yield kernel
    kernel.stop()


def plain(text):
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())


def sentence_of(kernel, source, kind=None):
    """Return the sentence that a slip gets, after a look at the form of the whole output."""
    shown, reply = kernel.run(source)
    assert len(shown) == 1, "one error output, and nothing else"
    sentence, last = shown[0]["traceback"]
    assert reply["status"] == "error" and reply["traceback"] == [sentence, last]
    incomplete = (
        reply["ename"] == "_IncompleteInputError"
    )  # the name of a SyntaxError in Python 3.13
    assert kind in (None, "SyntaxError" if incomplete else reply["ename"])
    assert (reply["ename"], reply["evalue"]) == (shown[0]["ename"], shown[0]["evalue"])
    assert last.startswith("SyntaxError: " if incomplete else f"{reply['ename']}: ")
    lines = [*sentence.splitlines(), *last.splitlines()]
    assert len(lines) <= 12 and max(map(len, lines)) <= 300
    for path in (
        str(NOTEBOOKS),
        "site-packages",
        "ipykernel",
        ".py",
        "Traceback",
        "---->",
        "\x1b",
    ):
        assert path not in sentence + last
    assert "\0" not in sentence and sentence[-1] != "!"
    return plain(sentence)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_a_sentence_that_says_what_to_do(kernel, slip):
    source, kind, words = SLIPS[slip]
    sentence = sentence_of(kernel, source, kind)
    if "len" in source:  # one of the slips overwrites it
        kernel.run("globals().pop('len', None)")
    for word in words:
        assert word in sentence, f"{word!r} is not in: {sentence}"


def test_no_message_prints_a_table(kernel):
    for source in ("summit.load(commitments)", "summit.series(commitments)"):
        shown, _ = kernel.run(source)
        said = plain("\n".join(shown[0]["traceback"]))
        assert "statement-2025" not in said and "[47 rows" not in said, said


def test_lesson_00_is_told_only_what_it_has_been_taught(kernel):
    kernel.run("os.environ['JPY_SESSION_NAME'] = '/x/mine/00-start-here.ipynb'")
    condition = 'commitments["sentence"]'
    for inside in (
        f"{condition} > 4 and {condition} < 8",
        f"{condition} > 4, {condition} < 8",
        f"4 < {condition} < 8",
        "8",
        f"len({condition} == 8)",
    ):
        sentence = sentence_of(kernel, f"commitments[{inside}]")
        for sign in ("&", "|", ".iloc", "isin"):
            assert sign not in sentence, sentence
    kernel.run("os.environ.pop('JPY_SESSION_NAME')")


def test_a_series_in_a_lesson_that_loads_no_table_of_them(kernel):
    kernel.run("""
kept = {name: globals().pop(name) for name in ("indicators", "usa", "japan", "year")}
exports = summit.series("us-goods-exports", by="partner")""")
    sentence = sentence_of(
        kernel, 'summit.series(us-goods-services-exports, by="partner")'
    )
    kernel.run("globals().update(kept)\ndel exports")
    assert 'quotation marks around us-goods-services-exports: "us-goods-s' in sentence


def test_a_small_number_as_a_word_is_none_but_in_the_lesson_that_makes_its_name(kernel):
    said = {}
    for lesson in ("04", "05", slip.made_in_lessons()["two"][0]):
        kernel.run(f"os.environ['JPY_SESSION_NAME'] = '/x/mine/{lesson}-a.ipynb'")
        said[lesson] = sentence_of(kernel, "answer = two")
    kernel.run("os.environ.pop('JPY_SESSION_NAME')")
    assert said.pop("04") == "Write the number in figures: 2"
    assert said.pop("05") == "Write the number in figures: 2"
    assert len(said) == 1 and ABOVE in said.popitem()[1]


def test_the_numbers_of_a_column_are_cut_to_three(kernel):
    shown, _ = kernel.run('len(commitments[commitments["sentence"]] == 8)')
    last = plain(shown[0]["traceback"][1])
    assert "Index([1, 2, 2, ...]" in last, last


def ordinary(shown):
    """Return the error outputs of a cell without what differs from run to run."""
    return [
        re.sub(r"In\s?\[\d+\]|\d+\.py", "", plain("\n".join(error["traceback"])))
        for error in shown
    ]


@pytest.mark.parametrize("case", UNTOUCHED)
def test_any_other_error_is_shown_as_ipython_shows_it(kernel, case):
    shown, reply = kernel.run(UNTOUCHED[case])
    kernel.run("get_ipython().set_custom_exc((), None)")
    expected, known = kernel.run(UNTOUCHED[case])
    kernel.run("errors.install()")
    assert (
        reply["status"] == known["status"] == "error"
        and reply["ename"] == known["ename"]
    )
    assert ordinary(shown) == ordinary(expected) and len(shown) == 1


def test_an_interruption_passes(kernel):
    (shown,), reply = kernel.run(
        "import time\nprint('begun', flush=True)\ntime.sleep(100)", interrupt=True
    )
    assert shown["ename"] == reply["ename"] == "KeyboardInterrupt"
    assert "Traceback" in plain(" ".join(shown["traceback"]))


@pytest.mark.parametrize(
    "source, words",
    [
        ("lenn(commitments)", ["Traceback", "----> 1", "NameError"]),
        ('commitments["pilar"]', ["Traceback", "get_loc", "KeyError"]),
        ('answer = "x', ['answer = "x', "SyntaxError"]),
    ],
)
def test_the_full_traceback_can_be_seen_afterwards(kernel, source, words):
    sentence_of(kernel, source)
    (shown,), reply = kernel.run("%tb")
    for word in words:
        assert word in plain("\n".join(shown["traceback"]))
    assert reply["status"] == "ok"


@pytest.mark.parametrize(
    "source", ["lenn(commitments)", 'commitments["pilar"]', "answer = (", "x = 5\n  x"]
)
def test_a_slip_of_ours_never_hides_the_students(kernel, source):
    kernel.run(
        "kept = errors.explain\ndef broken(*given): raise ZeroDivisionError\nerrors.explain = broken"
    )
    shown, reply = kernel.run(source)
    kernel.run("errors.explain = kept")
    text = plain("\n".join(shown[0]["traceback"]))
    assert len(shown) == 1 and shown[0]["ename"] == reply["ename"] in text
    assert "ZeroDivisionError" not in text and source.splitlines()[-1].strip() in text
    assert sentence_of(kernel, source) not in text, "and the sentences are back"


def test_a_name_of_a_lesson_says_to_run_the_cells_above(kernel):
    made = slip.made_in_lessons()
    name, lessons = next(
        (name, made[name])
        for name in sorted(made)
        if len(made[name]) == 1
        and len(name) > 4
        and name not in TABLES
        and name not in running._table_names()
    )
    sentence = sentence_of(kernel, name)
    assert f"lesson {lessons[0]}" in sentence and ABOVE in sentence
    kernel.run(
        f"os.environ['JPY_SESSION_NAME'] = '/x/mine/{lessons[0]}-a-lesson.ipynb'"
    )
    assert (
        sentence_of(kernel, name)
        == f"There is no {name} yet. Run the cells above first: {ABOVE}."
    )
    kernel.run("os.environ['JPY_SESSION_NAME'] = '/x/mine/99-a-lesson.ipynb'")
    assert ABOVE not in sentence_of(
        kernel, name
    ) and f"lesson {lessons[0]}" in sentence_of(kernel, name)
    kernel.run("del commitments")
    assert 'commitments = summit.load("commitments")' in sentence_of(
        kernel, "len(commitments)"
    )
    kernel.run(
        "os.environ.pop('JPY_SESSION_NAME'); commitments = summit.load('commitments')"
    )


def test_a_name_that_is_made_below_an_exercise_is_not_looked_for_above_it(kernel):
    below = "{} is made further down in this lesson."
    for here in ("/x/mine/00-start-here.ipynb", ""):  # in a browser nobody says where
        kernel.run(f"os.environ['JPY_SESSION_NAME'] = {here!r}")
        for name, number, said in (
            ("p5", "0.1", below.format("p5")),
            ("p5", "0.2", ABOVE),
            ("carried", "0.1", ABOVE),
            ("full", "0.5", ABOVE),
            ("full", "0.1", below.format("full")),
        ):
            stub = f'answer = len({name})\nsummit.check("{number}", answer)'
            sentence = sentence_of(kernel, stub)
            assert said in sentence, (here, name, number, sentence)
        kernel.run("kept = globals().pop('sources')")
        sentence = sentence_of(
            kernel, 'answer = len(sources)\nsummit.check("0.1", answer)'
        )
        kernel.run("sources = kept; del kept")
        assert below.format("sources") in sentence and ABOVE not in sentence
    kernel.run("os.environ.pop('JPY_SESSION_NAME')")


def test_a_package_of_the_lessons_that_is_missing_is_installed_by_the_readme(kernel):
    kernel.run(
        "kept, finders = sys.modules.pop('networkx'), list(sys.meta_path)\nsys.meta_path.clear()"
    )
    sentence = sentence_of(kernel, "import networkx")
    kernel.run("sys.meta_path.extend(finders)\nsys.modules['networkx'] = kept")
    assert (
        sentence
        == "The package networkx is not installed here. Close JupyterLab, and run the "
        "line that starts the lessons again: it installs what is missing."
    )


def test_a_broken_table_says_what_to_mend(kernel, tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    edit(data / "commitments.csv", "P1,peace", "P1,pece")
    sentence = sentence_of(kernel, f"summit.load('commitments', {str(data)!r})")
    for word in (
        "data/commitments.csv",
        "column pillar",
        "'pece'",
        "did you mean peace?",
    ):
        assert word in sentence


def stored(source, tmp_path):
    """Return a notebook with a slip in it, run and stored with its error."""
    cells = [
        nbformat.v4.new_code_cell(text)
        for text in (
            f"import sys\nsys.path.insert(0, {str(NOTEBOOKS)!r})\nimport summit\n"
            "from summit.classroom import errors\nerrors.install()",
            source,
        )
    ]
    cells[1]["metadata"]["tags"] = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    return execute(notebook, tmp_path)


def test_a_mistake_on_purpose_can_be_stored_in_a_lesson(tmp_path):
    notebook = stored("summit.load(commitments)", tmp_path)
    (output,) = notebook.cells[1].outputs
    assert (output["ename"], output["evalue"]) == (
        "NameError",
        "name 'commitments' is not defined",
    )
    assert [plain(text) for text in output["traceback"]] == [
        'Put quotation marks around commitments: "commitments"',
        "NameError: name 'commitments' is not defined",
    ]
    nbformat.write(notebook, tmp_path / "stored.ipynb")
    output["evalue"] = "name 'x' is not defined"
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "-q",
            "-p",
            "no:cacheprovider",
            ".",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    failed = re.findall(r"^FAILED (\S+)", run.stdout, re.MULTILINE)
    assert [name.partition("::")[0] for name in failed] == ["changed.ipynb"], run.stdout


def test_outside_ipython_nothing_changes(monkeypatch):
    monkeypatch.setattr(errors, "get_ipython", lambda: None)
    filters = list(warnings.filters)
    assert errors.install() is None and warnings.filters == filters


@pytest.mark.parametrize(
    "word, known, expected",
    [
        ("pilar", ["pillar", "verb"], "pillar"),
        (
            "us_goods_imports",
            ["us-goods-imports", "us-goods-exports"],
            "us-goods-imports",
        ),
        ("Japan", ["JPN", "USA"], "JPN"),
        ("JPN", ["Japan", "United States"], "Japan"),
        ("U.S.", ["JPN", "USA"], "USA"),
        ("ＪＰＮ", ["JPN", "USA"], "JPN"),
        ("commit", ["commitments", "events"], "commitments"),
        ("P20", ["P2", "P10"], None),
        ("2026", ["2025", "2024"], None),
        ("banana", ["pillar", "verb"], None),
    ],
)
def test_the_nearest_is_near_or_nothing(word, known, expected):
    assert slip.nearest(word, known) == expected
