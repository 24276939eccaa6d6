"""An edition made by an older version of the product: it gets the letters it lacks and keeps all it has."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import translation

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.config import checks, first
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.programmes import letters, loading, mails, queries
from drogowskaz.programmes.models import Edition, PresetPart
from tests.builders.people import a_person
from tests.builders.programmes import NOW, PRESETS, a_preset, an_edition

pytestmark = pytest.mark.django_db
NEW = ("project_stopped", "session_reminder")
Kind = PresetPart.Kind


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def an_older_edition(*, running=True, **facts):
    """An edition of the version that did not send the letters of NEW yet, nor knew one of today's words."""
    edition = an_edition(running=running, **facts)
    for kind, lost in ((Kind.LETTERS, NEW), (Kind.LABELS, ("toolbox",))):
        part = edition.parts.get(kind=kind)
        things = part.content if kind == Kind.LETTERS else part.content["words"]
        for key in lost:
            del things[key]
        part.save()
    report = edition.parts.get(kind=Kind.REPORT)
    del report.content["link_days"]
    report.save()
    Edition.objects.filter(pk=edition.pk).update(preset_sha256="0" * 64)
    return Edition.objects.get(pk=edition.pk)


def its_preset(edition, **parts):
    preset = a_preset()
    heading = replace(
        preset.heading, programme_slug=edition.programme.slug, programme=preset.heading.programme
    )
    return replace(preset, heading=heading, **parts)


def again(edition):
    """The edition as the next request reads it."""
    return Edition.objects.get(pk=edition.pk)


def test_an_opened_edition_gets_what_it_lacks_and_keeps_the_old_version():
    edition = an_older_edition()
    before = edition.parts.get(kind=Kind.LETTERS).content
    preset = its_preset(edition)

    loaded = loading.load(preset, at=NOW, slug=edition.slug)

    assert (loaded.result, loaded.left) == (loading.Result.ADDED, ())
    assert sorted(loaded.added) == ["labels/toolbox", *(f"letters/{key}" for key in NEW)]
    assert queries.letters(again(edition)) == preset.letters
    assert queries.labels(again(edition)) == preset.labels
    assert edition.parts.get(kind=Kind.LETTERS, version=1).content == before
    versions = edition.parts.values_list("kind", "version")
    assert {kind for kind, version in versions if version == 2} == {Kind.LETTERS, Kind.LABELS}
    entry = JournalEntry.objects.get(verb="programmes.supplement_preset")
    assert entry.facts == {"sha256": preset.sha256, "added": ", ".join(loaded.added)}


def test_what_people_have_agreed_to_stays_as_it_is():
    edition = an_older_edition()
    preset = its_preset(edition)
    rules = replace(preset.fulfilment, version="FR-9.9")
    written = preset.letters | {"call_extended": replace(preset.letters["call_extended"], body_pl="Inaczej")}
    stages = (replace(preset.stages[0], minutes=60), *preset.stages[1:])
    hours = list(edition.stages.values())

    loaded = loading.load(
        replace(preset, fulfilment=rules, letters=written, stages=stages), at=NOW, slug=edition.slug
    )

    assert sorted(loaded.left) == ["fulfilment", "letters/call_extended", "stages"]
    assert queries.rule_set(again(edition)) == preset.fulfilment
    assert queries.letter(again(edition), "call_extended") == preset.letters["call_extended"]
    assert queries.letter(again(edition), "project_stopped") == preset.letters["project_stopped"]
    assert list(again(edition).stages.values()) == hours
    assert again(edition).preset_sha256 == "0" * 64


def test_loading_a_second_time_adds_nothing_twice():
    edition = an_older_edition()
    loading.load(its_preset(edition), at=NOW, slug=edition.slug)
    parts, entries = PresetPart.objects.count(), JournalEntry.objects.count()

    loaded = loading.load(its_preset(edition), at=NOW, slug=edition.slug)

    assert (loaded.result, loaded.added) == (loading.Result.NOTHING, ())
    assert (PresetPart.objects.count(), JournalEntry.objects.count()) == (parts, entries)


def test_of_two_that_load_at_once_one_adds(monkeypatch):
    edition = an_older_edition()
    stale = loading._newest(edition)
    loading.supplement(edition, its_preset(edition), at=NOW)
    monkeypatch.setattr(loading, "_newest", lambda edition: stale)

    with pytest.raises(TooLate):
        loading.supplement(edition, its_preset(edition), at=NOW)
    monkeypatch.setattr(loading, "refusing", _no_guard)
    with pytest.raises(IntegrityError):
        loading.supplement(edition, its_preset(edition), at=NOW)


