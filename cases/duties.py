"""The lines of "Frister og pligter": stored deadlines and gaps as read on a day, two tests that agree as one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import reverse

from cases import explanations
from cases.deadline_queries import NEVER_OVERDUE
from cases.dossier import Dossier
from cases.models import Activity, Conversation, Deadline, Gap
from cases.services.policies.in_force import current_policy
from cases.services.standings import of_deadline
from cases.services.upcoming import series_of, title_of
from rules.labels import ACTIVITY_TYPES, FAMILIES, MISSING_FACTS
from rules.obligation import Stop
from rules.rule import Rule
from rules.standing import Standing, stop_on
from rules.terms import DueAfter, Kind, Yearly
from rules.vocabulary import ConsideredMatter, Family, Status
from staff import wording

ORDER = (
    "overdue",
    "missing",
    "due_soon",
    "recommended",
    "pending",
    "paused",
    "exempt",
    "fulfilled_late",
    "missed",
    "fulfilled",
    "superseded",
)
BOOKABLE = 2
ACTS = {
    "refer": ("Visitér", "citizen_refer"),
    "consider": ("Registrér overvejelse", "citizen_consider"),
    "offer": ("Registrér tilbud", "citizen_activity"),
    "stop": ("Stop tilbuddet", "citizen_offers"),
    "extend": ("Tag stilling", "citizen_offers"),
    "follow_on": ("Find virksomhed", "citizen_placement"),
}
OF_GRANTS = {Kind.STOP_AFTER_NO: "stop", Kind.BEFORE_END: "extend", Kind.FOLLOWED_BY: "follow_on"}
OPEN = frozenset({"overdue", "due_soon", "recommended", "pending", "paused", "exempt"})


@dataclass(frozen=True, slots=True)
class Appointment:
    """What stands in "Næste aftale": booked, planned or done. `late`: after the deadline."""

    text: str
    late: bool = False
    booking: Conversation | None = None


@dataclass(frozen=True)
class Duty:
    """One line. `rows` are the obligations it stands for, the one that names it first."""

    rows: tuple[Deadline, ...]
    standing: Standing
    today: date
    appointment: Appointment | None = None
    act_label: str = ""
    act_url: str = ""

    @property
    def row(self) -> Deadline:
        return self.rows[0]

    @property
    def key(self) -> str:
        """The id of the line in the page."""
        return f"{self.row.rule}-{self.row.ordinal or 0}-{self.row.anchor_on:%Y%m%d}"

    @cached_property
    def code(self) -> str:
        """The status as `staff.badges` names it."""
        status = self.standing.status
        if status is Status.PAUSED and self.stop and self.stop.reason == "exempt":
            return "exempt"
        if status is Status.OVERDUE and self.row.severity in NEVER_OVERDUE:
            return "recommended"
        return str(status)

    @property
    def is_open(self) -> bool:
        return self.code in OPEN

    @cached_property
    def stop(self) -> Stop | None:
        return stop_on(self.row, self.today)

    @property
    def until(self) -> date | None:
        """Last day of the pause that holds the clock today."""
        return self.stop.last_on if self.stop else None

    @cached_property
    def title(self) -> str:
        return title_of(self.row.rule, self.row.ordinal)

    @property
    def rule_ids(self) -> str:
        return " · ".join(sorted({row.rule for row in self.rows}))

    @property
    def document(self) -> str:
        """The source in short: Indsatsstrategi 2023."""
        rule = rule_of(self.row.rule)
        return rule.cite.split(",")[0] if rule else ""

    @cached_property
    def why(self) -> explanations.Why:
        """The calculation, from the trace of the row that names the line."""
        return explanations.of_deadline(self.row, today=self.today)

    @property
    def unverified(self) -> bool:
        return self.row.unverified

    @property
    def is_conversation(self) -> bool:
        return self.row.family == Family.CONVERSATION

    @property
    def number(self) -> int | None:
        """The number of the conversation this line asks for, where it is a numbered one."""
        rule = rule_of(self.row.rule)
        return self.row.ordinal if rule and rule.kind is Kind.SLOT_NUMBER else None

    @cached_property
    def answer(self) -> str:
        """What answers the line: book, refer, consider, offer, an act on a grant, or no form of ours."""
        rule = rule_of(self.row.rule)
        if rule and rule.kind in OF_GRANTS:
            return OF_GRANTS[rule.kind]
        if self.is_conversation:
            return "" if rule and rule.kind is Kind.COUNT_WITHIN else "book"
        if rule and isinstance(rule.terms, DueAfter):
            if rule.terms.met_by.considerations:
                return "consider"
            if rule.terms.met_by.referrals:
                return "refer"
        return "offer" if self.row.family == Family.OFFER else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A date that is owed and cannot be computed. `words` says what to do: "Udfyld første fraværsdag"."""

    gap: Gap

    @property
    def fact(self) -> str:
        return self.gap.fact

    @property
    def key(self) -> str:
        """The id of the line in the page."""
        return f"mangler-{self.gap.fact}"

    @property
    def words(self) -> str:
        return MISSING_FACTS.get(self.gap.fact, "Udfyld den manglende oplysning")

    @property
    def why(self) -> explanations.Why:
        return explanations.of_gap(self.gap)

    @property
    def sentence(self) -> str:
        """What cannot be computed, as a sentence."""
        return f"{self.title if self.gap.fact == 'target_group' else f'»{self.title}«'} kan ikke regnes ud."

    @property
    def title(self) -> str:
        if self.gap.fact == "target_group":
            return "Fristerne"
        rule = rule_of(self.gap.rule)
        if rule:
            return rule.title
        return FAMILIES[Family(self.gap.family)] if self.gap.family else "Frist"


