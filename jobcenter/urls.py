"""All addresses. Every page needs a log-in except sign-in, static files and the health page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the process serves pages; says nothing else."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("sundhed/", health, name="health"),
    path("konto/", include("allauth.account.urls")),
]
