"""The numbers of the public register: CVR of a company, P-number of a place of work."""

from django.core.exceptions import ValidationError
from stdnum.dk import cvr

P_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def validate_cvr(value: str) -> None:
    """Check length and check digit of a CVR number; raises ValidationError in Danish."""
    if not cvr.is_valid(value):
        raise ValidationError("CVR-nummeret er ikke gyldigt. Det har 8 cifre.")


def validate_p_number(value: str) -> None:
    """Ten digits, the first not 0. Raises ValidationError in Danish.

    The check digit does not refuse: the register gave a series of numbers out with wrong weights
    (Erhvervsstyrelsen, "Særligt modulus-check af p-numre"), and they are real. See `p_number_fits`.
    """
    if not (len(value) == 10 and value.isascii() and value.isdigit() and value[0] != "0"):
        raise ValidationError("P-nummeret er ikke gyldigt. Det har 10 cifre.")


def p_number_fits(value: str) -> bool:
    """Whether modulus 11 fits: where it does not, the page says so and the number stands."""
    return sum(int(digit) * weight for digit, weight in zip(value, P_WEIGHTS, strict=True)) % 11 == 0
