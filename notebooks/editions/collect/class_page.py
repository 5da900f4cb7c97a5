"""The page to project: what a class predicted, how it coded, and where it went wrong. It names nobody."""

import statistics
from collections import Counter, defaultdict

from . import agreement, course, marks, page, safe

LOOK = """\
body { font-size: 24px; max-width: 78rem; }
th { overflow-wrap: normal; }
.map { table-layout: fixed; width: 100%; }
.map td, .map th { padding: 5px 8px; vertical-align: middle; }
.map td, .map thead th + th { text-align: center; width: 4.9em; }
.map thead th { font-weight: normal; padding: 5px 0; }
.map tbody th { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.map small { font-weight: normal; font-size: inherit; }
.map .ours::after { content: " \\25CF"; }
.map .second::after { content: " \\25CB"; }
.map .ours.second::after { content: " \\25CF\\25CB"; }
"""
WIDTH, LEFT, RIGHT, BASE = 1200, 40, 1160, 210
COLUMNS = 60  # steps of the line on which guesses are stacked
FEW = 3  # of fewer notebooks nothing is shown, so that nobody is recognized
TALL = 150  # pixels for the tallest stack
MOST_SLIPS = 6  # of one lesson
INK, GUESS, TRUTH = "#1a1a1a", "#0072B2", "#9A3D00"


def class_page(people, lessons, judge, ours):
    """Return the page. lessons: {"01": Lesson} of those handed in; ours: follow_through and commitments."""
    parts = [
        "<p>It shows what the notebooks hold that were handed in. Nothing was run again,"
        " and what a notebook holds is not a proof.</p>"
    ]
    hidden = []
    for number, lesson in sorted(lessons.items()):
        done = [one for one in people if number in one.works]
        if not done:
            continue
        if len(done) < FEW:
            hidden.append(number)
            continue
        parts.append(
            f"<h2>{number} {page.words(lesson.title)}</h2>"
            f"<p>{page.counted(len(done), 'notebook')}.</p>"
        )
        parts.append(predictions(lesson, [one.works[number].work for one in done]))
        if course.CODING in lesson.exercises:
            parts.append(disagreement(lesson, marks.coding(done), *ours))
        parts.append(results(lesson, done))
        parts.append(slips(lesson, done, judge))
    if hidden:
        parts.append(
            f"<p>Not shown: {page.listed(hidden, 'lesson')}, which fewer than three"
            " students handed in.</p>"
        )
    return page.page("What the class did", "To project", "\n".join(parts), LOOK)


# --- predictions ------------------------------------------------------------------------


def predictions(lesson, works):
    """Return the guesses of a class beside the truth: a picture, and the same in words."""
    if not lesson.question:
        return ""
    guesses = sorted(
        one.guess for one in works if one.guess is not None and one.guess == one.guess
    )
    odd = sum(one.guess is not None and one.guess != one.guess for one in works)
    none = len(works) - len(guesses) - odd
    head = f"<h3>{page.words(lesson.question)}</h3>"
    said = guessed_in_words(guesses, lesson.truth, lesson.what)
    if none:
        said += f" {page.counted(none, 'student')} recorded no guess."
    if odd:
        said += f" {page.counted(odd, 'guess was', 'guesses were')} no number."
    picture = drawn(guesses, lesson.truth, said) if guesses else ""
    return f"{head}{picture}<p>{page.words(said)}</p>"


def guessed_in_words(guesses, truth, what):
    """Return what a class guessed, as sentences with their numbers."""
    table = "" if truth is None else f" The table says {_number(truth)} {what}."
    if not guesses:
        return f"No guess was recorded.{table}"
    said = f"{page.counted(len(guesses), 'guess', 'guesses')}"
    if guesses[0] == guesses[-1]:
        said += f", all of them {_number(guesses[0])}."
    else:
        said += (
            f" from {_number(guesses[0])} to {_number(guesses[-1])}, half of them up to"
            f" {_number(statistics.median(guesses))}."
        )
    if truth is None:
        return said
    right = sum(one == truth for one in guesses)
    high = sum(one > truth for one in guesses)
    return f"{said}{table} Exactly right: {right}; too high: {high}; too low: {len(guesses) - right - high}."


