"""Næste skridt: at most three sentences, each with one action, worst first."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.dossier import Dossier
from cases.duties import ACTS, Duty, Missing
from cases.models import Case, GrantStatus
from cases.services import records
from cases.services.slots import Slot
from cases.services.upcoming import DOUBT
from rules.vocabulary import Form
from staff import wording

MOST = 3


@dataclass(frozen=True)
class Step:
    """`tone` as in the note component; `text` says why, `link` what to do. With `sends` the link is a button that
    posts these values to `url`."""

    tone: str
    title: str
    text: str
    link: str
    url: str
    sends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FreeTime:
    """The first free time for the next conversation, and whose."""

    slot: Slot
    user_id: int


def next_steps(
    dossier: Dossier, lines: Sequence[Duty], gaps: Sequence[Missing], today: date, *, free: FreeTime | None = None
) -> list[Step]:
    """What to do now. `free`: the first free time for the next conversation, if one was looked for."""
    public_id = dossier.case.citizen.public_id
    if dossier.case.closed_on:
        day = wording.day_in_words(dossier.case.closed_on, today)
        return [
            Step(
                "plain",
                "Sagen er lukket",
                f"Lukket {day}.",
                "Genåbn sagen",
                reverse("citizen_reopen", args=[public_id]),
            )
        ]
    overdue = [step for line in lines if line.code == "overdue" for step in _due(line, dossier.case, today, free)]
    unrecorded = list(_unrecorded(dossier, today))
    missing = [Step("miss", "Mangler frist", gap.sentence, gap.words, f"#{gap.key}") for gap in gaps]
    soon = [
        step
        for line in lines
        if line.code in ("due_soon", "recommended")
        for step in _due(line, dossier.case, today, free)
    ]
    found = [
        *overdue,
        *_asked(dossier),
        *unrecorded,
        *_unwritten(dossier, today),
        *missing,
        *_unowned(dossier),
        *soon,
        *_open_pauses(dossier),
    ]
    return _distinct(found)[:MOST]


def wants_slot(lines: Sequence[Duty]) -> bool:
    """True when a conversation is due now and nothing is booked for it."""
    return any(
        line.answer == "book" and line.code in ("overdue", "due_soon") and not line.appointment for line in lines
    )


def _distinct(steps: Iterable[Step]) -> list[Step]:
    """Each action once: several lines may ask for the same conversation."""
    seen: dict[str, Step] = {}
    for step in steps:
        seen.setdefault(step.url, step)
    return list(seen.values())


def _due(line: Duty, case: Case, today: date, free: FreeTime | None) -> Iterable[Step]:
    tone = "over" if line.code == "overdue" else "soon"
    due, public_id = line.standing.due_on, case.citizen.public_id
    day = wording.day_in_words(due, today) if due else ""
    day = f"{day}{DOUBT}" if day and line.unverified else day
    if line.appointment and line.appointment.booking and not line.appointment.late:
        return
    name = line.title[0].lower() + line.title[1:]
    if line.answer == "book":
        if line.appointment and line.appointment.late:
            yield Step(
                tone,
                f"Aftalen om {name} ligger efter fristen",
                f"Frist {day}.",
                "Find en tidligere tid",
                _book(public_id),
            )
        elif free:
            words = f"Ledig tid {wording.short_moment(free.slot.starts_at, today)}"
            yield Step(tone, f"Book {name}", words, "Book tiden", _book(public_id), _booking(case, free))
        else:
            yield Step(tone, f"Book {name}", f"Frist {day}.", "Find en tid", _book(public_id))
    elif line.answer == "consider":
        words = f"Vinduet lukkede {day}." if line.code == "recommended" else f"Senest {day}."
        url = reverse("citizen_consider", args=[public_id])
        yield Step(tone, line.title, words, "Registrér overvejelse", url)
    elif line.answer in ACTS:
        label, address = ACTS[line.answer]
        yield Step(tone, line.title, f"Frist {day}.", label, reverse(address, args=[public_id]))
    else:
        yield Step(tone, line.title, f"Frist {day}.", "Se hvorfor", f"#{line.key}")


def _book(public_id: str) -> str:
    return reverse("book", args=[public_id])


def _booking(case: Case, free: FreeTime) -> tuple[tuple[str, str], ...]:
    """The booking form with the time filled in, so that one press books it."""
    return (
        ("starts_at", free.slot.starts_at.isoformat()),
        ("mode", Form.PERSONAL.value),
        ("hos", str(free.user_id)),
        ("version", str(case.version)),
        ("form_key", str(uuid.uuid4())),
        ("return_to", reverse("citizen", args=[case.citizen.public_id])),
    )


def _unrecorded(dossier: Dossier, today: date) -> Iterable[Step]:
    for talk in dossier.booked:
        if talk.on_date < today:
            day = wording.day_in_words(talk.on_date, today)
            url = reverse("record", args=[talk.pk])
            yield Step("soon", "Samtalen er ikke registreret", f"Booket {day}.", "Registrér samtalen", url)


def _unwritten(dossier: Dossier, today: date) -> Iterable[Step]:
    """The half year with partial return runs out, or has run out (REB23-56)."""
    for one in records.wanted(dossier, today):
        due = one.standing.due_on
        if one.missing and due is not None:
            url = reverse("citizen_partial_return", args=[dossier.case.citizen.public_id])
            text = (
                f"Plan eller grund skulle være skrevet {wording.day_in_words(due, today)}."
                if one.late
                else (f"Skriv plan eller grund senest {wording.day_in_words(due, today)}.")
            )
            yield Step("over" if one.late else "soon", f"{one.rule.title} ({one.rule.id})", text, "Skriv plan", url)


def _asked(dossier: Dossier) -> Iterable[Step]:
    """A leader waits for an answer before a grant can be decided."""
    for row in dossier.valid("grant"):
        if row.code == GrantStatus.PENDING and row.ordinal:
            url = reverse("grant", args=[dossier.case.citizen.public_id, row.pk])
            yield Step("soon", f"Spørgsmål om {row.text}", "Funktionslederen venter på dit svar.", "Svar", url)


def _unowned(dossier: Dossier) -> Iterable[Step]:
    if dossier.responsible is None:
        url = reverse("citizen_responsible", args=[dossier.case.citizen.public_id])
        yield Step("miss", "Sagen har ingen ansvarlig rådgiver", "Frister flages til ingen.", "Vælg rådgiver", url)


def _open_pauses(dossier: Dossier) -> Iterable[Step]:
    for entry in dossier.valid("pause"):
        if entry.until is None:
            url = reverse("citizen_pause_end", args=[dossier.case.citizen.public_id, entry.pk])
            yield Step("susp", "En pause er uden slutdato", "Uret står stille, til den slutter.", "Sæt slutdato", url)
