"""Pages of advice: where each role starts, and the hours of a city."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.verdict import require
from drogowskaz.participation import policies as participation_policies
from drogowskaz.participation import queries as participation_queries
from drogowskaz.participation import standing
from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.models import Membership
from drogowskaz.programmes.roles import Role

from . import actions, ledger, policies, queries
from .forms import ReasonForm
from .lifecycle import SessionState
from .repeats import already, twice_is_once

RECENT = 30


def start(request: SignedIn) -> HttpResponse:
    """Where each role begins: the adviser's sessions, the guardian's requests, the city's hours."""
    now = timezone.now()
    cities = list(queries.own_cities(request.user))
    advises = request.user.assignments.filter(ends_on=None).exists()
    guides = queries.guides(request.user)
    if len(cities) == 1 and not advises and not guides:
        return redirect("advisory:city", cities[0].pk)
    return render(
        request,
        "advisory/start.html",
        {
            "cities": cities,
            "advises": advises,
            "guides": guides,
            "upcoming": queries.upcoming(request.user, now),
            "to_record": queries.to_record(request.user, now),
            "advised": queries.advised(request.user),
            "arrangeable": set(queries.arrangeable(request.user).values_list("pk", flat=True)),
            "requests": queries.open_requests(request.user),
            "disputed": queries.to_settle(request.user, now),
            "sums": queries.sums(queries.accounts_for(request.user)) if guides else None,
            "audits": Membership.objects.of(Role.AUDITOR).filter(user=request.user).exists(),
        },
    )


def participation_of(request: SignedIn, pk: int) -> Participation:
    """The participation, if the reader may know of it.

    Raises:
        Http404: it does not exist, or is none of the reader's business.
    """
    visible = Participation.objects.visible_to(request.user).select_related(
        "city", "edition__programme", "theme", "stage"
    )
    return get_object_or_404(visible, pk=pk)


def city(request: SignedIn, pk: int) -> HttpResponse:
    """The hours of a city by stage, its sessions and requests, and what the reader can do next."""
    participation = participation_of(request, pk)
    now = timezone.now()
    stage = queries.next_stage(participation)
    works = Participation.objects.worked_on_by(request.user).filter(pk=pk).exists()
    sessions = list(queries.sessions_of(participation)[:RECENT]) if works else []
    ahead = [one for one in sessions if one.state == SessionState.ARRANGED and one.ends_at > now]
    return render(
        request,
        "advisory/city.html",
        {
            "participation": participation,
            "edition": participation.edition,
            "accounts": participation.accounts.select_related("stage").order_by("stage__number"),
            "waiting": queries.waiting_in(participation, request.user, now) if works else [],
            "upcoming": ahead[::-1],
            "sessions": [one for one in sessions if one not in ahead],
            "requests": participation.requests.select_related("adviser").order_by("-requested_at")[:RECENT]
            if works
            else [],
            "guardians": participation_queries.guardians_of(participation),
            "coordinators": participation_queries.coordinators_of(participation.city),
            "advisers": participation_queries.advisers_of(participation),
            "next_stage": stage,
            "may_open": stage and policies.can_open_stage(request.user, participation, stage, at=now),
            "may_ask": policies.can_ask(request.user, participation, at=now),
            "may_arrange": policies.can_arrange(request.user, participation, at=now),
            "is_office": standing.is_office(request.user, participation),
        },
    )


@require_POST
def open_stage(request: SignedIn, pk: int, stage: int) -> HttpResponse:
    """The Office opens the hours of a stage."""
    participation = participation_of(request, pk)
    found = get_object_or_404(participation.edition.stages, pk=stage)
    try:
        actions.open_stage(participation, found, by=request.user, at=timezone.now())
    except (ledger.AlreadyOpened, TooLate, PermissionDenied):
        if participation.accounts.filter(stage=found, opened_by=request.user).exists():
            return already(request, "advisory:city", pk)
        raise
    messages.success(
        request, _("The hours of stage %(stage)s are open. The city gets a letter.") % {"stage": found.number}
    )
    return redirect("advisory:city", pk)


@twice_is_once(Participation, State.WITHDRAWN, page="participation:detail", by="withdrawn_by")
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """A page of its own for the withdrawal: what it does, and why."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(participation_policies.can_withdraw(request.user, participation, at=now))
    form = ReasonForm(request.POST or None)
    context = {"participation": participation, "form": form}
    if request.method != "POST":
        return render(request, "advisory/withdraw.html", context)
    if not form.is_valid():
        return invalid(request, "advisory/withdraw.html", context)
    actions.withdraw(participation, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("%(city)s has been withdrawn.") % {"city": participation.city})
    return redirect("participation:detail", pk)


def end_adviser(request: SignedIn, pk: int, assignment: int) -> HttpResponse:
    """A page of its own for the end of an adviser's work with the city: what it does, and why."""
    participation = participation_of(request, pk)
    ending = get_object_or_404(participation.assignments.select_related("adviser"), pk=assignment)
    now = timezone.now()
    require(policies.can_end_adviser(request.user, ending, at=now))
    form = ReasonForm(request.POST or None)
    context = {"participation": participation, "adviser": ending.adviser, "form": form}
    if request.method != "POST":
        return render(request, "advisory/end_adviser.html", context)
    if not form.is_valid():
        return invalid(request, "advisory/end_adviser.html", context)
    actions.end_adviser(ending, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("Ended. The adviser and the city get a letter."))
    return redirect("participation:detail", pk)
