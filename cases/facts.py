"""From the records to the rules: what is known about a case, as `rules.facts.Facts`.

Two shapes of one statement: `facts_of` for one case, `stream_facts` for all cases of a range of ids, whose memory
does not grow with the number of cases outside the range. Only valid (not voided) facts are read. A closed case is
read too: its last period ends on the day it was closed.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from cases.models import Case
from rules.facts import (
    ActivityFact,
    CitizenFacts,
    ConsiderationFact,
    ConversationFact,
    Facts,
    FollowUpFact,
    GroupPeriod,
    Pause,
    ReferralFact,
)
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConsideredMatter,
    ConversationKind,
    ConversationStatus,
    Form,
    JobBrokerAnswer,
    Party,
    PauseReason,
    Place,
    ReferredTo,
    Sector,
    TargetGroup,
)

CITIZEN_DATES = frozenset({"residence_permit_on", "registered_on"})
"""Keys of `CaseDetail` that are dates the rules may ask for."""

ACTIVITY_TYPES = {str(member.value): member for member in ActivityType}
GROUPS = {str(member.value): member for member in TargetGroup}
KINDS = {str(member.value): member for member in ConversationKind}
STATUSES = {str(member.value): member for member in ConversationStatus}
FORMS = {str(member.value): member for member in Form}
PARTIES = {str(member.value): member for member in Party}


class Row(NamedTuple):
    """One record as read, in the order of the columns in `STATEMENT`. `grant` is the grant it belongs to."""

    case_id: int
    kind: str
    day1: date | None
    day2: date | None
    day3: date | None
    day4: date | None
    day5: date | None
    day6: date | None
    word1: str | None
    word2: str | None
    word3: str | None
    word4: str | None
    word5: str | None
    number: int | None
    grant: int | None


STATEMENT = """
SELECT c.id, 'case', course_start, closed_on, born_on, NULL::date, NULL::date, NULL::date,
       NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint, NULL::bigint
  FROM cases_case c JOIN cases_citizen z ON z.id = c.citizen_id WHERE c.id BETWEEN %(low)s AND %(high)s
UNION ALL
SELECT case_id, 'group', from_on, to_on, first_absence_on, first_unemployed_on, visited_on, NULL,
       group_id, job_broker, NULL, NULL, NULL, NULL, NULL
  FROM cases_targetgroupperiod WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'pause', from_on, to_on, NULL, NULL, NULL, NULL, reason, NULL, NULL, NULL, NULL, NULL, NULL
  FROM cases_pause WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'conversation', on_date, NULL, NULL, NULL, NULL, NULL,
       kind, status, form, held_by, array_to_string(parties, ','), number, NULL
  FROM cases_conversation WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'referral', on_date, ended_on, NULL, NULL, NULL, NULL, "to", NULL, NULL, NULL, NULL, NULL, NULL
  FROM cases_referral WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'consideration', on_date, NULL, NULL, NULL, NULL, NULL, of, NULL, NULL, NULL, NULL, NULL, NULL
  FROM cases_consideration WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT a.case_id, 'activity', a.from_on, a.to_on, a.granted_on, a.agreed_on,
       COALESCE(a.extension_decided_on, n.decided_on, (e.decided_at AT TIME ZONE 'Europe/Copenhagen')::date), g.to_on,
       a.type, a.status, a.place, a.sector, a.hours_per_week::text, a.company_id, a.grant_id
  FROM cases_activity a LEFT JOIN cases_grant g ON g.id = a.grant_id
       LEFT JOIN cases_grantnotextended n ON n.grant_id = a.grant_id AND n.voided_at IS NULL
       LEFT JOIN cases_grant e ON e.extends_id = a.grant_id AND e.status = 'granted' AND e.voided_at IS NULL
 WHERE a.case_id BETWEEN %(low)s AND %(high)s AND a.voided_at IS NULL
UNION ALL
SELECT case_id, 'follow_up', on_date, NULL, NULL, NULL, NULL, NULL,
       progress::text, keeps_agreement::text, NULL, NULL, NULL, NULL, grant_id
  FROM cases_grantfollowup WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'next', due_on, set_on, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, id, NULL
  FROM cases_nextconversation WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
UNION ALL
SELECT case_id, 'detail', on_date, NULL, NULL, NULL, NULL, NULL, key, text, NULL, NULL, NULL, NULL, NULL
  FROM cases_casedetail WHERE case_id BETWEEN %(low)s AND %(high)s AND voided_at IS NULL
