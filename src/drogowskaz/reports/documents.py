"""The city report as a document: profile, road so far, project, results, aims, advice, authors – frozen."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from drogowskaz.documents.parts import Fact, Figure, Person, Prose, Section, Tile, house_labels
from drogowskaz.documents.press import Snapshot

TEMPLATE = "reports/typst/report.typ"


@dataclass(frozen=True)
class Event:
    """One event of the road so far."""

    when: str
    title: str
    text: str = ""
    source: str = ""


@dataclass(frozen=True)
class Milestone:
    """A dated step of the project, and how it stands."""

    title: str
    due: str
    state: str
    criterion: str = ""


@dataclass(frozen=True)
class ProjectCard:
    """The project on one card."""

    title: str
    promise: str = ""  # one sentence: who gains, what changes, by when
    facts: tuple[Fact, ...] = ()  # state, place, groups, partners
    sections: tuple[Section, ...] = ()  # what existed before, aim, actions
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Result:
    """One indicator: from what to what. Values come with their unit and, where it helps, their day."""

    name: str
    baseline: str
    target: str
    actual: str
    source: str = ""
    share: float | None = None  # of the way from baseline to target, 0 to 1; drawn as a bar


@dataclass(frozen=True)
class Commitment:
    """An ambitious aim, with who answers for it and from what money."""

    statement: str
    year: str
    indicator: str = ""
    owner: str = ""
    money: str = ""


@dataclass(frozen=True)
class StageHours:
    """Advice in one stage; the amounts as people say them."""

    stage: str
    granted: str
    used: str
    left: str
    share: float | None = None  # used of granted, 0 to 1


@dataclass(frozen=True)
class Advice:
    """One confirmed piece of advice, as the public may know it."""

    day: str
    topic: str
    amount: str


@dataclass(frozen=True)
class ReportSection:
    """A section of the template with the city's words, and the part that is set below them.

    `part` is "", "road", "project", "results", "aims", "advice" or "authors".
    """

    title: str
    prose: Prose = ()
    part: str = ""
    language: str = ""  # where it differs from the document's


@dataclass(frozen=True, kw_only=True)
class CityReport(Snapshot):
    """One version of a city's report, in one language."""

    programme: str
    city: str
    lead: str  # the project's title
    tile: Tile
    version: str
    published: str  # the day, in words
    licence: str = ""
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    road: tuple[Event, ...] = ()
    project: ProjectCard | None = None
    results: tuple[Result, ...] = ()
    aims: tuple[Commitment, ...] = ()
    hours: tuple[StageHours, ...] = ()
    advice: tuple[Advice, ...] = ()
    authors: tuple[Person, ...] = ()
    approvals: tuple[Fact, ...] = ()  # who approved this version, and when


def card_labels() -> dict[str, str]:
    """The words of a project card and its results, in the active language."""
    return {
        "milestones": _("Milestones"),
        "milestone": _("Milestone"),
        "due": pgettext("report", "Due"),
        "state": pgettext("report", "State"),
        "results": _("Results"),
        "result": _("What is measured"),
        "baseline": _("At the start"),
        "target": pgettext("report", "Aim"),
        "actual": pgettext("report", "Now"),
        "source": _("Source"),
        "hours": _("Hours of advice"),
        "stage": _("Stage"),
        "granted": pgettext("advice", "Granted"),
        "used": pgettext("advice", "Used"),
        "left": pgettext("advice", "Left"),
    }


def labels() -> dict[str, str]:
    """The words of the report, in the active language."""
    return (
        house_labels()
        | card_labels()
        | {
            "version": _("Version"),
            "profile": _("City card"),
            "contents": _("Contents"),
            "nothing": _("The city has written nothing here."),
            "year": pgettext("report", "By"),
            "indicator": _("How it will be measured"),
            "owner": _("Who answers for it"),
            "money": _("Money from"),
            "advice": _("What was advised"),
            "day": _("Day"),
            "topic": _("Topic"),
            "amount": pgettext("advice", "Time"),
            "authors": _("Authors"),
            "approvals": _("Who approved this version"),
            "licence": _("Licence"),
        }
    )
