"""Policies: the dated, cited rows of a municipality's profile, read strictly from `policies/**/*.toml`.

A profile picks modules (files of rows) and overrides single fields of single rows. A new number, group, citation or
date is a change of a row and never of code.
"""

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from rules.defaults import DEFAULTS, POLICIES, month_days
from rules.digests import digest, fingerprint
from rules.gates.reading import read_gates
from rules.reading import FIRST, Rows, Sets, keyed, read_versions
from rules.rows import Raw, Reader
from rules.rule import Head, Policy, Rule
from rules.terms import LISTS, SILENT, TERMS_OF, WITHOUT_DUTY, DueAfter, Kind
from rules.vocabulary import Family, TargetGroup

__all__ = ["Policy", "PolicyError", "Rule", "load_profile", "profile_names", "read_profile"]

PROFILES = "profiles"
TABLES = ("rule", "gate")
Placed = dict[str, list[tuple[str, Raw]]]
"""Raw rows by their table, each with its module and its number in it."""
HEADER = frozenset({"title", "modules", "demands", "due_soon_days", "closing_days"})


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


def profile_names(folder: Path = POLICIES) -> tuple[str, ...]:
    """The profiles of a folder, by default the shipped ones."""
    return tuple(sorted(path.stem for path in (folder / PROFILES).glob("*.toml")))


@cache
def load_profile(name: str, folder: Path = POLICIES) -> Policy:
    """A profile of a folder, by default a shipped one. Raises PolicyError with every fault found."""
    return read_profile(profile_path(name, folder), folder)


def profile_path(name: str, folder: Path = POLICIES) -> Path:
    """Where a profile of a folder stands. Raises PolicyError where there is none."""
    names = profile_names(folder)
    if name not in names:
        raise PolicyError([f"profil {name!r} findes ikke; tilladt: {', '.join(names)}"])
    return folder / PROFILES / f"{name}.toml"


def read_profile(path: Path, modules: Path) -> Policy:
    """Read one profile file and the modules it names under the folder `modules`."""
    reader = Reader()
    return read_policy(path.stem, read_written(path, modules, reader), reader)


def read_written(path: Path, modules: Path, reader: Reader) -> "Written":
    """A profile and its rows as the files have them, its overrides put into the rows they change."""
    header = _toml(path)
    rows = _modules(header, modules, reader)
    for override in cast(list[Raw], header.get("override", [])):
        _override(override, rows, path.name, reader)
    return Written({key: value for key, value in header.items() if key != "override"}, rows)


@dataclass(frozen=True, slots=True)
class Written:
    """A policy as written: the table of the profile, and the rows of each kind with the place each stands."""

    header: Raw
    rows: Placed


def read_policy(name: str, written: Written, reader: Reader | None = None) -> Policy:
    """The policy of a profile and its rows. Raises PolicyError with every fault found."""
    reader = reader or Reader()
    header, place = written.header, f"{name}.toml"
    for key in sorted(set(header) - HEADER):
        reader.fault(f"{place}.{key}", "ukendt nøgle")
    rows, gate_rows = (keyed(written.rows[table], reader) for table in TABLES)
    sets = Sets()
    rules = _rules(rows, sets, reader)
    gates = read_gates(gate_rows, sets, reader, {rule.id for rule in rules})
    sets.use(reader, date.max)
    demands = reader.read(Demands, cast(Raw, header.get("demands", {})), f"{place}.demands") or Demands()
    by_group = _by_group(demands)
    _check(rules, by_group, reader)
    if reader.faults:
        raise PolicyError(reader.faults)
    return Policy(
        name=name,
        title=str(header.get("title", name)),
        rules=rules,
        demands=by_group,
        due_soon_days=cast(int, header.get("due_soon_days", DEFAULTS.due_soon_days)),
        closing_days=_closing_days(header),
        activity_sets=dict(reader.activity_sets),
        fingerprint=fingerprint(name, [*(rule.digest for rule in rules), *(gate.digest for gate in gates)], by_group),
        gates=gates,
    )


def _closing_days(raw: Raw) -> frozenset[tuple[int, int]]:
    return month_days(cast(list[str], raw["closing_days"])) if "closing_days" in raw else DEFAULTS.closing_days


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PolicyError([f"{path.name}: {error}"]) from error


def _modules(header: Raw, modules: Path, reader: Reader) -> Placed:
    """The rows of all modules by their table, each with its module and number. An id may stand in both tables."""
    rows: Placed = {table: [] for table in TABLES}
    for module in cast(list[str], header.get("modules", [])):
        raw = _toml(modules / f"{module}.toml")
        for key in sorted(set(raw) - set(TABLES)):
            reader.fault(f"{module}.{key}", f"ukendt nøgle; tilladt: {', '.join(TABLES)}")
        for table, found in rows.items():
            for number, row in enumerate(cast(list[Raw], raw.get(table, [])), start=1):
                found.append((f"{module}[{number}]", row))
    return rows


def _override(override: Raw, rows: Placed, place: str, reader: Reader) -> None:
    """Single fields of a single row, of its first version where the override names none."""
    key = override.get("id"), override.get("version", FIRST)
    for table in TABLES:
        for number, (at, row) in enumerate(rows[table]):
            if (row.get("id"), row.get("version", FIRST)) == key:
                rows[table][number] = at, {**row, **override}
                return
    reader.fault(f"{place}.override", f"reglen {override.get('id')} findes ikke i profilens moduler")


def _rules(rows: Rows, sets: Sets, reader: Reader) -> tuple[Rule, ...]:
    """Named sets first, because other rows refer to them by name."""

    def read(rule_id: str, row: Raw) -> Rule | None:
        return _rule(rule_id, row, reader)

    named = {key: row for key, row in rows.items() if row.get("kind") == Kind.ACTIVITY_SET}
    sets.versions += read_versions(named, read, Sets(), reader)
    others = {key: row for key, row in rows.items() if key not in named}
    found = [*sets.versions, *read_versions(others, read, sets, reader)]
    return tuple(sorted(found, key=lambda rule: (rule.id, rule.valid_from or date.min)))


_HEAD_KEYS = frozenset(item.name for item in dataclasses.fields(Head))


def _rule(rule_id: str, row: Raw, reader: Reader) -> Rule | None:
    head = reader.read(Head, {key: row[key] for key in row if key in _HEAD_KEYS}, rule_id)
    if head is None:
        return None
    terms = reader.read(TERMS_OF[head.kind], {key: row[key] for key in row if key not in _HEAD_KEYS}, rule_id)
    if terms is None:
        return None
    return Rule(**{key: getattr(head, key) for key in _HEAD_KEYS}, terms=terms, digest=digest([head, terms]))


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
        if rule.kind not in SILENT and not rule.groups | rule.none_for:
            reader.fault(f"{rule.id}.groups", "mangler")
        if rule.kind not in WITHOUT_DUTY and rule.family is None:
            reader.fault(f"{rule.id}.family", "mangler")
        if rule.kind in LISTS and rule.list_text is None:
            reader.fault(f"{rule.id}.list_text", "mangler")
    for group, families in demands.items():
        for family in sorted(families):
            if not any(rule.family is family and group in rule.groups for rule in rules):
                reader.fault(f"demands.{family}", f"ingen regel i profilen giver {group} en frist")
