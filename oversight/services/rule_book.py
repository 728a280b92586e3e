"""The rules as a reader sees them: every rule of every document by heading, computed here or waiting, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from django.urls import reverse

from cases.models import RuleVersion
from rules import rulebook
from rules.kind_names import known_by
from rules.labels import SEVERITIES
from rules.rule import Policy, Rule, grouped
from rules.sentence import Row
from rules.value_words import in_words
from rules.vocabulary import RuleStatus, Severity
from staff.wording import plain_date


class View(StrEnum):
    """What of the book is shown."""

    ALL = "alle"
    COMPUTED = "beregnes"
    WAITING = "venter"
    UNVERIFIED = "ubekraeftede"


@dataclass(frozen=True, slots=True)
class Line:
    """One rule: what the book says of it, and the rows of this installation, if it computes it.

    cases   how many open cases it concerns now; None for a rule that concerns no case by itself.
    pending versions that are not in force yet.
    """

    id: str
    title: str
    source: str
    heading: str
    quote: str
    severity: Severity
    groups: str
    rows: tuple[Row, ...]
    waiting_for: str = ""
    cases: int | None = None
    pending: tuple[RuleVersion, ...] = ()

    @property
    def coming(self) -> list[tuple[RuleVersion, str]]:
        """Drafts and approved versions whose day has not come, with their addresses."""
        return [(version, reverse("rule", args=[self.slug, version.version])) for version in self.pending]

    @property
    def slug(self) -> str:
        return self.id.lower()

    @property
    def state(self) -> str:
        """Whether the rule still answers for new duties."""
        return "in_force" if any(row.groups or row.valid_to is None for row in self.rows) else "expired"

    @property
    def value(self) -> str:
        return " · ".join(filter(None, map(known_by, self.rows)))

    @property
    def severity_words(self) -> str:
        return SEVERITIES[self.severity]

    @property
    def validity(self) -> str:
        """Fra 1. marts 2027 til 1. april 2028 · uden startdato"""
        since, until = self.rows[0].valid_from, self.rows[0].valid_to
        begins = f"fra {plain_date(since)}" if since else "uden startdato"
        return f"{begins} til {plain_date(until)}" if until else begins

    @property
    def is_unverified(self) -> bool:
        return any(row.status is RuleStatus.UNVERIFIED for row in self.rows)

    @property
    def url(self) -> str:
        return reverse("rule_in_force", args=[self.slug])

    @property
    def cases_url(self) -> str:
        return reverse("rule_cases", args=[self.slug])

    def admits(self, words: str) -> bool:
        """Whether every word stands somewhere in the line."""
        text = " ".join((self.id, self.title, self.heading, self.quote, self.groups, self.value)).lower()
        return all(word in text for word in words.lower().split())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the book is asked for; nothing set = everything."""

    words: str = ""
    source: str = ""
    view: View = View.ALL

    def admits(self, line: Line) -> bool:
        shown = {
            View.ALL: True,
            View.COMPUTED: bool(line.rows),
            View.WAITING: not line.rows,
            View.UNVERIFIED: line.is_unverified,
        }
        return shown[self.view] and self.source in ("", line.source) and line.admits(self.words)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document with its rules in their order."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its headings."""

    title: str
    headings: tuple[Heading, ...]

    @property
    def number(self) -> int:
        return sum(len(heading.lines) for heading in self.headings)


def lines(policy: Policy, numbers: Mapping[str, int], pending: Iterable[RuleVersion] = ()) -> list[Line]:
    """Every rule of the book and of the profile, in the order of the documents."""
    rows, coming = _rows_of(policy), grouped(pending, lambda version: str(version.rule))
    found = [_line(entry, rows.pop(entry.id, ()), numbers) for entry in rulebook.entries()]
    found += [_decided(own, numbers) for own in rows.values()]
    return [replace(line, pending=coming.get(line.id, ())) for line in found]


def pending_versions() -> list[RuleVersion]:
    """Drafts and approved versions that are not in force."""
    return list(RuleVersion.objects.standing().filter(in_force_at__isnull=True).order_by("rule", "version"))


def documents(found: Iterable[Line], chosen: Chosen) -> list[Document]:
    """The chosen rules by document and heading; documents with a computed rule come first."""
    kept = [line for line in found if chosen.admits(line)]
    titles = dict.fromkeys(line.source for line in kept)
    shown = [Document(title, _headings([line for line in kept if line.source == title])) for title in titles]
    return sorted(shown, key=lambda document: not any(line.rows for h in document.headings for line in h.lines))


def _headings(found: list[Line]) -> tuple[Heading, ...]:
    order = {heading: place for place, heading in enumerate(dict.fromkeys(line.heading for line in found))}
    together = sorted(found, key=lambda line: order[line.heading])
    return tuple(Heading(title, tuple(own)) for title, own in groupby(together, key=lambda line: line.heading))


def _rows_of(policy: Policy) -> dict[str, tuple[Row, ...]]:
    """The newest row of each rule in force, and of the requirement to offers with the same id."""
    gates = [versions[-1] for versions in grouped(policy.gates, lambda gate: gate.id).values()]
    newest: tuple[Row, ...] = (*policy.current, *gates)
    return grouped(newest, lambda row: row.id)


def _line(entry: rulebook.Entry, rows: tuple[Row, ...], numbers: Mapping[str, int]) -> Line:
    return Line(
        id=entry.id,
        title=rows[0].title if rows else entry.title,
        source=entry.source.title,
        heading=entry.heading,
        quote=entry.quote,
        severity=rows[-1].severity if rows else entry.severity,
        groups=_groups(rows) or entry.groups,
        rows=rows,
        waiting_for=entry.waiting_for or "",
        cases=_number(rows, numbers),
    )


def _decided(rows: tuple[Row, ...], numbers: Mapping[str, int]) -> Line:
    """A row that stands for a decided question of the documents, under the document it cites."""
    row = rows[-1]
    source = next(source.title for source in rulebook.sources() if source.seed == row.seed)
    return Line(
        id=row.id,
        title=row.title,
        source=source,
        heading=row.cite.rpartition(", ")[2],
        quote=row.quote or "",
        severity=row.severity,
        groups=_groups(rows),
        rows=rows,
        cases=_number(rows, numbers),
    )


def _groups(rows: tuple[Row, ...]) -> str:
    named = rows[-1].groups if rows else frozenset()
    words = in_words(named) if named else ""
    return words[:1].upper() + words[1:]


def _number(rows: tuple[Row, ...], numbers: Mapping[str, int]) -> int | None:
    """Only a rule that gives a citizen a duty or a place on a list concerns cases."""
    rule = next((row for row in rows if isinstance(row, Rule)), None)
    if rule is None or (rule.family is None and rule.list_text is None):
        return None
    return numbers.get(rule.id, 0)
