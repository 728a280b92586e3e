"""What the company side shows of citizens. They stand in an app above, so the installation says who answers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from companies.models import Company
from companies.seats import Stay
from staff.models import User


class Panel(Protocol):
    """Who is at a company and on which places, as the templates of the app above print it."""

    @property
    def named(self) -> Sequence[str]:
        """Public ids of those whom it names, for the access log."""


def candidate_numbers(orders: Iterable[int]) -> dict[int, int]:
    """How many citizens have been put forward for each of these jobs; a job without any is left out."""
    found: dict[int, int] = import_string(settings.CANDIDATE_NUMBERS)(orders)
    return found


def company_panel(company: Company, *, user: User, today: date) -> Panel:
    """The citizens at a company, named as far as `user` may see them."""
    found: Panel = import_string(settings.COMPANY_PANEL)(company, user=user, today=today)
    return found


def stays_at(company: Company, kind: str) -> list[Stay]:
    """Everybody who has, had or will have a place of the kind at the company."""
    found: list[Stay] = import_string(settings.STAYS_AT_COMPANY)(company, kind)
    return found
