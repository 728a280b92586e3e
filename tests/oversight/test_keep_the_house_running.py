"""A system administrator sees the runs, what failed, and starts a run; everybody at work can read the rules."""

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from cases.models import SweepFailure, SweepRun
from cases.services import sweep
from cases.services.policies.in_force import current_policy
from rules import rulebook
from staff.models import Role
from tests.people import NOW, TODAY, a_team, employee, insured

pytestmark = pytest.mark.django_db
RULE_READERS = {Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(employee("Ulrik Fjordhøj", Role.SYSTEM_ADMIN))
    return client


def test_before_the_first_run_the_page_says_what_to_do(admin: Client) -> None:
    assert "har ikke kørt endnu" in admin.get("/drift/").content.decode()


def test_failed_cases_are_shown_with_their_reason_and_without_a_name(admin: Client) -> None:
    case = insured("Hanna Lysgaard", first_unemployed_on=TODAY)
    with time_machine.travel(NOW, tick=False):
        sweep.run(today=TODAY, now=NOW, kind="manual")
    SweepFailure.objects.create(run=SweepRun.objects.get(), case=case, reason="Perioder overlapper")
    page = admin.get("/drift/").content.decode()
    assert f"Sag {case.pk}" in page
    assert "Perioder overlapper" in page
    assert case.citizen.name not in page


def test_a_run_is_started_from_the_page(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from cases.tasks import sweep as task

    sent = []
    monkeypatch.setattr(task, "delay", lambda: sent.append("sweep"))
    answer = admin.post("/drift/koer/", follow=True)
    assert "sat i gang" in answer.content.decode()
    assert sent == ["sweep"]
    assert admin.get("/drift/koer/").status_code == 405


def test_without_a_broker_the_page_says_so(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from kombu.exceptions import OperationalError

    from cases.tasks import sweep as task

    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(task, "delay", refuse)
    assert "Køen svarer ikke" in admin.post("/drift/koer/", follow=True).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_page_to_start_on_and_only_its_own(client: Client, role: Role) -> None:
    client.force_login(employee("Egon Andersen", role, team=a_team()))
    assert client.get("/", follow=True).status_code == 200
    assert (client.get("/drift/").status_code == 200) is (role == Role.SYSTEM_ADMIN)
    assert (client.get("/regler/").status_code == 200) is (role in RULE_READERS)


def test_the_rules_stand_with_number_source_and_status(client: Client) -> None:
    client.force_login(employee("Sidsel Ravkrog", Role.SPECIALIST))
    page = client.get("/regler/").content.decode()
    for rule in current_policy().rules:
        assert f'id="{rule.id}"' in page
        assert rule.title in page


def test_a_rule_that_is_not_computed_says_what_it_waits_for(client: Client) -> None:
    client.force_login(employee("Sidsel Ravkrog", Role.SPECIALIST))
    page = client.get("/regler/").content.decode()
    computed = {row.id for row in (*current_policy().rules, *current_policy().gates)}
    for entry in rulebook.entries():
        assert page.count(f'id="{entry.id}"') == 1, entry.id
        if entry.id not in computed:
            assert escape(entry.title) in page
            said = f'Venter<span class="sub">på {entry.waiting_for}</span>' if entry.waiting_for else "Beregnes ikke i"
            assert said in page, entry.id
