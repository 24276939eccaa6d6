"""A verdict: the answer to "may this person do this now?", with its reason for people."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with a reason; false when there is a reason against."""

    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.reason


YES = Verdict()


def no(reason: str | Promise) -> Verdict:
    """Make a refusal out of a sentence that a person will read."""
    return Verdict(reason)


def require(verdict: Verdict) -> None:
    """Stop here unless the verdict is yes; the reason reaches the user through the 403 page.

    Raises:
        PermissionDenied: the verdict is a no.
    """
    if not verdict:
        raise PermissionDenied(verdict.reason)
