"""Pages about who acts for a city: choosing one, the Office's answers, invitations, the people of a city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drogowskaz.common.refusal import Refusal
from drogowskaz.common.verdict import require
from drogowskaz.people import actions as people_actions
from drogowskaz.people import policies as people_policies
from drogowskaz.people import queries as people
from drogowskaz.people.actions import digest
from drogowskaz.people.models import Capacity, Invitation, Representation, User
from drogowskaz.people.web import SignedIn
from drogowskaz.registers.models import City

from . import acting, policies, queries
from .forms import CapacityForm, InviteForm, ReasonForm
from .views import shown

PAGE = 50


@require_safe
def choose_city(request: SignedIn) -> HttpResponse:
    """Look for a city in the register by its name."""
    text = request.GET.get("q", "")[:100].replace("\x00", "")
    context = {
        "text": text,
        "found": people.cities_named(text) if text.strip() else None,
        "mine": people.of_user(request.user),
        "invitations": people.open_invitations_for(request.user, timezone.now()),
        "office": queries.in_an_office(request.user),
    }
    return render(request, "applications/choose_city.html", context)


def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Say as what one acts for the city, and ask the Office to confirm it."""
    city = get_object_or_404(City.objects.current(), pk=pk)
    form = CapacityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acting.ask(city, capacity=form.cleaned_data["capacity"], by=request.user, at=timezone.now())
        messages.success(
            request, _("Your request is with the programme office. We will write when it is answered.")
        )
        return redirect("acting:choose_city")
    return shown(request, "applications/ask.html", {"city": city}, form)


@require_safe
def requests(request: SignedIn) -> HttpResponse:
    """Requests to act for a city that wait for the Office."""
    now = timezone.now()
    require(policies.can_see_requests(request.user, at=now))
    waiting = policies.answers_to(request.user, queries.representations_waiting(), at=now)
    return render(request, "applications/requests.html", {"waiting": waiting})


def _waiting(request: SignedIn, pk: int) -> Representation:
    require(policies.can_see_requests(request.user, at=timezone.now()))
    return get_object_or_404(Representation.objects.select_related("user", "city"), pk=pk)


@require_POST
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Let the person act for the city."""
    representation = _waiting(request, pk)
    acting.confirm(representation, by=request.user, at=timezone.now())
    facts = {"person": representation.user.name, "city": representation.city.name}
    messages.success(request, _("%(person)s now acts for %(city)s.") % facts)
    return redirect("acting:requests")


def refuse(request: SignedIn, pk: int) -> HttpResponse:
    """Refuse the request with a reason."""
    representation = _waiting(request, pk)
    now = timezone.now()
    require(policies.can_refuse_representation(request.user, representation, at=now))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acting.refuse(representation, reason=form.cleaned_data["reason"], by=request.user, at=now)
        messages.success(request, _("The request has been refused. The person gets your reason in a letter."))
        return redirect("acting:requests")
    return shown(request, "applications/refuse.html", {"representation": representation}, form)


@require_safe
def invitations(request: SignedIn) -> HttpResponse:
    """All invitations, for the Office; new ones are sent from the page of a city."""
    now = timezone.now()
    require(policies.can_see_requests(request.user, at=now))
    pages = Paginator(queries.invitations_sent(), PAGE)
    context = {"page": pages.get_page(request.GET.get("strona")), "now": now}
    return render(request, "applications/invitations.html", context)


def _invite(request: SignedIn, form: InviteForm, *, city: City, name: str, email: str, capacity: str) -> bool:
    try:
        acting.invite(
            email=email, name=name, city=city, capacity=capacity, by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})
    return True


def city(request: SignedIn, pk: int) -> HttpResponse:
    """Who acts for a city, who has been invited, and a form to invite."""
    found = get_object_or_404(City, pk=pk)
    now = timezone.now()
    if not policies.can_see_people_of(request.user, found, at=now):
        found = get_object_or_404(people.cities_of(request.user), pk=pk)
    form = InviteForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _invite(request, form, city=found, **form.cleaned_data)
    ):
        return redirect("acting:city", pk)
    context = {
        "city": found,
        "acting": [
            (one, policies.can_end_representation(request.user, one, at=now))
            for one in people.acting_for(found)
        ],
        "invitations": people.invitations_of(found),
        "now": now,
    }
    return shown(request, "applications/city.html", context, form)


@require_POST
def revoke(request: SignedIn, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.select_related("city"), pk=pk)
    now = timezone.now()
    if not policies.can_see_people_of(request.user, invitation.city, at=now):
        get_object_or_404(people.cities_of(request.user), pk=invitation.city_id)
    acting.revoke(invitation, by=request.user, at=now)
    messages.success(request, _("The invitation has been taken back. Its link no longer works."))
    return redirect("acting:city", invitation.city_id)


def end(request: SignedIn, pk: int) -> HttpResponse:
    """Say what ending a person's right does, then do it."""
    representation = get_object_or_404(Representation.objects.acting().select_related("user", "city"), pk=pk)
    now = timezone.now()
    if not policies.can_see_people_of(request.user, representation.city, at=now):
        get_object_or_404(people.of_user(request.user), pk=pk)
    require(policies.can_end_representation(request.user, representation, at=now))
    if request.method == "POST":
        acting.end(representation, by=request.user, at=now)
        facts = {"person": representation.user.name, "city": representation.city.name}
        messages.success(request, _("%(person)s no longer acts for %(city)s.") % facts)
        return redirect("people:account" if representation.user_id == request.user.pk else "acting:requests")
    return render(request, "applications/end.html", {"representation": representation})


@require_safe
def received(request: SignedIn) -> HttpResponse:
    """Invitations sent to the reader's address that can still be accepted."""
    return redirect(reverse("acting:choose_city") + "#h-invitations")


@login_not_required
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link of an invitation: accept it, or read what to do instead."""
    found = Invitation.objects.select_related("city", "invited_by").filter(token=digest(secret)).first()
    now = timezone.now()
    context = {"invitation": found, "login": f"?next={request.path}"}
    if found is None:
        return render(request, "applications/invitation_dead.html", context, status=404)
    if not found.is_open(now):
        return render(request, "applications/invitation_dead.html", context, status=410)
    user = request.user
    if not user.is_authenticated:
        return render(request, "applications/invitation.html", context)
    if request.method == "POST":
        return _accept(request, found, user)
    verdict = people_policies.can_accept_invitation(user, found, at=now)
    return render(request, "applications/invitation.html", {**context, "verdict": verdict})


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Accept an invitation found on the page of the reader's invitations."""
    found = get_object_or_404(people.open_invitations_for(request.user, timezone.now()), pk=pk)
    return _accept(request, found, request.user)


def _accept(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    people_actions.accept_invitation(invitation, by=user, at=timezone.now())
    facts = {"city": invitation.city.name, "capacity": Capacity(invitation.capacity).label}
    messages.success(request, _("You now act for %(city)s as %(capacity)s.") % facts)
    return redirect("desk:home")
