"""What the project card takes over from the application."""

import pytest

from drogowskaz.participation import actions as participations
from drogowskaz.projects.cards import first_card
from tests.builders.applications import an_accepted
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db


def admitted(application, **facts):
    edition = application.call.edition
    return participations.admit(
        edition,
        application.city,
        path=edition.paths.get(has_application=True),
        theme=application.qualified_theme,
        project_title=facts.get("project_title", ""),
        evidence="",
        by=a_member(edition.programme),
        at=NOW,
        application=application,
    )


@pytest.mark.slow
def test_the_card_begins_with_the_answers_of_the_application():
    application = an_accepted(title="Rynek dla ludzi")
    answers = application.frozen["answers"]["project"]

    card = first_card(admitted(application))

    assert (card.title, card.short_title) == ("Rynek dla ludzi", answers["short_title"])
    assert (card.improves, card.aim) == (answers["improvement"], answers["aim"])
    assert card.actions == "\n".join(", ".join(row.values()) for row in answers["actions"])


@pytest.mark.slow
def test_the_title_given_at_the_admission_wins():
    application = an_accepted(title="Rynek dla ludzi")

    assert (
        first_card(admitted(application, project_title="Rynek, który oddycha")).title
        == "Rynek, który oddycha"
    )
