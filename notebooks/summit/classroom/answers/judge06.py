"""What is looked for in the ten codes of 6.1, the chart of 6.7 and the brief of 6.5: their form, and no more."""

import difflib
import re

from ...data import levels
from ...pictures.style import FIGURES
from ..coders import NONE_GIVEN
from ..sentences import (
    NOT,
    Review,
    any_of,
    matches,
    numbers,
    plain,
    review,
    too_long,
)
from . import load
from .charts import is_title, key
from .wording import in_words

TEN = 10  # commitments in the table of 6.1
LONGEST = 20_000  # characters of a brief


def judge_codes(codes):
    """Return the Review of ten codes, each read by coding.one_code."""
    statuses = levels("follow_through", "status")
    unknown = [code for code in codes if code not in statuses]
    if NONE_GIVEN in codes:
        return Review(
            False,
            "An empty place is still in your list: give each of the ten a status.",
            "empty-place",
        )
    if unknown and all(
        re.fullmatch(rf"[1-{len(statuses)}](?:\.0)?", code) for code in unknown
    ):
        return Review(
            False,
            'Write the words in quotation marks, such as "restated", and not the'
            " numbers of the rules.",
            "numbers",
        )
    joined = [
        (first, second)
        for code in unknown
        for first in statuses
        for second in statuses
        if code == first + second
    ]
    if joined:
        first, second = joined[0]
        return Review(
            False,
            f'A comma is missing between "{first}" and "{second}": without it Python'
            " makes one text of two.",
            "comma-missing",
        )
    if len(codes) != TEN:
        return Review(
            False,
            "There"
            f" {'is 1 status' if len(codes) == 1 else f'are {len(codes)} statuses'} in"
            f" your list; the table has {TEN} commitments. Give each of them one, in"
            " its order.",
            "length",
        )
    if unknown:
        near = [
            status
            for status in difflib.get_close_matches(unknown[0], statuses, 1, 0.5)
            if unknown[0].startswith("not") == status.startswith("not")
        ]
        ask = f' Did you mean "{near[0]}"?' if near else ""
        shown = unknown[0] if len(unknown[0]) < 40 else unknown[0][:37] + "..."
        return Review(
            False,
            f'"{shown}" is not one of the {in_words(len(statuses))}:'
            f" {', '.join(statuses)}.{ask}",
            "unknown-status",
        )
    if len(set(codes)) == 1:
        return Review(
            False,
            f'You gave all ten the same status, "{codes[0]}". Read the rules again: the'
            " first that fits counts.",
            "all-the-same",
        )
    return Review(
        True,
        f"{TEN} codes, each one of the {in_words(len(statuses))}; you used"
        f" {in_words(len(set(codes)))} of them."
        + (
            " Small ways to write one, such as underway, are read as the rule writes it."
            if getattr(codes, "respelled", False)
            else ""
        ),
    )


# a chart "does not show", "cannot say", "tells nothing of"; the words on either side are free
SHOWS = any_of("""show* say says said saying tell* count* measur* prov* explain* mean means reveal*
    know* see sees seen include* includ* answer* contain* cover* give gives compar* weigh*
    express* indicat* suggest* tak* mention* describe* capture* consider* reflect* help*
    represent* present* distinguish* list* look* leave leaves omit* hide hides hidden miss missing
    unclear unknown possible visible impossible read""")
LEFT_OUT = r"\b(?:leaves? out|leaves? open|omits?|hides?|hidden|misse[sd]|missing|lacks?|only|unclear|unknown|impossible|invisible)\b"
# an honest limit that needs no "does not": what is small, few, uncertain or out of sight
LIMIT = (
    r"\b(?:cannot|can not|could not|not enough|no causes?|no (?:information|data|details?|evidence)|(?:too|very|so|only|rather|quite)"
    r" (?:small|few|little|short|rough|old)|only (?:a )?(?:few|one|two|three|[0-9]+)|few"
    r" (?:rows|cases|events|commitments|items)|small (?:groups?|numbers?|samples?)|"
    r"(?:one|a few) more [a-z ]{1,40}\b(?:would|could|might|may) (?:change|turn)|"
    r"depends? on|uncertain|unsure|incomplete)\b"
)
ASKS = r"\b(?:why|who|whose|how|when|where|which|what|if|whether|causes?|caused)\b"
EXAMPLE = "it does not show which codes a third coder would change"
EXAMPLE_TITLE = "how sure we are of our codes"
MANY = 40  # bars that nobody can read beside each other


