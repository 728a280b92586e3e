from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "staff"

    def ready(self) -> None:
        from staff.database import grant_application_role

        post_migrate.connect(grant_application_role, dispatch_uid="staff.grant_application_role")
