"""`migrate` runs as the database's owner; everything else runs as the application role."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from staff.database import act_as_owner


class Command(DjangoMigrate):
    def execute(self, *args: Any, **options: Any) -> str | None:
        act_as_owner(options["database"])
        return super().execute(*args, **options)
