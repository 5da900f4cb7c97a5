"""The charts that lessons share: tiles, bars, a grid, lines, a timeline."""

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from ..data import levels
from .style import (
    BEHIND,
    COLORS,
    COUNTRIES,
    FILLS,
    INK,
    LABELS,
    RULE,
    STATUS_FILLS,
    closed,
    ink_on,
    label,
)


def tiles(table, group, fill, order, title, color=None, above=False):
    """Return a figure with one tile a row of the table, in lines by group, filled by a column.

    table: its first column holds the label of each tile. group: the column that makes the lines.
    fill: the column that fills the tiles. order: its values, from full to empty; three, or the six
    statuses. color: of all tiles; if None, each line has the color of its pillar. above: whether the
    name of a line stands above it, which leaves room for larger tiles and letters.
    """
    fig, ax = plt.subplots()
    looks, size = _looks(order), 15 if above else 12
    groups = list(dict.fromkeys(table[group]))
    lines = [
        part.sort_values(fill, key=lambda s: s.map(order.index), kind="stable")
        for part in (table[table[group] == name] for name in groups)
    ]
    for y, (name, part) in enumerate(zip(groups, lines)):
        ax.text(
            0 if above else -0.25,
            -y + 0.41 if above else -y,
            label(name) if above else LABELS.get(name, name),
            ha="left" if above else "right",
            va="center",
            fontsize=size + 1,
            weight="bold",
        )
        for x, (text, value) in enumerate(zip(part.iloc[:, 0], part[fill])):
            _box(
                ax,
                x,
                -y,
                0.92 if above else 0.88,
                0.48 if above else 0.76,
                text,
                color or COLORS.get(name, INK),
                looks[order.index(value)],
                size,
            )
    counts = table[fill].value_counts().reindex(order, fill_value=0)
    wide = max(*map(len, lines), 14)
    step = min(wide / min(len(order), 3), 6)
    bottom = _key(ax, -len(groups), counts, color or INK, step, size + 1)
    ax.set(
        xlim=(-0.05 if above else -3.6, wide),
        ylim=(bottom - 0.6, 0.7),
        title=title,
    )
    ax.axis("off")
    return closed(fig)


def bars(counts, title):
    """Return a figure with one stacked bar a row of a table of counts, each part labeled with its count.

    counts: a DataFrame whose rows are pillars, or other groups, and whose columns run from full to
    empty; three, or the six statuses.
    """
    fig, ax = plt.subplots()
    for y, (name, row) in enumerate(counts.iterrows()):
        start = 0
        for look, value in zip(_looks(counts.columns), row):
            if value:
                _box(
                    ax,
                    start,
                    -y,
                    value,
                    0.68,
                    f"{value:g}",
                    COLORS.get(name, INK),
                    look,
                    15,
                )
            start += value
    bottom = _key(ax, -len(counts), counts.sum())
    ax.set_yticks(
        [-y for y in range(len(counts))],
        [LABELS.get(name, name) for name in counts.index],
    )
    ax.set(
        title=title,
        xlim=(-0.05, counts.sum(axis=1).max() + 0.05),
        ylim=(bottom - 0.45, 0.5),
    )
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return closed(fig)


def _looks(values):
    """Return how each of some values is filled: three, or the six statuses."""
    return FILLS if len(values) <= len(FILLS) else STATUS_FILLS


def _key(ax, y, counts, color=INK, step=6, size=13):
    """Explain the fills in lines of three boxes from y down, each with the total it stands for; return the last line."""
    for n, (value, count, look) in enumerate(zip(counts.index, counts, _looks(counts))):
        x, line = n % 3 * step, y - n // 3 * 0.75
        _box(ax, x, line, 0.88, 0.6, count, color, look, size - 1)
        ax.text(x + 1.05, line, value, va="center", fontsize=size)
    return line


