"""The rule book as a page to read: every rule by document and heading, its words, and what is computed of it.

What a row demands is rendered from the row, so the page says no number that the rules do not use.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from rules.labels import CATEGORIES, RULE_STATUSES, SEVERITIES
from rules.policy import load_profile, profile_names
from rules.rulebook import Entry, Source, entries, sources
from rules.sentence import Row, sentence, text_of
from rules.vocabulary import RuleStatus
from rules.wording import long_date

HEAD = """# Regelbogen

Hver regel i de fem dokumenter, med dokumentets egne ord og med det, der beregnes af den. Siden er skrevet af
`manage.py write_rule_book` ud fra rækkerne i `rules/policies/`. Ret rækkerne, ikke siden; en prøve holder den ajour.
"""


@dataclass(slots=True)
class Computed:
    """A row beside its text, and the profiles that compute it."""

    row: Row
    text: str
    profiles: list[str] = field(default_factory=list)


Rows = dict[str, dict[str, Computed]]


def rule_book() -> str:
    """The whole page as Markdown."""
    rows = _computed_rows()
    counted = Counter(bool(rows.get(entry.id)) for entry in entries())
    total = f"{counted.total()} regler: {counted[True]} beregnes, {counted[False]} venter."
    documents = (line for source in sources() for line in _document(source, rows))
    return "\n".join([HEAD, total, *documents, *_decided(rows)]) + "\n"


def _computed_rows() -> Rows:
    """For each rule its rows, those of equal content once."""
    found: Rows = {}
    for name in profile_names():
        policy = load_profile(name)
        rows: tuple[Row, ...] = (*policy.rules, *policy.gates)
        for row in rows:
            text = text_of(sentence(row, policy.activity_sets))
            known = found.setdefault(row.id, {})
            known.setdefault(row.digest, Computed(row, text)).profiles.append(name)
    return found


def _document(source: Source, rows: Rows) -> Iterator[str]:
    own = [entry for entry in entries() if entry.source == source]
    yield f"\n## {source.title}\n\n`{source.seed}`, {len(own)} regler"
    order = list(dict.fromkeys(entry.heading for entry in own))
    own.sort(key=lambda entry: order.index(entry.heading))
    for heading, together in groupby(own, key=lambda entry: entry.heading):
        yield f"\n### {heading}"
        for entry in together:
            yield from _rule(entry, rows.get(entry.id, {}))


def _rule(entry: Entry, rows: dict[str, Computed]) -> Iterator[str]:
    kinds = ", ".join(CATEGORIES[kind] for kind in (entry.category, *sorted(entry.secondary)))
    yield f"\n#### {entry.id} {entry.title}\n"
    yield f"{kinds} · {SEVERITIES[entry.severity]} · {entry.groups} · trin {entry.build}\n"
    yield f"> {entry.quote}\n"
    yield from map(_line, rows.values())
    if not rows:
        yield f"Venter på: {entry.waiting_for}"


def _line(found: Computed) -> str:
    row = found.row
    since = f" (fra {long_date(row.valid_from)})" if row.valid_from is not None else ""
    doubt = f" ({RULE_STATUSES[row.status]})" if row.status is RuleStatus.UNVERIFIED else ""
    return f"- {', '.join(found.profiles)}{since}: {found.text}{doubt}"


def _decided(rows: Rows) -> Iterator[str]:
    """Rows that stand for a decided question of the documents and for no single rule."""
    book = {entry.id for entry in entries()}
    yield "\n## Afgjorte spørgsmål\n\nRækker, der svarer på et spørgsmål, som dokumenterne lader åbent."
    for rule_id in sorted(set(rows) - book):
        lines = list(rows[rule_id].values())
        yield f"\n### {rule_id} {lines[0].row.title}\n\n{lines[0].row.cite}\n"
        yield from map(_line, lines)
