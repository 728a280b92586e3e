"""The commands behind the targets of the Makefile, and how each ends."""

import os
import sys
from collections.abc import Callable, Sequence

from launcher import children, install, quality, serve, signals
from launcher.faults import Fault, from_system
from launcher.progress import say


def _setup() -> int:
    install.setup()
    return 0


def _demo() -> int:
    serve.serve(serve.DEMO_START)
    return 0


def _run() -> int:
    serve.serve(serve.EMPTY_START)
    return 0


def _demo_reset() -> int:
    serve.reset()
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "setup": _setup,
    "demo": _demo,
    "run": _run,
    "demo-reset": _demo_reset,
    "test": quality.test,
    "drill": quality.drill,
    "bench": quality.bench,
    "check": quality.check,
}


def main(words: Sequence[str]) -> int:
    """Run one command: 0 = good, 1 = a fault (one line says what to do), 128 + n = stopped by signal n."""
    if len(words) != 1 or words[0] not in COMMANDS:
        say(f"Brug: make {' | '.join(COMMANDS)}", stream=sys.stderr)
        return 2
    signals.listen()
    if "MAKELEVEL" in os.environ:
        children.follow_parent()
    try:
        return COMMANDS[words[0]]()
    except signals.Stopped as stopped:
        say("Stoppet; intet kører mere.")
        return 128 + stopped.number
    except Fault as fault:
        say(f"FEJL: {fault}", stream=sys.stderr)
    except OSError as error:
        say(f"FEJL: {from_system(error)}", stream=sys.stderr)
    return 1
