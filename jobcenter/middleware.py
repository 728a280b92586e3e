"""Rules for every answer: pages with persons are never cached; a log-in ends when idle and after ten hours; the rules
of the municipality are asked for once."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.services.policies.in_force import one_policy

Handler = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"


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


class SessionLimitMiddleware:
    """End a session `SESSION_ABSOLUTE_SECONDS` after sign-in, however busy it was.

    The idle time (`SESSION_COOKIE_AGE`) starts anew with a request, written at most every `SESSION_TOUCH_SECONDS`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            started = request.session.setdefault(SIGNED_IN_AT, now)
            if now - started > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
            elif now - request.session.get(SEEN_AT, 0) > settings.SESSION_TOUCH_SECONDS:
                request.session[SEEN_AT] = now
        return self.get_response(request)
