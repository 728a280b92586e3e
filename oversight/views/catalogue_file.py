"""The catalogue in and out as a file. A file is tried first: each row with what it changes or its fault."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET
from tablib import Dataset

from cases.services.policies.in_force import current_policy
from offers.models import Column
from offers.services import exchange
from offers.services.exchange import Sending
from oversight.forms.catalogue_file import FileForm, SaveForm
from staff.models import Role, User
from staff.permissions import needs_role
from staff.refusals import Refused

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
CHANGED = "Kataloget er ændret, siden filen blev prøvet. Intet er gemt. Se ændringerne igen."


@require_GET
@needs_role(Role.SPECIALIST)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The whole catalogue of today as a file."""
    if form not in FORMATS:
        raise Http404
    today = timezone.localdate()
    answer = HttpResponse(exchange.written(exchange.dataset(day=today), form=form), content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="tilbudskatalog-{today}.{form}"'
    return answer


@needs_role(Role.SPECIALIST)
def file(request: HttpRequest) -> HttpResponse:
    """Choose a file; try it; save what was shown."""
    today = timezone.localdate()
    if request.method != "POST":
        form = FileForm(today=today, initial={"from_on": today, "reason": "Indlæst fra fil"})
        return render(request, "catalogue/file.html", {"form": form})
    return _save(request, today) if "digest" in request.POST else _try(request, today)


def _try(request: HttpRequest, today: date) -> HttpResponse:
    form = FileForm(request.POST, request.FILES, today=today)
    if not form.is_valid():
        return render(request, "catalogue/file.html", {"form": form}, status=422)
    sent = form.cleaned_data["file"]
    try:
        data = exchange.read(sent.name, sent.read(exchange.MOST_BYTES + 1))
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return render(request, "catalogue/file.html", {"form": form}, status=422)
    tried, _ = exchange.sent(data, _sending(request, form.cleaned_data, today))
    return _shown(request, form.cleaned_data, data, tried, today)


def _save(request: HttpRequest, today: date) -> HttpResponse:
    form = SaveForm(request.POST, today=today)
    if not form.is_valid():
        return redirect("catalogue_file")
    said = form.cleaned_data
    try:
        data = exchange.read("katalog.csv", said["text"].encode())
    except Refused:
        return redirect("catalogue_file")
    tried, saved = exchange.sent(data, _sending(request, said, today), digest=said["digest"])
    if not saved:
        return _shown(request, said, data, tried, today, notice=CHANGED, status=409)
    messages.success(request, f"Filen er indlæst: {tried.changes} tilbud er nye eller ændret.")
    return redirect("catalogue")


def _sending(request: HttpRequest, said: dict[str, Any], today: date) -> Sending:
    assert isinstance(request.user, User)
    return Sending(
        from_on=said["from_on"],
        reason=said["reason"],
        by=request.user,
        policy=current_policy(),
        today=today,
        now=timezone.now(),
        columns=tuple(Column.objects.prefetch_related("groups")),
    )


def _shown(
    request: HttpRequest,
    said: dict[str, Any],
    data: Dataset,
    tried: exchange.Tried,
    today: date,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    text = exchange.written(data, form="csv").decode(exchange.BOM)
    carried = {"text": text, "from_on": said["from_on"], "reason": said["reason"], "digest": tried.digest}
    context = {
        "tried": tried,
        "notice": notice,
        "save_form": SaveForm(today=today, initial=carried),
        "from_on": said["from_on"],
        "shown": [row for row in tried.rows if row.kind != "same"],
        "same": sum(row.kind == "same" for row in tried.rows),
    }
    return render(
        request, "catalogue/file_tried.html", context, status=422 if tried.faults and status == 200 else status
    )
