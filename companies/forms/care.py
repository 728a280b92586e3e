"""Forms of Code of Care and of branches hit by a crisis."""

from datetime import date
from typing import Any

from django import forms

from companies.forms.register import ActForm
from companies.models import Branch, Company
from staff.dates_field import DanishDateField, DatedForm


class JoinForm(ActForm):
    from_on = DanishDateField(label="Medlem fra", error_messages={"required": "Skriv den første dag."})
    note = forms.CharField(label="Hvad vil virksomheden?", max_length=300, required=False)

    def __init__(self, data: Any = None, *, company: Company, today: date) -> None:
        super().__init__(data, company=company, today=today, initial={"from_on": today})


class LeaveForm(ActForm):
    to_on = DanishDateField(label="Sidste dag", error_messages={"required": "Skriv sidste dag."})


class HitForm(ActForm):
    hit_from = DanishDateField(label="Kriseramt fra", required=False, help_text="Tomt, når branchen ikke er ramt.")
    hit_to = DanishDateField(label="Kriseramt til", required=False, help_text="Tomt, så længe krisen varer.")

    def __init__(self, data: Any = None, *, company: Company | None, today: date, branch: Branch) -> None:
        start = {"hit_from": branch.hit_from, "hit_to": branch.hit_to}
        super().__init__(data, company=company, today=today, initial=start)


class DayForm(DatedForm):
    """The day of the list; what is no date is today."""

    dag = DanishDateField(label="Dag", required=False)

    def day(self) -> date:
        self.is_valid()  # what does not fit is left out of cleaned_data
        found: date | None = self.cleaned_data.get("dag")
        return found or self.today
