"""Presets: read, checked line by line, loaded into the tables; a second one runs through the same code."""

import time
from dataclasses import fields, replace
from io import StringIO
from string import Template

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from drogowskaz.programmes import letters, loading, presets, queries
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, PresetPart, Programme
from drogowskaz.programmes.parts import LABELS
from tests.builders.programmes import NOW, PRESETS, a_guardian, a_preset, an_edition

from .faults import a_broken_preset

TODAY = NOW.date()
BOTH = pytest.mark.parametrize("name", ["pdm", "advisory-days"])


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def untranslated(thing, where=""):
    """Places of a preset's values that have Polish words but no English ones."""
    if isinstance(thing, tuple):
        return [
            found for number, one in enumerate(thing) for found in untranslated(one, f"{where}[{number}]")
        ]
    if isinstance(thing, dict):
        return [found for key, one in thing.items() for found in untranslated(one, f"{where}.{key}")]
    if not hasattr(thing, "__dataclass_fields__"):
        return []
    found = []
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name.endswith("_pl") and value and not getattr(thing, f"{field.name[:-3]}_en"):
            found.append(f"{where}.{field.name}")
        found += untranslated(value, f"{where}.{field.name}")
    return found


@BOTH
def test_every_preset_of_the_repository_is_in_order_and_in_both_languages(name):
    preset = presets.read(PRESETS / name, today=TODAY)

    assert preset.heading.programme_slug == name
    assert untranslated(preset) == []
    assert set(preset.letters) == set(letters.LETTERS)


def test_the_first_preset_is_the_programme_of_17_goals_and_50_hours():
    preset = a_preset()

    assert [theme.number for theme in preset.themes] == list(range(1, 18))
    assert [stage.minutes for stage in preset.stages] == [1200, 1800]
    assert [path.has_application for path in preset.paths] == [True, False, False]
    assert len(preset.questionnaire.steps) == 7
    assert preset.report.steps == ("guardian", "mayor", "language")
    assert (preset.fulfilment.version, len(preset.fulfilment.gates)) == ("FR-1.0", 7)
    assert sum(criterion.weight for criterion in preset.criteria.criteria) == 100


def test_days_of_a_preset_are_counted_from_the_day_of_loading():
    heading = presets.read(PRESETS / "pdm", today=TODAY).heading

    assert (heading.starts_on.isoformat(), heading.projects_end_on.isoformat()) == (
        "2026-10-02",
        "2027-12-26",
    )


@BOTH
@pytest.mark.django_db
def test_every_part_reads_back_as_it_was_in_the_folder(name):
    preset = a_preset(name)
    edition = an_edition(preset=name, running=False)

    assert queries.questionnaire(edition) == preset.questionnaire
    assert queries.criteria(edition) == preset.criteria
    assert queries.letters(edition) == preset.letters
    assert queries.report_template(edition) == preset.report
    assert queries.plan_template(edition) == preset.plan
    assert queries.rule_set(edition) == preset.fulfilment
    assert queries.agreement(edition) == preset.agreement
    assert queries.labels(edition) == preset.labels
    assert all(str(queries.label(edition, key)) for key in LABELS)
    assert edition.themes.count() == len(preset.themes)


@BOTH
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_letter_can_be_written(name, language):
    edition = an_edition(preset=name, running=False)

    for key, words in letters.LETTERS.items():
        subject, body = queries.letter(edition, key).write(language, **{word: f"<{word}>" for word in words})
        assert 0 < len(subject) <= 200
        assert "<institution>" in body
        assert "$" not in subject + body


@pytest.mark.django_db
def test_the_second_preset_has_its_own_words_steps_and_unit():
    edition = an_edition(preset="advisory-days")

    assert str(queries.label(edition, "theme")) == "area"
    assert queries.report_template(edition).steps == ("mayor", "guardian", "language")
    assert [queries.amount(edition, stage.minutes) for stage in edition.stages.order_by("number")] == [
        "2\N{NO-BREAK SPACE}days",
        "3\N{NO-BREAK SPACE}days",
        "1\N{NO-BREAK SPACE}day",
    ]
    assert queries.amount(edition, 690) == "1 day 3 h 30 min".replace(" ", "\N{NO-BREAK SPACE}")
    assert queries.amount(edition, -240) == "−4\N{NO-BREAK SPACE}h"
    assert queries.amount(edition, 0) == "0\N{NO-BREAK SPACE}days"


