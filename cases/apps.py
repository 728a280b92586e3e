from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        post_migrate.connect(seed_target_groups, sender=self, dispatch_uid="cases.seed_target_groups")


def seed_target_groups(*, using: str, **kwargs: Any) -> None:
    """The target groups stand in the database after every `migrate`, and again after a flush."""
    from cases.models import TargetGroup
    from cases.services.target_groups import seed
    from rules.policy import load_profile

    connection = connections[using]
    if TargetGroup._meta.db_table in connection.introspection.table_names():
        seed(policy=load_profile(settings.RULE_PROFILE))
