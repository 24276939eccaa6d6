"""The words on the desk: each section of the template with what has been written, and what is still missing."""

from dataclasses import dataclass

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.parts import ReportSection

from .. import texts
from ..models import Report, Section


@dataclass(frozen=True)
class Sheet:
    """A section of the template with what has been written in one language; `saved` is its row, if there is one."""

    section: ReportSection
    language: str
    saved: Section | None

    @property
    def text(self) -> str:
        return self.saved.text if self.saved else ""

    @property
    def version(self) -> int:
        """The version a form has to name when it saves; 0 before the first save."""
        return self.saved.version if self.saved else 0

    @property
    def over(self) -> int:
        """Characters over the limit."""
        return texts.excess(self.text, self.section.limit)

    @property
    def missing(self) -> bool:
        """Say whether it is empty and the report cannot be sent without it."""
        return self.language == "pl" and self.section.required and not self.text


@dataclass(frozen=True)
class Pair:
    """A section in both languages, as the list of sections shows it."""

    section: ReportSection
    polish: Sheet
    english: Sheet


def keys_of(report: Report) -> list[str]:
    """The keys of the sections in the edition's template, in order."""
    return [section.key for section in programmes.report_template(report.participation.edition).sections]


def pairs(report: Report) -> list[Pair]:
    """Every section of the template with what stands on the desk, in a constant number of queries."""
    rows = {(row.key, row.language): row for row in report.sections.select_related("saved_by")}
    return [
        Pair(
            section, *(Sheet(section, language, rows.get((section.key, language))) for language in LANGUAGES)
        )
        for section in programmes.report_template(report.participation.edition).sections
    ]


def sheet(report: Report, key: str, language: str) -> Sheet | None:
    """One section in one language; nothing where the template has no such section."""
    if language not in LANGUAGES:
        return None
    for section in programmes.report_template(report.participation.edition).sections:
        if section.key == key:
            row = report.sections.filter(key=key, language=language).select_related("saved_by").first()
            return Sheet(section, language, row)
    return None


def desk_content(report: Report) -> texts.Content:
    """The words on the desk as a version would freeze them; sections the template no longer has are left out."""
    known = set(keys_of(report))
    rows = report.sections.values_list("language", "key", "text").order_by("language", "key")
    return texts.content_of(row for row in rows if row[1] in known)


def faults(report: Report) -> list[texts.Fault]:
    """What keeps the report from being sent, in the order of the template."""
    return texts.faults(programmes.report_template(report.participation.edition), desk_content(report))
