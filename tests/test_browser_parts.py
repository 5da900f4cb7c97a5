"""What the browser edition is built from: a damaged, wrong or missing part stops the build with a sentence.

Nothing is downloaded: a folder, a small program or a server of this computer stands for npm, PyPI and Pyodide's
release.
"""

import hashlib
import io
import json
import re
import sys
import tarfile
import threading
import zipfile

import pytest

import summit
from browser import __main__ as command
from browser import lite, notice, parts, runtime, serve
from summit.classroom import setup_check

from conftest import ROOT

VERSION = "9.9.9"
CLOSED = "http://127.0.0.1:9/"  # nobody listens there


def wheel_of(name, text="x = 1\n"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr(f"{name}/__init__.py", text)
    return held.getvalue()


def archive_of(files):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as packed:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    return held.getvalue()


WHEEL = wheel_of("thing")
LOCK = {
    "packages": {
        "thing": {
            "version": "1.0",
            "file_name": "thing-1.0-py3-none-any.whl",
            "sha256": hashlib.sha256(WHEEL).hexdigest(),
            "depends": ["other_thing"],
        }
    }
}
ARCHIVE = archive_of({"pyodide-lock.json": json.dumps(LOCK).encode()})


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An empty folder of kept parts, and a Pyodide of one package."""
    made = {
        "pyodide": {
            "version": VERSION,
            "sha512": hashlib.sha512(ARCHIVE).hexdigest(),
            "release": CLOSED,
        },
        "courier": {"name": "courier", "version": "1", "python": "3.12"},
        "pypi": {"pure": {"version": "1.0", "sha256": "0" * 64}},
        "depends": {},
    }
    monkeypatch.setattr(parts, "KEPT", tmp_path / "parts")
    monkeypatch.setattr(parts, "PARTS", made)
    monkeypatch.setattr(parts, "kernel_wheels", dict)
    monkeypatch.setenv("PIP_INDEX_URL", CLOSED)
    monkeypatch.setenv("PIP_RETRIES", "0")
    cached = (parts.from_npm, parts.lock, parts.courier)
    for function in cached:
        function.cache_clear()
    parts.KEPT.mkdir()
    (parts.KEPT / f"pyodide-{VERSION}.tgz").write_bytes(ARCHIVE)
    yield parts.KEPT
    for function in cached:
        function.cache_clear()


@pytest.fixture
def release(tmp_path):
    """A server that plays Pyodide's release, and the folder that it serves."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "thing-1.0-py3-none-any.whl").write_bytes(WHEEL)
    served = serve.server(folder)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    parts.PARTS["pyodide"]["release"] = f"http://127.0.0.1:{served.server_port}/"
    yield folder
    served.shutdown()
    served.server_close()


def flip(path):
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def refused(words, function, *arguments):
    """The build stops, and a sentence says so."""
    with pytest.raises(parts.BuildError, match=words) as caught:
        function(*arguments)
    assert "Traceback" not in str(caught.value)


def test_a_wheel_comes_from_the_release(kept, release):
    path, version = parts.wheel("thing")
    assert (path.read_bytes(), version) == (WHEEL, "1.0")
    (release / path.name).unlink()
    assert parts.wheel("thing")[0] == path  # which is kept


def test_a_wheel_of_the_release_that_was_changed_is_refused(kept, release):
    flip(release / "thing-1.0-py3-none-any.whl")
    refused("its checksum differs. It was deleted", parts.wheel, "thing")
    (release / "thing-1.0-py3-none-any.whl").write_bytes(WHEEL)
    assert parts.wheel("thing")[0].read_bytes() == WHEEL  # "Build again"


def test_a_kept_wheel_that_was_damaged_is_refused(kept, release):
    flip(parts.wheel("thing")[0])
    refused("its checksum differs. It was deleted", parts.wheel, "thing")
    assert parts.wheel("thing")[0].read_bytes() == WHEEL


def test_a_release_that_is_not_reached_names_the_courier(kept, release):
    (release / "thing-1.0-py3-none-any.whl").unlink()
    refused("cannot be reached.*404.*--courier", parts.wheel, "thing")
    parts.PARTS["pyodide"]["release"] = CLOSED
    refused("cannot be reached.*--courier", parts.wheel, "thing")


def test_a_package_that_nobody_has_is_named(kept):
    refused("^nothing is neither in", parts.wheel, "nothing")


def test_the_archive_of_npm_is_compared(kept):
    assert (parts.pyodide() / "pyodide-lock.json").exists()
    parts.from_npm.cache_clear()
    flip(kept / f"pyodide-{VERSION}.tgz")
    refused("from npm, is not the file that it should be", parts.pyodide)


def test_a_checksum_that_is_wrong_in_parts_toml_stops_the_build(kept):
    parts.PARTS["pyodide"]["sha512"] = "0" * 128
    refused("without its checksum", parts.pyodide)


def test_npm_that_is_missing_or_has_no_network_is_told(kept, monkeypatch, tmp_path):
    (kept / f"pyodide-{VERSION}.tgz").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    refused("npm is missing. Install Node.js", parts.pyodide)
    npm = tmp_path / "npm"
    npm.write_text(f"#!{sys.executable}\nraise SystemExit('ENOTFOUND')\n")
    npm.chmod(0o755)
    refused("pyodide 9.9.9 could not be downloaded(.|\n)*ENOTFOUND", parts.pyodide)


def test_pypi_that_is_not_reached_is_told(kept):
    refused("pure 1.0 could not be downloaded from PyPI", parts.wheel, "pure")


def test_a_wheel_of_pypi_is_compared(kept):
    folder = kept / "pypi" / "pure-1.0"
    folder.mkdir(parents=True)
    (folder / "pure-1.0-py3-none-any.whl").write_bytes(WHEEL)
    refused("from PyPI, is not the file", parts.wheel, "pure")


def test_the_courier_carries_the_same_files(kept):
    folder = kept / "pypi" / "courier-1"
    folder.mkdir(parents=True)
    carried = io.BytesIO()
    with zipfile.ZipFile(carried, "w") as packed:
        packed.writestr("web/pyodide/thing-1.0-py3-none-any.whl", WHEEL)
    wheel = folder / "courier-1-py3-none-any.whl"
    wheel.write_bytes(carried.getvalue()[:20])
    refused("courier.*is damaged", parts.wheel, "thing", True)
    assert not wheel.exists()  # "Build again" downloads it again
    wheel.write_bytes(carried.getvalue())
    path, _ = parts.wheel("thing", True)
    assert path.read_bytes() == WHEEL
    flip(path)
    refused("from the courier, is not the file", parts.wheel, "thing", True)
    parts.courier.cache_clear()  # the damaged wheel was deleted
    refused("courier 1 does not carry", parts.wheel, "thing", True)


def test_node_that_is_missing_is_told(kept, monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "FILES", [])
    monkeypatch.setattr(runtime, "packages", lambda _: {})
    monkeypatch.setenv("PATH", str(tmp_path))
    refused("node is missing. Install Node.js", runtime.write, tmp_path / "new", {})


def test_jupyterlite_that_is_missing_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lite, "PACKAGES", ["no_such_package"])
    refused("JupyterLite is missing.*pip install", lite.write, tmp_path / "lite", {})


