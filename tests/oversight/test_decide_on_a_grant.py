"""A leader decides on what waits: one act, never one's own, never two, and never on a colour that has changed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, Grant, GrantQuestion, TargetGroupPeriod
from cases.services.grants import decisions
from cases.services.policies.in_force import current_policy
from oversight.services import approvals
from staff.models import AccessLog, Role, User
from staff.refusals import Refused, Stale
from tests.baseline import assert_baseline, statements
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.offers.cast import changed, specialist
from tests.people import NOW, TODAY, a_team, caseworker, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
INBOX = "/ledelse/godkendelser/"
YES = {"act": "godkend", "code": "best_effect"}


@pytest.fixture
def anne() -> User:
    return caseworker(hours=False)


@pytest.fixture
def lone(client: Client) -> User:
    lone = team_leader()
    client.force_login(lone)
    return lone


@pytest.fixture
def waiting(anne: User) -> Grant:
    return sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)


def approved(grant: Grant, by: User, **values: Any) -> Grant:
    said: dict[str, Any] = {"code": "best_effect", "text": "", "today": TODAY, "now": NOW}
    return decisions.approve(grant=grant, by=by, **said | values)


def decide(client: Client, grant: Grant, **sending: str) -> Any:
    return client.post(reverse("decide_grant", args=[grant.pk]), {"version": grant.version, **sending})


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def text(answer: Any, place: str = "main") -> str:
    found = soup(answer).select_one(place)
    return " ".join(found.get_text(" ").split()) if found else ""


def test_a_yes_grants_it_and_the_activity_begins_to_count(lone: User, waiting: Grant) -> None:
    assert waiting.status == "pending"
    done = approved(waiting, lone)
    assert (done.status, done.decided_by, done.decision_code) == ("granted", lone, "best_effect")
    activity = Activity.objects.get()
    assert (activity.grant, activity.from_on, activity.status) == (done, waiting.from_on, "planned")
    told = {check["rule"]: check for check in done.snapshot["checks"]}
    assert told["REB23-33"]["text"] == "Gul: drøftet med funktionsleder og godkendt 23. november 2026"
    assert done.verdict["decision"] == "needs_approval"
    assert done.snapshot["decision"] == "accepted"


def test_a_no_with_its_reason_reaches_the_caseworker(client: Client, lone: User, anne: User, waiting: Grant) -> None:
    assert decide(client, waiting, act="afvis", text="").status_code == 422
    assert decide(client, waiting, act="afvis", text="Et grønt tilbud dækker behovet").status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_by, Activity.objects.count()) == ("refused", lone, 0)
    client.force_login(anne)
    public_id = waiting.case.citizen.public_id
    assert "Et grønt tilbud dækker behovet" in text(client.get(reverse("grant", args=[public_id, waiting.pk])))
    assert "Afvist" in text(client.get(reverse("citizen", args=[public_id])), "#bevillinger")


def test_nobody_decides_on_their_own(anne: User, waiting: Grant) -> None:
    anne.role_assignments.create(role=Role.TEAM_LEADER, team=a_team())
    both = User.objects.get(pk=anne.pk)
    with pytest.raises(Refused, match="Du har selv sendt bevillingen"):
        approved(waiting, both)
    with pytest.raises(DatabaseError, match="grant_not_by_oneself"), transaction.atomic():
        Grant.objects.filter(pk=waiting.pk).update(status="granted", decided_by=both, decided_at=NOW)


def test_only_a_leader_of_the_team(waiting: Grant) -> None:
    for other in (caseworker("Bo Falk"), team_leader("Vera Leder", team=a_team("Jobteam Vest"))):
        with pytest.raises(Refused, match="Kun en funktionsleder i borgerens team"):
            approved(waiting, other)


def test_the_second_of_two_is_told(lone: User, waiting: Grant) -> None:
    approved(waiting, lone)
    with pytest.raises(Refused, match="Bevillingen er allerede afgjort: bevilget"):
        decisions.refuse(grant=waiting, text="Nej", by=team_leader("Henrik Leder"), now=NOW)
    assert Activity.objects.count() == 1


def test_a_double_click_decides_once(lone: User, waiting: Grant) -> None:
    assert approved(waiting, lone) == approved(waiting, lone)
    assert Activity.objects.count() == 1


def test_a_colour_that_has_changed_is_told_and_nothing_saved(lone: User, waiting: Grant) -> None:
    changed(waiting.offer, "red", by=specialist(), since=TODAY)
    with pytest.raises(Refused, match=r"Farven er ændret.*Da: Gul\. Nu: Rød\. Intet er gemt"):
        approved(waiting, lone)
    waiting.refresh_from_db()
    assert (waiting.status, Activity.objects.count()) == ("pending", 0)


def test_a_target_group_that_has_changed_is_told_and_nothing_saved(lone: User, waiting: Grant) -> None:
    TargetGroupPeriod.objects.update(group_id="cash_job_ready")
    with pytest.raises(Refused, match=r"Målgruppen er ændret.*Da: Sygedagpenge.*Nu: Kontanthjælp.*Intet er gemt"):
        approved(waiting, lone)
    waiting.refresh_from_db()
    assert waiting.status == "pending"


def test_half_a_year_is_agreed_with_the_leader(lone: User, anne: User) -> None:
    wished = wish(course(), to_on=TODAY + timedelta(days=180), special_need="autism")
    grant = sent(bente(anne), wished, by=anne)
    assert grant.status == "pending"
    done = approved(grant, lone, code="special_need")
    assert done.snapshot["checks"]
    assert Activity.objects.get().to_on == wished.to_on


def test_too_late_after_its_start(lone: User, waiting: Grant) -> None:
    with pytest.raises(Refused, match=r"Kan ikke godkendes\. Gul: .*før start"):
        approved(waiting, lone, today=waiting.from_on + timedelta(days=1))


def test_a_weekly_price_compares_on_the_day_of_the_decision_as_it_did(lone: User, anne: User) -> None:
    """The price of the whole course is rounded to the øre; a week of it again could lie above the limit."""
    wished = wish(course(), price=Decimal(2200), price_per="week", to_on=date(2027, 3, 10), special_need="autism")
    grant = sent(bente(anne), wished, by=anne)
    assert (grant.price_per_week, grant.total_price) == (Decimal(2200), Decimal("31742.86"))
    assert approved(grant, lone).snapshot["code"] == "green"


def test_a_question_and_its_answer(client: Client, lone: User, anne: User, waiting: Grant) -> None:
    assert decide(client, waiting, act="spoerg", text="Er Job på vej prøvet?").status_code == 302
    question = GrantQuestion.objects.get()
    assert "Venter på svar" in text(client.get(INBOX), "#liste")
    with pytest.raises(Stale, match="Der er skrevet til bevillingen"):
        approved(waiting, lone, version=waiting.version)
    client.force_login(anne)
    public_id = waiting.case.citizen.public_id
    overview = client.get(reverse("citizen", args=[public_id]))
    assert "Spørgsmål om Afklaringsforløb" in text(overview, "#skridt")
    answer = client.post(reverse("grant_answer", args=[public_id, waiting.pk]), {"text": "Ja, i foråret"})
    assert answer.status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Ja, i foråret", anne)
    assert client.post(reverse("grant_answer", args=[public_id, waiting.pk]), {"text": "Igen"}).status_code == 404
    client.force_login(lone)
    assert "Ja, i foråret" in text(client.get(INBOX), "#panel")
    with pytest.raises(DatabaseError), transaction.atomic():
        GrantQuestion.objects.update(answer="Nej")


def test_the_inbox_shows_what_waits_the_oldest_first(client: Client, lone: User, anne: User, waiting: Grant) -> None:
    later = sent(bente(anne, name="Ida Klar"), wish(course("", "Nyt forløb"), quotes=two_quotes()), by=anne)
    page = client.get(INBOX)
    rows = [row.get_text(" ") for row in soup(page).select("#liste li")]
    assert ["Bente Holm" in rows[0], "Ida Klar" in rows[1], len(rows)] == [True, True, 2]
    for said in ("18.400 kr.", "Klarsyn", "46 % i praktik", "Job på lager", "REB23-33", "til Bente Holm"):
        assert said in text(page, "#panel")
    assert "til Ida Klar" in text(client.get(f"{INBOX}?valgt={later.pk}"), "#panel")
    assert "Gule tilbud 2" in text(page, ".jc-tally")
    assert "Op til 6 måneder 0" in text(page, ".jc-tally")
    assert "Intet afventer." in text(client.get(f"{INBOX}?vis=seks-maaneder"), "#liste")
    menu = soup(page).select_one(f'.jc-top nav a[href="{INBOX}"]')
    assert menu is not None
    assert menu["data-count"] == "2"
    assert AccessLog.objects.filter(user=lone, act="list").latest("pk").citizens


def test_a_row_says_why_it_is_yellow_and_how_long_it_has_waited(client: Client, lone: User, waiting: Grant) -> None:
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        client.force_login(lone)
        row = text(client.get(INBOX), "#liste li")
    assert "Ventet 4 hverdage" in row and "Gul · pris" in row


@pytest.mark.parametrize(
    ("sent_on", "today", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), "i dag"),
        (date(2026, 11, 20), date(2026, 11, 23), "1 hverdag"),
        (date(2026, 11, 20), date(2026, 11, 21), "0 hverdage"),
        (date(2026, 12, 22), date(2026, 12, 29), "3 hverdage"),
    ],
)
def test_how_long_it_has_waited_counts_working_days(sent_on: date, today: date, words: str) -> None:
    assert approvals.waited(sent_on, today=today, closing_days=frozenset({(12, 24)})) == words


@pytest.mark.parametrize(
    ("code", "checks", "words"),
    [
        ("yellow", {"REB23-37": "warning", "REB23-31": "ok"}, "· pris"),
        ("yellow", {"REB23-37": "ok", "REB23-31": "ok"}, "· kataloget"),
        ("yellow", {"REB23-36": "ok"}, "· fast regel"),
        ("unknown", {"REB23-37": "warning"}, ""),
        ("green", {}, ""),
    ],
)
def test_what_made_it_yellow(code: str, checks: dict[str, str], words: str) -> None:
    told = {"code": code, "checks": [{"rule": rule, "result": result} for rule, result in checks.items()]}
    assert approvals.why_yellow(told, current_policy()) == words


def test_an_empty_inbox_says_what_was_decided_this_week(client: Client, lone: User, waiting: Grant) -> None:
    approved(waiting, lone)
    assert "Intet afventer. Du har godkendt 1 og afvist 0 i denne uge." in text(client.get(INBOX), "#liste")
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        client.force_login(lone)
        assert "Du har godkendt 0 og afvist 0 i denne uge." in text(client.get(INBOX), "#liste")


def test_approved_in_one_act_and_the_next_is_shown(client: Client, lone: User, anne: User, waiting: Grant) -> None:
    sent(bente(anne, name="Ida Klar"), wish(course("", "Nyt forløb"), quotes=two_quotes()), by=anne)
    assert decide(client, waiting, act="godkend").status_code == 422
    assert decide(client, waiting, act="godkend", code="other").status_code == 422
    answer = decide(client, waiting, **YES)
    assert answer.status_code == 302
    assert "til Ida Klar" in text(client.get(answer["Location"]), "#panel")
    assert decide(client, waiting, act="afvis", text="Nej").status_code == 422


def test_ones_own_and_those_of_other_teams_are_not_there(client: Client, lone: User, anne: User) -> None:
    own = sent(bente(lone, name="Egen Borger"), wish(course("yellow"), quotes=two_quotes()), by=lone)
    vera = caseworker("Vera Vest", team=a_team("Jobteam Vest"), hours=False)
    foreign = sent(bente(vera, name="Vibeke Vest"), wish(course("yellow", "Andet"), quotes=two_quotes()), by=vera)
    assert "Intet afventer." in text(client.get(INBOX))
    assert decide(client, own, **YES).status_code == 422
    assert decide(client, foreign, **YES).status_code == 404
    assert not Activity.objects.exists()


def test_a_protected_citizen_is_decided_on_without_a_name(client: Client, lone: User, anne: User) -> None:
    grant = sent(
        bente(anne, name="Hemmelig Person", protected=True), wish(course("yellow"), quotes=two_quotes()), by=anne
    )
    page = client.get(INBOX).content.decode()
    assert "Hemmelig" not in page
    assert grant.case.citizen.public_id not in page
    assert "Beskyttet borger" in page
    decide(client, grant, **YES)
    grant.refresh_from_db()
    assert grant.status == "granted"


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.JOB_CONSULTANT, Role.SPECIALIST])
def test_for_others_there_is_no_inbox(client: Client, waiting: Grant, role: Role) -> None:
    client.force_login(employee("Anden Person", role, team=a_team()))
    assert client.get(INBOX).status_code == 404
    assert decide(client, waiting, **YES).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_the_database_is_asked_as_often_for_many(
    client: Client, lone: User, waiting: Grant, anne: User, more: int
) -> None:
    yellow = course("yellow", "Andet forløb")
    for number in range(more):
        case = bente(anne, name=f"Borger {number}")
        sent(case, wish(yellow, quotes=two_quotes()), by=anne)
    assert_baseline("approvals", statements(client, INBOX))
    assert Case.objects.exists()
