"""What the company side shows of citizens. They stand in an app above, so the installation says who answers."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string


def candidate_numbers(orders: Iterable[int]) -> dict[int, int]:
    """How many citizens have been put forward for each of these jobs; a job without any is left out."""
    found: dict[int, int] = import_string(settings.CANDIDATE_NUMBERS)(orders)
    return found
