"""Pages of the Office about cities: admission, agreement, answers about coordinators."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.documents import web
from drogowskaz.documents.press import press
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes.lifecycle import EditionState

from . import actions, policies, printing, queries
from . import documents as paper
from .forms import SIGNED_KINDS, AdmitApplicationForm, AdmitForm, AgreementForm, RefuseForm
from .models import CoordinatorNaming
from .views import participation_of


def admit(request: SignedIn) -> HttpResponse:
    """Admit a city by a path without an application."""
    editions = list(
        queries.editions_of_office(request.user).select_related("programme").order_by("-starts_on")
    )
    if not editions:
        raise Http404
    edition = next((one for one in editions if str(one.pk) == request.GET.get("edycja")), editions[0])
    form = AdmitForm(request.POST or None, edition=edition)
    waiting = queries.accepted_but_not_admitted().filter(call__edition__in=editions)
    context = {"form": form, "edition": edition, "editions": editions, "waiting": waiting}
    if request.method != "POST":
        return render(request, "participation/admit.html", context)
    if form.is_valid():
        facts = form.cleaned_data
        city, now = facts.pop("city"), timezone.now()
        may_admit = policies.can_admit(request.user, edition, city, at=now)
        if not may_admit:
            form.add_error("city", str(may_admit.reason))
            return invalid(request, "participation/admit.html", context)
        try:
            participation = actions.admit(edition, city, by=request.user, at=now, **facts)
        except actions.AlreadyTakesPart as refusal:
            form.add_error("city", str(refusal))
        else:
            messages.success(request, _("%(city)s takes part now.") % {"city": city})
            return redirect("participation:detail", participation.pk)
    return invalid(request, "participation/admit.html", context)


def admit_application(request: SignedIn, pk: int) -> HttpResponse:
    """Admit the city of an accepted application."""
    editions = queries.editions_of_office(request.user)
    accepted = queries.accepted_but_not_admitted().filter(call__edition__in=editions)
    application = get_object_or_404(accepted, pk=pk)
    edition, now = application.call.edition, timezone.now()
    require(policies.can_admit(request.user, edition, application.city, at=now))
    path = edition.paths.filter(has_application=True).order_by("position").first()
    if path is None or application.qualified_theme is None:
        raise Http404
    form = AdmitApplicationForm(request.POST or None, initial={"project_title": application.title})
    context = {"form": form, "application": application, "edition": edition, "path": path}
    if request.method != "POST":
        return render(request, "participation/admit_application.html", context)
    if not form.is_valid():
        return invalid(request, "participation/admit_application.html", context)
    participation = actions.admit(
        edition,
        application.city,
        path=path,
        theme=application.qualified_theme,
        evidence="",
        application=application,
        by=request.user,
        at=now,
        **form.cleaned_data,
    )
    messages.success(request, _("%(city)s takes part now.") % {"city": application.city})
    return redirect("participation:detail", participation.pk)


def agreement(request: SignedIn, pk: int) -> HttpResponse:
    """Record the signed agreement."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_record_agreement(request.user, participation, at=now))
    form = AgreementForm(request.POST or None, request.FILES or None)
    context = {"participation": participation, "form": form}
    if request.method != "POST":
        return render(request, "participation/agreement.html", context)
    if form.is_valid():
        facts = form.cleaned_data
        sent = facts.pop("file")
        try:
            with transaction.atomic():
                file = documents.receive(sent, by=request.user, at=now, allowed=SIGNED_KINDS)
                actions.record_agreement(participation, file=file, by=request.user, at=now, **facts)
        except actions.NumberTaken as refusal:
            form.add_error("number", str(refusal))
        except actions.SignedTooEarly as refusal:
            late = facts["city_signed_on"] > timezone.localdate(now)
            form.add_error("city_signed_on" if late else "institution_signed_on", str(refusal))
        else:
            messages.success(request, _("The agreement is in force."))
            return redirect("participation:detail", pk)
    return invalid(request, "participation/agreement.html", context)


def agreement_text(request: SignedIn, pk: int) -> HttpResponse:
    """The text of the agreement as PDF, ready to be signed."""
    participation = participation_of(request, pk)
    now = timezone.now()
    require(policies.can_read_agreement(request.user, participation, at=now))
    if participation.edition.state == EditionState.ARCHIVED:
        raise Http404
    printed = press(paper.TEMPLATE, printing.agreement(participation), at=now)
    name = _("Agreement %(city)s") % {"city": participation.city}
    return web.download(printed.pdf, name=f"{name}.pdf")


def _naming(request: SignedIn, pk: int, naming: int) -> CoordinatorNaming:
    participation = participation_of(request, pk)
    found = get_object_or_404(participation.namings.select_related("proposed_by", "user"), pk=naming)
    found.participation = participation
    return found


@require_POST
def confirm(request: SignedIn, pk: int, naming: int) -> HttpResponse:
    """The Office confirms the coordinator."""
    found = _naming(request, pk, naming)
    actions.confirm_coordinator(found, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(name)s is the coordinator now. The city gets a letter.") % {"name": found.name}
    )
    return redirect("participation:detail", pk)


def refuse(request: SignedIn, pk: int, naming: int) -> HttpResponse:
    """A page of its own for the refusal, with its reason."""
    found = _naming(request, pk, naming)
    now = timezone.now()
    require(policies.can_refuse_coordinator(request.user, found, at=now))
    form = RefuseForm(request.POST or None)
    context = {"participation": found.participation, "naming": found, "form": form}
    if request.method != "POST":
        return render(request, "participation/refuse.html", context)
    if not form.is_valid():
        return invalid(request, "participation/refuse.html", context)
    actions.refuse_coordinator(found, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("Refused. The city reads your reason and names somebody else."))
    return redirect("participation:detail", pk)
