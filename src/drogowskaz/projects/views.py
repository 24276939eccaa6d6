"""Pages of projects in the workspace: the list, the card, completion and its acceptance."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid, unanswered
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn

from . import actions, policies, queries
from .cards import NAMES, first_card
from .forms import CardForm, CompletionForm, RemarkForm, StopForm, again
from .models import Project

PAGE = 25


def overview(request: SignedIn) -> HttpResponse:
    """Every project the reader may see, by city, with what is late in it."""
    projects = queries.with_milestones(Project.objects.visible_to(request.user))
    page = Paginator(projects, PAGE).get_page(request.GET.get("strona"))
    today = timezone.localdate()
    rows = [(project, queries.tally(project, on=today)) for project in page.object_list]
    context = {"page": page, "rows": rows, "unplanned": queries.without_project(request.user)}
    return render(request, "projects/list.html", context)


def plan(request: SignedIn, pk: int) -> HttpResponse:
    """The coordinator describes the project of a city; the form begins with what is known."""
    visible = Participation.objects.visible_to(request.user).select_related(
        "city", "edition", "theme", "application"
    )
    participation = get_object_or_404(visible, pk=pk)
    require(policies.can_plan(request.user, participation, at=timezone.now()))
    posted = request.method == "POST"
    form = CardForm(request.POST) if posted else CardForm.of(first_card(participation))
    if page := unanswered(request, "projects/plan.html", {"participation": participation, "form": form}):
        return page
    project = actions.plan(participation, card=form.card(), by=request.user, at=timezone.now())
    messages.success(request, _("The project is written down. Now add its milestones."))
    return redirect("projects:detail", project.pk)


def _project(request: SignedIn, pk: int) -> Project:
    visible = Project.objects.visible_to(request.user).select_related(
        "participation__edition__programme",
        "participation__city",
        "participation__theme",
        "accepted_by",
        "reported_by",
        "returned_by",
        "stopped_by",
    )
    return get_object_or_404(visible.prefetch_related("milestones"), pk=pk)


def _card(request: SignedIn, project: Project, **forms: Any) -> dict[str, Any]:
    now = timezone.now()
    may = {
        "may_" + verb: getattr(policies, f"can_{verb}")(request.user, project, at=now)
        for verb in ("change", "start", "report", "accept", "return", "stop")
    }
    return {
        "project": project,
        "steps": queries.steps(project, on=timezone.localdate(now)),
        "completion": CompletionForm(),
        "remark": RemarkForm(),
        **may,
        **forms,
    }


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """The project card with its milestones, and what the reader can do with it."""
    return render(request, "projects/detail.html", _card(request, _project(request, pk)))


def change(request: SignedIn, pk: int) -> HttpResponse:
    """Change the card; when somebody else saved it meanwhile, both texts are shown."""
    project = _project(request, pk)
    require(policies.can_change(request.user, project, at=timezone.now()))
    posted = request.method == "POST"
    form = CardForm(request.POST) if posted else CardForm.of(project, version=project.version)
    if page := unanswered(request, "projects/change.html", {"project": project, "form": form}):
        return page
    version = form.cleaned_data["version"] or 0
    try:
        actions.change(project, card=form.card(), version=version, by=request.user, at=timezone.now())
    except actions.Changed as changed:
        return _both(request, _project(request, pk), form, changed)
    messages.success(request, _("The card is saved."))
    return redirect("projects:detail", pk)


def _both(request: SignedIn, project: Project, form: CardForm, changed: actions.Changed) -> HttpResponse:
    typed = form.cleaned_data
    differing = [
        (form.fields[name].label, getattr(project, name), typed[name])
        for name in NAMES
        if getattr(project, name) != typed[name]
    ]
    context = {
        "project": project,
        "form": again(typed, project.version),
        "conflict": changed.message,
        "differing": differing,
    }
    return render(request, "projects/change.html", context, status=409)


@require_POST
def start(request: SignedIn, pk: int) -> HttpResponse:
    """The project begins."""
    actions.start(_project(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("The project has started. Milestones can be reported now."))
    return redirect("projects:detail", pk)


@require_POST
def report(request: SignedIn, pk: int) -> HttpResponse:
    """The city says that the project is completed."""
    project = _project(request, pk)
    require(policies.can_report(request.user, project, at=timezone.now()))
    form = CompletionForm(request.POST)
    if not form.is_valid():
        return invalid(request, "projects/detail.html", _card(request, project, completion=form))
    actions.report_completion(project, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    messages.success(request, _("Reported. The guardian of the goal or the office looks at it now."))
    return redirect("projects:detail", pk)


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """The completion is accepted."""
    project = _project(request, pk)
    require(policies.can_accept(request.user, project, at=timezone.now()))
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return invalid(request, "projects/detail.html", _card(request, project, remark=form))
    actions.accept_completion(project, remark=form.cleaned_data["remark"], by=request.user, at=timezone.now())
    messages.success(request, _("Accepted. The project is completed; the city gets a letter."))
    return redirect("projects:detail", pk)


@require_POST
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    """The project goes back to the city with a remark."""
    project = _project(request, pk)
    require(policies.can_return(request.user, project, at=timezone.now()))
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            actions.return_completion(
                project, remark=form.cleaned_data["remark"], by=request.user, at=timezone.now()
            )
        except actions.RemarkMissing as missing:
            form.add_error("remark", str(missing))
        else:
            messages.success(request, _("Sent back. The city gets a letter with your remark."))
            return redirect("projects:detail", pk)
    return invalid(request, "projects/detail.html", _card(request, project, remark=form))


def stop(request: SignedIn, pk: int) -> HttpResponse:
    """A page of its own for stopping: what it does, and why."""
    project = _project(request, pk)
    require(policies.can_stop(request.user, project, at=timezone.now()))
    form = StopForm(request.POST if request.method == "POST" else None)
    if page := unanswered(request, "projects/stop.html", {"project": project, "form": form}):
        return page
    actions.stop(project, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("The project is stopped. The reason stays beside it."))
    return redirect("projects:detail", pk)
