"""A lesson as a lecture: its sections, and on each slide one question, its evidence and its finding.

What is read aloud is taken apart from what is shown: the first sentence of a paragraph stands
on the slide, and the rest is the speaker's. A cell that nothing here knows becomes a plain slide.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from .evidence import heard, kind_of, rows, shown, two_readings
from .lessons import NOTES, tags_of
from .sentences import (
    MOST_WORDS,
    cut,
    is_question,
    points_elsewhere,
    sentences,
    without_citations,
    words,
)
from .shorten import (
    FENCE,
    FOLD,
    ITEM,
    as_title,
    asked_of,
    blocks_of,
    carried,
    code_lines,
    cut_lines,
    is_code,
    is_list,
    short_list,
)

HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*#*$")
NEXT = re.compile(r"\*\*[^*]+\*\* \[[^\]]+\]\(([0-9]{2}-[a-z-]+)\.ipynb\)")
EXERCISE = re.compile(r"\b([0-9]+[.,][0-9]+)\b")
# how an exercise speaks of the lines that it starts from
BACK = re.compile(
    r"\babove\b|\bthat (?:made|drew)\b|\bboth lines\b|\blines of the chart\b"
)
LEADS_ON = re.compile(r"(?:Now|Next|Look|Here|Add|Keep|To take)\b|`")  # no finding


@dataclass
class Slide:
    """One slide: what is shown, and what its speaker says, asks and waits for.

    kind: title, text, figure, table, value, exercise, readings or check. title, body,
    finding, sources, say and notes are Markdown; outputs are a cell's. seconds: what it
    is given of its section. number: of its exercise. next: the name of
    the lesson that follows, on the last slide. cell: the id of the cell with which it was
    complete.
    """

    kind: str
    title: str = ""
    body: list = field(default_factory=list)
    code: str = ""
    outputs: list = field(default_factory=list)
    finding: str = ""
    sources: list = field(default_factory=list)
    say: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    weight: float = 0
    seconds: int = 0
    number: str = ""
    next: str = ""
    cell: str = ""

    def count(self):
        """Count the words that a class reads; tables, sources and figures are apart."""
        parts = [self.title, self.finding, self.code]
        if self.kind == "check":  # one question at a time
            pairs = self.body[0] if self.body else []
            parts = [self.title, max(map(" ".join, pairs), key=words, default="")]
        elif self.kind == "readings":  # who said it is a source
            parts += [name for name, _ in self.body]
            parts += [said for _, voices in self.body for _, said in voices]
        else:
            blocks = [block for block in self.body if not block.startswith("|")]
            parts += [re.sub(r"^[0-9]+[.)] ", "", one, flags=re.M) for one in blocks]
        return sum(map(words, parts))


@dataclass
class Block:
    """A paragraph, list, table or line of code that waits for its slide.

    alone: whether it may have one of its own. cell: the text cell it stands in, counted.
    said: whether it is for the speaker only.
    """

    text: str
    alone: bool
    cell: int
    said: bool = False

    def is_list(self):
        return is_list(self.text)

    def is_code(self):
        return bool(FENCE.match(self.text))

    def opens(self):
        """Say whether a paragraph begins with words in bold: it leads to what follows."""
        bold = re.match(r"\*\*([^*]+)\*\*", self.text)
        return bool(bold) and (words(bold[1]) > 2 or bold[1].endswith((".", ":")))

    def is_aside(self):
        """Say whether a paragraph after a finding is only said: it lists and defines nothing."""
        return not (self.is_list() or "**" in self.text or self.text.startswith("!["))


@dataclass
class Section:
    """A section: its title, its minutes (0 where the lesson names none) and its slides."""

    title: str
    minutes: int = 0
    slides: list = field(default_factory=list)


def outline(lesson):
    """Return the sections of a lesson with their slides.

    lesson: a notebook as lessons.read returns it. Sections without a slide are left out.
    """
    made = _Composer(lesson)
    for cell in lesson.cells:
        made.take(cell)
        made.id = cell.id
    made.flush()
    sections = [section for section in made.sections if section.slides]
    if sections:
        last = sections[-1].slides[-1]
        last.next = made.next
        last.say += made.left
    for section in sections:
        _timed(section)
    return sections


class _Composer:
    """Goes through the cells in their order and keeps what is not on a slide yet."""

    def __init__(self, lesson):
        self.sections = [Section("")]
        self.blocks = []  # the Blocks that wait
        self.heading = ""  # of the third level, above what comes
        self.evidence = None  # the slide that waits for its finding
        self.since = []  # slides since the last note, which a note may be about
        self.lines = []  # the code cells so far, from which an exercise may start
        self.opening = 0  # the text cell that begins the section, counted
        self.passed = False  # whether a cell was left out just before
        self.left = []  # what is said on the next slide
        self.cells = 0  # text cells so far
        self.id = self.next = ""
        self.given = 0  # seconds that the lesson names for what comes
        self.asked = {
            cell.metadata.get("exercise")
            for cell in lesson.cells
            if "exercise" in tags_of(cell)
        }
        notes = "\n".join(c.source for c in lesson.cells if "notes" in tags_of(c))
        found = re.search(r"^Minutes: (.+)\.$", notes, re.M)
        self.minutes = found[1] if found else ""

    # --- cells ------------------------------------------------------------------------

    def take(self, cell):
        tags = set(tags_of(cell))
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if "running" in tags:  # for those who run the lesson: said, not shown
            kind = "skip"
        if "notes" in tags:
            self.flush()
            self.note(NOTES.sub(r"\1", cell.source))
        elif "exercise" in tags:
            self.flush()
        elif tags & {"setup", "instructor", "solution", "yours"}:
            return
        elif cell.cell_type == "markdown":
            given = cell.metadata.get("minutes_given", 0)
            for part in cell.source.split("\n\n---\n\n"):
                self.text(part, kind, given)
                given = 0
        elif cell.cell_type == "code":
            if kind == "skip":
                self.pass_over()
            else:
                self.show(cell, tags)
            self.lines.append(cell.source)

    def text(self, source, kind, given=0):
        """Take a text cell: headings begin something, the rest waits for what follows."""
        alone = kind not in ("skip", "fragment")
        first = True
        self.cells += 1
        for block in blocks_of(source):
            heading = HEADING.match(block)
            if block.startswith("|") and not self.number():
                self.evident("table", [{"data": {"text/markdown": block}}])
            elif follows := NEXT.match(block):
                self.next = follows[1]
            elif not heading:
                # what a cell that is left out has shown is said, not shown
                told = first and self.passed
                waits = Block(block, alone and not told, self.cells, kind == "skip")
                self.blocks.append(waits)
            else:
                self.flush()
                self.head(len(heading[1]), heading[2])
            first = False
        self.passed = False
        if given and self.section:
            self.given = given * 60

    def head(self, level, title):
        """Begin what a heading begins."""
        self.evidence, self.heading = None, ""
        if level == 1:
            self.add(Slide("title", title))
        elif level == 2:
            self.sections.append(Section(title, self.minutes_of(title)))
            self.since, self.opening = [], self.cells
        else:
            self.heading = title

    def pass_over(self):
        """Leave a code cell out: the text that leads to it is said."""
        for block in self.blocks:
            if block.cell == self.cells != self.opening:
                block.alone = False
        self.passed = True

    def minutes_of(self, title):
        """Return the minutes of a section, as the first note of the lesson has them."""
        found = re.search(rf"(?:^|, ){re.escape(title)} ([0-9]+)(?:,|$)", self.minutes)
        return int(found[1]) if found else 0

    @property
    def section(self):
        return self.sections[-1]

    def add(self, slide):
        """Put a slide at the end of the section."""
        self.section.slides.append(slide)
        self.since.append(slide)
        slide.cell = self.id
        slide.weight += self.given
        self.given = 0
        return slide

    # --- evidence ---------------------------------------------------------------------

    def show(self, cell, tags):
        """Take a code cell: its figure, table or value, and the question before it."""
        outputs, sources = shown(cell)
        found = [two_readings(output) for output in outputs]
        if found and all(found):
            self.readings(found)
            return
        if cell.outputs and not outputs:
            self.pass_over()
            return  # feedback only
        slide = self.evident(kind_of(outputs), outputs)
        slide.sources += sources
        slide.cell = cell.id
        few = 2 * len(cell.source.splitlines()) + rows(outputs) <= 14
        if slide.kind == "value" or (
            slide.kind == "table" and few and "show-code" in tags
        ):
            room = MOST_WORDS - (10 if slide.kind == "value" else 18) - slide.count()
            slide.code = cut_lines(cell.source, room)
            if slide.kind == "table" and slide.code != cell.source:
                slide.code = ""

    def evident(self, kind, outputs):
        """Add a slide for evidence, with the question that leads to it as its title."""
        asked, before, rest = self.question()
        title = asked or self.heading or self.section.title
        self.close(before)
        slide = self.add(Slide(kind, title, outputs=outputs))
        slide.say += self.left + rest
        slide.weight += 60 if kind == "figure" else 20
        self.left, self.heading, self.evidence = [], "", slide
        return slide

    def question(self):
        """Return the last question of what waits, the blocks before its paragraph, and the rest of it.

        The rest is what stands beside the question in its paragraph, and after it.
        """
        for n in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[n]
            said = [] if block.is_list() or block.is_code() else sentences(block.text)
            asks = [k for k, sentence in enumerate(said) if is_question(sentence)]
            if not asks or (self.passed and block.cell < self.cells):
                continue
            asked = as_title(said[asks[-1]])
            if not asked:
                continue
            if words(asked) > words(without_citations(said[asks[-1]])[0]) - 2:
                said.pop(asks[-1])  # otherwise what leads to the question is said
            before = self.blocks[:n]
            if n == 0 and self.evidence and asks[-1] > 0:  # a finding stands before it
                before = [Block(said.pop(0), False, block.cell)]
            rest = [" ".join(said)] if said else []
            return asked, before, rest + [one.text for one in self.blocks[n + 1 :]]
        if self.blocks and (self.blocks[-1].opens() or not self.evidence):
            *before, last = self.blocks
            title = as_title(sentences(last.text)[0]) if last.opens() else ""
            return title, before, [last.text]
        return "", self.blocks, []

    def fitting(self, slide, sentence):
        """Return a sentence as the finding of a slide, or "" and let it be said."""
        text, sources = without_citations(sentence)
        if points_elsewhere(text) or is_question(text) or LEADS_ON.match(text):
            slide.say.append(sentence)
            return ""
        slide.sources += sources
        room = MOST_WORDS - slide.count()
        if words(text) > room and slide.code and slide.kind != "value":
            slide.code = ""
            room = MOST_WORDS - slide.count()
        short = cut(text, min(room, 24) if slide.kind == "figure" else room)
        if short != text:
            slide.say.append(sentence)
        return short

    def close(self, blocks):
        """Give the evidence its finding, and what is left a slide of its own, or its speaker."""
        self.blocks, evidence, self.evidence = [], self.evidence, None
        told = 0
        finds = blocks and not (
            blocks[0].is_list() or blocks[0].is_code() or blocks[0].said
        )
        if evidence and finds and not blocks[0].opens():
            first, *blocks = blocks
            told = first.cell
            finding, *more = sentences(first.text)
            evidence.finding = self.fitting(evidence, finding)
            evidence.say += [" ".join(more)] if more else []
        own = [
            block
            for block in blocks
            if block.alone and not (block.cell == told and block.is_aside())
        ]
        said = [block.text for block in blocks if block not in own]
        if self.section.slides:
            self.section.slides[-1].say += said
        else:
            self.left += said
        if own:
            self.plain([block.text for block in own])

    # --- text -------------------------------------------------------------------------

    def flush(self):
        """Make slides of what waits: of an exercise, a list of questions, or a text."""
        texts = [block.text for block in self.blocks]
        heading = self.heading
        if number := self.number():
            self.exercise(heading, number, texts)
        elif any(len(FOLD.findall(block)) > 1 for block in texts if is_list(block)):
            self.check(heading, texts)
        else:
            self.close(self.blocks)
        self.blocks, self.heading, self.evidence, self.passed = [], "", None, False

    def number(self):
        """Return the number of the exercise that the heading names, or ""."""
        found = EXERCISE.search(self.heading)
        number = found[1].replace(",", ".") if found else ""
        return number if number in self.asked else ""

    def plain(self, blocks):
        """Add a slide of text: what carries each paragraph, as long as there is room."""
        head = self.section.slides[-1] if self.section.slides else None
        if head and head.kind == "title" and not head.body:
            slide, blocks = head, self.of_title(head, blocks)
        else:
            slide = Slide("text", self.heading or self.section.title)
        body = carried(slide, blocks)
        slide.weight += 10
        if body or slide.kind == "title":
            slide.body += body
            slide.say = self.left + slide.say
            self.left, self.heading = [], ""
            if slide is not head:
                self.add(slide)
        elif head:  # nothing that stands alone
            head.say += slide.say
        else:
            self.left += slide.say

    def of_title(self, slide, blocks):
        """Return what of the head of a lesson is shown: not the line of facts."""
        shown = [block for block in blocks if block.startswith("**")] or blocks[:1]
        slide.say += [block for block in blocks if block not in shown]
        return shown

    def exercise(self, heading, number, blocks):
        """Add an exercise: its number, its question and the line to begin from."""
        text = "\n\n".join(blocks)
        slide = Slide("exercise", heading, number=number)
        said = [
            without_citations(sentence)
            for block in blocks
            if not (is_list(block) or FENCE.match(block) or is_code(block))
            and not block.startswith("|")
            for sentence in map(asked_of, sentences(block))
            if sentence
        ]
        asks = [k for k, (sentence, _) in enumerate(said) if is_question(sentence)]
        said = said[: asks[-1] + 1 if asks else 2]
        lines = self.pattern(blocks)
        before = self.section.slides[-1] if self.section.slides else None
        if before and before.kind == "value" and lines and before.code == lines:
            # the line that an exercise starts from stands on its slide
            self.section.slides.remove(before)
            self.since = [one for one in self.since if one is not before]
            slide.say += [f"{before.title} {before.finding}", *before.say]
            slide.notes += before.notes
        slide.code = cut_lines(lines, 22)
        shown = {}
        for k in sorted(range(len(said)), key=lambda k: (k not in asks, k)):
            sentence, sources = said[k]
            room = MOST_WORDS - slide.count() - sum(map(words, shown.values()))
            if not shown and words(sentence) > room:
                slide.code = cut_lines(
                    lines, words(slide.code) + room - words(sentence)
                )
                room = MOST_WORDS - slide.count()
            if words(sentence) <= room and sum(map(words, shown.values())) < 30:
                shown[k] = sentence
                slide.sources += sources
        slide.body = [shown[k] for k in sorted(shown)]
        slide.body += [block for block in blocks if block.startswith("|")]
        parts = [block for block in blocks if is_list(block)]
        if parts and not asks and not slide.code:
            slide.body.append(short_list(parts[0], MOST_WORDS - slide.count()))
        slide.say = self.left + [*slide.say, text]
        self.left = []
        slide.weight += 90
        self.add(slide)

    def pattern(self, blocks):
        """Return the lines that an exercise starts from: its own, or those it points back to."""
        text = "\n\n".join(blocks)
        if lines := code_lines(blocks):
            return lines
        if "begin with" in text:
            begins = re.findall(r"`(\w+ =)`", text.partition("begin with")[2])
            every = [line for code in self.lines for line in code.splitlines()]
            found = [
                [line for line in every if line.startswith(begin)] for begin in begins
            ]
            return "\n".join(lines[-1] for lines in found if lines)
        if found := re.search(
            r"(?:[Ss]tart from|[Pp]ut the line) `([^`]+[)\]])`", text
        ):
            return found[1]
        if found := re.search(r"\blines? that \w+ (?:the |a )?(\w{4,})", text):
            for code in reversed(self.lines):
                if found[1] in code and ("drew" not in text or ".plot" in code):
                    return code
        if BACK.search(text) and self.lines:
            made = re.search(r"that made `(\w+)`", text)
            drew = bool(re.search(r"that drew|of the chart", text))
            for code in reversed(self.lines):
                if (
                    made
                    and f"{made[1]} = " in code
                    or not made
                    and drew == (".plot" in code)
                ):
                    return code
        inside = re.findall(r"`(\w+(?:\[[^`]*\])? = [^`]+)`", text)
        given = any(re.match(r"answer = \w.*\(", line) for line in inside)
        return "\n".join(inside) if given else ""

    def check(self, heading, blocks):
        """Add the questions of *Check yourself*, one at a time, each with its answer."""
        slide = Slide("check", heading or self.section.title)
        for block in blocks:
            pairs = []
            for item in ITEM.finditer(block):
                fold = FOLD.search(item["first"])
                if not fold:
                    continue
                asked = " ".join(FOLD.sub("", item["first"]).split())
                answer = " ".join(fold["text"].split())
                room = (
                    MOST_WORDS
                    - words(slide.title)
                    - words(asked)
                    - words(fold["title"])
                )
                shown = cut(answer, room)
                if shown != answer:
                    slide.say.append(f"**To {len(pairs) + 1}.** {answer}")
                pairs.append((asked, fold["title"], shown))
            if pairs:
                slide.body.append(pairs)
            else:
                slide.say.append(block)
        slide.weight += 30
        self.add(slide)

    def readings(self, found):
        """Add a question that is answered in two ways, with its voices."""
        for asked, sides in found:
            slide = Slide("readings", asked)
            slide.say = self.left + [block.text for block in self.blocks]
            self.blocks, self.left = [], []
            slide.body = heard(asked, sides)
            for name, voices in sides:
                told = [
                    f"{who}: {said} ({source})" if source else f"{who}: {said}"
                    for who, said, source in voices
                ]
                slide.say.append(
                    f"**{name}**\n\n" + "\n".join(f"- {one}" for one in told)
                )
            slide.weight += 30
            self.add(slide)
        self.heading, self.evidence = "", None

    # --- notes ------------------------------------------------------------------------

    def note(self, text):
        """Give each paragraph of a note to the slide that it is about."""
        slides = self.since or self.section.slides
        if not slides:
            self.left.append(text.strip())
            return
        for paragraph in re.split(r"\n\n+(?!\n*[-*0-9]+[.)]? )", text.strip()):
            if not paragraph.startswith("Minutes: "):
                for slide in _about(paragraph, slides):
                    slide.notes.append(paragraph)
        self.since = []


# --- which slide a note is about --------------------------------------------------------

KINDS = {
    "figure": r"\b(?:figure|chart|map|bars?|timeline|grid)\b",
    "table": r"\b(?:table|rows)\b",
    "check": r"\bquestion [0-9]\b|\b[Bb]efore you show the list\b",
}


def _about(paragraph, slides):
    """Return which of several slides a paragraph of a note is about: one, or the exercises it names."""
    numbers = EXERCISE.findall(paragraph)
    if named := [slide for slide in slides if slide.number in numbers]:
        return named
    texts = [
        _content(" ".join([s.title, str(s.body), s.finding, *s.say])) for s in slides
    ]
    known = Counter(word for text in texts for word in set(text))
    wanted = set(_content(paragraph))
    start = paragraph[:70]
    scores = []
    for n, (slide, text) in enumerate(zip(slides, texts)):
        shared = wanted & set(text)
        score = sum(math.log(1 + len(slides) / known[word]) for word in shared)
        score /= 4 + math.log(1 + len(set(text)))
        if slide.kind in KINDS and re.search(KINDS[slide.kind], start):
            score += 2
        if slide.kind in ("exercise", "check"):
            score -= 0.3
        scores.append((score, -len(slide.notes), n))
    return [slides[max(scores)[2]]]


def _content(text):
    return [word for word in re.findall(r"\w{4,}", text.lower())]


# --- minutes -----------------------------------------------------------------------------


def _timed(section):
    """Share the minutes of a section among its slides, by what is to be said and done."""
    takes = [slide.weight + _spoken(slide) / 150 * 60 for slide in section.slides]
    whole = section.minutes * 60 or max(30, round(sum(takes)))
    factor = whole / sum(takes)
    for slide, takes_ in zip(section.slides, takes):
        slide.seconds = max(5, 5 * round(takes_ * factor / 5))
    section.slides[-1].seconds += whole - sum(slide.seconds for slide in section.slides)
    section.slides[-1].seconds = max(5, section.slides[-1].seconds)


def _spoken(slide):
    return slide.count() + sum(words(text) for text in slide.say)
