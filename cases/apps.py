from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils import timezone


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        post_migrate.connect(fill, sender=self, dispatch_uid="cases.fill")


def fill(*, using: str, **kwargs: Any) -> None:
    """The rules and the target groups stand in the database after every `migrate`, and again after a flush."""
    from cases.models import RuleVersion, TargetGroup
    from cases.services.policies import files
    from cases.services.policies.in_force import current_policy
    from cases.services.target_groups import seed

    made = {RuleVersion._meta.db_table, TargetGroup._meta.db_table}
    if made <= set(connections[using].introspection.table_names()):
        files.load(name=settings.RULE_PROFILE, today=timezone.localdate(), now=timezone.now())
        seed(policy=current_policy())
