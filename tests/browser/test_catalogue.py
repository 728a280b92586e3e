"""Tilbudskatalog in Chromium: a colour changed in three acts plus the date, by mouse, by keys and without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from offers.models import Offer
from tests.browser.counting import acts, count_acts, start_over
from tests.chromium import DESK, PHONE
from tests.frontend.bridge import HOST, bridged
from tests.offers.cast import NEW_YEAR, SINCE, cell_rows, coloured, column, offer, own, specialist

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
URL = f"{HOST}/tilbud/"


@pytest.fixture
def course(db: None) -> Offer:
    found = offer()
    coloured(found, "green")
    coloured(found, "red", of_column=column("A-dagpenge"))
    own("Intern mentor", "internal_mentor")
    return found


@pytest.fixture
def desk(page: Page, client: Client, course: Offer) -> Iterator[Page]:
    """The catalogue on a wide screen, a specialist signed in, counting."""
    client.force_login(specialist())
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        page.goto(URL)
        yield page


def ready(desk: Page) -> None:
    """The panel has come and listens to its fields."""
    desk.wait_for_function("document.querySelector('#skift')?.['htmx-internal-data'] !== undefined")


def test_change_a_colour_with_three_acts_and_the_date(desk: Page, course: Offer) -> None:
    cell = f"#celle-{course.pk}-{column().pk}"
    desk.locator(f"{cell} a").click()
    panel = desk.get_by_role("complementary", name="Skift farve")
    ready(desk)
    panel.locator(".jc-pick label", has_text="Gul").click()
    panel.get_by_label("Gælder fra").fill("1. januar 2027")
    panel.get_by_label("Begrundelse").fill("Lav overgang til praktik i 2026 (18 %).")
    expect(panel).to_contain_text("Det sker, når du gemmer")
    assert cell_rows(course) == [("green", SINCE, None)]
    panel.get_by_role("button", name="Gem ændring fra d. 1. januar 2027").click()
    expect(desk.locator("#besked")).to_contain_text("Afklaringsforløb er gul for Sygedagpenge")
    assert acts(desk) == 3
    expect(desk.locator(cell)).to_contain_text("→ Gul 1. jan.")
    expect(desk.locator("#katalog-tal")).to_contain_text("1 planlagt ændring")
    assert [row[:2] for row in cell_rows(course)] == [("green", SINCE), ("yellow", NEW_YEAR)]
    desk.locator("#besked").get_by_role("button", name="Fortryd").click()
    expect(desk.locator("#besked")).to_contain_text("er fortrudt")
    assert cell_rows(course) == [("green", SINCE, None)]


def test_by_keys_alone(desk: Page, course: Offer) -> None:
    desk.locator(f"#celle-{course.pk}-{column('A-dagpenge').pk} a").focus()
    for _ in range(5):
        desk.keyboard.press("ArrowRight")
    expect(desk.locator(f"#celle-{course.pk}-{column().pk} a")).to_be_focused()
    start_over(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator("#panel")).to_contain_text("Skift farve")
    ready(desk)
    desk.keyboard.press("3")
    expect(desk.locator("#panel [value=red]")).to_be_checked()
    desk.get_by_label("Gælder fra").fill("1/1-2027")
    desk.get_by_label("Begrundelse").fill("Ingen effekt")
    expect(desk.locator("#virkning [data-count]")).to_have_count(5)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#besked")).to_contain_text("er rød for Sygedagpenge")
    assert acts(desk) == 3


def test_the_arrows_know_the_ends_of_the_matrix(desk: Page, course: Offer) -> None:
    first, mentor = desk.locator("[data-cell]").first, Offer.objects.get(name="Intern mentor")
    expect(desk.locator("[data-cell][tabindex='0']")).to_have_count(1)
    first.focus()
    for key in ("ArrowLeft", "ArrowUp"):
        desk.keyboard.press(key)
        expect(first).to_be_focused()
    desk.keyboard.press("End")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator(f"#celle-{mentor.pk}-{column('Ledighedsydelse').pk} a")).to_be_focused()
    desk.keyboard.press("Control+Home")
    expect(first).to_be_focused()


def test_saving_in_haste_shows_the_impact_first(desk: Page, course: Offer) -> None:
    desk.locator(f"#celle-{course.pk}-{column().pk} a").click()
    ready(desk)
    desk.evaluate(
        """document.body.addEventListener('htmx:configRequest', event => {
            if (event.detail.path.includes('virkning')) { event.preventDefault(); }
        })"""
    )
    desk.locator(".jc-pick label", has_text="Rød").click()
    desk.get_by_label("Gælder fra").fill("1/1-2027")
    desk.get_by_label("Begrundelse").fill("Hurtigt")
    desk.get_by_role("button", name=re.compile("Gem ændring")).click()
    expect(desk.locator("#panel")).to_contain_text("Læs, hvem ændringen berører.")
    assert cell_rows(course) == [("green", SINCE, None)]
    expect(desk.get_by_label("Begrundelse")).to_have_value("Hurtigt")
    desk.get_by_role("button", name=re.compile("Gem ændring")).click()
    expect(desk.locator("#besked")).to_contain_text("er rød")


def test_the_filter_changes_the_matrix_and_the_address(desk: Page) -> None:
    desk.get_by_label("Vis", exact=True).select_option("red")
    expect(desk.locator("table.mx tbody tr:not(.grp)")).to_have_count(1)
    expect(desk).to_have_url(re.compile("vis=red"))


def test_without_scripts_on_a_phone(browser: Browser, client: Client, course: Offer) -> None:
    client.force_login(specialist())
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    with bridged(page, client):
        page.goto(f"{URL}?maalgruppe={column().pk}")
        page.get_by_role("link", name="Afklaringsforløb").click()
        page.locator(".jc-pick label", has_text="Gul").click()
        page.get_by_label("Gælder fra").fill("1/1-2027")
        page.get_by_label("Begrundelse").fill("Uden script")
        page.get_by_role("button", name="Gem ændring").click()
        expect(page.locator("#virkning")).to_contain_text("Det sker, når du gemmer")
        page.get_by_role("button", name=re.compile("Gem ændring fra")).click()
        expect(page.locator("#besked")).to_contain_text("Afklaringsforløb er gul for Sygedagpenge")
    context.close()
    assert [row[0] for row in cell_rows(course)] == ["green", "yellow"]
