"""What only shows when rows are seen together: references, order of dates, overlaps. Found before any writing."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from cases.importing.facts import Kind
from cases.importing.faults import Fault
from cases.importing.layout import Layout
from cases.importing.reading import Row
from cases.models import (
    Activity,
    CaseDetail,
    Conversation,
    JobGoal,
    NextConversation,
    Pause,
    Referral,
    TargetGroupPeriod,
)

Values = Mapping[str, object]
Problem = tuple[str, str]
"""A field and what is wrong with it."""

ORDER = "slutdatoen ligger før startdatoen"


@dataclass(slots=True)
class Known:
    """What rows may point to after this import."""

    as_of: date
    cases: set[str] = field(default_factory=set)
    citizens: set[str] = field(default_factory=set)
    teams: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)


def twice(layout: Layout, rows: list[Row]) -> Iterator[Fault]:
    """The same key in two rows; only the first one stays among `rows`."""
    first: dict[str, Row] = {}
    for row in rows:
        known = first.setdefault(row.key, row)
        if known is not row:
            yield Fault(row.file, row.line, layout.headings[layout.key], f"samme nøgle som linje {known.line}")
    rows[:] = first.values()


def of_case(values: Values, known: Known) -> Iterator[Problem]:
    """One row of sager.csv."""
    if values["citizen"] not in known.citizens:
        yield "cpr", "borgeren findes hverken i borgere.csv eller i forvejen"
    if values["team"] not in known.teams:
        yield "team", "teamet findes ikke"
    if values["responsible"] and values["responsible"] not in known.users:
        yield "responsible", "brugeren findes ikke i raadgivere.csv"
    if _before(values["closed_on"], values["course_start"]):
        yield "closed_on", ORDER
    if _before(values.get("responsible_from"), values["course_start"]):
        yield "responsible_from", "den ansvarlige kan ikke begynde før forløbet"
    if _after(values["closed_on"], known.as_of):
        yield "closed_on", "en sag kan ikke være lukket efter indlæsningsdagen"


def of_fact(kind: Kind, values: Values, known: Known) -> Iterator[Problem]:
    """One row of a file of facts."""
    if values["case"] not in known.cases:
        yield "case", "sagen findes hverken i sager.csv eller i forvejen"
    yield from OWN.get(kind.model, _nothing)(values, known)


def _nothing(values: Values, known: Known) -> Iterator[Problem]:
    yield from ()


def _group(values: Values, known: Known) -> Iterator[Problem]:
    if values["group"] not in known.groups:
        yield "group", "målgruppen er ikke oprettet i denne installation"
    if _before(values["to_on"], values["from_on"]):
        yield "to_on", ORDER


def _period(values: Values, known: Known) -> Iterator[Problem]:
    if _before(values["to_on"], values["from_on"]):
        yield "to_on", ORDER


def _detail(values: Values, known: Known) -> Iterator[Problem]:
    if bool(values["on_date"]) == bool(values["text"]):
        yield "on_date", "udfyld enten dato eller værdi, ikke begge"


def _conversation(values: Values, known: Known) -> Iterator[Problem]:
    if values["booked_with"] and values["booked_with"] not in known.users:
        yield "booked_with", "brugeren findes ikke i raadgivere.csv"
    if values["status"] in ("held", "no_show") and _after(values["on_date"], known.as_of):
        yield "on_date", "en afholdt eller udebleven samtale kan ikke ligge efter indlæsningsdagen"
    if values["starts_at"] and values["starts_at"] == values["ends_at"]:
        yield "minutes", "varigheden skal udfyldes, når rådgiveren ikke har en samtalelængde"


def _next_conversation(values: Values, known: Known) -> Iterator[Problem]:
    if _before(values["due_on"], values["set_on"]):
        yield "due_on", "den næste samtale ligger før den dag, den blev sat"
    if _after(values["set_on"], known.as_of):
        yield "set_on", "dagen ligger efter indlæsningsdagen"


def _referral(values: Values, known: Known) -> Iterator[Problem]:
    if values["consultant"] and values["consultant"] not in known.users:
        yield "consultant", "brugeren findes ikke i raadgivere.csv"
    if _before(values["ended_on"], values["on_date"]):
        yield "ended_on", ORDER
    if _after(values["on_date"], known.as_of):
        yield "on_date", "en visitation kan ikke ligge efter indlæsningsdagen"


def _activity(values: Values, known: Known) -> Iterator[Problem]:
    if _before(values["to_on"], values["from_on"]):
        yield "to_on", ORDER
    if values["status"] in ("running", "ended") and _after(values["from_on"], known.as_of):
        yield "from_on", "en aktivitet, der er i gang eller afsluttet, kan ikke begynde efter indlæsningsdagen"
    if values["status"] == "ended" and (values["to_on"] is None or _after(values["to_on"], known.as_of)):
        yield "to_on", "en afsluttet aktivitet skal have en slutdato, som ikke ligger efter indlæsningsdagen"
    if values["supplier"] and not values["offer"]:
        yield "supplier", "leverandør kræver, at tilbud er udfyldt"


OWN: dict[type, Callable[[Values, Known], Iterator[Problem]]] = {
    TargetGroupPeriod: _group,
    Pause: _period,
    JobGoal: _period,
    CaseDetail: _detail,
    Conversation: _conversation,
    NextConversation: _next_conversation,
    Referral: _referral,
    Activity: _activity,
}


def _before(day: object, first: object) -> bool:
    return isinstance(day, date) and isinstance(first, date) and day < first


def _after(day: object, last: date) -> bool:
    return isinstance(day, date) and day > last


Span = tuple[date | datetime, date | datetime, int]
"""First, last (inclusive for days, exclusive for times) and the line; line 0 = stands already."""


def overlaps(kind: Kind, rows: Iterable[Row], standing: Iterable[Values]) -> Iterator[Fault]:
    """Rows that would overlap another row or what stands (`standing` without what the rows replace)."""
    check = ALONE.get(kind.model)
    if check is None:
        return
    spans: defaultdict[object, list[Span]] = defaultdict(list)
    for line, values in [*((0, values) for values in standing), *((row.line, row.values) for row in rows)]:
        lane = check.lane(values)
        if lane is not None:
            insort(spans[lane], (*check.span(values), line))
    for lane in spans.values():
        yield from _pairs(kind, lane, check)


def _pairs(kind: Kind, lane: list[Span], check: "Alone") -> Iterator[Fault]:
    widest = lane[0]
    for one, two in pairwise(lane):
        widest = max(widest, one, key=lambda span: span[1])
        if two[0] < widest[1] or (check.inclusive and two[0] == widest[1]):
            line, other = max(widest[2], two[2]), min(widest[2], two[2])
            if line:
                where = f"linje {other}" if other else "det, der allerede er registreret"
                yield Fault(kind.layout.file, line, kind.layout.headings[check.heading], f"{check.reason} {where}")


@dataclass(frozen=True, slots=True)
class Alone:
    """What may not overlap: the lane it runs in (None = no lane), its span, and how a clash is told."""

    lane: Callable[[Values], object]
    span: Callable[[Values], tuple[date | datetime, date | datetime]]
    heading: str
    reason: str
    inclusive: bool = True


def _days(values: Values) -> tuple[date | datetime, date | datetime]:
    first, last = values["from_on"], values["to_on"]
    return first if isinstance(first, date) else date.min, last if isinstance(last, date) else date.max


def _times(values: Values) -> tuple[date | datetime, date | datetime]:
    starts, ends = values["starts_at"], values["ends_at"]
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        raise TypeError("a lane of times holds only rows with times")
    return starts, ends


def _slot(values: Values) -> object:
    taken = values["status"] in ("booked", "held") and values["starts_at"] and values["booked_with"]
    return values["booked_with"] if taken else None


ALONE: dict[type, Alone] = {
    TargetGroupPeriod: Alone(lambda v: v["case"], _days, "from_on", "perioden overlapper en anden målgruppe:"),
    Pause: Alone(lambda v: (v["case"], v["reason"]), _days, "from_on", "pausen overlapper en anden af samme årsag:"),
    JobGoal: Alone(lambda v: (v["case"], v["letter"]), _days, "from_on", "jobmålet overlapper et andet:"),
    Conversation: Alone(_slot, _times, "clock", "tiden er optaget hos rådgiveren:", inclusive=False),
    CaseDetail: Alone(
        lambda v: (v["case"], v["key_word"]),
        lambda v: (date.min, date.max),
        "key_word",
        "oplysningen står allerede:",
    ),
}
