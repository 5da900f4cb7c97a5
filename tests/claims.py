"""Every number that stands in a lesson's prose and comes from a table, computed from the tables.

One function a lesson (the first for two); each returns pairs of the lesson's number and the exact words of the
lesson, and asserts what a sentence says without a number.
"""

import pandas as pd

import summit


def all_claims():
    """Return the functions of all lessons, {name: function}; they compute nothing until they are called."""
    return {
        name: function
        for name, function in sorted(globals().items())
        if name.startswith("claims_")
    }


def claims_00_01():
    commitments, article = summit.load("commitments"), summit.load("article")
    checks = summit.load("article_check")
    coverage, strength = (
        commitments[name].value_counts() for name in ("article_coverage", "strength")
    )
    peace = commitments[commitments["pillar"] == "peace"]
    verdict = checks["verdict"].value_counts()
    acts = commitments[commitments["strength"] == "acts"]
    readout = article.loc[article["drawn_from"] == "readout", "paragraph_id"]
    total, absent = len(commitments), coverage["absent"]
    words = {1: "one", 2: "two", 3: "three", 9: "nine"}

    newest, here = (
        summit.load("events")["date"].max(),
        commitments.set_index("commitment_id")["sentence"],
    )
    series = summit.load("series").set_index("series_id")["vintage"]
    younger = series[series.str.contains("autumn 2026")].index  # than the newest event
    assert set(younger) == {
        "us-goods-balance",
        "us-goods-exports",
        "us-goods-imports",
        "us-troops",
    }
    assert (
        summit.load("sentences").set_index("sentence").loc[here["P5"], "section"]
        == "peace"
    )  # the heading that lesson 00 names

    def stand_in(sentence):
        return list(here[here == sentence].index)

    def left_out(pillar):
        absent = (
            commitments.loc[commitments["pillar"] == pillar, "article_coverage"]
            == "absent"
        )
        return f"{absent.sum()} of {len(absent)} ({100 * absent.mean():.0f})"

    return [
        ("00", f"We divided it into {total} commitments"),
        ("00", f"summarizes the meeting in {article['words'].sum()} words"),
        (
            "00",
            f"the article has {article['words'].sum()} words, and about "
            f"{round(article.loc[article['drawn_from'] == 'statement', 'words'].sum(), -1)} of them follow the statement",
        ),
        (
            "00",
            f"carries {coverage['full']} of {total} commitments in full, {coverage['partial']} in part, and leaves out {absent}",
        ),
        (
            "00",
            f"The line with the most empty tiles is {summit.label(commitments[commitments['article_coverage'] == 'absent']['pillar'].mode()[0])}",
        ),
        ("00", f"holds {len(summit.load('glossary'))} terms"),
        (
            "00",
            f"as of {newest.day} {newest:%B %Y}, the date of our newest event; two files are younger, those of U.S. trade in goods and of U.S. troops, both of autumn 2026",
        ),
        (
            "00",
            f"shows the rows of sentence {here['P5']}, {' and '.join(stand_in(here['P5']))}",
        ),
        (
            "00",
            f"{' and '.join(stand_in(here['P5']))} stand in one sentence, and we made {words[len(stand_in(here['P5']))]} commitments of it; "
            f"whoever makes one has {total - 1}",
        ),
        ("00", f"count to sentence {here['P5']} and read it aloud"),
        ("00", f"to the White House and to sentence {here['P5']}"),
        ("01", f"how many of the {total} commitments"),
        ("01", f"compared its {words[len(article)]} paragraphs"),
        (
            "01",
            f"Paragraphs {readout.iloc[0]} to {readout.iloc[-1]} follow the readout",
        ),
        (
            "01",
            f"leaves out {(peace['article_coverage'] == 'absent').sum()} of the {len(peace)} Peace commitments",
        ),
        (
            "01",
            f"Of {total} commitments, in and outside the pillars, {strength['intends']} intend, {strength['affirms']} affirm and {strength['acts']} act",
        ),
        (
            "01",
            f"omits {words[(acts['article_coverage'] == 'absent').sum()]} of the {words[len(acts)]} acts",
        ),
        (
            "01",
            f"weaker in {verdict['weaker']} places and firmer in {verdict['firmer']}",
        ),
        ("01", f"in {len(checks)} places"),
        (
            "01",
            f"it leaves out {left_out('peace')}, of Growth {left_out('growth')}, of the Indo-Pacific {left_out('indo-pacific')}".replace(
                ")", " percent)", 1
            ),
        ),
        (
            "01",
            f"Peace has more of them ({(peace['strength'] == 'intends').sum()}), but a smaller share (of {len(peace)})",
        ),
        ("01", f"so {verdict['accurate']} in {len(checks)} is not a rate"),
        ("01", f"Which of the {absent} would you carry"),
    ]


