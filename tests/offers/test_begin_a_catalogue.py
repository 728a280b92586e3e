"""A new catalogue has columns, and the offers whose colour the rules give; Fjordby has a catalogue of its own."""

import tomllib
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from cases.demo import catalogue as fjordby
from cases.models import Activity
from cases.services.policies.in_force import current_policy
from offers.models import BudgetLine, ColourPeriod, Column, ColumnGroup, Offer, SupplierContract
from offers.services import beginning, colours
from offers.services.catalogue import catalogue
from rules.labels import TARGET_GROUPS
from rules.policy import load_profile
from staff.refusals import Refused
from tests.offers.cast import specialist
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def shown(day: date = TODAY) -> dict[str, dict[str, str]]:
    """Colour by offer and column, as the catalogue of a day shows it."""
    found = catalogue(policy=current_policy(), day=day)
    return {line.offer.name: {cell.column.name: cell.code for cell in line.cells} for line in found.lines()}


def test_the_columns_stand_there_after_every_migrate() -> None:
    assert Column.objects.count() == 9
    assert set(ColumnGroup.objects.values_list("code", flat=True)) <= set(TARGET_GROUPS)
    Column.objects.filter(name="Jobafklaring").update(name="Jobafklaringsforløb")
    assert beginning.columns() == 0


def test_an_empty_installation_has_what_the_rules_colour() -> None:
    call_command("first_install", verbosity=0)
    assert {name: set(cells.values()) for name, cells in shown().items()} == {
        "Digital jobsøgning": {"green"},
        "Intern mentor": {"green"},
        "Ekstern mentor": {"yellow"},
    }
    assert beginning.offers(policy=current_policy()) == 0


def test_a_profile_without_colours_begins_without_offers() -> None:
    assert beginning.offers(policy=load_profile("broendby")) == 0


def test_fjordby_follows_the_strategy() -> None:
    fjordby.load(as_of=TODAY, now=NOW)
    found = shown()
    assert set(found["Intern mentor"].values()) == set(found["Digital jobsøgning"].values()) == {"green"}
    assert set(found["Ekstern mentor"].values()) == set(found["CV- og jobsøgning"].values()) == {"yellow"}
    assert found["Coaching 1:1"]["A-dagpenge"] == "red"
    assert found["Sprog og job"]["Uddannelseshjælp"] == "unknown"
    assert found["Virksomhedspraktik"] == found["Branchepakke, lager"] == {}
    assert found["Afklaring på 8 uger"]["Sygedagpenge"] == "green"
    assert [Offer.objects.get(name="SoMe-jobsøgning").price_on(day).price for day in (TODAY, date(2027, 1, 1))] == [
        1150,
        1190,
    ]
    assert shown(date(2027, 1, 1))["Afklaring på 8 uger"]["Sygedagpenge"] == "yellow"
    vaeksthuset = SupplierContract.objects.get(supplier__name="Væksthuset")
    assert (vaeksthuset.from_on, vaeksthuset.to_on) == (date(2019, 11, 1), date(2023, 10, 31))
    assert not Offer.objects.get(supplier__name="Væksthuset").active
    assert BudgetLine.objects.filter(bound=True).count() == 3


def test_fjordby_is_the_same_every_time_and_loaded_once() -> None:
    fjordby.load(as_of=TODAY, now=NOW)
    rows = list(ColourPeriod.objects.order_by("pk").values_list("offer__name", "column__name", "colour", "act"))
    fjordby.load(as_of=TODAY, now=NOW)
    assert list(ColourPeriod.objects.order_by("pk").values_list("offer__name", "column__name", "colour", "act")) == rows


def test_a_planned_change_of_fjordby_can_be_taken_back() -> None:
    fjordby.load(as_of=TODAY, now=NOW)
    made = ColourPeriod.objects.get(offer__name="Naturspor", from_on__gt=TODAY)
    colours.undo(made=made, by=specialist(), today=TODAY, now=NOW)
    assert shown(date(2027, 6, 1))["Naturspor"]["Uddannelseshjælp"] == "yellow"
    with pytest.raises(Refused, match="gælder allerede"):
        colours.undo(made=ColourPeriod.objects.valid().earliest("pk"), by=specialist(), today=TODAY, now=NOW)


def test_citizens_are_in_the_offers_of_the_catalogue(tmp_path: Any, settings: Any) -> None:
    settings.PRACTICE = True
    call_command("load_demo", as_of=TODAY, directory=tmp_path, small=True, verbosity=0)
    written = tomllib.loads(fjordby.FILE.read_text(encoding="utf-8"))["offer"]
    assert Offer.objects.count() == len(written)
    in_course = Activity.objects.valid().exclude(offer=None).filter(from_on__lte=TODAY)
    assert in_course.exists()
    assert {row.offer.name for row in in_course if row.offer} <= {
        *("Jobværkstedet", "Mestring i hverdagen", "Vejen Frem", "Afklaring på 8 uger", "Workshop for nyledige"),
        *("CV- og jobsøgning", "Digital jobsøgning"),
    }
