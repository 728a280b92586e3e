"""Finding companies: the selection that the list, its pages and the exports share."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject

MOST_WORDS = 6


class CompanyQuerySet(models.QuerySet[Any]):
    def shown(self) -> Self:
        """Companies that are one of the register: not those merged into another."""
        return self.filter(merged_into__isnull=True)

    def found(self, words: str) -> Self:
        """Every word fits the name (also an earlier one), the branch, the town, the area, CVR or P-number."""
        found = self
        digits = words.replace(" ", "")
        parts = [digits] if digits.isdigit() else words.split()[:MOST_WORDS]
        for part in parts:
            found = found.filter(_fits(part))
        return found

    def of_owner(self, user: int, today: date) -> Self:
        return self.filter(Exists(_rows("Ownership", today).filter(user=user)))

    def without_owner(self, today: date) -> Self:
        return self.exclude(Exists(_rows("Ownership", today)))

    def banned(self) -> Self:
        return self.filter(Exists(_bans()))

    def marked(self, mark: str) -> Self:
        """Those that grow ("vaekster") or are short of people ("rekruttering"); with another mark all of them."""
        if mark == "vaekster":
            return self.filter(growing=True)
        return self.filter(short_of_people=True) if mark == "rekruttering" else self

    def in_branch(self, branch: int, today: date) -> Self:
        return self.filter(Exists(_rows("CompanyBranch", today).filter(branch=branch)))

    def for_page(self, today: date) -> Self:
        """As `with_standing`, with `last_contact`: the day we last reached out."""
        contacts: Any = _any("Contact")
        rows = contacts.outgoing().filter(on_date__lte=today).order_by("-on_date")
        return self.with_standing(today).annotate(last_contact=Subquery(rows.values("on_date")[:1]))

    def for_overview(self, today: date) -> Self:
        """As `for_page`, with `unit_rows` (its places of work) and `double_rows` (companies that may be the same)."""
        units = _any("ProductionUnit").filter(to_on__isnull=True).order_by("from_on", "pk")
        place = Case(
            When(postal__isnull=False, then=Concat("postal__code", Value(" "), "postal__town")), default=Value("")
        )
        shown = JSONObject(p_number="p_number", name="name", address="address", postal=place)
        same = Q(name__iexact=OuterRef("name")) | (~Q(phone="") & Q(phone=OuterRef("phone")))
        same |= ~Q(email="") & Q(email__iexact=OuterRef("email"))
        doubles = (
            self.model._default_manager.shown().filter(same).exclude(pk=OuterRef("pk")).order_by("sort_name", "pk")
        )
        return self.for_page(today).annotate(
            unit_rows=ArraySubquery(units.values(found=shown)),
            double_rows=ArraySubquery(doubles.values(found=JSONObject(pk="pk", name="name", cvr="cvr"))[:5]),
        )

    def with_standing(self, today: date) -> Self:
        """Each with `branch_name`, `owner_first`, `owner_last`, `is_banned` and `is_care_member` as of `today`."""
        branch, owner = _rows("CompanyBranch", today), _rows("Ownership", today)
        return self.select_related("postal__area").annotate(
            branch_name=Subquery(branch.values("branch__name")[:1]),
            owner_first=Subquery(owner.values("user__first_name")[:1]),
            owner_last=Subquery(owner.values("user__last_name")[:1]),
            is_banned=Exists(_bans()),
            is_care_member=Exists(_rows("CareMembership", today).filter(voided_at__isnull=True)),
        )


def _rows(model: str, day: date) -> QuerySet[Any]:
    """The dated rows of a company on a day, as a subquery."""
    rows: Any = apps.get_model("companies", model)._default_manager
    found: QuerySet[Any] = rows.on(day).filter(company=OuterRef("pk"))
    return found


def _fits(part: str) -> Q:
    if part.isdigit():
        units = Q(Exists(_any("ProductionUnit").filter(p_number__startswith=part)))
        return Q(cvr__startswith=part) | Q(name__icontains=part) | Q(postal__code=part) | units
    branches = Q(Exists(_any("CompanyBranch").filter(branch__name__icontains=part)))
    names = Q(Exists(_any("CompanyName").filter(name__icontains=part)))
    place = Q(postal__town__icontains=part) | Q(postal__area__name__icontains=part)
    return Q(name__icontains=part) | place | names | branches


def _bans() -> QuerySet[Any]:
    """The open bans of a company: a ban that is lifted on the day it was set holds no longer."""
    return _any("ContactBan").filter(to_on__isnull=True)


def _any(model: str) -> QuerySet[Any]:
    rows: Any = apps.get_model("companies", model)._default_manager
    found: QuerySet[Any] = rows.filter(company=OuterRef("pk"))
    return found
