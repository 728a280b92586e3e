"""A specialist drafts a new version of a rule, another one approves it, and on its day the deadlines follow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from kombu.exceptions import OperationalError

from cases import explanations, tasks
from cases.models import Case, Deadline, RuleProfile, RuleVersion, SweepRun
from cases.models.rule_versions import State, Table
from cases.models.runs import RunKind, RunStatus
from cases.services import deadlines, sweep
from cases.services.policies import approval, candidates, checks, drafts, impact, turning
from cases.services.policies.in_force import current_policy, one_policy
from rules.vocabulary import PhaseIn
from staff.models import Role, User
from staff.refusals import Refused, Stale
from tests import people
from tests.people import NOW, TODAY, at

RULE = "REB23-48"
MARCH = date(2027, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def henriette() -> User:
    return people.employee("Henriette Brandt", Role.SPECIALIST)


@pytest.fixture
def oscar() -> User:
    return people.employee("Oscar Thygesen", Role.SPECIALIST)


def drafted(by: User, phase_in: PhaseIn = PhaseIn.ALL_OPEN, valid_from: date = MARCH, **changes: Any) -> RuleVersion:
    """Visitation within four months instead of six."""
    draft = drafts.begin(rule_id=RULE, valid_from=valid_from, phase_in=phase_in, by=by, now=NOW)
    return drafts.edit(draft=draft, changes={"within": "4 months"} | changes, revision=1, by=by, now=NOW)


def approved(draft: RuleVersion, by: User, today: date = TODAY) -> RuleVersion:
    return approval.approve(draft=draft, revision=draft.revision, reason="Punkt 6", by=by, today=today, now=NOW)


def swept(day: date, kind: str = RunKind.HOURLY) -> SweepRun:
    done = sweep.run(today=day, now=at(day, 6), kind=kind)
    assert done.run is not None
    return done.run


def test_a_draft_begins_as_the_newest_version(henriette: User) -> None:
    draft = drafts.begin(rule_id=RULE, valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=henriette, now=NOW)
    assert (draft.version, draft.state, draft.revision, draft.editors) == (2, State.DRAFT, 1, [henriette.pk])
    trial = candidates.of_draft(draft)
    assert (trial.after.version, trial.after.valid_from, trial.after.phase_in) == (2, MARCH, PhaseIn.ALL_OPEN)
    assert trial.after.terms == trial.before.terms
    assert current_policy().rule(RULE) == trial.before, "a draft changes nothing"
    with pytest.raises(Refused, match="Der er allerede et udkast"):
        drafts.begin(rule_id=RULE, valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=henriette, now=NOW)


def test_values_are_read_strictly_and_the_field_is_named(henriette: User) -> None:
    draft = drafted(henriette)
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"within": "4 måner"}, "within", "er ikke et tidsrum"),
        ({"groups": ["cash_job_reddy"]}, "groups", "kendes ikke"),
        ({"met_by.referrals": []}, "met_by.referrals", "ikke en liste med indhold"),
        ({"groups": ["cash_activity_ready"]}, "groups", "hul: version 2 fra 1. marts 2027 siger intet om"),
        ({"valid_from": None}, "valid_from", "mangler"),
        ({"kind": "window"}, "kind", "kan en ny version ikke ændre"),
    ]
    for changes, field, text in wrong:
        with pytest.raises(Refused, match=text) as refused:
            drafts.edit(draft=draft, changes=changes, revision=2, by=henriette, now=NOW)
        assert refused.value.field == field
    draft.refresh_from_db()
    assert draft.revision == 2


def test_values_nobody_has_saved_are_tried_without_writing(henriette: User) -> None:
    before = RuleVersion.objects.count()
    changes = {"within": "3 months", "valid_from": MARCH, "phase_in": "new_courses"}
    trial = candidates.trial(rule_id=RULE, changes=changes)
    assert (trial.after.version, str(trial.after.phase_in)) == (2, "new_courses")
    again = candidates.trial(rule_id=RULE, changes={"within": "2 months"}, base=drafted(henriette))
    assert again.after.terms != trial.after.terms
    assert RuleVersion.objects.count() == before + 1


def test_only_some_may_write_and_only_specialists_approve(henriette: User) -> None:
    leader, anne = people.team_leader(), people.caseworker()
    with pytest.raises(Refused, match="Kun fagkonsulenter og funktionsledere"):
        drafted(anne)
    draft = drafted(leader)
    for person, text in ((anne, "Kun en fagkonsulent"), (leader, "Kun en fagkonsulent")):
        with pytest.raises(Refused, match=text):
            approved(draft, person)
        with pytest.raises(Refused, match="Kun en fagkonsulent"):
            drafts.send_back(draft=draft, revision=2, reason="Nej", by=person, now=NOW)
    assert approved(draft, henriette).state is State.APPROVED


def test_nobody_approves_what_they_have_written_or_changed(henriette: User, oscar: User) -> None:
    draft = drafted(henriette)
    with pytest.raises(Refused, match="skrevet eller rettet udkastet"):
        approved(draft, henriette)
    draft = drafts.edit(draft=draft, changes={"why": "Udvalget"}, revision=2, by=oscar, now=NOW)
    assert not approval.may_approve(oscar, draft)
    with pytest.raises(Refused, match="skrevet eller rettet udkastet"):
        approved(draft, oscar)
    with pytest.raises(IntegrityError, match="rule_version_second_person"), transaction.atomic():
        RuleVersion.objects.filter(pk=draft.pk).update(approved_by=oscar, approved_at=NOW, approval_reason="x")


def test_nobody_approves_another_text_than_the_one_read(henriette: User, oscar: User) -> None:
    draft = drafted(henriette)
    drafts.edit(draft=draft, changes={"within": "2 months"}, revision=2, by=henriette, now=at(TODAY, 9, 12))
    with pytest.raises(Stale, match=r"Udkastet er ændret kl\. 9\.12 af Henriette Brandt\. Læs ændringen"):
        approved(draft, oscar)
    with pytest.raises(Stale):
        drafts.edit(draft=draft, changes={"within": "5 months"}, revision=2, by=oscar, now=NOW)


def test_sent_back_and_withdrawn(henriette: User, oscar: User) -> None:
    draft = drafts.send_back(draft=drafted(henriette), revision=2, reason="Ret kilden", by=oscar, now=at(TODAY, 10))
    assert (draft.state, draft.return_reason) == (State.DRAFT, "Ret kilden")
    with pytest.raises(Stale, match=r"kl\. 10\.00 af Oscar Thygesen"):
        drafts.withdraw(draft=draft, revision=2, by=henriette, now=NOW)
    gone = drafts.withdraw(draft=draft, revision=3, by=henriette, now=NOW)
    assert gone.state is State.WITHDRAWN
    with pytest.raises(Refused, match="trukket udkastet tilbage"):
        approved(gone, oscar)
    assert drafted(henriette).version == 3


def test_an_approved_version_is_final(henriette: User, oscar: User) -> None:
    version = approved(drafted(henriette), oscar)
    assert (version.approved_by, version.approval_reason) == (oscar, "Punkt 6")
    assert approved(version, oscar) == version, "the second sending finds it done"
    one = RuleVersion.objects.filter(pk=version.pk)
    acts: list[Callable[[], object]] = [
        lambda: one.update(row="x"),
        lambda: one.update(valid_from=TODAY),
        lambda: one.update(approved_at=None, approved_by=None),
        lambda: one.delete(),
        lambda: RuleVersion.objects.of_rule(RULE).filter(version=1).update(row="x"),
        lambda: RuleVersion.objects.of_rule(RULE).filter(version=1).update(in_force_at=None),
    ]
    for act in acts:
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            act()
    with pytest.raises(Refused, match="Oscar Thygesen har godkendt versionen"):
        drafts.edit(draft=version, changes={"within": "1 months"}, revision=2, by=henriette, now=NOW)


def test_what_blocks_and_what_warns(henriette: User, oscar: User) -> None:
    people.activity_ready_cash(since=date(2026, 9, 21))
    draft = drafted(henriette, status="unverified")
    found = {check.code: check for check in checks.of(draft=draft, today=TODAY)}
    assert {code: str(check.level) for code, check in found.items()} == {
        "coverage": "ok",
        "scenarios": "ok",
        "day_one": "warning",
        "source": "warning",
    }
    assert found["day_one"].text == "1 frist er overskredet på første dag"
    assert "4 målgrupper kontrolleret" in found["coverage"].detail[0]
    with pytest.raises(Refused, match=r"1\. marts 2027 er passeret"):
        approved(draft, oscar, today=MARCH + timedelta(days=1))
    RuleVersion.objects.filter(pk=draft.pk).update(row=draft.row.replace('"cash_activity_ready", ', ""))
    draft.refresh_from_db()
    (coverage, *_) = checks.of(draft=draft, today=TODAY)
    assert (coverage.code, coverage.level) == ("coverage", "blocks")
    assert "hul: version 2 fra 1. marts 2027 siger intet om Kontanthjælp, aktivitetsparat" in coverage.detail[0]
    with pytest.raises(Refused, match=r"hul: version 2 fra 1\. marts 2027"):
        approved(draft, oscar)


def test_a_retired_rule_says_none_for_all(henriette: User, oscar: User) -> None:
    case = people.activity_ready_cash(since=date(2026, 12, 1))
    draft = drafts.retire(rule_id=RULE, valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=henriette, now=NOW)
    approved(draft, oscar)
    assert Deadline.objects.filter(case=case, rule=RULE, superseded_at=None).exists()
    swept(MARCH)
    assert not Deadline.objects.filter(case=case, rule=RULE, superseded_at=None).exists()


class Town:
    """Five citizens: open, met before, met after, over before, and of another rule; with all their rows."""

    def __init__(self) -> None:
        self.open = people.activity_ready_cash("Inga Thomsen", since=date(2026, 9, 21))
        self.met = people.activity_ready_cash("Abdi Nuur", since=date(2026, 9, 1))
        people.referred(self.met, date(2026, 11, 1))
        self.other = people.job_ready_cash("Peter Ravn", since=date(2026, 11, 2))
        self.over = people.in_group(
            people.case_of(people.citizen("Pia Holm"), since=date(2025, 1, 6)),
            "edu_activity_ready",
            since=date(2025, 1, 6),
            until=date(2025, 3, 1),
        )
        self.insured = people.insured("Hanna Lysgaard", first_unemployed_on=date(2026, 11, 2))

    def rows(self, *cases: Case) -> dict[int, tuple[int, date | None]]:
        """The current rows of the cases by id, with version and date."""
        return {
            row.pk: (row.rule_version, row.due_on)
            for row in Deadline.objects.filter(case__in=cases, superseded_at=None)
        }


@pytest.mark.parametrize(
    ("phase_in", "version", "due_on"),
    [
        (PhaseIn.ALL_OPEN, 2, date(2027, 1, 21)),
        (PhaseIn.NEW_COURSES, 1, date(2027, 3, 21)),
        (PhaseIn.AFTER_NEXT_EVENT, 1, date(2027, 3, 21)),
    ],
)
def test_the_day_comes(henriette: User, oscar: User, phase_in: PhaseIn, version: int, due_on: date) -> None:
    town = Town()
    swept(TODAY)
    everybody = town.rows(town.open, town.met, town.over, town.other, town.insured)
    draft = approved(drafted(henriette, phase_in, cite="Udvalget, punkt 6"), oscar)
    assert swept(MARCH - timedelta(days=1)).cases == 0, "the day before nothing is computed anew"
    assert draft.state is State.APPROVED and turning.rebuilding(draft) is None
    assert town.rows(town.open, town.met, town.over, town.other, town.insured) == everybody

    run = swept(MARCH)
    draft.refresh_from_db()
    old = RuleVersion.objects.of_rule(RULE).get(version=1)
    assert (draft.state, old.state) == (State.IN_FORCE, State.EXPIRED)
    assert (run.cases, run.total, run.status, run.incident) == (5, 5, RunStatus.OK, False)
    assert turning.rebuilding(draft) == run

    row = Deadline.objects.get(case=town.open, rule=RULE, superseded_at=None)
    assert (row.rule_version, row.due_on) == (version, due_on)
    others = town.rows(town.met, town.over, town.other, town.insured)
    assert others == {pk: told for pk, told in everybody.items() if pk in others}, "all others untouched"
    assert len(others) == len(everybody) - len(town.rows(town.open))
    assert run.rows_changed == (1 if phase_in is PhaseIn.ALL_OPEN else 0)

    again = swept(MARCH, RunKind.VERIFICATION)
    assert (again.incident, again.rows_changed, again.status) == (False, 0, RunStatus.OK)


def test_old_rows_are_kept_with_their_source(henriette: User, oscar: User) -> None:
    town = Town()
    swept(TODAY)
    approved(drafted(henriette, cite="Udvalget, punkt 6"), oscar)
    swept(MARCH)
    old, new = Deadline.objects.filter(case=town.open, rule=RULE).order_by("pk")
    assert (old.superseded_at is None, new.superseded_at) == (False, None)
    assert old.rule_digest != new.rule_digest
    sources = [explanations.of_deadline(row, today=MARCH).source for row in (old, new)]
    assert "Indsatsstrategi 2023" in sources[0] and "Udvalget, punkt 6" in sources[1]
    met = Deadline.objects.get(case=town.met, rule=RULE, superseded_at=None)
    assert "Indsatsstrategi 2023" in explanations.of_deadline(met, today=MARCH).source


def test_a_new_fact_after_the_day_is_judged_by_the_new_version(henriette: User, oscar: User) -> None:
    approved(drafted(henriette), oscar)
    swept(MARCH)
    case = people.activity_ready_cash(since=MARCH)
    row = Deadline.objects.get(case=case, rule=RULE)
    assert (row.rule_version, row.due_on) == (2, date(2027, 7, 1))
    assert deadlines.rebuild(now=NOW).rows_changed == 0


def test_a_case_that_fails_is_alone_and_can_be_tried_again(
    henriette: User, oscar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town()
    swept(TODAY)
    approved(drafted(henriette), oscar)
    evaluate = deadlines.evaluate

    def broken(facts: Any, policy: Any) -> Any:
        if facts.target_groups and facts.target_groups[0].first_on == date(2026, 9, 21):
            raise ValueError
        return evaluate(facts, policy)

    monkeypatch.setattr(deadlines, "evaluate", broken)
    run = swept(MARCH)
    assert (run.status, list(run.failures.values_list("case", flat=True))) == (RunStatus.WITH_ERRORS, [town.open.pk])
    assert Deadline.objects.get(case=town.open, rule=RULE, superseded_at=None).rule_version == 1
    monkeypatch.undo()
    again = swept(MARCH, RunKind.POLICY)
    assert (again.status, again.incident, again.cases) == (RunStatus.OK, False, 5)
    assert Deadline.objects.get(case=town.open, rule=RULE, superseded_at=None).rule_version == 2


def test_a_row_written_past_the_services_is_still_an_incident(henriette: User, oscar: User) -> None:
    town = Town()
    approved(drafted(henriette), oscar)
    swept(MARCH)
    Deadline.objects.filter(case=town.open, rule=RULE, superseded_at=None).update(due_on=date(2030, 1, 1))
    assert swept(MARCH, RunKind.VERIFICATION).incident


def test_what_would_happen(henriette: User, monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town()
    asked: list[object] = []
    assemble = impact.assemble
    monkeypatch.setattr(impact, "assemble", lambda records: asked.append(records) or assemble(records))
    swept(TODAY)
    before = list(Deadline.objects.values())
    trial = candidates.of_draft(drafted(henriette))
    found = impact.measured(trial=trial, today=TODAY)
    open_now = found[PhaseIn.ALL_OPEN]
    assert (open_now.moved, open_now.overdue, open_now.met, open_now.failed) == (1, 1, 1, 0)
    (move,) = open_now.moves
    assert move.case_id == town.open.pk and move.overdue
    assert move.before is not None and move.after is not None
    assert (move.before.due_on, move.after.due_on) == (date(2027, 3, 21), date(2027, 1, 21))
    assert found[PhaseIn.NEW_COURSES].moved == found[PhaseIn.AFTER_NEXT_EVENT].moved == 0
    assert len(asked) == 3 < Case.objects.count(), "only those of whom the rule may speak"
    assert list(Deadline.objects.values()) == before


def test_what_would_happen_is_what_happens(henriette: User, oscar: User) -> None:
    Town()
    swept(TODAY)
    draft = drafted(henriette)
    would = impact.measured(trial=candidates.of_draft(draft), today=TODAY)[PhaseIn.ALL_OPEN]
    approved(draft, oscar)
    run = swept(MARCH)
    moved = Deadline.objects.filter(rule=RULE, rule_version=2, superseded_at=None)
    assert {(row.case_id, row.due_on) for row in moved} == {
        (move.case_id, move.after.due_on) for move in would.moves if move.after is not None
    }
    assert run.rows_changed == would.moved


def test_who_when_and_why_stand_in_the_change_history(henriette: User, oscar: User) -> None:
    version = approved(drafted(henriette, why="Flere i praktik"), oscar)
    swept(MARCH)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_label, revision, why, approved_by_id, in_force_at IS NOT NULL FROM cases_ruleversionevent"
            " WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [version.pk],
        )
        rows = cursor.fetchall()
    assert [row[0] for row in rows] == ["insert", "update", "update", "update"]
    assert rows[1][1:3] == (2, "Flere i praktik")
    assert [row[3] for row in rows] == [None, None, oscar.pk, oscar.pk]
    assert [row[4] for row in rows] == [False, False, False, True]


def test_a_page_asks_once_for_the_rules(django_assert_num_queries: Any) -> None:
    current_policy()
    with django_assert_num_queries(1):
        current_policy()
    with one_policy(), django_assert_num_queries(1):
        assert current_policy() is current_policy()


def test_gates_have_versions_too(henriette: User, oscar: User) -> None:
    draft = drafts.begin(
        rule_id="REB23-22", table=Table.GATE, valid_from=MARCH, phase_in=PhaseIn.NEW_COURSES, by=henriette, now=NOW
    )
    draft = drafts.edit(draft=draft, changes={"suppliers": 3}, revision=1, by=henriette, now=NOW)
    approved(draft, oscar)
    swept(MARCH)
    gates = [gate for gate in current_policy().gates if gate.id == "REB23-22"]
    assert [gate.terms.suppliers for gate in gates] == [2, 3]
    assert RuleProfile.objects.get().fingerprint == current_policy().fingerprint


def test_the_queue_is_asked_and_may_be_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(tasks.new_rules, "delay", lambda: asked.append("rules"))
    assert tasks.start_new_rules()
    assert asked == ["rules"]

    def silent(*given: object) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.new_rules, "delay", silent)
    assert not tasks.start_new_rules()


def test_the_task_lets_rules_take_effect(henriette: User, oscar: User) -> None:
    case = people.activity_ready_cash(since=date(2026, 9, 21))
    with time_machine.travel(at(MARCH, 9), tick=False):
        approved(drafted(henriette), oscar, today=MARCH)
        tasks.new_rules()
    run = SweepRun.objects.get()
    assert (run.kind, run.cases, run.total, run.status) == (RunKind.POLICY, 1, 1, RunStatus.OK)
    assert Deadline.objects.get(case=case, rule=RULE, superseded_at=None).rule_version == 2
