"""The Plan in every state, reached by the deeds of the right people; the press works in this process."""

from datetime import datetime

from drogowskaz.documents.press import press
from drogowskaz.people.models import User
from drogowskaz.plans import actions, compiling, finishing
from drogowskaz.plans.documents import TEMPLATE
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes.models import Edition, Membership
from drogowskaz.programmes.roles import Role

from .programmes import NOW, a_member
from .reports import a_published_report


def two_of_the_office(edition: Edition) -> tuple[User, User]:
    """Two people of the Office of `edition`, always the same; made when there are fewer."""
    members = Membership.objects.of(Role.OFFICE).filter(programme=edition.programme).select_related("user")
    people = [member.user for member in members.order_by("pk")[:2]]
    while len(people) < 2:
        people.append(a_member(edition.programme))
    return people[0], people[1]


def a_compiling_plan(
    edition: Edition | None = None, *, language: str = "pl", foreword: str = "", at: datetime = NOW
) -> PlanEdition:
    """A proof that has been ordered by the first person of the Office and is not pressed yet."""
    edition = edition or a_published_report(at=at).participation.edition
    first, _ = two_of_the_office(edition)
    return actions.compile(edition, language=language, foreword=foreword, by=first, at=at)


def a_proof(edition: Edition | None = None, *, at: datetime = NOW, **facts: str) -> PlanEdition:
    """A proof that can be read."""
    plan = a_compiling_plan(edition, at=at, **facts)
    finishing.finish(plan, printed=press(TEMPLATE, compiling.plan(plan, at=at), at=at), at=at)
    return plan


def a_frozen_plan(edition: Edition | None = None, *, at: datetime = NOW, **facts: str) -> PlanEdition:
    """An edition of the Plan, frozen by the second person of the Office."""
    plan = a_proof(edition, at=at, **facts)
    _, second = two_of_the_office(plan.edition)
    actions.freeze(plan, by=second, at=at)
    return plan
