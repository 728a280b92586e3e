"""A company chosen by searching: what is typed finds companies, one of them is picked; a number alone is enough."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy

from companies.models import Company
from companies.models.query import CompanyQuerySet

MOST = 6
SHORTEST = 2
PICKED = "_valgt"
"""The name of the radios is that of the field with this ending."""


class Typed(NamedTuple):
    """What stands in the field, and the key of the company picked from the list."""

    words: str
    picked: str


def found(words: str) -> list[Company]:
    """The companies that the words fit, those whose name begins with them on top; one more than are shown."""
    words = " ".join(words.split())
    if len(words) < SHORTEST:
        return []
    begins = models.Case(models.When(name__istartswith=words, then=0), default=1)
    return list(_active().found(words).select_related("postal").order_by(begins, "sort_name", "pk")[: MOST + 1])


def _active() -> CompanyQuerySet:
    companies: CompanyQuerySet = Company.objects.shown().filter(active=True)
    return companies


class CompanySearchInput(forms.TextInput):
    """The field with the companies found under it; htmx fills the list as one types, a form sent fills it without."""

    template_name = "cases/widgets/company_search.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        return Typed(str(data.get(name) or "").strip(), str(data.get(f"{name}{PICKED}") or ""))

    def format_value(self, value: Any) -> str | None:
        return value.words if isinstance(value, Typed) else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = value if isinstance(value, Typed) else Typed(str(value or ""), "")
        place = f"{(attrs or {}).get('id', name)}_fundet"
        htmx = {
            "hx-get": reverse_lazy("company_suggestions"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{place}",
            "autocomplete": "off",
        }
        context = super().get_context(name, value, {**(attrs or {}), **htmx})
        return {**context, "place": place, **suggestions(name, typed)}


def suggestions(name: str, typed: Typed) -> dict[str, Any]:
    """What the list under the field shows."""
    rows = found(typed.words)
    if typed.picked.isdigit() and all(str(row.pk) != typed.picked for row in rows):
        rows = [*_active().filter(pk=_number(typed.picked)), *rows]
    return {
        "picks": f"{name}{PICKED}",
        "picked": typed.picked,
        "companies": rows[:MOST],
        "more": len(rows) > MOST,
        "nothing": not rows and len(typed.words) >= SHORTEST,
    }


class CompanySearchField(forms.Field):
    """One company of the register: the one picked, or the only one that the words fit."""

    widget = CompanySearchInput

    def clean(self, value: Any) -> Company | None:
        typed = value if isinstance(value, Typed) else Typed(str(value or ""), "")
        if typed.picked.isdigit():
            picked: Company | None = _active().filter(pk=_number(typed.picked)).first()
            if picked is not None:
                return picked
        if not typed.words:
            if self.required:
                raise ValidationError("Vælg en virksomhed.", code="required")
            return None
        rows = found(typed.words)
        exact = [row for row in rows if row.name.casefold() == typed.words.casefold()] or rows
        if len(exact) == 1:
            return exact[0]
        raise ValidationError("Vælg en af virksomhederne." if rows else "Ingen virksomhed passer.", code="company")


def _number(text: str) -> int:
    return int(text) if len(text) < 18 else 0
