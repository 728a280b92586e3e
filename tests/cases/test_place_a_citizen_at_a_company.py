"""A citizen gets a fixed place: agreed, free on each day, reasoned, and never after an earlier company offer (W-33)."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case
from cases.services import activities, candidates
from companies.models import Company, JobOrder, PlaceAgreement
from companies.services import agreements
from companies.services.agreements import Terms
from staff.models import AccessLog, User
from staff.refusals import Refused
from tests import people
from tests.baseline import assert_baseline, statements
from tests.companies.cast import a_company, talked
from tests.people import NOW, TODAY, a_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = date(2026, 9, 7)
LAST = TODAY + timedelta(days=20)


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


@pytest.fixture
def firm() -> Company:
    return a_company()


@pytest.fixture
def agreed(firm: Company) -> PlaceAgreement:
    return PlaceAgreement.objects.create(
        company=firm, kind="fixed", places=2, from_on=date(2026, 1, 5), to_on=date(2026, 12, 31), purpose="Fremmøde"
    )


def someone(anne: User, name: str = "Mette Sund", **person: Any) -> Case:
    return people.activity_ready_cash(name, since=SINCE, by=anne, **person)


def place(case: Case, firm: Company | None, by: User, **values: Any) -> Activity:
    start: dict[str, Any] = {"type": "virksomhedspraktik", "status": "running", "from_on": TODAY, "to_on": LAST}
    start |= {"place": "fixed", "place_reason": "attendance", "today": TODAY, "now": NOW}
    return activities.record(case=case, company=firm, by=by, **start | values)


def text(client: Client, firm: Company, name: str = "company_places", query: str = "") -> str:
    answer = client.get(reverse(name, args=[firm.pk]) + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def test_the_place_is_taken_and_the_page_of_the_company_says_so(
    client: Client, anne: User, firm: Company, agreed: PlaceAgreement
) -> None:
    place(someone(anne), firm, anne)
    assert "1 borgere på pladserne i dag af 2 i brug i dag · 1 ledig" in text(client, firm)
    said = text(client, firm, "company")
    assert "Mette Sund" in said and "Fast plads · fremmødestabilitet" in said
    rows = BeautifulSoup(client.get(reverse("company_citizens", args=[firm.pk])).content, "html.parser")
    assert len(rows.select("tbody tr[data-citizen]")) == 1


@pytest.mark.proves("REB23-61")
def test_full_is_refused_with_the_next_free_day(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    for number in range(2):
        place(someone(anne, f"Borger {number}"), firm, anne)
    with pytest.raises(Refused) as told:
        place(someone(anne, "Nummer Tre"), firm, anne)
    said = told.value.message.replace("\xa0", " ")
    assert "Pladserne er taget: 2 af 2 (REB23-61)" in said
    assert "Næste ledige dag er mandag d. 14. december" in said
    later = place(someone(anne, "Senere"), firm, anne, status="planned", from_on=LAST + timedelta(days=1), to_on=None)
    assert later.from_on == date(2026, 12, 14)


def test_a_day_in_the_middle_is_enough_to_be_full(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    ahead = {"status": "planned", "from_on": TODAY + timedelta(days=5), "to_on": TODAY + timedelta(days=5)}
    for number in range(2):
        place(someone(anne, f"Borger {number}"), firm, anne, **ahead)
    with pytest.raises(Refused, match="Pladserne er taget fra lørdag d"):
        place(someone(anne, "Hen Over"), firm, anne)


@pytest.mark.proves("REB23-44")
def test_never_after_an_earlier_company_offer(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    mette = someone(anne)
    people.in_offer(mette, "wage_subsidy", since=date(2026, 9, 10), until=date(2026, 9, 30), status="ended")
    message = ""
    try:
        place(mette, firm, anne)
    except Refused as refused:
        message = refused.message
    assert "Fast plads efter Løntilskud fra 10. september 2026 (REB23-44)" in message
    assert place(mette, firm, anne, place="individual").place == "individual"


def test_an_offer_of_a_closed_case_counts_and_guidance_does_not(
    anne: User, firm: Company, agreed: PlaceAgreement
) -> None:
    mette = someone(anne)
    people.in_offer(mette, "vejledning", since=date(2026, 9, 10), until=date(2026, 9, 30), status="ended")
    place(mette, firm, anne)
    other = someone(anne, "Ole Før")
    old = Case.objects.create(
        citizen=other.citizen, team=other.team, course_start=date(2019, 1, 1), closed_on=date(2019, 12, 31)
    )
    people.in_offer(old, "wage_subsidy", since=date(2019, 3, 1), until=date(2019, 6, 1), status="ended")
    with pytest.raises(Refused, match="REB23-44"):
        place(other, firm, anne)


@pytest.mark.proves("REB23-42")
def test_a_job_ready_citizen_needs_a_reason(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    peter = people.job_ready_cash("Peter Ravn", since=SINCE, by=anne)
    message = ""
    try:
        with transaction.atomic():
            place(peter, firm, anne, place_reason="")
            transaction.set_rollback(True)
    except Refused as refused:
        message = refused.message
    assert "REB23-42" in message
    assert place(peter, firm, anne, place_reason="other", place_note="Har selv fundet den").place_note


def test_other_needs_words_and_a_place_needs_its_company_and_agreement(anne: User, firm: Company) -> None:
    mette = someone(anne)
    tried: list[tuple[dict[str, Any], str]] = [
        ({"place_reason": "other"}, "Skriv begrundelsen"),
        ({"company": None}, "Vælg virksomheden"),
        ({}, "ingen aftale om faste pladser"),
        ({"place": "company_centre"}, "ingen aftale om virksomhedscenter"),
    ]
    for values, said in tried:
        with pytest.raises(Refused, match=said):
            place(mette, values.pop("company", firm), anne, **values)


def test_other_days_need_a_free_place_too(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    first = place(someone(anne, "Første"), firm, anne, to_on=TODAY + timedelta(days=4))
    place(someone(anne, "Anden"), firm, anne)
    place(
        someone(anne, "Tredje"), firm, anne, status="planned", from_on=TODAY + timedelta(days=5),
        to_on=TODAY + timedelta(days=9),
    )  # fmt: skip
    with pytest.raises(Refused, match="Pladserne er taget"):
        activities.change(
            activity=first, reason="Længere", by=anne, today=TODAY, now=NOW, to_on=TODAY + timedelta(days=5)
        )
    later = NOW + timedelta(minutes=1)
    moved = activities.change(
        activity=first, reason="Kortere", by=anne, today=TODAY, now=later, to_on=TODAY + timedelta(days=2)
    )
    assert moved.to_on == TODAY + timedelta(days=2)


def test_cancelled_and_voided_free_the_place(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    rows = [place(someone(anne, f"Borger {number}"), firm, anne) for number in range(2)]
    activities.change(activity=rows[0], reason="Sprang fra", by=anne, today=TODAY, now=NOW, status="cancelled")
    place(someone(anne, "Afløser"), firm, anne)
    activities.void(activity=rows[1], reason="Fejl", by=anne, today=TODAY, now=NOW)
    place(someone(anne, "Endnu En"), firm, anne)
    there = Activity.objects.valid().filter(company=firm).exclude(status="cancelled")
    assert sorted(row.case.citizen.name for row in there) == ["Afløser", "Endnu En"]
    with pytest.raises(Refused, match="Pladserne er taget"):
        place(someone(anne, "Én For Meget"), firm, anne)


def test_the_database_refuses_what_no_service_has_checked(anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    case = someone(anne)
    row = {"case": case, "company": firm, "type": "virksomhedspraktik", "status": "running", "place": "fixed"}
    for _ in range(2):
        Activity.objects.create(**row, from_on=TODAY, to_on=LAST)
    with pytest.raises(IntegrityError, match="every agreed place is taken"), transaction.atomic():
        Activity.objects.create(**row, from_on=LAST, to_on=None)
    Activity.objects.create(**row, from_on=date(2027, 1, 1), to_on=None)
    free = Activity.objects.create(**row, from_on=LAST + timedelta(days=1), to_on=LAST + timedelta(days=2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=free.pk).update(from_on=LAST)
    Activity.objects.filter(pk=free.pk).update(sector="public")


def test_a_smaller_agreement_is_refused_while_the_places_are_used(anne: User, firm: Company) -> None:
    karim = people.job_consultant()
    row = PlaceAgreement.objects.create(company=firm, kind="fixed", places=2, from_on=SINCE, purpose="Fremmøde")
    for number in range(2):
        place(someone(anne, f"Borger {number}"), firm, anne)

    def renewed(places: int, from_on: date) -> PlaceAgreement:
        terms = Terms(kind="", places=places, from_on=from_on, to_on=None, purpose="Fremmøde")
        return agreements.renew(agreement=row, terms=terms, by=karim, now=NOW, version=None, form_key=None)

    with pytest.raises(Refused, match="Der er 2 borgere på pladserne"):
        renewed(1, TODAY)
    assert renewed(1, LAST + timedelta(days=1)).places == 1


def test_through_the_form_with_the_reason(client: Client, anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    mette = someone(anne)
    url = reverse("citizen_activity", args=[mette.citizen.public_id])
    values: dict[str, Any] = {
        "type": "virksomhedspraktik", "status": "running", "from_on": "i dag", "to_on": "13/12-2026",
        "company": firm.cvr, "place": "fixed", "place_reason": "job_goal", "form_key": str(uuid.uuid4()),
        "weigh_why": "Prøver faget", "version": mette.version,
    }  # fmt: skip
    shown = BeautifulSoup(client.post(url, {**values, "step": "vis"}).content, "html.parser")
    previewed = shown.select_one("[name=previewed]")
    assert previewed is not None
    client.post(url, {**values, "step": "gem", "previewed": previewed["value"]})
    row = Activity.objects.valid().get(case=mette)
    assert (row.company, row.place, row.place_reason) == (firm, "fixed", "job_goal")


def test_only_those_one_may_see_are_named(client: Client, anne: User, firm: Company, agreed: PlaceAgreement) -> None:
    vera = people.caseworker("Vera Vest", team=a_team("Jobteam Vest"))
    hidden = people.activity_ready_cash("Vibeke Vest", since=SINCE, by=vera)
    mette = someone(anne)
    place(mette, firm, anne)
    place(hidden, firm, vera)
    for name in ("company", "company_places", "company_citizens"):
        seen = AccessLog.objects.count()
        said = text(client, firm, name)
        assert "Mette Sund" in said and "Vibeke" not in said, name
        assert [row.citizens for row in AccessLog.objects.order_by("pk")[seen:]] == [[mette.citizen.public_id]], name
    rows = BeautifulSoup(client.get(reverse("company_citizens", args=[firm.pk])).content, "html.parser")
    assert [one["data-citizen"] for one in rows.select("tbody tr")] == [mette.citizen.public_id, "protected"]
    (figure,) = rows.select("main [data-count]")
    assert figure["data-count"] == "2"
    assert "Borger i Jobteam Vest" in text(client, firm, "company_citizens", "?plads=fixed")


def test_who_reaches_beyond_the_agreement_is_told(
    client: Client, anne: User, firm: Company, agreed: PlaceAgreement
) -> None:
    place(someone(anne), firm, anne, to_on=date(2027, 1, 15))
    said = text(client, firm)
    assert "Aftalen om 2 pladser slutter d. 31. december 2026. Mette Sund rækker ud over den." in said


@pytest.mark.parametrize(
    ("name", "baseline"),
    [("company_places",) * 2, ("company_citizens",) * 2, ("company", "company_with_everything")],
)
def test_as_many_statements_for_few_as_for_many(
    client: Client, anne: User, firm: Company, agreed: PlaceAgreement, name: str, baseline: str
) -> None:
    karim = people.job_consultant()
    PlaceAgreement.objects.update(places=40)
    job = JobOrder.objects.create(
        company=firm, occupation="Lagermedarbejder", updated_on=TODAY, created_at=NOW, created_by=karim
    )
    talked(firm, TODAY, by=karim)
    url = reverse(name, args=[firm.pk])
    counts = []
    client.force_login(karim)
    for number in range(12):
        case = someone(anne, f"Borger {number}")
        place(case, firm, anne)
        candidates.put_forward(case=case, order=job, by=anne, today=TODAY, now=NOW)
        if number in (0, 11):
            sent = statements(client, url)
            counts.append(len(sent))
    assert counts[0] == counts[1]
    assert_baseline(baseline, sent)
