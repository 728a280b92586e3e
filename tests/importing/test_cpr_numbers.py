"""CPR numbers: the date and the century digit decide, never modulus 11; what is shown and looked up."""

from datetime import date

import pytest
from django.test import override_settings

from cases import cpr
from cases.cpr import InvalidCpr

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("010190-1234", date(1990, 1, 1)),
        ("0101901234", date(1990, 1, 1)),
        (" 010190 1234 ", date(1990, 1, 1)),
        ("111111-1118", date(1911, 11, 11)),
        ("111165-4009", date(1965, 11, 11)),
        ("111136-4009", date(2036, 11, 11)),
        ("111165-9009", date(1965, 11, 11)),
        ("111110-9009", date(2010, 11, 11)),
        ("111158-5009", date(1858, 11, 11)),
        ("111157-5009", date(2057, 11, 11)),
        ("290200-4000", date(2000, 2, 29)),
        ("610190-1234", date(1990, 1, 1)),
        ("911290-1234", date(1990, 12, 31)),
    ],
)
def test_birthday_follows_from_date_and_century_digit(text: str, born: date) -> None:
    digits = cpr.parse(text, today=date(2060, 1, 1))
    assert cpr.born_on(digits) == born


def test_a_number_that_fails_modulus_11_is_accepted() -> None:
    assert cpr.parse("010190-0000", today=TODAY) == "0101900000"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("320190-1234", "ikke en dato"),
        ("290201-1234", "ikke en dato"),
        ("920190-1234", "ikke en dato"),
        ("001390-1234", "ikke en dato"),
        ("010190123", "et nul forrest"),
        ("01019012345", "10 cifre"),
        ("", "kun indeholde cifre"),
        ("010190-12a4", "kun indeholde cifre"),
        ("٠١٠١٩٠-١٢٣٤", "kun indeholde cifre"),
        ("241126-4001", "i fremtiden"),
    ],
)
def test_a_wrong_number_is_refused_without_being_repeated(text: str, reason: str) -> None:
    with pytest.raises(InvalidCpr) as refused:
        cpr.parse(text, today=TODAY)
    assert reason in refused.value.reason
    assert not text or text not in str(refused.value)


def test_replacement_numbers_are_known() -> None:
    assert cpr.is_replacement("6101901234")
    assert not cpr.is_replacement("0101901234")


def test_only_the_birthday_part_is_shown() -> None:
    assert cpr.mask("0101901234") == "010190-••••"


def test_the_lookup_needs_the_key() -> None:
    with override_settings(CPR_LOOKUP_KEY="en"):
        first = cpr.lookup("0101901234")
    with override_settings(CPR_LOOKUP_KEY="to"):
        second = cpr.lookup("0101901234")
    assert first != second
    assert len(first) == 64
    assert "0101901234" not in first


@pytest.mark.parametrize("text", ["ring om 010190-1234", "0101901234", "se 610190 1234."])
def test_a_number_in_a_text_is_found(text: str) -> None:
    assert cpr.stands_in(text)


@pytest.mark.parametrize("text", ["+45 12345678", "12345678901", "sag 2026-1234", "990190-1234"])
def test_other_digits_are_no_number(text: str) -> None:
    assert not cpr.stands_in(text)
