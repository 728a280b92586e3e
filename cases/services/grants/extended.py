"""What the rules are asked of an extension: the offer it goes on with, its follow-ups, and where it was discussed."""

from dataclasses import replace

from cases.models import Activity, Grant, GrantDiscussion, GrantFollowUp, GrantNotExtended
from cases.services.grants.wishes import Wish
from rules.facts import FollowUpFact
from rules.gates.question import Agreement, ExtensionOf, Question
from rules.gates.vocabulary import AgreementKind, AgreementOutcome, Forum, Role
from rules.vocabulary import ActivityStatus
from staff.refusals import Refused


def asked_of(question: Question, wish: Wish) -> Question:
    """The question of the wish, as that of an extension where it is one; then in three statements."""
    if wish.extends is None:
        return question
    talks = GrantFollowUp.objects.valid().filter(grant=wish.extends)
    return replace(
        question,
        agreements=(*question.agreements, *(_agreement(row) for row in _discussions(wish.extends))),
        follow_ups=tuple(
            FollowUpFact(on=row.on_date, progress=row.progress, keeps_agreement=row.keeps_agreement) for row in talks
        ),
        extension_of=ExtensionOf(
            first_on=first_of(wish.extends).from_on,
            last_on=wish.extends.to_on,
            likely_job_or_education=wish.likely,
            reason=wish.why,
        ),
    )


def goes_on(wish: Wish) -> None:
    """Refuse to extend what does not run its whole time, or is not to be extended. Call it with the case locked."""
    if wish.extends is None:
        return
    row = Activity.objects.valid().filter(grant=wish.extends).first()
    if row is None or row.status != ActivityStatus.RUNNING or row.to_on != wish.extends.to_on:
        raise Refused("Kun et tilbud i gang, som ikke er stoppet, kan forlænges.")
    if GrantNotExtended.objects.valid().filter(grant=wish.extends).exists():
        raise Refused("Det er besluttet, at tilbuddet ikke forlænges. Annullér beslutningen først.")


def first_of(grant: Grant) -> Grant:
    """The grant that an unbroken row of extensions began with."""
    while grant.extends is not None:
        grant = grant.extends
    return grant


def _discussions(grant: Grant) -> list[GrantDiscussion]:
    return list(GrantDiscussion.objects.valid().filter(grant=grant))


def _agreement(row: GrantDiscussion) -> Agreement:
    return Agreement(
        kind=AgreementKind.EXTENSION_DISCUSSION,
        on=row.on_date,
        outcome=AgreementOutcome.APPROVED if row.agreed else AgreementOutcome.REFUSED,
        forum=Forum(row.forum),
        held=True,
        present=frozenset({Role(row.present_as)}),
    )
