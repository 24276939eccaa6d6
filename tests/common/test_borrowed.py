"""The words of allauth that we say ourselves: each is really its, and ours is what people read."""

from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext, ngettext

from drogowskaz.common import borrowed

THEIRS = Path(allauth.__file__).parent / "locale" / "pl" / "LC_MESSAGES" / "django.po"


def messages(path):
    with path.open("rb") as opened:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(opened, locale="pl")
        }


def test_every_borrowed_word_is_still_one_of_allauths():
    theirs = messages(THEIRS)
    ours = [word for word in borrowed.WORDS if isinstance(word, str)]

    assert [word for word in ours if word not in theirs] == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Forgot your password?", "Nie pamiętasz hasła?"),
        ("A security key has been removed.", "Usunięto klucz dostępu z Twojego konta."),
        ("Are you sure?", "Czy na pewno?"),
    ],
)
def test_our_polish_is_shown_instead_of_theirs(word, said):
    assert messages(THEIRS)[word].string != said
    assert gettext(word) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "Masz 1 klucz dostępu."), (3, "Masz 3 klucze dostępu."), (5, "Masz 5 kluczy dostępu.")],
)
def test_keys_are_counted_in_good_polish(count, said):
    keys = ngettext(
        "You have added %(count)s security key.", "You have added %(count)s security keys.", count
    )

    assert keys % {"count": count} == said


def test_english_stays_as_it_was():
    with translation.override("en"):
        assert gettext("Are you sure?") == "Are you sure?"
