"""What the public may know of goals: every one of an edition, those without a city too."""

from dataclasses import dataclass
from typing import Annotated

from django.db.models import Count, Prefetch, QuerySet
from pydantic import Field

from drogowskaz.programmes.models import Edition, Guardianship, Theme


@dataclass(frozen=True)
class PublicGoal:
    """A goal (theme) of an edition with the number of cities qualified under it; it may be none."""

    number: Annotated[
        int, Field(description="number of the goal; 1 to 17 are the Sustainable Development Goals")
    ]
    name_pl: Annotated[str, Field(description="name in Polish")]
    name_en: Annotated[str, Field(description="name in English; empty where there is none")]
    summary_pl: Annotated[str, Field(description="what it is about, in Polish")]
    summary_en: Annotated[str, Field(description="what it is about, in English")]
    colour: Annotated[str, Field(description="colour of its tile, as #rrggbb")]
    edition: Annotated[str, Field(description="slug of the edition")]
    cities: Annotated[
        int, Field(description="cities qualified under the goal, those that withdrew later too")
    ]
    guardians: Annotated[list[str], Field(description="names of those who look after the goal now")]


def _themes() -> QuerySet[Theme]:
    current = Guardianship.objects.current().select_related("user")
    return (
        Theme.objects.filter(edition__in=Edition.objects.public())
        .annotate(number_of_cities=Count("participations", distinct=True))
        .select_related("edition")
        .prefetch_related(Prefetch("guardianships", queryset=current))
        .order_by("-edition__starts_on", "edition", "number")
    )


def are_the_seventeen(listed: list[PublicGoal]) -> bool:
    """Say whether the themes of an edition are the Sustainable Development Goals, which tools name by number."""
    return [goal.number for goal in listed] == list(range(1, 18))


def goals(edition: str = "") -> list[PublicGoal]:
    """The goals of one edition by number, or of all; those without a city too."""
    themes = _themes().filter(edition__slug=edition) if edition else _themes()
    return [
        PublicGoal(
            number=theme.number,
            name_pl=theme.name_pl,
            name_en=theme.name_en,
            summary_pl=theme.summary_pl,
            summary_en=theme.summary_en,
            colour=theme.colour,
            edition=theme.edition.slug,
            cities=theme.number_of_cities,  # type: ignore[attr-defined]  # by annotate above
            guardians=sorted(one.user.name for one in theme.guardianships.all()),
        )
        for theme in themes
    ]
