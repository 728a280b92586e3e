"""See where a case is: duties, why a date is what it is, next steps, track and timeline."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.models import Activity, Case, Conversation, Notice, SweepRun
from companies.models import Company
from staff.models import User
from tests import people
from tests.baseline import assert_baseline, statements
from tests.people import NOW, TODAY, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
UNEMPLOYED = date(2026, 7, 27)


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


@pytest.fixture
def hanna(anne: User) -> Case:
    """Three conversations held in time, number 4 two days overdue after a holiday of five days."""
    case = people.insured(first_unemployed_on=UNEMPLOYED, by=anne)
    for day in (date(2026, 8, 18), date(2026, 9, 15), date(2026, 10, 20)):
        people.held(case, day)
    return people.paused(case, "holiday", since=date(2026, 10, 5), until=date(2026, 10, 9))


def home(case: Case) -> str:
    return f"/borgere/{case.citizen.public_id}/"


def shown(client: Client, case: Case, tab: str = "") -> Any:
    page = client.get(home(case) + tab)
    assert page.status_code == 200
    return page


def lines(page: Any) -> list[tuple[str, str]]:
    return [(line.title, line.code) for line in page.context["lines"]]


def test_the_worst_is_named_and_stands_first(client: Client, hanna: Case) -> None:
    page = shown(client, hanna)
    assert page.context["identity"].badge.text == "2 frister overskredet"
    found = lines(page)
    assert [code for _, code in found if code == "overdue"] == ["overdue", "overdue"]
    assert found[0] == ("Visitation til jobkonsulent", "overdue")
    assert found[1] == ("Jobsamtale 4", "overdue")
    codes = [code for _, code in found]
    assert codes == sorted(codes, key=["overdue", "due_soon", "pending"].index)


def test_number_and_interval_are_one_line_until_they_differ(client: Client, hanna: Case, anne: User) -> None:
    number_four = next(line for line in shown(client, hanna).context["lines"] if line.title == "Jobsamtale 4")
    assert number_four.rule_ids == "BRO18-02 · BRO18-17"
    early = people.insured("Ida To", first_unemployed_on=date(2026, 9, 28), by=anne)
    people.held(early, date(2026, 10, 5))
    people.held(early, date(2026, 10, 20))
    found = {(line.title, line.code): line.rule_ids for line in shown(client, early, "frister/").context["lines"]}
    assert found["Jobsamtale 2", "fulfilled"] == "BRO18-12"
    assert found["Samtale i hvert interval på 4 uger, interval 2", "due_soon"] == "BRO18-02"


def test_the_yearly_offer_is_one_line_with_both_rules(client: Client, hanna: Case) -> None:
    yearly = [line for line in shown(client, hanna).context["lines"] if "REB23-03" in line.rule_ids]
    assert [line.rule_ids for line in yearly] == ["REB23-03 · REB23-16"]


def test_the_calculation_is_in_the_page_and_one_press_away(client: Client, hanna: Case) -> None:
    words = shown(client, hanna).content.decode()
    assert "Jobsamtale 4: 4 × 28 ledige dage" in words
    assert "Pause: ferie 5.–9. oktober 2026" in words
    assert "Brøndby Kommune, brev af 5. juli 2018, Jobsamtale 4" in words
    assert words.count('<summary class="button button-tertiary sm"') == words.count('class="jc-expl"')


def test_a_booking_stands_in_its_own_column_and_says_when_it_is_late(client: Client, hanna: Case, anne: User) -> None:
    people.booked(hanna, at(date(2026, 11, 25), 9), by=anne)
    page = shown(client, hanna)
    line = next(line for line in page.context["lines"] if line.title == "Jobsamtale 4")
    assert line.appointment.text == "ons.\xa025.\xa0nov. kl.\xa09.00"
    assert line.appointment.late
    assert "· efter fristen" in page.content.decode()


def test_at_most_three_steps_each_with_one_act(client: Client, hanna: Case) -> None:
    steps = shown(client, hanna).context["steps"]
    assert [step.title for step in steps] == ["Visitation til jobkonsulent", "Book jobsamtale 4"]
    assert steps[1].text == "Ledig tid man.\xa023.\xa0nov. kl.\xa09.00"
    booked = client.post(steps[1].url, dict(steps[1].sends))
    assert booked.status_code == 302
    assert Conversation.objects.get(status="booked").starts_at == at(TODAY, 9)


def test_a_case_without_anybody_says_so(client: Client, hanna: Case, anne: User) -> None:
    hanna.responsibilities.update(to_on=TODAY - timedelta(days=1))
    client.force_login(people.team_leader())
    titles = [step.title for step in shown(client, hanna).context["steps"]]
    assert "Sagen har ingen ansvarlig rådgiver" in titles


def test_a_new_case_says_when_the_first_conversation_is_due(client: Client, anne: User) -> None:
    case = people.insured(first_unemployed_on=date(2026, 11, 16), by=anne)
    words = shown(client, case, "samtaler/").content.decode()
    assert "Ingen samtaler endnu. Jobsamtale 1 med a-kasse har frist mandag d.\xa014.\xa0december." in words


def test_a_group_without_duties_says_so(client: Client, anne: User) -> None:
    case = people.in_group(
        people.case_of(people.citizen("Ove Pension"), since=UNEMPLOYED, responsible=anne),
        "disability_pension",
        since=UNEMPLOYED,
    )
    page = shown(client, case)
    assert page.context["identity"].badge.text == "Ingen pligter efter reglerne"


def test_the_identity_bar_tells_the_facts(client: Client, hanna: Case) -> None:
    facts = dict(shown(client, hanna).context["identity"].facts)
    assert facts["Målgruppe"] == "A-dagpenge"
    assert facts["Ledig siden"] == "27.\xa0juli 2026 (uge\xa018)"
    assert facts["Alder"] == "47\xa0år"
    assert facts["Rådgiver"] == "Anne Nygaard"


def test_tabs_carry_their_figures(client: Client, hanna: Case) -> None:
    figures = {tab.label: tab.figure for tab in shown(client, hanna).context["tabs"]}
    assert figures["Samtaler"] == "3 af 6"
    assert figures["Frister"] == str(len([1 for _, code in lines(shown(client, hanna)) if code != "fulfilled"]))


def test_the_track_says_in_words_what_it_draws(client: Client, hanna: Case) -> None:
    drawing = shown(client, hanna).context["track"].drawing
    assert "Jobsamtale 1, 2 og 3 er afholdt til tiden." in drawing.sentence
    assert "Jobsamtale 4 havde frist lørdag d.\xa021.\xa0november og er ikke afholdt." in drawing.sentence
    assert "Jobsamtale 5 og 6 ligger forude." in drawing.sentence
    kinds = [shape.kind for shape in drawing.shapes]
    assert (kinds.count("done"), kinds.count("next"), kinds.count("pause")) == (3, 2, 1)


def test_the_tab_of_deadlines_shows_also_what_is_done(client: Client, hanna: Case) -> None:
    found = lines(shown(client, hanna, "frister/"))
    assert ("Jobsamtale 1 med a-kasse", "fulfilled") in found
    assert found[-1][1] in ("fulfilled", "superseded")


def test_the_timeline_is_newest_first_and_shows_the_plan(client: Client, hanna: Case) -> None:
    firm = Company.objects.create(name="Nordvang Byg ApS", cvr="10000001")
    Activity.objects.create(
        case=hanna, type="virksomhedspraktik", status="planned", from_on=date(2026, 12, 7), to_on=date(2027, 1, 3),
        company=firm, hours_per_week=30,
    )  # fmt: skip
    events = shown(client, hanna).context["story"].events
    assert events[0].title == "Virksomhedspraktik hos Nordvang Byg ApS starter"
    assert events[0].kind == "plan"
    assert [event.title for event in events[1:4]] == ["Jobsamtale 3 afholdt", "Pause: ferie", "Jobsamtale 2 afholdt"]
    assert "har flyttet jobsamtale" in events[2].when


def test_a_notice_of_the_sweep_stands_with_the_time_of_the_run(client: Client, hanna: Case, anne: User) -> None:
    run = SweepRun.objects.create(kind="hourly", status="ok", today=TODAY, started_at=NOW, finished_at=NOW)
    Notice.objects.create(
        case=hanna, rule="BRO18-17", ordinal=4, anchor_on=UNEMPLOYED, due_on=date(2026, 11, 21), caseworker=anne,
        run=run, noticed_at=at(date(2026, 11, 22), 6), noticed_on=date(2026, 11, 22),
    )  # fmt: skip
    event = shown(client, hanna).context["story"].events[0]
    assert (event.kind, event.title) == ("now", "Frist overskredet: Jobsamtale 4")
    assert event.when.startswith("Lør.\xa021.\xa0nov. · flaget ved fristberegning søn.\xa022.\xa0nov. kl.\xa06.00")


def test_the_timeline_shows_eight_then_more_and_one_type_alone(client: Client, hanna: Case) -> None:
    for day in range(1, 8):
        people.held(hanna, date(2026, 11, day), kind="group_meeting")
    story = shown(client, hanna).context["story"]
    assert len(story.events) == 8
    assert story.more == f"Vis {story.hidden} ældre"
    more = client.get(f"{home(hanna)}?antal=17", headers={"HX-Request": "true", "HX-Target": "tidslinje"})
    assert "<html" not in more.content.decode()
    assert len(more.context["story"].events) == min(17, 8 + story.hidden)
    talks = shown(client, hanna, "?type=samtaler").context["story"]
    assert {event.type for event in talks.events} == {"samtaler"}


def test_a_conversation_registered_late_says_so(client: Client, hanna: Case) -> None:
    row = Conversation.objects.get(on_date=date(2026, 10, 20))
    Conversation.objects.filter(pk=row.pk).update(outcome_at=at(date(2026, 10, 26), 9))
    event = next(e for e in shown(client, hanna).context["story"].events if e.title == "Jobsamtale 3 afholdt")
    assert "registreret 26.\xa0okt." in event.when


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("citizen", ""),
        ("citizen_conversations", "samtaler/"),
        ("citizen_deadlines", "frister/"),
        ("citizen_documents", "dokumenter/"),
        ("citizen_history", "historik/"),
    ],
)
def test_a_page_asks_the_same_however_long_the_story(client: Client, hanna: Case, name: str, tab: str) -> None:
    shown(client, hanna, tab)
    few = statements(client, home(hanna) + tab)
    for day in range(1, 28):
        people.held(hanna, date(2026, 8, day), kind="group_meeting")
        people.paused(hanna, "leave", since=date(2027, 1, day), until=date(2027, 1, day))
    many = statements(client, home(hanna) + tab)
    assert len(many) == len(few)
    assert_baseline(name, many)