def test_a_line_with_nothing_to_fill_in_is_left_out():
    letter = replace(a_preset().letters["milestone_accepted"], body_pl="A\nUwagi: $remark\nB $city")

    assert letter.write("pl", remark="", city="Zamość", milestone="x")[1] == "A\nB Zamość"
    assert letter.write("pl", remark="Dobrze", city="", milestone="x")[1] == "A\nUwagi: Dobrze"


@pytest.mark.django_db
def test_a_preset_becomes_an_edition_in_preparation():
    loaded = loading.load(a_preset(), at=NOW, slug="pdm-2027", invented=True)

    edition = Edition.objects.get()
    assert (loaded.edition, loaded.result) == (edition, loading.Result.MADE)
    assert (edition.slug, edition.state, edition.invented) == ("pdm-2027", EditionState.PREPARED, True)
    assert Programme.objects.get().slug == "pdm"


@pytest.mark.django_db
def test_the_same_folder_changes_nothing_even_when_the_edition_runs():
    edition = an_edition()
    preset = replace(a_preset(), heading=replace(a_preset().heading, programme_slug=edition.programme.slug))

    assert loading.load(preset, at=NOW, slug=edition.slug).result == loading.Result.NOTHING


def changed(edition, **parts):
    heading = replace(a_preset().heading, programme_slug=edition.programme.slug)
    return replace(a_preset(), heading=heading, sha256="1" * 64, **parts)


@pytest.mark.django_db
def test_a_changed_preset_brings_a_prepared_edition_up_to_date():
    edition = an_edition(running=False)
    theme = edition.themes.get(number=1)
    preset = a_preset()
    themes = (replace(preset.themes[0], name_pl="Bez biedy"), *preset.themes[1:16])
    rules = replace(preset.fulfilment, version="FR-1.1")

    loaded = loading.load(changed(edition, themes=themes, fulfilment=rules), at=NOW, slug=edition.slug)

    assert loaded.result == loading.Result.CHANGED
    theme.refresh_from_db()
    assert (theme.name_pl, edition.themes.count()) == ("Bez biedy", 16)
    assert queries.rule_set(edition).version == "FR-1.1"
    versions = edition.parts.values_list("kind", "version")
    assert sorted(version for kind, version in versions if kind == PresetPart.Kind.FULFILMENT) == [1, 2]
    assert {version for kind, version in versions if kind != PresetPart.Kind.FULFILMENT} == {1}


@pytest.mark.django_db
def test_what_is_in_use_cannot_be_left_out_and_nothing_is_half_loaded():
    edition = an_edition(running=False)
    a_guardian(edition.themes.get(number=17))
    themes = (replace(a_preset().themes[0], name_pl="Bez biedy"), *a_preset().themes[1:16])

    with pytest.raises(loading.StillUsed):
        loading.load(changed(edition, themes=themes), at=NOW, slug=edition.slug)

    assert edition.themes.get(number=1).name_pl == "Koniec z ubóstwem"


@pytest.mark.django_db
def test_a_slug_belongs_to_one_programme():
    edition = an_edition()

    with pytest.raises(loading.OtherProgramme):
        loading.load(a_preset(), at=NOW, slug=edition.slug)


@pytest.mark.django_db
def test_the_command_checks_and_loads(tmp_path):
    out, errors = StringIO(), StringIO()
    call_command("preset", "check", str(PRESETS / "pdm"), stdout=out)
    assert out.getvalue().startswith("The preset “Plan Działań dla Miast” is in order")
    assert not Edition.objects.exists()

    for _time in range(2):
        call_command(
            "preset", "load", str(PRESETS / "pdm"), "--slug", "x", "--today", "2027-03-01", stdout=out
        )
    assert [line.split(".")[0] for line in out.getvalue().splitlines()[1:]] == [
        "The edition “x” was made and is in preparation",
        "The edition “x” is as the preset says",
    ]

    folder = a_broken_preset(tmp_path / "preset", "stages.toml", "grain = 15", "grain = 0")
    with pytest.raises(CommandError, match=r"The preset has 1 mistake\. Nothing was loaded\."):
        call_command("preset", "load", str(folder), "--slug", "y", stderr=errors)
    assert errors.getvalue() == "stages.toml:6: “grain” must lie between 1 and 1440.\n"
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_loading_the_preset_takes_less_than_two_seconds():
    start = time.perf_counter()
    loading.load(presets.read(PRESETS / "pdm", today=TODAY), at=NOW)

    assert time.perf_counter() - start < 2


def test_the_words_of_the_certificate_are_all_filled_in():
    rules = a_preset().fulfilment
    words = dict.fromkeys(letters.CERTIFICATE_WORDS, "x")

    assert "$" not in Template(rules.sentence_pl + rules.sentence_en).substitute(words)
