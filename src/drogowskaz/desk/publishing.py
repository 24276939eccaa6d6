"""Publishing a city report: the facts of project and advice, brought together and frozen beside the city's words.

Reports know neither projects nor advice; here, above them, their facts become plain values of the document.
"""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from drogowskaz.advisory.lifecycle import SessionState
from drogowskaz.advisory.models import AdvisorySession, Entry, EntryKind
from drogowskaz.common.languages import wording
from drogowskaz.common.prose import parse
from drogowskaz.common.templatetags.house import day
from drogowskaz.documents.parts import Fact, Figure, Section
from drogowskaz.documents.press import Printed, press
from drogowskaz.participation.models import Participation
from drogowskaz.programmes import queries as programmes
from drogowskaz.projects.lifecycle import MilestoneState
from drogowskaz.projects.models import Project
from drogowskaz.reports.compiling import Facts, city_report, languages
from drogowskaz.reports.documents import TEMPLATE, Advice, CityReport, Milestone, ProjectCard, StageHours
from drogowskaz.reports.models import Version


def snapshots(version: Version, *, at: datetime) -> list[CityReport]:
    """The document of `version` in each of its languages, as it would be published at `at`; the Polish one first."""
    participation = version.report.participation
    return [
        city_report(version, language=language, facts=facts(participation, language=language), at=at)
        for language in languages(version)
    ]


def printed(version: Version, *, at: datetime) -> list[Printed]:
    """The PDFs of `version` as published at `at`, each with the snapshot it was pressed from.

    Raises:
        PressFailed: a document could not be made.
    """
    return [press(TEMPLATE, snapshot, at=at) for snapshot in snapshots(version, at=at)]


def facts(participation: Participation, *, language: str) -> Facts:
    """What the tables know of a city's project and advice, in the words of `language`."""
    with translation.override(language):
        project = Project.objects.filter(participation=participation).prefetch_related("milestones").first()
        hours = _hours(participation, language)
        return Facts(
            project=_card(project) if project else None,
            hours=hours,
            advice=_advice(participation),
            figures=_figures(participation, project),
        )


def _card(project: Project) -> ProjectCard:
    lines = (
        (_("State"), str(project.get_state_display())),
        (_("Place"), project.place),
        (_("Whom it serves"), project.groups),
        (_("Partners"), project.partners),
    )
    texts = (
        (_("What existed before, and what gets better"), project.improves),
        (_("What the city does"), project.actions),
        (_("What has been done"), project.report_text if project.accepted_at else ""),
    )
    milestones = sorted(project.milestones.all(), key=lambda one: (one.due_on, one.pk))
    return ProjectCard(
        title=project.title,
        promise=project.aim,
        facts=tuple(Fact(label, value) for label, value in lines if value),
        sections=tuple(Section(title, tuple(parse(text))) for title, text in texts if text),
        milestones=tuple(
            Milestone(
                title=one.title,
                due=day(one.due_on),
                state=str(one.get_state_display()),
                criterion=one.criterion,
            )
            for one in milestones
        ),
    )


def _hours(participation: Participation, language: str) -> tuple[StageHours, ...]:
    accounts = participation.accounts.filter(opened_at__isnull=False).select_related("stage")
    edition = participation.edition
    return tuple(
        StageHours(
            stage=str(wording(account.stage, "name", language)),
            granted=programmes.amount(edition, account.granted),
            used=programmes.amount(edition, account.used),
            left=programmes.amount(edition, account.granted - account.used),
            share=round(account.used / account.granted, 3) if account.granted else None,
        )
        for account in accounts.order_by("stage__number")
    )


def _advice(participation: Participation) -> tuple[Advice, ...]:
    """Confirmed sessions with the time that counted; the topic is the line the public may read."""
    counted = _counted(participation)
    sessions = AdvisorySession.objects.filter(participation=participation, state=SessionState.CONFIRMED)
    return tuple(
        Advice(
            day=day(session.starts_at),
            topic=session.topic,
            amount=programmes.amount(participation.edition, counted[session.promise_id]),
        )
        for session in sessions.order_by("starts_at", "pk")
        if session.promise_id in counted
    )


def _counted(participation: Participation) -> dict[int, int]:
    """Minutes that count for each promise: used under the key by which it was released, and not reversed."""
    entries = list(Entry.objects.filter(account__participation=participation))
    undone = {entry.ref_id for entry in entries if entry.kind == EntryKind.REVERSE}
    used = {
        entry.key: entry.minutes
        for entry in entries
        if entry.kind == EntryKind.USE and entry.pk not in undone
    }
    return {
        entry.ref_id: used[entry.key]
        for entry in entries
        if entry.kind == EntryKind.RELEASE and entry.ref_id and entry.key in used
    }


def _figures(participation: Participation, project: Project | None) -> tuple[Figure, ...]:
    found = []
    accounts = list(participation.accounts.all())
    granted, used = sum(one.granted for one in accounts), sum(one.used for one in accounts)
    if granted:
        edition = participation.edition
        beside = _("of %(amount)s") % {"amount": programmes.amount(edition, granted)}
        found.append(Figure(programmes.amount(edition, used), _("of advice used"), beside))
    milestones = list(project.milestones.all()) if project else []
    if milestones:
        accepted = sum(one.state == MilestoneState.ACCEPTED for one in milestones)
        beside = _("of %(amount)s") % {"amount": len(milestones)}
        found.append(Figure(str(accepted), _("milestones accepted"), beside))
    return tuple(found)
