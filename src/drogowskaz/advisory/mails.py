"""Letters about advice: every letter goes to whoever has to do something next, or has a right to know."""

from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from drogowskaz.common.languages import wording
from drogowskaz.participation import queries as participation_queries
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send
from drogowskaz.programmes.queries import amount

from .models import Account, AdvisoryRequest, AdvisorySession


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j E Y, H:i")


def _tell(
    key: str,
    participation: Participation,
    people: list[User],
    page: tuple[object, ...],
    *,
    at: datetime,
    amounts: dict[str, int] | None = None,
    moment: datetime | None = None,
    **words: Any,
) -> None:
    """Post the letter to each of `people`; `amounts` (minutes) and `moment` are said in the reader's language."""
    for person in people:
        with translation.override(person.language):
            said: dict[str, Any] = {
                name: amount(participation.edition, minutes) for name, minutes in (amounts or {}).items()
            }
            if moment:
                said["moment"] = _moment(moment)
        send(
            key, participation.edition, to=person, city=participation.city, page=page, at=at, **words, **said
        )


def tell_opened(account: Account, *, at: datetime) -> None:
    """Tell the city that its hours are open, how many, until when."""
    participation, stage = account.participation, account.stage
    for person in participation_queries.people_of(participation.city):
        with translation.override(person.language):
            until = date_format(stage.ends_on, "DATE_FORMAT")
        _tell(
            "stage_opened",
            participation,
            [person],
            ("advisory:city", participation.pk),
            at=at,
            amounts={"hours": stage.minutes},
            stage=str(wording(stage, "name", person.language)),
            until=until,
        )


def ask_the_guardian(request: AdvisoryRequest, *, at: datetime) -> None:
    """Ask the Guardian to answer; the Office where the theme has none."""
    participation = request.participation
    people = participation_queries.guardians_of(participation) or participation_queries.office_of(
        participation
    )
    _tell("advice_requested", participation, people, _page(request), at=at, topic=request.topic)


def _page(request: AdvisoryRequest) -> tuple[object, ...]:
    return ("advisory:request", request.pk)


def tell_accepted(request: AdvisoryRequest, *, at: datetime) -> None:
    """Tell the city who advises it, and the adviser that the city waits."""
    participation, adviser = request.participation, request.adviser
    if adviser is None:
        return
    people = participation_queries.coordinators_of(participation.city)
    words: dict[str, Any] = {"topic": request.topic, "adviser": adviser.name, "answer": request.answer}
    _tell("advice_accepted", participation, people, _page(request), at=at, **words)
    _tell("advice_assigned", participation, [adviser], _page(request), at=at, topic=request.topic)


def tell_declined(request: AdvisoryRequest, *, at: datetime) -> None:
    """Tell the city why not."""
    people = participation_queries.coordinators_of(request.participation.city)
    words: dict[str, Any] = {"topic": request.topic, "answer": request.answer}
    _tell("advice_declined", request.participation, people, _page(request), at=at, **words)


def _session(session: AdvisorySession) -> tuple[object, ...]:
    return ("advisory:session", session.pk)


def tell_arranged(session: AdvisorySession, *, left: int, at: datetime) -> None:
    """Tell the city when the session is, how much it books and how much is left, in minutes."""
    people = participation_queries.coordinators_of(session.participation.city)
    _tell(
        "session_arranged",
        session.participation,
        people,
        _session(session),
        at=at,
        amounts={"hours": session.promise.minutes, "left": left},
        moment=session.starts_at,
        topic=session.topic,
    )


def tell_cancelled(session: AdvisorySession, *, by: User, at: datetime) -> None:
    """Tell the other side: the city, the adviser, or both where the Guardian or the Office cancelled."""
    people = [session.adviser, *participation_queries.coordinators_of(session.participation.city)]
    _tell(
        "session_cancelled",
        session.participation,
        [person for person in people if person != by],
        _session(session),
        at=at,
        moment=session.starts_at,
        topic=session.topic,
        reason=session.settlement_reason,
    )


def ask_to_confirm(session: AdvisorySession, *, at: datetime) -> None:
    """Ask the city whether the time is right."""
    people = participation_queries.coordinators_of(session.participation.city)
    minutes = session.recorded_minutes or 0
    _tell(
        "session_to_confirm",
        session.participation,
        people,
        _session(session),
        at=at,
        amounts={"hours": minutes},
        topic=session.topic,
    )


def tell_contested(session: AdvisorySession, *, at: datetime) -> None:
    """Tell the adviser, and ask the Guardian to settle."""
    participation = session.participation
    guides = participation_queries.guardians_of(participation) or participation_queries.office_of(
        participation
    )
    people = list(dict.fromkeys([session.adviser, *guides]))
    words: dict[str, Any] = {"topic": session.topic, "reason": session.contest_reason}
    _tell("session_contested", participation, people, _session(session), at=at, **words)


def tell_settled(session: AdvisorySession, *, minutes: int, at: datetime) -> None:
    """Tell both sides what counts, and why."""
    people = [session.adviser, *participation_queries.coordinators_of(session.participation.city)]
    _tell(
        "session_settled",
        session.participation,
        people,
        _session(session),
        at=at,
        amounts={"hours": minutes},
        topic=session.topic,
        reason=session.settlement_reason,
    )
