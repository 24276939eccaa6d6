"""How letters leave: by the operator's server, or into the log where none is set."""

import logging

import pytest
from django.core.mail import EmailMessage
from pydantic import SecretStr

from drogowskaz.mail import transport


def a_message():
    return EmailMessage("Zaproszenie", "Treść", "biuro@example.org", ["anna@example.org"])


def test_without_a_server_a_letter_is_logged_and_counts_as_sent(caplog):
    with caplog.at_level(logging.INFO):
        sent = transport.Backend().send_messages([a_message()])

    assert sent == 1
    assert "anna@example.org: Zaproszenie (no mail server is set)" in caplog.text


class Recorded(transport.EmailBackend):
    """Django's own client, which only notes how it was set up."""

    servers: list[tuple] = []

    def send_messages(self, messages):
        self.servers.append((self.host, self.port, self.username, self.password, self.use_tls, self.use_ssl))
        return len(messages)


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", False, False)),
        (
            "smtp://jan:ta%20jemnica@mail.example.org:2525",
            ("mail.example.org", 2525, "jan", "ta jemnica", True, False),
        ),
        ("smtp://jan:x@mail.example.org:465", ("mail.example.org", 465, "jan", "x", False, True)),
    ],
)
def test_an_address_says_server_port_and_key(settings, monkeypatch, address, facts):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"mail_url": SecretStr(address)})
    monkeypatch.setattr(Recorded, "servers", [])
    monkeypatch.setattr(transport, "EmailBackend", Recorded)

    assert transport.Backend().send_messages([a_message()]) == 1
    assert Recorded.servers == [facts]
