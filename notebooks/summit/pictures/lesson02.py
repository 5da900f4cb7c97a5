"""The pictures of lesson 02: one function a figure, which takes the table the lesson has made."""

import numpy as np
import pandas as pd

from ..data import levels
from .charts import coverage_by_field, grid, lines
from .style import COLORS, Picture, in_words, label, needs

SIX = ["JPN", "USA", "KOR", "AUS", "IND", "PHL"]


def fields(fields):
    """Take fields: a row a field, a column a strength, and how many commitments there are."""
    needs(fields, ["affirms", "intends"], name="fields")
    ladder = [level for level in levels("commitments", "strength") if level in fields]
    places = pd.Series(range(len(ladder)), ladder)
    mean = (fields[ladder] * places).sum(axis=1) / fields[ladder].sum(axis=1)
    shown = fields.loc[mean.sort_values(kind="stable").index, ladder]
    total = shown.sum()
    title = (
        f"Of the {total.sum()} Peace commitments, {total['intends']} intend"
        f" and {total['affirms']} affirm"
    )
    return Picture(
        grid(shown, title, COLORS["peace"]),
        f"By field: {in_words(shown, zeros=False)}.",
        ["statement-2025"],
    )


def left_out(peace):
    """Take peace: a row a commitment, with its commitment_id, domain and article_coverage."""
    needs(peace, ["commitment_id", "domain", "article_coverage"], name="peace")
    order = levels("commitments", "article_coverage")
    counts = pd.crosstab(peace["domain"], peace["article_coverage"])
    counts = counts.reindex(index=peace["domain"].unique(), columns=order, fill_value=0)
    touched = (counts["absent"] < counts.sum(axis=1)).sum()
    title = (
        f"The article touches {touched} of the {len(counts)} fields of the Peace pillar"
    )
    return Picture(
        coverage_by_field(peace, "peace", title),
        f"By field and coverage: {in_words(counts, zeros=False)}.",
        ["statement-2025", "article-2025"],
    )


def share(share):
    """Take share: a row a year, a column a country, and the percent of GDP for the military."""
    needs(share, SIX, [1990, 2022, 2025], "share")
    old, new = share.loc[2022, "JPN"], share.loc[2025, "JPN"]
    title = f"Japan spent {old:.2f} percent of GDP on its military in 2022, {new:.2f} in 2025"
    return Picture(
        lines(share, title, "military expenditure, percent of GDP"),
        "Six lines; Japan's is flat until 2022. "
        f"{in_words(share.loc[[1990, 2022, 2025]])}.",
        ["sipri-milex-2026"],
    )


def dollars(dollars):
    """Take dollars: a row a year, a column a country, and its military expenditure in billions."""
    needs(dollars, SIX, [1990, 2022, 2025], "dollars")
    most = (dollars.loc[2025] / dollars.loc[2022]).idxmax()
    times = dollars.loc[2025, "USA"] / dollars.loc[2025].drop("USA").sum()
    title = (
        f"In 2025 the U.S. spent {times:.1f} times as much as the other five together"
    )
    unit = "billion constant 2024 dollars; each step up: times ten"
    fig = lines(np.log10(dollars), title, unit, zero=False)
    fig.axes[0].set_yticks([0, 1, 2, 3], ["1", "10", "100", "1,000"])
    return Picture(
        fig,
        f"Each step up is ten times as much; since 2022 {label(most)} rises"
        f" most. {in_words(dollars.loc[[1990, 2022, 2025]].round(1))}.",
        ["sipri-milex-2026"],
    )


def troops(hosts):
    """Take hosts: a row a year, a column a host country, and how many U.S. personnel it had."""
    needs(hosts, ["JPN", "KOR", "PHL"], [1953, 2007, 2008, 2025], "hosts")
    shown = hosts.loc[1953:] / 1000
    japan, korea = shown.loc[2025, "JPN"], shown.loc[2025, "KOR"]
    title = f"In 2025 the U.S. had {japan:.1f} thousand troops in Japan, {korea:.1f} in the ROK"
    unit = "thousand U.S. active-duty personnel,\neach September (until 1956: June)"
    fig = lines(shown, title, unit)
    axes = fig.axes[0]
    axes.axvline(2007.5, color="black", linestyle=":")
    axes.text(2006.5, 257, "until 2007\nwithout crews", ha="right")
    axes.text(2008.5, 257, "from 2008 with\nships' crews")
    axes.axvspan(2015.5, 2017.5, ymax=0.3, color="gainsboro")
    axes.text(2008.5, 106, "2016-17: many\nlisted nowhere")
    some = in_words(shown.loc[[1953, 1990, 2007, 2008, 2025]].round(1))
    return Picture(
        fig,
        "Three hosts; breaks in the counting in 2008 and in 2016 to 2017. "
        f"Thousands, {some}.",
        ["troopdata", "troopdata-news"],
    )
