"""What is the matter with an answer, and what is not."""

from datetime import date
from decimal import Decimal

import pytest

from drogowskaz.applications.answers import Asked, ThemeRef, asked
from drogowskaz.applications.judging import day, faults, number
from drogowskaz.programmes.parts import Kind, Question
from tests.applications.questionnaire import EVERYTHING, KINDS

APPLICANT, CONCEPT, _, PROJECT, STATEMENT = EVERYTHING.steps
THEME = ThemeRef(3, "Cel 3")


def judged(questions, answers, attached=(), themes_at_most=3):
    return [
        (fault.anchor, fault.message, fault.missing)
        for fault in faults(questions, answers, attached=attached, themes_at_most=themes_at_most)
    ]


def one(kind, answer, **facts):
    return judged([Asked("q", Question("q", kind, "Pytanie", **facts))], {"q": answer})


@pytest.mark.parametrize(
    ("kind", "answer", "facts"),
    [
        (Kind.LINE, "x" * 20, {"limit": 20}),
        (Kind.LINE, "ł" * 20, {"limit": 20}),
        (Kind.TEXT, "dowolny", {}),
        (Kind.NUMBER, "1 250,50", {}),
        (Kind.NUMBER, "−3", {}),
        (Kind.NUMBER, "0", {}),
        (Kind.DATE, "2028-2-29", {}),
        (Kind.EMAIL, "biuro@zamosc.pl", {}),
        (Kind.URL, "https://zamosc.pl/rynek", {}),
        (Kind.YES, "yes", {}),
        (Kind.CHOICE, "project", {"choices": KINDS}),
        (Kind.CHOICES, ["project"], {"choices": KINDS, "at_most": 1}),
        (Kind.LINE, "", {"required": False}),
        (Kind.ROWS, [], {"required": False}),
    ],
)
def test_a_right_answer_has_no_faults(kind, answer, facts):
    assert one(kind, answer, **facts) == []


@pytest.mark.parametrize(
    ("kind", "answer", "facts", "message"),
    [
        (Kind.LINE, "x" * 21, {"limit": 20}, "Skróć tekst o 1 znak. Zachowaliśmy całość."),
        (Kind.TEXT, "x" * 22, {"limit": 20}, "Skróć tekst o 2 znaki. Zachowaliśmy całość."),
        (Kind.TEXT, "x" * 25, {"limit": 20}, "Skróć tekst o 5 znaków. Zachowaliśmy całość."),
        (Kind.NUMBER, "dużo", {}, "Wpisz liczbę cyframi, na przykład 1250 albo 12,5."),
        (Kind.NUMBER, "NaN", {}, "Wpisz liczbę cyframi, na przykład 1250 albo 12,5."),
        (Kind.NUMBER, "1e999999999", {}, "Wpisz liczbę cyframi, na przykład 1250 albo 12,5."),
        (Kind.EMAIL, "biuro", {}, "Wpisz adres e-mail, na przykład biuro@example.org."),
        (Kind.URL, "javascript:alert(1)", {}, "Wpisz adres strony, który zaczyna się od https://"),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(kind, answer, facts, message):
    assert one(kind, answer, **facts) == [("q", message, False)]


@pytest.mark.parametrize("typed", ["2027-2-31", "27-6-30", "2027--", "-6-", "x-y-z", "99999-1-1"])
def test_a_day_that_does_not_exist_is_named_at_the_day(typed):
    message = "Podaj datę, która istnieje: dzień, miesiąc i rok, na przykład 30 6 2027."

    assert one(Kind.DATE, typed) == [("q-d", message, False)]


@pytest.mark.parametrize(
    ("kind", "empty", "anchor", "message"),
    [
        (Kind.LINE, "", "q", "Uzupełnij: Pytanie"),
        (Kind.DATE, "", "q-d", "Podaj datę: Pytanie"),
        (Kind.CHOICE, "", "q-0", "Wybierz odpowiedź: Pytanie"),
        (Kind.CHOICES, [], "q-0", "Wybierz odpowiedź: Pytanie"),
        (Kind.YES, "", "q-0", "Zaznacz: Pytanie"),
        (Kind.FILE, None, "q", "Dołącz plik: Pytanie"),
        (Kind.THEMES, [], "q-0", "Wybierz odpowiedź: Pytanie"),
    ],
)
def test_a_required_answer_is_missing_until_it_is_given(kind, empty, anchor, message):
    assert one(kind, empty) == [(anchor, message, True)]


def test_more_choices_than_asked_for_are_too_many():
    assert one(Kind.CHOICES, ["project", "programme"], choices=KINDS, at_most=1) == [
        ("q-0", "Wybierz najwyżej 1 odpowiedź.", False)
    ]


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"themes": ["1"], "themes-leading": "1"}, []),
        ({"themes": ["1", "2", "3"], "themes-leading": "2"}, []),
        (
            {"themes": ["1", "2", "3", "4"], "themes-leading": "2"},
            [("themes-0", "Wybierz najwyżej 3. Odznacz pozostałe.", False)],
        ),
        (
            {"themes": ["1", "2"], "themes-leading": ""},
            [("themes-leading-0", "Powiedz, który z wybranych jest wiodący.", True)],
        ),
    ],
)
def test_one_to_three_themes_with_exactly_one_leading(answers, found):
    questions = [Asked("themes", CONCEPT.questions[0])]

    assert judged(questions, answers) == found


def test_rows_are_judged_cell_by_cell():
    rows = [{"action": "Sadzenie", "on": "2027-4-1"}, {"action": "", "on": "2027-13-1"}]
    questions = [Asked("actions", PROJECT.questions[-1])]

    assert judged(questions, {"actions": rows}) == [
        ("actions-1-action", "Wiersz 2: Uzupełnij: Działanie", True),
        (
            "actions-1-on-d",
            "Wiersz 2: Podaj datę, która istnieje: dzień, miesiąc i rok, na przykład 30 6 2027.",
            False,
        ),
    ]


def test_more_rows_than_the_preset_allows_are_kept_and_named():
    rows = [{"action": f"Działanie {place}", "on": ""} for place in range(3)]
    questions = [Asked("actions", PROJECT.questions[-1])]

    assert judged(questions, {"actions": rows}) == [
        ("actions-0-action", "Zostaw najwyżej 2 wiersze. Zachowaliśmy wszystkie.", False)
    ]


def test_a_question_whose_condition_does_not_hold_is_not_missing():
    answers = {"kind": "project", "ends_on": "2027-6-30", "actions": [{"action": "Sadzenie", "on": ""}]}

    assert judged(asked(PROJECT, []), answers) == []
    assert judged(asked(PROJECT, []), answers | {"kind": "programme"}) == [
        ("stages", "Uzupełnij: Etapy programu", True)
    ]


def test_a_file_is_there_when_it_is_attached():
    questions = asked(STATEMENT, [])

    assert judged(questions, {"true": "yes"}, attached={"signed"}) == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 250", Decimal(1250)),
        ("12,5", Decimal("12.5")),
        ("1\N{NO-BREAK SPACE}000", Decimal(1000)),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, value):
    assert number(typed) == value


def test_days_are_read_from_their_parts():
    assert day("2027-06-30") == date(2027, 6, 30)
