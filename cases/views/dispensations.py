"""The page of the one door past a red offer (A-69): a specialist enters a dispensation for a citizen and an offer."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.change_log import entry_words
from cases.dossier import read
from cases.forms.dispensations import DispensationForm
from cases.models import Case
from cases.services.grants import choosing, dispensing
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from staff.models import Role
from staff.permissions import needs_role

LEAD = (
    "{} er rødt og anvendes aldrig for målgruppen. Registrér kun en afgørelse fra en højere myndighed eller en"
    " lovbestemt ret. Den åbner én bevilling, som en funktionsleder stadig skal godkende. Dispensationen står på"
    " funktionslederens liste."
)


@require_http_methods(["GET", "POST"])
@needs_role(Role.SPECIALIST)
@citizen_page("Borger: dispensation")
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
        after="citizen_offers",
        current_title="Dispensationer nu",
        current=before,
    )
    return answer(request, case, page)
