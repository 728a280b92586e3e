"""The screens around the leader's inbox at desk and phone width: decided today, the sparringsmøde, files of a grant."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from cases.services.grants import decisions, sparring
from tests.browser.test_axe_every_screen import Walk
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.frontend.bridge import Bridge
from tests.municipality import Municipality
from tests.people import NOW, TODAY

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
