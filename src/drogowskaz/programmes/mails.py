"""Letters in the words of a programme: the text comes from the edition's preset, in the reader's language."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from drogowskaz.common.languages import wording
from drogowskaz.mail import outbox
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import User
from drogowskaz.registers.models import City

from . import queries
from .letters import LETTERS
from .models import Edition, PresetPart
from .parts import LetterTemplate

logger = logging.getLogger(__name__)
PLAIN_SUBJECT = _("A message from the programme “$programme”")
PLAIN_BODY = _(
    "Hello,\n\n"
    "Something in the programme “$programme” concerns you or waits for you. The page below says what it is."
    " The programme office has no text for this letter yet.\n\n"
    "City: $city\n"
    "Open the page: $link\n\n"
    "$institution\n"
    "Questions: $contact\n"
)


def address_of(name: str, *args: object, language: str = "pl") -> str:
    """The full address of a page, for a letter; English readers get the English page."""
    path = reverse(name, args=args)
    return f"{settings.ORIGIN}{'/en' if language == 'en' else ''}{path.removeprefix('/en')}"


def send(
    key: str,
    edition: Edition,
    *,
    at: datetime,
    page: tuple[object, ...],
    to: User | None = None,
    address: str = "",
    name: str = "",
    city: City | None = None,
    hold: bool = False,
    **words: str,
) -> Letter:
    """Post the letter `key` of the preset to a person, or to an address without an account yet.

    `page` is the route the letter links to, with its arguments: ("applications:detail", 12). `words` are those of
    `letters.LETTERS[key]`, as plain text in the reader's language. An edition older than the letter sends a plain one
    that leads to the page: no deed fails for want of a text.
    """
    language = to.language if to else "pl"
    subject, body = _template(key, edition, language).write(
        language,
        name=to.name if to else name,
        city=city.name if city else "",
        institution=settings.INSTITUTION,
        programme=str(wording(edition.programme, "name", language)),
        edition=str(wording(edition, "name", language)),
        link=address_of(str(page[0]), *page[1:], language=language),
        contact=settings.CONTACT,
        **words,
    )
    return outbox.post(
        key,
        subject=subject[:200],
        body=body,
        to=to,
        address=address,
        language=language,
        programme=edition.programme.slug,
        at=at,
        hold=hold,
    )


def _template(key: str, edition: Edition, language: str) -> LetterTemplate:
    """The edition's own letter, or a plain one where it is older than the letter; the operator reads so in the log.

    Raises:
        KeyError: the product has no letter of this name.
    """
    try:
        return queries.letter(edition, key)
    except (KeyError, PresetPart.DoesNotExist):
        if key not in LETTERS:
            raise
    logger.error("edition %s has no text for the letter %s, so a plain one goes out", edition.slug, key)
    with override(language):
        return LetterTemplate(key, str(PLAIN_SUBJECT), str(PLAIN_BODY))
