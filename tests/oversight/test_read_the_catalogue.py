"""Everybody at work reads the catalogue: which offer may be used for whom on a day, and why; specialists change it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from offers.models import Offer
from staff.models import Role
from tests.offers.cast import NEW_YEAR, changed, coloured, column, offer, own, specialist
from tests.people import caseworker, employee, job_consultant, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
URL = "/tilbud/"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(caseworker())
    return client


def page(client: Client, url: str = URL) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(client: Client, of: Offer, in_column: str = "Sygedagpenge", url: str = URL) -> str:
    """What the matrix says in one cell."""
    cell = page(client, url).select_one(f"#celle-{of.pk}-{column(in_column).pk}")
    assert cell is not None
    said = " ".join(cell.get_text(" ").split())
    return said + (" [lås]" if cell.select_one(".lk") else "")


def panel(client: Client, of: Offer, in_column: str = "Sygedagpenge") -> str:
    found = page(client, cell_url(of, in_column)).select_one("#panel")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def cell_url(of: Offer, in_column: str = "Sygedagpenge") -> str:
    return reverse("catalogue_cell", args=[of.pk, column(in_column).pk])


@pytest.mark.parametrize("who", [caseworker, job_consultant, team_leader, specialist])
def test_those_who_read_it(client: Client, who: object) -> None:
    course = offer()
    coloured(course, "green")
    assert callable(who)
    client.force_login(who())
    assert "Afklaringsforløb" in page(client).get_text()
    assert page(client).select_one('nav [aria-current="page"][href="/tilbud/"]') is not None


@pytest.mark.parametrize("role", [Role.ADMINISTRATION, Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_for_others_it_does_not_exist(client: Client, role: Role) -> None:
    course = offer()
    client.force_login(employee("Dorte Klit", role))
    assert {client.get(url).status_code for url in (URL, cell_url(course))} == {404}


@pytest.mark.proves("REB23-31")
def test_the_colour_of_the_catalogue(reader: Client) -> None:
    course = offer()
    coloured(course, "red")
    found = page(reader).select(f"#celle-{course.pk}-{column().pk}")
    assert [cell.get_text(" ").split()[-1] for cell in found] == ["Rød"]


def test_each_column_has_its_own_colour(reader: Client) -> None:
    course = offer()
    coloured(course, "green")
    coloured(course, "red", of_column=column("A-dagpenge"))
    assert words(reader, course) == "Afklaringsforløb, Sygedagpenge: Grøn"
    assert words(reader, course, "A-dagpenge") == "Afklaringsforløb, A-dagpenge: Rød"


@pytest.mark.proves("REB23-35")
def test_without_an_entry_it_is_not_categorised(reader: Client) -> None:
    course = offer()
    assert "Gul , ikke kategoriseret" in words(reader, course)
    assert "9 ikke kategoriseret" in page(reader).select("#katalog-tal")[0].get_text()
    assert "skal drøftes som gult" in panel(reader, course)


@pytest.mark.proves("REB23-36")
def test_an_external_mentor_is_at_least_yellow(reader: Client) -> None:
    mentor = offer("Ekstern mentor", "external_mentor", price="980.00")
    coloured(mentor, "green")
    assert words(reader, mentor).endswith("Gul [lås]")
    assert "regel REB23-36" in panel(reader, mentor)


@pytest.mark.proves("REB23-37")
def test_above_the_price_limit_it_is_at_least_yellow(reader: Client) -> None:
    dear = offer("Coaching", "coaching", price="2200.01")
    coloured(dear, "green")
    assert words(reader, dear).endswith("Gul [lås]")
    assert "2.200,01 kr./uge > 2.200 kr." in panel(reader, dear)


def test_at_the_limit_and_above_it_in_red(reader: Client) -> None:
    at_limit, red = offer("På grænsen", price="2200.00"), offer("Dyr og rød", price="2900.00")
    whole = offer("I alt", price="26400.00", price_per="total", weeks=12)
    for course, colour in ((at_limit, "green"), (red, "red"), (whole, "green")):
        coloured(course, colour)
    assert words(reader, at_limit).endswith(": Grøn")
    assert words(reader, whole).endswith(": Grøn")
    assert words(reader, red).endswith(": Rød")


@pytest.mark.proves("REB23-38")
def test_an_internal_mentor_is_green_everywhere(reader: Client) -> None:
    mentor = own("Intern mentor", "internal_mentor")
    coloured(mentor, "red")
    assert words(reader, mentor).endswith("Grøn [lås]")


@pytest.mark.proves("REB23-39")
def test_digital_job_search_is_green_everywhere(reader: Client) -> None:
    course = own("Digital jobsøgning", "digital_job_search")
    assert words(reader, course, "Ressourceforløb").endswith("Grøn [lås]")


@pytest.mark.proves("REB23-04")
def test_what_counts_as_timely_effort(reader: Client) -> None:
    own("Virksomhedspraktik", "virksomhedspraktik")
    own("FVU", "fvu")
    rows = {row.select("th")[0].get_text(): row.get_text(" ") for row in page(reader).select("table.mx tbody tr")}
    assert "Tæller som rettidig indsats" in rows["Virksomhedspraktik"]
    assert "Tæller ikke som rettidig indsats" in rows["FVU"]


def test_on_another_day(reader: Client) -> None:
    course = offer()
    coloured(course, "green")
    changed(course, "yellow", by=specialist())
    assert words(reader, course) == "Afklaringsforløb, Sygedagpenge: Grøn → Gul 1. jan."
    assert words(reader, course, url=f"{URL}?dag=2026-12-31").endswith("→ Gul 1. jan.")
    assert words(reader, course, url=f"{URL}?dag={NEW_YEAR}") == "Afklaringsforløb, Sygedagpenge: Gul"
    assert page(reader).select_one(f'nav a[href="?dag={NEW_YEAR}"]') is not None
    assert "1 planlagt ændring" in page(reader).select("#katalog-tal")[0].get_text()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=kompas", {"Afklaringsforløb"}),
        ("vis=red", {"Naturspor"}),
        ("vis=retired", {"Udgået"}),
        ("vis=planned", {"Afklaringsforløb"}),
        ("familie=mentor", {"Intern mentor"}),
        ("vis=unknown", {"Afklaringsforløb", "Naturspor"}),
        ("q=findes-ikke", set()),
    ],
)
def test_the_filter(reader: Client, query: str, names: set[str]) -> None:
    course, walk = offer(), offer("Naturspor", "exploration_course", by="Skovgården")
    coloured(course, "green")
    coloured(walk, "red")
    own("Intern mentor", "internal_mentor")
    offer("Udgået", by="Skovgården", active=False)
    changed(course, "yellow", by=specialist())
    found = page(reader, f"{URL}?{query}")
    assert {cell.contents[0].get_text() for cell in found.select("table.mx tbody tr:not(.grp) th")} == names
    if not names:
        assert "Ingen tilbud passer til valget." in found.get_text()


def test_the_offers_of_one_target_group_by_colour(reader: Client) -> None:
    red, green = offer("Brobyggeren", hours_per_week=8), offer("Vejen Frem", hours_per_week=12)
    coloured(red, "red")
    coloured(green, "green")
    own("Løntilskud", "wage_subsidy")
    rows = page(reader, f"{URL}?maalgruppe={column().pk}").select(".jc-tk-list tbody tr")
    said = [" ".join(row.get_text(" ").split()) for row in rows]
    assert [line.partition(" Kompetence")[0] for line in said[:2]] == ["Vejen Frem", "Brobyggeren"]
    assert all(part in said[0] for part in ("Grøn", "1.950 kr.", "12 timer", "Kompasset"))
    assert "Ingen farve" in said[2]


def test_a_reader_sees_why_and_changes_nothing(reader: Client) -> None:
    course = offer()
    coloured(course, "yellow")
    said = panel(reader, course)
    assert "drøftes altid med funktionsleder" in said
    assert "Hidtil" in said
    assert page(reader, cell_url(course)).select_one("#skift") is None
    for url in ("change_colour", "colour_impact"):
        address = reverse(url, args=[course.pk, column().pk])
        assert {reader.get(address).status_code, reader.post(address).status_code} <= {404, 405}


def test_a_target_group_in_no_column_is_named(reader: Client) -> None:
    offer()
    assert "målgruppen ikke står i nogen kolonne: Revalidering." in page(reader).get_text()


def test_a_contract_that_has_run_out(reader: Client) -> None:
    course = offer(by="Væksthuset")
    assert course.supplier is not None
    course.supplier.contracts.create(from_on=date(2019, 11, 1), to_on=date(2023, 10, 31), types=[course.type])
    assert "Kontrakt 1. nov. 2019 – 31. okt. 2023 (udløbet)" in panel(reader, course)


def test_an_offer_without_colours_has_no_cell(reader: Client) -> None:
    assert reader.get(cell_url(own("Løntilskud", "wage_subsidy"))).status_code == 404


def test_the_specialist_begins_here(client: Client) -> None:
    client.force_login(specialist())
    assert client.get("/")["Location"] == URL


@pytest.mark.proves("REB23-62")
def test_one_page_of_a_target_group_for_print_all_offers_by_colour(reader: Client) -> None:
    coloured(offer("Dyrt forløb", by="Væksthuset", hours_per_week=12), "red")
    coloured(offer("Godt forløb"), "green")
    own("Praktik", "virksomhedspraktik")
    link = page(reader).select_one(f'th a[href^="/tilbud/maalgrupper/{column().pk}/"]')
    assert link is not None
    main = page(reader, str(link["href"])).select("main")[0]
    said = " ".join(main.get_text(" ").split())
    assert "Dyrt forløb" in said and "1.950 kr. pr. uge" in said and "12 timer" in said and "Væksthuset" in said
    assert [head.get_text(strip=True) for head in main.select("h2")] == ["Grøn", "Rød", "Uden farve"]
    assert "REB23-62 Overblik over tilbud efter farve" in said
    assert reader.get("/tilbud/maalgrupper/9999/").status_code == 404
    reader.force_login(employee("Sys Admin", Role.SYSTEM_ADMIN))
    assert reader.get(str(link["href"])).status_code == 404
