"""One HTML file that needs no network, and in which nothing runs: what all pages on a class share."""

import re

from .. import pages
from . import safe

# nothing is loaded and no script runs, whatever a student has written
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LOOK = """\
html { background: #fff; }
body { font: 18px/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK JP",
  "Hiragino Sans", "Yu Gothic", sans-serif; color: #1a1a1a; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 2em; border-top: 4px solid #0072B2; padding-top: 0.3em; color: #00517f; }
h3 { margin: 1.5em 0 0.3em; color: #00517f; }
a { color: #00517f; }
.edition { color: #444; margin: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; line-height: 1.3; }
th, td { text-align: left; vertical-align: top; padding: 4px 14px 4px 0;
  border-bottom: 1px solid #c8c8c8; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 26px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: #1a1a1a; }
code { font-family: Consolas, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.9em; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; }
  h2, h3 { break-after: avoid; } svg, tr, .answer { break-inside: avoid; } }
"""


def page(title, edition, body, look=""):
    """Return a page as text. body: HTML, in which all that is a student's is escaped."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<meta name="robots" content="noindex">
<title>{safe.escaped(title)}</title>
<style>{LOOK}{look}</style>
</head>
<body>
<main>
<p class="edition">{safe.escaped(edition)} · Reading a Summit</p>
<h1>{safe.escaped(title)}</h1>
{body}
</main>
</body>
</html>
"""


def words(value, longest=safe.LONGEST):
    """Return a text of anybody's as HTML: nothing in it is markup, and Japanese is marked as Japanese."""
    return pages.japanese(safe.escaped(safe.text(value, longest)))


def coded(value):
    """Return one of our own sentences as HTML: what stands between backticks is code."""
    parts = re.split(r"`([^`]+)`", value)
    parts[1::2] = [f"<code>{words(one)}</code>" for one in parts[1::2]]
    parts[::2] = [words(one) for one in parts[::2]]
    return "".join(parts).replace("\n", "<br>")


def table(header, rows, kind=""):
    """Return a table. header, and each row: lists of HTML, the first of a row its header."""
    head = "".join(f'<th scope="col">{one}</th>' for one in header)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td>{one}</td>" for one in row[1:])
        + "</tr>\n"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0"><table class="{kind}">\n<thead><tr>{head}</tr>'
        f"</thead>\n<tbody>\n{body}</tbody></table></div>"
    )


def counted(number, noun, plural=None):
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names, noun):
    """Return "lesson 01", "lessons 01 and 02"."""
    names = [str(one) for one in names]
    several = " and ".join([", ".join(names[:-1]), names[-1]][len(names) < 2 :])
    return f"{noun if len(names) == 1 else noun + 's'} {several}"
