"""What the browser edition is built from: a damaged, wrong or missing part stops the build with a sentence.

Nothing is downloaded: a folder, a small program or a server of this computer stands for npm, PyPI and Pyodide's
release.
"""

import hashlib
import io
import json
import sys
import tarfile
import threading
import zipfile

import pytest

import summit
from browser import __main__ as command
from browser import lite, parts, runtime, serve
from summit.classroom import setup_check

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
    refused("node is missing. Install Node.js", runtime.write, tmp_path / "new")


def test_jupyterlite_that_is_missing_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lite, "PACKAGES", ["no_such_package"])
    refused("JupyterLite is missing.*pip install", lite.write, tmp_path / "lite")


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
