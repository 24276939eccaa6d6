"""What is written into the log: nothing that strangers could fill it with."""

import logging

import pytest

pytestmark = pytest.mark.django_db


def faults_after_a_strange_name(client, caplog):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    return [record.name for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_stranger_who_asks_under_another_name_leaves_no_fault_in_the_log(client, caplog):
    assert faults_after_a_strange_name(client, caplog) == []


def test_without_the_setting_each_would_be_logged(client, caplog):
    caplog.set_level(logging.ERROR, logger="django.security.DisallowedHost")

    assert faults_after_a_strange_name(client, caplog) == ["django.security.DisallowedHost"]
