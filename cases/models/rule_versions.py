"""The municipality's own rules: one row a version of a rule, final once approved, and the profile they belong to.

A draft is written by one person and approved by another; it is in force from its day on, and expires when a later
version has taken over. Versions read from files have no author: they are what the installation began with.
"""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Func

from rules.vocabulary import PhaseIn
from staff.models.history import tracked

CHANGED = pgtrigger.Condition(
    "OLD.approved_at IS NOT NULL AND ("
    "to_jsonb(OLD) - '{in_force_at,expired_at}'::text[] <> to_jsonb(NEW) - '{in_force_at,expired_at}'::text[]"
    " OR OLD.in_force_at <> NEW.in_force_at OR OLD.expired_at <> NEW.expired_at"
    " OR (OLD.in_force_at IS NOT NULL AND NEW.in_force_at IS NULL)"
    " OR (OLD.expired_at IS NOT NULL AND NEW.expired_at IS NULL))"
)
"""An approved version changes in nothing but that it comes into force and that it expires, each once."""


class Table(models.TextChoices):
    RULE = "rule", "Frist"
    GATE = "gate", "Krav til tilbud"


class State(models.TextChoices):
    DRAFT = "draft", "Udkast"
    APPROVED = "approved", "Godkendt"
    IN_FORCE = "in_force", "Gælder"
    EXPIRED = "expired", "Udløbet"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class Approves(Func):
    """Whether the approver is among those who wrote the version."""

    template = "(%(expressions)s)"
    arg_joiner = " = ANY "
    output_field = models.BooleanField()
    conditional = True

    def __init__(self) -> None:
        super().__init__(F("approved_by"), Func(F("editors"), template="(%(expressions)s)"))


@tracked()
class RuleProfile(models.Model):
    """The profile of the installation. `header` is the TOML of the profile file; `fingerprint` tells the policy in
    force, and whoever writes facts holds this row, so that a new version waits for them."""

    name = models.CharField(max_length=30, unique=True)
    header = models.TextField()
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class RuleVersionQuerySet(models.QuerySet[Any]):
    def of_rule(self, rule: str, table: str = Table.RULE) -> Self:
        """The versions of one rule, newest first."""
        return self.filter(rule=rule, table=table).order_by("-version")

    def standing(self) -> Self:
        """Drafts and versions that are or were to be used: everything but what was withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_drafts(self) -> Self:
        return self.standing().filter(approved_at__isnull=True)

    def in_force(self) -> Self:
        """What the rules are made of: also what has expired, because it answers for old duties."""
        return self.filter(in_force_at__isnull=False)

    def in_order(self) -> Self:
        """As the files have them: by module, place and version."""
        return self.order_by("module", "position", "table", "rule", "version")


def _user() -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")


@tracked()
class RuleVersion(models.Model):
    """One version of one rule. `row` is its TOML row; `editors` are all who wrote in the draft, none of whom may
    approve it; `revision` counts the changes of a draft, so that nobody approves another text than the one read."""

    profile = models.ForeignKey(RuleProfile, on_delete=models.PROTECT, related_name="versions")
    table = models.CharField(max_length=4, choices=Table.choices)
    rule = models.CharField("regel", max_length=20)
    version = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    row = models.TextField()
    valid_from = models.DateField("gælder fra", null=True)
    valid_to = models.DateField("gælder til", null=True)
    phase_in = models.CharField("indfasning", max_length=20, blank=True, choices=[(p.value, p.value) for p in PhaseIn])
    author = _user()
    written_at = models.DateTimeField()
    changed_by = _user()
    changed_at = models.DateTimeField()
    editors = ArrayField(models.BigIntegerField(), default=list)
    revision = models.PositiveIntegerField(default=1)
    why = models.CharField("baggrund", max_length=500, blank=True)
    approved_by = _user()
    approved_at = models.DateTimeField(null=True)
    approval_reason = models.CharField("begrundelse", max_length=500, blank=True)
    returned_by = _user()
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=500, blank=True)
    withdrawn_by = _user()
    withdrawn_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)
    expired_at = models.DateTimeField(null=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("profile", "table", "rule", "version"),
                name="rule_version_once",
                violation_error_message="Versionen findes allerede.",
            ),
            models.UniqueConstraint(
                fields=("profile", "table", "rule"),
                condition=Q(approved_at__isnull=True, withdrawn_at__isnull=True),
                name="rule_version_one_draft",
                violation_error_message="Der er allerede et udkast til reglen.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(Approves()),
                name="rule_version_second_person",
                violation_error_message="Den, der har skrevet eller rettet udkastet, kan ikke godkende det.",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True)
                | Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approval_reason="")),
                name="rule_version_approval",
                violation_error_message="En godkendelse skal have en person og en begrundelse.",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(valid_from__isnull=False),
                name="rule_version_valid_from",
                violation_error_message="En ny version gælder fra en dag.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="rule_version_one_end",
                violation_error_message="En godkendt version kan ikke trækkes tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True) | Q(approved_at__isnull=False),
                name="rule_version_in_force",
                violation_error_message="En version gælder først, når den er godkendt.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="approved_is_final", operation=pgtrigger.Update, condition=CHANGED),
            pgtrigger.Protect(
                name="approved_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.approved_at IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} v{self.version}"

    @property
    def state(self) -> State:
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        if self.expired_at is not None:
            return State.EXPIRED
        if self.in_force_at is not None:
            return State.IN_FORCE
        return State.APPROVED if self.approved_at is not None else State.DRAFT
