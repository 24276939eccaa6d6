"""The steps through the browser's plain forms, without scripts: every kind of question, conflicts, hostile input."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drogowskaz.applications import queries
from drogowskaz.applications.answers import posting
from drogowskaz.applications.lifecycle import State
from drogowskaz.applications.models import Application
from drogowskaz.programmes.parts import Kind
from tests.builders.applications import a_complete_draft, a_draft, a_pdf, a_submitted, answers_to
from tests.builders.people import a_person
from tests.builders.programmes import a_call
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
GROUPS = {Kind.YES, Kind.CHOICE, Kind.CHOICES, Kind.THEMES, Kind.DATE, Kind.ROWS}


class Form(HTMLParser):
    """The fields of a page's forms with their values, as a browser would send them."""

    def __init__(self, response):
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.area = ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        name = facts.get("name")
        if tag == "textarea":
            self.area = name
            self.values[name] = [""]
        if tag != "input" or not name or facts.get("type") == "file":
            return
        if facts.get("type") not in ("checkbox", "radio") or "checked" in facts:
            self.values.setdefault(name, []).append(facts.get("value", ""))

    def handle_data(self, text):
        if self.area:
            self.values[self.area][0] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self.area][0] = self.values[self.area][0].removeprefix("\n")
            self.area = ""


@pytest.fixture
def draft(client, call, now):
    draft = a_draft(call=call, at=now)
    client.force_login(draft.started_by)
    return draft


def address(draft, step="project"):
    return reverse("applications:step", args=[draft.pk, step])


def stored(draft, step="project"):
    return draft.steps.get(step=step).answers


def test_a_person_goes_through_all_steps_and_sends_the_application(client, now):
    city = a_city("Łomża")
    call = a_call(at=now)
    client.force_login(a_person(acting_for=city))

    response = client.post(reverse("applications:start", args=[call.pk]), {"city": city.pk})
    draft = Application.objects.get()
    assert response.url == reverse("applications:detail", args=[draft.pk])
    sheet = queries.sheet_of(draft)
    assert len(sheet.questionnaire.steps) == 7
    for step in sheet.questionnaire.steps:
        sheet = queries.sheet_of(draft)
        page = client.get(address(draft, step.key))
        form = Form(page).values
        for name, value in posting(sheet.asked(step), answers_to(sheet, step, themes=(11, 3))):
            form.setdefault(name, [])
            form[name] = [value] if form[name] in ([], [""]) else [*form[name], value]
        for one in sheet.asked(step):
            if one.kind == Kind.FILE:
                form[one.name] = SimpleUploadedFile("statement.pdf", a_pdf().read())
        response = client.post(address(draft, step.key), {**form, "next": ""})
        assert response.status_code == 302, [fault["message"] for fault in response.context["faults"]]
    assert response.url == reverse("applications:check", args=[draft.pk])

    page = client.get(response.url)
    response = client.post(
        reverse("applications:submit", args=[draft.pk]), {"seen": Form(page).values["seen"][0]}
    )

    sent = Application.objects.get()
    assert (sent.state, sent.submitted_by.email) == (State.SUBMITTED, sent.started_by.email)
    page = client.get(response.url)
    assert sent.number in page.content.decode()
    copy = client.get(reverse("applications:copy", args=[sent.pk]))
    assert (copy["Content-Type"], copy.content[:5]) == ("application/pdf", b"%PDF-")
    assert sent.copy_id == Application.objects.get().copy_id is not None


def test_every_question_is_written_at_its_field(client, draft):
    client.post(address(draft, "concept"), {"version": "0", "themes": ["3"], "next": ""})
    sheet = queries.sheet_of(draft)

    for step in sheet.questionnaire.steps:
        page = client.get(address(draft, step.key)).content.decode()
        for one in sheet.asked(step):
            where = "<legend>" if one.kind in GROUPS else f'<label for="{one.name}">'
            assert f"{where}{one.question.label}" in page
            assert all(str(choice.label) in page for choice in one.question.choices)
            assert all(str(column.label) in page for column in one.question.columns)
    checked = client.get(reverse("applications:check", args=[draft.pk])).content.decode()
    assert "Nazwa urzędu" in checked


def test_a_question_without_a_translation_says_its_language(client, draft):
    page = client.get("/en" + address(draft, "applicant")).content.decode()

    assert '<label for="office"><span lang="pl">Nazwa urzędu</span></label>' in page


