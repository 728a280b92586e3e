"""Places over time: taken on each day, full, free again. Pure dates."""

from datetime import date, timedelta

import pytest

from companies.seats import Agreed, Stay, first_full, next_free, stretches

D = date(2026, 11, 23)


def day(number: int) -> date:
    return D + timedelta(days=number)


def stay(first: int, last: int | None) -> Stay:
    return Stay(day(first), None if last is None else day(last))


TWO = [Agreed(2, day(0), day(30))]


def test_both_days_of_a_stay_count_and_the_day_after_is_free() -> None:
    stays = [stay(0, 4), stay(2, 9)]
    found = [(one.first, one.last, one.taken, one.free) for one in stretches(TWO, stays, since=day(0))]
    assert found == [
        (day(0), day(1), 1, 1), (day(2), day(4), 2, 0), (day(5), day(9), 1, 1), (day(10), day(30), 0, 2),
        (day(31), None, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "full"),
    [((0, 1), None), ((0, 2), 2), ((4, 4), 4), ((5, 20), None), ((5, None), None), ((31, 40), None), ((-9, -1), None)],
)
def test_a_wish_is_held_against_every_day_of_it(wanted: tuple[int, int | None], full: int | None) -> None:
    found = first_full(TWO, [stay(0, 4), stay(2, 9)], stay(*wanted))
    assert (found.first if found else None) == (None if full is None else day(full))


def test_an_open_stay_never_ends() -> None:
    stays = [stay(0, None), stay(3, None)]
    assert first_full(TWO, stays, stay(3, 3)) is not None
    assert next_free(TWO, stays, since=day(3)) is None
    assert next_free(TWO, [stay(0, None), stay(3, 7)], since=day(3)) == day(8)


def test_a_second_agreement_with_another_number() -> None:
    agreed = [Agreed(1, day(0), day(9)), Agreed(3, day(10), None)]
    stays = [stay(0, 20)]
    assert first_full(agreed, stays, stay(5, 6)) is not None
    assert first_full(agreed, stays, stay(10, 20)) is None
    assert next_free(agreed, stays, since=day(0)) == day(10)
