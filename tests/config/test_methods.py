"""Whatever is asked in whatever way gets a proper answer, never a fault of ours."""

import pytest

pytestmark = pytest.mark.django_db
PLACES = ["/", "/panel/", "/konto/login/", "/api/v1/cities", "/-/live", "/nie-ma/"]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "INVENTED"])
def test_a_way_that_no_page_has_is_refused_with_those_there_are(client, method, path):
    answer = client.generic(method, path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert answer.content == b""


@pytest.mark.parametrize("path", PLACES)
def test_options_says_what_is_allowed_and_does_nothing(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.options(path)

    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS, POST", b"")


def test_reading_and_only_asking_for_the_heads_go_on(client):
    assert client.get("/").status_code == client.head("/").status_code == 200
    assert client.head("/").content == b""
