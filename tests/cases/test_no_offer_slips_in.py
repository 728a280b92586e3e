"""Whatever is posted to whatever address: no red grant, no yellow one without a leader, nobody's own yes.

A red one comes in by a dispensation alone (A-69), to the citizen and the offer it was entered for, and once.

Every address that can reach a citizen's offers is posted to with everything that the forms of an offer ask for, by
somebody who holds every role. The addresses are found, not listed, so that a new one is not forgotten.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Q
from django.test import Client
from django.urls import URLPattern, reverse

from cases.models import Activity, Case, Dispensation, Grant
from cases.services.grants import dispensing
from offers.models import Offer
from offers.services.catalogue import COLOURED
from rules.vocabulary import ActivityType
from staff.models import Role, User
from tests.architecture.test_addresses import filled, patterns
from tests.cases.granting import bente, course, page_of, sent, two_quotes, wish
from tests.cases.test_extend_an_offer import BEGAN, LAST, LATEST, discussed
from tests.offers.cast import coloured
from tests.people import NOW, TODAY, a_team, employee, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
COLOURS = [kind.value for kind in ActivityType if kind.family in COLOURED]
TYPED = {
    "from_on": "30/11-2026", "to_on": "24/1-2027", "hours_per_week": "12", "price": "1.950", "price_per": "week",
    "goal": "job", "goal_text": "Job på lager", "why": "Afklarer timerne", "not_now": "Ingen plads før februar",
    "leads_to": "virksomhedspraktik", "supplier_1": "Klarsyn", "price_1": "15.000", "effect_1": "31 %",
    "supplier_2": "Kompasset", "price_2": "18.400", "effect_2": "46 %", "chosen": "2", "likely": "ja",
    "type": "amu", "status": "planned", "reason": "Aftalt", "step": "gem", "code": "best_effect",
    "text": "Aftalt på mødet", "weigh_why": "Nødvendigt for et job",
}  # fmt: skip
ACTS = ({"act": "send", "shown": "accepted"}, {"act": "send", "shown": "needs_approval"}, {"act": "godkend"})
Address = tuple[str, str, URLPattern]
REACHING = ("cases.", "oversight.")
PREVIEWED = re.compile(rb'name="previewed" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Target:
    """One citizen with the grant and the offer that the addresses are about; `typed` is said as well."""

    case: Case
    grant: Grant
    offer: Offer
    typed: dict[str, str]
    only_grants: bool = False


@pytest.fixture
def alma(client: Client) -> User:
    roles = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER, Role.SPECIALIST, Role.ADMINISTRATION)
    alma = employee("Alma Alt", *roles, team=a_team())
    client.force_login(alma)
    return alma


def waiting(alma: User, wanted: str, by: User | None = None) -> Target:
    """Someone whose yellow grant waits, and an offer of this colour that could be granted as well."""
    case = bente(alma, name=f"Vente {wanted.title()}")
    grant = sent(case, wish(course("yellow", f"Gult til {wanted}"), quotes=two_quotes()), by=by or alma)
    return Target(case, grant, course(wanted, f"Nyt {wanted}"), {})


def turned(alma: User, into: str) -> Target:
    """Someone in an offer that was green when it was granted and has this colour now; to be extended."""
    offer = course("", f"Blev {into}")
    coloured(offer, "green", until=TODAY - timedelta(days=1))
    coloured(offer, into, since=TODAY)
    grant = sent(
        bente(alma, name=f"Vendt {into.title()}"), wish(offer, from_on=BEGAN, to_on=LAST), by=alma, today=BEGAN
    )
    discussed(grant, team_leader(f"Lone {into.title()}"), by=alma)
    return Target(grant.case, grant, offer, {"to_on": f"{LATEST:%d/%m-%Y}", "price": ""}, only_grants=True)


def planned(alma: User) -> Target:
    """Someone whose green grant is to begin, and does today."""
    case, offer = bente(alma, name="Plan Grøn"), course("green", "Planlagt")
    grant = sent(case, wish(offer, from_on=TODAY), by=alma, today=BEGAN)
    return Target(case, grant, offer, {"from_on": f"{TODAY:%d/%m-%Y}"}, only_grants=True)


def posts(client: Client, target: Target, name: str, url: str, seen: str) -> bool:
    """Send the form of one address, agree to its preview, press each of its buttons. Whether something was done."""
    address, version = f"{url}?tilbud={target.offer.pk}", Case.objects.get(pk=target.case.pk).version
    own = target.grant.version if name == "decide_grant" else version
    sending = {"version": str(own), "form_key": str(uuid.uuid4()), "seen": seen} | TYPED | target.typed
    done = False
    for act in ACTS:
        answer = client.post(address, sending | act)
        if answer.status_code == 200 and (agreed := PREVIEWED.search(answer.content)):
            return client.post(address, sending | act | {"previewed": agreed[1].decode()}).status_code == 302
        done = done or answer.status_code == 302
        if answer.status_code in (404, 405) or b'name="act"' not in answer.content:
            break
    return done


def slipped(known: set[int], red: list[int], yellow: list[int]) -> list[str]:
    """What must never be there. `known` are the grants from before."""
    new = Grant.objects.exclude(pk__in=known)
    yes = Grant.objects.filter(status="granted")
    nobodys = Q(decided_by__isnull=True) | Q(decided_by=F("recorded_by"))
    found = {
        "red": Grant.objects.filter(colour="red").exists() or new.filter(offer__in=red).exists(),
        "yellow": new.filter(nobodys, offer__in=yellow, status="granted").exists()
        or yes.filter(nobodys, colour="yellow").exists(),
        "own": yes.filter(needs_approval=True, decided_by=F("recorded_by")).exists(),
        "begun": Activity.objects.exclude(grant__isnull=True).exclude(grant__status="granted").exists(),
        "around": Activity.objects.filter(grant__isnull=True, type__in=COLOURS).exists(),
    }
    return [name for name, is_there in found.items() if is_there]


def addresses() -> list[Address]:
    """Those that may reach the offers of a citizen: by the layers only views of cases and of oversight can."""
    return [
        (name, route, pattern)
        for name, route, pattern in patterns()
        if pattern.pattern.converters and str(getattr(pattern.callback, "__module__", "")).startswith(REACHING)
    ]


def walked(client: Client, targets: list[Target], where: list[Address]) -> tuple[dict[str, list[str]], list[Address]]:
    """What slipped in by which address, and the addresses by which an offer came, went on or began."""
    known = set(Grant.objects.values_list("pk", flat=True))
    by_colour = {colour: [t.offer.pk for t in targets if shade(t) == colour] for colour in ("red", "yellow")}
    wrong: dict[str, list[str]] = {}
    came: dict[str, Address] = {}
    before = state()
    for target in targets:
        seen = page_of(target.case, wish(target.offer))
        for name, route, pattern in where:
            if target.only_grants and "pk" not in pattern.pattern.converters:
                continue
            url = filled(route, pattern, public_id=target.case.citizen.public_id, pk=target.grant.pk)
            with transaction.atomic():
                if posts(client, target, name, url, seen):
                    if state() - before:
                        came[name] = (name, route, pattern)
                    if found := slipped(known, by_colour["red"], by_colour["yellow"]):
                        wrong[name] = found
                transaction.set_rollback(True)
    return wrong, list(came.values())


def shade(target: Target) -> str:
    row = target.offer.colours.order_by("-from_on").first()
    return str(row.colour) if row else ""


def state() -> set[tuple[Any, ...]]:
    """The offers that wait, are granted, are to come or run; one that only ends is gone from it."""
    grants = Grant.objects.filter(status__in=("pending", "granted")).values_list("pk", "status")
    begun = Activity.objects.valid().filter(status__in=("planned", "running"))
    return {*grants, *begun.values_list("case_id", "type", "from_on", "status")}


def test_nothing_red_unapproved_or_approved_by_oneself_comes_in(
    client: Client, alma: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First with green offers, and the wish of another person: by which addresses something comes in. Then there with
    what must not: so that it is the colour and the person that stop it, and not the form."""
    other = employee("Bo Falk", Role.CASEWORKER, team=a_team())
    allowed = [waiting(alma, "green", by=other), turned(alma, "green"), planned(alma)]
    wrong, doors = walked(client, allowed, addresses())
    assert wrong == {}
    found = {name for name, _, _ in doors}
    assert {"grant_new", "grant_extend", "grant_start", "decide_grant", "citizen_activity"} <= found
    targets = [waiting(alma, "red"), waiting(alma, "yellow"), turned(alma, "red"), turned(alma, "yellow")]
    monkeypatch.setitem(TYPED, "type", "skills_clarification")
    wrong, came = walked(client, targets, doors)
    assert wrong == {}
    assert "grant_new" in {name for name, _, _ in came}, "a yellow wish is sent to a leader"
    assert {name for name, _, _ in came}.isdisjoint({"decide_grant", "grant_start", "citizen_activity"})


