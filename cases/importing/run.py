"""Importing a directory of files: read, check everything, then write all of it or nothing."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from cases.importing import checks, citizens, facts, layout, people
from cases.importing.faults import Fault, ImportRefused
from cases.importing.layout import Layout
from cases.importing.memory import Compared, Verdict, remember
from cases.importing.reading import Row, Table, load
from cases.importing.report import Report
from cases.models import Case, Citizen, ImportRun, TargetGroup
from cases.services import deadlines
from staff.database import take_statistics
from staff.models import Team, User

Progress = Callable[[str], None]
BUSY = Fault("mappen", 0, "", "en anden indlæsning er i gang; vent, til den er færdig")
FEW = 200
"""Up to so many touched cases are reckoned one by one."""
LOCK = 7_401_122
"""The advisory lock that lets one import run at a time."""


@dataclass(slots=True)
class Work:
    """One import on its way: tables as read, comparisons, and what rows may point to."""

    as_of: date
    progress: Progress
    tables: dict[str, Table] = field(default_factory=dict)
    compared: dict[str, Compared] = field(default_factory=dict)
    recorded: dict[str, dict[str, datetime | None]] = field(default_factory=dict)
    started: dict[str, date | None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    broken_citizens: set[str] = field(default_factory=set)
    digest: str = ""

    def rows(self, of: Layout) -> list[Row]:
        return self.tables[of.file].rows


def import_directory(
    directory: Path,
    *,
    as_of: date,
    now: datetime,
    by: User | None = None,
    dry_run: bool = False,
    progress: Progress = lambda line: None,
) -> Report:
    """Import the files in `directory`; `as_of` is the day on which they tell the truth, `now` when they are read.

    Raises ImportRefused with every fault found; then nothing was written.
    """
    work = Work(as_of, progress)
    numbers = citizens.Numbers(as_of)
    _read(work, directory, numbers)
    try:
        with transaction.atomic():
            _take_turn()
            report = _compare(work, dry_run=dry_run)
            if work.faults:
                raise ImportRefused(work.faults)
            if not dry_run:
                run = ImportRun.objects.create(by=by, as_of=as_of, digest=work.digest, counts=report.counts)
                _write(work, report, numbers, run, now=now)
            return report
    except IntegrityError as refused:
        constraint = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None) or "ukendt"
        fault = Fault("databasen", 0, "", f"reglen {constraint} er brudt, fordi nogen arbejdede imens; prøv igen")
    except DatabaseError:  # its text may repeat a row
        fault = Fault("databasen", 0, "", "databasen afbrød indlæsningen; prøv igen, når der er ro")
    raise ImportRefused([fault])


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRefused([BUSY])


def _read(work: Work, directory: Path, numbers: citizens.Numbers) -> None:
    digest = hashlib.sha256()
    for of in layout.ALL:
        table = load(directory, of)
        work.tables[of.file] = table
        work.faults += [*table.faults]
        if table.present:
            work.progress(f"Læst {of.file}, rækker: {len(table.rows)}")
            digest.update(table.digest.encode())
    if not any(table.present for table in work.tables.values()):
        work.faults.append(Fault("mappen", 0, "", "ingen af filerne i docs/import.md findes her"))
    work.digest = digest.hexdigest()
    work.faults += people.prepare_users(work.rows(layout.USERS))
    work.faults += citizens.prepare(work.tables[layout.CITIZENS.file], work.tables[layout.CASES.file], numbers)
    work.broken_citizens = numbers.readable(work.tables[layout.CITIZENS.file].broken)
    for row in work.rows(layout.CASES):
        first = row.values.get("responsible_from")
        work.started[row.key] = first if isinstance(first, date) else None
    for of in layout.ALL:
        work.faults += checks.twice(of, work.rows(of))


def _compare(work: Work, *, dry_run: bool) -> Report:
    """Compare every file with the register and check what only shows across rows."""
    work.progress("Sammenligner med det, der er registreret")
    report = Report(dry_run)
    known = checks.Known(work.as_of, groups=set(TargetGroup.objects.values_list("code", flat=True)))
    work.named = people.teams_named(work.rows(layout.USERS))
    known.teams = set(_against(work, layout.TEAMS, people.standing_teams())) | work.named
    known.users = set(_against(work, layout.USERS, people.standing_users()))
    known.citizens = set(_against(work, layout.CITIZENS, citizens.standing_citizens())) | work.broken_citizens
    known.cases = _compare_cases(work, known)
    register = facts.Register(users={}, minutes=_usual_minutes(work))
    for kind in facts.KINDS:
        _compare_facts(work, kind, known, register)
    for of in layout.ALL:
        if work.tables[of.file].present:
            report.take(of, work.compared[of.file], work.tables[of.file].unused)
    if work.tables[layout.CITIZENS.file].present:
        report.missing = _missing({row.key for row in work.rows(layout.CITIZENS)})
    return report


def _against(work: Work, of: Layout, standing: dict[str, dict[str, object]]) -> Iterator[str]:
    """Compare one file with what stands; yields the keys that exist after the import."""
    compared = work.compared[of.file] = Compared(of.file)
    for row in work.rows(of):
        compared.take(row, standing.get(row.key))
    yield from standing
    yield from (row.key for row in work.rows(of))
    yield from work.tables[of.file].broken


def _compare_cases(work: Work, known: checks.Known) -> set[str]:
    rows, standing = work.rows(layout.CASES), citizens.standing_cases()
    for row in rows:
        work.faults += _faults(layout.CASES, row, checks.of_case(row.values, known))
        row.values.pop("responsible_from", None)
    found = set(_against(work, layout.CASES, standing))
    after = _after(work.compared[layout.CASES.file], standing)
    open_: dict[object, int] = {values["citizen"]: 0 for values in after if values["closed_on"] is None}
    for row in work.compared[layout.CASES.file].to_write:
        if row.values["closed_on"] is None:
            line = open_.setdefault(row.values["citizen"], row.line)
            if line != row.line:
                where = f"linje {line}" if line else "registeret"
                work.faults += _faults(layout.CASES, row, [("cpr", f"borgeren har allerede en åben sag i {where}")])
    return found


def _compare_facts(work: Work, kind: facts.Kind, known: checks.Known, register: facts.Register) -> None:
    rows = work.rows(kind.layout)
    work.recorded[kind.layout.file] = facts.prepare(kind, rows, register)
    for row in rows:
        work.faults += _faults(kind.layout, row, checks.of_fact(kind, row.values, known))
    standing = facts.standing(kind) if rows else {}
    list(_against(work, kind.layout, standing))
    compared = work.compared[kind.layout.file]
    work.faults += checks.overlaps(kind, compared.to_write, _after(compared, standing))


def _after(compared: Compared, standing: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    """What stands and is not replaced by this import."""
    replaced = compared.changed_keys
    return [values for key, values in standing.items() if key not in replaced]


def _faults(of: Layout, row: Row, problems: Iterator[checks.Problem] | list[checks.Problem]) -> Iterator[Fault]:
    for name, reason in problems:
        heading = of.headings.get({"starts_at": "clock"}.get(name, name), "")
        yield Fault(row.file, row.line, heading, reason)


def _usual_minutes(work: Work) -> dict[str, int]:
    """How long a conversation usually lasts, by user name: the employee's own length, else that of the first team."""
    teams = {str(name): values["slot_minutes"] for name, values in people.standing_teams().items()}
    teams.update({row.key: row.values["slot_minutes"] for row in work.rows(layout.TEAMS) if row.values["slot_minutes"]})
    found: dict[str, int] = {}
    after = people.standing_users() | {row.key: row.values for row in work.rows(layout.USERS)}
    usual = Team._meta.get_field("slot_minutes").default
    for name, values in after.items():
        roles = values["roles"] if isinstance(values["roles"], tuple) else ()
        homes = [team for _, _, team in (str(role).partition("@") for role in roles) if team]
        length = values["slot_minutes"] or next((teams.get(home, usual) for home in homes), None)
        if isinstance(length, int):
            found[name] = length
    return found


