"""Who we are: users, teams and the roles a person holds in them."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from staff.models.history import tracked


class Role(models.TextChoices):
    CASEWORKER = "caseworker", "Rådgiver"
    JOB_CONSULTANT = "job_consultant", "Jobkonsulent"
    TEAM_LEADER = "team_leader", "Funktionsleder"
    SPECIALIST = "specialist", "Fagkonsulent"
    ADMINISTRATION = "administration", "Administration"
    SYSTEM_ADMIN = "system_admin", "Systemadministrator"
    AUDITOR = "auditor", "Revisor"


@tracked()
class Team(models.Model):
    """A team of caseworkers with its defaults: length of a slot in minutes, norm in citizens a caseworker."""

    name = models.CharField("navn", max_length=80, unique=True)
    unit = models.CharField("enhed", max_length=80, blank=True)
    slot_minutes = models.PositiveSmallIntegerField("samtalens længde i minutter", default=45)
    norm = models.PositiveSmallIntegerField("norm, borgere pr. rådgiver", default=60)
    active = models.BooleanField("aktiv", default=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(slot_minutes__range=(10, 240)),
                name="team_slot_minutes",
                violation_error_message="En samtale varer mellem 10 og 240 minutter.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """An employee. `shortcuts` says whether single-letter shortcuts are on (WCAG 2.1.4)."""

    shortcuts = models.BooleanField("genvejstaster", default=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    slot_minutes = models.PositiveSmallIntegerField("samtalens længde i minutter", null=True, blank=True)

    class Meta(AbstractUser.Meta):
        ordering = ("first_name", "last_name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @cached_property
    def assignments(self) -> list["RoleAssignment"]:
        """Roles held, read once a request."""
        return list(self.role_assignments.select_related("team").order_by("id"))

    @property
    def role_names(self) -> set[str]:
        return {assignment.role for assignment in self.assignments}

    def has_role(self, *roles: Role) -> bool:
        return self.is_active and bool(self.role_names & set(roles))

    def team_ids(self, *roles: Role) -> set[int]:
        """Teams in which the person holds one of the roles (any role when none is named)."""
        return {a.team_id for a in self.assignments if a.team_id and (not roles or a.role in roles)}


@tracked()
class RoleAssignment(models.Model):
    """One role of one person, in one team or (team empty) in the whole house."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments", verbose_name="bruger")
    role = models.CharField("rolle", max_length=20, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="members")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "team"),
                name="role_once",
                nulls_distinct=False,
                violation_error_message="Personen har allerede rollen i teamet.",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=("caseworker", "job_consultant", "team_leader"))
                | models.Q(team__isnull=False),
                name="role_needs_team",
                violation_error_message="Vælg et team til rådgiver, jobkonsulent og funktionsleder.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.team}" if self.team else self.get_role_display()
