"""The charts that lessons share: tiles, bars, a grid, lines, a timeline."""

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from ..data import levels
from .style import (
    COLORS,
    COUNTRIES,
    FILLS,
    INK,
    LABELS,
    PAPER,
    RULE,
    STATUS_FILLS,
    TEXT,
    closed,
    figure,
    ink_on,
    label,
    outline_of,
    titled,
)

MOST = 13  # tiles in one line


def tiles(table, group, fill, order, title, color=None):
    """Return a figure with one tile a row of the table, in lines by group, filled by a column.

    table: its first column holds the label of each tile. group: the column that makes the lines; a
    group of more than 13 goes on in the next. fill: the column that fills the tiles. order: its values,
    from full to empty; three, or the six statuses. color: of all tiles; if None, each line has the
    color of its pillar.
    """
    fig, ax = figure(title)
    looks = _looks(order)
    wide = min(MOST, table[group].value_counts().max())
    names, y = 0.27 * wide, 0  # the room of the names at the left
    for name in dict.fromkeys(table[group]):
        part = table[table[group] == name]
        part = part.sort_values(fill, key=lambda s: s.map(order.index), kind="stable")
        ax.text(-names, -y, LABELS.get(name, name), va="center", weight="bold")
        for n, (text, value) in enumerate(zip(part.iloc[:, 0], part[fill])):
            shade, look = color or COLORS.get(name, INK), looks[order.index(value)]
            _box(ax, n % wide, -y - n // wide, 0.92, 0.78, text, shade, look)
        y += -(-len(part) // wide)
    counts = table[fill].value_counts().reindex(order, fill_value=0)
    bottom = _key(ax, -names, -y - 0.1, counts, wide, color or INK)
    ax.set(xlim=(-names, wide), ylim=(bottom - 0.45, 0.45))
    ax.axis("off")
    return closed(fig)


def bars(counts, title):
    """Return a figure with one stacked bar a row of a table of counts, each part labeled with its count.

    counts: a DataFrame whose rows are pillars, or other groups, and whose columns run from full to
    empty; three, or the six statuses.
    """
    fig, ax = figure(title)
    for y, (name, row) in enumerate(counts.iterrows()):
        start, color = 0, COLORS.get(name, INK)
        for look, value in zip(_looks(counts.columns), row):
            if value:
                _box(ax, start, -y, value, 0.7, f"{value:g}", color, look)
            start += value
    wide = counts.sum(axis=1).max()
    bottom = _key(ax, 0, -len(counts) - 0.1, counts.sum(), wide)
    ax.set_yticks(
        [-y for y in range(len(counts))],
        [LABELS.get(name, name) for name in counts.index],
    )
    ax.set(xlim=(-0.05, wide + 0.05), ylim=(bottom - 0.45, 0.45))
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return closed(fig)


def _looks(values):
    """Return how each of some values is filled: three, or the six statuses."""
    return FILLS if len(values) <= len(FILLS) else STATUS_FILLS


def _key(ax, left, y, counts, right, color=INK):
    """Explain the fills from y down, three boxes a line, each with the total it stands for; return the last line."""
    step, box = (right - left) / 3, (right - left) / 16
    for n, (value, count, look) in enumerate(zip(counts.index, counts, _looks(counts))):
        x, line = left + n % 3 * step, y - n // 3 * 0.8
        _box(ax, x, line, box, 0.66, count, color, look)
        ax.text(x + 1.25 * box, line, value, va="center")
    return line


def _box(ax, x, y, width, height, text, color, look):
    """Draw a box from x, centered on y, filled as its look says, with a text that stays readable on it."""
    face = (*to_rgb(color), look["alpha"])
    ax.add_patch(
        Rectangle(
            (x, y - height / 2),
            width,
            height,
            facecolor=face,
            edgecolor=outline_of(color),
            hatch=look["hatch"],
            linewidth=1.4,
        )
    )
    around = [withStroke(linewidth=5, foreground=PAPER)] if look["hatch"] else None
    ax.text(
        x + width / 2,
        y,
        text,
        ha="center",
        va="center",
        path_effects=around,  # so that no hatch runs through it
        color=INK if look["hatch"] else ink_on(color, look["alpha"]),
    )


def grid(counts, title, color=None, rows="", columns=""):
    """Return a figure with a square for each cell of a table of counts, its area the count.

    counts: a DataFrame; its rows are pillars, or other groups, its columns the steps of a ladder.
    color: of all squares; if None, each row has the color of its pillar. rows, columns: what they are.
    """
    fig, ax = figure(title)
    ax.set_xticks(range(len(counts.columns)), counts.columns)
    ax.set_yticks(
        [-y for y in range(len(counts))],
        [LABELS.get(name, name) for name in counts.index],
    )
    ax.set(xlim=(-0.6, len(counts.columns) - 0.4), ylim=(-len(counts) + 0.4, 0.6))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xlabel(columns, weight="bold", labelpad=12)
    ax.set_ylabel(rows, weight="bold")
    wide, high = _inches(ax)
    unit = 0.86 * min(wide, high)  # a square is square on the page
    largest, whole = counts.to_numpy().max(), (counts % 1 == 0).to_numpy().all()
    for y, (name, row) in enumerate(counts.iterrows()):
        fill = color or COLORS.get(name, INK)
        for x, value in enumerate(row):
            side = unit * (value / largest) ** 0.5
            if value:
                corner = (x - side / wide / 2, -y - side / high / 2)
                ax.add_patch(
                    Rectangle(
                        corner,
                        side / wide,
                        side / high,
                        facecolor=fill,
                        edgecolor=outline_of(fill),
                    )
                )
            text = f"{value:g}" if whole or not value else f"{value:.1f}"
            inside = whole and 72 * side > TEXT * (0.35 + 0.6 * len(text))
            ax.text(
                x if inside or not value else x + (side / 2 + 0.06) / wide,
                -y,
                text,
                va="center_baseline",
                ha="center" if inside or not value else "left",
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


def coverage_by_field(commitments, pillar, title):
    """Return a figure of a pillar's commitments, each in the line of its field and the column of its coverage.

    commitments: rows of the table commitments; fields stand in their order. pillar: gives the color.
    """
    fig, ax = figure(title)
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
                x + 0.3 * (n - (len(ids) - 1) / 2),
                -fields.index(field),
                name,
                ha="center",
                va="center",
                bbox={
                    "facecolor": face,
                    "edgecolor": outline_of(COLORS[pillar]),
                    "linewidth": 1.4,
                    "boxstyle": "square,pad=0.15",
                },
            )
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks([-y for y in range(len(fields))], fields)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(fields), 0.5))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.spines[:].set_visible(False)
    return closed(fig)


