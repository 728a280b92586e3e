"""The documents of a citizen: the list with the form, and one file, sent only through here."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from cases.file_types import BY_MEDIA_TYPE
from cases.forms.documents import DocumentForm
from cases.models import Case, Document, DocumentContent
from cases.services import documents
from cases.views.answers import signed_in
from cases.views.citizen import page_of
from cases.views.opening import citizen_page
from staff import wording
from staff.refusals import Refused

NOTHING_RUNS = "sandbox; default-src 'none'"


@dataclass(frozen=True)
class Line:
    """One document of the list. `kind` and `size` in words."""

    document: Document
    kind: str
    size: str


@require_http_methods(["GET", "POST"])
@citizen_page("Borger: dokumenter")
def listing(request: HttpRequest, case: Case) -> HttpResponse:
    """The documents of the case, newest first; a POST takes one in."""
    if request.method != "POST":
        return _shown(request, case, DocumentForm())
    if case.closed_on is not None:
        raise Http404
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, case, form, status=422)
    typed, sent = form.cleaned_data, form.cleaned_data["file"]
    try:
        row = documents.keep(
            case=case,
            title=typed["title"] or documents.title_of(sent.name),
            content=bytes_of(sent),
            by=signed_in(request),
            now=timezone.now(),
            form_key=typed["form_key"],
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, case, form, status=422)
    public_id = case.citizen.public_id
    messages.success(
        request, "Dokumentet er gemt.", extra_tags=reverse("citizen_undo", args=[public_id, "document", row.pk])
    )
    return redirect("citizen_documents", public_id)


@require_safe
@citizen_page("Borger: dokument hentet")
def download(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """One file, always as a download: nothing of it runs on our page. A voided document is not there."""
    document = get_object_or_404(Document.objects.valid().filter(case=case), pk=pk)
    content = DocumentContent.objects.get(document=document)
    response = HttpResponse(bytes(content.data), content_type=document.media_type)
    response["Content-Disposition"] = content_disposition_header(True, documents.file_name(document))
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["Cache-Control"] = "private, no-store"
    return response


def bytes_of(sent: "UploadedFile[Any]") -> bytes:
    """What was sent, one byte more at the most than may be kept."""
    return bytes(sent.read(documents.MOST_BYTES + 1))


def _shown(request: HttpRequest, case: Case, form: DocumentForm, *, status: int = 200) -> HttpResponse:
    found = Document.objects.valid().filter(case=case).select_related("recorded_by")
    context = {
        **page_of(case).context("documents"),
        "form": form,
        "lines": [Line(row, BY_MEDIA_TYPE[row.media_type].label, wording.file_size(row.size)) for row in found],
    }
    return render(request, "cases/citizen/documents.html", context, status=status)
