"""Pages of sessions: arranged by the adviser, recorded, confirmed or contested by the city, settled, cancelled."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn

from . import actions, ledger, policies, queries
from .forms import ArrangeForm, KeyedReasonForm, ReasonForm, RecordForm, SettleForm
from .lifecycle import RequestState, SessionState
from .models import AdvisorySession
from .repeats import already, twice_is_once

PAGE = "advisory:session"


def _form(participation: Participation, request: SignedIn) -> ArrangeForm:
    account = queries.open_account(participation)
    accepted = participation.requests.filter(state=RequestState.ACCEPTED).order_by("-answered_at")
    chosen = next((one for one in accepted if str(one.pk) == request.GET.get("prosba")), None)
    initial: dict[str, Any] = {"request": chosen, "topic": chosen.topic if chosen else ""}
    form = ArrangeForm(request.POST or None, initial=initial)
    form.offer(accepted)
    form.fit(account)
    return form


def arrange(request: SignedIn, pk: int) -> HttpResponse:
    """The adviser arranges a session and books its time."""
    participation = get_object_or_404(
        Participation.objects.visible_to(request.user).select_related("city", "edition__programme", "theme"),
        pk=pk,
    )
    now = timezone.now()
    require(policies.can_arrange(request.user, participation, at=now))
    form = _form(participation, request)
    context = {
        "participation": participation,
        "edition": participation.edition,
        "account": queries.open_account(participation),
        "form": form,
    }
    if request.method != "POST":
        return render(request, "advisory/arrange.html", context)
    if form.is_valid():
        facts = {
            name: value for name, value in form.cleaned_data.items() if name not in {"day", "begins", "ends"}
        }
        try:
            session = actions.arrange(participation, by=request.user, at=now, **facts)
        except ledger.AlreadyEntered as repeated:
            if repeated.entry:
                return already(request, PAGE, repeated.entry.session.pk)
            return already(request, "advisory:city", pk)
        except ledger.KeyReused:
            form.renew()
        except ledger.HoursExceeded as refusal:
            form.add_error("minutes", _("%(left)s Shorten the session or ask for hours.") % {"left": refusal})
        except ledger.NotThereTwice as refusal:
            form.add_error("begins", str(refusal))
        else:
            messages.success(request, _("Arranged. The city gets a letter."))
            return redirect(PAGE, session.pk)
    return invalid(request, "advisory/arrange.html", context)


def _session(request: SignedIn, pk: int) -> AdvisorySession:
    visible = AdvisorySession.objects.visible_to(request.user).select_related(
        "participation__city", "participation__edition__programme", "participation__theme", "account__stage__edition",
        "adviser", "promise", "request", "settled_by",
    )  # fmt: skip
    return get_object_or_404(visible, pk=pk)


def _context(request: SignedIn, session: AdvisorySession) -> dict[str, Any]:
    now, user = timezone.now(), request.user
    used = queries.used_entry(session)
    return {
        "session": session,
        "participation": session.participation,
        "edition": session.participation.edition,
        "account": session.account,
        "used": used,
        "reversed": used and used.undone_by.exists(),
        "sees_internal": policies.can_read_internal_note(user, session.participation),
        "may_record": policies.can_record(user, session, at=now),
        "may_confirm": policies.can_confirm(user, session, at=now),
        "may_contest": policies.can_contest(user, session, at=now),
        "may_settle": policies.can_settle(user, session, at=now),
        "may_cancel": policies.can_cancel(user, session, at=now),
        "may_reverse": used and policies.can_reverse(user, used, at=now),
        "settle_from": session.recorded_at + queries.SETTLE_AFTER if session.recorded_at else None,
        "key": uuid4(),
    }


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One session, with what the reader can do about it."""
    session = _session(request, pk)
    return render(request, "advisory/session.html", _context(request, session))


