"""Behind a proxy everybody comes from one address: whoever guesses passwords must not lock the others out."""

import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.urls import reverse

from drogowskaz.config.environment import Environment
from drogowskaz.people.models import User

SECRET = "correct-horse-battery-staple-0123456789-abcdefghijklm"
PASSWORD = "sosna-zielona-42"
GUESSES = 10  # a minute from one address, as allauth counts them
PROXY = "10.0.0.1"


@pytest.fixture
def adviser(db):
    cache.clear()
    yield User.objects.create_user("doradca@example.org", PASSWORD, name="Marek Olszyna")
    cache.clear()


def sign_in(client, email, password, *, coming_from):
    return client.post(
        reverse("account_login"),
        {"login": email, "password": password},
        headers={"X-Forwarded-For": coming_from},
        REMOTE_ADDR=PROXY,
    )


def guess(client, *, coming_from):
    for number in range(GUESSES):
        sign_in(client, f"nobody{number}@example.org", "wrong", coming_from=coming_from)


def environment_of(**given):
    return Environment(secret_key=SECRET, **given)


@pytest.mark.parametrize(("proxies", "status"), [(1, 302), (0, 200)])
def test_whoever_guesses_passwords_uses_up_the_turns_of_their_own_address_only(
    client, adviser, settings, proxies, status
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = (
        proxies  # with 0, as it would be without the setting, all share one address
    )
    guess(client, coming_from="203.0.113.7")

    answer = sign_in(client, adviser.email, PASSWORD, coming_from="203.0.113.8")

    assert answer.status_code == status


def test_an_address_the_guesser_writes_in_front_of_their_own_gives_no_new_turns(client, adviser, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(GUESSES):
        forged = f"198.51.100.{number}, 203.0.113.7"
        sign_in(client, f"nobody{number}@example.org", "wrong", coming_from=forged)

    answer = sign_in(client, adviser.email, PASSWORD, coming_from="198.51.100.99, 203.0.113.7")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("origin", "proxies", "believed"),
    [
        ("https://programme.example.org", 1, 1),
        ("https://programme.example.org", 2, 2),
        ("https://programme.example.org", 0, 0),
        ("http://localhost:8000", 1, 0),
    ],
)
def test_a_proxy_is_believed_only_where_one_stands(origin, proxies, believed):
    assert environment_of(origin=origin, proxies=proxies).trusted_proxies == believed


@pytest.mark.slow
def test_a_public_installation_believes_its_proxy():
    public = {
        "DROGOWSKAZ_SECRET_KEY": SECRET,
        "DROGOWSKAZ_ORIGIN": "https://programme.example.org",
        "DJANGO_SETTINGS_MODULE": "drogowskaz.config.settings",
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DROGOWSKAZ_")}
    asking = "from django.conf import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"

    said = subprocess.run(
        [sys.executable, "-c", asking], env=ours | public, capture_output=True, text=True, check=True
    )

    assert said.stdout == "1\n"
