"""Pages of certificates: who fulfils what, the checklist of a city, the decision of two persons, revocation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drogowskaz.common.forms import unanswered
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.participation import standing
from drogowskaz.people.web import SignedIn, asks_again

from . import actions, policies, queries
from .forms import ListForm, RevokeForm
from .models import Certificate
from .views_end import participation_of

PAGE = 20


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """Cities with their checklists and certificates, those nearest to it shown like all others: by name."""
    filters = ListForm.of(request.GET)
    chosen = filters.chosen()
    page = Paginator(queries.found(request.user, **chosen), PAGE).get_page(request.GET.get("strona"))
    return render(
        request,
        "certificates/list.html",
        {
            "page": page,
            "rows": queries.checklists(page.object_list, on=timezone.localdate()),
            "filters": filters,
            "filtered": any(chosen.values()),
        },
    )


@require_safe
def checklist(request: SignedIn, pk: int) -> HttpResponse:
    """The conditions of one city, each with what decided it and where it is done, and the end of its road."""
    participation = participation_of(request, pk)
    now = timezone.now()
    return render(
        request,
        "certificates/checklist.html",
        {
            "participation": participation,
            "checklist": queries.checklist(participation, on=timezone.localdate(now)),
            "certificates": participation.certificates.select_related("document").order_by("-proposed_at"),
            "may_propose": policies.can_propose(request.user, participation, at=now),
            "rooms": queries.rooms(request.user, participation),
            "is_office": standing.is_office(request.user, participation),
            "may_complete": policies.can_complete(request.user, participation, at=now),
            "may_give_up": policies.can_give_up(request.user, participation, at=now),
            "may_reopen": policies.can_reopen(request.user, participation, at=now),
        },
    )


@require_POST
def propose(request: SignedIn, pk: int) -> HttpResponse:
    """The first person proposes the certificate."""
    participation = participation_of(request, pk)
    certificate = actions.propose(participation, by=request.user, at=timezone.now())
    messages.success(
        request, _("Proposed. Another person of the office now looks at the checklist and issues it.")
    )
    return redirect("certificates:detail", certificate.pk)


def _certificate(request: SignedIn, pk: int) -> Certificate:
    visible = Certificate.objects.visible_to(request.user).select_related(
        "participation__edition__programme", "participation__city", "participation__theme", "document"
    )
    return get_object_or_404(visible, pk=pk)


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One certificate: the checklist it rests on, the persons, the document, the state."""
    certificate = _certificate(request, pk)
    now = timezone.now()
    return render(
        request,
        "certificates/detail.html",
        {
            "certificate": certificate,
            "findings": queries.stored_findings(certificate),
            "may_issue": policies.can_issue(request.user, certificate, at=now),
            "may_drop": policies.can_drop(request.user, certificate, at=now),
            "may_revoke": policies.can_revoke(request.user, certificate, at=now),
        },
    )


@require_POST
@asks_again
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """The second person issues the certificate."""
    certificate = _certificate(request, pk)
    actions.issue(certificate, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("Certificate %(number)s is issued. The city gets a letter.")
        % {"number": certificate.document and certificate.document.number},
    )
    return redirect("certificates:detail", pk)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """A proposal is dropped; the city can be proposed again."""
    certificate = _certificate(request, pk)
    actions.drop(certificate, by=request.user, at=timezone.now())
    messages.success(request, _("The proposal is dropped."))
    return redirect("certificates:checklist", certificate.participation_id)


@asks_again
def revoke(request: SignedIn, pk: int) -> HttpResponse:
    """A page of its own for the revocation: what it does, and why."""
    certificate = _certificate(request, pk)
    require(policies.can_revoke(request.user, certificate, at=timezone.now()))
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if page := unanswered(request, "certificates/revoke.html", {"certificate": certificate, "form": form}):
        return page
    actions.revoke(certificate, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("The certificate is revoked. The check page says so from now on."))
    return redirect("certificates:detail", pk)


@require_safe
def download(request: SignedIn, pk: int) -> HttpResponse:
    """The certificate's file, exactly the bytes that were issued."""
    certificate = _certificate(request, pk)
    if not certificate.document:
        raise Http404
    return web.send(certificate.document)
