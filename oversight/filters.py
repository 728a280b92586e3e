"""The filters of the leader's list as a form; what it means is said once, in `oversight.services.selection`."""

from typing import Any

import django_filters
from django import forms
from django.http import QueryDict

from cases.access import CaseQuerySet
from cases.models import Case, TargetGroup
from oversight.services.selection import NOBODY, Age, Selection, View, week_of
from rules.labels import FAMILIES

AGE_WORDS = {Age.WEEK: "1–7 dage", Age.FORTNIGHT: "8–14 dage", Age.OLDER: "15 dage og mere"}
VIEW_WORDS = {
    View.OVERDUE: "Overskredne",
    View.DUE: "Forfalder i ugen",
    View.MISSING: "Mangler frist",
    View.NOBODY: "Uden ansvarlig",
    View.ALL: "Alle åbne sager",
}


class OverseenFilter(django_filters.FilterSet):
    """Unknown values are ignored, so an old or mistyped address shows a list and not an error."""

    vis = django_filters.ChoiceFilter(
        label="Vis", choices=[(view, VIEW_WORDS[view]) for view in View], empty_label=None
    )
    maalgruppe = django_filters.ChoiceFilter(label="Målgruppe", empty_label="Alle målgrupper", choices=[])
    pligt = django_filters.ChoiceFilter(label="Pligt", empty_label="Alle pligter", choices=list(FAMILIES.items()))
    raadgiver = django_filters.ChoiceFilter(label="Rådgiver", empty_label="Alle rådgivere", choices=[])
    alder = django_filters.ChoiceFilter(label="Alder", empty_label="Alle aldre", choices=list(AGE_WORDS.items()))
    uge = django_filters.CharFilter(label="Uge", widget=forms.HiddenInput)
    uden_aftale = django_filters.BooleanFilter(label="Uden aftale", widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, caseworkers: list[tuple[int, str]], **kwargs: Any) -> None:
        shown = data.copy()
        shown.setdefault("vis", View.OVERDUE)
        super().__init__(shown, **kwargs)
        self.filters["raadgiver"].extra["choices"] = [(NOBODY, "Uden ansvarlig"), *caseworkers]
        self.filters["maalgruppe"].extra["choices"] = list(TargetGroup.objects.values_list("code", "short_name"))

    def selection(self, *, team: int | None) -> Selection:
        """The choice that the address makes."""
        self.form.is_valid()  # what does not fit is left out of cleaned_data
        chosen = self.form.cleaned_data
        who = chosen.get("raadgiver") or None
        return Selection(
            view=View(chosen.get("vis") or View.OVERDUE),
            team=team,
            responsible=int(who) if who and who != NOBODY else who,
            age=Age(chosen["alder"]) if chosen.get("alder") else None,
            week=week_of(chosen.get("uge") or ""),
            group=chosen.get("maalgruppe") or "",
            family=chosen.get("pligt") or "",
            unbooked=bool(chosen.get("uden_aftale")),
        )

    def filter_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        return queryset
