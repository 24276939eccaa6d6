"""One world for the access table: eleven people, a programme with a city at each stage, and another programme.

Everything is reached by the deeds of the right people, around the moment of the test, because pages ask the clock.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from drogowskaz.participation import actions as participations
from drogowskaz.people.models import User
from drogowskaz.portal.models import NewsItem
from drogowskaz.programmes.roles import Role
from tests.builders.participation import a_participation, an_agreed
from tests.builders.people import a_person
from tests.builders.programmes import a_guardian, a_member
from tests.builders.toolbox import a_tool

from .foreign import foreign_objects
from .own import own_objects, words_for
from .side import DAY, OTHER_GOAL, Objects, a_side, acts_for


@dataclass(frozen=True)
class World:
    """Who knocks, and on which door: the arguments of every route, for an own and for a foreign object."""

    people: dict[str, User | None]
    own: Objects
    foreign: Objects
    words: dict[
        str, dict[str, str]
    ]  # what is typed where a form would otherwise be refused before the person is


def a_world(at: datetime) -> World:
    """Build everything; takes a few seconds."""
    side, beside = a_side(at), a_side(at)
    edition = side.edition
    other_guardian = a_guardian(edition.themes.get(number=OTHER_GOAL))
    other_adviser = a_member(edition.programme, Role.ADVISER)
    neighbours = replace(side, coordinator=a_person(name="Piotr Grab"), mayor=a_person())
    neighbour = a_participation("Grabowo", edition=edition, theme_number=OTHER_GOAL, at=at)
    acts_for(neighbour.city, neighbours.coordinator, neighbours.mayor)
    participations.assign_adviser(neighbour, other_adviser, by=other_guardian, at=at)
    an_agreed(neighbour, at=at)
    a_tool("shade", at=at)
    NewsItem.objects.create(
        slug="first",
        title_pl="Ruszamy",
        body_pl="Ruszamy.",
        publish_at=at - DAY,
        written_at=at,
        written_by=side.office,
    )
    own = own_objects(side)
    return World(
        people={
            "anyone": None,
            "stranger": neighbours.coordinator,
            "coordinator": side.coordinator,
            "mayor": side.mayor,
            "office": side.office,
            "office2": side.office2,
            "guardian": side.guardian,
            "guardian2": other_guardian,
            "adviser": side.adviser,
            "adviser2": other_adviser,
            "auditor": a_member(edition.programme, Role.AUDITOR),
        },
        own=own,
        foreign=foreign_objects(beside),
        words=words_for(own),
    )


def unknown(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same arguments, naming something that does not exist."""
    strange = {"slug": "nie-ma", "edition": "nie-ma", "code": "NIE-MA", "secret": "nie-ma"}
    return {
        name: 10**9 if isinstance(value, int) else strange.get(name, value)
        for name, value in arguments.items()
    }
