"""Pages of the ledger: the accounts, one account in running order, corrections by the Office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.forms import invalid
from drogowskaz.common.spreadsheets import sheet
from drogowskaz.common.verdict import require
from drogowskaz.participation import standing
from drogowskaz.people.web import SignedIn

from . import actions, ledger, policies, queries
from .forms import GrantForm, KeyedReasonForm
from .models import Account, Entry
from .repeats import already

PAGE = 40


def accounts(request: SignedIn) -> HttpResponse:
    """Every account the reader may see, by city and stage."""
    visible = queries.accounts_for(request.user)
    pages = Paginator(visible, PAGE)
    return render(
        request,
        "advisory/accounts.html",
        {"page": pages.get_page(request.GET.get("strona")), "sums": queries.sums(visible)},
    )


def accounts_csv(request: SignedIn) -> HttpResponse:
    """The same list as a file, in minutes."""
    header = [
        "edition",
        "teryt",
        "city",
        "theme",
        "stage",
        "granted",
        "reserved",
        "used",
        "left",
        "opened",
        "closed",
    ]
    found = queries.accounts_for(request.user)
    return sheet(f"godziny-{timezone.localdate():%Y-%m-%d}.csv", header, (_row(one) for one in found))


def _row(account: Account) -> list[object]:
    participation = account.participation
    return [
        participation.edition.slug,
        participation.city.teryt,
        participation.city.name,
        participation.theme and participation.theme.number,
        account.stage.number,
        account.granted,
        account.reserved,
        account.used,
        account.left,
        account.opened_at and timezone.localdate(account.opened_at),
        account.closed_at and timezone.localdate(account.closed_at),
    ]


def _account(request: SignedIn, pk: int) -> Account:
    return get_object_or_404(
        queries.accounts_for(request.user).select_related(
            "participation__city",
            "participation__edition__programme",
            "stage__edition",
            "participation__theme",
        ),
        pk=pk,
    )


def account(request: SignedIn, pk: int) -> HttpResponse:
    """One account: every entry in the order of the ledger, with what was left after it."""
    found = _account(request, pk)
    return render(
        request,
        "advisory/account.html",
        {
            "account": found,
            "participation": found.participation,
            "edition": found.participation.edition,
            "lines": queries.ledger_of(found),
            "may_grant": policies.can_grant_more(request.user, found, at=timezone.now()),
            "may_correct": standing.decides(request.user, found.participation),
        },
    )


def grant(request: SignedIn, pk: int) -> HttpResponse:
    """The Office adds time, with a reason."""
    found = _account(request, pk)
    now = timezone.now()
    require(policies.can_grant_more(request.user, found, at=now))
    form = GrantForm(request.POST or None)
    form.fit(found)
    context = {
        "account": found,
        "participation": found.participation,
        "edition": found.participation.edition,
        "form": form,
    }
    if request.method != "POST":
        return render(request, "advisory/grant.html", context)
    if not form.is_valid():
        return invalid(request, "advisory/grant.html", context)
    try:
        actions.grant_more(found, by=request.user, at=now, **form.cleaned_data)
    except ledger.AlreadyEntered:
        return already(request, "advisory:account", pk)
    except ledger.KeyReused:
        form.renew()
        return invalid(request, "advisory/grant.html", context)
    else:
        messages.success(request, _("Added. The reason stands in the ledger."))
    return redirect("advisory:account", pk)


def reverse(request: SignedIn, pk: int) -> HttpResponse:
    """The Office undoes used time that was entered by mistake."""
    visible = Entry.objects.filter(account__in=Account.objects.visible_to(request.user))
    entry = get_object_or_404(
        visible.select_related(
            "account__participation__city", "account__participation__edition", "account__stage"
        ),
        pk=pk,
    )
    now = timezone.now()
    form = KeyedReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse_use(entry, by=request.user, at=now, **form.cleaned_data)
        except ledger.AlreadyEntered:
            return already(request, "advisory:account", entry.account_id)
        else:
            messages.success(request, _("Reversed. The time is free again."))
        return redirect("advisory:account", entry.account_id)
    require(policies.can_reverse(request.user, entry, at=now))
    participation = entry.account.participation
    context = {
        "entry": entry,
        "account": entry.account,
        "participation": participation,
        "edition": participation.edition,
        "form": form,
    }
    if request.method != "POST":
        return render(request, "advisory/reverse.html", context)
    return invalid(request, "advisory/reverse.html", context)
