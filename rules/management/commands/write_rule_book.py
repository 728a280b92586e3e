"""`manage.py write_rule_book`: write docs/rules.md from the rows, without a database."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from rules.book_text import rule_book


class Command(BaseCommand):
    help = "Skriv docs/rules.md ud fra reglernes rækker."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "rules.md"
        path.write_text(rule_book(), encoding="utf-8")
        self.stdout.write(f"Skrev {path.relative_to(settings.BASE_DIR)}")
