"""The rules of the installation as a reader sees them: by document, with groups, source and what they demand."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.plain_rules import in_words
from rules import rulebook
from rules.gates.gate import Gate
from rules.labels import RULE_STATUSES, SEVERITIES, TARGET_GROUPS
from rules.rule import Policy, Rule
from rules.vocabulary import RuleStatus


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule that the installation computes, in words."""

    rule: Rule | Gate

    @property
    def words(self) -> str:
        return in_words(self.rule.id)

    @property
    def groups(self) -> str:
        if len(self.rule.groups) == len(TARGET_GROUPS) or not self.rule.groups:
            return "Alle målgrupper"
        return " · ".join(TARGET_GROUPS[group] for group in TARGET_GROUPS if group in self.rule.groups)

    @property
    def severity(self) -> str:
        return SEVERITIES[self.rule.severity]

    @property
    def status(self) -> str:
        return RULE_STATUSES[self.rule.status]

    @property
    def unverified(self) -> bool:
        return self.rule.status is RuleStatus.UNVERIFIED

    @property
    def heading(self) -> str:
        return self.rule.cite.rpartition(", ")[2]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One rule of the book that the installation does not compute."""

    rule: rulebook.Entry

    @property
    def severity(self) -> str:
        return SEVERITIES[self.rule.severity]


@dataclass(frozen=True, slots=True)
class Document:
    """A source, the rules of it that the installation computes, and the others."""

    title: str
    entries: tuple[Entry, ...]
    waiting: tuple[Waiting, ...]


def documents(policy: Policy) -> list[Document]:
    """Every rule of the book under its document, those that the profile computes first; their documents come first."""
    computed: tuple[Rule | Gate, ...] = (*policy.gates, *policy.rules)
    rows = {row.id: row for row in computed}
    found = [_document(source, rows.values()) for source in rulebook.sources()]
    return sorted(found, key=lambda document: not document.entries)


def _document(source: rulebook.Source, rows: Iterable[Rule | Gate]) -> Document:
    entries = sorted((row for row in rows if row.seed == source.seed), key=lambda row: row.id)
    computed = {row.id for row in entries}
    waiting = [row for row in rulebook.entries() if row.source == source and row.id not in computed]
    return Document(source.title, tuple(map(Entry, entries)), tuple(map(Waiting, waiting)))
