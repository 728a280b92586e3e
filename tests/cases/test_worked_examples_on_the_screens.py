"""The worked examples of offers and companies, typed on the screens on the days and with the numbers of the documents.

W-28 to W-30 and W-33 to W-35 have files of their own: extending, the life of a grant, fixed places, three parties, few
hours.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Case, CaseDetail
from companies.services import enquiries
from offers.models import Offer
from staff.models import User
from tests import people
from tests.companies.cast import a_company, talked
from tests.offers.cast import coloured, column, offer, own
from tests.pages import part
from tests.people import COPENHAGEN

pytestmark = pytest.mark.django_db
MONDAY = date(2022, 12, 26)
TWELVE_HOURS = 12
TYPED = {
    "from_on": "2/1-2023", "to_on": "26/2-2023", "hours_per_week": "12", "goal": "job", "goal_text": "Butik",
    "why": "Giver struktur", "not_now": "Ingen plads før marts", "leads_to": "virksomhedspraktik", "price_per": "week",
    "weigh_reb23_11": "Mangler erfaring", "weigh_reb23_12": "faglige", "weigh_reb23_13": "26/12-2022",
}  # fmt: skip


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def then() -> Iterator[None]:
    with on(MONDAY):
        yield


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker(hours=False)
    client.force_login(user)
    return user


@pytest.fixture
def case(anne: User) -> Case:
    return citizen(anne, "cash_activity_ready")


def citizen(by: User, group: str, hours: int = TWELVE_HOURS) -> Case:
    case = people.case_of(people.citizen("Mette Sund"), since=date(2022, 9, 1), responsible=by)
    people.in_group(case, group, since=date(2022, 9, 1))
    CaseDetail.objects.create(case=case, key="attendable_hours", text=str(hours))
    return case


def course(colour: str, price: str | None = "1950.00", type: str = "vejledning") -> Offer:
    """A bought course with this colour for the activity-ready; without a price the municipality's own."""
    name = f"Forløb {Offer.objects.count()}"
    made = own(name, type) if price is None else offer(name, type, price=Decimal(price))
    if colour:
        coloured(made, colour, of_column=column("Kontanthjælp, aktivitetsparat"), since=date(2022, 1, 1))
    return made


def looked_at(client: Client, case: Case, of: Offer, **typed: str) -> BeautifulSoup:
    """The right column of Ny bevilling as it answers what is typed."""
    address = reverse("grant_judge", args=[case.citizen.public_id]) + f"?tilbud={of.pk}"
    costs = of.price_on(date.max)
    price = {"price": str(costs.price or "").replace(".", ","), "price_per": costs.price_per}
    answer = client.post(address, TYPED | price | typed)
    assert answer.status_code == 200
    return part(BeautifulSoup(answer.content, "html.parser"), "#vurdering")


def verdict(client: Client, case: Case, of: Offer, **typed: str) -> str:
    """Grøn – kan bevilges · Gul – skal godkendes · Rød – kan ikke bevilges · … – ikke klar"""
    return part(looked_at(client, case, of, **typed), ".jc-verdict .t").get_text(strip=True)


FREE, WAITS, NOT_READY = "Grøn – kan bevilges", "Grøn – skal godkendes", "Grøn – ikke klar"


@pytest.mark.parametrize(
    ("last", "need", "title"),
    [
        ("1/4-2023", "", FREE), ("2/4-2023", "", NOT_READY), ("2/4-2023", "autism", WAITS),
        ("1/7-2023", "autism", WAITS),
        ("2/7-2023", "autism", NOT_READY),
    ],
)  # fmt: skip
def test_w25_three_months_and_six_after_agreement(client: Client, case: Case, last: str, need: str, title: str) -> None:
    assert verdict(client, case, course("green"), to_on=last, special_need=need) == title


@pytest.mark.parametrize(
    ("colour", "price", "type", "begins"),
    [
        ("green", "2200.00", "vejledning", "Grøn –"), ("green", "2200.01", "vejledning", "Gul –"),
        ("yellow", "900", "vejledning", "Gul –"), ("red", "900", "vejledning", "Rød – kan ikke bevilges"),
        ("", None, "internal_mentor", "Grøn –"), ("", "2500", "internal_mentor", "Gul –"),
        ("", None, "digital_job_search", "Grøn –"), ("", "900", "external_mentor", "Gul –"),
        ("red", "900", "external_mentor", "Rød – kan ikke bevilges"),
        ("", "1000", "vejledning", "Gul, ikke kategoriseret –"),
    ],
)  # fmt: skip
def test_w26_colours(client: Client, case: Case, colour: str, price: str | None, type: str, begins: str) -> None:
    assert verdict(client, case, course(colour, price, type)).startswith(begins)


def test_w26_a_price_in_all_is_counted_by_the_week(client: Client, case: Case) -> None:
    in_all = {"to_on": "26/3-2023", "price_per": "total"}
    assert verdict(client, case, course("green"), price="26.400", **in_all).startswith("Grøn –")
    assert verdict(client, case, course("green", type="coaching"), price="26.401", **in_all).startswith("Gul –")


