"""The picture of lesson 00: what the article carries of the statement."""

from ..data import levels
from . import charts
from .style import Picture, in_words, needs


def tiles(commitments):
    """Take commitments: a row a commitment, and whether the article carries it."""
    columns = ["commitment_id", "pillar", "article_coverage"]
    needs(commitments, columns, name="commitments")
    order = levels("commitments", "article_coverage")
    coverage = commitments["article_coverage"].value_counts()
    coverage = coverage.reindex(order, fill_value=0)
    left_out = commitments[commitments["article_coverage"] == "absent"]
    whole = len(commitments)
    title = f"The article carries {coverage['full']} of the {whole} commitments in full"
    return Picture(
        charts.tiles(commitments, "pillar", "article_coverage", order, title),
        f"One tile for each of {whole} commitments, by part of the statement. The "
        f"article: {in_words(coverage)}. Left out: {', '.join(left_out['commitment_id'])}.",
        ["statement-2025", "article-2025"],
    )
