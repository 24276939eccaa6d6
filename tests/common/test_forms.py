"""A field is shown with its label, its hint and its errors, tied together for those who cannot see them."""

import re
from html.parser import HTMLParser

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile

from drogowskaz.common import forms
from tests.common.urls import Question

pytestmark = pytest.mark.usefixtures("trouble")
SENT = {"title": "x" * 81, "story": "", "way": "boat"}


class Controls(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if "id" in facts:
            self.found[facts["id"]] = {"tag": tag, **facts}


@pytest.fixture
def controls(drawn):
    """The controls of a field by their id, as drawn."""

    def draw(name, data=None):
        return Controls(drawn("{% field form.NAME %}".replace("NAME", name), form=Question(data))).found

    return draw


def test_a_hint_describes_its_field(controls):
    found = controls("title")

    assert found["id_title"]["aria-describedby"] == "id_title_helptext"
    assert found["id_title_helptext"]["tag"] == "p"
    assert "aria-invalid" not in found["id_title"]


def test_an_error_describes_its_field_and_marks_it(controls):
    found = controls("title", SENT)

    assert found["id_title"]["aria-describedby"] == "id_title_helptext id_title_error"
    assert found["id_title"]["aria-invalid"] == "true"
    assert "id_title_error" in found


def test_a_limited_text_says_its_limit_before_typing(drawn, controls):
    found = controls("story")

    assert found["id_story"]["aria-describedby"] == found["id_story"]["data-count"] == "id_story_count"
    assert "200 znaków" in drawn("{% field form.story %}", form=Question())


def test_only_what_is_not_required_is_marked(drawn):
    assert "nieobowiązkowe" in drawn("{% field form.story %}", form=Question())
    assert "nieobowiązkowe" not in drawn("{% field form.title %}", form=Question())


def test_radios_are_a_group_with_the_question_as_its_legend(drawn, controls):
    text = drawn("{% field form.way %}", form=Question(SENT))
    found = controls("way", SENT)

    assert "<legend>Jak się spotkacie?</legend>" in text
    assert found["id_way"]["tag"] == "fieldset"
    assert found["id_way"]["aria-describedby"] == "id_way_helptext id_way_error"
    assert '<label class="choice" for="id_way_0">' in text
    assert text.count("aria-describedby") == 1


def test_several_errors_lie_under_one_id(drawn):
    form = Question(SENT)
    form.add_error("title", "Wpisz tytuł projektu.")
    text = drawn("{% field form.title %}", form=form)

    assert text.count('class="field__error"') == 2
    assert text.count('id="id_title_error"') == 1


def test_the_summary_leads_to_every_field_even_to_radios(drawn):
    text = drawn("{% errors form %}", form=Question(SENT))

    assert re.findall(r'href="#([\w-]+)"', text) == ["id_title", "id_way_0", "id_agreed"]
    assert "Popraw 3 odpowiedzi" in text
    assert 'role="alert"' in text


def test_a_form_without_errors_has_no_summary(drawn):
    assert drawn("{% errors form %}", form=Question()) == ""


def test_what_concerns_the_whole_form_stands_in_the_summary(drawn):
    form = Question({"title": "Park", "way": "here", "agreed": "on"})
    form.add_error(None, "Ktoś <zmienił> ten formularz.")

    assert "<li>Ktoś &lt;zmienił&gt; ten formularz.</li>" in drawn("{% errors form %}", form=form)


def test_what_is_typed_cannot_leave_its_field(drawn):
    text = drawn("{% field form.title %}", form=Question({"title": '"><script>alert(1)</script>'}))

    assert "<script>" not in text


def test_a_page_with_a_form_is_right(client):
    assert client.get("/proba/asked/").status_code == 200


def test_a_form_with_errors_comes_back_as_such(client):
    answer = client.post("/proba/asked/", {**SENT, "file": SimpleUploadedFile("a.txt", b"")})

    assert answer.status_code == 422
    assert "<title>Błąd: Pytania – Drogowskaz</title>" in answer.content.decode()


def test_a_field_without_ids_is_described_by_nothing():
    assert forms.described_by(Question(auto_id="")["title"]) == ""


def test_a_hidden_field_is_only_itself(drawn):
    class Marked(django_forms.Form):
        version = django_forms.IntegerField(widget=django_forms.HiddenInput)

    text = drawn("{% field form.version %}", form=Marked({"version": "3"}))

    assert text == '<input type="hidden" name="version" value="3" id="id_version">'


def test_a_field_left_empty_is_named_and_says_what_to_do(drawn):
    class Everything(django_forms.Form):
        title = django_forms.CharField(label="Tytuł")
        way = django_forms.ChoiceField(label="Droga", choices=[("a", "A")])
        plan = django_forms.FileField(label="Mapa")
        agreed = django_forms.BooleanField(label="Zgoda")
        day = django_forms.DateField(label="Dzień", error_messages={"required": "Podaj dzień."})

    form = Everything({}, {})
    said = [
        "Uzupełnij: Tytuł",
        "Wybierz odpowiedź: Droga",
        "Dołącz plik: Mapa",
        "Zaznacz: Zgoda",
        "Podaj dzień.",
    ]

    assert re.findall(r">([^<>]+)</a>", drawn("{% errors form %}", form=form)) == said
    assert "</span>Uzupełnij: Tytuł</span>" in drawn("{% field form.title %}", form=form)
