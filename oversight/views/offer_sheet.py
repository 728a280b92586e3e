"""One page for print: all offers of one target group by colour, with what the rule wants said of each (REB23-62)."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from offers.services import catalogue as reading
from offers.services.rights import READERS
from oversight.views.catalogue import asked
from rules.answers.sheet import sheet
from staff.permissions import needs_role


@require_safe
@needs_role(*READERS)
def offer_sheet(request: HttpRequest, column: int) -> HttpResponse:
    """The offers of a column on a day; without the rule there is no such page."""
    said = asked(request)
    found = sheet(said.policy.on(said.today).current)
    if found is None:
        raise Http404
    read = reading.catalogue(policy=said.policy, day=said.filter.day)
    of = next((each for each in read.columns if each.pk == column), None)
    if of is None:
        raise Http404
    pairs = read.by_colour(of)
    context = {
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (of.name, "")],
        "column": of,
        "day": read.day,
        "shows": [each.value for each in found[1].shows],
        "colours": [(code, list(rows)) for code, rows in groupby(pairs, key=_code)],
        "sources": [found[0]],
    }
    return render(request, "catalogue/sheet.html", context)


def _code(pair: tuple[Any, Any]) -> str:
    return pair[1].code if pair[1] is not None else ""
