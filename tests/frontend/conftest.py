"""Chromium for the pages of the frame: the program named by CHROMIUM, or the one found on the PATH."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page

from staff.models import Role, RoleAssignment, Team, User
from tests.frontend.bridge import Bridge, bridged

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser keeps an event loop in the test's thread
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium findes ikke: sæt CHROMIUM til programmets sti.")
    return browser_type_launch_args | {"executable_path": program, "args": QUIET}


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
