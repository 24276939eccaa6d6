"""Versions: the last and the earlier ones, who read them on which way, and what differs between two."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes

from .. import texts
from ..lifecycle import WRITTEN_AT, State
from ..models import Report, Review, Version
from .sheets import desk_content


def latest(report: Report) -> Version | None:
    """The last version, if any has been made."""
    return report.versions.order_by("-number").first()


def versions_of(report: Report) -> QuerySet[Version]:
    """Every version, the newest first, with who made and read it."""
    return (
        report.versions.select_related("made_by", "published_by", "issued", "issued_en")
        .prefetch_related("reviews__reviewed_by", "reviews__link")
        .order_by("-number")
    )


def earlier(version: Version) -> QuerySet[Version]:
    """The versions before `version`, the newest first."""
    return Version.objects.filter(report=version.report_id, number__lt=version.number).order_by("-number")


def compared(version: Version, number: str, *, step: str = "") -> Version | None:
    """The version to compare `version` with.

    The one whose `number` a reader has asked for; else the one last read at `step`; else the one just before.
    """
    before = earlier(version)
    if number.isdecimal() and len(number) < 7 and (asked := before.filter(number=int(number)).first()):
        return asked
    read = before.filter(reviews__step=step).first() if step else None
    return read or before.first()


def edited(report: Report, version: Version) -> list[texts.Passage]:
    """What has been edited on the desk since `version` and not been kept as a version yet."""
    template = programmes.report_template(report.participation.edition)
    found = texts.passages(template, desk_content(report), version.content)
    return [passage for passage in found if passage.changed]


@dataclass(frozen=True)
class RoadStep:
    """A step of the reading on its way to the public."""

    label: str | Promise
    done: bool
    now: bool


def road(report: Report) -> list[RoadStep]:
    """The way of a report: written, read step by step in the edition's order, published."""
    order = programmes.report_template(report.participation.edition).steps
    steps = [State.DRAFT, *(State(step) for step in order), State.PUBLISHED]
    stand = {State.RETURNED: State.DRAFT, State.READY: State.PUBLISHED}.get(
        State(report.state), State(report.state)
    )
    place = steps.index(stand)
    finished = report.state == State.PUBLISHED
    labels: dict[State, str | Promise] = {
        State.DRAFT: _("written by the city"),
        State.GUARDIAN: _("read by the guardian of the goal"),
        State.MAYOR: _("approved by the mayor"),
        State.LANGUAGE: _("language edit"),
        State.PUBLISHED: _("public"),
    }
    return [
        RoadStep(labels[step], done=number < place or finished, now=number == place and not finished)
        for number, step in enumerate(steps)
    ]


def approvals(version: Version) -> list[Review]:
    """Who passed this round on, step by step, each with the exact version read; a return begins anew."""
    reviews = (
        Review.objects.filter(version__report=version.report_id, version__number__lte=version.number)
        .select_related("reviewed_by", "link", "version")
        .order_by("reviewed_at", "pk")
    )
    closed = (
        Version.objects.published()
        .filter(report=version.report_id, number__lt=version.number)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )
    passed: list[Review] = []
    for review in reviews:
        if review.version.number > closed:
            passed = [*passed, review] if review.passed else []
    return passed


def since_approval(version: Version) -> list[texts.Passage]:
    """What differs in `version` from the words the mayor approved in this round; nothing where they are the same."""
    approved = [one.version for one in approvals(version) if one.step == State.MAYOR]
    if not approved or approved[-1].sha256 == version.sha256:
        return []
    template = programmes.report_template(version.report.participation.edition)
    found = texts.passages(template, version.content, approved[-1].content)
    return [passage for passage in found if passage.changed]


def last_return(report: Report) -> Review | None:
    """The remarks with which the report came back to the city, while it is there."""
    if report.state != State.RETURNED:
        return None
    reviews = Review.objects.filter(version__report=report, passed=False).select_related(
        "reviewed_by", "link", "version"
    )
    return reviews.order_by("-reviewed_at", "-pk").first()


def seen_before(version: Version) -> Version | None:
    """The version a mayor should see the difference from: the last one a mayor has read, or the last public one."""
    seen = Q(reviews__step=State.MAYOR) | Q(published_at__isnull=False)
    return earlier(version).filter(seen).distinct().first()


def has_answered(user: User, report: Report, *, version_sha256: str, passed: bool) -> bool:
    """Say whether `user` has already given this very answer to the last version, as a second click would again."""
    version = latest(report)
    if version is None or version.sha256 != version_sha256:
        return False
    return version.reviews.filter(reviewed_by=user, passed=passed).exists()


def has_sent(user: User, report: Report) -> bool:
    """Say whether `user` has sent the report, and nobody has read it yet: a second click would send it again."""
    version = latest(report)
    if report.state in WRITTEN_AT or version is None or version.made_by_id != user.pk:
        return False
    return not version.reviews.exists()
