"""The access log for the auditor: who looked at whom, when and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from staff import paging
from staff.forms import LogForm
from staff.models import AccessLog, Role
from staff.paging import page_url
from staff.permissions import needs_role


@needs_role(Role.AUDITOR)
def access_log(request: HttpRequest) -> HttpResponse:
    """Rows newest first, a page at a time; citizens stand as case numbers, never as names."""
    form = LogForm(request.GET)
    rows = AccessLog.objects.select_related("user")
    if form.is_valid():
        asked = form.cleaned_data
        if asked["bruger"]:
            rows = rows.filter(user=asked["bruger"])
        if asked["handling"]:
            rows = rows.filter(act=asked["handling"])
        if asked["borger"]:
            rows = rows.filter(citizens__contains=[asked["borger"].strip().upper()])
        if asked["grund"]:
            rows = rows.exclude(reason="")
    page = paging.page(
        rows,
        everything=AccessLog.objects.all(),
        order=("-at",),
        after=request.GET.get("efter", ""),
        before=request.GET.get("foer", ""),
    )
    context = {
        "form": form,
        "rows": page.rows,
        "today": timezone.localdate(),
        "next_url": page_url(request.GET, "efter", page.after),
        "previous_url": page_url(request.GET, "foer", page.before),
    }
    return render(request, "staff/access_log.html", context)
