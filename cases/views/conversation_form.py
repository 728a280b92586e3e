"""The register panel as the template sees it: the form with its start values, the consequence line, the times."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.forms.conversations import RecordForm, new_key, split_subject
from cases.models import Case, Conversation, Deadline, Draft
from cases.services import conversations, job_goals, slots
from cases.views.record_words import PanelWords
from cases.views.slot_choices import SlotOption, is_past, options
from rules.vocabulary import ConversationKind, ConversationStatus, Form
from staff.models import User
from staff.refusals import Refused

KEPT_OUT_OF_DRAFTS = {"csrfmiddlewaretoken", "form_key", "version", "act", "return_to"}
MORE_SLOTS = 30
MOST_JOBS = 4
TWO_WEEKS = timedelta(days=14)


@dataclass
class RecordPanel:
    """Everything the panel shows. `more` shows many times instead of three; `conflict` is what another saved."""

    case: Case
    conversation: Conversation | None
    user: User
    today: date
    now: datetime
    data: Any = None
    more: bool = False
    conflict: str = ""
    return_to: str = ""

    @cached_property
    def draft(self) -> Draft | None:
        """What the user typed earlier and did not save."""
        return Draft.objects.filter(user=self.user, case=self.case, form=draft_name(self.conversation)).first()

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of conversations that this case owes or owed."""
        owed = Deadline.objects.current().filter(case=self.case, family="conversation", ordinal__isnull=False)
        return sorted(set(owed.values_list("ordinal", flat=True)))

    @cached_property
    def next_number(self) -> int | None:
        return conversations.next_number(case=self.case, today=self.today)

    @cached_property
    def form(self) -> RecordForm:
        return self._read(self.data)

    def _read(self, data: Any) -> RecordForm:
        booked = self.conversation is not None and self.conversation.starts_at is not None
        return RecordForm(data, initial=self.start, numbers=self.numbers, booked=booked, today=self.today)

    @cached_property
    def start(self) -> dict[str, Any]:
        """The values the panel opens with: the booking, or now; on top of them the draft."""
        talk = self.conversation
        values: dict[str, Any] = {
            "outcome": ConversationStatus.HELD.value,
            "on_date": talk.on_date if talk and talk.on_date <= self.today else self.today,
            "at": timezone.localtime(talk.starts_at if talk and talk.starts_at else self.now).time(),
            "mode": (talk.form if talk else "") or Form.PERSONAL.value,
            "subject": self._subject(),
            "parties": talk.parties if talk else [],
            "note": talk.note if talk else "",
            "form_key": new_key(),
            "version": self.case.version,
            "return_to": self.return_to,
        }
        return values | (self.draft.data if self.draft and self.data is None else {})

    def _subject(self) -> str:
        talk = self.conversation
        kind = talk.kind if talk else ConversationKind.JOBSAMTALE.value
        number = (talk.number if talk else None) or self.next_number
        if kind == ConversationKind.JOBSAMTALE and number in self.numbers:
            return f"{kind}:{number}"
        return kind

    def value(self, name: str) -> Any:
        """The value a field shows now."""
        return self.form[name].value()

    @cached_property
    def consequence(self) -> conversations.Consequence | str:
        """What saving would do, or why it cannot be saved as it stands."""
        clean = self._read(self._plain())
        if not clean.is_valid():
            return ""
        try:
            return conversations.preview(
                case=self.case,
                **recorded(clean, next_number=self.next_number),
                by=self.user,
                today=self.today,
                now=self.now,
                conversation=self.conversation,
                suggest_for=self.user,
            )
        except Refused as refused:
            return refused.message

    def _plain(self) -> dict[str, Any]:
        """The form's values as they would be sent now."""
        names = ("outcome", "on_date", "at", "mode", "subject", "parties")
        return {name: self.form[name].value() for name in names}

    @cached_property
    def jobs(self) -> list[Any]:
        """Open jobs that fit the citizen's job goals and that the rules want taken up."""
        return list(job_goals.to_talk_about(self.case, today=self.today, now=self.now)[:MOST_JOBS])

    @cached_property
    def suggestions(self) -> slots.Suggestions | None:
        consequence = self.consequence
        return None if isinstance(consequence, str) else consequence.slots

    @cached_property
    def times(self) -> list[SlotOption]:
        """Times for the next conversation, one of them chosen."""
        found = self.suggestions
        if found is None:
            return []
        choices = self._many(found) if self.more else self._in_the_middle(found)
        wanted, marked = str(self.value("next_at") or ""), not is_past(found.due_on, self.today)
        return options(choices or found.choices, chosen=wanted, today=self.today, marked=marked)

    def _in_the_middle(self, found: slots.Suggestions) -> list[slots.Choice]:
        """After a held conversation the next is suggested from the middle of the time until its deadline."""
        if self.value("outcome") != ConversationStatus.HELD or found.due_on is None or found.due_on <= self.today:
            return []
        middle = self.today + (found.due_on - self.today) / 2
        first = max(found.opens_on or middle, middle)
        times = slots.free(user=self.user, first=first, last=found.due_on, now=self.now)
        by_day = {slots.local_day(time.starts_at): time for time in reversed(times)}
        wanted = [by_day[day] for day in sorted(by_day)][: len(found.choices)]
        return [slots.Choice(time, late=False) for time in wanted] if len(wanted) == len(found.choices) else []

    def _many(self, found: slots.Suggestions) -> list[slots.Choice]:
        first = max(found.opens_on or self.today, self.today)
        last = max(found.due_on or first, first + TWO_WEEKS)
        times = slots.free(user=self.user, first=first, last=last, now=self.now, limit=MORE_SLOTS)
        due_on = found.due_on
        return [slots.Choice(time, due_on is not None and slots.local_day(time.starts_at) > due_on) for time in times]

    @property
    def chosen(self) -> SlotOption | None:
        return next((slot for slot in self.times if slot.checked), None)

    @property
    def words(self) -> "PanelWords":
        return PanelWords(self)

    @property
    def action(self) -> str:
        if self.conversation:
            return reverse("record", args=[self.conversation.pk])
        return reverse("record_new", args=[self.case.citizen.public_id])

    @property
    def draft_url(self) -> str:
        return f"{self.action}kladde/"

    @property
    def preview_url(self) -> str:
        return f"{self.action}virkning/"


def draft_name(conversation: Conversation | None) -> str:
    """The name under which the panel of a booking, or of a conversation without one, keeps its draft."""
    return f"record:{conversation.pk if conversation else 'new'}"


def recorded(form: RecordForm, *, next_number: int | None) -> dict[str, Any]:
    """The arguments of `record` and `preview` from a valid form.

    A number left as it was suggested is counted by order; only one chosen by hand is stored (A-06).
    """
    kind, number = split_subject(form.cleaned_data["subject"])
    return {
        "outcome": form.cleaned_data["outcome"],
        "on_date": form.cleaned_data["on_date"],
        "form": form.cleaned_data["mode"],
        "kind": kind,
        "number": None if number == next_number else number,
        "parties": form.cleaned_data["parties"],
    }
