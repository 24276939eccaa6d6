"""Hours at the edge: the product counts whole minutes, people read hours and minutes."""

from django.utils.translation import gettext as _

MINUTES_IN_HOUR = 60


def hours_and_minutes(minutes: int) -> str:
    """Say a number of minutes as people do: "3 h 30 min", "2 h", "45 min", "0 h"."""
    sign = "−" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), MINUTES_IN_HOUR)
    parts = []
    if hours or not rest:
        parts.append(_("%(hours)s h") % {"hours": hours})
    if rest:
        parts.append(_("%(minutes)s min") % {"minutes": rest})
    return sign + "\N{NO-BREAK SPACE}".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)
