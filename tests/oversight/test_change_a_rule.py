"""A new version: drafted by one, approved by another, in force from a date; what is refused is said on the page."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from cases.models import RuleVersion, SweepFailure, SweepRun
from cases.services.policies import drafts
from cases.tasks import sweep as sweep_task
from rules.vocabulary import PhaseIn
from staff.models import AccessLog, Role, User
from staff.wording import HARD
from tests.baseline import assert_baseline, many_like, statements
from tests.people import NOW, TODAY, a_team, activity_ready_cash, caseworker, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
V1, V2 = "/regler/reb23-48/v1/", "/regler/reb23-48/v2/"
MARCH = date(2027, 3, 1)


@pytest.fixture
def leader() -> User:
    return team_leader()


@pytest.fixture
def specialist() -> User:
    return employee("Oscar Thygesen", Role.SPECIALIST)


@pytest.fixture
def draft(leader: User) -> RuleVersion:
    """Four months instead of six."""
    begun = drafts.begin(rule_id="REB23-48", valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=leader, now=NOW)
    return drafts.edit(draft=begun, changes={"within": "4 months"}, revision=1, by=leader, now=NOW)


def page_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(page: BeautifulSoup, place: str) -> str:
    found = page.select_one(place)
    assert found is not None, place
    return found.get_text(" ", strip=True).replace(HARD, " ")


def fields(page: BeautifulSoup) -> dict[str, Any]:
    """The form of the draft as a browser would send it."""
    said: dict[str, Any] = {}
    for field in page.select("#udkast input[name], #udkast select[name]"):
        name = str(field["name"])
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            said[name] = str(chosen["value"]) if chosen else ""
        elif field.get("type") == "checkbox":
            if field.has_attr("checked"):
                said[name] = [*said.get(name, []), str(field["value"])] if field.get("value") else "on"
        else:
            said[name] = str(field.get("value", ""))
    return said | {"phase_in": "all_open"}


def test_a_draft_is_begun_from_a_date(client: Client, leader: User) -> None:
    client.force_login(leader)
    assert "Skriv en dato." in client.post(f"{V1}ny/", {"phase_in": "all_open"}).content.decode()
    assert client.post(f"{V1}ny/", {"valid_from": "1/3-27", "phase_in": "all_open"}).headers["Location"] == V2
    again = client.post(f"{V1}ny/", {"valid_from": "1/3-27", "phase_in": "all_open"})
    assert again.status_code == 422 and "Der er allerede et udkast til reglen." in again.content.decode()
    assert "version 2" in words(page_of(client.get(V1)), "[aria-labelledby=ny-h]")
    assert "Udkast" in words(page_of(client.get("/regler/")), "#REB23-48")


def test_the_tokens_are_saved_and_told_in_words(client: Client, leader: User, draft: RuleVersion) -> None:
    client.force_login(leader)
    said = fields(page_of(client.get(V2))) | {"within_tal": "5", "why": "Udvalgets beslutning"}
    assert client.post(f"{V2}gem/", said).status_code == 302
    page = page_of(client.get(V2))
    assert "6 måneder" in words(page, "#forskel del") and "5 måneder" in words(page, "#forskel ins")
    assert words(page, ".jc-x-sent del").endswith("6 måneder")
    assert "Udvalgets beslutning" in page.get_text()
    saved = RuleVersion.objects.get(pk=draft.pk)
    assert saved.revision == 3 and 'within = "5 months"' in saved.row.replace("within     =", "within =")


@pytest.mark.long
def test_a_value_that_is_not_allowed_is_said_at_its_field(client: Client, leader: User, draft: RuleVersion) -> None:
    client.force_login(leader)
    said = fields(page_of(client.get(V2)))
    for wrong, told in (
        ({"within_tal": "x"}, "heltal"),
        ({"groups": []}, "Vælg mindst én."),
        ({"cite": ""}, "Kilde"),
    ):
        answer = client.post(f"{V2}gem/", said | wrong)
        assert answer.status_code == 422 and told in words(page_of(answer), "[data-error-summary]")
    assert RuleVersion.objects.get(pk=draft.pk).revision == draft.revision


def test_htmx_gets_what_a_token_changes(client: Client, leader: User, draft: RuleVersion) -> None:
    case = activity_ready_cash("Inga Thomsen", since=date(2026, 9, 21), by=caseworker())
    client.force_login(leader)
    said = fields(page_of(client.get(V2))) | {"within_tal": "3"}
    part = page_of(client.get(f"{V2}genregn/", said, headers={"HX-Request": "true"}))
    assert not part.select("html") and "3 måneder" in words(part, "#forskel ins")
    assert words(part, "#felt-within") == "3 måneder" and "92 dage før" in words(part, "#eksempler")
    phases = page_of(client.get(f"{V2}indfasning/", said))
    assert ["1 frist får ny dato" in choice.get_text(" ", strip=True) for choice in phases.select(".jc-opt")] == [
        True,
        False,
        False,
    ]
    card = page_of(client.get(f"{V2}sager/", said, headers={"HX-Target": "sager"}))
    assert "Inga Thomsen" in words(card, "#sager") and "21. dec. 2026" in words(card, "#sager")
    assert AccessLog.objects.latest("pk").citizens == [str(case.citizen.public_id)]
    count = card.select_one("a[data-count]")
    assert count is not None
    everybody = page_of(client.get(str(count["href"])))
    assert [str(row["data-citizen"]) for row in everybody.select("tr[data-citizen]")] == [str(case.citizen.public_id)]


def test_try_it_with_tokens_that_nobody_has_saved(client: Client, leader: User, draft: RuleVersion) -> None:
    client.force_login(leader)
    citizen = {"group": "cash_activity_ready", "group_from": "21/9-2026"}
    said = fields(page_of(client.get(V2))) | {"within_tal": "3"} | citizen
    saved = words(page_of(client.post(f"{V2}proev/", citizen)), "#proev")
    assert "6 måneder, version 1" in saved and "4 måneder, version 2" in saved and "21. jan. 2027" in saved
    unsaved = words(page_of(client.post(f"{V2}proev/", said)), "#proev")
    assert "3 måneder, version 2" in unsaved and "21. dec. 2026" in unsaved
    assert RuleVersion.objects.get(pk=draft.pk).revision == draft.revision


def test_the_author_is_refused_and_may_withdraw(client: Client, specialist: User) -> None:
    own = drafts.begin(rule_id="REB23-48", valid_from=MARCH, phase_in=PhaseIn.ALL_OPEN, by=specialist, now=NOW)
    client.force_login(specialist)
    page = page_of(client.get(V2))
    assert "Du har skrevet udkastet. En anden skal godkende det." in page.get_text()
    refused = client.post(f"{V2}godkend/", {"reason": "Fordi", "revision": own.revision})
    assert refused.status_code == 422 and "kan ikke godkende det" in refused.content.decode()
    assert client.post(f"{V2}traek-tilbage/", {"revision": own.revision}).status_code == 302
    assert client.get(V2).status_code == 404
    assert RuleVersion.objects.get(pk=own.pk).withdrawn_by == specialist


def test_another_person_approves_with_a_reason(client: Client, specialist: User, draft: RuleVersion) -> None:
    client.force_login(specialist)
    revision = RuleVersion.objects.get(pk=draft.pk).revision
    missing = client.post(f"{V2}godkend/", {"reason": " ", "revision": revision})
    assert missing.status_code == 422 and "Skriv en begrundelse." in missing.content.decode()
    assert client.post(f"{V2}godkend/", {"reason": "Punkt 6", "revision": revision}).status_code == 302
    approved = RuleVersion.objects.get(pk=draft.pk)
    assert (approved.approved_by, approved.approval_reason, approved.in_force_at) == (specialist, "Punkt 6", None)
    page = page_of(client.get(V2))
    assert "Godkendt" in words(page, "tr.sel") and not page.select("#udkast")


def test_an_approval_that_was_overtaken_shows_what_changed(
    client: Client, specialist: User, leader: User, draft: RuleVersion
) -> None:
    drafts.edit(draft=draft, changes={"within": "5 months"}, revision=draft.revision, by=leader, now=NOW)
    client.force_login(specialist)
    answer = client.post(f"{V2}godkend/", {"reason": "Punkt 6", "revision": draft.revision})
    page = page_of(answer)
    assert answer.status_code == 409
    assert "Udkastet er ændret kl. 8.00 af Lone Bisgaard" in words(page, "[role=alert]")
    assert "5 måneder" in words(page, "#forskel ins")
    assert RuleVersion.objects.get(pk=draft.pk).approved_at is None


def test_two_who_save_the_same_draft(client: Client, leader: User, specialist: User, draft: RuleVersion) -> None:
    client.force_login(leader)
    said = fields(page_of(client.get(V2))) | {"within_tal": "3"}
    drafts.edit(draft=draft, changes={"within": "5 months"}, revision=draft.revision, by=specialist, now=NOW)
    answer = client.post(f"{V2}gem/", said)
    assert answer.status_code == 409
    told = words(page_of(answer), "[role=alert]")
    assert "Oscar Thygesen" in told and "Dine rettelser er ikke gemt" in told and "3 måneder" in told


def test_a_draft_is_sent_back_with_words(client: Client, specialist: User, draft: RuleVersion) -> None:
    client.force_login(specialist)
    assert client.post(f"{V2}send-tilbage/", {"reason": "Ret kilden", "revision": draft.revision}).status_code == 302
    assert "Ret kilden" in page_of(client.get(V2)).get_text()


def test_a_draft_whose_day_has_passed_cannot_be_approved(client: Client, specialist: User, draft: RuleVersion) -> None:
    with time_machine.travel(NOW.replace(year=2027, month=3, day=2), tick=False):
        client.force_login(specialist)
        page = page_of(client.get(V2))
        assert "er passeret" in words(page, "[aria-labelledby=godkend-h]")
        assert page.select_one("button.button-primary[disabled]") is not None


def test_who_may_what(client: Client, leader: User, draft: RuleVersion) -> None:
    writes = {"ny": V1, "gem": V2, "traek-tilbage": V2, "koer-igen": V1}
    decides = {"godkend": V2, "send-tilbage": V2}
    client.force_login(caseworker())
    page = page_of(client.get(V2))
    assert not page.select("#udkast, [aria-labelledby=godkend-h] form") and page.select("#forskel ins")
    for name, base in (writes | decides).items():
        assert client.post(f"{base}{name}/").status_code == 404, name
    client.force_login(leader)
    for name, base in decides.items():
        assert client.post(f"{base}{name}/").status_code == 404, name
    for name, base in writes.items():
        assert client.get(f"{base}{name}/").status_code == 405, name


def test_the_rebuild_is_followed_until_it_is_done(
    client: Client, specialist: User, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(sweep_task, "delay", lambda: sent.append("sweep"))
    own = drafts.begin(rule_id="REB23-48", valid_from=TODAY, phase_in=PhaseIn.ALL_OPEN, by=leader, now=NOW)
    client.force_login(specialist)
    client.post(f"{V2}godkend/", {"reason": "Punkt 6", "revision": own.revision})
    assert sent == ["sweep"]
    waiting = page_of(client.get(V2)).select_one("#fremdrift")
    assert waiting is not None and waiting["hx-trigger"] == "every 1s"
    RuleVersion.objects.filter(pk=own.pk).update(in_force_at=NOW)
    run = SweepRun.objects.create(kind="policy", today=TODAY, started_at=NOW, cases=500, total=1846)
    assert "500 af 1.846 sager" in words(page_of(client.get(f"{V2}fremdrift/")), "#fremdrift")
    SweepRun.objects.filter(pk=run.pk).update(status="ok", finished_at=NOW, rows_changed=66)
    done = page_of(client.get(f"{V2}fremdrift/")).select_one("#fremdrift")
    assert done is not None and not done.has_attr("hx-get") and "66 frister er ændret" in done.get_text()
    SweepFailure.objects.create(run=run, case=activity_ready_cash(since=TODAY), reason="x")
    failed = page_of(client.get(V2))
    assert "Kør igen" in words(failed, "#fremdrift")
    client.post(f"{V2}koer-igen/")
    assert sent == ["sweep", "sweep"]


def test_the_page_of_a_draft_needs_few_statements(client: Client, leader: User, draft: RuleVersion) -> None:
    anne = caseworker("Vera Vest", team=a_team("Jobteam Vest"))
    many_like(activity_ready_cash(since=TODAY, by=anne), count=60, responsible=anne)
    client.force_login(leader)
    client.get(V2)
    assert_baseline("rule_draft", statements(client, V2))
