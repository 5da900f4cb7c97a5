"""Feedback for lesson 06, Follow-through."""

import re
import statistics

import numpy as np
import pandas as pd

from ..coding import agreement
from ..exercises import Exercise, Refusal, describe, rounded, text
from ..figures import FIGURES
from ..tables import levels, load

TEN = 10  # commitments in the table of 6.1
SUMMIT = pd.Timestamp("2025-02-07")
WAITS = ("2025-02-12-manila-open-ran-grant", "2025-03-14-crew-10-launch", "2025-03-24-japan-joint-operations-command",
         "2025-10-27-trump-visits-japan", "2025-10-28-minerals-framework", "2026-02-17-first-investment-projects")


def ten_codes(answer):
    """Read a list of ten statuses; capitals, spaces around them and underscores do not matter."""
    codes = list(answer) if isinstance(answer, (list, tuple, pd.Series, np.ndarray)) else None
    if codes is None or len(codes) > 50:
        raise Refusal("The question asks for a list of ten statuses in quotation marks, such as [\"done\", \"restated\", ...], "
                      f"in the order of the table; this is {describe(answer)}.")
    if any(code is ... for code in codes):
        raise Refusal("Three dots are still in your list: replace them with statuses.")
    if not all(isinstance(code, str) for code in codes):
        raise Refusal("Write the words in quotation marks, such as \"restated\", and not the numbers of the rules.")
    codes = [" ".join(code.replace("_", " ").split()).casefold() for code in codes]
    return ["under way" if code == "underway" else code for code in codes]


def _usable(codes):
    statuses = levels("follow_through", "status")
    unknown = [code for code in codes if code not in statuses]
    if len(codes) != TEN:
        return f"There are {len(codes)} statuses in your list; the table has {TEN} commitments. Give each of them one, in its order."
    if unknown:
        return f"\"{unknown[0]}\" is not one of the six: {', '.join(statuses)}."
    if len(set(codes)) == 1:
        return f"You gave all ten the same status, \"{codes[0]}\". Read the rules again: the first that fits counts."
    return None


def _with_a_step(statuses=("done", "under way"), part="left out", of="left out"):
    """Return a function that gives the commitments of a part with one of the statuses, in percent of another part."""
    def percent():
        rows = load("follow_through").merge(load("commitments"), on="commitment_id")
        absent, step = rows["article_coverage"] == "absent", rows["status"].isin(statuses)
        parts = {"left out": absent, "with a step": step, "all": absent | True}
        return round(100 * float((parts[part] & step).sum()) / float(parts[of].sum()), 1)
    return percent


def _waits():
    """Return the days to the seven cases of the figure, the open one last."""
    dates = load("events").set_index("event_id")["date"]
    return [(dates[event] - SUMMIT).days for event in WAITS] + [(load("follow_through")["as_of"].max() - SUMMIT).days]


def _two_by_two():
    first = ["kept"] * 25 + ["not kept"] * 25
    return agreement(first, ["kept"] * 20 + ["not kept"] * 5 + ["kept"] * 10 + ["not kept"] * 15)


PARTS = ("Claim", "Figures", "Sources", "Counter-argument", "Brief")
# a label begins a line; bullets, numbers, stars and the small ways to write it differently do no harm
LABEL = re.compile(r"^[\s>*#\d.)-]*(claim|figure|source|counter|brief)(?:[- \u2010\u2011]?arguments?)?s?[ \t*]*[:\uff1a]", re.I | re.M)


def brief_parts(answer):
    """Return a brief as {label: text}; a part runs to the next label, and the first of each label counts."""
    pieces, parts = LABEL.split(answer), {}
    for key, value in zip(pieces[1::2], pieces[2::2]):
        label = next(name for name in PARTS if name.casefold().startswith(key.casefold()))
        if label in parts or "Brief" in parts:
            label, value = "Brief", f"{parts.get('Brief', '')} {key}: {value}"
        parts[label] = " ".join(value.strip(" *\n").split())
    return {label: value for label, value in parts.items() if value}


def _listed(value):
    names = re.findall(r"[\w-]*\w", re.sub(r"\.png\b|\bfigures[/\\]", "", value).casefold())
    return [name for name in names if name != "and"]


def a_text(answer):
    """Read a text of several lines as it is."""
    text(answer)  # refuses what is no text, or an empty one
    return answer


def _complete(answer):
    parts = brief_parts(answer)
    for label in PARTS:
        if label not in parts:
            return f"The part \"{label}:\" is missing or empty. Each part begins a line of its own, as in the template."
    figures, named = _listed(parts["Figures"]), _listed(parts["Sources"])
    drawn = {path.stem for path in FIGURES.glob("*.png")}
    for name in figures:
        if name not in drawn:
            return f"There is no figure \"{name}\". figures/README.md shows them all, with their names, such as 06-status."
    if len(set(figures)) < 2:
        return "Two different figures are wanted, with a comma between them."
    sources = load("sources").set_index("source_id")
    for name in named:
        if name not in sources.index:
            return f"There is no source \"{name}\". Write its source_id, as the table sources has it, such as statement-2025."
    if len(set(named)) < 3:
        return "Three different sources are wanted, with commas between them."
    if not (sources.loc[named, "kind"] == "official").any():
        return "None of your sources is official. An argument about a statement needs the statement, or another text of a government."
    if len(parts["Counter-argument"].split()) < 8:
        return "The counter-argument is too short to be fair. Put it as its best defender would, in at least eight words."
    if parts["Claim"].casefold().startswith("one sentence that can be checked"):
        return "The claim is still that of the template. Write your own, in one sentence."
    length = len(parts["Brief"].split())
    if length > 250:
        return f"The brief has {length} words; 250 fit on the page."
    if length < 40:
        return f"The brief has {length} words. Say what the figures show, where the sources stand, and what you do not know: at least 40."
    return None


