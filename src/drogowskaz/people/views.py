"""The page of one's own account; e-mail, password, second factor and sessions are allauth's pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.forms import invalid

from . import actions, queries
from .forms import AccountForm
from .web import SignedIn


def account(request: SignedIn) -> HttpResponse:
    """Name and language, the cities one acts for, and the ways to e-mail, password, second factor and sessions."""
    person = request.user
    form = AccountForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        actions.introduce(person, by=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your account has been saved."))
        return redirect("people:account")
    context = {"form": form, "representations": queries.of_user(person)}
    return (
        invalid(request, "people/account.html", context)
        if form.is_bound
        else render(request, "people/account.html", context)
    )
