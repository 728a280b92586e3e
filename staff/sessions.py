"""How long a log-in lasts: it ends when idle and after ten hours."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Handler = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"


def begin(request: HttpRequest, **kwargs: Any) -> None:
    """Both times start with the log-in, saved with it (receiver of `user_logged_in`)."""
    now = timezone.now().timestamp()
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = now


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