"""

Grouped = dict[str, list[Row]]


def facts_of(case: Case) -> Facts:
    """The facts of one case, in one statement."""
    return assemble(next(iter(_grouped(case.pk, case.pk).values())))


def stream_facts(low_id: int, high_id: int) -> Iterator[tuple[int, Grouped]]:
    """(case id, its records) for every case with an id from `low_id` to `high_id`, in order of id.

    The records are handed over unread, so that a case whose records cannot be read is the caller's to report:
    `assemble` makes the facts.
    """
    yield from sorted(_grouped(low_id, high_id).items())


def _grouped(low_id: int, high_id: int) -> dict[int, Grouped]:
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"low": low_id, "high": high_id})
        records = cursor.fetchall()
    cases: dict[int, Grouped] = {record[0]: {} for record in records if record[1] == "case"}
    for record in records:
        row = Row._make(record)
        if row.case_id in cases:
            cases[row.case_id].setdefault(row.kind, []).append(row)
    return cases


def assemble(grouped: Grouped) -> Facts:
    """The facts of one case from its records. Raises ValueError or KeyError when a record holds a word the rules
    do not know."""
    (case,) = grouped["case"]
    return Facts(
        citizen=_citizen(case, grouped),
        course_start=case.day1,
        target_groups=tuple(_period(row, case.day2) for row in grouped.get("group", ()) if _begun(row, case.day2)),
        pauses=tuple(_pause(row) for row in grouped.get("pause", ())),
        conversations=tuple(_conversation(row) for row in grouped.get("conversation", ())),
        referrals=tuple(_referral(row) for row in grouped.get("referral", ())),
        considerations=tuple(_consideration(row) for row in grouped.get("consideration", ())),
        activities=tuple(
            _activity(row, [talk for talk in grouped.get("follow_up", ()) if row.grant == talk.grant])
            for row in grouped.get("activity", ())
        ),
    )


def _citizen(case: Row, grouped: Grouped) -> CitizenFacts:
    known: dict[str, Any] = {
        row.word1: row.day1 for row in grouped.get("detail", ()) if row.word1 in CITIZEN_DATES and row.day1
    }
    latest = max(grouped.get("next", ()), key=_order_set, default=None)
    if latest is not None:
        known |= {"next_conversation_on": latest.day1, "next_conversation_set_on": latest.day2}
    return CitizenFacts(born_on=case.day3, **known)


def _order_set(row: Row) -> tuple[date, int]:
    """The next conversation that was set last holds; of two set on one day the one recorded last."""
    return row.day2 or date.min, row.number or 0


def _begun(row: Row, closed_on: date | None) -> bool:
    return closed_on is None or _day(row) <= closed_on


def _period(row: Row, closed_on: date | None) -> GroupPeriod:
    last_on = row.day2
    if closed_on is not None and (last_on is None or last_on > closed_on):
        last_on = closed_on
    return GroupPeriod(
        group=GROUPS[str(row.word1)],
        first_on=_day(row),
        last_on=last_on,
        first_absence_on=row.day3,
        first_unemployed_on=row.day4,
        visited_on=row.day5,
        job_broker=JobBrokerAnswer(row.word2) if row.word2 else None,
    )


def _pause(row: Row) -> Pause:
    return Pause(first_on=_day(row), last_on=row.day2, reason=PauseReason(str(row.word1)))


def _conversation(row: Row) -> ConversationFact:
    return ConversationFact(
        on=_day(row),
        kind=KINDS[str(row.word1)],
        status=STATUSES[str(row.word2)],
        form=FORMS[row.word3] if row.word3 else None,
        by=PARTIES[row.word4] if row.word4 else None,
        with_parties=frozenset(PARTIES[word] for word in row.word5.split(",")) if row.word5 else frozenset(),
        number=row.number,
    )


def _referral(row: Row) -> ReferralFact:
    return ReferralFact(on=_day(row), to=ReferredTo(str(row.word1)), ended_on=row.day2)


def _consideration(row: Row) -> ConsiderationFact:
    return ConsiderationFact(on=_day(row), of=ConsideredMatter(str(row.word1)))


def _activity(row: Row, follow_ups: list[Row]) -> ActivityFact:
    return ActivityFact(
        type=ACTIVITY_TYPES[str(row.word1)],
        first_on=_day(row),
        status=ActivityStatus(str(row.word2)),
        last_on=row.day2,
        planned_last_on=row.day6,
        place=Place(row.word3) if row.word3 else None,
        sector=Sector(row.word4) if row.word4 else None,
        granted_on=row.day3,
        agreed_on=row.day4,
        company=row.number is not None,
        extension_decided_on=row.day5,
        hours_per_week=Decimal(row.word5) if row.word5 else None,
        follow_ups=tuple(
            FollowUpFact(on=_day(talk), progress=talk.word1 == "true", keeps_agreement=talk.word2 == "true")
            for talk in follow_ups
        ),
    )


def _day(row: Row) -> date:
    if row.day1 is None:
        raise ValueError(f"a {row.kind} without a day")
    return row.day1
