"""The supplier: the one with the contract, and the three-party conversation before a course."""

from collections.abc import Iterator
from datetime import date

from rules.gates.terms import SoleSupplier, ThreeParty
from rules.gates.vocabulary import Result
from rules.gates.weighing import Finding, Weighing, same_name
from rules.gates.words import answered
from rules.vocabulary import ConversationStatus
from rules.wording import long_date, period


def sole_supplier(terms: SoleSupplier, weighing: Weighing) -> Finding | None:
    offer = weighing.offer
    if offer.type not in terms.activities or not terms.first_start <= offer.first_on <= terms.last_start:
        return None
    contract = f"{terms.supplier} er eneste leverandør {period(terms.first_start, terms.last_start)}"
    if same_name(offer.supplier, terms.supplier):
        return Finding(Result.OK, contract)
    return Finding(Result.WARNING, f"Leverandør: {offer.supplier or 'ikke oplyst'}; {contract}")


def three_party(terms: ThreeParty, weighing: Weighing) -> Finding | None:
    """Held on the first day at the latest, with all parties and a purpose."""
    if not same_name(weighing.offer.supplier, terms.supplier):
        return None
    start = weighing.offer.first_on
    held = [(on, purpose) for on, purpose in _held(terms, weighing) if on <= start]
    if not held:
        parties = "jobkonsulent og leverandør"
        return Finding(Result.BLOCKS, f"Trepartssamtale med {parties} er ikke afholdt senest {long_date(start)}")
    with_purpose = [on for on, purpose in held if purpose and purpose.strip()]
    if with_purpose:
        return Finding(Result.OK, f"Trepartssamtale afholdt {long_date(max(with_purpose))}, senest {long_date(start)}")
    return answered({"formål med trepartssamtalen": None if any(purpose is None for _, purpose in held) else ""})


def _held(terms: ThreeParty, weighing: Weighing) -> Iterator[tuple[date, str | None]]:
    """The day and the purpose of each, whether it stands among the conversations or the agreements."""
    for talk in weighing.question.conversations:
        held = talk.kind is terms.conversation and talk.status is ConversationStatus.HELD
        if held and terms.parties <= talk.with_parties:
            yield talk.on, talk.purpose
    for item in weighing.agreements(terms.agreement):
        if item.held is not False and terms.roles <= item.present and item.on <= weighing.question.today:
            yield item.on, item.purpose
