"""Who coordinates the work with companies (REBGEN-57): one person at a time, from a day."""

from datetime import date, datetime, timedelta

from companies.models import Coordinator
from companies.services.changing import guarded
from staff.models import User
from staff.refusals import Refused


def coordinator_on(day: date) -> Coordinator | None:
    found: Coordinator | None = Coordinator.objects.on(day).select_related("user").first()
    return found


def hand_to(*, user: User, unit: str, from_on: date, by: User, now: datetime) -> Coordinator:
    """From a day on this person coordinates; who did before ends the day before. The same again changes nothing."""
    with guarded():
        last: Coordinator | None = Coordinator.objects.select_for_update().filter(to_on__isnull=True).first()
        if last is not None:
            if (last.user_id, last.unit) == (user.pk, unit):
                return last
            if last.from_on is not None and from_on <= last.from_on:
                raise Refused("Dagen skal ligge efter den, hvor den nuværende begyndte.", field="from_on")
            last.to_on = from_on - timedelta(days=1)
            last.save(update_fields=["to_on"])
        made: Coordinator = Coordinator.objects.create(
            user=user, unit=unit, from_on=from_on, recorded_at=now, recorded_by=by
        )
        return made
