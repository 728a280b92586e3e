"""Gate rows of the policy files: read strictly, every fault with its place."""

import dataclasses
from collections.abc import Collection, Mapping

from rules.digests import digest
from rules.gates.gate import Gate, GateHead
from rules.gates.terms import TERMS_OF
from rules.reading import Key, Sets, read_versions
from rules.rows import Raw, Reader

_HEAD_KEYS = frozenset(item.name for item in dataclasses.fields(GateHead))
_REFERENCES = ("of", "unless", "beyond")


def read_gates(rows: Mapping[Key, Raw], sets: Sets, reader: Reader, deadlines: Collection[str]) -> tuple[Gate, ...]:
    """The gates in order of id and version. `deadlines` are the rules of the profile that a gate may refer to."""

    def read(gate_id: str, row: Raw) -> Gate | None:
        return _gate(gate_id, row, reader)

    found = read_versions(rows, read, sets, reader)
    ids = {gate.id for gate in found}
    for gate in found:
        for key in _REFERENCES:
            _refer(gate, key, ids, reader)
        _refer(gate, "deadline", deadlines, reader)
        if not gate.groups | gate.none_for:
            reader.fault(f"{gate.id}.groups", "mangler")
    return tuple(found)


def _refer(gate: Gate, key: str, known: Collection[str], reader: Reader) -> None:
    other = getattr(gate.terms, key, None)
    if other is not None and other not in known:
        reader.fault(f"{gate.id}.{key}", f"reglen {other} findes ikke i profilen")


def _gate(gate_id: str, row: Raw, reader: Reader) -> Gate | None:
    head = reader.read(GateHead, {key: row[key] for key in row if key in _HEAD_KEYS}, gate_id)
    if head is None:
        return None
    terms = reader.read(TERMS_OF[head.kind], {key: row[key] for key in row if key not in _HEAD_KEYS}, gate_id)
    if terms is None:
        return None
    return Gate(**{key: getattr(head, key) for key in _HEAD_KEYS}, terms=terms, digest=digest([head, terms]))
