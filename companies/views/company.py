"""One company: who it is, whom we talk to, where it lies, and what has happened to its record (screen 10b)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from companies.access import READERS, may_lift_ban, may_write, signed_in
from companies.citizens import company_panel
from companies.forms.contacts import ContactForm
from companies.models import Company
from companies.models.numbers import p_number_fits
from companies.record import changes
from companies.services import contacts
from companies.views.orders import lines
from staff.access import log
from staff.models import Act
from staff.permissions import needs_role
from staff.wording import day_month

LATEST, LOOKED_BACK = 5, 40
TABS = (
    ("Overblik", "company"),
    ("Pladser", "company_places"),
    ("Borgere", "company_citizens"),
    ("Forslag", "company_suggested"),
    ("Kontakter", "company_contacts"),
    ("Historik", "company_history"),
)


@needs_role(*READERS)
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """The overview. One that was merged into another leads to that one."""
    return overview(request, pk, None)


def overview(request: HttpRequest, pk: int, form: ContactForm | None, *, status: int = 200) -> HttpResponse:
    """The page; `form` is the contact that was refused, or nothing."""
    today, now = timezone.localdate(), timezone.now()
    shown = get_object_or_404(Company.objects.for_overview(today), pk=pk)
    if shown.merged_into_id:
        return redirect("company", shown.merged_into_id)
    user, people = signed_in(request), list(shown.people.filter(to_on__isnull=True))
    panel = company_panel(shown, user=user, today=today)
    log(user=user, screen="Virksomhed", act=Act.LIST, citizens=panel.named)
    said = list(shown.contacts.valid().select_related("by", "person")[:LOOKED_BACK])
    context = page_of(request, shown, "company") | {
        "people": people,
        "panel": panel,
        "units": [(unit, p_number_fits(unit["p_number"])) for unit in shown.unit_rows],
        "doubles": shown.double_rows if may_write(user) else [],
        "form": form or ContactForm(company=shown, today=today, people=people),
        "recent": contacts.recently(said, today=today),
        "orders": lines(shown.orders.open(now).order_by("deadline", "-id"), by=user, today=today, now=now),
        "latest": said[:LATEST],
    }
    return render(request, "companies/overview.html", context, status=status)


@needs_role(*READERS)
def company_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Names, branches, responsible, bans and merges with their days."""
    shown = get_object_or_404(Company.objects.for_page(timezone.localdate()), pk=pk)
    if shown.merged_into_id:
        return redirect("company_history", shown.merged_into_id)
    context = page_of(request, shown, "company_history") | {"entries": changes(shown)}
    return render(request, "companies/history.html", context)


def page_of(request: HttpRequest, shown: Any, tab: str) -> dict[str, Any]:
    """What the head of a company's page needs."""
    user, today = signed_in(request), timezone.localdate()
    area = shown.postal.area if shown.postal else None
    trail = [("Virksomheder", reverse("companies"))]
    if area is not None:
        trail.append((area.name, f"{reverse('companies')}?omraade={area.pk}"))
    return {
        "company": shown,
        "today": today,
        "crumbs": [*trail, (shown.name, "")],
        "ban": shown.is_banned and shown.bans.filter(to_on__isnull=True).select_related("recorded_by").first(),
        "facts": _facts(shown, today),
        "may_write": may_write(user),
        "may_lift": may_lift_ban(user),
        "tabs": [
            {"label": label, "url": reverse(name, args=[shown.pk]), "current": name == tab} for label, name in TABS
        ],
    }


def _facts(shown: Any, today: date) -> list[tuple[str, str]]:
    owner = f"{shown.owner_first or ''} {shown.owner_last or ''}".strip()
    area = shown.postal.area if shown.postal else None
    found = [
        ("CVR", spaced(shown.cvr)),
        ("Branche", shown.branch_name),
        ("Ansatte", str(shown.employees) if shown.employees is not None else ""),
        ("Område", area.name if area else ""),
        ("Telefon", shown.phone),
        ("E-mail", shown.email),
        ("Ansvarlig", owner or "Ingen"),
        ("Sidste kontakt", day_month(shown.last_contact, today) if shown.last_contact else "Aldrig"),
    ]
    return [(label, words) for label, words in found if words]


def spaced(cvr: str | None) -> str:
    """99 41 20 03"""
    return "\u00a0".join(cvr[place : place + 2] for place in range(0, len(cvr), 2)) if cvr else ""
