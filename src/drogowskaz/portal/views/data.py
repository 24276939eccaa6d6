"""Open data: the datasets with their dictionaries, and their files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..datasets import DATASETS, LICENCE, Dataset
from .page import page


@login_not_required
def data(request: HttpRequest) -> HttpResponse:
    """The datasets with their dictionaries, licence and API."""
    return page(
        request,
        "portal/data.html",
        _("Open data"),
        description=_("Datasets of the programme as CSV, JSON and API, with their dictionary and licence."),
        datasets=[(dataset, len(list(dataset.rows()))) for dataset in DATASETS.values()],
        licence=LICENCE,
        today=timezone.localdate(),
    )


def _dataset(slug: str) -> Dataset:
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
    rows = _dataset(slug).as_dicts()
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})
