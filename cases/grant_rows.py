"""The grants of a case as pages tell them: where each is in its life, what is owed of it, and what can be done now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from cases.dossier import Dossier, Entry
from cases.duties import OF_GRANTS, Duty, activity_name, rule_of
from cases.models import Activity, Grant, GrantStatus, WeighedAnswer
from cases.models.sparring import Outcome
from cases.services.grants.life import Life, Stage, life_of
from cases.services.grants.papers import papers
from offers.services.asking import KINDS
from rules.terms import BeforeEnd, FollowedBy, StopAfterNo
from staff import wording

STAGES: dict[Stage, tuple[str, str, str]] = {
    Stage.WAITING: ("Afventer godkendelse", "soon", "st-soon"),
    Stage.REFUSED: ("Afvist", "x", "st-plain"),
    Stage.WITHDRAWN: ("Trukket tilbage", "x", "st-plain"),
    Stage.VOIDED: ("Annulleret", "x", "st-plain"),
    Stage.PLANNED: ("Planlagt", "cal", "st-plain"),
    Stage.LATE: ("Start ikke registreret", "soon", "st-soon"),
    Stage.RUNNING: ("I gang", "work", "st-info"),
    Stage.OVER: ("Slut ikke registreret", "soon", "st-soon"),
    Stage.ENDED: ("Afsluttet", "ok", "st-ok"),
    Stage.STOPPED: ("Stoppet", "x", "st-plain"),
    Stage.CANCELLED: ("Aflyst", "x", "st-plain"),
}
"""Words, icon and class of each stage."""
ACTS = {
    Stage.PLANNED: (("Registrér start", "grant_start"), ("Aflys", "grant_stop")),
    Stage.LATE: (("Registrér start", "grant_start"), ("Aflys", "grant_stop")),
    Stage.RUNNING: (("Registrér opfølgning", "grant_follow_up"), ("Stop tilbuddet", "grant_stop")),
    Stage.OVER: (("Registrér slut", "grant_end"), ("Registrér opfølgning", "grant_follow_up")),
}

EXTENDING = (
    ("Forlæng", "grant_extend"), ("Registrér drøftelse", "grant_discuss"), ("Forlænges ikke", "grant_not_extend")
)  # fmt: skip
GOES_ON = (GrantStatus.PENDING, GrantStatus.GRANTED)


class Act(NamedTuple):
    """Something that can be done with a grant now."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class GrantRow:
    """One grant of the citizen. `tasks` are the deadlines owed of it, the worst first; `why` it was stopped."""

    life: Life
    follow_ups: tuple[Entry, ...]
    tasks: tuple[Duty, ...]
    acts: tuple[Act, ...]
    why: str = ""
    discussions: tuple[Entry, ...] = ()
    not_extended: Entry | None = None
    extension: Grant | None = None
    undone: tuple[Entry, ...] = ()
    """Decisions of a leader that were undone the same day."""
    agenda: tuple[Entry, ...] = ()
    outcomes: tuple[tuple[Entry, str], ...] = ()
    """Where it stands on the agenda of the next sparringsmøde; what came of it at earlier ones, in words."""

    @property
    def grant(self) -> Grant:
        return self.life.grant

    @property
    def words(self) -> str:
        return STAGES[self.life.stage][0]

    @property
    def icon(self) -> str:
        return STAGES[self.life.stage][1]

    @property
    def css(self) -> str:
        return STAGES[self.life.stage][2]

    @property
    def first_on(self) -> date:
        return self.life.activity.from_on if self.life.activity else self.grant.from_on

    @property
    def last_on(self) -> date:
        return (self.life.activity.to_on if self.life.activity else None) or self.grant.to_on

    @property
    def is_shortened(self) -> bool:
        return self.last_on < self.grant.to_on

    @property
    def open_tasks(self) -> list[Duty]:
        return [line for line in self.tasks if line.is_open]


TOLD = ("rule", "title", "cite", "question", "steps", "step", "answer")


def answered() -> ArraySubquery:
    """What was weighed when a grant was given, in the same statement as the grants."""
    rows = WeighedAnswer.objects.filter(grant=OuterRef("pk")).order_by("pk")
    return ArraySubquery(rows.values(told=JSONObject(**{name: F(name) for name in TOLD})))


