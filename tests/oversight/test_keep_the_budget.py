"""The budget of a line: set for a year, committed by grants, never overspent, given back."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Grant, GrantCost, GrantSeat
from cases.services import activities
from cases.services.grants import decisions, granting
from cases.services.grants.claims import shares
from offers.models import BudgetLine, BudgetYear, Offer
from offers.services import budgets
from staff.models import AccessLog, Role, User
from staff.refusals import Refused, Stale
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, refusal, sent, two_quotes, wish
from tests.people import COPENHAGEN, NOW, TODAY, a_team, caseworker, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def lone(client: Client) -> User:
    lone = team_leader()
    client.force_login(lone)
    return lone


def line(name: str = "Køb af tilbud", *, bound: bool = False, **years: int) -> BudgetLine:
    """A line with a budget for the years: line(y2026=50000)."""
    made: BudgetLine = BudgetLine.objects.get_or_create(name=name, defaults={"bound": bound})[0]
    for year, amount in years.items():
        BudgetYear.objects.create(line=made, year=int(year[1:]), amount=amount, reason="Byrådet")
    return made


def paid(of: BudgetLine, colour: str = "green", name: str = "Afklaringsforløb", **values: Any) -> Offer:
    return course(colour, name, budget_line=of, **values)


def committed(year: int = 2026) -> Decimal:
    return BudgetYear.objects.get(year=year).committed


def test_a_grant_is_committed_by_the_days_of_each_year(anne: User) -> None:
    """15.600 kr. for 56 days from 30 November: 32 days in 2026, 24 in 2027."""
    offer = paid(line(y2026=50000, y2027=50000))
    sent(bente(anne), wish(offer), by=anne)
    assert (committed(2026), committed(2027)) == (Decimal("8914.29"), Decimal("6685.71"))
    assert sum(cost.amount for cost in GrantCost.objects.all()) == Decimal(15600)


def test_shares_add_up_whatever_the_days() -> None:
    for days in (1, 32, 33, 400, 800):
        first = date(2026, 11, 30)
        parts = list(shares(Decimal("1000.01"), first, first + timedelta(days=days - 1)))
        assert sum(part.amount for part in parts) == Decimal("1000.01")
        assert all(part.first_on.year == part.last_on.year for part in parts)


def test_what_is_not_there_is_not_granted(anne: User) -> None:
    offer = paid(line(y2026=8914, y2027=50000))
    told = refusal(bente(anne), wish(offer), by=anne)
    assert told.replace("\xa0", " ") == (
        "Der er ikke penge nok på Køb af tilbud i 2026: 8.914 kr. tilbage, bevillingen koster 8.914,29 kr."
    )
    assert (Grant.objects.count(), Activity.objects.count(), committed()) == (0, 0, 0)


def test_a_yes_is_not_given_beyond_it_either(anne: User, lone: User) -> None:
    offer = paid(line(y2026=100), "yellow")
    grant = sent(bente(anne), wish(offer, quotes=two_quotes()), by=anne)
    with pytest.raises(Refused, match="Der er ikke penge nok"):
        decisions.approve(grant=grant, code="best_effect", text="", by=lone, today=TODAY, now=NOW)
    grant.refresh_from_db()
    assert grant.status == "pending"


def test_the_database_holds_it_too() -> None:
    line(y2026=100)
    with pytest.raises(IntegrityError, match="budget_not_overspent"), transaction.atomic():
        BudgetYear.objects.update(committed=101)
    with pytest.raises(IntegrityError, match="budget_not_overspent"), transaction.atomic():
        BudgetYear.objects.update(committed=60, reduction=50)


def test_annulled_and_shortened_it_is_given_back(anne: User) -> None:
    offer = paid(line(y2026=50000, y2027=50000))
    grant = sent(bente(anne), wish(offer), by=anne)
    row = Activity.objects.get()
    activities.change(
        activity=row, reason="Fik job", by=anne, today=TODAY, now=NOW, to_on=date(2026, 12, 6)
    )  # fmt: skip
    assert (committed(2026), committed(2027)) == (Decimal("1950.00"), Decimal(0))
    granting.void(grant=grant, reason="Fejl", by=anne, today=TODAY, now=NOW)
    assert (committed(2026), committed(2027)) == (0, 0)


def test_a_seat_is_taken_and_free_again(anne: User) -> None:
    offer = course(capacity=1)
    grant = sent(bente(anne), wish(offer), by=anne)
    other = bente(anne, name="Ida Klar")
    assert refusal(other, wish(offer), by=anne) == (
        "Alle 1 pladser er optaget i perioden. Næste plads er ledig 25. januar 2027."
    )
    later = wish(offer, from_on=date(2027, 1, 25), to_on=date(2027, 2, 21))
    assert sent(other, later, by=anne).status == "granted"
    granting.void(grant=grant, reason="Fejl", by=anne, today=TODAY, now=NOW)
    assert sent(bente(anne, name="Ole Ny"), wish(offer), by=anne).status == "granted"
    assert GrantSeat.objects.count() == 2


def test_the_page_says_seats_and_money_and_what_is_missing(client: Client, anne: User) -> None:
    offer = paid(line(y2026=100), capacity=3)
    client.force_login(anne)
    page = client.get(reverse("grant_new", args=[bente(anne).citizen.public_id]) + f"?tilbud={offer.pk}")
    text = page.content.decode().replace("\xa0", " ")
    assert "3 af 3 pladser er ledige i perioden" in text
    assert "100 kr. tilbage på Køb af tilbud i 2026" in text


def year_page(client: Client, year: int = 2026) -> str:
    main = BeautifulSoup(client.get(f"/ledelse/budget/?aar={year}").content, "html.parser").select("main")[0]
    return " ".join(main.get_text(" ").replace("\xa0", " ").split())


def test_the_year_line_by_line(client: Client, lone: User, anne: User) -> None:
    offer = paid(line(y2026=50000, y2027=50000))
    sent(bente(anne), wish(offer, from_on=TODAY, to_on=TODAY + timedelta(days=13)), by=anne)
    text = year_page(client)
    assert "46.100 kr. tilbage af 50.000 kr." in text
    assert "Brugt 279 kr. Disponeret frem 3.621 kr. Rest 46.100 kr." in text
    assert "Der er disponeret" not in text
    assert client.get("/ledelse/budget/?aar=2030").status_code == 200
    assert client.get("/ledelse/budget/?aar=x").status_code == 404


@pytest.mark.proves("REB23-02")
def test_bound_lines_stand_apart_and_are_no_part_of_what_can_be_cut(client: Client, lone: User) -> None:
    line(y2026=50000)
    line("Danskuddannelse", bound=True, y2026=1000)
    paid(line("Sprog", y2026=700), name="Dansk 2", type="danish_course")
    text = year_page(client)
    assert "Kan skæres 50.000 kr., ikke disponeret og ikke bundet Bundet 1.700 kr." in text
    assert text.index("Køb af tilbud") < text.index("Bundne udgifter for sig") < text.index("Danskuddannelse")
    assert text.index("Bundne udgifter for sig") < text.index("Sprog")


@pytest.mark.proves("REB23-01")
def test_a_line_that_is_committed_too_fast_is_told_with_the_numbers(client: Client, lone: User, anne: User) -> None:
    """3 January: 3 days of 365 have gone, and 5 % more may be committed."""
    offer = paid(line(y2026=50000, y2027=50000))
    line("Danskuddannelse", bound=True, y2027=1000)
    first = date(2027, 1, 4)
    sent(bente(anne), wish(offer, from_on=first, to_on=first + timedelta(days=13)), by=anne)
    with time_machine.travel(datetime(2027, 1, 3, 9, tzinfo=COPENHAGEN), tick=False):
        client.force_login(lone)
        text = year_page(client, 2027)
    said = "Der er disponeret 3.900 kr. (8 %). Efter reglen er der plads til 2.910,96 kr. nu, hvor 1 % af året er gået."
    assert said in text
    assert text.count("Efter reglen") == 1
    assert "REB23-01 Forbrug af budgettet til tilbud. Indsatsstrategi 2023, Baggrund: »budgettet til køb" in text
    assert "reduceret med 2 mio« (ikke bekræftet)" in text, "no document says how many percent"


@pytest.mark.proves("REB23-01")
def test_the_reduction_of_2023_is_on_a_line_or_told_as_missing(client: Client, lone: User) -> None:
    of = line(y2023=8400000)
    assert "2.000.000 kr. i 2023; 2.000.000 kr. er ikke trukket fra en linje" in year_page(client, 2023)
    BudgetYear.objects.filter(line=of).update(reduction=2000000)
    assert "2.000.000 kr. i 2023, trukket fra linjerne" in year_page(client, 2023)
    assert "Reduktion" not in year_page(client, 2022)


def test_the_sum_is_its_list(client: Client, lone: User, anne: User) -> None:
    of = line(y2026=50000, y2027=50000)
    offer = paid(of)
    for name, protected in (("Bente Holm", False), ("Hemmelig Person", True)):
        sent(bente(anne, name=name, protected=protected), wish(offer), by=anne)
    page = client.get(reverse("budget_line", args=[of.pk, 2026])).content.decode().replace("\xa0", " ")
    assert page.count("8.914,29 kr.") >= 2
    assert "17.828,58 kr." in page
    assert "Hemmelig" not in page
    assert len(AccessLog.objects.filter(user=lone).latest("pk").citizens) == 1


def test_set_by_a_leader_never_below_what_is_committed(client: Client, lone: User, anne: User) -> None:
    of = line()
    url = reverse("budget_line", args=[of.pk, 2026])
    said = {"amount": "8.400.000", "reduction": "2.000.000", "reason": "Byrådet 11. oktober"}
    assert client.post(url, said).status_code == 302
    row = BudgetYear.objects.get()
    assert (row.available, row.reason) == (Decimal(6_400_000), "Byrådet 11. oktober")
    sent(bente(anne), wish(paid(of)), by=anne)
    low = client.post(url, said | {"amount": "8.000", "reduction": "", "version": "1"})
    assert (low.status_code, "Der er allerede disponeret" in low.content.decode()) == (422, True)
    assert client.post(url, said | {"amount": "7.000.000", "version": "1"}).status_code == 302
    assert client.post(url, said | {"version": "1"}).status_code == 409
    with pytest.raises(Stale, match="Budgettet er ændret"):
        budgets.set_year(line=of, year=2026, amount=Decimal(1), reduction=Decimal(0), reason="x", by=lone, version=1)
    with pytest.raises(Refused, match="Kun funktionsledere"):
        budgets.set_year(line=of, year=2026, amount=Decimal(1), reduction=Decimal(0), reason="x", by=anne)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.JOB_CONSULTANT, Role.ADMINISTRATION])
def test_for_others_there_is_no_budget(client: Client, role: Role) -> None:
    client.force_login(employee("Anden Person", role, team=a_team()))
    assert client.get("/ledelse/budget/").status_code == 404
    assert client.get(reverse("budget_line", args=[line().pk, 2026])).status_code == 404


@pytest.mark.parametrize("more", [0, 12])
def test_the_database_is_asked_as_often_for_many(client: Client, lone: User, anne: User, more: int) -> None:
    of = line(y2026=500000, y2027=500000)
    offer = paid(of)
    for number in range(1 + more):
        sent(bente(anne, name=f"Borger {number}"), wish(offer), by=anne)
    assert_baseline("budget", statements(client, "/ledelse/budget/"))
    assert_baseline("budget_line", statements(client, reverse("budget_line", args=[of.pk, 2026])))
