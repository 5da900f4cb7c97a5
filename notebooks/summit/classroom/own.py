"""A teacher's own questions: notebooks/own_questions.py, beside the lessons, where there is one.

It is the teacher's file: no update of the collection touches it, and whatever is wrong in
it is said in a sentence and stops no other exercise. TEACHING.md shows how it looks.
"""

import traceback
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "own_questions.py"
NAME = f"notebooks/{FILE.name}"
SHOWN = "TEACHING.md, *Make it yours*, shows how"

_last = None  # (what the file said, what came of it)


class OwnError(Exception):
    """Why a teacher's file cannot be used, in plain words."""


def questions():
    """Return the dictionary EXERCISES of the file, {} where there is no file.

    Raises OwnError where the file cannot be used.
    """
    global _last
    try:
        text = FILE.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise OwnError(f"{NAME} cannot be read ({error}). Save it as UTF-8.") from error
    if _last is None or _last[0] != text:
        _last = text, _run(text)
    if isinstance(_last[1], OwnError):
        raise _last[1]
    return _last[1]


def _run(text):
    """Return the EXERCISES that a file makes, or the OwnError that says why there are none."""
    names = {"__name__": "own_questions", "__file__": str(FILE)}
    try:
        exec(compile(text, str(FILE), "exec"), names)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - anything may stand there
        said = error.msg if isinstance(error, SyntaxError) else error
        return OwnError(
            f"{NAME} stops{_line(error)} ({type(error).__name__}: {said})."
            f" {SHOWN} it should look."
        )
    found = names.get("EXERCISES")
    if not isinstance(found, dict):
        return OwnError(
            f"{NAME} has no dictionary named EXERCISES. {SHOWN} it should look."
        )
    return {str(number): exercise for number, exercise in found.items()}


def _line(error):
    """Return at which line of the file an error arose, "" where that is not known."""
    if isinstance(error, SyntaxError) and error.filename == str(FILE):
        return f" at line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(FILE)]
    return f" at line {lines[-1]}" if lines else ""
