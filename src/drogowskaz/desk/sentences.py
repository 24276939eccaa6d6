"""What each verb of the journal is in words: one sentence a verb, and where the people who read look for it."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FACT = re.compile(r"%\((\w+)\)s")
# The word before the full stop of a verb, in the order of a city's road.
GROUPS: dict[str, str | Promise] = {
    "programmes": _("Editions, calls and people of the programme"),
    "people": _("Who acts for a city"),
    "application": _("Applications"),
    "participation": _("Taking part, agreements, coordinators"),
    "advisory": _("Advice and hours"),
    "report": _("City reports"),
    "project": _("Projects and milestones"),
    "plan": _("The Plan"),
    "certificate": _("Certificates"),
    "letter": _("Letters"),
    "toolbox": _("Toolbox"),
    "registers": _("Registers"),
    "desk": _("Archive"),
}

# Facts in %(…)s are written by `lines.said`: minutes as hours, days in words, people by name.
SENTENCES: dict[str, str | Promise] = {
    "programmes.load_preset": _("Preset loaded (%(result)s)"),
    "programmes.supplement_preset": _("What was missing in the preset added: %(added)s"),
    "programmes.open_edition": _("Edition opened"),
    "programmes.archive_edition": _("Edition moved to the archive"),
    "programmes.announce_call": _("Call announced: from %(opens_at)s to %(closes_at)s"),
    "programmes.extend": _("Deadline of the call moved from %(from_at)s to %(to_at)s"),
    "programmes.add_membership": _("Role in the programme given: %(person)s, %(role)s"),
    "programmes.end_membership": _("Role in the programme ended: %(person)s, %(role)s"),
    "programmes.add_guardianship": _("Goal %(theme)s entrusted: %(person)s"),
    "programmes.end_guardianship": _("Care of a goal ended: %(person)s"),
    "people.ask_to_represent": _("Right to act for the city asked for: %(capacity)s"),
    "people.confirm_representation": _("Right to act for the city confirmed: %(capacity)s"),
    "people.refuse_representation": _("Right to act for the city refused"),
    "people.end_representation": _("Right to act for the city ended: %(capacity)s"),
    "people.invite": _("Invitation to act for the city sent: %(capacity)s"),
    "people.revoke_invitation": _("Invitation taken back"),
    "people.accept_invitation": _("Invitation accepted: %(capacity)s"),
    "people.introduce": _("Name and language in the account changed"),
    "application.start": _("Application begun"),
    "application.attach": _("File attached to the application"),
    "application.detach": _("File removed from the application"),
    "application.submit": _("Application %(number)s handed in"),
    "application.print": _("Printed copy of the application made"),
    "application.withdraw": _("Application %(number)s withdrawn"),
    "application.accept": _("Application %(number)s accepted under goal %(theme)s"),
    "application.reject": _("Application %(number)s not accepted"),
    "participation.admit": _("City qualified under goal %(theme)s"),
    "participation.record_agreement": _("Agreement %(number)s entered"),
    "participation.propose_coordinator": _("Local coordinator named"),
    "participation.confirm_coordinator": _("Naming of the local coordinator confirmed"),
    "participation.refuse_coordinator": _("Naming of the local coordinator sent back"),
    "participation.assign_adviser": _("Adviser assigned: %(adviser)s"),
    "participation.end_assignment": _("Work of the adviser with the city ended: %(adviser)s"),
    "participation.enter_stage": _("Stage %(stage)s begun"),
    "participation.withdraw": _("City withdrawn from the programme"),
    "participation.complete": _("Taking part recorded as completed"),
    "participation.give_up": _("Taking part recorded as not completed"),
    "participation.reopen": _("Taking part reopened"),
    "advisory.open_stage": _("Account of a stage opened: %(minutes)s"),
    "advisory.grant_more": _("Hours added: %(minutes)s"),
    "advisory.reverse_use": _("Use of hours reversed: %(minutes)s"),
    "advisory.ask": _("Advice asked for"),
    "advisory.accept_request": _("Request for advice accepted, adviser: %(adviser)s"),
    "advisory.decline_request": _("Request for advice declined"),
    "advisory.cancel_request": _("Request for advice called off"),
    "advisory.close_request": _("Request for advice closed"),
    "advisory.arrange": _("Session arranged, %(minutes)s reserved"),
    "advisory.cancel_session": _("Session called off"),
    "advisory.record_session": _("Time of the session written down: %(minutes)s"),
    "advisory.confirm_session": _("Time of the session confirmed: %(minutes)s used"),
    "advisory.contest_session": _("Time of the session contested"),
    "advisory.settle_session": _("Time of the session settled: %(minutes)s"),
    "report.start": _("City report begun"),
    "report.send": _("City report sent, version %(version)s"),
    "report.pass_on": _("City report, version %(version)s, passed on to the next step"),
    "report.send_back": _("City report sent back with remarks"),
    "report.send_link": _("Link for approving version %(version)s sent to %(email)s"),
    "report.revoke_link": _("Link for approving version %(version)s taken back from %(email)s"),
    "report.approve_by_link": _("Version %(version)s approved by link: %(person)s, %(function)s"),
    "report.return_by_link": _("Version %(version)s sent back by link: %(person)s, %(function)s"),
    "report.keep_words": _("Language edit kept as version %(version)s"),
    "report.publish": _("City report %(number)s published, version %(version)s"),
    "report.revise": _("New version of the city report begun"),
    "project.plan": _("Project planned: %(title)s"),
    "project.change": _("Project card changed, version %(version)s"),
    "project.start": _("Project started"),
    "project.report": _("Completion of the project reported"),
    "project.accept": _("Completion of the project accepted"),
    "project.return": _("Report of the project's completion sent back"),
    "project.stop": _("Project stopped"),
    "project.add_milestone": _("Milestone added: %(title)s, due %(due_on)s"),
    "project.change_milestone": _("Milestone changed: %(title)s, due %(due_to)s instead of %(due_from)s"),
    "project.remove_milestone": _("Milestone removed: %(title)s"),
    "project.report_milestone": _("Milestone reported: %(title)s"),
    "project.accept_milestone": _("Milestone accepted: %(title)s"),
    "project.return_milestone": _("Milestone sent back: %(title)s"),
    "project.add_evidence": _("Evidence added: %(shows)s"),
    "project.remove_evidence": _("Evidence removed: %(shows)s"),
    "plan.compile": _("Plan ordered from published reports: %(reports)s"),
    "plan.finish": _("Proof of the Plan made"),
    "plan.fail": _("Proof of the Plan could not be made"),
    "plan.freeze": _("Plan frozen as edition %(number)s"),
    "plan.give_up": _("Making the proof of the Plan given up"),
    "plan.discard": _("Proof of the Plan discarded"),
    "certificate.propose": _("Certificate proposed"),
    "certificate.issue": _("Certificate %(number)s issued"),
    "certificate.drop": _("Proposal of a certificate dropped"),
    "certificate.revoke": _("Certificate revoked"),
    "letter.release": _("Letter released to %(address)s"),
    "letter.cancel": _("Letter to %(address)s held back for good"),
    "letter.retry": _("Letter to %(address)s ordered again"),
    "toolbox.publish": _("Tool published: %(slug)s"),
    "registers.import_terc": _("City taken from the official register as of %(state_on)s"),
    "registers.import_places": _("City moved on the map"),
    "desk.load_archive": _("Archive loaded, cities: %(cities)s"),
}


def sentence(verb: str, facts: Mapping[str, str]) -> str:
    """A deed in words; a verb nobody has written a sentence for, which a test forbids, speaks for itself."""
    return str(SENTENCES[verb]) % facts if verb in SENTENCES else verb


def named(verb: str) -> set[str]:
    """The facts that the sentence of a verb names."""
    return set(FACT.findall(str(SENTENCES.get(verb, ""))))


def group(verb: str) -> str:
    """Where a verb belongs, in words."""
    return str(GROUPS.get(verb.partition(".")[0], ""))
