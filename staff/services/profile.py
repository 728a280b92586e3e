"""What a person may change about the own account."""

from staff.models import User


def set_shortcuts(*, user: User, on: bool) -> None:
    """Switch the single-letter shortcuts on or off (WCAG 2.1.4)."""
    user.shortcuts = on
    user.save(update_fields=["shortcuts"])
