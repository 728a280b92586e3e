"""What a new catalogue begins with: the columns of the file, and one offer of each kind whose colour a rule gives."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from offers.models import Column, ColumnGroup, Offer
from rules.gates.terms import ColourOf, GateKind
from rules.labels import ACTIVITY_TYPES
from rules.rule import Policy
from rules.vocabulary import ActivityType, TargetGroup

DATA = Path(__file__).parent.parent / "data" / "columns.toml"


@transaction.atomic
def columns() -> int:
    """Make the columns of the file where there are none; returns how many. Those of the municipality are kept."""
    if Column.objects.exists():
        return 0
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["column"]
    for position, row in enumerate(rows):
        column = Column.objects.create(name=row["name"], short_name=row["short"], position=position)
        ColumnGroup.objects.bulk_create(ColumnGroup(column=column, code=TargetGroup(code)) for code in row["groups"])
    return len(rows)


@transaction.atomic
def offers(*, policy: Policy) -> int:
    """Into an empty catalogue: the offers of the municipality's own that have the same colour for every group, and
    those that no group has freely. Returns how many."""
    if Offer.objects.exists():
        return 0
    made = [Offer(name=ACTIVITY_TYPES[kind], type=kind) for kind in dict.fromkeys(_given(policy))]
    return len(Offer.objects.bulk_create(made))


def _given(policy: Policy) -> Iterator[ActivityType]:
    for gate in policy.gates:
        if gate.kind in (GateKind.FIXED_COLOUR, GateKind.LEAST_COLOUR) and isinstance(gate.terms, ColourOf):
            yield from sorted(gate.terms.activities)