def grant_rows(dossier: Dossier, lines: Sequence[Duty], today: date) -> list[GrantRow]:
    """Every grant of the case, the newest first, in one statement."""
    people = ("recorded_by", "decided_by", "voided_by")
    found = (
        Grant.objects.filter(case=dossier.case)
        .select_related("offer", "extends", *people)
        .annotate(answered=answered(), attached=papers())
    )
    grants = list(found.order_by("-from_on", "-pk"))
    off = {row.grant_id for row in dossier.activities if row.voided_at is None and row.status == "cancelled"}
    holding = (row for row in grants if row.voided_at is None and row.status in GOES_ON and row.pk not in off)
    later = {row.extends_id: row for row in holding}
    return [row_of(grant, dossier, lines, today, extension=later.get(grant.pk)) for grant in grants]


def row_of(
    grant: Grant, dossier: Dossier, lines: Sequence[Duty], today: date, *, extension: Grant | None = None
) -> GrantRow:
    """One grant with what the dossier of its case says of it, and the grant that extends it."""
    activity = next((row for row in dossier.activities if row.grant_id == grant.pk and row.voided_at is None), None)
    talks = tuple(entry for entry in dossier.valid("follow_up") if entry.person_id == grant.pk)
    life = life_of(grant, activity, today=today)
    tasks = tuple(line for line in lines if activity is not None and _is_of(line, grant, activity, talks))
    open_case = dossier.case.closed_on is None
    talked, said_no = (
        tuple(entry for entry in dossier.valid(kind) if entry.person_id == grant.pk)
        for kind in ("discussion", "not_extended")
    )
    undone = tuple(entry for entry in dossier.entries if entry.kind == "undone" and entry.person_id == grant.pk)
    agenda, outcomes = _sparring(dossier, grant)
    closed = bool(said_no) or extension is not None
    acts = tuple(_acts(life, tasks, dossier.case.citizen.public_id, closed)) if open_case else ()
    return GrantRow(
        life=life, follow_ups=talks, tasks=tasks, acts=acts, why=_why(life, dossier), discussions=talked,
        not_extended=said_no[0] if said_no else None, extension=extension, undone=undone,
        agenda=agenda, outcomes=outcomes,
    )  # fmt: skip


def _sparring(dossier: Dossier, grant: Grant) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
    """Where it stands on an agenda to come, and what came of it at earlier meetings."""
    put = (entry for entry in dossier.valid("agenda") if entry.person_id == grant.pk and entry.until is None)
    came = (entry for entry in dossier.valid("outcome") if entry.person_id == grant.pk)
    return tuple(put), tuple((entry, Outcome(entry.person).label) for entry in came)


def _why(life: Life, dossier: Dossier) -> str:
    """The reason that was given when it was stopped or called off."""
    if life.activity is None or life.stage not in (Stage.STOPPED, Stage.CANCELLED):
        return ""
    before = (row for row in dossier.activities if row.grant_id == life.grant.pk and row.voided_at is not None)
    return next((row.void_reason for row in before if row.voided_at == life.activity.recorded_at), "")


def others(dossier: Dossier, today: date) -> list[tuple[Activity, str, str]]:
    """Offers that were registered without a grant, the newest first: the offer, its name, its days."""
    rows = [row for row in reversed(dossier.given) if row.grant_id is None]
    return [(row, activity_name(row), wording.period(row.from_on, row.to_on, today)) for row in rows]


def _is_of(line: Duty, grant: Grant, activity: Activity, talks: Sequence[Entry]) -> bool:
    """Whether a deadline counts from a day of this grant."""
    rule = rule_of(line.row.rule)
    terms = rule.terms if rule else None
    if not isinstance(terms, BeforeEnd | FollowedBy | StopAfterNo) or KINDS[grant.type] not in terms.activities:
        return False
    if isinstance(terms, StopAfterNo):
        return line.row.anchor_on in {talk.on for talk in talks}
    return line.row.anchor_on == (grant.to_on if isinstance(terms, BeforeEnd) else activity.to_on)


def _acts(life: Life, tasks: Sequence[Duty], public_id: str, closed: bool) -> Iterable[Act]:
    """`closed`: it is decided whether the offer is extended."""
    pk = life.grant.pk
    for label, name in ACTS.get(life.stage, ()):
        yield Act(label, reverse(name, args=[public_id, pk]))
    asked = {OF_GRANTS[rule.kind] for line in tasks if line.is_open and (rule := rule_of(line.row.rule)) is not None}
    if life.stage is Stage.RUNNING and not closed and life.activity and life.activity.to_on == life.grant.to_on:
        for label, name in EXTENDING:
            yield Act(label, reverse(name, args=[public_id, pk]))
    if "follow_on" in asked:
        yield Act("Find virksomhed bagefter", f"{reverse('citizen_placement', args=[public_id])}?efter={pk}")
