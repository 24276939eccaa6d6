"""Amounts of advice in templates, in the unit of the edition."""

from django import template

from drogowskaz.programmes import queries
from drogowskaz.programmes.models import Edition

register = template.Library()


@register.filter
def amount(minutes: int | None, edition: Edition) -> str:
    """Say minutes as hours, or as days where the edition counts days; nothing for nothing."""
    return "" if minutes is None else queries.amount(edition, minutes)
