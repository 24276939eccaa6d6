"""Readings of applications: the sheet of questions and answers, lists for the Office, what waits for whom."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.waiting import Waiting
from drogowskaz.mail.models import Letter
from drogowskaz.people.folding import folded
from drogowskaz.people.models import Invitation, Representation, User
from drogowskaz.people.queries import cities_of, open_invitations_for
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Call, Edition, Membership, Theme
from drogowskaz.programmes.queries import open_calls, questionnaire
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .answers import ThemeRef
from .lifecycle import State
from .models import Application
from .sheet import File, Sheet, thawed

DECISIONS = ("application_accepted", "application_rejected")


@dataclass(frozen=True)
class Filters:
    """What the Office asks of the list; empty means all."""

    state: str = ""
    theme: int | None = None  # its number
    voivodeship: str = ""
    text: str = ""
    edition: str = ""  # its slug

    @property
    def any(self) -> bool:
        return bool(self.state or self.theme or self.voivodeship or self.text or self.edition)


def theme_refs(edition: Edition) -> list[ThemeRef]:
    """The themes of an edition by number."""
    return [
        ThemeRef(theme.number, theme.name_pl, theme.name_en, theme.colour)
        for theme in Theme.objects.filter(edition=edition).order_by("number")
    ]


def sheet_of(application: Application) -> Sheet:
    """What is asked and answered: the frozen copy of an application handed in, the rows of a draft."""
    attachments = {
        attachment.question: attachment for attachment in application.attachments.select_related("upload")
    }
    if application.frozen:
        return thawed(application.frozen, {name: attachment.pk for name, attachment in attachments.items()})
    edition = application.call.edition
    steps = list(application.steps.order_by("pk"))
    return Sheet(
        questionnaire=questionnaire(edition),
        themes=theme_refs(edition),
        themes_at_most=edition.themes_at_most,
        answers={saved.step: saved.answers for saved in steps},
        files={
            name: File(one.upload.name, one.upload.size, one.upload.sha256, one.upload.media_type, one.pk)
            for name, one in attachments.items()
        },
        versions={saved.step: saved.version for saved in steps},
        saved_at={saved.step: saved.saved_at for saved in steps},
    )


def visible(user: User) -> QuerySet[Application]:
    """Applications `user` may read, with what a line of a list shows."""
    return (
        Application.objects.visible_to(user)
        .select_related("call__edition__programme", "city", "qualified_theme", "submitted_by", "copy")
        .annotate(embargoed=Exists(_held_letters()))
    )


def is_embargoed(application: Application) -> bool:
    """Say whether the decision is made and its letters have not been released yet; the city does not know of it."""
    return Application.objects.filter(Exists(_held_letters()), pk=application.pk).exists()


def _held_letters() -> QuerySet[Letter]:
    # The letters of a decision are stored at the very moment of the decision.
    return Letter.objects.held().filter(
        about__in=DECISIONS,
        stored_at=OuterRef("decided_at"),
        programme=OuterRef("call__edition__programme__slug"),
    )


def of_cities(user: User) -> QuerySet[Application]:
    """Applications of the cities `user` acts for, the newest first."""
    return visible(user).filter(city__in=cities_of(user)).order_by("-started_at", "-pk")


def handed_in(user: User, filters: Filters) -> QuerySet[Application]:
    """Applications of other cities that `user` may read, as the Office's list shows them: by number."""
    found = visible(user).exclude(city__in=cities_of(user).values("pk")).prefetch_related("goals__theme")
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.theme:
        found = found.filter(goals__theme__number=filters.theme)
    if filters.voivodeship:
        found = found.filter(city__voivodeship=filters.voivodeship)
    if filters.edition:
        found = found.filter(call__edition__slug=filters.edition)
    if filters.text:
        found = found.filter(pk__in=_matching(found, filters.text))
    return found.distinct().order_by("number", "pk")


def _matching(applications: QuerySet[Application], text: str) -> list[int]:
    wanted = folded(text)
    rows = applications.values_list("pk", "number", "city__name", "title").distinct()
    return [pk for pk, *words in rows if wanted in folded(" ".join(word or "" for word in words))]


def drafts_in(user: User) -> int:
    """How many drafts are being written in the programmes whose Office `user` works in; not whose."""
    return Application.objects.filter(
        state=State.DRAFT, call__edition__programme__in=_offices_of(user).values("programme")
    ).count()


def _offices_of(user: User) -> QuerySet[Membership]:
    return Membership.objects.of(Role.OFFICE).filter(user=user)


def in_an_office(user: User) -> bool:
    """Say whether `user` works in the Office of any programme."""
    return _offices_of(user).exists()


def calls_of_office(user: User) -> QuerySet[Call]:
    """Calls of the programmes whose Office `user` works in, the latest first."""
    return (
        Call.objects.filter(edition__programme__in=_offices_of(user).values("programme"))
        .select_related("edition__programme")
        .order_by("-closes_at", "pk")
    )


@dataclass(frozen=True)
class Start:
    """An application that could be started: in which call, for which city."""

    call: Call
    city: City

    @property
    def last(self) -> datetime:
        """The last moment in which it can be handed in."""
        return self.call.last_moment


