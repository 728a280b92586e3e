"""The dispensation that opens a red offer for a citizen (A-69): the one a grant stands on, or one not used yet."""

from django.db.models import Exists, OuterRef

from cases.models import Case, Dispensation, Grant, GrantStatus
from cases.models.fact import FactQuerySet
from cases.services.grants.wishes import Wish
from offers.models import Offer
from rules.gates import question as asked
from rules.gates.vocabulary import Ground
from rules.wording import long_date

USING = (GrantStatus.PENDING, GrantStatus.GRANTED)


def door_of(case: Case, wish: Wish) -> Dispensation | None:
    """What opens the wish: its own dispensation where it was sent with one, else the one that is not used."""
    rows = unused(case=case, offer=wish.offer)
    if wish.dispensation is not None:
        rows = Dispensation.objects.valid().filter(case=case, offer=wish.offer, pk=wish.dispensation.pk)
    found: Dispensation | None = rows.select_related("recorded_by").order_by("pk").first()
    return found


def unused(*, case: Case, offer: Offer) -> FactQuerySet:
    """Dispensations that hold and that no grant uses; one that was refused, withdrawn or annulled uses none."""
    return Dispensation.objects.valid().filter(~Exists(using()), case=case, offer=offer)


def using() -> FactQuerySet:
    """The grant that uses a dispensation."""
    found: FactQuerySet = Grant.objects.valid().filter(dispensation=OuterRef("pk"), status__in=USING)
    return found


def asked_of(row: Dispensation) -> asked.Dispensation:
    """As the rules are asked of it: without the names of people."""
    return asked.Dispensation(
        ground=Ground(row.ground), reference=row.reference, decided_on=row.decided_on, first_on=row.from_on,
        last_on=row.to_on,
    )  # fmt: skip


def told_of(row: Dispensation) -> dict[str, str]:
    """As it is kept with the verdict of a grant."""
    assert row.recorded_by is not None
    return {
        "pk": str(row.pk),
        "ground": row.ground,
        "reference": row.reference,
        "words": f"{row.named}, {long_date(row.decided_on)}",
        "decided_on": row.decided_on.isoformat(),
        "reason": row.reason,
        "by": row.recorded_by.name,
    }
