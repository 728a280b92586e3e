"""Keep the stored deadlines what the rules say: one case after a fact, all cases after a policy or as verification.

A due date depends on facts and policy alone, never on today; so a row goes stale only through a new fact
(`refresh`, in the transaction that writes the fact) or a new policy (`rebuild`). Both compare with the same function.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from traceback import extract_tb
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection, transaction

from cases.facts import assemble, facts_of, stream_facts
from cases.models import Case
from cases.services.policies.in_force import current_policy, policy_for_writing
from cases.services.processes import spread
from cases.services.stored_rows import TABLES, Answer, Difference, answer, stored
from rules.catalogue import evaluate
from rules.obligation import Outcome
from rules.rule import Policy

CHUNK = 500
COMPUTATION_ERRORS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a case that cannot be computed raises. A time limit or a lost database is none of these and ends the run."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """`rows_changed` natural keys have another row than before."""

    rows_changed: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that could not be computed. `reason` says what and where in the code, never what stands in the record."""

    case_id: int
    reason: str


@dataclass(slots=True)
class Rebuilt:
    """`cases` of `total` are computed; `changed` counts the natural keys that have another row than before (in a dry
    run: would have), by rule."""

    total: int = 0
    cases: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def rows_changed(self) -> int:
        return self.changed.total()

    def add(self, other: "Rebuilt") -> None:
        self.cases += other.cases
        self.changed += other.changed
        self.failures += other.failures


class Chunk(NamedTuple):
    """The cases from one id to another, and how many they are."""

    low_id: int
    high_id: int
    cases: int


Progress = Callable[[Rebuilt], None]


def outcome_of(case: Case) -> Outcome:
    """What the rules say about a case as its facts stand now."""
    return evaluate(facts_of(case), current_policy())


def refresh(case: Case, *, now: datetime | None = None) -> Refreshed:
    """Bring the stored rows of one case in line with its facts, in the caller's transaction.

    The caller holds the case (`select_for_update`). `now` stamps the rows; without it the database's clock does.
    """
    outcome = evaluate(facts_of(case), policy_for_writing())
    return Refreshed(_replace({case.pk: answer(outcome)}, case.pk, case.pk, now).total())


def rebuild(
    *, chunk: int = CHUNK, processes: int = 1, progress: Progress | None = None, now: datetime | None = None
) -> Rebuilt:
    """Compute every case, open or closed, and write what differs; a second run writes nothing.

    Chunks of `chunk` cases, each a transaction of its own, so that an interrupted rebuild is resumed by the next.
    A case that cannot be computed keeps its rows and stands in `failures`; the others are not held up by it.
    """
    return _over_all(partial(_rebuilt, now=now), chunk, processes, progress)


def retry(case_ids: Iterable[int], *, now: datetime | None = None) -> Rebuilt:
    """Compute again the cases that could not be computed before, each by itself."""
    done = Rebuilt()
    for case_id in case_ids:
        done.add(_rebuilt(Chunk(case_id, case_id, 1), now=now))
    return done


def dry_run(policy: Policy, *, chunk: int = CHUNK, processes: int = 1, progress: Progress | None = None) -> Rebuilt:
    """What a rebuild under `policy` would change; nothing is written and nobody is held up."""
    return _over_all(partial(_tried, policy=policy), chunk, processes, progress)


def _over_all(work: Callable[[Chunk], Rebuilt], chunk: int, processes: int, progress: Progress | None) -> Rebuilt:
    chunks = _chunks(chunk)
    done = Rebuilt(total=sum(part.cases for part in chunks))
    for part in spread(work, chunks, processes):
        done.add(part)
        if progress:
            progress(done)
    return done


def _chunks(size: int) -> list[Chunk]:
    """All cases in parts of `size`. A case opened meanwhile is refreshed by the act that opens it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(id), max(id), count(*) FROM"
            " (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS part FROM cases_case) AS numbered"
            " GROUP BY part ORDER BY part",
            [size],
        )
        return [Chunk(*row) for row in cursor.fetchall()]


def _rebuilt(part: Chunk, *, now: datetime | None) -> Rebuilt:
    done = Rebuilt(cases=part.cases)
    _rebuild_range(part.low_id, part.high_id, done, now)
    return done


def _tried(part: Chunk, *, policy: Policy) -> Rebuilt:
    done = Rebuilt(cases=part.cases)
    answers = _answers(part.low_id, part.high_id, policy, done.failures)
    for difference in _differences(answers, part.low_id, part.high_id):
        done.changed += difference.changed
    return done


def _rebuild_range(low_id: int, high_id: int, done: Rebuilt, now: datetime | None) -> None:
    """One chunk. Should the database refuse its rows, the halves are tried, down to the case that is to blame."""
    failures: list[Failure] = []
    try:
        with transaction.atomic():
            _hold_cases(low_id, high_id)
            answers = _answers(low_id, high_id, policy_for_writing(), failures)
            changed = _replace(answers, low_id, high_id, now)
    except (DataError, IntegrityError) as error:
        if low_id == high_id:
            done.failures.append(Failure(low_id, reason_of(error)))
            return
        middle = (low_id + high_id) // 2
        _rebuild_range(low_id, middle, done, now)
        _rebuild_range(middle + 1, high_id, done, now)
        return
    done.changed += changed
    done.failures += failures


def _hold_cases(low_id: int, high_id: int) -> None:
    """Nobody saves a fact about these cases until the chunk is written (saving takes the same lock)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM cases_case WHERE id BETWEEN %s AND %s ORDER BY id FOR NO KEY UPDATE", [low_id, high_id]
        )


def _answers(low_id: int, high_id: int, policy: Policy, failures: list[Failure]) -> dict[int, Answer]:
    answers = {}
    for case_id, records in stream_facts(low_id, high_id):
        try:
            answers[case_id] = answer(evaluate(assemble(records), policy))
        except COMPUTATION_ERRORS as error:
            failures.append(Failure(case_id, reason_of(error)))
    return answers


def _differences(answers: dict[int, Answer], low_id: int, high_id: int) -> Iterator[Difference]:
    """How the stored rows of the range differ from `answers`, by table; cases without an answer are left alone."""
    for position, table in enumerate(TABLES):
        current = stored(table, low_id, high_id)
        difference = Difference(table)
        for case_id, rows in answers.items():
            difference.compare(case_id, current.get(case_id, {}), rows[position])
        yield difference


def _replace(answers: dict[int, Answer], low_id: int, high_id: int, now: datetime | None) -> Counter[str]:
    """Write what differs; the natural keys that have another row now, by rule."""
    changed: Counter[str] = Counter()
    for difference in _differences(answers, low_id, high_id):
        if difference.changed:
            now = now or _database_clock()
            difference.write(now)
            changed += difference.changed
    return changed


def _database_clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def reason_of(error: Exception) -> str:
    """What went wrong and where, without a word of the record: error texts may carry names and dates."""
    frames = extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "ukendt sted"
    return f"{type(error).__name__} ({where})"
