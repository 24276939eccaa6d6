"""Cities that take part, from a table: checked whole, shown first, admitted all or none."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from drogowskaz.applications import acting
from drogowskaz.applications.lifecycle import State as ApplicationState
from drogowskaz.applications.models import Application
from drogowskaz.common.refusal import Refusal
from drogowskaz.participation import actions
from drogowskaz.participation.models import Participation
from drogowskaz.people.actions import AlreadyInvited
from drogowskaz.people.folding import folded
from drogowskaz.people.models import Capacity, Invitation, Representation, User
from drogowskaz.programmes.models import Edition, Path, Theme
from drogowskaz.registers.models import City
from drogowskaz.registers.sheets import Fault, Row, Sheet, read
from drogowskaz.registers.slugs import of_voivodeship
from drogowskaz.registers.voivodeships import Voivodeship

REQUIRED = ("path", "goal")
OPTIONAL = ("edition", "teryt", "city", "voivodeship", "project", "evidence", "email", "coordinator")
ALIASES = {
    "edycja": "edition",
    "miasto": "city",
    "województwo": "voivodeship",
    "wojewodztwo": "voivodeship",
    "ścieżka": "path",
    "sciezka": "path",
    "cel": "goal",
    "theme": "goal",
    "projekt": "project",
    "tytuł projektu": "project",
    "tytul projektu": "project",
    "project title": "project",
    "dowody": "evidence",
    "osiągnięcia": "evidence",
    "e-mail": "email",
    "e-mail koordynatora": "email",
    "coordinator's e-mail": "email",
    "koordynator": "coordinator",
    **{name: name for name in (*REQUIRED, *OPTIONAL)},
}
TITLE_LIMIT, NAME_LIMIT = 250, 120


@dataclass(frozen=True)
class Entry:
    """A row that can be carried out."""

    line: int
    edition: Edition
    city: City
    path: Path
    theme: Theme
    project: str
    evidence: str
    email: str
    coordinator: str
    application: Application | None


@dataclass
class Import:
    """What importing a table would do. With `faults` nothing can be done."""

    admitted: list[Entry] = field(default_factory=list)
    invited: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


class NotCarriedOut(Refusal):
    """A row could not be carried out after all; none was."""


def plan(content: bytes, edition: Edition | None = None, *, at: datetime, evidence: str = "") -> Import:
    """Read a table of participants and say what importing it would do; nothing is changed.

    Without `edition` each row names its own. `evidence` stands for rows of a path without application that name none.
    """
    required = REQUIRED if edition else (*REQUIRED, "edition")
    sheet = read(content, required=required, optional=OPTIONAL, aliases=ALIASES)
    return _Reader(sheet, edition, evidence, at).read()


class _Book:
    """What the rows of one edition are compared with, fetched once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.paths = {path.key: path for path in edition.paths.all()}
        self.themes = {str(theme.number): theme for theme in edition.themes.all()}
        self.there = {part.city_id: part for part in Participation.objects.filter(edition=edition)}
        accepted = Application.objects.filter(call__edition=edition, state=ApplicationState.ACCEPTED)
        self.applications = {application.city_id: application for application in accepted}


