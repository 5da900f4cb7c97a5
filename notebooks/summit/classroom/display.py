"""What a student sees: pictures with their words, tables to be read, a slider."""

import base64
import html
import importlib
import inspect
import io
import os
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython import get_ipython
from IPython.display import display
from PIL import Image

from .. import pictures
from ..data import load
from ..loading.values import did_you_mean
from ..pictures.fingerprint import fingerprint
from ..pictures.style import FIGURES, Picture

NOTEBOOKS = Path(__file__).resolve().parents[2]
LESSON = re.compile(r"[0-9]{2}-[a-z-]+\.ipynb")  # a lesson's own file, not a copy of it
PNG_END = b"IEND\xaeB`\x82"  # the last bytes of every whole PNG
JAPANESE = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f](?:[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f]*"
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f])?"
)
NO_FORMULA = "dataframe tex2jax_ignore mathjax_ignore"
ROWS = 30  # a table that is longer shows its first twenty rows
FIRST = 20


def install():
    """Show every DataFrame and Series that ends a cell in the form of ``table``. Does nothing outside IPython."""
    shell = get_ipython()
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    for kind in (pd.DataFrame, pd.Series):
        formatters["text/html"].for_type(kind, lambda data: _as_html(*_shortened(data)))
        formatters["text/plain"].for_type(
            kind, lambda data, printer, cycle: printer.text(_as_text(*_shortened(data)))
        )
    # one number of a table: 1.41 under every numpy, and not np.float64(1.41)
    for kind in (np.float64, np.float32, np.int64, np.int32, np.bool_):
        formatters["text/plain"].for_type(
            kind, lambda value, printer, cycle: printer.text(str(value))
        )


def table(frame):
    """Display a DataFrame or a Series as a table to be read: all of its rows, and no text cut off.

    The first cell of each row is its header, so that a screen reader says which row a number is in.
    """
    frame = _frame(frame)
    display({"text/html": _as_html(frame), "text/plain": _as_text(frame)}, raw=True)


def _frame(data):
    return (
        data.to_frame(data.name if data.name is not None else "value")
        if isinstance(data, pd.Series)
        else data
    )


def _shortened(data):
    """Return a table that a cell ends in, and what to say of the rows that are left out."""
    frame = _frame(data)
    if frame.empty:
        return (
            frame,
            "No rows. If a condition chose them, no row meets it: look at its column, its sign and its value.",
        )
    if len(frame) <= ROWS:
        return frame, ""
    return (
        frame.head(FIRST),
        f"The first {FIRST} of {len(frame):,} rows. summit.table(...) shows all rows of a table.",
    )


def _rows_named(frame):
    """Return a table whose row names are its first column, and whether it has row names."""
    frame = frame.apply(_filled) if len(frame) else frame
    frame = frame.rename_axis(columns=None) if frame.columns.nlevels == 1 else frame
    if frame.index.nlevels == 1 and frame.index.name is None:
        return frame, False
    names = [
        name if name is not None else f"level {n}"
        for n, name in enumerate(frame.index.names, 1)
    ]
    frame = frame.rename_axis(index=names)
    for name in names:
        if name in frame.columns:  # a column has the same name: pandas would refuse
            frame = frame.drop(columns=name)
    return frame.reset_index(), True


def _filled(column):
    """Return a column whose missing values are empty where pandas would write <NA> in spite of na_rep."""
    masked = (
        isinstance(column.dtype, pd.api.extensions.ExtensionDtype)
        and column.isna().any()
    )
    return column.astype(object).where(column.notna(), "") if masked else column


def _as_text(frame, note=""):
    frame, named = _rows_named(frame)
    lines = (
        frame.to_string(index=not named, na_rep="")
        if len(frame)
        else " ".join(map(str, frame.columns))
    )
    return "\n".join(filter(None, [lines, note]))


def _as_html(frame, note=""):
    frame, named = _rows_named(frame)
    left = 'style="text-align: left"'
    rows = frame.iloc[:, 0] if named and len(frame.columns) else frame.index
    short = (
        'style="text-align: left; white-space: nowrap"'
        if max(map(len, map(str, rows)), default=0) < 25
        else left
    )
    with pd.option_context(
        "display.html.use_mathjax", False
    ):  # two dollar signs in a row are no formula
        head, _, body = frame.to_html(index=not named, border=0, na_rep="").partition(
            "<tbody>"
        )
    body = re.sub(
        r"(<tr>\s*)<t[dh]>(.*?)</t[dh]>",
        rf'\1<th scope="row" {short}>\2</th>',
        body,
        flags=re.S,
    )
    body = re.sub(
        "<td>(.*?)</td>",
        lambda cell: f"<td {_wide_enough(cell[1])}>{cell[1]}</td>",
        body,
        flags=re.S,
    )
    # one class under every pandas: older ones leave out the second word
    head = re.sub('class="dataframe[^"]*"', f'class="{NO_FORMULA}"', head, count=1)
    head = head.replace("<th></th>", "<td></td>")  # an empty corner heads nothing
    page = in_japanese(
        head.replace("<th>", f'<th scope="col" {left}>') + "<tbody>" + body
    )
    return page + (f"\n<p>{html.escape(note)}</p>" if note else "")


