"""Policies: the dated, cited rows of a municipality's profile, read strictly from `policies/**/*.toml`.

A profile picks modules (files of rows) and overrides single fields of single rows. A new number, group, citation or
date is a change of a row and never of code.
"""

import dataclasses
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from rules.dates import Span
from rules.defaults import DEFAULTS, POLICIES, month_days
from rules.gates.reading import read_gates
from rules.rows import Raw, Reader
from rules.rule import Head, Policy, Rule
from rules.terms import LISTS, SILENT, TERMS_OF, WITHOUT_DUTY, ActivitySet, DueAfter, Kind
from rules.vocabulary import Family, TargetGroup

__all__ = ["Policy", "PolicyError", "Rule", "load_profile", "profile_names", "read_profile"]

PROFILES = POLICIES / "profiles"


class PolicyError(Exception):
    """The policy files are not in order; `faults` names each place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """Families of duty and the groups of whom they are demanded."""

    conversation: frozenset[TargetGroup] = frozenset()
    referral: frozenset[TargetGroup] = frozenset()
    offer: frozenset[TargetGroup] = frozenset()
    extension: frozenset[TargetGroup] = frozenset()


def profile_names() -> tuple[str, ...]:
    """The shipped profiles."""
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))


@cache
def load_profile(name: str) -> Policy:
    """A shipped profile. Raises PolicyError with every fault found."""
    if name not in profile_names():
        raise PolicyError([f"profil {name!r} findes ikke; tilladt: {', '.join(profile_names())}"])
    return read_profile(PROFILES / f"{name}.toml", POLICIES)


def read_profile(path: Path, modules: Path) -> Policy:
    """Read one profile file and the modules it names under the folder `modules`."""
    raw = _toml(path)
    reader = Reader()
    for key in sorted(set(raw) - {"title", "modules", "override", "demands", "due_soon_days", "closing_days"}):
        reader.fault(f"{path.name}.{key}", "ukendt nøgle")
    rows, gate_rows = _rows(raw, modules, reader)
    _override(rows, gate_rows, raw, path.name, reader)
    rules = _rules(rows, reader)
    gates = read_gates(gate_rows, reader, {rule.id for rule in rules}, lambda value: _digest(_plain(value)))
    demands = reader.read(Demands, cast(Raw, raw.get("demands", {})), f"{path.name}.demands") or Demands()
    by_group = _by_group(demands)
    _check(rules, by_group, reader)
    if reader.faults:
        raise PolicyError(reader.faults)
    return Policy(
        name=path.stem,
        title=str(raw.get("title", path.stem)),
        rules=rules,
        demands=by_group,
        due_soon_days=cast(int, raw.get("due_soon_days", DEFAULTS.due_soon_days)),
        closing_days=_closing_days(raw),
        activity_sets=dict(reader.activity_sets),
        fingerprint=_digest(
            [path.stem, [*(rule.digest for rule in rules), *(gate.digest for gate in gates)], _plain(by_group)]
        ),
        gates=gates,
    )


def _closing_days(raw: Raw) -> frozenset[tuple[int, int]]:
    return month_days(cast(list[str], raw["closing_days"])) if "closing_days" in raw else DEFAULTS.closing_days


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PolicyError([f"{path.name}: {error}"]) from error


Rows = dict[str, dict[str, object]]


def _rows(profile: Raw, modules: Path, reader: Reader) -> tuple[Rows, Rows]:
    """The rows of deadlines and those of gates of all modules, by id. One id may stand in both, once in each."""
    rows: dict[str, Rows] = {"rule": {}, "gate": {}}
    for module in cast(list[str], profile.get("modules", [])):
        raw = _toml(modules / f"{module}.toml")
        for key in sorted(set(raw) - set(rows)):
            reader.fault(f"{module}.{key}", f"ukendt nøgle; tilladt: {', '.join(rows)}")
        for table, found in rows.items():
            for number, row in enumerate(cast(list[dict[str, object]], raw.get(table, [])), start=1):
                rule_id = str(row.get("id", f"{module}[{number}]"))
                if rule_id in found:
                    reader.fault(f"{module}.{rule_id}", "id findes to gange")
                found[rule_id] = row
    return rows["rule"], rows["gate"]


def _override(rows: Rows, gate_rows: Rows, profile: Raw, place: str, reader: Reader) -> None:
    for override in cast(list[dict[str, object]], profile.get("override", [])):
        rule_id = str(override.get("id"))
        home = rows if rule_id in rows else gate_rows
        if rule_id not in home:
            reader.fault(f"{place}.override", f"reglen {rule_id} findes ikke i profilens moduler")
            continue
        home[rule_id] = home[rule_id] | override


def _rules(rows: Mapping[str, Raw], reader: Reader) -> tuple[Rule, ...]:
    """Named sets first, because other rows refer to them by name."""
    ordered = sorted(rows.items(), key=lambda item: item[1].get("kind") != Kind.ACTIVITY_SET)
    found = [rule for rule_id, row in ordered if (rule := _rule(rule_id, row, reader)) is not None]
    return tuple(sorted(found, key=lambda rule: rule.id))


_HEAD_KEYS = frozenset(item.name for item in dataclasses.fields(Head))


def _rule(rule_id: str, row: Raw, reader: Reader) -> Rule | None:
    head = reader.read(Head, {key: row[key] for key in row if key in _HEAD_KEYS}, rule_id)
    if head is None:
        return None
    terms = reader.read(TERMS_OF[head.kind], {key: row[key] for key in row if key not in _HEAD_KEYS}, rule_id)
    if terms is None:
        return None
    if isinstance(terms, ActivitySet):
        reader.activity_sets[terms.name] = terms.activities
    return Rule(**{key: getattr(head, key) for key in _HEAD_KEYS}, terms=terms, digest=_digest(_plain([head, terms])))


def _plain(value: object) -> object:
    """A value as JSON knows it, sets in order, so that equal rows have equal digests."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, Span):
        return f"{value.number} {value.unit}"
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _by_group(demands: Demands) -> dict[TargetGroup, frozenset[Family]]:
    return {group: frozenset(family for family in Family if group in getattr(demands, family)) for group in TargetGroup}


def _check(rules: tuple[Rule, ...], demands: Mapping[TargetGroup, frozenset[Family]], reader: Reader) -> None:
    """What one row alone cannot show: references, coverage, and the fields that its kind needs."""
    ids = {rule.id for rule in rules}
    for rule in rules:
        of = getattr(rule.terms, "of", None)
        if of is not None and of not in ids:
            reader.fault(f"{rule.id}.of", f"reglen {of} findes ikke i profilen")
        if isinstance(rule.terms, DueAfter) and (rule.kind is Kind.WINDOW) is (rule.terms.opens_after is None):
            reader.fault(f"{rule.id}.opens_after", "skal stå på et vindue og kun der")
        if rule.kind not in SILENT and not rule.groups:
            reader.fault(f"{rule.id}.groups", "mangler")
        if rule.kind not in WITHOUT_DUTY and rule.family is None:
            reader.fault(f"{rule.id}.family", "mangler")
        if rule.kind in LISTS and rule.list_text is None:
            reader.fault(f"{rule.id}.list_text", "mangler")
    for group, families in demands.items():
        for family in sorted(families):
            if not any(rule.family is family and group in rule.groups for rule in rules):
                reader.fault(f"demands.{family}", f"ingen regel i profilen giver {group} en frist")
