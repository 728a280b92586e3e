"""What the companies of Fjordby ask for: enquiries with their clock, the roster, jobs, and citizens put forward."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cases.models import Candidate, CandidateResult, Case
from companies.models import CareMembership, Company, Duty, JobOrder, Mentor, MentorCourse
from companies.services import enquiries
from rules.dates import is_working_day
from staff.models import Role, User
from staff.wording import COPENHAGEN

DAY = timedelta(days=1)
OCCUPATIONS = (
    "Lagermedarbejder", "Rengøringsassistent", "Køkkenmedhjælper", "Pædagogmedhjælper", "Social- og sundhedshjælper",
    "Butiksmedarbejder", "Chauffør", "Gartnermedhjælper", "Kontorassistent", "Tømrer", "Receptionist", "Bagersvend",
)  # fmt: skip
TERMS = (
    "Oplæring på stedet. Mødetid kl. 7.", "Kørekort B. Truckkort er en fordel.", "Begynd gerne med en praktik.",
    "Aften- og weekendvagter.", "Kan være på nedsat tid i begyndelsen.", "Dansk på hverdagsniveau.",
)  # fmt: skip
WISHES = (
    ("recruit", "Søger to til lageret fra næste måned"),
    ("place", "Vil gerne have en i praktik i køkkenet"),
    ("recruit", "Mangler en afløser med kørekort"),
    ("retention", "En medarbejder er ved at blive sygemeldt; de vil gerne tale om det i tide"),
    ("other", "Spørger, hvordan løntilskud virker"),
    ("recruit", "Søger en elev til sommer"),
    ("place", "Har plads til en mere på værkstedet"),
)
WHY = ("Har arbejdet med det før", "Jobbet ligger tæt på bopælen", "Kan begynde med det samme", "Ønsker netop dette")
CARE = ("Småjobs til unge", "Plads til en på nedsat tid", "Mentor til nye medarbejdere", "")
CALLERS = ("A. Tangmose", "B. Ravdal", "K. Skumhøj", "L. Havtorn", "M. Ærtelund")
COURSES = (
    ("Mentor for en ny kollega", -40, 8, 7),
    ("Mentor for en ny kollega", 20, 6, 8),
    ("Den gode start", 48, 12, 3),
)
AGES = (0, 1, 3, 7, 9, 16)
"""Days since somebody made sure of a job; the demo has some on both sides of what the rule asks for."""


class Jobs:
    """The jobs and enquiries on the day `as_of`; the same seed number and day give the same."""

    def __init__(self, *, as_of: date, seed: int) -> None:
        self.as_of, self.random = as_of, Random(f"{seed} {as_of} job")
        self.firms = list(Company.objects.filter(active=True).select_related("postal").order_by("cvr", "pk"))
        consultants = User.objects.filter(is_active=True, role_assignments__role=Role.JOB_CONSULTANT)
        self.consultants = list(consultants.distinct().order_by("username"))

    def load(self) -> None:
        """Does nothing where there is no company or consultant, or where there are jobs."""
        if self.firms and self.consultants and not JobOrder.objects.exists():
            self._roster()
            self._enquiries()
            self._candidates(self._jobs())
            self._care()
            self._courses()

    def _care(self) -> None:
        """One company in five is a member of Code of Care; some have left again."""
        CareMembership.objects.bulk_create(
            CareMembership(
                company=firm, from_on=self.as_of - (40 + 17 * number) * DAY, note=self.random.choice(CARE),
                to_on=self.as_of - 9 * DAY if number % 11 == 10 else None, recorded_by=self.consultants[0],
            )
            for number, firm in enumerate(self.firms[::5])
        )  # fmt: skip

    def _courses(self) -> None:
        """One course that has been held, one that is full with two who wait, one with free seats."""
        for title, days, seats, mentors in COURSES:
            starts = self.as_of + days * DAY
            course = MentorCourse.objects.create(
                title=title, where="Jobcentret", starts_on=starts, ends_on=starts + DAY, seats=seats,
                recorded_at=self._moment(60, 9, 0), recorded_by=self.consultants[0],
            )  # fmt: skip
            Mentor.objects.bulk_create(
                Mentor(
                    course=course, company=self.random.choice(self.firms), name=f"{CALLERS[number % 5]} {number + 1}",
                    seat=number + 1 if number < seats else None, joined_at=self._moment(30 - number, 10, number),
                    joined_by=self.consultants[0],
                )
                for number in range(mentors)
            )  # fmt: skip

    def _roster(self) -> None:
        days = [day for day in (self.as_of + number * DAY for number in range(14)) if is_working_day(day, frozenset())]
        Duty.objects.bulk_create(
            Duty(on=day, user=self.consultants[number % len(self.consultants)]) for number, day in enumerate(days)
        )

    def _enquiries(self) -> None:
        """Two that wait, one of them too long; one that is answered; the others closed."""
        for number, (subject, text) in enumerate(WISHES):
            waits, by = number in (0, 2), self.random.choice(self.consultants)
            received = self._moment(1 if waits else 3 + 4 * number, 15 if number == 0 else 9, 10 + number)
            row = enquiries.receive(
                company=self.random.choice(self.firms) if number != 3 else None, caller=self.random.choice(CALLERS),
                phone="00 11 22 33", subject=subject, text=text, received_at=received, by=by, now=received,
                form_key=None,
            )  # fmt: skip
            if waits:
                continue
            answered = received + timedelta(hours=self.random.choice((1, 3, 20, 26)))
            enquiries.contacted(row=row, at=answered, note="", by=by, now=answered)
            if number > 3:
                outcome = self.random.choice(("candidates", "job_ad", "other"))
                enquiries.close(row=row, outcome=outcome, note="", by=by, now=answered)

    def _jobs(self) -> list[JobOrder]:
        """Half job orders, half recruitment requests; some have not been made sure of for long."""
        made = []
        for number in range(24):
            request, created = number % 2 == 1, self.random.randrange(2, 40)
            updated = min(created, self.random.choice(AGES))
            by = self.random.choice(self.consultants)
            made.append(
                JobOrder(
                    company=self.random.choice(self.firms), kind="request" if request else "order",
                    occupation=OCCUPATIONS[number % len(OCCUPATIONS)], positions=self.random.choice((1, 1, 2, 3)),
                    hours_per_week=Decimal(self.random.choice((20, 25, 30, 37))), text=self.random.choice(TERMS),
                    deadline=self._moment(-self.random.randrange(1, 21), 12, 0) if request else None,
                    mode=self.random.choice(("self", "searched")) if request else "",
                    external="Fælles rekrutteringsservice" if number % 8 == 0 else "",
                    updated_on=self.as_of - updated * DAY, created_at=self._moment(created, 10, number), created_by=by,
                )
            )  # fmt: skip
        return JobOrder.objects.bulk_create(made)

    def _candidates(self, jobs: list[JobOrder]) -> None:
        """Citizens of a caseworker on jobs where the caseworker puts them on."""
        cases = Case.objects.open().filter(responsibilities__to_on__isnull=True, citizen__protected=False)
        chosen = list(cases.order_by("source_key", "pk")[:400])
        rows = []
        for job in jobs:
            number = min(self.random.choice((0, 1, 2, 3)), len(chosen)) if job.mode != "searched" else 0
            for case in self.random.sample(chosen, number):
                day = max(job.created_at.astimezone(COPENHAGEN).date(), case.course_start)
                rows.append(self._candidate(case, job, min(day, self.as_of)))
        Candidate.objects.bulk_create(rows)

    def _candidate(self, case: Case, job: JobOrder, day: date) -> Candidate:
        row = Candidate(
            case=case, order=job, on_date=day, note=self.random.choice(WHY), recorded_by=job.created_by,
            recorded_at=datetime.combine(day, time(6), tzinfo=COPENHAGEN),
        )  # fmt: skip
        if self.random.random() < 0.2:
            row.result, row.result_on, row.result_by = CandidateResult.NOT_CHOSEN, self.as_of, job.created_by
        return row

    def _moment(self, days: int, hour: int, minute: int) -> datetime:
        """So many days before (negative: after), moved to a weekday."""
        day = self.as_of - days * DAY
        while day.weekday() > 4:
            day -= DAY if days > 0 else -DAY
        return datetime.combine(day, time(hour, minute), tzinfo=COPENHAGEN)
