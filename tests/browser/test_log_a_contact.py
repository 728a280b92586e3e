"""The log of a company in Chromium: counted from its page, on the desk and on the phone, and undone."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from companies.models import Company, Contact
from staff.models import User
from tests.browser.counting import acts, count_acts
from tests.chromium import DESK, PHONE
from tests.companies.cast import a_company
from tests.frontend.bridge import HOST, bridged
from tests.people import job_consultant

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def karim() -> User:
    return job_consultant("Karim Haddad")


@pytest.fixture
def firm(karim: User) -> Company:
    return a_company(owner=karim)


@pytest.fixture
def desk(page: Page, client: Client, karim: User, firm: Company) -> Iterator[Page]:
    """The page of the company on a wide screen, signed in, counting."""
    client.force_login(karim)
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        page.goto(HOST + reverse("company", args=[firm.pk]))
        yield page


def test_a_call_is_logged_in_two_acts_and_text(desk: Page) -> None:
    desk.get_by_label("Hvad aftalte I?").click()
    desk.keyboard.type("To på lager fra januar")
    desk.get_by_role("button", name="Gem kontakt").click()
    expect(desk.locator("#besked")).to_contain_text("Kontakten er registreret")
    expect(desk.locator(".jc-tl")).to_contain_text("Telefon: To på lager fra januar")
    assert acts(desk) == 2
    assert Contact.objects.get().kind == "phone"


def test_a_visit_is_logged_in_two_acts_when_one_writes_first(desk: Page) -> None:
    desk.get_by_label("Hvad aftalte I?").fill("Rundvisning på lageret")
    desk.locator("#log label", has_text="Besøg").click()
    desk.get_by_role("button", name="Gem kontakt").click()
    expect(desk.locator(".jc-tl")).to_contain_text("Besøg: Rundvisning på lageret")
    assert acts(desk) == 2


def test_undone_with_one_more(desk: Page) -> None:
    desk.get_by_label("Hvad aftalte I?").fill("Forkert firma")
    desk.get_by_role("button", name="Gem kontakt").click()
    desk.locator("#besked").get_by_role("button", name="Fortryd").click()
    expect(desk.locator("#besked")).to_contain_text("Kontakten er fortrudt")
    assert acts(desk) == 2
    assert not Contact.objects.valid().exists()


def test_the_key_leads_to_the_text(desk: Page) -> None:
    desk.keyboard.press("k")
    expect(desk.get_by_label("Hvad aftalte I?")).to_be_in_viewport()


def test_on_the_phone(desk: Page) -> None:
    desk.set_viewport_size(PHONE)
    desk.get_by_role("link", name="Log kontakt").last.click()
    expect(desk.get_by_label("Hvad aftalte I?")).to_be_in_viewport()
    desk.get_by_label("Hvad aftalte I?").fill("Talt i bilen")
    desk.get_by_role("button", name="Gem kontakt").click()
    expect(desk.locator(".jc-tl")).to_contain_text("Talt i bilen")
    assert Contact.objects.count() == 1
