"""Two records turn out to be one company: what belongs to one moves to the other, and it can be undone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from companies.models import Company, Merge
from companies.services.changing import CHANGED, guarded, sent_already
from staff.models import User
from staff.refusals import Refused, Stale

MOVING = (
    "ProductionUnit",
    "ContactPerson",
    "CompanyName",
    "ContactBan",
    "Contact",
    "CallAssignment",
    "Enquiry",
    "JobOrder",
    "PlaceAgreement",
    "CareMembership",
    "Mentor",
    "TargetedCourse",
)
"""Rows that follow the company that is kept. Branch and responsible do not: the kept company has its own."""


def merge(
    *,
    kept: Company,
    gone: Company,
    reason: str,
    by: User | None,
    now: datetime,
    version: int | None = None,
    form_key: UUID | None = None,
) -> Merge:
    """`gone` becomes a part of `kept`; its page leads there from now on. The number that only `gone` has moves too."""
    with guarded():
        sent = sent_already(Merge, form_key)
        if sent is not None:
            return sent
        kept, gone = _both(kept, gone)
        if version is not None and version != kept.version:
            raise Stale(CHANGED)
        _check(kept, gone)
        moved = _move(kept, gone)
        _take_number(kept, gone)
        kept.version += 1
        kept.save()
        done = Merge.objects.create(kept=kept, gone=gone, at=now, by=by, reason=reason, moved=moved, form_key=form_key)
        return done


def undo(*, done: Merge, by: User, now: datetime) -> Company:
    """The two are two again; what has been recorded since stays with the kept one. Returns the one brought back."""
    with guarded():
        kept, gone = _both(done.kept, done.gone)
        fresh = Merge.objects.select_for_update().get(pk=done.pk)
        if fresh.undone_at is not None:
            return gone
        for name, keys in fresh.moved["rows"].items():
            _rows(name).filter(pk__in=keys, company=kept).update(company=gone)
        kept.cvr, gone.cvr = fresh.moved["cvr"]
        gone.active, gone.merged_into = fresh.moved["active"], None
        kept.save(update_fields=["cvr"])
        gone.version += 1
        kept.version += 1
        gone.save()
        kept.save()
        fresh.undone_at, fresh.undone_by = now, by
        fresh.save(update_fields=["undone_at", "undone_by"])
        return gone


def _both(kept: Company, gone: Company) -> tuple[Company, Company]:
    """Both as they are now, locked in the order of their keys so that two merges cannot wait for each other."""
    rows = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=(kept.pk, gone.pk))
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[kept.pk], found[gone.pk]


def _check(kept: Company, gone: Company) -> None:
    if kept.pk == gone.pk:
        raise Refused("Vælg en anden virksomhed.", field="gone")
    if kept.merged_into_id or gone.merged_into_id:
        raise Refused("Den ene er allerede lagt sammen med en anden. Genindlæs siden.")
    if kept.cvr and gone.cvr:
        raise Refused("De har hvert sit CVR-nummer og er to virksomheder i registeret.", field="gone")


def _move(kept: Company, gone: Company) -> dict[str, Any]:
    """Move the rows; returns what was moved and how the two stood."""
    moved: dict[str, list[int]] = {}
    for name in MOVING:
        rows = _rows(name).filter(company=gone)
        if name == "ContactBan" and kept.bans.filter(to_on__isnull=True).exists():
            rows = rows.filter(to_on__isnull=False)
        if name == "CallAssignment" and kept.assignments.filter(ended_at__isnull=True).exists():
            rows = rows.filter(ended_at__isnull=False)
        moved[name] = sorted(rows.values_list("pk", flat=True))
        _rows(name).filter(pk__in=moved[name]).update(company=kept)
    return {"rows": moved, "cvr": [kept.cvr, gone.cvr], "active": gone.active}


def _take_number(kept: Company, gone: Company) -> None:
    number = gone.cvr
    gone.cvr, gone.active, gone.merged_into = None, False, kept
    gone.version += 1
    gone.save()
    kept.cvr = kept.cvr or number


def _rows(name: str) -> Any:
    return apps.get_model("companies", name)._default_manager
