"""Mentor courses for the employees of companies (HED21-61), and courses for the unemployed that are arranged with a
company which is short of people (HED21-56, HED21-59)."""

from django.db import models
from django.db.models import Q

from companies.models.company import Company
from companies.models.seated import Course, Holder, course_constraints, seat_once, seat_within
from staff.models.history import tracked

FULL = "mentor_seat_within_course"
TARGETED_FULL = "targeted_seat_within_course"
"""The names under which the database refuses a seat that the course does not have."""


@tracked()
class MentorCourse(Course):
    """A course for employees of companies."""

    class Meta(Course.Meta):
        constraints = course_constraints("mentor_course", "Kurset")


@tracked()
class Mentor(Holder):
    """An employee of a company on a course: with a seat by its number, or waiting for one."""

    course = models.ForeignKey(MentorCourse, on_delete=models.PROTECT, related_name="mentors")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="mentors")
    name = models.CharField("navn", max_length=120)

    class Meta(Holder.Meta):
        constraints = (
            seat_once("mentor_seat_once"),
            models.UniqueConstraint(
                fields=("course", "company", "name"),
                condition=Q(left_at__isnull=True),
                name="mentor_once",
                violation_error_message="Medarbejderen er allerede tilmeldt kurset.",
            ),
        )
        triggers = (seat_within("companies_mentorcourse", FULL),)

    def __str__(self) -> str:
        return f"{self.course_id}: {self.seat or 'venter'}"


class CourseKind(models.TextChoices):
    """What is arranged for the unemployed with a company."""

    TARGETED = "targeted", "Målrettet forløb"
    ROTATION = "rotation", "Jobrotation"
    APPRENTICES = "apprentices", "Voksenlærlinge"
    DOUBLE = "double", "Dobbelt kompetenceløft"


@tracked()
class TargetedCourse(Course):
    """A course for the unemployed with a company, towards an occupation that it needs."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="targeted_courses")
    kind = models.CharField("art", max_length=12, choices=CourseKind.choices, default=CourseKind.TARGETED)
    occupation = models.CharField("stilling", max_length=120)

    class Meta(Course.Meta):
        constraints = (
            *course_constraints("targeted_course", "Forløbet"),
            models.CheckConstraint(
                condition=~Q(occupation=""),
                name="targeted_course_occupation",
                violation_error_message="Skriv stillingen.",
            ),
        )


@tracked()
class TargetedSeat(Holder):
    """A citizen on a course, by the public id: citizens stand in an app above, and only that one can name them."""

    course = models.ForeignKey(TargetedCourse, on_delete=models.PROTECT, related_name="holders")
    citizen = models.CharField("borger", max_length=32)

    class Meta(Holder.Meta):
        constraints = (
            seat_once("targeted_seat_once"),
            models.UniqueConstraint(
                fields=("course", "citizen"),
                condition=Q(left_at__isnull=True),
                name="targeted_once",
                violation_error_message="Borgeren er allerede på forløbet.",
            ),
        )
        triggers = (seat_within("companies_targetedcourse", TARGETED_FULL),)
        indexes = (models.Index(fields=("citizen",), condition=Q(left_at__isnull=True), name="targeted_seat_citizen"),)

    def __str__(self) -> str:
        return f"{self.course_id}: {self.seat or 'venter'}"
