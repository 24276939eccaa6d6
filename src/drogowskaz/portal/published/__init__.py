"""The gate: the only place that decides what the public may know. Site, downloads and API read nothing else.

Records are plain and frozen. What is not in a record is not public: no drafts, remarks, internal notes, contacts,
rejected applications; no person's name but those who agreed or act publicly for the programme.
"""

from .calls import PublicCall, call, questions
from .certificates import CertificateRow, PublicCertificate, certificate, certificates
from .cities import STAGES, PublicCity, cities, matching
from .city import CityPage, city, evidence_file
from .documents import PublicPlan, PublicReport, plan, plans, report
from .editions import PublicEdition, amount, current, edition, editions
from .goals import PublicGoal, are_the_seventeen, goals
from .reading import PublicNews, PublicTool, ToolPage, news, news_item, tool, tool_rows, tools
from .results import PublicHours, PublicResults, hours, results

__all__ = [
    "STAGES",
    "CertificateRow",
    "CityPage",
    "PublicCall",
    "PublicCertificate",
    "PublicCity",
    "PublicEdition",
    "PublicGoal",
    "PublicHours",
    "PublicNews",
    "PublicPlan",
    "PublicReport",
    "PublicResults",
    "PublicTool",
    "ToolPage",
    "amount",
    "are_the_seventeen",
    "call",
    "certificate",
    "certificates",
    "cities",
    "city",
    "current",
    "edition",
    "editions",
    "evidence_file",
    "goals",
    "hours",
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
