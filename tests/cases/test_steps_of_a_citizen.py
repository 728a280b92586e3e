"""The employment ladder and the order tried for the sick: set, corrected, refused, undone, counted."""

import uuid
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Case, ClarifiedStep, LadderStep
from cases.services import steps
from staff.models import AccessLog, User
from staff.refusals import Refused
from tests import people
from tests.baseline import assert_baseline, statements
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = date(2026, 8, 3)
WHY = "Kan ikke stå op"
NAMES = {1: "kommunalt tilbud", 2: "nyttejob", 3: "virksomhedspraktik", 4: "småjob", 5: "løntilskud"}


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker()
    client.force_login(user)
    return user


@pytest.fixture
def case(anne: User) -> Case:
    return people.sick("Mette Sund", first_absence_on=SINCE, since=SINCE, by=anne)


def text(client: Client, name: str, case: Case) -> str:
    answer = client.get(reverse(name, args=[case.citizen.public_id]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True).replace("\xa0", " ")


def sent(client: Client, name: str, case: Case, **typed: Any) -> Any:
    start = {"version": Case.objects.get(pk=case.pk).version, "step": "gem", "form_key": str(uuid.uuid4())}
    return client.post(reverse(name, args=[case.citizen.public_id]), start | typed)


def assess(case: Case, step: int, possible: bool, by: User, reason: str = WHY) -> ClarifiedStep:
    return steps.assess(
        case=case, number=str(step), possible=possible, reason=reason, on_date=TODAY, by=by, today=TODAY, now=NOW
    )


@pytest.mark.proves("HED21-24")
def test_the_step_is_set_from_the_page_of_the_citizen_and_kept(client: Client, anne: User, case: Case) -> None:
    assert "Intet trin endnu." in text(client, "citizen", case)
    assert sent(client, "citizen_ladder", case, number="9", on_date="2/11-2026").status_code == 422
    assert sent(client, "citizen_ladder", case, number="3", on_date="2/12-2026").status_code == 422
    assert sent(client, "citizen_ladder", case, number="3", on_date="2/11-2026").status_code == 302
    assert sent(client, "citizen_ladder", case, number="4", on_date="23/11-2026").status_code == 302
    page = text(client, "citizen", case)
    assert "Trin 4 af 6: praktik og småjob" in page and "Ret trin" in page
    cited = "HED21-24 . Beskæftigelsesplan 2021, Uddannelse og omskoling (ikke bekræftet)"
    assert cited in page, "no document says which offers stand on which step"
    assert "(ikke bekræftet)" in text(client, "citizen_ladder", case)
    assert sent(client, "citizen_ladder", case, number="5", on_date="23/11-2026").status_code == 422
    typed = {"number": "5", "on_date": "23/11-2026", "reason": "Forkert trin"}
    assert sent(client, "citizen_ladder", case, **typed).status_code == 302
    assert "Trin 5 af 6: løntilskud" in text(client, "citizen", case)
    assert [(row.step, row.void_reason) for row in LadderStep.objects.order_by("pk")] == [
        (3, ""), (4, "Forkert trin"), (5, ""),
    ]  # fmt: skip
    assert "Trin 4 på beskæftigelsestrappen: praktik og småjob" in text(client, "citizen_history", case)
    last = LadderStep.objects.get(step=5)
    client.post(reverse("citizen_undo", args=[case.citizen.public_id, "ladder", last.pk]))
    assert "Trin 3 af 6: virksomhedspraktik" in text(client, "citizen", case)
    client.force_login(people.employee("Ude Fra"))
    for name in ("citizen_ladder", "citizen_clarification"):
        assert sent(client, name, case, **typed).status_code == 404


def test_a_form_sent_twice_or_stale_sets_one_step(client: Client, anne: User, case: Case) -> None:
    version, key = case.version, str(uuid.uuid4())
    typed = {"version": version, "number": "2", "on_date": "23/11-2026"}
    for _ in range(2):
        assert sent(client, "citizen_ladder", case, form_key=key, **typed).status_code == 302
    assert sent(client, "citizen_ladder", case, **typed | {"number": "3", "on_date": "20/11-2026"}).status_code == 409
    assert LadderStep.objects.count() == 1


@pytest.mark.proves("HED21-24")
def test_the_leader_sees_who_moved_in_the_month(client: Client, anne: User, case: Case) -> None:
    others = [
        people.sick(name, first_absence_on=SINCE, since=SINCE, by=anne) for name in ("Ned Holm", "Ny Lund", "Op To")
    ]
    for of, moves in (
        (case, ((3, date(2026, 10, 5)), (4, date(2026, 11, 2)), (5, date(2026, 11, 16)))),
        (others[0], ((3, date(2026, 10, 5)), (1, date(2026, 11, 9)))),
        (others[1], ((2, date(2026, 11, 9)),)),
        (others[2], ((1, date(2026, 9, 7)), (2, date(2026, 10, 6)), (1, date(2026, 11, 3)), (2, date(2026, 11, 4)))),
    ):
        for number, day in moves:
            LadderStep.objects.create(case=of, step=number, name=NAMES[number], on_date=day, recorded_by=anne)
    client.force_login(people.team_leader())
    seen = {}
    for way in ("op", "ned"):
        page = BeautifulSoup(client.get(reverse("ladder_moves") + f"?vej={way}").content, "html.parser")
        seen[way] = [row.get_text(" ", strip=True) for row in page.select("#liste tbody tr")]
        numbers = [str(link["data-count"]) for link in page.select("main table a[href*='vej=']")]
        assert numbers == ["1", "1", "1", "0"]
    assert len(seen["op"]) == 1 and "Mette Sund" in seen["op"][0] and "virksomhedspraktik → løntilskud" in seen["op"][0]
    assert len(seen["ned"]) == 1 and "Ned Holm" in seen["ned"][0]
    assert AccessLog.objects.order_by("-id")[0].citizens == [others[0].citizen.public_id]
    earlier = client.get(reverse("ladder_moves") + "?maaned=2026-10").content.decode()
    assert "Op To" in earlier and "Mette Sund" not in earlier
    assert reverse("ladder_moves") in client.get(reverse("control_lists")).content.decode()
    assert_baseline("ladder_moves", statements(client, reverse("ladder_moves")))
    client.force_login(anne)
    assert client.get(reverse("ladder_moves")).status_code in (403, 404)


@pytest.mark.proves("HED21-28")
def test_a_later_step_needs_the_earlier_ones_tried(client: Client, anne: User, case: Case) -> None:
    day = {"on_date": "23/11-2026"}
    refused = sent(client, "citizen_clarification", case, number="3", possible="ja", **day)
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "ikke mulige med en begrundelse: 1 ordinært arbejde, 2 arbejde med kompensation." in said
    empty = sent(client, "citizen_clarification", case, number="1", possible="nej", **day)
    assert "Skriv, hvorfor trinnet ikke er muligt." in empty.content.decode()
    for number in ("1", "2"):
        typed = {"number": number, "possible": "nej", "reason": WHY} | day
        assert sent(client, "citizen_clarification", case, **typed).status_code == 302
    assert sent(client, "citizen_clarification", case, number="3", possible="ja", **day).status_code == 302
    page = text(client, "citizen", case)
    assert f". {WHY}" in page and "Ikke mulig, " in page and "Fleksjob Er målet" in page
    refused = sent(client, "citizen_clarification", case, number="4", possible="ja", **day)
    assert "begrundelse: 3 fleksjob." in refused.content.decode()


def test_what_a_later_step_builds_on_is_not_taken_away(anne: User, case: Case) -> None:
    first = assess(case, 1, False, anne)
    assess(case, 2, True, anne, "")
    with pytest.raises(Refused, match="Et senere trin er målet"):
        steps.void_assessed(row=first, reason="Fejl", by=anne, today=TODAY, now=NOW)
    with pytest.raises(Refused, match="Et senere trin er målet"):
        assess(case, 1, True, anne, "")
    assert {row.step for row in ClarifiedStep.objects.valid()} == {1, 2}


def test_the_database_refuses_it_too(anne: User, case: Case) -> None:
    assess(case, 1, False, anne)
    values: dict[str, Any] = {"case": case, "on_date": TODAY, "name": "fleksjob", "recorded_by": anne}
    with pytest.raises(IntegrityError), transaction.atomic():
        ClarifiedStep.objects.create(step=3, possible=True, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClarifiedStep.objects.create(step=2, possible=False, reason="", **values)
    ClarifiedStep.objects.create(step=2, possible=False, reason=WHY, **values)
    ClarifiedStep.objects.create(step=3, possible=True, **values)


def test_only_the_sick_are_clarified(client: Client, anne: User) -> None:
    case = people.activity_ready_cash("Ida Holm", since=date(2026, 9, 7), by=anne)
    assert client.get(reverse("citizen_clarification", args=[case.citizen.public_id])).status_code == 404
    assert "Ret afklaring" not in text(client, "citizen", case)
    with pytest.raises(Refused, match="ingen trin for borgerens målgruppe"):
        assess(case, 1, False, anne)
