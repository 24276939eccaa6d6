"""The mayor's approval by a link: sent and taken back in the workspace, used on a page that needs no account."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drogowskaz.common import errors
from drogowskaz.common.forms import invalid
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.verdict import require
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes import queries as programmes

from . import actions, policies, queries, texts
from .actions import Signatory
from .forms import ApprovalForm, LinkForm
from .models import ApprovalLink, Report

# Guessing is slowed down by address, deciding by link: nobody can use up the turns of somebody else's link.
RATES = {"guess": "30/m/ip", "decide": "20/m/key"}
ANSWERS = {"approve": True, "return": False}


def links(request: SignedIn, pk: int) -> HttpResponse:
    """The links sent to the mayor, and the form that sends one."""
    report = get_object_or_404(queries.listed(Report.objects.visible_to(request.user)), pk=pk)
    now = timezone.now()
    require(policies.can_see_links(request.user, report, at=now))
    name, email = queries.known_mayor(report)
    form = LinkForm(request.POST or None, initial={"name": name, "email": email})
    if request.method == "POST":
        require(policies.can_send_link(request.user, report, at=now))
        if form.is_valid():
            try:
                actions.send_link(report, by=request.user, at=now, **form.cleaned_data)
            except (actions.SomebodyElses, actions.AlreadySent, actions.TooManyLinks) as refusal:
                form.add_error("email", str(refusal))
            else:
                address = form.cleaned_data["email"]
                messages.success(request, _("The link is on its way to %(address)s.") % {"address": address})
                return redirect("reports:links", pk)
    context = {
        "report": report,
        "version": queries.latest(report),
        "links": queries.links_of(report, now),
        "may_send": policies.can_send_link(request.user, report, at=now),
        "days": programmes.report_template(report.participation.edition).link_days,
        "known": email,
        "form": form,
    }
    if form.is_bound:
        return invalid(request, "reports/links.html", context)
    return render(request, "reports/links.html", context)


@require_POST
def revoke_link(request: SignedIn, pk: int) -> HttpResponse:
    """Take a link back."""
    mine = ApprovalLink.objects.filter(version__report__in=Report.objects.visible_to(request.user))
    link = get_object_or_404(mine.select_related("version__report__participation__city"), pk=pk)
    actions.revoke_link(link, by=request.user, at=timezone.now())
    messages.success(request, _("The link has been taken back. It no longer works."))
    return redirect("reports:links", link.version.report_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind a mayor's link. Opening it decides nothing; only its form does, once."""
    answer = _approval(request, secret)
    answer.setdefault("Referrer-Policy", "no-referrer")
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _approval(request: HttpRequest, secret: str) -> HttpResponse:
    link, now = queries.found(secret), timezone.now()
    if link is None:
        return _slow(request, "guess") or _dead(request, 404)
    if link.decided_at and now < link.expires_at:
        return _receipt(request, link) if request.method != "POST" else redirect("reports:approval", secret)
    if not queries.stands(link, now):
        return _dead(request, 410)
    if request.method != "POST":
        return _with_form(request, link, ApprovalForm())
    if slow := _slow(request, "decide", key=link.token):
        return slow
    passed = ANSWERS.get(request.POST.get("decision", ""))
    form = ApprovalForm(request.POST, passed=passed is not False)
    if not form.is_valid() or passed is None:
        return _with_form(request, link, form)
    given = form.cleaned_data
    by = Signatory(given["name"], given["function"])
    try:
        actions.decide(link, passed=passed, read=given["read"], remarks=given["remarks"], by=by, at=now)
    except (actions.DeadLink, TooLate):
        used = queries.found(secret)
        return redirect("reports:approval", secret) if used and used.decided_at else _dead(request, 410)
    return redirect("reports:approval", secret)


def _with_form(request: HttpRequest, link: ApprovalLink, form: ApprovalForm) -> HttpResponse:
    """The text and the form. From a page with `no-referrer` browsers send a form with the origin "null".

    Such a form is refused as one of a stranger's site; so this page alone lets the origin be known, never the address.
    """
    page = invalid if form.is_bound else render
    answer = page(request, "reports/approval.html", _shown(link) | {"form": form})
    answer["Referrer-Policy"] = "strict-origin"
    return answer


def _slow(request: HttpRequest, action: str, *, key: str | None = None) -> HttpResponse | None:
    limit = {"app": "drogowskaz.reports", "action": action, "config": RATES, "key": key, "limit_get": True}
    refused: HttpResponse | None = ratelimit.consume_or_429(request, **limit)
    return refused


def _dead(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "reports/approval_dead.html", {"typed": errors.typed(request)}, status=status)


def _shown(link: ApprovalLink) -> dict[str, object]:
    version = link.version
    template = programmes.report_template(version.report.participation.edition)
    older = queries.seen_before(version)
    return {
        "link": link,
        "version": version,
        "report": version.report,
        "older": older,
        "passages": texts.passages(template, version.content, older.content if older else None),
    }


def _receipt(request: HttpRequest, link: ApprovalLink) -> HttpResponse:
    return render(request, "reports/approval_done.html", _shown(link))
