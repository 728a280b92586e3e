"""Virksomhedsvagt: an enquiry has its clock of 24 hours, is taken by one, answered once and closed with an outcome."""

import dataclasses
import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from companies.models import Channel, Company, Contact, Duty, Enquiry
from companies.policy import current_policy
from companies.services import bans, call_lists, enquiries
from companies.views import enquiries as views
from rules.answers.terms import ElapsedHours
from rules.trial import with_row
from staff.models import Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, talked
from tests.people import COPENHAGEN, NOW, TODAY, at, caseworker, employee, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/virksomheder/vagt/"
FRIDAY = at(date(2026, 11, 20), 15, 30)


@pytest.fixture
def karim(client: Client) -> User:
    user = job_consultant("Karim Haddad")
    client.force_login(user)
    return user


def asked(karim: User, received_at: datetime = NOW, company: Company | None = None) -> Enquiry:
    return enquiries.receive(
        company=company, caller="Lone Nordvang", phone="", subject="recruit", text="Søger to på lager",
        received_at=received_at, by=karim, now=max(NOW, received_at), form_key=None,
    )  # fmt: skip


def sent(**values: Any) -> dict[str, Any]:
    start = {"caller": "Lone Nordvang", "subject": "recruit", "text": "Søger to på lager", "on": "i dag", "at": "7.30"}
    return {**start, "form_key": str(uuid.uuid4()), **values}


