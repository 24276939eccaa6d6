"""The page on which the Office sees a report as the public will, and publishes it."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.verdict import require
from drogowskaz.documents.press import source_of
from drogowskaz.people.web import SignedIn
from drogowskaz.reports import actions, policies, queries
from drogowskaz.reports.models import Report

from . import publishing


def publish(request: SignedIn, pk: int) -> HttpResponse:
    """Show the snapshot of the last version, and publish page and PDF from one made the same way."""
    report = get_object_or_404(queries.listed(Report.objects.visible_to(request.user)), pk=pk)
    now = timezone.now()
    require(policies.can_publish(request.user, report, at=now))
    version = queries.latest(report)
    if version is None:
        raise Http404
    if request.method == "POST":
        actions.publish(
            report,
            version_sha256=request.POST.get("version_sha256", ""),
            printed=publishing.printed(version, at=now),
            by=request.user,
            at=now,
        )
        messages.success(request, _("The report is public: its page and its PDF. The city gets a letter."))
        return redirect("reports:detail", pk)
    shown = [json.loads(source_of(snapshot)) for snapshot in publishing.snapshots(version, at=now)]
    context = {
        "report": report,
        "version": version,
        "snapshots": shown,
        "approvals": queries.approvals(version),
        "since_approval": queries.since_approval(version),
    }
    return render(request, "desk/publish_report.html", context)
