"""Rules for every answer: pages with persons are never cached; the rules of the municipality are asked for once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cases.services.policies.in_force import one_policy

Handler = Callable[[HttpRequest], HttpResponse]


class PrivatePagesMiddleware:
    """Forbid caching of every answer to a signed-in user."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


class OnePolicyMiddleware:
    """A page is made by one policy, asked for once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_policy():
            return self.get_response(request)