def drawn(guesses, truth, said):
    """Return guesses as dots over a line, with the truth as a flag, in SVG."""
    low, high = _ends(guesses, truth)
    inside = [one for one in guesses if low <= one <= high]
    whole = all(float(one).is_integer() for one in (low, high, *inside))
    columns = int(high - low) if whole and high - low <= COLUMNS else COLUMNS
    stacks = Counter(round((one - low) / (high - low) * columns) for one in inside)
    step = min(26, (RIGHT - LEFT) / columns, TALL / max(stacks.values(), default=1))
    size = min(11, max(step / 2 - 1, 2))
    dots = "".join(
        f'<circle cx="{LEFT + column * (RIGHT - LEFT) / columns:.0f}"'
        f' cy="{BASE - size - 4 - n * step:.1f}" r="{size:.1f}" fill="{GUESS}"/>'
        for column, count in sorted(stacks.items())
        for n in range(count)
    )
    at = lambda value: LEFT + (value - low) / (high - low) * (RIGHT - LEFT)  # noqa: E731
    ticks = "".join(
        f'<line x1="{at(one):.0f}" x2="{at(one):.0f}" y1="{BASE}" y2="{BASE + 8}"'
        f' stroke="{INK}"/><text x="{at(one):.0f}" y="{BASE + 38}"'
        f' text-anchor="middle">{_number(one)}</text>'
        for one in _ticks(low, high)
    )
    flag = ""
    if truth is not None:
        x = at(truth)
        side = "end" if x > WIDTH / 2 else "start"
        shift = -10 if side == "end" else 10
        flag = (
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="14" y2="{BASE}" stroke="{TRUTH}"'
            f' stroke-width="4" stroke-dasharray="10 6"/><text x="{x + shift:.0f}" y="34"'
            f' text-anchor="{side}" style="fill:{TRUTH};font-weight:bold">the table:'
            f" {_number(truth)}</text>"
        )
    beyond = (
        [one for one in guesses if one > high],
        [one for one in guesses if one < low],
    )
    more = ""
    if beyond[0]:
        more += (
            f'<text x="{RIGHT}" y="{BASE + 76}" text-anchor="end">farther right:'
            f" {_listed(beyond[0])} →</text>"
        )
    if beyond[1]:
        more += f'<text x="{LEFT}" y="{BASE + 76}">← farther left: {_listed(beyond[1])}</text>'
    height = BASE + (90 if more else 50)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{safe.escaped(said)}">'
        f'<line x1="{LEFT}" x2="{RIGHT}" y1="{BASE}" y2="{BASE}" stroke="{INK}"'
        f' stroke-width="2"/>{ticks}{dots}{flag}{more}</svg>'
    )


def _ends(guesses, truth):
    """Return from where to where the line goes: a guess of a million must not press all others together."""
    known = sorted([*guesses, *([] if truth is None else [truth])])
    middle = statistics.median(known)
    reach = 4 * max(abs(middle), abs(truth or 0), 2.5)
    inside = [one for one in known if abs(one) <= reach] or [middle]
    low, high = min(0, inside[0]), max(inside)
    if truth is not None:
        low, high = min(low, truth), max(high, truth)
    return (low, high) if high > low else (low - 1, high + 1)


