"""A draft beside the version it changes: what differs in words, what each phase-in does, which cases move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases.models import Case, RuleVersion, SweepRun
from cases.models.rule_versions import State
from cases.models.runs import RunStatus
from cases.services.policies import candidates, impact, turning
from cases.services.policies.candidates import Trial
from cases.services.policies.impact import CaseMove, Impact
from oversight.services import overseen
from oversight.services.rule_page import PHASES
from rules.changes import Change, in_words_of, name_of, unchanged
from rules.sentence import sentence, tokens_of
from rules.standing import standing
from rules.vocabulary import PhaseIn, RuleStatus
from staff.models import User

NOT_OF_THE_ROW = ("why", "revision")
"""Fields of a draft that stand beside its row."""
RECENT = timedelta(minutes=10)
"""So long after its end a rebuild is still told of."""


def trial_of(draft: RuleVersion, changes: Mapping[str, object]) -> Trial:
    """The rule with the draft and values nobody has saved. Raises Refused with the field of the first fault."""
    values = {name: value for name, value in changes.items() if name not in NOT_OF_THE_ROW}
    if not values:
        return candidates.of_draft(draft)
    return candidates.trial(rule_id=draft.rule, changes=values, base=draft, table=draft.table)


def confirmed_today(changes: Mapping[str, object], today: date) -> dict[str, object]:
    """A source that is confirmed is confirmed on a day."""
    confirmed = changes.get("status") == RuleStatus.CONFIRMED
    return dict(changes) | ({"checked_on": today} if confirmed else {})


@dataclass(frozen=True, slots=True)
class Difference:
    """What a draft changes, one line a field, and the names of the fields it leaves."""

    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]


def difference(trial: Trial) -> Difference:
    """Of the fields that stay, those that the sentence names."""
    changes = in_words_of(trial.before, trial.after)
    named = {name_of(token.field) for token in tokens_of(sentence(trial.after))}
    kept = tuple(name for name in unchanged(trial.before, trial.after) if name in named)
    return Difference(changes, kept)


@dataclass(frozen=True, slots=True)
class Choice:
    """One phase-in with what it does; `result` is None until it has been reckoned."""

    value: str
    label: str
    is_chosen: bool
    result: Impact | None
    overdue_cases: int
    url: str


def choices(chosen: str, results: Mapping[PhaseIn, Impact], url: str, query: str) -> list[Choice]:
    """The three phase-ins. `url` lists the cases of a draft; `query` carries the unsaved tokens."""
    found = []
    for phase, label in PHASES.items():
        result = results.get(phase)
        late = {move.case_id for move in result.moves if move.overdue} if result is not None else set()
        address = (
            f"{url}?{query}&phase_in={phase}&vis=overskredet" if query else f"{url}?phase_in={phase}&vis=overskredet"
        )
        found.append(Choice(phase.value, label, phase == chosen, result, len(late), address))
    return found


def moves_of(trial: Trial, phase: PhaseIn, *, today: date, only_overdue: bool = False) -> tuple[list[CaseMove], Impact]:
    """The moved deadlines of each case, each case once by its earliest new date, and the whole result."""
    result = impact.measured(trial=trial, today=today, phases=(phase,))[phase]
    once: dict[int, CaseMove] = {}
    for move in sorted(result.moves, key=_new_date):
        if move.overdue or not only_overdue:
            once.setdefault(move.case_id, move)
    return list(once.values()), result


def _new_date(move: CaseMove) -> tuple[date, int]:
    due = move.after.due_on if move.after is not None else None
    return due or date.max, move.case_id


@dataclass(frozen=True, slots=True)
class Move:
    """One case with the date it has, the date it would get, and how it would stand on the first day."""

    case: Any
    start: date
    before: date | None
    after: date | None
    status: str
    day: date
    unverified: bool


def described(moves: Sequence[CaseMove], *, viewer: User, today: date, day: date, unverified: bool) -> list[Move]:
    """The cases of these moves in their order, named as far as the viewer may see them."""
    found = Case.objects.filter(pk__in=[move.case_id for move in moves])
    cases = {
        case.pk: case
        for case in overseen.described(found, viewer=viewer, today=today).select_related("citizen", "team")
    }
    return [_move(move, cases[move.case_id], day, unverified) for move in moves if move.case_id in cases]


def _move(move: CaseMove, case: Any, day: date, unverified: bool) -> Move:
    before = move.before.due_on if move.before is not None else None
    after = move.after
    status = standing(after, day).status if after is not None else ""
    return Move(case, move.row.anchor_on, before, after.due_on if after is not None else None, status, day, unverified)


@dataclass(frozen=True, slots=True)
class Progress:
    """The rebuild after a version took effect."""

    version: int
    cases: int
    total: int
    rows_changed: int
    failed: int
    is_done: bool


def progress_of(version: RuleVersion, *, today: date, now: datetime) -> Progress | None:
    """How far the rebuild has come; None where the version has not taken effect, or long since."""
    due = version.valid_from is not None and version.valid_from <= today
    if version.author is None or version.state not in (State.APPROVED, State.IN_FORCE) or not due:
        return None
    run = turning.rebuilding(version)
    if run is None:
        return Progress(version.version, 0, 0, 0, 0, is_done=False)
    return None if run.finished_at and run.finished_at < now - RECENT else _told(version, run)


def _told(version: RuleVersion, run: SweepRun) -> Progress:
    done = run.status != RunStatus.RUNNING
    return Progress(version.version, run.cases, run.total, run.rows_changed, run.failures.count(), is_done=done)
