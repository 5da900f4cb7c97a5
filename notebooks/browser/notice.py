"""What the site carries that others wrote: the page that names each part, and the texts of their licenses."""

import email
import json
import re
import textwrap
import zipfile
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, files

from editions import slides

from . import parts

LICENSE_FILE = re.compile(
    r"\.dist-info/.*(?:licen[cs]e|copying|notice|authors)"
    r"|/(?:licen[cs]e|copying|pdfcorefonts/readme)",  # the readme of Adobe's metrics
    re.I,
)
LONG = 60  # a field License that is longer holds the license's whole text
# The builds of the app leave out the texts of these: they came with the package beside the name.
OF_A_PACKAGE = {
    "@jupyterlab/*": "jupyterlab",
    "@jupyter-widgets/*": "jupyterlab-widgets",
    "@jupyterlite/*": "jupyterlite-core",
}
# README.md says it in these words; the slides, the pages and the module are under it, too.
OUR_OWN = """\
Prose, figures and our coding of the data: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). \
Code: [MIT](https://opensource.org/license/mit). Facts belong to their sources."""
INTRODUCTION = """\
# What this site is made of

The lessons, the tables and the pages are those of *{title}*, version {version}. {licenses}

Everything else was written by others, and stands under licenses that let it be used, copied and changed. Their texts
are in [LICENSES.txt](../LICENSES.txt), each of them once, below the names of the parts that have it. {only_named}\
Nothing of it was changed but for this: modules of Python were compiled ahead and files that the lessons do not need \
were left out."""
ONLY_NAMED = """\
Where a license is *only named*, its text did not come with the part; [spdx.org](https://spdx.org/licenses/) has it. """


def write(site, package):
    """Write LICENSES.txt into the folder of a site, and return the page that names its parts, as Markdown.

    package: datapackage.json. What is not in the folder yet is not named.
    """
    listed = [*runtime(site), *search(), *slides_of(), *interface(site)]
    (site / "LICENSES.txt").write_text(together(listed), encoding="utf-8", newline="\n")
    page = [
        INTRODUCTION.format(
            title=package["title"],
            version=package["version"],
            licenses=our_licenses(package),
            only_named="" if all(part[-1] for part in listed) else ONLY_NAMED,
        )
    ]
    for group in dict.fromkeys(part[0] for part in listed):
        rows = [
            f"| {name} | {version} | {license}{'' if texts else ', *only named*'} |"
            for its_group, name, version, license, texts in listed
            if its_group == group
        ]
        page.append(f"## {group}")
        page.append(
            "\n".join(["| part | version | license |", "| --- | --- | --- |", *rows])
        )
    return "\n\n".join(page)


def together(listed):
    """Return the texts of all licenses, each of them once, below the parts that have it.

    More than a hundred parts of JupyterLab share one text.
    """
    names_of = {}
    for _, name, version, _, texts in listed:
        plain = name.split(" ([")[0]  # without its link
        for text in texts:
            names_of.setdefault(text, []).append(f"{plain} {version}".strip())
    line = "=" * 80
    sections = []
    for text, names in names_of.items():
        head = textwrap.fill(
            ", ".join(dict.fromkeys(names)), 80, break_on_hyphens=False
        )
        sections.append(f"{line}\n{head}\n{line}\n\n{text}\n")
    return "\n\n".join(sections)


def our_licenses(package):
    """Return the licenses of what the collection's authors wrote, and of the tables that are not theirs."""
    apart = [
        f"`{table['path']}`: [{one['title']}]({one['path']})."
        for table in package["resources"]
        for one in table.get("licenses", [])
    ]
    return " ".join([OUR_OWN, *apart])


def kept(name):
    """Return the parts of a file that keeps license texts here: [(names, license, [text])], no text where it has none."""
    said = (parts.HERE / name).read_text(encoding="utf-8")
    found = []
    for section in said.split("#### ")[1:]:
        head, _, text = section.partition("\n")
        names, license = head.split(" | ")
        found.append((names, license, texts_of(text)))
    return found


def texts_of(*texts):
    """Return license texts without the space around them, each of them once, and no empty one."""
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


# Each function below returns [(group, name, version, license, texts of the license)].


