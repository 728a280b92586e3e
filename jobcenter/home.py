"""The start page: each role lands where its work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jobcenter import navigation
from staff.models import User


def home(request: HttpRequest) -> HttpResponse:
    """Go to the first entry of the person's menu; without one, say whom to ask."""
    items = navigation.menu(user=request.user, path=request.path) if isinstance(request.user, User) else []
    if items:
        return redirect(items[0].url)
    return render(request, "no_role.html", status=403)
