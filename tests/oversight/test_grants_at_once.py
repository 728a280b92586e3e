"""Three seats, one approval, a budget for ten: whoever is first gets it, the others are told, and it is never one more.

The seats are shown to go wrong without their guards: the lock of the offer together with the constraint of the table.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from cases.models import Activity, Case, Grant, GrantCost, GrantSeat
from cases.services.grants import decisions, granting
from offers.models import BudgetLine, BudgetYear, Offer
from staff.models import User
from staff.refusals import Refused
from tests.cases.granting import bente, course, page_of, sent, two_quotes, wish
from tests.cases.test_two_people_at_once import at_once, kinds
from tests.people import NOW, TODAY, caseworker, team_leader

pytestmark = pytest.mark.django_db(transaction=True)
FEW, SEATS, TEN = 16, 3, 10
ROUNDS, MANY = int(os.environ.get("DRILL_ROUNDS", "20")), 50
DRILL = pytest.param(ROUNDS, MANY, marks=pytest.mark.drill)
Sizes = pytest.mark.parametrize(("rounds", "threads"), [(1, FEW), DRILL])


def sending(cases: list[Case], offer: Offer, by: User) -> list[Callable[[], object]]:
    """Each sends the same wish for a citizen of its own, as the page showed it."""
    wished = wish(offer)
    page, shown = page_of(cases[0], wished), granting.Decision.ACCEPTED

    def act(case: Case) -> Callable[[], object]:
        return lambda: sent(case, wished, by=by, seen=page, shown=shown)

    return [act(case) for case in cases]


def citizens(number: int, by: User) -> list[Case]:
    return [bente(by, name=f"Borger {place}") for place in range(number)]


@contextmanager
def without(table: str, name: str) -> Iterator[None]:
    """The table without one of its constraints or unique indexes. Only the owner may."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT 'CONSTRAINT', format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', %(table)s::text, conname,"
            " pg_get_constraintdef(oid)) FROM pg_constraint WHERE conname = %(name)s"
            " UNION ALL SELECT 'INDEX', indexdef FROM pg_indexes WHERE indexname = %(name)s",
            {"table": table, "name": name},
        )
        kind, again = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}" if kind == "CONSTRAINT" else f"DROP INDEX {name}")
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(again)


@contextmanager
def as_owner() -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield cursor
        cursor.execute("RESET ROLE")


@Sizes
def test_three_seats_are_three(rounds: int, threads: int) -> None:
    anne = caseworker(hours=False)
    for place in range(rounds):
        offer = course(name=f"Forløb {place}", capacity=SEATS)
        answers = at_once(sending(citizens(threads, anne), offer, anne))
        assert kinds(answers) == {"Grant": SEATS, "Refused": threads - SEATS}
        assert all("pladser er optaget" in str(answer) for answer in answers if isinstance(answer, Refused))
        assert GrantSeat.objects.filter(offer=offer).count() == Activity.objects.filter(offer=offer).count() == SEATS


@Sizes
def test_one_approval_is_one(rounds: int, threads: int) -> None:
    anne = caseworker(hours=False)
    leaders = [team_leader(f"Leder {place}") for place in range(threads)]
    for place in range(rounds):
        offer = course("yellow", f"Forløb {place}")
        grant = sent(bente(anne, name=f"Borger {place}"), wish(offer, quotes=two_quotes()), by=anne)
        answers = at_once([approving(grant, leader) for leader in leaders])
        assert kinds(answers) == {"Grant": 1, "Refused": threads - 1}
        told = {str(answer) for answer in answers if isinstance(answer, Refused)}
        assert told == {"Bevillingen er allerede afgjort: bevilget."}
        assert Activity.objects.filter(grant=grant).count() == 1


def approving(grant: Grant, by: User) -> Callable[[], object]:
    return lambda: decisions.approve(grant=grant, code="best_effect", text="", by=by, today=TODAY, now=NOW)


@Sizes
def test_a_budget_for_ten_is_for_ten(rounds: int, threads: int) -> None:
    anne = caseworker(hours=False)
    for place in range(rounds):
        offer = budgeted(f"Linje {place}")
        answers = at_once(sending(citizens(threads, anne), offer, anne))
        assert kinds(answers) == {"Grant": TEN, "Refused": threads - TEN}
        assert all("ikke penge nok" in str(answer) for answer in answers if isinstance(answer, Refused))
        costs = GrantCost.objects.filter(budget__line=offer.budget_line, budget__year=2026)
        assert costs.count() == TEN
        assert sum(cost.amount for cost in costs) == BudgetYear.objects.get(line=offer.budget_line, year=2026).committed


def budgeted(name: str) -> Offer:
    """An offer whose line has money for ten courses of eight weeks in each of the two years."""
    line = BudgetLine.objects.create(name=name)
    for year, cost in ((2026, "8914.29"), (2027, "6685.71")):
        BudgetYear.objects.create(line=line, year=year, amount=Decimal(cost) * TEN, reason="Byrådet")
    return course(name=name, budget_line=line)


def test_without_lock_and_constraint_there_are_more_than_three_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    anne = caseworker(hours=False)
    offer = course(capacity=SEATS)
    acts = sending(citizens(FEW, anne), offer, anne)
    monkeypatch.setattr(
        granting, "locked_offer", lambda found: Offer.objects.select_related("supplier").get(pk=found.pk)
    )
    with without("cases_grantseat", "grant_seat_taken"):
        taken = kinds(at_once(acts))["Grant"]
        assert taken > SEATS


def test_without_lock_the_constraint_alone_keeps_three_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    anne = caseworker(hours=False)
    offer = course(capacity=SEATS)
    acts = sending(citizens(FEW, anne), offer, anne)
    monkeypatch.setattr(
        granting, "locked_offer", lambda found: Offer.objects.select_related("supplier").get(pk=found.pk)
    )
    answers = at_once(acts)
    assert set(kinds(answers)) == {"Grant", "Refused"}
    assert GrantSeat.objects.values("number").distinct().count() == kinds(answers)["Grant"] <= SEATS
