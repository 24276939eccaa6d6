"""Pages of the open call: lists, the list of steps, checking, handing in, withdrawing, files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drogowskaz.common.forms import invalid
from drogowskaz.common.spreadsheets import sheet
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.people.queries import cities_of
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.models import Call, Edition
from drogowskaz.programmes.queries import questionnaire
from drogowskaz.registers.models import City

from . import actions, policies, printing, queries
from .forms import FilterForm
from .lifecycle import State
from .models import Application

PAGE = 50


def fetch(request: SignedIn, pk: int) -> Application:
    """The application, if the reader may know of it; 404 otherwise."""
    return get_object_or_404(queries.visible(request.user), pk=pk)


def shown(request: HttpRequest, template: str, context: dict[str, Any], form: Form) -> HttpResponse:
    """A page with a form: with status 422 and its errors where it has been sent and could not be taken."""
    answer = invalid if form.is_bound else render
    return answer(request, template, {**context, "form": form})


def list_(request: SignedIn) -> HttpResponse:
    """The city's applications and open calls; for the Office all that were handed in, with filters."""
    now = timezone.now()
    own = list(queries.of_cities(request.user))
    office = queries.in_an_office(request.user)
    form = _filter(request)
    found = queries.handed_in(request.user, form.filters())
    pages = Paginator(found, PAGE)
    reads = (
        office or pages.count or form.filters().any or request.user.memberships.filter(ends_on=None).exists()
    )
    asked = request.GET.copy()
    asked.pop("strona", None)
    context = {
        "own": own,
        "to_start": queries.to_start(request.user, now),
        "cities": list(cities_of(request.user)),
        "calls": [(call, call.is_open(now)) for call in queries.calls_of_office(request.user)]
        if office
        else [],
        "drafts": queries.drafts_in(request.user) if office else 0,
        "office": office,
        "reads": reads,
        "form": form,
        "page": pages.get_page(request.GET.get("strona")),
        "query": asked.urlencode(),
    }
    return render(request, "applications/list.html", context)


def _filter(request: SignedIn) -> FilterForm:
    editions = Edition.objects.filter(
        pk__in=Application.objects.visible_to(request.user).values("call__edition")
    ).order_by("-starts_on", "pk")
    return FilterForm(request.GET or {}, editions=editions)


@require_safe
def export(request: SignedIn) -> HttpResponse:
    """The filtered list as CSV for a spreadsheet: UTF-8 with a mark, semicolons."""
    header = [
        "number",
        "city",
        "teryt",
        "voivodeship",
        "title",
        "state",
        "goals",
        "leading",
        "qualified",
        "submitted_at",
    ]
    found = queries.handed_in(request.user, _filter(request).filters())
    return sheet("zgloszenia.csv", header, (_row(application) for application in found))


def _row(application: Application) -> list[object]:
    goals = sorted(application.goals.all(), key=lambda goal: goal.theme.number)
    submitted = timezone.localtime(application.submitted_at) if application.submitted_at else None
    return [
        application.number,
        application.city.name,
        application.city.teryt,
        application.city.get_voivodeship_display(),
        application.title,
        application.state,
        " ".join(str(goal.theme.number) for goal in goals),
        " ".join(str(goal.theme.number) for goal in goals if goal.leading),
        application.qualified_theme and application.qualified_theme.number,
        submitted and submitted.isoformat(timespec="seconds"),
    ]


