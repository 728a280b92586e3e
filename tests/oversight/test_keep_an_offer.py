"""A specialist makes an offer, changes what is said of it, and gives it a price from a day on."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from cases.forms.grants import starting_values
from cases.services.grants.judging import read
from cases.services.grants.judging import seen as seen_of
from offers.models import BudgetLine, Offer, OfferPrice, Supplier
from offers.services import prices, shelf
from staff.models import Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, sent, wish
from tests.offers.cast import NEW_YEAR, coloured, column, offer, own, specialist
from tests.people import NOW, TODAY, a_team, caseworker, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
DAY = timedelta(days=1)
NEW = {
    "name": "Naturspor", "type": "exploration_course", "price": "1.620,50", "price_per": "week",
    "hours_per_week": "7,5", "capacity": "10", "vat": "momsfrit", "active": "on", "from_on": "1/1-2026",
}  # fmt: skip


@pytest.fixture
def oscar(client: Client) -> User:
    user = specialist()
    client.force_login(user)
    return user


def words(answer: Any) -> str:
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(page.select("main")[0].get_text(" ").replace("\xa0", " ").split())


def hidden(client: Client, url: str) -> dict[str, str]:
    """What the form of a page carries, as it was filled in."""
    found: dict[str, str] = {}
    for tag in BeautifulSoup(client.get(url).content, "html.parser").select("main form [name]"):
        chosen = tag.select_one("option[selected]") if tag.name == "select" else tag
        if tag.get("type") == "checkbox" and not tag.has_attr("checked"):
            continue
        found[str(tag["name"])] = (
            str(chosen.get("value", "on" if tag.get("type") == "checkbox" else "")) if chosen else ""
        )
    return found


def post(client: Client, url: str, form: dict[str, str], **said: str) -> Any:
    return client.post(url, form | said)


def costs(of: Offer) -> list[tuple[str, date | None, date | None]]:
    return [(str(row.price), row.from_on, row.to_on) for row in of.prices()]


def test_a_new_offer_with_its_first_price(client: Client, oscar: User) -> None:
    kompas, line = Supplier.objects.create(name="Kompasset"), BudgetLine.objects.create(name="Køb")
    url = reverse("offer_create")
    form = hidden(client, url) | NEW | {"supplier": str(kompas.pk), "budget_line": str(line.pk)}
    answers = [client.post(url, form) for _ in range(2)]
    made = Offer.objects.get()
    assert [answer["Location"] for answer in answers] == [reverse("offer", args=[made.pk])] * 2
    assert (made.supplier, made.budget_line, made.hours_per_week, made.capacity) == (kompas, line, Decimal("7.5"), 10)
    assert costs(made) == [("1620.50", date(2026, 1, 1), None)]
    said = words(client.get(reverse("offer", args=[made.pk])))
    assert "1.620,50 kr. pr. uge, momsfrit" in said
    assert "Oprettet Oscar Thygesen" in said
    assert "Naturspor" in words(client.get("/tilbud/"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Skriv tilbuddets navn."),
        ({"type": ""}, "Vælg tilbuddets art."),
        ({"type": "noget andet"}, "Vælg en art fra listen."),
        ({"price_per": ""}, "Skriv både prisen, og om den er pr. uge eller i alt."),
        ({"price": ""}, "Skriv prisen, eller vælg »Ingen pris«."),
        ({"price_per": "total"}, "En pris i alt kræver forløbets længde i uger."),
        ({"price": "abc"}, "Skriv et beløb"),
        ({"hours_per_week": "200"}, "En uge har 168 timer."),
        ({"capacity": "-1"}, "Skriv et helt tal."),
        ({"from_on": "31/2"}, "Datoen findes ikke."),
        ({"name": "Findes"}, "Leverandøren har allerede et tilbud med det navn."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    client: Client, oscar: User, typed: dict[str, str], told: str
) -> None:
    own("Findes", "fvu")
    answer = post(client, reverse("offer_create"), NEW, **typed)
    assert answer.status_code == 422
    assert told in words(answer)
    assert (Offer.objects.count(), OfferPrice.objects.count()) == (1, 0)


def test_what_is_said_of_an_offer_is_changed_and_told(client: Client, oscar: User) -> None:
    found = offer(hours_per_week=12, capacity=12)
    url = reverse("offer_edit", args=[found.pk])
    assert post(client, url, hidden(client, url), capacity="16", hours_per_week="7,5").status_code == 302
    found.refresh_from_db()
    assert (found.capacity, found.hours_per_week, found.version, found.active) == (16, Decimal("7.5"), 2, True)
    said = words(client.get(reverse("offer", args=[found.pk])))
    assert "Timer om ugen: 12 → 7,5; Pladser: 12 → 16" in said.replace("12,0", "12")
    assert "Rettet Oscar Thygesen" in said


def test_a_stale_form_shows_both_versions(client: Client, oscar: User) -> None:
    found = offer(capacity=12)
    url = reverse("offer_edit", args=[found.pk])
    form = hidden(client, url)
    post(client, url, form, capacity="16")
    answer = post(client, url, form, capacity="20")
    assert answer.status_code == 409
    assert "Gemt af en anden Pladser: 16 Dit, ikke gemt endnu Pladser: 20" in words(answer)
    found.refresh_from_db()
    assert found.capacity == 16
    again = BeautifulSoup(answer.content, "html.parser").select_one("main [name=seen]")
    assert again is not None
    assert post(client, url, form, capacity="20", seen=str(again["value"])).status_code == 302
    found.refresh_from_db()
    assert found.capacity == 20


def test_the_kind_of_what_was_granted_stays(client: Client, oscar: User) -> None:
    found, anne = course(), caseworker(hours=False)
    url = reverse("offer_edit", args=[found.pk])
    sent(bente(anne), wish(found), by=anne)
    answer = post(client, url, hidden(client, url), type="coaching")
    assert answer.status_code == 422
    assert "Tilbuddet er bevilget som Kompetenceafklaring" in words(answer)
    assert post(client, url, hidden(client, url), active="").status_code == 302
    assert "Udgået" in words(client.get(reverse("offer", args=[found.pk])))


def test_a_price_holds_from_its_day_wherever_it_is_read(client: Client, oscar: User) -> None:
    found = offer()
    coloured(found, "green")
    url = reverse("offer_price", args=[found.pk])
    form = hidden(client, url) | {"from_on": "1/1-2027", "price": "2.250", "note": "Aftale 2027"}
    first = client.post(url, form)
    assert first.status_code == 422
    assert "Fra 1. januar 2027 er tilbuddet mindst gult for alle målgrupper" in words(first)
    assert "fejl" not in words(first).split("Gælder fra")[0]
    assert len(costs(found)) == 1
    read = BeautifulSoup(first.content, "html.parser").select_one("main [name=read]")
    assert read is not None
    assert client.post(url, form | {"read": str(read["value"]), "price": "2.300"}).status_code == 422
    form |= {"read": str(read["value"])}
    answers = [client.post(url, form, follow=True) for _ in range(2)]
    assert "Afklaringsforløb koster 2.250 kr. pr. uge fra 1. januar 2027." in answers[0].content.decode().replace(
        "\xa0", " "
    )
    assert costs(found) == [("1950.00", None, NEW_YEAR - DAY), ("2250.00", NEW_YEAR, None)]
    for day, price, colour in ((NEW_YEAR - DAY, "1.950", "Grøn"), (NEW_YEAR, "2.250", "Gul")):
        page = BeautifulSoup(client.get(f"/tilbud/?dag={day}").content, "html.parser")
        cell = page.select_one(f"#celle-{found.pk}-{column().pk}")
        assert cell is not None and colour in cell.get_text()
        assert [each.get_text() for each in page.select("td.pr")] == [price]
        assert starting_values(found, code="green", today=day - 7 * DAY)["price_per"] == "week"
    assert starting_values(found, code="", today=NEW_YEAR)["price"] == Decimal(2250)
    assert starting_values(found, code="", today=TODAY)["price"] == Decimal(1950)
    page = BeautifulSoup(client.get("/tilbud/").content, "html.parser")
    assert page.select_one(f'nav a[href="?dag={NEW_YEAR}"]') is not None
    cell = page.select_one(f"#celle-{found.pk}-{column().pk}")
    assert cell is not None and "→ Gul 1. jan." in cell.get_text().replace("\xa0", " ")
    sheet = client.get(f"/tilbud/maalgrupper/{column().pk}/?dag={NEW_YEAR}")
    assert "2.250 kr. pr. uge" in words(sheet)
    told = client.get("/tilbud/fil/hent/csv/").content.decode("utf-8-sig")
    assert "1950,00;pr. uge" in told and "2250" not in told


def test_a_planned_price_is_undone_until_its_day(client: Client, oscar: User) -> None:
    found = offer()
    made = changed(found, "2000", since=NEW_YEAR, by=oscar)
    for _ in range(2):
        client.post(reverse("undo_price", args=[made.pk]))
    assert costs(found) == [("1950.00", None, None)]
    assert "Fortrudt af Oscar Thygesen" in words(client.get(reverse("offer", args=[found.pk])))
    held = changed(found, "2000", since=TODAY, by=oscar)
    answer = client.post(reverse("undo_price", args=[held.pk]), follow=True)
    assert "Prisen gælder allerede" in answer.content.decode()
    assert len(costs(found)) == 2


def changed(found: Offer, price: str, *, since: date, by: User, **values: Any) -> OfferPrice:
    wanted = prices.Wanted(price=Decimal(price), price_per="week", weeks=None, from_on=since, **values)
    return prices.change(
        offer=found, wanted=wanted, seen=prices.state(found.prices()), by=by, today=TODAY, now=NOW
    )  # fmt: skip


def test_prices_between_others_and_a_mistake_of_the_past() -> None:
    found, oscar = offer(), specialist()
    changed(found, "2000", since=NEW_YEAR, by=oscar)
    between = changed(found, "1990", since=TODAY + DAY, by=oscar)
    assert costs(found)[1] == ("1990.00", TODAY + DAY, NEW_YEAR - DAY)
    prices.undo(made=between, by=oscar, today=TODAY, now=NOW)
    assert costs(found) == [("1950.00", None, NEW_YEAR - DAY), ("2000.00", NEW_YEAR, None)]
    for price, since, told in (
        ("1950", TODAY, "allerede 1.950"),
        ("1", NEW_YEAR, "planlagt"),
        ("1", TODAY - DAY, "passeret"),
    ):
        with pytest.raises(Refused, match=told):
            changed(found, price, since=since, by=oscar)
    changed(found, "1800", since=TODAY - DAY, mends=True, by=oscar)
    changed(found, "1850", since=TODAY - DAY, mends=True, by=oscar)
    assert [row[0] for row in costs(found)] == ["1950.00", "1850.00", "2000.00"]
    assert OfferPrice.objects.get(price=1800).void_reason == "Erstattet"


def test_two_at_once_on_a_price_both_versions_are_shown(client: Client, oscar: User) -> None:
    found = offer()
    url = reverse("offer_price", args=[found.pk])
    form = hidden(client, url) | {"from_on": "1/2-2027", "price": "2.100"}
    changed(found, "2000", since=NEW_YEAR, by=specialist("Sidsel Ravn"))
    answer = client.post(url, form)
    assert answer.status_code == 409
    said = words(answer)
    assert "Sidsel Ravn har ændret prisen" in said
    assert "2.000 kr. pr. uge, fra 1. januar 2027" in said
    assert "Dit, ikke gemt endnu 2.100 kr. pr. uge, fra 1. februar 2027" in said
    assert len(costs(found)) == 2


def test_a_grant_page_made_before_a_price_of_today_is_stale() -> None:
    found, anne = course(), caseworker(hours=False)
    case = bente(anne)
    known = read(case=case, offer=found, today=TODAY)
    before = seen_of(found, known, code="green")
    changed(found, "2000", since=NEW_YEAR, by=specialist())
    assert seen_of(found, read(case=case, offer=found, today=TODAY), code="green") == before
    changed(found, "1990", since=TODAY, by=specialist("Sidsel Ravn"))
    assert seen_of(found, read(case=case, offer=found, today=TODAY), code="green") != before


def test_the_database_keeps_one_price_a_day() -> None:
    found = offer()
    with pytest.raises(IntegrityError, match="offer_price_no_overlap"), transaction.atomic():
        OfferPrice.objects.create(offer=found, from_on=TODAY, price=1, price_per="week")
    row = found.prices()[0]
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        OfferPrice.objects.filter(pk=row.pk).update(price=1)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        row.delete()


def test_the_page_needs_few_statements(client: Client, oscar: User) -> None:
    found = offer()
    sent_by_one = statements(client, reverse("offer", args=[found.pk]))
    for number in range(4):
        changed(found, str(2000 + number), since=NEW_YEAR + number * DAY, by=specialist(f"Person {number}"))
    url = reverse("offer_edit", args=[found.pk])
    for capacity in ("3", "4"):
        post(client, url, hidden(client, url), capacity=capacity)
    sent_by_many = statements(client, reverse("offer", args=[found.pk]))
    assert_baseline("offer", sent_by_many)
    assert len(sent_by_many) <= len(sent_by_one) + 1


def test_others_read_and_change_nothing(client: Client) -> None:
    found = offer()
    planned = changed(found, "2000", since=NEW_YEAR, by=specialist())
    urls = [reverse("offer_create"), *(reverse(name, args=[found.pk]) for name in ("offer_edit", "offer_price"))]
    anne = caseworker(hours=False)
    client.force_login(anne)
    said = words(client.get(reverse("offer", args=[found.pk])))
    assert "1.950 kr. pr. uge" in said and "Ret tilbud" not in said and "Fortryd" not in said
    urls_of_undo = reverse("undo_price", args=[planned.pk])
    assert {client.get(url).status_code for url in urls} | {client.post(url, NEW).status_code for url in urls} == {404}
    assert client.post(urls_of_undo).status_code == 404
    client.force_login(employee("Sys Admin", Role.SYSTEM_ADMIN, team=a_team()))
    assert client.get(reverse("offer", args=[found.pk])).status_code == 404
    with pytest.raises(Refused, match="Kun fagkonsulenter"):
        changed(found, "3000", since=NEW_YEAR + DAY, by=anne)
    with pytest.raises(Refused, match="Kun fagkonsulenter"):
        shelf.edit(offer=found, facts=facts_of(found), version=1, by=anne)
    assert len(costs(found)) == 2
    assert client.get(reverse("offer", args=[999])).status_code == 404


def facts_of(found: Offer) -> shelf.Facts:
    return shelf.Facts(
        name="Andet", type=found.type, supplier=None, vat="", hours_per_week=None, capacity=None, budget_line=None,
        active=True,
    )  # fmt: skip
