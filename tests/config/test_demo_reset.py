"""The demo begins anew only where it is a demo."""

import pytest
from django.core.management import CommandError, call_command

from drogowskaz.config import first
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Programme
from tests.builders.people import a_person
from tests.builders.programmes import an_edition

pytestmark = pytest.mark.django_db


def test_with_demo_mode_off_nothing_is_touched(settings):
    settings.DEMO = False
    a_person()

    with pytest.raises(CommandError, match="Demo mode is off"):
        call_command("demo_reset")

    assert User.objects.count() == 1


def test_data_that_are_not_a_demo_are_not_touched(settings):
    settings.DEMO = True
    an_edition()

    with pytest.raises(CommandError, match="These data are not a demo"):
        call_command("demo_reset")

    assert Programme.objects.count() == 1


def test_a_preset_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"There is no preset in .*/nowhere"):
        first.load(tmp_path / "nowhere", demo=False, say=print)


@pytest.mark.django_db(transaction=True)
def test_what_visitors_did_is_forgotten_and_the_guards_come_back(settings, monkeypatch):
    settings.DEMO = True
    visited = a_person()
    User.objects.filter(pk=visited.pk).update(is_demo=True)
    an_edition()
    monkeypatch.setattr(first, "load", lambda preset, *, demo, say: say(f"{preset.name}, demo: {demo}"))

    call_command("demo_reset")

    assert (User.objects.count(), Programme.objects.count()) == (0, 0)
    call_command("check", databases=["default"])
