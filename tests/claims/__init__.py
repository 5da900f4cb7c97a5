"""What the lessons and the pages say about the tables, computed from the tables.

One file a lesson (``lesson00.py`` ... ``lesson06.py``), and ``pages.py`` for README.md
and TEACHING.md. Each has functions that yield the exact words that must stand there:

    @page.says
    def left_out():
        peace = commitments("peace")
        yield f"The Peace pillar has {len(peace)} commitments"
        yield "every intention is joint", (intentions["actor"] == "both").all()

A sentence alone holds its numbers itself. A sentence with a condition says something
about the tables without a number. A function that cannot be computed any more hides
no other function: keep each small. What several lines ask for is ``@kept``. ``@page.reckons`` is for what no table carries: the
arithmetic of an example, the number of lessons. ``tests/test_claims.py`` compares, and
``tests/test_claim_cells.py`` finds for each claim a cell that makes it false.
"""

import ast
import functools
import importlib
import inspect
import pkgutil
import textwrap
from dataclasses import dataclass

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()


_known = {}  # what the helpers have found for the function that is computed


def kept(helper):
    """Decorate a helper of claims: each function of a page computes it at most once.

    Whoever asks for its value must not change it.
    """

    @functools.wraps(helper)
    def value(*words):
        if (helper, words) not in _known:
            _known[helper, words] = helper(*words)
        return _known[helper, words]

    return value


@dataclass(frozen=True)
class Claim:
    """Words that must stand in a lesson or page, and whether the tables agree.

    where: "00" ... "06", "README.md" or "TEACHING.md".
    group: the function that yields it, as "lesson02.left_out".
    error: why it cannot be computed; the sentence then has ``...`` for its numbers.
    """

    where: str
    sentence: str
    holds: bool = True
    group: str = ""
    error: str = ""


class Page:
    """The claims on one lesson or page: functions that yield sentences."""

    def __init__(self, where):
        self.where, self.groups, self.sums = where, [], []

    def says(self, group):
        """Decorate a function that yields a sentence, or a sentence and a condition."""
        self.groups.append(group)
        return group

    def reckons(self, group):
        """Decorate a function that yields sentences which no table carries."""
        self.sums.append(group)
        return group

    def claims(self):
        """Return a list of all claims of the page; what fails is a claim, too."""
        groups = self.groups + self.sums
        return [claim for group in groups for claim in self.computed(group)]

    def computed(self, group):
        """Yield the claims of one function; if it fails, one for each sentence left."""
        name = f"{group.__module__.rpartition('.')[2]}.{group.__name__}"
        told = 0
        _known.clear()  # the tables may be others now
        try:
            for sentence in group():
                sentence, *holds = [sentence] if isinstance(sentence, str) else sentence
                yield Claim(self.where, sentence, all(holds), name)
                told += 1
        except Exception as problem:  # whatever it is, the other claims are computed
            error = f"{type(problem).__name__}: {problem}"
            for sentence in as_written(group)[told:] or [f"({name})"]:
                yield Claim(self.where, sentence, False, name, error)


@functools.cache
def as_written(group):
    """Return the sentences of a function without their numbers, ``...`` for each."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(group)))
    told = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield):
            text = (
                node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value
            )
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            words = [getattr(part, "value", "...") for part in parts]
            words = [word if isinstance(word, str) else "..." for word in words]
            told.append((node.lineno, "".join(words)))
    return [text for _, text in sorted(told)]


def word(number):
    """Return a number as the lessons write it: in words up to ten."""
    return WORDS[number] if 0 <= number <= 10 else str(number)


def start(number):
    """Return a number as it begins a sentence: in words, capitalized."""
    text = WORDS[number] if 0 <= number < len(WORDS) else str(number)
    return text.capitalize()


def all_pages():
    """Return all pages with claims, {where: Page}."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [
        page
        for module in modules
        for page in vars(module).values()
        if isinstance(page, Page)
    ]
    return {page.where: page for page in found}