def test_half_filled_and_wrong_answers_are_kept_and_shown_again(client, draft):
    response = client.post(
        address(draft),
        {
            "version": "0",
            "ends_on-d": "31",
            "ends_on-m": "2",
            "cost": "dużo",
            "actions-0-action": "x" * 41,
            "next": "",
        },
    )

    assert response.status_code == 422
    assert [fault.anchor for fault in response.context["faults"]] == ["ends_on-d", "cost", "actions-0-action"]
    form = Form(client.get(address(draft))).values
    assert (form["ends_on-d"], form["ends_on-m"], form["cost"]) == (["31"], ["2"], ["dużo"])
    assert form["actions-0-action"] == ["x" * 41]
    assert stored(draft)["cost"] == "dużo"


def test_what_is_missing_does_not_stop_a_draft(client, draft):
    response = client.post(address(draft), {"version": "0", "next": ""})

    assert response.url == address(draft, "statement")


def test_coming_back_later_leads_to_the_list_of_steps(client, draft):
    response = client.post(address(draft), {"version": "0", "kind": "project", "later": ""})

    assert response.url == reverse("applications:detail", args=[draft.pk])
    standing = client.get(response.url).context["standing"]
    assert [one.standing for one in standing] == ["to_do", "to_do", "to_do", "under_way", "to_do"]


def test_a_step_saves_itself(client, draft):
    response = client.post(address(draft), {"version": "0", "kind": "project", "autosave": "1"})

    saved = draft.steps.get()
    assert response.json()["version"] == 1
    assert response.json()["saved_at"] == saved.saved_at.isoformat()
    assert saved.answers["kind"] == "project"


def test_rows_are_added_and_removed_by_buttons(client, draft):
    posted = {"version": "0", "actions-0-action": "Pierwsze", "actions-1-action": "Drugie"}
    response = client.post(address(draft), {**posted, "remove": "actions-0"})
    assert response.url == address(draft) + "#actions"
    assert [row["action"] for row in stored(draft)["actions"]] == ["Drugie"]

    form = Form(client.get(address(draft))).values
    response = client.post(address(draft), {**form, "add": "actions"})
    assert response.url == address(draft) + "?wiersz=actions#actions"
    form = Form(client.get(response.url)).values
    assert (form["actions-0-action"], form["actions-1-action"]) == (["Drugie"], [""])


def test_more_than_one_theme_needs_a_leading_one_and_the_page_asks_for_it(client, draft):
    response = client.post(address(draft, "concept"), {"version": "0", "themes": ["3", "11"], "next": ""})

    assert response.status_code == 422
    assert [fault.anchor for fault in response.context["faults"]] == ["themes-leading-0"]
    form = Form(response).values
    response = client.post(address(draft, "concept"), {**form, "themes-leading": "11", "next": ""})
    assert response.status_code == 302
    assert list(draft.goals.filter(leading=True).values_list("theme__number", flat=True)) == [11]


def test_a_step_about_each_theme_says_where_to_choose_them(client, draft):
    page = client.get(address(draft, "why")).content.decode()

    assert f'href="{address(draft, "concept")}"' in page


def test_what_was_said_about_a_theme_comes_back_with_it(client, draft):
    client.post(address(draft, "concept"), {"version": "0", "themes": ["3"], "next": ""})
    client.post(address(draft, "why"), {"version": "0", "reason-3": "Bo tak", "next": ""})
    client.post(address(draft, "concept"), {"version": "1", "themes": ["11"], "next": ""})
    client.post(
        address(draft, "why"), {"version": "1", "reason-11": "Bo inaczej", "reason-3": "obce", "next": ""}
    )

    assert stored(draft, "why")["reason-3"] == "Bo tak"
    assert "reason-3" not in Form(client.get(address(draft, "why"))).values


def test_two_people_see_both_texts_and_choose(client, draft):
    client.post(address(draft, "applicant"), {"version": "0", "office": "Urząd Miasta", "next": ""})
    colleague = a_person(acting_for=draft.city, name="Halina Wrzos")
    client.force_login(colleague)
    client.post(
        address(draft, "applicant"), {"version": "1", "office": "UM", "email": "um@example.org", "next": ""}
    )
    client.force_login(draft.started_by)

    mine = {"version": "1", "office": "Ratusz", "email": "ratusz@example.org", "site": "", "next": ""}
    response = client.post(address(draft, "applicant"), mine)

    assert response.status_code == 409
    page = response.content.decode()
    assert all(
        text in page for text in ("Ratusz", "UM", "ratusz@example.org", "um@example.org", "Halina Wrzos")
    )
    assert stored(draft, "applicant")["office"] == "UM"
    form = Form(response).values
    choice = {**form, "pick-office": "theirs", "pick-email": "mine", "next": ""}
    assert client.post(address(draft, "applicant"), choice).status_code == 302
    assert stored(draft, "applicant") == {"office": "UM", "email": "ratusz@example.org", "site": ""}


