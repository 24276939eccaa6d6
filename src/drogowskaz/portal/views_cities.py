"""Pages and downloads of cities: the catalogue with its filters, a city, its milestones as a calendar."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.common.map import place
from drogowskaz.registers.voivodeships import Voivodeship

from . import published
from .datasets import DATASETS, geojson
from .forms import Filters
from .published.cities import STAGES

PAGE = 10
SIMILAR = 3


def _filters(request: HttpRequest) -> Filters:
    current = published.current()
    return Filters.read(request.GET, current.slug if current else "")


@login_not_required
def cities(request: HttpRequest) -> HttpResponse:
    """The catalogue: filters, list, map, downloads of exactly what is shown."""
    filters = _filters(request)
    found = filters.apply()
    everyone = published.cities(filters.edycja)
    chosen = {row.slug for row in found}
    edition = published.edition(filters.edycja)
    page = Paginator(found, PAGE).get_page(request.GET.get("strona"))
    dots = [
        {"x": x, "y": y, "url": reverse("portal:city", args=[row.slug]), "label": row.city, "off": row.slug not in chosen}
        for row in everyone
        if row.latitude is not None and row.longitude is not None
        for x, y in [place(row.latitude, row.longitude)]
    ]
    return render(
        request,
        "portal/cities.html",
        {
            "filters": filters,
            "page": page,
            "number": len(found),
            "others": len(everyone) - len(found),
            "everyone": len(everyone),
            "edition": edition,
            "editions": published.editions(),
            "goals": {goal.number: goal for goal in published.goals(filters.edycja)},
            "voivodeships": Voivodeship.choices,
            "stages": [(key, word()) for key, word in STAGES.items()],
            "dots": sorted(dots, key=lambda dot: not dot["off"]),
        },
    )


@login_not_required
def cities_csv(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as CSV, with the same filters."""
    answer = HttpResponse(
        DATASETS["cities"].as_csv(_filters(request).apply()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="miasta.csv"'
    return answer


@login_not_required
def cities_json(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as JSON, with the same filters."""
    return JsonResponse(
        DATASETS["cities"].as_dicts(_filters(request).apply()), safe=False, json_dumps_params={"ensure_ascii": False}
    )


@login_not_required
def cities_geojson(request: HttpRequest) -> HttpResponse:
    """The cities of the catalogue as points, with the same filters."""
    return JsonResponse(
        geojson(_filters(request).apply()),
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )


ROAD = ("zgloszenie", "dopracowanie", "plan", "realizacja", "certyfikat")


def _road(stage: str) -> list[tuple[str, str]]:
    """The five public steps, each "done", "now" or "ahead"."""
    words = (_("Application"), _("Refining the project"), _("Plan"), _("Carrying out the project"), _("Certificate"))
    if stage not in ROAD:
        return []
    here = ROAD.index(stage)
    done = here == len(ROAD) - 1
    return [
        (word, "done" if number < here or done else "now" if number == here else "ahead")
        for number, word in enumerate(words)
    ]


@login_not_required
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """One city: what it does, how far it is, what others can take from it."""
    page = published.city(slug, request.GET.get("edycja", ""))
    if page is None:
        raise Http404
    row = page.row
    similar = [
        one
        for one in published.matching(published.cities(row.edition), goal=row.goal)
        if one.slug != slug and row.goal is not None and not one.withdrawn_on
    ]
    similar.sort(key=lambda one: abs((one.population or 0) - (row.population or 0)))
    here = place(row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None
    return render(
        request,
        "portal/city.html",
        {
            "page": page,
            "row": row,
            "stage": STAGES[row.stage](),
            "road": _road(row.stage),
            "here": {"x": here[0], "y": here[1]} if here else None,
            "similar": similar[:SIMILAR],
            "report": published.report(slug) if row.report else None,
        },
    )


def _ics(text: str) -> str:
    """Text as a calendar takes it. Source: RFC 5545, §3.3.11."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 bytes, continued as RFC 5545, §3.1 asks."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 73:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


@login_not_required
def milestones(request: HttpRequest, slug: str) -> HttpResponse:
    """A city's milestones as a calendar anybody can subscribe to."""
    page = published.city(slug)
    if page is None:
        raise Http404
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Drogowskaz//PL", f"X-WR-CALNAME:{_ics(page.row.city)}"]
    for number, milestone in enumerate(page.milestones, start=1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{page.row.edition}-{slug}-{number}@{request.get_host().split(':')[0]}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{milestone.due_on:%Y%m%d}",
            f"SUMMARY:{_ics(f'{page.row.city}: {milestone.title}')}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    answer = HttpResponse("\r\n".join(_folded(line) for line in lines) + "\r\n", content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-kamienie.ics"'
    return answer


