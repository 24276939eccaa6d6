"""Who may do what with letters: the Office of the programme the letter belongs to."""

from datetime import datetime

from django.utils.translation import gettext as _

from drogowskaz.common.lifecycle import Move
from drogowskaz.common.verdict import Verdict, no
from drogowskaz.mail.lifecycle import CANCEL, RELEASE, RETRY
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Membership
from drogowskaz.programmes.roles import Role


def _office(user: User, letter: Letter, move: Move) -> Verdict:
    office = Membership.objects.of(Role.OFFICE).filter(user=user, programme__slug=letter.programme)
    if not office.exists():
        return no(_("Only the programme office sends its letters."))
    return move.possible(letter)


def can_release(user: User, letter: Letter, *, at: datetime) -> Verdict:
    """Let a held letter go."""
    return _office(user, letter, RELEASE)


def can_cancel(user: User, letter: Letter, *, at: datetime) -> Verdict:
    """Take a held letter back."""
    return _office(user, letter, CANCEL)


def can_retry(user: User, letter: Letter, *, at: datetime) -> Verdict:
    """Try again to deliver a letter that was given up."""
    return _office(user, letter, RETRY)
