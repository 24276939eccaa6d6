"""Pages on which a report is read, approved or sent back, and its versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.languages import current
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes import queries as programmes

from . import actions, policies, queries, texts
from .forms import NoteForm, ReviewForm
from .lifecycle import READ_AT, State
from .models import Report, Version


def _report(request: SignedIn, pk: int) -> Report:
    return get_object_or_404(queries.listed(Report.objects.visible_to(request.user)), pk=pk)


def _reading(request: SignedIn, report: Report, **forms: Any) -> dict[str, Any]:
    version = queries.latest(report)
    if version is None:
        raise Http404
    older = queries.compared(version, request.GET.get("z", ""), step=report.state)
    template = programmes.report_template(report.participation.edition)
    now = timezone.now()
    return {
        "report": report,
        "version": version,
        "older": older,
        "earlier": queries.earlier(version),
        "passages": texts.passages(template, version.content, older.content if older else None),
        "approvals": queries.approvals(version),
        "edited": queries.edited(report, version) if report.state == State.LANGUAGE else [],
        "road": queries.road(report),
        "may_pass_on": policies.can_pass_on(request.user, report, at=now),
        "may_send_back": policies.can_send_back(request.user, report, at=now),
        "may_edit_words": policies.can_edit_words(request.user, report, at=now),
        "may_send_link": policies.can_send_link(request.user, report, at=now),
        "waits": report.state in READ_AT,
        "form": ReviewForm(initial={"version_sha256": version.sha256}),
        "note": NoteForm(),
        **forms,
    }


def review(request: SignedIn, pk: int) -> HttpResponse:
    """The whole text of the last version, what changed in it, and the answer of the person whose move it is."""
    return render(request, "reports/review.html", _reading(request, _report(request, pk)))


def _answered(request: SignedIn, report: Report, form: ReviewForm, *, passed: bool) -> bool:
    """Say whether this very answer has been given and the report has moved since; then the reader is told so."""
    if report.state in READ_AT and policies.can_pass_on(request.user, report, at=timezone.now()):
        return False
    read = form.cleaned_data["version_sha256"] if form.is_valid() else ""
    if not queries.has_answered(request.user, report, version_sha256=read, passed=passed):
        return False
    messages.info(
        request, _("Your answer to this version has already been taken down. Nothing was done twice.")
    )
    return True


@require_POST
def pass_on(request: SignedIn, pk: int) -> HttpResponse:
    """The reader approves exactly the version that was shown; a second click is told that the first one counted."""
    report = _report(request, pk)
    form = ReviewForm(request.POST)
    if _answered(request, report, form, passed=True):
        return redirect("reports:detail", pk)
    require(policies.can_pass_on(request.user, report, at=timezone.now()))
    if not form.is_valid():
        return invalid(request, "reports/review.html", _reading(request, report, form=form))
    actions.pass_on(report, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Approved. The report goes on to the next step."))
    return redirect("reports:detail", pk)


@require_POST
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    """The reader gives the report back to the city with remarks; a second click is told that the first one counted."""
    report = _report(request, pk)
    form = ReviewForm(request.POST)
    if _answered(request, report, form, passed=False):
        return redirect("reports:detail", pk)
    require(policies.can_send_back(request.user, report, at=timezone.now()))
    if form.is_valid():
        try:
            actions.send_back(report, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.RemarksMissing as missing:
            form.add_error("remarks", str(missing))
        else:
            messages.success(request, _("Sent back. The city gets a letter with your remarks."))
            return redirect("reports:detail", pk)
    return invalid(request, "reports/review.html", _reading(request, report, form=form))


@require_POST
def keep_words(request: SignedIn, pk: int) -> HttpResponse:
    """Words edited in the language edit become a version with a note."""
    report = _report(request, pk)
    require(policies.can_edit_words(request.user, report, at=timezone.now()))
    note = NoteForm(request.POST)
    if not note.is_valid():
        return invalid(request, "reports/review.html", _reading(request, report, note=note))
    version = actions.keep_words(report, by=request.user, at=timezone.now(), **note.cleaned_data)
    messages.success(
        request,
        _("Kept as version %(number)s. Earlier approvals stay with the version they were given to.")
        % {"number": version.number},
    )
    return redirect("reports:review", pk)


def history(request: SignedIn, pk: int) -> HttpResponse:
    """Every version of a report with who made it, who read it, and what they said."""
    report = _report(request, pk)
    return render(
        request, "reports/history.html", {"report": report, "versions": queries.versions_of(report)}
    )


def _version(request: SignedIn, pk: int) -> Version:
    visible = Version.objects.visible_to(request.user).select_related(
        "report__participation__city",
        "report__participation__edition__programme",
        "report__participation__theme",
        "issued",
        "issued_en",
        "published_by",
    )
    return get_object_or_404(visible, pk=pk)


def version(request: SignedIn, pk: int) -> HttpResponse:
    """One version: a published one from its snapshot, as the public reads it; any other as its words."""
    shown = _version(request, pk)
    template = programmes.report_template(shown.report.participation.edition)
    older = queries.compared(shown, request.GET.get("z", "")) if "z" in request.GET else None
    issued = shown.issued_en if shown.issued_en and current() == "en" else shown.issued
    context = {
        "version": shown,
        "report": shown.report,
        "snapshot": issued.snapshot if issued and older is None else None,
        "older": older,
        "earlier": queries.earlier(shown),
        "passages": texts.passages(template, shown.content, older.content if older else None),
        "approvals": queries.approvals(shown),
    }
    return render(request, "reports/version.html", context)


def download(request: SignedIn, pk: int, language: str) -> HttpResponse:
    """The PDF of a published version, exactly the bytes that were issued."""
    shown = _version(request, pk)
    issued = {"pl": shown.issued, "en": shown.issued_en}.get(language)
    if issued is None:
        raise Http404
    return web.send(issued)