def claims_02():
    """Return ("02", sentence) for every number of the lesson's prose that comes from a table."""
    commitments, checks = summit.load("commitments"), summit.load("article_check")
    article, indicators = (
        summit.load("article").set_index("paragraph_id"),
        summit.load("indicators"),
    )
    events = summit.load("events").set_index("event_id")["date"]
    peace = commitments[commitments["pillar"] == "peace"]
    strength, left_out = (
        peace["strength"].value_counts(),
        peace["article_coverage"] == "absent",
    )
    intends, joint = peace["strength"] == "intends", peace["actor"] == "both"
    fields, touched = peace["domain"].nunique(), peace[~left_out]["domain"].nunique()
    words = {6: "six", 7: "seven", 14: "fourteen"}
    terms = [
        "article-v",
        "senkaku",
        "extended-deterrence",
        "command-and-control",
        "cyber",
        "okinawa-futenma",
        "lunar-artemis",
    ]
    counts = (
        summit.load("term_counts")
        .pivot(index="term_id", columns="statement_id", values="count")
        .loc[terms]
    )
    assert (
        counts["statement-2024"] > 0
    ).all()  # "All seven stand in the text of April 2024"
    assert peace[intends]["actor"].eq("both").all()  # "every intention is joint"
    assert (
        counts.loc["command-and-control"]
        .drop(["statement-2024", "statement-2025"])
        .sum()
        == 0
    )

    def series(name, column):
        rows = indicators[indicators["series_id"] == name]
        return rows.pivot(index="year", columns=column, values="value")

    share, troops = series("milex-share-gdp", "iso3"), series("us-troops", "partner")
    japan = share.loc[:2022, "JPN"]
    assert (
        japan.between(0.85, 1.05).all()
        and share.loc[2025, "USA"] < share.loc[2010, "USA"]
    )
    dollars = series("milex-constant-2024-usd", "iso3")
    assert (
        dollars.loc[2025] / dollars.loc[2022]
    ).idxmax() == "JPN"  # "rises most after 2022"
    government = series("japan-security-spending-share-fy2022-gdp", "iso3").loc[
        2025, "JPN"
    ]
    target = series("japan-security-spending-share-fy2022-gdp-target", "iso3")["JPN"]
    edition = (
        summit.load("series")
        .set_index("series_id")
        .loc["milex-share-gdp", "not_comparable_with"]
    )
    assert (
        f"gave Japan 1.37 for 2024 where this one gives {share.loc[2024, 'JPN']:.2f}"
        in edition
    )
    assert (
        troops.loc[1993:, "PHL"].drop(2008).max() < 600 < troops.loc[2008, "PHL"]
    )  # "with a peak in 2008"
    assert troops[["AUS", "IND"]].max().max() < 3000  # "never above three thousand"
    assert (
        list(troops.index) == [1950, *range(1953, 2026)] and troops.notna().all().all()
    )  # "one report a year"
    told = indicators[
        (indicators["series_id"] == "us-troops") & (indicators["partner"] == "JPN")
    ].set_index("year")["note"]
    assert (
        told[2008].startswith("18,594 of these Navy, against 3,789 in 2007")
        and "71,567" in told[2015]
    )
    assert (
        told[1972].startswith("Of these, 41,171")
        and "between 77,000 and 105,000"
        in summit.load("series")
        .set_index("series_id")
        .loc["us-troops", "not_comparable_with"]
    )
    assert not counts.loc[terms, "statement-2024"].eq(0).any()  # "(None is.)"
    on_peace = checks[checks["commitment_id"].str.startswith("P", na=False)]
    assert len(on_peace) == on_peace["verdict"].nunique() == 6
    crew = events["2025-03-14-crew-10-launch"] - pd.Timestamp("2025-02-07")
    back, moon = (
        events["2025-08-09-crew-10-return"],
        events["2026-02-27-artemis-reordered"],
    )
    gateway = events["2026-03-24-gateway-paused"]

    return [
        (
            "02",
            f"The Peace pillar has {len(peace)} commitments. We sorted them into {fields} fields",
        ),
        ("02", f"gives the pillar one paragraph of {article.loc['A6', 'words']} words"),
        (
            "02",
            f"{words[int(joint.sum())].capitalize()} commitments are made by both sides. How many of the {len(peace)}",
        ),
        ("02", f"We counted {words[len(terms)]} terms of this pillar"),
        (
            "02",
            f"of {len(peace)} Peace commitments, the article leaves out {left_out.sum()}",
        ),
        ("02", f"{words[fields - touched].capitalize()} fields are missing whole"),
        (
            "02",
            f"{words[len(on_peace)].capitalize()} places, {words[on_peace['verdict'].nunique()]} verdicts",
        ),
        ("02", f"at {target.iloc[0]:g} percent in fiscal {target.index[0]}"),
        (
            "02",
            f"for 2024 it gave 1.37 in its edition of 2025, and {share.loc[2024, 'JPN']:.2f} in that of 2026",
        ),
        (
            "02",
            f"the difference of the shares, {share.loc[2025, 'JPN'] - share.loc[2022, 'JPN']:.2f}",
        ),
        (
            "02",
            f"{100 * dollars.loc[2025, 'JPN'] / dollars.loc[2022, 'JPN']:.1f}, the new as a percentage of the old",
        ),
        (
            "02",
            f"From {troops.loc[1953, 'KOR'] / 1000:.0f} thousand in the ROK and "
            f"{troops['JPN'].max() / 1000:.0f} thousand in Japan ({troops['JPN'].idxmax()})",
        ),
        (
            "02",
            f"the series has {troops.loc[2025, 'KOR'] / 1000:.1f} thousand on active duty that September",
        ),
        (
            "02",
            f"in September 1972 they have 41,171 of {troops.loc[1972, 'JPN']:,.0f} there",
        ),
        (
            "02",
            f"sent {round(troops.loc[2009, 'JPN'] - troops.loc[2007, 'JPN'], -3):,.0f} more troops",
        ),
        ("02", f"flew {crew.days} days after the summit"),
        ("02", f"came back on {back.day} {back:%B %Y}"),
        ("02", f"on {moon.day} {moon:%B %Y} NASA"),
        ("02", f"on {gateway.day} {gateway:%B} its head, Jared Isaacman, said"),
        ("02", f"follows the other {len(commitments) - 1}"),
        (
            "02",
            f"The pillar affirms {strength['affirms']} times and intends {strength['intends']} times",
        ),
        (
            "02",
            f"silent on {fields - touched} of {fields} fields and on {(intends & left_out).sum()} of {intends.sum()} intentions",
        ),
        (
            "02",
            f"share is {share.loc[2025, 'JPN']:.2f} percent by SIPRI and {government:g} by the government's count",
        ),
        ("02", f"by SIPRI's, {share.loc[2025, 'JPN']:.2f} percent for 2025"),
    ]


