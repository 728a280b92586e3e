"""A citizen is put forward for a job of a company: within its deadline and mode, once, seen by those who may."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Candidate, Case
from cases.services import candidates
from companies.models import JobOrder
from companies.services import orders
from staff.models import AccessLog, Role, User
from staff.refusals import Refused
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company
from tests.people import NOW, TODAY, a_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = date(2026, 9, 7)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


@pytest.fixture
def hanna(anne: User) -> Case:
    return people.insured(first_unemployed_on=SINCE, by=anne)


@pytest.fixture
def karim() -> User:
    return people.job_consultant()


@pytest.fixture
def job(karim: User) -> JobOrder:
    return a_job(karim)


def a_job(by: User, **values: Any) -> JobOrder:
    """A recruitment request of tomorrow at eight on which caseworkers put candidates themselves."""
    start = {"kind": "request", "mode": "self", "deadline": NOW + timedelta(days=1), "updated_on": TODAY}
    row = {**start, "company": a_company(), "occupation": "Lagermedarbejder", "created_at": NOW, "created_by": by}
    return JobOrder.objects.create(**row | values)


def put(case: Case, job: JobOrder, by: User, **values: Any) -> Candidate:
    return candidates.put_forward(case=case, order=job, by=by, **{"today": TODAY, "now": NOW} | values)


def url_of(case: Case) -> str:
    return reverse("citizen_candidate", args=[case.citizen.public_id])


def list_of(job: JobOrder) -> str:
    return reverse("order_candidates", args=[job.pk])


def sent(case: Case, job: JobOrder, **values: Any) -> dict[str, Any]:
    start = {"order": job.pk, "note": "Har truckkort", "step": "gem", "version": case.version}
    return {**start, "form_key": str(uuid.uuid4()), **values}


def page(client: Client, url: str, status: int = 200, **data: Any) -> BeautifulSoup:
    answer = client.post(url, data) if data else client.get(url)
    assert answer.status_code == status, answer.content.decode()
    return BeautifulSoup(answer.content, "html.parser")


def text(found: BeautifulSoup) -> str:
    return found.get_text(" ", strip=True).replace("\xa0", " ")


def test_found_on_the_page_of_the_job_and_put_forward(client: Client, hanna: Case, job: JobOrder) -> None:
    assert client.post(list_of(job), {"q": "hanna"}).headers["Location"] == f"{list_of(job)}?q=hanna"
    link = page(client, f"{list_of(job)}?q=hanna").select_one("ul.jc-hits a")
    assert link is not None and str(link["href"]) == f"{url_of(hanna)}?job={job.pk}"
    chosen = page(client, str(link["href"])).select_one("option[selected]")
    assert chosen is not None and chosen["value"] == str(job.pk)
    client.post(url_of(hanna), sent(hanna, job))
    row = Candidate.objects.get()
    assert (row.case, row.order, row.on_date, row.note) == (hanna, job, TODAY, "Har truckkort")
    listed = page(client, list_of(job))
    assert [one["data-citizen"] for one in listed.select("tbody tr")] == [hanna.citizen.public_id]
    (figure,) = listed.select("[data-count]")
    assert figure["data-count"] == "1"
    for url in (reverse("job_orders"), reverse("job_order", args=[job.pk]), reverse("company", args=[job.company_id])):
        assert page(client, url).select_one(f'a[data-count="1"][href="{list_of(job)}"]'), url


def test_it_stands_on_the_timeline_and_in_the_history_and_is_undone(
    client: Client, anne: User, hanna: Case, job: JobOrder
) -> None:
    client.post(url_of(hanna), sent(hanna, job))
    citizen, row = hanna.citizen.public_id, Candidate.objects.get()
    for name in ("citizen", "citizen_history"):
        assert "Kandidat til Lagermedarbejder hos Nordvang Byg ApS" in text(page(client, reverse(name, args=[citizen])))
    client.post(reverse("citizen_undo", args=[citizen, "candidate", row.pk]))
    assert not Candidate.objects.valid().exists()
    assert "Ingen er sat på jobbet endnu" in text(page(client, list_of(job)))
    hanna.refresh_from_db()
    put(hanna, job, anne)


@pytest.mark.proves("REBGEN-55")
def test_after_the_deadline_nobody_is_put_on_and_the_rule_says_why(client: Client, hanna: Case, job: JobOrder) -> None:
    JobOrder.objects.update(deadline=NOW - timedelta(seconds=1))
    answer = client.post(url_of(hanna), sent(hanna, job))
    assert answer.status_code == 422
    said = text(BeautifulSoup(answer.content, "html.parser"))
    assert "Fristen var 23. november 2026 kl. 7.59. Der kan ikke sættes flere kandidater på (REBGEN-55" in said
    assert not Candidate.objects.exists()
    assert "REBGEN-55: Frist og måde i rekrutteringsanmodning" in text(page(client, list_of(job)))
    assert page(client, list_of(job)).select_one("main form[role=search]") is None


@pytest.mark.proves("REBGEN-55")
def test_what_is_searched_for_is_left_to_the_job_consultant(client: Client, hanna: Case, karim: User) -> None:
    job = a_job(karim, mode="searched")
    answer = client.post(url_of(hanna), sent(hanna, job))
    assert answer.status_code == 422 and "Kandidater udsøges af jobkonsulent (REBGEN-55" in answer.content.decode()
    assert not Candidate.objects.exists()
    client.force_login(karim)
    assert (
        client.post(reverse("open_reason", args=[hanna.citizen.public_id]), {"reason": "sparring"}).status_code == 302
    )
    assert client.post(url_of(hanna), sent(hanna, job)).status_code == 302
    assert Candidate.objects.get().recorded_by == karim


def test_on_the_minute_of_the_deadline_and_not_on_a_closed_job(anne: User, hanna: Case, job: JobOrder) -> None:
    assert job.deadline is not None
    other = people.insured("Nils Nord", first_unemployed_on=SINCE, by=anne)
    put(hanna, job, anne, now=job.deadline)
    orders.close(order=job, ending="filled", by=anne, now=NOW)
    with pytest.raises(Refused, match="Jobbet er afsluttet"):
        put(other, job, anne)


def test_a_double_click_makes_one_and_the_same_citizen_is_put_on_once(
    client: Client, hanna: Case, job: JobOrder
) -> None:
    values = sent(hanna, job)
    for _ in range(2):
        assert client.post(url_of(hanna), values).status_code == 302
    hanna.refresh_from_db()
    answer = client.post(url_of(hanna), sent(hanna, job))
    assert answer.status_code == 422 and "Borgeren er allerede sat på jobbet" in answer.content.decode()
    assert Candidate.objects.count() == 1


def test_a_stale_form_is_refused_and_says_what_has_happened(
    client: Client, hanna: Case, karim: User, job: JobOrder
) -> None:
    values = sent(hanna, job)
    put(hanna, a_job(karim), karim)
    answer = client.post(url_of(hanna), values)
    assert answer.status_code == 409 and "Sagen er ændret imens" in answer.content.decode()
    assert Candidate.objects.count() == 1


def test_who_may_not_be_seen_is_counted_without_a_name(client: Client, anne: User, hanna: Case, job: JobOrder) -> None:
    vera = people.caseworker("Vera Vest", team=a_team("Jobteam Vest"))
    hidden = people.insured("Vibeke Vest", first_unemployed_on=SINCE, by=vera)
    kept = people.insured("Dorte Skjult", first_unemployed_on=SINCE, by=people.caseworker("Bo Falk"), protected=True)
    for case in (hanna, hidden, kept):
        put(case, job, anne, note="Kun for mig")
    shown = page(client, list_of(job))
    assert [one["data-citizen"] for one in shown.select("tbody tr")] == [hanna.citizen.public_id, *["protected"] * 2]
    (figure,) = shown.select("[data-count]")
    assert figure["data-count"] == "3"
    said = text(shown)
    assert "Borger i Jobteam Vest" in said and "Beskyttet borger" in said and said.count("Kun for mig") == 1
    assert "Vibeke" not in said and "Dorte" not in said
    assert AccessLog.objects.latest("pk").citizens == [hanna.citizen.public_id]


def test_a_cpr_number_is_answered_at_once_and_never_stands_in_an_address(
    client: Client, hanna: Case, job: JobOrder
) -> None:
    number = hanna.citizen.number.cpr
    assert "Hanna Lysgaard" in text(page(client, list_of(job), q=number))
    assert number not in client.post(list_of(job), {"q": number}).content.decode()
    assert "Hanna" not in text(page(client, f"{list_of(job)}?q={number}"))


def test_the_result_is_written_once(client: Client, anne: User, hanna: Case, job: JobOrder) -> None:
    row = put(hanna, job, anne)
    url = reverse("citizen_candidate_result", args=[hanna.citizen.public_id, row.pk])
    values = {"result": "hired", "step": "gem", "version": hanna.version}
    assert client.post(url, {"step": "gem"}).status_code == 422
    assert client.post(url, values).status_code == 302
    assert "Ansat" in text(page(client, list_of(job)))
    hanna.refresh_from_db()
    answer = client.post(url, {**values, "result": "withdrew", "version": hanna.version})
    assert answer.status_code == 422 and "allerede registreret: ansat" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.update(result="")


def test_another_teams_caseworker_has_no_such_citizen_and_an_auditor_no_such_page(
    client: Client, anne: User, hanna: Case, job: JobOrder
) -> None:
    row = put(hanna, job, anne)
    client.force_login(people.caseworker("Vera Vest", team=a_team("Jobteam Vest")))
    addresses = (url_of(hanna), reverse("citizen_candidate_result", args=[hanna.citizen.public_id, row.pk]))
    assert {client.get(url).status_code for url in addresses} == {404}
    assert {client.post(url, sent(hanna, job)).status_code for url in addresses} == {404}
    assert "Hanna" not in text(page(client, f"{list_of(job)}?q=hanna"))
    client.force_login(people.employee("Ude Fra", Role.AUDITOR))
    assert client.get(list_of(job)).status_code == 404


def test_as_many_statements_for_few_as_for_many(client: Client, anne: User, hanna: Case, job: JobOrder) -> None:
    put(hanna, job, anne)
    few = len(statements(client, list_of(job)))
    for number in range(20):
        put(people.insured(f"Borger {number}", first_unemployed_on=SINCE, by=anne), job, anne)
    sent_now = statements(client, list_of(job))
    assert len(sent_now) == few
    assert_baseline("order_candidates", sent_now)
