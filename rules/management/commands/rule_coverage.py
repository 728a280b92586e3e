"""`manage.py rule_coverage`: every rule of the documents with its state and what proves it, without a database.

`--prove` runs every proof without its rule. The marked tests among them need a database: where DATABASE_URL names none,
they run on one of their own, like `make test`.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from rules.coverage import Coverage, Covered, State, coverage, empty_proofs
from rules.labels import CATEGORIES
from rules.marked import marked
from rules.policy import PolicyError

STATES = {State.COMPUTED: "beregnes", State.REALISED: "virker", State.WAITING: "venter"}


class Command(BaseCommand):
    help = "Alle regler i regelbogen med tilstand, trin og de prøver, der beviser dem."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="som JSON")
        parser.add_argument("--prove", action="store_true", help="slå hver regel fra én gang og se prøverne fejle")

    def handle(self, *args: object, **options: object) -> None:
        root = Path(settings.BASE_DIR)
        try:
            found = coverage(root)
        except PolicyError as error:
            self._fail(list(error.faults))
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))
        faults = [*found.faults, *([*empty_proofs(root), *_empty_tests(root)] if options["prove"] else ())]
        if faults:
            self._fail(faults)

    def _fail(self, faults: list[str]) -> None:
        for line in faults:
            self.stderr.write(line)
        sys.exit(1)


def _empty_tests(root: Path) -> list[str]:
    """Every marked test is run with its rule switched off; one that passes proves nothing (`tests/proving.py`)."""
    files = sorted({str(mark.path.relative_to(root)) for mark in marked(root / "tests")})
    asked = ["--prove", "-p", "no:randomly", *files]
    program = ["pytest", "-q", *asked] if settings.DATABASE_URL else ["launcher", "test"]
    env = os.environ | {"PYTEST_ARGS": " ".join(asked)}
    command = [sys.executable, "-m", *program]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return told or ([f"pytest --prove: {done.stdout[-300:]}{done.stderr[-300:]}"] if done.returncode else [])


def _as_json(found: Coverage) -> str:
    return json.dumps([_object(row) for row in found.rows], ensure_ascii=False, indent=2)


def _object(row: Covered) -> dict[str, object]:
    return {
        "id": row.entry.id,
        "state": row.state,
        "category": row.entry.category,
        "build": row.entry.build,
        "proofs": list(row.proofs),
    }


def _as_text(found: Coverage) -> str:
    counts = Counter(row.state for row in found.rows)
    total = ", ".join(f"{counts[state]} {word}" for state, word in STATES.items())
    return "\n".join([*map(_line, found.rows), f"{len(found.rows)} regler: {total}"])


def _line(row: Covered) -> str:
    said = ", ".join(row.proofs) if row.proofs else row.entry.waiting_for or ""
    head = f"{row.entry.id:<10} {STATES[row.state]:<9} {CATEGORIES[row.entry.category]:<18} trin {row.entry.build}"
    return f"{head}  {said}".rstrip()