def _missing(present: set[str]) -> list[str]:
    """Public ids of citizens whose open case came from an import and who are not among `present`."""
    rows = Citizen.objects.filter(cases__closed_on__isnull=True).exclude(cases__source_key="")
    return sorted(
        public_id
        for public_id, lookup in rows.values_list("public_id", "number__lookup").distinct()
        if lookup not in present
    )


def _write(work: Work, report: Report, numbers: citizens.Numbers, run: ImportRun, *, now: datetime) -> None:
    """Write everything, in the caller's transaction, and reckon the deadlines of all cases again."""
    compared = work.compared
    work.progress("Skriver medarbejdere, borgere og sager")
    teams = people.write_teams(compared[layout.TEAMS.file], work.named)
    people.write_users(compared[layout.USERS.file], teams)
    users = dict(User.objects.values_list("username", "id"))
    citizens.write_citizens(compared[layout.CITIZENS.file], numbers)
    citizens.write_cases(compared[layout.CASES.file], work.started, teams=teams, users=users, as_of=work.as_of)
    register = facts.Register(users=users, minutes={}, cases=facts.cases_by_key())
    facts.make_offers(compared[layout.ACTIVITIES.file].to_write, register)
    touched: set[int] = set()
    for kind in facts.KINDS:
        if compared[kind.layout.file].to_write:
            work.progress(f"Skriver {kind.layout.plural}")
            recorded = work.recorded[kind.layout.file]
            touched |= facts.write(kind, compared[kind.layout.file], recorded, register, now=now)
    standing = [register.cases[row.key] for row in compared[layout.CASES.file].rows[Verdict.CHANGED]]
    Case.objects.filter(pk__in=touched | set(standing)).update(version=F("version") + 1)
    for file, one in compared.items():
        remember(file=file, says=one.says, said=one.said, run=run)
    if report.changes:
        work.progress("Beregner frister")
        touched.update(standing, _new_cases(work, register))
        _reckon(touched, report, now)


def _new_cases(work: Work, register: facts.Register) -> Iterator[int]:
    return (register.cases[row.key] for row in work.compared[layout.CASES.file].rows[Verdict.NEW])


def _reckon(touched: set[int], report: Report, now: datetime) -> None:
    """Bring the deadlines of the touched cases in line; the whole register at once when they are many."""
    if len(touched) > FEW:
        take_statistics("cases")
        rebuilt = deadlines.rebuild(now=now)
        take_statistics("cases")
        report.deadlines_changed, report.failures = rebuilt.rows_changed, len(rebuilt.failures)
        return
    for case in Case.objects.filter(pk__in=touched).order_by("pk").select_for_update():
        report.deadlines_changed += deadlines.refresh(case, now=now).rows_changed
