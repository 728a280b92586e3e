"""Pages of a citizen's steps: the employment ladder, and what is tried for the sick before fleksjob and pension."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.change_log import entry_words
from cases.dossier import read
from cases.forms.facts import FactForm
from cases.forms.steps import ClarificationForm, LadderForm
from cases.models import Case
from cases.services import steps
from cases.services.upcoming import doubt
from cases.views.fact_page import FactPage, answer
from cases.views.opening import citizen_page
from rules.answers.terms import Clarification, Ladder

METHODS = ["GET", "POST"]


@require_http_methods(METHODS)
@citizen_page("Borger: trin på trappen")
def ladder(request: HttpRequest, case: Case) -> HttpResponse:
    """The citizen's step on the employment ladder from a day on (HED21-24)."""
    page = _page(
        case, Ladder, "ladder", title="Trin på beskæftigelsestrappen", done="Trinnet er gemt.", form=LadderForm,
        act=steps.stand,
    )  # fmt: skip
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Borger: afklaring")
def clarification(request: HttpRequest, case: Case) -> HttpResponse:
    """Which step is not possible, and which one is aimed at (HED21-28)."""
    page = _page(
        case, Clarification, "clarified", title="Afklaring", done="Vurderingen er gemt.", form=ClarificationForm,
        act=steps.assess,
    )  # fmt: skip
    return answer(request, case, page)


def _page(
    case: Case,
    kind: steps.Kind,
    entries: str,
    *,
    title: str,
    done: str,
    form: type[FactForm],
    act: Callable[..., object],
) -> FactPage:
    """The page on which a step is set, with what was set before; where no rule has steps, there is none."""
    dossier, today = read(case), timezone.localdate()
    found = steps.shown(kind, dossier, today)
    if found is None:
        raise Http404
    before = [entry_words(entry, today) for entry in reversed(dossier.valid(entries))]
    return FactPage(
        title=title,
        button="Gem",
        done=done,
        form=form,
        act=partial(act, case=case),
        previews=False,
        lead=f"{found.rule.title}. {found.rule.cite} ({found.rule.id}): »{found.rule.quote}«{doubt(found.rule.id)}",
        undo=entries,
        current_title="Indtil nu" if before else "",
        current=before,
    )
