"""The screens on which a specialist keeps the catalogue: nothing for axe to find, nothing outside the window."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.demo import catalogue as fjordby
from offers.models import BudgetLine, Column, Offer, Supplier
from staff.models import Role
from tests.browser.walk import Walk
from tests.chromium import DESK
from tests.frontend.bridge import HOST, Bridge
from tests.people import NOW, TODAY, employee

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def walk(page: Page, bridge: Bridge, client: Client) -> Walk:
    fjordby.load(as_of=TODAY, now=NOW)
    client.force_login(employee("Oscar Thygesen", Role.SPECIALIST))
    page.set_viewport_size(DESK)
    return Walk(page, client)


def test_an_offer_and_its_prices(walk: Walk) -> None:
    planned = Offer.objects.get(name="SoMe-jobsøgning")
    walk.open("tilbud", reverse("offer", args=[planned.pk]))
    for name, view, button in (
        ("nyt tilbud", "offer_create", "Opret tilbuddet"),
        ("ny pris", "offer_price", "Gem prisen"),
    ):
        walk.page.goto(HOST + reverse(view, args=[planned.pk] if view == "offer_price" else []))
        walk.press(button, f"{name}, fejl")
    edit = reverse("offer_edit", args=[planned.pk])
    walk.page.goto(HOST + edit)
    Offer.objects.filter(pk=planned.pk).update(version=2, capacity=9)
    walk.press("Gem tilbuddet", "ret tilbud, ændret af en anden")
    assert walk.page.get_by_text("Pladser: 9").count() == 1
    assert walk.faults() == ""


def test_suppliers_lines_and_columns(walk: Walk) -> None:
    house, column = Supplier.objects.get(name="Væksthuset"), Column.objects.get(name="Sygedagpenge")
    walk.open("leverandører", reverse("suppliers"))
    walk.open("leverandør", reverse("supplier", args=[house.pk]))
    walk.open("ny kontrakt", reverse("contract_add", args=[house.pk]))
    walk.press("Gem kontrakten", "ny kontrakt, fejl")
    walk.open("afslut kontrakt", reverse("contract_end", args=[house.contracts.get().pk]))
    line = BudgetLine.objects.get(name="Køb af tilbud")
    for name, url in (("budgetlinjer", reverse("lines")), ("ret budgetlinje", reverse("line_edit", args=[line.pk]))):
        walk.open(name, url)
    walk.open("kolonner", reverse("columns"))
    walk.open("ret kolonne", reverse("column_edit", args=[column.pk]))
    walk.open("flyt målgruppe", reverse("column_group", args=[column.codes[0]]))
    walk.page.get_by_label("Flyt til").select_option(label="Jobafklaring")
    walk.press("Se, hvad der sker", "flyt målgruppe, det sker")
    walk.open("borgere, en flytning berører", reverse("column_group_citizens", args=[column.codes[0]]))
    assert walk.faults() == ""


def test_by_keys_alone(walk: Walk) -> None:
    """From the row of the matrix to another price, and back."""
    page = walk.page
    page.goto(f"{HOST}/tilbud/")
    page.get_by_role("link", name="Naturspor", exact=True).first.focus()
    for key in ("Enter", "Tab"):
        page.keyboard.press(key)
        page.locator("main h1").wait_for()
    page.get_by_role("link", name="Ny pris").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Gælder fra").fill("1. januar 2027")
    page.get_by_label("Pris, kr.").fill("1.700")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#besked")).to_contain_text("Naturspor koster 1.700")
    page.locator("#besked").get_by_role("button", name="Fortryd").press("Enter")
    expect(page.locator("#besked")).to_contain_text("er fortrudt")
