"""Permissions are plain functions; the docstring is the policy sentence. A refused page is 404."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from staff.models import Role, User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs_role(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only those who hold one of the roles open the page; for everybody else it does not exist."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not (isinstance(request.user, User) and request.user.has_role(*roles)):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
