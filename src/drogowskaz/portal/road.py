"""The road of a city in five steps, in words: what is done, what goes on, what lies ahead."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from drogowskaz.common.templatetags.house import day

from . import published
from .published import CityPage


@dataclass(frozen=True)
class Step:
    """One step as the timeline shows it; see `components/_timeline.html`."""

    title: str
    state: str
    when: str
    url: str = ""
    link: str = ""


def _titles(page: CityPage) -> dict[str, str]:
    return {
        "zgloszenie": _("Application and evaluation") if page.has_application else _("Qualification"),
        "dopracowanie": _("Refining the project with advisers"),
        "plan": _("Entry in the Action Plan"),
        "realizacja": _("Carrying out the project"),
        "certyfikat": _("Assessment and certificate"),
    }


def _hours(page: CityPage, key: str) -> str:
    """How much of the advice of a step has been used, where a stage of advice belongs to it and is open."""
    places = {"dopracowanie": page.hours[:1], "realizacja": page.hours[1:]}.get(key, ())
    if not places:
        return ""
    used, granted = sum(one.used for one in places), sum(one.granted for one in places)
    return _("%(used)s of %(granted)s of advice") % {
        "used": published.amount(used, page.minutes_in_unit),
        "granted": published.amount(granted, page.minutes_in_unit),
    }


def _when(state: str, on: str) -> str:
    if state == "done":
        return _("finished on %(day)s") % {"day": on} if on else pgettext("step", "finished")
    if state == "now":
        return _("going on, until %(day)s") % {"day": on} if on else pgettext("step", "going on")
    return _("by %(day)s") % {"day": on} if on else pgettext("step", "ahead")


def steps(page: CityPage) -> list[Step]:
    """The steps of a city's road; none for a city of the archive, whose dates nobody states."""
    titles = _titles(page)
    found = []
    for step in page.road:
        when = _when(step.state, day(step.on))
        hours = _hours(page, step.key) if step.state != "ahead" else ""
        chapter = step.key == "plan" and page.in_plan and page.row.goal is not None
        found.append(
            Step(
                title=titles[step.key],
                state="" if step.state == "ahead" else step.state,
                when=f"{when} · {hours}" if hours else when,
                url=reverse("portal:chapter", args=[f"cel-{page.row.goal}"]) if chapter else "",
                link=_("See the chapter with %(city)s") % {"city": page.row.city} if chapter else "",
            )
        )
    return found
