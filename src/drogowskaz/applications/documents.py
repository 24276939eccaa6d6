"""The printed copy of an application: the questions as they were asked, the answers as they were given."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drogowskaz.documents.parts import Fact, Person, Tile, house_labels
from drogowskaz.documents.press import Snapshot

TEMPLATE = "applications/typst/application.typ"


@dataclass(frozen=True)
class Answer:
    """A question and its answer: plain words with line breaks, or a table for a repeating group."""

    question: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    language: str = ""  # of the question, where it differs from the document's


@dataclass(frozen=True)
class AnsweredStep:
    """One step of the wizard."""

    title: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class AttachedFile:
    """A file handed in with the application, with its size for people and its hash."""

    question: str
    name: str
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PrintedApplication(Snapshot):
    """An application as it was handed in, or a draft that says that it is one."""

    programme: str
    call: str
    city: str
    project: str
    number: str = ""  # empty: a draft
    handed_in: str = ""  # who and when, to the second
    facts: tuple[Fact, ...] = ()
    themes: tuple[Tile, ...] = ()  # the leading one first
    steps: tuple[AnsweredStep, ...] = ()
    files: tuple[AttachedFile, ...] = ()
    checksum: str = ""  # SHA-256 of the frozen answers
    signatories: tuple[Person, ...] = ()


def labels() -> dict[str, str]:
    """The words of the printed copy, in the active language."""
    return house_labels() | {
        "draft": _("Draft: this application has not been handed in."),
        "number": _("Number"),
        "handed_in": _("Handed in"),
        "themes": _("Goals chosen"),
        "leading": _("leading"),
        "nothing": _("No answer."),
        "files": _("Files attached"),
        "question": _("Question"),
        "file": _("File"),
        "size": _("Size"),
        "checksum": _("SHA-256 of the answers:"),
    }
