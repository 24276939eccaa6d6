"""Pages of milestones: the dated step, its evidence, and the answer of the person who looks at it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid, unanswered
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.documents.guard import FileRefused
from drogowskaz.people.web import SignedIn

from . import actions, policies, queries
from .forms import EvidenceForm, MilestoneForm, RemarkForm
from .lifecycle import State
from .models import Evidence, Milestone, Project

ROAD = ("participation__edition__programme", "participation__city", "participation__theme")


def _milestone(request: SignedIn, pk: int) -> Milestone:
    visible = Milestone.objects.visible_to(request.user).select_related(
        *(f"project__{step}" for step in ROAD), "reported_by", "accepted_by", "returned_by"
    )
    return get_object_or_404(visible, pk=pk)


def _page(request: SignedIn, milestone: Milestone, **forms: Any) -> dict[str, Any]:
    now = timezone.now()
    may = {
        f"may_{verb}": getattr(policies, f"can_{verb}_milestone")(request.user, milestone, at=now)
        for verb in ("change", "remove", "report", "accept", "return")
    }
    return {
        "milestone": milestone,
        "project": milestone.project,
        "step": queries.Step(milestone, milestone.is_late(timezone.localdate(now))),
        "evidence": milestone.evidence.select_related("upload", "added_by").order_by("added_at", "pk"),
        "form": EvidenceForm(),
        "remark": RemarkForm(),
        **may,
        **forms,
    }


def add(request: SignedIn, pk: int) -> HttpResponse:
    """Add a milestone to a project."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related(*ROAD), pk=pk)
    require(policies.can_add_milestone(request.user, project, at=timezone.now()))
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if project.state != State.PLANNED:
        form.settle(False)
    context = {"project": project, "form": form}
    if page := unanswered(request, "projects/milestone_form.html", context):
        return page
    key = form.cleaned_data["key"]
    try:
        actions.add_milestone(project, by=request.user, at=timezone.now(), key=key, **form.facts)
    except actions.AlreadyAdded as repeated:
        messages.info(request, repeated.message)
    except actions.DayRefused as refused:
        form.add_error("due_on", str(refused))
        return invalid(request, "projects/milestone_form.html", context)
    else:
        messages.success(request, _("The milestone is added."))
    return redirect("projects:detail", pk)


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One milestone with its evidence, and what the reader can do with it."""
    return render(request, "projects/milestone.html", _page(request, _milestone(request, pk)))


def change(request: SignedIn, pk: int) -> HttpResponse:
    """Change a milestone that has not been reported."""
    milestone = _milestone(request, pk)
    require(policies.can_change_milestone(request.user, milestone, at=timezone.now()))
    form = MilestoneForm(request.POST) if request.method == "POST" else MilestoneForm.of(milestone)
    if milestone.project.state != State.PLANNED:
        form.settle(milestone.critical)
    context = {"project": milestone.project, "milestone": milestone, "form": form}
    if page := unanswered(request, "projects/milestone_form.html", context):
        return page
    version = form.cleaned_data["version"] or 0
    try:
        actions.change_milestone(milestone, version=version, by=request.user, at=timezone.now(), **form.facts)
    except actions.DayRefused as refused:
        form.add_error("due_on", str(refused))
        return invalid(request, "projects/milestone_form.html", context)
    except actions.Changed as changed:
        stored = _milestone(request, pk)
        again = MilestoneForm({**request.POST.dict(), "version": stored.version})
        context |= {"milestone": stored, "form": again, "conflict": changed.message}
        return render(request, "projects/milestone_form.html", context, status=409)
    messages.success(request, _("The milestone is saved."))
    return redirect("projects:milestone", pk)


def remove(request: SignedIn, pk: int) -> HttpResponse:
    """A page of its own for taking a milestone out of the plan."""
    milestone = _milestone(request, pk)
    require(policies.can_remove_milestone(request.user, milestone, at=timezone.now()))
    if request.method != "POST":
        context = {"milestone": milestone, "project": milestone.project}
        return render(request, "projects/milestone_remove.html", context)
    actions.remove_milestone(milestone, by=request.user, at=timezone.now())
    messages.success(request, _("The milestone is taken out of the plan."))
    return redirect("projects:detail", milestone.project_id)


@require_POST
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Keep evidence, and report the milestone as reached unless the person wants to add more."""
    milestone = _milestone(request, pk)
    require(policies.can_report_milestone(request.user, milestone, at=timezone.now()))
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(request, "projects/milestone.html", _page(request, milestone, form=form))
    given = form.given()
    by, at = request.user, timezone.now()
    try:
        if "more" not in request.POST:
            actions.report_milestone(milestone, evidence=(given,) if given else (), by=by, at=at)
            messages.success(request, _("Reported. The guardian of the goal or the office looks at it now."))
        elif given:
            actions.add_evidence(milestone, given, by=by, at=at)
            messages.success(request, _("The evidence is kept. You can add more, or report the milestone."))
        else:
            raise actions.EvidenceMissing
    except actions.AlreadyKept as repeated:
        messages.info(request, repeated.message)
    except (FileRefused, actions.EvidenceMissing) as refused:
        form.add_error("file", str(refused))
        return invalid(request, "projects/milestone.html", _page(request, _milestone(request, pk), form=form))
    return redirect("projects:milestone", pk)


@require_POST
def remove_evidence(request: SignedIn, pk: int) -> HttpResponse:
    """Evidence is taken back before the milestone is reported."""
    given = _evidence(request, pk)
    actions.remove_evidence(given, by=request.user, at=timezone.now())
    messages.success(request, _("The evidence is removed."))
    return redirect("projects:milestone", given.milestone_id)


def _evidence(request: SignedIn, pk: int) -> Evidence:
    visible = Evidence.objects.visible_to(request.user).select_related(
        "upload", *(f"milestone__project__{step}" for step in ROAD)
    )
    return get_object_or_404(visible, pk=pk)


def evidence(request: SignedIn, pk: int) -> HttpResponse:
    """The file of a piece of evidence, for those who may read the project."""
    given = _evidence(request, pk)
    if given.upload is None:
        raise Http404
    return web.send(given.upload)


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """The milestone is accepted."""
    milestone = _milestone(request, pk)
    require(policies.can_accept_milestone(request.user, milestone, at=timezone.now()))
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return invalid(request, "projects/milestone.html", _page(request, milestone, remark=form))
    actions.accept_milestone(
        milestone, remark=form.cleaned_data["remark"], by=request.user, at=timezone.now()
    )
    messages.success(request, _("Accepted. The city gets a letter."))
    return redirect("projects:milestone", pk)


@require_POST
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    """The milestone goes back to the city with a remark."""
    milestone = _milestone(request, pk)
    require(policies.can_return_milestone(request.user, milestone, at=timezone.now()))
    form = RemarkForm(request.POST)
    if form.is_valid():
        remark = form.cleaned_data["remark"]
        try:
            actions.return_milestone(milestone, remark=remark, by=request.user, at=timezone.now())
        except actions.RemarkMissing as missing:
            form.add_error("remark", str(missing))
        else:
            messages.success(request, _("Sent back. The city gets a letter with your remark."))
            return redirect("projects:milestone", pk)
    return invalid(request, "projects/milestone.html", _page(request, milestone, remark=form))
