"""One page for every act on a case: fill in, see which dates move, save. The same without JavaScript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.forms.facts import FactForm
from cases.models import Case
from cases.services.preview import Change, Move, moved_by
from cases.services.upcoming import precedence, series_of
from cases.views.answers import signed_in
from staff import wording
from staff.models import User
from staff.refusals import Refused, Stale

SHOW, SAVE = "vis", "gem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, and when: the arguments every service takes."""

    by: User
    today: date
    now: datetime

    def arguments(self) -> dict[str, Any]:
        return {"by": self.by, "today": self.today, "now": self.now}


@dataclass(frozen=True, kw_only=True)
class FactPage:
    """What one act's page needs.

    `act` does it with the form's values (and `form_key`, `version` when `keyed`); `current` are the facts of the kind
    as they stand, shown beside the form and after a conflict; `previews`: the moved dates are shown before saving;
    `undo` is the kind of the row made (see `cases.views.course.VOIDS`), which can be undone from the receipt;
    `after` is the page that follows, with `after_of` of the row of that number; `back` the address that leads away, of
    the citizen's page where none is said;
    `remarks` is said with the preview: what the rules want somebody to think of, without refusing it.
    """

    title: str
    button: str
    done: str
    form: Callable[..., FactForm]
    act: Callable[..., object]
    previews: bool = True
    lead: str = ""
    current_title: str = ""
    current: Sequence[str] = ()
    danger: bool = False
    wide: bool = False
    after: str = "citizen"
    after_of: int | None = None
    back: str = ""
    undo: str = ""
    remarks: Callable[[FactForm], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One moved deadline in words."""

    title: str
    before: str
    after: str
    late: bool


def answer(request: HttpRequest, case: Case, page: FactPage) -> HttpResponse:
    """Show the form, the preview, or the result of one act."""
    actor = Actor(by=signed_in(request), today=timezone.localdate(), now=timezone.now())
    form = page.form(request.POST if request.method == "POST" else None, case=case, today=actor.today)
    if not form.is_bound:
        return _shown(request, case, page, form)
    if not form.is_valid():
        return _shown(request, case, page, form, status=422)
    saving = request.POST.get("step") == SAVE
    agreed = not page.previews or form.cleaned_data["previewed"] == form.digest()
    try:
        if saving and agreed:
            return _saved(request, case, page, page.act(**_arguments(form, actor)))
        return _previewed(request, case, page, form, actor, asked_to_save=saving)
    except Stale as stale:
        return _conflict(request, case, page, form, stale)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, case, page, form, status=422)


def _arguments(form: FactForm, actor: Actor) -> dict[str, Any]:
    technical = {"form_key": form.cleaned_data["form_key"], "version": form.cleaned_data["version"]}
    return {**form.facts(), **technical, **actor.arguments()}


def _previewed(
    request: HttpRequest, case: Case, page: FactPage, form: FactForm, actor: Actor, *, asked_to_save: bool
) -> HttpResponse:
    """The act in a savepoint: which deadlines it would move, from what to what."""
    moves = moved_by(case, lambda: page.act(**_arguments(form, actor)))
    form.retype(previewed=form.digest())
    extra = {
        "moves": move_lines(moves, actor.today),
        "remarks": page.remarks(form) if page.remarks else (),
        "previewed": True,
        "asked_to_save": asked_to_save,
    }
    return _shown(request, case, page, form, extra=extra)


def _saved(request: HttpRequest, case: Case, page: FactPage, row: object) -> HttpResponse:
    public_id = case.citizen.public_id
    pk = getattr(row, "pk", None)
    undo = reverse("citizen_undo", args=[public_id, page.undo, pk]) if page.undo and pk else ""
    messages.success(request, page.done, extra_tags=undo)
    return redirect(page.after, public_id, *([] if page.after_of is None else [page.after_of]))


def _conflict(request: HttpRequest, case: Case, page: FactPage, form: FactForm, stale: Stale) -> HttpResponse:
    """Somebody saved meanwhile: what they did and how it stands now, beside what is typed, on the new version."""
    form.retype(version=Case.objects.values_list("version", flat=True).get(pk=case.pk), previewed="")
    return _shown(request, case, page, form, status=409, extra={"conflict": stale.message})


def _shown(
    request: HttpRequest,
    case: Case,
    page: FactPage,
    form: FactForm,
    *,
    status: int = 200,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "case": case,
        "citizen": case.citizen,
        "today": form.today,
        "back": page.back or reverse("citizen", args=[case.citizen.public_id]),
        **(extra or {}),
    }
    return render(request, "cases/citizen/fact.html", context, status=status)


def move_lines(moves: Sequence[Move], today: date) -> list[MoveLine]:
    """The moves in words; two tests of one conversation that move alike are one line."""
    lines: dict[tuple[object, ...], MoveLine] = {}
    for move in sorted(moves, key=lambda move: (move.after or move.before or date.max, precedence(move.rule))):
        key = (series_of(move.rule), move.ordinal, move.before, move.after, move.change)
        lines.setdefault(key, _line(move, today))
    return list(lines.values())


def _line(move: Move, today: date) -> MoveLine:
    before = wording.short_date(move.before, today) if move.before else "ingen frist"
    after = wording.short_date(move.after, today) if move.after else ""
    words = {
        Change.MOVED: after,
        Change.NEW: f"{after}, ny frist",
        Change.PAUSED: f"{after}, uret står stille" if after else "uret står stille uden slutdato",
        Change.ENDED: "bortfalder",
        Change.MET: "opfyldt",
        Change.UNMET: f"{after}, ikke længere opfyldt" if after else "ikke længere opfyldt",
    }[move.change]
    if move.change is Change.MOVED and move.before and move.after:
        words = f"{after} ({wording.signed((move.after - move.before).days)} dage)"
    late = move.after is not None and move.after < today and move.change in (Change.MOVED, Change.NEW, Change.UNMET)
    return MoveLine(move.title, before, words, late)
