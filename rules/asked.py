"""What `explain` is asked, read strictly: every fault with its place, what is wrong and what is allowed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from rules.facts import (
    ActivityFact,
    CitizenFacts,
    ConsiderationFact,
    ConversationFact,
    DutySuspensionFact,
    ExpectedWeeks,
    Facts,
    FollowUpFact,
    GroupPeriod,
    Pause,
    PaymentFact,
    ReferralFact,
    ReopeningFact,
)
from rules.rows import Refused
from rules.rule import Policy
from rules.trial import load_profile, profile_names
from rules.vocabulary import (
    ActivityStatus,
    ActivityType,
    ConsideredMatter,
    ConversationKind,
    ConversationStatus,
    DutySuspensionReason,
    Form,
    Insurance,
    JobBrokerAnswer,
    Party,
    PauseReason,
    PaymentKind,
    Place,
    ReferredTo,
    Sector,
    SpecialNeed,
    TargetGroup,
)

Convert = Callable[[object], object]


class Faults(Exception):
    """The file cannot be answered; one line for each fault."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question."""

    id: str | None
    policy: Policy
    today: date
    rules: frozenset[str] | None
    facts: Facts


class Key(NamedTuple):
    """A key of the input: the field it fills, how its value is read, and whether it must be there."""

    field: str
    convert: "Convert | Shape | ListOf"
    required: bool = False


class Shape(NamedTuple):
    """An object of the input and what is made of it."""

    make: Callable[..., object]
    keys: Mapping[str, Key]


class ListOf(NamedTuple):
    shape: Shape


YEARS = range(1900, 2200)
"""Years around which the rules can count months and weeks in both directions."""


def day(value: object) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise Refused(f"{shown(value)} er ikke en dato; tilladt: ÅÅÅÅ-MM-DD")
    if found.year not in YEARS:
        raise Refused(f"{shown(value)} ligger for langt væk; tilladt: årene {YEARS[0]}–{YEARS[-1]}")
    return found


def month(value: object) -> str:
    day(f"{value}-01")
    return str(value)


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{shown(value)} er ikke sandt eller falsk; tilladt: true, false")
    return value


def text(value: object) -> str:
    if not isinstance(value, str):
        raise Refused(f"{shown(value)} er ikke en tekst; tilladt: tekst i citationstegn")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused("halvt tegn i teksten; tilladt: hele Unicode-tegn")
    return value


def named(value: object) -> bool:
    """Whether a company is named; the name itself is not a fact of the rules."""
    return bool(text(value).strip())


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refused(f"{shown(value)} er ikke et helt tal over 0; tilladt: 1, 2, 3 …")
    return value


def decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(f'{shown(value)} er ikke et tal; tilladt: 37, 37.5 eller "160.33"')
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise Refused(f'{shown(value)} er ikke et tal; tilladt: 37, 37.5 eller "160.33"') from error


