"""The log of contacts: register one, undo or void it, and the list behind every figure."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import READERS, WRITERS, may_write, signed_in
from companies.forms.contacts import ContactForm
from companies.forms.register import ReasonForm, consultants
from companies.models import Company, Contact
from companies.services import contacts, goals
from companies.views.acts import Actor, ActPage, answer
from companies.views.company import overview, page_of
from companies.views.record import the_company
from staff import paging
from staff.paging import page_url
from staff.permissions import needs_role
from staff.refusals import Refused
from staff.wording import day_month


@needs_role(*WRITERS)
@require_POST
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Log one contact; the page of the company shows it, with the undo in the receipt."""
    company, user, today = the_company(pk), signed_in(request), timezone.localdate()
    form = ContactForm(request.POST, company=company, today=today)
    if not form.is_valid():
        return overview(request, company.pk, form, status=422)
    key = form.cleaned_data["form_key"]
    try:
        made = contacts.log(company=company, said=form.said(), by=user, today=today, now=timezone.now(), form_key=key)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return overview(request, company.pk, form, status=422)
    undo = reverse("contact_undo", args=[made.pk])
    messages.success(request, f"Kontakten er registreret {day_month(made.on_date, today)}", extra_tags=undo)
    return redirect("company", pk)


@needs_role(*WRITERS)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=pk)
    try:
        contacts.undo(contact=contact, by=signed_in(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Kontakten er fortrudt.")
    return redirect("company", contact.company_id)


@needs_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.select_related("company"), pk=pk)

    def act(form: ReasonForm, actor: Actor) -> str:
        contacts.void(contact=contact, reason=form.cleaned_data["reason"], by=actor.by, now=actor.now)
        return reverse("company_contacts", args=[contact.company_id])

    said = f"{contact.get_kind_display()} {day_month(contact.on_date)}: {contact.note}"
    page = ActPage(
        title="Annullér kontakt", button="Annullér kontakten", done="Kontakten er annulleret.", form=ReasonForm,
        act=act, lead=said, danger=True,
    )  # fmt: skip
    return answer(request, page, company=contact.company)


@needs_role(*READERS)
def of_company(request: HttpRequest, pk: int) -> HttpResponse:
    """Every contact with one company, the voided ones struck out."""
    shown = get_object_or_404(Company.objects.for_page(timezone.localdate()), pk=pk)
    if shown.merged_into_id:
        return redirect("company_contacts", shown.merged_into_id)
    rows = Contact.objects.filter(company=shown).select_related("by", "person", "voided_by")
    page = _page(request, rows, Contact.objects.filter(company=shown))
    context = page_of(request, shown, "company_contacts") | page
    return render(request, "companies/contacts.html", context)


@needs_role(*READERS)
def done(request: HttpRequest) -> HttpResponse:
    """The contacts behind a figure: of a consultant or of all, in one month, visits or all."""
    today, asked = timezone.localdate(), request.GET
    month = goals.month_of(asked.get("maaned", ""), today)
    who = next((one for one in consultants() if str(one.pk) == asked.get("hvem")), None)
    visits = asked.get("type") == "besoeg"
    rows = goals.contacts_of(month=month, user=who.pk if who else None, visits=visits)
    context = _page(request, rows.select_related("by", "company", "person"), rows) | {
        "today": today,
        "month": month,
        "who": who,
        "visits": visits,
        "number": rows.count(),
        "crumbs": [("Virksomheder", reverse("companies")), ("Kontaktmål", reverse("contact_goals")), ("Kontakter", "")],
    }
    return render(request, "companies/done.html", context)


def _page(request: HttpRequest, rows: Any, everything: Any) -> dict[str, Any]:
    asked = request.GET
    page = paging.page(
        rows, everything=everything, order=("-on_date",), after=asked.get("efter", ""), before=asked.get("foer", "")
    )
    return {
        "rows": page.rows,
        "may_write": may_write(signed_in(request)),
        "next_url": page_url(asked, "efter", page.after),
        "previous_url": page_url(asked, "foer", page.before),
    }
