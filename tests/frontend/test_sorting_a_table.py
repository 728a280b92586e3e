"""A django-tables2 table: heads are buttons of a plain GET form, filters are kept, rows are lean templates."""

import django_tables2 as tables
from bs4 import BeautifulSoup
from django.template import engines
from django.test import RequestFactory


class SampleTable(tables.Table):
    name = tables.Column("Borger")
    due = tables.Column("Frist", attrs={"td": {"class": "m-due"}})
    act = tables.Column("Handling", orderable=False, attrs={"th": {"class": "sr-only"}})

    caption = "Overskredne frister"
    list_id = "liste"

    class Meta:
        template_name = "components/table.html"
        empty_text = "Ingen overskredne frister."


ROWS = [{"name": "B", "due": 2, "act": "Book"}, {"name": "A", "due": 1, "act": "Book"}]


def shown(rf: RequestFactory, address: str, rows: list[dict[str, object]], order: str = "") -> BeautifulSoup:
    table = SampleTable(rows, order_by=order)
    source = engines["django"].from_string('{% include "components/table.html" %}')
    return BeautifulSoup(source.render({"table": table}, rf.get(address)), "html.parser")


def test_heads_are_buttons_of_one_form(rf: RequestFactory) -> None:
    page = shown(rf, "/?maalgruppe=a&maalgruppe=b&sort=due&page=3", ROWS, "due")
    buttons = page.select("th button")
    assert [(button.get_text(), button["name"], button["value"]) for button in buttons] == [
        ("Borger", "sort", "name"),
        ("Frist", "sort", "-due"),
    ]
    form = page.select("form")[0]
    assert {button["form"] for button in buttons} == {form["id"]}
    assert [(field["name"], field["value"]) for field in form.select("input")] == [
        ("maalgruppe", "a"),
        ("maalgruppe", "b"),
    ]


def test_the_sorted_head_says_so(rf: RequestFactory) -> None:
    page = shown(rf, "/", ROWS, "-due")
    assert [head.get("aria-sort") for head in page.select("th")] == [None, "descending", None]
    assert [cell.get_text() for cell in page.select("td.m-due")] == ["2", "1"]


def test_a_head_may_be_only_read_aloud(rf: RequestFactory) -> None:
    assert shown(rf, "/", ROWS).select("th span.sr-only")[0].get_text() == "Handling"


def test_an_empty_table_is_a_sentence(rf: RequestFactory) -> None:
    page = shown(rf, "/", [])
    assert page.select("table") == []
    assert "Ingen overskredne frister." in page.get_text()


def test_a_row_may_have_its_own_template(rf: RequestFactory) -> None:
    table = SampleTable([{"name": "A", "due": 1, "act": ""}])
    table.row_template = "components/protected.html"
    source = engines["django"].from_string('{% include "components/table.html" with columns=3 %}')
    page = BeautifulSoup(source.render({"table": table}, rf.get("/")), "html.parser")
    assert page.select("tr[data-citizen=protected]")
