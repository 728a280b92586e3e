"""Kolonner: the target groups as the catalogue shows them; specialists name, order and fill them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.services.policies.in_force import current_policy
from offers.models import Column
from offers.services import columns as acts
from offers.services.columns import TARGET_GROUPS_BY_CODE as GROUPS
from offers.services.rights import READERS, may_edit
from oversight.forms.columns import ColumnForm, GroupForm
from oversight.services import catalogue_impact, column_impact
from oversight.services.column_impact import TOUCHES
from oversight.services.shelf_history import moves
from oversight.views.shelf_act import Done, ShelfPage, answer, posted, signed_in
from staff import access, paging
from staff.models import Act, Role
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused, Stale

LIST = "Kolonner"
READ_FIRST = "Læs, hvem flytningen berører. Tryk igen for at flytte."


@require_safe
@needs_role(*READERS)
def columns(request: HttpRequest) -> HttpResponse:
    """All columns in order, and the groups that stand in none."""
    rows = acts.columns()
    inside = {code for row in rows for code in row.codes}
    context = {
        "rows": [(row, [(code, GROUPS[code]) for code in row.codes]) for row in rows],
        "outside": [(code, name) for code, name in GROUPS.items() if code not in inside],
        "seen": acts.state(rows),
        "may_edit": may_edit(signed_in(request)),
        "history": moves(),
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (LIST, "")],
    }
    return render(request, "catalogue/columns.html", context)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def create(request: HttpRequest) -> HttpResponse:
    """A new column, without groups."""
    form = ColumnForm(posted(request), today=timezone.localdate())

    def act() -> Done:
        said = form.cleaned_data
        made = acts.add(
            name=said["name"], short_name=said["short_name"], by=signed_in(request), form_key=said["form_key"]
        )
        return Done(f"Kolonnen {made} er oprettet. Sæt nu målgrupper ind i den.", reverse("columns"))

    lead = "Kolonnen står sidst og er tom, indtil du flytter målgrupper ind i den."
    return answer(request, _page(title="Ny kolonne", button="Opret kolonnen", form=form, act=act, lead=lead))


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words over the column."""
    found = get_object_or_404(Column, pk=pk)
    now = {"name": found.name, "short_name": found.short_name}
    form = ColumnForm(posted(request), today=timezone.localdate(), seen=acts.state(acts.columns()), initial=now)

    def act() -> Done:
        said = form.cleaned_data
        acts.rename(
            column=found, name=said["name"], short_name=said["short_name"], seen=said["seen"], by=signed_in(request)
        )
        return Done(f"Kolonnen hedder {said['name']}.", reverse("columns"))

    return answer(
        request, _page(title="Ret kolonne", button="Gem kolonnen", form=form, act=act, both=form_both(form, pk))
    )


def form_both(form: ColumnForm, pk: int) -> Any:
    def both(stale: Stale) -> Any:
        fresh = Column.objects.get(pk=pk)
        return form.both({"name": fresh.name, "short_name": fresh.short_name})

    return both


def _page(**values: Any) -> ShelfPage:
    return ShelfPage(
        back=reverse("columns"), crumbs=[(LIST, reverse("columns"))], fresh=lambda: acts.state(acts.columns()), **values
    )


@require_POST
@needs_role(Role.SPECIALIST)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place to the left or to the right in the matrix."""
    found = get_object_or_404(Column, pk=pk)
    up = request.POST.get("vej") == "op"
    try:
        acts.move(column=found, up=up, seen=request.POST.get("seen", ""), by=signed_in(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"{found} er flyttet {'op' if up else 'ned'}.")
    return redirect("columns")


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def group(request: HttpRequest, code: str) -> HttpResponse:
    """Move a target group: the impact is read first, then it is saved."""
    if code not in GROUPS:
        raise Http404
    rows, today = acts.columns(), timezone.localdate()
    before, seen = acts.column_of(code, rows), acts.state(rows)
    form = GroupForm(posted(request), columns=rows, before=before, today=today, seen=seen)
    context: dict[str, Any] = {
        "code": code,
        "name": GROUPS[code],
        "before": before,
        "form": form,
        "crumbs": _crumbs(code),
    }
    if not form.is_bound:
        return render(request, "catalogue/group.html", context)
    if not form.is_valid():
        return render(request, "catalogue/group.html", context, status=422)
    if form.was_shown:
        try:
            acts.place(code=code, into=form.into, seen=form.cleaned_data["seen"], today=today, by=signed_in(request))
        except Stale as stale:
            context |= {"conflict": stale.message, "saved_lines": [f"{GROUPS[code]}: {before or 'ingen kolonne'}"]}
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, f"{GROUPS[code]} står nu i {form.into or 'ingen kolonne'}.")
            return redirect("columns")
    status = 409 if "conflict" in context else 422
    context["read_first"] = "" if "conflict" in context or form.errors else READ_FIRST
    context["impact"] = column_impact.of_move(
        code=code, before=before, after=form.into, policy=current_policy(), today=today
    )
    form.show(seen)
    return render(request, "catalogue/group.html", context, status=status)


def _crumbs(code: str) -> list[tuple[str, str]]:
    return [("Tilbudskatalog", reverse("catalogue")), (LIST, reverse("columns")), (GROUPS[code], "")]


@require_safe
@needs_role(Role.SPECIALIST)
def citizens(request: HttpRequest, code: str) -> HttpResponse:
    """The citizens behind a number of the impact; whom the reader may not see stands there without a name."""
    if code not in GROUPS:
        raise Http404
    today, where, viewer = timezone.localdate(), request.GET, signed_in(request)
    chosen = [touch for touch in TOUCHES if where.get("vis", "") in ("", touch.value)]
    rows = catalogue_impact.listed(column_impact.touched(code, today=today), touches=chosen, viewer=viewer, today=today)
    found = paging.page(
        rows, everything=rows, order=("offer_from",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    named = [case.citizen.public_id for case in found.rows if case.named]
    access.log(user=viewer, screen=f"Målgruppe {GROUPS[code]}: borgere", act=Act.LIST, citizens=named)
    crumbs = [*_crumbs(code)[:-1], (GROUPS[code], reverse("column_group", args=[code])), ("Borgere", "")]
    context = {
        "name": GROUPS[code],
        "rows": found.rows,
        "number": rows.count(),
        "list_url": request.get_full_path(),
        "today": today,
        "crumbs": crumbs,
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
    }
    return render(request, "catalogue/group_citizens.html", context)
