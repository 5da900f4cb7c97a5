"""Whose file it is, as Moodle, Canvas or the student wrote it, and how two spellings of a name are compared."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

MOODLE = re.compile(
    r"^(?P<name>.+?)_(?P<id>[0-9]{1,20})_assignsubmission_[a-z]+_?(?P<rest>.*)$", re.S
)
CANVAS = re.compile(
    r"^(?P<name>[^_/]+?)(?:_(?P<late>LATE))?_(?P<id>[0-9]{1,20})_(?P<file>[0-9]{1,20})"
    r"_(?P<rest>.+)$",
    re.S | re.I,
)
NOBODY = {
    "participant",
    "anon",
    "anonymous",
    "user",
    "参加者",
}  # where names are hidden
MANY = 4  # parts of a name whose every order is tried


@dataclass(frozen=True)
class Sender:
    """Who handed a file in, by the names of its folders and of itself.

    system: "Moodle", "Canvas" or ""; number: what the system calls the student; upload:
    Canvas' number of the file, which grows with time, else 0; late: whether it says so.
    """

    system: str = ""
    name: str = ""
    number: str = ""
    upload: int = 0
    late: bool = False


def sender(path):
    """Return the Sender of a file from its path in the folder, with slashes.

    The first part that a system wrote counts: what is inside it, a student named.
    """
    for part in path.split("/"):
        if found := MOODLE.match(part):
            return Sender("Moodle", _name(found["name"]), found["id"])
        found = CANVAS.match(part)
        if found and found["rest"].casefold().endswith((".ipynb", ".zip")):
            late = bool(found["late"])
            name = _name(found["name"])
            return Sender("Canvas", name, found["id"], int(found["file"]), late)
    return Sender()


def _name(written):
    written = " ".join(written.replace("_", " ").split())
    return "" if written.casefold() in NOBODY else written


def parts(name):
    """Return the parts of a name, in their order, as they are compared.

    Capitals, accents, full-width letters and commas do not matter; what has a digit in it
    is a number of the student, and no part.
    """
    name = unicodedata.normalize("NFKD", name)
    name = re.sub("[\u0300-\u036f]", "", name)  # accents, not the marks of kana
    name = unicodedata.normalize("NFC", name).casefold()
    words = re.split(r"[\W_]+", re.sub(r"['’.]", "", name))
    return [word for word in words if word and not re.search("[0-9]", word)]


def joined(name):
    """Return a name without its spaces, in the order in which it is written."""
    return "".join(parts(name))


def spellings(name):
    """Return a name without spaces in every order of its parts: who writes the family name first is the same."""
    found = parts(name)
    if len(found) <= MANY:
        return {"".join(order) for order in itertools.permutations(found)} - {""}
    return {"".join(found[n:] + found[:n]) for n in range(len(found))}


def same(one, other):
    """Say whether two names are spellings of one."""
    return joined(one) in spellings(other) or joined(other) in spellings(one)


def numbers(name):
    """Return what in a written name may be a student's number, login or e-mail address."""
    found = re.findall(r"[^\s,;()<>]*[0-9@][^\s,;()<>]*", name)
    return {unicodedata.normalize("NFKC", one).casefold().strip(".:") for one in found}
