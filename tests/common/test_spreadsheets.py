"""No spreadsheet takes a city's words for a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils.functional import lazystr

from drogowskaz.common.spreadsheets import FORMULA, cell, sheet


@pytest.mark.parametrize("sign", FORMULA, ids=ascii)
def test_text_that_would_be_run_gets_an_apostrophe(sign):
    assert cell(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert cell(lazystr(f"{sign}1")) == f"'{sign}1"
    assert cell([f"{sign}1", 2]) == f"'{sign}1; 2"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a=1", "a=1"),
        ("", ""),
        (-2, -2),
        (-0.5, -0.5),
        (None, ""),
        (True, "true"),
        ([5, 11], "5; 11"),
        (date(2026, 11, 5), "2026-11-05"),
        (Decimal("-1.5"), Decimal("-1.5")),
    ],
)
def test_everything_else_stays_what_it_is(value, written):
    assert cell(value) == written


def test_a_sheet_opens_in_a_spreadsheet_as_it_is():
    answer = sheet("godziny.csv", ["city", "minutes"], [("Łódź; =1", 30), ("=1+1", -30)])

    assert answer["Content-Disposition"] == 'attachment; filename="godziny.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    read = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert list(read) == [["city", "minutes"], ["Łódź; =1", "30"], ["'=1+1", "-30"]]
