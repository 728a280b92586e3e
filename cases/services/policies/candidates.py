"""Rules that do not hold yet: the policy as it would be with a draft, or with values nobody has saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from cases.models import RuleProfile, RuleVersion
from cases.models.rule_versions import RuleVersionQuerySet, Table
from cases.services.policies.in_force import assembled, profile, raw_of
from rules import toml_text
from rules.policy import PolicyError
from rules.rule import Policy
from rules.sentence import Row
from staff.refusals import Refused

Changes = Mapping[str, object]
"""New values by their key in the row, a dot before the key of a table in it; None takes a key away."""
FIXED = frozenset({"id", "kind", "version"})


@dataclass(frozen=True, slots=True)
class Trial:
    """The newest approved row of a rule, the row in question, and the policies without and with it.

    Both policies hold also what is approved and not in force yet; read them on a day with `Policy.on`.
    """

    before: Row
    after: Row
    without: Policy
    policy: Policy


def newest(rule_id: str, table: str = Table.RULE) -> RuleVersion:
    """The newest approved version of a rule. Raises Refused where the installation has none."""
    approved = _approved(profile()).of_rule(rule_id, table).first()
    if approved is None:
        raise Refused(f"Reglen {rule_id} findes ikke her.")
    return cast(RuleVersion, approved)


def trial(*, rule_id: str, changes: Changes, base: RuleVersion | None = None, table: str = Table.RULE) -> Trial:
    """The rule with values nobody has saved: of the draft `base`, otherwise as a version after the newest one.

    Raises Refused with the first fault, its `field` the key it concerns.
    """
    earlier = newest(rule_id, table)
    draft = RuleVersion(
        profile=earlier.profile,
        table=table,
        rule=rule_id,
        version=earlier.version + 1 if base is None else base.version,
        module=earlier.module,
        position=earlier.position,
    )
    raw = raw_of(earlier) | {"version": draft.version} if base is None else raw_of(base)
    draft.row = toml_text.table(table, changed(raw, changes))
    return of_draft(draft)


def of_draft(draft: RuleVersion) -> Trial:
    """The rule with a draft as it stands. Raises Refused with the first fault."""
    versions = list(_approved(draft.profile).in_order())
    try:
        without, policy = assembled(draft.profile, versions), assembled(draft.profile, [*versions, draft])
    except PolicyError as wrong:
        raise refusal(wrong, draft.rule) from None
    before, after = without.versions_of(draft.rule, draft.table), policy.versions_of(draft.rule, draft.table)
    return Trial(before[-1], next(row for row in after if row.version == draft.version), without, policy)


def faults(draft: RuleVersion) -> tuple[str, ...]:
    """Everything that is not in order with a draft among the approved versions."""
    try:
        assembled(draft.profile, [*_approved(draft.profile).in_order(), draft])
    except PolicyError as wrong:
        return wrong.faults
    return ()


def changed(raw: Mapping[str, object], changes: Changes) -> dict[str, object]:
    """The row with new values. Raises Refused for what no version may change."""
    found = dict(raw)
    for key, value in changes.items():
        outer, _, inner = key.partition(".")
        if outer in FIXED:
            raise Refused("Det kan en ny version ikke ændre. Lav en anden regel.", field=key)
        if inner:
            nested = found.get(outer)
            found[outer] = _put(dict(nested) if isinstance(nested, Mapping) else {}, inner, value)
        else:
            _put(found, outer, value)
    return found


def _put(row: dict[str, object], key: str, value: object) -> dict[str, object]:
    if value is None:
        row.pop(key, None)
    else:
        row[key] = value
    return row


def refusal(wrong: PolicyError, rule_id: str) -> Refused:
    """The first fault as a message for the form, with the key it concerns."""
    place, _, text = wrong.faults[0].partition(": ")
    own = place.startswith(f"{rule_id}.")
    return Refused(text if own else wrong.faults[0], field=place.removeprefix(f"{rule_id}.") if own else None)


def day_of(raw: Mapping[str, object], key: str) -> date | None:
    """A day of a row."""
    value = raw.get(key)
    return value if isinstance(value, date) else None


def _approved(of: RuleProfile) -> RuleVersionQuerySet:
    approved: RuleVersionQuerySet = RuleVersion.objects.filter(profile=of, approved_at__isnull=False)
    return approved
