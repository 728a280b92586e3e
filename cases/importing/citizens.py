"""Citizens, their cases and who is responsible: checking, comparing and writing."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases import cpr
from cases.importing.faults import Fault
from cases.importing.layout import CASES, CITIZENS
from cases.importing.memory import CHUNK, Compared, Verdict
from cases.importing.reading import Row, Table
from cases.models import Case, Citizen, CitizenNumber, Responsibility
from staff.models import Team

CITIZEN_FIELDS = ("name", "protected", "phone", "address")
CASE_FIELDS = ("course_start", "closed_on", "close_reason")


@dataclass(slots=True)
class Numbers:
    """CPR numbers of this import by their keyed hash; they are never printed and live only as long as the import."""

    today: date
    digits: dict[str, str] = field(default_factory=dict)

    def key(self, text: str) -> str:
        """The keyed hash of a number as written. Raises cpr.InvalidCpr."""
        digits = cpr.parse(text, today=self.today)
        key = cpr.lookup(digits)
        self.digits[key] = digits
        return key

    def readable(self, texts: set[str]) -> set[str]:
        """The keyed hashes of those of `texts` that are numbers."""
        found = set()
        for text in texts:
            with suppress(cpr.InvalidCpr):
                found.add(self.key(text))
        return found


def prepare(citizens: Table, cases: Table, numbers: Numbers) -> Iterator[Fault]:
    """Replace each CPR number in the rows by its keyed hash; yield the faults and drop the rows that have one."""
    for table, heading in ((citizens, CITIZENS.headings["cpr"]), (cases, CASES.headings["cpr"])):
        good: list[Row] = []
        for row in table.rows:
            try:
                if table is citizens:
                    row.key = numbers.key(row.key)
                else:
                    row.values["citizen"] = numbers.key(str(row.values.pop("cpr")))
                good.append(row)
            except cpr.InvalidCpr as wrong:
                table.broken.add(row.key)
                yield Fault(row.file, row.line, heading, wrong.reason)
        table.rows[:] = good


def standing_citizens() -> dict[str, dict[str, object]]:
    """Citizens of the register by the keyed hash of their number."""
    rows = CitizenNumber.objects.values_list("lookup", *(f"citizen__{name}" for name in CITIZEN_FIELDS))
    return {lookup: dict(zip(CITIZEN_FIELDS, values, strict=True)) for lookup, *values in rows.iterator(CHUNK)}


def standing_cases() -> dict[str, dict[str, object]]:
    """Cases of the register by their key in the source; cases made by hand stand under `#` and their number."""
    latest: dict[int, str] = {}
    for case, user, to_on, closed_on in Responsibility.objects.order_by("from_on").values_list(
        "case_id", "user__username", "to_on", "case__closed_on"
    ):
        latest[case] = user if to_on is None or to_on == closed_on else ""
    found = {}
    for pk, key, citizen, team, course_start, closed_on, reason in Case.objects.values_list(
        "id", "source_key", "citizen__number__lookup", "team__name", "course_start", "closed_on", "close_reason"
    ):
        found[key or f"#{pk}"] = {
            "citizen": citizen,
            "team": team,
            "course_start": course_start,
            "closed_on": closed_on,
            "close_reason": reason,
            "responsible": latest.get(pk, ""),
        }
    return found


def write_citizens(compared: Compared, numbers: Numbers) -> None:
    """Write new citizens with their numbers, and changed ones."""
    fresh = [
        Citizen(
            masked_cpr=cpr.mask(numbers.digits[row.key]),
            born_on=cpr.born_on(numbers.digits[row.key]),
            **{name: row.values[name] for name in CITIZEN_FIELDS},
        )
        for row in compared.rows[Verdict.NEW]
    ]
    made = Citizen.objects.bulk_create(fresh, CHUNK)
    CitizenNumber.objects.bulk_create(
        [
            CitizenNumber(citizen=citizen, lookup=row.key, cpr=numbers.digits[row.key])
            for citizen, row in zip(made, compared.rows[Verdict.NEW], strict=True)
        ],
        CHUNK,
    )
    changed = {row.key: row for row in compared.rows[Verdict.CHANGED]}
    known = list(Citizen.objects.filter(number__lookup__in=changed).select_related("number"))
    for citizen in known:
        for name in CITIZEN_FIELDS:
            setattr(citizen, name, changed[citizen.number.lookup].values[name])
    Citizen.objects.bulk_update(known, CITIZEN_FIELDS, CHUNK)


def write_cases(
    compared: Compared, started: dict[str, date | None], *, teams: dict[str, Team], users: dict[str, int], as_of: date
) -> None:
    """Write new and changed cases. `started` says from which day the responsible of a case is named."""
    rows = {row.key: row for row in compared.to_write}
    citizens = dict(
        CitizenNumber.objects.filter(lookup__in={row.values["citizen"] for row in rows.values()}).values_list(
            "lookup", "citizen_id"
        )
    )
    known = list(Case.objects.filter(source_key__in=compared.changed_keys).select_for_update().order_by("id"))
    fresh = [Case(source_key=row.key) for row in compared.rows[Verdict.NEW]]
    for case in [*known, *fresh]:
        values = rows[case.source_key].values
        case.citizen_id, case.team = citizens[str(values["citizen"])], teams[str(values["team"])]
        for name in CASE_FIELDS:
            setattr(case, name, values[name])
    for closed in (True, False):  # closed ones first: a citizen has one open case at any moment
        part = [case for case in known if (case.closed_on is not None) is closed]
        Case.objects.bulk_update(part, ("citizen", "team", *CASE_FIELDS), CHUNK)
    Case.objects.bulk_create(fresh, CHUNK)
    _name_responsible([*known, *fresh], rows, started, users, as_of)


def _name_responsible(
    cases: list[Case], rows: dict[str, Row], started: dict[str, date | None], users: dict[str, int], as_of: date
) -> None:
    """End the responsibilities that no longer hold and begin the new ones."""
    held = {one.case_id: one for one in Responsibility.objects.filter(case__in=cases).order_by("from_on")}
    ended: list[Responsibility] = []
    begun: list[Responsibility] = []
    for case in cases:
        user = users.get(str(rows[case.source_key].values["responsible"]))
        last = held.get(case.pk)
        first = started[case.source_key] or (case.course_start if last is None else as_of)
        if last is None:
            if user is not None:
                begun.append(Responsibility(case=case, user_id=user, from_on=first, to_on=case.closed_on))
            continue
        if last.to_on is None and (last.user_id != user or case.closed_on):
            until = first - timedelta(days=1) if last.user_id != user else case.closed_on
            last.to_on = max(last.from_on, until or last.from_on)
            ended.append(last)
        if user is not None and case.closed_on is None and last.to_on is not None:
            first = max(first, last.to_on + timedelta(days=1))
            begun.append(Responsibility(case=case, user_id=user, from_on=first))
    Responsibility.objects.bulk_update(ended, ("to_on",), CHUNK)
    Responsibility.objects.bulk_create(begun, CHUNK)
