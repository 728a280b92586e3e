"""Jobs. Their arguments are none, so that nothing about a citizen passes through the broker."""

from celery import shared_task
from django.utils import timezone

from cases.models.runs import RunKind
from cases.services import sweep as sweeping


@shared_task(name="cases.sweep")
def sweep() -> None:
    """The hourly sweep, as of today in Denmark."""
    sweeping.run(today=timezone.localdate(), now=timezone.now(), kind=RunKind.HOURLY)


@shared_task(name="cases.verify")
def verify() -> None:
    """The nightly control: every case computed anew and compared with what is stored."""
    sweeping.run(today=timezone.localdate(), now=timezone.now(), kind=RunKind.VERIFICATION)
