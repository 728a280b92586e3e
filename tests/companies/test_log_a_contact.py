"""Log a contact with a company: once, by those who may; undone by the one who did it, voided with a reason."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from companies.models import CallAssignment, Company, Contact, ContactPerson
from companies.services import bans, call_lists, contacts, merging
from staff.models import User
from tests.baseline import assert_baseline, statements
from tests.companies.cast import LONG_AGO, a_company, talked
from tests.people import NOW, TODAY, caseworker, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


@pytest.fixture
def firm(karim: User) -> Company:
    return a_company(owner=karim)


def sent(**values: Any) -> dict[str, Any]:
    start = {"kind": "phone", "note": "To på lager fra januar", "on_date": "i dag", "form_key": str(uuid.uuid4())}
    return {**start, **values}


def page(client: Client, firm: Company, name: str = "company") -> str:
    return client.get(reverse(name, args=[firm.pk])).content.decode()


def test_who_when_with_whom_how_outcome_and_note(client: Client, karim: User, firm: Company) -> None:
    lone = ContactPerson.objects.create(company=firm, name="Lone Nordvang", from_on=LONG_AGO)
    assert "Aldrig" in page(client, firm)
    values = sent(kind="visit", on_date="20/11", person=lone.pk, outcome="job_order")
    assert client.post(reverse("company_log", args=[firm.pk]), values).status_code == 302
    row = Contact.objects.get()
    assert (row.by, row.on_date, row.kind, row.person, row.outcome) == (
        karim, TODAY - timedelta(days=3), "visit", lone, "job_order",
    )  # fmt: skip
    shown = BeautifulSoup(page(client, firm), "html.parser").get_text(" ", strip=True)
    assert "Besøg: To på lager fra januar" in shown and "med Lone Nordvang" in shown and "→ jobordre" in shown
    assert "Sidste kontakt 20.\xa0nov." in shown


def test_a_form_sent_twice_logs_once(client: Client, firm: Company) -> None:
    values = sent()
    for _ in range(2):
        client.post(reverse("company_log", args=[firm.pk]), values)
    assert Contact.objects.count() == 1


def test_nothing_said_the_future_and_a_stranger_are_refused(client: Client, firm: Company) -> None:
    stranger = ContactPerson.objects.create(company=a_company("Café Molen"), name="Mo Len", from_on=LONG_AGO)
    url = reverse("company_log", args=[firm.pk])
    for values, said in (
        (sent(note=""), "Skriv, hvad I aftalte."),
        (sent(on_date="i morgen"), "ligger i fremtiden"),
        (sent(person=stranger.pk), "Vælg"),
        (sent(kind="mass_mail"), "Vælg"),
    ):
        answer = client.post(url, values)
        assert answer.status_code == 422 and said in answer.content.decode(), values
    assert not Contact.objects.exists()


def test_a_company_that_is_not_to_be_contacted_may_still_write_to_us(
    client: Client, karim: User, firm: Company
) -> None:
    bans.forbid(company=firm, reason="Ringer selv", by=karim, today=TODAY, now=NOW, version=None)
    assert 'name="note"' not in page(client, firm)
    answer = client.post(reverse("company_log", args=[firm.pk]), sent())
    assert answer.status_code == 422 and not Contact.objects.exists()
    assert client.post(reverse("company_log", args=[firm.pk]), sent(kind="incoming")).status_code == 302


def test_undone_by_the_one_who_did_it(client: Client, karim: User, firm: Company) -> None:
    client.post(reverse("company_log", args=[firm.pk]), sent())
    undo = reverse("contact_undo", args=[Contact.objects.get().pk])
    assert undo in page(client, firm), "the receipt has no undo"
    client.force_login(job_consultant("Nanna Vig"))
    assert "Kun den, der registrerede kontakten" in client.post(undo, follow=True).content.decode()
    assert Contact.objects.valid().count() == 1
    client.force_login(karim)
    for _ in range(2):
        client.post(undo)
    row = Contact.objects.get()
    assert (row.void_reason, row.voided_by) == ("Fortrudt", karim)
    assert "Ingen har talt med virksomheden endnu" in page(client, firm)


def test_voided_with_a_reason_and_still_on_record(client: Client, karim: User, firm: Company) -> None:
    row = talked(firm, TODAY, by=karim, note="Forkert firma")
    client.force_login(team_leader("Lone Bisgaard"))
    url = reverse("contact_void", args=[row.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Var en anden virksomhed"}).status_code == 302
    shown = page(client, firm, "company_contacts")
    assert "<s>Forkert firma</s>" in shown and "Var en anden virksomhed" in shown


@pytest.mark.proves("RUD21-15")
def test_cooling_off_is_said_and_never_stops(client: Client, karim: User, firm: Company) -> None:
    def said() -> str:
        return page(client, firm).replace("\xa0", " ")

    talked(firm, TODAY - timedelta(days=14), by=karim)
    assert "1 kontakt på" not in said()
    talked(firm, TODAY - timedelta(days=7), by=karim)
    assert "1 kontakt på 8 dage" in said() and "grænsen er ikke bekræftet" in said()
    talked(firm, TODAY - timedelta(days=5), by=karim)
    talked(firm, TODAY - timedelta(days=1), by=karim, kind="mass_mail")
    assert "2 kontakter på 8 dage" in said()
    assert client.post(reverse("company_log", args=[firm.pk]), sent()).status_code == 302
    assert "3 kontakter på 8 dage" in said()


def test_a_contact_ends_the_assignment_and_its_undo_gives_it_back(karim: User, firm: Company) -> None:
    call_lists.assign(companies=[firm.pk], to=karim, by=karim, now=NOW)
    said = contacts.Said(on_date=TODAY, kind="phone", note="Talt")
    row = contacts.log(company=firm, said=said, by=karim, today=TODAY, now=NOW)
    assert not CallAssignment.objects.filter(ended_at__isnull=True).exists()
    contacts.undo(contact=row, by=karim, now=NOW)
    assert CallAssignment.objects.filter(ended_at__isnull=True, user=karim).exists()


def test_the_log_follows_a_merged_company(karim: User, firm: Company) -> None:
    twin = a_company("Nordvang Byg", cvr=None)
    talked(twin, TODAY, by=karim)
    done = merging.merge(kept=firm, gone=twin, reason="x", by=karim, now=NOW)
    assert firm.contacts.count() == 1
    merging.undo(done=done, by=karim, now=NOW)
    assert twin.contacts.count() == 1


def test_a_caseworker_reads_the_log_and_writes_nothing(client: Client, karim: User, firm: Company) -> None:
    row = talked(firm, TODAY, by=karim, note="Talte om praktik")
    client.force_login(caseworker())
    assert "Talte om praktik" in page(client, firm) and 'name="note"' not in page(client, firm)
    assert client.post(reverse("company_log", args=[firm.pk]), sent()).status_code == 404
    assert client.post(reverse("contact_undo", args=[row.pk])).status_code == 404
    assert client.post(reverse("contact_void", args=[row.pk]), {"reason": "x"}).status_code == 404
    assert Contact.objects.valid().count() == 1


def test_as_many_statements_for_few_contacts_as_for_many(client: Client, karim: User, firm: Company) -> None:
    for days in range(40):
        talked(firm, TODAY - timedelta(days=days), by=karim)
    assert_baseline("company_contacts", statements(client, reverse("company_contacts", args=[firm.pk])))