def test_the_command_says_what_stops_it(monkeypatch, tmp_path):
    def stop(*_):
        raise parts.BuildError("A part is missing.")

    monkeypatch.setattr(command.lite, "write", stop)
    site = tmp_path / "site"
    with pytest.raises(SystemExit, match="^A part is missing.$"):
        command.main(["--output", str(site)])
    site.mkdir()
    (site / "letters.txt").write_text("mine")
    with pytest.raises(SystemExit, match="no site that was built before"):
        command.main(["--output", str(site)])
    assert (site / "letters.txt").read_text() == "mine"


OWN_TEXT = "Permission is hereby granted to whom it may concern."
PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture
def carried(tmp_path, monkeypatch):
    """A site with a Python, a wheel and an app, as the notice reads them; and (its page, its LICENSES.txt)."""
    monkeypatch.setattr(notice, "search", list)
    pyodide = tmp_path / "lite" / "static" / "pyodide"
    pyodide.mkdir(parents=True)
    (pyodide / "pyodide-lock.json").write_text('{"info": {"python": "3.14.0"}}')
    (pyodide / "pyodide.asm.wasm").write_bytes(b"\x003.14.9\x003.14.2\0")
    for name, files in {
        "plots": {
            "plots/fonts/LICENSE_DEJAVU": "Bitstream Vera",
            "plots/license.py": "NO_LICENSE = 1",
        },
        "silent": {},
    }.items():
        with zipfile.ZipFile(pyodide / f"{name}-1-py3-none-any.whl", "w") as packed:
            packed.writestr(
                f"{name}-1.dist-info/METADATA",
                f"Name: {name}\nVersion: 1\nLicense-Expression: MIT\n",
            )
            for path, text in files.items():
                packed.writestr(path, text)
    (tmp_path / "lite" / "package.json").write_text(
        '{"version": "1", "license": "0BSD"}'
    )
    listed = [
        {"name": name, "versionInfo": "1", "licenseId": license, "extractedText": text}
        for name, license, text in [
            ("@jupyterlab/cells", "BSD-3-Clause", ""),
            ("@jupyterlab/toc", "BSD-3-Clause", ""),
            ("@jupyterlab/with-a-name-that-is-too-long-for-the-line", "MIT", ""),
            ("@lumino/widgets", "BSD-3-Clause", ""),
            ("@lumino/other", "MIT", ""),  # not the license that is kept here
            ("nobody-knows", "MIT", ""),
            ("its-own", "MIT", OWN_TEXT),
            ("its-friend", "MIT", f"{OWN_TEXT}\n"),
        ]
    ]
    (tmp_path / "lite" / "third-party-licenses.json").write_text(
        json.dumps({"packages": listed})
    )
    page = notice.write(tmp_path, PACKAGE)
    return page, (tmp_path / "LICENSES.txt").read_text(encoding="utf-8")


