"""The Danish CPR number: reading, checking, masking, keyed look-up. No text made here contains a number."""

import hashlib
import hmac
import re
from datetime import date

from django.conf import settings

DIGITS = 10
DAYS_ADDED_TO_REPLACEMENT = 60
"""A replacement number (erstatningspersonnummer) has 60 added to the day of birth."""
MASK = "-••••"
IN_TEXT = re.compile(r"(?<!\d)(\d{6})[ -]?(\d{4})(?!\d)")


class InvalidCpr(ValueError):
    """`reason` says in Danish what is wrong, without repeating the number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(text: str, *, today: date) -> str:
    """The ten digits of a CPR number written as 010190-1234 or 0101901234.

    Checked are the date and the century digit, never modulus 11 (numbers without it are issued since 2007).
    Replacement numbers are accepted. Raises InvalidCpr.
    """
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise InvalidCpr("CPR-nummeret må kun indeholde cifre og en bindestreg")
    if len(digits) == DIGITS - 1:
        raise InvalidCpr("CPR-nummeret har 9 cifre; et nul forrest er faldet væk")
    if len(digits) != DIGITS:
        raise InvalidCpr("CPR-nummeret skal have 10 cifre")
    try:
        born = born_on(digits)
    except ValueError:
        raise InvalidCpr("CPR-nummerets første seks cifre er ikke en dato") from None
    if born > today:
        raise InvalidCpr("CPR-nummerets fødselsdag ligger i fremtiden")
    return digits


def born_on(digits: str) -> date:
    """The birthday in a CPR number of ten digits. Raises ValueError when the digits are no date."""
    day, month, year = int(digits[0:2]), int(digits[2:4]), int(digits[4:6])
    if is_replacement(digits):
        day -= DAYS_ADDED_TO_REPLACEMENT
    return date(_century(digits[6], year) + year, month, day)


def is_replacement(digits: str) -> bool:
    """True for a replacement number."""
    return int(digits[0:2]) > DAYS_ADDED_TO_REPLACEMENT


def _century(seventh: str, year: int) -> int:
    """The century that the seventh digit and the two digits of the year stand for (the CPR office's table)."""
    if seventh in "5678" and year >= 58:
        return 1800
    if seventh in "0123" or (seventh in "49" and year >= 37):
        return 1900
    return 2000


def mask(digits: str) -> str:
    """The copy that may be shown: 010190-••••."""
    return digits[:6] + MASK


def lookup(digits: str) -> str:
    """The keyed hash by which a number is found (HMAC-SHA256, 64 hex digits)."""
    return hmac.new(settings.CPR_LOOKUP_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()


def stands_in(text: str) -> bool:
    """True when `text` holds what looks like a CPR number: ten digits that begin with a date."""
    return any(_is_dated(first + last) for first, last in IN_TEXT.findall(text))


def _is_dated(digits: str) -> bool:
    try:
        born_on(digits)
    except ValueError:
        return False
    return True
