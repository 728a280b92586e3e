"""The citizens behind one day of "Nye overskridelser pr. dag"."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.services import caseload, notices
from cases.views.caseload_rows import Row
from oversight.scope import scope_of
from staff import access
from staff.models import Act, Role
from staff.permissions import needs_role


@needs_role(Role.TEAM_LEADER)
def new_overdue(request: HttpRequest, day: date) -> HttpResponse:
    """Who got a notice on `day`, as they stand today."""
    scope, today = scope_of(request), timezone.localdate()
    cases = notices.noticed_cases(team_ids=[team.pk for team in scope.shown], day=day)
    lines = caseload.read(cases=cases, owner=scope.viewer, viewer=scope.viewer, today=today).lines
    access.log(user=scope.viewer, screen="Nye overskridelser", act=Act.LIST, citizens=caseload.public_ids(lines))
    return render(
        request,
        "oversight/new_overdue.html",
        {"scope": scope, "day": day, "today": today, "rows": [Row(line, today) for line in lines]},
    )
