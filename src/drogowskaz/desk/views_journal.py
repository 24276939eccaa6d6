"""The journal as a page with filters, and as a file for the Office and the Auditor."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from drogowskaz.common.spreadsheets import sheet
from drogowskaz.people.web import SignedIn

from . import lines, queries
from .forms import JournalForm

PAGE = 25


@require_safe
def journal(request: SignedIn) -> HttpResponse:
    """Who did what, newest first; filtered by city, person, matter and days."""
    form = JournalForm(request.GET)
    page = Paginator(lines.found(request.user, form.filters()), PAGE).get_page(request.GET.get("strona"))
    asked = request.GET.copy()
    asked.pop("strona", None)
    return render(
        request,
        "desk/journal.html",
        {
            "form": form,
            "page": page,
            "lines": lines.said(page.object_list),
            "query": asked.urlencode(),
            "whole": queries.reads_whole_journal(request.user),
        },
    )


@require_safe
def journal_csv(request: SignedIn) -> HttpResponse:
    """The lines of the same filters, all of them, with their facts; 404 for who reads only the own deeds."""
    if not queries.reads_whole_journal(request.user):
        raise Http404
    entries = lines.found(request.user, JournalForm(request.GET).filters())
    name = f"dziennik-{timezone.localdate():%Y-%m-%d}.csv"
    return sheet(name, lines.HEADER, lines.rows(lines.said(entries)))
