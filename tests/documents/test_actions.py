"""Documents come in and go out: numbers without gaps, bytes that never change, revocation with a reason."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from drogowskaz.documents import actions, codes, guard, queries, store, triggers, web
from drogowskaz.documents.models import Issued, Upload
from drogowskaz.documents.press import Printed, press
from tests.builders.people import a_person

from . import hostile, samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(at) -> Printed:
    return press("certificates/typst/certificate.typ", samples.a_certificate(), at=at)


def an_issued(printed: Printed, at: datetime, *, number: actions.Number | None = None) -> Issued:
    return actions.issue(
        "certificate",
        title="Certyfikat",
        printed=printed,
        number=number or actions.next_number("certificate", prefix="PDM26-C", at=at),
        code=codes.new(),
        by=a_person(),
        at=at,
    )


def test_an_issued_document_keeps_number_snapshot_and_bytes(printed, at):
    issued = an_issued(printed, at)
    issued.refresh_from_db()
    assert (issued.number, issued.series, issued.sequence) == (
        "PDM26-C/2026/0001",
        "certificate/PDM26-C/2026",
        1,
    )
    assert (issued.language, issued.issued_at, issued.size) == ("pl", at, len(printed.pdf))
    assert issued.snapshot == printed.as_json()
    assert issued.sha256 == printed.sha256 == hashlib.sha256(store.fetch(issued.sha256)).hexdigest()


def test_numbers_run_without_gaps_within_a_year_and_a_prefix(printed, at):
    later = at + timedelta(days=60)
    made = [an_issued(printed, at), an_issued(printed, at), an_issued(printed, later)]
    other = actions.next_number("certificate", prefix="DNI27-C", at=at)
    assert [issued.number for issued in made] == [
        "PDM26-C/2026/0001",
        "PDM26-C/2026/0002",
        "PDM26-C/2027/0001",
    ]
    assert str(other) == "DNI27-C/2026/0001"


def test_the_year_of_a_number_is_that_of_warsaw():
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert actions.next_number("plan", prefix="PDM26-P", at=new_year).text == "PDM26-P/2027/0001"


def test_of_two_documents_with_one_number_the_second_is_refused_and_changes_nothing(printed, at):
    number = actions.next_number("certificate", prefix="PDM26-C", at=at)
    first = an_issued(printed, at, number=number)
    with pytest.raises(actions.NumberTaken):
        an_issued(printed, at, number=number)
    assert list(Issued.objects.values_list("pk", "number")) == [(first.pk, "PDM26-C/2026/0001")]
    assert an_issued(printed, at).number == "PDM26-C/2026/0002"


def test_a_code_given_twice_stays_an_error(printed, at):
    issued = an_issued(printed, at)
    twin = Issued(**{field.attname: getattr(issued, field.attname) for field in Issued._meta.concrete_fields})
    twin.pk, twin.sequence, twin.number = None, 9, "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_revoked_document_says_when_by_whom_and_why_and_keeps_its_bytes(printed, at):
    issued, officer = an_issued(printed, at), a_person()
    actions.revoke(issued, reason="Błąd w nazwie miasta.", by=officer, at=at + timedelta(hours=1))
    issued.refresh_from_db()
    assert (issued.revoked_at, issued.revoked_by, issued.revoked_reason) == (
        at + timedelta(hours=1),
        officer,
        "Błąd w nazwie miasta.",
    )
    assert store.fetch(issued.sha256) == printed.pdf


def test_of_two_people_who_revoke_one_wins_and_the_other_is_told(printed, at):
    issued = an_issued(printed, at)
    stale = Issued.objects.get(pk=issued.pk)
    actions.revoke(issued, reason="Pierwszy powód.", by=a_person(), at=at)
    with pytest.raises(actions.AlreadyRevoked):
        actions.revoke(stale, reason="Drugi powód.", by=a_person(), at=at)
    issued.refresh_from_db()
    assert issued.revoked_reason == "Pierwszy powód."


def test_a_revocation_without_a_reason_is_refused_by_the_database(printed, at):
    issued = an_issued(printed, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.revoke(issued, reason="", by=a_person(), at=at)


CHANGES = {
    "kind": "plan",
    "series": "x",
    "sequence": 9,
    "number": "x",
    "code": "x",
    "title": "x",
    "language": "en",
    "snapshot": {},
    "sha256": "0" * 64,
    "size": 1,
    "issued_at": datetime(2020, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_database_refuses_to_change_an_issued_document(printed, at, name):
    issued = an_issued(printed, at)
    with pytest.raises(IntegrityError, match="issued_is_final"), transaction.atomic():
        Issued.objects.filter(pk=issued.pk).update(**{name: CHANGES[name]})


def test_the_database_refuses_to_remove_an_issued_document(printed, at):
    issued = an_issued(printed, at)
    with pytest.raises(IntegrityError, match="issued_stays"), transaction.atomic():
        Issued.objects.filter(pk=issued.pk)._raw_delete(connection.alias)


def test_the_database_refuses_to_take_back_or_change_a_revocation(printed, at):
    issued = an_issued(printed, at)
    actions.revoke(issued, reason="Błąd w nazwie miasta.", by=a_person(), at=at)
    untouched = {"revoked_at": None, "revoked_by": None, "revoked_reason": ""}
    for change in (untouched, {"revoked_reason": "Inny powód."}):
        with pytest.raises(IntegrityError, match="issued_revoked_once"), transaction.atomic():
            Issued.objects.filter(pk=issued.pk).update(**change)


def test_every_trigger_is_there_after_the_migrations():
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(question[connection.vendor])
        assert {name for (name,) in cursor.fetchall()} >= triggers.TRIGGERS


def test_a_document_is_found_by_its_code_however_typed(printed, at):
    issued = an_issued(printed, at)
    assert queries.by_code(issued.code.lower().replace("-", " ")) == issued
    assert queries.by_code("7KQ2M") is None
    assert queries.by_code(codes.new()) is None


def test_a_received_file_is_kept_under_its_hash_with_its_name_as_a_label(at):
    person, document = a_person(), hostile.pdf()
    upload = actions.receive(ContentFile(document, name="../Umowa_Łódź.PDF"), by=person, at=at)
    assert Upload.objects.values_list(
        "name", "media_type", "size", "sha256", "received_at", "received_by"
    ).get() == ("Umowa_Łódź.pdf", "application/pdf", len(document), upload.sha256, at, person.pk)
    assert store.fetch(upload.sha256) == document


def test_a_refused_file_leaves_nothing(at, files):
    with pytest.raises(guard.FileRefused):
        actions.receive(ContentFile(hostile.pdf("app.alert(1)"), name="x.pdf"), by=a_person(), at=at)
    assert not Upload.objects.exists()
    assert not files.exists()


def test_our_own_document_comes_back_signed_or_not(printed, at):
    upload = actions.receive(ContentFile(printed.pdf, name="podpisany.pdf"), by=a_person(), at=at)
    assert upload.sha256 == printed.sha256


def test_a_download_is_never_shown_or_run(at):
    upload = actions.receive(ContentFile(hostile.pdf(), name="Uchwała „Rynek”.pdf"), by=a_person(), at=at)
    answer = web.send(upload)
    assert answer.content == hostile.pdf()
    assert {name: answer[name] for name in answer.headers} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''Uchwa%C5%82a%20%E2%80%9ERynek%E2%80%9D.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def test_a_name_with_line_breaks_splits_no_header(at):
    upload = actions.receive(
        ContentFile(hostile.pdf(), name="x\r\nSet-Cookie: a=b.pdf"), by=a_person(), at=at
    )
    assert web.send(upload)["Content-Disposition"] == 'attachment; filename="xSet-Cookie: a=b.pdf"'


def test_an_issued_document_goes_out_under_its_number(printed, at):
    answer = web.send(an_issued(printed, at))
    assert answer["Content-Disposition"] == 'attachment; filename="PDM26-C-2026-0001 Certyfikat.pdf"'
    assert answer.content == printed.pdf


def test_a_draft_goes_out_without_being_stored(printed, files):
    answer = web.download(printed.pdf, name="Umowa/Łódź.pdf")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C5%81%C3%B3d%C5%BA.pdf"
    assert (answer.content, answer["X-Content-Type-Options"], files.exists()) == (
        printed.pdf,
        "nosniff",
        False,
    )


def test_a_proof_goes_out_by_its_hash(printed):
    assert web.send_pdf(store.keep(printed.pdf), name="plan-proof.pdf").content == printed.pdf


def test_altered_bytes_do_not_go_out_and_the_check_finds_them(printed, at):
    issued = an_issued(printed, at)
    said = StringIO()
    call_command("check_files", stdout=said)
    assert said.getvalue() == "Every stored file is there and unchanged.\n"
    path = store.place(issued.sha256)
    path.write_bytes(printed.pdf[:-1] + b"x")
    with pytest.raises(store.FileDamaged):
        web.send(issued)
    said = StringIO()
    with pytest.raises(CommandError, match="1 files are damaged"):
        call_command("check_files", stderr=said)
    assert said.getvalue() == f"{issued.sha256}  Certyfikat (PDM26-C/2026/0001)\n"
