"""`drogowskaz office`: the first person of a programme's Office."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from drogowskaz.config import first
from drogowskaz.programmes.models import Programme


class Command(BaseCommand):
    """With demo mode off nobody has a role at first: somebody must be able to give the others theirs."""

    help = (
        "Make the first person of the programme office, and show the link with which they set their password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and in which programme where there are several."""
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("--name", default="", help="name and surname, for a new account")
        parser.add_argument(
            "--programme", default="", help="its short name, where there are several programmes"
        )

    def handle(self, *, email: str, name: str, programme: str, **options: Any) -> None:
        """Give the role, and say how the person comes in; no password is ever written on a command line.

        Raises:
            CommandError: the address is none, no programme is meant, or its Office has somebody.
        """
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is no e-mail address.") from error
        user = first.office(self.programme(programme), email=email, name=name, at=timezone.now())
        self.stdout.write(f"{user.name} now works in the programme office.")
        if user.has_usable_password():
            self.stdout.write(f"They sign in at {settings.ORIGIN}{reverse('account_login')}")
            return
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        link = settings.ORIGIN + reverse("account_reset_password_from_key", kwargs=key)
        self.stdout.write(
            f"Give them this link; it works once, for three days, and asks for a password:\n  {link}"
        )

    def programme(self, slug: str) -> Programme:
        """The programme that is meant."""
        programmes = Programme.objects.filter(slug=slug) if slug else Programme.objects.order_by("slug")
        found = list(programmes[:2])
        if len(found) != 1:
            known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True)) or "none"
            raise CommandError(f"Say which programme: --programme. There are: {known}.")
        return found[0]
