"""Forms of candidates: which job, and what came of it."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q

from cases.forms.facts import REASON_LENGTH, FactForm, choose_from
from cases.models import CandidateResult, Case
from companies.models import JobOrder


def job_words(job: JobOrder) -> str:
    return f"{job.occupation}, {job.company.name}"


class CandidateForm(FactForm):
    """The jobs that can be had now, and the one that is asked for: why that one cannot is told by its rule."""

    order = forms.ModelChoiceField(
        JobOrder.objects.none(), label="Job", empty_label="Vælg job",
        error_messages={"required": "Vælg et job.", "invalid_choice": "Vælg et job på listen."},
    )  # fmt: skip
    note = forms.CharField(
        label="Hvorfor passer jobbet?", max_length=REASON_LENGTH, required=False,
        widget=forms.Textarea(attrs={"rows": "3"}), help_text="Virksomheden ser det ikke.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, case: Case, today: date, now: datetime, job: str = "") -> None:
        asked = (data.get("order", "") if data is not None else "") or job
        number = int(asked) if asked.isdecimal() and len(asked) < 18 else 0
        super().__init__(data, case=case, today=today, initial={"order": number or None})
        rows = JobOrder.objects.open(now).values("pk")
        jobs = JobOrder.objects.filter(Q(pk__in=rows) | Q(pk=number)).select_related("company")
        chosen: Any = self.fields["order"]
        chosen.label_from_instance = job_words
        choose_from(self, "order", jobs.order_by("occupation", "company__sort_name", "pk"))


class CandidateResultForm(FactForm):
    result = forms.ChoiceField(
        label="Hvad blev resultatet?", choices=CandidateResult.choices, widget=forms.RadioSelect,
        error_messages={"required": "Vælg et resultat."},
    )  # fmt: skip


class FindCitizenForm(forms.Form):
    use_required_attribute = False

    q = forms.CharField(
        label="Find borger", max_length=100, help_text="Navn, sagsnummer eller CPR-nummer",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
