"""The auditor reads who looked at whom; nobody else does, and citizens stand there as numbers."""

import pytest
from django.test import Client

from staff import access
from staff.models import Act, Reason, Role
from tests.people import caseworker, employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(employee("Regitze Klitnæs", Role.AUDITOR))
    return client


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/adgangslog/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_rows_are_found_by_person_act_citizen_and_reason(auditor: Client) -> None:
    anne, bo = caseworker("Anne Nygaard"), caseworker("Bo Falk")
    access.log(user=anne, screen="Borger", act=Act.VIEW, citizens=["ABC"])
    access.log(user=bo, screen="Søg", act=Act.SEARCH, citizens=["DEF"], reason=Reason.SPARRING)
    assert "ABC" in shown(auditor)
    assert "DEF" in shown(auditor)
    for query in (f"?bruger={bo.pk}", "?handling=search", "?borger=def", "?grund=on"):
        page = shown(auditor, query)
        assert "DEF" in page, query
        assert "ABC" not in page, query


def test_a_question_that_makes_no_sense_is_answered_with_words(auditor: Client) -> None:
    assert "Vælg" in shown(auditor, "?bruger=9999999")
    assert "Ingen opslag passer" in shown(auditor, "?borger=FINDESIKKE")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_for_everybody_else_the_log_does_not_exist(client: Client, role: Role) -> None:
    from tests.people import a_team

    client.force_login(employee("Egon Andersen", role, team=a_team()))
    assert client.get("/adgangslog/").status_code == 404
