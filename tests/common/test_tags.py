"""The tags and filters every template has say things as people do, in both languages."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.utils import translation

from drogowskaz.common.templatetags import house

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(None, ""), (0, "0 h"), (45, "45 min"), (60, "1 h"), (210, "3 h 30 min"), (3000, "50 h")],
)
def test_minutes_are_said_as_hours(minutes, said):
    assert house.hours(minutes).replace(HARD, " ") == said


@pytest.mark.parametrize(
    ("minutes", "unit", "said"),
    [
        (690, 60, "11,5"),
        (1200, 60, "20"),
        (None, 60, ""),
        (720, 480, "1,5"),
        (100, 60, "1,67"),
        (6000, 60, "100"),
    ],
)
def test_minutes_are_counted_in_the_unit_of_the_edition(minutes, unit, said):
    assert house.in_units(minutes, unit) == said


def test_english_has_a_decimal_point(english):
    assert house.in_units(690) == "11.5"


def test_a_day_is_said_with_the_name_of_its_month():
    assert house.day(date(2026, 11, 27)) == f"27{HARD}listopada{HARD}2026{HARD}r."
    assert house.day(None) == house.day("") == ""


def test_a_day_in_english_has_no_letter_after_the_year(english):
    assert house.day(date(2026, 11, 27)) == f"27{HARD}November{HARD}2026"


def test_a_moment_is_told_in_warsaw():
    assert (
        house.moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)).replace(HARD, " ")
        == "1 stycznia 2027 r., 00:30"
    )
    assert house.day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)).replace(HARD, " ") == "1 stycznia 2027 r."
    assert house.moment(datetime(2026, 7, 1, 8, 0, tzinfo=UTC)).replace(HARD, " ") == "1 lipca 2026 r., 10:00"
    assert house.moment(None) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("w mieście", "w~mieście"),
        ("Idę i wracam z psem", "Idę i~wracam z~psem"),
        ("a w lesie", "a~w~lesie"),
        ("„O zieleni”", "„O~zieleni”"),
        ("20 godzin", "20~godzin"),
        ("kino na dachu", "kino na dachu"),
    ],
)
def test_one_letter_words_never_end_a_line(text, kept):
    assert house.nbsp(text) == kept.replace("~", HARD)


def test_a_wording_says_its_language_where_it_is_not_the_pages(drawn, english):
    theme = SimpleNamespace(name_pl="Woda <b>", name_en="")

    assert drawn('{% said theme "name" %}', theme=theme) == '<span lang="pl">Woda &lt;b&gt;</span>'
    assert drawn('{{ theme|said:"name" }}', theme=theme) == "Woda &lt;b&gt;"


@pytest.mark.parametrize(
    ("value", "most", "name"),
    [
        (31, 60, "v-52"),
        (0, 60, "v-0"),
        (None, 60, "v-0"),
        (60, 60, "v-100"),
        (90, 60, "v-100"),
        (-5, 60, "v-0"),
        (3, 0, "v-0"),
    ],
)
def test_a_bar_has_a_class_of_its_length(value, most, name):
    assert house.percent_class(value, most) == name


def test_a_tag_is_a_word_with_a_kind(drawn):
    assert (
        drawn('{% tag text "warn" %}', text="<Pilne>") == '<span class="tag tag--warn">&lt;Pilne&gt;</span>'
    )
    assert drawn('{% tag "Szkic" %}') == '<span class="tag">Szkic</span>'


def test_a_goal_is_a_number_and_a_name(drawn):
    text = drawn(
        "{% goal theme True %}", theme=SimpleNamespace(number=11, name_pl="Miasta", name_en="Cities")
    )

    assert 'class="goal goal-11 goal--large"' in text
    assert text.endswith("<span>Miasta</span></span>")


@pytest.mark.parametrize(
    ("granted", "reserved", "used", "widths"),
    [
        (1800, 270, 690, (230, 230, 90, 320, 280)),
        (1200, 0, 1200, (600, 600, 0, 600, 0)),
        (0, 0, 0, (0, 0, 0, 0, 600)),
        (60, 60, 60, (300, 300, 300, 600, 0)),  # a grant that was lowered under what is used
    ],
)
def test_the_meter_draws_used_booked_and_free(granted, reserved, used, widths):
    drawing = house.hours_meter(granted, reserved, used)
    names = ("used_width", "booked_from", "booked_width", "free_from", "free_width")

    assert tuple(drawing[name] for name in names) == widths


def test_the_meter_says_the_same_in_words():
    drawing = house.hours_meter(1800, 270, 690)

    assert drawing["sentence"].replace(HARD, " ") == "Wykorzystano 11,5 z 30 godzin. Umówiono 4,5."
    assert drawing["said_free"].replace(HARD, " ") == "14 h"


def test_the_meter_counts_days_where_the_edition_does(english):
    drawing = house.hours_meter(4800, 0, 720, 480)

    assert drawing["sentence"] == "1.5 of 10 days used. 0 booked."
    assert drawing["said_free"] == "8.5 days"
    assert drawing["gaps"] == [60]
    assert drawing["marks"] == [60 * n for n in range(2, 10)]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/panel/", ["page", "", ""]),
        ("/panel/plan/", ["", "page", ""]),
        ("/panel/plan/3/", ["", "true", ""]),
        ("/panel/inne/", ["true", "", ""]),
        ("/miasta/", ["", "", ""]),
    ],
)
def test_a_menu_marks_the_nearest_entry_above_the_page(path, marked):
    entries = [SimpleNamespace(url=url) for url in ("/panel/", "/panel/plan/", "/panel/doradztwo/")]

    assert [current for _, current in house.standing(entries, path)] == marked


def test_of_many_pages_only_some_are_shown(rf, drawn):
    page = Paginator(range(400), 10).get_page(20)
    text = drawn(
        '{% include "components/_pagination.html" %}', request=rf.get("/miasta/", {"cel": "11"}), page=page
    )

    assert text.count("…") == 2
    assert 'href="?cel=11&amp;strona=21" rel="next"' in text
    assert '<span aria-current="page"><span class="visually-hidden">Strona </span>20</span>' in text


def test_a_list_of_one_page_has_no_pages(rf, drawn):
    page = Paginator(range(3), 10).get_page(1)

    assert drawn('{% include "components/_pagination.html" %}', page=page, request=rf.get("/")).strip() == ""
