"""The page of one act on the catalogue: a form, saved in one go, with what was typed kept when it is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from oversight.forms.shelf import ReadFirst, ShelfForm
from staff.models import User
from staff.refusals import Refused, Stale

SHELF = "Tilbudskatalog"
Both = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, where one goes then, and the address that undoes it."""

    words: str
    url: str
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPage:
    """What one act's page needs. `act` does it with the valid form. `fresh` names what stands now, and `both` says what
    is saved and what was typed, where somebody else saved meanwhile. `crumbs` lead to the page."""

    title: str
    button: str
    form: Any
    act: Callable[[], Done]
    back: str
    crumbs: Sequence[tuple[str, str]] = ()
    fresh: Callable[[], str] = str
    both: Callable[[Stale], Both] = lambda stale: (stale.saved, ())
    lead: str = ""
    template: str = "catalogue/act.html"
    extra: dict[str, Any] = field(default_factory=dict)


def answer(request: HttpRequest, page: ShelfPage) -> HttpResponse:
    """Show the form, or do the act and go on."""
    form: ShelfForm = page.form
    if not form.is_bound:
        return _shown(request, page)
    if not form.is_valid():
        return _shown(request, page, status=422)
    try:
        done = page.act()
    except Stale as stale:
        saved, typed = page.both(stale)
        form.retype(seen=page.fresh())
        both = {"conflict": stale.message, "saved_lines": saved, "typed_lines": typed}
        return _shown(request, page, status=409, **both)
    except ReadFirst as meaning:
        return _shown(request, page, status=422, read_first=meaning.message)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _shown(request, page, status=422)
    messages.success(request, done.words, extra_tags=done.undo)
    return redirect(done.url)


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _shown(request: HttpRequest, page: ShelfPage, *, status: int = 200, **more: Any) -> HttpResponse:
    crumbs = [(SHELF, reverse("catalogue")), *page.crumbs, (page.title, "")]
    context = {"page": page, "form": page.form, "crumbs": crumbs} | page.extra | more
    return render(request, page.template, context, status=status)
