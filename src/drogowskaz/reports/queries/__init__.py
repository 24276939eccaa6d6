"""Readings about reports: the words on the desk, versions and approvals, links, what is public, what waits for whom."""

from .links import Link, found, known_mayor, links_of, open_link, stands
from .lists import latest_published, listed, published, published_beside, without_report
from .sheets import Pair, Sheet, desk_content, faults, keys_of, pairs, sheet
from .versions import (
    RoadStep,
    approvals,
    compared,
    earlier,
    edited,
    has_answered,
    has_sent,
    last_return,
    latest,
    road,
    seen_before,
    since_approval,
    versions_of,
)
from .waiting import waiting_for

__all__ = [
    "Link",
    "Pair",
    "RoadStep",
    "Sheet",
    "approvals",
    "compared",
    "desk_content",
    "earlier",
    "edited",
    "faults",
    "found",
    "has_answered",
    "has_sent",
    "keys_of",
    "known_mayor",
    "last_return",
    "latest",
    "latest_published",
    "links_of",
    "listed",
    "open_link",
    "pairs",
    "published",
    "published_beside",
    "road",
    "seen_before",
    "sheet",
    "since_approval",
    "stands",
    "versions_of",
    "waiting_for",
    "without_report",
]
