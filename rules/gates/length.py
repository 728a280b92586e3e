"""How long a grant may last (C7, A-12 to A-14, A-36), and when a follow-up ends it."""

from datetime import date

from rules.dates import DAY, Span, add
from rules.gates.terms import LengthAtMost, LengthBetween, LongerAgreed, Progress, Statutory
from rules.gates.vocabulary import Result
from rules.gates.weighing import Finding, Weighing
from rules.gates.words import span
from rules.vocabulary import TargetGroup
from rules.wording import length, long_date


def latest(first_on: date, within: Span) -> date:
    """The last day of a grant that lasts exactly `within` (C7)."""
    return add(first_on, within) - DAY


def days(weighing: Weighing, last_on: date) -> int:
    return (last_on - weighing.offer.first_on).days + 1


def agreed_longer(terms: LongerAgreed, weighing: Weighing) -> bool:
    """Both a documented need and an agreement before the first day (A-14)."""
    agreed = weighing.approved(terms.agreement, weighing.offer.first_on) is not None
    return weighing.question.citizen.special_need is not None and agreed


def longest_of(terms: LengthAtMost, weighing: Weighing) -> Span:
    """The limit that holds with what is recorded."""
    longer = weighing.terms(terms.unless, LongerAgreed)
    return longer.within if longer is not None and agreed_longer(longer, weighing) else terms.within


def length_at_most(terms: LengthAtMost, weighing: Weighing) -> Finding | None:
    if weighing.offer.type not in terms.activities:
        return None
    return within_limit(weighing, longest_of(terms, weighing))


def latest_at_most(terms: LengthAtMost, weighing: Weighing) -> date | None:
    if weighing.offer.type not in terms.activities:
        return None
    return latest(weighing.offer.first_on, longest_of(terms, weighing))


def within_limit(weighing: Weighing, limit: Span) -> Finding:
    """The last day against the limit, with both dates."""
    last_on, until = weighing.offer.last_on, latest(weighing.offer.first_on, limit)
    if last_on is None:
        return Finding(Result.WARNING, f"Sidste dag mangler; senest {long_date(until)} ({span(limit)})")
    if last_on > until:
        return Finding(Result.BLOCKS, f"Slutter {long_date(last_on)} > {long_date(until)} ({span(limit)})")
    return Finding(Result.OK, f"Slutter {long_date(last_on)} ≤ {long_date(until)} ({span(limit)})")


def longer_agreed(terms: LongerAgreed, weighing: Weighing) -> Finding | None:
    """Asked only of a grant that is longer than the ordinary limit."""
    ordinary = weighing.terms(terms.beyond, LengthAtMost)
    last_on = weighing.offer.last_on
    if weighing.offer.type not in terms.activities or ordinary is None or last_on is None:
        return None
    if last_on <= latest(weighing.offer.first_on, ordinary.within):
        return None
    missing = []
    if weighing.question.citizen.special_need is None:
        missing.append("dokumenteret særligt behov")
    if weighing.approved(terms.agreement, weighing.offer.first_on) is None:
        missing.append(f"aftale med funktionsleder senest {long_date(weighing.offer.first_on)}")
    if missing:
        return Finding(Result.BLOCKS, f"Længere end {span(ordinary.within)}: mangler {' og '.join(missing)}")
    return within_limit(weighing, terms.within)


def length_between(terms: LengthBetween, weighing: Weighing) -> Finding | None:
    """The shortest length is not asked of an extension (REB23-55)."""
    if weighing.offer.type not in terms.activities:
        return None
    last_on, first_on = weighing.offer.last_on, weighing.offer.first_on
    if last_on is None:
        return within_limit(weighing, terms.longest)
    lasts = length(days(weighing, last_on), "days")
    if weighing.extension is None and last_on < latest(first_on, terms.shortest):
        return Finding(Result.BLOCKS, f"{lasts} < {span(terms.shortest)}")
    if last_on > latest(first_on, terms.longest):
        return Finding(Result.BLOCKS, f"{lasts} > {span(terms.longest)}")
    over = beyond_statute(terms.statutory, weighing, first_on) if weighing.extension is None else None
    return over or Finding(Result.OK, f"{lasts}, højst {span(terms.longest)}")


def latest_between(terms: LengthBetween, weighing: Weighing) -> date | None:
    if weighing.offer.type not in terms.activities:
        return None
    return latest(weighing.offer.first_on, terms.longest)


def beyond_statute(table: Statutory, weighing: Weighing, first_on: date) -> Finding | None:
    """A warning that needs a reason: the lengths of the law are not confirmed (A-36)."""
    limit = _of_group(table, weighing.question.citizen.group)
    last_on = weighing.offer.last_on
    if limit is None or last_on is None or last_on <= latest(first_on, limit):
        return None
    lasts = length((last_on - first_on).days + 1, "days")
    text = f"{lasts} > {span(limit)} efter loven for målgruppen (ikke bekræftet): skriv begrundelse"
    return Finding(Result.WARNING, text)


def _of_group(table: Statutory, group: TargetGroup) -> Span | None:
    return table.within if group in table.groups else table.others


def progress(terms: Progress, weighing: Weighing) -> Finding | None:
    """Both questions of every follow-up are answered with yes, or the offer ends soon after it (REB23-26)."""
    held = [item for item in weighing.question.follow_ups if item.on <= weighing.question.today]
    if weighing.offer.type not in terms.activities or not held:
        return None
    until = latest_after_no(terms, weighing)
    if until is not None:
        last_on = weighing.offer.last_on
        stop = f"opfølgning sagde nej; skal slutte senest {long_date(until)} ({span(terms.within)})"
        if last_on is None or last_on > until:
            ends = f"Slutter {long_date(last_on)}" if last_on is not None else "Uden sidste dag"
            return Finding(Result.BLOCKS, f"{ends}: {stop}")
        return Finding(Result.OK, f"Slutter {long_date(last_on)}: {stop}")
    if any(item.progress is None or item.keeps_agreement is None for item in held):
        return Finding(Result.WARNING, "Opfølgning uden svar om progression eller aftale")
    return Finding(Result.OK, "Opfølgning: progression og aftale overholdt")


def latest_after_no(terms: Progress, weighing: Weighing) -> date | None:
    said_no = (
        item.on
        for item in weighing.question.follow_ups
        if item.on <= weighing.question.today and (item.progress is False or item.keeps_agreement is False)
    )
    first_no = min(said_no, default=None)
    if first_no is None or weighing.offer.type not in terms.activities:
        return None
    return add(first_no, terms.within)
