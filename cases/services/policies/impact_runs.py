"""What a draft would do, counted in the background: one count for each revision of a draft and day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases.models import RuleImpact, RuleVersion
from cases.models.runs import RunStatus
from cases.services.policies.candidates import of_draft
from cases.services.policies.impact import CaseMove, Impact, measured
from rules.vocabulary import PhaseIn

GIVEN_UP = timedelta(minutes=6)
"""After this time a count is not running any more: the jobs have a hard limit of five minutes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer for one phase-in. `moves` are (case id, rule, ordinal, day now, new day, overdue on the first day)."""

    moved: int
    overdue: int
    met: int
    failed: int
    moves: tuple[tuple[int, str, int | None, date | None, date | None, bool], ...]


def begin(*, draft: RuleVersion, today: date, now: datetime) -> tuple[RuleImpact, bool]:
    """The count of a draft as it stands, and whether the worker must still be asked for it. One that broke off is
    begun anew."""
    found, new = RuleImpact.objects.get_or_create(
        version=draft, revision=draft.revision, today=today, defaults={"started_at": now}
    )
    stuck = found.status == RunStatus.RUNNING and now - found.started_at > GIVEN_UP
    if found.status == RunStatus.FAILED or stuck:
        RuleImpact.objects.filter(pk=found.pk).update(status=RunStatus.RUNNING, started_at=now, cases=0)
        found.refresh_from_db()
        new = True
    return found, new


def work(impact_id: int) -> RuleImpact | None:
    """Count, and save how far the count has come. None where the draft has been changed or decided meanwhile."""
    found: RuleImpact = RuleImpact.objects.select_related("version__profile").get(pk=impact_id)
    draft = found.version
    if draft.revision != found.revision or draft.approved_at is not None or draft.withdrawn_at is not None:
        return None

    def save(cases: int, total: int) -> None:
        RuleImpact.objects.filter(pk=impact_id).update(cases=cases, total=total)

    try:
        counted = measured(trial=of_draft(draft), today=found.today, progress=save)
    except BaseException:
        RuleImpact.objects.filter(pk=impact_id).update(status=RunStatus.FAILED)
        raise
    failed = any(impact.failed for impact in counted.values())
    result = {str(phase): _packed(impact) for phase, impact in counted.items()}
    RuleImpact.objects.filter(pk=impact_id).update(
        result=result, status=RunStatus.WITH_ERRORS if failed else RunStatus.OK
    )
    found.refresh_from_db()
    return found


def answer(found: RuleImpact) -> dict[PhaseIn, Counted]:
    """What was counted; empty until the count is finished."""
    return {PhaseIn(phase): _unpacked(values) for phase, values in found.result.items()}


def _packed(impact: Impact) -> dict[str, object]:
    numbers = {"moved": impact.moved, "overdue": impact.overdue, "met": impact.met, "failed": impact.failed}
    return numbers | {"moves": [_move(move) for move in impact.moves]}


def _move(move: CaseMove) -> list[object]:
    days = [row.due_on.isoformat() if row is not None and row.due_on else None for row in (move.before, move.after)]
    return [move.case_id, move.row.rule, move.row.ordinal, *days, move.overdue]


def _unpacked(values: dict[str, Any]) -> Counted:
    moves = tuple(
        (case_id, rule, ordinal, _day(before), _day(after), overdue)
        for case_id, rule, ordinal, before, after, overdue in values["moves"]
    )
    return Counted(values["moved"], values["overdue"], values["met"], values["failed"], moves)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
