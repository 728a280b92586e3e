"""The rules asked from outside: deadlines of one invented citizen, without a database."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from rules.asked import Asked, Faults
from rules.catalogue import evaluate
from rules.dates import planday
from rules.history import History
from rules.obligation import Gap, Listing, Note, Obligation, Outcome
from rules.questions import questions
from rules.rule import Policy, Rule
from rules.standing import is_closed, standing
from rules.terms import ANSWERED_BY_ASK, OF_OFFERS, AfterReopening, EmptyIntervals, Kind, SameAs
from rules.wording import explanation, missing, missing_fact, traced

Json = dict[str, object]
NO_GROUP = "A-66"


def run(file: str, stdin: TextIO) -> str:
    """The answer to a file (or `-`) as JSON text. Raises Faults when it cannot be answered."""
    return json.dumps(answer(read(file, stdin)), ensure_ascii=False, indent=2)


def read(file: str, stdin: TextIO) -> str:
    try:
        return stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise Faults([f"{file}: kan ikke læses ({error.strerror}); tilladt: en JSON-fil eller -"]) from error
    except UnicodeDecodeError as error:
        raise Faults([f"{file}: er ikke UTF-8; tilladt: en JSON-fil i UTF-8"]) from error


def answer(written: str) -> Json | list[Json]:
    """The answer has the shape of the question: one object or a list."""
    asked, many = questions(written)
    answers = [explain(one) for one in asked]
    return answers if many else answers[0]


def explain(asked: Asked) -> Json:
    outcome = evaluate(asked.facts, asked.policy)
    names = _names(asked)
    deadlines = [
        _deadline(row, names[row.rule], asked.policy, asked.today) for row in outcome.obligations if row.rule in names
    ]
    return {
        "id": asked.id,
        "today": asked.today.isoformat(),
        "policy": {"profile": asked.policy.name, "fingerprint": asked.policy.fingerprint},
        "deadlines": sorted(deadlines, key=_by_due),
        "lists": _lists(outcome.listings, names, asked),
        "notes": [*_said(outcome, names, asked.today), *_notes(asked)],
        "classifications": _classifications(outcome, names, asked.today),
        "no_deadline": _no_deadline(outcome, names, asked),
    }


def _names(asked: Asked) -> dict[str, str]:
    """The rules asked for, each with the id it answers under: a rule that is the same as another one answers with
    that one's rows, under its own id where the other was not asked for."""
    rules = asked.policy.rules
    wanted = {rule.id for rule in rules} | {NO_GROUP} if asked.rules is None else asked.rules
    names = {rule.terms.of: rule.id for rule in rules if isinstance(rule.terms, SameAs) and rule.id in wanted}
    return names | {rule_id: rule_id for rule_id in wanted}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _deadline(row: Obligation, name: str, policy: Policy, today: date) -> Json:
    now = standing(row, today, policy.due_soon_days)
    rule = policy.stating(row.rule, row.rule_digest)
    assert rule is not None
    happened = row.met_on is not None and row.met_on <= today
    return {
        "rule": name,
        "title": row.title,
        "ordinal": row.ordinal,
        "group": row.group,
        "opens_on": _iso(row.opens_on),
        "due_on": _iso(now.due_on),
        "provisional_due": _iso(now.provisional_due),
        "plan_on": _iso(planday(now.due_on, policy.closing_days)) if now.due_on is not None else None,
        "met_on": _iso(row.met_on) if happened else None,
        "met_until": _iso(row.met_until) if happened else None,
        "closed_on": _iso(row.closed_on) if is_closed(row, today) else None,
        "status": now.status,
        "days": now.days,
        "explanation": explanation(row, today),
        "trace": [{"step": step.step, "date": _iso(step.on), "text": step.text} for step in traced(row.basis)],
        "cite": rule.cite,
        "seed": rule.seed,
        "rule_status": row.rule_status,
    }


def _by_due(entry: Json) -> tuple[str, str, int]:
    ordinal = entry["ordinal"]
    return str(entry["due_on"] or date.max), str(entry["rule"]), ordinal if isinstance(ordinal, int) else 0


