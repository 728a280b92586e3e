"""A placement is registered in at most ten acts and text, counted from the citizen's page (STAR counted 80)."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cases.models import Activity, Case
from companies.models import Company
from staff.models import User
from tests.browser.counting import acts, count_acts
from tests.chromium import DESK, PHONE
from tests.companies.cast import a_company
from tests.frontend.bridge import HOST, bridged
from tests.people import job_consultant, job_ready_cash, referred

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MOST = 10
WHY = "Hvorfor dette tilbud, og hvorfor nu?"


@pytest.fixture
def karim() -> User:
    return job_consultant("Karim Haddad")


@pytest.fixture
def case(karim: User) -> Case:
    return referred(job_ready_cash("Ida Berg", since=date(2026, 9, 1)), date(2026, 11, 20), to=karim)


@pytest.fixture
def firm() -> Company:
    for number in range(12):
        a_company(f"Nordfirma Nummer {number}")
    return a_company("Nordvang Byg ApS")


@pytest.fixture
def desk(page: Page, client: Client, karim: User, case: Case, firm: Company) -> Iterator[Page]:
    """The citizen's page on a wide screen, signed in as the consultant, counting."""
    client.force_login(karim)
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        page.goto(f"{HOST}/borgere/{case.citizen.public_id}/")
        yield page


def fill(page: Page) -> None:
    """The page opens at the company: a few letters, pick it, write days, hours and why, look at the dates, save."""
    expect(page.get_by_label("Virksomhed", exact=True)).to_be_focused()
    page.keyboard.type("nordv")
    page.locator(".jc-firmpick", has_text="Nordvang Byg ApS").click()
    typed = {"Første dag": "30/11", "Sidste dag": "20/12", "Timer om ugen": "30", WHY: "Prøver faget"}
    for label, text in typed.items():
        page.get_by_label(label, exact=True).click()
        page.keyboard.type(text)
    page.get_by_role("button", name="Se ændringen").click()
    expect(page.locator("main")).to_contain_text("Det sker, når du gemmer")
    page.get_by_role("button", name="Gem praktikken").click()
    expect(page.locator("#besked")).to_contain_text("Praktikken er gemt")


def saved() -> tuple[Company | None, date, date | None]:
    row = Activity.objects.get()
    return row.company, row.from_on, row.to_on


def test_from_the_citizens_page(desk: Page, firm: Company) -> None:
    desk.locator(".jc-more summary").click()
    desk.get_by_role("link", name="Registrér praktik").click()
    fill(desk)
    assert saved() == (firm, date(2026, 11, 30), date(2026, 12, 20))
    assert acts(desk) <= MOST


def test_from_the_consultants_start_page_with_one_fewer(desk: Page, firm: Company) -> None:
    desk.goto(f"{HOST}/jobkonsulent/")
    desk.get_by_role("link", name="Registrér praktik for Ida Berg").click()
    fill(desk)
    assert saved() == (firm, date(2026, 11, 30), date(2026, 12, 20))
    assert acts(desk) <= MOST - 1


def test_on_the_phone(desk: Page, firm: Company) -> None:
    desk.set_viewport_size(PHONE)
    desk.locator(".jc-more summary").click()
    desk.get_by_role("link", name="Registrér praktik").click()
    fill(desk)
    assert saved() == (firm, date(2026, 11, 30), date(2026, 12, 20))
    assert acts(desk) <= MOST
