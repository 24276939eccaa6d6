"""Pages of projects: who sees them, what they say, what bad input gets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drogowskaz.documents import actions as documents
from drogowskaz.programmes.roles import Role
from drogowskaz.projects import actions
from drogowskaz.projects.cards import Card
from drogowskaz.projects.lifecycle import MilestoneState, State
from drogowskaz.projects.models import Evidence, Milestone, Project
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_member, an_edition
from tests.builders.projects import (
    EVIDENCE,
    NOW,
    a_completed_project,
    a_milestone,
    a_participation,
    a_project,
    a_project_with_milestones,
    a_reported_milestone,
    a_reported_project,
    cast_of,
    coordinator_of,
    guardian_of,
)

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def signed_in(client, user):
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


CARD = {"title": "Rynek", "aim": "Cień na rynku", "version": "1"}


def test_the_coordinator_plans_the_project_from_what_is_known(client, participation):
    signed_in(client, coordinator_of(participation))
    page = reverse("projects:plan", args=[participation.pk])

    shown = client.get(page)
    answer = client.post(page, CARD)

    assert "Plan zieleni z 2025 roku." in text(shown)
    assert answer.status_code == 302
    assert Project.objects.get().title == "Rynek"


def test_a_card_without_title_is_shown_again_with_the_sentence_and_the_rest_of_the_text(
    client, participation
):
    signed_in(client, coordinator_of(participation))

    answer = client.post(reverse("projects:plan", args=[participation.pk]), {"aim": "Cień", "title": ""})

    assert (answer.status_code, "Cień" in text(answer), Project.objects.count()) == (422, True, 0)


def test_a_conflict_shows_both_texts_and_overwrites_nothing(client, participation):
    project = a_project(participation)
    signed_in(client, coordinator_of(project.participation))
    page = reverse("projects:change", args=[project.pk])
    client.post(page, CARD | {"aim": "Pierwszy cel"})

    answer = client.post(page, CARD | {"aim": "Drugi cel"})
    again = client.post(page, CARD | {"aim": "Drugi cel", "version": answer.context["form"].data["version"]})

    assert answer.status_code == 409
    assert "Pierwszy cel" in text(answer)
    assert "Drugi cel" in text(answer)
    assert again.status_code == 302
    assert Project.objects.get().aim == "Drugi cel"


@pytest.mark.parametrize("due_on", ["", "wczoraj", "2027-02-30", "27.13.2027", "0001-01-01", "9999-12-31"])
def test_a_milestone_with_an_impossible_day_is_shown_again(client, due_on, participation):
    project = a_project(participation)
    signed_in(client, coordinator_of(project.participation))

    answer = client.post(
        reverse("projects:add_milestone", args=[project.pk]), {"title": "Drzewa", "due_on": due_on}
    )

    assert (answer.status_code, Milestone.objects.count()) == (422, 0)


def test_a_forged_critical_mark_after_the_start_changes_nothing(client, participation):
    project = a_project_with_milestones(participation)
    signed_in(client, coordinator_of(project.participation))

    client.post(
        reverse("projects:add_milestone", args=[project.pk]),
        {"title": "Nowy", "due_on": "2027-05-01", "critical": "on"},
    )

    assert Milestone.objects.get(title="Nowy").critical is False


def test_evidence_is_added_piece_by_piece_and_then_reported(client, participation):
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)
    signed_in(client, coordinator_of(project.participation))
    page = reverse("projects:report_milestone", args=[milestone.pk])
    photograph = SimpleUploadedFile("rynek.png", PNG, content_type="image/png")

    kept = client.post(page, {"shows": "Zdjęcie", "file": photograph, "more": "1"})
    state = Milestone.objects.get(pk=milestone.pk).state
    reported = client.post(page, {"shows": "", "url": ""})

    assert (kept.status_code, state) == (302, MilestoneState.PLANNED)
    assert (reported.status_code, Milestone.objects.get(pk=milestone.pk).state) == (
        302,
        MilestoneState.REPORTED,
    )
    assert Evidence.objects.get().upload.name == "rynek.png"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"shows": "", "url": ""}, "Dodaj co najmniej jeden plik albo adres"),
        ({"shows": "", "url": "https://example.org"}, "Napisz w jednym zdaniu"),
        ({"shows": "x", "url": ""}, "Wybierz plik albo podaj adres"),
        ({"shows": "x", "url": "javascript:alert(1)"}, "adres"),
    ],
)
def test_evidence_that_is_not_whole_is_refused_at_the_field(client, given, sentence, participation):
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)
    signed_in(client, coordinator_of(project.participation))

    answer = client.post(reverse("projects:report_milestone", args=[milestone.pk]), given)

    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert Milestone.objects.get(pk=milestone.pk).state == MilestoneState.PLANNED


def test_a_wrong_file_is_refused_at_the_field_and_nothing_is_reported(client, participation):
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)
    signed_in(client, coordinator_of(project.participation))
    program = SimpleUploadedFile("rynek.png", b"MZ\x90", content_type="image/png")

    answer = client.post(
        reverse("projects:report_milestone", args=[milestone.pk]), {"shows": "Zdjęcie", "file": program}
    )

    assert (answer.status_code, Evidence.objects.count()) == (422, 0)


def test_the_guardian_sends_a_milestone_back_only_with_words(client, participation):
    milestone = a_reported_milestone(a_project_with_milestones(participation))
    signed_in(client, guardian_of(milestone.project.participation))
    page = reverse("projects:return_milestone", args=[milestone.pk])

    empty = client.post(page, {"remark": ""})
    answer = client.post(page, {"remark": "Dołącz protokół."})

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert Milestone.objects.get(pk=milestone.pk).remark == "Dołącz protokół."


def test_a_second_click_on_accept_is_told_and_changes_nothing(client, participation):
    milestone = a_reported_milestone(a_project_with_milestones(participation))
    signed_in(client, guardian_of(milestone.project.participation))
    page = reverse("projects:accept_milestone", args=[milestone.pk])
    client.post(page)

    again = client.post(page)

    assert (again.status_code, Milestone.objects.get(pk=milestone.pk).state) == (403, MilestoneState.ACCEPTED)


def test_the_guardian_accepts_the_completion_on_the_page(client, participation):
    project = a_reported_project(participation)
    signed_in(client, guardian_of(project.participation))

    shown = client.get(reverse("projects:detail", args=[project.pk]))
    answer = client.post(reverse("projects:accept", args=[project.pk]), {"remark": "Dobra robota"})

    assert "Odbierz projekt jako ukończony" in text(shown)
    assert (answer.status_code, Project.objects.get().state) == (302, State.COMPLETED)


def test_a_project_is_stopped_on_a_page_of_its_own(client, participation):
    project = a_project(participation)
    signed_in(client, coordinator_of(project.participation))
    page = reverse("projects:stop", args=[project.pk])

    empty = client.post(page, {"reason": ""})
    client.post(page, {"reason": "Zmieniono budżet."})

    assert (empty.status_code, Project.objects.get().state) == (422, State.STOPPED)
    assert "Zmieniono budżet." in text(client.get(reverse("projects:detail", args=[project.pk])))


PAGES = {
    "detail": "project",
    "change": "project",
    "start": "project",
    "report": "project",
    "accept": "project",
    "return": "project",
    "stop": "project",
    "add_milestone": "project",
    "milestone": "milestone",
    "change_milestone": "milestone",
    "remove_milestone": "milestone",
    "report_milestone": "milestone",
    "accept_milestone": "milestone",
    "return_milestone": "milestone",
    "evidence": "evidence",
    "remove_evidence": "evidence",
    "plan": "participation",
}


POST_ONLY = {
    "start",
    "report",
    "accept",
    "return",
    "report_milestone",
    "accept_milestone",
    "return_milestone",
    "remove_evidence",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_project_is_the_same_as_an_unknown_one(client, method, participation):
    milestone = a_reported_milestone(a_project_with_milestones(participation))
    pk = {
        "project": milestone.project_id,
        "milestone": milestone.pk,
        "evidence": milestone.evidence.get().pk,
        "participation": participation.pk,
    }
    signed_in(client, a_person(acting_for=a_city("Gdzie Indziej")))

    said = {
        name: [
            client.generic(method, reverse(f"projects:{name}", args=[one])).status_code
            for one in (pk[thing], 999_999)
        ]
        for name, thing in PAGES.items()
    }

    assert said == {name: [405 if method == "GET" and name in POST_ONLY else 404] * 2 for name in PAGES}


def test_a_file_is_served_only_to_those_who_may_read_the_project(client, participation):
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)
    coordinator = coordinator_of(project.participation)
    upload = documents.receive(SimpleUploadedFile("rynek.png", PNG), by=coordinator, at=NOW)
    evidence = Evidence.objects.create(
        milestone=milestone, shows="Zdjęcie", upload=upload, added_at=NOW, added_by=coordinator
    )
    page = reverse("projects:evidence", args=[evidence.pk])

    own = signed_in(client, coordinator).get(page)
    foreign = signed_in(client, a_person(acting_for=a_city("Gdzie Indziej"))).get(page)

    assert (own.status_code, own["Content-Disposition"]) == (200, 'attachment; filename="rynek.png"')
    assert foreign.status_code == 404


def asked_for(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_the_list_takes_the_same_queries_however_many_projects(client):
    edition = an_edition()
    signed_in(client, a_member(edition.programme, Role.OFFICE))
    a_project_with_milestones(a_participation("Brzeg", edition=edition))
    asked_for(client, reverse("projects:list"))

    one = asked_for(client, reverse("projects:list"))
    a_project_with_milestones(a_participation("Chełm", edition=edition))
    a_project_with_milestones(a_participation("Żory", edition=edition))

    assert asked_for(client, reverse("projects:list")) == one


def test_a_card_takes_the_same_queries_however_many_milestones(client, participation):
    project = a_project_with_milestones(participation)
    signed_in(client, coordinator_of(project.participation))
    page = reverse("projects:detail", args=[project.pk])
    asked_for(client, page)

    one = asked_for(client, page)
    a_milestone(project, "Ławki")
    a_milestone(project, "Studnia")

    assert asked_for(client, page) == one


@pytest.mark.parametrize(
    "make", [a_project, a_project_with_milestones, a_reported_project, a_completed_project]
)
def test_every_person_of_the_programme_reads_the_card_in_every_state(client, make, participation):
    cast = cast_of(participation)
    project = make(participation)

    for person in (cast.office, cast.guardian, cast.coordinator, cast.mayor):
        assert signed_in(client, person).get(reverse("projects:detail", args=[project.pk])).status_code == 200
        for milestone in project.milestones.all():
            page = reverse("projects:milestone", args=[milestone.pk])
            assert signed_in(client, person).get(page).status_code == 200


def test_the_forms_of_the_coordinator_open(client, participation):
    project = a_project(participation)
    milestone = a_milestone(project)
    signed_in(client, coordinator_of(project.participation))

    names = {"change": project, "add_milestone": project, "stop": project}
    names |= {"change_milestone": milestone, "remove_milestone": milestone}
    for name, thing in names.items():
        assert client.get(reverse(f"projects:{name}", args=[thing.pk])).status_code == 200


def test_a_new_list_says_what_will_be_here(client):
    edition = an_edition()
    signed_in(client, a_member(edition.programme, Role.OFFICE))

    assert "Tutaj pojawią się projekty miast." in text(client.get(reverse("projects:list")))


def test_private_evidence_and_remarks_stay_in_the_programme(client, participation):
    milestone = a_reported_milestone(a_project_with_milestones(participation))
    actions.return_milestone(
        milestone, remark="KANAREK", by=guardian_of(milestone.project.participation), at=NOW
    )
    signed_in(client, a_person(acting_for=a_city("Gdzie Indziej")))

    for name in ("projects:list", "desk:home"):
        page = text(client.get(reverse(name)))
        assert "KANAREK" not in page
        assert EVIDENCE.shows not in page


@pytest.mark.parametrize(
    ("name", "make"),
    [("report", a_project_with_milestones), ("accept", a_reported_project), ("return", a_reported_project)],
)
def test_who_may_not_is_told_so_before_anything_about_the_form(client, name, make, participation):
    project = make(participation)
    signed_in(client, cast_of(project.participation).mayor)

    answer = client.post(reverse(f"projects:{name}", args=[project.pk]), {"text": "", "remark": "a" * 2001})

    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["accept_milestone", "return_milestone", "report_milestone"])
def test_so_it_is_for_milestones(client, name, participation):
    milestone = a_reported_milestone(a_project_with_milestones(participation))
    signed_in(client, cast_of(milestone.project.participation).mayor)

    answer = client.post(reverse(f"projects:{name}", args=[milestone.pk]), {"remark": "a" * 2001})

    assert answer.status_code == 403


def test_of_evidence_neither_the_sentence_nor_the_file_nor_the_address_is_called_optional(
    client, participation
):
    milestone = a_project_with_milestones(participation).milestones.first()
    signed_in(client, coordinator_of(milestone.project.participation))

    page = text(client.get(reverse("projects:milestone", args=[milestone.pk])))

    assert page.count("nieobowiązkowe") == 0


def test_what_the_city_writes_with_lists_is_shown_with_lists(client, participation):
    project = a_project(
        participation, card=Card(title="Rynek", aim="Cień", actions="Zrobimy:\n\n- pomiar\n- próbę")
    )
    signed_in(client, coordinator_of(project.participation))

    assert "<li><p>pomiar" in text(client.get(reverse("projects:detail", args=[project.pk])))
