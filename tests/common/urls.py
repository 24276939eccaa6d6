"""The addresses of the product, and beside them pages that get into every trouble."""

from contextlib import closing

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from drogowskaz.common.forms import invalid
from drogowskaz.common.refusal import Refusal
from drogowskaz.config import urls
from drogowskaz.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class TooLittleTime(Refusal):
    message = "Zostało 1 h 30 min."


class Question(forms.Form):
    title = forms.CharField(label="Tytuł", max_length=80, help_text="Najwyżej 80 znaków.")
    story = forms.CharField(label="Opis", max_length=200, widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label="Jak się spotkacie?",
        choices=[("online", "Zdalnie"), ("here", "Na miejscu")],
        widget=forms.RadioSelect,
        help_text="Możesz to zmienić.",
    )
    agreed = forms.BooleanField(label="Zgadzam się", help_text="Zgodę możesz cofnąć.")
    file = forms.FileField(label="Plik", required=False)


def refused(request):
    raise TooLittleTime


def forbidden(request):
    raise PermissionDenied("Uwagi zapisuje tylko opiekun celu.")


def forbidden_silently(request):
    raise PermissionDenied


def broken(request):
    raise ZeroDivisionError


def garbled(request):
    raise BadRequest("nonsense")


def locked(request):
    raise OperationalError("database is locked")


def corrupt(request):
    raise OperationalError("disk I/O error")


def writing(request):
    """Write into the SQLite file that is named, waiting 50 ms for whoever holds it."""
    options = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": request.POST["file"],
        "OPTIONS": {"timeout": 0.05},
    }
    with closing(ConnectionHandler({"default": options})["default"]) as database, database.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES ('x')")
    return HttpResponse("written")


def asked(request):
    form = Question(request.POST or None, request.FILES or None)
    if request.method == "POST" and not form.is_valid():
        return invalid(request, "question.html", {"form": form})
    return render(request, "question.html", {"form": form})


def remembered(request):
    """Keep something in the session; with „ended”, after somebody has ended it from elsewhere."""
    if "ended" in request.GET:
        Session.objects.all().delete()
    request.session["remembered"] = True
    return HttpResponse("remembered")


def calm(request):
    return HttpResponse("calm")


def private(request):
    return HttpResponse("private")


VIEWS = (
    refused,
    forbidden,
    forbidden_silently,
    broken,
    garbled,
    locked,
    corrupt,
    writing,
    asked,
    remembered,
    calm,
)
urlpatterns = [
    *(path(f"proba/{view.__name__}/", login_not_required(view)) for view in VIEWS),
    path("proba/private/", private),
    *urls.urlpatterns,
]
