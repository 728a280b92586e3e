"""The history of a company's record as lines of a timeline, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from companies.models import Company, Merge
from staff.wording import day_month, local

FIRST = date.min


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline; see components/timeline.html. `undo` is the address that undoes it."""

    on: date
    title: str
    when: str
    note: str = ""
    kind: str = ""
    undo: str = ""


def changes(company: Company) -> list[Line]:
    """What happened to the record of a company."""
    found = [*_owners(company), *_branches(company), *_names(company), *_bans(company), *_merges(company)]
    found += [*_people(company), *_units(company), *_mentors(company)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def _span(row: Any) -> str:
    """Fra 3. feb. 2024; 3. feb. 2024 til 1. marts 2025"""
    if row.from_on is None and row.to_on is None:
        return "Uden datoer"
    if row.to_on is None:
        return f"Fra {day_month(row.from_on)}"
    return f"{day_month(row.from_on) if row.from_on else 'Tidligere'} til {day_month(row.to_on)}"


def _dated(rows: Any, words: str) -> Iterator[Line]:
    for row in rows:
        yield Line(row.from_on or FIRST, f"{words}: {row_words(row)}", _span(row), kind="" if row.to_on else "done")


def row_words(row: Any) -> str:
    for name in ("user", "branch", "name"):
        if found := getattr(row, name, None):
            return str(found)
    return str(row)


def _owners(company: Company) -> Iterator[Line]:
    yield from _dated(company.owners.select_related("user"), "Ansvarlig")


def _branches(company: Company) -> Iterator[Line]:
    yield from _dated(company.branches.select_related("branch"), "Branche")


def _names(company: Company) -> Iterator[Line]:
    yield from _dated(company.names.all(), "Navn")


def _people(company: Company) -> Iterator[Line]:
    yield from _dated(company.people.all(), "Kontaktperson")


def _units(company: Company) -> Iterator[Line]:
    for unit in company.units.all():
        yield Line(unit.from_on or FIRST, f"Arbejdssted: P-nr. {unit.p_number}", _span(unit), unit.name)


def _mentors(company: Company) -> Iterator[Line]:
    for row in company.mentors.seated().select_related("course"):
        course = row.course
        when = f"{day_month(course.starts_on)} til {day_month(course.ends_on)}"
        yield Line(course.starts_on, f"Mentorkursus: {row.name}", when, course.title, "done")


def _bans(company: Company) -> Iterator[Line]:
    for ban in company.bans.select_related("recorded_by", "lifted_by"):
        title = "Må ikke kontaktes"
        who = f"{_span(ban)} · {ban.recorded_by}"
        lifted = f" Ophævet af {ban.lifted_by}: {ban.lift_reason}" if ban.to_on else ""
        yield Line(ban.from_on or FIRST, title, who, f"{ban.reason}{lifted}", "" if ban.to_on else "now")


def _merges(company: Company) -> Iterator[Line]:
    rows: Any = Merge.objects.filter(kept=company).select_related("gone", "by", "undone_by")
    for row in rows:
        day = local(row.at).date()
        who = f"{day_month(day)} · {row.by or 'Indlæsning'}"
        undone = row.undone_at and f" Fortrudt {day_month(local(row.undone_at).date())} af {row.undone_by}."
        undo = "" if undone else reverse("company_merge_undo", args=[row.pk])
        yield Line(day, f"Lagt sammen med {row.gone.name}", who, f"{row.reason}{undone or ''}", "", undo)
