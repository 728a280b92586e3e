"""A company agrees on fixed places: how many, from when to when, for what; renewed, ended, voided."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import Company, PlaceAgreement
from companies.services import merging
from staff.models import Role, User
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def firm(karim: User) -> Company:
    return a_company(owner=karim)


def sent(**values: Any) -> dict[str, Any]:
    start = {"kind": "fixed", "places": "4", "from_on": "5/1-2026", "to_on": "31/12-2026", "purpose": "Fremmøde"}
    return {**start, "form_key": str(uuid.uuid4()), **values}


def agreed(client: Client, firm: Company, **values: Any) -> PlaceAgreement:
    assert client.post(reverse("place_agreement_new", args=[firm.pk]), sent(**values)).status_code == 302
    return PlaceAgreement.objects.latest("pk")


def text(client: Client, firm: Company, name: str = "company_places") -> str:
    answer = client.get(reverse(name, args=[firm.pk]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def test_agreed_once_and_shown_on_both_pages(client: Client, firm: Company) -> None:
    assert "Ingen faste pladser aftalt" in text(client, firm)
    values = sent()
    for _ in range(2):
        client.post(reverse("place_agreement_new", args=[firm.pk]), values)
    row = PlaceAgreement.objects.get()
    assert (row.places, row.from_on, row.to_on, row.purpose) == (4, date(2026, 1, 5), YEAR_END, "Fremmøde")
    for name in ("company", "company_places"):
        said = text(client, firm, name)
        assert "0 borgere på pladserne i dag af 4 i brug i dag · 4 ledige" in said
        assert "Aftalen om 4 pladser slutter d. 31. december 2026." in said


def test_two_agreements_of_one_kind_do_not_overlap_but_a_centre_may(client: Client, firm: Company) -> None:
    agreed(client, firm)
    answer = client.post(reverse("place_agreement_new", args=[firm.pk]), sent(from_on="31/12-2026", to_on=""))
    assert answer.status_code == 422 and "allerede en aftale om de pladser i perioden" in answer.content.decode()
    agreed(client, firm, kind="company_centre")
    agreed(client, firm, from_on="1/1-2027", to_on="")
    assert PlaceAgreement.objects.count() == 3


def test_renewed_with_another_number_from_a_day(client: Client, firm: Company) -> None:
    row = agreed(client, firm)
    url = reverse("place_agreement_renew", args=[firm.pk, row.pk])
    assert "begynde efter den gamle" in client.post(url, sent(from_on="5/1-2026")).content.decode()
    values = sent(places="5", from_on="1/12-2026", to_on="")
    for _ in range(2):
        assert client.post(url, values).status_code == 302
    row.refresh_from_db()
    new = PlaceAgreement.objects.latest("pk")
    assert (row.to_on, new.kind, new.places, new.from_on, new.to_on) == (
        date(2026, 11, 30), "fixed", 5, date(2026, 12, 1), None,
    )  # fmt: skip


def test_ended_and_voided(client: Client, firm: Company) -> None:
    row = agreed(client, firm)
    url = reverse("place_agreement_end", args=[firm.pk, row.pk])
    assert "ligge før startdatoen" in client.post(url, {"to_on": "4/1-2026"}).content.decode()
    client.post(url, {"to_on": "30/11-2026"})
    row.refresh_from_db()
    assert row.to_on == date(2026, 11, 30)
    void = reverse("place_agreement_void", args=[firm.pk, row.pk])
    assert client.post(void, {"reason": ""}).status_code == 422
    client.post(void, {"reason": "Var en anden virksomhed"})
    assert "Ingen faste pladser aftalt" in text(client, firm)
    assert client.get(void).status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"places": "0"}, "større end eller lig"),
        ({"purpose": ""}, "Skriv, hvad pladserne skal bruges til"),
        ({"to_on": "4/1-2026"}, "Slutdatoen kan ikke ligge før"),
    ],
)
def test_what_is_no_agreement(client: Client, firm: Company, values: dict[str, str], said: str) -> None:
    answer = client.post(reverse("place_agreement_new", args=[firm.pk]), sent(**values))
    assert answer.status_code == 422 and said in answer.content.decode()


def test_the_database_keeps_number_days_and_purpose(karim: User, firm: Company) -> None:
    start: dict[str, Any] = {"company": firm, "kind": "fixed", "places": 1, "from_on": TODAY, "purpose": "x"}
    for wrong in ({"places": 0}, {"places": 100}, {"from_on": None}, {"purpose": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlaceAgreement.objects.create(**start | wrong)


def test_a_stale_form_is_told(client: Client, firm: Company) -> None:
    values = sent(version=firm.version)
    agreed(client, firm, kind="company_centre")
    answer = client.post(reverse("place_agreement_new", args=[firm.pk]), values)
    assert answer.status_code == 409 and "ændret imens" in answer.content.decode()


def test_it_follows_a_merged_company(client: Client, karim: User, firm: Company) -> None:
    twin = a_company("Nordvang Byg", cvr=None)
    agreed(client, twin)
    done = merging.merge(kept=firm, gone=twin, reason="Samme", by=karim, now=NOW)
    assert firm.agreements.count() == 1
    merging.undo(done=done, by=karim, now=NOW)
    assert twin.agreements.count() == 1


def test_a_caseworker_reads_and_agrees_on_nothing(client: Client, firm: Company) -> None:
    row = agreed(client, firm)
    client.force_login(caseworker())
    assert "Faste pladser" in text(client, firm) and "Forny" not in text(client, firm)
    assert client.post(reverse("place_agreement_new", args=[firm.pk]), sent()).status_code == 404
    for act in ("renew", "end", "void"):
        assert client.post(reverse(f"place_agreement_{act}", args=[firm.pk, row.pk]), sent()).status_code == 404
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    for name in ("company_places", "company_citizens"):
        assert client.get(reverse(name, args=[firm.pk])).status_code == 404
    assert PlaceAgreement.objects.valid().count() == 1
    assert row.from_on is not None and row.from_on + timedelta(days=1) > row.from_on
