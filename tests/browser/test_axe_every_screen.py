"""Every screen of the product at desk and phone width: nothing for axe to find, nothing outside the window.

Each test walks the screens of one person in one page and tells all faults at once.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.demo import catalogue as fjordby
from cases.models import Activity
from cases.services import candidates, considerations, job_goals, referrals
from companies.models import ContactPerson, JobOrder
from companies.services import care, courses, enquiries, merging, targeted
from companies.services.targeted import Plan
from offers.models import Column, Offer
from staff.models import Role, Team
from tests.browser.walk import Walk
from tests.companies.cast import a_branch, a_company, an_area, talked
from tests.frontend.bridge import HOST, Bridge
from tests.municipality import PASSWORD, Municipality
from tests.people import NOW, TODAY, activity_ready_cash, caseworker, employee, job_consultant, referred, sick

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.long]
FORMS = (
    "pause", "group", "refer", "consider", "activity", "placement", "next_conversation", "responsible", "close"
)  # fmt: skip


@pytest.fixture
def walk(page: Page, bridge: Bridge, client: Client) -> Walk:
    return Walk(page, client)


def test_signing_in(walk: Walk, town: Municipality) -> None:
    walk.open("log ind", "/konto/log-ind/")
    walk.press("Log ind", "log ind, tomme felter")
    walk.page.get_by_label("Brugernavn").fill(town.anne.username)
    walk.page.get_by_label("Adgangskode").fill("forkert")
    walk.press("Log ind", "log ind, forkert adgangskode")
    walk.page.get_by_label("Adgangskode").fill(PASSWORD)
    walk.press("Log ind", "efter log ind")
    assert walk.page.url == f"{HOST}/sagsstamme/"
    walk.open("skift adgangskode", "/konto/adgangskode/")
    walk.open("log ud", "/konto/log-ud/")
    walk.open("siden findes ikke", "/findes-ikke/", status=404)
    walk.client.force_login(employee("Regitze Klit"))
    walk.open("ingen rolle", "/", status=403)
    assert walk.faults() == ""


def test_the_caseload(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    walk.open("sagsstamme", "/sagsstamme/")
    for name in ("waits", "missing", "no group", "paused", "protected"):
        walk.open(f"valgt: {name}", f"/sagsstamme/?status=alle&valgt={town.public_id(name)}")
    walk.open("alle", "/sagsstamme/?status=alle")
    walk.open("overskredet uden aftale", "/sagsstamme/?status=overskredet&uden_aftale=1")
    walk.open("uge 49, suspenderet", "/sagsstamme/?uge=2026-49&status=suspenderet")
    walk.open("to filtre, tomt", "/sagsstamme/?status=suspenderet&uden_aftale=1&beskyttet=1")
    assert walk.page.locator("#liste .jc-empty").count() == 1
    walk.open("beskyttet", "/sagsstamme/?beskyttet=1")
    walk.page.goto(f"{HOST}/sagsstamme/")
    walk.page.keyboard.press("?")
    walk.look("genveje")
    walk.client.force_login(town.leader)
    walk.open("rådgivers sagsstamme set af leder", f"/sagsstamme/?raadgiver={town.bo.pk}")
    walk.client.force_login(caseworker("Ny Medarbejder"))
    walk.open("tom sagsstamme", "/sagsstamme/")
    walk.open("tomt filter", "/sagsstamme/?status=overskredet")
    assert walk.faults() == ""


def test_booking_and_registering(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    late, booking = town.public_id("late"), town.cases["waits"].conversations.get(status="booked")
    walk.page.goto(f"{HOST}/sagsstamme/?valgt={late}")
    walk.page.get_by_role("link", name="Registrér samtale").click()
    walk.page.get_by_role("dialog", name="Registrér samtale").wait_for()
    walk.look("registrér over sagsstammen")
    walk.page.locator("dialog [name=on_date]").fill("31/2")
    walk.page.locator("dialog [data-default]").click()
    walk.page.locator("dialog [data-error-summary]").wait_for()
    walk.look("registrér over sagsstammen, fejl")
    walk.open("registrér", reverse("record_new", args=[late]))
    walk.page.locator("[name=on_date]").fill("1/1-2030")
    walk.page.locator("[data-default]").click()
    walk.page.locator("[data-error-summary]").wait_for()
    walk.look("registrér, fejl")
    walk.open("registrér den bookede", reverse("record", args=[booking.pk]))
    walk.open("book", reverse("book", args=[late]))
    walk.page.locator("[name=starts_at]").evaluate_all("all => all.forEach(one => one.remove())")
    walk.press("Book samtalen", "book, fejl")
    walk.open("flyt", reverse("move", args=[booking.pk]))
    assert walk.faults() == ""


def test_a_citizen(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    for name in ("late", "missing", "pending", "paused", "no duties", "protected"):
        walk.open(f"borger: {name}", reverse("citizen", args=[town.public_id(name)]))
    for tab in ("citizen_conversations", "citizen_deadlines", "citizen_jobs", "citizen_documents", "citizen_history"):
        walk.open(tab, reverse(tab, args=[town.public_id("waits")]))
    walk.open("frister, mangler", reverse("citizen_deadlines", args=[town.public_id("missing")]))
    walk.page.goto(HOST + reverse("citizen", args=[town.public_id("late")]))
    walk.page.locator(".jc-whybox").evaluate_all("all => all.forEach(one => { one.open = true; })")
    walk.look("borger: alle Hvorfor? åbne")
    walk.page.locator(".jc-more summary").click()
    walk.look("borger: flere handlinger")
    walk.client.force_login(town.bo)
    walk.open("grund", reverse("open_reason", args=[town.public_id("late")]))
    walk.press("Åbn sagen", "grund, fejl")
    assert walk.faults() == ""


def test_the_forms_of_facts(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    late = town.public_id("late")
    forms = {name: reverse(f"citizen_{name}", args=[late]) for name in FORMS}
    forms["detail"] = reverse("citizen_detail", args=[late, "attendable_hours"])
    for name, url in forms.items():
        walk.open(name, url)
        walk.page.locator("main form input[type=text]").first.fill("31/2")
        walk.send(walk.page.locator("main form .ft button").first)
        expect(walk.page.locator("[data-error-summary]"), name).to_be_focused()
        walk.look(f"{name}, fejl")
    filled = {
        "pause": {"reason": "holiday", "from_on": "10/11-2026", "to_on": "15/11-2026"},
        "group": {"group": "cash_job_ready", "from_on": "20/11-2026"},
        "close": {"on_date": "22/11-2026", "reason": "Fraflyttet"},
    }
    for name, values in filled.items():
        walk.page.goto(HOST + reverse(f"citizen_{name}", args=[late]))
        for field, value in values.items():
            control = walk.page.locator(f"main [name={field}]")
            control.select_option(value) if field in ("reason", "group") and name != "close" else control.fill(value)
        walk.press("Se ændringen", f"{name}, det sker")
        assert walk.page.locator("#virkning tbody tr").count() > 0, name
    assert walk.faults() == ""


def test_job_goals(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    case, late = town.cases["late"], town.public_id("late")
    walk.open("job, ingen mål", reverse("citizen_jobs", args=[late]))
    walk.open("nyt jobmål", reverse("citizen_goal", args=[late]))
    walk.press("Gem jobmålet", "nyt jobmål, fejl")
    firm, first = a_company(postal="9991"), TODAY - timedelta(days=20)
    by: dict[str, Any] = {"by": town.anne, "today": TODAY, "now": NOW}
    gone = job_goals.add(case=case, letter="A", occupation="Murer", from_on=first, **by)
    job_goals.end(goal=gone, to_on=TODAY - timedelta(days=1), **by)
    goal = job_goals.add(case=case, letter="A", occupation="Lagermedarbejder", from_on=TODAY, **by)
    walk.open("job, intet passer", reverse("citizen_jobs", args=[late]))
    JobOrder.objects.create(
        company=firm, occupation="Lagermedarbejder", kind="request", mode="self", deadline=NOW + timedelta(days=2),
        updated_on=TODAY, created_at=NOW, created_by=town.consultant,
    )  # fmt: skip
    walk.page.goto(HOST + reverse("citizen_jobs", args=[late]))
    walk.page.locator(".jc-earlier summary").click()
    walk.look("job")
    walk.open("afslut jobmål", reverse("citizen_goal_end", args=[late, goal.pk]))
    walk.page.goto(HOST + reverse("citizen_placement", args=[late]))
    walk.page.get_by_label("Virksomhed", exact=True).press_sequentially("nord")
    walk.page.locator(".jc-firmpick").first.wait_for()
    walk.look("praktik, virksomheder fundet")
    typed = {"Første dag": "30/11", "Sidste dag": "10/1-27", "Timer om ugen": "30"}
    for label, text in (typed | {"Hvorfor dette tilbud, og hvorfor nu?": "Prøver faget"}).items():
        walk.page.get_by_label(label, exact=True).fill(text)
    walk.press("Se ændringen", "praktik, bemærkning om længden")
    assert walk.page.locator("#virkning .jc-note").count() == 1
    walk.open("registrér samtale med job", reverse("record_new", args=[late]))
    assert walk.page.get_by_label("Vi har talt om jobbene").count() == 1
    assert walk.faults() == ""


def test_the_job_consultant(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(job_consultant("Nanna Vig"))
    walk.open("visitation, tom", reverse("consultant_day"))
    walk.client.force_login(town.consultant)
    an_area("Nordbyen", "9991")
    firm = a_company(postal="9991", branch=a_branch())
    for hours, company in ((70, firm), (20, None)):
        enquiries.receive(
            company=company, caller="Lone Nordvang", phone="", subject="recruit", text="Søger to på lager",
            by=town.anne, received_at=NOW - timedelta(hours=hours), now=NOW, form_key=None,
        )  # fmt: skip
    by: dict[str, Any] = {"by": town.anne, "today": TODAY, "now": NOW}
    referrals.refer(
        case=town.cases["late"], on_date=TODAY, consultant=town.consultant, wishes="Tæt på bus, helst lager", **by
    )
    job_goals.add(case=town.cases["late"], letter="A", occupation="Lagermedarbejder", from_on=TODAY, **by)
    away = sick(
        "Henrik Syg", first_absence_on=TODAY - timedelta(days=290), since=TODAY - timedelta(days=290), by=town.anne
    )
    referred(away, TODAY, to=town.consultant)
    Activity.objects.filter(case=town.cases["pending"]).update(to_on=TODAY + timedelta(days=5), company=firm)
    for name in ("citizen_partial_return", "citizen_ladder", "citizen_clarification"):
        walk.open(name, reverse(name, args=[away.citizen.public_id]))
    far = activity_ready_cash("Mette Langt", since=TODAY, by=town.anne)
    referred(far, TODAY, to=town.consultant)
    walk.open("behov for træningsbane", reverse("citizen_training_need", args=[far.citizen.public_id]))
    walk.open("visitation", reverse("consultant_day"))
    for slug in ("alle", "overskredet", "snart", "slutter", "opfoelgning"):
        walk.open(f"visitation, {slug}", f"{reverse('consultant_day')}?vis={slug}")
    walk.page.locator(".jc-more summary").click()
    walk.look("visitation, jobmål som fil")
    walk.client.force_login(town.leader)
    walk.open("visitation, set af leder", reverse("consultant_day"))
    assert walk.faults() == ""


def test_finding_and_creating(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.anne)
    walk.open("søg", "/soeg/")
    walk.open("søg, fundet", "/soeg/?q=Mette")
    walk.open("søg, intet", "/soeg/?q=Findesikke")
    walk.page.locator("main [name=q]").fill("1234567890")
    walk.press("Søg", "søg, forkert nummer")
    number = town.cases["west"].citizen.number.cpr
    walk.page.locator("main [name=q]").first.fill(number)
    walk.press("Søg", "søg, andet team")
    walk.press("Vis, hvem der har sagen", "søg, andet team, fejl")
    walk.open("opret", "/borgere/ny/")
    walk.press("Opret sagen", "opret, fejl")
    assert walk.faults() == ""


def test_the_leader(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.leader)
    walk.open("frister", "/ledelse/frister/")
    walk.open("frister, alle", "/ledelse/frister/?vis=alle&sortering=-borger")
    walk.open("frister, tom", "/ledelse/frister/?" + urlencode({"vis": "overskredet", "maalgruppe": "pupil"}))
    walk.open("frister, ét team", f"/ledelse/frister/?team={Team.objects.get(name='Jobteam Nord').pk}")
    walk.open("nye overskridelser", reverse("new_overdue", args=[TODAY]))
    walk.open("nye overskridelser, tom", reverse("new_overdue", args=[TODAY - timedelta(days=13)]))
    slugs = (
        "mangler-frist mangler-samtale uden-ansvarlig afsluttet-praktik over-6-maaneder farve-aendret dispensationer"
    )
    for slug in slugs.split():
        walk.open(slug, reverse("control_list", args=[slug]))
    walk.open("beskæftigelsestrappen", reverse("ladder_moves"))
    walk.page.goto(HOST + reverse("control_list", args=["mangler-frist"]))
    walk.page.locator("form.jc-gapform [name=value]").first.fill("31/2")
    walk.press("Gem for Grethe Mangler", "styringsliste, fejl")
    north = Team.objects.get(name="Jobteam Vest").pk
    walk.open("styringsliste, tom", f"{reverse('control_list', args=['afsluttet-praktik'])}?team={north}")
    assert walk.faults() == ""


def test_the_companies(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.consultant)
    walk.open("virksomheder, ingen", "/virksomheder/")
    firm = a_company(postal="9991", branch=a_branch(), owner=town.consultant, units=2, growing=True)
    twin = a_company(cvr=None, short_of_people=True)
    ContactPerson.objects.create(company=firm, name="Lone Nordvang", title="byggeleder", from_on=TODAY)
    walk.open("virksomheder", "/virksomheder/")
    walk.open("virksomheder, tom søgning", "/virksomheder/?q=findesikke")
    walk.open("virksomhed", reverse("company", args=[firm.pk]))
    walk.page.locator(".jc-more summary").click()
    walk.look("virksomhed: flere handlinger")
    walk.open("ny virksomhed", reverse("company_new"))
    walk.press("Opret", "ny virksomhed, fejl")
    talked(firm, TODAY, by=town.consultant, note="To på lager")
    talked(firm, TODAY, by=town.consultant, note="Rundvisning", kind="visit")
    walk.page.goto(HOST + reverse("company", args=[firm.pk]))
    walk.press("Gem kontakt", "log kontakt, fejl")
    walk.open("virksomhedens kontakter", reverse("company_contacts", args=[firm.pk]))
    for name in ("company_edit", "company_person", "company_unit", "company_ban", "company_merge"):
        walk.open(name, reverse(name, args=[firm.pk]))
    walk.press("Læg sammen", "læg sammen, fejl")
    for reason in ("Vil ikke ringes op", ""):
        walk.page.goto(HOST + reverse("company_ban", args=[firm.pk]))
        walk.page.get_by_label("Begrundelse").fill(reason)
        walk.press("Gem", f"må ikke kontaktes: {reason}")
    merging.merge(kept=firm, gone=twin, reason="Samme ejer", by=town.consultant, now=NOW)
    walk.open("virksomhedens historik", reverse("company_history", args=[firm.pk]))
    walk.client.force_login(town.leader)
    walk.open("må ikke kontaktes, set af leder", reverse("company", args=[firm.pk]))
    walk.open("må kontaktes igen", reverse("company_lift", args=[firm.pk]))
    walk.client.force_login(town.anne)
    walk.open("virksomhed, set af rådgiver", reverse("company", args=[firm.pk]))
    assert walk.faults() == ""


def test_calling_and_answering_companies(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.consultant)
    walk.open("ringeliste, tom", reverse("call_list"))
    walk.open("virksomhedsvagt, tom", reverse("duty"))
    an_area("Nordbyen", "9991")
    firm = a_company(postal="9991", branch=a_branch())
    walk.open("ringeliste", reverse("call_list"))
    walk.open("ringeliste, 24 måneder", reverse("call_list") + "?regel=RUD21-12")
    contact = talked(firm, TODAY, by=town.consultant, note="Talt om praktik")
    walk.open("annullér kontakt", reverse("contact_void", args=[contact.pk]))
    pages = {
        "kontakter": "contacts_done", "egne kontaktmål": "contact_goals", "tal": "company_figures",
        "egne steder": "own_employer", "andele": "offer_shares", "pladser": "free_places", "træning": "training_needs",
    }  # fmt: skip
    for label, at in pages.items():
        walk.open(label, reverse(at))
    walk.open("tilbud bag et tal", f"{reverse('offer_starts')}?hvad=alle")
    rows = [
        enquiries.receive(
            company=company, caller="Lone Nordvang", phone="00 11 22 33", subject="recruit", text="Søger to på lager",
            received_at=NOW - timedelta(hours=hours), by=town.consultant, now=NOW, form_key=None,
        )
        for company, hours in ((firm, 70), (None, 20), (None, 1))
    ]  # fmt: skip
    enquiries.contacted(row=rows[1], at=NOW, note="", by=town.consultant, now=NOW)
    walk.open("virksomhedsvagt", reverse("duty"))
    walk.open("afsluttede henvendelser", reverse("duty") + "?vis=afsluttede")
    for row in rows[:2]:
        walk.open(f"henvendelse {row.pk}", reverse("enquiry", args=[row.pk]))
    walk.open("ny henvendelse", reverse("enquiry_new"))
    walk.press("Gem", "ny henvendelse, fejl")
    walk.open("vagtplan", reverse("roster"))
    walk.open("afslut henvendelse", reverse("enquiry_close", args=[rows[1].pk]))
    walk.press("Afslut", "afslut henvendelse, fejl")
    walk.open("talt tidligere", reverse("enquiry_contacted", args=[rows[0].pk]))
    walk.open("jobordrer, ingen", reverse("job_orders"))
    walk.open("ny jobordre", reverse("job_order_new", args=[firm.pk]))
    walk.press("Gem", "ny jobordre, fejl")
    walk.page.get_by_label("Stilling", exact=True).fill("Lagermedarbejder")
    walk.press("Gem", "jobordre")
    order = JobOrder.objects.get()
    walk.open("ret jobordre", reverse("job_order_edit", args=[order.pk]))
    JobOrder.objects.update(
        updated_on=TODAY - timedelta(days=30), kind="request", mode="searched", deadline=NOW + timedelta(days=2)
    )
    walk.open("jobordrer", reverse("job_orders"))
    walk.open("åbne job til ledige", reverse("job_orders_for_citizens"))
    walk.open("virksomhed med jobordre", reverse("company", args=[firm.pk]))
    walk.open("afslut jobordre", reverse("job_order_close", args=[order.pk]))
    walk.client.force_login(town.anne)
    walk.open("jobordre, set af rådgiver", reverse("job_order", args=[order.pk]))
    walk.open("kandidater, udsøges", reverse("order_candidates", args=[order.pk]))
    JobOrder.objects.update(mode="self")
    walk.open("kandidater, ingen", f"{reverse('order_candidates', args=[order.pk])}?q=mette")
    walk.open("sæt på et job", reverse("citizen_candidate", args=[town.public_id("late")]) + f"?job={order.pk}")
    walk.press("Sæt på jobbet", "sat på et job")
    candidates.put_forward(case=town.cases["west"], order=order, by=town.anne, today=TODAY, now=NOW)
    walk.open("kandidater", reverse("order_candidates", args=[order.pk]))
    row = town.cases["late"].candidates.get()
    walk.open("resultat", reverse("citizen_candidate_result", args=[town.public_id("late"), row.pk]))
    walk.press("Gem resultatet", "resultat, fejl")
    walk.open("jobordrer med kandidater", reverse("job_orders"))
    for number, case in enumerate((town.cases["late"], town.cases["west"])):
        Activity.objects.create(
            case=case,
            company=firm,
            type="virksomhedspraktik",
            status="running",
            place="fixed",
            place_reason="social",
            from_on=TODAY - timedelta(days=9),
            to_on=TODAY + timedelta(days=5 + 60 * number),
            hours_per_week=20,
        )
    walk.open("pladser, ingen aftale", reverse("company_places", args=[firm.pk]))
    agreed = firm.agreements.create(
        kind="fixed", places=4, from_on=TODAY - timedelta(days=90), to_on=TODAY + timedelta(days=30), purpose="Fremmøde"
    )
    walk.open("virksomhed med pladser, set af rådgiver", reverse("company", args=[firm.pk]))
    walk.client.force_login(town.consultant)
    for name in ("company_places", "company_citizens", "place_agreement_new"):
        walk.open(name, reverse(name, args=[firm.pk]))
    walk.press("Gem aftalen", "aftale om pladser, fejl")
    walk.open("ledige pladser", reverse("free_places"))
    walk.open("code of care, ingen", reverse("care_members"))
    walk.open("medlem af code of care", reverse("care_join", args=[firm.pk]))
    member = care.join(
        company=firm, from_on=TODAY, note="Småjobs", by=town.consultant, today=TODAY, now=NOW, form_key=None
    )
    walk.open("code of care", reverse("care_members"))
    walk.open("ikke længere medlem", reverse("care_leave", args=[member.pk]))
    walk.press("Gem sidste dag", "ikke længere medlem, fejl")
    walk.open("forslag efter jobmål, ingen", reverse("company_suggested", args=[firm.pk]))
    considerations.record(
        case=town.cases["late"], of="training_track", on_date=TODAY, wanted=True, reason="Lager", by=town.anne,
        today=TODAY, now=NOW,
    )  # fmt: skip
    walk.open("behov for træningsbaner", reverse("training_needs"))
    walk.open("målrettede forløb, ingen", reverse("targeted_courses"))
    walk.open("nyt målrettet forløb", reverse("targeted_course_new", args=[firm.pk]))
    walk.press("Gem forløbet", "nyt målrettet forløb, fejl")
    plan = Plan(
        title="Lager", kind="targeted", occupation="Tømrer", where="", starts_on=TODAY, ends_on=TODAY, seats=1
    )  # fmt: skip
    aimed = targeted.arrange(company=firm, plan=plan, by=town.consultant, now=NOW, form_key=None)
    for case in (town.cases["late"], town.cases["west"]):
        targeted.join(
            course=aimed, citizen=case.citizen.public_id, by=town.consultant, today=TODAY, now=NOW, form_key=None
        )
    walk.open("målrettede forløb", reverse("targeted_courses"))
    walk.open("målrettet forløb", reverse("targeted_course", args=[aimed.pk]))
    walk.open("mentorkurser, ingen", reverse("mentor_courses"))
    walk.open("nyt mentorkursus", reverse("mentor_course_new"))
    walk.press("Gem kurset", "nyt mentorkursus, fejl")
    course = courses.arrange(
        title="Mentor for en ny kollega",
        where="Jobcentret",
        starts_on=TODAY,
        ends_on=TODAY,
        seats=1,
        by=town.consultant,
        now=NOW,
        form_key=None,
    )
    for name in ("Pia Holm", "Bo Rask"):
        courses.join(course=course, company=firm, name=name, by=town.consultant, today=TODAY, now=NOW, form_key=None)
    walk.open("mentorkurser", reverse("mentor_courses"))
    walk.open("mentorkursus med venteliste", reverse("mentor_course", args=[course.pk]))
    walk.open("tilmeld", reverse("mentor_join", args=[course.pk]))
    walk.open("kriseramte brancher", reverse("hit_branches"))
    walk.open("krise", reverse("hit_branch", args=[a_branch().pk]))
    for act in ("renew", "end", "void"):
        walk.open(f"aftale: {act}", reverse(f"place_agreement_{act}", args=[firm.pk, agreed.pk]))
    walk.client.force_login(town.leader)
    walk.open("alles kontaktmål", reverse("contact_goals"))
    walk.open("koordinator", reverse("company_coordinator"))
    assert walk.faults() == ""


def test_the_administrator(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(town.admin)
    walk.open("brugere", "/brugere/")
    walk.open("brugere, søgt", "/brugere/?q=Anne")
    walk.open("brugere, ingen", "/brugere/?q=Findesikke")
    walk.open("ny bruger", "/brugere/ny/")
    walk.press("Opret bruger", "ny bruger, fejl")
    walk.open("bruger", reverse("user", args=[town.anne.pk]))
    walk.page.locator("[name=starts_0_1]").fill("25.99")
    walk.press("Gem", "bruger, fejl")
    walk.open("nyt team", "/brugere/teams/ny/")
    walk.press("Gem", "nyt team, fejl")
    walk.open("team", reverse("team", args=[Team.objects.get(name="Jobteam Nord").pk]))
    walk.page.goto(HOST + reverse("user", args=[town.bo.pk]))
    walk.press("Lav ny adgangskode", "ny adgangskode")
    assert walk.faults() == ""


def test_rules_operations_and_the_access_log(walk: Walk, town: Municipality) -> None:
    walk.client.force_login(employee("Sidsel Ravn", Role.SPECIALIST))
    walk.open("regler", "/regler/")
    walk.open("regler, tomt filter", "/regler/?q=zzzz")
    walk.open("regel", "/regler/reb23-47/v1/")
    walk.open("krav til tilbud", "/regler/reb23-37/v1/?eksempler=alle")
    walk.open("sager efter en regel", "/regler/reb23-47/sager/")
    walk.open("prøv selv", "/regler/reb23-47/v1/proev/")
    walk.page.get_by_role("button", name="Beregn").click()
    walk.page.locator("#proev [data-error-summary]").wait_for()
    walk.look("prøv selv, fejl")
    walk.page.goto(f"{HOST}/regler/reb23-47/v1/")
    walk.press("Ny version fra en dato", "ny version, fejl")
    walk.page.get_by_label("Gælder fra").fill("1. marts 2027")
    walk.press("Ny version fra en dato", "udkast")
    walk.page.locator("summary", has_text="3 måneder").click()
    walk.look("udkast, åbent felt")
    walk.open("sager, et udkast flytter", "/regler/reb23-47/v2/sager/?phase_in=all_open")
    walk.client.force_login(town.admin)
    walk.open("drift", "/drift/")
    walk.client.force_login(employee("Regitze Klit", Role.AUDITOR))
    walk.open("adgangslog, tom", "/adgangslog/")
    walk.client.force_login(town.anne)
    walk.client.get("/sagsstamme/")
    walk.client.force_login(employee("Rikke Klit", Role.AUDITOR))
    walk.open("adgangslog", "/adgangslog/")
    assert walk.faults() == ""


def test_the_catalogue(walk: Walk, town: Municipality) -> None:
    fjordby.load(as_of=TODAY, now=NOW)
    sick, course = Column.objects.get(name="Sygedagpenge"), Offer.objects.get(name="Afklaring på 8 uger")
    walk.client.force_login(employee("Oscar Thygesen", Role.SPECIALIST))
    for label, at in (("katalog", ""), ("tomt filter", "?q=zzzz"), ("udskrift", f"maalgrupper/{sick.pk}/")):
        walk.open(label, f"/tilbud/{at}")
    walk.open("tilbud til en målgruppe", f"/tilbud/?maalgruppe={sick.pk}&dag=2027-01-01")
    walk.open("skift farve", reverse("catalogue_cell", args=[course.pk, sick.pk]))
    walk.page.locator("#panel summary").evaluate_all("all => all.forEach(one => { one.parentElement.open = true; })")
    walk.look("skift farve, alt åbent")
    walk.page.locator("#skift [data-default]").click()
    walk.page.locator("#skift [data-error-summary]").wait_for()
    walk.look("skift farve, fejl")
    walk.page.locator(".jc-pick label").nth(2).click()
    walk.page.locator("#id_from_on").fill("1/12-2026")
    walk.page.locator("#virkning [data-count]").first.wait_for()
    walk.look("skift farve, det sker")
    fixed = Offer.objects.get(name="Intern mentor")
    walk.open("fast farve", reverse("catalogue_cell", args=[fixed.pk, sick.pk]))
    walk.open("indlæs og udlæs", "/tilbud/fil/")
    walk.page.locator("main form [data-default]").click()
    walk.page.locator("main [data-error-summary]").wait_for()
    walk.look("indlæs, fejl")
    for name, word in (("med fejl", "grøn"), ("ændringer", "rød")):
        text = f"tilbud;leverandør;art;pris;prisen er;Sygedagpenge\nNyt;Ny;Coaching;2900;pr. uge;{word}\n"
        walk.page.goto(f"{HOST}/tilbud/fil/")
        sent = {"name": "katalog.csv", "mimeType": "text/csv", "buffer": text.encode()}
        walk.page.locator("main input[type=file]").set_input_files(sent)
        walk.press("Prøv filen", f"filen prøvet, {name}")
    walk.open("borgere", reverse("colour_citizens", args=[course.pk, sick.pk]) + "?fra=2027-01-01")
    walk.client.force_login(town.anne)
    walk.open("farve, set af rådgiver", reverse("catalogue_cell", args=[course.pk, sick.pk]))
    assert walk.faults() == ""
