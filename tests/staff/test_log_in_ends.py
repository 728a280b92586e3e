"""A log-in ends after half an hour without use and after ten hours of use."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.people import NOW, caseworker

pytestmark = pytest.mark.django_db
PAGE = "/sagsstamme/"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(client: Client, clock: time_machine.Traveller) -> Client:
    client.force_login(caseworker("Anne Nygaard"))
    return client


def test_it_lasts_while_it_is_used(client: Client, clock: time_machine.Traveller) -> None:
    for _ in range(3):
        clock.shift(timedelta(minutes=29))
        assert client.get(PAGE).status_code == 200


def test_it_ends_when_nobody_uses_it(client: Client, clock: time_machine.Traveller) -> None:
    assert client.get(PAGE).status_code == 200
    clock.shift(timedelta(minutes=31))
    assert client.get(PAGE).status_code == 302


def test_it_ends_after_ten_hours_of_use(client: Client, clock: time_machine.Traveller) -> None:
    for _ in range(24):
        clock.shift(timedelta(minutes=25))
        assert client.get(PAGE).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert client.get(PAGE).status_code == 302


def test_a_busy_person_writes_the_session_once_a_minute(client: Client, clock: time_machine.Traveller) -> None:
    saved = client.session.get_expiry_date()
    assert client.get(PAGE).status_code == 200
    assert client.session["seen_at"] == client.session["signed_in_at"], "the log-in itself has just been written"
    clock.shift(timedelta(seconds=61))
    client.get(PAGE)
    assert client.session["seen_at"] - client.session["signed_in_at"] == 61
    assert client.session.get_expiry_date() > saved
