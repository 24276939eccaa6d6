"""The check of certificates by code, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.documents import web

from .. import published
from .page import page

LONGEST = 80


@login_not_required
def check(request: HttpRequest) -> HttpResponse:
    """The form for a certificate's code, however it is typed."""
    typed = request.GET.get("kod", "").replace("\0", "").strip()[:LONGEST]
    if not typed:
        return _fresh(page(request, "portal/check.html", _("Check a certificate"), typed=""))
    found = published.certificate(typed)
    if found is None:
        return _unknown(request, typed)
    return _fresh(redirect("portal:certificate", found.code))


@login_not_required
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate holds, and what it says; a revocation shows at once."""
    found = published.certificate(code)
    if found is None:
        return _unknown(request, code[:LONGEST])
    return _fresh(
        page(
            request,
            "portal/certificate.html",
            _("Certificate %(number)s") % {"number": found.number},
            (reverse("portal:check"), _("Check a certificate")),
            crumb=found.number,
            certificate=found,
        )
    )


@login_not_required
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate's file, exactly as it was issued."""
    found = published.certificate(code)
    if found is None:
        return _unknown(request, code[:LONGEST])
    return _fresh(web.send(found.file))


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """The one answer to codes that are unknown, malformed, or those of documents that are nobody's business."""
    title = _("Check a certificate")
    return _fresh(page(request, "portal/check.html", title, typed=typed, unknown=True, status=404))


def _fresh(answer: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy: what was true a minute ago may have been revoked."""
    answer["Cache-Control"] = "no-store"
    return answer
