"""Extending an offer: the page says until when it must be decided, and what the rules say of the wish."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.duties import rule_of
from cases.forms import grant_extending as forms
from cases.forms.facts import FactForm
from cases.grant_rows import row_of
from cases.models import Case, Grant
from cases.services.grants import choosing, extending, judging, sparring
from cases.services.grants.life import OPEN, Stage
from cases.services.policies.in_force import current_policy
from cases.views.answers import signed_in
from cases.views.citizen import page_of
from cases.views.fact_page import answer
from cases.views.grant_life import METHODS, act_page, in_stage
from cases.views.opening import citizen_page
from rules.gates.vocabulary import Result
from rules.terms import BeforeEnd
from staff import wording
from staff.refusals import Refused

TYPED = ("to_on", "likely", "why", "price", "special_need")
RESULTS = {Result.BLOCKS: "Ikke opfyldt", Result.NEEDS: "Kræver funktionsleder", Result.WARNING: "Bemærk"}


@require_http_methods(METHODS)
@citizen_page("Bevilling: forlængelse")
def extend(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Grant more days of the same offer, or send the wish to a leader."""
    grant = in_stage(case, pk, Stage.RUNNING, Stage.OVER)
    page = act_page(
        grant, title="Forlæng tilbuddet", button="Gem forlængelsen", act=_extend, remarks=partial(_remarks, grant),
        form=partial(forms.ExtendForm, initial=_start(grant)), lead=_lead(case, grant), wide=True,
        done="Forlængelsen er gemt. Om den er bevilget eller afventer, står herunder.",
    )  # fmt: skip
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: drøftelse")
def discuss(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Record where and with whom the extension was discussed."""
    grant = in_stage(case, pk, Stage.RUNNING, Stage.OVER)
    page = act_page(
        grant, title="Registrér drøftelse af forlængelse", button="Gem drøftelsen", form=forms.DiscussForm,
        act=extending.discuss, previews=False, undo="discussion", done="Drøftelsen er gemt.",
    )  # fmt: skip
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: sparringsmøde")
def put_on_agenda(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Put the grant on the agenda of the next sparringsmøde. For others than leaders of the team it does not exist."""
    grant = in_stage(case, pk, Stage.WAITING, *OPEN)
    if not sparring.may_put_on(case, grant, signed_in(request)):
        raise Http404
    page = act_page(
        grant, title="Sæt på sparringsmøde", button="Sæt på dagsordenen", form=forms.AgendaForm, act=sparring.put_on,
        previews=False, undo="agenda", done="Bevillingen står på dagsordenen til næste sparringsmøde.",
    )  # fmt: skip
    return answer(request, case, page)


@require_http_methods(METHODS)
@citizen_page("Bevilling: forlænges ikke")
def do_not_extend(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Decide that the offer ends on its last day."""
    grant = in_stage(case, pk, Stage.RUNNING, Stage.OVER)
    page = act_page(
        grant, title="Tilbuddet forlænges ikke", button="Gem beslutningen", form=forms.NotExtendForm,
        act=extending.do_not_extend, undo="not_extended", done="Beslutningen er gemt, og fristerne er regnet om.",
    )  # fmt: skip
    return answer(request, case, page)


def _extend(*, grant: Grant, seen: str, **given: Any) -> Grant:
    typed = {name: given.pop(name) for name in TYPED}
    return extending.extend(grant=grant, wish=extending.wish_to_extend(grant, **typed), seen=seen, **given)


def _start(grant: Grant) -> dict[str, Any]:
    """What the page showed of the catalogue."""
    today, policy = timezone.localdate(), current_policy()
    known = judging.read(case=grant.case, offer=grant.offer, today=today)
    try:
        group = choosing.group_of(known.facts, today=today)
    except Refused:
        return {}
    cell = judging.catalogue_cell(grant.offer, group, known.entry(group), policy=policy, today=today)
    return {"seen": judging.seen(grant.offer, known, code=judging.code_of(cell)), "special_need": grant.special_need}


def _lead(case: Case, grant: Grant) -> str:
    """Until when the extension must be decided, with the rule and its source; nothing where no rule asks."""
    page = page_of(case)
    for line in row_of(grant, page.dossier, page.lines, page.today).tasks:
        rule = rule_of(line.row.rule)
        if rule is not None and isinstance(rule.terms, BeforeEnd) and line.row.due_on is not None:
            day = wording.day_in_words(line.row.due_on, page.today)
            return f"Beslut senest {day}: {rule.title.lower()} ({rule.id}, {rule.cite})."
    return ""


def _remarks(grant: Grant, form: FactForm) -> list[str]:
    """What happens when it is saved, and what the rules remark on."""
    typed = {name: value for name, value in form.facts().items() if name != "seen"}
    wish = extending.wish_to_extend(grant, **typed)
    judged = judging.judge(case=grant.case, wish=wish, policy=current_policy(), today=form.today)
    leader = any(check.result is Result.NEEDS for check in judged.checks)
    first = "Sendes til godkendelse hos funktionslederen." if leader else "Bevilges nu."
    said = [
        f"{RESULTS[check.result]}: {check.text} ({check.rule})" for check in judged.checks if check.result in RESULTS
    ]
    return [first, *said]
