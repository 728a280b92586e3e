"""Every number of citizens is printed by the one count component, and its link shows exactly that many citizens.

Walks the pages that a caseworker, a job consultant, a team leader and a system administrator reach by links.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from staff.models import User
from tests.counted import Reader, Shown
from tests.municipality import Municipality, mixed

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.usefixtures("monday")]
SAME_PAGE, FURTHER = 3, 5
"""So many addresses of one page are walked, and so many in a drill: other citizens, filters and days."""


@pytest.fixture
def town() -> Municipality:
    return mixed()


def walked(reader: Reader, *starts: str, most: int) -> Iterator[Shown]:
    """Pages reached from `starts` by links, breadth first."""
    waiting, seen, often = list(starts), set(starts), Counter[str]()
    while waiting:
        url = waiting.pop(0)
        try:
            name = resolve(url.partition("?")[0]).url_name or ""
        except Resolver404:
            continue
        often[name] += 1
        if often[name] > most:
            continue
        shown = reader.open(url)
        if shown is None:
            continue
        yield shown
        fresh = [link for link in shown.links() if link not in seen]
        seen.update(fresh)
        waiting += fresh


def faults_of(client: Client, user: User, *starts: str, least: int, most: int = SAME_PAGE) -> list[str]:
    client.force_login(user)
    reader = Reader(client)
    wrong, counts = [], set()
    for shown in walked(reader, *starts, most=most):
        wrong += shown.bare_numbers() + shown.dead_counts() + reader.wrong_counts(shown)
        counts |= shown.counts()
    assert len(counts) >= least, "fewer counts were found than the pages are known to have"
    return wrong


def test_the_pages_of_a_caseworker(client: Client, town: Municipality) -> None:
    assert faults_of(client, town.anne, "/sagsstamme/", least=10) == []


def test_the_pages_of_a_job_consultant(client: Client, town: Municipality) -> None:
    assert faults_of(client, town.consultant, "/jobkonsulent/", "/sagsstamme/", least=10) == []


def test_the_pages_of_a_leader(client: Client, town: Municipality) -> None:
    assert faults_of(client, town.leader, "/ledelse/frister/", "/ledelse/lister/", least=120) == []


@pytest.mark.drill
def test_further_pages_of_a_leader(client: Client, town: Municipality) -> None:
    assert faults_of(client, town.leader, "/ledelse/frister/", "/ledelse/lister/", least=120, most=FURTHER) == []


def test_the_pages_of_an_administrator(client: Client, town: Municipality) -> None:
    assert faults_of(client, town.admin, "/brugere/", least=0) == []
