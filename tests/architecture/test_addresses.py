"""Deny by default: an address asks for a log-in, and a citizen's page exists only for those who may see the citizen."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, StringConverter

from cases.models import Case
from oversight.converters import IsoDay
from staff.models import AccessLog, Act
from tests.people import TODAY, a_team, at, booked, caseworker, insured, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PUBLIC = {"health", "account_login", "account_logout"}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """(name, route, pattern) of every address of the product."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield str(entry.name), route, entry


def filled(route: str, pattern: URLPattern, *, public_id: str, pk: int) -> str:
    """The address with every place filled in."""
    for name, converter in pattern.pattern.converters.items():
        value = {
            IntConverter: str(pk),
            SlugConverter: "mangler-frist",
            StringConverter: public_id,
            IsoDay: TODAY.isoformat(),
        }[type(converter)]
        for kind in ("int", "slug", "str", "iso"):
            route = route.replace(f"<{kind}:{name}>", value)
    return "/" + route


@pytest.fixture
def hanna() -> Case:
    anne = caseworker("Anne Nygaard")
    case = insured("Hanna Lysgaard", first_unemployed_on=date(2026, 9, 7), by=anne)
    booked(case, at(TODAY, 11), by=anne)
    return case


def addresses(case: Case, *, of_citizens: bool = False) -> Iterator[tuple[str, str]]:
    pk = case.conversations.get().pk
    for name, route, pattern in patterns():
        about = "public_id" in pattern.pattern.converters or route.startswith("samtaler/")
        if about or not of_citizens:
            yield name, filled(route, pattern, public_id=case.citizen.public_id, pk=pk)


def test_every_address_has_a_name_of_its_own() -> None:
    names = [name for name, _, _ in patterns()]
    assert len(names) == len(set(names))
    assert "None" not in names


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_log_in_every_address_asks_for_one(client: Client, hanna: Case, method: str) -> None:
    wrong = {}
    for name, url in addresses(hanna):
        answer = getattr(client, method)(url)
        asks = answer.status_code == 302 and answer["Location"].startswith("/konto/log-ind/")
        if name not in PUBLIC and not asks and answer.status_code != 404:
            wrong[url] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_for_a_caseworker_of_another_team_a_citizen_does_not_exist(client: Client, hanna: Case, method: str) -> None:
    client.force_login(caseworker("Viggo Vest", team=a_team("Jobteam Vest")))
    before = hanna.version
    wrong = {}
    for _, url in addresses(hanna, of_citizens=True):
        status = getattr(client, method)(url).status_code
        if status not in (404, 405):
            wrong[url] = status
    assert wrong == {}
    hanna.refresh_from_db()
    assert hanna.version == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_protected_citizen_does_not_exist_for_the_own_team(client: Client, hanna: Case, method: str) -> None:
    hanna.citizen.protected = True
    hanna.citizen.save()
    for user in (caseworker("Bo Falk"), team_leader("Lone Bisgaard")):
        client.force_login(user)
        found = {url: getattr(client, method)(url).status_code for _, url in addresses(hanna, of_citizens=True)}
        assert {url: status for url, status in found.items() if status not in (404, 405)} == {}


def test_every_page_that_shows_a_citizen_writes_exactly_one_log_row(client: Client, hanna: Case) -> None:
    """Walks every address as the responsible caseworker; what answers 200 and shows her has logged her once."""
    client.force_login(hanna.responsibilities.get().user)
    wrong = {}
    for _, url in addresses(hanna):
        seen = AccessLog.objects.count()
        answer = client.get(url)
        rows = list(AccessLog.objects.order_by("id")[seen:])
        body = answer.content.decode()
        shown = answer.status_code == 200 and (hanna.citizen.name in body or hanna.citizen.public_id in body)
        expected = [[hanna.citizen.public_id]] if shown else []
        if [row.citizens for row in rows if row.act != Act.REFUSE] != expected:
            wrong[url] = (answer.status_code, shown, [row.citizens for row in rows])
    assert wrong == {}
