"""What was handed in: notebooks in a folder, in its subfolders and in ZIPs, read within limits and never run."""

import hashlib
import io
import os
import stat
import time
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from . import names, records, safe

MEGABYTE = 1_000_000
LIMIT = 20 * MEGABYTE  # of a notebook; one of ours with all its figures has under three
ZIP_LIMIT = 100 * MEGABYTE  # of a ZIP in a ZIP
TOTAL = 2_000 * MEGABYTE  # of all that is unpacked from one ZIP
DEPTH = 3  # a ZIP in a ZIP in a ZIP
MEMBERS = 20_000  # files of a folder or a ZIP
# what computers leave beside the files of people
LITTER = {"__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass
class Submission:
    """A file that was handed in. path: in the folder, with slashes, through ZIPs.

    when: its time in seconds, or None; work: what is in it, None where it was not read,
    and then why says why.
    """

    path: str
    sender: names.Sender
    when: float | None = None
    work: records.Work | None = None
    why: str = ""
    digest: str = ""
    data: bytes = b""
    remarks: list = field(default_factory=list)

    @property
    def file(self):
        return self.path.rpartition("/")[2]

    @property
    def room(self):
        """Return where a system put it beside those of the other students."""
        parts = self.path.split("/")
        at = next((n for n, one in enumerate(parts) if names.MOODLE.match(one)), 0)
        return "/".join(parts[:at])


class Reader:
    """Reads a folder. found: the Submissions; litter: how many files of computers were passed by."""

    def __init__(self, folder, course, left_out=(), keep=False):
        self.folder = Path(folder)
        self.course = course
        self.left_out = {Path(path).resolve() for path in left_out}
        self.keep = keep  # the bytes, to run them again
        self.found = []
        self.litter = 0

    def read(self):
        """Read everything; return the Submissions. Raises OSError where the folder cannot be read."""
        os.listdir(self.folder)
        root = self.folder.resolve()
        for here, folders, files in os.walk(self.folder, onerror=self._unread):
            for name in sorted(folders):
                path = Path(here) / name
                if name in LITTER:
                    folders.remove(name)
                    self.litter += 1
                elif path.is_symlink():
                    self._odd(self._name(path), "a link to a folder, not followed")
            folders.sort()
            for name in sorted(files):
                path = Path(here) / name
                if name in LITTER or name.startswith("._"):
                    self.litter += 1
                elif path.is_symlink() and not _inside(path, root):
                    self._odd(self._name(path), "a link that leads out of the folder")
                elif path.resolve() not in self.left_out:
                    self._file(path)
                if len(self.found) + self.litter > MEMBERS:
                    raise OSError(0, f"it holds over {MEMBERS:,} files", str(root))
        return self.found

    def _unread(self, error):
        self._odd(
            self._name(Path(error.filename)), f"cannot be read ({error.strerror})"
        )

    def _name(self, path):
        return safe.line(path.relative_to(self.folder).as_posix(), 400)

    def _odd(self, path, why, when=None):
        self.found.append(Submission(path, names.sender(path), when, why=why))

    def _file(self, path):
        name = self._name(path)
        try:
            about = path.stat()
            if not stat.S_ISREG(about.st_mode):
                return self._odd(name, "neither a file nor a folder")
            if name.casefold().endswith(".zip"):
                with path.open("rb") as file:
                    self._zip(name, file, 1)
            elif name.casefold().endswith(".ipynb"):
                if about.st_size > LIMIT:
                    return self._odd(name, _too_large(about.st_size), about.st_mtime)
                self._notebook(name, path.read_bytes(), about.st_mtime)
            else:
                self._odd(name, "not a notebook", about.st_mtime)
        except OSError as error:
            self._odd(name, f"cannot be read ({error.strerror or error})")

    def _zip(self, name, file, depth):
        try:
            with zipfile.ZipFile(file) as archive:
                self._members(name, archive, depth)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            self._odd(name, "a ZIP that is damaged")

    def _members(self, name, archive, depth):
        left = TOTAL
        members = archive.infolist()
        for member in members[:MEMBERS]:
            path = safe.line(f"{name}/{_unzipped(member)}", 400)
            parts = path.split("/")
            if member.is_dir():
                continue
            if LITTER & set(parts) or parts[-1].startswith("._"):
                self.litter += 1
                continue
            kind = parts[-1].casefold().rpartition(".")[2]
            if kind not in ("ipynb", "zip"):
                if depth == 1:  # what stands in a student's own ZIP is no submission
                    self._odd(path, "not a notebook", _time(member))
                continue
            most = ZIP_LIMIT if kind == "zip" else LIMIT
            if stat.S_ISLNK(member.external_attr >> 16):
                self._odd(path, "a link, not followed")
            elif member.file_size > most:
                self._odd(path, _too_large(member.file_size), _time(member))
            elif left <= 0:
                self._odd(
                    path, "the ZIP unpacks to more than 2 GB; the rest is not read"
                )
            elif kind == "zip" and depth == DEPTH:
                self._odd(path, "a ZIP in a ZIP in a ZIP in a ZIP")
            else:
                try:
                    with archive.open(member) as file:
                        data = file.read(most + 1)
                except (RuntimeError, NotImplementedError):
                    self._odd(path, "locked with a password, or packed in a rare way")
                    continue
                except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
                    self._odd(path, "damaged in its ZIP")
                    continue
                left -= len(data)
                if len(data) > most:  # whatever the ZIP says of its size
                    self._odd(path, _too_large(len(data)), _time(member))
                elif kind == "zip":
                    self._zip(path, io.BytesIO(data), depth + 1)
                else:
                    self._notebook(path, data, _time(member))
        if len(members) > MEMBERS:
            self._odd(name, f"only the first {MEMBERS:,} files of this ZIP are read")

    def _notebook(self, path, data, when):
        made = Submission(path, names.sender(path), when)
        self.found.append(made)
        made.digest = hashlib.sha256(data).hexdigest()
        made.data = data if self.keep else b""
        try:
            notebook, remark = records.parsed(data)
            made.work = records.read(notebook, made.file, self.course)
            made.remarks = [remark] * bool(remark) + made.work.remarks
        except records.NoNotebook as error:
            made.why = str(error)
        except Exception as error:  # noqa: BLE001 - one file must not stop sixty
            made.why = f"it cannot be read ({type(error).__name__})"


def _inside(path, root):
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _too_large(size):
    return (
        f"it has {size / MEGABYTE:.0f} MB, and only up to {LIMIT // MEGABYTE} are read:"
        " clear what is so long in it, not the exercises, and collect again"
    )


def _time(member):
    try:
        return time.mktime((*member.date_time, 0, 0, -1))
    except (ValueError, OverflowError, TypeError):
        return None


def _unzipped(member):
    """Return the name of a file in a ZIP; where the ZIP does not say how it is written, as Japan writes it."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