def text(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def test_an_enquiry_comes_in_once_and_stands_in_the_log_of_the_company(client: Client, karim: User) -> None:
    firm = a_company()
    values = sent(firm=firm.cvr)
    links = {client.post(reverse("enquiry_new"), values).headers["Location"] for _ in range(2)}
    row = Enquiry.objects.get()
    assert links == {reverse("enquiry", args=[row.pk])}
    assert (row.company, row.received_at) == (firm, at(TODAY, 7, 30))
    assert firm.contacts.get().kind == Channel.INCOMING
    assert "23 t. 30 min. tilbage" in text(client)


def test_the_company_is_found_by_name_or_number_or_left_open(client: Client, karim: User) -> None:
    a_company("Nordvang Byg ApS")
    a_company("Nordvang Transport")
    url = reverse("enquiry_new")
    for typed, said in (("nordvang", "Flere passer"), ("findesikke", "Ingen virksomhed passer")):
        answer = client.post(url, sent(firm=typed))
        assert answer.status_code == 422 and said in answer.content.decode()
    for typed in ("nordvang byg", ""):
        assert client.post(url, sent(firm=typed)).status_code == 302
    assert [row.company and row.company.name for row in Enquiry.objects.order_by("id")] == ["Nordvang Byg ApS", None]


def test_not_from_the_future_and_not_in_the_hour_that_never_was(client: Client, karim: User) -> None:
    url = reverse("enquiry_new")
    assert "ligger i fremtiden" in client.post(url, sent(at="8.30")).content.decode()
    assert "fordi uret stilles" in client.post(url, sent(on="29/3-2026", at="2.30")).content.decode()
    assert not Enquiry.objects.exists()


@pytest.mark.proves("HED21-57")
def test_answered_within_24_hours_to_the_minute(client: Client, karim: User) -> None:
    received = at(date(2026, 11, 19), 9, 20)
    in_time, late = asked(karim, received), asked(karim, received)
    for row, minute in ((in_time, 20), (late, 21)):
        enquiries.contacted(row=row, at=at(date(2026, 11, 20), 9, minute), note="", by=karim, now=NOW)
    assert "kontaktet i tide" in text(client, reverse("enquiry", args=[in_time.pk]))
    assert "kontaktet 1 min. for sent" in text(client, reverse("enquiry", args=[late.pk]))
    assert "1 af 2 besvaret i tide" in text(client)


@pytest.mark.parametrize(
    ("received", "due"), [((2026, 3, 28, 9), (2026, 3, 29, 10)), ((2026, 10, 24, 9), (2026, 10, 25, 8))]
)
def test_24_hours_that_really_pass_when_the_clock_is_changed(
    karim: User, received: tuple[int, int, int, int], due: tuple[int, int, int, int]
) -> None:
    row = asked(karim, datetime(*received, tzinfo=COPENHAGEN))
    policy = current_policy()
    found = enquiries.clock(row, rule=enquiries.clock_rule(policy), policy=policy, now=NOW)
    assert found is not None and found.decides.due_at == datetime(*due, tzinfo=COPENHAGEN)


def test_a_weekend_counts_and_the_other_clock_stands_beside_it(client: Client, karim: User) -> None:
    asked(karim, FRIDAY)
    said = text(client)
    assert "40 t. 30 min. over" in said and "arbejdsdage: 7 t. 30 min. tilbage" in said
    assert BeautifulSoup(client.get(URL).content, "html.parser").select_one("tr.alarm") is not None


def test_a_municipality_may_count_working_days(client: Client, karim: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(karim, FRIDAY)
    policy = current_policy()
    rule = enquiries.clock_rule(policy)
    assert rule is not None and isinstance(rule.terms, ElapsedHours)
    other = with_row(policy, dataclasses.replace(rule, terms=dataclasses.replace(rule.terms, working_days=True)))
    monkeypatch.setattr(views, "current_policy", lambda: other)
    said = text(client)
    assert "7 t. 30 min. tilbage" in said and "alle dage: 40 t. 30 min. over" in said
    monkeypatch.setattr(enquiries, "clock_rule", lambda policy: None)
    assert "tilbage" not in text(client)


def test_the_longest_waiting_on_top_and_gone_when_closed(client: Client, karim: User) -> None:
    late, fresh = asked(karim, FRIDAY, a_company("Café Molen")), asked(karim, NOW, a_company("Nordvang Byg"))
    names = [link.get_text() for link in BeautifulSoup(client.get(URL).content, "html.parser").select("td.m-name a")]
    assert names == ["Café Molen", "Nordvang Byg"]
    for row in (late, fresh):
        enquiries.contacted(row=row, at=NOW, note="", by=karim, now=NOW)
        client.post(reverse("enquiry_close", args=[row.pk]), {"outcome": "candidates", "note": "To kandidater"})
    assert "Alle henvendelser er besvaret og afsluttet" in text(client)
    assert "Kandidatudvælgelse" in text(client, f"{URL}?vis=afsluttede")


def test_taken_by_one_and_the_second_is_told(client: Client, karim: User) -> None:
    row, nanna = asked(karim), job_consultant("Nanna Vig")
    url = reverse("enquiry_take", args=[row.pk])
    for _ in range(2):
        assert "Du har taget henvendelsen" in client.post(url, follow=True).content.decode()
    client.force_login(nanna)
    assert "Karim Haddad har taget henvendelsen" in client.post(url, follow=True).content.decode()
    row.refresh_from_db()
    assert row.taken_by == karim


def test_one_click_says_we_have_talked_and_only_once(client: Client, karim: User) -> None:
    firm = a_company()
    row = asked(karim, FRIDAY, firm)
    url = reverse("enquiry_contacted_now", args=[row.pk])
    for _ in range(2):
        client.post(url)
    row.refresh_from_db()
    assert (row.contacted_at, row.contacted_by, row.taken_by) == (NOW, karim, karim)
    assert firm.contacts.filter(kind=Channel.PHONE).count() == 1
    client.force_login(job_consultant("Nanna Vig"))
    assert "Karim Haddad har allerede kontaktet dem" in client.post(url, follow=True).content.decode()


def test_talked_is_undone_by_who_said_it_and_the_clock_runs_again(client: Client, karim: User) -> None:
    firm = a_company()
    call_lists.assign(companies=[firm.pk], to=karim, by=karim, now=FRIDAY)
    row = asked(karim, FRIDAY, firm)
    answer = client.post(reverse("enquiry_contacted_now", args=[row.pk]), follow=True)
    undo = reverse("enquiry_undo", args=[row.pk])
    assert f'action="{undo}"' in answer.content.decode()
    client.force_login(job_consultant("Nanna Vig"))
    assert "Kun Karim Haddad kan fortryde" in client.post(undo, follow=True).content.decode()
    client.force_login(karim)
    for _ in range(2):
        assert "Fristen løber igen" in client.post(undo, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.contacted_at, row.contacted_by, row.taken_by) == (None, None, karim)
    assert [one.kind for one in firm.contacts.valid()] == [Channel.INCOMING]
    assert firm.assignments.filter(ended_at__isnull=True).exists()
    enquiries.contacted(row=row, at=NOW, note="", by=karim, now=NOW + timedelta(minutes=1))
    enquiries.close(row=row, outcome="other", note="", by=karim, now=NOW)
    assert "kan ikke fortrydes" in client.post(undo, follow=True).content.decode()


def test_talked_earlier_but_not_before_they_asked(client: Client, karim: User) -> None:
    row = asked(karim, FRIDAY)
    url = reverse("enquiry_contacted", args=[row.pk])
    for on, hour, said in (("20/11", "15.29", "før henvendelsen"), ("i dag", "8.01", "i fremtiden")):
        answer = client.post(url, {"on": on, "at": hour})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert client.post(url, {"on": "20/11", "at": "16.00"}).status_code == 302
    row.refresh_from_db()
    assert row.contacted_at == FRIDAY + timedelta(minutes=30)


def test_an_outcome_is_chosen_and_needs_a_contact(client: Client, karim: User) -> None:
    row = asked(karim)
    url = reverse("enquiry_close", args=[row.pk])
    assert "først, hvornår I har talt" in client.post(url, {"outcome": "job_ad"}).content.decode()
    enquiries.contacted(row=row, at=NOW, note="", by=karim, now=NOW)
    assert "Vælg, hvad henvendelsen førte til" in client.post(url, {"outcome": ""}).content.decode()
    for _ in range(2):
        assert client.post(url, {"outcome": "job_ad"}).status_code == 302
    with pytest.raises(Refused, match="allerede afsluttet"):
        enquiries.close(row=row, outcome="other", note="", by=karim, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=row.pk).update(outcome="")


def test_voided_with_a_reason_and_then_nothing_more(client: Client, karim: User) -> None:
    row = asked(karim)
    url = reverse("enquiry_void", args=[row.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Ringede forkert"})
    assert "Alle henvendelser er besvaret" in text(client)
    assert "Ringede forkert" in text(client, reverse("enquiry", args=[row.pk]))
    with pytest.raises(Refused):
        enquiries.take(row=row, by=karim)


def test_a_voided_enquiry_takes_its_lines_out_of_the_log(client: Client, karim: User) -> None:
    firm = a_company()
    row = asked(karim, FRIDAY, firm)
    enquiries.contacted(row=row, at=NOW, note="Aftalt", by=karim, now=NOW)
    talked(firm, TODAY, by=karim, note="Noget andet")
    enquiries.void(row=row, reason="Var en anden virksomhed", by=karim, now=NOW)
    assert [one.note for one in firm.contacts.valid()] == ["Noget andet"]
    gone = firm.contacts.exclude(voided_at=None)
    assert {one.void_reason for one in gone} == {"Henvendelsen er annulleret: Var en anden virksomhed"}


def test_a_company_that_is_not_to_be_contacted_still_gets_its_answer(karim: User) -> None:
    firm = a_company()
    bans.forbid(company=firm, reason="Ringer selv", by=karim, today=TODAY, now=NOW, version=None)
    row = asked(karim, FRIDAY, firm)
    enquiries.contacted(row=row, at=NOW, note="Aftalt", by=karim, now=NOW)
    assert Contact.objects.filter(company=firm, note="Aftalt").exists()


def test_the_roster_says_who_answers(client: Client, karim: User) -> None:
    page = BeautifulSoup(client.get(reverse("roster")).content, "html.parser")
    fields = [str(one["name"]) for one in page.select("main select")]
    assert fields[0] == "d20261123" and len(fields) == 10 and "d20261128" not in fields
    client.post(reverse("roster"), {fields[0]: karim.pk, fields[1]: karim.pk})
    assert Duty.objects.count() == 2
    assert "På vagt i dag: Karim Haddad" in text(client)
    client.post(reverse("roster"), {fields[1]: karim.pk})
    assert "På vagt i dag: ingen" in text(client)
    assert client.post(reverse("roster"), {fields[0]: caseworker().pk}).status_code == 422


def test_a_caseworker_reads_others_do_not_have_the_page(client: Client, karim: User) -> None:
    row = asked(karim)
    pages = (URL, reverse("enquiry", args=[row.pk]))
    acts = ("take", "contacted_now", "contacted", "undo", "close", "void")
    client.force_login(caseworker())
    assert [client.get(url).status_code for url in pages] == [200, 200]
    assert {client.post(reverse(f"enquiry_{act}", args=[row.pk])).status_code for act in acts} == {404}
    assert [client.get(reverse(name)).status_code for name in ("enquiry_new", "roster")] == [404, 404]
    client.force_login(employee("Ude Fra", Role.AUDITOR))
    assert [client.get(url).status_code for url in pages] == [404, 404]


def test_as_many_statements_for_few_as_for_many(client: Client, karim: User) -> None:
    for number in range(40):
        asked(karim, NOW, a_company(f"Firma {number}"))
    assert_baseline("duty", statements(client, URL))
