"""Presets: read, checked line by line, loaded into the tables; a second one runs through the same code."""

import shutil
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
from drogowskaz.programmes.parts import LABELS, Questionnaire
from tests.builders.programmes import NOW, PRESETS, a_guardian, a_preset, an_edition

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


# what is changed → (file, what stands there, what stands there instead, line of the mistake, its reason)
FAULTS = {
    "broken TOML": ("stages.toml", "minutes = 1200", "minutes = ", "minutes = ", "This is not valid TOML"),
    "an empty file": ("labels.toml", None, "", 1, "This file is empty."),
    "a missing file": ("themes.toml", None, None, 1, "This file is missing."),
    "no UTF-8": ("plan.toml", None, b'title.pl = "\xb3"', 1, "This line is not written in UTF-8."),
    "a stranger's file": ("letter.md", None, "x", 1, "This file does not belong to a preset."),
    "a missing key": (
        "programme.toml",
        'number_prefix = "PDM"\n',
        "",
        "[edition]",
        "“number_prefix” is missing here.",
    ),
    "an unknown key": (
        "programme.toml",
        "themes_at_most",
        "theme_at_most",
        "theme_at_most",
        "Did you mean “themes_at",
    ),
    "an unknown table": (
        "programme.toml",
        "[edition]",
        "[editions]",
        "[editions]",
        "“editions” is not known here",
    ),
    "a number in quotation marks": (
        "stages.toml",
        "minutes = 1200",
        'minutes = "x"',
        'minutes = "x"',
        "must be a whole",
    ),
    "true for a number": (
        "stages.toml",
        "grain = 15",
        "grain = true",
        "grain = true",
        "must be a whole number",
    ),
    "a number too small": (
        "stages.toml",
        "grain = 15",
        "grain = 0",
        "grain = 0",
        "must lie between 1 and 1440",
    ),
    "no multiple of the grain": ("stages.toml", "= 1200", "= 1205", "= 1205", "a multiple of its grain"),
    "stages out of order": (
        "stages.toml",
        "number = 2",
        "number = 3",
        "number = 3",
        "Stages are numbered 1, 2, 3",
    ),
    "a stage that ends first": (
        "stages.toml",
        '"+60 d"',
        '"-95 d"',
        '"-95 d"',
        "The stage ends before it starts.",
    ),
    "a stage before its edition": (
        "stages.toml",
        '"-90 d"',
        '"-900 d"',
        '"-900 d"',
        "The stage starts before",
    ),
    "no day": ("stages.toml", '"-90 d"', '"soon"', '"soon"', "must be a day: 2027-03-01"),
    "projects that end first": (
        "programme.toml",
        '"+300 d"',
        '"-300 d"',
        '"-300 d"',
        "Projects cannot end before",
    ),
    "a bad prefix": ("programme.toml", '"PDM"', '"pdm 1"', '"pdm 1"', "The prefix of numbers is"),
    "a bad slug": (
        "programme.toml",
        'slug = "pdm"',
        'slug = "P D"',
        'slug = "P D"',
        "may have small letters",
    ),
    "more themes than there are": (
        "programme.toml",
        "most = 3",
        "most = 30",
        "most = 30",
        "may name 30 themes, but",
    ),
    "one language only": (
        "themes.toml",
        'name.pl = "Zero głodu"\n',
        "",
        'name.en = "Zero',
        "“pl” is missing here.",
    ),
    "another language": (
        "themes.toml",
        'name.en = "Zero',
        'name.de = "Zero',
        'name.de = "Zero',
        "“de” is not known",
    ),
    "one text for two": (
        "plan.toml",
        None,
        'title = "Plan"',
        1,
        "a text in two languages: title.pl and title.en",
    ),
    "an empty text": ("themes.toml", '"Zero głodu"', '" "', 'name.pl = " "', "“pl” is empty."),
    "a long text": (
        "themes.toml",
        '"Zero głodu"',
        f'"{"x" * 201}"',
        f'"{"x" * 201}"',
        "may have 200 characters and has",
    ),
    "a colour": ("themes.toml", '"#e5243b"', '"red"', '"red"', "A colour is written #rrggbb"),
    "a theme twice": (
        "themes.toml",
        "number = 17",
        "number = 16",
        (2, "number = 16"),
        "stands here a second time.",
    ),
    "a path twice": (
        "paths.toml",
        '"invited"',
        '"expert"',
        (2, 'key = "expert"'),
        "“expert” stands here a second time.",
    ),
    "maybe": (
        "paths.toml",
        "application = true",
        'application = "yes"',
        'application = "yes"',
        "must be true or false",
    ),
    "an unknown kind": (
        "questionnaire.toml",
        'kind = "email"',
        'kind = "emial"',
        '"emial"',
        "Did you mean “email”?",
    ),
    "a text without limit": (
        "questionnaire.toml",
        "limit = 150\n",
        "",
        'key = "office_name"',
        "needs a limit of",
    ),
    "a limit of a choice": (
        "questionnaire.toml",
        'kind = "number"',
        'kind = "number"\nlimit = 5',
        "limit = 5",
        "Only line and",
    ),
    "a long line": (
        "questionnaire.toml",
        "limit = 150",
        "limit = 900",
        "limit = 900",
        "A line has at most 500",
    ),
    "a question twice": (
        "questionnaire.toml",
        '"office_street"',
        '"office_name"',
        (2, '"office_name"'),
        "second time.",
    ),
    "a bad key": (
        "questionnaire.toml",
        '"office_street"',
        '"office-1"',
        '"office-1"',
        "A key begins with a letter",
    ),
    "one choice": (
        "questionnaire.toml",
        '  { value = "planned"',
        '  # { value = "planned"',
        (3, "choices = ["),
        "at least two",
    ),
    "a choice twice": (
        "questionnaire.toml",
        '"under-way"',
        '"planned"',
        (2, 'value = "planned"'),
        "second time.",
    ),
    "choices of a line": (
        "questionnaire.toml",
        'kind = "choice"',
        'kind = "date"',
        "choices = [",
        "Only kind “choice”",
    ),
    "columns of a text": (
        "questionnaire.toml",
        'kind = "rows"',
        'kind = "date"',
        "columns = [",
        "Only kind “rows”",
    ),
    "a file in a row": (
        "questionnaire.toml",
        '"title", kind = "line"',
        '"title", kind = "file"',
        'kind = "file"',
        "“file” is not",
    ),
    "a condition on nothing": (
        "questionnaire.toml",
        '["reach", "part"]',
        '["rech", "part"]',
        '["rech"',
        "No question “rech”",
    ),
    "an answer nobody can give": (
        "questionnaire.toml",
        '["reach", "part"]',
        '["reach", "all"]',
        '["reach", "all"',
        "cannot be answered “all”",
    ),
    "half a condition": (
        "questionnaire.toml",
        '["reach", "part"]',
        '["reach"]',
        '["reach"]',
        "“when” is a pair",
    ),
    "themes too late": (
        "questionnaire.toml",
        'kind = "email"',
        'kind = "email"\nper_theme = true',
        "per_theme = true",
        "further down",
    ),
    "themes twice": (
        "questionnaire.toml",
        'kind = "number"',
        'kind = "themes"',
        (2, 'kind = "themes"'),
        "asked for once",
    ),
    "no title": (
        "questionnaire.toml",
        'role = "title"\n',
        "",
        "[[steps]]",
        "No question is the title of the project",
    ),
    "a title too long": (
        "questionnaire.toml",
        "limit = 250\nrole",
        "limit = 400\nrole",
        "role =",
        "The title is one line",
    ),
    "weights": (
        "criteria.toml",
        "weight = 40",
        "weight = 41",
        "[[criteria]]",
        "The weights make 101; they must make 100.",
    ),
    "five levels": (
        "criteria.toml",
        '  "Brak osiągnięć',
        '  # "Brak',
        "scale.pl",
        "A scale describes six levels",
    ),
    "a step of review": (
        "report.toml",
        '"language"]',
        '"press"]',
        "steps =",
        "“press” is no step of review.",
    ),
    "no mayor": ("report.toml", '"mayor", ', "", "steps =", "The mayor approves every report"),
    "a section without guidance": ("report/risks.pl.md", None, None, 1, "This file is missing."),
    "an unknown check": (
        "fulfilment.toml",
        'check = "plan"',
        'check = "plans"',
        '"plans"',
        "Did you mean “plan”?",
    ),
    "a check twice": (
        "fulfilment.toml",
        'check = "plan"',
        'check = "report"',
        (2, '"report"'),
        "second time.",
    ),
    "no threshold": (
        "fulfilment.toml",
        "threshold = 80\n",
        "",
        'check = "advice"',
        "needs a threshold in per cent",
    ),
    "a threshold too many": (
        "fulfilment.toml",
        'check = "plan"',
        'check = "plan"\nthreshold = 5',
        "threshold = 5",
        "Only the",
    ),
    "a word of the certificate": (
        "fulfilment.toml",
        "Miasto $city",
        "Miasto $town",
        "$town",
        "$town is not filled in here.",
    ),
    "a missing letter": ("letters/plan_frozen.pl.md", None, None, 1, "This file is missing."),
    "an unknown letter": ("letters/hello.pl.md", None, "x\n\ny", 1, "This file does not belong to a preset."),
    "a letter of one line": ("letters/plan_frozen.pl.md", None, "Plan", 1, "the text below it is missing"),
    "a word of a letter": (
        "letters/plan_frozen.pl.md",
        "$sha256",
        "$sha",
        "$sha",
        "$sha is not filled in here. Known: $city",
    ),
    "a lone dollar": ("letters/plan_frozen.pl.md", "$link", "5 $ i", "5 $ i", "A lone $ stands here."),
    "a word of the agreement": (
        "agreement.pl.md",
        "$until",
        "$deadline",
        "$deadline",
        "$deadline is not filled in here.",
    ),
    "an agreement without paragraphs": (
        "agreement.pl.md",
        "## Strony\n\n",
        "",
        3,
        "begins with the first paragraph's",
    ),
}


