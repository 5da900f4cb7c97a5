"""The search over all pages, without a server: a list of their sections, and MiniSearch, which looks through it."""

import html
import json
import re

from . import parts

SECTION = re.compile(r'<h[123] id="([^"]+)">(.*?)</h[123]>', re.S)
SKIPPED = re.compile(r"<(script|style|nav|header|footer)\b.*?</\1>", re.S)
TITLE = re.compile(r"<title>(.*?) ·", re.S)


def write(site, made):
    """Write the search's script and its index. made: {address of a page: its HTML}."""
    library = parts.from_npm("minisearch") / "dist" / "umd" / "index.js"
    (site / "minisearch.js").write_bytes(library.read_bytes())
    text = json.dumps(sections(made), ensure_ascii=False, separators=(",", ":"))
    (site / "index.js").write_text(
        f"window.SECTIONS={text};\n", encoding="utf-8", newline="\n"
    )


def sections(made):
    """Return what can be found: a dict for each heading, with its page, its address and the words under it."""
    found = []
    for address, text in made.items():
        if not address.startswith("pages/") or address == "pages/search.html":
            continue
        title = html.unescape(TITLE.search(text)[1])
        pieces = SECTION.split(SKIPPED.sub(" ", text[text.index("<main") :]))
        for n in range(1, len(pieces), 3):
            anchor, heading, body = pieces[n : n + 3]
            found.append(
                {
                    "id": len(found),
                    "page": title,
                    "heading": words(heading),
                    "text": words(body),
                    "address": f"{address.removeprefix('pages/')}#{anchor}",
                }
            )
    return found


def words(text):
    """Return the words of HTML: no markup, one space between."""
    text = re.sub(r"<[^>]+>", " ", text.replace("<wbr>", ""))
    text = " ".join(html.unescape(text).split())
    # where an element ended before a sign, there is no space
    return re.sub(r"(?<=\() | (?=[).,;:?])", "", text)
