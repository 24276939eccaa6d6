"""Tools: read from files, published once, brought up to date when their words change."""

import shutil
from dataclasses import fields
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from drogowskaz.common import prose
from drogowskaz.people.models import JournalEntry
from drogowskaz.toolbox import sheets, starter
from drogowskaz.toolbox.models import Subject, Tool

from ..builders.people import a_person
from ..builders.programmes import NOW
from ..builders.toolbox import a_tool

LATER = NOW + timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    """A copy of the first tools that a test may spoil."""
    return shutil.copytree(starter.FOLDER, tmp_path / "tools")


@pytest.mark.django_db
def test_the_first_tools_are_three_and_speak_both_languages():
    starter.load(by=a_person(), at=NOW)

    tools = list(Tool.objects.published().order_by("position"))
    assert [tool.slug for tool in tools] == [
        "wniosek-o-informacje-publiczna",
        "inicjatywa-lokalna",
        "spacer-badawczy",
    ]
    assert {tool.subject for tool in tools} == set(Subject.values)
    for tool in tools:
        both = [one.name.removesuffix("_pl") for one in fields(sheets.Sheet) if one.name.endswith("_pl")]
        assert [
            name for name in both if not getattr(tool, f"{name}_pl") or not getattr(tool, f"{name}_en")
        ] == []


@pytest.mark.parametrize("sheet", sheets.read(starter.FOLDER), ids=lambda sheet: sheet.slug)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_tool_says_when_not_to_use_it_and_has_four_to_nine_steps(sheet, language):
    nodes = prose.parse(getattr(sheet, f"body_{language}"))

    steps = next(node for node in nodes if node["kind"] == "ordered_list")
    headings = [prose.plain(node["children"]) for node in nodes if node["kind"] == "heading"]
    assert 4 <= len(steps["children"]) <= 9
    assert {"pl": "Kiedy użyć czegoś innego", "en": "When to use something else"}[language] in headings


@pytest.mark.parametrize("sheet", sheets.read(starter.FOLDER), ids=lambda sheet: sheet.slug)
def test_both_languages_of_a_tool_have_the_same_shape(sheet):
    shapes = [[node["kind"] for node in prose.parse(text)] for text in (sheet.body_pl, sheet.body_en)]

    assert shapes[0] == shapes[1]


@pytest.mark.django_db
def test_a_tool_that_has_not_changed_is_left_alone():
    office = a_person()
    starter.load(by=office, at=NOW)

    starter.load(by=a_person(), at=LATER)

    assert set(Tool.objects.values_list("published_at", "published_by")) == {(NOW, office.pk)}
    assert list(JournalEntry.objects.values_list("verb", flat=True)) == ["toolbox.publish"] * 3


@pytest.mark.django_db
def test_a_tool_with_new_words_is_brought_up_to_date():
    a_tool("spacer", summary_pl="Dawne słowa")

    tool = a_tool("spacer", summary_pl="Nowe słowa", at=LATER)

    stored = Tool.objects.get()
    assert (stored.pk, stored.summary_pl, stored.published_at) == (tool.pk, "Nowe słowa", LATER)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('subject = "running"', 'subject = "weather"', "subject is one of space, running"),
        ('name.pl = "Inicjatywa lokalna"', 'nmae.pl = "x"', "inicjatywa-lokalna: no place for nmae_pl"),
        ('name.pl = "Inicjatywa lokalna"\n', "", "name_pl"),
        ('slug = "inicjatywa-lokalna"', 'slug = "other"', "other.pl.md: there is no such file"),
    ],
)
def test_a_faulty_tool_is_named(folder, before, after, fault):
    text = (folder / "tools.toml").read_text()
    assert before in text
    (folder / "tools.toml").write_text(text.replace(before, after, 1))

    with pytest.raises(sheets.FaultyTool, match=fault):
        sheets.read(folder)


@pytest.mark.django_db
def test_the_command_publishes_the_tools_of_the_product(capsys):
    office = a_person(email="office@example.org")

    call_command("tools", by="OFFICE@example.org")

    assert Tool.objects.published().filter(published_by=office).count() == 3
    assert capsys.readouterr().out == "Narzędzia w Narzędziowniku: 3\n"


@pytest.mark.django_db
def test_the_command_publishes_nothing_of_a_faulty_folder(folder):
    a_person(email="office@example.org")
    (folder / "spacer-badawczy.en.md").unlink()

    with pytest.raises(CommandError, match=r"spacer-badawczy\.en\.md"):
        call_command("tools", by="office@example.org", folder=folder)

    assert Tool.objects.count() == 0


@pytest.mark.django_db
def test_the_command_wants_a_person_that_is_known():
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("tools", by="nobody@example.org")
