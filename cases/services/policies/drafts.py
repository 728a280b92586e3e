"""Drafts of new versions: begun, changed, sent back and withdrawn. Nothing of a citizen changes by them.

Specialists and team leaders write drafts. Whoever changes one becomes one of its editors, none of whom may approve it.
"""

from datetime import date, datetime
from typing import cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import RuleVersion
from cases.models.rule_versions import Table
from cases.services.policies.candidates import Changes, changed, day_of, newest, of_draft
from cases.services.policies.in_force import raw_of
from rules import toml_text
from rules.vocabulary import PhaseIn
from staff.models import Role, User
from staff.refusals import Refused, Stale

COLUMNS = ("why",)
"""Keys of a change that are no part of the row."""


def may_draft(user: User) -> bool:
    """Specialists and team leaders write drafts."""
    return user.has_role(Role.SPECIALIST, Role.TEAM_LEADER)


def begin(
    *, rule_id: str, valid_from: date, phase_in: PhaseIn, by: User, now: datetime, table: str = Table.RULE
) -> RuleVersion:
    """A draft that says what the newest version says, from a day on. Raises Refused where there is a draft already."""
    return _begin(rule_id, table, {"valid_from": valid_from, "phase_in": str(phase_in)}, by, now)


def retire(
    *, rule_id: str, valid_from: date, phase_in: PhaseIn, by: User, now: datetime, table: str = Table.RULE
) -> RuleVersion:
    """A draft that demands nothing of anybody any more."""
    groups = raw_of(newest(rule_id, table)).get("groups")
    if not groups:
        raise Refused("Reglen gælder ingen målgrupper for sig selv og kan ikke ophæves.")
    changes = {"valid_from": valid_from, "phase_in": str(phase_in), "groups": None, "none_for": groups}
    return _begin(rule_id, table, changes, by, now)


def _begin(rule_id: str, table: str, changes: Changes, by: User, now: datetime) -> RuleVersion:
    _need(may_draft(by), "Kun fagkonsulenter og funktionsledere kan skrive udkast.")
    earlier = newest(rule_id, table)
    last = RuleVersion.objects.filter(profile=earlier.profile).of_rule(rule_id, table).first()
    number = cast(RuleVersion, last).version + 1
    raw = changed({**raw_of(earlier), "version": number}, {"valid_to": None} | dict(changes))
    draft = RuleVersion(
        profile=earlier.profile,
        table=table,
        rule=rule_id,
        version=number,
        module=earlier.module,
        position=earlier.position,
        author=by,
        written_at=now,
    )
    _write(draft, raw, by, now)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise Refused("Der er allerede et udkast til reglen.") from None
    return draft


def edit(*, draft: RuleVersion, changes: Changes, revision: int, by: User, now: datetime) -> RuleVersion:
    """The draft with new values. Raises Refused with the field where a value is not allowed, Stale where another
    person has changed it since revision `revision` was read."""
    _need(may_draft(by), "Kun fagkonsulenter og funktionsledere kan skrive udkast.")
    with transaction.atomic():
        held = hold(draft, revision)
        for key in COLUMNS:
            if key in changes:
                setattr(held, key, changes[key])
        values = {key: value for key, value in changes.items() if key not in COLUMNS}
        _write(held, changed(raw_of(held), values), by, now)
        held.revision += 1
        held.save()
    return held


def _write(draft: RuleVersion, raw: dict[str, object], by: User, now: datetime) -> None:
    draft.row = toml_text.table(draft.table, raw)
    of_draft(draft)
    draft.valid_from, draft.valid_to = day_of(raw, "valid_from"), day_of(raw, "valid_to")
    draft.phase_in = str(raw.get("phase_in") or "")
    draft.changed_by, draft.changed_at = by, now
    draft.editors = sorted({*draft.editors, by.pk})


def withdraw(*, draft: RuleVersion, revision: int, by: User, now: datetime) -> RuleVersion:
    """Give a draft up; those who wrote in it may, and specialists."""
    with transaction.atomic():
        held = hold(draft, revision)
        _need(by.pk in held.editors or by.has_role(Role.SPECIALIST), "Kun den, der har skrevet, kan trække tilbage.")
        held.withdrawn_by, held.withdrawn_at = by, now
        held.save()
    return held


def send_back(*, draft: RuleVersion, revision: int, reason: str, by: User, now: datetime) -> RuleVersion:
    """A specialist asks the author to change something. The draft stays a draft."""
    _need(by.has_role(Role.SPECIALIST), "Kun en fagkonsulent kan sende et udkast tilbage.")
    if not reason.strip():
        raise Refused("Skriv, hvad der skal ændres.", field="reason")
    with transaction.atomic():
        held = hold(draft, revision)
        held.returned_by, held.returned_at, held.return_reason = by, now, reason.strip()
        held.revision += 1
        held.save()
    return held


def hold(draft: RuleVersion, revision: int) -> RuleVersion:
    """The draft as it is now, locked until the transaction ends. Raises Refused where it is no draft any more, Stale
    where it has been changed since `revision`."""
    held = RuleVersion.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if held.approved_at is not None:
        raise Refused(f"{held.approved_by} har godkendt versionen.")
    if held.withdrawn_at is not None:
        raise Refused(f"{held.withdrawn_by} har trukket udkastet tilbage.")
    if held.revision != revision:
        last = max((held.changed_at, held.changed_by), (held.returned_at or held.changed_at, held.returned_by), key=_at)
        clock = timezone.localtime(last[0])
        raise Stale(f"Udkastet er ændret kl. {clock.hour}.{clock:%M} af {last[1]}. Læs ændringen, før du godkender.")
    return cast(RuleVersion, held)


def _at(change: tuple[datetime, User | None]) -> datetime:
    return change[0]


def _need(allowed: bool, message: str) -> None:
    if not allowed:
        raise Refused(message)
