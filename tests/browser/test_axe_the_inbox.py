"""Grants and the screens around the leader's inbox at desk and phone width: sparringsmøde, files, dispensation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from cases.models import Activity, CaseDetail
from cases.services.grants import decisions, sparring
from offers.models import BudgetLine, BudgetYear
from staff.models import Role
from tests.browser.walk import Walk
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.frontend.bridge import Bridge
from tests.municipality import Municipality
from tests.people import NOW, TODAY, employee

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.long]


def test_the_inbox_and_the_sparring_meeting(page: Page, bridge: Bridge, client: Client, town: Municipality) -> None:
    walk, yellow = Walk(page, client), course("yellow")
    grants = [
        sent(bente(town.anne, name=name), wish(yellow, quotes=two_quotes()), by=town.anne)
        for name in ("Bente Holm", "Ida Klar", "Karl Stille")
    ]
    said: dict[str, Any] = {"by": town.leader, "now": NOW}
    decisions.approve(grant=grants[0], code="best_effect", text="", today=TODAY, **said)
    for grant in grants[1:]:
        sparring.put_on(grant=grant, why="Er et grønt tilbud prøvet?", today=TODAY, **said)
    sparring.conclude(grant=grants[1], on_date=TODAY, why="", outcome="again", text="Svar", today=TODAY, **said)
    client.force_login(town.leader)
    of_grant = [grants[0].case.citizen.public_id, grants[0].pk]
    walk.open("godkendelser, afgjort i dag", reverse("approvals"))
    walk.open("sparringsmøde", reverse("sparring"))
    walk.press("Gem udfald for Karl Stille", "sparringsmøde, fejl")
    walk.open("sparringsmøde, en anden dag", f"{reverse('sparring')}?dag=2026-12-02")
    walk.open("sparringsmøde, tomt", f"{reverse('sparring')}?vis=ingen-progression")
    walk.open("sæt på sparringsmøde", reverse("grant_sparring", args=of_grant))
    walk.open("vedhæft", reverse("grant_attach", args=of_grant))
    walk.press("Vedhæft filen", "vedhæft, fejl")
    assert walk.faults() == ""


def test_the_grants(page: Page, bridge: Bridge, client: Client, town: Municipality) -> None:
    """Ny bevilling in its states, and the leader's inbox."""
    walk, case = Walk(page, client), bente(town.anne, hours=None)
    made = {colour: course(colour, f"Forløb {colour or 'ukendt'}") for colour in ("green", "yellow", "red", "")}
    walk.client.force_login(town.anne)
    new = reverse("grant_new", args=[case.citizen.public_id])
    walk.open("ny bevilling, vælg", new)
    for colour in ("green", "red", ""):
        walk.open(f"ny bevilling, {colour or 'ukendt'}", f"{new}?tilbud={made[colour].pk}")
    walk.open("ny bevilling, gul", f"{new}?tilbud={made['yellow'].pk}")
    with walk.page.expect_navigation():
        walk.page.locator("#vurdering [value=send]").dispatch_event("click")
    walk.look("ny bevilling, fejl")
    CaseDetail.objects.create(case=case, key="attendable_hours", text="18")
    quoted = {"green": (), "yellow": two_quotes(), "": two_quotes()}
    grants = [sent(case, wish(made[name], quotes=quotes), by=town.anne) for name, quotes in quoted.items()]
    for grant in grants:
        walk.open(f"bevilling {grant.status}", reverse("grant", args=[case.citizen.public_id, grant.pk]))
    walk.open("borger med bevillinger", reverse("citizen", args=[case.citizen.public_id]))
    decisions.ask(grant=grants[1], text="Er Job på vej prøvet?", by=town.leader, now=NOW)
    for name in ("grant_start", "grant_stop"):
        walk.open(name, reverse(name, args=[case.citizen.public_id, grants[0].pk]))
    Activity.objects.filter(grant=grants[0]).update(status="running")
    for name in ("grant_follow_up", "grant_extend", "grant_discuss", "grant_not_extend"):
        walk.open(name, reverse(name, args=[case.citizen.public_id, grants[0].pk]))
    walk.open("fanen tilbud", reverse("citizen_offers", args=[case.citizen.public_id]))
    walk.open("svar på spørgsmål", reverse("grant", args=[case.citizen.public_id, grants[1].pk]))
    walk.client.force_login(town.leader)
    walk.open("godkendelser", reverse("approvals"))
    walk.open("godkendelser, tomt filter", reverse("approvals") + "?vis=seks-maaneder")
    walk.open("godkendelser, den anden", f"{reverse('approvals')}?valgt={grants[2].pk}")
    walk.press("Afvis", "godkendelser, fejl")
    walk.client.force_login(employee("Sidsel Ravkrog", Role.SPECIALIST, Role.TEAM_LEADER, team=case.team))
    walk.open("dispensation", reverse("citizen_dispensation", args=[case.citizen.public_id, made["red"].pk]))
    walk.press("Gem dispensationen", "dispensation, fejl")
    walk.client.force_login(town.leader)
    line = BudgetLine.objects.create(name="Køb af tilbud")
    walk.open("budget uden beløb", reverse("budget"))
    BudgetYear.objects.create(line=line, year=TODAY.year, amount=50000, reason="Byrådet")
    sent(bente(town.anne, name="Ida Klar"), wish(course(name="Kursus", budget_line=line)), by=town.anne)
    walk.open("budget", reverse("budget"))
    walk.open("budgetlinje", reverse("budget_line", args=[line.pk, TODAY.year]))
    walk.page.get_by_label("Budget, kr.").fill("12.5")
    walk.press("Gem budgettet", "budgetlinje, fejl")
    assert walk.faults() == ""
