"""Two people and one rule at once: one draft, one approval, and no deadline computed by rules that hold no more."""

from collections import Counter
from datetime import date
from functools import partial
from threading import Event
from uuid import uuid4

import pytest
from django.db import transaction

from cases.models import Deadline, RuleVersion
from cases.models.rule_versions import State
from cases.services import deadlines, sweep
from cases.services.policies import approval, drafts, turning
from rules.vocabulary import PhaseIn
from staff.models import Role, User
from staff.refusals import Refused, Stale
from tests import people
from tests.cases.test_two_people_at_once import at_once
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "REB23-48"


def specialist(name: str) -> User:
    return people.employee(name, Role.SPECIALIST)


def drafted(by: User, valid_from: date = TODAY) -> RuleVersion:
    draft = drafts.begin(rule_id=RULE, valid_from=valid_from, phase_in=PhaseIn.ALL_OPEN, by=by, now=NOW)
    return drafts.edit(draft=draft, changes={"within": "4 months"}, revision=1, by=by, now=NOW)


def approve(draft: RuleVersion, by: User) -> RuleVersion:
    return approval.approve(draft=draft, revision=2, reason=f"Punkt {uuid4()}", by=by, today=TODAY, now=NOW)


def test_two_begin_a_draft() -> None:
    writers = [specialist(name) for name in ("Ada Holm", "Bo Lund", "Eva Krag")]
    answers = at_once([partial(drafted, by) for by in writers])
    assert Counter(type(answer) for answer in answers) == {RuleVersion: 1, Refused: 2}
    assert RuleVersion.objects.open_drafts().count() == 1


def test_two_approve_and_one_sends_twice() -> None:
    draft = drafted(specialist("Henriette Brandt"))
    oscar, ole = specialist("Oscar Thygesen"), specialist("Ole Vind")
    answers = at_once([partial(approve, draft, by) for by in (oscar, ole, oscar, ole)])
    draft.refresh_from_db()
    assert draft.approved_by in (oscar, ole) and draft.state is State.APPROVED
    assert Counter(type(answer) for answer in answers) == {RuleVersion: 2, Refused: 2}
    said = {str(answer) for answer in answers if isinstance(answer, Refused)}
    assert said == {f"{draft.approved_by} har godkendt versionen."}


def test_one_changes_what_another_approves() -> None:
    writer, oscar = specialist("Henriette Brandt"), specialist("Oscar Thygesen")
    draft = drafted(writer)

    def change() -> RuleVersion:
        return drafts.edit(draft=draft, changes={"within": "2 months"}, revision=2, by=writer, now=NOW)

    answers = at_once([lambda: approve(draft, oscar), change])
    draft.refresh_from_db()
    if isinstance(answers[0], Stale):
        assert draft.state is State.DRAFT and '"2 months"' in draft.row
    else:
        assert isinstance(answers[1], Refused)
        assert draft.state is State.APPROVED and '"4 months"' in draft.row


def test_a_version_waits_for_whoever_is_writing_a_fact() -> None:
    """Without the wait the fact would be judged by the old version after the computation of all cases had passed it."""
    case = people.activity_ready_cash(since=date(2026, 9, 21))
    approve(drafted(specialist("Henriette Brandt")), specialist("Oscar Thygesen"))
    writing, seen = Event(), []

    def write() -> None:
        with transaction.atomic():
            deadlines.refresh(case, now=NOW)
            writing.set()
            Event().wait(0.5)
            seen.append(RuleVersion.objects.of_rule(RULE).get(version=2).in_force_at)

    def take_effect() -> None:
        assert writing.wait(30)
        turning.take_effect(today=TODAY, now=NOW)

    assert at_once([write, take_effect]) == [None, None]
    assert seen == [None]
    assert RuleVersion.objects.of_rule(RULE).get(version=2).in_force_at == NOW
    assert deadlines.rebuild(now=at(TODAY, 9)).rows_changed == 1
    assert Deadline.objects.get(case=case, rule=RULE, superseded_at=None).rule_version == 2


def test_two_sweeps_let_a_version_take_effect_once() -> None:
    people.activity_ready_cash(since=date(2026, 9, 21))
    approve(drafted(specialist("Henriette Brandt")), specialist("Oscar Thygesen"))
    answers = at_once([lambda: sweep.run(today=TODAY, now=NOW)] * 2)
    assert all(isinstance(answer, sweep.Swept) for answer in answers), answers
    sweep.run(today=TODAY, now=at(TODAY, 9))
    assert Deadline.objects.filter(rule=RULE, superseded_at=None).get().rule_version == 2
    assert Deadline.objects.filter(rule=RULE).count() == 2
