"""The frame of every service that writes facts: one transaction on a locked case, a form used once, no stale form.

Two people at once: the case row is locked, so that the second waits and then works on what the first one saved.
A form sent twice: the row made by the first sending (`form_key`) is the answer to the second.
A stale form: its version is not the case's any more, and the answer says what has changed and by whom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast
from uuid import UUID

from cases.models import Case
from cases.models.dispensations import BY_ONESELF, IN_USE, NOT_HOLDING, OTHER_CASE
from cases.models.fact import Fact
from cases.models.places import PLACE_TAKEN
from cases.models.steps import EARLIER_FIRST, LATER_CHOSEN
from cases.services import correcting, deadlines
from cases.services.changes import changed_since
from staff.models import User
from staff.refusals import Guarded, Stale

NO_PLACE = "Pladsen er lige blevet taget. Vælg en anden dag eller en anden plads."
REFUSED_BY_DATABASE = {
    PLACE_TAKEN: NO_PLACE,
    EARLIER_FIRST: "De tidligere trin skal først være vurderet ikke mulige med en begrundelse.",
    LATER_CHOSEN: "Et senere trin er målet. Annullér det først.",
    IN_USE: "Dispensationen bruges af en bevilling. Træk den tilbage eller annullér den først.",
    OTHER_CASE: "Dispensationen gælder en anden borger eller et andet tilbud.",
    NOT_HOLDING: "Dispensationen gælder ikke for perioden eller er annulleret.",
    BY_ONESELF: "Du har selv registreret dispensationen. En anden skal afgøre bevillingen.",
}
Row = TypeVar("Row", bound=Fact)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Done(Generic[Answer]):
    """The answer of an act that has been done already: a form sent twice changes nothing the second time."""

    answer: Answer


def change(
    *,
    case: Case,
    version: int | None,
    now: datetime,
    write: Callable[[Case], Answer],
    done: Callable[[Case], Done[Answer] | None] | None = None,
) -> Answer:
    """Run `write` on the locked case, refresh its deadlines and count its version up, all or nothing.

    `done` is asked first whether the act has been done already. `case.version` follows, so that the caller's next
    act is not stale. Raises Refused in Danish where the database refuses a row, Stale where `version` is not the
    case's.
    """
    with Guarded("cases", "sagen", REFUSED_BY_DATABASE):
        locked = lock(case)
        earlier = done(locked) if done else None
        if earlier is None:
            if version is not None and version != locked.version:
                raise Stale(changed_since(locked, version))
            earlier = Done(write(locked))
            finish(locked, now=now)
    case.version = locked.version
    return earlier.answer


def change_once(
    *,
    case: Case,
    model: type[Row],
    form_key: UUID | None,
    version: int | None,
    now: datetime,
    write: Callable[[Case], Row],
) -> Row:
    """As `change`, for a form that makes one row of `model`: a second sending gets the row of the first."""

    def done(locked: Case) -> Done[Row] | None:
        sent = model._default_manager.filter(form_key=form_key, case=locked).first() if form_key else None
        return Done(cast(Row, sent)) if sent is not None else None

    return change(case=case, version=version, now=now, write=write, done=done)


def void(row: Row, *, reason: str, by: User, now: datetime, version: int | None) -> Row:
    """Take a fact out of the facts of its case; the second sending of the same form finds it done."""

    def done(locked: Case) -> Done[Row] | None:
        fresh = correcting.fresh(row)
        same = fresh.voided_by_id == by.pk and fresh.void_reason == reason.strip()
        return Done(fresh) if fresh.voided_at is not None and same else None

    def write(locked: Case) -> Row:
        return correcting.voided(correcting.valid(row), reason=reason, by=by, now=now)

    return change(case=row.case, version=version, now=now, write=write, done=done)


def lock(case: Case) -> Case:
    """The case as it is now, locked until the transaction ends."""
    rows = Case.objects.select_for_update(of=("self",), no_key=True).select_related("citizen", "team")
    locked: Case = rows.get(pk=case.pk)
    return locked


def finish(locked: Case, *, now: datetime) -> None:
    """What follows every change of facts: the deadlines of the case, and its version."""
    deadlines.refresh(locked, now=now)
    locked.version += 1
    locked.save(update_fields=["version"])
