"""The files of an extract of the public register of companies. See `docs/import-companies.md`."""

import re

from django.core.exceptions import ValidationError

from cases.importing import cells
from cases.importing.cells import Value
from cases.importing.faults import WrongCell
from cases.importing.layout import Column, Layout
from companies.models import Channel, Outcome, validate_cvr, validate_p_number


def cvr(cell: str) -> Value:
    """A CVR number of eight digits that fits its check digit, with or without signs."""
    number = re.sub(r"[\s.-]", "", cell).upper().removeprefix("DK")
    try:
        validate_cvr(number)
    except ValidationError:
        raise WrongCell("CVR-nummeret har ikke 8 cifre, der passer sammen") from None
    return number


def p_number(cell: str) -> Value:
    number = re.sub(r"\s", "", cell)
    try:
        validate_p_number(number)
    except ValidationError:
        raise WrongCell("P-nummeret skal have 10 cifre og ikke begynde med 0") from None
    return number


def postal(cell: str) -> Value:
    if not re.fullmatch(r"[0-9]{4}", cell):
        raise WrongCell("postnummeret skal have 4 cifre")
    return cell


def branch(cell: str) -> Value:
    """Six digits; written with points (41.20.00) as well."""
    code = cell.replace(".", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{6}", code):
        raise WrongCell("branchekoden skal have 6 cifre")
    return code


def _text(field: str, names: str, longest: int, *, required: bool = False) -> Column:
    return Column(field, tuple(names.split("/")), cells.text(longest), required, "")


def _days() -> tuple[Column, Column]:
    first = Column("from_on", ("fra", "gyldig fra", "periode fra"), cells.day)
    return first, Column("to_on", ("til", "gyldig til", "periode til"), cells.day)


CHANNELS = {
    "telefon": "phone",
    "besøg": "visit",
    "mail": "personal_mail",
    "henvendelse": "incoming",
    "nyhedsbrev": "mass_mail",
} | {channel.value: channel.value for channel in Channel}
OUTCOMES = {
    "aftale": "agreement",
    "jobordre": "job_order",
    "interesseret": "interested",
    "ingen interesse": "declined",
} | {outcome.value: outcome.value for outcome in Outcome if outcome.value}
OUTCOME_WORDS = "aftale, jobordre, interesseret, ingen interesse"
CVR = Column("cvr", ("cvr", "cvr-nr", "cvr-nummer"), cvr, True)
POSTAL = ("postnr", "postnummer")
AREAS = Layout(
    "omraader.csv", "postnumre", "postal",
    (
        Column("postal", POSTAL, postal, True), _text("town", "by/bynavn", 60, required=True),
        _text("area", "område", 60),
    ),
)  # fmt: skip
COMPANIES = Layout(
    "virksomheder.csv", "virksomheder", "cvr",
    (
        CVR, _text("phone", "telefon/tlf", 20), _text("email", "e-mail/mail", 254),
        Column("employees", ("ansatte", "antal ansatte"), cells.whole(0, 200_000)),
        Column("closed_on", ("ophørt", "ophørsdato"), cells.day),
    ),
)  # fmt: skip
NAMES = Layout("navne.csv", "navne", "cvr", (CVR, _text("name", "navn", 120, required=True), *_days()))
ADDRESSES = Layout(
    "adresser.csv", "adresser", "cvr",
    (CVR, _text("address", "adresse", 160), Column("postal", POSTAL, postal, True), *_days()),
)  # fmt: skip
BRANCHES = Layout(
    "brancher.csv", "brancher", "cvr",
    (
        CVR, Column("code", ("branchekode", "kode"), branch, True),
        _text("name", "branche/branchetekst/tekst", 160, required=True), *_days(),
    ),
)  # fmt: skip
UNITS = Layout(
    "penheder.csv", "arbejdssteder", "p_number",
    (
        Column("p_number", ("pnr", "p-nr", "p-nummer"), p_number, True), CVR, _text("name", "navn", 120),
        _text("address", "adresse", 160), Column("postal", POSTAL, postal), *_days(),
    ),
)  # fmt: skip
OWNERS = Layout(
    "ansvarlige.csv", "ansvarlige", "cvr",
    (CVR, _text("username", "brugernavn/bruger/login/initialer", 60, required=True), *_days()),
)  # fmt: skip
PEOPLE = Layout(
    "kontaktpersoner.csv", "kontaktpersoner", "cvr",
    (
        CVR, _text("name", "navn", 120, required=True), _text("title", "stilling", 80),
        _text("phone", "telefon/tlf", 20), _text("email", "e-mail/mail", 254), *_days(),
    ),
)  # fmt: skip
CONTACTS = Layout(
    "kontakter.csv", "kontakter", "key",
    (
        _text("key", "nøgle/id", 60, required=True), CVR, Column("on_date", ("dato",), cells.day, True),
        Column("kind", ("type", "art"), cells.word(CHANNELS, "telefon, besøg, mail, henvendelse, nyhedsbrev"), True),
        _text("username", "medarbejder/brugernavn", 60, required=True), _text("with_whom", "med", 120),
        Column("outcome", ("udfald",), cells.word(OUTCOMES, OUTCOME_WORDS), empty=""),
        _text("note", "note/tekst", 2000),
    ),
)  # fmt: skip
ALL = (AREAS, COMPANIES, NAMES, ADDRESSES, BRANCHES, UNITS, OWNERS, PEOPLE, CONTACTS)
LISTS = (NAMES, ADDRESSES, BRANCHES, OWNERS)
"""From-to lists of a company: one row at a time."""
