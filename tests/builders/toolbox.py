"""Tools of the toolbox, published by the real deed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from drogowskaz.toolbox import actions, sheets, starter
from drogowskaz.toolbox.models import Tool

from .people import a_person
from .programmes import NOW


def a_tool(slug: str = "", *, at: datetime = NOW, **facts: Any) -> Tool:
    """A published tool: the first of those that come with the product, with other words where they are given."""
    first = sheets.read(starter.FOLDER)[0]
    return actions.publish(replace(first, slug=slug or first.slug, **facts), by=a_person(), at=at)
