"""Lifecycles as tables: a thing has a state, and only a `Move` changes it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .refusal import Refusal
from .verdict import YES, Verdict, no


class Staged(models.Model):
    """A thing with a lifecycle; its `state` changes only by a `Move`."""

    state = models.CharField(max_length=20, editable=False)

    class Meta:
        abstract = True


class TooLate(Refusal):
    """Someone moved the thing before us."""

    message = _("Somebody else has just changed this. Reload the page.")


@dataclass(frozen=True)
class Move:
    """One arrow of a lifecycle: a verb that brings an object from `sources` to `target`."""

    verb: str
    sources: Collection[str]
    target: str

    def possible(self, thing: Staged) -> Verdict:
        """Say whether `thing` stands in a state this move starts from."""
        if thing.state in self.sources:
            return YES
        return no(_("This cannot be done at the present stage."))

    def make(self, thing: Staged, **stamps: Any) -> None:
        """Store the new state and `stamps`, provided nobody moved `thing` first.

        One UPDATE compares and sets, so two simultaneous clicks cannot both win.

        Raises:
            TooLate: the stored state is no longer one of `sources`.
        """
        stored = type(thing)._base_manager.filter(pk=thing.pk, state__in=self.sources)
        if not stored.update(state=self.target, **stamps):
            raise TooLate
        for name, value in {"state": self.target, **stamps}.items():
            setattr(thing, name, value)
