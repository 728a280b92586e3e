"""Users: list, create, change, new password. System administrators only."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from staff.forms import EditUserForm, UserForm
from staff.models import Role, RoleAssignment, Team, User
from staff.permissions import needs_role
from staff.services import users


@needs_role(Role.SYSTEM_ADMIN)
def listing(request: HttpRequest) -> HttpResponse:
    roles = RoleAssignment.objects.select_related("team").order_by("id")
    people = User.objects.prefetch_related(Prefetch("role_assignments", queryset=roles))
    words = request.GET.get("q", "").strip()
    for word in words.split():
        people = people.filter(first_name__icontains=word) | people.filter(last_name__icontains=word)
    return render(request, "staff/users.html", {"people": people, "teams": Team.objects.all(), "q": words})


@needs_role(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    if form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("username", "first_name", "last_name", "email")}
        user, password = users.create(**names, assignments=form.assignments())
        return render(request, "staff/password.html", {"person": user, "password": password})
    return render(request, "staff/user.html", {"form": form}, status=422 if form.is_bound else 200)


@needs_role(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = EditUserForm(request.POST or None, instance=person)
    if form.is_valid():
        try:
            users.change(
                user=form.instance,
                assignments=form.assignments(),
                hours=form.hours(),
                is_active=form.cleaned_data["is_active"],
            )
        except users.LastAdministrator:
            form.add_error(None, "Der skal være mindst én systemadministrator, som må logge ind. Udpeg en anden først.")
        else:
            messages.success(request, f"{person.name} er gemt.")
            return redirect("users")
    context = {"form": form, "person": person}
    return render(request, "staff/user.html", context, status=422 if form.is_bound else 200)


@needs_role(Role.SYSTEM_ADMIN)
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    return render(request, "staff/password.html", {"person": person, "password": users.renew_password(user=person)})