def claims_03():
    """Return ("03", sentence) for every number of the lesson's prose that comes from a table."""
    commitments, rows = summit.load("commitments"), summit.load("indicators")
    growth = commitments[commitments["pillar"] == "growth"]
    absent = (growth["article_coverage"] == "absent").sum()
    counts = summit.load("term_counts").set_index(["statement_id", "term_id"])["count"]
    events = summit.load("events").set_index("event_id")["date"]

    def value(series_id, year, partner):
        found = rows[
            (rows["series_id"] == series_id)
            & (rows["year"] == year)
            & (rows["partner"] == partner)
        ]
        return float(found["value"].iloc[0])

    def both(year, partner, ending=""):
        return sum(
            value(f"us-goods-{way}{ending}", year, partner)
            for way in ("exports", "imports")
        )

    def gap(kind, ending=""):
        return value(f"us-{kind}-exports{ending}", 2024, "JPN") - value(
            f"us-{kind}-imports{ending}", 2024, "JPN"
        )

    def rate(first, last, years):
        return 100 * ((last / first) ** (1 / years) - 1)

    def day(event_id):
        return f"{events[event_id].day} {events[event_id]:%B}"

    balance = rows[
        (rows["series_id"] == "us-goods-balance") & (rows["partner"] == "JPN")
    ].set_index("year")["value"]
    for (
        year
    ) in balance.index:  # the lesson subtracts; the office's own balance must agree
        assert (
            abs(
                value("us-goods-exports", year, "JPN")
                - value("us-goods-imports", year, "JPN")
                - balance[year]
            )
            < 0.2
        )
    assert (balance < 0).all()  # "a goods deficit in all 41 years"
    old = 100 * both(1987, "JPN") / both(1987, "WLD")
    new = 100 * both(2024, "JPN", "-april-2025") / both(2024, "WLD", "-april-2025")
    assert 0.74 < 1 - new / old < 0.76  # "fell by three quarters"
    known, revised = gap("goods", "-april-2025") / 1000, gap("goods") / 1000
    bop, everything = gap("goods", "-bop"), gap("goods-services")
    assert gap("services") > 0 and bop + gap("services") == everything
    trump = value("claim-us-trade-deficit-trump", 2025, "JPN")
    press = value("claim-us-trade-deficit-press", 2025, "JPN")
    assert -trump < min(known, revised, bop, everything)  # "above all four"
    assert f"{press:.0f}" not in {
        f"{-n:.0f}" for n in (known, revised, bop, everything)
    }  # "meets no definition of 2024"

    goal = value("claim-japan-investment-goal", 2025, "USA")
    owner, before = (
        value("japan-fdi-in-us-by-owner", year, "USA") for year in (2024, 2023)
    )
    start, parent = (
        value("japan-fdi-in-us-by-parent", year, "USA") for year in (2012, 2021)
    )
    canada, germany = (
        value(f"{name}-fdi-in-us-by-owner", 2024, "USA")
        for name in ("canada", "germany")
    )
    assert owner > canada > germany and rate(start, parent, 9) > rate(parent, goal, 8)
    vehicle, deal = (
        value("claim-japan-investment-vehicle", 2025, "USA"),
        value("claim-us-tariff-deal", 2025, "JPN"),
    )
    us_gas = {
        year: 100
        * value("japan-lng-imports", year, "USA")
        / value("japan-lng-imports", year, "WLD")
        for year in (2021, 2022, 2024)
    }
    assert (
        3.9
        < value("japan-lng-imports", 2024, "AUS")
        / value("japan-lng-imports", 2024, "USA")
        < 4.1
    )  # "four times as much"
    assert counts["statement-2021", "trade"] == 7 and not any(
        counts[f"statement-{year}", "trade"] for year in (2023, 2024, 2025)
    )
    papers = rows[
        (rows["series_id"] == "ai-publications")
        & rows["iso3"].isin(["CHN", "IND", "JPN", "KOR", "USA"])
    ]
    papers = papers.pivot(index="year", columns="iso3", values="value")
    assert (papers.loc[2023] / papers.loc[2013]).idxmax() == "IND" and papers.loc[
        2023
    ].idxmax() == "CHN"
    assert events["2026-02-20-supreme-court-tariffs"] == pd.Timestamp("2026-02-20")
    told = summit.load("events").set_index("event_id")["description"]
    assert (
        "up to 73 billion" in told["2026-03-19-second-investment-round"]
        and "16 economies" in told["2026-03-11-section-301-cases"]
    )
    assert (
        "25%" in told["2025-07-07-tariff-letter"]
        and "from 1 August" in told["2025-07-07-tariff-letter"]
    )
    assert (
        "from 10% to 25%" in told["2025-02-10-metals-tariffs"]
        and "By 2-1" in told["2026-05-07-trade-court-section-122"]
    )
    jera = (
        summit.load("follow_through").set_index("commitment_id").loc["G10", "evidence"]
    )
    assert "5.5 million tons" in jera and "more than 15 months" in jera

    return [
        ("03", f"The pillar has {len(growth)} commitments"),
        ("03", f"leaves out {absent} of {len(growth)} Growth commitments"),
        (
            "03",
            f"in 1987, exports and imports together, {old:.0f} were traded with Japan",
        ),
        (
            "03",
            f"the sum with Japan doubled, from {both(1987, 'JPN') / 1000:.0f} to {both(2024, 'JPN', '-april-2025') / 1000:.0f} billion",
        ),
        ("03", f"(balance {known:.1f}) and as revised since ({revised:.1f})"),
        ("03", f"The third row is {bop:.0f}, by another definition"),
        ("03", f"**over {trump:.0f}** billion dollars (President Trump"),
        ("03", f"**around {press:.0f}** (a market report"),
        ("03", f"The goods deficit of 2025 is {-balance[2025] / 1000:.1f}"),
        (
            "03",
            f"in all {len(balance)} years, while Japan's share of its goods trade fell from {old:.0f} to {new:.0f} percent",
        ),
        (
            "03",
            f"{-known:.1f}, {-revised:.1f}, {-bop:.0f} and {-everything:.0f} are all sound",
        ),
        ("03", f"around {press:.0f} and over {trump:.0f} match none of ours"),
        ("03", f"investment in the United States to {goal:,.0f} billion dollars"),
        ("03", f"{owner:g}, Canada {canada:g}, Germany {germany:g}"),
        (
            "03",
            f"from {before:g} to {owner:g}, was {rate(before, owner, 1):.1f} percent",
        ),
        (
            "03",
            f"takes {rate(parent, goal, 8):.1f} percent a year by parent, {rate(owner, goal, 5):.1f} by owner",
        ),
        ("03", f"The answer, {rate(owner, goal, 5):.1f} percent"),
        ("03", f"(the end of 2028) it would be {rate(owner, goal, 4):.1f}"),
        ("03", f"{100 * (goal / owner - 1) / 5:.1f}, the total growth divided by five"),
        (
            "03",
            f"{100 * (goal / owner - 1):.1f}, the total; {rate(parent, goal, 5):.1f}, which starts",
        ),
        ("03", f"{known + gap('services'):.1f}, which adds services"),
        ("03", f"{day('2025-02-10-metals-tariffs')} 2025: 25 percent ordered on steel"),
        (
            "03",
            f'{day("2025-04-02-reciprocal-tariffs")}: a "reciprocal" rate of '
            f"{value('claim-us-tariff-announced', 2025, 'JPN'):.0f} percent for Japan",
        ),
        (
            "03",
            f"{day('2025-07-22-trade-deal')}: a deal, with {deal:.0f} percent and {vehicle:.0f} billion dollars",
        ),
        (
            "03",
            f"{day('2025-07-07-tariff-letter')}: the {value('claim-us-tariff-announced', 2025, 'JPN'):.0f} to be 25 from 1 August",
        ),
        ("03", f"On {day('2025-09-04-trade-deal-order')} came an order"),
        (
            "03",
            f"On {day('2025-09-04-trade-deal-order')} a U.S. order put the tariff of the deal into effect",
        ),
        ("03", "What came on 24 July lies beyond our date"),
        (
            "03",
            f"{day('2026-02-17-first-investment-projects')} 2026: the first projects under it, "
            f"{value('claim-japan-investment-first-projects', 2026, 'USA'):.0f} billion dollars",
        ),
        ("03", f"{day('2026-02-20-supreme-court-tariffs')}: the U.S. Supreme Court"),
        (
            "03",
            f"{day('2026-03-19-second-investment-round')}: candidates for a second round, up to 73 billion",
        ),
        (
            "03",
            f'{day("2026-03-11-section-301-cases")}: a U.S. inquiry into "excess capacity" in 16 economies',
        ),
        (
            "03",
            f"{day('2026-05-07-trade-court-section-122')}: the U.S. Court of International Trade held, by two to one",
        ),
        ("03", "JERA announced contracts for up to 5.5 million tons a year"),
        ("03", f"On {day('2026-01-06-china-dual-use-curbs')} 2026 Beijing"),
        ("03", f"in {events['2025-10-24-tokyo-gas-alaska-lng']:%B %Y} Tokyo Gas"),
        (
            "03",
            f"sold {us_gas[2024]:.1f} percent of it (preliminary), about as in 2021 ({us_gas[2021]:.1f}), "
            f"after {us_gas[2022]:.1f} in 2022",
        ),
    ]


