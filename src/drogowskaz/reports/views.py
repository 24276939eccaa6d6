"""Pages on which a city writes its report: the list, the sections, the check before sending."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.refusal import Refusal
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn

from . import actions, policies, queries, texts
from .forms import NoteForm, SendForm, TextForm
from .models import Report, Version

PAGE = 25
CONFLICT = 409


def overview(request: SignedIn) -> HttpResponse:
    """Every report the reader may see, by city; published ones also for those who read nothing else."""
    reports = queries.listed(Report.objects.visible_to(request.user))
    context = {
        "page": Paginator(reports, PAGE).get_page(request.GET.get("strona")),
        "unstarted": queries.without_report(request.user),
        "published": queries.published_beside(request.user),
    }
    return render(request, "reports/list.html", context)


@require_POST
def start(request: SignedIn, pk: int) -> HttpResponse:
    """The city begins its report."""
    visible = Participation.objects.visible_to(request.user).select_related("city", "edition")
    report = actions.start(get_object_or_404(visible, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("The report is started. Write its sections in any order."))
    return redirect("reports:detail", report.pk)


def _report(request: SignedIn, pk: int) -> Report:
    return get_object_or_404(queries.listed(Report.objects.visible_to(request.user)), pk=pk)


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """The report as a list of its sections, how far the reading is, and what the reader can do with it."""
    report, now = _report(request, pk), timezone.now()
    may = {
        f"may_{verb}": getattr(policies, f"can_{verb}")(request.user, report, at=now)
        for verb in ("write", "send", "pass_on", "edit_words", "publish", "revise", "see_links", "send_link")
    }
    context = {
        "report": report,
        "pairs": queries.pairs(report),
        "road": queries.road(report),
        "returned": queries.last_return(report),
        "latest": queries.latest(report),
        "public": queries.latest_published(report.participation),
        "open_link": queries.open_link(report, now) if may["may_send_link"] else None,
        "note": NoteForm(),
        **may,
    }
    return render(request, "reports/detail.html", context)


def _sheet(report: Report, key: str, language: str) -> queries.Sheet:
    sheet = queries.sheet(report, key, language)
    if sheet is None:
        raise Http404
    return sheet


def section(request: SignedIn, pk: int, key: str, language: str) -> HttpResponse:
    """Write one section in one language; saves itself where the browser can, and keeps both texts on a conflict."""
    report = _report(request, pk)
    sheet = _sheet(report, key, language)
    require(policies.can_write(request.user, report, at=timezone.now()))
    if request.method != "POST":
        return render(request, "reports/section.html", _editor(report, sheet, TextForm(sheet=sheet)))
    form = TextForm(request.POST, sheet=sheet)
    automatic = "autosave" in request.POST
    if not form.is_valid():
        if automatic:
            return JsonResponse({"message": _("This page is incomplete. Reload it.")}, status=400)
        return invalid(request, "reports/section.html", _editor(report, sheet, form))
    typed, version = form.cleaned_data["text"], form.cleaned_data["version"]
    facts = {"language": language, "text": typed, "version": version}
    try:
        saved = actions.save_section(report, key, by=request.user, at=timezone.now(), **facts)
    except Refusal as refusal:
        if automatic:
            return JsonResponse({"message": str(refusal)}, status=CONFLICT)
        if not isinstance(refusal, actions.Conflict):
            raise
        return _both(request, report, _sheet(report, key, language), typed, refusal)
    if automatic:
        return JsonResponse({"version": saved.version})
    return _saved(request, report, _sheet(report, key, language))


def _editor(report: Report, sheet: queries.Sheet, form: TextForm, **more: Any) -> dict[str, Any]:
    keys = queries.keys_of(report)
    place = keys.index(sheet.section.key)
    other = "en" if sheet.language == "pl" else "pl"
    return {
        "report": report,
        "sheet": sheet,
        "other": queries.sheet(report, sheet.section.key, other),
        "form": form,
        "place": place + 1,
        "number": len(keys),
        "next": keys[place + 1] if place + 1 < len(keys) else "",
        **more,
    }


def _both(
    request: SignedIn, report: Report, sheet: queries.Sheet, typed: str, conflict: Refusal
) -> HttpResponse:
    form = TextForm({"text": typed, "version": sheet.version}, sheet=sheet)
    pieces = texts.differences(sheet.text, texts.clean(typed))
    context = _editor(report, sheet, form, conflict=conflict.message, pieces=pieces)
    return render(request, "reports/section.html", context, status=CONFLICT)


def _saved(request: SignedIn, report: Report, sheet: queries.Sheet) -> HttpResponse:
    if sheet.over:
        said = ngettext(
            "The text is saved whole, but it is %(number)s character too long. Shorten it before you send the report.",
            "The text is saved whole, but it is %(number)s characters too long. Shorten it before you send the report.",
            sheet.over,
        )
        messages.warning(request, said % {"number": sheet.over})
    else:
        messages.success(request, _("The section is saved. You can close this page."))
    keys = queries.keys_of(report)
    place = keys.index(sheet.section.key) + 1
    if "next" in request.POST and not sheet.over:
        if place < len(keys):
            return redirect("reports:section", report.pk, keys[place], sheet.language)
        return redirect("reports:detail", report.pk)
    return redirect("reports:section", report.pk, sheet.section.key, sheet.language)


def send(request: SignedIn, pk: int) -> HttpResponse:
    """Check everything once more and give the report to its first reader; what is missing is listed with links."""
    report, now = _report(request, pk), timezone.now()
    if request.method == "POST" and queries.has_sent(request.user, report):
        messages.info(request, _("The report has already been sent. Nothing was done twice."))
        return redirect("reports:detail", pk)
    require(policies.can_send(request.user, report, at=now))
    again = Version.objects.visible_to(request.user).published().filter(report=report).exists()
    form = SendForm(request.POST or None) if again else None
    context = {
        "report": report,
        "faults": queries.faults(report),
        "road": queries.road(report),
        "pairs": queries.pairs(report),
        "form": form,
    }
    if request.method != "POST":
        return render(request, "reports/send.html", context)
    note = form.cleaned_data["note"] if form and form.is_valid() else ""
    try:
        actions.send(report, note=note, by=request.user, at=now)
    except actions.NoteMissing as missing:
        if form:
            form.add_error("note", str(missing))
        return invalid(request, "reports/send.html", context)
    except actions.Incomplete:
        return invalid(request, "reports/send.html", context)
    messages.success(request, _("Sent. You will get a letter when the report moves on or comes back."))
    return redirect("reports:detail", pk)


@require_POST
def revise(request: SignedIn, pk: int) -> HttpResponse:
    """A published report is opened for a new round."""
    actions.revise(_report(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("A new round is open. The published version stays public at its address."))
    return redirect("reports:detail", pk)
