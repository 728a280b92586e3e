"""Seconds of one step, and the floors that they are compared with: what PostgreSQL needs for the COPY alone."""

import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

from django.db import connection

Done = TypeVar("Done")


def timed(step: Callable[[], Done]) -> tuple[float, Done]:
    begun = perf_counter()
    done = step()
    return perf_counter() - begun, done


def processor(step: Callable[[], object]) -> float:
    """Seconds of processor time, which other programs of the machine do not lengthen much."""
    begun = process_time()
    step()
    return process_time() - begun


def worked(step: Callable[[], object]) -> float:
    """Seconds of processor time of everything the launcher started: the processes that compute and the database."""
    begun = _work_of_all()
    step()
    return _work_of_all() - begun


def _work_of_all() -> float:
    """Seconds that the descendants of our parent, and those of them that have ended, have had so far (Linux)."""
    children: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while we read
        children[int(fields[1])].append((int(path.parent.name), sum(map(int, fields[11:15]))))
    total, todo = 0.0, [os.getppid()]
    while todo:
        for number, ticks in children[todo.pop()]:
            total += ticks
            todo.append(number)
    return total / os.sysconf("SC_CLK_TCK")


def copy_out(statement: str, rounds: int = 3) -> float:
    """Seconds of `COPY (statement) TO STDOUT`, its bytes thrown away; the median of some rounds."""

    def once() -> None:
        with connection.cursor() as cursor, cursor.cursor.copy(f"COPY ({statement}) TO STDOUT") as copy:
            for _ in copy:
                pass

    return median(timed(once)[0] for _ in range(rounds))


def copy_into_like(table: str) -> float:
    """Seconds of copying the rows of a table into an empty one with the same indexes, which is dropped again."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE measured (LIKE {table} INCLUDING ALL)")
        seconds, _ = timed(lambda: cursor.execute(f"INSERT INTO measured SELECT * FROM {table}"))
        cursor.execute("DROP TABLE measured")
    return seconds