@twice_is_once(AdvisorySession, SessionState.TO_CONFIRM, page=PAGE, by="recorded_by")
def record(request: SignedIn, pk: int) -> HttpResponse:
    """The adviser records a session; short enough for a phone."""
    session = _session(request, pk)
    now = timezone.now()
    require(policies.can_record(request.user, session, at=now))
    minutes = (session.ends_at - session.starts_at) // timedelta(minutes=1)
    form = RecordForm(request.POST or None, initial={"minutes": f"{minutes // 60}:{minutes % 60:02}"})
    form.fit(session.account)
    context = _context(request, session) | {"form": form}
    if request.method != "POST":
        return render(request, "advisory/record.html", context)
    if form.is_valid():
        try:
            actions.record_session(session, by=request.user, at=now, **form.cleaned_data)
        except (ledger.HoursExceeded, ledger.NotInGrain) as refusal:
            form.add_error("minutes", str(refusal))
        else:
            messages.success(request, _("Recorded. The city is asked to confirm."))
            return redirect(PAGE, pk)
    return invalid(request, "advisory/record.html", context)


@require_POST
@twice_is_once(AdvisorySession, SessionState.CONFIRMED, page=PAGE, by="settled_by")
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """The city says that the time is right."""
    session = _session(request, pk)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid4()
    try:
        actions.confirm_session(session, by=request.user, at=timezone.now(), key=key)
    except ledger.AlreadyEntered:
        return already(request, PAGE, pk)
    messages.success(request, _("Confirmed. The time counts now."))
    return redirect(PAGE, pk)


@twice_is_once(AdvisorySession, SessionState.CONTESTED, page=PAGE)
def contest(request: SignedIn, pk: int) -> HttpResponse:
    """The city says what is not right."""
    session = _session(request, pk)
    now = timezone.now()
    require(policies.can_contest(request.user, session, at=now))
    form = ReasonForm(request.POST or None)
    if refused := _asked_reason(request, session, form, "advisory/contest.html"):
        return refused
    actions.contest_session(session, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("Sent. The guardian of your goal decides and writes to both sides."))
    return redirect(PAGE, pk)


def _asked_reason(request: SignedIn, session: AdvisorySession, form: Form, page: str) -> HttpResponse | None:
    """The page that asks, as long as the form is not filled in."""
    context = _context(request, session) | {"form": form}
    if request.method != "POST":
        return render(request, page, context)
    return None if form.is_valid() else invalid(request, page, context)


@twice_is_once(AdvisorySession, SessionState.CONFIRMED, SessionState.CANCELLED, page=PAGE, by="settled_by")
def settle(request: SignedIn, pk: int) -> HttpResponse:
    """The guardian decides how much counts."""
    session = _session(request, pk)
    now = timezone.now()
    form = SettleForm(request.POST or None)
    form.fit(session.account)
    try:
        if request.method == "POST" and form.is_valid():
            actions.settle_session(session, by=request.user, at=now, **form.cleaned_data)
            messages.success(request, _("Settled. Both sides get a letter."))
            return redirect(PAGE, pk)
    except ledger.AlreadyEntered:
        return already(request, PAGE, pk)
    except ledger.HoursExceeded as refusal:
        form.add_error("minutes", str(refusal))
    require(policies.can_settle(request.user, session, at=now))
    context = _context(request, session) | {"form": form}
    if request.method != "POST":
        return render(request, "advisory/settle.html", context)
    return invalid(request, "advisory/settle.html", context)


@twice_is_once(AdvisorySession, SessionState.CANCELLED, page=PAGE, by="settled_by")
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """Either side cancels; the booked time is free again."""
    session = _session(request, pk)
    now = timezone.now()
    require(policies.can_cancel(request.user, session, at=now))
    form = KeyedReasonForm(request.POST or None)
    if refused := _asked_reason(request, session, form, "advisory/cancel.html"):
        return refused
    actions.cancel_session(session, by=request.user, at=now, **form.cleaned_data)
    messages.success(request, _("Cancelled. The other side gets a letter, and the time is free again."))
    return redirect(PAGE, pk)
