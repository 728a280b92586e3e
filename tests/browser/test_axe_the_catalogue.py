"""The screens on which a specialist keeps the catalogue: nothing for axe to find, nothing outside the window."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from cases.demo import catalogue as fjordby
from offers.models import Offer
from staff.models import Role
from tests.browser.test_axe_every_screen import Walk
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