def _box(ax, x, y, width, height, text, color, look, size):
    """Draw a box from x, centered on y, filled as its look says, with a text that stays readable on it."""
    face = (*to_rgb(color), look["alpha"])
    ax.add_patch(
        Rectangle(
            (x, y - height / 2),
            width,
            height,
            facecolor=face,
            edgecolor=color,
            hatch=look["hatch"],
            linewidth=1.4,
        )
    )
    ax.text(
        x + width / 2,
        y,
        text,
        ha="center",
        va="center",
        fontsize=size,
        bbox=BEHIND if look["hatch"] else None,
        color=INK if look["hatch"] else ink_on(color, look["alpha"]),
    )


def grid(counts, title, color=None, size=13):
    """Return a figure with a square for each cell of a table of counts, its area the count.

    counts: a DataFrame; its rows are pillars, or other groups, its columns the steps of a ladder.
    color: of all squares; if None, each row has the color of its pillar. size: of the labels.
    """
    fig, ax = plt.subplots()
    ax.set_xticks(range(len(counts.columns)), counts.columns)
    ax.set_yticks(
        [-y for y in range(len(counts))],
        [LABELS.get(name, name) for name in counts.index],
    )
    ax.set(
        title=title,
        xlim=(-0.6, len(counts.columns) - 0.4),
        ylim=(-len(counts) + 0.4, 0.6),
    )
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelsize=size)
    ax.xaxis.tick_top()
    wide, high = _inches(ax)
    unit = 0.86 * min(wide, high)  # a square is square on the page
    largest, whole = counts.to_numpy().max(), (counts % 1 == 0).to_numpy().all()
    for y, (name, row) in enumerate(counts.iterrows()):
        fill = color or COLORS.get(name, INK)
        for x, value in enumerate(row):
            side = unit * (value / largest) ** 0.5
            if value:
                corner = (x - side / wide / 2, -y - side / high / 2)
                ax.add_patch(Rectangle(corner, side / wide, side / high, color=fill))
            text = f"{value:g}" if whole or not value else f"{value:.1f}"
            points = size + 2 if len(text) == 1 else size
            inside = 72 * side > 0.72 * points * len(text)
            ax.text(
                x if inside or not value else x + (side / 2 + 0.06) / wide,
                -y,
                text,
                va="center_baseline",
                ha="center" if inside or not value else "left",
                fontsize=points,
                weight="bold" if value else "normal",
                color=ink_on(fill, 1) if inside else INK if value else "#767676",
            )
    return closed(fig)


def _inches(ax):
    """Return how many inches one step along each axis has, once all labels have their place."""
    ax.figure.draw_without_rendering()
    box = ax.get_window_extent()
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    dots = ax.figure.dpi
    return box.width / dots / (right - left), box.height / dots / (high - low)


def coverage_by_field(commitments, pillar, title, size=13):
    """Return a figure of a pillar's commitments, each in the line of its field and the column of its coverage.

    commitments: rows of the table commitments; fields stand in their order. pillar: gives the color. size: of
    the text.
    """
    fig, ax = plt.subplots()
    fields, columns = (
        list(dict.fromkeys(commitments["domain"])),
        levels("commitments", "article_coverage"),
    )
    for (field, how), ids in commitments.groupby(["domain", "article_coverage"])[
        "commitment_id"
    ]:
        x, share = columns.index(how), (0.3, 0.1, 0)[columns.index(how)]
        face = [channel * share + 1 - share for channel in to_rgb(COLORS[pillar])]
        for n, name in enumerate(ids):
            ax.text(
                x + size / 58 * (n - (len(ids) - 1) / 2),
                -fields.index(field),
                name,
                ha="center",
                va="center",
                fontsize=size,
                bbox={
                    "facecolor": face,
                    "edgecolor": COLORS[pillar],
                    "linewidth": 1.4,
                    "boxstyle": f"square,pad={3.9 / size}",
                },
            )
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks([-y for y in range(len(fields))], fields)
    ax.set(title=title, xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(fields), 0.5))
    ax.xaxis.tick_top()
    ax.tick_params(length=0, labelsize=size)
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.spines[:].set_visible(False)
    return closed(fig)


