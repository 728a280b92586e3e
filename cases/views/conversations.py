"""Register a conversation: a panel over the page (htmx) and a page of its own without JavaScript (screen 4)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.conversations import RecordForm
from cases.models import Case, Conversation, Draft
from cases.services import conversations, receipts
from cases.views.answers import finished, signed_in, stated_return
from cases.views.conversation_form import KEPT_OUT_OF_DRAFTS, RecordPanel, draft_name, recorded
from cases.views.opening import citizen_page
from staff.refusals import Refused, Stale

SCREEN = "Registrér samtale"
FIELDS_OF_REFUSALS = {"form": "mode", "number": "subject", "kind": "subject", "starts_at": "next_at"}


def of_conversation(request: HttpRequest, pk: int, step: str = "") -> HttpResponse:
    """A booked conversation is registered under its own number; who may open the citizen may open it."""
    talk = get_object_or_404(Conversation.objects.valid().select_related("case__citizen"), pk=pk)
    public_id = talk.case.citizen.public_id
    views: dict[str, Any] = {"kladde": draft, "virkning": consequence}
    response: HttpResponse = views.get(step, record)(request, public_id, talk.pk)
    return response


@require_http_methods(["GET", "POST"])
@citizen_page(SCREEN)
def record(request: HttpRequest, case: Case, conversation_pk: int | None = None) -> HttpResponse:
    """Show the panel, or save the outcome and book the next conversation."""
    panel = _panel(request, case, conversation_pk)
    act = request.POST.get("act", "")
    if request.method == "GET" or act in ("more", "check"):
        panel.more = act == "more"
        return _shown(request, panel)
    if act == "discard":
        _forget_draft(panel)
        return redirect(f"{panel.action}?{request.GET.urlencode()}")
    if not panel.form.is_valid():
        return _shown(request, panel, status=422)
    return _save(request, panel, book_next=act != "save")


@require_POST
@citizen_page(SCREEN)
def consequence(request: HttpRequest, case: Case, conversation_pk: int | None = None) -> HttpResponse:
    """The consequence line and the times for the next conversation, while the form is filled in."""
    panel = _panel(request, case, conversation_pk)
    return render(request, "cases/conversations/_changed.html", {"panel": panel, "today": panel.today})


@require_POST
@citizen_page(SCREEN)
def draft(request: HttpRequest, case: Case, conversation_pk: int | None = None) -> HttpResponse:
    """Keep what is typed; nothing is checked."""
    panel = _panel(request, case, conversation_pk)
    values = {name: request.POST.getlist(name) for name in request.POST if name not in KEPT_OUT_OF_DRAFTS}
    known = RecordForm.base_fields
    data = {name: typed if name == "parties" else typed[-1] for name, typed in values.items() if name in known}
    Draft.objects.update_or_create(
        user=panel.user, case=case, form=draft_name(panel.conversation), defaults={"data": data}
    )
    return HttpResponse(status=204)


def _panel(request: HttpRequest, case: Case, conversation_pk: int | None) -> RecordPanel:
    user, now = signed_in(request), timezone.now()
    talk = None
    if conversation_pk is not None:
        talk = get_object_or_404(Conversation.objects.valid().filter(case=case), pk=conversation_pk)
        if talk.status != "booked" and request.method == "GET":
            raise Http404
    data = request.POST if request.method == "POST" else None
    return RecordPanel(
        case=case,
        conversation=talk,
        user=user,
        today=timezone.localdate(),
        now=now,
        data=data,
        return_to=stated_return(request) or reverse("citizen", args=[case.citizen.public_id]),
    )


def _save(request: HttpRequest, panel: RecordPanel, *, book_next: bool) -> HttpResponse:
    form, case = panel.form, panel.case
    typed = form.cleaned_data
    following = None
    if book_next and typed["next_at"]:
        following = conversations.NextBooking(starts_at=typed["next_at"], form=typed["mode"], booked_with=panel.user)
    try:
        saved = conversations.record(
            case=case,
            **recorded(form, next_number=panel.next_number),
            note=typed["note"],
            jobs_discussed=typed["jobs_discussed"],
            by=panel.user,
            today=panel.today,
            now=panel.now,
            conversation=panel.conversation,
            starts_at=timezone.make_aware(datetime.combine(typed["on_date"], typed["at"])),
            next_booking=following,
            form_key=typed["form_key"],
            version=typed["version"],
        )
    except Stale as stale:
        return _conflict(request, panel, stale.message)
    except Refused as refused:
        field = FIELDS_OF_REFUSALS.get(refused.field or "", refused.field)
        form.add_error(field if field in form.fields else None, refused.message)
        return _shown(request, panel, status=422)
    _forget_draft(panel)
    words = receipts.conversation_recorded(conversation=saved, today=panel.today)
    undo = f"{reverse('undo_conversation', args=[saved.pk])}?{urlencode({'til': panel.return_to})}"
    messages.success(request, words, extra_tags=undo)
    return finished(request, return_to=panel.return_to, case=case)


def _conflict(request: HttpRequest, panel: RecordPanel, words: str) -> HttpResponse:
    """Somebody changed the case: show what they saved beside what is typed; sending again saves it on top."""
    case = Case.objects.get(pk=panel.case.pk)
    panel.case.version = case.version
    if panel.conversation:
        panel.conversation.refresh_from_db()
    data = request.POST.copy()
    data["version"] = str(case.version)
    panel.data, panel.conflict = data, words
    for cached in ("form", "consequence", "suggestions", "times"):
        panel.__dict__.pop(cached, None)
    return _shown(request, panel, status=409)


def _forget_draft(panel: RecordPanel) -> None:
    Draft.objects.filter(user=panel.user, case=panel.case, form=draft_name(panel.conversation)).delete()


def _shown(request: HttpRequest, panel: RecordPanel, status: int = 200) -> HttpResponse:
    htmx = bool(request.headers.get("HX-Request"))
    template = "cases/conversations/_record.html" if htmx else "cases/conversations/record.html"
    context = {
        "panel": panel,
        "today": panel.today,
        "citizen": panel.case.citizen,
        "form_action": panel.action,
        "draft_url": panel.draft_url,
        "close_url": panel.return_to,
    }
    return render(request, template, context, status=status)
