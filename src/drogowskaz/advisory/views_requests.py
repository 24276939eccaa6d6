"""Pages of requests for advice: the city asks, the guardian answers."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.verdict import require
from drogowskaz.participation import queries as participation_queries
from drogowskaz.people.web import SignedIn

from . import actions, ledger, policies, queries
from .forms import AcceptForm, AskForm, DeclineForm
from .lifecycle import RequestState
from .models import AdvisoryRequest
from .repeats import already, twice_is_once
from .views import participation_of


def ask(request: SignedIn, pk: int) -> HttpResponse:
    """The coordinator asks for advice."""
    participation = participation_of(request, pk)
    now = timezone.now()
    form = AskForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):  # a repeated form is known before it is judged
        require(policies.can_ask(request.user, participation, at=now))
    context = {
        "participation": participation,
        "edition": participation.edition,
        "account": queries.open_account(participation),
        "form": form,
    }
    if request.method != "POST":
        return render(request, "advisory/ask.html", context)
    if form.is_valid():
        try:
            asked = actions.ask(participation, by=request.user, at=now, **form.cleaned_data)
        except actions.AlreadyAsked as repeated:
            return already(request, "advisory:request", repeated.request.pk)
        except ledger.KeyReused:
            form.renew()
        else:
            messages.success(request, _("Sent. The guardian of your goal answers within five working days."))
            return redirect("advisory:request", asked.pk)
    return invalid(request, "advisory/ask.html", context)


def _request(request: SignedIn, pk: int) -> AdvisoryRequest:
    visible = AdvisoryRequest.objects.visible_to(request.user).select_related(
        "participation__city", "participation__edition__programme", "participation__theme", "adviser",
        "requested_by", "answered_by",
    )  # fmt: skip
    return get_object_or_404(visible, pk=pk)


def _context(request: SignedIn, asked: AdvisoryRequest) -> dict[str, object]:
    now = timezone.now()
    return {
        "asked": asked,
        "participation": asked.participation,
        "edition": asked.participation.edition,
        "account": queries.open_account(asked.participation),
        "sessions": asked.sessions.select_related("adviser").order_by("starts_at"),
        "may_answer": policies.can_answer(request.user, asked, at=now),
        "may_arrange": policies.can_arrange(request.user, asked.participation, at=now),
        "may_cancel": policies.can_cancel_request(request.user, asked, at=now),
        "may_close": policies.can_close_request(request.user, asked, at=now),
    }


def _accept_form(asked: AdvisoryRequest, data: QueryDict | None = None) -> AcceptForm:
    form = AcceptForm(data)
    form.offer(participation_queries.advisers_for(asked.participation))
    return form


def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One request: what is asked, what is left, and the answer."""
    asked = _request(request, pk)
    return render(request, "advisory/request.html", _context(request, asked) | {"form": _accept_form(asked)})


@require_POST
@twice_is_once(AdvisoryRequest, RequestState.ACCEPTED, page="advisory:request", by="answered_by")
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """The guardian accepts and names the adviser."""
    asked = _request(request, pk)
    now = timezone.now()
    require(policies.can_answer(request.user, asked, at=now))
    form = _accept_form(asked, request.POST)
    if not form.is_valid():
        return invalid(request, "advisory/request.html", _context(request, asked) | {"form": form})
    actions.accept_request(asked, by=request.user, at=now, **form.cleaned_data)
    messages.success(
        request, _("Accepted. The city and %(name)s get a letter.") % {"name": form.cleaned_data["adviser"]}
    )
    return redirect("advisory:request", pk)


@twice_is_once(AdvisoryRequest, RequestState.DECLINED, page="advisory:request", by="answered_by")
def decline(request: SignedIn, pk: int) -> HttpResponse:
    """The guardian declines, with words for the city."""
    asked = _request(request, pk)
    now = timezone.now()
    require(policies.can_answer(request.user, asked, at=now))
    form = DeclineForm(request.POST or None)
    context = {"asked": asked, "participation": asked.participation, "form": form}
    if request.method != "POST":
        return render(request, "advisory/decline.html", context)
    if not form.is_valid():
        return invalid(request, "advisory/decline.html", context)
    actions.decline_request(asked, answer=form.cleaned_data["answer"], by=request.user, at=now)
    messages.success(request, _("Declined. The city reads your answer."))
    return redirect("advisory:request", pk)


@require_POST
@twice_is_once(AdvisoryRequest, RequestState.CANCELLED, page="advisory:request")
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """The city takes its request back."""
    asked = _request(request, pk)
    actions.cancel_request(asked, by=request.user, at=timezone.now())
    messages.success(request, _("The request has been taken back."))
    return redirect("advisory:request", pk)


@require_POST
@twice_is_once(AdvisoryRequest, RequestState.CLOSED, page="advisory:request")
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody who works on it says that it has been dealt with."""
    asked = _request(request, pk)
    actions.close_request(asked, by=request.user, at=timezone.now())
    messages.success(request, _("The request is closed."))
    return redirect("advisory:request", pk)
