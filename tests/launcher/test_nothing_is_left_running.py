"""Stopping: whatever ends the launcher, no process of its sessions survives. Real processes, found by session."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher.places import ROOT


class Launched:
    """A test launcher in a process of its own, and the sessions that it made."""

    def __init__(self, folder: Path, *names: str, ignoring: tuple[signal.Signals, ...] = ()) -> None:
        def ignore() -> None:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # whatever the tests were started under
                signal.signal(number, signal.SIG_IGN if number in ignoring else signal.SIG_DFL)

        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.launcher.supervised", str(folder), *names],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=ignore,
        )
        assert self.process.stdout is not None
        self.output = self.process.stdout
        self.sessions: list[int] = json.loads(self.output.readline())
        time.sleep(0.4)  # the programs set their signal handlers

    def ended(self, *, within: float) -> int:
        code = self.process.wait(timeout=within)
        return code

    def left(self, *, within: float = 3) -> list[int]:
        """Return the processes of the launcher's sessions that still live after `within` seconds."""
        deadline = time.monotonic() + within
        while (living := in_sessions(self.sessions)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return living


def in_sessions(sessions: list[int]) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) in sessions and fields[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_all_and_is_told_by_the_exit_code(tmp_path: Path, number: signal.Signals) -> None:
    launched = Launched(tmp_path, "obedient", "parent")
    assert len(in_sessions(launched.sessions)) == 3
    launched.process.send_signal(number)
    assert launched.ended(within=5) == 128 + number
    assert launched.left() == []


def test_a_busy_program_gets_its_grace_and_is_then_ended(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "obedient", "stubborn")
    began = time.monotonic()
    launched.process.send_signal(signal.SIGTERM)
    assert launched.ended(within=8) == 128 + signal.SIGTERM
    assert time.monotonic() - began >= 1
    assert launched.left() == []


def test_a_second_signal_ends_the_patience(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "stubborn")
    began = time.monotonic()
    launched.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    launched.process.send_signal(signal.SIGINT)
    launched.ended(within=5)
    assert time.monotonic() - began < 1
    assert launched.left() == []


def test_a_killed_launcher_leaves_nothing_not_even_the_deaf(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "obedient", "stubborn")
    os.kill(launched.process.pid, signal.SIGKILL)
    launched.ended(within=2)
    assert launched.left() == []


def test_started_in_the_background_of_a_script_it_leaves_nothing_either(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "obedient", "stubborn", ignoring=(signal.SIGINT, signal.SIGQUIT))
    os.kill(launched.process.pid, signal.SIGKILL)
    launched.ended(within=2)
    assert launched.left() == []


@pytest.mark.parametrize(
    ("name", "line"), [("short-lived", "short-lived stoppede uventet (kode 3)"), ("full-disk", "Disken er fuld")]
)
def test_one_that_ends_stops_the_rest_with_one_line(tmp_path: Path, name: str, line: str) -> None:
    launched = Launched(tmp_path, "obedient", "parent", name)
    assert launched.ended(within=6) == 1
    assert launched.left() == []
    said = launched.output.read().splitlines()
    assert len(said) == 1 and said[0].startswith(line)


def test_one_that_is_killed_stops_the_rest(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "obedient", "parent")
    os.kill(launched.sessions[0], signal.SIGKILL)
    assert launched.ended(within=6) == 1
    assert launched.left() == []
    assert "signal 9" in launched.output.read()
