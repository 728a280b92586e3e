"""Long proofs with real installations and real refusals of the system: a full disk, no namespaces, an empty clone."""

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from launcher import faults
from launcher.places import ROOT

pytestmark = pytest.mark.drill
START_DATABASE = """
import sys
from pathlib import Path
from launcher.database import cluster
from launcher.faults import Fault
from launcher.places import Home
from launcher.processes import Supervisor
home = Home(Path(sys.argv[1]))
try:
    home.create()
    with Supervisor() as supervisor:
        server = cluster(home, lasting=False)
        server.start(supervisor)
        print("MODE", server.lodging.account.mode)
    home.remove()
except Fault as fault:
    print("FEJL:", fault)
"""
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk or forbid namespaces")


@ROOT_ONLY
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=20m tmpfs "$1" && exec "$2" -c "$3" "$1/home"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", str(tmp_path), sys.executable, START_DATABASE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == f"FEJL: {faults.DISK_FULL}", done


@ROOT_ONLY
def test_where_the_system_refuses_namespaces_the_database_runs_as_nobody(tmp_path: Path) -> None:
    output = tmp_path / "output"
    child = os.fork()
    if child == 0:
        _in_a_world_without_namespaces(output, tmp_path / "home")
    os.waitpid(child, 0)
    assert "MODE nobody" in output.read_text().splitlines()


def _in_a_world_without_namespaces(output: Path, home: Path) -> None:
    """Enter a user namespace with all users in it, forbid any further one there, and start the database."""
    try:
        ready, go = os.pipe(), os.pipe()
        mapper = os.fork()
        if mapper == 0:
            os.read(ready[0], 1)
            for name in ("uid_map", "gid_map"):
                Path(f"/proc/{os.getppid()}/{name}").write_text("0 0 65536")
            os.write(go[1], b".")
            os._exit(0)
        assert ctypes.CDLL(None).unshare(0x10000000) == 0
        os.write(ready[1], b".")
        os.read(go[0], 1)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
        with output.open("w") as file:
            subprocess.run([sys.executable, "-c", START_DATABASE, str(home)], cwd=ROOT, stdout=file, timeout=60)
    finally:
        os._exit(0)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a fresh clone holds: the committed files, and nothing else."""
    folder = tmp_path_factory.mktemp("clone")
    with subprocess.Popen(["git", "archive", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE) as archive:
        subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive.stdout, check=True)
    return folder


def plain_environment() -> dict[str, str]:
    """The environment of a person at a keyboard: without what the tests set for their own servers."""
    names = ("DATABASE_URL", "REDIS_URL", "MAKELEVEL", "MAKEFLAGS", "HTTPS", "STATIC_MANIFEST", "SECRET_KEY")
    return {name: value for name, value in os.environ.items() if name not in names}


class Demo:
    """`make demo` in a clone, until its page answers."""

    def __init__(self, clone: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.clone = clone
        self.said: list[str] = []
        began = time.monotonic()
        self.process = subprocess.Popen(
            ["make", "demo", f"PORT={self.port}"],
            cwd=clone,
            env=plain_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if "Rettidig kører på" in line:
                break
        self.took = time.monotonic() - began
        assert "Rettidig kører på" in self.said[-1], "\n".join(self.said)

    @property
    def launcher(self) -> int:
        note = (self.clone / "var" / "demo" / "lock").read_text()
        found = re.search(r"proces (\d+)", note)
        assert found is not None
        return int(found[1])

    def get(self, path: str) -> tuple[int, bytes]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.status, answer.read()

    def left(self, *, within: float = 15) -> list[str]:
        """Return the programs that still run out of this clone after `within` seconds."""
        deadline = time.monotonic() + within
        while (living := self._living()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return living

    def _living(self) -> list[str]:
        living = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            except OSError:
                continue
            if str(self.clone) in command:
                living.append(command)
        return living


def test_the_demo_from_an_empty_clone_and_every_way_to_end_it(clone: Path) -> None:
    first = Demo(clone)
    assert first.get("/sundhed/") == (200, b"ok")
    assert b"<form" in first.get("/")[1]
    print(f"cold start {first.took:.1f} s")
    os.kill(first.launcher, signal.SIGKILL)
    assert first.left(within=5) == []

    second = Demo(clone)
    print(f"warm start {second.took:.1f} s")
    assert second.took < first.took / 2
    assert not any("Installerer" in line or "Laver databasen" in line for line in second.said)
    postmaster = int((clone / "var" / "demo" / "database" / "cluster" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert second.process.wait(timeout=30) != 0
    assert second.left() == []

    third = Demo(clone)
    third.process.send_signal(signal.SIGTERM)
    third.process.wait(timeout=30)
    assert third.left() == []

    fourth = Demo(clone)
    fourth.process.kill()  # make itself: the launcher follows
    assert fourth.left() == []
    subprocess.run(["make", "demo-reset"], cwd=clone, env=plain_environment(), check=True, timeout=30)
    assert not (clone / "var" / "demo").exists()
