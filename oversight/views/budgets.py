"""Budget: the year line by line, and one line with what its sum is made of."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.services.records import rules_today
from offers.services import budgets
from oversight.forms.budgets import BudgetForm
from oversight.services import budget_year
from oversight.services.budget_year import Spending
from rules.answers.budget import pace_rule
from staff import access, paging
from staff.models import Act, User
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused, Stale

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_safe
@needs_role(*budgets.EDITORS)
def year(request: HttpRequest) -> HttpResponse:
    """All lines of one year; bound ones for themselves."""
    today = timezone.localdate()
    chosen = _year(request.GET.get("aar", str(today.year)))
    found = budget_year.spending(chosen, rules=rules_today(today), today=today)
    context = {"found": found, "year": chosen, "years": found.years, "today": today}
    return render(request, "budgets/year.html", context)


@require_http_methods(["GET", "POST"])
@needs_role(*budgets.EDITORS)
def line(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """One line: its budget, and the grants behind what is committed."""
    if not isinstance(request.user, User):
        raise Http404
    found = get_object_or_404(budget_year.lines(), pk=pk)
    today = timezone.localdate()
    spent = budget_year.of_line(found, _year(str(year)), rules=rules_today(today), today=today)
    if request.method == "GET":
        return _shown(request, spent, year, _blank(spent))
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _shown(request, spent, year, form, status=422)
    try:
        budgets.set_year(
            line=found,
            year=year,
            amount=form.cleaned_data["amount"],
            reduction=form.cleaned_data["reduction"] or Decimal(0),
            reason=form.cleaned_data["reason"],
            by=request.user,
            version=form.cleaned_data["version"],
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, spent, year, form, status=409 if isinstance(refused, Stale) else 422)
    messages.success(request, f"Budgettet for {found} i {year} er gemt.")
    return redirect("budget_line", pk, year)


def _year(said: str) -> int:
    if not said.isdigit() or not FIRST_YEAR <= int(said) <= LAST_YEAR:
        raise Http404
    return int(said)


def _blank(spent: Spending) -> BudgetForm:
    row = spent.budget
    if row is None:
        return BudgetForm()
    return BudgetForm(
        initial={"version": row.version, "amount": row.amount, "reduction": row.reduction, "reason": row.reason}
    )


def _shown(request: HttpRequest, spent: Spending, year: int, form: BudgetForm, *, status: int = 200) -> HttpResponse:
    assert isinstance(request.user, User)
    where = request.GET
    rows = budget_year.costs_of(spent.line, year, viewer=request.user)
    found = paging.page(
        rows, everything=rows, order=("from_on",), after=where.get("efter", ""), before=where.get("foer", "")
    )
    named = [row.grant.case.citizen.public_id for row in found.rows if row.named]
    access.log(user=request.user, screen="Budget", act=Act.LIST, citizens=named)
    context = {
        "spent": spent,
        "year": year,
        "form": form,
        "rows": found.rows,
        "today": timezone.localdate(),
        "sources": [found[0] for found in (pace_rule(rules_today(timezone.localdate())),) if found],
        "next_url": page_url(where, "efter", found.after),
        "previous_url": page_url(where, "foer", found.before),
    }
    return render(request, "budgets/line.html", context, status=status)
