"""Courses with so many seats: the shape of the course, of who has a seat or waits for one, and their guards."""

from datetime import date
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

MOST_SEATS = 200


class CourseQuerySet(models.QuerySet[Any]):
    def ahead(self, today: date) -> Self:
        """Courses that have not ended."""
        return self.filter(ends_on__gte=today)


class Course(models.Model):
    """Base: a course from a day to a day, with a number of seats."""

    title = models.CharField("titel", max_length=120)
    where = models.CharField("sted", max_length=120, blank=True)
    starts_on = models.DateField("første dag")
    ends_on = models.DateField("sidste dag")
    seats = models.PositiveSmallIntegerField("pladser")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = CourseQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-starts_on", "-id")

    def __str__(self) -> str:
        return self.title


class HolderQuerySet(models.QuerySet[Any]):
    def there(self) -> Self:
        """Those who have not left."""
        return self.filter(left_at__isnull=True)

    def seated(self) -> Self:
        return self.there().filter(seat__isnull=False)

    def waiting(self) -> Self:
        """On the waiting list, the first one first."""
        return self.there().filter(seat__isnull=True).order_by("joined_at", "pk")


class Holder(models.Model):
    """Base: somebody on a course, with a seat by its number or waiting for one. Has a field `course`."""

    seat = models.PositiveSmallIntegerField("plads", null=True, blank=True)
    joined_at = models.DateTimeField("tilmeldt")
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField("afmeldt", null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[Any] = HolderQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("seat", "joined_at", "id")


def course_constraints(name: str, word: str) -> tuple[models.BaseConstraint, ...]:
    """What every course holds to; `word` is what it is called ("Kurset")."""
    return (
        models.CheckConstraint(
            condition=Q(ends_on__gte=models.F("starts_on")),
            name=f"{name}_order",
            violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
        ),
        models.CheckConstraint(
            condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
            name=f"{name}_seats",
            violation_error_message=f"{word} skal have mellem 1 og {MOST_SEATS} pladser.",
        ),
    )


def seat_once(name: str) -> models.UniqueConstraint:
    """A seat is one person's."""
    return models.UniqueConstraint(
        fields=("course", "seat"),
        condition=Q(left_at__isnull=True, seat__isnull=False),
        name=name,
        violation_error_message="Pladsen er lige blevet taget. Prøv igen.",
    )


def seat_within(table: str, refusal: str) -> pgtrigger.Trigger:
    """No seat that the course of `table` does not have; the database refuses it under the name `refusal`."""
    return pgtrigger.Trigger(
        name="seat_within_course",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.seat IS NOT NULL AND NEW.left_at IS NULL"),
        func=f"""
                IF NEW.seat < 1 OR NEW.seat > (SELECT seats FROM {table} WHERE id = NEW.course_id) THEN
                    RAISE EXCEPTION 'the course has no such seat'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{refusal}';
                END IF;
                RETURN NEW;
                """,
    )
