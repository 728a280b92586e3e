"""What happened to a case since somebody read it, in a Danish sentence."""

from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import Q

from cases.models import (
    Activity,
    Candidate,
    Case,
    CaseDetail,
    Consideration,
    Conversation,
    JobGoal,
    NextConversation,
    Pause,
    Referral,
    TargetGroupPeriod,
)
from cases.models.fact import Fact
from staff.wording import clock

NAMES: tuple[tuple[type[Fact], str], ...] = (
    (Conversation, "en samtale"),
    (TargetGroupPeriod, "målgruppen"),
    (Pause, "en pause"),
    (Referral, "en visitation"),
    (Activity, "et tilbud"),
    (NextConversation, "fristen for næste samtale"),
    (Consideration, "en overvejelse"),
    (CaseDetail, "en oplysning"),
    (JobGoal, "et jobmål"),
    (Candidate, "en kandidat"),
)
NOTHING_SAVED = "Intet er gemt. Se ændringen, og vælg, hvad der skal gælde."
UNNAMED = "Sagen er ændret, siden du åbnede siden."


class Last(NamedTuple):
    """The last thing that happened to a fact."""

    at: datetime
    who: str
    what: str


def changed_since(case: Case, version: int) -> str:
    """Bjarne Mikkelsen ændrede en samtale kl. 14.02. Intet er gemt. …"""
    since = _read_at(case, version)
    found = [last for model, name in NAMES if since and (last := _last(model, name, case, since))]
    if not found:
        return f"{UNNAMED} {NOTHING_SAVED}"
    last = max(found)
    return f"{last.who} ændrede {last.what} {clock(last.at)}. {NOTHING_SAVED}"


def _read_at(case: Case, version: int) -> datetime | None:
    """When the case got the version that the stale form knew."""
    events = apps.get_model("cases", "CaseEvent")._default_manager
    moment: datetime | None = (
        events.filter(pgh_obj_id=case.pk, version=version)
        .order_by("pgh_id")
        .values_list("pgh_created_at", flat=True)
        .first()
    )
    return moment


def _last(model: type[Fact], name: str, case: Case, since: datetime) -> Last | None:
    """The newest history row of a kind of fact, if it is newer than `since`."""
    events = apps.get_model("cases", f"{model.__name__}Event")._default_manager
    event = events.filter(Q(case_id=case.pk), pgh_created_at__gt=since).order_by("-pgh_id").first()
    if event is None:
        return None
    person = event.voided_by or getattr(event, "outcome_by", None) or event.recorded_by
    return Last(event.pgh_created_at, person.name if person else "Systemet", name)
