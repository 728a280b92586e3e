"""A team leader works through the control lists: who is on them, since when, what is missing, and mends it there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from cases.models import Activity, Case, Grant
from cases.services.grants import dispensing
from cases.services.grants.decisions import wish_of
from cases.services.grants.judging import judge, snapshot
from cases.services.policies.in_force import current_policy
from offers.models import Offer
from oversight.services.colour_changed import colour_changed
from oversight.services.control_lists import LISTS
from staff.models import AccessLog, User
from tests.cases.granting import bente, course, sent, wish
from tests.offers.cast import changed, coloured, offer, own, specialist
from tests.oversight.without_an_offer import sick_from_dagpenge, to_study
from tests.people import (
    NOW,
    TODAY,
    caseworker,
    held,
    in_offer,
    insured,
    job_ready_cash,
    referred,
    sick,
    team_leader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
AtMost = Callable[[int], AbstractContextManager[object]]
DAY = timedelta(days=1)


@pytest.fixture
def leader(client: Client) -> Client:
    client.force_login(team_leader("Lone Bisgaard"))
    return client


@pytest.fixture
def anne() -> User:
    return caseworker("Anne Nygaard")


def page_of(client: Client, slug: str) -> BeautifulSoup:
    answer = client.get(f"/ledelse/lister/{slug}/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.select("#liste tbody td.m-name")]


def row_of(page: BeautifulSoup, name: str) -> Tag:
    return next(row for row in page.select("#liste tbody tr") if name in row.get_text())


def count_of(page: BeautifulSoup, title: str) -> int:
    for pill in page.select(".jc-tally a[data-count]"):
        if pill.get_text().startswith(title):
            return int(str(pill["data-count"]))
    raise AssertionError(title)


@pytest.fixture
def one_on_each(anne: User) -> dict[str, Case]:
    ended = job_ready_cash("Afsluttet Praktik", since=TODAY - 60 * DAY, by=anne)
    in_offer(ended, "virksomhedspraktik", since=TODAY - 50 * DAY, until=TODAY - 20 * DAY, status="ended")
    unheld = insured("Mangler Samtale", first_unemployed_on=TODAY - 30 * DAY, by=anne)
    half = TODAY - 220 * DAY
    return {
        "mangler-frist": sick("Mangler Frist", first_absence_on=None, since=TODAY - 10 * DAY, by=anne),
        "mangler-samtale": unheld,
        "uden-ansvarlig": insured("Uden Ansvarlig", first_unemployed_on=TODAY - 5 * DAY),
        "afsluttet-praktik": ended,
        "over-6-maaneder": job_ready_cash("Over Seks", since=TODAY - 250 * DAY, by=anne),
        "farve-aendret": recoloured("Farve Ændret", anne, "red"),
        "dispensationer": dispensed("Åbnet Rødt", anne),
        "delvis-raskmelding": sick("Delvis Raskmeldt", first_absence_on=half, since=half, by=anne),
        "virksomhedsfokus": job_ready_cash("Uden Tilbud", since=TODAY - 20 * DAY, by=anne),
        "foer-studiestart": to_study("Snart Student", by=anne),
        "sygemeldt-fra-dagpenge": sick_from_dagpenge("Nu Syg", by=anne),
    }


def dispensed(name: str, by: User) -> Case:
    """For whom a specialist has opened a red offer."""
    case = bente(by, name=name)
    dispensing.enter(
        case=case, offer=course("red", f"Rødt til {name}"), ground="statutory_right", reference="LAB § 57",
        decided_on=TODAY, reason="Dokumenteret", by=specialist(f"Fagkonsulent for {name}"), today=TODAY, now=NOW,
    )  # fmt: skip
    return case


def recoloured(name: str, by: User, colour: str) -> Case:
    """In a green offer that the catalogue has given another colour since."""
    case = bente(by, name=name)
    began = TODAY - 7 * DAY
    grant = sent(
        case, wish(course(name=f"Forløb for {name}"), from_on=began, to_on=TODAY + 60 * DAY), by=by, today=began
    )
    changed(grant.offer, colour, by=specialist(f"Fagkonsulent for {name}"), since=TODAY)
    return case


@pytest.mark.parametrize("slug", [found.slug for found in LISTS])
def test_each_list_holds_its_citizen_and_the_count_says_so(
    leader: Client, one_on_each: dict[str, Case], slug: str
) -> None:
    page = page_of(leader, slug)
    title = next(found.title for found in LISTS if found.slug == slug)
    assert one_on_each[slug].citizen.name in names(page)
    assert count_of(page, title) == len(names(page))


def test_a_held_conversation_and_a_referral_take_citizens_off(leader: Client, one_on_each: dict[str, Case]) -> None:
    held(one_on_each["mangler-samtale"], TODAY)
    referred(one_on_each["afsluttet-praktik"], TODAY)
    referred(one_on_each["over-6-maaneder"], TODAY)
    for slug in ("mangler-samtale", "afsluttet-praktik", "over-6-maaneder"):
        assert one_on_each[slug].citizen.name not in names(page_of(leader, slug)), slug


def test_a_missing_fact_is_filled_in_the_list_and_the_citizen_leaves_it(
    leader: Client, one_on_each: dict[str, Case]
) -> None:
    for fact, written in (("next_conversation_on", "10/12-2026"), ("first_absence_on", "10/11-2026")):
        row = row_of(page_of(leader, "mangler-frist"), "Mangler Frist")
        form = row.select_one("form.jc-gapform")
        assert form is not None and fact in str(form["action"])
        fields = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
        answer = leader.post(str(form["action"]), fields | {"value": written})
        assert answer.status_code == 302
        assert answer["Location"] == "/ledelse/lister/mangler-frist/"
    assert "Mangler Frist" not in names(page_of(leader, "mangler-frist"))


def test_a_changed_colour_says_both_and_since_when(leader: Client, anne: User) -> None:
    recoloured("Gul Nu", anne, "yellow")
    sent(bente(anne, name="Stadig Grøn"), wish(course(name="Grønt"), from_on=TODAY), by=anne)
    page = page_of(leader, "farve-aendret")
    assert names(page) == ["Gul Nu"]
    told = row_of(page, "Gul Nu").get_text(" ")
    assert "Forløb for Gul Nu: Grøn → Gul" in told and "23.\xa0nov." in told


def test_the_list_agrees_with_the_gates(anne: User) -> None:
    """A grant is on the list exactly where the rules would give it another colour today."""
    case, boss, wrong = bente(anne), specialist("En Anden"), []
    course_of, mentor = "skills_clarification", "external_mentor"
    priced = ((course_of, 1950), (course_of, 2350), (mentor, 1950), ("internal_mentor", 0))
    every = enumerate(product(priced, ("green", "yellow", ""), ("green", "yellow", "red")))
    for number, ((kind, price), then, now) in every:
        name = f"Forløb {number}"
        of = offer(name, kind, price=Decimal(price)) if price else own(name, kind)
        before, row = held_grant(of, case, then, by=boss, asked_by=anne)
        coloured(of, now, since=TODAY)
        after = judge(case=case, wish=wish_of(row, of), policy=current_policy(), today=TODAY)
        if colour_changed(Case.objects.all(), TODAY).exists() is not (before != after.code):
            wrong.append((kind, price, then, now, before, after.code))
        Activity.objects.update(status="ended")
    assert wrong == []


def held_grant(of: Offer, case: Case, colour: str, *, by: User, asked_by: User) -> tuple[str, Grant]:
    """A grant that began a week ago, when the catalogue said this colour; and the colour that it had."""
    began = TODAY - 7 * DAY
    if colour:
        coloured(of, colour, until=TODAY - DAY)
    wished = wish(of, from_on=began, to_on=TODAY + 60 * DAY)
    before = judge(case=case, wish=wished, policy=current_policy(), today=began)
    row: Grant = Grant.objects.create(
        case=case, offer=of, type=of.type, group=before.group.value, status="granted", colour=before.colour or "",
        uncategorised=before.weighed.verdict.uncategorised, needs_approval=before.colour == "yellow",
        from_on=began, to_on=TODAY + 60 * DAY, price_per_week=wished.weekly_price, total_price=wished.total_price,
        goal="job", goal_text="Job", why="Fordi", verdict=snapshot(before, today=began), recorded_at=NOW,
        recorded_by=asked_by, decided_at=NOW, decided_by=by,
    )  # fmt: skip
    Activity.objects.create(
        case=case, grant=row, type=of.type, status="running", from_on=began, to_on=row.to_on, recorded_by=by
    )
    return before.code, row


def test_an_empty_list_says_so(leader: Client) -> None:
    for found in LISTS:
        page = page_of(leader, found.slug)
        assert found.empty in page.get_text()
        assert count_of(page, found.title) == 0


def test_a_list_that_does_not_exist_is_404(leader: Client) -> None:
    assert leader.get("/ledelse/lister/findes-ikke/").status_code == 404


def test_a_protected_citizen_is_counted_and_not_named(leader: Client, anne: User) -> None:
    case = sick("Hemmelig Person", first_absence_on=None, since=TODAY - 10 * DAY, by=anne, protected=True)
    page = page_of(leader, "mangler-frist")
    assert names(page) == ["Beskyttet borger"]
    assert count_of(page, "Mangler frist") == 1
    assert case.citizen.public_id not in str(page)
    assert AccessLog.objects.count() == 0, "nobody was named"


def test_the_number_of_queries_does_not_grow(leader: Client, anne: User, django_assert_max_num_queries: AtMost) -> None:
    for number in range(30):
        sick(f"Borger {number}", first_absence_on=None, since=TODAY - 10 * DAY, by=anne)
    with django_assert_max_num_queries(15):
        page_of(leader, "mangler-frist")
