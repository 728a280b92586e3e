"""A decision before the end of a running offer (A-15)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rules.dates import DAY, Due, add
from rules.facts import ActivityFact
from rules.history import History
from rules.kinds.rows import Answer, Reckoned, obligation
from rules.met import Met
from rules.obligation import Gap
from rules.rule import Rule
from rules.terms import BeforeEnd


def before_end(rule: Rule, terms: BeforeEnd, history: History) -> Iterator[Answer]:
    """due = last planned day minus `before`; not applicable where that lies before the offer began."""
    same_end: Counter[date] = Counter()
    for activity in sorted(history.started_of(terms.activities), key=_order):
        group = history.group_on(activity.first_on)
        if group is not None and group not in rule.groups:
            continue
        last_on = activity.planned_last_on or activity.last_on
        if last_on is None:
            yield Gap(rule=rule.id, family=rule.family, fact="to", group=group, since=activity.first_on)
            continue
        due_on = add(last_on, terms.before, -1)
        if due_on < activity.first_on:
            continue
        same_end[last_on] += 1
        closed_on = (activity.last_on or last_on) + DAY
        steps = (
            ("anchor", "last_day_of_offer", last_on.isoformat()),
            ("subtract", terms.before.number, str(terms.before.unit), due_on.isoformat()),
        )
        yield obligation(
            rule,
            group,
            Reckoned(last_on, due_on, Due(due_on), steps),
            closed_on=closed_on,
            ordinal=same_end[last_on] if same_end[last_on] > 1 else None,
            opens_on=add(due_on, terms.opens_before, -1),
            met=_decision(activity, closed_on),
        )


def _order(activity: ActivityFact) -> tuple[date, str, date, date]:
    return activity.first_on, activity.type, activity.extension_decided_on or date.max, activity.last_on or date.max


def _decision(activity: ActivityFact, closed_on: date) -> Met | None:
    decided_on = activity.extension_decided_on
    if decided_on is None or not activity.first_on <= decided_on < closed_on:
        return None
    return Met(decided_on, "extension_decision")