def quotes(*suppliers: str) -> dict[str, str]:
    """Of eight weeks at 2.300 kr. each."""
    found = {"chosen": str(len(suppliers))} if suppliers else {}
    for number, name in enumerate(suppliers, start=1):
        found |= {f"supplier_{number}": name, f"price_{number}": "18.400", f"effect_{number}": "31 % i job"}
    return found


def test_w27_two_quotes(client: Client, case: Case) -> None:
    assert verdict(client, case, course("green")) == FREE
    dear = course("green", "2300.00", "coaching")
    for there in ((), ("Klarsyn",), ("Klarsyn", "klarsyn ")):
        assert verdict(client, case, dear, **quotes(*there)) == "Gul – ikke klar"
    assert verdict(client, case, dear, **quotes("Klarsyn", "Kompasset")) == "Gul – skal godkendes"


@pytest.mark.parametrize(("hours", "title"), [("15", NOT_READY), ("12", FREE), ("8", FREE)])
def test_w31_not_more_hours_than_the_citizen_can_attend(client: Client, case: Case, hours: str, title: str) -> None:
    page = looked_at(client, case, course("green"), hours_per_week=hours)
    assert part(page, ".jc-verdict .t").get_text(strip=True) == title
    assert ("borgeren kan mere" in page.get_text()) is (hours == "8")


def test_w31_the_self_supporting(client: Client, anne: User) -> None:
    case = citizen(anne, "self_supporting")
    assert "ikke klar" in verdict(client, case, course("green"))
    assert verdict(client, case, course("", "900", "external_mentor")).startswith("Gul")


@pytest.mark.parametrize(
    ("last", "said"),
    [("18/6-2023", ""), ("17/6-2023", "13 dage < 14 dage"), ("3/9-2023", ""), ("4/9-2023", "92 dage > 91 dage")],
)
def test_w32_days_of_a_placement(client: Client, anne: User, last: str, said: str) -> None:
    with on(date(2023, 5, 30)):
        client.force_login(anne)
        case = citizen(anne, "cash_activity_ready")
        a_company("Tangmose Tømmer")
        typed = {"company": "tang", "from_on": "5/6-2023", "to_on": last, "hours_per_week": "12", "step": "vis"}
        answers = {"weigh_why": "Prøver faget", "weigh_reb23_46": "nej", "weigh_reb23_12": ["faglige"]}
        start = {"version": case.version, "weigh_reb23_13": "30/5-2023"}
        address = f"/borgere/{case.citizen.public_id}/praktik/ny/"
        errors = client.post(address, typed | answers | start).context["form"].errors
    assert errors.get("to_on", []) == ([f"{said} (REB23-54)."] if said else [])


def test_w37_answered_within_24_hours(client: Client) -> None:
    karim = people.job_consultant()
    client.force_login(karim)
    moment = [datetime(2021, 3, day, hour, minute, tzinfo=COPENHAGEN) for day, hour, minute in TALKS]
    with on(date(2021, 3, 8), 12):
        firm = a_company()
        rows = [
            enquiries.receive(
                company=firm, caller="Lone", phone="", subject="recruit", text="To på lager", received_at=received,
                by=karim, now=moment[-1], form_key=None,
            )
            for received in moment[0::2]
        ]  # fmt: skip
        for row, at in zip(rows, moment[1::2], strict=True):
            enquiries.contacted(row=row, at=at, note="", by=karim, now=moment[-1])
        told = [client.get(reverse("enquiry", args=[row.pk])).content.decode() for row in rows]
    found = [re.findall(r"kontaktet [^<]*", said)[0].replace("\xa0", " ") for said in told]
    assert found == ["kontaktet i tide", "kontaktet 1 min. for sent", "kontaktet 40 t. 30 min. for sent"]


TALKS = ((3, 9, 20), (4, 9, 20), (3, 9, 20), (4, 9, 21), (5, 15, 30), (8, 8, 0))
"""Received and contacted, in March 2021: Wednesday to the minute, a minute late, over a weekend."""


def test_w38_who_is_on_the_call_list(client: Client) -> None:
    karim = people.job_consultant()
    client.force_login(karim)
    with on(date(2021, 6, 15)):
        days = {"Et år": date(2020, 6, 15), "Et år og en dag": date(2020, 6, 14), "To år og en dag": date(2019, 6, 14)}
        for name, day in days.items():
            talked(a_company(name), day, by=karim)
        a_company("Aldrig")
        lists = [client.get(f"/virksomheder/ringeliste/{rule}") for rule in ("", "?regel=RUD21-12")]
    found = [BeautifulSoup(answer.content, "html.parser").select("td.m-name a") for answer in lists]
    year, two_years = ([link.get_text(strip=True) for link in links] for links in found)
    assert (year[0], set(year[1:])) == ("Aldrig", {"Et år og en dag", "To år og en dag"})
    assert two_years == ["Aldrig", "To år og en dag"]
