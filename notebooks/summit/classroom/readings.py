"""Two readings of a contested point, each with its voices: who said what, when and where."""

from IPython.display import display

from ..data import load
from .display import in_japanese, link, plain

TURNS = ("One reading", "The other reading")
DATES = {"day": "{0.day} {0:%B %Y}", "month": "{0:%B %Y}", "year": "{0.year}"}


def readings(lesson, point=None):
    """Display the contested points of a lesson: a question, two readings, and under each its voices.

    lesson: its number, such as "04". point: one of the lesson's points, such as "C8"; without it, all of them.
    Each voice says who spoke, when and where, and links to where we read it; no reading is ours.
    Raises ValueError for a lesson or a point that is not in data/points.csv.
    """
    points = _points(lesson, point)
    voices = load("viewpoints").merge(
        load("sources")[["source_id", "publisher", "url"]], on="source_id", how="left"
    )
    found = [
        (row.point, list(_sides(voices[voices["point_id"] == row.point_id])))
        for row in points.itertuples()
    ]
    display(
        {
            "text/markdown": in_japanese(
                "\n\n".join(_as_markdown(*each) for each in found)
            ),
            "text/plain": "\n\n".join(_as_text(*each) for each in found),
        },
        raw=True,
    )


def _points(lesson, point):
    """Return the rows of points.csv that are asked for; say in plain words which there are."""
    points = load("points")
    lessons = sorted(set(points["lesson"]))
    rows = points[points["lesson"] == str(lesson).zfill(2)]
    if rows.empty:
        raise ValueError(
            f"There are no readings for lesson {lesson!r}. Lessons with readings are {', '.join(lessons)}; "
            f'write one of them in quotation marks, such as summit.readings("{lessons[0]}").'
        )
    if point is None:
        return rows
    one = rows[rows["point_id"] == str(point)]
    if one.empty:
        raise ValueError(
            f"Lesson {lesson} has no point {point!r}. Its points are {', '.join(rows['point_id'])}; "
            f'write one of them in quotation marks, such as summit.readings("{rows.iloc[0]["lesson"]}", "{rows.iloc[0]["point_id"]}").'
        )
    return one


def _sides(voices):
    """Yield (heading, voices) of the readings of a point, in the order of the table."""
    for turn, (reading, side) in zip(TURNS, voices.groupby("reading", sort=False)):
        yield f"{turn}: {reading}", list(side.itertuples())


def _when(voice):
    return DATES[voice.date_precision].format(voice.date)


def _as_markdown(question, sides):
    """Return a point as a list of two: a list tells a screen reader which voice belongs to which reading."""
    lines = [f"**{plain(question)}**", ""]
    for heading, voices in sides:
        lines += [f"- **{plain(heading)}**"]
        lines += [
            f"  - **{plain(voice.who)}**, {_when(voice)}, {plain(voice.place)}: {plain(voice.view)} "
            f"({link(voice.publisher, voice.url)})"
            for voice in voices
        ]
    return "\n".join(lines)


def _as_text(question, sides):
    lines = [question]
    for heading, voices in sides:
        lines += ["", heading]
        lines += [
            f"- {voice.who}, {_when(voice)}, {voice.place}: {voice.view} ({voice.publisher})"
            for voice in voices
        ]
    return "\n".join(lines)
