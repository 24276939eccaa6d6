"""Open datasets: each declared once; page, CSV, CSVW, JSON and the API operation follow from the declaration."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.spreadsheets import cell

from . import published

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Column:
    """A column of a dataset: its name, type and meaning."""

    name: str
    type: str  # of one value: str, int, float, bool or date
    description: str
    may_be_empty: bool = False
    repeated: bool = False  # several values, in CSV with semicolons between


def _column(name: str, hint: Any) -> Column:
    kind, told = get_args(hint)[:2]
    possible = [one for one in get_args(kind) if one is not NoneType] or [kind]
    repeated = get_origin(kind) is list
    type_ = getattr(possible[0], "__name__", str(possible[0]))
    return Column(name, type_, told.description, NoneType in get_args(kind), repeated)


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
        return [_column(one.name, hints[one.name]) for one in fields(self.record)]

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
            writer.writerow([cell(row[name]) for name in names])
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
                        "datatype": types.get(one.type, "string"),
                        "dc:description": one.description,
                        **({"separator": "; "} if one.repeated else {}),
                    }
                    for one in self.columns
                ]
            },
        }


def _hours() -> list[published.PublicHours]:
    return published.hours(published.editions())


DATASETS = {
    dataset.slug: dataset
    for dataset in (
        Dataset("cities", _("Cities in the programme"), published.PublicCity, published.cities),
        Dataset("goals", _("Goals and their cities"), published.PublicGoal, published.goals),
        Dataset("hours", _("Hours of advice by stage"), published.PublicHours, _hours),
        Dataset("certificates", _("Certificates"), published.CertificateRow, published.certificates),
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
