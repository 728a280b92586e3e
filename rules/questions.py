"""From the text of a file to questions: JSON without doubled keys, one object or a list, and facts that agree."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from rules.asked import ABOUT, FACTS, Asked, Faults, Reading, day, join, profile, shown, text
from rules.defaults import CATALOGUE
from rules.facts import ActivityFact, DutySuspensionFact, Facts, GroupPeriod, Pause
from rules.rows import Refused
from rules.rule import Policy
from rules.vocabulary import ActivityStatus, ConversationStatus

Period = GroupPeriod | Pause | ActivityFact | DutySuspensionFact


def questions(written: str) -> tuple[tuple[Asked, ...], bool]:
    """The questions of a file and whether it held a list. Raises Faults with every fault of every question."""
    raw = as_json(written)
    many = isinstance(raw, list)
    reading = Reading()
    found = []
    for number, item in enumerate(raw if isinstance(raw, list) else [raw]):
        found.append(_question(reading, item, f"[{number}]" if many else ""))
    if reading.faults:
        raise Faults(reading.faults)
    return tuple(asked for asked in found if asked is not None), many


def as_json(written: str) -> object:
    """The value of a JSON text; a doubled key is refused. Raises Faults."""
    try:
        return json.loads(written.removeprefix("\ufeff"), object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        place = f"linje {error.lineno}, tegn {error.colno}"
        raise Faults([f"{place}: ikke gyldig JSON ({error.msg}); tilladt: ét objekt eller en liste"]) from error
    except Refused as refused:
        raise Faults([f"$: {refused}"]) from refused
    except (RecursionError, ValueError) as error:
        raise Faults(["$: for mange niveauer eller et for langt tal; tilladt: ét objekt eller en liste"]) from error


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = sorted({name for name in names if names.count(name) > 1})
        raise Refused(f"nøglen {', '.join(double)} står to gange i samme objekt; tilladt: én gang")
    return found


def _question(reading: Reading, raw: object, path: str) -> Asked | None:
    if not isinstance(raw, dict):
        reading.fault(path, "er ikke et objekt; tilladt: {…} med profile og today")
        return None
    before = len(reading.faults)
    reading.unknown(raw, dict.fromkeys([*sorted(ABOUT), *FACTS]), path)
    policy = reading.need(profile, raw, "profile", path)
    today = reading.need(day, raw, "today", path)
    policy = policy.on(today) if policy is not None and today is not None else policy
    label = reading.value(text, raw.get("id"), join(path, "id"))
    computed = [rule.id for rule in policy.rules] if policy is not None else []
    rules = rule_ids(reading, raw.get("rules"), policy, computed, join(path, "rules"))
    facts = read_facts(reading, raw, today, path, agreeing=len(reading.faults) == before)
    if facts is None:
        return None
    return Asked(id=None if label is None else str(label), policy=policy, today=today, rules=rules, facts=facts)


def read_facts(
    reading: Reading, raw: Mapping[str, object], today: date | None, path: str, *, agreeing: bool = True
) -> Facts | None:
    """The facts of one citizen. Whether they agree with each other is looked at only where each of them can be read."""
    before = len(reading.faults)
    dated = {name: _dated(name, raw.get(name), today) for name in FACTS}
    values = reading.filled(FACTS, dated, path)
    if len(reading.faults) > before or today is None or not agreeing:
        return None
    facts = Facts(**values)
    for place, wrong in (*_backwards(facts), *_overlaps(facts), *_not_yet(facts, today), *_no_end(facts)):
        reading.fault(join(path, place), wrong)
    return facts


def _dated(name: str, raw: object, today: date | None) -> object:
    """An offer without a status has the one that its dates give on `today`."""
    return with_status(raw, today or date.max) if name == "activities" else raw


def with_status(raw: object, today: date) -> object:
    if not isinstance(raw, list):
        return raw
    return [item | {"status": _status(item, today)} if _lacks_status(item) else item for item in raw]


def _lacks_status(item: object) -> bool:
    return isinstance(item, dict) and item.get("status") is None


def _status(item: Mapping[str, object], today: date) -> str:
    if str(item.get("from")) > today.isoformat():
        return ActivityStatus.PLANNED
    ended = item.get("to") is not None and str(item["to"]) < today.isoformat()
    return ActivityStatus.ENDED if ended else ActivityStatus.RUNNING


def rule_ids(
    reading: Reading, raw: object, policy: Policy | None, computed: Iterable[str], path: str
) -> frozenset[str] | None:
    """The rules asked for: those that the profile computes, and others of the catalogue."""
    if raw is None:
        return None
    if not isinstance(raw, list):
        reading.fault(path, "er ikke en liste; tilladt: en liste af regel-id'er")
        return None
    if policy is not None:
        known = sorted(computed)
        for number, item in enumerate(raw):
            if item not in known and str(item) not in CATALOGUE:
                reading.fault(
                    f"{path}[{number}]",
                    f"{shown(item)} er ikke en regel; profilen {policy.name} beregner: {', '.join(known)}",
                )
    return frozenset(str(item) for item in raw)


def _backwards(facts: Facts) -> Iterator[tuple[str, str]]:
    """An end before its beginning."""
    periods: dict[str, Sequence[Period]] = {
        "target_groups": facts.target_groups,
        "pauses": facts.pauses,
        "activities": facts.activities,
        "duty_suspensions": facts.duty_suspensions,
    }
    for name, items in periods.items():
        for number, item in enumerate(items):
            if item.last_on is not None and item.last_on < item.first_on:
                yield f"{name}[{number}].to", f"{item.last_on} ligger før from; tilladt: {item.first_on} eller senere"
    for number, referral in enumerate(facts.referrals):
        if referral.ended_on is not None and referral.ended_on < referral.on:
            yield (
                f"referrals[{number}].ended_on",
                f"{referral.ended_on} ligger før on; tilladt: {referral.on} eller senere",
            )


def _overlaps(facts: Facts) -> Iterator[tuple[str, str]]:
    """A citizen is in one target group at a time; a period without an end lasts until the next begins."""
    order = sorted(enumerate(facts.target_groups), key=lambda item: (item[1].first_on, item[0]))
    for (_, one), (number, other) in pairwise(order):
        if other.first_on == one.first_on or (one.last_on is not None and other.first_on <= one.last_on):
            yield (
                f"target_groups[{number}].from",
                f"{other.first_on} ligger i en anden periode; tilladt: én målgruppe ad gangen",
            )


def _not_yet(facts: Facts, today: date) -> Iterator[tuple[str, str]]:
    """What is said to have happened cannot lie after today."""
    allowed = f"tilladt: {today} eller tidligere"
    for number, talk in enumerate(facts.conversations):
        if talk.status is ConversationStatus.HELD and talk.on > today:
            yield f"conversations[{number}].on", f"{talk.on} er efter today og status er held; {allowed}"
    for number, activity in enumerate(facts.activities):
        begun = activity.status in (ActivityStatus.RUNNING, ActivityStatus.ENDED)
        if begun and activity.first_on > today:
            yield (
                f"activities[{number}].from",
                f"{activity.first_on} er efter today og status er {activity.status}; {allowed}",
            )
        if activity.status is ActivityStatus.ENDED and activity.last_on is not None and activity.last_on > today:
            yield f"activities[{number}].to", f"{activity.last_on} er efter today og status er ended; {allowed}"


def _no_end(facts: Facts) -> Iterator[tuple[str, str]]:
    for number, activity in enumerate(facts.activities):
        if activity.status is ActivityStatus.ENDED and activity.last_on is None:
            yield f"activities[{number}].to", "mangler, når status er ended; tilladt: tilbuddets sidste dag"