def claims_04():
    entities, mentions = summit.load("entities"), summit.load("mentions")
    commitments, statements = summit.load("commitments"), summit.load("statements")
    events = summit.load("events")
    spelled = {
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        10: "ten",
    }
    located = entities[entities["latitude"].notna()]
    assert located["in_article"].mean() == 0.5  # "half of the marks are hollow"
    region = commitments[commitments["pillar"] == "indo-pacific"]
    steps = pd.crosstab(region["strength"], region["article_coverage"])
    positions = steps.loc[["affirms", "responds"]].sum()
    kept = steps.loc[["intends", "notes"], "full"].sum()
    assert (
        steps.loc[["intends", "notes"]].sum().sum() == kept and positions["full"] == 0
    )
    unplaced = entities[(entities["kind"] == "place") & entities["latitude"].isna()]
    assert len(unplaced) == 4
    naming = {
        name: list(mentions.loc[mentions["entity_id"] == name, "commitment_id"])
        for name in ("prc", "taiwan-strait", "dprk")
    }
    assert "prc" not in set(
        mentions.loc[mentions["commitment_id"] == "I7", "entity_id"]
    )

    statements["year"] = statements["date"].dt.strftime("%Y")
    words = statements.set_index("year")["words"]
    counts = (
        summit.load("term_counts")
        .merge(statements, on="statement_id")
        .pivot(index="term_id", columns="year", values="count")
    )
    rates = (1000 * counts / words).round(1)
    defense, alliance = counts.loc["defense"], counts.loc["alliance"]
    assert (
        words.rank()["2025"] == 2 and alliance["2025"] * 5 == alliance["2024"]
    )  # "second shortest"; "four fifths"
    earlier, now = counts.drop(columns="2025") > 0, counts["2025"] > 0
    all_new, all_gone = now & ~earlier.any(axis=1), ~now & (earlier.sum(axis=1) >= 3)
    lacking = (counts == 0).sum()
    new = counts.loc[["golden-age", "open-ran", "immigration"]]
    assert set(new.index) == set(counts.index[all_new])
    gone = counts.loc[
        ["democracy", "human-rights", "climate", "asean", "g7", "rules-based"]
    ]
    assert (
        (new["2025"] == 1).all()
        and (new.drop(columns="2025") == 0).all().all()
        and (gone["2025"] == 0).all()
    )
    assert ((gone.drop(columns="2025") > 0).sum(axis=1) >= 3).all()
    assert counts.loc["human-rights", "2023"] == 0 < counts.loc["human-rights", "2024"]
    assert (counts.loc[["human-rights", "democracy", "rule-of-law"], "2025"] == 0).all()
    assert (counts.loc[["rule-of-law", "democracy"], "2023"] > 0).all() and (
        counts.loc[["rule-of-law", "human-rights"], "2024"] > 0
    ).all()
    assert rates.loc["coercion"].max() < 150

    indicators = summit.load("indicators")
    votes = indicators[indicators["year"] == 2024].pivot_table(
        index="iso3", columns="series_id", values="value"
    )
    point, low, high = (
        votes[f"un-ideal-point{bound}"] for bound in ("", "-low", "-high")
    )
    to_us, to_india = abs(point["JPN"] - point["USA"]), abs(point["JPN"] - point["IND"])
    days = (
        events.set_index("event_id").loc["2025-02-12-manila-open-ran-grant", "date"]
        - pd.Timestamp("2025-02-07")
    ).days

    def span(country):
        return f"{low[country]:.2f} to {high[country]:.2f}"

    sentences = [
        f"gives coordinates to {len(located)} places and actors",
        f"How many of the {len(located)} does the article name too",
        f"names {located['in_article'].sum()} of {len(located)} places and actors",
        f"put the {len(region)} commitments of this pillar",
        f"Of the {spelled[positions.sum()]} positions, affirmed or responding, {spelled[positions['partial']]} are carried as subjects "
        f"without the position, and {spelled[positions['absent']]} are gone",
        f"carries the {kept} plans and notes in full and none of the {positions.sum()} positions",
        f"commitments that name the PRC: {' and '.join(naming['prc'])}",
        f"The longest has {words.max():,} words, the second shortest, that of 2025, {words['2025']:,}",
        f"occurs {defense['2024']} times in 2024 and {defense['2025']} times in 2025",
        f"the rate doubles, from {rates.loc['defense', '2024']} to {rates.loc['defense', '2025']}",
        f"falls from {defense['2024']} to {defense['2025']} in count and rises from {rates.loc['defense', '2024']} to "
        f"{rates.loc['defense', '2025']} in rate",
        f'All five counts of "alliance": {", ".join(map(str, alliance))}',
        f"{alliance['2024']} falls to {alliance['2025']}, a loss of four fifths, while the rate only goes from "
        f"{rates.loc['alliance', '2024']} to {rates.loc['alliance', '2025']}",
        f"moves a rate by {1000 / words['2025']:.1f}",
        f"We counted {len(counts)} terms. **{spelled[all_new.sum()].capitalize()}** occur in 2025 and in none of the four earlier texts; "
        f"**{all_gone.sum()}** that at least three of the earlier texts use are gone. The table has them all; the figure shows the {spelled[len(new)]}, and "
        f"{spelled[len(gone)]} of the {all_gone.sum()}",
        f"of our {len(counts)} terms, that of 2025 lacks {lacking['2025']}, and that of 2023, shorter still and from another "
        f"administration, lacks {lacking['2023']}",
        f"{spelled[all_new.sum()].capitalize()} terms occur in 2025 and in none of the four earlier texts, once each; {all_gone.sum()} that most",
        f"are {point['USA']:.1f} for the United States, {point['AUS']:.1f} for Australia, {point['KOR']:.1f} for the ROK, "
        f"{point['JPN']:.1f} for Japan, {point['IND']:.1f} for India, {point['PHL']:.1f} for the Philippines, {point['CHN']:.1f} for the PRC",
        f"their bounds overlap ({span('IND')}, {span('PHL')})",
        f"Japan and the United States can ({span('JPN')}, {span('USA')})",
        f"the ROK at {point['KOR']:.1f} and the Philippines at {point['PHL']:.1f}",
        f"Japan was nearer to India ({to_india:.1f}) than to the United States ({to_us:.1f})",
        f"In UN votes Japan is, by the estimates, {to_us:.1f} from the United States and {to_india:.1f} from India",
        f"The ROK stands at {point['KOR']:.1f} and Japan at {point['JPN']:.1f}",
        f"came {spelled[days]} days after the statement",
    ]
    return [("04", sentence) for sentence in sentences]


