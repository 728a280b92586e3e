"""The own account: shortcuts on or off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from staff.models import User
from staff.services import profile


@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Switch the shortcuts and go back to the page the person came from."""
    if not isinstance(request.user, User):
        raise Http404
    on = request.POST.get("on") == "1"
    profile.set_shortcuts(user=request.user, on=on)
    messages.success(request, f"Genvejstaster er slået {'til' if on else 'fra'}.")
    back = request.headers.get("Referer", "")
    allowed = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if allowed else "/")
