"""A draft on its page: tokens as fields, the difference, the phase-in and the cases recalculate as they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.models import RuleVersion
from cases.models.rule_versions import State
from cases.services.policies import checks, impact
from cases.services.policies.approval import may_approve
from cases.services.policies.candidates import Trial
from cases.services.policies.checks import Level
from cases.services.policies.drafts import may_draft
from cases.services.policies.impact import CaseMove
from oversight.forms.rule_tokens import TokenForm, pieces
from oversight.forms.rule_version import DecisionForm
from oversight.services import rule_draft, rule_page
from oversight.services.rule_cases import Touched
from oversight.views.rule_access import READERS, asked_version
from rules.sentence import Row, sentence
from rules.vocabulary import PhaseIn, RuleStatus
from staff import access
from staff.models import Act, User
from staff.permissions import needs_role
from staff.refusals import Refused

ON_PAGE = 3
PAGE = 50


@dataclass(slots=True)
class Tried:
    """A draft with the tokens of a request: the form (None for who may not write), and the rule as it would be."""

    slug: str
    draft: RuleVersion
    form: TokenForm | None
    saved: Trial
    trial: Trial
    phase: PhaseIn
    query: str

    def url(self, name: str) -> str:
        return reverse(name, args=[self.slug, self.draft.version])

    @property
    def first_day(self) -> date:
        day = self.trial.after.valid_from
        assert day is not None, "a draft has a first day"
        return day


def tried(request: HttpRequest, slug: str, draft: RuleVersion, today: date, data: QueryDict | None = None) -> Tried:
    """The draft with what the address or the sent form says; a value that is not allowed becomes an error of the
    form, and the draft stays as it is saved."""
    said = request.GET if data is None else data
    saved = rule_draft.trial_of(draft, {})
    writes = isinstance(request.user, User) and may_draft(request.user)
    form = token_form(draft, saved, today, said if "cite" in said else None) if writes else None
    phase = said.get("phase_in", "")
    chosen = PhaseIn(phase) if phase in set(PhaseIn) else PhaseIn(draft.phase_in)
    changes: dict[str, object] = {} if chosen == draft.phase_in else {"phase_in": chosen.value}
    if form is not None and form.is_bound and form.is_valid():
        changes |= rule_draft.confirmed_today(form.changes(), today)
    trial = saved
    try:
        trial = rule_draft.trial_of(draft, changes) if changes else saved
    except Refused as refused:
        refuse(form, refused)
    tokens = request.GET.copy()
    for name in ("phase_in", "vis", "side", "csrfmiddlewaretoken"):
        tokens.pop(name, None)
    return Tried(slug, draft, form, saved, trial, chosen, tokens.urlencode())


def token_form(draft: RuleVersion, saved: Trial, today: date, data: QueryDict | None) -> TokenForm:
    """The fields of a draft as it is saved."""
    row, policy = saved.after, saved.policy
    rows: tuple[Row, ...] = (*policy.rules, *policy.gates)
    known = sorted({found.id for found in rows})
    beside = {"why": draft.why, "revision": draft.revision}
    return TokenForm(
        data, row=row, segments=sentence(row, policy.activity_sets), rules=known, today=today, initial=beside
    )


def refuse(form: TokenForm | None, refused: Refused) -> None:
    """Tell a refusal at its field, or over the form."""
    if form is not None:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def draft_context(request: HttpRequest, found: Tried, today: date) -> dict[str, Any]:
    """What the page of a draft has beside that of a version in force."""
    draft, user = found.draft, request.user
    looked = checks.of(draft=draft, today=today)
    base = recalculated(found, everything="eksempler" in request.GET) | (
        _reckoned(request, found, today) if found.query else {}
    )
    return base | {
        "token_form": found.form,
        "save_url": found.url("save_draft"),
        "touched_url": found.url("draft_cases"),
        "checks": looked,
        "blocked": any(check.level is Level.BLOCKS for check in looked),
        "approval_form": DecisionForm(initial={"revision": draft.revision}),
        "may_approve": isinstance(user, User) and may_approve(user, draft),
        "is_editor": user.pk in draft.editors,
        "late_url": f"{found.url('draft_cases')}?phase_in={draft.phase_in}&vis=overskredet",
        "approve_url": found.url("approve_draft"),
        "send_back_url": found.url("send_back_draft"),
        "withdraw_url": found.url("withdraw_draft"),
    }


def _reckoned(request: HttpRequest, found: Tried, today: date) -> dict[str, Any]:
    """After "Beregn" the page itself has what htmx fetches afterwards: the results and the first cases."""
    return _phases(found, today) | {"touched": _card(request, found, today, only_overdue=False)[0]}


def recalculated(found: Tried, *, everything: bool = False) -> dict[str, Any]:
    """The parts that follow from the tokens: sentence, difference, choices without results, examples."""
    trial, query = found.trial, found.query
    sets = trial.policy.activity_sets
    told = rule_draft.difference(trial)
    words = rule_page.words_before(trial.before, trial.without.activity_sets)
    everywhere = f"?{query}&eksempler=alle" if query else "?eksempler=alle"
    return {
        "before": trial.before,
        "version": found.draft,
        "row": trial.after,
        "pieces": pieces(sentence(trial.after, sets), words, found.form),
        "changes": told.changes,
        "unchanged": told.unchanged,
        "table": rule_page.table_of(trial.before, trial.after, all_url=everywhere, everything=everything),
        "phases": rule_draft.choices(found.phase, {}, "", ""),
        "phases_url": found.url("draft_phases"),
        "recalculate_url": found.url("recalculate_draft"),
        "shown_from": found.first_day,
        "token_form": found.form,
    }


def asked_draft(request: HttpRequest, slug: str, number: int) -> Tried:
    """The draft of an address with the tokens in its query. What is no draft any more is 404."""
    _, version = asked_version(slug, number)
    if version.state is not State.DRAFT:
        raise Http404
    return tried(request, slug, version, timezone.localdate())


@needs_role(*READERS)
def recalculate(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """htmx: what a changed token changes. A value that is not allowed is said in the place of the difference."""
    found = asked_draft(request, slug, number)
    wrong = found.form is not None and bool(found.form.errors)
    context = recalculated(found) | {"oob": True}
    return render(request, "rules/_recalculated.html", context, status=422 if wrong else 200)


@needs_role(*READERS)
def phases(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """htmx: each phase-in with its own result on the cases of today."""
    found, today = asked_draft(request, slug, number), timezone.localdate()
    return render(request, "rules/_phases.html", recalculated(found) | _phases(found, today))


def _phases(found: Tried, today: date) -> dict[str, Any]:
    results = impact.measured(trial=found.trial, today=today)
    return {
        "phases": rule_draft.choices(found.phase, results, found.url("draft_cases"), found.query),
        "phases_known": True,
    }


@needs_role(*READERS)
def cases(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The cases that the draft moves: htmx gets the card with the first ones, others a page of all."""
    found, today = asked_draft(request, slug, number), timezone.localdate()
    late = request.GET.get("vis") == "overskredet"
    touched, moves = _card(request, found, today, only_overdue=late)
    context: dict[str, Any] = {
        "before": found.trial.before,
        "version": found.draft,
        "token_form": found.form,
        "touched": touched,
        "touched_url": found.url("draft_cases"),
    }
    if request.headers.get("HX-Target") == "sager":
        return render(request, "rules/_touched.html", context)
    side = request.GET.get("side", "")
    page = max(int(side), 1) if side.isdecimal() else 1
    context |= {
        "rows": _described(request, found, moves[(page - 1) * PAGE : page * PAGE], today),
        "late": late,
        "first_day": found.first_day,
        "crumbs": [("Regler", reverse("rules")), (found.draft.rule, found.url("rule")), ("Sager", "")],
        "next_url": f"{touched.url}&side={page + 1}" if page * PAGE < len(moves) else "",
        "previous_url": f"{touched.url}&side={page - 1}" if page > 1 else "",
    }
    return render(request, "rules/draft_cases.html", context)


