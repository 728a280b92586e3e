"""A leader takes a decision of today back until 17.00: the grant waits again, and the decision stays to be read."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Grant, GrantCost, GrantSeat, UndoneDecision
from cases.services.grants import decisions, extending, life
from cases.services.grants.undoing_decisions import undo
from offers.models import BudgetLine, BudgetYear
from staff.models import AccessLog, User
from staff.refusals import Refused, Stale
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.oversight.test_decide_on_a_grant import INBOX, YES, decide, soup, text
from tests.people import NOW, TODAY, a_team, at, caseworker, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def lone(client: Client) -> User:
    lone = team_leader()
    client.force_login(lone)
    return lone


@pytest.fixture
def line() -> BudgetLine:
    line = BudgetLine.objects.create(name="Køb af tilbud")
    for year in (2026, 2027):
        BudgetYear.objects.create(line=line, year=year, amount=Decimal(500_000), reason="Budget")
    return line


@pytest.fixture
def waiting(anne: User, line: BudgetLine) -> Grant:
    return sent(bente(anne), wish(course("yellow", capacity=3, budget_line=line), quotes=two_quotes()), by=anne)


def approved(grant: Grant, by: User, now: datetime = NOW) -> Grant:
    return decisions.approve(grant=grant, code="best_effect", text="", by=by, today=TODAY, now=now)


def undone(grant: Grant, by: User, now: datetime = NOW) -> Grant:
    return undo(grant=grant, version=grant.version, by=by, now=now)


def test_after_a_yes_the_receipt_undoes_it(client: Client, lone: User, waiting: Grant, anne: User) -> None:
    page = client.get(decide(client, waiting, **YES)["Location"])
    assert (Activity.objects.count(), GrantSeat.objects.count()) == (1, 1)
    assert BudgetYear.objects.get(year=2026).committed > 0
    address = str(soup(page).select("#besked form")[0]["action"])
    assert text(page, "#afgjort").startswith("Afgjort i dag Kan fortrydes til kl. 17.00 Godkendt Bente Holm")
    assert str(soup(page).select("#afgjort form")[0]["action"]) == address
    assert "Du har godkendt 1 og afvist 0 i denne uge" in text(page, "#liste")
    answer = client.post(address)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_by, waiting.decision, waiting.decision_code) == ("pending", None, None, "")
    assert Activity.objects.get().void_reason == "Fortrudt"
    assert (GrantSeat.objects.count(), GrantCost.objects.filter(released_at__isnull=True).count()) == (0, 0)
    assert {year.committed for year in BudgetYear.objects.all()} == {Decimal(0)}
    shown = client.get(answer["Location"])
    assert "Afgørelsen er fortrudt. Afklaringsforløb afventer igen." in text(shown, "#besked")
    assert "til Bente Holm" in text(shown, "#panel")
    assert not soup(shown).select("#afgjort")
    assert AccessLog.objects.filter(user=lone, act="change").latest("pk").citizens == [waiting.case.citizen.public_id]
    assert decide(client, waiting, **YES).status_code == 302


def test_the_undone_decision_stays_in_the_history(client: Client, lone: User, waiting: Grant, anne: User) -> None:
    no = decisions.refuse(grant=waiting, text="Et grønt tilbud dækker", by=lone, now=NOW)
    undone(no, lone)
    kept = UndoneDecision.objects.get()
    assert (kept.status, kept.decided_by, kept.text, kept.undone_at) == ("refused", lone, "Et grønt tilbud dækker", NOW)
    client.force_login(anne)
    public_id = waiting.case.citizen.public_id
    grant = text(client.get(reverse("grant", args=[public_id, waiting.pk])))
    assert "Afvist af Lone Bisgaard" in grant and "Et grønt tilbud dækker Fortrudt man. 23. nov." in grant
    history = text(client.get(reverse("citizen_history", args=[public_id])))
    assert "Afgørelse: Afklaringsforløb, afvist" in history and "Fortrudt" in history
    assert "Afklaringsforløb: afvist" in text(client.get(reverse("citizen", args=[public_id])))
    with pytest.raises(DatabaseError), transaction.atomic():
        UndoneDecision.objects.update(text="Noget andet")
    with pytest.raises(DatabaseError), transaction.atomic():
        UndoneDecision.objects.all().delete()


def test_until_five_o_clock_the_same_day(client: Client, lone: User, waiting: Grant) -> None:
    done = approved(waiting, lone)
    for late in (at(TODAY, 17), at(TODAY, 18), NOW + timedelta(days=1)):
        with pytest.raises(Refused, match=r"En afgørelse kan kun fortrydes til kl\.\s17\.00 samme dag"):
            undone(done, lone, late)
    with time_machine.travel(at(TODAY, 17), tick=False):
        assert not soup(client.get(INBOX)).select("#afgjort form")
    assert undone(done, lone, at(TODAY, 16)).status == "pending"


def test_only_the_one_who_decided(client: Client, lone: User, waiting: Grant) -> None:
    done = approved(waiting, lone)
    other = team_leader("Henrik Leder")
    with pytest.raises(Refused, match="Kun den, der afgjorde bevillingen"):
        undone(done, other)
    client.force_login(other)
    address = reverse("undo_decision", args=[done.pk, done.version])
    assert "Kun den, der afgjorde" in text(client.post(address, follow=True), "#besked")
    assert not soup(client.get(INBOX)).select("#afgjort")
    for outsider in (team_leader("Vera Leder", team=a_team("Jobteam Vest")), caseworker("Bo Falk", hours=False)):
        client.force_login(outsider)
        assert client.post(address).status_code == 404
    assert Activity.objects.valid().count() == 1


def test_twice_undoes_once_and_an_old_receipt_undoes_nothing(lone: User, waiting: Grant) -> None:
    first = approved(waiting, lone)
    assert undone(first, lone) == undone(first, lone)
    again = approved(waiting, lone)
    assert undone(first, lone).status == "granted"
    with pytest.raises(Stale, match="afgjort igen"):
        undo(grant=again, version=again.version - 1, by=lone, now=NOW)
    assert UndoneDecision.objects.count() == 1


def test_not_once_the_offer_is_used(lone: User, anne: User) -> None:
    said: dict[str, Any] = {"by": anne, "today": TODAY, "now": NOW + timedelta(minutes=5)}

    def fresh(name: str, **values: Any) -> Grant:
        grant = sent(bente(anne, name=name), wish(course("yellow", name), quotes=two_quotes(), **values), by=anne)
        return approved(grant, lone)

    stopped, followed = fresh("Stoppet"), fresh("Fulgt", from_on=TODAY)
    life.stop(grant=stopped, to_on=TODAY, reason="Flyttet", **said)
    life.follow_up(grant=followed, on_date=TODAY, progress=True, keeps_agreement=True, text="Godt", **said)
    discussed = fresh("Drøftet", from_on=TODAY)
    extending.discuss(grant=discussed, on_date=TODAY, forum="team", present=lone, agreed=True, text="", **said)
    for grant, words in ((stopped, "stoppet"), (followed, "fulgt op"), (discussed, "fulgt op")):
        with pytest.raises(Refused, match=words):
            undone(grant, lone)
    assert not UndoneDecision.objects.exists()


def test_a_no_is_not_undone_when_the_offer_was_sent_again(lone: User, anne: User, waiting: Grant) -> None:
    no = decisions.refuse(grant=waiting, text="Nej", by=lone, now=NOW)
    sent(waiting.case, wish(waiting.offer, quotes=two_quotes()), by=anne)
    with pytest.raises(Refused, match="afventer allerede godkendelse"):
        undone(no, lone)


PENDING: dict[str, Any] = {
    "status": "pending", "decided_at": None, "decided_by": None, "decision": None, "decision_code": "",
}  # fmt: skip


def kept(grant: Grant, **values: Any) -> None:
    """The row without which no decision goes, with `values` in place of the true ones."""
    said: dict[str, Any] = {
        "version": grant.version, "status": grant.status, "decided_at": grant.decided_at,
        "decided_by": grant.decided_by, "code": grant.decision_code, "text": grant.decision_text,
        "decision": grant.decision, "undone_at": NOW, "undone_by": grant.decided_by,
    }  # fmt: skip
    UndoneDecision.objects.create(grant=grant, **said | values)


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (None, {}),
        ({"text": "Andet"}, {}),
        ({"status": "refused"}, {}),
        ({"undone_at": at(TODAY, 17)}, {}),
        ({"undone_at": NOW + timedelta(days=1)}, {}),
        ({}, {"status": "refused", "decided_at": NOW}),
        ({}, {"status": "withdrawn", "decided_at": NOW}),
        ({}, {"decision_text": "Andet"}),
        ({}, {"version": 9}),
        ({"version": 1}, {}),
    ],
)
def test_the_database_lets_a_decision_go_in_this_way_alone(
    lone: User, waiting: Grant, row: dict[str, Any] | None, change: dict[str, Any]
) -> None:
    done = approved(waiting, lone)
    if row is not None:
        kept(done, **row)
    with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
        Grant.objects.filter(pk=done.pk).update(**PENDING | {"version": done.version + 1} | change)
    done.refresh_from_db()
    assert (done.status, done.decided_by) == ("granted", lone)


def test_the_database_lets_nobody_else_undo(lone: User, waiting: Grant) -> None:
    done = approved(waiting, lone)
    with pytest.raises(DatabaseError, match="decision_undone_by_its_author"), transaction.atomic():
        kept(done, undone_by=team_leader("Henrik Leder"))


def test_a_green_grant_has_no_decision_to_undo(lone: User, anne: User) -> None:
    green = sent(bente(anne), wish(course()), by=anne)
    with pytest.raises(Refused, match="ingen afgørelse at fortryde"):
        undone(green, anne)
    kept(green)
    with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
        Grant.objects.filter(pk=green.pk).update(**PENDING, version=green.version + 1)
