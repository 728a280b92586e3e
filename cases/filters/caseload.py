"""What the address of Min sagsstamme asks for: filter, folds, week, whose caseload, which citizen."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from cases.deadline_queries import Bucket
from cases.services.caseload import Chosen

SLUGS = {
    Bucket.OVERDUE: "overskredet",
    Bucket.DUE_SOON: "snart",
    Bucket.MISSING: "mangler-frist",
    Bucket.PENDING: "ikke-forfalden",
    Bucket.PAUSED: "suspenderet",
    Bucket.NONE: "ingen-pligter",
}
BUCKETS = {slug: bucket for bucket, slug in SLUGS.items()}
ALL = "alle"
FRIDAY = 5


@dataclass(frozen=True, kw_only=True)
class Address:
    """The query string, read and written. `folds` are the groups opened in their place."""

    status: str = ""
    without: bool = False
    timely: bool = False
    protected: bool = False
    new: bool = False
    folds: tuple[str, ...] = ()
    owner: str = ""
    week: str = ""
    day: date | None = None
    selected: str = ""
    path: str = field(default_factory=lambda: reverse("caseload"))

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read a query string; what it does not know is left out."""
        status = query.get("status", "")
        return cls(
            status=status if status in BUCKETS or status == ALL else "",
            without=query.get("uden_aftale") == "1",
            timely=query.get("med_aftale") == "1",
            protected=query.get("beskyttet") == "1",
            new=query.get("nye") == "1",
            folds=tuple(slug for slug in query.getlist("vis") if slug in BUCKETS),
            owner=query.get("raadgiver", "") if query.get("raadgiver", "").isdigit() else "",
            week=query.get("uge", ""),
            day=_day(query.get("dag", "")),
            selected=query.get("valgt", ""),
        )

    @property
    def chosen(self) -> Chosen:
        return Chosen(
            bucket=BUCKETS.get(self.status),
            without=self.without,
            timely=self.timely,
            protected=self.protected,
            new=self.new,
        )

    @property
    def is_filtered(self) -> bool:
        return self.chosen != Chosen()

    def monday(self, today: date) -> date:
        """The Monday of the week shown: `uge=2026-48`, else of today's week; in a weekend that of the coming one."""
        try:
            year, _, number = self.week.partition("-")
            return date.fromisocalendar(int(year), int(number), 1)
        except ValueError:
            working_day = today + timedelta(days=2) if today.isoweekday() > FRIDAY else today
            return date.fromisocalendar(*working_day.isocalendar()[:2], 1)

    def shows(self, bucket: Bucket) -> bool:
        """True when the rows of a group that folds are shown."""
        return self.is_filtered or self.status == ALL or SLUGS[bucket] in self.folds

    def url(self) -> str:
        pairs = self._pairs()
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def only(self, **filters: Any) -> str:
        """The address of a filter: same caseload and week, nothing else kept."""
        return Address(owner=self.owner, week=self.week, path=self.path, **filters).url()

    def within(self, **filters: Any) -> str:
        """The address of a part of what is shown: the filters kept, folds and selection dropped."""
        return self.with_(folds=(), day=None, selected="", **filters)

    def folded(self, slug: str) -> str:
        """The address with a group opened, or closed again."""
        left = tuple(fold for fold in self.folds if fold != slug)
        return replace(self, folds=left if slug in self.folds else (*self.folds, slug)).url()

    def with_(self, **changes: Any) -> str:
        return replace(self, **changes).url()

    @property
    def select_prefix(self) -> str:
        """The address up to the citizen to select, whose public id a template adds."""
        return _open_ended(replace(self, selected="").url(), "valgt")

    @property
    def day_prefix(self) -> str:
        """The address up to the day of the week strip to show in full, which a template adds."""
        return _open_ended(replace(self, day=None).url(), "dag")

    def _pairs(self) -> list[tuple[str, str]]:
        flags = (
            ("uden_aftale", self.without),
            ("med_aftale", self.timely),
            ("beskyttet", self.protected),
            ("nye", self.new),
        )
        single = (
            ("raadgiver", self.owner),
            ("status", self.status),
            ("uge", self.week),
            ("dag", self.day.isoformat() if self.day else ""),
            ("valgt", self.selected),
        )
        return [
            *((name, value) for name, value in single if value),
            *((name, "1") for name, on in flags if on),
            *(("vis", fold) for fold in self.folds),
        ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _open_ended(url: str, name: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{name}="
