"""What is done to a version: begun, saved, approved, sent back, withdrawn; and how far its rebuild has come."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from cases.models import RuleVersion
from cases.models.rule_versions import State
from cases.services.policies import approval, drafts
from cases.tasks import sweep
from oversight.forms.rule_version import DecisionForm, NewVersionForm
from oversight.services import rule_draft
from oversight.views import rule_page
from oversight.views.rule_access import READERS, asked_version
from oversight.views.rule_draft import Tried, refuse, tried
from rules.changes import in_words_of
from rules.vocabulary import PhaseIn
from staff.models import Role, User
from staff.permissions import needs_role
from staff.refusals import Refused, Stale
from staff.wording import long_date

WRITERS = (Role.SPECIALIST, Role.TEAM_LEADER)
NOT_TOKENS = ("csrfmiddlewaretoken", "revision", "beregn")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "needs_role lets nobody else in"
    return request.user


@needs_role(*WRITERS)
@require_POST
def begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A new version from a date: a draft that begins as the newest version; or one that ends the rule."""
    _, version = asked_version(slug, number)
    form = NewVersionForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return rule_page.show(request, slug, number, status=422, new_form=form)
    write = drafts.retire if "ophaev" in request.POST else drafts.begin
    said = form.cleaned_data
    try:
        draft = write(
            rule_id=version.rule,
            table=version.table,
            valid_from=said["valid_from"],
            phase_in=PhaseIn(said["phase_in"]),
            by=_person(request),
            now=timezone.now(),
        )
    except Refused as refused:
        return rule_page.show(request, slug, number, status=422, new_form=form, refusal=refused.message)
    return redirect("rule", slug, draft.version)


@needs_role(*WRITERS)
@require_POST
def save(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Save the tokens; "Beregn" only shows what they would do, with the tokens in the address."""
    if "beregn" in request.POST:
        return redirect(f"{reverse('rule', args=[slug, number])}?{_tokens(request.POST)}")
    _, version = asked_version(slug, number)
    if version.state is not State.DRAFT:
        return _gone(request, slug, number)
    today = timezone.localdate()
    found = tried(request, slug, version, today, request.POST)
    if found.form is None or found.form.errors:
        return rule_page.show(request, slug, number, status=422, found=found)
    changes = rule_draft.confirmed_today(found.form.changes(), today) | {"phase_in": found.phase.value}
    revision = found.form.cleaned_data["revision"] or 0
    try:
        drafts.edit(draft=version, changes=changes, revision=revision, by=_person(request), now=timezone.now())
    except Stale as stale:
        return _overtaken(request, slug, number, stale, found)
    except Refused as refused:
        refuse(found.form, refused)
        return rule_page.show(request, slug, number, status=422, found=found)
    messages.success(request, "Udkastet er gemt.")
    return redirect("rule", slug, number)


def _tokens(said: QueryDict) -> str:
    kept = said.copy()
    for name in NOT_TOKENS:
        kept.pop(name, None)
    return kept.urlencode()


def _gone(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was a draft when the page was made is none any more."""
    return rule_page.show(request, slug, number, status=409, refusal="Versionen er ikke et udkast mere.")


def _overtaken(request: HttpRequest, slug: str, number: int, stale: Stale, mine: Tried | None = None) -> HttpResponse:
    """Both versions: the draft as somebody else saved it on the page, and what this person wanted to change in it."""
    _, version = asked_version(slug, number)
    saved = rule_draft.trial_of(version, {}).after
    lost = in_words_of(saved, mine.trial.after) if mine is not None else ()
    return rule_page.show(request, slug, number, status=409, overtaken=stale.message, lost=lost)


@needs_role(Role.SPECIALIST)
@require_POST
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The second person's yes. On its day or later the rebuild is asked for at once."""

    def act(version: RuleVersion, reason: str, revision: int) -> str:
        approved = approval.approve(
            draft=version,
            revision=revision,
            reason=reason,
            by=_person(request),
            today=timezone.localdate(),
            now=timezone.now(),
        )
        day = approved.valid_from
        if day is not None and day <= timezone.localdate():
            _ask_for_sweep(request)
        return f"Version {approved.version} er godkendt fra {long_date(day)}." if day else "Versionen er godkendt."

    return _decide(request, slug, number, act)


@needs_role(Role.SPECIALIST)
@require_POST
def send_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Back to the author, with what is to be changed."""

    def act(version: RuleVersion, reason: str, revision: int) -> str:
        drafts.send_back(draft=version, revision=revision, reason=reason, by=_person(request), now=timezone.now())
        return "Udkastet er sendt tilbage."

    return _decide(request, slug, number, act)


def _decide(request: HttpRequest, slug: str, number: int, act: Callable[[RuleVersion, str, int], str]) -> HttpResponse:
    """One decision about the draft that was read; what is refused is said in the form."""
    _, version = asked_version(slug, number)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return rule_page.show(request, slug, number, status=422, approval_form=form)
    try:
        told = act(version, form.cleaned_data["reason"], form.cleaned_data["revision"])
    except Stale as stale:
        return _overtaken(request, slug, number, stale)
    except Refused as refused:
        if asked_version(slug, number)[1].state is not State.DRAFT:
            return rule_page.show(request, slug, number, status=409, refusal=refused.message)
        return rule_page.show(request, slug, number, status=422, approval_form=form, refusal=refused.message)
    messages.success(request, told)
    return redirect("rule", slug, number)


@needs_role(*WRITERS)
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give the draft up; the rule stays as it is."""
    _, version = asked_version(slug, number)
    revision = request.POST.get("revision", "")
    try:
        drafts.withdraw(
            draft=version,
            revision=int(revision) if revision.isdecimal() else 0,
            by=_person(request),
            now=timezone.now(),
        )
    except Stale as stale:
        return _overtaken(request, slug, number, stale)
    except Refused as refused:
        return rule_page.show(request, slug, number, status=409, refusal=refused.message)
    messages.success(request, "Udkastet er trukket tilbage.")
    return redirect("rule_in_force", slug)


@needs_role(*READERS)
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """htmx, each second until done: how far the rebuild has come."""
    _, version = asked_version(slug, number)
    run = rule_draft.progress_of(version, today=timezone.localdate(), now=timezone.now())
    if run is None:
        return HttpResponse("")
    context = {
        "run": run,
        "progress_url": reverse("rule_progress", args=[slug, number]),
        "again_url": reverse("rule_again", args=[slug, number]),
        "may_draft": _person(request).has_role(*WRITERS),
    }
    return render(request, "rules/_progress.html", context)


@needs_role(*WRITERS)
@require_POST
def again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """ "Kør igen" after a rebuild with failures."""
    _ask_for_sweep(request)
    return redirect("rule", slug, number)


def _ask_for_sweep(request: HttpRequest) -> None:
    """A version takes effect by the sweep; without a queue the next hourly one does it."""
    try:
        sweep.delay()
    except OperationalError:
        messages.warning(request, "Køen svarer ikke. Versionen træder i kraft ved næste fristberegning.")
