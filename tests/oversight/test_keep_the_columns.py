"""A specialist names, orders and fills the columns of the catalogue; a target group moves once its impact is read."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, TargetGroupPeriod
from offers.models import Column, ColumnGroup
from offers.services import columns as acts
from staff.models import AccessLog, Role, User
from staff.refusals import Refused
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.offers.cast import coloured, column, offer, specialist
from tests.oversight.test_keep_an_offer import hidden, post, words
from tests.people import TODAY, a_team, caseworker, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LIST = "/tilbud/kolonner/"
SICK = "sick_with_employer"
GROUP = f"{LIST}grupper/{SICK}/"


@pytest.fixture
def oscar(client: Client) -> User:
    user = specialist()
    client.force_login(user)
    return user


def stands() -> str:
    """The name of the column that the sick with an employer stand in."""
    row = ColumnGroup.objects.filter(code=SICK).select_related("column").first()
    return row.column.name if row else ""


def seen() -> str:
    return acts.state(acts.columns())


def move(client: Client, into: str, *, times: int = 2) -> Any:
    """Choose the column, read, and send again what the page then holds."""
    form = hidden(client, GROUP) | {"column": into}
    answer = client.post(GROUP, form)
    for _ in range(times - 1):
        page = BeautifulSoup(answer.content, "html.parser")
        form |= {str(tag["name"]): str(tag.get("value", "")) for tag in page.select("main input[type=hidden]")}
        answer = client.post(GROUP, form)
    return answer


def test_a_new_column_stands_last_and_is_made_once(client: Client, oscar: User) -> None:
    url = reverse("column_create")
    form = hidden(client, url) | {"name": "Revalidering", "short_name": ""}
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    last = list(Column.objects.all())[-1]
    assert (last.name, last.short_name, Column.objects.count()) == ("Revalidering", "Revalidering", 10)
    assert "Der er allerede en kolonne med det navn." in words(
        post(client, url, hidden(client, url), name="Sygedagpenge")
    )
    assert "Skriv kolonnens navn." in words(post(client, url, hidden(client, url), name=""))


def test_it_is_renamed_and_a_stale_form_shows_both(client: Client, oscar: User) -> None:
    url = reverse("column_edit", args=[column().pk])
    form = hidden(client, url)
    assert post(client, url, form, name="Syge").status_code == 302
    answer = post(client, url, form, name="Sygemeldte")
    assert answer.status_code == 409
    assert "Gemt af en anden Navn: Syge Dit, ikke gemt endnu Navn: Sygemeldte" in words(answer)
    assert Column.objects.filter(name="Syge").exists()


def test_the_order_is_that_of_the_matrix(client: Client, oscar: User) -> None:
    before = list(Column.objects.values_list("name", flat=True))
    url = reverse("column_move", args=[column(before[0]).pk])
    old = seen()
    client.post(url, {"vej": "ned", "seen": old})
    assert list(Column.objects.values_list("name", flat=True)) == [before[1], before[0], *before[2:]]
    answer = client.post(url, {"vej": "ned", "seen": old}, follow=True)
    assert "Kolonnerne er ændret af en anden" in answer.content.decode()
    for _ in range(2):
        client.post(url, {"vej": "op", "seen": seen()})
    assert list(Column.objects.values_list("name", flat=True)) == before


def test_the_impact_is_read_before_a_group_moves(client: Client, oscar: User) -> None:
    red, same = offer("Naturspor"), offer("Coaching", "coaching")
    for of, here, there in ((red, "green", "red"), (same, "yellow", "yellow")):
        coloured(of, here)
        coloured(of, there, of_column=column("Jobafklaring"))
    target = str(column("Jobafklaring").pk)
    answer = move(client, target, times=1)
    assert answer.status_code == 422
    said = words(answer)
    assert "Læs, hvem flytningen berører." in said
    assert "Naturspor: Grøn → Rød" in said and "Coaching: " not in said
    assert stands() == "Sygedagpenge"
    assert move(client, target).status_code == 302
    assert stands() == "Jobafklaring"
    assert "Sygedagpenge, med arbejdsgiver flyttet til Jobafklaring Oscar Thygesen" in words(client.get(LIST))
    assert "står der allerede" in refusal(target)


def refusal(into: str) -> str:
    with pytest.raises(Refused) as refused:
        acts.place(code=SICK, into=Column.objects.get(pk=into), seen=seen(), today=TODAY, by=specialist("Ida"))
    return refused.value.message


def test_another_choice_is_another_impact(client: Client, oscar: User) -> None:
    first, second = str(column("Jobafklaring").pk), str(column("Ressourceforløb").pk)
    form = hidden(client, GROUP) | {"column": first}
    page = BeautifulSoup(client.post(GROUP, form).content, "html.parser")
    form |= {str(tag["name"]): str(tag.get("value", "")) for tag in page.select("main input[type=hidden]")}
    assert client.post(GROUP, form | {"column": second}).status_code == 422
    assert stands() == "Sygedagpenge"


def test_who_waits_and_who_has_an_offer_are_lists(client: Client, oscar: User) -> None:
    anne, of = caseworker(hours=False), course("yellow")
    sent(bente(anne), wish(of, quotes=two_quotes()), by=anne)
    goes = bente(anne, name="Ida Over")
    Activity.objects.create(case=goes, type=of.type, offer=of, status="running", from_on=date(2026, 11, 1))
    hemmelig = bente(anne, name="Hemmelig Person", protected=True)
    Activity.objects.create(case=hemmelig, type=of.type, offer=of, status="planned", from_on=date(2027, 1, 1))
    Activity.objects.create(case=bente(anne, name="Per Før"), type=of.type, offer=of, status="completed", from_on=TODAY)
    url = reverse("column_group", args=[TargetGroupPeriod.objects.get(case=goes).group_id])
    form = hidden(client, url) | {"column": str(column("Jobafklaring").pk)}
    page = BeautifulSoup(client.post(url, form).content, "html.parser")
    numbers = {str(tag["href"]): int(tag.get_text().split()[0]) for tag in page.select(".jc-impl a[data-count]")}
    assert list(numbers.values()) == [1, 2]
    for href, number in numbers.items():
        listed = BeautifulSoup(client.get(href).content, "html.parser")
        assert len(listed.select("tr[data-citizen]")) == number
        assert "Hemmelig" not in listed.get_text() and "Ida Over" not in listed.get_text()
    assert not AccessLog.objects.filter(user=oscar).exists(), "nobody was named"


def test_the_last_group_of_a_column_with_colours_stays(client: Client, oscar: User) -> None:
    sole = column("Jobafklaring")
    code = sole.codes[0]
    coloured(offer(), "green", of_column=sole, until=TODAY)
    with pytest.raises(Refused, match="eneste målgruppe i Jobafklaring"):
        acts.place(code=code, into=None, seen=seen(), today=TODAY, by=oscar)
    ColumnGroup.objects.filter(code=SICK).update(column=sole)
    acts.place(code=code, into=None, seen=seen(), today=TODAY, by=oscar)
    assert not ColumnGroup.objects.filter(code=code).exists()
    acts.place(code=code, into=sole, seen=seen(), today=TODAY, by=oscar)
    assert set(sole.codes) == {code, SICK}


def test_two_at_once_on_a_group(client: Client, oscar: User) -> None:
    form = hidden(client, GROUP) | {"column": str(column("Jobafklaring").pk)}
    page = BeautifulSoup(client.post(GROUP, form).content, "html.parser")
    form |= {str(tag["name"]): str(tag.get("value", "")) for tag in page.select("main input[type=hidden]")}
    acts.place(code=SICK, into=column("Ressourceforløb"), seen=seen(), today=TODAY, by=specialist("Sidsel Ravn"))
    answer = client.post(GROUP, form)
    assert answer.status_code == 409
    assert "Gemt af en anden Sygedagpenge, med arbejdsgiver: Ressourceforløb" in words(answer)
    assert stands() == "Ressourceforløb"
    with pytest.raises(IntegrityError, match="code"), transaction.atomic():
        ColumnGroup.objects.create(code=SICK, column=column())


def test_others_read_the_columns_and_change_nothing(client: Client) -> None:
    client.force_login(caseworker(hours=False))
    assert_baseline("columns", statements(client, LIST))
    said = words(client.get(LIST))
    assert "Sygedagpenge, uden arbejdsgiver" in said and "Revalidering" in said and "Ny kolonne" not in said
    urls = [reverse("column_create"), GROUP, f"{GROUP}borgere/"]
    urls += [reverse(name, args=[column().pk]) for name in ("column_edit", "column_move")]
    assert {client.post(url).status_code for url in urls} <= {404, 405}
    assert {client.get(url).status_code for url in urls} <= {404, 405}
    with pytest.raises(Refused, match="Kun fagkonsulenter"):
        acts.add(name="Ny", short_name="", by=caseworker("Bo Falk", hours=False))
    client.force_login(employee("Sys Admin", Role.SYSTEM_ADMIN, team=a_team()))
    assert client.get(LIST).status_code == 404
    client.force_login(specialist("Ida Klit"))
    assert client.get(f"{LIST}grupper/findes-ikke/").status_code == 404