def headed(texts):
    """Return the names of the parts that stand above a text in LICENSES.txt."""
    line = "=" * 80
    heads = re.findall(rf"^{line}\n((?:(?!=).+\n)+){line}\n\n\S", texts, re.M)
    return {name for head in heads for name in " ".join(head.split()).split(", ")}


def test_each_part_has_its_license_or_is_said_to_name_it_only(carried):
    page, texts = carried
    rows = re.findall(r"^\| (.+?) \| (.*?) \| (.+) \|$", page, re.M)
    rows = [row for row in rows if row[0] not in ("part", "---")]
    named = headed(texts)
    only = {name for name, _, license in rows if license.endswith("*only named*")}
    without = {
        name
        for name, version, _ in rows
        if f"{name.split(' ([')[0]} {version}".strip() not in named
    }
    assert len(rows) > 25 and only == without
    assert {"nobody-knows", "silent", "@lumino/other"} <= only
    assert not only & {"@jupyterlab/toc", "@lumino/widgets", "its-own", "plots"}
    assert "Where a license is *only named*, its text did not come" in page


def test_a_license_that_many_parts_have_is_written_once(carried):
    _, texts = carried
    assert texts.count(OWN_TEXT) == 1
    assert "its-friend 1, its-own 1\n" in texts
    assert "@jupyterlab/cells 1, @jupyterlab/toc 1,\n" in texts


def test_the_licenses_of_fonts_inside_a_wheel_are_given(carried):
    _, texts = carried
    assert "plots 1\n" + "=" * 80 + "\n\nBitstream Vera\n" in texts
    assert "NO_LICENSE" not in texts  # a module of such a name


def test_the_notice_has_the_version_of_the_python_that_runs(carried, tmp_path):
    page, _ = carried
    assert "| Python | 3.14 | PSF-2.0 |" in page  # two are named: which of them runs?
    folder = tmp_path / "lite" / "static" / "pyodide"
    (folder / "pyodide.asm.wasm").write_bytes(b"\x003.14.2\0, not 3.14.0 or 13.14.7\0")
    assert "| Python | 3.14.2 | PSF-2.0 |" in notice.write(tmp_path, PACKAGE)


def test_the_licenses_that_are_kept_here_are_whole():
    kept = [*notice.kept("NOTICE-libraries.txt"), *notice.kept("NOTICE-app.txt")]
    assert len(kept) > 20 and all(texts for _, _, texts in kept)
    every = " ".join(text for *_, texts in kept for text in texts)
    known = {*parts.PARTS["pypi"], *sum(parts.PARTS["depends"].values(), [])}
    assert set(re.findall(r"stands below under (\w+)", every)) <= known


def test_the_notice_gives_our_licenses_as_the_readme_does(carried):
    page, _ = carried
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert notice.OUR_OWN in " ".join(readme.split())
    assert f"{notice.OUR_OWN} `outlines.geojson`: [Natural Earth" in page


def test_ready_speaks_of_the_browser_in_a_browser(monkeypatch):
    monkeypatch.setattr(setup_check, "IN_A_BROWSER", True)
    monkeypatch.setattr(
        setup_check,
        "_package",
        lambda line: {"needed": line, "result": "OK"},
    )
    rows = dict(summit.ready().to_numpy().tolist())
    assert "Python 3.11 or newer, in this browser" in rows
    assert not [name for name in rows if "jupyterlab" in name]
    assert "this browser keeps it" in rows["a place for your work"]
