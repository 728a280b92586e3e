"""The main tasks on Min sagsstamme in Chromium: counted, accessible, honest in failure, without scripts too."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cases.models import Case, Conversation, Draft
from cases.services import sweep
from staff.models import User
from tests.browser.counting import acts, count_acts, start_over
from tests.chromium import DESK, violations
from tests.frontend.bridge import HOST, bridged
from tests.people import NOW, TODAY, at, booked, caseworker, insured, paused, sick, team_leader

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = f"{HOST}/sagsstamme/"


@pytest.fixture
def anne() -> User:
    return caseworker("Anne Nygaard")


@pytest.fixture
def cast(anne: User) -> dict[str, Case]:
    cases = {
        "first": insured("Jonas Later", first_unemployed_on=TODAY - timedelta(days=38), by=anne),
        "second": insured("Mette Late", first_unemployed_on=TODAY - timedelta(days=31), by=anne),
        "soon": insured("Line Snart", first_unemployed_on=TODAY - timedelta(days=20), by=anne),
        "missing": sick("Grethe Mangler", first_absence_on=None, since=TODAY - timedelta(days=10), by=anne),
        "paused": insured("Ida Pause", first_unemployed_on=TODAY - timedelta(days=20), by=anne),
        "pending": insured("Bo Beskyttet", first_unemployed_on=TODAY - timedelta(days=2), by=anne, protected=True),
    }
    paused(cases["paused"], "suspension", since=TODAY - timedelta(days=1))
    sweep.run(today=TODAY, now=NOW)
    return cases


@pytest.fixture
def desk(page: Page, client: Client, anne: User, cast: dict[str, Case]) -> Iterator[Page]:
    """Screen 1 on a wide screen, signed in, counting."""
    client.force_login(anne)
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        page.goto(URL)
        yield page


def number(page: Page, label: str) -> int:
    """The number a counter shows."""
    pill = page.locator("#taellere a", has_text=re.compile(rf"^\s*{label}"))
    return int(pill.get_attribute("data-count") or -1)


def test_book_the_most_urgent_with_one_click(desk: Page, cast: dict[str, Case]) -> None:
    before = number(desk, "Ingen aftale")
    desk.get_by_role("button", name="Book 23. nov. kl. 9.00").click()
    expect(desk.locator("#besked")).to_contain_text("Samtalen er booket mandag d. 23. november kl. 9.00")
    assert acts(desk) == 1
    assert Conversation.objects.get().case == cast["first"]
    expect(desk.locator(f"#borger-{cast['first'].citizen.public_id}")).to_contain_text("i dag kl. 9.00")
    expect(desk.locator("#uge")).to_contain_text("Jonas Later")
    assert number(desk, "Ingen aftale") == before - 1


def test_book_by_key_and_the_next_one_with_two(desk: Page, cast: dict[str, Case]) -> None:
    desk.keyboard.press("b")
    expect(desk.locator("#besked")).to_contain_text("Samtalen er booket")
    assert acts(desk) == 1
    start_over(desk)
    desk.keyboard.press("j")
    desk.keyboard.press("b")
    expect(desk.locator("#besked [data-toast]")).to_have_count(2)
    assert acts(desk) == 2
    assert {talk.case_id for talk in Conversation.objects.all()} == {cast["first"].pk, cast["second"].pk}
    expect(desk.locator("tr.sel")).to_have_count(1)
    expect(desk.locator("tr.sel")).to_contain_text("Mette Late")
    expect(desk.locator("tr.sel a").first).to_be_focused()


def test_keys_pressed_in_haste_act_on_the_right_rows(desk: Page, cast: dict[str, Case]) -> None:
    for key in "bjbjb":
        desk.keyboard.press(key)
    expect(desk.locator("#liste tr[data-row]", has_text=re.compile(r"kl\.\s\d"))).to_have_count(3, timeout=20_000)
    booked_cases = {talk.case_id for talk in Conversation.objects.all()}
    assert booked_cases == {cast["first"].pk, cast["second"].pk, cast["soon"].pk}


def test_a_row_chosen_while_an_answer_settles_stays_the_only_one(desk: Page) -> None:
    desk.evaluate("""addEventListener('htmx:afterSwap', () => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
    }, {once: true})""")
    desk.keyboard.press("b")
    expect(desk.locator("#panel h2")).to_have_text("Mette Late")
    expect(desk.locator("tr.sel")).to_have_count(1)
    expect(desk.locator("tr.sel")).to_contain_text("Mette Late")


def test_another_time_is_two_clicks(desk: Page) -> None:
    desk.locator("#panel .jc-slot").nth(2).click()
    desk.get_by_role("button", name="Book 23. nov. kl. 10.30").click()
    expect(desk.locator("#besked")).to_contain_text("kl. 10.30")
    assert acts(desk) == 2


def test_undo(desk: Page) -> None:
    desk.keyboard.press("b")
    desk.get_by_role("button", name="Fortryd").click()
    expect(desk.locator("#besked")).to_contain_text("fortrudt")
    assert Conversation.objects.valid().count() == 0


def test_register_a_held_conversation_and_book_the_next(desk: Page, anne: User, cast: dict[str, Case]) -> None:
    booked(cast["first"], at(TODAY, 9), by=anne)
    desk.reload()
    start_over(desk)
    desk.get_by_role("link", name=re.compile("Mette Late")).first.wait_for()
    desk.goto(f"{URL}?valgt={cast['first'].citizen.public_id}")
    desk.locator("#handlinger").get_by_role("link", name="Registrér samtale").click()
    panel = desk.get_by_role("dialog", name="Registrér samtale")
    expect(panel).to_contain_text("Opfylder jobsamtale 1")
    expect(panel.get_by_label("Note")).to_be_focused()
    desk.keyboard.type("Åben for lager.")
    panel.get_by_role("button", name="Gem og book næste").click()
    expect(desk.locator("#besked")).to_contain_text("Samtalen er registreret.")
    assert acts(desk) == 2
    expect(panel).to_have_count(0)
    assert Conversation.objects.filter(status="held", note="Åben for lager.").count() == 1
    assert Conversation.objects.filter(status="booked").count() == 1


def test_register_by_keys_with_two(desk: Page, cast: dict[str, Case]) -> None:
    desk.keyboard.press("r")
    expect(desk.get_by_role("dialog")).to_contain_text("Opfylder jobsamtale 1")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#besked")).to_contain_text("Samtalen er registreret.")
    assert acts(desk) == 2
    assert sorted(Conversation.objects.values_list("status", flat=True)) == ["booked", "held"]


def test_ctrl_enter_saves_whichever_button_has_the_focus(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.get_by_role("dialog").get_by_role("button", name="Flere tider").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#besked")).to_contain_text("Samtalen er registreret.")
    assert sorted(Conversation.objects.values_list("status", flat=True)) == ["booked", "held"]


def test_list_counters_and_the_leaders_page_agree_after_each(desk: Page, cast: dict[str, Case]) -> None:
    leader = Client()
    leader.force_login(team_leader())

    def agree(*, overdue: int, unbooked: int) -> None:
        soup = BeautifulSoup(leader.get("/ledelse/frister/").content, "html.parser")
        figures = [str(found["data-count"]) for found in soup.select(".jc-kpi:first-child [data-count]")]
        assert figures == [str(overdue), str(unbooked)]
        assert number(desk, "Overskredet") == overdue
        assert desk.locator("#gruppe-overskredet [data-count]").first.get_attribute("data-count") == str(overdue)
        listed = desk.locator("#gruppe-overskredet ~ tr[data-row]:has(.st-over)")
        expect(listed).to_have_count(overdue)
        expect(listed.filter(has_text="Ingen aftale")).to_have_count(unbooked)

    agree(overdue=2, unbooked=2)
    desk.keyboard.press("b")
    expect(desk.locator("#besked")).to_contain_text("Samtalen er booket")
    agree(overdue=2, unbooked=1)
    desk.keyboard.press("j")
    desk.keyboard.press("r")
    desk.get_by_role("dialog", name="Registrér samtale").get_by_text("Mette Late").wait_for()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#besked")).to_contain_text("Samtalen er registreret.")
    agree(overdue=1, unbooked=0)


def test_register_a_no_show_and_book_again_with_three(desk: Page) -> None:
    desk.locator("#handlinger").get_by_role("link", name="Registrér samtale").click()
    panel = desk.get_by_role("dialog")
    panel.get_by_text("Udeblevet").click()
    expect(panel.locator("#virkning")).to_contain_text("En udeblivelse opfylder ingen frist.")
    panel.get_by_role("button", name="Gem og book næste").click()
    expect(desk.locator("#besked")).to_contain_text("Udeblivelsen er registreret.")
    assert acts(desk) == 3


def test_why_this_date_is_there_at_once(desk: Page) -> None:
    expect(desk.locator("#panel")).to_contain_text("Hvorfor fredag d. 13. november?")
    assert acts(desk) == 0


def test_escape_keeps_a_draft_and_gives_the_focus_back(desk: Page, anne: User) -> None:
    link = desk.locator("#handlinger").get_by_role("link", name="Registrér samtale")
    link.click()
    desk.get_by_label("Note").fill("Halv sætning")
    with desk.expect_response(re.compile("/kladde/")):
        desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert Draft.objects.get(user=anne).data["note"] == "Halv sætning"
    desk.keyboard.press("r")
    expect(desk.get_by_label("Note")).to_have_value("Halv sætning")
    expect(desk.get_by_role("dialog")).to_contain_text("Kladde gemt kl. 8.00")


def test_errors_stay_in_the_panel_with_what_was_typed(desk: Page) -> None:
    desk.keyboard.press("r")
    panel = desk.get_by_role("dialog")
    panel.get_by_label("Dato").fill("i morgen")
    panel.get_by_label("Note").fill("Vigtig")
    panel.get_by_role("button", name="Gem", exact=True).click()
    expect(panel.get_by_role("alert")).to_contain_text("Datoen kan ikke ligge efter i dag.")
    expect(panel.get_by_label("Note")).to_have_value("Vigtig")
    assert violations(desk) == ""


def test_lost_network_says_so_and_keeps_everything(
    page: Page, client: Client, anne: User, cast: dict[str, Case]
) -> None:
    client.force_login(anne)
    page.set_viewport_size(DESK)
    with bridged(page, client) as bridge:
        page.goto(URL)
        bridge.cut.add(f"/borgere/{cast['first'].citizen.public_id}/samtaler/ny/")
        page.keyboard.press("b")
        expect(page.get_by_role("alert")).to_contain_text("Kunne ikke gemmes.")
        bridge.cut.clear()
        page.get_by_role("button", name="Prøv igen").click()
        expect(page.locator("#besked")).to_contain_text("Samtalen er booket")


def test_filters_change_the_list_and_the_address(desk: Page) -> None:
    desk.keyboard.press("3")
    expect(desk.locator("#liste tr[data-row]")).to_have_count(1)
    expect(desk).to_have_url(re.compile("status=snart"))
    expect(desk.locator("#panel h2")).to_have_text("Line Snart")
    desk.keyboard.press("1")
    expect(desk.locator("#liste tr[data-row]")).to_have_count(number(desk, "Alle"))


def test_enter_opens_the_citizen(desk: Page, cast: dict[str, Case]) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(f"/borgere/{cast['second'].citizen.public_id}/"))


def test_without_scripts(browser: Browser, client: Client, anne: User, cast: dict[str, Case]) -> None:
    client.force_login(anne)
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    with bridged(page, client):
        page.goto(URL)
        page.get_by_role("button", name="Book").click()
        expect(page.locator("#besked")).to_contain_text("Samtalen er booket")
        page.locator("#handlinger").get_by_role("link", name="Registrér samtale").click()
        page.get_by_label("Note").fill("Uden script")
        page.get_by_role("button", name="Gem og book næste").click()
        expect(page.locator("#besked")).to_contain_text("Samtalen er registreret.")
    context.close()
    assert Conversation.objects.filter(note="Uden script", status="held").count() == 1