def runtime(site):
    """Python for the browser, and its packages: the wheels say what they are."""
    folder = site / "lite" / "static" / "pyodide"
    if not folder.exists():
        return []
    group = "Python in the browser"
    python = (parts.HERE / "NOTICE-python.txt").read_text(encoding="utf-8")
    version = parts.PARTS["pyodide"]["version"]
    source = f"https://github.com/pyodide/pyodide/tree/{version}"
    found = [
        (
            group,
            f"Pyodide ([source]({source}))",
            version,
            "MPL-2.0",
            [
                f"Mozilla Public License 2.0; its text stands below under micropip. Source: {source}"
            ],
        ),
        (group, "Python", python_version(folder), "PSF-2.0", texts_of(python)),
    ]
    found += [
        (group, name, "", license, texts)
        for name, license, texts in kept("NOTICE-libraries.txt")
    ]
    for path in sorted(folder.glob("*.whl"), key=lambda path: path.name.casefold()):
        with zipfile.ZipFile(path) as wheel:
            names = sorted(wheel.namelist())
            stated = [name for name in names if name.endswith(".dist-info/METADATA")]
            said = email.message_from_bytes(wheel.read(stated[0]))
            texts = [
                wheel.read(name).decode("utf-8", "replace")
                for name in names
                if LICENSE_FILE.search(name) and not name.endswith(("/", ".py", ".pyc"))
            ]
        if said["Name"] in parts.PARTS["pyodide"]["empty"]:
            continue  # a name and nothing else
        license = license_of(said, "\n\n".join(texts))
        found.append((group, said["Name"], said["Version"], license, texts_of(*texts)))
    return found


def python_version(folder):
    """Return the version of Python that the program in a folder has; Pyodide's list of packages has an older one.

    Of two, or none, the list's 3.14 without a third number is what is known.
    """
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    minor = ".".join(lock["info"]["python"].split(".")[:2])
    found = set(
        re.findall(
            rb"(?<=\0)" + re.escape(minor).encode() + rb"\.\w+(?=\0)",
            (folder / "pyodide.asm.wasm").read_bytes(),
        )
    )
    return found.pop().decode() if len(found) == 1 else minor


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
    version = parts.PARTS["minisearch"]["version"]
    return [("Search", "MiniSearch", version, "MIT", texts_of(text))]


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
    version = version[1] if version else ""
    return [("Slides", "reveal.js", version, "MIT", texts_of(text))]


def interface(site):
    """JupyterLite and JupyterLab with what they are built of: their builds list it."""
    lite = site / "lite"
    if not (lite / "package.json").exists():
        return []
    said = json.loads((lite / "package.json").read_text(encoding="utf-8"))
    own = texts_of(license_text("jupyterlite-core"))
    named = {("JupyterLite", said["version"]): (said["license"], own)}
    for path in sorted(lite.rglob("third-party-licenses.json")):
        for part in json.loads(path.read_text(encoding="utf-8"))["packages"]:
            key = part["name"], part["versionInfo"]
            texts = texts_of(part["extractedText"]) or named.get(key, ("", []))[1]
            texts = texts or left_out(part["name"], part["licenseId"])
            named[key] = part["licenseId"] or "see text", texts
    group = "The app in which a lesson runs"
    return [
        (group, name, version, *rest)
        for (name, version), rest in sorted(
            named.items(), key=lambda item: (item[0][0].casefold(), item[0][1])
        )
    ]


def left_out(name, license):
    """Return the texts for a part of the app whose build has none, where they are known and of the license it names."""
    for pattern, package in OF_A_PACKAGE.items():
        if fnmatch(name, pattern):
            return texts_of(license_text(package))
    for names, its_license, texts in kept("NOTICE-app.txt"):
        if license == its_license and any(
            fnmatch(name, one) for one in names.split(", ")
        ):
            return texts
    return []


def license_text(package):
    """Return the license file of an installed package, or "" where it has none."""
    try:
        return next(
            file.locate().read_text(encoding="utf-8")
            for file in files(package) or ()
            if LICENSE_FILE.search(str(file).replace("\\", "/"))
        )
    except (PackageNotFoundError, StopIteration):
        return ""
