"""Files come as they come: encodings, separators, headings, dates."""

from datetime import date
from pathlib import Path

import pytest

from cases.importing import layout
from cases.importing.cells import clock, day, hours
from cases.importing.faults import WrongCell
from cases.importing.people import working_hours
from cases.importing.reading import Table, load, read


def pauses(content: bytes) -> Table:
    return read(layout.PAUSES, content)


TEXT = "nøgle;sagsnr;årsag;fra;til\nP1;F1;ferie;01-07-2026;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_separator_and_line_ends_are_found(encoding: str, separator: str, newline: str) -> None:
    table = pauses(TEXT.replace(";", separator).replace("\n", newline).encode(encoding))
    assert table.faults == []
    (row,) = table.rows
    assert (row.line, row.key, row.values["reason"], row.values["from_on"]) == (2, "P1", "holiday", date(2026, 7, 1))


def test_headings_in_any_order_and_writing_and_columns_that_are_not_used() -> None:
    table = pauses("Til Dato;FRA_DATO;lokale;PAUSEÅRSAG;Sags-ID;Løbenr.\n;1.7.2026;12;Ferie;F1;P1".encode())
    assert table.faults == []
    assert table.unused == [3]
    assert table.rows[0].values["case"] == "F1"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    table = pauses("nøgle;sagsnr;a\u030arsag;fra\nP1;A\u030a1;ferie;2026-07-01".encode())
    assert table.faults == []
    assert table.rows[0].values["case"] == "\u00c51"


@pytest.mark.parametrize("text", ["2026-02-03", "03-02-2026", "3.2.2026", "03/02/2026", "03-02-26", "3.2.26"])
def test_danish_and_iso_dates(text: str) -> None:
    assert day(text) == date(2026, 2, 3)


@pytest.mark.parametrize(
    "text", ["30-02-2026", "2026-13-01", "1. feb", "20260203", "00-00-0000", "01-01-9999", "١-١-٢٠٢٦"]
)
def test_other_dates_are_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(WrongCell) as wrong:
        day(text)
    assert text not in wrong.value.reason


def test_times_and_hours() -> None:
    assert clock("8.30") == clock("08:30") == clock("08:30:00")
    assert str(hours("18,5")) == "18.5"
    for wrong in ("25.00", "8", "kl. 8"):
        with pytest.raises(WrongCell):
            clock(wrong)
    for wrong in ("NaN", "169", "1,25", "mange"):
        with pytest.raises(WrongCell):
            hours(wrong)


def test_working_hours_of_a_week() -> None:
    found = working_hours("Man-Tor 8.30-12.00 | fredag 9.00-11.00 | man 12.30-14.00")
    assert [(weekday, f"{starts:%H.%M}", f"{ends:%H.%M}") for weekday, starts, ends in found] == [
        (0, "08.30", "12.00"),
        (0, "12.30", "14.00"),
        (1, "08.30", "12.00"),
        (2, "08.30", "12.00"),
        (3, "08.30", "12.00"),
        (4, "09.00", "11.00"),
    ]


@pytest.mark.parametrize(
    "text", ["altid", "man 12-9", "xyz 8.00-9.00", "man 9.00-11.00 | man 10.00-12.00", "fre-man 8.00-9.00"]
)
def test_impossible_working_hours_are_refused(text: str) -> None:
    with pytest.raises(WrongCell):
        working_hours(text)


@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        (b"", 1, "", "ingen overskrifter"),
        (TEXT.encode("utf-16"), 1, "", "UTF-16"),
        (b"n\x81gle\n", 1, "", "hverken UTF-8 eller Windows-1252"),
        ("nøgle;sagsnr;årsag\n".encode(), 1, "fra", "kolonnen mangler"),
        ("nøgle;id;sagsnr;årsag;fra\n".encode(), 1, "nøgle", "kolonnen står to gange"),
        ("nøgle;sagsnr;årsag;fra\nP1;F1;ferie;2026-07-01;mere".encode(), 2, "", "flere felter"),
        ("nøgle;sagsnr;årsag;fra\nP1;F1;ferie".encode(), 2, "fra", "feltet skal udfyldes"),
        ("nøgle;sagsnr;årsag;fra\nP1;F1;kat;2026-07-01".encode(), 2, "årsag", "ordet kendes ikke"),
        ("nøgle;sagsnr;årsag;fra\nP1;F1;f\x00;2026-07-01".encode(), 2, "årsag", "styretegn"),
        (("nøgle;sagsnr;årsag;fra\nP1;" + "F" * 6000 + ";ferie;2026-07-01").encode(), 2, "sagsnr", "længere end"),
        (("nøgle;sagsnr;årsag;fra\nP1;" + "F" * 200000 + ";ferie;2026-07-01").encode(), 2, "", "kan ikke læses"),
        ('nøgle;sagsnr;årsag;fra\nP1;F1;"fe"rie;2026-07-01'.encode(), 2, "", "anførselstegn"),
        ("nøgle;sagsnr;årsag;fra\n010190-1234;F1;ferie;2026-07-01".encode(), 2, "nøgle", "indeholder et CPR-nummer"),
        ("nøgle;sagsnr;årsag;fra\nP\x07;F1;ferie;2026-07-01".encode(), 2, "nøgle", "styretegn"),
    ],
)
def test_each_fault_names_line_and_column(content: bytes, line: int, column: str, reason: str) -> None:
    table = pauses(content)
    assert [(fault.line, fault.column) for fault in table.faults] == [(line, column)]
    assert reason in table.faults[0].reason


def test_lines_are_those_of_the_file_also_after_a_text_of_several_lines() -> None:
    lines = 'nøgle;sat;senest;begrundelse;sagsnr\nN1;2026-07-01;2026-08-01;"en\nto";F1\n\nN2;2026-07-01;x;tre;F1'
    table = read(layout.NEXT_CONVERSATIONS, lines.encode())
    assert [row.line for row in table.rows] == [2]
    assert [fault.line for fault in table.faults] == [5]


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert not load(tmp_path, layout.PAUSES).present


def test_the_documentation_names_every_file_and_column() -> None:
    text = (Path(layout.__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
    for of in layout.ALL:
        section = text.split(f"### {of.file}")[1].split("### ")[0]
        for column in of.columns:
            assert f"`{column.heading}`" in section, (of.file, column.heading)
