"""How many statements a page sends to the database, held against a committed list (`query_baseline.json`).

The list maps the name of an address to its number. A page that needs more fails; one that needs fewer fails too, so
that the list stays true. Statements that begin and end transactions are not counted.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Citizen, Deadline, Responsibility, TargetGroupPeriod
from staff.database import take_statistics
from staff.models import User

FILE = Path(__file__).with_name("query_baseline.json")
MOST = 15
"""No page may need more."""
FEW = 3
"""Deadlines that each of many citizens gets."""
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def baseline() -> dict[str, int]:
    """The committed numbers."""
    found: dict[str, int] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def statements(client: Client, url: str, **headers: str) -> list[str]:
    """The statements that a page sends, the frame and the session included."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, headers=headers)
    assert response.status_code == 200, response.status_code
    return [query["sql"] for query in captured if not query["sql"].startswith(CONTROL)]


def assert_baseline(name: str, sent: list[str]) -> None:
    """The page `name` sends as many statements as the list says, and not more than any page may."""
    listing = "\n".join(sql[:160] for sql in sent)
    assert len(sent) == baseline().get(name), f"{name}: {len(sent)}\n{listing}"
    assert len(sent) <= MOST, f"{name}: {len(sent)}\n{listing}"


def many_like(case: Case, *, count: int, responsible: User | None = None, waits: Iterable[int] = (30, 60)) -> None:
    """`count` more citizens like that of `case`, written in bulk; their deadlines fall due `waits` days from its."""
    number = Citizen.objects.count()
    people = Citizen.objects.bulk_create(
        Citizen(name=f"Borger {number + index:05d}", masked_cpr="010180-••••", born_on=date(1980, 1, 1))
        for index in range(count)
    )
    cases = Case.objects.bulk_create(
        Case(citizen=person, team=case.team, course_start=case.course_start) for person in people
    )
    if responsible is not None:
        Responsibility.objects.bulk_create(
            Responsibility(case=row, user=responsible, from_on=case.course_start) for row in cases
        )
    _copied(TargetGroupPeriod.objects.filter(case=case), cases, {})
    later = list(waits)
    for index, wait in enumerate(later):
        _copied(Deadline.objects.current().filter(case=case)[:FEW], cases[index :: len(later)], {"due_on": wait})
    take_statistics("cases")


def _copied(rows: Iterable[TargetGroupPeriod | Deadline], cases: list[Case], moved: dict[str, int]) -> None:
    for row in list(rows):
        model = type(row)
        values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        del values["id"], values["case_id"]
        for name, days in moved.items():
            values[name] = values[name] and values[name] + timedelta(days=days)
        model._default_manager.bulk_create([model(case_id=case.pk, **values) for case in cases])
