"""Pages and downloads of cities: the catalogue with its filters, a city, its milestones as a calendar."""

from datetime import UTC

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.documents import web
from drogowskaz.registers.voivodeships import Voivodeship

from .. import calendars, drawing, published
from ..datasets import DATASETS, geojson
from ..forms import Filters
from ..road import steps
from .page import asked_edition, page

PAGE = 10
SIMILAR = 3


def _filters(request: HttpRequest) -> Filters:
    current = None if asked_edition(request) else published.current()
    return Filters.read(request.GET, current.slug if current else "")


def _found(request: HttpRequest) -> list[published.PublicCity]:
    """The cities of the edition that match; 404 where the public knows no such edition."""
    filters = _filters(request)
    if "edycja" in request.GET and (not asked_edition(request) or published.edition(filters.edycja) is None):
        raise Http404
    return filters.apply() if filters.edycja else []


@login_not_required
def cities(request: HttpRequest) -> HttpResponse:
    """The catalogue: filters, list, map, downloads of exactly what is shown."""
    filters = _filters(request)
    edition = published.edition(filters.edycja) if filters.edycja else None
    if edition is None and "edycja" in request.GET:
        raise Http404
    everyone = published.cities(edition.slug) if edition else []
    found = filters.among(everyone)
    goals = {goal.number: goal for goal in published.goals(edition.slug)} if edition else {}
    shown = Paginator(found, PAGE).get_page(request.GET.get("strona"))
    paths = {path.key: str(path.name) for path in edition.paths} if edition else {}
    return page(
        request,
        "portal/cities.html",
        _("Cities in the programme"),
        crumb=_("Cities"),
        filters=filters,
        pills=filters.pills(paths),
        page=shown,
        listed=[(row, goals.get(row.goal) if row.goal is not None else None) for row in shown],
        number=len(found),
        others=len(everyone) - len(found),
        everyone=len(everyone),
        edition=edition,
        editions=published.editions(),
        goals=goals,
        paths=paths,
        voivodeships=sorted(Voivodeship.choices, key=lambda choice: str(choice[1])),
        stages=published.STAGES.items(),
        dots=drawing.dots(everyone, {row.slug for row in found}),
    )


@login_not_required
def cities_csv(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as CSV, with the same filters."""
    answer = HttpResponse(DATASETS["cities"].as_csv(_found(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="miasta.csv"'
    return answer


@login_not_required
def cities_json(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as JSON, with the same filters."""
    rows = DATASETS["cities"].as_dicts(_found(request))
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})


@login_not_required
def cities_geojson(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as points, with the same filters."""
    return JsonResponse(
        geojson(_found(request)),
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _similar(row: published.PublicCity) -> list[published.PublicCity]:
    """Cities of the same goal and edition, those of nearest size first; none where the goal is not known."""
    if row.goal is None:
        return []
    alike = published.matching(published.cities(row.edition), goal=row.goal)
    others = [one for one in alike if one.slug != row.slug and not one.withdrawn_on]
    return sorted(others, key=lambda one: abs((one.population or 0) - (row.population or 0)))[:SIMILAR]


@login_not_required
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """One city: what it does, how far it is, what others can take from it."""
    found = published.city(slug, asked_edition(request), today=timezone.localdate())
    if found is None:
        raise Http404
    row = found.row
    return page(
        request,
        "portal/city.html",
        _("%(city)s – cities in the programme") % {"city": row.city},
        (reverse("portal:cities"), _("Cities")),
        crumb=row.city,
        description=row.project,
        city=found,
        row=row,
        stage=published.STAGES[row.stage],
        steps=steps(found),
        here=drawing.here(row),
        shade=drawing.shade({"number": row.goal, "colour": found.goal_colour}),
        similar=_similar(row),
    )


@login_not_required
def milestones(request: HttpRequest, slug: str) -> HttpResponse:
    """A city's milestones as a calendar anybody can subscribe to."""
    found = published.city(slug, asked_edition(request), today=timezone.localdate())
    if found is None:
        raise Http404
    calendar = calendars.milestones(
        found,
        name=_("%(city)s: milestones") % {"city": found.row.city},
        address=f"{settings.ORIGIN}{reverse('portal:city', args=[slug])}",
        at=timezone.now().astimezone(UTC),
    )
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-kamienie.ics"'
    return answer


@login_not_required
def evidence(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A file that shows a milestone was reached, where the city has made it public."""
    found = published.evidence_file(slug, key)
    if found is None:
        raise Http404
    return web.send(found)
