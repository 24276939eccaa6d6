"""Letters about advice: every letter goes to whoever has to do something next, or has a right to know."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from drogowskaz.common.languages import wording
from drogowskaz.participation import queries as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send
from drogowskaz.programmes.models import Stage
from drogowskaz.programmes.queries import amount

from . import queries
from .models import Account, AdvisoryRequest, AdvisorySession, Entry


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
    until: date | None = None,
    stage: Stage | None = None,
    **words: Any,
) -> int:
    """Post the letter to each of `people`, and give to how many.

    `amounts` (minutes), `moment`, `until` and the name of `stage` are said in the reader's language.
    """
    for person in people:
        with translation.override(person.language):
            said: dict[str, Any] = {
                name: amount(participation.edition, minutes) for name, minutes in (amounts or {}).items()
            }
            if moment:
                said["moment"] = _moment(moment)
            if until:
                said["until"] = date_format(until, "DATE_FORMAT")
            if stage:
                said["stage"] = str(wording(stage, "name", person.language))
        send(
            key, participation.edition, to=person, city=participation.city, page=page, at=at, **words, **said
        )
    return len(people)


def tell_opened(account: Account, *, at: datetime) -> None:
    """Tell the city that its hours are open, how many, until when."""
    participation, stage = account.participation, account.stage
    _tell(
        "stage_opened",
        participation,
        participations.people_of(participation.city),
        ("advisory:city", participation.pk),
        at=at,
        amounts={"hours": stage.minutes},
        until=stage.ends_on,
        stage=stage,
    )


def tell_granted(account: Account, *, minutes: int, reason: str, at: datetime) -> None:
    """Tell the city's coordinator that the Office has added time, why, and how much is left now."""
    _tell(
        "hours_added",
        account.participation,
        participations.coordinators_of(account.participation.city),
        ("advisory:account", account.pk),
        at=at,
        amounts={"hours": minutes, "left": account.left},
        stage=account.stage,
        reason=reason,
    )


def tell_reversed(used: Entry, *, reason: str, at: datetime) -> None:
    """Tell the city's coordinator and the adviser that used time does not count any more, and why."""
    account, session = used.account, queries.session_of(used)
    people = participations.coordinators_of(account.participation.city)
    if session and session.adviser not in people:
        people.append(session.adviser)
    _tell(
        "hours_reversed",
        account.participation,
        people,
        _session(session) if session else ("advisory:account", account.pk),
        at=at,
        amounts={"hours": used.minutes},
        stage=account.stage,
        topic=session.topic if session else "",
        reason=reason,
    )


def ask_the_guardian(request: AdvisoryRequest, *, at: datetime) -> None:
    """Ask the Guardian to answer; the Office where no Guardian may."""
    participation = request.participation
    people = queries.deciders_of(participation)
    _tell("advice_requested", participation, people, _page(request), at=at, topic=request.topic)


def _page(request: AdvisoryRequest) -> tuple[object, ...]:
    return ("advisory:request", request.pk)


def tell_accepted(request: AdvisoryRequest, *, at: datetime) -> None:
    """Tell the city who advises it, and the adviser that the city waits."""
    participation, adviser = request.participation, request.adviser
    if adviser is None:
        return
    people = participations.coordinators_of(participation.city)
    words: dict[str, Any] = {"topic": request.topic, "adviser": adviser.name, "answer": request.answer}
    _tell("advice_accepted", participation, people, _page(request), at=at, **words)
    _tell("advice_assigned", participation, [adviser], _page(request), at=at, topic=request.topic)


def tell_declined(request: AdvisoryRequest, *, at: datetime) -> None:
    """Tell the city why not."""
    people = participations.coordinators_of(request.participation.city)
    words: dict[str, Any] = {"topic": request.topic, "answer": request.answer}
    _tell("advice_declined", request.participation, people, _page(request), at=at, **words)


def tell_request_cancelled(request: AdvisoryRequest, *, at: datetime) -> None:
    """Tell whoever was to answer it, or to advise, that nothing has to be done any more."""
    participation = request.participation
    people = [request.adviser] if request.adviser else queries.deciders_of(participation)
    _tell("advice_cancelled", participation, people, _page(request), at=at, topic=request.topic)


def tell_unanswered(request: AdvisoryRequest, *, at: datetime) -> int:
    """Tell the Guardian and the Office that nobody has answered the city yet; gives the number of letters."""
    participation = request.participation
    guardians, office = queries.guides_of(participation)
    people = list(dict.fromkeys([*guardians, *office]))
    return _tell("advice_unanswered", participation, people, _page(request), at=at, topic=request.topic)


def _session(session: AdvisorySession) -> tuple[object, ...]:
    return ("advisory:session", session.pk)


def tell_arranged(session: AdvisorySession, *, left: int, at: datetime) -> None:
    """Tell the city when the session is, how much it books and how much is left, in minutes."""
    people = participations.coordinators_of(session.participation.city)
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
    people = [session.adviser, *participations.coordinators_of(session.participation.city)]
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
    _tell(
        "session_to_confirm",
        session.participation,
        _other_side(session),
        _session(session),
        at=at,
        amounts={"hours": session.recorded_minutes or 0},
        topic=session.topic,
    )


def remind_to_confirm(session: AdvisorySession, *, until: date, at: datetime) -> int:
    """Remind the city's coordinator; from `until` the Guardian may decide instead. Gives the number of letters."""
    return _tell(
        "session_reminder",
        session.participation,
        _other_side(session),
        _session(session),
        at=at,
        amounts={"hours": session.recorded_minutes or 0},
        until=until,
        topic=session.topic,
    )


def ask_to_settle(session: AdvisorySession, *, at: datetime) -> int:
    """Tell the Guardian that the city has not answered, so that it can be settled. Gives the number of letters."""
    return _tell(
        "session_unanswered",
        session.participation,
        queries.deciders_of(session.participation, but=session.adviser),
        _session(session),
        at=at,
        amounts={"hours": session.recorded_minutes or 0},
        topic=session.topic,
    )


def _other_side(session: AdvisorySession) -> list[User]:
    """The coordinators who may confirm: all but the adviser."""
    coordinators = participations.coordinators_of(session.participation.city)
    return [one for one in coordinators if one != session.adviser]


def tell_confirmed(session: AdvisorySession, *, minutes: int, at: datetime) -> None:
    """Tell the adviser that the time counts."""
    _tell(
        "session_confirmed",
        session.participation,
        [session.adviser],
        _session(session),
        at=at,
        amounts={"hours": minutes},
        topic=session.topic,
    )


def tell_contested(session: AdvisorySession, *, at: datetime) -> None:
    """Tell the adviser, and ask the Guardian to settle."""
    participation = session.participation
    people = [session.adviser, *queries.deciders_of(participation, but=session.adviser)]
    words: dict[str, Any] = {"topic": session.topic, "reason": session.contest_reason}
    _tell("session_contested", participation, people, _session(session), at=at, **words)


def tell_settled(session: AdvisorySession, *, minutes: int, at: datetime) -> None:
    """Tell both sides what counts, and why."""
    people = [session.adviser, *participations.coordinators_of(session.participation.city)]
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
