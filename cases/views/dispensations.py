"""The page of the one door past a red offer (A-69): a specialist enters a dispensation for a citizen and an offer."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.change_log import entry_words
from cases.dossier import read
from cases.forms.dispensations import DispensationForm
from cases.models import Case, Dispensation
from cases.services.correcting import UNDONE
from cases.services.grants import choosing, dispensing
from cases.views.answers import signed_in
from cases.views.fact_page import FactPage, answer
from cases.views.opening import case_to_dispense, citizen_page
from staff.models import Role
from staff.permissions import needs_role
from staff.refusals import Refused

SCREEN = "Borger: dispensation"
LEAD = (
    "{} er rødt og anvendes aldrig for målgruppen. Registrér kun en afgørelse fra en højere myndighed eller en"
    " lovbestemt ret. Den åbner én bevilling, som en funktionsleder stadig skal godkende. Dispensationen står på"
    " funktionslederens liste."
)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
@citizen_page(SCREEN, find=case_to_dispense)
def enter(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Enter a dispensation; the offer that is not granted from the catalogue does not exist here."""
    offer = get_object_or_404(choosing.offers(), pk=pk)
    if case.closed_on is not None:
        raise Http404
    today = timezone.localdate()
    before = [entry_words(entry, today) for entry in reversed(read(case).valid("dispensation"))]
    page = FactPage(
        title="Registrér dispensation",
        button="Gem dispensationen",
        done="Dispensationen er gemt. Rådgiveren kan nu sende bevillingen til godkendelse.",
        form=DispensationForm,
        act=partial(dispensing.enter, case=case, offer=offer),
        previews=False,
        lead=LEAD.format(offer.name),
        undo="dispensation",
        **_around(request, case, offer.pk),
        current_title="Dispensationer nu",
        current=before,
    )
    return answer(request, case, page)


@require_POST
@needs_role(Role.SPECIALIST)
@citizen_page(SCREEN, find=case_to_dispense)
def undo(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Take back the dispensation just entered, from its receipt."""
    rows = Dispensation.objects.valid().filter(case=case, recorded_by=signed_in(request))
    row = get_object_or_404(rows, pk=pk)
    try:
        dispensing.void(
            dispensation=row, reason=UNDONE, by=signed_in(request), today=timezone.localdate(), now=timezone.now()
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, "Dispensationen er fortrudt.")
    return redirect("citizen_dispensation", case.citizen.public_id, row.offer_id)


def _around(request: HttpRequest, case: Case, offer: int) -> dict[str, Any]:
    """What follows and leads away: pages of the citizen, or none for a specialist who sees nothing else of them."""
    if Case.objects.visible_to(signed_in(request)).filter(pk=case.pk).exists():
        return {"after": "citizen_offers"}
    return {"after": "citizen_dispensation", "after_of": offer, "back": reverse("catalogue")}
