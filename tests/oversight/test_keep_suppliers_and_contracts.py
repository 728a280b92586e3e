"""A specialist keeps the suppliers and their contracts; a supplier has one contract on a day."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from offers.models import Supplier, SupplierContract
from offers.services import suppliers as acts
from offers.services.suppliers import Terms
from staff.models import Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.offers.cast import offer, specialist
from tests.oversight.test_keep_an_offer import hidden, post, words
from tests.people import TODAY, a_team, caseworker, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LIST = "/tilbud/leverandoerer/"
KINDS = ["coaching", "coping_course"]


@pytest.fixture
def oscar(client: Client) -> User:
    user = specialist()
    client.force_login(user)
    return user


@pytest.fixture
def house(db: None) -> Supplier:
    """Væksthuset with the contract that has run out."""
    found: Supplier = Supplier.objects.create(name="Væksthuset")
    found.contracts.create(from_on=date(2019, 11, 1), to_on=date(2023, 10, 31), types=KINDS)
    return found


def periods(of: Supplier) -> list[tuple[date, date | None]]:
    return list(of.contracts.values_list("from_on", "to_on"))


def contract(client: Client, of: Supplier, **said: Any) -> Any:
    url = reverse("contract_add", args=[of.pk])
    return client.post(url, hidden(client, url) | {"from_on": "1/11-2023", "types": KINDS} | said)


def test_a_new_supplier_and_its_first_contract(client: Client, oscar: User) -> None:
    url = reverse("supplier_create")
    form = hidden(client, url) | {"name": "Kompasset"}
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    made = Supplier.objects.get()
    assert contract(client, made, to_on="31/12-2027", note="Udbud 2023").status_code == 302
    assert periods(made) == [(date(2023, 11, 1), date(2027, 12, 31))]
    said = words(client.get(reverse("supplier", args=[made.pk])))
    assert "1. nov. 2023 – 31. dec. 2027 · Gælder Coaching" in said and "Udbud 2023" in said
    assert "Oprettet Oscar Thygesen" in said
    assert "Leverandøren findes allerede." in words(post(client, url, {"name": "Kompasset"}))


def test_the_list_says_periods_kinds_and_offers(client: Client, house: Supplier) -> None:
    client.force_login(caseworker(hours=False))
    few = statements(client, LIST)
    for name in ("Et", "To"):
        offer(name, by="Væksthuset")
    offer("Udgået", by="Væksthuset", active=False)
    for number in range(5):
        of = Supplier.objects.create(name=f"Leverandør {number}")
        of.contracts.create(from_on=TODAY, types=["fvu"])
    many = statements(client, LIST)
    assert_baseline("suppliers", many)
    assert len(few) == len(many)
    said = words(client.get(LIST))
    assert "Væksthuset 1. nov. 2019 – 31. okt. 2023 · Udløbet Coaching" in said
    assert "2 tilbud" in said and "Ny leverandør" not in said
    page = words(client.get(reverse("supplier", args=[house.pk])))
    assert "Udgået" in page and "Afslut" not in page and "Ny kontrakt" not in page
    assert 'href="/tilbud/leverandoerer/"' in client.get("/tilbud/").content.decode()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"from_on": "31/10-2023"}, "Leverandøren har allerede en kontrakt i perioden."),
        ({"from_on": "1/1-2018", "to_on": "1/11-2019"}, "Leverandøren har allerede en kontrakt i perioden."),
        ({"from_on": "1/1-2018"}, "Leverandøren har allerede en kontrakt i perioden."),
        ({"to_on": "31/10-2023"}, "Slutdatoen kan ikke ligge før startdatoen."),
        ({"types": []}, "Vælg mindst én art, som kontrakten omfatter."),
        ({"from_on": ""}, "Skriv en dato."),
    ],
)
def test_what_is_refused(client: Client, oscar: User, house: Supplier, said: dict[str, Any], told: str) -> None:
    answer = contract(client, house, **said)
    assert answer.status_code == 422
    assert told in words(answer)
    assert len(periods(house)) == 1


def test_the_database_refuses_an_overlap_too(house: Supplier) -> None:
    with pytest.raises(IntegrityError, match="supplier_contract_no_overlap"), transaction.atomic():
        house.contracts.create(from_on=date(2023, 10, 31), types=KINDS)


def test_the_day_after_the_last_one_is_free_and_a_double_click_makes_one(
    client: Client, oscar: User, house: Supplier
) -> None:
    url = reverse("contract_add", args=[house.pk])
    form: dict[str, Any] = hidden(client, url) | {"from_on": "1/11-2023", "types": KINDS}
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert periods(house) == [(date(2019, 11, 1), date(2023, 10, 31)), (date(2023, 11, 1), None)]


def test_a_contract_is_corrected_and_ended(client: Client, oscar: User, house: Supplier) -> None:
    contract(client, house)
    row = SupplierContract.objects.latest("pk")
    edit, end = reverse("contract_edit", args=[row.pk]), reverse("contract_end", args=[row.pk])
    form: dict[str, Any] = hidden(client, edit) | {"types": ["fvu"]}
    assert client.post(edit, form).status_code == 302
    for last, told in (("31/10-2023", "Kontrakten kan ikke slutte, før den begynder."), ("", "Skriv en dato.")):
        assert told in words(post(client, end, hidden(client, end), last_on=last))
    assert post(client, end, hidden(client, end), last_on="31/12-2026").status_code == 302
    row.refresh_from_db()
    assert (row.types, row.from_on, row.to_on) == (["fvu"], date(2023, 11, 1), date(2026, 12, 31))
    assert "slutter allerede" in words(post(client, end, hidden(client, end), last_on="1/1-2027"))


def test_two_at_once_both_versions_are_shown(client: Client, oscar: User, house: Supplier) -> None:
    row = house.contracts.get()
    url = reverse("contract_edit", args=[row.pk])
    form: dict[str, Any] = hidden(client, url) | {"types": KINDS, "to_on": "30/9-2023"}
    acts.end_contract(contract=row, last_on=date(2023, 6, 30), version=1, by=specialist("Sidsel Ravn"))
    answer = client.post(url, form)
    assert answer.status_code == 409
    said = words(answer)
    assert "Gemt af en anden Til: d. 30. juni 2023 Dit, ikke gemt endnu Til: d. 30. september 2023" in said
    assert periods(house)[0][1] == date(2023, 6, 30)


def test_a_supplier_with_active_offers_stays_in_use(client: Client, oscar: User, house: Supplier) -> None:
    found = offer("Et", by="Væksthuset")
    url = reverse("supplier_edit", args=[house.pk])
    answer = post(client, url, hidden(client, url), active="")
    assert "Leverandøren har 1 aktive tilbud" in words(answer)
    type(found).objects.update(active=False)
    assert post(client, url, hidden(client, url), active="", name="Væksthuset A/S").status_code == 302
    house.refresh_from_db()
    assert (house.name, house.active, house.version) == ("Væksthuset A/S", False, 2)
    assert "Navn: Væksthuset → Væksthuset A/S; Aktiv: ja → nej" in words(
        client.get(reverse("supplier", args=[house.pk]))
    )
    assert "Væksthuset" not in words(client.get(reverse("offer_create")))


def test_others_change_nothing(client: Client, house: Supplier) -> None:
    row = house.contracts.get()
    urls = [reverse("supplier_create")]
    urls += [reverse(name, args=[house.pk]) for name in ("supplier_edit", "contract_add")]
    urls += [reverse(name, args=[row.pk]) for name in ("contract_edit", "contract_end")]
    anne = caseworker(hours=False)
    client.force_login(anne)
    assert {client.get(url).status_code for url in urls} | {client.post(url).status_code for url in urls} == {404}
    with pytest.raises(Refused, match="Kun fagkonsulenter"):
        acts.add_contract(
            supplier=house, terms=Terms(from_on=TODAY, to_on=None, types=KINDS, note=""), version=1, by=anne
        )
    client.force_login(employee("Sys Admin", Role.SYSTEM_ADMIN, team=a_team()))
    reads = {client.get(url).status_code for url in (LIST, reverse("supplier", args=[house.pk]))}
    assert reads == {404}
    assert len(periods(house)) == 1
