"""The day of a milestone lies between today and the end of the edition's projects, and the field says so."""

from datetime import date

import pytest
from django.urls import reverse

from drogowskaz.projects import actions
from drogowskaz.projects.models import Milestone
from tests.builders.projects import DAY, NOW, TODAY, a_milestone, a_project, coordinator_of

pytestmark = pytest.mark.django_db


def end_of(project):
    return project.participation.edition.projects_end_on


def moved(milestone, due_on, *, title="Drzewa posadzone", at=NOW):
    by = coordinator_of(milestone.project.participation)
    actions.change_milestone(
        milestone,
        title=title,
        criterion="",
        due_on=due_on,
        critical=milestone.critical,
        version=milestone.version,
        by=by,
        at=at,
    )


def test_the_first_and_the_last_day_are_taken():
    project = a_project()

    for due_on in (TODAY, end_of(project)):
        a_milestone(project, due_on=due_on)

    assert Milestone.objects.count() == 2


def test_a_day_before_or_after_is_refused():
    project = a_project()

    for due_on in (TODAY - DAY, end_of(project) + DAY):
        with pytest.raises(actions.DayRefused):
            a_milestone(project, due_on=due_on)

    assert Milestone.objects.count() == 0


def test_a_milestone_past_its_day_can_be_put_in_better_words_but_not_moved_into_the_past():
    milestone = a_milestone(a_project(), due_on=TODAY)

    moved(milestone, TODAY, title="Drzewa rosną", at=NOW + 5 * DAY)
    with pytest.raises(actions.DayRefused):
        moved(milestone, TODAY + DAY, at=NOW + 5 * DAY)

    assert (Milestone.objects.get().title, Milestone.objects.get().due_on) == ("Drzewa rosną", TODAY)


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [(date(2026, 1, 2), "Ten dzień już minął"), (date(2099, 1, 2), "Podaj dzień nie późniejszy niż")],
)
def test_the_sentence_stands_at_the_field_and_nothing_typed_is_lost(client, due_on, sentence):
    project = a_project()
    milestone = a_milestone(project)
    client.force_login(coordinator_of(project.participation))
    typed = {"title": "Ławki ustawione", "due_on": str(due_on), "version": "1"}

    for name, thing in (("add_milestone", project), ("change_milestone", milestone)):
        answer = client.post(reverse(f"projects:{name}", args=[thing.pk]), typed)

        assert answer.status_code == 422
        assert [sentence in one for one in answer.context["form"].errors["due_on"]] == [True]
        assert "Ławki ustawione" in answer.content.decode()


def test_of_two_who_change_a_milestone_the_second_sees_both_texts(client):
    milestone = a_milestone(a_project())
    client.force_login(coordinator_of(milestone.project.participation))
    page = reverse("projects:change_milestone", args=[milestone.pk])
    moved(milestone, milestone.due_on, title="Tekst pierwszej osoby")
    typed = {"title": "Tekst drugiej osoby", "due_on": str(milestone.due_on), "version": "1"}

    answer = client.post(page, typed)
    again = client.post(page, typed | {"version": answer.context["form"].data["version"]})

    assert answer.status_code == 409
    assert [text in answer.content.decode() for text in ("Tekst pierwszej", "Tekst drugiej")] == [True, True]
    assert (again.status_code, Milestone.objects.get().title) == (302, "Tekst drugiej osoby")