def shut(case: Case, red: Offer, alma: User) -> dict[str, Target]:
    """The same wish with every dispensation that must not open it; the last one is used by what waits already."""
    found = {name: bente(alma, name=f"Ikke {name.title()}") for name in ("none", "offer", "voided", "days", "used")}
    enter(case, red, alma)
    enter(found["offer"], course("red", "Et andet rødt"), alma)
    voided = enter(found["voided"], red, alma)
    dispensing.void(dispensation=voided, reason="Forkert borger", by=alma, today=TODAY, now=NOW)
    enter(found["days"], red, alma, to_on=TODAY)
    enter(found["used"], red, alma)
    waits = sent(found["used"], wish(red, quotes=two_quotes()), by=alma)
    return {name: Target(one, waits, red, {}) for name, one in found.items()}


def enter(case: Case, of: Offer, by: User, **values: Any) -> Dispensation:
    return dispensing.enter(
        case=case, offer=of, ground="statutory_right", reference="LAB § 57", decided_on=TODAY, reason="Dokumenteret",
        by=by, today=TODAY, now=NOW, **values,
    )  # fmt: skip


def test_a_red_one_comes_in_by_its_own_dispensation_alone(client: Client, alma: User) -> None:
    """Also where somebody holds every role: what she has opened herself, another leader decides."""
    case, red = bente(alma, name="Åben Dør"), course("red", "Rødt")
    closed = shut(case, red, alma)
    for name, target in closed.items():
        seen, url = page_of(target.case, wish(red)), reverse("grant_new", args=[target.case.citizen.public_id])
        assert not posts(client, target, "grant_new", url, seen), name
    assert [grant.case for grant in Grant.objects.filter(offer=red)] == [closed["used"].case]
    opened = Target(case, closed["used"].grant, red, {})
    address = reverse("grant_new", args=[case.citizen.public_id])
    assert posts(client, opened, "grant_new", address, page_of(case, wish(red)))
    grant = Grant.objects.get(case=case)
    assert (grant.status, grant.needs_approval, grant.decided_by) == ("pending", True, None)
    decide = reverse("decide_grant", args=[grant.pk])
    assert not posts(client, Target(case, grant, red, {}), "decide_grant", decide, "")
    Grant.objects.filter(pk=grant.pk).update(status="withdrawn", decided_at=NOW, decided_by=alma)
    other = sent(case, wish(red, quotes=two_quotes()), by=employee("Bo Falk", Role.CASEWORKER, team=a_team()))
    assert not posts(client, Target(case, other, red, {}), "decide_grant", reverse("decide_grant", args=[other.pk]), "")
    client.force_login(team_leader("Lone Bisgaard"))
    assert posts(client, Target(case, other, red, {}), "decide_grant", reverse("decide_grant", args=[other.pk]), "")
    other.refresh_from_db()
    assert (other.status, other.colour) == ("granted", "red")
