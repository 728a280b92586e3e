"""The address of Min sagsstamme: which week is shown."""

from datetime import date

import pytest

from cases.filters.caseload import Address

MONDAY, NEXT_MONDAY = date(2026, 11, 16), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("today", "week", "shown"),
    [
        (date(2026, 11, 18), "", MONDAY),
        (date(2026, 11, 20), "", MONDAY),
        (date(2026, 11, 21), "", NEXT_MONDAY),
        (date(2026, 11, 22), "", NEXT_MONDAY),
        (date(2026, 11, 22), "2026-47", MONDAY),
        (date(2026, 11, 18), "2026-99", MONDAY),
        (date(2026, 12, 31), "2027-01", date(2027, 1, 4)),
    ],
)
def test_a_weekend_shows_the_coming_week(today: date, week: str, shown: date) -> None:
    assert Address(week=week).monday(today) == shown
