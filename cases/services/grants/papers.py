"""Files attached to a grant or to one of its quotes: documents of the case, with the same checks and the same bytes."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from cases.models import Case, Grant, GrantDocument, GrantQuote, GrantStatus
from cases.services import checking, documents
from cases.services.changing import change
from staff.models import User
from staff.refusals import Refused

TAKES = (GrantStatus.PENDING, GrantStatus.GRANTED)


def attach(
    *, grant: Grant, quote: GrantQuote | None, title: str, content: bytes, by: User, now: datetime,
    form_key: UUID | None = None,
) -> GrantDocument:  # fmt: skip
    """Lay the file on the case and tie it to the grant or the quote. One that lies there already is only tied.

    Raises Refused in Danish for a file that cannot be kept, or a grant that takes none.
    """
    with transaction.atomic():
        document = documents.same(case=grant.case, content=content) or documents.keep(
            case=grant.case, title=title, content=content, by=by, now=now, form_key=form_key
        )

        def write(locked: Case) -> GrantDocument:
            checking.is_open(locked)
            row = Grant.objects.get(pk=grant.pk)
            if not takes_papers(row):
                raise Refused("Der kan kun vedhæftes til en bevilling, der gælder eller afventer.")
            tied, _ = GrantDocument.objects.get_or_create(
                grant=row, quote=quote, document=document, defaults={"recorded_at": now, "recorded_by": by}
            )
            return tied

        return change(case=grant.case, version=None, now=now, write=write)


def takes_papers(grant: Grant) -> bool:
    return grant.voided_at is None and grant.status in TAKES


def papers() -> ArraySubquery:
    """The files of a grant in the same statement as the grants: number, title, and the quote they belong to."""
    rows = GrantDocument.objects.filter(grant=OuterRef("pk"), document__voided_at__isnull=True).order_by("pk")
    told = JSONObject(document=F("document_id"), title=F("document__title"), quote=F("quote_id"))
    return ArraySubquery(rows.values(told=told))
