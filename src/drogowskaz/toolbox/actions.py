"""Deeds of the toolbox: a tool is published, or its text is brought up to date."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from .models import Tool
from .sheets import Sheet


@transaction.atomic
def publish(sheet: Sheet, *, by: User, at: datetime) -> Tool:
    """Publish a tool, or bring the published one of the same slug up to date.

    A text that has not changed is left alone, and nothing is entered in the journal.
    """
    facts = asdict(sheet)
    tool = Tool.objects.filter(slug=sheet.slug).first()
    if tool and tool.published_at and all(getattr(tool, name) == value for name, value in facts.items()):
        return tool
    if tool is None:
        tool = Tool(slug=sheet.slug)
    for name, value in facts.items():
        setattr(tool, name, value)
    tool.published_at, tool.published_by = at, by
    tool.save()
    record("toolbox.publish", tool, by=by, at=at, slug=tool.slug)
    return tool
