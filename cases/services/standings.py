"""How citizens stand on a day: one definition for Min sagsstamme, Borger and the leader's lists.

`of_cases` reads the rows of the cases shown with `rules.standing`; `bucketed` says the same in SQL, to sort and count
thousands. A citizen stands where the worst deadline stands; a test holds the two to the same answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from cases.access import CaseQuerySet
from cases.deadline_queries import NEVER_OVERDUE, RANK, Bucket, DeadlineQuerySet
from cases.models import Deadline, Gap
from cases.services.policies.in_force import current_policy
from rules.standing import Standing, standing
from rules.vocabulary import Status

BUCKET_OF = {
    Status.OVERDUE: Bucket.OVERDUE,
    Status.DUE_SOON: Bucket.DUE_SOON,
    Status.PENDING: Bucket.PENDING,
    Status.PAUSED: Bucket.PAUSED,
}


@dataclass(frozen=True, slots=True)
class DeadlineStanding:
    """A stored deadline as it stands. `bucket` is None for what is done, closed or a recommendation past its day."""

    row: Deadline
    standing: Standing
    bucket: Bucket | None


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """Where a case stands: `rows` (worst first) are what is not done, `gaps` the facts and dates that are missing."""

    case_id: int
    bucket: Bucket
    rows: tuple[DeadlineStanding, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def worst(self) -> DeadlineStanding | None:
        """The deadline that the citizen's row shows; None when the worst is something missing, or nothing at all."""
        if self.rows and self.rows[0].bucket is self.bucket:
            return self.rows[0]
        return None

    @property
    def more(self) -> int:
        """How many duties stand beside the one shown: "+ 2 frister"."""
        counted = sum(row.bucket is not None for row in self.rows) + len(self.gaps)
        return max(counted - 1, 0)


def due_soon_days() -> int:
    """Days before a deadline in which it is "forfalder snart" in this municipality (A-57)."""
    return current_policy().due_soon_days


def of_deadline(row: Deadline, *, today: date) -> DeadlineStanding:
    """One stored row read on a day."""
    stands = standing(row, today, due_soon_days())
    past = stands.status is Status.OVERDUE and row.severity in NEVER_OVERDUE
    return DeadlineStanding(row, stands, None if past else BUCKET_OF.get(stands.status))


def of_cases(case_ids: Iterable[int], *, today: date) -> dict[int, CaseStanding]:
    """Every case asked for, with all that is not done. Two queries, however many cases."""
    wanted = list(case_ids)
    rows: dict[int, list[DeadlineStanding]] = {}
    gaps: dict[int, list[Gap]] = {}
    for row in Deadline.objects.unmet(today).filter(case__in=wanted):
        rows.setdefault(row.case_id, []).append(of_deadline(row, today=today))
    for gap in Gap.objects.missing(today).filter(case__in=wanted).order_by("since", "rule", "fact", "id"):
        gaps.setdefault(gap.case_id, []).append(gap)
    return {case_id: _case(case_id, rows.get(case_id, []), gaps.get(case_id, [])) for case_id in wanted}


def _case(case_id: int, rows: list[DeadlineStanding], gaps: list[Gap]) -> CaseStanding:
    rows.sort(key=_worst_first)
    bucket = (rows[0].bucket if rows else None) or Bucket.NONE
    if gaps and bucket is not Bucket.OVERDUE:
        bucket = Bucket.MISSING
    return CaseStanding(case_id, bucket, tuple(rows), tuple(gaps))


def _worst_first(found: DeadlineStanding) -> tuple[int, date, str, int, int]:
    rank = len(RANK) if found.bucket is None else RANK[found.bucket]
    row = found.row
    return rank, row.due_on or date.max, row.rule, row.ordinal or 0, row.pk


class BucketName(models.Func):
    """The name of the bucket of a rank, by place in a list: the rank is computed once, not once a name."""

    template = f"(ARRAY[{', '.join(repr(bucket.value) for bucket in RANK)}])[%(expressions)s + 1]"
    output_field = models.CharField()


def _ranked(today: date) -> DeadlineQuerySet:
    """The rows of the outer case, worst first, in the order of `_worst_first`."""
    return (
        Deadline.objects.ranked(today, due_soon_days=due_soon_days())
        .filter(case=OuterRef("pk"), rank__isnull=False)
        .order_by("rank", F("due_on").asc(nulls_last=True), "rule", Coalesce("ordinal", 0), "pk")
    )


def bucketed(cases: CaseQuerySet, *, today: date) -> CaseQuerySet:
    """`cases` with `bucket`, `bucket_rank` (worst first) and `worst_due` and `worst_family`, the date and the
    family of duty of the worst deadline."""
    ranked = _ranked(today)
    missing = Exists(Gap.objects.missing(today).filter(case=OuterRef("pk")))
    missing_rank = models.Case(When(missing, then=Value(RANK[Bucket.MISSING])), output_field=models.SmallIntegerField())
    found: CaseQuerySet = cases.annotate(
        bucket_rank=Coalesce(Least(Subquery(ranked.values("rank")[:1]), missing_rank), Value(RANK[Bucket.NONE])),
        bucket=BucketName("bucket_rank"),
        worst_due=Subquery(ranked.values("due_on")[:1]),
        worst_family=Subquery(ranked.values("family")[:1]),
    )
    return found


def counts(cases: CaseQuerySet, *, today: date) -> dict[Bucket, int]:
    """How many cases stand in each bucket, all buckets named. One query."""
    found = dict(bucketed(cases, today=today).order_by().values_list("bucket_rank").annotate(Count("pk")))
    return {bucket: found.get(rank, 0) for bucket, rank in RANK.items()}
