"""What the rules want weighed stands on the form of an offer, is answered where they say so, and is kept with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Activity, Case, Grant, WeighedAnswer
from cases.services import registering
from offers.models import Offer
from staff.models import User
from staff.refusals import Refused
from tests import people
from tests.cases.granting import START, bente, refusal, sent, wish
from tests.offers.cast import coloured, offer
from tests.pages import part
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
YOUNG = date(2000, 1, 1)
WHY = "Hvorfor dette tilbud, og hvorfor nu?"
EARLIER = "Arbejdsgiveren har lukket, og praktikken er prøvet"
TYPED = {
    "from_on": "30/11-2026", "to_on": "24/1-2027", "hours_per_week": "12", "price": "1.950", "price_per": "week",
    "goal": "job", "goal_text": "Job på lager", "why": "Afklarer timerne", "not_now": "Ingen plads før februar",
    "leads_to": "virksomhedspraktik", "special_need": "",
}  # fmt: skip
ELSEWHERE = {"supplier_1": "Klarsyn", "price_1": "15.000", "effect_1": "31 %", "chosen": "1"}


@pytest.fixture
def anne(client: Client) -> User:
    user = people.caseworker(hours=False)
    client.force_login(user)
    return user


@pytest.fixture
def case(anne: User) -> Case:
    return bente(anne)


def in_group(by: User, group: str, born_on: date = date(1979, 4, 18)) -> Case:
    person = people.citizen("Ida Holm", born_on=born_on)
    case = people.case_of(person, since=date(2026, 9, 1), responsible=by)
    return people.in_group(case, group, since=date(2026, 9, 1))


def green(type: str, **values: Any) -> Offer:
    made = offer("Forløbet", type=type, **values)
    coloured(made, "green")
    return made


def typed_in(client: Client, case: Case, step: str = "vis", **typed: Any) -> Any:
    """The form of another offer than those of the catalogue."""
    version = Case.objects.get(pk=case.pk).version
    start = {"status": "planned", "from_on": "30/11-26", "to_on": "20/12-26", "version": version, "step": step}
    return client.post(reverse("citizen_activity", args=[case.citizen.public_id]), {**start, **typed})


def form_of(client: Client, case: Case, of: Offer, **typed: str) -> BeautifulSoup:
    """The form of a grant, as it opens or as it is checked."""
    address = reverse("grant_new", args=[case.citizen.public_id]) + f"?tilbud={of.pk}"
    answer = client.post(address, TYPED | typed | {"act": "check"}) if typed else client.get(address)
    return BeautifulSoup(answer.content, "html.parser")


def sending(page: BeautifulSoup) -> dict[str, str]:
    fields = page.select("#bevilling input[type=hidden], input[form=bevilling][type=hidden]")
    return {str(field["name"]): str(field.get("value", "")) for field in fields} | TYPED


def words(page: BeautifulSoup, place: str) -> str:
    return " ".join(found.get_text(" ", strip=True) for found in page.select(place))


@pytest.mark.parametrize(
    ("type", "place", "group", "question"),
    [
        pytest.param("nytteindsats", "", "cash_job_ready", WHY, marks=pytest.mark.proves("REB23-07")),
        pytest.param(
            "nytteindsats", "", "cash_job_ready", "Hvorfor er dette den korteste vej til varig beskæftigelse?",
            marks=pytest.mark.proves("REB23-11"),
        ),
        pytest.param(
            "nytteindsats", "", "cash_job_ready", "Hvilke kompetencer styrker tilbuddet?",
            marks=pytest.mark.proves("REB23-12"),
        ),
        pytest.param(
            "nytteindsats", "", "cash_job_ready", "Hvornår er planen drøftet med borgeren?",
            marks=pytest.mark.proves("REB23-13"),
        ),
        pytest.param(
            "amu", "", "cash_job_ready", "Hvad viser den individuelle vurdering, og hvad mangler arbejdsmarkedet?",
            marks=pytest.mark.proves("REB23-17"),
        ),
        pytest.param(
            "wage_subsidy", "own_workplace", "cash_job_ready", "Hvorfor er en individuel plads ikke mulig?",
            marks=pytest.mark.proves("REB23-41"),
        ),
        pytest.param(
            "wage_subsidy", "", "cash_job_ready", "Er ordinære løntimer drøftet, i stedet for eller samtidig?",
            marks=pytest.mark.proves("REB23-45"),
        ),
        pytest.param(
            "virksomhedspraktik", "individual", "cash_job_ready", "Er løntilskud overvejet i stedet for praktik?",
            marks=pytest.mark.proves("REB23-46"),
        ),
        pytest.param(
            "virksomhedspraktik", "own_workplace", "sick_with_employer", "Praktik på egen arbejdsplads REB23-57",
            marks=pytest.mark.proves("REB23-57"),
        ),
        pytest.param(
            "amu", "", "cash_job_ready", "Hvorfor er tilbuddet nødvendigt for ordinær beskæftigelse?",
            marks=pytest.mark.proves("REBGEN-14"),
        ),
        pytest.param(
            "wage_subsidy", "", "cash_job_ready", "Hvordan fører det til ordinær ansættelse, hvad ønsker borgeren",
            marks=pytest.mark.proves("HED21-18"),
        ),
        pytest.param(
            "wage_subsidy", "", "cash_job_ready", "Kan borgeren få et småjob med få ordinære timer?",
            marks=pytest.mark.proves("HED21-21"),
        ),
        pytest.param(
            "amu", "", "cash_job_ready", "Er indsatsen individuel, jobrettet og målrettet arbejdsmarkedets behov?",
            marks=pytest.mark.proves("HED21-23"),
        ),
        pytest.param(
            "nytteindsats", "", "sh_job_ready", "Rækkefølge af job til flygtninge HED21-48",
            marks=pytest.mark.proves("HED21-48"),
        ),
    ],
)  # fmt: skip
def test_the_form_asks_what_the_rules_ask(
    client: Client, anne: User, type: str, place: str, group: str, question: str
) -> None:
    page = typed_in(client, in_group(anne, group), type=type, place=place)
    assert question in words(BeautifulSoup(page.content, "html.parser"), "form.jc-card")


@pytest.mark.parametrize(
    ("type", "group", "question"),
    [
        pytest.param(
            "coping_course", "sick_with_employer", "Lønnede timer først for sygemeldte HED21-27",
            marks=pytest.mark.proves("HED21-27"),
        ),
        pytest.param(
            "coping_course", "sick_with_employer", "Hvilke skånehensyn er der",
            marks=pytest.mark.proves("HED21-34"),
        ),
        pytest.param(
            "coping_course", "sick_with_employer", "Hvad er det beskæftigelsesrettede indhold i forløbet?",
            marks=pytest.mark.proves("HED21-39"),
        ),
        pytest.param(
            "coping_course", "cash_job_ready", "Uddannelse først for unge HED21-41",
            marks=pytest.mark.proves("HED21-41"),
        ),
        pytest.param(
            "coping_course", "cash_job_ready", "Altid virksomhedsrettet indsats RUD21-03",
            marks=pytest.mark.proves("RUD21-03"),
        ),
        pytest.param(
            "specialised_course", "cash_job_ready", "Hvad viser den konkrete og individuelle vurdering",
            marks=pytest.mark.proves("RUD21-46"),
        ),
        pytest.param(
            "coping_course", "cash_job_ready", "Hvorfor er egen søgning af job eller uddannelse og støtte til egen",
            marks=pytest.mark.proves("HED21-15"),
        ),
        pytest.param(
            "external_mentor", "cash_activity_ready", "Hvem er mentorens indsats koordineret med? Skal besvares.",
            marks=pytest.mark.proves("RUD21-37"),
        ),
        pytest.param(
            "exploration_course", "resource_course", "Hvorfor er borgeren ikke klar til et virksomhedsrettet forløb",
            marks=pytest.mark.proves("RUD21-38"),
        ),
        pytest.param(
            "vocational_education_110", "insured_unemployed", "Er borgeren ufaglært, eller er uddannelsen forældet?",
            marks=pytest.mark.proves("RUD21-18"),
        ),
        pytest.param(
            "regional_pool_course", "flexjob_unemployed", "uddannelsespulje gives ikke til ledighedsydelse. RUD21-17",
            marks=pytest.mark.proves("RUD21-17"),
        ),
    ],
)  # fmt: skip
def test_the_form_of_a_grant_asks_it_too(client: Client, anne: User, type: str, group: str, question: str) -> None:
    assert question in words(form_of(client, in_group(anne, group, YOUNG), green(type)), "#bevilling")


@pytest.mark.proves("HED21-38")
def test_bought_of_another_supplier_it_is_asked_why(client: Client, case: Case, anne: User) -> None:
    course, question = green("coping_course"), "Hvorfor købes tilbuddet et andet sted?"
    assert question in words(form_of(client, case, course, **ELSEWHERE), "#overvejelser")
    assert question not in words(form_of(client, case, course, supplier_1="Kompasset", chosen="1"), "#overvejelser")
    assert question not in words(form_of(client, case, course), "#overvejelser")


@pytest.mark.proves("RUD21-34")
def test_of_the_supplier_with_the_contract_the_consultant_is_named(client: Client, case: Case, anne: User) -> None:
    course, question = green("coping_course"), "Hvem er borgerens ene konsulent hos leverandøren?"
    there = {"supplier_1": "Væksthuset", "price_1": "15.000", "effect_1": "31 %", "chosen": "1"}
    page = form_of(client, case, course, **there)
    assert question in words(page, "#overvejelser")
    assert "#id_weigh_rud21_34" in str(part(page, "#mangler"))
    assert question not in words(form_of(client, case, course), "#overvejelser")


@pytest.mark.parametrize(
    ("type", "group", "answer", "why"),
    [
        pytest.param(
            "vocational_education_110", "insured_unemployed", "Nej. Uddannet i 2024", "kun efter et ja",
            marks=pytest.mark.proves("RUD21-18"),
        ),
        pytest.param(
            "vocational_education_110", "cash_job_ready", "Ja", "gives ikke til kontanthjælp",
            marks=pytest.mark.proves("RUD21-18"),
        ),
        pytest.param(
            "regional_pool_course", "flexjob_unemployed", "Ja", "gives ikke til",
            marks=pytest.mark.proves("RUD21-17"),
        ),
    ],
)  # fmt: skip
def test_an_education_for_others_is_not_registered(anne: User, type: str, group: str, answer: str, why: str) -> None:
    case = in_group(anne, group)
    answers = {"REB23-07": "Kort vej", "REBGEN-14": "Nødvendig", "REB23-17": "Mangel", "RUD21-18": answer}
    refused = ""
    try:
        registering.register(
            case=case, type=type, status="planned", from_on=START, by=anne, today=TODAY, now=NOW, answers=answers
        )
    except Refused as found:
        refused = found.message
    assert why in refused
    assert not Activity.objects.exists()


def test_two_orders_ask_in_a_field_each(client: Client, case: Case) -> None:
    asked = part(form_of(client, case, green("job_paa_vej")), "#overvejelser")
    assert [
        str(link.string) for link in asked.select("b + span > a") if "(ikke bekræftet)" in link.parent.get_text()
    ] == ["HED21-15"], "no document says which offers are which step"
    fields = asked.select("[name^=weigh_earlier_]")
    labels = {str(field["name"]) for field in fields}
    assert {"weigh_earlier_hed21_37", "weigh_earlier_hed21_15", "weigh_earlier_hed21_27"} <= labels


@pytest.mark.proves("HED21-37")
def test_a_later_step_for_the_sick_is_granted_only_with_the_reason(client: Client, case: Case, anne: User) -> None:
    course = green("job_paa_vej")
    page = form_of(client, case, course)
    order = part(page, "#overvejelser")
    assert "Rækkefølge af tilbud til sygemeldte HED21-37 · Beskæftigelsesplan 2021" in words(page, "#overvejelser")
    assert [step.get_text(" ", strip=True) for step in order.select("[aria-current=step]")].count(
        "Job på Vej (dette tilbud)"
    ) == 1
    assert "#id_weigh_earlier_hed21_37" in str(part(page, "#mangler"))
    address = reverse("grant_new", args=[case.citizen.public_id]) + f"?tilbud={course.pk}"
    refused = client.post(address, sending(page))
    assert (refused.status_code, Grant.objects.exists()) == (422, False)
    assert "Reglen kræver det." in refused.content.decode()
    client.post(address, sending(page) | {"weigh_earlier_hed21_37": EARLIER, "weigh_reb23_45": "ja"})
    kept = Grant.objects.get().weighed.get(rule="HED21-37")
    assert (kept.answer, kept.step, len(kept.steps)) == (EARLIER, 4, 5)
    shown = client.get(reverse("grant", args=[case.citizen.public_id, Grant.objects.get().pk])).content.decode()
    assert "Overvejelser den dag" in shown
    assert EARLIER in shown


@pytest.mark.proves("HED21-37")
def test_whatever_is_posted_the_service_asks_too(case: Case, anne: User) -> None:
    wished = wish(green("job_paa_vej"))
    assert "ikke mulig? (HED21-37)" in refusal(case, wished, by=anne)
    assert not WeighedAnswer.objects.exists()
    sent(case, wish(wished.offer, answers=(("HED21-37", EARLIER),)), by=anne)
    assert WeighedAnswer.objects.get(rule="REB23-07").answer == "Afklarer, hvor mange timer hun kan arbejde"


@pytest.mark.proves("REB23-07")
def test_without_the_assessment_no_offer_is_registered(client: Client, anne: User) -> None:
    case = in_group(anne, "cash_job_ready")
    assert typed_in(client, case, "gem", type="nytteindsats").status_code == 422
    refused = ""
    try:
        registering.register(
            case=case, type="nytteindsats", status="planned", from_on=START, answers={}, by=anne, today=TODAY, now=NOW
        )
    except Refused as found:
        refused = found.message
    assert f"{WHY} (REB23-07)" in refused
    assert not Activity.objects.exists()


def test_the_answers_stay_with_the_offer_also_when_it_changes(client: Client, anne: User) -> None:
    case = in_group(anne, "cash_job_ready")
    typed: dict[str, Any] = {
        "type": "virksomhedspraktik", "place": "individual", "weigh_why": "Prøver faget", "weigh_reb23_46": "nej",
        "weigh_reb23_46_more": "Ingen løntilskudsplads", "weigh_reb23_12": ["faglige", "sociale"],
        "weigh_reb23_13": "i dag",
    }  # fmt: skip
    digest = typed_in(client, case, **typed).context["form"].digest()
    assert typed_in(client, case, "gem", previewed=digest, **typed).status_code == 302
    row = Activity.objects.get()
    said = {one.rule: one.answer for one in row.weighed.all()}
    assert said["REB23-07"] == said["HED21-18"] == "Prøver faget"
    assert said["REB23-46"] == "Nej. Ingen løntilskudsplads"
    assert (said["REB23-12"], said["REB23-13"], said["REB23-11"]) == ("faglige og sociale", "23.\xa0november 2026", "")
    later = START + timedelta(days=34)
    new = registering.change(activity=row, to_on=later, reason="Aftalt", by=anne, today=TODAY, now=NOW)
    page = client.get(reverse("citizen_activity_change", args=[case.citizen.public_id, new.pk])).content.decode()
    assert f"{WHY} Prøver faget (REB23-07)" in page


def test_an_answer_is_never_rewritten(case: Case, anne: User) -> None:
    sent(case, wish(green("coping_course")), by=anne)
    row = WeighedAnswer.objects.filter(answer="").first()
    assert row is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        WeighedAnswer.objects.filter(pk=row.pk).update(answer="Noget andet")
    assert not WeighedAnswer.objects.filter(answer="Noget andet").exists()


def test_a_draft_keeps_every_answer(client: Client, case: Case) -> None:
    course = green("coping_course")
    address = reverse("grant_draft", args=[case.citizen.public_id]) + f"?tilbud={course.pk}"
    client.post(address, {"weigh_reb23_12": ["faglige", "sociale"], "weigh_reb23_11": "Vejen er kort"})
    page = form_of(client, case, course)
    assert [str(box["value"]) for box in page.select("[name=weigh_reb23_12][checked]")] == ["faglige", "sociale"]
    assert "Vejen er kort" in words(page, "#overvejelser")


def picker(client: Client, case: Case) -> BeautifulSoup:
    answer = client.get(reverse("grant_new", args=[case.citizen.public_id]))
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.proves("HED21-16")
def test_business_oriented_offers_stand_first_in_the_picker(client: Client, case: Case) -> None:
    green("job_club")
    shown = picker(client, case)
    shelves = [found.get_text(strip=True) for found in shown.select("main section h2")]
    assert shelves == ["Virksomhedsrettede: prøves først", "Grønne: anvendes frit"]
    assert "(RUD21-09) (ikke bekræftet)" in shown.get_text() and "(HED21-16) (ikke bekræftet)" not in shown.get_text()


@pytest.mark.proves("RUD21-09")
@pytest.mark.parametrize(
    ("group", "first", "placed"),
    [
        ("cash_job_ready", "Jobklubben", "wage_subsidy"),
        ("sh_job_ready", "Jobklubben", "wage_subsidy"),
        ("cash_activity_ready", "Naturspor", "virksomhedspraktik"),
        ("sh_activity_ready", "Naturspor", "virksomhedspraktik"),
    ],
)
def test_the_distance_to_a_job_decides_what_stands_first(
    client: Client, anne: User, group: str, first: str, placed: str
) -> None:
    case = in_group(anne, group)
    for name, type in (("Naturspor", "exploration_course"), ("Jobklubben", "job_club"), ("Aktivering", "vejledning")):
        coloured(offer(name, type=type), "green")
    choices = [found.get_text(strip=True) for found in picker(client, case).select(".jc-gr-choices a")]
    assert next(choice for choice in choices if choice in ("Naturspor", "Jobklubben", "Aktivering")) == first
    page = BeautifulSoup(client.get(reverse("citizen_activity", args=[case.citizen.public_id])).content, "html.parser")
    assert [str(found["value"]) for found in page.select("#id_type option")][1] == placed
