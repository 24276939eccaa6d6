"""Pages of the Office: accept, reject, move the deadline."""

from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.verdict import require
from drogowskaz.people.models import User
from drogowskaz.people.web import SignedIn
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes import policies as programmes_policies
from drogowskaz.programmes.models import Call

from . import actions, policies, queries
from .forms import AcceptForm, ExtendForm, RejectForm
from .models import Application
from .views import fetch, shown


def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Qualify the city under one of its goals."""
    application = fetch(request, pk)
    now = timezone.now()
    require(policies.can_accept(request.user, application, at=now))
    form = AcceptForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        actions.accept(application, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, _("Accepted. The letters wait in the outbox until you release them."))
        return redirect("applications:detail", pk)
    return _decision(request, application, form, "applications/accept.html")


def reject(request: SignedIn, pk: int) -> HttpResponse:
    """Turn the application down with a reason."""
    application = fetch(request, pk)
    now = timezone.now()
    require(policies.can_reject(request.user, application, at=now))
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reject(application, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, _("Rejected. The letters wait in the outbox until you release them."))
        return redirect("applications:detail", pk)
    return _decision(request, application, form, "applications/reject.html")


def _decision(request: SignedIn, application: Application, form: Form, template: str) -> HttpResponse:
    return shown(request, template, {"application": application}, form)


def extend(request: SignedIn, pk: int) -> HttpResponse:
    """Move the deadline of a call; both dates and the reason stay visible, and people with drafts get a letter."""
    call = get_object_or_404(queries.calls_of_office(request.user), pk=pk)
    now = timezone.now()
    form = ExtendForm(request.POST or None, call=call)
    tell = queries.people_with_drafts(call)
    require(programmes_policies.can_extend(request.user, call, at=now))
    if request.method == "POST" and form.is_valid() and _extended(request, call, form, tell, now):
        messages.success(request, _("The deadline has been moved. People with drafts get a letter."))
        return redirect("applications:list")
    context = {
        "call": call,
        "last": call.last_moment,
        "told": len(tell),
        "extensions": list(call.extensions.select_related("extended_by").order_by("extended_at")),
    }
    return shown(request, "applications/extend.html", context, form)


def _extended(request: SignedIn, call: Call, form: ExtendForm, tell: list[User], now: datetime) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        programmes.extend(call, to_at=form.closes_at(), reason=reason, tell=tell, by=request.user, at=now)
    except (programmes.NotLater, programmes.AfterResults) as refusal:
        form.add_error("until", str(refusal))
        return False
    return True
