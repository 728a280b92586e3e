"""Min sagsstamme asks the database as often for thirty citizens as for three thousand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from cases.services import sweep
from staff.models import User
from tests.baseline import MOST, assert_baseline, many_like, statements
from tests.people import NOW, TODAY, at, booked, caseworker, insured, sick, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
AtMost = Callable[[int], AbstractContextManager[object]]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def anne() -> User:
    """A caseworker with thirty citizens, some overdue, booked and without a date, and something new to see."""
    anne = caseworker("Anne Nygaard")
    case = insured("Mette Late", first_unemployed_on=TODAY - timedelta(days=31), by=anne)
    sick("Grethe Mangler", first_absence_on=None, since=TODAY - timedelta(days=10), by=anne)
    booked(
        insured("Ida Klar", first_unemployed_on=TODAY - timedelta(days=20), by=anne),
        at(TODAY + timedelta(days=1), 9),
        by=anne,
    )
    sweep.run(today=TODAY, now=NOW)
    many_like(case, count=27, responsible=anne, waits=(40,))
    return anne


def test_the_first_page_of_a_log_in(client: Client, anne: User, django_assert_max_num_queries: AtMost) -> None:
    """Everything counted, also what the log-in itself needs."""
    client.force_login(anne)
    with django_assert_max_num_queries(MOST):
        assert client.get("/sagsstamme/").status_code == 200


@pytest.mark.parametrize("more", [0, 2970])
@pytest.mark.long
def test_the_page_and_its_parts(client: Client, anne: User, more: int) -> None:
    first = anne.responsibilities.order_by("pk").first()
    assert first is not None
    many_like(first.case, count=more, responsible=anne, waits=(40,))
    client.force_login(anne)
    client.get("/sagsstamme/?status=overskredet")
    assert_baseline("caseload", statements(client, "/sagsstamme/"))
    address = f"/sagsstamme/?valgt={first.case.citizen.public_id}"
    assert_baseline("caseload_panel", statements(client, address, **HTMX, **{"HX-Target": "panel"}))
    assert_baseline(
        "caseload_filter", statements(client, "/sagsstamme/?status=snart", **HTMX, **{"HX-Target": "arbejde"})
    )


def test_a_leader_looks_at_a_caseload(client: Client, anne: User) -> None:
    client.force_login(team_leader())
    address = f"/sagsstamme/?raadgiver={anne.pk}"
    client.get(address)
    assert_baseline("caseload_of_another", statements(client, address))