def judge_own(value):
    """Return the Review of a chart of one's own and a sentence on what it does not show."""
    drawn, sentence = value
    if not is_title(drawn.title):
        return Review(
            False,
            (
                "The title of your chart is too short to say what is counted: write at"
                " least two words, such as"
                if drawn.title.strip(" .\u2026")
                else "Your chart has no title yet. Write at least two words in the round"
                " brackets, such as"
            )
            + ' `.plot.barh(title="Events by theme")`.',
            "no-title",
        )
    if not any(value for _, pairs in drawn.sets for _, value in pairs) and drawn.sets:
        return Review(
            False,
            "Every value in your chart is 0, so that nothing is to be seen. Look at the"
            " lines that make its table.",
            "nothing-drawn",
        )
    counted = drawn.sets[0][1] if drawn.sets else []
    example = {"high", "medium", "low"} == {label for label, _ in counted}
    if key(drawn.title) == EXAMPLE_TITLE and not example:
        return Review(
            False,
            "The title is still that of the example. Say what your own chart shows.",
            "title-of-example",
        )
    if long := too_long(sentence):
        return long
    text = plain(sentence)
    words = _words(text)
    if words == _words(plain(EXAMPLE)):
        return Review(
            False,
            "That is the sentence of the example. Write one on your own chart.",
            "template",
        )
    return review(
        {
            "a limit (does not, cannot, only)": matches(
                f"{NOT}|{LEFT_OUT}|{LIMIT}", text
            ),
            "what a chart does (show, tell, say)": matches(
                f"{SHOWS}|{LEFT_OUT}|{LIMIT}", text
            ),
            "what it leaves open (in some words)": len(set(words)) >= 6
            or len(set(words)) >= 4
            and matches(ASKS, text),
        },
        "A chart with data and a title is there, and a sentence that names a limit."
        + (
            " One remark: the points of your line are not in order of time, so that it runs back"
            " and forth. Write `.sort_index()` before `.plot`, or draw bars."
            if _back_and_forth(drawn)
            else f" One remark: nobody can read {len(counted)} bars. Write `.head(10)` behind"
            " the counts, to keep the largest."
            if drawn.kind in ("bar", "barh") and len(counted) > MANY
            else ""
        ),
    )


