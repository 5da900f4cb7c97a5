"""A text that a reader has saved from a page: found, decoded, and rid of what a page wraps around it."""

import difflib
import os
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from ..data import DATA
from .answers.wording import printable

SUFFIXES = (".txt", ".html", ".htm")
LARGEST = 20_000_000  # bytes: a page is smaller by far
PASTE = "Copy the text from the page (Ctrl + A, Ctrl + C), and paste it into a new text file in JupyterLab (Ctrl + V, Ctrl + S)"
# how files begin that hold no plain text: {first bytes: what such a file is}
OTHERS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word file or another packed file",
    b"{\\rtf": "a file of a word processor (RTF)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"bplist": "a web archive of Safari",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class Problem(ValueError):
    """What is wrong with what was given, and what to do, in a sentence."""


def read(file):
    """Return the text of a file as one str, clean of what cannot be seen. Raises Problem.

    file: its name or path, looked for in the lesson's folder, in notebooks/mine, in notebooks and at the top of the
    collection; with or without .txt or .html.
    """
    path = _found(file)
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(
                f"The file {path.name} is too large to be a page of text. {PASTE}."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise Problem(
            f"The file {path.name} cannot be read ({error.strerror or 'no reason given'}). Close it in other programs, "
            "or save the text in another file."
        ) from None
    return clean(_decoded(raw, path.name))


def clean(text):
    """Return a text without invisible characters, the text of its HTML where it is a page, with plain spaces and line ends."""
    if re.match(
        r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
        text[:5000],
        re.I | re.S,
    ):
        page = _Page()
        page.feed(text)
        page.close()
        text = "".join(page.parts)
    text = unicodedata.normalize(
        "NFKC", re.sub(r"\r\n?|[\u2028\u2029\u0085]", "\n", text)
    )
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cs")
    )


def _found(file):
    if not isinstance(file, (str, os.PathLike)) or not str(file).strip():
        raise Problem(
            'Give the name of your file in quotation marks, such as "statement.txt".'
        )
    name = str(file).strip().strip("\"'")
    if re.match(r"https?:|www\.", name):
        raise Problem(
            f"That is an address, and nothing is downloaded here. {PASTE}. Then give the name of that file."
        )
    notebooks = DATA.parent / "notebooks"
    folders = list(
        dict.fromkeys([Path.cwd(), notebooks / "mine", notebooks, DATA.parent])
    )
    there = None
    try:
        for folder in folders:
            for suffix in ("", *SUFFIXES):
                path = folder / Path(f"{name}{suffix}").expanduser()
                if path.is_file():
                    return path
                there = there or (path if path.is_dir() else None)
    except (OSError, ValueError, RuntimeError):  # a name that no file can have
        pass
    short = printable(name, 60)
    if there:
        raise Problem(
            f'{short} is a folder. Add the name of the file in it, such as "{Path(short).name}/statement.txt".'
        )
    near = _near(Path(name.replace("\\", "/")).name, folders)
    raise Problem(
        f"There is no file {short} in the folder of this lesson or at the top of the collection. "
        + (f"Did you mean {near}? If not, look" if near else "Look")
        + " in the list of files on the left: what is its name, and is it in the folder of your lesson?"
    )


def _near(name, folders):
    """Return the name of the text file in these folders that is most like a name, or ""."""
    names = {}
    for folder in folders:
        try:
            names |= {
                path.name.casefold(): path.name
                for path in folder.iterdir()
                if path.suffix.casefold() in SUFFIXES
            }
        except OSError:
            continue
    return next(
        (
            names[found]
            for found in difflib.get_close_matches(name.casefold(), names, 1)
        ),
        "",
    )


def _decoded(raw, name):
    if not raw.strip():
        raise Problem(
            f"The file {name} is empty. Paste the text into it, and save it (Ctrl + S)."
        )
    for first, kind in OTHERS.items():
        if raw.startswith(first):
            raise Problem(f"The file {name} is {kind}, not a text. {PASTE}.")
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = next(
        (encoding for mark, encoding in marks.items() if raw.startswith(mark)), None
    )
    # without a mark: UTF-8, or what a Windows in the West and one in Japan write
    for encoding in [marked] if marked else ["utf-8", "cp1252", "cp932"]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Problem(
        f"The file {name} is not a text, or it was saved in an unusual way. {PASTE}."
    )


class _Page(HTMLParser):
    """The text of a page: its blocks apart, its scripts and styles left out."""

    BLOCKS = set(
        "address article aside blockquote body br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
        "main nav ol option p pre section table td th title tr ul".split()
    )
    UNSEEN = {"script", "style", "noscript", "template", "svg"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.unseen = [], ""

    def handle_starttag(self, tag, attributes):
        if tag in self.UNSEEN and not self.unseen:
            self.unseen = tag
        self._block(tag)

    def handle_endtag(self, tag):
        if tag == self.unseen:
            self.unseen = ""
        self._block(tag)

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(data)

    def _block(self, tag):
        if tag in self.BLOCKS and not self.unseen:
            self.parts.append("\n\n")
