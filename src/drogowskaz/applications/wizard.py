"""The page of one step: drawing, saving, saving by itself, and choosing between two people's answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drogowskaz.documents import actions as documents
from drogowskaz.documents.guard import FileRefused
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.parts import Kind, Step

from . import actions, policies, queries
from .answers import ROWS_AT_MOST, Answers, Asked, posting, read, same
from .fields import fields
from .judging import Fault
from .models import Application, StepAnswers
from .sheet import Line, Sheet, line
from .views import fetch

LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Difference:
    """A question two people answered differently."""

    name: str
    theirs: Line
    mine: Line


def step(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Draw or save one step of a draft."""
    application = fetch(request, pk)
    sheet = queries.sheet_of(application)
    found = sheet.step(key)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _save(request, application, sheet, found)
    if not policies.can_edit(request.user, application, at=timezone.now()):
        return redirect("applications:detail", pk)
    shown = sheet.faults(found)
    if "braki" not in request.GET:
        shown = [fault for fault in shown if not fault.missing]
    return _draw(request, application, sheet, found, shown)


def _draw(
    request: SignedIn,
    application: Application,
    sheet: Sheet,
    step: Step,
    shown: list[Fault],
    *,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    standing = sheet.standing()
    context = {
        "application": application,
        "city": application.city,
        "step": step,
        "place": sheet.questionnaire.steps.index(step) + 1,
        "standing": standing,
        "fields": fields(sheet, step, shown, more=request.GET.get("wiersz", "")),
        "faults": shown,
        "has_errors": bool(shown),
        "needs_themes": sheet.needs_themes(step),
        "themes_step": _themes_step(sheet),
        "version": sheet.versions.get(step.key, 0),
        "saved_at": sheet.saved_at.get(step.key),
        "next": sheet.after(step),
        "open": application.call.is_open(now),
        "last": application.call.last_moment,
    }
    return render(request, "applications/step.html", context, status=status)


def _themes_step(sheet: Sheet) -> Step | None:
    for step in sheet.questionnaire.steps:
        if any(question.kind == Kind.THEMES for question in step.questions):
            return step
    return None


def _version(request: SignedIn) -> int:
    text = request.POST.get("version", "")
    return min(int(text), LARGEST) if text.isdecimal() and len(text) < 20 else 0


def _save(request: SignedIn, application: Application, sheet: Sheet, step: Step) -> HttpResponse:
    now = timezone.now()
    questions = sheet.asked(step)
    removed = _removed(request, questions)
    stored = sheet.answers.get(step.key, {})

    def posted(name: str) -> list[str]:
        return [] if removed and name.startswith(removed) else request.POST.getlist(name)

    answers = read(questions, posted, sheet.themes)
    for one in questions:
        if request.POST.get(f"pick-{one.name}") == "theirs":
            answers |= {name: stored[name] for name in (one.name, f"{one.name}-leading") if name in stored}
    # What was said about a theme that is no longer chosen comes back when the theme does.
    answers = {**{name: kept for name, kept in stored.items() if name not in answers}, **answers}
    by_itself = "autosave" in request.POST
    try:
        saved = actions.save_step(
            application, step.key, answers, version=_version(request), by=request.user, at=now
        )
    except actions.Conflict as conflict:
        if by_itself:
            return JsonResponse({"message": str(conflict)}, status=409)
        return _conflict(request, application, step, questions, answers)
    if by_itself:
        return JsonResponse(
            {"saved_at": saved.saved_at.isoformat(), "version": saved.version, "message": _saved(saved)}
        )
    refused = _files(request, application, questions)
    return _onward(request, application, step, refused)


def _saved(saved: StepAnswers) -> str:
    moment = timezone.localtime(saved.saved_at)
    return _("Draft saved at %(time)s. You can close this page.") % {"time": date_format(moment, "H:i")}


def _removed(request: SignedIn, questions: list[Asked]) -> str:
    """The beginning of the names of the fields in the row to be taken out, or nothing."""
    name, _dash, place = request.POST.get("remove", "").rpartition("-")
    groups = {one.name for one in questions if one.kind == Kind.ROWS}
    if name in groups and place.isdecimal() and len(place) < 4 and int(place) < ROWS_AT_MOST:
        return f"{name}-{int(place)}-"
    return ""


def _files(request: SignedIn, application: Application, questions: list[Asked]) -> list[Fault]:
    """Take in the files sent with the step; what cannot be taken is said at its field."""
    refused = []
    for one in questions:
        if one.kind != Kind.FILE:
            continue
        now = timezone.now()
        if request.POST.get("detach") == one.name:
            for attachment in application.attachments.filter(question=one.name):
                actions.detach(attachment, by=request.user, at=now)
        file = request.FILES.get(one.name)
        if file is None:
            continue
        try:
            upload = documents.receive(file, by=request.user, at=now)
        except FileRefused as refusal:
            refused.append(Fault(one.name, one.name, str(refusal)))
            continue
        actions.attach(application, one.name, upload, by=request.user, at=now)
    return refused


def _onward(request: SignedIn, application: Application, step: Step, refused: list[Fault]) -> HttpResponse:
    sheet = queries.sheet_of(application)
    here = reverse("applications:step", args=[application.pk, step.key])
    groups = {one.name for one in sheet.asked(step) if one.kind == Kind.ROWS}
    more = request.POST.get("add", "")
    if more in groups:
        return redirect(f"{here}?wiersz={more}#{more}")
    name = request.POST.get("remove", "").rpartition("-")[0]
    if name in groups:
        return redirect(f"{here}#{name}")
    if "detach" in request.POST and not refused:
        return redirect(here)
    every = sheet.faults(step)
    wrong = [fault for fault in every if not fault.missing or fault.anchor.endswith("-leading-0")] + refused
    if wrong:
        messages.info(request, _("What you wrote has been saved. Some of it needs to be put right."))
        return _draw(request, application, sheet, step, wrong, status=422)
    if "later" in request.POST:
        messages.success(request, _("Draft saved. You can close this page."))
        return redirect("applications:detail", application.pk)
    following = sheet.after(step)
    if following is None:
        return redirect("applications:check", application.pk)
    return redirect("applications:step", application.pk, following.key)


def _conflict(
    request: SignedIn, application: Application, step: Step, questions: list[Asked], mine: Answers
) -> HttpResponse:
    """Both people's answers side by side; the next save is made on top of the stored version."""
    stored = application.steps.select_related("saved_by").get(step=step.key)
    differences = [
        Difference(one.name, _line(one, stored.answers), _line(one, mine))
        for one in questions
        if not same(one, stored.answers, mine)
    ]
    context = {
        "application": application,
        "step": step,
        "stored": stored,
        "differences": differences,
        "hidden": posting(questions, mine),
    }
    return render(request, "applications/conflict.html", context, status=409)


def _line(one: Asked, answers: Answers) -> Line:
    named = answers.get(one.name) or [] if one.kind == Kind.THEMES else []
    leading = answers.get(f"{one.name}-leading")
    themes = [f"{number} ({_('leading')})" if number == leading else str(number) for number in named]
    return line(one, answers.get(one.name), themes, None)
