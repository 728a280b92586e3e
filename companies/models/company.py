"""A company of the register, with its places of work, its branches of industry and who looks after it."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from companies.models.dated import Dated, no_overlap
from companies.models.numbers import validate_cvr, validate_p_number
from companies.models.places import PostalCode
from companies.models.query import CompanyQuerySet
from staff.models.history import tracked
from staff.models.order import danish_sort_key


class Source(models.TextChoices):
    MANUAL = "manual", "Oprettet i hånden"
    REGISTER = "register", "Det offentlige register"
    CASES = "cases", "Nævnt i indlæste sager"


class BranchQuerySet(models.QuerySet["Branch"]):
    def used(self) -> Self:
        """Branches that some company has or had."""
        return self.filter(models.Exists(CompanyBranch.objects.filter(branch=models.OuterRef("pk"))))


@tracked()
class Branch(models.Model):
    """A branch of industry by its code in Dansk Branchekode, with the days on which the code is in use.

    `hit_from` and `hit_to` say when the branch is itself hit by a crisis; then it is left out of call lists.
    """

    code = models.CharField("branchekode", max_length=6)
    name = models.CharField("branche", max_length=160)
    from_on = models.DateField("fra", null=True, blank=True)
    to_on = models.DateField("til", null=True, blank=True)
    hit_from = models.DateField("kriseramt fra", null=True, blank=True)
    hit_to = models.DateField("kriseramt til", null=True, blank=True)

    objects = BranchQuerySet.as_manager()

    class Meta:
        ordering = ("name", "code")
        verbose_name_plural = "branches"
        constraints = (
            models.UniqueConstraint(fields=("code",), name="branch_code_once"),
            models.CheckConstraint(
                condition=Q(hit_to__isnull=True) | Q(hit_to__gte=models.F("hit_from")),
                name="branch_hit_order",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class Company(models.Model):
    """A company. `merged_into`: the company that this one turned out to be; then it is no longer active.

    `version` counts up with every change, so that a form made earlier is seen to be stale.
    """

    name = models.CharField("navn", max_length=120)
    sort_name = models.GeneratedField(
        expression=danish_sort_key("name"),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    cvr = models.CharField("CVR-nummer", max_length=8, unique=True, null=True, blank=True, validators=[validate_cvr])
    active = models.BooleanField("aktiv", default=True)
    address = models.CharField("adresse", max_length=160, blank=True)
    postal = models.ForeignKey(
        PostalCode, on_delete=models.PROTECT, null=True, blank=True, related_name="companies", verbose_name="postnummer"
    )
    phone = models.CharField("telefon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    employees = models.PositiveIntegerField("ansatte", null=True, blank=True)
    growing = models.BooleanField("vækster", default=False)
    growth_source = models.CharField("kilde til væksten", max_length=120, blank=True)
    short_of_people = models.BooleanField("har svært ved at rekruttere", default=False)
    own_municipality = models.BooleanField("egen kommune som arbejdsgiver", default=False)
    source = models.CharField("kilde", max_length=10, choices=Source.choices, default=Source.CASES)
    register_on = models.DateField("sidst set i registeret", null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ("sort_name", "id")
        verbose_name_plural = "companies"
        indexes = (
            models.Index(fields=("sort_name", "id"), name="company_sort"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="company_name_trgm"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(active=False),
                name="company_merged_is_closed",
                violation_error_message="En sammenlagt virksomhed kan ikke være aktiv.",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="company_not_into_itself",
                violation_error_message="Vælg en anden virksomhed.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class CompanyBranch(Dated):
    """The branch of a company from-to; the main branch, one at a time."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="branches")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="companies", verbose_name="branche")

    class Meta(Dated.Meta):
        verbose_name_plural = "company branches"
        constraints = (
            *Dated.Meta.constraints,
            no_overlap("company_branch_once", "company", message="Virksomheden har allerede en branche i perioden."),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.branch_id}"


class CompanyName(Dated):
    """What a company is or was called, so that it is found by an earlier name."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("navn", max_length=120)

    class Meta(Dated.Meta):
        indexes = (GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="company_names_trgm"),)

    def __str__(self) -> str:
        return self.name


@tracked()
class ProductionUnit(Dated):
    """A place of work (P-enhed) of a company."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="units")
    p_number = models.CharField("P-nummer", max_length=10, unique=True, validators=[validate_p_number])
    name = models.CharField("navn", max_length=120, blank=True)
    address = models.CharField("adresse", max_length=160, blank=True)
    postal = models.ForeignKey(PostalCode, on_delete=models.PROTECT, null=True, blank=True, verbose_name="postnummer")

    def __str__(self) -> str:
        return self.p_number


@tracked()
class ContactPerson(Dated):
    """Whom we talk to at the company, from-to."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="people")
    name = models.CharField("navn", max_length=120)
    title = models.CharField("stilling", max_length=80, blank=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


@tracked()
class Ownership(Dated):
    """The consultant who looks after a company, from-to; one at a time."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="owners")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="companies")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            no_overlap("company_owner_once", "company", message="Virksomheden har allerede en ansvarlig i perioden."),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.user_id}"


@tracked()
class ContactBan(Dated):
    """The company does not want to be contacted, from-to, with the reason; and why it was lifted."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="bans")
    reason = models.CharField("begrundelse", max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.CharField("begrundelse for at ophæve", max_length=300, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("company",),
                condition=Q(to_on__isnull=True),
                name="company_ban_once",
                violation_error_message="Virksomheden er allerede markeret: må ikke kontaktes.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & (Q(to_on__isnull=True) | ~Q(lift_reason="")),
                name="company_ban_reasons",
                violation_error_message="Skriv en begrundelse.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company_id}: {self.from_on}"


class Merge(models.Model):
    """Two records turned out to be one company. `moved` names the rows that changed company, so it can be undone."""

    kept = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField("begrundelse", max_length=300)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("gone",),
                condition=Q(undone_at__isnull=True),
                name="company_merged_once",
                violation_error_message="Virksomheden er allerede lagt sammen med en anden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} -> {self.kept_id}"
