"""Work spread over processes, each with a database connection of its own."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

import django
from django.db import connection

Part = TypeVar("Part")
Done = TypeVar("Done")

_work: Callable[[Any], Any] | None = None


def spread(work: Callable[[Part], Done], parts: Sequence[Part], processes: int) -> Iterator[Done]:
    """What `work` gives for each part, in their order. With one process it is done here and now.

    With several each is started afresh, so `work` and its answers must be picklable and what it does must be
    committed by itself: nothing of this process's transaction is seen there. A worker of Celery may not start any.
    """
    if processes == 1:
        yield from map(work, parts)
        return
    begin = (connection.settings_dict["NAME"], pickle.dumps(work))
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=begin) as pool:
        yield from pool.map(_do, parts)


def _begin(database: str, work: bytes) -> None:
    """In the new process: the same database, then the work, which may be unpickled only when Django stands."""
    global _work
    django.setup()
    connection.settings_dict["NAME"] = database
    _work = pickle.loads(work)


def _do(part: Any) -> Any:
    assert _work is not None
    return _work(part)
