"""Reports in every state, reached by the deeds of the right people; any order of steps."""

from dataclasses import asdict
from datetime import datetime

from drogowskaz.documents.press import press
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Edition
from drogowskaz.programmes.parts import ReportSection, ReportTemplate
from drogowskaz.reports import actions, queries
from drogowskaz.reports.actions import SentLink
from drogowskaz.reports.compiling import Facts, city_report, languages
from drogowskaz.reports.documents import TEMPLATE
from drogowskaz.reports.lifecycle import STEPS, State
from drogowskaz.reports.models import Report

from .participation import NOW, a_participation, coordinator_of, guardian_of, mayor_of, office_of

SECTIONS = (
    ReportSection("summary", "W skrócie", "At a glance", limit=300),
    ReportSection("road", "Dotychczasowa droga", "The road so far", limit=1000),
    ReportSection("risks", "Ryzyka", "Risks", required=False, limit=200),
)
WORDS = {"summary": "Rynek bez cienia stał się **ogrodem**.", "road": "W 2024 roku zaczęły się rozmowy."}


def with_template(edition: Edition, *, steps: tuple[str, ...] = STEPS, sections: tuple = SECTIONS) -> Edition:
    """Give an edition a report template of its own, as another preset would."""
    part = edition.parts.filter(kind="report").latest("version")
    content = asdict(ReportTemplate(tuple(str(step) for step in steps), sections))
    edition.parts.create(kind="report", version=part.version + 1, content=content)
    return edition


def a_templated(*, steps: tuple[str, ...] = STEPS, at: datetime = NOW, **facts: object) -> Participation:
    """A city whose edition asks three sections of its report, read in the order of `steps`."""
    participation = a_participation(at=at, **facts)
    with_template(participation.edition, steps=steps)
    return participation


READER = {
    State.GUARDIAN: guardian_of,
    State.MAYOR: mayor_of,
    State.LANGUAGE: office_of,
    State.READY: office_of,
}


def reader_of(report: Report) -> User:
    """Whose move it is at the step the report stands at."""
    return READER[State(report.state)](report.participation)


def write(
    report: Report, key: str, text: str, *, by: User | None = None, language: str = "pl", at: datetime = NOW
):
    """Save a section over whatever stands there."""
    sheet = queries.sheet(report, key, language)
    by = by or coordinator_of(report.participation)
    version = sheet.version if sheet else 0
    return actions.save_section(report, key, language=language, text=text, version=version, by=by, at=at)


def a_report(participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report that has been started and is empty."""
    participation = participation or a_templated(at=at)
    return actions.start(participation, by=coordinator_of(participation), at=at)


def a_written_report(participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report with words in every required section."""
    report = a_report(participation, at=at)
    for section in programmes.report_template(report.participation.edition).sections:
        if section.required:
            write(report, section.key, WORDS.get(section.key, f"Tekst części {section.key}."), at=at)
    return report


def a_sent_report(participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report at the first step of its edition's order."""
    report = a_written_report(participation, at=at)
    guardian_of(report.participation), mayor_of(report.participation), office_of(report.participation)
    actions.send(report, by=coordinator_of(report.participation), at=at)
    return report


def pass_on(report: Report, *, at: datetime = NOW) -> None:
    """The right person passes the last version on."""
    sha256 = queries.latest(report).sha256
    actions.pass_on(report, version_sha256=sha256, by=reader_of(report), at=at)


def a_report_at(step: str, participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report that has come to `step`."""
    report = a_sent_report(participation, at=at)
    while report.state != step:
        pass_on(report, at=at)
    return report


def an_approved_report(participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report that has passed every step and waits to be published."""
    return a_report_at(State.READY, participation, at=at)


def publish(report: Report, *, facts: Facts = Facts(), at: datetime = NOW) -> None:
    """The Office publishes what is ready, with `facts` of other rooms."""
    version = queries.latest(report)
    printed = [
        press(TEMPLATE, city_report(version, language=language, facts=facts, at=at), at=at)
        for language in languages(version)
    ]
    actions.publish(
        report, version_sha256=version.sha256, printed=printed, by=office_of(report.participation), at=at
    )


def a_published_report(participation: Participation | None = None, *, at: datetime = NOW) -> Report:
    """A report that is public, with its PDF."""
    report = an_approved_report(participation, at=at)
    publish(report, at=at)
    return report


def a_link(
    report: Report, *, email: str = "burmistrz@modrzewiec.example", by: User | None = None, at: datetime = NOW
) -> SentLink:
    """A link sent to the mayor of a report that waits for approval."""
    by = by or coordinator_of(report.participation)
    return actions.send_link(report, email=email, name="Jan Dereń", by=by, at=at)


def begins_to_govern(person: User, report: Report, *, at: datetime = NOW) -> None:
    """`person`, whatever else they are, acts for the report's city as its mayor from now on."""
    facts = {"asked_at": at, "asked_by": person, "confirmed_at": at, "confirmed_by": person}
    city = report.participation.city
    person.representations.create(city=city, capacity=Capacity.MAYOR, **facts)
