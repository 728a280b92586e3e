"""The catalogue of the practice municipality, from one file: the same every time, with its planned changes ahead."""

import tomllib
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from offers.models import BudgetLine, BudgetYear, ColourPeriod, Column, Offer, OfferPrice, Supplier, SupplierContract
from offers.services import beginning
from offers.services.asking import KINDS

FILE = Path(__file__).with_name("catalogue.toml")
LETTERS = {"g": "green", "y": "yellow", "r": "red"}
ACTS = UUID("5e8cd6d4-4081-4e32-8001-202301010000")
PURCHASE = "Køb af tilbud"
Raw = dict[str, Any]


def load(*, as_of: date, now: datetime) -> None:
    """Make suppliers, contracts, budget lines, offers and colours. Does nothing where there is an offer."""
    if Offer.objects.exists():
        return
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    beginning.columns()
    suppliers = _suppliers(raw)
    lines = BudgetLine.objects.bulk_create(
        BudgetLine(name=row["name"], bound=row.get("bound", False)) for row in raw["line"]
    )
    named = {line.name: line for line in lines}
    _budgets(raw, named, as_of)
    offers = Offer.objects.bulk_create(_offer(row, suppliers, named) for row in raw["offer"])
    _prices(raw, offers, as_of, now)
    _colours(raw, {offer.name: offer for offer in offers}, as_of, now)


def _budgets(raw: Raw, lines: dict[str, BudgetLine], as_of: date) -> None:
    """Of this year and the next; and the year of the strategy with what it took away (REB23-01)."""
    BudgetYear.objects.bulk_create(
        BudgetYear(
            line=lines[row["line"]],
            year=year,
            amount=Decimal(row["amount"]),
            reduction=Decimal(row.get("reduction", 0)),
            reason=row["reason"],
        )
        for row in raw["budget"]
        for year in ((row["year"],) if "year" in row else (as_of.year, as_of.year + 1))
    )


def _prices(raw: Raw, offers: list[Offer], as_of: date, now: datetime) -> None:
    """The prices of today, and those that are agreed for the new year."""
    made = []
    new_year = date(as_of.year + 1, 1, 1)
    for offer, row in zip(offers, raw["offer"], strict=True):
        terms: Raw = {"offer": offer, "price_per": row.get("per", ""), "weeks": row.get("weeks"), "recorded_at": now}
        price, agreed = (Decimal(row[name]) if name in row else None for name in ("price", "next_price"))
        until = new_year - timedelta(days=1) if agreed else None
        if price is not None or terms["weeks"]:
            made.append(OfferPrice(price=price, from_on=raw["since"], to_on=until, **terms))
        if agreed is not None:
            made.append(OfferPrice(price=agreed, from_on=new_year, note=raw["price_note"], **terms))
    OfferPrice.objects.bulk_create(made)


def _colours(raw: Raw, offers: dict[str, Offer], as_of: date, now: datetime) -> None:
    """The colours of today, and those that are planned to follow some of them."""
    columns = list(Column.objects.all())
    planned = {(row["offer"], row["column"]): row for row in raw["planned"]}
    held = [
        _period(offers[row["name"]], column, LETTERS[letter], raw["reason"], raw["since"], now, cite=raw["cite"])
        for row in raw["offer"]
        for column, letter in zip(columns, row.get("colours", ""), strict=False)
        if letter in LETTERS
    ]
    follow: list[tuple[ColourPeriod, Raw, date]] = []
    for period in held:
        row = planned.get((period.offer.name, period.column.name))
        if row is not None:
            begins = date(as_of.year + 1, row["month"], 1)
            period.to_on = begins - timedelta(days=1)
            follow.append((period, row, begins))
    ColourPeriod.objects.bulk_create(held)
    ColourPeriod.objects.bulk_create(
        _period(period.offer, period.column, row["colour"], row["reason"], begins, now, cut=period)
        for period, row, begins in follow
    )


def _period(
    offer: Offer,
    column: Column,
    colour: str,
    reason: str,
    from_on: date,
    now: datetime,
    *,
    cite: str = "",
    cut: ColourPeriod | None = None,
) -> ColourPeriod:
    act = uuid5(ACTS, f"{offer.name} {column.name} {from_on}")
    return ColourPeriod(
        offer=offer, column=column, colour=colour, from_on=from_on, reason=reason, cite=cite, act=act, cut=cut,
        recorded_at=now,
    )  # fmt: skip


def _suppliers(raw: Raw) -> dict[str, Supplier]:
    names = {row["supplier"] for row in (*raw["offer"], *raw["contract"]) if "supplier" in row}
    made = Supplier.objects.bulk_create(Supplier(name=name) for name in sorted(names))
    found = {supplier.name: supplier for supplier in made}
    SupplierContract.objects.bulk_create(
        SupplierContract(
            supplier=found[row["supplier"]],
            from_on=row["from"],
            to_on=row.get("to"),
            types=[KINDS[code].value for code in row["types"]],
            note=row.get("note", ""),
        )
        for row in raw["contract"]
    )
    return found


def _offer(row: Raw, suppliers: dict[str, Supplier], lines: dict[str, BudgetLine]) -> Offer:
    return Offer(
        name=row["name"],
        type=KINDS[row["type"]].value,
        supplier=suppliers.get(row.get("supplier", "")),
        active=row.get("active", True),
        vat="momsfrit" if "price" in row else "",
        hours_per_week=row.get("hours"),
        capacity=row.get("capacity"),
        budget_line=lines.get(row.get("line", PURCHASE if "supplier" in row else "")),
    )
