"""What the page of a company shows of citizens: who is there, on which place, and what is free.

Names stand only where the reader may see the citizen; the others are counted and stand without a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from cases.duties import activity_name
from cases.models import Activity, Case, Conversation
from cases.models.places import AGREED_KINDS
from cases.place_track import Placed, PlaceTrack, track
from cases.services.places import agreed_of, taking
from companies.models import Company, PlaceAgreement, PlaceKind
from companies.seats import Agreed, Stay, Stretch, agreed_on, stretches
from rules.labels import PLACES
from rules.vocabulary import ActivityStatus, Place
from staff.models import User

FEW = 8
SOON = 14
MOST_STRETCHES = 12
SOMEBODY = "Borger"


@dataclass(frozen=True, slots=True)
class Row:
    """One citizen at the company. `row` is the activity with `named` and `next_on`."""

    row: Any
    scheme: str
    place: str
    planned: bool
    days_left: int | None

    @property
    def soon(self) -> bool:
        return self.days_left is not None and self.days_left <= SOON

    @property
    def stay(self) -> Stay:
        return Stay(self.row.from_on, self.row.to_on)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one kind: `agreed` and `taken` today, `days` from today on; `ending` is an agreement with an end,
    `beyond` names those who stay longer."""

    kind: str
    title: str
    agreements: tuple[Any, ...]
    agreed: int
    taken: int
    track: PlaceTrack
    days: tuple[Stretch, ...]
    ending: Any
    beyond: tuple[str, ...]
    list_url: str

    @property
    def free(self) -> int:
        return max(0, self.agreed - self.taken)


@dataclass(frozen=True, slots=True)
class Panel:
    """`rows` are all; the overview shows `first` of them."""

    places: tuple[Places, ...]
    rows: tuple[Row, ...]
    list_url: str

    @property
    def first(self) -> tuple[Row, ...]:
        return self.rows[:FEW]

    @property
    def named(self) -> list[str]:
        """Public ids of those whom the page names."""
        return [one.row.case.citizen.public_id for one in self.rows if one.row.named]


def panel(company: Company, *, user: User, today: date) -> Panel:
    """Read in two statements."""
    agreements = PlaceAgreement.objects.valid().filter(Q(company=company) | Q(company__merged_into=company))
    known = list(agreements.order_by("from_on", "pk"))
    rows = tuple(row_of(row, today) for row in there(company, user=user, today=today))
    url = reverse("company_citizens", args=[company.pk])
    kinds = [kind for kind in AGREED_KINDS if any(one.kind == kind for one in known)]
    return Panel(tuple(_places(kind, known, rows, url, today) for kind in kinds), rows, url)


def there(company: Company, *, user: User, today: date) -> Any:
    """The placements of today and those ahead, the first one first."""
    return _named(taking(company), user=user, today=today)


def at_own_employer(*, user: User, today: date) -> Any:
    """The placements of today at the workplaces of the municipality itself (RUD21-13), the first one first."""
    own = Q(company__own_municipality=True) | Q(company__merged_into__own_municipality=True)
    rows = Activity.objects.valid().filter(own, from_on__lte=today).exclude(status=ActivityStatus.CANCELLED.value)
    first = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).order_by("case", "from_on", "pk").distinct("case")
    return _named(Activity.objects.filter(pk__in=first.values("pk")), user=user, today=today)


def _named(rows: Any, *, user: User, today: date) -> Any:
    """Those who have not left, with `named` (the reader may see the citizen) and `next_on` (the next conversation)."""
    seen = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
    booked = Conversation.objects.valid().filter(case=OuterRef("case"), status="booked", on_date__gte=today)
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=today))
    return (
        rows.annotate(named=Exists(seen), next_on=Subquery(booked.order_by("on_date").values("on_date")[:1]))
        .select_related("case__citizen", "case__team", "offer", "company")
        .order_by("from_on", "pk")
    )


def on_places(rows: Sequence[Row], kind: str, day: date) -> list[Row]:
    """Those who have a place of the kind on the day: the figure and the list behind it."""
    return [one for one in rows if one.row.place == kind and one.stay.on(day)]


def row_of(row: Any, today: date) -> Row:
    """One citizen as the tables print it."""
    place = PLACES[Place(row.place)].capitalize() if row.place else ""
    reason = row.place_note or (row.get_place_reason_display() if row.place_reason else "")
    left = (row.to_on - today).days if row.to_on else None
    planned = row.status == ActivityStatus.PLANNED or row.from_on > today
    return Row(row, activity_name(row), " · ".join(part for part in (place, reason) if part), planned, left)


def _places(kind: str, known: Sequence[Any], rows: Sequence[Row], url: str, today: date) -> Places:
    own = tuple(one for one in known if one.kind == kind)
    agreed: list[Agreed] = agreed_of(own)
    here = [one for one in rows if one.row.place == kind]
    placed = [Placed(one.stay, one.row.case.citizen.name if one.row.named else SOMEBODY, one.planned) for one in here]
    ending = own[-1] if own[-1].to_on and own[-1].to_on >= today else None
    later = [one for one in here if ending and (one.row.to_on is None or one.row.to_on > ending.to_on)]
    return Places(
        kind=kind, title=PlaceKind(kind).label, agreements=own, agreed=agreed_on(agreed, today) or 0,
        taken=len(on_places(rows, kind, today)), track=track(agreed, placed, today=today),
        days=tuple(stretches(agreed, [one.stay for one in here], since=today)[:MOST_STRETCHES]), ending=ending,
        beyond=tuple(one.row.case.citizen.name for one in later if one.row.named), list_url=f"{url}?plads={kind}",
    )  # fmt: skip
