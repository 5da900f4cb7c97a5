"""What the site carries that others wrote: the page that names each part, and the texts of their licenses."""

import email
import json
import re
import zipfile
from importlib.metadata import PackageNotFoundError, files

from editions import slides

from . import parts

LICENSE_FILE = re.compile(r"\.dist-info/.*(?:licen[cs]e|copying|notice|authors)", re.I)
LONG = 60  # a field License that is longer holds the license's whole text
INTRODUCTION = """\
# What this site is made of

The lessons, the tables and the pages are those of *{title}*, version {version}. {licenses}

Everything else was written by others, and stands under licenses that let it be used, copied and changed. Their texts
are in [LICENSES.txt](../LICENSES.txt), one after the other, in the order of this list. Nothing of it was changed but for
this: modules of Python were compiled ahead and files that the lessons do not need were left out."""


def write(site, package):
    """Write LICENSES.txt into the folder of a site, and return the page that names its parts, as Markdown.

    package: datapackage.json. What is not in the folder yet is not named.
    """
    listed = [*runtime(site), *search(), *slides_of(), *interface(site)]
    texts = [
        f"{'=' * 80}\n{name} {version}\n{'=' * 80}\n\n{text.strip()}\n"
        for _, name, version, _, text in listed
        if text.strip()
    ]
    (site / "LICENSES.txt").write_text(
        "\n\n".join(texts), encoding="utf-8", newline="\n"
    )
    page = [
        INTRODUCTION.format(
            title=package["title"],
            version=package["version"],
            licenses=data_licenses(package),
        )
    ]
    for group in dict.fromkeys(part[0] for part in listed):
        rows = [
            f"| {name} | {version} | {license} |"
            for its_group, name, version, license, _ in listed
            if its_group == group
        ]
        page.append(f"## {group}")
        page.append(
            "\n".join(["| part | version | license |", "| --- | --- | --- |", *rows])
        )
    return "\n\n".join(page)


def data_licenses(package):
    """Return the licenses of the collection's own tables in a sentence or two."""

    def named(licenses):
        return ", ".join(f"[{one['title']}]({one['path']})" for one in licenses)

    apart = [
        f"`{table['path']}`: {named(table['licenses'])}."
        for table in package["resources"]
        if "licenses" in table
    ]
    words = f"What we wrote in the tables: {named(package['licenses'])}."
    return " ".join([words, *apart])


# Each function below returns [(group, name, version, license, text of the license)].


def runtime(site):
    """Python for the browser, and its packages: the wheels say what they are."""
    folder = site / "lite" / "static" / "pyodide"
    if not folder.exists():
        return []
    group = "Python in the browser"
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    python = (parts.HERE / "NOTICE-python.txt").read_text(encoding="utf-8")
    version = parts.PARTS["pyodide"]["version"]
    source = f"https://github.com/pyodide/pyodide/tree/{version}"
    found = [
        (
            group,
            f"Pyodide ([source]({source}))",
            version,
            "MPL-2.0",
            f"Mozilla Public License 2.0; its text stands below under micropip. Source: {source}",
        ),
        (group, "Python", lock["info"]["python"], "PSF-2.0", python),
    ]
    for path in sorted(folder.glob("*.whl"), key=lambda path: path.name.casefold()):
        with zipfile.ZipFile(path) as wheel:
            names = sorted(wheel.namelist())
            stated = [name for name in names if name.endswith(".dist-info/METADATA")]
            said = email.message_from_bytes(wheel.read(stated[0]))
            texts = [
                wheel.read(name).decode("utf-8", "replace")
                for name in names
                if LICENSE_FILE.search(name) and not name.endswith("/")
            ]
        if said["Name"] in parts.PARTS["pyodide"]["empty"]:
            continue  # a name and nothing else
        text = "\n\n".join(texts)
        found.append(
            (group, said["Name"], said["Version"], license_of(said, text), text)
        )
    return found


def license_of(said, text=""):
    """Return the name of the license that a package's METADATA states, or that its text shows."""
    if said["License-Expression"]:
        return said["License-Expression"]
    classified = [
        name.split(" :: ")[-1]
        for name in said.get_all("Classifier") or []
        if name.startswith("License :: ")
    ]
    stated = (said["License"] or "").strip()
    if stated and len(stated.splitlines()[0]) < LONG and "Dual" not in stated:
        first = stated.splitlines()[0]
        if re.search(r"\b(BSD|MIT|Apache|Mozilla|MPL)", first):
            return first
    if classified:
        return ", ".join(classified)
    known = {"Redistribution and use": "BSD-3-Clause", "Permission is hereby": "MIT"}
    return next((name for words, name in known.items() if words in text), "see text")


def search():
    """MiniSearch; where npm is missing, search.py stops the build, and not the notice."""
    try:
        folder = parts.from_npm("minisearch")
    except parts.BuildError:
        return []
    text = (folder / "LICENSE.txt").read_text(encoding="utf-8")
    return [("Search", "MiniSearch", parts.PARTS["minisearch"]["version"], "MIT", text)]


def slides_of():
    """reveal.js, which each deck of slides carries."""
    try:
        version = re.search(r"reveal\.js (\S+)", slides.reveal("dist/reveal.js"))
        text = next(
            file.locate().read_text(encoding="utf-8")
            for file in files("sphinx-revealjs") or ()
            if str(file).replace("\\", "/").endswith("revealjs/LICENSE")
        )
    except (PackageNotFoundError, StopIteration):
        return []
    return [("Slides", "reveal.js", version[1] if version else "", "MIT", text)]


def interface(site):
    """JupyterLite and JupyterLab with what they are built of: their builds list it."""
    lite = site / "lite"
    if not (lite / "package.json").exists():
        return []
    said = json.loads((lite / "package.json").read_text(encoding="utf-8"))
    named = {
        ("JupyterLite", said["version"]): (said["license"], license_text("jupyterlite"))
    }
    for path in sorted(lite.rglob("third-party-licenses.json")):
        for part in json.loads(path.read_text(encoding="utf-8"))["packages"]:
            key = part["name"], part["versionInfo"]
            text = part["extractedText"] or named.get(key, ("", ""))[1]
            named[key] = part["licenseId"] or "see text", text
    group = "The app in which a lesson runs"
    return [
        (group, name, version, *rest)
        for (name, version), rest in sorted(
            named.items(), key=lambda item: (item[0][0].casefold(), item[0][1])
        )
    ]


def license_text(package):
    """Return the license file of an installed package, or "" where it has none."""
    for name in (f"{package}-core", package):
        try:
            return next(
                file.locate().read_text(encoding="utf-8")
                for file in files(name) or ()
                if LICENSE_FILE.search(str(file).replace("\\", "/"))
            )
        except (PackageNotFoundError, StopIteration):
            continue
    return ""
