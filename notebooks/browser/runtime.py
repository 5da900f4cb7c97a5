"""Python for the browser: a Pyodide that holds what the lessons need and nothing else, compiled ahead."""

import hashlib
import json
import shutil
import zipfile

from . import parts

PYODIDE = parts.PARTS["pyodide"]
FILES = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]


def packages(by_courier=False):
    """Return what the lessons need: name -> (path of the wheel, its entry for the lock of the site)."""
    unused = set(PYODIDE["unused"])
    official = parts.lock()["packages"]
    found, queue = {}, PYODIDE["wanted"] + PYODIDE["empty"]
    while queue:
        name = queue.pop().replace("_", "-")
        if name in found or name in unused:
            continue
        if name in PYODIDE["empty"]:
            path, version = empty_wheel(name), "0"
        else:
            path, version = parts.wheel(name, by_courier)
        entry = {} if name in PYODIDE["empty"] else official.get(name, {})
        depends = entry.get("depends", []) + parts.PARTS["depends"].get(name, [])
        depends = sorted({other.replace("_", "-") for other in depends} - unused)
        queue += depends
        found[name] = (
            path,
            {
                "name": name,
                "version": version,
                "file_name": path.name,
                "install_dir": "site",
                "package_type": "package",
                "unvendored_tests": False,
                "imports": entry.get("imports", [name.replace("-", "_")]),
                "depends": depends,
            },
        )
    return dict(sorted(found.items()))


def empty_wheel(name):
    """Return the path of a wheel of a name, without a module: who imports it is told that it is not there."""
    path = parts.KEPT / "empty" / f"{name}-0-py3-none-any.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n"
        "Summary: Stands in for a package that this site does without\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as packed:
        for file, text in metadata.items():
            packed.writestr(zipfile.ZipInfo(f"{name}-0.dist-info/{file}"), text)
    return path


def write(folder, course, by_courier=False):
    """Write Pyodide into a new folder, and the course's own files as course.zip; return the names of its packages.

    course: {path in the collection: bytes}, what every lesson imports and reads.

    Every module is compiled by this very Python (compile.mjs): a browser tab has no place to keep
    compiled modules, and would compile pandas and matplotlib at each visit.
    """
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copy(parts.pyodide() / name, folder)
    entries = {}
    for name, (path, entry) in packages(by_courier).items():
        shutil.copy(path, folder)
        entries[name] = entry
    with zipfile.ZipFile(folder / "course.zip", "w") as packed:
        for name, data in course.items():
            packed.writestr(name, data)
    node = shutil.which("node")
    if node is None:
        raise parts.BuildError(
            "node is missing. Install Node.js 20 or newer from nodejs.org, and build again."
        )
    parts.run(
        [node, parts.HERE / "compile.mjs", parts.pyodide(), folder],
        "The modules could not be compiled ahead.",
    )
    for entry in entries.values():
        data = (folder / entry["file_name"]).read_bytes()
        entry["sha256"] = hashlib.sha256(data).hexdigest()
    lock = {"info": parts.lock()["info"], "packages": entries}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1))
    return list(entries)
