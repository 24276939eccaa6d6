"""Amounts as people type them: what is understood, what is asked again."""

import pytest

from drogowskaz.advisory.amounts import NotAnAmount, read
from drogowskaz.advisory.forms import AmountField, ArrangeForm

UNDERSTOOD = {
    "1": 60,
    "1,5": 90,
    "1.5": 90,
    "0,25": 15,
    "1:30": 90,
    "01:05": 65,
    "90 min": 90,
    "90min": 90,
    "90 minut": 90,
    "1 h 30 min": 90,
    "2h": 120,
    "2 godz.": 120,
    "2 godziny": 120,
    "1,5 godziny": 90,
    " 1:30 ": 90,
    "1\N{NO-BREAK SPACE}h 30\N{NO-BREAK SPACE}min": 90,
    "1 dzień": 480,
    "0": 0,
}
NOT = [
    "", "-1", "−1", "- 1:30", "1,333", "0,5 min", "1e3", "NaN", "Inf", "１２", "1 200", "0x10", "True", "[90]",
    "półtorej", "1:75", "1::30", "1,5,5", "h", "90", "2147483648", "10" * 20, "1;30", "<b>1</b>", "=1+1", "²",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "minutes"), UNDERSTOOD.items())
def test_what_people_type_is_understood(typed, minutes):
    assert read(typed) == minutes


@pytest.mark.parametrize("typed", NOT)
def test_anything_else_is_asked_again_with_a_sentence(typed):
    with pytest.raises(NotAnAmount) as asked:
        read(typed)
    assert str(asked.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "minutes"), [("1", 480), ("0,5", 240), ("1 dzień 2 h", 600), ("2 dni", 960)]
)
def test_where_the_edition_counts_days_a_plain_number_is_days(typed, minutes):
    assert read(typed, minutes_in_unit=480) == minutes


def errors(typed, *, grain=15, **options):
    field = AmountField(**options)
    field.grain = grain
    try:
        return field.clean(typed)
    except Exception as error:
        return error.messages


def test_the_field_demands_whole_steps_and_names_the_nearest():
    [sentence] = errors("1:40")

    assert sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Czas liczymy co 15 min. Wpisz na przykład 1 h 30 min albo 1 h 45 min."
    )


@pytest.mark.parametrize("typed", ["0", "0:00", "0 min"])
def test_nothing_is_no_advice(typed):
    assert errors(typed) == ["Wpisz czas dłuższy niż zero."]
    assert errors(typed, zero=True) == 0


def test_a_huge_amount_is_asked_about():
    assert errors("999999 min") == ["To więcej, niż ma jakikolwiek etap. Sprawdź liczbę."]


def arranged(**more):
    data = {
        "key": "6f1f3a4e-6a0e-4f0e-8f44-0f6f8f0f2b11", "topic": "Drzewa", "form": "online", "day": "2026-11-23",
        "begins": "10:00", "ends": "11:30", "minutes": "",
    }  # fmt: skip
    form = ArrangeForm(data | more)
    form.fields["minutes"].grain = 15
    return form


@pytest.mark.django_db
class TestArranging:
    def test_times_are_those_of_warsaw(self):
        form = arranged()

        assert form.is_valid(), form.errors
        assert form.cleaned_data["starts_at"].isoformat() == "2026-11-23T09:00:00+00:00"
        assert form.cleaned_data["minutes"] == 90

    def test_a_summer_day_has_summer_time(self):
        form = arranged(day="2026-07-01")

        assert form.is_valid(), form.errors
        assert form.cleaned_data["starts_at"].isoformat() == "2026-07-01T08:00:00+00:00"

    @pytest.mark.parametrize(
        ("day", "begins", "ends"),
        [
            ("2027-03-28", "02:30", "04:00"),
            ("2026-10-25", "02:30", "04:00"),
            ("2027-03-28", "01:00", "02:15"),
        ],
    )
    def test_an_hour_that_the_clock_change_leaves_out_or_repeats_is_asked_about(self, day, begins, ends):
        form = arranged(day=day, begins=begins, ends=ends)

        assert not form.is_valid()
        assert any("zmienia się czas" in str(message) for message in form.errors.values())

    def test_across_the_clock_change_the_real_time_counts(self):
        form = arranged(day="2027-03-28", begins="01:00", ends="04:00")

        assert form.is_valid(), form.errors
        assert form.cleaned_data["minutes"] == 120

    @pytest.mark.parametrize(("begins", "ends"), [("11:30", "10:00"), ("10:00", "10:00")])
    def test_the_end_is_later_than_the_beginning(self, begins, ends):
        form = arranged(begins=begins, ends=ends)

        assert not form.is_valid()
        assert list(form.errors) == ["ends"]

    def test_a_length_outside_the_steps_is_said_at_the_amount(self):
        form = arranged(ends="11:20")

        assert not form.is_valid()
        assert list(form.errors) == ["minutes"]

    @pytest.mark.parametrize(
        "day", ["", "2026-02-29", "0000-01-01", "jutro", "2026-11-23T10:00", "23.11.99999"]
    )
    def test_a_day_that_does_not_exist_is_said_at_the_day(self, day):
        form = arranged(day=day)

        assert not form.is_valid()
        assert list(form.errors) == ["day"]