def _back_and_forth(drawn):
    """Say whether a line of years or dates goes to the left and to the right."""
    for _, points in drawn.sets if drawn.kind == "line" else []:
        labels = [str(label) for label, _ in points]
        if not all(re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", one) for one in labels):
            continue
        if labels not in (sorted(labels), sorted(labels, reverse=True)):
            return True
    return False


PARTS = ("Claim", "Figures", "Sources", "Counter-argument", "Brief")
# a label begins a line; bullets, numbers, stars and the small ways to write it differently do no harm
LABEL = re.compile(
    r"^[\s>*#\d.)-]*(claim|figure|source|counter|brief)(?:[-"
    r" \u2010\u2011]?arguments?)?s?[ \t*]*[:\uff1a]",
    re.I | re.M,
)
# a verb that ends in -s cannot be told from a noun, so this is generous
VERB = re.compile(
    any_of("""is are was were be been has have had do does did will would can could may
    might must should shall rose fell grew went came gave took made kept left held said met got
    saw found began became stood won lost led put set cut brought sent bought sold paid spent
    meant knew thought wrote speak stay remain exist carry leave name show say omit mean seek
    *ed *es *ing *s""")
)
SUBJECT = any_of("""usa japan* summit* statement* article* commitment* promise* leader* alliance*
    trade tariff* deficit* surplus* invest* trump* ishiba* biden* kishida* takaichi* security
    defense defence troop* military quad aukus ipef anzus indo-pacific pacific china prc taiwan
    korea dprk rok philippines australia india okinawa senkaku nuclear deterrence coercion
    partnership* network* grouping* treaty treaties golden_age artemis crew-10 lng energy
    semiconductor* artificial_intelligence ai budget* coder* code codes status* census
    president prime_minister export* import* goods""")


def brief_parts(answer):
    """Return a brief as {label: text}; a part runs to the next label, and the first of each label counts."""
    pieces, parts = LABEL.split(answer), {}
    for written, value in zip(pieces[1::2], pieces[2::2]):
        label = next(
            name for name in PARTS if name.casefold().startswith(written.casefold())
        )
        if label in parts or "Brief" in parts:
            label, value = "Brief", f"{parts.get('Brief', '')} {written}: {value}"
        parts[label] = " ".join(value.strip(" *\n").split())
    return {label: value for label, value in parts.items() if value}


def judge_brief(answer):
    """Return the Review of a brief: its parts, whether what it names exists, and whether it is a text."""
    if len(answer) > LONGEST:
        return Review(
            False,
            f"This text has {len(answer):,} characters; 250 words fit on the page.",
            "too-long",
        )
    parts = brief_parts(answer)
    for label in PARTS:
        if label not in parts:
            return Review(
                False,
                f'The part "{label}:" is missing or empty. Each part begins a line of'
                " its own, as in the template.",
                "part-missing",
            )
    for check in (_names, _claim, _counter, _text):
        found = check(parts)
        if found:
            return found
    return Review(
        True,
        "Every part is there, figures and sources exist, and the text has"
        f" {_length(parts['Brief'])} words."
        + (
            ""
            if numbers(plain(parts["Claim"]))
            else " One remark: your claim has no number and no date. How would a reader"
            " check it?"
        ),
    )


def _listed(value, known):
    """Return the names in a list; a part that holds a word which is none, as a whole."""
    names, value = [], re.sub(r"\.png\b|\bfigures[/\\]", "", value).casefold()
    for part in re.split(r"[,;\u3001\n]|\band\b", value):
        words = re.findall(r"[\w-]*\w", part)
        names += words if set(words) <= known else [" ".join(words)]
    return names


TEMPLATE = re.compile(r"^(?:another one from|an? (?:second|third) source_id)", re.I)


def _names(parts):
    """Return a Review where a figure or source is missing or does not exist, or None."""
    drawn = {path.stem for path in FIGURES.glob("*.png")}
    sources = load("sources").set_index("source_id")
    figures = _listed(parts["Figures"], drawn)
    named = _listed(parts["Sources"], set(sources.index))
    for label, name in [("Figures", one) for one in figures] + [
        ("Sources", one) for one in named
    ]:
        if TEMPLATE.match(name):
            return Review(
                False,
                f'In "{label}" some words of the template are left. Put a name in their'
                f" place, such as {'06-article' if label == 'Figures' else 'article-2025'}.",
                "template",
            )
    for name in figures:
        if name not in drawn:
            return Review(
                False,
                f'There is no figure "{name[:40]}". figures/README.md shows them all,'
                " with their names, such as 06-status.",
                "no-such-figure",
            )
    if len(set(figures)) < 2:
        return Review(
            False,
            "Two different figures are wanted, with a comma between them.",
            "too-few-figures",
        )
    for name in named:
        if name not in sources.index:
            return Review(
                False,
                f'There is no source "{name[:40]}". Write its source_id, as the table'
                " sources has it, such as statement-2025.",
                "no-such-source",
            )
    if len(set(named)) < 3:
        return Review(
            False,
            "Three different sources are wanted, with commas between them.",
            "too-few-sources",
        )
    if not (sources.loc[named, "kind"] == "official").any():
        return Review(
            False,
            "None of your sources is official. An argument about a statement needs the"
            " statement, or another text of a government.",
            "no-official-source",
        )
    return None


def _claim(parts):
    """Return a Review where the claim cannot be a sentence on the summit that can be checked, or None."""
    claim = parts["Claim"]
    if claim.casefold().startswith("one sentence that can be checked"):
        return Review(
            False,
            "The claim is still that of the template. Write your own, in one sentence.",
            "template",
        )
    text = plain(claim)
    words = _words(text)
    if len(words) < 4 or len(set(words)) < 4 or not VERB.search(text):
        return Review(
            False,
            "The claim is no full sentence. Say in one sentence what you hold to"
            " be so.",
            "no-sentence",
        )
    if not (matches(SUBJECT, text) or numbers(text)):
        return Review(
            False,
            "The claim names nothing that can be looked up. Give it a number, a date,"
            " or a name of the summit.",
            "nothing-to-check",
        )
    wrong = _contradicted(text)
    if wrong:
        return Review(False, wrong, "wrong-number")
    return None


def _contradicted(text):
    """Return what is wrong with "so many of the 47" in a claim, by the tables, or None."""
    rows = load("follow_through")
    for part, whole in re.findall(
        r"\b(\d{1,3}) (?:out )?of (?:the |all |these |its |our )*(\d{1,3})\b", text
    ):
        if int(part) > int(whole):
            return f'"{part} of {whole}" cannot be: the part is larger than the whole.'
    total = [
        int(number)
        for number in re.findall(
            r"\b(?:all|the) (\d{1,3}) commitments\b(?! (?:with|that|carried|left))",
            text,
        )
    ]
    if total and max(total) > len(rows):
        return (
            f"The claim speaks of {max(total)} commitments; the table has {len(rows)}."
        )
    of_all = re.search(
        rf"\b(\d{{1,3}}) (?:out )?of (?:the |all )*{len(rows)} (?:commitments |promises"
        r" )?(?:is|are|was|were|had been) "
        r"(?:fully |only |already )?(done|under ?way|restated|stalled|overtaken)\b",
        text,
    )
    if of_all:
        status = of_all[2].replace("underway", "under way")
        counted = [
            int((rows[column] == status).sum())
            for column in ("status", "second_status")
        ]
        if int(of_all[1]) not in counted:
            both = " or ".join(str(count) for count in dict.fromkeys(counted))
            return (
                f"The claim has {of_all[1]} of {len(rows)} {status}; by our two coders"
                f" it is {both}."
            )
    return None


def _counter(parts):
    """Return a Review of a counter-argument that is too short to be one, or None."""
    words = _words(plain(parts["Counter-argument"]))
    if words == _words("the best objection fairly put"):
        return Review(
            False,
            "The counter-argument is still that of the template. Write the best one"
            " against your claim.",
            "template",
        )
    if len(words) < 4 or len(set(words)) < 4:
        return Review(
            False,
            "The counter-argument is too short to be fair. Put it as its best defender"
            " would, in a whole sentence.",
            "short-counter-argument",
        )
    return None


def _text(parts):
    """Return a Review of a text that is too short, too long, or the same words over and over, or None."""
    length, words = _length(parts["Brief"]), _words(plain(parts["Brief"]))
    if length > 250:
        return Review(
            False, f"The brief has {length:,} words; 250 fit on the page.", "too-long"
        )
    if length < 25:
        return Review(
            False,
            f"The brief has {length} words. Say what the figures show, where the"
            " sources stand, and what you do not know: at least 25.",
            "too-short",
        )
    different = len(set(words))
    if different < max(15, 0.3 * length) or not VERB.search(plain(parts["Brief"])):
        return Review(
            False,
            f"The brief has {length} words, and only {different} different ones. Write"
            " it in sentences.",
            "no-text",
        )
    if not (matches(SUBJECT, plain(parts["Brief"])) or numbers(plain(parts["Brief"]))):
        return Review(
            False,
            "The brief names nothing of the summit: no state, statement, article or"
            " number. What is it about?",
            "other-subject",
        )
    return None


def _length(text):
    return len(text.split())


def _words(text):
    return re.findall(r"[^\W_](?:[\w'-]*\w)?", text)
