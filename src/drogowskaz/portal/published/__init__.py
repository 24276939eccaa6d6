"""The gate: the only place that decides what the public may know. Site, downloads and API read nothing else.

Records are plain and frozen. What is not in a record is not public: no drafts, remarks, internal notes, contacts,
rejected applications; no person's name but those who agreed or act publicly for the programme.
"""

from .cities import PublicCity, cities, city, matching
from .documents import PublicCertificate, PublicPlan, PublicReport, certificate, plan, plans, report
from .programme import (
    PublicCall,
    PublicEdition,
    PublicGoal,
    PublicResults,
    call,
    current,
    edition,
    editions,
    goals,
    questions,
    results,
)
from .reading import PublicNews, PublicTool, news, news_item, tool, tool_rows, tools

__all__ = [
    "PublicCall",
    "PublicCertificate",
    "PublicCity",
    "PublicEdition",
    "PublicGoal",
    "PublicNews",
    "PublicPlan",
    "PublicReport",
    "PublicResults",
    "PublicTool",
    "call",
    "certificate",
    "cities",
    "city",
    "current",
    "edition",
    "editions",
    "goals",
    "matching",
    "news",
    "news_item",
    "plan",
    "plans",
    "questions",
    "report",
    "results",
    "tool",
    "tool_rows",
    "tools",
]
