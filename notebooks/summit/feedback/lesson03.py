"""Feedback for lesson 03, Growth and Prosperity."""

import re

from ..exercises import Exercise, rounded, text
from ..tables import load


def _value(series_id, year, partner="JPN"):
    """Return one observation, in the unit of its series."""
    rows = load("indicators")
    found = rows[(rows["series_id"] == series_id) & (rows["year"] == year) & (rows["partner"] == partner)]
    return float(found["value"].iloc[0])


def _share(*series, year=1987):
    """Return Japan's percentage of the world total, the series added, rounded as the answer is."""
    def percent():
        japan, world = (sum(_value(name, year, partner) for name in series) for partner in ("JPN", "WLD"))
        return round(100 * japan / world, 1)
    return percent


def _balance(kind):
    return _value(f"us-{kind}-exports", 2024) - _value(f"us-{kind}-imports", 2024)


def _goods():
    return _value("us-goods-exports-bop", 2024) - _value("us-goods-imports-bop", 2024)


def _mixed():
    return round(_value("us-goods-balance-april-2025", 2024) / 1000 + _balance("services"), 1)


def _goal():
    return _value("claim-japan-investment-goal", 2025, "USA")


def _owner():
    return _value("japan-fdi-in-us-by-owner", 2024, "USA")


def _yearly(start, years=5):
    return round(100 * ((_goal() / start()) ** (1 / years) - 1), 1)


IMPORTS, EXPORTS = "us-goods-imports", "us-goods-exports"
NUMBERS = {"68", "68.5", "68.3", "70", "63"}


def _checkable(sentence):
    sentence = re.sub(r"\b(?:without|excluding|not counting|not|no)\s+(?:the\s+)?services?\b", "", sentence)
    found = {f"{float(number):g}" for number in re.findall(r"\d+(?:\.\d+)?", sentence.replace(",", ""))}
    if found & {"100", "65"}:
        return "One of your sums is one of the two claims: no definition of ours gives it. Take one from a filled bar."
    if not found & NUMBERS:
        return "Which number? Take one from a bar that has a definition."
    if not re.search(r"billion|\bbn\b", sentence):
        return "In which unit? The bars are in billion dollars."
    if "japan" not in sentence:
        return "With whom? The United States has a balance with every partner."
    if not re.search(r"deficit|\bgap\b|bought|imported|more .* than", sentence):
        return "Who bought more than it sold? Say deficit, or say it with a verb."
    if "2024" not in found:
        return "A yearly sum needs its year. Which one do the bars show?"
    if "goods" not in sentence:
        return "Of what? Say whether goods alone are counted, or goods and services."
    if not re.search(r"census|payments|\bbop\b|\bcrs\b|congressional", sentence):
        return "On whose basis? Name the Census Bureau or the balance of payments, so that others find the same number."
    if "63" in found and "service" not in sentence:
        return "Number and words do not fit: 63 is the sum for goods and services."
    if "service" in sentence and "63" not in found:
        return "Number and words do not fit: with services, the balance is another one (exercise 3.2)."
    if "census" in sentence and not found & {"68", "68.5", "68.3"}:
        return "Number and basis do not fit: that number is from the balance of payments, not from the Census Bureau."
    if "census" not in sentence and not found & {"70", "63"}:
        return "Number and basis do not fit: that number is the Census Bureau's, not from the balance of payments."
    return None


