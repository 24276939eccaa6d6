"""First page, programme, call, results, goals."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drogowskaz.common.languages import wording

from .. import published
from ..drawing import dots
from .page import page, shown_edition

NEWS_SHOWN = 3
STORIES = 3


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What it is, the call if one is open, three cities, four numbers, the map, news."""
    now = timezone.now()
    current = published.current()
    cities = published.cities(current.slug) if current else []
    goals = {goal.number: goal for goal in published.goals(current.slug)} if current else {}
    told = [row for row in cities if row.report and not row.withdrawn_on]
    return render(
        request,
        "portal/home.html",
        {
            "edition": current,
            "results": published.results(current.slug) if current else None,
            "call": published.call(now),
            "dots": dots(cities),
            "stories": [(row, goals.get(row.goal or 0)) for row in told[:STORIES]],
            "goals": list(goals.values()),
            "news": published.news(now)[:NEWS_SHOWN],
        },
    )


@login_not_required
def programme(request: HttpRequest) -> HttpResponse:
    """About the programme: stages, ways in, the road of a city, people, questions, editions."""
    current = published.current()
    return page(
        request,
        "portal/programme.html",
        current.programme.text if current else _("The programme"),
        crumb=_("Programme"),
        description=current.summary.text if current else "",
        edition=current,
        editions=published.editions(),
        goals=published.goals(current.slug) if current else [],
    )


@login_not_required
def call(request: HttpRequest) -> HttpResponse:
    """The call: who, until when, how long it takes, and every question to read beforehand."""
    found = published.call(timezone.now())
    return page(
        request,
        "portal/call.html",
        _("The call: %(name)s") % {"name": found.edition.name} if found else _("The call"),
        (reverse("portal:programme"), _("Programme")),
        crumb=_("The call"),
        call=found,
        questionnaire=published.questions(found.edition.slug) if found else None,
        goals=published.goals(found.edition.slug) if found else [],
    )


@login_not_required
def results(request: HttpRequest) -> HttpResponse:
    """The results of an edition; every number is computed."""
    shown = shown_edition(request)
    if shown is None and "edycja" in request.GET:
        raise Http404
    found = published.results(shown.slug) if shown else None
    return page(
        request,
        "portal/results.html",
        _("Results of taking part in the programme"),
        crumb=_("Results"),
        results=found,
        editions=published.editions(),
        bars=_bars(found) if found else {},
    )


def _bars(found: published.PublicResults) -> dict[str, Any]:
    """The rows of the charts: hours by stage, cities by goal and by way in; see `components/_bars.html`."""
    paths = [(path, path.cities if path.stated is None else path.stated) for path in found.edition.paths]
    return {
        "stages": [
            {
                "label": line.stage.name,
                "note": ngettext("%(number)s city", "%(number)s cities", line.cities)
                % {"number": line.cities},
                "value": line.used,
                "text": f"{found.said(line.used)} / {found.said(line.granted)}",
            }
            for line in found.stages
        ],
        "most_of_a_stage": max((line.granted for line in found.stages), default=0),
        "goals": [
            {
                "label": f"{goal.number}. {wording(goal, 'name')}",
                "value": goal.cities,
                "text": str(goal.cities),
            }
            for goal in found.goals
        ],
        "most_of_a_goal": max((goal.cities for goal in found.goals), default=0),
        "paths": [{"label": path.name, "value": number, "text": str(number)} for path, number in paths],
        "most_of_a_path": max((number for _path, number in paths), default=0),
        "sources": list(dict.fromkeys(path.source for path, _number in paths if path.source)),
    }


@login_not_required
def goals(request: HttpRequest) -> HttpResponse:
    """Every goal of an edition with the number of its cities."""
    shown = shown_edition(request)
    if shown is None and "edycja" in request.GET:
        raise Http404
    return page(
        request,
        "portal/goals.html",
        shown.words["themes"].capitalize() if shown else _("Goals"),
        crumb=_("Goals"),
        goals=published.goals(shown.slug) if shown else [],
        edition=shown,
    )


@login_not_required
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """One goal: what it is about, who looks after it, its cities – or that there are none – and tools."""
    shown = shown_edition(request)
    known = published.goals(shown.slug) if shown else []
    found = next((one for one in known if one.number == number), None)
    if shown is None or found is None:
        raise Http404
    cities = published.matching(published.cities(shown.slug), goal=number)
    return page(
        request,
        "portal/goal.html",
        f"{number}. {wording(found, 'name')}",
        (reverse("portal:goals"), _("Goals")),
        crumb=str(number),
        shown=found,
        cities=cities,
        dots=dots(cities),
        edition=shown,
        tools=[one for one in published.tools() if number in one.goals]
        if published.are_the_seventeen(known)
        else [],
        others=[one for one in known if one.number != number],
    )