def to_start(user: User, at: datetime) -> list[Start]:
    """The open calls in which a city of `user` has no application yet."""
    cities = list(cities_of(user))
    calls = list(open_calls(at)) if cities else []
    taken = set(
        Application.objects.filter(call__in=calls, city__in=cities)
        .exclude(state=State.WITHDRAWN)
        .values_list("call", "city")
    )
    return [Start(call, city) for call in calls for city in cities if (call.pk, city.pk) not in taken]


def people_with_drafts(call: Call) -> list[User]:
    """Who must hear of a new deadline: everybody acting for a city that has a draft in `call`."""
    drafts = Application.objects.filter(call=call, state=State.DRAFT)
    acting = Representation.objects.acting().filter(city__in=drafts.values("city"))
    return list(User.objects.filter(pk__in=acting.values("user")).order_by("pk"))


def people_of(city: City) -> list[User]:
    """Everybody acting for `city` now, each once."""
    acting = Representation.objects.acting().filter(city=city)
    return list(User.objects.filter(pk__in=acting.values("user")).order_by("pk"))


def office_of(edition: Edition) -> list[User]:
    """The people of the Office of the edition's programme."""
    members = Membership.objects.of(Role.OFFICE).filter(programme=edition.programme_id)
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk"))


def edition_for_letters(at: datetime) -> Edition | None:
    """The edition in whose words people are written to before their city takes part in one.

    The one whose call is open, else the newest that runs; none where nothing runs.
    """
    call = open_calls(at).first()
    if call:
        return call.edition
    running = Edition.objects.filter(state=EditionState.RUNNING).select_related("programme")
    return running.order_by("-starts_on", "-pk").first()


def representations_waiting() -> QuerySet[Representation]:
    """Requests to act for a city that the Office has not answered, the oldest first."""
    return Representation.objects.waiting().select_related("user", "city").order_by("asked_at", "pk")


def invitations_sent() -> QuerySet[Invitation]:
    """All invitations, the newest first."""
    return Invitation.objects.select_related("city", "invited_by").order_by("-invited_at", "-pk")


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """What waits for `user` here: invitations, drafts, calls to enter, and for the Office requests and decisions."""
    return [*_of_the_person(user, at), *_of_the_city(user, at), *_of_the_office(user, at)]


def _of_the_person(user: User, at: datetime) -> list[Waiting]:
    matters = [
        Waiting(
            title=_("Accept the invitation to act for the city"),
            url=reverse("acting:received"),
            button=_("Open the invitation"),
            city=invitation.city.name,
            since=invitation.invited_at,
            due_on=timezone.localdate(invitation.expires_at),
        )
        for invitation in open_invitations_for(user, at)
    ]
    if (
        not matters
        and not user.representations.filter(ended_at=None).exists()
        and not _works_in_a_programme(user)
    ):
        matters.append(
            Waiting(
                title=_("Choose the city you act for"),
                url=reverse("acting:choose_city"),
                button=_("Choose a city"),
                note=_("The programme office confirms it, then you can fill in an application."),
            )
        )
    return matters


def _works_in_a_programme(user: User) -> bool:
    return Membership.objects.filter(user=user, ends_on=None).exists() or user.guardianships.exists()


def _of_the_city(user: User, at: datetime) -> list[Waiting]:
    matters = [
        Waiting(
            title=_("Finish the application"),
            url=reverse("applications:detail", args=[draft.pk]),
            button=_("Open the draft"),
            city=draft.city.name,
            since=draft.started_at,
            due_on=last_day(draft.call),
        )
        for draft in of_cities(user).filter(state=State.DRAFT)
        if draft.call.is_open(at)
    ]
    for start in to_start(user, at):
        matters.append(
            Waiting(
                title=_("Start an application"),
                url=reverse("applications:start", args=[start.call.pk]),
                button=_("See the call"),
                city=start.city.name,
                note=str(start.call.edition.name_pl),
                since=start.call.opens_at,
                due_on=last_day(start.call),
            )
        )
    return matters


def _of_the_office(user: User, at: datetime) -> list[Waiting]:
    if not in_an_office(user):
        return []
    matters = [
        Waiting(
            title=_("Confirm who acts for the city"),
            url=reverse("acting:requests"),
            button=_("See the request"),
            city=request.city.name,
            note=request.user.name,
            since=request.asked_at,
            decision=True,
        )
        for request in representations_waiting().exclude(user=user).exclude(city__in=cities_of(user))
    ]
    undecided = Q(state=State.SUBMITTED, call__edition__programme__in=_offices_of(user).values("programme"))
    return matters + [
        Waiting(
            title=_("Decide on the application"),
            url=reverse("applications:detail", args=[application.pk]),
            button=_("Open the application"),
            city=application.city.name,
            note=application.number or "",
            since=application.submitted_at,
            due_on=application.call.results_on,
            decision=True,
        )
        for application in visible(user)
        .filter(undecided)
        .exclude(city__in=cities_of(user))
        .order_by("submitted_at", "pk")
    ]


def last_day(call: Call) -> date:
    """The last day on which an application can be handed in."""
    return timezone.localdate(call.last_moment)