def claims_05():
    memberships, partnerships = summit.load("memberships"), summit.load("partnerships")
    named = partnerships[partnerships["in_article"]]
    spelled = {
        1: "one",
        3: "three",
        4: "four",
        5: "five",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "11",
        15: "15",
        16: "16",
        19: "19",
    }

    def pairs(rows):
        groups = rows.groupby("partnership_id")["iso3"].agg(set)
        countries = sorted(set(rows["iso3"]))
        every = [{a, b} for n, a in enumerate(countries) for b in countries[n + 1 :]]
        return [pair for pair in every if any(pair <= group for group in groups)], every

    def aside(rows):
        return [pair for pair in pairs(rows)[0] if "USA" not in pair]

    five = memberships[memberships["partnership_id"].isin(named["partnership_id"])]
    six = set(five["iso3"])
    tied, every = pairs(five)
    loose = [pair for pair in every if pair not in tied]
    assert (
        all(
            pair <= {"AUS", "IND", "KOR", "PHL"} and pair != {"AUS", "IND"}
            for pair in loose
        )
        and len(loose) == 5
    )
    assert named["mutual_defense"].sum() == 1 and len(named) == 5
    security = memberships.merge(
        partnerships[["partnership_id", "kind", "mutual_defense"]], on="partnership_id"
    )
    security = security[~security["kind"].isin(["forum", "economic framework"])]
    years = {
        year: security[
            (security["joined"] <= year) & (security["left"].fillna(year) >= year)
        ]
        for year in range(1950, 2027)
    }
    told = {
        year: (len(aside(rows)), len(pairs(rows)[0]))
        for year, rows in years.items()
        if len(rows)
    }
    treaties, others = (
        years[2025][years[2025]["mutual_defense"] == yes] for yes in (True, False)
    )
    between, promised = aside(others), aside(treaties)
    assert promised == [{"AUS", "NZL"}]
    with_ipef = memberships[
        memberships["partnership_id"].isin([*named["partnership_id"], "ipef"])
    ]
    assert all(pair in pairs(with_ipef)[0] for pair in every)  # "all 15 pairs are tied"
    assert security.loc[
        security["partnership_id"] == "quad", "joined"
    ].unique().tolist() == [2021]
    sets = five.groupby("partnership_id")["iso3"].agg(set)
    left = [pair for pair in tied if "USA" not in pair]

    # the agreements without the United States: each pair has one, none promises defense, and they are of these kinds
    kinds = others.groupby("partnership_id").agg({"iso3": set, "kind": "first"})
    alone = kinds[[("USA" not in group) for group in kinds["iso3"]]]
    assert all(len(group) == 2 for group in alone["iso3"]) and sorted(
        map(sorted, alone["iso3"])
    ) == sorted(map(sorted, between))
    assert set(alone["kind"]) == {
        "access agreement",
        "logistics agreement",
        "information agreement",
        "security partnership",
    }
    with_hub = [group for group in kinds["iso3"] if "USA" in group]
    nothing_else = [
        pair for pair in between if not any(pair <= group for group in with_hub)
    ]
    of_six = [
        pair for pair in alone["iso3"] if pair <= six
    ]  # "for nine of the ten pairs we found one."
    missing = [pair for pair in every if "USA" not in pair and pair not in of_six]
    assert sorted(map(sorted, missing)) == [
        ["IND", "PHL"]
    ]  # "whoever counts it ties all ten pairs"
    since = memberships.groupby("partnership_id")["joined"].agg(["min", "max"])
    assert since.loc["kor-phl-logistics"].tolist() == [2009, 2009] and since.loc[
        "aus-kor-logistics"
    ].tolist() == [1998, 1998]

    # the Five Power Defence Arrangements, which are not in the table, in the panel of 1980
    powers = sorted(["AUS", "GBR", "MYS", "NZL", "SGP"])
    five_powers = [{a, b} for n, a in enumerate(powers) for b in powers[n + 1 :]]
    added = [pair for pair in five_powers if pair not in pairs(years[1980])[0]]
    assert [sorted(pair) for pair in five_powers if pair not in added] == [
        ["AUS", "NZL"]
    ]

    # what ended, and when
    ended = (
        memberships.dropna(subset=["left"])
        .groupby("partnership_id")["left"]
        .agg(["min", "max"])
        .astype(int)
    )
    assert ended.to_dict("index") == {
        "seato": {"min": 1973, "max": 1977},
        "usa-twn-treaty": {"min": 1979, "max": 1979},
    }
    assert memberships[
        (memberships["partnership_id"] == "seato") & (memberships["left"] == 1973)
    ]["iso3"].tolist() == ["PAK"]
    pact = set(memberships.loc[memberships["partnership_id"] == "seato", "iso3"])
    apart = years[1960][years[1960]["partnership_id"] != "seato"]
    assert told[1960][0] == len(
        aside(years[1960][years[1960]["partnership_id"] == "seato"])
    )  # "makes all 21 dark ties"
    assert (
        aside(apart) == aside(years[1951]) == [{"AUS", "NZL"}]
    )  # "without SEATO, 1960 has one dark tie, as 1951 has"
    hub_only = [
        country
        for country in set(years[1960]["iso3"])
        if [p for p in pairs(years[1960])[0] if country in p] == [{country, "USA"}]
    ]
    assert set(hub_only) == {"JPN", "KOR", "TWN"} and pact & set(hub_only) == set()
    assert told[1951] == (1, 5) and "THA" in set().union(
        *pairs(treaties)[0]
    )  # "which is why Thailand has a spoke"
    defense = years[1960][years[1960]["mutual_defense"]]
    groups = [
        group - {"USA"} for group in defense.groupby("partnership_id")["iso3"].agg(set)
    ]
    stay = set().union(*(group for group in groups if len(group) > 1))
    countries = set(defense["iso3"]) - {"USA"}
    assert countries - stay == {"JPN", "KOR", "TWN"}
    density = [
        len(aside(defense)) / (len(some) * (len(some) - 1) / 2)
        for some in (countries, stay)
    ]

    def weighted(*more):
        rows = memberships[
            memberships["partnership_id"].isin([*named["partnership_id"], *more])
        ]
        groups = rows.groupby("partnership_id")["iso3"].agg(set)
        return {
            country: sum(len(group) - 1 for group in groups if country in group)
            for country in ("USA", "JPN")
        }

    assert weighted()["USA"] == weighted()["JPN"]
    after = weighted("aukus")
    assert after["JPN"] == weighted()["JPN"]
    assert all(
        "USA" in group and "JPN" in group for group in sets
    )  # "both sit in every one"
    dark = {year: told[year][0] for year in told}
    return [
        ("05", sentence)
        for sentence in [
            f"so there are {len(every)} pairs of countries",
            f"{spelled[len(tied)].capitalize()} of {len(every)} pairs are tied",
            f"{len(tied)}, the tied pairs; {len(tied) / len(every):.1f}, the fraction; {100 * len(tied) / 36:.1f}, with 36",
            f"Of the {spelled[len(pairs(treaties)[0])]} treaty ties only Australia-New Zealand joins two others",
            f"Of the {len(pairs(others)[0])} other ties {spelled[len(between)]} do, and {spelled[sum('JPN' in pair for pair in between)]} of the "
            f"{spelled[len(between)]} are Japan's. **All {spelled[len(between)]}** rest on an agreement without the United States, "
            f"{spelled[len(nothing_else)]} of them on nothing else",
            f"In 1960 **one** grouping of {spelled[len(pact)]}, the [Manila Pact](",
            f"(SEATO), makes all {dark[1960]} dark ties",
            f"without SEATO, 1960 has {spelled[len(aside(apart))]} dark tie, as 1951 has",
            f"Pakistan left SEATO in {ended.loc['seato', 'min']}, its organization closed in {ended.loc['seato', 'max']}",
            f"the treaty with Taipei ended on 1 January {ended.loc['usa-twn-treaty', 'max'] + 1}",
            f"Pakistan left SEATO in {ended.loc['seato', 'min']}, and the organization lived on for "
            f"{spelled[ended.loc['seato', 'max'] - ended.loc['seato', 'min']]} years",
            f"For {spelled[len(of_six)]} of the {spelled[len(of_six) + len(missing)]} pairs we found one.",
            f"the density goes from {density[0]:.2f} to {density[1]:g}",
            f"{weighted('anzus', 'usa-kor-treaty', 'usa-phl-treaty')['USA'] - 1}, which forgets New Zealand; {weighted()['USA']}, the five alone",
            f"the weighted degree of the U.S. goes from {weighted()['USA']} to {after['USA']}",
            f"In 2025, of {spelled[len(pairs(treaties)[0])]} treaty ties {spelled[len(promised)]} joins two countries other than the United States, of "
            f"{len(pairs(others)[0])} others {spelled[len(between)]}; all {spelled[len(between)]} rest on an agreement without it",
            f"Ties of two others were {dark[1960]} of {told[1960][1]} in 1960, all but {spelled[len(aside(apart))]} of them by SEATO alone, "
            f"{spelled[dark[1980]]} of {spelled[told[1980][1]]} in 1980, and {spelled[dark[2025]]} of {told[2025][1]} in 2025",
            f"without SEATO the panel of 1960 shows {spelled[len(aside(apart))]} tie of two others",
            f"join {spelled[len(five_powers)]} pairs without the United States from 1971 on, and Australia-New Zealand is tied already: "
            f"{spelled[len(added)]} dark ties are new in the panel of 1980, which then shows {spelled[dark[1980] + len(added)]} of "
            f"{told[1980][1] + len(added)} and not {spelled[dark[1980]]} of {spelled[told[1980][1]]}",
            f"Without Japan or the United States, {spelled[len(left)]} ties are left, or none",
        ]
    ]


