"""Documents of a case: take one in, read it, take it out again. A document moves no deadline."""

import hashlib
import re
from datetime import date, datetime
from pathlib import PurePosixPath
from uuid import UUID

from cases.file_types import BY_MEDIA_TYPE, TYPES, type_of
from cases.models import Case, Document, DocumentContent
from cases.services import checking
from cases.services.changing import change_once
from cases.services.changing import void as void_fact
from staff.models import User
from staff.refusals import Refused
from staff.wording import HARD

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
TITLE_LENGTH = 120
ALLOWED = ", ".join(kind.label for kind in TYPES)


def keep(
    *,
    case: Case,
    title: str,
    content: bytes,
    by: User,
    now: datetime,
    form_key: UUID | None = None,
    version: int | None = None,
) -> Document:
    """Store a file on the case. `content` holds all its bytes, at most `MOST_BYTES`.

    Raises Refused in Danish for an empty, too large or unknown file and one that lies there already.
    """
    shown = checking.text(title, field="title", name="Navnet", length=TITLE_LENGTH, required=True)
    if not content:
        raise Refused("Filen er tom. Vælg en anden.", field="file")
    if len(content) > MOST_BYTES:
        raise Refused(f"Filen fylder mere end {MOST_BYTES // MEGABYTE}{HARD}MB. Gem den mindre.", field="file")
    kind = type_of(content)
    if kind is None:
        raise Refused(f"Filen kan ikke gemmes. Det kan kun: {ALLOWED} (uden makroer).", field="file")
    digest = hashlib.sha256(content).hexdigest()

    def write(locked: Case) -> Document:
        document = Document.objects.create(
            case=locked, title=shown, media_type=kind.media_type, size=len(content), digest=digest,
            recorded_at=now, recorded_by=by, form_key=form_key,
        )  # fmt: skip
        DocumentContent.objects.create(document=document, data=content)
        return document

    return change_once(case=case, model=Document, form_key=form_key, version=version, now=now, write=write)


def same(*, case: Case, content: bytes) -> Document | None:
    """The document of the case with exactly these bytes, if it lies there already."""
    digest = hashlib.sha256(content).hexdigest()
    found: Document | None = Document.objects.valid().filter(case=case, digest=digest).first()
    return found


def void(
    *, document: Document, reason: str, by: User, today: date, now: datetime, version: int | None = None
) -> Document:
    """Take a document off the case; its line stays in the history with the reason, its file can be read no more."""
    return void_fact(document, reason=reason, by=by, now=now, version=version)


def title_of(file_name: str) -> str:
    """A title to begin with: the name of a file without folders, ending and underscores."""
    stem = PurePosixPath(file_name.replace("\\", "/")).stem
    return re.sub(r"[\s_]+", " ", stem).strip()[:TITLE_LENGTH]


def file_name(document: Document) -> str:
    """The name under which a document is sent out: its title, without signs that a file system minds."""
    stem = re.sub(r'[\\/:*?"<>|.\s]+', " ", document.title).strip() or "dokument"
    return f"{stem}.{BY_MEDIA_TYPE[document.media_type].ending}"
