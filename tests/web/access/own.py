"""Each route's own object, in the state in which the right person could do the deed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from drogowskaz.advisory.models import EntryKind
from drogowskaz.applications.models import Application
from drogowskaz.certificates import actions as ending
from drogowskaz.mail import outbox
from drogowskaz.mail.lifecycle import FAIL
from drogowskaz.mail.models import Letter
from drogowskaz.participation.models import Participation
from drogowskaz.people import actions as people
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.roles import Role
from drogowskaz.projects import actions as projects
from drogowskaz.registers.models import City
from drogowskaz.reports import queries
from drogowskaz.reports.lifecycle import State as ReportState
from drogowskaz.reports.models import Report
from tests.builders import certificates, plans
from tests.builders import projects as of_projects
from tests.builders import reports as of_reports
from tests.builders.advisory import (
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    an_accepted_request,
    an_advised,
)
from tests.builders.applications import a_complete_draft, a_submitted, an_accepted
from tests.builders.participation import a_proposal, an_agreed
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_call, a_guardian, a_member, an_edition

from .side import DAY, GOAL, PART, THIRD_GOAL, Objects, Side, acts_for, every, pk, with_file

OF_ACCOUNTS: Objects = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
}


def own_objects(side: Side) -> Objects:
    """Each route's own object stands in the state in which the right person could do the deed."""
    objects: Objects = {}
    of_office(objects, side)
    of_applications(objects, side)
    of_participations(objects, side)
    of_advice(objects, side, an_advised(side.coordinated("Modrzewiec"), at=side.at))
    of_building(objects, side)
    of_reporting(objects, side)
    of_certificates(objects, side)
    objects |= OF_ACCOUNTS
    return objects


def of_office(objects: Objects, side: Side) -> None:
    """Editions, people and letters."""
    programme = side.edition.programme
    prepared = an_edition(running=False, at=side.at, programme_slug=programme.slug)
    uncalled = an_edition(at=side.at, programme_slug=programme.slug)
    ended = an_edition(at=side.at - 800 * DAY, programme_slug=programme.slug)
    every(objects, pk(ended), "programmes", "archive")
    every(objects, pk(uncalled), "programmes", "announce")
    every(objects, pk(prepared), "programmes", "open")
    every(objects, pk(side.edition), "programmes", "edition")
    objects["programmes:part"] = pk(side.edition) | {"key": PART}
    every(objects, pk(programme), "programmes", "people", "add_membership")
    objects["programmes:add_guardianship"] = pk(programme) | {"edition": prepared.pk}
    evaluator = a_member(programme, Role.EVALUATOR)
    objects["programmes:end_membership"] = pk(evaluator.memberships.get())
    third = a_guardian(side.edition.themes.get(number=THIRD_GOAL))
    objects["programmes:end_guardianship"] = pk(third.guardianships.get())
    every(objects, pk(a_letter(side, side.coordinator)), "desk", "letter")
    every(objects, pk(a_letter(side, side.coordinator, hold=True)), "desk", "outgoing", "cancel")
    failed = a_letter(side, side.coordinator)
    FAIL.make(failed)
    objects["desk:retry"] = pk(failed)
    of_acting(objects, side, a_city("Jarzębin"))


def of_acting(objects: Objects, side: Side, city: City) -> None:
    """Rights to act for a city: asked for, given, and invitations."""
    acts_for(city, side.coordinator, side.mayor)
    every(objects, pk(city), "acting", "ask", "city")
    asked = people.ask_to_represent(city, capacity=Capacity.MAYOR, by=a_person(), at=side.at)
    every(objects, pk(asked), "acting", "confirm", "refuse")
    facts = {
        "name": "Ola Lipa",
        "city": city,
        "capacity": Capacity.LOCAL_COORDINATOR,
        "by": side.mayor,
        "at": side.at,
    }
    sent = people.invite(email="ola@example.org", **facts)
    objects["acting:revoke"] = pk(sent.invitation)
    objects["acting:invitation"] = {"secret": sent.secret}
    elsewhere = {**facts, "city": a_city("Lipiny")}
    objects["acting:accept"] = pk(people.invite(email=side.coordinator.email, **elsewhere).invitation)
    objects["acting:end"] = pk(city.representations.get(user=side.coordinator))


def a_letter(side: Side, person: User, *, hold: bool = False) -> Letter:
    """A letter of the side's Office."""
    return outbox.post(
        "invitation",
        subject="Zaproszenie",
        body="Treść",
        to=person,
        programme=side.edition.programme.slug,
        hold=hold,
        at=side.at,
    )


