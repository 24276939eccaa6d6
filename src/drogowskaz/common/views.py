"""The one page of our own: every component of the product, drawn by the templates that the product uses."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .map import Dot, place
from .templatetags.house import COLOURS
from .waiting import Waiting

GOALS = 17
PROSE = """## Spacer badawczy

Zacznij od spaceru w **upał**, nie od *projektu*.

1. Umów targ i parkowanie, zanim wejdzie ekipa.
2. Zapisz podlewanie w umowie [na trzy lata](https://example.org/umowa).

> Latem omijam rynek, bo nie ma gdzie usiąść.

| Rok | Drzewa |
|---|---|
| 2025 | 12 |
| 2026 | 41 |
"""


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("What is the title of the project?"),
        help_text=gettext_lazy("Write it so that a resident understands it."),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the title of the project.")},
    )
    change = forms.CharField(
        label=gettext_lazy("What do you want to change, and for whom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("When does the project end?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Give a day that exists, such as 30 June 2027.")},
    )
    works = forms.ChoiceField(
        label=gettext_lazy("Do you already work with residents?"),
        choices=[("yes", gettext_lazy("Yes")), ("planned", gettext_lazy("Not yet, but we plan to"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )
    path = forms.ChoiceField(
        label=gettext_lazy("Path"),
        choices=[("open", gettext_lazy("Open call")), ("invited", gettext_lazy("Invitation"))],
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics of advice"),
        help_text=gettext_lazy("Choose as many as you need."),
        choices=[("green", gettext_lazy("Greenery and water")), ("people", gettext_lazy("Taking part"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Resolution or letter"),
        help_text=gettext_lazy("PDF or DOCX, up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
        required=False,
    )
    consent = forms.BooleanField(label=gettext_lazy("My name may stand on the public page."), required=False)


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, with invented content; a form with its errors, too."""
    names = ("Modrzewiec", "Jarzębin", "Trzciniec")
    places = ((51.9, 19.2), (50.06, 19.94), (54.2, 16.2))
    context = {
        "form": Sample({"title": "", "ends_on": "31.02.2027", "change": _("Shade in the market square.")}),
        "themes": [
            SimpleNamespace(number=number, name_pl=f"Nazwa {number}", name_en=f"Name {number}", colour=colour)
            for number, colour in enumerate(COLOURS, 1)
        ],
        "goals": GOALS,
        "step": Waiting(
            title=_("Answer 3 comments on the report"),
            url="#h-next-step",
            button=_("See the comments"),
            city="Modrzewiec",
            note=_("It will take you about 20 minutes."),
            due_on=timezone.localdate() + timedelta(days=4),
        ),
        "tasks": [
            {"title": _("City and person"), "url": "#h-tasks", "state": _("Done"), "kind": "plain"},
            {
                "title": _("The project"),
                "url": "#h-tasks",
                "state": _("In progress"),
                "kind": "info",
                "now": True,
            },
            {"title": _("Consents"), "note": _("After the other parts"), "state": _("Late"), "kind": "bad"},
        ],
        "steps": [
            {"title": _("Application"), "state": "done", "when": _("in May")},
            {
                "title": _("Implementation"),
                "state": "now",
                "when": _("until December"),
                "note": _("11.5 of 30 hours"),
            },
            {"title": _("Certificate"), "state": "", "when": _("from January")},
        ],
        "rows": [
            {"label": "2024", "value": 33, "text": "33%"},
            {"label": "2025", "value": None, "text": ""},
            {"label": "2026", "value": 46, "text": "46%"},
            {"label": "2027", "value": 70, "text": "70%", "planned": True},
        ],
        "facts": [
            {"label": _("Region"), "value": "łódzkie"},
            {"label": _("Residents"), "value": "24\N{NO-BREAK SPACE}300"},
        ],
        "figures": [
            {"label": _("Trees planted"), "value": 41, "small": _("of 64")},
            {"label": _("Residents on walks"), "value": 318},
        ],
        "answers": [
            {"label": _("Title"), "value": _("A market square that breathes"), "url": "#h-answers"},
            {"label": _("Ends on"), "value": "", "url": "#h-answers"},
        ],
        "crumbs": [("#main", _("Cities")), ("", "Modrzewiec")],
        "pills": [("#main", "łódzkie"), ("#main", _("In progress"))],
        "page": Paginator(range(90), 10).page(4),
        "dots": [
            Dot(*place(*where), url="#map", label=name, off=name == "Trzciniec")
            for name, where in zip(names, places, strict=True)
        ],
        "prose_text": PROSE,
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "typed": [(_("Title"), _("A market square that breathes"))],
    }
    return render(request, "common/styleguide.html", context)
