"""Pages of the workspace that belong to no single room: the first page, a city's overview, letters."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from drogowskaz.common.discretion import veiled
from drogowskaz.mail.lifecycle import State as LetterState
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.roles import Role

from . import actions, overview, policies, queries
from .demo import people

PAGE = 25
FIRST = 9  # matters shown before "more"


@require_safe
def home(request: SignedIn) -> HttpResponse:
    """What waits for the reader, then the cities and meetings of their work."""
    now = timezone.now()
    waiting = queries.waiting_for(request.user, now)
    everything = "wszystko" in request.GET
    return render(
        request,
        "desk/home.html",
        {
            "next": waiting[0] if waiting else None,
            "waiting": waiting[1:] if everything else waiting[1:FIRST],
            "more": 0 if everything else max(len(waiting) - FIRST, 0),
            "today": timezone.localdate(now),
            **overview.for_home(request.user, now),
        },
    )


@require_safe
def city(request: SignedIn, pk: int) -> HttpResponse:
    """One city's way through the edition, with the doors to every room."""
    participation = get_object_or_404(
        overview.with_road(Participation.objects.visible_to(request.user)), pk=pk
    )
    return render(request, "desk/city.html", overview.of_city(request.user, participation, timezone.now()))


@require_safe
def letters(request: SignedIn) -> HttpResponse:
    """The reader's own letters, newest first."""
    pages = Paginator(queries.own_letters(request.user).order_by("-stored_at", "-pk"), PAGE)
    return render(request, "desk/letters.html", {"page": pages.get_page(request.GET.get("strona"))})


@require_safe
def letter(request: SignedIn, pk: int) -> HttpResponse:
    """One of the reader's own letters."""
    found = get_object_or_404(queries.own_letters(request.user), pk=pk)
    return render(request, "desk/letter.html", {"letter": found})


@require_safe
def outbox(request: SignedIn) -> HttpResponse:
    """Letters of the Office by state, held ones first."""
    if not queries.programmes_read(request.user, Role.OFFICE).exists():
        raise Http404
    every = queries.office_letters(request.user)
    state = request.GET.get("stan") or LetterState.HELD
    chosen = every.filter(state=state) if state in LetterState.values else every
    pages = Paginator(chosen.order_by("-stored_at", "-pk"), PAGE)
    return render(
        request,
        "desk/outbox.html",
        {"page": pages.get_page(request.GET.get("strona")), "state": state, "states": LetterState.choices},
    )


@require_safe
def outgoing(request: SignedIn, pk: int) -> HttpResponse:
    """One letter of the Office as the reader gets it; secrets of links stay the reader's, but in a demonstration."""
    found = get_object_or_404(queries.office_letters(request.user), pk=pk)
    now = timezone.now()
    return render(
        request,
        "desk/outgoing.html",
        {
            "letter": found,
            "body": found.body if settings.DEMO else veiled(found.body),
            "may_release": policies.can_release(request.user, found, at=now),
            "may_cancel": policies.can_cancel(request.user, found, at=now),
            "may_retry": policies.can_retry(request.user, found, at=now),
        },
    )


@require_POST
def release(request: SignedIn) -> HttpResponse:
    """Let the ticked letters go."""
    if not queries.programmes_read(request.user, Role.OFFICE).exists():
        raise Http404
    ticked = [int(pk) for pk in request.POST.getlist("letter") if pk.isdecimal() and len(pk) < 19]
    chosen = queries.office_letters(request.user).filter(pk__in=ticked)
    number = actions.release(chosen, by=request.user, at=timezone.now())
    if number:
        messages.success(
            request,
            ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", number)
            % {"number": number},
        )
    else:
        messages.warning(request, _("Tick at least one letter."))
    return redirect("desk:outbox")


@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """Take a held letter back."""
    found = get_object_or_404(queries.office_letters(request.user), pk=pk)
    actions.cancel(found, by=request.user, at=timezone.now())
    messages.success(request, _("The letter will not be sent. It stays readable here."))
    return redirect("desk:outgoing", pk)


@require_POST
def retry(request: SignedIn, pk: int) -> HttpResponse:
    """Try once more to deliver a letter."""
    found = get_object_or_404(queries.office_letters(request.user), pk=pk)
    actions.retry(found, by=request.user, at=timezone.now())
    messages.success(request, _("The letter is on its way again."))
    return redirect("desk:outgoing", pk)


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Demo mode only: become one of the invented people with one click."""
    email = request.POST.get("email", "")
    if not settings.DEMO or email not in {who.email for who in people.listed()}:
        raise Http404
    person = get_object_or_404(User, email=email, is_demo=True)
    login(request, person, backend="drogowskaz.people.accounts.Backend")
    messages.success(request, _("You are now %(name)s, an invented person.") % {"name": person.name})
    return redirect("desk:home")