def test_a_conflict_while_saving_by_itself_is_told_in_a_sentence(client, draft):
    client.post(address(draft), {"version": "0", "kind": "project", "next": ""})

    response = client.post(address(draft), {"version": "0", "kind": "programme", "autosave": "1"})

    assert (response.status_code, stored(draft)["kind"]) == (409, "project")
    assert response.json()["message"]


@pytest.mark.parametrize("version", ["-1", "", "x", "0", "9" * 30, "1.5", "\x00"])
def test_a_version_that_cannot_be_is_a_conflict_and_loses_nothing(client, draft, version):
    client.post(address(draft), {"version": "0", "kind": "project", "next": ""})

    response = client.post(address(draft), {"version": version, "kind": "programme", "next": ""})

    assert (response.status_code, stored(draft)["kind"]) == (409, "project")


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "<script>alert(1)</script>", "{{ 7*7 }}", "🌳" * 50, "0", "-1"]
)
def test_hostile_texts_are_kept_as_text(client, draft, text):
    client.post(address(draft, "concept"), {"version": "0", "title": text, "next": ""})

    kept = text.replace("\x00", "")
    assert stored(draft, "concept")["title"] == kept
    page = client.get(address(draft, "concept")).content.decode()
    assert "<script>alert" not in page


def test_a_huge_text_is_kept_and_named(client, draft):
    huge = "Ł" * 200_000
    response = client.post(address(draft, "concept"), {"version": "0", "title": huge, "next": ""})

    assert response.status_code == 422
    assert stored(draft, "concept")["title"] == huge


@pytest.mark.parametrize("key", ["unknown", "concept2", "0"])
def test_an_unknown_step_is_not_found(client, draft, key):
    assert client.get(address(draft, key)).status_code == 404
    assert client.post(address(draft, key), {"version": "0"}).status_code == 404


def test_themes_of_another_edition_are_not_taken(client, draft):
    client.post(address(draft, "concept"), {"version": "0", "themes": ["99", "0", "-1", "3"], "next": ""})

    assert stored(draft, "concept")["themes"] == ["3"]


def test_a_file_is_taken_in_replaced_and_taken_out(client, draft):
    for name in ("pierwsze.pdf", "drugie.pdf"):
        file = SimpleUploadedFile(name, a_pdf(name).read(), content_type="application/pdf")
        response = client.post(
            address(draft, "statement"), {"version": "0", "true": "yes", "signed": file, "next": ""}
        )
        assert response.status_code == 302
    assert [str(one.upload) for one in draft.attachments.select_related("upload")] == ["drugie.pdf"]

    response = client.post(address(draft, "statement"), {"version": "1", "true": "yes", "detach": "signed"})
    assert response.url == address(draft, "statement")
    assert not draft.attachments.exists()


def test_a_wrong_file_is_named_at_its_field_and_the_answers_are_saved(client, draft):
    file = SimpleUploadedFile("wirus.exe", b"MZ", content_type="application/pdf")
    response = client.post(
        address(draft, "statement"), {"version": "0", "true": "yes", "signed": file, "next": ""}
    )

    assert response.status_code == 422
    assert [fault.anchor for fault in response.context["faults"]] == ["signed"]
    assert stored(draft, "statement") == {"true": "yes"}


def test_nobody_else_finds_the_steps(client, draft):
    client.force_login(a_person(acting_for=a_city()))

    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {"version": "0"}).status_code == 404


def test_a_step_of_an_application_sent_leads_to_its_page(client, call, now):
    sent = a_submitted(call=call, at=now)
    client.force_login(sent.started_by)

    assert client.get(address(sent)).url == reverse("applications:detail", args=[sent.pk])
    assert client.post(address(sent), {"version": "1", "kind": "programme"}).status_code == 403


def test_a_complete_draft_shows_every_step_done(client, call, now):
    draft = a_complete_draft(call=call, at=now)
    client.force_login(draft.started_by)

    page = client.get(reverse("applications:detail", args=[draft.pk]))

    assert {one.standing for one in page.context["standing"]} == {"done"}
    for step in queries.sheet_of(draft).questionnaire.steps:
        assert client.get(address(draft, step.key) + "?braki").context["faults"] == []