def start(request: SignedIn, pk: int) -> HttpResponse:
    """What the call asks, and a button for each city of the reader that has no application in it."""
    call = get_object_or_404(Call.objects.filter(edition__in=Edition.objects.public()), pk=pk)
    now = timezone.now()
    if request.method == "POST":
        number = request.POST.get("city", "")
        city = get_object_or_404(City, pk=int(number) if number.isdecimal() and len(number) < 10 else 0)
        application = actions.start(call, city=city, by=request.user, at=now)
        messages.success(request, _("The draft is ready. Fill in the steps in any order."))
        return redirect("applications:detail", application.pk)
    context = {
        "call": call,
        "open": call.is_open(now),
        "last": call.last_moment,
        "steps": questionnaire(call.edition).steps,
        "to_start": [one for one in queries.to_start(request.user, now) if one.call == call],
        "own": [one for one in queries.of_cities(request.user) if one.call_id == call.pk],
        "cities": list(cities_of(request.user)),
    }
    return render(request, "applications/start.html", context)


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """A draft as its list of steps; what has been handed in with all its answers."""
    application = fetch(request, pk)
    now = timezone.now()
    sheet = queries.sheet_of(application)
    own = request.user.represents(application.city)
    context = {
        "application": application,
        "call": application.call,
        "open": application.call.is_open(now),
        "last": application.call.last_moment,
        "standing": sheet.standing() if application.state == State.DRAFT else [],
        "chosen": sheet.chosen,
        "steps": [(step, sheet.lines(step)) for step in sheet.questionnaire.steps],
        "own": own,
        "sha256": [application.frozen_sha256[place : place + 8] for place in range(0, 64, 8)],
        "secret": own and queries.is_embargoed(application),
        "can_edit": policies.can_edit(request.user, application, at=now),
        "can_submit": policies.can_submit(request.user, application, at=now),
        "can_withdraw": policies.can_withdraw(request.user, application, at=now),
        "can_accept": policies.can_accept(request.user, application, at=now),
        "can_reject": policies.can_reject(request.user, application, at=now),
    }
    if application.state == State.DRAFT:
        return render(request, "applications/tasks.html", context)
    return render(request, "applications/detail.html", context)


@require_safe
def check(request: SignedIn, pk: int) -> HttpResponse:
    """All answers of a draft on one page, with a link to change each; then the button that sends."""
    application = fetch(request, pk)
    if application.state != State.DRAFT:
        return redirect("applications:detail", pk)
    return _check(request, application)


def _check(request: SignedIn, application: Application, *, gaps: bool = False) -> HttpResponse:
    now = timezone.now()
    sheet = queries.sheet_of(application)
    standing = sheet.standing()
    context = {
        "application": application,
        "steps": [(step, sheet.lines(step)) for step in sheet.questionnaire.steps],
        "unanswered": [one for one in standing if one.faults or sheet.needs_themes(one.step)],
        "gaps": gaps,
        "has_errors": gaps,
        "can_submit": policies.can_submit(request.user, application, at=now),
        "fingerprint": sheet.fingerprint(),
        "last": application.call.last_moment,
    }
    return render(request, "applications/check.html", context, status=422 if gaps else 200)


@require_POST
def submit(request: SignedIn, pk: int) -> HttpResponse:
    """Hand the draft in; where something is missing, say what, with links."""
    application = fetch(request, pk)
    now = timezone.now()
    try:
        actions.submit(application, by=request.user, at=now, seen=request.POST.get("seen", ""))
    except actions.Incomplete:
        return _check(request, application, gaps=True)
    printing.try_copy_of(application, at=now)
    messages.success(request, _("Application %(number)s sent.") % {"number": application.number})
    return redirect("applications:detail", pk)


def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Say what withdrawing does, then do it."""
    application = fetch(request, pk)
    now = timezone.now()
    if request.method == "POST":
        actions.withdraw(application, by=request.user, at=now)
        messages.success(request, _("The application has been withdrawn."))
        return redirect("applications:list")
    require(policies.can_withdraw(request.user, application, at=now))
    context = {"application": application, "open": application.call.is_open(now)}
    return render(request, "applications/withdraw.html", context)


@require_safe
def attachment(request: SignedIn, pk: int, attachment: int) -> HttpResponse:
    """A file of the application, for whoever may read the application."""
    found = get_object_or_404(fetch(request, pk).attachments.select_related("upload"), pk=attachment)
    return web.send(found.upload)


@require_safe
def copy(request: SignedIn, pk: int) -> HttpResponse:
    """The printed copy; of a draft a proof that says so, for instance to be signed."""
    application = fetch(request, pk)
    now = timezone.now()
    if not application.number:
        if application.state != State.DRAFT:
            raise Http404
        return web.send_pdf(
            printing.proof_of(application, at=now), name=_("Draft of the application") + ".pdf"
        )
    return web.send(printing.copy_of(application, at=now))