def of_applications(objects: Objects, side: Side) -> None:
    """A draft, one handed in, one accepted."""
    call = a_call(side.edition, at=side.at)
    every(objects, pk(call), "applications", "start", "extend")

    def applying(builder: Callable[..., Application], name: str) -> Application:
        city = a_city(name)
        acts_for(city, side.coordinator, side.mayor)
        return builder(city=city, call=call, by=side.coordinator, at=side.at)

    draft = applying(a_complete_draft, "Olszyny")
    every(objects, pk(draft), "applications", "detail", "check", "submit", "withdraw")
    objects["applications:step"] = pk(draft) | {"key": "applicant"}
    attachment = draft.attachments.first()
    objects["applications:attachment"] = pk(draft) | {"attachment": attachment.pk if attachment else 1}
    submitted = pk(applying(a_submitted, "Wierzbno"))
    every(objects, submitted, "applications", "copy", "accept", "reject", "detail~submitted")
    objects["participation:admit_application"] = pk(applying(an_accepted, "Topolno"))


def of_participations(objects: Objects, side: Side) -> None:
    """From the admission to the first stage."""
    fresh = side.city("Świerki")
    every(objects, pk(fresh), "participation", "agreement", "agreement_text", "assign")
    every(objects, pk(fresh), "projects", "plan")
    every(objects, pk(fresh), "reports", "start")
    naming = a_proposal(an_agreed(side.city("Jodłowo"), at=side.at), email="anna@example.org", at=side.at)
    every(objects, pk(naming.participation) | {"naming": naming.pk}, "participation", "confirm", "refuse")
    coordinated = side.coordinated("Cisowo")
    every(objects, pk(coordinated), "participation", "detail", "agreement_file", "coordinator")
    stage = coordinated.edition.stages.get(number=1)
    objects["advisory:open_stage"] = pk(coordinated) | {"stage": stage.pk}
    ended = an_advised(side.coordinated("Buczyna"), at=side.at)
    every(objects, pk(ended), "advisory", "withdraw")
    assigned = ended.assignments.get()
    objects["advisory:end_adviser"] = pk(ended) | {"assignment": assigned.pk}
    objects["desk:city"] = pk(ended)


def of_advice(objects: Objects, side: Side, city: Participation) -> None:
    """Requests, sessions and the account of one city."""
    at = side.at
    every(objects, pk(city), "advisory", "city", "ask", "arrange")
    every(objects, pk(a_request(city, at=at)), "advisory", "request", "accept", "decline", "cancel_request")
    objects["advisory:close_request"] = pk(an_accepted_request(city, at=at))
    arranged = a_session(city, starts_at=at - 3 * timedelta(hours=1), at=at)
    every(objects, pk(arranged), "advisory", "session", "record", "cancel")
    recorded = a_recorded_session(a_session(city, starts_at=at - 2 * DAY, at=at), at=at)
    every(objects, pk(recorded), "advisory", "confirm", "contest")
    contested = a_contested_session(a_session(city, starts_at=at - 3 * DAY, at=at), at=at)
    objects["advisory:settle"] = pk(contested)
    a_confirmed_session(a_session(city, starts_at=at - 4 * DAY, at=at), at=at)
    account = city.accounts.get(stage__number=1)
    every(objects, pk(account), "advisory", "account", "grant")
    objects["advisory:reverse"] = pk(account.entries.filter(kind=EntryKind.USE).first())


def of_building(objects: Objects, side: Side) -> None:
    """Projects: planned, going on, all milestones accepted, reported."""
    at = side.at
    planned = of_projects.a_project_with_milestones(side.coordinated("Klonowo"), started=False, at=at)
    every(objects, pk(planned), "projects", "detail", "change", "start", "stop", "add_milestone")
    every(objects, pk(planned.milestones.first()), "projects", "change_milestone", "remove_milestone")
    going = of_projects.a_project_with_milestones(side.coordinated("Jesionowo"), at=at)
    evidence = with_file(going, at=at)
    every(objects, pk(evidence), "projects", "evidence")
    returned = with_file(of_projects.a_project_with_milestones(side.coordinated("Lipno"), at=at), at=at)
    projects.return_milestone(returned.milestone, remark="Brakuje podpisu.", by=side.guardian, at=at)
    every(objects, pk(returned), "projects", "remove_evidence")
    objects["projects:report_milestone"] = pk(going.milestones.get(critical=False))
    every(objects, pk(evidence.milestone), "projects", "milestone", "accept_milestone", "return_milestone")
    almost = of_projects.a_project_with_milestones(side.coordinated("Dąbrowa"), at=at)
    shown = with_file(almost, at=at)
    projects.accept_milestone(shown.milestone, by=side.guardian, at=at)
    objects["portal:evidence"] = {"slug": almost.participation.city.slug, "key": shown.pk}
    every(objects, pk(almost), "projects", "report")
    reported = of_projects.a_reported_project(side.coordinated("Wiązowo"), at=at)
    every(objects, pk(reported), "projects", "accept", "return")