def a_broken_preset(folder, file, old, new):
    shutil.copytree(PRESETS / "pdm", folder)
    path = folder / file
    if new is None:
        path.unlink()
    elif isinstance(new, bytes):
        path.write_bytes(new)
    elif old is None:
        path.write_text(new)
    else:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
    return folder


def line_of(path, where):
    """The line of the first (or n-th) place where a text stands."""
    if isinstance(where, int):
        return where
    nth, text = where if isinstance(where, tuple) else (1, where)
    found = [number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line]
    return found[nth - 1]


def mistakes(folder):
    with pytest.raises(presets.Faulty) as refused:
        presets.read(folder, today=TODAY)
    return refused.value.faults


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_is_named_with_file_line_and_reason(tmp_path, fault):
    file, old, new, where, reason = FAULTS[fault]
    folder = a_broken_preset(tmp_path / "preset", file, old, new)

    found = [one for one in mistakes(folder) if reason in one.reason]

    line = 1 if new is None or isinstance(new, bytes) else line_of(folder / file, where)
    assert [(one.file, one.line) for one in found] == [(file, line)]


def test_all_mistakes_are_named_at_once(tmp_path):
    folder = a_broken_preset(tmp_path / "preset", "stages.toml", "grain = 15", "grain = 0")
    (folder / "letters" / "plan_frozen.pl.md").unlink()
    (folder / "report" / "advice.pl.md").write_text("")

    assert [f"{one.file}:{one.line}" for one in mistakes(folder)] == [
        "letters/plan_frozen.pl.md:1",
        "report/advice.pl.md:1",
        "stages.toml:6",
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    assert [one.reason for one in mistakes(tmp_path / "nowhere")] == ["There is no such folder."]


def test_a_programme_without_applications_needs_no_questionnaire(tmp_path):
    folder = a_broken_preset(tmp_path / "preset", "paths.toml", "application = true", "application = false")
    (folder / "questionnaire.toml").unlink()

    assert presets.read(folder, today=TODAY).questionnaire == Questionnaire(())


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
def test_a_changed_preset_of_an_open_edition_is_refused():
    edition = an_edition()

    with pytest.raises(loading.AlreadyOpen, match="its rules no longer change"):
        loading.load(changed(edition), at=NOW, slug=edition.slug)


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
