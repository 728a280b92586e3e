"""Two records turn out to be one company: what belongs to one moves, nothing is lost, and it can be undone."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Company, ContactPerson, Merge
from companies.services import bans, merging
from staff.refusals import Refused
from tests.companies.cast import LONG_AGO, a_company
from tests.people import NOW, TODAY, caseworker, job_consultant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def pair() -> tuple[Company, Company]:
    """The record of the cases, without number, and the one of the register."""
    kept, gone = a_company("Nordvang Byg", cvr=None), a_company("Nordvang Byg", units=2)
    ContactPerson.objects.create(company=gone, name="Lone Nordvang", from_on=LONG_AGO)
    return kept, gone


def sent(kept: Company, gone: Company, **values: Any) -> dict[str, Any]:
    return {"gone": gone.pk, "reason": "Samme adresse", "version": kept.version, "form_key": uuid.uuid4(), **values}


def test_a_probable_double_is_shown_and_offered(client: Client, pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    client.force_login(job_consultant())
    assert "Måske den samme virksomhed" in client.get(reverse("company", args=[kept.pk])).content.decode()
    assert (
        f'<option value="{gone.pk}" selected>' in client.get(reverse("company_merge", args=[kept.pk])).content.decode()
    )


def test_numbers_places_and_people_move_and_the_merge_is_undone(client: Client, pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    number = gone.cvr
    client.force_login(job_consultant())
    client.post(reverse("company_merge", args=[kept.pk]), sent(kept, gone))
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.cvr, gone.cvr, gone.merged_into, gone.active) == (number, None, kept, False)
    assert (kept.units.count(), kept.people.count(), gone.units.count()) == (2, 1, 0)
    history = client.get(reverse("company_history", args=[kept.pk])).content.decode()
    assert "Lagt sammen med Nordvang Byg" in history and "Samme adresse" in history
    undo = reverse("company_merge_undo", args=[Merge.objects.get().pk])
    for _ in range(2):
        assert client.post(undo).headers["Location"] == reverse("company", args=[gone.pk])
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.cvr, gone.cvr, gone.merged_into, gone.active) == (None, number, None, True)
    assert (kept.units.count(), gone.units.count(), gone.people.count()) == (0, 2, 1)


def test_a_form_sent_twice_merges_once(client: Client, pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    client.force_login(job_consultant())
    values = sent(kept, gone)
    for _ in range(2):
        client.post(reverse("company_merge", args=[kept.pk]), values)
    assert Merge.objects.count() == 1


def test_two_with_a_number_each_are_two_companies(client: Client) -> None:
    kept, other = a_company("Nordvang Byg"), a_company("Nordvang Byg")
    client.force_login(job_consultant())
    answer = client.post(reverse("company_merge", args=[kept.pk]), sent(kept, other))
    assert answer.status_code == 422 and "hvert sit CVR-nummer" in answer.content.decode()
    assert not Merge.objects.exists()


def test_neither_itself_nor_one_that_is_merged_already(pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    karim = job_consultant()
    with pytest.raises(Refused):
        merging.merge(kept=kept, gone=kept, reason="x", by=karim, now=NOW)
    merging.merge(kept=kept, gone=gone, reason="x", by=karim, now=NOW)
    with pytest.raises(Refused):
        merging.merge(kept=a_company("Tredje", cvr=None), gone=gone, reason="x", by=karim, now=NOW)


def test_a_ban_follows_the_company(pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    karim = job_consultant()
    for one in (kept, gone):
        bans.forbid(company=one, reason="Ringer selv", by=karim, today=TODAY, now=NOW, version=None)
    merging.merge(kept=kept, gone=gone, reason="x", by=karim, now=NOW)
    assert kept.bans.filter(to_on__isnull=True).count() == 1
    third = a_company("Tredje", cvr=None)
    merging.merge(kept=third, gone=kept, reason="x", by=karim, now=NOW)
    assert Company.objects.banned().filter(pk=third.pk).exists()


def test_only_who_may_write_undoes(client: Client, pair: tuple[Company, Company]) -> None:
    kept, gone = pair
    done = merging.merge(kept=kept, gone=gone, reason="x", by=job_consultant(), now=NOW)
    client.force_login(caseworker())
    assert client.post(reverse("company_merge_undo", args=[done.pk])).status_code == 404
    done.refresh_from_db()
    assert done.undone_at is None
