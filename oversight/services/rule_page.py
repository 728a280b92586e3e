"""One version of a rule as its page shows it: the sentence, its versions, its examples, and a draft beside what it
changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cases.models import RuleVersion
from cases.models.rule_versions import State, Table
from cases.services.policies import candidates, in_force
from rules import rulebook
from rules.examples import Example, examples, number_of
from rules.kind_names import KIND_NAMES, known_by
from rules.labels import SEVERITIES
from rules.rule import Policy
from rules.sentence import Row, Sets, sentence, tokens_of
from rules.vocabulary import PhaseIn
from staff.wording import long_date

FEW = 5
"""So many examples stand on the page before all are asked for."""
PHASES = {
    PhaseIn.ALL_OPEN: "Alle åbne sager",
    PhaseIn.AFTER_NEXT_EVENT: "Efter næste opfyldte",
    PhaseIn.NEW_COURSES: "Kun nye forløb",
}
GATE_MARK = "-krav"
"""Ends the slug of a requirement to offers whose id is also that of a deadline."""


def slug_of(rule_id: str, table: str, *, is_shared: bool = False) -> str:
    """reb23-48; reb23-29-krav where a deadline has the same id."""
    return rule_id.lower() + (GATE_MARK if table == Table.GATE and is_shared else "")


def versions_of(slug: str) -> list[RuleVersion]:
    """The versions that a slug names, newest first; withdrawn drafts are left out. Empty when there is no such rule."""
    rule, gate = slug.removesuffix(GATE_MARK).upper(), slug.endswith(GATE_MARK)
    found = RuleVersion.objects.filter(rule=rule).standing().order_by("-version")
    rows = list(found.select_related("profile", "author", "approved_by", "changed_by", "returned_by"))
    tables = [Table.GATE] if gate else [Table.RULE, Table.GATE]
    return next((own for table in tables if (own := [row for row in rows if row.table == table])), [])


def rows_with(draft: RuleVersion, policy: Policy) -> dict[int, Row]:
    """The rows of the rule of a draft, by their number, in the policy that has the draft."""
    return {row.version: row for row in policy.versions_of(draft.rule, draft.table)}


def rows_of(versions: Sequence[RuleVersion], policy: Policy) -> dict[int, Row]:
    """The row of each version by its number: as the policy in force has it, else as it will be."""
    one = versions[0]
    found = {row.version: row for row in policy.versions_of(one.rule, one.table)}
    for version in versions:
        if version.version not in found:
            found |= {row.version: row for row in _with(version).versions_of(one.rule, one.table)}
    return found


def _with(version: RuleVersion) -> Policy:
    """The policy of all that is approved, and of a draft."""
    if version.approved_at is None:
        return candidates.of_draft(version).policy
    approved = RuleVersion.objects.filter(profile=version.profile, approved_at__isnull=False)
    return in_force.assembled(version.profile, approved.in_order())


def shown_version(versions: Sequence[RuleVersion]) -> RuleVersion:
    """The version in force, else the newest."""
    return next((row for row in versions if row.state is State.IN_FORCE), versions[0])


def before(version: RuleVersion, versions: Sequence[RuleVersion]) -> RuleVersion | None:
    """The approved version that this one changes."""
    earlier = [row for row in versions if row.version < version.version and row.approved_at is not None]
    return earlier[0] if earlier else None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the sentence."""

    title: str
    id: str
    chapter: str
    kind: str
    severity: str
    proofs: int


def heading(row: Row) -> Heading:
    entry = rulebook.entry(row.id)
    chapter = entry.heading if entry is not None else row.cite.rpartition(", ")[2]
    return Heading(row.title, row.id, chapter, KIND_NAMES[row.kind], SEVERITIES[row.severity], number_of(row.id))


@dataclass(frozen=True, slots=True)
class Numbered:
    """One line of the table of versions."""

    version: RuleVersion
    value: str
    url: str

    @property
    def state_words(self) -> str:
        """gælder nu · udkast · godkendt · udløbet"""
        return "gælder nu" if self.version.state is State.IN_FORCE else str(self.version.state.label).lower()

    @property
    def words(self) -> str:
        """Uden startdato, bekræftet d. 2. oktober 2026 · fra d. 1. marts 2027"""
        since = self.version.valid_from
        return f"fra {long_date(since)}" if since else "uden startdato"

    @property
    def phase_in(self) -> str:
        if not self.version.phase_in:
            return "Også ældre sager"
        return PHASES[PhaseIn(self.version.phase_in)]

    @property
    def author(self) -> str:
        return self.version.author.name if self.version.author else "Indlæst regelfil"

    @property
    def approver(self) -> str:
        if self.version.approved_by:
            return str(self.version.approved_by.name)
        return "Indlæst regelfil" if self.version.approved_at else "Venter"


def numbered(versions: Sequence[RuleVersion], slug: str, rows: Mapping[int, Row]) -> list[Numbered]:
    return [Numbered(row, known_by(rows[row.version]), reverse("rule", args=[slug, row.version])) for row in versions]


@dataclass(frozen=True, slots=True)
class Examples:
    """The table of worked examples: `shown` are the first ones, or all."""

    shown: tuple[Example, ...]
    number: int
    now: str
    draft: str
    is_draft: bool
    all_url: str

    @property
    def hidden(self) -> int:
        return self.number - len(self.shown)


def table_of(now: Row, draft: Row | None, *, all_url: str, everything: bool) -> Examples:
    found = examples(now, draft)
    return Examples(
        shown=found if everything else found[:FEW],
        number=len(found),
        now=known_by(now),
        draft=known_by(draft) if draft is not None else "",
        is_draft=draft is not None,
        all_url=all_url,
    )


def words_before(row: Row, sets: Sets) -> Mapping[str, str]:
    """The words of each token of the version before, by its field."""
    return {token.field: token.text for token in tokens_of(sentence(row, sets))}
