"""The supervisor: starts the services in order, watches them, and leaves none behind."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from launcher import signals
from launcher.children import DIRECT, Account, end, spawn
from launcher.faults import Fault, symptom, tail
from launcher.progress import say


@dataclass(frozen=True)
class Service:
    """A program that runs as long as Rettidig does."""

    name: str
    argv: tuple[str, ...]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    account: Account = DIRECT
    stop: signal.Signals = signal.SIGTERM
    death: signal.Signals = signal.SIGTERM
    grace: float = 10
    last_word: signal.Signals | None = None
    """Sent when the grace time is over, before the kill: a Celery worker then hands its task back."""


@dataclass
class Running:
    service: Service
    child: "subprocess.Popen[bytes]"
    log_start: int


class Supervisor:
    """Holds the running services; leaving the `with` block stops them in reverse order."""

    def __init__(self) -> None:
        self.running: list[Running] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, service: Service) -> int:
        """Start a service and return its process id."""
        signals.check()
        log_start = service.log.stat().st_size if service.log.exists() else 0
        child = spawn(
            service.argv,
            env=service.env,
            log=service.log,
            cwd=service.cwd,
            account=service.account,
            death_signal=service.death,
        )
        self.running.append(Running(service, child, log_start))
        return child.pid

    def await_ready(self, what: str, ready: Callable[[], bool], *, within: float = 60) -> None:
        """Wait until `ready` says so; Fault if a service ends before, or after `within` seconds."""
        deadline = time.monotonic() + within
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise Fault(f"{what} blev ikke klar på {within:.0f} sekunder. Se {self.running[-1].service.log}.")
            signals.pause(0.05)
        self.check()

    def check(self) -> None:
        """Raise Fault if a service has ended."""
        for one in self.running:
            code = one.child.poll()
            if code is not None:
                raise Fault(_ended(one, code))

    def watch(self) -> None:
        """Stay until a signal comes (Stopped) or a service ends (Fault)."""
        while True:
            self.check()
            signals.pause(0.2)

    def stop(self) -> None:
        """Stop all, the last started first. A further signal ends the patience."""
        seen = signals.count()
        while self.running:
            one = self.running.pop()
            end(
                one.child,
                stop=one.service.stop,
                grace=one.service.grace,
                last_word=one.service.last_word,
                impatient=_Patience(one.service, seen).is_over,
            )


class _Patience:
    """Tells once that a service takes its time, and is over when a further signal comes."""

    def __init__(self, service: Service, seen: int) -> None:
        self.service = service
        self.seen = seen
        self.tell_at = time.monotonic() + 1.5

    def is_over(self) -> bool:
        if time.monotonic() > self.tell_at:
            self.tell_at = float("inf")
            grace = f"højst {self.service.grace:.0f} s, Ctrl+C stopper straks"
            say(f"  {self.service.name} gør sit arbejde færdigt ({grace}) …")
        return signals.count() > self.seen


def _ended(one: Running, code: int) -> str:
    known = symptom(tail(one.service.log, since=one.log_start))
    how = f"signal {-code}" if code < 0 else f"kode {code}"
    return known or f"{one.service.name} stoppede uventet ({how}); alt andet er stoppet. Se {one.service.log}."
