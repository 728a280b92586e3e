"""The files of an import: their columns, how each cell is read, what must be there. See `docs/import.md`."""

from dataclasses import dataclass
from functools import cached_property

from cases.importing import cells, words
from cases.importing.cells import Reader, Value


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `names` are the headings accepted, the first one is the documented."""

    field: str
    names: tuple[str, ...]
    read: Reader
    required: bool = False
    empty: Value = None

    @property
    def heading(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Layout:
    """One file. `key` is the field that names the row in the source, `plural` what its rows are called."""

    file: str
    plural: str
    key: str
    columns: tuple[Column, ...]

    @cached_property
    def headings(self) -> dict[str, str]:
        return {column.field: column.heading for column in self.columns}


def _column(field: str, names: str, read: Reader, *, required: bool = False, empty: Value = None) -> Column:
    return Column(field, tuple(names.split("/")), read, required, empty)


def _text(field: str, names: str, longest: int, *, required: bool = False) -> Column:
    return _column(field, names, cells.text(longest), required=required, empty="")


def _must(field: str, names: str, read: Reader) -> Column:
    return _column(field, names, read, required=True)


def _day(field: str, names: str) -> Column:
    return _column(field, names, cells.day)


CASE_KEY = "sagsnr/sag/sagsnummer/sags-id/sagsid/forløb"
ROW_KEY = "nøgle/id/rækkenr/løbenr/løbenummer"
USER = "brugernavn/bruger/login/initialer/ident"

TEAMS = Layout(
    "teams.csv",
    "team",
    "name",
    (
        _text("name", "team/navn/teamnavn", 80, required=True),
        _text("unit", "enhed/afdeling", 80),
        _column("slot_minutes", "samtalelængde/minutter/varighed", cells.whole(10, 240)),
        _column("norm", "norm/sager pr. rådgiver", cells.whole(1, 999)),
    ),
)
USERS = Layout(
    "raadgivere.csv",
    "brugere",
    "username",
    (
        _text("username", USER, 60, required=True),
        _text("first_name", "fornavn", 80, required=True),
        _text("last_name", "efternavn", 80, required=True),
        _must("roles", "roller/rolle/stilling", words.roles),
        _column(
            "teams", "teams/team", lambda cell: tuple(sorted(set(cells.pieces(str(cells.text(400)(cell)))))), empty=()
        ),
        _text("hours", "arbejdstid/mødetid/samtaletid", 400),
        _column("slot_minutes", "samtalelængde/minutter", cells.whole(10, 240)),
        _text("email", "e-mail/mail", 254),
        _text("phone", "telefon/tlf", 20),
        _column("is_active", "aktiv", cells.yes_no, empty=True),
    ),
)
CITIZENS = Layout(
    "borgere.csv",
    "borgere",
    "cpr",
    (
        _must("cpr", "cpr/cpr-nr/cpr-nummer/personnummer", lambda cell: cell),
        _text("name", "navn/borgers navn/fulde navn", 120, required=True),
        _column("protected", "beskyttet/navne- og adressebeskyttelse/adressebeskyttelse", cells.yes_no, empty=False),
        _text("phone", "telefon/tlf/mobil", 20),
        _text("address", "adresse/bopæl", 200),
    ),
)
CASES = Layout(
    "sager.csv",
    "sager",
    "case",
    (
        _text("case", CASE_KEY, 60, required=True),
        _must("cpr", "cpr/cpr-nr/cpr-nummer/personnummer", lambda cell: cell),
        _text("team", "team/teamnavn", 80, required=True),
        _must("course_start", "begyndt/startdato/forløbet begyndte/start", cells.day),
        _day("closed_on", "lukket/slutdato/afsluttet"),
        _text("close_reason", "lukkeårsag/årsag til lukning", 200),
        _text("responsible", "ansvarlig/rådgiver/sagsbehandler/ansvarlig rådgiver", 60),
        _day("responsible_from", "ansvarlig fra/rådgiver fra"),
    ),
)


def _fact(file: str, plural: str, *columns: Column) -> Layout:
    shared = (
        _text("key", ROW_KEY, 60, required=True),
        _text("case", CASE_KEY, 60, required=True),
        _column("recorded_at", "registreret/oprettet/registreringsdato", cells.moment),
    )
    return Layout(file, plural, "key", (*shared, *columns))


TARGET_GROUPS = _fact(
    "maalgrupper.csv",
    "målgruppeperioder",
    _must("group", "målgruppe/målgruppekode", words.target_group),
    _must("from_on", "fra/startdato/fra dato", cells.day),
    _day("to_on", "til/slutdato/til dato"),
    _day("first_absence_on", "første fraværsdag/1. fraværsdag/fraværsdag"),
    _day("first_unemployed_on", "første ledighedsdag/1. ledighedsdag/ledighedsdag"),
    _day("visited_on", "visitationsdato/visiteret"),
    _column("job_broker", "jobformidler", words.job_broker, empty=""),
)
PAUSES = _fact(
    "pauser.csv",
    "pauser",
    _must("reason", "årsag/pauseårsag", words.pause_reason),
    _must("from_on", "fra/startdato/fra dato", cells.day),
    _day("to_on", "til/slutdato/til dato"),
)
DETAILS = _fact(
    "oplysninger.csv",
    "oplysninger",
    _must("key_word", "oplysning/felt", words.detail_key),
    _day("on_date", "dato"),
    _text("text", "værdi/tekst", 80),
)
CONVERSATIONS = _fact(
    "samtaler.csv",
    "samtaler",
    _must("kind", "art/samtaletype/type", words.conversation_kind),
    _must("status", "status/udfald", words.conversation_status),
    _must("on_date", "dato/samtaledato", cells.day),
    _column("clock", "klokkeslæt/tid/kl.", cells.clock),
    _column("minutes", "varighed/minutter", cells.whole(5, 480)),
    _column("form", "form/mødeform", words.form, empty=""),
    _column("held_by", "afholdt af", words.held_by, empty="jobcenter"),
    _column("parties", "deltog/deltog også/deltagere", words.parties, empty=()),
    _column("number", "nummer/samtalenr/nr.", cells.whole(1, 99)),
    _text("booked_with", "rådgiver/medarbejder/booket hos", 60),
    _text("note", "note/notat/referat", 4000),
)
NEXT_CONVERSATIONS = _fact(
    "naeste_samtale.csv",
    "næste samtaler",
    _must("set_on", "sat/sat den/fastsat", cells.day),
    _must("due_on", "senest/næste samtale senest/næste samtale", cells.day),
    _text("reason", "begrundelse", 300, required=True),
)
REFERRALS = _fact(
    "visitationer.csv",
    "visitationer",
    _must("on_date", "dato/visitationsdato", cells.day),
    _must("to", "til/visiteret til", words.referred_to),
    _text("consultant", "konsulent/jobkonsulent/modtager", 60),
    _day("ended_on", "afsluttet/slutdato"),
    _text("wishes", "ønsker/borgerens ønsker", 1000),
)
JOB_GOALS = _fact(
    "jobmaal.csv",
    "jobmål",
    _must("letter", "jobmål/bogstav/rang", words.letter),
    _text("occupation", "stilling/erhverv", 120, required=True),
    _must("from_on", "fra/startdato/fra dato", cells.day),
    _day("to_on", "til/slutdato/til dato"),
)
CONSIDERATIONS = _fact(
    "overvejelser.csv",
    "overvejelser",
    _must("on_date", "dato", cells.day),
    _must("wanted", "resultat/praktik overvejet", cells.yes_no),
    _text("reason", "begrundelse", 300),
)
ACTIVITIES = _fact(
    "aktiviteter.csv",
    "aktiviteter",
    _must("type", "art/type/aktivitet", words.activity_type),
    _must("status", "status", words.activity_status),
    _must("from_on", "fra/startdato/fra dato", cells.day),
    _day("to_on", "til/slutdato/til dato"),
    _text("offer", "tilbud/tilbudsnavn", 120),
    _text("supplier", "leverandør", 120),
    _text("company", "virksomhed/virksomhedsnavn", 120),
    _column("place", "plads", words.place, empty=""),
    _column("sector", "sektor", words.sector, empty=""),
    _day("granted_on", "bevilget/bevillingsdato"),
    _day("agreed_on", "aftalt/aftaledato"),
    _day("extension_decided_on", "forlængelse besluttet"),
    _column("hours_per_week", "timer/timer om ugen/ugentlige timer", cells.hours),
)
FACTS = (
    TARGET_GROUPS,
    PAUSES,
    DETAILS,
    CONVERSATIONS,
    NEXT_CONVERSATIONS,
    REFERRALS,
    JOB_GOALS,
    CONSIDERATIONS,
    ACTIVITIES,
)
ALL = (TEAMS, USERS, CITIZENS, CASES, *FACTS)
