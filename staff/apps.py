from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "staff"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from staff import sessions
        from staff.database import grant_application_role

        user_logged_in.connect(sessions.begin, dispatch_uid="staff.begin_session")
        post_migrate.connect(grant_application_role, dispatch_uid="staff.grant_application_role")
