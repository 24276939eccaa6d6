"""What the public reads: news, and one city whose whole road is public."""

from datetime import datetime

from django.core.files.base import ContentFile

from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.portal.models import NewsItem
from drogowskaz.projects import actions as projects
from drogowskaz.projects.models import Project

from .participation import a_pdf, coordinator_of, guardian_of, mayor_of, office_of
from .people import LONG_AGO, a_person
from .programmes import NOW
from .projects import DAY, a_project_with_milestones

PUBLIC = projects.Given(shows="Zdjęcie rynku", url="https://example.org/rynek", public=True)
KEPT = projects.Given(shows="Umowa z wykonawcą", url="https://example.org/umowa")


def a_news_item(slug: str = "nabor", *, publish_at: datetime = LONG_AGO, **words: str) -> NewsItem:
    """A piece of news; it has long been public unless told otherwise."""
    texts = {
        "title_pl": "Nabór otwarty",
        "lead_pl": "Zapraszamy miasta.",
        "body_pl": "Termin jest na stronie.",
    }
    return NewsItem.objects.create(
        slug=slug, publish_at=publish_at, written_at=LONG_AGO, written_by=a_person(), **(texts | words)
    )


def a_file_as_evidence(*, public: bool) -> projects.Given:
    """A file that shows something, public or not."""
    file = ContentFile(a_pdf(), name="protokol.pdf")
    return projects.Given(shows="Protokół odbioru", file=file, public=public)


def with_accepted_milestone(
    participation: Participation, *evidence: projects.Given, at: datetime = NOW
) -> Project:
    """A project that goes on, its critical milestone accepted on this evidence."""
    project = a_project_with_milestones(participation, at=at)
    milestone = project.milestones.get(critical=True)
    by = coordinator_of(participation)
    projects.report_milestone(milestone, evidence=evidence or (PUBLIC,), by=by, at=at)
    projects.accept_milestone(milestone, by=guardian_of(participation), at=at + DAY)
    return project


def named_coordinator(participation: Participation, name: str, *, public: bool, at: datetime = NOW) -> None:
    """A coordinator in office who agrees, or does not, to be named on the public page."""
    person = a_person(name=name)
    naming = participations.propose_coordinator(
        participation, name=name, email=person.email, public_name=public, by=mayor_of(participation), at=at
    )
    participations.confirm_coordinator(naming, by=office_of(participation), at=at)
