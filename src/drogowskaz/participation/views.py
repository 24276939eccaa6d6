"""Pages of cities: the board, one city's agreement and people, the naming of its coordinator."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.forms import invalid
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Theme

from . import actions, policies, queries, standing
from . import board as boards
from .forms import AssignForm, CoordinatorForm, FilterForm
from .lifecycle import NamingState
from .models import Participation

PAGE = 30


def board(request: SignedIn) -> HttpResponse:
    """Every city the reader may see, the most urgent first, with filters."""
    now = timezone.now()
    visible = Participation.objects.visible_to(request.user)
    asked = _filters(visible, request.GET)
    chosen = asked.chosen()
    lines = boards.of(_filtered(visible, chosen), now)
    pages = Paginator(lines, PAGE)
    themes = list(
        Theme.objects.filter(guardianships__user=request.user, guardianships__ends_on=None).order_by("number")
    )
    return render(
        request,
        "participation/list.html",
        {
            "form": _filters(visible, None, initial=chosen),
            "chosen": chosen,
            "page": pages.get_page(request.GET.get("strona")),
            "figures": boards.figures(lines),
            "themes": themes,
            "may_admit": queries.editions_of_office(request.user).exists(),
        },
    )


def _filters(visible: QuerySet[Participation], data: QueryDict | None, **options: Any) -> FilterForm:
    themes = Theme.objects.filter(pk__in=visible.values("theme")).order_by("number", "pk")
    numbered = {theme.number: str(theme) for theme in themes}
    editions = Edition.objects.filter(pk__in=visible.values("edition")).order_by("-starts_on")
    return FilterForm(data, editions=editions, themes=sorted(numbered.items()), **options)


def _filtered(visible: QuerySet[Participation], chosen: dict[str, Any]) -> QuerySet[Participation]:
    fields = {
        "miasto": "city__name__icontains",
        "edycja": "edition",
        "cel": "theme__number",
        "stan": "state",
        "wojewodztwo": "city__voivodeship",
    }
    return visible.filter(**{fields[name]: value for name, value in chosen.items()})


def participation_of(request: SignedIn, pk: int) -> Participation:
    """The participation, if the reader may know of it.

    Raises:
        Http404: it does not exist, or is none of the reader's business.
    """
    visible = Participation.objects.visible_to(request.user).select_related(
        "city",
        "edition__programme",
        "theme",
        "path",
        "stage",
        "application",
        "agreement__upload",
        "withdrawn_by",
    )
    return get_object_or_404(visible, pk=pk)


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """Agreement, coordinator, advisers and guardians of one city, with what can be done about them."""
    participation = participation_of(request, pk)
    now = timezone.now()
    return render(
        request,
        "participation/detail.html",
        {
            "participation": participation,
            "agreement": getattr(participation, "agreement", None),
            "coordinator": queries.coordinator(participation),
            "proposed": participation.namings.filter(state=queries.PROPOSED).first(),
            "former": participation.namings.filter(state=NamingState.ENDED).order_by("-ended_at"),
            "assignments": queries.assignments_of(participation),
            "guardians": queries.guardians_of(participation),
            "may_read_agreement": policies.can_read_agreement(request.user, participation, at=now),
            "may_record": policies.can_record_agreement(request.user, participation, at=now),
            "may_propose": policies.can_propose_coordinator(request.user, participation, at=now),
            "may_assign": policies.can_assign_adviser(request.user, participation, at=now),
            "may_withdraw": policies.can_withdraw(request.user, participation, at=now),
            "archived": participation.edition.state == EditionState.ARCHIVED,
            "going_on": participation.state in queries.OPEN,
            "is_office": standing.is_office(request.user, participation),
        },
    )


def agreement_file(request: SignedIn, pk: int) -> HttpResponse:
    """The signed file, as it came in."""
    participation = participation_of(request, pk)
    if not queries.has_agreement(participation):
        raise Http404
    require(policies.can_read_agreement(request.user, participation, at=timezone.now()))
    return web.send(participation.agreement.upload)


def coordinator(request: SignedIn, pk: int) -> HttpResponse:
    """Who coordinates for the city, who did, and the naming of the next one."""
    participation = participation_of(request, pk)
    now = timezone.now()
    proposed = participation.namings.filter(state=queries.PROPOSED).select_related("proposed_by").first()
    may_propose = policies.can_propose_coordinator(request.user, participation, at=now)
    if request.method == "POST":
        require(may_propose)
    form = CoordinatorForm(request.POST if request.method == "POST" else None)
    context = {
        "participation": participation,
        "form": form,
        "coordinator": queries.coordinator(participation),
        "proposed": proposed,
        "namings": participation.namings.exclude(state=queries.PROPOSED).order_by("-proposed_at"),
        "may_propose": may_propose,
        "may_confirm": proposed and policies.can_confirm_coordinator(request.user, proposed, at=now),
        "as_mayor": standing.governs(request.user, participation),
    }
    if request.method != "POST":
        return render(request, "participation/coordinator.html", context)
    if not form.is_valid():
        return invalid(request, "participation/coordinator.html", context)
    actions.propose_coordinator(participation, by=request.user, at=now, **form.cleaned_data)
    messages.success(request, _("Proposed. The programme office answers within a week."))
    return redirect("participation:coordinator", pk)


def assign(request: SignedIn, pk: int) -> HttpResponse:
    """Give the city an adviser."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_assign_adviser(request.user, participation, at=now))
    form = AssignForm(request.POST or None)
    form.offer(queries.advisers_for(participation))
    context = {"participation": participation, "form": form, "advisers": queries.advisers_of(participation)}
    if request.method != "POST":
        return render(request, "participation/assign.html", context)
    if form.is_valid():
        try:
            actions.assign_adviser(participation, form.cleaned_data["adviser"], by=request.user, at=now)
        except actions.AlreadyAssigned as refusal:
            form.add_error("adviser", str(refusal))
        else:
            messages.success(request, _("The adviser now sees the city and can arrange sessions."))
            return redirect("participation:detail", pk)
    return invalid(request, "participation/assign.html", context)
