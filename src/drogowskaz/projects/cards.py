"""The project card as plain values, and what of it the application already says."""

from dataclasses import asdict, dataclass, fields

from drogowskaz.applications.sheet import thawed
from drogowskaz.participation.models import Participation
from drogowskaz.programmes.parts import Kind

LIMITS = {"title": 250, "short_title": 80, "groups": 500, "partners": 500, "place": 200}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a city writes about its project."""

    title: str
    short_title: str = ""
    improves: str = ""
    aim: str = ""
    actions: str = ""
    groups: str = ""
    partners: str = ""
    place: str = ""

    def as_fields(self) -> dict[str, str]:
        """The values by name of their column."""
        return asdict(self)


NAMES = tuple(field.name for field in fields(Card))


def first_card(participation: Participation) -> Card:
    """The card as the application or the admission gives it; the coordinator completes it.

    An answer is taken over where the `role` of its question is the name of a line of the card: "title", "improves" …
    Of answers given for each theme, the one for the theme of qualification counts.
    """
    values = {"title": participation.project_title, "improves": participation.evidence}
    application = participation.application
    if application and application.frozen:
        values |= _answers(participation, application.frozen)
    if participation.project_title:
        values["title"] = participation.project_title
    return Card(**{name: text[: LIMITS.get(name)] for name, text in values.items()})


def _answers(participation: Participation, frozen: dict[str, object]) -> dict[str, str]:
    sheet = thawed(frozen, {})
    taken = {}
    for step in sheet.questionnaire.steps:
        roles = {asked.name: asked for asked in sheet.asked(step) if asked.question.role in NAMES}
        for line in sheet.lines(step):
            asked = roles.get(line.name)
            if asked is None or asked.kind in (Kind.FILE, Kind.THEMES):
                continue
            if asked.theme and participation.theme and asked.theme.number != participation.theme.number:
                continue
            rows = [", ".join(cell for cell in row if cell) for row in line.rows]
            text = line.text or "\n".join([*line.parts, *rows])
            if text:
                taken[asked.question.role] = text
    return taken
