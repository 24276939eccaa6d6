"""What stands against a deed with a report, each in a sentence for people."""

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal


class AlreadyStarted(Refusal):
    """The city has a report in this edition."""

    message = _("The city already has its report. Open it from the list.")


class UnknownSection(Refusal):
    """The template of the edition has no such section, or the language is another."""

    message = _("The report has no such section.")


class Conflict(Refusal):
    """Somebody saved the same section after it was opened; both texts are shown, nothing is overwritten."""

    message = _("Somebody has changed this section in the meantime. Choose which text is to stay.")


class Incomplete(Refusal):
    """A required section is empty, or a text is too long."""

    message = _("Some sections are empty or too long. The list says which.")


class TextChanged(Refusal):
    """The words are no longer those the person has read."""

    message = _("The text has changed since you opened it. Nothing has been approved. Read it once more.")


class UnkeptWords(Refusal):
    """Words have been edited but not made into a version."""

    message = _("Some words have been edited since this version. First keep them as a version, with a note.")


class NothingChanged(Refusal):
    """A new version would say the same as the last one."""

    message = _("No word differs from the last version, so there is nothing to keep.")


class RemarksMissing(Refusal):
    """What is sent back says what to do."""

    message = _("Write what the city has to change. It will read this.")


class NoteMissing(Refusal):
    """An edited or revised version says what changed."""

    message = _("Write in one sentence what has changed.")


class AlreadySent(Refusal):
    """The same address holds a link to the same text that still works."""

    message = _(
        "A link to this text has already been sent to this address. Take it back before you send another."
    )


class TooManyLinks(Refusal):
    """So many links to one text are out that another would not be the mayor's."""

    message = _("Too many links to this text are out. Take one back before you send another.")


class SomebodyElses(Refusal):
    """The address is that of a person who does not govern the city."""

    message = _(
        "This is the address of a person of the programme who is not the city's mayor. "
        "Write the mayor's own address."
    )


class DeadLink(Refusal):
    """The link has been used, taken back or has expired, or its text is no longer the one that waits."""

    message = _("This link no longer works. Nothing has been decided.")


class Unsigned(Refusal):
    """Whoever decides says their name and function, and that they have read the text."""

    message = _("Write your name and function, and tick that you have read the text.")


STARTED_ONCE: dict[str, type[Refusal]] = {
    "reports_report_participation_id_key": AlreadyStarted,
    "reports_report.participation_id": AlreadyStarted,
}
SAVED_ONCE: dict[str, type[Refusal]] = {"section_once": Conflict}
LINKED_ONCE: dict[str, type[Refusal]] = {"approvallink_open_once": AlreadySent}
