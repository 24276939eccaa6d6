"""Letters in the words of a programme: the text comes from the edition's preset, in the reader's language."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from drogowskaz.common.languages import wording
from drogowskaz.mail import outbox
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import User
from drogowskaz.registers.models import City

from . import queries
from .models import Edition


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
    `letters.LETTERS[key]`, as plain text in the reader's language.
    """
    language = to.language if to else "pl"
    subject, body = queries.letter(edition, key).write(
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