def rule_of(rule_id: str) -> Rule | None:
    """The rule as this installation has it now."""
    return current_policy().rule(rule_id)


def duties(dossier: Dossier, today: date) -> list[Duty]:
    """All lines of the case on `today`: overdue first, then soon, pending, paused, done."""
    lines = [Duty(rows, stands, today) for rows, stands in _merged(dossier.deadlines, today)]
    lines.sort(key=_rank)
    return _with_acts(_with_appointments(lines, dossier, today), dossier.case.citizen.public_id)


def missing(dossier: Dossier, today: date) -> list[Missing]:
    """Dates that are owed on `today` and cannot be computed, each missing fact once."""
    found: dict[str, Missing] = {}
    for entry in dossier.valid("gap"):
        if entry.on and entry.on <= today and (entry.until is None or today <= entry.until):
            gap = Gap(pk=entry.pk, rule=entry.text, family=entry.person, fact=entry.code, since=entry.on)
            found.setdefault(gap.fact, Missing(gap))
    return list(found.values())


def _merged(rows: Iterable[Deadline], today: date) -> list[tuple[tuple[Deadline, ...], Standing]]:
    lines: dict[tuple[object, ...], list[Deadline]] = {}
    stands: dict[tuple[object, ...], Standing] = {}
    for row in rows:
        stand = of_deadline(row, today=today).standing
        rule = rule_of(row.rule)
        series = "yearly" if rule and rule.kind is Kind.YEARLY else series_of(row.rule)
        key = (series, row.ordinal, row.anchor_on, row.due_on, stand.status, stand.days)
        lines.setdefault(key, []).append(row)
        stands[key] = stand
    return [(tuple(sorted(found, key=_named_first)), stands[key]) for key, found in lines.items()]


def _named_first(row: Deadline) -> tuple[bool, str]:
    rule = rule_of(row.rule)
    return (rule is not None and rule.kind is Kind.SLOT_INTERVAL, row.rule)


def _rank(line: Duty) -> tuple[int, date, str]:
    due = line.standing.due_on or line.standing.provisional_due or date.max
    return ORDER.index(line.code), due, line.key


def _with_appointments(lines: Sequence[Duty], dossier: Dossier, today: date) -> list[Duty]:
    waiting = list(dossier.booked)
    found: dict[str, Appointment] = {}
    for line in sorted((line for line in lines if line.is_conversation and line.is_open), key=_due):
        booking = next((talk for talk in waiting if talk.number == line.number and line.number), None)
        booking = booking or next((talk for talk in waiting if talk.number is None or line.number is None), None)
        if booking:
            if line.number is not None:
                waiting.remove(booking)
            found[line.key] = _booked(booking, line, today)
    return [replace(line, appointment=found.get(line.key) or _done(line, dossier)) for line in lines]


def _with_acts(lines: Sequence[Duty], public_id: str) -> list[Duty]:
    """The act that answers each open line; only the next two conversations can be booked from here."""
    bookable = BOOKABLE
    acted = []
    for line in lines:
        label, url = "", ""
        booking = line.appointment.booking if line.appointment else None
        if booking and booking.on_date <= line.today:
            label, url = "Registrér", reverse("record", args=[booking.pk])
        elif line.is_open and line.answer == "book" and booking is None and bookable:
            bookable -= 1
            label, url = "Book", reverse("book", args=[public_id])
        elif line.code in ("overdue", "due_soon", "recommended") and line.answer in ACTS:
            label, name = ACTS[line.answer]
            url = reverse(name, args=[public_id])
        acted.append(replace(line, act_label=label, act_url=url))
    return acted


def _due(line: Duty) -> date:
    return line.standing.due_on or line.standing.provisional_due or date.max


def _booked(talk: Conversation, line: Duty, today: date) -> Appointment:
    day = wording.short_moment(talk.starts_at, today) if talk.starts_at else wording.short_date(talk.on_date, today)
    due = line.standing.due_on
    return Appointment(day, due is not None and talk.on_date > due, talk)


def _done(line: Duty, dossier: Dossier) -> Appointment | None:
    met = line.row.met_on
    if met is not None and not line.is_open:
        return Appointment(f"{_verb(line, dossier, met)} {wording.short_date(met, line.today)}")
    if line.row.family == Family.OFFER and line.is_open:
        ahead = [row for row in dossier.given if row.status in ("planned", "running") and _answers(row, line)]
        if ahead:
            words = "i gang" if ahead[0].status == "running" else wording.short_date(ahead[0].from_on, line.today)
            return Appointment(f"{activity_name(ahead[0])} {words}")
    return None


def _answers(row: Activity, line: Duty) -> bool:
    """True when an offer of this kind can meet the line."""
    rule = rule_of(line.row.rule)
    if rule and isinstance(rule.terms, Yearly):
        return row.type in rule.terms.activities
    return rule is not None and isinstance(rule.terms, DueAfter) and row.type in rule.terms.met_by.activities


def _verb(line: Duty, dossier: Dossier, met: date) -> str:
    """Afholdt, Visiteret, Begyndt …: what kind of fact met the line."""
    if line.is_conversation or line.answer == "book":
        return "Afholdt"
    if any(entry.on == met for entry in dossier.valid("referral")):
        return "Visiteret"
    if any(entry.on == met and entry.code == ConsideredMatter.PLACEMENT for entry in dossier.valid("consideration")):
        return "Overvejet"
    if any(row.from_on == met for row in dossier.given):
        return "Begyndt"
    return "Opfyldt"


def activity_name(row: Activity) -> str:
    """Virksomhedspraktik, Digital jobsøgning …"""
    return next((name for code, name in ACTIVITY_TYPES.items() if code == row.type), row.type)
