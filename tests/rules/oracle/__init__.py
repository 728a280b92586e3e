"""An independent, naive reading of the rule catalogue. It imports nothing from the product and counts days one by one.

A case is the input of `explain` as plain dictionaries. Days are day numbers. Every number is typed from the catalogue;
only which rows a profile holds is read from its files.
"""

from typing import NamedTuple

from tests.rules.counting import FAR, Row
from tests.rules.oracle import conversations, lists, offers, referrals, reopening
from tests.rules.oracle.profiles import profile
from tests.rules.oracle.reading import Case, Reading

PARTS = (
    conversations.insured, conversations.focus, referrals.readiness, referrals.sick, referrals.visited,
    referrals.permit, referrals.study, offers.yearly, offers.extensions, offers.stops, offers.followed,
    reopening.reopened, reopening.integration, reopening.gaps_of_the_young, lists.steering_lists, lists.distance,
    conversations.hand_set,
)  # fmt: skip


class Day(NamedTuple):
    """What the catalogue says on one day."""

    rows: list[Row]
    lists: list[tuple[str, int]]
    gaps: list[tuple[str, str]]
    notes: list[tuple[str, int | None, str]]
    classes: list[tuple[str, str]]


class Oracle:
    """Everything the catalogue says about one case."""

    def __init__(self, case: Case) -> None:
        self.said = Reading(case, profile(case["profile"]))
        for part in PARTS:
            part(self.said)
        if not self.said.periods:
            self.said.gaps.append(("A-66", "target_group", self.said.course_start or 0, FAR))
        self.known = self.said.profile.rules | {"A-66"}

    def on(self, today: int) -> Day:
        """A list on which the citizen stands for several intervals counts once, since the first of them."""
        said, known = self.said, self.known
        stands = sorted((s for s in said.lists if s[0] in known and s[1] <= today <= s[2]), key=lambda s: s[1])
        empty = [item for item in stands if item[0] == "BRO18-05"][1:]
        return Day(
            rows=sorted((line.row(today) for line in said.lines if line.rule in known), key=repr),
            lists=sorted({(rule, since) for rule, since, until in stands if (rule, since, until) not in empty}),
            gaps=sorted({(rule, fact) for rule, fact, a, b in said.gaps if rule in known and a <= today <= b}),
            notes=sorted((n[:3] for n in said.notes if n[0] in known and n[3] <= today <= n[4]), key=repr),
            classes=sorted(c[:2] for c in said.classes if c[0] in known and c[2] <= today <= c[3]),
        )
