"""Call lists: companies nobody has been in touch with for as long as the rule says (REBGEN-52, RUD21-12, A-53).

`rules.answers.call_list` is the definition; the same comparison stands here once in SQL, and a test holds them to the
same answer. Left out: companies closed, merged, not to be contacted, and of a branch that is
itself hit by a crisis, where the municipality says so (REBGEN-08).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from companies.models import Branch, CallAssignment, Company, CompanyBranch, Contact
from companies.policy import practice_on
from companies.services.changing import guarded
from rules.answers.terms import ContactList, Practice
from rules.dates import Unit, add
from rules.rule import Policy, Rule
from staff.models import User
from staff.refusals import Refused

NEVER = date(1, 1, 1)
LAST = "~"
"""Sorts after every area: companies that lie in none."""


@dataclass(frozen=True, slots=True)
class CallRule:
    """One call list as its rule row says it."""

    rule: Rule
    terms: ContactList

    @property
    def words(self) -> str:
        """12 måneder"""
        unit = {Unit.MONTHS: "måneder", Unit.WEEKS: "uger", Unit.DAYS: "dage"}[self.terms.within.unit]
        return f"{self.terms.within.number} {unit}"

    def before(self, today: date) -> date:
        """A last contact before this day puts a company on the list."""
        return add(today, self.terms.within, -1)


def call_rules(policy: Policy, today: date) -> list[CallRule]:
    """The call lists of this installation, the shortest time first."""
    found = [
        CallRule(rule, rule.terms)
        for rule in policy.current
        if isinstance(rule.terms, ContactList) and _holds(rule, today)
    ]
    return sorted(found, key=lambda one: one.before(today), reverse=True)


def _holds(rule: Rule, today: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= today) and (rule.valid_to is None or today <= rule.valid_to)


def to_call(rule: CallRule, *, today: date) -> Any:
    """The companies of the list with `last_key` (their last contact that counts) and `area_key`, in no order."""
    found = keyed(Company.objects.shown().filter(active=True), rule, today)
    late = found.filter(Q(last_contact__isnull=True) | Q(last_contact__lt=rule.before(today)))
    found = late.exclude(pk__in=Company.objects.banned().values("pk"))
    return found.exclude(Exists(hit(today))) if practice_on(Practice.CRISIS_LEFT_OUT, today) else found


def keyed(companies: Any, rule: CallRule, today: date) -> Any:
    """Each with `last_contact` as the rule counts, and the keys by which the list is sorted."""
    kinds = [kind.value for kind in rule.terms.kinds]
    rows = Contact.objects.valid().filter(company=OuterRef("pk"), kind__in=kinds, on_date__lte=today)
    last = Subquery(rows.order_by().values("company").annotate(last=Max("on_date")).values("last"))
    return companies.annotate(last_contact=last).annotate(
        last_key=Coalesce("last_contact", Value(NEVER), output_field=DateField()),
        area_key=Coalesce("postal__area__sort_name", Value(LAST)),
    )


def hit_branches(today: date) -> list[Branch]:
    """The branches that are hit by a crisis today."""
    rows = Branch.objects.filter(hit_from__lte=today)
    return list(rows.filter(Q(hit_to__isnull=True) | Q(hit_to__gte=today)))


def hit(today: date) -> Any:
    """Branches of a company that are themselves hit by a crisis on the day."""
    rows = CompanyBranch.objects.on(today).filter(company=OuterRef("pk"), branch__hit_from__lte=today)
    return rows.filter(Q(branch__hit_to__isnull=True) | Q(branch__hit_to__gte=today))


def with_assignment(companies: Any) -> Any:
    """Each with the consultant it is given to."""
    rows = CallAssignment.objects.filter(company=OuterRef("pk"), ended_at__isnull=True)
    return companies.annotate(
        given_first=Subquery(rows.values("user__first_name")[:1]),
        given_last=Subquery(rows.values("user__last_name")[:1]),
    )


def given_to(companies: Any, user: int | None) -> Any:
    """Those given to `user`; None: to nobody."""
    rows = CallAssignment.objects.filter(company=OuterRef("pk"), ended_at__isnull=True)
    return companies.filter(~Exists(rows) if user is None else Exists(rows.filter(user=user)))


def assign(*, companies: Iterable[int], to: User, by: User, now: datetime) -> int:
    """Give companies to a consultant; one that another had is taken over. Returns how many changed hands."""
    with guarded():
        locked = Company.objects.shown().select_for_update(of=("self",), no_key=True)
        keys = list(locked.filter(pk__in=companies).order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise Refused("Vælg mindst én virksomhed.")
        open_ = CallAssignment.objects.filter(company__in=keys, ended_at__isnull=True)
        there = set(open_.filter(user=to).values_list("company_id", flat=True))
        open_.exclude(user=to).update(ended_at=now)
        fresh = [key for key in keys if key not in there]
        CallAssignment.objects.bulk_create(
            CallAssignment(company_id=key, user=to, assigned_at=now, assigned_by=by) for key in fresh
        )
        return len(fresh)


def order_on(today: date) -> tuple[str, ...]:
    """How a call list is sorted: by area where the municipality says so (REBGEN-48), then the longest silence."""
    return ("area_key", "last_key") if practice_on(Practice.CALLS_BY_AREA, today) else ("last_key",)


def exported(companies: Any, *, order: Iterable[str]) -> Iterator[list[str]]:
    """The rows of the list for a spreadsheet, headings first."""
    yield ["Virksomhed", "CVR", "Telefon", "E-mail", "Område", "Postnr.", "By", "Branche", "Sidste kontakt", "Tildelt"]
    for row in companies.order_by(*order, F("pk").asc()).iterator(chunk_size=500):
        place = row.postal
        area = place.area.name if place and place.area else ""
        last = row.last_contact.isoformat() if row.last_contact else "aldrig"
        given = f"{row.given_first or ''} {row.given_last or ''}".strip()
        yield [
            plain(str(cell or ""))
            for cell in (
                row.name, row.cvr, row.phone, row.email, area, place and place.code, place and place.town,
                row.branch_name, last, given,
            )
        ]  # fmt: skip


def plain(cell: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
