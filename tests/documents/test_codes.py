"""Codes that people read aloud, type and scan."""

import re

import pytest

from drogowskaz.documents import codes

CODE = "7KQ2M-X4N0P-9RSTV-WXYZ1-23456-7"


def test_a_code_is_128_bits_in_groups_of_unambiguous_letters():
    made = {codes.new() for _ in range(500)}
    assert len(made) == 500
    assert all(
        re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{5}){4}-[0-9A-HJKMNP-TV-Z]", code)
        for code in made
    )
    assert {letter for code in made for letter in code} == {*codes.ALPHABET, "-"}


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' ')}\n",
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("-", "–"),
    ],
)
def test_a_typed_code_is_understood_however_it_is_written(typed):
    assert codes.normalised(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "7KQ2M", CODE + "7", CODE.replace("K", "U"), CODE.replace("7", "ł"), "' OR 1=1 --"]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.normalised(typed) == ""


def test_a_new_code_is_its_own_normal_form():
    code = codes.new()
    assert codes.normalised(code) == code


def test_the_picture_of_an_address_is_a_plain_svg():
    picture = codes.qr("https://drogowskaz.example/sprawdz/x/")
    assert picture.startswith("<svg ")
    assert "script" not in picture
    assert picture == codes.qr("https://drogowskaz.example/sprawdz/x/")
