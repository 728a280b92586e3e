"""A system administrator creates users and teams, gives roles and switches people off."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from staff.models import Role, RoleAssignment, Team, User
from staff.services import users

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    user = User.objects.create(username="admin", first_name="Sanne", last_name="Sandklit")
    RoleAssignment.objects.create(user=user, role=Role.SYSTEM_ADMIN)
    return user


@pytest.fixture
def team() -> Team:
    return Team.objects.create(name="Jobteam Nord")


@pytest.fixture
def as_admin(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


def fields(**changes: str) -> dict[str, str]:
    return {"username": "anne", "first_name": "Anne", "last_name": "Nygaard", "email": ""} | changes


def test_a_new_user_gets_a_role_and_a_password_that_is_shown_once(as_admin: Client, team: Team) -> None:
    page = as_admin.post("/brugere/ny/", fields(role_0="caseworker", team_0=str(team.pk)))
    anne = User.objects.get(username="anne")
    assert anne.has_role(Role.CASEWORKER)
    assert anne.team_ids() == {team.pk}
    password = page.context["password"]
    assert anne.check_password(password)
    assert password not in as_admin.get("/brugere/").content.decode()


def test_a_caseworker_without_a_team_is_refused_and_nothing_typed_is_lost(as_admin: Client) -> None:
    page = as_admin.post("/brugere/ny/", fields(role_0="caseworker", first_name="Åse"))
    assert page.status_code == 422
    assert "Vælg det team, rollen gælder i." in page.content.decode()
    assert 'value="Åse"' in page.content.decode()
    assert not User.objects.filter(username="anne").exists()


@pytest.fixture
def anne(team: Team) -> User:
    user, _ = users.create(
        username="anne", first_name="Anne", last_name="Nygaard", email="", assignments=[(Role.CASEWORKER, team)]
    )
    return user


def hours(anne: User) -> list[tuple[int, str, str]]:
    return [(row.weekday, f"{row.starts:%H.%M}", f"{row.ends:%H.%M}") for row in anne.working_hours.all()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_0_0": "8.30", "ends_0_0": "8.00"},
        {"starts_0_0": "8.30"},
        {"ends_0_0": "8.30"},
        {"starts_0_0": "25", "ends_0_0": "26"},
        {"starts_0_0": "8.30", "ends_0_0": "12", "starts_0_1": "11", "ends_0_1": "14"},
        {"starts_0_0": "8.30", "ends_0_0": "12", "starts_0_1": "8.30", "ends_0_1": "10"},
    ],
)
def test_working_hours_end_after_they_begin_and_do_not_overlap(
    as_admin: Client, team: Team, anne: User, wrong: dict[str, str]
) -> None:
    form = fields(role_0="caseworker", team_0=str(team.pk), is_active="on")
    assert as_admin.post(f"/brugere/{anne.pk}/", form | wrong).status_code == 422
    assert hours(anne) == []


def test_every_period_of_the_week_is_kept_when_something_else_is_changed(
    as_admin: Client, team: Team, anne: User
) -> None:
    form = fields(role_0="caseworker", team_0=str(team.pk), is_active="on")
    day = {"starts_0_0": "8.30", "ends_0_0": "12.00", "starts_0_1": "12.30", "ends_0_1": "1500"}
    assert as_admin.post(f"/brugere/{anne.pk}/", form | day).status_code == 302
    anne.working_hours.create(weekday=5, starts="09:00", ends="10:00")
    page = BeautifulSoup(as_admin.get(f"/brugere/{anne.pk}/").content, "html.parser")
    sent = {str(box["name"]): str(box.get("value", "")) for box in page.select(".jc-hours input")}
    assert as_admin.post(f"/brugere/{anne.pk}/", form | sent | {"last_name": "Nyfjord"}).status_code == 302
    assert hours(anne) == [(0, "08.30", "12.00"), (0, "12.30", "15.00"), (5, "09.00", "10.00")]


def test_a_switched_off_user_is_signed_out_at_once(as_admin: Client, team: Team) -> None:
    anne, _ = users.create(
        username="anne", first_name="Anne", last_name="Nygaard", email="", assignments=[(Role.CASEWORKER, team)]
    )
    hers = Client()
    hers.force_login(anne)
    assert "log-ind" not in hers.get("/").get("Location", "")
    as_admin.post(f"/brugere/{anne.pk}/", fields(role_0="caseworker", team_0=str(team.pk)))
    answer = hers.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/log-ind/")


def test_the_last_administrator_cannot_be_removed(as_admin: Client, admin: User, team: Team) -> None:
    form = fields(username="admin", role_0="team_leader", team_0=str(team.pk), is_active="on")
    page = as_admin.post(f"/brugere/{admin.pk}/", form)
    assert page.status_code == 422
    assert "mindst én systemadministrator" in page.content.decode()
    admin.refresh_from_db()
    assert RoleAssignment.objects.filter(user=admin, role=Role.SYSTEM_ADMIN).exists()


def test_a_new_password_ends_the_old_one(as_admin: Client, admin: User) -> None:
    anne, old = users.create(
        username="anne", first_name="Anne", last_name="Nygaard", email="", assignments=[(Role.AUDITOR, None)]
    )
    new = as_admin.post(f"/brugere/{anne.pk}/adgangskode/").context["password"]
    anne.refresh_from_db()
    assert anne.check_password(new)
    assert not anne.check_password(old)


def test_teams_are_created_and_changed(as_admin: Client, team: Team) -> None:
    form = {"name": "Jobteam Syd", "unit": "Jobindsats", "slot_minutes": "30", "norm": "55", "active": "on"}
    assert as_admin.post("/brugere/teams/ny/", form).status_code == 302
    assert as_admin.post(f"/brugere/teams/{team.pk}/", form | {"slot_minutes": "5"}).status_code == 422
    assert as_admin.post("/brugere/teams/ny/", form).status_code == 422, "a name is used once"
    assert set(Team.objects.values_list("name", flat=True)) == {"Jobteam Nord", "Jobteam Syd"}


@pytest.mark.parametrize("role", [r for r in Role if r != Role.SYSTEM_ADMIN])
def test_for_everybody_else_the_pages_do_not_exist(client: Client, team: Team, admin: User, role: Role) -> None:
    other = User.objects.create(username="other")
    RoleAssignment.objects.create(user=other, role=role, team=team)
    client.force_login(other)
    pages = ["/brugere/", "/brugere/ny/", f"/brugere/{admin.pk}/", "/brugere/teams/ny/", f"/brugere/teams/{team.pk}/"]
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert client.post(f"/brugere/{admin.pk}/adgangskode/").status_code == 404
