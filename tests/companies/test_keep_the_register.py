"""Create a company and change it: numbers checked, one record for a double click, nothing over a colleague's change."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import Company, ContactBan, ContactPerson, Ownership, ProductionUnit, validate_p_number
from companies.models.numbers import p_number_fits
from tests.companies.cast import LONG_AGO, a_branch, a_company, a_cvr, a_p_number
from tests.people import TODAY, caseworker, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NEW = "/virksomheder/ny/"


@pytest.fixture
def consultant(client: Client) -> Any:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


def typed(**values: Any) -> dict[str, Any]:
    return {"name": "Fjordfisk A/S", "active": "on", "form_key": str(uuid.uuid4()), **values}


def test_create_with_number_branch_place_and_responsible(client: Client, consultant: Any) -> None:
    number, branch = a_cvr(), a_branch()
    spaced = f"DK {number[:4]} {number[4:]}"
    sent = typed(cvr=spaced, branch=branch.pk, postal="9995 Fjordby", owner=consultant.pk, employees="12")
    answer = client.post(NEW, sent)
    made = Company.objects.get()
    assert answer.headers["Location"] == reverse("company", args=[made.pk])
    assert (made.cvr, str(made.postal), made.employees) == (number, "9995 Fjordby", 12)
    assert made.branches.get().branch == branch
    assert (made.owners.get().user, made.owners.get().from_on) == (consultant, TODAY)


def test_a_form_sent_twice_makes_one(client: Client, consultant: Any) -> None:
    sent = typed()
    assert client.post(NEW, sent).headers["Location"] == client.post(NEW, sent).headers["Location"]
    assert Company.objects.count() == 1


def test_a_number_that_does_not_fit_or_is_taken_is_refused(client: Client, consultant: Any) -> None:
    taken = a_company("Café Molen")
    wrong = str(taken.cvr)[:7] + str((int(str(taken.cvr)[7]) + 1) % 10)
    answer = client.post(NEW, typed(cvr=wrong))
    assert answer.status_code == 422 and "CVR-nummeret er ikke gyldigt" in answer.content.decode()
    answer = client.post(NEW, typed(cvr=taken.cvr))
    assert answer.status_code == 422 and "Der er allerede en virksomhed med det CVR-nummer" in answer.content.decode()
    assert Company.objects.count() == 1


def test_a_new_postal_code_needs_its_town_and_growth_its_source(client: Client, consultant: Any) -> None:
    answer = client.post(NEW, typed(postal="9996", growing="on"))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv også byen" in body and "Skriv, hvor oplysningen om vækst kommer fra" in body
    assert not Company.objects.exists()


def test_change_keeps_who_looked_after_it_before(client: Client, consultant: Any) -> None:
    nanna = job_consultant("Nanna Vig")
    company = a_company(owner=nanna, branch=a_branch())
    client.post(
        reverse("company_edit", args=[company.pk]),
        typed(name="Nordvang", version=company.version, owner=consultant.pk, branch=a_branch().pk, cvr=company.cvr),
    )
    company.refresh_from_db()
    rows = [(row.user, row.from_on, row.to_on) for row in company.owners.all()]
    assert rows == [(nanna, LONG_AGO, TODAY - timedelta(days=1)), (consultant, TODAY, None)]
    assert (company.name, company.version, company.branches.count()) == ("Nordvang", 2, 1)


def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(client: Client, consultant: Any) -> None:
    company = a_company("Café Molen")
    Company.objects.update(version=5, name="Café Kajen")
    url = reverse("company_edit", args=[company.pk])
    answer = client.post(url, typed(name="Café Havn", version=1))
    body = answer.content.decode()
    assert answer.status_code == 409 and "Virksomheden er ændret imens" in body and "Café Havn" in body
    assert Company.objects.get().name == "Café Kajen"
    assert 'name="version" value="5"' in body


def test_people_come_and_go(client: Client, consultant: Any) -> None:
    company = a_company()
    sent = typed(name="Lone Nordvang", title="byggeleder", version=1)
    for _ in range(2):
        assert client.post(reverse("company_person", args=[company.pk]), sent).status_code == 302
    person = ContactPerson.objects.get()
    page = reverse("company", args=[company.pk])
    assert "Lone Nordvang" in client.get(page).content.decode()
    client.post(reverse("company_person_end", args=[company.pk, person.pk]))
    assert "Ingen kontaktpersoner endnu" in client.get(page).content.decode()
    assert "Lone Nordvang" in client.get(reverse("company_history", args=[company.pk])).content.decode()
    other = a_company("Café Molen")
    assert client.post(reverse("company_person_end", args=[other.pk, person.pk])).status_code == 404


def test_a_place_of_work_has_ten_digits_and_one_company(client: Client, consultant: Any) -> None:
    company, other = a_company(), a_company("Café Molen", units=1)
    url = reverse("company_unit", args=[company.pk])
    assert "10 cifre" in client.post(url, typed(p_number="12345")).content.decode()
    taken = client.post(url, typed(p_number=other.units.get().p_number))
    assert taken.status_code == 422 and "står på en anden virksomhed" in taken.content.decode()
    number = a_p_number()
    assert client.post(url, typed(p_number=f"{number[:1]} {number[1:]}")).status_code == 302
    assert company.units.get().p_number == number


def test_a_check_digit_that_does_not_fit_is_said_not_refused(client: Client, consultant: Any) -> None:
    company, number = a_company(), a_p_number()
    odd = number[:9] + str((int(number[9]) + 1) % 10)
    assert p_number_fits(number) and not p_number_fits(odd)
    client.post(reverse("company_unit", args=[company.pk]), typed(p_number=odd))
    assert ProductionUnit.objects.get().p_number == odd
    assert "Kontrolcifferet passer ikke" in client.get(reverse("company", args=[company.pk])).content.decode()
    for wrong in ("0123456789", "123456789", "12345678901", "12345678x0"):
        with pytest.raises(ValidationError):
            validate_p_number(wrong)


def test_marked_do_not_contact_until_a_leader_lifts_it(client: Client, consultant: Any) -> None:
    company = a_company()
    page = reverse("company", args=[company.pk])
    assert "Må kontaktes" in client.get(page).content.decode()
    assert client.post(reverse("company_ban", args=[company.pk]), typed(reason="", version=1)).status_code == 422
    client.post(reverse("company_ban", args=[company.pk]), typed(reason="Ringer selv", version=1))
    body = client.get(page).content.decode()
    assert "Må ikke kontaktes" in body and "Ringer selv" in body and "Karim Haddad" in body
    lift = reverse("company_lift", args=[company.pk])
    assert client.get(lift).status_code == 404
    client.force_login(team_leader())
    client.post(lift, typed(reason="De har skiftet mening"))
    assert "Må ikke kontaktes" not in badges(client, page)
    ban = ContactBan.objects.get()
    assert ban.to_on is not None and ban.lift_reason == "De har skiftet mening"


def badges(client: Client, url: str) -> str:
    """The badges of the page."""
    return (
        client.get(url).content.decode().partition('class="jc-tabs"')[0].partition("</h1>")[2].partition("jc-idact")[0]
    )


def test_the_database_holds_one_responsible_at_a_time_and_one_ban() -> None:
    company, karim = a_company(), job_consultant("Karim Haddad")
    Ownership.objects.create(company=company, user=karim, from_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.create(company=company, user=karim, from_on=TODAY + timedelta(days=9))
    ContactBan.objects.create(company=company, reason="Nej", from_on=TODAY, recorded_by=karim)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactBan.objects.create(company=company, reason="Nej", from_on=TODAY, recorded_by=karim)


def test_a_caseworker_reads_and_writes_nothing(client: Client) -> None:
    company = a_company()
    client.force_login(caseworker())
    assert "Ret oplysninger" not in client.get(reverse("company", args=[company.pk])).content.decode()
    for name in ("company_edit", "company_person", "company_unit", "company_ban", "company_lift", "company_merge"):
        url = reverse(name, args=[company.pk])
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404), name
    assert (client.get(NEW).status_code, client.post(NEW, typed()).status_code) == (404, 404)
    assert Company.objects.count() == 1
