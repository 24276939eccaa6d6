"""Files for spreadsheets: no text of a city is ever run as a formula, and Polish letters and columns open well."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # also the full-width ones


def cell(value: Any) -> Any:
    """A value as it may stand in a spreadsheet: text that would be run gets an apostrophe; numbers stay numbers."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float | Decimal):
        return "" if value is None else value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def sheet(name: str, header: Sequence[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A download called `name` that a spreadsheet opens at once: UTF-8 with a mark, semicolons, no formulas."""
    response = HttpResponse("\N{BYTE ORDER MARK}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    lines = csv.writer(response, delimiter=";")
    lines.writerow(header)
    lines.writerows([cell(value) for value in row] for row in rows)
    return response
