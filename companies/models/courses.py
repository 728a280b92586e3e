"""Mentor courses for the employees of companies: so many seats, who has one, who waits (HED21-61)."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from companies.models.company import Company
from staff.models.history import tracked

MOST_SEATS = 200
FULL = "mentor_seat_within_course"
"""The name under which the database refuses a seat that the course does not have."""


class MentorCourseQuerySet(models.QuerySet[Any]):
    def ahead(self, today: date) -> Self:
        """Courses that have not ended."""
        return self.filter(ends_on__gte=today)


@tracked()
class MentorCourse(models.Model):
    """A course from a day to a day, with a number of seats."""

    title = models.CharField("titel", max_length=120)
    where = models.CharField("sted", max_length=120, blank=True)
    starts_on = models.DateField("første dag")
    ends_on = models.DateField("sidste dag")
    seats = models.PositiveSmallIntegerField("pladser")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MentorCourseQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="mentor_course_order",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="mentor_course_seats",
                violation_error_message=f"Kurset skal have mellem 1 og {MOST_SEATS} pladser.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class MentorQuerySet(models.QuerySet[Any]):
    def there(self) -> Self:
        """Those who have not left."""
        return self.filter(left_at__isnull=True)

    def seated(self) -> Self:
        return self.there().filter(seat__isnull=False)

    def waiting(self) -> Self:
        """On the waiting list, the first one first."""
        return self.there().filter(seat__isnull=True).order_by("joined_at", "pk")


@tracked()
class Mentor(models.Model):
    """An employee of a company on a course: with a seat by its number, or waiting for one."""

    course = models.ForeignKey(MentorCourse, on_delete=models.PROTECT, related_name="mentors")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="mentors")
    name = models.CharField("navn", max_length=120)
    seat = models.PositiveSmallIntegerField("plads", null=True, blank=True)
    joined_at = models.DateTimeField("tilmeldt")
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField("afmeldt", null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MentorQuerySet.as_manager()

    class Meta:
        ordering = ("seat", "joined_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("course", "seat"),
                condition=Q(left_at__isnull=True, seat__isnull=False),
                name="mentor_seat_once",
                violation_error_message="Pladsen er lige blevet taget. Prøv igen.",
            ),
            models.UniqueConstraint(
                fields=("course", "company", "name"),
                condition=Q(left_at__isnull=True),
                name="mentor_once",
                violation_error_message="Medarbejderen er allerede tilmeldt kurset.",
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="seat_within_course",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.seat IS NOT NULL AND NEW.left_at IS NULL"),
                func=f"""
                IF NEW.seat < 1 OR NEW.seat > (SELECT seats FROM companies_mentorcourse WHERE id = NEW.course_id) THEN
                    RAISE EXCEPTION 'the course has no such seat'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{FULL}';
                END IF;
                RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return f"{self.course_id}: {self.seat or 'venter'}"
