"""When a caseworker can hold conversations."""

from django.db import models

from staff.models.people import User


class WorkingHours(models.Model):
    """Weekly hours for conversations; weekday 0 is Monday."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField("ugedag")
    starts = models.TimeField("fra")
    ends = models.TimeField("til")

    class Meta:
        ordering = ("user", "weekday", "starts")
        constraints = (
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="working_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="working_hours_order",
                violation_error_message="Arbejdstiden skal slutte efter, at den begynder.",
            ),
            models.UniqueConstraint(fields=("user", "weekday", "starts"), name="working_hours_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.weekday} {self.starts:%H.%M}-{self.ends:%H.%M}"


class ClosingDay(models.Model):
    """A day on which the house holds no conversations, besides the public holidays."""

    on = models.DateField("dag", unique=True)
    name = models.CharField("navn", max_length=80)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on} {self.name}"
