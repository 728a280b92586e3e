from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class OffersConfig(AppConfig):
    name = "offers"

    def ready(self) -> None:
        post_migrate.connect(fill, sender=self, dispatch_uid="offers.fill")


def fill(*, using: str, **kwargs: Any) -> None:
    """The columns stand in the database after every `migrate`, and again after a flush."""
    from offers.models import Column, ColumnGroup
    from offers.services.beginning import columns

    made = {Column._meta.db_table, ColumnGroup._meta.db_table}
    if made <= set(connections[using].introspection.table_names()):
        columns()
