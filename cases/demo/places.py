"""Fixed places and company centres of Fjordby, with some citizens on them who had no company offer before."""

from datetime import date, datetime, time, timedelta
from random import Random

from cases.models import Activity
from cases.models.places import PlaceReason
from companies.models import Company, PlaceAgreement, PlaceKind
from companies.seats import Stay, taken_on
from rules.vocabulary import ActivityFamily, ActivityStatus, ActivityType
from staff.models import User
from staff.wording import COPENHAGEN

HOSTS, PLACES, MOST_USED = 6, 4, 3
DAY = timedelta(days=1)
PURPOSES = ("Fremmødestabilitet og afklaring", "Afklaring af jobmål", "Sociale kompetencer i et lille team")
TRADES = ("Lagermedarbejder", "Rengøringsassistent", "Køkkenmedhjælper", "")
BUSINESS = [kind.value for kind in ActivityType if kind.family is ActivityFamily.BUSINESS]
NOT_THERE = ("flexjob_unemployed",)
"""For these a rule asks for an individual place (REB23-53)."""


def load(*, as_of: date, seed: int) -> None:
    """Does nothing where there are agreements."""
    hosts = _hosts()
    if not hosts or PlaceAgreement.objects.exists():
        return
    random = Random(f"{seed} {as_of} pladser")
    for number, host in enumerate(hosts):
        kind = PlaceKind.COMPANY_CENTRE if number == HOSTS - 1 else PlaceKind.FIXED
        _agreement(host, kind, as_of, number)
        _use(host, kind, as_of, random)


def _hosts() -> list[Company]:
    """Companies where citizens are, in the order of their numbers."""
    running = Activity.objects.valid().filter(status=ActivityStatus.RUNNING.value, company__isnull=False)
    found = Company.objects.filter(active=True, pk__in=running.values("company"))
    return list(found.order_by("cvr", "pk")[:HOSTS])


def _agreement(host: Company, kind: PlaceKind, as_of: date, number: int) -> None:
    """Some end within the weeks shown, others go on."""
    made = datetime.combine(as_of - timedelta(days=200), time(9), tzinfo=COPENHAGEN)
    PlaceAgreement.objects.create(
        company=host, kind=kind, places=PLACES, from_on=as_of - timedelta(days=200),
        to_on=as_of + timedelta(days=38) if number % 2 == 0 else None, purpose=PURPOSES[number % len(PURPOSES)],
        occupation=TRADES[number % len(TRADES)],
        recorded_at=made, recorded_by=User.objects.filter(role_assignments__role="job_consultant").first(),
    )  # fmt: skip


def _use(host: Company, kind: PlaceKind, as_of: date, random: Random) -> None:
    """Put some of those who are there for the first time on the places."""
    there = Activity.objects.valid().filter(company=host, type=ActivityType.VIRKSOMHEDSPRAKTIK.value)
    rows = there.filter(status=ActivityStatus.RUNNING.value, to_on__gte=as_of).exclude(
        case__targetgroupperiods__group__in=NOT_THERE
    )
    stays: list[Stay] = []
    for row in rows.select_related("case").order_by("from_on", "pk"):
        mine = Stay(row.from_on, row.to_on)
        if len(stays) < MOST_USED and not _had_one_before(row) and taken_on(stays, mine.first) < MOST_USED:
            stays.append(mine)
            reason = random.choice([one for one in PlaceReason if one is not PlaceReason.OTHER])
            Activity.objects.filter(pk=row.pk).update(place=kind, place_reason=reason)


def _had_one_before(row: Activity) -> bool:
    earlier = Activity.objects.valid().filter(case__citizen=row.case.citizen_id, type__in=BUSINESS)
    return earlier.filter(from_on__lt=row.from_on).exists()
