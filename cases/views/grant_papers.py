"""Attach a file to a grant or to one of its quotes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.forms.documents import PaperForm
from cases.models import Case, Grant
from cases.services import documents
from cases.services.grants import papers
from cases.views.answers import signed_in
from cases.views.documents import bytes_of
from cases.views.opening import citizen_page
from staff.refusals import Refused


@require_http_methods(["GET", "POST"])
@citizen_page("Bevilling: vedhæft")
def attach(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The form with the file; a grant that takes none does not exist here."""
    rows = Grant.objects.valid().filter(case=case).select_related("offer", "case__citizen")
    grant: Grant = get_object_or_404(rows, pk=pk)
    if case.closed_on is not None or not papers.takes_papers(grant):
        raise Http404
    if request.method != "POST":
        return _shown(request, grant, PaperForm(grant=grant, quote=request.GET.get("tilbud", "")))
    form = PaperForm(request.POST, request.FILES, grant=grant)
    if not form.is_valid():
        return _shown(request, grant, form, status=422)
    typed, sent = form.cleaned_data, form.cleaned_data["file"]
    try:
        row = papers.attach(
            grant=grant, quote=typed["quote"], title=typed["title"] or documents.title_of(sent.name),
            content=bytes_of(sent), by=signed_in(request), now=timezone.now(), form_key=typed["form_key"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, grant, form, status=422)
    public_id = case.citizen.public_id
    is_new = row.document.recorded_at == row.recorded_at
    undo = reverse("citizen_undo", args=[public_id, "document", row.document_id]) if is_new else ""
    messages.success(request, "Filen er vedhæftet.", extra_tags=undo)
    return redirect("grant", public_id, grant.pk)


def _shown(request: HttpRequest, grant: Grant, form: PaperForm, *, status: int = 200) -> HttpResponse:
    context = {"grant": grant, "citizen": grant.case.citizen, "form": form, "today": timezone.localdate()}
    return render(request, "cases/grants/attach.html", context, status=status)
