"""The end of a city's road: completed, not completed, and either of them taken back; each on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.forms import unanswered
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn

from . import actions, policies, queries
from .forms import CompleteForm, EndReasonForm


def participation_of(request: SignedIn, pk: int) -> Participation:
    """The participation with its whole road, if the reader may know of it.

    Raises:
        Http404: it does not exist, is none of the reader's business, or its edition has no conditions.
    """
    visible = queries.with_road(Participation.objects.visible_to(request.user))
    participation = get_object_or_404(visible, pk=pk)
    if not queries.has_rules(participation.edition):
        raise Http404
    return participation


def complete(request: SignedIn, pk: int) -> HttpResponse:
    """The conditions of the city and, when all hold, the words that it has completed the programme."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_complete(request.user, participation, at=now))
    form = CompleteForm(request.POST if request.method == "POST" else None)
    checklist = queries.checklist(participation, on=timezone.localdate(now))
    rooms = queries.rooms(request.user, participation)
    context = {"participation": participation, "form": form, "checklist": checklist, "rooms": rooms}
    if page := unanswered(request, "certificates/complete.html", context):
        return page
    actions.complete(participation, remark=form.cleaned_data["remark"], by=request.user, at=now)
    messages.success(
        request,
        _("%(city)s has completed the programme. The city gets a letter.") % {"city": participation.city},
    )
    return redirect("certificates:checklist", pk)


def give_up(request: SignedIn, pk: int) -> HttpResponse:
    """Say that the city did not complete the programme, after seeing what is missing."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_give_up(request.user, participation, at=now))
    checklist = queries.checklist(participation, on=timezone.localdate(now))
    form = EndReasonForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"participation": participation, "form": form, "checklist": checklist}
    if page := unanswered(request, "certificates/give_up.html", context):
        return page
    actions.give_up(participation, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("Noted. The city gets a letter with your reason."))
    return redirect("certificates:checklist", pk)


def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Take back what was said about the end, with a reason."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_reopen(request.user, participation, at=now))
    form = EndReasonForm(request.POST if request.method == "POST" else None)
    context = {"participation": participation, "form": form}
    if page := unanswered(request, "certificates/reopen.html", context):
        return page
    actions.reopen(participation, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("Taken back. The city's part goes on; it gets a letter with your reason."))
    return redirect("certificates:checklist", pk)
