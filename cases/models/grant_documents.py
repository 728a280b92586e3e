"""A document of the case that belongs to a grant, or to one of its quotes."""

import pgtrigger
from django.conf import settings
from django.db import models

from cases.models.documents import Document
from cases.models.grants import Grant, GrantQuote


class GrantDocument(models.Model):
    """Without `quote` it belongs to the grant as a whole. A document taken off the case is not shown any more."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="papers", verbose_name="bevilling")
    quote = models.ForeignKey(GrantQuote, on_delete=models.PROTECT, null=True, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="belongs_to")
    recorded_at = models.DateTimeField("vedhæftet")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("grant", "quote", "document"),
                nulls_distinct=False,
                name="grant_document_once",
                violation_error_message="Filen er allerede vedhæftet.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="grant_document_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="grant_document_of_its_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM cases_grant g JOIN cases_document d ON d.case_id = g.case_id
                     WHERE g.id = NEW.grant_id AND d.id = NEW.document_id)
                   OR (NEW.quote_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM cases_grantquote q WHERE q.id = NEW.quote_id AND q.grant_id = NEW.grant_id))
                THEN
                    RAISE EXCEPTION 'the document or the quote is of another grant';
                END IF;
                RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.document_id}"
