"""When something goes wrong the page says what, what you can do, and hands back what was typed."""

import re
import sqlite3
from contextlib import closing

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection

from drogowskaz.common import errors
from tests.builders.people import a_person
from tests.page import CheckedClient

pytestmark = [pytest.mark.usefixtures("trouble"), pytest.mark.django_db]
TYPED = "Park <kieszonkowy> przy rynku"


def written(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def calm(client):
    """A visitor whose client hands over the error page instead of raising the error."""
    client.raise_request_exception = False
    return client


def test_a_refusal_is_a_page_with_its_sentence(client):
    answer = client.post("/proba/refused/", {"note": TYPED, "password": "sekret123"})

    assert answer.status_code == 409
    assert "Zostało 1 h 30 min." in written(answer)
    assert "Park &lt;kieszonkowy&gt; przy rynku" in written(answer)
    assert "sekret123" not in written(answer)


def test_a_refusal_leads_back_only_to_our_own_pages(client):
    home = client.post("/proba/refused/", headers={"referer": "http://testserver/proba/asked/"})
    abroad = client.post("/proba/refused/", headers={"referer": "https://evil.example/"})

    assert 'href="http://testserver/proba/asked/"' in written(home)
    assert "evil.example" not in written(abroad)


@pytest.mark.parametrize("host", ["evil.example", 'a"b', "testserver@evil.example"])
def test_a_name_that_is_not_ours_is_a_bad_request_and_no_fault(calm, host):
    answer = calm.get("/proba/asked/", headers={"host": host, "referer": f"http://{host}/proba/asked/"})

    assert answer.status_code == 400
    assert "evil.example" not in written(answer)


def test_every_answer_of_a_question_with_many_is_handed_back(client):
    answer = client.post("/proba/refused/", {"goals": ["Woda i ścieki", "Klimat"]})

    assert {"Woda i ścieki", "Klimat"} <= set(re.findall(r'<dd class="kept">(.*?)</dd>', written(answer)))


def test_a_huge_text_is_handed_back_up_to_a_bound(client):
    answer = client.post("/proba/refused/", {"note": "x" * 200_000})

    assert len(answer.content) < 130_000


def test_what_one_may_not_do_is_said_with_the_reason(client):
    answer = client.post("/proba/forbidden/", {"note": TYPED})

    assert answer.status_code == 403
    assert "Uwagi zapisuje tylko opiekun celu." in written(answer)
    assert "Park &lt;kieszonkowy&gt;" in written(answer)
    assert client.get("/proba/forbidden_silently/").status_code == 403


def test_a_page_that_is_not_there_says_so_in_both_languages(client):
    assert "Nie ma takiej strony" in written(client.get("/nie-ma/"))
    assert "There is no such page" in written(client.get("/en/nie-ma/"))
    assert client.get("/nie-ma/").status_code == 404


def test_a_request_that_cannot_be_read(client):
    answer = client.get("/proba/garbled/")

    assert answer.status_code == 400
    assert "nonsense" not in written(answer)


def test_a_form_with_too_many_fields_is_a_bad_request(calm):
    answer = calm.post("/proba/asked/", {f"field{n}": "x" for n in range(1001)})

    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_a_bad_request(calm):
    answer = calm.post(
        "/proba/asked/", "note=" + "x" * 6_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "iso-8859-2"])
def test_a_form_in_another_alphabet_is_a_bad_request(calm, charset):
    form = f"application/x-www-form-urlencoded; charset={charset}"

    assert calm.generic("POST", "/proba/asked/", "note=x", content_type=form).status_code == 400


def test_a_form_that_is_too_large_is_heard_out_so_that_the_browser_shows_our_page(rf):
    request = rf.post("/proba/asked/", {"note": "x" * 7_000_000})

    answer = errors.bad_request(request, RequestDataTooBig())

    assert answer.status_code == 400
    assert request.read() == b""


def test_a_form_is_not_heard_out_for_ever(rf, monkeypatch):
    monkeypatch.setattr(errors, "MOST_HEARD", 1_000_000)
    request = rf.post("/proba/asked/", {"note": "x" * 7_000_000})

    errors.bad_request(request, RequestDataTooBig())

    assert len(request.read()) > 5_000_000


def test_a_form_that_waited_too_long_gives_the_text_back():
    client = CheckedClient(enforce_csrf_checks=True)
    answer = client.post("/proba/asked/", {"title": TYPED})

    assert answer.status_code == 403
    assert "Park &lt;kieszonkowy&gt;" in written(answer)
    assert "Skopiuj" in written(answer)


def test_our_own_fault_gives_a_number_and_the_text_back(calm):
    answer = calm.post("/proba/broken/", {"note": TYPED, "token": "tajne"})

    assert answer.status_code == 500
    assert re.search(r"Numer zdarzenia: <strong>[0-9A-F]{4}</strong>", written(answer))
    assert "Park &lt;kieszonkowy&gt;" in written(answer)
    assert "tajne" not in written(answer)


def test_the_page_of_our_own_fault_needs_no_database(calm, django_assert_num_queries):
    with django_assert_num_queries(0):
        calm.get("/proba/broken/")


def test_a_busy_database_asks_for_patience_and_keeps_the_text(calm):
    answer = calm.post("/proba/locked/", {"note": TYPED})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Park &lt;kieszonkowy&gt;" in written(answer)


def test_a_broken_database_is_not_called_busy(calm):
    assert calm.post("/proba/corrupt/").status_code == 500


def test_a_database_that_somebody_really_holds_is_busy(calm, tmp_path):
    file = tmp_path / "held.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE words (word)")
        other.execute("BEGIN IMMEDIATE")
        answer = calm.post("/proba/writing/", {"file": str(file), "note": TYPED})
        other.execute("ROLLBACK")

    assert answer.status_code == 503
    assert "Park &lt;kieszonkowy&gt;" in written(answer)
    assert calm.post("/proba/writing/", {"file": str(file)}).content == b"written"


def test_even_without_knowing_who_is_there_the_text_is_kept(calm, monkeypatch):
    """The page itself asks who is signed in; the database is too busy even for that."""
    person = a_person()
    calm.force_login(person)
    with connection.execute_wrapper(refuse_people):
        answer = calm.post("/proba/locked/", {"note": TYPED})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Park &lt;kieszonkowy&gt;" in written(answer)


def test_a_session_that_a_busy_database_cannot_store_is_no_bad_request(calm):
    calm.force_login(a_person())
    with connection.execute_wrapper(refuse_to_store_sessions):
        answer = calm.get("/proba/remembered/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"


def test_a_session_that_ended_meanwhile_is_not_called_busy(calm):
    calm.force_login(a_person())

    assert calm.get("/proba/remembered/?ended").status_code == 400


def refuse_to_store_sessions(execute, sql, params, many, context):
    if sql.startswith(("UPDATE", "INSERT")) and "django_session" in sql:
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def refuse_people(execute, sql, params, many, context):
    if "people_user" in sql or "django_session" in sql:
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def test_pages_of_signed_in_people_are_kept_by_nobody(client):
    client.force_login(a_person())
    answer = client.get("/proba/asked/")

    assert answer["Cache-Control"] == "no-store, private"
    assert "Cookie" in answer["Vary"]


def test_pages_for_everybody_may_be_kept(client):
    assert "no-store" not in client.get("/proba/calm/").get("Cache-Control", "")


def test_every_page_says_how_it_may_be_used(client):
    answer = client.get("/proba/asked/")

    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_private_page_leads_to_the_sign_in(client):
    answer = client.get("/proba/private/")

    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=/proba/private/"
