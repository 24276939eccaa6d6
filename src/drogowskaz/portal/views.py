"""Public pages of the programme: first page, programme, call, results, goals, toolbox, news, data, search, duties."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.map import place
from drogowskaz.people.folding import folded

from . import published
from .datasets import DATASETS

NEWS_SHOWN = 3
STORIES = 3
PAGES = (
    "home",
    "programme",
    "call",
    "results",
    "cities",
    "goals",
    "plan",
    "toolbox",
    "news",
    "data",
    "check",
    "search",
    "contact",
    "accessibility",
    "privacy",
)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """What it is, the call if one is open, the map, stories, four numbers, news."""
    now = timezone.now()
    current = published.current()
    cities = published.cities(current.slug) if current else []
    dots = [
        {"x": x, "y": y, "url": reverse("portal:city", args=[row.slug]), "label": row.city}
        for row in cities
        if row.latitude is not None and row.longitude is not None
        for x, y in [place(row.latitude, row.longitude)]
    ]
    call = published.call(now)
    return render(
        request,
        "portal/home.html",
        {
            "edition": current,
            "results": published.results(current.slug) if current else None,
            "call": call,
            "days_left": (timezone.localdate(call.closes_at) - timezone.localdate(now)).days if call else 0,
            "dots": dots,
            "stories": [row for row in cities if row.report][:STORIES],
            "news": published.news(now)[:NEWS_SHOWN],
        },
    )


@login_not_required
def programme(request: HttpRequest) -> HttpResponse:
    """About the programme: stages, paths, people, editions."""
    return render(
        request, "portal/programme.html", {"edition": published.current(), "editions": published.editions()}
    )


@login_not_required
def call(request: HttpRequest) -> HttpResponse:
    """The call: who, until when, how long it takes, and every question to read beforehand."""
    now = timezone.now()
    found = published.call(now)
    return render(
        request,
        "portal/call.html",
        {
            "call": found,
            "days_left": (timezone.localdate(found.closes_at) - timezone.localdate(now)).days if found else 0,
            "questionnaire": published.questions(found.edition.slug) if found else None,
            "goals": published.goals(found.edition.slug) if found else [],
        },
    )


@login_not_required
def results(request: HttpRequest) -> HttpResponse:
    """The results of an edition; every number is computed."""
    current = published.current()
    slug = request.GET.get("edycja", "") or (current.slug if current else "")
    found = published.results(slug) if slug else None
    if slug and found is None:
        raise Http404
    return render(
        request,
        "portal/results.html",
        {
            "results": found,
            "editions": published.editions(),
            "most": max((goal.cities for goal in found.goals), default=0) if found else 0,
        },
    )


@login_not_required
def goals(request: HttpRequest) -> HttpResponse:
    """Every goal of the current edition with the number of its cities."""
    current = published.current()
    return render(
        request,
        "portal/goals.html",
        {"goals": published.goals(current.slug) if current else [], "edition": current},
    )


@login_not_required
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """One goal: what it is about, who guards it, its cities – or that there are none."""
    current = published.current()
    found = next((one for one in published.goals(current.slug) if one.number == number), None) if current else None
    if current is None or found is None:
        raise Http404
    cities = published.matching(published.cities(current.slug), goal=number)
    return render(request, "portal/goal.html", {"goal_": found, "cities": cities, "edition": current})


@login_not_required
def toolbox(request: HttpRequest) -> HttpResponse:
    """All tools."""
    return render(request, "portal/toolbox.html", {"tools": published.tools()})


@login_not_required
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """One tool, step by step."""
    found = published.tool(slug)
    if found is None:
        raise Http404
    return render(request, "portal/tool.html", {"tool": found})


@login_not_required
def news(request: HttpRequest) -> HttpResponse:
    """News, the newest first."""
    return render(request, "portal/news.html", {"news": published.news(timezone.now())})


@login_not_required
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece of news."""
    found = published.news_item(slug, timezone.now())
    if found is None:
        raise Http404
    return render(request, "portal/news_item.html", {"item": found})


@login_not_required
def data(request: HttpRequest) -> HttpResponse:
    """The datasets with their dictionaries, licence and API."""
    sets = [(dataset, len(list(dataset.rows()))) for dataset in DATASETS.values()]
    return render(request, "portal/data.html", {"datasets": sets, "today": timezone.localdate()})


def _dataset(slug: str) -> Any:
    if slug not in DATASETS:
        raise Http404
    return DATASETS[slug]


@login_not_required
def dataset_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """A dataset as CSV."""
    answer = HttpResponse(_dataset(slug).as_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return answer


@login_not_required
def dataset_csvw(request: HttpRequest, slug: str) -> HttpResponse:
    """The description of a dataset's CSV for machines."""
    address = request.build_absolute_uri(reverse("portal:dataset_csv", args=[slug]))
    return JsonResponse(_dataset(slug).as_csvw(address), content_type="application/csvm+json")


@login_not_required
def dataset_json(request: HttpRequest, slug: str) -> HttpResponse:
    """A dataset as JSON."""
    return JsonResponse(_dataset(slug).as_dicts(), safe=False, json_dumps_params={"ensure_ascii": False})


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Cities, goals, tools and news whose words match; accents and capitals do not matter."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:80]
    words = folded(typed).split()

    def matches(*texts: object) -> bool:
        place_to_look = folded(" ".join(str(text) for text in texts))
        return all(word in place_to_look for word in words)

    found: list[tuple[str, str, str]] = []
    if words:
        current = published.current()
        found += [
            (row.city, reverse("portal:city", args=[row.slug]), row.project)
            for row in published.cities()
            if matches(row.city, row.project)
        ]
        if current:
            found += [
                (
                    f"{_('Goal')} {one.number}: {one.name_pl}",
                    reverse("portal:goal", args=[one.number]),
                    one.summary_pl,
                )
                for one in published.goals(current.slug)
                if matches(one.name_pl, one.name_en, one.summary_pl)
            ]
        found += [
            (str(one.name), reverse("portal:tool", args=[one.slug]), str(one.summary))
            for one in published.tools()
            if matches(one.name, one.summary, one.body)
        ]
        found += [
            (str(one.title), reverse("portal:news_item", args=[one.slug]), str(one.lead))
            for one in published.news(timezone.now())
            if matches(one.title, one.lead, one.body)
        ]
    return render(request, "portal/search.html", {"typed": typed, "found": found[:50], "number": len(found)})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility declaration with the ids the law's technical conditions ask for."""
    return render(request, "portal/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What personal data are used for what, for how long, and what one can ask for."""
    return render(request, "portal/privacy.html")


@login_not_required
def contact(request: HttpRequest) -> HttpResponse:
    """Where to write, and how to report a problem."""
    return render(request, "portal/contact.html")


@login_not_required
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages as a list for people."""
    current = published.current()
    return render(
        request,
        "portal/sitemap.html",
        {
            "cities": published.cities(current.slug) if current else [],
            "goals": published.goals(current.slug) if current else [],
            "tools": published.tools(),
        },
    )


@login_not_required
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """All pages as a list for search engines."""
    paths = [reverse(f"portal:{name}") for name in PAGES]
    paths += [reverse("portal:city", args=[row.slug]) for row in published.cities()]
    addresses = [request.build_absolute_uri(path) for path in paths]
    return render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public site, not the workspace."""
    address = request.build_absolute_uri(reverse("portal:sitemap_xml"))
    lines = ["User-agent: *", "Disallow: /panel/", "Disallow: /konto/", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
