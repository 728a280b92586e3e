"""The catalogue goes out and comes in as xlsx or csv: a file is tried first, all or nothing, and saved as shown."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from offers.models import ColourPeriod, Offer, Supplier
from staff.models import Role
from tests.offers.cast import NEW_YEAR, cell_rows, changed, coloured, offer, own, specialist
from tests.people import TODAY, a_team, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/tilbud/fil/"
HEAD = ["tilbud", "leverandør", "art", "pris", "prisen er", "Sygedagpenge"]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(specialist())
    return client


def as_csv(*rows: list[str], head: list[str] | None = None) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head or HEAD, *rows])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(*rows: list[str]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in [HEAD, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tried(client: Client, content: bytes, name: str = "katalog.csv", **said: str) -> Any:
    values = {"from_on": "1/1-2027", "reason": "Ny plan"} | said
    return client.post(URL, values | {"file": SimpleUploadedFile(name, content)})


def words(answer: Any) -> str:
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(page.select("main")[0].get_text(" ").split())


def carried(answer: Any) -> dict[str, str]:
    page = BeautifulSoup(answer.content, "html.parser")
    return {str(tag["name"]): str(tag["value"]) for tag in page.select("main form input[type=hidden]")}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_unchanged(desk: Client, form: str) -> None:
    coloured(offer(price="2200.01", hours_per_week="7.5"), "green")
    own("=2+2", "internal_mentor", capacity=4)
    answer = desk.get(f"{URL}hent/{form}/")
    assert f"tilbudskatalog-{TODAY}.{form}" in answer["Content-Disposition"]
    Offer.objects.filter(name="=2+2").update(active=True)
    if form == "csv":
        assert b"'=2+2" in answer.content
        return
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["tilbud", "leverandør", "art"]
    Offer.objects.filter(name="=2+2").update(name="2+2")
    assert "Der er intet at indlæse" in words(tried(desk, answer.content, "katalog.xlsx"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_is_tried_and_then_saved(desk: Client, form: str) -> None:
    course = offer(price="1950.00")
    coloured(course, "green")
    rows = (
        ["Afklaringsforløb", "Kompasset", "Kompetenceafklaring", "2.100,50", "pr. uge", "gul"],
        ["Naturspor", "Skovgården", "afsøgningsforløb", "1620", "pr. uge", "rød"],
    )
    content = as_csv(*rows) if form == "csv" else as_xlsx(*rows)
    answer = tried(desk, content, f"katalog.{form}")
    said = words(answer)
    assert "2 nye eller ændrede tilbud" in said
    assert "pris: 1950,00 → 2100,50" in said
    assert "Sygedagpenge: grøn → gul" in said
    assert Offer.objects.count() == 1
    assert not Supplier.objects.filter(name="Skovgården").exists()
    assert len(cell_rows(course)) == 1
    saved = desk.post(URL, carried(answer), follow=True)
    assert "Filen er indlæst: 2 tilbud" in saved.content.decode()
    course.refresh_from_db()
    told = [(str(row.price), row.from_on) for row in course.prices()]
    assert (told, course.version) == ([("1950.00", None), ("2100.50", NEW_YEAR)], 2)
    assert [row[0] for row in cell_rows(course)] == ["green", "yellow"]
    assert [row[0] for row in cell_rows(Offer.objects.get(name="Naturspor"))] == ["red"]
    assert ColourPeriod.objects.latest("pk").reason == "Ny plan"


def test_a_double_click_saves_once(desk: Client) -> None:
    form = carried(tried(desk, as_csv(["Naturspor", "Skovgården", "afsøgningsforløb", "", "", "rød"])))
    assert [desk.post(URL, form).status_code for _ in range(2)] == [302, 409]
    assert ColourPeriod.objects.count() == 1


def test_a_change_in_between_is_shown_before_anything_is_saved(desk: Client) -> None:
    course = offer()
    coloured(course, "green")
    form = carried(
        tried(desk, as_csv(["Afklaringsforløb", "Kompasset", "Kompetenceafklaring", "1950", "pr. uge", "rød"]))
    )
    changed(course, "yellow", by=specialist("Sidsel Ravn"), since=TODAY)
    answer = desk.post(URL, form)
    assert answer.status_code == 409
    assert "Kataloget er ændret" in words(answer) and "Sygedagpenge: gul → rød" in words(answer)
    assert len(cell_rows(course)) == 2
    assert desk.post(URL, carried(answer)).status_code == 302


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["X", "Y", "findes ikke", "", "", ""], "art: »findes ikke« er ikke kendt som art."),
        (["X", "Y", "Coaching", "abc", "pr. uge", ""], "pris: »abc« er ikke et tal."),
        (["X", "Y", "Coaching", "100", "", ""], "Skriv både prisen, og om den er pr. uge eller i alt."),
        (["X", "Y", "Coaching", "100", "i alt", ""], "En pris i alt kræver forløbets længde i uger."),
        (["X", "Y", "Coaching", "2900", "pr. uge", "grøn"], "Sygedagpenge: Grøn kan ikke vælges."),
        (["X", "Y", "Coaching", "100", "pr. uge", "blå"], "»blå« er ikke grøn, gul eller rød."),
        (["X", "", "Intern mentor", "", "", "rød"], "Kan ikke ændres her. Fastlagt af REB23-38"),
        (["", "", "Coaching", "", "", ""], "tilbud:"),
    ],
)
def test_one_fault_and_nothing_is_saved(desk: Client, row: list[str], fault: str) -> None:
    good = ["Naturspor", "Skovgården", "afsøgningsforløb", "", "", "rød"]
    answer = tried(desk, as_csv(good, row))
    assert answer.status_code == 422
    assert fault in words(answer)
    assert "Filen har fejl og kan ikke indlæses." in words(answer)
    assert carried(answer) == {}
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (as_csv(["X"], head=["tilbud"]), "k.csv", "Filen mangler kolonnen art."),
        (as_csv(["X", "Coaching", "1"], head=["tilbud", "art", "cpr"]), "k.csv", "Filen har ukendte kolonner: cpr."),
        (as_csv(), "k.csv", "Filen har ingen rækker."),
        (b"ikke en mappe", "k.xlsx", "Filen kan ikke læses som xlsx."),
        (b"x" * 1_000_001, "k.csv", "Filen er større end 1 MB."),
    ],
)
def test_a_file_that_is_no_catalogue(desk: Client, content: bytes, name: str, fault: str) -> None:
    answer = tried(desk, content, name)
    assert answer.status_code == 422
    assert fault in words(answer)


def test_a_file_and_a_reason_are_asked_for(desk: Client) -> None:
    answer = desk.post(URL, {"from_on": "31/2", "reason": ""})
    assert answer.status_code == 422
    assert all(said in words(answer) for said in ("Vælg en fil.", "Datoen findes ikke", "Skriv en begrundelse"))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM_ADMIN])
def test_nobody_else_sends_or_takes_a_file(client: Client, role: Role) -> None:
    client.force_login(employee("En Anden", role, team=a_team()))
    answers = [client.get(URL), client.get(f"{URL}hent/csv/"), tried(client, as_csv(["X", "", "Coaching"]))]
    assert {answer.status_code for answer in answers} == {404}
    assert not Offer.objects.exists()


def test_an_unknown_format_does_not_exist(desk: Client) -> None:
    assert desk.get(f"{URL}hent/pdf/").status_code == 404