EXERCISES = {
    "6.1": Exercise(
        read=ten_codes,
        judge=_usable,
        right="Ten codes, each from the list. There is no right or wrong yet: further down you see how far they agree "
              "with ours.",
        hints=["Take the rules in their order: is all of it done? Did a later act of a government go against it? Did an attempt "
               "fall through? Was a dated step taken? Was it said again?",
               "Write ten statuses between square brackets, in the order of the table: `[\"done\", \"restated\", ...]`"],
    ),
    "6.2": Exercise(
        read=rounded(1),
        expected=_with_a_step(),
        right="The same share as of those carried in full; of those carried in part none has a step. Most steps are outside the article "
              "because most commitments are. Keep the number: the second coder's codes will change it.",
        traps=[
            (_with_a_step(of="with a step"), "That is the share of the steps that the article leaves out. The question turns it round: "
             "of the commitments it leaves out, how many have a step?"),
            (_with_a_step(of="all"), "You divided by all 47. Divide by those that the article leaves out."),
            (_with_a_step(part="all", of="all"), "That is the share of all 47, the example. Take those that the article leaves out."),
            (_with_a_step(("done", "under way", "restated")), "To say it again is not a step. Count done and under way only."),
            (lambda: float(round(_with_a_step()())), "Right, but give one decimal."),
            (lambda: round(_with_a_step()() / 100, 1), "That is a fraction. Multiply by 100 to get a percentage."),
        ],
        hints=["The row absent of the table has all you need.",
               "Add done and under way, divide by the total of the row, multiply by 100.",
               "`100 * (row[\"done\"] + row[\"under way\"]) / row.sum()`, where `row = by_coverage.loc[\"absent\"]`."],
    ),
    "6.3": Exercise(
        read=rounded(1),
        expected=lambda: float(statistics.median(_waits())),
        right="The open bar can end anywhere to the right of where it stands: the middle stays. A mean would need its end, which nobody knows.",
        traps=[
            (lambda: round(sum(_waits()) / 7, 1), "That is the mean, which needs the true length of the open bar. The question is about the middle one."),
            (lambda: round(sum(_waits()[:-1]) / 6, 1), "That is the mean of the six closed bars. Put all seven in order, and take the one in the middle."),
            (lambda: statistics.median(_waits()[:-1]), "You left the open bar out. It is longer than the others seen so far, and it counts as one."),
            (lambda: _waits()[-1], "That is the open bar, the longest so far. The middle one of seven is the fourth."),
            (lambda: sorted(_waits())[4], "That is the fifth of seven. Three shorter and three longer: the fourth."),
        ],
        hints=["Put the seven numbers in order; the fourth has three on each side.",
               "`days.median()` gives it, and the figure shows the bars in order."],
    ),
    "6.4": Exercise(
        read=rounded(2),
        expected=lambda: round(_two_by_two().kappa, 2),
        right="Seven in ten alike, but five in ten would be alike by chance: of what chance leaves, two fifths. "
              "That is why a share alone flatters.",
        traps=[
            (lambda: round(_two_by_two().observed, 2), "That is the share coded alike. Take away what chance gives, and divide by what chance leaves."),
            (lambda: round(_two_by_two().chance, 2), "That is the share expected by chance."),
            (lambda: round(_two_by_two().observed - _two_by_two().chance, 2), "That is more than chance by so much. Divide it by 1 minus chance."),
            (lambda: round(100 * _two_by_two().kappa, 2), "Kappa is not a percentage. It is 1 for full agreement, 0 for what chance gives."),
        ],
        hints=["Alike: 20 and 15 of 50. By chance: first coder kept 25 of 50, second 30 of 50.",
               "By chance: 0.5 * 0.6 for kept, plus 0.5 * 0.4 for not kept.",
               "`(0.7 - 0.5) / (1 - 0.5)`"],
    ),
    "6.5": Exercise(
        read=a_text,
        judge=_complete,
        right="Every part is there, and figures and sources exist. Whether they carry the claim is for a reader to say: swap briefs "
              "with a neighbor, and use the rubric.",
        hints=["Copy the template between three quotation marks on each side: answer = \"\"\" ... \"\"\".",
               "Figures are named like their files, such as 06-status; sources by their source_id: `summit.table(summit.load(\"sources\")[[\"source_id\", \"kind\", \"title\"]])` lists them.",
               "At least one source of the kind official: statement-2025 will do."],
    ),
}
