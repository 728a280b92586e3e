"""The citizen's step on the employment ladder (HED21-24), and the order tried for the sick (HED21-28)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cases.dossier import Dossier, Entry
from cases.facts import facts_of
from cases.models import Case, ClarifiedStep, LadderStep
from cases.services import checking, correcting, records
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from cases.services.grants.judging import group_on
from rules.answers.steps import about, missing_before, steps_of
from rules.answers.terms import Clarification, Ladder, NamedSteps
from rules.rule import Rule
from staff.models import User
from staff.refusals import Refused

ASSESSED = "Vurderet igen"
Kind = type[NamedSteps]


@dataclass(frozen=True, slots=True)
class Seen:
    """One step as the page shows it; `entry` is what was recorded of it."""

    number: int
    name: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule with its steps, and the newest entry of all."""

    rule: Rule
    steps: tuple[Seen, ...]
    current: Entry | None


def rule_on(kind: Kind, case: Case, today: date) -> Rule | None:
    """The rule whose steps hold for the citizen as the target group is today."""
    group = group_on(facts_of(case), today)
    return about(kind, group, records.rules_today(today)) if group is not None else None


def names(rule: Rule) -> tuple[str, ...]:
    """The steps in words, the first is number 1."""
    return steps_of(rule.terms) if isinstance(rule.terms, NamedSteps) else ()


def shown(kind: Kind, dossier: Dossier, today: date) -> Shown | None:
    """The steps of a citizen from what the page has read; None where no rule has any."""
    group = dossier.group_on(today)
    rule = about(kind, group.code, records.rules_today(today)) if group is not None else None
    if rule is None:
        return None
    ladder = kind is Ladder
    entries = [entry for entry in dossier.valid("ladder" if ladder else "clarified") if entry.on and entry.on <= today]
    current = entries[-1] if entries else None
    by_step = {entry.ordinal: entry for entry in ([current] if ladder and current else entries)}
    return Shown(rule, tuple(Seen(n, name, by_step.get(n)) for n, name in _numbered(names(rule))), current)


def stand(
    *,
    case: Case,
    number: str,
    on_date: date,
    by: User,
    today: date,
    now: datetime,
    reason: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> LadderStep:
    """The citizen stands on a step from a day on. A step of the same day is voided with `reason`."""

    def write(locked: Case) -> LadderStep:
        checking.is_open(locked)
        step, name = _chosen(Ladder, locked, number, today)
        checking.past_day(on_date, field="on_date", name="Datoen", case=locked, today=today)
        checking.in_course(on_date, field="on_date", name="Datoen", case=locked)
        same_day = LadderStep.objects.valid().filter(case=locked, on_date=on_date).first()
        if same_day is not None:
            correcting.voided(same_day, reason=reason, by=by, now=now)
        return LadderStep.objects.create(
            case=locked, step=step, name=name, on_date=on_date, recorded_at=now, recorded_by=by, form_key=form_key
        )

    return change_once(case=case, model=LadderStep, form_key=form_key, version=version, now=now, write=write)


def assess(
    *,
    case: Case,
    number: str,
    possible: bool,
    on_date: date,
    by: User,
    today: date,
    now: datetime,
    reason: str = "",
    form_key: UUID | None = None,
    version: int | None = None,
) -> ClarifiedStep:
    """A step is not possible, with the reason, or it is what is aimed at: then every earlier one is not possible."""
    why = reason if possible else checking.reason(reason)
    said = checking.text(why, field="reason", name="Begrundelsen", length=checking.REASON_LENGTH)

    def write(locked: Case) -> ClarifiedStep:
        checking.is_open(locked)
        step, name = _chosen(Clarification, locked, number, today)
        checking.past_day(on_date, field="on_date", name="Datoen", case=locked, today=today)
        checking.in_course(on_date, field="on_date", name="Datoen", case=locked)
        rows = list(ClarifiedStep.objects.valid().filter(case=locked))
        if possible:
            _refuse_unless_tried(locked, step, rows, today)
        before = next((row for row in rows if row.step == step), None)
        if before is not None:
            correcting.voided(before, reason=ASSESSED, by=by, now=now)
        return ClarifiedStep.objects.create(
            case=locked, step=step, name=name, possible=possible, reason=said, on_date=on_date, recorded_at=now,
            recorded_by=by, form_key=form_key,
        )  # fmt: skip

    return change_once(case=case, model=ClarifiedStep, form_key=form_key, version=version, now=now, write=write)


def void_step(
    *, row: LadderStep, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> LadderStep:
    """Take a step recorded by mistake out of the facts; "Fortrudt" for undo."""
    return void_fact(row, reason=reason, by=by, now=now, version=version)


def void_assessed(
    *, row: ClarifiedStep, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> ClarifiedStep:
    """Take an assessment out of the facts; the database refuses while a later step builds on it."""
    return void_fact(row, reason=reason, by=by, now=now, version=version)


def _chosen(kind: Kind, case: Case, number: str, today: date) -> tuple[int, str]:
    rule = rule_on(kind, case, today)
    if rule is None:
        raise Refused("Kommunens regler har ingen trin for borgerens målgruppe.")
    known = dict(_numbered(names(rule)))
    checking.code(number, map(str, known), field="number", name="Trin")
    return int(number), known[int(number)]


def _refuse_unless_tried(case: Case, step: int, rows: Iterable[ClarifiedStep], today: date) -> None:
    """Say which earlier steps are not found impossible yet."""
    rule = rule_on(Clarification, case, today)
    missing = missing_before(step, {row.step for row in rows if not row.possible})
    if missing and rule is not None:
        words = ", ".join(f"{n} {names(rule)[n - 1]}" for n in missing)
        raise Refused(f"Vurdér først de tidligere trin ikke mulige med en begrundelse: {words}.", field="number")


def _numbered(found: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(found, start=1))
