"""The sweep without a worker: `manage.py sweep`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.models import SweepRun
from cases.models.runs import RunKind, RunStatus
from cases.services import sweep


class Command(BaseCommand):
    help = "Gennemgå fristerne og giv besked om dem, der er overskredet siden sidst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="dagen, der regnes fra (ÅÅÅÅ-MM-DD); ellers i dag")
        parser.add_argument("--verify", action="store_true", help="beregn også alle sager igen, som om natten")
        parser.add_argument("--progress", action="store_true", help="skriv en linje undervejs")

    def handle(self, *args: Any, **options: Any) -> None:
        done = sweep.run(
            today=options["today"] or timezone.localdate(),
            now=timezone.now(),
            kind=RunKind.VERIFICATION if options["verify"] else RunKind.MANUAL,
            progress=self._progress if options["progress"] else None,
        )
        if done.run is None:
            self.stdout.write("En anden gennemgang er i gang. Intet er gjort.")
            return
        self.stdout.write(_told(done.run))
        if done.run.status != RunStatus.OK:
            failures = done.run.failures.count()
            raise CommandError(
                f"Gennemført med fejl: {failures} sager kunne ikke beregnes."
                if failures
                else "Gennemført med fejl: de gemte frister passede ikke med registreringerne og er rettet."
            )

    def _progress(self, run: SweepRun) -> None:
        self.stdout.write(f"{run.cases} sager beregnet, {run.notices_made} beskeder givet")


def _told(run: SweepRun) -> str:
    return (
        f"Gennemgang pr. {run.today:%d.%m.%Y}: {run.cases} sager beregnet, {run.rows_changed} frister ændret, "
        f"{run.notices_made} nye overskridelser."
    )
