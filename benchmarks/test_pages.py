"""Every page at a size and at ten times the size: statements and time (T4), depth (T5), requests beside stock (T6)."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import synthetic
from benchmarks.clock import timed
from benchmarks.tables import say, table
from cases.models import Case, Responsibility
from cases.services import sweep
from staff.models import Role, RoleAssignment, Team, User
from tests.baseline import CONTROL, take_statistics

SMALL = int(os.environ.get("PAGES_SIZE", "1000"))
LARGE = 10 * SMALL
ROUNDS = 15
LIST = {"HX-Request": "true", "HX-Target": "arbejde"}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = [pytest.mark.bench, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def small(settings: Any) -> int:
    """A municipality of SMALL cases, computed and swept, gone after the test."""
    settings.ROOT_URLCONF = "benchmarks.stock"
    _to(0, SMALL)
    return SMALL


def _to(first: int, size: int) -> None:
    synthetic.grow(first, size)
    found = sweep.run(today=synthetic.TODAY, now=NOW, kind="verification")
    assert found.run is not None
    assert found.run.status in ("ok", "with_errors")
    take_statistics()


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _leader() -> User:
    leader = User.objects.create(username="målt-leder")
    RoleAssignment.objects.create(user=leader, role=Role.TEAM_LEADER, team=Team.objects.get(name=synthetic.FIRST_TEAM))
    return leader


def _pages() -> dict[str, tuple[Client, str]]:
    caseworker = User.objects.get(username="målt-0-0")
    own, leader = _client(caseworker), _client(User.objects.get(username="målt-leder"))
    held = Responsibility.objects.filter(user=caseworker).order_by("pk").values_list("case", flat=True)[0]
    citizen = f"/borgere/{Case.objects.get(pk=held).citizen.public_id}/"
    return {
        "Min sagsstamme": (own, "/sagsstamme/"),
        "Borger": (own, citizen),
        "Borger, frister": (own, f"{citizen}frister/"),
        "Borger, historik": (own, f"{citizen}historik/"),
        "Søg": (own, "/soeg/?q=Borger 77"),
        "Overskredne frister": (leader, "/ledelse/frister/"),
        "Styringslister": (leader, "/ledelse/lister/"),
    }


def milliseconds(client: Client, url: str, **headers: str) -> float:
    """The quickest of some requests: what else the machine does falls out."""
    client.get(url, headers=headers)
    found = []
    for _ in range(ROUNDS):
        seconds, response = timed(lambda: client.get(url, headers=headers))
        assert response.status_code == 200
        found.append(1000 * seconds)
    return min(found)


class Page(NamedTuple):
    """A page as measured: statements, milliseconds of them in the database, milliseconds of the whole request."""

    statements: int
    database: float
    whole: float


def measured(client: Client, url: str) -> Page:
    whole = milliseconds(client, url)
    times = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        sent = [query for query in captured if not query["sql"].startswith(CONTROL)]
        times.append(1000 * sum(float(query["time"]) for query in sent))
    return Page(len(sent), min(times), whole)


def test_pages_at_ten_times_the_data(small: int) -> None:
    _leader()
    first = {name: measured(*page) for name, page in _pages().items()}
    _to(SMALL, LARGE)
    rows = []
    for name, page in _pages().items():
        before, after = first[name], measured(*page)
        rows.append(
            (name, f"{before.statements} / {after.statements}", f"{before.database:.0f} / {after.database:.0f}",
             f"{before.whole:.0f} / {after.whole:.0f}", f"{after.whole / before.whole:.2f}")
        )  # fmt: skip
    table(
        f"Pages at {SMALL:,} and at {LARGE:,} cases, the quickest of {ROUNDS} requests in the process",
        ("page", "statements", "ms in the database", "ms in all", "ratio"),
        rows,
    )
    _depth(*_pages()["Overskredne frister"])


def _depth(client: Client, url: str) -> None:
    """The list alone, page one and the page nine tenths down."""
    pages, seen = [url], {url}
    while found := re.findall(r'href="([^"]*efter=[^"]+)"', client.get(pages[-1]).content.decode()):
        following = f"{url}{found[-1][found[-1].index('?') :]}".replace("&amp;", "&")
        if following in seen:
            break
        seen.add(following)
        pages.append(following)
    at = len(pages) * 9 // 10
    top, bottom = milliseconds(client, pages[0]), milliseconds(client, pages[at])
    say(f"\nOverskredne frister, {len(pages)} pages: page 1 {top:.0f} ms, page {at + 1} {bottom:.0f} ms")
    say(f"page {at + 1} against page 1: {bottom / top:.2f}")


def test_the_caseload_beside_a_stock_table(small: int) -> None:
    client = _client(User.objects.get(username="målt-0-0"))
    stock = milliseconds(client, "/stock/")
    rows = []
    for name, url, headers in (
        ("Min sagsstamme, the whole screen", "/sagsstamme/", {}),
        ("Min sagsstamme, the list (a filter)", "/sagsstamme/?status=alle", LIST),
        ("stock django-tables2, the table alone", "/stock/", {}),
    ):
        ms, page = milliseconds(client, url, **headers), client.get(url, headers=headers).content
        people = len(set(re.findall(r"Målt Borger \d+", page.decode())))
        rows.append((name, people, len(page) // 1024, f"{ms:.1f}", f"{1000 / ms:.0f}", f"{stock / ms:.2f}"))
    table(
        "The caseload of one caseworker, requests a second of one process",
        ("page", "citizens", "KB", "ms", "requests/s", "against stock"),
        rows,
    )
