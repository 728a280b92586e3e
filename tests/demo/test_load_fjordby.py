"""The practice municipality in the database: as late as a jobcenter is, and ready to be shown."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from cases.models import (
    Case,
    Citizen,
    ClarifiedStep,
    Conversation,
    Deadline,
    Gap,
    Grant,
    GrantFollowUp,
    LadderStep,
    Pause,
    TargetGroup,
    TargetGroupPeriod,
)
from cases.services import slots
from staff.models import Role, User
from tests.importing.files import AS_OF, NOW

pytestmark = pytest.mark.django_db


def load(folder: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("load_demo", as_of=AS_OF, directory=folder, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def practice(settings: Any) -> None:
    settings.PRACTICE = True


@pytest.mark.long
def test_the_whole_of_fjordby(tmp_path: Path) -> None:
    load(tmp_path)
    duties = TargetGroup.objects.exclude(demands=[])
    owed = set(
        TargetGroupPeriod.objects.valid()
        .filter(group__in=duties, to_on=None, case__closed_on=None)
        .values_list("case_id", flat=True)
    )
    late = set(Deadline.objects.overdue(AS_OF).filter(case__closed_on=None).values_list("case_id", flat=True))
    assert late <= owed
    assert 0.06 <= len(late) / len(owed) <= 0.09
    assert 15 <= Gap.objects.missing(AS_OF).values("case").distinct().count() <= 80
    assert Citizen.objects.filter(protected=True).count() == 10
    assert Case.objects.without_responsible().count() > 2
    assert Pause.objects.valid().filter(to_on=None).count() > 10
    assert Conversation.objects.filter(void_reason="Rettet ved indlæsning").count() == 40
    anne = User.objects.get(username="anne")
    mine = set(Case.objects.open().of_caseworker(anne).values_list("id", flat=True))
    assert (len(mine), len(mine & late)) == (47, 3)
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    week = slots.week(user=anne, monday=monday, now=NOW)
    assert week.taken >= week.total // 2
    assert any(one.free for one in week.days)
    assert [row.progress for row in GrantFollowUp.objects.order_by("pk")] == [True, False, True]
    assert Grant.objects.filter(extends__isnull=False, status="pending").count() == 1
    assert LadderStep.objects.values("step").distinct().count() > 3
    assert ClarifiedStep.objects.filter(possible=True).exists()


def test_it_is_loaded_once(tmp_path: Path) -> None:
    assert "20 borgere er indlæst" in load(tmp_path, small=True)
    people = Citizen.objects.count()
    assert "intet er ændret" in load(tmp_path, small=True)
    assert Citizen.objects.count() == people


def test_everybody_can_sign_in_with_the_practice_password(tmp_path: Path) -> None:
    load(tmp_path, small=True)
    out = io.StringIO()
    call_command("demo_logins", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(Role)
    username, password = lines[0].split()[1:3]
    assert len(password) >= 15
    request = RequestFactory().post("/")
    assert authenticate(request, username=username, password=password) == User.objects.get(username="anne")


def test_only_in_a_practice_installation(tmp_path: Path, settings: Any) -> None:
    settings.PRACTICE = False
    with pytest.raises(CommandError, match="øvelsesinstallation"):
        load(tmp_path, small=True)
    with pytest.raises(CommandError, match="øvelsesinstallation"):
        call_command("demo_logins")
    assert not Citizen.objects.exists()