class _no_guard:
    def __init__(self, refusals):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *error):
        return False


def test_an_edition_of_the_past_gets_no_preset():
    edition = an_older_edition()
    edition.parts.all().delete()

    with pytest.raises(loading.WithoutPreset):
        loading.load(its_preset(edition), at=NOW, slug=edition.slug)
    assert queries.editions_lacking_letters() == []
    assert list(checks.letters(connection)) == []


def test_the_command_says_what_was_added_and_what_was_left():
    edition = an_older_edition(programme_slug="pdm", slug="pdm-2026")
    out = StringIO()

    for _time in range(2):
        call_command(
            "preset", "load", str(PRESETS / "pdm"), "--slug", "pdm-2026", "--today", "2027-06-01", stdout=out
        )

    opened = "The edition “pdm-2026” has been opened, so its rules stay as they are."
    left = [
        "Different in the preset, left as it is: programme, stages.",
        "A changed preset can be loaded as a new edition: --slug with another name.",
    ]
    assert out.getvalue().splitlines() == [
        opened,
        "Added, because it was not there: letters/session_reminder, letters/project_stopped, labels/toolbox.",
        *left,
        opened,
        "Nothing was missing, so nothing was added.",
        *left,
    ]
    assert queries.letters(again(edition)) == a_preset().letters


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_deed_fails_for_want_of_a_text(language, caplog):
    edition, person = an_older_edition(), a_person()
    person.language = language

    mails.send("project_stopped", edition, at=NOW, page=("desk:home",), to=person, reason="x")

    letter = Letter.objects.get()
    assert {"pl": "Wiadomość z programu", "en": "A message from the programme"}[language] in letter.subject
    assert mails.address_of("desk:home", language=language) in letter.body
    assert "$" not in letter.subject + letter.body
    assert caplog.messages == [
        f"edition {edition.slug} has no text for the letter project_stopped, so a plain one goes out"
    ]


def test_an_edition_of_the_past_writes_plainly_too():
    edition = an_older_edition()
    edition.parts.all().delete()

    mails.send("project_stopped", edition, at=NOW, page=("desk:home",), to=a_person(), reason="x")

    assert Letter.objects.get().about == "project_stopped"


def test_without_the_plain_letter_the_deed_would_fail_and_a_wrong_name_always_does(monkeypatch):
    edition, person = an_older_edition(), a_person()

    with pytest.raises(KeyError):
        mails.send("project_stoped", edition, at=NOW, page=("desk:home",), to=person)

    monkeypatch.setattr(mails, "_template", lambda key, edition, language: queries.letter(edition, key))
    with pytest.raises(KeyError):
        mails.send("project_stopped", edition, at=NOW, page=("desk:home",), to=person, reason="x")


def test_the_check_names_the_editions_that_lack_a_letter():
    an_edition()
    edition = an_older_edition(slug="dawna")

    (found,) = checks.letters(connection)

    assert found.id == "drogowskaz.W003"
    assert found.msg == "The edition dawna has no text for 2 letters: session_reminder, project_stopped."
    assert "preset load FOLDER --slug dawna" in found.hint

    loading.load(its_preset(edition), at=NOW, slug="dawna")
    assert list(checks.letters(connection)) == []


def test_before_its_migrations_nobody_asks_for_letters():
    an_older_edition()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")

    assert list(checks.letters(connection)) == []


def test_a_demo_of_an_older_version_is_supplemented_once_when_it_starts():
    edition = an_older_edition(programme_slug="pdm")
    other = an_older_edition()
    said = []

    for _start in range(2):
        first.supplement(at=NOW, say=said.append)

    assert said == [f"Letters added to the edition {edition.slug}: 3."]
    assert queries.letters(again(edition)) == a_preset().letters
    assert queries.editions_lacking_letters() == [(other, ["session_reminder", "project_stopped"])]


def test_every_letter_that_an_edition_can_lack_has_a_plain_text():
    edition = an_edition()
    edition.parts.filter(kind=Kind.LETTERS).update(content={})

    for key, words in letters.LETTERS.items():
        told = dict.fromkeys(words - letters.EVERYWHERE, "x")
        mails.send(key, again(edition), at=NOW, page=("desk:home",), to=a_person(), **told)

    assert Letter.objects.count() == len(letters.LETTERS)
