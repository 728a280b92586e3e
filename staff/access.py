"""Writing and reading the access log."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from staff.models import AccessLog, Act, Reason, User


def log(
    *, user: User, screen: str, act: Act, citizens: Iterable[str], reason: Reason | str = "", reason_text: str = ""
) -> None:
    """Write one row: `user` saw these public ids on `screen`. Writes nothing when there are none."""
    shown = sorted(set(citizens))
    if shown:
        AccessLog.objects.create(
            user=user, screen=screen, act=act, citizens=shown, reason=reason, reason_text=reason_text
        )


def reason_given(*, user: User, citizen: str, today: date) -> bool:
    """True when `user` has given a reason for opening `citizen` on the Danish day `today`."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    return (
        AccessLog.objects.filter(user=user, at__gte=midnight, citizens__contains=[citizen]).exclude(reason="").exists()
    )


def views_of(*, citizen: str, before: int | None = None, count: int = 50) -> list[AccessLog]:
    """The last `count` rows about `citizen`, newest first; `before`: only those older than that row."""
    rows = AccessLog.objects.filter(citizens__contains=[citizen]).select_related("user").order_by("-pk")
    return list((rows.filter(pk__lt=before) if before else rows)[:count])
