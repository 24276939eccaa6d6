"""Open datasets: each declared once; page, CSV, CSVW, JSON and the API operation follow from the declaration."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import published

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a spreadsheet would run these
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def safe_cell(value: Any) -> Any:
    """A value as it may stand in a spreadsheet: text that would be run as a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return "" if value is None else value


@dataclass(frozen=True)
class Column:
    """A column of a dataset: its name, type and meaning."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class Dataset:
    """An open dataset: what its rows are, and where they come from."""

    slug: str
    title: str | Promise
    record: type
    rows: Callable[[], Iterable[Any]]

    @property
    def columns(self) -> list[Column]:
        """The data dictionary, read from the record."""
        hints = get_type_hints(self.record, include_extras=True)
        found = []
        for one in fields(self.record):
            kind, info = get_args(hints[one.name])[:2]
            found.append(Column(one.name, getattr(kind, "__name__", str(kind)).replace("NoneType", ""), info.description))
        return found

    def as_dicts(self, rows: Iterable[Any] | None = None) -> list[dict[str, Any]]:
        """Rows as plain values; all of them, or those given."""
        return [asdict(row) for row in (self.rows() if rows is None else rows)]

    def as_csv(self, rows: Iterable[Any] | None = None) -> str:
        """Rows as CSV with a header: commas, UTF-8, no formulas."""
        out = io.StringIO()
        names = [one.name for one in fields(self.record)]
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        for row in self.as_dicts(rows):
            writer.writerow([safe_cell(row[name]) for name in names])
        return out.getvalue()

    def as_csvw(self, url: str) -> dict[str, Any]:
        """The description of the CSV for machines. Source: W3C, CSV on the Web."""
        types = {"int": "integer", "float": "double", "bool": "boolean", "date": "date"}
        return {
            "@context": "http://www.w3.org/ns/csvw",
            "url": url,
            "dc:title": str(self.title),
            "dc:license": {"@id": LICENCE},
            "tableSchema": {
                "columns": [
                    {
                        "name": one.name,
                        "titles": one.name,
                        "datatype": types.get(one.type.split(" ")[0], "string"),
                        "dc:description": one.description,
                    }
                    for one in self.columns
                ]
            },
        }


def _all_goals() -> list[published.PublicGoal]:
    return [goal for edition in published.editions() for goal in published.goals(edition.slug)]


DATASETS = {
    dataset.slug: dataset
    for dataset in (
        Dataset("cities", _("Cities in the programme"), published.PublicCity, published.cities),
        Dataset("goals", _("Goals and their cities"), published.PublicGoal, _all_goals),
        Dataset("tools", _("Tools of the toolbox"), published.PublicTool, published.tool_rows),
    )
}


def geojson(rows: Iterable[published.PublicCity]) -> dict[str, Any]:
    """Cities as points; those whose place is not known have no geometry. Source: RFC 7946."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]}
                if row.longitude is not None and row.latitude is not None
                else None,
                "properties": asdict(row),
            }
            for row in rows
        ],
    }
