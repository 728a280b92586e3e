"""The session ended while a panel was open: what was typed stays, and after a new log-in it is sent."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from staff.models import Role, RoleAssignment, Team, User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.frontend.addresses"),
]
PASSWORD = "en lang adgangskode"


@pytest.fixture
def colleagues(transactional_db: None) -> list[User]:
    team = Team.objects.create(name="Jobteam Nord")
    people = [User.objects.create_user(name, password=PASSWORD, first_name=name.title()) for name in ("anne", "bodil")]
    RoleAssignment.objects.bulk_create([RoleAssignment(user=user, role=Role.CASEWORKER, team=team) for user in people])
    return people


def sign_in(page: Page, server: LiveServer, name: str) -> None:
    page.goto(f"{server.url}/konto/log-ind/")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Min sagsstamme")).to_be_visible()


def send_without_a_session(page: Page) -> None:
    page.get_by_role("link", name="Registrér samtale").click()
    page.locator("dialog [name=panel-held_at]").fill("11.15")
    Session.objects.all().delete()
    page.locator("dialog [data-default]").click()
    expect(page.get_by_role("dialog", name="Du er logget ud")).to_be_visible()


def test_the_request_is_sent_again_after_a_new_log_in(
    page: Page, live_server: LiveServer, colleagues: list[User]
) -> None:
    sign_in(page, live_server, "anne")
    send_without_a_session(page)
    other = page.context.new_page()
    sign_in(other, live_server, "anne")
    assert page.locator("dialog [name=panel-held_at]").input_value() == "11.15"
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.locator("[data-toast]")).to_contain_text("Samtalen er registreret")


def test_somebody_else_logging_in_sends_nothing(page: Page, live_server: LiveServer, colleagues: list[User]) -> None:
    sign_in(page, live_server, "anne")
    send_without_a_session(page)
    other = page.context.new_page()
    sign_in(other, live_server, "bodil")
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.locator("body")).to_have_attribute("data-user", str(colleagues[1].pk))
    expect(page.locator("[data-toast]")).to_have_count(0)
