"""A caseworker who is signed in, for the pages of the frame."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page

from staff.models import Role, RoleAssignment, Team, User
from tests.frontend.bridge import Bridge, bridged


@pytest.fixture
def caseworker(db: None) -> User:
    user = User.objects.create_user("anne", password="en lang adgangskode", first_name="Anne", last_name="Nygaard")
    team = Team.objects.create(name="Jobteam Nord")
    RoleAssignment.objects.create(user=user, role=Role.CASEWORKER, team=team)
    return user


@pytest.fixture
def bridge(page: Page, caseworker: User, client: Client) -> Iterator[Bridge]:
    """The page, signed in as a caseworker."""
    client.force_login(caseworker)
    with bridged(page, client) as found:
        yield found