def _ticks(low, high):
    """Return five to ten round numbers between two ends."""
    rough = (high - low) / 8
    power = (
        10 ** len(str(int(rough))) / 10
        if rough >= 1
        else 10 ** -len(f"{1 / rough:.0f}")
    )
    step = next(
        (n * power for n in (1, 2, 5, 10, 20, 50, 100) if n * power >= rough),
        high - low,
    )
    first = -(-low // step) * step
    found = [first + n * step for n in range(20) if first + n * step <= high]
    return [round(one, 9) for one in found]


def _number(value):
    value = float(value)
    if value.is_integer() and abs(value) < 1e12:
        return f"{int(value):,}"
    return f"{value:,.4g}"


def _listed(values):
    return ", ".join(_number(one) for one in values[:4]) + (
        f" and {len(values) - 4} more" if len(values) > 4 else ""
    )


# --- exercise 6.1 -----------------------------------------------------------------------


def disagreement(lesson, codings, follow, commitments):
    """Return the map of what a class coded, with its agreement beside ours.

    codings: lists of codes as students wrote them; follow, commitments: rows of the tables.
    """
    from summit.classroom.coders import one_code
    from summit.data import levels

    ten, statuses = lesson.chosen, levels("follow_through", "status")
    ours = {row["commitment_id"]: row for row in follow}
    about = {row["commitment_id"]: row["summary"] for row in commitments}
    ten = [one for one in ten if one in ours]
    head = "<h3>Where do the codes of exercise 6.1 differ?</h3>"
    whole = [one for one in codings if len(one) == len(ten)]
    left = len(codings) - len(whole)
    if not ten or not whole:
        return f"{head}<p>No list of {len(ten) or 'ten'} codes was handed in.</p>"
    read = [[one_code(code) for code in one] for one in whole]
    units = [[one if one in statuses else None for one in unit] for unit in zip(*read)]
    rows = []
    for name, unit in zip(ten, units):
        counts = Counter(one for one in unit if one)
        row = [f"{name} <small>{page.words(about.get(name, ''), 90)}</small>"]
        for status in statuses:
            row.append((counts[status], status == ours[name]["status"],
                        status == ours[name]["second_status"]))  # fmt: skip
        rows.append(row)
    most = max(count for row in rows for count, *_ in row[1:]) or 1
    said = _agreement_in_words(units, ten, ours, len(whole))
    if left:
        said += (
            f" {page.counted(left, 'list')} had more or fewer than {len(ten)} codes and"
            " could not be laid beside the others."
        )
    strange = sum(one is None for unit in units for one in unit)
    if strange:
        said += f" {page.counted(strange, 'code')} are none of the six."
    return (
        f"{head}<p>The number of students that gave each code, the more the darker."
        " ● our code, ○ our second coder's.</p>"
        + _map(statuses, rows, most)
        + f"<p>{page.words(said)}</p>"
    )


def _map(statuses, rows, most):
    """Return the table of counts: a tint, the count, and marks where we are."""
    body = ""
    for name, *cells in rows:
        body += f'<tr><th scope="row">{name}</th>'
        for count, first, second in cells:
            share = count / most  # so light that dark letters can be read on it
            tint = ",".join(f"{255 - most_of * share:.0f}" for most_of in (150, 80, 25))
            marks_ = " ".join(["ours"] * first + ["second"] * second)
            words = ", ".join(["our code"] * first + ["our second coder's"] * second)
            label = f' aria-label="{count}, {words}"' if words else ""
            body += (
                f'<td class="{marks_}"{label}'
                f' style="background:rgb({tint})">{count}</td>'
            )
        body += "</tr>\n"
    head = "".join(f'<th scope="col">{one}</th>' for one in statuses)
    return (
        '<div class="scroll" tabindex="0"><table class="map"><thead><tr>'
        f'<th scope="col">commitment</th>{head}</tr></thead>\n<tbody>\n{body}</tbody>'
        "</table></div>"
    )


def _agreement_in_words(units, ten, ours, coders):
    """Return where a class agrees most and least, and its alpha beside ours."""
    shares = {}
    for name, unit in zip(ten, units):
        counts = Counter(one for one in unit if one)
        shares[name] = max(counts.values(), default=0) / max(sum(counts.values()), 1)
    apart, together = min(shares, key=shares.get), max(shares, key=shares.get)
    said = f"{page.counted(coders, 'student')} coded the {len(ten)}."
    if coders > 1:
        said += (
            f" Most agreed on: {together} ({100 * shares[together]:.0f} percent gave the same"
            f" code). Least: {apart} ({100 * shares[apart]:.0f} percent)."
        )
    two = [(ours[name]["status"], ours[name]["second_status"]) for name in ten]
    everything = [(row["status"], row["second_status"]) for row in ours.values()]
    return (
        f"{said} Krippendorff's alpha, 1 for full agreement and 0 for chance: the class"
        f" {_alpha(units)}; our two coders {_alpha(two)} on the same {len(ten)}, and"
        f" {_alpha(everything)} on all {len(everything)}. Two codes count as the same or as"
        " different, nothing between (nominal)."
    )


def _alpha(units):
    found = agreement.alpha([list(unit) for unit in units])
    return "not defined" if found is None else f"{found:.2f}"


# --- answers ----------------------------------------------------------------------------

SHOWN = (
    "Correct",
    "Complete",
    "Not yet",
    "Not checked",
    "Not answered yet",
    "Not found",
)


def results(lesson, people):
    """Return how many students have each status, a row an exercise."""
    counts = {
        exercise: Counter(one.answer(exercise).status for one in people)
        for exercise in lesson.exercises
    }
    shown = [one for one in SHOWN if any(count[one] for count in counts.values())]
    rows = [
        [exercise, *(str(count[one] or "") for one in shown)]
        for exercise, count in counts.items()
    ]
    return "<h3>How far did the class come?</h3>" + page.table(
        ["exercise", *shown], rows, "results"
    )


def slips(lesson, people, judge):
    """Return the most frequent wrong answers of a lesson, by the names of their misconceptions.

    Words that a student typed are shown where two students typed the same.
    """
    found = defaultdict(list)
    for exercise in lesson.exercises:
        for student in people:
            answer = student.answer(exercise)
            if answer.status == "Not yet" and not answer.doubt:
                found[exercise, answer.misconception].append(answer.value)
    several = [(key, values) for key, values in found.items() if len(values) > 1]
    ranked = sorted(several, key=lambda one: (-len(one[1]), one[0]))[:MOST_SLIPS]
    head = "<h3>What went wrong most often?</h3>"
    if not ranked:
        return f"{head}<p>No two students went wrong in the same way.</p>"
    rows = []
    for (exercise, name), values in ranked:
        known = Counter(repr(one) for one in values if one is not None)
        common, count = known.most_common(1)[0] if known else ("None", 0)
        value = next((one for one in values if repr(one) == common), None)
        public = count > 1 or isinstance(value, (int, float))
        advice = judge.advice(exercise, name, value) if public and name else ""
        rows.append(
            [
                exercise,
                page.words(name.replace("-", " ") or "no slip that the check knows"),
                f"{len(values)} of {len(people)}",
                page.words(_shown(value), 80) if public else "",
                page.coded(advice),
            ]
        )
    return head + page.table(
        ["exercise", "slip", "students", "for example", "what the check says"], rows
    )


def _shown(value):
    if isinstance(value, (int, float)):
        return _number(value)
    return marks.shown(value) or ""
