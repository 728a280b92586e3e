"""Companies of Fjordby that grow, are short of people or belong to the municipality, the courses arranged with them,
and who coordinates the work."""

from datetime import date, datetime, time, timedelta

from cases.models import Case
from companies.models import Company, Coordinator, CourseKind, JobOrder, TargetedCourse, TargetedSeat
from staff.models import Role, User
from staff.wording import COPENHAGEN

DAY = timedelta(days=1)
COURSES = (
    ("Vejen til lageret", CourseKind.TARGETED, "Lagermedarbejder", -60, 30, 8, 6),
    ("Rengøring på hoteller", CourseKind.TARGETED, "Rengøringsassistent", 14, 42, 4, 6),
    ("Voksenlærling i køkkenet", CourseKind.APPRENTICES, "Køkkenmedhjælper", 35, 120, 5, 2),
)
OWN = ("Plejecenter", "Børnehave")


def load(*, as_of: date) -> None:
    """Does nothing where there are such courses."""
    consultant = User.objects.filter(role_assignments__role=Role.JOB_CONSULTANT).order_by("username").first()
    firms = list(Company.objects.filter(active=True).order_by("cvr", "pk"))
    if not firms or consultant is None or TargetedCourse.objects.exists():
        return
    _mark(firms)
    _close(as_of, consultant)
    Coordinator.objects.create(
        user=consultant, unit="Aktiv Indsats", from_on=as_of - 300 * DAY, recorded_at=_at(as_of, 300)
    )  # fmt: skip
    cases = list(
        Case.objects.open().filter(citizen__protected=False).select_related("citizen").order_by("source_key", "pk")[:60]
    )
    short = [firm for firm in firms if firm.short_of_people]
    for number, told in enumerate(COURSES):
        _course(short[number % len(short)], told, cases[number * 7 :: 3], as_of, consultant)


def _mark(firms: list[Company]) -> None:
    for number, firm in enumerate(firms):
        firm.growing = number % 9 == 4
        firm.growth_source = "Erhvervsrådet" if firm.growing else ""
        firm.short_of_people = number % 11 == 3
        firm.own_municipality = any(word in firm.name for word in OWN)
    Company.objects.bulk_update(firms, ("growing", "growth_source", "short_of_people", "own_municipality"))


def _close(as_of: date, by: User) -> None:
    """Some jobs were filled or withdrawn lately."""
    for number, order in enumerate(JobOrder.objects.filter(kind="order").order_by("pk")[:3]):
        order.closed_at, order.closed_by = _at(as_of, number), by
        order.ending = "withdrawn" if number == 2 else "filled"
        order.save()


def _course(
    firm: Company, told: tuple[str, str, str, int, int, int, int], cases: list[Case], as_of: date, by: User
) -> None:
    title, kind, occupation, begins, ends, seats, number = told
    course = TargetedCourse.objects.create(
        company=firm, title=title, kind=kind, occupation=occupation, where="", starts_on=as_of + begins * DAY,
        ends_on=as_of + ends * DAY, seats=seats, recorded_at=_at(as_of, 70), recorded_by=by,
    )  # fmt: skip
    TargetedSeat.objects.bulk_create(
        TargetedSeat(
            course=course, citizen=case.citizen.public_id, seat=place + 1 if place < seats else None,
            joined_at=_at(as_of, 30 - place), joined_by=by,
        )
        for place, case in enumerate(cases[:number])
    )  # fmt: skip


def _at(as_of: date, days: int) -> datetime:
    return datetime.combine(as_of - days * DAY, time(6), tzinfo=COPENHAGEN)
