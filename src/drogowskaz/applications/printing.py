"""The printed copy: from the sheet of an application to the snapshot, pressed outside any transaction."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from drogowskaz.common.languages import Wording, wording
from drogowskaz.documents import store
from drogowskaz.documents.codes import new
from drogowskaz.documents.models import Issued
from drogowskaz.documents.parts import Fact, Tile
from drogowskaz.documents.press import PressFailed, press

from . import actions
from .documents import TEMPLATE, Answer, AnsweredStep, AttachedFile, PrintedApplication, labels
from .models import Application
from .queries import sheet_of
from .sheet import Line, Sheet

logger = logging.getLogger(__name__)
COLOUR_OF_NONE = "#5b6b73"


def printed(application: Application) -> PrintedApplication:
    """The snapshot of an application in the language of the person who handed it in; a draft says that it is one."""
    person = application.submitted_by or application.started_by
    language = person.language
    edition = application.call.edition
    with override(language):
        sheet = sheet_of(application)
        return PrintedApplication(
            title=_("Application of %(city)s") % {"city": application.city.name},
            language=language,
            institution=settings.INSTITUTION,
            labels=labels(),
            description=application.title,
            demo=edition.invented,
            programme=str(wording(edition.programme, "name", language)),
            call=str(wording(edition, "name", language)),
            city=application.city.name,
            project=application.title,
            number=application.number or "",
            handed_in=_handed_in(application),
            facts=(
                Fact(_("City"), application.city.name),
                Fact(_("Number in the register"), application.city.teryt),
                Fact(_("Edition"), str(wording(edition, "name", language))),
            ),
            themes=tuple(
                Tile(str(theme.number), str(theme.name), theme.colour or COLOUR_OF_NONE)
                for theme in sheet.chosen
            ),
            steps=tuple(_step(sheet, place, language) for place in range(len(sheet.questionnaire.steps))),
            files=_files(sheet),
            checksum=application.frozen_sha256,
        )


def _handed_in(application: Application) -> str:
    if not application.submitted_at or not application.submitted_by:
        return ""
    moment = date_format(localtime(application.submitted_at), "j E Y, H:i:s")
    return f"{moment}, {application.submitted_by.name}"


def _step(sheet: Sheet, place: int, language: str) -> AnsweredStep:
    step = sheet.questionnaire.steps[place]
    answers = tuple(_answer(line, language) for line in sheet.lines(step) if line.file is None)
    return AnsweredStep(f"{place + 1}. {step.title}", answers)


def _answer(line: Line, language: str) -> Answer:
    theme = f"{line.theme.number}. {line.theme.name}: " if line.theme else ""
    return Answer(
        question=f"{theme}{line.label}",
        text="\n".join(line.parts) or line.text,
        columns=tuple(str(head) for head in line.heads),
        rows=tuple(tuple(row) for row in line.rows),
        language=_unlike(line.label, language),
    )


def _unlike(label: Wording, language: str) -> str:
    return label.lang if label.lang != language else ""


def _files(sheet: Sheet) -> tuple[AttachedFile, ...]:
    return tuple(
        AttachedFile(str(line.label), line.file.name, size(line.file.size), line.file.sha256)
        for step in sheet.questionnaire.steps
        for line in sheet.lines(step)
        if line.file
    )


def size(bytes_: int) -> str:
    """A file's size for people."""
    if bytes_ < 1024 * 1024:
        return _("%(size)s kB") % {"size": max(1, round(bytes_ / 1024))}
    return _("%(size)s MB") % {"size": number_format(bytes_ / (1024 * 1024), 1)}


def copy_of(application: Application, *, at: datetime) -> Issued:
    """The printed copy of an application handed in; pressed now if nobody has done it yet.

    The press works outside the transaction, and the same bytes come from the same application.

    Raises:
        PressFailed: the document could not be prepared; it can be asked for again.
    """
    if application.copy:
        return application.copy
    pressed = press(TEMPLATE, printed(application), at=application.submitted_at or at)
    return actions.keep_copy(application, pressed, code=new(), at=at)


def try_copy_of(application: Application, *, at: datetime) -> Issued | None:
    """The same just after the hand-in, which holds whether or not the printer does."""
    try:
        return copy_of(application, at=at)
    except PressFailed:
        logger.exception("the copy of application %s could not be printed", application.number)
        return None


def proof_of(application: Application, *, at: datetime) -> str:
    """Press a draft, which says on each page that it is one; gives the hash under which it is kept."""
    return store.keep(press(TEMPLATE, printed(application), at=at).pdf)
