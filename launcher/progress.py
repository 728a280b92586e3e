"""What is printed: one line for each step, with its seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


def say(text: str, *, end: str = "\n", stream: TextIO | None = None) -> None:
    """Print; a closed terminal is no reason to stop in the middle."""
    with suppress(OSError, ValueError):
        print(text, end=end, file=stream or sys.stdout, flush=True)


def seconds(value: float) -> str:
    """Return a duration as Danes write it: 0,4 s."""
    return f"{value:.1f} s".replace(".", ",")


@contextmanager
def step(text: str, *, talks: bool = False) -> Iterator[None]:
    """Announce a step and say how long it took; `talks` = the step prints lines of its own."""
    started = time.monotonic()
    say(f"  {text} …", end="\n" if talks else "")
    try:
        yield
    except BaseException:
        if not talks:
            say("")
        raise
    took = seconds(time.monotonic() - started)
    say(f"  … {took}" if talks else f" {took}")
