"""A colour of the catalogue is changed: the impact is read first, then it is saved; a planned change is taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from offers.models import ColourPeriod
from offers.services import colours
from offers.services.catalogue import NAMES, Shown
from offers.services.rights import READERS
from oversight.forms.catalogue import ColourForm, ImpactForm
from oversight.services import catalogue_impact
from oversight.services.catalogue_impact import CONCERNED, Touch
from oversight.views.catalogue import Asked, answer, asked, blank, cell_of, page, panel
from rules.gates.vocabulary import Colour
from rules.wording import long_date
from staff import access, paging
from staff.models import Act, Role, User
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused, Stale

READ_FIRST = "Læs, hvem ændringen berører. Gem derefter."


def impact_of(said: Asked, shown: Shown, form: ImpactForm) -> dict[str, Any]:
    """The block "Det sker, når du gemmer"; empty while colour or date cannot be read."""
    if not form.is_valid():
        return {}
    wanted = form.cleaned_data
    colour, from_on, to_on = Colour(wanted["colour"]), wanted["from_on"], wanted["to_on"]
    found = catalogue_impact.of_change(
        offer=shown.offer, column=shown.column, colour=colour, from_on=from_on, to_on=to_on, today=said.today
    )
    span = f"fra={from_on}" + (f"&til={to_on}" if to_on else "")
    url = f"{reverse('colour_citizens', args=[shown.offer.pk, shown.column.pk])}?{span}"
    return {
        "impact": found,
        "lines": [(line, f"{url}&vis={line.touch}") for line in found.lines],
        "in_offer_url": url,
        "concerned_url": f"{url}&vis=beroert",
        "digest": form.digest(),
        "from_on": from_on,
        "sees_lists": said.sees_lists,
    }


@require_GET
@needs_role(Role.SPECIALIST)
def impact(request: HttpRequest, offer: int, column: int) -> HttpResponse:
    """htmx: whom the colour and the dates of the form concern, before anything is saved."""
    said = asked(request)
    shown = cell_of(said, offer, column)
    form = ImpactForm(request.GET, today=said.today)
    return render(request, "catalogue/_impact.html", {"oob": True} | impact_of(said, shown, form))


@require_POST
@needs_role(Role.SPECIALIST)
def change(request: HttpRequest, offer: int, column: int) -> HttpResponse:
    """Save the change of one cell; what is wrong stands in the panel with what was typed."""
    said = asked(request)
    shown = cell_of(said, offer, column)
    form = ColourForm(request.POST, choices=shown.found.choices, seen=shown.state, today=said.today)
    read = ImpactForm(request.POST, today=said.today)
    if not form.is_valid():
        return answer(request, said, shown, form, 422, **impact_of(said, shown, read))
    if not read.is_valid() or form.cleaned_data["shown"] != read.digest():
        return answer(request, said, shown, form, 422, read_first=READ_FIRST, **impact_of(said, shown, read))
    try:
        made = _saved(request, said, shown, form)
    except Stale as stale:
        fresh = cell_of(said, offer, column)
        form.retype(seen=fresh.state)
        typed = [f"{NAMES[form.wanted.colour]} fra {long_date(form.wanted.from_on)}: {form.wanted.reason}"]
        both = {"conflict": stale.message, "saved_lines": stale.saved, "typed_lines": typed}
        return answer(request, said, fresh, form, 409, **both, **impact_of(said, fresh, read))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return answer(request, said, shown, form, 422, **impact_of(said, shown, read))
    return _done(request, said, made)


def _saved(request: HttpRequest, said: Asked, shown: Shown, form: ColourForm) -> ColourPeriod:
    assert isinstance(request.user, User)
    return colours.change(
        offer=shown.offer,
        column=shown.column,
        wanted=form.wanted,
        seen=form.cleaned_data["seen"],
        by=request.user,
        policy=said.policy,
        today=said.today,
        now=timezone.now(),
        form_key=form.cleaned_data["form_key"],
    )


def _done(request: HttpRequest, said: Asked, made: ColourPeriod) -> HttpResponse:
    """The receipt with its undo; htmx gets the panel, the cell and the numbers over the matrix anew."""
    undo_url = reverse("undo_colour", args=[made.pk]) if made.from_on > said.today else ""
    words = f"{made.offer} er {NAMES[made.colour].lower()} for {made.column} fra {long_date(made.from_on)}."
    messages.success(request, words, extra_tags=undo_url)
    if request.headers.get("HX-Target") != "panel":
        return redirect("catalogue_cell", offer=made.offer_id, column=made.column_id)
    shown = cell_of(said, made.offer_id, made.column_id)
    context = page(request, said, shown) | panel(request, said, shown, blank(shown, said.today))
    return render(request, "catalogue/_saved.html", context)


@require_POST
@needs_role(Role.SPECIALIST)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a planned change back, before its day."""
    made = get_object_or_404(ColourPeriod.objects.select_related("offer", "column"), pk=pk)
    assert isinstance(request.user, User)
    try:
        colours.undo(made=made, by=request.user, today=timezone.localdate(), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Ændringen af {made.offer} for {made.column} er fortrudt.")
    return redirect("catalogue_cell", offer=made.offer_id, column=made.column_id)


@require_GET
@needs_role(*READERS)
def citizens(request: HttpRequest, offer: int, column: int) -> HttpResponse:
    """The citizens behind a number of the impact; whom the reader may not see stands there without a name."""
    said = asked(request)
    shown = cell_of(said, offer, column)
    days = ImpactForm(
        {"colour": "yellow", "from_on": request.GET.get("fra", ""), "to_on": request.GET.get("til", "")},
        today=said.today,
    )
    chosen = request.GET.get("vis", "")
    if not days.is_valid() or not isinstance(request.user, User):
        raise Http404
    touches = CONCERNED if chosen == "beroert" else tuple(t for t in Touch if chosen in ("", t.value))
    from_on, to_on = days.cleaned_data["from_on"], days.cleaned_data["to_on"]
    cases = catalogue_impact.touched(
        offer=shown.offer, column=shown.column, from_on=from_on, to_on=to_on, today=said.today
    )
    rows = catalogue_impact.listed(cases, touches=touches, viewer=request.user, today=said.today)
    where = request.GET
    found = paging.page(
        rows, everything=rows, order=("offer_from",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    named = [case.citizen.public_id for case in found.rows if case.named]
    access.log(user=request.user, screen=f"Tilbud {shown.offer}: borgere", act=Act.LIST, citizens=named)
    context = {
        "cell": shown,
        "rows": found.rows,
        "number": rows.count(),
        "list_url": request.get_full_path(),
        "from_on": from_on,
        "today": said.today,
        "crumbs": [
            ("Tilbudskatalog", reverse("catalogue")),
            (str(shown.offer), reverse("catalogue_cell", args=[offer, column])),
            ("Borgere", ""),
        ],
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
    }
    return render(request, "catalogue/citizens.html", context)
