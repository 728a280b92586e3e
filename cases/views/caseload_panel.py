"""The side panel of Min sagsstamme: one citizen, three times, why this date, what was said last."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from cases.explanations import Why, of_deadline, of_gap
from cases.forms.conversations import FORM_CHOICES, new_key
from cases.forms.missing import FILLABLE, MissingForm, missing_form
from cases.models import Conversation
from cases.services import slots
from cases.services.upcoming import title_of
from cases.views.caseload_rows import AppointmentView, Row
from cases.views.slot_choices import SlotOption, is_past, options
from cases.views.week_view import FORM_ICONS
from rules.labels import CONVERSATION_KINDS
from rules.vocabulary import ConversationKind
from staff.models import User

NOTES = 2
DAYS_A_WEEK = 7


class Note(NamedTuple):
    """What was written about a conversation."""

    on_date: date
    words: str


class Missing(NamedTuple):
    """The missing fact as a form of one field."""

    url: str
    form: MissingForm


@dataclass
class Panel:
    """The selected citizen. `owner` is whose calendar the times are in; `problem` says why a booking failed."""

    row: Row
    owner: User
    today: date
    now: datetime
    calendar: slots.Calendar
    return_to: str
    problem: str = ""

    @property
    def public_id(self) -> str:
        return self.row.public_id

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def short_name(self) -> str:
        """Mette S."""
        words = self.name.split()
        return f"{words[0]} {words[-1][:1]}." if len(words) > 1 else self.name

    @property
    def version(self) -> int:
        return int(self.row.line.case.version)

    @cached_property
    def form_key(self) -> str:
        return new_key()

    @property
    def appointment(self) -> AppointmentView | None:
        return self.row.appointment

    @property
    def week_of_unemployment(self) -> int | None:
        """Weeks begun since the first day of unemployment."""
        first = self.row.line.first_unemployed_on
        return (self.today - first).days // DAYS_A_WEEK + 1 if first and first <= self.today else None

    @cached_property
    def talks(self) -> list[Conversation]:
        """Bookings that wait for their outcome and the last conversations with a note, newest first."""
        found = Conversation.objects.valid().filter(case=self.row.line.case, on_date__lte=self.today)
        return [talk for talk in found.order_by("-on_date", "-pk") if talk.status == "booked" or talk.note]

    @cached_property
    def notes(self) -> list[Note]:
        return [Note(talk.on_date, _note(talk)) for talk in self.talks if talk.note][:NOTES]

    @cached_property
    def due_booking(self) -> Conversation | None:
        """The booking to register: the last one of today or earlier without an outcome."""
        return next((talk for talk in self.talks if talk.status == "booked"), None)

    @cached_property
    def suggestions(self) -> slots.Suggestions:
        line = self.row.line
        return slots.suggestions(
            case=line.case,
            user=self.owner,
            now=self.now,
            today=self.today,
            calendar=self.calendar,
            unmet=[found.row for found in line.standing.rows],
        )

    @cached_property
    def times(self) -> list[SlotOption]:
        if self.appointment:
            return []
        marked = not is_past(self.suggestions.due_on, self.today)
        return options(self.suggestions.choices, today=self.today, marked=marked)

    @property
    def first_slot(self) -> str:
        return self.times[0].words if self.times else ""

    @property
    def book_title(self) -> str:
        found = self.suggestions
        name = title_of(found.rule, found.ordinal) if found.rule else "Samtale"
        return f"{name} – find en tid"

    @property
    def no_slots(self) -> str:
        return f"{self.owner.name} har ingen ledige tider de næste tre måneder. Se arbejdstiden igennem."

    @property
    def forms(self) -> list[tuple[str, str, str]]:
        return [(value, label, FORM_ICONS[value]) for value, label in FORM_CHOICES]

    @property
    def book_url(self) -> str:
        return reverse("book", args=[self.public_id])

    @property
    def more_url(self) -> str:
        return f"{self.book_url}?{urlencode([('til', self.return_to), ('hos', self.owner.pk)])}"

    @property
    def record_url(self) -> str:
        booking = self.due_booking
        url = reverse("record", args=[booking.pk]) if booking else reverse("record_new", args=[self.public_id])
        return f"{url}?{urlencode({'til': self.return_to})}"

    @property
    def move_url(self) -> str:
        assert self.appointment is not None
        return f"{reverse('move', args=[self.appointment.pk])}?{urlencode({'til': self.return_to})}"

    @property
    def cancel_url(self) -> str:
        assert self.appointment is not None
        return reverse("cancel", args=[self.appointment.pk])

    @property
    def full_url(self) -> str:
        return reverse("citizen", args=[self.public_id])

    @cached_property
    def missing(self) -> Missing | None:
        """The field for the first missing fact, where a form can fill it."""
        gap = self.row.line.gap
        if gap is None or gap.fact not in FILLABLE:
            return None
        fact = gap.fact
        form = missing_form(fact=fact, version=self.version, today=self.today, return_to=self.return_to)
        return Missing(reverse("fill_missing", args=[self.public_id, fact]), form)

    @cached_property
    def why(self) -> Why | None:
        if self.row.gap:
            return of_gap(self.row.gap)
        if self.row.deadline is None:
            return None
        return replace(of_deadline(self.row.deadline, today=self.today), counts=())


def _note(talk: Conversation) -> str:
    kind = CONVERSATION_KINDS[ConversationKind(talk.kind)] if talk.kind in set(ConversationKind) else "Samtale"
    number = f" {talk.number}" if talk.number else ""
    return f"{kind}{number}: {talk.note}"
