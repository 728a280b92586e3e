"""An extract of the public register of companies: all of it or nothing, twice the same, doubles become one."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company, Contact, ContactPerson, Merge, Ownership, ProductionUnit, Source
from tests.companies.cast import a_company, a_cvr, a_p_number
from tests.people import TODAY, job_consultant

pytestmark = pytest.mark.django_db


def write(folder: Path, file: str, *lines: str) -> None:
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def load(folder: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_companies", folder, as_of=TODAY, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def refused(folder: Path) -> list[str]:
    err = io.StringIO()
    with pytest.raises(CommandError, match="Intet er indlæst"):
        call_command("import_companies", folder, as_of=TODAY, stdout=io.StringIO(), stderr=err)
    return err.getvalue().splitlines()


@pytest.fixture
def numbers() -> tuple[str, str]:
    return a_cvr(), a_p_number()


@pytest.fixture
def extract(tmp_path: Path, numbers: tuple[str, str]) -> Path:
    cvr, pnr = numbers
    job_consultant()
    user = Ownership._meta.get_field("user").related_model.objects.get().username  # type: ignore[union-attr]
    write(tmp_path, "omraader.csv", "Postnr.;By;Område", "9991;Nordbyen;Nordbyen", "9992;Havnen;")
    write(tmp_path, "virksomheder.csv", "CVR-nr.;Telefon;Ansatte;Ophørt", f"{cvr};00 11 22 33;38;")
    write(
        tmp_path,
        "navne.csv",
        "cvr;navn;fra;til",
        f"{cvr};Murermester Vang;01-01-2010;31-12-2020",
        f"{cvr};Nordvang Byg ApS;2021-01-01;",
    )
    write(
        tmp_path,
        "adresser.csv",
        "cvr;adresse;postnr;fra;til",
        f"{cvr};Gammelvej 1;9992;;31-12-2020",
        f"{cvr};Havnegade 4;9991;1/1/2021;",
    )
    write(
        tmp_path,
        "brancher.csv",
        "cvr;branchekode;branche;fra;til",
        f"{cvr};41.20.00;Opførelse af bygninger;01.01.2010;",
    )
    write(
        tmp_path,
        "penheder.csv",
        "pnr;cvr;navn;adresse;postnr;fra;til",
        f"{pnr};{cvr};Lageret;Havnegade 6;9991;2021-01-01;",
    )
    write(tmp_path, "ansvarlige.csv", "cvr;brugernavn;fra;til", f"{cvr};{user};2024-01-01;")
    write(tmp_path, "kontaktpersoner.csv", "cvr;navn;stilling;fra", f"{cvr};Lone Nordvang;byggeleder;2024-01-01")
    write(
        tmp_path,
        "kontakter.csv",
        "nøgle;cvr;dato;type;medarbejder;med;udfald;note",
        f"K1;{cvr};18-11-2026;besøg;{user};Lone;jobordre;To på lager",
    )
    return tmp_path


def test_everything_comes_in_as_it_is_on_the_day(extract: Path, numbers: tuple[str, str]) -> None:
    said = load(extract)
    firm = Company.objects.get(cvr=numbers[0])
    assert (firm.name, firm.address, firm.postal_id, firm.employees) == ("Nordvang Byg ApS", "Havnegade 4", "9991", 38)
    assert firm.postal is not None and firm.postal.area is not None and firm.postal.area.name == "Nordbyen"
    assert [(row.name, row.to_on) for row in firm.names.all()] == [
        ("Murermester Vang", date(2020, 12, 31)), ("Nordvang Byg ApS", None),
    ]  # fmt: skip
    assert firm.branches.get().branch.code == "412000"
    assert (firm.units.get().p_number, firm.source) == (numbers[1], Source.REGISTER)
    row = firm.contacts.get()
    assert (row.kind, row.outcome, row.on_date, row.with_whom) == ("visit", "job_order", date(2026, 11, 18), "Lone")
    assert list(Company.objects.found("murermester")) == [firm]
    assert "virksomheder.csv: nye 1, rettede 0, uændrede 0" in said


def test_the_second_time_changes_nothing(extract: Path) -> None:
    load(extract)
    before = Company.objects.get().version
    assert "Ændringer i alt: 0" in load(extract)
    assert (Company.objects.get().version, Contact.objects.count(), ContactPerson.objects.count()) == (before, 1, 1)


def test_a_dry_run_saves_nothing(extract: Path) -> None:
    said = load(extract, dry_run=True)
    assert "Prøvekørsel: intet er gemt." in said and "Ændringer i alt: 0" not in said
    assert not Company.objects.exists()


def test_a_delta_changes_what_it_names_and_keeps_what_we_know(
    extract: Path, numbers: tuple[str, str], tmp_path: Path
) -> None:
    load(extract)
    firm, nanna = Company.objects.get(), job_consultant("Nanna Vig")
    firm.phone, firm.growing, firm.growth_source = "00 99 99 99", True, "Erhvervsrådet"
    firm.save()
    Ownership.objects.update(user=nanna)
    Contact.objects.update(void_reason="Fejl", voided_at="2026-11-20T10:00Z", voided_by=nanna)
    for file in ("navne.csv", "adresser.csv", "brancher.csv", "omraader.csv"):
        (extract / file).unlink()
    write(extract, "virksomheder.csv", "cvr;telefon;ansatte;ophørt", f"{numbers[0]};00 11 22 33;12;2026-11-01")
    load(extract)
    firm.refresh_from_db()
    assert (firm.phone, firm.employees, firm.active, firm.growing) == ("00 99 99 99", 12, False, True)
    assert (firm.name, firm.names.count(), firm.owners.get().user) == ("Nordvang Byg ApS", 2, nanna)
    assert Contact.objects.valid().count() == 0


def test_one_known_by_name_only_gets_its_number(extract: Path, numbers: tuple[str, str]) -> None:
    known = Company.objects.create(name="nordvang byg aps")
    assert "fået det: 1" in load(extract)
    known.refresh_from_db()
    assert (known.cvr, known.name, Company.objects.count()) == (numbers[0], "Nordvang Byg ApS", 1)


def test_two_of_the_name_are_not_guessed_between(extract: Path) -> None:
    for _ in range(2):
        Company.objects.create(name="Nordvang Byg ApS")
    load(extract)
    assert Company.objects.count() == 3


def test_the_same_place_of_work_makes_two_records_one(extract: Path, numbers: tuple[str, str]) -> None:
    kept = a_company("Nordvang", cvr=numbers[0])
    gone = a_company("Byg ved havnen", cvr=None)
    ProductionUnit.objects.create(company=gone, p_number=numbers[1])
    ContactPerson.objects.create(company=gone, name="Ove Havn")
    assert "lagt sammen: 1" in load(extract)
    gone.refresh_from_db()
    assert (gone.merged_into, kept.people.filter(name="Ove Havn").count()) == (kept, 1)
    assert Merge.objects.get().reason == "Samme P-nummer i det offentlige register"
    assert "Ændringer i alt: 0" in load(extract)


def test_a_record_without_number_with_the_place_of_work_is_the_company(extract: Path, numbers: tuple[str, str]) -> None:
    known = a_company("Byg ved havnen", cvr=None)
    ProductionUnit.objects.create(company=known, p_number=numbers[1])
    load(extract)
    known.refresh_from_db()
    assert (known.cvr, Company.objects.count()) == (numbers[0], 1)


def test_every_fault_is_named_and_nothing_comes_in(extract: Path, numbers: tuple[str, str]) -> None:
    cvr, pnr = numbers
    write(extract, "virksomheder.csv", "cvr;telefon", f"{cvr};1", f"{cvr};2", "12345678;3", f"{a_cvr()};4")
    write(
        extract,
        "navne.csv",
        "cvr;navn;fra;til",
        f"{cvr};A;2020-01-01;",
        f"{cvr};B;2021-01-01;2020-01-01",
        f"{cvr};C;2022-01-01;",
    )
    write(
        extract,
        "penheder.csv",
        "pnr;cvr;postnr;fra;til",
        f"12;{cvr};9991;;",
        f"{pnr};{a_cvr()};0000;2021-01-01;2020-01-01",
    )
    write(extract, "brancher.csv", "cvr;branchekode;branche;fra", f"{cvr};4120;Byg;2020-02-31")
    write(extract, "ansvarlige.csv", "cvr;brugernavn", f"{cvr};ukendt")
    write(extract, "kontakter.csv", "nøgle;cvr;dato;type;medarbejder;note", f"K1;{cvr};2026-01-01;fax;x;010190-1234")
    said = refused(extract)
    for part in (
        "virksomheder.csv, linje 3, kolonne cvr: står også i linje 2",
        "virksomheder.csv, linje 4, kolonne cvr: CVR-nummeret har ikke 8 cifre, der passer sammen",
        "virksomheder.csv, linje 5, kolonne cvr: virksomheden er ny og har intet navn i navne.csv",
        "navne.csv, linje 3, kolonne til: slutdatoen ligger før startdatoen",
        "navne.csv, linje 4, kolonne fra: perioden overlapper linje 2",
        "penheder.csv, linje 2, kolonne pnr: P-nummeret skal have 10 cifre og ikke begynde med 0",
        "penheder.csv, linje 3, kolonne cvr: virksomheden findes hverken i virksomheder.csv eller i registeret",
        "penheder.csv, linje 3, kolonne postnr: postnummeret findes hverken i omraader.csv eller i registeret",
        "penheder.csv, linje 3, kolonne til: slutdatoen ligger før startdatoen",
        "brancher.csv, linje 2, kolonne branchekode: branchekoden skal have 6 cifre",
        "brancher.csv, linje 2, kolonne fra: datoen findes ikke i kalenderen",
        "ansvarlige.csv, linje 2, kolonne brugernavn: medarbejderen findes ikke",
        "kontakter.csv, linje 2, kolonne type: ordet kendes ikke",
        "kontakter.csv, linje 2, kolonne note: teksten indeholder et CPR-nummer",
    ):
        assert any(line.startswith(part) for line in said), (part, said)
    assert not any("010190" in line for line in said)
    assert not Company.objects.exists()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["mappen: ingen af filerne i docs/import-companies.md findes her"]
