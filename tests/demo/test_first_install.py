"""An empty installation: target groups, one team, one administrator whose password is shown once."""

import io
import re
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from cases.models import TargetGroup
from rules.vocabulary import TargetGroup as Code
from staff.models import Role, Team, User

pytestmark = pytest.mark.django_db


def install() -> str:
    out = io.StringIO()
    call_command("first_install", stdout=out)
    return out.getvalue()


def test_what_an_empty_installation_gets() -> None:
    TargetGroup.objects.all().delete()
    printed = install()
    assert TargetGroup.objects.count() == len(Code)
    assert TargetGroup.objects.get(code="disability_pension").demands == []
    assert TargetGroup.objects.get(code="insured_unemployed").demands == [
        "conversation",
        "extension",
        "offer",
        "referral",
    ]
    assert Team.objects.count() == 1
    found = re.search(r"Log ind som (\S+) med adgangskoden (\S+)", printed)
    assert found is not None
    person = authenticate(RequestFactory().post("/"), username=found[1], password=found[2])
    assert isinstance(person, User)
    assert person.has_role(Role.SYSTEM_ADMIN)
    assert not person.is_superuser


def test_a_second_time_makes_nothing() -> None:
    install()
    before = (User.objects.count(), Team.objects.count())
    assert "intet log-in er oprettet" in install()
    assert (User.objects.count(), Team.objects.count()) == before


def test_an_unknown_profile_is_told(settings: Any) -> None:
    settings.RULE_PROFILE = "atlantis"
    with pytest.raises(CommandError, match="Sæt RULE_PROFILE til en af: broendby"):
        install()
    assert not User.objects.exists()
