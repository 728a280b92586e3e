"""A value of a rule row in Danish: a number, a span, a day, or words of the vocabulary, inside a sentence."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rules import labels
from rules.answers import labels as answer_labels
from rules.answers.leading_terms import SheetColumn
from rules.answers.terms import Actor, AskedAs, CancelReason, ContactKind, JobKind, Practice, Record, Weight
from rules.dates import Span
from rules.gates import labels as gate_labels
from rules.gates.vocabulary import AgreementKind, Colour, DecidedBy, Result, Role
from rules.gates.words import kroner
from rules.terms import ActivityWhen, NotBefore
from rules.vocabulary import (
    ActivityFamily,
    ActivityType,
    Anchor,
    ConsideredMatter,
    ConversationKind,
    Form,
    JobBrokerAnswer,
    Party,
    PauseReason,
    Place,
    ReferredTo,
    Sector,
    TargetGroup,
)
from rules.wording import length, long_date

WORDS: dict[type[StrEnum], Mapping[Any, str]] = {
    TargetGroup: labels.TARGET_GROUPS,
    PauseReason: labels.PAUSE_REASONS | {PauseReason.EXEMPT: "fritagelse"},
    ConversationKind: labels.CONVERSATION_KINDS,
    Party: labels.PARTIES,
    ReferredTo: labels.REFERRED_TO,
    JobBrokerAnswer: labels.JOB_BROKER_ANSWERS,
    Place: labels.PLACES,
    Form: labels.FORMS,
    ActivityType: labels.ACTIVITY_TYPES,
    ActivityFamily: labels.ACTIVITY_FAMILIES,
    Anchor: {
        Anchor.FIRST_UNEMPLOYED_ON: "første ledighedsdag",
        Anchor.FIRST_ABSENCE_ON: "første fraværsdag",
        Anchor.VISITED_ON: "visitationen",
        Anchor.RESIDENCE_PERMIT_ON: "modtaget opholdstilladelse",
        Anchor.COURSE_START: "forløbets start",
        Anchor.TARGET_GROUP_START: "første dag i målgruppen",
    },
    NotBefore: {NotBefore.COURSE_START: "forløbets start"},
    ActivityWhen: labels.ACTIVITY_WHEN,
    ConsideredMatter: labels.CONSIDERED_MATTERS,
    CancelReason: answer_labels.CANCEL_REASONS,
    Actor: answer_labels.ACTORS,
    ContactKind: answer_labels.CONTACT_KINDS,
    JobKind: answer_labels.JOB_KINDS,
    Practice: answer_labels.PRACTICES,
    Record: answer_labels.RECORDS,
    AskedAs: answer_labels.ASKED_AS,
    Weight: answer_labels.WEIGHTS,
    Sector: labels.SECTORS,
    SheetColumn: answer_labels.SHEET_COLUMNS,
    Colour: gate_labels.COLOURS,
    Result: gate_labels.RESULTS,
    DecidedBy: gate_labels.DECIDED_BY,
    Role: gate_labels.ROLES,
    AgreementKind: gate_labels.AGREEMENTS,
}
"""The Danish words of each vocabulary that a row may use."""

KEPT = ("A-", "S&H", "CV", "FGU", "FVU", "AMU", "KLAP", "Job på Vej", "Aktiv Sygemeldt")
"""Beginnings that stay in capitals inside a sentence."""

BENEFITS = {
    "kontanthjælp": "cash_",
    "uddannelseshjælp": "edu_",
    "S&H-ydelse": "sh_",
    "overgangsydelse": "transitional_",
    "sygedagpenge": "sick_",
}
READINESS = {"aktivitetsparate": "_activity_ready", "jobparate": "_job_ready"}
"""Target groups that go by one name, by the beginning or the end of their codes."""

NO_SETS: Mapping[str, frozenset[ActivityType]] = {}
SETS = {"countable": "tællende tilbud", "business_oriented": "virksomhedsrettede tilbud"}
"""The names of the sets of offers that the rules of a policy refer to."""


def in_words(value: object, sets: Mapping[str, frozenset[ActivityType]] = NO_SETS) -> str:
    """6 måneder · 30 · 2.200 · 1. marts 2027 · kontanthjælp og ledighedsydelse · the text itself

    A set of offers that stands in `sets` goes by its name there.
    """
    if isinstance(value, Span):
        return length(value.number, value.unit)
    if isinstance(value, StrEnum):
        return inside(WORDS[type(value)][value])
    if isinstance(value, Decimal):
        return kroner(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, frozenset):
        return next((SETS[name] for name, of in sets.items() if of == value and name in SETS), listed(_names(value)))
    return SETS.get(str(value), str(value))


def listed(names: Iterable[str], last: str = "og") -> str:
    """a, b og c"""
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end


def inside(label: str) -> str:
    """A label as it stands inside a sentence."""
    return label if label.startswith(KEPT) else label[0].lower() + label[1:]


def _names(values: frozenset[StrEnum]) -> tuple[str, ...]:
    if not values:
        return ("intet",)
    member = type(next(iter(values)))
    if member is TargetGroup:
        return _groups({group for group in TargetGroup if group in values})
    if member is ActivityType:
        return tuple(_activities({kind for kind in ActivityType if kind in values}))
    return tuple(inside(WORDS[member][each]) for each in member if each in values)


def _groups(groups: Collection[TargetGroup]) -> tuple[str, ...]:
    """Whole sets by their name first, then the groups left over; the shorter of the two ways to divide them."""
    if len(groups) == len(TargetGroup):
        return ("alle målgrupper",)
    ways = (BENEFITS | READINESS, READINESS | BENEFITS)
    return min((tuple(_divided(groups, names)) for names in ways), key=len)


def _divided(groups: Collection[TargetGroup], names: Mapping[str, str]) -> Iterator[str]:
    left = set(groups)
    for name, part in names.items():
        whole = {group for group in TargetGroup if group.startswith(part) or group.endswith(part)}
        if whole <= set(groups) and whole & left:
            yield name
            left -= whole
    for group in TargetGroup:
        if group in left:
            benefit, _, readiness = labels.TARGET_GROUPS[group].partition(", ")
            yield inside(f"{benefit} ({readiness})" if readiness else benefit)


def _activities(kinds: Collection[ActivityType]) -> Iterator[str]:
    if len(kinds) == len(ActivityType):
        yield "alle tilbud"
        return
    left = set(kinds)
    for family in ActivityFamily:
        whole = {kind for kind in ActivityType if kind.family is family}
        if whole <= left:
            yield inside(labels.ACTIVITY_FAMILIES[family])
            left -= whole
    yield from (inside(labels.ACTIVITY_TYPES[kind]) for kind in ActivityType if kind in left)