def claims_06():
    rows = summit.load("follow_through").merge(
        summit.load("commitments"), on="commitment_id"
    )
    seen, confidence = rows["status"].value_counts(), rows["confidence"].value_counts()
    coverage = rows["article_coverage"]
    step, second = (
        rows[column].isin(["done", "under way"])
        for column in ("status", "second_status")
    )
    share, other = (
        {
            how: 100 * kept[coverage == how].mean()
            for how in ("full", "partial", "absent")
        }
        for kept in (step, second)
    )
    assert (
        share["full"] < share["absent"] and share["partial"] == other["partial"] == 0
    )  # "a little above"; "none has one"
    full = (coverage == "full").sum()
    assert (
        100 * ((step & (coverage == "full")).sum() + 1) / full > share["absent"]
    )  # "one more step there would turn it"
    second_full, second_absent = (
        (second & (coverage == "full")).sum(),
        100 * second[coverage == "absent"].mean(),
    )
    assert (
        100 * (second_full + 2) / full < second_absent < 100 * (second_full + 3) / full
    )  # "by the second coder's it would take three"
    found = summit.agreement(rows["status"], rows["second_status"])
    former = rows["status"].mask(
        rows["commitment_id"] == "P6", "nothing found"
    )  # what P6 was before rule 5 was made clearer
    before, alike_before = (
        summit.agreement(former, rows["second_status"]),
        (former == rows["second_status"]).sum(),
    )
    differ = rows[rows["status"] != rows["second_status"]]
    talk = differ[
        (differ["status"] == "restated") & (differ["second_status"] == "under way")
    ]
    assert set(talk["commitment_id"]) == {"P13", "G6", "G8", "I13", "P11", "P16", "O1"}
    spelled = {
        1: "one",
        3: "three",
        4: "four",
        5: "five",
        7: "seven",
        8: "eight",
        9: "nine",
        12: "Twelve",
    }
    left_out, steps = (step & (coverage == "absent")).sum(), step.sum()
    assert rows.loc[rows["status"] == "done", "commitment_id"].tolist() == ["V1"]
    assert rows.set_index("commitment_id").loc[["G9", "G7"], "status"].tolist() == [
        "nothing found",
        "overtaken",
    ]
    wider = step | (rows["status"] == "restated")
    events = summit.load("events").set_index("event_id")["date"]
    waits = [
        (events[event] - pd.Timestamp("2025-02-07")).days
        for event in (
            "2025-02-12-manila-open-ran-grant",
            "2025-03-14-crew-10-launch",
            "2025-03-24-japan-joint-operations-command",
            "2025-10-27-trump-visits-japan",
            "2025-10-28-minerals-framework",
            "2026-02-17-first-investment-projects",
        )
    ]
    waits.append((rows["as_of"].max() - pd.Timestamp("2025-02-07")).days)
    five_off = summit.agreement(
        ["a"] * 95 + ["a"] * 3 + ["b"] * 2, ["a"] * 95 + ["b"] * 3 + ["a"] * 2
    )
    assert five_off.observed == 0.95 and -0.1 < five_off.kappa < 0  # "a little below 0"
    return [
        ("06", sentence)
        for sentence in [
            f"has {len(rows)} commitments. We looked for what became of each, up to {rows['as_of'].max().day} {rows['as_of'].max():%B %Y}",
            f"{spelled[seen['nothing found']].capitalize()} are **nothing found**",
            f"are not in the article: {left_out} of {steps}",
            f"of all {len(rows)}, for example, `100 * {steps} / {len(rows)}` is {100 * steps / len(rows):.1f} percent",
            f"{100 * left_out / steps:.1f}, the share of the steps that is left out; {100 * left_out / len(rows):.1f}, of all {len(rows)}; "
            f"{100 * wider[coverage == 'absent'].mean():.1f}, with what was only said again. The right one, {share['absent']:.1f}, is a little above the "
            f"{share['full']:.1f} of those carried in full: ask how many more steps among those {full}",
            f"it says **at least** {waits[-1]} days",
            f"{sum(waits) / 7:.0f}, the mean, as if the open bar had ended; {sum(sorted(waits[:-1])[2:4]) / 2}, the median without it",
            f"Of the {spelled[len(differ)]} others, {spelled[len(talk)]} are *restated* for one and *under way* for the other",
            f"by the codes before, {alike_before} of {len(rows)} were alike and kappa was {before.kappa:.2f}",
            f"quote both numbers, {before.kappa:.2f} before and {found.kappa:.2f} now",
            f"is {found.kappa:.2f} good?",
            "no finding by our codes, since one more step there would turn it (by the second coder's it would take three)",
            f"here, {seen['under way']} or {(rows['second_status'] == 'under way').sum()} under way, and the shares of 6.2 "
            f"({share['full']:.0f} and {share['absent']:.0f} percent) become {other['full']:.0f} and {other['absent']:.0f}",
            f"({left_out} of {steps}, or {(second & (coverage == 'absent')).sum()} of {second.sum()})",
            f"a second coder has {other['full']:.0f} and {other['absent']:.0f} percent; {spelled[confidence['low']]} of {len(rows)} codes are of low confidence",
            f"{left_out} of the {steps} commitments with a step were not in the article",
            f"{(step & (coverage == 'full')).sum()} of {(coverage == 'full').sum()} commitments carried in full and {left_out} of "
            f"{(coverage == 'absent').sum()} left out have seen a\nstep, {share['full']:.0f} and {share['absent']:.0f} percent; of the "
            f"{spelled[(coverage == 'partial').sum()]} carried in part none has",
            f"It leaves out {(coverage == 'absent').sum()} of {len(rows)}, so most steps",
            f"one is done, {seen['under way']} are under way, {seen['restated']} were only said again, one is stalled, one overtaken, "
            f"and on {spelled[seen['nothing found']]} we found nothing",
            f"{spelled[left_out]} of the {steps} with a step are not in the article. The share with a step is {share['full']:.0f} percent of what it "
            f"carries in full and {share['absent']:.0f} of what it leaves out",
            f"By the second coder's codes it is {other['full']:.0f}, {other['absent']:.0f} and {other['partial']:.0f}",
            f"Two coders agree on {(rows['status'] == rows['second_status']).sum()} of {len(rows)}, kappa {found.kappa:.2f}",
            f"chance alone gives {100 * five_off.chance:.1f} of 100",
        ]
    ]
