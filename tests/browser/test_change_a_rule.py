"""The story of a rule: drafted from six months to four, approved by a second person, in force, deadlines changed."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect

from cases.models import Case, Deadline
from cases.services import sweep
from staff.models import Role
from tests.chromium import DESK, PHONE, faults, violations
from tests.frontend.bridge import HOST, Bridge
from tests.municipality import Municipality
from tests.people import COPENHAGEN, activity_ready_cash, employee, referred

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MARCH = datetime(2027, 3, 1, 8, tzinfo=COPENHAGEN)
DECISION = "Beskæftigelsesudvalget, 10. november 2026, punkt 6"
V2 = "/regler/reb23-48/v2/"


def due(case: Case) -> date | None:
    found: date | None = Deadline.objects.current().get(case=case, rule="REB23-48").due_on
    return found


def test_six_months_become_four(page: Page, bridge: Bridge, client: Client, town: Municipality) -> None:
    complaints = faults(page)
    open_case = activity_ready_cash("Inga Thomsen", since=date(2026, 9, 21), by=town.anne)
    met_case = activity_ready_cash("Pia Hedegaard", since=date(2026, 7, 1), by=town.anne)
    referred(met_case, date(2026, 11, 2))
    others = {row.pk: row.due_on for row in Deadline.objects.current().exclude(rule="REB23-48")}
    assert (due(open_case), due(met_case)) == (date(2027, 3, 21), date(2027, 1, 1))

    henriette, oscar = town.leader, employee("Oscar Thygesen", Role.SPECIALIST)
    client.force_login(henriette)
    page.set_viewport_size(DESK)
    page.goto(f"{HOST}/regler/reb23-48/")
    page.get_by_label("Gælder fra").fill("1. marts 2027")
    page.get_by_role("button", name="Ny version fra en dato").click()
    page.wait_for_url(f"**{V2}")

    page.locator("summary", has_text="6 måneder").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    expect(page.locator("#forskel ins")).to_contain_text("4 måneder")
    expect(page.locator(".jc-x-sent del")).to_contain_text("6 måneder")
    expect(page.locator("#eksempler tbody tr", has_text="W-18")).to_contain_text("61 dage før")
    expect(page.locator("#indfasning .on")).to_contain_text("1 frist får ny dato")
    expect(page.locator("#sager")).to_contain_text("Inga Thomsen")
    expect(page.locator("#sager")).not_to_contain_text("Pia Hedegaard")
    page.get_by_label("I målgruppen fra").fill("21/9-2026")
    page.get_by_role("button", name="Beregn", exact=True).click()
    expect(page.locator("#proev .jc-calc")).to_contain_text("4 måneder, version 2")
    expect(page.locator("#proev .jc-calc")).to_contain_text("21. jan. 2027")
    page.get_by_label("Kilde", exact=True).fill(DECISION)
    expect(page.locator("#forskel")).to_contain_text(DECISION)
    page.get_by_role("button", name="Gem udkast").click()
    expect(page.locator("[data-toast]")).to_contain_text("Udkastet er gemt")
    expect(page.get_by_text("Du har skrevet udkastet. En anden skal godkende det.")).to_be_visible()
    expect(page.get_by_role("button", name="Godkend fra")).to_have_count(0)

    client.force_login(oscar)
    page.goto(HOST + V2)
    expect(page.locator("#indfasning .on")).to_contain_text("overskredet den dag")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert violations(page) == ""
    page.set_viewport_size(DESK)
    page.get_by_label("Begrundelse").fill("Udvalgets beslutning, punkt 6")
    page.get_by_role("button", name="Godkend fra 1. marts 2027").click()
    expect(page.locator("[data-toast]")).to_contain_text("Version 2 er godkendt")
    assert due(open_case) == date(2027, 3, 21)

    with time_machine.travel(MARCH, tick=False):
        sweep.run(today=MARCH.date(), now=MARCH, kind="hourly")
        assert (due(open_case), due(met_case)) == (date(2027, 1, 21), date(2027, 1, 1))
        left = {row.pk: row.due_on for row in Deadline.objects.current().exclude(rule="REB23-48")}
        assert left == others
        client.force_login(oscar)
        page.goto(HOST + V2)
        expect(page.locator("#fremdrift")).to_contain_text("Alle sager er beregnet efter version 2")
        client.force_login(town.anne)
        page.goto(f"{HOST}/borgere/{open_case.citizen.public_id}/frister/")
        why = page.locator("tr", has_text="Visitation til jobkonsulent").first.locator("summary", has_text="Hvorfor?")
        why.click()
        expect(page.locator("main")).to_contain_text("+ 4 måneder")
        expect(page.locator("main")).to_contain_text(f"REB23-48 · {DECISION}")
    assert complaints == []


def test_without_a_script_the_tokens_are_reckoned_by_a_button(client: Client, town: Municipality) -> None:
    case = activity_ready_cash("Inga Thomsen", since=date(2026, 9, 21), by=town.anne)
    client.force_login(town.leader)
    begun = client.post("/regler/reb23-48/v1/ny/", {"valid_from": "1/3-27", "phase_in": "all_open"})
    assert begun.headers["Location"] == V2
    shown = client.get(V2).context["token_form"]
    said = {name: shown[name].value() for name in shown.fields}
    tokens = {name: value for name, value in said.items() if value not in (None, True) and name != "within"}
    tokens |= {"within_tal": "4", "within_enhed": "months", "met_by.older_facts": "on", "valid_from": "1/3-27"}
    answer = client.post(f"{V2}gem/", tokens | {"phase_in": "all_open", "beregn": "1"}, follow=True)
    text = answer.content.decode()
    assert "within_tal=4" in answer.request["QUERY_STRING"] and "csrf" not in answer.request["QUERY_STRING"]
    assert "4 måneder</ins>" in text and "<b>1</b> frist får ny dato" in text and str(case.citizen.public_id) in text
