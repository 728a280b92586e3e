"""Budgetlinjer: what offers are paid from; specialists name them and say which are bound."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from offers.models import BudgetLine
from offers.services import budgets
from offers.services import lines as acts
from offers.services.rights import READERS, may_edit
from oversight.forms.lines import LineForm, standing
from oversight.services.shelf_history import history
from oversight.views.shelf_act import Done, ShelfPage, answer, posted, signed_in
from staff.models import Role
from staff.permissions import needs_role

LIST = "Budgetlinjer"


@require_safe
@needs_role(*READERS)
def lines(request: HttpRequest) -> HttpResponse:
    """All of them, with how many active offers each pays."""
    user = signed_in(request)
    context = {
        "rows": BudgetLine.objects.annotate(number=Count("offers", filter=Q(offers__active=True))).order_by("name"),
        "year": timezone.localdate().year,
        "may_edit": may_edit(user),
        "sees_budget": budgets.may_edit(user),
        "crumbs": [("Tilbudskatalog", reverse("catalogue")), (LIST, "")],
    }
    return render(request, "catalogue/lines.html", context)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def create(request: HttpRequest) -> HttpResponse:
    """A new line without a budget."""
    form = LineForm(posted(request), line=None, today=timezone.localdate())

    def act() -> Done:
        said = form.cleaned_data
        made = acts.create(name=said["name"], bound=said["bound"], by=signed_in(request), form_key=said["form_key"])
        return Done(f"Budgetlinjen {made} er oprettet.", reverse("lines"))

    page = ShelfPage(
        title="Ny budgetlinje", button="Opret budgetlinjen", form=form, act=act, back=reverse("lines"),
        crumbs=[(LIST, reverse("lines"))], lead="Uden et budget for året bremser linjen ingen bevilling.",
    )  # fmt: skip
    return answer(request, page)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or bound or not; both versions are shown where somebody else changed it meanwhile."""
    found = get_object_or_404(BudgetLine, pk=pk)
    form = LineForm(posted(request), line=found, today=timezone.localdate())

    def act() -> Done:
        said = form.cleaned_data
        acts.edit(line=found, name=said["name"], bound=said["bound"], version=form.version, by=signed_in(request))
        return Done(f"Budgetlinjen {said['name']} er rettet.", reverse("lines"))

    page = ShelfPage(
        title="Ret budgetlinje", button="Gem budgetlinjen", form=form, act=act, back=reverse("lines"),
        crumbs=[(LIST, reverse("lines"))], lead="Det, der er disponeret, bliver på linjen.",
        both=lambda stale: form.both(standing(BudgetLine.objects.get(pk=pk))),
        fresh=lambda: str(BudgetLine.objects.get(pk=pk).version), extra={"history": history(found)},
    )  # fmt: skip
    return answer(request, page)
