"""Book, move, cancel and undo an appointment (screens 1 and 4)."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.conversations import BookingForm, new_key
from cases.models import Case, Conversation
from cases.services import conversations, receipts, slots
from cases.services.upcoming import is_unverified
from cases.views.answers import finished, is_caseload, signed_in, stated_return
from cases.views.calendars import calendars, chosen_calendar
from cases.views.opening import citizen_page
from cases.views.slot_choices import by_day
from staff.refusals import Refused, Stale

SCREEN = "Book samtale"
TWO_WEEKS = timedelta(days=14)


@require_http_methods(["GET", "POST"])
@citizen_page(SCREEN)
def book(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose among the free times of two weeks, or book the time chosen on Min sagsstamme."""
    form = BookingForm(request.POST or None, initial=_start(request, case))
    if not form.is_valid():
        return _times(request, case, form, status=422 if form.is_bound else 200)
    user, now, today = signed_in(request), timezone.now(), timezone.localdate()
    typed = form.cleaned_data
    try:
        talk = conversations.book(
            case=case,
            starts_at=typed["starts_at"],
            form=typed["mode"],
            booked_with=chosen_calendar(case=case, user=user, wanted=request.POST.get("hos", "")),
            by=user,
            today=today,
            now=now,
            form_key=typed["form_key"],
            version=typed["version"],
        )
    except Refused as refused:
        return _refused(request, case, form, refused)
    receipt = receipts.conversation_booked(conversation=talk, today=today)
    return _done(request, case, talk, receipt)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an appointment another time."""
    talk = _booked(pk)
    response: HttpResponse = _move(request, talk.case.citizen.public_id, talk)
    return response


@citizen_page(SCREEN)
def _move(request: HttpRequest, case: Case, talk: Conversation) -> HttpResponse:
    start = _start(request, case) | {"mode": talk.form or None}
    form = BookingForm(request.POST or None, initial=start)
    if not form.is_valid():
        return _times(request, case, form, status=422 if form.is_bound else 200, moving=talk)
    now, today, typed = timezone.now(), timezone.localdate(), form.cleaned_data
    try:
        moved = conversations.rebook(
            conversation=talk,
            starts_at=typed["starts_at"],
            form=typed["mode"],
            by=signed_in(request),
            today=today,
            now=now,
            form_key=typed["form_key"],
            version=typed["version"],
        )
    except Refused as refused:
        form.add_error("starts_at" if refused.field == "starts_at" else None, refused.message)
        return _times(request, case, form, status=409 if isinstance(refused, Stale) else 422, moving=talk)
    return _done(request, case, moved, receipts.conversation_booked(conversation=moved, today=today))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an appointment; the time is free again."""
    talk = _booked(pk)
    response: HttpResponse = _cancel(request, talk.case.citizen.public_id, talk)
    return response


@citizen_page(SCREEN)
def _cancel(request: HttpRequest, case: Case, talk: Conversation) -> HttpResponse:
    try:
        gone = conversations.cancel(
            conversation=talk, by=signed_in(request), today=timezone.localdate(), now=timezone.now()
        )
    except Refused as refused:
        messages.warning(request, refused.message)
        return finished(request, return_to=stated_return(request), case=case)
    return _done(request, case, gone, "Aftalen er aflyst.")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a booking, a move, a cancellation or an outcome just recorded."""
    talk = get_object_or_404(Conversation.objects.select_related("case__citizen"), pk=pk)
    response: HttpResponse = _undo(request, talk.case.citizen.public_id, talk)
    return response


@citizen_page(SCREEN)
def _undo(request: HttpRequest, case: Case, talk: Conversation) -> HttpResponse:
    try:
        conversations.undo(conversation=talk, by=signed_in(request), today=timezone.localdate(), now=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Det er fortrudt. Sagen er, som den var før.")
    return finished(request, return_to=stated_return(request), case=case)


def _booked(pk: int) -> Conversation:
    booked = Conversation.objects.valid().filter(status="booked").select_related("case__citizen", "booked_with")
    found: Conversation = get_object_or_404(booked, pk=pk)
    return found


def _start(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {"form_key": new_key(), "version": case.version, "return_to": stated_return(request)}


def _done(request: HttpRequest, case: Case, talk: Conversation, receipt: str) -> HttpResponse:
    return_to = stated_return(request)
    undo_url = f"{reverse('undo_conversation', args=[talk.pk])}?{urlencode({'til': return_to})}"
    messages.success(request, receipt, extra_tags=undo_url)
    return finished(request, return_to=return_to, case=case)


def _refused(request: HttpRequest, case: Case, form: BookingForm, refused: Refused) -> HttpResponse:
    """On Min sagsstamme the panel comes back with three new times; else the page of times says why."""
    from cases.views.caseload import panel_again

    status = 409 if isinstance(refused, Stale) else 422
    return_to = stated_return(request)
    if request.headers.get("HX-Target") == "panel" and is_caseload(return_to):
        return panel_again(request, return_to=return_to, case=case, problem=refused.message, status=status)
    form.add_error("starts_at" if refused.field == "starts_at" else None, refused.message)
    data = request.POST.copy()
    data["version"], data["form_key"] = str(Case.objects.get(pk=case.pk).version), new_key()
    form.data = data
    return _times(request, case, form, status=status)


def _times(
    request: HttpRequest, case: Case, form: BookingForm, *, status: int = 200, moving: Conversation | None = None
) -> HttpResponse:
    """The page of free times, two weeks at a time."""
    user, today, now = signed_in(request), timezone.localdate(), timezone.now()
    wanted = request.POST.get("hos") or request.GET.get("hos") or ""
    calendar = moving.booked_with if moving and moving.booked_with else None
    calendar = calendar or chosen_calendar(case=case, user=user, wanted=wanted)
    ahead = slots.suggestions(case=case, user=calendar, now=now, today=today, count=1)
    first = _first_day(request, today)
    last = first + TWO_WEEKS - slots.DAY
    found = slots.free(user=calendar, first=first, last=last, now=now)
    context = {
        "form": form,
        "case": case,
        "citizen": case.citizen,
        "moving": moving,
        "ahead": ahead,
        "unverified": is_unverified(ahead.rule),
        "calendar": calendar,
        "calendars": [] if moving else calendars(case=case, user=user),
        "days": by_day(found, due_on=ahead.due_on, today=today, chosen=str(form["starts_at"].value() or "")),
        "first": first,
        "last": last,
        "later": _address(request, {"fra": last + slots.DAY, "hos": calendar.pk}),
        "earlier": _address(request, {"fra": first - TWO_WEEKS, "hos": calendar.pk}) if first > today else "",
        "back": stated_return(request) or reverse("citizen", args=[case.citizen.public_id]),
        "today": today,
    }
    return render(request, "cases/conversations/times.html", context, status=status)


def _first_day(request: HttpRequest, today: date) -> date:
    try:
        return max(date.fromisoformat(request.GET.get("fra", "")), today)
    except ValueError:
        return today


def _address(request: HttpRequest, values: dict[str, date | int]) -> str:
    texts = {name: str(value) for name, value in values.items()}
    kept = {"til": stated_return(request)} if stated_return(request) else {}
    return f"{request.path}?{urlencode(texts | kept)}"
