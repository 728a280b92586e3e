"""Numbers and texts of the checks in Danish."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from rules.dates import Span
from rules.gates.vocabulary import Result
from rules.gates.weighing import Finding
from rules.wording import length

OERE = 2


def kroner(amount: Decimal | Fraction, than: Decimal | None = None) -> str:
    """2.300 · 2.200,01 · as many decimals as it takes to differ from `than`."""
    places = OERE
    if than is not None and Fraction(amount) != Fraction(than):
        while _written(amount, places) == _written(than, places):
            places += OERE
    return _written(amount, places)


def _written(amount: Decimal | Fraction, places: int) -> str:
    whole, part = divmod(round(Fraction(amount) * 10**places), 10**places)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{part:0{places}}" if part else grouped


def hours(number: Decimal) -> str:
    """12 timer · 7,5 timer"""
    text = f"{number.normalize():f}".replace(".", ",")
    return f"{text} {'time' if number == 1 else 'timer'}"


def span(value: Span) -> str:
    """3 måneder · 91 dage"""
    return length(value.number, value.unit)


def answered(texts: Mapping[str, str | None], empty: Result = Result.BLOCKS) -> Finding | None:
    """What missing texts mean: left out a warning, empty as the rule says; None when all of them are written."""
    blank = [name for name, text in texts.items() if text is not None and not text.strip()]
    if blank:
        return Finding(empty, f"Skal udfyldes: {', '.join(blank)}")
    unknown = [name for name, text in texts.items() if text is None]
    return Finding(Result.WARNING, f"Ikke oplyst: {', '.join(unknown)}") if unknown else None
