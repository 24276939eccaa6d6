"""What the public reads beside the programme: toolbox, news, and the search over everything."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import published
from ..search import LONGEST, hits
from .page import page

PAGE = 10
HITS = 20


@login_not_required
def toolbox(request: HttpRequest) -> HttpResponse:
    """All tools."""
    return page(request, "portal/toolbox.html", _("Toolbox"), tools=published.tools())


@login_not_required
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """One tool, step by step; the page prints as a card."""
    known = published.tools()
    found = next((one for one in known if one.slug == slug), None)
    if found is None:
        raise Http404
    current = published.current()
    goals = published.goals(current.slug) if current else []
    return page(
        request,
        "portal/tool.html",
        found.name.text,
        (reverse("portal:toolbox"), _("Toolbox")),
        description=found.summary.text,
        tool=found,
        goals=[goal for goal in goals if goal.number in found.goals and published.are_the_seventeen(goals)],
        others=[one for one in known if one.slug != slug],
    )


@login_not_required
def news(request: HttpRequest) -> HttpResponse:
    """News, the newest first."""
    shown = Paginator(published.news(timezone.now()), PAGE).get_page(request.GET.get("strona"))
    return page(request, "portal/news.html", _("News"), page=shown)


@login_not_required
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece of news."""
    found = published.news_item(slug, timezone.now())
    if found is None:
        raise Http404
    return page(
        request,
        "portal/news_item.html",
        found.title.text,
        (reverse("portal:news"), _("News")),
        description=found.lead.text,
        item=found,
    )


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Cities, goals, tools and news in which the typed words stand; accents and capitals do not matter."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = hits(typed, timezone.now())
    shown = Paginator(found, HITS).get_page(request.GET.get("strona"))
    return page(request, "portal/search.html", _("Search"), typed=typed, page=shown, number=len(found))