def _wide_enough(text):
    """Return the style of a cell: where a table has many columns, a sentence keeps more than one word a line."""
    return f'style="text-align: left{"; min-width: 12em" if len(text) > 40 else ""}"'


def in_japanese(page):
    """Return HTML in which Japanese is marked as such, for a screen reader and the right letter forms."""
    return JAPANESE.sub(lambda run: f'<span lang="ja">{run[0]}</span>', page)


def plain(text):
    """Return a text that Markdown and HTML show as it is: what comes from a table is never markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&$])", r"\\\1", " ".join(str(text).split()))


def link(title, url):
    """Return a Markdown link, or only its title where the address is none that a browser should open."""
    safe = re.fullmatch(r"https?://[^\s\"'<>()\[\]\\]+", str(url))
    return f"[{plain(title)}]({url})" if safe else plain(title)


def show(name, *tables, **words):
    """Draw a picture of the lesson from the tables you made, and show it with its words and its sources.

    name: the name of the picture, such as "01-verbs"; tables: what it is drawn from, such as verbs.
    Raises ValueError where there is no such picture, or where it cannot be drawn from these tables.
    """
    # a lesson run in notebooks/ saves it as figures/NAME.png where its fingerprint is another one;
    # with the same fingerprint the stored picture is shown, and nothing is drawn
    if not isinstance(name, str) or words:
        raise ValueError(
            "Write the name of the picture in quotation marks, and after it the names of "
            'the tables, as in: summit.show("01-verbs", verbs)'
        )
    name = name.strip()
    function = _function(name)
    _fitting(function, name, tables)
    drawing, file = fingerprint(function, tables), FIGURES / f"{name}.png"
    stored = _stored(file, drawing)
    if stored is not None:
        with Image.open(io.BytesIO(stored)) as image:
            alt, ids = image.info["Description"], image.info.get("Source", "").split()
        return _displayed(file, stored, alt, ids)
    picture = function(*tables)
    if not isinstance(picture, Picture):
        raise TypeError(f"{function.__module__}.{function.__name__}: return a Picture")
    plt.close(
        picture.fig
    )  # now, so that none is left open where words or a source lack
    alt, title = _words(picture.fig, picture.words, name)
    ids = [picture.sources] if isinstance(picture.sources, str) else picture.sources
    ids = list(dict.fromkeys(ids))
    about = {"Title": title, "Description": alt, "Comment": drawing}
    _source_line(ids)  # refuses a source that is unknown before a file is written
    drawn = _drawn(picture.fig, {"Software": None, **about, "Source": " ".join(ids)})
    _displayed(file, drawn, alt, ids, new=True)


def drawn_by(lesson="[0-9][0-9]"):
    """Return {the name of a picture: the function that draws it} of one lesson, such as "01", or of all."""
    found = {}
    for path in sorted(Path(pictures.__file__).parent.glob(f"lesson{lesson}.py")):
        module = importlib.import_module(f"{pictures.__name__}.{path.stem}")
        for name, value in vars(module).items():
            own = getattr(value, "__module__", "") == module.__name__
            if own and inspect.isfunction(value) and not name.startswith("_"):
                found[f"{path.stem[-2:]}-{name.replace('_', '-')}"] = value
    return found


def _function(name):
    lesson = name[:2] if re.match("[0-9]{2}-", name) else ""
    known = drawn_by(lesson) if lesson else {}
    if name in known:
        return known[name]
    listed = f"Those of lesson {lesson} are {', '.join(known)}." if known else ""
    wanted = did_you_mean(name, drawn_by(), listed)
    raise ValueError(f"There is no picture {name!r}. {wanted}".rstrip())


def _fitting(function, name, tables):
    """Raise ValueError where a picture is given too few or too many tables."""
    signature = inspect.signature(function)
    try:
        signature.bind(*tables)
        return
    except TypeError:
        takes = list(signature.parameters)
    count = "one table" if len(takes) == 1 else f"{len(takes)} tables, in this order"
    given = f"{len(tables) or 'none'} {'was' if len(tables) < 2 else 'were'} given"
    first = inspect.getdoc(function) or ""
    first = first.split("\n")[0]
    call = ", ".join([f'"{name}"', *takes])
    raise ValueError(
        f'"{name}" is drawn from {count}, and {given}. Write: summit.show({call}). {first}'
    )


def _words(fig, words, name):
    """Return the words of a picture, its title first, and the title alone."""
    if not str(words).strip():
        raise ValueError(
            f'The picture "{name}" has no words. Describe what it shows, computed from its table.'
        )
    title = " ".join(
        (
            fig.get_suptitle() or (fig.axes[0].get_title("left") if fig.axes else "")
        ).split()
    )
    alt = " ".join(f"{title}. {words}".split()).replace("[", "(").replace("]", ")")
    return alt, title


def _displayed(file, picture, alt, sources, new=False):
    """Display a picture with its words and its source line; a lesson writes a new one to its file."""
    line = _source_line(sources)
    problem = _replaced(file, picture) if new and _in_a_lesson() else ""
    if _in_a_lesson() and not problem:
        address = f"../figures/{file.name}"
    else:
        address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    display(
        {
            "text/markdown": "\n\n".join(
                filter(None, [f"![{plain(alt)}]({address})", line, plain(problem)])
            ),
            "text/plain": "\n".join(filter(None, [alt, line, problem])),
        },
        raw=True,
    )


def _in_a_lesson():
    """Say whether this is a lesson run in notebooks/: the only place from which pictures are written."""
    opened = os.environ.get(
        "JPY_SESSION_NAME", ""
    )  # the file, where JupyterLab started the kernel
    return Path.cwd() == NOTEBOOKS and bool(
        not opened or LESSON.fullmatch(re.split(r"[\\/]", opened)[-1])
    )


def _stored(file, drawing):
    """Return the bytes of a stored picture, or None if it is another one, not whole, or cannot be read."""
    try:
        picture = file.read_bytes()
        with Image.open(io.BytesIO(picture)) as image:
            same = image.info.get("Comment") == drawing
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for a damaged file
        return None
    return picture if same and picture.endswith(PNG_END) else None


def _drawn(fig, metadata):
    data = io.BytesIO()
    fig.savefig(data, metadata=metadata)
    return data.getvalue()


def _replaced(file, picture):
    """Write a picture whole or not at all; return what to tell the reader if it could not be written, or ""."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(exist_ok=True)
        part.write_bytes(picture)
        part.replace(file)
    except OSError as error:
        try:
            part.unlink(missing_ok=True)
        except OSError:
            pass
        return (
            f"This picture could not be saved as figures/{file.name} ({error.strerror or error}). It is shown all the same. "
            "Is the disk full, or the folder figures write-protected?"
        )
    return ""


