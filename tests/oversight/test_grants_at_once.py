"""Three seats, one approval, a budget for ten: whoever is first gets it, the others are told, and it is never one more.

Each is shown to go wrong without its guards: seats without the lock of the offer and the constraint of the table, the
approval without the locks and the trigger, the budget without the lock and the one statement that compares and writes.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from time import sleep
from typing import Any

import pytest
from django.db import connection

from cases.models import Activity, Case, Grant, GrantCost, GrantSeat, UndoneDecision
from cases.services import changing
from cases.services.grants import decisions, granting
from cases.services.grants.undoing_decisions import undo
from offers.models import BudgetLine, BudgetYear, Offer
from offers.services import budgets
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


def test_a_decision_undone_many_times_at_once_is_undone_once() -> None:
    anne, lone = caseworker(hours=False), team_leader()
    offer = course("yellow", "Gult forløb", budget_line=budgeted("Linje").budget_line)
    grant = sent(bente(anne), wish(offer, quotes=two_quotes()), by=anne)
    done = decisions.approve(grant=grant, code="best_effect", text="", by=lone, today=TODAY, now=NOW)
    answers = at_once([lambda: undo(grant=done, version=done.version, by=lone, now=NOW) for _ in range(6)])
    assert kinds(answers) == {"Grant": 6}
    assert (UndoneDecision.objects.count(), Activity.objects.valid().count()) == (1, 0)
    assert {year.committed for year in BudgetYear.objects.all()} == {Decimal(0)}


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


def budgeted(name: str, courses: int = TEN, *, years: int = 2) -> Offer:
    """An offer whose line has money for so many courses of eight weeks in this year and, with two `years`, the next."""
    line = BudgetLine.objects.create(name=name)
    for year, cost in ((2026, "8914.29"), (2027, "6685.71"))[:years]:
        BudgetYear.objects.create(line=line, year=year, amount=Decimal(cost) * courses, reason="Byrådet")
    return course(name=name, budget_line=line)


def test_without_lock_and_constraint_there_are_more_than_three_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    anne = caseworker(hours=False)
    offer = course(capacity=SEATS)
    acts = sending(citizens(FEW, anne), offer, anne)
    monkeypatch.setattr(granting, "locked_offer", unlocked_offer)
    with without("cases_grantseat", "grant_seat_taken"):
        taken = kinds(at_once(acts))["Grant"]
        assert taken > SEATS


def test_without_lock_the_constraint_alone_keeps_three_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    anne = caseworker(hours=False)
    offer = course(capacity=SEATS)
    acts = sending(citizens(FEW, anne), offer, anne)
    monkeypatch.setattr(granting, "locked_offer", unlocked_offer)
    answers = at_once(acts)
    assert set(kinds(answers)) == {"Grant", "Refused"}
    assert GrantSeat.objects.values("number").distinct().count() == kinds(answers)["Grant"] <= SEATS


def test_read_first_and_written_after_the_budget_is_overrun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock of the offer and the one statement that compares and writes, more is granted than there is."""
    anne = caseworker(hours=False)
    offer = budgeted("Linje", SEATS, years=1)
    acts = sending(citizens(FEW, anne), offer, anne)
    monkeypatch.setattr(granting, "locked_offer", unlocked_offer)
    monkeypatch.setattr(budgets, "spend", read_then_write)
    granted = kinds(at_once(acts))["Grant"]
    assert granted > SEATS


def read_then_write(*, line_id: int, year: int, cost: Decimal) -> BudgetYear | None:
    """What `budgets.spend` must not be."""
    row: BudgetYear | None = BudgetYear.objects.filter(line_id=line_id, year=year).first()
    if row is None:
        return None
    if row.left < cost:
        raise Refused("Der er ikke penge nok")
    sleep(0.05)
    BudgetYear.objects.filter(pk=row.pk).update(committed=row.committed + cost)
    return row


def unlocked_offer(found: Offer) -> Offer:
    offer: Offer = Offer.objects.select_related("supplier").get(pk=found.pk)
    return offer


def approved_without_locks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The answers of many leaders who approve one grant, when neither the case nor the grant is locked."""
    anne = caseworker(hours=False)
    leaders = [team_leader(f"Leder {place}") for place in range(FEW)]
    grant = sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)
    monkeypatch.setattr(changing, "lock", lambda case: Case.objects.select_related("citizen", "team").get(pk=case.pk))
    monkeypatch.setattr(decisions, "waiting", read_waiting)
    monkeypatch.setattr(decisions, "locked_offer", unlocked_offer)
    return at_once([approving(grant, leader) for leader in leaders])


def read_waiting(grant: Grant) -> Grant:
    row: Grant = Grant.objects.get(pk=grant.pk)
    if row.status != "pending":
        raise Refused("Bevillingen er allerede afgjort")
    sleep(0.1)
    return row


def test_without_locks_and_trigger_more_than_one_approve(monkeypatch: pytest.MonkeyPatch) -> None:
    with untriggered("cases_grant", "grant_decision_stays"), without("cases_activity", "activity_one_of_grant"):
        assert kinds(approved_without_locks(monkeypatch))["Grant"] > 1


def test_without_locks_the_database_alone_keeps_one_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = approved_without_locks(monkeypatch)
    assert kinds(answers)["Grant"] == 1
    assert Activity.objects.count() == 1


@contextmanager
def untriggered(table: str, name: str) -> Iterator[None]:
    """The table without one of its triggers. Only the owner may."""
    with as_owner() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", [f"pgtrigger_{name}%"])
        (found,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {found}")
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {found}")
