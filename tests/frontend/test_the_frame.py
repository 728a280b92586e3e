"""The frame of every page: menu, banner, foot line."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from cases.models import SweepRun
from cases.services.sweep import last_good_run
from jobcenter import navigation
from jobcenter.shell import Shell, computed
from staff.models import Role, RoleAssignment, Team, User

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def person(*roles: Role) -> User:
    """A user with roles in one team, not stored."""
    user = User(username="anne", first_name="Anne", last_name="Nygaard")
    team = Team(name="Jobteam Nord")
    user.assignments = [RoleAssignment(user=user, role=role, team=team) for role in roles]
    return user


def sweep(hours_ago: float, status: str = "ok") -> None:
    finished = NOW - timedelta(hours=hours_ago)
    SweepRun.objects.create(
        kind="hourly",
        status=status,
        today=NOW.date(),
        started_at=finished,
        finished_at=finished,
        fingerprint="4f9c1a77be",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "state"), [(1, "fresh"), (3.5, "late"), (27, "stale")])
def test_the_last_good_sweep_ages(hours: float, state: str) -> None:
    sweep(hours)
    assert computed(run=last_good_run(), now=NOW).state == state


@pytest.mark.django_db
def test_a_failed_sweep_does_not_count() -> None:
    assert computed(run=last_good_run(), now=NOW).state == "never"
    sweep(1, "failed")
    assert computed(run=last_good_run(), now=NOW).state == "never"
    sweep(30)
    found = computed(run=last_good_run(), now=NOW)
    assert (found.state, found.fingerprint) == ("stale", "4f9c1a77")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "banner", "foot"),
    [
        (1, "", "Frister beregnet"),
        (5, "", "den seneste beregning mangler"),
        (30, "Frister er sidst beregnet", "Frister beregnet"),
    ],
)
def test_old_deadlines_are_said(
    hours: float, banner: str, foot: str, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobcenter.shell.timezone.now", lambda: NOW)
    sweep(hours)
    request = rf.get("/")
    request.user = person(Role.CASEWORKER)
    page = frame(request)
    assert foot in page.select("footer")[0].get_text()
    shown = page.select_one(".jc-banner[role=region]")
    assert (shown.get_text() if shown else "").strip().startswith(banner)


def frame(request: HttpRequest) -> BeautifulSoup:
    return BeautifulSoup(engines["django"].from_string('{% extends "base.html" %}').render({}, request), "html.parser")


@pytest.mark.django_db
def test_one_query_a_page(rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = rf.get("/")
    request.user = person(Role.CASEWORKER)
    with django_assert_num_queries(1):
        frame(request)


def test_nothing_is_read_when_no_template_asks(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = person(Role.CASEWORKER)
    assert Shell(request).role == "Rådgiver · Jobteam Nord"


def test_the_menu_shows_only_pages_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        navigation, "address", lambda view: {"caseload": "/sagsstamme/", "users": "/brugere/"}.get(view, "")
    )
    items = navigation.menu(user=person(Role.CASEWORKER), path="/sagsstamme/x/")
    assert [(item.label, item.current) for item in items] == [("Min sagsstamme", True)]
    assert [item.label for item in navigation.menu(user=person(Role.SYSTEM_ADMIN), path="/")] == ["Brugere og teams"]
    assert navigation.menu(user=person(Role.AUDITOR), path="/") == []


def test_a_citizen_belongs_to_the_page_one_came_from() -> None:
    def current(role: Role, path: str) -> list[str]:
        return [item.label for item in navigation.menu(user=person(role), path=path) if item.current]

    assert current(Role.CASEWORKER, "/borgere/K2J4M67899/frister/") == ["Min sagsstamme"]
    assert current(Role.TEAM_LEADER, "/samtaler/7/registrer/") == ["Frister"]
    assert current(Role.ADMINISTRATION, "/borgere/ny/") == ["Ny borger"]
    assert current(Role.CASEWORKER, "/soeg/") == []


@pytest.mark.django_db
def test_signed_out_nobody_sees_a_menu(client: Client) -> None:
    page = BeautifulSoup(client.get("/konto/log-ind/").content, "html.parser")
    assert page.select_one("nav") is None
    assert page.select("html")[0]["lang"] == "da"
    assert page.select("title")[0].get_text().startswith("Log ind – ")


@pytest.mark.django_db
def test_shortcuts_can_be_switched_off(client: Client) -> None:
    user = User.objects.create_user("anne", password="en lang adgangskode")
    client.force_login(user)
    assert client.post("/konto/genvejstaster/", {"on": "0"}).status_code == 302
    user.refresh_from_db()
    assert user.shortcuts is False
    assert client.get("/konto/genvejstaster/").status_code == 405
