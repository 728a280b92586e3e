"""The target groups of the installation, seeded from data and from the rule profile."""

import tomllib
from pathlib import Path

from cases.models import TargetGroup
from rules.labels import TARGET_GROUPS
from rules.policy import Policy
from rules.vocabulary import TargetGroup as Code

DATA = Path(__file__).parent.parent / "data" / "target_groups.toml"


def seed(*, policy: Policy) -> int:
    """Make the target groups that are missing and set which families of duty `policy` demands; returns how many
    rows were made or changed. Names, units and dates that the municipality has changed are kept."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["group"]
    known = {group.code: group for group in TargetGroup.objects.all()}
    fresh, changed = [], []
    for position, row in enumerate(rows):
        code = Code(row["code"])
        demands = sorted(policy.demanded(code))
        group = known.get(code)
        if group is None:
            fresh.append(
                TargetGroup(
                    code=code,
                    name=TARGET_GROUPS[code],
                    short_name=row["short"],
                    near_far=row["near"],
                    unit=row["unit"],
                    demands=demands,
                    position=position,
                )
            )
        elif group.demands != demands:
            group.demands = demands
            changed.append(group)
    TargetGroup.objects.bulk_create(fresh)
    TargetGroup.objects.bulk_update(changed, ("demands",))
    return len(fresh) + len(changed)
