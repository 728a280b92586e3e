"""Borger in Chromium: accessible in every state, walked by keys, and the same without scripts."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cases.models import Case, Pause, TargetGroupPeriod
from staff.models import AccessLog, Act, User
from tests import people
from tests.chromium import DESK, PHONE, looked_at
from tests.frontend.bridge import HOST, Bridge, bridged
from tests.people import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def hanna(anne: User) -> Case:
    """Number 4 is two days overdue, three were held, a holiday of five days moved the dates."""
    case = people.insured(first_unemployed_on=date(2026, 7, 27), by=anne)
    for day in (date(2026, 8, 18), date(2026, 9, 15), date(2026, 10, 20)):
        people.held(case, day)
    people.in_offer(case, "digital_job_search", since=date(2026, 9, 28), until=date(2026, 11, 13), status="ended")
    people.in_offer(case, "virksomhedspraktik", since=date(2026, 12, 7), until=date(2027, 1, 3), status="planned")
    return people.paused(case, "holiday", since=date(2026, 10, 5), until=date(2026, 10, 9))


@pytest.fixture
def bridge(page: Page, anne: User, client: Client) -> Iterator[Bridge]:
    client.force_login(anne)
    page.set_viewport_size(DESK)
    with bridged(page, client) as found:
        yield found


def url(case: Case, tab: str = "") -> str:
    return f"{HOST}/borgere/{case.citizen.public_id}/{tab}"


def test_a_new_and_a_closed_case_are_accessible(page: Page, bridge: Bridge, anne: User) -> None:
    new = people.case_of(people.citizen("Ny Borger"), since=TODAY, responsible=anne)
    closed = people.insured("Lukket Borger", first_unemployed_on=date(2026, 9, 1), by=anne)
    closed.responsibilities.update(to_on=TODAY)
    Case.objects.filter(pk=closed.pk).update(closed_on=TODAY, close_reason="I arbejde")
    for case in (new, closed):
        for tab in ("", "samtaler/", "frister/"):
            page.goto(url(case, tab))
            assert looked_at(page) == ""


def test_why_this_date_is_one_press_away(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.goto(url(hanna, "frister/"))
    answer = page.get_by_text("Jobsamtale 5 med a-kasse: 5 × 28 ledige dage")
    expect(answer).to_be_hidden()
    page.locator("summary", has_text="Hvorfor?").filter(has_text="Jobsamtale 5").click()
    expect(answer).to_be_visible()
    assert looked_at(page) == ""


def test_keys_open_the_tabs_and_the_calculation(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.goto(url(hanna))
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url(url(hanna, "frister/"))
    page.keyboard.press("h")
    expect(page.locator("tr.exp").first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url(url(hanna))
    page.keyboard.press("b")
    page.wait_for_url(f"{url(hanna)}samtaler/ny/**")


def test_the_strip_of_tabs_begins_at_the_chosen_one_on_a_phone(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.set_viewport_size(PHONE)
    page.goto(url(hanna, "historik/"))
    expect(page.get_by_role("link", name="Historik og adgangslog")).to_be_in_viewport(ratio=1)


def test_the_menu_is_opened_and_left_by_keys(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.goto(url(hanna))
    menu = page.locator(".jc-more > summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sæt pause")).to_be_visible()
    assert looked_at(page) == ""
    page.set_viewport_size(DESK)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sæt pause")).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ny bevilling").last).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sæt pause")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(url(hanna, "pauser/ny/"))


def test_a_missing_fact_is_filled_in_place_and_the_dates_appear(page: Page, bridge: Bridge, anne: User) -> None:
    bente = people.sick(first_absence_on=None, since=date(2026, 9, 1), by=anne)
    page.goto(url(bente))
    page.get_by_label("Udfyld første fraværsdag").fill("1/9-26")
    page.locator("#mangler-first_absence_on").get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("cell", name="man. 1. mar. 2027")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Oplysningen er gemt")).to_be_visible()
    expect(page.locator("#mangler-first_absence_on")).to_have_count(0)
    assert TargetGroupPeriod.objects.valid().get().first_absence_on == date(2026, 9, 1)
    acts = AccessLog.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == [Act.VIEW, Act.CHANGE, Act.VIEW]


def test_the_timeline_grows_in_place(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.goto(url(hanna))
    expect(page.locator("#tidslinje .jc-tl > li")).to_have_count(8)
    page.get_by_role("link", name="ældre").click()
    expect(page.locator("#tidslinje .jc-tl > li")).not_to_have_count(8)
    page.get_by_role("link", name="Samtaler", exact=True).click()
    expect(page.locator("#tidslinje a[aria-current]")).to_have_text("Samtaler")


def test_cpr_takes_the_place_of_the_mask(page: Page, bridge: Bridge, hanna: Case) -> None:
    page.goto(url(hanna))
    page.get_by_role("button", name="Vis CPR").click()
    expect(page.locator("#cpr")).to_contain_text(hanna.citizen.number.cpr[6:])
    assert hanna.citizen.number.cpr[6:] not in page.url


def test_a_pause_is_previewed_and_saved_without_scripts(
    browser: Browser, client: Client, anne: User, hanna: Case
) -> None:
    client.force_login(anne)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with bridged(page, client):
        page.goto(url(hanna, "pauser/ny/"))
        page.get_by_label("Årsag").select_option("holiday")
        page.get_by_label("Første dag").fill("i morgen")
        page.get_by_label("Sidste dag").fill("om 3 dage")
        page.get_by_role("button", name="Se ændringen").click()
        expect(page.get_by_role("heading", name="Det sker, når du gemmer")).to_be_visible()
        page.get_by_role("button", name="Gem pausen").click()
        expect(page.get_by_text("Pausen er gemt, og fristerne er regnet om.")).to_be_visible()
    context.close()
    assert Pause.objects.filter(from_on=date(2026, 11, 24), to_on=date(2026, 11, 26)).exists()


def test_the_calculation_opens_without_scripts(browser: Browser, client: Client, anne: User, hanna: Case) -> None:
    client.force_login(anne)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with bridged(page, client):
        page.goto(url(hanna, "frister/"))
        page.locator("summary", has_text="Hvorfor?").filter(has_text="Jobsamtale 6").click()
        expect(page.get_by_text("Jobsamtale 6: 6 × 28 ledige dage")).to_be_visible()
    context.close()
