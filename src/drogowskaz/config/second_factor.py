"""Who needs a second factor beside the password, and what they reach before they have one.

The rule stands here because it needs everybody: roles of a programme, care for a goal, and who is a city's mayor.
Demo mode has it off (`settings.SECOND_FACTOR`).
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from drogowskaz.common import errors
from drogowskaz.common.refusal import Refusal
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes.models import Guardianship, Membership
from drogowskaz.programmes.roles import Role

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ROLES = (Role.OFFICE, Role.GUARDIAN, Role.EVALUATOR, Role.AUDITOR)
# Pages about the account itself: signing out, the password, the address, and the second factor.
OPEN = ("account_", "mfa_", "usersessions_")


class LastFactor(Refusal):
    """The second factor of somebody who must have one."""

    message = _(
        "Your role needs a second factor, so the last one cannot be removed. Add another one first, then remove this."
    )


def is_entrusted(user: User) -> bool:
    """Say whether this account opens so much that a password alone is not enough.

    Office, Guardian, Evaluator and Auditor of a programme, Guardian of a goal, mayor of a city.
    """
    roles = Membership.objects.filter(role__in=ROLES, ends_on=None)
    mayors = Representation.objects.acting().filter(capacity=Capacity.MAYOR)
    trusted = [things.values("user") for things in (roles, Guardianship.objects.current(), mayors)]
    return User.objects.filter(
        Q(pk__in=trusted[0]) | Q(pk__in=trusted[1]) | Q(pk__in=trusted[2]), pk=user.pk
    ).exists()


def is_owed(user: User) -> bool:
    """Say whether this person must set up a second factor before anything else."""
    if not settings.SECOND_FACTOR or Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        return False
    return is_entrusted(user)


class Adapter(DefaultMFAAdapter):
    """Second factors as our rule wants them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": LastFactor.message,
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor keeps at least one."""
        if not settings.SECOND_FACTOR:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not is_entrusted(authenticator.user)


class Middleware:
    """Leads those who owe a second factor to where they set it up; the public site and signing out stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Stop on the way to a page that is not public; refuse to remove the last passkey, which allauth would not."""
        user = request.user
        if not user.is_authenticated or not settings.SECOND_FACTOR:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == "mfa_remove_webauthn":
            passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
            passkey = get_object_or_404(passkeys, pk=kwargs["pk"])
            return (
                None if Adapter().can_delete_authenticator(passkey) else errors.refused(request, LastFactor())
            )
        if name == "account_logout" or not (name.startswith(OPEN) or getattr(view, "login_required", True)):
            return None
        if not is_owed(user):
            return None
        if name.startswith(OPEN):
            request.second_factor_is_owed = True  # type: ignore[attr-defined] # read by the templates
            return None
        return redirect("mfa_index")
