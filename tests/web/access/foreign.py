"""One object for every route with an argument, all of another programme."""

from drogowskaz.advisory.lifecycle import RequestState
from drogowskaz.advisory.models import EntryKind
from drogowskaz.projects import actions as projects
from tests.builders import certificates, plans
from tests.builders import projects as of_projects
from tests.builders import reports as of_reports
from tests.builders.advisory import (
    a_request,
)

from .own import of_applications, of_links, of_office, of_the_public
from .side import Objects, Side, every, pk, with_file


def foreign_objects(side: Side) -> Objects:
    """One object for every route with an argument, all of another programme: one city that has gone the whole road."""
    at, objects = side.at, Objects()
    of_office(objects, side)
    of_applications(objects, side)
    city = certificates.a_fulfilled(side.coordinated("Daleko"), at=at)
    request = a_request(city, at=at)  # while its part goes on
    issued = certificates.an_issued_certificate(city, at=at)
    for space, names in OF_A_CITY.items():
        every(objects, pk(city), space, names)
    naming = city.namings.get()
    every(objects, pk(city) | {"naming": naming.pk}, "participation", "confirm", "refuse")
    objects["advisory:end_adviser"] = pk(city) | {"assignment": city.assignments.get().pk}
    objects["advisory:open_stage"] = pk(city) | {"stage": city.edition.stages.get(number=2).pk}
    every(objects, pk(request), "advisory", "request accept decline cancel_request close_request")
    assert request.state == RequestState.REQUESTED
    session = city.sessions.first()
    every(objects, pk(session), "advisory", "session record cancel confirm contest settle")
    account = city.accounts.get(stage__number=2)
    every(objects, pk(account), "advisory", "account", "grant")
    objects["advisory:reverse"] = pk(account.entries.get(kind=EntryKind.USE))
    project = of_projects.a_project_with_milestones(side.coordinated("Jeszcze Dalej"), at=at)
    evidence = with_file(project, at=at)
    every(
        objects,
        pk(project),
        "projects",
        "detail change start stop add_milestone report accept return",
    )
    every(objects, pk(evidence.milestone), "projects", OF_A_MILESTONE)
    every(objects, pk(evidence), "projects", "evidence", "remove_evidence")
    every(
        objects,
        pk(city.report),
        "reports",
        "detail send history review pass_on send_back keep_words revise",
    )
    objects["reports:section"] = pk(city.report) | {"key": "summary", "language": "pl"}
    of_links(objects, of_reports.a_report_at("mayor", side.coordinated("Za Rzeką"), at=at), side)
    version = city.report.versions.get(published_at__isnull=False)
    every(objects, pk(version), "reports", "version")
    objects["reports:download"] = pk(version) | {"language": "pl"}
    every(objects, pk(city.report), "desk", "publish_report")
    every(objects, pk(side.edition), "plans", "compile")
    every(objects, pk(plans.a_proof(side.edition, at=at)), "plans", "detail", "download", "freeze", "discard")
    every(objects, pk(plans.a_compiling_plan(side.edition, at=at)), "plans", "give_up")
    every(objects, pk(issued), "certificates", "issue drop detail revoke download")
    of_the_public(objects, issued, side.edition.plans.get(number=1))
    more = of_projects.a_project_with_milestones(side.coordinated("Najdalej"), at=at)
    shown = with_file(more, at=at)
    projects.accept_milestone(shown.milestone, by=side.guardian, at=at)
    objects["portal:evidence"] = {"slug": more.participation.city.slug, "key": shown.pk}
    return objects


OF_A_CITY = {
    "desk": "city",
    "participation": "agreement agreement_text assign detail agreement_file coordinator",
    "projects": "plan",
    "reports": "start",
    "advisory": "withdraw city ask arrange",
    "certificates": "checklist propose complete give_up reopen",
}
OF_A_MILESTONE = (
    "change_milestone remove_milestone report_milestone milestone accept_milestone return_milestone"
)
