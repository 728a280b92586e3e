"""Forms of users, teams and the access log."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from staff.models import Act, Role, RoleAssignment, Team, User
from staff.services.users import Assigned, Hours

WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
ROLE_ROWS = 4
HOUSE_ROLES = (Role.SYSTEM_ADMIN, Role.AUDITOR, Role.ADMINISTRATION, Role.SPECIALIST)


if TYPE_CHECKING:
    TeamModelForm = forms.ModelForm[Team]
    UserModelForm = forms.ModelForm[User]
else:
    TeamModelForm = UserModelForm = forms.ModelForm


class TeamForm(TeamModelForm):
    class Meta:
        model = Team
        fields = ("name", "unit", "slot_minutes", "norm", "active")


class UserForm(UserModelForm):
    """Who the user is, with up to four roles."""

    class Meta:
        model = User
        fields: tuple[str, ...] = ("username", "first_name", "last_name", "email")
        labels = {"username": "Brugernavn", "first_name": "Fornavn", "last_name": "Efternavn", "email": "E-mail"}
        help_texts = {"username": "Bogstaver, tal og . - _ uden mellemrum."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        held = list(self.instance.role_assignments.all()) if self.instance.pk else []
        for row in range(ROLE_ROWS):
            self._add_role(row, held[row] if row < len(held) else None)

    def _add_role(self, row: int, held: RoleAssignment | None) -> None:
        teams = Team.objects.filter(active=True)
        self.fields[f"role_{row}"] = forms.ChoiceField(
            label=f"Rolle {row + 1}",
            required=False,
            choices=[("", "Ingen"), *Role.choices],
            initial=held.role if held else "",
        )
        self.fields[f"team_{row}"] = forms.ModelChoiceField(
            teams,
            label=f"Team til rolle {row + 1}",
            required=False,
            empty_label="Hele huset",
            initial=held and held.team,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in range(ROLE_ROWS):
            role, team = data.get(f"role_{row}"), data.get(f"team_{row}")
            if role and not team and role not in HOUSE_ROLES:
                self.add_error(f"team_{row}", "Vælg det team, rollen gælder i.")
        if not self.assignments():
            raise ValidationError("Vælg mindst én rolle.")
        return data

    def assignments(self) -> list[Assigned]:
        """The chosen roles with their teams."""
        chosen = [(self.cleaned_data.get(f"role_{r}"), self.cleaned_data.get(f"team_{r}")) for r in range(ROLE_ROWS)]
        return [(role, team) for role, team in chosen if role]

    @property
    def role_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"role_{row}"], self[f"team_{row}"]) for row in range(ROLE_ROWS)]


class EditUserForm(UserForm):
    """As `UserForm`, with the hours for conversations and whether the user may sign in."""

    class Meta(UserForm.Meta):
        fields: tuple[str, ...] = (*UserForm.Meta.fields, "is_active")
        labels = {**UserForm.Meta.labels, "is_active": "Må logge ind"}
        help_texts = {**UserForm.Meta.help_texts, "is_active": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {row.weekday: row for row in self.instance.working_hours.all()}
        for day, name in enumerate(WEEKDAYS):
            row = held.get(day)
            self.fields[f"starts_{day}"] = _time_field(f"{name} fra", row.starts if row else None)
            self.fields[f"ends_{day}"] = _time_field(f"{name} til", row.ends if row else None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for day in range(len(WEEKDAYS)):
            starts, ends = data.get(f"starts_{day}"), data.get(f"ends_{day}")
            if bool(starts) != bool(ends):
                self.add_error(
                    f"ends_{day}" if starts else f"starts_{day}", "Udfyld både fra og til, eller ingen af dem."
                )
            elif starts and ends and ends <= starts:
                self.add_error(f"ends_{day}", "Arbejdstiden skal slutte efter, at den begynder.")
        return data

    def hours(self) -> list[Hours]:
        """Working hours of the days that have any."""
        days = range(len(WEEKDAYS))
        return [
            {"weekday": d, "starts": self.cleaned_data[f"starts_{d}"], "ends": self.cleaned_data[f"ends_{d}"]}
            for d in days
            if self.cleaned_data[f"starts_{d}"]
        ]

    @property
    def hour_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"starts_{day}"], self[f"ends_{day}"]) for day in range(len(WEEKDAYS))]


def _time_field(label: str, initial: time | None) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, initial=initial, widget=widget)


class LogForm(forms.Form):
    """The auditor's questions to the access log. Every field is optional; empty means all."""

    bruger = forms.ModelChoiceField(
        User.objects.all(),
        label="Medarbejder",
        required=False,
        empty_label="Alle medarbejdere",
        error_messages={"invalid_choice": "Vælg en medarbejder på listen."},
    )
    handling = forms.ChoiceField(label="Handling", required=False, choices=[("", "Alle handlinger"), *Act.choices])
    borger = forms.CharField(label="Borgerens sagsnummer", required=False, max_length=12)
    grund = forms.BooleanField(label="Kun med en grund", required=False)
