"""One launcher at a time in a home: a lock that the system lets go when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.faults import Fault


@contextmanager
def held(path: Path, *, note: str) -> Iterator[bool]:
    """Hold the lock; `note` (the address) is what a second start is told.

    Yields True if the last holder was killed: its file still bears a note. Raises Fault if the lock is taken.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = os.read(descriptor, 500).decode("utf-8", "replace").strip() or "i en anden proces"
            raise Fault(f"Rettidig kører allerede: {where}. Stop den dér med Ctrl+C først.") from None
        killed = bool(os.read(descriptor, 1))
        _write(descriptor, f"{note} (proces {os.getpid()})\n")
        try:
            yield killed
        finally:
            _write(descriptor, "")
    finally:
        os.close(descriptor)


def is_free(path: Path) -> bool:
    """True if no process holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)
