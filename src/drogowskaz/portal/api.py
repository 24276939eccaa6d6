"""The read-only API: one operation for each dataset, made from its declaration."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from ninja import NinjaAPI

from .datasets import DATASETS, Dataset

api = NinjaAPI(title="Drogowskaz: open data", version="1", urls_namespace="api", docs_url=None)


def offer(dataset: Dataset) -> None:
    """Add GET /<slug>; schema and descriptions come from the record of the dataset."""

    def rows(request: HttpRequest) -> list[Any]:
        return list(dataset.rows())

    record: Any = dataset.record
    summary = (dataset.record.__doc__ or "").strip()
    name = dataset.slug
    api.get(f"/{name}", response=list[record], operation_id=name, summary=summary, url_name=name)(rows)


for dataset in DATASETS.values():
    offer(dataset)

urls = api.urls
for pattern in urls[0]:
    if pattern.callback:
        login_not_required(pattern.callback)
