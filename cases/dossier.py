"""Everything stored about one case, also what was voided, with who and when: read once for a page, in four queries."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db import connection

from cases.models import Activity, Case, Conversation, Deadline
from cases.models.course import DetailKey


class Entry(NamedTuple):
    """One small record: group, pause, referral, consideration, goal, candidate, next, detail, document, responsibility,
    notice, gap, grant, dispensation (`flag`: by a right of the law), undone (a leader's decision, and its reason),
    agenda, outcome (of a sparringsmøde), follow_up, discussion, not_extended, ladder or clarified (`flag`: it is the
    aim, `person`: why).

    `on`..`until` are its days (next: set on, due on; notice: told on, due on; candidate: put forward on, result on),
    `code` its group, reason, kind, letter, rule, result or missing fact, `text` its words (group: name; gap: rule;
    referral: wishes; goal: occupation; candidate: the job; document: title), `person` the consultant or caseworker it
    names (gap: family). Of what happens to a grant `code` is the offer and `person_id` the grant; `person` is why it
    goes on after a follow-up, or who took part in a discussion. Of a dispensation `person` is the reason and
    `person_id` the grant that uses it. The last three are the days a target group's clocks start from.
    """

    kind: str
    pk: int
    on: date | None
    until: date | None
    code: str
    text: str
    flag: bool | None
    ordinal: int | None
    moment: datetime | None
    person_id: int | None
    person: str
    recorded_at: datetime
    recorded_by: str
    voided_at: datetime | None
    voided_by: str
    void_reason: str
    first_absence_on: date | None = None
    first_unemployed_on: date | None = None
    visited_on: date | None = None


WHO = "COALESCE(NULLIF(TRIM({0}.first_name || ' ' || {0}.last_name), ''), {0}.username, '')"
FACT = f"f.recorded_at, {WHO.format('r')}, f.voided_at, {WHO.format('v')}, f.void_reason"
JOINS = "LEFT JOIN staff_user r ON r.id = f.recorded_by_id LEFT JOIN staff_user v ON v.id = f.voided_by_id"
STATEMENT = f"""
SELECT 'group', f.id, f.from_on, f.to_on, f.group_id, g.name, NULL::boolean, NULL::integer, NULL::timestamptz,
       NULL::bigint, '', {FACT}, f.first_absence_on, f.first_unemployed_on, f.visited_on
  FROM cases_targetgroupperiod f {JOINS} JOIN cases_targetgroup g ON g.code = f.group_id
 WHERE f.case_id = %(case)s
UNION ALL
SELECT 'gap', f.id, f.since, f.until, f.fact, f.rule, NULL, NULL, NULL, NULL, f.family,
       f.computed_at, '', NULL, '', '', NULL, NULL, NULL
  FROM cases_gap f WHERE f.case_id = %(case)s AND f.superseded_at IS NULL
UNION ALL
SELECT 'pause', f.id, f.from_on, f.to_on, f.reason, '', NULL, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_pause f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'referral', f.id, f.on_date, f.ended_on, f."to", f.wishes, NULL, NULL, NULL, f.consultant_id, {WHO.format("p")},
       {FACT}, NULL, NULL, NULL
  FROM cases_referral f {JOINS} LEFT JOIN staff_user p ON p.id = f.consultant_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'consideration', f.id, f.on_date, NULL, f.of, f.reason, f.wanted, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_consideration f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'goal', f.id, f.from_on, f.to_on, f.letter, f.occupation, NULL, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_jobgoal f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'candidate', f.id, f.on_date, f.result_on, f.result, o.occupation || ' hos ' || c.name, NULL, NULL, NULL, NULL,
       '', {FACT}, NULL, NULL, NULL
  FROM cases_candidate f {JOINS} JOIN companies_joborder o ON o.id = f.order_id
       JOIN companies_company c ON c.id = o.company_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'ladder', f.id, f.on_date, NULL, f.step::text, f.name, NULL, f.step, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_ladderstep f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'clarified', f.id, f.on_date, NULL, f.step::text, f.name, f.possible, f.step, NULL, NULL, f.reason,
       {FACT}, NULL, NULL, NULL
  FROM cases_clarifiedstep f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'next', f.id, f.set_on, f.due_on, '', f.reason, NULL, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_nextconversation f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'detail', f.id, f.on_date, NULL, f.key, f.text, NULL, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_casedetail f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'document', f.id, NULL, NULL, '', f.title, NULL, NULL, NULL, NULL, '', {FACT}, NULL, NULL, NULL
  FROM cases_document f {JOINS} WHERE f.case_id = %(case)s
UNION ALL
SELECT 'responsibility', f.id, f.from_on, f.to_on, '', '', NULL, NULL, NULL, f.user_id, {WHO.format("p")},
       f.recorded_at, {WHO.format("r")}, NULL, '', '', NULL, NULL, NULL
  FROM cases_responsibility f LEFT JOIN staff_user r ON r.id = f.recorded_by_id
       JOIN staff_user p ON p.id = f.user_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'notice', f.id, f.noticed_on, f.due_on, f.rule, '', NULL, f.ordinal, f.noticed_at, f.caseworker_id,
       {WHO.format("p")}, f.noticed_at, '', NULL, '', '', NULL, NULL, NULL
  FROM cases_notice f LEFT JOIN staff_user p ON p.id = f.caseworker_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'grant', f.id, f.from_on, f.to_on, f.status,
       CASE WHEN f.extends_id IS NULL THEN o.name ELSE 'Forlængelse af ' || o.name END, f.needs_approval,
       (SELECT count(*)::integer FROM cases_grantquestion q WHERE q.grant_id = f.id AND q.answered_at IS NULL),
       f.decided_at, f.decided_by_id,
       {WHO.format("p")}, {FACT}, NULL, NULL, NULL
  FROM cases_grant f {JOINS} LEFT JOIN staff_user p ON p.id = f.decided_by_id JOIN offers_offer o ON o.id = f.offer_id
 WHERE f.case_id = %(case)s
UNION ALL
SELECT 'undone', f.id, NULL, NULL, f.status, o.name, NULL, NULL, f.decided_at, f.grant_id, f.text,
       f.decided_at, {WHO.format("r")}, f.undone_at, {WHO.format("v")}, 'Fortrudt', NULL, NULL, NULL
  FROM cases_undonedecision f JOIN cases_grant g ON g.id = f.grant_id JOIN offers_offer o ON o.id = g.offer_id
       JOIN staff_user r ON r.id = f.decided_by_id JOIN staff_user v ON v.id = f.undone_by_id
 WHERE g.case_id = %(case)s
UNION ALL
SELECT 'agenda', f.id, f.from_on, f.settled_at::date, o.name, f.why, NULL, NULL, NULL, f.grant_id, '',
       {FACT}, NULL, NULL, NULL
  FROM cases_agendacase f {JOINS} JOIN cases_grant g ON g.id = f.grant_id JOIN offers_offer o ON o.id = g.offer_id
 WHERE f.case_id = %(case)s
UNION ALL
SELECT 'outcome', f.id, f.on_date, NULL, o.name, f.text, NULL, NULL, NULL, f.grant_id, f.outcome,
       f.recorded_at, {WHO.format("r")}, NULL, '', '', NULL, NULL, NULL
  FROM cases_sparringoutcome f JOIN cases_grant g ON g.id = f.grant_id JOIN offers_offer o ON o.id = g.offer_id
       JOIN staff_user r ON r.id = f.recorded_by_id WHERE g.case_id = %(case)s
UNION ALL
SELECT 'dispensation', f.id, f.decided_on, f.to_on, o.name, f.reference, f.ground = 'statutory_right', NULL, NULL,
       (SELECT g.id FROM cases_grant g WHERE g.dispensation_id = f.id AND g.voided_at IS NULL
           AND g.status IN ('pending', 'granted')), f.reason, {FACT}, NULL, NULL, NULL
  FROM cases_dispensation f {JOINS} JOIN offers_offer o ON o.id = f.offer_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'follow_up', f.id, f.on_date, NULL, o.name, f.text, f.progress AND f.keeps_agreement, NULL, NULL, f.grant_id,
       '', {FACT}, NULL, NULL, NULL
  FROM cases_grantfollowup f {JOINS} JOIN cases_grant g ON g.id = f.grant_id JOIN offers_offer o ON o.id = g.offer_id
 WHERE f.case_id = %(case)s
UNION ALL
SELECT 'discussion', f.id, f.on_date, NULL, o.name, f.text, f.agreed, NULL, NULL, f.grant_id, {WHO.format("p")},
       {FACT}, NULL, NULL, NULL
  FROM cases_grantdiscussion f {JOINS} JOIN cases_grant g ON g.id = f.grant_id JOIN offers_offer o ON o.id = g.offer_id
       JOIN staff_user p ON p.id = f.present_id WHERE f.case_id = %(case)s
UNION ALL
SELECT 'not_extended', f.id, f.decided_on, NULL, o.name, f.reason, NULL, NULL, NULL, f.grant_id, '',
       {FACT}, NULL, NULL, NULL
  FROM cases_grantnotextended f {JOINS} JOIN cases_grant g ON g.id = f.grant_id
       JOIN offers_offer o ON o.id = g.offer_id WHERE f.case_id = %(case)s
"""


@dataclass(frozen=True)
class Dossier:
    """The records of one case."""

    case: Case
    conversations: tuple[Conversation, ...]
    activities: tuple[Activity, ...]
    entries: tuple[Entry, ...]
    deadlines: tuple[Deadline, ...]

    def valid(self, kind: str) -> list[Entry]:
        """Entries of a kind that are not voided, earliest first."""
        return [entry for entry in self.entries if entry.kind == kind and entry.voided_at is None]

    @cached_property
    def groups(self) -> list[Entry]:
        """Target-group periods that hold, earliest first."""
        return self.valid("group")

    @cached_property
    def held(self) -> list[Conversation]:
        """Conversations that hold and were held, earliest first."""
        return [talk for talk in self.conversations if talk.voided_at is None and talk.status == "held"]

    @cached_property
    def booked(self) -> list[Conversation]:
        """Bookings without an outcome, earliest first."""
        return [talk for talk in self.conversations if talk.voided_at is None and talk.status == "booked"]

    @cached_property
    def given(self) -> list[Activity]:
        """Offers that hold and were not cancelled, earliest first."""
        return [row for row in self.activities if row.voided_at is None and row.status != "cancelled"]

    def group_on(self, today: date) -> Entry | None:
        """The target group of `today`."""
        for group in reversed(self.groups):
            if group.on and group.on <= today and (group.until is None or group.until >= today):
                return group
        return None

    def current_grants(self, today: date) -> list[Entry]:
        """Grants that wait, were refused, or whose days are not over yet, the newest first."""
        rows = [row for row in self.valid("grant") if row.code != "withdrawn" and row.until and row.until >= today]
        return sorted(rows, key=lambda row: row.pk, reverse=True)

    @cached_property
    def responsible(self) -> Entry | None:
        """Who is responsible now."""
        return next((entry for entry in self.valid("responsibility") if entry.until is None), None)

    @cached_property
    def consultant(self) -> Entry | None:
        """The last referral to a job consultant that has not ended."""
        open_ones = [e for e in self.valid("referral") if e.until is None and e.code == "job_consultant"]
        return open_ones[-1] if open_ones else None

    def goals_on(self, today: date) -> list[Entry]:
        """The job goals that hold on `today`, A first."""
        return sorted((goal for goal in self.valid("goal") if _covers(goal, today)), key=lambda goal: goal.code)

    def goals_not_on(self, today: date) -> list[Entry]:
        """Job goals before and after `today`, the newest first."""
        return [goal for goal in reversed(self.valid("goal")) if not _covers(goal, today)]

    def detail(self, key: DetailKey) -> Entry | None:
        """The single fact `key`."""
        return next((entry for entry in self.valid("detail") if entry.code == key), None)


def _covers(entry: Entry, day: date) -> bool:
    return entry.on is not None and entry.on <= day and (entry.until is None or entry.until >= day)


def read(case: Case) -> Dossier:
    """Read the records of `case`."""
    people = ("recorded_by", "voided_by")
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"case": case.pk})
        entries = sorted(
            (Entry._make(row) for row in cursor.fetchall()), key=lambda entry: (entry.on or date.min, entry.pk)
        )
    return Dossier(
        case=case,
        conversations=tuple(
            Conversation.objects.filter(case=case)
            .select_related("booked_with", "outcome_by", *people)
            .order_by("on_date", "starts_at", "pk")
        ),
        activities=tuple(
            Activity.objects.filter(case=case).select_related("offer", "company", *people).order_by("from_on", "pk")
        ),
        entries=tuple(entries),
        deadlines=tuple(Deadline.objects.filter(case=case).current().order_by("due_on", "rule", "ordinal")),
    )
