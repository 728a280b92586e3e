"""Extensions: reasoned, decided in time, discussed with a leader or specialist, or assessed by the job consultant."""

from datetime import date

from rules.dates import DAY, Span, add
from rules.gates.labels import DECIDED_BY
from rules.gates.length import agreed_longer, beyond_statute, latest, within_limit
from rules.gates.question import Agreement
from rules.gates.terms import (
    ExtensionAssessed,
    ExtensionDiscussed,
    ExtensionInTime,
    ExtensionReasoned,
    LengthAtMost,
    LengthBetween,
    LongerAgreed,
)
from rules.gates.vocabulary import AgreementOutcome, Result
from rules.gates.weighing import Finding, Weighing
from rules.gates.words import answered, span
from rules.terms import BeforeEnd
from rules.wording import length, long_date

REASON = "begrundelse"


def extension_reasoned(terms: ExtensionReasoned, weighing: Weighing) -> Finding | None:
    extension = weighing.extension
    if extension is None or weighing.offer.type not in terms.activities:
        return None
    limit = _limit(terms, weighing)
    if limit is None:
        assessed = "ikke vurderet, at forlængelsen overvejende sandsynligt fører til job eller uddannelse"
        return Finding(Result.BLOCKS, f"Mangler begrundelse: {assessed}, og ingen aftale ved særligt behov")
    found = within_limit(weighing, limit)
    if found.result is not Result.OK:
        return found
    start, last_on = extension.first_on, weighing.offer.last_on
    if start is not None and last_on is not None and last_on > latest(start, terms.in_all):
        return Finding(Result.WARNING, f"I alt {long_date(start)} – {long_date(last_on)} > {span(terms.in_all)}")
    if extension.likely_job_or_education and extension.reason is None:
        return answered({REASON: None})
    return found


def _limit(terms: ExtensionReasoned, weighing: Weighing) -> Span | None:
    """What the assessment or the agreement allows (REB23-28); None when there is neither."""
    longer, ordinary = weighing.terms(terms.unless, LongerAgreed), weighing.terms(terms.of, LengthAtMost)
    if longer is not None and agreed_longer(longer, weighing):
        return longer.within
    extension = weighing.extension
    if ordinary is None or extension is None or not extension.likely_job_or_education:
        return None
    empty = extension.reason is not None and not extension.reason.strip()
    return None if empty else ordinary.within


def latest_reasoned(terms: ExtensionReasoned, weighing: Weighing) -> date | None:
    """The day before the first one when no extension is allowed at all."""
    if weighing.extension is None or weighing.offer.type not in terms.activities:
        return None
    limit = _limit(terms, weighing)
    return latest(weighing.offer.first_on, limit) if limit is not None else weighing.offer.first_on - DAY


def decision_due(terms: ExtensionInTime, weighing: Weighing) -> date | None:
    """The day by which an extension of this offer, or of the one it extends, must be decided (A-15)."""
    rule = weighing.policy.rule(terms.deadline)
    if rule is None or not isinstance(rule.terms, BeforeEnd) or weighing.offer.type not in rule.terms.activities:
        return None
    extension = weighing.extension
    ends_on = weighing.ends_on if extension is not None else weighing.offer.last_on
    if ends_on is None:
        return None
    due = add(ends_on, rule.terms.before, -1)
    began_on = extension.first_on if extension is not None else weighing.offer.first_on
    return due if began_on is None or due >= began_on else None


def days_late(terms: ExtensionInTime, weighing: Weighing) -> int:
    """Days by which the decision to extend came too late; 0 for a first grant."""
    due = decision_due(terms, weighing)
    if due is None or weighing.extension is None:
        return 0
    return max(0, (weighing.decided_on - due).days)


def extension_in_time(terms: ExtensionInTime, weighing: Weighing) -> Finding | None:
    due = decision_due(terms, weighing)
    if due is None or weighing.extension is None:
        return None
    decided, late = long_date(weighing.decided_on), days_late(terms, weighing)
    if late:
        days = length(late, "days")
        return Finding(Result.WARNING, f"Besluttet {decided}, {days} efter {long_date(due)}: for sen beslutning")
    return Finding(Result.OK, f"Besluttet {decided}, senest {long_date(due)}")


def extension_discussed(terms: ExtensionDiscussed, weighing: Weighing) -> Finding | None:
    """In team, makkerskab or sparringsmøde, with a leader or specialist, by the day of the decision."""
    if weighing.extension is None or weighing.offer.type not in terms.activities:
        return None
    recorded = weighing.agreements(terms.agreement)
    refused = [item.on for item in recorded if item.outcome is AgreementOutcome.REFUSED]
    valid = [item.on for item in recorded if _is_valid(item, terms, weighing.decided_on)]
    until = long_date(weighing.decided_on)
    if valid and (not refused or max(refused) < max(valid)):
        return Finding(Result.OK, f"Drøftet {long_date(max(valid))} med leder eller fagkonsulent, senest {until}")
    if refused:
        return Finding(Result.BLOCKS, f"Forlængelsen blev afvist {long_date(max(refused))}")
    return Finding(
        Result.BLOCKS,
        f"Ikke drøftet i team, makkerskab eller på sparringsmøde med leder eller fagkonsulent senest {until}",
    )


def _is_valid(item: Agreement, terms: ExtensionDiscussed, until: date) -> bool:
    told = item.forum is not None and bool(item.present & terms.present)
    return told and item.held is not False and item.on <= until and item.outcome is not AgreementOutcome.REFUSED


def extension_assessed(terms: ExtensionAssessed, weighing: Weighing) -> Finding | None:
    """A placement is extended by the job consultant, with a text on ordinary hours or education (REB23-55)."""
    extension, offer = weighing.extension, weighing.offer
    if extension is None or offer.type not in terms.activities:
        return None
    own = weighing.terms(terms.of, LengthBetween)
    within = within_limit(weighing, own.longest) if own is not None else None
    if within is not None and within.result is Result.BLOCKS:
        return within
    missing = answered({f"{REASON} om ordinære timer eller uddannelse": extension.reason})
    if missing is not None and missing.result is Result.BLOCKS:
        return missing
    if offer.by is not terms.by:
        by = DECIDED_BY[offer.by] if offer.by is not None else "ingen"
        return Finding(Result.NEEDS, f"Vurderet af {by}; skal vurderes af {DECIDED_BY[terms.by]}")
    over = beyond_statute(terms.statutory, weighing, extension.first_on) if extension.first_on is not None else None
    return over or missing or Finding(Result.OK, f"Forlænget efter vurdering af {DECIDED_BY[terms.by]}")
