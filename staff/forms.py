"""Forms of users, teams and the access log."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from staff.dates_field import DanishTimeField
from staff.models import Act, Role, RoleAssignment, Team, User, WorkingHours
from staff.services.users import Assigned, Hours

WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
WORKDAYS, PERIODS = 5, 2
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
    """As `UserForm`, with the hours for conversations and whether the user may sign in.

    A day has at least two periods, for a morning and an afternoon; a weekend day is shown when it has hours.
    """

    class Meta(UserForm.Meta):
        fields: tuple[str, ...] = (*UserForm.Meta.fields, "is_active")
        labels = {**UserForm.Meta.labels, "is_active": "Må logge ind"}
        help_texts = {**UserForm.Meta.help_texts, "is_active": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held: dict[int, list[WorkingHours]] = {day: [] for day in range(WORKDAYS)}
        for row in self.instance.working_hours.order_by("weekday", "starts"):
            held.setdefault(row.weekday, []).append(row)
        self.days = sorted(held)
        self.periods = range(max(PERIODS, *(len(rows) for rows in held.values())))
        for day, rows in held.items():
            for nr in self.periods:
                self._add_period(day, nr, rows[nr] if nr < len(rows) else None)

    def _add_period(self, day: int, nr: int, held: WorkingHours | None) -> None:
        words = f"{WEEKDAYS[day]}, {nr + 1}. tidsrum,"
        self.fields[f"starts_{day}_{nr}"] = DanishTimeField(
            label=f"{words} fra", required=False, initial=held and held.starts
        )
        self.fields[f"ends_{day}_{nr}"] = DanishTimeField(
            label=f"{words} til", required=False, initial=held and held.ends
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for day in self.days:
            for nr in self.periods:
                self._check_period(data, day, nr)
            self._check_overlap(data, day)
        return data

    def _check_period(self, data: dict[str, Any], day: int, nr: int) -> None:
        first, last = f"starts_{day}_{nr}", f"ends_{day}_{nr}"
        if first in self.errors or last in self.errors:
            return
        starts, ends = data.get(first), data.get(last)
        if (starts is None) != (ends is None):
            self.add_error(first if starts is None else last, "Udfyld både fra og til, eller ingen af dem.")
        elif starts is not None and ends is not None and ends <= starts:
            self.add_error(last, "Tidsrummet skal slutte efter, at det begynder.")

    def _check_overlap(self, data: dict[str, Any], day: int) -> None:
        rows = sorted((hours["starts"], hours["ends"], nr) for nr, hours in self._filled(data, day))
        for (_, before, _), (starts, _, nr) in pairwise(rows):
            if starts < before:
                self.add_error(f"starts_{day}_{nr}", "Tidsrummet begynder, før det andet er slut.")

    def _filled(self, data: dict[str, Any], day: int) -> list[tuple[int, Hours]]:
        found: list[tuple[int, Hours]] = []
        for nr in self.periods:
            starts, ends = data.get(f"starts_{day}_{nr}"), data.get(f"ends_{day}_{nr}")
            if starts is not None and ends is not None:
                found.append((nr, {"weekday": day, "starts": starts, "ends": ends}))
        return found

    def hours(self) -> list[Hours]:
        """Working hours of the days that have any."""
        return [hours for day in self.days for _, hours in self._filled(self.cleaned_data, day)]

    @property
    def hour_rows(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """A line a day: its name and the fields from and to of each period."""
        return [
            (WEEKDAYS[day], [(self[f"starts_{day}_{nr}"], self[f"ends_{day}_{nr}"]) for nr in self.periods])
            for day in self.days
        ]


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
