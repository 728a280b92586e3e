"""All addresses. Every page needs a log-in except sign-in, static files and the health page."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from jobcenter.home import home
from oversight.views import operations
from staff.views import access_log
from staff.views.profile import shortcuts


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the process serves pages; says nothing else."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", home, name="home"),
    path("sundhed/", health, name="health"),
    path("konto/log-ind/", account.login, name="account_login"),
    path("konto/log-ud/", account.logout, name="account_logout"),
    path("konto/adgangskode/", account.password_change, name="account_change_password"),
    path("konto/genvejstaster/", shortcuts, name="shortcuts"),
    path("", include("cases.urls")),
    path("virksomheder/", include("companies.urls")),
    path("jobordrer/", include("companies.order_urls")),
    path("ledelse/", include("oversight.urls")),
    path("tilbud/", include("oversight.catalogue_urls")),
    path("regler/", include("oversight.rule_urls")),
    path("drift/", operations.operations, name="operations"),
    path("drift/koer/", operations.sweep_now, name="sweep_now"),
    path("adgangslog/", access_log.access_log, name="access_log"),
    path("brugere/", include("staff.urls")),
]
