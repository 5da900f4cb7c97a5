"""Feedback for lesson 02, Cooperation for Peace."""

import re

from ..exercises import Exercise, names, rounded, text, whole_number
from ..tables import load


def _made_by(*actors):
    def count():
        commitments = load("commitments")
        peace = commitments["pillar"] == "peace"
        return int((peace & commitments["actor"].isin(actors)).sum())
    return count


def _ids(pillar=True, strength=True, absent=True, either=False):
    """Return the identifiers that meet the conditions asked for (or, with either, one of the last two)."""
    def chosen():
        commitments = load("commitments")
        intends = commitments["strength"] == "intends"
        left_out = commitments["article_coverage"] == "absent"
        keep = intends | left_out if either else (intends | (not strength)) & (left_out | (not absent))
        return names(commitments.loc[keep & ((commitments["pillar"] == "peace") | (not pillar)), "commitment_id"])
    return chosen


def _japan(series_id, year):
    rows = load("indicators")
    rows = rows[(rows["series_id"] == series_id) & (rows["iso3"] == "JPN")]
    return float(rows.set_index("year").loc[year, "value"])


def _growth(series_id="milex-constant-2024-usd", base=2022, new=2025, over=2022):
    return lambda: round(100 * (_japan(series_id, new) - _japan(series_id, base)) / _japan(series_id, over), 1)


HOW, CHANGE = r"(?:report|count|defin|method|rule|record|measur)", r"(?:chang|differ|\bnew\b|\banother\b|compar|break)"
ROSE = r"\b(?:rose|rises?|grew|increased?|went up|higher)\b"


def _careful(sentence):
    denied = re.search(r"\bnot\b|\bno\b|n't\b|\bnothing\b|\bcannot\b|\bwithout\b|\bnor\b", sentence)
    if re.search(r"\bsent\b|\bmoved?\b|\bdeploy|\breinforced\b", sentence) and not denied:
        return "The verb still reports an act, which nobody counted. The series holds numbers; say what happens to the number."
    if re.search(ROSE + r"[^,;.]*\bbecause\b", sentence):
        return "That names a cause. The series does not know one: the two things happened at the same time."
    if not re.search(f"{HOW}.*{CHANGE}|{CHANGE}.*{HOW}", sentence):
        return "The verb is careful now. But something else changed between the two years: how the source counts. Say so."
    if "japan" not in sentence:
        return "Say which host the number is for: the series has five hosts."
    if not ("2007" in sentence and "2009" in sentence):
        return "Name the two years. A step in a series lies between two points in time."
    return None


EXERCISES = {
    "2.1": Exercise(
        read=whole_number,
        expected=_made_by("Japan", "United States"),
        right="Japan's are about its own defenses and its role, the U.S. ones about protecting Japan and welcoming its build-up. "
              "Every intention in the pillar is joint.",
        traps=[
            (_made_by("both"), "Those are the joint ones. Turn the condition round: != instead of ==."),
            (_made_by("Japan"), "Those are Japan's alone. The United States makes some alone too."),
            (_made_by("United States"), "Those are the United States' alone. Japan makes some alone too."),
            (_made_by("both", "Japan", "United States"), "That is the whole pillar. Keep only the rows whose actor is not both."),
        ],
        hints=["`peace[\"actor\"] != \"both\"` is true for each commitment of one side.",
               "Put the condition between the brackets: `peace[peace[\"actor\"] != \"both\"]`, and `len(...)` around it."],
    ),
    "2.2": Exercise(
        read=names,
        expected=_ids(),
        right="The article keeps three intentions: closer cooperation, deterrence in general, and space. What it drops is how "
              "the two forces would work together: command and control, presence, exercises, industry and cyber.",
        traps=[
            (_ids(absent=False), "Those are all Peace commitments that intend. Keep only the ones the article leaves out."),
            (_ids(strength=False), "Those are all Peace commitments the article leaves out. Keep only the ones that intend."),
            (_ids(either=True), "That joins the two conditions with or. Both must hold: use &."),
            (_ids(pillar=False), "That takes in the other pillars. Start from the table peace, not from commitments."),
        ],
        hints=["Change the two values in the example of the prompt.",
               "`(peace[\"strength\"] == \"intends\") & (peace[\"article_coverage\"] == \"absent\")`",
               "`list(peace[(peace[\"strength\"] == \"intends\") & (peace[\"article_coverage\"] == \"absent\")][\"commitment_id\"])`"],
    ),
    "2.3": Exercise(
        read=rounded(1),
        expected=_growth(),
        right="By half in three years, price changes taken out. The statement speaks of \"a favorable trend\" in the budget and "
              "gives no number; this is one way to put a number on it.",
        traps=[
            (lambda: round(100 * _japan("milex-constant-2024-usd", 2025) / _japan("milex-constant-2024-usd", 2022), 1),
             "That is the new value as a percentage of the old. Growth is what was added: subtract 1 before you multiply by 100."),
            (lambda: round(_growth()() / 100, 1), "That is a fraction. Multiply by 100 to get a percentage."),
            (lambda: round(1 + _growth()() / 100, 1), "That is how many times as large it is. Subtract 1, then multiply by 100."),
            (lambda: round(_growth()() + 99, 1), "Subtract 1 inside the brackets, before you multiply by 100."),
            (lambda: round((_japan("milex-constant-2024-usd", 2025) - _japan("milex-constant-2024-usd", 2022)) / 1000, 1),
             "That is the growth in billion dollars. Divide it by the value of 2022, and multiply by 100."),
            (_growth(over=2025), "You divided by the later year. Growth is measured against where it started, 2022."),
            (_growth("milex-share-gdp"), "That is the growth of the share of GDP. The question is about constant dollars."),
            (lambda: round(_japan("milex-share-gdp", 2025) - _japan("milex-share-gdp", 2022), 1),
             "That is the change of the share, in percentage points. The question is about growth in constant dollars."),
        ],
        hints=["You need two cells of the table dollars: Japan's in 2022 and in 2025.",
               "New divided by old, minus 1, times 100.",
               "`100 * (dollars.loc[2025, \"JPN\"] / dollars.loc[2022, \"JPN\"] - 1)`"],
    ),
    "2.4": Exercise(
        read=text,
        judge=_careful,
        right="It speaks of the number, its host and years, and of how it was counted. Read it once more: "
              "does anything in it claim a cause?",
        hints=["The series holds what was reported. Who moved where, and why, it does not say.",
               "Read the cautions under the figure: what changed after 2007?",
               "Use \"the number reported for Japan\", both years, and a second half that begins with \"but\"."],
    ),
}
