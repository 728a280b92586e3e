"""Acts that begin at the same moment, each on a connection of its own, released by a barrier."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """The answer of each act, or what it raised; all begin together, each on its own connection."""
    barrier = Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            answers[place] = acts[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
