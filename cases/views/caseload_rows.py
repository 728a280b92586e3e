"""Lines of the caseload as the templates print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cases.deadline_queries import Bucket
from cases.filters.caseload import SLUGS, Address
from cases.identity import age
from cases.models import Deadline, Gap
from cases.plain_rules import in_words
from cases.services.caseload import ORDER, Appointment, Caseload, Line
from cases.services.policies.in_force import current_policy
from cases.services.standings import due_soon_days
from cases.services.upcoming import title_of
from cases.views.week_view import FORM_ICONS
from rules.labels import ACTIVITY_TYPES, FORMS, MISSING_FACTS
from rules.standing import stop_on
from rules.vocabulary import ActivityFamily, ActivityType, Form, PauseReason
from staff import wording

NO_DUTIES = "Ingen pligter efter reglerne"
OFFERS = {kind.value: kind for kind in ActivityType}
RECENT_DAYS = 27
"""An appointment closer than this is written without its month: "tir. 24. kl. 10.15"."""


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """The next appointment in a cell and in the panel. `due`: it is today or earlier and waits for its outcome."""

    pk: int
    form_icon: str
    form_label: str
    text: str
    long_text: str
    late: bool
    due: bool


@dataclass(frozen=True)
class Row:
    """One citizen."""

    line: Line
    today: date

    @property
    def public_id(self) -> str:
        return self.line.public_id

    @property
    def hidden(self) -> bool:
        return self.line.hidden

    @property
    def name(self) -> str:
        return str(self.line.case.citizen.name)

    @property
    def masked_cpr(self) -> str:
        return str(self.line.case.citizen.masked_cpr)

    @property
    def protected(self) -> bool:
        return bool(self.line.case.citizen.protected)

    @property
    def group(self) -> str:
        return self.line.group

    @property
    def more(self) -> int:
        return self.line.more

    @cached_property
    def age(self) -> str:
        return age(self.line.case.citizen.born_on, self.today)

    @cached_property
    def deadline(self) -> Deadline | None:
        """The deadline shown: the worst, or a recommendation past its window where nothing is owed."""
        if self.line.worst:
            return self.line.worst.row
        rows = self.line.standing.rows
        return rows[0].row if rows and self.line.bucket is Bucket.NONE else None

    @property
    def gap(self) -> Gap | None:
        """What is missing, where that is why the citizen stands in the list."""
        return self.line.gap if self.line.bucket is Bucket.MISSING else None

    @cached_property
    def what(self) -> str:
        if self.gap:
            return MISSING_FACTS.get(self.gap.fact, "Udfyld den manglende oplysning")
        return title_of(self.deadline.rule, self.deadline.ordinal) if self.deadline else NO_DUTIES

    @cached_property
    def words(self) -> str:
        if self.gap:
            return title_of(self.gap.rule, None) if current_policy().rule(self.gap.rule) else ""
        return in_words(self.deadline.rule) if self.deadline else ""

    @property
    def due_on(self) -> date | None:
        return self.line.due_on or (self.deadline.due_on if self.deadline and self.status == "recommended" else None)

    @property
    def unverified(self) -> bool:
        """The date shown follows from a rule that nobody has confirmed."""
        return self.due_on is not None and self.deadline is not None and self.deadline.unverified

    @cached_property
    def status(self) -> str:
        """The code of the badge."""
        if self.line.bucket is Bucket.PAUSED:
            stop = stop_on(self.deadline, self.today) if self.deadline else None
            return "exempt" if stop and stop.reason == PauseReason.EXEMPT else "paused"
        if self.line.bucket is Bucket.NONE:
            return "recommended" if self.deadline else ""
        return str(self.line.bucket.value)

    @property
    def until(self) -> date | None:
        stop = stop_on(self.deadline, self.today) if self.deadline else None
        return stop.last_on if stop else None

    @property
    def detail(self) -> str:
        return "fritaget" if self.status == "exempt" else ""

    @cached_property
    def appointment(self) -> AppointmentView | None:
        found = self.line.appointment
        return appointment_view(found, self.today, overdue=self.line.bucket is Bucket.OVERDUE) if found else None

    @cached_property
    def offer(self) -> str:
        code = self.line.activity
        if code == ActivityType.VIRKSOMHEDSPRAKTIK:
            return "Praktik"
        return ACTIVITY_TYPES[OFFERS[code]] if code in OFFERS else code

    @property
    def offer_icon(self) -> str:
        kind = OFFERS.get(self.line.activity)
        return "work" if kind and kind.family == ActivityFamily.BUSINESS else "bag"


@dataclass(frozen=True)
class Group:
    """A group of rows with its head. `folded_timely` citizens with an appointment in time are left out of `rows`."""

    bucket: Bucket
    rows: tuple[Row, ...]
    number: int
    without: int
    folded_timely: int
    open: bool
    address: Address

    @property
    def slug(self) -> str:
        return SLUGS[self.bucket]

    @property
    def title(self) -> str:
        return HEADS[self.bucket][0]

    @property
    def icon(self) -> str:
        return HEADS[self.bucket][1]

    @property
    def tone(self) -> str:
        return HEADS[self.bucket][2]

    @property
    def note(self) -> str:
        if self.bucket is Bucket.DUE_SOON:
            return f"Inden {wording.days(due_soon_days())}"
        return HEADS[self.bucket][3]

    @property
    def words(self) -> str:
        return f"borgere: {self.title.lower()}"

    @property
    def without_words(self) -> str:
        return f"borgere: {self.title.lower()},"

    @property
    def url(self) -> str:
        return self.address.within(status=self.slug)

    @property
    def without_url(self) -> str:
        return self.address.within(status=self.slug, without=True)

    @property
    def timely_url(self) -> str:
        return self.address.within(status=self.slug, timely=True)

    @property
    def foldable(self) -> bool:
        return self.bucket in FOLDED and not self.address.is_filtered and self.address.status == ""

    @property
    def fold_url(self) -> str:
        return self.address.folded(self.slug)


HEADS = {
    Bucket.OVERDUE: ("Overskredet", "over", "over", "Uden aftale først, derefter ældste"),
    Bucket.DUE_SOON: ("Forfalder snart", "soon", "soon", ""),
    Bucket.MISSING: ("Mangler frist", "miss", "miss", "Fristen kan ikke beregnes, før oplysninger er udfyldt"),
    Bucket.PENDING: ("Ikke forfalden", "cal", "plain", ""),
    Bucket.PAUSED: ("Suspenderet og fritaget", "susp", "susp", ""),
    Bucket.NONE: ("Ingen pligter efter reglerne", "ok", "plain", ""),
}
FOLDED = (Bucket.PENDING, Bucket.PAUSED, Bucket.NONE)


def groups(*, caseload: Caseload, address: Address, today: date) -> list[Group]:
    """The groups that have citizens, with the rows that are shown."""
    chosen = caseload.only(address.chosen)
    found = [(bucket, tuple(line for line in chosen if line.bucket is bucket)) for bucket in ORDER]
    return [_group(bucket, lines, address, today) for bucket, lines in found if lines]


def _group(bucket: Bucket, lines: tuple[Line, ...], address: Address, today: date) -> Group:
    open_ = address.shows(bucket)
    shown: Iterable[Line] = lines
    folded = 0
    if bucket is Bucket.DUE_SOON and not open_:
        shown = [line for line in lines if not line.timely]
        folded = len(lines) - len(shown)
    elif bucket in FOLDED and not open_:
        shown = ()
    without = sum(line.without for line in lines) if bucket is Bucket.DUE_SOON and not address.without else 0
    rows = tuple(Row(line, today) for line in shown)
    return Group(bucket, rows, len(lines), without, folded, open_, address)


def appointment_view(found: Appointment, today: date, *, overdue: bool) -> AppointmentView:
    """`overdue`: the deadline is past already, and every appointment would be after it."""
    form = FORMS[Form(found.form)] if found.form in set(Form) else ""
    clock = f" {wording.clock(found.starts_at)}" if found.starts_at else ""
    short = _short_day(found.on_date, today)
    full = wording.day_in_words(found.on_date, today)
    return AppointmentView(
        pk=found.pk,
        form_icon=FORM_ICONS.get(found.form, ""),
        form_label=form,
        text=f"{short}{clock}",
        long_text=f"{full[:1].upper()}{full[1:]}{clock}",
        late=found.late and not overdue,
        due=found.on_date <= today,
    )


def _short_day(day: date, today: date) -> str:
    if day == today:
        return "i dag"
    if (day - today).days > RECENT_DAYS:
        return wording.short_date(day, today)
    return f"{wording.WEEKDAYS_SHORT[day.weekday()]}{wording.HARD}{day.day}."
