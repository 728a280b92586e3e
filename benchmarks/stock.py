"""The caseload as a stock django-tables2 page: the same citizens, the package's own template."""

from typing import Any

import django_tables2
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from cases.models import Deadline

PAGE = "{% load render_table from django_tables2 %}<!doctype html><html><body>{% render_table table %}</body></html>"


class Stock(django_tables2.Table):  # type: ignore[misc]
    name = django_tables2.Column(accessor="case__citizen__name")
    cpr = django_tables2.Column(accessor="case__citizen__masked_cpr")

    class Meta:
        model = Deadline
        fields = ("name", "cpr", "rule", "group", "due_on", "met_on")


@login_required
def caseload(request: HttpRequest) -> HttpResponse:
    """The worst deadline of each citizen of the caseworker."""
    user: Any = request.user
    worst = (
        Deadline.objects.current()
        .filter(case__responsibilities__user=user, case__responsibilities__to_on=None, met_on=None, closed_on=None)
        .order_by("case_id", "due_on")
        .distinct("case_id")
    )
    rows = Deadline.objects.filter(pk__in=worst.values("pk")).select_related("case__citizen").order_by("due_on")
    table = Stock(rows)
    django_tables2.RequestConfig(request, paginate={"per_page": 100}).configure(table)
    return HttpResponse(engines["django"].from_string(PAGE).render({"table": table}, request))


urlpatterns = [path("stock/", caseload), path("", include("jobcenter.urls"))]
