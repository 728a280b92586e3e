"""Where a person goes after an act: back to the page it was done from, which shows the change."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cases.models import Case
from staff.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who asks. Pages are 404 for anybody else."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def stated_return(request: HttpRequest) -> str:
    """The page of ours the person came from: stated by the form, the address, or the page htmx stood on."""
    stated = request.POST.get("return_to") or request.GET.get("til") or request.headers.get("HX-Current-URL") or ""
    parts = urlsplit(stated)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    same_host = not parts.netloc or parts.netloc == request.get_host()
    ours = same_host and path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else ""


def is_caseload(return_to: str) -> bool:
    return urlsplit(return_to).path == reverse("caseload")


def query_of(return_to: str) -> QueryDict:
    """The filters and the selection in an address."""
    return QueryDict(urlsplit(return_to).query)


MARK = "changed_a_case"


def mark_changed(response: HttpResponse) -> None:
    """Say of an answer without a new address that the act behind it changed the case (for the access log)."""
    setattr(response, MARK, True)


def is_changed(response: HttpResponse) -> bool:
    return bool(getattr(response, MARK, False))


def finished(request: HttpRequest, *, return_to: str, case: Case) -> HttpResponse:
    """After an act about `case`: the changed parts of Min sagsstamme, or the page the person came from."""
    from cases.views.caseload import changed

    target = return_to or reverse("citizen", args=[case.citizen.public_id])
    if not request.headers.get("HX-Request"):
        return redirect(target)
    if is_caseload(return_to):
        return changed(request, return_to=return_to, case=case)
    response = HttpResponse(status=204, headers={"HX-Redirect": target})
    mark_changed(response)
    return response