def _source_line(sources):
    ids = list(dict.fromkeys(sources))
    if not ids:
        return ""
    if len(ids) > 5:
        return f"Sources: {len(ids)} documents, named row by row in data/sources.csv."
    known = load("sources").set_index("source_id")
    unknown = [name for name in ids if name not in known.index]
    if unknown:
        raise ValueError(
            f"There is no source {unknown[0]!r} in data/sources.csv. Add a row for it, or correct the name."
        )
    rows = list(known.loc[ids].itertuples())
    if len(ids) > 3:  # short, or the line would push the figure off a slide
        return f"Sources: {'; '.join(link(_short(row), row.url) for row in rows)}."
    return (
        "Source: "
        + "; ".join(
            f"{link(row.title, row.url)}, {plain(row.publisher)}" for row in rows
        )
        + "."
    )


def _short(source):
    """Return who published a source, and in which year, where its date is known."""
    year = re.match("[0-9]{4}", str(source.date))
    return f"{source.publisher}, {year[0]}" if year else source.publisher


WRAPS = "max-width: 760px; white-space: normal; line-height: 1.4"


def slider(name, table, first, last, what="year"):
    """Show a slider that draws a picture of the lesson anew for each value. Nothing is saved.

    name: the name of the picture, such as "05-years", whose function takes a table, a value, and
    the value before it. first, last: the ends of the slider, which starts at first.
    """
    function = _function(name.strip() if isinstance(name, str) else str(name))
    sliding(lambda *values: function(table, *values), first, last, what)


def sliding(picture, first, last, what="year"):
    """Show a slider that draws a picture anew for each value, and return both as a widget.

    picture: a function that takes a value, and the one at which the slider stopped before, or None; it
    returns a Picture. The words stand under the picture, where a screen reader
    speaks them at each move. Where no kernel runs, a line of text stands for it; where
    ipywidgets is not installed, a line says so, and None is returned.
    """
    try:
        from ipywidgets import (  # only a lesson with a slider needs it
            HTML,
            IntSlider,
            VBox,
        )
    except (
        ImportError
    ):  # in a browser without it, the rest of the lesson must still run
        text = "The slider needs the package ipywidgets, which is not installed here. The figure above shows the same."
        display({"text/plain": text}, raw=True)
        return None
    slider, image = (
        IntSlider(
            first,
            first,
            last,
            description=what,
            continuous_update=False,  # a stop counts, not each year that is passed
            layout={"width": "800px"},
        ),
        HTML(),
    )

    def redraw(value, before=None):
        found = picture(value, before)
        data = io.BytesIO()
        found.fig.savefig(data, dpi=90)
        plt.close(found.fig)
        source = base64.b64encode(data.getvalue()).decode()
        # the title says of what the words count something, and what the picture is
        words, title = map(html.escape, _words(found.fig, found.words, what))
        image.value = f'<img alt="{title}" src="data:image/png;base64,{source}"><div style="{WRAPS}"><p role="status">{words}</p></div>'

    slider.observe(lambda change: redraw(change["new"], change["old"]), "value")
    redraw(first)
    text = f"Run this cell for a slider: {what}, {first} to {last}. The arrow keys move it, too."
    box = VBox([slider, image])
    display({**box._repr_mimebundle_(), "text/plain": text}, raw=True)
    return box
