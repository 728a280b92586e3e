"""The identity bar of a citizen: worst status, the facts one line says, and the tabs with their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.dossier import Dossier
from cases.duties import Duty, Missing
from cases.models.course import DetailKey
from rules.dates import age_on
from staff import wording
from staff.badges import Badge

TABS = (
    ("overview", "Overblik", "citizen", "g o"),
    ("conversations", "Samtaler", "citizen_conversations", "g s"),
    ("deadlines", "Frister", "citizen_deadlines", "g f"),
    ("offers", "Tilbud", "citizen_offers", "g t"),
    ("jobs", "Job", "citizen_jobs", "g j"),
    ("documents", "Dokumenter", "citizen_documents", "g d"),
    ("history", "Historik og adgangslog", "citizen_history", "g h"),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    figure: str
    key: str


@dataclass(frozen=True)
class Identity:
    """What the bar shows. `facts` are pairs of label and words, only those known."""

    name: str
    public_id: str
    masked_cpr: str
    protected: bool
    badge: Badge
    facts: tuple[tuple[str, str], ...]


def identity(dossier: Dossier, lines: Sequence[Duty], gaps: Sequence[Missing], today: date) -> Identity:
    """The bar as seen on `today`."""
    citizen = dossier.case.citizen
    return Identity(
        name=citizen.name,
        public_id=citizen.public_id,
        masked_cpr=citizen.masked_cpr,
        protected=citizen.protected,
        badge=worst(dossier, lines, gaps, today),
        facts=tuple((label, words) for label, words in _facts(dossier, today) if words),
    )


def worst(dossier: Dossier, lines: Sequence[Duty], gaps: Sequence[Missing], today: date) -> Badge:
    """The worst that holds today, in words and icon."""
    if dossier.case.closed_on:
        day = wording.day_month(dossier.case.closed_on, today)
        return Badge("Sagen er lukket", f"Lukket {day}", "lock", "st-susp")
    overdue = sum(line.code == "overdue" for line in lines)
    if overdue:
        words = "1 frist overskredet" if overdue == 1 else f"{overdue} frister overskredet"
        return Badge(words, words, "over", "st-over")
    if gaps:
        return Badge("Mangler frist", "Mangler frist", "miss", "st-miss")
    soon = [line.standing.due_on for line in lines if line.code == "due_soon" and line.standing.due_on]
    if soon:
        return Badge("Forfalder snart", f"Frist {wording.ahead(min(soon), today)}", "soon", "st-soon")
    for code, label in (("paused", "Suspenderet"), ("exempt", "Fritaget")):
        held = next((line for line in lines if line.code == code), None)
        if held:
            until = f"til {wording.day_month(held.until, today)}" if held.until else "uden slutdato"
            return Badge(label, f"{label} {until}", "susp", "st-susp")
    if any(line.is_open for line in lines):
        return Badge("Ingen overskredne frister", "Ingen overskredne frister", "ok", "st-ok")
    return Badge("Ingen frister", "Ingen pligter efter reglerne", "info", "st-plain")


def _facts(dossier: Dossier, today: date) -> list[tuple[str, str]]:
    group = dossier.group_on(today)
    study = dossier.detail(DetailKey.EXPECTED_STUDY_ON)
    fund, hours = dossier.detail(DetailKey.UNEMPLOYMENT_FUND), dossier.detail(DetailKey.ATTENDABLE_HOURS)
    return [
        ("Målgruppe", group.text if group else "ikke valgt"),
        ("Ledig siden", _since(group.first_unemployed_on if group else None, today)),
        ("Første fraværsdag", _since(group.first_absence_on if group else None, today)),
        ("Alder", age(dossier.case.citizen.born_on, today)),
        ("A-kasse", fund.text if fund else ""),
        ("Rådgiver", dossier.responsible.person if dossier.responsible else "ingen"),
        ("Jobkonsulent", dossier.consultant.person if dossier.consultant else ""),
        ("Kan møde", f"{hours.text}{wording.HARD}timer/uge" if hours else ""),
        ("Studiestart", wording.plain_date(study.on) if study and study.on else ""),
        ("Team", dossier.case.team.name),
    ]


def _since(day: date | None, today: date) -> str:
    if day is None:
        return ""
    week = (today - day).days // 7 + 1
    return f"{wording.plain_date(day)} (uge{wording.HARD}{week})" if week > 0 else wording.plain_date(day)


def age(born_on: date | None, today: date) -> str:
    """41 år: completed years (C8)."""
    if born_on is None:
        return ""
    return f"{age_on(born_on, today)}{wording.HARD}år"


def tabs(dossier: Dossier, lines: Sequence[Duty], gaps: Sequence[Missing], current: str, *, today: date) -> list[Tab]:
    """The tabs; figures count conversations, deadlines, offers ahead or running, job goals and documents."""
    numbers = {line.number for line in lines if line.number}
    held = sum(1 for line in lines if line.number and line.code in ("fulfilled", "fulfilled_late"))
    talks = f"{held} af {len(numbers)}" if numbers else str(len(dossier.held) or "")
    waiting = sum(line.is_open for line in lines) + len(gaps)
    goals = len(dossier.goals_on(today))
    papers = len(dossier.valid("document"))
    running = sum(row.status in ("planned", "running") for row in dossier.given)
    figures = {
        "offers": str(running or ""),
        "conversations": talks,
        "deadlines": str(waiting or ""),
        "jobs": str(goals or ""),
        "documents": str(papers or ""),
    }
    public_id = dossier.case.citizen.public_id
    return [
        Tab(label, reverse(name, args=[public_id]), code == current, figures.get(code, ""), key)
        for code, label, name, key in TABS
    ]
