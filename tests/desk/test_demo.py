"""What the demo tells, as far as it is a table: how many cities there are and how far each has come."""

from collections import Counter

from drogowskaz.desk.demo.cities import APPLYING, TAKING_PART
from drogowskaz.desk.demo.fates import BUKOWIEC, FATES, LEADS, MODRZEWIEC, fates


def test_a_hundred_and_four_cities_take_part_and_each_has_a_fate():
    assert len(TAKING_PART) == len(fates()) == 104
    assert Counter(fates()) == dict(FATES)
    assert {fate for fate, _number in FATES} == set(LEADS)


def test_the_cities_of_the_demo_people_are_as_far_as_their_people_say():
    assert (TAKING_PART[MODRZEWIEC].name, fates()[MODRZEWIEC]) == ("Modrzewiec", "carrying_out")
    assert (TAKING_PART[BUKOWIEC].name, fates()[BUKOWIEC]) == ("Bukowiec Leśny", "certified")


def test_no_two_invented_cities_are_one_and_none_is_of_a_real_voivodeship():
    cities = TAKING_PART + APPLYING

    assert len({city.name for city in cities}) == len({city.teryt for city in cities}) == len(cities)
    assert [city.name for city in cities if not city.teryt.startswith("99")] == []
