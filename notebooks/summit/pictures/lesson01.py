"""The pictures of lesson 01: one function a figure, which takes the table the lesson has made."""

from .charts import grid
from .style import Picture, in_words, needs


def verbs(verbs):
    """Take verbs: a row a pillar, a column a strength, and how many commitments there are."""
    needs(verbs, ["intends", "affirms"], ["growth", "indo-pacific"], "verbs")
    growth, region = verbs.loc["growth"], verbs.loc["indo-pacific"]
    title = (
        f"Growth intends ({growth['intends']} of {growth.sum()}); "
        f"the Indo-Pacific affirms ({region['affirms']} of {region.sum()})"
    )
    return Picture(
        grid(verbs, title),
        f"Commitments by pillar and by what their verb does. {in_words(verbs)}.",
        ["statement-2025"],
    )
