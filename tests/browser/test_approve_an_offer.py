"""Godkendelser in Chromium: a yellow offer is approved with its reason and one act, by click or by key."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.models import Grant
from tests.browser.counting import acts, count_acts, start_over
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.chromium import DESK, faults
from tests.frontend.bridge import HOST, bridged
from tests.people import caseworker, team_leader

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REASON = "Bedst effekt for prisen"


@pytest.fixture
def grant(db: None) -> Grant:
    anne = caseworker(hours=False)
    return sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)


@pytest.fixture
def desk(page: Page, client: Client, grant: Grant) -> Iterator[Page]:
    """The leader's inbox on a wide screen, the oldest chosen, counting."""
    client.force_login(team_leader())
    page.set_viewport_size(DESK)
    count_acts(page)
    with bridged(page, client):
        page.goto(HOST + reverse("approvals"))
        yield page


def test_with_the_reason_and_one_click(desk: Page, grant: Grant) -> None:
    complaints = faults(desk)
    desk.get_by_text(REASON).click()
    start_over(desk)
    desk.get_by_role("button", name="Godkend").click()
    expect(desk.locator("#besked")).to_contain_text("er godkendt")
    assert acts(desk) == 1
    grant.refresh_from_db()
    assert (grant.status, grant.decision_code) == ("granted", "best_effect")
    assert complaints == []


def test_with_the_reason_and_one_key(desk: Page, grant: Grant) -> None:
    desk.get_by_text(REASON).click()
    start_over(desk)
    desk.keyboard.press("g")
    expect(desk.locator("#besked")).to_contain_text("er godkendt")
    assert acts(desk) == 1
    grant.refresh_from_db()
    assert grant.status == "granted"


def test_without_a_reason_it_waits(desk: Page, grant: Grant) -> None:
    desk.get_by_role("button", name="Godkend").click()
    expect(desk.locator("#panel [data-error-summary]")).to_be_visible()
    grant.refresh_from_db()
    assert grant.status == "pending"
