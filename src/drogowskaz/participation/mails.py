"""Letters about taking part: to the people of the city, and to the Office where it is asked for an answer."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format

from drogowskaz.common.languages import wording
from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send

from . import queries
from .models import Agreement, Assignment, CoordinatorNaming, Participation


def _page(participation: Participation) -> tuple[object, ...]:
    return ("participation:detail", participation.pk)


def _tell(key: str, participation: Participation, people: list[User], *, at: datetime, **words: Any) -> None:
    for person in people:
        send(
            key,
            participation.edition,
            to=person,
            city=participation.city,
            page=_page(participation),
            at=at,
            **words,
        )


def tell_admitted(participation: Participation, *, at: datetime) -> None:
    """Tell everybody who acts for the city that it takes part, under which theme and by which path."""
    for person in queries.people_of(participation.city):
        theme, path = participation.theme, participation.path
        _tell(
            "participation_admitted",
            participation,
            [person],
            at=at,
            theme=f"{theme.number}. {wording(theme, 'name', person.language)}" if theme else "",
            path=str(wording(path, "name", person.language)) if path else "",
        )


def tell_agreement(agreement: Agreement, *, at: datetime) -> None:
    """Tell the city that the agreement is in force."""
    day = date_format(max(agreement.city_signed_on, agreement.institution_signed_on), "DATE_FORMAT")
    participation = agreement.participation
    people = queries.people_of(participation.city)
    _tell("agreement_recorded", participation, people, at=at, number=agreement.number, day=day)


def ask_the_office(naming: CoordinatorNaming, *, at: datetime) -> None:
    """Ask the Office to answer a proposal."""
    participation = naming.participation
    people = [person for person in queries.office_of(participation) if person != naming.proposed_by]
    _tell("coordinator_proposed", participation, people, at=at, coordinator=naming.name)


def tell_confirmed(naming: CoordinatorNaming, *, at: datetime) -> None:
    """Tell everybody who acts for the city who its coordinator is."""
    participation = naming.participation
    people = queries.people_of(participation.city)
    _tell("coordinator_confirmed", participation, people, at=at, coordinator=naming.name)


def tell_refused(naming: CoordinatorNaming, *, at: datetime) -> None:
    """Tell the person who proposed, and others acting for the city, why the Office said no."""
    participation = naming.participation
    words = {"coordinator": naming.name, "reason": naming.answer_reason}
    _tell("coordinator_refused", participation, queries.people_of(participation.city), at=at, **words)


def tell_assigned(assignment: Assignment, *, at: datetime) -> None:
    """Tell the adviser which city is now theirs to advise."""
    _tell("adviser_assigned", assignment.participation, [assignment.adviser], at=at)


def tell_ended(assignment: Assignment, *, reason: str, at: datetime) -> None:
    """Tell the adviser and everybody who acts for the city that the advice by this person has ended, and why."""
    participation, adviser = assignment.participation, assignment.adviser
    words: dict[str, Any] = {"adviser": adviser.name, "reason": reason}
    _tell("adviser_ended", participation, queries.people_of(participation.city), at=at, **words)
    own = ("advisory:start",)  # the adviser does not see the city's page any more
    send(
        "adviser_ended", participation.edition, to=adviser, city=participation.city, page=own, at=at, **words
    )


def _around(participation: Participation, *more: User) -> list[User]:
    """Whoever works with the city, each once: its people, its advisers, the Guardians of its theme, and `more`."""
    return list(
        dict.fromkeys(
            (
                *queries.people_of(participation.city),
                *queries.advisers_of(participation),
                *queries.guardians_of(participation),
                *more,
            )
        )
    )


def tell_withdrawn(participation: Participation, *, at: datetime) -> None:
    """Tell everybody around the city and the Office that it no longer takes part, and why."""
    people = _around(participation, *queries.office_of(participation))
    _tell("participation_withdrawn", participation, people, at=at, reason=participation.withdrawn_reason)


def tell_completed(participation: Participation, *, at: datetime) -> None:
    """Tell everybody around the city that it has been through the programme."""
    remark = participation.completed_remark or "–"
    _tell("participation_completed", participation, _around(participation), at=at, remark=remark)


def tell_not_completed(participation: Participation, *, at: datetime) -> None:
    """Tell everybody around the city that it did not complete the programme, and why."""
    reason = participation.not_completed_reason
    _tell("participation_not_completed", participation, _around(participation), at=at, reason=reason)


def tell_reopened(participation: Participation, *, reason: str, at: datetime) -> None:
    """Tell everybody around the city that its part goes on, and why the end was taken back."""
    _tell("participation_reopened", participation, _around(participation), at=at, reason=reason)
