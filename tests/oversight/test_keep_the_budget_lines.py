"""A specialist names the budget lines that offers are paid from, and says which are bound."""

import pytest
from django.test import Client
from django.urls import reverse

from offers.models import BudgetLine
from offers.services import lines
from staff.models import Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.offers.cast import offer, specialist
from tests.oversight.test_keep_an_offer import hidden, post, words
from tests.people import a_team, caseworker, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LIST = "/tilbud/budgetlinjer/"


@pytest.fixture
def oscar(client: Client) -> User:
    user = specialist()
    client.force_login(user)
    return user


def test_a_new_line_is_made_once_and_chosen_on_an_offer(client: Client, oscar: User) -> None:
    url = reverse("line_create")
    form = hidden(client, url) | {"name": "Danskuddannelse", "bound": "on"}
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert BudgetLine.objects.values_list("name", "bound").get() == ("Danskuddannelse", True)
    assert "Danskuddannelse" in words(client.get(reverse("offer_create")))
    assert "allerede en budgetlinje" in words(post(client, url, hidden(client, url), name="Danskuddannelse"))
    assert "Skriv budgetlinjens navn." in words(post(client, url, hidden(client, url), name=""))


def test_it_is_bound_renamed_and_told_and_a_stale_form_shows_both(client: Client, oscar: User) -> None:
    line = BudgetLine.objects.create(name="Køb")
    offer(budget_line=line)
    url = reverse("line_edit", args=[line.pk])
    form = hidden(client, url)
    assert post(client, url, form, name="Køb af tilbud", bound="on").status_code == 302
    assert "Køb af tilbud Bundet 1 tilbud Budget 2026" in words(client.get(LIST))
    assert "Navn: Køb → Køb af tilbud; Bundet: nej → ja" in words(client.get(url))
    answer = post(client, url, form, name="Indkøb")
    assert answer.status_code == 409
    said = words(answer)
    assert "Gemt af en anden Navn: Køb af tilbud Bundet: ja Dit, ikke gemt endnu Navn: Indkøb Bundet: nej" in said
    line.refresh_from_db()
    assert (line.name, line.bound, line.version) == ("Køb af tilbud", True, 2)


def test_others_read_and_change_nothing(client: Client) -> None:
    line = BudgetLine.objects.create(name="Køb")
    anne = caseworker(hours=False)
    client.force_login(anne)
    assert_baseline("lines", statements(client, LIST))
    said = words(client.get(LIST))
    assert "Køb" in said and "Ny budgetlinje" not in said and "Budget 2026" not in said
    urls = (reverse("line_create"), reverse("line_edit", args=[line.pk]))
    assert {client.get(url).status_code for url in urls} | {client.post(url).status_code for url in urls} == {404}
    with pytest.raises(Refused, match="Kun fagkonsulenter"):
        lines.edit(line=line, name="X", bound=True, version=1, by=anne)
    client.force_login(employee("Sys Admin", Role.SYSTEM_ADMIN, team=a_team()))
    assert client.get(LIST).status_code == 404
