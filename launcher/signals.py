"""Ctrl+C, SIGTERM and SIGHUP: remembered by the handler, acted upon where the launcher waits.

The state belongs to the process, as signal handlers do. Nothing is raised between two statements, so a child
that was just started is always known to the supervisor.
"""

import signal
import time
from types import FrameType

_received: list[int] = []


class Stopped(Exception):
    """Somebody asked the launcher to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def listen() -> None:
    """Take the signals over; a hang-up that is ignored already (nohup) stays ignored."""
    _received.clear()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _remember)


def _remember(number: int, frame: FrameType | None) -> None:
    _received.append(number)


def count() -> int:
    """Return how many signals have come."""
    return len(_received)


def check() -> None:
    """Raise Stopped if a signal has come."""
    if _received:
        raise Stopped(_received[0])


def pause(duration: float) -> None:
    """Wait; raises Stopped when a signal has come."""
    check()
    time.sleep(duration)
    check()
