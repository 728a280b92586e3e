"""Lay a document on a case, fetch it, take it off: known by its bytes, sent only to those who may see the case."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from cases.models import Case, Document, DocumentContent
from cases.services import documents
from staff.models import AccessLog, Act, User
from tests import people
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SINCE = TODAY.replace(month=9, day=1)
KEY = "7c8f1c7e-8f5d-4c63-9d5b-0f4f3cf0a117"
NAME = "Tilbud_fra Vejen Frem.pdf"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def anne() -> User:
    return people.caseworker()


@pytest.fixture
def case(anne: User) -> Case:
    return people.insured(first_unemployed_on=SINCE, by=anne)


@pytest.fixture
def client(anne: User) -> Client:
    client = Client()
    client.force_login(anne)
    return client


def path(case: Case, pk: int | None = None) -> str:
    return f"/borgere/{case.citizen.public_id}/dokumenter/" + (f"{pk}/" if pk else "")


def send(
    client: Client, case: Case, content: bytes = PDF, name: str = "Tilbud_fra Vejen Frem.pdf", **typed: Any
) -> Any:
    return client.post(path(case), {"file": SimpleUploadedFile(name, content, "application/pdf")} | typed)


def packed(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


def damaged() -> bytes:
    """A packed file whose one member is squeezed, with the squeezed bytes overwritten."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" * 20)
    content = bytearray(held.getvalue())
    start = 30 + len("mimetype")
    content[start : start + 12] = b"\xff" * 12
    return bytes(content)


def errors(page: Any) -> list[str]:
    return [message for found in page.context["form"].errors.values() for message in found]


def test_a_document_is_kept_listed_and_fetched_as_it_came(client: Client, case: Case, anne: User) -> None:
    assert send(client, case).url == path(case)
    row = Document.objects.get()
    assert (row.title, row.media_type, row.size) == ("Tilbud fra Vejen Frem", "application/pdf", len(PDF))
    assert (row.recorded_by, row.recorded_at) == (anne, NOW)
    page = client.get(path(case)).content.decode()
    assert "Tilbud fra Vejen Frem" in page and "PDF · 1\xa0KB" in page
    fetched: Any = client.get(path(case, row.pk))
    assert fetched.content == PDF
    assert fetched["Content-Type"] == "application/pdf"
    assert fetched["Content-Disposition"] == 'attachment; filename="Tilbud fra Vejen Frem.pdf"'
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert fetched["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in fetched["Cache-Control"]


def test_every_fetch_leaves_a_row_in_the_access_log(client: Client, case: Case) -> None:
    send(client, case)
    before = AccessLog.objects.count()
    client.get(path(case, Document.objects.get().pk))
    row = AccessLog.objects.order_by("-pk")[0]
    assert AccessLog.objects.count() == before + 1
    assert (row.screen, row.act, row.citizens) == ("Borger: dokument hentet", Act.VIEW, [case.citizen.public_id])


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (b"\xff\xd8\xff\xe0 billede", "JPEG"),
        (b"\x89PNG\r\n\x1a\n billede", "PNG"),
        (packed(word__document_dot_xml=b"<w/>"), "Word"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
    ],
)
def test_the_bytes_say_what_a_file_is_not_its_name(client: Client, case: Case, content: bytes, label: str) -> None:
    assert send(client, case, content, "aftale.exe").status_code == 302
    assert f"{label} · " in client.get(path(case)).content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom"),
        (b"MZ\x90\x00 program", "Filen kan ikke gemmes"),
        (b"<html><script>alert(1)</script>", "Filen kan ikke gemmes"),
        (packed(word__document_dot_xml=b"<w/>", word__vbaProject_dot_bin=b"x"), "uden makroer"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text-and-more"), "Filen kan ikke gemmes"),
        (b"PK\x03\x04 damaged", "Filen kan ikke gemmes"),
        (damaged(), "Filen kan ikke gemmes"),
    ],
)
def test_what_is_no_document_is_refused_in_danish(client: Client, case: Case, content: bytes, words: str) -> None:
    page = send(client, case, content, title="Mit dokument")
    assert page.status_code == 422
    assert words in errors(page)[0]
    assert 'value="Mit dokument"' in page.content.decode()
    assert not Document.objects.exists()


def test_one_byte_too_many_is_refused(client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_BYTES", len(PDF))
    assert send(client, case, PDF + b"\n").status_code == 422
    assert send(client, case).status_code == 302


def test_without_a_file_the_form_says_so(client: Client, case: Case) -> None:
    assert errors(client.post(path(case), {"title": "Uden fil"})) == ["Vælg en fil."]


def test_no_cpr_number_gets_into_a_name(client: Client, case: Case) -> None:
    page = send(client, case, name="aftale 010190-1234.pdf")
    assert errors(page) == ["Navnet må ikke indeholde et CPR-nummer."]
    assert send(client, case, name="aftale 010190-1234.pdf", title="Aftale").status_code == 302


def test_a_form_sent_twice_keeps_one_document(client: Client, case: Case) -> None:
    for _ in range(2):
        assert send(client, case, form_key=KEY).status_code == 302
    assert Document.objects.count() == DocumentContent.objects.count() == 1


def test_the_same_file_lies_there_once(client: Client, case: Case) -> None:
    send(client, case)
    assert errors(send(client, case, title="En gang til")) == ["Filen ligger på sagen i forvejen."]
    row = Document.objects.get()
    row.pk, row.form_key = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_document_taken_off_stays_in_the_history_and_cannot_be_fetched(client: Client, case: Case) -> None:
    send(client, case)
    row = Document.objects.get()
    page = f"/borgere/{case.citizen.public_id}/ret/document/{row.pk}/"
    version = Case.objects.get(pk=case.pk).version
    sent: Any = client.post(page, {"reason": "Hører til en anden sag", "version": version, "step": "gem"})
    if sent.status_code == 200:
        seen = sent.context["form"].digest()
        client.post(page, {"reason": "Hører til en anden sag", "version": version, "step": "gem", "previewed": seen})
    assert client.get(path(case, row.pk)).status_code == 404
    assert "Tilbud fra Vejen Frem" not in client.get(path(case)).content.decode()
    history = client.get(f"/borgere/{case.citizen.public_id}/historik/").content.decode()
    assert "Dokument »Tilbud fra Vejen Frem«" in history and "Hører til en anden sag" in history
    assert send(client, case).status_code == 302


def test_the_receipt_takes_it_back(client: Client, case: Case) -> None:
    send(client, case)
    client.post(f"/borgere/{case.citizen.public_id}/fortryd/document/{Document.objects.get().pk}/")
    assert not Document.objects.valid().exists()


def test_another_team_and_another_case_get_nothing(client: Client, case: Case, anne: User) -> None:
    send(client, case)
    pk = Document.objects.get().pk
    outsider = Client()
    outsider.force_login(people.caseworker("Eva Kirk", team=people.a_team("Ungeenheden")))
    assert outsider.get(path(case, pk)).status_code == 404
    assert send(outsider, case, PDF + b"x").status_code == 404
    assert Client().get(path(case, pk)).status_code in (302, 404)
    mads = people.insured("Mads Iversen", first_unemployed_on=SINCE, by=anne)
    assert client.get(path(mads, pk)).status_code == 404


def test_a_closed_case_takes_no_document_in(client: Client, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY, close_reason="job")
    assert "Læg et dokument på sagen" not in client.get(path(case)).content.decode()
    assert send(client, case).status_code == 404