def _card(request: HttpRequest, found: Tried, today: date, *, only_overdue: bool) -> tuple[Touched, list[CaseMove]]:
    """The number of cases with the first ones, and the moves of all of them."""
    moves, result = rule_draft.moves_of(found.trial, found.phase, today=today, only_overdue=only_overdue)
    query = "&".join(filter(None, [found.query, f"phase_in={found.phase}", "vis=overskredet" if only_overdue else ""]))
    words = f"{result.moved} frister får ny dato · {result.met} er allerede opfyldt og røres ikke"
    rows = _described(request, found, moves[:ON_PAGE], today)
    return Touched(len(moves), f"{found.url('draft_cases')}?{query}", tuple(rows), words), moves


def _described(request: HttpRequest, found: Tried, shown: Sequence[CaseMove], today: date) -> list[rule_draft.Move]:
    """The cases shown, and who is named among them in the log."""
    assert isinstance(request.user, User)
    doubted = found.trial.after.status is RuleStatus.UNVERIFIED
    rows = rule_draft.described(
        shown, viewer=request.user, today=today, day=max(found.first_day, today), unverified=doubted
    )
    named = [row.case.citizen.public_id for row in rows if row.case.named]
    access.log(user=request.user, screen=f"Regel {found.draft.rule}: udkast", act=Act.LIST, citizens=named)
    return rows
