"""Public documents: a city's report and the Plan, as pages from the snapshots their files were pressed from."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.documents import web

from .. import published
from ..drawing import shade
from .page import asked_edition, page


@login_not_required
def report(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A published report as a page; every version keeps its address."""
    found = published.report(slug, number, asked_edition(request))
    if found is None:
        raise Http404
    return page(
        request,
        "portal/report.html",
        found.snapshot["title"],
        (reverse("portal:cities"), _("Cities")),
        (reverse("portal:city", args=[slug]), found.city),
        crumb=_("City report"),
        description=found.snapshot["lead"],
        report=found,
        it=found.snapshot,
        shade=shade(found.snapshot["tile"]),
    )


@login_not_required
def report_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The report's file, exactly as it was published."""
    found = published.report(slug, number, asked_edition(request))
    if found is None:
        raise Http404
    return web.send(found.file)


def _plan(edition: str, number: int | None) -> published.PublicPlan:
    found = published.plan(edition, number)
    if found is None:
        raise Http404
    return found


def _chapters(plan: published.PublicPlan, *, lasting: bool) -> list[dict[str, Any]]:
    """The chapters of a Plan with their addresses: those of the newest edition, or those that last."""
    line = plan.line
    chapters = []
    for one in plan.snapshot["chapters"]:
        name = f"cel-{one['tile']['number']}"
        last = ("portal:plan_chapter", [line.edition, line.number, name])
        view, arguments = last if lasting else ("portal:chapter", [name])
        chapters.append(
            one | {"slug": name, "url": reverse(view, args=arguments), "shade": shade(one["tile"])}
        )
    return chapters


@login_not_required
def plan(request: HttpRequest, edition: str = "", number: int | None = None) -> HttpResponse:
    """A frozen Plan: contents, files, citation, all editions; before the first freeze, what it will be and when."""
    found = published.plan(edition, number)
    if found is None and edition:
        raise Http404
    above = [(reverse("portal:plan"), _("Action Plan"))] if edition else []
    return page(
        request,
        "portal/plan.html",
        found.snapshot["title"] if found else _("Action Plan"),
        *above,
        crumb=found.snapshot["edition"] if found and edition else _("Action Plan"),
        plan=found,
        it=found.snapshot if found else None,
        chapters=_chapters(found, lasting=bool(edition)) if found else [],
        plans=published.plans(),
        edition=published.current(),
    )


@login_not_required
def chapter(request: HttpRequest, slug: str, edition: str = "", number: int | None = None) -> HttpResponse:
    """One chapter of a Plan as a page: the goal and a card for each of its cities."""
    found = _plan(edition, number)
    chapters = _chapters(found, lasting=bool(edition))
    chosen = next((one for one in chapters if one["slug"] == slug), None)
    if chosen is None:
        raise Http404
    contents = (
        reverse("portal:plan_edition", args=[found.line.edition, found.line.number])
        if edition
        else reverse("portal:plan")
    )
    return page(
        request,
        "portal/chapter.html",
        _("%(chapter)s – Action Plan") % {"chapter": chosen["tile"]["name"]},
        (contents, _("Action Plan")),
        crumb=chosen["tile"]["name"],
        plan=found,
        it=found.snapshot,
        chapter=chosen,
        chapters=chapters,
    )


@login_not_required
def plan_pdf(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """The file of a frozen Plan, the bytes that were frozen."""
    return web.send(_plan(edition, number).file)
