"""Ny bevilling in Chromium: a green offer in at most six acts and text, and the verdict while one types."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.models import Case, Draft, Grant
from tests.browser.counting import acts, count_acts
from tests.cases.granting import bente, course
from tests.chromium import DESK, faults
from tests.frontend.bridge import HOST, bridged
from tests.people import caseworker

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def case(db: None) -> Case:
    return bente(caseworker(hours=False))


@pytest.fixture
def desk(page: Page, client: Client, case: Case) -> Iterator[Page]:
    """The citizen's page on a wide screen, signed in, counting."""
    client.force_login(case.responsibilities.get().user)
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        yield page


def test_a_green_offer_in_at_most_six_acts_and_text(desk: Page, case: Case) -> None:
    course(price="15600.00", price_per="total", weeks=8)
    complaints = faults(desk)
    desk.goto(HOST + reverse("citizen", args=[case.citizen.public_id]))
    desk.get_by_role("link", name="Ny bevilling").last.click()
    desk.get_by_role("link", name="Afklaringsforløb").click()
    desk.locator("label", has_text="Job").locator("visible=true").first.click()
    desk.get_by_label("Beskæftigelsesrettet mål").fill("Job på lager")
    desk.get_by_label("Hvorfor dette tilbud").fill("Afklarer timerne")
    expect(desk.locator(".jc-verdict")).to_contain_text("Grøn – kan bevilges")
    desk.get_by_role("button", name="Bevilg").click()
    expect(desk.locator("#besked")).to_contain_text("er bevilget")
    assert acts(desk) <= 6
    assert Grant.objects.get().status == "granted"
    assert complaints == []


def test_the_verdict_changes_while_one_types(desk: Page, case: Case) -> None:
    green = course()
    desk.goto(HOST + reverse("grant_new", args=[case.citizen.public_id]) + f"?tilbud={green.pk}")
    expect(desk.locator("#indhentede")).to_be_hidden()
    hours = desk.get_by_label("Timer pr. uge", exact=True)
    hours.fill("20")
    expect(desk.locator("#vurdering")).to_contain_text("20 timer om ugen > 18 timer")
    expect(hours).to_be_focused()
    desk.get_by_label("Pris, kr.").fill("2.350")
    expect(desk.locator(".jc-verdict")).to_contain_text("Gul")
    expect(desk.locator("#indhentede")).to_be_visible()
    desk.get_by_role("button", name="Gem kladde").click()
    expect(desk.locator("#besked")).to_contain_text("Kladden er gemt")
    assert Draft.objects.get().data["hours_per_week"] == "20"
