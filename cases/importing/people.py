"""Teams and employees: comparing what the files say with the register, and writing it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from django.contrib.auth.hashers import make_password

from cases.importing.cells import clock, pieces
from cases.importing.faults import Fault, WrongCell
from cases.importing.layout import USERS
from cases.importing.memory import CHUNK, Compared, Verdict
from cases.importing.reading import Row
from staff.models import Role, RoleAssignment, Team, User, WorkingHours

DAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
SPAN = re.compile(r"([a-zæøå]+)(?:\s*-\s*([a-zæøå]+))?\s+(\S+?)\s*-\s*(\S+)")
WHOLE_HOUSE = frozenset({Role.ADMINISTRATION, Role.SYSTEM_ADMIN, Role.AUDITOR})
TEAM_ROLES = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER})
USER_FIELDS = ("first_name", "last_name", "email", "phone", "slot_minutes", "is_active")
Hours = tuple[int, time, time]


def working_hours(cell: str) -> list[Hours]:
    """Weekly hours written as `man-tor 8.30-15.00 | fre 8.30-13.00`; weekday 0 is Monday. Raises WrongCell."""
    found: set[Hours] = set()
    for piece in pieces(cell.casefold()):
        shape = SPAN.fullmatch(piece)
        if not shape:
            raise WrongCell("arbejdstiden skal skrives som man-tor 8.30-15.00 | fre 8.30-13.00")
        first, last = _weekday(shape[1]), _weekday(shape[2] or shape[1])
        starts, ends = clock(shape[3]), clock(shape[4])
        if ends <= starts or last < first:
            raise WrongCell("arbejdstiden slutter, før den begynder")
        found.update((weekday, starts, ends) for weekday in range(first, last + 1))
    in_order = sorted(found)
    if any(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(in_order)):
        raise WrongCell("to arbejdstider på samme dag overlapper")
    return in_order


def _weekday(name: str) -> int:
    for number, day in enumerate(DAYS):
        if name.startswith(day):
            return number
    raise WrongCell("ugedagen kendes ikke; skriv man, tir, ons, tor, fre, lør eller søn")


def prepare_users(rows: list[Row]) -> Iterator[Fault]:
    """Turn the cells of `rows` into comparable values; yield what is wrong."""
    for row in rows:
        try:
            row.values["hours"] = tuple(_hours_text(*hours) for hours in working_hours(str(row.values["hours"])))
        except WrongCell as wrong:
            yield Fault(row.file, row.line, USERS.headings["hours"], wrong.reason)
        roles, teams = _texts(row.values["roles"]), _texts(row.values.pop("teams"))
        if not teams and TEAM_ROLES & set(roles):
            yield Fault(
                row.file,
                row.line,
                USERS.headings["teams"],
                "rådgiver, jobkonsulent og funktionsleder skal have et team",
            )
        row.values["roles"] = tuple(
            sorted(
                f"{role}@{team}" for role in roles for team in (teams if role not in WHOLE_HOUSE and teams else ("",))
            )
        )


def _hours_text(weekday: int, starts: time, ends: time) -> str:
    return f"{weekday} {starts:%H:%M} {ends:%H:%M}"


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def teams_named(rows: list[Row]) -> set[str]:
    """The teams that the prepared rows of employees name."""
    return {role.partition("@")[2] for row in rows for role in _texts(row.values["roles"])} - {""}


def standing_teams() -> dict[str, dict[str, object]]:
    """Teams of the register by name."""
    return {
        team.name: {"unit": team.unit, "slot_minutes": team.slot_minutes, "norm": team.norm}
        for team in Team.objects.all()
    }


def standing_users() -> dict[str, dict[str, object]]:
    """Employees of the register by user name, shaped like prepared rows."""
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for user, role, team in RoleAssignment.objects.values_list("user_id", "role", "team__name"):
        roles[user].append(f"{role}@{team or ''}")
    hours: defaultdict[int, list[str]] = defaultdict(list)
    for user, weekday, starts, ends in WorkingHours.objects.values_list("user_id", "weekday", "starts", "ends"):
        hours[user].append(_hours_text(weekday, starts, ends))
    found = {}
    for values in User.objects.values("id", "username", *USER_FIELDS):
        key = values.pop("id")
        name = str(values.pop("username"))
        found[name] = {**values, "roles": tuple(sorted(roles[key])), "hours": tuple(sorted(hours[key]))}
    return found


def write_teams(compared: Compared, named: set[str]) -> dict[str, Team]:
    """Write the teams and make those that are only named by employees; returns all teams by name."""
    for row in compared.to_write:
        values = {name: value for name, value in row.values.items() if value not in (None, "")}
        Team.objects.update_or_create(name=row.key, defaults=values)
    known = {team.name: team for team in Team.objects.all()}
    made = Team.objects.bulk_create([Team(name=name) for name in sorted(named - known.keys())])
    return known | {team.name: team for team in made}


def write_users(compared: Compared, teams: dict[str, Team]) -> None:
    """Write the employees. A new one cannot sign in before a password is set or single sign-on is used."""
    unusable = make_password(None)
    fresh = [
        User(username=row.key, password=unusable, **{name: row.values[name] for name in USER_FIELDS})
        for row in compared.rows[Verdict.NEW]
    ]
    User.objects.bulk_create(fresh, CHUNK)
    rows = compared.to_write
    users = {user.username: user for user in User.objects.filter(username__in=[row.key for row in rows])}
    for row in compared.rows[Verdict.CHANGED]:
        for name in USER_FIELDS:
            setattr(users[row.key], name, row.values[name])
    User.objects.bulk_update([users[row.key] for row in compared.rows[Verdict.CHANGED]], USER_FIELDS, CHUNK)
    RoleAssignment.objects.filter(user__in=users.values()).delete()
    WorkingHours.objects.filter(user__in=users.values()).delete()
    RoleAssignment.objects.bulk_create(_assignments(rows, users, teams), CHUNK)
    WorkingHours.objects.bulk_create(_spans(rows, users), CHUNK)


def _assignments(rows: list[Row], users: dict[str, User], teams: dict[str, Team]) -> Iterator[RoleAssignment]:
    for row in rows:
        for text in _texts(row.values["roles"]):
            role, _, team = text.partition("@")
            yield RoleAssignment(user=users[row.key], role=role, team=teams[team] if team else None)


def _spans(rows: list[Row], users: dict[str, User]) -> Iterator[WorkingHours]:
    for row in rows:
        for text in _texts(row.values["hours"]):
            weekday, starts, ends = text.split()
            yield WorkingHours(
                user=users[row.key],
                weekday=int(weekday),
                starts=time.fromisoformat(starts),
                ends=time.fromisoformat(ends),
            )
