"""Companies that do not want to be contacted."""

from datetime import date, datetime, timedelta

from companies.models import Company, ContactBan
from companies.services.changing import change
from staff.models import User
from staff.refusals import Refused


def forbid(*, company: Company, reason: str, by: User, today: date, now: datetime, version: int | None) -> ContactBan:
    """From today nobody contacts the company, and the pages say why."""

    def write(locked: Company) -> ContactBan:
        there: ContactBan | None = locked.bans.filter(to_on__isnull=True).first()
        if there is not None:
            if there.reason == reason:
                return there
            raise Refused("Virksomheden er allerede markeret: må ikke kontaktes.")
        return ContactBan.objects.create(company=locked, reason=reason, from_on=today, recorded_by=by, recorded_at=now)

    return change(company=company, version=version, write=write)


def lift(*, company: Company, reason: str, by: User, today: date, version: int | None) -> None:
    """The company may be contacted again from today; what stood stays on record."""

    def write(locked: Company) -> None:
        ban: ContactBan | None = locked.bans.filter(to_on__isnull=True).first()
        if ban is None:
            raise Refused("Virksomheden må allerede kontaktes.")
        ban.to_on = max(today - timedelta(days=1), ban.from_on or today)
        ban.lifted_by, ban.lift_reason = by, reason
        ban.save(update_fields=["to_on", "lifted_by", "lift_reason"])

    return change(company=company, version=version, write=write)
