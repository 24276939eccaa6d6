"""Reading a posted form, and keeping what was typed as it was typed."""

import pytest

from drogowskaz.applications.answers import (
    ROWS_AT_MOST,
    Asked,
    ThemeRef,
    applies,
    asked,
    chosen,
    clean,
    posting,
    read,
    same,
)
from drogowskaz.programmes.parts import Choice, Kind, Question, Step
from tests.applications.questionnaire import EVERYTHING

THEMES = [ThemeRef(1, "Cel 1"), ThemeRef(3, "Cel 3"), ThemeRef(11, "Cel 11")]
CONCEPT, WHY, PROJECT = EVERYTHING.steps[1:4]


def reading(step, named=THEMES, **posted):
    form = {name: values if isinstance(values, list) else [values] for name, values in posted.items()}
    return read(asked(step, named), lambda name: form.get(name, []), THEMES)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rynek  ", "Rynek"),
        ("jeden\r\ndwa\rtrzy", "jeden\ndwa\ntrzy"),
        ("za\x00gadka", "zagadka"),
        ("pół\ud83dpary", "półpary"),
        ("🌳 drzewo", "🌳 drzewo"),
        ("", ""),
    ],
)
def test_a_text_is_kept_without_what_no_database_keeps(typed, kept):
    assert clean(typed) == kept


def test_an_over_long_text_is_kept_whole():
    assert reading(CONCEPT, title="a" * 10_000)["title"] == "a" * 10_000


def test_themes_that_do_not_exist_are_left_out():
    answers = reading(CONCEPT, themes=["3", "99", "11", "3", "x"], **{"themes-leading": "99"})

    assert (answers["themes"], answers["themes-leading"]) == (["3", "11"], "")


def test_the_only_theme_leads():
    assert reading(CONCEPT, themes=["3"])["themes-leading"] == "3"


def test_the_leading_theme_is_one_of_the_chosen():
    answers = reading(CONCEPT, themes=["3", "11"], **{"themes-leading": "11"})

    assert answers["themes-leading"] == "11"


def test_choices_that_do_not_exist_are_left_out():
    answers = reading(WHY, [THEMES[0]], **{"targets-1": ["project", "'; DROP TABLE", "project"]})

    assert answers == {"reason-1": "", "targets-1": ["project"]}


def test_a_choice_that_does_not_exist_is_no_answer():
    assert reading(PROJECT, kind="palace")["kind"] == ""


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ({"d": "30", "m": "6", "y": "2027"}, "2027-6-30"),
        ({"d": "31", "m": "2", "y": "2027"}, "2027-2-31"),
        ({"d": "", "m": "6", "y": ""}, "-6-"),
        ({"d": "1-2", "m": "x", "y": "-"}, "-x-12"),
        ({}, ""),
    ],
)
def test_a_date_is_kept_as_typed(parts, kept):
    assert reading(PROJECT, **{f"ends_on-{part}": value for part, value in parts.items()})["ends_on"] == kept


def test_empty_rows_are_left_out_and_the_others_keep_their_order():
    answers = reading(
        PROJECT, **{"actions-0-action": "", "actions-2-action": "Drugie", "actions-1-on-y": "2027"}
    )

    assert answers["actions"] == [{"action": "", "on": "2027--"}, {"action": "Drugie", "on": ""}]


def test_no_more_rows_are_read_than_there_can_be():
    posted = {f"actions-{place}-action": "x" for place in range(ROWS_AT_MOST + 5)}

    assert len(reading(PROJECT, **posted)["actions"]) == ROWS_AT_MOST


def test_questions_asked_per_theme_stand_theme_by_theme():
    names = [one.name for one in asked(WHY, [THEMES[2], THEMES[0]])]

    assert names == ["reason-11", "targets-11", "reason-1", "targets-1"]


def test_without_themes_nothing_is_asked_per_theme():
    assert asked(WHY, []) == []


def test_a_question_stands_where_the_preset_puts_it_among_those_per_theme():
    line = Question("a", Kind.LINE, "A")
    step = Step(
        "s",
        "S",
        questions=(line, Question("b", Kind.LINE, "B", per_theme=True), Question("c", Kind.LINE, "C")),
    )

    assert [one.name for one in asked(step, THEMES[:2])] == ["a", "b-1", "b-3", "c"]


@pytest.mark.parametrize(
    ("answers", "is_asked"),
    [
        ({"kind": "programme"}, True),
        ({"kind": "project"}, False),
        ({}, False),
        ({"kind": ["programme"]}, True),
    ],
)
def test_a_question_with_a_condition_is_asked_only_when_it_holds(answers, is_asked):
    stages = next(one for one in asked(PROJECT, []) if one.name == "stages")

    assert applies(stages, answers) is is_asked


def test_a_condition_per_theme_looks_at_the_answer_about_that_theme():
    question = Question("more", Kind.TEXT, "Więcej", per_theme=True, when=("how", "yes"))

    assert applies(Asked("more-3", question, THEMES[1]), {"how-3": "yes", "how-1": "no"})
    assert not applies(Asked("more-1", question, THEMES[0]), {"how-3": "yes", "how-1": "no"})


def test_a_form_made_of_answers_is_read_as_the_same_answers():
    answers = {
        "kind": "programme",
        "stages": "Dwa\netapy",
        "ends_on": "2027-6-30",
        "cost": "12,5",
        "actions": [{"action": "Pierwsze", "on": "2027-1-2"}, {"action": "Drugie", "on": ""}],
    }
    form: dict[str, list[str]] = {}
    for name, value in posting(asked(PROJECT, []), answers):
        form.setdefault(name, []).append(value)

    assert read(asked(PROJECT, []), lambda name: form.get(name, []), THEMES) == answers


def test_themes_too_are_read_back_from_a_form_made_of_them():
    answers = {"themes": ["3", "11"], "themes-leading": "11", "title": "Rynek"}
    form: dict[str, list[str]] = {}
    for name, value in posting(asked(CONCEPT, []), answers):
        form.setdefault(name, []).append(value)

    assert read(asked(CONCEPT, []), lambda name: form.get(name, []), THEMES) == answers


def test_the_chosen_themes_come_with_the_leading_one_first():
    named = chosen(THEMES, {"concept": {"themes": ["1", "3", "11"], "themes-leading": "3"}}, EVERYTHING)

    assert [(theme.number, theme.leading) for theme in named] == [(3, True), (1, False), (11, False)]


def test_two_answers_differ_also_by_the_leading_theme():
    themes = Asked("themes", CONCEPT.questions[0])

    assert same(
        themes, {"themes": ["1", "3"], "themes-leading": "1"}, {"themes": ["1", "3"], "themes-leading": "1"}
    )
    assert not same(
        themes, {"themes": ["1", "3"], "themes-leading": "1"}, {"themes": ["1", "3"], "themes-leading": "3"}
    )
    assert same(themes, {}, {"themes": []})


def test_a_box_is_ticked_or_not():
    step = Step("s", "S", questions=(Question("true", Kind.YES, "Prawda"),))

    assert reading(step, true="on") == {"true": "yes"}
    assert reading(step) == {"true": ""}


def test_choice_values_are_not_taken_from_labels():
    step = Step("s", "S", questions=(Question("k", Kind.CHOICE, "K", choices=(Choice("a", "Pierwsze"),)),))

    assert reading(step, k="Pierwsze") == {"k": ""}
