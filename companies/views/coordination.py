"""Who coordinates the work with companies: a leader says so (REBGEN-57)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from companies.forms.coordination import CoordinatorForm
from companies.policy import practice_on
from companies.services import coordination
from companies.views.acts import Actor, ActPage, answer
from rules.answers.terms import Practice
from staff.models import Role
from staff.permissions import needs_role


@needs_role(Role.TEAM_LEADER)
@require_http_methods(["GET", "POST"])
def hand_to(request: HttpRequest) -> HttpResponse:
    rule = practice_on(Practice.COORDINATED, timezone.localdate())
    if rule is None:
        raise Http404

    def act(form: CoordinatorForm, actor: Actor) -> str:
        said = form.cleaned_data
        coordination.hand_to(
            user=said["user"], unit=said["unit"], from_on=said["from_on"], by=actor.by, now=actor.now
        )  # fmt: skip
        return reverse("companies")

    page = ActPage(
        title="Koordinator for arbejdet med virksomheder", button="Gem", done="Koordinatoren er gemt.",
        form=CoordinatorForm, act=act, lead=f"{rule.id} {rule.title}. {rule.cite}: »{rule.quote}«",
    )  # fmt: skip
    return answer(request, page)
