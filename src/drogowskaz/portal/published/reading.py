"""What the public reads beside the programme: news and tools."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from drogowskaz.common.languages import Wording, wording
from drogowskaz.toolbox.models import Tool

from ..models import NewsItem


@dataclass(frozen=True)
class PublicNews:
    """A piece of news."""

    slug: str
    title: Wording
    lead: Wording
    body: Wording
    publish_at: datetime


@dataclass(frozen=True)
class PublicTool:
    """A tool: an instruction for residents."""

    slug: Annotated[str, Field(description="the tool's name in addresses")]
    subject: Annotated[str, Field(description="what it influences: space, running")]
    name: Annotated[str, Field(description="name in Polish")]
    name_en: Annotated[str, Field(description="name in English")]
    summary: Annotated[str, Field(description="what it is for, in Polish")]
    summary_en: Annotated[str, Field(description="what it is for, in English")]
    goals: Annotated[list[int], Field(description="numbers of the goals it serves")]
    checked_on: Annotated[date | None, Field(description="the day a lawyer last checked the law in it")]


@dataclass(frozen=True)
class ToolPage:
    """Everything the page of one tool shows."""

    slug: str
    subject: str
    name: Wording
    summary: Wording
    for_whom: Wording
    time_needed: Wording
    cost: Wording
    duty: Wording
    body: Wording
    goals: list[int]
    legal_basis: list[str]
    checked_on: date | None


def _news(row: NewsItem) -> PublicNews:
    return PublicNews(
        row.slug, wording(row, "title"), wording(row, "lead"), wording(row, "body"), row.publish_at
    )


def news(at: datetime) -> list[PublicNews]:
    """News published by `at`, the newest first."""
    return [_news(row) for row in NewsItem.objects.published(at).order_by("-publish_at", "-pk")]


def news_item(slug: str, at: datetime) -> PublicNews | None:
    """One piece of news, if it is published by `at`."""
    row = NewsItem.objects.published(at).filter(slug=slug).first()
    return _news(row) if row else None


def tools() -> list[ToolPage]:
    """Published tools in the order of the toolbox."""
    return [_tool(row) for row in Tool.objects.published().order_by("position", "pk")]


def tool(slug: str) -> ToolPage | None:
    """One published tool."""
    row = Tool.objects.published().filter(slug=slug).first()
    return _tool(row) if row else None


def _tool(row: Tool) -> ToolPage:
    return ToolPage(
        slug=row.slug,
        subject=row.get_subject_display(),
        name=wording(row, "name"),
        summary=wording(row, "summary"),
        for_whom=wording(row, "for_whom"),
        time_needed=wording(row, "time_needed"),
        cost=wording(row, "cost"),
        duty=wording(row, "duty"),
        body=wording(row, "body"),
        goals=list(row.goals),
        legal_basis=[line for line in row.legal_basis.splitlines() if line.strip()],
        checked_on=row.checked_on,
    )


def tool_rows() -> list[PublicTool]:
    """Published tools as rows of a dataset."""
    return [
        PublicTool(
            slug=row.slug,
            subject=row.subject,
            name=row.name_pl,
            name_en=row.name_en,
            summary=row.summary_pl,
            summary_en=row.summary_en,
            goals=list(row.goals),
            checked_on=row.checked_on,
        )
        for row in Tool.objects.published().order_by("position", "pk")
    ]
