"""Kroner as they are typed: a full stop parts thousands, a comma the øre, and nothing is guessed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from staff.amount_field import KronerField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2350", "2350"),
        ("18.800", "18800"),
        ("1.018.800,50", "1018800.50"),
        ("2.350,5 kr.", "2350.50"),
        ("2350 kr", "2350"),
        ("0", "0"),
    ],
)
def test_read(typed: str, amount: str) -> None:
    assert KronerField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["12.5", "2350.50", "18.80", "-5", "2,350.00", "mange", "1.2345", "99.999.999"])
def test_asked_about_and_never_guessed(typed: str) -> None:
    with pytest.raises(ValidationError, match="Skriv et beløb"):
        KronerField().clean(typed)


@pytest.mark.parametrize("amount", ["2350.00", "18800", "2350.50", "0"])
def test_shown_as_it_can_be_typed_again(amount: str) -> None:
    field = KronerField()
    assert field.clean(field.prepare_value(Decimal(amount))) == Decimal(amount)
