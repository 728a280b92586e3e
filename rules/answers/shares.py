"""Shares in per cent: exact decimals, rounded half up to one place where they are shown."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def percent(part: int, whole: int) -> Decimal | None:
    """40.0 of 20 in 50; None of nothing."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def in_words(share: Decimal | None) -> str:
    """44,0 %"""
    return "ingen" if share is None else f"{share} %".replace(".", ",")