EXERCISES = {
    "3.1": Exercise(
        read=rounded(1),
        expected=_share(IMPORTS),
        right="One dollar in five that the United States spent on foreign goods in 1987 went to Japan. "
              "The quarrels over trade of the 1980s were about a partner with a far larger share than that of 2024.",
        traps=[
            (_share(EXPORTS), "That is the share of exports. The question is about what the United States bought."),
            (_share(EXPORTS, IMPORTS), "That is exports and imports together, the line of the figure. "
             "The question is about imports alone."),
            (lambda: round(100 * _value(IMPORTS, 1987) / sum(_value(name, 1987, "WLD") for name in (EXPORTS, IMPORTS)), 1),
             "You divided by exports and imports of the world. Take its imports alone."),
            (lambda: round(_value(IMPORTS, 1987, "WLD") / _value(IMPORTS, 1987), 1),
             "You divided the world by Japan. Turn the division round, and multiply by 100."),
            (lambda: round(_share(IMPORTS)() / 100, 1), "That is a fraction. Multiply by 100 to get a percentage."),
            (lambda: round(_value(IMPORTS, 1987) / 1000, 1), "That is a sum in billion dollars. A share is Japan's sum "
             "divided by the world's."),
        ],
        hints=["A share is a part divided by the whole, times 100.",
               "The part is `japan.loc[1987, \"us-goods-imports\"]`, the whole the same cell of `world`."],
    ),
    "3.2": Exercise(
        read=rounded(1),
        expected=lambda: _balance("goods-services"),
        right="The gap is smaller than in goods alone, because the United States sells more services to Japan than it buys. "
              "Whoever leaves services out chooses a larger number, knowingly or not.",
        traps=[
            (lambda: -_balance("goods-services"), "The size is right. The sign is not: the United States bought more than "
             "it sold, and exports minus imports is below zero."),
            (_goods, "That is goods only. Services are part of the question."),
            (lambda: _balance("services"), "That is services only. Goods are part of the question."),
            (_mixed, "That adds services from the balance of payments to goods of the Census Bureau: two definitions in one "
             "sum. Take both from one."),
            (lambda: round(_value("us-goods-balance-april-2025", 2024) / 1000, 1),
             "That is the Census Bureau's balance in goods. Services are part of the question."),
            (lambda: round(_value("us-goods-balance", 2024) / 1000, 1),
             "That is the Census Bureau's balance in goods, as revised. Services are part of the question."),
            (lambda: _value("us-goods-services-exports", 2024) + _value("us-goods-services-imports", 2024),
             "You added. A balance is what is left when imports are taken from exports."),
        ],
        hints=["A balance is exports minus imports.",
               "`year[\"us-goods-services-exports\"] - year[\"us-goods-services-imports\"]`"],
    ),
    "3.3": Exercise(
        read=text,
        judge=_checkable,
        right="Number, year, object and basis are there: whoever doubts it can look it up. "
              "Read it once more: does \"deficit\" stand for a fact there, or for a verdict?",
        hints=["Take one of the filled bars, and write down everything its label says.",
               "Four things: a number, the year 2024, goods (and services?), and the Census Bureau or the balance of payments.",
               "Begin with \"In 2024 the U.S. deficit in goods with Japan was ...\", and end with the basis in brackets."],
    ),
    "3.4": Exercise(
        read=rounded(1),
        expected=lambda: _yearly(_owner),
        right="Nearly the same rate as by parent, from another start, another year and another count. The two agree by chance. "
              "The date is our assumption; with another date, both change.",
        traps=[
            (lambda: round(100 * (_goal() / _owner() - 1) / 5, 1), "You divided the total growth by the years. Each year grows on "
             "the one before: use `** (1 / 5)`."),
            (lambda: round(100 * (_goal() / _owner() - 1), 1), "That is the growth over all five years. The question is about one."),
            (lambda: round(100 * (_goal() / _owner()) ** (1 / 5), 1), "That is the new stock as a percentage of the old, a year later. "
             "Subtract 1 before you multiply by 100."),
            (lambda: round(100 * (_goal() / _owner()) ** (1 / 5) - 1, 1),
             "Subtract 1 inside the brackets, before you multiply by 100."),
            (lambda: round(100 * ((_goal() / _owner()) ** 1 / 5 - 1), 1), "Put 1 / 5 in brackets: Python takes the power first."),
            (lambda: _yearly(_owner, 8), "Those are the eight years of the example. From the end of 2024 to the end of 2029 there are five."),
            (lambda: _yearly(_owner, 4), "You took four years. Count the steps from the end of 2024 to the end of 2029."),
            (lambda: _yearly(lambda: _value("japan-fdi-in-us-by-parent", 2021, "USA")),
             "That starts from the stock by parent. The question is about the stock by owner, in 2024."),
            (lambda: round(_yearly(_owner) / 100, 1), "That is a fraction. Multiply by 100 to get a percentage."),
        ],
        hints=["The formula is the one of the cell above; only the first number and the years are others.",
               "The last number is `goal`, the first `owner[2024]`, the years are 5.",
               "`100 * ((goal / owner[2024]) ** (1 / 5) - 1)`"],
    ),
}