def lines(table, title, unit, zero=True):
    """Return a figure with one line a column of a table, each labeled at its right end.

    table: a DataFrame whose index is the year; columns named by ISO code get the name, color and
    line style of the country; others keep their own name. Gaps in the data stay gaps.
    unit: printed above the axis. zero: whether the axis starts at 0.
    """
    fig, ax = figure(title)
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
    _label_ends(ax, ends, table.index.min(), table.index.max())
    ax.set_title(unit, weight="normal")
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.yaxis.grid(True, color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    return closed(fig)


def _label_ends(ax, ends, first, last):
    """Write each name at the right, in the order of the line ends, far enough apart to be read.

    A name is in ink, as the color of a line is too pale for letters; a stroke of that color leads to it.
    """
    low, high = ax.get_ylim()
    gap = (high - low) * 0.0046 * TEXT
    ends = sorted(ends, key=lambda end: end[0])
    for end, place in zip(ends, _apart([end[0] for end in ends], gap, low)):
        early = last - end[1] > 0.1 * (
            last - first
        )  # a line that ends early has its name beside its end
        ax.annotate(
            end[2],
            (end[1], end[0]),
            xytext=(end[1] + 0.2, end[0])
            if early
            else (last + 0.05 * (last - first), place),
            weight="bold",
            va="center",
            annotation_clip=False,
            arrowprops=None
            if early
            else {"arrowstyle": "-", "color": end[3], "linewidth": 1.5},
        )
    ax.set_ylim(low, max(high, place + gap / 2))
    ax.set_xlim(right=last + 0.01 * (last - first))  # no grid line under the names


def _apart(values, gap, low):
    """Return places for rising values, each as near to its own as a gap between neighbors allows."""
    groups = []  # of names that touch: the middle of each, and how many they are
    for value in values:
        middle, count = value, 1
        while True:
            middle = max(middle, low + (count - 1) * gap / 2)
            if (
                not groups
                or middle - groups[-1][0] >= gap * (count + groups[-1][1]) / 2
            ):
                break
            before, many = groups.pop()
            middle = (middle * count + before * many) / (count + many)
            count += many
        groups.append((middle, count))
    return [
        middle + gap * (n - (count - 1) / 2)
        for middle, count in groups
        for n in range(count)
    ]


def timeline(events, named, since, title):
    """Return a figure with the events as marks in lanes by theme: all years above, the last ones below.

    events: a DataFrame with event_id, date and theme. named: {event_id: a few words to print}.
    since: the ISO date at which the lower part starts.
    """
    fig, axes = plt.subplots(2)
    titled(fig, title)
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
                color=outline_of(COLORS[theme]),
                markersize=17,
                markeredgewidth=2.5,
            )
        first, whole = part["date"].min(), part["date"].max() - part["date"].min()
        for n, row in enumerate(part[part["event_id"].isin(list(named))].itertuples()):
            x, top = mdates.date2num(row.date), 2 - n % 2  # neighbors at two heights
            ax.plot(
                [x, x], [-lanes.index(row.theme), top], "-", color=INK, linewidth=0.8
            )
            # no name leaves the page: a letter takes about a sixtieth of its width
            begin = (row.date - first) / whole - len(named[row.event_id]) / 60
            side = "left" if begin < 0 else "right"
            ax.text(x, top, f" {named[row.event_id]} ", ha=side, va="center")
        ax.set_yticks(
            [-y for y in range(len(lanes))],
            [label(theme).split(" and ")[0] for theme in lanes],
        )
        ax.set_ylim(-len(lanes) + 0.4, 2.4)
        ax.margins(x=0.04)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    axes[0].xaxis.set_major_locator(mdates.YearLocator(10))
    axes[1].xaxis.set_major_locator(mdates.YearLocator())
    return closed(fig)
