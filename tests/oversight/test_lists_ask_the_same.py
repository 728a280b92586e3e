"""Every list asks the database as often for a small municipality as for one with three thousand citizens more."""

import pytest
from django.test import Client

from offers.models import Column
from staff.models import Role, User
from tests.baseline import MOST, assert_baseline, statements
from tests.municipality import Municipality, grown, mixed
from tests.offers.cast import coloured, offer
from tests.people import TODAY, employee

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.usefixtures("monday")]
LISTS = {
    "overdue": "/ledelse/frister/",
    "overdue_all": "/ledelse/frister/?vis=alle&sortering=-borger",
    "new_overdue": f"/ledelse/frister/nye/{TODAY}/",
    "control_lists": "/ledelse/lister/",
    "control_missing_deadline": "/ledelse/lister/mangler-frist/",
    "control_missing_conversation": "/ledelse/lister/mangler-samtale/",
    "control_nobody_responsible": "/ledelse/lister/uden-ansvarlig/",
    "control_placement_ended": "/ledelse/lister/afsluttet-praktik/",
    "control_half_a_year": "/ledelse/lister/over-6-maaneder/",
    "control_colour_changed": "/ledelse/lister/farve-aendret/",
    "control_dispensations": "/ledelse/lister/dispensationer/",
}


@pytest.fixture(params=[30, 3000], ids=["small", "large"])
def town(request: pytest.FixtureRequest) -> Municipality:
    town = mixed()
    grown(request.param, by=town.bo, team=town.cases["of a colleague"].team)
    return town


def asked(client: Client, user: User, name: str, url: str) -> int:
    """Look once, so that what is kept in memory is there, and once more to count; the number is that of the list."""
    client.force_login(user)
    client.get(url)
    sent = statements(client, url)
    assert_baseline(name, sent)
    return len(sent)


def test_as_many_statements_for_any_number_of_citizens(client: Client, town: Municipality) -> None:
    for name, url in LISTS.items():
        assert asked(client, town.leader, name, url) <= MOST
    auditor = employee("Regitze Klit", Role.AUDITOR)
    for user, name, url in (
        (town.leader, "caseload_of_another", f"/sagsstamme/?raadgiver={town.bo.pk}"),
        (town.bo, "search", "/soeg/?q=Borger"),
        (town.admin, "users", "/brugere/"),
        (town.admin, "operations", "/drift/"),
        (auditor, "access_log", "/adgangslog/"),
    ):
        assert asked(client, user, name, url) <= MOST


@pytest.mark.parametrize("offers", [1, 60], ids=["few", "many"])
def test_the_catalogue_for_any_number_of_offers(client: Client, offers: int) -> None:
    columns = list(Column.objects.all())
    for number in range(offers):
        of = offer(f"Forløb {number}", by=f"Leverandør {number}")
        for column in columns:
            coloured(of, "green", of_column=column)
    oscar, cell = employee("Oscar Thygesen", Role.SPECIALIST), f"/tilbud/{of.pk}/{columns[0].pk}/"
    assert asked(client, oscar, "catalogue", "/tilbud/") <= MOST
    assert asked(client, oscar, "catalogue_cell", cell) <= MOST
    assert asked(client, oscar, "offer_sheet", f"/tilbud/maalgrupper/{columns[0].pk}/") <= MOST
    assert asked(client, oscar, "colour_citizens", f"{cell}borgere/?fra=2027-01-01") <= MOST
