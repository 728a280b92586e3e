"""Rules as files: what is shipped comes in as first versions, and everything can be taken out in the same form."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from cases.models import RuleProfile, RuleVersion
from cases.services.policies.in_force import assembled, raw_of
from rules import toml_text
from rules.defaults import POLICIES
from rules.policy import PROFILES, TABLES, Written, profile_path, read_policy, read_written
from rules.reading import FIRST
from rules.rows import Raw, Reader


@dataclass(frozen=True, slots=True)
class Loaded:
    """Versions that came in, that were there already, and those of which the file says something else than what is
    approved here: the approved ones hold."""

    new: int
    same: int
    different: tuple[str, ...]


@transaction.atomic
def load(*, name: str, today: date, now: datetime, folder: Path = POLICIES) -> Loaded:
    """Bring the rows of a profile's files in as versions in force. A second time changes nothing. Raises PolicyError
    with every fault found, also where the files do not fit the versions approved here."""
    written = _written(name, folder)
    head = toml_text.header(written.header)
    profile, fresh = RuleProfile.objects.select_for_update().get_or_create(
        name=name, defaults={"header": head, "fingerprint": "", "loaded_at": now}
    )
    known = {(row.table, row.rule, row.version): row for row in RuleVersion.objects.filter(profile=profile)}
    found = [_version(profile, table, place, raw, now) for table in TABLES for place, raw in written.rows[table]]
    new = [row for row in found if (row.table, row.rule, row.version) not in known]
    for row in new:
        row.in_force_at = now if row.valid_from is None or row.valid_from <= today else None
    RuleVersion.objects.bulk_create(new)
    if new or profile.header != head or fresh:
        profile.header, profile.loaded_at = head, now
    save_fingerprint(profile)
    stored = [known[key] for row in found if (key := (row.table, row.rule, row.version)) in known]
    texts = {(row.table, row.rule, row.version): row for row in found}
    different = [str(row) for row in stored if _differs(row, texts[row.table, row.rule, row.version])]
    return Loaded(len(new), len(stored) - len(different), tuple(different))


@cache
def _shipped(name: str) -> Written:
    return _read(name, POLICIES)


def _written(name: str, folder: Path) -> Written:
    """The files, found to be in order; the shipped ones are read once."""
    return _shipped(name) if folder == POLICIES else _read(name, folder)


def _read(name: str, folder: Path) -> Written:
    reader = Reader()
    written = read_written(profile_path(name, folder), folder, reader)
    read_policy(name, written, reader)
    return written


def _differs(one: RuleVersion, other: RuleVersion) -> bool:
    return one.row != other.row and raw_of(one) != raw_of(other)


def _version(profile: RuleProfile, table: str, place: str, raw: Raw, now: datetime) -> RuleVersion:
    """A version as a file has it: without an author, approved with the installation."""
    module, _, number = place.removesuffix("]").partition("[")
    valid_from, valid_to, phase_in = raw.get("valid_from"), raw.get("valid_to"), raw.get("phase_in")
    return RuleVersion(
        profile=profile,
        table=table,
        rule=str(raw["id"]),
        version=int(str(raw.get("version", FIRST))),
        module=module,
        position=int(number),
        row=toml_text.table(table, raw),
        valid_from=valid_from if isinstance(valid_from, date) else None,
        valid_to=valid_to if isinstance(valid_to, date) else None,
        phase_in=str(phase_in or ""),
        written_at=now,
        changed_at=now,
        approved_at=now,
    )


def save_fingerprint(profile: RuleProfile) -> None:
    """Let everybody see which rules are in force now, where that is another policy than before."""
    versions = RuleVersion.objects.filter(profile=profile).in_force().in_order()
    fingerprint = assembled(profile, versions).fingerprint
    if profile.fingerprint != fingerprint:
        profile.fingerprint = fingerprint
        profile.save()


def export(*, folder: Path, profile: RuleProfile) -> int:
    """Write the profile and every approved version to a folder; returns how many rows were written."""
    versions = list(RuleVersion.objects.filter(profile=profile, approved_at__isnull=False).in_order())
    head = folder / PROFILES / f"{profile.name}.toml"
    head.parent.mkdir(parents=True, exist_ok=True)
    head.write_text(profile.header, encoding="utf-8")
    modules: dict[str, list[str]] = {}
    for version in versions:
        modules.setdefault(version.module, []).append(version.row)
    for module, rows in modules.items():
        path = folder / f"{module}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(rows), encoding="utf-8")
    return len(versions)
