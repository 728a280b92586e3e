"""Citizens whom a rule wants in an offer: sick from A-dagpenge, and waiting for their studies to begin."""

from datetime import date, timedelta

from cases.models import Case, CaseDetail
from staff.models import User
from tests.people import TODAY, case_of, citizen, in_group, insured

DAY = timedelta(days=1)


def sick_from_dagpenge(name: str, *, by: User, since: date = TODAY - 14 * DAY) -> Case:
    """A-dagpenge until the day before, sygedagpenge without an employer from then on."""
    began = since - 60 * DAY
    case = insured(name, first_unemployed_on=began, by=by)
    case.targetgroupperiods.update(to_on=since - DAY)
    return in_group(case, "sick_without_employer", since=since, first_absence_on=since)


def to_study(name: str, *, by: User, on: date | None = TODAY + 60 * DAY) -> Case:
    """Obviously ready for education, with the day on which the studies are expected to begin."""
    since = TODAY - 30 * DAY
    case = in_group(case_of(citizen(name), since=since, responsible=by), "edu_obviously_ready", since=since)
    if on is not None:
        CaseDetail.objects.create(case=case, key="expected_study_on", on_date=on)
    return case