def lines(table, title, unit, zero=True, size=13):
    """Return a figure with one line a column of a table, each labeled at its right end.

    table: a DataFrame whose index is the year; columns named by ISO code get the name, color and
    line style of the country; others keep their own name. Gaps in the data stay gaps.
    unit: printed above the axis. zero: whether the axis starts at 0. size: of the names.
    """
    fig, ax = plt.subplots()
    spare = [
        ("#0072B2", "-"),
        ("#D55E00", "--"),
        ("#009E73", "-."),
        ("#A3457D", ":"),
        ("#1a1a1a", "-"),
    ]
    ends = []
    for n, name in enumerate(table.columns):
        text, color, style = COUNTRIES.get(name, (name, *spare[n % len(spare)]))
        column = table[name]
        known = column.dropna()
        ax.plot(
            table.index,
            column,
            color=color,
            linestyle=style,
            linewidth=2.5,
            marker="o" if len(known) < 12 else None,
        )
        ends.append([known.iloc[-1], known.index[-1], text, color])
    if zero:
        ax.set_ylim(bottom=min(0, 1.06 * float(table.min().min())))
    _label_ends(ax, ends, table.index.min(), table.index.max(), size)
    ax.set_title(f"{title}\n", fontsize=16)
    ax.text(0, 1.01, unit, transform=ax.transAxes, fontsize=size - 1, va="bottom")
    ax.tick_params(labelsize=size)
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    return closed(fig)


def _label_ends(ax, ends, first, last, size):
    """Write each name at the right, in the order of the line ends, far enough apart to be read."""
    low, high = ax.get_ylim()
    gap = (high - low) * 0.005 * size
    place = -float("inf")
    for end in sorted(ends, key=lambda end: end[0]):
        place = max(end[0], place + gap)
        early = last - end[1] > 0.1 * (
            last - first
        )  # a line that ends early has its name beside its end
        ax.annotate(
            end[2],
            (end[1], end[0]),
            xytext=(end[1] + 0.2, end[0])
            if early
            else (last + 0.04 * (last - first), place),
            color=end[3],
            fontsize=size,
            weight="bold",
            va="center",
            annotation_clip=False,
            arrowprops=None
            if early
            else {"arrowstyle": "-", "color": RULE, "linewidth": 0.8},
        )
    ax.set_ylim(low, max(high, place + gap / 2))
    ax.set_xlim(right=last + 0.01 * (last - first))  # no grid line under the names


def timeline(events, named, since, title):
    """Return a figure with the events as marks in lanes by theme: all years above, the last ones below.

    events: a DataFrame with event_id, date and theme. named: {event_id: a few words to print}.
    since: the ISO date at which the lower part starts.
    """
    fig, axes = plt.subplots(2)
    since = pd.Timestamp(since)
    lanes = [
        theme
        for theme in ("peace", "growth", "indo-pacific", "context")
        if theme in set(events["theme"])
    ]
    for ax, part in zip(
        axes, [events[events["date"] < since], events[events["date"] >= since]]
    ):
        for y, theme in enumerate(lanes):
            dates = mdates.date2num(part.loc[part["theme"] == theme, "date"])
            ax.plot(
                dates,
                [-y] * len(dates),
                "|",
                color=COLORS[theme],
                markersize=19,
                markeredgewidth=2.5,
            )
        for n, row in enumerate(part[part["event_id"].isin(list(named))].itertuples()):
            x, top = mdates.date2num(row.date), 0.7 + n % 2  # neighbors at two heights
            ax.plot([x, x], [-lanes.index(row.theme), top], color=INK, linewidth=0.8)
            ax.text(x, top, f" {named[row.event_id]}", fontsize=12, va="center")
        ax.set_yticks(
            [-y for y in range(len(lanes))], [label(theme) for theme in lanes]
        )
        ax.set_ylim(-len(lanes) + 0.4, 2.1)
        ax.margins(x=0.09)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes[0].xaxis.set_major_locator(mdates.YearLocator(10))
    axes[1].xaxis.set_major_locator(mdates.YearLocator())
    axes[0].set_title(title)
    return closed(fig)