def of_reporting(objects: Objects, side: Side) -> None:
    """Reports: a draft, one with the Guardian, one in language edit, one ready, one public; and the Plan's proof."""
    at, edition = side.at, of_reports.with_template(side.edition)
    assert edition
    draft = of_reports.a_written_report(side.coordinated("Sosnowo"), at=at)
    every(objects, pk(draft), "reports", "detail", "send")
    objects["reports:section"] = pk(draft) | {"key": "summary", "language": "pl"}
    read = of_reports.a_report_at(ReportState.GUARDIAN, side.coordinated("Brzozowo"), at=at)
    every(objects, pk(read), "reports", "history", "review", "pass_on", "send_back")
    asked = of_reports.a_report_at(ReportState.MAYOR, side.coordinated("Sadowo"), at=at)
    of_links(objects, asked, side)
    edited = of_reports.a_report_at(ReportState.LANGUAGE, side.coordinated("Kalinowo"), at=at)
    every(objects, pk(edited), "reports", "keep_words")
    ready = of_reports.an_approved_report(side.coordinated("Głogowo"), at=at)
    every(objects, pk(ready), "desk", "publish_report")


def of_links(objects: Objects, report: Report, side: Side) -> None:
    """The mayor's link: the page that sends it, the deed that takes it back, and the page behind its secret."""
    sent = of_reports.a_link(report, by=side.coordinator, at=side.at)
    every(objects, pk(report), "reports", "links")
    every(objects, pk(sent.link), "reports", "revoke_link")
    objects["reports:approval"] = {"secret": sent.secret}


def of_certificates(objects: Objects, side: Side) -> None:
    """Cities that have done everything, the Plan they stand in, and their certificates."""
    at = side.at
    done = [
        certificates.a_nearly_fulfilled(side.coordinated(name), at=at)
        for name in ("Leszno", "Malinowo", "Rokitno", "Zalesie")
    ]
    frozen = plans.a_frozen_plan(side.edition, at=at - DAY)
    proof = plans.a_proof(side.edition, at=at)
    every(objects, pk(side.edition), "plans", "compile")
    every(objects, pk(proof), "plans", "detail", "download", "freeze", "discard")
    every(objects, pk(done[0]), "certificates", "checklist", "propose", "complete", "give_up")
    every(objects, pk(certificates.a_proposed_certificate(done[1], at=at)), "certificates", "issue", "drop")
    ending.complete(done[3], by=side.office, at=at)
    every(objects, pk(done[3]), "certificates", "reopen")
    issued = certificates.an_issued_certificate(done[2], at=at)
    every(objects, pk(issued), "certificates", "detail", "revoke", "download")
    report = issued.participation.report
    every(objects, pk(report), "reports", "revise")
    version = report.versions.get(published_at__isnull=False)
    every(objects, pk(version), "reports", "version")
    objects["reports:download"] = pk(version) | {"language": "pl"}
    stuck = plans.a_compiling_plan(side.edition, at=at - DAY)
    every(objects, pk(stuck), "plans", "give_up")
    of_the_public(objects, issued, frozen)


def of_the_public(objects: Objects, issued: Any, frozen: Any) -> None:
    """What everybody reads."""
    slug = issued.participation.city.slug
    every(objects, {"slug": slug}, "portal", "city", "milestones", "report")
    number = issued.participation.report.versions.get(published_at__isnull=False).number
    every(objects, {"slug": slug, "number": number}, "portal", "report_version", "report_pdf")
    every(objects, {"code": issued.document.code}, "portal", "certificate", "certificate_pdf")
    edition = {"edition": frozen.edition.slug, "number": frozen.number}
    every(objects, edition, "portal", "plan_edition", "plan_pdf")
    objects["portal:plan_chapter"] = edition | {"slug": f"cel-{GOAL}"}
    objects["portal:chapter"] = {"slug": f"cel-{GOAL}"}
    objects["portal:goal"] = {"number": GOAL}
    objects["portal:tool"] = {"slug": "shade"}
    objects["portal:news_item"] = {"slug": "first"}
    every(objects, {"slug": "cities"}, "portal", "dataset_csv", "dataset_csvw", "dataset_json")


def words_for(objects: Objects) -> dict[str, dict[str, str]]:
    """What the forms need whose fields are looked at before the person is."""
    seen = {
        route: queries.latest(Report.objects.get(**objects[route])).sha256
        for route in ("reports:pass_on", "reports:send_back", "reports:keep_words", "desk:publish_report")
    }
    words = {
        route: {"version_sha256": sha256, "remarks": "Proszę dopisać koszty."}
        for route, sha256 in seen.items()
    }
    words["reports:keep_words"] |= {"note": "Poprawione przecinki."}
    return words | {
        "projects:report": {"text": "Rynek jest gotowy."},
        "participation:coordinator": {"name": "Ola Lipa", "email": "ola@example.org"},
    }