def _on(day: date, since: date, until: date | None) -> bool:
    return since <= day and (until is None or day <= until)


def _lists(listings: Iterable[Listing], names: dict[str, str], asked: Asked) -> list[Json]:
    """The lists of today. However many intervals stand empty, the citizen stands on that list once."""
    found: list[Json] = []
    once = {rule.id for rule in asked.policy.rules if isinstance(rule.terms, EmptyIntervals)}
    for item in listings:
        if item.rule in names and _on(asked.today, item.since, item.until):
            found.append({"rule": names[item.rule], "since": _iso(item.since), "text": item.text})
            if item.rule in once:
                names = {rule: name for rule, name in names.items() if rule != item.rule}
    return found


def _notes(asked: Asked) -> list[Json]:
    """A group of which nothing is demanded says so (A-66), and a rule that does not answer here."""
    if asked.rules is not None:
        said = ((rule_id, _elsewhere(asked.policy, rule_id)) for rule_id in sorted(asked.rules))
        return [_note(rule_id, text) for rule_id, text in said if text]
    group = History(asked.facts).group_on(asked.today)
    if group is None or asked.policy.demanded(group):
        return []
    return [_note(NO_GROUP, "Ingen pligter efter reglerne")]


def _elsewhere(policy: Policy, rule_id: str) -> str:
    """Why a rule that is asked for gives no answer to `explain`; empty where it may."""
    rule = policy.rule(rule_id)
    if rule is None:
        return f"Reglen beregnes ikke i profilen {policy.name}"
    return "Reglen besvares af ask" if rule.kind in ANSWERED_BY_ASK else ""


def _said(outcome: Outcome, names: dict[str, str], today: date) -> list[Json]:
    """The notes of today, in order of rule and ordinal."""

    def holds(note: Note) -> bool:
        return note.rule in names and _on(today, note.since or today, note.until)

    return [
        {"rule": names[note.rule], "ordinal": note.ordinal, "level": note.level, "text": note.text}
        for note in outcome.notes
        if holds(note)
    ]


def _classifications(outcome: Outcome, names: dict[str, str], today: date) -> list[Json]:
    return [
        {"rule": names[found.rule], "value": found.value}
        for found in outcome.classifications
        if found.rule in names and _on(today, found.since, found.until)
    ]


def _note(rule: str, text: str) -> Json:
    return {"rule": rule, "ordinal": None, "level": "info", "text": text}


def _no_deadline(outcome: Outcome, names: dict[str, str], asked: Asked) -> list[Json]:
    found: dict[tuple[str, str], Json] = {}
    for gap in outcome.gaps:
        if not _on(asked.today, gap.since, gap.until):
            continue
        for name in _gap_names(gap, names, asked):
            found[name, gap.fact] = {"rule": name, "missing": gap.fact, "text": missing(gap)}
    for rule_id in _without_reopening(asked):
        found[rule_id, "reopening"] = {"rule": rule_id, "missing": "reopening", "text": missing_fact("reopening")}
    return [found[key] for key in sorted(found)]


def _without_reopening(asked: Asked) -> list[str]:
    """Rules asked for by name that only a dated reopening sets going."""
    if asked.rules is None or asked.facts.reopening is not None:
        return []
    rules = [rule for rule in asked.policy.rules if rule.id in asked.rules]
    return [rule.id for rule in rules if isinstance(rule.terms, AfterReopening) and rule.terms.otherwise is None]


def _gap_names(gap: Gap, names: dict[str, str], asked: Asked) -> list[str]:
    """Without a target group every rule asked for by name that needs one lacks it."""
    if gap.rule == NO_GROUP and asked.rules is not None:
        return [rule.id for rule in asked.policy.rules if rule.id in asked.rules and _needs_group(rule)]
    return [names[gap.rule]] if gap.rule in names else []


def _needs_group(rule: Rule) -> bool:
    owes = rule.family is not None or rule.kind in (Kind.DISTANCE, Kind.FOCUS_NOTE, Kind.LONG_SPELL)
    return owes and rule.kind not in OF_OFFERS
