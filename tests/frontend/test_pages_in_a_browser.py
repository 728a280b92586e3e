"""The frame and the components in Chromium: accessible, strict, walked by keys, honest when something fails."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from staff.models import User
from tests.chromium import DESK, PHONE, SPILL, faults, looked_at, violations
from tests.frontend.bridge import HOST, Bridge, bridged

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.urls("tests.frontend.addresses")]


@pytest.mark.parametrize("address", ["/", "/?fejl", "/panel/", "/side/404.html"])
def test_pages_have_no_violations_and_nothing_spills(page: Page, bridge: Bridge, address: str) -> None:
    complaints = faults(page)
    page.goto(HOST + address)
    assert looked_at(page) == ""
    assert complaints == []


def test_sign_in(page: Page, client: Client) -> None:
    complaints = faults(page)
    with bridged(page, client):
        page.goto(f"{HOST}/konto/log-ind/")
        assert looked_at(page) == ""
        page.get_by_role("button", name="Log ind").click()
        expect(page.get_by_role("alert")).to_contain_text("Der er 2 fejl")
        expect(page.locator("[data-error-summary]")).to_be_focused()
        assert looked_at(page) == ""
    assert complaints == []


def test_the_panel_opens_keeps_errors_and_gives_the_focus_back(page: Page, bridge: Bridge) -> None:
    complaints = faults(page)
    page.set_viewport_size(DESK)
    page.goto(HOST)
    page.get_by_role("link", name="Registrér samtale").click()
    panel = page.get_by_role("dialog", name="Registrér samtale")
    expect(panel).to_be_visible()
    assert looked_at(page) == ""
    panel.get_by_role("button", name="Gem og book næste").click()
    expect(page.locator("dialog [data-error-summary]")).to_be_focused()
    assert looked_at(page) == ""
    page.set_viewport_size(DESK)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("link", name="Registrér samtale")).to_be_focused()
    assert complaints == []


def test_saving_closes_the_panel_and_says_so_with_an_undo(page: Page, bridge: Bridge) -> None:
    page.goto(HOST)
    page.keyboard.press("r")
    page.get_by_label("Kl.", exact=True).last.fill("11.15")
    page.locator("dialog select").select_option("3")
    page.keyboard.press("Control+Enter")
    receipt = page.get_by_role("status").filter(has_text="Samtalen er registreret")
    expect(receipt).to_be_visible()
    expect(receipt.get_by_role("button", name="Fortryd")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert violations(page) == ""
    expect(page.locator("[data-key=r]")).to_be_focused()


def test_a_receipt_stays_ten_seconds_and_while_it_is_looked_at(page: Page, bridge: Bridge) -> None:
    page.clock.install()
    page.goto(HOST)
    page.keyboard.press("r")
    page.get_by_label("Kl.", exact=True).last.fill("11.15")
    page.locator("dialog [data-default]").click()
    receipt = page.locator("[data-toast]")
    expect(receipt).to_be_visible()
    receipt.hover()
    page.clock.run_for(20_000)
    expect(receipt).to_be_visible()
    page.mouse.move(700, 300)
    page.clock.run_for(11_000)
    expect(receipt).to_have_count(0)


def test_the_list_is_walked_by_keys_and_a_key_waits_for_the_new_panel(page: Page, bridge: Bridge) -> None:
    page.goto(HOST)
    page.keyboard.press("j")
    page.keyboard.press("b")
    expect(page).to_have_url(re.compile("#booket-2$"))
    expect(page.locator("#r2")).to_have_attribute("aria-current", "true")
    expect(page.locator("#r1")).not_to_have_class("sel")
    page.keyboard.press("j")
    expect(page.locator("#panel")).to_contain_text("Valgt 3")
    page.keyboard.press("k")
    expect(page.locator("#panel")).to_contain_text("Valgt 2")


def test_help_lists_the_shortcuts_and_slash_searches(page: Page, bridge: Bridge) -> None:
    page.goto(HOST)
    page.keyboard.press("?")
    help_page = page.get_by_role("dialog", name="Genveje")
    expect(help_page).to_contain_text("Registrér samtale")
    assert violations(page) == ""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#soeg")).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("#soeg")).to_have_value("r")


def test_shortcuts_can_be_off(page: Page, bridge: Bridge, caseworker: User) -> None:
    caseworker.shortcuts = False
    caseworker.save()
    page.goto(HOST)
    page.keyboard.press("r")
    page.keyboard.press("j")
    expect(page.locator("#r1")).to_have_attribute("aria-current", "true")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_lost_connection_keeps_what_was_typed_and_can_be_tried_again(page: Page, bridge: Bridge) -> None:
    page.goto(HOST)
    page.keyboard.press("r")
    page.get_by_label("Kl.", exact=True).last.fill("11.15")
    bridge.cut = {"/panel/"}
    page.locator("dialog [data-default]").click()
    bar = page.get_by_role("alert").filter(has_text="Kunne ikke gemmes. Dine indtastninger er her stadig.")
    expect(bar).to_be_visible()
    expect(page.get_by_label("Kl.", exact=True).last).to_have_value("11.15")
    assert violations(page) == ""
    bridge.cut = set()
    bar.get_by_role("button", name="Prøv igen").click()
    expect(page.locator("[data-toast]")).to_be_visible()
    expect(bar).to_have_count(0)


def test_two_clicks_send_once(page: Page, bridge: Bridge) -> None:
    page.goto(HOST + "/panel/")
    page.get_by_label("Kl.", exact=True).fill("11.15")
    page.locator("[data-default]").evaluate("button => { button.click(); button.click(); }")
    expect(page.locator("[data-toast]")).to_be_visible()
    assert bridge.asked.count(("POST", "/panel/")) == 1


def test_a_changed_form_is_kept_as_a_draft(page: Page, bridge: Bridge) -> None:
    page.clock.install()
    page.goto(HOST)
    page.keyboard.press("r")
    page.locator("form[data-draft-url][data-watched]").wait_for()
    page.get_by_label("Note").last.fill("Åben for lager")
    page.clock.run_for(10_500)
    expect(page.locator("[data-draft-status]")).to_contain_text("Kladde gemt kl.")
    page.clock.run_for(30_000)
    assert bridge.asked.count(("POST", "/kladde/")) == 1


def test_a_page_left_open_overnight_says_so(page: Page, bridge: Bridge) -> None:
    page.clock.install()
    page.goto(HOST)
    page.clock.fast_forward("26:00:00")
    expect(page.locator("[data-old-page]")).to_contain_text("Datoerne regnes fra den dag")
    assert violations(page) == ""


def test_menus_open_without_violations(page: Page, bridge: Bridge) -> None:
    page.goto(HOST)
    page.locator(".jc-user summary").click()
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    assert looked_at(page) == ""
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log ud")).to_be_hidden()
    page.set_viewport_size(PHONE)
    page.get_by_label("Menu", exact=True).first.click()
    expect(page.get_by_role("link", name="Min sagsstamme")).to_be_visible()
    assert violations(page) == ""
    assert page.evaluate(SPILL) == []


def test_without_javascript_the_menu_and_the_panel_work(
    page: Page, bridge: Bridge, caseworker: User, client: Client
) -> None:
    browser = page.context.browser
    assert browser
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        plain = context.new_page()
        with bridged(plain, client):
            plain.goto(HOST)
            plain.locator("summary.jc-menu-btn").click()
            expect(plain.get_by_role("link", name="Min sagsstamme")).to_be_visible()
            plain.goto(HOST + "/panel/")
            plain.get_by_role("button", name="Gem og book næste").click()
            expect(plain.get_by_role("alert")).to_contain_text("Der er 1 fejl")
