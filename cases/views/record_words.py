"""The sentences of the register panel: what saving does, when the next is due, both sides of a conflict."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cases.models import Conversation
from cases.services.consequences import spoken
from cases.services.upcoming import doubt
from cases.views.slot_choices import is_past
from rules import labels
from rules.vocabulary import ConversationKind, ConversationStatus, Form
from staff import wording

if TYPE_CHECKING:
    from cases.views.conversation_form import RecordPanel

FILL_IN = "Udfyld felterne for at se, hvad samtalen opfylder."
NO_TIMES = "Ingen ledige tider i perioden. Se arbejdstiden igennem, eller tryk Gem og book senere."
BOTH = "Ledig tid i perioden. Opfylder både nummer og interval."
PAST = "Første ledige tid. Fristen er overskredet."


class Line(NamedTuple):
    """The consequence line: the first sentence in bold, the rest, its icon and its tone."""

    lead: str
    rest: str
    icon: str
    tone: str


@dataclass(frozen=True)
class PanelWords:
    """Words about one panel."""

    panel: "RecordPanel"

    @property
    def consequence(self) -> Line:
        found = self.panel.consequence
        if isinstance(found, str):
            return Line("", found or FILL_IN, "yel" if found else "info", "warn" if found else "none")
        lead, mark, rest = found.sentence.partition(" Næste:")
        if not found.fulfilled:
            return Line(lead, f"{mark}{rest}".strip(), "info", "none")
        late = any(met.days is not None and met.days > 0 for met in found.fulfilled)
        return Line(lead, f"{mark}{rest}".strip(), "ok", "warn" if late else "")

    @property
    def next_title(self) -> str:
        """jobsamtale 4"""
        found = self.panel.consequence
        return spoken(found.upcoming) if not isinstance(found, str) and found.upcoming else "samtale"

    @property
    def next_window(self) -> str:
        """1.–28. december"""
        found = self.panel.suggestions
        if found is None or found.due_on is None:
            return ""
        first = max(found.opens_on or self.panel.today, self.panel.today)
        if first > found.due_on:
            return f"frist {wording.day_month(found.due_on, self.panel.today)}{doubt(found.rule)}"
        return f"{wording.period(first, found.due_on, self.panel.today)}{doubt(found.rule)}"

    @property
    def about_times(self) -> str:
        """Why this time is the chosen one."""
        chosen, found = self.panel.chosen, self.panel.suggestions
        if chosen is None or chosen.late or found is None or found.due_on is None:
            return ""
        return PAST if is_past(found.due_on, self.panel.today) else BOTH

    @property
    def no_times(self) -> str:
        return NO_TIMES if self.panel.suggestions else ""

    @property
    def saved_lines(self) -> list[str]:
        """What another person saved: this conversation as it stands, or the last one of the case."""
        talk = self.panel.conversation or (
            Conversation.objects.valid().filter(case=self.panel.case).order_by("-recorded_at", "-pk").first()
        )
        if talk is None:
            return ["Ingen samtaler"]
        return list(_described(talk.status, talk.kind, talk.number, talk.form, talk.note, _when(talk)))

    @property
    def typed_lines(self) -> list[str]:
        """What this person has typed."""
        value = self.panel.value
        kind, _, number = str(value("subject")).partition(":")
        when = f"{value('on_date')} kl. {value('at')}"
        whole = int(number) if number.isdecimal() else None
        return list(_described(str(value("outcome")), kind, whole, str(value("mode")), str(value("note") or ""), when))


def _when(talk: Conversation) -> str:
    return wording.short_moment(talk.starts_at) if talk.starts_at else wording.short_date(talk.on_date)


def _described(status: str, kind: str, number: int | None, form: str, note: str, when: str) -> Iterable[str]:
    if kind in set(ConversationKind):
        yield f"{labels.CONVERSATION_KINDS[ConversationKind(kind)]}{f' {number}' if number else ''}"
    if status in set(ConversationStatus):
        yield f"Udfald: {labels.CONVERSATION_STATUSES[ConversationStatus(status)]}"
    yield f"Tid: {when}"
    if form in set(Form):
        yield f"Form: {labels.FORMS[Form(form)]}"
    yield f"Note: {note or 'ingen'}"
