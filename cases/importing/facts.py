"""Facts about cases: comparing rows with the register, voiding what the source has changed, adding what is new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from cases.importing import layout
from cases.importing.cells import at
from cases.importing.copying import copy_in
from cases.importing.layout import Layout
from cases.importing.memory import CHUNK, Compared
from cases.importing.reading import Row
from cases.models import (
    Activity,
    Case,
    CaseDetail,
    Consideration,
    Conversation,
    Fact,
    JobGoal,
    NextConversation,
    Pause,
    Referral,
    TargetGroupPeriod,
)
from cases.models.fact import FactQuerySet
from companies.models import Company
from offers.models import Offer, Supplier

CORRECTED = "Rettet ved indlæsning"


@dataclass(slots=True)
class Register:
    """What rows of facts point to, by the name the files use."""

    users: dict[str, int]
    minutes: dict[str, int]
    cases: dict[str, int] = field(default_factory=dict)
    offers: dict[tuple[str, str], int] = field(default_factory=dict)
    companies: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact. `elsewhere` maps a value of the row to where it stands, when that is not a field of the same
    name; `points` says how such a value is written."""

    layout: Layout
    model: type[Fact]
    elsewhere: dict[str, str] = field(default_factory=dict)
    points: Callable[[dict[str, object], Register], dict[str, object]] = lambda values, register: {}

    @property
    def objects(self) -> FactQuerySet:
        return self.model._default_manager.all()


def _conversation(values: dict[str, object], register: Register) -> dict[str, object]:
    held = values["status"] in ("held", "no_show")
    return {
        "booked_with_id": register.users.get(str(values.pop("booked_with"))),
        "outcome_at": values["recorded_at"] if held else None,
    }


def _group(values: dict[str, object], register: Register) -> dict[str, object]:
    return {"group_id": values.pop("group")}


def _detail(values: dict[str, object], register: Register) -> dict[str, object]:
    return {"key": values.pop("key_word")}


def _referral(values: dict[str, object], register: Register) -> dict[str, object]:
    return {"consultant_id": register.users.get(str(values.pop("consultant")))}


def _activity(values: dict[str, object], register: Register) -> dict[str, object]:
    offer = (str(values.pop("offer")), str(values.pop("supplier")))
    return {
        "offer_id": register.offers.get(offer),
        "company_id": register.companies.get(str(values.pop("company"))),
    }


KINDS = (
    Kind(layout.TARGET_GROUPS, TargetGroupPeriod, {"group": "group_id"}, _group),
    Kind(layout.PAUSES, Pause),
    Kind(layout.DETAILS, CaseDetail, {"key_word": "key"}, _detail),
    Kind(layout.CONVERSATIONS, Conversation, {"booked_with": "booked_with__username"}, _conversation),
    Kind(layout.NEXT_CONVERSATIONS, NextConversation),
    Kind(layout.REFERRALS, Referral, {"consultant": "consultant__username"}, _referral),
    Kind(layout.JOB_GOALS, JobGoal),
    Kind(layout.CONSIDERATIONS, Consideration),
    Kind(
        layout.ACTIVITIES,
        Activity,
        {"offer": "offer__name", "supplier": "offer__supplier__name", "company": "company__name"},
        _activity,
    ),
)


def prepare(kind: Kind, rows: list[Row], register: Register) -> dict[str, datetime | None]:
    """Turn the cells of rows into comparable values; returns when each row was recorded in the source, by key."""
    recorded: dict[str, datetime | None] = {}
    for row in rows:
        moment = row.values.pop("recorded_at")
        recorded[row.key] = moment if isinstance(moment, datetime) else None
        if kind.model is Conversation:
            _set_times(row, register)
    return recorded


def _set_times(row: Row, register: Register) -> None:
    """From day, time of day and length to begin and end; the length is the employee's when the file has none."""
    hour, minutes, on = row.values.pop("clock"), row.values.pop("minutes"), row.values["on_date"]
    row.values["starts_at"] = row.values["ends_at"] = None
    if isinstance(hour, time) and isinstance(on, date):
        usual = register.minutes.get(str(row.values["booked_with"]), 0)
        length = minutes if isinstance(minutes, int) else usual
        row.values["starts_at"] = at(on, hour)
        row.values["ends_at"] = at(on, hour) + timedelta(minutes=length)


def standing(kind: Kind) -> dict[str, dict[str, object]]:
    """Valid facts by their key in the source; those made by hand stand under `#` and their number."""
    names = [column.field for column in kind.layout.columns if column.field not in SHARED]
    if kind.model is Conversation:
        names = [name for name in names if name not in ("clock", "minutes")] + ["starts_at", "ends_at"]
    paths = [kind.elsewhere.get(name, name) for name in names]
    found = {}
    for pk, key, case_id, case, *values in (
        kind.objects.valid().values_list("id", "source_key", "case_id", "case__source_key", *paths).iterator(CHUNK)
    ):
        found[key or f"#{pk}"] = {"case": case or f"#{case_id}", **dict(zip(names, values, strict=True))}
    return found


SHARED = ("key", "case", "recorded_at")


def write(
    kind: Kind, compared: Compared, recorded: dict[str, datetime | None], register: Register, *, now: datetime
) -> set[int]:
    """Void the facts that the source has changed and add what it says; returns the cases touched."""
    old = kind.objects.valid().filter(source_key__in=compared.changed_keys)
    touched: set[int] = set(old.values_list("case_id", flat=True))
    old.update(voided_at=now, void_reason=CORRECTED)
    fresh = []
    for row in compared.to_write:
        values: dict[str, object] = {**row.values, "recorded_at": recorded[row.key] or now}
        case = register.cases[str(values.pop("case"))]
        touched.add(case)
        values |= {"case_id": case, "source_key": row.key}
        fresh.append(values | kind.points(values, register))
    copy_in(kind.model, fresh)
    return touched


def make_offers(rows: list[Row], register: Register) -> None:
    """Make the offers and companies that activities name and the catalogues do not have."""
    for pk, name, supplier in Offer.objects.values_list("id", "name", "supplier__name"):
        register.offers[name, supplier or ""] = pk
    register.companies.update({name: pk for pk, name in Company.objects.values_list("id", "name")})
    wanted = {
        (str(row.values["offer"]), str(row.values["supplier"])): str(row.values["type"])
        for row in rows
        if row.values["offer"]
    }
    fresh = {name: type_ for name, type_ in sorted(wanted.items()) if name not in register.offers}
    suppliers = _suppliers(supplier for _, supplier in fresh)
    offers = [
        Offer(name=name, supplier_id=suppliers.get(supplier), type=type_) for (name, supplier), type_ in fresh.items()
    ]
    for found, offer in zip(fresh, Offer.objects.bulk_create(offers, CHUNK), strict=True):
        register.offers[found] = offer.pk
    names = {str(row.values["company"]) for row in rows if row.values["company"]} - register.companies.keys()
    for company in Company.objects.bulk_create([Company(name=name) for name in sorted(names)], CHUNK):
        register.companies[company.name] = company.pk


def _suppliers(names: Iterable[str]) -> dict[str, int]:
    """The suppliers by name, those that are missing made; an offer without one is the municipality's own."""
    known = dict(Supplier.objects.values_list("name", "id"))
    missing = [Supplier(name=name) for name in sorted(set(names) - known.keys() - {""})]
    return known | {supplier.name: supplier.pk for supplier in Supplier.objects.bulk_create(missing, CHUNK)}


def cases_by_key() -> dict[str, int]:
    """The cases of the register by their key in the source."""
    return dict(Case.objects.exclude(source_key="").values_list("source_key", "id"))
