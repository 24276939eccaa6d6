"""What comes twice is kept once: a milestone for each form, a file or an address for each milestone."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from drogowskaz.documents.models import Upload
from drogowskaz.people.models import JournalEntry
from drogowskaz.projects import actions
from drogowskaz.projects.lifecycle import MilestoneState
from drogowskaz.projects.models import Evidence, Milestone
from tests.builders.projects import (
    DAY,
    EVIDENCE,
    NOW,
    TODAY,
    a_milestone,
    a_project,
    a_project_with_milestones,
    coordinator_of,
)
from tests.races import at_once, without

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def _files(tmp_path, settings):
    settings.FILES = tmp_path


def entries(verb):
    return JournalEntry.objects.filter(verb=verb).count()


def form_of(client, page):
    """What the hidden fields of a page hold."""
    return {"key": str(client.get(page).context["form"]["key"].value())}


def soon():
    return str((TODAY + 400 * DAY).replace(year=2027, month=6, day=1))


def test_a_form_sent_twice_adds_one_milestone_and_says_so(client):
    project = a_project()
    client.force_login(coordinator_of(project.participation))
    page = reverse("projects:add_milestone", args=[project.pk])
    typed = {"title": "Drzewa posadzone", "due_on": soon()} | form_of(client, page)

    first = client.post(page, typed)
    again = client.post(page, typed, follow=True)

    assert (first.status_code, Milestone.objects.count(), entries("project.add_milestone")) == (302, 1, 1)
    assert "już dodany" in again.content.decode()


def test_two_forms_add_two_milestones_even_of_the_same_words(client):
    project = a_project()
    client.force_login(coordinator_of(project.participation))
    page = reverse("projects:add_milestone", args=[project.pk])

    for _ in range(2):
        client.post(page, {"title": "Drzewa posadzone", "due_on": soon()} | form_of(client, page))

    assert Milestone.objects.count() == 2


def test_a_form_that_added_one_milestone_does_not_add_another():
    project, key = a_project(), uuid4()
    a_milestone(project, "Drzewa posadzone", key=key)

    with pytest.raises(actions.KeyReused):
        a_milestone(project, "Ławki ustawione", key=key)

    assert Milestone.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"
)
def test_of_two_clicks_at_one_moment_the_database_lets_one_add():
    """Without its constraint both do."""
    project, key = a_project(), uuid4()
    coordinator_of(project.participation)

    def click():
        a_milestone(type(project).objects.get(), key=key)

    assert (at_once(click), Milestone.objects.count()) == (["AlreadyAdded", "done"], 1)
    with without(Milestone, "milestone_key_once"):
        for _ in range(20):  # two clicks do not always meet; that they can is what is shown
            Milestone.objects.all().delete()
            if at_once(click) == ["done", "done"]:
                break
        assert Milestone.objects.count() == 2


def a_photograph(shows="Zdjęcie"):
    return actions.Given(shows, file=ContentFile(PNG, name="rynek.png"))


@pytest.mark.parametrize("given", [a_photograph, lambda: EVIDENCE], ids=["file", "address"])
def test_the_same_file_or_address_is_kept_once_with_a_milestone(given):
    milestone, other = a_project_with_milestones().milestones.order_by("pk")
    by = coordinator_of(milestone.project.participation)
    kept = actions.add_evidence(milestone, given(), by=by, at=NOW)

    with pytest.raises(actions.AlreadyKept) as refused:
        actions.add_evidence(milestone, given(), by=by, at=NOW)
    actions.add_evidence(other, given(), by=by, at=NOW)

    assert refused.value.evidence == kept
    assert [one.milestone for one in Evidence.objects.order_by("pk")] == [milestone, other]
    assert (entries("project.add_evidence"), Upload.objects.count()) == (2, 2 if kept.upload else 0)


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_it_would_be_kept_twice():
    milestone = a_project_with_milestones().milestones.first()
    by = coordinator_of(milestone.project.participation)

    with without(Evidence, "evidence_once_with_a_milestone"):
        for _ in range(2):
            actions.add_evidence(milestone, EVIDENCE, by=by, at=NOW)

        assert Evidence.objects.count() == 2


def test_a_report_with_a_file_that_is_there_already_goes_through_with_one():
    milestone = a_project_with_milestones().milestones.first()
    by = coordinator_of(milestone.project.participation)
    actions.add_evidence(milestone, a_photograph(), by=by, at=NOW)

    actions.report_milestone(milestone, evidence=(a_photograph("To samo zdjęcie"),), by=by, at=NOW)

    assert (milestone.state, milestone.evidence.get().shows) == (MilestoneState.REPORTED, "Zdjęcie")


def test_a_page_sent_twice_keeps_one_file_and_says_so(client):
    milestone = a_project_with_milestones().milestones.first()
    client.force_login(coordinator_of(milestone.project.participation))
    page = reverse("projects:report_milestone", args=[milestone.pk])

    for _ in range(2):
        file = SimpleUploadedFile("rynek.png", PNG, content_type="image/png")
        answer = client.post(page, {"shows": "Zdjęcie", "file": file, "more": "1"}, follow=True)

    assert (Evidence.objects.count(), "już jest przy tym kamieniu" in answer.content.decode()) == (1, True)
