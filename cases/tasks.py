"""Jobs. They have no arguments, so that nothing about a citizen passes through the broker."""

from celery import Task, shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from cases.models.runs import RunKind
from cases.services import sweep as sweeping

BUSY_SECONDS, BUSY_RETRIES = 10, 60
"""How often to try while another sweep is at work."""


@shared_task(name="cases.sweep")
def sweep() -> None:
    """The hourly sweep, as of today in Denmark."""
    sweeping.run(today=timezone.localdate(), now=timezone.now(), kind=RunKind.HOURLY)


@shared_task(name="cases.new_rules", bind=True, max_retries=BUSY_RETRIES)
def new_rules(task: "Task[[], None]") -> None:
    """What an approval asks for: the rules whose day has come take effect, and every case is computed by them."""
    done = sweeping.run(today=timezone.localdate(), now=timezone.now(), kind=RunKind.POLICY)
    if done.busy:
        raise task.retry(countdown=BUSY_SECONDS)


def start_new_rules() -> bool:
    """Ask the worker to let approved rules take effect now; False where the queue does not answer (the hourly sweep
    does it then)."""
    try:
        new_rules.delay()
    except OperationalError:
        return False
    return True


@shared_task(name="cases.verify")
def verify() -> None:
    """The nightly control: every case computed anew and compared with what is stored."""
    sweeping.run(today=timezone.localdate(), now=timezone.now(), kind=RunKind.VERIFICATION)