class _Reader:
    """What the rows are compared with, fetched once."""

    def __init__(self, sheet: Sheet, edition: Edition | None, evidence: str, at: datetime) -> None:
        self.sheet, self.evidence = sheet, evidence
        self.only = edition.slug if edition else ""
        slugs = {self.only or row["edition"] for row in sheet.rows}
        self.books = {one.slug: _Book(one) for one in Edition.objects.filter(slug__in=slugs)}
        self.by_teryt: dict[str, City] = {}
        self.by_name: dict[str, list[City]] = defaultdict(list)
        for city in City.objects.current():
            self.by_teryt[city.teryt] = city
            self.by_name[folded(city.name)].append(city)
        acting_now = Representation.objects.acting().filter(capacity=Capacity.LOCAL_COORDINATOR)
        invited = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)
        self.told = {
            *acting_now.values_list("city", "user__email"),
            *invited.values_list("city", "email"),
        }

    def read(self) -> Import:
        result = Import(faults=self.sheet.faults)
        seen: dict[tuple[int, int], int] = {}
        for row in self.sheet.rows:
            entry = self.entry(row)
            if entry is None:
                continue
            place = (entry.edition.pk, entry.city.pk)
            if place in seen:
                facts = {"line": seen[place]}
                self.sheet.fault(row, "city", _("This city stands on line %(line)s already.") % facts)
                continue
            seen[place] = row.line
            self.sort(row, entry, result)
        if not self.sheet.rows and not result.faults:
            result.faults.append(Fault(2, "", _("There is no row below the names of the columns.")))
        result.faults.sort()
        return result

    def sort(self, row: Row, entry: Entry, result: Import) -> None:
        there = self.books[entry.edition.slug].there.get(entry.city.pk)
        if there and (there.path_id, there.theme_id) != (entry.path.pk, entry.theme.pk):
            reason = _(
                "This city takes part already, under another goal or by another path. Correct it there."
            )
            self.sheet.fault(row, "city", reason)
            return
        if not there:
            result.admitted.append(entry)
        new = bool(entry.email) and (entry.city.pk, entry.email) not in self.told
        if new:
            result.invited.append(entry)
        if there and not new:
            result.unchanged += 1

    def entry(self, row: Row) -> Entry | None:
        before = len(self.sheet.faults)
        book = self.book(row)
        city = self.city(row)
        self.limits(row)
        if book is None:
            return None
        path = book.paths.get(row["path"])
        if path is None:
            self.unknown(row, "path", book.paths)
        theme = book.themes.get(row["goal"].removesuffix("."))
        if theme is None:
            self.unknown(row, "goal", book.themes)
        application = book.applications.get(city.pk) if city and path and path.has_application else None
        if city and path and city.pk not in book.there:
            self.grounds(row, path, application)
        if city is None or path is None or theme is None or len(self.sheet.faults) > before:
            return None
        return Entry(
            line=row.line,
            edition=book.edition,
            city=city,
            path=path,
            theme=theme,
            project=row["project"],
            evidence=row["evidence"] or self.evidence,
            email=row["email"].lower(),
            coordinator=row["coordinator"] or row["email"].split("@")[0],
            application=application,
        )

    def book(self, row: Row) -> _Book | None:
        named = row["edition"]
        if self.only and named and named != self.only:
            facts = {"value": named, "edition": self.only}
            self.sheet.fault(
                row, "edition", _("This row is of “%(value)s”; the import is of “%(edition)s”.") % facts
            )
            return None
        book = self.books.get(self.only or named)
        if book is None:
            self.sheet.fault(row, "edition", _("There is no edition “%(slug)s”.") % {"slug": named})
        return book

    def city(self, row: Row) -> City | None:
        if row["teryt"]:
            city = self.by_teryt.get(row["teryt"])
            if city is None:
                reason = _("No city of the register has the number “%(value)s”. It has seven digits.")
                self.sheet.fault(row, "teryt", reason % {"value": row["teryt"]})
            elif row["city"] and folded(row["city"]) != folded(city.name):
                reason = _("This number belongs to %(name)s.") % {"name": city.name}
                self.sheet.fault(row, "teryt", reason)
                return None
            return city
        if not row["city"]:
            self.sheet.fault(
                row, "city", _("Give the number in the register (teryt), or city and voivodeship.")
            )
            return None
        return self.named(row)

    def named(self, row: Row) -> City | None:
        found = self.by_name.get(folded(row["city"]), [])
        if row["voivodeship"]:
            code = VOIVODESHIPS.get(folded(row["voivodeship"]))
            if code is None:
                reason = _("“%(value)s” is no voivodeship.") % {"value": row["voivodeship"]}
                self.sheet.fault(row, "voivodeship", reason)
                return None
            found = [city for city in found if city.voivodeship == code]
        if len(found) == 1:
            return found[0]
        if found:
            reason = _(
                "Several cities bear this name. Give the voivodeship or the number in the register (teryt)."
            )
        else:
            reason = _("The register has no such city. Import the register first: drogowskaz import terc.")
        self.sheet.fault(row, "city", reason)
        return None

    def unknown(
        self, row: Row, column: str, known: dict[str, object] | dict[str, Path] | dict[str, Theme]
    ) -> None:
        facts = {"value": row[column], "known": ", ".join(known)}
        self.sheet.fault(row, column, _("“%(value)s” is not known here. Known: %(known)s.") % facts)

    def grounds(self, row: Row, path: Path, application: Application | None) -> None:
        if path.has_application and application is None:
            reason = _("This path leads through an application, and this city has none that was accepted.")
            self.sheet.fault(row, "path", reason)
        elif not path.has_application and not (row["evidence"] or self.evidence):
            reason = _("This path has no application. Say which achievements are documented, and where.")
            self.sheet.fault(row, "evidence", reason)

    def limits(self, row: Row) -> None:
        for column, limit in (("project", TITLE_LIMIT), ("coordinator", NAME_LIMIT)):
            if len(row[column]) > limit:
                facts = {"limit": limit, "length": len(row[column])}
                self.sheet.fault(row, column, _("At most %(limit)s characters; this has %(length)s.") % facts)
        if row["email"]:
            try:
                validate_email(row["email"])
            except ValidationError:
                self.sheet.fault(row, "email", _("This is no e-mail address."))


VOIVODESHIPS = {
    key: voivodeship.value
    for voivodeship in Voivodeship
    for key in (voivodeship.value, folded(of_voivodeship(voivodeship.value)))
}


@transaction.atomic
def carry_out(prepared: Import, *, by: User, at: datetime) -> None:
    """Admit the cities and invite the coordinators of `prepared`; all, or none.

    Raises:
        ValueError: the table has faults.
        NotCarriedOut: one row could not be carried out; its line and the reason are said.
    """
    if prepared.faults:
        raise ValueError("an import with faults cannot be carried out")
    for entry in prepared.admitted:
        try:
            actions.admit(
                entry.edition,
                entry.city,
                path=entry.path,
                theme=entry.theme,
                project_title=entry.project,
                evidence=entry.evidence,
                application=entry.application,
                by=by,
                at=at,
            )
        except (Refusal, PermissionDenied) as refusal:
            raise NotCarriedOut(str(Fault(entry.line, "", str(refusal)))) from refusal
    for entry in prepared.invited:
        try:
            acting.invite(
                email=entry.email,
                name=entry.coordinator,
                city=entry.city,
                capacity=Capacity.LOCAL_COORDINATOR,
                by=by,
                at=at,
                edition=entry.edition,
            )
        except AlreadyInvited:
            continue
        except (Refusal, PermissionDenied) as refusal:
            raise NotCarriedOut(str(Fault(entry.line, "email", str(refusal)))) from refusal
