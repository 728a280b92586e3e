"""Attach a file to a grant or one of its quotes; the leader who decides opens it from the inbox, others do not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Document, Grant, GrantDocument
from cases.services import documents
from cases.services.grants import granting
from staff.models import AccessLog, User
from tests.cases.granting import bente, course, sent, two_quotes, wish
from tests.cases.test_documents_of_a_citizen import PDF, packed
from tests.oversight.test_decide_on_a_grant import INBOX, soup, text
from tests.people import NOW, TODAY, a_team, caseworker, team_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PNG = b"\x89PNG\r\n\x1a\n billede"


@pytest.fixture
def anne(client: Client) -> User:
    anne = caseworker(hours=False)
    client.force_login(anne)
    return anne


@pytest.fixture
def waiting(anne: User) -> Grant:
    return sent(bente(anne), wish(course("yellow"), quotes=two_quotes()), by=anne)


def address(grant: Grant, name: str = "grant_attach") -> str:
    return reverse(name, args=[grant.case.citizen.public_id, grant.pk])


def attach(client: Client, grant: Grant, content: bytes = PDF, name: str = "Tilbud_Klarsyn.pdf", **typed: Any) -> Any:
    return client.post(address(grant), {"file": SimpleUploadedFile(name, content)} | typed)


def test_a_file_is_attached_to_a_quote_and_to_the_grant(client: Client, anne: User, waiting: Grant) -> None:
    quote = waiting.quotes.get(supplier="Klarsyn")
    page = soup(client.get(address(waiting, "grant")))
    links = [str(link["href"]) for link in page.select("main a") if "vedhaeft" in str(link["href"])]
    assert links == [*(f"{address(waiting)}?tilbud={each.pk}" for each in waiting.quotes.all()), address(waiting)]
    chosen = soup(client.get(links[0])).select_one("select option[selected]")
    assert chosen is not None and chosen.get_text() == "Tilbuddet fra Klarsyn"
    assert attach(client, waiting, quote=quote.pk).status_code == 302
    assert attach(client, waiting, PNG, "aftale.png", title="Aftale med borgeren").status_code == 302
    assert [(row.quote, row.document.title, row.recorded_by) for row in GrantDocument.objects.all()] == [
        (quote, "Tilbud Klarsyn", anne), (None, "Aftale med borgeren", anne)
    ]  # fmt: skip
    shown = text(client.get(address(waiting, "grant")))
    assert "31 % i praktik Tilbud Klarsyn" in shown and "Bilag til bevillingen Aftale med borgeren" in shown
    listed = client.get(reverse("citizen_documents", args=[waiting.case.citizen.public_id]))
    assert "Tilbud Klarsyn" in text(listed)


def test_the_leader_opens_it_from_the_inbox_and_others_do_not(client: Client, anne: User, waiting: Grant) -> None:
    attach(client, waiting, quote=waiting.quotes.get(supplier="Klarsyn").pk)
    attach(client, waiting, PNG, "aftale.png")
    lone = team_leader()
    client.force_login(lone)
    panel = soup(client.get(INBOX)).select("#panel a[download]")
    assert [link.get_text() for link in panel] == ["Tilbud Klarsyn", "aftale"]
    fetched: Any = client.get(str(panel[0]["href"]))
    assert (fetched.content, fetched["Content-Disposition"].partition(";")[0]) == (PDF, "attachment")
    logged = AccessLog.objects.latest("pk")
    assert (logged.user, logged.screen) == (lone, "Borger: dokument hentet")
    assert logged.citizens == [waiting.case.citizen.public_id]
    for other in (team_leader("Vera", team=a_team("Jobteam Vest")), caseworker("Bo", team=a_team("Jobteam Vest"))):
        client.force_login(other)
        assert client.get(str(panel[0]["href"])).status_code == 404
        assert client.get(address(waiting)).status_code == 404
        assert attach(client, waiting, PDF + b"andet").status_code == 404
    client.force_login(caseworker("Ida Kollega"))
    assert client.get(str(panel[0]["href"])).status_code == 302


def test_a_protected_citizens_files_are_not_in_the_inbox(client: Client, anne: User) -> None:
    hidden = sent(bente(anne, name="Hemmelig", protected=True), wish(course("yellow"), quotes=two_quotes()), by=anne)
    attach(client, hidden, title="Brev til Hemmelig")
    url = reverse("citizen_document", args=[hidden.case.citizen.public_id, Document.objects.get().pk])
    client.force_login(team_leader())
    assert "Hemmelig" not in client.get(INBOX).content.decode()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("content", [b"", b"MZ program", packed(a_dot_txt=b"x")])
def test_the_same_files_are_refused_as_on_the_case(client: Client, anne: User, waiting: Grant, content: bytes) -> None:
    answer = attach(client, waiting, content)
    assert (answer.status_code, answer.context["form"].errors.get("file") is not None) == (422, True)
    assert not Document.objects.exists()


def test_twice_is_once_and_a_file_of_the_case_is_only_tied(client: Client, anne: User, waiting: Grant) -> None:
    documents.keep(case=waiting.case, title="Lå her før", content=PDF, by=anne, now=NOW.replace(hour=6))
    done = attach(client, waiting)
    assert attach(client, waiting).status_code == done.status_code == 302
    assert (Document.objects.count(), GrantDocument.objects.count()) == (1, 1)
    page = client.get(done["Location"])
    assert "Lå her før" in text(page, "#bilag")
    assert not soup(page).select("#besked form")
    documents.void(document=Document.objects.get(), reason="Forkert fil", by=anne, today=TODAY, now=NOW)
    assert "Lå her før" not in text(client.get(address(waiting, "grant")))


def test_a_grant_that_is_over_or_of_another_citizen_takes_none(client: Client, anne: User, waiting: Grant) -> None:
    other = sent(bente(anne, name="Ida Klar"), wish(course("yellow", "Andet"), quotes=two_quotes()), by=anne)
    assert attach(client, waiting, quote=other.quotes.all()[0].pk).status_code == 422
    granting.withdraw(grant=waiting, by=anne, now=NOW)
    assert attach(client, waiting).status_code == 404
    assert "vedhaeft" not in client.get(address(waiting, "grant")).content.decode()
    document = documents.keep(case=waiting.case, title="Tilbud", content=PDF, by=anne, now=NOW)
    said: dict[str, Any] = {"document": document, "recorded_at": NOW, "recorded_by": anne}
    with pytest.raises(DatabaseError, match="of another grant"), transaction.atomic():
        GrantDocument.objects.create(grant=other, **said)
    with pytest.raises(DatabaseError, match="of another grant"), transaction.atomic():
        GrantDocument.objects.create(grant=waiting, quote=other.quotes.all()[0], **said)
