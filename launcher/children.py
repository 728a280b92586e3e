"""Starting a program so that it cannot outlive the launcher, and running one to its end.

Every child is a session of its own: Ctrl+C reaches the launcher alone, and what a child leaves behind is found
by its process group. On Linux the kernel sends the child its death signal when the launcher is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launcher import signals
from launcher.faults import failed

PR_SET_PDEATHSIG = 1
HEARD = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""What a child must hear to its end: a shell without job control starts `make demo &` with two of them ignored."""
FORGETFUL = "PYTHONDONTWRITEBYTECODE"
"""Not handed on: with it each of our programs, and each worker of the tests, would compile all its code anew."""
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """Under which user a program runs: a prefix to its command (namespace) or a user to change to."""

    mode: str = "direct"
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None


DIRECT = Account()


def follow_parent() -> None:
    """End with the process that started us (make), as children do with the launcher."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


def spawn(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path | None = None,
    errors: Path | None = None,
    cwd: Path = Path("/"),
    account: Account = DIRECT,
    death_signal: signal.Signals = signal.SIGTERM,
) -> "subprocess.Popen[bytes]":
    """Start a program. `log` takes all its output, `errors` only the errors; without them it writes to ours."""
    command = [*account.prefix, *argv]
    output = log.open("ab") if log else None
    faults = errors.open("ab") if errors else None
    try:
        return subprocess.Popen(
            command,
            env={name: value for name, value in env.items() if name != FORGETFUL},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=faults or (subprocess.STDOUT if output else None),
            start_new_session=True,
            preexec_fn=_prepare(account, death_signal),
        )
    finally:
        for file in (output, faults):
            if file:
                file.close()


def _prepare(account: Account, death_signal: signal.Signals) -> Callable[[], None]:
    """Return what runs in the child before its program: signals, user, then the death signal (setuid clears it)."""
    parent = os.getpid()

    def prepare() -> None:
        for number in HEARD:
            signal.signal(number, signal.SIG_DFL)
        if account.uid is not None and account.gid is not None:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def run(
    argv: Sequence[str],
    *,
    what: str,
    env: Mapping[str, str],
    log: Path,
    talks: bool = False,
    cwd: Path = Path("/"),
    account: Account = DIRECT,
) -> None:
    """Run a program to its end; a bad end is a Fault. `talks` = its output is shown, its errors are logged."""
    start = log.stat().st_size if log.exists() else 0
    child = spawn(argv, env=env, cwd=cwd, account=account, log=None if talks else log, errors=log if talks else None)
    if wait(child) != 0:
        raise failed(what, log, since=start)


def wait(child: "subprocess.Popen[bytes]", *, grace: float = 5, stop: signal.Signals = signal.SIGTERM) -> int:
    """Wait for a child's end; when the launcher is asked to stop, the child is stopped first."""
    try:
        while child.poll() is None:
            signals.pause(0.02)
    except BaseException:
        end(child, stop=stop, grace=grace)
        raise
    sweep_group(child.pid)
    return child.returncode


def end(
    child: "subprocess.Popen[bytes]",
    *,
    stop: signal.Signals = signal.SIGTERM,
    grace: float = 5,
    last_word: signal.Signals | None = None,
    impatient: Callable[[], bool] = lambda: False,
) -> None:
    """Stop a child within its grace time, then kill whatever is left of its process group."""
    if not _ask(child, stop, grace, impatient) and last_word is not None:
        _ask(child, last_word, 2, impatient)
    sweep_group(child.pid)
    child.wait()


def _ask(child: "subprocess.Popen[bytes]", number: signal.Signals, grace: float, impatient: Callable[[], bool]) -> bool:
    child.send_signal(number)
    deadline = time.monotonic() + grace
    while child.poll() is None and time.monotonic() < deadline and not impatient():
        time.sleep(0.02)
    return child.returncode is not None


def sweep_group(leader: int) -> None:
    """Kill what is left of a child's process group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
