"""Faults: each gives one clear Danish line. The launcher runs as a real process on a copy without its environment."""

import ast
import errno
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import faults, install, lock
from launcher.faults import Fault
from launcher.places import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone as far as the launcher cares: nothing is installed in it."""
    for name in ("launcher", "requirements.txt", "package.json", "package-lock.json", "Makefile"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def launch(clone: Path, *words: str, **env: str) -> list[str]:
    """Run the launcher and return the lines that it said; it must end with 1."""
    ours = ("HOST", "PORT", "MAKELEVEL", "DATABASE_URL", "REDIS_URL")
    given = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [sys.executable, "-m", "launcher", *words],
        cwd=clone,
        env={**given, **env},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return (done.stdout + done.stderr).splitlines()


def test_a_taken_port_is_named_before_anything_is_installed(clone: Path, taken_port: int) -> None:
    (line,) = launch(clone, "demo", PORT=str(taken_port))
    assert line.startswith(f"FEJL: Port {taken_port} er optaget") and f"PORT={taken_port + 1}" in line
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"PORT": "otte"}, "PORT skal være et tal"),
        ({"PORT": "0"}, "PORT skal være et tal"),
        ({"HOST": "203.0.113.9"}, "HOST=203.0.113.9 findes ikke på denne maskine"),
    ],
)
def test_a_wrong_address_is_named(clone: Path, env: dict[str, str], said: str) -> None:
    (line,) = launch(clone, "demo", **env)
    assert said in line


def test_a_second_start_is_told_where_the_first_runs(clone: Path) -> None:
    folder = clone / "var" / "demo"
    folder.mkdir(parents=True)
    with lock.held(folder / "lock", note="http://127.0.0.1:8000/"):
        (line,) = launch(clone, "demo")
        (reset,) = launch(clone, "demo-reset")
    assert "kører allerede: http://127.0.0.1:8000/" in line
    assert "kører allerede" in reset and folder.exists()


def test_a_lock_is_free_again_and_knows_whether_its_holder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with lock.held(path, note="one") as killed:
        assert not killed and not lock.is_free(path)
    assert lock.is_free(path)
    path.write_text("one (proces 1)\n")
    with lock.held(path, note="two") as killed:
        assert killed


def test_an_old_python_can_read_the_entry_and_is_told() -> None:
    source = (ROOT / "launcher" / "__main__.py").read_text()
    ast.parse(source, feature_version=(3, 4))
    program = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_module('launcher', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "kræver Python 3.11 eller nyere, og dette er 3.9" in line


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(Fault, match="apt install python3-venv"):
        install._create_venv(tmp_path / "venv")
    assert not (tmp_path / "venv").exists()


def test_a_missing_python_is_told_by_make(clone: Path) -> None:
    done = subprocess.run(
        ["make", "setup", "PYTHON=python-findes-ikke"], cwd=clone, capture_output=True, text=True, timeout=20
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("FEJL: python-findes-ikke findes ikke: installér Python 3.11")


@pytest.mark.drill
def test_no_network_is_one_line_and_the_next_start_goes_on(clone: Path) -> None:
    closed = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    empty = {
        "PIP_FIND_LINKS": "",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_NO_CACHE_DIR": "1",
        "XDG_CONFIG_DIRS": "/nonexistent",
    }
    said = launch(clone, "setup", **closed, **empty)
    assert said[-1] == f"FEJL: {faults.NO_NETWORK}"
    assert not install.is_stamped(clone / ".venv", install.stamp_of(clone / "requirements.txt"))


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("OSError: [Errno 28] No space left on device: '/x/y.py'", faults.DISK_FULL),
        ("npm error code ENOSPC", faults.DISK_FULL),
        ("initdb: error: could not write to file: Disk quota exceeded", faults.DISK_FULL),
        ("NewConnectionError: Failed to establish a new connection: [Errno 111]", faults.NO_NETWORK),
        ("npm error code EAI_AGAIN", faults.NO_NETWORK),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", faults.WRONG_HASH),
        ("SyntaxError: invalid syntax", None),
    ],
)
def test_the_words_of_tools_are_understood(output: str, line: str | None) -> None:
    assert faults.symptom(output) == line


def test_an_unknown_failure_shows_its_last_line_and_the_log(tmp_path: Path) -> None:
    log = tmp_path / "migrate.log"
    log.write_text("an earlier run: No space left on device\n")
    since = log.stat().st_size
    with log.open("a") as file:
        file.write("Traceback\nValueError: nej\n\n")
    assert str(faults.failed("Ajourføringen", log, since=since)) == (
        f"Ajourføringen fejlede (ValueError: nej). Hele forløbet står i {log}."
    )


def test_a_full_disk_anywhere_is_the_same_line() -> None:
    assert str(faults.from_system(OSError(errno.ENOSPC, "x"))) == faults.DISK_FULL
    assert "Ingen ret" in str(faults.from_system(PermissionError(errno.EACCES, "x", "/etc/x")))
