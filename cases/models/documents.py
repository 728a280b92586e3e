"""Documents of a case: what is known of each here, its bytes in a table of their own that only the reader opens."""

from django.db import models
from django.db.models import Q

from cases.models.fact import Fact
from staff.models.history import tracked


@tracked()
class Document(Fact):
    """A file as it was received. `media_type` is what the bytes are, not what the sender called them; `size` in bytes.

    `digest` is the SHA-256 of the bytes in hex: the same file lies on a case once.
    """

    title = models.CharField("navn", max_length=120)
    media_type = models.CharField("filtype", max_length=80)
    size = models.PositiveIntegerField("størrelse")
    digest = models.CharField(max_length=64, editable=False)

    class Meta(Fact.Meta):
        ordering = ("-recorded_at", "-pk")
        constraints = (
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=("case", "digest"),
                condition=Q(voided_at__isnull=True),
                name="document_once",
                violation_error_message="Filen ligger på sagen i forvejen.",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0), name="document_not_empty", violation_error_message="Filen er tom."
            ),
        )

    def __str__(self) -> str:
        return self.title


class DocumentContent(models.Model):
    """The bytes of a document. In the database, so that a document is never without its file nor a file without one."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True, related_name="content")
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.document_id}"