def one_of(members: type[StrEnum]) -> Convert:
    def convert(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in set(members):
            raise Refused(f"{shown(value)} kendes ikke; tilladt: {', '.join(members)}")
        return members(str(value))

    return convert


def some_of(members: type[StrEnum]) -> Convert:
    def convert(value: object) -> frozenset[StrEnum]:
        if not isinstance(value, list):
            raise Refused(f"{shown(value)} er ikke en liste; tilladt: en liste af {', '.join(members)}")
        one = one_of(members)
        return frozenset(member for item in value if isinstance(member := one(item), StrEnum))

    return convert


def shown(value: object) -> str:
    """A value as it stands in the file, shortened."""
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 60 else written[:57] + "…"


def _same(convert: Convert, *names: str) -> dict[str, Key]:
    return {name: Key(name, convert) for name in names}


FROM, TO = Key("first_on", day, True), Key("last_on", day)
BY = one_of(Party)
WEEKS = Shape(ExpectedWeeks, _same(whole, "citizen", "employer"))
CITIZEN = Shape(
    CitizenFacts,
    _same(
        day, "born_on", "residence_permit_on", "registered_on", "first_contact_on", "child_born_on", "cv_talk_on",
        "asked_for_conversation_on", "early_followup_asked_on", "next_conversation_on", "next_conversation_set_on",
    )
    | _same(flag, "self_supporting", "no_social_physical_barriers")
    | {
        "special_need": Key("special_need", one_of(SpecialNeed)),
        "insurance": Key("insurance", one_of(Insurance)),
    },
)  # fmt: skip
PERIOD = Shape(
    GroupPeriod,
    {"group": Key("group", one_of(TargetGroup), True), "from": FROM, "to": TO}
    | _same(day, "first_absence_on", "first_unemployed_on", "visited_on", "expected_recovery_on")
    | _same(flag, "awaiting_treatment", "jobcenter_track")
    | {
        "job_broker": Key("job_broker", one_of(JobBrokerAnswer)),
        "expected_weeks": Key("expected_weeks", WEEKS),
    },
)
PAUSE = Shape(Pause, {"from": FROM, "to": TO, "reason": Key("reason", one_of(PauseReason), True)})
CONVERSATION = Shape(
    ConversationFact,
    {
        "on": Key("on", day, True),
        "kind": Key("kind", one_of(ConversationKind), True),
        "status": Key("status", one_of(ConversationStatus), True),
        "form": Key("form", one_of(Form)),
        "by": Key("by", BY),
        "with": Key("with_parties", some_of(Party)),
        "number": Key("number", whole),
        "registered_on": Key("registered_on", day),
    },
)
REFERRAL = Shape(
    ReferralFact,
    {"on": Key("on", day, True), "to": Key("to", one_of(ReferredTo), True), "ended_on": Key("ended_on", day)},
)
CONSIDERATION = Shape(ConsiderationFact, {"on": Key("on", day, True), "of": Key("of", one_of(ConsideredMatter), True)})
FOLLOW_UP = Shape(FollowUpFact, {"on": Key("on", day, True)} | _same(flag, "progress", "keeps_agreement"))
ACTIVITY = Shape(
    ActivityFact,
    {"type": Key("type", one_of(ActivityType), True), "from": FROM, "to": TO}
    | _same(day, "granted_on", "agreed_on", "extension_decided_on")
    | {
        "place": Key("place", one_of(Place)),
        "sector": Key("sector", one_of(Sector)),
        "company": Key("company", named),
        "hours_per_week": Key("hours_per_week", decimal),
        "follow_ups": Key("follow_ups", ListOf(FOLLOW_UP)),
        "status": Key("status", one_of(ActivityStatus)),
    },
)
PAYMENT = Shape(
    PaymentFact,
    {
        "month": Key("month", month, True),
        "hours": Key("hours", decimal, True),
        "kind": Key("kind", one_of(PaymentKind), True),
        "reported_on": Key("reported_on", day),
    },
)
DUTY_SUSPENSION = Shape(
    DutySuspensionFact,
    {
        "from": FROM,
        "to": TO,
        "reason": Key("reason", one_of(DutySuspensionReason), True),
        "kept_by_decision": Key("kept_by_decision", flag),
    },
)
REOPENING = Shape(ReopeningFact, {"on": Key("on", day, True), "class": Key("offer_class", whole)})
FACTS: Mapping[str, Key] = {
    "citizen": Key("citizen", CITIZEN),
    "course_start": Key("course_start", day),
    "target_groups": Key("target_groups", ListOf(PERIOD)),
    "pauses": Key("pauses", ListOf(PAUSE)),
    "conversations": Key("conversations", ListOf(CONVERSATION)),
    "referrals": Key("referrals", ListOf(REFERRAL)),
    "considerations": Key("considerations", ListOf(CONSIDERATION)),
    "activities": Key("activities", ListOf(ACTIVITY)),
    "payments": Key("payments", ListOf(PAYMENT)),
    "duty_suspensions": Key("duty_suspensions", ListOf(DUTY_SUSPENSION)),
    "reopening": Key("reopening", REOPENING),
}
ABOUT = {"id", "profile", "today", "rules"}


@dataclass(slots=True)
class Reading:
    """Reads one question and keeps every fault."""

    faults: list[str] = field(default_factory=list)

    def fault(self, path: str, wrong: str) -> None:
        self.faults.append(f"{path or '$'}: {wrong}")

    def entry(self, shape: Shape, raw: object, path: str) -> object | None:
        if not isinstance(raw, dict):
            self.fault(path, f"{shown(raw)} er ikke et objekt; tilladt: {{…}} med {', '.join(shape.keys)}")
            return None
        before = len(self.faults)
        self.unknown(raw, shape.keys, path)
        values = self.filled(shape.keys, raw, path)
        return shape.make(**values) if len(self.faults) == before else None

    def filled(self, keys: Mapping[str, Key], raw: Mapping[str, object], path: str) -> dict[str, Any]:
        """The fields of the keys that have a value; a required key without one is a fault."""
        values: dict[str, Any] = {}
        for name, key in keys.items():
            value = self.value(key.convert, raw.get(name), join(path, name))
            if value is not None:
                values[key.field] = value
            elif key.required and raw.get(name) is None:
                self.fault(join(path, name), "mangler; skal udfyldes")
        return values

    def unknown(self, raw: Mapping[str, object], known: Mapping[str, object], path: str) -> None:
        for name in raw:
            if name not in known:
                self.fault(join(path, name), f"ukendt nøgle; tilladt: {', '.join(known)}")

    def value(self, convert: "Convert | Shape | ListOf", raw: object, path: str) -> object | None:
        if raw is None:
            return None
        if isinstance(convert, Shape):
            return self.entry(convert, raw, path)
        if isinstance(convert, ListOf):
            return self.items(convert.shape, raw, path)
        try:
            return convert(raw)
        except Refused as refused:
            self.fault(path, str(refused))
            return None

    def items(self, shape: Shape, raw: object, path: str) -> tuple[object, ...]:
        if not isinstance(raw, list):
            self.fault(path, f"{shown(raw)} er ikke en liste; tilladt: [{{…}}, …]")
            return ()
        found = [self.entry(shape, item, f"{path}[{number}]") for number, item in enumerate(raw)]
        return tuple(item for item in found if item is not None)

    def need(self, convert: Convert, raw: Mapping[str, object], name: str, path: str) -> Any:
        """A required value of the question itself."""
        if raw.get(name) is None:
            self.fault(join(path, name), "mangler; skal udfyldes")
            return None
        return self.value(convert, raw[name], join(path, name))


def join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def profile(value: object) -> Policy:
    if value not in profile_names():
        raise Refused(f"{shown(value)} findes ikke; tilladt: {', '.join(profile_names())}")
    return load_profile(str(value))
