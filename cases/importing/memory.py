"""What the source said last time, what it says now, what stands in the register: and so what is to be done."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from django.conf import settings

from cases.importing.copying import copy_in
from cases.importing.reading import Row
from cases.models import ImportedRow, ImportRun

CHUNK = 2000
DIGEST_BYTES = 16


class Verdict(Enum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


def verdict(*, said: str | None, says: str, stands: str | None) -> Verdict:
    """Compare three digests: of the last import, of the row now, of the register now.

    What stands as said last may be changed by the source; what was changed, voided or made by hand is left alone.
    """
    if stands == says:
        return Verdict.SAME
    if stands is None and said is None:
        return Verdict.NEW
    return Verdict.CHANGED if said is not None and stands == said else Verdict.LEFT


def digest(values: Mapping[str, object]) -> str:
    """A keyed digest of the values of one row; empty values do not count, so an added empty column changes nothing."""
    plain = repr(sorted((name, _plain(value)) for name, value in values.items() if value not in (None, "", (), [])))
    return hashlib.blake2b(plain.encode(), key=_key(), digest_size=DIGEST_BYTES).hexdigest()


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hashlib.sha256(settings.CPR_LOOKUP_KEY.encode()).digest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return str(value)


def last_said(file: str) -> dict[str, str]:
    """Digest by key, as the last import of `file` left it."""
    return dict(ImportedRow.objects.filter(file=file).values_list("key", "digest"))


def remember(*, file: str, says: Mapping[str, str], said: Mapping[str, str], run: ImportRun) -> None:
    """Keep the digests that are new or changed."""
    changed = [key for key, digest_ in says.items() if key in said and said[key] != digest_]
    ImportedRow.objects.filter(file=file, key__in=changed).delete()
    fresh = [key for key in says if key not in said]
    copy_in(
        ImportedRow,
        [{"file": file, "key": key, "digest": says[key], "run_id": run.pk} for key in (*fresh, *changed)],
    )


class Compared:
    """The rows of one file by verdict. `says` holds the digest of every row that is taken as it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: dict[Verdict, list[Row]] = {kind: [] for kind in Verdict}
        self.says: dict[str, str] = {}
        self.said = last_said(file)

    def take(self, row: Row, stands: Mapping[str, object] | None) -> None:
        """Place `row` by comparing it with what stands."""
        says = digest(row.values)
        found = verdict(said=self.said.get(row.key), says=says, stands=digest(stands) if stands is not None else None)
        self.rows[found].append(row)
        if found is not Verdict.LEFT:
            self.says[row.key] = says

    @property
    def to_write(self) -> list[Row]:
        """Rows that change the register."""
        return self.rows[Verdict.NEW] + self.rows[Verdict.CHANGED]

    @property
    def changed_keys(self) -> set[str]:
        """Keys of the rows whose standing values are replaced."""
        return {row.key for row in self.rows[Verdict.CHANGED]}

    def counts(self) -> dict[str, int]:
        """Number of rows by verdict."""
        return {kind.value: len(rows) for kind, rows in self.rows.items()}
