"""An address that only takes forms says so when it is opened like a page."""

import pytest
from django.urls import reverse

from tests.builders.people import a_person

pytestmark = pytest.mark.django_db


def test_the_way_back_is_to_the_page_one_came_from(client):
    client.force_login(a_person())
    came_from = "http://testserver/panel/listy/"
    answer = client.get(reverse("desk:release"), headers={"referer": came_from})

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert f'href="{came_from}"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"


def test_without_a_page_before_it_leads_to_the_workspace(client):
    client.force_login(a_person())
    text = client.get(reverse("desk:release")).content.decode()

    assert '<a href="/panel/">Przejdź do swojego panelu</a>' in text
