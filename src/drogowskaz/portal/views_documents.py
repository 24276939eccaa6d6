"""Public documents: a city's report, the Plan, the check of a certificate."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from drogowskaz.documents import web

from . import published


@login_not_required
def report(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A published report as a page, made from the same snapshot as its PDF."""
    found = published.report(slug, number)
    if found is None:
        raise Http404
    return render(request, "portal/report.html", {"report": found, "it": found.snapshot})


@login_not_required
def report_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The report's file, exactly as it was published."""
    found = published.report(slug, number)
    if found is None:
        raise Http404
    return web.send(found.file)


def _chapters(plan: published.PublicPlan) -> list[dict[str, object]]:
    return [
        {"slug": f"cel-{one['tile']['number']}", "tile": one["tile"], "cities": one["cities"]}
        for one in plan.snapshot["chapters"]
    ]


@login_not_required
def plan(request: HttpRequest) -> HttpResponse:
    """The Plan: contents, files, citation, earlier editions; before the first freeze what it will be."""
    found = published.plan()
    return render(
        request,
        "portal/plan.html",
        {
            "plan": found,
            "it": found.snapshot if found else None,
            "chapters": _chapters(found) if found else [],
            "plans": published.plans(),
            "edition": published.current(),
        },
    )


@login_not_required
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """One chapter of the newest Plan as a page."""
    found = published.plan()
    number = slug.removeprefix("cel-")
    chosen = (
        [one for one in found.snapshot["chapters"] if one["tile"]["number"] == number and slug == f"cel-{number}"]
        if found
        else []
    )
    if found is None or not chosen:
        raise Http404
    return render(
        request,
        "portal/chapter.html",
        {"plan": found, "it": found.snapshot, "chapter": chosen[0], "chapters": _chapters(found), "slug": slug},
    )


@login_not_required
def plan_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """A frozen edition's file, the bytes that were frozen."""
    found = published.plan(number)
    if found is None:
        raise Http404
    return web.send(found.file)


@login_not_required
def check(request: HttpRequest) -> HttpResponse:
    """The form for a certificate's code."""
    typed = request.GET.get("kod", "").strip()[:80]
    if typed:
        found = published.certificate(typed)
        if found:
            return redirect("portal:certificate", found.code)
        return _unknown(request, typed)
    return _fresh(render(request, "portal/check.html", {"typed": ""}))


@login_not_required
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is valid, and what it says; a revocation shows at once."""
    found = published.certificate(code)
    if found is None:
        return _unknown(request, "")
    return _fresh(render(request, "portal/certificate.html", {"certificate": found}))


@login_not_required
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate's file, exactly as it was issued."""
    found = published.certificate(code)
    if found is None:
        return _unknown(request, "")
    return _fresh(web.send(found.file))


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """The one answer to unknown, malformed and private codes."""
    return _fresh(render(request, "portal/check.html", {"typed": typed, "unknown": True}, status=404))


def _fresh(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer


