"""The menu. An item appears for the roles named and only when its page exists, so the menu shows only what works."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from staff.models import Role, User


@dataclass(frozen=True)
class Entry:
    """One registered page: `view` is the name of its address, `roles` who has it in the menu.

    `also` begins the addresses that one comes to from it and that have no item of their own.
    """

    label: str
    view: str
    icon: str
    roles: tuple[Role, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One line of the menu as shown. `count` is a number of citizens or None."""

    label: str
    url: str
    icon: str
    count: int | None
    current: bool


CITIZENS = ("/borgere/", "/samtaler/")
ENTRIES = (
    Entry("Visitation", "consultant_day", "swap", (Role.JOB_CONSULTANT,)),
    Entry("Min sagsstamme", "caseload", "list", (Role.CASEWORKER, Role.JOB_CONSULTANT), CITIZENS),
    Entry("Frister", "overdue", "chart", (Role.TEAM_LEADER,), CITIZENS),
    Entry("Godkendelser", "approvals", "ok", (Role.TEAM_LEADER,), ("/ledelse/sparring/",)),
    Entry("Styringslister", "control_lists", "list", (Role.TEAM_LEADER,)),
    Entry("Kalender", "calendar", "cal", (Role.CASEWORKER, Role.JOB_CONSULTANT)),
    Entry("Virksomheder", "companies", "bld", (Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.CASEWORKER)),
    Entry("Jobordrer", "job_orders", "bag", (Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.CASEWORKER)),
    Entry("Ny borger", "citizen_create", "plus", (Role.ADMINISTRATION,)),
    Entry("Tilbud", "catalogue", "half", (Role.SPECIALIST, Role.TEAM_LEADER, Role.CASEWORKER, Role.JOB_CONSULTANT)),
    Entry("Regler", "rules", "doc", (Role.SPECIALIST, Role.TEAM_LEADER, Role.CASEWORKER, Role.JOB_CONSULTANT)),
    Entry("Adgangslog", "access_log", "lock", (Role.AUDITOR,)),
    Entry("Brugere og teams", "users", "users", (Role.SYSTEM_ADMIN,)),
    Entry("Drift", "operations", "shield", (Role.SYSTEM_ADMIN,)),
)


def address(view: str) -> str:
    """The address of a page, or nothing when no such page is built."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""


def menu(*, user: User, path: str, counts: Mapping[str, int] | None = None) -> list[Item]:
    """The items of one person; the page that `path` lies on is current (the longest address wins). `counts` are the
    citizens who wait behind a page, by the name of its address; none are shown where nobody waits."""
    found = [(entry, address(entry.view)) for entry in ENTRIES if user.has_role(*entry.roles)]
    found = [(entry, url) for entry, url in found if url]
    reach = [(begins, url) for entry, url in found for begins in (url, *entry.also) if path.startswith(begins)]
    current = max(reach, key=lambda one: len(one[0]), default=("", ""))[1]
    return [
        Item(entry.label, url, entry.icon, (counts or {}).get(entry.view) or None, url == current)
        for entry, url in found
    ]
