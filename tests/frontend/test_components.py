"""What the components print."""

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import engines

from staff.badges import COLOURS, STATUSES, status_badge
from staff.wording import HARD
from tests.frontend.test_templates_are_clean import SPRITE

TODAY = date(2026, 11, 23)
LATER = date(2026, 12, 2)


def printed(source: str, **context: object) -> Tag:
    html = engines["django"].from_string("{% load shell danish fields %}" + source).render(context | {"today": TODAY})
    return BeautifulSoup(html, "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().replace(HARD, " ").split())


@pytest.mark.parametrize(
    ("code", "dates", "text", "css"),
    [
        ("overdue", {"due_on": date(2026, 11, 21)}, "Overskredet: 2 dage over", "st-over"),
        ("overdue", {"due_on": date(2026, 8, 3)}, "Overskredet: siden 3. aug.", "st-over"),
        ("due_soon", {"due_on": TODAY}, "Forfalder snart: i dag", "st-soon"),
        ("due_soon", {"due_on": date(2026, 11, 24)}, "Forfalder snart: i morgen", "st-soon"),
        ("due_soon", {"due_on": date(2026, 11, 26)}, "Forfalder snart: om 3 dage", "st-soon"),
        ("pending", {"due_on": date(2026, 12, 19)}, "Ikke forfalden: 26 dage", "st-plain"),
        ("pending", {"due_on": date(2027, 7, 27)}, "Ikke forfalden", "st-plain"),
        ("fulfilled", {"due_on": TODAY, "met_on": date(2026, 10, 29)}, "Rettidig: Rettidig 29. okt.", "st-ok"),
        ("fulfilled_late", {"due_on": TODAY, "met_on": date(2026, 11, 27)}, "For sent: 4 dage for sent", "st-soon"),
        ("missing", {"detail": "Vælg målgruppe"}, "Mangler frist: Vælg målgruppe", "st-miss"),
        ("missing", {}, "Mangler frist", "st-miss"),
        ("paused", {"until": date(2026, 12, 9)}, "Suspenderet: til 9. dec.", "st-susp"),
        ("paused", {}, "Suspenderet: uden slutdato", "st-susp"),
        ("exempt", {"until": date(2026, 12, 31), "detail": "barsel"}, "Fritaget: til 31. dec. · barsel", "st-susp"),
        ("missed", {"due_on": TODAY, "closed_on": LATER}, "Ikke nået: Lukket 9 dage efter fristen", "st-plain"),
        ("recommended", {"due_on": date(2026, 1, 31)}, "Bør overvejes: siden 31. jan.", "st-plain"),
        ("superseded", {"detail": "Ny målgruppe 1. nov."}, "Bortfaldet: Ny målgruppe 1. nov.", "st-plain"),
    ],
)  # fmt: skip
def test_status_is_icon_words_and_class(code: str, dates: dict[str, object], text: str, css: str) -> None:
    arguments = " ".join(f"{key}={key}" for key in dates)
    badge = printed("{% status code today " + arguments + " %}", code=code, **dates).find("span")
    assert isinstance(badge, Tag)
    assert words(badge) == text
    assert css in badge["class"]
    assert bool(badge.find("svg")) == (code != "superseded")


def test_every_status_and_colour_has_an_icon_of_the_sprite() -> None:
    icons = {icon for _, icon, _ in [*STATUSES.values(), *COLOURS.values()]}
    assert icons - {""} <= SPRITE
    with pytest.raises(KeyError):
        status_badge(status="unheard of", today=TODAY)


def test_an_offer_colour_is_the_whole_word() -> None:
    assert words(printed('{% colour "yellow" "afventer" %}')) == "Gul afventer"
    assert words(printed('{% colour "unknown" %}')) == "Gul, ikke kategoriseret"


def test_a_count_is_a_link_with_its_number() -> None:
    source = '{% count 1846 "/liste/?status=over" "Overskredet" icon="over" css="t" current=True hidden="borgere" %}'
    link = printed(source).find("a")
    assert isinstance(link, Tag)
    assert link["data-count"] == "1846"
    assert link["href"] == "/liste/?status=over"
    assert link["aria-current"] == "true"
    assert words(link) == "Overskredet 1.846 borgere"


def test_a_key_figure_is_a_count_or_a_marked_figure() -> None:
    count = printed('{% include "components/key_figure.html" with label="Overskredet" number=38 url="/x/" note="14" %}')
    assert count.select('[data-count="38"]')
    figure = printed('{% include "components/key_figure.html" with label="Rettidighed" figure="92,4 %" %}')
    assert not figure.select("[data-count]")
    assert figure.select("[data-figure]")


def test_values_are_escaped_everywhere() -> None:
    bad = "<b>x</b>"
    page = printed(
        '{% card bad bad %}{{ bad }}{% endcard %}{% note "over" bad %}{{ bad }}{% endnote %}{% count 1 bad bad %}'
        '{% status "missing" today detail=bad %}{% icon "over" bad %}{% colour "green" bad %}',
        bad=bad,
    )
    assert page.find("b", string="x") is None


def test_a_protected_citizen_has_no_name_and_no_link() -> None:
    row = printed('{% include "components/protected.html" with columns=7 %}')
    assert "Beskyttet borger" in words(row)
    assert row.find("a") is None


class SampleForm(forms.Form):
    name = forms.CharField(label="Navn", help_text="for- og efternavn")
    mode = forms.ChoiceField(label="Form", widget=forms.RadioSelect, choices=[("phone", "Telefon"), ("video", "Video")])
    extra = forms.CharField(label="Bemærkning", required=False)
    agreed = forms.BooleanField(label="Aftalt")


def test_a_field_binds_label_hint_and_error() -> None:
    page = printed("{% field form.name %}", form=SampleForm({}))
    control = page.find("input")
    assert isinstance(control, Tag)
    assert control["aria-invalid"] == "true"
    assert str(control["aria-describedby"]).split() == ["id_name_hint", "id_name_error"]
    for part in ("id_name_hint", "id_name_error"):
        assert page.find(id=part)
    label = page.find("label")
    assert isinstance(label, Tag)
    assert label["for"] == control["id"]


def test_optional_fields_say_so_and_radios_are_a_group() -> None:
    assert words(printed("{% field form.extra %}", form=SampleForm())) == "Bemærkning valgfri"
    group = printed("{% field form.mode icons=True %}", form=SampleForm()).find("fieldset")
    assert isinstance(group, Tag)
    assert len(group.find_all("input", type="radio")) == 2
    assert len(group.find_all("svg")) == 2


def test_the_error_summary_links_to_the_fields() -> None:
    form = SampleForm({"name": "Anne"})
    page = printed("{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=form)
    [summary] = page.select("[role=alert]")
    assert "Der er 2 fejl" in words(summary)
    targets = [str(link["href"]).removeprefix("#") for link in summary.find_all("a")]
    assert targets == ["id_mode_0", "id_agreed"]
    assert all(page.find("input", id=target) for target in targets)


def test_no_errors_no_summary() -> None:
    assert words(printed("{% error_summary form %}", form=SampleForm())) == ""


def test_the_explanation_prints_the_trace_and_says_what_is_unverified() -> None:
    why = {
        "heading": "Hvorfor lørdag d. 21. november?",
        "lines": [("Første ledighedsdag", "27. juli 2026"), ("Pause: ferie 5.–9. oktober", "+ 5 dage")],
        "due": "lør. 21. nov. 2026",
        "plan_on": "fre. 20. nov.",
        "counts": [(True, "Samtale 18. aug."), (False, "Informationsmøde")],
        "source": "Samtalekoncept",
        "unverified": True,
    }
    text = words(printed('{% include "components/explanation.html" %}', why=why))
    for part in (
        "27. juli 2026",
        "+ 5 dage",
        "lør. 21. nov. 2026",
        "ikke bekræftet",
        "fre. 20. nov.",
        "Samtalekoncept",
    ):
        assert part in text
