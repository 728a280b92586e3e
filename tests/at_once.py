"""Acts that begin at the same moment, each on a connection of its own, released by a barrier."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """The answer of each act, or what it raised; all begin together, each on its own connection.

    One that cannot begin is raised here: the others have not raced then.
    """
    barrier = Barrier(len(acts))
    answers: list[object] = [None] * len(acts)
    unable: list[Exception] = []

    def run(place: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
        except Exception as error:
            unable.append(error)
            barrier.abort()
            connection.close()
            return
        try:
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
    if unable:
        raise unable[0]
    return answers
