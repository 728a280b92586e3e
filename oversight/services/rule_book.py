"""The rules of the installation as a reader sees them: by document, with groups, source and what they demand."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.plain_rules import in_words
from rules.labels import RULE_STATUSES, SEVERITIES, TARGET_GROUPS
from rules.rule import Policy, Rule
from rules.vocabulary import RuleStatus


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule in words."""

    rule: Rule

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
class Document:
    """A source and the rules taken from it."""

    title: str
    entries: tuple[Entry, ...]


def documents(policy: Policy) -> list[Document]:
    """Every rule of the profile under the document it is cited from."""
    found: dict[str, list[Entry]] = {}
    for rule in policy.rules:
        found.setdefault(rule.cite.rpartition(", ")[0] or rule.cite, []).append(Entry(rule))
    return [Document(title, tuple(_sorted(entries))) for title, entries in found.items()]


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.rule.id)
