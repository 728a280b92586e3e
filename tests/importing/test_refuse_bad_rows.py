"""All or nothing: every bad row is named with line, column and reason, and no good row is blamed."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from cases.importing import facts
from cases.importing.faults import ImportRefused
from cases.importing.run import LOCK
from cases.models import Citizen, Conversation, ImportRun, TargetGroupPeriod
from tests.importing.files import bring_in, number, put, refusal, town

pytestmark = pytest.mark.django_db

BAD = (
    ("status", "hvad;{day}", "ordet kendes ikke"),
    ("dato", "afholdt;30-02-2026", "findes ikke i kalenderen"),
    ("dato", "afholdt;", "skal udfyldes"),
    ("dato", "afholdt;24-12-2026", "efter indlæsningsdagen"),
    ("rådgiver", "afholdt;{day};ukendt", "brugeren findes ikke"),
    ("sagsnr", None, "sagen findes hverken"),
    ("klokkeslæt", "booket;{day};anne;25.99", "klokkeslættet findes ikke"),
    ("nummer", "afholdt;{day};anne;;mange", "helt tal"),
    ("note", "afholdt;{day};anne;;;ring 010190-1234", "indeholder et CPR-nummer"),
    ("nøgle", "", "samme nøgle som linje 2"),
)


def test_a_thousand_bad_rows_among_ten_thousand(tmp_path: Path) -> None:
    town(tmp_path, citizens=100)
    lines, expected = ["nøgle;sagsnr;art;status;dato;rådgiver;klokkeslæt;nummer;note"], []
    for place in range(10_000):
        key, case = f"S{place}", f"F{place % 100 + 1}"
        day = f"{place % 28 + 1:02d}-0{place % 9 + 1}-2026"
        column, cells, _ = BAD[place // 10 % len(BAD)]
        if place % 10 == 7:
            expected.append((place + 2, column))
            if column == "nøgle":
                key, cells = "S0", "afholdt;{day}"
            elif cells is None:
                case, cells = "F999", "afholdt;{day}"
        else:
            cells = "afholdt;{day};anne"
        lines.append(f"{key};{case};jobsamtale;{cells}".format(day=day))
    put(tmp_path, "samtaler.csv", lines)
    with pytest.raises(ImportRefused) as refused:
        bring_in(tmp_path)
    found = [(fault.line, fault.column) for fault in refused.value.faults]
    assert len(found) == 1000
    assert found == expected
    reasons = {column: reason for column, _, reason in BAD}
    assert all(reasons[fault.column] in fault.reason or fault.column == "dato" for fault in refused.value.faults)
    assert not Citizen.objects.exists()
    assert not ImportRun.objects.exists()


def test_rows_that_point_to_a_bad_row_are_not_blamed(tmp_path: Path) -> None:
    town(tmp_path)
    rows = [f"F{k};{number(k)};Jobteam Nord;{'i går' if k == 2 else '01-09-2026'};anne" for k in (1, 2, 3)]
    put(tmp_path, "sager.csv", ["sagsnr;cpr;team;begyndt;ansvarlig", *rows])
    assert refusal(tmp_path) == [
        "sager.csv, linje 3, kolonne begyndt: datoen skal skrives som 23-11-2026 eller 2026-11-23"
    ]


def test_references_to_nothing(tmp_path: Path) -> None:
    town(tmp_path)
    rows = [
        "sagsnr;cpr;team;begyndt;lukket;ansvarlig",
        f"F1;{number(9)};Jobteam Nord;01-09-2026;;anne",
        f"F2;{number(2)};Jobteam Vest;01-09-2026;;anne",
        f"F3;{number(3)};Jobteam Nord;01-09-2026;01-08-2026;ingen",
    ]
    put(tmp_path, "sager.csv", rows)
    assert refusal(tmp_path) == [
        "sager.csv, linje 2, kolonne cpr: borgeren findes hverken i borgere.csv eller i forvejen",
        "sager.csv, linje 3, kolonne team: teamet findes ikke",
        "sager.csv, linje 4, kolonne ansvarlig: brugeren findes ikke i raadgivere.csv",
        "sager.csv, linje 4, kolonne lukket: slutdatoen ligger før startdatoen",
    ]


def test_one_open_case_a_citizen(tmp_path: Path) -> None:
    town(tmp_path)
    rows = [f"F{k};{number(1 if k == 3 else k)};Jobteam Nord;01-09-2026;anne" for k in (1, 2, 3)]
    put(tmp_path, "sager.csv", ["sagsnr;cpr;team;begyndt;ansvarlig", *rows])
    assert refusal(tmp_path) == ["sager.csv, linje 4, kolonne cpr: borgeren har allerede en åben sag i linje 2"]


def test_overlaps_within_a_file(tmp_path: Path) -> None:
    town(tmp_path)
    pauses = ["P1;F1;ferie;01-09-2026;", "P2;F1;ferie;01-10-2026;05-10-2026", "P3;F1;orlov;01-10-2026;"]
    put(tmp_path, "pauser.csv", ["nøgle;sagsnr;årsag;fra;til", *pauses])
    details = ["O1;F1;a-kasse;;Klitfunden", "O2;F1;a-kasse;;Ravfunden", "O3;F1;tilmeldt jobcenteret;01-09-2026;både og"]
    put(tmp_path, "oplysninger.csv", ["nøgle;sagsnr;oplysning;dato;værdi", *details])
    talks = ["S8;F1;jobsamtale;booket;24-11-2026;9.00;anne", "S9;F2;jobsamtale;booket;24-11-2026;9.30;anne"]
    put(tmp_path, "samtaler.csv", ["nøgle;sagsnr;art;status;dato;tid;rådgiver", *talks])
    assert refusal(tmp_path) == [
        "oplysninger.csv, linje 3, kolonne oplysning: oplysningen står allerede: linje 2",
        "oplysninger.csv, linje 4, kolonne dato: udfyld enten dato eller værdi, ikke begge",
        "pauser.csv, linje 3, kolonne fra: pausen overlapper en anden af samme årsag: linje 2",
        "samtaler.csv, linje 3, kolonne klokkeslæt: tiden er optaget hos rådgiveren: linje 2",
    ]


def test_the_same_citizen_twice_however_the_number_is_written(tmp_path: Path) -> None:
    town(tmp_path)
    put(
        tmp_path, "borgere.csv", ["cpr;navn", f"{number(1)};En", f"{number(2)};To", f"{number(1).replace('-', '')};Tre"]
    )
    assert "borgere.csv, linje 4, kolonne cpr: samme nøgle som linje 2" in refusal(tmp_path)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ["mappen: ingen af filerne i docs/import.md findes her"]


def test_the_command_prints_every_fault_and_ends_with_an_error(tmp_path: Path) -> None:
    town(tmp_path)
    put(tmp_path, "pauser.csv", ["nøgle;sagsnr;årsag;fra", "P1;F1;kat;01-09-2026", "P2;F1;ferie;nu"])
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"Intet er indlæst\. 2 fejl"):
        call_command("import_citizens", tmp_path, as_of=None, stdout=io.StringIO(), stderr=err)
    assert [line.split(":")[0] for line in err.getvalue().splitlines()] == [
        "pauser.csv, linje 2, kolonne årsag",
        "pauser.csv, linje 3, kolonne fra",
    ]


def test_the_command_tells_what_it_does(tmp_path: Path) -> None:
    town(tmp_path)
    out = io.StringIO()
    call_command("import_citizens", tmp_path, as_of=None, stdout=out, stderr=out)
    assert "Læst borgere.csv, rækker: 3" in out.getvalue()
    assert "borgere.csv: nye 3, rettede 0, uændrede 0, ladt i fred 0" in out.getvalue()
    with pytest.raises(CommandError, match="Mappen findes ikke"):
        call_command("import_citizens", tmp_path / "ingen")


def test_a_refusal_by_the_database_is_told_without_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise IntegrityError("DETAIL: Key (cpr)=(0101901234) already exists")

    town(tmp_path)
    monkeypatch.setattr(facts, "make_offers", broken)
    (fault,) = refusal(tmp_path)
    assert "0101901234" not in fault
    assert "prøv igen" in fault
    assert not Citizen.objects.exists()
    assert not TargetGroupPeriod.objects.exists()


def test_two_imports_at_once_are_refused(tmp_path: Path) -> None:
    town(tmp_path)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert refusal(tmp_path) == ["mappen: en anden indlæsning er i gang; vent, til den er færdig"]
    finally:
        other.close()
    assert not Conversation.objects.exists()
    assert refusal(tmp_path) == []
